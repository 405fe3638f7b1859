//! The orders in which projects and indicators are listed: by the tree, by their sound, by what is
//! known of them. Lists are cut into parts, so that each part only looks up where it begins.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::base::era::Date;
use crate::base::kana::{self, Row};
use crate::model::plan::PolicyIx;
use crate::model::value::Kind;
use crate::model::{Better, FiscalYear, Indicator, Plan, Project, Site, Stage, Value, YearValues};

use super::course::{self, Ways};
use super::judged::Outcome;
use super::share::{Share, Shares};
use super::tally::{Tally, latest_verdict};
use super::verdict::{Verdict, verdict};
use super::{Lazy, lazy, of_plan};

/// A node at the top of the tree and the one below it, under which something is listed.
pub type Branch = (Option<PolicyIx>, Option<PolicyIx>);

#[derive(Debug)]
pub struct Orders {
    /// Every project once, by the first policy that it stands under.
    pub by_policy: Lazy<Vec<(Branch, usize)>>,
    /// Every project once, by the sound of its title.
    pub by_sound: Lazy<Vec<(Row, usize)>>,
    /// Every indicator of policies and projects once.
    pub indicators: Lazy<Vec<ListedIndicator>>,
    pub counts: Lazy<Counts>,
    /// Every project once, the largest budget of the plan's year first; those without an amount last.
    pub by_budget: Lazy<Vec<usize>>,
    /// Projects that their document judged as missed in each of the last years that it judges.
    pub missed_in_a_row: Lazy<Vec<usize>>,
}

/// An indicator with its place in the list of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListedIndicator {
    pub known: Known,
    pub branch: Branch,
    pub holder: Holder,
    /// Its place among those of its holder.
    pub ix: usize,
}

/// What an indicator belongs to; those of policies stand before those of the projects below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    Policy(usize),
    Project(usize),
}

/// What is known of an indicator: what readers look for comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// Figures, with a result or a judgement in some year.
    Results,
    /// Figures without a result, of which some year is not over.
    Ahead,
    /// No result, though every year that it names is over.
    Silent,
    /// All that is told of it is told in words.
    Words,
    /// No more than its name.
    Bare,
}

/// How many indicators stand how; each is counted in one of the kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub results: Count,
    pub ahead: Count,
    pub silent: Count,
    pub words: Count,
    pub bare: Count,
    /// Which way they went in their newest year.
    pub ways: Ways,
}

/// How many indicators of one kind there are, and how the judged ones among them went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub all: usize,
    pub met: usize,
    pub missed: usize,
}

impl Counts {
    pub fn met(&self) -> usize {
        self.kinds().iter().map(|count| count.met).sum()
    }

    pub fn missed(&self) -> usize {
        self.kinds().iter().map(|count| count.missed).sum()
    }

    const fn kinds(&self) -> [Count; 5] {
        [self.results, self.ahead, self.silent, self.words, self.bare]
    }

    const fn of(&mut self, known: Known) -> &mut Count {
        match known {
            Known::Results => &mut self.results,
            Known::Ahead => &mut self.ahead,
            Known::Silent => &mut self.silent,
            Known::Words => &mut self.words,
            Known::Bare => &mut self.bare,
        }
    }
}

/// How many years in a row a target must be missed to be worth a word.
pub const IN_A_ROW: usize = 3;

impl Orders {
    pub fn of(
        site: &Arc<Site>,
        ix: usize,
        shares: &Shares,
        whole: &Lazy<Tally>,
        by_sound: &Lazy<Vec<(Row, usize, usize)>>,
    ) -> Self {
        let as_of = site.info.as_of;
        let indicators = of_plan(site, ix, move |plan| indicators(plan, as_of));
        let counts = {
            let indicators = Arc::clone(&indicators);
            of_plan(site, ix, move |plan| counts(plan, &indicators))
        };
        let by_sound = {
            let all = Arc::clone(by_sound);
            lazy(move || {
                let own = all.iter().filter(|(_, plan, _)| *plan == ix);
                own.map(|(row, _, project)| (*row, *project)).collect()
            })
        };
        let missed_in_a_row = {
            let (shares, whole) = (Arc::clone(shares), Arc::clone(whole));
            lazy(move || missed_in_a_row(&shares, &whole))
        };
        Self {
            by_policy: of_plan(site, ix, by_policy),
            by_sound,
            indicators,
            counts,
            by_budget: of_plan(site, ix, by_budget),
            missed_in_a_row,
        }
    }

