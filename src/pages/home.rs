//! The home page of the site, and the page for addresses that do not exist.

use super::book::{Book, Head};
use super::group;
use super::plan::free_blocks;
use super::route::Page;
use super::view::{Block, Card, LinkItem, Section, View};

pub fn view(book: &Book) -> View {
    let info = &book.site.info;
    let here = book.address(&Page::Home);
    let frame = book.frame(Head {
        page: &Page::Home,
        kind: "home",
        heading: info.title.clone(),
        kicker: info.owner.clone(),
        summary: info.summary.clone(),
        above: Vec::new(),
    });
    let mut sections = vec![plans(book)];
    if let Some(document) = &book.documents.home {
        sections.push(Section {
            id: "about".to_owned(),
            heading: book.say("home-about").to_owned(),
            blocks: free_blocks(&document.pieces),
        });
    }
    let pages: Vec<LinkItem> = book
        .documents
        .pages
        .iter()
        .map(|(address, document)| LinkItem {
            label: document.title.clone(),
            href: here.link_to(address),
            note: document.summary.clone(),
        })
        .collect();
    if !pages.is_empty() {
        sections.push(Section {
            id: "pages".to_owned(),
            heading: book.say("home-pages").to_owned(),
            blocks: vec![Block::Links { items: pages }],
        });
    }
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections,
    }
}

fn plans(book: &Book) -> Section {
    let here = book.address(&Page::Home);
    let cards = book.site.plans.iter().enumerate().map(|(ix, plan)| Card {
        title: plan.title.clone(),
        href: here.link_to(&book.address(&Page::Plan(ix))),
        text: plan.summary.clone(),
        chips: Vec::new(),
        facts: group::glance(book, plan, &book.plan_figures(ix).whole),
    });
    Section {
        id: "plans".to_owned(),
        heading: book.say("home-plans").to_owned(),
        blocks: vec![Block::Cards {
            items: cards.collect(),
        }],
    }
}

pub fn not_found(book: &Book) -> View {
    let here = book.address(&Page::NotFound);
    let plans = book
        .site
        .plans
        .iter()
        .enumerate()
        .map(|(ix, plan)| LinkItem {
            label: plan.title.clone(),
            href: here.link_to(&book.address(&Page::Plan(ix))),
            note: String::new(),
        });
    let home = LinkItem {
        label: book.say("home").to_owned(),
        href: here.link_to(&book.address(&Page::Home)),
        note: String::new(),
    };
    View {
        frame: book.frame(Head {
            page: &Page::NotFound,
            kind: "notfound",
            heading: book.say("not-found").to_owned(),
            kicker: String::new(),
            summary: book.say("not-found-summary").to_owned(),
            above: Vec::new(),
        }),
        glance: Vec::new(),
        chips: Vec::new(),
        sections: vec![Section {
            id: "ways".to_owned(),
            heading: book.say("not-found-ways").to_owned(),
            blocks: vec![Block::Links {
                items: std::iter::once(home).chain(plans).collect(),
            }],
        }],
    }
}
