//! Holds the printed difference of each line item against its two years.

use super::super::identity::{Identity, Kind, Sheet};
use super::super::key::{ItemColumn, Key};
use super::super::rule::{Audience, Check, Report, Rule, Scope};
use super::item_sum::last_two_years;
use crate::base::diag::Severity;
use crate::model::{FiscalYear, Item, Value, Years};

/// The printed difference (差引) of a line item, and of their total, is this year less last year.
///
/// It matters because the reason for a rise or fall stands beside it: a wrong difference makes the
/// reason look wrong.
pub const RULE: Rule = Rule {
    code: "AUDIT-ITEM-CHANGE",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    each(scope, &mut |identity| report.hold(identity));
}

pub fn each<'a>(scope: &Scope<'a>, visit: &mut dyn FnMut(&Identity<'a, '_>)) {
    for sheet in scope.sheets() {
        let items = &sheet.project.items;
        let Some(years) = last_two_years(items) else {
            continue;
        };
        for item in &items.list {
            let row = (Some(item), &item.amounts, item.change.as_ref());
            visit_row(&sheet, years, row, visit);
        }
        if let Some(total) = &items.total {
            let row = (None, &total.amounts, total.change.as_ref());
            visit_row(&sheet, years, row, visit);
        }
    }
}

fn visit_row<'a>(
    sheet: &Sheet<'a>,
    (from, to): (FiscalYear, FiscalYear),
    (item, amounts, change): (Option<&'a Item>, &'a Years<Value>, Option<&'a Value>),
    visit: &mut dyn FnMut(&Identity<'a, '_>),
) {
    let printed = |year: FiscalYear| {
        let column = ItemColumn::Year(year);
        Some(sheet.printed(amounts.get(&year)?, Key::Item { item, column }))
    };
    if let (Some(said), Some(after), Some(before)) = (change, printed(to), printed(from)) {
        let column = ItemColumn::Change { from, to };
        let said = sheet.printed(said, Key::Item { item, column });
        let kind = Kind::Difference;
        visit(&Identity {
            kind,
            said,
            terms: &[after, before.minus()],
        });
    }
}
