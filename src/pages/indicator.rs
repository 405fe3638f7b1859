//! One indicator as it stands on the page of its project, its policy or its plan.

use super::book::Book;
use super::project::notes;
use super::tables::block;
use super::view::{Block, Chip, Tone};
use crate::figures::tally::latest_verdict;
use crate::model::{Indicator, Plan, Role};
use crate::sources::slots::Slot;

impl Book {
    /// One indicator with its chart, its table and what is to be known of it. `placed` are slots that
    /// prose shows elsewhere.
    pub fn indicator_block(&self, plan: &Plan, indicator: &Indicator, placed: &[Slot]) -> Block {
        let mut blocks = Vec::new();
        if !placed.contains(&Slot::IndicatorChart(indicator.slot)) {
            blocks.extend(self.indicator_chart(indicator));
        }
        if !indicator.years.is_empty() {
            blocks.push(block(self, &self.indicator_table(plan, indicator)));
        }
        let mut said = Vec::new();
        if let Some(before) = indicator.replaces {
            said.push(self.fill("indicator-replaces", &[("slot", &before.to_string())]));
        }
        if let Some(same) = &indicator.same_as {
            let title = &plan.policies[same.policy].title;
            said.push(self.fill("indicator-same", &[("title", title)]));
        }
        said.extend(indicator.notes.iter().cloned());
        if indicator.years.is_empty() {
            said.push(self.say("indicator-no-years").to_owned());
        }
        blocks.extend(notes(&said));
        let slot = indicator.slot.to_string();
        let args = [("slot", &*slot), ("name", &*indicator.name)];
        Block::Group {
            id: format!("indicator-{slot}"),
            heading: self.fill("indicator-heading", &args),
            chips: self.indicator_chips(indicator),
            blocks,
        }
    }

    fn indicator_chips(&self, indicator: &Indicator) -> Vec<Chip> {
        let mut chips = Vec::new();
        let words = [
            (indicator.role == Some(Role::Output), "role-output"),
            (indicator.role == Some(Role::Outcome), "role-outcome"),
            (indicator.cumulative, "cumulative"),
        ];
        for (is_so, key) in words {
            if is_so {
                chips.push(Chip {
                    label: self.say(key).to_owned(),
                    tone: Tone::Plain,
                });
            }
        }
        if let Some((year, verdict)) = latest_verdict(indicator)
            && let Some(chip) = self.verdict_chip(verdict)
        {
            let args = [("year", &*self.short_year(year)), ("verdict", &*chip.label)];
            let label = self.fill("chip-verdict", &args);
            chips.push(Chip { label, ..chip });
        }
        chips
    }
}
