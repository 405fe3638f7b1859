//! A project in one glance: how it went, what it costs, whose it is.

use super::book::{Book, fact};
use super::group::section_links;
use super::headway;
use super::roadmap;
use super::route::Page;
use super::view::{Fact, Inline};
use crate::figures;
use crate::model::{Plan, Project, Stage};

/// A few facts under the heading, the answer first.
pub fn facts(book: &Book, plan_ix: usize, project_ix: usize) -> Vec<Fact> {
    let plan = book.plan(plan_ix);
    let project = &plan.projects[project_ix];
    let here = book.address(&Page::Project(plan_ix, project_ix));
    let mut facts = headway::headline(book, project);
    if let Some(said) = roadmap::outlook(book, plan, &project.roadmap, &project.indicators) {
        // Where nothing is counted, this is the answer.
        let at = if project.indicators.is_empty() {
            0
        } else {
            facts.len()
        };
        facts.insert(at, fact(book.say("glance-outlook"), said));
    }
    facts.extend(money(book, plan, project));
    facts.extend(settled(book, plan, project));
    if let Some(since) = project.since {
        facts.push(fact(book.say("since"), Inline::text(&book.year(since))));
    }
    if !project.departments.is_empty() {
        let mut links = section_links(book, plan_ix, &project.departments, &here);
        // Who is not named takes part as well.
        let printed = &project.departments_printed;
        if ["ほか", "など", "他", "等"]
            .iter()
            .any(|others| printed.ends_with(others))
        {
            let said = book.fill("as-printed", &[("text", printed)]);
            links.push(&Inline::small(&said));
        }
        facts.push(fact(book.say("department"), links));
    }
    facts
}

/// This year's budget beside last year's, where that was the project's own.
fn money(book: &Book, plan: &Plan, project: &Project) -> Vec<Fact> {
    let total = |year| project.budget.total(year, Stage::Budget);
    let Some(year) = figures::budget_year(plan) else {
        return Vec::new();
    };
    let Some(value) = total(year) else {
        return Vec::new();
    };
    let label = book.fill("tile-budget", &[("year", &book.brief_year(year))]);
    let Some(now) = value.number() else {
        return vec![fact(&label, Inline::text(&book.value_text(value)))];
    };
    let mut said = book.amount(now, plan.unit);
    if !value.sure {
        said.push(&book.aside(&[book.say("standing-unsure")]));
    }
    let mut facts = vec![fact(&label, said)];
    let year_before = Some(year.previous()).filter(|year| project.has_begun(*year));
    let before = year_before
        .and_then(total)
        .and_then(|before| Some((before.number()?, before.sure)));
    if let Some((before, is_sure)) = before
        && let Some(mut said) = book.change(now, before, plan.unit)
    {
        if !(is_sure && value.sure) {
            said.push(&book.aside(&[book.say("standing-unsure")]));
        }
        // Why it changed stands far below, item by item.
        let mut reasons = project
            .items
            .list
            .iter()
            .filter_map(|item| item.reason.as_ref());
        if reasons.any(|reason| !reason.is_missing()) {
            let why = Inline::link(book.say("item-reason"), "#items-table-cap");
            said.push(&Inline::text(" ")).push(&why);
        }
        facts.push(fact(book.say("glance-change"), said));
    }
    facts.extend(book.per_resident(plan, now));
    facts
}

/// The newest year of its own for which both budget and settled money are known.
fn settled(book: &Book, plan: &Plan, project: &Project) -> Option<Fact> {
    let years = project.budget.years.iter().rev();
    let mut own = years.filter(|(year, _)| project.has_begun(**year));
    let (year, spent, execution) = own.find_map(|(year, money)| {
        let total = |stage| money.stage(stage)?.total.as_ref();
        let settled = total(Stage::Settled)?;
        let execution = figures::execution(total(Stage::Budget)?, settled)?;
        Some((*year, settled.number()?, execution))
    })?;
    let rate = execution.rate?;
    let label = book.fill("tile-settled", &[("year", &book.brief_year(year))]);
    let mut said = book.amount(spent, plan.unit);
    let of_budget = book.fill("settled-of-budget", &[("rate", &rate.to_string())]);
    let mut parts = vec![&*of_budget];
    if !execution.sure {
        parts.push(book.say("standing-unsure"));
    }
    said.push(&book.aside(&parts));
    Some(fact(&label, said))
}
