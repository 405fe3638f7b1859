//! Editions of one plan that lie beside each other: every page of an older one says so and leads to the
//! same page of the newest, and the newest leads back.

use super::book::{Book, fact, plan_of};
use super::route::Page;
use super::view::{Fact, Inline, View};
use crate::base::path::SitePath;
use crate::model::Plan;

impl Book {
    /// The newest edition of the same plan, where that is not this one.
    pub(super) fn newest(&self, plan_ix: usize) -> Option<usize> {
        let mut newest = None;
        // Editions lead to newer ones, never in a circle.
        while let Some(next) = self.next_edition(newest.unwrap_or(plan_ix)) {
            newest = Some(next);
        }
        newest
    }

    fn next_edition(&self, plan_ix: usize) -> Option<usize> {
        let id = self.plan(plan_ix).superseded_by()?;
        let mut plans = self.site.plans.iter();
        plans.position(|plan| plan.id == *id)
    }

    /// The editions before this one that are still here, the newest of them first.
    pub(super) fn earlier(&self, plan_ix: usize) -> Vec<usize> {
        let mut earlier = Vec::new();
        let mut last = plan_ix;
        let before = |last: usize| {
            let id = Some(&self.plan(last).id);
            let mut plans = self.site.plans.iter();
            plans.position(|plan| plan.superseded_by() == id)
        };
        while let Some(ix) = before(last) {
            earlier.push(ix);
            last = ix;
        }
        earlier
    }

    /// `令和8年度版`; a plan that does not name its edition is called by its title.
    pub(super) fn edition_name(&self, plan: &Plan) -> String {
        match plan.edition {
            Some(year) => self.fill("edition", &[("year", &self.short_year(year))]),
            None => plan.title.clone(),
        }
    }

    /// Where the same thing is told in another edition, for the colophon.
    pub(super) fn earlier_editions(&self, page: &Page) -> Option<Fact> {
        let plan_ix = plan_of(page)?;
        let here = self.address(page);
        let mut said = Inline::default();
        for (at, ix) in self.earlier(plan_ix).into_iter().enumerate() {
            if at > 0 {
                said.push(&Inline::text(self.say("list-separator")));
            }
            let (target, _) = self.same_page(page, ix);
            let name = self.edition_name(self.plan(ix));
            said.push(&Inline::link(&name, &self.link_to(&here, &target)));
        }
        (!said.html.is_empty()).then(|| fact(self.say("earlier-editions"), said))
    }

    /// The page of another edition that tells of the same, and whether there is one; else its front page.
    fn same_page(&self, page: &Page, other: usize) -> (Page, Same) {
        let plan = self.plan(other);
        let by_id =
            |found: Option<usize>, page: fn(usize, usize) -> Page| found.map(|ix| page(other, ix));
        let overview = |wanted: Page| {
            let mut pages = self.overviews(other).into_iter();
            pages.find_map(|(_, page)| (page == wanted).then_some(page))
        };
        let same = match page {
            Page::Plan(_) => Some(Page::Plan(other)),
            Page::Project(own, _) | Page::Policy(own, _) => {
                let address = self.renumbered(self.address(page), *own, other);
                address.and_then(|address| self.thing_at(&address))
            }
            Page::Section(own, ix) => {
                let id = &self.plan(*own).departments[*ix].id;
                by_id(
                    plan.departments.iter().position(|one| one.id == *id),
                    Page::Section,
                )
            }
            Page::Projects(..) => overview(Page::Projects(other, 0)),
            Page::Status(..) => overview(Page::Status(other, 0)),
            Page::Indicators(..) => overview(Page::Indicators(other, 0)),
            Page::Money(..) => overview(Page::Money(other, 0)),
            Page::Findings(_) => Some(Page::Findings(other)),
            Page::Year(_, year, _) => {
                let calendar = &self.plan_figures(other).calendar;
                calendar.year(*year).map(|_| Page::Year(other, *year, 0))
            }
            _ => None,
        };
        match same {
            Some(page) => (page, Same::Yes),
            None => (Page::Plan(other), Same::No),
        }
    }

