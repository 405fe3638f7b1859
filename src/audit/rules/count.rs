//! Holds the counts that a document prints of itself against what is there.

use super::super::counted::count;
use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, quoted};
use super::difference::{Fit, signed};
use crate::base::decimal::Decimal;
use crate::base::diag::{Diagnostic, Severity};
use crate::model::Count;

/// A printed count is the number of what it counts: projects by policy, by fate, by mark, by judgement,
/// old projects by group, nodes of a level; and a printed share is its part ÷ its whole.
///
/// It matters because a row that was dropped while typing, or a judgement that was mistyped, leaves no
/// other trace. A project is judged by all its judgements of a year (all reached 達成, none 未達成, else
/// 一部未達成) and counts once. A repeated row of the plan before counts as a row, and a share may be
/// rounded or cut off; the latter is told. What a word means that the rule does not know is not
/// compared.
pub const RULE: Rule = Rule {
    code: "AUDIT-COUNT",
    severity: Severity::Warning,
    audience: Audience::Everybody,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for printed in &scope.plan.counts {
        let Some(found) = count(scope.plan, printed) else {
            continue;
        };
        match found.whole {
            None => hold(scope, (printed, found.number), report),
            Some(whole) => hold_share(scope, (printed, found.number, whole), report),
        }
    }
}

fn hold(scope: &Scope<'_>, (printed, found): (&Count, usize), report: &mut Report<'_>) {
    let Some(said) = printed.printed.number() else {
        return;
    };
    report.count();
    if i64::try_from(found).map(Decimal::from_int) == Ok(said) {
        return;
    }
    let involved = [&printed.printed];
    let place = printed.printed.at.in_file(&scope.list("counts.csv"));
    report.tell(Subject::plan(printed.year), place, involved, |diagnostic| {
        named(diagnostic, printed).with("counted", found)
    });
}

fn hold_share(
    scope: &Scope<'_>,
    (printed, part, whole): (&Count, usize, usize),
    report: &mut Report<'_>,
) {
    let said = printed.printed.quantity().and_then(|quantity| {
        let is_percent = quantity.unit.as_deref() == Some("%");
        signed(&printed.printed).filter(|_| is_percent)
    });
    let number = |count: usize| i64::try_from(count).ok().map(Decimal::from_int);
    // Far more digits than any document prints.
    let share = number(part)
        .and_then(|part| part.times_ten_to(2))
        .zip(number(whole))
        .and_then(|(part, whole)| part.truncated_ratio(whole, 12));
    let (Some(said), Some(share)) = (said, share) else {
        return;
    };
    let Some(fit) = said.fits(share) else { return };
    report.count();
    let fill = |diagnostic| {
        let shown = named(diagnostic, printed)
            .with("part", part)
            .with("whole_count", whole);
        let share = share.round(said.number.places().saturating_add(2));
        match fit {
            Fit::Cut => shown.with("cut", share),
            Fit::Exact | Fit::Off => shown.with("share", share),
        }
    };
    let (subject, involved) = (Subject::plan(printed.year), [&printed.printed]);
    let place = printed.printed.at.in_file(&scope.list("counts.csv"));
    match fit {
        Fit::Exact => {}
        Fit::Cut => report.inform(subject, place, involved, fill),
        Fit::Off => report.tell(subject, place, involved, fill),
    }
}

fn named(diagnostic: Diagnostic, printed: &Count) -> Diagnostic {
    diagnostic
        .with("table", quoted(&printed.table))
        .with("row", quoted(&printed.row))
        .with("what", quoted(&printed.what))
        .with("printed", quoted(printed.printed.raw()))
}
