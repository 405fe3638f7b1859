//! Words that belong to spans of time: bars over the periods, each with its words below it.
//!
//! A column of a phone holds five characters, so words stand below their bar and may be as wide as the
//! drawing; bars share a strip where their words fit below them one beside the other. An arrow that takes up
//! where a bar ends makes that bar longer. A bar whose place is not sure is dashed, and so is the rest of
//! one whose end is not told. Words without a place are not drawn anywhere: the table has them.

mod headline;
mod periods;
mod strips;
mod words;

use std::borrow::Cow;

use super::figure::{Drawing, Figure, Made};
use super::heading::Heading;
use super::label;
use super::pen::{Path, Pen, WIDTH};
use super::spec::{Certainty, Label};
use super::table::{Cell, Column, Row, Table};
use strips::{LINE, Strip};

const NAME_LINE: f64 = 18.0;
const BAR: f64 = 9.0;
const ROW_GAP: f64 = 14.0;
const STRIP_GAP: f64 = 5.0;
/// A new piece, with the names of the periods again, begins when one is as high as this: about a screen
/// of a phone, half a sheet of paper.
const PIECE: f64 = 430.0;

/// The order for one chart of spans.
#[derive(Clone, Debug)]
pub struct Gantt<'a> {
    pub heading: Heading<'a>,
    /// In their order; the short names stand above the columns.
    pub periods: Vec<Label<'a>>,
    pub rows: Vec<GanttRow<'a>>,
}

#[derive(Clone, Debug)]
pub struct GanttRow<'a> {
    pub label: Label<'a>,
    /// Whether the name says what is planned; 「予定1」 only tells rows apart.
    pub is_named: bool,
    /// Whether another row holds the same plan: it is drawn, and counted once.
    pub is_repeat: bool,
    pub bars: Vec<Bar<'a>>,
    /// Words that no period could be found for.
    pub unplaced: Vec<Cow<'a, str>>,
}

/// Words over one or several periods.
#[derive(Clone, Debug)]
pub struct Bar<'a> {
    /// The positions of the first and the last period.
    pub from: usize,
    pub to: usize,
    pub text: Cow<'a, str>,
    /// Of the place, not of the words.
    pub certainty: Certainty,
    /// Whether the document left it empty: the text is only the word for that, and nothing is planned.
    pub is_empty: bool,
    /// Whether it only begins where it is said to, and no end is told.
    pub is_open: bool,
}

impl<'a> GanttRow<'a> {
    pub fn new(label: impl Into<Label<'a>>) -> Self {
        Self {
            label: label.into(),
            is_named: true,
            is_repeat: false,
            bars: Vec::new(),
            unplaced: Vec::new(),
        }
    }

    #[must_use]
    pub fn unnamed(mut self) -> Self {
        self.is_named = false;
        self
    }

    #[must_use]
    pub fn repeat(mut self) -> Self {
        self.is_repeat = true;
        self
    }

    #[must_use]
    pub fn bar(mut self, bar: Bar<'a>) -> Self {
        self.bars.push(bar);
        self
    }

    #[must_use]
    pub fn unplaced(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.unplaced.push(text.into());
        self
    }
}

impl<'a> Bar<'a> {
    pub fn new(from: usize, to: usize, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            from,
            to,
            text: text.into(),
            certainty: Certainty::Sure,
            is_empty: false,
            is_open: false,
        }
    }

    #[must_use]
    pub fn open(mut self) -> Self {
        self.is_open = true;
        self
    }

    /// Whether it says only that what stands before it goes on.
    fn is_arrow(&self) -> bool {
        let text = self.text.trim();
        !self.is_empty
            && !text.is_empty()
            && text.chars().all(|c| matches!(c, '→' | '⇒' | '➡' | '⇨'))
    }

    #[must_use]
    pub fn empty(mut self) -> Self {
        self.is_empty = true;
        self
    }

    #[must_use]
    pub fn unsure(mut self) -> Self {
        self.certainty = Certainty::Unsure;
        self
    }
}

