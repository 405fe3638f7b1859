//! Items with names of any length, each with its bars in one or two series: this year against last.
//!
//! Names stand above their bars in two lines at most. Items keep the order in which they come.

use super::figure::Figure;
use super::headline;
use super::rows::{self, Names, Reference, Style};
use super::sentence::{Kind, Teller};
use super::spec::{Form, Spec};

const STYLE: Style = Style::new(Names::Above, Reference::Bar);

/// `None` when there is nothing to draw.
pub fn pairs<'a>(spec: &'a Spec<'a>) -> Option<Figure<'a>> {
    if !spec.has_drawing() {
        return None;
    }
    let mut teller = Teller::new(spec, Kind::Items);
    if let Some(series) = spec.position(Form::Solid) {
        teller.largest_item(series);
    }
    teller.count_changes();
    let drawing = rows::draw(spec, STYLE);
    let headline = headline::pairs(spec);
    Some(Figure::new(
        spec,
        "chart.kind_bars",
        headline,
        teller,
        drawing,
    ))
}
