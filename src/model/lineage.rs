//! Projects of an earlier plan, and what became of each.

use super::Id;
use super::names::OtherNames;
use super::plan::PolicyIx;
use super::project::SourceRef;
use super::value::Value;
use crate::base::place::Spot;

/// A project of the plan before this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Former {
    pub id: Id,
    /// As printed: `1-1-(3)`.
    pub number: String,
    pub title: String,
    pub other: OtherNames,
    pub printed_titles: Vec<String>,
    /// The group it stood in, as printed.
    pub group: String,
    /// The sections as printed; they may be gone.
    pub departments: Vec<String>,
    /// What the document says became of it: 継続, 終了.
    pub fate: String,
    /// Why, in short; blank where the document gives no reason, lost where it cannot be read.
    pub reason: Value,
    pub relation: Relation,
    pub successors: Vec<Successor>,
    /// The place of the row that this one repeats.
    pub relisted_of: Option<usize>,
    /// Where the document tells of it.
    pub source: Option<SourceRef>,
    pub sure: bool,
    pub note: String,
    pub at: Spot,
}

/// The row that a row repeats, or itself. Rows that repeat one another in a circle lead to one of them.
pub fn original(former: &[Former], ix: usize) -> usize {
    let mut at = ix;
    for _ in 0..former.len() {
        match former[at].relisted_of {
            Some(of) if of < former.len() => at = of,
            _ => break,
        }
    }
    at
}

/// How an old project stands to what came after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Goes on under the same title.
    Same,
    /// Goes on under another title.
    Renamed,
    /// Goes on, and how is not told.
    GoesOn,
    /// Became several.
    Split,
    /// Became part of another.
    Merged,
    /// Went into a group of projects, none of which is named.
    Absorbed,
    /// Repeats another row.
    Relisted,
    /// Counted as ended, but its work went into another.
    EndedMerged,
    /// Ended before the plan's own count.
    EndedBefore,
    Ended,
}

impl Relation {
    /// The words of the plan format.
    pub const ALL: [(&'static str, Relation); 10] = [
        ("same", Relation::Same),
        ("renamed", Relation::Renamed),
        ("goes-on", Relation::GoesOn),
        ("split", Relation::Split),
        ("merged", Relation::Merged),
        ("absorbed", Relation::Absorbed),
        ("relisted", Relation::Relisted),
        ("ended-merged", Relation::EndedMerged),
        ("ended-before", Relation::EndedBefore),
        ("ended", Relation::Ended),
    ];

    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, relation)| *relation == self)
            .map_or("", |(word, _)| word)
    }

    /// Whether the work goes on somewhere in this plan.
    pub const fn goes_on(self) -> bool {
        matches!(
            self,
            Self::Same | Self::Renamed | Self::GoesOn | Self::Split | Self::Merged | Self::Absorbed
        )
    }
}

/// Where the work went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Successor {
    /// The place of a project in [`Plan::projects`](super::Plan::projects).
    Project(usize),
    /// A policy, where the document names no project.
    Policy(PolicyIx),
}
