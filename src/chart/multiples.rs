//! Many indicators side by side: two columns of small drawings over the same years.
//!
//! Units differ from one to the next, so each has a height of its own; a remark says so. What was aimed at
//! is an outlined column, what was reached a filled one inside it. The newest value stands above in
//! figures, the years below; a year without a number is left empty, and the table has its word.

use std::borrow::Cow;

use super::figure::{Drawing, Figure, Made};
use super::heading::Heading;
use super::headline::Choice;
use super::label;
use super::legend::{self, Entry, Sample};
use super::pen::{Path, Pen, WIDTH};
use super::sentence::{Told, append, with_unit};
use super::spec::{Certainty, Datum, Form, Label, Series};
use super::table::{Cell, Column, Row, Table};
use crate::base::decimal::Decimal;

const GUTTER: f64 = 20.0;
const SIDE: f64 = (WIDTH - GUTTER) / 2.0;
const LINE: f64 = 17.0;
const NAME_LINES: usize = 7;
const PLOT: f64 = 46.0;
const ROW_GAP: f64 = 18.0;
/// So many rows make one drawing with their legend.
const ROWS_TOGETHER: usize = 2;
/// A bar that is not zero is seen.
const THINNEST: f64 = 2.0;
/// Columns of a chart of one or two years would be slabs.
const WIDEST: f64 = 30.0;

/// The order for small drawings.
#[derive(Clone, Debug)]
pub struct Multiples<'a> {
    pub heading: Heading<'a>,
    /// One or two.
    pub series: Vec<Series<'a>>,
    /// In their order, the same for all.
    pub periods: Vec<Label<'a>>,
    pub panels: Vec<Panel<'a>>,
}

/// One indicator.
#[derive(Clone, Debug)]
pub struct Panel<'a> {
    pub label: Label<'a>,
    /// Of values that were printed without one.
    pub unit: Cow<'a, str>,
    /// A list for each period, in the order of the series.
    pub values: Vec<Vec<Datum<'a>>>,
    /// Whether the newest value reached what was aimed at, where that is known.
    pub reached: Option<bool>,
}

impl<'a> Panel<'a> {
    fn datum(&self, period: usize, series: usize) -> Option<&Datum<'a>> {
        self.values.get(period)?.get(series)
    }

    /// The values that have a place: of these periods, in these series.
    fn placed(&self, (periods, series): (usize, usize)) -> impl Iterator<Item = &Datum<'a>> {
        let lists = self.values.iter().take(periods);
        lists.flat_map(move |list| list.iter().take(series))
    }

    /// The newest number of the filled series, else of the other.
    fn newest(&self, chart: &Multiples<'_>) -> Option<(usize, &Datum<'a>)> {
        let series = chart.drawn();
        let mut order: Vec<usize> = (0..series.len()).collect();
        order.sort_by_key(|at| series[*at].form != Form::Solid);
        let newest = |series: usize| {
            let periods = (0..chart.periods.len()).rev();
            let mut drawn = periods.filter_map(|at| Some((at, self.datum(at, series)?)));
            drawn.find(|(_, datum)| datum.can_be_drawn())
        };
        order.into_iter().find_map(newest)
    }
}

impl<'a> Multiples<'a> {
    fn drawn(&self) -> &[Series<'a>] {
        &self.series[..self.series.len().min(2)]
    }

    fn size(&self) -> (usize, usize) {
        (self.periods.len(), self.drawn().len())
    }

    /// Those that have a number.
    fn drawn_panels(&self) -> impl Iterator<Item = &Panel<'a>> {
        let size = self.size();
        let is_drawn = move |panel: &&Panel<'a>| panel.placed(size).any(Datum::can_be_drawn);
        self.panels.iter().filter(is_drawn)
    }
}

/// `None` when no indicator has a number.
pub fn multiples<'a>(chart: &'a Multiples<'a>) -> Option<Figure<'a>> {
    if chart.periods.is_empty() || chart.drawn_panels().next().is_none() {
        return None;
    }
    let made = Made {
        headline: headline(chart),
        told: told(chart),
        span: chart.periods.first().zip(chart.periods.last()),
        kind: "chart.kind_multiples",
        pieces: draw(chart),
        table: table(chart),
    };
    Some(Figure::made(&chart.heading, made))
}

