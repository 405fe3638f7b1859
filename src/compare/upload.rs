//! What has to be uploaded, in an order in which no visitor meets a page whose parts are not there yet,
//! and what has to be deleted afterwards.

use super::FileChange;

/// The list of the folder itself, which no list names.
const MANIFEST: &str = "manifest.json";

/// Files that are new or other: what pages need, then pages, then the front doors, the front door of the
/// site and the list of files at the end.
pub fn upload(files: &[FileChange]) -> Vec<&str> {
    let there = files.iter().filter(|file| file.new_bytes.is_some());
    let mut paths: Vec<&str> = there.map(|file| &*file.path).collect();
    paths.sort_by_key(|path| (rank(path), *path));
    if !files.is_empty() {
        paths.push(MANIFEST);
    }
    paths
}

/// Files that are gone: pages first, so that none is left without its parts.
pub fn delete(files: &[FileChange]) -> Vec<&str> {
    let gone = files.iter().filter(|file| file.new_bytes.is_none());
    let mut paths: Vec<&str> = gone.map(|file| &*file.path).collect();
    paths.sort_by_key(|path| (std::cmp::Reverse(rank(path)), *path));
    paths
}

fn rank(path: &str) -> u8 {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        _ if path == "index.html" => 3,
        _ if name == "index.html" => 2,
        Some((_, "html")) => 1,
        _ => 0,
    }
}
