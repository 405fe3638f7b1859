//! How a plan's projects stand, as lists in the order of the tree. Made once, because a long list is cut
//! into many pages and each of them only looks up its part.

use super::orders::Branch;
use super::tally::{Tally, latest_verdict};
use super::{Outcome, Verdict, outcome};
use crate::model::{Plan, Project};

/// The lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Projects by the judgements of the document itself, in its newest year.
    Judged(Option<Outcome>),
    /// Projects that were judged otherwise in the year before the newest: how then, how now.
    Changed(Outcome, Outcome),
    /// Every judged project in every judged year.
    ByYear,
    /// Indicators by our own verdicts, for documents that print targets and actuals and judge nothing.
    Computed(Verdict),
}

/// One line of a list: a project, or one of its indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub list: List,
    pub branch: Branch,
    pub project: usize,
    pub indicator: Option<usize>,
}

#[derive(Debug, Default)]
pub struct Standings {
    /// What was missed, then partly missed, met, and without a verdict.
    pub lines: Vec<Line>,
    /// How it went year by year; empty with fewer than two judged years.
    pub by_year: Vec<Line>,
    /// What is judged otherwise than the year before: what is missed now, partly missed, met.
    pub changed: Vec<Line>,
}

impl Standings {
    pub fn of(plan: &Plan, whole: &Tally, by_policy: &[(Branch, usize)]) -> Self {
        let of = |list: List, is_wanted: &dyn Fn(&Project) -> bool| {
            let projects = by_policy.iter();
            let wanted = projects.filter(|(_, ix)| is_wanted(&plan.projects[*ix]));
            let lines = wanted.map(|(branch, ix)| Line {
                list,
                branch: *branch,
                project: *ix,
                indicator: None,
            });
            lines.collect::<Vec<_>>()
        };
        let Some((year, _)) = whole.newest() else {
            return Self {
                lines: computed(plan, by_policy),
                ..Self::default()
            };
        };
        let lists = [
            Some(Outcome::Missed),
            Some(Outcome::Partly),
            Some(Outcome::Met),
            None,
        ];
        let lines = lists.into_iter().flat_map(|wanted| {
            of(List::Judged(wanted), &|project| {
                outcome(project, year) == wanted
            })
        });
        let lines = lines.collect();
        let by_year = if whole.outcomes.len() > 1 {
            of(List::ByYear, &|project| {
                let mut years = whole.outcomes.iter();
                years.any(|(year, _)| outcome(project, *year).is_some())
            })
        } else {
            Vec::new()
        };
        let pairs = Outcome::ALL.into_iter().rev().flat_map(|now| {
            let before = Outcome::ALL
                .into_iter()
                .filter(move |before| *before != now);
            before.map(move |before| (before, now))
        });
        let changed = pairs.flat_map(|(before, now)| {
            of(List::Changed(before, now), &|project| {
                outcome(project, year) == Some(now)
                    && outcome(project, year.previous()) == Some(before)
            })
        });
        Self {
            lines,
            by_year,
            changed: changed.collect(),
        }
    }
}

/// Indicators that missed their target in their newest year, then those that reached it.
fn computed(plan: &Plan, by_policy: &[(Branch, usize)]) -> Vec<Line> {
    let (mut missed, mut met) = (Vec::new(), Vec::new());
    for (branch, project) in by_policy {
        let indicators = plan.projects[*project].indicators.iter().enumerate();
        for (ix, indicator) in indicators {
            let Some((_, verdict)) = latest_verdict(indicator) else {
                continue;
            };
            let list = match verdict {
                Verdict::Missed => &mut missed,
                Verdict::Achieved => &mut met,
                Verdict::Unjudged(_) => continue,
            };
            list.push(Line {
                list: List::Computed(verdict),
                branch: *branch,
                project: *project,
                indicator: Some(ix),
            });
        }
    }
    missed.append(&mut met);
    missed
}
