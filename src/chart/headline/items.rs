//! Headlines of charts whose points are things, not years: which is largest, how many are more or less.

use std::cmp::Ordering;

use super::{Choice, drawn, name, name_of, text};
use crate::base::decimal::Decimal;
use crate::chart::spec::{Certainty, Datum, Form, Spec};

/// The share of the largest part, or the largest part.
pub(in crate::chart) fn split(spec: &Spec<'_>) -> String {
    let mut choice = Choice::new(spec.words);
    if let Some((part, top)) = largest_named(spec) {
        if let Some((key, percent)) = share(spec, top) {
            let args = [
                ("series", name_of(spec, 0)),
                ("label", name(spec, part)),
                ("percent", percent.into()),
            ];
            choice.offer(key, &args);
        }
        if largest(spec, 0) == Some((part, top)) {
            offer_largest(&mut choice, spec, (0, part));
        }
    }
    offer_tie(&mut choice, spec, 0);
    choice.or_named(spec)
}

/// The largest thing of this year, or how many are more and less than in the series beside.
pub(in crate::chart) fn pairs(spec: &Spec<'_>) -> String {
    let mut choice = Choice::new(spec.words);
    let series = spec.position(Form::Solid).unwrap_or(0);
    if let Some((point, _)) = largest(spec, series) {
        offer_largest(&mut choice, spec, (series, point));
    }
    offer_tie(&mut choice, spec, series);
    offer_counts(&mut choice, spec);
    choice.or_named(spec)
}

/// The first name, when it has the largest number of all.
pub(in crate::chart) fn ranking(spec: &Spec<'_>) -> String {
    let mut choice = Choice::new(spec.words);
    let series = spec.position(Form::Solid).unwrap_or(0);
    if let Some((point, _)) = largest(spec, series) {
        let value = spec.datum(point, series).map(|datum| text(spec, datum));
        let args = [
            ("label", name(spec, point)),
            ("value", value.unwrap_or_default()),
        ];
        choice.offer("chart.head_top", &args);
        choice.offer("chart.head_top_value", &args);
    }
    choice.or_named(spec)
}

/// In how many rows the later number is smaller, or larger.
pub(in crate::chart) fn before_after(spec: &Spec<'_>) -> String {
    let mut choice = Choice::new(spec.words);
    offer_counts(&mut choice, spec);
    choice.or_named(spec)
}

/// The numbers of a series in which every point has one that is sure.
fn known(spec: &Spec<'_>, series: usize) -> Option<Vec<(usize, Decimal)>> {
    let known = drawn(spec, series);
    let is_sure = |point: &usize| {
        let datum = spec.datum(*point, series);
        datum.is_some_and(|datum| datum.certainty() != Some(Certainty::Unsure))
    };
    if known.len() != spec.points.len() || !known.iter().all(is_sure) {
        return None;
    }
    let value = |point: usize| Some((point, spec.datum(point, series)?.value()?));
    known.into_iter().map(value).collect()
}

/// Those of the largest number, which is more than nought.
fn tops(spec: &Spec<'_>, series: usize) -> Vec<(usize, Decimal)> {
    let mut values = known(spec, series).unwrap_or_default();
    let top = values.iter().map(|(_, value)| *value).max();
    values.retain(|(_, value)| Some(*value) == top && !value.is_zero() && !value.is_negative());
    values
}

/// The only largest.
fn largest(spec: &Spec<'_>, series: usize) -> Option<(usize, Decimal)> {
    match tops(spec, series)[..] {
        [top] => Some(top),
        _ => None,
    }
}

/// The only largest, or the one below it where that is "all else", of which nobody learns anything.
fn largest_named(spec: &Spec<'_>) -> Option<(usize, Decimal)> {
    let top = largest(spec, 0)?;
    let is_rest = |part: usize| name(spec, part) == spec.words.get("chart.remainder");
    if !is_rest(top.0) {
        return Some(top);
    }
    let named = known(spec, 0)?
        .into_iter()
        .filter(|(part, _)| !is_rest(*part));
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|(_, value)| std::cmp::Reverse(*value));
    match named[..] {
        [first, second, ..] if first.1 > second.1 => Some(first),
        [only] => Some(only),
        _ => None,
    }
    .filter(|(_, value)| !value.is_zero())
}

