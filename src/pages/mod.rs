//! Which pages the site has, and what each of them says.
//!
//! One file a page kind; [`route`] alone knows addresses, [`view`](mod@view) is the vocabulary, [`book`] what all
//! pages share, [`said`] how values and amounts are put into words. No template is known here, and no
//! figure is computed: those come from `figures`.

pub mod accessibility;
pub mod book;
mod cells;
pub mod charts;
pub mod colophon;
pub mod contact;
pub mod corrections;
pub mod datasets;
pub mod editions;
mod feed;
pub mod findings;
pub mod free;
pub mod glance;
pub mod glossary;
mod gone;
pub mod group;
pub mod headway;
pub mod home;
pub mod indicator;
pub mod indicators;
pub mod lineage;
pub mod linked_data;
pub mod listing;
pub mod lists;
pub mod money;
mod older;
pub mod plainly;
pub mod plan;
pub mod policy;
pub mod project;
mod prose;
pub mod related;
pub mod review;
pub mod roadmap;
pub mod route;
pub mod said;
pub mod search;
pub mod section;
pub mod series;
pub mod sitemap;
pub mod standing;
pub mod status;
pub mod tables;
mod todo;
mod units;
mod unpublished;
pub mod values;
pub mod view;
pub mod ways;
pub mod when;
pub mod wording;
pub mod years;
mod yen;

pub use book::Book;
pub use cells::begins_formula;
pub use prose::{files_of, heading as prose_heading, place_of_link};
pub use route::Page;
pub use view::View;

use std::collections::BTreeSet;

use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::model::Plan;

/// Every page of this edition, in a fixed order.
pub fn all(book: &Book) -> Vec<Page> {
    let mut pages = of_site(book);
    if book.is_english() {
        pages.retain(editions::is_in_both);
    }
    pages
}

/// Every page of the site once, whichever edition has it.
pub fn of_site(book: &Book) -> Vec<Page> {
    let mut pages = vec![Page::Home, Page::Search, Page::NotFound];
    let parts = lists::parts(book.figures.newest);
    pages.extend((0..parts).map(Page::AllKana));
    for (ix, plan) in book.site.plans.iter().enumerate() {
        pages.push(Page::Plan(ix));
        if !plan.projects.is_empty() {
            let parts = lists::parts(plan.projects.len());
            pages.extend((0..parts).map(|part| Page::Projects(ix, part)));
            pages.extend((0..parts).map(|part| Page::Kana(ix, part)));
            let parts = lists::tag_parts(book.plan_figures(ix));
            pages.extend((0..parts).map(|part| Page::Tags(ix, part)));
        }
        pages.extend(years::pages(book, ix));
        pages.push(Page::Findings(ix));
        if status::is_there(book, ix) {
            let parts = status::parts(book, ix);
            pages.extend((0..parts).map(|part| Page::Status(ix, part)));
        }
        pages.extend((0..plan.policies.len()).map(|policy| Page::Policy(ix, policy)));
        pages.extend((0..plan.departments.len()).map(|section| Page::Section(ix, section)));
        pages.extend((0..plan.projects.len()).map(|project| Page::Project(ix, project)));
        let indicators = indicators::count(book, ix);
        if indicators > 0 {
            let parts = route::parts(indicators);
            pages.extend((0..parts).map(|part| Page::Indicators(ix, part)));
        }
        if book.plan_figures(ix).has_money() {
            let parts = route::parts(plan.projects.len());
            pages.extend((0..parts).map(|part| Page::Money(ix, part)));
        }
        pages.extend(further(ix, plan));
    }
    pages.extend([Page::Corrections, Page::Accessibility]);
    // Prose at the address of a page that the program makes stands on that page.
    let own = route::address(&book.site, &Page::Accessibility);
    let free = book
        .documents
        .pages
        .keys()
        .filter(|address| **address != own);
    pages.extend(free.cloned().map(Page::Free));
    let gone = book.documents.gone.keys();
    let gone: Vec<&SitePath> = match book.is_preview() && !book.documents.gone.is_empty() {
        // What was withdrawn is there again in a preview, and its page with it.
        true => {
            let there: BTreeSet<SitePath> = pages.iter().map(|page| book.address(page)).collect();
            gone.filter(|address| !there.contains(*address)).collect()
        }
        false => gone.collect(),
    };
    pages.extend(gone.into_iter().cloned().map(Page::Gone));
    pages
}

/// The pages that only some plans have.
fn further(ix: usize, plan: &Plan) -> Vec<Page> {
    let mut pages = Vec::new();
    if !plan.datasets.is_empty() {
        pages.push(Page::Tables(ix));
    }
    for (place, dataset) in plan.datasets.iter().enumerate() {
        let parts = route::parts(dataset.rows.len());
        pages.extend((0..parts).map(|part| Page::Table(ix, place, part)));
    }
    if !plan.glossary.is_empty() {
        pages.push(Page::Glossary(ix));
    }
    if !plan.former.is_empty() {
        let parts = route::parts(plan.former.len());
        pages.extend((0..parts).map(|part| Page::Lineage(ix, part)));
    }
    let former = plan.former.iter().enumerate();
    let own = former.filter(|(_, former)| former.relisted_of.is_none());
    pages.extend(own.map(|(place, _)| Page::Former(ix, place)));
    pages
}

