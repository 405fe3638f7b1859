//! Plan data as typed: the shape of the YAML files, with nothing checked but the names of the keys.
//!
//! Everything is text with its place; [`resolve`](super::resolve) turns it into the model. The JSON
//! Schema that editors use is made from these types, which is why each key carries a description in
//! the language of the people who type it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::yaml::{At, Cell, Entries, OneOrMany, Text};

mod correction;
mod dataset;
mod english;
mod hold;
mod money;
mod policy;

pub use correction::{CorrectionRecord, CorrectionsRecord};
pub use dataset::{ColumnRecord, DatasetChartRecord, DatasetRecord};
pub use english::{
    DepartmentEnglishRecord, EnglishRecord, PlanEnglishRecord, PolicyEnglishRecord,
    SiteEnglishRecord,
};
pub use hold::{AmountRecord, Draft, HeldCell, PublishAt};
pub use money::{BudgetRecord, ChangeRecord, ItemRecord, ItemsRecord, YearMoneyRecord};
pub use policy::{ExampleRecord, PolicyLinkRecord, PolicySheetRecord, TrackRecord};

/// `content/mieruka.yaml`: the site itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "mieruka サイト設定")]
pub struct SiteRecord {
    #[schemars(description = "サイトの名前")]
    pub title: Option<Text>,
    #[schemars(description = "サイトの説明（1〜2文）")]
    pub summary: Option<Text>,
    #[schemars(description = "公開する団体の名前")]
    pub owner: Option<Text>,
    #[schemars(description = "サイトの言語（ja または en）")]
    pub lang: Option<Text>,
    #[schemars(description = "英語版のページも en/ の下に作るとき true")]
    pub english: Option<Text>,
    #[schemars(description = "英語版で使う題名と説明")]
    pub en: SiteEnglishRecord,
    #[schemars(description = "テーマの名前（themes/ の下のフォルダー名）")]
    pub theme: Option<Text>,
    #[schemars(description = "データの基準日（例: 2026-04-01）")]
    pub as_of: Option<Text>,
    #[schemars(
        description = "公開する場所のアドレス（例: https://example.jp/plan/）。なくてもよい"
    )]
    pub base_url: Option<Text>,
    #[schemars(description = "利用条件（例: CC BY 4.0）")]
    pub licence: Option<Text>,
    #[schemars(description = "問い合わせ先。人の名前は書かない")]
    pub contact: ContactRecord,
    #[schemars(description = "ページの決まり文句のうち、別の言い方にするもの")]
    pub words: OwnWordsRecord,
}

/// Words of the site in place of the program's.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OwnWordsRecord {
    #[schemars(description = "日本語のページの言葉（例: department: 担当課）")]
    pub ja: Entries<Text>,
    #[schemars(description = "英語のページの言葉")]
    pub en: Entries<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ContactRecord {
    #[schemars(description = "担当する課の名前")]
    pub department: Option<Text>,
    #[schemars(description = "電話番号")]
    pub phone: Option<Text>,
    #[schemars(description = "メールアドレス")]
    pub email: Option<Text>,
    #[schemars(description = "問い合わせページのアドレス")]
    pub url: Option<Text>,
}

/// The front matter of a page's Markdown.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "mieruka 本文の見出し部")]
pub struct FrontRecord {
    #[schemars(description = "ページの題名（計画・事業の本文では不要）")]
    pub title: Option<Text>,
    #[schemars(description = "1〜2文の要約")]
    pub summary: Option<Text>,
    #[schemars(description = "やさしい日本語の文章（事業だけ）。一文ずつ並べます")]
    pub plain: OneOrMany<Text>,
    pub draft: Draft,
    pub publish_at: PublishAt,
}

