//! Which parts of a text are Japanese, told by its letters.
//!
//! Only kana and kanji count: signs that Japanese and English share decide nothing by themselves.

use std::ops::Range;

/// Kana, kanji and the marks that stand in Japanese words: 々, ー.
pub fn is_japanese(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3220}'..='\u{324F}'
        | '\u{3280}'..='\u{33FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3134F}')
}

pub fn has_japanese(text: &str) -> bool {
    !text.is_ascii() && text.contains(is_japanese)
}

/// The stretches of a text that are Japanese. Words are what blanks set apart: a word with one Japanese
/// letter is Japanese, with the figures and Latin letters in it, and neighbouring ones are one stretch.
/// Signs of an English sentence at its ends are left out.
pub fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let mut is_next = false;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let end = at + word.trim_end().len();
        if has_japanese(word) {
            match found.last_mut() {
                Some(last) if is_next => last.end = end,
                _ => found.push(at..end),
            }
            is_next = true;
        } else if end > at {
            is_next = false;
        }
        at += word.len();
    }
    for one in &mut found {
        *one = without_ends(text, one.clone());
    }
    found
}

/// A stretch without the signs around it that open or close something in the sentence outside.
fn without_ends(text: &str, whole: Range<usize>) -> Range<usize> {
    const OPENING: &[char] = &[
        '(', '[', '"', '\'', '“', '‘', '/', '·', '–', '—', ';', ':', ',',
    ];
    const CLOSING: &[char] = &[
        ')', ']', '"', '\'', '”', '’', '/', '·', '–', '—', ';', ':', ',', '.', '…',
    ];
    let inside = &text[whole.clone()];
    let mut cut = inside.trim_start_matches(OPENING);
    let start = whole.start + inside.len() - cut.len();
    while let Some(last) = cut.chars().next_back() {
        // A bracket that was opened inside is closed inside.
        let is_own = match last {
            ')' => cut.contains('('),
            ']' => cut.contains('['),
            // The end of `&quot;`, not a sign.
            ';' => cut
                .rfind('&')
                .is_some_and(|entity| !cut[entity..].contains(is_japanese)),
            _ => false,
        };
        if is_own || !CLOSING.contains(&last) {
            break;
        }
        cut = &cut[..cut.len() - last.len_utf8()];
    }
    start..start + cut.len()
}