    /// The indicator at a place of the list.
    pub fn indicator<'a>(plan: &'a Plan, listed: &ListedIndicator) -> &'a Indicator {
        match listed.holder {
            Holder::Policy(ix) => &plan.policies[ix].indicators[listed.ix],
            Holder::Project(ix) => &plan.projects[ix].indicators[listed.ix],
        }
    }
}

fn by_policy(plan: &Plan) -> Vec<(Branch, usize)> {
    let branches = Branches::of(plan);
    let all = plan.projects.iter().enumerate();
    let mut order: Vec<(Branch, usize)> = all
        .map(|(ix, project)| (branches.project(project), ix))
        .collect();
    order.sort_unstable();
    order
}

fn missed_in_a_row(shares: &[Arc<Share>], whole: &Tally) -> Vec<usize> {
    let judged: Vec<FiscalYear> = whole.outcomes.iter().map(|(year, _)| *year).collect();
    let Some(years) = in_a_row(&judged) else {
        return Vec::new();
    };
    let is_missed = |share: &Share| {
        let mut years = years.iter();
        years.all(|year| share.outcome(*year) == Some(Outcome::Missed))
    };
    let all = shares.iter().enumerate();
    let missed = all.filter(|(_, share)| is_missed(share));
    missed.map(|(ix, _)| ix).collect()
}

/// Amounts that are equal, and projects without one, keep the order of the plan.
fn by_budget(plan: &Plan) -> Vec<usize> {
    let Some(year) = super::budget_year(plan) else {
        return Vec::new();
    };
    let mut order: Vec<usize> = (0..plan.projects.len()).collect();
    order.sort_by_cached_key(|ix| {
        let total = plan.projects[*ix].budget.total(year, Stage::Budget);
        Reverse(total.and_then(Value::number))
    });
    order
}

/// The last years, when there are enough of them and none is left out in between.
pub fn in_a_row(years: &[FiscalYear]) -> Option<&[FiscalYear]> {
    let last = years.get(years.len().checked_sub(IN_A_ROW)?..)?;
    let is_whole = last.windows(2).all(|pair| pair[0].next() == pair[1]);
    is_whole.then_some(last)
}

/// Under which nodes policies and projects are listed.
pub(super) struct Branches(Vec<Branch>);

impl Branches {
    pub(super) fn of(plan: &Plan) -> Self {
        let policies = 0..plan.policies.len();
        let branches = policies.map(|policy| {
            let path = plan.path_to(policy);
            (path.first().copied(), path.get(1).copied())
        });
        Self(branches.collect())
    }

    pub(super) fn policy(&self, policy: PolicyIx) -> Branch {
        self.0[policy]
    }

    pub(super) fn project(&self, project: &Project) -> Branch {
        match project.policies.first() {
            Some(policy) => self.0[*policy],
            // Only in a plan without a tree.
            None => (None, None),
        }
    }
}

fn indicators(plan: &Plan, as_of: Date) -> Vec<ListedIndicator> {
    let branches = Branches::of(plan);
    let mut list = Vec::new();
    let mut add = |branch: Branch, holder: Holder, indicators: &[Indicator]| {
        list.extend(
            indicators
                .iter()
                .enumerate()
                .map(|(ix, indicator)| ListedIndicator {
                    known: known(indicator, as_of),
                    branch,
                    holder,
                    ix,
                }),
        );
    };
    for (ix, policy) in plan.policies.iter().enumerate() {
        if !policy.indicators.is_empty() {
            add(branches.policy(ix), Holder::Policy(ix), &policy.indicators);
        }
    }
    for (ix, project) in plan.projects.iter().enumerate() {
        if !project.indicators.is_empty() {
            let branch = branches.project(project);
            add(branch, Holder::Project(ix), &project.indicators);
        }
    }
    list.sort_unstable();
    list
}

