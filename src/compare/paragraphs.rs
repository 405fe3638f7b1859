//! The words of pages, line by line, from their Markdown.
//!
//! Rows of tables made from data are left out: their cells are values, which are compared as such. Tables
//! that people wrote into their prose are lines like all others. A line that changed in the same way on
//! several pages is told once.

use std::collections::BTreeMap;

use similar::{Algorithm, capture_diff_slices};

use super::marked::{Mark, marked};
use super::subjects::Subjects;
use super::{Side, WordChange};
use crate::pages::route;

/// Lines that differ, and all lines of pages that are new or gone.
pub fn changes(old: &Side, new: &Side, subjects: &Subjects) -> Vec<WordChange> {
    if old.files.is_empty() || new.files.is_empty() {
        // All of it is new, or gone, and nobody reads it line by line.
        return Vec::new();
    }
    // By what changed, in the order in which it is found first.
    let mut known: BTreeMap<Vec<Mark>, usize> = BTreeMap::new();
    let mut found: Vec<WordChange> = Vec::new();
    for (page, [before, after]) in pages(old, new, subjects) {
        for words in of_page(before, after) {
            match known.get(&words) {
                Some(at) if found[*at].pages.last() == Some(&page) => {}
                Some(at) => {
                    found[*at].pages.push(page.clone());
                    found[*at].listed &= is_listed(&page, &words);
                }
                None => {
                    known.insert(words.clone(), found.len());
                    found.push(WordChange {
                        on: subjects.on(&page).cloned(),
                        pages: vec![page.clone()],
                        listed: is_listed(&page, &words),
                        words,
                    });
                }
            }
        }
    }
    for change in found.iter_mut().filter(|change| change.pages.len() > 1) {
        change.on = None;
    }
    found
}

/// The text of every page before and after, by its address of now; of a page that is new or gone the one
/// that there is, without what stands at its end about the page itself.
fn pages<'a>(old: &'a Side, new: &'a Side, subjects: &Subjects) -> Pages<'a> {
    let page = |path: &str| Some(format!("{}.html", path.strip_suffix(".md")?));
    let mut pages = Pages::new();
    for (path, text) in &old.texts {
        if let Some(page) = page(path) {
            pages.entry(subjects.address_now(&page)).or_default()[0] = text;
        }
    }
    for (path, text) in &new.texts {
        if let Some(page) = page(path) {
            pages.entry(page).or_default()[1] = text;
        }
    }
    for [before, after] in pages.values_mut() {
        if before.is_empty() || after.is_empty() {
            (*before, *after) = (body(before), body(after));
        }
    }
    pages
}

type Pages<'a> = BTreeMap<String, [&'a str; 2]>;

/// A page up to the line that ends it.
fn body(text: &str) -> &str {
    text.rfind("\n---\n").map_or(text, |end| &text[..end])
}

/// Entries of overviews follow from the data; their sentences are told like all others.
fn is_listed(page: &str, words: &[Mark]) -> bool {
    let start = words.iter().map(|mark| match mark {
        Mark::Same(text) | Mark::Removed(text) | Mark::Added(text) => text.trim_start(),
    });
    let mut start = start.filter(|text| !text.is_empty());
    route::is_overview(page.strip_prefix("en/").unwrap_or(page))
        && start
            .next()
            .is_some_and(|text| text.starts_with(['-', '#', '*', '［', '[']))
}

fn of_page(before: &str, after: &str) -> Vec<Vec<Mark>> {
    let [before, after] = [before, after].map(lines);
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if matches!(op, similar::DiffOp::Equal { .. }) {
            continue;
        }
        let (was, is) = (&before[op.old_range()], &after[op.new_range()]);
        // Of lines in the same place the first was rewritten as the first, and so on.
        let both = was.len().min(is.len());
        let pairs = was.iter().zip(is);
        found.extend(pairs.map(|(was, is)| marked(was, is)));
        let gone = was[both..]
            .iter()
            .map(|line| Mark::Removed((*line).to_owned()));
        let new = is[both..]
            .iter()
            .map(|line| Mark::Added((*line).to_owned()));
        found.extend(gone.chain(new).map(|mark| vec![mark]));
    }
    found
}

fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    // A table from data has its caption above it.
    let (mut last, mut is_data) = ("", false);
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            continue;
        }
        if line.starts_with('|') {
            is_data |= !last.starts_with('|') && is_caption(last);
            if !is_data && !is_rule(line) {
                lines.push(line);
            }
        } else {
            is_data = false;
            lines.push(line);
        }
        last = line;
    }
    lines
}

fn is_caption(line: &str) -> bool {
    line.len() > "****".len() && line.starts_with("**") && line.ends_with("**")
}

/// The line between the head of a table and its rows.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| "|-: ".contains(c))
}
