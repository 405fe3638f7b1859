//! What lies in a published folder: what is foreign to it, whether it is untouched, and its removal.
//!
//! Nothing is ever removed because it lies somewhere: only the files that a manifest lists, or a
//! staging folder that a build of ours was still filling. Folders are entered one by one without
//! following links, so no list can reach outside.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use rayon::prelude::*;
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use super::disk::{self, Folder, Kind};
use super::error::{Doing, PublishError};
use super::inputs;
use super::manifest::{MANIFEST, Manifest, ManifestEntry, hash, hex};

type Result<T> = std::result::Result<T, PublishError>;

/// How many files one thread takes at a time.
const CHUNK: usize = 128;

/// True when the folder holds exactly what a build from these inputs would publish, byte for byte.
///
/// Every file is read and hashed; neither times nor sizes alone are believed.
pub fn unchanged(out: &Path, fingerprint: &str) -> bool {
    let Ok(folder) = Folder::open(out) else {
        return false;
    };
    let Ok(json) = folder.read(MANIFEST) else {
        return false;
    };
    let Some(manifest) = Manifest::parse(&json) else {
        return false;
    };
    manifest.is_of_this_version()
        && inputs::noted(out, &hex(&hash(&json))).as_deref() == Some(fingerprint)
        && foreign(&folder, Some(&manifest)).is_ok_and(|names| names.is_empty())
        && manifest
            .files()
            .par_chunks(CHUNK)
            .all(|some| all_as_listed(&folder, some))
}

/// The manifest of a folder, when it has one of ours.
pub(super) fn read_manifest(folder: &Folder) -> Option<Manifest> {
    Manifest::parse(&folder.read(MANIFEST).ok()?)
}

/// The names in a folder that its manifest does not know, sorted; without a manifest, all names.
///
/// A folder that is unknown is named with a slash and not looked into.
pub(super) fn foreign(folder: &Folder, manifest: Option<&Manifest>) -> Result<Vec<String>> {
    let known = manifest.map(folders_of).unwrap_or_default();
    let mut places: Vec<&str> = known.iter().copied().collect();
    places.push("");
    let found: Result<Vec<Vec<String>>> = places
        .par_iter()
        .map(|place| foreign_in(folder, place, manifest, &known))
        .collect();
    let mut names: Vec<String> = found?.into_iter().flatten().collect();
    names.sort();
    Ok(names)
}

fn foreign_in(
    folder: &Folder,
    place: &str,
    manifest: Option<&Manifest>,
    known: &BTreeSet<&str>,
) -> Result<Vec<String>> {
    let Some(here) = descend(folder, place)? else {
        return Ok(Vec::new());
    };
    let mut strangers = Vec::new();
    let mut path = String::new();
    for (name, kind) in here.names()? {
        path.clear();
        path.push_str(place);
        if !place.is_empty() {
            path.push('/');
        }
        path.push_str(&name.to_string_lossy());
        let is_ours = match (manifest, name.to_str(), kind) {
            (Some(manifest), Some(_), Kind::File) => {
                path == MANIFEST || manifest.find(&path).is_some()
            }
            (Some(_), Some(_), Kind::Folder) => known.contains(path.as_str()),
            _ => false,
        };
        if !is_ours {
            let slash = if kind == Kind::Folder { "/" } else { "" };
            strangers.push(format!("{path}{slash}"));
        }
    }
    Ok(strangers)
}

/// Opens a folder inside another part by part, without following a link anywhere on the way.
/// Nothing when it is not there or is not a folder.
fn descend(folder: &Folder, place: &str) -> Result<Option<Folder>> {
    let mut here = folder.folder(".")?;
    for part in place.split('/').filter(|part| !part.is_empty()) {
        match here.entry(part)? {
            Some(entry) if entry.kind == Kind::Folder => here = here.folder(part)?,
            _ => return Ok(None),
        }
    }
    Ok(Some(here))
}

