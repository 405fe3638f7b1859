//! CSV tables: each cell as text with its place.
//!
//! A figure is read exactly where it stands or the file is refused: a row with one cell too many, an
//! open quote, another separator are errors, because each of them moves numbers to a neighbour's column.
//! The crate reads the values; the places, and the quotes it would forgive, are ours.

mod marks;

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::yaml::Text;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::Spot;
use crate::base::text;
use marks::{Mark, Marks};

pub const MAX_ROWS: usize = 1_000_000;
pub const MAX_COLUMNS: usize = 2_000;
pub const MAX_CELL: usize = 1024 * 1024;

/// How many rows of one file are told before reading stops.
const MAX_TOLD: usize = 20;

/// A table whose rows all have as many cells as its header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The columns' names, without blanks around them.
    pub header: Vec<Text>,
    /// The cells as they stand in the file. Rows of nothing but empty cells are left out, with a warning.
    pub rows: Vec<Vec<Text>>,
}

/// Reads a decoded CSV text; nothing after at least one error was told.
pub fn read(text: &str, file: &SourcePath, findings: &mut Findings) -> Option<Sheet> {
    let mut reader = Reader {
        text,
        file,
        findings,
        told: 0,
    };
    if let Some(other) = reader.other_kind() {
        reader.push(other);
        return None;
    }
    let mut rows = reader.rows()?;
    if rows.is_empty() {
        reader.push(reader.error("CSV-EMPTY", TOP));
        return None;
    }
    let body = rows.split_off(1);
    let header = reader.header(rows.pop()?, &body)?;
    let rows = reader.body(header.len(), body);
    (reader.told == 0).then_some(Sheet { header, rows })
}

const TOP: Spot = Spot::new(1, 1, 0);

/// The cells of one record; `quoted` tells how each was written.
struct Row {
    cells: Vec<Text>,
    quoted: Vec<bool>,
}

impl Row {
    fn new(record: &StringRecord, marks: &[Mark]) -> Self {
        let cells = record
            .iter()
            .zip(marks)
            .map(|(cell, mark)| Text::new(cell, mark.at));
        Self {
            cells: cells.collect(),
            quoted: marks.iter().map(|mark| mark.is_quoted).collect(),
        }
    }

    fn at(&self) -> Spot {
        self.cells.first().map(|cell| cell.at).unwrap_or_default()
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }
}

struct Reader<'a, 'f> {
    text: &'a str,
    file: &'a SourcePath,
    findings: &'f mut Findings,
    /// Errors so far.
    told: usize,
}

impl Reader<'_, '_> {
    /// Another kind of file under a CSV's name, or another separator, as the first line shows.
    fn other_kind(&self) -> Option<Diagnostic> {
        let start = self.text.trim_start();
        let first = self.text.lines().next().unwrap_or_default();
        let is_web_page = ["<!doctype", "<html", "<table", "<?xml", "<meta"]
            .iter()
            .any(|tag| {
                start
                    .get(..tag.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(tag))
            });
        if is_web_page {
            return Some(self.error("CSV-WEB-PAGE", TOP));
        }
        if first.starts_with("sep=") {
            return Some(self.error("CSV-SEP-LINE", TOP).with("found", quoted(first)));
        }
        if first.contains(',') {
            return None;
        }
        let (byte, found) = first
            .char_indices()
            .find(|(_, c)| matches!(c, ';' | '\t' | '，' | '、'))?;
        let at = Spot::new(1, marks::count(&first[..byte]) + 1, 1);
        Some(
            self.error("CSV-SEPARATOR", at)
                .with("found", visible_separator(found)),
        )
    }

