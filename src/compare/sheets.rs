//! The paper as a workbook: one sheet for each kind of change, all of them, to be sorted and filtered.
//!
//! Every cell is text or a number, never a formula, and the same comparison gives the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::packet::{Packet, missing_line, page_line};
use super::said::{SETTING_HEAD, Said};
use super::{Seen, Subject};

/// A sheet is as long as Excel can open; what is more is told in its last row.
const ROWS: usize = 1_048_000;
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
    if !comparison.settings.is_empty() {
        let settings = said.settings(&comparison.settings, reasons);
        let rows = settings.into_iter();
        sheet(&mut book, said, "what.settings", &SETTING_HEAD, rows)?;
    }
    let pages = comparison
        .pages
        .iter()
        .map(|page| vec![page_line(said, page)]);
    sheet(&mut book, said, "what.pages", &["head-change"], pages)?;
    let files = comparison.files.iter().map(|file| vec![said.file(file)]);
    sheet(&mut book, said, "what.files", &["head-change"], files)?;
    let freed = said.freed(comparison);
    if !freed.is_empty() {
        let freed = freed.into_iter().map(|one| vec![one]);
        sheet(&mut book, said, "sheet-freed", &["head-freed"], freed)?;
    }
    if let Some(desk) = packet.desk {
        let missing = desk.reasons.missing.iter();
        let missing = missing.map(|missing| vec![missing_line(said, missing)]);
        sheet(&mut book, said, "sheet-missing", &["head-change"], missing)?;
        let found = desk
            .findings
            .iter()
            .map(|finding| vec![finding.clone(), String::new()]);
        let known = desk.acknowledged.iter();
        let known = known.map(|(finding, reason)| vec![finding.clone(), reason.clone()]);
        let head = ["head-finding", "head-reason"];
        sheet(&mut book, said, "sheet-findings", &head, found.chain(known))?;
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
    for (row, cells) in (1..).zip(rows.take(ROWS)) {
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
