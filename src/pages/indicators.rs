//! All indicators of a plan, a line each: first what was missed, then those with a result and how it went, those whose
//! figures are to come, those without a result, then what is told in words; each kind by the plan's tree.
//!
//! What every year says stands in tables on the page of its project or policy.

mod missed;
mod ways;

use super::book::{Book, Head, fact, link};
use super::datasets::policy_name;
use super::group;
use super::lists::{self, branch_id};
use super::route::{self, Page, ROWS_PER_PAGE};
use super::standing::{DOUBT, colon, is_there, newest, shown, standing, way_chip};
use super::tables::value_cell;
use super::view::{Block, Fact, Inline, Row, Section, Tone, View};
use crate::base::markup::Markup;
use crate::base::path::SitePath;
use crate::chart::table::Cell;
use crate::figures::Orders;
use crate::figures::orders::{Counts, Holder, Known, ListedIndicator};
use crate::model::{Indicator, Plan, Value};

pub fn view(book: &Book, plan_ix: usize, part: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Indicators(plan_ix, part);
    let here = book.address(&page);
    let list = &book.plan_figures(plan_ix).orders.indicators;
    let mut frame = book.frame(Head {
        page: &page,
        kind: "indicators",
        heading: part_heading(book, "indicators-heading", part),
        kicker: plan.short.clone(),
        summary: summary(book, plan_ix),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let parts = route::parts(list.len());
    let page_of = |part| Page::Indicators(plan_ix, part);
    turn(book, &mut frame, (part, parts), page_of, &page);
    let shown = list.chunks(ROWS_PER_PAGE).nth(part).unwrap_or_default();
    let kinds = shown.chunk_by(|one, next| one.known == next.known);
    let kinds = kinds.map(|list| section(book, plan_ix, list, &here));
    let mut sections: Vec<Section> = match part {
        0 => missed::section(book, plan_ix, &here).into_iter().collect(),
        _ => Vec::new(),
    };
    sections.extend(kinds);
    if let Some(first) = sections.first_mut() {
        let is_computed = |listed: &ListedIndicator| {
            newest(Orders::indicator(plan, listed)).is_some_and(|newest| newest.is_computed())
        };
        let has_computed = shown.iter().any(is_computed);
        first
            .blocks
            .splice(0..0, book.remarks(plan_ix, has_computed));
    }
    let ways = ways::section(book, plan, shown, &here);
    let glance = glance(book, plan_ix, (ways.is_some(), &here));
    sections.extend(ways);
    View {
        frame,
        glance,
        chips: Vec::new(),
        sections,
    }
}

/// How many indicators the list has.
pub fn count(book: &Book, plan_ix: usize) -> usize {
    book.plan_figures(plan_ix).indicators.listed
}

fn counts(book: &Book, plan_ix: usize) -> &Counts {
    &book.plan_figures(plan_ix).orders.counts
}

/// A longer list is folded under the nodes of the tree.
const OPEN_UP_TO: usize = 40;

/// The indicators of one kind, by the nodes of the tree.
fn section(book: &Book, plan_ix: usize, list: &[ListedIndicator], here: &SitePath) -> Section {
    let plan = book.plan(plan_ix);
    let key = match list[0].known {
        Known::Results => "indicators-results",
        Known::Ahead => "indicators-ahead",
        Known::Silent => "indicators-silent",
        Known::Words => "indicators-words",
        Known::Bare => "indicators-bare",
    };
    // Rows that say that nothing is known would stand before the ways through those that say something.
    let is_told = !matches!(list[0].known, Known::Silent | Known::Bare);
    let is_long = match is_told || counts(book, plan_ix).results.all == 0 {
        true => list.len() > OPEN_UP_TO,
        false => !lists::is_short(list.len()),
    };
    let mut blocks: Vec<Block> = Vec::new();
    let has_tops = list.iter().any(|one| one.branch.0 != list[0].branch.0);
    for list in list.chunk_by(|one, next| one.branch.0 == next.branch.0) {
        let groups = list.chunk_by(|one, next| one.branch == next.branch);
        let inside: Vec<Block> = groups
            .map(|group| of_node(book, plan, group, (key, here), is_long))
            .collect();
        // Nodes of the second level are often numbered anew under each of the first.
        let is_deep = list.iter().any(|listed| listed.branch.1.is_some());
        match list[0].branch.0 {
            Some(top) if (is_long || has_tops) && is_deep => blocks.push(Block::Group {
                id: format!("{key}-in-{}", branch_id(plan, (Some(top), None))),
                heading: policy_name(&plan.policies[top]),
                chips: Vec::new(),
                blocks: inside,
            }),
            _ => blocks.extend(inside),
        }
    }
    let is_unsure = has_doubt(&blocks);
    if is_unsure {
        blocks.push(unsure(book));
    }
    Section {
        id: key.to_owned(),
        heading: book.say(key).to_owned(),
        blocks,
    }
}

/// What the mark of a value says that is not sure.
fn unsure(book: &Book) -> Block {
    Block::Notes {
        tone: Tone::Note,
        items: vec![Inline::text(book.say("method-unsure"))],
    }
}

/// The indicators under one node: a heading and rows, or a fold in a long list.
fn of_node(
    book: &Book,
    plan: &Plan,
    list: &[ListedIndicator],
    (key, here): (&str, &SitePath),
    is_long: bool,
) -> Block {
    let rows = list.iter().map(|listed| row(book, plan, listed, here));
    let rows = Block::Rows {
        items: rows.collect(),
    };
    let branch = list[0].branch;
    let Some(node) = branch.1.or(branch.0) else {
        return rows;
    };
    let heading = label(book, plan, &policy_name(&plan.policies[node]), list);
    let blocks = vec![rows];
    if is_long {
        return Block::Fold {
            label: heading,
            blocks,
        };
    }
    Block::Group {
        id: format!("{key}-{}", branch_id(plan, branch)),
        heading,
        chips: Vec::new(),
        blocks,
    }
}

/// 「施策1-1（12指標、達成8）」: what the fold holds.
fn label(book: &Book, plan: &Plan, name: &str, list: &[ListedIndicator]) -> String {
    let count = list.len().to_string();
    let standings = list
        .iter()
        .filter_map(|listed| newest(Orders::indicator(plan, listed)));
    let (judged, met) = standings.fold((0, 0), |(judged, met), standing| {
        let reached = standing.reached();
        (
            judged + usize::from(reached.is_some()),
            met + usize::from(reached == Some(true)),
        )
    });
    if judged == 0 {
        return plain_label(book, plan, name, list);
    }
    let args = [
        ("name", name),
        ("count", &*count),
        ("judged", &*judged.to_string()),
        ("met", &*met.to_string()),
        ("verdict", group::verdict(book, met > 0)),
    ];
    let key = match (judged, judged == list.len()) {
        (1, true) => "fold-indicators-one",
        (1, false) => "fold-indicators-judged-one",
        (_, true) => "fold-indicators-all-judged",
        (_, false) => "fold-indicators-judged",
    };
    book.fill(key, &args)
}

/// 「施策8（8行）」 where a line is not an indicator of its own, else 「施策3（3指標）」.
fn plain_label(book: &Book, plan: &Plan, name: &str, list: &[ListedIndicator]) -> String {
    let mut indicators = list.iter().map(|listed| Orders::indicator(plan, listed));
    let is_part = |one: &Indicator| one.part_of.is_some() || one.same_as.is_some();
    let key = match indicators.any(is_part) {
        true => "fold-lines",
        false => "fold-indicators",
    };
    let count = list.len().to_string();
    book.fill(key, &[("name", name), ("count", &count)])
}

fn holder<'a>(plan: &'a Plan, listed: &ListedIndicator) -> (&'a str, SitePath) {
    match listed.holder {
        Holder::Policy(ix) => (&plan.policies[ix].title, route::policy(plan, ix)),
        Holder::Project(ix) => {
            let project = &plan.projects[ix];
            (&project.title, route::project(plan, project))
        }
    }
}

fn row(book: &Book, plan: &Plan, listed: &ListedIndicator, here: &SitePath) -> Row {
    let indicator = Orders::indicator(plan, listed);
    let (title, address) = holder(plan, listed);
    let newest = newest(indicator);
    let mut chips = Vec::new();
    let text = match &newest {
        // A row in words that is judged says what was judged: the node above counts it.
        Some(newest) if listed.known == Known::Results || newest.reached().is_some() => {
            chips.extend(newest.chip(book));
            let mut said = newest.line(book);
            if let Some(step) = newest.step() {
                chips.extend(way_chip(book, step.way));
                let before = shown(book, indicator, step.before);
                let year = book.short_year(step.year);
                said.push(&Inline::text(&book.fill("row-before", &[("year", &year)])))
                    .push(&before);
            }
            said
        }
        _ => to_come(book, indicator),
    };
    // The heading above names the node that it belongs to.
    let is_headed = match listed.holder {
        Holder::Policy(ix) => listed.branch.1.or(listed.branch.0) == Some(ix),
        Holder::Project(_) => false,
    };
    Row {
        title: indicator.name.clone(),
        href: format!("{}#indicator-{}", here.link_to(&address), indicator.slot),
        context: if is_headed {
            String::new()
        } else {
            title.to_owned()
        },
        text,
        chips,
    }
}

/// The next target and the last one: 「令和8年度82％ → 令和12年度86％」; else the newest cell that says
/// anything.
fn to_come(book: &Book, indicator: &Indicator) -> Inline {
    let targets = indicator
        .years
        .iter()
        .filter_map(|(year, values)| Some((*year, values.target.as_ref()?)))
        .filter(|(_, target)| is_there(Some(target)));
    let today = book.site.info.as_of;
    let last = targets.clone().next_back();
    let next = targets.clone().find(|(year, _)| !year.has_ended(today));
    let Some((last_year, last)) = last else {
        return nothing_yet(book, indicator);
    };
    let (year, target) = next.unwrap_or((last_year, last));
    let mut said = Inline::text(book.say("target"));
    said.push(&colon(book, Some(target)));
    let mut add = |(year, target): (_, &Value)| {
        said.push(&shown(book, indicator, target));
        let args = [("year", &*book.short_year(year))];
        said.push(&Inline::text(&book.fill("in-year", &args)));
    };
    add((year, target));
    if year != last_year && target.raw() != last.raw() {
        add_arrow(&mut said);
        said.push(&shown(book, indicator, last));
        let args = [("year", &*book.short_year(last_year))];
        said.push(&Inline::text(&book.fill("in-year", &args)));
    }
    said
}

fn add_arrow(said: &mut Inline) {
    said.push(&Inline::text(" → "));
}

/// A result in words, or the word for why there is no target.
fn nothing_yet(book: &Book, indicator: &Indicator) -> Inline {
    let newest = indicator.years.keys().next_back();
    newest
        .and_then(|year| standing(indicator, *year))
        .map_or_else(Inline::default, |standing| standing.line(book))
}

/// Whether a row shows the mark of a value that is not sure.
/// Whether a list shows a value that is not sure.
pub(super) fn has_doubt(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Rows { items } => items.iter().any(|row| row.text.markdown.contains(DOUBT)),
        Block::Fold { blocks, .. } | Block::Group { blocks, .. } => has_doubt(blocks),
        _ => false,
    })
}

