//! Words that are held back, and whether the same words stand among what is public.

use crate::base::path::SitePath;
use crate::model::{Id, Plan, Site, Subject};
use crate::pages::route::{self, Page};
use crate::pages::{Book, corrections, values};
use crate::publish::leaks::{Of, Secret};
use crate::sources::withhold::HeldWord;

/// Where a word that is held back would be seen.
pub fn secret(word: HeldWord, site: &Site) -> Secret {
    Secret {
        of: match word.on {
            Some(on) => figure(on, site),
            None => Of::Title,
        },
        text: word.text,
        place: word.place,
        is_public: false,
    }
}

/// A figure of a project, or of one that is nowhere in public.
fn figure((plan, id): (String, String), site: &Site) -> Of {
    let found = || {
        let plan_ix = site.plans.iter().position(|one| one.id.as_str() == plan)?;
        let projects = &site.plans[plan_ix].projects;
        let ix = projects.iter().position(|one| one.id.as_str() == id)?;
        Some((plan_ix, ix))
    };
    let found = found();
    let on = found.map(|(plan, ix)| (&site.plans[plan], &site.plans[plan].projects[ix]));
    Of::Figure {
        page: found.map(|(plan, ix)| route::address(site, &Page::Project(plan, ix))),
        is_common: false,
        title: on
            .map(|(_, project)| project.title.clone())
            .unwrap_or_default(),
        before: on.map_or_else(Vec::new, |(plan, project)| before(plan, &project.id)),
    }
}

/// The files with figures as they were before that every record which names them has for one project.
fn before(plan: &Plan, project: &Id) -> Vec<SitePath> {
    let is_own = |on: &Subject| matches!(on, Subject::Project(id) if id == project);
    let names = plan.superseded.iter().map(|kept| &kept.name);
    let own = names.filter(|name| {
        let records = plan.corrections.iter();
        let mut naming = records.filter(|one| one.superseded.as_ref() == Some(*name));
        naming.all(|one| is_own(&one.on))
    });
    own.map(|name| corrections::superseded(plan, name))
        .collect()
}

/// The columns of the file of all values that name things.
const NAMES: [&str; 5] = [
    "values-title",
    "values-sections",
    "values-policies",
    "values-item",
    "values-document",
];

/// Finds out which of them are seen in the data of what is public: the title of another project, another
/// year's figure. What is seen in words that people wrote is not looked at.
pub fn known(book: &Book, mut secrets: Vec<Secret>) -> Vec<Secret> {
    if secrets.is_empty() {
        return secrets;
    }
    let column = |name: &str| values::COLUMNS.iter().position(|known| *known == name);
    let names: Vec<usize> = NAMES.into_iter().filter_map(column).collect();
    let [printed, number] = ["values-printed", "values-number"].map(column);
    let plans = 0..book.site.plans.len();
    for piece in plans.flat_map(|plan| values::pieces(book, plan)) {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader
            .has_headers(false)
            .flexible(true)
            .from_reader(&*piece.bytes);
        for row in reader.records().filter_map(Result::ok) {
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
            let is_figure = !cell(number).is_empty();
            for secret in secrets.iter_mut().filter(|secret| !secret.is_public) {
                let is_it =
                    |at: usize| row.get(at).is_some_and(|cell| cell.contains(&*secret.text));
                secret.is_public = match &mut secret.of {
                    Of::Figure {
                        page, is_common, ..
                    } => {
                        let is_printed = is_figure && cell(printed) == secret.text;
                        *is_common |= is_printed;
                        is_printed && page.as_ref() == Some(&piece.page)
                    }
                    Of::Title => names.iter().any(|at| is_it(*at)),
                };
            }
        }
    }
    secrets
}
