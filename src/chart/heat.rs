//! One outcome for each row and column, such as things by year: a grid of signs.
//!
//! Signs differ in form, the worst one is the loudest, and a dash says that there is none. Names stand
//! beside their signs and keep two lines; the heads of the columns are repeated from piece to piece. It
//! counts what it is given and judges nothing.

use std::borrow::Cow;

use super::figure::{Figure, Made};
use super::heading::{Heading, Kind, Signs};
use super::headline::Choice;
use super::label;
use super::legend::{self, Entry, Sample};
use super::pen::{Path, Pen, WIDTH};
use super::sentence::{Told, append};
use super::spec::Label;
use super::table::{Cell, Column, Row, Table};

const LINE: f64 = 17.0;
const ROW_PAD: f64 = 8.0;
const NARROWEST: f64 = 26.0;
/// What names keep at least; more columns than leave it are not drawn.
const NAME_ROOM: f64 = 118.0;
/// A new piece begins when one is as high as this: about a screen of a phone, half a sheet of paper.
const PIECE: f64 = 430.0;
const MOST_ROWS: usize = 240;
/// Heads of columns stand in two lines; where they do not fit, they run down like upright text.
const HEAD_LINES: usize = 2;
const MOST_HEAD_LINES: usize = 7;
/// Columns that the sentence speaks of: all when they are few, else the last ones.
const TOLD: usize = 4;

/// The order for one grid of signs.
#[derive(Clone, Debug)]
pub struct Heat<'a> {
    pub heading: Heading<'a>,
    pub kinds: Vec<Kind<'a>>,
    pub columns: Vec<Label<'a>>,
    pub rows: Vec<HeatRow<'a>>,
}

/// One name with its outcomes, in the order of the columns.
#[derive(Clone, Debug)]
pub struct HeatRow<'a> {
    pub label: Label<'a>,
    /// Drawn above the row where it changes; empty for none.
    pub group: Cow<'a, str>,
    pub marks: Vec<Mark<'a>>,
}

#[derive(Clone, Debug)]
pub enum Mark<'a> {
    /// The position of its kind.
    Kind(usize),
    /// Why there is none; drawn as a dash.
    Absent(Cow<'a, str>),
}

impl<'a> HeatRow<'a> {
    pub fn new(label: impl Into<Label<'a>>, marks: Vec<Mark<'a>>) -> Self {
        Self {
            label: label.into(),
            group: Cow::Borrowed(""),
            marks,
        }
    }

    #[must_use]
    pub fn under(mut self, group: impl Into<Cow<'a, str>>) -> Self {
        self.group = group.into();
        self
    }

    fn kind<'k>(&self, column: usize, kinds: &'k [Kind<'a>]) -> Option<&'k Kind<'a>> {
        match self.marks.get(column)? {
            Mark::Kind(kind) => kinds.get(*kind),
            Mark::Absent(_) => None,
        }
    }
}

/// `None` when no row has an outcome.
pub fn heat<'a>(chart: &'a Heat<'a>) -> Option<Figure<'a>> {
    let columns = 0..chart.columns.len();
    let has_any = |row: &HeatRow<'_>| {
        columns
            .clone()
            .any(|column| row.kind(column, &chart.kinds).is_some())
    };
    if !chart.rows.iter().any(has_any) {
        return None;
    }
    let grid = Grid::new(chart);
    let mut rows = &chart.rows[..chart.rows.len().min(MOST_ROWS)];
    let mut pieces = Vec::new();
    while !rows.is_empty() {
        let (piece, drawn) = grid.draw(chart, rows, pieces.len());
        pieces.push(piece.into());
        rows = &rows[drawn.max(1)..];
    }
    let made = Made {
        headline: headline(chart),
        told: told(chart, &grid),
        span: chart.columns.first().zip(chart.columns.last()),
        kind: "chart.kind_heat",
        pieces,
        table: table(chart),
    };
    Some(Figure::made(&chart.heading, made))
}

/// Where columns stand: the last ones that leave room for the names.
struct Grid {
    first: usize,
    width: f64,
    left: f64,
    heads: Vec<Vec<String>>,
}

