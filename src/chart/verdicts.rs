//! How often each of a few ordered outcomes came out, group by group: one divided bar a group.
//!
//! Every bar has the same length, so shares can be compared by eye; the number a share is taken of stands
//! beside each name, because two of two and forty of forty look alike. Parts are labelled with sign and
//! count on a plate inside, where they are wide enough, else below the bar. Percentages are not made here:
//! counts are said as they are.

mod words;

use std::borrow::Cow;

use super::figure::{Drawing, Figure, Made};
use super::heading::{Counted, Heading, Kind, Signs, patterns};
use super::label;
use super::legend::{self, Entry, Sample};
use super::pen::{PART_CLASSES, Path, Pen, WIDTH};
use super::spec::Label;
use super::table::{Cell, Column, Row, Table};
use crate::base::decimal::Decimal;

const NAME_LINE: f64 = 18.0;
const BAR: f64 = 24.0;
/// What lies under a sign and a count inside a part.
const PLATE: f64 = 18.0;
const COUNT_LINE: f64 = 22.0;
const ROW_GAP: f64 = 14.0;
const PART_GAP: f64 = 2.0;
const THINNEST: f64 = 3.0;
/// From the middle of a sign to the count it belongs to.
const SIGN: f64 = 12.0;
const COUNT_GAP: f64 = 8.0;

/// The order for one chart of outcomes.
#[derive(Clone, Debug)]
pub struct Verdicts<'a> {
    pub heading: Heading<'a>,
    /// What is counted, such as 件 or 指標: said of one, and of several.
    pub unit: [Cow<'a, str>; 2],
    /// In their order; the sentence speaks of the first one.
    pub kinds: Vec<Kind<'a>>,
    pub groups: Vec<Group<'a>>,
    /// Whether the groups follow one another like years, so that the last one is the news.
    pub is_order: bool,
    /// All groups together, counted by the caller: something may belong to two groups.
    pub whole: Option<Group<'a>>,
}

/// How often each kind came out in one group.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    pub label: Label<'a>,
    /// In the order of the kinds.
    pub counts: Vec<u32>,
}

impl<'a> Group<'a> {
    pub fn new(label: impl Into<Label<'a>>, counts: Vec<u32>) -> Self {
        Self {
            label: label.into(),
            counts,
        }
    }

    fn count(&self, kind: usize) -> u32 {
        self.counts.get(kind).copied().unwrap_or(0)
    }
}

impl<'a> Verdicts<'a> {
    /// The number that shares of a group are taken of.
    fn base(&self, group: &Group<'_>) -> u64 {
        let inside = |kind: &Kind<'_>| kind.counted == Counted::Inside;
        let kinds = self.kinds.iter().enumerate();
        kinds
            .filter(|(_, kind)| inside(kind))
            .map(|(at, _)| u64::from(group.count(at)))
            .sum()
    }

    /// All that a bar is divided into.
    fn sum(&self, group: &Group<'_>) -> u64 {
        (0..self.kinds.len())
            .map(|kind| u64::from(group.count(kind)))
            .sum()
    }

    /// The whole first, then the groups.
    fn drawn(&self) -> impl Iterator<Item = &Group<'a>> {
        self.whole.iter().chain(&self.groups)
    }

    fn occurs(&self, kind: usize) -> bool {
        self.drawn().any(|group| group.count(kind) > 0)
    }

    fn unit_of(&self, count: u64) -> String {
        let unit = &self.unit[usize::from(count != 1)];
        let args = [("value", grouped(count)), ("unit", unit.to_string())];
        self.heading.words.fill("chart.count", &args)
    }
}

/// A count as it is written: 1,000.
fn grouped(count: u64) -> String {
    i64::try_from(count).map_or_else(|_| count.to_string(), |n| Decimal::from_int(n).grouped())
}

/// `None` when nothing was counted at all.
pub fn verdicts<'a>(chart: &'a Verdicts<'a>) -> Option<Figure<'a>> {
    if !chart.drawn().any(|group| chart.sum(group) > 0) {
        return None;
    }
    let made = Made {
        headline: words::headline(chart),
        told: words::told(chart),
        span: (chart.groups.first().zip(chart.groups.last()))
            .filter(|_| chart.is_order)
            .map(|(first, last)| (&first.label, &last.label)),
        kind: "chart.kind_split",
        pieces: vec![draw(chart)],
        table: table(chart),
    };
    Some(Figure::made(&chart.heading, made))
}

