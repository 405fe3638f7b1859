//! The file of a node of the plan's tree as typed, and the roadmap that projects share with it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{AcknowledgeRecord, EvidenceRecord, IndicatorRecord, SourceRefRecord};
use crate::sources::yaml::{At, Cell, Entries, OneOrMany, Text};

/// `seeds/<plan>/policies/<id>.yaml`: what a node of the tree has beside its title.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "mieruka 施策")]
pub struct PolicySheetRecord {
    #[schemars(description = "体系の項目の ID（ファイル名と同じ）")]
    pub id: Option<Text>,
    #[schemars(description = "資料にある番号（例: 施策1-1）")]
    pub number: Option<Text>,
    #[schemars(description = "資料の別の場所で使われている名前")]
    pub printed_titles: OneOrMany<Text>,
    #[schemars(description = "この項目がほかにも属する、体系の項目の ID")]
    pub also_under: OneOrMany<Text>,
    #[schemars(description = "対応する、別の軸の項目")]
    pub links: Vec<At<PolicyLinkRecord>>,
    #[schemars(description = "所管課の ID（いくつでも）")]
    pub department: OneOrMany<Text>,
    #[schemars(description = "所管課の書き方が一覧と違うとき、資料のまま（例: 総務局など）")]
    pub departments_printed: Option<Text>,
    #[schemars(description = "SDGs の目標の番号")]
    pub sdgs: OneOrMany<Text>,
    #[schemars(description = "出典（資料の ID とページ）")]
    pub source: Option<At<SourceRefRecord>>,
    #[schemars(description = "この項目の指標")]
    pub indicators: Vec<At<IndicatorRecord>>,
    #[schemars(description = "ロードマップ")]
    pub roadmap: Vec<At<TrackRecord>>,
    #[schemars(description = "取組の例")]
    pub examples: Vec<At<ExampleRecord>>,
    #[schemars(description = "根拠となる数値")]
    pub evidence: Vec<At<EvidenceRecord>>,
    #[schemars(description = "読者に伝えること")]
    pub notes: OneOrMany<Text>,
    #[schemars(description = "資料からどう読み取ったかの記録（ページの終わりにたたんで載せる）")]
    pub records: OneOrMany<Text>,
    #[schemars(description = "承知している食い違いとその理由")]
    pub acknowledge: Vec<At<AcknowledgeRecord>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyLinkRecord {
    #[schemars(description = "対応する項目の ID")]
    pub to: Option<Text>,
    #[schemars(description = "どう対応するか")]
    pub note: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExampleRecord {
    #[schemars(description = "行った局や課（資料のまま）")]
    pub department: Option<Text>,
    #[schemars(description = "何をしたか")]
    pub text: Option<Text>,
    #[schemars(description = "再掲であるとき、はじめに載っている項目の ID")]
    pub relisted_from: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TrackRecord {
    #[schemars(description = "行の名前（なければ空）")]
    pub row: Option<Text>,
    #[schemars(
        description = "年度（R8）または年度の範囲（R8-R10、終わりの分からないものは R8-）ごとの言葉。年度の分からないものは unplaced"
    )]
    pub cells: Entries<OneOrMany<Cell>>,
    #[schemars(description = "ほかの行と同じ予定が、資料の別の場所にも印刷されたものなら true")]
    pub printed_again: Option<Text>,
}
