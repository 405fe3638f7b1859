//! The pages that a preview has of its own, made when they are asked for.

use std::path::Path;

use crate::base::path::SitePath;
use crate::pages::Page;
use crate::pipeline::{self, BuildError, Prepared, Rendered};
use crate::publish::Shelf;

/// The page of this name, where there is one. What is published may have changed since it was asked last.
///
/// # Errors
/// When the published folder cannot be read, or the page cannot be made.
pub fn page(
    prepared: &Prepared,
    published: &Path,
    name: &str,
) -> Result<Option<Rendered>, BuildError> {
    let shelf = match published.is_dir() {
        true => Shelf::published(published)?,
        false => None,
    };
    if name == "todo.html" {
        let mut findings = prepared.findings.clone();
        if let Some(shelf) = &shelf {
            findings.append(pipeline::uncorrected_since(shelf, prepared)?);
        }
        return prepared.todo(&findings.sorted()).transpose();
    }
    let page = match name.strip_prefix("review/") {
        None if name == "review.html" => Page::Review,
        Some(address) if SitePath::is_valid(address) => Page::Reviewed(SitePath::new(address)),
        _ => return Ok(None),
    };
    match &shelf {
        Some(shelf) => prepared.review(shelf)?,
        None => prepared.book.set_review(None),
    }
    let is_there = page == Page::Review || prepared.review_pages().contains(&page);
    is_there.then(|| prepared.render(&page)).transpose()
}
