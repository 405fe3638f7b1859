//! A year of a plan: which projects and policies had something due, done or spent in it, by the tree,
//! each with what the document says of that year. The other years are one tap away.
//!
//! What several years say together stands on the pages of the projects themselves.

mod line;

use super::book::{Book, Head, fact, link};
use super::datasets::policy_name;
use super::indicators::has_doubt;
use super::lists;
use super::route::{self, LINES_PER_PAGE, Page};
use super::status;
use super::view::{Block, Fact, Inline, LinkItem, Row, Section, Tone, View};
use super::when::both_in;
use crate::base::path::SitePath;
use crate::base::words::Words;
use crate::figures::calendar::Year;
use crate::figures::marks::Bearer;
use crate::figures::orders::Branch;
use crate::figures::{Outcome, outcome};
use crate::model::{FiscalYear, Plan};

/// The pages of all years; none where the document says nothing by year.
pub fn pages(book: &Book, plan_ix: usize) -> impl Iterator<Item = Page> {
    let years = book.plan_figures(plan_ix).calendar.years.iter();
    years.flat_map(move |year| {
        let parts = lists::parts(year.lines.len());
        (0..parts).map(move |part| Page::Year(plan_ix, year.year, part))
    })
}

/// Where one begins who looks for a year.
pub fn first(book: &Book, plan_ix: usize) -> Option<Page> {
    let year = book.plan_figures(plan_ix).calendar.first?;
    Some(Page::Year(plan_ix, year, 0))
}

/// The link to a year, where the plan says anything of it.
pub fn way_to(book: &Book, plan_ix: usize, year: FiscalYear, here: &SitePath) -> Option<String> {
    book.plan_figures(plan_ix).calendar.year(year)?;
    Some(here.link_to(&book.address(&Page::Year(plan_ix, year, 0))))
}

/// The link to what missed its target in a year, where its page lists that.
pub fn way_to_missed(
    book: &Book,
    plan_ix: usize,
    year: FiscalYear,
    here: &SitePath,
) -> Option<String> {
    let known = book.plan_figures(plan_ix).calendar.year(year)?;
    let sheet = Sheet {
        book,
        plan_ix,
        plan: book.plan(plan_ix),
        here,
        year,
        lines: Vec::new(),
    };
    sheet.missing(known, Outcome::Missed)?;
    let way = way_to(book, plan_ix, year, here)?;
    Some(format!("{way}#{MISSED}"))
}

