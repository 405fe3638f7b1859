//! Looks for acknowledgements that nothing calls for any more.

use super::super::Finding;
use super::super::identity::Sheet;
use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, covers, quoted};
use super::ack_unknown::is_rule;
use crate::base::diag::Severity;

/// Every acknowledgement covers a finding of its project, by code and, where it names one, by year.
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
    for Sheet { ix, project, .. } in scope.sheets() {
        for known in &project.acknowledged {
            if !is_rule(&known.code) {
                continue;
            }
            report.count();
            let mut of_project = findings_of(findings, ix);
            if of_project.any(|finding| covers(known, finding)) {
                continue;
            }
            let subject = Subject {
                project: Some(ix),
                year: known.year,
            };
            report.tell(subject, project.place(known.at), [], |diagnostic| {
                diagnostic.with("found", quoted(&known.code))
            });
        }
    }
}

/// The findings of one project; they stand in the order of the projects, those of the plan last.
fn findings_of(findings: &[Finding], project: usize) -> impl Iterator<Item = &Finding> {
    let number = |finding: &Finding| finding.project.unwrap_or(usize::MAX);
    let start = findings.partition_point(|finding| number(finding) < project);
    findings[start..]
        .iter()
        .take_while(move |finding| finding.project == Some(project))
}