fn known(indicator: &Indicator, as_of: Date) -> Known {
    let values = || indicator.years.values();
    let there = |value: &&Value| !value.is_missing();
    let mut said = values()
        .flat_map(|values| values.target.iter().chain(&values.actual))
        .filter(there)
        .peekable();
    let is_words = |value: &Value| matches!(value.kind(), Kind::Text);
    if said.peek().is_some() && said.all(is_words) {
        return Known::Words;
    }
    if is_bare(indicator) {
        return Known::Bare;
    }
    if values().any(|values| values.actual.as_ref().filter(there).is_some())
        || newest_reached(indicator).is_some()
    {
        Known::Results
    } else if is_ahead(indicator, as_of) {
        Known::Ahead
    } else {
        Known::Silent
    }
}

/// Whether some year that it names is not over.
pub fn is_ahead(indicator: &Indicator, as_of: Date) -> bool {
    let mut years = indicator.years.keys();
    years.any(|year| !year.has_ended(as_of))
}

/// Whether no year of it says anything, not even when its target will be decided.
pub fn is_bare(indicator: &Indicator) -> bool {
    let is_nothing = |value: &Value| value.is_missing() && !matches!(value.kind(), Kind::Undecided);
    indicator.years.values().all(|values| {
        let mut both = values.target.iter().chain(&values.actual);
        both.all(is_nothing) && values.printed.is_none()
    })
}

/// Whether the newest judged year reached its target, where that can be said.
fn newest_reached(indicator: &Indicator) -> Option<bool> {
    let year = newest_judged(indicator)?;
    reached(indicator.years.get(&year)?, indicator.better)
}

fn counts(plan: &Plan, list: &[ListedIndicator]) -> Counts {
    let mut counts = Counts::default();
    for listed in list {
        let count = counts.of(listed.known);
        count.all += 1;
        let indicator = Orders::indicator(plan, listed);
        let step = newest_told(indicator).and_then(|year| course::step(indicator, year));
        // What stands in two places went its way once.
        if let Some(step) = step.filter(|_| indicator.same_as.is_none()) {
            counts.ways.add(step.way);
        }
        let count = counts.of(listed.known);
        match newest_reached(indicator) {
            Some(true) => count.met += 1,
            Some(false) => count.missed += 1,
            None => {}
        }
    }
    counts
}

/// The newest year that is judged, by the document or by us, else the newest with a result.
pub fn newest_told(indicator: &Indicator) -> Option<FiscalYear> {
    newest_judged(indicator).or_else(|| {
        let mut years = indicator.years.iter().rev();
        let is_told = |values: &YearValues| values.actual.as_ref().is_some_and(|v| !v.is_missing());
        let found = years.find(|(_, values)| is_told(values));
        found.map(|(year, _)| *year)
    })
}

/// The newest year of an indicator that is judged, by the document or by us.
pub fn newest_judged(indicator: &Indicator) -> Option<FiscalYear> {
    let mut years = indicator.years.iter().rev();
    let printed = years.find(|(_, values)| values.judged().is_some());
    let printed = printed.map(|(year, _)| *year);
    printed.max(latest_verdict(indicator).map(|(year, _)| year))
}

/// Whether a year reached its target: as the document says of this indicator, else as computed; nothing
/// where neither says so.
pub fn reached(values: &YearValues, better: Option<Better>) -> Option<bool> {
    match values.own_judged() {
        Some(judged) => judged.met,
        None => match verdict(values, better) {
            Verdict::Achieved => Some(true),
            Verdict::Missed => Some(false),
            Verdict::Unjudged(_) => None,
        },
    }
}

/// Every project of every plan by the sound of its title, as (letters, plan, project).
pub fn by_sound(shares: &[Shares]) -> Vec<(Row, usize, usize)> {
    let plans = shares.iter().enumerate();
    let mut all: Vec<(&kana::Place, usize, usize)> = plans
        .flat_map(|(plan, shares)| {
            let shares = shares.iter().enumerate();
            shares.map(move |(project, share)| (&share.sound, plan, project))
        })
        .collect();
    all.sort_unstable();
    all.into_iter()
        .map(|(place, plan, project)| (place.row, plan, project))
        .collect()
}
