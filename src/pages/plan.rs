//! A plan's own page: the answer in one sentence and one chart, the ways into it, its tree, its sections,
//! and at the end what it is.

use super::book::{Book, Head, fact};
use super::datasets::policy_name;
use super::group::{self, tally_table};
use super::listing;
use super::lists;
use super::route::{self, Page};
use super::section;
use super::status;
use super::tables::block;
use super::view::{Block, Fact, Inline, LinkItem, Section, View};
use super::ways;
use crate::base::kana;
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::Tally;
use crate::model::plan::State;
use crate::model::{Department, Plan, Policy};
use crate::sources::Piece;

/// The tree is shown whole up to so many nodes; a larger one down to its second level, and one with a
/// larger second level is entered from the top.
const WHOLE_TREE_UP_TO: usize = 30;
const BRANCHES_UP_TO: usize = 120;

/// A longer list of sections is folded.
const SECTIONS_UP_TO: usize = 12;

/// More projects than these are on a page of their own.
const PROJECTS_UP_TO: usize = 20;

pub fn view(book: &Book, plan_ix: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Plan(plan_ix);
    let here = book.address(&page);
    let figures = book.plan_figures(plan_ix);
    let frame = book.frame(Head {
        page: &page,
        kind: "plan",
        heading: plan.short.clone(),
        kicker: plan.municipality.clone(),
        summary: summary(book, plan_ix),
        above: Vec::new(),
    });
    let mut sections = vec![Section {
        id: "ways".to_owned(),
        heading: String::new(),
        blocks: vec![Block::Links {
            items: ways::entries(book, plan_ix, &here),
        }],
    }];
    sections.extend(group::judged(book, plan_ix, &figures.whole, &here));
    sections.extend(policies(book, plan_ix, &here));
    sections.extend(departments(book, plan_ix, &here));
    sections.extend(indicators(book, plan));
    sections.extend(
        listing::projects(book, plan_ix, &figures.whole, &here)
            .filter(|_| figures.whole.projects.len() <= PROJECTS_UP_TO),
    );
    sections.extend(group::years(book, plan_ix, &figures.whole));
    sections.push(about(book, plan_ix));
    View {
        frame,
        glance: years(book, plan)
            .into_iter()
            .chain(group::glance(book, plan_ix, &figures.whole))
            .chain(counted(book, plan_ix))
            .chain(book.newer(plan))
            .collect(),
        chips: state(book, plan)
            .map(|(chip, _)| chip)
            .into_iter()
            .collect(),
        sections,
    }
}

/// Whether the plan's figures answer something by themselves; else what it is about says more.
fn has_answer(book: &Book, plan_ix: usize) -> bool {
    let figures = book.plan_figures(plan_ix);
    book.plan(plan_ix).summary.is_empty()
        || figures.whole.newest().is_some()
        || super::money::answer(book, plan_ix).is_some()
}

/// The answer, and by name what missed its targets; of a plan without results what it is about.
fn summary(book: &Book, plan_ix: usize) -> String {
    if !has_answer(book, plan_ix) {
        let beside = super::indicators::answer(book, plan_ix).unwrap_or_default();
        return book.plan(plan_ix).summary.clone() + &beside;
    }
    let whole = &book.plan_figures(plan_ix).whole;
    let missed = whole.newest().map(|(year, _)| {
        let projects = &whole.projects;
        status::missed(book, plan_ix, projects, year)
    });
    answer(book, plan_ix) + &missed.unwrap_or_default()
}

/// What the plan's figures say, in one sentence: its judgements, else its money, else how much it holds.
pub fn answer(book: &Book, plan_ix: usize) -> String {
    let plan = book.plan(plan_ix);
    let figures = book.plan_figures(plan_ix);
    let whole = &figures.whole;
    if let Some((year, outcomes)) = whole.newest() {
        return status::answer(book, year, outcomes);
    }
    if let Some(said) = super::money::answer(book, plan_ix) {
        return said;
    }
    let beside = super::indicators::answer(book, plan_ix).unwrap_or_default();
    let indicators = figures.indicators.different.to_string();
    if plan.projects.is_empty() {
        let (level, count) = lowest_level(book, plan);
        let args = [
            ("level", level),
            ("count", &*count),
            ("indicators", &*indicators),
            ("beside", &*beside),
        ];
        return book.fill("plan-answer-policies", &args);
    }
    let count = plan.projects.len().to_string();
    let args = [
        ("count", &*count),
        ("indicators", &*indicators),
        ("beside", &*beside),
    ];
    let key = if figures.indicators.rows > 0 {
        "plan-answer"
    } else {
        "plan-answer-projects"
    };
    book.fill(key, &args)
}

