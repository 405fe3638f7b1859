//! `content/readings.csv`: how words are read, for furigana.

use std::collections::BTreeMap;

use super::resolve::Reader;
use super::{csv, decode};
use crate::base::diag::Findings;
use crate::base::path::SourcePath;
use crate::base::place::Spot;
use crate::model::readings::{Reading, Readings, is_hiragana, is_kanji};
use crate::sources::yaml::Text;

pub const FILE: &str = "content/readings.csv";

const COLUMNS: [&str; 2] = ["word", "reading"];

/// In the place of a reading: which of several is meant depends on what is said.
const UNREAD: &str = "-";

pub fn load(path: &SourcePath, bytes: &[u8], findings: &mut Findings) -> Readings {
    let sheet =
        decode::decode(bytes, path, findings).and_then(|text| csv::read(&text, path, findings));
    let Some(sheet) = sheet else {
        return Readings::default();
    };
    let mut reader = Reader::new(path, findings);
    let mut list: Vec<Reading> = Vec::new();
    let mut places: BTreeMap<Box<str>, Spot> = BTreeMap::new();
    for row in super::resolve::rows(&sheet, &COLUMNS, &mut reader) {
        let Some(reading) = reading(row.cell("word"), row.cell("reading"), row.at(), &mut reader)
        else {
            continue;
        };
        match places.get(&reading.word) {
            Some(first) => reader.duplicate("word", &reading.word, (row.at(), *first)),
            None => {
                places.insert(reading.word.clone(), row.at());
                list.push(reading);
            }
        }
    }
    Readings::new(list)
}

fn reading(
    word: Option<&Text>,
    kana: Option<&Text>,
    at: Spot,
    reader: &mut Reader<'_>,
) -> Option<Reading> {
    let (word, kana) = (word?, kana?);
    let reading = Reading {
        word: word.text.trim().into(),
        reading: kana.text.trim().into(),
    };
    if !reading.word.contains(is_kanji) {
        reader.error("READING-WORD", at, &[("found", &reading.word)]);
        return None;
    }
    if &*reading.reading == UNREAD {
        return Some(Reading {
            reading: "".into(),
            ..reading
        });
    }
    if reading.reading.is_empty() || !reading.reading.chars().all(is_hiragana) {
        let said = [("found", &*reading.reading), ("word", &*reading.word)];
        reader.error("READING-KANA", kana.at, &said);
        return None;
    }
    if !reading.fits() {
        let said = [("found", &*reading.reading), ("word", &*reading.word)];
        reader.error("READING-FIT", kana.at, &said);
        return None;
    }
    Some(reading)
}
