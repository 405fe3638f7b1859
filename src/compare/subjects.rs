//! What releases are about: which projects, policies, tables and indicators are new, gone, moved, or
//! called otherwise, and which pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::editions::Editions;
use super::moved::{moves, relinked};
use super::values::{Is, Row, Rows};
use super::{Change, PageChange, Side, Subject, SubjectChange};

/// The subjects of both releases, and what changed of them.
#[derive(Debug)]
pub struct Subjects {
    pub changes: Vec<SubjectChange>,
    /// From the address in the old release to that in the new.
    moved: BTreeMap<String, String>,
    /// By the address in the old release, what it is called in either.
    ids: BTreeMap<String, [String; 2]>,
    /// By address, the new release's before the old's.
    at: BTreeMap<String, Subject>,
}

impl Subjects {
    /// `site` is the new release.
    pub fn of(rows: &[Rows; 2], site: &Side, editions: &Editions) -> Self {
        let [old, new] = rows.each_ref().map(named);
        let moves = moves(&old, &new, site);
        let moved: BTreeMap<String, String> = moves
            .iter()
            .map(|(from, to)| (from.page.clone(), to.page.clone()))
            .collect();
        let ids: BTreeMap<String, [String; 2]> = moves
            .iter()
            .map(|(from, to)| (from.page.clone(), [&from.id, &to.id].map(Clone::clone)))
            .collect();
        let notes = rows.each_ref().map(notes);
        let note = |side: usize, on: &Subject| {
            let at = (&*on.page, &*on.id);
            notes[side].get(&at).copied().unwrap_or_default()
        };
        let mut changes = Vec::new();
        let mut add = |on: &Subject, change| {
            changes.push(SubjectChange {
                on: on.clone(),
                indicator: None,
                change,
            });
        };
        let before: BTreeMap<(&str, &str), &Subject> = old
            .iter()
            .map(|one| {
                let page = moved.get(&one.page).map_or(&*one.page, |to| to);
                ((page, id_now(&ids, &one.page, &one.id)), one)
            })
            .collect();
        for one in &new {
            let Some(was) = before.get(&(&*one.page, &*one.id)) else {
                let former = editions.former(&one.page).and_then(|page| {
                    // A new edition of a plan is told as new.
                    let id = editions.former_id(&one.page, &one.id);
                    let is_plan = page.ends_with("/index.html");
                    let is_it = |was: &&Subject| was.page == page && was.id == id && !is_plan;
                    old.iter().find(is_it)
                });
                match former {
                    Some(was) => {
                        if was.id != one.id {
                            let from = was.page.clone();
                            add(one, Change::Renumbered { from });
                        }
                        changed(&was.title, &one.title, |from, to| {
                            add(one, Change::Renamed { from, to });
                        });
                        changed(note(0, was), note(1, one), |from, to| {
                            add(one, Change::Noted { from, to });
                        });
                    }
                    None => add(one, Change::Added),
                }
                continue;
            };
            if was.page != one.page {
                let from = was.page.clone();
                add(one, Change::Moved { from });
            }
            changed(&was.title, &one.title, |from, to| {
                add(one, Change::Renamed { from, to });
            });
            changed(note(0, was), note(1, one), |from, to| {
                add(one, Change::Noted { from, to });
            });
            changed(&was.sections, &one.sections, |from, to| {
                add(one, Change::Sections { from, to });
            });
            changed(&was.policies, &one.policies, |from, to| {
                add(one, Change::Policies { from, to });
            });
        }
        let after: BTreeSet<(&str, &str)> = new.iter().map(|one| (&*one.page, &*one.id)).collect();
        for ((page, id), was) in &before {
            if !after.contains(&(*page, *id)) {
                add(was, Change::Removed);
            }
        }
        let at = old.iter().chain(&new);
        let at = at.map(|one| (one.page.clone(), one.clone())).collect();
        let mut subjects = Self {
            changes,
            moved,
            ids,
            at,
        };
        subjects.indicators(rows, editions);
        subjects
    }

    /// Indicators of what is in both releases; those of something new or gone go without saying.
    fn indicators(&mut self, rows: &[Rows; 2], editions: &Editions) {
        let [old, new] = rows.each_ref().map(|rows| {
            let rows = rows.0.iter().filter(|row| row.is == Is::Indicator);
            rows.collect::<Vec<&Row>>()
        });
        let pages = |rows: &[Row]| -> BTreeSet<String> {
            rows.iter()
                .map(|row| self.page_now(row.page()).to_owned())
                .collect()
        };
        let [known, there] = [pages(&rows[0].0), pages(&rows[1].0)];
        let key = |row: &Row| {
            (
                self.page_now(row.page()).to_owned(),
                row.key_of_item().to_owned(),
            )
        };
        let before: BTreeMap<_, &Row> = old.iter().map(|row| (key(row), *row)).collect();
        let after: BTreeSet<_> = new
            .iter()
            .map(|row| (row.page().to_owned(), row.key_of_item().to_owned()))
            .collect();
        let change = |row: &Row, change| SubjectChange {
            on: row.subject(),
            indicator: Some(row.item().to_owned()),
            change,
        };
        let mut found = Vec::new();
        for row in new {
            let page = match known.contains(row.page()) {
                true => Some(row.page().to_owned()),
                false => editions.former(row.page()),
            };
            let Some(page) = page.filter(|page| known.contains(page)) else {
                continue;
            };
            let Some(was) = before.get(&(page, row.key_of_item().to_owned())) else {
                found.push(change(row, Change::Added));
                continue;
            };
            changed(was.item(), row.item(), |from, to| {
                found.push(change(row, Change::Renamed { from, to }));
            });
            changed(was.note(), row.note(), |from, to| {
                found.push(change(row, Change::Noted { from, to }));
            });
        }
        for (key, row) in before {
            if !after.contains(&key) && there.contains(&key.0) {
                found.push(change(row, Change::Removed));
            }
        }
        self.changes.extend(found);
    }

