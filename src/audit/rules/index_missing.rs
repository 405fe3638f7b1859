//! Counts the index table against the project files.

use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject};
use crate::base::diag::{Severity, counted};
use crate::base::place::Place;

/// Every project has its row in the index table. (A row without a project is told when the table is
/// read.)
///
/// It matters because the printed rows are the only count there is to hold the files against: where
/// they differ, the site would be complete in itself and wrong.
pub const RULE: Rule = Rule {
    code: "AUDIT-INDEX-MISSING",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let plan = scope.plan;
    let Some(index) = &plan.index else { return };
    let mut has_row = vec![false; plan.projects.len()];
    for row in &index.rows {
        if let Some(ix) = row.project {
            has_row[ix] = true;
        }
    }
    let (rows, projects) = (index.rows.len(), plan.projects.len());
    for (ix, project) in plan.projects.iter().enumerate() {
        report.count();
        if has_row[ix] {
            continue;
        }
        let (subject, place) = (Subject::project(ix, None), project.place(project.at));
        if scope.is_held(ix) {
            // A printed list has what was decided; its row is due when it is public.
            report.warn(subject, place, [], |diagnostic| {
                diagnostic
                    .with("is_held", project.id.as_str())
                    .with("later", &index.file)
            });
            continue;
        }
        report.tell(subject, place, [], |diagnostic| {
            diagnostic
                .with("id", project.id.as_str())
                .with("index", &index.file)
                .with("acknowledge", "acknowledge")
                .with_each("rows", |lang| counted(lang, "audit.rows", rows))
                .with_each("projects", |lang| counted(lang, "audit.projects", projects))
                .and_at(Place::file(&index.file))
        });
    }
}
