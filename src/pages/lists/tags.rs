//! Projects and policies by the marks that the document gives them: what is new or continued, since
//! when, and which of the Sustainable Development Goals a policy serves.

use super::super::book::Book;
use super::super::datasets::policy_name;
use super::super::headway::flag_chip;
use super::super::route::{self, Page};
use super::super::view::{Block, Inline, Row, Section, View};
use super::{counted, frame, is_short, part_of, titled};
use crate::base::path::SitePath;
use crate::figures::PlanFigures;
use crate::figures::marks::{Bearer, Mark};

/// How many pages the list fills; a plan without marks has none.
pub fn parts(figures: &PlanFigures) -> usize {
    super::parts(figures.marks.lines.len())
}

pub fn view(book: &Book, plan_ix: usize, part: usize) -> View {
    let page = Page::Tags(plan_ix, part);
    let here = book.address(&page);
    let figures = book.plan_figures(plan_ix);
    let lines = &figures.marks.lines;
    let shown = part_of(lines, part);
    // A section a kind of mark, in it a fold a mark.
    let kinds = shown.chunk_by(|(one, _), (next, _)| kind(*one) == kind(*next));
    let sections = kinds.map(|lines| {
        let tags = lines.chunk_by(|(one, _), (next, _)| one == next);
        let blocks = tags.map(|lines| {
            let items = lines
                .iter()
                .map(|(_, bearer)| row(book, plan_ix, *bearer, &here));
            let rows = Block::Rows {
                items: items.collect(),
            };
            let name = label(book, plan_ix, lines[0].0, lines.len());
            titled(is_short(shown.len()), id(lines[0].0), name, vec![rows])
        });
        Section {
            id: kind(lines[0].0).to_owned(),
            heading: book.say(kind(lines[0].0)).to_owned(),
            blocks: blocks.collect(),
        }
    });
    let mut view = View {
        sections: sections.collect(),
        ..frame(book, &page, "tags-heading", (part, parts(figures)))
    };
    let mut kinds: Vec<&str> = lines
        .iter()
        .map(|(mark, _)| book.say(kind(*mark)))
        .collect();
    kinds.dedup();
    let kinds = kinds.join(book.say("list-separator"));
    view.frame.summary = book.fill("tags-summary", &[("kinds", &kinds)]);
    view
}

/// The key of its heading, which is the id of its section too.
fn kind(mark: Mark) -> &'static str {
    match mark {
        Mark::Flag(_) => "tags-flags",
        Mark::Since(_) => "tags-since",
        Mark::Goal(_) => "tags-goals",
    }
}

fn id(mark: Mark) -> String {
    match mark {
        Mark::Flag(place) => format!("flag-{}", place + 1),
        Mark::Since(year) => format!("since-{}", year.western()),
        Mark::Goal(goal) => format!("goal-{goal}"),
    }
}

fn label(book: &Book, plan_ix: usize, mark: Mark, count: usize) -> String {
    match mark {
        Mark::Flag(place) => {
            let flag = &book.plan_figures(plan_ix).marks.flags[place];
            counted(book, &flag_chip(book, flag).label, count)
        }
        Mark::Since(year) => counted(book, &book.year(year), count),
        Mark::Goal(goal) => {
            let args = [("goal", &*goal.to_string()), ("count", &*count.to_string())];
            book.fill("fold-goal", &args)
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
