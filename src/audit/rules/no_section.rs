//! Looks for projects that nobody answers for.

use super::super::rule::{Audience, Check, Report, Rule, Scope};
use crate::base::diag::{Part, Severity};
use crate::model::{Plan, PolicyIx, Project};

/// Every project names the section that is responsible, itself or by a policy that it belongs to.
///
/// It matters because questions go there, and because nobody brings the project up to date who does not
/// know that it is his.
pub const RULE: Rule = Rule {
    code: "AUDIT-NO-SECTION",
    severity: Severity::Notice,
    audience: Audience::Staff,
    checks: &[Check::Lacks(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let plan = scope.plan;
    for project in scope.sheets().map(|sheet| sheet.project) {
        report.count();
        if !has_section(plan, project) {
            report.lack(Part {
                place: project.place(project.at),
                name: project.id.to_string(),
            });
        }
    }
}

fn has_section(plan: &Plan, project: &Project) -> bool {
    let mut policies = project.policies.iter().flat_map(|ix| plan.path_to(*ix));
    let of_policy = |ix: PolicyIx| {
        let policy = &plan.policies[ix];
        !policy.departments.is_empty() || !policy.departments_printed.is_empty()
    };
    !project.departments.is_empty()
        || !project.departments_printed.is_empty()
        || policies.any(of_policy)
}
