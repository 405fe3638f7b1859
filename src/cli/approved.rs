//! What was approved: the record that `release --approve` keeps, and what lies beside it.
//!
//! The server holds what was approved last, whatever lies in the folder for publication meanwhile. So the
//! list of its files is kept, and that of the one before for whoever takes an approval back.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Ending;
use super::terminal::Terminal;
use crate::base::text::visible;
use crate::pipeline::BuildError;
use crate::publish::manifest::Manifest;
use crate::publish::{PublishError, Shelf, whole};

/// Where the papers and the record lie unless the user names another folder.
pub const USUAL: &str = "release";
/// What lies there beside the papers.
pub const SITE: &str = "site";
pub const ARCHIVE: &str = "site.zip";
const RECORD: &str = "approved.json";
/// The lists of files of the last site that was approved, and of the one before it.
const LISTS: [&str; 2] = ["approved-manifest.json", "approved-manifest-before.json"];

/// One approval.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    pub hash: String,
    /// A post, never a person.
    pub by: String,
    pub at: String,
    pub files: usize,
}

impl Approval {
    /// The day of it, without the hour.
    pub fn day(&self) -> &str {
        self.at.split('T').next().unwrap_or_default()
    }
}

/// All approvals of a site, the last one at the end.
#[derive(Debug, Default)]
pub struct Approvals {
    folder: PathBuf,
    list: Vec<Approval>,
}

impl Approvals {
    /// What is recorded in a folder of papers; nothing where there is none.
    pub fn open(folder: &Path, terminal: &Terminal) -> Result<Self, Ending> {
        let known = match folder.is_dir() {
            true => whole::read_whole(&folder.join(RECORD)),
            false => Ok(None),
        };
        let known = known.map_err(|error| failed(error, terminal))?;
        let list = known.map(|json| serde_json::from_slice::<Vec<Approval>>(&json));
        let Ok(list) = list.unwrap_or_else(|| Ok(Vec::new())) else {
            let file = visible(&folder.join(RECORD).to_string_lossy());
            terminal.clear();
            terminal.complain(&terminal.fill("approved-broken", &[("file", &file)]));
            return Err(Ending::DataErrors);
        };
        let folder = folder.to_owned();
        Ok(Self { folder, list })
    }

    pub fn last(&self) -> Option<&Approval> {
        self.list.last()
    }

    pub fn of(&self, hash: &str) -> Option<&Approval> {
        self.list.iter().rev().find(|one| one.hash == hash)
    }

    pub fn hashes(&self) -> Vec<String> {
        self.list.iter().map(|one| one.hash.clone()).collect()
    }

    /// The files of the site that was approved last, from one of the lists that are at hand.
    pub fn files(&self, near: &[Option<&Manifest>]) -> Option<Manifest> {
        let hash = &self.last()?.hash;
        let is_it = |list: &&Manifest| list.own_hash() == *hash;
        let near = near.iter().flatten().copied().find(is_it);
        near.cloned().or_else(|| {
            let kept = LISTS.iter().filter_map(|name| self.list(name));
            let mut kept = kept.filter(|list| list.own_hash() == *hash);
            kept.next()
        })
    }

    fn list(&self, name: &str) -> Option<Manifest> {
        let json = whole::read_whole(&self.folder.join(name)).ok()??;
        Manifest::parse(&json)
    }

    /// Adds an approval to those that were given before, with the list of what it is of.
    pub fn sign(&mut self, approval: Approval, files: &Manifest) -> Result<(), PublishError> {
        let [last, before] = LISTS.map(|name| self.folder.join(name));
        let json = files.to_json();
        match whole::read_whole(&last)? {
            Some(kept) if kept == json.as_bytes() => {}
            Some(kept) => whole::write_whole(&before, &kept)?,
            None => {}
        }
        whole::write_whole(&last, json.as_bytes())?;
        self.list.push(approval);
        // Strings and numbers alone, which JSON can hold.
        let json = serde_json::to_string_pretty(&self.list).unwrap_or_default() + "\n";
        whole::write_whole(&self.folder.join(RECORD), json.as_bytes())
    }

    /// The site that was approved last, where it still lies beside its papers.
    pub fn kept(&self) -> Option<PathBuf> {
        let site = self.folder.join(SITE);
        let hash = listed(&site)?.own_hash();
        (hash == self.last()?.hash).then_some(site)
    }

    /// Who approved last and when: 課長（2026-04-02）.
    pub fn said(approval: &Approval, terminal: &Terminal) -> String {
        let args = [
            ("by", &*visible(&approval.by)),
            ("day", &*visible(approval.day())),
        ];
        terminal.fill("approved-by", &args)
    }
}

/// The list of a folder that was made to be published.
pub fn listed(folder: &Path) -> Option<Manifest> {
    let shelf = Shelf::published(folder).ok().flatten();
    shelf.map(|shelf| shelf.manifest)
}

/// Says what failed.
pub fn failed(error: PublishError, terminal: &Terminal) -> Ending {
    super::diff::failed(&BuildError::Publish(error), terminal)
}