/// What the lowest nodes of a tree are called, and how many they are.
fn lowest_level<'a>(book: &'a Book, plan: &'a Plan) -> (&'a str, String) {
    let mut lowest = plan.policies.iter().filter(|p| p.children.is_empty());
    let level = lowest.clone().next();
    let level = level.and_then(|policy| plan.level_name(policy.depth));
    let count = lowest.by_ref().count().to_string();
    (level.unwrap_or(book.say("policy")), count)
}

/// What the document is called in full, its years and how it stands; then what is said of it.
fn about(book: &Book, plan_ix: usize) -> Section {
    let plan = book.plan(plan_ix);
    let mut facts: Vec<Fact> = Vec::new();
    let mut add = |key: &str, said: &str| facts.push(fact(book.say(key), Inline::text(said)));
    if plan.title != plan.short {
        add("plan-title", &plan.title);
    }
    if let Some(year) = plan.edition {
        let args = [("year", &*book.year(year))];
        add("edition-label", &book.fill("edition", &args));
    }
    if let Some((chip, _)) = state(book, plan) {
        add("plan-state", &chip.label);
    }
    facts.push(values_file(book, plan_ix));
    let mut blocks = vec![Block::Facts { items: facts }];
    if has_answer(book, plan_ix) && !plan.summary.is_empty() {
        blocks.push(super::indicators::paragraph(&Inline::text(&plan.summary)));
    }
    blocks.extend(prose(book, plan_ix));
    blocks.extend(sources(book, plan));
    Section {
        id: "about".to_owned(),
        heading: book.say("plan-about").to_owned(),
        blocks,
    }
}

/// The years of the plan, or those that a document of a budget has in its tables.
fn years(book: &Book, plan: &Plan) -> Option<Fact> {
    let key = match plan.state {
        Some(State::Budget) => "plan-tables-span",
        _ => "plan-span",
    };
    let said = Inline::words(&lists::span(book, plan.span?));
    Some(fact(book.say(key), said))
}

/// How many indicators there are, where nothing else is told of them.
fn counted(book: &Book, plan_ix: usize) -> Option<Fact> {
    let count = book.plan_figures(plan_ix).indicators.different;
    let is_told = has_answer(book, plan_ix) || book.plan(plan_ix).projects.is_empty() || count == 0;
    let said = book.fill("count-things", &[("count", &count.to_string())]);
    (!is_told).then(|| fact(book.say("glance-indicators"), Inline::text(&said)))
}

/// The file of all values, to take away.
fn values_file(book: &Book, plan_ix: usize) -> Fact {
    let here = book.address(&Page::Plan(plan_ix));
    let href = book.link_to_shared(&here, &route::values_file(book.plan(plan_ix)));
    let mut said = Inline::link(book.say("values-file"), &href);
    said.push(&Inline::small(book.say("table-file-note")));
    fact(book.say("table-take"), said)
}

/// The documents that the plan was read from.
fn sources(book: &Book, plan: &Plan) -> Option<Block> {
    let items = book.sources_of(plan);
    let args = [("count", &*items.len().to_string())];
    (!items.is_empty()).then(|| Block::Group {
        id: "sources".to_owned(),
        heading: book.fill("plan-sources", &args),
        chips: Vec::new(),
        blocks: vec![Block::List { items }],
    })
}

/// How a plan stands on the day that the site is about, and its place among others; nothing where
/// neither its years nor its file say so.
pub fn state(book: &Book, plan: &Plan) -> Option<(super::view::Chip, u8)> {
    use super::view::{Chip, Tone};
    let today = book.site.info.as_of;
    let (key, tone, place) = match (plan.state, plan.span) {
        (Some(State::Draft), _) => ("state-draft", Tone::Note, 2),
        (Some(State::Budget), _) => ("state-budget", Tone::Plain, 1),
        (None, Some((_, to))) if to.has_ended(today) => ("state-ended", Tone::Plain, 4),
        (None, Some((from, _))) if from.previous().has_ended(today) => {
            ("state-running", Tone::Note, 0)
        }
        (None, Some(_)) => ("state-coming", Tone::Plain, 3),
        (None, None) => return None,
    };
    let label = book.say(key).to_owned();
    Some((Chip { label, tone }, place))
}

