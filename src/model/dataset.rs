//! Tables of any kind that a document prints beside its projects: rankings, surveys, times saved.
//!
//! What a column means is said beside the table; the cells are values like all others.

use super::Id;
use super::hold::Hold;
use super::names::OtherNames;
use super::plan::PolicyIx;
use super::project::SourceRef;
use super::value::Value;
use crate::base::path::SourcePath;

#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    pub id: Id,
    pub title: String,
    pub summary: String,
    pub other: OtherNames,
    pub source: Option<SourceRef>,
    /// The policies that the table belongs to.
    pub policies: Vec<PolicyIx>,
    pub columns: Vec<DatasetColumn>,
    pub rows: Vec<Vec<Value>>,
    /// The column by which the page folds the rows together.
    pub group: Option<usize>,
    pub chart: Option<DatasetChart>,
    pub notes: Vec<String>,
    pub hold: Hold,
    /// The file of the description.
    pub file: SourcePath,
    /// The file of the cells.
    pub cells: SourcePath,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DatasetColumn {
    pub id: String,
    pub title: String,
    pub unit: String,
    pub kind: ColumnKind,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// What a row is called; the first of them is the head of the row.
    Name,
    Number,
    Text,
    Year,
    /// Ids of projects and policies of the plan, set apart by `|`.
    Project,
    /// For those who work with the file; it is on no page.
    File,
}

/// How a table is drawn, by the places of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatasetChart {
    /// Bars from the largest down, in the order of the table.
    Ranking { name: usize, value: usize },
    /// Each row before and after, held against one another row by row.
    BeforeAfter {
        name: usize,
        before: usize,
        after: usize,
    },
}

/// What documents call a row that adds up the others.
pub const WHOLE: [&str; 5] = ["計", "合計", "総計", "全体", "全計画"];

impl Dataset {
    /// The column that names the rows.
    pub fn name_column(&self) -> usize {
        self.columns
            .iter()
            .position(|column| column.kind == ColumnKind::Name)
            .unwrap_or(0)
    }
}
