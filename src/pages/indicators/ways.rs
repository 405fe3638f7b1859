//! Which figures rose, stayed or fell since the year before: how many, and which.

use super::super::book::{Book, fact};
use super::super::standing::newest;
use super::super::view::{Block, Fact, Inline, Section};
use super::{counted, has_repeats, plain_label, row};
use crate::base::path::SitePath;
use crate::figures::orders::ListedIndicator;
use crate::figures::{Orders, Way, Ways};
use crate::model::Plan;

const ID: &str = "ways";

/// How many went which way, among those that have a number in both years, with the way to the section that
/// names those of this part of the list.
pub fn facts(
    book: &Book,
    plan_ix: usize,
    ways: Ways,
    has_section: bool,
) -> impl Iterator<Item = Fact> {
    let counts = [
        ("ways-more", ways.more),
        ("ways-same", ways.same),
        ("ways-less", ways.less),
    ];
    let there = counts.into_iter().filter(|(_, count)| *count > 0);
    there.enumerate().map(move |(place, (key, count))| {
        let count = counted(book, plan_ix, count);
        let mut said = match has_section {
            true => Inline::link(&count, &format!("#{ID}")),
            false => Inline::text(&count),
        };
        if place == 0 {
            let base = match has_repeats(book, plan_ix) {
                true => "ways-note-once",
                false => "ways-note",
            };
            said.push(&book.aside(&[book.say(base)]));
        }
        fact(book.say(key), said)
    })
}

/// The same indicators by which way they went, those that fell first.
pub fn section(
    book: &Book,
    plan: &Plan,
    list: &[ListedIndicator],
    here: &SitePath,
) -> Option<Section> {
    let ways = [
        ("ways-less", Way::Less),
        ("ways-more", Way::More),
        ("ways-same", Way::Same),
    ];
    let folds = ways.into_iter().filter_map(|(key, way)| {
        let went = |listed: &&ListedIndicator| {
            let indicator = Orders::indicator(plan, listed);
            let newest = newest(indicator).filter(|_| indicator.same_as.is_none());
            let step = newest.as_ref().and_then(|newest| newest.step());
            step.is_some_and(|step| step.way == way)
        };
        let rows: Vec<_> = list.iter().filter(went).copied().collect();
        (!rows.is_empty()).then(|| Block::Fold {
            label: plain_label(book, plan, book.say(key), &rows),
            blocks: vec![Block::Rows {
                items: rows.iter().map(|one| row(book, plan, one, here)).collect(),
            }],
        })
    });
    let blocks: Vec<Block> = folds.collect();
    (!blocks.is_empty()).then(|| Section {
        id: ID.to_owned(),
        heading: book.say("ways-heading").to_owned(),
        blocks,
    })
}
