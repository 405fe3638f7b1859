//! The prose that stands on a page, and where in it something is written.

use std::sync::Arc;

use super::book::Book;
use super::route::Page;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::text;
use crate::sources::Document;
use crate::sources::markdown::percent_decode;

/// The file of prose that stands on a page.
pub fn document<'a>(book: &'a Book, page: &Page) -> Option<&'a Document> {
    let documents = &book.documents;
    match page {
        Page::Home => documents.home.as_deref(),
        Page::Plan(plan) => documents.plans.get(&book.plan(*plan).id).map(Arc::as_ref),
        Page::Policy(plan, policy) => {
            let plan = book.plan(*plan);
            documents.policy(plan, &plan.policies[*policy])
        }
        Page::Project(plan, project) => {
            let plan = book.plan(*plan);
            documents.project(plan, &plan.projects[*project])
        }
        Page::Free(address) => documents.pages.get(address).map(Arc::as_ref),
        _ => None,
    }
}

/// The heading that its prose stands below, of a page that is there without it, too.
pub fn heading(book: &Book, page: &Page) -> Option<String> {
    match page {
        Page::Home => Some(book.prose_heading("home-about")),
        Page::Plan(_) => Some(book.say("plan-about").to_owned()),
        Page::Policy(..) => Some(book.prose_heading("policy-about")),
        Page::Project(..) => Some(book.prose_heading("project-about")),
        _ => None,
    }
}

/// The sources that a page tells of, for whoever asks what is wrong with it.
pub fn files_of(book: &Book, page: &Page) -> Vec<SourcePath> {
    let mut files = vec![super::origin(book, page).file];
    match page {
        Page::Project(plan, project) => {
            files.push(book.plan(*plan).projects[*project].file.clone());
        }
        Page::Policy(plan, policy) => {
            files.push(book.plan(*plan).policies[*policy].file.clone());
        }
        Page::Table(plan, table, _) => {
            files.push(book.plan(*plan).datasets[*table].cells.clone());
        }
        _ => {}
    }
    files.extend(document(book, page).map(|document| document.file.clone()));
    files
}

/// Where the prose of a page has a link, as a message quotes it. Nothing where the link is not of the
/// prose: menus and tables link too.
pub fn place_of_link(book: &Book, page: &Page, quoted: &str) -> Option<Place> {
    let document = document(book, page)?;
    let mut links = document.links.iter();
    let link = links.find(|link| is_quoted(&link.address, quoted))?;
    Some(link.at.in_file(&document.file))
}

/// A message cuts an address at so many characters.
const QUOTED: usize = 100;

/// A message has the address as it is written or, where the link leads into another page, the page's own
/// address with the decoded place behind it.
fn is_quoted(address: &str, quoted: &str) -> bool {
    let shown = |text: &str| text::shorten(&text::visible(text), QUOTED);
    if shown(address) == quoted {
        return true;
    }
    let target = percent_decode(address);
    let inside = target.trim_start_matches("../").trim_start_matches("./");
    let before = quoted.strip_suffix(&shown(inside));
    inside.contains('#') && before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
}
