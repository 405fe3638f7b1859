//! A world made of texts in memory, for tests and for sources that are built into the program.

use std::collections::BTreeMap;

use super::{Listing, Look, Reason, Refusal, World};
use crate::base::era::Date;
use crate::base::path::SourcePath;

#[derive(Clone, Debug)]
pub struct Memory {
    files: BTreeMap<SourcePath, Vec<u8>>,
    today: Date,
}

impl Memory {
    pub fn new(today: Date) -> Self {
        Self {
            files: BTreeMap::new(),
            today,
        }
    }

    /// Puts a file there, or another text in its place.
    pub fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) -> &mut Self {
        self.files.insert(SourcePath::new(path), bytes.into());
        self
    }

    pub fn remove(&mut self, path: &str) {
        self.files.remove(&SourcePath::new(path));
    }

    pub fn files(&self) -> impl Iterator<Item = (&SourcePath, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path, &bytes[..]))
    }
}

impl World for Memory {
    fn list(&self, folder: &str) -> Listing {
        let below = format!("{folder}/");
        let files = self
            .files
            .keys()
            .filter(|path| path.as_str().starts_with(&below))
            .cloned()
            .collect();
        Listing {
            files,
            refused: Vec::new(),
        }
    }

    fn look(&self, path: &SourcePath) -> Look {
        match self.files.contains_key(path) {
            true => Look::File,
            false => Look::Nothing,
        }
    }

    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Refusal> {
        self.files
            .get(path)
            .cloned()
            .ok_or_else(|| Refusal::new(path.clone(), Reason::Missing))
    }

    fn today(&self) -> Date {
        self.today
    }
}
