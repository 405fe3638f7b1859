//! Every figure that no document prints: verdicts, rates, sums over projects, counts.
//!
//! Each is derived by a formula that stands in its doc comment, with exact decimals, and says what
//! was left out of it. Nothing here reads or formats, and nothing fills in a missing value.

pub mod calendar;
pub mod course;
pub mod groups;
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
use crate::model::{FiscalYear, Indicator, Plan, Site};

pub use calendar::Calendar;
pub use course::{Step, Way, Ways};
pub use groups::Groups;
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
    pub policies: Groups,
    /// In the order of the plan's departments.
    pub departments: Groups,
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
    /// The newest year of which anything has a result.
    pub newest_result: Lazy<Option<FiscalYear>>,
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
            of_shares
                .lazy(move |plan, shares| Standings::of((plan, shares), &whole, &by_policy, as_of))
        };
        let comparable = {
            let whole = Arc::clone(&whole);
            of_shares.lazy(move |_, shares| money::is_comparable(shares, &whole))
        };
        Self {
            whole,
            policies: Groups::by_policy(&of_shares),
            departments: Groups::by_department(&of_shares),
            years: of_shares.lazy(|_, shares| {
                let all: Vec<usize> = (0..shares.len()).collect();
                money::by_year(shares, &all)
            }),
            indicators: of_shares.lazy(IndicatorCount::of),
            lineage: of_plan(site, ix, Lineage::of),
            orders,
            marks: of_plan(site, ix, Marks::of),
            calendar: of_shares.lazy(move |plan, shares| Calendar::of(plan, shares, as_of)),
            newest_result: of_shares.lazy(calendar::newest_result),
            standings,
            comparable,
            implies_targets: of_shares.lazy(implies_targets),
            shares,
        }
    }

    /// Whether any project prints money.
    pub fn has_money(&self) -> bool {
        self.shares.iter().any(|share| !share.money.is_empty())
    }

    fn work_out<'a>(&'a self, scope: &rayon::Scope<'a>) {
        scope.spawn(|_| work_out(&self.standings));
        scope.spawn(|_| self.policies.work_out());
        scope.spawn(|_| self.departments.work_out());
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

fn implies_targets(plan: &Plan, shares: &Shares) -> bool {
    let policies = plan.policies.iter().flat_map(|policy| &policy.indicators);
    let above = plan.indicators.iter().chain(policies);
    let mut above = above.flat_map(|indicator| indicator.years.values());
    shares.iter().any(|share| share.implies_target)
        || above.any(|values| judged::implied_target(values).is_some())
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
    fn of(plan: &Plan, shares: &Shares) -> Self {
        let policies = plan.policies.iter().flat_map(|policy| &policy.indicators);
        let mut sum = Self::of_list(policies);
        for share in shares.iter() {
            let Self {
                listed,
                rows,
                different,
            } = share.indicators;
            sum.listed += listed;
            sum.rows += rows;
            sum.different += different;
        }
        sum
    }

    fn of_list<'a>(indicators: impl IntoIterator<Item = &'a Indicator>) -> Self {
        let mut count = Self::default();
        for indicator in indicators {
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