impl Grid {
    fn new(chart: &Heat<'_>) -> Self {
        let wrapped = |first: usize, width: f64, most: usize| -> Vec<Vec<String>> {
            chart.columns[first..]
                .iter()
                .map(|column| label::wrap(&column.short, width - 4.0, most))
                .collect()
        };
        let is_cut = |heads: &[Vec<String>]| heads.iter().any(|head| label::is_cut(head));
        let mut first = 0;
        while first + 1 < chart.columns.len() {
            let count = columns(chart.columns.len() - first);
            if (WIDTH - NAME_ROOM) / count >= NARROWEST {
                break;
            }
            first += 1;
        }
        let count = columns(chart.columns.len() - first);
        let widest = (WIDTH - NAME_ROOM) / count;
        let mut width = NARROWEST;
        let mut heads = wrapped(first, width, HEAD_LINES);
        while width + 2.0 <= widest.min(90.0) && is_cut(&heads) {
            width += 2.0;
            heads = wrapped(first, width, HEAD_LINES);
        }
        if is_cut(&heads) {
            heads = wrapped(first, width, MOST_HEAD_LINES);
        }
        Self {
            first,
            width,
            left: WIDTH - width * count,
            heads,
        }
    }

    fn middle(&self, place: usize) -> f64 {
        self.left + self.width * (columns(place) + 0.5)
    }

    /// As many rows as a piece holds below the heads of the columns, and how many they are; the key
    /// stands above the first of all rows.
    fn draw<'a>(
        &self,
        chart: &'a Heat<'_>,
        rows: &[HeatRow<'_>],
        piece: usize,
    ) -> ((Pen<'a>, f64), usize) {
        let mut pen = Pen::new(&chart.heading.id);
        let mut y = 0.0;
        if piece == 0 {
            y = legend::draw(&mut pen, &entries(chart), 0.0) + 6.0;
        }
        y = self.draw_heads(&mut pen, y);
        let mut rules = Path::default();
        let mut signs = Signs::default();
        let mut group = None;
        let mut drawn = 0;
        for row in rows {
            if y > PIECE {
                break;
            }
            drawn += 1;
            if group != Some(&row.group) && !row.group.is_empty() {
                for line in label::wrap(&row.group, WIDTH, 2) {
                    y += LINE + 3.0;
                    pen.text("title", 0.0, y - LINE / 2.0, &line);
                }
                y += 3.0;
            }
            group = Some(&row.group);
            rules.move_to(0.0, y).across(WIDTH);
            y = self.draw_row(&mut pen, &mut signs, (chart, row), y);
        }
        rules.move_to(0.0, y).across(WIDTH);
        pen.decoration("grid", &rules);
        signs.draw(&mut pen);
        ((pen, y + 1.0), drawn)
    }

    fn draw_heads(&self, pen: &mut Pen<'_>, top: f64) -> f64 {
        let lines = self.heads.iter().map(Vec::len).max().unwrap_or(0);
        for (place, head) in self.heads.iter().enumerate() {
            let mut y = top + LINE * columns(lines - head.len());
            for line in head {
                pen.text("tick", self.middle(place), y + LINE / 2.0, line);
                y += LINE;
            }
        }
        top + LINE * columns(lines) + 3.0
    }

    fn draw_row(
        &self,
        pen: &mut Pen<'_>,
        signs: &mut Signs,
        (chart, row): (&Heat<'_>, &HeatRow<'_>),
        top: f64,
    ) -> f64 {
        let name = label::wrap_evenly(&row.label.short, self.left - 4.0, 2);
        let height = LINE * columns(name.len().max(1)) + ROW_PAD;
        let mut y = top + ROW_PAD / 2.0;
        for line in &name {
            pen.text("value", 0.0, y + LINE / 2.0, line);
            y += LINE;
        }
        for place in 0..self.heads.len() {
            let (x, middle) = (self.middle(place), top + height / 2.0);
            match row.kind(self.first + place, &chart.kinds) {
                Some(kind) => signs.add(kind.tone, x, middle),
                None => signs.add_none(x, middle),
            }
        }
        top + height
    }
}

/// A small count as a length.
fn columns(count: usize) -> f64 {
    f64::from(u8::try_from(count).unwrap_or(u8::MAX))
}

/// The kinds that occur, and the dash when it does.
fn entries(chart: &Heat<'_>) -> Vec<Entry> {
    let occurs = |kind: usize| {
        let mut marks = chart.rows.iter().flat_map(|row| &row.marks);
        marks.any(|mark| matches!(mark, Mark::Kind(other) if *other == kind))
    };
    let mut entries: Vec<Entry> = (0..chart.kinds.len())
        .filter(|kind| occurs(*kind))
        .map(|kind| Entry {
            sample: Sample::Sign(chart.kinds[kind].tone),
            text: chart.kinds[kind].name.to_string(),
        })
        .collect();
    let is_absent = |row: &HeatRow<'_>| {
        (0..chart.columns.len()).any(|column| row.kind(column, &chart.kinds).is_none())
    };
    if chart.rows.iter().any(is_absent) {
        entries.push(Entry {
            sample: Sample::Dash,
            text: chart.heading.words.get("chart.key_none").to_owned(),
        });
    }
    entries
}

