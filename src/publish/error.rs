//! What can go wrong while publishing, and how each of it is told.
//!
//! Three kinds: the output folder is *refused* (it is not ours, or it would hurt the sources), a file's
//! *address* cannot be published (a mistake of the program or of a theme), or the *machine* failed. The
//! sentences stand in the catalogues under each error's code. Wrong data is not an error of this type.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use crate::base::path::SitePath;
use crate::base::text;
use crate::base::words::{Lang, Words};
use crate::model::Purpose;

/// Why a build could not be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder cannot be used for output. Nothing was done.
    Refused { out: PathBuf, why: Refusal },
    /// One file cannot be published under its address.
    Address { path: SitePath, why: AddressFault },
    /// The machine failed: a full disk, a missing right, a broken device.
    Machine {
        path: PathBuf,
        doing: Doing,
        outcome: Outcome,
        source: io::Error,
    },
}

/// Why an output folder is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Link,
    NotAFolder,
    MountPoint,
    Root,
    Home,
    WorkingFolder,
    SameAsInput(PathBuf),
    InsideInput(PathBuf),
    AroundInput(PathBuf),
    NoParent(PathBuf),
    /// A folder that was published lies around it.
    InsideSite(PathBuf),
    /// Papers of an approval lie around it.
    InsidePapers(PathBuf),
    /// It is the folder of a site, or one that was published, and papers would be mixed into it.
    IsSite,
    /// It holds files that no build of ours wrote: the first few of them, and how many there are.
    Foreign {
        names: Vec<String>,
        count: usize,
    },
    /// Another build is writing there; its process id if it could be read.
    Locked {
        pid: Option<u32>,
    },
    /// It holds a site that was made for another purpose than this.
    OtherPurpose(Purpose),
    /// Somebody replaced the folder while the build was running.
    Replaced,
}

/// Why a file cannot be published under its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// It holds characters or parts that not every web host keeps.
    Malformed,
    /// It is the manifest's own, or the name of a device on Windows.
    Reserved,
    /// Files of this kind are never published, such as a server's settings.
    Extension,
    /// Another file of this build has it already.
    Twice,
}

/// What was being done when the machine failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Look,
    Lock,
    Read,
    Write,
    Confirm,
    Swap,
    Remove,
}

impl Doing {
    pub const ALL: [Doing; 7] = [
        Doing::Look,
        Doing::Lock,
        Doing::Read,
        Doing::Write,
        Doing::Confirm,
        Doing::Swap,
        Doing::Remove,
    ];

    const fn key(self) -> &'static str {
        match self {
            Doing::Look => "publish.doing.look",
            Doing::Lock => "publish.doing.lock",
            Doing::Read => "publish.doing.read",
            Doing::Write => "publish.doing.write",
            Doing::Confirm => "publish.doing.confirm",
            Doing::Swap => "publish.doing.swap",
            Doing::Remove => "publish.doing.remove",
        }
    }
}

/// What stands in the output folder after the machine failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is as it was before the build.
    AsBefore,
    /// The new site stands there; only the confirmation by the disk is missing.
    NewInPlace,
    /// The old site lies beside it under this name; the next build puts it back.
    OldAside(PathBuf),
}

impl PublishError {
    pub(super) fn refused(out: &Path, why: Refusal) -> Self {
        Self::Refused {
            out: out.to_owned(),
            why,
        }
    }

    pub(super) fn address(path: &SitePath, why: AddressFault) -> Self {
        Self::Address {
            path: path.clone(),
            why,
        }
    }

    pub(super) fn machine(path: impl Into<PathBuf>, doing: Doing, errno: Errno) -> Self {
        Self::Machine {
            path: path.into(),
            doing,
            outcome: Outcome::AsBefore,
            source: errno.into(),
        }
    }

    /// The same failure, told with what it left behind.
    pub(super) fn ending(self, ending: Outcome) -> Self {
        match self {
            Self::Machine {
                path,
                doing,
                source,
                ..
            } => Self::Machine {
                path,
                doing,
                outcome: ending,
                source,
            },
            other => other,
        }
    }

    /// True when the folder was refused: the user can choose another one.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }

