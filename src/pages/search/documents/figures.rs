//! Which figures are told of what is found.

use super::{ACTUAL, TARGET};
use crate::model::value::Kind;
use crate::model::{Indicator, Value};
use crate::pages::book::Book;
use crate::pages::standing;

/// The newest figure of an indicator, its result before its target, and which one it is.
pub(super) fn newest(book: &Book, indicator: &Indicator) -> Option<(String, String)> {
    let told = |year, key: &str, value: &Option<Value>| {
        let value = value.as_ref().filter(|value| is_figure(value))?;
        let label = book.fill(key, &[("year", &book.short_year(year))]);
        Some((label, standing::in_words(book, indicator, value)))
    };
    let mut years = indicator.years.iter().rev();
    let result = years.find_map(|(year, values)| told(*year, ACTUAL, &values.actual));
    result.or_else(|| {
        let mut years = indicator.years.iter().rev();
        years.find_map(|(year, values)| told(*year, TARGET, &values.target))
    })
}

/// What is shown as a value of its own: figures, and that one is hidden.
pub(super) fn is_figure(value: &Value) -> bool {
    let is_hidden = matches!(value.kind(), Kind::Redacted);
    is_hidden || !value.is_missing() && !matches!(value.kind(), Kind::Text)
}