/// The legend and rows of two; where they are many each row is a piece of its own, so that a wide screen can
/// set rows side by side.
fn draw<'a>(chart: &'a Multiples<'_>) -> Vec<Drawing<'a>> {
    let panels: Vec<&Panel<'_>> = chart.drawn_panels().collect();
    let is_cut = panels.len() > 2 * ROWS_TOGETHER;
    let mut pen = Pen::new(&chart.heading.id);
    let mut y = legend::draw(&mut pen, &entries(chart), 0.0) + 6.0;
    let mut pieces = Vec::new();
    for row in panels.chunks(2) {
        if is_cut {
            let next = Pen::new(&chart.heading.id);
            pieces.push((std::mem::replace(&mut pen, next), y).into());
            y = 0.0;
        }
        y = draw_row(&mut pen, chart, row, y);
    }
    let end = if is_cut { y } else { y - ROW_GAP };
    pieces.push((pen, end).into());
    pieces
}

/// One or two drawings side by side; returns where the next row begins.
fn draw_row<'a>(pen: &mut Pen<'a>, chart: &'a Multiples<'_>, row: &[&Panel<'_>], top: f64) -> f64 {
    let wrap = |panel: &&Panel<'_>| label::wrap_evenly(&panel.label.short, SIDE, NAME_LINES);
    let names: Vec<Vec<String>> = row.iter().map(wrap).collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(1);
    let plot = top + LINE * (length(lines) + 1.0);
    let mut marks = Marks::default();
    for (column, (panel, name)) in row.iter().zip(&names).enumerate() {
        let left = (SIDE + GUTTER) * length(column);
        for (line, text) in name.iter().enumerate() {
            pen.text("value", left, top + LINE * (length(line) + 0.5), text);
        }
        if let Some((period, datum)) = panel.newest(chart) {
            let text = newest_text(chart, panel, (period, datum));
            pen.text("title", left, plot - LINE / 2.0, &label::fit(&text, SIDE));
        }
        marks.panel(chart, panel, (left, plot + 3.0));
        draw_years(pen, chart, (left, plot + PLOT + 3.0));
    }
    marks.draw(pen);
    plot + PLOT + 3.0 + LINE + ROW_GAP
}

/// The first and the last of the common years, or only the first where both would meet.
fn draw_years(pen: &mut Pen<'_>, chart: &Multiples<'_>, (left, top): (f64, f64)) {
    let name = |label: &Label<'_>| match label.brief.is_empty() {
        true => label.short.to_string(),
        false => label.brief.replace('/', " "),
    };
    let middle = top + LINE / 2.0 + 1.0;
    let Some(first) = chart.periods.first().map(name) else {
        return;
    };
    let first = label::fit(&first, SIDE);
    let end = label::width(&first);
    pen.text("absent", left, middle, &first);
    if let (Some(last), true) = (chart.periods.last().map(name), chart.periods.len() > 1) {
        let x = left + SIDE - label::width(&last);
        if x > left + end + 8.0 {
            pen.text("absent", x, middle, &last);
        }
    }
}

/// A small count as a length.
fn length(count: usize) -> f64 {
    f64::from(u8::try_from(count).unwrap_or(u8::MAX))
}

/// What is drawn of all indicators, gathered by its look: sure, then unsure or foreseen.
#[derive(Default)]
struct Marks {
    outline: [Path; 2],
    lines: [Path; 2],
    solid: [Path; 2],
    base: Path,
}

impl Marks {
    fn panel(&mut self, chart: &Multiples<'_>, panel: &Panel<'_>, (left, top): (f64, f64)) {
        let series = chart.drawn();
        let ends = panel
            .placed(chart.size())
            .flat_map(ends)
            .map(Decimal::to_f64);
        let (low, high) = ends.fold((0.0, 0.0), |(low, high): (f64, f64), end| {
            (low.min(end), high.max(end))
        });
        let per_unit = if high > low { PLOT / (high - low) } else { 0.0 };
        let zero = top + high * per_unit;
        self.base.move_to(left, zero).across(SIDE);
        let slot = SIDE / length(chart.periods.len());
        let width = (slot - 4.0).clamp(2.0, WIDEST);
        for period in 0..chart.periods.len() {
            let middle = left + slot * (length(period) + 0.5);
            for (at, one) in series.iter().enumerate() {
                if let Some(datum) = panel.datum(period, at) {
                    let place = |value: Decimal| zero - value.to_f64() * per_unit;
                    self.mark(datum, one.form, (middle, width), (zero, &place));
                }
            }
        }
    }

