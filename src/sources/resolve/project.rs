//! A project's file.

use std::collections::BTreeMap;

use super::english;
use super::judged::judgement;
use super::money::{resolve_budget, resolve_items};
use super::roadmap::tracks;
use super::{Draft, PlanKeys, PublishAt, Reader, Titled, plain, texts};
use crate::base::diag::{Diagnostic, listed};
use crate::base::place::Spot;
use crate::base::text;
use crate::model::{
    Acknowledgement, Better, Evidence, FiscalYear, HeldPart, HeldYear, Hold, Indicator, Milestone,
    NoIndicator, Printed, Project, Role, Same, SourceRef, Value, YearValues, Years,
};
use crate::sources::record::{
    AcknowledgeRecord, EvidenceRecord, HeldCell, IndicatorRecord, ProjectRecord, SourceRefRecord,
    YearValuesRecord,
};
use crate::sources::yaml::{At, Cell, Entries, OneOrMany, Text};

pub fn resolve_project(
    record: &ProjectRecord,
    keys: &PlanKeys<'_>,
    reader: &mut Reader<'_>,
) -> Option<Project> {
    let top = Spot::new(1, 1, 0);
    let id = reader.id(record.id.as_ref(), top)?;
    let at = record.id.as_ref().map_or(top, |text| text.at);
    if id.as_str() != reader.file.stem() {
        let stem = reader.file.stem().to_owned();
        reader.error("DATA-ID-FILE", at, &[("id", id.as_str()), ("file", &stem)]);
    }
    if record.policy.0.is_empty() && !keys.policies.ids.is_empty() {
        reader.missing("policy", top);
    }
    Some(Project {
        id,
        title: reader.required(record.title.as_ref(), "title", top),
        summary: String::new(),
        other: english::names(&record.en, reader),
        reading: reading(record.reading.as_ref(), reader),
        printed_titles: texts(&record.printed_titles),
        policies: references(&record.policy, "policy", &keys.policies, reader),
        departments: references(&record.department, "department", &keys.departments, reader),
        flags: texts(&record.flags),
        number: plain(record.number.as_ref()),
        departments_printed: plain(record.departments_printed.as_ref()),
        activities: activities(&record.activities, reader),
        no_indicator: choice(
            record.no_indicator.as_ref(),
            "no_indicator",
            &NO_INDICATOR,
            reader,
        ),
        roadmap: tracks(&record.roadmap, reader),
        since: record.since.as_ref().and_then(|year| reader.year(year)),
        codes: codes(record, keys, reader),
        basis: texts(&record.basis),
        references: texts(&record.references),
        source: record
            .source
            .as_ref()
            .and_then(|source| source_ref(source, keys, reader)),
        indicators: indicators(&record.indicators, &keys.policies.ids, reader),
        budget: resolve_budget(&record.budget, keys, reader),
        items: resolve_items(&record.items, reader),
        evidence: evidence(&record.evidence, reader),
        schedule: schedule(record, reader),
        notes: texts(&record.notes),
        records: texts(&record.records),
        acknowledged: acknowledged(&record.acknowledge, reader),
        hold: reader.hold(&record.draft, &record.publish_at),
        file: reader.file.clone(),
        at,
    })
}

/// A reading sorts a list by sound: anything but hiragana would put the project where nobody looks.
fn reading(text: Option<&Text>, reader: &mut Reader<'_>) -> String {
    let said = plain(text);
    let is_sound = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ー');
    if let Some(text) = text
        && (said.is_empty() || !said.chars().all(is_sound))
    {
        reader.error("DATA-READING", text.at, &[("found", &text.text)]);
    }
    said
}

pub fn references(
    list: &OneOrMany<Text>,
    what: &'static str,
    known: &Titled<'_>,
    reader: &mut Reader<'_>,
) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for text in &list.0 {
        match reader.reference_to(text, what, known) {
            Some(ix) if found.contains(&ix) => {
                reader.duplicate(what, &text.text, (text.at, list.0[0].at));
            }
            Some(ix) => found.push(ix),
            None => {}
        }
    }
    found
}

