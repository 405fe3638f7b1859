//! Projects that the document does not judge in its newest judged year, by why that is so.

use super::super::lists;
use super::super::view::Block;
use super::{Line, Sheet};
use crate::figures::standings::{List, Why};

impl Sheet<'_> {
    pub(super) fn unjudged(&self, lines: &[Line<'_>]) -> Vec<Block> {
        let is_open = lists::is_short(lines.len());
        let year = self.judged.map(|year| self.book.short_year(year));
        let groups = lines.chunk_by(|one, next| one.list == next.list);
        let blocks = groups.filter_map(|lines| {
            let List::Unjudged(why) = lines[0].list else {
                return None;
            };
            let args = [
                ("year", year.as_deref().unwrap_or_default()),
                ("count", &*lines.len().to_string()),
            ];
            let label = self.book.fill(key(why), &args);
            let rows = lines.iter().map(|line| self.row(line));
            let rows = Block::Rows {
                items: rows.collect(),
            };
            Some(lists::titled(
                is_open,
                key(why).to_owned(),
                label,
                vec![rows],
            ))
        });
        blocks.collect()
    }
}

/// The words for a reason, and the id of its group.
const fn key(why: Why) -> &'static str {
    match why {
        Why::Told => "none-told",
        Why::Silent => "none-silent",
        Why::Ahead => "none-ahead",
        Why::Bare => "none-bare",
        Why::Unmeasured => "none-unmeasured",
    }
}
