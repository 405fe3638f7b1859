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
use crate::sources::changes::Reason;

/// Where the papers and the record lie unless the user names another folder.
pub const USUAL: &str = "release";
/// What lies there beside the papers.
pub const SITE: &str = "site";
pub const ARCHIVE: &str = "site.zip";
const RECORD: &str = "approved.json";
/// What the papers were written about.
pub const PAPERS: &str = "packet.json";
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
    /// Why what changed then did so: it says nothing of what changes later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

impl Approval {
    /// The day of it, without the hour.
    pub fn day(&self) -> &str {
        self.at.split('T').next().unwrap_or_default()
    }
}

/// Beside a folder for publication: which approval the site in it has, and where the record lies. Whoever
/// keeps his papers elsewhere is known by it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Note {
    /// From the folder that the note lies in, where they lie below it.
    papers: PathBuf,
    approval: Approval,
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
            return Err(broken(&folder.join(RECORD), terminal));
        };
        let folder = folder.to_owned();
        Ok(Self { folder, list })
    }

    /// The same in the usual folder of a site, and where the note beside `out` leads.
    pub fn of_site(usual: &Path, out: &Path, terminal: &Terminal) -> Result<Self, Ending> {
        let mut known = Self::open(usual, terminal)?;
        let path = note_of(out).filter(|path| path.is_file());
        let note = path.as_ref().map(|path| whole::read_whole(path));
        let note = note.transpose().map_err(|error| failed(error, terminal))?;
        let Some((path, json)) = path.zip(note.flatten()) else {
            return Ok(known);
        };
        let Ok(note) = serde_json::from_slice::<Note>(&json) else {
            return Err(broken(&path, terminal));
        };
        let papers = above(&path).join(&note.papers);
        if same_place(&papers, usual) {
            return Ok(known);
        }
        let there = Self::open(&papers, terminal)?;
        if there.list.is_empty() {
            // Wherever the record is now, the site in the folder was approved.
            known.list.push(note.approval);
            return Ok(known);
        }
        known.list.extend(there.list);
        known.folder = there.folder;
        Ok(known)
    }

    /// Notes beside a folder that it holds what was approved last here.
    pub fn note(&self, out: &Path) -> Result<(), PublishError> {
        let (Some(path), Some(last)) = (note_of(out), self.last()) else {
            return Ok(());
        };
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let (papers, above) = (whole(&self.folder), whole(above(&path)));
        let note = Note {
            papers: papers.strip_prefix(above).unwrap_or(&papers).to_owned(),
            approval: last.clone(),
        };
        // Paths that are no text are not noted; the record itself is where the user put it.
        let json = serde_json::to_string_pretty(&note).unwrap_or_default() + "\n";
        whole::write_whole(&path, json.as_bytes())
    }

    /// The approval for whose changes a reason was given.
    pub fn that_used(&self, reason: &Reason) -> Option<&Approval> {
        let words = reason.words();
        self.list.iter().find(|one| one.reasons.contains(&words))
    }

    pub fn last(&self) -> Option<&Approval> {
        self.list.last()
    }

    pub fn of(&self, hash: &str) -> Option<&Approval> {
        self.list.iter().rev().find(|one| one.hash == hash)
    }

    /// The last one whose hash begins so.
    pub fn beginning(&self, hash: &str) -> Option<&Approval> {
        let mut all = self.list.iter().rev();
        all.find(|one| one.hash.starts_with(hash))
    }

    /// Whether papers lie beside the record that are of a site, and nobody has approved it: an approval may
    /// have been stopped between putting the site in its place and being recorded.
    pub fn pends(&self, hash: &str) -> bool {
        let papers = whole::read_whole(&self.folder.join(PAPERS)).ok().flatten();
        let papers =
            papers.and_then(|json| serde_json::from_slice::<serde_json::Value>(&json).ok());
        let is_of = papers.is_some_and(|papers| papers["hash"] == hash);
        is_of && self.of(hash).is_none()
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

/// Where the papers lie by which a folder was approved, if that is noted, they are still there, and it is
/// not the usual place.
pub fn papers_of(out: &Path, usual: &Path) -> Option<PathBuf> {
    let path = note_of(out)?;
    let json = path.is_file().then(|| whole::read_whole(&path));
    let note: Note = serde_json::from_slice(&json?.ok()??).ok()?;
    let papers = match above(&path) {
        here if here == Path::new(".") => note.papers,
        above => above.join(note.papers),
    };
    let is_it = papers.join(RECORD).is_file() && !same_place(&papers, usual);
    is_it.then_some(papers)
}

/// The name of the note beside a folder.
fn note_of(out: &Path) -> Option<PathBuf> {
    let name = out.file_name()?.to_str()?;
    Some(out.with_file_name(format!(".{name}.mieruka-approved")))
}

fn above(path: &Path) -> &Path {
    let above = path.parent().filter(|above| !above.as_os_str().is_empty());
    above.unwrap_or_else(|| Path::new("."))
}

fn same_place(one: &Path, other: &Path) -> bool {
    let [one, other] = [one, other].map(|path| path.canonicalize().ok());
    one.is_some() && one == other
}

/// That a record cannot be read.
fn broken(file: &Path, terminal: &Terminal) -> Ending {
    let file = visible(&file.to_string_lossy());
    terminal.clear();
    terminal.complain(&terminal.fill("approved-broken", &[("file", &file)]));
    Ending::DataErrors
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
