//! Holds counts of days against the calendar.

use super::super::identity::Sheet;
use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, quoted};
use crate::base::decimal::Decimal;
use crate::base::diag::Severity;
use crate::model::{FiscalYear, Indicator, Value};

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
    for sheet in scope.sheets() {
        for indicator in &sheet.project.indicators {
            for (year, values) in &indicator.years {
                let printed = [("target", &values.target), ("actual", &values.actual)];
                for (what, value) in printed {
                    if let Some(value) = value {
                        look(&sheet, indicator, (*year, what, value), report);
                    }
                }
            }
        }
    }
}

fn look(
    sheet: &Sheet<'_>,
    indicator: &Indicator,
    (year, what, value): (FiscalYear, &'static str, &Value),
    report: &mut Report<'_>,
) {
    let Some(days) = value.number() else { return };
    let own_unit = value
        .quantity()
        .and_then(|quantity| quantity.unit.as_deref());
    if own_unit.or(indicator.unit.as_deref()) != Some("日") {
        return;
    }
    let is_leap = days == Decimal::from_int(366);
    if !is_leap && days != Decimal::from_int(365) {
        return;
    }
    report.count();
    if is_leap && !year.is_leap_days() {
        let subject = Subject {
            project: Some(sheet.ix),
            year: Some(year),
        };
        let key = format!(
            "indicators({}).years.{}.{what}",
            indicator.slot,
            year.short()
        );
        report.tell(
            subject,
            value.at.in_file(sheet.file()),
            [value],
            |diagnostic| {
                diagnostic
                    .with(what, quoted(value.raw()))
                    .with("indicator", quoted(&indicator.name))
                    .with("key", key)
            },
        );
    }
}
