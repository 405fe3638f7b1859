//! The plans below `seeds/`: one folder a plan, one file a project.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::editions;
use super::gather::File;
use super::kept::{Kept, KnownOfPlan, Read};
use super::record::{
    CorrectionsRecord, DatasetRecord, PlanRecord, PolicySheetRecord, ProjectRecord,
};
use super::resolve::{
    PlanKeys, Subjects, fill_dataset, judged, resolve_corrections, resolve_counts, resolve_dataset,
    resolve_former, resolve_glossary, resolve_index, resolve_plan, resolve_policy, resolve_project,
    twice,
};
use super::unused::unused;
use super::{Reader, csv, decode, yaml};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::base::text;
use crate::model::{Plan, Policy, Project, Superseded};

/// Reads the plans from the files below `seeds/`, in the order of their paths.
pub fn load_plans(files: Vec<File>, mut kept: Option<&mut Kept>) -> (Vec<Plan>, Findings) {
    let mut findings = Findings::new();
    let mut plans = Vec::new();
    if files.is_empty() {
        let place = Place::file(&SourcePath::new("seeds"));
        findings.push(Diagnostic::error("PLAN-NONE", place));
    }
    let mut folders: Vec<(String, Vec<File>)> = Vec::new();
    for file in files {
        let Some(folder) = folder_of(&file.0) else {
            if file.0.as_str() != "seeds/README.md" {
                findings.push(unused(&file.0));
            }
            continue;
        };
        match folders.last_mut() {
            Some((known, files)) if known == folder => files.push(file),
            _ => folders.push((folder.to_owned(), vec![file])),
        }
    }
    let mut known = Vec::new();
    for (folder, files) in folders {
        known.push(folder.clone());
        let kept = kept.as_deref_mut();
        plans.extend(load_plan(&folder, files, kept, &mut findings));
    }
    editions::check(&plans, &known, &mut findings);
    (plans, findings)
}

/// The plan's folder: the part after `seeds/`, when the file lies in one.
fn folder_of(path: &SourcePath) -> Option<&str> {
    let inside = path.as_str().strip_prefix("seeds/")?;
    inside.split_once('/').map(|(folder, _)| folder)
}

fn load_plan(
    id: &str,
    files: Vec<File>,
    kept: Option<&mut Kept>,
    findings: &mut Findings,
) -> Option<Plan> {
    let base = format!("seeds/{id}");
    let prefix = format!("{base}/projects/");
    let (sheets, files): (Vec<File>, Vec<File>) = files
        .into_iter()
        .partition(|(path, _)| is_project(path, &prefix));
    let files = &files[..];
    let plan_path = SourcePath::new(format!("{base}/plan.yaml"));
    let Some((plan_path, bytes)) = files.iter().find(|(path, _)| *path == plan_path) else {
        let missing = Diagnostic::error("PLAN-MISSING", Place::file(&plan_path));
        findings.push(named_nearly(missing, &base, files));
        return None;
    };
    let record: PlanRecord = read(plan_path, bytes, findings)?;
    let mut reader = Reader::new(plan_path, findings);
    let mut plan = resolve_plan(&record, id, &mut reader)?;
    let is_by_project = judged::is_by_project(&record, &mut reader);
    let folder = Folder { base: &base, files };
    folder.load_policies(&mut plan, findings);
    let names: Vec<SourcePath> = sheets.iter().map(|(path, _)| path.clone()).collect();
    let (projects, whole) = load_projects((id, &prefix), sheets, &plan, kept, findings);
    plan.projects = projects;
    if is_by_project {
        for project in &mut plan.projects {
            judged::share(Arc::make_mut(project));
        }
    }
    folder.load_datasets(&mut plan, &names, findings);
    folder.load_lists(&mut plan, findings);
    folder.load_corrections(&mut plan, &names, findings);
    // Against projects that could not be read the index and the lineage would only look wrong.
    if whole == Whole::Yes {
        load_index(&record, &base, files, &mut plan, findings);
        if let Some((path, sheet)) = folder.sheet(FORMER, findings) {
            let mut reader = Reader::new(path, findings);
            plan.former = resolve_former(&sheet, &plan, &mut reader);
        }
    }
    note_unused(&record, &plan, (&base, files), findings);
    Some(plan)
}

