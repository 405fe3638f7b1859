//! `mieruka check`: everything a build would check, without the build.

use super::arguments::{CheckWish, Format};
use super::published::open_published;
use super::terminal::Terminal;
use super::{Ending, explain, letter, open_site, pool, report, sarif};
use crate::audit::owners::{Owners, Unclear};
use crate::base::diag::{Findings, listed};
use crate::base::text::visible;
use crate::pipeline::{self, Checked};

pub fn run(wish: &CheckWish, terminal: &Terminal) -> Ending {
    if let Some(code) = &wish.explain {
        return explain::run(code, terminal);
    }
    let Some(world) = open_site(&wish.folder, terminal) else {
        return Ending::Failed;
    };
    let published = match open_published(&wish.against, terminal) {
        Ok(published) => published,
        Err(ending) => return ending,
    };
    let checked = pool::run_on(pool::threads(None), terminal, || {
        pipeline::check(&world, &wish.chosen, published.as_ref())
    });
    let Checked {
        findings, owners, ..
    } = match checked {
        None => return Ending::Failed,
        Some(Ok(checked)) => checked,
        Some(Err(error)) => {
            super::build::complain(&error, terminal);
            return Ending::Failed;
        }
    };
    let findings = match &wish.department {
        None => findings,
        Some(name) => match for_section(name, &findings, &owners, terminal) {
            Ok((section, own)) if wish.format == Format::Text => {
                terminal.say(&letter::to(&section, &own, &owners, terminal.lang));
                return ending(&own);
            }
            Ok((_, own)) => own,
            Err(ending) => return ending,
        },
    };
    match wish.format {
        Format::Json => terminal.say(&report::json(&findings, terminal.lang)),
        Format::Github => terminal.say(&report::github(&findings, terminal.lang)),
        Format::Sarif => terminal.say(&sarif::sarif(&findings, terminal.lang)),
        Format::Text => {
            let mut told = report::text(&findings, &world, terminal.lang);
            told.push_str(&report::counts(&findings, terminal.lang));
            terminal.say(&told);
        }
    }
    ending(&findings)
}

fn ending(findings: &Findings) -> Ending {
    if findings.has_errors() {
        Ending::DataErrors
    } else {
        Ending::Done
    }
}

/// The section that is meant, and what of the findings is its own.
fn for_section(
    name: &str,
    findings: &Findings,
    owners: &Owners,
    terminal: &Terminal,
) -> Result<(String, Findings), Ending> {
    let section = owners.find(name).map_err(|unclear| {
        let found = visible(name);
        let told = match unclear {
            Unclear::Nobody { near } => {
                let mut args = vec![("found", found.as_str())];
                args.extend(near.as_deref().map(|near| ("near", near)));
                let all = listed(terminal.lang, owners.sections());
                args.extend((!all.is_empty()).then_some(("usable", all.as_str())));
                terminal.fill("no-section", &args)
            }
            Unclear::Several(names) => {
                let names = listed(terminal.lang, &names);
                terminal.fill("several-sections", &[("found", &found), ("usable", &names)])
            }
        };
        terminal.complain(&told);
        Ending::Failed
    })?;
    let mut own = Findings::new();
    for finding in findings.iter() {
        if let Some(part) = owners.part_of(section, finding) {
            own.push(part);
        }
    }
    Ok((section.to_owned(), own))
}
