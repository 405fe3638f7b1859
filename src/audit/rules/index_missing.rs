//! Counts the index table against the project files.

use super::super::rule::{Check, Report, Rule, Scope, Subject, quoted};
use crate::base::diag::Severity;
use crate::base::place::Place;

/// Every project has its row in the index table, and every row its project.
///
/// It matters because a project that was not typed in leaves no other trace: the site would be
/// complete in itself and lack it.
pub const RULE: Rule = Rule {
    code: "AUDIT-INDEX-MISSING",
    severity: Severity::Error,
    check: Check::Data(check),
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let plan = scope.plan;
    let Some(index) = &plan.index else { return };
    let mut has_row = vec![false; plan.projects.len()];
    for row in &index.rows {
        report.count();
        if let Some(ix) = row.project {
            has_row[ix] = true;
            continue;
        }
        let nobody = Subject {
            project: None,
            year: None,
        };
        let rows = index.rows.len();
        report.tell(nobody, row.at.in_file(&index.file), [], |diagnostic| {
            diagnostic
                .with("row", quoted(&row.title))
                .with("rows", rows)
        });
    }
    for (ix, project) in plan.projects.iter().enumerate() {
        if !has_row[ix] {
            report.count();
            let subject = Subject {
                project: Some(ix),
                year: None,
            };
            let (rows, projects) = (index.rows.len(), plan.projects.len());
            report.tell(subject, project.place(project.at), [], |diagnostic| {
                diagnostic
                    .with("id", project.id.as_str())
                    .with("index", &index.file)
                    .with("rows", rows)
                    .with("projects", projects)
                    .and_at(Place::file(&index.file))
            });
        }
    }
}
