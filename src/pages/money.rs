//! All money of a plan: its years, its funding, and every project, first with this year's and last
//! year's budget, then with all years.

mod years;

use super::book::{Book, Head};
use super::indicators::{paragraph, part_heading, turn};
use super::route::{self, Page, ROWS_PER_PAGE};
use super::tables::{block, number_cell, value_cell};
use super::view::{Block, Inline, Section, Tone, View};
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::money::{YearSums, part_in};
use crate::figures::{self, Sum};
use crate::model::{Plan, Project, Stage, Value};

pub fn view(book: &Book, plan_ix: usize, part: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Money(plan_ix, part);
    let mut frame = book.frame(Head {
        page: &page,
        kind: "money",
        heading: part_heading(book, "money-all-heading", part),
        kicker: plan.short.clone(),
        summary: book.fill("money-summary", &[("plan", &plan.title)]),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let parts = route::parts(plan.projects.len());
    turn(
        book,
        &mut frame,
        (part, parts),
        |part| Page::Money(plan_ix, part),
        &page,
    );
    let mut sections = Vec::new();
    let figures = book.plan_figures(plan_ix);
    if part == 0 && !figures.years.is_empty() {
        let mut blocks: Vec<Block> = book.sums_chart(plan, &figures.years).into_iter().collect();
        blocks.push(block(book, &book.sums_table(plan, &figures.years)));
        blocks.extend(sources_table(book, plan_ix).map(|table| block(book, &table)));
        sections.push(Section {
            id: "years".to_owned(),
            heading: book.say("money-heading").to_owned(),
            blocks,
        });
    }
    sections.push(Section {
        id: "all".to_owned(),
        heading: book.say("money-by-project").to_owned(),
        blocks: vec![
            block(book, &table(book, plan_ix, part)),
            Block::Notes {
                tone: Tone::Note,
                items: vec![Inline::text(book.say("money-note"))],
            },
        ],
    });
    if let Some(table) = years::table(book, plan_ix, part) {
        sections.push(Section {
            id: "all-years".to_owned(),
            heading: book.say("money-years").to_owned(),
            blocks: vec![
                paragraph(&Inline::text(book.say("money-years-note"))),
                block(book, &table),
            ],
        });
    }
    View {
        frame,
        glance: super::group::glance(book, plan, &figures.whole)
            .into_iter()
            .filter(|_| part == 0)
            .collect(),
        chips: Vec::new(),
        sections,
    }
}

fn table(book: &Book, plan_ix: usize, part: usize) -> Table<'_> {
    let plan = book.plan(plan_ix);
    let here = book.address(&Page::Money(plan_ix, part));
    let year = figures::budget_year(plan);
    let mut columns = vec![Column::text(book.say("project"))];
    if let Some(year) = year {
        for year in [year, year.previous()] {
            columns.push(Column::number(
                book.fill("year-budget", &[("year", &book.short_year(year))]),
            ));
        }
        columns.push(Column::number(book.say("item-change")));
    }
    let caption = book.fill("money-caption", &[("unit", plan.unit.label())]);
    let mut table = Table::new("projects-table".to_owned(), caption, columns);
    for project in plan
        .projects
        .iter()
        .skip(part * ROWS_PER_PAGE)
        .take(ROWS_PER_PAGE)
    {
        let href = here.link_to(&route::project(plan, project));
        let mut cells = Vec::new();
        if let Some(year) = year {
            let (now, before) = (total(project, year), total(project, year.previous()));
            cells.push(value_cell(book, now));
            cells.push(value_cell(book, before));
            let change = now
                .and_then(Value::number)
                .zip(before.and_then(Value::number))
                .and_then(|(now, before)| now.checked_sub(before));
            cells.push(change.map_or_else(|| Cell::absent(book.say("value-no-rate")), number_cell));
        }
        table
            .rows
            .push(Row::new(Cell::link(&project.title, href), cells));
    }
    table
}

fn total(project: &Project, year: crate::model::FiscalYear) -> Option<&Value> {
    let money = project.budget.years.get(&year)?;
    money.budget.as_ref()?.total.as_ref()
}

/// This year's and last year's money by funding source.
fn sources_table(book: &Book, plan_ix: usize) -> Option<Table<'_>> {
    let plan = book.plan(plan_ix);
    let year = figures::budget_year(plan)?;
    let all = &book.plan_figures(plan_ix).whole.projects;
    let years = [year, year.previous()];
    let mut columns = vec![Column::text(book.say("funding"))];
    columns.extend(years.iter().map(|year| {
        Column::number(book.fill("year-budget", &[("year", &book.short_year(*year))]))
    }));
    let caption = book.fill("sources-caption", &[("unit", plan.unit.label())]);
    let mut table = Table::new("sources-table".to_owned(), caption, columns);
    for (ix, funding) in plan.funding.iter().enumerate() {
        let sums = years.map(|year| part_in(plan, all, (year, Stage::Budget), ix));
        if sums.iter().all(Sum::is_empty) {
            continue;
        }
        let cells = sums.iter().map(|sum| sum_cell(book, sum)).collect();
        table.rows.push(Row::new(Cell::text(&funding.name), cells));
    }
    (!table.rows.is_empty()).then_some(table)
}

/// A sum in a cell; it is marked when uncertain amounts are in it and says how many are missing.
fn sum_cell(book: &Book, sum: &Sum) -> Cell<'static> {
    if sum.is_empty() {
        return Cell::absent(book.say("value-none"));
    }
    let cell = number_cell(sum.total);
    let cell = if sum.unsure > 0 {
        cell.unsure(book.say("sum-unsure-note"))
    } else {
        cell
    };
    if sum.missing > 0 {
        cell.note(book.fill("sum-missing", &[("count", &sum.missing.to_string())]))
    } else {
        cell
    }
}

/// How many projects the fullest sum covers.
fn most_counted(years: &[YearSums]) -> usize {
    let counts = years
        .iter()
        .flat_map(|sums| [sums.budget.counted, sums.settled.counted]);
    counts.max().unwrap_or(0)
}

impl Book {
    /// The money of several projects by year.
    pub fn sums_table(&self, plan: &Plan, years: &[YearSums]) -> Table<'static> {
        let columns = vec![
            Column::text(self.say("year")),
            Column::number(self.say("budget")),
            Column::number(self.say("settled")),
            Column::number(self.say("settled-rate")),
        ];
        let caption = self.fill("sums-caption", &[("unit", plan.unit.label())]);
        let mut table = Table::new("sums-table".to_owned(), caption, columns);
        let most = most_counted(years);
        for sums in years {
            let comparable = sums.comparable && sums.budget.counted > 0;
            let rate = figures::money::percent(sums.settled.total, sums.budget.total)
                .filter(|_| comparable);
            let rate = match rate {
                Some(rate) => Cell::number(format!("{rate}％"), None),
                None => Cell::absent(self.say("value-no-rate")),
            };
            let cells = vec![
                self.year_sum(&sums.budget, most),
                self.year_sum(&sums.settled, most),
                rate,
            ];
            table
                .rows
                .push(Row::new(Cell::text(self.year(sums.year)), cells));
        }
        table.notes.push(self.say("sums-note").to_owned());
        table
    }

    /// A sum of one year; where it covers fewer projects than another year, it says how many.
    fn year_sum(&self, sum: &Sum, most: usize) -> Cell<'static> {
        let cell = sum_cell(self, sum);
        if sum.missing == 0 && sum.counted < most && !sum.is_empty() {
            return cell.note(self.fill("sum-of", &[("count", &sum.counted.to_string())]));
        }
        cell
    }
}
