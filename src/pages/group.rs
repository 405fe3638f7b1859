//! A group of projects, as a policy and a section show it: its counts, its verdicts, its money, its list.

mod judged;

pub use judged::{judged, only_verdict, verdict};

use super::book::{Book, fact, link};
use super::headway;
use super::route;
use super::status;
use super::tables::block;
use super::view::{Chip, Fact, Inline, Section};
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::{Outcomes, Tally, money};
use crate::model::{DepartmentIx, FiscalYear, Plan, PolicyIx};

/// What a group adds up to, in one glance.
pub fn glance(book: &Book, plan_ix: usize, tally: &Tally) -> Vec<Fact> {
    let plan = book.plan(plan_ix);
    if plan.projects.is_empty() {
        return plan_of_policies(book, plan_ix);
    }
    let count = tally.projects.len().to_string();
    let mut facts = vec![fact(
        book.say("glance-projects"),
        Inline::text(&book.fill("count-projects", &[("count", &count)])),
    )];
    if let Some(year) = tally.year.filter(|_| !tally.budget.is_empty()) {
        let label = book.fill("tile-budget", &[("year", &book.brief_year(year))]);
        facts.push(fact(&label, book.sum(&tally.budget, plan.unit)));
        let change = book.change(tally.budget.total, tally.before.total, plan.unit);
        let shares = &book.plan_figures(plan_ix).shares;
        if let Some(change) = change.filter(|_| money::is_comparable(shares, tally)) {
            facts.push(fact(book.say("glance-change"), change));
        }
        facts.extend(book.per_resident(plan, tally.budget.total));
    }
    if let Some((year, outcomes)) = tally.newest() {
        facts.extend(outcome_facts(book, year, outcomes));
    } else if tally.judged() > 0 {
        let args = [
            ("achieved", &*tally.achieved.to_string()),
            ("judged", &*tally.judged().to_string()),
            ("verdict", verdict(book, tally.achieved > 0)),
        ];
        let key = match tally.judged() {
            1 => "count-achieved-one",
            _ => "count-achieved",
        };
        let mut said = Inline::text(&book.fill(key, &args));
        if tally.unjudged > 0 {
            let count = tally.unjudged.to_string();
            let rest = book.fill("count-unjudged", &[("count", &count)]);
            said.push(&Inline::small(&rest));
        }
        facts.push(fact(book.say("glance-achieved"), said));
    }
    facts
}

/// A plan that is told by its policies alone: how many of the lowest level, and their indicators.
fn plan_of_policies(book: &Book, plan_ix: usize) -> Vec<Fact> {
    let plan = book.plan(plan_ix);
    let lowest: Vec<_> = plan
        .policies
        .iter()
        .filter(|policy| policy.children.is_empty())
        .collect();
    let level = lowest
        .first()
        .and_then(|policy| plan.level_name(policy.depth));
    let count = lowest.len().to_string();
    let label = book.fill(
        "glance-level",
        &[("level", level.unwrap_or(book.say("policy")))],
    );
    let said = book.fill("count-things", &[("count", &count)]);
    let mut facts = vec![fact(&label, Inline::text(&said))];
    let indicators = &book.plan_figures(plan_ix).indicators;
    if indicators.rows > 0 {
        let count = indicators.different.to_string();
        let mut said = Inline::text(&book.fill("count-things", &[("count", &count)]));
        if indicators.rows > indicators.different {
            let rows = indicators.rows.to_string();
            let more = book.fill("count-with-relisted", &[("count", &rows)]);
            said.push(&Inline::small(&more));
        }
        facts.push(fact(book.say("glance-indicators"), said));
    }
    facts
}

