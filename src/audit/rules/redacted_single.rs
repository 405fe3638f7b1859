//! Looks for blacked-out amounts that one subtraction brings to light.

use super::super::identity::{Identity, Kind as Arithmetic};
use super::super::key::Printed;
use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted};
use super::{OF_INDEX, OF_SHEETS};
use crate::base::diag::{Severity, listed};
use crate::model::value::Kind;

/// No redacted amount can be worked out from public figures by one calculation: one redacted line item
/// beside a public total, a redacted budget beside last year's and the difference, or an amount that
/// is redacted on the sheet and printed in the index table.
///
/// It matters because whoever blacks out an amount believes it hidden. Every identity that the audit
/// checks is tried, one step deep. The finding names the figures and never the amount: nothing that is
/// redacted is filled in, not even here.
pub const RULE: Rule = Rule {
    code: "AUDIT-REDACTED-SINGLE",
    severity: Severity::Error,
    audience: Audience::Staff,
    checks: &[Check::Sheets(look_at_sheets), Check::Plan(look_at_index)],
};

fn look_at_sheets(scope: &Scope<'_>, report: &mut Report<'_>) {
    for each in OF_SHEETS {
        each(scope, &mut |identity| look(identity, report));
    }
}

fn look_at_index(scope: &Scope<'_>, report: &mut Report<'_>) {
    for each in OF_INDEX {
        each(scope, &mut |identity| look(identity, report));
    }
}

fn look(identity: &Identity<'_, '_>, report: &mut Report<'_>) {
    let mut redacted = identity.printed().filter(|printed| is_redacted(printed));
    let Some(hidden) = redacted.next() else {
        return;
    };
    report.count();
    let one_of_several = redacted.next().is_some();
    if one_of_several || !others_are_numbers(identity) {
        return;
    }
    let public: Vec<&Printed<'_>> = identity
        .printed()
        .filter(|printed| !is_redacted(printed))
        .collect();
    let keys: Vec<String> = public
        .iter()
        .map(|printed| printed.key.to_string())
        .collect();
    report.tell(
        hidden.subject(),
        hidden.place(),
        public.iter().map(|printed| printed.value),
        |diagnostic| {
            let shown = diagnostic
                .with("key", quoted(&hidden.key.to_string()))
                .with_each("keys", |lang| quoted(&listed(lang, &keys)));
            let way = match identity.kind {
                Arithmetic::Sum => "by_sum",
                Arithmetic::Difference => "by_difference",
                Arithmetic::Same => "by_table",
            };
            shown.with(way, "")
        },
    );
}

pub(super) fn is_redacted(printed: &Printed<'_>) -> bool {
    matches!(printed.value.kind(), Kind::Redacted)
}

/// Whether everything that is not redacted is an exact number.
pub(super) fn others_are_numbers(identity: &Identity<'_, '_>) -> bool {
    identity
        .printed()
        .all(|printed| is_redacted(printed) || printed.value.number().is_some())
}
