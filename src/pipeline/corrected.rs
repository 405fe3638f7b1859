//! That what was published is not changed without a word: asked of a release, and before there is one.

use std::collections::BTreeMap;

use super::Prepared;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::words::Words;
use crate::compare::{self, Comparison, Corrected, Seen, Side, side};
use crate::pages::{self, Book, Page, values};
use crate::publish::{PublishError, Shelf};

/// So many figures are named one by one.
const NAMED: usize = 20;

/// What the lists of corrections of a site tell.
pub fn corrected(book: &Book) -> Vec<Corrected> {
    let words = Words::of(book.site.info.lang);
    let told = pages::corrections::told(book);
    told.map(|(plan, one)| {
        let (kind, id) = pages::corrections::thing(plan, one);
        Corrected {
            plan: plan.id.to_string(),
            kind: words.find_in("pages", kind).unwrap_or_default(),
            id: id.to_owned(),
            what: one.what.clone(),
            old: one.old.clone(),
            new: one.new.clone(),
        }
    })
    .collect()
}

/// Tells of values that were published and are others now without a word in the plan's list. `origin` says
/// what a page is made from, where that is known.
pub fn uncorrected(
    comparison: &Comparison,
    corrected: &[Corrected],
    origin: impl Fn(&str) -> Option<Place>,
) -> Findings {
    let mut findings = Findings::new();
    let untold = compare::untold(comparison, corrected);
    for one in untold.iter().take(NAMED) {
        let change = one.change;
        let what = [
            &change.on.title,
            &change.item,
            &change.measure,
            &change.when,
        ];
        let what = what.map(|part| part.as_str());
        let what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
        let said = |seen: &Option<Seen>| seen.as_ref().map_or_else(String::new, Seen::said);
        let (old, new) = (said(&change.old), said(&change.new));
        let code = match change.new {
            Some(_) => "CORRECTION-MISSING",
            None => "CORRECTION-GONE",
        };
        let (old, new) = compare::differing(&old, &new);
        let mut told = Diagnostic::warning(code, list_of(&change.on.page))
            .with("what", what.join("　"))
            .with("old", old);
        if change.new.is_some() {
            told = told.with("new", new);
        } else if one.count > 1 {
            told = told.with("more", one.count - 1);
        }
        if let Some(place) = origin(&change.on.page) {
            told = told.and_at(place);
        }
        findings.push(told);
    }
    if untold.len() > NAMED {
        let list = Place::file(&SourcePath::new("seeds"));
        let more = Diagnostic::warning("CORRECTION-MISSING-MORE", list);
        findings.push(more.with("count", untold.len() - NAMED));
    }
    findings
}

/// The list of the plan that a page or a file belongs to.
fn list_of(path: &str) -> Place {
    let plan = path.split('/').next().unwrap_or_default();
    Place::file(&SourcePath::new(format!("seeds/{plan}/corrections.yaml")))
}

/// The files of all values as they would be published now.
pub fn values_of(book: &Book) -> impl Iterator<Item = (String, String)> {
    values::addresses(book).into_iter().map(|path| {
        let bytes = values::file(book, path.as_str()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (path.to_string(), text)
    })
}

/// The same for what would be published now, held against what is. Only figures are read of either.
///
/// # Errors
/// When a file of the folder cannot be read.
pub fn uncorrected_since(published: &Shelf, now: &Prepared) -> Result<Findings, PublishError> {
    let mut findings = Findings::new();
    let mut old = BTreeMap::new();
    let files = published.manifest.files().iter().map(|file| &file.path);
    for path in files.filter(|path| side::is_values(path.as_str())) {
        match published.read(path.as_str())? {
            Some(bytes) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                old.insert(path.to_string(), text);
            }
            None => findings.push(
                Diagnostic::warning("CORRECTION-ALTERED", list_of(path.as_str()))
                    .with("file", path),
            ),
        }
    }
    let new: BTreeMap<String, String> = values_of(&now.book).collect();
    if old == new {
        return Ok(findings);
    }
    let [old, new] = [old, new].map(Side::of_texts);
    let origin = |page: &str| match now.find_in_any(page)? {
        (edition, Page::Project(plan, ix)) => {
            let project = &edition.book.plan(*plan).projects[*ix];
            Some(project.place(project.at))
        }
        _ => None,
    };
    let comparison = compare::compare(&old, &new);
    findings.append(uncorrected(&comparison, &corrected(&now.book), origin));
    Ok(findings)
}
