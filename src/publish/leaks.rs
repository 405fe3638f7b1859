//! A last look at finished files: does one show a word that is held back from the public?
//!
//! What is held back never reaches a page by itself. But prose and notes are written by people, and one
//! of them may have told already.

mod writings;

use std::io::{Cursor, Read};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use aho_corasick::AhoCorasick;

use crate::base::diag::{Diagnostic, Findings, Severity};
use crate::base::markup::Markup;
use crate::base::path::SitePath;
use crate::base::place::Place;
use writings::{is_part, writings};

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
        /// The title of the project, by which a row of figures as they were before is known for its.
        title: String,
        /// The files with figures as they were before that are of the project alone.
        before: Vec<SitePath>,
    },
}

/// How surely a word tells what is held back, by where it was seen; the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    Here,
    /// In a file with figures as they were before.
    Before,
    /// On another thing's page.
    Elsewhere,
}

impl Of {
    /// `line` gives the line of the file in which it stands.
    fn seen<'a>(&self, file: &SitePath, line: impl Fn() -> &'a [u8]) -> Option<Seen> {
        let (page, is_common, title, own) = match self {
            Self::Title => return Some(Seen::Here),
            Self::Figure {
                page,
                is_common,
                title,
                before,
            } => (page, is_common, title, before),
        };
        match page {
            Some(page) if page == file => Some(Seen::Here),
            Some(page) if is_before(page, file) => {
                let is_own = own.contains(file) || is_row_of(title, line());
                Some(if is_own { Seen::Here } else { Seen::Before })
            }
            _ => (!is_common && !is_list(file)).then_some(Seen::Elsewhere),
        }
    }
}

/// Whether a line of a table names a thing.
fn is_row_of(title: &str, line: &[u8]) -> bool {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).from_reader(line);
    let mut rows = reader.records().filter_map(Result::ok);
    rows.any(|row| row.iter().any(|cell| cell.trim() == title))
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
        let mut told: Vec<(usize, Seen)> = Vec::new();
        for hit in finder.find_overlapping_iter(bytes) {
            let ix = self.patterns[hit.pattern().as_usize()];
            let secret = &self.secrets[ix];
            let at = hit.start()..hit.end();
            let Some(seen) = secret.of.seen(page, || line(bytes, at.start)) else {
                continue;
            };
            if is_part(bytes, at.start, at.end) || is_drawn(bytes, at) {
                continue;
            }
            match told.iter_mut().find(|(known, _)| *known == ix) {
                Some((_, known)) => *known = seen.min(*known),
                None => told.push((ix, seen)),
            }
        }
        for (ix, seen) in told {
            let secret = &self.secrets[ix];
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
            let of = match page.as_str().contains(SUPERSEDED) {
                true => "of_before",
                false => "of_page",
            };
            let seen = seen.with(of, "");
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

/// The line of a file that a place is in.
fn line(bytes: &[u8], at: usize) -> &[u8] {
    let is_end = |byte: &u8| *byte == b'\n';
    let start = bytes[..at]
        .iter()
        .rposition(is_end)
        .map_or(0, |end| end + 1);
    let length = bytes[at..].iter().position(is_end);
    &bytes[start..length.map_or(bytes.len(), |length| at + length)]
}

/// Whether figures with a blank between them are where something is drawn: inside a tag nobody reads them.
fn is_drawn(bytes: &[u8], at: Range<usize>) -> bool {
    let is_sign = |byte: &&u8| [b'<', b'>'].contains(*byte);
    let is_tag = || bytes[..at.start].iter().rfind(is_sign) == Some(&b'<');
    bytes[at.clone()].contains(&b' ') && bytes[at.start].is_ascii_digit() && is_tag()
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
