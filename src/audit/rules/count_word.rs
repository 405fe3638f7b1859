//! Looks for counts that are not compared because a word of theirs is most likely mistyped.

use super::super::counted::{Unknown, misread};
use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, quoted};
use crate::base::diag::Severity;

/// The words of a printed count that mean nothing here do not look like words that do.
///
/// It matters because what is not understood is not compared, and nobody would know: 施策の名 with one
/// wrong character takes its whole row out of the audit. A word that looks like no other stays silent,
/// for documents count many things that a plan's files do not hold.
pub const RULE: Rule = Rule {
    code: "AUDIT-COUNT-WORD",
    severity: Severity::Warning,
    audience: Audience::Staff,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let file = scope.list("counts.csv");
    for printed in &scope.plan.counts {
        report.count();
        let Some(unknown) = misread(scope.plan, printed) else {
            continue;
        };
        let subject = Subject::plan(printed.year);
        let place = printed.at.in_file(&file);
        report.tell(subject, place, [], |diagnostic| {
            let shown = diagnostic.with("table", quoted(&printed.table));
            match unknown {
                Unknown::Row { near } => shown
                    .with("row", quoted(&printed.row))
                    .with("near", quoted(&near)),
                Unknown::What { near } => shown
                    .with("what", quoted(&printed.what))
                    .with("near", quoted(&near)),
            }
        });
    }
}
