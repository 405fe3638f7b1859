//! `mieruka check`: everything a build would check, without the build.

use super::arguments::{CheckWish, Format};
use super::terminal::Terminal;
use super::{Ending, explain, open_site, pool, report};
use crate::pipeline;

pub fn run(wish: &CheckWish, terminal: &Terminal) -> Ending {
    if let Some(code) = &wish.explain {
        return explain::run(code, terminal);
    }
    let Some(world) = open_site(&wish.folder, terminal) else {
        return Ending::Failed;
    };
    let checked = pool::run_on(pool::threads(None), terminal, || {
        pipeline::check(&world, &wish.chosen)
    });
    let findings = match checked {
        None => return Ending::Failed,
        Some(Ok((findings, _))) => findings,
        Some(Err(error)) => {
            super::build::complain(&error, terminal);
            return Ending::Failed;
        }
    };
    match wish.format {
        Format::Json => terminal.say(&report::json(&findings, terminal.lang)),
        Format::Github => terminal.say(&report::github(&findings, terminal.lang)),
        Format::Text => {
            let mut told = report::text(&findings, &world, terminal.lang);
            told.push_str(&report::counts(&findings, terminal.lang));
            terminal.say(&told);
        }
    }
    if findings.has_errors() {
        Ending::DataErrors
    } else {
        Ending::Done
    }
}
