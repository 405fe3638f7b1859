//! What differs between the site that is published and the one that is being prepared, page by page.
//!
//! It is in a preview only. What differs is found elsewhere and comes here in finished words.

use std::collections::BTreeMap;

use super::book::{Book, Head};
use super::route::Page;
use super::view::{Block, Chip, Inline, Link, LinkItem, Row, Section, Tone, View};
use crate::base::path::SitePath;

/// The published site held against this one.
#[derive(Debug, Default)]
pub struct Review {
    /// Stands for the published site that it was held against.
    pub against: String,
    /// How much differs, kind by kind.
    pub sums: Vec<String>,
    /// Every page that differs, by its address.
    pub pages: BTreeMap<String, Reviewed>,
}

/// What differs on one page.
#[derive(Debug, Default)]
pub struct Reviewed {
    pub title: String,
    pub change: Change,
    /// What became of its subject, and of its indicators.
    pub things: Vec<String>,
    pub figures: Vec<Figure>,
    pub words: Vec<Inline>,
    /// How many entries of its lists differ, which follow from other pages.
    pub entries: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change {
    Added,
    Removed,
    /// It was published under this address.
    Moved(String),
    #[default]
    Other,
}

/// A value before and after.
#[derive(Debug)]
pub struct Figure {
    pub what: String,
    pub values: Inline,
    /// Where it stands, and what else changed of it.
    pub beside: String,
}

impl Reviewed {
    /// Whether it only repeats what differs elsewhere.
    fn is_list(&self) -> bool {
        let own = self.things.len() + self.figures.len() + self.words.len();
        self.change == Change::Other && own == 0
    }
}

/// Of which pages one part of the list is.
type Is = fn(&Reviewed) -> bool;

/// The pages that differ.
pub fn list(book: &Book) -> View {
    let page = Page::Review;
    let review = book.review();
    let summary = match review.as_deref() {
        None => book.say("review-unpublished").to_owned(),
        Some(review) if review.pages.is_empty() => book.say("review-same").to_owned(),
        Some(review) => {
            let count = review.pages.len().to_string();
            book.fill("review-summary", &[("count", &count)])
        }
    };
    let heading = book.say("review-heading").to_owned();
    let mut sections = Vec::new();
    if let Some(review) = review.as_deref().filter(|review| !review.pages.is_empty()) {
        let sums = review.sums.iter().map(|sum| Inline::text(sum)).collect();
        let sums = vec![Block::List { items: sums }];
        sections.push(section("sums", book.say("review-sums").to_owned(), sums));
        let is: [(&str, Is); 5] = [
            ("other", |one| one.change == Change::Other && !one.is_list()),
            ("added", |one| one.change == Change::Added),
            ("removed", |one| one.change == Change::Removed),
            ("moved", |one| matches!(one.change, Change::Moved(_))),
            ("lists", Reviewed::is_list),
        ];
        for (id, is) in is {
            let pages = review.pages.iter().filter(|(_, one)| is(one));
            let rows: Vec<Row> = pages
                .map(|(address, one)| row(book, address, one))
                .collect();
            if rows.is_empty() {
                continue;
            }
            let count = rows.len().to_string();
            let heading = book.fill(&format!("review-{id}"), &[("count", &count)]);
            let rows = Block::Rows { items: rows };
            // What follows from the rest is one tap away.
            let block = match id {
                "lists" => Block::Fold {
                    label: book.fill("review-all", &[("count", &count)]),
                    blocks: vec![rows],
                },
                _ => rows,
            };
            sections.push(section(id, heading, vec![block]));
        }
    }
    let head = Head {
        page: &page,
        kind: "page",
        heading,
        kicker: String::new(),
        summary,
        above: Vec::new(),
    };
    view(book, head, sections)
}

fn section(id: &str, heading: String, blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading,
        blocks,
    }
}

fn view(book: &Book, head: Head<'_>, sections: Vec<Section>) -> View {
    View {
        frame: book.own_frame(head),
        glance: Vec::new(),
        chips: Vec::new(),
        sections,
    }
}