/// `None` when no words have a place.
pub fn gantt<'a>(chart: &'a Gantt<'a>) -> Option<Figure<'a>> {
    if chart.periods.is_empty() || chart.rows.iter().all(|row| row.bars.is_empty()) {
        return None;
    }
    let names = periods::Names::new(chart, Columns::new(chart));
    let made = Made {
        headline: headline::headline(chart),
        told: words::told(chart, names.step),
        span: chart.periods.first().zip(chart.periods.last()),
        kind: "chart.kind_gantt",
        pieces: draw(chart, &names),
        table: table(chart),
    };
    Some(Figure::made(&chart.heading, made))
}

/// The places of the periods.
#[derive(Clone, Copy)]
struct Columns {
    count: usize,
    width: f64,
}

impl Columns {
    fn new(chart: &Gantt<'_>) -> Self {
        let count = chart.periods.len();
        Self {
            count,
            width: WIDTH / length(count),
        }
    }

    /// From where to where a bar runs; periods that do not exist are taken as the last one.
    fn span(self, (from, to): (usize, usize)) -> (f64, f64) {
        let last = self.count - 1;
        let (from, to) = (from.min(last), to.min(last));
        let (from, to) = (from.min(to), from.max(to));
        (
            length(from) * self.width + 2.0,
            length(to + 1) * self.width - 2.0,
        )
    }
}

/// A count as a length.
fn length(count: usize) -> f64 {
    f64::from(u16::try_from(count).unwrap_or(u16::MAX))
}

fn draw<'a>(chart: &'a Gantt<'_>, names: &periods::Names) -> Vec<Drawing<'a>> {
    let columns = Columns::new(chart);
    let mut pieces = Vec::new();
    let mut piece = Piece::new(chart, columns);
    piece.draw_key(chart);
    piece.draw_periods(names);
    for row in chart.rows.iter().filter(|row| !row.bars.is_empty()) {
        if piece.y > PIECE {
            let next = Piece::new(chart, columns);
            pieces.push(std::mem::replace(&mut piece, next).finish());
            piece.draw_periods(names);
        }
        piece.draw_row(row);
    }
    pieces.push(piece.finish());
    pieces
}

/// One piece of the drawing while it grows downwards.
struct Piece<'a> {
    pen: Pen<'a>,
    columns: Columns,
    y: f64,
    grid: Path,
    sure: Path,
    unsure: Path,
}

impl<'a> Piece<'a> {
    fn new(chart: &'a Gantt<'_>, columns: Columns) -> Self {
        Self {
            pen: Pen::new(&chart.heading.id),
            columns,
            y: 0.0,
            grid: Path::default(),
            sure: Path::default(),
            unsure: Path::default(),
        }
    }

