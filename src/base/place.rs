//! Where something stands in the sources: a file, a line and a column.
//!
//! It does not read the file; whoever shows an excerpt asks the [`World`](crate::world::World).

use std::fmt;

use super::path::SourcePath;

/// A line and a column inside one file, both counted from 1; the column counts characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub line: u32,
    pub column: u32,
    /// How many characters a caret should underline; 0 when only the start is known.
    pub length: u32,
}

impl Spot {
    pub const fn new(line: u32, column: u32, length: u32) -> Self {
        Self {
            line,
            column,
            length,
        }
    }

    pub fn in_file(self, file: &SourcePath) -> Place {
        Place {
            file: file.clone(),
            spot: Some(self),
        }
    }
}

/// A place in the sources. Without a spot it means the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: SourcePath,
    pub spot: Option<Spot>,
}

impl Place {
    pub fn file(file: &SourcePath) -> Self {
        Self {
            file: file.clone(),
            spot: None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.spot {
            Some(spot) => write!(out, "{}:{}:{}", self.file, spot.line, spot.column),
            None => write!(out, "{}", self.file),
        }
    }
}
