//! `mieruka release`: a site to be approved, the paper by which it is, and what has to be uploaded then.

mod approve;
mod papers;
mod post;

use std::path::{Path, PathBuf};

use super::approved::{self, Approvals, SITE};
use super::arguments::ReleaseWish;
use super::diff::{failed, open_release, open_release_or};
use super::terminal::Terminal;
use super::{Ending, open_site, pool, report};
use crate::base::diag::{Findings, counted};
use crate::base::era::Date;
use crate::base::text::visible;
use crate::base::words::Lang;
use crate::compare::{Before, Desk, Packet, Reasons};
use crate::model::Purpose;
use crate::pipeline::{self, Berth, Edition, Glanced, Outcome};
use crate::publish::manifest::Manifest;
use crate::publish::{PublishError, Release, whole};
use crate::sources::{self, gather::FOLDERS};
use crate::world::{Disk, World};

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
        let approvals = Approvals::open(&self.wish.out, self.terminal)?;
        let before = self.before(&approvals)?;
        self.kept(whole::make_folder(&self.wish.out))?;
        // Of the site that was approved last, before it makes way for the new one.
        let stood = approved::listed(&self.path(SITE));
        let release = self.build()?;
        let online = before.as_ref().map(|before| &before.manifest);
        let online = approvals.files(&[online, stood.as_ref()]);
        let mut glanced = self.glance(&release)?;
        if let Some(before) = &before {
            let missed = pipeline::missed(&before.manifest, &glanced.pages, &glanced.known.held);
            glanced.findings.append(missed);
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
        let mut comparison = comparison.map_err(|error| failed(&error, self.terminal))?;
        pipeline::computed(&mut comparison, self.world);
        let uncorrected = pipeline::uncorrected(&comparison, &glanced.known, |_| None);
        glanced.findings.append(uncorrected);
        let doubtful = pipeline::doubtful(&release);
        let found = report::counts(&glanced.findings, self.terminal.lang);
        let lang = self.terminal.lang;
        let mut why = Reasons::of(&comparison, &reasons);
        if before.is_none() {
            // All of it is new, and nobody has to say why.
            (why.missing, why.stale) = (Vec::new(), Vec::new());
        }
        let unapproved = self.unapproved(&approvals, before.as_ref());
        let lists = self.lists(&approvals, online.as_ref(), (before.as_ref(), &release))?;
        let messages = glanced.findings.iter();
        let messages = messages.map(|one| one.message(lang).replace('\n', " "));
        let desk = Desk {
            site: glanced.title.clone(),
            before: match (&before, approvals.last()) {
                (Some(_), _) => Before::There,
                (None, Some(_)) => Before::Lost,
                (None, None) => Before::Nothing,
            },
            days: [glanced.as_of, self.world.today()].map(|day| self.day(day)),
            plans: glanced.plans.clone(),
            counts: self.counts(&glanced, &release),
            lists: self.files(&lists),
            reasons: why,
            findings: unapproved.iter().cloned().chain(messages).collect(),
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
        self.write(&packet, &lists)?;
        let more = unapproved.into_iter().chain([found]);
        Ok(self.told(&packet, &lists, &more.collect::<Vec<_>>()))
    }

    /// The release that stands there now, where there is one.
    fn before(&self, approvals: &Approvals) -> Result<Option<Release>, Ending> {
        if !self.wish.last.is_dir() {
            return Ok(None);
        }
        let cure = approvals.last().map(|approval| {
            let site = approvals.kept();
            let site = site.map(|site| visible(&site.to_string_lossy()));
            let last = visible(&self.wish.last.to_string_lossy());
            let approval = Approvals::said(approval, self.terminal);
            let mut args = vec![("last", &*last), ("approval", &*approval)];
            args.extend(site.as_deref().map(|site| ("site", site)));
            self.terminal.fill("release-altered", &args)
        });
        let before = open_release_or(&self.wish.last, cure, self.terminal)?;
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
        let berth = Berth::free(&site, &folders);
        let report = pipeline::build(self.world, &self.wish.chosen, berth, None);
        match report
            .map_err(|error| failed(&error, self.terminal))?
            .outcome
        {
            Outcome::Refused(findings) => Err(self.refuse(&findings)),
            Outcome::Unchanged | Outcome::Approved { .. } | Outcome::Published { .. } => {
                open_release(&site, self.terminal)
            }
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

    /// That the site which this one is held against is not the one that was approved last: what was changed
    /// between the two is on no paper.
    fn unapproved(&self, approvals: &Approvals, before: Option<&Release>) -> Option<String> {
        let approval = approvals.last()?;
        let key = match before {
            Some(before) if before.verification.hash == approval.hash => return None,
            Some(_) => "release-unapproved",
            None => "release-lost",
        };
        let args = [
            ("last", &*visible(&self.wish.last.to_string_lossy())),
            ("approval", &*Approvals::said(approval, self.terminal)),
        ];
        Some(self.terminal.fill(key, &args))
    }

    /// A day as people write it.
    fn day(&self, day: Date) -> String {
        match self.terminal.lang {
            Lang::Ja => day.japanese(),
            Lang::En => day.english(),
        }
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
        result.map_err(|error| approved::failed(error, self.terminal))
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
