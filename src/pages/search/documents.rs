//! What each document of the index holds: its title, the short names in it, its own sentences.

mod asks;
mod belongs;
mod figures;
mod lists;
mod money;
mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use super::super::book::Book;
use super::super::glossary;
use super::super::policy;
use super::super::project;
use super::super::route::{self, Page};
use super::super::section;
use super::{Judged, KINDS, Standings, judged, text};
use crate::model::value::Kind;
use crate::model::{Evidence, Indicator, OtherNames, Plan, PolicyIx, Project, Track, Value};
use crate::search::{Amount, Builder, Document, Index, Label, Section, Text, Values};
use crate::sources::content;
use crate::sources::slots::{Slot, Topic};
use asks::{Kind as Ask, Told};
use belongs::Belongs;
use figures::is_figure;
pub(super) use years::Years;

/// The words for which value of an indicator one is.
const TARGET: &str = "search-target";
const ACTUAL: &str = "search-actual";

/// The words for how a project was judged in its newest year, by [`Outcome`](crate::figures::Outcome).
const VERDICTS: [&str; 3] = [
    "search-verdict-met",
    "search-verdict-partly",
    "search-verdict-missed",
];

const SCHEDULE: Slot = Slot::Table(Topic::Schedule);

/// Where the pages for those who write plans lie.
const GUIDE: &str = "guide/";

/// The page as a whole.
const WHOLE: Section = Section::Borrowed("");

/// Gathers one document after the other; its lists are used again for each.
pub(super) struct Maker<'a> {
    book: &'a Book,
    builder: Builder,
    /// What is shown of it where only its title was found.
    summary: String,
    /// What is shown where that is empty.
    lead: String,
    standings: Standings,
    years: Rc<Years>,
    heads: Vec<Text>,
    paragraphs: Vec<Text>,
    values: Vec<Values>,
    amounts: Vec<Amount>,
    /// Which kinds of figures it has, and of which years.
    told: BTreeSet<Told>,
    /// The same of all that a plan's pages tell, by plan.
    of_plans: BTreeMap<usize, BTreeSet<Told>>,
    /// Other forms of its title, and words that lead to it.
    variants: Vec<String>,
    /// Where on its page stands what is said.
    section: Section,
}

impl<'a> Maker<'a> {
    pub fn new(book: &'a Book, builder: Builder, standings: Standings) -> Self {
        let years = Rc::new(Years::of(book));
        let mut labels = years.labels(book);
        labels.extend(VERDICTS.map(|key| {
            let words = book.say(key).split('|').map(str::to_owned);
            words.collect::<Label>()
        }));
        let plans = book.site.plans.iter();
        let units: BTreeSet<u64> = plans.map(|plan| plan.unit.yen().unsigned_abs()).collect();
        Self {
            book,
            builder: builder
                .with_labels(labels, VERDICTS.len())
                .with_questions(asks::questions(book))
                .with_units(units.into_iter().collect()),
            summary: String::new(),
            lead: String::new(),
            standings,
            years,
            heads: Vec::new(),
            paragraphs: Vec::new(),
            values: Vec::new(),
            amounts: Vec::new(),
            told: BTreeSet::new(),
            of_plans: BTreeMap::new(),
            variants: Vec::new(),
            section: WHOLE,
        }
    }

    pub fn begin_background(&mut self) {
        self.builder.begin_background();
    }

    pub fn begin_aside(&mut self) {
        self.builder.begin_aside();
    }

    pub fn finish(self) -> Index {
        self.builder.finish()
    }

    /// Hands over what was gathered as one document.
    fn put(&mut self, kind: &str, address: &str, title: &str, belongs: Belongs<'_>) {
        self.put_named(kind, address, (title, &None), belongs);
    }

