//! A result in words that is newer than any in figures.

use super::{doubt, said};
use crate::model::{FiscalYear, Project, Value, YearValues};
use crate::pages::book::{Book, fact};
use crate::pages::standing::{Standing, is_there, standing};
use crate::pages::view::{Fact, Inline};

/// A result in words that is longer stands by its table only.
const WORDS_UP_TO: usize = 30;

/// The newest result or judgement after a year: figures of that year would be taken for the newest.
/// Among several, one that is short enough to be told.
pub(super) fn worded(project: &Project, after: FiscalYear) -> Option<Standing<'_>> {
    let is_told =
        |values: &YearValues| is_there(values.actual.as_ref()) || values.judged().is_some();
    let all = project.indicators.iter().flat_map(|one| &one.years);
    let newer = all.filter(|(year, values)| **year > after && is_told(values));
    let year = newer.map(|(year, _)| *year).max()?;
    let of_year = || {
        let all = project.indicators.iter();
        all.filter_map(|indicator| standing(indicator, year))
            .filter(|standing| is_told(standing.values))
    };
    of_year()
        .find(|standing| standing.words().is_some())
        .or_else(|| of_year().next())
}

impl Standing<'_> {
    /// The result as printed, where it is short.
    pub(super) fn words(&self) -> Option<&Value> {
        let actual = self.values.actual.as_ref()?;
        (!actual.is_missing() && actual.raw().chars().count() <= WORDS_UP_TO).then_some(actual)
    }

    /// In one line, without the indicator's name, which says of words no more than that they are words:
    /// 「令和6年度の実績：導入準備」. Points of a list stand side by side.
    pub(super) fn told(&self, book: &Book) -> Option<Inline> {
        let printed = book.printed(self.words()?);
        // 「・国・都の情報収集 ・準備」 are two points, of which one has a dot in it.
        let words = match printed.strip_prefix('・') {
            Some(list) => {
                let lines = list.split_whitespace();
                let joined = lines.collect::<Vec<_>>().join(" ");
                joined.replace(" ・", book.say("sentence-separator"))
            }
            None => printed.into_owned(),
        };
        let args = [("year", &*book.short_year(self.year)), ("words", &*words)];
        Some(Inline::text(&book.fill("standing-told", &args)))
    }

    /// A result in words, or that there is one.
    pub(super) fn fact(&self, book: &Book) -> Fact {
        let mut about = vec![book.short_year(self.year)];
        let text = match self.words() {
            Some(words) => {
                about.extend(doubt(book, &[Some(words)]));
                let unit = self.indicator.unit.as_deref().unwrap_or_default();
                said(book, words, unit)
            }
            None if is_there(self.values.actual.as_ref()) => book.say("standing-words").to_owned(),
            None => book.say("standing-no-values").to_owned(),
        };
        let mut said = Inline::text(&text);
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        said.push(&book.aside(&about));
        fact(&self.indicator.name, said)
    }
}
