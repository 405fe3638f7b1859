//! What was changed after it was published, told in the open.

use super::hold::Hold;
use super::id::Id;
use crate::base::era::Date;
use crate::base::fold::fold;
use crate::base::place::Spot;

#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    pub date: Date,
    pub kind: CorrectionKind,
    pub on: Subject,
    /// Which figure or sentence, in words.
    pub what: String,
    /// As it was published; empty where something was missing.
    pub old: String,
    /// As it is now; empty where something was taken away.
    pub new: String,
    pub reason: String,
    /// The name of the file that held the old figures, among the plan's [`Superseded`] ones.
    pub superseded: Option<String>,
    pub hold: Hold,
    pub at: Spot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionKind {
    /// An error that was found after publication.
    Error,
    /// A change that was announced: better data, another method.
    Revision,
}

/// What a correction is about. By id, since projects and tables can be held back meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Plan,
    Policy(Id),
    Project(Id),
    Table(Id),
}

/// A file of figures as it was published before a correction, kept for those who used it.
#[derive(Clone, Debug, PartialEq)]
pub struct Superseded {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Whether an entry's words name a value: `384件` and `384` both say 384 件.
pub fn names(said: &str, printed: &str, unit: &str) -> bool {
    if said.is_empty() {
        return false;
    }
    let said = fold(said);
    said == fold(printed) || said == fold(&format!("{printed}{unit}"))
}
