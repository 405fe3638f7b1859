//! What a value looks like in a row: a bar, a band, a bound, or a word in its place.
//!
//! A number that is not zero is never thinner than can be seen; zero has no bar at all. What was aimed at
//! is a box around what was reached, so both start at the same line; where the filled bar runs over the
//! edge of the box it leaves a gap, so that the edge is seen on any colour.

use super::label;
use super::pen::{Path, Pen, WIDTH};
use super::rows::{Lines, Reference, SLOT};
use super::scale::Scale;
use super::spec::{Certainty, Datum, Form, Spec};
use crate::base::decimal::Decimal;

const BAR: f64 = 14.0;
const BAND: f64 = 10.0;
const THINNEST: f64 = 2.0;
/// The bar within a box.
const INNER: f64 = 12.0;
/// Between a box and the bar that lies in it or runs over its edge.
const MOAT: f64 = 2.5;
/// How far a box reaches below the lines of its values, so that no label stands on its lower edge.
pub(super) const FOOT: f64 = 4.0;
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
        _ => 1.0,
    };
    label::width(&text_of(datum)) + mark + GAP
}

/// How far the marks at the left edge may reach to the left of their places.
pub(super) fn reach_left<'a>(mut values: impl Iterator<Item = &'a Datum<'a>>) -> f64 {
    let is_upper_bound = |datum: &Datum<'_>| matches!(ends(datum), [None, Some(_)]);
    if values.any(is_upper_bound) {
        SHORT_ARROW + 1.0
    } else {
        1.0
    }
}

impl Marks {
    pub fn new(scale: Scale, reference: Reference) -> Self {
        Self {
            scale,
            reference,
            solid: Looks::default(),
            outline: Looks::default(),
            labels: Vec::new(),
        }
    }

    /// From here on, lengths mean something else.
    pub fn rescale(&mut self, scale: Scale) {
        self.scale = scale;
    }

    /// The values of one point, from `top` downwards.
    pub fn row(&mut self, spec: &Spec<'_>, row: usize, (top, lines): (f64, Lines)) {
        let aim = self.aim_of(spec, row, lines);
        let edges = aim.map_or([None; 2], |aim| self.edges_of(aim));
        for (at, series) in spec.drawn().iter().enumerate() {
            let (Some(datum), Some(line)) = (spec.datum(row, at), lines.line(at)) else {
                continue;
            };
            let middle = top + SLOT * (f64::from(line) + 0.5);
            let text = text_of(datum);
            let x = match (series.form, aim) {
                (Form::Outline, Some(_)) => self.around(datum, top) + GAP,
                (Form::Solid, Some(_)) => {
                    let end = self.within(datum, middle, edges);
                    step_aside(end + GAP, label::width(&text), edges)
                }
                (form, None) => self.mark(datum, form, middle) + GAP,
            };
            self.label(datum, (x, middle), text);
        }
    }

    pub fn draw(&self, pen: &mut Pen<'_>) {
        // A box is filled with the page, so it lies below what stands in it.
        pen.path("outline", &self.outline.areas[0]);
        pen.path("outline maybe", &self.outline.areas[1]);
        pen.path("solid", &self.solid.areas[0]);
        pen.path("solid maybe", &self.solid.areas[1]);
        pen.path("solid line", &self.solid.lines[0]);
        pen.path("solid line maybe", &self.solid.lines[1]);
        pen.path("outline line", &self.outline.lines[0]);
        pen.path("outline line maybe", &self.outline.lines[1]);
        for class in ["value", "absent"] {
            for label in self.labels.iter().filter(|label| label.class == class) {
                pen.text(class, label.x, label.middle, &label.text);
            }
        }
    }

    /// What the solid value of a row is held against, when there is a number on both sides.
    fn aim_of<'s, 'a>(
        &self,
        spec: &'s Spec<'a>,
        row: usize,
        lines: Lines,
    ) -> Option<&'s Datum<'a>> {
        if self.reference == Reference::Bar {
            return None;
        }
        let find = |form| {
            let at = spec.position(form).filter(|at| lines.line(*at).is_some())?;
            spec.datum(row, at).filter(|datum| datum.can_be_drawn())
        };
        find(Form::Solid)?.value()?;
        find(Form::Outline)
    }

