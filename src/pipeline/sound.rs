//! Which findings of the audit are told: those that rest on what could be read.

use std::collections::BTreeSet;

use crate::audit::{self, Audit, Rests};
use crate::base::diag::{Findings, Severity};
use crate::base::path::SourcePath;
use crate::model::{Plan, Site};
use crate::sources;

/// What the audit says of files that could be read whole: figures next to a gap only look wrong, and what
/// rests on all files of a plan waits until all of them can be read.
pub(super) fn only(audit: &Audit, site: &Site, read: &Findings) -> Findings {
    let broken: BTreeSet<&SourcePath> = read
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| &finding.place.file)
        .collect();
    let is_whole = |plan: &Plan| {
        let name = plan.file.file_name();
        let folder = plan.file.as_str().strip_suffix(name).unwrap_or_default();
        let mut broken = broken.iter();
        !broken.any(|file| file.as_str().starts_with(folder))
    };
    let whole: Vec<bool> = site.plans.iter().map(is_whole).collect();
    let mut sound = Findings::new();
    for finding in audit.open() {
        let is_sound = match finding.rests {
            Rests::OnFile => !broken.contains(&finding.diagnostic.place.file),
            Rests::OnPlan => whole[finding.plan],
        };
        if is_sound {
            sound.push(finding.diagnostic.clone());
        }
    }
    sound
}

/// What the audit says of a site with its drafts: nobody else would tell what is wrong within them before the
/// day they are shown.
pub(super) fn beside_drafts(site: &Site, read: &Findings) -> Findings {
    match sources::has_drafts(site) {
        true => only(&audit::audit(site), site, read),
        false => Findings::new(),
    }
}
