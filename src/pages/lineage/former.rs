//! The page of one project of the plan before: what it was, what became of it and why, what came after.
//!
//! It keeps the address of a project that is gone. A row that repeats another has no page; the page of
//! the repeated project names those rows.

use super::super::book::{Book, Head, fact, link};
use super::super::contact;
use super::super::group;
use super::super::project::notes;
use super::super::route::{self, Page};
use super::super::view::{Block, Chip, Inline, LinkItem, Section, Tone, View};
use super::{destination, name};
use crate::base::path::SitePath;
use crate::model::{Former, Plan, Successor};

pub fn view(book: &Book, plan_ix: usize, former_ix: usize) -> View {
    let plan = book.plan(plan_ix);
    let former = &plan.former[former_ix];
    let page = Page::Former(plan_ix, former_ix);
    let here = book.address(&page);
    let mut frame = book.frame(Head {
        page: &page,
        kind: "former",
        heading: former.title.clone(),
        kicker: group::join(&[book.say("former-kicker"), &former.number]),
        summary: answer(book, plan, former),
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
    let mut sections = Vec::new();
    sections.extend(after(book, plan, former, &here));
    sections.push(became(book, former));
    sections.push(section_named(
        ("contact", book.say("project-contact")),
        contact::of_former(book, plan_ix, former, &here),
    ));
    sections.extend(doubts(book, plan, former_ix));
    View {
        frame,
        glance: Vec::new(),
        chips: vec![Chip {
            label: book.relation(former.relation).to_owned(),
            tone: Tone::Plain,
        }],
        sections,
    }
}

fn section(book: &Book, id: &str, blocks: Vec<Block>) -> Section {
    section_named((id, book.say(id)), blocks)
}

fn section_named((id, heading): (&str, &str), blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading: heading.to_owned(),
        blocks,
    }
}

/// What became of it: the relation, where its work is now, and the first sentence of the reason.
fn answer(book: &Book, plan: &Plan, former: &Former) -> String {
    let relation = book.relation(former.relation);
    let names: Vec<&str> = former
        .successors
        .iter()
        .map(|successor| match successor {
            Successor::Project(ix) => &*plan.projects[*ix].title,
            Successor::Policy(ix) => &*plan.policies[*ix].title,
        })
        .collect();
    let reason =
        (!former.reason.is_missing()).then(|| first_sentence(&book.value_text(&former.reason)));
    let mut said = if names.is_empty() {
        match &reason {
            Some(reason) => {
                let args = [("relation", relation), ("reason", &**reason)];
                book.fill("former-answer-because", &args)
            }
            None => book.fill("former-answer-none", &[("relation", relation)]),
        }
    } else {
        let names = names.join(book.say("former-answer-between"));
        let args = [("relation", relation), ("names", &*names)];
        let mut said = book.fill("former-answer-to", &args);
        if let Some(reason) = &reason {
            said.push_str(book.say("sentence-gap"));
            said.push_str(reason);
        }
        said
    };
    if !former.sure {
        said.push_str(book.say("former-unsure"));
    }
    said
}

/// The words up to their first 「。」 that stands outside of brackets, and with one.
fn first_sentence(words: &str) -> String {
    let mut depth = 0_usize;
    for (at, c) in words.char_indices() {
        match c {
            '「' | '『' | '（' | '(' => depth += 1,
            '」' | '』' | '）' | ')' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return words[..at + c.len_utf8()].to_owned(),
            _ => {}
        }
    }
    format!("{words}。")
}

/// What the document prints of it: its mark, the reason, and what it was.
fn became(book: &Book, former: &Former) -> Section {
    let reason = book.value_text(&former.reason);
    let sections = former.departments.join(book.say("list-separator"));
    let items = [
        ("former-fate", &former.fate),
        ("former-reason", &reason),
        ("former-group", &former.group),
        ("former-number", &former.number),
        ("former-sections", &sections),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| fact(book.say(key), Inline::text(text)))
    .collect();
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
    let blocks: Vec<Block> = notes(&said).into_iter().collect();
    (!blocks.is_empty()).then(|| section(book, "former-doubts", blocks))
}
