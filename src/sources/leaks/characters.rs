//! Characters that others see differently or not at all.
//!
//! Once ①, ㈱ and ㎡ were such; today they are part of Unicode, every machine shows them, and the search
//! takes them for 1, (株) and m2, so that nothing is said of them. What differs from machine to machine
//! are gaiji, characters that have not been given a meaning, and marks that choose the form of another.

use unicode_normalization::char::is_public_assigned;

use super::Told;
use super::page::{Ground, SourcePage};
use crate::base::diag::Severity;
use crate::base::text::{is_forbidden, is_invisible};

pub fn look(page: &SourcePage<'_>) -> Vec<Told> {
    let mut told = Vec::new();
    let bytes = page.text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if is_ordinary(*byte) {
            continue;
        }
        let c = page.text[at..].chars().next().unwrap_or_default();
        let Some((code, severity)) = judge(c, at, page) else {
            continue;
        };
        if page.ground(at) != Ground::Unpublished {
            let at = at..at + c.len_utf8();
            told.push(Told { code, severity, at });
        }
    }
    told
}

/// Bytes that begin nothing of note: ASCII, kana, most kanji, and the later bytes of a character.
const fn is_ordinary(byte: u8) -> bool {
    matches!(byte, 0..=0xBF | 0xE3..=0xE9)
}

fn judge(c: char, at: usize, page: &SourcePage<'_>) -> Option<(&'static str, Severity)> {
    match c {
        '\u{FF66}'..='\u{FF9F}' => Some(("TEXT-HALF-KANA", Severity::Notice)),
        '\u{E0100}'..='\u{E01EF}' | '\u{FE00}'..='\u{FE0D}' => {
            Some(("TEXT-VARIANT", Severity::Notice))
        }
        // Running text is looked at for them by its own reader.
        _ if is_private(c) => (!page.is_prose(at)).then_some(("TEXT-GAIJI", Severity::Warning)),
        _ if is_public_assigned(c) || is_forbidden(c) || is_invisible(c) => None,
        _ => Some(("TEXT-UNASSIGNED", Severity::Warning)),
    }
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
