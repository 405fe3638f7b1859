//! What was aimed at (the outlined series) against what was reached (the solid one), point by point.
//!
//! A number aimed at is a diamond, a range a band, a bound a line with an arrow to the side that counts;
//! each runs on as a dashed line across the bar that is held against it. Whether it is good to be above or
//! below is not known here and not hinted at.

use super::figure::Figure;
use super::rows::{self, Names, Reference, Style};
use super::sentence::{Kind, Teller};
use super::spec::{Form, Spec};

const STYLE: Style = Style::new(Names::BesideIfShort, Reference::Mark);

/// `None` when there is nothing to draw, as with a series told in words.
pub fn progress<'a>(spec: &'a Spec<'a>) -> Option<Figure<'a>> {
    if !spec.has_drawing() {
        return None;
    }
    let mut teller = Teller::new(spec, Kind::Order);
    if let Some(series) = spec.position(Form::Solid) {
        teller.trend(series);
        teller.peak(series);
    }
    teller.reached_last();
    // What is aimed at did not happen yet, so it is told without a verb of change.
    if let Some(series) = spec.position(Form::Outline) {
        teller.ends(series);
    }
    let drawing = rows::draw(spec, STYLE);
    Some(Figure::new(
        spec,
        "chart.describe_progress",
        teller,
        drawing,
    ))
}