    fn finish(mut self) -> Drawing<'a> {
        self.pen.decoration("grid", &self.grid);
        self.pen.path("solid", &self.sure);
        self.pen.path("solid maybe", &self.unsure);
        Drawing::from((self.pen, self.y - ROW_GAP))
    }

    fn draw_key(&mut self, chart: &Gantt<'_>) {
        let bars = || chart.rows.iter().flat_map(words::planned);
        let is_unsure = bars().any(|bar| bar.certainty != Certainty::Sure);
        let key = match (is_unsure, bars().any(|bar| bar.is_open)) {
            (true, false) => Some("chart.key_place"),
            (true, true) => Some("chart.key_place_or_end"),
            (false, true) => Some("chart.key_end"),
            (false, false) => None,
        };
        if let Some(key) = key {
            let entry = super::legend::Entry {
                sample: super::legend::Sample::Bar("solid maybe"),
                text: chart.heading.words.get(key).to_owned(),
            };
            self.y = super::legend::draw(&mut self.pen, &[entry], self.y) + 4.0;
        }
    }

    /// The names of the periods above their columns.
    fn draw_periods(&mut self, names: &periods::Names) {
        for name in &names.list {
            let middle = self.y + LINE * (length(name.line) + 0.5);
            let left = self.columns.width * length(name.from);
            let right = self.columns.width * length(name.to + 1);
            self.pen
                .text("tick", f64::midpoint(left, right), middle, &name.text);
        }
        self.y += LINE * length(names.lines) + 4.0;
    }

    fn draw_row(&mut self, row: &GanttRow<'_>) {
        for line in label::wrap(&row.label.short, WIDTH, 2) {
            self.pen.text("title", 0.0, self.y + NAME_LINE / 2.0, &line);
            self.y += NAME_LINE;
        }
        self.y += 2.0;
        for strip in strips::of(row, self.columns) {
            self.draw_strip(row, &strip);
            self.y += STRIP_GAP;
        }
        self.y += ROW_GAP - STRIP_GAP;
    }

    fn draw_strip(&mut self, row: &GanttRow<'_>, strip: &Strip) {
        let middle = self.y + BAR / 2.0;
        for edge in 0..=self.columns.count {
            let x = (self.columns.width * length(edge)).clamp(0.5, WIDTH - 0.5);
            self.grid.move_to(x, self.y).down(BAR);
        }
        self.grid.move_to(0.0, middle).across(WIDTH);
        for block in &strip.blocks {
            let bar = &row.bars[block.bar];
            let (left, right) = self.columns.span(block.span);
            let sure = match (bar.certainty, bar.is_open) {
                // Where the document is empty only its word stands: a bar would be a plan.
                _ if bar.is_empty => None,
                (Certainty::Sure, false) => Some(right),
                (Certainty::Sure, true) => Some(self.begun(block.span)),
                _ => Some(left),
            };
            if let Some(sure) = sure {
                if left < sure {
                    self.sure.rect((left, self.y), (sure, self.y + BAR));
                }
                if sure < right {
                    self.unsure.rect(
                        (sure + 1.0, self.y + 1.0),
                        (right - 1.0, self.y + BAR - 1.0),
                    );
                }
            }
            for (line, text) in block.lines.iter().enumerate() {
                let below = self.y + BAR + 2.0 + LINE * (length(line) + 0.5);
                self.pen.text("value", block.left, below, text);
            }
        }
        self.y += BAR + 2.0 + LINE * length(strip.lines());
    }
}

impl Piece<'_> {
    /// How far a bar without an end is sure: over its first period, or half of the only one.
    fn begun(&self, (from, to): (usize, usize)) -> f64 {
        let (left, right) = self.columns.span((from.min(to), from.min(to)));
        match from == to {
            true => f64::midpoint(left, right),
            false => right,
        }
    }
}

/// All words with the names of their periods.
fn table<'a>(chart: &'a Gantt<'_>) -> Table<'a> {
    let words = chart.heading.words;
    let columns = vec![
        Column::text(&*chart.heading.head),
        Column::text(words.get("chart.gantt_when")),
        Column::text(words.get("chart.gantt_what")),
    ];
    let nothing = words.get("chart.nothing");
    // A document may leave a row without a name; a cell is never empty.
    let text = |text: &'a str| match text.trim() {
        "" => Cell::absent(nothing),
        text => Cell::text(text),
    };
    let head = |row: &'a GanttRow<'_>| match row.label.full.trim() {
        "" => Cell::absent(nothing),
        _ => row.label.cell(),
    };
    let mut rows = Vec::with_capacity(chart.rows.len() * 2);
    for row in &chart.rows {
        for bar in &row.bars {
            let when = Cell::text(words::when(chart, bar));
            let when = match bar.certainty {
                Certainty::Sure => when,
                _ => when.unsure(words.get("chart.gantt_doubt")),
            };
            rows.push(Row::new(head(row), vec![when, text(&bar.text)]));
        }
        for unplaced in &row.unplaced {
            let when = Cell::absent(words.get("chart.gantt_unplaced"));
            rows.push(Row::new(head(row), vec![when, text(unplaced)]));
        }
        if row.bars.is_empty() && row.unplaced.is_empty() {
            let cells = vec![Cell::absent(nothing), Cell::absent(nothing)];
            rows.push(Row::new(head(row), cells));
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
