//! The ways from a plan's home to the pages that only some plans have: tables, the plan before, words.

use super::book::Book;
use super::route::Page;
use super::view::LinkItem;
use crate::base::path::SitePath;

/// Links from `here` to every such page of the plan.
pub fn extra_links(book: &Book, plan_ix: usize, here: &SitePath) -> Vec<LinkItem> {
    let plan = book.plan(plan_ix);
    let ways = [
        (plan.datasets.len(), "tables", Page::Tables(plan_ix)),
        (
            book.plan_figures(plan_ix).lineage.projects(),
            "lineage",
            Page::Lineage(plan_ix, 0),
        ),
        (plan.glossary.len(), "glossary", Page::Glossary(plan_ix)),
    ];
    let there = ways.into_iter().filter(|(count, ..)| *count > 0);
    there
        .map(|(count, kind, page)| LinkItem {
            label: book.say(&format!("{kind}-heading")).to_owned(),
            href: here.link_to(&book.address(&page)),
            note: book.fill(&format!("way-{kind}"), &[("count", &count.to_string())]),
        })
        .collect()
}