/// How the indicators of all parts stand, in one sentence.
fn summary(book: &Book, plan_ix: usize) -> String {
    let counts = &book.plan_figures(plan_ix).orders.counts;
    let (met, missed) = (counts.met(), counts.missed());
    let judged = met + missed;
    let key = match (judged, counts.results.all) {
        (0, 0) => "indicators-summary-ahead",
        (0, _) => "indicators-summary-results",
        (1, _) => "indicators-summary-one",
        _ => "indicators-summary",
    };
    let args = [
        ("indicators", &*indicator_words(book, plan_ix)),
        ("judged", &*counted(book, plan_ix, judged)),
        ("met", &*counted(book, plan_ix, met)),
        ("missed", &*counted(book, plan_ix, missed)),
        ("verdict", group::verdict(book, met > 0)),
        ("results", &*counted(book, plan_ix, counts.results.all)),
    ];
    book.fill(key, &args)
}

/// A number of lines of the list. They are indicators only where none is repeated or split.
fn counted(book: &Book, plan_ix: usize, count: usize) -> String {
    let key = if has_one_line_each(book, plan_ix) {
        "count-things"
    } else {
        "count-lines"
    };
    book.fill(key, &[("count", &count.to_string())])
}

fn has_one_line_each(book: &Book, plan_ix: usize) -> bool {
    count(book, plan_ix) == book.plan_figures(plan_ix).indicators.different
}

