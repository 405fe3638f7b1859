//! Putting a finished folder in the place of another in one step, and mending what a kill cut short.
//!
//! Two names change places with `renameat2(RENAME_EXCHANGE)`. Where a file system cannot do that
//! (some overlays and network drives), two renames follow one another; a kill between them leaves no
//! folder for a moment, and the next build puts the old one back. It does not wait for the disk.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use rustix::io::Errno;

use super::disk::{Folder, Kind};
use super::error::{Doing, Outcome, PublishError};
use super::tree;

type Result<T> = std::result::Result<T, PublishError>;

/// The name of a folder of ours beside the output folder.
#[derive(Clone, Copy)]
pub(super) enum Role {
    /// Being filled; after an exchange, the displaced old site.
    New,
    /// The old site between two renames.
    Old,
}

impl Role {
    /// The name for this process. `again` counts up where a name is taken.
    pub fn name(self, out_name: &OsStr, again: u32) -> OsString {
        let mut name = self.prefix(out_name);
        name.push(std::process::id().to_string());
        if again > 0 {
            name.push(format!("-{again}"));
        }
        name
    }

    fn prefix(self, out_name: &OsStr) -> OsString {
        let mut prefix = OsString::from(".");
        prefix.push(out_name);
        prefix.push(match self {
            Role::New => ".mieruka-new-",
            Role::Old => ".mieruka-old-",
        });
        prefix
    }

    /// True for names that this role has in whatever process.
    fn is_name(self, out_name: &OsStr, name: &OsStr) -> bool {
        let prefix = self.prefix(out_name);
        let rest = name.as_bytes().strip_prefix(prefix.as_bytes());
        rest.is_some_and(|rest| {
            rest.first().is_some_and(u8::is_ascii_digit)
                && rest.iter().all(|b| b.is_ascii_digit() || *b == b'-')
        })
    }
}

/// Puts `new` in the place of `out`; answers under which name the old folder lies now, if there was one.
pub(super) fn replace(
    parent: &Folder,
    new: &OsStr,
    out: &OsStr,
    had_old: Presence,
) -> Result<Option<OsString>> {
    if had_old == Presence::Missing {
        parent
            .rename(new, out)
            .map_err(|errno| parent.failed(out, Doing::Swap, errno))?;
        return Ok(None);
    }
    match parent.exchange(new, out) {
        Ok(()) => Ok(Some(new.to_owned())),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP | Errno::XDEV) => {
            replace_in_two(parent, new, out).map(Some)
        }
        Err(errno) => Err(parent.failed(out, Doing::Swap, errno)),
    }
}

/// Whether a folder stood under the output's name when the build began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Missing,
    There,
}

fn replace_in_two(parent: &Folder, new: &OsStr, out: &OsStr) -> Result<OsString> {
    let old = Role::Old.name(out, 0);
    let failed = |errno| parent.failed(out, Doing::Swap, errno);
    parent.rename(out, &old).map_err(failed)?;
    if let Err(errno) = parent.rename(new, out) {
        let back = parent.rename(&old, out);
        let ending = match back {
            Ok(()) => Outcome::AsBefore,
            Err(_) => Outcome::OldAside(parent.path().join(&old)),
        };
        return Err(failed(errno).ending(ending));
    }
    Ok(old)
}

/// Mends what builds that were killed left behind. Whoever calls this holds the lock, so every
/// leftover is a dead one's.
pub(super) fn recover(parent: &Folder, out: &OsStr) -> Result<()> {
    let mut names = parent.names()?;
    names.retain(|(_, kind)| *kind == Kind::Folder);
    names.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, _) in names
        .iter()
        .filter(|(name, _)| Role::Old.is_name(out, name))
    {
        if parent.entry(out)?.is_none() {
            parent
                .rename(name, out)
                .map_err(|errno| parent.failed(name, Doing::Swap, errno))?;
        } else {
            discard(parent, name)?;
        }
    }
    for (name, _) in names
        .iter()
        .filter(|(name, _)| Role::New.is_name(out, name))
    {
        discard(parent, name)?;
    }
    Ok(())
}

/// Removes a folder of ours beside the output: by its list if it has one, else, as its builder was
/// still filling it, whole. Answers whether it is gone.
pub(super) fn discard(parent: &Folder, name: &OsStr) -> Result<bool> {
    match tree::read_manifest(&parent.folder(name)?) {
        Some(manifest) => tree::remove_listed(parent, name, &manifest),
        None => tree::remove_staged(parent, name).map(|()| true),
    }
}
