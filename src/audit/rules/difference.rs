//! Holds printed differences against the figures that they are between.

use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted};
use super::super::subject::Entry;
use crate::base::decimal::Decimal;
use crate::base::diag::Severity;
use crate::model::Value;
use crate::model::value::{Kind, Measure};

/// The printed difference of an indicator is its actual less its target; where the document says that it
/// is against last year, its actual less last year's.
///
/// It matters because the difference is what is read first, and often all that is left of a target that
/// its result replaced. A difference of two percentages is one of points. A difference that is printed
/// shorter may be rounded or cut off; cutting off is told, because it is not what most readers expect.
/// What is only approximate, in another unit or against something else is not compared.
pub const RULE: Rule = Rule {
    code: "AUDIT-DIFFERENCE",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for entry in scope.bearers().flat_map(|bearer| bearer.years()) {
        look(&entry, report);
    }
}

fn look(entry: &Entry<'_>, report: &mut Report<'_>) {
    let values = entry.values;
    let (Some(said), Some(actual), Some((base, what))) =
        (values.difference(), &values.actual, base_of(entry))
    else {
        return;
    };
    let (Some(printed), Some(reached), Some(from)) = (signed(said), signed(actual), signed(base))
    else {
        return;
    };
    if !agree(printed.unit, reached.unit) || !agree(reached.unit, from.unit) {
        return;
    }
    let Some(computed) = reached.number.checked_sub(from.number) else {
        return;
    };
    let Some(fit) = printed.fits(computed) else {
        return;
    };
    report.count();
    if fit == Fit::Exact {
        return;
    }
    let (place, subject) = (entry.place(said), entry.subject());
    let fill = |diagnostic| {
        let shown = entry
            .named(diagnostic, "difference")
            .with("said", quoted(said.raw()))
            .with("actual", quoted(actual.raw()))
            .with(what, quoted(base.raw()))
            .and_at(entry.place(actual));
        match fit {
            Fit::Cut => shown.with("cut", computed.grouped()),
            Fit::Exact | Fit::Off => shown.with("computed", computed.grouped()),
        }
    };
    let involved = [said, actual, base];
    match fit {
        Fit::Cut => report.inform(subject, place, involved, fill),
        Fit::Exact | Fit::Off => report.tell(subject, place, involved, fill),
    }
}

/// What the difference is against, and the name that the sentences know it by.
fn base_of<'a>(entry: &Entry<'a>) -> Option<(&'a Value, &'static str)> {
    let values = entry.values;
    if is_target(values.base()) {
        return Some((values.target.as_ref()?, "target"));
    }
    if !matches!(
        values.base().trim().trim_start_matches('対'),
        "前年度" | "前年" | "前年度比" | "前年比"
    ) {
        return None;
    }
    let before = entry.indicator.years.get(&entry.year.previous())?;
    Some((before.actual.as_ref()?, "before"))
}

/// Whether a difference is against the target: it is unless something else is said.
pub(super) fn is_target(base: &str) -> bool {
    matches!(base.trim(), "" | "目標" | "対目標")
}

/// How a printed figure follows from the exact one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// As it is, or rounded.
    Exact,
    /// Only when the further digits are cut off.
    Cut,
    Off,
}

/// An exact number with its unit, as far as it was printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signed<'a> {
    pub number: Decimal,
    pub unit: Option<&'a str>,
    /// The zeros of its scale word: 23万 says nothing of what is below a 万.
    zeros: u8,
}

impl Signed<'_> {
    /// Nothing when the numbers are too large to be compared.
    pub(super) fn fits(&self, exact: Decimal) -> Option<Fit> {
        let step = Decimal::from_int(1).times_ten_to(self.zeros)?;
        let places = self.number.places();
        let shown = self.number.ratio(step, places + self.zeros)?;
        // As many digits as the print has behind the point, counted in the scale word's own unit.
        let digits = if self.zeros == 0 {
            places
        } else {
            trimmed_places(shown)
        };
        Some(if exact.ratio(step, digits)? == shown {
            Fit::Exact
        } else if exact.truncated_ratio(step, digits)? == shown {
            Fit::Cut
        } else {
            Fit::Off
        })
    }
}

fn trimmed_places(number: Decimal) -> u8 {
    let enough = |places: &u8| number.round(*places) == number;
    (0..number.places()).find(enough).unwrap_or(number.places())
}

/// A number, a duration, or a change as it is printed: `＋3.3％`, `▲51.3％`, `±0`.
pub(super) fn signed(value: &Value) -> Option<Signed<'_>> {
    let quantity = match value.kind() {
        Kind::Number(quantity) => quantity,
        Kind::Duration(quantity) => quantity,
        Kind::Relative(relative) => {
            let is_change = relative.measure == Measure::Change;
            if !is_change || relative.base.is_some() || relative.op.is_some() {
                return None;
            }
            relative.quantity.as_ref()?
        }
        _ => return None,
    };
    (!quantity.approximate).then(|| Signed {
        number: quantity.number,
        unit: quantity.unit.as_deref(),
        zeros: quantity.scale().map_or(0, zeros_of),
    })
}

/// The zeros of a scale word by its last part: of 億千万 those of 千万.
fn zeros_of(scale: &str) -> u8 {
    const ENDS: [(&str, u8); 7] = [
        ("千万", 7),
        ("百万", 6),
        ("兆", 12),
        ("億", 8),
        ("万", 4),
        ("千", 3),
        ("百", 2),
    ];
    let found = ENDS.iter().find(|(word, _)| scale.ends_with(word));
    found.map_or(0, |(_, zeros)| *zeros)
}

/// Whether two units say the same, where both are printed.
fn agree(one: Option<&str>, other: Option<&str>) -> bool {
    let unit = |printed| match printed {
        "ポイント" | "pt" => "%",
        other => other,
    };
    match (one, other) {
        (Some(one), Some(other)) => unit(one) == unit(other),
        _ => true,
    }
}
