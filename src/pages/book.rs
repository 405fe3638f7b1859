//! Everything that pages are made from, and what all pages share: frame, links, words.
//!
//! A [`Book`] is built once and only read after that, so that pages can be made in any order and by
//! many threads. It decides nothing about a single page kind.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::editions::Edition;
use super::glossary::Terms;
use super::headway::told::{self, AllTold};
use super::review::Review;
use super::route::{self, Page};
use super::view::{Fact, Frame, Inline, Link};
use crate::audit::Audit;
use crate::base::diag::Findings;
use crate::base::path::SitePath;
use crate::base::words::{Lang, Words};
use crate::figures::{self, Figures, PlanFigures};
use crate::model::{Plan, Site, SiteInfo, SourceRef};
use crate::search::Index;
use crate::sources::Documents;

/// The site with all that was derived from it.
pub struct Book {
    pub edition: Edition,
    pub site: Arc<Site>,
    pub documents: Arc<Documents>,
    pub figures: Figures,
    /// Of the data as they are written, in every edition.
    pub audit: Arc<Audit>,
    /// The glossary of each plan, ready for links from prose.
    pub terms: Vec<Terms>,
    pub parts: Parts,
    /// The catalogue of its language, with the site's own words in it.
    pub words: Cow<'static, Words>,
    /// What lists say of each project.
    pub told: AllTold,
    /// Made when somebody asks first: a preview of one page needs none.
    pub index: OnceLock<Index>,
    /// What was found in the data, told before the page that lists it is made.
    found: RwLock<Arc<Findings>>,
    /// What differs from what is published, once somebody has looked.
    review: RwLock<Option<Arc<Review>>>,
}

/// Where the theme's parts that pages load lie in the published folder.
#[derive(Clone, Debug)]
pub struct Parts {
    pub stylesheet: SitePath,
    pub icon: SitePath,
    /// For the search.
    pub script: SitePath,
    /// For every page.
    pub page: SitePath,
}

/// What a page says of itself; [`Book::frame`] adds the rest.
pub struct Head<'a> {
    pub page: &'a Page,
    pub kind: &'static str,
    pub heading: String,
    pub kicker: String,
    pub summary: String,
    /// The pages between home and this one, from the top down.
    pub above: Vec<(String, SitePath)>,
}

impl Book {
    /// The figures are those of the site.
    pub fn new(
        edition: Edition,
        (site, figures): (Arc<Site>, Figures),
        documents: Arc<Documents>,
        audit: Arc<Audit>,
        parts: Parts,
    ) -> Self {
        let terms = site.plans.iter().map(|plan| Terms::new(&plan.glossary));
        let projects = site.plans.iter().map(|plan| plan.projects.len());
        Self {
            edition,
            documents,
            figures,
            audit,
            parts,
            terms: terms.collect(),
            words: words_of(&site.info, site.info.lang),
            told: projects.map(told::nothing_yet).collect(),
            index: OnceLock::new(),
            found: RwLock::default(),
            review: RwLock::default(),
            site,
        }
    }

