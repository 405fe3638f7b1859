//! The words of pages, line by line, from their Markdown.
//!
//! Rows of tables made from data are left out: their cells are values, which are compared as such. Tables
//! that people wrote into their prose are lines like all others. A line that changed in the same way on
//! several pages is told once.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use similar::{Algorithm, capture_diff_slices};

use super::day::Days;
use super::editions::Editions;
use super::marked::{Mark, marked};
use super::moved::left;
use super::settings::Ends;
use super::subjects::Subjects;
use super::{Side, WordChange};
use crate::pages::route;

/// Lines that differ, and all lines of pages that are new or gone.
pub(super) fn changes(
    old: &Side,
    new: &Side,
    (subjects, editions): (&Subjects, &Editions),
    (ends, days): (&Ends, &mut Days),
) -> Vec<WordChange> {
    if old.files.is_empty() || new.files.is_empty() {
        // All of it is new, or gone, and nobody reads it line by line.
        return Vec::new();
    }
    // By what changed, in the order in which it is found first.
    let mut known: BTreeMap<Vec<Mark>, usize> = BTreeMap::new();
    let mut found: Vec<WordChange> = Vec::new();
    for (page, [before, after]) in pages(old, new, subjects, editions) {
        let is_kept = !before.is_empty() && !after.is_empty();
        let [before, after] = [before, after].map(|text| match is_kept {
            true => ends.rest(&text),
            false => body(&text).to_owned(),
        });
        let renewed = renewed(&page, &before, days);
        for (words, is_entry) in of_page(renewed.as_deref().unwrap_or(&before), &after) {
            let listed = is_entry && is_overview(&page);
            match known.get(&words) {
                Some(at) if found[*at].pages.last() == Some(&page) => {}
                Some(at) => {
                    found[*at].pages.push(page.clone());
                    found[*at].listed &= listed;
                }
                None => {
                    known.insert(words.clone(), found.len());
                    found.push(WordChange {
                        on: subjects.on(&page).cloned(),
                        pages: vec![page.clone()],
                        listed,
                        follows: false,
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
/// that there is.
fn pages<'a>(old: &'a Side, new: &'a Side, subjects: &Subjects, editions: &Editions) -> Pages<'a> {
    let page = |path: &str| Some(format!("{}.html", path.strip_suffix(".md")?));
    let mut pages = Pages::new();
    for (path, text) in &old.texts {
        if let Some(page) = page(path) {
            pages.entry(subjects.address_now(&page)).or_default()[0] =
                subjects.relinked(&page, text);
        }
    }
    for (path, text) in &new.texts {
        if let Some(page) = page(path) {
            let text = match subjects.page_now(&page) == page {
                true => text,
                false => left(text),
            };
            let former = editions.former(path).and_then(|path| old.texts.get(&path));
            let both = pages.entry(page).or_default();
            both[1] = Cow::Borrowed(text);
            if let Some(former) = former {
                both[0] = Cow::Borrowed(former);
            }
        }
    }
    pages
}

type Pages<'a> = BTreeMap<String, [Cow<'a, str>; 2]>;

/// A page up to the line that ends it.
fn body(text: &str) -> &str {
    text.rfind("\n---\n").map_or(text, |end| &text[..end])
}

/// Entries of overviews follow from the data; their sentences are told like all others.
fn is_overview(page: &str) -> bool {
    route::is_overview(page.strip_prefix("en/").unwrap_or(page))
}

/// A line of a page as it is read.
struct Line<'a> {
    /// With its signs: a link that leads elsewhere is another line, though it reads the same.
    raw: &'a str,
    text: String,
    /// Whether it begins like an entry of a list, or like a heading.
    is_entry: bool,
}

impl PartialEq for Line<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl Eq for Line<'_> {}

impl PartialOrd for Line<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Line<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.raw.cmp(other.raw)
    }
}

impl Hash for Line<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}

fn of_page(before: &str, after: &str) -> Vec<(Vec<Mark>, bool)> {
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
        found.extend(pairs.map(|(was, is)| {
            let marks = match was.text == is.text {
                true => marked(was.raw, is.raw),
                false => marked(&was.text, &is.text),
            };
            (marks, is.is_entry)
        }));
        let gone = was[both..]
            .iter()
            .map(|line| (vec![Mark::Removed(line.text.clone())], line.is_entry));
        let new = is[both..]
            .iter()
            .map(|line| (vec![Mark::Added(line.text.clone())], line.is_entry));
        found.extend(gone.chain(new));
    }
    found
}

/// A page of the old release with the day of the new one; nothing where the day is the same.
fn renewed(page: &str, before: &str, days: &mut Days) -> Option<String> {
    let mut any = false;
    let lines = before.split_inclusive('\n').map(|line| {
        let renewed = days.renew(page, line);
        any |= renewed.is_some();
        renewed.map_or(Cow::Borrowed(line), Cow::Owned)
    });
    let text: String = lines.collect();
    any.then_some(text)
}

fn lines<'a>(text: &'a str) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    let mut add = |line: &'a str| {
        let text = plain(line);
        let is_entry = line.trim_start().starts_with(['-', '#', '*', '［', '[']);
        if !text.is_empty() {
            let raw = line;
            lines.push(Line {
                raw,
                text,
                is_entry,
            });
        }
    };
    // A table from data has its caption above it.
    let (mut last, mut is_data) = ("", false);
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            continue;
        }
        if line.starts_with('|') {
            is_data |= !last.starts_with('|') && is_caption(last);
            if !is_data && !is_rule(line) {
                add(line);
            }
        } else {
            is_data = false;
            add(line);
        }
        last = line;
    }
    lines
}

/// A line of Markdown as it is read on a page, without the signs that say how it looks.
pub(super) fn plain(line: &str) -> String {
    let mut rest = line.trim();
    while let Some(inside) = ["- ", ">"].iter().find_map(|sign| rest.strip_prefix(sign)) {
        rest = inside.trim_start();
    }
    let headed = rest.trim_start_matches('#');
    rest = headed.strip_prefix(' ').unwrap_or(rest).trim_matches('|');
    let mut out = String::with_capacity(rest.len());
    let mut signs = rest.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '\\' => out.extend(signs.next()),
            '*' | '`' | '[' => {}
            '|' => out.push('　'),
            // Where a link leads inside the site is no word of the page.
            ']' if signs.peek() == Some(&'(') => {
                let (mut depth, mut target) = (0, String::new());
                for sign in signs.by_ref() {
                    depth += i32::from(sign == '(') - i32::from(sign == ')');
                    if depth == 0 {
                        break;
                    }
                    target.push(sign);
                }
                let target = target.trim_start_matches('(');
                if target.starts_with("http") {
                    out.push_str(&format!("（{target}）"));
                }
            }
            ']' => {}
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

fn is_caption(line: &str) -> bool {
    line.len() > "****".len() && line.starts_with("**") && line.ends_with("**")
}

/// The line between the head of a table and its rows.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| "|-: ".contains(c))
}
