//! A policy of the tree, and a section: a group of projects with its counts, its money and its list.

use super::book::{Book, Head, fact, link};
use super::route::{self, Page};
use super::view::{Block, Card, Chip, Fact, Inline, LinkItem, Section, Tone, View};
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::{Tally, money, tally::latest_verdict};
use crate::model::{DepartmentIx, Plan, PolicyIx};

/// A list longer than this shows its projects as a table of one line each instead of cards.
const CARDS_UP_TO: usize = 40;

pub fn policy(book: &Book, plan_ix: usize, policy_ix: PolicyIx) -> View {
    let plan = book.plan(plan_ix);
    let policy = &plan.policies[policy_ix];
    let page = Page::Policy(plan_ix, policy_ix);
    let here = book.address(&page);
    let tally = &book.plan_figures(plan_ix).policies[policy_ix];
    let mut above = vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))];
    let path = plan.path_to(policy_ix);
    for node in &path[..path.len() - 1] {
        above.push((
            plan.policies[*node].title.clone(),
            route::policy(plan, *node),
        ));
    }
    let level = plan.level_name(policy.depth).unwrap_or_default();
    let frame = book.frame(Head {
        page: &page,
        kind: "policy",
        heading: policy.title.clone(),
        kicker: join(&[&plan.short, level]),
        summary: summary(book, &policy.title, &policy.summary, tally),
        above,
    });
    let mut sections = Vec::new();
    if !policy.children.is_empty() {
        sections.push(children(book, plan_ix, &policy.children, &here));
    }
    sections.extend(projects(book, plan_ix, tally, &here));
    sections.extend(years(book, plan, tally));
    View {
        frame,
        glance: glance(book, plan, tally),
        chips: Vec::new(),
        sections,
    }
}

pub fn section(book: &Book, plan_ix: usize, section_ix: DepartmentIx) -> View {
    let plan = book.plan(plan_ix);
    let department = &plan.departments[section_ix];
    let page = Page::Section(plan_ix, section_ix);
    let here = book.address(&page);
    let tally = &book.plan_figures(plan_ix).departments[section_ix];
    let frame = book.frame(Head {
        page: &page,
        kind: "section",
        heading: department.name.clone(),
        kicker: join(&[&plan.short, &department.office]),
        summary: summary(book, &department.name, "", tally),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let mut sections: Vec<Section> = projects(book, plan_ix, tally, &here).into_iter().collect();
    sections.extend(years(book, plan, tally));
    View {
        frame,
        glance: glance(book, plan, tally),
        chips: Vec::new(),
        sections,
    }
}

/// What a group adds up to, in one glance.
pub fn glance(book: &Book, plan: &Plan, tally: &Tally) -> Vec<Fact> {
    let count = tally.projects.len().to_string();
    let mut facts = vec![fact(
        book.say("glance-projects"),
        Inline::text(&book.fill("count-projects", &[("count", &count)])),
    )];
    if let Some(year) = tally.year.filter(|_| !tally.budget.is_empty()) {
        let label = book.fill("glance-budget", &[("year", &book.short_year(year))]);
        facts.push(fact(&label, book.sum(&tally.budget, plan.unit)));
        if let Some(change) = tally
            .budget
            .total
            .checked_sub(tally.before.total)
            .filter(|_| !tally.before.is_empty())
        {
            facts.push(fact(
                book.say("glance-change"),
                book.amount(change, plan.unit),
            ));
        }
    }
    if tally.indicators > 0 {
        let args = [
            ("achieved", &*tally.achieved.to_string()),
            ("judged", &*tally.judged().to_string()),
        ];
        let mut said = Inline::text(&book.fill("count-achieved", &args));
        if tally.unjudged > 0 {
            let count = tally.unjudged.to_string();
            let rest = book.fill("count-unjudged", &[("count", &count)]);
            said.push(&Inline::small(&rest));
        }
        facts.push(fact(book.say("glance-achieved"), said));
    }
    facts
}

fn summary(book: &Book, title: &str, own: &str, tally: &Tally) -> String {
    if !own.is_empty() {
        return own.to_owned();
    }
    let count = tally.projects.len().to_string();
    book.fill("group-summary", &[("title", title), ("count", &count)])
}

fn join(parts: &[&str]) -> String {
    let said: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    said.join("　")
}

/// The nodes below, with what each adds up to.
pub fn children(book: &Book, plan_ix: usize, nodes: &[PolicyIx], here: &SitePath) -> Section {
    let plan = book.plan(plan_ix);
    let depth = nodes.first().map_or(0, |node| plan.policies[*node].depth);
    let level = plan.level_name(depth).unwrap_or(book.say("policy"));
    let rows = nodes.iter().map(|node| {
        let tally = &book.plan_figures(plan_ix).policies[*node];
        let href = here.link_to(&route::policy(plan, *node));
        (plan.policies[*node].title.as_str(), href, tally)
    });
    let table = tally_table(book, plan, "children", level, rows);
    Section {
        id: "children".to_owned(),
        heading: book.fill("by-level", &[("level", level)]),
        blocks: vec![super::tables::block(book, &table)],
    }
}

/// Names with counts and money: one line for each group.
pub fn tally_table<'a>(
    book: &Book,
    plan: &Plan,
    id: &str,
    label: &'a str,
    rows: impl Iterator<Item = (&'a str, String, &'a Tally)>,
) -> Table<'a> {
    let year = crate::figures::budget_year(plan);
    let mut columns = vec![
        Column::text(label),
        Column::number(book.say("projects")),
        Column::number(book.say("achieved-of")),
    ];
    if let Some(year) = year {
        let said = [
            ("year", &*book.short_year(year)),
            ("unit", plan.unit.label()),
        ];
        columns.push(Column::number(book.fill("budget-of", &said)));
    }
    let caption = book.fill("tally-caption", &[("level", label)]);
    let mut table = Table::new(format!("{id}-table"), caption, columns);
    for (title, href, tally) in rows {
        let achieved = if tally.judged() == 0 {
            Cell::absent(book.say("value-unjudged"))
        } else {
            Cell::text(format!("{} / {}", tally.achieved, tally.judged()))
        };
        let mut cells = vec![
            Cell::number(tally.projects.len().to_string(), None),
            achieved,
        ];
        if year.is_some() {
            cells.push(if tally.budget.is_empty() {
                Cell::absent(book.say("value-none"))
            } else {
                super::tables::number_cell(tally.budget.total)
            });
        }
        table.rows.push(Row::new(Cell::link(title, href), cells));
    }
    table.notes.push(book.say("tally-note").to_owned());
    table
}

