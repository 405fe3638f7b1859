//! Holds the titles of the index table against those of the projects.

use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, quoted};
use crate::base::diag::Severity;

/// The index table prints a project under its title, or under a form that the project's file lists in
/// `printed_titles`.
///
/// Blanks inside do not count: they come from line breaks in print. It is only worth knowing, yet
/// look-alike letters (フис) are found by nothing else.
pub const RULE: Rule = Rule {
    code: "AUDIT-INDEX-TITLE",
    severity: Severity::Notice,
    audience: Audience::Everybody,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(index) = &scope.plan.index else {
        return;
    };
    for row in &index.rows {
        let Some(ix) = row.project else { continue };
        let project = &scope.plan.projects[ix];
        report.count();
        let mut forms = std::iter::once(&project.title).chain(&project.printed_titles);
        if forms.any(|form| is_same(form, &row.title)) {
            continue;
        }
        let subject = Subject::project(ix, None);
        report.tell(subject, row.at.in_file(&index.file), [], |diagnostic| {
            diagnostic
                .with("printed", quoted(&row.title))
                .and_at(project.place(project.at))
        });
    }
}

fn is_same(left: &str, right: &str) -> bool {
    let letters = |text| str::chars(text).filter(|c: &char| !c.is_whitespace());
    letters(left).eq(letters(right))
}
