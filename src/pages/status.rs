//! How a plan's projects stand: how it went year by year, which targets were missed in the newest judged
//! year and by how much, which were reached, which projects have no verdict.
//!
//! All of it is one list of lines in the order of the page, so that a long one can be cut into parts.

mod changes;
mod named;
mod rates;
mod unjudged;

pub use named::missed;

use super::book::{Book, Head, fact};
use super::datasets::policy_name;
use super::group;
use super::indicators::{part_heading, turn};
use super::lists;
use super::route::{self, LINES_PER_PAGE, Page};
use super::standing::{newest, standing};
use super::tables::block;
use super::view::{Block, Chip, Fact, Inline, Row as Entry, Section, Tone, View};
use crate::base::path::SitePath;
use crate::chart::Kind;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::orders::{Branch, in_a_row};
use crate::figures::standings::{self, List, Why};
use crate::figures::{Outcome, Outcomes, Verdict, outcome};
use crate::model::{FiscalYear, Indicator, Plan, Project};

/// Whether the plan has a page of this kind: something in it was judged, by its document or by us.
pub fn is_there(book: &Book, plan_ix: usize) -> bool {
    let whole = &book.plan_figures(plan_ix).whole;
    whole.newest().is_some() || whole.judged() > 0
}

/// How many pages the list fills.
pub fn parts(book: &Book, plan_ix: usize) -> usize {
    let standings = &book.plan_figures(plan_ix).standings;
    let lists = [&standings.changed, &standings.by_year, &standings.lines];
    let lines = lists.map(Vec::len).into_iter().sum();
    route::parts_of(lines, LINES_PER_PAGE)
}

