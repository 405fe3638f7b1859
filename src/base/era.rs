//! Days of the calendar, and the eras of Japan.
//!
//! A year of an era names a calendar year: 平成31年 and 令和元年 are both 2019, whatever the month, and
//! papers printed before a change of era run on in the old one (平成32年). Days before 1873 followed
//! another calendar and are not read. It knows neither the clock nor time zones; "today" is an input.

use super::text::push_number;
use std::fmt;
use std::str::Chars;

/// A day of the Gregorian calendar that exists, from the year 1000 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1000..=9999).contains(&year) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `2026-04-01`, `2026/4/1`, `2026.4.1`, `2026年4月1日`, `令和8年4月1日`, `R8.4.1`, `令和元年5月1日`,
    /// in half or full width, and `2026年4月1日（令和8年）` where both years agree.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let year = match reader.era() {
            Some(era) => era
                .western(reader.era_year()?)
                .filter(|year| *year >= 1873)?,
            None => reader.digits(4, 4)?,
        };
        let separator = reader.next()?;
        if !matches!(separator, '年' | '-' | '/' | '.') {
            return None;
        }
        let month = reader.digits(1, 2)?;
        let expected = if separator == '年' { '月' } else { separator };
        reader.expect(expected)?;
        let day = reader.digits(1, 2)?;
        if separator == '年' {
            reader.expect('日')?;
            if reader.take('(') {
                let named = reader.era()?.western(reader.era_year()?)?;
                reader.expect('年')?;
                reader.expect(')')?;
                (named == year).then_some(())?;
            }
        }
        reader.at_end()?;
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The day that many days after 1 January 1970.
    pub fn from_unix_days(days: u64) -> Self {
        let (mut year, mut left) = (1970, days);
        loop {
            let length = if is_leap_year(year) { 366 } else { 365 };
            if left < length || year == 9999 {
                break;
            }
            left -= length;
            year += 1;
        }
        let mut month = 1;
        while month < 12 && left >= u64::from(days_in(year, month)) {
            left -= u64::from(days_in(year, month));
            month += 1;
        }
        let day = u8::try_from(left + 1)
            .unwrap_or(31)
            .min(days_in(year, month));
        Self { year, month, day }
    }

    pub const fn year(self) -> i32 {
        self.year
    }

    pub const fn month(self) -> u8 {
        self.month
    }

    pub const fn day(self) -> u8 {
        self.day
    }

    /// `2026-04-01`
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `1 April 2026`
    pub fn english(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let Self { year, month, day } = self;
        format!("{day} {} {year}", MONTHS[usize::from(month) - 1])
    }

    /// `2026年4月1日（令和8年）`, and without brackets before the first era.
    pub fn japanese(self) -> String {
        let Self { year, month, day } = self;
        match Era::on(self) {
            Some(era) => format!("{year}年{month}月{day}日（{}）", era.year_name(year)),
            None => format!("{year}年{month}月{day}日"),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.iso())
    }
}

/// Whether the year has a 29 February.
pub const fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 0,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    Meiji,
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

/// How many years a name may run on after its era ended: a plan of 2018 counts up to 平成40年, while
/// 平成81年 is a slip.
const RUN_ON: i32 = 20;

impl Era {
    pub const ALL: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

    /// The era that a day lies in.
    pub fn on(date: Date) -> Option<Self> {
        Self::ALL
            .into_iter()
            .rev()
            .find(|era| era.first_day() <= date)
    }

    /// The era in which a calendar year ends: 2019 is 令和, 1989 平成, 1926 昭和.
    pub fn at_end_of(year: i32) -> Option<Self> {
        Self::ALL
            .into_iter()
            .rev()
            .find(|era| era.first_day().year <= year)
    }

