//! All money of a plan: its years, its funding, and every project, first with this year's and last
//! year's budget, then with who pays for it, with its line items, and with all years.

mod parts;
mod years;

use super::book::{Book, Head, fact};
use super::indicators::{paragraph, part_heading, turn};
use super::route::{self, Page};
use super::said;
use super::tables::{block, change_cell, ends, number_cell, parted, value_cell};
use super::view::{Block, Fact, Inline, Section, View};
use crate::base::decimal::Decimal;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::money::{YearSums, part_in};
use crate::figures::{self, Sum, Tally};
use crate::model::{FiscalYear, Plan, Project, Stage, Value};

pub fn view(book: &Book, plan_ix: usize, part: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Money(plan_ix, part);
    let mut frame = book.frame(Head {
        page: &page,
        kind: "money",
        heading: part_heading(book, "money-all-heading", part),
        kicker: plan.short.clone(),
        summary: answer(book, plan_ix).unwrap_or_default(),
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
    if part == 0 && figures.has_money() {
        let blocks = book.sums(plan, &figures.years);
        sections.push(section(book, "years", "money-heading", blocks));
    }
    let mut blocks = Vec::new();
    if part == 0
        && let Some(said) = largest(book, plan_ix)
    {
        blocks.push(paragraph(&Inline::text(&said)));
    }
    blocks.push(block(book, &table(book, plan_ix, part)));
    sections.push(section(book, "all", "money-by-project", blocks));
    let sources = sources_table(book, plan_ix).filter(|_| part == 0);
    let mut blocks: Vec<Block> = sources.iter().map(|table| block(book, table)).collect();
    let of_projects = parts::funding(book, plan_ix, part);
    blocks.extend(of_projects.map(|table| fold(book, "fold-money-sources", &table)));
    if !blocks.is_empty() {
        sections.push(section(book, "sources", "group-funding", blocks));
    }
    if let Some(table) = parts::items(book, plan_ix, part) {
        let changes = parts::changes(book, plan_ix).filter(|_| part == 0);
        let changes = changes.iter().map(|table| block(book, table));
        let all = fold(book, "fold-money-items", &table);
        let blocks = changes.chain([all]).collect();
        sections.push(section(book, "items", "money-items", blocks));
    }
    if let Some(table) = years::table(book, plan_ix, part) {
        let blocks = vec![fold(book, "fold-money-years", &table)];
        sections.push(section(book, "all-years", "money-years", blocks));
    }
    View {
        frame,
        glance: glance(book, plan_ix),
        chips: Vec::new(),
        sections,
    }
}

fn section(book: &Book, id: &str, heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading: book.say(heading).to_owned(),
        blocks,
    }
}

/// A table of many rows, one tap away.
fn fold(book: &Book, label: &str, table: &Table<'_>) -> Block {
    Block::Fold {
        label: book.fill(label, &[("count", &table.rows.len().to_string())]),
        blocks: vec![block(book, table)],
    }
}

/// This year's money, its change, how much of an earlier budget was spent, and the largest project.
fn glance(book: &Book, plan_ix: usize) -> Vec<Fact> {
    let plan = book.plan(plan_ix);
    let figures = book.plan_figures(plan_ix);
    let whole = &figures.whole;
    let mut facts = Vec::new();
    let Some(year) = whole.year.filter(|_| !whole.budget.is_empty()) else {
        return facts;
    };
    let label = book.fill("tile-budget", &[("year", &book.brief_year(year))]);
    facts.push(fact(&label, book.sum(&whole.budget, plan.unit)));
    let change = whole.budget.total.checked_sub(whole.before.total);
    if let Some(change) = change.filter(|_| **figures.comparable) {
        let said = book.amount(change, plan.unit);
        facts.push(fact(book.say("glance-change"), said));
    }
    let spent = figures.years.iter().rev().find_map(|sums| {
        let is_so = sums.comparable && sums.settled.counted > 0;
        let rate = figures::money::percent(sums.settled.total, sums.budget.total);
        Some((sums.year, rate.filter(|_| is_so)?))
    });
    if let Some((year, rate)) = spent {
        let label = book.fill("tile-rate", &[("year", &book.brief_year(year))]);
        let mut said = Inline::text(&book.percent(rate));
        said.push(&Inline::small(book.say("rate-formula")));
        facts.push(fact(&label, said));
    }
    if let Some(first) = figures.orders.by_budget.first() {
        let project = &plan.projects[*first];
        let here = book.address(&Page::Money(plan_ix, 0));
        let href = here.link_to(&route::project(plan, project));
        let mut said = Inline::link(&project.title, &href);
        let amount = total(project, year).and_then(Value::number);
        let about = amount_of_whole(book, plan, amount, whole);
        said.push(&book.aside(&about.iter().map(String::as_str).collect::<Vec<_>>()));
        facts.push(fact(book.say("glance-largest"), said));
    }
    facts
}

/// 「約43億3,751万円」 and 「39.1％」; the share only of a whole that is known and sure.
fn amount_of_whole(
    book: &Book,
    plan: &Plan,
    amount: Option<Decimal>,
    whole: &Tally,
) -> Vec<String> {
    let share = amount.and_then(|amount| figures::money::percent(amount, whole.budget.total));
    let share = share.filter(|_| is_certain(plan, &whole.budget));
    let amount = amount.map(|amount| book.rounded(amount, plan.unit));
    let share = share.map(|share| book.percent(share));
    amount.into_iter().chain(share).collect()
}

/// How many projects are "the largest".
const LARGEST: usize = 3;

/// 「大きい順に3つの事業で、全体の82.3％です。」 Only where the whole is known and there are many more.
fn largest(book: &Book, plan_ix: usize) -> Option<String> {
    let plan = book.plan(plan_ix);
    let figures = book.plan_figures(plan_ix);
    let (year, sum) = (figures.whole.year?, figures.whole.budget);
    if !is_certain(plan, &sum) || sum.counted < 2 * LARGEST {
        return None;
    }
    let first = figures.orders.by_budget.get(..LARGEST)?;
    let part = figures::money::total_in(plan, first, year, Stage::Budget);
    let share = figures::money::percent(part.total, sum.total)?;
    let names = first.iter().map(|ix| plan.projects[*ix].title.as_str());
    let args = [
        ("count", &*LARGEST.to_string()),
        (
            "names",
            &*names.collect::<Vec<_>>().join(book.say("list-separator")),
        ),
        ("share", &*share.to_string()),
    ];
    Some(book.fill("money-largest", &args))
}

/// 「令和8年度の予算は、14事業で約111億570万円です。前の年度より約1億3,577万円少なくなっています。」
/// Nothing for a plan that prints no budget of its year.
pub fn answer(book: &Book, plan_ix: usize) -> Option<String> {
    let plan = book.plan(plan_ix);
    let tally = &book.plan_figures(plan_ix).whole;
    let year = tally.year.filter(|_| !tally.budget.is_empty())?;
    let rounded = |amount| book.rounded(amount, plan.unit);
    let args = [
        ("year", &*book.year(year)),
        ("count", &*tally.budget.counted.to_string()),
        ("amount", &*rounded(tally.budget.total)),
    ];
    let mut said = book.fill("money-answer", &args);
    if tally.budget.missing > 0 {
        let args = [("count", &*tally.budget.missing.to_string())];
        said.push_str(&book.fill("money-answer-missing", &args));
    }
    let change = tally.budget.total.checked_sub(tally.before.total);
    if let Some(change) =
        change.filter(|change| **book.plan_figures(plan_ix).comparable && !change.is_zero())
    {
        let key = if change.is_negative() {
            "money-answer-less"
        } else {
            "money-answer-more"
        };
        let args = [("amount", &*rounded(change.abs()))];
        said.push_str(&book.fill(key, &args));
    }
    Some(said)
}

fn table(book: &Book, plan_ix: usize, part: usize) -> Table<'_> {
    let plan = book.plan(plan_ix);
    let here = book.address(&Page::Money(plan_ix, part));
    let year = figures::budget_year(plan);
    let mut columns = vec![Column::text(book.say("project"))];
    let whole = book.plan_figures(plan_ix).whole.budget;
    if let Some(year) = year {
        let label = |year| book.fill("year-budget", &[("year", &book.short_year(year))]);
        columns.push(Column::number(label(year)));
        columns.push(Column::number(book.say("share")));
        columns.push(Column::number(label(year.previous())));
        columns.push(Column::number(book.say("item-change")));
    }
    let caption = book.fill("money-caption", &[("unit", book.money_unit(plan.unit))]);
    let mut table = Table::new("projects-table".to_owned(), caption, columns);
    for project in parts::projects(book, plan_ix, part) {
        let href = here.link_to(&route::project(plan, project));
        let mut cells = Vec::new();
        if let Some(year) = year {
            let (now, before) = (total(project, year), total(project, year.previous()));
            let number = now.and_then(Value::number);
            let share = number
                .and_then(|now| figures::money::percent(now, whole.total))
                .filter(|_| is_certain(plan, &whole));
            let none = || Cell::absent(book.say("value-no-rate"));
            cells.push(budget_cell(book, project, year));
            cells.push(share.map_or_else(none, |share| share_cell(book, share)));
            cells.push(budget_cell(book, project, year.previous()));
            let change = number
                .zip(before.and_then(Value::number))
                .and_then(|(now, before)| now.checked_sub(before));
            cells.push(change.map_or_else(none, change_cell));
        }
        table
            .rows
            .push(Row::new(Cell::link(&project.title, href), cells));
    }
    table.notes.push(book.say("money-note").to_owned());
    table
}

