//! Points as rows, each with one bar or mark a series: the drawing that three kinds of chart share.
//!
//! Every value has a line of its own with its label at its end, so labels cannot meet. A missing value
//! keeps its line and shows its word there. This file finds the places; `marks` draws the values.

use super::axis;
use super::figure::Drawing;
use super::label;
use super::legend::{self, Entry, Sample, Side};
use super::marks::{self, Marks};
use super::pen::{Pen, WIDTH};
use super::scale::{Reach, Scale};
use super::spec::{Certainty, Datum, Form, Point, Series, Spec};
use crate::base::decimal::Decimal;

/// The height of one value with its air.
pub(super) const SLOT: f64 = 18.0;
const ROW_GAP: f64 = 12.0;
const NAME_LINE: f64 = 18.0;
/// Names up to this width stand beside their bars, longer ones above them.
const SIDE_ROOM: f64 = 100.0;

/// How the rows of one kind of chart differ.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub names: Names,
    pub reference: Reference,
    pub scales: Scales,
    /// Whether a value that is missing from some point to an end of the order is told below only.
    pub is_order: bool,
    /// Points beyond so many stand in the table only.
    pub most: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scales {
    /// All lengths can be compared.
    Shared,
    /// Each row fills the width, because units differ from row to row.
    Own,
}

impl Style {
    /// One scale for all rows, and all of them drawn.
    pub const fn new(names: Names, reference: Reference) -> Self {
        Self {
            names,
            reference,
            scales: Scales::Shared,
            is_order: false,
            most: usize::MAX,
        }
    }

    fn points<'s, 'a>(self, spec: &'s Spec<'a>) -> &'s [Point<'a>] {
        &spec.points[..spec.points.len().min(self.most)]
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    BesideIfShort,
    Above,
}

/// How a number of the outlined series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// As a bar of its own, to be compared in length.
    Bar,
    /// As a box that the other bar fills or does not, with round numbers to read it by.
    Box,
}

/// On which line of its row each series stands: the first, the second, or nowhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines([Option<u8>; 2]);

impl Lines {
    /// One line a series, but none for a word that only repeats what is missing all the way to an end,
    /// or that the other series has in the same place.
    fn new(spec: &Spec<'_>, row: usize, style: Style) -> Self {
        let mut lines = [None; 2];
        let mut next = 0;
        let mut order: Vec<usize> = (0..spec.drawn().len()).collect();
        if style.reference == Reference::Box {
            // The box has room for the other value at its foot.
            order.sort_by_key(|series| spec.series[*series].form == Form::Solid);
        }
        for series in order {
            if !(style.is_order && is_told_below(spec, row, series)) {
                lines[series] = Some(next);
                next += 1;
            }
        }
        Self(lines)
    }

    pub fn line(self, series: usize) -> Option<u8> {
        self.0.get(series).copied().flatten()
    }

    fn height(self, reference: Reference) -> f64 {
        match (self.0.iter().flatten().count(), reference) {
            (2, Reference::Box) => SLOT * 2.0 + marks::FOOT,
            (2, Reference::Bar) => SLOT * 2.0,
            _ => SLOT,
        }
    }
}

fn is_told_below(spec: &Spec<'_>, row: usize, series: usize) -> bool {
    let word = |row: usize, series: usize| match spec.datum(row, series) {
        Some(Datum::Absent { word }) => Some(&**word),
        _ => None,
    };
    let Some(own) = word(row, series) else {
        return false;
    };
    let others = (0..spec.drawn().len()).filter(|other| *other != series);
    let mut others = others.filter_map(|other| Some((other, spec.datum(row, other)?)));
    let Some((other, beside)) = others.next() else {
        return false;
    };
    if let Datum::Absent { word } = beside {
        return series > other && **word == *own;
    }
    let is_same = |row: usize| word(row, series) == Some(own);
    (row..spec.points.len()).all(is_same) || (0..=row).all(is_same)
}

/// The drawing, with cuts between its rows.
pub(super) fn draw<'a>(spec: &'a Spec<'_>, style: Style) -> Drawing<'a> {
    let mut pen = Pen::new(&spec.id);
    let top = legend::draw(&mut pen, &entries(spec, style), 0.0) + 6.0;
    let places = Places::new(spec, style, top);
    let points = style.points(spec);
    let scale = places.scale(spec, points, style);
    let mut height = places.bottom;
    if style.reference == Reference::Box && !spec.has_scale_words() {
        height = axis::ticks(&mut pen, &scale, extent(spec, points), places.bottom);
    }
    let mut marks = Marks::new(scale, style.reference);
    let mut zeros = Vec::with_capacity(places.rows.len());
    for (row, place) in places.rows.iter().enumerate() {
        place.draw_name(&mut pen, places.left);
        let own = match style.scales {
            Scales::Own => places.scale(spec, &points[row..=row], style),
            Scales::Shared => scale,
        };
        marks.rescale(own);
        marks.row(spec, row, (place.slots.0, place.lines));
        zeros.push((own.zero, place.slots));
    }
    marks.draw(&mut pen);
    if places.beside {
        axis::baseline(
            &mut pen,
            std::iter::once((scale.zero, (top, places.bottom))),
        );
    } else {
        axis::baseline(&mut pen, zeros.into_iter());
    }
    let starts = places.rows.iter().skip(1).map(|place| place.top);
    Drawing {
        pen,
        height,
        cuts: starts.map(|top| top - ROW_GAP / 2.0).collect(),
    }
}

