//! `mieruka verify`: whether a folder is the site that was built, byte for byte.

use std::path::Path;

use super::Ending;
use super::build::complain;
use super::terminal::Terminal;
use crate::base::diag::counted;
use crate::base::text::visible;
use crate::model::Purpose;
use crate::pipeline::BuildError;
use crate::publish::{Verification, verify};

/// So many files of a kind are named; who has more to mend uploads everything again.
const NAMED: usize = 50;

/// `approved` is the hash that the folder must have, where somebody gave it.
pub fn run(folder: &Path, approved: Option<&str>, terminal: &Terminal) -> Ending {
    if super::open_site(folder, terminal).is_none() {
        return Ending::Failed;
    }
    let shown = visible(&folder.to_string_lossy());
    let found = match verify(folder) {
        Ok(found) => found,
        Err(error) => {
            complain(&BuildError::Publish(error), terminal);
            return Ending::Failed;
        }
    };
    let Some(found) = found else {
        terminal.complain(&terminal.fill("verify-no-list", &[("folder", &shown)]));
        return Ending::DataErrors;
    };
    let lines = complaints(&found, approved, terminal);
    if lines.is_empty() {
        let files = counted(terminal.lang, "cli.count.files", found.files);
        let args = [
            ("folder", &*shown),
            ("hash", &*found.hash),
            ("files", &*files),
        ];
        terminal.say(&terminal.fill("verify-as-built", &args));
        return Ending::Done;
    }
    let lines = lines.join("\n");
    let args = [
        ("folder", &*shown),
        ("hash", &*found.hash),
        ("lines", &*lines),
    ];
    terminal.complain(&terminal.fill("verify-other", &args));
    Ending::DataErrors
}

pub fn complaints(
    found: &Verification,
    approved: Option<&str>,
    terminal: &Terminal,
) -> Vec<String> {
    let mut lines = Vec::new();
    if found.purpose == Purpose::Preview {
        lines.push(terminal.fill("verify-preview", &[]));
    }
    if let Some(approved) = approved.filter(|approved| *approved != found.hash) {
        lines.push(terminal.fill("verify-hash", &[("approved", approved)]));
    }
    for (key, names) in [
        ("verify-missing", &found.missing),
        ("verify-altered", &found.altered),
        ("verify-foreign", &found.foreign),
    ] {
        let named = names.iter().take(NAMED);
        lines.extend(named.map(|name| terminal.fill(key, &[("file", &visible(name))])));
        if names.len() > NAMED {
            let count = counted(terminal.lang, "cli.count.files", names.len() - NAMED);
            lines.push(terminal.fill("verify-more", &[("count", &count)]));
        }
    }
    lines
}