pub fn view(book: &Book, plan_ix: usize, part: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Status(plan_ix, part);
    let whole = &book.plan_figures(plan_ix).whole;
    let mut frame = book.frame(Head {
        page: &page,
        kind: "status",
        heading: part_heading(book, "status-heading", part),
        kicker: plan.short.clone(),
        summary: summary(book, plan_ix),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let parts = parts(book, plan_ix);
    let page_of = |part| Page::Status(plan_ix, part);
    turn(book, &mut frame, (part, parts), page_of, &page);
    let sheet = Sheet {
        book,
        plan_ix,
        plan,
        here: book.address(&page),
        judged: whole.newest().map(|(year, _)| year),
        years: whole.outcomes.iter().map(|(year, _)| *year).collect(),
    };
    let shown = lines(book, plan_ix, part);
    let lists = shown.chunk_by(|one, next| id_of(one.list) == id_of(next.list));
    let (urgent, calm): (Vec<_>, Vec<_>) = lists.partition(|lines| lines[0].list.is_urgent());
    let section = |lines: &[Line<'_>]| sheet.section(lines[0].list, lines);
    let mut sections: Vec<Section> = urgent.into_iter().map(section).collect();
    if part == 0 && whole.outcomes.len() > 1 {
        sections.push(rates::section(book, plan_ix, &sheet.here));
    }
    sections.extend(calm.into_iter().map(section));
    if let Some(first) = sections.first_mut() {
        let is_computed = |line: &Line<'_>| matches!(line.list, List::Computed(_));
        let has_computed = shown.iter().any(is_computed);
        first
            .blocks
            .splice(0..0, book.remarks(plan_ix, has_computed));
    }
    View {
        frame,
        glance: glance(book, plan_ix, &sheet.here),
        chips: Vec::new(),
        sections,
    }
}

/// The answer in one sentence: how many of how many, and how many were missed year after year.
fn summary(book: &Book, plan_ix: usize) -> String {
    let figures = book.plan_figures(plan_ix);
    let Some((year, outcomes)) = figures.whole.newest() else {
        let key = match figures.whole.judged() {
            1 => "status-summary-one",
            _ => "status-summary-computed",
        };
        return book.fill(
            key,
            &[
                ("judged", &*figures.whole.judged().to_string()),
                ("achieved", &*figures.whole.achieved.to_string()),
                ("missed", &*figures.whole.missed.to_string()),
                ("verdict", group::verdict(book, figures.whole.achieved > 0)),
            ],
        );
    };
    let mut said = answer(book, year, outcomes);
    let years: Vec<FiscalYear> = figures
        .whole
        .outcomes
        .iter()
        .map(|(year, _)| *year)
        .collect();
    if let Some(years) = in_a_row(&years) {
        let missed = &figures.orders.missed_in_a_row;
        let args = [
            ("years", &*years.len().to_string()),
            ("count", &*missed.len().to_string()),
            ("names", &*named::names(book, plan_ix, missed)),
        ];
        let key = if missed.is_empty() {
            "status-in-a-row-none"
        } else {
            "status-in-a-row"
        };
        said.push_str(&book.fill(key, &args));
    }
    said
}

/// 「令和6年度は、判定のある112事業のうち94事業が達成、3事業が一部未達成、15事業が未達成です。」
pub fn answer(book: &Book, year: FiscalYear, outcomes: Outcomes) -> String {
    let numbers = [
        outcomes.judged(),
        outcomes.met,
        outcomes.partly,
        outcomes.missed,
    ];
    let [judged, met, partly, missed] = numbers.map(|number| number.to_string());
    let only = group::only_verdict(book, outcomes);
    let args = [
        ("year", &*book.year(year)),
        ("judged", &*judged),
        ("met", &*met),
        ("partly", &*partly),
        ("missed", &*missed),
        ("verdict", only.unwrap_or_default()),
    ];
    let key = match (only, outcomes.partly) {
        (Some(_), _) => "status-answer-one",
        (None, 0) => "status-answer",
        (None, _) => "status-answer-partly",
    };
    book.fill(key, &args)
}

fn glance(book: &Book, plan_ix: usize, here: &SitePath) -> Vec<Fact> {
    let mut facts = counts(book, plan_ix, here);
    facts.extend(changes::fact(book, plan_ix, here));
    facts
}

/// How many were judged how, each with the way to the list of them.
pub fn counts(book: &Book, plan_ix: usize, here: &SitePath) -> Vec<Fact> {
    let figures = book.plan_figures(plan_ix);
    let count = |key: &str, unit: &str, (number, list): (usize, Option<List>)| {
        let said = book.fill(unit, &[("count", &number.to_string())]);
        let list = list.filter(|_| number > 0);
        let said = match list.and_then(|list| way_to(book, plan_ix, list, here)) {
            Some(href) => Inline::link(&said, &href),
            None => Inline::text(&said),
        };
        fact(book.say(key), said)
    };
    let whole = &figures.whole;
    match whole.newest() {
        Some((_, outcomes)) => {
            let without = whole.projects.len().saturating_sub(outcomes.judged());
            let rows = [
                ("outcome-met", outcomes.met, List::Judged(Outcome::Met)),
                (
                    "outcome-partly",
                    outcomes.partly,
                    List::Judged(Outcome::Partly),
                ),
                (
                    "outcome-missed",
                    outcomes.missed,
                    List::Judged(Outcome::Missed),
                ),
                // Why exactly is told there.
                ("value-unjudged", without, List::Unjudged(Why::Told)),
            ];
            let rows = rows.into_iter().filter(|(_, number, _)| *number > 0);
            let rows =
                rows.map(|(key, number, list)| count(key, "count-projects", (number, Some(list))));
            rows.collect()
        }
        None => [
            ("verdict-achieved", whole.achieved, Some(Verdict::Achieved)),
            ("verdict-missed", whole.missed, Some(Verdict::Missed)),
            ("status-unjudged", whole.unjudged, None),
        ]
        .into_iter()
        .map(|(key, number, verdict)| {
            count(key, "count-things", (number, verdict.map(List::Computed)))
        })
        .collect(),
    }
}

/// One line of a list with what it stands for.
struct Line<'a> {
    list: List,
    branch: Branch,
    place: usize,
    project: &'a Project,
    indicator: Option<&'a Indicator>,
}

/// All lines in the order of the page: what was missed comes first. How it went year by year answers more
/// than the lists behind it, but must not push them to pages of their own.
fn in_order(book: &Book, plan_ix: usize) -> impl Iterator<Item = &standings::Line> {
    let standings = &book.plan_figures(plan_ix).standings;
    let urgent = |line: &standings::Line| line.list.is_urgent();
    let (urgent, calm) = standings
        .lines
        .split_at(standings.lines.partition_point(urgent));
    let rest = if parts(book, plan_ix) == 1 {
        [&standings.by_year[..], calm]
    } else {
        [calm, &standings.by_year[..]]
    };
    let before = urgent.iter().chain(&standings.changed);
    before.chain(rest.into_iter().flatten())
}

/// The link to a list, on whichever part of the page it begins.
fn way_to(book: &Book, plan_ix: usize, list: List, here: &SitePath) -> Option<String> {
    let is_it = |line: &standings::Line| id_of(line.list) == id_of(list);
    let part = in_order(book, plan_ix).position(is_it)? / LINES_PER_PAGE;
    let page = book.address(&Page::Status(plan_ix, part));
    Some(format!("{}#{}", here.link_to(&page), id_of(list)))
}

/// The id of the section that a list fills.
const fn id_of(list: List) -> &'static str {
    match list {
        List::Changed(..) => "changed",
        List::ByYear => "by-year",
        List::Computed(Verdict::Achieved) => "computed-met",
        List::Computed(_) => "computed-missed",
        List::Judged(Outcome::Missed) => "missed",
        List::Judged(Outcome::Partly) => "partly",
        List::Judged(Outcome::Met) => "met",
        List::Unjudged(_) => "none",
    }
}

/// The lines of one part of the page.
fn lines(book: &Book, plan_ix: usize, part: usize) -> Vec<Line<'_>> {
    let plan = book.plan(plan_ix);
    let all = in_order(book, plan_ix);
    let shown = all.skip(part * LINES_PER_PAGE).take(LINES_PER_PAGE);
    shown
        .map(|line| {
            let project = &plan.projects[line.project];
            Line {
                list: line.list,
                branch: line.branch,
                place: line.project,
                project,
                indicator: line.indicator.map(|ix| &project.indicators[ix]),
            }
        })
        .collect()
}

