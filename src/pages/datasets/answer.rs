//! What a table says first: its largest value or the row that changed most; else how something went that it
//! gives for two years, the years that it goes through, how many rows are of which kind or its first numbers;
//! else what its rows have.
//!
//! Only exact numbers of one unit are compared; a table with others among them has no such row. Likewise
//! years and kinds are told only where every row has one.

use std::ops::RangeInclusive;

use super::super::book::{Book, fact};
use super::super::standing::DOUBT;
use super::super::view::{Fact, Inline};
use crate::base::words::Lang;
use crate::model::dataset::WHOLE;
use crate::model::value::{Kind, Quantity};
use crate::model::{ColumnKind, Dataset, DatasetChart, DatasetColumn, FiscalYear, Value};

/// So many names that rows have in common are few enough for a sentence.
const KINDS: RangeInclusive<usize> = 2..=5;

/// So many columns say what a row has.
const NAMED: usize = 4;

pub fn answer(book: &Book, dataset: &Dataset) -> Option<Fact> {
    let drawn = match dataset.chart {
        Some(DatasetChart::Ranking { name, value }) => largest(book, dataset, (name, value)),
        Some(DatasetChart::BeforeAfter {
            name,
            before,
            after,
        }) => changed_most(book, dataset, (name, before, after)),
        None => measured(book, dataset),
    };
    drawn
        .or_else(|| went(book, dataset))
        .or_else(|| years(book, dataset))
        .or_else(|| kinds(book, dataset))
        .or_else(|| first_numbers(book, dataset))
        .or_else(|| shape(book, dataset))
}

/// The largest value of the first column that is measured in something.
fn measured(book: &Book, dataset: &Dataset) -> Option<Fact> {
    let name = dataset.name_column();
    let mut columns = dataset.columns.iter();
    let value =
        columns.position(|column| column.kind == ColumnKind::Number && !column.unit.is_empty())?;
    // One row is the largest of nothing.
    rows(dataset, name).nth(1)?;
    largest(book, dataset, (name, value))
}

/// The first thing that the table gives an exact number of for two years, and nothing else between: how that
/// went. Two rows are of one thing where they have the same words in every column that both fill.
fn went(book: &Book, dataset: &Dataset) -> Option<Fact> {
    let columns = || dataset.columns.iter().enumerate();
    let of_kind = |kind| columns().find(move |(_, one)| one.kind == kind);
    let ((year, _), (value, column)) = (of_kind(ColumnKind::Year)?, of_kind(ColumnKind::Number)?);
    let words: Vec<usize> = columns()
        .filter(|(_, one)| matches!(one.kind, ColumnKind::Name | ColumnKind::Text))
        .map(|(ix, _)| ix)
        .collect();
    let is_one = |a: &[Value], b: &[Value]| {
        words
            .iter()
            .all(|ix| a[*ix].is_missing() || b[*ix].is_missing() || a[*ix].raw() == b[*ix].raw())
    };
    let when = |row: &[Value]| FiscalYear::parse(row[year].raw()).filter(|_| row[year].sure);
    let rows = || dataset.rows.iter().map(|row| &row[..]);
    let (before, after) = rows().find_map(|row| {
        let mut same = rows().filter(|other| when(other).is_some() && is_one(row, other));
        let (first, last) = (same.next()?, same.next()?);
        (same.next().is_none() && when(first) < when(last)).then_some((first, last))
    })?;
    let units = [before, after].map(|row| Some(exact(&row[value])?.unit.clone()));
    let [Some(from), Some(to)] = units else {
        return None;
    };
    if from != to {
        return None;
    }
    // A word that every row has names nothing.
    let is_common = |ix: usize| rows().all(|row| row[ix].raw() == before[ix].raw());
    let is_name = |ix: &usize| !before[*ix].is_missing() && !is_common(*ix);
    let names = words.iter().copied().filter(is_name);
    let names: Vec<String> = names.map(|ix| book.sentence_text(&before[ix])).collect();
    let ends = [before, after].map(|row| {
        let year = book.sentence_text(&row[year]);
        let args = [
            ("label", &*year),
            ("amount", &*shown(book, column, &row[value])),
        ];
        book.fill("label-amount", &args)
    });
    let label = names.join(book.say("sentence-separator"));
    (!label.is_empty()).then(|| fact(&label, Inline::words(&ends.join(" → "))))
}

