//! All indicators of a plan in one table: the newest year that can be compared, and how it went.

use super::book::{Book, Head, link};
use super::route::{self, Page, ROWS_PER_PAGE};
use super::tables::{block, value_cell};
use super::view::{Block, Inline, Section, Tone, View};
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::tally::latest_verdict;
use crate::model::{FiscalYear, Indicator, Project};

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
    let parts = route::parts(book.plan_figures(plan_ix).whole.indicators);
    turn(
        book,
        &mut frame,
        (part, parts),
        |part| Page::Indicators(plan_ix, part),
        &page,
    );
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections: vec![Section {
            id: "all".to_owned(),
            heading: book.say("indicators-all").to_owned(),
            blocks: vec![
                block(book, &table(book, plan_ix, part)),
                Block::Notes {
                    tone: Tone::Note,
                    items: vec![Inline::text(book.say("indicators-note"))],
                },
            ],
        }],
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

fn table(book: &Book, plan_ix: usize, part: usize) -> Table {
    let plan = book.plan(plan_ix);
    let here = book.address(&Page::Indicators(plan_ix, part));
    let columns = vec![
        Column::text(book.say("indicator")),
        Column::text(book.say("project")),
        Column::text(book.say("unit")),
        Column::text(book.say("year")),
        Column::number(book.say("target")),
        Column::number(book.say("actual")),
        Column::text(book.say("verdict")),
    ];
    let caption = book.say("indicators-caption").to_owned();
    let mut table = Table::new("indicators-table".to_owned(), caption, columns);
    let all = plan
        .projects
        .iter()
        .flat_map(|project| project.indicators.iter().map(move |i| (project, i)));
    for (project, indicator) in all.skip(part * ROWS_PER_PAGE).take(ROWS_PER_PAGE) {
        let href = here.link_to(&route::project(plan, project));
        table.rows.push(row(book, project, indicator, &href));
    }
    table
}

fn row(book: &Book, project: &Project, indicator: &Indicator, href: &str) -> Row {
    let year = shown_year(indicator);
    let values = year.and_then(|year| indicator.years.get(&year));
    let unit = match &indicator.unit {
        Some(unit) => Cell::text(unit),
        None => Cell::absent(book.say("value-blank")),
    };
    let verdict = values.map(|values| crate::figures::verdict(values, indicator.better));
    let verdict = match verdict.map(|v| (v, book.verdict_chip(v))) {
        Some((_, Some(chip))) => Cell::only_chip(&chip.label, chip.tone.into()),
        Some((verdict, None)) => Cell::text(book.verdict_text(verdict)),
        None => Cell::absent(book.say("value-none")),
    };
    let cells = vec![
        Cell::link(&project.title, href),
        unit,
        match year {
            Some(year) => Cell::text(book.year(year)),
            None => Cell::absent(book.say("value-none")),
        },
        value_cell(book, values.and_then(|values| values.target.as_ref())),
        value_cell(book, values.and_then(|values| values.actual.as_ref())),
        verdict,
    ];
    let href = format!("{href}#indicator-{}", indicator.slot);
    Row::new(Cell::link(&indicator.name, &href), cells)
}

/// The newest year that can be judged, else the newest with an actual, else the first with a target.
fn shown_year(indicator: &Indicator) -> Option<FiscalYear> {
    let present = |value: Option<&crate::model::Value>| value.is_some_and(|v| !v.is_missing());
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
}
