//! The text of a cell, prepared for reading: the printed form and a folded one beside it.
//!
//! Folding changes signs one for one (full to half width, the many minus signs to one), so that a
//! place in the folded text is a place in the printed one. It is for reading only; nothing folded is
//! shown as the value.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::flaw::Fault;
use crate::base::era::narrow;
use crate::base::text::{is_forbidden, is_invisible};

/// A text and its folded form, sign for sign.
pub(super) struct Cell<'a> {
    pub raw: &'a str,
    pub folded: String,
}

impl<'a> Cell<'a> {
    pub fn new(raw: &'a str) -> Self {
        Self {
            raw,
            folded: raw.chars().map(fold).collect(),
        }
    }

    /// The printed form of a part of the folded text.
    pub fn printed(&self, part: &str) -> &'a str {
        let start = part.as_ptr() as usize - self.folded.as_ptr() as usize;
        let skipped = self.folded[..start].chars().count();
        let length = part.chars().count();
        let mut places = self
            .raw
            .char_indices()
            .map(|(place, _)| place)
            .skip(skipped);
        let from = places.next().unwrap_or(self.raw.len());
        let to = if length == 0 {
            from
        } else {
            places.nth(length - 1).unwrap_or(self.raw.len())
        };
        &self.raw[from..to]
    }
}

/// The text in composed characters, without blanks around it.
pub(super) fn tidy(raw: &str) -> Cow<'_, str> {
    let text = raw.trim();
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        // Composing can in principle bring a blank to an end.
        Cow::Owned(text.nfc().collect::<String>().trim().to_owned())
    }
}

/// Signs that no value may hold, and digits of scripts that no Japanese office prints.
pub(super) fn screen(text: &str) -> Option<Fault> {
    let has_digit = || text.chars().any(|c| narrow(c).is_ascii_digit());
    text.chars().find_map(|c| match c {
        _ if c.is_ascii_graphic() => None,
        _ if is_forbidden(c) => Some(Fault::Control(c)),
        _ if is_foreign_digit(c) => Some(Fault::ForeignDigit(c)),
        _ if is_invisible(c) && has_digit() => Some(Fault::Invisible(c)),
        _ => None,
    })
}

/// What is odd about a text that still is a value.
pub(super) fn oddity(text: &str) -> Option<Fault> {
    if let Some(sign) = text.chars().find(|c| matches!(c, '\u{400}'..='\u{52F}')) {
        return Some(Fault::LookAlike(sign));
    }
    let mut width_before = None;
    for c in text.chars() {
        match c {
            '0'..='9' | '０'..='９' => {
                let is_wide = !c.is_ascii();
                if width_before.is_some_and(|before| before != is_wide) {
                    return Some(Fault::MixedWidth);
                }
                width_before = Some(is_wide);
            }
            ',' | '.' | '，' | '．' => {}
            _ => width_before = None,
        }
    }
    None
}

/// Decimal digits that look like digits to a program and like ornaments to a reader.
const fn is_foreign_digit(c: char) -> bool {
    matches!(c,
        '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{7C0}'..='\u{7C9}'
        | '\u{966}'..='\u{96F}' | '\u{9E6}'..='\u{9EF}' | '\u{A66}'..='\u{A6F}'
        | '\u{AE6}'..='\u{AEF}' | '\u{B66}'..='\u{B6F}' | '\u{BE6}'..='\u{BEF}'
        | '\u{C66}'..='\u{C6F}' | '\u{CE6}'..='\u{CEF}' | '\u{D66}'..='\u{D6F}'
        | '\u{E50}'..='\u{E59}' | '\u{ED0}'..='\u{ED9}' | '\u{F20}'..='\u{F29}'
        | '\u{1040}'..='\u{1049}' | '\u{17E0}'..='\u{17E9}' | '\u{1810}'..='\u{1819}'
        | '\u{1D7CE}'..='\u{1D7FF}')
}

fn fold(c: char) -> char {
    match c {
        '△' => '▲',
        '▽' => '▼',
        // Minus signs and hyphens; the longer dashes are none, they stand for "nothing".
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FE63}' => '-',
        '\u{301C}' | '\u{223C}' => '~',
        '￥' => '¥',
        '’' => '\'',
        '≦' => '≤',
        '≧' => '≥',
        '＊' => '*',
        _ if c.is_whitespace() => ' ',
        _ => narrow(c),
    }
}
