//! Holds counts of days against the calendar.

use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted};
use super::super::subject::Entry;
use crate::base::decimal::Decimal;
use crate::base::diag::Severity;
use crate::model::Value;

/// An indicator in days reaches 366 only in a fiscal year with a 29 February.
///
/// It is soft, but it finds what nothing else finds: a system that runs every day has 366 in 令和5年度
/// and 令和9年度, so a 366 elsewhere means that the row slid by a column. Only 365 and 366 are looked
/// at; other counts say nothing of the calendar.
pub const RULE: Rule = Rule {
    code: "AUDIT-DAYS",
    severity: Severity::Warning,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for entry in scope.bearers().flat_map(|bearer| bearer.years()) {
        let printed = [
            ("target", &entry.values.target),
            ("actual", &entry.values.actual),
        ];
        for (what, value) in printed {
            if let Some(value) = value {
                look(&entry, (what, value), report);
            }
        }
    }
}

fn look(entry: &Entry<'_>, (what, value): (&'static str, &Value), report: &mut Report<'_>) {
    let Some(days) = value.number() else { return };
    let own_unit = value
        .quantity()
        .and_then(|quantity| quantity.unit.as_deref());
    if own_unit.or(entry.indicator.unit.as_deref()) != Some("日") {
        return;
    }
    let is_leap = days == Decimal::from_int(366);
    if !is_leap && days != Decimal::from_int(365) {
        return;
    }
    report.count();
    if is_leap && !entry.year.is_leap_days() {
        report.tell(entry.subject(), entry.place(value), [value], |diagnostic| {
            entry
                .named(diagnostic, what)
                .with(what, quoted(value.raw()))
        });
    }
}
