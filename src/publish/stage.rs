//! A build's way into the published folder: open the target, fill a folder beside it, take its place.
//!
//! Until [`Staging::finish`] has renamed the finished folder, the published one is not touched; dropping
//! a [`Staging`] instead removes what was written, also when somebody stops the build. One that is killed leaves its staging folder,
//! which the next one removes. What is written is not looked at here.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use rustix::io::Errno;
use sha2::{Digest, Sha256};

use super::disk::{self, Entry, Folder, Kind};
use super::error::{AddressFault, Doing, Outcome, PublishError, Refusal};
use super::guard;
use super::inputs;
use super::lock::Lock;
use super::manifest::{self, MANIFEST, Manifest, ManifestEntry};
use super::sink::{Sink, check_address, is_of_preview};
use super::swap::{self, Presence, Role};
use super::tree;
use crate::base::path::SitePath;
use crate::model::Purpose;

type Result<T> = std::result::Result<T, PublishError>;

/// Pieces of a long file are written so many bytes at a time, or a few more.
const AT_A_TIME: usize = 1 << 17;

/// An output folder that is ours to replace, locked against other builds.
#[derive(Debug)]
pub struct Target {
    /// As the user gave it, for messages.
    out: PathBuf,
    parent: Folder,
    name: OsString,
    purpose: Purpose,
    /// The folder as it was found, if there was one.
    found: Option<Entry>,
    before: Option<Manifest>,
    _lock: Lock,
}

/// What a finished build published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// All files, the manifest included.
    pub files: usize,
    pub bytes: u64,
    /// The hash of the list of files, which stands for the whole folder.
    pub hash: String,
    /// False when every file is as it was in the site that stood there before.
    pub changed: bool,
    pub changes: manifest::Changes,
    /// The rest of the old site, where it could not be removed whole. The next build tries again;
    /// files that are not ours are never removed.
    pub left_behind: Option<PathBuf>,
}

impl Target {
    /// Checks the output folder against the inputs and against what lies in it, takes its lock, and
    /// mends what a killed build left. Nothing of the published site is touched. A preview never takes
    /// the place of a release, nor a release that of a preview.
    pub fn open(out: &Path, inputs: &[&Path], purpose: Purpose) -> Result<Self> {
        let spot = guard::check(out, inputs)?;
        let parent = Folder::open(spot.parent)?;
        look(out, &parent, &spot.name)?;
        let lock = Lock::take(&parent, &spot.name, out)?;
        swap::recover(&parent, &spot.name)?;
        let found = look(out, &parent, &spot.name)?;
        let before = match found {
            Some(_) => {
                // We could put a new folder in its place all the same, but never clear the old one away.
                parent.check_writable(&spot.name)?;
                check_contents(out, &parent.folder(&spot.name)?)?
            }
            None => None,
        };
        if before
            .as_ref()
            .is_some_and(|before| before.purpose != purpose)
        {
            return Err(PublishError::refused(out, Refusal::OtherPurpose(purpose)));
        }
        Ok(Self {
            out: out.to_owned(),
            parent,
            name: spot.name,
            purpose,
            found,
            before,
            _lock: lock,
        })
    }

    /// What the folder says was published there before.
    pub fn before(&self) -> Option<&Manifest> {
        self.before.as_ref()
    }

    /// Makes a fresh folder beside the output folder, to be filled.
    pub fn stage(self) -> Result<Staging> {
        let mut again = 0;
        let name = loop {
            let name = Role::New.name(&self.name, again);
            match self.parent.make_folder(&name) {
                Ok(()) => break name,
                // A leftover that holds a foreign file stays where it is, whatever its name.
                Err(Errno::EXIST) if again < 100 => again += 1,
                Err(errno) => return Err(self.parent.failed(&name, Doing::Write, errno)),
            }
        };
        let folder = self.parent.folder(&name)?;
        Ok(Staging {
            target: self,
            name,
            folder,
            files: Mutex::default(),
            folders: RwLock::default(),
            is_done: false,
        })
    }

