//! `mieruka freeze`: keeps the published edition of a plan as it is and begins the next one beside it.

use std::io;
use std::path::Path;

use super::arguments::FreezeWish;
use super::terminal::Terminal;
use super::{Ending, open_site, release, report};
use crate::base::text::{self, visible};
use crate::model::Id;
use crate::pipeline::{self, Prepared, Timings};
use crate::publish::{PublishError, Shelf};
use crate::sources;
use crate::sources::freeze::{NextEdition, next_edition};
use crate::sources::withhold::What;
use crate::world::{replace_file, write_new_file};

pub fn run(wish: &FreezeWish, terminal: &Terminal) -> Ending {
    let Some(world) = open_site(&wish.folder, terminal) else {
        return Ending::Failed;
    };
    let Some(next) = Id::parse(&wish.next) else {
        terminal.complain(&terminal.fill("freeze-id", &[("found", &visible(&wish.next))]));
        return Ending::Failed;
    };
    let chosen = match release::made_with(&wish.folder, &wish.out) {
        Some(made) if wish.chosen.as_of.is_none() => made,
        _ => wish.chosen.clone(),
    };
    // The bytes of plans are let go of while they are read.
    let inputs = sources::gather(&world);
    let copied = inputs.clone();
    let prepared = match pipeline::prepare(inputs, &chosen, &world, &mut Timings::default()) {
        Ok(prepared) => prepared,
        Err(findings) => {
            terminal.complain(&report::text(&findings, &world, terminal.lang));
            terminal.complain(&terminal.fill("freeze-errors", &[]));
            return Ending::DataErrors;
        }
    };
    let plans = &prepared.book.site.plans;
    let Some(plan) = plans.iter().find(|plan| plan.id.as_str() == wish.plan) else {
        let mut held = prepared.held.iter();
        if let Some(draft) = held.find(|one| one.what == What::Plan && one.id == wish.plan) {
            let args = [("plan", &*draft.name), ("place", &*draft.place.to_string())];
            terminal.complain(&terminal.fill("freeze-draft", &args));
            return Ending::DataErrors;
        }
        let ids: Vec<&str> = plans.iter().map(|plan| plan.id.as_str()).collect();
        let found = visible(&wish.plan);
        let usable = ids.join("、");
        let mut said = terminal.fill("freeze-no-plan", &[("found", &found), ("usable", &usable)]);
        if let Some(near) = text::did_you_mean(&wish.plan, ids.iter().copied()) {
            said.push('\n');
            said.push_str(&terminal.fill("freeze-near", &[("near", near)]));
        }
        terminal.complain(&said);
        return Ending::Failed;
    };
    let held = prepared.findings.iter().filter(|finding| {
        let file = finding.place.file.as_str();
        let rooms = ["seeds", "content"].map(|room| format!("{room}/{}/", plan.id));
        matches!(finding.code, "HELD-DRAFT" | "HELD-UNTIL")
            && rooms.iter().any(|room| file.starts_with(room))
    });
    let held: Vec<String> = held.map(|finding| format!("  {}", finding.place)).collect();
    let Some(edition) = next_edition(&copied, plan, &next) else {
        let file = plan.file.as_str();
        terminal.complain(&terminal.fill("freeze-again", &[("file", file)]));
        return Ending::DataErrors;
    };
    if let Some(complaint) = refusal(wish, &next, &held, terminal) {
        terminal.complain(&complaint);
        return Ending::DataErrors;
    }
    match pipeline::holds(&world, &chosen, &wish.out) {
        Ok(true) => {}
        Ok(false) => match unlike(&wish.out, &prepared, terminal) {
            Ok(complaint) => {
                terminal.complain(&complaint);
                return Ending::DataErrors;
            }
            Err(error) => return super::diff::failed(&error.into(), terminal),
        },
        Err(error) => return super::diff::failed(&error, terminal),
    }
    match write(&wish.folder, &edition) {
        Ok(()) => {
            let args = [
                ("plan", plan.id.as_str()),
                ("next", next.as_str()),
                ("files", &*edition.new.len().to_string()),
            ];
            terminal.say(&terminal.fill("freeze-done", &args));
            Ending::Done
        }
        Err((file, error)) => {
            let args = [
                ("file", &*visible(&file)),
                ("why", &*error.to_string()),
                ("next", next.as_str()),
            ];
            terminal.complain(&terminal.fill("freeze-failed", &args));
            Ending::Failed
        }
    }
}

/// Why this edition cannot be frozen now.
fn refusal(wish: &FreezeWish, next: &Id, held: &[String], terminal: &Terminal) -> Option<String> {
    for room in ["seeds", "content"] {
        let folder = format!("{room}/{next}");
        if wish.folder.join(&folder).exists() {
            return Some(terminal.fill("freeze-there", &[("folder", &folder)]));
        }
    }
    if !held.is_empty() {
        return Some(terminal.fill("freeze-held", &[("lines", &held.join("\n"))]));
    }
    None
}

/// Why what is published is not what the data give: with an earlier day of the data, publishing would be the
/// wrong way to make them the same.
fn unlike(out: &Path, now: &Prepared, terminal: &Terminal) -> Result<String, PublishError> {
    let folder = visible(&out.to_string_lossy());
    let shelf = match out.is_dir() {
        true => Shelf::published(out)?,
        false => return Ok(terminal.fill("freeze-nothing", &[("out", &folder)])),
    };
    let day = now.book.site.info.as_of;
    let was = match &shelf {
        Some(shelf) => pipeline::day_online(|path| shelf.read(path))?,
        None => None,
    };
    Ok(match was.filter(|was| *was > day) {
        Some(was) => {
            let args = [("out", &*folder), ("was", &*was.iso()), ("is", &*day.iso())];
            terminal.fill("freeze-back", &args)
        }
        None => terminal.fill("freeze-unpublished", &[("out", &folder)]),
    })
}

type Failure = (String, io::Error);

/// The new files first, since the present edition names them: half of them are a plan that no build takes.
fn write(folder: &Path, edition: &NextEdition) -> Result<(), Failure> {
    for (path, bytes) in &edition.new {
        let path = path.as_str();
        write_new_file(&folder.join(path), bytes).map_err(|error| (path.to_owned(), error))?;
    }
    let (path, bytes) = &edition.present;
    let path = path.as_str();
    replace_file(&folder.join(path), bytes).map_err(|error| (path.to_owned(), error))
}
