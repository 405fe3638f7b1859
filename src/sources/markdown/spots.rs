//! From an offset in the text that was parsed to a line and a column of the file.
//!
//! It knows of the marks that [`emphasis`](super::emphasis) put in, and of the lines that stand
//! before the text.

use std::ops::Range;

use super::emphasis::Mended;
use crate::base::place::Spot;

pub struct Spots<'a> {
    body: &'a str,
    mended: &'a Mended<'a>,
    first_line: u32,
    /// Offsets at which the lines of `body` begin; filled when the first spot is asked for.
    lines: Vec<usize>,
    /// The offset asked for last and its column. A text may be one line of 300 kB with a finding
    /// in every word, so columns are counted on from there where that is possible.
    last: (usize, u32),
}

impl<'a> Spots<'a> {
    pub fn new(body: &'a str, mended: &'a Mended<'a>, first_line: u32) -> Self {
        Self {
            body,
            mended,
            first_line,
            lines: Vec::new(),
            last: (0, 1),
        }
    }

    /// The offsets in the text without marks.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.mended.original(range.start)..self.mended.original(range.end)
    }

    /// The spot of a stretch of the text with marks, cut at the end of its first line.
    pub fn spot(&mut self, range: Range<usize>) -> Spot {
        let range = self.original(range);
        let start = self.body.floor_char_boundary(range.start);
        let range = start..self.body.ceil_char_boundary(range.end).max(start);
        if self.lines.is_empty() {
            self.lines.push(0);
            let breaks = self.body.match_indices('\n').map(|(at, _)| at + 1);
            self.lines.extend(breaks);
        }
        let line = self.lines.partition_point(|start| *start <= range.start) - 1;
        let line_start = self.lines[line];
        let (from, column) = if (line_start..=range.start).contains(&self.last.0) {
            self.last
        } else {
            (line_start, 1)
        };
        let column = column + count(&self.body[from..range.start]);
        self.last = (range.start, column);
        let shown = self.body[range].lines().next().unwrap_or_default();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Spot::new(
            self.first_line.saturating_add(line),
            column,
            count(shown.trim_end()),
        )
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