    /// The English edition: the same data under English titles, the same documents and audit.
    pub fn in_english(first: &Arc<Self>, kept: Option<&mut figures::Kept>) -> Self {
        let site = Arc::new(first.site.in_english());
        let figures = figures::figures(&site, kept);
        let (documents, audit) = (Arc::clone(&first.documents), Arc::clone(&first.audit));
        let edition = Edition::English(Arc::clone(first));
        Self::new(
            edition,
            (site, figures),
            documents,
            audit,
            first.parts.clone(),
        )
    }

    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A word or sentence of the catalogue's `pages` table.
    pub fn say(&self, key: &str) -> &str {
        // Keys are literals of this program and a test looks for each, so nobody ever sees the mark.
        self.words().find_in("pages", key).unwrap_or("pages.?")
    }

    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.words().fill_in("pages", key, args)
    }

    pub fn plan(&self, ix: usize) -> &Plan {
        &self.site.plans[ix]
    }

    pub fn plan_figures(&self, ix: usize) -> &PlanFigures {
        &self.figures.plans[ix]
    }

    pub fn address(&self, page: &Page) -> SitePath {
        route::address(&self.site, page)
    }

    /// What the search finds, made once.
    pub fn search_index(&self) -> &Index {
        match &self.edition {
            Edition::English(first) => first.search_index(),
            Edition::Only | Edition::First => self.index.get_or_init(|| super::search::index(self)),
        }
    }

    pub fn frame(&self, head: Head<'_>) -> Frame {
        let here = self.address(head.page);
        let plan = plan_of(head.page);
        let info = &self.site.info;
        let crumbs = self.crumbs(&here, &head);
        let title = self.window_title(&head, plan);
        let base = info.base_url.as_ref();
        let canonical = base.map(|base| format!("{base}{}", self.published(&here)));
        let colophon = self.colophon(&head, plan, canonical.as_deref());
        Frame {
            kind: head.kind,
            lang: info.lang.code(),
            other: self.other_edition(head.page, &here),
            alternates: self.alternates(head.page, &here),
            preview: self.notice(head.page),
            warnings: Vec::new(),
            note: self.edition_note(head.page),
            feed: None,
            refresh: None,
            data: self.linked_data(&head, &here),
            title,
            crumbs,
            kicker: self.kicker(&head, plan),
            heading: head.heading,
            original: self.original(head.page),
            summary: head.summary,
            description: String::new(),
            site: self.site_frame(&here),
            menu_title: plan.map_or_else(String::new, |ix| self.plan(ix).short.clone()),
            menu: self.menu(&here, head.page, plan),
            previous: None,
            next: None,
            position: String::new(),
            markdown: markdown_of(head.page, &here),
            values: plan.map(|ix| self.link_to_shared(&here, &route::values_file(self.plan(ix)))),
            canonical,
            meta: self.meta(plan),
            colophon,
        }
    }

    /// What differs from what is published, where that is known.
    pub fn review(&self) -> Option<Arc<Review>> {
        self.review
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What was found in the data, for the page that lists it.
    pub fn found(&self) -> Arc<Findings> {
        let found = self.found.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&found)
    }

    pub fn set_found(&self, found: Findings) {
        *self.found.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(found);
    }

    pub fn set_review(&self, review: Option<Arc<Review>>) {
        *self.review.write().unwrap_or_else(PoisonError::into_inner) = review;
    }

    /// The city is named once: most plans bear its name, some do not.
    fn kicker(&self, head: &Head<'_>, plan: Option<usize>) -> String {
        let Some(plan) = plan.map(|ix| self.plan(ix)) else {
            return head.kicker.clone();
        };
        of_city(plan, &head.kicker)
    }

    /// A plan by its name and its city's: 「横浜市　令和8年度 事業計画書」.
    pub fn name_of(&self, plan: &Plan) -> String {
        of_city(plan, &plan.short)
    }

    /// What a search engine shows below the title: the summary, and of whom it is told where a rule made it
    /// (「1事業を受け持ちます。」 says nothing without a name).
    pub fn description(&self, page: &Page, frame: &Frame) -> String {
        let is_written = matches!(
            page,
            Page::Project(..) | Page::Plan(_) | Page::Free(_) | Page::Reviewed(_)
        );
        let plan = plan_of(page).filter(|_| !is_written && !frame.summary.is_empty());
        let Some(plan) = plan.filter(|_| !frame.summary.contains(&frame.heading)) else {
            return frame.summary.clone();
        };
        let args = [
            ("name", &*frame.heading),
            ("plan", &*self.name_of(self.plan(plan))),
            ("summary", &*frame.summary),
        ];
        self.fill("described", &args)
    }

    /// A section, a policy and a project can bear one name; their windows must not.
    fn window_title(&self, head: &Head<'_>, plan: Option<usize>) -> String {
        let named = match head.page {
            Page::Section(..) => self.fill("section-title", &[("name", &head.heading)]),
            Page::Former(..) => self.fill("former-window", &[("name", &head.heading)]),
            Page::Policy(plan, ix) => {
                let plan = self.plan(*plan);
                let level = plan.level_name(plan.policies[*ix].depth);
                let level = level.unwrap_or(self.say("policy"));
                self.fill("policy-title", &[("name", &head.heading), ("level", level)])
            }
            _ => head.heading.clone(),
        };
        let mut parts = vec![&*named];
        if let Some(plan) = plan.map(|ix| self.plan(ix)) {
            // A plan's own page has said its name already.
            if !matches!(head.page, Page::Plan(_)) {
                parts.push(&plan.short);
            }
            if !parts.iter().any(|part| part.contains(&plan.municipality)) {
                parts.push(&plan.municipality);
            }
        }
        parts.push(&self.site.info.title);
        parts.dedup();
        self.marked_title(parts.join("｜"))
    }

    /// The way down to the page above this one; the heading says where we are.
    fn crumbs(&self, here: &SitePath, head: &Head<'_>) -> Vec<Link> {
        if *head.page == Page::Home {
            return Vec::new();
        }
        let mut crumbs = Vec::with_capacity(head.above.len() + 1);
        crumbs.push(link(here, self.say("home"), &self.address(&Page::Home)));
        crumbs.extend(head.above.iter().map(|(label, to)| link(here, label, to)));
        crumbs
    }

    fn menu(&self, here: &SitePath, page: &Page, plan: Option<usize>) -> Vec<Link> {
        let Some(ix) = plan else {
            // The plans are what these pages themselves list.
            return self.reader_links(here);
        };
        let mut pages: Vec<(&str, Page)> = vec![(self.say("menu-plan"), Page::Plan(ix))];
        pages.extend(self.overviews(ix));
        if self.site.plans.len() > 1 {
            pages.push((self.say("menu-others"), Page::Home));
        }
        pages
            .into_iter()
            .map(|(label, target)| Link {
                current: target == *page || same_table(&target, page),
                ..link(here, label, &self.address(&target))
            })
            .collect()
    }

    /// The pages that show a plan as a whole, as far as it has something for them.
    pub fn overviews(&self, ix: usize) -> Vec<(&str, Page)> {
        let mut pages = Vec::new();
        if !self.plan(ix).projects.is_empty() {
            pages.push((self.say("menu-projects"), Page::Projects(ix, 0)));
        }
        if super::status::is_there(self, ix) {
            pages.push((self.say("menu-status"), Page::Status(ix, 0)));
        }
        if self.plan_figures(ix).indicators.rows > 0 {
            pages.push((self.say("menu-indicators"), Page::Indicators(ix, 0)));
        }
        if self.plan_figures(ix).has_money() {
            pages.push((self.say("menu-money"), Page::Money(ix, 0)));
        }
        pages.push((self.say("menu-findings"), Page::Findings(ix)));
        pages
    }

    /// 「計画書」3ページ; a place that is no number is named as it is printed.
    pub fn source_page(&self, plan: &Plan, source: &SourceRef) -> String {
        let title = &plan.sources[source.document].title;
        let Some(page) = source.page.as_deref().filter(|page| !page.is_empty()) else {
            return self.fill("source-whole", &[("title", title)]);
        };
        let key = if page.ends_with(|c: char| c.is_ascii_digit())
            && page.starts_with(|c: char| c.is_ascii_digit())
        {
            match page.contains(|c: char| !c.is_ascii_digit()) {
                true => "source-pages",
                false => "source-page",
            }
        } else {
            "source-place"
        };
        self.fill(key, &[("title", title), ("page", page)])
    }
}

