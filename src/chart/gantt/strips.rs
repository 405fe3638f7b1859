//! Which bars of a row share a strip, and where their words stand.
//!
//! Bars keep their order. A bar joins the strip above when it begins after the last one there and both
//! have their words below themselves; words that need more room get a strip of their own.

use super::{Columns, GanttRow};
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
    let mut order: Vec<usize> = (0..row.bars.len()).collect();
    order.sort_by_key(|bar| row.bars[*bar].from.min(row.bars[*bar].to));
    for bar in order {
        let (left, right) = columns.span(&row.bars[bar]);
        let text = row.bars[bar].text.trim();
        if let Some(lines) = below(text, right - left) {
            let block = Block { bar, left, lines };
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

/// The words within the width of their bar, when nothing has to be cut.
fn below(text: &str, room: f64) -> Option<Vec<String>> {
    let lines = label::wrap_evenly(text, room, MOST_LINES);
    let is_whole = !label::is_cut(&lines) || text.ends_with('…');
    (is_whole && (room >= NARROWEST || lines.len() < 2)).then_some(lines)
}

/// From the beginning of the bar to the right edge if that takes no more lines than the whole width.
fn wide(text: &str, beside: f64) -> Vec<String> {
    let lines = label::wrap(text, WIDTH, MOST_WIDE_LINES);
    if lines.len() > 1 && beside >= NARROWEST {
        let narrow = label::wrap(text, beside, lines.len());
        if narrow.concat() == lines.concat() {
            return narrow;
        }
    }
    lines
}
