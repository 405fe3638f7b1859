//! What a chart says in words, by rule, from the values it was given.
//!
//! It says which value stands where, which of two is larger, and what is missing, unsure or only
//! foreseen. It never says why, never whether that is good, and states no number that was not given:
//! differences and shares are for others to compute.

mod compare;

use std::borrow::Cow;
use std::cmp::Ordering;

use super::label;
use super::spec::{Certainty, Datum, Form, Spec};
use crate::base::plain::plain_figures;
use crate::base::words::{Lang, Words};
use compare::{Known, against, largest, trend_key};

/// How points are named when several are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Years and the like: a run of them has a first and a last.
    Order,
    /// Names of things, set in quotation marks.
    Items,
}

/// The sentences of one chart, in the order in which they are added.
pub(super) struct Teller<'a> {
    spec: &'a Spec<'a>,
    kind: Kind,
    words: &'a Words,
    finding: String,
    remarks: String,
}

/// What was told.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// What the chart shows.
    pub finding: String,
    /// What is missing, unsure or only foreseen.
    pub remarks: String,
}

impl<'a> Teller<'a> {
    pub fn new(spec: &'a Spec<'a>, kind: Kind) -> Self {
        Self {
            spec,
            kind,
            words: spec.words,
            finding: String::with_capacity(256),
            remarks: String::new(),
        }
    }

    pub fn is_order(&self) -> bool {
        self.kind == Kind::Order
    }

    /// Ends with what cannot be relied on, what is foreseen, and what is missing and why.
    pub fn finish(mut self) -> Told {
        for series in 0..self.spec.drawn().len() {
            self.certainty(series, Certainty::Forecast, "chart.forecast");
            self.certainty(series, Certainty::Unsure, "chart.unsure");
            self.missing(series);
        }
        Told {
            finding: self.finding,
            remarks: self.remarks,
        }
    }

    /// From the first number of a series to its last, leaving out numbers that are not sure at either
    /// end: what happened must not be told from a doubtful cell.
    pub fn trend(&mut self, series: usize) {
        let mut known = self.known(series);
        let is_sure = |one: &Known<'_>| one.certainty != Certainty::Unsure;
        if known.iter().filter(|one| is_sure(one)).count() > 1 {
            while known.last().is_some_and(|last| !is_sure(last)) {
                known.pop();
            }
            let first = known.iter().position(is_sure).unwrap_or(0);
            known.drain(..first);
        }
        let (Some(first), Some(last)) = (known.first(), known.last()) else {
            return;
        };
        let name = self.series_name(series);
        if known.len() == 1 {
            let args = [
                ("series", name),
                ("label", self.label(first.point)),
                ("value", self.value(first.datum)),
            ];
            return self.add("chart.single", &args);
        }
        if known.iter().all(|one| one.value == first.value) {
            let count = known.len().to_string();
            let args = [
                ("series", name),
                ("count", count.into()),
                ("value", self.value(first.datum)),
            ];
            let is_year = self.spec.points[first.point].year.is_some();
            let keys = ["chart.all_same", "chart.all_same_years"];
            return self.add(keys[usize::from(is_year)], &args);
        }
        let args = [
            ("series", name),
            ("from", self.label(first.point)),
            ("first", self.value(first.datum)),
            ("to", self.label(last.point)),
            ("last", self.value(last.datum)),
        ];
        // What rose over the years and fell in the last has not simply risen.
        let before = known[known.len() - 2].value;
        let turns = (last.value.cmp(&before), last.value.cmp(&first.value));
        let has_turned = matches!(
            turns,
            (Ordering::Less, Ordering::Greater) | (Ordering::Greater, Ordering::Less)
        );
        let key = match has_turned {
            true => "chart.ends",
            false => trend_key(first, last),
        };
        self.add(key, &args);
    }

    /// The first number of a series and its last, without saying what happened between them.
    pub fn ends(&mut self, series: usize) {
        let known = self.known(series);
        match (known.first(), known.last()) {
            (Some(first), Some(last)) if first.value != last.value => {
                let args = [
                    ("series", self.series_name(series)),
                    ("from", self.label(first.point)),
                    ("first", self.value(first.datum)),
                    ("to", self.label(last.point)),
                    ("last", self.value(last.datum)),
                ];
                self.add("chart.ends", &args);
            }
            _ => self.trend(series),
        }
    }

    /// The largest number of a series, when it stands alone and is neither the first nor the last, which
    /// the trend has already named.
    pub fn peak(&mut self, series: usize) {
        let known = self.known(series);
        let [top] = largest(&known)[..] else { return };
        let ends = [known.first(), known.last()];
        if known.len() > 2 && !ends.iter().flatten().any(|end| end.point == top.point) {
            self.say_largest(series, top, known.len());
        }
    }