    /// Makes sure that the folder is still the one that was checked.
    fn check_again(&self) -> Result<Presence> {
        let now = look(&self.out, &self.parent, &self.name)?;
        if now.map(|entry| entry.id) != self.found.map(|entry| entry.id) {
            return Err(PublishError::refused(&self.out, Refusal::Replaced));
        }
        if now.is_none() {
            return Ok(Presence::Missing);
        }
        let folder = self.parent.folder(&self.name)?;
        refuse_foreign(&self.out, &folder, self.before.as_ref())?;
        Ok(Presence::There)
    }
}

/// A folder that is being filled. Many threads may write at once.
#[derive(Debug)]
pub struct Staging {
    target: Target,
    name: OsString,
    folder: Folder,
    files: Mutex<Vec<ManifestEntry>>,
    folders: RwLock<BTreeSet<String>>,
    is_done: bool,
}

impl Staging {
    /// What stands for the folder as it would be published now.
    pub fn hash(&self) -> String {
        let files = self.lock_files().clone();
        Manifest::new(self.target.purpose, files).own_hash()
    }

    /// Closes the list of files, waits for the disk, puts the folder in the place of the old one and
    /// removes that. The fingerprint stands for the inputs: see [`unchanged`](super::unchanged).
    pub fn finish(mut self, fingerprint: &str) -> Result<Published> {
        let files = std::mem::take(&mut *self.lock_files());
        let purpose = self.target.purpose;
        let manifest = Manifest::new(purpose, files);
        let json = manifest.to_json();
        self.close(&json)?;
        let had_old = self.target.check_again()?;
        let parent = &self.target.parent;
        let displaced = swap::replace(parent, &self.name, &self.target.name, had_old)?;
        self.is_done = true;
        self.target.parent.confirm_names().map_err(|errno| {
            let failed = self.target.parent.failed("", Doing::Confirm, errno);
            failed.ending(Outcome::NewInPlace)
        })?;
        let hash = manifest::hex(&manifest::hash(json.as_bytes()));
        // Without the note the next build only builds again.
        let _ = inputs::note(&self.target.parent, &self.target.name, fingerprint, &hash);
        let left_behind = displaced.and_then(|name| self.remove_displaced(&name));
        let changes = match &self.target.before {
            Some(before) => manifest.changes_since(before),
            None => manifest.changes_since(&Manifest::new(purpose, Vec::new())),
        };
        Ok(Published {
            files: manifest.files().len() + 1,
            bytes: manifest.total_bytes() + json.len() as u64,
            hash,
            changed: changes != manifest::Changes::default(),
            changes,
            left_behind,
        })
    }

    /// Writes the manifest and waits until the whole folder lies on the disk.
    fn close(&self, json: &str) -> Result<()> {
        let failed = |doing, errno| self.folder.failed(MANIFEST, doing, errno);
        self.folder
            .write_new(MANIFEST, json.as_bytes())
            .map_err(|errno| failed(Doing::Write, errno))?;
        if let Some(found) = self.target.found {
            self.folder
                .set_mode(found.mode)
                .map_err(|errno| self.folder.failed("", Doing::Write, errno))?;
        }
        self.folder
            .confirm_all()
            .map_err(|errno| self.folder.failed("", Doing::Confirm, errno))
    }

    /// Removes the old site. That it could not be removed is no reason to call the build failed: the
    /// new one stands. Answers what was left.
    fn remove_displaced(&self, name: &OsString) -> Option<PathBuf> {
        let parent = &self.target.parent;
        let gone = match &self.target.before {
            Some(before) => tree::remove_listed(parent, name, before),
            None => tree::remove_empty(parent, name),
        };
        (!matches!(gone, Ok(true))).then(|| parent.path().join(name))
    }

    fn make_folders(&self, path: &SitePath) -> Result<()> {
        let Some((place, _)) = path.as_str().rsplit_once('/') else {
            return Ok(());
        };
        let known = self.folders.read().unwrap_or_else(PoisonError::into_inner);
        if known.contains(place) {
            return Ok(());
        }
        drop(known);
        let mut known = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        let ends = place.match_indices('/').map(|(at, _)| at);
        for end in ends.chain([place.len()]) {
            let folder = &place[..end];
            if known.contains(folder) {
                continue;
            }
            match self.folder.make_folder(folder) {
                Ok(()) => known.insert(folder.to_owned()),
                Err(errno) => return Err(self.write_failed(path, folder, errno)),
            };
        }
        Ok(())
    }

