//! The page of one project of the plan before: what it was, what became of it and why, what came after.
//!
//! It keeps the address of a project that is gone. A row that repeats another has no page; the page of
//! the repeated project names those rows.

use super::super::book::{Book, Head, fact, link};
use super::super::project::notes;
use super::super::route::{self, Page};
use super::super::view::{Block, Fact, Inline, LinkItem, Section, Tone, View};
use super::{destination, name};
use crate::base::path::SitePath;
use crate::model::{Former, Plan};

pub fn view(book: &Book, plan_ix: usize, former_ix: usize) -> View {
    let plan = book.plan(plan_ix);
    let former = &plan.former[former_ix];
    let page = Page::Former(plan_ix, former_ix);
    let here = book.address(&page);
    let args = [("title", &*former.title), ("plan", &*plan.short)];
    let mut frame = book.frame(Head {
        page: &page,
        kind: "former",
        heading: former.title.clone(),
        kicker: book.say("former-kicker").to_owned(),
        summary: book.fill("former-summary", &args),
        above: vec![
            (plan.short.clone(), book.address(&Page::Plan(plan_ix))),
            (
                book.say("lineage-heading").to_owned(),
                book.address(&Page::Lineage(plan_ix, 0)),
            ),
        ],
    });
    let neighbour = |ix: Option<usize>| {
        let ix = ix?;
        Some(link(
            &here,
            &plan.former[ix].title,
            &route::former(plan, ix),
        ))
    };
    let is_own = |ix: &usize| plan.former[*ix].relisted_of.is_none();
    frame.previous = neighbour((0..former_ix).rev().find(is_own));
    frame.next = neighbour((former_ix + 1..plan.former.len()).find(is_own));
    let mut sections = vec![became(book, plan, former)];
    sections.extend(after(book, plan, former, &here));
    sections.extend(doubts(book, plan, former_ix));
    View {
        frame,
        glance: glance(book, former),
        chips: Vec::new(),
        sections,
    }
}

fn section(book: &Book, id: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading: book.say(id).to_owned(),
        blocks,
    }
}

/// What it was, as the document prints it.
fn glance(book: &Book, former: &Former) -> Vec<Fact> {
    let sections = former.departments.join(book.say("list-separator"));
    [
        ("former-number", &former.number),
        ("former-group", &former.group),
        ("former-sections", &sections),
        ("former-fate", &former.fate),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| fact(book.say(key), Inline::text(text)))
    .collect()
}

fn became(book: &Book, plan: &Plan, former: &Former) -> Section {
    let reason = book.value_text(&former.reason);
    let mut items = vec![
        fact(
            book.say("lineage-relation"),
            Inline::text(book.relation(former.relation)),
        ),
        fact(book.say("former-reason"), Inline::text(&reason)),
    ];
    if former.successors.is_empty() {
        let args = [("plan", &*plan.short)];
        let none = book.fill("former-none-in", &args);
        items.push(fact(book.say("former-successors"), Inline::text(&none)));
    }
    section(book, "former-became", vec![Block::Facts { items }])
}

fn after(book: &Book, plan: &Plan, former: &Former, here: &SitePath) -> Option<Section> {
    let items: Vec<LinkItem> = former
        .successors
        .iter()
        .map(|successor| {
            let (label, href) = destination(plan, *successor, here);
            let note = String::new();
            LinkItem { label, href, note }
        })
        .collect();
    (!items.is_empty()).then(|| section(book, "former-after", vec![Block::Links { items }]))
}

/// What is uncertain, other forms of the title, and where else the document lists it.
fn doubts(book: &Book, plan: &Plan, former_ix: usize) -> Option<Section> {
    let former = &plan.former[former_ix];
    let mut said: Vec<String> = Vec::new();
    said.extend((!former.note.is_empty()).then(|| former.note.clone()));
    let printed = former.printed_titles.iter();
    said.extend(printed.map(|title| book.fill("printed-title", &[("title", title)])));
    let again = plan.former.iter().enumerate().filter(|(ix, other)| {
        other.relisted_of.is_some()
            && crate::model::lineage::original(&plan.former, *ix) == former_ix
    });
    for (_, other) in again {
        said.push(book.fill("former-again", &[("number", &name(other))]));
        said.extend((!other.note.is_empty()).then(|| other.note.clone()));
    }
    let mut blocks: Vec<Block> = notes(&said).into_iter().collect();
    if !former.sure {
        let unsure = Inline::text(book.say("former-unsure"));
        blocks.insert(
            0,
            Block::Notes {
                tone: Tone::Mixed,
                items: vec![unsure],
            },
        );
    }
    (!blocks.is_empty()).then(|| section(book, "former-doubts", blocks))
}
