//! Holds what was spent against what was planned.

use super::super::key::Key;
use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted, with_said};
use crate::base::decimal::Decimal;
use crate::base::diag::Severity;
use crate::model::{Amount, FundingIx, Stage, Value};

/// What was settled is not more than the budget of that year.
///
/// It is soft: supplementary budgets and money carried over are good reasons, but a reader who sees
/// more spent than planned wants to be told the reason. The parts are looked at only where the total
/// is in order, so that one cause is told once.
pub const RULE: Rule = Rule {
    code: "AUDIT-SETTLED-OVER",
    severity: Severity::Warning,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for sheet in scope.sheets() {
        for (year, money) in &sheet.project.budget.years {
            let (Some(budget), Some(settled)) = (&money.budget, &money.settled) else {
                continue;
            };
            let key = Key::Money {
                year: *year,
                stage: Stage::Settled,
                part: None,
            };
            let pairs = pairs(budget, settled);
            let mut whole_is_over = false;
            for (funding, planned, spent) in pairs {
                let Some(over) = excess(planned, spent, report) else {
                    continue;
                };
                if funding.is_some() && whole_is_over {
                    continue;
                }
                whole_is_over = whole_is_over || funding.is_none();
                let key = funding.map_or(key, |funding| sheet.part_key(key, funding));
                let said = sheet.printed(spent, key);
                report.tell(
                    said.subject(),
                    said.place(),
                    [spent, planned],
                    |diagnostic| {
                        with_said(diagnostic, &said)
                            .with("planned", quoted(planned.raw()))
                            .with("difference", over.grouped())
                            .with("unit", scope.plan.unit.label())
                            .and_at(planned.at.in_file(sheet.file()))
                    },
                );
            }
        }
    }
}

/// Planned beside spent: the totals first, then each source that both print.
fn pairs<'a>(
    budget: &'a Amount,
    settled: &'a Amount,
) -> impl Iterator<Item = (Option<FundingIx>, &'a Value, &'a Value)> {
    let totals = budget.total.as_ref().zip(settled.total.as_ref());
    let parts = settled
        .parts
        .iter()
        .filter_map(|(funding, spent)| Some((Some(*funding), budget.part(*funding)?, spent)));
    totals
        .into_iter()
        .map(|(planned, spent)| (None, planned, spent))
        .chain(parts)
}

/// How much more was spent than planned, if anything.
fn excess(planned: &Value, spent: &Value, report: &mut Report<'_>) -> Option<Decimal> {
    let (planned, spent) = (planned.number()?, spent.number()?);
    report.count();
    let over = spent.checked_sub(planned)?;
    (spent > planned).then_some(over)
}