/// How often each kind stands in the newest column that has any.
fn headline(chart: &Heat<'_>) -> String {
    let mut choice = Choice::new(chart.heading.words);
    let mut columns = (0..chart.columns.len()).rev();
    let newest = columns.find_map(|column| {
        let counts = counts(chart, column);
        (!counts.is_empty()).then_some((column, counts))
    });
    if let Some((column, counts)) = newest {
        let args = [
            ("column", &*chart.columns[column].short),
            ("counts", &*counts),
        ];
        choice.offer("chart.head_column", &args);
    }
    choice.or_count(chart.rows.len())
}

/// How often each kind stands in each of the last columns that have any.
fn told(chart: &Heat<'_>, grid: &Grid) -> Told {
    let words = chart.heading.words;
    let mut told = Told::default();
    let all: Vec<(usize, String)> = (0..chart.columns.len())
        .map(|column| (column, counts(chart, column)))
        .collect();
    let mut said: Vec<&(usize, String)> = all.iter().collect();
    if said.len() > TOLD {
        said.retain(|(_, counts)| !counts.is_empty());
        said.drain(..said.len().saturating_sub(TOLD));
    }
    for (column, counts) in said {
        let key = match counts.as_str() {
            "" => "chart.heat_nothing",
            _ => "chart.heat_column",
        };
        let column = &chart.columns[*column].short;
        let args = [("column", column.as_ref()), ("counts", counts)];
        append(
            &mut told.finding,
            chart.heading.words,
            &words.fill(key, &args),
        );
    }
    if grid.first > 0 {
        let args = [("count", grid.first.to_string())];
        let sentence = words.fill("chart.columns_left_out", &args);
        append(&mut told.remarks, chart.heading.words, &sentence);
    }
    if chart.rows.len() > MOST_ROWS {
        let args = [
            ("drawn", MOST_ROWS.to_string()),
            ("left", (chart.rows.len() - MOST_ROWS).to_string()),
        ];
        let sentence = words.fill("chart.left_out", &args);
        append(&mut told.remarks, chart.heading.words, &sentence);
    }
    told
}

/// How often each kind stands in a column.
fn counts(chart: &Heat<'_>, column: usize) -> String {
    let words = chart.heading.words;
    let count = |kind: usize| {
        let marks = chart.rows.iter().filter_map(|row| row.marks.get(column));
        marks
            .filter(|mark| matches!(mark, Mark::Kind(other) if *other == kind))
            .count()
    };
    let parts: Vec<String> = (0..chart.kinds.len())
        .map(|kind| (kind, count(kind)))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| {
            let name = &chart.kinds[kind].name;
            let args = [("kind", name.to_string()), ("count", count.to_string())];
            words.fill("chart.heat_kind", &args)
        })
        .collect();
    parts.join(words.get("chart.comma"))
}

fn table<'a>(chart: &'a Heat<'_>) -> Table<'a> {
    let mut columns = vec![Column::text(&*chart.heading.head)];
    columns.extend(
        chart
            .columns
            .iter()
            .map(|column| Column::text(&*column.full)),
    );
    let missing = chart.heading.words.get("chart.nothing");
    let cell = |mark: Option<&'a Mark<'_>>| match mark {
        Some(Mark::Kind(kind)) => chart
            .kinds
            .get(*kind)
            .map_or_else(|| Cell::absent(missing), Kind::cell),
        Some(Mark::Absent(word)) => Cell::absent(&**word),
        None => Cell::absent(missing),
    };
    let cells = |row: &'a HeatRow<'_>| {
        (0..chart.columns.len())
            .map(|column| cell(row.marks.get(column)))
            .collect()
    };
    Table {
        id: chart.heading.table_id(),
        caption: chart.heading.table_title(),
        unit: String::new(),
        columns,
        rows: chart
            .rows
            .iter()
            .map(|row| Row::new(row.label.cell(), cells(row)))
            .collect(),
        notes: chart.heading.notes.clone(),
    }
}
