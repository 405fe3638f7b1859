//! Cells and lines of the files that spreadsheets open.
//!
//! Such a file begins with a mark by which Excel knows UTF-8, and its lines end as spreadsheets expect.

/// U+FEFF, without which Excel takes a file for Shift_JIS.
pub const MARK: &str = "\u{FEFF}";

/// Appends one cell, quoted where its text asks for it.
pub fn push_cell(out: &mut String, cell: &str) {
    let is_special = |b: u8| matches!(b, b',' | b'"' | b'\n' | b'\r');
    // A blank at an edge is kept by few readers unless it is quoted.
    if cell.bytes().any(is_special) || cell.trim() != cell {
        out.push('"');
        for (count, part) in cell.split('"').enumerate() {
            if count > 0 {
                out.push_str("\"\"");
            }
            out.push_str(part);
        }
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// Appends words of people, which a spreadsheet must not take for a formula.
pub fn push_words(out: &mut String, words: &str) {
    if words.starts_with(FORMULA) {
        push_cell(out, &format!("'{words}"));
    } else {
        push_cell(out, words);
    }
}

/// What a formula begins with, in either width.
pub const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

/// Appends one line.
pub fn push_line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (count, cell) in cells.enumerate() {
        if count > 0 {
            out.push(',');
        }
        push_cell(out, cell);
    }
    end_line(out);
}

pub fn end_line(out: &mut String) {
    out.push_str("\r\n");
}
