//! All indicators of a plan: first the newest year that can be compared and how it went, one line an
//! indicator, then all their years.

mod years;

use super::book::{Book, Head, link};
use super::route::{self, Page, ROWS_PER_PAGE};
use super::tables::{block, value_cell};
use super::view::{Block, Inline, Section, Tone, View};
use crate::base::markup::Markup;
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::tally::latest_verdict;
use crate::model::{FiscalYear, Indicator, Plan, Policy, Project, Value};

pub fn view(book: &Book, plan_ix: usize, part: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Indicators(plan_ix, part);
    let mut frame = book.frame(Head {
        page: &page,
        kind: "indicators",
        heading: part_heading(book, "indicators-heading", part),
        kicker: plan.short.clone(),
        summary: book.fill("indicators-summary", &[("plan", &plan.title)]),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let parts = route::parts(count(plan));
    turn(
        book,
        &mut frame,
        (part, parts),
        |part| Page::Indicators(plan_ix, part),
        &page,
    );
    let mut sections = vec![Section {
        id: "all".to_owned(),
        heading: book.say("indicators-all").to_owned(),
        blocks: vec![
            block(book, &table(book, plan_ix, part)),
            Block::Notes {
                tone: Tone::Note,
                items: vec![Inline::text(book.say("indicators-note"))],
            },
        ],
    }];
    sections.extend(years::section(book, plan_ix, part));
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections,
    }
}

/// What an indicator belongs to.
#[derive(Clone, Copy)]
enum Holder<'a> {
    Policy(usize, &'a Policy),
    Project(&'a Project),
}

impl<'a> Holder<'a> {
    fn title(self) -> &'a str {
        match self {
            Self::Policy(_, policy) => &policy.title,
            Self::Project(project) => &project.title,
        }
    }

    /// Unique among all that a page lists.
    fn key(self) -> String {
        match self {
            Self::Policy(_, policy) => format!("policy-{}", policy.id),
            Self::Project(project) => format!("project-{}", project.id),
        }
    }

    fn address(self, plan: &Plan) -> SitePath {
        match self {
            Self::Policy(ix, _) => route::policy(plan, ix),
            Self::Project(project) => route::project(plan, project),
        }
    }
}

/// Every indicator of the plan, those of policies first, each with what it belongs to.
fn all(plan: &Plan) -> impl Iterator<Item = (Holder<'_>, &Indicator)> {
    let policies = plan.policies.iter().enumerate().flat_map(|(ix, policy)| {
        let holder = Holder::Policy(ix, policy);
        policy.indicators.iter().map(move |i| (holder, i))
    });
    let projects = plan.projects.iter().flat_map(|project| {
        let holder = Holder::Project(project);
        project.indicators.iter().map(move |i| (holder, i))
    });
    policies.chain(projects)
}

/// How many indicators the table lists.
pub fn count(plan: &Plan) -> usize {
    all(plan).count()
}

/// The indicators of one part of the list.
fn listed(plan: &Plan, part: usize) -> impl Iterator<Item = (Holder<'_>, &Indicator)> {
    all(plan).skip(part * ROWS_PER_PAGE).take(ROWS_PER_PAGE)
}

/// The remarks on the cells of a wide table. They stand below it: inside a narrow cell a remark would
/// make its whole row tall.
#[derive(Default)]
pub struct Remarks(Vec<String>);

impl Remarks {
    /// A cell for a value; `None` when the document has no such cell at all.
    pub fn cell<'a>(&mut self, book: &Book, value: Option<&'a Value>) -> Cell<'a> {
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

fn table(book: &Book, plan_ix: usize, part: usize) -> Table<'_> {
    let plan = book.plan(plan_ix);
    let here = book.address(&Page::Indicators(plan_ix, part));
    // What the reader looks for comes first: a phone shows four columns. Targets may be words, which
    // must be able to wrap.
    let columns = vec![
        Column::text(book.say("indicator")),
        Column::text(book.say("target")),
        Column::text(book.say("actual")),
        Column::text(book.say("verdict")),
        Column::text(book.say("unit")),
        Column::text(book.say("year")),
        Column::text(book.say("project")),
    ];
    let caption = book.say("indicators-caption").to_owned();
    let mut table = Table::new("indicators-table".to_owned(), caption, columns);
    for (holder, indicator) in listed(plan, part) {
        let href = here.link_to(&holder.address(plan));
        table.rows.push(row(book, holder, indicator, &href));
    }
    table
}

fn row<'a>(book: &Book, holder: Holder<'a>, indicator: &'a Indicator, href: &str) -> Row<'a> {
    let year = shown_year(indicator);
    let values = year.and_then(|year| indicator.years.get(&year));
    let unit = match &indicator.unit {
        Some(unit) => Cell::text(unit),
        None => Cell::absent(book.say("value-blank")),
    };
    let cells = vec![
        value_cell(book, values.and_then(|values| values.target.as_ref())),
        value_cell(book, values.and_then(|values| values.actual.as_ref())),
        verdict_cell(book, indicator, year),
        unit,
        match year {
            Some(year) => Cell::text(book.year(year)),
            None => Cell::absent(book.say("value-none")),
        },
        Cell::link(holder.title(), href.to_owned()),
    ];
    let href = format!("{href}#indicator-{}", indicator.slot);
    Row::new(Cell::link(&indicator.name, href), cells)
}

/// How a year went; one that has not ended is still to come.
fn verdict_cell(book: &Book, indicator: &Indicator, year: Option<FiscalYear>) -> Cell<'static> {
    let values = year.and_then(|year| Some((year, indicator.years.get(&year)?)));
    let Some((year, values)) = values else {
        return Cell::absent(book.say("value-none"));
    };
    match values.judged() {
        Some(judged) => Cell::only_chip(judged.raw.clone(), super::status::tone(judged.met)),
        None => book.verdict_cell(year, values, indicator),
    }
}

/// The newest year that can be judged, else the newest with an actual, else the first with a target.
fn shown_year(indicator: &Indicator) -> Option<FiscalYear> {
    let present = |value: Option<&Value>| value.is_some_and(|v| !v.is_missing());
    latest_verdict(indicator)
        .map(|(year, _)| year)
        .or_else(|| {
            let mut newest = indicator.years.iter().rev();
            newest
                .find(|(_, values)| present(values.actual.as_ref()))
                .map(|(year, _)| *year)
        })
        .or_else(|| {
            let mut oldest = indicator.years.iter();
            oldest
                .find(|(_, values)| present(values.target.as_ref()))
                .map(|(year, _)| *year)
        })
        // Else whatever the first cell says: that it is undecided, for example.
        .or_else(|| indicator.years.keys().next().copied())
}
