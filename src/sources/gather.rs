//! All inputs of one build, read once, so that a build is made of one moment.
//!
//! It knows which folders are inputs and nothing of what is in them.

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::world::{Refusal, World};

/// The folders that a site is made of.
pub const FOLDERS: [&str; 3] = ["content", "seeds", "themes"];

/// The bytes of every source, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    files: Vec<(SourcePath, Vec<u8>)>,
    refused: Vec<Refusal>,
}

pub fn gather(world: &dyn World) -> Inputs {
    let mut inputs = Inputs::default();
    let mut paths = Vec::new();
    for folder in FOLDERS {
        let listing = world.list(folder);
        paths.extend(listing.files);
        inputs.refused.extend(listing.refused);
    }
    paths.sort();
    let read: Vec<_> = paths
        .into_par_iter()
        .map(|path| world.read(&path).map(|bytes| (path, bytes)))
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
        let at = self
            .files
            .binary_search_by(|(known, _)| known.as_str().cmp(path))
            .ok()?;
        Some(&self.files[at].1)
    }

    /// The files below a folder, in the order of their paths.
    pub fn below(&self, folder: &str) -> &[(SourcePath, Vec<u8>)] {
        let prefix = format!("{folder}/");
        let start = self
            .files
            .partition_point(|(path, _)| path.as_str() < &*prefix);
        let rest = &self.files[start..];
        let length = rest.partition_point(|(path, _)| path.as_str().starts_with(&prefix));
        &rest[..length]
    }

    /// Takes the bytes of the files below a folder, so that they can be let go of one by one while they
    /// are read. Their names stay known.
    pub fn take_below(&mut self, folder: &str) -> Vec<(SourcePath, Vec<u8>)> {
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
            .map(|(path, bytes)| (path, Sha256::digest(bytes)))
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
