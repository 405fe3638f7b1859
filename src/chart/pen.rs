//! The pen that charts are drawn with: texts and paths with rounded coordinates.
//!
//! Coordinates are written with at most one decimal, so the same numbers give the same bytes on every
//! machine. Marks of one look share one path, which keeps a chart small. Looks are classes; the pen knows
//! no colour.

use crate::base::markup::Markup;
use crate::base::text::push_number;

/// The width of every chart.
pub(super) const WIDTH: f64 = 320.0;
/// The size of every text: 12.9 px and more on a phone 320 px wide.
pub(super) const FONT: f64 = 14.0;
/// One class for each pattern that parts of a whole are told apart by: first the parts that have no
/// meaning beyond their name, then the outcomes.
pub(super) const PART_CLASSES: [&str; 11] = [
    "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10",
];
/// How many of them are for parts without a meaning.
pub(super) const PARTS: usize = 6;
/// The tile of each pattern, 8 by 8 units; the first of either sort is a full surface.
const TILES: [&str; 11] = [
    "M0 0h8v8H0z",
    "M-2 2l4-4M0 8l8-8M6 10l4-4",
    "M2 2h4v4H2z",
    "M0 4h8",
    "M4 0v8",
    "M0 0l8 8M8 0l-8 8",
    "M0 0h8v8H0z",
    "M-2 2l4-4M0 8l8-8M6 10l4-4",
    "M0 0l8 8M8 0l-8 8",
    "M0 4h8",
    "M2 2h4v4H2z",
];
/// From the middle of a line of text down to its baseline.
pub(super) const BASELINE: f64 = 4.8;

/// The inside of a drawing.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    body: Markup,
    /// In front of every id.
    id: &'a str,
    digits: String,
    /// The class of the texts that are being written: neighbours of one class share a group.
    texts: Option<&'static str>,
}

/// Lines and outlines, in the language of the `d` attribute.
#[derive(Debug, Default)]
pub(super) struct Path(String);

/// A number as it stands in a drawing.
pub(super) struct Coord(pub f64);

impl<'a> Pen<'a> {
    pub fn new(id: &'a str) -> Self {
        Self {
            body: Markup::with_capacity(4096),
            id,
            digits: String::with_capacity(16),
            texts: None,
        }
    }

    /// A text whose line has its middle at this height.
    pub fn text(&mut self, class: &'static str, x: f64, middle: f64, text: &str) {
        if self.texts != Some(class) {
            self.end_texts().lit("<g class=\"").lit(class).lit("\">");
            self.texts = Some(class);
        }
        self.body.lit("<text x=\"");
        self.coord(x).lit("\" y=\"");
        self.coord(middle + BASELINE).lit("\">");
        self.body.text(text).lit("</text>");
    }

    fn end_texts(&mut self) -> &mut Markup {
        if self.texts.take().is_some() {
            self.body.lit("</g>");
        }
        &mut self.body
    }

    /// There are dozens of coordinates in a drawing, so they pass through one buffer.
    fn coord(&mut self, value: f64) -> &mut Markup {
        self.digits.clear();
        push_coord(&mut self.digits, value);
        self.body.text(&self.digits)
    }

    pub fn path(&mut self, class: &'static str, path: &Path) {
        if !path.0.is_empty() {
            self.end_texts()
                .lit("<path class=\"")
                .lit(class)
                .lit("\" d=\"");
            self.body.text(&path.0).lit("\"/>");
        }
    }

    /// A path that carries no meaning; checkers need not hold it to a contrast.
    pub fn decoration(&mut self, class: &'static str, path: &Path) {
        if !path.0.is_empty() {
            self.end_texts().lit("<path data-decorative=\"\" class=\"");
            self.body.lit(class).lit("\" d=\"");
            self.body.text(&path.0).lit("\"/>");
        }
    }

    /// A path filled with the pattern of this number.
    pub fn part(&mut self, number: usize, path: &Path) {
        self.end_texts()
            .lit("<path class=\"part ")
            .lit(PART_CLASSES[number]);
        self.body
            .lit("\" fill=\"url(#")
            .text(self.id)
            .lit("-p")
            .show(number);
        self.body.lit(")\" d=\"").text(&path.0).lit("\"/>");
    }

