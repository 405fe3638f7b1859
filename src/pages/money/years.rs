//! Every project with all its years of money, one line a project, and what they add up to.
//!
//! A column is there when any project of the plan has such a cell; a single cell that a document does
//! not have is a word. Sums are told twice: as computed, and as the document prints them.

use super::super::book::Book;
use super::super::indicators::Remarks;
use super::super::route::{self, Page, ROWS_PER_PAGE};
use super::super::tables::value_cell;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures;
use crate::figures::money::YearSums;
use crate::model::{FiscalYear, IndexColumn, IndexMeasure, IndexPeriod, Plan, Stage, Value};

/// One column: what a plan says of a year.
#[derive(Clone, Copy)]
struct Place<'a> {
    sums: &'a YearSums,
    stage: Stage,
}

/// The table of one part of the list; the last part ends with the sums. `None` without any amount.
pub fn table(book: &Book, plan_ix: usize, part: usize) -> Option<Table<'_>> {
    let plan = book.plan(plan_ix);
    let here = book.address(&Page::Money(plan_ix, part));
    let sums = &book.plan_figures(plan_ix).years;
    let places: Vec<Place<'_>> = places(plan, sums);
    if places.is_empty() {
        return None;
    }
    let mut columns = vec![Column::text(book.say("project"))];
    columns.extend(
        places
            .iter()
            .map(|place| Column::number(label(book, plan, *place))),
    );
    let caption = book.fill(
        "money-years-caption",
        &[("unit", book.money_unit(plan.unit))],
    );
    let mut table = Table::new("years-table".to_owned(), caption, columns);
    let mut remarks = Remarks::default();
    let projects = plan.projects.iter().skip(part * ROWS_PER_PAGE);
    for project in projects.take(ROWS_PER_PAGE) {
        let href = here.link_to(&route::project(plan, project));
        let cells = places.iter().map(|place| {
            let money = project.budget.years.get(&place.sums.year);
            let amount = money.and_then(|money| money.stage(place.stage));
            match amount.and_then(|amount| amount.total.as_ref()) {
                None if project.budget.is_closed(place.sums.year, place.stage) => {
                    Cell::absent(book.say("value-unpublished"))
                }
                amount => remarks.cell(book, amount),
            }
        });
        let head = Cell::link(&project.title, href);
        table.rows.push(Row::new(head, cells.collect()));
    }
    table.notes.push(book.say("money-years-note").to_owned());
    table.notes.extend(remarks.sentences());
    if part + 1 == route::parts(plan.projects.len()) {
        table.rows.push(computed(book, sums, &places));
        table.rows.extend(printed(book, plan, &places));
        table.notes.push(book.say("sums-note").to_owned());
    }
    Some(table)
}

/// Budget beside settled money, year by year, as far as any project tells them.
fn places<'a>(plan: &Plan, sums: &'a [YearSums]) -> Vec<Place<'a>> {
    let both = sums
        .iter()
        .flat_map(|sums| [Stage::Budget, Stage::Settled].map(|stage| Place { sums, stage }));
    both.filter(|place| {
        let mut budgets = plan.projects.iter().map(|project| &project.budget);
        let year = place.sums.year;
        budgets.any(|budget| {
            budget.total(year, place.stage).is_some() || budget.is_closed(year, place.stage)
        })
    })
    .collect()
}

impl Place<'_> {
    fn sum(&self) -> &figures::Sum {
        match self.stage {
            Stage::Budget => &self.sums.budget,
            Stage::Settled => &self.sums.settled,
        }
    }
}

fn label(book: &Book, plan: &Plan, place: Place<'_>) -> String {
    let year = place.sums.year;
    let is_forecast = figures::budget_year(plan).is_some_and(|edition| year > edition);
    let key = match place.stage {
        Stage::Settled => "year-settled",
        Stage::Budget if is_forecast => "year-forecast",
        Stage::Budget => "year-budget",
    };
    book.fill(key, &[("year", &book.year(year))])
}

/// What the projects add up to, by our own reckoning.
fn computed<'a>(book: &'a Book, sums: &[YearSums], places: &[Place<'_>]) -> Row<'a> {
    let most = super::most_counted(sums);
    let cells = places.iter().map(|place| book.year_sum(place.sum(), most));
    Row::total(Cell::text(book.say("sum-computed")), cells.collect())
}

/// The row of totals that the document itself prints, where it has one.
fn printed<'a>(book: &'a Book, plan: &'a Plan, places: &[Place<'_>]) -> Option<Row<'a>> {
    plan.index.as_ref()?.total.as_ref()?;
    let cells =
        places.iter().map(
            |place| match printed_total(plan, place.sums.year, place.stage) {
                Some(Printed::Value(total)) => value_cell(book, Some(total)),
                Some(Printed::Closed) => Cell::absent(book.say("value-unpublished")),
                None => value_cell(book, None),
            },
        );
    let head = Cell::text(book.say("sum-printed"));
    Some(Row::total(head, cells.collect()))
}

/// A total as the document has it.
enum Printed<'a> {
    Value(&'a Value),
    /// Not told yet.
    Closed,
}

/// An index table prints budgets only.
fn printed_total(plan: &Plan, year: FiscalYear, stage: Stage) -> Option<Printed<'_>> {
    let index = plan.index.as_ref().filter(|_| stage == Stage::Budget)?;
    let is_it = |column: &IndexColumn| {
        column.measure == IndexMeasure::Total && column.period == IndexPeriod::Year(year)
    };
    if index.closed.iter().any(is_it) {
        return Some(Printed::Closed);
    }
    let place = index.columns.iter().position(is_it)?;
    index.total.as_ref()?.cells.get(place).map(Printed::Value)
}
