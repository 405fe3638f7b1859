//! Smaller things that a document holds: its words explained, and the counts it prints of itself.

use super::value::Value;
use super::year::FiscalYear;
use crate::base::place::Spot;

/// A word with its meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub term: String,
    /// In hiragana, where the document prints one.
    pub reading: String,
    pub definition: String,
    pub page: String,
}

/// A number of things that the document states, to be held against what is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub table: String,
    /// What is counted: the name of a group as printed, or `計`.
    pub row: String,
    /// Which of them: 達成, 継続, 事業数.
    pub what: String,
    pub year: Option<FiscalYear>,
    pub printed: Value,
    pub page: String,
    pub at: Spot,
}