fn row(book: &Book, address: &str, one: &Reviewed) -> Row {
    let counts = [
        ("review-figures", one.figures.len()),
        ("review-words", one.words.len()),
        ("review-things", one.things.len()),
        ("review-entries", one.entries),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(key, count)| book.fill(key, &[("count", &count.to_string())]))
        .collect();
    let here = book.address(&Page::Review);
    let there = book.address(&Page::Reviewed(SitePath::new(address)));
    Row {
        title: one.title.clone(),
        href: here.link_to(&there),
        context: address.to_owned(),
        text: Inline::text(&counts.join(book.say("review-between"))),
        chips: vec![chip(book, one)],
    }
}

fn chip(book: &Book, one: &Reviewed) -> Chip {
    let (key, tone) = match one.change {
        Change::Added => ("review-is-added", Tone::Good),
        Change::Removed => ("review-is-removed", Tone::Bad),
        Change::Moved(_) => ("review-is-moved", Tone::Note),
        Change::Other => ("review-is-other", Tone::Plain),
    };
    Chip {
        label: book.say(key).to_owned(),
        tone,
    }
}

/// One page before and after.
pub fn page(book: &Book, address: &SitePath) -> View {
    let review = book.review();
    let nothing = Reviewed::default();
    let one = review.as_deref();
    let one = one.and_then(|review| review.pages.get(address.as_str()));
    let one = one.unwrap_or(&nothing);
    let page = Page::Reviewed(address.clone());
    let here = book.address(&page);
    let mut items = Vec::new();
    if one.change != Change::Removed {
        items.push(LinkItem {
            label: book.say("review-open").to_owned(),
            href: here.link_to(address),
            note: address.to_string(),
        });
    }
    let list = book.address(&Page::Review);
    items.push(LinkItem {
        label: book.say("review-back").to_owned(),
        href: here.link_to(&list),
        note: String::new(),
    });
    let mut sections = vec![section("open", String::new(), vec![Block::Links { items }])];
    let count = |key: &str, count: usize| book.fill(key, &[("count", &count.to_string())]);
    let mut things: Vec<Inline> = one.things.iter().map(|thing| Inline::text(thing)).collect();
    if let Change::Moved(from) = &one.change {
        things.insert(
            0,
            Inline::text(&book.fill("review-from", &[("from", from)])),
        );
    }
    if !things.is_empty() {
        let blocks = vec![Block::List { items: things }];
        let heading = book.say("review-things-heading").to_owned();
        sections.push(section("things", heading, blocks));
    }
    if !one.figures.is_empty() {
        let rows = one.figures.iter().map(|figure| Row {
            title: figure.what.clone(),
            href: String::new(),
            context: figure.beside.clone(),
            text: figure.values.clone(),
            chips: Vec::new(),
        });
        let rows = rows.collect();
        let heading = count("review-figures-heading", one.figures.len());
        sections.push(section(
            "figures",
            heading,
            vec![Block::Rows { items: rows }],
        ));
    }
    if !one.words.is_empty() {
        let items = one.words.clone();
        let heading = count("review-words-heading", one.words.len());
        let mut blocks = vec![Block::List { items }];
        if one.entries > 0 {
            let entries = count("review-entries-note", one.entries);
            let items = vec![Inline::text(&entries)];
            blocks.push(Block::Notes {
                tone: Tone::Plain,
                items,
            });
        }
        sections.push(section("words", heading, blocks));
    } else if one.entries > 0 {
        let items = vec![Inline::text(&count("review-entries-note", one.entries))];
        let heading = book.say("review-entries-heading").to_owned();
        sections.push(section("entries", heading, vec![Block::List { items }]));
    }
    let head = Head {
        page: &page,
        kind: "page",
        heading: one.title.clone(),
        kicker: String::new(),
        summary: book.say("review-marks").to_owned(),
        above: vec![(book.say("review-heading").to_owned(), list)],
    };
    let mut view = view(book, head, sections);
    view.chips = vec![chip(book, one)];
    view
}

/// The way to the pages that differ, from any page of a preview.
pub fn link(book: &Book, page: &Page) -> Link {
    Link {
        label: book.say("review-link").to_owned(),
        href: book.link_to_shared(&book.address(page), &book.address(&Page::Review)),
        current: *page == Page::Review,
    }
}
