//! What is uncertain in a plan's data: values that are not sure, lost or not public, and titles that
//! the document prints in more than one form.

use super::super::book::Book;
use super::super::route::{self, Page, ROWS_PER_PAGE};
use super::super::tables::block;
use super::super::view::{Block, Inline, Tone};
use super::differences::differences;
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::model::value::Kind;
use crate::model::{Amount, Indicator, Plan, Policy, Project, Track, Value};

/// A page of the plan with the values that stand on it.
struct Place<'a> {
    title: &'a str,
    page: Page,
    /// How many values are uncertain, lost, redacted.
    counts: [usize; 3],
}

/// All pages of a plan that hold such values.
pub struct Doubts<'a>(Vec<Place<'a>>);

impl<'a> Doubts<'a> {
    pub fn of(plan: &'a Plan, plan_ix: usize) -> Self {
        let mut places = places(plan, plan_ix);
        places.retain(|place| place.counts != [0; 3]);
        Self(places)
    }

    /// How many pages hold such values.
    pub fn pages(&self) -> usize {
        self.0.len()
    }

    /// How many values are uncertain, lost or redacted.
    pub fn total(&self) -> usize {
        self.0.iter().flat_map(|place| place.counts).sum()
    }

    /// The pages with their counts; a kind of doubt that the plan does not have gets no column.
    pub fn blocks(&self, book: &Book, here: &SitePath) -> Vec<Block> {
        let kinds = ["count-unsure", "count-lost", "count-redacted"];
        let kinds = kinds.into_iter().enumerate();
        let kinds: Vec<(usize, &str)> = kinds
            .filter(|(at, _)| self.0.iter().any(|place| place.counts[*at] > 0))
            .collect();
        let mut columns = vec![Column::text(book.say("doubtful-page"))];
        columns.extend(kinds.iter().map(|(_, key)| Column::number(book.say(key))));
        let caption = book.say("doubtful-caption").to_owned();
        let mut table = Table::new("doubtful-table".to_owned(), caption, columns);
        let more = self.0.len().saturating_sub(ROWS_PER_PAGE);
        for place in self.0.iter().take(ROWS_PER_PAGE) {
            let counts = kinds.iter().map(|(at, _)| place.counts[*at].to_string());
            let cells = counts.map(|count| Cell::number(count, None));
            let href = here.link_to(&book.address(&place.page));
            let head = Cell::link(place.title, href);
            table.rows.push(Row::new(head, cells.collect()));
        }
        if more > 0 {
            let count = more.to_string();
            table
                .notes
                .push(book.fill("doubtful-more", &[("count", &count)]));
        }
        if table.rows.is_empty() {
            return vec![Block::Notes {
                tone: Tone::Good,
                items: vec![Inline::text(book.say("doubtful-none"))],
            }];
        }
        vec![block(book, &table)]
    }
}

/// Titles that the document prints otherwise in other places, and how many.
pub fn titles(book: &Book, plan_ix: usize, here: &SitePath) -> Option<(Block, usize)> {
    let plan = book.plan(plan_ix);
    let policies = plan.policies.iter().enumerate().map(|(ix, policy)| {
        let address = route::policy(plan, ix);
        (policy.title.as_str(), &policy.printed_titles, address)
    });
    let projects = plan.projects.iter().map(|project| {
        let address = route::project(plan, project);
        (project.title.as_str(), &project.printed_titles, address)
    });
    let columns = vec![
        Column::text(book.say("title-here")),
        Column::text(book.say("title-printed")),
    ];
    let caption = book.say("titles-caption").to_owned();
    let mut table = Table::new("titles-table".to_owned(), caption, columns);
    for (title, printed, address) in policies.chain(projects) {
        for other in printed {
            let [here_only, there_only] = differences(title, other);
            let head = Cell::link(title, here.link_to(&address)).marked(here_only);
            let printed = Cell::text(other).marked(there_only);
            table.rows.push(Row::new(head, vec![printed]));
        }
    }
    (!table.rows.is_empty()).then(|| (block(book, &table), table.rows.len()))
}

fn places(plan: &Plan, plan_ix: usize) -> Vec<Place<'_>> {
    let policies = plan.policies.iter().enumerate().map(|(ix, policy)| Place {
        title: &policy.title,
        page: Page::Policy(plan_ix, ix),
        counts: count(policy_values(policy)),
    });
    let projects = plan.projects.iter().enumerate().map(|(ix, project)| Place {
        title: &project.title,
        page: Page::Project(plan_ix, ix),
        counts: count(project_values(project)),
    });
    let datasets = plan.datasets.iter().enumerate().map(|(ix, dataset)| Place {
        title: &dataset.title,
        page: Page::Table(plan_ix, ix, 0),
        counts: count(dataset.rows.iter().flatten()),
    });
    policies.chain(projects).chain(datasets).collect()
}

fn count<'a>(values: impl Iterator<Item = &'a Value>) -> [usize; 3] {
    let mut counts = [0; 3];
    for value in values {
        counts[0] += usize::from(!value.sure);
        counts[1] += usize::from(matches!(value.kind(), Kind::Lost));
        counts[2] += usize::from(matches!(value.kind(), Kind::Redacted));
    }
    counts
}

fn policy_values(policy: &Policy) -> impl Iterator<Item = &Value> {
    let evidence = policy.evidence.iter().map(|evidence| &evidence.value);
    indicator_values(&policy.indicators)
        .chain(track_values(&policy.roadmap))
        .chain(evidence)
}

fn project_values(project: &Project) -> impl Iterator<Item = &Value> {
    let years = project
        .budget
        .years
        .values()
        .flat_map(|money| money.budget.iter().chain(&money.settled));
    let amounts = years
        .chain(project.budget.changes.iter().map(|change| &change.amount))
        .flat_map(amounts_of);
    let items = project.items.list.iter().flat_map(|item| {
        item.amounts
            .values()
            .chain(&item.change)
            .chain(&item.reason)
    });
    let evidence = project.evidence.iter().map(|evidence| &evidence.value);
    indicator_values(&project.indicators)
        .chain(project.activities.values())
        .chain(track_values(&project.roadmap))
        .chain(amounts)
        .chain(items)
        .chain(evidence)
}

fn indicator_values(indicators: &[Indicator]) -> impl Iterator<Item = &Value> {
    indicators
        .iter()
        .flat_map(|indicator| indicator.years.values())
        .flat_map(|values| {
            let printed = values.target.iter().chain(&values.actual);
            printed.chain(values.difference())
        })
}

fn track_values(tracks: &[Track]) -> impl Iterator<Item = &Value> {
    tracks
        .iter()
        .flat_map(|track| &track.bars)
        .flat_map(|bar| &bar.items)
}

fn amounts_of(amount: &Amount) -> impl Iterator<Item = &Value> {
    amount
        .total
        .iter()
        .chain(amount.parts.iter().map(|(_, value)| value))
}
