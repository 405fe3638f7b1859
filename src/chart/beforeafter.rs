//! What was before and what is after, row by row, where every row has a unit of its own.
//!
//! Each row fills the width with its larger value, so lengths can be compared within a row only; a remark
//! says so. Values are labelled as they were printed, with their units.

use super::figure::Figure;
use super::headline;
use super::rows::{self, Names, Reference, Scales, Style};
use super::sentence::{Kind, Teller};
use super::spec::{Point, Spec};

const STYLE: Style = Style {
    scales: Scales::Own,
    ..Style::new(Names::Above, Reference::Bar)
};

/// `None` when there is nothing to draw.
pub fn before_after<'a>(spec: &'a Spec<'a>) -> Option<Figure<'a>> {
    if !spec.has_drawing() {
        return None;
    }
    let mut teller = Teller::new(spec, Kind::Items);
    teller.count_changes();
    teller.list_at_least();
    let is_compared = |point: &&Point<'_>| {
        point
            .values
            .iter()
            .take(2)
            .all(|datum| datum.value().is_some())
    };
    let others = spec.points.len() - spec.points.iter().filter(is_compared).count();
    if others > 0 {
        teller.remark_with("chart.not_compared", &[("count", others.to_string())]);
    }
    if spec.points.len() > 1 {
        teller.remark("chart.own_scales");
    }
    let drawing = rows::draw(spec, STYLE);
    Some(Figure::new(
        spec,
        "chart.kind_bars",
        headline::before_after(spec),
        teller,
        drawing,
    ))
}
