//! How numbers of a chart lie to one another, as the key of the sentence that says so.

use std::cmp::Ordering;

use super::super::spec::{Certainty, Datum};
use super::Teller;
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

impl Teller<'_> {
    /// Which of the two series is larger at the last point where both have a number, and where else the
    /// solid one is for sure: accounts above their budget are not forgotten for a better year.
    pub fn compare_last(&mut self) {
        let Some((solid, outline)) = self.both() else {
            return;
        };
        let order = |point: usize| {
            let solid = self.spec.datum(point, solid)?;
            let outline = self.spec.datum(point, outline)?;
            let sure = [solid, outline].map(|one| one.certainty() == Some(Certainty::Sure));
            Some((solid.value()?.cmp(&outline.value()?), sure == [true; 2]))
        };
        let all = 0..self.spec.points.len();
        let orders = all.filter_map(|point| Some((point, order(point)?)));
        let mut before: Vec<_> = orders.collect();
        let Some((last, (order, _))) = before.pop() else {
            return;
        };
        let above = before
            .into_iter()
            .filter(|(_, seen)| *seen == (Ordering::Greater, true));
        let mut above: Vec<usize> = above.map(|(point, _)| point).collect();
        let at_last = match order {
            Ordering::Greater => {
                above.push(last);
                None
            }
            Ordering::Less => Some("chart.below"),
            Ordering::Equal => Some("chart.level"),
        };
        let exceeded = (!above.is_empty()).then_some(("chart.above", above));
        let at_last = at_last.map(|key| (key, vec![last]));
        for (key, points) in exceeded.into_iter().chain(at_last) {
            let args = [
                ("label", self.labels(&points)),
                ("solid", self.series_name(solid)),
                ("outline", self.series_name(outline)),
            ];
            self.add(key, &args);
        }
    }
}