    /// Defines the pattern of this number: a tile of the part's colour on the surface.
    pub fn pattern(&mut self, number: usize) {
        self.end_texts();
        self.body
            .lit("<pattern id=\"")
            .text(self.id)
            .lit("-p")
            .show(number);
        self.body.lit("\" class=\"").lit(PART_CLASSES[number]);
        self.body
            .lit("\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">");
        self.body
            .lit("<path class=\"ground\" d=\"M0 0h8v8H0z\"/><path class=\"tile\" d=\"");
        self.body.lit(TILES[number]).lit("\"/></pattern>");
    }

    pub fn finish(mut self) -> Markup {
        self.end_texts();
        self.body
    }
}

impl Path {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn move_to(&mut self, x: f64, y: f64) -> &mut Self {
        self.pair('M', x, y)
    }

    pub fn line_by(&mut self, dx: f64, dy: f64) -> &mut Self {
        self.pair('l', dx, dy)
    }

    pub fn move_by(&mut self, dx: f64, dy: f64) -> &mut Self {
        self.pair('m', dx, dy)
    }

    pub fn across(&mut self, dx: f64) -> &mut Self {
        self.0.push('h');
        push_coord(&mut self.0, dx);
        self
    }

    pub fn down(&mut self, dy: f64) -> &mut Self {
        self.0.push('v');
        push_coord(&mut self.0, dy);
        self
    }

    /// A box from one corner to the opposite one.
    pub fn rect(&mut self, (left, top): (f64, f64), (right, bottom): (f64, f64)) -> &mut Self {
        self.move_to(left, top)
            .across(right - left)
            .down(bottom - top);
        self.across(left - right);
        self.0.push('z');
        self
    }

    /// A square standing on its corner.
    pub fn diamond(&mut self, x: f64, y: f64, reach: f64) -> &mut Self {
        self.move_to(x, y - reach).line_by(reach, reach);
        self.line_by(-reach, reach).line_by(-reach, -reach);
        self.0.push('z');
        self
    }

    /// A ring or a disc, as two half circles.
    pub fn circle(&mut self, x: f64, y: f64, reach: f64) -> &mut Self {
        self.move_to(x - reach, y);
        for way in [2.0, -2.0] {
            self.0.push('a');
            push_coord(&mut self.0, reach);
            self.0.push(' ');
            push_coord(&mut self.0, reach);
            self.0.push_str(" 0 1 0 ");
            push_coord(&mut self.0, reach * way);
            self.0.push_str(" 0");
        }
        self.0.push('z');
        self
    }

    /// An upright triangle that stands on its side.
    pub fn triangle(&mut self, x: f64, y: f64, reach: f64) -> &mut Self {
        self.move_to(x, y - reach).line_by(reach * 1.1, reach * 1.9);
        self.across(reach * -2.2);
        self.0.push('z');
        self
    }

    /// Two crossed strokes.
    pub fn cross(&mut self, x: f64, y: f64, reach: f64) -> &mut Self {
        self.move_to(x - reach, y - reach)
            .line_by(reach * 2.0, reach * 2.0);
        self.move_to(x - reach, y + reach)
            .line_by(reach * 2.0, reach * -2.0)
    }

    /// An upright line with an arrow to the side that counts: right, or left for a negative length.
    pub fn bound(&mut self, x: f64, middle: f64, length: f64) -> &mut Self {
        let back = -4.0 * length.signum();
        self.move_to(x, middle - 7.0).down(14.0);
        self.move_to(x, middle).across(length);
        self.move_by(back, -4.0)
            .line_by(-back, 4.0)
            .line_by(back, 4.0)
    }

    fn pair(&mut self, command: char, x: f64, y: f64) -> &mut Self {
        self.0.push(command);
        push_coord(&mut self.0, x);
        self.0.push(' ');
        push_coord(&mut self.0, y);
        self
    }
}

impl std::fmt::Display for Coord {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::with_capacity(8);
        push_coord(&mut text, self.0);
        out.write_str(&text)
    }
}

/// Writes a coordinate rounded to 0.1, without `-0`: a tenth of a unit is less than a dot of any screen.
#[expect(
    clippy::cast_possible_truncation,
    reason = "coordinates lie within a few thousand units"
)]
fn push_coord(out: &mut String, value: f64) {
    // Half away from zero, without a call into the library of mathematics.
    let tenths = (value * 10.0 + 0.5_f64.copysign(value)) as i64;
    if tenths < 0 {
        out.push('-');
    }
    let size = tenths.unsigned_abs();
    push_number(out, size / 10);
    if !size.is_multiple_of(10) {
        out.push('.');
        push_number(out, size % 10);
    }
}
