//! What was changed after publication, as typed.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Draft, PublishAt};
use crate::sources::yaml::{At, Text};

/// `seeds/<plan>/corrections.yaml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "mieruka 訂正の記録")]
pub struct CorrectionsRecord {
    #[schemars(description = "公開したあとに変えたこと（いくつでも）")]
    pub corrections: Vec<At<CorrectionRecord>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectionRecord {
    #[schemars(description = "変えた日（例: 2027-05-10）")]
    pub date: Option<Text>,
    #[schemars(
        description = "error（公開したあとに分かった誤りの訂正）または revision（あらかじめ決まっていた見直し）"
    )]
    pub kind: Option<Text>,
    #[schemars(
        description = "事業の ID。事業・施策・表のどれも書かないと、計画全体についての記録になる"
    )]
    pub project: Option<Text>,
    #[schemars(description = "体系の項目の ID")]
    pub policy: Option<Text>,
    #[schemars(description = "表の ID")]
    pub table: Option<Text>,
    #[schemars(description = "何を変えたか（例: 指標1の令和6年度の実績）")]
    pub what: Option<Text>,
    #[schemars(description = "公開していた値や言葉。なかったものを加えたときは書かない")]
    pub old: Option<Text>,
    #[schemars(description = "いまの値や言葉。取り下げたときは書かない")]
    pub new: Option<Text>,
    #[schemars(description = "変えた理由。人の名前は書かない")]
    pub reason: Option<Text>,
    #[schemars(
        description = "変える前の数値のファイルの名前（計画のフォルダーの superseded/ に置く）"
    )]
    pub superseded: Option<Text>,
    pub draft: Draft,
    pub publish_at: PublishAt,
}
