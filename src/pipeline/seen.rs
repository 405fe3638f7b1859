//! Where in the sources a word stands that is held back and was seen on a page.
//!
//! A page knows what it says and not which line said it. Whoever has to take a word out needs the line, so
//! that the sources are looked through once more, where there is something to be told.

use std::collections::BTreeSet;

use super::Prepared;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::pages::{self, corrections};
use crate::publish::leaks;
use crate::sources::{self, Inputs};
use crate::world::World;

/// The same findings at the lines that tell too early, each line once; what is not found in any text stays
/// where it was.
pub(super) fn placed(prepared: &Prepared, world: &dyn World, found: Findings) -> Findings {
    let is_it = |finding: &&Diagnostic| ["HELD-SEEN", "HELD-ELSEWHERE"].contains(&finding.code);
    if found.iter().find(is_it).is_none() {
        return found;
    }
    let inputs = sources::gather(world);
    let mut told: BTreeSet<(Place, String)> = BTreeSet::new();
    let mut placed = Findings::new();
    for finding in found.iter() {
        let said = |name: &str| {
            let mut args = finding.args().iter();
            args.find(|(known, _)| *known == name)
                .map(|(_, said)| &**said)
        };
        let (text, page) = (said("found"), said("page"));
        let is_own = finding.code == "HELD-ELSEWHERE";
        let place = text.and_then(|text| {
            let of = (page?, &finding.place);
            find(prepared, &inputs, (text, is_own), of)
        });
        // A figure that no text of another page has was worked out of other figures.
        if is_own && place.is_none() {
            continue;
        }
        let mut finding = finding.clone();
        if let Some(place) = place {
            let is_new = told.insert((place.clone(), text.unwrap_or_default().to_owned()));
            if !is_new {
                continue;
            }
            let held = std::mem::replace(&mut finding.place, place);
            finding = finding.and_at(held);
        }
        placed.push(finding);
    }
    placed
}

/// In the prose of the page, then in the other files that it is made from; a title may stand anywhere.
fn find(
    prepared: &Prepared,
    inputs: &Inputs,
    (text, is_own): (&str, bool),
    (page, held): (&str, &Place),
) -> Option<Place> {
    // What is published as it was given is where it was given.
    if corrections::is_superseded(page) {
        let file = SourcePath::new(format!("seeds/{page}"));
        let spot = inputs
            .find(file.as_str())
            .and_then(|bytes| spot(bytes, text, |_| false));
        return Some(spot.map_or_else(|| Place::file(&file), |spot| spot.in_file(&file)));
    }
    let is_figure = text.chars().all(|c| c.is_numeric() || ",.，．".contains(c));
    let own = prepared.find_in_any(page);
    let mut own = own.map_or_else(Vec::new, |(edition, page)| {
        pages::files_of(&edition.book, page)
    });
    own.sort_by_key(|file| !file.as_str().ends_with(".md"));
    let rest = ["content", "seeds"].into_iter();
    let rest = rest.flat_map(|folder| inputs.below(folder));
    let rest = rest.map(|(file, _)| file).filter(|_| !is_figure && !is_own);
    // Each page shows the records of its things, and one page all of them.
    let records = inputs.below("seeds").iter().map(|(file, _)| file);
    let records = records.filter(|file| file.as_str().ends_with("/corrections.yaml"));
    let mut files = own.iter().chain(records).chain(rest);
    files.find_map(|file| {
        let spot = spot(inputs.find(file.as_str())?, text, |line| {
            // What is held back stands where it is held back: a title in all of its file, a figure in its line.
            *file == held.file && (!is_figure || held.spot.is_some_and(|at| at.line == line))
        });
        spot.map(|spot| spot.in_file(file))
    })
}

/// The first line with a word, in whatever way it is written there.
fn spot(bytes: &[u8], word: &str, is_held: impl Fn(u32) -> bool) -> Option<Spot> {
    let whole = String::from_utf8_lossy(bytes);
    (1..).zip(whole.lines()).find_map(|(number, line)| {
        let (at, text) = leaks::find(line, word).filter(|_| !is_held(number))?;
        let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Some(Spot::new(number, length(&line[..at]) + 1, length(text)))
    })
}
