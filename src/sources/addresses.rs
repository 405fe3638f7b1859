//! `content/addresses.csv`: what became of pages that were published once and are no more.

use std::collections::BTreeMap;

use super::resolve::{Reader, rows};
use super::{csv, decode};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::{Place, Spot};
use crate::model::Plan;
use crate::sources::yaml::Text;

pub const FILE: &str = "content/addresses.csv";

const COLUMNS: [&str; 3] = ["address", "to", "what"];

/// A page that was published at an address which nothing else has now.
#[derive(Clone, Debug)]
pub struct Gone {
    /// Where its subject is told now.
    pub to: Option<SitePath>,
    /// What became of it, in words; may be empty where it only moved.
    pub what: String,
    pub place: Place,
}

/// By the address that each of them had.
pub type Pages = BTreeMap<SitePath, Gone>;

/// Pages of an older edition, which are kept, each with the page of the next one that is of the same.
pub type Renumbered = Pages;

/// Takes the rows out that are about a page which is kept in an older edition: they say what its subject is
/// called in the next one. An edition that is held back has its rows already.
pub fn renumbered(list: &mut Pages, plans: &[Plan], findings: &mut Findings) -> Renumbered {
    let mut found = Renumbered::new();
    list.retain(|address, gone| {
        let Some((plan, to)) = thing(address, plans).zip(gone.to.as_ref()) else {
            return true;
        };
        let next = plan.superseded_by().map(|id| format!("{id}/"));
        if !next.is_some_and(|next| to.as_str().starts_with(&next)) {
            return true;
        }
        let is_same_kind = folder(address) == folder(to);
        if !is_same_kind || thing(to, plans).is_none() {
            let wrong = Diagnostic::error("ADDRESS-NEXT", gone.place.clone());
            findings.push(wrong.with("found", to).with("address", address));
        }
        found.insert(address.clone(), gone.clone());
        false
    });
    found
}

/// The plan of which an address has a project or a policy.
fn thing<'a>(address: &SitePath, plans: &'a [Plan]) -> Option<&'a Plan> {
    let (plan, rest) = address.as_str().split_once('/')?;
    let plan = plans.iter().find(|one| one.id.as_str() == plan)?;
    let (kind, page) = rest.split_once('/')?;
    let id = page.strip_suffix(".html")?;
    let is_there = match kind {
        "projects" => plan.project(id).is_some(),
        "policies" => plan.policies.iter().any(|one| one.id.as_str() == id),
        _ => false,
    };
    is_there.then_some(plan)
}

/// The folder in that of its plan.
fn folder(address: &SitePath) -> Option<&str> {
    address.as_str().split('/').nth(1)
}

pub fn load(path: &SourcePath, bytes: &[u8], findings: &mut Findings) -> Pages {
    let sheet =
        decode::decode(bytes, path, findings).and_then(|text| csv::read(&text, path, findings));
    let Some(sheet) = sheet else {
        return Pages::new();
    };
    let mut reader = Reader::new(path, findings);
    let mut list = Pages::new();
    let mut places: BTreeMap<SitePath, Spot> = BTreeMap::new();
    for row in rows(&sheet, &COLUMNS, &mut reader) {
        let Some(address) = row.cell("address").and_then(|text| page(text, &mut reader)) else {
            continue;
        };
        if let Some(first) = places.insert(address.clone(), row.at()) {
            reader.duplicate("address", address.as_str(), (row.at(), first));
            continue;
        }
        let to = row.cell("to").filter(|text| !text.text.trim().is_empty());
        let to = match to {
            Some(text) => match page(text, &mut reader) {
                Some(to) if to == address => {
                    reader.error("ADDRESS-ITSELF", text.at, &[("found", to.as_str())]);
                    continue;
                }
                Some(to) => Some(to),
                None => continue,
            },
            None => None,
        };
        let what = row.cell("what");
        let what = what.map_or_else(String::new, |text| text.text.trim().to_owned());
        if to.is_none() && what.is_empty() {
            reader.error("ADDRESS-FATE", row.at(), &[("found", address.as_str())]);
            continue;
        }
        let place = reader.place(row.at());
        list.insert(address, Gone { to, what, place });
    }
    circles(&list, &mut reader);
    list
}

/// Moves that lead back to where they began would send a browser round for ever.
fn circles(list: &Pages, reader: &mut Reader<'_>) {
    for (address, gone) in list {
        let next = |address: &&SitePath| list.get(*address)?.to.as_ref();
        let mut way = std::iter::successors(gone.to.as_ref(), next).take(list.len());
        if way.any(|to| to == address) {
            let found =
                Diagnostic::error("ADDRESS-ITSELF", gone.place.clone()).with("found", address);
            reader.findings.push(found);
        }
    }
}

/// The address of a page, from the top of the site.
fn page(text: &Text, reader: &mut Reader<'_>) -> Option<SitePath> {
    let address = text.text.trim();
    let is_page = SitePath::is_valid(address) && address.ends_with(".html");
    if !is_page {
        reader.error("ADDRESS-OLD", text.at, &[("found", address)]);
    }
    is_page.then(|| SitePath::new(address))
}
