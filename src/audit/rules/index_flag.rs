//! Holds the marks of the index table against the projects' own.

use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, quoted};
use crate::base::diag::Severity;
use crate::model::value::Kind;

/// The index table marks exactly the projects whose sheets are ticked as new or extended.
///
/// It matters because the mark is how readers find what is new this year.
pub const RULE: Rule = Rule {
    code: "AUDIT-INDEX-FLAG",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(index) = &scope.plan.index else {
        return;
    };
    for row in &index.rows {
        let (Some(ix), Some(flag)) = (row.project, &row.flag) else {
            continue;
        };
        let project = &scope.plan.projects[ix];
        // A dash says in print what a blank says.
        let marked = !matches!(flag.kind(), Kind::Blank | Kind::Dash) && !is_dash(flag.raw());
        report.count();
        let flagged = !project.flags.is_empty();
        if marked == flagged {
            continue;
        }
        let subject = Subject {
            project: Some(ix),
            year: None,
        };
        report.tell(subject, flag.at.in_file(&index.file), [], |diagnostic| {
            let shown = if marked {
                diagnostic.with("mark", quoted(flag.raw()))
            } else {
                diagnostic.with("flags", quoted(&project.flags.join("、")))
            };
            shown.and_at(project.place(project.at))
        });
    }
}

fn is_dash(raw: &str) -> bool {
    matches!(raw, "-" | "－" | "―" | "—" | "–")
}
