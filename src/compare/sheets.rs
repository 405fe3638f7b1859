//! The paper as a workbook: the first sheet is the paper itself, the others are its tables, to be sorted and
//! filtered.
//!
//! Every cell is text, never a formula, and the same comparison gives the same bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::packet::{Block, Packet, blocks};
use super::said::Said;
use super::{Mark, Seen, Subject};

/// Excel opens no longer sheet.
const ROWS: u32 = 1_048_000;
/// Excel takes no longer text into a cell.
const LONGEST: usize = 32_000;

/// The bytes of the workbook.
///
/// # Errors
/// When it would be larger than the format holds.
pub fn sheets(packet: &Packet<'_>) -> Result<Vec<u8>, XlsxError> {
    let said = Said { lang: packet.lang };
    let comparison = packet.comparison;
    let reasons = packet.desk.map(|desk| &desk.reasons);
    let mut book = Workbook::new();
    // A fixed day, so that the same comparison is the same file.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    paper(&mut book, packet)?;
    let values = comparison.values.iter().map(|change| {
        let mut row = subject(&change.on);
        row.extend([&change.measure, &change.item, &change.when].map(Clone::clone));
        row.push(said.value(change.old.as_ref()).to_owned());
        row.push(said.value(change.new.as_ref()).to_owned());
        let seen = change.new.as_ref().or(change.old.as_ref());
        let of = |part: fn(&Seen) -> &str| seen.map_or("", part).to_owned();
        row.push(of(|seen| &seen.unit));
        row.push(said.beside(change).join("\n"));
        let told = reasons.map(|reasons| reasons.for_value(change));
        row.push(told.unwrap_or_default().join("\n"));
        row
    });
    let head = about(&[
        "head-measure",
        "head-item",
        "head-year",
        "head-old",
        "head-new",
        "head-unit",
        "head-beside",
        "head-reason",
    ]);
    sheet(&mut book, said, "what.values", &head, values)?;
    let subjects = comparison.subjects.iter().map(|change| {
        let mut row = subject(&change.on);
        row.push(said.change(change));
        let reason = reasons.and_then(|reasons| reasons.for_subject(change));
        row.push(reason.unwrap_or_default().to_owned());
        row
    });
    let head = about(&["head-change", "head-reason"]);
    sheet(&mut book, said, "sheet-subjects", &head, subjects)?;
    let words = comparison.words.iter().map(|change| {
        let on = change.on.clone().unwrap_or_default();
        vec![
            on.sections,
            on.title,
            said.pages(&change.pages),
            said.line(&change.words),
            reasons
                .and_then(|reasons| reasons.for_words(change))
                .unwrap_or_default()
                .to_owned(),
        ]
    });
    let head = [
        "head-section",
        "head-title",
        "head-page",
        "what.words",
        "head-reason",
    ];
    sheet(&mut book, said, "what.words", &head, words)?;
    if let Some(desk) = packet.desk {
        let doubtful = desk.doubtful.iter().map(|change| {
            let mut row = subject(&change.on);
            row.push(said.what(change));
            row.push(said.value(change.new.as_ref()).to_owned());
            row.push(change.new.as_ref().map_or("", |seen| &seen.note).to_owned());
            row
        });
        let head = about(&["head-what", "head-new", "head-note"]);
        sheet(&mut book, said, "sheet-doubtful", &head, doubtful)?;
    }
    book.save_to_buffer()
}

/// The columns of the paper and the half-wide signs that each has room for.
const WIDTHS: [u32; 4] = [44, 26, 26, 44];
/// As high as Excel makes a row.
const HIGHEST: u32 = 400;

/// The whole paper as it is printed.
fn paper(book: &mut Workbook, packet: &Packet<'_>) -> Result<(), XlsxError> {
    let said = Said { lang: packet.lang };
    let sheet = book.add_worksheet();
    sheet.set_name(said.say("sheet-paper"))?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    let mut paper = Paper {
        sheet,
        said,
        row: 0,
    };
    // Nothing is left out here: whoever wants them all has this file.
    for block in blocks(packet, usize::MAX) {
        paper.block(&block)?;
    }
    Ok(())
}

/// A sheet that is written from its top.
struct Paper<'a> {
    sheet: &'a mut Worksheet,
    said: Said,
    row: u32,
}

