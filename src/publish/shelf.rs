//! A published folder of which single files are read, without the others being looked at.

use std::path::Path;

use super::disk::{self, Folder};
use super::error::PublishError;
use super::manifest::{self, MANIFEST, Manifest};
use super::tree;
use crate::model::Purpose;

/// A folder that has a list of ours.
#[derive(Debug)]
pub struct Shelf {
    pub(super) folder: Folder,
    pub manifest: Manifest,
}

/// What a folder's list is on the disk: another one, or one that was written anew, has another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(disk::Written);

impl Shelf {
    /// Tells whether a folder is still as it was, without reading it; nothing where there is no list.
    pub fn stamp(path: &Path) -> Option<Stamp> {
        disk::written(&path.join(MANIFEST)).map(Stamp)
    }

    /// Nothing where the folder has no list that we would have written.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open(path: &Path) -> Result<Option<Self>, PublishError> {
        let folder = Folder::open(path)?;
        let list = folder.read(MANIFEST).ok();
        let manifest = list.and_then(|json| Manifest::parse(&json));
        Ok(manifest.map(|manifest| Self { folder, manifest }))
    }

    /// The same of a folder that was made to be published: a preview never was.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn published(path: &Path) -> Result<Option<Self>, PublishError> {
        let shelf = Self::open(path)?;
        Ok(shelf.filter(|shelf| shelf.manifest.purpose == Purpose::Release))
    }

    /// Stands for all that is in it.
    pub fn hash(&self) -> String {
        self.manifest.own_hash()
    }

    /// The bytes of a file of the list; nothing where it is not there, or not as it was published.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let Some(entry) = self.manifest.find(path) else {
            return Ok(None);
        };
        let bytes = match tree::read_listed(&self.folder, entry) {
            Ok(bytes) => bytes,
            Err(PublishError::Machine { source, .. }) if is_gone(&source) => None,
            Err(error) => return Err(error),
        };
        Ok(bytes.filter(|bytes| manifest::hash(bytes) == entry.sha256))
    }
}

fn is_gone(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound
}
