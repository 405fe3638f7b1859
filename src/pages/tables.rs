//! The tables of a project: the money by year, the funding, the line items. `series` has those of
//! indicators.
//!
//! Every cell is named by its headers, and every value keeps its printed form; a value that is not
//! there is a word. Notes below a table say what its marks mean.

use super::book::Book;
use super::said::{plus, signed};
use super::view::Block;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures;
use crate::model::value::Kind;
use crate::model::{Amount, Evidence, FiscalYear, Item, Plan, Project, Stage, Value, YearMoney};

/// How the id of a table ends of which the word that opens it tells all: paper has that word alone.
pub const TOLD: &str = "-told";

/// A table as a block of a page.
pub fn block(book: &Book, table: &Table<'_>) -> Block {
    Block::Table {
        html: table.html(book.words()),
        markdown: table.markdown(book.words()),
    }
}

/// A cell for a value; `None` when the document has no such cell at all.
pub fn value_cell<'a>(book: &'a Book, value: Option<&'a Value>) -> Cell<'a> {
    let Some(value) = value else {
        return Cell::absent(book.say("value-none"));
    };
    let cell = match book.missing_word(value) {
        Some(word) => match value.kind() {
            Kind::Blank if value.sure && value.note().is_none() => Cell::blank(word),
            _ => Cell::absent(word),
        },
        None => match value.spoken() {
            None if value.quantity().is_none() => Cell::text(book.printed(value)),
            spoken => Cell::number(book.printed(value), spoken),
        },
    };
    let note = value.note().unwrap_or_default();
    match (value.sure, note) {
        (false, reason) => cell.unsure(reason),
        (true, "") => cell,
        (true, note) => cell.note(note),
    }
}

/// A cell for a derived difference, which says its sign both ways.
pub fn change_cell<'a>(change: crate::base::decimal::Decimal) -> Cell<'a> {
    if change.is_negative() {
        number_cell(change)
    } else {
        Cell::number(plus(change), None)
    }
}

/// A cell for a derived number.
pub fn number_cell(number: crate::base::decimal::Decimal) -> Cell<'static> {
    let spoken = number
        .is_negative()
        .then(|| format!("マイナス{}", number.abs().grouped()));
    Cell::number(signed(number), spoken)
}

fn total(money: &YearMoney, stage: Stage) -> Option<&Value> {
    money.stage(stage)?.total.as_ref()
}

/// Amounts with what each is called.
type FundingRows<'a> = Vec<(String, &'a Amount)>;

/// Whether a part of an amount is a plain nought.
fn is_zero(amount: &Amount, part: usize) -> bool {
    amount.part(part).is_some_and(|value| {
        let is_zero = value.number().is_some_and(|number| number.is_zero());
        is_zero && value.sure && value.note().is_none()
    })
}

/// The entries up to the last of which something is known, and those behind it; a single one of those
/// stays where it is.
pub fn parted<T>(list: &[T], is_known: impl Fn(&T) -> bool) -> (&[T], &[T]) {
    let known = list.iter().rposition(is_known).map_or(0, |last| last + 1);
    let is_alone = known > 0 && known + 1 == list.len();
    list.split_at(if is_alone { list.len() } else { known })
}

/// The first and the last year.
pub fn ends(
    mut years: impl DoubleEndedIterator<Item = FiscalYear>,
) -> Option<(FiscalYear, FiscalYear)> {
    let first = years.next()?;
    Some((first, years.next_back().unwrap_or(first)))
}

impl Book {
    /// The money by year: budget, settled, their difference and rate; and the budgets of the years behind
    /// the last with accounts, which have nothing to be compared with.
    pub fn budget_tables<'a>(&'a self, plan: &Plan, project: &'a Project) -> Vec<Table<'a>> {
        let years: Vec<(FiscalYear, &YearMoney)> = project
            .budget
            .years
            .iter()
            .map(|(year, money)| (*year, money))
            .collect();
        let (settled, open) = parted(&years, |(_, money)| total(money, Stage::Settled).is_some());
        let mut tables = Vec::with_capacity(2);
        if !settled.is_empty() {
            tables.push(self.settled_table(plan, settled));
        }
        if let Some((from, to)) = ends(open.iter().map(|(year, _)| *year)) {
            let mut table = self.open_table(plan, ("budget", tables.len()), (from, to));
            table.rows.extend(open.iter().map(|(year, money)| {
                let budget = value_cell(self, total(money, Stage::Budget));
                Row::new(self.money_year(plan, *year), vec![budget])
            }));
            tables.push(table);
        }
        tables
    }

