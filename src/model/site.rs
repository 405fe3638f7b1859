//! The site: its plans and what it says of itself.

use std::collections::BTreeMap;

use super::names::SiteNames;
use super::plan::Plan;
use crate::base::era::Date;
use crate::base::moment::Moment;
use crate::base::words::Lang;

#[derive(Clone, Debug)]
pub struct Site {
    pub info: SiteInfo,
    pub plans: Vec<Plan>,
}

/// What the pages are made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// To be published: nothing that is held back.
    #[default]
    Release,
    /// For those who prepare a release: everything, and marked as not decided.
    Preview,
}

#[derive(Clone, Debug)]
pub struct SiteInfo {
    pub title: String,
    pub summary: String,
    /// Whose site it is, for example 横浜市.
    pub owner: String,
    pub lang: Lang,
    /// Whether an English edition is made beside the Japanese one.
    pub english: bool,
    pub other: SiteNames,
    pub theme: String,
    /// The day the figures are true for; decides which years have ended.
    pub as_of: Date,
    /// The moment of the release, where somebody has named one; decides what is still held back.
    pub released: Option<Moment>,
    pub purpose: Purpose,
    pub base_url: Option<String>,
    pub licence: String,
    pub contact: Contact,
    pub own_words: OwnWords,
}

/// What the site says in words of its own, by the key of the sentence that they stand for.
#[derive(Clone, Debug, Default)]
pub struct OwnWords {
    pub ja: BTreeMap<String, String>,
    pub en: BTreeMap<String, String>,
}

impl OwnWords {
    pub const fn of(&self, lang: Lang) -> &BTreeMap<String, String> {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// Whom to ask: a post and how to reach it, never a person.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    pub department: String,
    pub phone: String,
    pub email: String,
    pub url: String,
}
