//! The papers of a release, the lists of what has to be uploaded, and what the screen says of both.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::Ending;
use super::super::approved::{ARCHIVE, Approvals, PAPERS as RECORD, USUAL, listed, papers_of};
use super::At;
use crate::base::moment::Moment;
use crate::base::text::visible;
use crate::compare::said::Said;
use crate::compare::{self, Packet, upload};
use crate::model::Purpose;
use crate::pipeline;
use crate::publish::manifest::{self, Manifest};
use crate::publish::{Release, whole};
use crate::sources::Chosen;
use crate::world::World;

const PAPERS: [&str; 3] = ["approval.html", "approval.md", "approval.xlsx"];
/// Those in which the hash of the site can be read as it stands.
const SHOWN: [&str; 2] = ["approval.html", "approval.md"];
/// What has to be uploaded, and what has to be deleted then.
const LISTS: [&str; 2] = ["upload.txt", "delete.txt"];

/// What the papers were written about.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub hash: String,
    /// The day on which they were made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<String>,
    /// The release that it was compared with.
    pub before: String,
    /// What the user chose for it, so that it can be made once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// From when on it may be uploaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// What waited for that moment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    freed: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Why what changes does so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// The hash of each paper and list.
    pub papers: Vec<(String, String)>,
    /// The hash of all of this, so that nobody mends it by hand.
    #[serde(default)]
    seal: String,
}

/// What a folder was made with, as the papers of it say.
pub fn made_with(site: &Path, folder: &Path) -> Option<Chosen> {
    let usual = site.join(USUAL);
    let papers = papers_of(folder, &usual).unwrap_or(usual);
    let json = papers
        .is_dir()
        .then(|| whole::read_whole(&papers.join(RECORD)));
    let record: Record = serde_json::from_slice(&json?.ok()??).ok()?;
    let hash = listed(folder)?.own_hash();
    (record.hash == hash).then(|| Chosen {
        as_of: record.as_of.as_deref().and_then(Moment::parse),
        base_url: record.base_url,
        ..Chosen::default()
    })
}

/// What has to be done on the server.
pub(super) struct Lists {
    texts: [String; 2],
    /// Whether the files of the server are not known, so that all are named.
    is_whole: bool,
    /// Whether nothing was ever approved or published here.
    is_first: bool,
    /// Whether they were written for this release when it was approved, and still hold.
    is_kept: bool,
}

impl Lists {
    pub fn counts(&self) -> [usize; 2] {
        self.texts.each_ref().map(|text| text.lines().count())
    }
}

