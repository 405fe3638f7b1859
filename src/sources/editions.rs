//! Editions of one plan: that each leads to the next, and that the next is no mere copy of it.

use std::collections::BTreeMap;

use super::Reader;
use super::yaml::Text;
use crate::base::diag::{Diagnostic, Findings, Part, Severity};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::text::{shorten, visible};
use crate::model::plan::Newer;
use crate::model::{Id, Indicator, Plan, Project, Stage, Value, YearMoney, Years};

/// `known` are the ids of all plans that there are, also of those that could not be read.
pub fn check(plans: &[Plan], known: &[String], findings: &mut Findings) {
    check_order(plans, known, findings);
    for before in plans {
        let next = before.superseded_by().and_then(|id| find(plans, id));
        findings.extend(next.and_then(|next| left_over(before, next)));
    }
}

fn find<'a>(plans: &'a [Plan], id: &Id) -> Option<&'a Plan> {
    plans.iter().find(|plan| plan.id == *id)
}

/// An edition leads to a newer one that is there, two never to the same, and none in a circle.
fn check_order(plans: &[Plan], known: &[String], findings: &mut Findings) {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let next = |plan: &Plan| find(plans, plan.superseded_by()?);
    let mut first: BTreeMap<&Id, Place> = BTreeMap::new();
    for plan in plans {
        let Some(Newer::Plan { id, at }) = &plan.newer else {
            continue;
        };
        let mut reader = Reader::new(&plan.file, findings);
        if reader
            .reference(&Text::new(id.as_str(), *at), "plan", &known)
            .is_none()
        {
            continue;
        }
        let mut steps = std::iter::successors(Some(plan), |plan| next(plan));
        if steps.nth(plans.len()).is_some() {
            reader.error("NEWER-CIRCLE", *at, &[("found", id.as_str())]);
        }
        let place = at.in_file(&plan.file);
        if let Some(other) = first.insert(id, place.clone()) {
            let twice = Diagnostic::error("NEWER-TWICE", place).with("found", id);
            findings.push(twice.and_at(other));
        }
    }
}

/// Many are named in one sentence, so that each has little room.
const NAME: usize = 20;

/// What of the next edition still has the figures of the one before, from which it was copied.
fn left_over(before: &Plan, next: &Plan) -> Option<Diagnostic> {
    let part = |file: &SourcePath, name: &str| Part {
        place: Place::file(file),
        name: shorten(&visible(name), NAME),
    };
    let mut parts = Vec::new();
    let mut is_all = true;
    for project in next.projects.iter().filter(|project| has_figures(project)) {
        let mut olds = before.projects.iter();
        let old = olds.find(|old| old.id == project.id);
        match old.is_some_and(|old| is_same(old, project)) {
            true => parts.push(part(&project.file, &project.title)),
            false => is_all = false,
        }
    }
    for policy in next
        .policies
        .iter()
        .filter(|one| !one.indicators.is_empty())
    {
        let mut olds = before.policies.iter();
        let old = olds.find(|old| old.id == policy.id);
        match old.is_some_and(|old| is_measured_alike(&old.indicators, &policy.indicators)) {
            true => parts.push(part(&policy.file, &policy.title)),
            false => is_all = false,
        }
    }
    if parts.is_empty() {
        return None;
    }
    if (&before.title, before.edition) == (&next.title, next.edition) {
        parts.insert(0, part(&next.file, "title, edition"));
    }
    // Whoever is still writing knows; whoever publishes a copy does not.
    let severity = match is_all && !next.hold.draft {
        true => Severity::Warning,
        false => Severity::Notice,
    };
    let told = Diagnostic::new(severity, "EDITION-COPY", Place::file(&next.file))
        .with("before", before.id.as_str())
        .summing(parts);
    let told = match next.hold.draft {
        true => told.with("is_draft", ""),
        false => told,
    };
    Some(match is_all {
        true => told.with("is_all", ""),
        false => told,
    })
}

fn has_figures(project: &Project) -> bool {
    let Project {
        indicators,
        budget,
        items,
        ..
    } = project;
    !(indicators.is_empty() && budget.years.is_empty() && items.list.is_empty())
}

/// Whether a project says of all its years what it said before, wherever in its file that stands.
fn is_same(old: &Project, new: &Project) -> bool {
    let (items, others) = (&old.items.list, &new.items.list);
    let mut pairs = items.iter().zip(others);
    is_measured_alike(&old.indicators, &new.indicators)
        && is_alike(&old.budget.years, &new.budget.years, is_same_money)
        && items.len() == others.len()
        && pairs.all(|(old, new)| is_alike(&old.amounts, &new.amounts, |a, b| a.raw() == b.raw()))
}

fn is_measured_alike(old: &[Indicator], new: &[Indicator]) -> bool {
    let mut pairs = old.iter().zip(new);
    old.len() == new.len()
        && pairs.all(|(old, new)| {
            old.slot == new.slot
                && is_alike(&old.years, &new.years, |old, new| {
                    is_printed_alike(old.target.as_ref(), new.target.as_ref())
                        && is_printed_alike(old.actual.as_ref(), new.actual.as_ref())
                })
        })
}

fn is_same_money(old: &YearMoney, new: &YearMoney) -> bool {
    let stages = [Stage::Budget, Stage::Settled];
    stages.into_iter().all(|stage| {
        let [old, new] = [old, new].map(|money| money.stage(stage)?.total.as_ref());
        is_printed_alike(old, new)
    })
}

fn is_alike<T>(old: &Years<T>, new: &Years<T>, is_same: impl Fn(&T, &T) -> bool) -> bool {
    let mut pairs = old.iter().zip(new.iter());
    let is_year =
        |((one, old), (other, new)): ((_, &T), (_, &T))| one == other && is_same(old, new);
    old.len() == new.len() && pairs.all(is_year)
}

fn is_printed_alike(old: Option<&Value>, new: Option<&Value>) -> bool {
    old.map(Value::raw) == new.map(Value::raw)
}