    /// The same for what is called otherwise in the other edition, under which it is found, too.
    fn put_named(
        &mut self,
        kind: &str,
        address: &str,
        (title, other): (&str, &OtherNames),
        belongs: Belongs<'_>,
    ) {
        let other = super::names_beside(self.book, other);
        let other = other.map_or(["", ""], |names| [&*names.title, &*names.summary]);
        self.section = WHOLE;
        // People ask for their city together with what they look for.
        if let Some(ix) = belongs.plan {
            self.say(&self.book.plan(ix).municipality.clone());
        }
        let facets = belongs.facets(&self.book.site.plans);
        let mut labels = belongs.labels.to_vec();
        let outcome = belongs.verdict.and_then(Judged::outcome);
        labels.extend(outcome.map(|outcome| self.years.count() + outcome as usize));
        self.builder.add(&Document {
            address,
            title,
            summary: &self.summary,
            lead: &self.lead,
            other,
            kind: KINDS.iter().position(|known| *known == kind).unwrap_or(0),
            heads: &self.heads,
            variants: &self.variants,
            paragraphs: &self.paragraphs,
            values: &self.values,
            amounts: &self.amounts,
            facets: &facets,
            labels: &labels,
            told: &self.told.iter().copied().collect::<Vec<_>>(),
        });
        self.told.clear();
        self.summary.clear();
        self.lead.clear();
        self.heads.clear();
        self.paragraphs.clear();
        self.values.clear();
        self.amounts.clear();
        self.variants.clear();
    }

    /// What follows stands in that section of the page.
    fn at(&mut self, section: &'static str) {
        self.section = Section::Borrowed(section);
    }

    /// The text at this place, unless it is empty.
    fn text(&self, text: &str) -> Option<Text> {
        let text = text.trim();
        (!text.is_empty()).then(|| Text {
            text: text.to_owned(),
            section: self.section.clone(),
            figures: Vec::new(),
        })
    }

    fn head(&mut self, text: &str) {
        self.heads.extend(self.text(text));
    }

    /// What the head names that was put last.
    fn figures(&mut self, figures: impl IntoIterator<Item = (String, String)>) {
        if let Some(head) = self.heads.last_mut() {
            head.figures.extend(figures);
        }
    }

