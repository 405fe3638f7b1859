//! Fenced blocks that are places for tables and charts.
//!
//! ```` ```indicator ```` with a line `1` in it is the place of indicator 1. A block whose word
//! merely looks like one of the slot words is a slip of the pen, not code.

use crate::base::text::did_you_mean;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fence {
    Slot(String),
    /// A slot word with more behind it on the same line.
    Extra(String),
    /// Nearly a slot word: what was written, and what was probably meant.
    Near {
        word: String,
        near: String,
    },
    Code,
}

/// Reads the words behind the opening fence.
pub fn read_info(info: &str, slots: &[&str]) -> Fence {
    let mut words = info.split_whitespace();
    let Some(word) = words.next() else {
        return Fence::Code;
    };
    if slots.contains(&word) {
        return match words.next() {
            None => Fence::Slot(word.to_owned()),
            Some(_) => Fence::Extra(word.to_owned()),
        };
    }
    // A slot word is short; a long info string is no misspelling, and comparing would cost.
    let near = (word.len() <= 32)
        .then(|| did_you_mean(word, slots.iter().copied()))
        .flatten();
    match near {
        Some(near) => Fence::Near {
            word: word.to_owned(),
            near: near.to_owned(),
        },
        None => Fence::Code,
    }
}

/// The lines of a block that hold something, with their offsets in it.
pub fn filled_lines(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    body.split_inclusive('\n').filter_map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let line = line.trim();
        (!line.is_empty()).then_some((start, line))
    })
}
