//! Looks for projects that cannot be found in their document.

use super::super::rule::{Audience, Check, Report, Rule, Scope};
use crate::base::diag::{Part, Severity};
use crate::model::SourceRef;

/// Every project names the page of the document that it was read from.
///
/// It matters because a figure that nobody can look up has to be believed.
pub const RULE: Rule = Rule {
    code: "AUDIT-NO-PAGE",
    severity: Severity::Notice,
    audience: Audience::Staff,
    checks: &[Check::Lacks(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for project in scope.sheets().map(|sheet| sheet.project) {
        report.count();
        if !project.source.as_ref().is_some_and(has_page) {
            report.lack(Part {
                place: project.place(project.at),
                name: project.id.to_string(),
            });
        }
    }
}

fn has_page(source: &SourceRef) -> bool {
    let page = source.page.as_deref();
    page.is_some_and(|page| !page.trim().is_empty())
}
