//! How a plan's projects stand: which targets were missed in the newest judged year and by how much,
//! which were reached, which projects have no verdict, and how it went year by year.
//!
//! All of it is one list of [`Line`]s in the order of the page, so that a long one can be cut into parts.

use super::book::{Book, Head};
use super::indicators::{part_heading, turn};
use super::route::{self, Page};
use super::tables::{block, value_cell};
use super::view::{Block, LinkItem, Section, View};
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::chart::{Heading, Heat, HeatRow, Kind, Label, Mark, heat};
use crate::figures::{Outcome, Verdict, outcome, tally};
use crate::model::{FiscalYear, Indicator, Plan, Project, YearValues};

/// Lines are short and most of them plain links, so that a part holds more than one of a table.
const LINES_PER_PAGE: usize = 500;

/// Whether the plan has a page of this kind: something in it was judged, by its document or by us.
pub fn is_there(book: &Book, plan_ix: usize) -> bool {
    let whole = &book.plan_figures(plan_ix).whole;
    whole.newest().is_some() || whole.judged() > 0
}

/// How many pages the list fills.
pub fn parts(book: &Book, plan_ix: usize) -> usize {
    route::parts_of(lines(book, plan_ix).len(), LINES_PER_PAGE)
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
        summary: book.fill("status-summary", &[("plan", &plan.title)]),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let lines = lines(book, plan_ix);
    let parts = route::parts_of(lines.len(), LINES_PER_PAGE);
    let page_of = |part| Page::Status(plan_ix, part);
    turn(book, &mut frame, (part, parts), page_of, &page);
    let sheet = Sheet {
        book,
        plan,
        here: book.address(&page),
        judged: whole.newest().map(|(year, _)| year),
        years: whole.outcomes.iter().map(|(year, _)| *year).collect(),
    };
    let shown = lines.chunks(LINES_PER_PAGE).nth(part).unwrap_or_default();
    let sections = shown.chunk_by(|one, next| one.list == next.list);
    View {
        frame,
        glance: super::group::glance(book, plan, whole),
        chips: Vec::new(),
        sections: sections
            .filter_map(|lines| sheet.section(lines[0].list, lines))
            .collect(),
    }
}

/// The lists of the page, each a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    /// Projects by the judgements of the document itself, in its newest year.
    Judged(Option<Outcome>),
    /// Every judged project in every judged year.
    ByYear,
    /// Indicators by our own verdicts, for documents that print targets and actuals and judge nothing.
    Computed(Verdict),
}

/// One line of a list: a project, or one of its indicators.
struct Line<'a> {
    list: List,
    project: &'a Project,
    indicator: Option<&'a Indicator>,
}

fn lines(book: &Book, plan_ix: usize) -> Vec<Line<'_>> {
    let plan = book.plan(plan_ix);
    let whole = &book.plan_figures(plan_ix).whole;
    let mut lines = Vec::new();
    let Some((year, _)) = whole.newest() else {
        for wanted in [Verdict::Missed, Verdict::Achieved] {
            for project in &plan.projects {
                let found = project.indicators.iter().filter(|indicator| {
                    let newest = tally::latest_verdict(indicator);
                    newest.is_some_and(|(_, verdict)| verdict == wanted)
                });
                lines.extend(found.map(|indicator| Line {
                    list: List::Computed(wanted),
                    project,
                    indicator: Some(indicator),
                }));
            }
        }
        return lines;
    };
    let of = |list: List, is_wanted: &dyn Fn(&Project) -> bool| {
        let projects = plan.projects.iter().filter(|project| is_wanted(project));
        let lines = projects.map(move |project| Line {
            list,
            project,
            indicator: None,
        });
        lines.collect::<Vec<_>>()
    };
    for wanted in [
        Some(Outcome::Missed),
        Some(Outcome::Partly),
        Some(Outcome::Met),
        None,
    ] {
        lines.extend(of(List::Judged(wanted), &|project| {
            outcome(project, year) == wanted
        }));
    }
    if whole.outcomes.len() > 1 {
        lines.extend(of(List::ByYear, &|project| {
            let mut years = whole.outcomes.iter();
            years.any(|(year, _)| outcome(project, *year).is_some())
        }));
    }
    lines
}

struct Sheet<'a> {
    book: &'a Book,
    plan: &'a Plan,
    here: SitePath,
    /// The newest year that the document judges.
    judged: Option<FiscalYear>,
    /// All years that it judges.
    years: Vec<FiscalYear>,
}

