//! The file of a node of the plan's tree: what it has beside its title.

use super::project::{acknowledged, evidence, indicators, references, source_ref};
use super::roadmap::tracks;
use super::{PlanKeys, Reader, plain, texts};
use crate::base::place::Spot;
use crate::model::{Example, Policy, PolicyIx, PolicyLink};
use crate::sources::record::{ExampleRecord, PolicyLinkRecord, PolicySheetRecord};
use crate::sources::yaml::{At, OneOrMany, Text};

/// The node that the file is about, with everything the file says of it.
pub fn resolve_policy(
    record: &PolicySheetRecord,
    keys: &PlanKeys<'_>,
    nodes: &[Policy],
    reader: &mut Reader<'_>,
) -> Option<(PolicyIx, Policy)> {
    let top = Spot::new(1, 1, 0);
    let id = reader.id(record.id.as_ref(), top)?;
    let at = record.id.as_ref().map_or(top, |text| text.at);
    if id.as_str() != reader.file.stem() {
        let stem = reader.file.stem().to_owned();
        reader.error("DATA-ID-FILE", at, &[("id", id.as_str()), ("file", &stem)]);
    }
    let here = reader.reference(&Text::new(id.as_str(), at), "policy", &keys.policies.ids)?;
    let node = nodes[here].clone();
    let number = plain(record.number.as_ref());
    let policy = Policy {
        number: if number.is_empty() {
            node.number.clone()
        } else {
            number
        },
        printed_titles: texts(&record.printed_titles),
        also_under: also_under(&record.also_under, here, (keys, nodes), reader),
        links: links(&record.links, keys, reader),
        departments: references(&record.department, "department", &keys.departments, reader),
        departments_printed: plain(record.departments_printed.as_ref()),
        sdgs: sdgs(&record.sdgs, reader),
        source: record
            .source
            .as_ref()
            .and_then(|source| source_ref(source, keys, reader)),
        indicators: indicators(&record.indicators, &keys.policies.ids, reader),
        roadmap: tracks(&record.roadmap, reader),
        examples: examples(&record.examples, keys, reader),
        evidence: evidence(&record.evidence, reader),
        notes: texts(&record.notes),
        records: texts(&record.records),
        acknowledged: acknowledged(&record.acknowledge, reader),
        file: reader.file.clone(),
        at,
        ..node
    };
    Some((here, policy))
}

/// Further parents. A node cannot stand under itself or under something below it.
fn also_under(
    list: &OneOrMany<Text>,
    here: PolicyIx,
    (keys, nodes): (&PlanKeys<'_>, &[Policy]),
    reader: &mut Reader<'_>,
) -> Vec<PolicyIx> {
    let mut parents = references(list, "policy", &keys.policies, reader);
    parents.retain(|parent| {
        let mut above = Some(*parent);
        let mut is_circle = false;
        while let Some(ix) = above {
            is_circle |= ix == here;
            above = nodes[ix].parent;
        }
        if is_circle {
            let text = list
                .0
                .iter()
                .find(|text| &*text.text == keys.policies.ids[*parent]);
            let at = text.map_or(Spot::new(1, 1, 0), |text| text.at);
            reader.error("DATA-CIRCLE", at, &[("id", keys.policies.ids[*parent])]);
        }
        !is_circle
    });
    parents
}

fn links(
    records: &[At<PolicyLinkRecord>],
    keys: &PlanKeys<'_>,
    reader: &mut Reader<'_>,
) -> Vec<PolicyLink> {
    let mut list = Vec::new();
    for At { at, value } in records {
        let Some(to) = &value.to else {
            reader.missing("to", *at);
            continue;
        };
        if let Some(to) = reader.reference(to, "policy", &keys.policies.ids) {
            list.push(PolicyLink {
                to,
                note: plain(value.note.as_ref()),
            });
        }
    }
    list
}

fn sdgs(list: &OneOrMany<Text>, reader: &mut Reader<'_>) -> Vec<u8> {
    let mut goals = Vec::new();
    for text in &list.0 {
        match text
            .text
            .trim()
            .parse::<u8>()
            .ok()
            .filter(|goal| (1..=17).contains(goal))
        {
            Some(goal) => goals.push(goal),
            None => reader.error("DATA-SDG", text.at, &[("found", &text.text)]),
        }
    }
    goals
}

fn examples(
    records: &[At<ExampleRecord>],
    keys: &PlanKeys<'_>,
    reader: &mut Reader<'_>,
) -> Vec<Example> {
    let mut list = Vec::new();
    for At { at, value } in records {
        list.push(Example {
            department: plain(value.department.as_ref()),
            text: reader.required(value.text.as_ref(), "text", *at),
            relisted_from: value
                .relisted_from
                .as_ref()
                .and_then(|id| reader.reference(id, "policy", &keys.policies.ids)),
        });
    }
    list
}
