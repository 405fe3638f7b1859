//! What a group of projects adds up to: a policy with all below it, a department, a plan.

use std::sync::Arc;

use super::judged::{Outcomes, outcomes};
use super::money::{self, Sum};
use super::share::Share;
use super::verdict::{Verdict, verdict};
use crate::model::{FiscalYear, Stage};

#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The places of the projects in the plan, each once.
    pub projects: Vec<usize>,
    pub indicators: usize,
    /// Indicators of the policies themselves, in rows as printed.
    pub own_indicators: usize,
    /// The newest year of each indicator for which target and actual can be compared.
    pub achieved: usize,
    pub missed: usize,
    /// Indicators without any year that can be compared.
    pub unjudged: usize,
    /// What the document itself judged, by project and year.
    pub outcomes: Vec<(FiscalYear, Outcomes)>,
    /// The year of the money below.
    pub year: Option<FiscalYear>,
    pub budget: Sum,
    /// The budget of the year before.
    pub before: Sum,
}

impl Tally {
    /// Of some projects of a plan whose budget is about this year.
    pub fn of(year: Option<FiscalYear>, shares: &[Arc<Share>], projects: Vec<usize>) -> Self {
        let mut tally = Self {
            year,
            ..Self::default()
        };
        for verdict in projects.iter().flat_map(|ix| &shares[*ix].verdicts) {
            tally.indicators += 1;
            match verdict {
                Some(Verdict::Achieved) => tally.achieved += 1,
                Some(Verdict::Missed) => tally.missed += 1,
                _ => tally.unjudged += 1,
            }
        }
        if let Some(year) = year {
            let sum = |year| money::in_year(shares, &projects, year, Stage::Budget);
            tally.budget = sum(year);
            tally.before = sum(year.previous());
        }
        tally.outcomes = outcomes(shares, &projects);
        tally.projects = projects;
        tally
    }

    /// The newest year that the document judged.
    pub fn newest(&self) -> Option<(FiscalYear, Outcomes)> {
        self.outcomes.last().copied()
    }

    pub fn judged(&self) -> usize {
        self.achieved + self.missed
    }
}

/// The newest year whose target and actual can be compared, and how it went.
pub fn latest_verdict(indicator: &crate::model::Indicator) -> Option<(FiscalYear, Verdict)> {
    indicator.years.iter().rev().find_map(|(year, values)| {
        let verdict = verdict(values, indicator.better);
        matches!(verdict, Verdict::Achieved | Verdict::Missed).then_some((*year, verdict))
    })
}