/// What may be meant by the plan that is not there: one in a folder too deep, or a name that was misspelt.
fn named_nearly(missing: Diagnostic, base: &str, files: &[File]) -> Diagnostic {
    let deep = files.iter().find_map(|(path, _)| {
        let folder = path.as_str().strip_suffix("/plan.yaml")?;
        let name = folder.strip_prefix(base)?.strip_prefix('/')?;
        (!name.contains('/')).then_some((folder, name))
    });
    if let Some((folder, name)) = deep {
        return missing.with("deep", folder).with(MOVED, name);
    }
    let near = files.iter().map(|(path, _)| path.file_name());
    match text::did_you_mean("plan.yaml", near) {
        Some(near) => missing.with("whole", "").with("near", near),
        None => missing.with("whole", ""),
    }
}

/// The name under which a finding tells which plan lies elsewhere: what is said of its texts says nothing more.
pub const MOVED: &str = "moved";

/// Lists with a fixed name in a plan's folder.
const FORMER: &str = "former.csv";
const COUNTS: &str = "counts.csv";
const GLOSSARY: &str = "glossary.csv";
/// What was changed after publication, and the folder of files as they were before.
const CORRECTIONS: &str = "corrections.yaml";
const SUPERSEDED: &str = "superseded";

/// The files of a plan's folder beside its projects.
struct Folder<'a> {
    base: &'a str,
    files: &'a [File],
}

impl<'a> Folder<'a> {
    fn find(&self, name: &str) -> Option<&'a File> {
        let wanted = format!("{}/{name}", self.base);
        self.files.iter().find(|(path, _)| path.as_str() == wanted)
    }

    /// The files right below a folder of this one, with this extension.
    fn inside(&self, folder: &str, extension: &str) -> impl Iterator<Item = &'a File> {
        let prefix = format!("{}/{folder}/", self.base);
        let extension = extension.to_owned();
        self.files
            .iter()
            .filter(move |(path, _)| is_inside(path, &prefix, &extension))
    }

    fn sheet(&self, name: &str, findings: &mut Findings) -> Option<(&'a SourcePath, csv::Sheet)> {
        let (path, bytes) = self.find(name)?;
        let text = decode::decode(bytes, path, findings)?;
        Some((path, csv::read(&text, path, findings)?))
    }

    fn load_policies(&self, plan: &mut Plan, findings: &mut Findings) {
        let mut told: Vec<(usize, Policy)> = Vec::new();
        let mut broken: Vec<&str> = Vec::new();
        let keys = PlanKeys::of(plan);
        for (path, bytes) in self.inside("policies", "yaml") {
            let mut found = Findings::new();
            if let Some(record) = read::<PolicySheetRecord>(path, bytes, &mut found) {
                let mut reader = Reader::new(path, &mut found);
                reader.span = keys.span;
                told.extend(resolve_policy(&record, &keys, &plan.policies, &mut reader));
            }
            if found.has_errors() {
                broken.push(path.stem());
            }
            findings.append(found);
        }
        for (ix, policy) in told {
            plan.policies[ix] = policy;
        }
        for policy in &plan.policies {
            check_same(plan, policy, &broken, findings);
        }
    }

    /// `sheets` as for [`load_datasets`](Self::load_datasets).
    fn load_corrections(&self, plan: &mut Plan, sheets: &[SourcePath], findings: &mut Findings) {
        let Some((path, bytes)) = self.find(CORRECTIONS) else {
            return;
        };
        let Some(record) = read::<CorrectionsRecord>(path, bytes, findings) else {
            return;
        };
        let projects: Vec<&str> = sheets.iter().map(SourcePath::stem).collect();
        let policies: Vec<&str> = plan.policies.iter().map(|one| one.id.as_str()).collect();
        let tables: Vec<&str> = self
            .inside("tables", "yaml")
            .map(|(path, _)| path.stem())
            .collect();
        let subjects = Subjects {
            projects: &projects,
            policies: &policies,
            tables: &tables,
        };
        let mut reader = Reader::new(path, findings);
        let corrections = resolve_corrections(&record, &subjects, &mut reader);
        let mut kept: Vec<Superseded> = Vec::new();
        for correction in &corrections {
            let Some(name) = correction.superseded.as_ref() else {
                continue;
            };
            let file = format!("{SUPERSEDED}/{name}");
            match self.find(&file) {
                Some((path, bytes)) if !kept.iter().any(|one| one.name == *name) => {
                    // The words of a PDF can be cut, turned and packed in ways that no search follows.
                    if path.extension() == "pdf" {
                        reader.notice("CORRECTION-PDF", correction.at, &[("file", &file)]);
                    }
                    kept.push(Superseded {
                        name: name.clone(),
                        bytes: bytes.to_vec(),
                    });
                }
                Some(_) => {}
                None => reader.error("PLAN-FILE-MISSING", correction.at, &[("file", &file)]),
            }
        }
        plan.corrections = corrections;
        plan.superseded = kept;
    }

    /// `sheets` are the projects' files: one that could not be read is no unknown project.
    fn load_datasets(&self, plan: &mut Plan, sheets: &[SourcePath], findings: &mut Findings) {
        if self.inside("tables", "yaml").next().is_none() {
            return;
        }
        let keys = PlanKeys::of(plan);
        let mut datasets = Vec::new();
        let projects = plan.projects.iter().map(|project| project.id.as_str());
        let mut known: Vec<&str> = projects.chain(keys.policies.ids.iter().copied()).collect();
        let whole: BTreeSet<&str> = known.iter().copied().collect();
        let unread = sheets.iter().map(SourcePath::stem);
        known.extend(unread.filter(|name| !whole.contains(name)));
        for (path, bytes) in self.inside("tables", "yaml") {
            let Some(record) = read::<DatasetRecord>(path, bytes, findings) else {
                continue;
            };
            let name = format!("tables/{}.csv", path.stem());
            let cells = SourcePath::new(format!("{}/{name}", self.base));
            let mut reader = Reader::new(path, findings);
            let Some(mut dataset) = resolve_dataset(&record, &keys, &cells, &mut reader) else {
                continue;
            };
            if self.find(&name).is_none() {
                reader.error("PLAN-FILE-MISSING", Spot::new(1, 1, 0), &[("file", &name)]);
            } else if let Some((path, sheet)) = self.sheet(&name, findings) {
                fill_dataset(
                    &mut dataset,
                    &sheet,
                    &known,
                    &mut Reader::new(path, findings),
                );
            }
            datasets.push(dataset);
        }
        plan.datasets = datasets;
    }

    fn load_lists(&self, plan: &mut Plan, findings: &mut Findings) {
        if let Some((path, sheet)) = self.sheet(COUNTS, findings) {
            plan.counts = resolve_counts(&sheet, &mut Reader::new(path, findings));
        }
        if let Some((path, sheet)) = self.sheet(GLOSSARY, findings) {
            plan.glossary = resolve_glossary(&sheet, &mut Reader::new(path, findings));
        }
    }
}

