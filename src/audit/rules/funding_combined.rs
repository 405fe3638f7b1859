//! Holds printed combinations of funding sources against their parts.

use super::super::identity::{Identity, Kind};
use super::super::rule::{Audience, Check, Report, Rule, Scope};
use crate::base::diag::Severity;

/// A combination such as 市債＋一般財源 equals the sum of its sources, where all are printed.
///
/// It matters because the combination is what the city itself has to pay, and councils quote it.
pub const RULE: Rule = Rule {
    code: "AUDIT-FUNDING-COMBINED",
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
            for (funding, value) in &amount.parts {
                let sources = &scope.plan.funding[*funding].sum;
                terms.clear();
                let whole = sheet.push_parts((amount, key), sources.iter().copied(), &mut terms);
                if whole && !terms.is_empty() {
                    let kind = Kind::Sum;
                    let said = sheet.printed(value, sheet.part_key(key, *funding));
                    visit(&Identity {
                        kind,
                        said,
                        terms: &terms,
                    });
                }
            }
        }
    }
}
