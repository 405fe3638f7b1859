//! Lists and maps in brackets on one line, for the fast reader.

use super::{FLOW, Reader, finish_map};
use crate::base::place::Spot;
use crate::sources::yaml::commas::is_inside_number;
use crate::sources::yaml::node::{Content, Entry, Node};

impl<'a> Reader<'a> {
    /// A list or map in brackets, on one line, and where it ends.
    pub(super) fn brackets(&mut self, start: usize) -> Option<(Node<'a>, usize)> {
        let at = self.spot(start, start);
        self.deeper(|reader| {
            if reader.byte(start) == b'[' {
                reader.flow_list(start + 1, at)
            } else {
                reader.flow_map(start + 1, at)
            }
        })
    }

    fn flow_list(&mut self, start: usize, at: Spot) -> Option<(Node<'a>, usize)> {
        let mut items = Vec::new();
        let mut next = self.skip(start);
        if self.byte(next) != b']' {
            loop {
                let (item, end) = self.flow_value(next)?;
                items.push(item);
                next = self.skip(end);
                match self.byte(next) {
                    b',' => next = self.behind_comma(next)?,
                    b']' => break,
                    _ => return None,
                }
            }
        }
        let content = Content::List(items);
        Some((Node { at, content }, next + 1))
    }

    fn flow_map(&mut self, start: usize, at: Spot) -> Option<(Node<'a>, usize)> {
        let mut entries = Vec::new();
        let mut next = self.skip(start);
        if self.byte(next) != b'}' {
            loop {
                let colon = self.flow_key_end(next)?;
                let key = self.key(next, colon)?;
                let (value, end) = self.flow_value(self.skip(colon + 1))?;
                entries.push(Entry { key, value });
                next = self.skip(end);
                match self.byte(next) {
                    b',' => next = self.behind_comma(next)?,
                    b'}' => break,
                    _ => return None,
                }
            }
        }
        let map = finish_map(entries, Some(at))?;
        Some((map, next + 1))
    }

    /// The next part; a comma inside a number deserves a word to the author.
    fn behind_comma(&self, comma: usize) -> Option<usize> {
        let (before, after) = (&self.text[..comma], &self.text[comma + 1..self.line.end]);
        (!is_inside_number(before, after)).then(|| self.skip(comma + 1))
    }

    fn flow_key_end(&self, start: usize) -> Option<usize> {
        let end = match self.byte(start) {
            b'"' | b'\'' => self.quote_end(start)?,
            _ => self.bare_end(start, FLOW)?,
        };
        (self.byte(end) == b':' && self.byte(end + 1) == b' ').then_some(end)
    }

    /// A value inside brackets and where it ends; a key inside a list's brackets is left to `full`.
    fn flow_value(&mut self, start: usize) -> Option<(Node<'a>, usize)> {
        match self.byte(start) {
            b'[' | b'{' => self.brackets(start),
            b'"' | b'\'' => self.quoted(start),
            _ => {
                let end = self.bare_end(start, FLOW)?;
                if self.byte(end) == b':' {
                    return None;
                }
                Some((self.bare(start, end)?, end))
            }
        }
    }

    fn skip(&self, mut at: usize) -> usize {
        while self.byte(at) == b' ' {
            at += 1;
        }
        at
    }
}
