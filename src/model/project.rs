//! A project (事業・取組): what gets a page of its own.

use super::Id;
use super::hold::{HeldYear, Hold};
use super::money::{Budget, Items};
use super::names::OtherNames;
use super::plan::{DepartmentIx, PolicyIx};
use super::roadmap::Track;
use super::value::Value;
use super::year::FiscalYear;
use super::years::Years;
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};

#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    pub id: Id,
    pub title: String,
    /// Only where its data have one; in Japanese it stands with the prose.
    pub summary: String,
    pub other: OtherNames,
    /// How the title is read, in hiragana; empty where nobody has said.
    pub reading: String,
    /// Other forms of the title that the same document prints elsewhere.
    pub printed_titles: Vec<String>,
    pub policies: Vec<PolicyIx>,
    pub departments: Vec<DepartmentIx>,
    /// Marks of the document, such as 新規 and 拡充.
    pub flags: Vec<String>,
    pub since: Option<FiscalYear>,
    /// As printed, where it is not the id: ①-4.
    pub number: String,
    /// The sections as printed, where that says more than the list.
    pub departments_printed: String,
    /// What was done in each year, in the document's words.
    pub activities: Years<Value>,
    /// Why it has no indicator, where it has none.
    pub no_indicator: Option<NoIndicator>,
    pub roadmap: Vec<Track>,
    /// Numbers of the document, by the place of their name in [`Plan::codes`](super::Plan::codes).
    pub codes: Vec<(usize, Value)>,
    pub basis: Vec<String>,
    pub references: Vec<String>,
    pub source: Option<SourceRef>,
    pub indicators: Vec<Indicator>,
    pub budget: Budget,
    pub items: Items,
    pub evidence: Vec<Evidence>,
    pub schedule: Vec<Milestone>,
    /// What changes how the figures are to be read.
    pub notes: Vec<String>,
    /// How they were read from the document, for those who check.
    pub records: Vec<String>,
    pub acknowledged: Vec<Acknowledgement>,
    pub hold: Hold,
    pub file: SourcePath,
    pub at: Spot,
}

impl Project {
    /// Whether a year is the project's own. Money of years before it began belongs to something else that
    /// its sheet does not name, or is the nothing that it grew from.
    pub fn has_begun(&self, year: FiscalYear) -> bool {
        self.since.is_none_or(|since| year >= since)
    }

    pub fn place(&self, spot: Spot) -> Place {
        spot.in_file(&self.file)
    }

    pub fn indicator(&self, slot: u32) -> Option<&Indicator> {
        self.indicators.iter().find(|i| i.slot == slot)
    }
}

/// Something measured year by year. Its key is project and slot, never its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    pub slot: u32,
    pub role: Option<Role>,
    pub name: String,
    pub unit: Option<String>,
    pub better: Option<Better>,
    /// The slot that this one continues under another definition.
    pub replaces: Option<u32>,
    /// The slot with which it stands in one row of the document: cells with two measures.
    pub part_of: Option<u32>,
    /// Counts from the beginning on.
    pub cumulative: bool,
    /// The year in which the targets were set, where they were not changed afterwards.
    pub set_in: Option<FiscalYear>,
    /// Another place where the same indicator stands; both are counted once.
    pub same_as: Option<Same>,
    pub years: Years<YearValues>,
    /// What of its years is not for the public yet.
    pub held: Vec<HeldYear>,
    pub notes: Vec<String>,
    /// How it was read from its document.
    pub records: Vec<String>,
    pub at: Spot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Output,
    Outcome,
}

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    Up,
    Down,
    /// Good when it stays where the target is.
    Keep,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearValues {
    pub target: Option<Value>,
    pub actual: Option<Value>,
    /// Boxed, because few documents print any of it and a plan holds tens of thousands of years.
    pub printed: Option<Box<Printed>>,
}

/// What a document prints of a year beside target and actual.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Printed {
    /// The difference, against the target unless `base` says otherwise.
    pub difference: Option<Value>,
    /// What the difference is against, when it is not the target: 前年度.
    pub base: String,
    pub judged: Option<Judgement>,
}

impl YearValues {
    /// The difference as printed.
    pub fn difference(&self) -> Option<&Value> {
        self.printed.as_ref()?.difference.as_ref()
    }

    /// What the printed difference is against; empty for the target.
    pub fn base(&self) -> &str {
        self.printed.as_ref().map_or("", |printed| &printed.base)
    }

    /// The judgement as far as it is this indicator's: one that the project shares is, where the indicator has
    /// a target or a difference from one. (Where indicators of a project differ, each is judged.)
    pub fn own_judged(&self) -> Option<&Judgement> {
        let has_target = || {
            self.target
                .as_ref()
                .is_some_and(|target| !target.is_missing())
        };
        let is_own =
            |judged: &&Judgement| !judged.is_shared || has_target() || self.difference().is_some();
        self.judged().filter(is_own)
    }

    /// The judgement that the document prints.
    pub fn judged(&self) -> Option<&Judgement> {
        self.printed.as_ref()?.judged.as_ref()
    }
}

/// The verdict that a document itself gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// As printed: 達成, 未達成, 進行.
    pub raw: String,
    /// Whether it says that the target was reached; nothing for other words.
    pub met: Option<bool>,
    /// Whether the document prints it once for all indicators of the project in that year: it is the
    /// project's, and says of none of them alone that its target was reached.
    pub is_shared: bool,
}

/// An indicator by the node that it stands under and its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Same {
    pub policy: PolicyIx,
    pub slot: u32,
}

/// Why a project has no indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoIndicator {
    /// It is still an idea.
    Concept,
    /// It goes on as it is.
    Continuing,
    /// The document does not say which.
    Unknown,
}

/// A loose figure that the document gives as a reason (根拠・データ等).
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub label: String,
    pub period: String,
    pub value: Value,
}

/// What is due when; the time is kept as printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    pub when: String,
    pub what: String,
}

/// A discrepancy that staff know of and explain; it is shown on the page instead of as a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Acknowledgement {
    pub code: String,
    pub year: Option<FiscalYear>,
    pub reason: String,
    pub at: Spot,
}

/// Where in which document something is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRef {
    pub document: usize,
    pub page: Option<String>,
}
