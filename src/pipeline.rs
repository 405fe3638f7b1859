//! The order of the stages, and how long each took. This file is the program in one page:
//!
//! gather → load → figures → audit → pages → render → publish
//!
//! Every stage is a function from values to values. Nothing here prints, reads arguments, or decides
//! what a page says; a command asks for [`check`], [`build`] or, page by page, [`Prepared`].

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::audit::{self, owners::Owners};
use crate::base::diag::Findings;
use crate::base::path::SitePath;
use crate::base::words::Lang;
use crate::figures;
use crate::model::Purpose;
use crate::pages::book::words_of;
use crate::pages::editions;
use crate::pages::{self, Book, Page, values};
use crate::publish::leaks::Leaks;
use crate::publish::manifest::Manifest;
use crate::publish::{
    LinkBook, PublishError, Published, Release, Shelf, Sink, Target, Verification, links, minify,
    unchanged,
};
use crate::render::{RenderError, Squeeze, Theme};
use crate::sources::withhold::Withheld;
use crate::sources::{self, Chosen, Inputs, Reading};
use crate::world::{Signal, World};

mod addresses;
mod check;
mod corrected;
mod differ;
mod freed;
mod kept;
mod linked;
mod missed;
mod online;
mod prepared;
mod review;
mod secrets;
mod seen;
mod sound;
mod stood;
mod withdrawn;

pub use check::{Checked, check};
pub use corrected::{Known, uncorrected, uncorrected_since};
pub use differ::{Edition, Glanced, computed, differ, doubtful, files_between, glance};
pub use freed::freed;
pub use kept::Kept;
use missed::missed_in;
pub use missed::{hide, missed, once};
pub use online::Online;
pub use prepared::{Prepared, Rendered};
pub use stood::{day_online, stood};
pub use withdrawn::{Records, withdrawn};

/// Templates and deep prose need more stack than a thread usually has; threads that run stages get this.
pub const STACK: usize = 16 << 20;

/// How long each stage took, in the order of the stages.
#[derive(Clone, Debug, Default)]
pub struct Timings(pub Vec<(&'static str, Duration)>);

impl Timings {
    pub fn measure<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push((stage, start.elapsed()));
        result
    }
}

/// What a finished build has to tell.
pub struct Report {
    pub outcome: Outcome,
    pub timings: Timings,
}

pub enum Outcome {
    /// The data have errors; nothing was written.
    Refused(Findings),
    /// The published folder already is what these sources give.
    Unchanged,
    /// The folder is a release that was approved, and these sources give another; nothing was written.
    Approved { hash: String },
    Published {
        counts: Counts,
        findings: Findings,
        published: Published,
    },
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub plans: usize,
    pub projects: usize,
    pub pages: usize,
}

/// Why a build failed for another reason than the data.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error("{address}: {error}")]
    Render {
        address: SitePath,
        error: RenderError,
    },
    /// A page made the program panic: a fault of ours, told with the page it happened on.
    #[error("{address}: {what}")]
    Bug { address: SitePath, what: String },
    /// Somebody has asked to stop. What was written is gone, and the published folder as it was.
    #[error("stopped")]
    Stopped(Signal),
}

/// Reads and checks everything, and stops before the first page.
///
/// # Errors
/// All findings, when at least one of them is an error.
pub fn prepare(
    inputs: Inputs,
    chosen: &Chosen,
    world: &dyn World,
    timings: &mut Timings,
) -> Result<Prepared, Findings> {
    prepare_with(inputs, chosen, world, timings, Beside::default())
}

/// The same for whoever does it again and again: what has not changed is not read again.
///
/// # Errors
/// As [`prepare`].
pub fn prepare_again(
    inputs: Inputs,
    chosen: &Chosen,
    world: &dyn World,
    timings: &mut Timings,
    kept: &mut Kept,
) -> Result<Prepared, Findings> {
    let beside = Beside {
        kept: Some(kept),
        owners: None,
    };
    prepare_with(inputs, chosen, world, timings, beside)
}

