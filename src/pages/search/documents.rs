//! What each document of the index holds: its title, the short names in it, its own sentences.

use std::collections::BTreeSet;

use super::super::book::Book;
use super::super::glossary;
use super::super::route::{self, Page};
use super::{KINDS, text};
use crate::figures::tally::latest_verdict;
use crate::figures::{Outcome, Verdict, outcome};
use crate::model::value::Kind;
use crate::model::{Indicator, OtherNames, Plan, PolicyIx, Project, Track, Value};
use crate::search::{Builder, Document, Index};
use crate::sources::content;

/// The facets, in their order; the first one groups the others.
const PLAN: usize = 0;
const POLICY: usize = 1;
const SECTION: usize = 2;
const VERDICT: usize = 3;

/// Gathers one document after the other; its lists are used again for each.
pub(super) struct Maker<'a> {
    book: &'a Book,
    builder: Builder,
    heads: Vec<String>,
    paragraphs: Vec<String>,
}

/// Where a document belongs.
#[derive(Clone, Copy)]
struct Belongs<'a> {
    plan: Option<usize>,
    policies: &'a [PolicyIx],
    sections: &'a [usize],
    /// The place among the values of the facet.
    verdict: Option<usize>,
}

impl<'a> Belongs<'a> {
    const NOWHERE: Belongs<'static> = Belongs {
        plan: None,
        policies: &[],
        sections: &[],
        verdict: None,
    };

    const fn to(plan: usize) -> Self {
        Self {
            plan: Some(plan),
            ..Belongs::NOWHERE
        }
    }
}

impl<'a> Maker<'a> {
    pub fn new(book: &'a Book, builder: Builder) -> Self {
        Self {
            book,
            builder,
            heads: Vec::new(),
            paragraphs: Vec::new(),
        }
    }

    pub fn finish(self) -> Index {
        self.builder.finish()
    }

    /// Hands over what was gathered as one document.
    fn put(&mut self, kind: &str, address: &str, title: &str, belongs: Belongs<'_>) {
        self.put_named(kind, address, (title, &None), belongs);
    }

    /// The same for what may have a title in the other edition, under which it is found, too.
    fn put_named(
        &mut self,
        kind: &str,
        address: &str,
        (title, other): (&str, &OtherNames),
        belongs: Belongs<'_>,
    ) {
        let other_title = super::other_title(self.book, other);
        self.heads.extend(other_title.map(str::to_owned));
        // People ask for their city together with what they look for.
        if let Some(ix) = belongs.plan {
            self.say(&self.book.plan(ix).municipality.clone());
        }
        let filled = |list: &[String]| {
            let filled = list.iter().map(|text| text.trim().to_owned());
            filled.filter(|text| !text.is_empty()).collect::<Vec<_>>()
        };
        let (heads, paragraphs) = (filled(&self.heads), filled(&self.paragraphs));
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let facets = self.facets_of(belongs);
        self.builder.add(&Document {
            address,
            title,
            other_title,
            kind: KINDS.iter().position(|known| *known == kind).unwrap_or(0),
            heads: &heads,
            paragraphs: &paragraphs,
            facets: &facets,
        });
        self.heads.clear();
        self.paragraphs.clear();
    }

    /// The values of each facet, by their places in the lists of [`facets`].
    fn facets_of(&self, belongs: Belongs<'_>) -> [Vec<usize>; 4] {
        let mut facets: [Vec<usize>; 4] = Default::default();
        let Some(ix) = belongs.plan else {
            return facets;
        };
        let plans = &self.book.site.plans;
        let before = |count: fn(&Plan) -> usize| plans[..ix].iter().map(count).sum::<usize>();
        let policies = before(|plan| plan.policies.len());
        let sections = before(|plan| plan.departments.len());
        facets[PLAN].push(ix);
        let above = belongs.policies.iter();
        facets[POLICY].extend(above.flat_map(|policy| plans[ix].path_to(*policy)));
        facets[POLICY].iter_mut().for_each(|at| *at += policies);
        facets[SECTION].extend(belongs.sections.iter().map(|at| at + sections));
        for values in &mut facets {
            values.sort_unstable();
            values.dedup();
        }
        facets[VERDICT].extend(belongs.verdict);
        facets
    }

    fn head(&mut self, text: &str) {
        self.heads.push(text.to_owned());
    }

    fn say(&mut self, text: &str) {
        self.paragraphs.push(text.to_owned());
    }

