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

/// What keeps a value from being a plain fact, by what readers look for first: its id, and whether it is
/// counted among the doubtful and unpublished ones.
const STATES: [(&str, bool); 4] = [
    ("redacted", true),
    ("lost", true),
    ("unsure", true),
    ("undecided", false),
];

/// A longer list of pages is one tap away.
const FOLDED_FROM: usize = 12;

/// A page of the plan with the values that stand on it.
struct Place<'a> {
    title: &'a str,
    page: Page,
    /// How many values are in each of the states.
    counts: [usize; STATES.len()],
}

/// All pages of a plan that hold such values.
pub struct Doubts<'a>(Vec<Place<'a>>);

/// One state: how many values are in it, and on how many pages.
pub struct State {
    at: usize,
    pub values: usize,
    pub pages: usize,
}

impl State {
    /// What it is called: 「非公開の値」.
    pub fn name<'a>(&self, book: &'a Book) -> &'a str {
        book.say(&format!("count-{}", STATES[self.at].0))
    }

    /// 「16件（3ページ）」
    pub fn counted(&self, book: &Book) -> String {
        let args = [
            ("count", &*self.values.to_string()),
            ("pages", &*self.pages.to_string()),
        ];
        book.fill("count-on-pages", &args)
    }

    /// Where its pages are listed.
    pub fn id(&self) -> String {
        format!("doubtful-{}", STATES[self.at].0)
    }
}

impl<'a> Doubts<'a> {
    pub fn of(plan: &'a Plan, plan_ix: usize) -> Self {
        let mut places = places(plan, plan_ix);
        places.retain(|place| place.counts != [0; STATES.len()]);
        Self(places)
    }

    /// How many values are uncertain, lost or redacted.
    pub fn total(&self) -> usize {
        let counts = self
            .0
            .iter()
            .flat_map(|place| place.counts.iter().zip(STATES));
        let doubtful = counts.filter(|(_, (_, is_doubtful))| *is_doubtful);
        doubtful.map(|(count, _)| count).sum()
    }

    /// The states that the plan has.
    pub fn states(&self) -> impl Iterator<Item = State> {
        let states = (0..STATES.len()).map(|at| {
            let counts = self.0.iter().map(|place| place.counts[at]);
            let counts: Vec<usize> = counts.filter(|count| *count > 0).collect();
            State {
                at,
                values: counts.iter().sum(),
                pages: counts.len(),
            }
        });
        states.filter(|state| state.values > 0)
    }

    /// The pages of each state with their counts.
    pub fn blocks(&self, book: &Book, here: &SitePath) -> Vec<Block> {
        let mut blocks: Vec<Block> = self
            .states()
            .map(|state| {
                let list = block(book, &self.pages(book, &state, here));
                let blocks = if state.pages > FOLDED_FROM {
                    let args = [("count", &*state.pages.to_string())];
                    vec![Block::Fold {
                        label: book.fill("fold-pages", &args),
                        blocks: vec![list],
                    }]
                } else {
                    vec![list]
                };
                let args = [
                    ("label", state.name(book)),
                    ("amount", &*state.counted(book)),
                ];
                Block::Group {
                    id: state.id(),
                    heading: book.fill("label-amount", &args),
                    chips: Vec::new(),
                    blocks,
                }
            })
            .collect();
        if self.total() == 0 {
            let none = Block::Notes {
                tone: Tone::Good,
                items: vec![Inline::text(book.say("doubtful-none"))],
            };
            blocks.insert(0, none);
        }
        blocks
    }

    fn pages<'b>(&'b self, book: &'b Book, state: &State, here: &SitePath) -> Table<'b> {
        let columns = vec![
            Column::text(book.say("doubtful-page")),
            Column::number(state.name(book)),
        ];
        let caption = book.fill("doubtful-caption", &[("state", state.name(book))]);
        let mut table = Table::new(format!("{}-table", state.id()), caption, columns);
        let places = self.0.iter().filter(|place| place.counts[state.at] > 0);
        table.rows.extend(places.take(ROWS_PER_PAGE).map(|place| {
            let href = here.link_to(&book.address(&place.page));
            let count = place.counts[state.at].to_string();
            Row::new(
                Cell::link(place.title, href),
                vec![Cell::number(count, None)],
            )
        }));
        let more = state.pages.saturating_sub(ROWS_PER_PAGE);
        if more > 0 {
            let args = [("count", &*more.to_string())];
            table.notes.push(book.fill("doubtful-more", &args));
        }
        table
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
    let whole = Place {
        title: &plan.short,
        page: Page::Plan(plan_ix),
        counts: count(indicator_values(&plan.indicators)),
    };
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
    let all = std::iter::once(whole).chain(policies);
    all.chain(projects).chain(datasets).collect()
}

/// In the order of [`STATES`].
fn count<'a>(values: impl Iterator<Item = &'a Value>) -> [usize; STATES.len()] {
    let mut counts = [0; STATES.len()];
    for value in values {
        let kind = value.kind();
        counts[0] += usize::from(matches!(kind, Kind::Redacted));
        counts[1] += usize::from(matches!(kind, Kind::Lost));
        counts[2] += usize::from(!value.sure);
        counts[3] += usize::from(matches!(kind, Kind::Undecided));
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
