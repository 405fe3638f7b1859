//! A project's page. It answers in this order: what it is and how it stands, whether it reached its
//! targets, what it costs, what happens when, on what basis, where to go on, whom to ask, and how its
//! figures were read.
//!
//! Prose may place any of the tables and charts; what it does not place comes in that order after it.

mod summary;

use super::book::{Book, Head, fact};
use super::contact;
use super::glance;
use super::group;
use super::headway;
use super::lineage;
use super::related;
use super::roadmap;
use super::route::{self, Page};
use super::tables::{block, value_cell};
use super::view::{Block, Fact, Inline, Section, Step, Tone, View};
use super::wording;
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::{self, Outcome};
use crate::model::{
    FiscalYear, Indicator, Milestone, NoIndicator, Plan, Project, Value, YearValues,
};
use crate::sources::Piece;
use crate::sources::slots::{Slot, Topic};

pub fn view(book: &Book, plan_ix: usize, project_ix: usize) -> View {
    let plan = book.plan(plan_ix);
    let project = &plan.projects[project_ix];
    let page = Page::Project(plan_ix, project_ix);
    let sheet = Sheet {
        book,
        plan,
        plan_ix,
        project,
        project_ix,
        here: book.address(&page),
        placed: placed(book, plan, project),
    };
    let sections = sheet.sections();
    let mut frame = book.frame(Head {
        page: &page,
        kind: "project",
        heading: project.title.clone(),
        kicker: group::join(&[&plan.short, &project.number]),
        summary: sheet.summary(&sections),
        above: sheet.above(),
    });
    related::pager(book, plan_ix, project_ix, &sheet.here, &mut frame);
    frame.colophon.facts.extend(sheet.codes());
    View {
        glance: glance::facts(book, plan_ix, project_ix),
        chips: headway::chips(book, plan_ix, project_ix),
        sections,
        frame,
    }
}

/// The tables and charts that the prose has placed itself.
pub(super) fn placed(book: &Book, plan: &Plan, project: &Project) -> Vec<Slot> {
    let pieces = book
        .documents
        .project(plan, project)
        .map_or(&[][..], |document| &document.pieces);
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(*slot),
            Piece::Prose { .. } => None,
        })
        .collect()
}

/// One project with everything its page needs.
struct Sheet<'a> {
    book: &'a Book,
    plan: &'a Plan,
    plan_ix: usize,
    project: &'a Project,
    project_ix: usize,
    here: SitePath,
    placed: Vec<Slot>,
}