    fn all<'t>(&mut self, texts: impl IntoIterator<Item = &'t String>) {
        self.paragraphs.extend(texts.into_iter().cloned());
    }

    /// A value that is words; figures are not searched.
    fn words<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) {
        let words = values
            .into_iter()
            .filter(|value| matches!(value.kind(), Kind::Text));
        self.paragraphs
            .extend(words.map(|value| value.raw().to_owned()));
    }

    fn document(&mut self, document: Option<&content::Document>) {
        let Some(document) = document else { return };
        self.say(&document.summary);
        for piece in &document.pieces {
            if let content::Piece::Prose { html, .. } = piece {
                text::paragraphs(html.as_str(), &mut self.paragraphs);
            }
        }
    }

    fn indicators(&mut self, indicators: &[Indicator]) {
        for indicator in indicators {
            self.head(&indicator.name);
            for values in indicator.years.values() {
                self.words(values.target.iter().chain(&values.actual));
            }
            self.all(&indicator.notes);
        }
    }

    fn roadmap(&mut self, tracks: &[Track]) {
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
        self.heads.extend(project.printed_titles.iter().cloned());
        self.head(&project.number);
        self.head(&project.reading);
        self.document(book.documents.project(plan, project));
        self.words(project.activities.values());
        self.roadmap(&project.roadmap);
        self.all(project.basis.iter().chain(&project.references));
        for one in &project.evidence {
            self.say(&one.label);
            self.words([&one.value]);
        }
        for item in &project.items.list {
            self.say(&item.name);
            self.words(&item.reason);
        }
        for milestone in &project.schedule {
            self.say(&milestone.what);
        }
        self.all(project.notes.iter().chain(&project.budget.notes));
        let address = book.address(&Page::Project(plan_ix, ix));
        let belongs = Belongs {
            policies: &project.policies,
            sections: &project.departments,
            verdict: self.verdict(plan_ix, project),
            ..Belongs::to(plan_ix)
        };
        self.put_named(
            "search-project",
            address.as_str(),
            (&project.title, &project.other),
            belongs,
        );
    }

    /// The judgement of the document in its newest year, the first three values of the facet; in a plan
    /// that prints none our own of each indicator's newest year, the last three.
    fn verdict(&self, plan_ix: usize, project: &Project) -> Option<usize> {
        if let Some((year, _)) = self.book.plan_figures(plan_ix).whole.newest() {
            return outcome(project, year).map(|printed| printed as usize);
        }
        let found = project.indicators.iter().filter_map(latest_verdict);
        let (mut met, mut missed) = (false, false);
        for (_, verdict) in found {
            met |= verdict == Verdict::Achieved;
            missed |= verdict == Verdict::Missed;
        }
        let computed = match (met, missed) {
            (true, false) => Outcome::Met,
            (true, true) => Outcome::Partly,
            (false, true) => Outcome::Missed,
            (false, false) => return None,
        };
        Some(Outcome::ALL.len() + computed as usize)
    }

    pub fn policy(&mut self, plan_ix: usize, plan: &Plan, ix: PolicyIx) {
        let book = self.book;
        let policy = &plan.policies[ix];
        self.indicators(&policy.indicators);
        self.section_names(plan, &policy.departments);
        self.head(&policy.departments_printed);
        self.heads.extend(policy.printed_titles.iter().cloned());
        self.head(&policy.number);
        self.say(&policy.summary);
        self.document(book.documents.policy(plan, policy));
        self.roadmap(&policy.roadmap);
        for example in &policy.examples {
            self.say(&example.text);
        }
        for one in &policy.evidence {
            self.say(&one.label);
            self.words([&one.value]);
        }
        self.all(&policy.notes);
        let belongs = Belongs {
            policies: &[ix],
            sections: &policy.departments,
            ..Belongs::to(plan_ix)
        };
        let address = book.address(&Page::Policy(plan_ix, ix));
        self.put_named(
            "search-policy",
            address.as_str(),
            (&policy.title, &policy.other),
            belongs,
        );
    }

    pub fn plan(&mut self, ix: usize, plan: &Plan) {
        let book = self.book;
        self.head(&plan.short);
        self.head(&plan.municipality);
        self.say(&plan.summary);
        self.document(book.documents.plans.get(plan.id.as_str()));
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
            self.say(&term.definition);
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
            self.heads.extend(section.aliases.iter().cloned());
            // Names of several sections together, as documents print them.
            self.heads
                .extend(printed[place].iter().map(|name| name.to_string()));
            self.say(&section.office);
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

    pub fn tables(&mut self, ix: usize, plan: &Plan) {
        for (place, dataset) in plan.datasets.iter().enumerate() {
            let parts = dataset.rows.chunks(route::ROWS_PER_PAGE).enumerate();
            for (part, rows) in parts {
                if part == 0 {
                    self.say(&dataset.summary);
                    self.all(&dataset.notes);
                }
                for column in &dataset.columns {
                    self.head(&column.title);
                }
                for row in rows {
                    self.words(row);
                }
                let belongs = Belongs {
                    policies: &dataset.policies,
                    ..Belongs::to(ix)
                };
                let address = route::table(plan, place, part);
                self.put_named(
                    "search-table",
                    address.as_str(),
                    (&dataset.title, &dataset.other),
                    belongs,
                );
            }
        }
    }

    pub fn former(&mut self, ix: usize, plan: &Plan) {
        let former = plan.former.iter().enumerate();
        for (place, one) in former.filter(|(_, one)| one.relisted_of.is_none()) {
            self.heads.extend(one.printed_titles.iter().cloned());
            self.heads.extend(one.departments.iter().cloned());
            self.head(&one.number);
            self.say(&one.fate);
            self.words([&one.reason]);
            self.say(&one.note);
            let address = route::former(plan, place);
            self.put_named(
                "search-former",
                address.as_str(),
                (&one.title, &one.other),
                Belongs::to(ix),
            );
        }
    }

    pub fn pages(&mut self) {
        for (address, document) in &self.book.documents.pages {
            self.document(Some(document));
            self.put(
                "search-page",
                address.as_str(),
                &document.title,
                Belongs::NOWHERE,
            );
        }
    }
}
