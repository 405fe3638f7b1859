//! Holds the bottom row of the index table against its columns.

use super::super::identity::{Identity, Kind};
use super::super::key::Printed;
use super::super::rule::{Audience, Check, Report, Rule, Scope};
use super::index_project::cell;
use crate::base::diag::Severity;

/// Each column of the index table adds up to the row of totals (計).
///
/// It matters because this row is the figure for the whole plan, and because a row that is missing
/// from the table shows here first.
pub const RULE: Rule = Rule {
    code: "AUDIT-INDEX-TOTAL",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    each(scope, &mut |identity| {
        let is_public = |term: &&Printed<'_>| !term.project.is_some_and(|ix| scope.is_held(ix));
        let public: Vec<Printed<'_>> = identity.terms.iter().filter(is_public).copied().collect();
        if public.len() == identity.terms.len() {
            return report.hold(identity);
        }
        // What was printed counts what was decided; it grows on the day on which the rest is.
        let decided = Identity {
            terms: &public,
            ..*identity
        };
        if decided.is_true() {
            return report.count();
        }
        report.hold_as(Severity::Warning, identity);
    });
}

pub fn each<'a>(scope: &Scope<'a>, visit: &mut dyn FnMut(&Identity<'a, '_>)) {
    let plan = scope.plan;
    let Some(index) = &plan.index else { return };
    let Some(total) = &index.total else { return };
    let mut terms = Vec::with_capacity(index.rows.len());
    for place in 0..index.columns.len() {
        let Some(said) = cell(plan, index, total, place) else {
            continue;
        };
        terms.clear();
        terms.extend(
            index
                .rows
                .iter()
                .filter_map(|row| cell(plan, index, row, place)),
        );
        if terms.len() == index.rows.len() {
            let kind = Kind::Sum;
            visit(&Identity {
                kind,
                said,
                terms: &terms,
            });
        }
    }
}
