//! How wide a text will be, before any font is known, and how it is made to fit.
//!
//! Widths are estimates on the safe side for the fonts of the theme: a label may end up with room to
//! spare, never on top of its neighbour. What is cut off here always stands whole in the table.

use super::pen::FONT;

/// The width of a text in units of the drawing.
pub fn width(text: &str) -> f64 {
    text.chars().map(char_width).sum::<f64>() * FONT
}

/// The text itself if it fits, else its beginning and `…`.
pub fn fit(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut lines = wrap(text, room, 1);
    lines.pop().unwrap_or_default()
}

/// The text in at most so many lines; the last one ends in `…` when something is left over.
pub fn wrap(text: &str, room: f64, most: usize) -> Vec<String> {
    let mut lines = Vec::with_capacity(most);
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() < most {
        let is_last = lines.len() + 1 == most;
        if width(rest) <= room {
            lines.push(rest.to_owned());
            rest = "";
        } else if is_last {
            let end = longest_prefix(rest, room - FONT);
            lines.push(format!("{}…", rest[..end].trim_end()));
        } else {
            let end = good_break(rest, longest_prefix(rest, room));
            lines.push(rest[..end].trim_end().to_owned());
            rest = rest[end..].trim_start();
        }
    }
    lines
}

/// The same with lines of about one length, so that no line holds a syllable that was left over.
pub(super) fn wrap_evenly(text: &str, room: f64, most: usize) -> Vec<String> {
    let mut lines = wrap(text, room, most);
    if lines.len() < 2 || is_cut(&lines) {
        return lines;
    }
    let mut narrower = room - FONT / 2.0;
    while narrower >= room / 2.0 {
        let next = wrap(text, narrower, most);
        if next.len() > lines.len() || is_cut(&next) {
            break;
        }
        lines = next;
        narrower -= FONT / 2.0;
    }
    lines
}

/// Whether something was left over when a text was wrapped.
pub(super) fn is_cut(lines: &[String]) -> bool {
    lines.last().is_some_and(|line| line.ends_with('…'))
}

/// In parts of the font size, as the widest font of the theme has it (its figures are 0.76 wide).
fn char_width(c: char) -> f64 {
    match c {
        ',' | '.' | '\'' | ':' | ';' | '!' | '|' | ' ' | 'i' | 'j' | 'l' => 0.34,
        'M' | 'W' | 'm' | 'w' | '%' | '@' => 1.0,
        '(' | ')' | '-' | '/' => 0.51,
        'a'..='z' => 0.7,
        '\0'..='\u{7f}' => 0.77,
        // Half-width katakana.
        '\u{ff61}'..='\u{ff9f}' => 0.6,
        '\u{300}'..='\u{36f}' => 0.0,
        _ => 1.0,
    }
}

/// How many bytes of the text fit; at least one character, so that wrapping always comes to an end.
fn longest_prefix(text: &str, room: f64) -> usize {
    let mut used = 0.0;
    for (at, c) in text.char_indices() {
        used += char_width(c) * FONT;
        if used > room && at > 0 {
            return at;
        }
    }
    text.len()
}

/// A place to break at or before `limit`: after a separator if one lies in the second half, and never
/// in front of a character that Japanese lines do not begin with.
fn good_break(text: &str, limit: usize) -> usize {
    let after = text[..limit]
        .char_indices()
        .filter(|(_, c)| {
            matches!(
                c,
                '・' | '、' | '。' | '）' | ')' | '／' | '/' | ' ' | '　' | '」'
            )
        })
        .map(|(at, c)| at + c.len_utf8());
    let before = text[..limit]
        .char_indices()
        .filter(|(at, c)| *at > 0 && matches!(c, '（' | '(' | '「'))
        .map(|(at, _)| at);
    let best = after.chain(before).max().filter(|at| *at * 2 > limit);
    let mut end = best.unwrap_or_else(|| before_word(text, limit));
    while text[end..].starts_with(is_closing) && end > 0 {
        match text[..end].char_indices().next_back() {
            Some((at, _)) if at > 0 => end = at,
            _ => return limit,
        }
    }
    end
}

/// A word in letters or figures (AI-OCR, 2.5) is not torn while a place in front of it is free.
fn before_word(text: &str, limit: usize) -> usize {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ',' | '%' | '&');
    if !text[limit..].starts_with(is_part) {
        return limit;
    }
    match text[..limit].trim_end_matches(is_part).len() {
        0 => limit,
        start => start,
    }
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '、' | '。' | '）' | '」' | '・' | 'ー' | ')' | ',' | '.' | 'ッ' | 'ャ' | 'ュ' | 'ョ'
    )
}
