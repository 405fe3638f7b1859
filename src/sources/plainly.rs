//! やさしい日本語: what is asked of the sentences that tell a project in plain words.
//!
//! Nothing here is an error: a text that could be plainer is published, and staff are told.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::content::Documents;
use super::resolve::Reader;
use crate::base::diag::{Diagnostic, Findings, Part};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::text;
use crate::model::readings::Readings;
use crate::model::{Id, Plan, Project};
use crate::sources::yaml::Text;

/// A sentence of more signs is hard to hold in the head.
const LONGEST: usize = 50;

/// Words of offices with the words that people use, as `hard,easy` lines.
static HARD: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("plainly/hard.csv").lines().skip(1);
    lines.filter_map(|line| line.split_once(',')).collect()
});

/// Long sentences, hard words, and kanji without a reading.
pub fn check(sentences: &[Text], readings: &Readings, reader: &mut Reader<'_>) {
    for sentence in sentences {
        let length = sentence.text.trim().chars().count();
        if length > LONGEST {
            let said = [
                ("length", &*length.to_string()),
                ("longest", &*LONGEST.to_string()),
            ];
            reader.notice("PLAIN-LONG", sentence.at, &said);
        }
        for (hard, easy) in HARD.iter().filter(|(hard, _)| sentence.text.contains(hard)) {
            reader.notice(
                "PLAIN-HARD",
                sentence.at,
                &[("found", hard), ("easy", easy)],
            );
        }
        if readings.is_empty() {
            continue;
        }
        let unread: BTreeSet<&str> = readings.unread(&sentence.text).into_iter().collect();
        for word in unread {
            reader.notice("PLAIN-UNREAD", sentence.at, &[("found", word)]);
        }
    }
}

/// Many are named in one sentence, so that each has little room.
const NAME: usize = 20;

/// The projects that have no such text, told once a plan.
pub fn missing(plans: &[Plan], documents: &Documents, findings: &mut Findings) {
    let told = documents.projects.iter();
    let told = told.filter(|(_, document)| !document.plain.is_empty());
    let told: BTreeSet<(&Id, &Id)> = told.map(|((plan, id), _)| (plan, id)).collect();
    for plan in plans {
        let has = |project: &Project| told.contains(&(&plan.id, &project.id));
        let without = plan.projects.iter();
        let without = without.filter(|project| !has(project));
        let parts: Vec<Part> = without
            .map(|project| {
                // Where it is to be written, whether there is such a file or not.
                let prose = format!("content/{}/{}.md", plan.id, project.id);
                Part {
                    place: Place::file(&SourcePath::new(prose)),
                    name: text::shorten(&text::visible(&project.title), NAME),
                }
            })
            .collect();
        if parts.is_empty() {
            continue;
        }
        let told = Diagnostic::notice("PLAIN-MISSING", Place::file(&plan.file))
            .with("plan", text::visible(&plan.short))
            .with("all", plan.projects.len())
            .summing(parts);
        findings.push(told);
    }
}
