//! How wide a table must be, and what becomes of it where that is too much.
//!
//! It is an estimate from the words and the figures, made with the widths that the theme gives columns. It
//! errs to the wide side: a box that scrolls and cannot be reached by keyboard would be worse than a
//! stop too many.

use super::{Cell, Column, Content, Table};
use crate::base::era::narrow;

/// What is done for narrow screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Rows become blocks of labelled values where the table does not fit.
    pub stacks: bool,
    /// Such blocks are long, and leave out what the document left empty.
    pub thins: bool,
    /// The box is a stop of the keyboard with a name of its own.
    pub scrolls: bool,
}

/// In tenths of the width of a kana. The narrowest screen we know is 320 px wide; less its margins and at
/// the size of figures there, that is 20 kana.
const PHONE: usize = 195;
/// The narrowest screen on which rows are not stacked: 640 px.
const TABLET: usize = 400;
/// With so many columns a value is easier to find under its label than by scrolling.
const STACKED_FROM: usize = 5;
/// Three and four columns are, where they are wider than a usual phone, or where their sentences would be
/// broken into lines of four letters there.
const STACKED_FEW: usize = 245;
/// Of so many labelled values, empty ones would be most of a block; the theme has the same number.
const THINNED_FROM: usize = 7;
/// What the theme gives at least: heads of rows, other text, heads of figures.
const ROW_HEAD: usize = 72;
const TEXT: usize = 55;
const FIGURES: usize = 35;
/// A Latin letter in bold.
const LETTER: usize = 7;
/// Room around what stands in a cell.
const PADDING: usize = 10;
/// A longer note would be a pillar of words below its figure.
const NOTE: usize = 140;
/// The mark of a sentence that stands below the table.
const REMARK: usize = 54;
/// Longer words in a column of figures are no figure: they break over lines as any text does.
const WORD: usize = 90;
/// A longer day has room to break.
const DAY: usize = 80;
/// From so many columns on, where rows are not stacked, a text takes the width of its words up to here.
const SPREAD_FROM: usize = 5;
const MEASURE: usize = 170;

impl Shape {
    pub fn of(table: &Table<'_>) -> Self {
        let (width, spread) = (width(table, false), width(table, true));
        let stacks = match table.columns.len() {
            3 | 4 => width > STACKED_FEW || spread > TABLET,
            columns => columns >= STACKED_FROM && width > PHONE,
        };
        let is_spread = table.columns.len() >= SPREAD_FROM && spread > TABLET;
        let narrowest = if stacks { TABLET } else { PHONE };
        Self {
            stacks,
            thins: stacks && table.columns.len() >= THINNED_FROM,
            scrolls: is_spread || width > narrowest,
        }
    }
}

/// Whether this is told as text though its column is one of figures.
pub(super) fn is_text(cell: &Cell<'_>) -> bool {
    matches!(&cell.content, Content::Text(text) if long(text) > WORD)
}

/// Whether this is a day in few signs: `R3.5.1現在`. It reads as one word and is never broken.
pub(super) fn is_day(text: &str) -> bool {
    let mut signs = text.chars().map(narrow);
    let era = signs.next();
    let mut digits = 0;
    let rest = signs.all(|c| {
        digits += usize::from(c.is_ascii_digit());
        c.is_ascii_digit() || matches!(c, '.' | '現' | '在' | '時' | '点' | '末' | '年' | '度')
    });
    matches!(era, Some('R' | 'H' | 'S')) && digits > 0 && rest && long(text) <= DAY
}

/// Whether this is more than a column of figures has room for: it stands below the table.
pub(super) fn stands_below(note: &str) -> bool {
    note.ends_with(['。', '.']) || long(note) > NOTE
}

/// The width below which the table cannot go: what wraps goes down to its least width, figures stay. Or,
/// when it is spread, what it takes at most.
fn width(table: &Table<'_>, is_spread: bool) -> usize {
    let of = |cell: &Cell<'_>, is_numeric| {
        let words = match (&cell.content, is_numeric) {
            (Content::Text(text), true) if !is_text(cell) => long(text),
            (_, _) if is_spread => long(cell.shown()).min(MEASURE),
            _ => 0,
        };
        let is_marked = is_numeric && stands_below(&cell.note);
        words.max(kept_whole(cell)) + if is_marked { REMARK } else { 0 }
    };
    let heads = table.rows.iter().map(|row| {
        let head = &row.head;
        of(head, false).max(longest_word(head.shown()))
    });
    let mut width = heads.max().unwrap_or(0).max(ROW_HEAD) + PADDING;
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at - 1));
        let widest = cells
            .map(|cell| of(cell, column.numeric))
            .max()
            .unwrap_or(0);
        let head = match table.columns.len() {
            ..SPREAD_FROM => 0,
            _ => longest_part(&column.label),
        };
        width += widest.max(least(column)).max(head) + PADDING;
    }
    width
}

fn least(column: &Column<'_>) -> usize {
    let least = if column.numeric { FIGURES } else { TEXT };
    least.max(longest_word(&column.label))
}

/// Heads break between Latin words and not in them.
fn longest_word(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words.map(|word| word.len() * LETTER).max().unwrap_or(0)
}

/// Heads of many columns break before the bracket of a year.
fn longest_part(label: &str) -> usize {
    let year = label.find('（').map(|at| label.split_at(at));
    year.map_or(0, |(before, after)| bold(before).max(bold(after)))
}

/// What of a cell is never broken over lines.
fn kept_whole(cell: &Cell<'_>) -> usize {
    let value = match &cell.content {
        Content::Number { shown, .. } => long(shown),
        Content::Absent(word) | Content::Blank(word) => long(word),
        Content::Text(text) if is_day(text) => long(text),
        Content::Nothing | Content::Text(_) | Content::Link { .. } | Content::Links(_) => 0,
    };
    let doubt = if cell.unsure.is_some() { 12 } else { 0 };
    let chips = cell.chips.iter().map(|(label, _)| bold(label) + 30);
    (value + doubt).max(chips.max().unwrap_or(0))
}

/// The width of words in bold.
fn bold(text: &str) -> usize {
    let letter = |c: char| if c.is_ascii() { LETTER } else { 10 };
    text.chars().map(letter).sum()
}

/// Figures are six tenths of a kana wide.
fn long(text: &str) -> usize {
    text.chars()
        .map(|c| if c.is_ascii() { 6 } else { 10 })
        .sum()
}
