//! Two releases held against each other, each a folder or what the sources would give now.

use std::collections::BTreeMap;

use super::corrected::Known;
use super::{BuildError, Counts, Timings, prepare, write_pages};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::era::Date;
use crate::base::words::Lang;
use crate::compare::{self, Comparison, File, FileChange, Name, Side, ValueChange};
use crate::publish::manifest::Manifest;
use crate::publish::{Glance, Release};
use crate::sources::{self, Chosen};
use crate::world::World;

/// What a build would publish, without the folder.
#[derive(Debug)]
pub struct Glanced {
    pub manifest: Manifest,
    pub hash: String,
    pub counts: Counts,
    pub findings: Findings,
    /// What the checks found and staff have explained.
    pub acknowledged: Vec<(Diagnostic, String)>,
    pub title: String,
    pub as_of: Date,
    pub lang: Lang,
    /// The title of each plan, with the number of its projects.
    pub plans: Vec<(String, usize)>,
    pub known: Known,
    texts: BTreeMap<String, Vec<u8>>,
}

/// Builds a site and keeps only what is compared with `against`.
///
/// # Errors
/// A fault of the theme or of the program; inside, all findings when one of the data is an error.
pub fn glance(
    world: &dyn World,
    chosen: &Chosen,
    against: Option<&Manifest>,
) -> Result<Result<Glanced, Findings>, BuildError> {
    let inputs = sources::gather(world);
    let prepared = match prepare(inputs, chosen, world, &mut Timings::default()) {
        Ok(prepared) => prepared,
        Err(findings) => return Ok(Err(findings)),
    };
    let sink = Glance::new(against, compare::side::tells);
    let broken = write_pages(&prepared, &sink, world)?;
    let counts = prepared.counts();
    let explained = prepared.book.audit.findings.iter();
    let explained =
        explained.filter_map(|one| Some((one.diagnostic.clone(), one.acknowledged.clone()?)));
    let acknowledged = explained.collect();
    let site = &prepared.book.site;
    let (title, as_of) = (site.info.title.clone(), site.info.as_of);
    let lang = site.info.lang;
    let plans = site.plans.iter();
    let plans = plans.map(|plan| (plan.title.clone(), plan.projects.len()));
    let plans = plans.collect();
    let known = Known::of(&prepared);
    let mut findings = prepared.findings;
    findings.append(broken);
    let findings = findings.sorted();
    if findings.has_errors() {
        return Ok(Err(findings));
    }
    let (manifest, texts) = sink.into_parts(chosen.purpose);
    Ok(Ok(Glanced {
        hash: manifest.own_hash(),
        manifest,
        counts,
        findings,
        acknowledged,
        title,
        as_of,
        lang,
        plans,
        known,
        texts,
    }))
}

/// A release, wherever its files are.
#[derive(Clone, Copy)]
pub enum Edition<'a> {
    Folder(&'a Release),
    Sources(&'a Glanced),
    /// There is none: an empty list.
    Nothing(&'a Manifest),
}

/// The values of a release that are marked as not certain.
///
/// # Errors
/// When a file of the folder cannot be read.
pub fn doubtful(release: &Release) -> Result<Vec<ValueChange>, BuildError> {
    let edition = Edition::Folder(release);
    let files = files(&release.manifest);
    let paths = files.iter().map(|file| &file.path);
    let texts: Result<BTreeMap<String, String>, BuildError> = paths
        .filter(|path| compare::side::is_values(path))
        .map(|path| Ok((path.clone(), edition.text(path)?)))
        .collect();
    Ok(compare::doubtful(&Side {
        name: Name {
            name: String::new(),
            hash: String::new(),
        },
        texts: texts?,
        files,
    }))
}

/// Holds two releases against each other; each bears the name that the user gave it.
///
/// # Errors
/// When a file of a folder cannot be read.
pub fn differ(
    old: (&str, Edition<'_>),
    new: (&str, Edition<'_>),
) -> Result<Comparison, BuildError> {
    let [before, after] = [old.1, new.1].map(|edition| files(edition.manifest()));
    let wanted = compare::wanted(&before, &after);
    let side = |(name, edition): (&str, Edition<'_>), files: Vec<File>| {
        let there = |path: &&String| edition.manifest().find(path).is_some();
        let texts: Result<BTreeMap<String, String>, BuildError> = wanted
            .iter()
            .filter(there)
            .map(|path| Ok((path.clone(), edition.text(path)?)))
            .collect();
        Ok::<Side, BuildError>(Side {
            name: Name {
                name: name.to_owned(),
                hash: edition.hash().to_owned(),
            },
            files,
            texts: texts?,
        })
    };
    Ok(compare::compare(&side(old, before)?, &side(new, after)?))
}

/// Marks the words that nobody has written; the new side is what these sources give.
pub fn computed(comparison: &mut Comparison, world: &dyn World) {
    let inputs = sources::gather(world);
    let files = ["content", "seeds"].into_iter();
    let files = files.flat_map(|folder| inputs.below(folder));
    let texts: Vec<String> = files
        .filter(|(file, _)| matches!(file.extension(), "md" | "yaml" | "csv"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    compare::computed(comparison, texts.iter().map(String::as_str));
}

impl Edition<'_> {
    pub fn manifest(&self) -> &Manifest {
        match self {
            Edition::Folder(release) => &release.manifest,
            Edition::Sources(glanced) => &glanced.manifest,
            Edition::Nothing(manifest) => manifest,
        }
    }

    pub fn hash(&self) -> &str {
        match self {
            Edition::Folder(release) => &release.verification.hash,
            Edition::Sources(glanced) => &glanced.hash,
            Edition::Nothing(_) => "",
        }
    }

    fn text(&self, path: &str) -> Result<String, BuildError> {
        let bytes = match self {
            Edition::Folder(release) => release.read(path)?,
            Edition::Sources(glanced) => glanced.texts.get(path).cloned().unwrap_or_default(),
            Edition::Nothing(_) => Vec::new(),
        };
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The files by which one list differs from another.
pub fn files_between(old: &Manifest, new: &Manifest) -> Vec<FileChange> {
    compare::side::changes(&files(old), &files(new))
}

fn files(manifest: &Manifest) -> Vec<File> {
    let files = manifest.files().iter();
    files
        .map(|file| File {
            path: file.path.to_string(),
            bytes: file.bytes,
            sha256: file.sha256,
        })
        .collect()
}
