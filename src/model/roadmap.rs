//! What is to happen when: rows of words over years, as plans draw them with bars and arrows.
//!
//! An arrow (`→`) is an item of its own: it says that what stands before it goes on.

use super::value::Value;
use super::year::FiscalYear;
use crate::base::place::Spot;

/// One row of a roadmap.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Empty where the document gives the row no name.
    pub label: String,
    /// Whether the document prints the same plan in another row, too: one plan in two places.
    pub is_repeat: bool,
    /// In the order of their years; those without a year come last.
    pub bars: Vec<Bar>,
    pub at: Spot,
}

/// A bar from one year to another, or to the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Nothing when the place of the words is lost.
    pub span: Option<(FiscalYear, FiscalYear)>,
    /// Whether the document gives no end (「令和5年度～」): the span then runs to the end of the plan.
    pub is_open: bool,
    pub items: Vec<Value>,
}

impl Track {
    /// The bar that covers a year, if one does.
    pub fn bar_in(&self, year: FiscalYear) -> Option<&Bar> {
        self.bars.iter().find(|bar| {
            bar.span
                .is_some_and(|(from, to)| from <= year && year <= to)
        })
    }
}
