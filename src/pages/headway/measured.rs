//! Which of several indicators is told in figures.

use super::{Short, ahead, is_aimed, is_missed, result, so_far};
use crate::model::{FiscalYear, Indicator};
use crate::pages::book::{Book, fact};
use crate::pages::view::{Fact, Inline};

/// The indicator that is told in figures, and the year of its result, or of its last target.
pub(super) struct Measured<'a> {
    pub indicator: &'a Indicator,
    pub year: FiscalYear,
    pub short: Short,
}

impl Measured<'_> {
    pub(super) fn fact(&self, book: &Book) -> Fact {
        let mut said = Inline::text(&self.short.value);
        let about = self.short.about.iter().map(String::as_str);
        said.push(&book.aside(&about.collect::<Vec<_>>()));
        fact(&self.indicator.name, said)
    }
}

/// The first indicator with the newest result, before all one that missed its target: who is
/// told of a half must not see the good one. Then one that has a target: it was promised. Without
/// any result, the first with a target.
pub(super) fn measured<'a>(book: &Book, indicators: &'a [Indicator]) -> Option<Measured<'a>> {
    let mut best: Option<((FiscalYear, bool, bool), &Indicator)> = None;
    for indicator in indicators {
        let Some((year, values)) = result(indicator) else {
            continue;
        };
        let rank = (year, is_missed(values, indicator), is_aimed(values));
        if best.is_none_or(|(known, _)| rank > known) {
            best = Some((rank, indicator));
        }
    }
    if let Some(((year, ..), indicator)) = best {
        return Some(Measured {
            indicator,
            year,
            short: so_far(book, indicator)?,
        });
    }
    let mut targets = indicators.iter();
    targets.find_map(|indicator| {
        let (year, short) = ahead(book, indicator)?;
        Some(Measured {
            indicator,
            year,
            short,
        })
    })
}