/// An indicator that stands elsewhere already must name one that stands there for the first time. In a
/// file that is broken it may only be missing because it could not be read.
fn check_same(plan: &Plan, policy: &Policy, broken: &[&str], findings: &mut Findings) {
    for indicator in &policy.indicators {
        let Some(same) = &indicator.same_as else {
            continue;
        };
        if broken.contains(&plan.policies[same.policy].id.as_str()) {
            continue;
        }
        let list = &plan.policies[same.policy].indicators;
        let named = list.iter().find(|named| named.slot == same.slot);
        if named.is_none_or(|named| named.same_as.is_some()) {
            let found = format!("{}/{}", plan.policies[same.policy].id, same.slot);
            let place = indicator.at.in_file(&policy.file);
            findings.push(Diagnostic::error("DATA-SAME-AS", place).with("found", found));
        }
    }
}

fn is_inside(path: &SourcePath, prefix: &str, extension: &str) -> bool {
    path.as_str()
        .strip_prefix(prefix)
        .is_some_and(|name| !name.contains('/') && path.extension() == extension)
}

/// Whether all projects of a plan could be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Yes,
    No,
}

/// Projects are independent files, so they are read side by side; the order is that of the names.
fn load_projects(
    (id, folder): (&str, &str),
    sheets: Vec<File>,
    plan: &Plan,
    mut kept: Option<&mut Kept>,
    findings: &mut Findings,
) -> (Vec<Arc<Project>>, Whole) {
    let keys = PlanKeys::of(plan);
    let shelf = kept.as_deref_mut().map(|kept| {
        let shelf = kept.projects_of(id);
        shelf.open(KnownOfPlan::of(&keys));
        &*shelf
    });
    let read: Vec<Read<(), Project>> = sheets
        .into_par_iter()
        .enumerate()
        .map(|(place, (path, bytes))| {
            let known = shelf.and_then(|shelf| shelf.find(place, (&path, &bytes), &()));
            known.unwrap_or_else(|| {
                let (project, found) = load_project(&path, &bytes, &keys);
                let bytes = shelf.map_or_else(Default::default, |_| bytes);
                Read::new((path, bytes), (), project, found)
            })
        })
        .collect();
    if let Some(kept) = kept {
        kept.projects_of(id).keep(&read);
    }
    let mut whole = Whole::Yes;
    let mut projects: Vec<Arc<Project>> = Vec::with_capacity(read.len());
    for read in read {
        // Of a draft it is enough to know that it is one: no list is read without the rows of the others.
        let is_draft = read.value.as_ref().is_some_and(|one| one.hold.draft);
        if read.findings.has_errors() && !is_draft {
            whole = Whole::No;
        }
        findings.append(read.findings);
        projects.extend(read.value);
    }
    projects.sort_by(|a, b| {
        let order = text::natural(a.id.as_str(), b.id.as_str());
        order.then_with(|| a.id.cmp(&b.id))
    });
    // Those of one id stand in the order of their files.
    projects.dedup_by(|again, first| {
        let is_twice = again.id == first.id;
        if is_twice {
            let twice = twice("project", again.id.as_str(), again.place(again.at));
            findings.push(twice.and_at(first.place(first.at)));
        }
        is_twice
    });
    // A plan can be told by its policies alone.
    let told = plan
        .policies
        .iter()
        .any(|policy| !policy.indicators.is_empty());
    if projects.is_empty() && whole == Whole::Yes && !told {
        let place = Place::file(&plan.file);
        findings.push(Diagnostic::warning("PLAN-EMPTY", place).with("folder", folder));
    }
    (projects, whole)
}

