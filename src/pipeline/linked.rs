//! Where in the sources a link stands that leads nowhere.

use std::collections::BTreeSet;

use super::Prepared;
use crate::base::diag::Findings;
use crate::base::place::Place;
use crate::pages;

/// The findings about links, each at the line of the prose that has the link, where one has it.
pub(super) fn placed(prepared: &Prepared, found: Findings) -> Findings {
    let mut placed = Findings::new();
    // Prose stands in every edition and is written once.
    let mut told: BTreeSet<(&str, Place, String)> = BTreeSet::new();
    for finding in found.iter() {
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
        }
        placed.push(finding);
    }
    placed.sorted()
}
