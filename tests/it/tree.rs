//! A folder of the disk as a value, so that two of them can be compared whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub type Tree = BTreeMap<PathBuf, Thing>;

#[derive(Clone, PartialEq, Eq)]
pub enum Thing {
    Folder,
    File(Vec<u8>),
    Link(PathBuf),
    /// A pipe or the like, which must not be opened.
    Other,
}

impl std::fmt::Debug for Thing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Thing::Folder => out.write_str("folder"),
            Thing::File(bytes) => write!(out, "file of {} bytes", bytes.len()),
            Thing::Link(target) => write!(out, "link to {}", target.display()),
            Thing::Other => out.write_str("something else"),
        }
    }
}

/// All that lies below a folder, links looked at and not followed; nothing where there is no folder.
pub fn read(top: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in list(&folder) {
            let kind = std::fs::symlink_metadata(&path).unwrap().file_type();
            let thing = if kind.is_symlink() {
                Thing::Link(std::fs::read_link(&path).unwrap())
            } else if kind.is_dir() {
                folders.push(path.clone());
                Thing::Folder
            } else if kind.is_file() {
                Thing::File(std::fs::read(&path).unwrap())
            } else {
                Thing::Other
            };
            tree.insert(path.strip_prefix(top).unwrap().to_owned(), thing);
        }
    }
    tree
}

/// The names in a folder, sorted, but for the notes of what a published folder was made from and who
/// approved it.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = list(folder)
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".mieruka-inputs") && !name.ends_with(".mieruka-approved"))
        .collect();
    names.sort();
    names
}

/// What a tree has more, has less, or has otherwise than another; empty when they are the same.
pub fn difference(is: &Tree, should: &Tree) -> String {
    let mut out = String::new();
    for (path, thing) in is {
        match should.get(path) {
            None => out.push_str(&format!("  too much: {} ({thing:?})\n", path.display())),
            Some(other) if other != thing => {
                out.push_str(&format!("  different: {} ({thing:?})\n", path.display()));
            }
            Some(_) => {}
        }
    }
    for path in should.keys().filter(|path| !is.contains_key(*path)) {
        out.push_str(&format!("  missing: {}\n", path.display()));
    }
    out
}

/// Writes files with the folders above them.
pub fn write<'a>(top: &Path, files: impl IntoIterator<Item = (&'a str, &'a str)>) {
    for (path, text) in files {
        let path = top.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

fn list(folder: &Path) -> Vec<PathBuf> {
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.unwrap().path()).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => panic!("{}: {error}", folder.display()),
    }
}