    /// All records with their places; nothing when quotes or caps make them doubtful.
    fn rows(&mut self) -> Option<Vec<Row>> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(self.text.as_bytes());
        let mut marks = Marks::new(self.text);
        let mut rows = Vec::new();
        let mut record = StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Some(rows),
                Err(error) => {
                    // Decoded text gives no such error; if one came, no row may be dropped for it.
                    let detail = text::visible(&error.to_string());
                    self.push(self.error("CSV-UNREADABLE", TOP).with("detail", detail));
                    return None;
                }
            }
            let found = marks.row().map_err(|slip| self.error(slip.code, slip.at));
            let found = found.and_then(|row| self.capped(&record, &row, rows.len()).map(|()| row));
            match found {
                Ok(row) => rows.push(Row::new(&record, &row)),
                Err(refused) => {
                    self.push(refused);
                    return None;
                }
            }
        }
    }

    fn capped(&self, record: &StringRecord, row: &[Mark], rows: usize) -> Result<(), Diagnostic> {
        let at = row.first().map(|mark| mark.at).unwrap_or_default();
        if record.len() != row.len() {
            let detail = format!("{} / {}", record.len(), row.len());
            return Err(self.error("CSV-UNREADABLE", at).with("detail", detail));
        }
        if record.len() > MAX_COLUMNS {
            return Err(self.error("CSV-TOO-WIDE", at).with("limit", MAX_COLUMNS));
        }
        if rows > MAX_ROWS {
            return Err(self.error("CSV-TOO-LONG", at).with("limit", MAX_ROWS));
        }
        match record
            .iter()
            .zip(row)
            .find(|(cell, _)| cell.len() > MAX_CELL)
        {
            Some((_, mark)) => Err(self
                .error("CSV-CELL-TOO-LARGE", mark.at)
                .with("limit", "1 MiB")),
            None => Ok(()),
        }
    }

    /// The columns' names, when the first record can be a header.
    fn header(&mut self, header: Row, rows: &[Row]) -> Option<Vec<Text>> {
        if let Some(found) = title_rows(&header, rows) {
            let line = found.at().line;
            self.push(self.error("CSV-TITLE-ROWS", header.at()).with("line", line));
            return None;
        }
        let mut first: BTreeMap<&str, (usize, Spot)> = BTreeMap::new();
        let second = rows.first().filter(|row| is_second_header(row));
        for (number, cell) in (1_usize..).zip(&header.cells) {
            let name = cell.text.trim();
            if name.is_empty() {
                self.push(self.error("CSV-NO-NAME", cell.at).with("column", number));
                continue;
            }
            if name.len() != cell.text.len() {
                self.warn("CSV-NAME-BLANK", cell.at, name);
            }
            if name.contains('\n') {
                self.warn("CSV-NAME-LINES", cell.at, name);
            }
            if let Some((column, before)) = first.get(name) {
                let mut twin = self
                    .error("CSV-DUPLICATE", cell.at)
                    .with("name", quoted(name))
                    .with("column", column)
                    .and_at(before.in_file(self.file));
                if let Some(second) = second {
                    twin = twin.with("second", second.at().line);
                }
                self.push(twin);
                continue;
            }
            first.insert(name, (number, cell.at));
        }
        let trim = |cell: Text| match cell.text.trim() {
            name if name.len() == cell.text.len() => cell,
            name => Text::new(name, cell.at),
        };
        (self.told == 0).then(|| header.cells.into_iter().map(trim).collect())
    }

    /// The rows, each held against the number of columns.
    fn body(&mut self, columns: usize, rows: Vec<Row>) -> Vec<Vec<Text>> {
        let mut body = Vec::with_capacity(rows.len());
        for row in rows {
            if row.is_blank() {
                let place = row.at().in_file(self.file);
                self.findings
                    .push(Diagnostic::warning("CSV-BLANK-ROW", place));
            } else if row.cells.len() == columns {
                body.push(row.cells);
            } else if self.told < MAX_TOLD {
                self.ragged(columns, &row);
            }
        }
        body
    }

    fn ragged(&mut self, columns: usize, row: &Row) {
        let found = row.cells.len();
        // Where the surplus begins, or where the row ends too early.
        let at = row.cells.get(columns).map_or(row.at(), |cell| cell.at);
        let code = if found > columns {
            "CSV-ROW-LONG"
        } else {
            "CSV-ROW-SHORT"
        };
        let mut ragged = self
            .error(code, at)
            .with("expected", columns)
            .with("found", found);
        if found > columns
            && let Some((number, at)) = bare_thousands(row)
        {
            ragged.place = at.in_file(self.file);
            ragged = ragged.with("number", number);
        }
        self.push(ragged);
    }

    fn error(&self, code: &'static str, at: Spot) -> Diagnostic {
        Diagnostic::error(code, at.in_file(self.file))
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.told += 1;
        self.findings.push(diagnostic);
    }

    fn warn(&mut self, code: &'static str, at: Spot, name: &str) {
        let place = at.in_file(self.file);
        self.findings
            .push(Diagnostic::warning(code, place).with("name", quoted(name)));
    }
}

/// The row that looks like the header, when the first one is a title: alone, or with a unit beside it.
fn title_rows<'r>(header: &Row, rows: &'r [Row]) -> Option<&'r Row> {
    let named = header
        .cells
        .iter()
        .filter(|cell| !cell.text.trim().is_empty())
        .count();
    if named > 1 && named * 2 > header.cells.len() {
        return None;
    }
    rows.iter().take(10).find(|row| {
        let is_name = |cell: &Text| cell.text.trim().starts_with(|c: char| !c.is_numeric());
        row.cells.len() > 1 && row.cells.iter().all(is_name)
    })
}

/// A second line of names: it leaves cells out and holds no digit.
fn is_second_header(row: &Row) -> bool {
    let mut texts = row.cells.iter().map(|cell| cell.text.trim());
    texts.clone().any(str::is_empty)
        && !row.is_blank()
        && texts.all(|text| !text.contains(char::is_numeric))
}

/// A number whose thousands were taken for cells, such as `1,234,567`, and where it begins.
fn bare_thousands(row: &Row) -> Option<(String, Spot)> {
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_bare = |ix: usize| row.quoted.get(ix) == Some(&false);
    let is_group = |ix: usize| {
        is_bare(ix)
            && row
                .cells
                .get(ix)
                .is_some_and(|cell| cell.text.len() == 3 && is_digits(&cell.text))
    };
    let is_head = |ix: usize| {
        let digits = row.cells[ix]
            .text
            .trim()
            .trim_start_matches(['-', '+', '▲', '△', '−', ' ']);
        is_bare(ix) && matches!(digits.len(), 1..=3) && is_digits(digits)
    };
    let first = (0..row.cells.len()).find(|ix| is_head(*ix) && is_group(ix + 1))?;
    let groups = (first + 1..row.cells.len())
        .take_while(|ix| is_group(*ix))
        .count();
    let cells = &row.cells[first..=first + groups];
    let number: Vec<&str> = cells.iter().map(|cell| cell.text.trim()).collect();
    Some((number.join(","), cells[0].at))
}

fn visible_separator(found: char) -> String {
    if found == '\t' {
        "TAB".to_owned()
    } else {
        found.to_string()
    }
}

fn quoted(found: &str) -> String {
    text::shorten(&text::visible(found), 60)
}
