//! One or two series along an order, such as years: a pair of bars a point, lying on their side.
//!
//! Upright columns would leave 40 units for a year on a phone, too little for its numbers; lying bars
//! leave every value a line of its own. There is no line from point to point, so nothing is suggested
//! where a value is missing.

use super::figure::Figure;
use super::headline;
use super::rows::{self, Names, Reference, Style};
use super::sentence::{Kind, Teller};
use super::spec::Spec;

const STYLE: Style = Style {
    is_order: true,
    ..Style::new(Names::BesideIfShort, Reference::Bar)
};

/// `None` when there is nothing to draw.
pub fn bars<'a>(spec: &'a Spec<'a>) -> Option<Figure<'a>> {
    if !spec.has_drawing() {
        return None;
    }
    let mut teller = Teller::new(spec, Kind::Order);
    for series in 0..spec.drawn().len() {
        teller.trend(series);
        teller.peak(series);
    }
    teller.compare_last();
    let drawing = rows::draw(spec, STYLE);
    let headline = headline::bars(spec);
    Some(Figure::new(
        spec,
        "chart.kind_bars",
        headline,
        teller,
        drawing,
    ))
}
