//! Projects by what they belong to, policies or sections, and what each group adds up to.

use std::ops::Index;
use std::sync::Arc;

use super::share::Shares;
use super::tally::Tally;
use super::{Lazy, OfShares, budget_year};
use crate::model::Plan;

/// One group for each policy, or for each section, in their order.
#[derive(Debug)]
pub struct Groups {
    members: Lazy<Members>,
    /// One page needs few of them.
    tallies: Vec<Lazy<Tally>>,
}

/// What belongs to each group.
#[derive(Debug)]
struct Members {
    /// The places of the projects in the plan, each once.
    projects: Vec<Vec<usize>>,
    /// Indicators of policies, in rows as printed.
    own_indicators: Vec<usize>,
}

impl Groups {
    /// By policy; a node counts everything below it.
    pub(super) fn by_policy(of: &OfShares<'_>) -> Self {
        let count = of.site.plans[of.ix].policies.len();
        Self::of(of, count, |plan| Members {
            projects: projects_of_policies(plan),
            own_indicators: indicators_of_policies(plan),
        })
    }

    pub(super) fn by_department(of: &OfShares<'_>) -> Self {
        let count = of.site.plans[of.ix].departments.len();
        Self::of(of, count, |plan| Members {
            projects: projects_of_departments(plan),
            own_indicators: indicators_of_departments(plan),
        })
    }

    fn of(of: &OfShares<'_>, count: usize, members: fn(&Plan) -> Members) -> Self {
        let members = of.lazy(move |plan, _| members(plan));
        let tallies = (0..count).map(|group| {
            let members = Arc::clone(&members);
            of.lazy(move |plan, shares| tally(plan, shares, &members, group))
        });
        Self {
            tallies: tallies.collect(),
            members,
        }
    }

    /// The places of its projects in the plan, in their order.
    pub fn projects(&self, group: usize) -> &[usize] {
        &self.members.projects[group]
    }

    pub fn iter(&self) -> impl Iterator<Item = &Tally> {
        self.tallies.iter().map(|tally| &***tally)
    }

    pub(super) fn work_out(&self) {
        self.tallies.iter().for_each(super::work_out);
    }
}

impl Index<usize> for Groups {
    type Output = Tally;

    fn index(&self, group: usize) -> &Tally {
        &self.tallies[group]
    }
}

fn tally(plan: &Plan, shares: &Shares, members: &Members, group: usize) -> Tally {
    let projects = members.projects[group].clone();
    Tally {
        own_indicators: members.own_indicators[group],
        ..Tally::of(budget_year(plan), shares, projects)
    }
}

fn projects_of_policies(plan: &Plan) -> Vec<Vec<usize>> {
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
    lists
}

fn projects_of_departments(plan: &Plan) -> Vec<Vec<usize>> {
    let mut lists: Vec<Vec<usize>> = vec![Vec::new(); plan.departments.len()];
    for (ix, project) in plan.projects.iter().enumerate() {
        for department in &project.departments {
            lists[*department].push(ix);
        }
    }
    lists
}

/// How many rows of indicators each policy has of its own.
fn rows(plan: &Plan) -> impl Iterator<Item = usize> {
    let policies = plan.policies.iter();
    policies.map(|policy| {
        let rows = policy.indicators.iter().filter(|i| i.part_of.is_none());
        rows.count()
    })
}

/// Each policy with all below it.
fn indicators_of_policies(plan: &Plan) -> Vec<usize> {
    let mut own = vec![0; plan.policies.len()];
    for (ix, count) in rows(plan).enumerate().filter(|(_, count)| *count > 0) {
        let mut above = plan.path_to(ix);
        let others = plan.policies[ix].also_under.iter();
        above.extend(others.flat_map(|parent| plan.path_to(*parent)));
        above.sort_unstable();
        above.dedup();
        for node in above {
            own[node] += count;
        }
    }
    own
}

fn indicators_of_departments(plan: &Plan) -> Vec<usize> {
    let mut own = vec![0; plan.departments.len()];
    for (policy, count) in plan.policies.iter().zip(rows(plan)) {
        for department in &policy.departments {
            own[*department] += count;
        }
    }
    own
}
