//! Whether every page can have the address that was chosen for it, told before anything is rendered.
//!
//! The sink refuses the same addresses again when a file is written; here the finding can still name
//! the sources that want them. It chooses no address.

use super::error::AddressFault;
use super::sink::address_fault;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SitePath;
use crate::base::place::Place;

/// Finds addresses that two files want, and addresses that nothing may have.
pub fn check<'a>(wanted: impl IntoIterator<Item = (&'a SitePath, Place)>) -> Findings {
    let mut wanted: Vec<(&SitePath, Place)> = wanted.into_iter().collect();
    wanted.sort();
    let mut findings = Findings::new();
    for (path, place) in &wanted {
        let code = match address_fault(path) {
            None => continue,
            Some(AddressFault::Reserved) => "PAGE-ADDRESS-RESERVED",
            Some(_) => "PAGE-ADDRESS-MALFORMED",
        };
        findings.push(Diagnostic::error(code, place.clone()).with("path", path));
    }
    for same in wanted.chunk_by(|a, b| a.0 == b.0) {
        let [(path, first), others @ ..] = same else {
            continue;
        };
        for (_, place) in others {
            findings.push(
                Diagnostic::error("PAGE-ADDRESS-TWICE", place.clone())
                    .with("path", path)
                    .with("other", first)
                    .and_at(first.clone()),
            );
        }
    }
    findings.sorted()
}