/// Files that are published beside the pages: every further table as a whole, the list of success
/// criteria, the list of pages.
pub fn files(book: &Book, pages: &[Page]) -> Vec<(SitePath, Vec<u8>)> {
    let criteria = accessibility::criteria_csv(book.site.info.lang);
    let criteria_file = book.published(&accessibility::criteria_file());
    let mut files = vec![(criteria_file, criteria)];
    // What is the same in every edition is there once.
    if book.is_english() {
        return files;
    }
    files.extend(sitemap::files(book, pages));
    files.extend(corrections::files(book));
    for plan in &book.site.plans {
        for (ix, dataset) in plan.datasets.iter().enumerate() {
            let address = route::table_file(plan, ix);
            files.push((address, datasets::file(book, dataset)));
        }
    }
    files
}

/// What a page says.
pub fn view(book: &Book, page: &Page) -> View {
    let mut view = plain_view(book, page);
    corrections::put_on(book, page, &mut view);
    older::put_on(book, page, &mut view);
    book.lead_out(page, &mut view);
    glossary::link_prose(book, page, &mut view);
    view.frame.description = book.description(page, &view.frame);
    view
}

fn plain_view(book: &Book, page: &Page) -> View {
    match page {
        Page::Home => home::view(book),
        Page::NotFound => home::not_found(book),
        Page::Plan(plan) => plan::view(book, *plan),
        Page::Projects(plan, part) => lists::projects(book, *plan, *part),
        Page::Kana(plan, part) => lists::kana(book, *plan, *part),
        Page::Tags(plan, part) => lists::tags(book, *plan, *part),
        Page::Year(plan, year, part) => years::view(book, *plan, *year, *part),
        Page::AllKana(part) => lists::all_kana(book, *part),
        Page::Policy(plan, policy) => policy::view(book, *plan, *policy),
        Page::Section(plan, section) => section::view(book, *plan, *section),
        Page::Project(plan, project) => project::view(book, *plan, *project),
        Page::Indicators(plan, part) => indicators::view(book, *plan, *part),
        Page::Money(plan, part) => money::view(book, *plan, *part),
        Page::Findings(plan) => findings::view(book, *plan),
        Page::Status(plan, part) => status::view(book, *plan, *part),
        Page::Tables(plan) => datasets::list(book, *plan),
        Page::Table(plan, table, part) => datasets::view(book, *plan, *table, *part),
        Page::Glossary(plan) => glossary::view(book, *plan),
        Page::Lineage(plan, part) => lineage::view(book, *plan, *part),
        Page::Former(plan, former) => lineage::former(book, *plan, *former),
        Page::Corrections => corrections::view(book),
        Page::Accessibility => accessibility::view(book),
        Page::Search => search::view(book),
        Page::Free(address) => free::view(book, address),
        Page::Gone(address) => gone::view(book, address),
        Page::Todo => todo::view(book),
        Page::Review => review::list(book),
        Page::Reviewed(address) => review::page(book, address),
    }
}

/// The source file that a page is mostly made of: where to look when something is wrong with it.
pub fn origin(book: &Book, page: &Page) -> Place {
    let file = match page {
        Page::Gone(address) => return book.documents.gone[address].place.clone(),
        Page::Project(plan, project) => {
            let (plan, project) = (book.plan(*plan), &book.plan(*plan).projects[*project]);
            book.documents
                .project(plan, project)
                .map_or(&project.file, |document| &document.file)
        }
        Page::Table(plan, table, _) => &book.plan(*plan).datasets[*table].file,
        Page::Free(address) => match book.documents.pages.get(address) {
            Some(document) => &document.file,
            None => return Place::file(&SourcePath::new(address.as_str())),
        },
        Page::Home
        | Page::AllKana(_)
        | Page::Corrections
        | Page::Search
        | Page::NotFound
        | Page::Todo
        | Page::Review
        | Page::Reviewed(_) => {
            return Place::file(&SourcePath::new(crate::sources::SETTINGS));
        }
        page => match book::plan_of(page) {
            Some(plan) => &book.plan(plan).file,
            None => return Place::file(&SourcePath::new(crate::sources::SETTINGS)),
        },
    };
    Place::file(file)
}

/// Pages that only lead on, or lead on beside what they say: the heading of each, its address and the other.
pub fn leads(book: &Book) -> impl Iterator<Item = (&str, SitePath, SitePath)> {
    let editions = older::superseded(book).chain(older::renumbered(book));
    gone::moved(book).chain(editions)
}