    /// A name that is taken, by a file or as a folder, is a clash of addresses and not the machine's fault.
    fn write_failed(&self, path: &SitePath, name: &str, errno: Errno) -> PublishError {
        match errno {
            Errno::EXIST | Errno::NOTDIR | Errno::ISDIR => {
                PublishError::address(path, AddressFault::Twice)
            }
            _ => self.folder.failed(name, Doing::Write, errno),
        }
    }

    fn lock_files(&self) -> MutexGuard<'_, Vec<ManifestEntry>> {
        // A thread that panicked while it held the list cannot have left half an entry in it.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Staging {
    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<()> {
        if !(self.target.purpose == Purpose::Preview && is_of_preview(path.as_str())) {
            check_address(path)?;
        }
        self.make_folders(path)?;
        self.folder
            .write_new(path.as_str(), bytes)
            .map_err(|errno| self.write_failed(path, path.as_str(), errno))?;
        let entry = ManifestEntry {
            path: path.clone(),
            bytes: bytes.len() as u64,
            sha256: manifest::hash(bytes),
        };
        self.lock_files().push(entry);
        Ok(())
    }

    fn write_pieces(
        &self,
        path: &SitePath,
        pieces: &mut dyn Iterator<Item = Vec<u8>>,
    ) -> Result<()> {
        check_address(path)?;
        self.make_folders(path)?;
        let failed = |errno| self.write_failed(path, path.as_str(), errno);
        let file = self.folder.create(path.as_str()).map_err(failed)?;
        let mut hasher = Sha256::new();
        let mut bytes = 0;
        let mut waiting: Vec<u8> = Vec::with_capacity(2 * AT_A_TIME);
        loop {
            let piece = pieces.next();
            let is_last = piece.is_none();
            waiting.extend_from_slice(piece.as_deref().unwrap_or_default());
            if is_last || waiting.len() >= AT_A_TIME {
                disk::write_all(&file, &waiting).map_err(failed)?;
                hasher.update(&waiting);
                bytes += waiting.len() as u64;
                waiting.clear();
            }
            if is_last {
                break;
            }
        }
        let entry = ManifestEntry {
            path: path.clone(),
            bytes,
            sha256: hasher.finalize().into(),
        };
        self.lock_files().push(entry);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_done {
            // Should it fail, the next build removes the folder; there is nobody to tell here.
            let _ = tree::remove_staged(&self.target.parent, &self.name);
        }
    }
}

/// What stands under the output's name; anything but a plain folder is refused.
fn look(out: &Path, parent: &Folder, name: &OsString) -> Result<Option<Entry>> {
    let refuse = |why| Err(PublishError::refused(out, why));
    match parent.entry(name)? {
        None => Ok(None),
        Some(entry) if entry.is_link => refuse(Refusal::Link),
        Some(entry) if entry.kind != Kind::Folder => refuse(Refusal::NotAFolder),
        Some(_) if parent.is_mount_point(name) => refuse(Refusal::MountPoint),
        Some(entry) => Ok(Some(entry)),
    }
}

/// The folder must be empty or hold nothing but what its manifest lists.
fn check_contents(out: &Path, folder: &Folder) -> Result<Option<Manifest>> {
    let manifest = tree::read_manifest(folder);
    refuse_foreign(out, folder, manifest.as_ref())?;
    Ok(manifest)
}

fn refuse_foreign(out: &Path, folder: &Folder, manifest: Option<&Manifest>) -> Result<()> {
    let mut names = tree::foreign(folder, manifest)?;
    if names.is_empty() {
        return Ok(());
    }
    let count = names.len();
    names.truncate(5);
    Err(PublishError::refused(
        out,
        Refusal::Foreign { names, count },
    ))
}
