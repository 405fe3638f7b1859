//! What waited for a moment, and is published for the first time now that it has come.

use super::corrected::hiding;
use super::missed::is_of;
use crate::base::moment::Moment;
use crate::base::words::{Lang, Words};
use crate::compare::{Change, Comparison, Freed, Mark};
use crate::sources::withhold::{HeldThing, What};

/// Tells a comparison which of the things whose moment has come were not public before, and answers the
/// latest of these moments. Whatever is marked so and was public already is nothing new.
pub fn freed(comparison: &mut Comparison, opened: &[HeldThing], lang: Lang) -> Option<Moment> {
    let new = opened
        .iter()
        .filter(|thing| is_new(thing, comparison, lang));
    let new: Vec<&HeldThing> = new.collect();
    let last = new.iter().filter_map(|thing| thing.until).max();
    comparison.freed = new.into_iter().map(told).collect();
    last
}

fn told(thing: &HeldThing) -> Freed {
    let told = thing.freed();
    Freed {
        plan: thing.plan.clone(),
        id: thing.id.clone(),
        name: thing.name.clone(),
        year: thing.year.map(|year| year.western().to_string()),
        until: thing.until.map(|until| until.to_string()),
        said: Lang::ALL.map(|lang| told.message(lang).replace('\n', "")),
    }
}

fn is_new(thing: &HeldThing, comparison: &Comparison, lang: Lang) -> bool {
    let first = match thing.what {
        What::Plan => Some(format!("{}/index.html", thing.plan)),
        What::Table => Some(format!("{}/tables/{}.html", thing.plan, thing.id)),
        _ => None,
    };
    let is_its = |page: &str| match &first {
        Some(first) => page == first,
        None => is_of(thing, page),
    };
    let mut pages = comparison.pages.iter();
    if pages.any(|page| page.change == Change::Added && is_its(&page.page)) {
        return true;
    }
    let mut words = comparison.words.iter();
    match thing.what {
        What::Plan | What::Project | What::Table => false,
        What::Indicator(..) | What::Money => {
            let parts = hiding(thing, Words::of(lang));
            let mut values = comparison.values.iter();
            values.any(|change| {
                let was = change.old.as_ref().filter(|old| !old.is_nothing());
                let is_it = parts.as_ref().is_some_and(|parts| parts.is_about(change));
                was.is_none() && change.new.is_some() && is_it
            })
        }
        What::Text => words.any(|change| change.pages.iter().any(|page| is_beside(thing, page))),
        What::Correction => words.any(|change| {
            let mut added = change.words.iter();
            added.any(|mark| matches!(mark, Mark::Added(text) if text.contains(&thing.name)))
        }),
    }
}

/// Whether a page shows a text that belongs to something.
fn is_beside(thing: &HeldThing, page: &str) -> bool {
    pages_of(thing).iter().any(|own| own == page)
}

/// Where a text is shown: at its own address, or on the page of its project.
pub(super) fn pages_of(thing: &HeldThing) -> [String; 2] {
    let file = thing.place.file.as_str();
    let file = file.strip_prefix("content/").unwrap_or(file);
    let file = file.strip_suffix(".md").unwrap_or(file);
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    [
        format!("{file}.html"),
        format!("{folder}/projects/{name}.html"),
    ]
}
