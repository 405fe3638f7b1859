//! A project in a sentence: what is written of it, else what its page holds.

use super::super::view::{Block, Section};
use super::Sheet;

impl Sheet<'_> {
    /// What is said of the project; without such words, what its page holds.
    pub(super) fn summary(&self, sections: &[Section]) -> String {
        let own = self
            .book
            .documents
            .project(self.plan, self.project)
            .map_or("", |document| &document.summary);
        let own = self.book.summary(&self.project.summary, own);
        if !own.is_empty() {
            return own.to_owned();
        }
        let mut held: Vec<&str> = Vec::new();
        for section in sections {
            let word = self.held(section).unwrap_or_default();
            if !word.is_empty() && !held.contains(&word) {
                held.push(word);
            }
        }
        let key = if held.is_empty() {
            "project-summary-bare"
        } else {
            "project-summary"
        };
        let held = held.join(self.book.say("held-separator"));
        let args = [
            ("title", &*self.project.title),
            ("plan", &*self.plan.title),
            ("held", &*held),
        ];
        self.book.fill(key, &args)
    }

    /// What a section holds, in a word; nothing where it only says why it holds nothing.
    fn held(&self, section: &Section) -> Option<&str> {
        let is_said = |block: &Block| matches!(block, Block::Prose { .. } | Block::Notes { .. });
        let is_settled = || {
            let mut years = self.project.budget.years.values();
            years.any(|money| money.settled.is_some())
        };
        let key = match &*section.id {
            "about" => "held-about",
            _ if section.blocks.iter().all(is_said) => return None,
            "indicators" => "held-indicators",
            "activities" => "held-activities",
            "money" if is_settled() => "held-money",
            "money" => "held-budget",
            "roadmap" | "schedule" => "held-schedule",
            "basis" => "held-basis",
            _ => return None,
        };
        Some(self.book.say(key))
    }
}
