//! What became of what: a list on the left, a list on the right, lines between them, many to many.
//!
//! The left list keeps its order; the right one is set beside what leads to it, so that lines are short
//! and cross seldom (the table keeps both orders). The form of a line tells the relation. What has
//! nothing on the other side has its word there instead of a line that leads nowhere.

mod places;
mod words;

use std::borrow::Cow;

use super::figure::{Drawing, Figure, Made};
use super::heading::Heading;
use super::legend::{self, Entry, Sample};
use super::pen::{Path, Pen, WIDTH};
use super::spec::{Certainty, Label};
use super::table::{Cell, Column, Row, Table};
use places::{LINE, Place, Places, Right, SIDE};

/// The form of the line for each relation; further relations share the last.
const LINES: [&str; 6] = [
    "flow f0", "flow f1", "flow f2", "flow f3", "flow f4", "flow f5",
];

/// The order for one chart of what became of what.
#[derive(Clone, Debug)]
pub struct Flow<'a> {
    /// Its head is the name of the left side.
    pub heading: Heading<'a>,
    pub right_name: Cow<'a, str>,
    /// The head of the relations' column.
    pub relation_name: Cow<'a, str>,
    pub left: Vec<FlowNode<'a>>,
    pub right: Vec<FlowNode<'a>>,
    /// Up to six differ in form.
    pub relations: Vec<FlowRelation<'a>>,
    pub links: Vec<FlowLink<'a>>,
}

#[derive(Clone, Debug)]
pub struct FlowNode<'a> {
    pub label: Label<'a>,
    /// The word for having nothing on the other side, such as 終了 or 新規.
    pub alone: Cow<'a, str>,
}

/// What a line says.
#[derive(Clone, Debug)]
pub struct FlowRelation<'a> {
    pub name: Cow<'a, str>,
    /// Whether the left one came to its end all the same: it is counted for itself, not as going on.
    pub is_end: bool,
}

/// Positions in the lists of the chart. A link to what is not there is no link.
#[derive(Clone, Debug)]
pub struct FlowLink<'a> {
    pub from: usize,
    pub to: usize,
    pub relation: usize,
    pub certainty: Certainty,
    /// Why or how; for the table.
    pub note: Cow<'a, str>,
}

impl<'a> FlowNode<'a> {
    pub fn new(label: impl Into<Label<'a>>) -> Self {
        Self {
            label: label.into(),
            alone: Cow::Borrowed(""),
        }
    }

    #[must_use]
    pub fn alone(mut self, word: impl Into<Cow<'a, str>>) -> Self {
        self.alone = word.into();
        self
    }
}

impl<'a> FlowRelation<'a> {
    pub fn new(name: impl Into<Cow<'a, str>>) -> Self {
        Self {
            name: name.into(),
            is_end: false,
        }
    }

    #[must_use]
    pub fn end(mut self) -> Self {
        self.is_end = true;
        self
    }
}

impl<'a> FlowLink<'a> {
    pub fn new(from: usize, to: usize, relation: usize) -> Self {
        Self {
            from,
            to,
            relation,
            certainty: Certainty::Sure,
            note: Cow::Borrowed(""),
        }
    }

    #[must_use]
    pub fn unsure(mut self) -> Self {
        self.certainty = Certainty::Unsure;
        self
    }

    #[must_use]
    pub fn note(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.note = text.into();
        self
    }
}

impl<'a> Flow<'a> {
    /// The links whose ends are both there.
    fn links(&self) -> impl Iterator<Item = &FlowLink<'a>> {
        let (left, right) = (self.left.len(), self.right.len());
        self.links
            .iter()
            .filter(move |link| link.from < left && link.to < right)
    }

    fn is_alone_left(&self, node: usize) -> bool {
        !self.links().any(|link| link.from == node)
    }

    fn is_alone_right(&self, node: usize) -> bool {
        !self.links().any(|link| link.to == node)
    }
}

/// `None` when both lists are empty.
pub fn flow<'a>(chart: &'a Flow<'a>) -> Option<Figure<'a>> {
    if chart.left.is_empty() && chart.right.is_empty() {
        return None;
    }
    let made = Made {
        headline: words::headline(chart),
        told: words::told(chart),
        span: None,
        kind: "chart.kind_flow",
        pieces: vec![draw(chart)],
        table: table(chart),
    };
    Some(Figure::made(&chart.heading, made))
}

