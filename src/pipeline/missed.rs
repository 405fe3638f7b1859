//! Pages that were published and that a release would not have: asked of a build, a check and a release.

use std::collections::BTreeSet;

use super::Prepared;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::compare::Comparison;
use crate::publish::addresses;
use crate::publish::manifest::Manifest;
use crate::sources;
use crate::sources::withhold::{HeldThing, What};

/// Tells of each of them, unless it is there or its address says what became of it; and of what is held
/// back although it was published.
pub fn missed(before: &Manifest, now: &BTreeSet<SitePath>, held: &[HeldThing]) -> Findings {
    let missed = |path: &str| path.ends_with(".html") && !now.contains(path);
    let hides = |thing: &&HeldThing| {
        let mut was = before.files().iter().map(|file| file.path.as_str());
        was.any(|path| missed(path) && is_of(thing, path))
    };
    let mut findings = Findings::new();
    for thing in held.iter().filter(hides) {
        findings.push(again(thing));
    }
    let list = SourcePath::new(sources::addresses::FILE);
    let is_held = !findings.is_empty();
    findings.append(addresses::gone(before, now, &list, is_held));
    findings
}

/// The same for what would be published now.
pub(super) fn missed_in(before: &Manifest, prepared: &Prepared) -> Findings {
    let pages = prepared.all_pages();
    let now = pages.map(|(edition, page)| edition.address(page)).collect();
    missed(before, &now, &prepared.held)
}

/// That something was published and would be hidden again.
pub(super) fn again(thing: &HeldThing) -> Diagnostic {
    let told = thing.named(Diagnostic::warning("HELD-AGAIN", thing.place.clone()));
    let told = match (thing.year, thing.what) {
        (Some(_), _) => told.with("of_value", ""),
        (None, What::Text) => told.with("of_page", "").with("of_text", ""),
        (None, _) => told.with("of_page", "").with("of_data", ""),
    };
    match thing.until {
        Some(_) => told,
        None => told.with("is_draft", ""),
    }
}

/// Leaves out that something waits, where it is told that it was published already: what to do when its
/// moment comes has been done.
pub fn once(findings: &Findings) -> Findings {
    let again = findings.iter().filter(|one| one.code == "HELD-AGAIN");
    let again: BTreeSet<&Place> = again.map(|one| &one.place).collect();
    let is_double = |one: &Diagnostic| {
        ["HELD-DRAFT", "HELD-UNTIL"].contains(&one.code) && again.contains(&one.place)
    };
    let mut left = Findings::new();
    left.extend(findings.iter().filter(|one| !is_double(one)).cloned());
    left
}

/// Leaves out of a comparison what pages say that are held back now. A list may stay with less in it.
pub fn hide(comparison: &mut Comparison, held: &[HeldThing]) {
    let is_list = |thing: &HeldThing, page: &str| {
        thing.what == What::Table && page.ends_with("/tables/index.html")
    };
    comparison.hide(|page, is_gone| {
        let mut of = held.iter().filter(|thing| is_of(thing, page));
        of.any(|thing| is_gone || !is_list(thing, page))
    });
}

/// Whether a page is of something that is held back as a whole.
pub(super) fn is_of(thing: &HeldThing, path: &str) -> bool {
    let path = path.strip_prefix("en/").unwrap_or(path);
    let (plan, id) = (&thing.plan, &thing.id);
    let stem = |folder: &str| path.strip_prefix(&*format!("{plan}/{folder}/{id}"));
    match thing.what {
        What::Plan => path
            .strip_prefix(&**plan)
            .is_some_and(|rest| rest.starts_with('/')),
        What::Project => stem("projects").is_some_and(|rest| rest.starts_with('.')),
        // The list of tables goes with the last of them.
        What::Table => {
            stem("tables").is_some_and(|rest| rest.starts_with(['.', '-']))
                || path.strip_prefix(&**plan) == Some("/tables/index.html")
        }
        What::Text => {
            let file = thing.place.file.as_str();
            let page = file
                .strip_prefix("content/")
                .and_then(|file| file.strip_suffix(".md"));
            page.is_some_and(|page| path.strip_suffix(".html") == Some(page))
        }
        What::Indicator(..) | What::Money | What::Correction => false,
    }
}
