//! What a burst of changes comes to: which files to look at again, and whether it is over.
//!
//! Saving is several steps to the system: a file is emptied, filled and closed, or a new one is put in
//! its place. A look in between would show half of it. It neither waits nor reads.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::EventKind;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind, RenameMode};

use crate::base::path::SourcePath;
use crate::sources::gather::FOLDERS;
use crate::world::is_passed_over;

/// After a whole save the next step, if there is one, follows at once.
const WHOLE: Duration = Duration::from_millis(5);
/// While a file is half written, or many change, as when another branch is checked out.
const HALF: Duration = Duration::from_millis(60);
/// So many files at once are saved by a person.
const FEW: usize = 8;
/// With more of them it is no dearer to look at all.
const MANY: usize = 500;

/// What may be different from before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    Files(BTreeSet<SourcePath>),
    /// Folders too, or more than was told.
    Everything,
}

/// The changes since the last look.
#[derive(Debug, Default)]
pub struct Burst {
    files: BTreeSet<SourcePath>,
    everything: bool,
    /// Files that were begun, or taken away and not put back.
    half: BTreeSet<SourcePath>,
    /// Files that were not there before; editors make some and remove them again.
    born: BTreeSet<SourcePath>,
}

impl Burst {
    /// Takes in what the system tells. Errors, such as an overflow, mean that something was missed.
    pub fn add(&mut self, event: &Result<notify::Event, notify::Error>, root: &Path) {
        let event = match event {
            Ok(event) if !event.need_rescan() => event,
            _ => {
                self.everything = true;
                return;
            }
        };
        for path in &event.paths {
            match source(path, root) {
                Named::Source(file) => self.step(event.kind, file, path),
                Named::Unclear => self.everything |= changes(event.kind),
                Named::Nothing => {}
            }
        }
    }

    fn step(&mut self, kind: EventKind, file: SourcePath, path: &Path) {
        match kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => {
                self.half.remove(&file);
                // A folder that is put there brings all its files at once.
                self.everything |= path.is_dir();
            }
            // Told a second time, when both names are known.
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => return,
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => {
                self.everything = true;
                self.half.insert(file.clone());
            }
            EventKind::Create(_) => {
                self.born.insert(file.clone());
                self.half.insert(file.clone());
            }
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
                if self.born.contains(&file) =>
            {
                self.half.remove(&file);
            }
            EventKind::Modify(ModifyKind::Metadata(_)) => {}
            _ => {
                self.half.insert(file.clone());
            }
        }
        self.files.insert(file);
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.everything
    }

    /// How long it must be quiet until this is taken for all.
    pub fn quiet(&self) -> Duration {
        let is_whole = self.half.is_empty() && self.files.len() <= FEW && !self.everything;
        if is_whole { WHOLE } else { HALF }
    }

    pub fn finish(self) -> Changed {
        if self.everything || self.files.len() > MANY {
            return Changed::Everything;
        }
        Changed::Files(self.files)
    }
}

/// Reading a source is an event too, and we read them: only what can change one counts.
pub fn matters(event: &Result<notify::Event, notify::Error>) -> bool {
    event
        .as_ref()
        .map_or(true, |event| changes(event.kind) || event.need_rescan())
}

