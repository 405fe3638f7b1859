//! A result in words that is newer than any in figures.

use super::{Measured, doubt, is_missed, said};
use crate::model::{FiscalYear, Project, Value, YearValues};
use crate::pages::book::{Book, fact};
use crate::pages::standing::{Standing, is_there, standing};
use crate::pages::view::{Fact, Inline};

/// A result in words that is longer is not told in a list, or not under the heading either, but stands by
/// its table only.
const LINE_UP_TO: usize = 30;
const FACT_UP_TO: usize = 60;

/// The newest result or judgement, of those after a year where there is one: figures of that year would be
/// taken for the newest.
/// Among several, one that was missed, and one that is short enough to be told.
pub(super) fn worded(project: &Project, after: Option<FiscalYear>) -> Option<Standing<'_>> {
    let is_told =
        |values: &YearValues| is_there(values.actual.as_ref()) || values.judged().is_some();
    let all = project.indicators.iter().flat_map(|one| &one.years);
    let newer = all.filter(|(year, values)| Some(**year) > after && is_told(values));
    let year = newer.map(|(year, _)| *year).max()?;
    let of_year = || {
        let all = project.indicators.iter();
        all.filter_map(|indicator| standing(indicator, year))
            .filter(|standing| is_told(standing.values))
    };
    // Of equals the first: `max` would take the last.
    of_year().min_by_key(|standing| (!standing.is_missed(), standing.words().is_none()))
}

/// What was missed in the year of a figure that was not: who is told of a half must not see the good one.
pub(super) fn missed_in_words<'a>(
    project: &'a Project,
    measured: &Measured<'a>,
) -> Option<Standing<'a>> {
    let told = standing(measured.indicator, measured.year)?;
    if told.is_missed() {
        return None;
    }
    let all = project.indicators.iter();
    let mut of_year = all.filter_map(|indicator| standing(indicator, measured.year));
    of_year.find(Standing::is_missed)
}

impl Standing<'_> {
    fn is_missed(&self) -> bool {
        is_missed(self.values, self.indicator)
    }

    /// In one line, how words were judged: 「意向の把握調査：未達成（令和6年度）」.
    pub(super) fn judgement(&self, book: &Book) -> Option<Inline> {
        let judged = self.values.judged()?;
        let mut said = Inline::default();
        if !judged.is_shared {
            said.push(&Inline::text(&self.indicator.name));
            said.push(&Inline::text(book.say("colon")));
        }
        said.push(&Inline::text(&book.judged(judged)));
        let args = [("year", &*book.short_year(self.year))];
        said.push(&Inline::text(&book.fill("in-year", &args)));
        Some(said)
    }

    /// The result as printed, where it is short.
    pub(super) fn words(&self) -> Option<&Value> {
        self.words_up_to(LINE_UP_TO)
    }

    /// Whether the result can be told under a heading.
    pub(super) fn is_short(&self) -> bool {
        self.words_up_to(FACT_UP_TO).is_some()
    }

    fn words_up_to(&self, limit: usize) -> Option<&Value> {
        let actual = self.values.actual.as_ref()?;
        (!actual.is_missing() && actual.raw().chars().count() <= limit).then_some(actual)
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
        let mut about = vec![book.brief_year(self.year)];
        let judged = self.values.judged().filter(|_| self.is_missed());
        let mut judged = judged.map(|judged| book.judged(judged));
        let text = match self.words_up_to(FACT_UP_TO) {
            // Words that only name the measure again.
            Some(words) if judged.is_some() && words.raw().trim() == self.indicator.name => {
                about.extend(doubt(book, &[Some(words)]));
                judged.take().unwrap_or_default()
            }
            Some(words) => {
                about.extend(doubt(book, &[Some(words)]));
                let unit = self.indicator.unit.as_deref().unwrap_or_default();
                said(book, words, unit)
            }
            None if is_there(self.values.actual.as_ref()) => book.say("standing-words").to_owned(),
            None => book.say("standing-no-values").to_owned(),
        };
        about.splice(1..1, judged);
        let mut said = Inline::text(&text);
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        said.push(&book.aside(&about));
        fact(&self.indicator.name, said)
    }
}