    fn all_heads<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        for text in texts {
            self.head(text);
        }
    }

    /// The first of these is the summary; others are said like all else.
    fn sum_up(&mut self, text: &str) {
        if self.summary.is_empty() {
            text.trim().clone_into(&mut self.summary);
        } else {
            self.say(text);
        }
    }

    /// What the page says of itself by rule, where nobody has.
    fn lead(&mut self, answer: impl FnOnce() -> String) {
        if self.summary.is_empty() {
            self.lead = answer();
        }
    }

    fn say(&mut self, text: &str) {
        self.paragraphs.extend(self.text(text));
    }

    fn all<'t>(&mut self, texts: impl IntoIterator<Item = &'t String>) {
        for text in texts {
            self.say(text);
        }
    }

    /// Values that are words, which are searched like prose.
    fn words<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) {
        let words = values
            .into_iter()
            .filter(|value| matches!(value.kind(), Kind::Text));
        for value in words {
            self.say(value.raw());
        }
    }

    /// Values as their page shows them, each with what it is: words of one year must not be taken for
    /// those of another.
    fn values<'v>(
        &mut self,
        (name, unit): (&str, &str),
        values: impl IntoIterator<Item = (String, &'v Value)>,
    ) {
        let shown = values.into_iter().filter_map(|(label, value)| {
            let text = match value.kind() {
                Kind::Text => value.raw().trim().to_owned(),
                _ if is_figure(value) => self.book.sentence_text(value),
                _ => return None,
            };
            let is_bare = is_figure(value) && text.ends_with(|sign: char| sign.is_ascii_digit());
            Some((label, text + if is_bare { unit } else { "" }))
        });
        let list: Vec<_> = shown.collect();
        if !list.is_empty() {
            self.values.push(Values {
                section: self.section.clone(),
                name: name.to_owned(),
                list,
            });
        }
    }

    /// A text beside the data: its summary stands above all, its prose in a section of the page.
    fn document(&mut self, document: Option<&content::Document>, section: &'static str) {
        let Some(document) = document else { return };
        self.at("");
        self.sum_up(&document.summary);
        let mut paragraphs = Vec::new();
        for piece in &document.pieces {
            if let content::Piece::Prose { html, .. } = piece {
                text::paragraphs(html.as_str(), &mut paragraphs);
            }
        }
        self.at(section);
        self.all(&paragraphs);
    }

    fn indicators(&mut self, indicators: &[Indicator]) {
        let book = self.book;
        for indicator in indicators {
            self.section = Section::Owned(format!("indicator-{}", indicator.slot));
            self.head(&indicator.name);
            self.figures(figures::newest(book, indicator));
            self.all(&indicator.notes);
            let years = indicator.years.iter().flat_map(|(year, values)| {
                let both = [(TARGET, &values.target), (ACTUAL, &values.actual)];
                let both = both
                    .into_iter()
                    .filter_map(|(key, value)| Some((key, value.as_ref()?)));
                both.map(|(key, value)| {
                    (book.fill(key, &[("year", &book.short_year(*year))]), value)
                })
            });
            self.tell_indicator(indicator);
            let unit = indicator.unit.as_deref().unwrap_or_default();
            self.values((&indicator.name, unit), years);
        }
        self.section = WHOLE;
    }

    fn evidence(&mut self, evidence: &[Evidence]) {
        let book = self.book;
        self.at("evidence-table-cap");
        for one in evidence {
            if !is_figure(&one.value) {
                self.say(&one.label);
                self.words([&one.value]);
                continue;
            }
            self.head(&one.label);
            self.figures([(one.period.clone(), book.sentence_text(&one.value))]);
            self.values((&one.label, ""), [(one.period.clone(), &one.value)]);
        }
    }

    fn roadmap(&mut self, tracks: &[Track]) {
        self.at("roadmap");
        for track in tracks {
            self.say(&track.label);
            for bar in &track.bars {
                self.words(&bar.items);
            }
        }
    }

    fn section_names(&mut self, plan: &Plan, sections: &[usize]) {
        for ix in sections {
            self.head(&plan.departments[*ix].name);
        }
    }

    pub fn project(&mut self, plan_ix: usize, plan: &Plan, ix: usize, project: &Project) {
        let book = self.book;
        self.indicators(&project.indicators);
        self.section_names(plan, &project.departments);
        self.head(&project.departments_printed);
        self.variants.extend_from_slice(&project.printed_titles);
        self.head(&project.number);
        self.head(&project.reading);
        self.money(plan, project);
        self.document(book.documents.project(plan, project), "about");
        self.at("activities");
        let activities = project.activities.iter();
        let activities = activities.map(|(year, value)| (book.short_year(*year), value));
        self.values((book.say("activity"), ""), activities);
        self.roadmap(&project.roadmap);
        self.at("basis");
        self.all(&project.basis);
        self.all(&project.references);
        self.evidence(&project.evidence);
        self.at("items-table-cap");
        for item in &project.items.list {
            self.words(&item.reason);
            let hidden = item.amounts.iter();
            let hidden = hidden.filter(|(_, value)| matches!(value.kind(), Kind::Redacted));
            self.values(
                (&item.name, ""),
                hidden.map(|(year, value)| (book.short_year(*year), value)),
            );
        }
        // Prose may show the steps, and then no section of their own does.
        let is_placed = project::placed(book, plan, project).contains(&SCHEDULE);
        self.at(if is_placed { "about" } else { "schedule" });
        for milestone in &project.schedule {
            self.say(&milestone.what);
        }
        self.at("doubts");
        self.all(&project.notes);
        self.at("group-budget");
        self.all(&project.budget.notes);
        let address = book.address(&Page::Project(plan_ix, ix));
        self.remember(plan_ix);
        let years = Rc::clone(&self.years);
        let belongs = Belongs {
            policies: &project.policies,
            sections: &project.departments,
            verdict: Some(judged(book, plan_ix, project)),
            standing: self.standings.place(book, plan_ix, ix),
            labels: years.of_project(plan_ix, ix),
            ..Belongs::to(plan_ix)
        };
        self.put_named(
            "search-project",
            address.as_str(),
            (&project.title, &project.other),
            belongs,
        );
    }

    pub fn policy(&mut self, plan_ix: usize, plan: &Plan, ix: PolicyIx) {
        let book = self.book;
        let one = &plan.policies[ix];
        self.indicators(&one.indicators);
        self.section_names(plan, &one.departments);
        self.head(&one.departments_printed);
        self.variants.extend_from_slice(&one.printed_titles);
        self.head(&one.number);
        self.document(book.documents.policy(plan, one), "about");
        self.at("");
        self.sum_up(&one.summary);
        self.lead(|| policy::summary(book, plan_ix, ix));
        self.roadmap(&one.roadmap);
        self.at("examples");
        for example in &one.examples {
            self.say(&example.text);
        }
        self.evidence(&one.evidence);
        self.at("doubts");
        self.all(&one.notes);
        self.remember(plan_ix);
        let years = Rc::clone(&self.years);
        let belongs = Belongs {
            policies: &[ix],
            sections: &one.departments,
            labels: years.of_policy(plan_ix, ix),
            ..Belongs::to(plan_ix)
        };
        let address = book.address(&Page::Policy(plan_ix, ix));
        self.put_named(
            "search-policy",
            address.as_str(),
            (&one.title, &one.other),
            belongs,
        );
    }

    pub fn plan(&mut self, ix: usize, plan: &Plan) {
        let book = self.book;
        self.head(&plan.short);
        self.head(&plan.municipality);
        self.sum_up(&plan.summary);
        let document = book.documents.plans.get(&plan.id);
        self.document(document.map(Arc::as_ref), "about");
        self.at("");
        self.all(&plan.notes);
        let address = book.address(&Page::Plan(ix));
        self.put_named(
            "search-plan",
            address.as_str(),
            (&plan.title, &plan.english.names),
            Belongs::to(ix),
        );
    }

    pub fn terms(&mut self, ix: usize, plan: &Plan) {
        let address = self.book.address(&Page::Glossary(ix));
        for (term, id) in plan.glossary.iter().zip(glossary::ids(&plan.glossary)) {
            self.head(&term.reading);
            self.sum_up(&term.definition);
            let address = format!("{address}#{id}");
            self.put("search-term", &address, &term.term, Belongs::to(ix));
        }
    }

    pub fn sections(&mut self, ix: usize, plan: &Plan) {
        let mut printed = vec![BTreeSet::new(); plan.departments.len()];
        let projects = plan.projects.iter();
        let of_projects = projects.map(|one| (&one.departments, &one.departments_printed));
        let policies = plan.policies.iter();
        let of_policies = policies.map(|one| (&one.departments, &one.departments_printed));
        for (list, name) in of_projects.chain(of_policies) {
            list.iter().for_each(|ix| _ = printed[*ix].insert(name));
        }
        for (place, section) in plan.departments.iter().enumerate() {
            self.all_heads(section.aliases.iter().map(String::as_str));
            // Names of several sections together, as documents print them.
            self.all_heads(printed[place].iter().map(|name| name.as_str()));
            self.say(&section.office);
            self.lead(|| section::summary(self.book, ix, place));
            let belongs = Belongs {
                sections: &[place],
                ..Belongs::to(ix)
            };
            let address = route::section(plan, place);
            self.put_named(
                "search-section",
                address.as_str(),
                (&section.name, &section.other),
                belongs,
            );
        }
    }

    /// The free pages of one of these kinds: for everybody, or for those who write plans.
    pub fn pages(&mut self, kind: &str) {
        for (address, document) in &self.book.documents.pages {
            let is_guide = address.as_str().starts_with(GUIDE);
            if is_guide == (kind == "search-guide") {
                self.document(Some(document), "");
                let title = &document.title;
                self.put(kind, address.as_str(), title, Belongs::NOWHERE);
            }
        }
    }
}
