//! What a single project adds to the figures of its plan. It hangs on nothing but the project itself, so a
//! preview keeps it for as long as the project is the same; sums over thousands of them are then cheap.

use std::sync::Arc;

use rayon::prelude::*;

use super::IndicatorCount;
use super::calendar::{self, Has};
use super::judged::{self, Outcome};
use super::tally::latest_verdict;
use super::verdict::Verdict;
use crate::base::decimal::Decimal;
use crate::base::kana;
use crate::base::text;
use crate::model::{FiscalYear, Id, Plan, Project, Site, Stage, Value};

#[derive(Debug)]
pub struct Share {
    /// Of each indicator the newest year whose target and actual can be compared.
    pub verdicts: Vec<Option<Verdict>>,
    pub indicators: IndicatorCount,
    /// How the document judged it, in the order of the years.
    pub outcomes: Vec<(FiscalYear, Outcome)>,
    /// In the order of the years.
    pub money: Vec<YearShare>,
    /// What it has in each year, in their order.
    pub years: Vec<(FiscalYear, Has)>,
    /// The newest year of which it has a result, which is more than a word that it is still counted.
    pub newest_result: Option<FiscalYear>,
    /// A target of it is worked out from result and difference.
    pub implies_target: bool,
    /// Where its title stands among the fifty sounds.
    pub sound: kana::Place,
}

/// What a project prints for a year as a whole.
#[derive(Debug)]
pub struct YearShare {
    pub year: FiscalYear,
    pub budget: Option<Part>,
    pub settled: Option<Part>,
    /// It prints money although it began later; zero is no money.
    pub is_early: bool,
    /// Nothing of it is told yet: sums of that year lack it.
    pub is_closed: bool,
}

/// One amount, as far as sums need it.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    Number {
        number: Decimal,
        sure: bool,
    },
    /// It exists but is no number.
    Missing,
    /// It exists and is not told yet.
    Closed,
}

/// The shares of a plan's projects, in their order.
pub type Shares = Arc<[Arc<Share>]>;

/// What was worked out for a state of the site before, for whoever makes one after another.
#[derive(Debug, Default)]
pub struct Kept(Option<Before>);

#[derive(Debug)]
struct Before {
    site: Arc<Site>,
    /// Of each plan.
    shares: Vec<Shares>,
}

impl Kept {
    /// The shares of all plans; those of other projects are forgotten.
    pub fn renew(&mut self, site: &Arc<Site>) -> Vec<Shares> {
        let plans = site.plans.iter();
        let before = self.0.as_ref();
        let shares: Vec<Shares> = plans.map(|plan| of_plan(plan, before)).collect();
        self.0 = Some(Before {
            site: Arc::clone(site),
            shares: shares.clone(),
        });
        shares
    }
}

impl Before {
    fn plan(&self, id: &Id) -> Option<(&[Arc<Project>], &Shares)> {
        let mut plans = self.site.plans.iter().zip(&self.shares);
        let (plan, shares) = plans.find(|(plan, _)| plan.id == *id)?;
        Some((&plan.projects, shares))
    }
}

/// The place of exactly this project; `near` is where it most likely stands.
fn place_of(project: &Arc<Project>, near: usize, projects: &[Arc<Project>]) -> Option<usize> {
    let is_it = |place: &usize| Arc::ptr_eq(&projects[*place], project);
    let near = Some(near).filter(|near| *near < projects.len());
    near.filter(is_it).or_else(|| {
        let order = |one: &Arc<Project>| text::natural(one.id.as_str(), project.id.as_str());
        projects.binary_search_by(order).ok().filter(is_it)
    })
}

fn of_plan(plan: &Plan, before: Option<&Before>) -> Shares {
    let before = before.and_then(|before| before.plan(&plan.id));
    let projects = plan.projects.par_iter().enumerate();
    let shares = projects.map(|(place, project)| {
        let known = before.and_then(|(projects, shares)| {
            let place = place_of(project, place, projects)?;
            Some(Arc::clone(&shares[place]))
        });
        known.unwrap_or_else(|| Arc::new(Share::of(project)))
    });
    shares.collect::<Vec<_>>().into()
}

impl Share {
    fn of(project: &Project) -> Self {
        let indicators = project.indicators.iter();
        let verdicts = indicators.map(|one| latest_verdict(one).map(|(_, verdict)| verdict));
        let mut values = project.indicators.iter().flat_map(|one| one.years.values());
        Self {
            verdicts: verdicts.collect(),
            indicators: IndicatorCount::of_list(&project.indicators),
            outcomes: judged::by_year(project),
            money: money(project),
            years: calendar::years_of_project(project),
            newest_result: calendar::newest_of_project(project),
            implies_target: values.any(|values| judged::implied_target(values).is_some()),
            sound: kana::place(&project.title, &project.reading),
        }
    }

    /// What it prints for a year as a whole.
    pub fn amount(&self, year: FiscalYear, stage: Stage) -> Option<Part> {
        let mut money = self.money.iter();
        money.find(|money| money.year == year)?.stage(stage)
    }

    pub fn outcome(&self, year: FiscalYear) -> Option<Outcome> {
        let mut outcomes = self.outcomes.iter();
        let found = outcomes.find(|(judged, _)| *judged == year);
        found.map(|(_, outcome)| *outcome)
    }
}

impl YearShare {
    pub const fn stage(&self, stage: Stage) -> Option<Part> {
        match stage {
            Stage::Budget => self.budget,
            Stage::Settled => self.settled,
        }
    }
}

impl Part {
    pub fn of(value: &Value) -> Self {
        match value.number() {
            Some(number) => Self::Number {
                number,
                sure: value.sure,
            },
            None if value.is_unpublished() => Self::Closed,
            None => Self::Missing,
        }
    }

    pub const fn number(self) -> Option<Decimal> {
        match self {
            Self::Number { number, .. } => Some(number),
            Self::Missing | Self::Closed => None,
        }
    }
}

fn money(project: &Project) -> Vec<YearShare> {
    let years = project.budget.years.iter();
    let shares = years.map(|(year, money)| {
        let part = |stage| {
            let total = money.stage(stage)?.total.as_ref();
            total.map(Part::of)
        };
        let (budget, settled) = (part(Stage::Budget), part(Stage::Settled));
        let mut numbers = [budget, settled].into_iter().flatten();
        let is_money = |part: Part| part.number().is_some_and(|number| !number.is_zero());
        YearShare {
            year: *year,
            budget,
            settled,
            is_early: !project.has_begun(*year) && numbers.any(is_money),
            is_closed: false,
        }
    });
    let mut shares: Vec<YearShare> = shares.collect();
    for (year, stage) in &project.budget.closed {
        let place = shares.binary_search_by_key(year, |share| share.year);
        let place = place.unwrap_or_else(|place| {
            let closed = YearShare {
                year: *year,
                budget: None,
                settled: None,
                is_early: false,
                is_closed: true,
            };
            shares.insert(place, closed);
            place
        });
        let share = &mut shares[place];
        let part = match stage {
            Stage::Budget => &mut share.budget,
            Stage::Settled => &mut share.settled,
        };
        *part = Some(Part::Closed);
    }
    shares
}