    /// Where a page of the old release is in the new.
    pub fn page_now<'a>(&'a self, page: &'a str) -> &'a str {
        self.moved.get(page).map_or(page, |to| to)
    }

    /// The id that something has in the new release; the page is the old one.
    pub fn id_now<'a>(&'a self, page: &str, id: &'a str) -> &'a str {
        id_now(&self.ids, page, id)
    }

    /// The text of an old page with links to where things are now.
    pub fn relinked<'a>(&self, page: &str, text: &'a str) -> Cow<'a, str> {
        let is_english = page.starts_with(ENGLISH);
        if self.moved.is_empty() || is_english {
            return Cow::Borrowed(text);
        }
        let lines = text.split_inclusive('\n');
        Cow::Owned(
            lines
                .map(|line| relinked(page, line, &self.moved))
                .collect(),
        )
    }

    /// What a page is of; the English page is of the same.
    pub fn on(&self, page: &str) -> Option<&Subject> {
        self.at.get(page.strip_prefix(ENGLISH).unwrap_or(page))
    }

    /// The address of a page of the old release in the new one, whichever edition it is of.
    pub fn address_now(&self, page: &str) -> String {
        match page.strip_prefix(ENGLISH) {
            Some(inside) => format!("{ENGLISH}{}", self.page_now(inside)),
            None => self.page_now(page).to_owned(),
        }
    }
}

fn id_now<'a>(ids: &'a BTreeMap<String, [String; 2]>, page: &str, id: &'a str) -> &'a str {
    match ids.get(page) {
        Some([from, to]) if from == id => to,
        _ => id,
    }
}

/// The folder of the English edition.
const ENGLISH: &str = "en/";

fn changed(from: &str, to: &str, tell: impl FnOnce(String, String)) {
    if from != to {
        tell(from.to_owned(), to.to_owned());
    }
}

fn named(rows: &Rows) -> Vec<Subject> {
    let names = rows.0.iter().filter(|row| row.is == Is::Name);
    names.map(Row::subject).collect()
}

/// What stands beside the names of things, by their pages and ids.
fn notes(rows: &Rows) -> BTreeMap<(&str, &str), &str> {
    let names = rows.0.iter().filter(|row| row.is == Is::Name);
    names
        .map(|row| ((row.page(), row.id()), row.note()))
        .collect()
}

/// Pages that are new, gone or moved.
pub fn pages(old: &Side, new: &Side, subjects: &Subjects) -> Vec<PageChange> {
    let pages = |side: &Side| -> BTreeSet<String> {
        let files = side.files.iter().map(|file| &file.path);
        files
            .filter(|path| path.ends_with(".html"))
            .cloned()
            .collect()
    };
    let [before, after] = [pages(old), pages(new)];
    let from: BTreeMap<String, &str> = before
        .iter()
        .map(|page| (subjects.address_now(page), &**page))
        .collect();
    let page = |side: &Side, page: &str, change| PageChange {
        page: page.to_owned(),
        title: side.title(page),
        redirect: matches!(&change, Change::Moved { from } if after.contains(from)),
        change,
    };
    let mut changes = Vec::new();
    for here in &after {
        match from.get(here) {
            // Where something moved away from, a page may tell where it went.
            None if before.contains(here) => {}
            None => changes.push(page(new, here, Change::Added)),
            Some(was) if was != here => {
                let from = (*was).to_owned();
                changes.push(page(new, here, Change::Moved { from }));
            }
            Some(_) => {}
        }
    }
    for (now, was) in from {
        if !after.contains(&now) {
            changes.push(page(old, was, Change::Removed));
        }
    }
    changes
}

impl Side {
    /// The title of a page, as its Markdown has it; nothing where that was not read.
    pub fn title(&self, page: &str) -> String {
        let markdown = page.strip_suffix(".html").map(|stem| format!("{stem}.md"));
        let text = markdown.and_then(|path| self.texts.get(&path));
        let lines = text.into_iter().flat_map(|text| text.lines());
        let mut titles = lines.filter_map(|line| line.strip_prefix("# "));
        titles.next().unwrap_or_default().to_owned()
    }
}
