//! What a value looks like in a row: a bar, a mark, a band, a bound, or a word in its place.
//!
//! A number that is not zero is never thinner than can be seen; zero has no bar at all.

use super::label;
use super::pen::{Path, Pen, WIDTH};
use super::rows::{Reference, SLOT};
use super::scale::Scale;
use super::spec::{Certainty, Datum, Form, Spec};
use crate::base::decimal::Decimal;

const BAR: f64 = 14.0;
const BAND: f64 = 10.0;
const THINNEST: f64 = 2.0;
const DIAMOND: f64 = 6.0;
const ARROW: f64 = 16.0;
const SHORT_ARROW: f64 = 7.0;
const GAP: f64 = 5.0;
/// The longest label of a bar; longer texts are cut, and stand whole in the table.
const VALUE_ROOM: f64 = 150.0;

/// The marks of all rows, gathered by their look: each look is one path.
pub(super) struct Marks {
    scale: Scale,
    reference: Reference,
    solid: Looks,
    outline: Looks,
    guides: Path,
    labels: Vec<Note>,
}

/// The marks of one series.
#[derive(Default)]
struct Looks {
    areas: [Path; 2],
    lines: [Path; 2],
}

/// A label with its place.
struct Note {
    x: f64,
    middle: f64,
    class: &'static str,
    text: String,
}

/// The numbers that lie on the scale: both ends of a range, one of a bound.
pub(super) fn ends(datum: &Datum<'_>) -> [Option<Decimal>; 2] {
    match datum {
        Datum::Number { value, .. } => [Some(*value), None],
        Datum::Interval { low, high, .. } => [*low, *high],
        Datum::Absent { .. } => [None, None],
    }
}

/// What a value needs to the right of its end.
pub(super) fn room_beside(datum: &Datum<'_>) -> f64 {
    let mark = match datum {
        Datum::Interval { .. } => ARROW,
        _ => DIAMOND,
    };
    label::width(&text_of(datum)) + mark + GAP
}

/// How far the marks at the left edge may reach to the left of their places.
pub(super) fn reach_left<'a>(
    reference: Reference,
    mut values: impl Iterator<Item = &'a Datum<'a>>,
) -> f64 {
    let is_upper_bound = |datum: &Datum<'_>| matches!(ends(datum), [None, Some(_)]);
    if values.any(is_upper_bound) {
        return SHORT_ARROW + 1.0;
    }
    match reference {
        Reference::Bar => 1.0,
        Reference::Mark => DIAMOND + 1.0,
    }
}

impl Marks {
    pub fn new(scale: Scale, reference: Reference) -> Self {
        Self {
            scale,
            reference,
            solid: Looks::default(),
            outline: Looks::default(),
            guides: Path::default(),
            labels: Vec::new(),
        }
    }

    /// From here on, lengths mean something else.
    pub fn rescale(&mut self, scale: Scale) {
        self.scale = scale;
    }

    /// The values of one point, from `top` downwards.
    pub fn row(&mut self, spec: &Spec<'_>, row: usize, top: f64) {
        let guides = self.guides_of(spec, row);
        for x in guides.iter().flatten() {
            self.guides.move_to(*x, top).down(SLOT * 2.0);
        }
        let mut middle = top + SLOT / 2.0;
        for (at, series) in spec.drawn().iter().enumerate() {
            if let Some(datum) = spec.datum(row, at) {
                let end = self.mark(datum, series.form, middle);
                let text = text_of(datum);
                let mut x = end + GAP;
                if series.form == Form::Solid {
                    x = step_aside(x, label::width(&text), guides);
                }
                self.label(datum, (x, middle), text);
            }
            middle += SLOT;
        }
    }

    pub fn draw(&self, pen: &mut Pen<'_>) {
        pen.path("solid", &self.solid.areas[0]);
        pen.path("solid maybe", &self.solid.areas[1]);
        pen.path("solid line", &self.solid.lines[0]);
        pen.path("solid line maybe", &self.solid.lines[1]);
        pen.decoration("halo", &self.guides);
        pen.path("guide", &self.guides);
        pen.path("outline", &self.outline.areas[0]);
        pen.path("outline maybe", &self.outline.areas[1]);
        pen.path("outline line", &self.outline.lines[0]);
        pen.path("outline line maybe", &self.outline.lines[1]);
        for class in ["value", "absent"] {
            for label in self.labels.iter().filter(|label| label.class == class) {
                pen.text(class, label.x, label.middle, &label.text);
            }
        }
    }