    /// The largest number of a series of items, when there is anything to compare; several that are the
    /// largest only where all are known for sure.
    pub fn largest_item(&mut self, series: usize) {
        let known = self.known(series);
        let top = largest(&known);
        let Some(first) = top.first().filter(|top| !top.value.is_zero()) else {
            return;
        };
        let is_sure = known.iter().all(|one| one.certainty == Certainty::Sure);
        if top.len() == 1 && known.len() > 1 {
            self.say_largest(series, *first, known.len());
        } else if top.len() > 1 && is_sure && known.len() == self.spec.points.len() {
            let points: Vec<usize> = top.iter().map(|one| one.point).collect();
            let args = [
                ("series", self.series_name(series)),
                ("labels", self.labels(&points)),
                ("value", self.value(first.datum)),
            ];
            self.add("chart.largest_ties", &args);
        }
    }

    /// The smallest number of a series of items, when it stands alone and all numbers are known.
    pub fn smallest_item(&mut self, series: usize) {
        let known = self.known(series);
        let is_sure = known.iter().all(|one| one.certainty == Certainty::Sure);
        let Some(least) = known.iter().map(|one| one.value).min() else {
            return;
        };
        let mut least = known.iter().filter(|one| one.value == least);
        if let (Some(one), None) = (least.next(), least.next())
            && is_sure
            && known.len() == self.spec.points.len()
            && known.len() > 2
        {
            let args = [
                ("series", self.series_name(series)),
                ("label", self.label(one.point)),
                ("value", self.value(one.datum)),
            ];
            self.add("chart.smallest", &args);
        }
    }

    /// Where the solid series stands against the outlined one at the last point that can be judged.
    pub fn reached_last(&mut self) {
        let Some((solid, outline)) = self.both() else {
            return;
        };
        let found = (0..self.spec.points.len()).rev().find_map(|point| {
            let reached = self.spec.datum(point, solid)?;
            let aim = self.spec.datum(point, outline)?;
            reached.value()?;
            aim.can_be_drawn().then_some((point, reached, aim))
        });
        let Some((point, reached, aim)) = found else {
            return;
        };
        if let Some(key) = reached.value().and_then(|value| against(value, aim)) {
            let args = [
                ("label", self.label(point)),
                ("solid", self.series_name(solid)),
                ("value", self.value(reached)),
                ("outline", self.series_name(outline)),
                ("aim", self.value(aim)),
            ];
            self.add(key, &args);
        }
    }

    /// How many items have more, less or as much in the solid series as in the outlined one.
    pub fn count_changes(&mut self) {
        let Some((solid, outline)) = self.both() else {
            return;
        };
        let mut counts = [0usize; 3];
        for point in 0..self.spec.points.len() {
            let value = |series| self.spec.datum(point, series).and_then(Datum::value);
            if let (Some(solid), Some(outline)) = (value(solid), value(outline)) {
                counts[match solid.cmp(&outline) {
                    Ordering::Greater => 0,
                    Ordering::Less => 1,
                    Ordering::Equal => 2,
                }] += 1;
            }
        }
        if counts.iter().sum::<usize>() < 2 {
            return self.compare_last();
        }
        let keys = ["chart.more", "chart.less", "chart.as_much"];
        let parts = keys.into_iter().zip(counts).filter(|(_, count)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(key, count)| self.words.fill(key, &[("count", count.to_string())]))
            .collect();
        let args = [
            ("solid", self.series_name(solid)),
            ("outline", self.series_name(outline)),
            ("counts", parts.join(self.words.get("chart.comma")).into()),
        ];
        self.add("chart.changes", &args);
    }

    /// Says what is shown when nothing else could be said: no chart is without a sentence.
    pub fn list_at_least(&mut self) {
        if self.finding.is_empty() {
            let names: Vec<&str> = self.spec.drawn().iter().map(|one| &*one.name).collect();
            let series = match names.as_slice() {
                [one, two] => self
                    .words
                    .fill("chart.two", &[("first", one), ("second", two)]),
                names => names.concat(),
            };
            let args = [
                ("series", series),
                ("count", self.spec.points.len().to_string()),
            ];
            self.add("chart.listed", &args);
        }
    }

    /// Adds a remark that needs no value.
    pub fn remark(&mut self, key: &str) {
        append(&mut self.remarks, self.words, self.words.get(key));
    }

    /// Adds a remark with numbers in it.
    pub fn remark_with(&mut self, key: &str, args: &[(&str, String)]) {
        self.add_remark(key, args);
    }

    fn certainty(&mut self, series: usize, certainty: Certainty, key: &str) {
        let points = self.points(series, |datum| datum.certainty() == Some(certainty));
        if !points.is_empty() {
            let args = [
                ("series", self.series_name(series)),
                ("labels", self.labels(&points)),
            ];
            self.add_remark(key, &args);
        }
    }

    fn missing(&mut self, series: usize) {
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        for point in 0..self.spec.points.len() {
            let Some(datum @ Datum::Absent { word }) = self.spec.datum(point, series) else {
                continue;
            };
            debug_assert!(!datum.can_be_drawn());
            match groups.iter_mut().find(|(known, _)| known == word) {
                Some((_, points)) => points.push(point),
                None => groups.push((word, vec![point])),
            }
        }
        let name = self.series_name(series);
        if groups.len() > 2 {
            let count: usize = groups.iter().map(|(_, points)| points.len()).sum();
            let args = [("series", name), ("count", count.to_string().into())];
            return self.add_remark("chart.missing_many", &args);
        }
        for (word, points) in groups {
            let word = label::fit(word, 300.0);
            let args = [
                ("series", name.clone()),
                ("labels", self.labels(&points)),
                ("word", word.into()),
            ];
            self.add_remark("chart.missing", &args);
        }
    }

