//! `mieruka release`: a site to be approved, the paper by which it is, and what has to be uploaded then.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::arguments::ReleaseWish;
use super::diff::{failed, open_release};
use super::terminal::Terminal;
use super::{Ending, open_site, pool, report};
use crate::base::diag::{Findings, counted};
use crate::base::path::SourcePath;
use crate::base::text::visible;
use crate::compare::{self, Desk, Packet, Reasons, upload};
use crate::model::Purpose;
use crate::pipeline::{self, BuildError, Edition, Glanced, Outcome};
use crate::publish::manifest::{self, Manifest};
use crate::publish::{PublishError, Release, addresses, whole};
use crate::sources::{self, gather::FOLDERS};
use crate::world::{Disk, World};

/// What lies in the folder of a release, beside the site itself.
const SITE: &str = "site";
const PAPERS: [&str; 3] = ["approval.html", "approval.md", "approval.xlsx"];
const PACKET: &str = "packet.json";
const APPROVED: &str = "approved.json";
const LISTS: [&str; 2] = ["upload.txt", "delete.txt"];
const ARCHIVE: &str = "site.zip";

/// What the paper was written about.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Record {
    hash: String,
    /// The release that it was compared with.
    before: String,
    /// The hash of each paper and list.
    papers: Vec<(String, String)>,
}

/// One approval.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Approval {
    hash: String,
    /// A post, never a person.
    by: String,
    at: String,
    files: usize,
}

pub fn run(wish: &ReleaseWish, terminal: &Terminal) -> Ending {
    let Some(world) = open_site(&wish.folder, terminal) else {
        return Ending::Failed;
    };
    let desk = At {
        wish,
        world: &world,
        terminal,
    };
    terminal.progress("building");
    let done = pool::run_on(pool::threads(None), terminal, || match &wish.approve {
        Some(by) => desk.approve(by),
        None => desk.propose(),
    });
    terminal.clear();
    match done {
        None => Ending::Failed,
        Some(Ok(said)) => {
            terminal.say(&said);
            Ending::Done
        }
        Some(Err(ending)) => ending,
    }
}

/// One call of the command.
struct At<'a> {
    wish: &'a ReleaseWish,
    world: &'a Disk,
    terminal: &'a Terminal,
}

