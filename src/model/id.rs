//! The names that addresses are made of: short, ASCII, the same on every host and file system.
//!
//! They are given by staff and never derived from a title: a title changes, an address must not.

use std::fmt;
use std::sync::Arc;

/// `[a-z0-9-]`, 1 to 40 characters, beginning and ending with a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 10] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "lpt1", "lpt2", "lpt3",
];

/// The longest id; addresses must fit into old hosts' paths.
pub const LONGEST: usize = 40;

impl Id {
    pub fn parse(text: &str) -> Option<Self> {
        let edges = [text.as_bytes().first()?, text.as_bytes().last()?];
        let well_formed = text.len() <= LONGEST
            && text
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && edges.iter().all(|b| **b != b'-')
            && !DEVICES.contains(&text);
        well_formed.then(|| Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
