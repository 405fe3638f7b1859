//! The two editions of a site: the Japanese one, and an English one below `en/` where the site asks for it.
//!
//! Addresses in a book are those of the Japanese edition, and links between pages are relative, so both
//! editions link alike. Only what exists once is looked up from where a page is published: style sheets,
//! files of tables, the search index, pages of prose. Those pages are in Japanese, and both lead there.

use std::sync::Arc;

use serde::Serialize;

use super::book::Book;
use super::prose;
use super::route::Page;
use super::view::{Block, Inline, View};
use crate::base::path::SitePath;
use crate::base::words::Lang;
use crate::model::Project;

/// Where the English edition lies.
const FOLDER: &str = "en/";

/// Which edition a book is.
pub enum Edition {
    /// The site has no other.
    Only,
    /// The Japanese one, beside which there is an English one.
    First,
    /// The English one, and the book beside which it is.
    English(Arc<Book>),
}

/// The way to the same page in the other language.
#[derive(Clone, Debug, Serialize)]
pub struct OtherEdition {
    /// The language's name in itself.
    pub label: &'static str,
    pub lang: &'static str,
    pub href: String,
}

/// A language that a page can be read in, for search engines.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    pub lang: &'static str,
    pub href: String,
}

/// Whether a page is made in every edition. Prose is written in Japanese, and a host has one page for
/// what is not there.
pub fn is_in_both(page: &Page) -> bool {
    !matches!(page, Page::Free(_) | Page::NotFound)
}

const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "日本語",
        Lang::En => "English",
    }
}

impl Book {
    /// Where a page of this edition is published.
    pub fn published(&self, address: &SitePath) -> SitePath {
        match &self.edition {
            Edition::Only | Edition::First => address.clone(),
            Edition::English(_) => SitePath::new(format!("{FOLDER}{address}")),
        }
    }

