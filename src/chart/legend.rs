//! The key to a drawing: small samples of its marks with their names, set like running text.
//!
//! A sample repeats the form of the mark, so the key can be read without colour.

use super::heading::Signs;
use super::label;
use super::pen::{Path, Pen, WIDTH};
use super::table::Tone;

const LINE: f64 = 20.0;
const SAMPLE: f64 = 14.0;
const GAP: f64 = 16.0;

/// What is drawn, and what it means.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub sample: Sample,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sample {
    /// A box of this class.
    Bar(&'static str),
    /// A line of this class with an arrow to the side that counts.
    Bound(&'static str, Side),
    /// A box filled like the part of this number.
    Part(usize),
    /// The same with the sign of a kind beside it.
    Kind(usize, Tone),
    /// The sign of a kind.
    Sign(Tone),
    /// The dash for none.
    Dash,
    /// A line of this class.
    Line(&'static str),
    Ring(&'static str),
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Above,
    Below,
}

/// Draws the entries from `top` downwards and returns where they end.
pub(super) fn draw(pen: &mut Pen<'_>, entries: &[Entry], top: f64) -> f64 {
    let mut x = 0.0;
    let mut middle = top + LINE / 2.0;
    let mut texts = Vec::with_capacity(entries.len());
    for entry in entries {
        let indent = match entry.sample {
            Sample::Nothing => 0.0,
            Sample::Kind(..) => SAMPLE * 2.0 + 8.0,
            Sample::Line(_) => SAMPLE * 2.0 + 6.0,
            _ => SAMPLE + 6.0,
        };
        let text = label::fit(&entry.text, WIDTH - indent);
        let width = indent + label::width(&text);
        if x > 0.0 && x + width > WIDTH {
            x = 0.0;
            middle += LINE;
        }
        draw_sample(pen, entry.sample, x, middle);
        texts.push((x + indent, middle, text));
        x += width + GAP;
    }
    for (x, middle, text) in texts {
        pen.text("key", x, middle, &text);
    }
    middle + LINE / 2.0
}

fn draw_sample(pen: &mut Pen<'_>, sample: Sample, x: f64, middle: f64) {
    let mut path = Path::default();
    let half = SAMPLE / 2.0 - 1.0;
    match sample {
        Sample::Nothing => {}
        Sample::Bar(class) => {
            path.rect((x + 1.0, middle - half), (x + SAMPLE - 1.0, middle + half));
            pen.path(class, &path);
        }
        Sample::Part(number) => {
            path.rect((x + 1.0, middle - half), (x + SAMPLE - 1.0, middle + half));
            pen.part(number, &path);
        }
        Sample::Kind(number, tone) => {
            draw_sample(pen, Sample::Part(number), x, middle);
            draw_sample(pen, Sample::Sign(tone), x + SAMPLE + 2.0, middle);
        }
        Sample::Dash => {
            let mut signs = Signs::default();
            signs.add_none(x + SAMPLE / 2.0, middle);
            signs.draw(pen);
        }
        Sample::Sign(tone) => {
            let mut signs = Signs::default();
            signs.add_small(tone, x + SAMPLE / 2.0, middle);
            signs.draw(pen);
        }
        Sample::Line(class) => {
            path.move_to(x, middle).across(SAMPLE * 2.0);
            pen.path(class, &path);
        }
        Sample::Ring(class) => {
            path.circle(x + SAMPLE / 2.0, middle, 4.0);
            pen.path(class, &path);
        }
        Sample::Bound(class, side) => {
            match side {
                Side::Above => path.bound(x + 2.0, middle, 11.0),
                Side::Below => path.bound(x + SAMPLE - 2.0, middle, -11.0),
            };
            pen.path(class, &path);
        }
    }
}
