//! Paths as we use them: of a source inside the site's folder, and of a page inside the published one.
//!
//! Both are relative, use `/`, and cannot climb out. Neither is a path on a disk; only `world` and
//! `publish` turn them into one.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The path of an input, relative to the site's folder, for example `seeds/plan/projects/01.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a relative path that has already been normalised by the caller (no `..`, `/` only).
    pub fn new(path: impl AsRef<str>) -> Self {
        let path = path.as_ref();
        debug_assert!(
            !path.starts_with('/') && !path.split('/').any(|part| part == ".."),
            "a source path is relative and does not climb: {path}"
        );
        Self(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path, for example `01.yaml`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last part without its extension, for example `01`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension without its dot, or nothing.
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, ext)| ext)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file name may hold control characters; a terminal or a log must never get them raw.
        super::text::write_visible(out, &self.0)
    }
}

/// The address of a published file inside the site, for example `plan/projects/01.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Takes an address made of `[a-z0-9._-]` parts; anything else is a programmer's error.
    pub fn new(path: impl AsRef<str>) -> Self {
        let path = path.as_ref();
        debug_assert!(
            Self::is_valid(path),
            "an address has parts of [a-z0-9._-] only: {path}"
        );
        Self(path.into())
    }

    /// True for relative addresses that every web host and every file system keeps as they are.
    pub fn is_valid(path: &str) -> bool {
        !path.is_empty()
            && path.split('/').all(|part| {
                !part.is_empty()
                    && !part.starts_with('.')
                    && part
                        .bytes()
                        .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-'))
            })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same address with another extension, for example the Markdown beside a page.
    pub fn with_extension(&self, extension: &str) -> Self {
        let stem = self.0.rsplit_once('.').map_or(&*self.0, |(stem, _)| stem);
        Self::new(format!("{stem}.{extension}"))
    }

    /// How many folders deep the file lies.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// Where a relative link on this page leads inside the site.
    pub fn resolve(&self, link: &str) -> Option<Self> {
        let folder = self.0.rfind('/').map_or("", |slash| &self.0[..slash]);
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in link.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        Self::is_valid(&path).then(|| Self::new(path))
    }

    /// The way from this page to `target`, relative, so that the site works in any sub-folder.
    pub fn link_to(&self, target: &SitePath) -> String {
        // Up to the last slash that both share.
        let same = self.0.bytes().zip(target.0.bytes());
        let same = same.take_while(|(a, b)| a == b).count();
        let shared = self.0[..same].rfind('/').map_or(0, |slash| slash + 1);
        let (from, to) = (&self.0[shared..], &target.0[shared..]);
        let ups = from.bytes().filter(|byte| *byte == b'/').count();
        let mut link = String::with_capacity(ups * 3 + to.len());
        for _ in 0..ups {
            link.push_str("../");
        }
        link.push_str(to);
        link
    }
}

/// So that a map by address can be asked with what a browser sent.
impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl serde::Serialize for SitePath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