struct Sheet<'a> {
    book: &'a Book,
    plan_ix: usize,
    plan: &'a Plan,
    here: SitePath,
    /// The newest year that the document judges.
    judged: Option<FiscalYear>,
    /// All years that it judges.
    years: Vec<FiscalYear>,
}

impl Sheet<'_> {
    fn section(&self, list: List, lines: &[Line<'_>]) -> Section {
        let book = self.book;
        let id = id_of(list);
        let blocks = match list {
            List::Changed(..) => self.changed(lines),
            List::Unjudged(_) => self.unjudged(lines),
            _ => self.folded(id, lines, !list.is_urgent()),
        };
        let said = |year: FiscalYear| book.short_year(year);
        let [year, before] = [self.judged, self.judged.map(FiscalYear::previous)]
            .map(|year| year.map(said).unwrap_or_default());
        let args = [("year", &*year), ("before", &*before)];
        Section {
            id: id.to_owned(),
            heading: book.fill(&format!("status-{id}"), &args),
            blocks,
        }
    }

    /// The lines under the nodes at the top of the tree: as folds, or as rows under headings where the
    /// reader should meet them all.
    fn folded(&self, id: &str, lines: &[Line<'_>], is_quiet: bool) -> Vec<Block> {
        let is_folded = is_quiet && !lists::is_short(lines.len());
        let groups = lines.chunk_by(|one, next| one.branch.0 == next.branch.0);
        let blocks = groups.map(|lines| {
            let top = lines[0].branch.0;
            let inside = if lines[0].list == List::ByYear {
                block(self.book, &self.by_year(id, lines))
            } else {
                let rows = lines.iter().map(|line| self.row(line));
                Block::Rows {
                    items: rows.collect(),
                }
            };
            let Some(top) = top else {
                return inside;
            };
            let name = policy_name(&self.plan.policies[top]);
            let count = lines.len().to_string();
            let key = match lines[0].indicator {
                Some(_) => "fold-indicators",
                None => "fold-projects",
            };
            let label = self.book.fill(key, &[("name", &name), ("count", &count)]);
            let id = format!("{id}-{}", lists::branch_id(self.plan, (Some(top), None)));
            lists::titled(!is_folded, id, label, vec![inside])
        });
        blocks.collect()
    }

    fn row(&self, line: &Line<'_>) -> Entry {
        let book = self.book;
        let href = self.here.link_to(&route::project(self.plan, line.project));
        if let Some(indicator) = line.indicator {
            let newest = newest(indicator);
            return Entry {
                title: indicator.name.clone(),
                href: format!("{href}#indicator-{}", indicator.slot),
                context: line.project.title.clone(),
                text: newest.map_or_else(Inline::default, |newest| newest.line(book)),
                chips: Vec::new(),
            };
        }
        // What was missed tells it in the list of what was missed.
        let is_short = match line.list {
            List::Changed(_, now) => now != Outcome::Met,
            List::Judged(Outcome::Missed | Outcome::Partly) => false,
            List::Judged(Outcome::Met) | List::Unjudged(_) => true,
            List::ByYear | List::Computed(_) => false,
        };
        Entry {
            title: line.project.title.clone(),
            href,
            context: lists::departments(book, self.plan, line.project),
            text: if is_short {
                Inline::default()
            } else {
                self.values(line.project)
            },
            chips: self.chips(line),
        }
    }

    /// 「3年続けて」 where the document says so by its judgements.
    fn chips(&self, line: &Line<'_>) -> Vec<Chip> {
        let orders = &self.book.plan_figures(self.plan_ix).orders;
        let is_again = line.list == List::Judged(Outcome::Missed)
            && orders.missed_in_a_row.binary_search(&line.place).is_ok();
        let years = in_a_row(&self.years).filter(|_| is_again);
        let chip = years.map(|years| Chip {
            label: self
                .book
                .fill("chip-in-a-row", &[("years", &years.len().to_string())]),
            tone: Tone::Bad,
        });
        chip.into_iter().collect()
    }

    /// What was reached and how far it is from the target, each judged value of the year.
    fn values(&self, project: &Project) -> Inline {
        let mut said = Inline::default();
        let Some(year) = self.judged else {
            return said;
        };
        for indicator in &project.indicators {
            let found = standing(indicator, year).filter(|s| s.values.judged().is_some());
            let Some(standing) = found else {
                continue;
            };
            if !said.markdown.is_empty() {
                said.push(&Inline::text(self.book.say("sentence-separator")));
            }
            said.push(&Inline::text(&indicator.name));
            said.push(&Inline::text(self.book.say("colon")));
            said.push(&standing.shortfall(self.book));
        }
        said
    }

    /// The judgements of some projects, year by year.
    fn by_year<'a>(&'a self, id: &str, lines: &[Line<'a>]) -> Table<'a> {
        let book = self.book;
        let top = lists::branch_id(self.plan, (lines[0].branch.0, None));
        let mut columns = vec![Column::text(book.say("project"))];
        let years = self.years.iter();
        columns.extend(years.map(|year| Column::text(book.short_year(*year))));
        let caption = match lines[0].branch.0 {
            Some(top) => {
                let name = policy_name(&self.plan.policies[top]);
                book.fill("status-years-of", &[("name", &name)])
            }
            None => book.say("status-years").to_owned(),
        };
        let mut table = Table::new(format!("{id}-{top}"), caption, columns);
        table.rows.extend(lines.iter().map(|line| {
            let href = self.here.link_to(&route::project(self.plan, line.project));
            let cells = self
                .years
                .iter()
                .map(|year| match outcome(line.project, *year) {
                    Some(found) => outcome_cell(book, found),
                    None => Cell::absent(book.say("value-unjudged")),
                });
            Row::new(Cell::link(&line.project.title, href), cells.collect())
        }));
        table
    }
}

/// The key and the tone of each outcome, in their order.
const OUTCOMES: [(&str, Tone); 3] = [
    ("outcome-met", Tone::Good),
    ("outcome-partly", Tone::Mixed),
    ("outcome-missed", Tone::Bad),
];

fn outcome_cell(book: &Book, outcome: Outcome) -> Cell<'_> {
    let (key, tone) = OUTCOMES[outcome as usize];
    Cell::only_chip(book.say(key), tone.into())
}

/// The words and forms of the three outcomes.
pub fn kinds(book: &Book) -> Vec<Kind<'_>> {
    let kinds = OUTCOMES.into_iter();
    kinds
        .map(|(key, tone)| Kind::new(book.say(key), tone.into()))
        .collect()
}

/// The tone of a printed judgement.
pub fn tone(met: Option<bool>) -> crate::chart::table::Tone {
    use crate::chart::table::Tone;
    match met {
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None => Tone::Plain,
    }
}
