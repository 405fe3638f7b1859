//! Holds the total of the line items against the project's budget.

use super::super::identity::{Identity, Kind};
use super::super::key::{ItemColumn, Key};
use super::super::rule::{Audience, Check, Report, Rule, Scope};
use crate::base::diag::Severity;
use crate::model::Stage;

/// The printed total of the line items is the budget of that year.
///
/// It matters because the two stand in different tables and are typed from different pages: where they
/// part, one of the two is a slip, or the items are not all.
pub const RULE: Rule = Rule {
    code: "AUDIT-ITEM-TOTAL",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    each(scope, &mut |identity| report.hold(identity));
}

pub fn each<'a>(scope: &Scope<'a>, visit: &mut dyn FnMut(&Identity<'a, '_>)) {
    for sheet in scope.sheets() {
        let Some(total) = &sheet.project.items.total else {
            continue;
        };
        for (year, said) in &total.amounts {
            let Some(value) = sheet.project.budget.total(*year, Stage::Budget) else {
                continue;
            };
            let (year, stage, part) = (*year, Stage::Budget, None);
            let column = ItemColumn::Year(year);
            let said = sheet.printed(said, Key::Item { item: None, column });
            let terms = [sheet.printed(value, Key::Money { year, stage, part })];
            let kind = Kind::Same;
            visit(&Identity {
                kind,
                said,
                terms: &terms,
            });
        }
    }
}