/// The first two numbers of a short table, each with its name: what several measures are cannot be held
/// against one another, but can be said.
fn first_numbers(book: &Book, dataset: &Dataset) -> Option<Fact> {
    if dataset.rows.len() > NAMED_ROWS {
        return None;
    }
    let name = dataset.name_column();
    let mut columns = dataset.columns.iter();
    let value = columns.position(|column| column.kind == ColumnKind::Number)?;
    let column = &dataset.columns[value];
    // A bare number may only be that of the row.
    let is_measured = |quantity: &Quantity| quantity.unit.is_some() || !column.unit.is_empty();
    let has_number =
        |row: &&[Value]| row[value].sure && row[value].quantity().is_some_and(is_measured);
    let told: Vec<String> = rows(dataset, name)
        .take_while(has_number)
        .take(NUMBERS)
        .map(|row| {
            let name = book.sentence_text(&row[name]);
            let amount = shown(book, column, &row[value]);
            book.fill("label-amount", &[("label", &*name), ("amount", &*amount)])
        })
        .collect();
    if told.len() < NUMBERS {
        return None;
    }
    let mut said = Inline::words(&told.join(book.say("list-separator")));
    let rest = rows(dataset, name).count() - told.len();
    if rest > 0 {
        let rest = book.fill("table-numbers-rest", &[("count", &*rest.to_string())]);
        said.push(&Inline::small(&rest));
    }
    Some(fact(&column.title, said))
}

/// So many numbers fit into a head.
const NUMBERS: usize = 2;

/// From which year to which one a table goes that has a year in every row.
fn years(book: &Book, dataset: &Dataset) -> Option<Fact> {
    let column = dataset
        .columns
        .iter()
        .position(|column| column.kind == ColumnKind::Year)?;
    let cells = dataset.rows.iter().map(|row| &row[column]);
    let years = cells.map(|cell| {
        let year = FiscalYear::parse(cell.raw()).filter(|_| cell.sure)?;
        Some((year, cell))
    });
    let years: Vec<(FiscalYear, &Value)> = years.collect::<Option<_>>()?;
    let first = years.iter().min_by_key(|(year, _)| *year)?;
    let last = years.iter().max_by_key(|(year, _)| *year)?;
    let [from, to] = [first, last].map(|(_, cell)| book.sentence_text(cell));
    let args = [
        ("from", &*from),
        ("to", &*to),
        ("count", &*dataset.rows.len().to_string()),
    ];
    let said = Inline::words(&book.fill("table-years", &args));
    (first.0 < last.0).then(|| fact(&dataset.columns[column].title, said))
}

/// How many rows are of which kind, by the column that folds them, else by the first that has few words in
/// many rows.
fn kinds(book: &Book, dataset: &Dataset) -> Option<Fact> {
    let is_named = |column: &DatasetColumn| {
        matches!(column.kind, ColumnKind::Name | ColumnKind::Text) && column.unit.is_empty()
    };
    let all = 0..dataset.columns.len();
    let mut columns: Vec<usize> = all.filter(|ix| is_named(&dataset.columns[*ix])).collect();
    columns.sort_by_key(|ix| dataset.group != Some(*ix));
    let (column, counts) = columns
        .into_iter()
        .find_map(|ix| Some((ix, counts(dataset, ix)?)))?;
    let said = counts.iter().map(|(name, count)| {
        let args = [("name", *name), ("count", &*count.to_string())];
        book.fill("table-kind", &args)
    });
    let said: Vec<String> = said.collect();
    let args = [("column", &*dataset.columns[column].title)];
    let said = Inline::words(&said.join(book.say("held-separator")));
    Some(fact(&book.fill("table-kinds", &args), said))
}

