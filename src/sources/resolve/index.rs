//! The index table of a document, from its CSV.
//!
//! The first column names the project by its id (`計` for the column totals), the second gives the
//! title as printed; then come columns `budget@R8`, `budget@R8-R7` or `<funding>@R8`, and `flag`.

use super::{PlanKeys, Reader};
use crate::base::diag::{Diagnostic, listed};
use crate::base::place::Spot;
use crate::base::text;
use crate::model::{FiscalYear, Index, IndexColumn, IndexMeasure, IndexPeriod, IndexRow, Plan};
use crate::sources::csv::Sheet;
use crate::sources::yaml::Text;

/// The word in the project column that marks the row of column totals.
const TOTALS: &str = "計";

pub fn resolve_index(sheet: &Sheet, plan: &Plan, reader: &mut Reader<'_>) -> Index {
    let keys = PlanKeys::of(plan);
    let columns: Vec<Column> = sheet
        .header
        .iter()
        .map(|head| column(head, &keys, reader))
        .collect();
    let mut index = Index {
        closed: Vec::new(),
        columns: columns.iter().filter_map(Column::amounts).collect(),
        rows: Vec::new(),
        total: None,
        file: reader.file.clone(),
    };
    for wanted in [Column::Project, Column::Title] {
        if !columns.contains(&wanted) {
            let name = if wanted == Column::Project {
                "project"
            } else {
                "title"
            };
            reader.error(
                "INDEX-COLUMN-MISSING",
                Spot::new(1, 1, 0),
                &[("name", name)],
            );
        }
    }
    let mut first: Vec<Option<Spot>> = vec![None; plan.projects.len()];
    for cells in &sheet.rows {
        let Some((row, is_total)) = resolve_row(cells, &columns, plan, reader) else {
            continue;
        };
        if is_total {
            index.total = Some(row);
            continue;
        }
        if let Some(ix) = row.project {
            match first[ix] {
                Some(before) => {
                    let id = plan.projects[ix].id.as_str();
                    reader.duplicate("row", id, (row.at, before));
                }
                None => first[ix] = Some(row.at),
            }
        }
        index.rows.push(row);
    }
    index
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Project,
    Title,
    Flag,
    Amounts(IndexColumn),
    Unknown,
}

impl Column {
    fn amounts(&self) -> Option<IndexColumn> {
        match self {
            Column::Amounts(column) => Some(*column),
            _ => None,
        }
    }
}

fn column(head: &Text, keys: &PlanKeys<'_>, reader: &mut Reader<'_>) -> Column {
    match &*head.text {
        "project" => return Column::Project,
        "title" => return Column::Title,
        "flag" => return Column::Flag,
        _ => {}
    }
    let parsed = head.text.split_once('@').and_then(|(measure, period)| {
        let measure = match measure {
            "budget" => IndexMeasure::Total,
            id => IndexMeasure::Part(keys.funding.iter().position(|known| *known == id)?),
        };
        Some(IndexColumn {
            measure,
            period: period_of(period)?,
        })
    });
    parsed.map_or_else(
        || {
            let quoted = |words: &str| text::shorten(&text::visible(words), 80);
            let unknown = Diagnostic::error("INDEX-COLUMN", reader.place(head.at))
                .with("found", quoted(&head.text))
                .with_each("usable", |lang| quoted(&listed(lang, &keys.funding)));
            reader.findings.push(unknown);
            Column::Unknown
        },
        Column::Amounts,
    )
}

fn period_of(text: &str) -> Option<IndexPeriod> {
    match text.split_once('-') {
        Some((to, from)) => Some(IndexPeriod::Change {
            from: FiscalYear::parse(from)?,
            to: FiscalYear::parse(to)?,
        }),
        None => FiscalYear::parse(text).map(IndexPeriod::Year),
    }
}

/// The row, and whether it is the row of column totals.
fn resolve_row(
    cells: &[Text],
    columns: &[Column],
    plan: &Plan,
    reader: &mut Reader<'_>,
) -> Option<(IndexRow, bool)> {
    let mut row = IndexRow {
        project: None,
        title: String::new(),
        cells: Vec::new(),
        flag: None,
        at: cells.first()?.at,
    };
    let mut is_total = false;
    for (cell, column) in cells.iter().zip(columns) {
        match column {
            Column::Project if &*cell.text == TOTALS => is_total = true,
            Column::Project => {
                let ids: Vec<&str> = plan.projects.iter().map(|p| p.id.as_str()).collect();
                row.project = Some(reader.reference(cell, "project", &ids)?);
            }
            Column::Title => row.title = cell.text.trim().to_owned(),
            Column::Flag => row.flag = Some(crate::model::Value::text(&cell.text, cell.at)),
            Column::Amounts(_) => {
                let value = reader.parse_value(&cell.text, cell.at)?;
                row.cells.push(reader.only_money(value)?);
            }
            Column::Unknown => {}
        }
    }
    Some((row, is_total))
}
