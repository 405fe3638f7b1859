//! What is wrong with the user's data, told with a place and a cure.
//!
//! A [`Diagnostic`] holds a code and the words that fill its sentences; the sentences themselves
//! stand in the message tables ([`words`](super::words)), in Japanese and in English. What languages
//! write differently (years, lists, counted things) is said once for each of them: see
//! [`Diagnostic::with_each`]. It is for data only: a full disk or a missing right is an error type of
//! its own, at the edges.

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

    /// The key of the word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Error => "cli.severity.error",
            Severity::Warning => "cli.severity.warning",
            Severity::Notice => "cli.severity.notice",
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
    /// In a box of its own, because most findings have nothing of the kind.
    rare: Option<Box<Rare>>,
}

/// One of the things that a finding sums up, for example a project without a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    pub place: Place,
    /// What it is called in the sentence.
    pub name: String,
}

/// How many of the things that a finding sums up are named; the others are counted.
const NAMED: usize = 8;

/// What few findings have.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Rare {
    /// What each language says in its own words, in the order of [`Lang::ALL`].
    each: Vec<(&'static str, [String; Lang::ALL.len()])>,
    /// What it sums up.
    parts: Vec<Part>,
}

impl Diagnostic {
    pub fn new(severity: Severity, code: &'static str, place: Place) -> Self {
        Self {
            code,
            severity,
            place,
            other: None,
            args: Vec::new(),
            rare: None,
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

    /// The same for what each language says in its own words; see [`counted`] and [`listed`].
    pub fn with_each(mut self, name: &'static str, said: impl Fn(Lang) -> String) -> Self {
        let rare = self.rare.get_or_insert_default();
        rare.each.push((name, Lang::ALL.map(said)));
        self
    }

    pub fn and_at(mut self, other: Place) -> Self {
        self.other = Some(other);
        self
    }

    /// Sums up several things: fills `{count}`, and `{parts}` with the first of them.
    pub fn summing(mut self, parts: Vec<Part>) -> Self {
        self.rare.get_or_insert_default().parts = parts;
        self
    }

    /// What it sums up, each with a place of its own.
    pub fn parts(&self) -> &[Part] {
        self.rare.as_ref().map_or(&[], |rare| &rare.parts)
    }

    /// Whether the sentence names all that it sums up.
    pub fn names_all(&self) -> bool {
        self.parts().len() <= NAMED
    }

    /// The same for some of the places only; nothing when none of its own is among them. What is said of
    /// `{all}` or by `{is_all}` is true of the whole alone.
    pub fn within(&self, is_inside: impl Fn(&Place) -> bool) -> Option<Self> {
        if self.parts().is_empty() {
            let other = self.other.as_ref();
            let found = is_inside(&self.place) || other.is_some_and(is_inside);
            return found.then(|| self.clone());
        }
        let inside = self.parts().iter().filter(|part| is_inside(&part.place));
        let inside: Vec<Part> = inside.cloned().collect();
        if inside.is_empty() {
            return None;
        }
        let mut narrow = self.clone().summing(inside);
        narrow
            .args
            .retain(|(name, _)| !["all", "is_all"].contains(name));
        Some(narrow)
    }

    /// What is filled in and reads the same in every language.
    pub fn args(&self) -> &[(&'static str, String)] {
        &self.args
    }

    /// Whether something fills the placeholder `{name}`.
    pub fn fills(&self, name: &str) -> bool {
        let mut args = self.args.iter().map(|(known, _)| *known);
        let mut each = self.each().map(|(known, _)| *known);
        let is_summed = !self.parts().is_empty() && ["count", "parts"].contains(&name);
        is_summed || args.any(|known| known == name) || each.any(|known| known == name)
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
        let args = self.args.iter().map(|(name, said)| (*name, said));
        let each = self.each().map(|(name, [ja, en])| match lang {
            Lang::Ja => (*name, ja),
            Lang::En => (*name, en),
        });
        let summed = self.summed(lang);
        let summed = summed.iter().map(|(name, said)| (*name, said));
        let args: Vec<(&str, &String)> = args.chain(each).chain(summed).collect();
        Words::of(lang).fill_in(self.code, part, &args)
    }

    fn summed(&self, lang: Lang) -> Vec<(&'static str, String)> {
        let parts = self.parts();
        if parts.is_empty() {
            return Vec::new();
        }
        let named = &parts[..parts.len().min(NAMED)];
        let mut names: Vec<&str> = named.iter().map(|part| part.name.as_str()).collect();
        let more = counted(lang, "said.more", parts.len() - named.len());
        if !self.names_all() {
            names.push(&more);
        }
        vec![
            ("count", parts.len().to_string()),
            ("parts", listed(lang, &names)),
        ]
    }

    fn each(&self) -> impl Iterator<Item = &(&'static str, [String; Lang::ALL.len()])> {
        self.rare.iter().flat_map(|rare| &rare.each)
    }

    /// The order of a report: severity, then place, then code.
    pub fn sort_key(&self) -> (Severity, &Place, &'static str) {
        (self.severity, &self.place, self.code)
    }
}

/// A number of things with their noun, in the form that the number asks for: the catalogue has `key.one`
/// and `key.other`, which in Japanese are the same.
pub fn counted(lang: Lang, key: &str, count: usize) -> String {
    let form = if count == 1 { "one" } else { "other" };
    Words::of(lang).fill(&format!("{key}.{form}"), &[("count", count.to_string())])
}

/// Several things in one sentence, with what a language puts between them.
pub fn listed<S: AsRef<str>>(lang: Lang, things: &[S]) -> String {
    let between = Words::of(lang).get("said.between");
    let mut said = String::new();
    for (place, thing) in things.iter().enumerate() {
        if place > 0 {
            said.push_str(between);
        }
        said.push_str(thing.as_ref());
    }
    said
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

    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(more);
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
                .then_with(|| (&a.args, &a.rare).cmp(&(&b.args, &b.rare)))
        });
        self.0.dedup();
        self
    }
}
