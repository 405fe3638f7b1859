//! Which of the words that change nobody has written: sentences that the program makes of the data.
//!
//! What is said on a page now and stands in no source was made. Who approves reads what people wrote first.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use super::marked::{Mark, clauses};
use super::paragraphs::plain;
use super::{Comparison, WordChange};

/// Marks them; `texts` are all sources of the new release.
pub fn computed<'a>(comparison: &mut Comparison, texts: impl Iterator<Item = &'a str>) {
    let said: Vec<Vec<String>> = comparison.words.iter().map(said_now).collect();
    let needles: BTreeSet<&String> = said.iter().flatten().collect();
    let needles: Vec<&String> = needles.into_iter().collect();
    // It fails only on more patterns than memory holds; all words are read then.
    let Ok(finder) = AhoCorasick::new(&needles) else {
        return;
    };
    let mut written = vec![false; needles.len()];
    for text in texts {
        let text: String = text.lines().map(|line| letters(&plain(line))).collect();
        for hit in finder.find_overlapping_iter(&text) {
            written[hit.pattern().as_usize()] = true;
        }
    }
    let is_written = |one: &String| needles.binary_search(&one).is_ok_and(|at| written[at]);
    for (change, said) in comparison.words.iter_mut().zip(&said) {
        change.follows = !said.is_empty() && !said.iter().any(is_written);
    }
}

/// The clauses that are new or other now, by their letters; nothing where words only went.
fn said_now(change: &WordChange) -> Vec<String> {
    // Where a link leads is written with the words that it stands behind.
    if let [Mark::Same(text), Mark::Removed(_), Mark::Added(to)] = &change.words[..]
        && to.starts_with('（')
    {
        return clauses(text).into_iter().map(letters).collect();
    }
    let mut line = String::new();
    let mut added = Vec::new();
    for mark in &change.words {
        match mark {
            Mark::Same(text) => line.push_str(text),
            Mark::Removed(_) => added.push(line.len()..line.len() + 1),
            Mark::Added(text) => {
                added.push(line.len()..line.len() + text.len());
                line.push_str(text);
            }
        }
    }
    let mut at = 0;
    let mut said = Vec::new();
    for clause in clauses(&line) {
        let own = at..at + clause.len();
        at = own.end;
        if added
            .iter()
            .any(|one| one.start < own.end && own.start < one.end)
        {
            said.push(letters(clause));
            said.extend(labelled(clause));
        }
    }
    said.retain(|text| !text.is_empty());
    said
}

/// What stands after a label, which the program puts before words of a source. A short amount may stand in a
/// source by chance.
fn labelled(clause: &str) -> Option<String> {
    let (_, own) = clause.rsplit_once(": ")?;
    let own = letters(own.split('（').next().unwrap_or(own));
    let is_own = !own.contains(char::is_numeric) || own.chars().count() >= TELLING;
    is_own.then_some(own)
}

/// So many letters stand nowhere by chance: 令和3年度.
const TELLING: usize = 5;

impl WordChange {
    /// Whether it has to be read word by word.
    pub(super) fn is_written(&self) -> bool {
        !self.listed && !self.follows
    }
}

/// What is left where signs and blanks are passed over.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
