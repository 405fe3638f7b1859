//! A plan's own page: what it is, what it adds up to, and the ways into it by policy and by section.

use super::book::{Book, Head};
use super::group::{self, tally_table};
use super::route::{self, Page};
use super::tables::block;
use super::view::{Block, LinkItem, Section, View};
use super::ways::extra_links;
use crate::base::path::SitePath;
use crate::model::Plan;
use crate::sources::Piece;

/// The tree is shown whole up to so many nodes; a larger one is entered from the top.
const WHOLE_TREE_UP_TO: usize = 120;

pub fn view(book: &Book, plan_ix: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Plan(plan_ix);
    let here = book.address(&page);
    let figures = book.plan_figures(plan_ix);
    let frame = book.frame(Head {
        page: &page,
        kind: "plan",
        heading: plan.title.clone(),
        kicker: plan.municipality.clone(),
        summary: plan.summary.clone(),
        above: Vec::new(),
    });
    let mut sections = Vec::new();
    sections.extend(prose(book, plan_ix));
    sections.extend(indicators(book, plan));
    sections.extend(group::judged(book, plan_ix, &figures.whole, &here));
    sections.extend(policies(book, plan_ix, &here));
    sections.extend(departments(book, plan_ix, &here));
    sections.extend(
        group::projects(book, plan_ix, &figures.whole, &here).filter(|_| {
            // A plan with thousands of projects is entered by its tree.
            figures.whole.projects.len() <= route::ROWS_PER_PAGE
        }),
    );
    sections.extend(group::years(book, plan, &figures.whole));
    sections.push(ways(book, plan_ix, &here));
    View {
        frame,
        glance: group::glance(book, plan, &figures.whole),
        chips: Vec::new(),
        sections,
    }
}

fn prose(book: &Book, plan_ix: usize) -> Option<Section> {
    let plan = book.plan(plan_ix);
    let document = book.documents.plans.get(plan.id.as_str());
    let pieces = document.map_or(&[][..], |document| &document.pieces);
    let blocks = free_blocks(pieces);
    (!blocks.is_empty()).then(|| Section {
        id: "about".to_owned(),
        heading: book.say("plan-about").to_owned(),
        blocks,
    })
}

/// Indicators of the plan as a whole.
fn indicators(book: &Book, plan: &Plan) -> Option<Section> {
    let list = &plan.indicators;
    let blocks: Vec<Block> = list
        .iter()
        .map(|indicator| book.indicator_block(plan, indicator, &[]))
        .collect();
    (!blocks.is_empty()).then(|| Section {
        id: "indicators".to_owned(),
        heading: book.say("plan-indicators").to_owned(),
        blocks,
    })
}

/// The prose of a page that has no tables or charts of its own to place.
pub fn free_blocks(pieces: &[Piece]) -> Vec<Block> {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Prose { html, markdown } => Some(Block::Prose {
                html: html.clone(),
                markdown: markdown.clone(),
            }),
            Piece::Slot(_) => None,
        })
        .collect()
}

fn policies(book: &Book, plan_ix: usize, here: &SitePath) -> Option<Section> {
    let plan = book.plan(plan_ix);
    if plan.policies.is_empty() {
        return None;
    }
    let whole = plan.policies.len() <= WHOLE_TREE_UP_TO;
    let nodes: Vec<usize> = if whole {
        (0..plan.policies.len()).collect()
    } else {
        plan.roots().collect()
    };
    let rows: Vec<(String, String, &crate::figures::Tally)> = nodes
        .iter()
        .map(|node| {
            let policy = &plan.policies[*node];
            // Depth is said by the level's name and shown by an indent of full-width blanks.
            let level = plan.level_name(policy.depth).unwrap_or_default();
            let indent = "　".repeat(policy.depth);
            let title = if level.is_empty() {
                format!("{indent}{}", policy.title)
            } else {
                format!("{indent}{}（{level}）", policy.title)
            };
            let href = here.link_to(&route::policy(plan, *node));
            (title, href, &book.plan_figures(plan_ix).policies[*node])
        })
        .collect();
    let rows = rows
        .iter()
        .map(|(title, href, tally)| (title.as_str(), href.clone(), *tally));
    let table = tally_table(book, plan, "policies", book.say("policy"), rows);
    Some(Section {
        id: "policies".to_owned(),
        heading: book.say("plan-policies").to_owned(),
        blocks: vec![block(book, &table)],
    })
}

fn departments(book: &Book, plan_ix: usize, here: &SitePath) -> Option<Section> {
    let plan = book.plan(plan_ix);
    if plan.departments.is_empty() {
        return None;
    }
    let rows = plan.departments.iter().enumerate().map(|(ix, department)| {
        let href = here.link_to(&route::section(plan, ix));
        (
            department.name.as_str(),
            href,
            &book.plan_figures(plan_ix).departments[ix],
        )
    });
    let table = tally_table(book, plan, "sections", book.say("department"), rows);
    Some(Section {
        id: "sections".to_owned(),
        heading: book.say("plan-sections").to_owned(),
        blocks: vec![block(book, &table)],
    })
}

fn ways(book: &Book, plan_ix: usize, here: &SitePath) -> Section {
    let items = book.overviews(plan_ix).into_iter().map(|(label, page)| {
        let note = match page {
            Page::Status(..) => "way-status",
            Page::Indicators(..) => "way-indicators",
            Page::Money(..) => "way-money",
            _ => "way-findings",
        };
        LinkItem {
            label: label.to_owned(),
            href: here.link_to(&book.address(&page)),
            note: book.say(note).to_owned(),
        }
    });
    let mut items: Vec<LinkItem> = items.collect();
    items.extend(extra_links(book, plan_ix, here));
    Section {
        id: "ways".to_owned(),
        heading: book.say("plan-ways").to_owned(),
        blocks: vec![Block::Links { items }],
    }
}
