//! How a plan's projects stand, as lists in the order of the tree. Made once, because a long list is cut
//! into many pages and each of them only looks up its part.

use std::sync::Arc;

use super::orders::{Branch, is_ahead, is_bare};
use super::share::Share;
use super::tally::Tally;
use super::{Outcome, Verdict};
use crate::base::era::Date;
use crate::model::{Plan, Project};

/// Why a project has no verdict, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It has results, but nothing says whether they are enough.
    Told,
    /// Its document has no result, though all its years have ended.
    Silent,
    /// A year of it has not ended, and there is no result yet.
    Ahead,
    /// It has neither targets nor results.
    Bare,
    /// It has no indicator.
    Unmeasured,
}

impl Why {
    const ALL: [Why; 5] = [
        Why::Told,
        Why::Silent,
        Why::Ahead,
        Why::Bare,
        Why::Unmeasured,
    ];

    pub fn of(project: &Project, as_of: Date) -> Self {
        let indicators = &project.indicators;
        let mut values = indicators.iter().flat_map(|one| one.years.values());
        if indicators.is_empty() {
            Why::Unmeasured
        } else if values.any(|one| one.actual.as_ref().is_some_and(|it| !it.is_missing())) {
            Why::Told
        } else if indicators.iter().all(is_bare) {
            Why::Bare
        } else if indicators.iter().any(|one| is_ahead(one, as_of)) {
            Why::Ahead
        } else {
            Why::Silent
        }
    }
}

/// The lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Projects by the judgements of the document itself, in its newest year.
    Judged(Outcome),
    /// Projects that it does not judge in that year, by why that is so.
    Unjudged(Why),
    /// Projects that were judged otherwise in the year before the newest: how then, how now.
    Changed(Outcome, Outcome),
    /// Every judged project in every judged year.
    ByYear,
    /// Indicators by our own verdicts, for documents that print targets and actuals and judge nothing.
    Computed(Verdict),
}

impl List {
    /// Whether it tells of targets that were not reached.
    pub const fn is_urgent(self) -> bool {
        matches!(
            self,
            List::Judged(Outcome::Missed | Outcome::Partly) | List::Computed(Verdict::Missed)
        )
    }
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
    pub fn of(
        (plan, shares): (&Plan, &[Arc<Share>]),
        whole: &Tally,
        by_policy: &[(Branch, usize)],
        as_of: Date,
    ) -> Self {
        let by_place = |list: List, is_wanted: &dyn Fn(usize) -> bool| {
            let projects = by_policy.iter();
            let wanted = projects.filter(|(_, ix)| is_wanted(*ix));
            let lines = wanted.map(|(branch, ix)| Line {
                list,
                branch: *branch,
                project: *ix,
                indicator: None,
            });
            lines.collect::<Vec<_>>()
        };
        let of = |list: List, is_wanted: &dyn Fn(&Share) -> bool| {
            by_place(list, &|ix| is_wanted(&shares[ix]))
        };
        let Some((year, _)) = whole.newest() else {
            return Self {
                lines: computed(shares, by_policy),
                ..Self::default()
            };
        };
        let judged = Outcome::ALL.into_iter().rev();
        let judged = judged.flat_map(|wanted| {
            of(List::Judged(wanted), &|share| {
                share.outcome(year) == Some(wanted)
            })
        });
        let unjudged = Why::ALL.into_iter().flat_map(|why| {
            by_place(List::Unjudged(why), &|ix| {
                shares[ix].outcome(year).is_none() && Why::of(&plan.projects[ix], as_of) == why
            })
        });
        let lines = judged.chain(unjudged).collect();
        let by_year = if whole.outcomes.len() > 1 {
            of(List::ByYear, &|share| !share.outcomes.is_empty())
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
            of(List::Changed(before, now), &|share| {
                share.outcome(year) == Some(now) && share.outcome(year.previous()) == Some(before)
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
fn computed(shares: &[Arc<Share>], by_policy: &[(Branch, usize)]) -> Vec<Line> {
    let (mut missed, mut met) = (Vec::new(), Vec::new());
    for (branch, project) in by_policy {
        let verdicts = shares[*project].verdicts.iter().enumerate();
        for (ix, verdict) in verdicts {
            let Some(verdict) = *verdict else { continue };
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