fn changes(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// What a path means to the site.
enum Named {
    Source(SourcePath),
    /// One of the folders themselves, or a name that cannot be told from a source.
    Unclear,
    Nothing,
}

/// Only what a build reads counts: the published folder may lie beside it.
fn source(path: &Path, root: &Path) -> Named {
    let inside = match path.strip_prefix(root) {
        Ok(inside) => inside.to_owned(),
        // Some systems tell another name of the same folder.
        Err(_) => PathBuf::from_iter(path.iter().skip_while(|name| !is_folder(name))),
    };
    let mut names = inside.iter();
    match names.next() {
        None if path == root => Named::Unclear,
        None => Named::Nothing,
        Some(first) if !is_folder(first) => Named::Nothing,
        Some(_) if inside.iter().any(is_passed_over) => Named::Nothing,
        Some(_) if path.strip_prefix(root).is_err() || names.next().is_none() => Named::Unclear,
        Some(_) => {
            let names: Option<Vec<&str>> = inside.iter().map(|name| name.to_str()).collect();
            names.map_or(Named::Unclear, |names| {
                Named::Source(SourcePath::new(names.join("/")))
            })
        }
    }
}

fn is_folder(name: &std::ffi::OsStr) -> bool {
    name.to_str().is_some_and(|name| FOLDERS.contains(&name))
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, AccessMode, CreateKind, DataChange};

    use super::*;

    const CREATE: EventKind = EventKind::Create(CreateKind::File);
    const WRITE: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSE: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    const REMOVE: EventKind = EventKind::Remove(RemoveKind::File);

    /// What a burst of such steps is, below a folder that is not there.
    fn burst(steps: &[(EventKind, &str)]) -> Burst {
        let root = Path::new("/no/such/town");
        let mut burst = Burst::default();
        for (kind, path) in steps {
            let event = notify::Event::new(*kind).add_path(root.join(path));
            burst.add(&Ok(event), root);
        }
        burst
    }

    fn files(names: &[&str]) -> Changed {
        Changed::Files(names.iter().map(SourcePath::new).collect())
    }

    #[test]
    fn a_save_is_over_when_the_file_is_whole() {
        let saved = burst(&[(WRITE, "seeds/a.yaml"), (CLOSE, "seeds/a.yaml")]);
        assert_eq!(saved.quiet(), WHOLE);
        assert_eq!(saved.finish(), files(&["seeds/a.yaml"]));
        let begun = burst(&[(WRITE, "seeds/a.yaml")]);
        assert_eq!(begun.quiet(), HALF);
        let gone = burst(&[(REMOVE, "seeds/a.yaml")]);
        assert_eq!(gone.quiet(), HALF, "it may be put back");
        assert_eq!(gone.finish(), files(&["seeds/a.yaml"]));
    }

    #[test]
    fn files_of_editors_keep_nobody_waiting() {
        // One writes a new file and puts it in the place of the old one.
        let renamed = burst(&[
            (CREATE, "seeds/sedAb1"),
            (WRITE, "seeds/sedAb1"),
            (CLOSE, "seeds/sedAb1"),
            (FROM, "seeds/sedAb1"),
            (TO, "seeds/a.yaml"),
        ]);
        assert_eq!(renamed.quiet(), WHOLE);
        assert_eq!(renamed.finish(), files(&["seeds/a.yaml", "seeds/sedAb1"]));
        // Another tries whether it may write, and moves the old file away for a moment.
        let mut steps = vec![
            (CREATE, "seeds/4913"),
            (CLOSE, "seeds/4913"),
            (REMOVE, "seeds/4913"),
            (FROM, "seeds/a.yaml"),
            (TO, "seeds/a.yaml~"),
        ];
        assert_eq!(burst(&steps).quiet(), HALF, "the file is away");
        steps.extend([
            (CREATE, "seeds/a.yaml"),
            (WRITE, "seeds/a.yaml"),
            (CLOSE, "seeds/a.yaml"),
            (REMOVE, "seeds/a.yaml~"),
        ]);
        let moved = burst(&steps);
        assert_eq!(moved.quiet(), WHOLE);
        assert_eq!(moved.finish(), files(&["seeds/4913", "seeds/a.yaml"]));
    }

    #[test]
    fn what_is_no_source_is_nothing() {
        let nothing = burst(&[
            (CREATE, "public/index.html"),
            (WRITE, "seeds/.a.yaml.swp"),
            (WRITE, "seeds/.git/index"),
            (CREATE, "seeds/#a.yaml#"),
            (WRITE, "notes.txt"),
            (EventKind::Access(AccessKind::Read), "seeds/a.yaml"),
        ]);
        assert!(nothing.files.is_empty() && !nothing.everything);
    }

    #[test]
    fn folders_faults_and_crowds_mean_everything() {
        let folder = (EventKind::Create(CreateKind::Folder), "seeds/new");
        assert_eq!(burst(&[folder]).finish(), Changed::Everything);
        assert_eq!(burst(&[(REMOVE, "content")]).finish(), Changed::Everything);
        assert_eq!(burst(&[(TO, "")]).finish(), Changed::Everything);
        let mut overflow = Burst::default();
        let fault = Err(notify::Error::generic("a full queue"));
        overflow.add(&fault, Path::new("/no/such/town"));
        assert_eq!(overflow.finish(), Changed::Everything);
        let names: Vec<String> = (0..=MANY).map(|ix| format!("seeds/{ix}.yaml")).collect();
        let steps: Vec<(EventKind, &str)> = names.iter().map(|name| (CLOSE, &**name)).collect();
        assert_eq!(burst(&steps).quiet(), HALF);
        assert_eq!(burst(&steps).finish(), Changed::Everything);
    }
}
