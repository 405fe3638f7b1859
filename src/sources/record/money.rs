//! The money of a project as typed: by year, changes between years, line items.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{AmountRecord, Draft, PublishAt};
use crate::sources::yaml::{At, Cell, Entries, OneOrMany, Text};

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BudgetRecord {
    #[schemars(description = "金額について読者に伝えること")]
    pub notes: OneOrMany<Text>,
    #[schemars(description = "資料からどう読み取ったかの記録（ページの終わりにたたんで載せる）")]
    pub records: OneOrMany<Text>,
    #[schemars(description = "年度ごとの予算と決算")]
    pub years: Entries<YearMoneyRecord>,
    #[schemars(description = "資料に印刷されている増減")]
    pub changes: Vec<At<ChangeRecord>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct YearMoneyRecord {
    #[schemars(description = "予算: total（総額）と財源の ID ごとの金額")]
    pub budget: Option<AmountRecord>,
    #[schemars(description = "決算: total（総額）と財源の ID ごとの金額")]
    pub settled: Option<AmountRecord>,
    pub draft: Draft,
    pub publish_at: PublishAt,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangeRecord {
    #[schemars(description = "もとの年度")]
    pub from: Option<Text>,
    #[schemars(description = "比べる年度")]
    pub to: Option<Text>,
    #[schemars(description = "増減の額: total と財源の ID ごと")]
    pub amount: Entries<Cell>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ItemsRecord {
    #[schemars(description = "細事業の合計（印刷されているとおり）")]
    pub total: Option<At<ItemRecord>>,
    #[schemars(description = "細事業の一覧")]
    pub list: Vec<At<ItemRecord>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ItemRecord {
    #[schemars(description = "番号")]
    pub no: Option<Text>,
    #[schemars(description = "細事業の名前")]
    pub name: Option<Text>,
    #[schemars(description = "年度ごとの金額")]
    pub amounts: Entries<Cell>,
    #[schemars(description = "増減（印刷されているとおり）")]
    pub change: Option<Cell>,
    #[schemars(description = "増減の理由")]
    pub reason: Option<Cell>,
}
