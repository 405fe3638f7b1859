//! A moment in time, as it is written in data and on the command line: with its zone.
//!
//! It knows no clock. Japan has one zone and no summer time, so that a day there begins at a moment that
//! follows from the day alone.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{self, date};
use jiff::tz::{Offset, offset};

use super::era::Date;

const JAPAN: Offset = offset(9);

/// A part of a moment that is not as it has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No day of the calendar, or not written as one.
    Day(String),
    Time(String),
    /// The time that no zone follows.
    Zone(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(Timestamp);

impl Moment {
    /// Reads `2027-03-31T09:00+09:00`. Nothing is guessed: a time without a zone is none.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// Which part keeps a text from being a moment, where that can be told.
    pub fn fault(text: &str) -> Option<Fault> {
        let (day, time) = text.trim().split_once(['T', 't', ' '])?;
        if day.parse::<civil::Date>().is_err() {
            return Some(Fault::Day(day.to_owned()));
        }
        let zone = time.find(['+', '-', 'Z', 'z']);
        let (time, zone) = time.split_at(zone.unwrap_or(time.len()));
        if time.parse::<civil::Time>().is_err() {
            return Some(Fault::Time(time.to_owned()));
        }
        zone.is_empty().then(|| Fault::Zone(time.to_owned()))
    }

    /// So many seconds after the beginning of 1970.
    pub fn of_unix(seconds: u64) -> Self {
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        Self(Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX))
    }

    /// The first moment of a day in Japan.
    pub fn start_of(day: Date) -> Self {
        // Every year that a date can have fits.
        let year = i16::try_from(day.year()).unwrap_or(i16::MAX);
        let month = i8::try_from(day.month()).unwrap_or(1);
        let of_month = i8::try_from(day.day()).unwrap_or(1);
        let start = date(year, month, of_month).at(0, 0, 0, 0);
        Self(JAPAN.to_timestamp(start).unwrap_or(Timestamp::MAX))
    }

    /// The day that it lies on in Japan; nothing for days that our calendar does not have.
    pub fn day(self) -> Option<Date> {
        let day = JAPAN.to_datetime(self.0).date();
        let month = u8::try_from(day.month()).ok()?;
        Date::new(i32::from(day.year()), month, u8::try_from(day.day()).ok()?)
    }

    /// Hour and minute in Japan.
    pub fn time(self) -> (i8, i8) {
        let time = JAPAN.to_datetime(self.0).time();
        (time.hour(), time.minute())
    }
}

/// `2027-03-31T09:00:00+09:00`
impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.display_with_offset(JAPAN))
    }
}
