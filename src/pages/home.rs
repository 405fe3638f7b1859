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
    let mut sections = plans(book);
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

/// The plans, city by city.
fn plans(book: &Book) -> Vec<Section> {
    let here = book.address(&Page::Home);
    let mut cities: Vec<(&str, Vec<Card>)> = Vec::new();
    for (ix, plan) in book.site.plans.iter().enumerate() {
        let card = Card {
            title: plan.title.clone(),
            href: here.link_to(&book.address(&Page::Plan(ix))),
            text: plan.summary.clone(),
            chips: Vec::new(),
            facts: group::glance(book, plan, &book.plan_figures(ix).whole),
        };
        match cities
            .iter_mut()
            .find(|(city, _)| *city == plan.municipality)
        {
            Some((_, cards)) => cards.push(card),
            None => cities.push((&plan.municipality, vec![card])),
        }
    }
    let is_one = cities.len() == 1;
    let sections = cities
        .into_iter()
        .enumerate()
        .map(|(at, (city, cards))| Section {
            id: if at == 0 {
                "plans".to_owned()
            } else {
                format!("plans-{}", at + 1)
            },
            heading: if is_one {
                book.say("home-plans").to_owned()
            } else {
                book.fill("home-city", &[("city", city)])
            },
            blocks: vec![Block::Cards { items: cards }],
        });
    sections.collect()
}

/// A host shows this page at every address that it does not have, however deep: where the site knows
/// its own base, links start from there. Without one they are relative, as on every page.
pub fn not_found(book: &Book) -> View {
    let here = book.address(&Page::NotFound);
    let mut frame = book.frame(Head {
        page: &Page::NotFound,
        kind: "notfound",
        heading: book.say("not-found").to_owned(),
        kicker: String::new(),
        summary: book.say("not-found-summary").to_owned(),
        above: Vec::new(),
    });
    let item = |label: &str, page: Page| LinkItem {
        label: label.to_owned(),
        href: here.link_to(&book.address(&page)),
        note: String::new(),
    };
    let plans = book.site.plans.iter().enumerate();
    let mut items = vec![item(book.say("home"), Page::Home)];
    items.extend(plans.map(|(ix, plan)| item(&plan.title, Page::Plan(ix))));
    if let Some(base) = &book.site.info.base_url {
        let site = &mut frame.site;
        let links = site.footer.iter_mut().chain(&mut frame.menu);
        let hrefs = links.chain(&mut frame.crumbs).map(|link| &mut link.href);
        let hrefs = hrefs.chain(items.iter_mut().map(|item| &mut item.href));
        for href in hrefs.chain([&mut site.home, &mut site.stylesheet, &mut site.icon]) {
            // The page lies at the top, so that a link from it is an address.
            href.insert_str(0, base);
        }
    }
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections: vec![Section {
            id: "ways".to_owned(),
            heading: book.say("not-found-ways").to_owned(),
            blocks: vec![Block::Links { items }],
        }],
    }
}