/// The smallest and the largest number that is drawn, zero among them.
fn extent(spec: &Spec<'_>, points: &[Point<'_>]) -> (f64, f64) {
    let series = spec.drawn().len();
    let drawn = points
        .iter()
        .flat_map(|point| point.values.iter().take(series));
    drawn
        .flat_map(marks::ends)
        .fold((0.0, 0.0), |(low, high), end| {
            let end = end.map_or(0.0, Decimal::to_f64);
            (end.min(low), end.max(high))
        })
}

/// Where everything stands.
struct Places {
    rows: Vec<Place>,
    beside: bool,
    /// Where the plot begins.
    left: f64,
    bottom: f64,
}

struct Place {
    top: f64,
    name: Vec<String>,
    /// The middle of the name's first line.
    name_middle: f64,
    beside: bool,
    lines: Lines,
    /// From where to where the values of the row stand.
    slots: (f64, f64),
}

impl Places {
    fn new(spec: &Spec<'_>, style: Style, top: f64) -> Self {
        let points = style.points(spec);
        let widths = points.iter().map(|point| label::width(&point.label.short));
        let widest = widths.fold(0.0, f64::max);
        let beside = style.names == Names::BesideIfShort && widest <= SIDE_ROOM;
        let mut rows = Vec::with_capacity(points.len());
        let mut y = top + 4.0;
        for (row, point) in points.iter().enumerate() {
            let lines = Lines::new(spec, row, style);
            let height = lines.height(style.reference);
            let (name, from) = if beside {
                (vec![point.label.short.to_string()], y)
            } else {
                let name = label::wrap(&point.label.short, WIDTH, 2);
                let below = y + NAME_LINE * count(name.len());
                (name, below)
            };
            rows.push(Place {
                top: y,
                name_middle: y + if beside { height } else { NAME_LINE } / 2.0,
                name,
                beside,
                lines,
                slots: (from, from + height),
            });
            y = from + height + ROW_GAP;
        }
        Self {
            rows,
            beside,
            left: if beside {
                widest + 8.0
            } else {
                let series = spec.drawn().len();
                let values = points
                    .iter()
                    .flat_map(|point| point.values.iter().take(series));
                marks::reach_left(values)
            },
            bottom: y - ROW_GAP + 4.0,
        }
    }

    /// The scale on which these points have room for their labels.
    fn scale(&self, spec: &Spec<'_>, points: &[Point<'_>], style: Style) -> Scale {
        let series = spec.drawn().len();
        let mut reaches = Vec::with_capacity(points.len() * series);
        for point in points {
            let values = || point.values.iter().take(series);
            let row_value = values().map(highest).fold(0.0, f64::max);
            for datum in values().filter(|datum| datum.can_be_drawn()) {
                reaches.push(Reach {
                    value: match style.reference {
                        Reference::Bar => highest(datum),
                        // A label may have to step aside for the box it is held against.
                        Reference::Box => row_value,
                    },
                    beside: marks::room_beside(datum),
                });
            }
        }
        let lowest = extent(spec, points).0;
        Scale::fitting((self.left, WIDTH - 1.0), lowest, &reaches)
    }
}

impl Place {
    fn draw_name(&self, pen: &mut Pen<'_>, left: f64) {
        if self.beside {
            pen.text("name", left - 8.0, self.name_middle, &self.name[0]);
            return;
        }
        let mut middle = self.name_middle;
        for line in &self.name {
            pen.text("title", 0.0, middle, line);
            middle += NAME_LINE;
        }
    }
}

fn highest(datum: &Datum<'_>) -> f64 {
    let ends = marks::ends(datum);
    ends.into_iter()
        .flatten()
        .map(Decimal::to_f64)
        .fold(0.0, f64::max)
}

/// A small count as a length; no chart has more than a few lines a row.
fn count(number: usize) -> f64 {
    f64::from(u8::try_from(number).unwrap_or(u8::MAX))
}

/// The key: the series, then what dashes mean if there are any.
fn entries(spec: &Spec<'_>, style: Style) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(4);
    for (at, series) in spec.drawn().iter().enumerate() {
        entries.push(Entry {
            sample: sample(spec, at, series, style),
            text: series.name.to_string(),
        });
    }
    let words = spec.words;
    let series = spec.drawn().len();
    let values = || {
        style
            .points(spec)
            .iter()
            .flat_map(|point| point.values.iter().take(series))
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

fn sample(spec: &Spec<'_>, at: usize, series: &Series<'_>, style: Style) -> Sample {
    if series.form == Form::Solid {
        return Sample::Bar("solid");
    }
    if style.reference == Reference::Bar {
        return Sample::Bar("outline");
    }
    let values = || (0..spec.points.len()).filter_map(|point| spec.datum(point, at));
    let drawn = values().find(|datum| datum.value().is_some());
    match drawn.or_else(|| values().find(|datum| datum.can_be_drawn())) {
        Some(Datum::Interval {
            low: Some(_),
            high: Some(_),
            ..
        }) => Sample::Bar("outline"),
        Some(Datum::Interval { low: Some(_), .. }) => Sample::Bound("outline line", Side::Above),
        Some(Datum::Interval { .. }) => Sample::Bound("outline line", Side::Below),
        _ => Sample::Bar("outline"),
    }
}
