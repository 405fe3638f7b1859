//! The names above the columns: every period keeps one, in as few lines as are legible.
//!
//! Short names come first, then brief ones of several lines. Where not even the first line of these has
//! room, what neighbours share stands once over all of them, and the rest above every second column, or
//! every third; the chart says so.

use super::{Columns, Gantt};
use crate::chart::label;
use crate::chart::pen::WIDTH;

const MOST_LINES: usize = 3;

pub(super) struct Names {
    pub list: Vec<Name>,
    pub lines: usize,
    /// Every how many columns have a name of their own.
    pub step: usize,
}

/// One line of a name over its columns.
pub(super) struct Name {
    pub from: usize,
    pub to: usize,
    pub line: usize,
    pub text: String,
}

impl Names {
    pub fn new(chart: &Gantt<'_>, columns: Columns) -> Self {
        let room = columns.width - 4.0;
        let short = |place: usize| vec![chart.periods[place].short.trim().to_owned()];
        let brief = |place: usize| match chart.periods[place].brief.trim() {
            "" => short(place),
            brief => brief.split('/').map(str::to_owned).collect(),
        };
        let wrapped = |place: usize| {
            let lines = brief(place);
            let wrap = |line: String| label::wrap_evenly(&line, room, MOST_LINES);
            lines.into_iter().flat_map(wrap).collect()
        };
        Self::all(columns, room, short)
            .or_else(|| Self::all(columns, room, brief))
            .or_else(|| Self::all(columns, room, wrapped))
            .unwrap_or_else(|| Self::shared(columns, brief))
    }

    /// One name a column, when all of them fit.
    fn all(columns: Columns, room: f64, name: impl Fn(usize) -> Vec<String>) -> Option<Self> {
        let mut list = Vec::with_capacity(columns.count * 2);
        let mut lines = 1;
        for place in 0..columns.count {
            let name = name(place);
            let fits = |line: &String| label::width(line) <= room && !line.ends_with('…');
            if name.len() > MOST_LINES || !name.iter().all(fits) {
                return None;
            }
            lines = lines.max(name.len());
            let lines = name.into_iter().enumerate();
            for (line, text) in lines.filter(|(_, text)| !text.is_empty()) {
                list.push(Name {
                    from: place,
                    to: place,
                    line,
                    text,
                });
            }
        }
        Some(Self {
            list,
            lines,
            step: 1,
        })
    }

    /// The last line of the names once over all neighbours that share it, the first above as many
    /// columns as have room.
    fn shared(columns: Columns, name: impl Fn(usize) -> Vec<String>) -> Self {
        let names: Vec<Vec<String>> = (0..columns.count).map(name).collect();
        let first = |place: usize| names[place].first().map_or("", |text| &**text);
        let last = |place: usize| names[place].get(1).map_or("", |text| &**text);
        let widest = (0..columns.count).map(|place| label::width(first(place)));
        let widest = widest.fold(0.0, f64::max) + 2.0;
        let fits = |step: &usize| super::length(*step) * columns.width >= widest;
        let step = (1..=columns.count).find(fits).unwrap_or(columns.count);
        let mut list = Vec::with_capacity(columns.count);
        let has_groups = (0..columns.count).any(|place| !last(place).is_empty());
        let mut from = 0;
        while has_groups && from < columns.count {
            let is_same = |place: &usize| last(*place) == last(from);
            let to = (from..columns.count)
                .take_while(is_same)
                .last()
                .unwrap_or(from);
            let room = columns.width * super::length(to + 1 - from);
            let text = label::fit(last(from), room);
            if !text.is_empty() && label::width(&text) <= room {
                list.push(Name {
                    from,
                    to,
                    line: 0,
                    text,
                });
            }
            from = to + 1;
        }
        let line = usize::from(has_groups);
        for place in (0..columns.count).step_by(step) {
            let to = (place + step - 1).min(columns.count - 1);
            let room = columns.width * super::length(to + 1 - place);
            // The rest of the columns may be fewer than a name needs.
            let is_too_wide = place > 0 && label::width(first(place)) > room;
            if is_too_wide || first(place).is_empty() {
                continue;
            }
            list.push(Name {
                from: place,
                to,
                line,
                text: label::fit(first(place), room.min(WIDTH)),
            });
        }
        Self {
            list,
            lines: line + 1,
            step,
        }
    }
}
