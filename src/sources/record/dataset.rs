//! The description of a table of any kind as typed; its cells stand in a CSV file beside it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Draft, EnglishRecord, PublishAt, SourceRefRecord};
use crate::sources::yaml::{At, OneOrMany, Text};

/// `seeds/<plan>/tables/<id>.yaml`: what a table of any kind means.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "mieruka データの表")]
pub struct DatasetRecord {
    #[schemars(description = "表の ID（ファイル名と同じ）")]
    pub id: Option<Text>,
    #[schemars(description = "表の題名")]
    pub title: Option<Text>,
    #[schemars(description = "表の説明（1〜2文）")]
    pub summary: Option<Text>,
    #[schemars(description = "英語版で使う題名と説明")]
    pub en: EnglishRecord,
    #[schemars(description = "出典（資料の ID とページ）")]
    pub source: Option<At<SourceRefRecord>>,
    #[schemars(description = "表が属する、体系の項目の ID")]
    pub policy: OneOrMany<Text>,
    #[schemars(description = "列")]
    pub columns: Vec<At<ColumnRecord>>,
    #[schemars(description = "ページで行をまとめる列（まとまりごとに開いて読む）")]
    pub group: Option<Text>,
    #[schemars(description = "図の描き方")]
    pub chart: Option<At<DatasetChartRecord>>,
    #[schemars(description = "読者に伝えること")]
    pub notes: OneOrMany<Text>,
    pub draft: Draft,
    pub publish_at: PublishAt,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ColumnRecord {
    #[schemars(description = "列の ID（CSV の1行目）")]
    pub id: Option<Text>,
    #[schemars(description = "列の名前")]
    pub title: Option<Text>,
    #[schemars(description = "単位")]
    pub unit: Option<Text>,
    #[schemars(
        description = "name（行の名前）number（数値）text（言葉）year（年）project（事業や体系の項目の ID。いくつもあるときは | で区切る）file（ページに出さず、CSV にだけ残す）"
    )]
    pub kind: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DatasetChartRecord {
    #[schemars(description = "ranking（順位）before-after（前と後）none（図にしない）")]
    pub kind: Option<Text>,
    #[schemars(description = "行の名前の列")]
    pub name: Option<Text>,
    #[schemars(description = "棒の長さになる列")]
    pub value: Option<Text>,
    #[schemars(description = "前の値の列")]
    pub before: Option<Text>,
    #[schemars(description = "後の値の列")]
    pub after: Option<Text>,
}