impl Sheet<'_> {
    fn above(&self) -> Vec<(String, SitePath)> {
        let plan = (
            self.plan.short.clone(),
            self.book.address(&Page::Plan(self.plan_ix)),
        );
        let mut above = vec![plan];
        if let Some(policy) = self.project.policies.first() {
            for node in self.plan.path_to(*policy) {
                let title = self.plan.policies[node].title.clone();
                above.push((title, route::policy(self.plan, node)));
            }
        }
        above
    }

    fn sections(&self) -> Vec<Section> {
        let parts = [
            self.about(),
            self.indicators(),
            self.activities(),
            self.money(),
            self.roadmap(),
            self.schedule(),
            self.basis(),
            self.lineage(),
            self.related(),
            self.contact(),
            self.doubts(),
        ];
        let mut sections: Vec<Section> = parts.into_iter().flatten().collect();
        wording::explain_words(self.book, &mut sections);
        wording::explain_years(self.book, self.plan, &mut sections);
        sections
    }

    fn section(&self, id: &str, blocks: Vec<Block>) -> Option<Section> {
        (!blocks.is_empty()).then(|| Section {
            id: id.to_owned(),
            heading: self.book.say(&format!("project-{id}")).to_owned(),
            blocks,
        })
    }

    fn about(&self) -> Option<Section> {
        let document = self.book.documents.project(self.plan, self.project)?;
        let mut blocks = Vec::new();
        for piece in &document.pieces {
            match piece {
                Piece::Prose { html, markdown } => blocks.push(Block::Prose {
                    html: html.clone(),
                    markdown: markdown.clone(),
                    lang: self.book.prose_lang(),
                }),
                Piece::Slot(slot) => blocks.extend(self.slot(*slot)),
            }
        }
        wording::drop_heading(&mut blocks, self.book.say("project-about-again"));
        // What it is comes first, then the ways to read it otherwise.
        let at = wording::part_lead(&mut blocks);
        let plain = self.book.plain_words(self.plan, self.project);
        let otherwise = self.book.with_furigana(self.plan, self.project);
        blocks.splice(at..at, plain.into_iter().chain(otherwise));
        let mut section = self.section("about", blocks)?;
        section.heading = self.book.prose_heading("project-about");
        Some(section)
    }

    fn slot(&self, slot: Slot) -> Vec<Block> {
        let (book, plan, project) = (self.book, self.plan, self.project);
        let one = |block: Option<Block>| block.into_iter().collect();
        match slot {
            Slot::Indicator(slot) => one(project
                .indicator(slot)
                .map(|indicator| self.indicator(indicator))),
            Slot::IndicatorChart(slot) => one(project
                .indicator(slot)
                .and_then(|indicator| book.indicator_chart(indicator, true))),
            Slot::Chart(Topic::Budget) => {
                one(book.budget_chart(plan, project, self.placed.contains(&slot)))
            }
            Slot::Chart(Topic::Funding) => one(book.funding_chart(plan, project)),
            Slot::Chart(Topic::Items) => {
                one(book.items_chart(plan, project, self.placed.contains(&slot)))
            }
            Slot::Chart(Topic::Evidence | Topic::Schedule) => Vec::new(),
            Slot::Table(Topic::Budget) => {
                let tables = book.budget_tables(plan, project);
                self.first_open(&tables)
            }
            Slot::Table(Topic::Funding) => {
                let tables = book.funding_tables(plan, project);
                self.first_open(&tables)
            }
            Slot::Table(Topic::Items) => one(book
                .items_table(plan, project)
                .map(|table| block(book, &table))),
            Slot::Table(Topic::Evidence) => one(book
                .evidence_table(&project.evidence)
                .map(|table| block(book, &table))),
            Slot::Table(Topic::Schedule) => one(self.steps()),
        }
    }

    /// The table that answers best, and the others one tap away: they add little, but their figures are
    /// there.
    fn first_open(&self, tables: &[Table<'_>]) -> Vec<Block> {
        let tables = tables.iter().enumerate();
        let blocks = tables.map(|(place, table)| {
            let open = block(self.book, table);
            if place == 0 {
                return open;
            }
            let args = [
                ("caption", &*table.caption),
                ("count", &*table.rows.len().to_string()),
            ];
            Block::Fold {
                label: self.book.fill("fold-table", &args),
                blocks: vec![open],
            }
        });
        blocks.collect()
    }

    /// What a slot shows, unless the prose shows it already.
    fn unplaced(&self, slot: Slot) -> Vec<Block> {
        if self.placed.contains(&slot) {
            return Vec::new();
        }
        self.slot(slot)
    }

    fn indicators(&self) -> Option<Section> {
        let list = &self.project.indicators;
        let is_free = !self.placed.iter().any(|slot| slot.is_of_indicator());
        let together = is_free.then(|| self.book.targets_together(self.plan, list));
        let (mut blocks, others) = together
            .flatten()
            .unwrap_or_else(|| (Vec::new(), list.iter().collect()));
        blocks.extend(
            others
                .iter()
                .flat_map(|one| self.unplaced(Slot::Indicator(one.slot))),
        );
        if let Some(why) = self.project.no_indicator {
            let key = match why {
                NoIndicator::Concept => "no-indicator-concept",
                NoIndicator::Continuing => "no-indicator-continuing",
                NoIndicator::Unknown => "no-indicator-unknown",
            };
            blocks.extend(notes(&[self.book.say(key).to_owned()]));
        }
        let mut section = self.section("indicators", blocks)?;
        // Nobody can have reached a target while none has a result beside it.
        let indicators = self.project.indicators.iter();
        let mut values = indicators.flat_map(|indicator| indicator.years.values());
        let is_there = |value: &Option<Value>| value.as_ref().is_some_and(|one| !one.is_missing());
        let has_targets = values.clone().any(|values| is_there(&values.target));
        let is_open = |values: &YearValues| {
            let is_alone = has_targets && !is_there(&values.target) && values.printed.is_none();
            !is_there(&values.actual) || is_alone
        };
        if !self.project.indicators.is_empty() && values.all(is_open) {
            section.heading = self.book.say("project-targets").to_owned();
        }
        Some(section)
    }

    /// What was done in each year, in the document's words, and how that year was judged.
    fn activities(&self) -> Option<Section> {
        let project = self.project;
        if project.activities.is_empty() {
            return None;
        }
        let book = self.book;
        let years: Vec<FiscalYear> = project.activities.keys().copied().collect();
        let is_judged = years
            .iter()
            .any(|year| figures::outcome(project, *year).is_some());
        let mut columns = vec![
            Column::text(book.say("year")),
            Column::text(book.say("activity")),
        ];
        if is_judged {
            columns.push(Column::text(book.say("verdict-of-year")));
        }
        let caption = book.say("activities-caption").to_owned();
        let mut table = Table::new("activities-table".to_owned(), caption, columns);
        for (year, words) in &project.activities {
            let mut cells = vec![value_cell(book, Some(words))];
            if is_judged {
                cells.push(match figures::outcome(project, *year) {
                    Some(Outcome::Met) => {
                        Cell::only_chip(book.say("outcome-met"), Tone::Good.into())
                    }
                    Some(Outcome::Partly) => {
                        Cell::only_chip(book.say("outcome-partly"), Tone::Mixed.into())
                    }
                    Some(Outcome::Missed) => {
                        Cell::only_chip(book.say("outcome-missed"), Tone::Bad.into())
                    }
                    None => Cell::absent(book.say("value-unjudged")),
                });
            }
            let head = Cell::text(book.plan_year(self.plan, *year));
            table.rows.push(Row::new(head, cells));
        }
        self.section("activities", vec![block(book, &table)])
    }

    fn roadmap(&self) -> Option<Section> {
        let project = self.project;
        let blocks = roadmap::blocks(self.book, self.plan, &project.roadmap, &project.indicators);
        self.section("roadmap", blocks)
    }

    fn indicator(&self, indicator: &Indicator) -> Block {
        let list = &self.project.indicators;
        let before = list.iter().position(|one| one.slot == indicator.slot);
        let before = &list[..before.unwrap_or(0)];
        self.book
            .indicator_group(self.plan, (indicator, before), &self.placed)
    }

    fn money(&self) -> Option<Section> {
        let mut blocks = Vec::new();
        let budget = self.project.budget.years.is_empty();
        let groups = [
            (
                "group-budget",
                !budget,
                [Slot::Chart(Topic::Budget), Slot::Table(Topic::Budget)],
            ),
            (
                "group-funding",
                true,
                [Slot::Chart(Topic::Funding), Slot::Table(Topic::Funding)],
            ),
            (
                "group-items",
                true,
                [Slot::Chart(Topic::Items), Slot::Table(Topic::Items)],
            ),
        ];
        for (id, wanted, slots) in groups {
            let mut inside: Vec<Block> = slots
                .into_iter()
                .filter(|_| wanted)
                .flat_map(|slot| self.unplaced(slot))
                .collect();
            if id == "group-budget" {
                let mut said = self.project.budget.notes.clone();
                said.extend(self.before_it_began());
                inside.extend(notes(&said));
            }
            if !inside.is_empty() {
                blocks.push(Block::Group {
                    id: id.to_owned(),
                    heading: self.book.say(id).to_owned(),
                    chips: Vec::new(),
                    blocks: inside,
                });
            }
        }
        self.section("money", blocks)
    }

    fn steps(&self) -> Option<Block> {
        let mut list: Vec<&Milestone> = self.project.schedule.iter().collect();
        // Documents go through one item of work after the other; years alone can be put in their order.
        let year = |one: &&Milestone| FiscalYear::parse(one.when.trim_end_matches(['～', '〜']));
        if list.iter().all(|one| year(one).is_some()) {
            list.sort_by_key(year);
        }
        let same = list.chunk_by(|one, next| one.when == next.when);
        let items: Vec<Step> = same
            .map(|list| Step {
                when: match list[0].when.as_str() {
                    "" => self.book.say("when-unknown").to_owned(),
                    when => self.book.month(when).unwrap_or_else(|| when.to_owned()),
                },
                what: list.iter().map(|one| Inline::text(&one.what)).collect(),
            })
            .collect();
        (!items.is_empty()).then_some(Block::Steps { items })
    }

    fn schedule(&self) -> Option<Section> {
        self.section("schedule", self.unplaced(Slot::Table(Topic::Schedule)))
    }

    fn basis(&self) -> Option<Section> {
        let mut blocks = Vec::new();
        for (id, list) in [
            ("group-basis", &self.project.basis),
            ("group-references", &self.project.references),
        ] {
            if !list.is_empty() {
                let args = [
                    ("label", self.book.say(id)),
                    ("count", &*list.len().to_string()),
                ];
                blocks.push(Block::Fold {
                    label: self.book.fill("fold-list", &args),
                    blocks: vec![Block::List {
                        items: list.iter().map(|text| Inline::text(text)).collect(),
                    }],
                });
            }
        }
        blocks.extend(self.unplaced(Slot::Table(Topic::Evidence)));
        self.section("basis", blocks)
    }

    /// What it comes from, where the plan tells of an earlier one.
    fn lineage(&self) -> Option<Section> {
        let blocks = lineage::predecessors(self.book, self.plan_ix, self.project_ix);
        self.section("lineage", blocks)
    }

    /// That money is printed for years in which the project had not begun.
    fn before_it_began(&self) -> Option<String> {
        let since = self.project.since?;
        let first = self.project.budget.years.keys().next()?;
        let args = [("since", &*self.book.short_year(since))];
        (*first < since).then(|| self.book.fill("before-it-began", &args))
    }

    fn related(&self) -> Option<Section> {
        let blocks = related::blocks(self.book, self.plan_ix, self.project_ix, &self.here);
        self.section("related", blocks)
    }

    /// What is irregular, uncertain or contradictory about this project's figures, and how they were
    /// read.
    fn doubts(&self) -> Option<Section> {
        let (book, project) = (self.book, self.project);
        let mut blocks: Vec<Block> = notes(&project.notes).into_iter().collect();
        let known = book.known_findings(self.plan_ix, Some(self.project_ix));
        if !known.is_empty() {
            blocks.push(Block::Notes {
                tone: Tone::Mixed,
                items: known,
            });
        }
        let titles: Vec<String> = wording::other_titles(book, &project.printed_titles);
        let mut lists: Vec<(String, &[String])> =
            vec![(String::new(), &project.records), (String::new(), &titles)];
        lists.extend(project.indicators.iter().map(|indicator| {
            let args = [
                ("slot", &*indicator.slot.to_string()),
                ("name", &*indicator.name),
            ];
            (book.fill("indicator-heading", &args), &*indicator.records)
        }));
        let money = book.say("group-budget").to_owned();
        lists.push((money, &project.budget.records));
        book.doubts("project-doubts", blocks, lists)
    }

    fn contact(&self) -> Option<Section> {
        let blocks = contact::of_project(self.book, self.plan_ix, self.project, &self.here);
        self.section("contact", blocks)
    }

    /// The numbers that the document gives the project.
    fn codes(&self) -> Option<Fact> {
        let codes: Vec<String> = self
            .project
            .codes
            .iter()
            .map(|(code, value)| {
                format!(
                    "{} {}",
                    self.plan.codes[*code].name,
                    self.book.value_text(value)
                )
            })
            .collect();
        (!codes.is_empty()).then(|| {
            let said = codes.join(self.book.say("list-separator"));
            fact(self.book.say("codes"), Inline::text(&said))
        })
    }
}

/// Sentences from the data that the reader must know.
pub fn notes(list: &[String]) -> Option<Block> {
    (!list.is_empty()).then(|| Block::Notes {
        tone: Tone::Note,
        items: list.iter().map(|text| Inline::text(text)).collect(),
    })
}
