//! The fast YAML reader, for the simple form that plan files are written in.
//!
//! Block maps and lists, one-line values bare, in quotes or in brackets, and comments. It gives up
//! (`None`) on whatever it is not sure of, and on everything that deserves a word to the author: then
//! [`full`](super::full) reads the text again and decides. What it does accept it must read exactly as
//! `full` would, places included; a property test holds the two against each other.

mod brackets;

use std::borrow::Cow;

use super::full::{is_null_word, is_quote_like};
use super::node::{Content, Entry, Key, Node, Style, twins};
use super::syntax::narrow;
use super::{MAX_DEPTH, MAX_NODES, Source};
use crate::base::place::Spot;
use crate::base::text::is_forbidden;

/// Longer keys are left to `full`: YAML limits how far a key may stretch.
const MAX_KEY: usize = 200;

pub fn parse(source: Source<'_>) -> Option<Node<'_>> {
    let text = source.text;
    // A tab or a foreign line end may be legal; where, `full` knows.
    if [b'\t', b'\r']
        .iter()
        .any(|odd| text.as_bytes().contains(odd))
    {
        return None;
    }
    let mut reader = Reader {
        text,
        line: Line::default(),
        next: 0,
        number: source.first_line.checked_sub(1)?,
        counted: (0, 0),
        depth: 0,
        nodes: 0,
    };
    reader.advance()?;
    if reader.line.is_end {
        return None;
    }
    let root = reader.block()?;
    let whole = reader.line.is_end && matches!(root.content, Content::Map(_));
    whole.then_some(root)
}

/// The line being read, or the end of the text.
#[derive(Clone, Copy, Default)]
struct Line {
    /// Where its text begins, behind the indentation; moves on behind `- `.
    start: usize,
    end: usize,
    /// The column of `start`, counted from 0.
    indent: usize,
    is_end: bool,
}

/// What a line's text begins with.
enum Start {
    /// A key whose colon stands at this byte.
    Key(usize),
    Value,
}

struct Reader<'a> {
    text: &'a str,
    line: Line,
    /// Where the line after this one begins.
    next: usize,
    /// This line's number.
    number: u32,
    /// A byte of this line and its column, so that a long line is counted once.
    counted: (usize, u32),
    depth: usize,
    nodes: usize,
}

impl<'a> Reader<'a> {
    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// The byte at a place of this line, or a line end.
    fn byte(&self, at: usize) -> u8 {
        if at < self.line.end {
            self.bytes()[at]
        } else {
            b'\n'
        }
    }

    /// Goes to the next line that holds more than a comment.
    fn advance(&mut self) -> Option<()> {
        let bytes = self.bytes();
        loop {
            if self.next >= bytes.len() {
                self.line = Line {
                    is_end: true,
                    ..Line::default()
                };
                return Some(());
            }
            let begin = self.next;
            let rest = &bytes[begin..];
            let length = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            let indent = rest
                .iter()
                .position(|b| *b != b' ')
                .unwrap_or(rest.len())
                .min(length);
            self.next = begin + length + 1;
            self.number += 1;
            if indent == length || rest[indent] == b'#' {
                continue;
            }
            self.line = Line {
                start: begin + indent,
                end: begin + length,
                indent,
                is_end: false,
            };
            self.counted = (begin, 1);
            return Some(());
        }
    }

    /// The place of `start..end` on this line. Calls on one line go from left to right.
    fn spot(&mut self, start: usize, end: usize) -> Spot {
        let (byte, column) = self.counted;
        let column = column + characters(&self.bytes()[byte..start]);
        self.counted = (start, column);
        Spot::new(self.number, column, characters(&self.bytes()[start..end]))
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.count()?;
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        Some(value)
    }

    fn count(&mut self) -> Option<()> {
        self.nodes += 1;
        (self.nodes <= MAX_NODES).then_some(())
    }