/// Each word of a column and in how many rows it stands, in the order of the table; nothing where a row
/// has no sure word there, or a word is one row's own, or the words are too many to be kinds.
fn counts(dataset: &Dataset, column: usize) -> Option<Vec<(&str, usize)>> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for row in &dataset.rows {
        let cell = &row[column];
        if !cell.sure || !matches!(cell.kind(), Kind::Text) {
            return None;
        }
        match counts.iter_mut().find(|(name, _)| *name == cell.raw()) {
            Some((_, count)) => *count += 1,
            None => counts.push((cell.raw(), 1)),
        }
    }
    let are_kinds = KINDS.contains(&counts.len()) && counts.iter().all(|(_, count)| *count > 1);
    are_kinds.then_some(counts)
}

/// More rows are no list that a few names stand for.
const NAMED_ROWS: usize = 15;
/// Longer names are sentences; in letters, which say less each.
const NAME: usize = 24;
const NAME_LETTERS: usize = 48;

/// The first few names of rows: of a short table they say what it holds. Only where each is a short word.
fn named_rows(book: &Book, dataset: &Dataset, column: usize) -> Option<String> {
    let longest = match book.site.info.lang {
        Lang::Ja => NAME,
        Lang::En => NAME_LETTERS,
    };
    let mut names: Vec<&str> = Vec::new();
    for row in &dataset.rows {
        let cell = &row[column];
        let name = cell.raw().trim();
        if !cell.sure || !matches!(cell.kind(), Kind::Text) || name.chars().count() > longest {
            return None;
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() < 2 || dataset.rows.len() > NAMED_ROWS {
        return None;
    }
    let key = match names.len() {
        0..=NAMED_FIRST => "table-names",
        _ => "table-names-more",
    };
    let some = names.iter().take(NAMED_FIRST).copied().collect::<Vec<_>>();
    let args = [
        ("count", &*dataset.rows.len().to_string()),
        ("names", &*some.join(book.say("list-separator"))),
    ];
    Some(book.fill(key, &args))
}

/// So many of them are told.
const NAMED_FIRST: usize = 3;

/// How many rows there are, and what each has.
fn shape(book: &Book, dataset: &Dataset) -> Option<Fact> {
    let order = super::order(dataset);
    if let Some(said) = named_rows(book, dataset, *order.first()?) {
        return Some(fact(book.say("table-holds"), Inline::words(&said)));
    }
    let titles: Vec<&str> = order
        .iter()
        .map(|ix| &*dataset.columns[*ix].title)
        .collect();
    let key = match titles.len() {
        0..=NAMED => "table-shape",
        _ => "table-shape-more",
    };
    let some = titles.iter().take(NAMED).copied().collect::<Vec<_>>();
    let args = [
        ("count", &*dataset.rows.len().to_string()),
        ("columns", &*some.join(book.say("list-separator"))),
    ];
    let said = Inline::words(&book.fill(key, &args));
    (!dataset.rows.is_empty()).then(|| fact(book.say("table-holds"), said))
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
        let both = |row: &'_ [Value]| {
            let both = exact(&row[before])
                .cloned()
                .zip(exact(&row[after]).cloned());
            both.filter(|(before, after)| before.unit == after.unit)
        };
        let most = most(rows(dataset, name).map(|row| {
            let gap = both(row).and_then(|(before, after)| {
                let number = after.number.checked_sub(before.number)?.abs();
                let mut gap = after.clone();
                gap.number = number;
                Some(gap)
            });
            (row, gap)
        }));
        // Where not all can be held against each other, the first that can be said.
        let first = || rows(dataset, name).find(|row| both(row).is_some());
        most.or_else(|| Some((first()?, false)))?
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
    let mut text = book.sentence_text(value);
    if text.ends_with(|c: char| c.is_ascii_digit()) {
        text = book.with_unit(&text, &column.unit);
    }
    if !value.sure {
        text.push_str(DOUBT);
    }
    text
}
