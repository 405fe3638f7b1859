//! Holds printed rates of growth against the series that they are rates of.

use super::super::counted::folded;
use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted};
use super::super::subject::{Bearer, Entry};
use super::difference::{Fit, Signed, signed};
use crate::base::decimal::Decimal;
use crate::base::diag::Severity;
use crate::model::{Indicator, Value};

/// Where a project prints a series and, under the same name with 前年比 or 増加率 behind it, its growth, the
/// growth is (this year − last year) ÷ last year.
///
/// It matters because the rate is what is judged, and the series is what can be counted. A rate may be
/// rounded or cut off; the latter is told. Only rates with a printed sign (＋19.4％) are compared: 105％
/// could be either.
pub const RULE: Rule = Rule {
    code: "AUDIT-RATE",
    severity: Severity::Warning,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

/// What a name of a rate ends in.
const ENDS: [&str; 6] = [
    "対前年度比",
    "対前年比",
    "前年度比",
    "前年比",
    "増加率",
    "伸び率",
];

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for bearer in scope.bearers() {
        for indicator in bearer.indicators {
            if let Some(series) = series_of(&bearer, indicator) {
                for (year, values) in &indicator.years {
                    let entry = Entry {
                        bearer,
                        indicator,
                        year: *year,
                        values,
                    };
                    look(&entry, series, report);
                }
            }
        }
    }
}

/// The series that an indicator is the growth of, by its name.
fn series_of<'a>(bearer: &Bearer<'a>, rate: &Indicator) -> Option<&'a Indicator> {
    // Most names are none; folding every one of a large plan would be felt.
    if !rate.name.contains(['比', '率']) {
        return None;
    }
    let name = folded(&rate.name);
    let base = ENDS.iter().find_map(|end| {
        let inside = name.strip_suffix(')').unwrap_or(&name);
        let base = inside.strip_suffix(end)?;
        Some(base.trim_end_matches(['(', '・', 'の']))
    })?;
    let mut all = bearer.indicators.iter();
    all.find(|indicator| folded(&indicator.name) == base)
}

fn look(entry: &Entry<'_>, series: &Indicator, report: &mut Report<'_>) {
    let actual = |year| series.years.get(&year)?.actual.as_ref();
    let (Some(said), Some(now), Some(before)) = (
        &entry.values.actual,
        actual(entry.year),
        actual(entry.year.previous()),
    ) else {
        return;
    };
    let Some((printed, share)) = percent(said).zip(growth(now, before)) else {
        return;
    };
    let Some(fit) = printed.fits(share) else {
        return;
    };
    report.count();
    let fill = |diagnostic| {
        let shown = entry
            .named(diagnostic, "actual")
            .with("rate", quoted(said.raw()))
            .with("old", quoted(before.raw()))
            .with("new", quoted(now.raw()))
            .and_at(entry.place(now));
        let share = share.round(printed.number.places().saturating_add(2));
        match fit {
            Fit::Cut => shown.with("cut", share),
            Fit::Exact | Fit::Off => shown.with("computed", share),
        }
    };
    let (subject, place, involved) = (entry.subject(), entry.place(said), [said, now, before]);
    match fit {
        Fit::Exact => {}
        Fit::Cut => report.inform(subject, place, involved, fill),
        Fit::Off => report.tell(subject, place, involved, fill),
    }
}

/// A percentage that is printed with its sign.
fn percent(value: &Value) -> Option<Signed<'_>> {
    let has_sign = value
        .raw()
        .starts_with(['+', '＋', '-', '－', '−', '▲', '△', '±']);
    signed(value).filter(|signed| has_sign && signed.unit == Some("%"))
}

/// (now − before) ÷ before, in percent, with far more digits than any document prints.
fn growth(now: &Value, before: &Value) -> Option<Decimal> {
    let (now, before) = (now.number()?, before.number()?);
    let change = now.checked_sub(before)?.times_ten_to(2)?;
    change.truncated_ratio(before, 12)
}
