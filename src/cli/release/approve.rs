//! `mieruka release --approve`: records that a post approves what the papers show, and publishes exactly that.

use std::path::{Path, PathBuf};

use super::super::Ending;
use super::super::approved::{ARCHIVE, Approval, Approvals, PAPERS, SITE};
use super::super::diff::open_release_or;
use super::papers::Record;
use super::{At, post};
use crate::base::era::Date;
use crate::base::moment::Moment;
use crate::base::text::visible;
use crate::pipeline;
use crate::publish::{Release, whole};
use crate::sources::Chosen;
use crate::world::World;

impl At<'_> {
    /// Records an approval, and puts the site in the place of the last release.
    pub(super) fn approve(&self, by: &str) -> Result<String, Ending> {
        if let Some(doubt) = post::doubt(by) {
            return Err(self.complain(doubt, &[("by", &*visible(by))]));
        }
        if self.wish.chosen.as_of.is_some() {
            return Err(self.complain("approve-as-of", &[]));
        }
        let by = by.trim();
        let mut approvals = Approvals::open(&self.out, self.terminal)?;
        let shown = visible(&self.out.to_string_lossy());
        let record = self.record()?;
        let is_done = |record: &Record| approvals.of(&record.hash).is_some();
        if self.wish.out.is_none()
            && record.as_ref().is_none_or(is_done)
            && let Some(other) = self.waiting(&approvals)
        {
            let other = visible(&other.to_string_lossy());
            return Err(self.complain("approve-elsewhere", &[("other", &other)]));
        }
        let Some(record) = record else {
            return Err(self.complain("approve-no-packet", &[("out", &shown)]));
        };
        self.is_possible(&record)?;
        let release = self.of_papers(&record)?;
        let before = self.before(&approvals)?;
        let before = before.map(|before| before.verification.hash);
        let before = before.unwrap_or_default();
        // What nobody has approved may have been compared with nothing, and may make way.
        let is_first = record.before.is_empty() && approvals.last().is_none();
        if before != record.before && before != record.hash && !is_first {
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
        let known = approvals.last();
        let known = known.filter(|last| last.hash == record.hash && last.by == by);
        let known = known.map(|last| Approvals::said(last, self.terminal));
        if known.is_none() {
            let approval = self.approval(by, &record, &release);
            self.kept(approvals.sign(approval, &release.manifest))?;
        }
        self.kept(approvals.note(&self.wish.last))?;
        self.approved(by, &record, known)
    }

    /// A folder beside the sources with papers that nobody has approved, where the usual ones are none such.
    fn waiting(&self, approvals: &Approvals) -> Option<PathBuf> {
        let folders = self.wish.folder.read_dir().ok()?.filter_map(Result::ok);
        let mut folders: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
        folders.sort();
        let is_waiting = |folder: &PathBuf| {
            let papers = whole::read_whole(&folder.join(PAPERS)).ok().flatten();
            let papers = papers.and_then(|json| serde_json::from_slice::<Record>(&json).ok());
            let own = Approvals::open(folder, self.terminal);
            papers.is_some_and(|papers| {
                let hash = &papers.hash;
                approvals.of(hash).is_none() && own.is_ok_and(|own| own.of(hash).is_none())
            })
        };
        let mut folders = folders.into_iter().filter(|folder| folder.is_dir());
        let other = folders.find(is_waiting)?;
        Some(other.strip_prefix(".").map(Path::to_owned).unwrap_or(other))
    }

    /// Nobody approves what was not yet on paper, nor tomorrow. What is made for a day to come may be approved
    /// up to that day.
    fn is_possible(&self, record: &Record) -> Result<(), Ending> {
        let Some(at) = self.wish.at.and_then(Moment::day) else {
            return Ok(());
        };
        let day = |text: &Option<String>| text.as_deref().and_then(Moment::parse)?.day();
        let made = record.made.as_deref().and_then(Date::parse);
        let last = [day(&record.as_of), day(&record.opens)]
            .into_iter()
            .flatten();
        let last = last.fold(self.world.today(), Ord::max);
        let told = |key: &str, bound: Date| {
            let args = [("day", &*at.iso()), ("bound", &*bound.iso())];
            Err(self.complain(key, &args))
        };
        match made {
            Some(made) if at < made => told("approve-before", made),
            _ if at > last => told("approve-later", last),
            _ => Ok(()),
        }
    }

    /// The site that the papers are about, all of it as they were written.
    fn of_papers(&self, record: &Record) -> Result<Release, Ending> {
        if let Some(paper) = self.altered(record)? {
            return Err(self.complain("approve-paper", &[("paper", paper)]));
        }
        let cure = self.terminal.fill("approve-altered", &[]);
        let release = open_release_or(&self.path(SITE), Some(cure), self.terminal)?;
        if release.verification.hash != record.hash || !release.manifest.is_of_this_version() {
            let args = [
                ("shown", &*record.hash),
                ("built", &*release.verification.hash),
            ];
            return Err(self.complain("approve-other", &args));
        }
        Ok(release)
    }

    fn approval(&self, by: &str, record: &Record, release: &Release) -> Approval {
        let at = match self.wish.at {
            // Whoever names a day says nothing of the hour.
            Some(moment) => match moment.day().filter(|_| moment.time() == (0, 0)) {
                Some(day) => day.iso(),
                None => moment.to_string(),
            },
            None => self.world.today().iso(),
        };
        Approval {
            hash: release.verification.hash.clone(),
            by: by.to_owned(),
            at,
            files: release.verification.files,
            reasons: record.reasons.clone(),
        }
    }

    /// What the screen says; `known` is the same approval, where it was given before.
    fn approved(&self, by: &str, record: &Record, known: Option<String>) -> Result<String, Ending> {
        let [upload, delete] = self.listed()?;
        let shown = visible(&self.out.to_string_lossy());
        let counts = [upload, delete].map(|count| count.to_string());
        let todo = [
            ("out", &*shown),
            ("upload", &*counts[0]),
            ("delete", &*counts[1]),
        ];
        let todo = match (upload, delete) {
            (0, 0) => self.terminal.fill("approve-files-none", &[]),
            (_, 0) => self.terminal.fill("approve-files-upload", &todo),
            _ => self.terminal.fill("approve-files", &todo),
        };
        let mut args = vec![("hash", &*record.hash), ("todo", &*todo)];
        let (by, last) = (visible(by), visible(&self.wish.last.to_string_lossy()));
        args.extend([("by", &*by), ("last", &*last)]);
        let mut said = match &known {
            Some(known) => {
                args.push(("approval", known));
                self.terminal.fill("approve-again", &args)
            }
            None => self.terminal.fill("approve-done", &args),
        };
        let opens = record.opens.as_deref().and_then(Moment::parse);
        if let Some(not_before) = self.not_before(opens) {
            said.push('\n');
            said.push_str(&not_before);
        }
        if !self.is_still_so(record) {
            said.push('\n');
            said.push_str(&self.terminal.fill("approve-since", &[]));
        }
        Ok(said)
    }

    /// Whether the sources still give the site of the papers.
    fn is_still_so(&self, record: &Record) -> bool {
        let chosen = Chosen {
            as_of: record.as_of.as_deref().and_then(Moment::parse),
            base_url: record.base_url.clone(),
            purpose: self.wish.chosen.purpose,
        };
        if pipeline::is_published(self.world, &chosen, &self.path(SITE)) {
            return true;
        }
        // A draft may have changed, which is no part of the site.
        let now = pipeline::glance(self.world, &chosen, None);
        now.is_ok_and(|now| now.is_ok_and(|now| now.hash == record.hash))
    }
}
