//! Looks for plans that nobody goes on with.

use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, quoted, year_in};
use crate::base::diag::Severity;
use crate::base::place::Place;
use crate::model::plan::State;
use crate::model::value::Kind;
use crate::model::{FiscalYear, Indicator, Plan, Value};

/// The year after that of a plan's newest figure has not ended, or so lately that its results are not due.
///
/// It matters because an old figure on a page that looks cared for is taken for the present one. A plan
/// that names an edition that followed it is past, and a draft has not begun.
pub const RULE: Rule = Rule {
    code: "AUDIT-NOTHING-NEW",
    severity: Severity::Notice,
    audience: Audience::Staff,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let plan = scope.plan;
    if plan.newer.is_some() || plan.state == Some(State::Draft) {
        return;
    }
    let is_old = |year: FiscalYear| year.next().is_told_by(scope.as_of);
    let Some(newest) = newest(plan, is_old) else {
        return;
    };
    report.count();
    if !is_old(newest) {
        return;
    }
    let place = Place::file(&plan.file);
    report.inform(Subject::plan(None), place, [], |diagnostic| {
        diagnostic
            .with("plan", quoted(&plan.short))
            .with_each("newest", |lang| year_in(lang, newest))
            .with("as_of", scope.as_of)
    });
}

/// The newest year of which anything is told, or the first found that is not old: a result, money, what was
/// done. The plan's own year counts, too: it was new when it was decided.
fn newest(plan: &Plan, is_old: impl Fn(FiscalYear) -> bool) -> Option<FiscalYear> {
    let policies = plan.policies.iter().flat_map(|policy| &policy.indicators);
    let beside = policies.chain(&plan.indicators).filter_map(last_actual);
    let projects = plan.projects.iter().flat_map(|project| {
        let measured = project.indicators.iter().filter_map(last_actual);
        let money = project.budget.years.keys().copied();
        let done = project.activities.keys().copied();
        measured.chain(money).chain(done)
    });
    let mut newest = None;
    for year in beside.chain(plan.edition).chain(projects) {
        newest = newest.max(Some(year));
        if !is_old(year) {
            break;
        }
    }
    newest
}

fn last_actual(indicator: &Indicator) -> Option<FiscalYear> {
    let is_there = |actual: &Value| *actual.kind() != Kind::Blank;
    let mut years = indicator.years.iter().rev();
    let last = years.find(|(_, values)| values.actual.as_ref().is_some_and(is_there));
    last.map(|(year, _)| *year)
}
