//! The ways from a plan's home to everything else of the plan: its lists, its overviews, its tables, the
//! plan before, its words. Each says how much there is.

use super::book::Book;
use super::route::Page;
use super::view::LinkItem;
use crate::base::path::SitePath;

/// Links from `here` to every page of the plan that is neither of its tree nor of its sections.
pub fn entries(book: &Book, plan_ix: usize, here: &SitePath) -> Vec<LinkItem> {
    let overviews = book.overviews(plan_ix).into_iter();
    let (findings, overviews): (Vec<_>, Vec<_>) = overviews
        .filter(|(_, page)| !matches!(page, Page::Projects(..)))
        .partition(|(_, page)| matches!(page, Page::Findings(_)));
    let link = |(label, page): (&str, Page)| LinkItem {
        label: label.to_owned(),
        href: here.link_to(&book.address(&page)),
        note: String::new(),
    };
    let mut items: Vec<LinkItem> = overviews.into_iter().map(link).collect();
    items.extend(extra_links(book, plan_ix, here));
    // What a reader should know of the figures comes last, as on paper.
    items.extend(findings.into_iter().map(link));
    items
}

/// Links to the pages that only some plans have, each with its count.
pub fn extra_links(book: &Book, plan_ix: usize, here: &SitePath) -> Vec<LinkItem> {
    let plan = book.plan(plan_ix);
    let figures = book.plan_figures(plan_ix);
    let all = plan.projects.len();
    let years = figures.calendar.years.len();
    // Nobody comes here where there is none.
    let year = super::years::first(book, plan_ix).unwrap_or(Page::Plan(plan_ix));
    let ways = [
        (all, "projects", Page::Projects(plan_ix, 0)),
        (all, "kana", Page::Kana(plan_ix, 0)),
        (years, "years", year),
        (figures.marks.lines.len(), "tags", Page::Tags(plan_ix, 0)),
        (plan.datasets.len(), "tables", Page::Tables(plan_ix)),
        (
            figures.lineage.projects(),
            "lineage",
            Page::Lineage(plan_ix, 0),
        ),
        (plan.glossary.len(), "glossary", Page::Glossary(plan_ix)),
    ];
    let there = ways.into_iter().filter(|(count, ..)| *count > 0);
    there
        .map(|(count, kind, page)| {
            let heading = book.say(&format!("{kind}-heading"));
            let label = match kind {
                // The count of marks and years says nothing, and that of titles stands beside it.
                "tags" | "kana" | "years" => heading.to_owned(),
                _ => book.fill(
                    "way-counted",
                    &[("name", heading), ("count", &*count.to_string())],
                ),
            };
            LinkItem {
                label,
                href: here.link_to(&book.address(&page)),
                note: String::new(),
            }
        })
        .collect()
}