    /// The name of the error, as `check --explain` and the catalogues know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { why, .. } => why.code(),
            Self::Address { why, .. } => match why {
                AddressFault::Malformed => "PUBLISH-ADDRESS-MALFORMED",
                AddressFault::Reserved => "PUBLISH-ADDRESS-RESERVED",
                AddressFault::Extension => "PUBLISH-ADDRESS-EXTENSION",
                AddressFault::Twice => "PUBLISH-ADDRESS-TWICE",
            },
            Self::Machine { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull
                | io::ErrorKind::QuotaExceeded
                | io::ErrorKind::FileTooLarge => "PUBLISH-DISK-FULL",
                io::ErrorKind::PermissionDenied => "PUBLISH-NO-PERMISSION",
                io::ErrorKind::ReadOnlyFilesystem => "PUBLISH-READ-ONLY",
                // An overlay, as containers have it, renames no folder that came with the image.
                io::ErrorKind::CrossesDevices => "PUBLISH-CANNOT-MOVE",
                _ => "PUBLISH-MACHINE",
            },
        }
    }

    /// What happened, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        self.fill(lang, "message")
    }

    /// How it ended and what to do about it.
    pub fn help(&self, lang: Lang) -> String {
        self.fill(lang, "help")
    }

    fn fill(&self, lang: Lang, part: &str) -> String {
        Words::of(lang).fill(&format!("{}.{part}", self.code()), &self.args(lang))
    }

    /// The words that fill the placeholders of this error's sentences.
    pub fn args(&self, lang: Lang) -> Vec<(&'static str, String)> {
        match self {
            Self::Refused { out, why } => {
                let mut args = vec![("path", shown(out))];
                why.add_args(&mut args);
                args
            }
            Self::Address { path, .. } => vec![("path", text::visible(path.as_str()))],
            Self::Machine {
                path,
                doing,
                outcome,
                source,
            } => vec![
                ("path", shown(path)),
                ("doing", Words::of(lang).get(doing.key()).to_owned()),
                ("outcome", outcome.sentence(lang)),
                ("cause", source.to_string()),
            ],
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} [{}]", self.message(Lang::En), self.code())
    }
}

impl Refusal {
    const fn code(&self) -> &'static str {
        match self {
            Refusal::Link => "OUTPUT-LINK",
            Refusal::NotAFolder => "OUTPUT-NOT-A-FOLDER",
            Refusal::MountPoint => "OUTPUT-MOUNT-POINT",
            Refusal::Root => "OUTPUT-ROOT",
            Refusal::Home => "OUTPUT-HOME",
            Refusal::WorkingFolder => "OUTPUT-WORKING-FOLDER",
            Refusal::SameAsInput(_) => "OUTPUT-SAME-AS-INPUT",
            Refusal::InsideInput(_) => "OUTPUT-INSIDE-INPUT",
            Refusal::AroundInput(_) => "OUTPUT-AROUND-INPUT",
            Refusal::NoParent(_) => "OUTPUT-NO-PARENT",
            Refusal::InsideSite(_) => "OUTPUT-INSIDE-SITE",
            Refusal::InsidePapers(_) => "OUTPUT-INSIDE-PAPERS",
            Refusal::IsSite => "OUTPUT-IS-SITE",
            Refusal::Foreign { .. } => "OUTPUT-FOREIGN-FILES",
            Refusal::Locked { .. } => "OUTPUT-LOCKED",
            Refusal::OtherPurpose(Purpose::Preview) => "OUTPUT-IS-RELEASE",
            Refusal::OtherPurpose(Purpose::Release) => "OUTPUT-IS-PREVIEW",
            Refusal::Replaced => "OUTPUT-REPLACED",
        }
    }

    fn add_args(&self, args: &mut Vec<(&'static str, String)>) {
        match self {
            Refusal::SameAsInput(input)
            | Refusal::InsideInput(input)
            | Refusal::AroundInput(input)
            | Refusal::InsideSite(input)
            | Refusal::InsidePapers(input) => args.push(("input", shown(input))),
            Refusal::NoParent(parent) => args.push(("parent", shown(parent))),
            Refusal::Foreign { names, count } => {
                let names: Vec<String> = names.iter().map(|name| excerpt(name)).collect();
                args.push(("files", names.join(", ")));
                args.push(("count", count.to_string()));
            }
            Refusal::Locked { pid: Some(pid) } => args.push(("pid", pid.to_string())),
            _ => {}
        }
    }
}

impl Outcome {
    fn sentence(&self, lang: Lang) -> String {
        let (key, args) = match self {
            Outcome::AsBefore => ("publish.outcome.as-before", vec![]),
            Outcome::NewInPlace => ("publish.outcome.new-in-place", vec![]),
            Outcome::OldAside(aside) => {
                ("publish.outcome.old-aside", vec![("aside", shown(aside))])
            }
        };
        Words::of(lang).fill(key, &args)
    }
}

/// A path of the disk as it may be shown: any control character in it is made visible.
fn shown(path: &Path) -> String {
    text::visible(&path.to_string_lossy())
}

fn excerpt(name: &str) -> String {
    text::shorten(&text::visible(name), 100)
}