fn draw<'a>(chart: &'a Flow<'_>) -> Drawing<'a> {
    let mut pen = Pen::new(&chart.heading.id);
    let entries = entries(chart);
    let mut top = 0.0;
    if !entries.is_empty() {
        top = legend::draw(&mut pen, &entries, 0.0) + 8.0;
    }
    let room = SIDE;
    for (x, name) in [
        (0.0, &chart.heading.head),
        (WIDTH - SIDE, &chart.right_name),
    ] {
        let name = super::label::fit(name, room);
        pen.text("title", x, top + LINE / 2.0, &name);
    }
    let places = Places::new(chart, top + LINE + 8.0);
    draw_links(&mut pen, chart, &places);
    for place in &places.left {
        draw_text(&mut pen, place, (0.0, "value"));
    }
    for (place, what) in &places.right {
        let class = match what {
            Right::Node(_) => "value",
            Right::Ended(_) => "absent",
        };
        draw_text(&mut pen, place, (WIDTH - SIDE, class));
    }
    Drawing {
        pen,
        height: places.bottom,
        cuts: places.cuts(),
    }
}

fn draw_text(pen: &mut Pen<'_>, place: &Place, (x, class): (f64, &'static str)) {
    for (at, line) in place.lines.iter().enumerate() {
        let middle = place.top + LINE * (places::length(at) + 0.5);
        pen.text(class, x, middle, line);
    }
}

/// Lines from edge to edge; one that ends shortly after its beginning stands before an end in words.
fn draw_links(pen: &mut Pen<'_>, chart: &Flow<'_>, places: &Places) {
    let (from_x, to_x) = (SIDE + 3.0, WIDTH - SIDE - 4.0);
    let mut lines: [Path; LINES.len()] = Default::default();
    let mut doubts = Path::default();
    let mut ends = Path::default();
    for link in chart.links() {
        let (Some(from), Some(to)) = (places.left_middle(link.from), places.right_middle(link.to))
        else {
            continue;
        };
        let line = &mut lines[link.relation.min(LINES.len() - 1)];
        line.move_to(from_x, from).across(6.0);
        line.line_by(to_x - from_x - 12.0, to - from).across(6.0);
        if link.certainty != Certainty::Sure {
            doubts.circle(f64::midpoint(from_x, to_x), f64::midpoint(from, to), 4.0);
        }
    }
    for (place, what) in &places.right {
        if let Right::Ended(node) = what
            && let Some(from) = places.left_middle(*node)
        {
            let to = place.middle();
            ends.move_to(from_x, from).across(6.0);
            ends.line_by(to_x - from_x - 18.0, to - from).across(6.0);
            ends.move_by(0.0, -5.0).down(10.0);
        }
    }
    pen.path("flow end", &ends);
    for (class, path) in LINES.into_iter().zip(&lines) {
        pen.path(class, path);
    }
    pen.path("flow doubt", &doubts);
}

fn entries(chart: &Flow<'_>) -> Vec<Entry> {
    let is_drawn = |relation: usize| chart.links().any(|link| link.relation == relation);
    let mut entries: Vec<Entry> = chart
        .relations
        .iter()
        .enumerate()
        .filter(|(at, _)| is_drawn(*at))
        .map(|(at, relation)| Entry {
            sample: Sample::Line(LINES[at.min(LINES.len() - 1)]),
            text: relation.name.to_string(),
        })
        .collect();
    if chart.links().any(|link| link.certainty != Certainty::Sure) {
        entries.push(Entry {
            sample: Sample::Ring("flow doubt"),
            text: chart.heading.words.get("chart.key_link").to_owned(),
        });
    }
    entries
}

/// A row a link, in the order of the left list; what has no link has a row of its own.
fn table<'a>(chart: &'a Flow<'_>) -> Table<'a> {
    let words = chart.heading.words;
    let nothing = words.get("chart.nothing");
    let word = |alone: &'a Cow<'_, str>| {
        let word = if alone.is_empty() { nothing } else { &**alone };
        Cell::absent(word)
    };
    let mut rows = Vec::with_capacity(chart.links.len() + chart.left.len());
    for (at, node) in chart.left.iter().enumerate() {
        for link in chart.links().filter(|link| link.from == at) {
            let relation = chart.relations.get(link.relation);
            let mut cell = Cell::text(relation.map_or(nothing, |relation| &*relation.name));
            if link.certainty != Certainty::Sure {
                cell = cell.unsure("");
            }
            let cells = vec![cell.note(&*link.note), chart.right[link.to].label.cell()];
            rows.push(Row::new(node.label.cell(), cells));
        }
        if chart.is_alone_left(at) {
            let cells = vec![word(&node.alone), Cell::absent(nothing)];
            rows.push(Row::new(node.label.cell(), cells));
        }
    }
    for (at, node) in chart.right.iter().enumerate() {
        if chart.is_alone_right(at) {
            let cells = vec![word(&node.alone), node.label.cell()];
            rows.push(Row::new(Cell::absent(nothing), cells));
        }
    }
    Table {
        id: chart.heading.table_id(),
        caption: chart.heading.table_title(),
        unit: String::new(),
        columns: vec![
            Column::text(&*chart.heading.head),
            Column::text(&*chart.relation_name),
            Column::text(&*chart.right_name),
        ],
        rows,
        notes: chart.heading.notes.clone(),
    }
}
