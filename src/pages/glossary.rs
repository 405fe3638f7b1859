//! The words of a plan with their meaning, in the order in which people look words up.
//!
//! The order is that of `base::kana`; how prose gets links to this page is in `linking`.

mod linking;

pub use linking::{Linker, Terms, link_prose, link_terms};

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::book::{Book, Head};
use super::indicators::paragraph;
use super::route::Page;
use super::view::{Block, Inline, Section, View};
use crate::base::kana::{Place, Row};
use crate::model::Term;
use crate::model::readings::Readings;

/// The place of a term by its reading; where the document prints none, by ours if our list has all of it,
/// else by the term itself. Ours is not shown, because nobody printed it.
pub fn place(term: &Term, readings: &Readings) -> Place {
    let ours = || readings.spoken(&term.term).unwrap_or_default();
    let reading = match term.reading.is_empty() {
        true => Cow::Owned(ours()),
        false => Cow::Borrowed(term.reading.as_str()),
    };
    crate::base::kana::place(&term.term, &reading)
}

/// All terms of a plan, one under the other, under the letters that they begin with.
pub fn view(book: &Book, plan_ix: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Glossary(plan_ix);
    let count = plan.glossary.len().to_string();
    let has_one = plan.glossary.iter().any(|term| !term.reading.is_empty());
    let readings = if has_one {
        book.say("glossary-readings")
    } else {
        ""
    };
    let frame = book.frame(Head {
        page: &page,
        kind: "glossary",
        heading: book.say("glossary-heading").to_owned(),
        kicker: plan.short.clone(),
        summary: book.fill(
            "glossary-summary",
            &[("plan", &plan.title), ("count", &count)],
        ) + readings,
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let ids = ids(&plan.glossary);
    let mut terms: Vec<(Place, &Term, &str)> = plan
        .glossary
        .iter()
        .zip(&ids)
        .map(|(term, id)| (place(term, &book.documents.readings), term, id.as_str()))
        .collect();
    terms.sort_by(|one, other| one.0.cmp(&other.0));
    let sections = terms
        .chunk_by(|one, other| one.0.row == other.0.row)
        .map(|terms| Section {
            id: format!("row-{}", terms[0].0.row.word()),
            heading: row_heading(book, terms[0].0.row),
            blocks: terms
                .iter()
                .map(|(_, term, id)| entry(book, term, id))
                .collect(),
        })
        .collect();
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections,
    }
}

fn row_heading(book: &Book, row: Row) -> String {
    match row {
        Row::Kana(first) => {
            let kana = first.to_string();
            book.fill("glossary-kana", &[("kana", &kana)])
        }
        Row::Latin => book.say("glossary-latin").to_owned(),
        Row::Other => book.say("glossary-other").to_owned(),
    }
}

fn entry(book: &Book, term: &Term, id: &str) -> Block {
    let heading = if term.reading.is_empty() {
        term.term.clone()
    } else {
        let args = [("term", &*term.term), ("reading", &*term.reading)];
        book.fill("glossary-term", &args)
    };
    let mut said = Inline::text(&term.definition);
    if !term.page.is_empty() {
        // The document is named at the foot of the page; one with parts says so in the place.
        let is_number = term.page.bytes().all(|byte| byte.is_ascii_digit());
        let key = if is_number {
            "glossary-page"
        } else {
            "glossary-place"
        };
        let place = book.fill(key, &[("page", &term.page)]);
        said.push(&Inline::small(&place));
    }
    Block::Group {
        id: id.to_owned(),
        heading,
        chips: Vec::new(),
        blocks: vec![paragraph(&said)],
    }
}

/// The id of each term on the page: the word itself, so that it stays when others are added.
pub fn ids(terms: &[Term]) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    terms
        .iter()
        .map(|term| {
            let sign = |c: char| if c.is_alphanumeric() { c } else { '-' };
            let word: String = term.term.chars().map(sign).collect();
            let count = taken.entry(word.clone()).or_default();
            *count += 1;
            match *count {
                1 => format!("term-{word}"),
                count => format!("term-{word}--{count}"),
            }
        })
        .collect()
}