/// Two that are the largest together, of more.
fn offer_tie(choice: &mut Choice<'_>, spec: &Spec<'_>, series: usize) {
    let tops = tops(spec, series);
    let [(first, _), (second, _)] = tops[..] else {
        return;
    };
    if spec.points.len() < 3 {
        return;
    }
    let value = spec.datum(first, series).map(|datum| text(spec, datum));
    let args = [
        ("series", name_of(spec, series)),
        ("first", name(spec, first)),
        ("second", name(spec, second)),
        ("value", value.unwrap_or_default()),
    ];
    choice.offer("chart.head_tie", &args);
    choice.offer("chart.head_tie_short", &args);
}

fn offer_largest(choice: &mut Choice<'_>, spec: &Spec<'_>, (series, point): (usize, usize)) {
    if spec.points.len() < 2 {
        return;
    }
    let value = spec.datum(point, series).map(|datum| text(spec, datum));
    let args = [
        ("series", name_of(spec, series)),
        ("label", name(spec, point)),
        ("value", value.unwrap_or_default()),
    ];
    choice.offer("chart.head_largest", &args);
    choice.offer("chart.head_largest_short", &args);
}

/// The share of one part in the whole, in whole percent, when the parts are all of it.
fn share(spec: &Spec<'_>, top: Decimal) -> Option<(&'static str, String)> {
    let mut sum = Decimal::ZERO;
    for point in 0..spec.points.len() {
        let value = spec.datum(point, 0)?.value()?;
        if value.is_negative() {
            return None;
        }
        sum = sum.checked_add(value)?;
    }
    let total = spec.total.as_ref().and_then(|total| total.values.first());
    if total.is_some_and(|total| total.value() != Some(sum)) {
        return None;
    }
    if top == sum {
        return Some(("chart.head_share_all", String::new()));
    }
    let hundred = top.checked_mul(Decimal::from_int(100))?;
    let percent = hundred.ratio(sum, 0)?;
    if percent >= Decimal::from_int(100) {
        return None;
    }
    let is_exact = percent.checked_mul(sum)? == hundred;
    let keys = ["chart.head_share_about", "chart.head_share"];
    Some((keys[usize::from(is_exact)], percent.grouped()))
}

/// How many points have more, and how many less, in the solid series than in the outlined one.
fn offer_counts(choice: &mut Choice<'_>, spec: &Spec<'_>) {
    let (Some(solid), Some(outline)) = (spec.position(Form::Solid), spec.position(Form::Outline))
    else {
        return;
    };
    let mut counts = [0usize; 3];
    for point in 0..spec.points.len() {
        let value = |series| spec.datum(point, series).and_then(Datum::value);
        if let (Some(solid), Some(outline)) = (value(solid), value(outline)) {
            counts[match solid.cmp(&outline) {
                Ordering::Greater => 0,
                Ordering::Less => 1,
                Ordering::Equal => 2,
            }] += 1;
        }
    }
    let [more, less, same] = counts;
    let all = more + less + same;
    let [key, short] = match (more, less) {
        _ if all < 2 => return,
        (0, 0) => return,
        (more, 0) if more == all => ["chart.head_all_more", "chart.head_all_more_short"],
        (0, less) if less == all => ["chart.head_all_less", "chart.head_all_less_short"],
        (_, 0) => ["chart.head_more", "chart.head_more_short"],
        (0, _) => ["chart.head_less", "chart.head_less_short"],
        _ => ["chart.head_more_less", "chart.head_more_less_short"],
    };
    let args = [
        ("solid", name_of(spec, solid)),
        ("outline", name_of(spec, outline)),
        ("all", all.to_string().into()),
        ("more", more.to_string().into()),
        ("less", less.to_string().into()),
    ];
    choice.offer(key, &args).offer(short, &args);
}
