//! What is wrong with the user's data, told with a place and a cure.
//!
//! A [`Diagnostic`] holds a code and the words that fill its sentences; the sentences themselves
//! stand in the message tables ([`words`](super::words)), in Japanese and in English. It is for data
//! only: a full disk or a missing right is an error type of its own, at the edges.

use super::place::Place;
use super::words::{Lang, Words};

/// How much a finding weighs. The order is that of reports: the most severe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stops a build.
    Error,
    /// Is published, and told.
    Warning,
    /// Worth knowing.
    Notice,
}

impl Severity {
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];

    pub const fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        }
    }
}

/// One thing that is wrong, doubtful or worth knowing in the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: &'static str,
    pub severity: Severity,
    pub place: Place,
    /// Another place that belongs to it, for example where an id was used first.
    pub other: Option<Place>,
    args: Vec<(&'static str, String)>,
}

impl Diagnostic {
    pub fn new(severity: Severity, code: &'static str, place: Place) -> Self {
        Self {
            code,
            severity,
            place,
            other: None,
            args: Vec::new(),
        }
    }

    pub fn error(code: &'static str, place: Place) -> Self {
        Self::new(Severity::Error, code, place)
    }

    pub fn warning(code: &'static str, place: Place) -> Self {
        Self::new(Severity::Warning, code, place)
    }

    pub fn notice(code: &'static str, place: Place) -> Self {
        Self::new(Severity::Notice, code, place)
    }

    /// Fills the placeholder `{name}` of this code's sentences.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn and_at(mut self, other: Place) -> Self {
        self.other = Some(other);
        self
    }

    pub fn args(&self) -> &[(&'static str, String)] {
        &self.args
    }

    /// What was found and what was expected, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        self.fill(lang, "message")
    }

    /// What to do about it.
    pub fn help(&self, lang: Lang) -> String {
        self.fill(lang, "help")
    }

    fn fill(&self, lang: Lang, part: &str) -> String {
        Words::of(lang).fill_in(self.code, part, &self.args)
    }

    /// The order of a report: severity, then place, then code.
    pub fn sort_key(&self) -> (Severity, &Place, &'static str) {
        (self.severity, &self.place, self.code)
    }
}

/// Gathers what is wrong while work goes on; a stage never stops at the first error.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn append(&mut self, mut other: Findings) {
        self.0.append(&mut other.0);
    }

    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Puts them in the order of a report and drops exact repeats.
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            a.sort_key()
                .cmp(&b.sort_key())
                .then_with(|| a.args.cmp(&b.args))
        });
        self.0.dedup();
        self
    }
}
