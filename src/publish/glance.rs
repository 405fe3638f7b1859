//! A build that leaves nothing on the disk: its list of files, and the bytes of those that a comparison
//! with another release reads.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::error::PublishError;
use super::manifest::{self, Manifest, ManifestEntry};
use super::sink::{Sink, check_address};
use crate::base::path::SitePath;
use crate::model::Purpose;

/// Takes files and keeps few of them.
#[derive(Debug)]
pub struct Glance<'a> {
    /// The release that will be compared with, where it is known: what is the same there is not kept.
    against: Option<&'a Manifest>,
    /// Whether a comparison reads a file at all.
    tells: fn(&str) -> bool,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    files: Vec<ManifestEntry>,
    texts: BTreeMap<String, Vec<u8>>,
}

impl<'a> Glance<'a> {
    pub fn new(against: Option<&'a Manifest>, tells: fn(&str) -> bool) -> Self {
        Self {
            against,
            tells,
            kept: Mutex::default(),
        }
    }

    /// The list that a folder with these files would have, and what was kept of them.
    pub fn into_parts(self, purpose: Purpose) -> (Manifest, BTreeMap<String, Vec<u8>>) {
        let kept = self
            .kept
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        (Manifest::new(purpose, kept.files), kept.texts)
    }
}

impl Sink for Glance<'_> {
    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), PublishError> {
        check_address(path)?;
        let entry = ManifestEntry {
            path: path.clone(),
            bytes: bytes.len() as u64,
            sha256: manifest::hash(bytes),
        };
        let name = path.as_str();
        let known = self.against.and_then(|against| against.find(name));
        // Tables tell what a page is of, whether they changed or not.
        let is_wanted = name.ends_with(".csv") || known != Some(&entry);
        let text = ((self.tells)(name) && is_wanted).then(|| bytes.to_vec());
        // A thread that panicked while it held the list cannot have left half an entry in it.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.files.push(entry);
        if let Some(text) = text {
            kept.texts.insert(name.to_owned(), text);
        }
        Ok(())
    }
}
