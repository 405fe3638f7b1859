//! Small helpers for text: what may be shown, what looks alike, how wide it is.
//!
//! It changes nothing that is published; folding is for comparing only.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// Characters that no source may hold: controls, direction overrides, noncharacters, tags.
///
/// A line break and a tab are text; a direction override can show the digits of a number in
/// another order than they stand, which is why they are refused rather than stripped.
pub fn is_forbidden(c: char) -> bool {
    match c {
        '\n' | '\t' | '\r' => false,
        '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{061C}' => true,
        '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E007F}' | '\u{FEFF}' => true,
        _ => c.is_control() || (c as u32 & 0xFFFE) == 0xFFFE,
    }
}

/// Characters that cannot be seen, and so should not stand in a number or a name.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{180E}' | '\u{034F}'
    )
}

/// Writes text so that a terminal or a log shows it and obeys none of it.
pub fn write_visible(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    for c in text.chars() {
        if is_forbidden(c) || matches!(c, '\n' | '\t' | '\r') {
            write!(out, "<U+{:04X}>", c as u32)?;
        } else {
            out.write_char(c)?;
        }
    }
    Ok(())
}

/// The same as [`write_visible`], as a string.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = write_visible(&mut out, text);
    out
}

/// Text cut to at most `limit` characters, with `…` where something is missing.
pub fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(limit.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// The candidate that a mistyped word most likely means, if any is near enough.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (edit_distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The candidates that look most like a word, the nearest first; those equally near keep their order.
pub fn nearest<'a>(word: &str, candidates: &[&'a str], count: usize) -> Vec<&'a str> {
    let mut ranked: Vec<(usize, &str)> = candidates
        .iter()
        .map(|candidate| (edit_distance(word, candidate), *candidate))
        .collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked.truncate(count);
    ranked.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
fn edit_distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before_last[j - 2] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// The order in which people count: `1-2` before `1-10`.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (left, right) = (digits(a), digits(b));
        let order = if left > 0 && right > 0 {
            let (x, y) = (
                a[..left].trim_start_matches('0'),
                b[..right].trim_start_matches('0'),
            );
            let order = x.len().cmp(&y.len()).then_with(|| x.cmp(y));
            (a, b) = (&a[left..], &b[right..]);
            order
        } else {
            let (x, y) = (a.chars().next(), b.chars().next());
            let after = |text: &str, c: Option<char>| c.map_or(0, char::len_utf8).min(text.len());
            (a, b) = (&a[after(a, x)..], &b[after(b, y)..]);
            x.cmp(&y)
        };
        if order != Ordering::Equal || a.is_empty() && b.is_empty() {
            return order;
        }
    }
}

/// Appends a whole number in plain figures; the machinery of `format!` costs ten times as much.
pub fn push_number(out: &mut String, number: u64) {
    let mut digits = [b'0'; 20];
    let (mut rest, mut first) = (number, digits.len());
    loop {
        first -= 1;
        digits[first] += (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[first..].iter().map(|digit| char::from(*digit)));
}

/// The signs that mean something to Markdown.
const IS_MARKDOWN: [bool; 256] = {
    let mut table = [false; 256];
    let signs = b"\\&`*_[]<>|~#";
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// Text as it must stand in Markdown so that it shows as it is.
pub fn escape_markdown(text: &str) -> Cow<'_, str> {
    let is_special = |byte: &u8| IS_MARKDOWN[usize::from(*byte)];
    // Nearly every text is clean, and to see that without a branch a byte takes a fraction of the time.
    if !text
        .as_bytes()
        .iter()
        .fold(false, |found, byte| found | is_special(byte))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if is_special(&byte) {
            out.push_str(&text[from..at]);
            out.push('\\');
            from = at;
        }
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}
