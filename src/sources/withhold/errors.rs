//! What is wrong with drafts does not stop the publication of everything else.
//!
//! Only what a file says of itself counts: one that says `draft: true`, and could be read as far as that, is
//! taken out of a release whole, with all that is wrong in it. Whatever touches something public stays an
//! error, and so does a file of which nobody can tell whether it is a draft.

use std::collections::{BTreeMap, BTreeSet};

use super::super::content::Documents;
use crate::base::diag::{Diagnostic, Findings, Severity};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::model::{Hold, Site};

/// Lets go of the errors in drafts, and tells of each file that has some.
///
/// `audited` is what the figures say of one another while nothing is held back: what lies within files that
/// are is counted, too, and nothing else of it.
pub fn excuse(
    site: &Site,
    documents: &Documents,
    findings: &Findings,
    audited: &Findings,
) -> Findings {
    if !findings.has_errors() && !audited.has_errors() {
        return findings.clone();
    }
    let drafts = Drafts::of(site, documents, &doubtful(findings));
    let mut left = Findings::new();
    let mut counts: BTreeMap<&SourcePath, usize> = BTreeMap::new();
    for finding in findings.iter() {
        match drafts.are_wrong(finding) {
            true => *counts.entry(&finding.place.file).or_default() += 1,
            false => left.push(finding.clone()),
        }
    }
    for finding in audited.iter().filter(|one| drafts.are_wrong(one)) {
        *counts.entry(&finding.place.file).or_default() += 1;
    }
    for (file, count) in counts {
        let told = Diagnostic::warning("HELD-ERRORS", Place::file(file));
        left.push(told.with("count", count));
    }
    left
}

/// What a preview says of figures that do not agree: within drafts it is something to be done, and nobody has
/// to be kept from looking at the rest.
pub fn ease(site: &Site, documents: &Documents, audited: Findings) -> Findings {
    if !audited.has_errors() {
        return audited;
    }
    let drafts = Drafts::of(site, documents, &BTreeSet::new());
    let mut eased = Findings::new();
    for finding in audited.iter() {
        let mut finding = finding.clone();
        if drafts.are_wrong(&finding) {
            finding.severity = Severity::Warning;
        }
        eased.push(finding);
    }
    eased
}

/// Whether anything is a draft.
pub fn has_drafts(site: &Site) -> bool {
    site.plans.iter().any(|plan| {
        let mut projects = plan.projects.iter();
        let mut tables = plan.datasets.iter();
        plan.hold.draft
            || projects.any(|project| project.hold.draft)
            || tables.any(|table| table.hold.draft)
    })
}

/// Files of which nobody can tell what they say: two keys may differ in what is public, and behind a bracket
/// that is not closed anything may stand.
fn doubtful(findings: &Findings) -> BTreeSet<&SourcePath> {
    let errors = findings
        .iter()
        .filter(|one| one.severity == Severity::Error);
    let unsure =
        errors.filter(|one| one.code.starts_with("YAML-") && one.code != "YAML-UNKNOWN-KEY");
    unsure.map(|one| &one.place.file).collect()
}

/// Files of which nothing is published, because they say so.
#[derive(Default)]
struct Drafts {
    folders: Vec<String>,
    files: BTreeSet<SourcePath>,
}

impl Drafts {
    fn of(site: &Site, documents: &Documents, doubtful: &BTreeSet<&SourcePath>) -> Self {
        let mut drafts = Self::default();
        let says = |hold: &Hold, file: &SourcePath| hold.draft && !doubtful.contains(file);
        for plan in &site.plans {
            if says(&plan.hold, &plan.file) {
                let rooms = ["seeds", "content"].map(|room| format!("{room}/{}/", plan.id));
                drafts.folders.extend(rooms);
            }
            let projects = plan.projects.iter();
            for project in projects.filter(|one| says(&one.hold, &one.file)) {
                let prose = format!("content/{}/{}.md", plan.id, project.id);
                let files = [project.file.clone(), SourcePath::new(prose)];
                drafts.files.extend(files);
            }
            let tables = plan.datasets.iter();
            for table in tables.filter(|one| says(&one.hold, &one.file)) {
                let files = [table.file.clone(), table.cells.clone()];
                drafts.files.extend(files);
            }
        }
        let texts = documents.all().filter(|text| says(&text.hold, &text.file));
        drafts.files.extend(texts.map(|text| text.file.clone()));
        drafts
    }

    /// Whether it is an error, and all of it lies within drafts.
    fn are_wrong(&self, finding: &Diagnostic) -> bool {
        let mut places = finding.other.iter().chain([&finding.place]);
        finding.severity == Severity::Error && places.all(|place| self.have(&place.file))
    }

    fn have(&self, file: &SourcePath) -> bool {
        let mut folders = self.folders.iter();
        self.files.contains(file) || folders.any(|folder| file.as_str().starts_with(&**folder))
    }
}
