//! How the projects of a group were judged: as shares where there are several, of one in words.

use super::super::book::Book;
use super::super::route::Page;
use super::super::status;
use super::super::tables::block;
use super::super::view::{Block, LinkItem, Section};
use crate::base::path::SitePath;
use crate::chart::{Group, Heading, Heat, HeatRow, Mark, Verdicts, heat, verdicts};
use crate::figures::{Outcome, Outcomes, Tally, outcome};
use crate::model::{FiscalYear, Project};

/// The verdicts of a group, year by year, as its document printed them.
pub fn judged(book: &Book, plan_ix: usize, tally: &Tally, here: &SitePath) -> Option<Section> {
    if tally.outcomes.is_empty() {
        return None;
    }
    let mut judged = tally.outcomes.iter().map(|(_, outcomes)| outcomes.judged());
    let mut blocks = if judged.all(|judged| judged < 2) {
        // Shares of one would be bars that are full or empty.
        let marks = heat(&marks(book, plan_ix, tally)).map(|figure| block(book, &figure.table()));
        marks.into_iter().collect()
    } else {
        let mut blocks = shares(book, tally);
        blocks.extend(by_year(book, plan_ix, tally));
        blocks
    };
    blocks.push(Block::Links {
        items: vec![LinkItem {
            label: book.say("status-heading").to_owned(),
            href: here.link_to(&book.address(&Page::Status(plan_ix, 0))),
            note: book.say("way-status").to_owned(),
        }],
    });
    Some(Section {
        id: "verdicts".to_owned(),
        heading: book.say("verdicts-heading").to_owned(),
        blocks,
    })
}

/// How many came out how in each year: the chart and its numbers.
fn shares(book: &Book, tally: &Tally) -> Vec<Block> {
    let chart = Verdicts {
        heading: Heading {
            id: "verdicts".to_owned(),
            title: book.say("verdicts-title").to_owned(),
            words: book.words(),
            head: book.say("year").into(),
            notes: vec![book.say("verdicts-note").to_owned()],
        },
        unit: ["1", "2"].map(|count| book.fill("verdicts-unit", &[("count", count)]).into()),
        kinds: status::kinds(book),
        groups: tally
            .outcomes
            .iter()
            .map(|(year, outcomes)| Group::new(book.year_label(*year), counts(*outcomes)))
            .collect(),
        is_order: true,
        whole: None,
    };
    let Some(figure) = verdicts(&chart) else {
        return Vec::new();
    };
    let table = figure.table();
    let args = [("count", &*table.rows.len().to_string())];
    vec![
        Block::Figure {
            html: figure.html(),
            markdown: figure.markdown(),
        },
        Block::Fold {
            label: book.fill("fold-numbers", &args),
            blocks: vec![block(book, &table)],
        },
    ]
}

/// More projects than this are read on the pages of the groups that they fall into.
const MARKED_UP_TO: usize = 40;

/// How each project of a small group was judged in each year, one tap away.
fn by_year(book: &Book, plan_ix: usize, tally: &Tally) -> Option<Block> {
    let judged = tally.outcomes.iter().map(|(_, outcomes)| outcomes.judged());
    if judged.max().is_none_or(|most| most > MARKED_UP_TO) {
        return None;
    }
    let chart = marks(book, plan_ix, tally);
    if chart.columns.len() < 2 || !(2..=MARKED_UP_TO).contains(&chart.rows.len()) {
        return None;
    }
    let figure = heat(&chart)?;
    let count = chart.rows.len().to_string();
    let args = [("name", book.say("status-years")), ("count", &*count)];
    Some(Block::Fold {
        label: book.fill("fold-projects", &args),
        blocks: vec![
            Block::Figure {
                html: figure.html(),
                markdown: figure.markdown(),
            },
            block(book, &figure.table()),
        ],
    })
}

/// The verdict of each project in each year that has any.
fn marks<'a>(book: &'a Book, plan_ix: usize, tally: &Tally) -> Heat<'a> {
    let plan = book.plan(plan_ix);
    let years: Vec<FiscalYear> = tally.outcomes.iter().map(|(year, _)| *year).collect();
    let mark = |project: &Project, year: FiscalYear| match outcome(project, year) {
        Some(found) => Mark::Kind(found as usize),
        None => Mark::Absent(book.say("value-unjudged").into()),
    };
    let is_judged = |project: &&Project| years.iter().any(|year| outcome(project, *year).is_some());
    let projects = tally.projects.iter().map(|ix| &*plan.projects[*ix]);
    let rows = projects.filter(is_judged).map(|project| {
        let marks = years.iter().map(|year| mark(project, *year)).collect();
        HeatRow::new(project.title.as_str(), marks)
    });
    Heat {
        heading: Heading {
            id: "verdicts-years".to_owned(),
            title: book.say("status-years").to_owned(),
            words: book.words(),
            head: book.say("project").into(),
            notes: Vec::new(),
        },
        kinds: status::kinds(book),
        columns: years.iter().map(|year| book.year_label(*year)).collect(),
        rows: rows.collect(),
    }
}

/// The counts in the order of [`status::kinds`].
fn counts(outcomes: Outcomes) -> Vec<u32> {
    let count = |outcome| u32::try_from(outcomes.of(outcome)).unwrap_or(u32::MAX);
    Outcome::ALL.into_iter().map(count).collect()
}

/// What the one project came out as that was judged: of one there is no share.
pub fn only_verdict(book: &Book, outcomes: Outcomes) -> Option<&str> {
    let names = ["outcome-met", "outcome-partly", "outcome-missed"];
    let mut found = Outcome::ALL.into_iter().zip(names);
    let found = found.find(|(outcome, _)| outcomes.judged() == 1 && outcomes.of(*outcome) == 1);
    found.map(|(_, name)| book.say(name))
}

/// The word for one target that was reached or not.
pub fn verdict(book: &Book, is_met: bool) -> &str {
    book.say(if is_met {
        "outcome-met"
    } else {
        "outcome-missed"
    })
}
