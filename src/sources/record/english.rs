//! What things are called in English, as typed: the key `en:` wherever a title stands.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::sources::yaml::{OneOrMany, Text};

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EnglishRecord {
    #[schemars(description = "英語の題名・名前")]
    pub title: Option<Text>,
    #[schemars(description = "英語の説明（1〜2文）")]
    pub summary: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SiteEnglishRecord {
    #[schemars(description = "サイトの英語の名前")]
    pub title: Option<Text>,
    #[schemars(description = "サイトの英語の説明（1〜2文）")]
    pub summary: Option<Text>,
    #[schemars(description = "公開する団体の英語の名前")]
    pub owner: Option<Text>,
    #[schemars(description = "利用条件（英語）")]
    pub licence: Option<Text>,
    #[schemars(description = "問い合わせ先の英語の名前")]
    pub contact: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlanEnglishRecord {
    #[schemars(description = "計画の英語の題名")]
    pub title: Option<Text>,
    #[schemars(description = "英語の短い題名")]
    pub short: Option<Text>,
    #[schemars(description = "計画の英語の説明（1〜2文）")]
    pub summary: Option<Text>,
    #[schemars(description = "体系の各段の英語の呼び名（levels と同じ順に、同じ数）")]
    pub levels: OneOrMany<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyEnglishRecord {
    #[schemars(description = "英語の名前")]
    pub title: Option<Text>,
    #[schemars(description = "英語の説明（1〜2文）")]
    pub summary: Option<Text>,
    #[schemars(description = "英語の番号（例: Measure 1-1）")]
    pub number: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DepartmentEnglishRecord {
    #[schemars(description = "課の英語の名前")]
    pub title: Option<Text>,
    #[schemars(description = "課が属する局・部の英語の名前")]
    pub office: Option<Text>,
}
