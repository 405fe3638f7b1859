//! The page on accessibility: the aim, what is tried by machine, and the form of a test report for the
//! city to fill in, with the sample of pages that a test looks at.
//!
//! It never says that the site conforms: that is the result of a test by people, which the city makes
//! and writes into `content/accessibility.md`.

mod criteria;

use std::mem::discriminant;

use sha2::{Digest, Sha256};

use super::book::{Book, Head, fact};
use super::editions;
use super::plan::free_blocks;
use super::route::{self, Page};
use super::view::{Block, Fact, Inline, Section, View};
use crate::base::path::SitePath;
use crate::base::words::Lang;

pub use criteria::{Criterion, criteria, file};

/// As many as JIS X 8341-3:2016 takes for examples, and the Digital Agency for its own test.
const RANDOM_PAGES: usize = 40;

pub fn view(book: &Book) -> View {
    let page = Page::Accessibility;
    let here = book.address(&page);
    let all = super::of_site(book);
    let frame = book.frame(Head {
        page: &page,
        kind: "page",
        heading: book.say("access-heading").to_owned(),
        kicker: String::new(),
        summary: book.say("access-summary").to_owned(),
        above: Vec::new(),
    });
    let mut sections = Vec::new();
    if let Some(document) = book.documents.pages.get(&here) {
        sections.push(section(
            book,
            "results",
            free_blocks(book, &document.pieces),
        ));
    }
    sections.push(section(
        book,
        "aim",
        vec![aim(book, all_editions(book, &all))],
    ));
    let ways = ["colours", "keyboard", "width", "spacing", "plain", "paper"];
    let tried = ways.map(|way| Inline::text(book.say(&format!("access-tried-{way}"))));
    let items = tried.to_vec();
    sections.push(section(
        book,
        "tried",
        vec![
            Block::Notes {
                tone: super::view::Tone::Plain,
                items: vec![Inline::text(book.say("access-tried-note"))],
            },
            Block::List { items },
        ],
    ));
    sections.push(section(book, "report", report(book, &here, &all)));
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections,
    }
}

/// How many pages are published, in every language.
fn all_editions(book: &Book, all: &[Page]) -> usize {
    let doubled = all.iter().filter(|page| editions::is_in_both(page));
    let more = book.other_lang().map_or(0, |_| doubled.count());
    all.len() + more
}

fn section(book: &Book, id: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading: book.say(&format!("access-{id}")).to_owned(),
        blocks,
    }
}

fn aim(book: &Book, pages: usize) -> Block {
    let pages = pages.to_string();
    let scope = book.fill("access-scope-said", &[("count", &pages)]);
    Block::Facts {
        items: vec![
            said(book, "access-standard"),
            said(book, "access-level"),
            fact(book.say("access-scope"), Inline::text(&scope)),
            said(book, "access-technology"),
            said(book, "access-claim"),
        ],
    }
}

/// A label and its sentence from the catalogue.
fn said(book: &Book, key: &str) -> Fact {
    let sentence = book.say(&format!("{key}-said"));
    fact(book.say(key), Inline::text(sentence))
}

/// The form that the Digital Agency publishes its own results in.
fn report(book: &Book, here: &SitePath, all: &[Page]) -> Vec<Block> {
    let open = |key: &str| {
        let blank = Inline::text(book.say("access-blank"));
        fact(book.say(key), blank)
    };
    let list = here.link_to(&criteria_file());
    let form = vec![
        open("access-day"),
        said(book, "access-standard"),
        open("access-met"),
        said(book, "access-described"),
        said(book, "access-technology"),
        open("access-tools"),
        open("access-agents"),
        said(book, "access-selection"),
        fact(
            book.say("access-checklist"),
            Inline::link(book.say("access-checklist-said"), &list),
        ),
        open("access-period"),
        said(book, "access-more"),
    ];
    let kinds = representatives(all);
    let random = sample(book, all);
    let links = |pages: &[&Page]| Block::List {
        items: pages.iter().map(|page| link_to(book, here, page)).collect(),
    };
    let fold = |key: &str, pages: &[&Page]| Block::Fold {
        label: book.fill(key, &[("count", &pages.len().to_string())]),
        blocks: vec![links(pages)],
    };
    vec![
        Block::Facts { items: form },
        fold("access-kinds", &kinds),
        fold("access-random", &random),
    ]
}

fn link_to(book: &Book, here: &SitePath, page: &Page) -> Inline {
    // This page cannot be asked for its title while it is being made.
    let title = match page {
        Page::Accessibility => book.say("access-heading").to_owned(),
        page => book.unmarked(super::plain_view(book, page).frame.title),
    };
    Inline::link(&title, &book.link_to(here, page))
}

/// The first page of every kind.
fn representatives(all: &[Page]) -> Vec<&Page> {
    let mut seen = Vec::new();
    let mut first = Vec::new();
    for page in all {
        let kind = discriminant(page);
        if !seen.contains(&kind) {
            seen.push(kind);
            first.push(page);
        }
    }
    first
}

/// Pages as by a throw of dice, and the same ones each time: those whose addresses have the smallest
/// hashes. Another page in the site moves at most one of them.
fn sample<'a>(book: &Book, all: &'a [Page]) -> Vec<&'a Page> {
    let mut drawn: Vec<([u8; 32], &Page)> = all
        .iter()
        .filter(|page| **page != Page::NotFound)
        .map(|page| {
            let address = route::address(&book.site, page);
            (Sha256::digest(address.as_str()).into(), page)
        })
        .collect();
    drawn.sort();
    drawn.truncate(RANDOM_PAGES);
    drawn.sort_by_key(|(_, page)| *page);
    drawn.into_iter().map(|(_, page)| page).collect()
}

/// Where the list of success criteria lies.
pub fn criteria_file() -> SitePath {
    SitePath::new("accessibility-criteria.csv")
}

/// The list in the site's language.
pub fn criteria_csv(lang: Lang) -> Vec<u8> {
    file(lang)
}
