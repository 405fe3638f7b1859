//! Every indicator with all its years: one table a project, the years across, the target above the
//! actual. Verdicts stand in the table of the newest year and on the project's own page.

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

/// The table of one project or policy.
fn of_holder(
    book: &Book,
    holder: Holder<'_>,
    href: &str,
    indicators: &[(Holder<'_>, &Indicator)],
) -> Block {
    let label = book.fill("project-page", &[("title", holder.title())]);
    Block::Group {
        id: holder.key(),
        heading: holder.title().to_owned(),
        chips: Vec::new(),
        blocks: vec![
            paragraph(&Inline::link(&label, href)),
            block(book, &table(book, holder, indicators)),
        ],
    }
}

fn table<'a>(
    book: &Book,
    holder: Holder<'_>,
    indicators: &[(Holder<'_>, &'a Indicator)],
) -> Table<'a> {
    let of_each = || indicators.iter().map(|(_, indicator)| *indicator);
    let years: BTreeSet<FiscalYear> = of_each()
        .flat_map(|indicator| indicator.years.keys().copied())
        .collect();
    let column = if of_each().any(has_words) {
        Column::text
    } else {
        Column::number
    };
    let mut columns = vec![
        Column::text(book.say("indicator")),
        Column::text(book.say("value-kind")),
    ];
    columns.extend(years.iter().map(|year| column(book.year(*year))));
    let id = format!("{}-table", holder.key());
    let caption = book.fill("indicators-years-caption", &[("project", holder.title())]);
    let mut table = Table::new(id, caption, columns);
    let mut remarks = Remarks::default();
    for indicator in of_each() {
        let name = heading(book, indicator);
        for (label, pick) in [
            ("target", TARGET),
            ("actual", ACTUAL),
            ("difference", DIFFERENCE),
        ] {
            // A row for what the document has at all.
            if !indicator
                .years
                .values()
                .any(|values| pick(values).is_some())
            {
                continue;
            }
            let values = years.iter().map(|year| indicator.years.get(year));
            let mut cells = vec![Cell::text(book.say(label))];
            cells.extend(values.map(|values| remarks.cell(book, values.and_then(pick))));
            table.rows.push(Row::new(Cell::text(name.clone()), cells));
        }
    }
    table.notes = remarks.sentences();
    table
}

/// 「指標1　名前（件）」
fn heading(book: &Book, indicator: &Indicator) -> String {
    let slot = indicator.slot.to_string();
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let key = if unit.is_empty() {
        "indicator-heading"
    } else {
        "indicator-heading-unit"
    };
    let said = [("slot", &*slot), ("name", &*indicator.name), ("unit", unit)];
    book.fill(key, &said)
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
