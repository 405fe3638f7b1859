//! Screens the characters of a text before it is parsed.
//!
//! Controls and direction overrides are refused, gaiji and invisible characters are told. Line
//! breaks become `\n`. Every refused character is replaced by one other, so that lines and columns
//! stay what they are in the file.

use std::borrow::Cow;

use super::Origin;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::place::Spot;
use crate::base::text::{is_forbidden, is_invisible};

const REPLACEMENT: char = '\u{FFFD}';

/// Lines with refused characters beyond this number are not told one by one.
const TOLD_LINES: usize = 20;

/// The text with `\n` line breaks and without refused characters.
pub fn screen<'a>(body: &'a str, origin: &Origin<'_>, findings: &mut Findings) -> Cow<'a, str> {
    if body.bytes().all(is_plain) {
        return Cow::Borrowed(body);
    }
    let body = if body.contains('\r') {
        Cow::Owned(body.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(body)
    };
    let mut notable = Notable::default();
    let mut refused = false;
    for (index, line) in body.lines().enumerate() {
        if line.bytes().all(is_plain) {
            continue;
        }
        let number = origin
            .first_line
            .saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
        refused |= notable.read_line(line, number);
    }
    notable.tell(origin, findings);
    if refused {
        let clean = |c| if is_forbidden(c) { REPLACEMENT } else { c };
        Cow::Owned(body.chars().map(clean).collect())
    } else {
        body
    }
}

/// Bytes that can only belong to characters nobody minds: printable ASCII, kana, kanji, Hangul. It
/// is here so that an ordinary text is passed at the speed of reading it.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t' | 0x20..=0x7E | 0x80..=0xBF | 0xE3..=0xED)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Invisible, and not the joiner that emoji are made with.
fn is_hidden(c: char) -> bool {
    is_invisible(c) && c != '\u{200D}'
}

#[derive(Default)]
struct Notable {
    forbidden: Vec<(char, Spot)>,
    private: Option<(char, Spot)>,
    private_count: u32,
    hidden: Option<(char, Spot)>,
    hidden_count: u32,
}

impl Notable {
    /// True when the line holds a refused character; one a line is told.
    fn read_line(&mut self, line: &str, number: u32) -> bool {
        let mut refused = false;
        for (column, c) in (1..).zip(line.chars()) {
            let spot = Spot::new(number, column, 1);
            if is_forbidden(c) {
                if !refused && self.forbidden.len() < TOLD_LINES {
                    self.forbidden.push((c, spot));
                }
                refused = true;
            } else if is_private(c) {
                self.private.get_or_insert((c, spot));
                self.private_count += 1;
            } else if is_hidden(c) {
                self.hidden.get_or_insert((c, spot));
                self.hidden_count += 1;
            }
        }
        refused
    }

    fn tell(self, origin: &Origin<'_>, findings: &mut Findings) {
        for (c, spot) in self.forbidden {
            let place = spot.in_file(origin.file);
            findings.push(
                Diagnostic::error("MARKDOWN-FORBIDDEN-CHARACTER", place)
                    .with("code", code_point(c)),
            );
        }
        let counted = [
            ("MARKDOWN-GAIJI", self.private, self.private_count),
            (
                "MARKDOWN-INVISIBLE-CHARACTER",
                self.hidden,
                self.hidden_count,
            ),
        ];
        for (code, first, count) in counted {
            if let Some((c, spot)) = first {
                findings.push(
                    Diagnostic::warning(code, spot.in_file(origin.file))
                        .with("code", code_point(c))
                        .with("count", count),
                );
            }
        }
    }
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}