    /// The map or list that begins at this line.
    fn block(&mut self) -> Option<Node<'a>> {
        let indent = self.line.indent;
        if self.is_item() {
            self.deeper(|reader| reader.list(indent))
        } else {
            self.deeper(|reader| reader.map(indent))
        }
    }

    fn is_item(&self) -> bool {
        self.byte(self.line.start) == b'-' && matches!(self.byte(self.line.start + 1), b' ' | b'\n')
    }

    fn list(&mut self, indent: usize) -> Option<Node<'a>> {
        let mut items = Vec::new();
        while !self.line.is_end && self.line.indent == indent && self.is_item() {
            items.push(self.item(indent)?);
        }
        self.leaves(indent)?;
        let at = Spot {
            length: 0,
            ..items.first()?.at
        };
        let content = Content::List(items);
        Some(Node { at, content })
    }

    fn item(&mut self, indent: usize) -> Option<Node<'a>> {
        let dash = self.line.start;
        let mut start = dash + 1;
        while self.byte(start) == b' ' {
            start += 1;
        }
        if matches!(self.byte(start), b'\n' | b'#') {
            self.advance()?;
            return (!self.line.is_end && self.line.indent > indent).then(|| self.block())?;
        }
        // The item's text is read as a line of its own that begins behind the dash.
        self.line.start = start;
        self.line.indent = indent + (start - dash);
        if self.is_item() {
            return None;
        }
        match self.byte(start) {
            b'[' | b'{' => self.value(start, indent),
            _ if matches!(self.start(start)?, Start::Key(_)) => {
                let inner = self.line.indent;
                self.deeper(|reader| reader.map(inner))
            }
            _ => self.value(start, indent),
        }
    }

    fn map(&mut self, indent: usize) -> Option<Node<'a>> {
        let mut entries: Vec<Entry<'a>> = Vec::new();
        while !self.line.is_end && self.line.indent == indent {
            if self.is_item() {
                return None;
            }
            let entry = self.entry(indent)?;
            entries.push(entry);
        }
        self.leaves(indent)?;
        finish_map(entries, None)
    }

    /// After a block, the next line belongs further out, or the indentation is wrong.
    fn leaves(&self, indent: usize) -> Option<()> {
        (self.line.is_end || self.line.indent <= indent).then_some(())
    }

    fn entry(&mut self, indent: usize) -> Option<Entry<'a>> {
        let start = self.line.start;
        let Start::Key(end) = self.start(start)? else {
            return None;
        };
        let key = self.key(start, end)?;
        let mut value = end + 1;
        while self.byte(value) == b' ' {
            value += 1;
        }
        if !matches!(self.byte(value), b'\n' | b'#') {
            let value = self.value(value, indent)?;
            return Some(Entry { key, value });
        }
        self.advance()?;
        let follows = !self.line.is_end
            && (self.line.indent > indent || self.line.indent == indent && self.is_item());
        let value = if follows {
            self.block()?
        } else {
            self.count()?;
            Node::missing(key.at)
        };
        Some(Entry { key, value })
    }

    /// Whether a key begins here, and if so where its colon is.
    fn start(&self, start: usize) -> Option<Start> {
        let end = match self.byte(start) {
            b'"' | b'\'' => self.quote_end(start)?,
            _ => {
                let end = self.bare_end(start, BLOCK)?;
                let is_key = self.byte(end) == b':';
                return Some(if is_key {
                    Start::Key(end)
                } else {
                    Start::Value
                });
            }
        };
        if self.byte(end) == b':' && matches!(self.byte(end + 1), b' ' | b'\n') {
            return Some(Start::Key(end));
        }
        // A blank between a key and its colon is legal and rare.
        let rest = self.text[end..self.line.end].trim_start_matches(' ');
        (rest.is_empty() || rest.starts_with('#')).then_some(Start::Value)
    }

    fn key(&mut self, start: usize, end: usize) -> Option<Key<'a>> {
        self.count()?;
        let raw = &self.text[start..end];
        if raw.len() > MAX_KEY {
            return None;
        }
        let text = match self.byte(start) {
            quote @ (b'"' | b'\'') => unquote(&raw[1..raw.len() - 1], quote)?,
            _ => Cow::Borrowed(raw),
        };
        if text.is_empty() || text.trim().len() != text.len() {
            return None;
        }
        let at = self.spot(start, end);
        Some(Key { text, at })
    }

    /// A value on the rest of this line; afterwards the reader stands on the next line.
    fn value(&mut self, start: usize, indent: usize) -> Option<Node<'a>> {
        let (node, end) = match self.byte(start) {
            b'[' | b'{' => self.brackets(start)?,
            b'"' | b'\'' => self.quoted(start)?,
            _ => {
                let end = self.bare_end(start, BLOCK)?;
                if self.byte(end) == b':' {
                    return None;
                }
                (self.bare(start, end)?, end)
            }
        };
        let mut rest = end;
        while self.byte(rest) == b' ' {
            rest += 1;
        }
        let is_comment =
            self.byte(rest) == b'#' && rest > end && matches!(self.byte(rest + 1), b' ' | b'\n');
        if self.byte(rest) != b'\n' && !is_comment {
            return None;
        }
        self.advance()?;
        // A deeper line would continue this value.
        self.leaves(indent)?;
        Some(node)
    }

    fn quoted(&mut self, start: usize) -> Option<(Node<'a>, usize)> {
        self.count()?;
        let end = self.quote_end(start)?;
        let text = unquote(&self.text[start + 1..end - 1], self.byte(start))?;
        let at = self.spot(start, end);
        Some((Node::scalar(text, Style::Quoted, at), end))
    }

    fn bare(&mut self, start: usize, end: usize) -> Option<Node<'a>> {
        self.count()?;
        let text = &self.text[start..end];
        if is_null_word(text) || is_quote_like(text) {
            return None;
        }
        let at = self.spot(start, end);
        Some(Node::scalar(text, Style::Plain, at))
    }

    /// Behind the closing quote of a one-line quotation.
    fn quote_end(&self, start: usize) -> Option<usize> {
        let quote = self.byte(start);
        let mut at = start + 1;
        loop {
            match self.byte(at) {
                b'\n' => return None,
                b'\\' if quote == b'"' => at += 2,
                b if b == quote && quote == b'\'' && self.byte(at + 1) == quote => at += 2,
                b if b == quote => return Some(at + 1),
                _ => at += 1,
            }
        }
    }

    /// Behind the last letter of a bare word; at a colon when the word is a key.
    fn bare_end(&self, start: usize, stops: Stops) -> Option<usize> {
        if !self.starts_bare(start) {
            return None;
        }
        let mut end = start;
        let mut at = start;
        loop {
            match self.byte(at) {
                b'\n' => return Some(end),
                b' ' => {
                    if self.byte(at + 1) == b'#' {
                        return Some(end);
                    }
                    at += 1;
                    continue;
                }
                b':' if matches!(self.byte(at + 1), b' ' | b'\n') => {
                    return (end == at).then_some(end);
                }
                b':' if stops.brackets
                    && matches!(self.byte(at + 1), b',' | b'[' | b']' | b'{' | b'}') =>
                {
                    return None;
                }
                b',' | b']' | b'}' if stops.brackets => return Some(end),
                b'[' | b'{' if stops.brackets => return None,
                _ => {}
            }
            at += 1;
            end = at;
        }
    }

    /// First letters that can mean nothing but a bare word.
    fn starts_bare(&self, start: usize) -> bool {
        match self.byte(start) {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'(' | b'/' | b'+' | b'$' => true,
            b'-' | b'.' => self.byte(start + 1).is_ascii_alphanumeric(),
            0x80.. => {
                let first = self.text[start..].chars().next();
                first.is_some_and(|c| !c.is_whitespace() && c != '\u{85}')
            }
            _ => false,
        }
    }
}

