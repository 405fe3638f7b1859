//! A plan's own file: its names, its tree, its lists of departments, funding sources and documents.

use std::collections::BTreeMap;

use super::english;
use super::project::{acknowledged, by_year, choice, indicators};
use super::{Reader, plain, texts};
use crate::base::place::Spot;
use crate::model::plan::{MoneyUnit, Newer, Partial, State};
use crate::model::{
    CodeName, Department, FiscalYear, Funding, Id, Plan, Policy, PolicyIx, Population, Source,
};
use crate::sources::record::{NewerRecord, PlanRecord, PolicyRecord, PopulationRecord, SpanRecord};
use crate::sources::yaml::{At, OneOrMany, Text};

/// What the projects of a plan may refer to, in the order of the plan's lists.
pub struct PlanKeys<'a> {
    pub policies: Titled<'a>,
    pub departments: Titled<'a>,
    pub funding: Vec<&'a str>,
    pub sources: Vec<&'a str>,
    pub codes: Vec<&'a str>,
    /// The years that the plan's tables span.
    pub span: Option<(FiscalYear, FiscalYear)>,
}

/// Ids with what each of them is called, for those who write a name where an id belongs.
#[derive(Default)]
pub struct Titled<'a> {
    pub ids: Vec<&'a str>,
    pub titles: Vec<&'a str>,
}

impl<'a> FromIterator<(&'a Id, &'a String)> for Titled<'a> {
    fn from_iter<T: IntoIterator<Item = (&'a Id, &'a String)>>(all: T) -> Self {
        let all = all.into_iter();
        let (ids, titles) = all.map(|(id, title)| (id.as_str(), title.as_str())).unzip();
        Self { ids, titles }
    }
}

impl<'a> PlanKeys<'a> {
    pub fn of(plan: &'a Plan) -> Self {
        Self {
            policies: plan.policies.iter().map(|p| (&p.id, &p.title)).collect(),
            departments: plan.departments.iter().map(|d| (&d.id, &d.name)).collect(),
            funding: plan.funding.iter().map(|f| f.id.as_str()).collect(),
            sources: plan.sources.iter().map(|s| s.id.as_str()).collect(),
            codes: plan.codes.iter().map(|c| c.id.as_str()).collect(),
            span: plan.span,
        }
    }
}

/// The plan without its projects and its index table.
pub fn resolve_plan(record: &PlanRecord, folder: &str, reader: &mut Reader<'_>) -> Option<Plan> {
    let top = Spot::new(1, 1, 0);
    let id = reader.id(record.id.as_ref(), top)?;
    if id.as_str() != folder {
        let at = record.id.as_ref().map_or(top, |text| text.at);
        let args = [("id", id.as_str()), ("file", folder)];
        reader.error("DATA-ID-FILE", at, &args);
    }
    let title = reader.required(record.title.as_ref(), "title", top);
    let short = plain(record.short.as_ref());
    let name = record.municipality.name.as_ref();
    // Before the names of the years are read, so that each can be held against it.
    reader.span = record
        .years
        .as_ref()
        .and_then(|span| resolve_span(span, reader));
    let mut plan = Plan {
        id,
        short: if short.is_empty() {
            title.clone()
        } else {
            short
        },
        title,
        summary: plain(record.summary.as_ref()),
        municipality: reader.required(name, "municipality.name", top),
        english: english::plan_names(&record.en, &record.municipality.en, &record.levels, reader),
        municipality_code: municipality_code(record.municipality.code.as_ref(), reader),
        population: record
            .population
            .as_ref()
            .and_then(|population| resolve_population(population, reader)),
        edition: record.edition.as_ref().and_then(|year| reader.year(year)),
        span: reader.span,
        state: choice(record.state.as_ref(), "state", &STATES, reader),
        unit: unit(record.unit.as_ref(), reader),
        levels: texts(&record.levels),
        sources: sources(record, reader),
        newer: record.newer.as_ref().and_then(|one| newer(one, reader)),
        funding: funding(record, reader),
        departments: departments(record, reader),
        policies: policies(record, reader),
        codes: codes(record),
        index: None,
        projects: Vec::new(),
        year_names: by_year(&record.year_names, reader, |name, _, _| {
            name.text.trim().to_owned()
        }),
        indicators: Vec::new(),
        former: Vec::new(),
        datasets: Vec::new(),
        glossary: Vec::new(),
        counts: Vec::new(),
        partial: Partial::default(),
        notes: texts(&record.notes),
        corrections: Vec::new(),
        superseded: Vec::new(),
        acknowledged: acknowledged(&record.acknowledge, reader),
        hold: reader.hold(&record.draft, &record.publish_at),
        file: reader.file.clone(),
    };
    let policies: Vec<&str> = plan.policies.iter().map(|p| p.id.as_str()).collect();
    // What was measured before the plan began is the usual base of an indicator of the whole.
    reader.span = None;
    plan.indicators = indicators(&record.indicators, &policies, reader);
    Some(plan)
}

