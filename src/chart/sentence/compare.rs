//! How numbers of a chart lie to one another, as the key of the sentence that says so.

use std::cmp::Ordering;

use super::super::spec::{Certainty, Datum};
use crate::base::decimal::Decimal;

/// A number of a series with its place and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub point: usize,
    pub value: Decimal,
    pub certainty: Certainty,
    pub datum: &'a Datum<'a>,
}

/// Which sentence tells of the way from the first number to the last.
pub(super) fn trend_key(first: &Known<'_>, last: &Known<'_>) -> &'static str {
    let is_unsure = [first, last]
        .iter()
        .any(|end| end.certainty == Certainty::Unsure);
    let is_forecast = last.certainty == Certainty::Forecast;
    match (last.value.cmp(&first.value), is_unsure, is_forecast) {
        (Ordering::Equal, _, _) => "chart.same_ends",
        // With an unsure end, only the figures are spoken of, not what happened.
        (Ordering::Greater, true, _) => "chart.rise_unsure",
        (Ordering::Greater, _, true) => "chart.rise_forecast",
        (Ordering::Greater, _, _) => "chart.rise",
        (Ordering::Less, true, _) => "chart.fall_unsure",
        (Ordering::Less, _, true) => "chart.fall_forecast",
        (Ordering::Less, _, _) => "chart.fall",
    }
}

/// Those of the largest size.
pub(super) fn largest<'a>(known: &[Known<'a>]) -> Vec<Known<'a>> {
    let top = known.iter().map(|one| one.value).max();
    let is_top = |one: &&Known<'_>| Some(one.value) == top;
    known.iter().filter(is_top).copied().collect()
}

/// How a number lies to what was aimed at; nothing where the words of a bound would have to be guessed.
pub(super) fn against(value: Decimal, aim: &Datum<'_>) -> Option<&'static str> {
    match aim {
        Datum::Number { value: aim, .. } => Some(match value.cmp(aim) {
            Ordering::Greater => "chart.over_aim",
            Ordering::Less => "chart.under_aim",
            Ordering::Equal => "chart.at_aim",
        }),
        Datum::Interval {
            low, high, shown, ..
        } => {
            let is_below = low.is_some_and(|low| value < low);
            let is_above = high.is_some_and(|high| value > high);
            if is_below || is_above {
                return Some("chart.outside_aim");
            }
            let is_open = low.is_none() || high.is_none();
            let at_edge = low.or(*high) == Some(value);
            // 「50超」 leaves 50 out, 「50以上」 takes it in: the numbers alone do not tell.
            let takes_edge_in = ["以上", "以下", "≧", "≦", "≥", "≤"]
                .iter()
                .any(|sign| shown.contains(sign));
            (!is_open || !at_edge || takes_edge_in).then_some("chart.inside_aim")
        }
        Datum::Absent { .. } => None,
    }
}
