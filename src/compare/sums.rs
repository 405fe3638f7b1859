//! Totals that are others only because something was added to what they are of, or taken out of it.

use super::corrected::words;
use super::{Change, Comparison, Seen, ValueChange};
use crate::base::decimal::Decimal;

/// Whether a total of the list of projects changes by what projects that are new or gone have there, to the
/// last digit. That they are new or gone is told in the open; their sum says nothing more.
pub(super) fn follows(comparison: &Comparison, change: &ValueChange) -> bool {
    sum_of(comparison, change).is_some()
}

fn sum_of(comparison: &Comparison, change: &ValueChange) -> Option<()> {
    let mut listed = ["values-index", "values-index-change"].into_iter();
    let is_listed = listed.any(|key| words(key).any(|word| word == change.measure));
    // The total bears its own name before what tells its columns apart.
    let column = change.key.strip_prefix(&*change.item)?;
    let column = column.strip_prefix('/').unwrap_or(column);
    let (plan, kind, _) = change.on.thing();
    let is_plan = words("values-kind-plan").any(|word| word == kind);
    if !is_listed || !is_plan || change.item.is_empty() {
        return None;
    }
    let mut by = Decimal::default();
    let mut any = false;
    for one in &comparison.values {
        let is_it = one.measure == change.measure && one.year == change.year && one.key == column;
        if !is_it || one.on.thing().0 != plan || one.on == change.on {
            continue;
        }
        let whole = comparison
            .subjects
            .iter()
            .find(|subject| subject.indicator.is_none() && subject.on.thing() == one.on.thing());
        let moved = match (whole.map(|subject| &subject.change), &one.old, &one.new) {
            (Some(Change::Added), None, Some(new)) => number(new),
            (Some(Change::Removed), Some(old), None) => {
                number(old).and_then(|number| Decimal::default().checked_sub(number))
            }
            // A figure that changed beside them changes the total, too, and is a correction.
            _ => return None,
        };
        by = by.checked_add(moved?)?;
        any = true;
    }
    let [old, new] = [&change.old, &change.new].map(|seen| seen.as_ref().and_then(number));
    (any && new?.checked_sub(old?)? == by).then_some(())
}

fn number(seen: &Seen) -> Option<Decimal> {
    Decimal::parse(&seen.number)
}
