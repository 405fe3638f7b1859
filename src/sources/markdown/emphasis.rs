//! Mends emphasis in Japanese text, which `CommonMark` was not made for.
//!
//! `**「強調」**の` stays literal in `CommonMark`, because a run of asterisks between a bracket and a
//! letter may not close; and in `**予算（百万円）**は**1,200**です` the wrong words become bold. No repair
//! of the parser's events can undo a wrong pairing, so the source is changed instead: between a run
//! and a neighbouring punctuation character a noncharacter is put wherever Japanese is near. It is
//! neither blank nor punctuation, and so the run may open or close. The marks are taken out of
//! every text the parser gives back, and positions are counted without them.
//!
//! `_` is left alone. pulldown-cmark 0.14 does all this by an option; then this file can go.

use std::borrow::Cow;

use pulldown_cmark::CowStr;

/// The mark. Sources may not hold it: [`super::characters`] has replaced it before.
pub const MARK: char = '\u{FDD0}';

/// A text with its marks.
pub struct Mended<'a> {
    pub text: Cow<'a, str>,
    /// Where the marks stand in `text`, ascending.
    marks: Vec<usize>,
}

impl Mended<'_> {
    /// The offset in the text without marks.
    pub fn original(&self, offset: usize) -> usize {
        let before = self.marks.partition_point(|mark| *mark < offset);
        // An offset inside or right behind a mark means the place where the mark was put.
        offset.saturating_sub(before * MARK.len_utf8())
    }
}

/// Puts a mark wherever emphasis beside Japanese needs one.
pub fn mend(source: &str) -> Mended<'_> {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = source[at..].find(['*', '~', '\\']) {
        let start = at + found;
        let sign = source.as_bytes()[start];
        if sign == b'\\' {
            at = behind_escape(source, start);
            continue;
        }
        let rest = source[start..].trim_start_matches(char::from(sign));
        let end = source.len() - rest.len();
        let before = source[..start].chars().next_back();
        let after = rest.chars().next();
        // One tilde is a range of numbers (`10~20円`), never emphasis.
        let is_emphasis = sign == b'*' || end - start > 1;
        let near = before.is_some_and(is_japanese) || after.is_some_and(is_japanese);
        if is_emphasis && near {
            for (place, neighbour) in [(start, before), (end, after)] {
                if neighbour.is_some_and(is_punctuation) {
                    text.push_str(&source[copied..place]);
                    marks.push(text.len());
                    text.push(MARK);
                    copied = place;
                }
            }
        }
        at = end;
    }
    if marks.is_empty() {
        return Mended {
            text: Cow::Borrowed(source),
            marks,
        };
    }
    text.push_str(&source[copied..]);
    Mended {
        text: Cow::Owned(text),
        marks,
    }
}

/// Takes the marks out of a text that the parser gave.
pub fn unmark(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(MARK) {
        text.replace(MARK, "").into()
    } else {
        text
    }
}

/// Chinese characters, kana, Hangul and their punctuation, full-width forms included: the characters
/// that stand beside emphasis without a blank.
fn is_japanese(c: char) -> bool {
    matches!(c as u32,
        0x1100..=0x11FF | 0x20A9 | 0x2329..=0x232A | 0x2630..=0x2637 | 0x268A..=0x268F
        | 0x2E80..=0x303E | 0x3041..=0x33FF | 0x3400..=0x4DBF | 0x4DC0..=0x9FFF | 0xA000..=0xA4CF
        | 0xA960..=0xA97F | 0xAC00..=0xD7FB | 0xF900..=0xFAFF | 0xFE10..=0xFE1F | 0xFE30..=0xFE6F
        | 0xFF01..=0xFFEE | 0x16FE0..=0x18DFF | 0x1AFF0..=0x1B2FF | 0x1D300..=0x1D37F
        | 0x1F200..=0x1F2FF | 0x20000..=0x3FFFD)
}

/// Everything that is no letter, digit or blank. It is wider than the parser's own notion, which
/// does no harm: a mark beside something that was not punctuation changes nothing.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

fn behind_escape(source: &str, backslash: usize) -> usize {
    let next = source.as_bytes().get(backslash + 1);
    backslash + 1 + usize::from(next.is_some_and(u8::is_ascii_punctuation))
}
