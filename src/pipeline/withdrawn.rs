//! Records of corrections that were published and that a release would not have: they stay for ever.

use std::collections::BTreeMap;

use super::missed::is_of;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::pages::{Book, corrections};
use crate::publish::manifest::{Hash, Manifest, hash};
use crate::publish::{PublishError, Release, Shelf};
use crate::sources::withhold::HeldThing;

/// What a site tells of its corrections: the entries of its feed, and the files of figures as they were.
#[derive(Debug, Default)]
pub struct Records {
    entries: Vec<Entry>,
    files: BTreeMap<String, Hash>,
}

/// An entry as the feed has it.
#[derive(Debug)]
struct Entry {
    id: String,
    title: String,
    day: String,
    address: String,
    text: String,
}

impl Records {
    pub fn of(book: &Book) -> Self {
        let feed = corrections::feed_file();
        let mut records = Self::default();
        for (path, bytes) in corrections::files(book) {
            match path == feed {
                true => records.entries = entries(&bytes),
                false => drop(records.files.insert(path.to_string(), hash(&bytes))),
            }
        }
        records
    }

    /// # Errors
    /// When the folder cannot be read.
    pub fn of_release(release: &Release) -> Result<Self, PublishError> {
        let feed = corrections::feed_file();
        let feed = release.manifest.find(feed.as_str());
        let feed = feed.map(|entry| release.read(entry.path.as_str()));
        Ok(Self::listed(&release.manifest, feed.transpose()?))
    }

    /// # Errors
    /// When the folder cannot be read.
    pub fn of_shelf(shelf: &Shelf) -> Result<Self, PublishError> {
        let feed = shelf.read(corrections::feed_file().as_str())?;
        Ok(Self::listed(&shelf.manifest, feed))
    }

    fn listed(manifest: &Manifest, feed: Option<Vec<u8>>) -> Self {
        let files = manifest.files().iter();
        let files = files.filter(|file| corrections::is_superseded(file.path.as_str()));
        Self {
            entries: feed.map_or_else(Vec::new, |feed| entries(&feed)),
            files: files
                .map(|file| (file.path.to_string(), file.sha256))
                .collect(),
        }
    }
}

/// Tells of records that are gone or say something else, and of files that went with them. What is hidden
/// again is told as that.
pub fn withdrawn(old: &Records, new: &Records, held: &[HeldThing]) -> Findings {
    let is_hidden = |path: &str| held.iter().any(|thing| is_of(thing, path));
    let mut findings = Findings::new();
    for entry in old.entries.iter().filter(|one| !is_hidden(&one.address)) {
        let told = |code| {
            Diagnostic::warning(code, list_of(&entry.address))
                .with("what", &entry.title)
                .with("day", &entry.day)
        };
        let is_same = |one: &&Entry| one.id == entry.id;
        // What it was about may have gone, while the record is kept as one of the plan.
        let is_kept = |one: &Entry| one.day == entry.day && one.text == entry.text;
        match new.entries.iter().find(is_same) {
            Some(same) if same.text != entry.text => findings.push(
                told("CORRECTION-REWORDED")
                    .with("old", &entry.text)
                    .with("new", &same.text),
            ),
            None if !new.entries.iter().any(is_kept) => {
                findings.push(told("CORRECTION-WITHDRAWN").with("text", &entry.text));
            }
            _ => {}
        }
    }
    for (path, was) in old.files.iter().filter(|(path, _)| !is_hidden(path)) {
        let is = new.files.get(path);
        if is == Some(was) {
            continue;
        }
        let told = Diagnostic::warning("CORRECTION-FILE-GONE", list_of(path)).with("file", path);
        findings.push(match is {
            Some(_) => told.with("is_other", ""),
            None => told,
        });
    }
    findings
}

/// The list of the plan below whose folder an address lies.
fn list_of(address: &str) -> Place {
    let plan = address.split('/').next().unwrap_or_default();
    Place::file(&SourcePath::new(format!("seeds/{plan}/corrections.yaml")))
}

/// The entries of a feed as this program writes it.
fn entries(feed: &[u8]) -> Vec<Entry> {
    let feed = String::from_utf8_lossy(feed);
    let base = between(&feed, "type=\"text/html\" href=\"", "corrections.html\"");
    let entries = feed.split("<entry>\n").skip(1);
    let entry = |text: &str| {
        let element = |name: &str| between(text, &format!("<{name}>"), &format!("</{name}>"));
        let address = between(text, "href=\"", "\"");
        let address = address.strip_prefix(&*base).unwrap_or(&address);
        Entry {
            id: element("id"),
            title: element("title"),
            day: element("updated").chars().take(DAY).collect(),
            address: address.split('#').next().unwrap_or_default().to_owned(),
            text: element("summary"),
        }
    };
    entries.map(entry).collect()
}

/// The length of 2026-04-01.
const DAY: usize = 10;

fn between(text: &str, before: &str, after: &str) -> String {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    let found = rest.split_once(after).map_or("", |(found, _)| found);
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    let plain = |text: String, (escaped, sign): (&str, &str)| text.replace(escaped, sign);
    signs.into_iter().fold(found.to_owned(), plain)
}
