//! The one door to what lies outside the program: files to read, the date of today, the wish to stop.
//!
//! There are two worlds: [`Disk`] and, for tests and for the preview of a starter, [`Memory`]. Reading
//! is all a world does; the published folder is written by `publish` alone.

mod disk;
mod memory;
mod stop;

use crate::base::diag::Diagnostic;
use crate::base::era::Date;
use crate::base::moment::Moment;
use crate::base::path::SourcePath;
use crate::base::place::Place;

pub use disk::{
    Disk, current_folder, environment, is_passed_over, random, replace_file, write_new_file,
};
pub use memory::Memory;
pub use stop::{Signal, Stop};

/// No single source may be larger; a plan is text.
pub const LARGEST_FILE: u64 = 20 << 20;

/// Where inputs come from.
pub trait World: Sync {
    /// All regular files below a folder, in the order of their names, and what was refused there.
    fn list(&self, folder: &str) -> Listing;

    /// What is at a path now.
    fn look(&self, path: &SourcePath) -> Look;

    /// The bytes of one file.
    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Refusal>;

    /// The date on this machine's calendar; only used where neither command nor site names one.
    fn today(&self) -> Date;

    /// The moment on this machine's clock: only for what people are told, never for what is published.
    fn now(&self) -> Moment {
        Moment::start_of(self.today())
    }

    /// The signal by which somebody has asked to stop; nobody does in a world of tests.
    fn asked_to_stop(&self) -> Option<Signal> {
        None
    }
}

/// What may be at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A regular file that is a source.
    File,
    Nothing,
    /// A name that is passed over, such as those of editors for what they write on the way.
    NoSource,
    /// A folder, or what only a look at the whole folder can judge.
    Other,
}

/// What a folder holds.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    pub files: Vec<SourcePath>,
    pub refused: Vec<Refusal>,
}

/// Why something in the sources is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub path: SourcePath,
    pub reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    Missing,
    /// A link could lead anywhere, so none is followed.
    Link,
    /// A pipe, a device, a socket: reading it could wait for ever.
    NotAFile,
    TooLarge(u64),
    /// The name is not UTF-8.
    Name,
    /// The folders are nested too deeply or lead into one another.
    Walk(String),
    Failed(String),
}

impl Refusal {
    pub fn new(path: SourcePath, reason: Reason) -> Self {
        Self { path, reason }
    }

    pub fn diagnostic(&self) -> Diagnostic {
        let place = Place::file(&self.path);
        match &self.reason {
            Reason::Missing => Diagnostic::error("SOURCE-MISSING", place),
            Reason::Link => Diagnostic::error("SOURCE-LINK", place),
            Reason::NotAFile => Diagnostic::error("SOURCE-NOT-A-FILE", place),
            Reason::TooLarge(bytes) => Diagnostic::error("SOURCE-TOO-LARGE", place)
                .with("bytes", bytes)
                .with("limit", LARGEST_FILE >> 20),
            Reason::Name => Diagnostic::error("SOURCE-NAME", place),
            Reason::Walk(why) | Reason::Failed(why) => {
                Diagnostic::error("SOURCE-UNREADABLE", place).with("why", why)
            }
        }
    }
}