    fn mark(
        &mut self,
        datum: &Datum<'_>,
        form: Form,
        (middle, width): (f64, f64),
        (zero, place): (f64, &dyn Fn(Decimal) -> f64),
    ) {
        let maybe = usize::from(datum.certainty() != Some(Certainty::Sure));
        let (path, half) = match form {
            Form::Outline => (&mut self.outline[maybe], width / 2.0 - 1.0),
            // Inside the outlined one, with the page between them.
            Form::Solid => (&mut self.solid[maybe], (width / 2.0 - 3.5).max(1.0)),
        };
        let mut column = |from: f64, to: f64| {
            let (top, bottom) = (from.min(to), from.max(to));
            let top = top.min(bottom - THINNEST);
            path.rect((middle - half, top), (middle + half, bottom));
        };
        match datum {
            Datum::Number { value, .. } if value.is_zero() => {}
            Datum::Number { value, .. } => column(zero, place(*value)),
            Datum::Interval {
                low: Some(low),
                high: Some(high),
                ..
            } => column(place(*low), place(*high)),
            bound => {
                for end in ends(bound) {
                    let line = &mut self.lines[maybe];
                    line.move_to(middle - half, place(end)).across(half * 2.0);
                }
            }
        }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        pen.path("outline", &self.outline[0]);
        pen.path("outline maybe", &self.outline[1]);
        pen.path("solid", &self.solid[0]);
        pen.path("solid maybe", &self.solid[1]);
        pen.path("outline line", &self.lines[0]);
        pen.path("outline line maybe", &self.lines[1]);
        pen.path("axis", &self.base);
    }
}

/// The numbers of a value: one, or the ends of a range that it has.
fn ends(datum: &Datum<'_>) -> impl Iterator<Item = Decimal> {
    let ends = match datum {
        Datum::Number { value, .. } => [Some(*value), None],
        Datum::Interval { low, high, .. } => [*low, *high],
        Datum::Absent { .. } => [None, None],
    };
    ends.into_iter().flatten()
}

fn entries(chart: &Multiples<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = chart
        .drawn()
        .iter()
        .map(|series| Entry {
            sample: Sample::Bar(match series.form {
                Form::Outline => "outline",
                Form::Solid => "solid",
            }),
            text: series.name.to_string(),
        })
        .collect();
    let words = chart.heading.words;
    let values = || {
        chart
            .panels
            .iter()
            .flat_map(|panel| panel.placed(chart.size()))
    };
    for (certainty, key) in [
        (Certainty::Forecast, "chart.key_forecast"),
        (Certainty::Unsure, "chart.key_unsure"),
    ] {
        if values().any(|datum| datum.certainty() == Some(certainty)) {
            entries.push(Entry {
                sample: Sample::Bar("dashed"),
                text: words.get(key).to_owned(),
            });
        }
    }
    entries
}

/// 「令和7 40%」.
fn newest_text(
    chart: &Multiples<'_>,
    panel: &Panel<'_>,
    (period, datum): (usize, &Datum<'_>),
) -> String {
    let words = chart.heading.words;
    let label = datum.label();
    let needs_unit = label.ends_with(|c: char| c.is_ascii_digit()) && !panel.unit.is_empty();
    let value: Cow<'_, str> = if needs_unit {
        with_unit(words, &label, &panel.unit).into()
    } else {
        label
    };
    let when = &chart.periods[period];
    let when = match when.brief.rsplit('/').next() {
        Some(brief) if !brief.is_empty() => brief,
        _ => &*when.short,
    };
    words.fill("chart.newest", &[("when", when), ("value", &*value)])
}

