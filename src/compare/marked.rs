//! What changed inside a line of words, clause by clause and there from word to word.
//!
//! Who reads it has to see what was said and what is said: a clause has one stretch that changed, between
//! borders of words, never signs that two clauses share by chance. A word is a run of kanji or katakana with
//! the hiragana that end it, a run of digits or Latin letters, or a sign.

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
    let [before, after] = [old, new].map(clauses);
    let mut marks: Vec<Mark> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (was, is) = (&before[op.old_range()], &after[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            push(&mut marks, Mark::Same(is.concat()));
            continue;
        }
        let both = was.len().min(is.len());
        for (was, is) in was.iter().zip(is) {
            clause(&mut marks, was, is);
        }
        push(&mut marks, Mark::Removed(was[both..].concat()));
        push(&mut marks, Mark::Added(is[both..].concat()));
    }
    if is_alike(&marks, old.len().max(new.len())) {
        return marks;
    }
    // Nobody can read two sentences that share a few words by chance when they are woven into one.
    vec![Mark::Removed(old.to_owned()), Mark::Added(new.to_owned())]
}

/// A clause as it was and as it is: what both begin and end with, and one stretch between.
fn clause(marks: &mut Vec<Mark>, old: &str, new: &str) {
    let [before, after] = [old, new].map(words);
    let same = before.iter().zip(&after);
    let start = same.take_while(|(was, is)| was == is).count();
    let ends = before[start..]
        .iter()
        .rev()
        .zip(after[start..].iter().rev());
    let end = ends.take_while(|(was, is)| was == is).count();
    let of = |words: &[&str]| {
        let (first, rest) = words.split_at(start);
        let (middle, last) = rest.split_at(rest.len() - end);
        [first.concat(), middle.concat(), last.concat()]
    };
    let ([first, was, last], [_, is, _]) = (of(&before), of(&after));
    let own = [
        Mark::Same(first),
        Mark::Removed(was),
        Mark::Added(is),
        Mark::Same(last),
    ];
    let own = match is_alike(&own, old.len().max(new.len())) {
        true => own.to_vec(),
        false => vec![Mark::Removed(old.to_owned()), Mark::Added(new.to_owned())],
    };
    own.into_iter().for_each(|mark| push(marks, mark));
}

/// The lines in which a change is read: two of which one only came in the place of the other are two.
pub(super) fn lines(marks: &[Mark]) -> Vec<&[Mark]> {
    match marks {
        [Mark::Removed(old), Mark::Added(new)] if !is_akin(old, new) => marks.chunks(1).collect(),
        marks => vec![marks],
    }
}

/// Whether two lines begin and end with enough of the same words that one was rewritten as the other.
pub(super) fn is_akin(old: &str, new: &str) -> bool {
    let [before, after] = [old, new].map(words);
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| -> usize {
        let same = pairs.take_while(|(was, is)| was == is);
        same.map(|(was, _)| was.len()).sum()
    };
    let start = same(&mut before.iter().zip(&after));
    let end = same(&mut before.iter().rev().zip(after.iter().rev()));
    (start + end) * 4 >= old.len().max(new.len())
}

/// Whether two fifths of the longer line stayed.
fn is_alike(marks: &[Mark], longer: usize) -> bool {
    let same = marks.iter().map(|mark| match mark {
        Mark::Same(text) => text.len(),
        Mark::Removed(_) | Mark::Added(_) => 0,
    });
    same.sum::<usize>() * 5 >= longer * 2
}

/// Adds a mark to the last one where both are the same kind.
fn push(marks: &mut Vec<Mark>, mark: Mark) {
    let (Mark::Same(text) | Mark::Removed(text) | Mark::Added(text)) = &mark;
    if text.is_empty() {
        return;
    }
    match (marks.last_mut(), &mark) {
        (Some(Mark::Same(last)), Mark::Same(text))
        | (Some(Mark::Removed(last)), Mark::Removed(text))
        | (Some(Mark::Added(last)), Mark::Added(text)) => last.push_str(text),
        _ => marks.push(mark),
    }
}

/// A line cut behind the signs that end a clause, and round brackets.
pub(super) fn clauses(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let cut = match c {
            '。' | '！' | '？' | '、' | '，' | '；' | '：' | '）' | '」' => end,
            '（' | '「' => at,
            _ => continue,
        };
        if cut > start {
            found.push(&line[start..cut]);
            start = cut;
        }
    }
    if start < line.len() {
        found.push(&line[start..]);
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Kanji,
    Katakana,
    Hiragana,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' | '.' | ',' | '０'..='９' => Script::Latin,
        '々' | '\u{4E00}'..='\u{9FFF}' => Script::Kanji,
        '\u{30A1}'..='\u{30FA}' | 'ー' => Script::Katakana,
        '\u{3041}'..='\u{309F}' => Script::Hiragana,
        _ => Script::Other,
    }
}

fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = Script::Other;
    for (at, c) in line.char_indices() {
        let now = script(c);
        // Hiragana end the word before them.
        let ends = now == Script::Hiragana && !matches!(last, Script::Other | Script::Latin);
        if at > start && (now == Script::Other || now != last && !ends) {
            words.push(&line[start..at]);
            start = at;
        }
        last = now;
    }
    words.push(&line[start..]);
    words
}
