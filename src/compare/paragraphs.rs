//! The words of pages, line by line, from their Markdown.
//!
//! Rows of tables are left out: their cells are values, which are compared as such. A line that changed
//! in the same way on several pages is told once.

use std::collections::BTreeMap;

use similar::{Algorithm, capture_diff_slices};

use super::marked::{Mark, marked};
use super::subjects::Subjects;
use super::{Side, WordChange};
use crate::pages::route;

/// Lines that differ on pages that are in both releases.
pub fn changes(old: &Side, new: &Side, subjects: &Subjects) -> Vec<WordChange> {
    // By what changed, in the order in which it is found first.
    let mut known: BTreeMap<Vec<Mark>, usize> = BTreeMap::new();
    let mut found: Vec<WordChange> = Vec::new();
    let pages = old.texts.iter().filter_map(|(path, text)| {
        let page = format!("{}.html", path.strip_suffix(".md")?);
        let now = subjects.address_now(&page);
        let path = format!("{}.md", now.strip_suffix(".html")?);
        Some((now, text, new.texts.get(&path)?))
    });
    for (page, before, after) in pages {
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
    let lines = text.lines().map(str::trim_end);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('|'))
        .collect()
}
