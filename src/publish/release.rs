//! A published folder that is opened to be read: its list, its files, and whether it is as it was built.

use std::path::Path;

use super::disk::Folder;
use super::error::{Doing, PublishError};
use super::inputs;
use super::manifest::Manifest;
use super::shelf::Shelf;
use super::tree;
use super::verify::{Verification, verify};

/// A folder that has a list of ours.
#[derive(Debug)]
pub struct Release {
    folder: Folder,
    pub manifest: Manifest,
    /// What its files are, held against the list.
    pub verification: Verification,
}

impl Release {
    /// What stands for the inputs that it was made from, where that is known.
    pub(super) fn inputs(&self) -> Option<String> {
        inputs::noted(self.folder.path(), &self.verification.hash)
    }

    /// Nothing where the folder has no list that we would have written.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open(path: &Path) -> Result<Option<Self>, PublishError> {
        let (Some(shelf), Some(verification)) = (Shelf::open(path)?, verify(path)?) else {
            return Ok(None);
        };
        Ok(Some(Self {
            folder: shelf.folder,
            manifest: shelf.manifest,
            verification,
        }))
    }

    /// The bytes of a file of the list.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, PublishError> {
        let gone = || {
            let gone = rustix::io::Errno::NOENT;
            self.folder.failed(path, Doing::Read, gone)
        };
        let entry = self.manifest.find(path).ok_or_else(gone)?;
        tree::read_listed(&self.folder, entry)?.ok_or_else(gone)
    }
}
