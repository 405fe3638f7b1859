//! What lists tell of a project: half a dozen of them tell the same, so it is made once.

use super::super::book::Book;
use super::super::view::{Chip, Inline};
use super::line;
use super::verdict::verdict;
use std::sync::OnceLock;

/// A project's line in lists, and its verdict.
pub struct Told {
    /// Empty where nothing is measured.
    pub line: Inline,
    pub verdict: Option<Chip>,
}

/// By plan and project; each is made when the first page asks for it.
pub type AllTold = Vec<Box<[OnceLock<Told>]>>;

impl Book {
    pub fn told(&self, plan_ix: usize, project_ix: usize) -> &Told {
        self.told[plan_ix][project_ix].get_or_init(|| {
            let project = &self.plan(plan_ix).projects[project_ix];
            Told {
                line: line(self, project).unwrap_or_default(),
                verdict: verdict(self, self.words(), plan_ix, project),
            }
        })
    }
}

/// Room for what will be told of so many projects.
pub fn nothing_yet(projects: usize) -> Box<[OnceLock<Told>]> {
    (0..projects).map(|_| OnceLock::new()).collect()
}
