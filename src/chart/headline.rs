//! What stands above a chart: its finding in at most thirty characters, by rule, from the values it was
//! given.
//!
//! Candidates are tried from the one that says most to the one that always fits. Years are counted
//! (「3年で」「2年続けて」) only where every year between has a value; a share or a multiple is told only
//! of sure numbers, and with 約 where it was rounded; a value that is not sure keeps its ※, a foreseen
//! one its 見込み. Whether a target was reached is said only where whoever asks for the chart knows it.

mod items;

use std::borrow::Cow;
use std::cmp::Ordering;

use super::sentence::said;
use super::spec::{Certainty, Datum, Form, Spec};
use crate::base::decimal::Decimal;
use crate::base::words::{Lang, Words};

pub(super) use items::{before_after, pairs, ranking, split};

/// The longest headline: two lines of a phone.
const MOST: usize = 30;
/// The same in letters, which are half as wide and say less each.
const MOST_LETTERS: usize = 72;

fn longest(words: &Words) -> usize {
    match words.lang() {
        Lang::Ja => MOST,
        Lang::En => MOST_LETTERS,
    }
}

/// Whether a finding that somebody else made has room above a chart.
pub(super) fn has_room(text: &str, words: &Words) -> bool {
    text.chars().count() <= longest(words)
}

/// The first of several texts that is short enough.
pub(super) struct Choice<'a> {
    words: &'a Words,
    most: usize,
    found: Option<String>,
}

impl<'a> Choice<'a> {
    pub fn new(words: &'a Words) -> Self {
        Self {
            words,
            most: longest(words),
            found: None,
        }
    }

    /// For a headline that quotes: two full lines of a phone.
    pub fn long(words: &'a Words) -> Self {
        let mut choice = Self::new(words);
        choice.most = choice.most * 5 / 4;
        choice
    }

    /// Tries a sentence of the catalogue, unless one has been found.
    pub fn offer<V: AsRef<str>>(&mut self, key: &str, args: &[(&str, V)]) -> &mut Self {
        if self.found.is_none() {
            let text = self.words.fill(key, args);
            if text.chars().count() <= self.most {
                self.found = Some(text);
            }
        }
        self
    }

    pub fn is_found(&self) -> bool {
        self.found.is_some()
    }

    /// What was found, else by what the values of the first series are told apart.
    fn or_named(&mut self, spec: &Spec<'_>) -> String {
        if let Some(series) = spec.drawn().first() {
            let args = [("head", &*spec.head), ("series", &*series.name)];
            self.offer("chart.head_by", &args);
        }
        self.or_count(spec.points.len())
    }

    /// What was found, else what is always true and always fits.
    pub fn or_count(&mut self, count: usize) -> String {
        let counted = || {
            self.words
                .fill("chart.head_count", &[("count", count.to_string())])
        };
        self.found.take().unwrap_or_else(counted)
    }
}

/// One or two series along years: how the solid one went, or what is aimed at.
pub(super) fn bars(spec: &Spec<'_>) -> String {
    let mut choice = Choice::new(spec.words);
    let solid = spec.position(Form::Solid);
    let outline = spec.position(Form::Outline);
    if let Some(solid) = solid {
        match drawn(spec, solid).as_slice() {
            [] => {}
            [one] => both(&mut choice, spec, *one),
            [_, ..] => order(&mut choice, spec, solid),
        }
    }
    if let (Some(outline), false) = (outline, choice.is_found()) {
        order(&mut choice, spec, outline);
    }
    choice.or_named(spec)
}

/// What was reached against what was aimed at, at the last point that has both.
pub(super) fn progress(spec: &Spec<'_>) -> String {
    let mut choice = Choice::new(spec.words);
    let ends = (spec.position(Form::Solid), spec.position(Form::Outline));
    if let (Some(solid), Some(outline)) = ends {
        let last = drawn(spec, solid).last().copied();
        let aim = last.and_then(|point| spec.datum(point, outline));
        if let (Some(last), true) = (last, aim.is_some_and(Datum::can_be_drawn)) {
            outcome(&mut choice, spec, last);
            both(&mut choice, spec, last);
        }
    }
    towards(&mut choice, spec);
    for series in [ends.0, ends.1].into_iter().flatten() {
        if !drawn(spec, series).is_empty() {
            order(&mut choice, spec, series);
        }
    }
    choice.or_named(spec)
}

