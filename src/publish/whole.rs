//! Files beside a release, each written whole or not at all; the release as one file; and a release put
//! in the place of the one before.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::disk::{self, Folder};
use super::error::{Doing, PublishError};
use super::guard;
use super::manifest::{MANIFEST, Manifest};
use super::release::Release;
use super::sink::Sink;
use super::stage::{Published, Target};
use crate::base::path::SitePath;

type Result<T> = std::result::Result<T, PublishError>;

/// Makes a folder, unless it is there; the one above has to be. It is none of those that are read, nor the
/// one that somebody works in.
///
/// # Errors
/// When it is, or the machine refuses.
pub fn make_folder(path: &Path, inputs: &[&Path]) -> Result<()> {
    guard::check(path, inputs)?;
    guard::check_papers(path)?;
    let (above, name) = split(path)?;
    match above.make_folder(name) {
        Ok(()) | Err(Errno::EXIST) => Ok(()),
        Err(errno) => Err(above.failed(name, Doing::Write, errno)),
    }
}

/// Puts a file in the place of the one that was there, in one step.
///
/// # Errors
/// When the machine fails; the file is then as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let (folder, name) = split(path)?;
    let beside = format!("{name}.new");
    let failed = |doing, errno| folder.failed(name, doing, errno);
    match folder.remove_file(&beside) {
        Ok(()) | Err(Errno::NOENT) => {}
        Err(errno) => return Err(failed(Doing::Remove, errno)),
    }
    let written = folder.create(&beside).and_then(|file| {
        disk::write_all(&file, bytes)?;
        rustix::fs::fsync(&file)
    });
    if let Err(errno) = written {
        // What was begun is of no use to anybody; should it stay, the next call takes it away.
        let _ = folder.remove_file(&beside);
        return Err(failed(Doing::Write, errno));
    }
    folder
        .rename(beside.as_ref(), name.as_ref())
        .map_err(|errno| failed(Doing::Swap, errno))?;
    folder
        .confirm_names()
        .map_err(|errno| failed(Doing::Confirm, errno))
}

/// The bytes of a file beside a release; nothing where there is none.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read_whole(path: &Path) -> Result<Option<Vec<u8>>> {
    let (folder, name) = split(path)?;
    match folder.read(name) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Errno::NOENT) => Ok(None),
        Err(errno) => Err(folder.failed(name, Doing::Read, errno)),
    }
}

/// The same, unless the file lies in one of the folders that it must not touch.
///
/// # Errors
/// When it does, or the machine fails; nothing is changed then.
pub fn write_apart(path: &Path, bytes: &[u8], folders: &[PathBuf]) -> Result<()> {
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    guard::check(path, &folders)?;
    write_whole(path, bytes)
}

/// Takes a file away; one that is not there is gone already.
///
/// # Errors
/// When the machine fails.
pub fn remove(path: &Path) -> Result<()> {
    let (folder, name) = split(path)?;
    match folder.remove_file(name) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        Err(errno) => Err(folder.failed(name, Doing::Remove, errno)),
    }
}

/// The folder that a path lies in, and its own name.
fn split(path: &Path) -> Result<(Folder, &str)> {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| PublishError::machine(path, Doing::Look, Errno::INVAL))?;
    let above = path.parent().filter(|above| !above.as_os_str().is_empty());
    Ok((Folder::open(above.unwrap_or_else(|| Path::new(".")))?, name))
}

/// All files of a release as one, for hosts and gateways that take many small files badly. The same
/// release gives the same bytes.
///
/// # Errors
/// When a file cannot be read, or there is more than the format holds.
pub fn archive(release: &Release) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // The day of a machine is no part of a release.
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let too_large = |path: &str| PublishError::machine(path, Doing::Write, Errno::FBIG);
    let mut add = |path: &str, bytes: &[u8]| {
        let begun = zip.start_file(path, options).map_err(|_| too_large(path));
        begun.and_then(|()| zip.write_all(bytes).map_err(|_| too_large(path)))
    };
    for entry in release.manifest.files() {
        let path = entry.path.as_str();
        add(path, &release.read(path)?)?;
    }
    add(MANIFEST, release.manifest.to_json().as_bytes())?;
    let finished = zip.finish().map_err(|_| too_large(MANIFEST))?;
    Ok(finished.into_inner())
}

/// Puts a copy of a release in the place of the one before, whole or not at all.
///
/// # Errors
/// As a build.
pub fn adopt(release: &Release, out: &Path, inputs: &[&Path]) -> Result<Published> {
    let manifest: &Manifest = &release.manifest;
    let staging = Target::open(out, inputs, manifest.purpose)?.stage()?;
    for entry in manifest.files() {
        let path: &SitePath = &entry.path;
        staging.write(path, &release.read(path.as_str())?)?;
    }
    // Without a note of its inputs the next build only builds again.
    staging.finish(&release.inputs().unwrap_or_default())
}
