//! Sums of money over projects, and how much of a budget was spent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::share::{Part, Share};
use crate::base::decimal::Decimal;
use crate::model::{Amount, FiscalYear, Plan, Stage, Value};

/// A sum that says what it is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub total: Decimal,
    /// How many amounts were added.
    pub counted: usize,
    /// How many amounts exist but are no number (redacted, blank, lost).
    pub missing: usize,
    /// How many of the missing ones are not told yet.
    pub closed: usize,
    /// How many of the added amounts are marked as uncertain.
    pub unsure: usize,
}

impl Sum {
    /// The sum of exact numbers. A value that is no number is counted as missing, never as zero.
    pub fn of<'a>(values: impl IntoIterator<Item = &'a Value>) -> Self {
        let mut sum = Self::default();
        for value in values {
            sum.add(Part::of(value));
        }
        sum
    }

    fn add(&mut self, part: Part) {
        let Part::Number { number, sure } = part else {
            self.missing += 1;
            self.closed += usize::from(matches!(part, Part::Closed));
            return;
        };
        match self.total.checked_add(number) {
            Some(total) => {
                self.total = total;
                self.counted += 1;
                self.unsure += usize::from(!sure);
            }
            None => self.missing += 1,
        }
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.counted == 0
    }

    /// Whether anything exists that could be added, known or not.
    pub const fn is_there(&self) -> bool {
        self.counted + self.missing > 0
    }
}

/// The money of a group of projects in one year.
#[derive(Clone, Debug)]
pub struct YearSums {
    pub year: FiscalYear,
    pub budget: Sum,
    pub settled: Sum,
    /// Every project counts in both sums or in neither, so that they can be compared.
    pub comparable: bool,
    /// How many of them print money for this year although they began later.
    pub early: usize,
}

impl YearSums {
    fn new(year: FiscalYear) -> Self {
        Self {
            year,
            budget: Sum::default(),
            settled: Sum::default(),
            comparable: true,
            early: 0,
        }
    }
}

/// The sums of each year in which any of these projects prints money.
pub fn by_year(shares: &[Arc<Share>], projects: &[usize]) -> Vec<YearSums> {
    let mut years: BTreeMap<FiscalYear, YearSums> = BTreeMap::new();
    let mut open = BTreeSet::new();
    for money in projects.iter().flat_map(|ix| &shares[*ix].money) {
        let sums = years.entry(money.year);
        let sums = sums.or_insert_with(|| YearSums::new(money.year));
        for (sum, part) in [
            (&mut sums.budget, money.budget),
            (&mut sums.settled, money.settled),
        ] {
            if let Some(part) = part {
                sum.add(part);
            }
        }
        let is_number = |part: Option<Part>| part.and_then(Part::number).is_some();
        sums.comparable &= is_number(money.budget) == is_number(money.settled);
        sums.early += usize::from(money.is_early);
        open.extend((!money.is_closed).then_some(money.year));
    }
    // A year of which nothing is told yet is no year of theirs.
    years.retain(|year, _| open.contains(year));
    years.into_values().collect()
}

/// The same for the totals of one year and stage.
pub fn in_year(shares: &[Arc<Share>], projects: &[usize], year: FiscalYear, stage: Stage) -> Sum {
    let mut sum = Sum::default();
    let amounts = projects.iter().map(|ix| shares[*ix].amount(year, stage));
    amounts.flatten().for_each(|part| sum.add(part));
    sum
}

/// Σ of the projects' totals in a year and stage.
pub fn total_in(plan: &Plan, projects: &[usize], year: FiscalYear, stage: Stage) -> Sum {
    Sum::of(amounts_in(plan, projects, year, stage).filter_map(|amount| amount.total.as_ref()))
}

/// Σ of one funding source over the projects in a year and stage.
pub fn part_in(
    plan: &Plan,
    projects: &[usize],
    (year, stage): (FiscalYear, Stage),
    funding: usize,
) -> Sum {
    Sum::of(amounts_in(plan, projects, year, stage).filter_map(|amount| amount.part(funding)))
}

fn amounts_in<'a>(
    plan: &'a Plan,
    projects: &'a [usize],
    year: FiscalYear,
    stage: Stage,
) -> impl Iterator<Item = &'a Amount> {
    projects
        .iter()
        .filter_map(move |ix| plan.projects[*ix].budget.years.get(&year)?.stage(stage))
}

/// How much of a year's budget was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Execution {
    /// settled − budget, in the plan's unit.
    pub difference: Decimal,
    /// settled ÷ budget × 100, rounded half up to one decimal; none when the budget is zero.
    pub rate: Option<Decimal>,
    pub sure: bool,
}

/// settled against budget, when both are exact numbers.
pub fn execution(budget: &Value, settled: &Value) -> Option<Execution> {
    let (planned, spent) = (budget.number()?, settled.number()?);
    Some(Execution {
        difference: spent.checked_sub(planned)?,
        rate: percent(spent, planned),
        sure: budget.sure && settled.sure,
    })
}

/// part ÷ whole × 100, rounded half up to one decimal; none when the whole is zero.
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::from_int(100))?.ratio(whole, 1)
}

/// An amount in yen ÷ residents, rounded half up to whole yen; none without a population.
pub fn per_resident(plan: &Plan, amount: Decimal) -> Option<Decimal> {
    let population = plan.population.as_ref()?;
    let yen = amount.checked_mul(Decimal::from_int(plan.unit.yen()))?;
    yen.ratio(population.people, 0)
}

/// Whether the sums of the tally's year and the one before can be compared: the same projects stand in
/// both.
pub fn is_comparable(shares: &[Arc<Share>], tally: &super::Tally) -> bool {
    let Some(year) = tally.year else {
        return false;
    };
    let has = |ix: &usize, year: FiscalYear| {
        let total = shares[*ix].amount(year, Stage::Budget);
        total.and_then(Part::number).is_some()
    };
    let mut projects = tally.projects.iter();
    !tally.before.is_empty() && projects.all(|ix| has(ix, year) == has(ix, year.previous()))
}
