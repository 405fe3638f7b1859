//! What a group of projects adds up to: a policy with all below it, a department, a plan.

use super::budget_year;
use super::judged::{Outcomes, outcomes};
use super::money::{self, Sum};
use super::verdict::{Verdict, verdict};
use crate::model::{FiscalYear, Plan, Stage};

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
    pub fn of(plan: &Plan, projects: Vec<usize>) -> Self {
        let mut tally = Self {
            year: budget_year(plan),
            ..Self::default()
        };
        for ix in &projects {
            for indicator in &plan.projects[*ix].indicators {
                tally.indicators += 1;
                match latest_verdict(indicator) {
                    Some((_, Verdict::Achieved)) => tally.achieved += 1,
                    Some((_, Verdict::Missed)) => tally.missed += 1,
                    _ => tally.unjudged += 1,
                }
            }
        }
        if let Some(year) = tally.year {
            tally.budget = money::total_in(plan, &projects, year, Stage::Budget);
            tally.before = money::total_in(plan, &projects, year.previous(), Stage::Budget);
        }
        tally.outcomes = outcomes(plan, &projects);
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
