//! What the charts with an input of their own share: what stands above a chart, and kinds of outcomes.
//!
//! Kinds are named by whoever asks for the chart; here they get a form: a sign for a cell and a pattern
//! for a part of a bar. It does not draw a whole chart.

use std::borrow::Cow;

use super::pen::{PART_CLASSES, PARTS, Path, Pen};
use super::table::{Cell, Tone};
use crate::base::words::Words;

/// What a chart is, besides its values.
#[derive(Clone, Debug)]
pub struct Heading<'a> {
    /// Stands in front of every id inside the figure and its table; must be unique on its page.
    pub id: String,
    pub title: String,
    pub words: &'a Words,
    /// What the rows are: the head of the table's first column.
    pub head: Cow<'a, str>,
    /// Sentences under the table.
    pub notes: Vec<String>,
}

/// One of the few outcomes that something can have, in an order from good to bad.
#[derive(Clone, Debug)]
pub struct Kind<'a> {
    pub name: Cow<'a, str>,
    /// Gives the form: a ring, a triangle, a cross, a square, a diamond.
    pub tone: Tone,
    pub counted: Counted,
}

/// Whether an outcome belongs to the number that shares are taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Inside,
    Outside,
}

impl<'a> Kind<'a> {
    /// A kind that shares are taken of.
    pub fn new(name: impl Into<Cow<'a, str>>, tone: Tone) -> Self {
        Self {
            name: name.into(),
            tone,
            counted: Counted::Inside,
        }
    }

    /// Shown and counted for itself, but in no share: what was not judged at all.
    #[must_use]
    pub fn outside(mut self) -> Self {
        self.counted = Counted::Outside;
        self
    }

    /// The name in a table.
    pub(super) fn cell(&self) -> Cell<'_> {
        Cell::only_chip(&*self.name, self.tone)
    }
}

impl Heading<'_> {
    pub(super) fn table_id(&self) -> String {
        format!("{}-table", self.id)
    }

    pub(super) fn table_title(&self) -> String {
        self.words
            .fill("chart.table_title", &[("title", &self.title)])
    }
}

/// The pattern of each kind in a bar: that of its tone, whose colour its chip and its sign have too; where
/// several kinds have one tone, the next that is free.
pub(super) fn patterns(kinds: &[Kind<'_>]) -> Vec<usize> {
    let mut taken: Vec<usize> = Vec::with_capacity(kinds.len());
    for kind in kinds {
        let wanted = match kind.tone {
            Tone::Good => 0,
            Tone::Mixed => 1,
            Tone::Bad => 2,
            Tone::Plain => 3,
            Tone::Note => 4,
        };
        let wanted = PARTS + wanted;
        let order = std::iter::once(wanted)
            .chain(PARTS..PART_CLASSES.len())
            .chain(0..PARTS);
        let free = order.into_iter().find(|number| !taken.contains(number));
        taken.push(free.unwrap_or(wanted));
    }
    taken
}

/// The signs of many cells, gathered by their look: each look is one path.
#[derive(Default)]
pub(super) struct Signs {
    good: Path,
    mixed: Path,
    ground: Path,
    bad: Path,
    plain: Path,
    note: Path,
    none: Path,
}

impl Signs {
    /// The sign of a tone around this place, as large as a cell takes.
    pub fn add(&mut self, tone: Tone, x: f64, middle: f64) {
        self.sized(tone, (x, middle), 6.0);
    }

    /// The same beside a line of text.
    pub fn add_small(&mut self, tone: Tone, x: f64, middle: f64) {
        self.sized(tone, (x, middle), 4.8);
    }

    /// A dash: there is no outcome.
    pub fn add_none(&mut self, x: f64, middle: f64) {
        self.none.move_to(x - 5.0, middle).across(10.0);
    }

    fn sized(&mut self, tone: Tone, (x, y): (f64, f64), reach: f64) {
        match tone {
            Tone::Good => self.good.circle(x, y, reach),
            Tone::Mixed => self.mixed.triangle(x, y, reach),
            Tone::Bad => {
                let (half, arm) = (reach * 1.4, reach * 0.75);
                self.ground.rect((x - half, y - half), (x + half, y + half));
                self.bad.cross(x, y, arm)
            }
            Tone::Plain => {
                let half = reach * 0.85;
                self.plain.rect((x - half, y - half), (x + half, y + half))
            }
            Tone::Note => self.note.diamond(x, y, reach),
        };
    }

    pub fn draw(&self, pen: &mut Pen<'_>) {
        pen.path("sign good", &self.good);
        pen.path("sign mixed", &self.mixed);
        pen.path("sign ground", &self.ground);
        // The cross lies on its ground, not on the page.
        pen.decoration("sign bad", &self.bad);
        pen.path("sign plain", &self.plain);
        pen.path("sign note", &self.note);
        pen.path("sign none", &self.none);
    }
}
