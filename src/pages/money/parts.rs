//! What the money of a year is made of, over all projects: who pays for which, and what for.

use super::super::book::Book;
use super::super::indicators::Remarks;
use super::super::route::{self, Page, ROWS_PER_PAGE};
use super::super::tables::{item_name, value_cell};
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures;
use crate::model::{Amount, Item, Plan, Project, Stage, Value};

/// The projects of one part of the list, the one with the most money first.
pub fn projects(book: &Book, plan_ix: usize, part: usize) -> impl Iterator<Item = &Project> {
    let plan = book.plan(plan_ix);
    let order = &book.plan_figures(plan_ix).orders.by_budget;
    let rows = order.iter().skip(part * ROWS_PER_PAGE).take(ROWS_PER_PAGE);
    rows.map(|ix| &*plan.projects[*ix])
}

/// A source has a column where it pays for one of them.
pub fn funding(book: &Book, plan_ix: usize, part: usize) -> Option<Table<'_>> {
    let plan = book.plan(plan_ix);
    let year = figures::budget_year(plan)?;
    let amounts: Vec<(&Project, Option<&Amount>)> = projects(book, plan_ix, part)
        .map(|project| {
            let money = project.budget.years.get(&year);
            (project, money.and_then(|money| money.budget.as_ref()))
        })
        .collect();
    let pays = |ix: usize| {
        let amounts = amounts.iter().filter_map(|(_, amount)| *amount);
        let mut parts = amounts.filter_map(|amount| amount.part(ix));
        parts.any(|value| value.number().is_none_or(|number| !number.is_zero()))
    };
    let sources: Vec<usize> = (0..plan.funding.len()).filter(|ix| pays(*ix)).collect();
    if sources.is_empty() {
        return None;
    }
    let mut columns = vec![Column::text(book.say("project"))];
    let names = sources.iter().map(|ix| plan.funding[*ix].name.clone());
    columns.extend(names.map(Column::number));
    let args = [
        ("year", &*book.short_year(year)),
        ("unit", book.money_unit(plan.unit)),
    ];
    let caption = book.fill("project-sources-caption", &args);
    let mut table = Table::new("project-sources-table".to_owned(), caption, columns);
    let mut remarks = Remarks::default();
    for (project, amount) in amounts {
        let is_closed = project.budget.is_closed(year, Stage::Budget);
        let mut cell = |ix: &usize| match amount.and_then(|amount| amount.part(*ix)) {
            None if is_closed => Cell::absent(book.say("value-unpublished")),
            part => remarks.cell(book, part),
        };
        let cells = sources.iter().map(&mut cell).collect();
        let head = link(book, plan, (plan_ix, part), project);
        table.rows.push(Row::new(head, cells));
    }
    table.notes = remarks.sentences();
    Some(table)
}

/// The line items of all projects, with what they were the year before.
pub fn items(book: &Book, plan_ix: usize, part: usize) -> Option<Table<'_>> {
    let plan = book.plan(plan_ix);
    let year = figures::budget_year(plan)?;
    let years = [year, year.previous()];
    let mut columns = vec![
        Column::text(book.say("item")),
        Column::text(book.say("project")),
    ];
    columns.extend(years.map(|year| {
        let year = book.short_year(year);
        Column::number(book.fill("year-budget", &[("year", &year)]))
    }));
    columns.push(Column::number(book.say("item-change")));
    let mut items = projects(book, plan_ix, part).flat_map(|project| &project.items.list);
    let has_reason = items.any(|item| item.reason.is_some());
    if has_reason {
        columns.push(Column::text(book.say("item-reason")));
    }
    let caption = book.fill("all-items-caption", &[("unit", book.money_unit(plan.unit))]);
    let mut table = Table::new("all-items-table".to_owned(), caption, columns);
    let mut remarks = Remarks::default();
    for project in projects(book, plan_ix, part) {
        for item in &project.items.list {
            let mut cells = vec![link(book, plan, (plan_ix, part), project)];
            let is_closed = |year| project.budget.is_closed(year, Stage::Budget);
            let amounts = years.map(|year| (item.amounts.get(&year), is_closed(year)));
            let change = (item.change.as_ref(), years.into_iter().any(is_closed));
            let values = amounts.into_iter().chain([change]);
            cells.extend(values.map(|(value, is_closed)| match value {
                None if is_closed => Cell::absent(book.say("value-unpublished")),
                value => remarks.cell(book, value),
            }));
            if has_reason {
                cells.push(value_cell(book, item.reason.as_ref()));
            }
            table
                .rows
                .push(Row::new(Cell::text(item_name(item)), cells));
        }
    }
    table.notes = remarks.sentences();
    (!table.rows.is_empty()).then_some(table)
}

/// How many rose and how many fell are shown.
const MOST: usize = 3;

/// The line items of the whole plan that rose most and those that fell most, as printed; nothing where these
/// would be nearly all.
pub fn changes(book: &Book, plan_ix: usize) -> Option<Table<'_>> {
    let plan = book.plan(plan_ix);
    let items = || {
        let projects = plan.projects.iter();
        projects.flat_map(|project| {
            project
                .items
                .list
                .iter()
                .map(move |item| (&**project, item))
        })
    };
    let number = |item: &Item| item.change.as_ref().and_then(Value::number);
    let known = items().filter_map(|(project, item)| Some((number(item)?, project, item)));
    let mut known: Vec<_> = known.collect();
    if known.len() < 4 * MOST {
        return None;
    }
    known.sort_by_key(|(change, ..)| *change);
    let fell = known.iter().take_while(|(change, ..)| change.is_negative());
    let risen = known.iter().rev();
    let risen = risen.take_while(|(change, ..)| !change.is_negative() && !change.is_zero());
    let shown: Vec<_> = risen.take(MOST).chain(fell.take(MOST)).collect();
    let has_reason = shown.iter().any(|(.., item)| item.reason.is_some());
    let mut columns = vec![
        Column::text(book.say("item")),
        Column::text(book.say("project")),
        Column::number(book.say("item-change")),
    ];
    if has_reason {
        columns.push(Column::text(book.say("item-reason")));
    }
    let caption = book.fill(
        "item-changes-caption",
        &[("unit", book.money_unit(plan.unit))],
    );
    let mut table = Table::new("item-changes-table".to_owned(), caption, columns);
    let mut remarks = Remarks::default();
    for (_, project, item) in &shown {
        let change = remarks.cell(book, item.change.as_ref());
        let mut cells = vec![link(book, plan, (plan_ix, 0), project), change];
        if has_reason {
            cells.push(value_cell(book, item.reason.as_ref()));
        }
        table
            .rows
            .push(Row::new(Cell::text(item_name(item)), cells));
    }
    table.notes = remarks.sentences();
    let unknown = items().count() - known.len();
    if unknown > 0 {
        let args = [("count", &*unknown.to_string())];
        table.notes.push(book.fill("item-changes-unknown", &args));
    }
    (!table.rows.is_empty()).then_some(table)
}

fn link<'a>(
    book: &Book,
    plan: &Plan,
    (plan_ix, part): (usize, usize),
    project: &'a Project,
) -> Cell<'a> {
    let here = book.address(&Page::Money(plan_ix, part));
    let href = here.link_to(&route::project(plan, project));
    Cell::link(&project.title, href)
}