/// How many reached what was aimed at; else how many have more than at first.
fn headline(chart: &Multiples<'_>) -> String {
    let mut choice = Choice::new(chart.heading.words);
    let judged = chart.panels.iter().filter_map(|panel| panel.reached);
    let (all, met) = judged.fold((0, 0), |(all, met), one| (all + 1, met + usize::from(one)));
    let names: Vec<&str> = chart.drawn().iter().map(|series| &*series.name).collect();
    let find = |form| chart.drawn().iter().position(|series| series.form == form);
    if let (Some(outline), true) = (find(Form::Outline), all > 0) {
        let args = [
            ("all", all.to_string()),
            ("met", met.to_string()),
            ("outline", chart.series[outline].name.to_string()),
        ];
        let key = match (all, met) {
            (1, 1) => "chart.head_met_one",
            (1, _) => "chart.head_missed_one",
            _ => "chart.head_met_of",
        };
        choice.offer(key, &args);
    }
    if let Some(series) = find(Form::Solid).or(find(Form::Outline)) {
        let ends = chart
            .panels
            .iter()
            .filter_map(|panel| first_and_last(chart, panel, series));
        let (all, more, less) = ends.fold((0, 0, 0), |(all, more, less), (first, last)| {
            (
                all + 1,
                more + usize::from(last > first),
                less + usize::from(last < first),
            )
        });
        let args = [
            ("all", all.to_string()),
            ("more", more.to_string()),
            ("less", less.to_string()),
            ("count", chart.drawn_panels().count().to_string()),
            ("series", chart.series[series].name.to_string()),
        ];
        // What is aimed at is set to go up or down; only what happened is compared with the beginning.
        let key = match (chart.series[series].form, more, less) {
            (Form::Solid, ..) => "chart.head_more_of",
            (_, 0, 0) => "chart.head_multiples",
            (_, _, 0) => "chart.head_aims_up",
            (_, 0, _) => "chart.head_aims_down",
            _ => "chart.head_aims_both",
        };
        if all > 1 {
            choice.offer(key, &args);
        }
    }
    let args = [
        ("count", chart.drawn_panels().count().to_string()),
        ("series", names.join(chart.heading.words.get("chart.and"))),
    ];
    choice.offer("chart.head_multiples", &args);
    choice.or_count(chart.panels.len())
}

/// The first and the last number of a series, when there are two and both are sure.
fn first_and_last(
    chart: &Multiples<'_>,
    panel: &Panel<'_>,
    series: usize,
) -> Option<(Decimal, Decimal)> {
    let sure = |period: usize| match panel.datum(period, series)? {
        Datum::Number {
            value,
            certainty: Certainty::Sure,
            ..
        } => Some((period, *value)),
        _ => None,
    };
    let first = (0..chart.periods.len()).find_map(sure)?;
    let last = (0..chart.periods.len()).rev().find_map(sure)?;
    (last.0 > first.0).then_some((first.1, last.1))
}

fn told(chart: &Multiples<'_>) -> Told {
    let words = chart.heading.words;
    let names: Vec<&str> = chart.drawn().iter().map(|series| &*series.name).collect();
    let name = |label: Option<&Label<'_>>| label.map(|label| label.short.to_string());
    let drawn = chart.drawn_panels().count();
    let args = [
        ("count", drawn.to_string()),
        ("series", names.join(words.get("chart.and"))),
        ("from", name(chart.periods.first()).unwrap_or_default()),
        ("to", name(chart.periods.last()).unwrap_or_default()),
    ];
    let mut told = Told {
        finding: words.fill("chart.multiples", &args),
        remarks: words.get("chart.own_heights").to_owned(),
    };
    if drawn < chart.panels.len() {
        let left = (chart.panels.len() - drawn).to_string();
        let sentence = words.fill("chart.multiples_left", &[("count", left)]);
        append(&mut told.remarks, chart.heading.words, &sentence);
    }
    told
}

/// A row an indicator and series, a column a period.
fn table<'a>(chart: &'a Multiples<'_>) -> Table<'a> {
    let words = chart.heading.words;
    let mut columns = vec![
        Column::text(&*chart.heading.head),
        Column::text(words.get("chart.series")),
    ];
    columns.extend(
        chart
            .periods
            .iter()
            .map(|period| Column::number(&*period.full)),
    );
    let nothing = words.get("chart.nothing");
    let mut rows = Vec::with_capacity(chart.panels.len() * chart.series.len());
    for panel in &chart.panels {
        for (at, series) in chart.series.iter().enumerate() {
            let mut cells = vec![Cell::text(&*series.name)];
            let value = |period: usize| match panel.datum(period, at) {
                Some(datum) => super::figure::cell(datum, chart.heading.words),
                None => Cell::absent(nothing),
            };
            cells.extend((0..chart.periods.len()).map(value));
            let head = panel.label.cell();
            rows.push(Row::new(
                match panel.unit.is_empty() {
                    true => head,
                    false => head.note(&*panel.unit),
                },
                cells,
            ));
        }
    }
    Table {
        id: chart.heading.table_id(),
        caption: chart.heading.table_title(),
        unit: String::new(),
        columns,
        rows,
        notes: chart.heading.notes.clone(),
    }
}
