//! Projects that are judged otherwise than in the year before.

use super::super::book::{self, Book};
use super::super::lists;
use super::super::view::{Block, Fact, Inline};
use super::{Line, OUTCOMES, Sheet, way_to};
use crate::base::path::SitePath;
use crate::figures::Outcome;
use crate::figures::standings::List;

/// How many are judged otherwise than the year before.
pub(super) fn fact(book: &Book, plan_ix: usize, here: &SitePath) -> Option<Fact> {
    let changed = book.plan_figures(plan_ix).standings.changed.len();
    let said = book.fill("count-projects", &[("count", &*changed.to_string())]);
    // How exactly is told there.
    let list = List::Changed(Outcome::Met, Outcome::Missed);
    let href = way_to(book, plan_ix, list, here)?;
    Some(book::fact(
        book.say("status-changes"),
        Inline::link(&said, &href),
    ))
}

impl Sheet<'_> {
    /// Projects that are judged otherwise than before, by how they were judged then and now.
    pub(super) fn changed(&self, lines: &[Line<'_>]) -> Vec<Block> {
        let is_open = lists::is_short(lines.len());
        let groups = lines.chunk_by(|one, next| one.list == next.list);
        let blocks = groups.filter_map(|lines| {
            let List::Changed(before, now) = lines[0].list else {
                return None;
            };
            let rows = lines.iter().map(|line| self.row(line));
            let rows = Block::Rows {
                items: rows.collect(),
            };
            let id = format!("changed-{}-{}", word(before), word(now));
            let label = change(self.book, (before, now), lines.len());
            Some(lists::titled(is_open, id, label, vec![rows]))
        });
        blocks.collect()
    }
}

/// 「未達成から達成へ（8事業）」
fn change(book: &Book, (before, now): (Outcome, Outcome), count: usize) -> String {
    let said = |outcome| book.say(OUTCOMES[outcome as usize].0);
    let args = [
        ("before", said(before)),
        ("now", said(now)),
        ("count", &*count.to_string()),
    ];
    book.fill("status-change", &args)
}

/// An outcome as a part of an id.
fn word(outcome: Outcome) -> &'static str {
    let (key, _) = OUTCOMES[outcome as usize];
    key.trim_start_matches("outcome-")
}
