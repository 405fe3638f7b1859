//! The lines of a source that a finding is about, for a page.

use crate::base::markup::Markup;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::text::{shorten, visible};

/// A table can have lines that fill a screen.
const WIDEST: usize = 160;

/// One line, with the part that is meant in the middle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    line: u32,
    before: String,
    meant: String,
    after: String,
}

impl Excerpt {
    /// Nothing where the place is a file as a whole, or its text is not there.
    pub fn of(place: &Place, text: impl Fn(&SourcePath) -> Option<String>) -> Option<Self> {
        let spot = place.spot?;
        let text = text(&place.file)?;
        let at = usize::try_from(spot.line).ok()?.checked_sub(1)?;
        let line = text.lines().nth(at)?;
        let start = usize::try_from(spot.column).ok()?.saturating_sub(1);
        let length = usize::try_from(spot.length).ok()?.max(1);
        let part = |skip: usize, take: usize| -> String {
            let signs = line.chars().skip(skip).take(take);
            visible(&signs.collect::<String>())
        };
        // Of a long line only what stands near.
        let first = start.saturating_sub(WIDEST / 2);
        Some(Self {
            line: spot.line,
            before: part(first, start - first),
            meant: shorten(&part(start, length), WIDEST),
            after: part(start + length, WIDEST / 2),
        })
    }

    pub fn write(&self, out: &mut Markup) {
        out.lit("<pre>")
            .show(self.line)
            .lit(" | ")
            .text(&self.before)
            .lit("<mark>")
            .text(&self.meant)
            .lit("</mark>")
            .text(&self.after)
            .lit("</pre>");
    }
}
