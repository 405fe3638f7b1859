//! Looks for results of years that are not over.

use super::super::identity::Sheet;
use super::super::key::Key;
use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted, with_said};
use super::super::subject::{About, Entry};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::era::Date;
use crate::model::value::Kind;
use crate::model::{FiscalYear, HeldPart, HeldYear, Stage, Value, YearMoney};

/// There is no actual and no settled amount for a fiscal year that has not ended on the day the
/// figures are true for.
///
/// It matters because it is the sure sign of a table that slid by a column. A count of part of a year
/// that says so itself (暫定, 見込, 11月末時点) is in order, and so is a figure that waits for the year's end.
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
    let (about, held) = (entry.bearer.about, &entry.indicator.held);
    let day = day_of(scope, about, held, (entry.year, actual));
    if entry.year.has_ended(day.unwrap_or(scope.as_of)) {
        return;
    }
    let place = entry.place(actual);
    let fill = |diagnostic: Diagnostic| {
        entry
            .named(diagnostic, "actual")
            .with("actual", quoted(actual.raw()))
            .with("as_of", day.unwrap_or(scope.as_of))
    };
    match day {
        Some(_) => report.tell(entry.subject(), place, [actual], fill),
        None => report.warn(entry.subject(), place, [actual], fill),
    }
}

/// A column that slid is told once for its year, by the first figure in it.
fn look_at_settled(
    scope: &Scope<'_>,
    sheet: &Sheet<'_>,
    (year, money): (FiscalYear, &YearMoney),
    report: &mut Report<'_>,
) {
    let Some(amount) = &money.settled else { return };
    let (about, held) = (About::Project(sheet.ix), &sheet.project.budget.held);
    let day = amount.total.as_ref();
    let day = day.map_or(Some(scope.as_of), |total| {
        day_of(scope, about, held, (year, total))
    });
    let has_ended = year.has_ended(day.unwrap_or(scope.as_of));
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
            let as_of = day.unwrap_or(scope.as_of);
            let fill = |diagnostic| with_said(diagnostic, &said).with("as_of", as_of);
            match day {
                Some(_) => report.tell(said.subject(), said.place(), [value], fill),
                None => report.warn(said.subject(), said.place(), [value], fill),
            }
        }
    }
}

/// The day on which a result is judged: that of the site, or of one that is held back the day on which it
/// comes out. A draft has none yet.
fn day_of(
    scope: &Scope<'_>,
    about: About,
    held: &[HeldYear],
    (year, value): (FiscalYear, &Value),
) -> Option<Date> {
    let own = held.iter().filter(|one| {
        let is_it = one.year == year && one.part != HeldPart::Planned;
        // What is shown until then is public already.
        is_it
            && one
                .until_then
                .as_ref()
                .is_none_or(|then| then.raw() != value.raw())
    });
    let plan = scope.plan;
    let whole = match about {
        About::Project(ix) => Some(&plan.projects[ix].hold),
        About::Policy(_) | About::Plan => None,
    };
    let holds = own.map(|one| &one.hold).chain(whole).chain([&plan.hold]);
    let mut holds = holds.filter(|hold| !hold.is_open(scope.released));
    holds.try_fold(scope.as_of, |day, hold| {
        let until = hold.until.filter(|_| !hold.draft)?;
        Some(day.max(until.day()?))
    })
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
