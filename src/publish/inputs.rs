//! What the published folder was made from, noted in a file beside it.
//!
//! It stands for all sources, drafts included, so that it must not be published: the site's own hash hangs
//! on what is public alone. Where the note is missing or of another site, the next build builds again.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use rustix::io::Errno;

use super::disk::Folder;

/// Notes that the site with this hash was made from inputs with that fingerprint.
pub(super) fn note(
    parent: &Folder,
    name: &OsStr,
    fingerprint: &str,
    hash: &str,
) -> Result<(), Errno> {
    let note = note_name(name);
    match parent.remove_file(&note) {
        Ok(()) | Err(Errno::NOENT) => {}
        Err(errno) => return Err(errno),
    }
    // The names of our own files are text.
    let note = note.to_string_lossy();
    parent.write_new(&note, format!("{fingerprint}\n{hash}\n").as_bytes())
}

/// What the folder was made from, as far as that is noted of the site with this hash.
pub(super) fn noted(out: &Path, hash: &str) -> Option<String> {
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let note = note_name(out.file_name()?);
    let bytes = Folder::open(parent).ok()?.read(&note.to_string_lossy());
    let text = String::from_utf8(bytes.ok()?).ok()?;
    let (fingerprint, of) = text.strip_suffix('\n')?.split_once('\n')?;
    (of == hash).then(|| fingerprint.to_owned())
}

fn note_name(name: &OsStr) -> OsString {
    let mut note = OsString::from(".");
    note.push(name);
    note.push(".mieruka-inputs");
    note
}
