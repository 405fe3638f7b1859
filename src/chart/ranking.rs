//! Many names with one number each, in the order they come in: a bar a name, lying on its side.
//!
//! A drawing of a hundred bars is read by nobody: the first ones are drawn, and a remark says how many
//! stand in the table only. It does not sort; the order is part of what is told.

use super::figure::Figure;
use super::headline;
use super::rows::{self, Names, Reference, Style};
use super::sentence::{Kind, Teller};
use super::spec::Spec;

const STYLE: Style = Style {
    most: 30,
    ..Style::new(Names::BesideIfShort, Reference::Bar)
};

/// `None` when there is nothing to draw among the first names.
pub fn ranking<'a>(spec: &'a Spec<'a>) -> Option<Figure<'a>> {
    told(spec, true)
}

/// The same of the largest of more names: the smallest of them all is not among these, so none is told.
pub fn ranking_top<'a>(spec: &'a Spec<'a>) -> Option<Figure<'a>> {
    told(spec, false)
}

fn told<'a>(spec: &'a Spec<'a>, is_whole: bool) -> Option<Figure<'a>> {
    let first = &spec.points[..spec.points.len().min(STYLE.most)];
    let series = spec.drawn().len();
    let mut values = first
        .iter()
        .flat_map(|point| point.values.iter().take(series));
    if !values.any(|datum| datum.can_be_drawn()) {
        return None;
    }
    let mut teller = Teller::new(spec, Kind::Items);
    for series in 0..series {
        if spec.points.len() == 1 {
            teller.trend(series);
        }
        teller.largest_item(series);
        if is_whole {
            teller.smallest_item(series);
        }
    }
    let left = spec.points.len() - first.len();
    if left > 0 {
        let counts = [
            ("drawn", first.len().to_string()),
            ("left", left.to_string()),
        ];
        teller.remark_with("chart.left_out", &counts);
    }
    teller.list_at_least();
    let drawing = rows::draw(spec, STYLE);
    let headline = headline::ranking(spec);
    Some(Figure::new(
        spec,
        "chart.kind_bars",
        headline,
        teller,
        drawing,
    ))
}
