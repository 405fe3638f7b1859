//! Lists in CSV with fixed columns: projects of an earlier plan, printed counts, the glossary.

use super::{Reader, english};
use crate::base::place::Spot;
use crate::model::{Count, Former, Id, Plan, Relation, SourceRef, Successor, Term, Value};
use crate::sources::csv::Sheet;
use crate::sources::yaml::Text;

/// A row whose cells are asked for by the names of their columns.
pub struct Row<'a> {
    sheet: &'a Sheet,
    cells: &'a [Text],
}

impl<'a> Row<'a> {
    pub fn cell(&self, name: &str) -> Option<&'a Text> {
        let at = self
            .sheet
            .header
            .iter()
            .position(|head| &*head.text == name)?;
        self.cells.get(at)
    }

    fn text(&self, name: &str) -> String {
        self.cell(name)
            .map(|cell| cell.text.trim().to_owned())
            .unwrap_or_default()
    }

    /// Several texts in one cell, set apart by `|`.
    pub fn list(&self, name: &str) -> Vec<Text> {
        let Some(cell) = self.cell(name) else {
            return Vec::new();
        };
        cell.text
            .split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| Text::new(part, cell.at))
            .collect()
    }

    pub fn at(&self) -> Spot {
        self.cells.first().map(|cell| cell.at).unwrap_or_default()
    }
}

/// The rows of a sheet whose columns are all known and all there.
pub fn rows<'a>(sheet: &'a Sheet, columns: &[&str], reader: &mut Reader<'_>) -> Vec<Row<'a>> {
    rows_with(sheet, columns, &[], reader)
}

/// The same where some columns need not be there.
fn rows_with<'a>(
    sheet: &'a Sheet,
    columns: &[&str],
    optional: &[&str],
    reader: &mut Reader<'_>,
) -> Vec<Row<'a>> {
    let known: Vec<&str> = columns.iter().chain(optional).copied().collect();
    for head in &sheet.header {
        // What is wrong with a name is told by the search for it.
        let _ = reader.reference(head, "column", &known);
    }
    for name in columns {
        if !sheet.header.iter().any(|head| &*head.text == *name) {
            reader.error(
                "INDEX-COLUMN-MISSING",
                Spot::new(1, 1, 0),
                &[("name", name)],
            );
        }
    }
    let all = sheet.rows.iter();
    all.map(|cells| Row { sheet, cells }).collect()
}

const FORMER: [&str; 13] = [
    "key",
    "number",
    "title",
    "printed_titles",
    "group",
    "department",
    "fate",
    "reason",
    "relation",
    "successors",
    "relisted_of",
    "sure",
    "note",
];

/// The title for the English edition, and the place in the documents.
const FORMER_MORE: [&str; 3] = [FORMER_ENGLISH, FORMER_DOCUMENT, FORMER_PAGE];
const FORMER_ENGLISH: &str = "title_en";
const FORMER_DOCUMENT: &str = "doc";
const FORMER_PAGE: &str = "page";

