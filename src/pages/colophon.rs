//! What stands at the end of every page: its source, its day, its terms, how to name it, whom to ask.

use super::book::{Book, Head, fact, link, plan_of};
use super::route::Page;
use super::view::{Colophon, Fact, Inline, Link, SiteFrame};
use crate::base::path::SitePath;
use crate::model::plan::Newer;
use crate::model::{Plan, SourceRef};

impl Book {
    pub(super) fn site_frame(&self, here: &SitePath) -> SiteFrame {
        let info = &self.site.info;
        SiteFrame {
            name: info.title.clone(),
            home: here.link_to(&self.address(&Page::Home)),
            search: Some(self.address(&Page::Search))
                .filter(|search| search != here)
                .map(|search| here.link_to(&search)),
            stylesheet: self.link_to_shared(here, &self.parts.stylesheet),
            icon: self.link_to_shared(here, &self.parts.icon),
            script: self.link_to_shared(here, &self.parts.page),
            contact: self.contact(),
            footer: self.reader_links(here),
            authors: self.author_links(here),
        }
    }

    /// Prose at the top of `content/` is for everybody.
    pub(super) fn reader_links(&self, here: &SitePath) -> Vec<Link> {
        let own = self.address(&Page::Accessibility);
        let pages = self.documents.pages.iter();
        let free = pages
            .filter(|(address, _)| address.depth() == 0 && **address != own)
            .map(|(address, document)| (document.title.as_str(), address));
        free.map(|(label, address)| self.prose_link(here, label, address))
            .chain([Page::Corrections, Page::Accessibility].map(|page| {
                let to = self.address(&page);
                let label = match page {
                    Page::Corrections => "corrections-heading",
                    _ => "access-heading",
                };
                Link {
                    current: to == *here,
                    ..link(here, self.say(label), &to)
                }
            }))
            .collect()
    }

    /// Prose in a folder is for those who make the site: its first page leads to the others.
    fn author_links(&self, here: &SitePath) -> Vec<Link> {
        let pages = self.documents.pages.iter();
        pages
            .filter(|(address, _)| address.depth() > 0 && address.as_str().ends_with("/index.html"))
            .map(|(address, document)| self.prose_link(here, &document.title, address))
            .collect()
    }

    fn prose_link(&self, here: &SitePath, label: &str, address: &SitePath) -> Link {
        Link {
            label: label.to_owned(),
            href: self.link_to_shared(here, address),
            current: address == here,
        }
    }

    /// Whom to ask: a post and how to reach it.
    pub(super) fn contact(&self) -> Vec<Fact> {
        let contact = &self.site.info.contact;
        let mut facts = Vec::new();
        if !contact.department.is_empty() {
            let value = Inline::text(&contact.department);
            facts.push(fact(self.say("contact-department"), value));
        }
        if !contact.phone.is_empty() {
            let value = Inline::scheme("tel:", &contact.phone);
            facts.push(fact(self.say("contact-phone"), value));
        }
        if !contact.email.is_empty() {
            let value = Inline::scheme("mailto:", &contact.email);
            facts.push(fact(self.say("contact-email"), value));
        }
        if !contact.url.is_empty() {
            let value = Inline::outside(self.say("contact-form"), &contact.url);
            facts.push(fact(self.say("contact-url"), value));
        }
        facts
    }

    /// The edition, or when the document appeared, for the head of a page. The day that the site is about
    /// would be taken for that of its figures there; it stands at the foot.
    pub(super) fn meta(&self, plan: Option<usize>) -> String {
        let Some(plan) = plan.map(|ix| self.plan(ix)) else {
            return String::new();
        };
        if let Some(year) = plan.edition {
            let year = self.short_year(year);
            return self.fill("edition", &[("year", &year)]);
        }
        let source = plan.sources.first();
        match source.filter(|source| !source.published.is_empty()) {
            Some(source) => self.fill("meta-published", &[("date", &source.published)]),
            None => String::new(),
        }
    }

    pub(super) fn colophon(
        &self,
        head: &Head<'_>,
        plan: Option<usize>,
        address: Option<&str>,
    ) -> Colophon {
        let info = &self.site.info;
        let day = self.day(info.as_of);
        let as_of = self.fill("as-of", &[("date", &day)]);
        let mut facts = Vec::new();
        let (mut source, mut documents) = (None, Vec::new());
        if let Some(plan) = plan.map(|ix| self.plan(ix)) {
            let own = own_source(plan, head.page);
            (source, documents) = self.documents_of(plan, own);
            if let Some(year) = plan.edition {
                let year = self.year(year);
                let said = self.fill("edition", &[("year", &year)]);
                facts.push(fact(self.say("edition-label"), Inline::text(&said)));
            }
            let named = plan.sources.get(own.map_or(0, |own| own.document));
            if let Some(document) = named.filter(|document| !document.published.is_empty()) {
                let mut said = Inline::text(&document.published);
                if document.published.contains('●') {
                    said.push(&self.aside(&[self.say("published-open")]));
                }
                facts.push(fact(self.say("published"), said));
            }
            facts.extend(self.newest_figures(head.page));
            facts.extend(self.newer(plan));
            facts.extend(self.earlier_editions(head.page));
            self.document_licences(plan, &mut facts);
        }
        facts.push(fact(self.say("updated"), Inline::text(&as_of)));
        if !info.licence.is_empty() {
            facts.push(fact(self.say("licence"), Inline::text(&info.licence)));
        }
        Colophon {
            source,
            documents,
            facts,
            cite: self.cite(head, plan, &as_of, address),
            as_of,
        }
    }

