//! Where to go on from a project: its neighbours in the policy, its section's other projects, the tables
//! of its policy. What is listed comes from figures made once; nothing here looks at every project.

use super::book::{Book, link};
use super::datasets;
use super::route;
use super::view::{Block, Frame, LinkItem, Row};
use crate::base::path::SitePath;
use crate::model::{DepartmentIx, Plan, PolicyIx, Project};

/// Neighbours that are shown; all of them stand on the policy's page.
const MATES_UP_TO: usize = 5;

/// The projects of the node that a project stands under first, in the order of the plan, and its place
/// among them.
fn mates(book: &Book, plan_ix: usize, project_ix: usize) -> Option<(PolicyIx, &[usize], usize)> {
    let plan = book.plan(plan_ix);
    let policy = *plan.projects[project_ix].policies.first()?;
    let list = book.plan_figures(plan_ix).policies.projects(policy);
    let at = list.binary_search(&project_ix).ok()?;
    Some((policy, list, at))
}

/// The ways to the project before and after this one in the same policy, and where it stands there.
pub fn pager(book: &Book, plan_ix: usize, project_ix: usize, here: &SitePath, frame: &mut Frame) {
    let plan = book.plan(plan_ix);
    let to = |ix: usize| {
        let other = &plan.projects[ix];
        link(here, &other.title, &route::project(plan, other))
    };
    let Some((policy, list, at)) = mates(book, plan_ix, project_ix) else {
        frame.previous = project_ix.checked_sub(1).map(to);
        frame.next = (project_ix + 1 < plan.projects.len()).then(|| to(project_ix + 1));
        return;
    };
    frame.previous = at.checked_sub(1).map(|at| to(list[at]));
    frame.next = list.get(at + 1).map(|ix| to(*ix));
    if list.len() > 1 {
        let args = [
            ("policy", &*plan.policies[policy].title),
            ("at", &*(at + 1).to_string()),
            ("count", &*list.len().to_string()),
        ];
        frame.position = book.fill("pager-position", &args);
    }
}

/// The section of related pages.
pub fn blocks(book: &Book, plan_ix: usize, project_ix: usize, here: &SitePath) -> Vec<Block> {
    let plan = book.plan(plan_ix);
    let project = &plan.projects[project_ix];
    let mut blocks = Vec::new();
    let mut items = Vec::new();
    if let Some((policy, list, at)) = mates(book, plan_ix, project_ix) {
        let node = &plan.policies[policy];
        let href = here.link_to(&route::policy(plan, policy));
        let near = nearest(list, at);
        if near.is_empty() {
            items.push(LinkItem {
                label: node.title.clone(),
                href,
                note: level_of(book, plan, policy).to_owned(),
            });
        } else {
            let rows = near
                .into_iter()
                .map(|ix| row(book, plan_ix, ix, here))
                .collect();
            let args = [
                ("policy", &*node.title),
                ("count", &*list.len().to_string()),
            ];
            blocks.push(Block::Group {
                id: "mates".to_owned(),
                heading: book.fill("related-mates", &[("level", level_of(book, plan, policy))]),
                chips: Vec::new(),
                blocks: vec![
                    Block::Rows { items: rows },
                    Block::Links {
                        items: vec![LinkItem {
                            label: book.fill("related-all", &args),
                            href,
                            note: String::new(),
                        }],
                    },
                ],
            });
        }
    }
    for policy in project.policies.iter().skip(1) {
        items.push(LinkItem {
            label: plan.policies[*policy].title.clone(),
            href: here.link_to(&route::policy(plan, *policy)),
            note: level_of(book, plan, *policy).to_owned(),
        });
    }
    for section in &project.departments {
        // A tree of sections has led there already.
        if is_node(plan, project, *section) {
            continue;
        }
        let departments = &book.plan_figures(plan_ix).departments;
        let count = departments.projects(*section).len();
        let args = [
            ("name", &*plan.departments[*section].name),
            ("count", &*count.to_string()),
        ];
        items.push(LinkItem {
            label: book.fill("related-section", &args),
            href: here.link_to(&route::section(plan, *section)),
            note: String::new(),
        });
    }
    if !items.is_empty() {
        blocks.push(Block::Links { items });
    }
    let tables = project
        .policies
        .first()
        .and_then(|policy| datasets::of_policy(book, plan_ix, *policy, here));
    if let Some(tables) = tables {
        blocks.push(Block::Group {
            id: "policy-tables".to_owned(),
            heading: book.say("policy-tables").to_owned(),
            chips: Vec::new(),
            blocks: vec![tables],
        });
    }
    blocks
}

/// Whether the node that a project stands under first is its section, by the same name.
fn is_node(plan: &Plan, project: &Project, section: DepartmentIx) -> bool {
    let node = project.policies.first();
    node.is_some_and(|node| plan.policies[*node].title == plan.departments[section].name)
}

fn level_of<'a>(book: &'a Book, plan: &'a Plan, policy: PolicyIx) -> &'a str {
    let level = plan.level_name(plan.policies[policy].depth);
    level.unwrap_or(book.say("policy"))
}

/// Those around a place, without it: as many before as after, more where one side ends.
fn nearest(list: &[usize], at: usize) -> Vec<usize> {
    let wanted = MATES_UP_TO.min(list.len() - 1);
    let from = at.saturating_sub(wanted / 2).min(list.len() - 1 - wanted);
    let window = list[from..=from + wanted].iter().copied();
    window.filter(|ix| *ix != list[at]).collect()
}

/// A project in a dense list: how it was judged and how far it came.
pub fn row(book: &Book, plan_ix: usize, project_ix: usize, here: &SitePath) -> Row {
    let plan = book.plan(plan_ix);
    let project = &plan.projects[project_ix];
    let told = book.told(plan_ix, project_ix);
    Row {
        title: project.title.clone(),
        href: here.link_to(&route::project(plan, project)),
        context: project.number.clone(),
        text: told.line.clone(),
        chips: told.verdict.iter().cloned().collect(),
    }
}
