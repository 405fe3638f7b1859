//! How a plan's projects stand: which targets were missed in the newest judged year and by how much,
//! which were reached, which projects have no verdict, and how it went year by year.

use super::book::{Book, Head};
use super::route::{self, Page};
use super::tables::{block, value_cell};
use super::view::{Block, LinkItem, Section, View};
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::chart::{Heading, Heat, HeatRow, Kind, Label, Mark, heat};
use crate::figures::{Outcome, Verdict, outcome};
use crate::model::{FiscalYear, Plan, Project, YearValues};

/// Whether the plan has a page of this kind: something in it was judged, by its document or by us.
pub fn is_there(book: &Book, plan_ix: usize) -> bool {
    let whole = &book.plan_figures(plan_ix).whole;
    whole.newest().is_some() || whole.judged() > 0
}

pub fn view(book: &Book, plan_ix: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Status(plan_ix);
    let here = book.address(&page);
    let whole = &book.plan_figures(plan_ix).whole;
    let frame = book.frame(Head {
        page: &page,
        kind: "status",
        heading: book.say("status-heading").to_owned(),
        kicker: plan.short.clone(),
        summary: book.fill("status-summary", &[("plan", &plan.title)]),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let sheet = Sheet {
        book,
        plan,
        plan_ix,
        here,
    };
    let sections = match whole.newest() {
        Some((year, _)) => sheet.judged(year),
        None => sheet.computed(),
    };
    View {
        frame,
        glance: super::group::glance(book, plan, whole),
        chips: Vec::new(),
        sections,
    }
}

struct Sheet<'a> {
    book: &'a Book,
    plan: &'a Plan,
    plan_ix: usize,
    here: SitePath,
}

impl Sheet<'_> {
    /// By the judgements of the document itself.
    fn judged(&self, year: FiscalYear) -> Vec<Section> {
        let mut sections = Vec::new();
        for (id, wanted) in [("missed", Outcome::Missed), ("partly", Outcome::Partly)] {
            let projects = self.with(year, Some(wanted));
            if !projects.is_empty() {
                let table = self.values_table(id, &projects, year);
                sections.push(self.section(id, year, vec![block(self.book, &table)]));
            }
        }
        for (id, wanted) in [("met", Some(Outcome::Met)), ("none", None)] {
            let projects = self.with(year, wanted);
            if !projects.is_empty() {
                sections.push(self.section(id, year, vec![self.list(&projects)]));
            }
        }
        sections.extend(self.years());
        sections
    }

    fn with(&self, year: FiscalYear, wanted: Option<Outcome>) -> Vec<&Project> {
        let projects = self.plan.projects.iter();
        projects
            .filter(|project| outcome(project, year) == wanted)
            .collect()
    }

    fn section(&self, id: &str, year: FiscalYear, blocks: Vec<Block>) -> Section {
        let args = [("year", &*self.book.short_year(year))];
        Section {
            id: id.to_owned(),
            heading: self.book.fill(&format!("status-{id}"), &args),
            blocks,
        }
    }

    /// What was reached, by how much it missed, and whose it is: one line a judged value.
    fn values_table(&self, id: &str, projects: &[&Project], year: FiscalYear) -> Table<'static> {
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
        for project in projects {
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

    fn list(&self, projects: &[&Project]) -> Block {
        Block::Links {
            items: projects
                .iter()
                .map(|project| LinkItem {
                    label: project.title.clone(),
                    href: self.here.link_to(&route::project(self.plan, project)),
                    note: project.flags.join("・"),
                })
                .collect(),
        }
    }

    /// Every judged project in every judged year.
    fn years(&self) -> Option<Section> {
        let book = self.book;
        let whole = &book.plan_figures(self.plan_ix).whole;
        let years: Vec<FiscalYear> = whole.outcomes.iter().map(|(year, _)| *year).collect();
        if years.len() < 2 {
            return None;
        }
        let rows = self.plan.projects.iter().filter_map(|project| {
            let outcomes: Vec<Option<Outcome>> =
                years.iter().map(|year| outcome(project, *year)).collect();
            outcomes.iter().any(Option::is_some).then_some(())?;
            let marks = outcomes.into_iter().map(|found| match found {
                Some(found) => Mark::Kind(found as usize),
                None => Mark::Absent(book.say("value-unjudged").into()),
            });
            let href = self.here.link_to(&route::project(self.plan, project));
            let label = Label::from(project.title.as_str()).link(href);
            Some(HeatRow::new(label, marks.collect()))
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
            columns: years
                .iter()
                .map(|year| Label::new(book.year(*year), book.short_year(*year)))
                .collect(),
            rows: rows.collect(),
        };
        let figure = heat(&chart)?;
        Some(Section {
            id: "by-year".to_owned(),
            heading: book.say("status-by-year").to_owned(),
            blocks: vec![
                Block::Figure {
                    html: figure.html(),
                    markdown: figure.markdown(),
                },
                block(book, &figure.table()),
            ],
        })
    }

    /// By our own verdicts, for documents that print targets and actuals and judge nothing.
    fn computed(&self) -> Vec<Section> {
        let book = self.book;
        let mut sections = Vec::new();
        for (id, wanted) in [
            ("computed-missed", Verdict::Missed),
            ("computed-met", Verdict::Achieved),
        ] {
            let columns = vec![
                Column::text(book.say("indicator")),
                Column::text(book.say("project")),
                Column::text(book.say("year")),
                Column::number(book.say("target")),
                Column::number(book.say("actual")),
            ];
            let caption = book.say(&format!("status-{id}")).to_owned();
            let mut table = Table::new(format!("{id}-table"), caption.clone(), columns);
            for project in &self.plan.projects {
                for indicator in &project.indicators {
                    let newest = crate::figures::tally::latest_verdict(indicator);
                    if let Some((year, found)) = newest
                        && found == wanted
                        && let Some(values) = indicator.years.get(&year)
                    {
                        table
                            .rows
                            .push(self.computed_row(project, indicator, (year, values)));
                    }
                }
            }
            if !table.rows.is_empty() {
                sections.push(Section {
                    id: id.to_owned(),
                    heading: caption,
                    blocks: vec![block(book, &table)],
                });
            }
        }
        sections
    }

    fn computed_row<'a>(
        &self,
        project: &'a Project,
        indicator: &'a crate::model::Indicator,
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
