//! What missed its target, before the lists that are folded.

use super::super::book::Book;
use super::super::route::{Page, ROWS_PER_PAGE};
use super::super::standing::newest;
use super::super::view::{Block, Fact, Inline, Section};
use super::{OPEN_UP_TO, counted, counts, has_doubt, row, unsure};
use crate::base::path::SitePath;
use crate::figures::Orders;
use crate::figures::orders::ListedIndicator;

const ID: &str = "missed";

/// The lines whose newest judged year was missed, where those with a result are folded; nothing where
/// there are too many for a page.
fn lines(book: &Book, plan_ix: usize) -> Vec<&ListedIndicator> {
    let counts = counts(book, plan_ix);
    if counts.results.all <= OPEN_UP_TO || counts.missed() > ROWS_PER_PAGE {
        return Vec::new();
    }
    let plan = book.plan(plan_ix);
    let is_missed = |listed: &&ListedIndicator| {
        let newest = newest(Orders::indicator(plan, listed));
        newest.is_some_and(|newest| newest.reached() == Some(false))
    };
    let list = book.plan_figures(plan_ix).orders.indicators.iter();
    list.filter(is_missed).collect()
}

pub(super) fn section(book: &Book, plan_ix: usize, here: &SitePath) -> Option<Section> {
    let plan = book.plan(plan_ix);
    let lines = lines(book, plan_ix);
    let rows = lines.iter().map(|listed| row(book, plan, listed, here));
    let mut blocks = vec![Block::Rows {
        items: rows.collect(),
    }];
    if has_doubt(&blocks) {
        blocks.push(unsure(book));
    }
    (!lines.is_empty()).then(|| Section {
        id: ID.to_owned(),
        heading: book.say("indicators-missed").to_owned(),
        blocks,
    })
}

/// How many, with the way to them.
pub(super) fn fact(book: &Book, plan_ix: usize, here: &SitePath) -> Option<Fact> {
    let count = lines(book, plan_ix).len();
    let page = book.address(&Page::Indicators(plan_ix, 0));
    let href = format!("{}#{ID}", here.link_to(&page));
    let said = Inline::link(&counted(book, plan_ix, count), &href);
    (count > 0).then(|| super::fact(book.say("indicators-missed"), said))
}
