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
    let all = in_editions(book, &all);
    sections.push(section(book, "aim", vec![aim(book, &all)]));
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

/// A page as it is published in one of the editions.
#[derive(Clone, Copy)]
struct Published<'a> {
    page: &'a Page,
    lang: Lang,
}

/// Every page in every language that it is published in.
fn in_editions<'a>(book: &Book, all: &'a [Page]) -> Vec<Published<'a>> {
    let in_one = |lang: Lang| move |page: &'a Page| Published { page, lang };
    let mut published: Vec<Published<'_>> = all.iter().map(in_one(first_lang(book))).collect();
    if book.other_lang().is_some() {
        let doubled = all.iter().filter(|page| editions::is_in_both(page));
        published.extend(doubled.map(in_one(Lang::En)));
    }
    published
}

/// The language of the edition that every site has.
fn first_lang(book: &Book) -> Lang {
    match book.other_lang() {
        Some(_) => Lang::Ja,
        None => book.site.info.lang,
    }
}

fn section(book: &Book, id: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading: book.say(&format!("access-{id}")).to_owned(),
        blocks,
    }
}

fn aim(book: &Book, all: &[Published<'_>]) -> Block {
    let first = first_lang(book);
    let beside = all.iter().filter(|one| one.lang != first).count();
    let (count, beside) = (all.len().to_string(), beside.to_string());
    let scope = match book.other_lang() {
        Some(_) => book.fill(
            "access-scope-both",
            &[("count", &count), ("english", &beside)],
        ),
        None => book.fill("access-scope-said", &[("count", &count)]),
    };
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
fn report(book: &Book, here: &SitePath, all: &[Published<'_>]) -> Vec<Block> {
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
        selection(book),
        fact(
            book.say("access-checklist"),
            Inline::link(book.say("access-checklist-said"), &list),
        ),
        open("access-period"),
        said(book, "access-more"),
    ];
    let kinds = representatives(all);
    let random = sample(book, all);
    let links = |pages: &[Published<'_>]| Block::List {
        items: pages.iter().map(|one| link_to(book, here, one)).collect(),
    };
    let fold = |key: &str, pages: &[Published<'_>]| Block::Fold {
        label: book.fill(key, &[("count", &pages.len().to_string())]),
        blocks: vec![links(pages)],
    };
    vec![
        Block::Facts { items: form },
        fold("access-kinds", &kinds),
        fold("access-random", &random),
    ]
}

fn selection(book: &Book) -> Fact {
    let mut said = book.say("access-selection-said").to_owned();
    if book.other_lang().is_some() {
        said.push_str(book.say("access-selection-both"));
    }
    fact(book.say("access-selection"), Inline::text(&said))
}

/// A page by its title here, and what edition it is of where that is the other.
fn link_to(book: &Book, here: &SitePath, one: &Published<'_>) -> Inline {
    // This page cannot be asked for its title while it is being made.
    let mut title = match one.page {
        Page::Accessibility => book.say("access-heading").to_owned(),
        page => book.unmarked(super::plain_view(book, page).frame.title),
    };
    if book.other_lang() == Some(one.lang) {
        title = book.fill("access-other-edition", &[("title", &title)]);
    }
    let address = editions::in_edition(&book.address(one.page), one.lang);
    Inline::link(&title, &book.link_to_shared(here, &address))
}

/// The first page of every kind, in every language.
fn representatives<'a>(all: &[Published<'a>]) -> Vec<Published<'a>> {
    let mut seen = Vec::new();
    let mut first = Vec::new();
    for one in all {
        let kind = (discriminant(one.page), one.lang);
        if !seen.contains(&kind) {
            seen.push(kind);
            first.push(*one);
        }
    }
    first
}

/// Pages as by a throw of dice, and the same ones each time: those whose addresses have the smallest
/// hashes. Another page in the site moves at most one of them.
fn sample<'a>(book: &Book, all: &[Published<'a>]) -> Vec<Published<'a>> {
    let drawn = all.iter().enumerate();
    let mut drawn: Vec<_> = drawn
        .filter(|(_, one)| *one.page != Page::NotFound)
        .map(|(place, one)| {
            let address = route::address(&book.site, one.page);
            let address = editions::in_edition(&address, one.lang);
            (Sha256::digest(address.as_str()), place)
        })
        .collect();
    drawn.sort();
    drawn.truncate(RANDOM_PAGES);
    drawn.sort_by_key(|(_, place)| *place);
    drawn.into_iter().map(|(_, place)| all[place]).collect()
}

/// Where the list of success criteria lies.
pub fn criteria_file() -> SitePath {
    SitePath::new("accessibility-criteria.csv")
}

/// The list in the site's language.
pub fn criteria_csv(lang: Lang) -> Vec<u8> {
    file(lang)
}
