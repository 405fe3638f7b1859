//! What a project costs: its newest budget and the newest accounts, so that who asks for them is answered
//! in the list; and every amount that its page prints, for who knows the number.

use super::{Ask, Maker, Section, is_figure};
use crate::base::decimal::Decimal;
use crate::figures;
use crate::model::{self, FiscalYear, Plan, Project, Stage, Value};
use crate::pages::standing::DOUBT;
use crate::pages::tables::{item_id, item_name};
use crate::pages::{project, yen};
use crate::search::Amount;
use crate::sources::slots::{Slot, Topic};

impl Maker<'_> {
    pub(super) fn money(&mut self, plan: &Plan, project: &Project) {
        // Prose may show the tables, and then no section of their own does.
        let placed = project::placed(self.book, plan, project);
        let slots = [Slot::Chart(Topic::Budget), Slot::Table(Topic::Budget)];
        let is_placed = slots.iter().all(|slot| placed.contains(slot));
        let section = if is_placed && project.budget.notes.is_empty() {
            "about"
        } else {
            "group-budget"
        };
        self.section = Section::Borrowed(section);
        self.amounts(plan, project);
        self.section = Section::Borrowed(section);
        self.changes(plan, project);
        self.totals(plan, project, Stage::Budget, section);
        self.totals(plan, project, Stage::Settled, section);
        self.items(plan, project);
    }

    /// What the project costs in all, the budget of the plan's own year and the newest accounts first.
    fn totals(&mut self, plan: &Plan, project: &Project, stage: Stage, section: &'static str) {
        let (key, ask) = match stage {
            Stage::Budget => ("search-budget", Ask::Budget),
            Stage::Settled => ("search-settled", Ask::Settled),
        };
        let edition = figures::budget_year(plan);
        let years = project.budget.years.keys().rev().copied();
        let mut found: Vec<(FiscalYear, &Value)> = years
            .filter_map(|year| Some((year, project.budget.total(year, stage)?)))
            .filter(|(year, value)| match stage {
                Stage::Budget => Some(*year) == edition || is_figure(value),
                Stage::Settled => project.has_begun(*year) && value.number().is_some(),
            })
            .collect();
        if stage == Stage::Budget {
            found.sort_by_key(|(year, _)| Some(*year) != edition);
        }
        if found.is_empty() {
            return;
        }
        self.section = Section::Borrowed(section);
        self.head(self.book.say(key));
        for (year, value) in found {
            let mut label = self.book.short_year(year);
            if stage == Stage::Budget && is_forecast(plan, year) {
                label = self.book.fill("search-forecast", &[("year", &label)]);
            }
            self.figures([(label, self.amount(plan, value))]);
            if is_figure(value) {
                self.tell(ask, year);
            }
        }
    }

    /// The line items, each with its own amounts: that of the whole project is not theirs.
    fn items(&mut self, plan: &Plan, project: &Project) {
        for (place, item) in project.items.list.iter().enumerate() {
            self.section = Section::Owned(item_id(place));
            self.head(&item.name);
            let amounts = item.amounts.iter().rev();
            for (year, value) in amounts.filter(|(_, value)| is_figure(value)) {
                let key = match is_forecast(plan, *year) {
                    true => "year-forecast",
                    false => "year-budget",
                };
                let label = self
                    .book
                    .fill(key, &[("year", &self.book.short_year(*year))]);
                self.figures([(label, self.amount(plan, value))]);
                self.tell(Ask::Budget, *year);
            }
        }
    }

    /// Every amount of every year. Totals first, because one size is told once.
    fn amounts(&mut self, plan: &Plan, project: &Project) {
        let book = self.book;
        let stages = [
            (Stage::Budget, "search-budget", "year-budget"),
            (Stage::Settled, "search-settled", "year-settled"),
        ];
        let years = || project.budget.years.iter().rev();
        for (year, money) in years() {
            for (stage, key, _) in stages {
                let total = money.stage(stage).and_then(|amount| amount.total.as_ref());
                self.sum(plan, book.say(key), book.short_year(*year), total);
            }
        }
        for (year, money) in years() {
            for (stage, _, key) in stages {
                let label = book.fill(key, &[("year", &book.short_year(*year))]);
                self.parts(plan, &label, money.stage(stage));
            }
        }
        for (place, item) in project.items.list.iter().enumerate() {
            self.section = Section::Owned(item_id(place));
            let name = item_name(item);
            for (year, value) in item.amounts.iter().rev() {
                self.sum(plan, &name, book.short_year(*year), Some(value));
            }
            let label = book.say("item-change").to_owned();
            self.sum(plan, &name, label, item.change.as_ref());
        }
        self.section = Section::Borrowed("items-table-cap");
        if let Some(total) = &project.items.total {
            for (year, value) in &total.amounts {
                let name = book.say("item-total");
                self.sum(plan, name, book.short_year(*year), Some(value));
            }
            self.sum(
                plan,
                book.say("item-change"),
                String::new(),
                total.change.as_ref(),
            );
        }
    }

    fn changes(&mut self, plan: &Plan, project: &Project) {
        let book = self.book;
        for change in &project.budget.changes {
            let (from, to) = (book.short_year(change.from), book.short_year(change.to));
            let label = book.fill("search-years", &[("from", &from), ("to", &to)]);
            let name = book.say("item-change");
            self.sum(plan, name, label.clone(), change.amount.total.as_ref());
            for (funding, value) in &change.amount.parts {
                let args = [("name", &*plan.funding[*funding].name)];
                self.sum(
                    plan,
                    &book.fill("search-change-of", &args),
                    label.clone(),
                    Some(value),
                );
            }
        }
    }

    fn parts(&mut self, plan: &Plan, label: &str, amount: Option<&model::Amount>) {
        for (funding, value) in amount.iter().flat_map(|amount| &amount.parts) {
            let name = &plan.funding[*funding].name;
            self.sum(plan, name, label.to_owned(), Some(value));
        }
    }

    /// One amount, as printed and in words. Who asks for nothing asks for no number.
    fn sum(&mut self, plan: &Plan, name: &str, label: String, value: Option<&Value>) {
        let Some((value, number)) = value.and_then(|value| Some((value, value.number()?))) else {
            return;
        };
        let yen = number.checked_mul(Decimal::from_int(plan.unit.yen()));
        let size = yen.and_then(|yen| yen.abs().to_string().parse().ok());
        let Some(size) = size.filter(|size| *size > 0) else {
            return;
        };
        let mut said = self.book.value_text(value) + self.book.money_unit(plan.unit);
        if let Some(rough) = yen::rough(number, plan.unit, self.book.site.info.lang) {
            said.push_str(self.book.say("parts-separator"));
            said.push_str(&rough);
        }
        if !value.sure {
            said.push_str(DOUBT);
        }
        self.amounts.push(Amount {
            size,
            section: self.section.clone(),
            name: name.to_owned(),
            label,
            value: said,
        });
    }

    fn amount(&self, plan: &Plan, value: &Value) -> String {
        let Some(number) = value.number() else {
            return self.book.value_text(value);
        };
        let mut said = self.book.rounded(number, plan.unit);
        if !value.sure {
            said.push_str(DOUBT);
        }
        said
    }
}

/// Whether a budget is of a year after the plan's own.
fn is_forecast(plan: &Plan, year: FiscalYear) -> bool {
    figures::budget_year(plan).is_some_and(|edition| year > edition)
}
