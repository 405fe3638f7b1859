//! Looks for acknowledgements that nothing calls for any more.

use super::super::rule::{About, Audience, Check, Report, Rule, Scope, covers, quoted};
use super::super::{Finding, Rests};
use super::ack_unknown::is_rule;
use crate::base::diag::Severity;

/// Every acknowledgement covers a finding of its project, policy or plan, by code and, where it names one, by year.
///
/// It matters because the figure has been mended, or the year is wrong; left standing, it would hide the
/// next finding of that kind.
pub const RULE: Rule = Rule {
    code: "AUDIT-ACK-UNUSED",
    severity: Severity::Warning,
    audience: Audience::Staff,
    checks: &[Check::Findings(check)],
};

fn check(scope: &Scope<'_>, findings: &[Finding], report: &mut Report<'_>) {
    // What it excuses may only be gone because a file could not be read.
    report.rest(Rests::OnPlan);
    for bearer in scope.bearers() {
        for known in bearer.acknowledged {
            if !is_rule(&known.code) {
                continue;
            }
            report.count();
            let mut of_bearer = findings_of(findings, bearer.about);
            if of_bearer.any(|finding| covers(known, finding)) {
                continue;
            }
            let subject = bearer.subject(known.year);
            report.tell(subject, known.at.in_file(bearer.file), [], |diagnostic| {
                bearer.named(diagnostic).with("found", quoted(&known.code))
            });
        }
    }
}

/// The findings about one project, one policy or the plan as a whole; they stand in this order.
fn findings_of(findings: &[Finding], about: About) -> impl Iterator<Item = &Finding> {
    let start = findings.partition_point(|finding| finding.about < about);
    findings[start..]
        .iter()
        .take_while(move |finding| finding.about == about)
}
