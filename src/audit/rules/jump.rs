//! Looks for figures that leap from one year to the next.

use super::super::rule::{About, Audience, Bearer, Check, Report, Rule, Scope, quoted, year_in};
use crate::base::decimal::Decimal;
use crate::base::diag::Severity;
use crate::model::{Amount, FiscalYear, Indicator, Value};

/// No series of numbers rises to more than ten times, or falls to less than a tenth, between two
/// neighbouring years.
///
/// It is soft: a project may really grow that much. More often a digit was lost, or 円 stands where
/// 千円 belongs. A zero is passed over, and so are a missing year and a change of unit.
pub const RULE: Rule = Rule {
    code: "AUDIT-JUMP",
    severity: Severity::Warning,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

/// One year of a series.
type Point<'a> = (FiscalYear, Option<&'a Value>);

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for bearer in scope.bearers() {
        for indicator in bearer.indicators {
            let series = Series {
                bearer,
                indicator: Some(indicator),
                unit: scope.plan.unit.label(),
            };
            let years = indicator.years.iter();
            let targets = years
                .clone()
                .map(|(year, values)| (*year, values.target.as_ref()));
            series.look(targets, "target", report);
            let actuals = years.map(|(year, values)| (*year, values.actual.as_ref()));
            series.look(actuals, "actual", report);
        }
        let About::Project(ix) = bearer.about else {
            continue;
        };
        let series = Series {
            bearer,
            indicator: None,
            unit: scope.plan.unit.label(),
        };
        let years = scope.plan.projects[ix].budget.years.iter();
        let budgets = years
            .clone()
            .map(|(year, money)| (*year, total(money.budget.as_ref())));
        series.look(budgets, "budget", report);
        let settled = years.map(|(year, money)| (*year, total(money.settled.as_ref())));
        series.look(settled, "settled", report);
    }
}

fn total(amount: Option<&Amount>) -> Option<&Value> {
    amount?.total.as_ref()
}

/// Whose figures are looked at: an indicator's, or the project's money.
#[derive(Clone, Copy)]
struct Series<'a> {
    bearer: Bearer<'a>,
    indicator: Option<&'a Indicator>,
    /// That of money.
    unit: &'static str,
}

impl Series<'_> {
    fn look<'v>(
        self,
        points: impl Iterator<Item = Point<'v>>,
        what: &'static str,
        report: &mut Report<'_>,
    ) {
        let mut last: Option<(FiscalYear, &Value, Decimal)> = None;
        for (year, value) in points {
            let here = value.and_then(|value| Some((year, value, positive(value)?)));
            if let (Some((before, old, old_number)), Some((_, new, new_number))) = (last, here)
                && before.next() == year
                && unit(old) == unit(new)
            {
                report.count();
                if is_leap(old_number, new_number) {
                    self.tell(what, (before, old), (year, new), report);
                }
            }
            last = here;
        }
    }

    fn tell(
        self,
        what: &'static str,
        (before, old): (FiscalYear, &Value),
        (year, new): (FiscalYear, &Value),
        report: &mut Report<'_>,
    ) {
        let file = self.bearer.file;
        let key = match self.indicator {
            Some(Indicator { slot, .. }) => {
                format!("indicators({slot}).years.{}.{what}", year.short())
            }
            None => format!("budget.years.{}.{what}.total", year.short()),
        };
        let subject = self.bearer.subject(Some(year));
        report.tell(subject, new.at.in_file(file), [old, new], |diagnostic| {
            let shown = self
                .bearer
                .named(diagnostic)
                .with(what, quoted(new.raw()))
                .with("old", quoted(old.raw()))
                .with_each("before", |lang| year_in(lang, before))
                .with("key", key)
                .and_at(old.at.in_file(file));
            match self.indicator {
                Some(indicator) => shown.with("indicator", quoted(&indicator.name)),
                None => shown.with("unit", self.unit),
            }
        });
    }
}

fn positive(value: &Value) -> Option<Decimal> {
    value.number().filter(|number| *number > Decimal::ZERO)
}

fn unit(value: &Value) -> Option<&str> {
    value.quantity()?.unit.as_deref()
}

/// Over ten times, up or down.
fn is_leap(old: Decimal, new: Decimal) -> bool {
    let (small, large) = if old < new { (old, new) } else { (new, old) };
    small.times_ten_to(1).is_some_and(|tenfold| large > tenfold)
}
