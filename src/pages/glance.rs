//! A project in one glance: the facts under its heading.

use super::book::{Book, fact};
use super::group::section_links;
use super::route::Page;
use super::said::signed;
use super::view::{Fact, Inline};
use crate::figures;
use crate::model::{Plan, Project, Stage};

/// A few facts under the heading: this year's money, how the last one went, whose it is, since when.
pub fn facts(book: &Book, plan_ix: usize, project_ix: usize) -> Vec<Fact> {
    let plan = book.plan(plan_ix);
    let project = &plan.projects[project_ix];
    let here = book.address(&Page::Project(plan_ix, project_ix));
    let mut facts = Vec::new();
    facts.extend(money(book, plan, project));
    facts.extend(settled(book, project));
    if !project.departments.is_empty() {
        let links = section_links(book, plan_ix, &project.departments, &here);
        facts.push(fact(book.say("department"), links));
    }
    if let Some(since) = project.since {
        facts.push(fact(book.say("since"), Inline::text(&book.year(since))));
    }
    facts
}

/// This year's budget beside last year's.
fn money(book: &Book, plan: &Plan, project: &Project) -> Vec<Fact> {
    let total = |year| {
        let money = project.budget.years.get(&year)?;
        money.budget.as_ref()?.total.as_ref()
    };
    let Some(year) = figures::budget_year(plan) else {
        return Vec::new();
    };
    let Some(value) = total(year) else {
        return Vec::new();
    };
    let label = book.fill("glance-budget", &[("year", &book.short_year(year))]);
    let said = match value.number() {
        Some(number) => book.amount(number, plan.unit),
        None => Inline::text(&book.value_text(value)),
    };
    let mut facts = vec![fact(&label, said)];
    let before = total(year.previous()).and_then(|value| value.number());
    if let (Some(now), Some(before)) = (value.number(), before)
        && let Some(change) = now.checked_sub(before)
    {
        // A rate of a negative or zero amount would say nothing.
        let rate = figures::money::percent(change, before).filter(|_| !before.is_negative());
        let said = if change.is_zero() {
            Inline::text(book.say("change-none"))
        } else {
            let mut said = Inline::text(&format!("{}{}", signed(change), plan.unit.label()));
            if let Some(rate) = rate {
                let rate = book.fill("change-rate", &[("rate", &signed(rate))]);
                said.push(&Inline::small(&rate));
            }
            said
        };
        facts.push(fact(book.say("glance-change"), said));
    }
    facts
}

/// The newest year for which both budget and settled money are known.
fn settled(book: &Book, project: &Project) -> Option<Fact> {
    let (year, execution) = project
        .budget
        .years
        .iter()
        .rev()
        .find_map(|(year, money)| {
            let total = |stage| money.stage(stage)?.total.as_ref();
            let execution = figures::execution(total(Stage::Budget)?, total(Stage::Settled)?)?;
            Some((*year, execution))
        })?;
    let rate = execution.rate?;
    let label = book.fill("glance-rate", &[("year", &book.short_year(year))]);
    let mut said = Inline::text(&format!("{rate}％"));
    said.push(&Inline::small(book.say("rate-formula")));
    Some(fact(&label, said))
}
