//! A last look at finished files: does one show a word that is held back from the public?
//!
//! What is held back never reaches a page by itself. But prose and notes are written by people, and one
//! of them may have told already.

use std::io::{Cursor, Read};
use std::sync::{Mutex, PoisonError};

use aho_corasick::AhoCorasick;

use crate::base::diag::{Diagnostic, Findings, Severity};
use crate::base::markup::Markup;
use crate::base::path::SitePath;
use crate::base::place::Place;

/// A word that no file may show.
#[derive(Clone, Debug)]
pub struct Secret {
    pub text: String,
    /// Where it is written.
    pub place: Place,
    pub of: Of,
    /// Whether the same stands among what is public, so that it may be meant where it is seen.
    pub is_public: bool,
}

/// What a word that is held back is, and so where it tells something.
#[derive(Clone, Debug)]
pub enum Of {
    /// On any page.
    Title,
    /// On the page of its project, if that is public; on others it can be another thing's, above all where
    /// it is printed of one.
    Figure {
        page: Option<SitePath>,
        is_common: bool,
    },
}

/// How surely a word tells what is held back, by where it was seen.
#[derive(Clone, Copy)]
enum Seen {
    Here,
    /// In a file with figures as they were before.
    Before,
    /// On another thing's page.
    Elsewhere,
}

impl Of {
    fn seen(&self, file: &SitePath) -> Option<Seen> {
        match self {
            Self::Title => Some(Seen::Here),
            Self::Figure { page, is_common } => match page {
                Some(page) if page == file => Some(Seen::Here),
                Some(page) if is_before(page, file) => Some(Seen::Before),
                _ => (!is_common && !is_list(file)).then_some(Seen::Elsewhere),
            },
        }
    }
}

/// The folder of a plan in which figures lie as they were before they were corrected.
const SUPERSEDED: &str = "/superseded/";
/// So much of a part of a workbook is looked through.
const MOST: u64 = 64 << 20;

/// Looks through files, from many threads at once.
#[derive(Debug)]
pub struct Leaks {
    secrets: Vec<Secret>,
    /// Which secret each pattern is of: as text and as markup.
    patterns: Vec<usize>,
    finder: Option<AhoCorasick>,
    found: Mutex<Findings>,
}

impl Leaks {
    pub fn new(secrets: Vec<Secret>) -> Self {
        let mut texts: Vec<String> = Vec::new();
        let mut patterns = Vec::new();
        for (ix, secret) in secrets.iter().enumerate() {
            for text in writings(&secret.text) {
                let escaped = Markup::from_text(&text).into_string();
                for text in [
                    Some(&escaped).filter(|escaped| **escaped != text),
                    Some(&text),
                ] {
                    texts.extend(text.cloned());
                    patterns.extend(text.map(|_| ix));
                }
            }
        }
        Self {
            // It fails only on more patterns than memory holds.
            finder: AhoCorasick::new(&texts).ok().filter(|_| !texts.is_empty()),
            secrets,
            patterns,
            found: Mutex::default(),
        }
    }

    /// Notes every secret that a file shows, once. `page` is the page that it belongs to, whichever
    /// edition it is of.
    pub fn look(&self, page: &SitePath, bytes: &[u8]) {
        let Some(finder) = &self.finder else { return };
        let mut told: Vec<usize> = Vec::new();
        for hit in finder.find_overlapping_iter(bytes) {
            let ix = self.patterns[hit.pattern().as_usize()];
            let secret = &self.secrets[ix];
            let Some(seen) = secret.of.seen(page) else {
                continue;
            };
            if told.contains(&ix) || is_part(bytes, hit.start(), hit.end()) {
                continue;
            }
            told.push(ix);
            // In a file of many figures one can be another thing's, and so it can beside one like it.
            let (severity, code) = match seen {
                Seen::Elsewhere => (Severity::Warning, "HELD-ELSEWHERE"),
                Seen::Before => (Severity::Warning, "HELD-SEEN"),
                Seen::Here if secret.is_public => (Severity::Warning, "HELD-SEEN"),
                Seen::Here => (Severity::Error, "HELD-SEEN"),
            };
            let seen = Diagnostic::new(severity, code, secret.place.clone())
                .with("found", &secret.text)
                .with("page", page);
            self.found
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(seen);
        }
    }

    /// The same for a file that is published as it was given: of a workbook all parts.
    pub fn look_into(&self, page: &SitePath, bytes: &[u8]) {
        self.look(page, bytes);
        if self.finder.is_none() || !page.as_str().ends_with(".xlsx") {
            return;
        }
        // What cannot be opened shows nobody anything.
        let Ok(mut parts) = zip::ZipArchive::new(Cursor::new(bytes)) else {
            return;
        };
        for ix in 0..parts.len() {
            let mut text = Vec::new();
            let part = parts.by_index(ix).ok();
            let read = part.map(|part| part.take(MOST).read_to_end(&mut text));
            if matches!(read, Some(Ok(_))) {
                self.look(page, &text);
            }
        }
    }

