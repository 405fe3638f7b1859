//! Charts and tables: numbers and labels in, escaped markup out.
//!
//! Every chart is one call with a [`Spec`]. It yields a [`Figure`]: headline, title, sentence, drawing
//! and the table of the same numbers, so that none of them can be forgotten. The headline is the finding
//! in thirty characters, made by rule. Charts are drawn narrow-first
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
//! | [`progress()`] | what was aimed at against what was reached | a box a point, filled or not |
//! | [`ranking()`] | many names with a number each | a bar a name, the first ones only |
//! | [`before_after()`] | rows whose units differ | a pair of bars a row, each row on its own scale |
//!
//! Some kinds of facts are no grid of numbers. Their charts have an input of their own, beside the chart:
//!
//! | call | for | drawn as |
//! |---|---|---|
//! | [`verdicts()`] | counts of outcomes by group | a bar a group, divided by share |
//! | [`heat()`] | one outcome a row and column | signs in a grid |
//! | [`gantt()`] | words that belong to spans of time | bars over the periods, the words below them |
//! | [`flow()`] | what became of what | two lists with lines between them |
//! | [`multiples()`] | many indicators, each in its own unit | small columns over common years |
//!
//! A new kind of chart is one file here that turns its input into a [`Figure`], and its sentences.

mod bars;
mod beforeafter;
mod flow;
mod gantt;
mod heat;
mod multiples;
mod pairs;
mod progress;
mod ranking;
mod split;
mod verdicts;

mod figure;
mod heading;
mod headline;
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
mod share;

pub use bars::bars;
pub use beforeafter::before_after;
pub use figure::Figure;
pub use flow::{Flow, FlowLink, FlowNode, FlowRelation, flow};
pub use gantt::{Bar, Gantt, GanttRow, gantt};
pub use heading::{Counted, Heading, Kind};
pub use heat::{Heat, HeatRow, Mark, heat};
pub use label::{fit as fit_label, width as label_width, wrap as wrap_label};
pub use multiples::{Multiples, Panel, multiples};
pub use pairs::pairs;
pub use progress::progress;
pub use ranking::{ranking, ranking_top};
pub use scale::{Ticks, nice_ticks};
pub use share::share;
pub use spec::{Certainty, Datum, Form, Label, Point, Series, Short, Spec};
pub use split::split;
pub use verdicts::{Group, Verdicts, verdicts};
