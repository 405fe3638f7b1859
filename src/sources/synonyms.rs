//! `content/synonyms.csv`: other words for what people type, which the search tries as well.

use std::collections::BTreeMap;

use super::resolve::Reader;
use super::{csv, decode};
use crate::base::diag::Findings;
use crate::base::fold::fold;
use crate::base::path::SourcePath;
use crate::base::place::Spot;
use crate::search::Synonym;
use crate::sources::yaml::Text;

pub const FILE: &str = "content/synonyms.csv";

const COLUMNS: [&str; 2] = ["word", "also"];

pub fn load(path: &SourcePath, bytes: &[u8], findings: &mut Findings) -> Vec<Synonym> {
    let sheet =
        decode::decode(bytes, path, findings).and_then(|text| csv::read(&text, path, findings));
    let Some(sheet) = sheet else {
        return Vec::new();
    };
    let mut reader = Reader::new(path, findings);
    let mut list: Vec<Synonym> = Vec::new();
    let mut places: BTreeMap<String, Spot> = BTreeMap::new();
    for row in super::resolve::rows(&sheet, &COLUMNS, &mut reader) {
        let Some(word) = row.cell("word").filter(|word| is_word(word, &mut reader)) else {
            continue;
        };
        let mut also = row.list("also");
        if also.is_empty() {
            // An empty cell is told like a word that cannot be asked for.
            also.extend(row.cell("also").cloned());
        }
        also.retain(|other| is_word(other, &mut reader) && is_other(word, other, &mut reader));
        match places.get(&fold(&word.text)) {
            Some(first) => reader.duplicate("word", &word.text, (row.at(), *first)),
            None => {
                places.insert(fold(&word.text), row.at());
                let written = |text: &Text| text.text.trim().to_owned();
                list.push(Synonym {
                    word: written(word),
                    also: also.iter().map(written).collect(),
                });
            }
        }
    }
    list
}

/// The search takes what is typed apart at blanks, and reads a single character as a beginning.
fn is_word(word: &Text, reader: &mut Reader<'_>) -> bool {
    let folded = fold(&word.text);
    let is_one = folded.chars().count() > 1 && !folded.contains(' ');
    if !is_one {
        reader.error("SYNONYM-WORD", word.at, &[("found", &word.text)]);
    }
    is_one
}

/// What holds the word is found by the word.
fn is_other(word: &Text, other: &Text, reader: &mut Reader<'_>) -> bool {
    let is_held = fold(&other.text).contains(&fold(&word.text));
    if is_held {
        let said = [("word", &*word.text), ("found", &*other.text)];
        reader.error("SYNONYM-SAME", other.at, &said);
    }
    !is_held
}
