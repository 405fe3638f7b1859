//! Whether every page can have the address that was chosen for it, told before anything is rendered, and
//! whether pages of the site before would be missed.
//!
//! The sink refuses the same addresses again when a file is written; here the finding can still name
//! the sources that want them. It chooses no address.

use std::collections::BTreeSet;

use super::error::AddressFault;
use super::manifest::Manifest;
use super::sink::address_fault;
use crate::base::diag::{Diagnostic, Findings, listed};
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::base::words::{Lang, Words};

/// Finds addresses that two files want, and addresses that nothing may have. `place` tells which file
/// wants one; it is asked where something is wrong.
pub fn check<'a, T>(
    wanted: impl IntoIterator<Item = (&'a SitePath, T)>,
    place: impl Fn(&T) -> Place,
) -> Findings {
    let mut wanted: Vec<(&SitePath, T)> = wanted.into_iter().collect();
    wanted.sort_by_key(|(path, _)| *path);
    let mut findings = Findings::new();
    for (path, by) in &wanted {
        let code = match address_fault(path) {
            None => continue,
            Some(AddressFault::Reserved) => "PAGE-ADDRESS-RESERVED",
            Some(_) => "PAGE-ADDRESS-MALFORMED",
        };
        findings.push(Diagnostic::error(code, place(by)).with("path", path));
    }
    for same in wanted.chunk_by(|a, b| a.0 == b.0) {
        if same.len() == 1 {
            continue;
        }
        let path = same[0].0;
        let mut places: Vec<Place> = same.iter().map(|(_, by)| place(by)).collect();
        // A row about a page that went can always go: whatever else has the address, it stays.
        let is_row = |place: &Place| place.file.as_str() == crate::sources::addresses::FILE;
        places.sort_by_key(|place| (is_row(place), place.clone()));
        let [first, others @ ..] = &places[..] else {
            continue;
        };
        for place in others {
            findings.push(
                Diagnostic::error("PAGE-ADDRESS-TWICE", place.clone())
                    .with("path", path)
                    .with("other", first)
                    .with(if is_row(place) { "is_row" } else { "is_id" }, "")
                    .and_at(first.clone()),
            );
        }
    }
    findings.sorted()
}

/// So many pages that would be missed are named in a sentence; the rows for the list name all of them.
const NAMED: usize = 5;

/// Finds pages of the site before that the new one has not. `list` is the file that could tell what became
/// of them, and `is_held` whether some are held back, which can be taken off. An edition in another language
/// goes where the first one goes.
pub fn gone(
    before: &Manifest,
    now: &BTreeSet<SitePath>,
    list: &SourcePath,
    is_held: bool,
) -> Findings {
    let was = || before.files().iter().map(|entry| &entry.path);
    let is_told = |path: &SitePath| {
        let first = path.as_str().strip_prefix("en/");
        first.is_some_and(|first| was().any(|path| path.as_str() == first) && !is_there(now, first))
    };
    let missed: Vec<&SitePath> = was()
        .filter(|path| is_page(path))
        .filter(|path| !now.contains(*path) && !is_told(path))
        .collect();
    let mut findings = Findings::new();
    if missed.is_empty() {
        return findings;
    }
    let told = Diagnostic::error("ADDRESS-GONE", Place::file(list)).with("count", missed.len());
    let named: Vec<&str> = missed
        .iter()
        .take(NAMED)
        .map(|path| path.as_str())
        .collect();
    let told = told.with_each("found", |lang| listed(lang, &named));
    let told = match missed.len() > NAMED {
        true => told.with("more", ""),
        false => told,
    };
    let told = match is_held {
        true => told.with("is_held", ""),
        false => told,
    };
    findings.push(told.with_each("rows", |lang| rows(&missed, now, lang)));
    findings
}

fn is_page(path: &SitePath) -> bool {
    path.as_str().ends_with(".html")
}

/// Rows for the list of addresses that are true as they stand: a page of something of its own has ended, and
/// for one that only lists others the plan is the place to look.
fn rows(missed: &[&SitePath], now: &BTreeSet<SitePath>, lang: Lang) -> String {
    let ended = Words::of(lang).find_in("ADDRESS-GONE", "ended");
    let own = ["/projects/", "/policies/", "/former/"];
    let row = |path: &&SitePath| {
        let (folder, _) = path.as_str().split_once('/').unwrap_or_default();
        let plan = format!("{folder}/index.html");
        let is_own = own.iter().any(|kind| path.as_str().contains(kind));
        match is_there(now, &plan) && !is_own && path.as_str() != plan {
            true => format!("{path},{plan},"),
            false => format!("{path},,{}", ended.unwrap_or_default()),
        }
    };
    let rows: Vec<String> = missed.iter().map(row).collect();
    rows.join("\n")
}

fn is_there(now: &BTreeSet<SitePath>, path: &str) -> bool {
    now.contains(path)
}
