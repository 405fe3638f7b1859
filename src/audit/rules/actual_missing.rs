//! Looks for results that are due.

use super::super::rule::{Audience, Check, Report, Rule, Scope};
use super::super::subject::Entry;
use crate::base::diag::{Part, Severity};
use crate::base::text::{shorten, visible};
use crate::model::plan::State;
use crate::model::value::Kind;
use crate::model::{HeldPart, Value};

/// Every year that ended half a year ago and has a target has an actual, or says why it has none.
///
/// It matters because a promise without an outcome is what citizens come to look for. A value that says
/// itself that there is none (redacted, undecided, lost, not measured) is an answer, and so is one that is
/// held back. A draft has promised
/// nothing yet, and the results of a plan that a newer edition followed stand in that one.
pub const RULE: Rule = Rule {
    code: "AUDIT-ACTUAL-MISSING",
    severity: Severity::Notice,
    audience: Audience::Staff,
    checks: &[Check::Lacks(check)],
};

/// Many are named in one sentence, so that each has little room.
const NAME: usize = 20;

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.plan.state == Some(State::Draft) || scope.plan.newer.is_some() {
        return;
    }
    for entry in scope.bearers().flat_map(|bearer| bearer.years()) {
        let Some(target) = entry.values.target.as_ref().filter(|value| promises(value)) else {
            continue;
        };
        if !entry.year.is_told_by(scope.as_of) {
            continue;
        }
        report.count();
        let mut held = entry.indicator.held.iter();
        let is_answered = entry.values.judged().is_some()
            || entry.values.actual.as_ref().is_some_and(is_answer)
            || held.any(|held| held.year == entry.year && held.part == HeldPart::Done);
        if !is_answered {
            report.lack(part(&entry, target));
        }
    }
}

fn promises(target: &Value) -> bool {
    !matches!(
        target.kind(),
        Kind::Blank | Kind::Dash | Kind::Lost | Kind::Undecided
    )
}

fn is_answer(actual: &Value) -> bool {
    *actual.kind() != Kind::Blank
}

fn part(entry: &Entry<'_>, target: &Value) -> Part {
    let (slot, year) = (entry.indicator.slot, entry.year.short());
    Part {
        place: entry.place(target),
        name: format!(
            "{} ({slot}) {year}",
            shorten(&visible(entry.bearer.title), NAME)
        ),
    }
}
