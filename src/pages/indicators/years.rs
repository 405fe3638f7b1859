//! Every indicator with all its years: under each project one small table an indicator, the years
//! across, the target above the actual. Verdicts stand in the table of the newest year and on the
//! project's own page.

use std::collections::BTreeSet;

use super::super::book::Book;
use super::super::route::Page;
use super::super::tables::block;
use super::super::view::{Block, Inline, Section};
use super::{Holder, Remarks, listed, paragraph};
use crate::chart::table::{Cell, Column, Row, Table};
use crate::model::value::Kind;
use crate::model::{FiscalYear, Indicator, Value, YearValues};

/// The indicators of one part of the list, in its order. `None` when there are none.
pub fn section(book: &Book, plan_ix: usize, part: usize) -> Option<Section> {
    let plan = book.plan(plan_ix);
    let here = book.address(&Page::Indicators(plan_ix, part));
    let listed: Vec<(Holder<'_>, &Indicator)> = listed(plan, part).collect();
    let groups = listed.chunk_by(|(one, _), (next, _)| one.key() == next.key());
    let mut blocks = vec![paragraph(&Inline::text(book.say("indicators-years-note")))];
    blocks.extend(groups.map(|group| {
        let holder = group[0].0;
        let href = here.link_to(&holder.address(plan));
        of_holder(book, holder, &href, group)
    }));
    (blocks.len() > 1).then(|| Section {
        id: "all-years".to_owned(),
        heading: book.say("indicators-years").to_owned(),
        blocks,
    })
}

/// The tables of one project or policy. They share their columns, so that they can be read one below the other.
fn of_holder(
    book: &Book,
    holder: Holder<'_>,
    href: &str,
    indicators: &[(Holder<'_>, &Indicator)],
) -> Block {
    let years: BTreeSet<FiscalYear> = indicators
        .iter()
        .flat_map(|(_, indicator)| indicator.years.keys().copied())
        .collect();
    let label = book.fill("project-page", &[("title", holder.title())]);
    let mut blocks = vec![paragraph(&Inline::link(&label, href))];
    blocks.extend(
        indicators
            .iter()
            .map(|(_, indicator)| block(book, &table(book, holder, indicator, &years))),
    );
    Block::Group {
        id: holder.key(),
        heading: holder.title().to_owned(),
        chips: Vec::new(),
        blocks,
    }
}

fn table<'a>(
    book: &Book,
    holder: Holder<'_>,
    indicator: &'a Indicator,
    years: &BTreeSet<FiscalYear>,
) -> Table<'a> {
    let slot = indicator.slot.to_string();
    let heading = book.fill(
        "indicator-heading",
        &[("slot", &slot), ("name", &indicator.name)],
    );
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let key = if unit.is_empty() {
        "indicators-years-caption"
    } else {
        "indicators-years-caption-unit"
    };
    // Two projects may have an indicator of one name; tables are told apart by their captions.
    let said = [
        ("indicator", &*heading),
        ("unit", unit),
        ("project", holder.title()),
    ];
    let caption = book.fill(key, &said);
    let column = if has_words(indicator) {
        Column::text
    } else {
        Column::number
    };
    let mut columns = vec![Column::text(book.say("value-kind"))];
    columns.extend(years.iter().map(|year| column(book.year(*year))));
    let id = format!("indicator-{}-{slot}-table", holder.key());
    let mut table = Table::new(id, caption, columns);
    let mut remarks = Remarks::default();
    let mut row = |label: &str, pick: Pick| {
        let values = years.iter().map(|year| indicator.years.get(year));
        let cells = values.map(|values| remarks.cell(book, values.and_then(pick)));
        Row::new(Cell::text(book.say(label)), cells.collect())
    };
    // A row for what the document has at all.
    let has = |pick: Pick| {
        indicator
            .years
            .values()
            .any(|values| pick(values).is_some())
    };
    for (label, pick) in [
        ("target", TARGET),
        ("actual", ACTUAL),
        ("difference", DIFFERENCE),
    ] {
        if has(pick) {
            table.rows.push(row(label, pick));
        }
    }
    table.notes = remarks.sentences();
    table
}

type Pick = fn(&YearValues) -> Option<&Value>;
const TARGET: Pick = |values| values.target.as_ref();
const ACTUAL: Pick = |values| values.actual.as_ref();
const DIFFERENCE: Pick = |values| values.difference();

/// A cell longer than this is words, or a number with words around it.
const LONGEST_NUMBER: usize = 12;

/// Whether some values are told in words: these need columns in which text may wrap.
fn has_words(indicator: &Indicator) -> bool {
    let values = indicator.years.values();
    values
        .flat_map(|values| values.target.iter().chain(&values.actual))
        .any(|value| {
            matches!(value.kind(), Kind::Text) || value.raw().chars().count() > LONGEST_NUMBER
        })
}
