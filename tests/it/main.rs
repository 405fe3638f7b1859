//! All tests of the program, in one binary: one module a topic.
//!
//! Kept outputs are compared whole; `UPDATE=1` writes them anew, to be looked at in the diff. What a
//! browser makes of the pages is tested in `tests/browser`.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests read and write the files they compare with"
)]

mod kept;
mod town;
mod tree;

mod addresses;
mod all_values;
mod answers;
mod approved;
mod asked;
mod audit;
mod charts;
mod clerk;
mod cli;
mod corrections;
mod csv;
mod desk;
mod diff;
mod document;
mod editions;
mod english;
mod faults;
mod frame;
mod further;
mod gaps;
mod golden;
mod groups;
mod guide;
mod held;
mod markdown;
mod money;
mod own_words;
mod pages;
mod paper;
mod plainly;
mod planted;
mod preview;
mod publish;
mod real;
mod release;
mod review;
mod search;
mod seeds;
mod sentences;
mod site_words;
mod slips;
mod story;
mod stranger;
mod theme;
mod tidy;
mod told;
mod uncorrected;
mod values;
mod workbook;
mod yaml;
mod years;

#[path = "../bench/generator.rs"]
mod generator;