fn prose(book: &Book, plan_ix: usize) -> Vec<Block> {
    let plan = book.plan(plan_ix);
    let document = book.documents.plans.get(&plan.id);
    free_blocks(book, document.map_or(&[][..], |document| &document.pieces))
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
pub fn free_blocks(book: &Book, pieces: &[Piece]) -> Vec<Block> {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Prose { html, markdown } => Some(Block::Prose {
                html: html.clone(),
                markdown: markdown.clone(),
                lang: book.prose_lang(),
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
    let up_to = |depth: usize| -> Vec<usize> {
        let all = 0..plan.policies.len();
        all.filter(|ix| plan.policies[*ix].depth <= depth).collect()
    };
    let is_whole = plan.policies.len() <= WHOLE_TREE_UP_TO;
    let mut nodes = if is_whole {
        up_to(usize::MAX)
    } else {
        up_to(1)
    };
    if nodes.len() > BRANCHES_UP_TO {
        nodes = up_to(0);
    }
    let rows: Vec<(String, String, &Tally)> = nodes
        .iter()
        .map(|node| {
            let policy = &plan.policies[*node];
            // Depth is told to the table by full-width blanks, which it makes an indent of.
            let title = format!("{}{}", "　".repeat(policy.depth), policy_name(policy));
            let href = here.link_to(&route::policy(plan, *node));
            (title, href, &book.plan_figures(plan_ix).policies[*node])
        })
        .collect();
    let rows = rows
        .iter()
        .map(|(title, href, tally)| (title.as_str(), href.clone(), *tally));
    let deepest = nodes.iter().map(|node| plan.policies[*node].depth).max()?;
    let levels: Vec<&str> = (0..=deepest)
        .filter_map(|depth| plan.level_name(depth))
        .collect();
    let label = if levels.is_empty() {
        book.say("policy").to_owned()
    } else {
        levels.join(book.say("level-separator"))
    };
    let mut table = tally_table(book, plan, "policies", &label, rows);
    if nodes.len() < plan.policies.len() {
        table.notes.push(book.say("tree-note").to_owned());
    }
    let top = nodes.iter().filter(|node| plan.policies[**node].depth == 0);
    let tallies = &book.plan_figures(plan_ix).policies;
    let top = top.map(|node| &tallies[*node]);
    table.notes.extend(counted_twice(book, plan_ix, top));
    Some(Section {
        id: "policies".to_owned(),
        heading: book.say("plan-policies").to_owned(),
        blocks: vec![block(book, &table)],
    })
}

/// That rows of one table add up to more than there is, because something belongs to several.
fn counted_twice<'t>(
    book: &Book,
    plan_ix: usize,
    rows: impl Iterator<Item = &'t Tally>,
) -> Option<String> {
    let plan = book.plan(plan_ix);
    let (key, sum, whole) = if plan.projects.is_empty() {
        let sum: usize = rows.map(|tally| tally.own_indicators).sum();
        let whole = book.plan_figures(plan_ix).indicators.different;
        ("tally-twice-indicators", sum, whole)
    } else {
        let sum = rows.map(|tally| tally.projects.len()).sum();
        ("tally-twice-projects", sum, plan.projects.len())
    };
    let args = [("sum", &*sum.to_string()), ("whole", &*whole.to_string())];
    (sum > whole).then(|| book.fill(key, &args))
}

/// The sections, unless the tree is one of sections: then they are in it by the same names.
fn departments(book: &Book, plan_ix: usize, here: &SitePath) -> Option<Section> {
    let plan = book.plan(plan_ix);
    let is_in_tree = |name: &str| plan.policies.iter().any(|policy| policy.title == name);
    if plan.departments.iter().all(|one| is_in_tree(&one.name)) {
        return None;
    }
    let all = plan.departments.iter().enumerate();
    let (mut in_charge, others): (Vec<_>, Vec<_>) =
        all.partition(|(ix, _)| section::is_in_charge(book, plan_ix, *ix));
    let count = in_charge.len();
    let order = (count > SECTIONS_UP_TO).then(|| in_order(book, &mut in_charge));
    let (heading, mut table) = if plan.projects.is_empty() {
        let table = in_charge_of(book, plan, &in_charge, here);
        ("plan-bureaux", table)
    } else {
        let tallies = &book.plan_figures(plan_ix).departments;
        let rows = in_charge.iter().map(|(ix, department)| {
            let href = here.link_to(&route::section(plan, *ix));
            (department.name.as_str(), href, &tallies[*ix])
        });
        let mut table = tally_table(book, plan, "sections", book.say("department"), rows);
        let note = counted_twice(book, plan_ix, tallies.iter());
        table.notes.extend(note);
        ("plan-sections", table)
    };
    let order = order.flatten().map(|key| book.say(key).to_owned());
    table.notes.splice(0..0, order);
    let table = block(book, &table);
    let mut blocks = if count > SECTIONS_UP_TO {
        let args = [("count", &*count.to_string())];
        vec![Block::Fold {
            label: book.fill("fold-sections", &args),
            blocks: vec![table],
        }]
    } else {
        vec![table]
    };
    if count == 0 {
        blocks.clear();
    }
    // Who is only named in an example stands below; who is in nothing leads nowhere.
    let named = others.into_iter().filter_map(|(ix, department)| {
        let examples = section::examples(plan, ix).count();
        (examples > 0).then(|| LinkItem {
            label: department.name.clone(),
            href: here.link_to(&route::section(plan, ix)),
            note: book.fill("section-named", &[("count", &examples.to_string())]),
        })
    });
    let items: Vec<LinkItem> = named.collect();
    blocks.extend((!items.is_empty()).then_some(Block::Links { items }));
    (!blocks.is_empty()).then(|| Section {
        id: "sections".to_owned(),
        heading: book.say(heading).to_owned(),
        blocks,
    })
}

/// Puts a list that is too long to look through into an order that people know: by the larger units where
/// every section has one, else by their sound where every name can be read; says which. Otherwise they stay
/// in the order of the document.
fn in_order(book: &Book, sections: &mut [(usize, &Department)]) -> Option<&'static str> {
    let mut offices: Vec<&str> = Vec::new();
    for (_, section) in &*sections {
        if !offices.contains(&&*section.office) {
            offices.push(&section.office);
        }
    }
    if !offices.contains(&"") {
        let place = |office: &str| offices.iter().position(|known| *known == office);
        sections.sort_by_key(|(_, section)| place(&section.office));
        return Some("sections-by-office");
    }
    let readings = &book.documents.readings;
    let read = |(_, section): &(usize, &Department)| readings.spoken(&section.name);
    if sections.iter().any(|one| read(one).is_none()) {
        return None;
    }
    let sound =
        |one: &(usize, &Department)| kana::place(&one.1.name, &read(one).unwrap_or_default());
    sections.sort_by_cached_key(sound);
    Some("sections-by-sound")
}

/// How many policies each section is in charge of. Whose the indicators of a policy are that several
/// sections share, the plan does not say.
fn in_charge_of<'a>(
    book: &'a Book,
    plan: &'a Plan,
    sections: &[(usize, &'a Department)],
    here: &SitePath,
) -> Table<'a> {
    let is_in = |ix: usize| move |policy: &&Policy| policy.departments.contains(&ix);
    let policies = |ix: usize| plan.policies.iter().filter(is_in(ix));
    let level = sections.iter().find_map(|(ix, _)| policies(*ix).next());
    let level = level.and_then(|policy| plan.level_name(policy.depth));
    let level = level.unwrap_or(book.say("policy"));
    let label = book.say("bureau");
    let columns = vec![
        Column::text(label),
        Column::number(book.fill("in-charge-of", &[("level", level)])),
    ];
    let caption = book.fill("tally-caption", &[("level", label)]);
    let mut table = Table::new("sections-table".to_owned(), caption, columns);
    for (ix, section) in sections {
        let count = policies(*ix).count().to_string();
        let href = here.link_to(&route::section(plan, *ix));
        let cells = vec![Cell::number(count, None)];
        table
            .rows
            .push(Row::new(Cell::link(&section.name, href), cells));
    }
    table
}
