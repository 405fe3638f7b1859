//! The list of what was published: every file with its size and its SHA-256, in `manifest.json`.
//!
//! It is at once the mark by which a folder is known as ours, the means to see whether anything in it
//! was touched, and what a citizen or an archive can check a copy against. It says nothing of the
//! machine or the moment of the build: the same files give the same bytes.

use std::fmt::Write;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::base::path::SitePath;
use crate::model::Purpose;

/// The manifest's own address. It does not list itself.
pub const MANIFEST: &str = "manifest.json";

const TOOL: &str = "mieruka";
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub type Hash = [u8; 32];

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestEntry {
    pub path: SitePath,
    pub bytes: u64,
    pub sha256: Hash,
}

/// All published files, in the order of their addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    pub version: String,
    pub purpose: Purpose,
    /// What lists of earlier builds said of their inputs, which is no more published.
    inputs: Option<String>,
    files: Vec<ManifestEntry>,
}

/// How one list differs from an earlier one, in numbers of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub added: usize,
    pub replaced: usize,
    pub removed: usize,
}

impl Manifest {
    /// The list of this build.
    pub fn new(purpose: Purpose, mut files: Vec<ManifestEntry>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            version: VERSION.to_owned(),
            purpose,
            inputs: None,
            files,
        }
    }

    pub fn files(&self) -> &[ManifestEntry] {
        &self.files
    }

    pub fn find(&self, path: &str) -> Option<&ManifestEntry> {
        self.files
            .binary_search_by(|entry| entry.path.as_str().cmp(path))
            .ok()
            .map(|at| &self.files[at])
    }

    /// True when this version of the program made it.
    pub fn is_of_this_version(&self) -> bool {
        self.version == VERSION
    }

    pub fn total_bytes(&self) -> u64 {
        self.files.iter().map(|entry| entry.bytes).sum()
    }

    /// Stands for all that is listed, byte for byte.
    pub fn own_hash(&self) -> String {
        hex(&hash(self.to_json().as_bytes()))
    }

    /// One line a file, so that a person can read it and a comparison shows single files.
    pub fn to_json(&self) -> String {
        let mut json = String::with_capacity(200 + self.files.len() * 150);
        json.push_str("{\n");
        let said = [
            ("tool", Some(TOOL)),
            ("version", Some(&*self.version)),
            ("fingerprint", self.inputs.as_deref()),
        ];
        for (key, value) in said {
            let Some(value) = value else { continue };
            let value = serde_json::Value::from(value);
            push(&mut json, format_args!(" \"{key}\": {value},\n"));
        }
        if self.purpose == Purpose::Preview {
            json.push_str(" \"preview\": true,\n");
        }
        json.push_str(" \"files\": [");
        for (at, entry) in self.files.iter().enumerate() {
            json.push_str(if at == 0 { "\n" } else { ",\n" });
            // An address has no character that JSON would escape.
            push(
                &mut json,
                format_args!(
                    "  {{\"path\": \"{}\", \"bytes\": {}, \"sha256\": \"",
                    entry.path, entry.bytes
                ),
            );
            push_hex(&mut json, &entry.sha256);
            json.push_str("\"}");
        }
        json.push_str("\n ]\n}\n");
        json
    }

    /// Reads a manifest of ours; anything that we would not have written byte for byte is none.
    pub fn parse(json: &[u8]) -> Option<Self> {
        let raw: RawManifest<'_> = serde_json::from_slice(json).ok()?;
        if raw.tool != TOOL {
            return None;
        }
        let files: Option<Vec<ManifestEntry>> = raw.files.iter().map(RawEntry::resolve).collect();
        let manifest = Self {
            version: raw.version,
            purpose: if raw.preview {
                Purpose::Preview
            } else {
                Purpose::Release
            },
            inputs: raw.fingerprint,
            files: files?,
        };
        let in_order = manifest
            .files
            .windows(2)
            .all(|two| two[0].path < two[1].path);
        (in_order && manifest.to_json().as_bytes() == json).then_some(manifest)
    }

    /// What is new, other and gone in this list, seen from an earlier one.
    pub fn changes_since(&self, before: &Manifest) -> Changes {
        let mut changes = Changes::default();
        for entry in &self.files {
            match before.find(entry.path.as_str()) {
                None => changes.added += 1,
                Some(old) if old != entry => changes.replaced += 1,
                Some(_) => {}
            }
        }
        changes.removed = before.files.len() + changes.added - self.files.len();
        changes
    }
}

pub fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawManifest<'a> {
    tool: String,
    version: String,
    fingerprint: Option<String>,
    /// Only a preview says what it is.
    #[serde(default)]
    preview: bool,
    #[serde(borrow)]
    files: Vec<RawEntry<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry<'a> {
    path: &'a str,
    bytes: u64,
    sha256: &'a str,
}

impl RawEntry<'_> {
    fn resolve(&self) -> Option<ManifestEntry> {
        // The addresses are used to delete files by: one that climbs out must never get through.
        SitePath::is_valid(self.path).then_some(())?;
        Some(ManifestEntry {
            path: SitePath::new(self.path),
            bytes: self.bytes,
            sha256: parse_hex(self.sha256)?,
        })
    }
}

fn push(json: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = json.write_fmt(text);
}

pub fn hex(hash: &Hash) -> String {
    let mut out = String::with_capacity(hash.len() * 2);
    push_hex(&mut out, hash);
    out
}

fn push_hex(out: &mut String, hash: &Hash) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in hash {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

fn parse_hex(text: &str) -> Option<Hash> {
    let digits = text.as_bytes();
    let mut hash = [0; 32];
    if digits.len() != hash.len() * 2 {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(hash)
}