    /// Up to which year the plan has results: the day that the site is about says nothing of that.
    fn newest_figures(&self, page: &Page) -> Option<Fact> {
        let figures = self.plan_figures(plan_of(page)?);
        let year = (**figures.newest_result)?;
        let said = self.fill("figures-until", &[("year", &self.year(year))]);
        Some(fact(self.say("figures-day"), Inline::text(&said)))
    }

    /// The document that the page is made from, with its place, and the plan's others.
    fn documents_of(&self, plan: &Plan, own: Option<&SourceRef>) -> (Option<Inline>, Vec<Inline>) {
        let main = own.map_or(0, |own| own.document);
        let mut first = None;
        let mut others = Vec::new();
        for (ix, document) in plan.sources.iter().enumerate() {
            let said = match own.filter(|own| own.document == ix) {
                Some(own) => self.source_page(plan, own),
                None if document.publisher.is_empty() => document.title.clone(),
                None => self.fill(
                    "source-by",
                    &[
                        ("title", &document.title),
                        ("publisher", &document.publisher),
                    ],
                ),
            };
            let said = linked(&said, &document.url);
            if ix == main {
                first = Some(said);
            } else {
                others.push(said);
            }
        }
        (first, others)
    }

    /// A newer edition than the one that these pages are made from, where the data know of one.
    pub(super) fn newer(&self, plan: &Plan) -> Option<Fact> {
        // An edition of this site is named at the head of every page.
        let Newer::Document {
            title,
            published,
            url,
        } = plan.newer.as_ref()?
        else {
            return None;
        };
        let mut said = linked(title, url);
        // A title often ends with the day already.
        if !title.contains(published) {
            said.push(&self.aside(&[published]));
        }
        Some(fact(self.say("newer-edition"), said))
    }

    /// Every document that the plan was read from: title, publisher, date.
    pub(super) fn sources_of(&self, plan: &Plan) -> Vec<Inline> {
        let items = plan.sources.iter().map(|document| {
            let mut said = linked(&document.title, &document.url);
            let about = [&*document.publisher, &*document.published];
            let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
            said.push(&self.aside(&about));
            said
        });
        items.collect()
    }

    /// The terms that the plan's documents name, each once.
    fn document_licences(&self, plan: &Plan, facts: &mut Vec<Fact>) {
        let mut said: Vec<&str> = Vec::new();
        for document in &plan.sources {
            let licence = document.licence.as_str();
            if !licence.is_empty() && !said.contains(&licence) {
                said.push(licence);
                facts.push(fact(self.say("source-licence"), Inline::text(licence)));
            }
        }
    }

    /// How somebody who uses the page names it.
    fn cite(
        &self,
        head: &Head<'_>,
        plan: Option<usize>,
        as_of: &str,
        address: Option<&str>,
    ) -> String {
        let info = &self.site.info;
        let mut cite = match plan.map(|ix| self.plan(ix)) {
            None => return String::new(),
            Some(plan) => {
                let args = [
                    ("heading", head.heading.as_str()),
                    ("plan", &plan.short),
                    ("city", &plan.municipality),
                    ("site", &info.title),
                    ("date", as_of),
                ];
                let is_plan = matches!(head.page, Page::Plan(_));
                self.fill(if is_plan { "cite-plan" } else { "cite" }, &args)
            }
        };
        if let Some(address) = address {
            cite.push(' ');
            cite.push_str(address);
        }
        cite
    }
}

/// A name that leads to another site, where an address is known.
fn linked(name: &str, url: &str) -> Inline {
    if url.is_empty() {
        Inline::text(name)
    } else {
        Inline::outside(name, url)
    }
}

/// Where in the documents the page's own subject stands.
fn own_source<'a>(plan: &'a Plan, page: &Page) -> Option<&'a SourceRef> {
    match page {
        Page::Project(_, ix) => plan.projects[*ix].source.as_ref(),
        Page::Policy(_, ix) => plan.policies[*ix].source.as_ref(),
        Page::Former(_, ix) => plan.former[*ix].source.as_ref(),
        Page::Table(_, ix, _) => plan.datasets[*ix].source.as_ref(),
        _ => None,
    }
}