impl Sheet<'_> {
    fn section(&self, list: List, lines: &[Line<'_>]) -> Option<Section> {
        let book = self.book;
        let (id, blocks) = match (list, self.judged) {
            (List::ByYear, _) => ("by-year", self.by_year(lines)?),
            (List::Computed(verdict), _) => {
                let id = match verdict {
                    Verdict::Achieved => "computed-met",
                    _ => "computed-missed",
                };
                (id, vec![block(book, &self.computed(id, lines))])
            }
            (List::Judged(wanted), Some(year)) => {
                let id = match wanted {
                    Some(Outcome::Missed) => "missed",
                    Some(Outcome::Partly) => "partly",
                    Some(Outcome::Met) => "met",
                    None => "none",
                };
                let is_short = matches!(wanted, Some(Outcome::Met) | None);
                let shown = if is_short {
                    self.links(lines)
                } else {
                    block(book, &self.values_table(id, lines, year))
                };
                (id, vec![shown])
            }
            (List::Judged(_), None) => return None,
        };
        let year = self.judged.map(|year| book.short_year(year));
        let args = [("year", year.as_deref().unwrap_or_default())];
        Some(Section {
            id: id.to_owned(),
            heading: book.fill(&format!("status-{id}"), &args),
            blocks,
        })
    }

    /// What was reached, by how much it missed, and whose it is: one line a judged value.
    fn values_table(&self, id: &str, lines: &[Line<'_>], year: FiscalYear) -> Table<'static> {
        let book = self.book;
        let columns = vec![
            Column::text(book.say("project")),
            Column::text(book.say("indicator")),
            Column::text(book.say("actual")),
            Column::text(book.say("difference")),
            Column::text(book.say("verdict-printed")),
            Column::text(book.say("department")),
        ];
        let args = [("year", &*book.year(year))];
        let caption = book.fill(&format!("status-{id}"), &args);
        let mut table = Table::new(format!("{id}-table"), caption, columns);
        for Line { project, .. } in lines {
            for indicator in &project.indicators {
                let Some(values) = indicator.years.get(&year) else {
                    continue;
                };
                let Some(judged) = values.judged() else {
                    continue;
                };
                let href = self.here.link_to(&route::project(self.plan, project));
                let cells = vec![
                    Cell::text(indicator.name.clone()),
                    self.owned(values.actual.as_ref()),
                    self.owned(values.difference()),
                    Cell::only_chip(judged.raw.clone(), tone(judged.met)),
                    Cell::text(self.departments(project)),
                ];
                table
                    .rows
                    .push(Row::new(Cell::link(project.title.clone(), href), cells));
            }
        }
        table
    }

    fn owned(&self, value: Option<&crate::model::Value>) -> Cell<'static> {
        value_cell(self.book, value).into_owned()
    }

    fn departments(&self, project: &Project) -> String {
        if !project.departments_printed.is_empty() {
            return project.departments_printed.clone();
        }
        let names: Vec<&str> = project
            .departments
            .iter()
            .map(|ix| self.plan.departments[*ix].name.as_str())
            .collect();
        names.join(self.book.say("list-separator"))
    }

    fn links(&self, lines: &[Line<'_>]) -> Block {
        let items = lines.iter().map(|Line { project, .. }| LinkItem {
            label: project.title.clone(),
            href: self.here.link_to(&route::project(self.plan, project)),
            note: project.flags.join("・"),
        });
        Block::Links {
            items: items.collect(),
        }
    }

    fn by_year(&self, lines: &[Line<'_>]) -> Option<Vec<Block>> {
        let book = self.book;
        let rows = lines.iter().map(|Line { project, .. }| {
            let outcomes = self.years.iter().map(|year| outcome(project, *year));
            let marks = outcomes.map(|found| match found {
                Some(found) => Mark::Kind(found as usize),
                None => Mark::Absent(book.say("value-unjudged").into()),
            });
            let href = self.here.link_to(&route::project(self.plan, project));
            let label = Label::from(project.title.as_str()).link(href);
            HeatRow::new(label, marks.collect())
        });
        let chart = Heat {
            heading: Heading {
                id: "years".to_owned(),
                title: book.say("status-years").to_owned(),
                lang: book.site.info.lang,
                head: book.say("project").into(),
                notes: Vec::new(),
            },
            kinds: kinds(book),
            columns: self
                .years
                .iter()
                .map(|year| Label::new(book.year(*year), book.short_year(*year)))
                .collect(),
            rows: rows.collect(),
        };
        let figure = heat(&chart)?;
        Some(vec![
            Block::Figure {
                html: figure.html(),
                markdown: figure.markdown(),
            },
            block(book, &figure.table()),
        ])
    }

    fn computed<'a>(&self, id: &str, lines: &[Line<'a>]) -> Table<'a> {
        let book = self.book;
        let columns = vec![
            Column::text(book.say("indicator")),
            Column::text(book.say("project")),
            Column::text(book.say("year")),
            Column::number(book.say("target")),
            Column::number(book.say("actual")),
        ];
        let caption = book.say(&format!("status-{id}")).to_owned();
        let mut table = Table::new(format!("{id}-table"), caption, columns);
        table.rows.extend(lines.iter().filter_map(|line| {
            let indicator = line.indicator?;
            let (year, _) = tally::latest_verdict(indicator)?;
            let values = indicator.years.get(&year)?;
            Some(self.computed_row(line.project, indicator, (year, values)))
        }));
        table
    }

    fn computed_row<'a>(
        &self,
        project: &'a Project,
        indicator: &'a Indicator,
        (year, values): (FiscalYear, &'a YearValues),
    ) -> Row<'a> {
        let book = self.book;
        let href = self.here.link_to(&route::project(self.plan, project));
        let place = format!("{href}#indicator-{}", indicator.slot);
        Row::new(
            Cell::link(&indicator.name, place),
            vec![
                Cell::link(&project.title, href),
                Cell::text(book.year(year)),
                value_cell(book, values.target.as_ref()),
                value_cell(book, values.actual.as_ref()),
            ],
        )
    }
}

/// The words and forms of the three outcomes.
pub fn kinds(book: &Book) -> Vec<Kind<'static>> {
    use crate::chart::table::Tone;
    vec![
        Kind::new(book.say("outcome-met"), Tone::Good),
        Kind::new(book.say("outcome-partly"), Tone::Mixed),
        Kind::new(book.say("outcome-missed"), Tone::Bad),
    ]
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
