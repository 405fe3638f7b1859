//! `mieruka release`: a site to be approved, the paper by which it is, and what has to be uploaded then.

mod approve;
mod papers;

pub use papers::made_with;
mod post;

use std::path::{Path, PathBuf};

use super::approved::{self, Approvals, SITE, USUAL};
use super::arguments::{PUBLIC, ReleaseWish};
use super::diff::{failed, open_release, open_release_or};
use super::terminal::Terminal;
use super::{Ending, open_site, pool, report};
use crate::base::diag::{Diagnostic, Findings, counted};
use crate::base::era::Date;
use crate::base::moment::Moment;
use crate::base::text::visible;
use crate::base::words::Lang;
use crate::compare::{Before, Desk, Packet, Reasons};
use crate::model::Purpose;
use crate::pipeline::{self, Berth, Edition, Glanced, Outcome, Records};
use crate::publish::manifest::Manifest;
use crate::publish::{PublishError, Release, whole};
use crate::sources::changes::Reason;
use crate::sources::{self, gather::FOLDERS};
use crate::world::{Disk, World};

pub fn run(wish: &ReleaseWish, terminal: &Terminal) -> Ending {
    if let Some(by) = wish.approve.as_ref().filter(|by| Path::new(by).is_dir())
        && !wish.folder.is_dir()
    {
        let folder = visible(&wish.folder.to_string_lossy());
        let args = [("by", &*visible(by)), ("folder", &*folder)];
        terminal.complain(&terminal.fill("approve-apart", &args));
        return Ending::Failed;
    }
    let Some(world) = open_site(&wish.folder, terminal) else {
        return Ending::Failed;
    };
    // Where a site is published, a folder that is not there is a name that was mistyped.
    let public = wish.folder.join(PUBLIC);
    if wish.is_last_named && !wish.last.is_dir() && public.is_dir() {
        let [last, public] = [&wish.last, &public].map(|path| visible(&path.to_string_lossy()));
        let public = public.strip_prefix("./").unwrap_or(&public);
        let args = [("last", &*last), ("public", public)];
        terminal.complain(&terminal.fill("release-no-last", &args));
        return Ending::Failed;
    }
    // Whoever keeps his papers elsewhere need not say so again.
    let out = match &wish.out {
        Some(named) => named.clone(),
        None => approved::papers_of(&wish.last, &wish.usual).unwrap_or_else(|| wish.usual.clone()),
    };
    let desk = At {
        wish,
        out,
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
    /// The folder of the papers.
    out: PathBuf,
    world: &'a Disk,
    terminal: &'a Terminal,
}

impl At<'_> {
    fn propose(&self) -> Result<String, Ending> {
        let (reasons, wrong) = sources::changes::load(&sources::gather(self.world));
        if wrong.has_errors() {
            return Err(self.refuse(&wrong));
        }
        let approvals = Approvals::of_site(&self.out, &self.wish.last, self.terminal)?;
        let (used, reasons): (Vec<Reason>, Vec<Reason>) = reasons
            .into_iter()
            .partition(|reason| approvals.that_used(reason).is_some());
        let there = self.before(&approvals)?;
        self.is_approved(&approvals, there.as_ref())?;
        let is_first = there.is_some() && self.is_first(&approvals);
        let first = is_first.then(|| self.first());
        let before = there.as_ref().filter(|_| !is_first);
        self.make_folder()?;
        // Of the site that was approved last, before it makes way for the new one.
        let stood = approved::listed(&self.path(SITE));
        let release = self.build()?;
        let online = before.map(|before| &before.manifest);
        let online = approvals.files(&[online, stood.as_ref()]);
        let mut glanced = self.glance(&release)?;
        if let Some(before) = before {
            let missed =
                pipeline::missed(&before.manifest, &glanced.known.pages, &glanced.known.held);
            if missed.has_errors() {
                return Err(self.refuse(&missed));
            }
            glanced.findings.append(missed);
            let read = |path: &str| match before.manifest.find(path) {
                Some(_) => before.read(path).map(Some),
                None => Ok(None),
            };
            let stood = pipeline::stood(&glanced.known, read);
            let stood = stood.map_err(|error| approved::failed(error, self.terminal))?;
            glanced.findings.append(stood);
            let records = [before, &release].map(Records::of_release);
            let records = records.into_iter().collect::<Result<Vec<Records>, _>>();
            let records = records.map_err(|error| approved::failed(error, self.terminal))?;
            let gone = pipeline::withdrawn(&records[0], &records[1], &glanced.known.held);
            glanced.findings.append(gone);
        }
        let empty = Manifest::new(Purpose::Release, Vec::new());
        let last = visible(&self.wish.last.to_string_lossy());
        let old = match before {
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
        glanced.findings = pipeline::once(&glanced.findings);
        pipeline::hide(&mut comparison, &glanced.known.held);
        let opens = pipeline::freed(&mut comparison, &glanced.known.opened, glanced.lang);
        let used = if comparison.is_empty() {
            Vec::new()
        } else {
            used
        };
        for reason in &used {
            glanced.findings.push(self.used_up(reason, &approvals));
        }
        let doubtful = pipeline::doubtful(&release);
        let found = report::counts(&glanced.findings, self.terminal.lang);
        let lang = self.terminal.lang;
        let mut why = Reasons::of(
            &comparison,
            &reasons,
            (glanced.known.corrected(), &glanced.known.left),
        );
        if before.is_none() {
            // All of it is new, and nobody has to say why.
            (why.missing, why.stale) = (Vec::new(), Vec::new());
        }
        let lost = self.lost(&approvals, before);
        // What nobody may see before is in the folder, whatever day the user has named.
        let opens = self.wish.chosen.as_of.max(opens);
        let not_before = self.not_before(opens);
        let lists = self.lists(&approvals, online.as_ref(), (there.as_ref(), &release))?;
        let mut messages: Vec<&Diagnostic> = glanced.findings.iter().collect();
        messages.sort_by_key(|one| one.severity);
        let messages = messages.into_iter().map(|one| {
            let mark = self.terminal.words().get(one.severity.word());
            format!("{mark}: {}", one.message(lang).replace('\n', " "))
        });
        let desk = Desk {
            site: glanced.title.clone(),
            before: match (before, approvals.last()) {
                (Some(_), _) => Before::There,
                (None, Some(_)) => Before::Lost,
                (None, None) => Before::Nothing,
            },
            days: [glanced.as_of, self.world.today()].map(|day| self.day(day)),
            plans: glanced.plans.clone(),
            counts: self.counts(&glanced, &release),
            lists: self.files(&lists),
            not_before: not_before.clone(),
            reasons: why,
            findings: first.iter().chain(&lost).cloned().chain(messages).collect(),
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
        self.write(&packet, &lists, opens)?;
        let count = used.len().to_string();
        let used_up = || self.terminal.fill("release-used", &[("count", &*count)]);
        let used_up = (!used.is_empty()).then(used_up);
        let more = not_before.into_iter().chain(first).chain(lost);
        let more = more.chain(used_up);
        let more = more.chain([found]);
        Ok(self.told(&packet, &lists, &more.collect::<Vec<_>>()))
    }

    /// That a reason was given for changes that are approved, and says nothing of these.
    fn used_up(&self, reason: &Reason, approvals: &Approvals) -> Diagnostic {
        let approval = approvals.that_used(reason);
        let said = approval.map(|approval| Approvals::said(approval, self.terminal));
        Diagnostic::notice("CHANGES-USED", reason.place())
            .with("reason", visible(&reason.reason))
            .with("approval", said.unwrap_or_default())
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

    /// What changes is told against what was approved last: whatever lies between that and another site would
    /// be on no paper.
    fn is_approved(&self, approvals: &Approvals, before: Option<&Release>) -> Result<(), Ending> {
        let Some((approval, before)) = approvals.last().zip(before) else {
            return Ok(());
        };
        if before.verification.hash == approval.hash {
            return Ok(());
        }
        let kept = approvals.kept();
        let kept = kept.map(|site| visible(&site.to_string_lossy()));
        let last = visible(&self.wish.last.to_string_lossy());
        let approval = Approvals::said(approval, self.terminal);
        let mut args = vec![("last", &*last), ("approval", &*approval)];
        if approvals.pends(&before.verification.hash) {
            let command = self.again();
            args.push(("command", &*command));
            return Err(self.complain("release-unsigned", &args));
        }
        args.extend(kept.as_deref().map(|site| ("site", site)));
        Err(self.complain("release-unapproved", &args))
    }

    /// Whether what lies in the folder was never approved, so that nobody has read it on a paper. A user who
    /// names the folder says that it is online.
    fn is_first(&self, approvals: &Approvals) -> bool {
        approvals.last().is_none() && !self.wish.is_last_named
    }

    /// That all of the site is told as new, though there is a folder to compare it with.
    fn first(&self) -> String {
        let last = visible(&self.wish.last.to_string_lossy());
        let command = format!("{} --last {}", self.again(), typed(&self.wish.last));
        let args = [("last", &*last), ("command", &*command)];
        self.terminal.fill("release-first", &args)
    }

    /// That the site which was approved last is not there, so that nothing can be held against it.
    fn lost(&self, approvals: &Approvals, before: Option<&Release>) -> Option<String> {
        let approval = approvals.last().filter(|_| before.is_none())?;
        let args = [
            ("last", &*visible(&self.wish.last.to_string_lossy())),
            ("approval", &*Approvals::said(approval, self.terminal)),
        ];
        Some(self.terminal.fill("release-lost", &args))
    }

    /// From when on it may be uploaded, where that moment is still to come.
    fn not_before(&self, opens: Option<Moment>) -> Option<String> {
        let opens = opens.filter(|opens| *opens > self.world.now())?;
        let (day, (hour, minute)) = (opens.day()?, opens.time());
        let time = format!("{hour}:{minute:02}");
        let args = [("day", &*self.day(day)), ("time", &*time)];
        Some(self.terminal.fill("release-not-before", &args))
    }

    /// A day as people write it.
    fn day(&self, day: Date) -> String {
        match self.terminal.lang {
            Lang::Ja => day.japanese(),
            Lang::En => day.english(),
        }
    }

    /// The folder of the papers: beside the sources and what is published, and neither of them.
    fn make_folder(&self) -> Result<(), Ending> {
        let mut folders = self.inputs();
        folders.push(self.wish.last.clone());
        let folders: Vec<&Path> = folders.iter().map(|folder| &**folder).collect();
        self.kept(whole::make_folder(&self.out, &folders))
    }

    /// This command as it has to be typed once more, with the folders that were named.
    fn again(&self) -> String {
        let wish = self.wish;
        let mut words = vec!["mieruka release".to_owned()];
        let is_here = wish.folder.as_os_str() == ".";
        let usual = |name: &str| match is_here {
            true => PathBuf::from(name),
            false => wish.folder.join(name),
        };
        if !is_here {
            words.push(typed(&wish.folder));
        }
        for (option, folder, name) in [
            ("--out", &self.out, USUAL),
            ("--last", &wish.last, "public"),
        ] {
            if *folder != usual(name) {
                words.push(format!("{option} {}", typed(folder)));
            }
        }
        words.join(" ")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.out.join(name)
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

/// A path as it has to be typed.
fn typed(path: &Path) -> String {
    let shown = visible(&path.to_string_lossy());
    match shown.contains(char::is_whitespace) {
        true => format!("\"{shown}\""),
        false => shown,
    }
}
