//! Looks for results of years that are not over.

use super::super::identity::Sheet;
use super::super::key::Key;
use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted, with_said};
use super::super::subject::Entry;
use crate::base::diag::Severity;
use crate::model::value::Kind;
use crate::model::{FiscalYear, Stage, Value, YearMoney};

/// There is no actual and no settled amount for a fiscal year that has not ended on the day the
/// figures are true for.
///
/// It matters because it is the sure sign of a table that slid by a column. A count of part of a year
/// that says so itself (暫定, 見込, 11月末時点) is in order.
pub const RULE: Rule = Rule {
    code: "AUDIT-EARLY",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for entry in scope.bearers().flat_map(|bearer| bearer.years()) {
        if let Some(actual) = &entry.values.actual {
            look_at_actual(scope, &entry, actual, report);
        }
    }
    for sheet in scope.sheets() {
        for (year, money) in &sheet.project.budget.years {
            look_at_settled(scope, &sheet, (*year, money), report);
        }
    }
}

fn look_at_actual(scope: &Scope<'_>, entry: &Entry<'_>, actual: &Value, report: &mut Report<'_>) {
    if !is_final(actual) {
        return;
    }
    report.count();
    if entry.year.has_ended(scope.as_of) {
        return;
    }
    let place = entry.place(actual);
    report.tell(entry.subject(), place, [actual], |diagnostic| {
        entry
            .named(diagnostic, "actual")
            .with("actual", quoted(actual.raw()))
            .with("as_of", scope.as_of)
    });
}

/// A column that slid is told once for its year, by the first figure in it.
fn look_at_settled(
    scope: &Scope<'_>,
    sheet: &Sheet<'_>,
    (year, money): (FiscalYear, &YearMoney),
    report: &mut Report<'_>,
) {
    let Some(amount) = &money.settled else { return };
    let has_ended = year.has_ended(scope.as_of);
    let (stage, part) = (Stage::Settled, None);
    let total_key = Key::Money { year, stage, part };
    let parts = amount.parts.iter().map(|(funding, value)| {
        let key = sheet.part_key(total_key, *funding);
        (value, key)
    });
    let mut told = has_ended;
    for (value, key) in amount
        .total
        .iter()
        .map(|value| (value, total_key))
        .chain(parts)
    {
        if !is_final(value) {
            continue;
        }
        report.count();
        if !told {
            told = true;
            let said = sheet.printed(value, key);
            report.tell(said.subject(), said.place(), [value], |diagnostic| {
                with_said(diagnostic, &said).with("as_of", scope.as_of)
            });
        }
    }
}

/// Whether it is a figure that claims to be the year's result.
fn is_final(value: &Value) -> bool {
    let quantity = match value.kind() {
        Kind::Bound { quantity, .. } => Some(&**quantity),
        _ => value.quantity(),
    };
    match (quantity, value.kind()) {
        (Some(quantity), _) => !quantity.provisional && quantity.as_of().is_none(),
        (None, Kind::Range(_) | Kind::Relative(_) | Kind::Ratio(_) | Kind::Several(_)) => true,
        _ => false,
    }
}
