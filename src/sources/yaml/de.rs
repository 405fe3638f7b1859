//! From the tree to records: a serde deserializer that gathers what is wrong instead of stopping.
//!
//! A wrong shape is told and an empty value takes its place, which is safe because a file with errors
//! is never published. Records that give every field a default can be read whole this way; where serde
//! itself gives up (a required field is missing), that is told at the place of the map.

use std::cell::RefCell;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::access::{Items, Lone, Map, Placed, Variant};
use super::node::{Content, Entry, Node, Style};
use super::text::{AT, CELL, ONE_OR_MANY, TEXT};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::Spot;
use crate::base::text;

pub fn record<'de, T: Deserialize<'de>>(
    node: &Node<'_>,
    file: &SourcePath,
    findings: &mut Findings,
) -> Option<T> {
    let reading = Reading {
        file,
        top: node.at,
        findings: RefCell::new(Findings::new()),
    };
    let value = Value {
        node,
        name: file.file_name(),
        reading: &reading,
    };
    let record = T::deserialize(value)
        .map_err(|problem| reading.tell(problem, node.at))
        .ok();
    findings.append(reading.findings.into_inner());
    record
}

/// What all values of one file share.
pub struct Reading<'r> {
    pub file: &'r SourcePath,
    /// Where the outermost map begins.
    top: Spot,
    findings: RefCell<Findings>,
}

impl Reading<'_> {
    /// By what a record is known to those who miss a key in it: its beginning, or that of the file.
    pub fn spot_of(&self, record: &Node<'_>) -> Spot {
        match record.at == self.top {
            true => Spot::new(1, 1, 0),
            false => record.at,
        }
    }

    pub fn push(&self, diagnostic: Diagnostic) {
        self.findings.borrow_mut().push(diagnostic);
    }

    /// Tells a problem once, at the innermost value that knows its place.
    pub fn tell(&self, problem: Problem, at: Spot) -> Problem {
        let place = at.in_file(self.file);
        match problem {
            Problem::Told => {}
            Problem::MissingField(field) => {
                self.push(Diagnostic::error("YAML-MISSING-KEY", place).with("key", field));
            }
            Problem::Other(detail) => {
                self.push(Diagnostic::error("YAML-VALUE", place).with("detail", quoted(&detail)));
            }
        }
        Problem::Told
    }
}

/// Why serde gave up on a value.
#[derive(Debug)]
pub enum Problem {
    Told,
    MissingField(&'static str),
    Other(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Told => out.write_str("told"),
            Problem::MissingField(field) => write!(out, "missing {field}"),
            Problem::Other(detail) => out.write_str(detail),
        }
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<M: fmt::Display>(message: M) -> Self {
        Problem::Other(message.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Problem::MissingField(field)
    }
}

/// A node and the key it belongs to, by which messages call it.
#[derive(Clone, Copy)]
pub struct Value<'n> {
    pub node: &'n Node<'n>,
    pub name: &'n str,
    pub reading: &'n Reading<'n>,
}

impl<'n> Value<'n> {
    pub fn with_node(self, node: &'n Node<'n>) -> Self {
        Self { node, ..self }
    }

    fn is_missing(self) -> bool {
        matches!(
            self.node.content,
            Content::Scalar {
                style: Style::Missing,
                ..
            }
        )
    }

    /// Nothing stands there. That is no blank: a blank is written `""`.
    fn warn_missing(self) {
        let place = self.node.at.in_file(self.reading.file);
        let missing = Diagnostic::warning("YAML-NO-VALUE", place);
        self.reading.push(missing.with("key", quoted(self.name)));
    }

    fn wrong_shape(self, code: &'static str) {
        let place = self.node.at.in_file(self.reading.file);
        let mut wrong = Diagnostic::error(code, place).with("key", quoted(self.name));
        if let Content::Scalar { text, .. } = &self.node.content {
            wrong = wrong.with("found", quoted(text));
        }
        self.reading.push(wrong);
    }

    /// The scalar's text; empty after a list or map was told.
    fn text(self) -> &'n str {
        match &self.node.content {
            Content::Scalar { text, style } => {
                if *style == Style::Missing {
                    self.warn_missing();
                }
                text
            }
            Content::List(_) => {
                self.wrong_shape("YAML-LIST-FOR-TEXT");
                ""
            }
            Content::Map(_) => {
                self.wrong_shape("YAML-MAP-FOR-TEXT");
                ""
            }
        }
    }

