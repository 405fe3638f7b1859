//! What a project costs: its newest budget and the newest accounts, so that who asks for them is answered
//! in the list; and every amount that its page prints, for who knows the number.

use super::{Maker, Section};
use crate::base::decimal::Decimal;
use crate::figures;
use crate::model::{self, Plan, Project, Stage, Value};
use crate::pages::standing::DOUBT;
use crate::pages::tables::item_name;
use crate::pages::{project, yen};
use crate::search::{Amount, Text};
use crate::sources::slots::{Slot, Topic};

impl Maker<'_> {
    pub(super) fn money(&mut self, plan: &Plan, project: &Project) {
        let total = |year, stage| project.budget.total(year, stage);
        let budget = figures::budget_year(plan)
            .and_then(|year| Some((year, total(year, Stage::Budget)?)))
            .map(|found| ("search-budget", found));
        let mut years = project.budget.years.keys().rev();
        let settled = years.find_map(|year| {
            let value = total(*year, Stage::Settled)?;
            let is_told = project.has_begun(*year) && value.number().is_some();
            is_told.then_some(("search-settled", (*year, value)))
        });
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
        for (key, (year, value)) in budget.into_iter().chain(settled) {
            let told = (self.book.short_year(year), self.amount(plan, value));
            self.heads.push(Text {
                text: self.book.say(key).to_owned(),
                section: Section::Borrowed(section),
                value: Some(told),
            });
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
        for item in &project.items.list {
            self.section = Section::Borrowed("items-table-cap");
            let name = item_name(item);
            for (year, value) in item.amounts.iter().rev() {
                self.sum(plan, &name, book.short_year(*year), Some(value));
            }
            let label = book.say("item-change").to_owned();
            self.sum(plan, &name, label, item.change.as_ref());
        }
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
