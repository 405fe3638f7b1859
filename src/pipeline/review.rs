//! What is published held against what is being prepared: for a preview, which shows it page by page.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::corrected::values_of;
use super::{BuildError, Prepared};
use crate::base::path::SitePath;
use crate::base::words::{Lang, Words};
use crate::compare::{self, File, Side, side};
use crate::pages::Page;
use crate::publish::Shelf;

/// A file of Markdown with its text before and after.
type Text = (String, [Option<String>; 2]);

impl Prepared {
    /// Finds out what differs from what is published, once for each state of it. It renders no page as HTML,
    /// but all of them as text.
    ///
    /// # Errors
    /// When a file of the folder cannot be read, or a page cannot be made.
    pub fn review(&self, published: &Shelf) -> Result<(), BuildError> {
        let against = published.hash();
        if self.book.review().is_some_and(|one| one.against == against) {
            return Ok(());
        }
        let [old, new] = self.sides(published, &against)?;
        let mut comparison = compare::compare(&old, &new);
        // Pages are all that was listed of either.
        comparison.files.clear();
        let lang = self.book.site.info.lang;
        let review = compare::review::review(&comparison, [&old, &new], lang);
        self.book.set_review(Some(Arc::new(review)));
        Ok(())
    }

    /// The pages that tell of it, where it is known.
    pub fn review_pages(&self) -> Vec<Page> {
        let review = self.book.review();
        let pages = review.iter().flat_map(|review| review.pages.keys());
        let pages = pages.map(|page| Page::Reviewed(SitePath::new(page.as_str())));
        pages.chain([Page::Review]).collect()
    }

    fn sides(&self, published: &Shelf, against: &str) -> Result<[Side; 2], BuildError> {
        let all: Vec<(&Prepared, &Page)> = self.all_pages().collect();
        let texts: Result<Vec<Option<Text>>, BuildError> = all
            .par_iter()
            .map(|(edition, page)| edition.text_of(page, published))
            .collect();
        let mut sides = [BTreeMap::new(), BTreeMap::new()];
        for (path, texts) in texts?.into_iter().flatten() {
            for (side, text) in sides.iter_mut().zip(texts) {
                side.extend(text.map(|text| (path.clone(), text)));
            }
        }
        let pages = all.iter().map(|(edition, page)| edition.address(page));
        let pages: Vec<SitePath> = pages.collect();
        let is_there = |path: &str| {
            let page = path.strip_suffix(".md").map(|stem| format!("{stem}.html"));
            page.is_some_and(|page| self.find_in_any(&page).is_some())
        };
        let listed = published
            .manifest
            .files()
            .iter()
            .map(|file| file.path.as_str());
        for path in listed
            .clone()
            .filter(|path| side::tells(path) && !is_there(path))
        {
            let bytes = published.read(path)?.unwrap_or_default();
            sides[0].insert(path.to_owned(), without_address(&bytes));
        }
        sides[1].extend(values_of(&self.book));
        let [old, new] = sides;
        let file = |path: &str| File {
            path: path.to_owned(),
            bytes: 0,
            sha256: [0; 32],
        };
        let before = listed.filter(|path| path.ends_with(".html")).map(file);
        let mut after: Vec<File> = pages.iter().map(|path| file(path.as_str())).collect();
        after.sort_by(|one, other| one.path.cmp(&other.path));
        let [mut old, mut new] = [old, new].map(Side::of_texts);
        against.clone_into(&mut old.name.hash);
        (old.files, new.files) = (before.collect(), after);
        Ok([old, new])
    }

    /// A page as text before and after, where it differs.
    fn text_of(&self, page: &Page, published: &Shelf) -> Result<Option<Text>, BuildError> {
        let Some(new) = self.markdown(page)? else {
            return Ok(None);
        };
        let path = self.address(page).with_extension("md").to_string();
        let old = published.read(&path)?.map(|bytes| without_address(&bytes));
        let new = without_address(new.as_bytes());
        let differs = old.as_ref() != Some(&new);
        Ok(differs.then_some((path, [old, Some(new)])))
    }
}

/// A page without its own full address, which a preview does not have.
fn without_address(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let cites = Lang::ALL.map(|lang| format!("- {}: ", Words::of(lang).get("site.cite")));
    let is_own = |line: &&str| !cites.iter().any(|cite| line.starts_with(cite.as_str()));
    text.split_inclusive('\n').filter(is_own).collect()
}