/// Where all that was reached lies before all that is aimed at: from the one to the other.
fn towards(choice: &mut Choice<'_>, spec: &Spec<'_>) {
    let (Some(solid), Some(outline)) = (spec.position(Form::Solid), spec.position(Form::Outline))
    else {
        return;
    };
    let (reached, aims) = (drawn(spec, solid), drawn(spec, outline));
    let (Some(last), Some(first), Some(end)) = (reached.last(), aims.first(), aims.last()) else {
        return;
    };
    let ends = (spec.datum(*last, solid), spec.datum(*end, outline));
    if let (Some(value), Some(aim), true) = (ends.0, ends.1, last < first) {
        // Where an aim was judged, its result is told elsewhere, and this one is not where it began.
        if aims.iter().any(|at| spec.points[*at].reached.is_some()) {
            return order(choice, spec, outline);
        }
        let args = [
            ("label", name(spec, *last)),
            ("solid", name_of(spec, solid)),
            ("value", text(spec, value)),
            ("to", name(spec, *end)),
            ("outline", name_of(spec, outline)),
            ("aim", text(spec, aim)),
        ];
        if args[2].1 == args[5].1 {
            choice.offer("chart.head_towards_same", &args);
        }
        choice.offer("chart.head_towards", &args);
    }
}

/// Whether the target was reached, and for how many years on end.
fn outcome(choice: &mut Choice<'_>, spec: &Spec<'_>, last: usize) {
    let (Some(solid), Some(outline)) = (spec.position(Form::Solid), spec.position(Form::Outline))
    else {
        return;
    };
    let (Some(value), Some(aim)) = (spec.datum(last, solid), spec.datum(last, outline)) else {
        return;
    };
    let is_sure = |datum: &Datum<'_>| datum.certainty() == Some(Certainty::Sure);
    let (Some(reached), true) = (spec.points[last].reached, is_sure(value) && is_sure(aim)) else {
        return;
    };
    let run = run_of(spec, (solid, last), reached);
    let outcome = (reached, is_limit(spec, (solid, outline)));
    let args = [
        ("count", run.to_string().into()),
        ("label", name(spec, last)),
        ("outline", name_of(spec, outline)),
        ("value", text(spec, value)),
        ("aim", text(spec, aim)),
    ];
    if run > 1 {
        choice.offer(by_outcome(outcome, RUN), &args);
    }
    choice.offer(by_outcome(outcome, MISSED), &args);
    choice.offer(by_outcome(outcome, SHORT), &args);
}

/// The sentences for a target that was missed or met, and for a limit that was passed or kept.
type Outcomes = [&'static str; 4];

const RUN: Outcomes = [
    "chart.head_missed_run",
    "chart.head_met_run",
    "chart.head_over_run",
    "chart.head_kept_run",
];
const MISSED: Outcomes = [
    "chart.head_missed",
    "chart.head_met",
    "chart.head_over",
    "chart.head_kept",
];
const SHORT: Outcomes = [
    "chart.head_missed_short",
    "chart.head_met_short",
    "chart.head_over_short",
    "chart.head_kept_short",
];

fn by_outcome((reached, is_limit): (bool, bool), keys: Outcomes) -> &'static str {
    keys[usize::from(reached) + 2 * usize::from(is_limit)]
}

/// Whether what is aimed at is not to be passed: less of it was a success somewhere, or more a failure, or
/// there can be nothing less.
fn is_limit(spec: &Spec<'_>, (solid, outline): (usize, usize)) -> bool {
    let mut points = spec.points.iter().enumerate();
    points.any(|(at, point)| {
        let (value, aim) = (spec.datum(at, solid), spec.datum(at, outline));
        let value = value.and_then(Datum::value);
        let (low, high) = match aim {
            Some(Datum::Interval { low, high, .. }) => (*low, *high),
            aim => (aim.and_then(Datum::value), aim.and_then(Datum::value)),
        };
        match (point.reached, value, low, high) {
            // 「5日以下」
            (Some(_), Some(_), None, Some(_)) => true,
            (Some(true), Some(value), Some(low), _) => value < low || value.is_zero(),
            (Some(false), Some(value), _, Some(high)) => value > high,
            _ => false,
        }
    })
}

/// For how many years on end, up to the last, every value ended in the same way.
fn run_of(spec: &Spec<'_>, (solid, last): (usize, usize), reached: bool) -> usize {
    let is_same = |point: usize| {
        let value = spec.datum(point, solid);
        spec.points[point].reached == Some(reached)
            && value.is_some_and(|value| value.certainty() == Some(Certainty::Sure))
    };
    let mut first = last;
    while first > 0 && is_same(first - 1) && is_next_year(spec, first - 1) {
        first -= 1;
    }
    last - first + 1
}

