//! The list of what was changed after it was published.

use super::project::choice;
use super::{Reader, plain};
use crate::base::era::Date;
use crate::base::path::SitePath;
use crate::base::place::Spot;
use crate::model::{Correction, CorrectionKind, Id, Subject};
use crate::sources::record::{CorrectionRecord, CorrectionsRecord};
use crate::sources::yaml::{At, Text};

const KINDS: [(&str, CorrectionKind); 2] = [
    ("error", CorrectionKind::Error),
    ("revision", CorrectionKind::Revision),
];

/// What a correction may be about: the ids of the plan's projects, policies and tables.
pub struct Subjects<'a> {
    pub projects: &'a [&'a str],
    pub policies: &'a [&'a str],
    pub tables: &'a [&'a str],
}

/// The entries, newest first; those of one day in the order of the file.
pub fn resolve_corrections(
    record: &CorrectionsRecord,
    subjects: &Subjects<'_>,
    reader: &mut Reader<'_>,
) -> Vec<Correction> {
    let entries = record.corrections.iter();
    let mut corrections: Vec<Correction> = entries
        .filter_map(|entry| resolve_correction(entry, subjects, reader))
        .collect();
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date));
    corrections
}

fn resolve_correction(
    At { at, value }: &At<CorrectionRecord>,
    subjects: &Subjects<'_>,
    reader: &mut Reader<'_>,
) -> Option<Correction> {
    let date = day(value.date.as_ref(), *at, reader);
    if value.kind.is_none() {
        reader.missing("kind", *at);
    }
    let kind = choice(value.kind.as_ref(), "kind", &KINDS, reader);
    let on = subject(value, subjects, reader);
    let (old, new) = (plain(value.old.as_ref()), plain(value.new.as_ref()));
    if old == new {
        let spot = value.new.as_ref().map_or(*at, |new| new.at);
        reader.error("CORRECTION-SAME", spot, &[("found", &new)]);
    }
    let superseded = plain(value.superseded.as_ref());
    if let Some(text) = &value.superseded
        && !is_file(&superseded)
    {
        reader.error("CORRECTION-FILE", text.at, &[("found", &superseded)]);
    }
    Some(Correction {
        what: reader.required(value.what.as_ref(), "what", *at),
        old,
        new,
        reason: reader.required(value.reason.as_ref(), "reason", *at),
        superseded: (!superseded.is_empty()).then_some(superseded),
        hold: reader.hold(&value.draft, &value.publish_at),
        at: *at,
        date: date?,
        kind: kind?,
        on: on?,
    })
}

/// What citizens are given: figures in a form that every machine opens, under a name that every host keeps.
fn is_file(name: &str) -> bool {
    let is_known = |(_, ending)| ["csv", "xlsx", "pdf"].contains(&ending);
    !name.contains('/') && SitePath::is_valid(name) && name.rsplit_once('.').is_some_and(is_known)
}

fn day(text: Option<&Text>, parent: Spot, reader: &mut Reader<'_>) -> Option<Date> {
    let Some(text) = text else {
        reader.missing("date", parent);
        return None;
    };
    let date = Date::parse(&text.text);
    if date.is_none() {
        reader.error("DATA-DATE", text.at, &[("found", &text.text)]);
    }
    date
}

/// Each entry is about one thing; one that names nothing is about the whole plan.
fn subject(
    record: &CorrectionRecord,
    subjects: &Subjects<'_>,
    reader: &mut Reader<'_>,
) -> Option<Subject> {
    type Named = fn(Id) -> Subject;
    let named: [(&'static str, &Option<Text>, &[&str], Named); 3] = [
        (
            "project",
            &record.project,
            subjects.projects,
            Subject::Project,
        ),
        ("policy", &record.policy, subjects.policies, Subject::Policy),
        ("table", &record.table, subjects.tables, Subject::Table),
    ];
    let mut found = None;
    for (what, text, ids, subject) in named {
        let Some(text) = text else { continue };
        if found.is_some() {
            reader.error("CORRECTION-TWO", text.at, &[("found", &text.text)]);
            return None;
        }
        let ix = reader.reference(text, what, ids)?;
        found = Some(subject(Id::parse(ids[ix])?));
    }
    Some(found.unwrap_or(Subject::Plan))
}
