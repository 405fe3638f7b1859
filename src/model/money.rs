//! Money as a plan prints it: by year, by stage, by source, and by line item.
//!
//! Totals and differences are kept as printed, beside the parts; whether they agree is for `audit`.

use super::hold::HeldYear;
use super::value::Value;
use super::year::FiscalYear;
use super::years::Years;
use crate::base::place::Spot;

/// The place of a funding source in [`Plan::funding`](super::Plan::funding).
pub type FundingIx = usize;

/// Whether money was planned or spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Budget,
    Settled,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Budget {
    pub years: Years<YearMoney>,
    /// What of its years is not for the public yet.
    pub held: Vec<HeldYear>,
    /// What a release has taken out of its years.
    pub closed: Vec<(FiscalYear, Stage)>,
    pub changes: Vec<Change>,
    pub notes: Vec<String>,
    /// How it was read from its document.
    pub records: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearMoney {
    pub budget: Option<Amount>,
    pub settled: Option<Amount>,
    pub at: Spot,
}

impl Budget {
    /// The amount of a year as a whole, where the document has it.
    pub fn total(&self, year: FiscalYear, stage: Stage) -> Option<&Value> {
        self.years.get(&year)?.stage(stage)?.total.as_ref()
    }

    /// Whether the document has an amount there of which a release tells nothing.
    pub fn is_closed(&self, year: FiscalYear, stage: Stage) -> bool {
        self.closed.contains(&(year, stage))
    }
}

impl YearMoney {
    pub fn stage(&self, stage: Stage) -> Option<&Amount> {
        match stage {
            Stage::Budget => self.budget.as_ref(),
            Stage::Settled => self.settled.as_ref(),
        }
    }
}

/// A total and its parts by funding source, as far as the document prints them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amount {
    pub total: Option<Value>,
    pub parts: Vec<(FundingIx, Value)>,
}

impl Amount {
    pub fn part(&self, funding: FundingIx) -> Option<&Value> {
        self.parts
            .iter()
            .find(|(index, _)| *index == funding)
            .map(|(_, value)| value)
    }
}

/// A printed difference between the budgets of two years (増▲減).
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub from: FiscalYear,
    pub to: FiscalYear,
    pub amount: Amount,
    pub at: Spot,
}

/// The line items (細事業) below a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Items {
    pub list: Vec<Item>,
    pub total: Option<ItemTotal>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub no: String,
    pub name: String,
    pub amounts: Years<Value>,
    pub change: Option<Value>,
    /// Why it rose or fell, as printed; it can be redacted like an amount.
    pub reason: Option<Value>,
    pub at: Spot,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ItemTotal {
    pub amounts: Years<Value>,
    pub change: Option<Value>,
    pub at: Spot,
}