/// The values of both series at one point, without a word on which ought to be larger.
fn both(choice: &mut Choice<'_>, spec: &Spec<'_>, point: usize) {
    let Some(solid) = spec.position(Form::Solid) else {
        return;
    };
    let outline = spec.position(Form::Outline);
    let aim = outline.and_then(|series| Some((series, spec.datum(point, series)?)));
    if let (Some(value), Some((outline, aim))) = (spec.datum(point, solid), aim)
        && aim.can_be_drawn()
    {
        let args = [
            ("label", name(spec, point)),
            ("solid", name_of(spec, solid)),
            ("outline", name_of(spec, outline)),
            ("value", text(spec, value)),
            ("aim", text(spec, aim)),
        ];
        choice.offer("chart.head_both", &args);
    }
    single(choice, spec, (solid, point));
}

/// One value.
fn single(choice: &mut Choice<'_>, spec: &Spec<'_>, (series, point): (usize, usize)) {
    let Some(datum) = spec.datum(point, series) else {
        return;
    };
    let args = [
        ("label", name(spec, point)),
        ("series", name_of(spec, series)),
        ("value", text(spec, datum)),
    ];
    choice
        .offer(by_certainty(datum, "chart.head_single"), &args)
        .offer(by_certainty(datum, "chart.head_value"), &args);
}

/// A series from its first value to its last.
fn order(choice: &mut Choice<'_>, spec: &Spec<'_>, series: usize) {
    let drawn = drawn(spec, series);
    let (Some(first), Some(last)) = (drawn.first().copied(), drawn.last().copied()) else {
        return;
    };
    let (Some(one), Some(other)) = (spec.datum(first, series), spec.datum(last, series)) else {
        return;
    };
    if first == last {
        return single(choice, spec, (series, first));
    }
    // A way that begins or ends at what is not sure is no finding.
    let is_unsure = |datum: &Datum<'_>| datum.certainty() == Some(Certainty::Unsure);
    if is_unsure(one) || is_unsure(other) {
        return;
    }
    let years = years_between(spec, &drawn);
    let (mut start, mut end) = (text(spec, one), text(spec, other));
    if start == end && !is_same(one, other) {
        // Rounded to one text, they would seem to be the same.
        (start, end) = (one.marked(said(one, spec)), other.marked(said(other, spec)));
    }
    let args = [
        ("series", name_of(spec, series)),
        ("from", name(spec, first)),
        ("to", name(spec, last)),
        ("first", start),
        ("last", end.clone()),
        ("value", end),
        ("label", name(spec, last)),
        ("years", years.unwrap_or_default().to_string().into()),
        ("count", drawn.len().to_string().into()),
    ];
    let is_same = |point: &usize| {
        let datum = spec.datum(*point, series);
        datum.is_some_and(|datum| is_same(datum, one))
    };
    if is_same(&last) {
        let is_everywhere = drawn.iter().all(is_same);
        if is_everywhere && years.is_some() && drawn.len() == spec.points.len() {
            choice.offer("chart.head_all_same", &args);
        }
        choice.offer("chart.head_ends_same", &args);
    } else {
        if years.is_some() {
            if let (true, Some(times)) =
                (is_within(spec, (series, &drawn)), times(spec, (one, other)))
            {
                let key = by_certainty(other, "chart.head_times");
                choice.offer(key, &with_times(&args, times));
            }
            choice.offer(by_certainty(other, "chart.head_from_to"), &args);
        }
        choice.offer(by_certainty(other, "chart.head_ends"), &args);
        choice.offer(by_certainty(other, "chart.head_last"), &args);
    }
    choice.offer(by_certainty(other, "chart.head_value"), &args);
}

fn with_times<'a>(
    args: &[(&'static str, Cow<'a, str>)],
    times: String,
) -> Vec<(&'static str, Cow<'a, str>)> {
    let mut args = args.to_vec();
    args.push(("times", times.into()));
    args
}

/// Whether no number is larger than the last or smaller than the first: a multiple of the ends alone would
/// hide that it was more, or less, in between.
fn is_within(spec: &Spec<'_>, (series, drawn): (usize, &[usize])) -> bool {
    let value = |point: &usize| spec.datum(*point, series).and_then(Datum::value);
    let ends = (drawn.first().and_then(value), drawn.last().and_then(value));
    drawn.iter().filter_map(value).all(|value| {
        ends.0.is_none_or(|first| first <= value) && ends.1.is_none_or(|last| value <= last)
    })
}

