//! The one place of this room that makes system calls on files: a folder held open, and what is done in it.
//!
//! Everything is addressed from a folder that is held open, and no call follows a symbolic link, so a
//! folder or file that is exchanged for a link meanwhile cannot lead us elsewhere. It decides nothing.

use std::ffi::{OsStr, OsString};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, AtFlags, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::error::{Doing, PublishError};

type Result<T> = std::result::Result<T, PublishError>;

/// What tells one file of a machine from every other, whatever its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Id {
    device: u64,
    inode: u64,
}

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Folder,
    File,
    /// A link, a pipe, a socket, a device: nothing that we would have written.
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub id: Id,
    pub kind: Kind,
    pub is_link: bool,
    pub mode: Mode,
}

/// A folder held open, with the path to name in messages.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    fd: OwnedFd,
}

impl Folder {
    pub fn open(path: impl Into<PathBuf>) -> Result<Self> {
        let path = path.into();
        let fd = rustix::fs::open(&path, folder_flags(), Mode::empty())
            .map_err(|errno| PublishError::machine(&path, Doing::Look, errno))?;
        Ok(Self { path, fd })
    }

    /// Opens a folder inside this one.
    pub fn folder(&self, name: impl AsRef<Path>) -> Result<Self> {
        let name = name.as_ref();
        let fd = rustix::fs::openat(&self.fd, name, folder_flags(), Mode::empty())
            .map_err(|errno| self.failed(name, Doing::Look, errno))?;
        Ok(Self {
            path: self.path.join(name),
            fd,
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What stands under the name, or nothing. A link is looked at, not followed.
    pub fn entry(&self, name: impl AsRef<Path>) -> Result<Option<Entry>> {
        let name = name.as_ref();
        match rustix::fs::statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(Entry::of(&stat))),
            Err(Errno::NOENT) => Ok(None),
            Err(errno) => Err(self.failed(name, Doing::Look, errno)),
        }
    }

    /// Whether we may add and remove names in a folder inside this one.
    pub fn check_writable(&self, name: impl AsRef<Path>) -> Result<()> {
        let name = name.as_ref();
        let wanted = Access::WRITE_OK | Access::EXEC_OK;
        rustix::fs::accessat(&self.fd, name, wanted, AtFlags::EACCESS)
            .map_err(|errno| self.failed(name, Doing::Write, errno))
    }

    /// True when another file system, or a part of one, is mounted on the name.
    pub fn is_mount_point(&self, name: impl AsRef<Path>) -> bool {
        use rustix::fs::{StatxAttributes, StatxFlags};
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        rustix::fs::statx(&self.fd, name.as_ref(), flags, StatxFlags::TYPE)
            .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }

    /// The names in this folder with their kinds, in no order.
    pub fn names(&self) -> Result<Vec<(OsString, Kind)>> {
        let failed = |errno| self.failed("", Doing::Look, errno);
        let mut names = Vec::new();
        for entry in rustix::fs::Dir::read_from(&self.fd).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name == "." || name == ".." {
                continue;
            }
            let kind = match entry.file_type() {
                FileType::RegularFile => Kind::File,
                FileType::Directory => Kind::Folder,
                FileType::Unknown => match self.entry(name)? {
                    Some(entry) => entry.kind,
                    None => continue,
                },
                _ => Kind::Other,
            };
            names.push((name.to_owned(), kind));
        }
        Ok(names)
    }

    pub fn make_folder(&self, name: impl AsRef<Path>) -> std::result::Result<(), Errno> {
        rustix::fs::mkdirat(&self.fd, name.as_ref(), Mode::from_bits_truncate(0o777))
    }

    /// Writes a file that must not exist yet.
    pub fn write_new(&self, name: &str, bytes: &[u8]) -> std::result::Result<(), Errno> {
        let file = self.create(name)?;
        write_all(&file, bytes)
        // What closing the file would report, `confirm` reports for the whole folder: the standard
        // library closes without a result, and asking for one needs unsafe code.
    }

    /// Opens a file that must not exist yet, to be written piece by piece.
    pub fn create(&self, name: &str) -> std::result::Result<OwnedFd, Errno> {
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mode = Mode::from_bits_truncate(0o666);
        rustix::fs::openat(&self.fd, name, flags, mode)
    }

