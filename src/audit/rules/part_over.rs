//! Holds single funding sources against the whole amount.

use super::super::identity::base_sources;
use super::super::key::Key;
use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted, sum, with_said};
use crate::base::diag::Severity;

/// No part of an amount is larger than the amount.
///
/// It is the only check there is where a document prints the total and one source but not the others.
/// Where every source is printed, AUDIT-FUNDING-SUM says more, and this rule is silent. A negative
/// total, and a difference between years, can have larger parts.
pub const RULE: Rule = Rule {
    code: "AUDIT-PART-OVER",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for sheet in scope.sheets() {
        for (amount, key) in sheet.amounts() {
            let Key::Money { .. } = key else { continue };
            let Some(value) = &amount.total else { continue };
            let Some(total) = value.number().filter(|total| !total.is_negative()) else {
                continue;
            };
            let mut sources = base_sources(scope.plan).peekable();
            if sources.peek().is_some() && sum(sources.map(|source| amount.part(source))).is_some()
            {
                continue;
            }
            for (funding, part) in &amount.parts {
                let Some(number) = part.number() else {
                    continue;
                };
                report.count();
                if number > total {
                    let said = sheet.printed(part, sheet.part_key(key, *funding));
                    let over = number.checked_sub(total).map(|over| over.grouped());
                    report.tell(said.subject(), said.place(), [part, value], |diagnostic| {
                        with_said(diagnostic, &said)
                            .with("total", quoted(value.raw()))
                            .with("difference", over.unwrap_or_default())
                            .with("unit", scope.plan.unit.label())
                            .and_at(value.at.in_file(sheet.file()))
                    });
                }
            }
        }
    }
}
