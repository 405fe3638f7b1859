//! `content/changes.yaml`: why figures change in the next release, for those who approve it.
//!
//! It decides nothing of the site, so that a reason can be written after the site was built.

use schemars::JsonSchema;
use serde::Deserialize;

use super::resolve::{Reader, plain};
use super::yaml::{At, Text};
use super::{Inputs, decode, yaml};
use crate::base::diag::Findings;
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::model::FiscalYear;

pub const FILE: &str = "content/changes.yaml";

/// The file as typed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "mieruka 変更の理由")]
pub struct ChangesRecord {
    #[schemars(description = "変わるところの一つずつについて、その理由")]
    pub changes: Vec<At<ReasonRecord>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReasonRecord {
    #[schemars(
        description = "どのページか（例: midorino-dx-r8/projects/01-online）。計画の ID だけなら、その計画のすべて。サイトの設定なら mieruka.yaml、見た目なら theme.toml"
    )]
    pub on: Option<Text>,
    #[schemars(description = "測るもの（例: 実績、予算額）。書かなければ、そのページのすべて")]
    pub measure: Option<Text>,
    #[schemars(description = "項目の番号か名前（例: 1、総額）。書かなければ、すべて")]
    pub item: Option<Text>,
    #[schemars(description = "年度。書かなければ、すべて")]
    pub year: Option<Text>,
    #[schemars(description = "なぜ変わるか")]
    pub reason: Option<Text>,
}

/// Why some of the changes are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// An address without its ending, or the id of a plan.
    pub on: String,
    /// These three are empty where it is for all of them.
    pub measure: String,
    pub item: String,
    pub year: Option<FiscalYear>,
    pub reason: String,
    pub line: u32,
}

impl Reason {
    /// All that it says, so that it is known again when the same is said of later changes.
    pub fn words(&self) -> String {
        let year = self.year.map(|year| year.western().to_string());
        let parts = [&self.on, &self.measure, &self.item].map(|part| &**part);
        let parts = parts.into_iter().chain(year.as_deref());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        format!("{}: {}", parts.join(" "), self.reason)
    }

    pub fn place(&self) -> Place {
        Spot::new(self.line, 1, 0).in_file(&SourcePath::new(FILE))
    }
}

/// The reasons, and what is wrong with the file; none where there is no file.
pub fn load(inputs: &Inputs) -> (Vec<Reason>, Findings) {
    let mut findings = Findings::new();
    let file = SourcePath::new(FILE);
    let record = inputs
        .find(FILE)
        .and_then(|bytes| decode::decode(bytes, &file, &mut findings))
        .and_then(|text| yaml::read::<ChangesRecord>(&text, &file, &mut findings));
    let mut reader = Reader::new(&file, &mut findings);
    let mut reasons = Vec::new();
    for At { at, value: entry } in record.map(|record| record.changes).unwrap_or_default() {
        let on = reader.required(entry.on.as_ref(), "on", at);
        reasons.push(Reason {
            on: on
                .trim_end_matches(".html")
                .trim_end_matches('/')
                .to_owned(),
            measure: plain(entry.measure.as_ref()),
            item: plain(entry.item.as_ref()),
            year: entry.year.as_ref().and_then(|text| reader.year(text)),
            reason: reader.required(entry.reason.as_ref(), "reason", at),
            line: at.line,
        });
    }
    (reasons, findings)
}
