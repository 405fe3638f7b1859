//! Which folders may be used for output, decided before any work is done.
//!
//! Paths are compared by what they *are* (device and inode of every ancestor) and by their resolved
//! names, so that `..`, links and mounts do not fool it. It does not look at what lies in the folder.
#![expect(
    clippy::disallowed_methods,
    reason = "resolves the paths that the user gave against the disk, his home and his working folder"
)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::disk::{self, Id};
use super::error::{PublishError, Refusal};
use super::manifest::{MANIFEST, Manifest};

/// An output folder as a name in an existing folder, both with all links resolved.
#[derive(Debug)]
pub(super) struct Spot {
    pub parent: PathBuf,
    pub name: OsString,
}

/// Finds out where the output folder lies, and refuses places that would hurt.
pub(super) fn check(out: &Path, inputs: &[&Path]) -> Result<Spot, PublishError> {
    let refuse = |why| Err(PublishError::refused(out, why));
    let (parent, name) = match split(out) {
        Ok(parts) => parts,
        Err(why) => return refuse(why),
    };
    let whole = Resolved::existing(parent.join(&name));
    if let Some(why) = special(&whole).or_else(|| inside(&whole.path)) {
        return refuse(why);
    }
    for input in inputs {
        let Some(resolved) = Resolved::of(input) else {
            continue;
        };
        let input = input.to_path_buf();
        if whole.is(&resolved) {
            return refuse(Refusal::SameAsInput(input));
        }
        if whole.lies_in(&resolved) {
            return refuse(Refusal::InsideInput(input));
        }
        if resolved.lies_in(&whole) {
            return refuse(Refusal::AroundInput(input));
        }
    }
    Ok(Spot { parent, name })
}

/// Finds out whether papers may lie in a folder: not among the files of a site, nor of other papers.
pub(super) fn check_papers(out: &Path) -> Result<(), PublishError> {
    let whole = std::fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
    if whole.join(SETTINGS).is_file() || is_published(&whole) {
        return Err(PublishError::refused(out, Refusal::IsSite));
    }
    let above = whole
        .parent()
        .map(|parent| parent.canonicalize().unwrap_or_else(|_| parent.to_owned()));
    let mut around = above.iter().flat_map(|above| above.ancestors());
    match around.find(|folder| folder.join(PAPERS).is_file()) {
        Some(papers) => Err(PublishError::refused(
            out,
            Refusal::InsidePapers(papers.to_owned()),
        )),
        None => Ok(()),
    }
}

/// What tells a folder of a site, and the folders of it that are read.
const SETTINGS: &str = "content/mieruka.yaml";
const READ: [&str; 3] = ["content", "seeds", "themes"];
/// What tells a folder of papers.
const PAPERS: &str = "packet.json";

/// Whether a place lies among what any site is made from, or in one that was published.
fn inside(out: &Path) -> Option<Refusal> {
    for folder in out.ancestors().skip(1) {
        let is_read = folder
            .file_name()
            .is_some_and(|name| READ.iter().any(|one| name == *one));
        let site = folder.parent().filter(|_| is_read);
        if site.is_some_and(|site| site.join(SETTINGS).is_file()) {
            return Some(Refusal::InsideInput(folder.to_owned()));
        }
        if is_published(folder) {
            return Some(Refusal::InsideSite(folder.to_owned()));
        }
    }
    None
}

/// Whether a folder holds a site of ours.
fn is_published(folder: &Path) -> bool {
    let list = std::fs::read(folder.join(MANIFEST)).ok();
    list.is_some_and(|list| Manifest::parse(&list).is_some())
}

/// The parent, resolved, and the last name. A path such as `.` or `a/..` is resolved as a whole.
fn split(out: &Path) -> Result<(PathBuf, OsString), Refusal> {
    let Some(name) = out.file_name() else {
        let whole = std::fs::canonicalize(out).map_err(|_| Refusal::NoParent(out.to_owned()))?;
        let parent = whole.parent().ok_or(Refusal::Root)?;
        let name = whole.file_name().ok_or(Refusal::Root)?;
        return Ok((parent.to_owned(), name.to_owned()));
    };
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    match std::fs::canonicalize(parent) {
        Ok(resolved) if resolved.is_dir() => Ok((resolved, name.to_owned())),
        _ => Err(Refusal::NoParent(parent.to_owned())),
    }
}

/// The root of the disk, the user's home and the folder he works in are nobody's output.
fn special(out: &Resolved) -> Option<Refusal> {
    if out.path.parent().is_none()
        || out
            .id()
            .is_some_and(|id| disk::id_of(Path::new("/")) == Some(id))
    {
        return Some(Refusal::Root);
    }
    let around = |place: Option<PathBuf>| {
        place
            .and_then(|place| Resolved::of(&place))
            .is_some_and(|place| place.is(out) || place.lies_in(out))
    };
    if around(std::env::home_dir()) {
        Some(Refusal::Home)
    } else if around(std::env::current_dir().ok()) {
        Some(Refusal::WorkingFolder)
    } else {
        None
    }
}

/// A path with its links resolved, and the identities of itself and of all folders above it.
struct Resolved {
    path: PathBuf,
    ids: Vec<Option<Id>>,
}

impl Resolved {
    /// Resolves as much of a path as there is. Nothing when not even its beginning exists.
    fn of(path: &Path) -> Option<Self> {
        let mut missing = Vec::new();
        let mut here = path;
        loop {
            if let Ok(mut resolved) = std::fs::canonicalize(if here.as_os_str().is_empty() {
                Path::new(".")
            } else {
                here
            }) {
                resolved.extend(missing.iter().rev());
                return Some(Self::existing(resolved));
            }
            missing.push(here.file_name()?);
            here = here.parent()?;
        }
    }

    fn existing(path: PathBuf) -> Self {
        let ids = path.ancestors().map(disk::id_of).collect();
        Self { path, ids }
    }

    fn id(&self) -> Option<Id> {
        self.ids.first().copied().flatten()
    }

    fn is(&self, other: &Resolved) -> bool {
        self.path == other.path || (self.id().is_some() && self.id() == other.id())
    }

    fn lies_in(&self, other: &Resolved) -> bool {
        let same = |id: &Option<Id>| id.is_some() && *id == other.id();
        self.path.starts_with(&other.path) || self.ids.iter().skip(1).any(same)
    }
}