/// The projects of a group: cards while they are few, lines of a list when they are many.
pub fn projects(book: &Book, plan_ix: usize, tally: &Tally, here: &SitePath) -> Option<Section> {
    if tally.projects.is_empty() {
        return None;
    }
    let block = if tally.projects.len() <= CARDS_UP_TO {
        Block::Cards {
            items: tally
                .projects
                .iter()
                .map(|ix| card(book, plan_ix, *ix, here))
                .collect(),
        }
    } else {
        let plan = book.plan(plan_ix);
        Block::Links {
            items: tally
                .projects
                .iter()
                .map(|ix| {
                    let project = &plan.projects[*ix];
                    LinkItem {
                        label: project.title.clone(),
                        href: here.link_to(&route::project(plan, project)),
                        note: project.flags.join("・"),
                    }
                })
                .collect(),
        }
    };
    Some(Section {
        id: "projects".to_owned(),
        heading: book.say("projects-heading").to_owned(),
        blocks: vec![block],
    })
}

/// A project in a list: its money and how its indicators stand.
pub fn card(book: &Book, plan_ix: usize, project_ix: usize, here: &SitePath) -> Card {
    let plan = book.plan(plan_ix);
    let project = &plan.projects[project_ix];
    let mut facts = Vec::new();
    if let Some(year) = crate::figures::budget_year(plan) {
        let sum = money::total_in(plan, &[project_ix], year, crate::model::Stage::Budget);
        if !sum.is_empty() {
            let label = book.fill("glance-budget", &[("year", &book.short_year(year))]);
            let said = super::said::rounded(sum.total, plan.unit);
            facts.push(fact(&label, Inline::text(&said)));
        }
    }
    let mut chips = flag_chips(&project.flags);
    for indicator in &project.indicators {
        if let Some((year, verdict)) = latest_verdict(indicator)
            && let Some(chip) = book.verdict_chip(verdict)
        {
            let args = [
                ("slot", &*indicator.slot.to_string()),
                ("year", &*book.short_year(year)),
            ];
            facts.push(fact(
                &book.fill("card-indicator", &args),
                Inline::text(&chip.label),
            ));
        }
    }
    chips.truncate(4);
    let summary = book
        .documents
        .project(plan, project)
        .map(|document| document.summary.clone())
        .unwrap_or_default();
    Card {
        title: project.title.clone(),
        href: here.link_to(&route::project(plan, project)),
        text: summary,
        chips,
        facts,
    }
}

pub fn flag_chips(flags: &[String]) -> Vec<Chip> {
    flags
        .iter()
        .map(|flag| Chip {
            label: flag.clone(),
            tone: Tone::Note,
        })
        .collect()
}

/// The money of the group by year.
pub fn years(book: &Book, plan: &Plan, tally: &Tally) -> Option<Section> {
    let years = money::by_year(plan, &tally.projects);
    if years.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    if let Some(figure) = book.sums_chart(plan, &years) {
        blocks.push(figure);
    }
    let table = book.sums_table(plan, &years);
    blocks.push(super::tables::block(book, &table));
    Some(Section {
        id: "money".to_owned(),
        heading: book.say("money-heading").to_owned(),
        blocks,
    })
}

/// Links to the sections of a plan, for pages that list them.
pub fn section_links(
    book: &Book,
    plan_ix: usize,
    list: &[DepartmentIx],
    here: &SitePath,
) -> Inline {
    let plan = book.plan(plan_ix);
    let mut said = Inline::default();
    for (count, ix) in list.iter().enumerate() {
        if count > 0 {
            said.push(&Inline::text("、"));
        }
        let to = link(
            here,
            &plan.departments[*ix].name,
            &route::section(plan, *ix),
        );
        said.push(&Inline::link(&to.label, &to.href));
    }
    said
}