/// A share in percent, drawn beside its figure; one below zero or above the whole has no drawing.
fn share_cell<'a>(book: &Book, share: Decimal) -> Cell<'a> {
    const WHOLE: usize = 1000;
    let cell = Cell::number(book.percent(share), None);
    let part = share.checked_mul(Decimal::from_int(10));
    let part = part.and_then(|part| part.round(0).to_string().parse().ok());
    match part.filter(|part| *part <= WHOLE) {
        Some(part) => cell.share(part, WHOLE),
        None => cell,
    }
}

/// A share is told of a whole that is known, sure and public.
fn is_certain(plan: &Plan, whole: &Sum) -> bool {
    whole.missing == 0 && whole.unsure == 0 && !plan.partial.projects
}

/// What was planned for a year, or that it is not told yet.
fn budget_cell<'a>(book: &'a Book, project: &'a Project, year: FiscalYear) -> Cell<'a> {
    let amount = total(project, year);
    if amount.is_none() && project.budget.is_closed(year, Stage::Budget) {
        return Cell::absent(book.say("value-unpublished"));
    }
    value_cell(book, amount)
}

fn total(project: &Project, year: FiscalYear) -> Option<&Value> {
    project.budget.total(year, Stage::Budget)
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
    columns.insert(2, Column::number(book.say("share")));
    let whole = book.plan_figures(plan_ix).whole.budget;
    let caption = book.fill("sources-caption", &[("unit", book.money_unit(plan.unit))]);
    let mut table = Table::new("sources-table".to_owned(), caption, columns);
    let sums_of = |ix| years.map(|year| part_in(plan, all, (year, Stage::Budget), ix));
    let single = plan
        .funding
        .iter()
        .enumerate()
        .filter(|(_, one)| one.sum.is_empty());
    let mut parts = single.map(|(ix, _)| sums_of(ix)[0].total);
    let together = parts.try_fold(Decimal::ZERO, Decimal::checked_add);
    let is_whole = together == Some(whole.total) && is_certain(plan, &whole);
    let share = |part: &Sum| {
        let share = figures::money::percent(part.total, whole.total);
        match share.filter(|_| is_whole && !part.is_empty()) {
            Some(share) => share_cell(book, share),
            None => Cell::absent(book.say("value-no-rate")),
        }
    };
    for (ix, funding) in plan.funding.iter().enumerate() {
        let sums = sums_of(ix);
        // Where the parts tell the whole, a combination of some of them, printed of some projects only,
        // would say the same twice and look like a sum that it is not.
        if sums.iter().all(Sum::is_empty) || is_whole && !funding.sum.is_empty() {
            continue;
        }
        let mut cells: Vec<Cell<'_>> = sums.iter().map(|sum| sum_cell(book, sum)).collect();
        cells.insert(1, share(&sums[0]));
        table.rows.push(Row::new(Cell::text(&funding.name), cells));
    }
    if !table.rows.is_empty() {
        let before = &book.plan_figures(plan_ix).whole.before;
        let cells = vec![
            sum_cell(book, &whole),
            share(&whole),
            sum_cell(book, before),
        ];
        let head = Cell::text(book.say("total"));
        table.rows.push(Row::total(head, cells));
    }
    (!table.rows.is_empty()).then_some(table)
}

