//! Cells and lines of the files that spreadsheets open.
//!
//! Such a file begins with a mark by which Excel knows UTF-8, and its lines end as spreadsheets expect.

use crate::base::decimal::Decimal;

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
    if words.starts_with(begins_formula) {
        push_cell(out, &format!("'{words}"));
    } else {
        push_cell(out, words);
    }
}

/// Appends a value as printed. A sign that a spreadsheet would take for the beginning of a formula is
/// written in its full width: what is read stays the same, and the number has a column of its own.
pub fn push_printed(out: &mut String, printed: &str) {
    let mut signs = SIGNS.into_iter();
    let sign = signs.find_map(|(sign, wide)| Some((wide, printed.strip_prefix(sign)?)));
    match sign.filter(|_| !printed.starts_with('-') || Decimal::parse(printed).is_none()) {
        Some((wide, rest)) => push_cell(out, &format!("{wide}{rest}")),
        None => push_cell(out, printed),
    }
}

/// The signs that a formula begins with, and the same in their full width.
const SIGNS: [(char, char); 4] = [('=', '＝'), ('+', '＋'), ('-', '－'), ('@', '＠')];

/// Whether words that begin so could be taken for a formula, in either width.
pub fn begins_formula(first: char) -> bool {
    let is_sign = |(sign, wide): (char, char)| first == sign || first == wide;
    matches!(first, '\t' | '\r') || SIGNS.into_iter().any(is_sign)
}

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

#[cfg(test)]
mod tests {
    use super::push_printed;

    #[test]
    fn no_printed_value_begins_a_formula() {
        for (printed, cell) in [
            ("+17万回", "＋17万回"),
            ("-3.5", "-3.5"),
            ("-3.5％", "－3.5％"),
            ("=1+1", "＝1+1"),
            ("@a,b", "\"＠a,b\""),
            ("▲3", "▲3"),
            ("", ""),
        ] {
            let mut out = String::new();
            push_printed(&mut out, printed);
            assert_eq!(out, cell);
        }
    }
}
