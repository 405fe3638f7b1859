//! The projects of a group as a list: cards while they are few, dense rows when they are many, and what
//! lies open or one tap away.

use super::book::{Book, fact};
use super::headway;
use super::related::row;
use super::view::{Block, Card, Inline, Section};
use crate::base::path::SitePath;
use crate::figures::{self, Outcome, Tally, money};
use crate::model::Stage;

/// A longer list is one of dense rows.
const CARDS_UP_TO: usize = 6;

/// The projects of a group in the order of their plan.
pub fn projects(book: &Book, plan_ix: usize, tally: &Tally, here: &SitePath) -> Option<Section> {
    section(book, plan_ix, tally, |list| {
        vec![block(book, plan_ix, list, here)]
    })
}

/// The same by how they were judged: what missed its target lies open, the rest is one tap away.
pub fn by_outcome(book: &Book, plan_ix: usize, tally: &Tally, here: &SitePath) -> Option<Section> {
    let judged = tally
        .newest()
        .filter(|_| tally.projects.len() > CARDS_UP_TO);
    let Some((year, _)) = judged else {
        return projects(book, plan_ix, tally, here);
    };
    let plan = book.plan(plan_ix);
    section(book, plan_ix, tally, |list| {
        let groups = [
            (Some(Outcome::Missed), "list-missed"),
            (Some(Outcome::Partly), "list-partly"),
            (Some(Outcome::Met), "list-met"),
            (None, "list-unjudged"),
        ];
        let mut blocks = Vec::new();
        for (outcome, key) in groups {
            let of = |ix: &usize| figures::outcome(&plan.projects[*ix], year) == outcome;
            let found: Vec<usize> = list.iter().copied().filter(of).collect();
            if found.is_empty() {
                continue;
            }
            let args = [
                ("year", &*book.short_year(year)),
                ("count", &*found.len().to_string()),
            ];
            let label = book.fill(key, &args);
            let rows = vec![rows(book, plan_ix, &found, here)];
            let is_open = matches!(outcome, Some(Outcome::Missed | Outcome::Partly));
            blocks.push(if is_open {
                Block::Group {
                    id: key.to_owned(),
                    heading: label,
                    chips: Vec::new(),
                    blocks: rows,
                }
            } else {
                Block::Fold {
                    label,
                    blocks: rows,
                }
            });
        }
        blocks
    })
}

fn section(
    book: &Book,
    plan_ix: usize,
    tally: &Tally,
    blocks: impl Fn(&[usize]) -> Vec<Block>,
) -> Option<Section> {
    let list = &tally.projects;
    debug_assert!(
        list.iter()
            .all(|ix| *ix < book.plan(plan_ix).projects.len())
    );
    (!list.is_empty()).then(|| Section {
        id: "projects".to_owned(),
        heading: book.say("projects-heading").to_owned(),
        blocks: book
            .remarks(plan_ix, false)
            .into_iter()
            .chain(blocks(list))
            .collect(),
    })
}

fn block(book: &Book, plan_ix: usize, list: &[usize], here: &SitePath) -> Block {
    if list.len() > CARDS_UP_TO {
        return rows(book, plan_ix, list, here);
    }
    Block::Cards {
        items: list
            .iter()
            .map(|ix| card(book, plan_ix, *ix, here))
            .collect(),
    }
}

fn rows(book: &Book, plan_ix: usize, list: &[usize], here: &SitePath) -> Block {
    Block::Rows {
        items: list
            .iter()
            .map(|ix| {
                let mut row = row(book, plan_ix, *ix, here);
                if row.text.markdown.is_empty()
                    && let Some((label, amount)) = budget(book, plan_ix, *ix)
                {
                    let args = [("label", &*label), ("amount", &*amount)];
                    row.text = Inline::text(&book.fill("label-amount", &args));
                }
                row
            })
            .collect(),
    }
}

/// This year's money of a project, with its label.
fn budget(book: &Book, plan_ix: usize, project_ix: usize) -> Option<(String, String)> {
    let plan = book.plan(plan_ix);
    let year = book.plan_figures(plan_ix).whole.year?;
    let sum = money::total_in(plan, &[project_ix], year, Stage::Budget);
    let label = book.fill("glance-budget", &[("year", &book.short_year(year))]);
    let amount = book.rounded(sum.total, plan.unit);
    (!sum.is_empty()).then_some((label, amount))
}

/// A project in a list: what it is, its money and how it stands.
pub fn card(book: &Book, plan_ix: usize, project_ix: usize, here: &SitePath) -> Card {
    let plan = book.plan(plan_ix);
    let project = &plan.projects[project_ix];
    let row = row(book, plan_ix, project_ix, here);
    let mut facts = Vec::new();
    if let Some((label, amount)) = budget(book, plan_ix, project_ix) {
        facts.push(fact(&label, Inline::text(&amount)));
    }
    if !row.text.markdown.is_empty() {
        facts.extend(headway::headline(book, project));
    }
    let flags = project.flags.iter();
    let mut chips: Vec<_> = flags.map(|flag| headway::flag_chip(book, flag)).collect();
    chips.extend(row.chips);
    let document = book.documents.project(plan, project);
    let said = document.map_or("", |document| &document.summary);
    Card {
        title: row.title,
        href: row.href,
        text: book.summary(&project.summary, said).to_owned(),
        chips,
        facts,
    }
}