fn codes(
    record: &ProjectRecord,
    keys: &PlanKeys<'_>,
    reader: &mut Reader<'_>,
) -> Vec<(usize, Value)> {
    let mut list = Vec::new();
    for (key, cell) in &record.codes.0 {
        let Some(ix) = reader.reference(key, "code", &keys.codes) else {
            continue;
        };
        // A code such as 007 is a name made of digits: kept as text, never typed as a number.
        let mut value = Value::text(&cell.value.text, cell.value.at);
        value.remark(cell.note.as_ref().map(|note| note.text.trim()), None);
        list.push((ix, value));
    }
    list
}

pub fn source_ref(
    source: &At<SourceRefRecord>,
    keys: &PlanKeys<'_>,
    reader: &mut Reader<'_>,
) -> Option<SourceRef> {
    let Some(document) = source.value.doc.as_ref() else {
        reader.missing("doc", source.at);
        return None;
    };
    let document = reader.reference(document, "source", &keys.sources)?;
    let page = source
        .value
        .page
        .as_ref()
        .map(|page| page.text.trim().to_owned());
    Some(SourceRef { document, page })
}

/// Indicators; `policies` are the ids under which the same one may stand again.
pub fn indicators(
    records: &[At<IndicatorRecord>],
    policies: &[&str],
    reader: &mut Reader<'_>,
) -> Vec<Indicator> {
    let mut first: BTreeMap<u32, Spot> = BTreeMap::new();
    let mut list = Vec::new();
    for At { at, value: record } in records {
        let Some(slot) = slot(record.slot.as_ref(), *at, reader) else {
            continue;
        };
        let spot = record.slot.as_ref().map_or(*at, |text| text.at);
        if let Some(first) = first.get(&slot) {
            reader.duplicate("slot", &slot.to_string(), (spot, *first));
            continue;
        }
        list.push(Indicator {
            slot,
            role: choice(record.role.as_ref(), "role", &ROLES, reader),
            name: reader.required(record.name.as_ref(), "name", *at),
            unit: Some(plain(record.unit.as_ref())).filter(|unit| !unit.is_empty()),
            better: choice(record.better.as_ref(), "better", &DIRECTIONS, reader),
            replaces: earlier(record.replaces.as_ref(), &first, reader),
            part_of: earlier(record.part_of.as_ref(), &first, reader),
            cumulative: reader.flag(record.cumulative.as_ref()) == Some(true),
            set_in: record.set_in.as_ref().and_then(|year| reader.year(year)),
            same_as: same_as(record.same_as.as_ref(), policies, reader),
            years: year_values(&record.years, reader),
            held: held_years(&record.years, reader, held_values),
            notes: texts(&record.notes),
            records: texts(&record.records),
            at: *at,
        });
        first.insert(slot, spot);
    }
    list
}

const NO_INDICATOR: [(&str, NoIndicator); 3] = [
    ("concept", NoIndicator::Concept),
    ("continuing", NoIndicator::Continuing),
    ("unknown", NoIndicator::Unknown),
];
const ROLES: [(&str, Role); 2] = [("output", Role::Output), ("outcome", Role::Outcome)];
const DIRECTIONS: [(&str, Better); 3] = [
    ("up", Better::Up),
    ("down", Better::Down),
    ("keep", Better::Keep),
];

/// A slot that stands before this one.
fn earlier(
    text: Option<&Text>,
    known: &BTreeMap<u32, Spot>,
    reader: &mut Reader<'_>,
) -> Option<u32> {
    let text = text?;
    let slots: Vec<String> = known.keys().map(u32::to_string).collect();
    let ids: Vec<&str> = slots.iter().map(String::as_str).collect();
    let at = reader.reference(text, "slot", &ids)?;
    ids[at].parse().ok()
}

