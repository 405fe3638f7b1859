//! A table as a file that spreadsheets open: every row, every cell as printed.
//!
//! A blank cell is empty; what was lost is a word, because it is not blank. What is said of a row stands
//! in columns of its own.

use super::super::book::Book;
use super::super::cells::{MARK, push_line};
use super::column_label;
use crate::model::value::Kind;
use crate::model::{Dataset, Value};

/// The bytes of the file.
pub fn file(book: &Book, dataset: &Dataset) -> Vec<u8> {
    let mut out = MARK.to_owned();
    let has_doubt = dataset.rows.iter().any(|row| is_doubtful(row));
    let has_note = dataset
        .rows
        .iter()
        .flatten()
        .any(|value| !note(value).is_empty());
    let mut head: Vec<String> = dataset
        .columns
        .iter()
        .map(|column| column_label(book, column))
        .collect();
    head.extend(has_doubt.then(|| book.say("file-doubt").to_owned()));
    head.extend(has_note.then(|| book.say("file-note").to_owned()));
    // At the end: whoever reads the columns by their names or places reads what he did.
    let draft = book.is_preview().then(|| book.say("file-draft"));
    head.extend(draft.map(str::to_owned));
    push_line(&mut out, head.iter().map(String::as_str));
    for row in &dataset.rows {
        let mut cells: Vec<&str> = row.iter().map(|value| text(book, value)).collect();
        if has_doubt {
            let doubt = book.say("file-doubtful");
            cells.push(if is_doubtful(row) { doubt } else { "" });
        }
        let notes: Vec<&str> = row
            .iter()
            .map(note)
            .filter(|note| !note.is_empty())
            .collect();
        let notes = notes.join(" ");
        if has_note {
            cells.push(&notes);
        }
        cells.extend(draft.map(|_| book.say("file-draft-mark")));
        push_line(&mut out, cells.into_iter());
    }
    out.into_bytes()
}

fn is_doubtful(row: &[Value]) -> bool {
    row.iter().any(|value| !value.sure)
}

fn note(value: &Value) -> &str {
    value.note().unwrap_or_default()
}

fn text<'a>(book: &'a Book, value: &'a Value) -> &'a str {
    match value.kind() {
        Kind::Lost => book.say("value-lost"),
        _ => value.raw(),
    }
}
