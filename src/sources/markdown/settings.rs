//! Lines of a text that hold something back, were they settings: as text they would be published.
//!
//! A setting is read at the head of a file and nowhere else. Whoever has written it with other dashes, in
//! other letters or at another place believes that his text is a draft, and it is not. Only blocks and
//! stretches of code may show such a line; a block that is indented may be nothing but a slip.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::base::text::did_you_mean;

/// The settings that keep something from the public, without the signs in them.
const HOLDING: [&str; 2] = ["draft", "publishat"];
/// Longer words are none of them.
const WORD: usize = 12;
const FLAGS: [&str; 3] = ["true", "yes", "on"];

/// Where such lines stand; `code` are the stretches of fenced code and of code in a line, in their order.
pub fn holding(body: &str, code: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let lead = line.chars().take_while(|c| !is_word(*c));
        let at = start + lead.map(char::len_utf8).sum::<usize>();
        let end = start + line.trim_end().len();
        start += line.len();
        let next = code.partition_point(|code| code.end <= at);
        let is_code = code.get(next).is_some_and(|code| code.start <= at);
        if at < end && !is_code && holds(&body[at..end]) {
            found.push(at..end);
        }
    }
    found
}

/// What ends the blanks, dashes, bullets, numbers and marks of a comment that may stand before a word. A
/// word in brackets is spoken of.
fn is_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '`' | '「' | '『' | '\n')
}

/// Whether a line says `draft:` or `publish_at:`, in letters of any width and case. A word that is nearly
/// one of them is taken for it where a flag or a date follows.
fn holds(line: &str) -> bool {
    let mut signs = line.nfkc().flat_map(char::to_lowercase);
    let mut word = String::new();
    let is_joint = |c: char| c.is_whitespace() || "_-‐‑–—*\"'”’".contains(c);
    let end = loop {
        match signs.next() {
            Some(c) if c.is_ascii_alphabetic() && word.len() <= WORD => word.push(c),
            Some(c) if is_joint(c) => {}
            other => break other,
        }
    };
    if end.is_none() {
        // `draft true` is said without a sign, too.
        return FLAGS
            .iter()
            .any(|flag| word.strip_suffix(flag) == Some("draft"));
    }
    if !matches!(end, Some(':' | '=' | '∶')) {
        return false;
    }
    let value: String = signs.skip_while(|c| !c.is_alphanumeric()).collect();
    let is_setting = value.starts_with(|c: char| c.is_ascii_digit())
        || FLAGS.iter().any(|flag| value.starts_with(flag));
    let is_near = || did_you_mean(&word, HOLDING).is_some() && !word.starts_with("publishe");
    HOLDING.contains(&&*word) || (is_setting && is_near())
}