/// What the document judged in its newest year, with numerator and denominator.
fn outcome_facts(book: &Book, year: FiscalYear, outcomes: Outcomes) -> Vec<Fact> {
    let label = book.fill("tile-outcome", &[("year", &book.brief_year(year))]);
    if let Some(verdict) = only_verdict(book, outcomes) {
        let said = book.fill("outcome-one", &[("verdict", verdict)]);
        return vec![fact(&label, Inline::text(&said))];
    }
    let rate = outcomes
        .rate()
        .map(|rate| rate.to_string())
        .unwrap_or_default();
    let args = [
        ("met", &*outcomes.met.to_string()),
        ("judged", &*outcomes.judged().to_string()),
        ("rate", &*rate),
    ];
    let mut said = Inline::text(&book.fill("outcome-rate", &args));
    let rest = [
        ("partly", &*outcomes.partly.to_string()),
        ("missed", &*outcomes.missed.to_string()),
    ];
    said.push(&Inline::small(&book.fill("outcome-rest", &rest)));
    vec![fact(&label, said)]
}

/// The sections of something as links, or as the document prints them where that says more.
pub fn departments(
    book: &Book,
    plan_ix: usize,
    (list, printed): (&[DepartmentIx], &str),
    here: &SitePath,
) -> Inline {
    let mut said = section_links(book, plan_ix, list, here);
    if !printed.is_empty() {
        if list.is_empty() {
            return Inline::text(printed);
        }
        said.push(&Inline::small(
            &book.fill("as-printed", &[("text", printed)]),
        ));
    }
    said
}

/// What a group answers in one or two sentences, from its figures. `key` says how many projects it has.
pub fn answer(book: &Book, plan_ix: usize, key: &str, tally: &Tally) -> String {
    let plan = book.plan(plan_ix);
    if plan.projects.is_empty() {
        if tally.own_indicators == 0 {
            return String::new();
        }
        let count = tally.own_indicators.to_string();
        return book.fill("answer-indicators", &[("count", &count)]);
    }
    if tally.projects.is_empty() {
        if tally.own_indicators == 0 {
            return book.say("answer-no-projects").to_owned();
        }
        let count = tally.own_indicators.to_string();
        return book.fill("answer-only-indicators", &[("count", &count)]);
    }
    let count = tally.projects.len().to_string();
    let mut said = book.fill(key, &[("count", &count)]);
    if let Some((year, outcomes)) = tally.newest() {
        let only = only_verdict(book, outcomes);
        let args = [
            ("year", &*book.year(year)),
            ("judged", &*outcomes.judged().to_string()),
            ("met", &*outcomes.met.to_string()),
            ("verdict", only.unwrap_or_default()),
        ];
        let key = match only {
            Some(_) => "answer-judged-one",
            None if outcomes.met == outcomes.judged() => "answer-judged-all",
            None if outcomes.met == 0 => "answer-judged-none",
            None => "answer-judged",
        };
        said.push_str(&book.fill(key, &args));
        said.push_str(&status::missed(book, plan_ix, &tally.projects, year));
    } else if tally.judged() > 0 {
        let args = [
            ("judged", &*tally.judged().to_string()),
            ("met", &*tally.achieved.to_string()),
            ("verdict", verdict(book, tally.achieved > 0)),
        ];
        let key = match tally.judged() {
            1 => "answer-compared-one",
            _ => "answer-compared",
        };
        said.push_str(&book.fill(key, &args));
    }
    if let Some(year) = tally.year.filter(|_| !tally.budget.is_empty()) {
        let args = [
            ("year", &*book.year(year)),
            ("amount", &*book.rounded(tally.budget.total, plan.unit)),
            ("missing", &*tally.budget.missing.to_string()),
        ];
        let key = match (tally.budget.missing, tally.budget.unsure) {
            (0, 0) => "answer-budget",
            (0, _) => "answer-budget-unsure",
            _ => "answer-budget-partial",
        };
        said.push_str(&book.fill(key, &args));
    }
    said
}

pub fn join(parts: &[&str]) -> String {
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
        blocks: vec![block(book, &table)],
    }
}

