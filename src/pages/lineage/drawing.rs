//! The chart from old to new: former projects on the left, what they became on the right.
//!
//! Only what comes together or goes apart is drawn: one line to one line is told better by a list. Rows
//! that repeat another are left out, since their project is drawn already.

use super::super::book::Book;
use super::super::view::Block;
use super::{destination, numbered};
use crate::base::path::SitePath;
use crate::chart::{self, Flow, FlowLink, FlowNode, FlowRelation, Heading, Label};
use crate::model::{Former, Plan, Relation, Successor};

/// More lines than this are a tangle; the table tells them better.
const DRAWN_UP_TO: usize = 120;

pub fn figure(book: &Book, plan_ix: usize, here: &SitePath) -> Option<Block> {
    let plan = book.plan(plan_ix);
    let lineage = &book.plan_figures(plan_ix).lineage;
    if lineage.projects() > DRAWN_UP_TO {
        return None;
    }
    let rights = rights(plan);
    if rights.is_empty() {
        return None;
    }
    let (left, links) = lefts(book, plan, &rights);
    let right = rights
        .iter()
        .map(|successor| {
            let (label, href) = destination(plan, *successor, here);
            FlowNode::new(Label::new(label.clone(), label).link(href)).alone(book.say("flow-new"))
        })
        .collect();
    let flow = Flow {
        heading: Heading {
            id: "flow".to_owned(),
            title: book.say("flow-title").to_owned(),
            words: book.words(),
            head: book.say("former-title").into(),
            notes: Vec::new(),
        },
        right_name: book.say("former-successors").into(),
        relation_name: book.say("lineage-relation").into(),
        left,
        right,
        relations: DRAWN
            .iter()
            .map(|relation| {
                let drawn = FlowRelation::new(book.relation(*relation));
                match relation {
                    Relation::EndedMerged => drawn.end(),
                    _ => drawn,
                }
            })
            .collect(),
        links,
    };
    let figure = chart::flow(&flow)?;
    Some(Block::Figure {
        html: figure.html(),
        markdown: figure.markdown(),
    })
}

/// The relations that have a line, the plainest first.
const DRAWN: [Relation; 7] = [
    Relation::Same,
    Relation::Renamed,
    Relation::GoesOn,
    Relation::Split,
    Relation::Merged,
    Relation::Absorbed,
    Relation::EndedMerged,
];

/// The relations in which a project does not simply go on as one other.
const ENTANGLED: [Relation; 4] = [
    Relation::Split,
    Relation::Merged,
    Relation::Absorbed,
    Relation::EndedMerged,
];

/// Everything that such projects went into, in the order of the plan.
fn rights(plan: &Plan) -> Vec<Successor> {
    let entangled = plan
        .former
        .iter()
        .filter(|row| row.relisted_of.is_none() && ENTANGLED.contains(&row.relation));
    let mut rights: Vec<Successor> = entangled.flat_map(|row| row.successors.clone()).collect();
    rights.sort_unstable();
    rights.dedup();
    rights
}

fn lefts<'a>(
    book: &'a Book,
    plan: &'a Plan,
    rights: &[Successor],
) -> (Vec<FlowNode<'a>>, Vec<FlowLink<'a>>) {
    let mut left = Vec::new();
    let mut links = Vec::new();
    let drawn = |row: &&Former| {
        let mut successors = row.successors.iter();
        row.relisted_of.is_none() && successors.any(|one| rights.binary_search(one).is_ok())
    };
    for former in plan.former.iter().filter(drawn) {
        let from = left.len();
        left.push(
            FlowNode::new(Label::from(numbered(former))).alone(book.relation(former.relation)),
        );
        for successor in &former.successors {
            let to = rights.binary_search(successor);
            let relation = DRAWN.iter().position(|one| *one == former.relation);
            let (Ok(to), Some(relation)) = (to, relation) else {
                continue;
            };
            let link = FlowLink::new(from, to, relation);
            links.push(if former.sure { link } else { link.unsure() });
        }
    }
    (left, links)
}
