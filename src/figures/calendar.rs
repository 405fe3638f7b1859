//! What a plan says of each fiscal year: which projects and policies have a result, a target, money or
//! something to be done in it. Made once, because a year of a large plan fills many pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::marks::Bearer;
use super::orders::{Branch, Branches};
use super::share::{Share, Shares};
use crate::base::era::Date;
use crate::model::value::Kind;
use crate::model::{FiscalYear, Indicator, Plan, Project, Track, Value};

#[derive(Debug, Default)]
pub struct Calendar {
    /// Everything that has something in some year, in the order of the tree.
    pub bearers: Vec<(Branch, Bearer)>,
    /// In the order of time.
    pub years: Vec<Year>,
    /// The newest year with results; without any the one that runs, else the nearest to it.
    pub first: Option<FiscalYear>,
}

#[derive(Debug)]
pub struct Year {
    pub year: FiscalYear,
    /// Places among [`Calendar::bearers`].
    pub lines: Vec<u32>,
    /// How many of them have a result, a judgement or settled money of this year.
    pub results: usize,
}

/// What something has in a year: what came of it is more than what was to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Has {
    Plans,
    Results,
}

impl Calendar {
    pub fn of(plan: &Plan, shares: &[Arc<Share>], as_of: Date) -> Self {
        let branches = Branches::of(plan);
        let policies = 0..plan.policies.len();
        let policies = policies.map(|ix| (branches.policy(ix), Bearer::Policy(ix)));
        let projects = plan.projects.iter().enumerate();
        let projects =
            projects.map(|(ix, project)| (branches.project(project), Bearer::Project(ix)));
        let mut all: Vec<(Branch, Bearer)> = policies.chain(projects).collect();
        all.sort_unstable();
        let mut bearers = Vec::new();
        let mut by_year: BTreeMap<FiscalYear, (Vec<u32>, usize)> = BTreeMap::new();
        for (branch, bearer) in all {
            let policy: Vec<(FiscalYear, Has)>;
            let years = match bearer {
                Bearer::Policy(ix) => {
                    let one = &plan.policies[ix];
                    policy = in_order(years_of(&one.indicators, &one.roadmap));
                    &policy
                }
                Bearer::Project(ix) => &shares[ix].years,
            };
            if years.is_empty() {
                continue;
            }
            let place = u32::try_from(bearers.len()).unwrap_or(u32::MAX);
            for (year, has) in years {
                let (lines, results) = by_year.entry(*year).or_default();
                lines.push(place);
                *results += usize::from(*has == Has::Results);
            }
            bearers.push((branch, bearer));
        }
        let years = by_year.into_iter().map(|(year, (lines, results))| Year {
            year,
            lines,
            results,
        });
        let years: Vec<Year> = years.collect();
        Self {
            first: first(&years, as_of),
            bearers,
            years,
        }
    }

    pub fn year(&self, year: FiscalYear) -> Option<&Year> {
        let at = self.years.binary_search_by_key(&year, |one| one.year);
        at.ok().map(|at| &self.years[at])
    }
}

/// The newest year of which a project or a policy has a result.
pub(super) fn newest_result(plan: &Plan, shares: &Shares) -> Option<FiscalYear> {
    let projects = shares.iter().filter_map(|share| share.newest_result);
    let policies = plan.policies.iter();
    let policies = policies.filter_map(|one| newest_of(&one.indicators));
    projects.chain(policies).max()
}

pub(super) fn newest_of_project(project: &Project) -> Option<FiscalYear> {
    let mut years = project.budget.years.iter().rev();
    let settled = years.find_map(|(year, money)| {
        let total = money.settled.as_ref()?.total.as_ref();
        total.is_some_and(is_known).then_some(*year)
    });
    newest_of(&project.indicators).max(settled)
}

fn newest_of(indicators: &[Indicator]) -> Option<FiscalYear> {
    let newest = indicators.iter().filter_map(|one| {
        let mut years = one.years.iter().rev();
        years.find_map(|(year, values)| {
            values
                .actual
                .as_ref()
                .is_some_and(is_known)
                .then_some(*year)
        })
    });
    newest.max()
}

/// Whether a value is there and no word that it is still to come.
fn is_known(value: &Value) -> bool {
    !value.is_missing() && !matches!(value.kind(), Kind::Undecided)
}

fn first(years: &[Year], as_of: Date) -> Option<FiscalYear> {
    let newest = years.iter().rev().find(|one| one.results > 0);
    let running = || years.iter().find(|one| !one.year.has_ended(as_of));
    let found = newest.or_else(running).or(years.last());
    found.map(|one| one.year)
}

fn is_there(value: Option<&Value>) -> bool {
    value.is_some_and(|value| !value.is_missing())
}

fn years_of(indicators: &[Indicator], roadmap: &[Track]) -> BTreeMap<FiscalYear, Has> {
    let mut years = BTreeMap::new();
    let mut add = |year: FiscalYear, has: Has| {
        let known = years.entry(year).or_insert(has);
        *known = has.max(*known);
    };
    for (year, values) in indicators.iter().flat_map(|one| &one.years) {
        if is_there(values.actual.as_ref()) || values.judged().is_some() {
            add(*year, Has::Results);
        } else if is_there(values.target.as_ref()) {
            add(*year, Has::Plans);
        }
    }
    for bar in roadmap.iter().flat_map(|track| &track.bars) {
        let Some((from, to)) = bar.span else { continue };
        if bar.items.iter().any(|item| !item.is_missing()) {
            let mut year = from;
            while year <= to {
                add(year, Has::Plans);
                year = year.next();
            }
        }
    }
    years
}

fn in_order(years: BTreeMap<FiscalYear, Has>) -> Vec<(FiscalYear, Has)> {
    years.into_iter().collect()
}

pub(super) fn years_of_project(project: &Project) -> Vec<(FiscalYear, Has)> {
    let mut years = years_of(&project.indicators, &project.roadmap);
    for (year, words) in &project.activities {
        if is_there(Some(words)) {
            years.entry(*year).or_insert(Has::Plans);
        }
    }
    for (year, money) in &project.budget.years {
        let total = |amount: &Option<crate::model::Amount>| {
            let total = amount.as_ref().and_then(|amount| amount.total.as_ref());
            is_there(total)
        };
        if total(&money.settled) {
            years.insert(*year, Has::Results);
        } else if total(&money.budget) {
            years.entry(*year).or_insert(Has::Plans);
        }
    }
    in_order(years)
}
