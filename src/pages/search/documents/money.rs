//! What a project costs: its newest budget and the newest accounts, so that who asks for them is answered
//! in the list. The amounts themselves are shown, not searched.

use super::{Maker, Section};
use crate::figures;
use crate::model::{Plan, Project, Stage, Value};
use crate::pages::project;
use crate::pages::standing::DOUBT;
use crate::search::Text;
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
        for (key, (year, value)) in budget.into_iter().chain(settled) {
            let told = (self.book.short_year(year), self.amount(plan, value));
            self.heads.push(Text {
                text: self.book.say(key).to_owned(),
                section: Section::Borrowed(section),
                value: Some(told),
            });
        }
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
