//! What was left in a text by oversight and must not be published: names of staff, mail addresses,
//! extensions, notes from one colleague to another, addresses that only the office can open, characters
//! that others do not see.
//!
//! It looks at the text of a file as it is written, before anything is made of it, so that no key, cell or
//! paragraph is forgotten. What is not published is passed over: comments, and code in prose, where texts
//! show how something is written. It guesses, so that nothing here is an error.

mod addresses;
mod characters;
mod names;
mod page;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::base::diag::{Diagnostic, Findings, Severity};
use crate::base::path::SourcePath;
use crate::base::text::{shorten, visible};
use page::{Ground, SourcePage};

/// So many findings of one code are told of one file; the rest shows itself in the next run.
const MOST: usize = 5;
/// What is quoted of a text, in characters.
const QUOTED: usize = 60;

/// Lists of spellings that no page shows.
const UNSHOWN: [&str; 2] = [super::readings::FILE, super::synonyms::FILE];

/// What a trigger may be the beginning of.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Note,
    Post,
    Mail,
    Extension,
    Address,
    Share,
    Drive,
    Hidden,
}

/// Words by which a text is hidden in a page; what is hidden in ours is shown, since tags are not obeyed.
const HIDING: [&str; 12] = [
    "display:none",
    "display: none",
    "visibility:hidden",
    "visibility: hidden",
    "font-size:0",
    "font-size: 0",
    "color:white",
    "color: white",
    "color:#fff",
    "color: #fff",
    "color=\"white",
    "color=\"#fff",
];

/// Notes from one colleague to another, one a line; lines that begin with # tell what the list is.
static NOTES: LazyLock<Vec<&str>> = LazyLock::new(|| listed(include_str!("leaks/staff-notes.txt")));

fn listed(text: &'static str) -> Vec<&'static str> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// One pass finds whatever may begin something to be told.
struct Triggers {
    search: AhoCorasick,
    kinds: Vec<Kind>,
}

static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let mut words: Vec<(&str, Kind)> = Vec::new();
    words.extend(NOTES.iter().map(|word| (*word, Kind::Note)));
    words.extend(names::POSTS.map(|word| (word, Kind::Post)));
    words.extend(names::ROLES.map(|word| (word, Kind::Post)));
    words.extend(HIDING.map(|word| (word, Kind::Hidden)));
    words.extend(addresses::SCHEMES.map(|word| (word, Kind::Address)));
    words.extend(["@", "＠"].map(|word| (word, Kind::Mail)));
    words.extend(["内線", "(内)", "（内）"].map(|word| (word, Kind::Extension)));
    words.push(("\\\\", Kind::Share));
    words.push((":\\", Kind::Drive));
    let search = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words.iter().map(|(word, _)| *word))
        .expect("the words are few and short");
    let kinds = words.iter().map(|(_, kind)| *kind).collect();
    Triggers { search, kinds }
});

/// Something to be told, by its place in the text.
struct Told {
    code: &'static str,
    severity: Severity,
    at: Range<usize>,
}

/// Looks at the text of one source.
pub fn look(text: &str, file: &SourcePath, findings: &mut Findings) {
    if UNSHOWN.contains(&file.as_str()) {
        return;
    }
    let Some(page) = SourcePage::new(text, file.extension()) else {
        return;
    };
    let mut told: Vec<Told> = Vec::new();
    for found in TRIGGERS.search.find_iter(text) {
        let at = found.range();
        let kind = TRIGGERS.kinds[found.pattern().as_usize()];
        let Some(one) = judge(kind, at.clone(), text) else {
            continue;
        };
        match page.ground(at.start) {
            Ground::Unpublished => {}
            Ground::Contact if matches!(kind, Kind::Mail | Kind::Extension) => {}
            // Whoever writes an address of an office into prose has meant it; in data it is a rest of
            // something else.
            Ground::Prose
                if matches!(kind, Kind::Mail) && !names::is_personal(&text[one.at.clone()]) =>
            {
                told.push(Told {
                    severity: Severity::Notice,
                    ..one
                })
            }
            Ground::Contact | Ground::Prose | Ground::Data => told.push(one),
        }
    }
    told.extend(characters::look(&page));
    tell(told, &page, file, findings);
}

/// Whether a few words name a person: beside a post, or by a family name alone.
pub fn names_person(text: &str) -> bool {
    let mut posts = TRIGGERS.search.find_iter(text).filter(|found| {
        let kind = TRIGGERS.kinds[found.pattern().as_usize()];
        matches!(kind, Kind::Post)
    });
    names::is_surname(text) || posts.any(|found| names::beside(text, found.range()).is_some())
}

fn judge(kind: Kind, at: Range<usize>, text: &str) -> Option<Told> {
    let warning = |code, at| Told {
        code,
        severity: Severity::Warning,
        at,
    };
    match kind {
        Kind::Note => is_word(text, &at).then(|| warning("LEAK-NOTE", at)),
        Kind::Post => names::beside(text, at).map(|at| warning("LEAK-NAME", at)),
        Kind::Mail => names::mail(text, at).map(|at| warning("LEAK-MAIL", at)),
        Kind::Extension => names::extension(text, at).map(|at| warning("LEAK-EXTENSION", at)),
        Kind::Hidden => Some(warning("LEAK-HIDDEN", at)),
        Kind::Share => addresses::share(text, at).map(|at| warning("LINK-INSIDE", at)),
        Kind::Drive => addresses::drive(text, at).map(|at| warning("LINK-INSIDE", at)),
        Kind::Address => {
            let (at, is_inside) = addresses::host(text, at)?;
            if is_inside {
                return Some(warning("LINK-INSIDE", at));
            }
            let told = Told {
                code: "LINK-HTTP",
                severity: Severity::Notice,
                at,
            };
            text[told.at.clone()].starts_with("http:").then_some(told)
        }
    }
}

/// A word in Latin letters stands by itself: `TODO` is a note, `TODOリスト` the name of something.
fn is_word(text: &str, at: &Range<usize>) -> bool {
    if !text[at.clone()].is_ascii() {
        return true;
    }
    let before = text[..at.start].chars().next_back();
    let after = text[at.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// The first few of each code, each with what is said there; the others are counted.
fn tell(mut told: Vec<Told>, page: &SourcePage<'_>, file: &SourcePath, findings: &mut Findings) {
    told.sort_by_key(|one| (one.at.start, one.code));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &told {
        *counts.entry(one.code).or_default() += 1;
    }
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for one in told {
        let shown = shown.entry(one.code).or_default();
        *shown += 1;
        // What cannot be seen or is a matter of spelling is told once a file.
        let most = if one.code.starts_with("TEXT-") {
            1
        } else {
            MOST
        };
        if *shown > most {
            continue;
        }
        let found = &page.text[one.at.clone()];
        let place = page.spot(&one.at).in_file(file);
        let mut diagnostic = Diagnostic::new(one.severity, one.code, place)
            .with("found", shorten(&visible(found), QUOTED));
        if let Some(c) = found.chars().next_back().filter(|_| most == 1) {
            diagnostic = diagnostic.with("code", format!("U+{:04X}", u32::from(c)));
        }
        let more = counts[one.code] - most.min(counts[one.code]);
        if *shown == most && more > 0 {
            diagnostic = diagnostic.with("more", more);
        }
        findings.push(diagnostic);
    }
}
