//! The table of rules, in reading order: money of one project, its line items, the index table, what
//! can be worked out, indicators, the document's counts of itself, the plan before, what is stale or missing, acknowledgements.
//!
//! To add a rule: one file here, one line in [`RULES`], its words in `src/base/words/{ja,en}/audit.toml`,
//! and its fixture in `tests/audit/`.

pub mod ack_unknown;
pub mod ack_unused;
pub mod actual_missing;
pub mod change;
pub mod count;
pub mod count_word;
pub mod days;
pub mod difference;
pub mod early;
pub mod fate;
pub mod funding_combined;
pub mod funding_sum;
pub mod index_flag;
pub mod index_missing;
pub mod index_project;
pub mod index_title;
pub mod index_total;
pub mod item_change;
pub mod item_sum;
pub mod item_total;
pub mod judged;
pub mod jump;
pub mod no_page;
pub mod no_section;
pub mod nothing_new;
pub mod part_over;
pub mod rate;
pub mod redacted_several;
pub mod redacted_single;
pub mod reduction;
pub mod same_as;
pub mod settled_over;
pub mod too_large;

use super::identity::Each;
use super::rule::Rule;

pub static RULES: &[Rule] = &[
    funding_sum::RULE,
    funding_combined::RULE,
    part_over::RULE,
    change::RULE,
    settled_over::RULE,
    too_large::RULE,
    item_sum::RULE,
    item_total::RULE,
    item_change::RULE,
    index_project::RULE,
    index_total::RULE,
    index_flag::RULE,
    index_missing::RULE,
    index_title::RULE,
    redacted_single::RULE,
    redacted_several::RULE,
    early::RULE,
    jump::RULE,
    days::RULE,
    difference::RULE,
    judged::RULE,
    rate::RULE,
    same_as::RULE,
    reduction::RULE,
    count::RULE,
    count_word::RULE,
    fate::RULE,
    nothing_new::RULE,
    actual_missing::RULE,
    no_page::RULE,
    no_section::RULE,
    ack_unknown::RULE,
    ack_unused::RULE,
];

/// The arithmetic that the rules above check within one project, by which a blacked-out figure could
/// be worked out.
pub(super) const OF_SHEETS: [Each; 6] = [
    funding_sum::each,
    funding_combined::each,
    change::each,
    item_sum::each,
    item_total::each,
    item_change::each,
];

/// The same for the index table.
pub(super) const OF_INDEX: [Each; 2] = [index_project::each, index_total::each];