/// Names with counts and money: one line for each group. Full-width blanks in front of a name set it in.
pub fn tally_table<'a>(
    book: &'a Book,
    plan: &Plan,
    id: &str,
    label: &'a str,
    rows: impl Iterator<Item = (&'a str, String, &'a Tally)>,
) -> Table<'a> {
    let year = crate::figures::budget_year(plan);
    let rows: Vec<_> = rows.collect();
    let judged = rows
        .iter()
        .filter_map(|(_, _, tally)| Some(tally.newest()?.0))
        .max();
    let is_judged = judged.is_some() || rows.iter().any(|(_, _, tally)| tally.judged() > 0);
    // A plan without projects is counted by the indicators of its policies.
    let has_projects = !plan.projects.is_empty();
    let counted = if has_projects {
        "projects"
    } else {
        "tally-indicators"
    };
    let mut columns = vec![Column::text(label), Column::number(book.say(counted))];
    if let Some(year) = judged {
        let args = [("year", &*book.short_year(year))];
        columns.push(Column::number(book.fill("met-of", &args)));
    } else if is_judged {
        columns.push(Column::number(book.say("achieved-of")));
    }
    if let Some(year) = year {
        let said = [
            ("year", &*book.short_year(year)),
            ("unit", book.money_unit(plan.unit)),
        ];
        columns.push(Column::number(book.fill("budget-of", &said)));
    }
    let caption = book.fill("tally-caption", &[("level", label)]);
    let mut table = Table::new(format!("{id}-table"), caption, columns);
    for (title, href, tally) in rows {
        let count = if has_projects {
            tally.projects.len()
        } else {
            tally.own_indicators
        };
        let mut cells = vec![Cell::number(count.to_string(), None)];
        if is_judged {
            cells.push(reached(book, judged, tally));
        }
        if year.is_some() {
            cells.push(if tally.budget.is_empty() {
                Cell::absent(book.no_sum(&tally.budget))
            } else {
                super::tables::number_cell(tally.budget.total)
            });
        }
        let name = title.trim_start_matches('　');
        let depth = (title.len() - name.len()) / '　'.len_utf8();
        let head = Cell::link(name, href).indented(depth);
        table.rows.push(Row::new(head, cells));
    }
    if judged.is_some() {
        table.notes.push(book.say("verdicts-note").to_owned());
    } else if is_judged {
        table.notes.push(book.say("tally-note").to_owned());
    }
    table
}

/// How many of how many reached their target: by the document's judgements where it has any.
fn reached<'a>(book: &'a Book, judged: Option<FiscalYear>, tally: &Tally) -> Cell<'a> {
    let (part, whole) = match judged {
        Some(year) => {
            let found = tally.outcomes.iter().find(|(known, _)| *known == year);
            found.map_or((0, 0), |(_, outcomes)| (outcomes.met, outcomes.judged()))
        }
        None => (tally.achieved, tally.judged()),
    };
    if whole == 0 {
        Cell::absent(book.say("value-unjudged"))
    } else {
        let args = [("part", &*part.to_string()), ("whole", &*whole.to_string())];
        Cell::text(book.fill("part-of", &args)).share(part, whole)
    }
}

pub fn flag_chips(book: &Book, flags: &[String]) -> Vec<Chip> {
    let flags = flags.iter();
    flags.map(|flag| headway::flag_chip(book, flag)).collect()
}

/// The money of the group by year.
pub fn years(book: &Book, plan_ix: usize, tally: &Tally) -> Option<Section> {
    let years = money::by_year(&book.plan_figures(plan_ix).shares, &tally.projects);
    if years.is_empty() {
        return None;
    }
    Some(Section {
        id: "money".to_owned(),
        heading: book.say("money-heading").to_owned(),
        blocks: book.sums(book.plan(plan_ix), &years),
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
            said.push(&Inline::text(book.words().get("said.between")));
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
