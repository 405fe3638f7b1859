//! Holds the total of the line items against the items.

use super::super::identity::{Identity, Kind, Sheet};
use super::super::key::{ItemColumn, Key, Printed};
use super::super::rule::{Audience, Check, Report, Rule, Scope};
use crate::base::diag::Severity;
use crate::model::{FiscalYear, Item, Items, Stage, Value};

/// The line items (細事業) of a project add up to their printed total, in each year and in the column
/// of differences; where no total of the items is printed, to the budget of that year.
///
/// It matters because an item that was dropped while typing is money that no page shows. A column with
/// an item that is blank or redacted is neither compared nor counted.
pub const RULE: Rule = Rule {
    code: "AUDIT-ITEM-SUM",
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
        let items = &sheet.project.items;
        let Some(first) = items.list.first() else {
            continue;
        };
        for year in first.amounts.keys() {
            let column = ItemColumn::Year(*year);
            if let Some(said) = total(&sheet, *year) {
                let value = |item: &'a Item| item.amounts.get(year);
                visit_column(&sheet, column, said, value, &mut terms, visit);
            }
        }
        let change = items.total.as_ref().and_then(|total| total.change.as_ref());
        if let (Some((from, to)), Some(said)) = (last_two_years(items), change) {
            let column = ItemColumn::Change { from, to };
            let said = sheet.printed(said, Key::Item { item: None, column });
            let value = |item: &'a Item| item.change.as_ref();
            visit_column(&sheet, column, said, value, &mut terms, visit);
        }
    }
}

/// The printed total of the items of a year, or else the budget of that year.
fn total<'a>(sheet: &Sheet<'a>, year: FiscalYear) -> Option<Printed<'a>> {
    let items = &sheet.project.items;
    let column = ItemColumn::Year(year);
    if let Some(total) = &items.total {
        let value = total.amounts.get(&year)?;
        return Some(sheet.printed(value, Key::Item { item: None, column }));
    }
    let amount = sheet.project.budget.years.get(&year)?.budget.as_ref()?;
    let (stage, part) = (Stage::Budget, None);
    Some(sheet.printed(amount.total.as_ref()?, Key::Money { year, stage, part }))
}

fn visit_column<'a>(
    sheet: &Sheet<'a>,
    column: ItemColumn,
    said: Printed<'a>,
    value: impl Fn(&'a Item) -> Option<&'a Value>,
    terms: &mut Vec<Printed<'a>>,
    visit: &mut dyn FnMut(&Identity<'a, '_>),
) {
    terms.clear();
    for item in &sheet.project.items.list {
        let Some(value) = value(item) else { return };
        let item = Some(item);
        terms.push(sheet.printed(value, Key::Item { item, column }));
    }
    let kind = Kind::Sum;
    visit(&Identity { kind, said, terms });
}

/// The two years that the column of differences is between: the last two that the items print.
pub fn last_two_years(items: &Items) -> Option<(FiscalYear, FiscalYear)> {
    let of_total = items.total.iter().map(|total| &total.amounts);
    let of_items = items.list.iter().map(|item| &item.amounts);
    let years = || {
        of_total
            .clone()
            .chain(of_items.clone())
            .flat_map(|amounts| amounts.keys())
    };
    let last = years().max()?;
    let before = years().filter(|year| *year < last).max()?;
    Some((*before, *last))
}
