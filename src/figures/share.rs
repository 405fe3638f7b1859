//! What a single project adds to the figures of its plan. It hangs on nothing but the project itself, so a
//! preview keeps it for as long as the project is the same; sums over thousands of them are then cheap.

use std::sync::Arc;

use rayon::prelude::*;

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
    /// How the document judged it, in the order of the years.
    pub outcomes: Vec<(FiscalYear, Outcome)>,
    /// In the order of the years.
    pub money: Vec<YearShare>,
    /// What it has in each year, in their order.
    pub years: Vec<(FiscalYear, Has)>,
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
}

/// The shares of a plan's projects, in their order.
pub type Shares = Arc<[Arc<Share>]>;

/// What was worked out for the same projects before.
#[derive(Debug, Default)]
pub struct Kept(Vec<KeptPlan>);

#[derive(Debug)]
struct KeptPlan {
    id: Id,
    projects: Vec<Arc<Project>>,
    shares: Shares,
}

impl Kept {
    /// The shares of all plans; those of other projects are forgotten.
    pub fn renew(&mut self, site: &Site) -> Vec<Shares> {
        let plans = site.plans.iter();
        let renewed = plans.map(|plan| {
            let before = self.0.iter().find(|known| known.id == plan.id);
            KeptPlan {
                id: plan.id.clone(),
                shares: of_plan(plan, before),
                projects: plan.projects.clone(),
            }
        });
        self.0 = renewed.collect();
        self.0.iter().map(|kept| Arc::clone(&kept.shares)).collect()
    }
}

impl KeptPlan {
    /// What is known of exactly this project; `near` is where it most likely stands.
    fn find(&self, near: usize, project: &Arc<Project>) -> Option<Arc<Share>> {
        let is_it = |place: &usize| Arc::ptr_eq(&self.projects[*place], project);
        let near = Some(near).filter(|near| *near < self.projects.len());
        let place = near.filter(is_it).or_else(|| {
            let found = self
                .projects
                .binary_search_by(|one| text::natural(one.id.as_str(), project.id.as_str()));
            found.ok().filter(is_it)
        });
        Some(Arc::clone(&self.shares[place?]))
    }
}

/// The shares of all plans, for whoever works them out once.
pub fn of_site(site: &Site) -> Vec<Shares> {
    site.plans.iter().map(|plan| of_plan(plan, None)).collect()
}

fn of_plan(plan: &Plan, before: Option<&KeptPlan>) -> Shares {
    let projects = plan.projects.par_iter().enumerate();
    let shares = projects.map(|(place, project)| {
        let known = before.and_then(|before| before.find(place, project));
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
            outcomes: judged::by_year(project),
            money: money(project),
            years: calendar::years_of_project(project),
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
            None => Self::Missing,
        }
    }

    pub const fn number(self) -> Option<Decimal> {
        match self {
            Self::Number { number, .. } => Some(number),
            Self::Missing => None,
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
        }
    });
    shares.collect()
}