    /// An empty table for budgets of years without accounts, which it says below. It has an id of its own
    /// where a table stands before it.
    pub fn open_table(
        &self,
        plan: &Plan,
        (key, place): (&str, usize),
        (from, to): (FiscalYear, FiscalYear),
    ) -> Table<'_> {
        let id = match place {
            0 => format!("{key}-table"),
            _ => format!("{key}-open-table"),
        };
        let args = [("unit", self.money_unit(plan.unit))];
        let caption = self.fill(&format!("{key}-open-caption"), &args);
        let columns = vec![
            Column::text(self.say("year")),
            Column::number(self.say("budget")),
        ];
        let mut table = Table::new(id, caption, columns);
        let said = self.gap(self.say("settled"), (from, to), self.say("value-none"));
        table.notes.push(said);
        table
    }

    fn settled_table<'a>(
        &'a self,
        plan: &Plan,
        years: &[(FiscalYear, &'a YearMoney)],
    ) -> Table<'a> {
        let unit = self.money_unit(plan.unit);
        let columns = vec![
            Column::text(self.say("year")),
            Column::number(self.say("budget")),
            Column::number(self.say("settled")),
            Column::number(self.say("settled-difference")),
            Column::number(self.say("settled-rate")),
        ];
        let caption = self.fill("budget-caption", &[("unit", unit)]);
        let mut table = Table::new("budget-table".to_owned(), caption, columns);
        for (year, money) in years {
            let (budget, settled) = (total(money, Stage::Budget), total(money, Stage::Settled));
            let execution = budget
                .zip(settled)
                .and_then(|(budget, settled)| figures::execution(budget, settled));
            let none = || Cell::absent(self.say("value-no-rate"));
            table.rows.push(Row::new(
                self.money_year(plan, *year),
                vec![
                    value_cell(self, budget),
                    value_cell(self, settled),
                    execution.map_or_else(none, |e| change_cell(e.difference)),
                    execution
                        .and_then(|e| e.rate)
                        .map_or_else(none, |rate| Cell::number(self.percent(rate), None)),
                ],
            ));
        }
        table.notes.push(self.say("budget-note").to_owned());
        table
    }

    /// A year of money; one after the plan's own says that it is a forecast.
    fn money_year(&self, plan: &Plan, year: FiscalYear) -> Cell<'_> {
        let cell = Cell::text(self.year(year));
        match figures::budget_year(plan) {
            Some(edition) if year > edition => cell.note(self.say("forecast")),
            _ => cell,
        }
    }

    /// Every part of every amount that is printed by funding source. Documents print some years in full
    /// and of others only a combination; each of these forms gets a table of its own, so that no cell is
    /// there only to say that there is none. The fullest comes first, because it answers best, with sources
    /// that gave nothing in a table behind it, whose caption has said all.
    pub fn funding_tables<'a>(&'a self, plan: &'a Plan, project: &'a Project) -> Vec<Table<'a>> {
        let mut forms: Vec<(Vec<usize>, FundingRows<'_>)> = Vec::new();
        for (label, amount) in self.funding_rows(project) {
            let mut parts: Vec<usize> = amount.parts.iter().map(|(ix, _)| *ix).collect();
            parts.sort_unstable();
            match forms.iter_mut().find(|(form, _)| *form == parts) {
                Some((_, rows)) => rows.push((label, amount)),
                None => forms.push((parts, vec![(label, amount)])),
            }
        }
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        let mut tables = Vec::with_capacity(forms.len() + 1);
        for (place, (parts, rows)) in forms.iter().enumerate() {
            let is_nothing =
                |part: &usize| place == 0 && rows.iter().all(|row| is_zero(row.1, *part));
            let (nothing, given): (Vec<usize>, Vec<usize>) =
                parts.iter().partition(|ix| is_nothing(ix));
            if given.is_empty() || nothing.is_empty() {
                tables.push(self.funding_form(plan, parts, rows, tables.len() + 1));
                continue;
            }
            tables.push(self.funding_form(plan, &given, rows, tables.len() + 1));
            let mut table = self.funding_form(plan, &nothing, rows, tables.len() + 1);
            let args = [
                ("unit", self.money_unit(plan.unit)),
                ("parts", &*self.funding_names(plan, &nothing)),
            ];
            table.caption = self.fill("funding-nothing-caption", &args);
            table.id = format!("funding{TOLD}");
            tables.push(table);
        }
        tables
    }

    fn funding_names(&self, plan: &Plan, parts: &[usize]) -> String {
        let names = parts.iter().map(|ix| plan.funding[*ix].name.as_str());
        let names: Vec<&str> = names.collect();
        names.join(self.say("parts-separator"))
    }

    /// A table of these parts of some amounts.
    fn funding_form<'a>(
        &'a self,
        plan: &'a Plan,
        parts: &[usize],
        rows: &[(String, &'a Amount)],
        number: usize,
    ) -> Table<'a> {
        let mut columns = vec![
            Column::text(self.say("year")),
            Column::number(self.say("total")),
        ];
        columns.extend(
            parts
                .iter()
                .map(|ix| Column::number(&plan.funding[*ix].name)),
        );
        let args = [
            ("unit", self.money_unit(plan.unit)),
            ("parts", &*self.funding_names(plan, parts)),
        ];
        let id = format!("funding-table-{number}");
        let mut table = Table::new(id, self.fill("funding-caption", &args), columns);
        table.rows.extend(rows.iter().map(|(label, amount)| {
            let mut cells = vec![value_cell(self, amount.total.as_ref())];
            cells.extend(parts.iter().map(|ix| value_cell(self, amount.part(*ix))));
            Row::new(Cell::text(label.clone()), cells)
        }));
        table
    }

    fn funding_rows<'a>(&self, project: &'a Project) -> FundingRows<'a> {
        let mut rows = Vec::new();
        for (year, money) in &project.budget.years {
            for (stage, key) in [
                (Stage::Budget, "year-budget"),
                (Stage::Settled, "year-settled"),
            ] {
                if let Some(amount) = money.stage(stage).filter(|a| !a.parts.is_empty()) {
                    rows.push((self.fill(key, &[("year", &self.year(*year))]), amount));
                }
            }
        }
        for change in &project.budget.changes {
            let (from, to) = (self.short_year(change.from), self.short_year(change.to));
            rows.push((
                self.fill("year-change", &[("from", &from), ("to", &to)]),
                &change.amount,
            ));
        }
        rows
    }

    /// The line items: this year, last year, the difference and its reason, all as printed.
    pub fn items_table<'a>(&'a self, plan: &Plan, project: &'a Project) -> Option<Table<'a>> {
        let years = item_years(project);
        if project.items.list.is_empty() {
            return None;
        }
        let mut columns = vec![Column::text(self.say("item"))];
        columns.extend(years.iter().map(|year| Column::number(self.year(*year))));
        // A document that prints neither, or a release that does not tell them yet, has no such columns.
        let list = &project.items.list;
        let total = project.items.total.as_ref();
        let has_change = list.iter().any(|item| item.change.is_some())
            || total.is_some_and(|total| total.change.is_some());
        let has_reason = list.iter().any(|item| item.reason.is_some());
        if has_change {
            columns.push(Column::number(self.say("item-change")));
        }
        if has_reason {
            columns.push(Column::text(self.say("item-reason")));
        }
        let caption = self.fill("items-caption", &[("unit", self.money_unit(plan.unit))]);
        let mut table = Table::new("items-table".to_owned(), caption, columns);
        for (place, item) in list.iter().enumerate() {
            let mut cells: Vec<Cell<'_>> = years
                .iter()
                .map(|year| value_cell(self, item.amounts.get(year)))
                .collect();
            if has_change {
                cells.push(value_cell(self, item.change.as_ref()));
            }
            if has_reason {
                cells.push(value_cell(self, item.reason.as_ref()));
            }
            let row = Row::new(Cell::text(item_name(item)), cells);
            table.rows.push(row.named(item_id(place)));
        }
        if let Some(total) = total {
            let mut cells: Vec<Cell<'_>> = years
                .iter()
                .map(|year| value_cell(self, total.amounts.get(year)))
                .collect();
            if has_change {
                cells.push(value_cell(self, total.change.as_ref()));
            }
            if has_reason {
                cells.push(Cell::absent(self.say("value-none")));
            }
            table
                .rows
                .push(Row::total(Cell::text(self.say("item-total")), cells));
        }
        Some(table)
    }

    /// Loose figures that the document gives as reasons.
    pub fn evidence_table<'a>(&'a self, list: &'a [Evidence]) -> Option<Table<'a>> {
        if list.is_empty() {
            return None;
        }
        let mut columns = vec![
            Column::text(self.say("evidence-label")),
            Column::text(self.say("evidence-period")),
            Column::number(self.say("evidence-value")),
        ];
        let is_dated = list.iter().any(|evidence| !evidence.period.is_empty());
        if !is_dated {
            columns.remove(1);
        }
        let caption = self.say("evidence-caption").to_owned();
        let mut table = Table::new("evidence-table".to_owned(), caption, columns);
        for evidence in list {
            let period = if evidence.period.is_empty() {
                Cell::absent(self.say("value-none"))
            } else {
                Cell::text(&evidence.period)
            };
            let mut cells = vec![period, value_cell(self, Some(&evidence.value))];
            if !is_dated {
                cells.remove(0);
            }
            table
                .rows
                .push(Row::new(Cell::text(&evidence.label), cells));
        }
        Some(table)
    }
}

/// The years that line items print, newest first.
pub fn item_years(project: &Project) -> Vec<FiscalYear> {
    let mut years: Vec<_> = project
        .items
        .list
        .iter()
        .flat_map(|item| item.amounts.keys().copied())
        .collect();
    years.sort_unstable();
    years.dedup();
    years.reverse();
    years
}

/// The id of a line item's row on its page, to which the search leads.
pub fn item_id(place: usize) -> String {
    format!("item-{}", place + 1)
}

pub fn item_name(item: &Item) -> String {
    if item.no.is_empty() {
        item.name.clone()
    } else {
        format!("{}　{}", item.no, item.name)
    }
}