    pub fn into_findings(self) -> Findings {
        self.found
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a file has figures of the same plan as they were before.
fn is_before(on: &SitePath, file: &SitePath) -> bool {
    let plan = on.as_str().split('/').next().unwrap_or_default();
    let rest = file.as_str().strip_prefix(plan);
    rest.is_some_and(|rest| rest.starts_with(SUPERSEDED))
}

/// Whether a file is of the program's own making: lists of figures, addresses, pairs of letters.
fn is_list(file: &SitePath) -> bool {
    let page = [".html", ".md"];
    let is_page = page.iter().any(|end| file.as_str().ends_with(end));
    !is_page && !file.as_str().contains(SUPERSEDED)
}

/// Where a word stands in a text, and how it is written there.
pub fn find<'a>(text: &'a str, word: &str) -> Option<(usize, &'a str)> {
    writings(word).iter().find_map(|writing| {
        let mut met = text.match_indices(writing);
        met.find(|(at, met)| !is_part(text.as_bytes(), *at, at + met.len()))
    })
}

/// The ways to write a word: a figure with the signs between its digits or without, with signs for its tens
/// of thousands, and each of these in full width.
fn writings(word: &str) -> Vec<String> {
    let plain: String = word.chars().map(half).collect();
    let (sign, digits) = plain.split_at(plain.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
    let is_whole = |c: char| c.is_ascii_digit() || c == ',';
    let is_signed = sign.chars().all(|c| "▲△+-".contains(c));
    let (whole, rest) = digits.split_at(digits.find(|c| !is_whole(c)).unwrap_or(digits.len()));
    let is_decimal = |rest: &str| rest.chars().all(|c| c == '.' || c.is_ascii_digit());
    if whole.is_empty() || !is_signed || !is_decimal(rest) {
        let mut all = vec![word.to_owned(), word.replace(',', "")];
        all.dedup();
        return all;
    }
    let bare = whole.replace(',', "");
    let mut wholes = vec![whole.to_owned(), bare.clone(), parted(&bare)];
    if rest.is_empty() {
        wholes.extend(in_myriads(&bare));
    }
    let mut all = vec![word.to_owned()];
    for whole in wholes {
        let half = format!("{sign}{whole}{rest}");
        let full: String = half.chars().map(full).collect();
        // Many write the digits in full width and the signs between them not, or the other way.
        let mixed = [
            full.replace('，', ",").replace('．', "."),
            half.replace(',', "，"),
        ];
        all.extend(mixed);
        all.extend([half, full]);
    }
    all.sort();
    all.dedup();
    all
}

/// A figure with a sign after each three digits from its end.
fn parted(digits: &str) -> String {
    let mut parted = String::new();
    for (ix, digit) in digits.chars().enumerate() {
        if ix > 0 && (digits.len() - ix).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

/// 123456 as 12万3,456 and 12万3456.
fn in_myriads(digits: &str) -> Vec<String> {
    let Some(number) = digits
        .parse::<u64>()
        .ok()
        .filter(|number| *number >= 10_000)
    else {
        return Vec::new();
    };
    let parts = [
        (number / 100_000_000, "億"),
        (number / 10_000 % 10_000, "万"),
        (number % 10_000, ""),
    ];
    let parts = parts.into_iter().filter(|(part, _)| *part > 0);
    let written = |write: fn(&str) -> String| {
        let parts = parts.clone();
        let parts = parts.map(|(part, unit)| write(&part.to_string()) + unit);
        parts.collect()
    };
    vec![written(str::to_owned), written(parted)]
}

fn half(letter: char) -> char {
    match letter {
        '０'..='９' | '，' | '．' | '＋' | '－' => {
            char::from_u32(u32::from(letter) - WIDER).unwrap_or(letter)
        }
        _ => letter,
    }
}

fn full(letter: char) -> char {
    match letter {
        '0'..='9' | ',' | '.' | '+' | '-' => {
            char::from_u32(u32::from(letter) + WIDER).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// So much further in Unicode a letter stands in full width.
const WIDER: u32 = 0xfee0;

/// Whether a figure is only a part of a longer one: 1,234 in 51,234, in 5万1,234 and in ５１，２３４.
fn is_part(bytes: &[u8], start: usize, end: usize) -> bool {
    let (before, figure, after) = (&bytes[..start], &bytes[start..end], &bytes[end..]);
    let goes_before = || is_behind(before) || joined_before(before).is_some_and(is_behind);
    let goes_after = || is_ahead(after) || joined_after(after).is_some_and(is_ahead);
    let ends =
        |bytes| is_behind(bytes) || MYRIADS.iter().any(|sign| bytes.ends_with(sign.as_bytes()));
    (is_ahead(figure) && goes_before()) || (ends(figure) && goes_after())
}

const MYRIADS: [&str; 2] = ["万", "億"];
/// What stands between the digits of one figure.
const JOINTS: [&str; 4] = [",", ".", "万", "億"];
/// The same between digits in full width: beside others they end what is said.
const WIDE_JOINTS: [&str; 2] = ["，", "．"];
/// How a digit in full width begins.
const FULL: [u8; 2] = [0xef, 0xbc];

fn joined_before(bytes: &[u8]) -> Option<&[u8]> {
    let without = |joint: &&str| bytes.strip_suffix(joint.as_bytes());
    let wide = WIDE_JOINTS.iter().find_map(without);
    let wide = wide.filter(|bytes| bytes.last().is_some_and(|last| !last.is_ascii_digit()));
    wide.or_else(|| JOINTS.iter().find_map(without))
}

fn joined_after(bytes: &[u8]) -> Option<&[u8]> {
    let without = |joint: &&str| bytes.strip_prefix(joint.as_bytes());
    let wide = WIDE_JOINTS.iter().find_map(without);
    let wide = wide.filter(|bytes| bytes.first().is_some_and(|first| !first.is_ascii_digit()));
    wide.or_else(|| JOINTS.iter().find_map(without))
}

/// Whether a digit stands at the end.
fn is_behind(bytes: &[u8]) -> bool {
    match bytes {
        [.., a, b, 0x90..=0x99] if [*a, *b] == FULL => true,
        [.., last] => last.is_ascii_digit(),
        [] => false,
    }
}

/// Whether a digit stands at the beginning.
fn is_ahead(bytes: &[u8]) -> bool {
    match bytes {
        [a, b, 0x90..=0x99, ..] if [*a, *b] == FULL => true,
        [first, ..] => first.is_ascii_digit(),
        [] => false,
    }
}
