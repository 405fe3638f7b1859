//! Looks for blacked-out amounts whose sum is public.

use super::super::identity::{Identity, Kind};
use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted};
use super::redacted_single::{is_redacted, others_are_numbers};
use super::{OF_INDEX, OF_SHEETS};
use crate::base::diag::Severity;

/// Several redacted parts of one total are not narrowed down by what is public.
///
/// It is only worth knowing: the sum of the hidden amounts follows from the public ones, and with it an
/// upper limit for each. A project and year is told once, though its differences say the same.
pub const RULE: Rule = Rule {
    code: "AUDIT-REDACTED-SEVERAL",
    severity: Severity::Notice,
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
    let hidden = identity
        .terms
        .iter()
        .filter(|term| is_redacted(term))
        .count();
    if identity.kind != Kind::Sum || hidden == 0 {
        return;
    }
    report.count();
    let subject = identity.said.subject();
    let is_public = !is_redacted(&identity.said) && others_are_numbers(identity);
    if hidden < 2 || !is_public || report.has_told_of(subject) {
        return;
    }
    let involved = identity.printed().map(|printed| printed.value);
    report.tell(subject, identity.said.place(), involved, |diagnostic| {
        diagnostic
            .with("count", hidden)
            .with("key", quoted(&identity.said.key.to_string()))
    });
}
