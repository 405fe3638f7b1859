//! What a document itself judged, counted by project and year.
//!
//! A project is judged by all judgements that its indicators got in a year: all reached is 達成, none
//! reached is 未達成, some reached is 一部未達成. A project counts once, however many values it has.

use std::sync::Arc;

use super::share::Share;
use crate::base::decimal::Decimal;
use crate::model::{FiscalYear, Indicator, Project, Value, YearValues};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Met,
    Partly,
    Missed,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Outcome::Met, Outcome::Partly, Outcome::Missed];
}

/// How many projects were judged how in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    pub met: usize,
    pub partly: usize,
    pub missed: usize,
}

impl Outcomes {
    pub fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Met => self.met += 1,
            Outcome::Partly => self.partly += 1,
            Outcome::Missed => self.missed += 1,
        }
    }

    pub fn judged(self) -> usize {
        self.met + self.partly + self.missed
    }

    pub fn of(self, outcome: Outcome) -> usize {
        match outcome {
            Outcome::Met => self.met,
            Outcome::Partly => self.partly,
            Outcome::Missed => self.missed,
        }
    }

    /// 達成した事業 ÷ 判定のある事業, in percent, rounded half up to one decimal.
    pub fn rate(self) -> Option<Decimal> {
        let number = |count: usize| i64::try_from(count).ok().map(Decimal::from_int);
        let met = number(self.met)?.checked_mul(Decimal::from_int(100))?;
        met.ratio(number(self.judged())?, 1)
    }
}

/// How a project was judged in a year; nothing where its document did not judge it.
pub fn outcome(project: &Project, year: FiscalYear) -> Option<Outcome> {
    let judged = project.indicators.iter().filter_map(|indicator| {
        let values = indicator.years.get(&year)?;
        values.judged()?.met
    });
    let (mut met, mut missed) = (false, false);
    for reached in judged {
        met |= reached;
        missed |= !reached;
    }
    match (met, missed) {
        (true, false) => Some(Outcome::Met),
        (true, true) => Some(Outcome::Partly),
        (false, true) => Some(Outcome::Missed),
        (false, false) => None,
    }
}

/// How a project was judged in each year in which its document judged it.
pub(super) fn by_year(project: &Project) -> Vec<(FiscalYear, Outcome)> {
    let mut years: Vec<FiscalYear> = project
        .indicators
        .iter()
        .flat_map(|indicator| &indicator.years)
        .filter(|(_, values)| values.judged().is_some_and(|j| j.met.is_some()))
        .map(|(year, _)| *year)
        .collect();
    years.sort_unstable();
    years.dedup();
    let judged = years.into_iter();
    judged
        .filter_map(|year| Some((year, outcome(project, year)?)))
        .collect()
}

/// The counts over some projects, year by year; empty where nothing was judged.
pub(super) fn outcomes(shares: &[Arc<Share>], projects: &[usize]) -> Vec<(FiscalYear, Outcomes)> {
    let mut years: Vec<(FiscalYear, Outcomes)> = Vec::new();
    for (year, outcome) in projects.iter().flat_map(|ix| &shares[*ix].outcomes) {
        let at = match years.binary_search_by_key(year, |(year, _)| *year) {
            Ok(at) => at,
            Err(at) => {
                years.insert(at, (*year, Outcomes::default()));
                at
            }
        };
        let counts = &mut years[at].1;
        counts.add(*outcome);
    }
    years
}

/// Whether every target that an indicator has is one that was worked out.
pub fn implies_all(indicator: &Indicator) -> bool {
    let years = || indicator.years.values();
    years().any(|values| implied_target(values).is_some())
        && years().all(|values| values.target.as_ref().is_none_or(Value::is_missing))
}

/// The target that a result and its printed difference leave: target = actual − difference.
///
/// Nothing when the document prints the target itself, when the difference is against something else,
/// or when one of the two is no exact number.
pub fn implied_target(values: &YearValues) -> Option<(Decimal, &str)> {
    if values.target.is_some() || !values.base().is_empty() {
        return None;
    }
    let (actual, unit) = single(values.actual.as_ref()?)?;
    let (difference, other) = difference_of(values.difference()?)?;
    if unit.is_some() && other.is_some() && unit != other {
        return None;
    }
    let target = actual.checked_sub(difference)?;
    Some((target, unit.or(other).unwrap_or_default()))
}

/// The one exact number of a value with its unit.
fn single(value: &Value) -> Option<(Decimal, Option<&str>)> {
    let quantity = value.quantity().filter(|quantity| !quantity.approximate)?;
    Some((quantity.number, quantity.unit.as_deref()))
}

/// A printed difference as a number with its unit: `＋3.3％`, `▲51.3％`.
fn difference_of(value: &Value) -> Option<(Decimal, Option<&str>)> {
    use crate::model::value::Kind;
    match value.kind() {
        Kind::Number(quantity) if !quantity.approximate => {
            Some((quantity.number, quantity.unit.as_deref()))
        }
        Kind::Relative(relative) if relative.base.is_none() && relative.op.is_none() => {
            let quantity = relative.quantity.as_ref()?;
            Some((quantity.number, quantity.unit.as_deref()))
        }
        _ => None,
    }
}