pub fn view(book: &Book, plan_ix: usize, year: FiscalYear, part: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Year(plan_ix, year, part);
    let calendar = &book.plan_figures(plan_ix).calendar;
    let nothing = Year {
        year,
        lines: Vec::new(),
        results: 0,
    };
    let known = calendar.year(year).unwrap_or(&nothing);
    let mut frame = book.frame(Head {
        page: &page,
        kind: "year",
        heading: heading(book, known, part),
        kicker: plan.short.clone(),
        summary: summary(book, plan_ix, known),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let here = book.address(&page);
    (frame.previous, frame.next) = around(book, plan_ix, (known, part), &here);
    let lines = known.lines.iter().skip(part * LINES_PER_PAGE);
    let lines = lines.map(|place| calendar.bearers[*place as usize]);
    let sheet = Sheet {
        book,
        plan_ix,
        plan,
        here: &here,
        year,
        lines: lines.take(LINES_PER_PAGE).collect(),
    };
    let mut sections = vec![ways(book, plan_ix, year, &here)];
    let short_of = sheet.short_of(known);
    let is_there = |id: &str| short_of.iter().any(|section| section.id == id);
    let glance = glance(book, plan_ix, known, (is_there, &here));
    if part == 0 {
        sections.extend(short_of);
    }
    sections.extend(sheet.sections());
    View {
        frame,
        glance,
        chips: Vec::new(),
        sections,
    }
}

fn heading(book: &Book, known: &Year, part: usize) -> String {
    let heading = heading_in(book.words(), known);
    if part == 0 {
        return heading;
    }
    let part = (part + 1).to_string();
    book.fill("part-heading", &[("heading", &heading), ("part", &part)])
}

/// The heading of the first part in the language of these words.
pub fn heading_in(words: &Words, known: &Year) -> String {
    let key = match known.results {
        0 => "years-heading-ahead",
        _ => "years-heading-results",
    };
    let args = [("year", both_in(words, known.year))];
    words.fill_in("pages", key, &args)
}

/// How the year was judged, where its document judges; then how much there is of it.
pub fn summary(book: &Book, plan_ix: usize, known: &Year) -> String {
    let whole = &book.plan_figures(plan_ix).whole;
    let judged = whole.outcomes.iter().find(|(year, _)| *year == known.year);
    let mut said = judged.map_or_else(String::new, |(year, outcomes)| {
        status::answer(book, *year, *outcomes)
    });
    let mut projects = book.plan(plan_ix).projects.iter();
    let has_money = projects.any(|project| !project.budget.years.is_empty());
    let key = match known.results {
        0 => match (known.year.has_ended(book.site.info.as_of), has_money) {
            (true, true) => "years-summary-silent",
            (true, false) => "years-summary-silent-plans",
            (false, true) => "years-summary-ahead",
            (false, false) => "years-summary-ahead-plans",
        },
        results if results == known.lines.len() => "years-summary-all",
        _ => "years-summary",
    };
    let args = [
        ("year", &*book.short_year(known.year)),
        ("count", &*known.lines.len().to_string()),
        ("results", &*known.results.to_string()),
    ];
    if !said.is_empty() {
        said.push_str(book.say("sentence-gap"));
    }
    said.push_str(&book.fill(key, &args));
    said
}

/// How the year was judged, with the ways to the lists that the first part of the page has, and what it
/// cost.
fn glance(
    book: &Book,
    plan_ix: usize,
    known: &Year,
    (is_listed, here): (impl Fn(&str) -> bool, &SitePath),
) -> Vec<Fact> {
    let first = book.address(&Page::Year(plan_ix, known.year, 0));
    let plan = book.plan(plan_ix);
    let figures = book.plan_figures(plan_ix);
    let mut facts = Vec::new();
    let mut judged = figures.whole.outcomes.iter();
    if let Some((_, outcomes)) = judged.find(|(year, _)| *year == known.year) {
        let rows = [
            ("outcome-met", outcomes.met, ""),
            ("outcome-partly", outcomes.partly, PARTLY),
            ("outcome-missed", outcomes.missed, MISSED),
        ];
        let rows = rows.into_iter().filter(|(_, count, _)| *count > 0);
        facts.extend(rows.map(|(key, count, id)| {
            let said = book.fill("count-projects", &[("count", &count.to_string())]);
            let said = match is_listed(id) {
                true => Inline::link(&said, &format!("{}#{id}", here.link_to(&first))),
                false => Inline::text(&said),
            };
            fact(book.say(key), said)
        }));
    }
    let mut sums = figures.years.iter();
    if let Some(sums) = sums.find(|sums| sums.year == known.year) {
        let both = [("budget", &sums.budget), ("settled", &sums.settled)];
        let both = both.into_iter().filter(|(_, sum)| !sum.is_empty());
        facts.extend(both.map(|(key, sum)| fact(book.say(key), book.sum(sum, plan.unit))));
    }
    facts
}

/// The parts before and after this one, else the years.
fn around(
    book: &Book,
    plan_ix: usize,
    (known, part): (&Year, usize),
    here: &SitePath,
) -> (Option<super::view::Link>, Option<super::view::Link>) {
    let years = &book.plan_figures(plan_ix).calendar.years;
    let at = years.iter().position(|one| one.year == known.year);
    let to = |year: FiscalYear, part: usize| {
        let label = match part {
            0 => book.year(year),
            part => book.fill("part", &[("part", &(part + 1).to_string())]),
        };
        let target = Page::Year(plan_ix, year, part);
        link(here, &label, &book.address(&target))
    };
    let previous = match part.checked_sub(1) {
        Some(before) => Some(to(known.year, before)),
        None => {
            let before = at.and_then(|at| years.get(at.checked_sub(1)?));
            before.map(|one| to(one.year, 0))
        }
    };
    let next = if part + 1 < lists::parts(known.lines.len()) {
        Some(to(known.year, part + 1))
    } else {
        let after = at.and_then(|at| years.get(at + 1));
        after.map(|one| to(one.year, 0))
    };
    (previous, next)
}

/// All other years, the newest first.
fn ways(book: &Book, plan_ix: usize, year: FiscalYear, here: &SitePath) -> Section {
    let years = book.plan_figures(plan_ix).calendar.years.iter().rev();
    let others = years.filter(|one| one.year != year);
    let items = others.map(|one| LinkItem {
        label: book.year(one.year),
        href: here.link_to(&book.address(&Page::Year(plan_ix, one.year, 0))),
        note: String::new(),
    });
    let items: Vec<LinkItem> = items.collect();
    Section {
        id: "years".to_owned(),
        heading: String::new(),
        blocks: if items.is_empty() {
            Vec::new()
        } else {
            vec![Block::Links { items }]
        },
    }
}

/// The sections of what was not reached.
const MISSED: &str = "missed";
const PARTLY: &str = "partly";

struct Sheet<'a> {
    book: &'a Book,
    plan_ix: usize,
    plan: &'a Plan,
    here: &'a SitePath,
    year: FiscalYear,
    lines: Vec<(Branch, Bearer)>,
}

impl Sheet<'_> {
    /// What missed its targets in the year, before the tree, which is folded; of a year that fits a page.
    fn short_of(&self, known: &Year) -> Vec<Section> {
        let year = self.book.short_year(self.year);
        let year = [("year", &*year)];
        let lists = [(MISSED, Outcome::Missed), (PARTLY, Outcome::Partly)];
        let sections = lists.into_iter().filter_map(|(id, wanted)| {
            let projects = self.missing(known, wanted)?;
            let rows = projects.iter().map(|ix| self.row(Bearer::Project(*ix)));
            Some(Section {
                id: id.to_owned(),
                heading: self.book.fill(&format!("status-{id}"), &year),
                blocks: vec![Block::Rows {
                    items: rows.collect(),
                }],
            })
        });
        sections.collect()
    }

    /// The projects that were judged so, where they are listed before the tree.
    fn missing(&self, known: &Year, wanted: Outcome) -> Option<Vec<usize>> {
        let calendar = &self.book.plan_figures(self.plan_ix).calendar;
        let places = known.lines.iter();
        let mut projects: Vec<usize> = places
            .filter_map(|at| match calendar.bearers[*at as usize].1 {
                Bearer::Project(ix) => Some(ix),
                Bearer::Policy(_) => None,
            })
            .filter(|ix| outcome(&self.plan.projects[*ix], self.year) == Some(wanted))
            .collect();
        projects.dedup();
        let is_open = lists::is_short(known.lines.len());
        let is_told = !is_open && !projects.is_empty() && projects.len() <= LINES_PER_PAGE;
        is_told.then_some(projects)
    }

    /// A section for each node at the top of the tree, in it a fold for each below it.
    fn sections(&self) -> Vec<Section> {
        let (book, plan) = (self.book, self.plan);
        let tops = self.lines.chunk_by(|(one, _), (next, _)| one.0 == next.0);
        let sections = tops.map(|lines| {
            let (top, _) = lines[0].0;
            let groups = lines.chunk_by(|(one, _), (next, _)| one.1 == next.1);
            Section {
                id: lists::branch_id(plan, (top, None)),
                heading: top.map_or_else(
                    || book.say("projects-heading").to_owned(),
                    |top| policy_name(&plan.policies[top]),
                ),
                blocks: groups.map(|lines| self.group(lines)).collect(),
            }
        });
        let mut sections: Vec<Section> = sections.collect();
        let is_unsure = sections.iter().any(|section| has_doubt(&section.blocks));
        if let Some(first) = sections.first_mut() {
            let notes = book.remarks(self.plan_ix, false).into_iter();
            let notes = notes.chain(is_unsure.then(|| Block::Notes {
                tone: Tone::Note,
                items: vec![Inline::text(book.say("method-unsure"))],
            }));
            first.blocks.splice(0..0, notes);
        }
        sections
    }

    /// What stands under one node of the second level.
    fn group(&self, lines: &[(Branch, Bearer)]) -> Block {
        let (book, plan) = (self.book, self.plan);
        let rows = Block::Rows {
            items: lines.iter().map(|(_, bearer)| self.row(*bearer)).collect(),
        };
        let Some(node) = lines[0].0.1 else {
            return rows;
        };
        // A node that stands alone is not headed by itself.
        if matches!(lines, [(_, Bearer::Policy(ix))] if *ix == node) {
            return rows;
        }
        let (mut met, mut judged) = (0, 0);
        for (_, bearer) in lines {
            if let Bearer::Project(ix) = bearer
                && let Some(outcome) = outcome(&plan.projects[*ix], self.year)
            {
                judged += 1;
                met += usize::from(outcome == Outcome::Met);
            }
        }
        let args = [
            ("name", &*policy_name(&plan.policies[node])),
            ("count", &*lines.len().to_string()),
            ("judged", &*judged.to_string()),
            ("met", &*met.to_string()),
        ];
        let label = match judged {
            0 => book.fill("years-fold", &args[..2]),
            _ => book.fill("years-fold-judged", &args),
        };
        let is_open = lists::is_short(self.lines.len());
        let id = lists::branch_id(plan, lines[0].0);
        lists::titled(is_open, id, label, vec![rows])
    }

    fn row(&self, bearer: Bearer) -> Row {
        let (book, plan) = (self.book, self.plan);
        match bearer {
            Bearer::Project(ix) => {
                let project = &plan.projects[ix];
                Row {
                    title: project.title.clone(),
                    href: self.here.link_to(&route::project(plan, project)),
                    context: project.number.clone(),
                    text: line::of_project(book, (self.plan_ix, ix), self.year),
                    chips: line::chip(book, &project.indicators, self.year),
                }
            }
            Bearer::Policy(ix) => {
                let policy = &plan.policies[ix];
                Row {
                    title: policy_name(policy),
                    href: self.here.link_to(&route::policy(plan, ix)),
                    context: plan.level_name(policy.depth).unwrap_or_default().to_owned(),
                    text: line::of_policy(book, policy, self.year),
                    chips: line::chip(book, &policy.indicators, self.year),
                }
            }
        }
    }
}
