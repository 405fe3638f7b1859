//! Whether a row of sums tells anything of rows that are left out above it.

use crate::base::decimal::Decimal;
use crate::model::Value;
use crate::model::value::Kind;

/// Whether each figure of a row of sums is the sum of what the rows that are left show, so that nothing
/// remains which another row could have had. A figure that nothing can be subtracted from stays, too.
pub(super) fn is_of<'v>(sums: &[Value], rows: impl Iterator<Item = &'v [Value]> + Clone) -> bool {
    sums.iter()
        .enumerate()
        .all(|(column, sum)| match sum.kind() {
            Kind::Blank | Kind::Dash | Kind::Redacted | Kind::Undecided | Kind::Lost => true,
            Kind::Text => !sum.raw().contains(char::is_numeric),
            _ => {
                let cells = rows.clone().filter_map(|row| row.get(column));
                let numbers = cells.filter_map(Value::number);
                let shown = numbers
                    .into_iter()
                    .try_fold(Decimal::ZERO, |shown, number| shown.checked_add(number));
                sum.number().is_some() && sum.number() == shown
            }
        })
}
