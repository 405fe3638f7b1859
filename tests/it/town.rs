//! The starter's town in memory: sources that a test changes, and the site that they give.

use std::collections::BTreeMap;

use mieruka::base::diag::{Diagnostic, Findings, Severity};
use mieruka::base::era::Date;
use mieruka::base::moment::Moment;
use mieruka::base::path::SitePath;
use mieruka::base::words::Lang;
use mieruka::model::Purpose;
use mieruka::pipeline::{self, Timings};
use mieruka::publish::MemorySink;
use mieruka::sources::{self, Chosen};
use mieruka::world::Memory;

use crate::tree::{self, Thing};

pub type Files = BTreeMap<SitePath, Vec<u8>>;

pub const PLAN: &str = "seeds/midorino-dx-r8";
pub const PROSE: &str = "content/midorino-dx-r8";

pub fn starter() -> Memory {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    let root = std::path::Path::new(crate::kept::ROOT).join("src/cli/starter");
    for (path, thing) in tree::read(&root) {
        if let Thing::File(bytes) = thing {
            world.put(path.to_str().unwrap(), bytes);
        }
    }
    world
}

pub fn text(world: &Memory, path: &str) -> String {
    let (_, bytes) = world
        .files()
        .find(|(known, _)| known.as_str() == path)
        .unwrap_or_else(|| panic!("{path}"));
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub fn edit(world: &mut Memory, path: &str, old: &str, new: &str) {
    let before = text(world, path);
    assert_eq!(before.matches(old).count(), 1, "{path}: {old}");
    world.put(path, before.replace(old, new));
}

pub fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// The site that these sources give, and what is told of them. Errors end the test.
pub fn build(world: &Memory, purpose: Purpose, as_of: Option<&str>) -> (Files, Findings) {
    let chosen = Chosen {
        as_of: as_of.map(moment),
        purpose,
        ..Chosen::default()
    };
    let inputs = sources::gather(world);
    let prepared = match pipeline::prepare(inputs, &chosen, world, &mut Timings::default()) {
        Ok(prepared) => prepared,
        Err(findings) => panic!("{:#?}", said(findings.iter())),
    };
    let sink = MemorySink::new();
    let mut findings = pipeline::write_pages(&prepared, &sink, world).unwrap();
    findings.append(prepared.findings);
    (sink.into_files(), findings.sorted())
}

pub fn said<'a>(findings: impl Iterator<Item = &'a Diagnostic>) -> Vec<String> {
    findings
        .map(|one| format!("{} {} {}", one.place, one.code, one.message(Lang::Ja)))
        .collect()
}

/// What is wrong with the sources.
pub fn faults(world: &Memory) -> Vec<String> {
    let inputs = sources::gather(world);
    let prepared = pipeline::prepare(inputs, &Chosen::default(), world, &mut Timings::default());
    let findings = prepared.map_or_else(|findings| findings, |prepared| prepared.findings);
    said(findings.iter())
}

/// The errors alone, by place and code.
pub fn errors(findings: &Findings) -> Vec<String> {
    findings
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| format!("{} {}", one.place, one.code))
        .collect()
}

/// A site with an address of its own and an English edition.
pub fn with_address_and_english(world: &mut Memory) {
    edit(
        world,
        "content/mieruka.yaml",
        "# base_url: https://www.example.jp/plan/",
        "base_url: https://www.example.jp/plan/\nenglish: true",
    );
}