/// `s2/1`: a policy and a slot.
fn same_as(text: Option<&Text>, policies: &[&str], reader: &mut Reader<'_>) -> Option<Same> {
    let text = text?;
    let parsed = text
        .text
        .split_once('/')
        .and_then(|(policy, slot)| Some((policy.trim(), slot.trim().parse::<u32>().ok()?)));
    let Some((policy, slot)) = parsed else {
        reader.error("DATA-SAME-AS", text.at, &[("found", &text.text)]);
        return None;
    };
    let policy = reader.reference(&Text::new(policy, text.at), "policy", policies)?;
    Some(Same { policy, slot })
}

/// What was done in each year, in words.
fn activities(entries: &Entries<Cell>, reader: &mut Reader<'_>) -> Years<Value> {
    let years = by_year(entries, reader, |cell, _, reader| reader.words(cell));
    years
        .into_iter()
        .filter_map(|(year, words)| Some((year, words?)))
        .collect()
}

/// One of a few words.
pub fn choice<T: Copy>(
    text: Option<&Text>,
    key: &'static str,
    choices: &[(&str, T)],
    reader: &mut Reader<'_>,
) -> Option<T> {
    let text = text?;
    let found = choices.iter().find(|(word, _)| *word == text.text.trim());
    if found.is_none() {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let unknown = Diagnostic::error("DATA-CHOICE", reader.place(text.at))
            .with("key", key)
            .with("found", text::shorten(&text::visible(&text.text), 80))
            .with_each("usable", |lang| listed(lang, &words));
        reader.findings.push(unknown);
    }
    found.map(|(_, choice)| *choice)
}

fn slot(text: Option<&Text>, parent: Spot, reader: &mut Reader<'_>) -> Option<u32> {
    let Some(text) = text else {
        reader.missing("slot", parent);
        return None;
    };
    let slot = text
        .text
        .parse()
        .ok()
        .filter(|slot| (1..=999).contains(slot));
    if slot.is_none() {
        reader.error("DATA-SLOT", text.at, &[("found", &text.text)]);
    }
    slot
}

fn year_values(entries: &Entries<YearValuesRecord>, reader: &mut Reader<'_>) -> Years<YearValues> {
    by_year(entries, reader, |record, _, reader| YearValues {
        target: value(record.target.as_ref(), reader),
        actual: value(record.actual.as_ref(), reader),
        printed: printed(record, reader),
    })
}

fn printed(record: &YearValuesRecord, reader: &mut Reader<'_>) -> Option<Box<Printed>> {
    let is_there = record.difference.is_some() || record.judged.is_some();
    is_there.then(|| {
        Box::new(Printed {
            difference: record
                .difference
                .as_ref()
                .and_then(|cell| reader.value(cell)),
            base: plain(record.base.as_ref()),
            judged: record.judged.as_ref().map(|text| judgement(text, reader)),
        })
    })
}

fn value(held: Option<&HeldCell>, reader: &mut Reader<'_>) -> Option<Value> {
    reader.value(&held?.cell)
}

/// A part of a year as its file holds it back, and what stands in its place until then.
type Asked = (HeldPart, Hold, Option<Value>);

/// What is held back of a year of an indicator.
fn held_values(year: &YearValuesRecord, reader: &mut Reader<'_>) -> Vec<Asked> {
    let mut asked = vec![(
        HeldPart::Whole,
        reader.hold(&year.draft, &year.publish_at),
        None,
    )];
    for (part, cell) in [
        (HeldPart::Planned, &year.target),
        (HeldPart::Done, &year.actual),
    ] {
        let Some(cell) = cell else { continue };
        let hold = reader.hold(&cell.draft, &cell.publish_at);
        let holding = (&cell.draft, &cell.publish_at);
        let before = until_then(cell.until_then.as_ref(), (&hold, holding), reader);
        asked.push((part, hold, before.and_then(|before| reader.value(before))));
    }
    asked
}

