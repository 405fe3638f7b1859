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
use super::marked::{Mark, is_akin, marked};
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
        rewritten(&mut found, was, is);
    }
    found
}

/// So many pairs of lines are held against each other for one stretch that changed.
const PAIRS: usize = 4_000;

/// Lines that stood where others stand now: those that are alike were rewritten, in their order; the others went
/// and came.
fn rewritten(found: &mut Vec<(Vec<Mark>, bool)>, was: &[Line<'_>], is: &[Line<'_>]) {
    let wide = was.len() * is.len() > PAIRS;
    let pair = |at: usize, to: usize| {
        let may = !wide || at == to;
        may.then(|| of_pair(&was[at], &is[to])).flatten()
    };
    let pairs: Vec<Vec<Option<Vec<Mark>>>> = (0..was.len())
        .map(|at| (0..is.len()).map(|to| pair(at, to)).collect())
        .collect();
    // How many of the lines from here on can be paired, whichever way.
    let mut most = vec![vec![0_usize; is.len() + 1]; was.len() + 1];
    for at in (0..was.len()).rev() {
        for to in (0..is.len()).rev() {
            let both = pairs[at][to]
                .as_ref()
                .map_or(0, |_| most[at + 1][to + 1] + 1);
            most[at][to] = both.max(most[at + 1][to]).max(most[at][to + 1]);
        }
    }
    let (mut at, mut to) = (0, 0);
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    while at < was.len() || to < is.len() {
        let here = most[at][to];
        let both = pairs.get(at).and_then(|row| row.get(to)?.as_ref());
        if let Some(marks) = both.filter(|_| most[at + 1][to + 1] + 1 == here) {
            replaced(found, &mut gone, &mut new);
            found.push((marks.clone(), is[to].is_entry));
            (at, to) = (at + 1, to + 1);
        } else if at < was.len() && (to == is.len() || most[at + 1][to] == here) {
            gone.push(&was[at]);
            at += 1;
        } else {
            new.push(&is[to]);
            to += 1;
        }
    }
    replaced(found, &mut gone, &mut new);
}

/// Lines that have nothing in common, and one of which came in the place of the other: who made the new one has
/// made the old one away.
fn replaced(
    found: &mut Vec<(Vec<Mark>, bool)>,
    gone: &mut Vec<&Line<'_>>,
    new: &mut Vec<&Line<'_>>,
) {
    let count = gone.len().max(new.len());
    for at in 0..count {
        let (was, is) = (gone.get(at), new.get(at));
        let marks = [
            was.map(|line| Mark::Removed(line.text.clone())),
            is.map(|line| Mark::Added(line.text.clone())),
        ];
        let is_entry = is.or(was).is_some_and(|line| line.is_entry);
        found.push((marks.into_iter().flatten().collect(), is_entry));
    }
    gone.clear();
    new.clear();
}

/// Two lines as one that was rewritten, where they are alike.
fn of_pair(was: &Line<'_>, is: &Line<'_>) -> Option<Vec<Mark>> {
    if was.text != is.text {
        let marks = marked(&was.text, &is.text);
        let is_woven = marks.iter().any(|mark| matches!(mark, Mark::Same(_)));
        return (is_woven || is_akin(&was.text, &is.text)).then_some(marks);
    }
    let [from, to] = [was, is].map(|line| targets(line.raw));
    if from == to {
        return Some(marked(was.raw, is.raw));
    }
    // It reads the same and leads elsewhere.
    Some(vec![
        Mark::Same(is.text.clone()),
        Mark::Removed(format!("（{}）", from.join("、"))),
        Mark::Added(format!("（{}）", to.join("、"))),
    ])
}

/// Where the links of a line lead.
fn targets(line: &str) -> Vec<&str> {
    let links = line.split("](").skip(1);
    links.filter_map(|link| link.split(')').next()).collect()
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
            // A link behind a sentence is one of its own.
            '[' if out.ends_with('。') => out.push('　'),
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
