//! Where each cell of a CSV text stands, and whether its quotes are sound.
//!
//! It walks the text beside the crate that reads the values, which tells no cell's place and forgives
//! quotes that nobody can be sure about.

use crate::base::place::Spot;

/// A cell's place and whether it is written in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub at: Spot,
    pub is_quoted: bool,
}

/// Quotes that cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    pub code: &'static str,
    pub at: Spot,
}

pub struct Marks<'a> {
    rest: &'a str,
    line: u32,
    column: u32,
}

impl<'a> Marks<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            line: 1,
            column: 1,
        }
    }

    /// The cells of the next record; empty lines are none, as for the crate.
    pub fn row(&mut self) -> Result<Vec<Mark>, Slip> {
        while self.rest.starts_with('\n') {
            self.take(1);
        }
        let mut row = Vec::new();
        loop {
            row.push(self.cell()?);
            let separator = self.rest.bytes().next();
            self.take(usize::from(separator.is_some()));
            if separator != Some(b',') {
                return Ok(row);
            }
        }
    }

    /// One cell; afterwards the rest begins with its separator or is empty.
    fn cell(&mut self) -> Result<Mark, Slip> {
        let (line, column) = (self.line, self.column);
        let is_quoted = self.rest.starts_with('"');
        let end = if is_quoted {
            let end = quote_end(self.rest).ok_or(Slip {
                code: "CSV-QUOTE-OPEN",
                at: Spot::new(line, column, 1),
            })?;
            self.take(end);
            if !matches!(self.rest.bytes().next(), None | Some(b',' | b'\n')) {
                return Err(Slip {
                    code: "CSV-AFTER-QUOTE",
                    at: Spot::new(self.line, self.column, 1),
                });
            }
            end
        } else {
            let end = self.rest.find([',', '\n']).unwrap_or(self.rest.len());
            let blanks = self.rest[..end].len() - self.rest[..end].trim_start().len();
            self.take(blanks);
            if self.rest.starts_with('"') {
                return Err(Slip {
                    code: "CSV-BEFORE-QUOTE",
                    at: Spot::new(self.line, self.column, 1),
                });
            }
            self.take(end - blanks);
            end
        };
        let length = if self.line == line && end > 0 {
            self.column - column
        } else {
            0
        };
        Ok(Mark {
            at: Spot::new(line, column, length),
            is_quoted,
        })
    }

    /// Moves on by so many bytes, counting lines and columns.
    fn take(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at(bytes);
        match taken.rfind('\n') {
            None => self.column += count(taken),
            Some(last) => {
                self.line += narrow(taken.bytes().filter(|b| *b == b'\n').count());
                self.column = 1 + count(&taken[last + 1..]);
            }
        }
        self.rest = rest;
    }
}

/// Behind the quote that closes the one at the start; two quotes are one inside.
fn quote_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        at += text[at..].find('"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// How many characters a text has, as a column counts them.
pub fn count(text: &str) -> u32 {
    narrow(text.chars().count())
}

/// Lines and columns of a file below the size cap always fit.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
