//! What is not for the public yet: drafts, and what is held back until a moment.

use super::value::Value;
use super::year::FiscalYear;
use crate::base::moment::Moment;
use crate::base::place::Spot;

/// Why something is held back, as its file says it. By default nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hold {
    /// Not decided: held back whatever the day.
    pub draft: bool,
    /// Held back until this moment.
    pub until: Option<Moment>,
    /// Where the file says so.
    pub at: Spot,
}

impl Hold {
    pub const fn is_asked(&self) -> bool {
        self.draft || self.until.is_some()
    }

    /// Whether it may be shown by a release of that moment. Where nobody has named the moment, nothing
    /// that waits for one is shown.
    pub fn is_open(&self, released: Option<Moment>) -> bool {
        let waits = |until| released.is_none_or(|released| released < until);
        !self.draft && !self.until.is_some_and(waits)
    }
}

/// A year of an indicator or of a budget that is held back, or one of the two values of it.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldYear {
    pub year: FiscalYear,
    pub part: HeldPart,
    pub hold: Hold,
    /// What the document said in its place before, where that is to stay.
    pub until_then: Option<Value>,
}

/// How much of a year is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldPart {
    Whole,
    /// The target, or the budget.
    Planned,
    /// The result, or what was settled.
    Done,
}