pub fn resolve_former(sheet: &Sheet, plan: &Plan, reader: &mut Reader<'_>) -> Vec<Former> {
    let rows = rows_with(sheet, &FORMER, &FORMER_MORE, reader);
    let keys: Vec<String> = rows.iter().map(|row| row.text("key")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let mut first: Vec<(Id, Spot)> = Vec::new();
    let mut list = Vec::new();
    for row in &rows {
        let Some(id) = reader.id(row.cell("key"), row.at()) else {
            continue;
        };
        if let Some((_, before)) = first.iter().find(|(known, _)| *known == id) {
            reader.duplicate("former", id.as_str(), (row.at(), *before));
            continue;
        }
        first.push((id.clone(), row.at()));
        let Some(relation) = relation(row, reader) else {
            continue;
        };
        list.push(Former {
            id,
            number: row.text("number"),
            title: reader.required(row.cell("title"), "title", row.at()),
            other: english::all([row.cell(FORMER_ENGLISH), None, None], reader),
            printed_titles: texts(&row.list("printed_titles")),
            group: row.text("group"),
            departments: texts(&row.list("department")),
            fate: row.text("fate"),
            reason: reason(row, reader),
            relation,
            successors: successors(row, plan, reader),
            relisted_of: row
                .list("relisted_of")
                .first()
                .and_then(|text| reader.reference(text, "former", &keys)),
            source: former_source(row, plan, reader),
            sure: row.cell("sure").is_none_or(|cell| reader.sure(cell)),
            note: row.text("note"),
            at: row.at(),
        });
    }
    list
}

/// The first document where only a page is given.
fn former_source(row: &Row<'_>, plan: &Plan, reader: &mut Reader<'_>) -> Option<SourceRef> {
    let known: Vec<&str> = plan
        .sources
        .iter()
        .map(|source| source.id.as_str())
        .collect();
    let page = Some(row.text(FORMER_PAGE)).filter(|page| !page.is_empty());
    let document = match row.cell(FORMER_DOCUMENT) {
        Some(cell) if !cell.text.trim().is_empty() => reader.reference(cell, "source", &known)?,
        _ if known.is_empty() => return None,
        _ => {
            page.as_ref()?;
            0
        }
    };
    Some(SourceRef { document, page })
}

fn texts(list: &[Text]) -> Vec<String> {
    list.iter().map(|text| text.text.to_string()).collect()
}

fn reason(row: &Row<'_>, reader: &mut Reader<'_>) -> Value {
    match row.cell("reason") {
        Some(cell) if reader.is_lost(cell) => Value::lost(cell.at),
        Some(cell) => Value::text(&cell.text, cell.at),
        None => Value::blank(row.at()),
    }
}

fn relation(row: &Row<'_>, reader: &mut Reader<'_>) -> Option<Relation> {
    super::project::choice(row.cell("relation"), "relation", &Relation::ALL, reader)
}

/// Each successor is a project or a policy of this plan.
fn successors(row: &Row<'_>, plan: &Plan, reader: &mut Reader<'_>) -> Vec<Successor> {
    let projects: Vec<&str> = plan.projects.iter().map(|p| p.id.as_str()).collect();
    let policies: Vec<&str> = plan.policies.iter().map(|p| p.id.as_str()).collect();
    let mut found = Vec::new();
    for text in row.list("successors") {
        if let Some(ix) = projects.iter().position(|id| *id == &*text.text) {
            found.push(Successor::Project(ix));
        } else if let Some(ix) = policies.iter().position(|id| *id == &*text.text) {
            found.push(Successor::Policy(ix));
        } else {
            let all: Vec<&str> = projects.iter().chain(&policies).copied().collect();
            let _ = reader.reference(&text, "successor", &all);
        }
    }
    found
}

const COUNTS: [&str; 6] = ["table", "row", "count", "year", "printed", "page"];

pub fn resolve_counts(sheet: &Sheet, reader: &mut Reader<'_>) -> Vec<Count> {
    let mut list = Vec::new();
    for row in rows(sheet, &COUNTS, reader) {
        let year = row
            .cell("year")
            .filter(|year| !year.text.trim().is_empty())
            .and_then(|year| reader.year(year));
        let Some(printed) = row
            .cell("printed")
            .and_then(|cell| reader.parse_value(&cell.text, cell.at))
        else {
            continue;
        };
        list.push(Count {
            table: row.text("table"),
            row: row.text("row"),
            what: row.text("count"),
            year,
            printed,
            page: row.text("page"),
            at: row.at(),
        });
    }
    list
}

const GLOSSARY: [&str; 4] = ["term", "reading", "definition", "page"];

pub fn resolve_glossary(sheet: &Sheet, reader: &mut Reader<'_>) -> Vec<Term> {
    let mut list: Vec<Term> = Vec::new();
    let mut first: Vec<(String, Spot)> = Vec::new();
    for row in rows(sheet, &GLOSSARY, reader) {
        let term = reader.required(row.cell("term"), "term", row.at());
        if let Some((_, before)) = first.iter().find(|(known, _)| *known == term) {
            reader.duplicate("term", &term, (row.at(), *before));
            continue;
        }
        first.push((term.clone(), row.at()));
        let definition = reader.required(row.cell("definition"), "definition", row.at());
        list.push(Term {
            term,
            reading: row.text("reading"),
            definition,
            page: row.text("page"),
        });
    }
    list
}
