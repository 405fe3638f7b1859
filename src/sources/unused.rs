//! Files that nothing reads: each is told, so that no hand-in is forgotten in silence.

use crate::base::diag::{Diagnostic, Severity};
use crate::base::path::SourcePath;
use crate::base::place::Place;

/// What sources end in.
const ENDINGS: [&str; 3] = ["yaml", "csv", "md"];

/// Names of what Office writes beside a document that is open.
const LOCK: &str = "~$";

/// That a file is read by nobody, and what it most likely is.
pub fn unused(path: &SourcePath) -> Diagnostic {
    let name = path.file_name();
    let told = |severity| Diagnostic::new(severity, "SOURCE-UNUSED", Place::file(path));
    if name.starts_with(LOCK) {
        return told(Severity::Notice).with("is_lock", "");
    }
    match renamed(name) {
        Some(rename) => told(Severity::Warning).with("rename", rename),
        None => told(Severity::Warning).with("is_other", ""),
    }
}

/// The name that was meant by `01.yml`, `01.YAML` and `01.yaml.txt`, as editors of Windows write them.
fn renamed(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let whole = lower.strip_suffix(".txt").unwrap_or(&lower);
    let (stem, ending) = whole.rsplit_once('.')?;
    let ending = match ending {
        "yml" => "yaml",
        "markdown" => "md",
        known => known,
    };
    let meant = format!("{}.{ending}", &name[..stem.len()]);
    (ENDINGS.contains(&ending) && meant != name).then_some(meant)
}
