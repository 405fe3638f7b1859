//! Years and days in the words of the site's language.

use super::book::Book;
use crate::base::era::Date;
use crate::base::words::{Lang, Words};
use crate::model::FiscalYear;

impl Book {
    /// A fiscal year in both calendars: 「令和8年度（2026年度）」, `FY2026 (Reiwa 8)`.
    pub fn year(&self, year: FiscalYear) -> String {
        both_in(self.words(), year)
    }

    /// The same where room is short: 「令和8年度（2026）」. Facts below a heading have it; chips, which must
    /// not break, and what stands beside such a fact have one calendar.
    pub fn brief_year(&self, year: FiscalYear) -> String {
        match self.site.info.lang {
            Lang::Ja => format!("{}（{}）", year.era(), year.western()),
            Lang::En => year.english(),
        }
    }

    /// The same in one calendar, for places where the other stands beside.
    pub fn short_year(&self, year: FiscalYear) -> String {
        year_in(self.words(), year)
    }

    /// A printed month in the other language: 令和6年3月 is `March 2024`; as printed in its own.
    pub(super) fn month(&self, printed: &str) -> Option<String> {
        let day = Date::parse(&format!("{printed}1日"))?;
        match self.site.info.lang {
            Lang::Ja => None,
            Lang::En => Some(day.english().trim_start_matches("1 ").to_owned()),
        }
    }

    pub(super) fn day(&self, date: Date) -> String {
        match self.site.info.lang {
            Lang::Ja => date.japanese(),
            Lang::En => date.english(),
        }
    }
}

/// A year in both calendars, in the language of these words.
pub(super) fn both_in(words: &Words, year: FiscalYear) -> String {
    match words.lang() {
        Lang::Ja => year.both(),
        Lang::En => year.both_in_english(),
    }
}

/// A year in the one calendar that a language names first.
pub(super) fn year_in(words: &Words, year: FiscalYear) -> String {
    match words.lang() {
        Lang::Ja => year.era(),
        Lang::En => year.english(),
    }
}