/// A word of the catalogue's `pages` table in some language: pages name things in that of the other edition.
pub(super) fn say_in<'a>(words: &'a Words, key: &'a str) -> &'a str {
    words.find_in("pages", key).unwrap_or(key)
}

/// The catalogue of a language, with the site's own words in it.
pub fn words_of(info: &SiteInfo, lang: Lang) -> Cow<'static, Words> {
    Words::with(lang, info.own_words.of(lang))
}

fn of_city(plan: &Plan, name: &str) -> String {
    if name.contains(&plan.municipality) {
        return name.to_owned();
    }
    super::group::join(&[&plan.municipality, name])
}

/// The plan that a page belongs to.
pub fn plan_of(page: &Page) -> Option<usize> {
    match page {
        Page::Home
        | Page::AllKana(_)
        | Page::Corrections
        | Page::Accessibility
        | Page::Search
        | Page::Free(_)
        | Page::Gone(_)
        | Page::NotFound
        | Page::Todo
        | Page::Review
        | Page::Reviewed(_) => None,
        Page::Plan(ix)
        | Page::Policy(ix, _)
        | Page::Section(ix, _)
        | Page::Project(ix, _)
        | Page::Projects(ix, _)
        | Page::Kana(ix, _)
        | Page::Tags(ix, _)
        | Page::Year(ix, ..)
        | Page::Indicators(ix, _)
        | Page::Money(ix, _)
        | Page::Status(ix, _)
        | Page::Tables(ix)
        | Page::Table(ix, ..)
        | Page::Glossary(ix)
        | Page::Lineage(ix, _)
        | Page::Former(ix, _)
        | Page::Findings(ix) => Some(*ix),
    }
}

/// The later parts of a long table belong to the same entry of the menu.
fn same_table(target: &Page, page: &Page) -> bool {
    matches!(
        (target, page),
        (Page::Projects(a, _), Page::Projects(b, _))
            | (Page::Indicators(a, _), Page::Indicators(b, _))
            | (Page::Money(a, _), Page::Money(b, _))
            | (Page::Status(a, _), Page::Status(b, _))
            if a == b
    )
}

fn markdown_of(page: &Page, here: &SitePath) -> Option<String> {
    // Nobody reads "not found" as Markdown.
    (*page != Page::NotFound).then(|| here.link_to(&here.with_extension("md")))
}

pub fn link(here: &SitePath, label: &str, to: &SitePath) -> Link {
    Link {
        label: label.to_owned(),
        href: here.link_to(to),
        current: false,
    }
}

pub fn fact(label: &str, value: Inline) -> Fact {
    Fact {
        label: label.to_owned(),
        value,
    }
}
