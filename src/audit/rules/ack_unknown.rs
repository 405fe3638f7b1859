//! Looks for acknowledgements of findings that do not exist.

use super::super::Finding;
use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted};
use super::RULES;
use crate::base::diag::{Severity, listed};
use crate::base::text;

/// Every acknowledged code is the code of a rule.
///
/// It runs after the findings have been acknowledged, because no acknowledgement can excuse another. It
/// matters because a misspelt code acknowledges nothing, and the reason would never be shown.
pub const RULE: Rule = Rule {
    code: "AUDIT-ACK-UNKNOWN",
    severity: Severity::Error,
    audience: Audience::Staff,
    checks: &[Check::Findings(check)],
};

fn check(scope: &Scope<'_>, _: &[Finding], report: &mut Report<'_>) {
    for bearer in scope.bearers() {
        for known in bearer.acknowledged {
            report.count();
            // An empty code has been told where the file was read.
            if known.code.is_empty() || is_rule(&known.code) {
                continue;
            }
            let subject = bearer.subject(known.year);
            let place = known.at.in_file(bearer.file);
            let near = text::did_you_mean(&known.code, RULES.iter().map(|rule| rule.code));
            report.tell(subject, place, [], |diagnostic| {
                let shown = bearer.named(diagnostic).with("found", quoted(&known.code));
                match near {
                    Some(near) => shown.with("near", near),
                    None => shown.with_each("usable", |lang| listed(lang, &codes())),
                }
            });
        }
    }
}

pub(super) fn is_rule(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code)
}

/// The codes that can be acknowledged.
fn codes() -> Vec<&'static str> {
    let looks_at_findings = |check: &Check| matches!(check, Check::Findings(_));
    let of_data = RULES
        .iter()
        .filter(|rule| !rule.checks.iter().any(looks_at_findings));
    of_data.map(|rule| rule.code).collect()
}
