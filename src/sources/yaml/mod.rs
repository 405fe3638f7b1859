//! YAML as plan files use it: a tree of text with places, and records read from it.
//!
//! A scalar is the text that stands in the file; nothing here makes a number, a date or a truth value
//! of it (`0777`, `no`, `1e5` stay what they are). What YAML can do beyond maps, lists and text is
//! refused: anchors, merge keys, tags, several documents. Two readers give the same tree: `plain`
//! takes the simple form that plan files are written in and is fast, `full` takes everything and
//! knows what is wrong.

mod access;
mod commas;
mod de;
mod flow;
mod front;
mod full;
mod node;
mod plain;
mod syntax;
mod text;

use crate::base::diag::Findings;
use crate::base::path::SourcePath;

pub use front::{Front, Split, split_front_matter};
pub use node::{Content, Entry, Key, Node, Style};
pub use text::{At, Cell, Entries, OneOrMany, Text, cell_schema, flag};

/// How deep maps and lists may stand inside one another.
pub const MAX_DEPTH: usize = 32;
/// How many scalars, lists and maps one file may hold.
pub const MAX_NODES: usize = 200_000;

/// A YAML text and where it stands: front matter begins on a later line of its file.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub text: &'a str,
    pub file: &'a SourcePath,
    pub first_line: u32,
}

impl<'a> Source<'a> {
    /// A text that is its whole file.
    pub fn whole(text: &'a str, file: &'a SourcePath) -> Self {
        Self {
            text,
            file,
            first_line: 1,
        }
    }
}

/// Reads a record from a file's text; nothing when there is no record to speak of.
///
/// All that is wrong is told in one run. A record that comes back beside errors has gaps: whoever
/// gets it may look for more errors in it but must not publish it.
pub fn read<T>(text: &str, file: &SourcePath, findings: &mut Findings) -> Option<T>
where
    T: for<'de> serde::Deserialize<'de>,
{
    read_from(text, 1, file, findings)
}

/// The same for a text that begins on a later line of its file.
pub fn read_from<T>(
    text: &str,
    first_line: u32,
    file: &SourcePath,
    findings: &mut Findings,
) -> Option<T>
where
    T: for<'de> serde::Deserialize<'de>,
{
    let source = Source {
        text,
        file,
        first_line,
    };
    let node = parse(source, findings)?;
    de::record(&node, file, findings)
}

/// The tree of a decoded text whose root is a map; nothing after an error that leaves no tree.
pub fn parse<'a>(source: Source<'a>, findings: &mut Findings) -> Option<Node<'a>> {
    parse_plain(source).or_else(|| parse_full(source, findings))
}

/// The fast reader alone: nothing for whatever it is not sure of.
pub fn parse_plain(source: Source<'_>) -> Option<Node<'_>> {
    plain::parse(source)
}

/// The thorough reader alone.
pub fn parse_full<'a>(source: Source<'a>, findings: &mut Findings) -> Option<Node<'a>> {
    full::parse(source, findings)
}
