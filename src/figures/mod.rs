//! Every figure that no document prints: verdicts, rates, sums over projects, counts.
//!
//! Each is derived by a formula that stands in its doc comment, with exact decimals, and says what
//! was left out of it. Nothing here reads or formats, and nothing fills in a missing value.

pub mod calendar;
pub mod course;
pub mod judged;
pub mod lineage;
pub mod marks;
pub mod money;
pub mod orders;
pub mod standings;
pub mod tally;
pub mod verdict;

use rayon::prelude::*;

use crate::base::era::Date;
use crate::base::kana::Row;
use crate::model::{FiscalYear, Plan, Site};

pub use calendar::Calendar;
pub use course::{Step, Way, Ways};
pub use judged::{Outcome, Outcomes, outcome};
pub use lineage::Lineage;
pub use marks::Marks;
pub use money::{Execution, Sum, execution};
pub use orders::Orders;
pub use standings::Standings;
pub use tally::Tally;
pub use verdict::{Unjudged, Verdict, verdict};

/// The figures of all plans, computed once; pages only read them.
#[derive(Debug)]
pub struct Figures {
    pub plans: Vec<PlanFigures>,
    /// Every project of every plan by the sound of its title: letters, plan, project.
    pub by_sound: Vec<(Row, usize, usize)>,
}

/// The figures of one plan.
#[derive(Debug)]
pub struct PlanFigures {
    pub whole: Tally,
    /// In the order of the plan's policies; a node counts everything below it.
    pub policies: Vec<Tally>,
    /// In the order of the plan's departments.
    pub departments: Vec<Tally>,
    /// The plan's money in each year.
    pub years: Vec<money::YearSums>,
    /// Of projects and policies.
    pub indicators: IndicatorCount,
    /// The plan before, and how it went over into this one.
    pub lineage: Lineage,
    /// The orders of its lists.
    pub orders: Orders,
    pub marks: Marks,
    /// What is said of each year.
    pub calendar: Calendar,
    /// How projects stand, line by line.
    pub standings: Standings,
    /// The same projects have a budget in the plan's year and the one before, so that the sums compare.
    pub comparable: bool,
    /// A target is worked out from result and difference somewhere in the plan.
    pub implies_targets: bool,
}

pub fn figures(site: &Site) -> Figures {
    let mut plans: Vec<PlanFigures> = {
        let plans = site.plans.iter();
        plans
            .map(|plan| plan_figures(plan, site.info.as_of))
            .collect()
    };
    let by_sound = orders::by_sound(site);
    for (row, plan, project) in &by_sound {
        plans[*plan].orders.by_sound.push((*row, *project));
    }
    // Who looks for a project by its name means the newest edition.
    let is_newest =
        |(_, plan, _): &(Row, usize, usize)| site.plans[*plan].superseded_by().is_none();
    let by_sound = by_sound.into_iter().filter(is_newest).collect();
    Figures { plans, by_sound }
}

fn plan_figures(plan: &Plan, as_of: Date) -> PlanFigures {
    let all: Vec<usize> = (0..plan.projects.len()).collect();
    let mut by_policy: Vec<Vec<usize>> = vec![Vec::new(); plan.policies.len()];
    let mut by_department: Vec<Vec<usize>> = vec![Vec::new(); plan.departments.len()];
    for (ix, project) in plan.projects.iter().enumerate() {
        let mut nodes: Vec<usize> = project
            .policies
            .iter()
            .flat_map(|policy| plan.path_to(*policy))
            .collect();
        // A project under two nodes of one branch still counts once in their common parent.
        nodes.sort_unstable();
        nodes.dedup();
        for node in nodes {
            by_policy[node].push(ix);
        }
        for department in &project.departments {
            by_department[*department].push(ix);
        }
    }
    let own = own_indicators(plan);
    let whole = Tally::of(plan, all.clone());
    let judged: Vec<FiscalYear> = whole.outcomes.iter().map(|(year, _)| *year).collect();
    let with_own = |mut tally: Tally, own: usize| {
        tally.own_indicators = own;
        tally
    };
    let orders = Orders::of(plan, &judged, as_of);
    PlanFigures {
        standings: Standings::of(plan, &whole, &orders),
        comparable: money::is_comparable(plan, &whole),
        implies_targets: implies_targets(plan),
        whole,
        policies: by_policy
            .into_par_iter()
            .zip(own.policies)
            .map(|(list, own)| with_own(Tally::of(plan, list), own))
            .collect(),
        departments: by_department
            .into_par_iter()
            .zip(own.departments)
            .map(|(list, own)| with_own(Tally::of(plan, list), own))
            .collect(),
        years: money::by_year(plan, &all),
        indicators: IndicatorCount::of(plan),
        lineage: Lineage::of(plan),
        marks: Marks::of(plan),
        calendar: Calendar::of(plan, as_of),
        orders,
    }
}

fn implies_targets(plan: &Plan) -> bool {
    let policies = plan.policies.iter().flat_map(|policy| &policy.indicators);
    let projects = plan.projects.iter().flat_map(|project| &project.indicators);
    let all = plan.indicators.iter().chain(policies).chain(projects);
    let mut years = all.flat_map(|indicator| indicator.years.values());
    years.any(|values| judged::implied_target(values).is_some())
}

/// Indicators of policies, by policy (with all below it) and by department.
struct Own {
    policies: Vec<usize>,
    departments: Vec<usize>,
}

fn own_indicators(plan: &Plan) -> Own {
    let mut own = Own {
        policies: vec![0; plan.policies.len()],
        departments: vec![0; plan.departments.len()],
    };
    for (ix, policy) in plan.policies.iter().enumerate() {
        let rows = policy.indicators.iter().filter(|i| i.part_of.is_none());
        let count = rows.count();
        let mut above = plan.path_to(ix);
        let others = policy.also_under.iter();
        above.extend(others.flat_map(|parent| plan.path_to(*parent)));
        above.sort_unstable();
        above.dedup();
        for node in above {
            own.policies[node] += count;
        }
        for department in &policy.departments {
            own.departments[*department] += count;
        }
    }
    own
}

/// How many indicators a plan has: rows of its document, and different ones among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IndicatorCount {
    /// Rows as printed: two measures in one row are one.
    pub rows: usize,
    /// Rows without those that stand elsewhere already.
    pub different: usize,
}

impl IndicatorCount {
    fn of(plan: &Plan) -> Self {
        let policies = plan.policies.iter().flat_map(|policy| &policy.indicators);
        let projects = plan.projects.iter().flat_map(|project| &project.indicators);
        let mut count = Self::default();
        for indicator in policies.chain(projects) {
            if indicator.part_of.is_none() {
                count.rows += 1;
                count.different += usize::from(indicator.same_as.is_none());
            }
        }
        count
    }
}

/// The year that a plan's budget is about: its edition, or the last year with a budget. A plan without
/// money has none.
pub fn budget_year(plan: &Plan) -> Option<FiscalYear> {
    let mut projects = plan.projects.iter();
    if !projects.any(|project| !project.budget.years.is_empty()) {
        return None;
    }
    plan.edition.or_else(|| {
        plan.projects
            .iter()
            .filter_map(|project| project.budget.years.keys().next_back())
            .max()
            .copied()
    })
}