impl At<'_> {
    fn propose(&self) -> Result<String, Ending> {
        let (reasons, wrong) = sources::changes::load(&sources::gather(self.world));
        if wrong.has_errors() {
            return Err(self.refuse(&wrong));
        }
        let before = self.before()?;
        self.kept(whole::make_folder(&self.wish.out))?;
        let release = self.build()?;
        let mut glanced = self.glance(&release)?;
        if let Some(before) = &before {
            glanced.findings.append(missed(before, &release));
        }
        let empty = Manifest::new(Purpose::Release, Vec::new());
        let last = visible(&self.wish.last.to_string_lossy());
        let old = match &before {
            Some(before) => (&*last, Edition::Folder(before)),
            None => (
                self.terminal.words().get("cli.release-none"),
                Edition::Nothing(&empty),
            ),
        };
        let name = visible(&self.path(SITE).to_string_lossy());
        let comparison = pipeline::differ(old, (&name, Edition::Folder(&release)));
        let comparison = comparison.map_err(|error| failed(&error, self.terminal))?;
        let uncorrected = pipeline::uncorrected(&comparison, &glanced.corrected, |_| None);
        glanced.findings.append(uncorrected);
        let doubtful = pipeline::doubtful(&release);
        let found = report::counts(&glanced.findings, self.terminal.lang);
        let lang = self.terminal.lang;
        let mut why = Reasons::of(&comparison, &reasons);
        if before.is_none() {
            // All of it is new, and nobody has to say why.
            (why.missing, why.stale) = (Vec::new(), Vec::new());
        }
        let unapproved = match &before {
            Some(before) => self.unapproved(&before.verification.hash)?,
            None => None,
        };
        let messages = glanced.findings.iter().map(|one| one.message(lang));
        let desk = Desk {
            site: glanced.title.clone(),
            is_first: before.is_none(),
            counts: self.counts(&glanced, &release),
            reasons: why,
            findings: unapproved.into_iter().chain(messages).collect(),
            acknowledged: glanced
                .acknowledged
                .iter()
                .map(|(finding, reason)| (finding.message(lang), reason.clone()))
                .collect(),
            doubtful: doubtful.map_err(|error| failed(&error, self.terminal))?,
        };
        let packet = Packet {
            comparison: &comparison,
            desk: Some(&desk),
            lang,
        };
        self.write(&packet, before.as_ref())?;
        Ok(self.told(&packet, &release, &found))
    }

    /// The release that stands there now, where there is one.
    fn before(&self) -> Result<Option<Release>, Ending> {
        if !self.wish.last.is_dir() {
            return Ok(None);
        }
        let before = open_release(&self.wish.last, self.terminal)?;
        if before.verification.purpose == Purpose::Preview {
            return Err(Ending::Failed);
        }
        Ok(Some(before))
    }

    fn build(&self) -> Result<Release, Ending> {
        let folders = self.inputs();
        let mut folders: Vec<&Path> = folders.iter().map(|folder| &**folder).collect();
        folders.push(&self.wish.last);
        let site = self.path(SITE);
        let report = pipeline::build(self.world, &self.wish.chosen, &site, &folders, None);
        match report
            .map_err(|error| failed(&error, self.terminal))?
            .outcome
        {
            Outcome::Refused(findings) => Err(self.refuse(&findings)),
            Outcome::Unchanged | Outcome::Published { .. } => open_release(&site, self.terminal),
        }
    }

    /// Makes the site a second time: for what the checks say, and to see that it comes out the same.
    fn glance(&self, release: &Release) -> Result<Glanced, Ending> {
        let glanced = pipeline::glance(self.world, &self.wish.chosen, Some(&release.manifest));
        let glanced = glanced.map_err(|error| failed(&error, self.terminal))?;
        let glanced = glanced.map_err(|findings| self.refuse(&findings))?;
        if glanced.hash != release.verification.hash {
            return Err(self.complain("release-unsteady", &[]));
        }
        Ok(glanced)
    }

    fn counts(&self, glanced: &Glanced, release: &Release) -> Vec<String> {
        let lang = self.terminal.lang;
        let counts = glanced.counts;
        [
            ("cli.count.plans", counts.plans),
            ("cli.count.projects", counts.projects),
            ("cli.count.pages", counts.pages),
            ("cli.count.files", release.verification.files),
        ]
        .map(|(key, count)| counted(lang, key, count))
        .to_vec()
    }

    /// The papers and lists, and last of all what they are about.
    fn write(&self, packet: &Packet<'_>, before: Option<&Release>) -> Result<(), Ending> {
        let comparison = packet.comparison;
        let lines = |paths: Vec<&str>| {
            paths.iter().fold(String::new(), |mut list, path| {
                list.push_str(path);
                list.push_str("\r\n");
                list
            })
        };
        let sheets = compare::sheets::sheets(packet)
            .map_err(|error| self.complain("release-sheets", &[("why", &*error.to_string())]))?;
        let papers = [
            compare::html::html(packet).into_bytes(),
            compare::markdown::markdown(packet).into_bytes(),
            sheets,
        ];
        let mut files: Vec<(&str, Vec<u8>)> = PAPERS.into_iter().zip(papers).collect();
        // What was approved and nothing was changed since is still to be uploaded.
        let kept = LISTS.map(|name| self.kept(whole::read_whole(&self.path(name))));
        let [upload, delete] = kept;
        match (upload?, delete?) {
            (Some(upload), Some(delete)) if comparison.is_empty() => {
                files.extend(LISTS.into_iter().zip([upload, delete]));
            }
            _ => {
                let lists = [
                    lines(upload::upload(&comparison.files)),
                    lines(upload::delete(&comparison.files)),
                ];
                files.extend(LISTS.into_iter().zip(lists.map(String::into_bytes)));
                // An archive of what was approved before would be taken for this.
                self.kept(whole::remove(&self.path(ARCHIVE)))?;
            }
        }
        let hashes = files
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), manifest::hex(&manifest::hash(bytes))));
        let record = Record {
            hash: comparison.new.hash.clone(),
            before: before.map_or_else(String::new, |before| before.verification.hash.clone()),
            papers: hashes.collect(),
        };
        for (name, bytes) in &files {
            self.kept(whole::write_whole(&self.path(name), bytes))?;
        }
        self.kept(whole::write_whole(
            &self.path(PACKET),
            json(&record).as_bytes(),
        ))
    }

    fn told(&self, packet: &Packet<'_>, release: &Release, found: &str) -> String {
        let said = compare::said::Said {
            lang: self.terminal.lang,
        };
        let comparison = packet.comparison;
        let sums = match comparison.is_empty() {
            true => vec![said.nothing(comparison)],
            false => said.sums(comparison),
        };
        let missing = packet.desk.map_or(0, |desk| desk.reasons.missing.len());
        let sums = sums.iter().map(String::as_str).chain([found]);
        let sums: Vec<String> = sums.map(|sum| format!("  {sum}")).collect();
        let args = [
            ("out", &*visible(&self.wish.out.to_string_lossy())),
            ("sums", &*sums.join("\n")),
            ("missing", &*missing.to_string()),
            ("hash", &*release.verification.hash),
        ];
        let key = if missing > 0 {
            "release-done-missing"
        } else {
            "release-done"
        };
        self.terminal.fill(key, &args)
    }

    /// Records that a post approves what the paper shows, and puts it in the place of the last release.
    fn approve(&self, by: &str) -> Result<String, Ending> {
        let record = match self.wish.out.is_dir() {
            true => self.kept(whole::read_whole(&self.path(PACKET)))?,
            false => None,
        };
        let record: Option<Record> = record.and_then(|json| serde_json::from_slice(&json).ok());
        let shown = visible(&self.wish.out.to_string_lossy());
        let Some(record) = record else {
            return Err(self.complain("approve-no-packet", &[("out", &shown)]));
        };
        let release = open_release(&self.path(SITE), self.terminal)?;
        if release.verification.hash != record.hash || !release.manifest.is_of_this_version() {
            let args = [
                ("shown", &*record.hash),
                ("built", &*release.verification.hash),
            ];
            return Err(self.complain("approve-other", &args));
        }
        for (name, hash) in &record.papers {
            let paper = self.kept(whole::read_whole(&self.path(name)))?;
            let is = paper.map(|bytes| manifest::hex(&manifest::hash(&bytes)));
            if is.as_ref() != Some(hash) {
                return Err(self.complain("approve-paper", &[("paper", name)]));
            }
        }
        let before = self.before()?.map(|before| before.verification.hash);
        let before = before.unwrap_or_default();
        if before != record.before && before != record.hash {
            let last = visible(&self.wish.last.to_string_lossy());
            return Err(self.complain("approve-stale", &[("last", &last)]));
        }
        let zip = self.kept(whole::archive(&release))?;
        self.kept(whole::write_whole(&self.path(ARCHIVE), &zip))?;
        let folders = self.inputs();
        let folders: Vec<&Path> = folders.iter().map(|folder| &**folder).collect();
        if before != record.hash {
            self.kept(whole::adopt(&release, &self.wish.last, &folders))?;
        }
        self.sign(by, &release)?;
        let last = visible(&self.wish.last.to_string_lossy());
        let args = [
            ("by", &*visible(by)),
            ("out", &*shown),
            ("last", &*last),
            ("hash", &*record.hash),
        ];
        Ok(self.terminal.fill("approve-done", &args))
    }

    /// The approvals that were given so far.
    fn approvals(&self) -> Result<Vec<Approval>, Ending> {
        let known = self.kept(whole::read_whole(&self.path(APPROVED)))?;
        let known = known.map(|json| serde_json::from_slice::<Vec<Approval>>(&json));
        let known = known.unwrap_or_else(|| Ok(Vec::new()));
        known.map_err(|_| self.complain("approve-broken", &[("file", APPROVED)]))
    }

    /// That the site which this one is held against was never approved itself, where others were: what it
    /// changed is on no paper.
    fn unapproved(&self, before: &str) -> Result<Option<String>, Ending> {
        let approvals = self.approvals()?;
        let is_known = approvals.iter().any(|one| one.hash == before);
        Ok((!approvals.is_empty() && !is_known).then(|| {
            let last = visible(&self.wish.last.to_string_lossy());
            self.terminal.fill("release-unapproved", &[("last", &last)])
        }))
    }

    /// Adds an approval to those that were given before; the same one twice is one.
    fn sign(&self, by: &str, release: &Release) -> Result<(), Ending> {
        let mut approvals = self.approvals()?;
        let at = match self.wish.at {
            Some(moment) => moment.to_string(),
            None => self.world.today().iso(),
        };
        let approval = Approval {
            hash: release.verification.hash.clone(),
            by: by.to_owned(),
            at,
            files: release.verification.files,
        };
        if approvals.last() != Some(&approval) {
            approvals.push(approval);
        }
        self.kept(whole::write_whole(
            &self.path(APPROVED),
            json(&approvals).as_bytes(),
        ))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.wish.out.join(name)
    }

    fn inputs(&self) -> Vec<PathBuf> {
        FOLDERS
            .iter()
            .map(|name| self.wish.folder.join(name))
            .collect()
    }

    fn kept<T>(&self, result: Result<T, PublishError>) -> Result<T, Ending> {
        result.map_err(|error| failed(&BuildError::Publish(error), self.terminal))
    }

    fn complain(&self, key: &str, args: &[(&str, &str)]) -> Ending {
        self.terminal.clear();
        self.terminal.complain(&self.terminal.fill(key, args));
        Ending::DataErrors
    }

    fn refuse(&self, findings: &Findings) -> Ending {
        self.terminal.clear();
        let lang = self.terminal.lang;
        self.terminal
            .complain(&report::text(findings, self.world, lang));
        self.terminal.complain(&report::counts(findings, lang));
        self.complain("release-refused", &[])
    }
}

/// Pages of the release before that this one has not.
fn missed(before: &Release, release: &Release) -> Findings {
    let files = release.manifest.files().iter();
    let now = files.map(|file| file.path.clone()).collect();
    let list = SourcePath::new(sources::addresses::FILE);
    addresses::gone(&before.manifest, &now, &list)
}

fn json(value: &impl Serialize) -> String {
    // Strings and numbers alone, which JSON can hold.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