/// An edition of this site by its id, else a document elsewhere by its title.
fn newer(At { at, value }: &At<NewerRecord>, reader: &mut Reader<'_>) -> Option<Newer> {
    let Some(plan) = &value.plan else {
        return Some(Newer::Document {
            title: reader.required(value.title.as_ref(), "title", *at),
            published: plain(value.published.as_ref()),
            url: web_address(value.url.as_ref(), reader),
        });
    };
    let others = [&value.title, &value.published, &value.url];
    if let Some(other) = others.into_iter().flatten().next() {
        reader.error("NEWER-TWO", other.at, &[("found", &other.text)]);
        return None;
    }
    let id = reader.id(Some(plan), *at)?;
    Some(Newer::Plan { id, at: plan.at })
}

const STATES: [(&str, State); 2] = [("draft", State::Draft), ("budget", State::Budget)];

fn resolve_span(
    span: &At<SpanRecord>,
    reader: &mut Reader<'_>,
) -> Option<(FiscalYear, FiscalYear)> {
    let from = reader.required_year(span.value.from.as_ref(), "from", span.at)?;
    let to = reader.required_year(span.value.to.as_ref(), "to", span.at)?;
    if from > to {
        reader.error("DATA-SPAN", span.at, &[]);
        return None;
    }
    Some((from, to))
}

/// People are whole and at least one; a figure without its day or its source proves nothing.
fn resolve_population(
    population: &At<PopulationRecord>,
    reader: &mut Reader<'_>,
) -> Option<Population> {
    let At { at, value } = population;
    let printed = reader.required(value.value.as_ref(), "value", *at);
    let as_of = reader.required(value.as_of.as_ref(), "as_of", *at);
    let source = reader.required(value.source.as_ref(), "source", *at);
    if printed.is_empty() {
        return None;
    }
    let spot = value.value.as_ref().map_or(*at, |text| text.at);
    let counted = reader.parse_value(&printed, spot)?;
    let people = counted.number().filter(|people| {
        let is_counted = counted
            .quantity()
            .is_some_and(|quantity| matches!(quantity.unit.as_deref(), None | Some("人")));
        is_counted && people.round(0) == *people && !people.is_zero() && !people.is_negative()
    });
    if people.is_none() {
        reader.error("DATA-POPULATION", spot, &[("found", &printed)]);
    }
    Some(Population {
        people: people?,
        as_of,
        source,
    })
}

/// Digits with the signs that stand between them, so that a telephone can dial it.
fn phone(text: Option<&Text>, reader: &mut Reader<'_>) -> String {
    let number = plain(text);
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '(' | ')' | ' ');
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if let Some(text) = text
        && !number.is_empty()
        && !(number.chars().all(is_sign) && (9..=15).contains(&digits))
    {
        reader.error("DATA-PHONE", text.at, &[("found", &number)]);
        return String::new();
    }
    number
}

fn unit(text: Option<&Text>, reader: &mut Reader<'_>) -> MoneyUnit {
    let Some(text) = text else {
        return MoneyUnit::default();
    };
    MoneyUnit::parse(text.text.trim()).unwrap_or_else(|| {
        reader.error("DATA-UNIT", text.at, &[("found", &text.text)]);
        MoneyUnit::default()
    })
}

/// The code's last digit checks the five before it, so a slip of one digit is seen.
fn municipality_code(text: Option<&Text>, reader: &mut Reader<'_>) -> Option<String> {
    let text = text?;
    let digits: Vec<u32> = text.text.chars().filter_map(|c| c.to_digit(10)).collect();
    let sound = text.text.chars().count() == 6 && digits.len() == 6 && {
        let sum: u32 = digits[..5]
            .iter()
            .zip([6, 5, 4, 3, 2])
            .map(|(d, w)| d * w)
            .sum();
        let check = if sum < 11 {
            11 - sum
        } else {
            (11 - sum % 11) % 10
        };
        check % 10 == digits[5]
    };
    if !sound {
        reader.error("DATA-MUNICIPALITY-CODE", text.at, &[("found", &text.text)]);
        return None;
    }
    Some(text.text.to_string())
}

fn sources(record: &PlanRecord, reader: &mut Reader<'_>) -> Vec<Source> {
    let mut seen = Seen::of("source");
    let mut list = Vec::new();
    for At { at, value } in &record.sources {
        if let Some(id) = seen.id(value.id.as_ref(), *at, reader) {
            list.push(Source {
                id,
                title: reader.required(value.title.as_ref(), "title", *at),
                publisher: plain(value.publisher.as_ref()),
                published: plain(value.published.as_ref()),
                licence: plain(value.licence.as_ref()),
                url: web_address(value.url.as_ref(), reader),
            });
        }
    }
    list
}

/// An address that a page may link to; anything but http(s) is refused.
pub fn web_address(text: Option<&Text>, reader: &mut Reader<'_>) -> String {
    let Some(text) = text else {
        return String::new();
    };
    let address = text.text.trim();
    let plain = !address.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'));
    if !address.is_empty()
        && !(plain && (address.starts_with("https://") || address.starts_with("http://")))
    {
        reader.error("DATA-ADDRESS", text.at, &[("found", address)]);
        return String::new();
    }
    address.to_owned()
}

