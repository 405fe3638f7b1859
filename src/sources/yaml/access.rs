//! The parts of values as serde asks for them: items, entries, keys, places, choices.
//!
//! What is wrong with a part is told by [`de`](super::de), except for unknown keys, which only the walk
//! through a map can see.

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::de::{Problem, Value, quoted, with_near};
use super::node::{Entry, Node};
use crate::base::diag::Diagnostic;
use crate::base::place::{Place, Spot};

/// The items of a list.
pub struct Items<'n> {
    rest: std::slice::Iter<'n, Node<'n>>,
    of: Value<'n>,
}

impl<'n> Items<'n> {
    pub fn new(of: Value<'n>, items: &'n [Node<'n>]) -> Self {
        Self {
            rest: items.iter(),
            of,
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Problem;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Problem> {
        let Some(node) = self.rest.next() else {
            return Ok(None);
        };
        let value = seed.deserialize(self.of.with_node(node));
        value
            .map(Some)
            .map_err(|problem| self.of.reading.tell(problem, node.at))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The entries of a map.
pub struct Map<'n> {
    rest: std::slice::Iter<'n, Entry<'n>>,
    /// The keys a record knows; a map with free keys has none to hold them against.
    fields: Option<&'static [&'static str]>,
    current: Option<&'n Entry<'n>>,
    of: Value<'n>,
}

impl<'n> Map<'n> {
    pub fn new(
        of: Value<'n>,
        entries: &'n [Entry<'n>],
        fields: Option<&'static [&'static str]>,
    ) -> Self {
        Self {
            rest: entries.iter(),
            fields,
            current: None,
            of,
        }
    }

    fn tell_unknown(&self, entry: &Entry<'_>, fields: &'static [&'static str]) {
        let place = entry.key.at.in_file(self.of.reading.file);
        if ["draft", "publish_at"].contains(&&*entry.key.text) {
            self.of.reading.push(holds_nothing(entry, place, fields));
            return;
        }
        let record = self.of.reading.spot_of(self.of.node);
        let unknown = Diagnostic::error("YAML-UNKNOWN-KEY", place)
            .with("key", quoted(&entry.key.text))
            .with("record", record.in_file(self.of.reading.file))
            .with("within", self.of.name)
            .with("expected", fields.join(", "));
        let unknown = match entry.key.text.split_once('：') {
            Some((name, rest)) => {
                unknown.with("colon", quoted(&format!("{name}: {}", rest.trim_start())))
            }
            None => unknown,
        };
        self.of
            .reading
            .push(with_near(unknown, &entry.key.text, fields));
    }
}

/// Whoever took the line out, as an unknown key is, would publish what was to wait.
fn holds_nothing(entry: &Entry<'_>, place: Place, fields: &[&str]) -> Diagnostic {
    let of = match place.file.as_str() {
        _ if fields.contains(&"better") => "of_indicator",
        file if file.contains("/projects/") => "of_project",
        _ => "of_other",
    };
    Diagnostic::error("HELD-NOTHING", place)
        .with("key", quoted(&entry.key.text))
        .with(of, "")
}

impl<'de> MapAccess<'de> for Map<'_> {
    type Error = Problem;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Problem> {
        while let Some(entry) = self.rest.next() {
            match self.fields {
                Some(fields) if !fields.contains(&&*entry.key.text) => {
                    self.tell_unknown(entry, fields);
                }
                _ => {
                    self.current = Some(entry);
                    return seed.deserialize(KeyText(entry)).map(Some);
                }
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Problem> {
        let entry = self
            .current
            .take()
            .expect("serde asks for a key before its value");
        let value = Value {
            node: &entry.value,
            name: &entry.key.text,
            reading: self.of.reading,
        };
        seed.deserialize(value)
            .map_err(|problem| value.reading.tell(problem, entry.value.at))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// A scalar cell, read as a map of its value alone.
pub struct Lone<'n>(Option<Value<'n>>);

impl<'n> Lone<'n> {
    pub fn new(value: Value<'n>) -> Self {
        Self(Some(value))
    }
}

impl<'de> MapAccess<'de> for Lone<'_> {
    type Error = Problem;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Problem> {
        if self.0.is_none() {
            return Ok(None);
        }
        let key: StrDeserializer<'_, Problem> = "value".into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Problem> {
        let value = self
            .0
            .take()
            .expect("serde asks for a key before its value");
        seed.deserialize(value)
    }
}

/// A key, as a field's name or as text with its place.
struct KeyText<'n>(&'n Entry<'n>);

impl<'de> Deserializer<'de> for KeyText<'_> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_str(&self.0.key.text)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let key = &self.0.key;
        let text: StrDeserializer<'_, Problem> = (*key.text).into_deserializer();
        visitor.visit_seq(Placed::new(key.at, text))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple map struct enum identifier ignored_any
    }
}

/// A place and what stands there, handed over as a sequence of line, column, length and value.
pub struct Placed<D> {
    spot: std::array::IntoIter<u32, 3>,
    value: Option<D>,
}

impl<D> Placed<D> {
    pub fn new(at: Spot, value: D) -> Self {
        Self {
            spot: [at.line, at.column, at.length].into_iter(),
            value: Some(value),
        }
    }
}

impl<'de, D: Deserializer<'de, Error = Problem>> SeqAccess<'de> for Placed<D> {
    type Error = Problem;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Problem> {
        if let Some(number) = self.spot.next() {
            return seed.deserialize(number.into_deserializer()).map(Some);
        }
        self.value
            .take()
            .map(|value| seed.deserialize(value))
            .transpose()
    }
}

/// A choice without content.
pub struct Variant(&'static str);

impl Variant {
    pub fn new(name: &'static str) -> Self {
        Self(name)
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Problem;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Problem> {
        let name: StrDeserializer<'_, Problem> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Problem> {
        Err(de::Error::custom("a choice is one word"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Problem> {
        Err(de::Error::custom("a choice is one word"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Problem> {
        Err(de::Error::custom("a choice is one word"))
    }
}
