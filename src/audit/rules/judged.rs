//! Holds printed judgements against the figures that they judge.

use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted};
use super::super::subject::Entry;
use super::difference::{is_target, signed};
use crate::base::diag::Severity;
use crate::base::words::Words;
use crate::figures::{Verdict, verdict};
use crate::model::{Better, Judgement, Value};

/// Where a document prints that a target was reached or missed, its own figures say the same: target and
/// actual where both are printed, else the sign of the printed difference.
///
/// It matters because the judgement is what is quoted, and the figures are what it rests on. Words,
/// approximate figures and indicators of which nothing says which way is better are not compared.
pub const RULE: Rule = Rule {
    code: "AUDIT-JUDGED",
    severity: Severity::Warning,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for entry in scope.bearers().flat_map(|bearer| bearer.years()) {
        if let Some(judged) = entry.values.judged()
            && let Some(met) = judged.met
            && let Some(computed) = compute(&entry)
        {
            report.count();
            if computed.met != met {
                tell(&entry, judged, &computed, report);
            }
        }
    }
}

/// A verdict with the figures that it rests on.
struct Computed<'a> {
    met: bool,
    by: By<'a>,
}

enum By<'a> {
    Target {
        target: &'a Value,
        actual: &'a Value,
    },
    Difference(&'a Value),
}

fn compute<'a>(entry: &Entry<'a>) -> Option<Computed<'a>> {
    let values = entry.values;
    let better = entry.indicator.better;
    if let (Some(target), Some(actual)) = (&values.target, &values.actual) {
        let met = match verdict(values, better) {
            Verdict::Achieved => Some(true),
            Verdict::Missed => Some(false),
            Verdict::Unjudged(_) => None,
        };
        if let Some(met) = met {
            let by = By::Target { target, actual };
            return Some(Computed { met, by });
        }
    }
    let difference = values.difference()?;
    if !is_target(values.base()) {
        return None;
    }
    let number = signed(difference)?.number;
    let met = number.is_zero()
        || match better? {
            Better::Up => !number.is_negative(),
            Better::Down => number.is_negative(),
            Better::Keep => false,
        };
    let by = By::Difference(difference);
    Some(Computed { met, by })
}

fn tell(entry: &Entry<'_>, judged: &Judgement, computed: &Computed<'_>, report: &mut Report<'_>) {
    let key = if computed.met {
        "audit.met"
    } else {
        "audit.missed"
    };
    let (place, involved) = match computed.by {
        By::Target { target, actual } => (entry.place(actual), [Some(target), Some(actual)]),
        By::Difference(difference) => (entry.place(difference), [Some(difference), None]),
    };
    let involved = involved.into_iter().flatten();
    report.tell(entry.subject(), place, involved, |diagnostic| {
        let shown = entry
            .named(diagnostic, "judged")
            .with("judged", quoted(&judged.raw))
            .with_each("computed", |lang| Words::of(lang).get(key).to_owned());
        match computed.by {
            By::Target { target, actual } => shown
                .with("target", quoted(target.raw()))
                .with("actual", quoted(actual.raw())),
            By::Difference(difference) => shown.with("difference", quoted(difference.raw())),
        }
    });
}