    /// The bytes of a file if it is one.
    pub fn read(&self, name: &str) -> std::result::Result<Vec<u8>, Errno> {
        let file = self.open_file(name)?;
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match read_some(&file, &mut buffer)? {
                0 => return Ok(bytes),
                count => bytes.extend_from_slice(&buffer[..count]),
            }
        }
    }

    /// Opens a file for reading; a pipe put in its place would not hold us up.
    pub fn open_file(&self, name: &str) -> std::result::Result<OwnedFd, Errno> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        rustix::fs::openat(&self.fd, name, flags, Mode::empty())
    }

    /// Opens, and where missing creates, the file that a lock is taken on.
    pub fn open_lock_file(&self, name: &OsStr) -> std::result::Result<OwnedFd, Errno> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mode = Mode::from_bits_truncate(0o666);
        rustix::fs::openat(&self.fd, name, flags, mode)
    }

    pub fn remove_file(&self, name: impl AsRef<Path>) -> std::result::Result<(), Errno> {
        rustix::fs::unlinkat(&self.fd, name.as_ref(), AtFlags::empty())
    }

    /// Removes a folder that is empty.
    pub fn remove_folder(&self, name: impl AsRef<Path>) -> std::result::Result<(), Errno> {
        rustix::fs::unlinkat(&self.fd, name.as_ref(), AtFlags::REMOVEDIR)
    }

    /// Lets two names of this folder change places in one step.
    pub fn exchange(&self, a: &OsStr, b: &OsStr) -> std::result::Result<(), Errno> {
        let flags = rustix::fs::RenameFlags::EXCHANGE;
        rustix::fs::renameat_with(&self.fd, a, &self.fd, b, flags)
    }

    pub fn rename(&self, from: &OsStr, to: &OsStr) -> std::result::Result<(), Errno> {
        rustix::fs::renameat(&self.fd, from, &self.fd, to)
    }

    pub fn set_mode(&self, mode: Mode) -> std::result::Result<(), Errno> {
        rustix::fs::fchmod(&self.fd, mode)
    }

    /// Waits until all that was written on this file system lies on the disk, and learns of every
    /// error since the folder was opened. One call costs less than one for each of 20,000 files.
    pub fn confirm_all(&self) -> std::result::Result<(), Errno> {
        rustix::fs::syncfs(&self.fd)
    }

    /// Waits until the names in this folder lie on the disk.
    pub fn confirm_names(&self) -> std::result::Result<(), Errno> {
        rustix::fs::fsync(&self.fd)
    }

    /// The error for a failure at a name in this folder.
    pub fn failed(&self, name: impl AsRef<Path>, doing: Doing, errno: Errno) -> PublishError {
        let name = name.as_ref();
        let path = if name.as_os_str().is_empty() {
            self.path.clone()
        } else {
            self.path.join(name)
        };
        PublishError::machine(path, doing, errno)
    }
}

impl Entry {
    fn of(stat: &rustix::fs::Stat) -> Self {
        let file_type = FileType::from_raw_mode(stat.st_mode);
        Self {
            id: Id {
                device: stat.st_dev,
                inode: stat.st_ino,
            },
            kind: match file_type {
                FileType::Directory => Kind::Folder,
                FileType::RegularFile => Kind::File,
                _ => Kind::Other,
            },
            is_link: file_type == FileType::Symlink,
            mode: Mode::from_raw_mode(stat.st_mode),
        }
    }
}

/// The identity of a path, links followed; nothing where there is nothing.
pub(super) fn id_of(path: &Path) -> Option<Id> {
    rustix::fs::stat(path).ok().map(|stat| Entry::of(&stat).id)
}

/// Which file it is, how long, and when it was written, to the nanosecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written(Id, i64, (i64, i64));

/// The state of a file, links followed; nothing where there is none.
pub(super) fn written(path: &Path) -> Option<Written> {
    let stat = rustix::fs::stat(path).ok()?;
    let nanoseconds = i64::try_from(stat.st_mtime_nsec).unwrap_or_default();
    let time = (stat.st_mtime, nanoseconds);
    Some(Written(Entry::of(&stat).id, stat.st_size, time))
}

/// The identity of an open file.
pub(super) fn id_of_open(file: impl AsFd) -> std::result::Result<Id, Errno> {
    rustix::fs::fstat(file).map(|stat| Entry::of(&stat).id)
}

pub(super) fn write_all(file: impl AsFd, mut bytes: &[u8]) -> std::result::Result<(), Errno> {
    let file = file.as_fd();
    while !bytes.is_empty() {
        match rustix::io::write(file, bytes) {
            Ok(0) => return Err(Errno::IO),
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

/// Reads into the buffer; 0 at the end of the file.
pub(super) fn read_some(file: impl AsFd, buffer: &mut [u8]) -> std::result::Result<usize, Errno> {
    let file = file.as_fd();
    loop {
        match rustix::io::read(file, &mut *buffer) {
            Err(Errno::INTR) => {}
            other => return other,
        }
    }
}

fn folder_flags() -> OFlags {
    OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC
}
