//! Holds printed reductions against the figures before and after.

use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, quoted};
use super::difference::{Fit, Signed, signed};
use crate::base::decimal::Decimal;
use crate::base::diag::Severity;
use crate::base::place::Spot;
use crate::model::value::Kind;
use crate::model::{Dataset, DatasetChart, Value};

/// In a table of figures before and after, a printed reduction is before − after, and a printed share is
/// that ÷ before. 最大 (at most) is worked out from the higher end of a range.
///
/// It matters because the reduction is the promise, and the two figures are what it was made from. A
/// share may be rounded or cut off; the latter is told.
pub const RULE: Rule = Rule {
    code: "AUDIT-REDUCTION",
    severity: Severity::Warning,
    audience: Audience::Everybody,
    checks: &[Check::Tables(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    for table in &scope.plan.datasets {
        let Some(DatasetChart::BeforeAfter {
            name,
            before,
            after,
        }) = table.chart
        else {
            continue;
        };
        for cells in &table.rows {
            let (Some(name), Some(before), Some(after)) =
                (cells.get(name), cells.get(before), cells.get(after))
            else {
                continue;
            };
            let row = Row {
                table,
                name,
                before,
                after,
            };
            for said in cells {
                row.look(said, report);
            }
        }
    }
}

struct Row<'a> {
    table: &'a Dataset,
    name: &'a Value,
    before: &'a Value,
    after: &'a Value,
}

impl Row<'_> {
    fn look(&self, said: &Value, report: &mut Report<'_>) {
        let words = said.raw();
        let (most, words) = match words.strip_prefix("最大") {
            Some(rest) => (Most::Yes, rest),
            None => (Most::No, words),
        };
        // Whatever the column is, 63%削減 is read as a change here.
        let Ok((change, _)) = Value::parse(words, Spot::default()) else {
            return;
        };
        let Kind::Relative(_) = change.kind() else {
            return;
        };
        let Some((printed, computed)) = self.hold(&change, most) else {
            return;
        };
        let Some(fit) = printed.fits(computed) else {
            return;
        };
        report.count();
        let fill = |diagnostic: crate::base::diag::Diagnostic| {
            let shown = diagnostic
                .with("table", quoted(&self.table.title))
                .with("row", quoted(self.name.raw()))
                .with("printed", quoted(said.raw()))
                .with("before", quoted(self.before.raw()))
                .with("after", quoted(self.after.raw()));
            let unit = printed.unit.unwrap_or_default();
            let computed = computed.abs().round(printed.number.places() + 2);
            let computed = format!("{}{unit}", computed.grouped());
            match fit {
                Fit::Cut => shown.with("cut", computed),
                Fit::Exact | Fit::Off => shown.with("computed", computed),
            }
        };
        let place = said.at.in_file(&self.table.cells);
        let (subject, involved) = (Subject::plan(None), [said, self.before, self.after]);
        match fit {
            Fit::Exact => {}
            Fit::Cut => report.inform(subject, place, involved, fill),
            Fit::Off => report.tell(subject, place, involved, fill),
        }
    }

    /// The printed change, and the one worked out: in percent, or in the unit of the figures.
    fn hold<'v>(&self, change: &'v Value, most: Most) -> Option<(Signed<'v>, Decimal)> {
        let printed = signed(change)?;
        let (before, unit) = self.before(most)?;
        let after = signed(self.after)?;
        if after.unit != unit {
            return None;
        }
        let difference = after.number.checked_sub(before)?;
        let computed = match printed.unit {
            Some("%") => difference.times_ten_to(2)?.truncated_ratio(before, 12)?,
            other if other == unit => difference,
            _ => return None,
        };
        Some((printed, computed))
    }

    fn before(&self, most: Most) -> Option<(Decimal, Option<&str>)> {
        match (self.before.kind(), most) {
            (Kind::Range(range), Most::Yes) if !range.approximate => {
                Some((range.high, range.unit.as_deref()))
            }
            (Kind::Range(_), _) => None,
            _ => signed(self.before).map(|before| (before.number, before.unit)),
        }
    }
}

/// Whether a change is said to be the greatest of several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Most {
    Yes,
    No,
}