/// `seeds/<plan>/plan.yaml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "mieruka 計画")]
pub struct PlanRecord {
    #[schemars(description = "計画の ID（フォルダー名と同じ。a-z 0-9 -）")]
    pub id: Option<Text>,
    #[schemars(description = "計画の題名")]
    pub title: Option<Text>,
    #[schemars(description = "短い題名")]
    pub short: Option<Text>,
    #[schemars(description = "計画の説明（1〜2文）")]
    pub summary: Option<Text>,
    #[schemars(description = "英語版で使う題名・短い題名・説明・段の呼び名")]
    pub en: PlanEnglishRecord,
    #[schemars(description = "市区町村")]
    pub municipality: MunicipalityRecord,
    #[schemars(description = "市区町村の人口。書くと、金額に市民1人当たりの額を添える")]
    pub population: Option<At<PopulationRecord>>,
    #[schemars(description = "何年度版か（例: 令和8年度）")]
    pub edition: Option<Text>,
    #[schemars(description = "表に載る年度の範囲")]
    pub years: Option<At<SpanRecord>>,
    #[schemars(
        description = "期間から分からない立場: draft（まだ案である）budget（計画ではなく、予算の資料である）"
    )]
    pub state: Option<Text>,
    #[schemars(description = "金額の単位（円・千円・百万円）")]
    pub unit: Option<Text>,
    #[schemars(description = "体系の各段の呼び名（例: [局, 課]）")]
    pub levels: OneOrMany<Text>,
    #[schemars(description = "出典となる資料")]
    pub sources: Vec<At<SourceRecord>>,
    #[schemars(
        description = "同じ計画の新しい版。このサイトにあればその ID を、なければ題名と場所を書く"
    )]
    pub newer: Option<At<NewerRecord>>,
    #[schemars(description = "財源の名前")]
    pub funding: Vec<At<FundingRecord>>,
    #[schemars(description = "所管課")]
    pub departments: Vec<At<DepartmentRecord>>,
    #[schemars(description = "体系（方針・施策・課など）")]
    pub policies: Vec<At<PolicyRecord>>,
    #[schemars(description = "事業が持つ番号の名前")]
    pub codes: Entries<Text>,
    #[schemars(description = "資料の一覧表（目次）。合計の突き合わせに使う")]
    pub index: Option<At<IndexRecord>>,
    #[schemars(description = "資料の中での年度の呼び名（例: R4: 1Q）")]
    pub year_names: Entries<Text>,
    #[schemars(description = "計画全体の指標")]
    pub indicators: Vec<At<IndicatorRecord>>,
    #[schemars(
        description = "資料の判定が指標ごとではなく、事業の年度ごとに一つ印刷されているなら project"
    )]
    pub judged_by: Option<Text>,
    #[schemars(description = "資料全体について読者に伝えること")]
    pub notes: OneOrMany<Text>,
    #[schemars(
        description = "計画全体の突き合わせ（印刷された数、一覧表の合計、前の計画、表）で承知している食い違いとその理由"
    )]
    pub acknowledge: Vec<At<AcknowledgeRecord>>,
    pub draft: Draft,
    pub publish_at: PublishAt,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MunicipalityRecord {
    #[schemars(description = "市区町村の名前")]
    pub name: Option<Text>,
    #[schemars(description = "英語版で使う名前（title）")]
    pub en: EnglishRecord,
    #[schemars(description = "全国地方公共団体コード（6けた。\"141003\" のように引用符で囲む）")]
    pub code: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PopulationRecord {
    #[schemars(description = "人数")]
    pub value: Option<Text>,
    #[schemars(description = "いつの人口か（例: 令和8年1月1日）")]
    pub as_of: Option<Text>,
    #[schemars(description = "何によるか（例: 住民基本台帳）")]
    pub source: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SpanRecord {
    #[schemars(description = "はじめの年度")]
    pub from: Option<Text>,
    #[schemars(description = "終わりの年度")]
    pub to: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SourceRecord {
    #[schemars(description = "資料の ID")]
    pub id: Option<Text>,
    #[schemars(description = "資料の題名")]
    pub title: Option<Text>,
    #[schemars(description = "発行者")]
    pub publisher: Option<Text>,
    #[schemars(description = "公表された日")]
    pub published: Option<Text>,
    #[schemars(description = "利用条件")]
    pub licence: Option<Text>,
    #[schemars(description = "資料のアドレス")]
    pub url: Option<Text>,
}

/// An edition that came after the one of these data.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewerRecord {
    #[schemars(
        description = "新しい版がこのサイトにあるとき、その計画の ID。ほかの項目は書かない"
    )]
    pub plan: Option<Text>,
    #[schemars(description = "新しい版の題名")]
    pub title: Option<Text>,
    #[schemars(description = "公表された日")]
    pub published: Option<Text>,
    #[schemars(description = "新しい版のアドレス")]
    pub url: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FundingRecord {
    #[schemars(description = "財源の ID（金額の表で使う）")]
    pub id: Option<Text>,
    #[schemars(description = "財源の名前")]
    pub name: Option<Text>,
    #[schemars(description = "英語版で使う名前（title）")]
    pub en: EnglishRecord,
    #[schemars(description = "ほかの財源の合計である場合、その ID")]
    pub sum: OneOrMany<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DepartmentRecord {
    #[schemars(description = "課の ID")]
    pub id: Option<Text>,
    #[schemars(description = "課の名前")]
    pub name: Option<Text>,
    #[schemars(description = "英語版で使う名前（title と office）")]
    pub en: DepartmentEnglishRecord,
    #[schemars(description = "課が属する局・部の名前")]
    pub office: Option<Text>,
    #[schemars(description = "資料で使われる別の名前")]
    pub aliases: OneOrMany<Text>,
    #[schemars(description = "この名前になった年度")]
    pub from: Option<Text>,
    #[schemars(description = "この名前だった最後の年度")]
    pub to: Option<Text>,
    #[schemars(description = "電話番号（例: 012-345-6789）")]
    pub phone: Option<Text>,
    #[schemars(description = "窓口の場所・受付時間など。人の名前は書かない")]
    pub contact: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyRecord {
    #[schemars(description = "体系の項目の ID")]
    pub id: Option<Text>,
    #[schemars(description = "項目の名前")]
    pub title: Option<Text>,
    #[schemars(description = "項目の説明")]
    pub summary: Option<Text>,
    #[schemars(description = "英語版で使う名前・説明・番号")]
    pub en: PolicyEnglishRecord,
    #[schemars(description = "資料にある番号（例: 施策1-1）")]
    pub number: Option<Text>,
    #[schemars(description = "下の段の項目")]
    pub children: Vec<At<PolicyRecord>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IndexRecord {
    #[schemars(description = "CSV ファイルの名前（計画のフォルダーの中）")]
    pub file: Option<Text>,
    #[schemars(description = "載っているページ")]
    pub page: Option<Text>,
    #[schemars(description = "資料の ID")]
    pub source: Option<Text>,
}

/// `seeds/<plan>/projects/<id>.yaml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "mieruka 事業")]
pub struct ProjectRecord {
    #[schemars(description = "事業の ID（ファイル名と同じ。ページのアドレスになるので変えない）")]
    pub id: Option<Text>,
    #[schemars(description = "事業の名前")]
    pub title: Option<Text>,
    #[schemars(description = "英語版で使う名前と説明")]
    pub en: EnglishRecord,
    #[schemars(
        description = "名前の読み（ひらがな）。五十音の一覧に使う。かなで始まる名前には要らない"
    )]
    pub reading: Option<Text>,
    #[schemars(description = "資料の別の場所で使われている名前")]
    pub printed_titles: OneOrMany<Text>,
    #[schemars(description = "体系の項目の ID（いくつでも）")]
    pub policy: OneOrMany<Text>,
    #[schemars(description = "所管課の ID（いくつでも）")]
    pub department: OneOrMany<Text>,
    #[schemars(description = "資料の印（例: 新規、拡充）")]
    pub flags: OneOrMany<Text>,
    #[schemars(description = "始まった年度")]
    pub since: Option<Text>,
    #[schemars(description = "資料にある番号（ID と違うとき。例: ①-4）")]
    pub number: Option<Text>,
    #[schemars(description = "所管課の書き方が一覧と違うとき、資料のまま")]
    pub departments_printed: Option<Text>,
    #[schemars(description = "年度ごとの取組内容（資料の言葉のまま）")]
    pub activities: Entries<Cell>,
    #[schemars(
        description = "指標がない理由: concept（構想の段階）continuing（継続）unknown（資料に書かれていない）"
    )]
    pub no_indicator: Option<Text>,
    #[schemars(description = "ロードマップ")]
    pub roadmap: Vec<At<TrackRecord>>,
    #[schemars(description = "資料にある番号")]
    pub codes: Entries<Cell>,
    #[schemars(description = "根拠となる法令・計画")]
    pub basis: OneOrMany<Text>,
    #[schemars(description = "根拠・データ等の欄にある資料名")]
    pub references: OneOrMany<Text>,
    #[schemars(description = "出典（資料の ID とページ）")]
    pub source: Option<At<SourceRefRecord>>,
    #[schemars(description = "指標")]
    pub indicators: Vec<At<IndicatorRecord>>,
    #[schemars(description = "予算と決算")]
    pub budget: BudgetRecord,
    #[schemars(description = "細事業")]
    pub items: ItemsRecord,
    #[schemars(description = "根拠となる数値")]
    pub evidence: Vec<At<EvidenceRecord>>,
    #[schemars(description = "スケジュール")]
    pub schedule: Vec<At<MilestoneRecord>>,
    #[schemars(description = "資料の記載について読者に伝えること")]
    pub notes: OneOrMany<Text>,
    #[schemars(description = "資料からどう読み取ったかの記録（ページの終わりにたたんで載せる）")]
    pub records: OneOrMany<Text>,
    #[schemars(description = "承知している食い違いとその理由。指摘の代わりにページに示す")]
    pub acknowledge: Vec<At<AcknowledgeRecord>>,
    pub draft: Draft,
    pub publish_at: PublishAt,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SourceRefRecord {
    #[schemars(description = "資料の ID")]
    pub doc: Option<Text>,
    #[schemars(description = "ページ")]
    pub page: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IndicatorRecord {
    #[schemars(description = "指標の番号（事業の中で変えない）")]
    pub slot: Option<Text>,
    #[schemars(description = "output（アウトプット）または outcome（アウトカム）")]
    pub role: Option<Text>,
    #[schemars(description = "指標の名前")]
    pub name: Option<Text>,
    #[schemars(description = "単位")]
    pub unit: Option<Text>,
    #[schemars(description = "よい方向: up（大きいほどよい）down（小さいほどよい）keep（保つ）")]
    pub better: Option<Text>,
    #[schemars(description = "定義を変えて引き継いだ、前の指標の番号")]
    pub replaces: Option<Text>,
    #[schemars(description = "資料では一つの行に並んでいる、もう一つの指標の番号")]
    pub part_of: Option<Text>,
    #[schemars(description = "累計であるとき true")]
    pub cumulative: Option<Text>,
    #[schemars(description = "目標を定めたあと改めていないとき、定めた年度")]
    pub set_in: Option<Text>,
    #[schemars(description = "同じ指標が載っている別の場所（体系の項目の ID/番号）")]
    pub same_as: Option<Text>,
    #[schemars(description = "指標について読者に伝えること")]
    pub notes: OneOrMany<Text>,
    #[schemars(description = "資料からどう読み取ったかの記録（ページの終わりにたたんで載せる）")]
    pub records: OneOrMany<Text>,
    #[schemars(description = "年度ごとの目標と実績")]
    pub years: Entries<YearValuesRecord>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct YearValuesRecord {
    #[schemars(description = "目標（資料に印刷されているとおり）")]
    pub target: Option<HeldCell>,
    #[schemars(description = "実績（資料に印刷されているとおり）")]
    pub actual: Option<HeldCell>,
    #[schemars(description = "目標との差（資料に印刷されているとおり）")]
    pub difference: Option<Cell>,
    #[schemars(description = "差が目標に対するものでないとき、何に対するものか（例: 前年度）")]
    pub base: Option<Text>,
    #[schemars(description = "資料に印刷されている判定（例: 達成、未達成）")]
    pub judged: Option<Text>,
    pub draft: Draft,
    pub publish_at: PublishAt,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EvidenceRecord {
    #[schemars(description = "何の数値か")]
    pub label: Option<Text>,
    #[schemars(description = "いつの数値か")]
    pub period: Option<Text>,
    #[schemars(description = "数値")]
    pub value: Option<Cell>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MilestoneRecord {
    #[schemars(description = "いつ（印刷されているとおり）")]
    pub when: Option<Text>,
    #[schemars(description = "何をするか")]
    pub what: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AcknowledgeRecord {
    #[schemars(description = "指摘のコード（例: AUDIT-SETTLED-OVER）")]
    pub code: Option<Text>,
    #[schemars(description = "どの年度の指摘か")]
    pub year: Option<Text>,
    #[schemars(description = "なぜ食い違うか")]
    pub reason: Option<Text>,
}
