//! Figures that were published and are others now, of which no list of corrections tells.

use super::{Comparison, Seen, ValueChange};
use crate::model::correction;

/// An entry of a list of corrections: the page that it is about, and what it says was changed.
#[derive(Clone, Debug)]
pub struct Corrected {
    pub page: String,
    pub old: String,
    pub new: String,
}

/// A value that was not there before is a new year's; one that was is corrected in the open or not at all.
pub fn unexplained<'a>(
    comparison: &'a Comparison,
    told: &[Corrected],
) -> impl Iterator<Item = &'a ValueChange> {
    comparison.values.iter().filter(|change| {
        let (Some(old), Some(new)) = (&change.old, &change.new) else {
            return false;
        };
        let is_other = !old.number.is_empty() && old.number != new.number;
        let is_told = |one: &Corrected| {
            one.page == change.on.page && says(&one.old, old) && says(&one.new, new)
        };
        is_other && !told.iter().any(is_told)
    })
}

/// What is no figure any more is said in the entry's own words.
fn says(said: &str, seen: &Seen) -> bool {
    seen.number.is_empty() || correction::names(said, &seen.printed, &seen.unit)
}
