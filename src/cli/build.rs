//! `mieruka build`, which is also `mieruka` alone.

use std::path::Path;

use super::approved::{self, Approvals};
use super::arguments::{BuildWish, ShowTimings};
use super::published::open_published;
use super::terminal::Terminal;
use super::{Ending, open_site, pool, report};
use crate::base::diag::counted;
use crate::base::text::visible;
use crate::pipeline::{self, Berth, BuildError, Outcome, Report, Timings};
use crate::sources::gather::FOLDERS;
use crate::world::Stop;

pub fn run(wish: &BuildWish, terminal: &Terminal) -> Ending {
    let Some(world) = open_site(&wish.folder, terminal) else {
        return Ending::Failed;
    };
    // Without them a signal ends the build as it always did, and the next one clears away what is left.
    let world = match Stop::on_signals() {
        Ok(stop) => world.until(stop),
        Err(_) => world,
    };
    terminal.progress("building");
    let folders: Vec<_> = FOLDERS.iter().map(|name| wish.folder.join(name)).collect();
    // Those that are not there too: a site put into `themes` would be a source of the next build.
    let folders: Vec<&Path> = folders.iter().map(|folder| &**folder).collect();
    let published = match &wish.published {
        Some(against) => open_published(against, terminal),
        None => Ok(None),
    };
    let published = match published {
        Ok(published) => published,
        Err(ending) => return ending,
    };
    let usual = wish.folder.join(approved::USUAL);
    let approvals = match Approvals::of_site(&usual, &wish.out, terminal) {
        Ok(approvals) => approvals,
        Err(ending) => return ending,
    };
    let berth = Berth {
        out: &wish.out,
        inputs: &folders,
        approved: &approvals.hashes(),
    };
    let result = pool::run_on(pool::threads(wish.jobs), terminal, || {
        pipeline::build(&world, &wish.chosen, berth, published.as_ref())
    });
    terminal.clear();
    match result {
        None => Ending::Failed,
        Some(Ok(Report {
            outcome: Outcome::Approved { hash },
            ..
        })) => {
            terminal.complain(&kept(&approvals, &hash, wish, terminal));
            Ending::Failed
        }
        Some(Ok(report)) => tell(&report, wish, &world, terminal),
        Some(Err(BuildError::Stopped(signal))) => {
            complain(&BuildError::Stopped(signal), terminal);
            Ending::Stopped(signal)
        }
        Some(Err(error)) => {
            complain(&error, terminal);
            Ending::Failed
        }
    }
}

/// That the folder holds what was approved, and how to go on.
fn kept(approvals: &Approvals, hash: &str, wish: &BuildWish, terminal: &Terminal) -> String {
    let approval = approvals.of(hash);
    let approval = approval.map(|one| Approvals::said(one, terminal));
    let args = [
        ("out", &*visible(&wish.out.to_string_lossy())),
        ("approval", &*approval.unwrap_or_default()),
    ];
    terminal.fill("build-approved", &args)
}

fn tell(
    report: &Report,
    wish: &BuildWish,
    world: &crate::world::Disk,
    terminal: &Terminal,
) -> Ending {
    let out = visible(&wish.out.to_string_lossy());
    let ending = match &report.outcome {
        Outcome::Refused(findings) => {
            terminal.complain(&report::text(findings, world, terminal.lang));
            terminal.complain(&report::counts(findings, terminal.lang));
            terminal.complain(&terminal.fill("refused", &[("out", &out)]));
            Ending::DataErrors
        }
        Outcome::Unchanged | Outcome::Approved { .. } => {
            terminal.say(&terminal.fill("unchanged", &[("out", &out)]));
            Ending::Done
        }
        Outcome::Published {
            counts,
            findings,
            published,
        } => {
            if !findings.is_empty() {
                terminal.complain(&report::text(findings, world, terminal.lang));
            }
            let said = |key: &str, count| counted(terminal.lang, key, count);
            let args = [
                ("out", out),
                ("plans", said("cli.count.plans", counts.plans)),
                ("projects", said("cli.count.projects", counts.projects)),
                ("pages", said("cli.count.pages", counts.pages)),
                ("files", said("cli.count.files", published.files)),
                ("bytes", bytes(published.bytes)),
                ("findings", report::counts(findings, terminal.lang)),
                ("hash", published.hash.clone()),
            ];
            terminal.say(&terminal.words().fill("cli.published", &args));
            if let Some(left) = &published.left_behind {
                let left = visible(&left.to_string_lossy());
                terminal.complain(&terminal.fill("left-behind", &[("folder", &left)]));
            }
            Ending::Done
        }
    };
    if wish.show_timings == ShowTimings::Yes {
        terminal.complain(&timings(&report.timings, terminal));
    }
    ending
}

fn timings(timings: &Timings, terminal: &Terminal) -> String {
    let mut out = String::new();
    for (stage, time) in &timings.0 {
        let name = terminal.words().get(match *stage {
            "gather" => "cli.stage.gather",
            "compare" => "cli.stage.compare",
            "load" => "cli.stage.load",
            "theme" => "cli.stage.theme",
            "figures" => "cli.stage.figures",
            "audit" => "cli.stage.audit",
            "pages" => "cli.stage.pages",
            _ => "cli.stage.publish",
        });
        out.push_str(&format!(
            "{:>9.1} ms  {name}\n",
            time.as_secs_f64() * 1000.0
        ));
    }
    out
}

/// A failure that is not the data's fault.
pub fn complain(error: &BuildError, terminal: &Terminal) {
    let lang = terminal.lang;
    let text = match error {
        BuildError::Publish(error) => format!("{}\n{}", error.message(lang), error.help(lang)),
        BuildError::Render { address, error } => {
            let args = [
                ("page", address.as_str()),
                ("template", &error.template),
                ("why", &error.why),
            ];
            terminal.fill("render-failed", &args)
        }
        BuildError::Stopped(_) => terminal.fill("stopped", &[]),
        BuildError::Bug { address, what } => {
            terminal.fill("bug", &[("page", address.as_str()), ("why", what)])
        }
    };
    terminal.complain(&text);
}

fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{}.{} kB", count / 1_000, count % 1_000 / 100),
        _ => format!("{}.{} MB", count / 1_000_000, count % 1_000_000 / 100_000),
    }
}