/// What only some callers bring.
#[derive(Default)]
struct Beside<'a> {
    kept: Option<&'a mut Kept>,
    /// To be filled with whose what is, also where the data have errors and of what is held back.
    owners: Option<&'a mut Owners>,
}

fn prepare_with(
    mut inputs: Inputs,
    chosen: &Chosen,
    world: &dyn World,
    timings: &mut Timings,
    Beside {
        mut kept,
        mut owners,
    }: Beside<'_>,
) -> Result<Prepared, Findings> {
    let theme_files = inputs.files_of_theme();
    let whole = sources::withhold::kept(&inputs, chosen.purpose);
    let loaded = timings.measure("load", || {
        let reading = Reading {
            chosen,
            today: world.today(),
            squeeze: minify::fragment,
            kept: kept.as_deref_mut().map(|kept| &mut kept.sources),
        };
        sources::load_with(&mut inputs, reading)
    });
    let mut findings = loaded.findings;
    let Some(mut site) = loaded.site else {
        return Err(findings.sorted());
    };
    if let Some(owners) = &mut owners {
        **owners = Owners::of_files(&site);
    }
    let mut documents = loaded.documents;
    let withheld = match chosen.purpose {
        Purpose::Release => {
            let audited = sound::beside_drafts(&site, &findings);
            findings = sources::excuse(&site, &documents, &findings, &audited);
            sources::withhold(&mut site, &mut documents, &whole)
        }
        Purpose::Preview => Withheld::default(),
    };
    findings.append(withheld.findings);
    let words = words_of(&site.info, site.info.lang);
    let theme = timings.measure("theme", || {
        let load = || {
            let own = inputs.below("themes");
            Theme::load(&site.info.theme, own, &words, SQUEEZE).map(Arc::new)
        };
        match kept.as_deref_mut() {
            Some(kept) => kept.theme(theme_files, load),
            None => load(),
        }
    });
    drop(inputs);
    let site = Arc::new(site);
    let audit = timings.measure("audit", || match kept.as_deref_mut() {
        Some(kept) => audit::audit_again(&site, &mut kept.audit),
        None => audit::audit(&site),
    });
    if let Some(owners) = owners {
        owners.learn(&site, &audit);
    }
    let sound = sound::only(&audit, &site, &findings);
    findings.append(match chosen.purpose {
        Purpose::Release => sound,
        Purpose::Preview => sources::ease(&site, &documents, sound),
    });
    let theme = match theme {
        Ok(theme) => theme,
        Err(broken) => {
            findings.append(broken);
            return Err(findings.sorted());
        }
    };
    let edition = if site.info.english {
        editions::Edition::First
    } else {
        editions::Edition::Only
    };
    // A site that is in English itself shows English titles, too.
    let site = match site.info.lang {
        Lang::Ja => site,
        Lang::En => Arc::new(site.in_english()),
    };
    let (documents, audit) = (Arc::new(documents), Arc::new(audit));
    let known = kept.as_deref_mut();
    let known = known.map(|kept| std::mem::take(&mut kept.addresses));
    let known = known.unwrap_or_default();
    let parts = theme.parts.clone();
    let figures = timings.measure("shares", || {
        figures::figures(&site, kept.as_deref_mut().map(|kept| &mut kept.figures))
    });
    let book = Arc::new(Book::new(edition, (site, figures), documents, audit, parts));
    let english = timings.measure("english", || {
        let kept = kept.as_deref_mut().map(|kept| &mut kept.english);
        let wanted = book.site.info.english;
        wanted.then(|| Box::new(Prepared::in_english(&book, &theme, kept, known.get(1))))
    });
    let secrets = withheld.words.into_iter();
    let secrets = secrets.map(|word| secrets::secret(word, &book.site));
    let secrets = secrets::known(&book, secrets.collect());
    let mut prepared = Prepared::new(book, theme, known.first());
    prepared.secrets = secrets;
    prepared.held = withheld.things;
    prepared.opened = withheld.opened;
    prepared.english = english;
    if !findings.has_errors() {
        findings.append(addresses::check(&prepared, &known));
    }
    prepared.findings = findings.sorted();
    if prepared.findings.has_errors() {
        return Err(prepared.findings);
    }
    if let Some(kept) = kept {
        kept.addresses = prepared.editions().map(addresses::Known::of).collect();
    }
    Ok(prepared)
}

