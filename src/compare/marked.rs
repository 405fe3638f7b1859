//! What changed inside a line of words, down to single words of Japanese.
//!
//! A run of kanji, of katakana, of digits or of Latin letters is one word; every other sign stands alone.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    Same(String),
    Removed(String),
    Added(String),
}

/// One line as it was and as it is.
pub fn marked(old: &str, new: &str) -> Vec<Mark> {
    let [before, after] = [old, new].map(words);
    let mut marks: Vec<Mark> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (was, is) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            push(&mut marks, Mark::Same(after[is].concat()));
            continue;
        }
        push(&mut marks, Mark::Removed(before[was].concat()));
        push(&mut marks, Mark::Added(after[is].concat()));
    }
    if is_alike(&marks, old.len().max(new.len())) {
        return marks;
    }
    // Nobody can read two sentences that share a few signs by chance when they are woven into one.
    vec![Mark::Removed(old.to_owned()), Mark::Added(new.to_owned())]
}

/// Whether two fifths of the longer line stayed.
fn is_alike(marks: &[Mark], longer: usize) -> bool {
    let same = marks.iter().map(|mark| match mark {
        Mark::Same(text) => text.len(),
        Mark::Removed(_) | Mark::Added(_) => 0,
    });
    same.sum::<usize>() * 5 >= longer * 2
}

fn push(marks: &mut Vec<Mark>, mark: Mark) {
    let (Mark::Same(text) | Mark::Removed(text) | Mark::Added(text)) = &mark;
    if !text.is_empty() {
        marks.push(mark);
    }
}

#[derive(PartialEq, Eq)]
enum Script {
    Latin,
    Kanji,
    Katakana,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' | '.' | ',' | '０'..='９' => Script::Latin,
        '々' | '\u{4E00}'..='\u{9FFF}' => Script::Kanji,
        '\u{30A1}'..='\u{30FA}' | 'ー' => Script::Katakana,
        _ => Script::Other,
    }
}

fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = Script::Other;
    for (at, c) in line.char_indices() {
        let now = script(c);
        if at > start && (now == Script::Other || now != last) {
            words.push(&line[start..at]);
            start = at;
        }
        last = now;
    }
    words.push(&line[start..]);
    words
}
