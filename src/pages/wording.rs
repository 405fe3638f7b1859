//! Small things that the pages of projects, policies and sections share when they are put together.

use super::book::Book;
use super::indicators::paragraph;
use super::view::{Block, Inline, Section};
use crate::base::markup::Markup;
use crate::model::Plan;

/// The words for nothing and for what is not computed, each with its meaning.
const WORDS: [(&str, &str); 8] = [
    ("value-blank", "word-blank"),
    ("value-dash", "word-dash"),
    ("value-redacted", "word-redacted"),
    ("value-lost", "word-lost"),
    ("value-none", "word-none"),
    ("value-unpublished", "word-unpublished"),
    ("value-no-rate", "word-no-rate"),
    ("verdict-not-yet", "word-not-yet"),
];

/// Explains the words that the tables of a page use, once, under the first table that has one.
pub fn explain_words(book: &Book, sections: &mut [Section]) {
    let is_used = |blocks: &[Block], word: &str| any_table(blocks, &|text| text.contains(word));
    let used: Vec<(&str, &str)> = WORDS
        .into_iter()
        .map(|(word, meaning)| (book.say(word), meaning))
        .filter(|(word, _)| sections.iter().any(|one| is_used(&one.blocks, word)))
        .collect();
    let has_one = |section: &Section| used.iter().any(|(word, _)| is_used(&section.blocks, word));
    let at = sections.iter().position(has_one);
    let Some(section) = at.map(|at| &mut sections[at]) else {
        return;
    };
    let words: Vec<&str> = used.iter().map(|(word, _)| *word).collect();
    let words = words.join(book.say("list-separator"));
    section.blocks.push(Block::Fold {
        label: book.fill("fold-words", &[("words", &words)]),
        blocks: vec![Block::List {
            items: used
                .iter()
                .map(|(_, meaning)| Inline::text(book.say(meaning)))
                .collect(),
        }],
    });
}

/// Says which years a document means by its own names for them, under the first table that has one.
pub fn explain_years(book: &Book, plan: &Plan, sections: &mut [Section]) {
    let is_named = |text: &str| plan.year_names.values().any(|name| text.contains(&**name));
    let mut sections = sections.iter_mut();
    let Some(section) = sections.find(|one| any_table(&one.blocks, &is_named)) else {
        return;
    };
    let named = plan.year_names.iter().map(|(year, name)| {
        let args = [("name", &**name), ("year", &*book.short_year(*year))];
        book.fill("year-name", &args)
    });
    let named: Vec<String> = named.collect();
    let args = [("names", &*named.join(book.say("list-separator")))];
    let said = book.fill("year-names", &args);
    section.blocks.push(paragraph(&Inline::small(&said)));
}

/// Whether a table among blocks, however deep, satisfies something.
fn any_table(blocks: &[Block], is_so: &dyn Fn(&str) -> bool) -> bool {
    blocks.iter().any(|block| match block {
        Block::Table { markdown, .. } => is_so(markdown),
        Block::Group { blocks, .. } | Block::Fold { blocks, .. } => any_table(blocks, is_so),
        _ => false,
    })
}

/// Takes a heading from the beginning of the first prose when it only says again what stands above it.
/// `known` are such headings, set apart by `|`. A fold before it is no prose: it is closed.
pub fn drop_heading(blocks: &mut [Block], known: &str) {
    let Some(Block::Prose { html, markdown, .. }) = blocks.first_mut() else {
        return;
    };
    let mut parts = html.parts();
    let mut next = || {
        let mut one = Markup::new();
        parts.next().map(|part| one.part(part).as_str().to_owned())
    };
    let (Some(open), Some(heading), Some(close)) = (next(), next(), next()) else {
        return;
    };
    let is_heading = open.starts_with("<h") && close.starts_with("</h");
    if !is_heading || !known.split('|').any(|one| one == heading) {
        return;
    }
    let mut rest = Markup::with_capacity(html.as_str().len());
    for part in parts {
        rest.part(part);
    }
    let text = markdown.trim_start();
    let title = text.trim_start_matches('#').trim_start();
    if let Some(text) = title.strip_prefix(&*heading) {
        *markdown = text.trim_start().to_owned();
    }
    *html = rest;
}

/// Makes the first paragraph of prose a block of its own; returns the place behind it, which is the first
/// where no paragraph begins the page.
pub fn part_lead(blocks: &mut Vec<Block>) -> usize {
    let Some(Block::Prose {
        html,
        markdown,
        lang,
    }) = blocks.first_mut()
    else {
        return 0;
    };
    if !html.as_str().trim_start().starts_with("<p>") {
        return 0;
    }
    let (mut lead, mut rest) = (Markup::new(), Markup::new());
    for part in html.parts() {
        let is_lead = !lead.as_str().ends_with("</p>");
        if is_lead { &mut lead } else { &mut rest }.part(part);
    }
    let text = markdown.trim_start().to_owned();
    let (first, others) = text.split_once("\n\n").unwrap_or((&text, ""));
    *html = lead;
    first.clone_into(markdown);
    if !rest.as_str().trim().is_empty() {
        let lang = *lang;
        let rest = Block::Prose {
            html: rest,
            markdown: others.to_owned(),
            lang,
        };
        blocks.insert(1, rest);
    }
    1
}

/// Other forms of a title that the same document prints.
pub fn other_titles(book: &Book, titles: &[String]) -> Vec<String> {
    let titles = titles.iter();
    titles
        .map(|title| book.fill("printed-title", &[("title", title)]))
        .collect()
}
