//! Looks for amounts that cannot be money.

use super::super::identity::Sheet;
use super::super::key::{ItemColumn, Key, Printed};
use super::super::rule::{Audience, Check, Report, Rule, Scope, quoted, with_said};
use super::index_project::cell;
use super::item_sum::last_two_years;
use crate::base::decimal::Decimal;
use crate::base::diag::Severity;

/// No amount has more than 18 digits before its point or 9 behind it.
///
/// Such an amount is a slip of the hand, two numbers that grew together. The limit also means that the
/// sums of all other rules fit: where one does not, this rule has told why.
pub const RULE: Rule = Rule {
    code: "AUDIT-TOO-LARGE",
    severity: Severity::Error,
    audience: Audience::Staff,
    checks: &[Check::Sheets(check)],
};

/// The most digits behind the point.
const PLACES: u8 = 9;

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let limit = Decimal::from_int(1_000_000_000_000_000_000);
    let mut look = |printed: &Printed<'_>| {
        let Some(number) = printed.value.number() else {
            return;
        };
        report.count();
        if number.abs() >= limit || number.places() > PLACES {
            report.tell(printed.subject(), printed.place(), [], |diagnostic| {
                with_said(diagnostic, printed).with("found", quoted(printed.value.raw()))
            });
        }
    };
    for sheet in scope.sheets() {
        for (amount, key) in sheet.amounts() {
            if let Some(value) = &amount.total {
                look(&sheet.printed(value, key));
            }
            for (funding, value) in &amount.parts {
                look(&sheet.printed(value, sheet.part_key(key, *funding)));
            }
        }
        for printed in item_figures(&sheet) {
            look(&printed);
        }
    }
    if let Some(index) = &scope.plan.index {
        for row in index.rows.iter().chain(&index.total) {
            for column in 0..index.columns.len() {
                cell(scope.plan, index, row, column)
                    .iter()
                    .for_each(&mut look);
            }
        }
    }
}

/// The amounts and differences of the line items and of their total.
fn item_figures<'a>(sheet: &Sheet<'a>) -> impl Iterator<Item = Printed<'a>> {
    let sheet = *sheet;
    let items = &sheet.project.items;
    let total = items
        .total
        .iter()
        .map(|total| (None, &total.amounts, &total.change));
    let list = items
        .list
        .iter()
        .map(|item| (Some(item), &item.amounts, &item.change));
    let years = last_two_years(items);
    total.chain(list).flat_map(move |(item, amounts, change)| {
        let by_year = amounts
            .iter()
            .map(move |(year, value)| (ItemColumn::Year(*year), value));
        let column = years.map(|(from, to)| ItemColumn::Change { from, to });
        by_year
            .chain(column.zip(change.as_ref()))
            .map(move |(column, value)| sheet.printed(value, Key::Item { item, column }))
    })
}
