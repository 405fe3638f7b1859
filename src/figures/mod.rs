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
pub mod share;
pub mod standings;
pub mod tally;
pub mod verdict;

use std::sync::{Arc, LazyLock};

use crate::base::kana::Row;
use crate::model::{FiscalYear, Plan, Site};

pub use calendar::Calendar;
pub use course::{Step, Way, Ways};
pub use judged::{Outcome, Outcomes, outcome};
pub use lineage::Lineage;
pub use marks::Marks;
pub use money::{Execution, Sum, execution};
pub use orders::Orders;
pub use share::{Kept, Shares};
pub use standings::Standings;
pub use tally::Tally;
pub use verdict::{Unjudged, Verdict, verdict};

/// What is worked out when somebody asks first, and once: one page of a preview needs little of it.
///
/// No work of it is shared out among threads: who waits for a part of it could be given a page to make
/// that waits for the whole.
pub type Lazy<T> = Arc<LazyLock<T, Box<dyn FnOnce() -> T + Send>>>;

fn lazy<T>(work: impl FnOnce() -> T + Send + 'static) -> Lazy<T> {
    Arc::new(LazyLock::new(Box::new(work)))
}

fn work_out<T>(figure: &Lazy<T>) {
    let _ = LazyLock::force(figure);
}

/// The figures of all plans, computed once; pages only read them.
#[derive(Debug)]
pub struct Figures {
    pub plans: Vec<PlanFigures>,
    /// Every project of the newest editions by the sound of its title: letters, plan, project.
    pub by_sound: Lazy<Vec<(Row, usize, usize)>>,
    /// How many these are.
    pub newest: usize,
}

/// The figures of one plan.
#[derive(Debug)]
pub struct PlanFigures {
    /// What each project adds to all the others.
    pub shares: Shares,
    pub whole: Lazy<Tally>,
    /// In the order of the plan's policies; a node counts everything below it.
    pub policies: Lazy<Vec<Tally>>,
    /// In the order of the plan's departments.
    pub departments: Lazy<Vec<Tally>>,
    /// The plan's money in each year.
    pub years: Lazy<Vec<money::YearSums>>,
    /// Of projects and policies.
    pub indicators: Lazy<IndicatorCount>,
    /// The plan before, and how it went over into this one.
    pub lineage: Lazy<Lineage>,
    /// The orders of its lists.
    pub orders: Orders,
    pub marks: Lazy<Marks>,
    /// What is said of each year.
    pub calendar: Lazy<Calendar>,
    /// How projects stand, line by line.
    pub standings: Lazy<Standings>,
    /// The same projects have a budget in the plan's year and the one before, so that the sums compare.
    pub comparable: Lazy<bool>,
    /// A target is worked out from result and difference somewhere in the plan.
    pub implies_targets: Lazy<bool>,
}

/// The figures of a site. Whoever makes one site after another keeps what single projects add to them.
pub fn figures(site: &Arc<Site>, kept: Option<&mut Kept>) -> Figures {
    let shares = kept.unwrap_or(&mut Kept::default()).renew(site);
    let all = {
        let shares = shares.clone();
        lazy(move || orders::by_sound(&shares))
    };
    let plans = shares.into_iter().enumerate();
    let plans = plans.map(|(ix, shares)| PlanFigures::of(site, ix, shares, &all));
    let plans = plans.collect();
    // Who looks for a project by its name means the newest edition.
    let is_newest = |plan: &Plan| plan.superseded_by().is_none();
    let newest = site.plans.iter().filter(|plan| is_newest(plan));
    let newest = newest.map(|plan| plan.projects.len()).sum();
    let by_sound = {
        let site = Arc::clone(site);
        lazy(move || {
            let all = all.iter();
            let newest = all.filter(|(_, plan, _)| is_newest(&site.plans[*plan]));
            newest.copied().collect()
        })
    };
    Figures {
        plans,
        by_sound,
        newest,
    }
}

impl Figures {
    /// Works out everything, for whoever makes all pages.
    pub fn work_out(&self) {
        rayon::scope(|scope| {
            scope.spawn(|_| work_out(&self.by_sound));
            for plan in &self.plans {
                plan.work_out(scope);
            }
        });
    }
}