/// A sum in a cell; it is marked when uncertain amounts are in it and says how many are missing.
fn sum_cell<'a>(book: &'a Book, sum: &Sum) -> Cell<'a> {
    if sum.is_empty() {
        return Cell::absent(book.no_sum(sum));
    }
    let cell = number_cell(sum.total);
    let cell = if sum.unsure > 0 {
        cell.unsure(book.say("sum-unsure-note"))
    } else {
        cell
    };
    if sum.missing > 0 {
        cell.note(book.fill("sum-missing-note", &[("count", &sum.missing.to_string())]))
    } else {
        cell
    }
}

/// How many projects the fullest sum covers.
pub(super) fn most_counted(years: &[YearSums]) -> usize {
    let counts = years
        .iter()
        .flat_map(|sums| [sums.budget.counted, sums.settled.counted]);
    counts.max().unwrap_or(0)
}

impl Book {
    /// The money of several projects by year: drawn, and in tables. All pages that tell it tell it so.
    pub fn sums(&self, plan: &Plan, years: &[YearSums]) -> Vec<Block> {
        let mut tables = self.sums_tables(plan, years);
        // Money of years before a project began belongs to something else, and could be taken for growth.
        let early = years.iter().filter(|sums| sums.early > 0);
        let early: Vec<_> = early.map(|sums| self.short_year(sums.year)).collect();
        if let Some(table) = tables.last_mut().filter(|_| !early.is_empty()) {
            let names = early.join(self.say("list-separator"));
            let said = self.fill("sums-early", &[("years", &names)]);
            table.notes.push(said);
        }
        let chart = self.sums_chart(plan, years).into_iter();
        let tables = tables.iter().map(|table| block(self, table));
        chart.chain(tables).collect()
    }

