//! What was aimed at (the outlined series) against what was reached (the solid one), point by point.
//!
//! A number aimed at is an outlined box from zero, a range a box of its own, a bound a line with an arrow
//! to the side that counts; what was reached is a filled bar inside it or past its edge. Whether it is good to be above or
//! below is not known here and not hinted at.

use super::figure::Figure;
use super::headline;
use super::rows::{self, Names, Reference, Style};
use super::sentence::{Kind, Teller};
use super::spec::{Datum, Form, Spec};

const STYLE: Style = Style {
    is_order: true,
    ..Style::new(Names::BesideIfShort, Reference::Box)
};

/// `None` when there is nothing to draw, as with a series told in words.
pub fn progress<'a>(spec: &'a Spec<'a>) -> Option<Figure<'a>> {
    if !spec.has_drawing() {
        return None;
    }
    let mut teller = Teller::new(spec, Kind::Order);
    if let Some(series) = spec.position(Form::Solid) {
        if keeps_to_aim(spec, series) {
            teller.ends(series);
        } else {
            teller.trend(series);
            teller.peak(series);
        }
    }
    teller.reached_last();
    // What is aimed at did not happen yet, so it is told without a verb of change.
    // Where it is all there is, the headline has told it.
    if let Some(series) = spec.position(Form::Outline)
        && !is_only_aims(spec)
    {
        teller.ends(series);
    }
    let drawing = rows::draw(spec, STYLE);
    Some(Figure::new(
        spec,
        "chart.kind_bars",
        headline::progress(spec),
        teller,
        drawing,
    ))
}

/// Whether what was reached is at both ends just what was aimed at: where it moved, the aim did, and it
/// has neither risen nor fallen short (every day of a year, which may have 366).
fn keeps_to_aim(spec: &Spec<'_>, solid: usize) -> bool {
    let Some(outline) = spec.position(Form::Outline) else {
        return false;
    };
    let value = |point: usize, series| spec.datum(point, series).and_then(Datum::value);
    let known = || (0..spec.points.len()).filter(|point| value(*point, solid).is_some());
    let is_on_aim = |point: usize| value(point, solid) == value(point, outline);
    let ends = known().next().zip(known().next_back());
    ends.is_some_and(|(first, last)| is_on_aim(first) && is_on_aim(last))
}

/// Whether every point has a number aimed at, and none has one that was reached.
fn is_only_aims(spec: &Spec<'_>) -> bool {
    let has = |point: usize, form: Form| {
        let datum = spec.position(form).and_then(|at| spec.datum(point, at));
        datum.is_some_and(Datum::can_be_drawn)
    };
    (0..spec.points.len()).all(|point| has(point, Form::Outline) && !has(point, Form::Solid))
}
