//! A table of any kind: its description in YAML, its cells in CSV.
//!
//! Beside the described columns a sheet may have `sure` (false where a row is not certain) and `note`;
//! they say something of their row and are no columns of the table. The word `lost` in a cell is a cell
//! that the conversion of the document ate.

use super::english;
use super::project::{choice, references, source_ref};
use super::{PlanKeys, Reader, plain, texts};
use crate::base::diag::{Diagnostic, listed};
use crate::base::path::SourcePath;
use crate::base::place::Spot;
use crate::base::text;
use crate::model::{ColumnKind, Dataset, DatasetChart, DatasetColumn, Value};
use crate::sources::csv::Sheet;
use crate::sources::record::{ColumnRecord, DatasetChartRecord, DatasetRecord};
use crate::sources::yaml::{At, Text};

const KINDS: [(&str, ColumnKind); 6] = [
    ("name", ColumnKind::Name),
    ("number", ColumnKind::Number),
    ("text", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("project", ColumnKind::Project),
    ("file", ColumnKind::File),
];

/// The table without its rows.
pub fn resolve_dataset(
    record: &DatasetRecord,
    keys: &PlanKeys<'_>,
    cells: &SourcePath,
    reader: &mut Reader<'_>,
) -> Option<Dataset> {
    let top = Spot::new(1, 1, 0);
    let id = reader.id(record.id.as_ref(), top)?;
    let at = record.id.as_ref().map_or(top, |text| text.at);
    if id.as_str() != reader.file.stem() {
        let stem = reader.file.stem().to_owned();
        reader.error("DATA-ID-FILE", at, &[("id", id.as_str()), ("file", &stem)]);
    }
    let columns = columns(&record.columns, reader);
    if columns.is_empty() {
        reader.missing("columns", top);
    }
    let chart = record
        .chart
        .as_ref()
        .and_then(|chart| chart_of(chart, &columns, reader));
    let ids: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
    let group = record.group.as_ref();
    let group = group.and_then(|text| reader.reference(text, "column", &ids));
    Some(Dataset {
        id,
        title: reader.required(record.title.as_ref(), "title", top),
        summary: plain(record.summary.as_ref()),
        other: english::names(&record.en, reader),
        source: record
            .source
            .as_ref()
            .and_then(|source| source_ref(source, keys, reader)),
        policies: references(&record.policy, "policy", &keys.policies, reader),
        columns,
        rows: Vec::new(),
        group,
        chart,
        notes: texts(&record.notes),
        hold: reader.hold(&record.draft, &record.publish_at),
        file: reader.file.clone(),
        cells: cells.clone(),
    })
}

fn columns(records: &[At<ColumnRecord>], reader: &mut Reader<'_>) -> Vec<DatasetColumn> {
    let mut list: Vec<DatasetColumn> = Vec::new();
    let mut named: Option<Spot> = None;
    for At { at, value } in records {
        let column = DatasetColumn {
            id: reader.required(value.id.as_ref(), "id", *at),
            title: reader.required(value.title.as_ref(), "title", *at),
            unit: plain(value.unit.as_ref()),
            kind: choice(value.kind.as_ref(), "kind", &KINDS, reader).unwrap_or(ColumnKind::Text),
        };
        let id_at = value.id.as_ref().map_or(*at, |id| id.at);
        let twice = list.iter().position(|known| known.id == column.id);
        if let Some(first) = twice.filter(|_| !column.id.is_empty()) {
            reader.duplicate("column", &column.id, (id_at, records[first].at));
        }
        if column.kind == ColumnKind::Name {
            let kind_at = value.kind.as_ref().map_or(*at, |kind| kind.at);
            match named {
                // Only one column can be the head of the rows.
                Some(first) => {
                    let twice = Diagnostic::error("DATA-NAME-TWICE", reader.place(kind_at))
                        .with("found", shown(&column.id))
                        .and_at(reader.place(first));
                    reader.findings.push(twice);
                }
                None => named = Some(kind_at),
            }
        }
        list.push(column);
    }
    list
}

fn shown(id: &str) -> String {
    text::shorten(&text::visible(id), 80)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Ranking,
    BeforeAfter,
    Nothing,
}

fn chart_of(
    record: &At<DatasetChartRecord>,
    columns: &[DatasetColumn],
    reader: &mut Reader<'_>,
) -> Option<DatasetChart> {
    const DRAWN: [(&str, Drawn); 3] = [
        ("ranking", Drawn::Ranking),
        ("before-after", Drawn::BeforeAfter),
        ("none", Drawn::Nothing),
    ];
    let ids: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
    let column = |text: Option<&Text>, key: &'static str, reader: &mut Reader<'_>| match text {
        Some(text) => reader.reference(text, "column", &ids),
        None => {
            reader.missing(key, record.at);
            None
        }
    };
    // A bar is as long as its number; over words there is nothing to draw.
    let number = |text: Option<&Text>, key: &'static str, reader: &mut Reader<'_>| {
        let ix = column(text, key, reader)?;
        if columns[ix].kind == ColumnKind::Number {
            return Some(ix);
        }
        let numbers = columns.iter().filter(|one| one.kind == ColumnKind::Number);
        let usable: Vec<&str> = numbers.map(|one| one.id.as_str()).collect();
        let at = text.map_or(record.at, |text| text.at);
        let mut words = Diagnostic::error("DATA-CHART-COLUMN", reader.place(at))
            .with("key", key)
            .with("found", shown(ids[ix]));
        if !usable.is_empty() {
            words = words.with_each("usable", |lang| shown(&listed(lang, &usable)));
        }
        reader.findings.push(words);
        None
    };
    let value = &record.value;
    match choice(value.kind.as_ref(), "kind", &DRAWN, reader)? {
        Drawn::Nothing => None,
        Drawn::Ranking => Some(DatasetChart::Ranking {
            name: column(value.name.as_ref(), "name", reader)?,
            value: number(value.value.as_ref(), "value", reader)?,
        }),
        Drawn::BeforeAfter => Some(DatasetChart::BeforeAfter {
            name: column(value.name.as_ref(), "name", reader)?,
            before: number(value.before.as_ref(), "before", reader)?,
            after: number(value.after.as_ref(), "after", reader)?,
        }),
    }
}

/// Where a column of the sheet goes.
#[derive(Clone, Copy)]
enum Place {
    Column(usize),
    Sure,
    Note,
}

/// Reads the cells of a table from its sheet; `known` are the ids of the plan's projects and policies.
pub fn fill_dataset(dataset: &mut Dataset, sheet: &Sheet, known: &[&str], reader: &mut Reader<'_>) {
    let ids: Vec<&str> = dataset
        .columns
        .iter()
        .map(|column| column.id.as_str())
        .collect();
    let mut places = Vec::with_capacity(sheet.header.len());
    for head in &sheet.header {
        places.push(match &*head.text {
            text if ids.contains(&text) => ids.iter().position(|id| *id == text).map(Place::Column),
            "sure" => Some(Place::Sure),
            "note" => Some(Place::Note),
            _ => reader.reference(head, "column", &ids).map(Place::Column),
        });
    }
    for (ix, id) in ids.iter().enumerate() {
        let is_there = places
            .iter()
            .any(|place| matches!(place, Some(Place::Column(column)) if *column == ix));
        if !is_there {
            reader.error("INDEX-COLUMN-MISSING", Spot::new(1, 1, 0), &[("name", id)]);
        }
    }
    let kinds: Vec<ColumnKind> = dataset.columns.iter().map(|column| column.kind).collect();
    for cells in &sheet.rows {
        let mut row = vec![Value::blank(Spot::default()); kinds.len()];
        let (mut sure, mut note) = (true, None);
        for (cell, place) in cells.iter().zip(&places) {
            match place {
                Some(Place::Column(ix)) => {
                    if kinds[*ix] == ColumnKind::Project {
                        check_ids(cell, known, reader);
                    }
                    row[*ix] = value(cell, kinds[*ix], reader);
                }
                Some(Place::Sure) => sure = reader.sure(cell),
                Some(Place::Note) => note = Some(cell.text.trim()).filter(|text| !text.is_empty()),
                None => {}
            }
        }
        mark(&mut row, &kinds, sure, note);
        dataset.rows.push(row);
    }
}

fn value(cell: &Text, kind: ColumnKind, reader: &mut Reader<'_>) -> Value {
    if reader.is_lost(cell) {
        return Value::lost(cell.at);
    }
    match kind {
        ColumnKind::Number if is_placeholder(&cell.text) => Value::undecided(&cell.text, cell.at),
        ColumnKind::Number => reader
            .parse_value(&cell.text, cell.at)
            .unwrap_or_else(|| Value::blank(cell.at)),
        _ => Value::text(&cell.text, cell.at),
    }
}

/// Each id must be one of a project or a policy.
fn check_ids(cell: &Text, known: &[&str], reader: &mut Reader<'_>) {
    for id in cell
        .text
        .split('|')
        .map(str::trim)
        .filter(|id| !id.is_empty())
    {
        // What is wrong with an id is told by the search for it.
        let _ = reader.reference(&Text::new(id, cell.at), "project", known);
    }
}

/// `〇〇時間`: a form that is still to be filled in.
fn is_placeholder(text: &str) -> bool {
    text.contains(['〇', '○', '●']) && !text.contains(|c: char| c.is_numeric() && c != '〇')
}

/// What the row says of itself is shown at its name, or where it has none at its first cell.
fn mark(row: &mut [Value], kinds: &[ColumnKind], sure: bool, note: Option<&str>) {
    let head = kinds
        .iter()
        .position(|kind| *kind == ColumnKind::Name)
        .unwrap_or(0);
    if let Some(value) = row.get_mut(head) {
        value.sure = sure;
        value.remark(note, None);
    }
}