impl At<'_> {
    pub(super) fn record(&self) -> Result<Option<Record>, Ending> {
        let record = match self.out.is_dir() {
            true => self.kept(whole::read_whole(&self.path(RECORD)))?,
            false => None,
        };
        Ok(record.and_then(|json| serde_json::from_slice(&json).ok()))
    }

    /// What is to be done on the server, which holds what was approved last, whatever lies in the folder
    /// that the release is compared with.
    pub(super) fn lists(
        &self,
        approvals: &Approvals,
        online: Option<&Manifest>,
        (before, release): (Option<&Release>, &Release),
    ) -> Result<Lists, Ending> {
        let hash = &release.verification.hash;
        let is_approved = approvals.last().is_some_and(|last| last.hash == *hash);
        if is_approved && let Some(texts) = self.kept_lists(hash)? {
            // What was approved and nothing was changed since may still have to be uploaded.
            return Ok(Lists {
                texts,
                is_whole: false,
                is_first: false,
                is_kept: true,
            });
        }
        let empty = Manifest::new(Purpose::Release, Vec::new());
        // Whether it was uploaded when it was approved, nobody knows who has lost the list.
        let known = online.filter(|_| !is_approved);
        let mut files = pipeline::files_between(known.unwrap_or(&empty), &release.manifest);
        if known.is_none()
            && let Some(before) = before
        {
            let there = pipeline::files_between(&before.manifest, &release.manifest);
            files.extend(there.into_iter().filter(|file| file.new_bytes.is_none()));
        }
        Ok(Lists {
            texts: [upload::upload(&files), upload::delete(&files)].map(lines),
            is_whole: known.is_none(),
            is_first: approvals.last().is_none() && before.is_none(),
            is_kept: false,
        })
    }

    /// The lists that were written for a release, where they are as they were written.
    fn kept_lists(&self, hash: &str) -> Result<Option<[String; 2]>, Ending> {
        let record = self.record()?.filter(|record| record.hash == hash);
        let Some(record) = record else {
            return Ok(None);
        };
        let mut texts = [const { String::new() }; 2];
        for (text, name) in texts.iter_mut().zip(LISTS) {
            let bytes = self.kept(whole::read_whole(&self.path(name)))?;
            let is_it = |bytes: &Vec<u8>| record.is_of(name, bytes);
            let Some(bytes) = bytes.filter(is_it) else {
                return Ok(None);
            };
            *text = String::from_utf8_lossy(&bytes).into_owned();
        }
        Ok(Some(texts))
    }

    /// The papers and lists, and last of all what they are about.
    pub(super) fn write(
        &self,
        packet: &Packet<'_>,
        lists: &Lists,
        opens: Option<Moment>,
    ) -> Result<(), Ending> {
        let comparison = packet.comparison;
        let sheets = compare::sheets::sheets(packet)
            .map_err(|error| self.complain("release-sheets", &[("why", &*error.to_string())]))?;
        let papers = [
            compare::html::html(packet).into_bytes(),
            compare::markdown::markdown(packet).into_bytes(),
            sheets,
        ];
        let lists_of = lists.texts.each_ref().map(|text| text.clone().into_bytes());
        let files = PAPERS.into_iter().zip(papers);
        let files: Vec<(&str, Vec<u8>)> = files.chain(LISTS.into_iter().zip(lists_of)).collect();
        if !lists.is_kept {
            // An archive of what was approved before would be taken for this.
            self.kept(whole::remove(&self.path(ARCHIVE)))?;
        }
        let hashes = files
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), manifest::hex(&manifest::hash(bytes))));
        let mut record = Record {
            hash: comparison.new.hash.clone(),
            made: self.made(&comparison.new.hash)?,
            before: comparison.old.hash.clone(),
            as_of: self.wish.chosen.as_of.map(|moment| moment.to_string()),
            opens: opens.map(|moment| moment.to_string()),
            freed: Said { lang: packet.lang }.freed(comparison),
            base_url: self.wish.chosen.base_url.clone(),
            reasons: packet.desk.map_or_else(Vec::new, |desk| {
                let given = desk.reasons.given().iter();
                given.map(|reason| reason.words()).collect()
            }),
            papers: hashes.collect(),
            seal: String::new(),
        };
        record.seal = record.sealed();
        for (name, bytes) in &files {
            self.kept(whole::write_whole(&self.path(name), bytes))?;
        }
        let record = record.to_json();
        self.kept(whole::write_whole(&self.path(RECORD), record.as_bytes()))
    }

    /// The day of papers about this site: who writes a reason into them later makes them no younger.
    fn made(&self, hash: &str) -> Result<Option<String>, Ending> {
        let known = self.record()?.filter(|record| record.hash == hash);
        let made = known.and_then(|record| record.made);
        Ok(made.or_else(|| Some(self.world.today().iso())))
    }

    /// How much is to be uploaded and deleted.
    pub(super) fn files(&self, lists: &Lists) -> String {
        let [upload, delete] = lists.counts();
        let key = match lists {
            _ if upload + delete == 0 => "release-files-none",
            Lists { is_first: true, .. } => "release-files-first",
            Lists { is_whole: true, .. } => "release-files-all",
            Lists { is_kept: true, .. } => "release-files-kept",
            _ => "release-files",
        };
        let [upload, delete] = [upload, delete].map(|count| count.to_string());
        let args = [("upload", &*upload), ("delete", &*delete)];
        self.terminal.fill(key, &args)
    }

    /// What the screen says when the papers are there.
    pub(super) fn told(&self, packet: &Packet<'_>, lists: &Lists, more: &[String]) -> String {
        let said = Said {
            lang: self.terminal.lang,
        };
        let comparison = packet.comparison;
        let mut sums = match comparison.is_empty() {
            true => vec![said.nothing(comparison)],
            false => said.sums(comparison),
        };
        let freed = said.freed(comparison);
        if !freed.is_empty() {
            let count = freed.len().to_string();
            sums.push(said.fill("freed-heading", &[("count", &count)]));
            sums.extend(freed.into_iter().map(|one| format!("  {one}")));
        }
        sums.push(self.files(lists));
        let sums = sums.iter().chain(more);
        let sums: Vec<String> = sums.map(|sum| format!("  {sum}")).collect();
        let missing = packet.desk.map_or(0, |desk| desk.reasons.missing.len());
        let args = [
            ("out", &*visible(&self.out.to_string_lossy())),
            ("sums", &*sums.join("\n")),
            ("missing", &*missing.to_string()),
            ("hash", &*comparison.new.hash),
            ("command", &*self.again()),
        ];
        let key = if missing > 0 {
            "release-done-missing"
        } else {
            "release-done"
        };
        self.terminal.fill(key, &args)
    }

    /// The paper that is not as it was written, where there is one; the record of them is one, too.
    pub(super) fn altered<'r>(&self, record: &'r Record) -> Result<Option<&'r str>, Ending> {
        if record.seal != record.sealed() {
            return Ok(Some(RECORD));
        }
        for (name, hash) in &record.papers {
            let paper = self.kept(whole::read_whole(&self.path(name)))?;
            let is = paper
                .as_ref()
                .map(|bytes| manifest::hex(&manifest::hash(bytes)));
            let paper = paper.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            // Whoever approved read the hash on the paper.
            let is_of = paper.is_some_and(|paper| paper.contains(&record.hash));
            let is_shown = is_of || !SHOWN.contains(&&**name);
            if is.as_ref() != Some(hash) || !is_shown {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// How many files the lists beside the papers name.
    pub(super) fn listed(&self) -> Result<[usize; 2], Ending> {
        let mut counts = [0; 2];
        for (count, name) in counts.iter_mut().zip(LISTS) {
            let bytes = self.kept(whole::read_whole(&self.path(name)))?;
            *count = String::from_utf8_lossy(&bytes.unwrap_or_default())
                .lines()
                .count();
        }
        Ok(counts)
    }
}

impl Record {
    fn sealed(&self) -> String {
        let bare = Record {
            seal: String::new(),
            ..self.clone()
        };
        manifest::hex(&manifest::hash(bare.to_json().as_bytes()))
    }

    fn to_json(&self) -> String {
        // Strings alone, which JSON can hold.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    fn is_of(&self, name: &str, bytes: &[u8]) -> bool {
        let hash = manifest::hex(&manifest::hash(bytes));
        let mut papers = self.papers.iter();
        papers.any(|(known, of)| known == name && *of == hash)
    }
}

fn lines(paths: Vec<&str>) -> String {
    paths.iter().fold(String::new(), |mut list, path| {
        list.push_str(path);
        list.push_str("\r\n");
        list
    })
}
