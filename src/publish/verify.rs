//! Whether a folder is, byte for byte, what its list says: the site as it was built, or one that
//! somebody has touched.

use std::path::Path;

use rayon::prelude::*;

use super::disk::Folder;
use super::error::PublishError;
use super::manifest::{self, MANIFEST, Manifest, ManifestEntry};
use super::tree;
use crate::model::Purpose;

/// What was found in a folder that has a list of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub purpose: Purpose,
    /// The hash of the list, which holds the hash of every file: it stands for the whole folder.
    pub hash: String,
    pub files: usize,
    /// Listed, and not there.
    pub missing: Vec<String>,
    /// There, and other than listed.
    pub altered: Vec<String>,
    /// There, and not listed.
    pub foreign: Vec<String>,
}

impl Verification {
    pub fn is_as_built(&self) -> bool {
        self.missing.is_empty() && self.altered.is_empty() && self.foreign.is_empty()
    }
}

/// Holds every file against the list; nothing where the folder has no list that we would have written.
///
/// # Errors
/// When the folder cannot be read.
pub fn verify(folder: &Path) -> Result<Option<Verification>, PublishError> {
    let folder = Folder::open(folder)?;
    let Some(json) = folder.read(MANIFEST).ok() else {
        return Ok(None);
    };
    let Some(manifest) = Manifest::parse(&json) else {
        return Ok(None);
    };
    let (missing, there): (Vec<&ManifestEntry>, Vec<&ManifestEntry>) = manifest
        .files()
        .par_iter()
        .partition(|entry| !tree::is_there(&folder, entry));
    let altered: Vec<&ManifestEntry> = there
        .into_par_iter()
        .filter(|entry| !tree::is_unaltered(&folder, entry))
        .collect();
    let names = |entries: Vec<&ManifestEntry>| {
        let names = entries.into_iter().map(|entry| entry.path.to_string());
        names.collect()
    };
    Ok(Some(Verification {
        purpose: manifest.purpose,
        hash: manifest::hex(&manifest::hash(&json)),
        files: manifest.files().len() + 1,
        missing: names(missing),
        altered: names(altered),
        foreign: tree::foreign(&folder, Some(&manifest))?,
    }))
}
