//! What a table says first: its largest value, or the row that changed most.
//!
//! Only exact numbers of one unit are compared; a table with others among them has no such row.

use super::super::book::{Book, fact};
use super::super::standing::DOUBT;
use super::super::view::{Fact, Inline};
use crate::model::dataset::WHOLE;
use crate::model::value::Quantity;
use crate::model::{Dataset, DatasetChart, DatasetColumn, Value};

pub fn answer(book: &Book, dataset: &Dataset) -> Option<Fact> {
    match dataset.chart? {
        DatasetChart::Ranking { name, value } => largest(book, dataset, (name, value)),
        DatasetChart::BeforeAfter {
            name,
            before,
            after,
        } => changed_most(book, dataset, (name, before, after)),
    }
}

fn largest(book: &Book, dataset: &Dataset, (name, value): (usize, usize)) -> Option<Fact> {
    let column = &dataset.columns[value];
    let rows = rows(dataset, name).map(|row| (row, exact(&row[value]).cloned()));
    let (best, is_only) = most(rows)?;
    let mut said = Inline::words(&book.value_text(&best[name]));
    said.push(&Inline::text(book.say("colon")));
    said.push(&Inline::text(&shown(book, column, &best[value])));
    if !is_only {
        said.push(&Inline::small(book.say("table-and-others")));
    }
    let args = [("column", &*column.title)];
    Some(fact(&book.fill("table-largest", &args), said))
}

fn changed_most(
    book: &Book,
    dataset: &Dataset,
    (name, before, after): (usize, usize, usize),
) -> Option<Fact> {
    let count = rows(dataset, name).count();
    let (row, is_only) = if count == 1 {
        // One row says what it says, however it says it.
        (rows(dataset, name).next()?, false)
    } else {
        most(rows(dataset, name).map(|row| {
            let both = exact(&row[before]).zip(exact(&row[after]));
            let both = both.filter(|(before, after)| before.unit == after.unit);
            let gap = both.and_then(|(before, after)| {
                let number = after.number.checked_sub(before.number)?.abs();
                let mut gap = after.clone();
                gap.number = number;
                Some(gap)
            });
            (row, gap)
        }))?
    };
    let ends = [before, after].map(|ix| shown(book, &dataset.columns[ix], &row[ix]));
    let mut said = Inline::text(&ends.join(" → "));
    let titles = [before, after].map(|ix| &*dataset.columns[ix].title);
    let args = [("before", titles[0]), ("after", titles[1])];
    let mut about = vec![book.fill("table-from-to", &args)];
    if is_only {
        about.push(book.say("table-changed-most").to_owned());
    }
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    said.push(&book.aside(&about));
    Some(fact(&book.value_text(&row[name]), said))
}

/// An exact number that is sure.
fn exact(value: &Value) -> Option<&Quantity> {
    let quantity = value.quantity()?;
    (value.sure && !quantity.approximate).then_some(quantity)
}

/// The row with the greatest number, and whether no other is as great. Nothing where some number cannot be
/// compared with the others.
fn most<T>(rows: impl Iterator<Item = (T, Option<Quantity>)>) -> Option<(T, bool)> {
    let mut best: Option<(T, Quantity, bool)> = None;
    for (row, quantity) in rows {
        let quantity = quantity?;
        best = Some(match best {
            Some((_, known, _)) if known.unit != quantity.unit => return None,
            Some((first, known, _)) if known.number == quantity.number => (first, known, false),
            Some(best) if best.1.number > quantity.number => best,
            _ => (row, quantity, true),
        });
    }
    best.map(|(row, _, is_only)| (row, is_only))
}

/// The rows without one that adds up the others.
fn rows(dataset: &Dataset, name: usize) -> impl Iterator<Item = &[Value]> {
    let rows = dataset.rows.iter().map(|row| &row[..]);
    rows.filter(move |row| !WHOLE.contains(&row[name].raw().trim()))
}

/// A value with the unit of its column behind a bare number.
fn shown(book: &Book, column: &DatasetColumn, value: &Value) -> String {
    let mut text = book.value_text(value);
    if text.ends_with(|c: char| c.is_ascii_digit()) {
        text = book.with_unit(&text, &column.unit);
    }
    if !value.sure {
        text.push_str(DOUBT);
    }
    text
}