    /// Where the marks of a row cross the bar that is held against them.
    fn guides_of(&self, spec: &Spec<'_>, row: usize) -> [Option<f64>; 2] {
        let find = |form| spec.position(form).and_then(|at| spec.datum(row, at));
        let held_against = match (find(Form::Outline), find(Form::Solid)) {
            (Some(outlined), Some(solid)) if solid.can_be_drawn() => outlined,
            _ => return [None; 2],
        };
        match self.reference {
            Reference::Bar => [None; 2],
            Reference::Mark => {
                let [low, high] =
                    ends(held_against).map(|end| end.map(|end| self.scale.at(end.to_f64())));
                // The edges of a narrow range would run into one another.
                let is_apart = |high: &f64| low.is_none_or(|low| high - low >= GAP);
                [low, high.filter(is_apart)]
            }
        }
    }

    /// Draws one value and returns where it ends.
    fn mark(&mut self, datum: &Datum<'_>, form: Form, middle: f64) -> f64 {
        let scale = self.scale;
        let looks = match form {
            Form::Solid => &mut self.solid,
            Form::Outline => &mut self.outline,
        };
        let maybe = usize::from(datum.certainty() != Some(Certainty::Sure));
        let place = |end: &Decimal| scale.at(end.to_f64());
        match datum {
            Datum::Number { value, .. }
                if form == Form::Outline && self.reference == Reference::Mark =>
            {
                looks.areas[maybe].diamond(place(value), middle, DIAMOND);
                place(value) + DIAMOND
            }
            Datum::Number { value, .. } if value.is_zero() => scale.zero,
            Datum::Number { value, .. } => span(
                &mut looks.areas[maybe],
                (scale.zero, place(value)),
                middle,
                (BAR, form),
            ),
            Datum::Interval {
                low: Some(low),
                high: Some(high),
                ..
            } => span(
                &mut looks.areas[maybe],
                (place(low), place(high)),
                middle,
                (BAND, form),
            ),
            Datum::Interval { low: Some(low), .. } => {
                looks.lines[maybe].bound(place(low), middle, ARROW);
                place(low) + ARROW
            }
            Datum::Interval {
                high: Some(high), ..
            } => {
                // Close to zero the arrow is shorter, so that it stays clear of the names.
                let length = ARROW.min((place(high) - scale.zero).max(SHORT_ARROW));
                looks.lines[maybe].bound(place(high), middle, -length);
                place(high)
            }
            Datum::Interval { .. } | Datum::Absent { .. } => scale.zero,
        }
    }

    fn label(&mut self, datum: &Datum<'_>, (x, middle): (f64, f64), text: String) {
        let (class, text) = if datum.can_be_drawn() {
            ("value", text)
        } else {
            ("absent", label::fit(datum.shown(), WIDTH - x))
        };
        self.labels.push(Note {
            x,
            middle,
            class,
            text,
        });
    }
}

/// A box along the scale; returns where it ends, or zero's place when it lies to the left of it.
fn span(path: &mut Path, (from, to): (f64, f64), middle: f64, (height, form): (f64, Form)) -> f64 {
    let (left, mut right) = (from.min(to), from.max(to));
    right = right.max(left + THINNEST);
    // A stroke lies half outside its path; the box is drawn that much smaller.
    let inset = match form {
        Form::Outline => f64::min(1.0, (right - left) / 4.0),
        Form::Solid => 0.0,
    };
    let half = height / 2.0 - inset;
    path.rect(
        (left + inset, middle - half),
        (right - inset, middle + half),
    );
    right
}

/// Where a label begins so that no guide runs through it.
fn step_aside(mut x: f64, width: f64, guides: [Option<f64>; 2]) -> f64 {
    for guide in guides.into_iter().flatten() {
        if guide > x - GAP && guide < x + width + 3.0 {
            x = guide + GAP;
        }
    }
    x
}

/// The label of a value: its short form if it has one, marked when it is not sure.
fn text_of(datum: &Datum<'_>) -> String {
    let text = match datum {
        Datum::Number {
            short: Some(short), ..
        } => short,
        other => other.shown(),
    };
    let mut text = label::fit(text, VALUE_ROOM);
    if datum.certainty() == Some(Certainty::Unsure) {
        text.push('※');
    }
    text
}
