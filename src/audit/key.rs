//! Where in the sources a figure stands, in words that staff and sentences can use.

use std::fmt;

use super::rule::Subject;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::model::{FiscalYear, Funding, IndexColumn, IndexPeriod, IndexRow, Item, Stage, Value};

/// A printed figure, with where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    pub value: &'a Value,
    pub key: Key<'a>,
    pub project: Option<usize>,
    pub file: &'a SourcePath,
    pub sign: Sign,
}

/// Whether a figure is added or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Plus,
    Minus,
}

/// What a figure is. It is written as the path of keys that leads to it in its file.
#[derive(Clone, Copy, Debug)]
pub enum Key<'a> {
    Money {
        year: FiscalYear,
        stage: Stage,
        part: Option<&'a Funding>,
    },
    Change {
        from: FiscalYear,
        to: FiscalYear,
        part: Option<&'a Funding>,
    },
    /// A line item, or the total of all when there is no item.
    Item {
        item: Option<&'a Item>,
        column: ItemColumn,
    },
    /// A cell of the index table.
    Cell {
        row: &'a IndexRow,
        column: IndexColumn,
        part: Option<&'a Funding>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemColumn {
    Year(FiscalYear),
    /// The printed difference, with the years it is between.
    Change {
        from: FiscalYear,
        to: FiscalYear,
    },
}

impl Printed<'_> {
    pub fn place(&self) -> Place {
        self.value.at.in_file(self.file)
    }

    pub fn subject(&self) -> Subject {
        let year = Some(self.key.year());
        match self.project {
            Some(ix) => Subject::project(ix, year),
            None => Subject::plan(year),
        }
    }

    #[must_use]
    pub const fn minus(mut self) -> Self {
        self.sign = Sign::Minus;
        self
    }
}

impl<'a> Key<'a> {
    /// The year a finding counts for; a difference counts for the later one.
    pub const fn year(&self) -> FiscalYear {
        match self {
            Key::Money { year, .. } => *year,
            Key::Change { to, .. } => *to,
            Key::Item { column, .. } => match column {
                ItemColumn::Year(year) => *year,
                ItemColumn::Change { to, .. } => *to,
            },
            Key::Cell { column, .. } => match column.period {
                IndexPeriod::Year(year) => year,
                IndexPeriod::Change { to, .. } => to,
            },
        }
    }

    /// The name of the funding source, of the item or of the row that it belongs to.
    pub fn part(&self) -> Option<&'a str> {
        match self {
            Key::Money { part, .. } | Key::Change { part, .. } => {
                part.map(|part| part.name.as_str())
            }
            Key::Item { item, .. } => item.map(|item| item.name.as_str()),
            Key::Cell { row, .. } => Some(&row.title),
        }
    }

    /// The name that the message catalogue knows it by.
    pub const fn placeholder(&self) -> &'static str {
        match self {
            Key::Money {
                stage: Stage::Budget,
                part: None,
                ..
            } => "budget",
            Key::Money {
                stage: Stage::Budget,
                ..
            } => "part_budget",
            Key::Money { part: None, .. } => "settled",
            Key::Money { .. } => "part_settled",
            Key::Change { part: None, .. } => "change",
            Key::Change { .. } => "part_change",
            Key::Item {
                item: None,
                column: ItemColumn::Year(_),
            } => "items",
            Key::Item {
                column: ItemColumn::Year(_),
                ..
            } => "item",
            Key::Item { item: None, .. } => "items_change",
            Key::Item { .. } => "item_change",
            Key::Cell { .. } => "cell",
        }
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Money { year, stage, part } => {
                let stage = match stage {
                    Stage::Budget => "budget",
                    Stage::Settled => "settled",
                };
                write!(out, "budget.years.{}.{stage}.{}", year.short(), id(*part))
            }
            Key::Change { from, to, part } => {
                let (from, to) = (from.short(), to.short());
                write!(out, "budget.changes({from}→{to}).amount.{}", id(*part))
            }
            Key::Item { item, column } => {
                match item {
                    Some(item) if item.no.is_empty() => write!(out, "items.list({}).", item.name)?,
                    Some(item) => write!(out, "items.list({}).", item.no)?,
                    None => out.write_str("items.total.")?,
                }
                match column {
                    ItemColumn::Year(year) => write!(out, "amounts.{}", year.short()),
                    ItemColumn::Change { .. } => out.write_str("change"),
                }
            }
            Key::Cell { column, part, .. } => {
                let measure = part.map_or("budget", |part| part.id.as_str());
                match column.period {
                    IndexPeriod::Year(year) => write!(out, "{measure}@{}", year.short()),
                    IndexPeriod::Change { from, to } => {
                        write!(out, "{measure}@{}-{}", to.short(), from.short())
                    }
                }
            }
        }
    }
}

fn id(part: Option<&Funding>) -> &str {
    part.map_or("total", |part| part.id.as_str())
}
