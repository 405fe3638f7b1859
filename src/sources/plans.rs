//! The plans below `seeds/`: one folder a plan, one file a project.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::record::{PlanRecord, ProjectRecord};
use super::resolve::{PlanKeys, resolve_index, resolve_plan, resolve_project};
use super::{Inputs, Reader, csv, decode, yaml};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::base::text;
use crate::model::{Id, Plan, Project};

type File = (SourcePath, Vec<u8>);

pub fn load_plans(inputs: &Inputs) -> (Vec<Plan>, Findings) {
    let mut findings = Findings::new();
    let mut plans = Vec::new();
    let files = inputs.below("seeds");
    if files.is_empty() {
        let place = Place::file(&SourcePath::new("seeds"));
        findings.push(Diagnostic::error("PLAN-NONE", place));
    }
    let mut rest = files;
    while let Some((first, _)) = rest.first() {
        let folder = folder_of(first);
        let length = rest.partition_point(|(path, _)| folder_of(path) == folder);
        let (these, others) = rest.split_at(length);
        rest = others;
        match folder {
            Some(folder) => plans.extend(load_plan(folder, these, &mut findings)),
            None => these
                .iter()
                .for_each(|(path, _)| unused(path, &mut findings)),
        }
    }
    (plans, findings)
}

/// The plan's folder: the part after `seeds/`, when the file lies in one.
fn folder_of(path: &SourcePath) -> Option<&str> {
    let inside = path.as_str().strip_prefix("seeds/")?;
    inside.split_once('/').map(|(folder, _)| folder)
}

fn load_plan(folder: &str, files: &[File], findings: &mut Findings) -> Option<Plan> {
    let base = format!("seeds/{folder}");
    let plan_path = SourcePath::new(format!("{base}/plan.yaml"));
    let Some((plan_path, bytes)) = files.iter().find(|(path, _)| *path == plan_path) else {
        let near = files.iter().map(|(path, _)| path.file_name());
        let mut missing = Diagnostic::error("PLAN-MISSING", Place::file(&plan_path));
        if let Some(near) = text::did_you_mean("plan.yaml", near) {
            missing = missing.with("near", near);
        }
        findings.push(missing);
        return None;
    };
    let record: PlanRecord = read(plan_path, bytes, findings)?;
    let mut reader = Reader::new(plan_path, findings);
    let mut plan = resolve_plan(&record, folder, &mut reader)?;
    let (projects, whole) = load_projects(&base, files, &plan, findings);
    plan.projects = projects;
    // Against projects that could not be read the index would only look wrong.
    if whole == Whole::Yes {
        load_index(&record, &base, files, &mut plan, findings);
    }
    note_unused(&record, &base, files, findings);
    Some(plan)
}

/// Whether all projects of a plan could be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Yes,
    No,
}

/// Projects are independent files, so they are read side by side; the order is that of the names.
fn load_projects(
    base: &str,
    files: &[File],
    plan: &Plan,
    findings: &mut Findings,
) -> (Vec<Project>, Whole) {
    let keys = PlanKeys::of(plan);
    let prefix = format!("{base}/projects/");
    let read: Vec<(Option<Project>, Findings)> = files
        .par_iter()
        .filter(|(path, _)| is_project(path, &prefix))
        .map(|(path, bytes)| load_project(path, bytes, &keys))
        .collect();
    let mut whole = Whole::Yes;
    let mut projects: Vec<Project> = Vec::with_capacity(read.len());
    let mut first: BTreeMap<Id, usize> = BTreeMap::new();
    for (project, found) in read {
        if found.has_errors() {
            whole = Whole::No;
        }
        findings.append(found);
        let Some(project) = project else { continue };
        if let Some(before) = first.get(&project.id) {
            let twice = Diagnostic::error("DATA-DUPLICATE", project.place(project.at))
                .with("id", project.id.as_str())
                .and_at(projects[*before].place(projects[*before].at));
            findings.push(twice);
            continue;
        }
        first.insert(project.id.clone(), projects.len());
        projects.push(project);
    }
    if projects.is_empty() && whole == Whole::Yes {
        let place = Place::file(&plan.file);
        findings.push(Diagnostic::warning("PLAN-EMPTY", place).with("folder", prefix));
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
    path.as_str()
        .strip_prefix(prefix)
        .is_some_and(|name| !name.contains('/') && path.extension() == "yaml")
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

/// A file that nothing reads is told, so that no hand-in is forgotten in silence.
fn note_unused(record: &PlanRecord, base: &str, files: &[File], findings: &mut Findings) {
    let index = record
        .index
        .as_ref()
        .and_then(|index| index.value.file.as_ref());
    let projects = format!("{base}/projects/");
    for (path, _) in files {
        let name = path
            .as_str()
            .strip_prefix(&format!("{base}/"))
            .unwrap_or_default();
        let used = matches!(name, "plan.yaml" | "README.md")
            || index.is_some_and(|file| &*file.text == name)
            || is_project(path, &projects);
        if !used {
            unused(path, findings);
        }
    }
}

fn unused(path: &SourcePath, findings: &mut Findings) {
    if path.as_str() != "seeds/README.md" {
        findings.push(Diagnostic::warning("SOURCE-UNUSED", Place::file(path)));
    }
}