fn funding(record: &PlanRecord, reader: &mut Reader<'_>) -> Vec<Funding> {
    let mut seen = Seen::of("funding");
    let mut list: Vec<Funding> = Vec::new();
    for At { at, value } in &record.funding {
        if let Some(id) = seen.id(value.id.as_ref(), *at, reader) {
            let sum = sum_of(&value.sum, &list, reader);
            list.push(Funding {
                id,
                name: reader.required(value.name.as_ref(), "name", *at),
                other: english::names(&value.en, reader),
                sum,
            });
        }
    }
    list
}

/// A combination may only name sources that stand before it, so that no circle can arise.
fn sum_of(sum: &OneOrMany<Text>, before: &[Funding], reader: &mut Reader<'_>) -> Vec<usize> {
    let ids: Vec<&str> = before.iter().map(|funding| funding.id.as_str()).collect();
    sum.0
        .iter()
        .filter_map(|text| reader.reference(text, "funding", &ids))
        .collect()
}

fn departments(record: &PlanRecord, reader: &mut Reader<'_>) -> Vec<Department> {
    let mut seen = Seen::of("department");
    let mut list = Vec::new();
    for At { at, value } in &record.departments {
        if let Some(id) = seen.id(value.id.as_ref(), *at, reader) {
            list.push(Department {
                id,
                name: reader.required(value.name.as_ref(), "name", *at),
                other: english::section_names(&value.en, reader),
                office: plain(value.office.as_ref()),
                aliases: texts(&value.aliases),
                valid: (
                    value.from.as_ref().and_then(|year| reader.year(year)),
                    value.to.as_ref().and_then(|year| reader.year(year)),
                ),
                phone: phone(value.phone.as_ref(), reader),
                contact: plain(value.contact.as_ref()),
            });
        }
    }
    list
}

fn codes(record: &PlanRecord) -> Vec<CodeName> {
    record
        .codes
        .0
        .iter()
        .map(|(key, name)| CodeName {
            id: key.text.to_string(),
            name: name.text.trim().to_owned(),
        })
        .collect()
}

fn policies(record: &PlanRecord, reader: &mut Reader<'_>) -> Vec<Policy> {
    let mut tree = Tree {
        seen: Seen::of("policy"),
        list: Vec::new(),
        deepest: record.levels.0.len(),
    };
    for child in &record.policies {
        tree.add(child, None, reader);
    }
    tree.list
}

struct Tree {
    seen: Seen,
    list: Vec<Policy>,
    deepest: usize,
}

impl Tree {
    /// The YAML reader has capped the nesting, so this recursion is shallow.
    fn add(
        &mut self,
        record: &At<PolicyRecord>,
        parent: Option<PolicyIx>,
        reader: &mut Reader<'_>,
    ) {
        let value = &record.value;
        let Some(id) = self.seen.id(value.id.as_ref(), record.at, reader) else {
            return;
        };
        let depth = parent.map_or(0, |parent| self.list[parent].depth + 1);
        if self.deepest > 0 && depth >= self.deepest {
            let levels = self.deepest.to_string();
            reader.error("DATA-TOO-DEEP", record.at, &[("levels", &levels)]);
        }
        let here = self.list.len();
        self.list.push(Policy {
            id,
            title: reader.required(value.title.as_ref(), "title", record.at),
            summary: plain(value.summary.as_ref()),
            other: english::policy_names(&value.en, reader),
            depth,
            parent,
            children: Vec::new(),
            number: plain(value.number.as_ref()),
            printed_titles: Vec::new(),
            also_under: Vec::new(),
            links: Vec::new(),
            departments: Vec::new(),
            departments_printed: String::new(),
            sdgs: Vec::new(),
            source: None,
            indicators: Vec::new(),
            roadmap: Vec::new(),
            examples: Vec::new(),
            evidence: Vec::new(),
            notes: Vec::new(),
            records: Vec::new(),
            acknowledged: Vec::new(),
            file: reader.file.clone(),
            at: record.at,
        });
        if let Some(parent) = parent {
            self.list[parent].children.push(here);
        }
        for child in &value.children {
            self.add(child, Some(here), reader);
        }
    }
}

/// The ids of one list and where each was used first.
pub struct Seen {
    what: &'static str,
    first: BTreeMap<Id, Spot>,
}

impl Seen {
    const fn of(what: &'static str) -> Self {
        let first = BTreeMap::new();
        Self { what, first }
    }

    pub fn id(&mut self, text: Option<&Text>, parent: Spot, reader: &mut Reader<'_>) -> Option<Id> {
        let id = reader.id(text, parent)?;
        let at = text.map_or(parent, |text| text.at);
        if let Some(first) = self.first.get(&id) {
            reader.duplicate(self.what, id.as_str(), (at, *first));
            return None;
        }
        self.first.insert(id.clone(), at);
        Some(id)
    }
}