/// Whether some indicator stands in two places of the document.
fn has_repeats(book: &Book, plan_ix: usize) -> bool {
    let indicators = &book.plan_figures(plan_ix).indicators;
    indicators.rows > indicators.different
}

/// 「145の指標」, and how many lines the list has where the document repeats or splits some.
fn indicator_words(book: &Book, plan_ix: usize) -> String {
    let different = book.plan_figures(plan_ix).indicators.different;
    let rows = count(book, plan_ix);
    let args = [
        ("count", &*different.to_string()),
        ("rows", &*rows.to_string()),
    ];
    let key = if has_one_line_each(book, plan_ix) {
        "indicators-count"
    } else {
        "indicators-count-rows"
    };
    book.fill(key, &args)
}

fn glance(book: &Book, plan_ix: usize, (has_ways, here): (bool, &SitePath)) -> Vec<Fact> {
    let counts = counts(book, plan_ix);
    let numbers = [
        ("indicators-results", counts.results),
        ("indicators-ahead", counts.ahead),
        ("indicators-silent", counts.silent),
        ("indicators-words", counts.words),
        ("indicators-bare", counts.bare),
    ];
    let there = numbers.into_iter().filter(|(_, count)| count.all > 0);
    let ways = ways::facts(book, plan_ix, counts.ways, has_ways);
    let kinds = there.map(|(key, count)| {
        let mut said = Inline::text(&counted(book, plan_ix, count.all));
        if count.met + count.missed > 0 {
            let rest = count.all - count.met - count.missed;
            let args = [
                ("met", &*counted(book, plan_ix, count.met)),
                ("missed", &*counted(book, plan_ix, count.missed)),
                ("rest", &*counted(book, plan_ix, rest)),
            ];
            let key = match rest {
                0 => "indicators-of-them",
                _ => "indicators-of-them-rest",
            };
            said.push(&Inline::small(&book.fill(key, &args)));
        }
        fact(book.say(key), said)
    });
    let mut facts: Vec<Fact> = kinds.collect();
    let after_results = usize::from(counts.results.all > 0);
    let missed = missed::fact(book, plan_ix, here);
    facts.splice(after_results..after_results, missed);
    facts.extend(ways);
    facts
}

