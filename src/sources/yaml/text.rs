//! The types that records are made of: text with its place, cells, lists and maps that keep places.
//!
//! They tell [`de`](super::de) what they want by private names; no other deserializer knows those, so
//! these types are read from plan files only.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::Spot;
use crate::base::text;

/// The private names.
pub const TEXT: &str = "$mieruka-text";
pub const AT: &str = "$mieruka-at";
pub const ONE_OR_MANY: &str = "$mieruka-one-or-many";
pub const CELL: &str = "$mieruka-cell";

/// A scalar as it stands in the file, and where. Equal texts at two places are two texts.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Text {
    pub text: Box<str>,
    pub at: Spot,
}

impl Text {
    pub fn new(text: impl Into<Box<str>>, at: Spot) -> Self {
        Self {
            text: text.into(),
            at,
        }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Spot { line, column, .. } = self.at;
        write!(out, "{:?}@{line}:{column}", self.text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

/// A list or record and where it begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At<T> {
    pub at: Spot,
    pub value: T,
}

/// A map with free keys, such as years, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<T>(pub Vec<(Text, T)>);

/// A list, or one value that stands for a list of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

/// A value of a table: a scalar, or a map that says more about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Empty, with the cell's place, when the value is lost.
    pub value: Text,
    /// `false` when the reading of the document is not certain.
    pub sure: Option<Text>,
    pub note: Option<Text>,
    pub page: Option<Text>,
    /// `true` when the document had a value that its conversion did not keep.
    pub lost: Option<Text>,
    /// `true` when the words say that the value is still to be decided.
    pub undecided: Option<Text>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// True for `true`, false for `false`; other words are told and count as false.
pub fn flag(text: &Text, findings: &mut Findings, file: &SourcePath) -> bool {
    match &*text.text {
        "true" => true,
        "false" => false,
        other => {
            let found = text::shorten(&text::visible(other), 40);
            findings
                .push(Diagnostic::error("YAML-FLAG", text.at.in_file(file)).with("found", found));
            false
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(TEXT, 4, TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("text with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Text, A::Error> {
        let at = read_spot(&mut parts)?;
        let text: Box<str> = part(&mut parts)?;
        Ok(Text { text, at })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(AT, 4, AtVisitor(PhantomData))
    }
}

struct AtVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for AtVisitor<T> {
    type Value = At<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<At<T>, A::Error> {
        let at = read_spot(&mut parts)?;
        let value = part(&mut parts)?;
        Ok(At { at, value })
    }
}

fn read_spot<'de, A: SeqAccess<'de>>(parts: &mut A) -> Result<Spot, A::Error> {
    Ok(Spot::new(part(parts)?, part(parts)?, part(parts)?))
}

fn part<'de, A: SeqAccess<'de>, P: Deserialize<'de>>(parts: &mut A) -> Result<P, A::Error> {
    let part = parts.next_element()?;
    part.ok_or_else(|| A::Error::custom("only plan files give places"))
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
        let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0));
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(ONE_OR_MANY, 1, OneOrManyVisitor(PhantomData))
    }
}

struct OneOrManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrManyVisitor<T> {
    type Value = OneOrMany<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value or a list of them")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMany<T>, A::Error> {
        let mut items = Vec::with_capacity(list.size_hint().unwrap_or(0));
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(OneOrMany(items))
    }
}

/// The keys of a cell that is written as a map.
#[derive(Default, serde::Deserialize)]
#[serde(rename = "$mieruka-cell", default)]
struct CellRecord {
    value: Option<Text>,
    sure: Option<Text>,
    note: Option<Text>,
    page: Option<Text>,
    lost: Option<Text>,
    undecided: Option<Text>,
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let At { at, value: record } = At::<CellRecord>::deserialize(deserializer)?;
        Ok(Cell {
            value: record.value.unwrap_or_else(|| Text::new("", at)),
            sure: record.sure,
            note: record.note,
            page: record.page,
            lost: record.lost,
            undecided: record.undecided,
        })
    }
}

/// Editors see YAML's types, so a bare number or `true` must pass for text.
impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean", "null"] })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A list or map whose value is missing is told by us, not by the editor: hence the `null`.
impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Entries_of_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": ["object", "null"], "additionalProperties": value })
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("One_or_many_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        let many = json_schema!({ "type": "array", "items": one.clone() });
        json_schema!({ "anyOf": [one, many] })
    }
}

impl JsonSchema for Cell {
    fn schema_name() -> Cow<'static, str> {
        "Cell".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        cell_schema(generator, Vec::new())
    }
}

/// A cell for editors, with keys of its own beside those of every cell.
pub fn cell_schema(generator: &mut SchemaGenerator, own: Vec<(&str, Schema)>) -> Schema {
    let text = generator.subschema_for::<Text>();
    let described = |words: &str| {
        let mut schema = text.clone();
        schema.insert("description".to_owned(), words.into());
        schema
    };
    let keys = [
        ("value", "値（資料に印刷されているとおり）"),
        ("sure", "読み取りが確かでないとき false"),
        ("note", "値について読者に伝えること"),
        ("page", "載っているページ"),
        ("lost", "変換で値が失われているとき true"),
        ("undecided", "「後で決める」という言葉であるとき true"),
    ];
    let keys = keys.map(|(key, words)| (key, described(words)));
    let properties: serde_json::Map<String, serde_json::Value> = keys
        .into_iter()
        .chain(own)
        .map(|(key, schema)| (key.to_owned(), schema.into()))
        .collect();
    let map = json_schema!({
        "type": "object",
        "additionalProperties": false,
        "anyOf": [{ "required": ["value"] }, { "required": ["lost"] }],
        "properties": properties,
    });
    json_schema!({ "anyOf": [text, map] })
}
