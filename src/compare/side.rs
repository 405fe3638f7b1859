//! One release as far as it is compared: its list of files, and the text of those that tell something.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::settings::is_style;
use super::{FileChange, Name};

/// A release. Its texts are those that [`wanted`] names.
#[derive(Debug)]
pub struct Side {
    pub name: Name,
    /// In the order of their paths.
    pub files: Vec<File>,
    /// By path.
    pub texts: BTreeMap<String, String>,
}

impl Side {
    /// Texts alone, of which nobody asks whose they are.
    pub fn of_texts(texts: BTreeMap<String, String>) -> Self {
        Self {
            name: Name::default(),
            files: Vec::new(),
            texts,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub bytes: u64,
    pub sha256: [u8; 32],
}

/// The name of the file of all values, in the folder of its plan.
const VALUES: &str = "/values.csv";

/// The file in which the search has other words for what people type.
pub(super) const SEARCH: &str = "search/core.js";

/// Whether a comparison could want to read this file at all.
pub fn tells(path: &str) -> bool {
    is_values(path) || is_text(path)
}

fn is_text(path: &str) -> bool {
    path.ends_with(".md") || path == SEARCH || is_style(path)
}

pub fn is_values(path: &str) -> bool {
    path.strip_suffix(VALUES)
        .is_some_and(|plan| !plan.contains('/'))
}

/// The files of both that have to be read: Markdown that differs, and the values of every plan of which
/// anything does.
pub fn wanted(old: &[File], new: &[File]) -> BTreeSet<String> {
    let changed = changes(old, new);
    let plan_of = |path: &str| {
        let path = path.strip_prefix("en/").unwrap_or(path);
        path.split_once('/').map(|(plan, _)| plan.to_owned())
    };
    let plans: BTreeSet<String> = changed
        .iter()
        .filter_map(|file| plan_of(&file.path))
        .collect();
    let is_wanted =
        |path: &str| is_values(path) && plan_of(path).is_some_and(|plan| plans.contains(&plan));
    let values = old.iter().chain(new).map(|file| &file.path);
    let values = values.filter(|path| is_wanted(path)).cloned();
    let texts = changed.into_iter().map(|file| file.path);
    texts.filter(|path| is_text(path)).chain(values).collect()
}

/// Files that are new, gone or other.
pub fn changes(old: &[File], new: &[File]) -> Vec<FileChange> {
    let mut found = Vec::new();
    let (mut before, mut after) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return found,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => one.path.cmp(&other.path),
        };
        let one = before.next_if(|_| order != Ordering::Greater);
        let other = after.next_if(|_| order != Ordering::Less);
        if one != other
            && let Some(file) = one.or(other)
        {
            found.push(FileChange {
                path: file.path.clone(),
                old_bytes: one.map(|file| file.bytes),
                new_bytes: other.map(|file| file.bytes),
            });
        }
    }
}
