//! Where the pages of an edition are published. A preview makes this list again only when there are other
//! pages: one save seldom changes which pages there are.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Prepared;
use crate::base::diag::Findings;
use crate::base::path::SitePath;
use crate::model::{Plan, Site};
use crate::pages::{self, Book, Page};
use crate::publish::addresses;

/// One address a page, in the order of the pages.
pub(super) struct Addresses {
    pub all: Vec<SitePath>,
    /// Their places by address, made when somebody asks first.
    in_order: OnceLock<Vec<usize>>,
}

impl Addresses {
    fn of(book: &Book, pages: &[Page]) -> Self {
        let all = pages.par_iter();
        let all = all.map(|page| book.published(&book.address(page)));
        Self {
            all: all.collect(),
            in_order: OnceLock::new(),
        }
    }

    /// The place of the page with this address.
    pub fn find(&self, address: &str) -> Option<usize> {
        let in_order = self.in_order.get_or_init(|| {
            let mut places: Vec<usize> = (0..self.all.len()).collect();
            places.sort_by_key(|place| &self.all[*place]);
            places
        });
        let found = in_order.binary_search_by(|place| self.all[*place].as_str().cmp(address));
        Some(in_order[found.ok()?])
    }
}

/// The addresses of an edition of before, in which nothing was wrong, with all that they were made of.
pub(super) struct Known {
    site: Arc<Site>,
    pages: Vec<Page>,
    addresses: Arc<Addresses>,
}

impl Known {
    pub fn of(prepared: &Prepared) -> Self {
        Self {
            site: Arc::clone(&prepared.book.site),
            pages: prepared.pages.clone(),
            addresses: Arc::clone(&prepared.addresses),
        }
    }

    fn is_of(&self, prepared: &Prepared) -> bool {
        Arc::ptr_eq(&self.addresses, &prepared.addresses)
    }

    fn is_same(&self, site: &Site, pages: &[Page]) -> bool {
        let plans = || self.site.plans.iter().zip(&site.plans);
        self.site.info.lang == site.info.lang
            && self.site.info.english == site.info.english
            && self.site.plans.len() == site.plans.len()
            && plans().all(|(before, now)| has_same_names(before, now))
            && self.pages == pages
    }
}

fn has_same_names(before: &Plan, now: &Plan) -> bool {
    let mut projects = before.projects.iter().zip(&now.projects);
    before.is_same_beside_projects(now)
        && projects.all(|(one, other)| Arc::ptr_eq(one, other) || one.id == other.id)
}

/// The addresses of before when these pages have the same, else new ones.
pub(super) fn of_pages(book: &Book, pages: &[Page], known: Option<&Known>) -> Arc<Addresses> {
    let known = known.filter(|known| known.is_same(&book.site, pages));
    match known {
        Some(known) => Arc::clone(&known.addresses),
        None => Arc::new(Addresses::of(book, pages)),
    }
}

/// Two pages must never fight for one address. What is known has been looked at.
pub(super) fn check(prepared: &Prepared, known: &[Known]) -> Findings {
    let mut pairs = prepared.editions().zip(known);
    let count = prepared.editions().count();
    if known.len() == count && pairs.all(|(edition, known)| known.is_of(edition)) {
        return Findings::new();
    }
    let wanted = prepared.editions().flat_map(|edition| {
        let pages = edition.addresses.all.iter().zip(&edition.pages);
        pages.map(move |(address, page)| (address, (edition, page)))
    });
    addresses::check(wanted, |(edition, page)| pages::origin(&edition.book, page))
}
