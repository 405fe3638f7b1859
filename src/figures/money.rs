//! Sums of money over projects, and how much of a budget was spent.

use std::collections::BTreeSet;

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
    /// How many of the added amounts are marked as uncertain.
    pub unsure: usize,
}

impl Sum {
    /// The sum of exact numbers. A value that is no number is counted as missing, never as zero.
    pub fn of<'a>(values: impl IntoIterator<Item = &'a Value>) -> Self {
        let mut sum = Self::default();
        for value in values {
            sum.add(value);
        }
        sum
    }

    fn add(&mut self, value: &Value) {
        let added = value
            .number()
            .and_then(|number| self.total.checked_add(number));
        match added {
            Some(total) => {
                self.total = total;
                self.counted += 1;
                self.unsure += usize::from(!value.sure);
            }
            None => self.missing += 1,
        }
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.counted == 0
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

/// The sums of each year in which any of these projects prints money.
pub fn by_year(plan: &Plan, projects: &[usize]) -> Vec<YearSums> {
    let years: BTreeSet<FiscalYear> = projects
        .iter()
        .flat_map(|ix| plan.projects[*ix].budget.years.keys().copied())
        .collect();
    years
        .into_iter()
        .map(|year| YearSums {
            year,
            budget: total_in(plan, projects, year, Stage::Budget),
            settled: total_in(plan, projects, year, Stage::Settled),
            comparable: projects.iter().all(|ix| {
                let has = |stage| number_of(plan, *ix, year, stage).is_some();
                has(Stage::Budget) == has(Stage::Settled)
            }),
            early: projects
                .iter()
                .filter(|ix| is_early(plan, **ix, year))
                .count(),
        })
        .collect()
}

/// Zero is no money.
fn is_early(plan: &Plan, project: usize, year: FiscalYear) -> bool {
    let printed = |stage| number_of(plan, project, year, stage);
    let stages = [Stage::Budget, Stage::Settled];
    !plan.projects[project].has_begun(year)
        && stages
            .into_iter()
            .filter_map(printed)
            .any(|one| !one.is_zero())
}

fn number_of(plan: &Plan, project: usize, year: FiscalYear, stage: Stage) -> Option<Decimal> {
    let money = plan.projects[project].budget.years.get(&year)?;
    money.stage(stage)?.total.as_ref()?.number()
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
pub fn is_comparable(plan: &Plan, tally: &super::Tally) -> bool {
    let Some(year) = tally.year else {
        return false;
    };
    let has = |ix: &usize, year: FiscalYear| {
        let total = plan.projects[*ix].budget.total(year, Stage::Budget);
        total.and_then(Value::number).is_some()
    };
    let mut projects = tally.projects.iter();
    !tally.before.is_empty() && projects.all(|ix| has(ix, year) == has(ix, year.previous()))
}
