//! Where in the sources a link stands that leads nowhere.

use std::collections::BTreeSet;

use super::Prepared;
use super::missed::is_of;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::place::Place;
use crate::pages;
use crate::sources;
use crate::sources::withhold::HeldThing;

/// The findings about links, each at the line of the prose that has the link, where one has it.
pub(super) fn placed(prepared: &Prepared, found: Findings) -> Findings {
    let mut placed = Findings::new();
    // Prose stands in every edition and is written once.
    let mut told: BTreeSet<(&str, Place, String)> = BTreeSet::new();
    // The first edition is the one that its author reads.
    let is_first = |finding: &&Diagnostic| {
        let mut args = finding.args().iter();
        args.any(|(name, page)| *name == "page" && prepared.find(page).is_some())
    };
    let (first, other): (Vec<&Diagnostic>, Vec<&Diagnostic>) = found.iter().partition(is_first);
    for finding in first.into_iter().chain(other) {
        let said = |name: &str| {
            let mut args = finding.args().iter();
            args.find(|(known, _)| *known == name).map(|(_, said)| said)
        };
        let place = said("page").zip(said("link")).and_then(|(page, link)| {
            let (edition, page) = prepared.find_in_any(page)?;
            let place = pages::place_of_link(&edition.book, page, link)?;
            Some((place, edition.book.unpublished(link).unwrap_or(link)))
        });
        let mut finding = finding.clone();
        if let Some((place, link)) = place {
            if !told.insert((finding.code, place.clone(), link.to_owned())) {
                continue;
            }
            finding.place = place;
        } else if is_row(&finding)
            && !told.insert((finding.code, finding.place.clone(), String::new()))
        {
            continue;
        }
        let target = said("target").filter(|_| finding.code == "LINK-BROKEN");
        let held = target.and_then(|target| prepared.held.iter().find(|one| is_of(one, target)));
        placed.push(match held {
            Some(thing) => to_held(finding, thing),
            None => finding,
        });
    }
    placed.sorted()
}

/// The same of a page that is there and not public yet.
fn to_held(mut finding: Diagnostic, thing: &HeldThing) -> Diagnostic {
    finding.code = "LINK-HELD";
    let of = if is_row(&finding) {
        "is_row"
    } else {
        "is_text"
    };
    let finding = finding.with("name", &thing.name).with(of, "");
    let finding = match thing.until {
        Some(until) => finding.with("until", until),
        None => finding.with("is_draft", ""),
    };
    finding.and_at(thing.place.clone())
}

/// Whether it is of a row about a page that went, which has a page in every edition.
fn is_row(finding: &Diagnostic) -> bool {
    finding.place.file.as_str() == sources::addresses::FILE
}
