//! The index table of a document (目次): its projects with their totals, as printed.
//!
//! It says nothing that the project sheets do not say; it is kept so that both can be held against
//! each other.

use super::money::FundingIx;
use super::value::Value;
use super::year::FiscalYear;
use crate::base::path::SourcePath;
use crate::base::place::Spot;

#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    pub columns: Vec<IndexColumn>,
    /// Columns that a release has taken out.
    pub closed: Vec<IndexColumn>,
    pub rows: Vec<IndexRow>,
    /// The printed column totals.
    pub total: Option<IndexRow>,
    pub file: SourcePath,
}

/// What a column of amounts holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexColumn {
    pub measure: IndexMeasure,
    pub period: IndexPeriod,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexMeasure {
    Total,
    Part(FundingIx),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexPeriod {
    Year(FiscalYear),
    Change { from: FiscalYear, to: FiscalYear },
}

#[derive(Clone, Debug, PartialEq)]
pub struct IndexRow {
    /// The project's place in [`Plan::projects`](super::Plan::projects); the totals have none.
    pub project: Option<usize>,
    pub title: String,
    /// One value for each column.
    pub cells: Vec<Value>,
    /// The mark for new or extended projects.
    pub flag: Option<Value>,
    pub at: Spot,
}
