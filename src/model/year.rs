//! Fiscal years (年度): from 1 April to 31 March, named by the western year in which they begin.
//!
//! Every written form is read and both calendars are written. A year without an era (8年度) is not
//! read, because it could be one of several.

use std::fmt;

use crate::base::era::{Date, Era, Reader, is_leap_year};
use crate::base::text::push_number;

/// The fiscal year that begins in April of a western year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i32);

/// The years that a western number can mean; other numbers of four digits are slips or something else.
const WESTERN: std::ops::RangeInclusive<i32> = 1868..=2200;

impl FiscalYear {
    pub const fn new(western: i32) -> Self {
        Self(western)
    }

    /// Reads `R8`, `令和8年度`, `令和８年`, `令和元年度`, `H30`, `2026`, `2026年度`, `FY2026`, in half or full
    /// width, and two calendars at once (`令和8年度（2026年度）`, `令和8（2026）年度`) where they agree.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let western = named_year(&mut reader)?;
        suffix(&mut reader);
        if reader.take('(') {
            let other = named_year(&mut reader)?;
            suffix(&mut reader);
            reader.expect(')')?;
            (other == western).then_some(())?;
            suffix(&mut reader);
        }
        reader.at_end()?;
        Some(Self(western))
    }

    pub const fn western(self) -> i32 {
        self.0
    }

    /// `令和8年度（2026年度）`
    pub fn both(self) -> String {
        match Era::at_end_of(self.0) {
            Some(_) => {
                let mut both = self.era();
                both.push('（');
                push_number(&mut both, u64::from(self.0.unsigned_abs()));
                both.push_str("年度）");
                both
            }
            None => format!("{}年度", self.0),
        }
    }

    /// `令和8年度`, `令和元年度`; by the era in which the calendar year ends, so that 2019 is 令和元年度.
    pub fn era(self) -> String {
        match Era::at_end_of(self.0) {
            Some(era) => {
                let mut name = era.year_name(self.0);
                name.push('度');
                name
            }
            None => format!("{}年度", self.0),
        }
    }

    /// `R8`
    pub fn short(self) -> String {
        match Era::at_end_of(self.0) {
            Some(era) => format!("{}{}", era.letter(), self.0 - era.first_day().year() + 1),
            None => self.0.to_string(),
        }
    }

    /// `FY2026`
    pub fn english(self) -> String {
        format!("FY{}", self.0)
    }

    /// `FY2026 (Reiwa 8)`.
    pub fn both_in_english(self) -> String {
        match Era::at_end_of(self.0) {
            Some(era) => {
                let year = self.0 - era.first_day().year() + 1;
                format!("FY{} ({} {year})", self.0, era.english())
            }
            None => self.english(),
        }
    }

    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// 1 April.
    ///
    /// A year that no calendar of ours reaches is held at the nearest day that one does.
    pub fn first_day(self) -> Date {
        day_in(self.0, 4, 1)
    }

    /// 31 March of the western year after.
    pub fn last_day(self) -> Date {
        day_in(self.0.saturating_add(1), 3, 31)
    }

    /// Whether its last day is over on the given day.
    pub fn has_ended(self, as_of: Date) -> bool {
        self.last_day() < as_of
    }

    /// Whether its results should be known on the given day: accounts are settled and results gathered
    /// within half a year of its end.
    pub fn is_told_by(self, as_of: Date) -> bool {
        day_in(self.0.saturating_add(1), 9, 30) < as_of
    }

    /// Whether it has 366 days: its February lies in the western year after (令和5年度, 令和9年度).
    pub const fn is_leap_days(self) -> bool {
        is_leap_year(self.0.saturating_add(1))
    }
}

fn day_in(year: i32, month: u8, day: u8) -> Date {
    Date::new(year.clamp(1000, 9999), month, day)
        .expect("every year has a 31 March, a 1 April and a 30 September")
}

/// An era with its year, or a western year with or without FY before it.
fn named_year(reader: &mut Reader<'_>) -> Option<i32> {
    if let Some(era) = reader.era() {
        return era.western(reader.era_year()?);
    }
    if reader.peek().is_some_and(|c| c.eq_ignore_ascii_case(&'f')) {
        reader.next();
        let letter = reader.next()?;
        letter.eq_ignore_ascii_case(&'y').then_some(())?;
    }
    reader.digits(4, 4).filter(|year| WESTERN.contains(year))
}

/// Passes over `年度` or `年`.
fn suffix(reader: &mut Reader<'_>) {
    if reader.take('年') {
        reader.take('度');
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.both())
    }
}