/// What stands in the place of something until then, which is an error where nothing is held back. Where it
/// is not read how something is, that is told already.
pub fn until_then<'r>(
    before: Option<&'r Cell>,
    (hold, (Draft(draft), PublishAt(publish_at))): (&Hold, (&Draft, &PublishAt)),
    reader: &mut Reader<'_>,
) -> Option<&'r Cell> {
    let is_open = draft.as_ref().is_none_or(|draft| &*draft.text == "false");
    let is_asked = hold.is_asked() || publish_at.is_some() || !is_open;
    if let Some(before) = before.filter(|_| !is_asked) {
        let found = &before.value;
        reader.error("DATA-UNTIL-THEN", found.at, &[("found", &found.text)]);
    }
    before
}

/// What is held back, year by year; years that are none have been told by whoever read their values.
pub fn held_years<R>(
    entries: &Entries<R>,
    reader: &mut Reader<'_>,
    asked: impl Fn(&R, &mut Reader<'_>) -> Vec<Asked>,
) -> Vec<HeldYear> {
    let mut held = Vec::new();
    for (key, record) in &entries.0 {
        let year = FiscalYear::parse(&key.text);
        let asked = asked(record, reader).into_iter();
        held.extend(asked.filter_map(|(part, hold, until_then)| {
            let year = year.filter(|_| hold.is_asked())?;
            Some(HeldYear {
                year,
                part,
                hold,
                until_then,
            })
        }));
    }
    held
}

/// Entries keyed by year; two keys for one year (R5 and 令和5年度) are a fault.
pub fn by_year<R, T>(
    entries: &Entries<R>,
    reader: &mut Reader<'_>,
    mut resolve: impl FnMut(&R, &Text, &mut Reader<'_>) -> T,
) -> Years<T> {
    let mut first: BTreeMap<FiscalYear, Spot> = BTreeMap::new();
    let mut years = Vec::with_capacity(entries.0.len());
    for (key, record) in &entries.0 {
        let value = resolve(record, key, reader);
        let Some(year) = reader.table_year(key) else {
            continue;
        };
        if let Some(first) = first.insert(year, key.at) {
            reader.duplicate("year", &year.both(), (key.at, first));
        } else {
            years.push((year, value));
        }
    }
    years.into_iter().collect()
}

pub fn evidence(records: &[At<EvidenceRecord>], reader: &mut Reader<'_>) -> Vec<Evidence> {
    let mut list = Vec::new();
    for At { at, value: record } in records {
        let label = reader.required(record.label.as_ref(), "label", *at);
        let Some(cell) = record.value.as_ref() else {
            reader.missing("value", *at);
            continue;
        };
        if let Some(value) = reader.value(cell) {
            list.push(Evidence {
                label,
                period: plain(record.period.as_ref()),
                value,
            });
        }
    }
    list
}

fn schedule(record: &ProjectRecord, reader: &mut Reader<'_>) -> Vec<Milestone> {
    let mut list = Vec::new();
    for At { at, value } in &record.schedule {
        list.push(Milestone {
            when: plain(value.when.as_ref().filter(|when| !is_null(when))),
            what: reader.required(value.what.as_ref(), "what", *at),
        });
    }
    list
}

fn is_null(text: &Text) -> bool {
    matches!(&*text.text, "null" | "~" | "")
}

pub fn acknowledged(
    records: &[At<AcknowledgeRecord>],
    reader: &mut Reader<'_>,
) -> Vec<Acknowledgement> {
    let mut list = Vec::new();
    for At { at, value } in records {
        list.push(Acknowledgement {
            code: reader.required(value.code.as_ref(), "code", *at),
            year: value.year.as_ref().and_then(|year| reader.year(year)),
            reason: reader.required(value.reason.as_ref(), "reason", *at),
            at: *at,
        });
    }
    list
}
