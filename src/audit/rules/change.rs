//! Holds printed differences between two budgets against the budgets.

use super::super::identity::{Identity, Kind, Sheet};
use super::super::key::Key;
use super::super::rule::{Audience, Check, Report, Rule, Scope};
use crate::base::diag::Severity;
use crate::model::{Amount, Change, FundingIx, Stage, Value};

/// The printed difference (増▲減) is this year's budget less last year's, for the total and for each
/// source.
///
/// It matters because the difference is what is debated; a lost ▲ turns a cut into a rise.
pub const RULE: Rule = Rule {
    code: "AUDIT-CHANGE",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    each(scope, &mut |identity| report.hold(identity));
}

pub fn each<'a>(scope: &Scope<'a>, visit: &mut dyn FnMut(&Identity<'a, '_>)) {
    for sheet in scope.sheets() {
        for change in &sheet.project.budget.changes {
            if let Some(said) = &change.amount.total {
                column(&sheet, change, (None, said), visit);
            }
            for (funding, said) in &change.amount.parts {
                column(&sheet, change, (Some(*funding), said), visit);
            }
        }
    }
}

fn column<'a>(
    sheet: &Sheet<'a>,
    change: &'a Change,
    (funding, said): (Option<FundingIx>, &'a Value),
    visit: &mut dyn FnMut(&Identity<'a, '_>),
) {
    let years = &sheet.project.budget.years;
    let printed = |year| {
        let amount = years.get(&year)?.stage(Stage::Budget)?;
        let part = funding.and_then(|funding| sheet.plan.funding.get(funding));
        let stage = Stage::Budget;
        Some(sheet.printed(value(amount, funding)?, Key::Money { year, stage, part }))
    };
    if let (Some(from), Some(to)) = (printed(change.from), printed(change.to)) {
        let part = funding.and_then(|funding| sheet.plan.funding.get(funding));
        let (before, after) = (change.from, change.to);
        let said = sheet.printed(
            said,
            Key::Change {
                from: before,
                to: after,
                part,
            },
        );
        let kind = Kind::Difference;
        visit(&Identity {
            kind,
            said,
            terms: &[to, from.minus()],
        });
    }
}

fn value(amount: &Amount, funding: Option<FundingIx>) -> Option<&Value> {
    match funding {
        Some(funding) => amount.part(funding),
        None => amount.total.as_ref(),
    }
}
