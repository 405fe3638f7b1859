//! Places in a project's prose where a table or a chart of the data stands.
//!
//! A fenced block names it: ```` ```chart ```` with the line `budget`, ```` ```indicator ```` with the
//! slot's number. What it looks like is for `pages`; here it is only made sure that it exists.

use super::Reader;
use crate::base::diag::{Diagnostic, listed};
use crate::base::place::Spot;
use crate::base::text;
use crate::model::Project;

/// The words that open a block of data.
pub const KINDS: [&str; 3] = ["indicator", "chart", "table"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// An indicator with its table and its chart.
    Indicator(u32),
    /// Only the chart of an indicator.
    IndicatorChart(u32),
    Chart(Topic),
    Table(Topic),
}

impl Slot {
    pub const fn is_of_indicator(self) -> bool {
        matches!(self, Slot::Indicator(_) | Slot::IndicatorChart(_))
    }
}

/// What a table or chart of a project is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    Budget,
    Funding,
    Items,
    Evidence,
    Schedule,
}

impl Topic {
    pub const ALL: [(&'static str, Topic); 5] = [
        ("budget", Topic::Budget),
        ("funding", Topic::Funding),
        ("items", Topic::Items),
        ("evidence", Topic::Evidence),
        ("schedule", Topic::Schedule),
    ];

    /// Loose figures and dates have a table, but nothing that could be drawn.
    const fn has_chart(self) -> bool {
        matches!(self, Topic::Budget | Topic::Funding | Topic::Items)
    }
}

/// The slot that a fenced block means, or a finding that lists what it could have meant.
pub fn resolve(
    kind: &str,
    argument: &str,
    at: Spot,
    project: &Project,
    reader: &mut Reader<'_>,
) -> Option<Slot> {
    let usable = usable(kind, project);
    if usable.iter().any(|word| word == argument) {
        return parse(kind, argument);
    }
    let quoted = |words: &str| text::shorten(&text::visible(words), 80);
    let mut unknown = Diagnostic::error("CONTENT-SLOT", reader.place(at))
        .with("found", quoted(argument))
        .with("kind", kind)
        .with_each("usable", |lang| quoted(&listed(lang, &usable)));
    if let Some(near) = text::did_you_mean(argument, usable.iter().map(String::as_str)) {
        unknown = unknown.with("near", near);
    }
    reader.findings.push(unknown);
    None
}

fn parse(kind: &str, argument: &str) -> Option<Slot> {
    if kind == "indicator" {
        return argument.parse().ok().map(Slot::Indicator);
    }
    if let Some(slot) = argument.strip_prefix("indicator-") {
        return slot.parse().ok().map(Slot::IndicatorChart);
    }
    let (_, topic) = Topic::ALL.into_iter().find(|(word, _)| *word == argument)?;
    Some(if kind == "chart" {
        Slot::Chart(topic)
    } else {
        Slot::Table(topic)
    })
}

/// Every argument that names something this project has.
fn usable(kind: &str, project: &Project) -> Vec<String> {
    let slots = project.indicators.iter().map(|indicator| indicator.slot);
    if kind == "indicator" {
        return slots.map(|slot| slot.to_string()).collect();
    }
    let is_chart = kind == "chart";
    let topics = Topic::ALL
        .into_iter()
        .filter(|(_, topic)| has(project, *topic) && (!is_chart || topic.has_chart()))
        .map(|(word, _)| word.to_owned());
    let charts = slots
        .filter(|_| is_chart)
        .map(|slot| format!("indicator-{slot}"));
    topics.chain(charts).collect()
}

/// Whether a project has what the slot shows.
pub fn is_there(slot: Slot, project: &Project) -> bool {
    match slot {
        Slot::Indicator(slot) | Slot::IndicatorChart(slot) => project.indicator(slot).is_some(),
        Slot::Chart(topic) | Slot::Table(topic) => has(project, topic),
    }
}

fn has(project: &Project, topic: Topic) -> bool {
    match topic {
        Topic::Budget => !project.budget.years.is_empty(),
        Topic::Funding => project.budget.years.values().any(|year| {
            year.budget
                .as_ref()
                .is_some_and(|amount| !amount.parts.is_empty())
        }),
        Topic::Items => !project.items.list.is_empty(),
        Topic::Evidence => !project.evidence.is_empty(),
        Topic::Schedule => !project.schedule.is_empty(),
    }
}
