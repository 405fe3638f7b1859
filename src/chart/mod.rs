//! Charts and tables: numbers and labels in, escaped markup out.
//!
//! Every chart is one call with a [`Spec`]. It yields a [`Figure`]: title, sentence, description, drawing
//! and the table of the same numbers, so that none of them can be forgotten. Charts are drawn narrow-first
//! (320 units wide, text of 14 units, bars lying on their side), because most people read them on a phone.
//!
//! It knows no word of any plan: names of series and points come in, and the words of its own sentences
//! stand in `base/words/*/chart.toml`. It computes no figure: what is drawn and said was given, and what
//! is missing stays missing. Colours and strokes belong to the theme (`chart.css`, `table.css`).
//!
//! | call | for | drawn as |
//! |---|---|---|
//! | [`bars()`] | one or two series along an order, such as years | a pair of bars a point |
//! | [`pairs()`] | items with long names in two series | the name above its pair of bars |
//! | [`split()`] | the parts of a whole | one stacked bar a series |
//! | [`progress()`] | what was aimed at against what was reached | a bar and a mark a point |
//!
//! A new kind of chart is one file here that turns a [`Spec`] into a [`Figure`], and its sentences.

mod bars;
mod pairs;
mod progress;
mod split;

mod figure;
mod spec;
pub mod table;

mod sentence;

mod axis;
mod label;
mod legend;
mod marks;
mod pen;
mod rows;
mod scale;

pub use bars::bars;
pub use figure::Figure;
pub use label::{fit as fit_label, width as label_width, wrap as wrap_label};
pub use pairs::pairs;
pub use progress::progress;
pub use scale::{Ticks, nice_ticks};
pub use spec::{Certainty, Datum, Form, Label, Point, Series, Spec};
pub use split::split;