impl Paper<'_> {
    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        let plain = Format::new();
        match block {
            Block::Heading(level, text) => {
                let size = [16, 14, 12, 11][usize::from((*level).clamp(1, 4)) - 1];
                self.line(text, &plain.set_bold().set_font_size(size))
            }
            Block::Line(text) => self.line(text, &plain),
            Block::List(lines) => lines.iter().try_for_each(|one| self.line(one, &plain)),
            Block::Words(lines) => self.words(lines),
            Block::Folded(summary, lines) => {
                self.line(summary, &plain)?;
                self.words(lines)
            }
            Block::Table { head, rows } => {
                self.cells(head, &plain.set_bold())?;
                let plain = Format::new();
                rows.iter().try_for_each(|row| self.cells(row, &plain))
            }
            Block::Boxes(names) => {
                self.cells(names, &plain.set_bold())?;
                self.cells(&vec![""; names.len()], &Format::new())?;
                self.sheet.set_row_height(self.row - 1, 60)?;
                Ok(())
            }
        }
    }

    fn words(&mut self, lines: &[Vec<Mark>]) -> Result<(), XlsxError> {
        let (said, plain) = (self.said, Format::new());
        let mut lines = lines.iter().map(|line| said.line(line));
        lines.try_for_each(|line| self.line(&line, &plain))
    }

    /// A line over all columns; Excel does not find out by itself how high such a row has to be.
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        if self.row >= ROWS {
            return Ok(());
        }
        let text: String = text.chars().take(LONGEST).collect();
        let height = rows_of(&text, WIDTHS.iter().sum()) * 20;
        let format = format.clone().set_text_wrap();
        let last = u16::try_from(WIDTHS.len()).unwrap_or(1) - 1;
        self.sheet
            .merge_range(self.row, 0, self.row, last, &text, &format)?;
        self.sheet
            .set_row_height(self.row, height.clamp(20, HIGHEST))?;
        self.row += 1;
        Ok(())
    }

    fn cells(&mut self, cells: &[impl AsRef<str>], format: &Format) -> Result<(), XlsxError> {
        if self.row >= ROWS {
            return Ok(());
        }
        let format = format.clone().set_text_wrap();
        let format = format.set_border(FormatBorder::Thin);
        for (column, cell) in (0..).zip(cells) {
            let cell: String = cell.as_ref().chars().take(LONGEST).collect();
            self.sheet
                .write_string_with_format(self.row, column, cell, &format)?;
        }
        self.row += 1;
        Ok(())
    }
}

/// How many rows a text takes in so much room; most signs of Japanese are two wide.
fn rows_of(text: &str, width: u32) -> u32 {
    let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let rows = text.lines().map(|line| u32::div_ceil(wide(line), width));
    rows.map(|rows| rows.max(1)).sum()
}

/// The columns that `subject` fills, and more.
fn about(more: &[&'static str]) -> Vec<&'static str> {
    let about = [
        "head-section",
        "head-policy",
        "head-kind",
        "head-title",
        "head-page",
    ];
    [&about, more].concat()
}

fn subject(on: &Subject) -> Vec<String> {
    [&on.sections, &on.policies, &on.kind, &on.title, &on.page]
        .map(Clone::clone)
        .to_vec()
}

fn sheet(
    book: &mut Workbook,
    said: Said,
    name: &str,
    head: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap();
    let wrapped = Format::new().set_text_wrap();
    let sheet = book.add_worksheet();
    sheet.set_name(said.say(name))?;
    for (column, key) in (0..).zip(head) {
        sheet.write_string_with_format(0, column, said.say(key), &bold)?;
        sheet.set_column_width(column, if head.len() > 4 { 18 } else { 60 })?;
    }
    let mut last = 0;
    for (row, cells) in (1..ROWS).zip(rows) {
        for (column, cell) in (0..).zip(&cells) {
            let cell: String = cell.chars().take(LONGEST).collect();
            sheet.write_string_with_format(row, column, cell, &wrapped)?;
        }
        last = row;
    }
    let columns = u16::try_from(head.len()).unwrap_or(1);
    sheet.autofilter(0, 0, last, columns - 1)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
