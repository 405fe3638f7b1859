//! The order of a Japanese dictionary: by the fifty sounds, then Latin letters and figures, then what
//! has no known reading.
//!
//! Voiced and small kana, and the mark of a long vowel, only decide between words that are equal
//! without them. A word without a reading that begins with kanji cannot be placed by its sound; it is
//! not guessed.

use unicode_normalization::UnicodeNormalization;

/// Where a word or a title stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub row: Row,
    /// Folded, so that it can be compared sign by sign.
    sound: String,
    /// Decides between equals.
    printed: String,
}

/// The letters that words stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// The first kana of a row of the table of sounds: か.
    Kana(char),
    Latin,
    Other,
}

impl Row {
    /// A word for ids.
    pub fn word(self) -> String {
        match self {
            Self::Kana(first) => first.to_string(),
            Self::Latin => "latin".to_owned(),
            Self::Other => "other".to_owned(),
        }
    }
}

/// Each vowel has a column; a gap is a sound that there is not.
const ROWS: [&str; 10] = [
    "あいうえお",
    "かきくけこ",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "はひふへほ",
    "まみむめも",
    "や　ゆ　よ",
    "らりるれろ",
    "わゐ　ゑを",
];

/// The place of a word by its reading, or by the word itself where it has none.
pub fn place(word: &str, reading: &str) -> Place {
    let by = if reading.is_empty() { word } else { reading };
    let sound = folded(by);
    Place {
        row: row_of(&sound),
        sound,
        printed: format!("{by}{word}"),
    }
}

fn row_of(sound: &str) -> Row {
    let Some(first) = sound.chars().next() else {
        return Row::Other;
    };
    if first.is_ascii_alphanumeric() {
        return Row::Latin;
    }
    let row = ROWS.iter().find(|row| row.contains(first));
    // ん begins no word, but nothing hinders a file from saying so.
    let row = row.or((first == 'ん').then_some(&ROWS[9]));
    row.and_then(|row| row.chars().next())
        .map_or(Row::Other, Row::Kana)
}

/// Hiragana of full size without voice marks; small letters; signs between words left out.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc().nfd() {
        match c {
            '\u{3099}' | '\u{309A}' => {}
            'ー' => out.extend(out.chars().next_back().and_then(vowel)),
            'ァ'..='ヶ' => out.push(large(hiragana(c))),
            c if c.is_alphanumeric() => out.extend(large(c).to_lowercase()),
            _ => {}
        }
    }
    out
}

/// Katakana and hiragana stand in the same order in Unicode.
fn hiragana(c: char) -> char {
    const DISTANCE: u32 = 'ア' as u32 - 'あ' as u32;
    char::from_u32(c as u32 - DISTANCE).unwrap_or(c)
}

fn large(c: char) -> char {
    const SMALL: &str = "ぁぃぅぇぉっゃゅょゎゕゖ";
    const LARGE: &str = "あいうえおつやゆよわかけ";
    let at = SMALL.chars().position(|small| small == c);
    at.and_then(|at| LARGE.chars().nth(at)).unwrap_or(c)
}

/// The vowel that a kana ends in, which the mark of a long vowel stands for.
fn vowel(c: char) -> Option<char> {
    let column = ROWS
        .iter()
        .find_map(|row| row.chars().position(|kana| kana == c))?;
    ROWS[0].chars().nth(column)
}
