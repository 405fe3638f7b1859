//! `mieruka diff`: what differs between two releases, or between a release and the sources of now.

use std::path::{Path, PathBuf};

use super::arguments::{DiffFormat, DiffWish, PUBLIC};
use super::terminal::Terminal;
use super::{Ending, is_there, pool, report};
use crate::base::text::visible;
use crate::compare::{self, Comparison, Packet};
use crate::model::Purpose;
use crate::pipeline::{self, BuildError, Edition, Glanced};
use crate::publish::{Release, manifest::Manifest, whole};
use crate::sources::{Chosen, SETTINGS, gather::FOLDERS};
use crate::world::Disk;

/// One of the two, opened.
enum Side {
    Folder(Box<Release>),
    Sources(Box<Glanced>),
}

impl Side {
    fn edition(&self) -> Edition<'_> {
        match self {
            Side::Folder(release) => Edition::Folder(release),
            Side::Sources(glanced) => Edition::Sources(glanced),
        }
    }

    fn manifest(&self) -> &Manifest {
        match self {
            Side::Folder(release) => &release.manifest,
            Side::Sources(glanced) => &glanced.manifest,
        }
    }
}

pub fn run(wish: &DiffWish, terminal: &Terminal) -> Ending {
    terminal.progress("building");
    let done = pool::run_on(pool::threads(None), terminal, || compared(wish, terminal));
    terminal.clear();
    match done {
        None => Ending::Failed,
        Some(Err(ending)) => ending,
        Some(Ok(comparison)) => tell(&comparison, wish, terminal),
    }
}

fn tell(comparison: &Comparison, wish: &DiffWish, terminal: &Terminal) -> Ending {
    let packet = Packet {
        comparison,
        desk: None,
        lang: terminal.lang,
    };
    let told = match wish.format {
        DiffFormat::Text => compare::text::text(comparison, terminal.lang),
        DiffFormat::Json => compare::json::json(comparison),
        DiffFormat::Html => compare::html::html(&packet),
        DiffFormat::Markdown => compare::markdown::markdown(&packet),
        DiffFormat::Sheets => return workbook(&packet, wish, terminal),
    };
    match &wish.out {
        Some(out) => put(out, told.as_bytes(), wish, terminal),
        None => {
            terminal.say(&told);
            Ending::Done
        }
    }
}

/// A workbook is no text: it goes into a file.
fn workbook(packet: &Packet<'_>, wish: &DiffWish, terminal: &Terminal) -> Ending {
    let Some(out) = &wish.out else {
        terminal.complain(&terminal.fill("diff-no-out", &[]));
        return Ending::Failed;
    };
    match compare::sheets::sheets(packet) {
        Ok(bytes) => put(out, &bytes, wish, terminal),
        Err(error) => {
            let why = error.to_string();
            terminal.complain(&terminal.fill("release-sheets", &[("why", &why)]));
            Ending::Failed
        }
    }
}

/// Neither what is compared nor what it is made of is ever written over.
fn put(out: &Path, bytes: &[u8], wish: &DiffWish, terminal: &Terminal) -> Ending {
    let both = [&wish.old, &wish.new].into_iter();
    let read: Vec<PathBuf> = both.flat_map(|path| inputs(path)).collect();
    match whole::write_apart(out, bytes, &read) {
        Ok(()) => {
            let file = visible(&out.to_string_lossy());
            terminal.say(&terminal.fill("diff-written", &[("file", &file)]));
            Ending::Done
        }
        Err(error) => failed(&BuildError::Publish(error), terminal),
    }
}

fn compared(wish: &DiffWish, terminal: &Terminal) -> Result<Comparison, Ending> {
    if wish.old.as_os_str() == PUBLIC && !wish.old.exists() {
        terminal.complain(&terminal.fill("diff-first", &[]));
        return Err(Ending::Failed);
    }
    let old = open(&wish.old, &wish.chosen, None, terminal)?;
    let new = open(&wish.new, &wish.chosen, Some(old.manifest()), terminal)?;
    let names = [(&wish.old, &old), (&wish.new, &new)].map(|(path, side)| {
        let shown = visible(&path.to_string_lossy());
        match side {
            Side::Folder(_) => shown,
            Side::Sources(_) => terminal.fill("diff-sources", &[("folder", &shown)]),
        }
    });
    let comparison = pipeline::differ((&names[0], old.edition()), (&names[1], new.edition()));
    let mut comparison = comparison.map_err(|error| failed(&error, terminal))?;
    if let Side::Sources(glanced) = &new {
        pipeline::hide(&mut comparison, &glanced.known.held);
        pipeline::freed(&mut comparison, &glanced.known.opened, glanced.lang);
    }
    Ok(comparison)
}

/// The folders that are read of one of the two.
fn inputs(path: &Path) -> Vec<PathBuf> {
    if path.join(SETTINGS).is_file() {
        FOLDERS.iter().map(|name| path.join(name)).collect()
    } else {
        vec![path.to_owned()]
    }
}

/// A folder with settings is a site's sources; any other has to be a release.
fn open(
    path: &Path,
    chosen: &Chosen,
    against: Option<&Manifest>,
    terminal: &Terminal,
) -> Result<Side, Ending> {
    if !is_there(path, terminal) {
        return Err(Ending::Failed);
    }
    let world = Disk::new(path);
    if !path.join(SETTINGS).is_file() {
        return open_release(path, terminal).map(|release| Side::Folder(Box::new(release)));
    }
    match pipeline::glance(&world, chosen, against) {
        Ok(Ok(glanced)) => Ok(Side::Sources(Box::new(glanced))),
        Ok(Err(findings)) => {
            terminal.clear();
            terminal.complain(&report::text(&findings, &world, terminal.lang));
            terminal.complain(&report::counts(&findings, terminal.lang));
            terminal.complain(&terminal.fill("diff-refused", &[]));
            Err(Ending::DataErrors)
        }
        Err(error) => Err(failed(&error, terminal)),
    }
}

/// A release that is as it was built; a preview is told, and compared all the same.
pub fn open_release(path: &Path, terminal: &Terminal) -> Result<Release, Ending> {
    open_release_or(path, None, terminal)
}

/// The same, with what to do about one that was touched.
pub fn open_release_or(
    path: &Path,
    cure: Option<String>,
    terminal: &Terminal,
) -> Result<Release, Ending> {
    let shown = visible(&path.to_string_lossy());
    let release = match Release::open(path) {
        Ok(Some(release)) => release,
        Ok(None) => {
            terminal.complain(&terminal.fill("diff-no-release", &[("folder", &shown)]));
            return Err(Ending::Failed);
        }
        Err(error) => return Err(failed(&BuildError::Publish(error), terminal)),
    };
    if release.verification.purpose == Purpose::Preview {
        terminal.complain(&terminal.fill("diff-preview", &[("folder", &shown)]));
    }
    if release.verification.is_as_built() {
        return Ok(release);
    }
    let lines = super::verify::complaints(&release.verification, None, terminal);
    let cure = cure.unwrap_or_else(|| terminal.fill("diff-altered-cure", &[]));
    let args = [
        ("folder", &*shown),
        ("lines", &*lines.join("\n")),
        ("cure", &*cure),
    ];
    terminal.complain(&terminal.fill("diff-altered", &args));
    Err(Ending::DataErrors)
}

pub fn failed(error: &BuildError, terminal: &Terminal) -> Ending {
    terminal.clear();
    super::build::complain(error, terminal);
    match error {
        BuildError::Stopped(signal) => Ending::Stopped(*signal),
        _ => Ending::Failed,
    }
}
