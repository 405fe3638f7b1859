//! A page at an address that was published once: where its subject is told now, or what became of it.

use super::book::{Book, Head};
use super::home;
use super::route::{self, Page};
use super::view::{LinkItem, View};
use crate::base::path::SitePath;

pub fn view(book: &Book, here: &SitePath) -> View {
    let gone = &book.documents.gone[here];
    let page = Page::Gone(here.clone());
    let plan = plan_of(book, here);
    let (heading, summary) = match &gone.to {
        Some(_) => ("gone-moved", "gone-moved-summary"),
        None => ("gone-ended", ""),
    };
    let summary = match &*gone.what {
        "" => book.say(summary).to_owned(),
        what => what.to_owned(),
    };
    let mut frame = book.frame(Head {
        page: &page,
        kind: "gone",
        heading: book.say(heading).to_owned(),
        kicker: plan.map_or_else(String::new, |ix| book.plan(ix).short.clone()),
        summary,
        above: Vec::new(),
    });
    let mut items = Vec::new();
    if let Some(to) = &gone.to {
        let href = href(book, here, to);
        frame.refresh = Some(href.clone());
        items.push(LinkItem {
            label: name(book, to).unwrap_or_else(|| book.say("gone-new").to_owned()),
            href,
            note: String::new(),
        });
    }
    let plan = plan.map(|ix| (book.plan(ix).short.clone(), Page::Plan(ix)));
    let search = (book.say("not-found-search").to_owned(), Page::Search);
    let ways = plan.into_iter().chain([search]);
    items.extend(ways.map(|(label, page)| LinkItem {
        label,
        href: book.link_to(here, &page),
        note: String::new(),
    }));
    home::leads(book, frame, items)
}

/// Every page that leads to where its subject is, by its heading and both addresses.
pub fn moved(book: &Book) -> impl Iterator<Item = (&str, SitePath, SitePath)> {
    let gone = book.documents.gone.iter();
    gone.filter_map(|(from, gone)| Some((book.say("gone-moved"), from.clone(), gone.to.clone()?)))
}

/// Pages of prose are there once, whichever edition leads to them.
fn href(book: &Book, here: &SitePath, to: &SitePath) -> String {
    if book.documents.pages.contains_key(to) {
        book.link_to_shared(here, to)
    } else {
        here.link_to(to)
    }
}

/// The plan below whose folder an address lies.
fn plan_of(book: &Book, address: &SitePath) -> Option<usize> {
    let (folder, _) = address.as_str().split_once('/')?;
    let mut plans = book.site.plans.iter();
    plans.position(|plan| plan.id.as_str() == folder)
}

/// What is told at an address, where that is one thing.
fn name(book: &Book, address: &SitePath) -> Option<String> {
    if let Some(document) = book.documents.pages.get(address) {
        return Some(document.title.clone());
    }
    let plan = book.plan(plan_of(book, address)?);
    if *address == route::plan(plan) {
        return Some(plan.short.clone());
    }
    let (folder, id) = address.as_str().rsplit_once('/')?;
    let id = id.strip_suffix(".html")?;
    let (_, kind) = folder.split_once('/')?;
    match kind {
        "projects" => plan.project(id).map(|one| &one.title),
        "policies" => {
            let mut policies = plan.policies.iter();
            policies
                .find(|one| one.id.as_str() == id)
                .map(|one| &one.title)
        }
        "former" => {
            let mut former = plan.former.iter();
            former
                .find(|one| one.id.as_str() == id)
                .map(|one| &one.title)
        }
        _ => None,
    }
    .cloned()
}
