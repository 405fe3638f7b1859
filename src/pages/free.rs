//! A page that is only prose, such as the guide for clerks.

use super::book::{Book, Head};
use super::plan::free_blocks;
use super::route::Page;
use super::view::{Section, View};
use crate::base::path::SitePath;

pub fn view(book: &Book, address: &SitePath) -> View {
    let page = Page::Free(address.clone());
    let (title, summary, blocks) = match book.documents.pages.get(address) {
        Some(document) => (
            document.title.clone(),
            document.summary.clone(),
            free_blocks(book, &document.pieces),
        ),
        // Pages are listed from these documents, so there always is one.
        None => (String::new(), String::new(), Vec::new()),
    };
    View {
        frame: book.frame(Head {
            page: &page,
            kind: "page",
            heading: title,
            kicker: String::new(),
            summary,
            above: Vec::new(),
        }),
        glance: Vec::new(),
        chips: Vec::new(),
        sections: vec![Section {
            id: "text".to_owned(),
            heading: String::new(),
            blocks,
        }],
    }
}