/// Which characters end a bare word besides a colon and a comment.
#[derive(Clone, Copy)]
struct Stops {
    brackets: bool,
}

const BLOCK: Stops = Stops { brackets: false };
const FLOW: Stops = Stops { brackets: true };

/// A map without equal keys; it begins at its bracket or its first key.
fn finish_map(entries: Vec<Entry<'_>>, bracket: Option<Spot>) -> Option<Node<'_>> {
    let first = entries.first().map(|entry| Spot {
        length: 0,
        ..entry.key.at
    });
    let at = bracket.or(first)?;
    if !twins(&entries).is_empty() {
        return None;
    }
    let content = Content::Map(entries);
    Some(Node { at, content })
}

/// What stands between quotes; only the escapes that everybody knows.
fn unquote(inside: &str, quote: u8) -> Option<Cow<'_, str>> {
    if quote == b'\'' {
        return Some(if inside.contains('\'') {
            Cow::Owned(inside.replace("''", "'"))
        } else {
            Cow::Borrowed(inside)
        });
    }
    if !inside.contains('\\') {
        return Some(Cow::Borrowed(inside));
    }
    if inside.contains(is_forbidden) {
        return None;
    }
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside.chars();
    while let Some(c) = rest.next() {
        text.push(match c {
            '\\' => match rest.next()? {
                escaped @ ('"' | '\\' | '/') => escaped,
                'n' => '\n',
                _ => return None,
            },
            c => c,
        });
    }
    Some(Cow::Owned(text))
}

fn characters(bytes: &[u8]) -> u32 {
    narrow(bytes.iter().filter(|b| **b & 0xC0 != 0x80).count())
}