/// All folders that a manifest's files lie in, parents before children.
fn folders_of(manifest: &Manifest) -> BTreeSet<&str> {
    let mut folders = BTreeSet::new();
    let mut last = "";
    for entry in manifest.files() {
        let mut place = folder_of(entry);
        if place == last {
            continue;
        }
        last = place;
        while !place.is_empty() && folders.insert(place) {
            place = place.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    folders
}

fn folder_of(entry: &ManifestEntry) -> &str {
    let path = entry.path.as_str();
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn name_of(entry: &ManifestEntry) -> &str {
    let path = entry.path.as_str();
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Whether something stands where a list has a file.
pub(super) fn is_there(folder: &Folder, entry: &ManifestEntry) -> bool {
    let here = descend(folder, folder_of(entry)).ok().flatten();
    here.is_some_and(|here| matches!(here.entry(name_of(entry)), Ok(Some(_))))
}

/// Whether a file is, byte for byte, what a list says.
pub(super) fn is_unaltered(folder: &Folder, entry: &ManifestEntry) -> bool {
    all_as_listed(folder, std::slice::from_ref(entry))
}

/// The bytes of a listed file; nothing where its folder is none.
pub(super) fn read_listed(folder: &Folder, entry: &ManifestEntry) -> Result<Option<Vec<u8>>> {
    let Some(here) = descend(folder, folder_of(entry))? else {
        return Ok(None);
    };
    let name = name_of(entry);
    let failed = |errno| here.failed(name, Doing::Read, errno);
    here.read(name).map_err(failed).map(Some)
}

fn all_as_listed(folder: &Folder, entries: &[ManifestEntry]) -> bool {
    let mut buffer = vec![0; 1 << 16];
    entries
        .chunk_by(|a, b| folder_of(a) == folder_of(b))
        .all(|together| match descend(folder, folder_of(&together[0])) {
            Ok(Some(here)) => together
                .iter()
                .all(|entry| is_as_listed(&here, entry, &mut buffer).unwrap_or(false)),
            _ => false,
        })
}

fn is_as_listed(
    here: &Folder,
    entry: &ManifestEntry,
    buffer: &mut [u8],
) -> std::result::Result<bool, Errno> {
    let file = here.open_file(name_of(entry))?;
    let mut hasher = Sha256::new();
    let mut left = entry.bytes;
    loop {
        let count = disk::read_some(&file, buffer)?;
        let Some(rest) = left.checked_sub(count as u64) else {
            return Ok(false);
        };
        left = rest;
        hasher.update(&buffer[..count]);
        // A file gives less than was asked for only at its end.
        if count < buffer.len() {
            break;
        }
    }
    Ok(left == 0 && hasher.finalize().as_slice() == entry.sha256)
}

/// Removes what a manifest lists, and then the folder if nothing else lies in it.
///
/// The manifest goes last, so that a removal that was cut short can be taken up again by the list.
/// Answers whether the folder is gone; foreign files stay, and the manifest with them.
pub(super) fn remove_listed(parent: &Folder, name: &OsStr, manifest: &Manifest) -> Result<bool> {
    let folder = parent.folder(name)?;
    manifest
        .files()
        .par_chunks(CHUNK)
        .try_for_each(|some| remove_files(&folder, some))?;
    for place in folders_of(manifest).into_iter().rev() {
        let (above, last) = place.rsplit_once('/').unwrap_or(("", place));
        if let Some(here) = descend(&folder, above)? {
            match here.remove_folder(last) {
                Ok(()) | Err(Errno::NOENT | Errno::NOTEMPTY | Errno::EXIST | Errno::NOTDIR) => {}
                Err(errno) => return Err(here.failed(last, Doing::Remove, errno)),
            }
        }
    }
    if folder.names()?.iter().any(|(name, _)| name != MANIFEST) {
        return Ok(false);
    }
    match folder.remove_file(MANIFEST) {
        Ok(()) | Err(Errno::NOENT) => {}
        Err(errno) => return Err(folder.failed(MANIFEST, Doing::Remove, errno)),
    }
    remove_empty(parent, name)
}

/// Removes a folder that should be empty; answers whether it is gone.
pub(super) fn remove_empty(parent: &Folder, name: &OsStr) -> Result<bool> {
    match parent.remove_folder(name) {
        Ok(()) | Err(Errno::NOENT) => Ok(true),
        Err(Errno::NOTEMPTY | Errno::EXIST) => Ok(false),
        Err(errno) => Err(parent.failed(name, Doing::Remove, errno)),
    }
}

/// Removes a staging folder with all that was written into it.
pub(super) fn remove_staged(parent: &Folder, name: &OsStr) -> Result<()> {
    let folder = parent.folder(name)?;
    for (inner, kind) in folder.names()? {
        if kind == Kind::Folder {
            remove_staged(&folder, &inner)?;
        } else {
            folder
                .remove_file(&inner)
                .map_err(|errno| folder.failed(&inner, Doing::Remove, errno))?;
        }
    }
    parent
        .remove_folder(name)
        .map_err(|errno| parent.failed(name, Doing::Remove, errno))
}

fn remove_files(folder: &Folder, entries: &[ManifestEntry]) -> Result<()> {
    for together in entries.chunk_by(|a, b| folder_of(a) == folder_of(b)) {
        let Some(here) = descend(folder, folder_of(&together[0]))? else {
            continue;
        };
        for entry in together {
            match here.remove_file(name_of(entry)) {
                // A folder that somebody put under a file's name is his: it stays.
                Ok(()) | Err(Errno::NOENT | Errno::ISDIR) => {}
                Err(errno) => return Err(here.failed(name_of(entry), Doing::Remove, errno)),
            }
        }
    }
    Ok(())
}
