//! Which figures are told of what is found.

use super::{ACTUAL, TARGET};
use crate::model::value::Kind;
use crate::model::{Indicator, Value};
use crate::pages::book::Book;
use crate::pages::standing;

/// The newest result of an indicator, then its newest target, and which one each is.
pub(super) fn newest(book: &Book, indicator: &Indicator) -> Vec<(String, String)> {
    let told = |year, key: &str, value: &Option<Value>| {
        let value = value.as_ref().filter(|value| is_figure(value))?;
        let label = book.fill(key, &[("year", &book.short_year(year))]);
        Some((label, standing::in_words(book, indicator, value)))
    };
    let mut years = indicator.years.iter().rev();
    let result = years.find_map(|(year, values)| told(*year, ACTUAL, &values.actual));
    let targets = || indicator.years.iter().rev();
    let target = targets().find_map(|(year, values)| told(*year, TARGET, &values.target));
    let mut all: Vec<_> = result.into_iter().chain(target).collect();
    if all.is_empty() {
        // What the document says of a figure to come is long, and told only to those who ask for it.
        let later = targets().find_map(|(year, values)| {
            let value = values.target.as_ref().filter(|value| is_undecided(value))?;
            let label = book.fill(TARGET, &[("year", &book.short_year(*year))]);
            Some((label, standing::in_words(book, indicator, value)))
        });
        all.extend(
            later
                .map(|later| [Default::default(), later])
                .into_iter()
                .flatten(),
        );
    }
    all
}

/// Whether the document says how the value will be found.
pub(super) fn is_undecided(value: &Value) -> bool {
    matches!(value.kind(), Kind::Undecided)
}

/// What is told as a value of its own: figures, that one is hidden, and words.
pub(super) fn is_shown(value: &Value) -> bool {
    is_figure(value) || matches!(value.kind(), Kind::Text)
}

/// What is shown as a value of its own: figures, and that one is hidden.
pub(super) fn is_figure(value: &Value) -> bool {
    let is_hidden = matches!(value.kind(), Kind::Redacted);
    is_hidden || !value.is_missing() && !matches!(value.kind(), Kind::Text)
}
