//! All inputs of one build, read once, so that a build is made of one moment.
//!
//! It knows which folders are inputs and nothing of what is in them.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::world::{Look, Refusal, World};

/// The folders that a site is made of.
pub const FOLDERS: [&str; 3] = ["content", "seeds", "themes"];

/// The bytes of one source. Copies share them, so that it is known at once that nothing has changed.
#[derive(Clone, Debug, Default)]
pub struct Bytes(Arc<Vec<u8>>);

impl Bytes {
    /// Whether these are the very same, not only equal ones.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(bytes))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

/// A source with its bytes.
pub type File = (SourcePath, Bytes);

/// The bytes of every source, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    files: Vec<File>,
    refused: Vec<Refusal>,
}

/// What came of a second look at some sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    Same,
    Changed,
    /// More than the content of single files may have changed: everything must be looked at.
    Unsure,
}

pub fn gather(world: &dyn World) -> Inputs {
    gather_again(world, &Inputs::default())
}

/// Reads everything, and keeps what is known of it already.
pub fn gather_again(world: &dyn World, known: &Inputs) -> Inputs {
    let mut inputs = Inputs::default();
    let mut paths = Vec::new();
    for folder in FOLDERS {
        let listing = world.list(folder);
        paths.extend(listing.files);
        inputs.refused.extend(listing.refused);
    }
    paths.sort();
    let read: Vec<Result<File, Refusal>> = paths
        .into_par_iter()
        .map(|path| {
            let bytes = world.read(&path)?;
            Ok(known.or_known(path, bytes))
        })
        .collect();
    for outcome in read {
        match outcome {
            Ok(file) => inputs.files.push(file),
            Err(refusal) => inputs.refused.push(refusal),
        }
    }
    inputs
}

impl Inputs {
    pub fn find(&self, path: &str) -> Option<&[u8]> {
        let at = self.place_of(path).ok()?;
        Some(&self.files[at].1)
    }

    /// Where a path stands among the files, or where it would.
    fn place_of(&self, path: &str) -> Result<usize, usize> {
        let files = &self.files;
        files.binary_search_by(|(known, _)| known.as_str().cmp(path))
    }

    /// A file that was read, with the bytes that are known where they are equal.
    fn or_known(&self, path: SourcePath, bytes: Vec<u8>) -> File {
        match self.place_of(path.as_str()) {
            Ok(at) if *self.files[at].1 == *bytes => self.files[at].clone(),
            _ => (path, bytes.into()),
        }
    }

    /// Whether these are the files of before with the very bytes of before.
    pub fn is_same(&self, other: &Self) -> bool {
        let pairs = self.files.iter().zip(&other.files);
        self.refused == other.refused
            && self.files.len() == other.files.len()
            && pairs
                .into_iter()
                .all(|((path, bytes), (known, before))| bytes.is_same(before) && path == known)
    }

    /// Looks again at these paths and at nothing else.
    pub fn look_again(&mut self, world: &dyn World, paths: &BTreeSet<SourcePath>) -> Looked {
        let mut looked = Looked::Same;
        // What was refused may have had its reason in something beside it.
        if !self.refused.is_empty() {
            return Looked::Unsure;
        }
        for path in paths {
            let place = self.place_of(path.as_str());
            match (world.look(path), place) {
                (Look::File, _) => {
                    let Ok(bytes) = world.read(path) else {
                        return Looked::Unsure;
                    };
                    let file = self.or_known(path.clone(), bytes);
                    match place {
                        Ok(at) if self.files[at].1.is_same(&file.1) => continue,
                        Ok(at) => self.files[at] = file,
                        Err(at) => self.files.insert(at, file),
                    }
                }
                (Look::Nothing, Ok(at)) => drop(self.files.remove(at)),
                // It may have been a folder, of which other files are gone, too.
                (Look::Nothing, Err(_)) if self.below(path.as_str()).is_empty() => continue,
                (Look::NoSource, Err(_)) => continue,
                (Look::Nothing | Look::NoSource | Look::Other, _) => return Looked::Unsure,
            }
            looked = Looked::Changed;
        }
        looked
    }

    /// The files below a folder, in the order of their paths.
    pub fn below(&self, folder: &str) -> &[File] {
        let prefix = format!("{folder}/");
        let start = self
            .files
            .partition_point(|(path, _)| path.as_str() < &*prefix);
        let rest = &self.files[start..];
        let length = rest.partition_point(|(path, _)| path.as_str().starts_with(&prefix));
        &rest[..length]
    }

    /// All that the theme and its words are made from.
    pub fn files_of_theme(&self) -> Vec<File> {
        let settings = self.place_of(super::SETTINGS).ok();
        let settings = settings.map(|at| &self.files[at]);
        let own = self.below("themes").iter();
        settings.into_iter().chain(own).cloned().collect()
    }

    /// Takes the bytes of the files below a folder, so that they can be let go of one by one while they
    /// are read. Their names stay known.
    pub fn take_below(&mut self, folder: &str) -> Vec<File> {
        let length = self.below(folder).len();
        let prefix = format!("{folder}/");
        let start = self
            .files
            .partition_point(|(path, _)| path.as_str() < &*prefix);
        self.files[start..start + length]
            .iter_mut()
            .map(|(path, bytes)| (path.clone(), std::mem::take(bytes)))
            .collect()
    }

    /// What could not be read, and names that some machine would take for one and the same.
    pub fn refused(&self) -> Findings {
        let mut findings = Findings::new();
        for refusal in &self.refused {
            findings.push(refusal.diagnostic());
        }
        self.note_twins(&mut findings);
        findings
    }

    /// Windows and macOS keep only one of two names that differ by case or by composition.
    fn note_twins(&self, findings: &mut Findings) {
        use unicode_normalization::UnicodeNormalization;
        let is_plain = |path: &str| {
            path.bytes()
                .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
        };
        if self.files.iter().all(|(path, _)| is_plain(path.as_str())) {
            return;
        }
        let mut folded: Vec<(String, &SourcePath)> = self
            .files
            .iter()
            .map(|(path, _)| (path.as_str().nfc().collect::<String>().to_lowercase(), path))
            .collect();
        folded.sort();
        for pair in folded.windows(2) {
            if pair[0].0 == pair[1].0 {
                let twin = Diagnostic::error("SOURCE-TWIN", Place::file(pair[1].1))
                    .with("other", pair[0].1)
                    .and_at(Place::file(pair[0].1));
                findings.push(twin);
            }
        }
    }

    /// A name for exactly these inputs: equal inputs, equal name.
    pub fn fingerprint(&self) -> String {
        let each: Vec<_> = self
            .files
            .par_iter()
            // Why something changes is told to those who approve it, and to nobody else.
            .filter(|(path, _)| path.as_str() != super::changes::FILE)
            .map(|(path, bytes)| (path, Sha256::digest(&**bytes)))
            .collect();
        let mut all = Sha256::new();
        for (path, digest) in each {
            all.update(path.as_str().as_bytes());
            all.update([0]);
            all.update(digest);
        }
        hex(&all.finalize())
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
