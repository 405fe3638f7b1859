//! One build at a time in an output folder.
//!
//! The lock is `flock` on a small file beside the folder; the kernel frees it when the process ends,
//! however it ends. It does not wait, and it does not reach over network file systems.

use std::ffi::{OsStr, OsString};
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{FlockOperation, flock, ftruncate};
use rustix::io::Errno;

use super::disk::{self, Folder};
use super::error::{Doing, PublishError, Refusal};

/// Held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    parent: Folder,
    name: OsString,
    // Closing it frees the lock, after `drop` has taken the file away.
    _file: OwnedFd,
}

impl Lock {
    /// Takes the lock of the folder `name` in `parent`, or says at once who holds it.
    pub fn take(parent: &Folder, name: &OsStr, out: &Path) -> Result<Self, PublishError> {
        let lock_name = lock_name(name);
        let failed = |errno| parent.failed(&lock_name, Doing::Lock, errno);
        loop {
            let file = parent.open_lock_file(&lock_name).map_err(failed)?;
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {}
                Err(Errno::WOULDBLOCK) => {
                    let pid = holder(&file);
                    return Err(PublishError::refused(out, Refusal::Locked { pid }));
                }
                Err(Errno::INTR) => continue,
                Err(errno) => return Err(failed(errno)),
            }
            // The holder before us takes the file away as he leaves. If that happened between our
            // opening and our locking, we hold a file that nobody else will ever see: once more.
            let ours = disk::id_of_open(&file).map_err(failed)?;
            if parent
                .entry(&lock_name)?
                .is_some_and(|entry| entry.id == ours)
            {
                let pid = format!("{}\n", std::process::id());
                ftruncate(&file, 0)
                    .and_then(|()| disk::write_all(&file, pid.as_bytes()))
                    .map_err(failed)?;
                return Ok(Self {
                    parent: Folder::open(parent.path())?,
                    name: lock_name,
                    _file: file,
                });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock file that stays is harmless: it is the lock that counts, and it ends with us.
        let _ = self.parent.remove_file(&self.name);
    }
}

fn lock_name(name: &OsStr) -> OsString {
    let mut lock_name = OsString::from(".");
    lock_name.push(name);
    lock_name.push(".mieruka-lock");
    lock_name
}

/// The process id that the holder wrote, unless he is just about to write it.
fn holder(file: &OwnedFd) -> Option<u32> {
    let mut buffer = [0; 16];
    let count = disk::read_some(file, &mut buffer).ok()?;
    std::str::from_utf8(&buffer[..count])
        .ok()?
        .trim()
        .parse()
        .ok()
}
