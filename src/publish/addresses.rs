//! Whether every page can have the address that was chosen for it, told before anything is rendered, and
//! whether pages of the site before would be missed.
//!
//! The sink refuses the same addresses again when a file is written; here the finding can still name
//! the sources that want them. It chooses no address.

use std::collections::BTreeSet;

use super::error::AddressFault;
use super::manifest::Manifest;
use super::sink::address_fault;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;

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
        places.sort();
        let [first, others @ ..] = &places[..] else {
            continue;
        };
        for place in others {
            findings.push(
                Diagnostic::error("PAGE-ADDRESS-TWICE", place.clone())
                    .with("path", path)
                    .with("other", first)
                    .and_at(first.clone()),
            );
        }
    }
    findings.sorted()
}

/// So many pages that would be missed are named one by one.
const NAMED: usize = 20;

/// Finds pages of the site before that the new one has not. `list` is the file that could tell what became
/// of them. An edition in another language goes where the first one goes.
pub fn gone(before: &Manifest, now: &BTreeSet<SitePath>, list: &SourcePath) -> Findings {
    let is_page = |path: &&SitePath| path.as_str().ends_with(".html");
    let was = || before.files().iter().map(|entry| &entry.path);
    let is_told = |path: &SitePath| {
        let first = path.as_str().strip_prefix("en/");
        first.is_some_and(|first| was().any(|path| path.as_str() == first) && !is_there(now, first))
    };
    let missed: Vec<&SitePath> = was()
        .filter(is_page)
        .filter(|path| !now.contains(*path) && !is_told(path))
        .collect();
    let mut findings = Findings::new();
    for path in missed.iter().take(NAMED) {
        let told = Diagnostic::warning("ADDRESS-GONE", Place::file(list)).with("found", path);
        findings.push(told);
    }
    if missed.len() > NAMED {
        let more = Diagnostic::warning("ADDRESS-GONE-MORE", Place::file(list))
            .with("count", missed.len() - NAMED);
        findings.push(more);
    }
    findings
}

fn is_there(now: &BTreeSet<SitePath>, path: &str) -> bool {
    now.contains(path)
}
