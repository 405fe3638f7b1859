//! Which way an indicator went from one printed result to another.
//!
//! Numbers are compared as printed: 約 stays a number, but is only told to be more or less where the
//! difference is larger than what it leaves open. More is neither better nor worse here.

use crate::base::decimal::Decimal;
use crate::model::value::{Kind, Quantity};
use crate::model::{FiscalYear, Indicator, Value, YearValues};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    More,
    Same,
    Less,
    /// One of the two is not sure, or so approximate that nothing can be said; or both are exactly what was
    /// aimed at, and the aim moved.
    Unclear,
}

/// A result beside that of the year before.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The year before.
    pub year: FiscalYear,
    pub before: &'a Value,
    pub way: Way,
}

/// How many indicators went which way since the year before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    pub more: usize,
    pub same: usize,
    pub less: usize,
}

impl Ways {
    pub fn add(&mut self, way: Way) {
        match way {
            Way::More => self.more += 1,
            Way::Same => self.same += 1,
            Way::Less => self.less += 1,
            Way::Unclear => {}
        }
    }

    pub const fn all(&self) -> usize {
        self.more + self.same + self.less
    }
}

/// From the year before to this one; nothing where one of them has no number, or another unit.
pub fn step(indicator: &Indicator, year: FiscalYear) -> Option<Step<'_>> {
    let [before, now] = [year.previous(), year].map(|year| indicator.years.get(&year));
    let (before, now) = (before?, now?);
    Some(Step {
        year: year.previous(),
        before: before.actual.as_ref()?,
        way: way(indicator, before, now)?,
    })
}

/// The first result that can be compared with that of a year.
pub fn first(indicator: &Indicator, year: FiscalYear) -> Option<Step<'_>> {
    let now = indicator.years.get(&year)?;
    let mut earlier = indicator
        .years
        .iter()
        .take_while(|(known, _)| **known < year);
    earlier.find_map(|(known, values)| {
        let before = values.actual.as_ref().filter(|value| value.sure)?;
        Some(Step {
            year: *known,
            before,
            way: way(indicator, values, now)?,
        })
    })
}

/// Nothing where the two results are not numbers of one kind.
fn way(indicator: &Indicator, earlier: &YearValues, later: &YearValues) -> Option<Way> {
    let (before, now) = (earlier.actual.as_ref()?, later.actual.as_ref()?);
    let (first, second) = (before.quantity()?, now.quantity()?);
    let unit = |quantity: &Quantity| {
        let own = quantity.unit.as_deref().or(indicator.unit.as_deref());
        own.unwrap_or_default().replace('％', "%")
    };
    let is_time = |value: &Value| matches!(value.kind(), Kind::Duration(_));
    let per = [first.per(), second.per()];
    let is_other_period = matches!(per, [Some(one), Some(other)] if one != other);
    if unit(first) != unit(second)
        || is_time(before) != is_time(now)
        || first.cumulative != second.cumulative
        || is_other_period
    {
        return None;
    }
    if !(before.sure && now.sure) {
        return Some(Way::Unclear);
    }
    let change = second.number.checked_sub(first.number)?;
    // Each of them lies within half a place of what is printed.
    let open = place(first).checked_add(place(second))?;
    let twice = change.abs().checked_add(change.abs())?;
    Some(
        if twice <= open && !open.is_zero()
            || is_on_target(earlier) && is_on_target(later) && !change.is_zero()
        {
            Way::Unclear
        } else if change.is_zero() {
            Way::Same
        } else if change.is_negative() {
            Way::Less
        } else {
            Way::More
        },
    )
}

/// Whether the result is what was aimed at, neither more nor less: where both moved together (every day
/// of a year, which may have 366), the result tells of the target.
fn is_on_target(values: &YearValues) -> bool {
    let number = |value: &Option<Value>| value.as_ref()?.quantity().map(|one| one.number);
    let actual = number(&values.actual);
    actual.is_some() && actual == number(&values.target)
}

/// The last place that an approximate number tells: ten thousand for 約30万, ten for 約970. What is exact
/// leaves nothing open.
fn place(quantity: &Quantity) -> Decimal {
    let zero = Decimal::from_int(0);
    if !quantity.approximate || quantity.number.is_zero() {
        return zero;
    }
    let ten_to = |zeros| Decimal::from_int(1).times_ten_to(zeros).unwrap_or(zero);
    let places = quantity.number.places();
    if places > 0 {
        let parts = Decimal::from_int(1).ratio(ten_to(places), places);
        return parts.unwrap_or(zero);
    }
    let digits = quantity.number.to_string();
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let zeros = u8::try_from(zeros).unwrap_or(u8::MAX);
    let scale = quantity.last_scale();
    ten_to(scale.map_or(zeros, |(_, scale)| zeros.min(scale)))
}