/// What a plan without verdicts and money can answer: how its figures went, or that there are none.
pub fn answer(book: &Book, plan_ix: usize) -> Option<String> {
    let counts = &book.plan_figures(plan_ix).orders.counts;
    let ways = counts.ways;
    if ways.all() > 0 {
        let counts = [ways.all(), ways.more, ways.less, ways.same];
        let [all, more, less, same] = counts.map(|count| count.to_string());
        let args = [
            ("all", &*all),
            ("more", &*more),
            ("less", &*less),
            ("same", &*same),
        ];
        let key = match has_repeats(book, plan_ix) {
            true => "plan-answer-ways-once",
            false => "plan-answer-ways",
        };
        return Some(book.fill(key, &args));
    }
    let has_any = counts.ahead.all + counts.silent.all + counts.words.all + counts.bare.all > 0;
    let is_silent = counts.results.all == 0 && has_any;
    is_silent.then(|| book.say("plan-answer-silent").to_owned())
}

/// The remarks on the cells of a wide table. They stand below it: inside a narrow cell a remark would
/// make its whole row tall.
#[derive(Default)]
pub struct Remarks(Vec<String>);

impl Remarks {
    /// A cell for a value; `None` when the document has no such cell at all.
    pub fn cell<'a>(&mut self, book: &'a Book, value: Option<&'a Value>) -> Cell<'a> {
        let cell = value_cell(book, value);
        let Some(value) = value.filter(|value| value.sure) else {
            return cell;
        };
        if let Some(note) = value.note().filter(|note| !note.is_empty()) {
            let said = book.value_text(value);
            let remark = book.fill("cell-remark", &[("value", &said), ("note", note)]);
            if !self.0.contains(&remark) {
                self.0.push(remark);
            }
        }
        cell.note("")
    }

    /// The sentences for below the table, each once.
    pub fn sentences(self) -> Vec<String> {
        self.0
    }
}

/// A line of running text of our own.
pub fn paragraph(text: &Inline) -> Block {
    let mut html = Markup::new();
    html.lit("<p>").push(&text.html).lit("</p>");
    Block::Prose {
        html,
        markdown: text.markdown.clone(),
        lang: None,
    }
}

/// The heading of a part of a long table; the first has no number.
pub fn part_heading(book: &Book, key: &str, part: usize) -> String {
    let heading = book.say(key);
    match part {
        0 => heading.to_owned(),
        part => {
            let args = [("heading", heading), ("part", &*(part + 1).to_string())];
            book.fill("part-heading", &args)
        }
    }
}

/// Links to the parts before and after.
pub fn turn(
    book: &Book,
    frame: &mut super::view::Frame,
    (part, parts): (usize, usize),
    page_of: impl Fn(usize) -> Page,
    page: &Page,
) {
    let here = book.address(page);
    let to = |part: usize| {
        let label = book.fill("part", &[("part", &(part + 1).to_string())]);
        link(&here, &label, &book.address(&page_of(part)))
    };
    frame.previous = part.checked_sub(1).map(to);
    frame.next = Some(part + 1).filter(|next| *next < parts).map(to);
}