impl PlanFigures {
    fn of(
        site: &Arc<Site>,
        ix: usize,
        shares: Shares,
        by_sound: &Lazy<Vec<(Row, usize, usize)>>,
    ) -> Self {
        let as_of = site.info.as_of;
        let of_shares = OfShares {
            site,
            ix,
            shares: &shares,
        };
        let whole = of_shares.lazy(|plan, shares| {
            let all = (0..plan.projects.len()).collect();
            Tally::of(budget_year(plan), shares, all)
        });
        let orders = Orders::of(site, ix, &shares, &whole, by_sound);
        let standings = {
            let (whole, by_policy) = (Arc::clone(&whole), Arc::clone(&orders.by_policy));
            of_shares.lazy(move |_, shares| Standings::of(shares, &whole, &by_policy))
        };
        let comparable = {
            let whole = Arc::clone(&whole);
            of_shares.lazy(move |_, shares| money::is_comparable(shares, &whole))
        };
        Self {
            whole,
            policies: of_shares.lazy(by_policy),
            departments: of_shares.lazy(by_department),
            years: of_shares.lazy(|_, shares| {
                let all: Vec<usize> = (0..shares.len()).collect();
                money::by_year(shares, &all)
            }),
            indicators: of_plan(site, ix, IndicatorCount::of),
            lineage: of_plan(site, ix, Lineage::of),
            orders,
            marks: of_plan(site, ix, Marks::of),
            calendar: of_shares.lazy(move |plan, shares| Calendar::of(plan, shares, as_of)),
            standings,
            comparable,
            implies_targets: of_shares.lazy(implies_targets),
            shares,
        }
    }

    fn work_out<'a>(&'a self, scope: &rayon::Scope<'a>) {
        scope.spawn(|_| work_out(&self.standings));
        scope.spawn(|_| work_out(&self.policies));
        scope.spawn(|_| work_out(&self.departments));
        scope.spawn(|_| work_out(&self.years));
        scope.spawn(|_| work_out(&self.calendar));
        scope.spawn(|_| work_out(&self.orders.counts));
    }
}

/// A plan and what its projects add.
struct OfShares<'a> {
    site: &'a Arc<Site>,
    ix: usize,
    shares: &'a Shares,
}

impl OfShares<'_> {
    fn lazy<T>(&self, work: impl FnOnce(&Plan, &Shares) -> T + Send + 'static) -> Lazy<T> {
        let shares = Arc::clone(self.shares);
        of_plan(self.site, self.ix, move |plan| work(plan, &shares))
    }
}

/// What is worked out of one plan alone.
fn of_plan<T>(
    site: &Arc<Site>,
    ix: usize,
    work: impl FnOnce(&Plan) -> T + Send + 'static,
) -> Lazy<T> {
    let site = Arc::clone(site);
    lazy(move || work(&site.plans[ix]))
}

fn by_policy(plan: &Plan, shares: &Shares) -> Vec<Tally> {
    let mut lists: Vec<Vec<usize>> = vec![Vec::new(); plan.policies.len()];
    for (ix, project) in plan.projects.iter().enumerate() {
        let paths = project.policies.iter();
        let mut nodes: Vec<usize> = paths.flat_map(|policy| plan.path_to(*policy)).collect();
        // A project under two nodes of one branch still counts once in their common parent.
        nodes.sort_unstable();
        nodes.dedup();
        for node in nodes {
            lists[node].push(ix);
        }
    }
    tallies((plan, shares), lists, own_indicators(plan).policies)
}

fn by_department(plan: &Plan, shares: &Shares) -> Vec<Tally> {
    let mut lists: Vec<Vec<usize>> = vec![Vec::new(); plan.departments.len()];
    for (ix, project) in plan.projects.iter().enumerate() {
        for department in &project.departments {
            lists[*department].push(ix);
        }
    }
    tallies((plan, shares), lists, own_indicators(plan).departments)
}

/// One tally a list, each with the number of indicators of policies that belong to it.
fn tallies(
    (plan, shares): (&Plan, &Shares),
    lists: Vec<Vec<usize>>,
    own: Vec<usize>,
) -> Vec<Tally> {
    let year = budget_year(plan);
    let lists = lists.into_iter().zip(own);
    lists
        .map(|(list, own)| Tally {
            own_indicators: own,
            ..Tally::of(year, shares, list)
        })
        .collect()
}

fn implies_targets(plan: &Plan, shares: &Shares) -> bool {
    let policies = plan.policies.iter().flat_map(|policy| &policy.indicators);
    let above = plan.indicators.iter().chain(policies);
    let mut above = above.flat_map(|indicator| indicator.years.values());
    shares.iter().any(|share| share.implies_target)
        || above.any(|values| judged::implied_target(values).is_some())
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
    /// Everything with a name of its own.
    pub listed: usize,
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
            count.listed += 1;
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
