//! The chart of a table: as a ranking, or before and after.
//!
//! What cannot be compared is not drawn: numbers of one ranking in different units, and a row whose two
//! numbers have different units. The table below has them all.

use super::super::book::Book;
use super::super::view::Block;
use crate::base::decimal::Decimal;
use crate::chart::{self, Certainty, Datum, Figure, Point, Series, Spec};
use crate::model::value::Kind;
use crate::model::{Dataset, DatasetChart, Value};

pub fn figure(book: &Book, dataset: &Dataset) -> Option<Block> {
    match dataset.chart? {
        DatasetChart::Ranking { name, value } => ranking(book, dataset, (name, value)),
        DatasetChart::BeforeAfter {
            name,
            before,
            after,
        } => before_after(book, dataset, (name, before, after)),
    }
}

fn finished(figure: Option<Figure<'_>>) -> Option<Block> {
    let figure = figure?;
    Some(Block::Figure {
        html: figure.html(),
        markdown: figure.markdown(),
    })
}

fn spec<'a>(book: &'a Book, title: &str, head: &'a str, series: Vec<Series<'a>>) -> Spec<'a> {
    Spec {
        id: "chart".to_owned(),
        title: title.to_owned(),
        unit: "".into(),
        words: book.words(),
        head: head.into(),
        series,
        points: Vec::new(),
        total: None,
        notes: Vec::new(),
    }
}

/// So many bars of a longer ranking are drawn, unless only a few more would be left out.
const DRAWN: usize = 10;
const DRAWN_FROM: usize = 15;

/// Bars from the largest down; equal ones keep the order of the table.
fn ranking(book: &Book, dataset: &Dataset, (name, value): (usize, usize)) -> Option<Block> {
    let column = dataset.columns.get(value)?;
    let cells = || dataset.rows.iter().filter_map(|row| row.get(value));
    let mut units = cells().filter_map(unit);
    let first = units.next();
    if units.any(|unit| Some(unit) != first) {
        return None;
    }
    let head = &dataset.columns.get(name)?.title;
    let series = vec![Series::solid(&*column.title)];
    let mut spec = spec(book, &column.title, head, series);
    spec.unit = book.unit(&column.unit);
    let mut rows: Vec<(&str, &Value)> = dataset
        .rows
        .iter()
        .filter_map(|row| Some((row.get(name)?.raw(), row.get(value)?)))
        .collect();
    rows.sort_by_key(|(_, value)| std::cmp::Reverse(value.quantity().map(|found| found.number)));
    // The table has them all; on a phone nobody scrolls through a hundred bars.
    let is_cut = rows.len() > DRAWN_FROM;
    if is_cut {
        let number = |row: &(&str, &Value)| row.1.quantity().map(|found| found.number);
        let last = number(&rows[DRAWN - 1]);
        let rank = rows.iter().filter(|row| number(row) > last).count() + 1;
        // Those who share the last place are drawn together.
        let drawn = rows.iter().filter(|row| number(row) >= last).count();
        let key = match rows.iter().all(|row| number(row).is_some()) {
            true => "ranking-top",
            false => "ranking-top-known",
        };
        rows.truncate(drawn);
        let args = [("title", &*column.title), ("count", &rank.to_string())];
        spec.title = book.fill(key, &args);
    }
    for (name, value) in rows {
        spec.points.push(Point::new(name, vec![datum(book, value)]));
    }
    finished(match is_cut {
        true => chart::ranking_top(&spec),
        false => chart::ranking(&spec),
    })
}

fn before_after(
    book: &Book,
    dataset: &Dataset,
    (name, before, after): (usize, usize, usize),
) -> Option<Block> {
    let title_of = |ix: usize| Some(&*dataset.columns.get(ix)?.title);
    let series = vec![
        Series::outline(title_of(before)?),
        Series::solid(title_of(after)?),
    ];
    let args = [("before", title_of(before)?), ("after", title_of(after)?)];
    let title = book.fill("table-before-after", &args);
    let mut spec = spec(book, &title, title_of(name)?, series);
    for row in &dataset.rows {
        let (Some(name), Some(before), Some(after)) =
            (row.get(name), row.get(before), row.get(after))
        else {
            continue;
        };
        let values = if differ(before, after) {
            [before, after]
                .map(|value| Datum::absent(book.printed(value)))
                .into()
        } else {
            vec![datum(book, before), datum(book, after)]
        };
        spec.points.push(Point::new(name.raw(), values));
    }
    finished(chart::before_after(&spec))
}

/// Whether two values say that they are of different units.
fn differ(one: &Value, other: &Value) -> bool {
    let is_duration = |value: &Value| matches!(value.kind(), Kind::Duration(_));
    let units = unit(one).zip(unit(other));
    is_duration(one) != is_duration(other) && one.quantity().is_some() && other.quantity().is_some()
        || units.is_some_and(|(one, other)| one != other)
}

/// The unit that a value says it has; a duration counts in seconds.
fn unit(value: &Value) -> Option<&str> {
    match value.kind() {
        Kind::Number(quantity) => quantity.unit.as_deref(),
        Kind::Range(range) => range.unit.as_deref(),
        Kind::Bound { quantity, .. } => quantity.unit.as_deref(),
        Kind::Duration(_) => Some("s"),
        _ => None,
    }
}

fn datum<'a>(book: &'a Book, value: &'a Value) -> Datum<'a> {
    match value.kind() {
        Kind::Duration(quantity) => {
            let number: Decimal = quantity.number;
            Datum::number(number, book.printed(value))
        }
        _ => book.datum(Some(value), Certainty::Sure),
    }
}
