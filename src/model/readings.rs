//! How words are read: the list from which furigana are laid over a text.
//!
//! The longest word that stands at a place is taken, from left to right. A run of kanji that the list
//! does not cover whole is left bare, because half a reading may be a wrong one.

use std::collections::BTreeMap;

/// Words with their readings.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    /// By the first sign of the word; the longest words first.
    words: BTreeMap<char, Vec<Reading>>,
}

/// A word as written and, in hiragana, as read; empty where it is read in several ways, so that it is left
/// bare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub word: Box<str>,
    pub reading: Box<str>,
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    Bare(&'a str),
    Read { base: &'a str, reading: &'a str },
}

/// A word of the list where it stands in a text, in bytes.
struct Found<'a> {
    from: usize,
    to: usize,
    word: &'a Reading,
}

impl Readings {
    pub fn new(list: Vec<Reading>) -> Self {
        let mut words: BTreeMap<char, Vec<Reading>> = BTreeMap::new();
        for reading in list {
            if let Some(first) = reading.word.chars().next() {
                words.entry(first).or_default().push(reading);
            }
        }
        for list in words.values_mut() {
            list.sort_by_key(|one| std::cmp::Reverse(one.word.len()));
        }
        Self { words }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The text in its order, with the reading of each stretch that has one.
    pub fn split<'a>(&'a self, text: &'a str) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let mut done = 0;
        let found = self.found(text).into_iter();
        for found in found.filter(|found| !found.word.reading.is_empty()) {
            let (base, reading) = (&text[found.from..found.to], &*found.word.reading);
            let (front, back) = kana_around(base, reading);
            let from = found.from + front;
            let to = found.to - back;
            if from > done {
                parts.push(Part::Bare(&text[done..from]));
            }
            parts.push(Part::Read {
                base: &text[from..to],
                reading: &reading[front..reading.len() - back],
            });
            done = to;
        }
        if done < text.len() {
            parts.push(Part::Bare(&text[done..]));
        }
        parts
    }

    /// The runs of kanji that stay bare.
    pub fn unread<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let found = self.found(text);
        let is_read = |at: usize| found.iter().any(|one| (one.from..one.to).contains(&at));
        let runs = runs(text).into_iter();
        runs.filter(|(from, _)| !is_read(*from))
            .map(|(from, to)| &text[from..to])
            .collect()
    }

    /// The text as it is spoken, where the list reads every kanji of it.
    pub fn spoken(&self, text: &str) -> Option<String> {
        let is_read = self.unread(text).is_empty();
        let spoken = |part: Part<'_>| match part {
            Part::Bare(text) | Part::Read { reading: text, .. } => text.to_owned(),
        };
        is_read.then(|| self.split(text).into_iter().map(spoken).collect())
    }

    fn found(&self, text: &str) -> Vec<Found<'_>> {
        let mut all = Vec::new();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let list = self.words.get(&first).map_or(&[][..], Vec::as_slice);
            let word = list.iter().find(|one| text[at..].starts_with(&*one.word));
            let length = word.map_or(first.len_utf8(), |word| word.word.len());
            all.extend(word.map(|word| Found {
                from: at,
                to: at + length,
                word,
            }));
            at += length;
        }
        for (from, to) in runs(text) {
            let covered = |at: usize| all.iter().any(|one| (one.from..one.to).contains(&at));
            let is_whole = text[from..to]
                .char_indices()
                .all(|(at, _)| covered(from + at));
            if !is_whole {
                all.retain(|one| one.to <= from || to <= one.from);
            }
        }
        all
    }
}

impl Reading {
    /// Whether the kana of the word stand in its reading in their order.
    pub fn fits(&self) -> bool {
        let mut rest = &*self.reading;
        for run in self
            .word
            .split(|c| !is_kana(c))
            .filter(|run| !run.is_empty())
        {
            let run: String = run.chars().map(hiragana).collect();
            match rest.find(&run) {
                Some(at) => rest = &rest[at + run.len()..],
                None => return false,
            }
        }
        true
    }
}

/// How many bytes of kana word and reading share in front, and behind.
fn kana_around(word: &str, reading: &str) -> (usize, usize) {
    let same = |(a, b): &(char, char)| is_kana(*a) && hiragana(*a) == *b;
    // A kana takes three bytes, in the one script as in the other.
    let bytes = |count: usize| count * 'あ'.len_utf8();
    let front = word.chars().zip(reading.chars()).take_while(same).count();
    let (word, reading) = (&word[bytes(front)..], &reading[bytes(front)..]);
    let back = word.chars().rev().zip(reading.chars().rev());
    (bytes(front), bytes(back.take_while(same).count()))
}

/// Where runs of kanji stand, in bytes.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_kanji(*c)) {
        match runs.last_mut() {
            Some((_, to)) if *to == at => *to += c.len_utf8(),
            _ => runs.push((at, at + c.len_utf8())),
        }
    }
    runs
}

pub fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '々' | '〆')
}

/// A kana that can stand in a reading.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー')
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヶ' | 'ー')
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    }
}
