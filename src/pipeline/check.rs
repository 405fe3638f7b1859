//! Everything that a build checks, without the build.

use super::{
    Beside, BuildError, Counts, Known, Timings, missed_in, once, prepare_with, stood,
    uncorrected_since, write_pages,
};
use crate::audit::owners::Owners;
use crate::base::diag::Findings;
use crate::base::path::SitePath;
use crate::model::Purpose;
use crate::publish::{PublishError, Shelf, Sink};
use crate::sources::withhold::HeldThing;
use crate::sources::{self, Chosen};
use crate::world::World;

/// What was found, and how much was looked at.
pub struct Checked {
    pub findings: Findings,
    /// Of nothing where the data have errors.
    pub counts: Counts,
    /// Which section answers for what.
    pub owners: Owners,
}

/// Checks everything that a build checks, links included, and writes nothing. What is published already is
/// held against it, too.
///
/// # Errors
/// A fault of the theme or of the program, or a published folder that cannot be read; faults of the data
/// are findings.
pub fn check(
    world: &dyn World,
    chosen: &Chosen,
    published: Option<&Shelf>,
) -> Result<Checked, BuildError> {
    let mut timings = Timings::default();
    let inputs = sources::gather(world);
    let (_, reasons) = sources::changes::load(&inputs);
    let mut owners = Owners::default();
    let beside = Beside {
        kept: None,
        owners: Some(&mut owners),
    };
    let prepared = match prepare_with(inputs, chosen, world, &mut timings, beside) {
        Ok(prepared) => prepared,
        Err(mut findings) => {
            findings.append(reasons);
            return Ok(Checked {
                findings: findings.sorted(),
                counts: Counts::default(),
                owners,
            });
        }
    };
    let mut findings = write_pages(&prepared, &Nowhere, world)?;
    findings.append(reasons);
    findings.append(prepared.findings.clone());
    findings.extend(prepared.opened.iter().map(HeldThing::opens));
    if let Some(published) = published {
        findings.append(uncorrected_since(published, &prepared)?);
        if chosen.purpose == Purpose::Release {
            findings.append(missed_in(&published.manifest, &prepared));
            let known = Known::of(&prepared);
            let read = |path: &str| published.read(path);
            findings.append(stood(&known, read)?);
        }
    }
    Ok(Checked {
        findings: once(&findings).sorted(),
        counts: prepared.counts(),
        owners,
    })
}

/// A sink for pages that are only looked at.
struct Nowhere;

impl Sink for Nowhere {
    fn write(&self, _: &SitePath, _: &[u8]) -> Result<(), PublishError> {
        Ok(())
    }
}
