//! Where finished files go: a folder on the disk, or memory.
//!
//! Whichever it is, the same addresses are let through and the same are refused.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, PoisonError};

use super::error::{AddressFault, PublishError};
use super::manifest::MANIFEST;
use crate::base::path::SitePath;

/// Takes finished files, from many threads at once.
pub trait Sink: Sync {
    /// Keeps the file under its address; an address that was used before is an error.
    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), PublishError>;

    /// The same for a file that is too long to stand in memory whole.
    fn write_pieces(
        &self,
        path: &SitePath,
        pieces: &mut dyn Iterator<Item = Vec<u8>>,
    ) -> Result<(), PublishError> {
        let bytes: Vec<u8> = pieces.flatten().collect();
        self.write(path, &bytes)
    }
}

/// Keeps the files in memory, for the preview and for tests.
#[derive(Debug, Default)]
pub struct MemorySink(Mutex<BTreeMap<SitePath, Vec<u8>>>);

impl MemorySink {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn into_files(self) -> BTreeMap<SitePath, Vec<u8>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), PublishError> {
        check_address(path)?;
        // A thread that panicked while it held the map cannot have left half an entry in it.
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match files.entry(path.clone()) {
            Entry::Vacant(free) => {
                free.insert(bytes.to_vec());
                Ok(())
            }
            Entry::Occupied(_) => Err(PublishError::address(path, AddressFault::Twice)),
        }
    }
}

/// The only kinds of files that are ever published. Names such as `.htaccess`, `web.config` or
/// `x.php` would change what the city's web server does.
const EXTENSIONS: [&str; 14] = [
    "html", "md", "css", "js", "json", "csv", "xml", "svg", "png", "txt", "woff2", "pdf", "zip",
    "xlsx",
];

/// Names that mean a device on Windows, with any extension: such a file cannot be copied there.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The folder of the preview's own pages, which no release has.
const PREVIEW: &str = "__mieruka/";

/// What is wrong with an address, whoever wants to write there.
pub fn address_fault(path: &SitePath) -> Option<AddressFault> {
    let path = path.as_str();
    if !SitePath::is_valid(path) || path.split('/').any(|part| part.ends_with('.')) {
        return Some(AddressFault::Malformed);
    }
    let is_device = |part: &str| DEVICES.contains(&part.split('.').next().unwrap_or(part));
    if path == MANIFEST || is_of_preview(path) || path.split('/').any(is_device) {
        return Some(AddressFault::Reserved);
    }
    let file_name = path.rsplit('/').next().unwrap_or(path);
    let is_known = |(_, extension)| EXTENSIONS.contains(&extension);
    (!file_name.rsplit_once('.').is_some_and(is_known)).then_some(AddressFault::Extension)
}

/// What only a preview has lies below a folder in which no release can have a page.
pub fn is_of_preview(path: &str) -> bool {
    path.starts_with(PREVIEW)
}

pub(super) fn check_address(path: &SitePath) -> Result<(), PublishError> {
    match address_fault(path) {
        None => Ok(()),
        Some(why) => Err(PublishError::address(path, why)),
    }
}