    /// The address in the book of what is published there; nothing where it is of no edition's folder.
    pub fn unpublished<'a>(&self, published: &'a str) -> Option<&'a str> {
        match &self.edition {
            Edition::Only | Edition::First => Some(published),
            Edition::English(_) => published.strip_prefix(FOLDER),
        }
    }

    /// The link from a page to something that all editions share.
    pub fn link_to_shared(&self, here: &SitePath, to: &SitePath) -> String {
        match &self.edition {
            Edition::Only | Edition::First => here.link_to(to),
            Edition::English(_) => self.published(here).link_to(to),
        }
    }

    /// The link from a page to another, wherever that is made.
    pub fn link_to(&self, here: &SitePath, to: &Page) -> String {
        let address = self.address(to);
        if is_in_both(to) {
            here.link_to(&address)
        } else {
            self.link_to_shared(here, &address)
        }
    }

    /// Whether this is the English edition beside a Japanese one.
    pub(super) fn is_english(&self) -> bool {
        matches!(self.edition, Edition::English(_))
    }

    /// The way out of this edition's folder, where it has one.
    pub(super) fn way_to_shared(&self) -> Option<&'static str> {
        self.is_english().then_some("../")
    }

    /// The edition that this book is not.
    pub fn other_lang(&self) -> Option<Lang> {
        match &self.edition {
            Edition::Only => None,
            Edition::First => Some(Lang::En),
            Edition::English(_) => Some(Lang::Ja),
        }
    }

    /// Pages that are made once lead to the front door of the other edition.
    pub(super) fn other_edition(&self, page: &Page, here: &SitePath) -> Option<OtherEdition> {
        let lang = self.other_lang()?;
        let home = self.address(&Page::Home);
        let same = if is_in_both(page) { here } else { &home };
        Some(OtherEdition {
            label: own_name(lang),
            lang: lang.code(),
            href: self.published(here).link_to(&in_edition(same, lang)),
        })
    }

    /// With an address of its own a page names both in full, as search engines ask for.
    pub(super) fn alternates(&self, page: &Page, here: &SitePath) -> Vec<Alternate> {
        if matches!(self.edition, Edition::Only) || !is_in_both(page) {
            return Vec::new();
        }
        let published = self.published(here);
        let base = self.site.info.base_url.as_deref();
        let alternates = Lang::ALL.map(|lang| {
            let address = in_edition(here, lang);
            Alternate {
                lang: lang.code(),
                href: match base {
                    Some(base) => format!("{base}{address}"),
                    None => published.link_to(&address),
                },
            }
        });
        alternates.into()
    }

    /// What the page's subject is called in its documents, where the page says it in English.
    pub(super) fn original(&self, page: &Page) -> String {
        if !self.is_english() {
            return String::new();
        };
        let names = match page {
            Page::Plan(plan) => &self.plan(*plan).english.names,
            Page::Policy(plan, ix) => &self.plan(*plan).policies[*ix].other,
            Page::Section(plan, ix) => &self.plan(*plan).departments[*ix].other,
            Page::Project(plan, ix) => &self.plan(*plan).projects[*ix].other,
            Page::Table(plan, ix, _) => &self.plan(*plan).datasets[*ix].other,
            Page::Former(plan, ix) => &self.plan(*plan).former[*ix].other,
            _ => return String::new(),
        };
        names
            .as_ref()
            .map_or_else(String::new, |names| names.title.clone())
    }

    /// A project's title for words that are Japanese in every edition.
    pub(super) fn japanese_title<'a>(&self, project: &'a Project) -> &'a str {
        let other = project.other.as_ref();
        let other = other.filter(|_| self.site.info.lang == Lang::En);
        let other = other.map(|names| names.title.as_str());
        other
            .filter(|title| !title.is_empty())
            .unwrap_or(&project.title)
    }

    /// The language of prose, where that is not the edition's own.
    pub(super) fn prose_lang(&self) -> Option<&'static str> {
        self.is_english().then(|| Lang::Ja.code())
    }

    /// A heading above prose, which says so where the prose is not in the edition's language.
    pub(super) fn prose_heading(&self, key: &str) -> String {
        if self.is_english() {
            self.fill("in-japanese", &[("name", self.say(key))])
        } else {
            self.say(key).to_owned()
        }
    }

    /// What a reader of the English edition must know about it: in full where one comes in.
    pub(super) fn edition_note(&self, page: &Page) -> Option<Inline> {
        let key = match page {
            _ if !self.is_english() => return None,
            Page::Home | Page::Plan(_) => "edition-note",
            _ => "edition-note-short",
        };
        Some(Inline::text(self.say(key)))
    }

    /// Something's own summary and the one in its prose: prose is in Japanese, so that in English the
    /// own one comes first.
    pub(super) fn summary<'a>(&self, own: &'a str, prose: &'a str) -> &'a str {
        let [first, then] = match self.site.info.lang {
            Lang::Ja => [prose, own],
            Lang::En => [own, prose],
        };
        if first.is_empty() { then } else { first }
    }

    /// Links of prose are written for the Japanese edition.
    pub(super) fn lead_out(&self, page: &Page, view: &mut View) {
        if !self.is_english() {
            return;
        }
        let Some(document) = prose::document(self, page) else {
            return;
        };
        let here = self.address(page);
        let outside: Vec<(&str, String)> = document
            .links
            .iter()
            .filter_map(|link| Some((&*link.address, self.outside(&here, &link.address)?)))
            .collect();
        if outside.is_empty() {
            return;
        }
        for section in &mut view.sections {
            for block in &mut section.blocks {
                lead_block_out(block, &outside);
            }
        }
    }

    /// The link to a page that is made once, as it is from this edition.
    fn outside(&self, here: &SitePath, link: &str) -> Option<String> {
        let end = link.find(['#', '?']).unwrap_or(link.len());
        let (path, rest) = link.split_at(end);
        let target = here.resolve(path)?;
        self.documents.pages.get(&target)?;
        let own = self.address(&Page::Accessibility);
        (target != own).then(|| format!("{}{rest}", self.link_to_shared(here, &target)))
    }
}

/// Where a page is published in one of the two editions.
pub fn in_edition(address: &SitePath, lang: Lang) -> SitePath {
    match lang {
        Lang::Ja => address.clone(),
        Lang::En => SitePath::new(format!("{FOLDER}{address}")),
    }
}

fn lead_block_out(block: &mut Block, outside: &[(&str, String)]) {
    match block {
        Block::Prose { html, markdown, .. } => {
            *html = html.with_links(|link| {
                let found = outside.iter().find(|(known, _)| *known == link)?;
                Some(found.1.clone())
            });
            for (link, to) in outside {
                *markdown = markdown.replace(&format!("]({link})"), &format!("]({to})"));
            }
        }
        Block::Fold { blocks, .. } | Block::Group { blocks, .. } => {
            for block in blocks {
                lead_block_out(block, outside);
            }
        }
        _ => {}
    }
}