fn draw<'a>(chart: &'a Verdicts<'_>) -> Drawing<'a> {
    let mut pen = Pen::new(&chart.heading.id);
    let looks = patterns(&chart.kinds);
    for number in 0..PART_CLASSES.len() {
        let is_used = |(kind, look): (usize, &usize)| *look == number && chart.occurs(kind);
        if looks.iter().enumerate().any(is_used) {
            pen.pattern(number);
        }
    }
    let mut y = draw_key(&mut pen, chart, &looks) + 10.0;
    let mut marks = Marks::new(chart);
    let mut cuts = Vec::with_capacity(chart.groups.len());
    for group in chart.drawn() {
        y = marks.draw_group(&mut pen, group, y) + ROW_GAP;
        cuts.push(y - ROW_GAP / 2.0);
    }
    for (look, path) in looks.iter().zip(&marks.parts) {
        if !path.is_empty() {
            pen.part(*look, path);
        }
    }
    pen.path("axis", &marks.empty);
    pen.decoration("ground", &marks.plates);
    marks.signs.draw(&mut pen);
    for (x, middle, text) in &marks.counts {
        pen.text("value", *x, *middle, text);
    }
    cuts.pop();
    Drawing {
        pen,
        height: y - ROW_GAP,
        cuts,
    }
}

/// The key shows the pattern; the sign before a count is that of its name's chip in the table.
fn draw_key(pen: &mut Pen<'_>, chart: &Verdicts<'_>, looks: &[usize]) -> f64 {
    let entry = |(kind, look): (usize, &usize)| Entry {
        sample: Sample::Kind(*look, chart.kinds[kind].tone),
        text: chart.kinds[kind].name.to_string(),
    };
    let entries: Vec<Entry> = looks
        .iter()
        .enumerate()
        .filter(|(kind, _)| chart.occurs(*kind))
        .map(entry)
        .collect();
    legend::draw(pen, &entries, 0.0)
}

/// What is drawn of all groups, gathered by its look.
struct Marks<'a> {
    chart: &'a Verdicts<'a>,
    /// The parts of each kind.
    parts: Vec<Path>,
    /// Lines where there is nothing to divide.
    empty: Path,
    plates: Path,
    signs: Signs,
    counts: Vec<(f64, f64, String)>,
}

impl<'a> Marks<'a> {
    fn new(chart: &'a Verdicts<'a>) -> Self {
        Self {
            chart,
            parts: chart.kinds.iter().map(|_| Path::default()).collect(),
            empty: Path::default(),
            plates: Path::default(),
            signs: Signs::default(),
            counts: Vec::new(),
        }
    }

    /// Name and base, the bar, the counts; returns where they end.
    fn draw_group(&mut self, pen: &mut Pen<'_>, group: &Group<'_>, top: f64) -> f64 {
        let base = self.chart.unit_of(self.chart.base(group));
        let room = WIDTH - label::width(&base) - 8.0;
        let mut name = label::wrap_evenly(&group.label.short, room.max(WIDTH / 2.0), 2);
        name.resize(name.len().max(1), String::new());
        let mut y = top;
        for line in name {
            pen.text("title", 0.0, y + NAME_LINE / 2.0, &line);
            y += NAME_LINE;
        }
        pen.text("name", WIDTH, y - NAME_LINE / 2.0, &base);
        if self.chart.sum(group) == 0 {
            self.empty.move_to(0.0, y + BAR / 2.0).across(WIDTH);
            return y + BAR;
        }
        let parts = parts(self.chart, group);
        for part in &parts {
            self.parts[part.kind].rect(
                (part.left + 1.0, y + 3.0),
                (part.right - 1.0, y + BAR + 1.0),
            );
        }
        self.draw_counts(group, &parts, y)
    }

    /// The counts inside their parts, or below those that are too thin, pushed apart where these are
    /// neighbours; they keep the order of the parts, on one line or, when there are too many, on several.
    fn draw_counts(&mut self, group: &Group<'_>, parts: &[Part], bar: f64) -> f64 {
        let mut below: Vec<(&Part, String)> = Vec::new();
        for part in parts {
            let text = grouped(u64::from(group.count(part.kind)));
            let width = SIGN * 1.5 + label::width(&text);
            if part.right - part.left < width + 16.0 {
                below.push((part, text));
                continue;
            }
            let left = f64::midpoint(part.left, part.right) - width / 2.0;
            let middle = bar + 2.0 + BAR / 2.0;
            self.plates.rect(
                (left - 4.0, middle - PLATE / 2.0),
                (left + width + 2.0, middle + PLATE / 2.0),
            );
            self.draw_count(part.kind, (left, middle), text);
        }
        if below.is_empty() {
            return bar + BAR + 2.0;
        }
        let wishes = below.iter().map(|(part, text)| {
            let width = SIGN * 1.5 + label::width(text);
            (f64::midpoint(part.left, part.right) - width / 2.0, width)
        });
        let lefts = spread(&wishes.collect::<Vec<_>>());
        let mut middle = bar + BAR + 3.0 + COUNT_LINE / 2.0;
        let mut last = 0.0;
        for (left, (part, text)) in lefts.into_iter().zip(below) {
            if left < last {
                middle += COUNT_LINE;
            }
            last = left;
            self.draw_count(part.kind, (left, middle), text);
        }
        middle + COUNT_LINE / 2.0
    }

