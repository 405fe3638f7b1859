//! The day that the data are true for stands at the end of every page, and in the line by which a page is
//! quoted. Nobody wrote it there, so that another day is told once and not page by page.

use std::collections::BTreeSet;

use super::{DayChange, Side};
use crate::base::words::{Lang, Words};

/// The day of both releases, as each language writes it.
pub(super) struct Days {
    days: Vec<Day>,
    /// The pages that tell it.
    pages: BTreeSet<String>,
}

struct Day {
    /// What the lines that have it begin with.
    labels: [String; 2],
    from: String,
    to: String,
}

impl Days {
    /// Nothing where both have the same.
    pub fn of(old: &Side, new: &Side) -> Self {
        let days = Lang::ALL.map(|lang| {
            let words = Words::of(lang);
            let label = |room, key| words.find_in(room, key).map(|label| format!("- {label}: "));
            let (updated, cite) = (label("pages", "updated")?, label("site", "cite")?);
            let [from, to] = [old, new].map(|side| told(side, &updated));
            Some(Day {
                labels: [updated, cite],
                from: from?,
                to: to?,
            })
        });
        let days = days.into_iter().flatten().filter(|day| day.from != day.to);
        Self {
            days: days.collect(),
            pages: BTreeSet::new(),
        }
    }

    /// A line of the old release as it would be with the day of the new one.
    pub fn renew(&mut self, page: &str, line: &str) -> Option<String> {
        let has_label = |day: &&Day| day.labels.iter().any(|label| line.starts_with(&**label));
        let day = self
            .days
            .iter()
            .find(|day| has_label(day) && line.contains(&*day.from))?;
        self.pages.insert(page.to_owned());
        Some(line.replace(&*day.from, &day.to))
    }

    pub fn change(&self) -> Option<DayChange> {
        let day = self.days.first().filter(|_| !self.pages.is_empty())?;
        Some(DayChange {
            from: day.from.clone(),
            to: day.to.clone(),
            pages: self.pages.len(),
        })
    }
}

/// The day on the first page that tells it.
fn told(side: &Side, label: &str) -> Option<String> {
    let mut lines = side.texts.values().flat_map(|text| text.lines());
    lines
        .find_map(|line| line.strip_prefix(label))
        .map(str::to_owned)
}
