//! Holds each amount against the sum of its funding sources.

use super::super::identity::{Identity, Kind, base_sources};
use super::super::rule::{Audience, Check, Report, Rule, Scope};
use crate::base::diag::Severity;

/// Budgets, settled accounts and printed differences: the sources of money add up to the total.
///
/// It matters because the sources say who pays: a slip there hides what the city pays itself. Printed
/// combinations of sources are left out, or they would count twice; an amount of which not every
/// source is printed as a number is passed over.
pub const RULE: Rule = Rule {
    code: "AUDIT-FUNDING-SUM",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    each(scope, &mut |identity| report.hold(identity));
}

pub fn each<'a>(scope: &Scope<'a>, visit: &mut dyn FnMut(&Identity<'a, '_>)) {
    let mut terms = Vec::new();
    for sheet in scope.sheets() {
        for (amount, key) in sheet.amounts() {
            let Some(total) = &amount.total else { continue };
            terms.clear();
            let whole = sheet.push_parts((amount, key), base_sources(scope.plan), &mut terms);
            if whole && !terms.is_empty() {
                let kind = Kind::Sum;
                let said = sheet.printed(total, key);
                visit(&Identity {
                    kind,
                    said,
                    terms: &terms,
                });
            }
        }
    }
}
