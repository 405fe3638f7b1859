//! Whom to ask about a project or a section: a post and how to reach it, as far as the data say.

use super::book::{Book, fact};
use super::group::{self, departments};
use super::indicators::paragraph;
use super::view::{Block, Inline};
use crate::base::path::SitePath;
use crate::model::{Department, Plan, Project};

/// Whom to ask about a project, what to call it when asking, and whom to tell of a figure that is wrong.
pub fn blocks(book: &Book, plan_ix: usize, project: &Project, here: &SitePath) -> Vec<Block> {
    let mut blocks = in_charge(book, plan_ix, project, here);
    blocks.push(paragraph(&Inline::text(&named(book, plan_ix, project))));
    blocks.extend(mistakes(book, &project.title).map(|said| paragraph(&said)));
    blocks
}

/// The sections in charge with what is known of each, or that the documents name none.
fn in_charge(book: &Book, plan_ix: usize, project: &Project, here: &SitePath) -> Vec<Block> {
    let plan = book.plan(plan_ix);
    let (list, printed) = (&*project.departments, &*project.departments_printed);
    let city = [("city", &*plan.municipality)];
    if list.is_empty() && printed.is_empty() {
        return vec![paragraph(&Inline::text(&book.fill("contact-city", &city)))];
    }
    let names = departments(book, plan_ix, (list, printed), here);
    let mut said = Inline::text(&book.fill("contact-before", &city));
    said.push(&names);
    said.push(&Inline::text(book.say("contact-after")));
    let known = list.iter().map(|ix| &plan.departments[*ix]);
    let ways: Vec<_> = known
        .filter(|section| !section.phone.is_empty() || !section.contact.is_empty())
        .map(|section| fact(&section.name, way(book, section)))
        .collect();
    if ways.is_empty() {
        said.push(&Inline::text(book.say("contact-none")));
        return vec![paragraph(&said)];
    }
    vec![paragraph(&said), Block::Facts { items: ways }]
}

/// How to name the project to somebody who has the document and not this page.
fn named(book: &Book, plan_ix: usize, project: &Project) -> String {
    let plan = book.plan(plan_ix);
    let source = project.source.as_ref();
    let source = source.map_or_else(|| plan.short.clone(), |own| book.source_page(plan, own));
    let title = group::join(&[&project.number, &project.title]);
    book.fill("contact-name", &[("title", &title), ("source", &source)])
}

/// Whom to tell of a wrong figure, where the site says how.
fn mistakes(book: &Book, title: &str) -> Option<Inline> {
    let contact = &book.site.info.contact;
    let mut ways = Vec::new();
    if !contact.phone.is_empty() {
        ways.push(Inline::scheme("tel:", &contact.phone));
    }
    if !contact.email.is_empty() {
        let subject = book.fill("contact-subject", &[("title", title)]);
        ways.push(Inline::mail(&contact.email, &subject));
    }
    if !contact.url.is_empty() {
        ways.push(Inline::outside(book.say("contact-form"), &contact.url));
    }
    if ways.is_empty() {
        return None;
    }
    let mut said = Inline::text(book.say("contact-mistake"));
    for (at, way) in ways.iter().enumerate() {
        if at > 0 {
            said.push(&Inline::text(book.say("list-separator")));
        }
        said.push(way);
    }
    said.push(&Inline::text(book.say("contact-mistake-end")));
    Some(said)
}

/// The same on the page of a section itself.
pub fn of_section(book: &Book, plan: &Plan, section: &Department) -> Block {
    if section.phone.is_empty() && section.contact.is_empty() {
        let args = [("city", &*plan.municipality), ("name", &*section.name)];
        return paragraph(&Inline::text(&book.fill("contact-section-none", &args)));
    }
    Block::Facts {
        items: vec![fact(&section.name, way(book, section))],
    }
}

fn way(book: &Book, section: &Department) -> Inline {
    let mut said = Inline::default();
    if !section.phone.is_empty() {
        said.push(&Inline::text(book.say("contact-phone")));
        said.push(&Inline::text(" "));
        said.push(&Inline::phone(&section.phone));
    }
    if !section.phone.is_empty() && !section.contact.is_empty() {
        said.push(&Inline::text("　"));
    }
    said.push(&Inline::text(&section.contact));
    said
}
