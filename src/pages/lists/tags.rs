//! Projects and policies by the marks that the document gives them: what is new or continued, since
//! when, and which of the Sustainable Development Goals a policy serves.

use std::collections::BTreeMap;

use super::super::book::Book;
use super::super::datasets::policy_name;
use super::super::route::{self, Page};
use super::super::view::{Block, Inline, Row, Section, View};
use super::{counted, frame, part_of};
use crate::base::path::SitePath;
use crate::model::{FiscalYear, Plan};

/// What a line is listed under, in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tag<'a> {
    /// A word of the document, in the order in which the document has them first.
    Flag(usize, &'a str),
    Since(FiscalYear),
    Goal(u8),
}

/// What stands on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bearer {
    Policy(usize),
    Project(usize),
}

/// How many lines the list has.
pub fn count(plan: &Plan) -> usize {
    let projects = plan.projects.iter();
    let flags: usize = projects.clone().map(|project| project.flags.len()).sum();
    let since = projects.filter(|project| project.since.is_some()).count();
    let goals: usize = plan.policies.iter().map(|policy| policy.sdgs.len()).sum();
    flags + since + goals
}

/// How many pages it fills; a plan without marks has none.
pub fn parts(plan: &Plan) -> usize {
    super::parts(count(plan))
}

fn lines(plan: &Plan) -> Vec<(Tag<'_>, Bearer)> {
    let mut order: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lines = Vec::with_capacity(count(plan));
    for (ix, project) in plan.projects.iter().enumerate() {
        let bearer = Bearer::Project(ix);
        for flag in &project.flags {
            let next = order.len();
            let place = *order.entry(flag).or_insert(next);
            lines.push((Tag::Flag(place, flag), bearer));
        }
        lines.extend(project.since.map(|year| (Tag::Since(year), bearer)));
    }
    for (ix, policy) in plan.policies.iter().enumerate() {
        let goals = policy.sdgs.iter();
        lines.extend(goals.map(|goal| (Tag::Goal(*goal), Bearer::Policy(ix))));
    }
    lines.sort_unstable();
    lines
}

pub fn view(book: &Book, plan_ix: usize, part: usize) -> View {
    let page = Page::Tags(plan_ix, part);
    let plan = book.plan(plan_ix);
    let here = book.address(&page);
    let lines = lines(plan);
    let shown = part_of(&lines, part);
    // A section a kind of mark, in it a fold a mark.
    let kinds = shown.chunk_by(|(one, _), (next, _)| one.kind() == next.kind());
    let sections = kinds.map(|lines| {
        let tags = lines.chunk_by(|(one, _), (next, _)| one == next);
        let blocks = tags.map(|lines| {
            let items = lines
                .iter()
                .map(|(_, bearer)| row(book, plan_ix, *bearer, &here));
            Block::Fold {
                label: lines[0].0.label(book, lines.len()),
                blocks: vec![Block::Rows {
                    items: items.collect(),
                }],
            }
        });
        Section {
            id: lines[0].0.kind().to_owned(),
            heading: book.say(lines[0].0.kind()).to_owned(),
            blocks: blocks.collect(),
        }
    });
    let mut view = View {
        sections: sections.collect(),
        ..frame(book, &page, "tags-heading", (part, parts(plan)))
    };
    let mut kinds: Vec<&str> = lines.iter().map(|(tag, _)| book.say(tag.kind())).collect();
    kinds.dedup();
    let kinds = kinds.join(book.say("list-separator"));
    view.frame.summary = book.fill("tags-summary", &[("kinds", &kinds)]);
    view
}

impl Tag<'_> {
    /// The key of its heading, which is the id of its section too.
    fn kind(&self) -> &'static str {
        match self {
            Self::Flag(..) => "tags-flags",
            Self::Since(_) => "tags-since",
            Self::Goal(_) => "tags-goals",
        }
    }

    fn label(&self, book: &Book, count: usize) -> String {
        match self {
            Self::Flag(_, flag) => counted(book, flag, count),
            Self::Since(year) => counted(book, &book.year(*year), count),
            Self::Goal(goal) => {
                let args = [("goal", &*goal.to_string()), ("count", &*count.to_string())];
                book.fill("fold-goal", &args)
            }
        }
    }
}

fn row(book: &Book, plan_ix: usize, bearer: Bearer, here: &SitePath) -> Row {
    let plan = book.plan(plan_ix);
    match bearer {
        Bearer::Project(ix) => super::row(book, plan_ix, ix, here),
        Bearer::Policy(ix) => {
            let policy = &plan.policies[ix];
            Row {
                title: policy_name(policy),
                href: here.link_to(&route::policy(plan, ix)),
                context: plan.level_name(policy.depth).unwrap_or_default().to_owned(),
                text: Inline::default(),
                chips: Vec::new(),
            }
        }
    }
}