    /// Years with accounts, and the budgets of those behind them.
    fn sums_tables(&self, plan: &Plan, years: &[YearSums]) -> Vec<Table<'_>> {
        let most = most_counted(years);
        let (settled, open) = parted(years, |sums| sums.settled.is_there());
        let mut tables = Vec::with_capacity(2);
        if !settled.is_empty() {
            tables.push(self.settled_sums(plan, settled, most));
        }
        if let Some((from, to)) = ends(open.iter().map(|sums| sums.year)) {
            let mut table = self.open_table(plan, ("sums", tables.len()), (from, to));
            table.rows.extend(open.iter().map(|sums| {
                let budget = self.whole_sum(&sums.budget, most);
                Row::new(Cell::text(self.year(sums.year)), vec![budget])
            }));
            tables.push(table);
        }
        tables
    }

    fn settled_sums(&self, plan: &Plan, years: &[YearSums], most: usize) -> Table<'_> {
        let columns = vec![
            Column::text(self.say("year")),
            Column::number(self.say("budget")),
            Column::number(self.say("settled")),
            Column::number(self.say("settled-rate")),
        ];
        let caption = self.fill("sums-caption", &[("unit", self.money_unit(plan.unit))]);
        let mut table = Table::new("sums-table".to_owned(), caption, columns);
        for sums in years {
            let comparable = sums.comparable && sums.budget.counted > 0;
            let rate = figures::money::percent(sums.settled.total, sums.budget.total)
                .filter(|_| comparable);
            let rate = match rate {
                Some(rate) => Cell::number(self.percent(rate), None),
                None => Cell::absent(self.say("value-no-rate")),
            };
            let cells = vec![
                self.whole_sum(&sums.budget, most),
                self.whole_sum(&sums.settled, most),
                rate,
            ];
            table
                .rows
                .push(Row::new(Cell::text(self.year(sums.year)), cells));
        }
        table.notes.push(self.say("sums-note").to_owned());
        table
    }

    /// A sum that stands beside those of other years; one that covers only some of the projects says so
    /// first, so that nobody compares it.
    fn whole_sum(&self, sum: &Sum, most: usize) -> Cell<'_> {
        if sum.is_empty() || sum.missing == 0 && sum.counted >= most {
            return sum_cell(self, sum);
        }
        let count = sum.counted.to_string();
        let amount = said::signed(sum.total);
        let note = self.fill("sum-only-note", &[("count", &count), ("amount", &amount)]);
        Cell::absent(self.say("sum-only")).note(note)
    }

    /// A sum of one year; where it covers fewer projects than another year, it says how many.
    fn year_sum(&self, sum: &Sum, most: usize) -> Cell<'_> {
        let cell = sum_cell(self, sum);
        if sum.missing == 0 && sum.counted < most && !sum.is_empty() {
            return cell.note(self.fill("sum-of", &[("count", &sum.counted.to_string())]));
        }
        cell
    }
}
