//! Which bars of a row share a strip, and where their words stand.
//!
//! Bars keep their order. A bar joins the strip above when it begins after the last one there and both
//! have their words below themselves; words that need more room get a strip of their own.

use super::{Bar, Columns, GanttRow};
use crate::chart::label;
use crate::chart::pen::WIDTH;

pub(super) const LINE: f64 = 17.0;
/// Words in a narrower column than this would be a tower of syllables.
const NARROWEST: f64 = 60.0;
const MOST_LINES: usize = 3;
const MOST_WIDE_LINES: usize = 4;

/// Bars on one level, with their words below.
pub(super) struct Strip {
    pub blocks: Vec<Block>,
    /// Whether further bars may stand beside those that are there.
    is_open: bool,
    end: f64,
}

/// The words of one bar.
pub(super) struct Block {
    pub bar: usize,
    /// The first and the last period, with those over which an arrow says that it goes on.
    pub span: (usize, usize),
    pub left: f64,
    pub lines: Vec<String>,
}

impl Strip {
    pub fn lines(&self) -> usize {
        let lines = self.blocks.iter().map(|block| block.lines.len());
        lines.max().unwrap_or(0)
    }
}

pub(super) fn of(row: &GanttRow<'_>, columns: Columns) -> Vec<Strip> {
    let mut strips: Vec<Strip> = Vec::with_capacity(row.bars.len());
    for (bar, span) in runs(row) {
        let (left, right) = columns.span(span);
        let text = row.bars[bar].text.trim();
        if let Some(lines) = below(text, right - left) {
            let block = Block {
                bar,
                span,
                left,
                lines,
            };
            match strips.last_mut() {
                Some(strip) if strip.is_open && strip.end <= left => {
                    strip.blocks.push(block);
                    strip.end = right;
                }
                _ => strips.push(Strip {
                    blocks: vec![block],
                    is_open: true,
                    end: right,
                }),
            }
        } else {
            let lines = wide(text, WIDTH - left);
            let widest = lines.iter().map(|l| label::width(l)).fold(0.0, f64::max);
            let block = Block {
                bar,
                span,
                left: left.min(WIDTH - widest).max(0.0),
                lines,
            };
            strips.push(Strip {
                blocks: vec![block],
                is_open: false,
                end: WIDTH,
            });
        }
    }
    strips
}

/// The bars in the order of their time, each with its span. An arrow that takes up where another bar ends
/// is no bar of its own.
pub(super) fn runs(row: &GanttRow<'_>) -> Vec<(usize, (usize, usize))> {
    let mut order: Vec<usize> = (0..row.bars.len()).collect();
    let span = |bar: &Bar<'_>| (bar.from.min(bar.to), bar.to.max(bar.from));
    order.sort_by_key(|bar| span(&row.bars[*bar]));
    let mut runs: Vec<(usize, (usize, usize))> = Vec::with_capacity(order.len());
    for bar in order {
        let own = span(&row.bars[bar]);
        // Of several that end there, it belongs to the one that stands last.
        let before = runs.iter_mut().rev().find(|(known, run)| {
            let known = &row.bars[*known];
            run.1 + 1 == own.0
                && !known.is_empty
                && !known.is_open
                && known.certainty == row.bars[bar].certainty
        });
        match before {
            Some((_, run)) if row.bars[bar].is_arrow() => run.1 = own.1,
            _ => runs.push((bar, own)),
        }
    }
    runs
}

/// The words within the width of their bar, when nothing has to be cut.
fn below(text: &str, room: f64) -> Option<Vec<String>> {
    let lines = label::wrap_evenly(text, room, MOST_LINES);
    let is_whole = !label::is_cut(&lines) || text.ends_with('…');
    (is_whole && (room >= NARROWEST || lines.len() < 2)).then_some(lines)
}

/// From the beginning of the bar to the right edge, if nothing has to be cut for it.
fn wide(text: &str, beside: f64) -> Vec<String> {
    let lines = label::wrap(text, WIDTH, MOST_WIDE_LINES);
    if beside >= NARROWEST {
        let narrow = label::wrap(text, beside, MOST_WIDE_LINES + 2);
        if narrow.concat() == lines.concat() {
            return narrow;
        }
    }
    lines
}
