//! A last look at finished files: does one show a word that is held back from the public?
//!
//! What is held back never reaches a page by itself. But prose and notes are written by people, and one
//! of them may have told already.

use std::sync::{Mutex, PoisonError};

use aho_corasick::AhoCorasick;

use crate::base::diag::{Diagnostic, Findings};
use crate::base::markup::Markup;
use crate::base::path::SitePath;
use crate::base::place::Place;

/// A word that no file may show.
#[derive(Clone, Debug)]
pub struct Secret {
    pub text: String,
    /// Where it is written.
    pub place: Place,
    /// The one page on which it would tell something; nothing where it would on any.
    pub on: Option<SitePath>,
}

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
            let is_here = secret.on.as_ref().is_none_or(|on| on == page);
            if !is_here || told.contains(&ix) || is_part(bytes, hit.start(), hit.end()) {
                continue;
            }
            told.push(ix);
            let seen = Diagnostic::warning("HELD-SEEN", secret.place.clone())
                .with("found", &secret.text)
                .with("page", page);
            self.found
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(seen);
        }
    }

    pub fn into_findings(self) -> Findings {
        self.found
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
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
