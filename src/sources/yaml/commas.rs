//! Numbers with commas that stand bare inside brackets, where a comma ends a value: `{ R8: 8,000 }`.
//!
//! Such a number falls into pieces that look like values and keys. In a map that is certain: it is put
//! together again, so that one slip is told once. In a list it is only likely.

use super::node::{Content, Entry, Key, Node, Style};
use super::syntax::narrow;
use crate::base::diag::Diagnostic;
use crate::base::era;
use crate::base::path::SourcePath;
use crate::base::place::Spot;
use crate::base::text;

/// A number that a comma has cut, as it was written.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    pub at: Spot,
    pub number: String,
}

impl Cut {
    /// What to say of a number in a map.
    pub fn error(self, file: &SourcePath) -> Diagnostic {
        let number = self.shown();
        Diagnostic::error("YAML-NUMBER-COMMA", self.at.in_file(file)).with("number", number)
    }

    /// What to say of what looks like a number in a list.
    pub fn warning(self, file: &SourcePath) -> Diagnostic {
        let number = self.shown();
        let apart = number.replace(',', ", ");
        Diagnostic::warning("YAML-LIST-COMMA", self.at.in_file(file))
            .with("number", number)
            .with("apart", apart)
    }

    fn shown(&self) -> String {
        text::shorten(&text::visible(&self.number), 40)
    }
}

/// Whether the comma between the two texts most likely stands inside a number: up to three digits before
/// it, three behind it.
pub fn is_inside_number(before: &str, after: &str) -> bool {
    let digits_before = before.chars().rev().take_while(|c| is_digit(*c)).count();
    let digits_after = after.chars().take_while(|c| is_digit(*c)).count();
    (1..=3).contains(&digits_before) && digits_after == 3
}

fn is_digit(c: char) -> bool {
    era::narrow(c).is_ascii_digit()
}

/// Neighbours in a list between which a comma most likely stands inside a number.
pub fn cut_items(items: &[Node<'_>]) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for pair in items.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(first), Some(second)) = (bare(before), bare(after)) else {
            continue;
        };
        if !touches(before.at, after.at) || !is_inside_number(first, second) {
            continue;
        }
        let length = before.at.length + 1 + after.at.length;
        match cuts.last_mut() {
            Some(cut) if cut.at.line == before.at.line && end(cut.at) == end(before.at) => {
                cut.number.push_str(&format!(",{second}"));
                cut.at.length += 1 + after.at.length;
            }
            _ => cuts.push(Cut {
                at: Spot {
                    length,
                    ..before.at
                },
                number: format!("{first},{second}"),
            }),
        }
    }
    cuts
}

/// A bare scalar on one line.
fn bare<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.content {
        Content::Scalar {
            text,
            style: Style::Plain,
        } if node.at.length > 0 => Some(text),
        _ => None,
    }
}

/// Whether nothing but a comma stands between the two.
fn touches(before: Spot, after: Spot) -> bool {
    before.line == after.line && after.column == end(before) + 1
}

/// The column behind it.
fn end(at: Spot) -> u32 {
    at.column + at.length
}

/// The entries of a map in brackets with their numbers put together again, and those numbers.
pub fn join_numbers(entries: Vec<Entry<'_>>) -> (Vec<Entry<'_>>, Vec<Cut>) {
    let mut joined: Vec<Entry<'_>> = Vec::with_capacity(entries.len());
    let mut cuts: Vec<Cut> = Vec::new();
    for entry in entries {
        let piece = joined
            .last()
            .and_then(|last| Piece::of(&last.value, &entry));
        let Some(piece) = piece else {
            joined.push(entry);
            continue;
        };
        let last = joined
            .last_mut()
            .expect("a piece belongs to the last value");
        // A number of several pieces is one cut that grows.
        if cuts.last().is_some_and(|cut| cut.at == last.value.at) {
            cuts.pop();
        }
        let at = Spot {
            length: piece.end - last.value.at.column,
            ..last.value.at
        };
        last.value = Node::scalar(piece.whole.clone(), Style::Plain, at);
        let number = piece.whole;
        cuts.push(Cut { at, number });
        joined.extend(piece.rest);
    }
    (joined, cuts)
}

/// The key behind a comma, when it carries a number on.
struct Piece<'a> {
    whole: String,
    /// The column behind the number.
    end: u32,
    /// What follows where a comma is missing too: `{ R8: 1,200 R7: 1 }` has a key `200 R7`.
    rest: Option<Entry<'a>>,
}

impl<'a> Piece<'a> {
    fn of(value: &Node<'_>, next: &Entry<'a>) -> Option<Self> {
        let before = bare(value)?;
        let key = &next.key;
        // A key in quotes is longer than its text.
        let is_bare = narrow(key.text.chars().count()) == key.at.length;
        if !is_bare || !touches(value.at, key.at) || !is_inside_number(before, &key.text) {
            return None;
        }
        let is_alone = matches!(
            next.value.content,
            Content::Scalar {
                style: Style::Missing,
                ..
            }
        );
        let (piece, rest) = match key.text.split_once(' ') {
            _ if is_alone => (&*key.text, None),
            Some((piece, name)) => (piece, Some(name.trim_start())),
            None => return None,
        };
        let rest = rest.map(|name| {
            let length = narrow(name.chars().count());
            let at = Spot::new(key.at.line, end(key.at) - length, length);
            let key = Key {
                text: name.to_owned().into(),
                at,
            };
            let value = next.value.clone();
            Entry { key, value }
        });
        Some(Self {
            whole: format!("{before},{piece}"),
            end: key.at.column + narrow(piece.chars().count()),
            rest,
        })
    }
}