fn load_project(
    path: &SourcePath,
    bytes: &[u8],
    keys: &PlanKeys<'_>,
) -> (Option<Project>, Findings) {
    let mut findings = Findings::new();
    let project = read::<ProjectRecord>(path, bytes, &mut findings).and_then(|record| {
        let mut reader = Reader::new(path, &mut findings);
        reader.span = keys.span;
        resolve_project(&record, keys, &mut reader)
    });
    (project, findings)
}

fn is_project(path: &SourcePath, prefix: &str) -> bool {
    is_inside(path, prefix, "yaml")
}

fn read<T: serde::de::DeserializeOwned>(
    path: &SourcePath,
    bytes: &[u8],
    findings: &mut Findings,
) -> Option<T> {
    let text = decode::decode(bytes, path, findings)?;
    yaml::read(&text, path, findings)
}

fn load_index(
    record: &PlanRecord,
    base: &str,
    files: &[File],
    plan: &mut Plan,
    findings: &mut Findings,
) {
    let Some(index) = &record.index else { return };
    let file = plan.file.clone();
    let mut reader = Reader::new(&file, findings);
    let name = reader.required(index.value.file.as_ref(), "index.file", index.at);
    if name.is_empty() {
        return;
    }
    let at = index
        .value
        .file
        .as_ref()
        .map_or(Spot::default(), |file| file.at);
    let Some((path, bytes)) = files
        .iter()
        .find(|(path, _)| path.as_str() == format!("{base}/{name}"))
    else {
        reader.error("PLAN-FILE-MISSING", at, &[("file", &name)]);
        return;
    };
    let sheet =
        decode::decode(bytes, path, findings).and_then(|text| csv::read(&text, path, findings));
    if let Some(sheet) = sheet {
        let mut reader = Reader::new(path, findings);
        plan.index = Some(resolve_index(&sheet, plan, &mut reader));
    }
}

/// Tells of every file of a plan's folder that nothing reads.
fn note_unused(
    record: &PlanRecord,
    plan: &Plan,
    (base, files): (&str, &[File]),
    findings: &mut Findings,
) {
    let index = record
        .index
        .as_ref()
        .and_then(|index| index.value.file.as_ref());
    for (path, _) in files {
        let name = path
            .as_str()
            .strip_prefix(&format!("{base}/"))
            .unwrap_or_default();
        let described = |folder: &str| {
            let stem = path.stem();
            name == format!("{folder}/{stem}.yaml")
                || folder == "tables"
                    && name == format!("tables/{stem}.csv")
                    && files
                        .iter()
                        .any(|(other, _)| other.as_str() == format!("{base}/tables/{stem}.yaml"))
        };
        let kept = name.strip_prefix(SUPERSEDED);
        let kept = kept.and_then(|name| name.strip_prefix('/'));
        let used = matches!(name, "plan.yaml" | "README.md" | FORMER | COUNTS | GLOSSARY)
            || name == CORRECTIONS
            || kept.is_some_and(|name| plan.superseded.iter().any(|one| one.name == name))
            || described("policies")
            || described("tables")
            || index.is_some_and(|file| &*file.text == name);
        if !used {
            findings.push(unused(path));
        }
    }
}