    fn draw_count(&mut self, kind: usize, (left, middle): (f64, f64), text: String) {
        let tone = self.chart.kinds[kind].tone;
        self.signs.add_small(tone, left + SIGN / 2.0, middle);
        self.counts.push((left + SIGN * 1.5, middle, text));
    }
}

/// Where texts begin that would like to begin somewhere and have a width: as near as the others allow.
/// Where they do not fit on one line they begin anew from the left edge.
fn spread(wishes: &[(f64, f64)]) -> Vec<f64> {
    let mut lefts: Vec<f64> = Vec::with_capacity(wishes.len());
    let mut free = 0.0;
    for (wish, width) in wishes {
        let left = wish.max(free);
        lefts.push(left);
        free = left + width + COUNT_GAP;
    }
    let mut limit = WIDTH;
    for (left, (_, width)) in lefts.iter_mut().zip(wishes).rev() {
        *left = left.min(limit - width);
        limit = *left - COUNT_GAP;
    }
    if lefts.first().is_some_and(|left| *left < 0.0) {
        free = 0.0;
        for (left, (_, width)) in lefts.iter_mut().zip(wishes) {
            if free + width > WIDTH {
                free = 0.0;
            }
            *left = free;
            free += width + COUNT_GAP;
        }
    }
    lefts
}

/// One part of a bar.
struct Part {
    kind: usize,
    left: f64,
    right: f64,
}

fn parts(chart: &Verdicts<'_>, group: &Group<'_>) -> Vec<Part> {
    let present: Vec<usize> = (0..chart.kinds.len())
        .filter(|kind| group.count(*kind) > 0)
        .collect();
    let count = present.iter().fold(0.0, |sum, _| sum + 1.0);
    // The thinnest parts and the gaps are taken off first, so that all parts together fill the width.
    let room = (WIDTH - PART_GAP * (count - 1.0) - THINNEST * count).max(0.0);
    let sum: f64 = present
        .iter()
        .map(|kind| f64::from(group.count(*kind)))
        .sum();
    let mut x = 0.0;
    let part = |kind: usize| {
        let left = x;
        let right = left + THINNEST + room * f64::from(group.count(kind)) / sum;
        x = right + PART_GAP;
        Part { kind, left, right }
    };
    present.into_iter().map(part).collect()
}

/// Every count, and the number its share is taken of.
fn table<'a>(chart: &'a Verdicts<'_>) -> Table<'a> {
    let words = chart.heading.words;
    let mut columns = vec![Column::text(&*chart.heading.head)];
    columns.extend(chart.kinds.iter().map(|kind| Column::number(&*kind.name)));
    columns.push(Column::number(words.get("chart.sum")));
    let has_outside = chart.kinds.iter().any(|k| k.counted == Counted::Outside);
    if has_outside {
        columns.push(Column::number(words.get("chart.base")));
    }
    let cells = |group: &Group<'_>| {
        let counts = (0..chart.kinds.len()).map(|kind| u64::from(group.count(kind)));
        let sums = std::iter::once(chart.sum(group));
        let base = has_outside.then(|| chart.base(group));
        let numbers = counts.chain(sums).chain(base);
        numbers
            .map(|number| Cell::number(grouped(number), None))
            .collect()
    };
    let mut rows: Vec<Row<'_>> = chart
        .groups
        .iter()
        .map(|group| Row::new(group.label.cell(), cells(group)))
        .collect();
    rows.extend(
        chart
            .whole
            .iter()
            .map(|group| Row::total(group.label.cell(), cells(group))),
    );
    Table {
        id: chart.heading.table_id(),
        caption: chart.heading.table_title(),
        unit: chart.unit[1].to_string(),
        columns,
        rows,
        notes: chart.heading.notes.clone(),
    }
}