    fn say_largest(&mut self, series: usize, top: Known<'_>, known: usize) {
        // The missing ones may be larger: only those with a number are spoken of.
        let is_part = known < self.spec.points.len();
        let key = match (top.certainty, is_part) {
            (Certainty::Unsure, _) => "chart.largest_unsure",
            (Certainty::Forecast, true) => "chart.largest_known_forecast",
            (Certainty::Forecast, false) => "chart.largest_forecast",
            (Certainty::Sure, true) => "chart.largest_known",
            (Certainty::Sure, false) => "chart.largest",
        };
        let args = [
            ("series", self.series_name(series)),
            ("label", self.label(top.point)),
            ("value", self.value(top.datum)),
        ];
        self.add(key, &args);
    }

    fn add<V: AsRef<str>>(&mut self, key: &str, args: &[(&str, V)]) {
        append(&mut self.finding, self.words, &self.words.fill(key, args));
    }

    fn add_remark<V: AsRef<str>>(&mut self, key: &str, args: &[(&str, V)]) {
        append(&mut self.remarks, self.words, &self.words.fill(key, args));
    }

    fn known(&self, series: usize) -> Vec<Known<'a>> {
        let datum = |point| self.spec.datum(point, series);
        let known = |point| match datum(point)? {
            datum @ Datum::Number {
                value, certainty, ..
            } => Some(Known {
                point,
                value: *value,
                certainty: *certainty,
                datum,
            }),
            _ => None,
        };
        (0..self.spec.points.len()).filter_map(known).collect()
    }

    fn points(&self, series: usize, wanted: impl Fn(&Datum<'_>) -> bool) -> Vec<usize> {
        let is_wanted = |point: &usize| self.spec.datum(*point, series).is_some_and(&wanted);
        (0..self.spec.points.len()).filter(is_wanted).collect()
    }

    /// The positions of the solid and of the outlined series, when there are both.
    fn both(&self) -> Option<(usize, usize)> {
        Some((
            self.spec.position(Form::Solid)?,
            self.spec.position(Form::Outline)?,
        ))
    }

    fn series_name(&self, series: usize) -> Cow<'a, str> {
        Cow::Borrowed(&self.spec.series[series].name)
    }

    fn label(&self, point: usize) -> Cow<'a, str> {
        let label = &self.spec.points[point].label.short;
        match self.kind {
            Kind::Order => Cow::Borrowed(label),
            Kind::Items => self.words.fill("chart.item", &[("label", label)]).into(),
        }
    }

    fn value<'b>(&self, datum: &'b Datum<'_>) -> Cow<'b, str> {
        said(datum, self.spec)
    }

    fn labels(&self, points: &[usize]) -> Cow<'a, str> {
        let is_run = points.windows(2).all(|pair| pair[1] == pair[0] + 1);
        match points {
            [] => Cow::Borrowed(""),
            [one] => self.label(*one),
            [one, two] => {
                let args = [("first", self.label(*one)), ("second", self.label(*two))];
                self.words.fill("chart.two", &args).into()
            }
            [first, .., last] => {
                let count = points.len().to_string();
                let run = is_run && self.kind == Kind::Order;
                let args = [
                    ("first", self.label(*first)),
                    ("last", self.label(*last)),
                    ("count", count.into()),
                ];
                let key = if run { "chart.run" } else { "chart.several" };
                self.words.fill(key, &args).into()
            }
        }
    }
}

/// A value as it is said in running text: with its unit, unless it was printed with one.
pub(super) fn said<'b>(datum: &'b Datum<'_>, spec: &Spec<'_>) -> Cow<'b, str> {
    let words = spec.words;
    let text = match datum {
        Datum::Number {
            short: Some(short), ..
        } => {
            return match short.said.strip_prefix('▲') {
                Some(size) => format!("{}{size}", words.get("table.minus")).into(),
                None => Cow::Borrowed(&*short.said),
            };
        }
        Datum::Number {
            spoken: Some(spoken),
            ..
        } => Cow::Borrowed(&**spoken),
        other => plain_figures(other.shown()),
    };
    if text.ends_with(|c: char| c.is_ascii_digit()) && !spec.unit.is_empty() {
        return with_unit(words, &text, &spec.unit).into();
    }
    text
}

/// A number with the unit behind it; a sign of percent is none of the words of a language.
pub(super) fn with_unit(words: &Words, value: &str, unit: &str) -> String {
    match unit {
        "%" | "％" => format!("{value}%"),
        unit => words.fill("chart.value", &[("value", value), ("unit", unit)]),
    }
}

/// One sentence after another: Japanese ones need no space between them.
pub(super) fn append(text: &mut String, words: &Words, sentence: &str) {
    if !text.is_empty() && words.lang() == Lang::En {
        text.push(' ');
    }
    text.push_str(sentence);
}
