//! From bytes to the model: everything staff write is read here, and all that is wrong is gathered.
//!
//! The order is: [`gather`](mod@gather) the inputs, [`decode`] their text, read [`record`]s, [`resolve`] them into
//! the model. No figure arises that is not in the inputs, and nothing is looked up elsewhere.

pub mod addresses;
pub mod changes;
pub mod content;
pub mod csv;
pub mod decode;
mod editions;
pub mod freeze;
pub mod gather;
mod kept;
mod leaks;
pub mod markdown;
mod plainly;
pub mod plans;
mod readings;
pub mod record;
pub mod resolve;
pub mod schema;
pub mod slots;
mod synonyms;
mod unused;
pub mod withhold;
pub mod yaml;

use crate::base::diag::{Diagnostic, Findings};
use crate::base::era::Date;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::words::Lang;
use crate::model::Site;
use crate::world::World;

pub use content::{Document, Documents, Piece};
pub use gather::{Inputs, Looked, gather, gather_again};
pub use kept::Kept;
pub use leaks::names_person;
pub use resolve::{Chosen, Reader};
pub use withhold::{HeldWord, ease, excuse, has_drafts, withhold};

/// Where the site's own settings stand: they are words about the site, so they lie with the content.
pub const SETTINGS: &str = "content/mieruka.yaml";

/// The sources as one whole, and everything that was found wrong with them.
pub struct Loaded {
    /// Nothing when the site's own settings could not be read.
    pub site: Option<Site>,
    pub documents: Documents,
    pub findings: Findings,
}

/// How the sources are to be read.
pub struct Reading<'a> {
    pub chosen: &'a Chosen,
    pub today: Date,
    /// Makes long prose smaller in a way that changes nothing that is seen.
    pub squeeze: fn(&str) -> String,
    /// What is known from before, where somebody keeps it.
    pub kept: Option<&'a mut Kept>,
}

/// Reads all inputs as they are written. Any error among the findings means that the result must not be published.
pub fn load(inputs: &mut Inputs, chosen: &Chosen, today: Date) -> Loaded {
    let reading = Reading {
        chosen,
        today,
        squeeze: str::to_owned,
        kept: None,
    };
    load_with(inputs, reading)
}

/// The same in a given way. It lets go of the bytes of plans and prose while it goes on.
pub fn load_with(inputs: &mut Inputs, reading: Reading<'_>) -> Loaded {
    let Reading {
        chosen,
        today,
        squeeze,
        mut kept,
    } = reading;
    let mut findings = inputs.refused();
    let info = settings(inputs, chosen, today, &mut findings);
    let lang = info.as_ref().map_or(Lang::default(), |info| info.lang);
    let (plans, plan_findings) = plans::load_plans(inputs.take_below("seeds"), kept.as_deref_mut());
    let (documents, content_findings) = content::load(inputs, &plans, (lang, squeeze), kept);
    let args = plan_findings.iter().flat_map(Diagnostic::args);
    let moved = args.filter(|(name, _)| *name == plans::MOVED);
    let moved: Vec<String> = moved.map(|(_, plan)| format!("content/{plan}/")).collect();
    let is_own = |one: &Diagnostic| {
        !moved
            .iter()
            .any(|folder| one.place.file.as_str().starts_with(folder))
    };
    findings.extend(content_findings.iter().filter(|one| is_own(one)).cloned());
    findings.append(plan_findings);
    let site = info.map(|info| Site { info, plans });
    if let Some(site) = &site {
        findings.extend(ahead(site));
    }
    Loaded {
        site,
        documents,
        findings,
    }
}

/// Corrections of a day that is still to come, where nothing holds them back: a reader would take them for
/// slips of the pen.
fn ahead(site: &Site) -> Vec<Diagnostic> {
    let plans = site.plans.iter();
    let all = plans.flat_map(|plan| plan.corrections.iter().map(move |one| (plan, one)));
    let ahead = all.filter(|(plan, one)| {
        let is_public =
            one.hold.is_open(site.info.released) && plan.hold.is_open(site.info.released);
        is_public && one.date > site.info.as_of
    });
    let told = ahead.map(|(plan, one)| {
        let place = one.at.in_file(&plan.beside("corrections.yaml"));
        Diagnostic::notice("CORRECTION-AHEAD", place)
            .with("what", crate::base::text::visible(&one.what))
            .with("date", one.date.iso())
            .with("as_of", site.info.as_of.iso())
    });
    told.collect()
}

/// The language that the site's settings name, for messages before anything else is read.
pub fn language(world: &dyn World) -> Option<Lang> {
    let file = SourcePath::new(SETTINGS);
    let bytes = world.read(&file).ok()?;
    let mut findings = Findings::new();
    let text = decode::decode(&bytes, &file, &mut findings)?;
    let record: record::SiteRecord = yaml::read(&text, &file, &mut findings)?;
    Lang::parse(&record.lang?.text)
}

/// Whether the site itself names the day that its figures are true for.
pub fn names_its_day(inputs: &Inputs) -> bool {
    let file = SourcePath::new(SETTINGS);
    let mut findings = Findings::new();
    let record = inputs
        .find(SETTINGS)
        .and_then(|bytes| decode::decode(bytes, &file, &mut findings))
        .and_then(|text| yaml::read::<record::SiteRecord>(&text, &file, &mut findings));
    record.is_some_and(|record| record.as_of.is_some())
}

fn settings(
    inputs: &Inputs,
    chosen: &Chosen,
    today: Date,
    findings: &mut Findings,
) -> Option<crate::model::SiteInfo> {
    let file = SourcePath::new(SETTINGS);
    let Some(bytes) = inputs.find(SETTINGS) else {
        findings.push(Diagnostic::error("SITE-MISSING", Place::file(&file)));
        return None;
    };
    let text = decode::decode(bytes, &file, findings)?;
    let record: record::SiteRecord = yaml::read(&text, &file, findings)?;
    let mut reader = Reader::new(&file, findings);
    Some(resolve::resolve_site(&record, chosen, today, &mut reader))
}
