//! Which pages the site has, and what each of them says.
//!
//! One file a page kind; [`route`] alone knows addresses, [`view`](mod@view) is the vocabulary, [`book`] what all
//! pages share, [`said`] how values and amounts are put into words. No template is known here, and no
//! figure is computed: those come from `figures`.

pub mod book;
pub mod charts;
pub mod findings;
pub mod free;
pub mod glance;
pub mod group;
pub mod home;
pub mod indicators;
pub mod money;
pub mod plan;
pub mod project;
pub mod route;
pub mod said;
pub mod tables;
pub mod view;

pub use book::Book;
pub use route::Page;
pub use view::View;

use crate::base::path::SourcePath;
use crate::base::place::Place;

/// Every page of the site, in a fixed order.
pub fn all(book: &Book) -> Vec<Page> {
    let mut pages = vec![Page::Home, Page::NotFound];
    for (ix, plan) in book.site.plans.iter().enumerate() {
        pages.push(Page::Plan(ix));
        pages.push(Page::Findings(ix));
        pages.extend((0..plan.policies.len()).map(|policy| Page::Policy(ix, policy)));
        pages.extend((0..plan.departments.len()).map(|section| Page::Section(ix, section)));
        pages.extend((0..plan.projects.len()).map(|project| Page::Project(ix, project)));
        let indicators = book.plan_figures(ix).whole.indicators;
        pages.extend((0..route::parts(indicators)).map(|part| Page::Indicators(ix, part)));
        let parts = route::parts(plan.projects.len());
        pages.extend((0..parts).map(|part| Page::Money(ix, part)));
    }
    pages.extend(book.documents.pages.keys().cloned().map(Page::Free));
    pages
}

/// What a page says.
pub fn view(book: &Book, page: &Page) -> View {
    match page {
        Page::Home => home::view(book),
        Page::NotFound => home::not_found(book),
        Page::Plan(plan) => plan::view(book, *plan),
        Page::Policy(plan, policy) => group::policy(book, *plan, *policy),
        Page::Section(plan, section) => group::section(book, *plan, *section),
        Page::Project(plan, project) => project::view(book, *plan, *project),
        Page::Indicators(plan, part) => indicators::view(book, *plan, *part),
        Page::Money(plan, part) => money::view(book, *plan, *part),
        Page::Findings(plan) => findings::view(book, *plan),
        Page::Free(address) => free::view(book, address),
    }
}

/// The source file that a page is mostly made of: where to look when something is wrong with it.
pub fn origin(book: &Book, page: &Page) -> Place {
    let file = match page {
        Page::Project(plan, project) => {
            let (plan, project) = (book.plan(*plan), &book.plan(*plan).projects[*project]);
            book.documents
                .project(plan, project)
                .map_or(&project.file, |document| &document.file)
        }
        Page::Free(address) => match book.documents.pages.get(address) {
            Some(document) => &document.file,
            None => return Place::file(&SourcePath::new(address.as_str())),
        },
        Page::Home | Page::NotFound => {
            return Place::file(&SourcePath::new(crate::sources::SETTINGS));
        }
        page => match book::plan_of(page) {
            Some(plan) => &book.plan(plan).file,
            None => return Place::file(&SourcePath::new(crate::sources::SETTINGS)),
        },
    };
    Place::file(file)
}