const SQUEEZE: Squeeze = Squeeze {
    template: minify::template,
    style: minify::css,
    script: minify::js,
};

/// Where a site is to be published.
#[derive(Clone, Copy, Debug)]
pub struct Berth<'a> {
    pub out: &'a Path,
    /// Folders that are read, in which nothing may be written.
    pub inputs: &'a [&'a Path],
    /// The hashes of releases that were approved: no build takes the place of one.
    pub approved: &'a [String],
}

impl<'a> Berth<'a> {
    /// One that holds nothing that must stay.
    pub const fn free(out: &'a Path, inputs: &'a [&'a Path]) -> Self {
        Self {
            out,
            inputs,
            approved: &[],
        }
    }
}

/// Builds the site into a folder, whole or not at all. A preview also tells what differs from what is published.
///
/// # Errors
/// When the folder is refused, the machine fails, or a page cannot be rendered. The published folder
/// is then as it was.
pub fn build(
    world: &dyn World,
    chosen: &Chosen,
    berth: Berth<'_>,
    published: Option<&Shelf>,
) -> Result<Report, BuildError> {
    let mut timings = Timings::default();
    let target = Target::open(berth.out, berth.inputs, chosen.purpose)?;
    let before = target.before().cloned();
    let approved = before.as_ref().map(Manifest::own_hash);
    let approved = approved.filter(|hash| berth.approved.contains(hash));
    let inputs = timings.measure("gather", || sources::gather(world));
    let against = published.map(|shelf| format!("-{}", shelf.hash()));
    let fingerprint = fingerprint(&inputs, chosen, world) + &against.unwrap_or_default();
    // What could not be read is not part of the fingerprint, and must be told however often it is asked.
    let same = timings.measure("compare", || {
        unchanged(berth.out, &fingerprint) && inputs.refused().is_empty()
    });
    if same {
        return Ok(Report {
            outcome: Outcome::Unchanged,
            timings,
        });
    }
    let prepared = match prepare(inputs, chosen, world, &mut timings) {
        Ok(prepared) => prepared,
        Err(findings) => {
            return Ok(Report {
                outcome: Outcome::Refused(findings),
                timings,
            });
        }
    };
    go_on(world)?;
    timings.measure("figures", || prepared.work_out());
    let staging = target.stage()?;
    let broken = timings.measure("pages", || write_pages(&prepared, &staging, world))?;
    let counts = prepared.counts();
    let missed = match (before, chosen.purpose) {
        (Some(before), Purpose::Release) => missed_in(&before, &prepared),
        _ => Findings::new(),
    };
    let mut findings = prepared.findings.clone();
    findings.append(broken);
    findings.append(missed);
    if let Some(published) = published {
        findings.append(uncorrected_since(published, &prepared)?);
        prepared.review(published)?;
    }
    let findings = findings.sorted();
    let outcome = if findings.has_errors() {
        Outcome::Refused(findings)
    } else if let Some(hash) = approved.filter(|hash| *hash != staging.hash()) {
        Outcome::Approved { hash }
    } else {
        go_on(world)?;
        prepared.write_own(&findings, &staging)?;
        let published = timings.measure("publish", || staging.finish(&fingerprint))?;
        Outcome::Published {
            counts,
            findings,
            published,
        }
    };
    Ok(Report { outcome, timings })
}

/// Whether a folder holds what these sources give, byte for byte.
pub fn is_published(world: &dyn World, chosen: &Chosen, out: &Path) -> bool {
    let inputs = sources::gather(world);
    unchanged(out, &fingerprint(&inputs, chosen, world))
}

/// Whether a folder holds what would be published from these sources, whatever has changed in them.
///
/// # Errors
/// When the folder cannot be read, or a page cannot be rendered.
pub fn holds(world: &dyn World, chosen: &Chosen, out: &Path) -> Result<bool, BuildError> {
    if is_published(world, chosen, out) {
        return Ok(true);
    }
    let there = match out.is_dir() {
        true => Release::open(out)?.map(|release| release.verification),
        false => None,
    };
    let Some(there) = there.filter(Verification::is_as_built) else {
        return Ok(false);
    };
    let now = glance(world, chosen, None)?;
    Ok(now.is_ok_and(|now| now.hash == there.hash))
}

/// Between two steps: an error when somebody has asked to stop, which undoes what was begun.
fn go_on(world: &dyn World) -> Result<(), BuildError> {
    match world.asked_to_stop() {
        Some(signal) => Err(BuildError::Stopped(signal)),
        None => Ok(()),
    }
}

/// A name for everything that decides the bytes of the output.
fn fingerprint(inputs: &Inputs, chosen: &Chosen, world: &dyn World) -> String {
    let as_of = match chosen.as_of {
        Some(as_of) => as_of.to_string(),
        // The day of the machine counts only where nobody has named another.
        None if sources::names_its_day(inputs) => String::new(),
        None => world.today().iso(),
    };
    let purpose = match chosen.purpose {
        Purpose::Release => "",
        Purpose::Preview => "-preview",
    };
    let base_url = chosen.base_url.as_deref().unwrap_or_default();
    let program = env!("MIERUKA_STATE");
    format!(
        "{program}-{}-{as_of}-{base_url}{purpose}",
        inputs.fingerprint(),
    )
}

/// Renders all pages side by side, hands each to the sink, and checks their links.
///
/// # Errors
/// When the sink cannot take a file, a page cannot be rendered, or somebody has asked to stop.
pub fn write_pages(
    prepared: &Prepared,
    sink: &dyn Sink,
    world: &dyn World,
) -> Result<Findings, BuildError> {
    prepared.work_out();
    let base = prepared.book.site.info.base_url.as_deref();
    let book = LinkBook::new(prepared.known_addresses()).below(base);
    let leaks = Leaks::new(prepared.secrets.clone());
    for (address, bytes) in prepared.all_files() {
        leaks.look_into(address, bytes);
        sink.write(address, bytes)?;
    }
    let all: Vec<(&Prepared, &Page)> = prepared.all_pages().collect();
    let pages = || {
        all.par_iter().try_for_each(|(edition, page)| {
            go_on(world)?;
            let rendered = edition.render(page)?;
            book.add_page(&rendered.address, &links::scan(rendered.html.as_str()));
            // A page is one page in every edition.
            let page = edition.book.address(page);
            leaks.look(&page, rendered.html.as_bytes());
            sink.write(&rendered.address, rendered.html.as_bytes())?;
            if let Some(markdown) = &rendered.markdown {
                leaks.look(&page, markdown.as_bytes());
                sink.write(&rendered.address.with_extension("md"), markdown.as_bytes())?;
            }
            Ok::<(), BuildError>(())
        })
    };
    // One thread makes the index while the others go on with pages.
    let index = || {
        pages::search::files(&prepared.book)
            .try_for_each(|(address, bytes)| sink.write(&address, bytes))
    };
    let (beside, pages) = rayon::join(
        || rayon::join(index, || write_values(prepared, sink, &leaks)),
        pages,
    );
    beside.0?;
    beside.1?;
    pages?;
    let origin = |address: &SitePath| {
        let (edition, page) = prepared.find_in_any(address.as_str())?;
        Some(pages::origin(&edition.book, page))
    };
    let mut findings = linked::placed(prepared, book.finish(origin));
    findings.append(seen::placed(prepared, world, leaks.into_findings()));
    Ok(findings)
}

/// The files of all values of the plans: long ones, so that none stands in memory whole.
fn write_values(prepared: &Prepared, sink: &dyn Sink, leaks: &Leaks) -> Result<(), PublishError> {
    let book = &prepared.book;
    let addresses = values::addresses(book);
    addresses
        .iter()
        .enumerate()
        .try_for_each(|(plan, address)| {
            let mut pieces = values::pieces(book, plan).map(|piece| {
                leaks.look(&piece.page, &piece.bytes);
                values::shown(book, piece.bytes)
            });
            sink.write_pieces(address, &mut pieces)
        })
}