    /// Where the box of an aim stands upright in the way of the bar.
    fn edges_of(&self, aim: &Datum<'_>) -> [Option<f64>; 2] {
        let place = |end: Decimal| self.scale.at(end.to_f64());
        match aim {
            Datum::Number { value, .. } if value.is_zero() => [None; 2],
            Datum::Number { value, .. } => [Some(self.scale.zero), Some(place(*value))],
            other => ends(other).map(|end| end.map(place)),
        }
    }

    /// Draws what was aimed at over both lines of its row; returns where it ends.
    fn around(&mut self, aim: &Datum<'_>, top: f64) -> f64 {
        let scale = self.scale;
        let maybe = usize::from(aim.certainty() != Some(Certainty::Sure));
        let place = |end: &Decimal| scale.at(end.to_f64());
        let middle = top + SLOT + FOOT / 2.0;
        let height = SLOT * 2.0 - 4.0 + FOOT;
        match aim {
            Datum::Number { value, .. } if value.is_zero() => scale.zero,
            Datum::Number { value, .. } => {
                let ends = (scale.zero, place(value));
                let area = &mut self.outline.areas[maybe];
                span(area, ends, middle, (height, Form::Outline))
            }
            Datum::Interval {
                low: Some(low),
                high: Some(high),
                ..
            } => {
                let ends = (place(low), place(high));
                let area = &mut self.outline.areas[maybe];
                span(area, ends, middle, (height, Form::Outline))
            }
            bound => {
                let end = ends(bound).into_iter().flatten().next();
                if let Some(end) = end {
                    let line = &mut self.outline.lines[maybe];
                    line.move_to(place(&end), top + SLOT).down(SLOT - 2.0);
                }
                self.mark(bound, Form::Outline, top + SLOT / 2.0)
            }
        }
    }

    /// Draws what was reached below the label of its aim, with gaps at the edges of the box; returns
    /// where it ends.
    fn within(&mut self, datum: &Datum<'_>, middle: f64, edges: [Option<f64>; 2]) -> f64 {
        let Some(value) = datum.value().filter(|value| !value.is_zero()) else {
            return self.scale.zero;
        };
        let maybe = usize::from(datum.certainty() != Some(Certainty::Sure));
        let end = self.scale.at(value.to_f64());
        let (mut from, to) = (self.scale.zero.min(end), self.scale.zero.max(end));
        let area = &mut self.solid.areas[maybe];
        let mut pieces = Vec::with_capacity(3);
        let mut edges: Vec<f64> = edges.into_iter().flatten().collect();
        edges.sort_by(f64::total_cmp);
        for edge in edges {
            if edge + MOAT > from && edge - MOAT < to {
                pieces.push((from, edge - MOAT));
                from = edge + MOAT;
            }
        }
        pieces.push((from, to));
        pieces.retain(|(left, right)| right - left >= 1.0);
        if pieces.is_empty() {
            // So near to the edge that nothing would be left.
            let start = self.scale.zero.min(end) + MOAT;
            pieces.push((start, start + THINNEST));
        }
        for piece in pieces {
            span(area, piece, middle, (INNER, Form::Solid));
        }
        to
    }

    /// Draws one value in a line of its own and returns where it ends.
    fn mark(&mut self, datum: &Datum<'_>, form: Form, middle: f64) -> f64 {
        let scale = self.scale;
        let looks = match form {
            Form::Solid => &mut self.solid,
            Form::Outline => &mut self.outline,
        };
        let maybe = usize::from(datum.certainty() != Some(Certainty::Sure));
        let place = |end: &Decimal| scale.at(end.to_f64());
        match datum {
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

/// Where a label begins so that no edge runs through it.
fn step_aside(mut x: f64, width: f64, edges: [Option<f64>; 2]) -> f64 {
    for edge in edges.into_iter().flatten() {
        if edge > x - GAP && edge < x + width + 3.0 {
            x = edge + GAP;
        }
    }
    x
}

/// The label of a value, cut where it is too long.
fn text_of(datum: &Datum<'_>) -> String {
    let text = datum.label();
    match label::width(&text) > VALUE_ROOM {
        true => datum
            .marked(label::fit(datum.shown(), VALUE_ROOM).into())
            .into_owned(),
        false => text.into_owned(),
    }
}
