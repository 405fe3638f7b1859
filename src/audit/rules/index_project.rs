//! Holds the index table against the sheets of the projects.

use super::super::identity::{Identity, Kind, Sheet};
use super::super::key::{Key, Printed, Sign};
use super::super::rule::{Audience, Check, Report, Rule, Scope};
use crate::base::diag::Severity;
use crate::model::{
    Amount, FiscalYear, Index, IndexColumn, IndexMeasure, IndexPeriod, IndexRow, Plan, Stage,
};

/// Each amount of the index table (目次) is the one on the project's own sheet.
///
/// It matters because a document is quoted by its index. A combination of sources that the sheet does
/// not print is added up, and so is a difference between two years.
pub const RULE: Rule = Rule {
    code: "AUDIT-INDEX-PROJECT",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    each(scope, &mut |identity| report.hold(identity));
}

pub fn each<'a>(scope: &Scope<'a>, visit: &mut dyn FnMut(&Identity<'a, '_>)) {
    let plan = scope.plan;
    let Some(index) = &plan.index else { return };
    let mut terms = Vec::new();
    for row in &index.rows {
        let Some((ix, project)) = row
            .project
            .and_then(|ix| Some((ix, plan.projects.get(ix)?)))
        else {
            continue;
        };
        let sheet = Sheet { plan, ix, project };
        for (place, column) in index.columns.iter().enumerate() {
            terms.clear();
            if let Some(said) = cell(plan, index, row, place)
                && push_column(&sheet, *column, &mut terms)
            {
                let kind = Kind::Same;
                visit(&Identity {
                    kind,
                    said,
                    terms: &terms,
                });
            }
        }
    }
}

/// A cell of the index table as a printed figure.
pub fn cell<'a>(
    plan: &'a Plan,
    index: &'a Index,
    row: &'a IndexRow,
    place: usize,
) -> Option<Printed<'a>> {
    let column = *index.columns.get(place)?;
    let part = match column.measure {
        IndexMeasure::Total => None,
        IndexMeasure::Part(funding) => plan.funding.get(funding),
    };
    Some(Printed {
        value: row.cells.get(place)?,
        key: Key::Cell { row, column, part },
        project: row.project,
        file: &index.file,
        sign: Sign::Plus,
    })
}

/// What the sheet prints for a column of the index; false when it does not print it.
fn push_column<'a>(sheet: &Sheet<'a>, column: IndexColumn, terms: &mut Vec<Printed<'a>>) -> bool {
    let budget = &sheet.project.budget;
    match column.period {
        IndexPeriod::Year(year) => push_year(sheet, year, column.measure, terms),
        IndexPeriod::Change { from, to } => {
            let mut changes = budget.changes.iter();
            let printed = changes.find(|change| (change.from, change.to) == (from, to));
            let key = Key::Change {
                from,
                to,
                part: None,
            };
            if printed
                .is_some_and(|change| push(sheet, (&change.amount, key), column.measure, terms))
            {
                return true;
            }
            terms.clear();
            if !push_year(sheet, to, column.measure, terms) {
                return false;
            }
            let later = terms.len();
            let complete = push_year(sheet, from, column.measure, terms);
            for term in &mut terms[later..] {
                *term = term.minus();
            }
            complete
        }
    }
}

fn push_year<'a>(
    sheet: &Sheet<'a>,
    year: FiscalYear,
    measure: IndexMeasure,
    terms: &mut Vec<Printed<'a>>,
) -> bool {
    let money = sheet.project.budget.years.get(&year);
    let (stage, part) = (Stage::Budget, None);
    money
        .and_then(|money| money.stage(stage))
        .is_some_and(|amount| {
            push(
                sheet,
                (amount, Key::Money { year, stage, part }),
                measure,
                terms,
            )
        })
}

/// The total, the source, or the sources that the combination is made of.
fn push<'a>(
    sheet: &Sheet<'a>,
    (amount, key): (&'a Amount, Key<'a>),
    measure: IndexMeasure,
    terms: &mut Vec<Printed<'a>>,
) -> bool {
    match measure {
        IndexMeasure::Total => {
            terms.extend(amount.total.as_ref().map(|total| sheet.printed(total, key)));
            amount.total.is_some()
        }
        IndexMeasure::Part(funding) if amount.part(funding).is_some() => {
            sheet.push_parts((amount, key), [funding], terms)
        }
        IndexMeasure::Part(funding) => {
            let sources = sheet
                .plan
                .funding
                .get(funding)
                .map_or(&[][..], |combined| &combined.sum);
            !sources.is_empty() && sheet.push_parts((amount, key), sources.iter().copied(), terms)
        }
    }
}