    /// The address that a project or a policy has in another edition, whichever of the two is newer. What is
    /// not said to be called otherwise there is called the same.
    fn renumbered(&self, address: SitePath, own: usize, other: usize) -> Option<SitePath> {
        let known = &self.documents.renumbered;
        let in_plan = |ix: usize, address: &SitePath| {
            let (_, rest) = address.as_str().split_once('/')?;
            Some(SitePath::new(format!("{}/{rest}", self.plan(ix).id)))
        };
        let newer = |ix: &usize| self.next_edition(*ix);
        let mut later = std::iter::successors(newer(&own), newer);
        let mut address = address;
        if later.any(|ix| ix == other) {
            for ix in std::iter::successors(newer(&own), newer) {
                address = match known.get(&address).and_then(|row| row.to.clone()) {
                    Some(next) => next,
                    None => in_plan(ix, &address)?,
                };
                if ix == other {
                    break;
                }
            }
            return Some(address);
        }
        for ix in self.earlier(own) {
            let mut from = known
                .iter()
                .filter(|(_, row)| row.to.as_ref() == Some(&address));
            let same = in_plan(ix, &address)?;
            address = match from.next() {
                Some((before, _)) => before.clone(),
                // What was called so is something else now.
                None if known.contains_key(&same) => return None,
                None => same,
            };
            if ix == other {
                return Some(address);
            }
        }
        None
    }

    /// The project or the policy at an address.
    fn thing_at(&self, address: &SitePath) -> Option<Page> {
        let mut parts = address.as_str().strip_suffix(".html")?.split('/');
        let (plan, kind, id) = (parts.next()?, parts.next()?, parts.next()?);
        let mut plans = self.site.plans.iter();
        let ix = plans.position(|one| one.id.as_str() == plan)?;
        let plan = self.plan(ix);
        match kind {
            "projects" => {
                let mut all = plan.projects.iter();
                let at = all.position(|one| one.id.as_str() == id)?;
                Some(Page::Project(ix, at))
            }
            "policies" => {
                let mut all = plan.policies.iter();
                let at = all.position(|one| one.id.as_str() == id)?;
                Some(Page::Policy(ix, at))
            }
            _ => None,
        }
    }
}

/// The first page of every edition that has a newer one, by its title, and that of the newest.
pub fn superseded(book: &Book) -> impl Iterator<Item = (&str, SitePath, SitePath)> {
    let plans = book.site.plans.iter().enumerate();
    plans.filter_map(|(ix, plan)| {
        let pages = [Page::Plan(ix), Page::Plan(book.newest(ix)?)];
        let [here, newest] = pages.map(|page| book.address(&page));
        Some((&*plan.title, here, newest))
    })
}

/// Every page of the last edition but one whose subject is called otherwise in the newest, by its heading and
/// both addresses.
pub fn renumbered(book: &Book) -> impl Iterator<Item = (&str, SitePath, SitePath)> {
    let known = book.documents.renumbered.iter();
    known.filter_map(|(from, row)| {
        let to = row.to.as_ref()?;
        let pages = [book.thing_at(from)?, book.thing_at(to)?];
        let is_newest = plan_of(&pages[1]).is_some_and(|ix| book.newest(ix).is_none());
        let heading = &*plan_of(&pages[0]).map(|ix| book.plan(ix))?.title;
        is_newest.then(|| (heading, from.clone(), to.clone()))
    })
}

/// Whether another edition tells of the same thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Same {
    Yes,
    No,
}

/// Says on every page of an edition that there is a newer one, before anything else.
pub fn put_on(book: &Book, page: &Page, view: &mut View) {
    let Some(plan_ix) = plan_of(page) else { return };
    let Some(newest) = book.newest(plan_ix) else {
        return;
    };
    let here = book.address(page);
    let (target, same) = book.same_page(page, newest);
    let own = book.edition_name(book.plan(plan_ix));
    let new = book.edition_name(book.plan(newest));
    let mut note = Inline::text(&book.fill("older-edition", &[("edition", &own)]));
    let label = match same {
        Same::Yes => "newest-edition",
        Same::No => "newest-edition-home",
    };
    let label = book.fill(label, &[("edition", &new)]);
    note.push(&Inline::link(&label, &book.link_to(&here, &target)));
    view.frame.warnings.insert(0, note);
}