/// The least number that a multiple is told of: of a handful, 「3倍」 says more than there is.
const TIMES_FROM: i64 = 10;

/// How many times as large the last number is, where that is at least twice; not of shares, whose points
/// are easier to follow, and not of what is not sure.
fn times(spec: &Spec<'_>, (first, last): (&Datum<'_>, &Datum<'_>)) -> Option<String> {
    let is_share = |text: &str| text.ends_with(['%', '％']);
    let is_told = |datum: &Datum<'_>| datum.certainty() != Some(Certainty::Unsure);
    let texts = [&*spec.unit, first.shown(), last.shown()];
    if texts.into_iter().any(is_share) || !is_told(first) || !is_told(last) {
        return None;
    }
    let (first, last) = (first.value()?, last.value()?);
    let twice = first.checked_mul(Decimal::from_int(2))?;
    if first < Decimal::from_int(TIMES_FROM) || last < twice {
        return None;
    }
    let words = spec.words;
    let whole = last.ratio(first, 0)?;
    if first.checked_mul(whole)? == last {
        return Some(words.fill("chart.head_times_exact", &[("times", whole.grouped())]));
    }
    let rounded = last.ratio(first, 1)?;
    Some(words.fill("chart.head_times_about", &[("times", rounded.grouped())]))
}

/// The years from the first of these points to the last, when none between them lacks a value.
fn years_between(spec: &Spec<'_>, drawn: &[usize]) -> Option<i32> {
    let (first, last) = (*drawn.first()?, *drawn.last()?);
    let is_run = drawn
        .windows(2)
        .all(|pair| pair[1] == pair[0] + 1 && is_next_year(spec, pair[0]));
    let years = spec.points[last].year? - spec.points[first].year?;
    is_run.then_some(years)
}

fn is_next_year(spec: &Spec<'_>, point: usize) -> bool {
    let year = |point: usize| spec.points.get(point).and_then(|point| point.year);
    matches!((year(point), year(point + 1)), (Some(one), Some(next)) if next == one + 1)
}

fn is_same(one: &Datum<'_>, other: &Datum<'_>) -> bool {
    match (one.value(), other.value()) {
        (Some(one), Some(other)) => one.cmp(&other) == Ordering::Equal,
        (None, None) => one.shown() == other.shown(),
        _ => false,
    }
}

/// The points of a series that have something to draw.
fn drawn(spec: &Spec<'_>, series: usize) -> Vec<usize> {
    let is_drawn = |point: &usize| {
        let datum = spec.datum(*point, series);
        datum.is_some_and(Datum::can_be_drawn)
    };
    (0..spec.points.len()).filter(is_drawn).collect()
}

/// The sentence for what was, or for what is only foreseen.
fn by_certainty(datum: &Datum<'_>, key: &'static str) -> &'static str {
    match (datum.certainty(), key) {
        (Some(Certainty::Forecast), "chart.head_single") => "chart.head_single_forecast",
        (Some(Certainty::Forecast), "chart.head_value") => "chart.head_value_forecast",
        (Some(Certainty::Forecast), "chart.head_times") => "chart.head_times_forecast",
        (Some(Certainty::Forecast), "chart.head_from_to") => "chart.head_from_to_forecast",
        (Some(Certainty::Forecast), "chart.head_ends") => "chart.head_ends_forecast",
        (Some(Certainty::Forecast), "chart.head_last") => "chart.head_last_forecast",
        _ => key,
    }
}

/// A value as a headline shows it: the short form with 約 where that is rounded, ※ where it is not sure.
/// A label in 万 beside smaller ones may be of more than one 億, which a sentence says as 億 and 万.
fn text<'a>(spec: &'a Spec<'_>, datum: &'a Datum<'_>) -> Cow<'a, str> {
    let text = match datum {
        Datum::Number {
            short: Some(short), ..
        } if short.is_rounded && (short.label.contains('億') || !short.said.contains('億')) => {
            spec.words
                .fill("chart.about", &[("value", &short.label)])
                .into()
        }
        _ => said(datum, spec),
    };
    datum.marked(text)
}

fn name<'a>(spec: &'a Spec<'_>, point: usize) -> Cow<'a, str> {
    Cow::Borrowed(&spec.points[point].label.short)
}

fn name_of<'a>(spec: &'a Spec<'_>, series: usize) -> Cow<'a, str> {
    Cow::Borrowed(&spec.series[series].name)
}
