//! What a build renders: an edition of the site with all that its pages need.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::addresses::{self, Addresses, Known};
use super::{BuildError, Counts};
use crate::base::diag::Findings;
use crate::base::path::SitePath;
use crate::figures;
use crate::model::Purpose;
use crate::pages::{self, Book, Page};
use crate::publish::Sink;
use crate::publish::leaks::Secret;
use crate::render::{Html, Theme, markdown};
use crate::sources::withhold::HeldThing;

/// Everything that pages need, checked and ready to be rendered.
pub struct Prepared {
    pub book: Arc<Book>,
    pub theme: Arc<Theme>,
    pub pages: Vec<Page>,
    /// Where each of them is published.
    pub(super) addresses: Arc<Addresses>,
    /// What is published beside the pages.
    pub files: Vec<(SitePath, Vec<u8>)>,
    pub findings: Findings,
    /// Words that no file of a release may show.
    pub secrets: Vec<Secret>,
    /// What a release leaves out because its file says so.
    pub held: Vec<HeldThing>,
    /// What it no longer leaves out because its moment has come.
    pub opened: Vec<HeldThing>,
    /// The English edition, made ready likewise, where the site has one beside the Japanese.
    pub english: Option<Box<Prepared>>,
}

/// One page as HTML and as Markdown.
pub struct Rendered {
    pub address: SitePath,
    pub html: Html,
    pub markdown: Option<String>,
}

impl Prepared {
    /// The English edition, beside the one of this book.
    pub(super) fn in_english(
        first: &Arc<Book>,
        theme: &Theme,
        kept: Option<&mut figures::Kept>,
        known: Option<&Known>,
    ) -> Self {
        let book = Book::in_english(first, kept);
        let theme = theme.in_words(book.words());
        Self::new(Arc::new(book), Arc::new(theme), known)
    }

    pub(super) fn new(book: Arc<Book>, theme: Arc<Theme>, known: Option<&Known>) -> Self {
        let pages = pages::all(&book);
        Self {
            files: pages::files(&book, &pages),
            addresses: addresses::of_pages(&book, &pages, known),
            book,
            theme,
            pages,
            findings: Findings::new(),
            secrets: Vec::new(),
            held: Vec::new(),
            opened: Vec::new(),
            english: None,
        }
    }

    /// Works out the figures that whoever makes all pages asks for, side by side; what is worked out is not
    /// worked out again.
    pub(super) fn work_out(&self) {
        let editions = self.editions();
        editions.for_each(|edition| edition.book.figures.work_out());
    }

    /// This edition and the one beside it.
    pub fn editions(&self) -> impl Iterator<Item = &Prepared> {
        std::iter::once(self).chain(self.english.as_deref())
    }

    pub(super) fn all_pages(&self) -> impl Iterator<Item = (&Prepared, &Page)> {
        let editions = self.editions();
        editions.flat_map(|edition| edition.pages.iter().map(move |page| (edition, page)))
    }

    /// What is published beside the pages of all editions.
    pub fn all_files(&self) -> impl Iterator<Item = &(SitePath, Vec<u8>)> {
        let editions = self.editions();
        editions.flat_map(|edition| edition.theme.assets.iter().chain(&edition.files))
    }

    /// Where a page of this edition is published.
    pub fn address(&self, page: &Page) -> SitePath {
        self.book.published(&self.book.address(page))
    }

    pub fn counts(&self) -> Counts {
        Counts {
            plans: self.book.site.plans.len(),
            projects: self
                .book
                .site
                .plans
                .iter()
                .map(|plan| plan.projects.len())
                .sum(),
            pages: self.all_pages().count(),
        }
    }

    /// The page of this edition at an address, for whoever renders only what is asked for.
    pub fn find(&self, address: &str) -> Option<&Page> {
        Some(&self.pages[self.addresses.find(address)?])
    }

    /// The page at an address, with the edition that it is of.
    pub fn find_in_any(&self, address: &str) -> Option<(&Prepared, &Page)> {
        self.editions()
            .find_map(|edition| Some((edition, edition.find(address)?)))
    }

    fn is_preview(&self) -> bool {
        self.book.site.info.purpose == Purpose::Preview
    }

    /// Writes the pages of the preview's own, where this is one: what is still to be done, and what differs
    /// from what is published.
    pub(super) fn write_own(&self, found: &Findings, sink: &dyn Sink) -> Result<(), BuildError> {
        let write = |page: Rendered| sink.write(&page.address, page.html.as_str().as_bytes());
        if let Some(todo) = self.todo(found) {
            write(todo?)?;
            for page in self.review_pages() {
                write(self.render(&page)?)?;
            }
        }
        Ok(())
    }

    /// The page that tells what is still to be done, where this is a preview: made last, when all is known.
    pub fn todo(&self, found: &Findings) -> Option<Result<Rendered, BuildError>> {
        self.is_preview().then(|| {
            self.book.set_found(found.clone());
            self.render(&Page::Todo)
        })
    }

    /// Renders one page. A panic inside it is caught here, so that it never tears down a build.
    ///
    /// # Errors
    /// A template that does not fit its view, or a fault of the program.
    pub fn render(&self, page: &Page) -> Result<Rendered, BuildError> {
        let address = self.address(page);
        guarded(&address, || self.render_unguarded(page, &address))
    }

    /// What a page will say once it is published, where it is there as Markdown.
    ///
    /// # Errors
    /// As [`Prepared::render`].
    pub(super) fn markdown(&self, page: &Page) -> Result<Option<String>, BuildError> {
        guarded(&self.address(page), || {
            let mut view = pages::view(&self.book, page);
            view.frame.preview = None;
            let is_there = view.frame.markdown.is_some();
            Ok(is_there.then(|| markdown::page(&view, self.book.words(), &self.theme.said)))
        })
    }

    fn render_unguarded(&self, page: &Page, address: &SitePath) -> Result<Rendered, BuildError> {
        let view = pages::view(&self.book, page);
        let failed = |error| BuildError::Render {
            address: address.clone(),
            error,
        };
        let html = self.theme.render(&view).map_err(failed)?;
        let words = self.book.words();
        let markdown = view
            .frame
            .markdown
            .is_some()
            .then(|| markdown::page(&view, words, &self.theme.said));
        Ok(Rendered {
            address: address.clone(),
            html,
            markdown,
        })
    }

    pub(super) fn known_addresses(&self) -> Vec<SitePath> {
        let mut known = Vec::with_capacity(self.pages.len() * 2 + self.theme.assets.len());
        for address in self.editions().flat_map(|edition| &edition.addresses.all) {
            known.push(address.with_extension("md"));
            known.push(address.clone());
        }
        known.extend(self.all_files().map(|(address, _)| address.clone()));
        if self.is_preview() {
            known.extend([Page::Todo, Page::Review].map(|page| self.address(&page)));
        }
        known.extend(pages::values::addresses(&self.book));
        known
    }
}

/// A panic of ours inside is told with the page that it happened on.
fn guarded<T>(
    address: &SitePath,
    work: impl FnOnce() -> Result<T, BuildError>,
) -> Result<T, BuildError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("panic");
        Err(BuildError::Bug {
            address: address.clone(),
            what: what.to_owned(),
        })
    })
}
