//! What was read of single files before, so that a file that has not changed is not read again.
//!
//! Only what one file says by itself is kept, with everything that it was read by: its bytes and what
//! the reading knew of other files. What rests on several files is worked out each time. A build
//! keeps nothing.

use std::sync::Arc;

use super::gather::Bytes;
use crate::base::diag::Findings;
use crate::base::path::SourcePath;
use crate::base::words::Lang;
use crate::model::{FiscalYear, Project};

use super::content::Document;
use super::resolve::PlanKeys;

/// Everything that is kept between two readings of one site.
#[derive(Debug, Default)]
pub struct Kept {
    /// The projects of each plan's folder.
    pub(super) projects: Vec<(String, Shelf<KnownOfPlan, (), Project>)>,
    pub(super) prose: Shelf<KnownOfSite, Owned, Document>,
}

impl Kept {
    pub(super) fn projects_of(&mut self, folder: &str) -> &mut Shelf<KnownOfPlan, (), Project> {
        let place = self.projects.iter().position(|(known, _)| known == folder);
        let place = place.unwrap_or_else(|| {
            self.projects.push((folder.to_owned(), Shelf::default()));
            self.projects.len() - 1
        });
        &mut self.projects[place].1
    }
}

/// What the reading of a project knows of its plan.
#[derive(Debug, PartialEq, Eq)]
pub struct KnownOfPlan {
    ids: [Vec<String>; 7],
    span: Option<(FiscalYear, FiscalYear)>,
}

impl KnownOfPlan {
    pub fn of(keys: &PlanKeys<'_>) -> Self {
        let PlanKeys {
            policies,
            departments,
            funding,
            sources,
            codes,
            span,
        } = keys;
        let ids = [
            &policies.ids,
            &policies.titles,
            &departments.ids,
            &departments.titles,
            funding,
            sources,
            codes,
        ];
        Self {
            ids: ids.map(|list| list.iter().map(|id| (*id).to_owned()).collect()),
            span: *span,
        }
    }
}

/// What the reading of prose knows of the site.
#[derive(Debug)]
pub struct KnownOfSite {
    pub lang: Lang,
    /// The file of readings, where there is one.
    pub readings: Option<Bytes>,
}

impl PartialEq for KnownOfSite {
    fn eq(&self, other: &Self) -> bool {
        let is_same = match (&self.readings, &other.readings) {
            (Some(one), Some(other)) => one.is_same(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        self.lang == other.lang && is_same
    }
}

/// What the reading of prose knows of what it belongs to.
#[derive(Clone, Debug)]
pub enum Owned {
    Project(Arc<Project>),
    Other(&'static str),
    /// Whose prose it is hangs on all other files, so what is wrong with it is found out each time.
    Nobody,
}

impl PartialEq for Owned {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Owned::Project(one), Owned::Project(other)) => Arc::ptr_eq(one, other),
            (Owned::Other(one), Owned::Other(other)) => one == other,
            _ => false,
        }
    }
}

/// Files of one kind with what was read of them, in the order of their paths.
#[derive(Debug)]
pub struct Shelf<A, B, T> {
    /// What the reading of all of them knew.
    by: Option<A>,
    files: Vec<Read<B, T>>,
}

/// What one file gave.
#[derive(Debug)]
pub struct Read<B, T> {
    pub path: SourcePath,
    bytes: Bytes,
    /// What the reading of this one knew.
    by: B,
    pub value: Option<Arc<T>>,
    pub findings: Findings,
}

impl<A, B, T> Default for Shelf<A, B, T> {
    fn default() -> Self {
        Self {
            by: None,
            files: Vec::new(),
        }
    }
}

impl<B, T> Read<B, T> {
    pub fn new(
        (path, bytes): (SourcePath, Bytes),
        by: B,
        value: Option<T>,
        findings: Findings,
    ) -> Self {
        Self {
            path,
            bytes,
            by,
            value: value.map(Arc::new),
            findings,
        }
    }
}

impl<A: PartialEq, B: Clone + PartialEq, T> Shelf<A, B, T> {
    /// Forgets everything when it was read by something else.
    pub fn open(&mut self, by: A) {
        if self.by.as_ref() != Some(&by) {
            self.files = Vec::new();
            self.by = Some(by);
        }
    }

    /// What is known of exactly this file; `near` is where it most likely stands.
    pub fn find(
        &self,
        near: usize,
        (path, bytes): (&SourcePath, &Bytes),
        by: &B,
    ) -> Option<Read<B, T>> {
        let is_it = |read: &&Read<B, T>| read.path == *path;
        let known = self.files.get(near).filter(is_it).or_else(|| {
            let place = self.files.binary_search_by(|read| read.path.cmp(path));
            Some(&self.files[place.ok()?])
        })?;
        let is_same = known.bytes.is_same(bytes) && known.by == *by;
        is_same.then(|| known.copy())
    }

    /// Keeps these, which are in the order of their paths, and nothing else.
    pub fn keep(&mut self, files: &[Read<B, T>]) {
        self.files = files.iter().map(Read::copy).collect();
    }
}

impl<B: Clone, T> Read<B, T> {
    /// Another handle on what was read.
    fn copy(&self) -> Self {
        Self {
            path: self.path.clone(),
            bytes: self.bytes.clone(),
            by: self.by.clone(),
            value: self.value.clone(),
            findings: self.findings.clone(),
        }
    }
}
