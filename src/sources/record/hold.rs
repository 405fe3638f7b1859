//! The two keys by which anything is held back from the public, wherever they may stand.
//!
//! A key that is there says something, even when nothing stands behind it: whether something is public
//! must never hang on a value that somebody forgot.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::sources::yaml::{At, Cell, Text, cell_schema};

#[derive(Debug, Default, JsonSchema)]
#[schemars(
    inline,
    description = "まだ決裁されていない案であるとき true。公開するサイトのどこにも出しません"
)]
pub struct Draft(pub Option<Text>);

#[derive(Debug, Default, JsonSchema)]
#[schemars(
    inline,
    description = "公開する日時（例: 2027-03-31T09:00+09:00）。それまで公開するサイトのどこにも出しません"
)]
pub struct PublishAt(pub Option<Text>);

impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Text::deserialize(value).map(|text| Self(Some(text)))
    }
}

impl<'de> Deserialize<'de> for PublishAt {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Text::deserialize(value).map(|text| Self(Some(text)))
    }
}

/// A value that can be held back while the rest of its year is public.
#[derive(Debug, Default)]
pub struct HeldCell {
    pub cell: Cell,
    pub draft: Draft,
    pub publish_at: PublishAt,
    /// What is public in its place until then.
    pub until_then: Option<Cell>,
}

/// Its keys, where it is written as a map: those of every cell and its own.
#[derive(Default, Deserialize)]
#[serde(rename = "$mieruka-cell", default)]
struct HeldCellRecord {
    value: Option<Text>,
    sure: Option<Text>,
    note: Option<Text>,
    page: Option<Text>,
    lost: Option<Text>,
    undecided: Option<Text>,
    draft: Draft,
    publish_at: PublishAt,
    until_then: Option<Cell>,
}

impl<'de> Deserialize<'de> for HeldCell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let At { at, value: record } = At::<HeldCellRecord>::deserialize(deserializer)?;
        Ok(HeldCell {
            cell: Cell {
                value: record.value.unwrap_or_else(|| Text::new("", at)),
                sure: record.sure,
                note: record.note,
                page: record.page,
                lost: record.lost,
                undecided: record.undecided,
            },
            draft: record.draft,
            publish_at: record.publish_at,
            until_then: record.until_then,
        })
    }
}

/// The same two keys for editors.
fn hold_schemas(generator: &mut SchemaGenerator) -> [(&'static str, Schema); 2] {
    [
        ("draft", Draft::json_schema(generator)),
        ("publish_at", PublishAt::json_schema(generator)),
    ]
}

/// What is public until then, for editors.
fn until_then_schema(generator: &mut SchemaGenerator) -> Schema {
    let mut before = generator.subschema_for::<Cell>();
    let words = "公開する日まで代わりに出しておく、前の書き方（例: 集計中）。書かなければ「まだ公開していません」と出ます";
    before.insert("description".to_owned(), words.into());
    before
}

impl JsonSchema for HeldCell {
    fn schema_name() -> Cow<'static, str> {
        "HeldCell".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let before = until_then_schema(generator);
        let own = hold_schemas(generator).into_iter();
        let own = own.chain([("until_then", before)]).collect();
        cell_schema(generator, own)
    }
}

/// An amount and its parts by funding source, which is held back as a whole.
#[derive(Debug, Default)]
pub struct AmountRecord {
    pub parts: Vec<(Text, Cell)>,
    pub draft: Draft,
    pub publish_at: PublishAt,
    /// What is public in the place of the total until then.
    pub until_then: Option<Cell>,
}

impl<'de> Deserialize<'de> for AmountRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AmountVisitor)
    }
}

struct AmountVisitor;

impl<'de> Visitor<'de> for AmountVisitor {
    type Value = AmountRecord;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AmountRecord, A::Error> {
        let mut amount = AmountRecord::default();
        while let Some(key) = map.next_key::<Text>()? {
            match key.as_str() {
                "draft" => amount.draft = map.next_value()?,
                "publish_at" => amount.publish_at = map.next_value()?,
                "until_then" => amount.until_then = Some(map.next_value()?),
                _ => amount.parts.push((key, map.next_value()?)),
            }
        }
        Ok(amount)
    }
}

impl JsonSchema for AmountRecord {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let cell = generator.subschema_for::<Cell>();
        let [draft, publish_at] = hold_schemas(generator).map(|(_, schema)| schema);
        let before = until_then_schema(generator);
        json_schema!({
            "type": ["object", "null"],
            "properties": { "draft": draft, "publish_at": publish_at, "until_then": before },
            "additionalProperties": cell,
        })
    }
}