    /// The first day of the era, by the proclamation that began it.
    pub const fn first_day(self) -> Date {
        let (year, month, day) = match self {
            Era::Meiji => (1868, 10, 23),
            Era::Taisho => (1912, 7, 30),
            Era::Showa => (1926, 12, 25),
            Era::Heisei => (1989, 1, 8),
            Era::Reiwa => (2019, 5, 1),
        };
        Date { year, month, day }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    pub const fn letter(self) -> char {
        match self {
            Era::Meiji => 'M',
            Era::Taisho => 'T',
            Era::Showa => 'S',
            Era::Heisei => 'H',
            Era::Reiwa => 'R',
        }
    }

    pub const fn english(self) -> &'static str {
        match self {
            Era::Meiji => "Meiji",
            Era::Taisho => "Taisho",
            Era::Showa => "Showa",
            Era::Heisei => "Heisei",
            Era::Reiwa => "Reiwa",
        }
    }

    /// The one sign that some typefaces have for the two letters.
    const fn ligature(self) -> char {
        match self {
            Era::Meiji => '㍾',
            Era::Taisho => '㍽',
            Era::Showa => '㍼',
            Era::Heisei => '㍻',
            Era::Reiwa => '㋿',
        }
    }

    /// The calendar year of a year of this era, if the era can have run that long.
    pub fn western(self, year: i32) -> Option<i32> {
        let last = match Self::ALL.into_iter().find(|next| *next > self) {
            Some(next) => next.first_day().year + RUN_ON,
            None => self.first_day().year + 98,
        };
        let western = self.first_day().year.checked_add(year)? - 1;
        (year >= 1 && western <= last).then_some(western)
    }

    /// `令和8年`, and `令和元年` for the first.
    pub fn year_name(self, western: i32) -> String {
        // Room for what callers append: this is said hundreds of times a page.
        let mut name = String::with_capacity(48);
        name.push_str(self.name());
        match western - self.first_day().year + 1 {
            1 => name.push('元'),
            year => push_number(&mut name, u64::from(year.unsigned_abs())),
        }
        name.push('年');
        name
    }
}

/// Reads a short text sign by sign, as if it had been typed in half width. Blanks may stand between
/// its parts, but not inside a number: `R1 0` is not `R10`.
pub(crate) struct Reader<'a>(Chars<'a>);

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self(text.chars())
    }

    /// The next sign after any blanks.
    pub(crate) fn peek(&mut self) -> Option<char> {
        let rest = self.0.as_str();
        self.0 = rest.trim_start().chars();
        self.touching()
    }

    pub(crate) fn next(&mut self) -> Option<char> {
        let sign = self.peek();
        self.0.next();
        sign
    }

    pub(crate) fn take(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(sign);
        if found {
            self.0.next();
        }
        found
    }

    pub(crate) fn expect(&mut self, sign: char) -> Option<()> {
        self.take(sign).then_some(())
    }

    pub(crate) fn at_end(&mut self) -> Option<()> {
        self.peek().is_none().then_some(())
    }

    /// A whole number of at least and at most so many digits.
    pub(crate) fn digits(&mut self, least: usize, most: usize) -> Option<i32> {
        let mut number = 0;
        let mut count = 0;
        let mut sign = self.peek();
        while let Some(digit) = sign.and_then(|c| c.to_digit(10)) {
            if count == most {
                return None;
            }
            number = number * 10 + i32::try_from(digit).ok()?;
            count += 1;
            self.0.next();
            sign = self.touching();
        }
        (count >= least).then_some(number)
    }

    /// `8` or `元`.
    pub(crate) fn era_year(&mut self) -> Option<i32> {
        if self.take('元') {
            return Some(1);
        }
        self.digits(1, 2)
    }

    /// The name of an era or its letter, if one stands here; otherwise nothing is read.
    pub(crate) fn era(&mut self) -> Option<Era> {
        let first = self.peek()?;
        let rest = self.0.as_str();
        for era in Era::ALL {
            if let Some(after) = rest.strip_prefix(era.name()) {
                self.0 = after.chars();
                return Some(era);
            }
            if first.to_ascii_uppercase() == era.letter() || first == era.ligature() {
                self.0.next();
                return Some(era);
            }
        }
        None
    }

    fn touching(&self) -> Option<char> {
        self.0.clone().next().map(narrow)
    }
}

/// The half-width form of a full-width letter, digit or sign; the blank of Japanese text as a blank.
pub(crate) const fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(narrowed) => narrowed,
            None => c,
        },
        '\u{3000}' => ' ',
        _ => c,
    }
}
