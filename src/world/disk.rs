//! The world as it is: a folder on this machine, its clock, its environment.
//!
//! Every file is opened here. Only regular files are read, links are not followed, and nothing
//! outside the given folder is reached.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one door to disk, clock and environment"
)]

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use walkdir::WalkDir;

use super::{LARGEST_FILE, Listing, Look, Reason, Refusal, Signal, Stop, World};
use crate::base::era::Date;
use crate::base::moment::Moment;
use crate::base::path::SourcePath;
use crate::base::text;

/// Plans are at most plan folder / kind / file; a deeper tree is a mistake or an attack.
const DEEPEST: usize = 8;

/// The sources below one folder.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
    stop: Stop,
}

impl Disk {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            stop: Stop::default(),
        }
    }

    /// The same world, in which somebody may ask to stop.
    #[must_use]
    pub fn until(mut self, stop: Stop) -> Self {
        self.stop = stop;
        self
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    fn name_inside(&self, path: &Path) -> Option<SourcePath> {
        let inside = path.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        Some(SourcePath::new(parts?.join("/")))
    }

    /// A name to show for a path that cannot be named properly.
    fn name_to_show(&self, path: &Path) -> SourcePath {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        SourcePath::new(text::visible(&inside.to_string_lossy()).trim_start_matches('/'))
    }
}

impl World for Disk {
    fn list(&self, folder: &str) -> Listing {
        let mut listing = Listing::default();
        let top = self.root.join(folder);
        if fs::symlink_metadata(&top).is_err() {
            return listing;
        }
        let walk = WalkDir::new(&top)
            .max_depth(DEEPEST)
            // A top folder that is a link is refused like any other.
            .follow_root_links(false)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| !is_passed_over(entry.file_name()));
        for entry in walk {
            match entry {
                Ok(entry) => self.sort_in(&entry, &mut listing),
                Err(error) => {
                    let path = self.name_to_show(error.path().unwrap_or(&top));
                    listing
                        .refused
                        .push(Refusal::new(path, Reason::Walk(error.to_string())));
                }
            }
        }
        listing
    }

    fn look(&self, path: &SourcePath) -> Look {
        let mut names = path.as_str().split('/');
        if names.any(|name| is_passed_over(OsStr::new(name))) {
            return Look::NoSource;
        }
        match fs::symlink_metadata(self.root.join(path.as_str())) {
            Ok(about) if about.is_file() && names_in(path) <= DEEPEST => Look::File,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Look::Nothing,
            _ => Look::Other,
        }
    }

    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Refusal> {
        read_regular(&self.root.join(path.as_str()))
            .map_err(|reason| Refusal::new(path.clone(), reason))
    }

    fn asked_to_stop(&self) -> Option<Signal> {
        self.stop.asked()
    }

    fn today(&self) -> Date {
        let seconds = seconds();
        // Plans are Japanese: the day changes at midnight in Tokyo, whatever the machine's zone is.
        Date::from_unix_days((seconds + 9 * 3600) / 86_400)
    }

    fn now(&self) -> Moment {
        Moment::of_unix(seconds())
    }
}

/// Since the beginning of 1970.
fn seconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |time| time.as_secs())
}

impl Disk {
    fn sort_in(&self, entry: &walkdir::DirEntry, listing: &mut Listing) {
        let kind = entry.file_type();
        let Some(path) = self.name_inside(entry.path()) else {
            let path = self.name_to_show(entry.path());
            listing.refused.push(Refusal::new(path, Reason::Name));
            return;
        };
        if kind.is_symlink() {
            listing.refused.push(Refusal::new(path, Reason::Link));
        } else if kind.is_file() {
            listing.files.push(path);
        } else if !kind.is_dir() {
            listing.refused.push(Refusal::new(path, Reason::NotAFile));
        } else if entry.depth() == DEEPEST {
            let why = format!("more than {DEEPEST} folders deep");
            listing.refused.push(Refusal::new(path, Reason::Walk(why)));
        }
    }
}

/// How many folders deep a path lies below its top one.
fn names_in(path: &SourcePath) -> usize {
    path.as_str().matches('/').count()
}

/// Files of editors and of version control are not sources.
pub fn is_passed_over(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.ends_with(b"~") || name.starts_with(b"#")
}

fn read_regular(path: &Path) -> Result<Vec<u8>, Reason> {
    let file = open_without_following(path).map_err(|error| reason_of(path, &error))?;
    let about = file.metadata().map_err(|error| reason_of(path, &error))?;
    if !about.is_file() {
        return Err(Reason::NotAFile);
    }
    if about.len() > LARGEST_FILE {
        return Err(Reason::TooLarge(about.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1);
    // One byte more than allowed tells a file that grew while it was read.
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| reason_of(path, &error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Reason::TooLarge(bytes.len() as u64));
    }
    Ok(bytes)
}

#[cfg(unix)]
fn open_without_following(path: &Path) -> io::Result<fs::File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(fs::File::from(rustix::fs::open(
        path,
        flags,
        Mode::empty(),
    )?))
}

#[cfg(not(unix))]
fn open_without_following(path: &Path) -> io::Result<fs::File> {
    if fs::symlink_metadata(path)?.file_type().is_symlink() {
        return Err(io::Error::other("a link"));
    }
    fs::File::open(path)
}

fn reason_of(path: &Path, error: &io::Error) -> Reason {
    if fs::symlink_metadata(path).is_ok_and(|about| about.file_type().is_symlink()) {
        return Reason::Link;
    }
    match error.kind() {
        io::ErrorKind::NotFound => Reason::Missing,
        _ => Reason::Failed(error.to_string()),
    }
}

/// The folder that the command was called in.
pub fn current_folder() -> io::Result<PathBuf> {
    std::env::current_dir()
}

/// A setting of the caller's environment, if it is there and is text.
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Bytes that nobody can guess, from the system.
pub fn random<const COUNT: usize>() -> io::Result<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file that must not exist yet, with the folders above it.
pub fn write_new_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file anew, whole or not at all.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let mut file = fs::File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)
}
