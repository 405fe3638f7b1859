//! Whom to ask about a project or a section: a post and how to reach it, as far as the data say.

use super::book::{Book, fact};
use super::group::departments;
use super::indicators::paragraph;
use super::view::{Block, Inline};
use crate::base::path::SitePath;
use crate::model::{Department, DepartmentIx, Plan};

/// The sections in charge with what is known of each, or that their documents give no way to reach them.
pub fn blocks(
    book: &Book,
    plan_ix: usize,
    (list, printed): (&[DepartmentIx], &str),
    here: &SitePath,
) -> Vec<Block> {
    if list.is_empty() && printed.is_empty() {
        return Vec::new();
    }
    let plan = book.plan(plan_ix);
    let names = departments(book, plan_ix, (list, printed), here);
    let mut said = Inline::text(&book.fill("contact-before", &[("city", &plan.municipality)]));
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