    fn items(self) -> &'n [Node<'n>] {
        match &self.node.content {
            Content::List(items) => return items,
            Content::Scalar { .. } if self.is_missing() => self.warn_missing(),
            Content::Scalar { .. } => self.wrong_shape("YAML-TEXT-FOR-LIST"),
            Content::Map(_) => self.wrong_shape("YAML-MAP-FOR-LIST"),
        }
        &[]
    }

    fn entries(self) -> &'n [Entry<'n>] {
        match &self.node.content {
            Content::Map(entries) => return entries,
            Content::Scalar { .. } if self.is_missing() => self.warn_missing(),
            Content::Scalar { .. } => self.wrong_shape("YAML-TEXT-FOR-MAP"),
            Content::List(_) => self.wrong_shape("YAML-LIST-FOR-MAP"),
        }
        &[]
    }

    /// Reads the map, telling every key that is not one of `fields`.
    fn record<'de, V: Visitor<'de>>(
        self,
        entries: &'n [Entry<'n>],
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let map = Map::new(self, entries, Some(fields));
        visitor
            .visit_map(map)
            .map_err(|problem| self.reading.tell(problem, self.node.at))
    }

    fn cell<'de, V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Scalar { .. } => visitor.visit_map(Lone::new(self)),
            Content::List(_) => {
                self.wrong_shape("YAML-LIST-FOR-TEXT");
                self.record(&[], fields, visitor)
            }
            Content::Map(entries) => {
                let has_value = entries
                    .iter()
                    .any(|entry| matches!(&*entry.key.text, "value" | "lost"));
                if !has_value {
                    self.wrong_shape("YAML-CELL-EMPTY");
                }
                self.record(entries, fields, visitor)
            }
        }
    }
}

impl<'de> Deserializer<'de> for Value<'_> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Scalar { .. } => visitor.visit_str(self.text()),
            Content::List(_) => self.deserialize_seq(visitor),
            Content::Map(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_str(self.text())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        let found = super::Text::new(self.text(), self.node.at);
        let mut findings = self.reading.findings.borrow_mut();
        visitor.visit_bool(super::flag(&found, &mut findings, self.reading.file))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        if self.is_missing() {
            self.warn_missing();
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_seq(Items::new(self, self.items()))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let (at, is_list) = (self.node.at, matches!(self.node.content, Content::List(_)));
        match name {
            TEXT => visitor.visit_seq(Placed::new(at, self.text().into_deserializer())),
            AT => visitor.visit_seq(Placed::new(at, self)),
            ONE_OR_MANY if !is_list && !self.is_missing() => {
                visitor.visit_seq(Items::new(self, std::slice::from_ref(self.node)))
            }
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        let map = Map::new(self, self.entries(), None);
        visitor
            .visit_map(map)
            .map_err(|problem| self.reading.tell(problem, self.node.at))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        if name == CELL {
            return self.cell(fields, visitor);
        }
        self.record(self.entries(), fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let found = self.text();
        let known = variants.iter().copied().find(|variant| *variant == found);
        if known.is_none() && matches!(self.node.content, Content::Scalar { .. }) {
            let place = self.node.at.in_file(self.reading.file);
            let unknown = Diagnostic::error("YAML-CHOICE", place)
                .with("key", quoted(self.name))
                .with("found", quoted(found))
                .with("expected", variants.join(", "));
            self.reading.push(with_near(unknown, found, variants));
        }
        let chosen = known.or(variants.first().copied()).ok_or(Problem::Told)?;
        visitor
            .visit_enum(Variant::new(chosen))
            .map_err(|problem| self.reading.tell(problem, self.node.at))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit_struct tuple identifier
    }
}

pub fn with_near(diagnostic: Diagnostic, found: &str, known: &[&'static str]) -> Diagnostic {
    match text::did_you_mean(found, known.iter().copied()) {
        Some(near) => diagnostic.with("near", near),
        None => diagnostic,
    }
}

pub fn quoted(found: &str) -> String {
    text::shorten(&text::visible(found), 60)
}
