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
            let escaped = Markup::from_text(&secret.text).into_string();
            if escaped != secret.text {
                texts.push(escaped);
                patterns.push(ix);
            }
            texts.push(secret.text.clone());
            patterns.push(ix);
            // As a program writes it.
            if matches!(secret.of, Of::Figure { .. }) && secret.text.contains(',') {
                texts.push(secret.text.replace(',', ""));
                patterns.push(ix);
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

/// Whether a figure is only a part of a longer one: 1,234 in 51,234.
fn is_part(bytes: &[u8], start: usize, end: usize) -> bool {
    let goes_on = |at: Option<&u8>, further: Option<&u8>| match at {
        Some(b',' | b'.') => further.is_some_and(u8::is_ascii_digit),
        Some(byte) => byte.is_ascii_digit(),
        None => false,
    };
    let before = |by: usize| start.checked_sub(by).and_then(|at| bytes.get(at));
    let is_figure = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (is_figure(start) && goes_on(before(1), before(2)))
        || (end > start && is_figure(end - 1) && goes_on(bytes.get(end), bytes.get(end + 1)))
}
