//! The Markdown below `content/`: prose of projects and plans, and free pages such as the guide.
//!
//! `content/<plan>/<project>.md` belongs to a project, `content/<plan>/policies/<id>.md` to a policy,
//! `content/<plan>/index.md` to the plan,
//! `content/index.md` to the home page; every other file is a page of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::addresses;
use super::gather::File;
use super::kept::{Kept, KnownOfSite, Owned, Read};
use super::markdown::{self, Origin, Part};
use super::record::FrontRecord;
use super::resolve::plain;
use super::slots::{self, Slot};
use super::unused::unused;
use super::yaml::Text;
use super::{Inputs, Reader, SETTINGS, changes, decode, plainly, readings, synonyms, yaml};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::markup::Markup;
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::{Place, Spot};
use crate::base::text;
use crate::base::words::Lang;
use crate::model::readings::Readings;
use crate::model::{Hold, Id, Plan, Policy, Project};
use crate::search::Synonym;

/// All prose of the site.
#[derive(Debug, Default)]
pub struct Documents {
    pub home: Option<Arc<Document>>,
    /// By the plan's id.
    pub plans: BTreeMap<Id, Arc<Document>>,
    /// By the plan's and the project's id.
    pub projects: BTreeMap<(Id, Id), Arc<Document>>,
    /// By the plan's and the policy's id.
    pub policies: BTreeMap<(Id, Id), Arc<Document>>,
    /// By address.
    pub pages: BTreeMap<SitePath, Arc<Document>>,
    /// For the furigana over plain words.
    pub readings: Readings,
    /// For the search.
    pub synonyms: Vec<Synonym>,
    /// Addresses of pages that are no more.
    pub gone: addresses::Pages,
    /// What pages of an older edition are called in the next one.
    pub renumbered: addresses::Renumbered,
}

/// Shorter prose is written without spare white space already; there is nothing to win.
const LONG_PROSE: usize = 2_048;

impl Documents {
    pub fn policy(&self, plan: &Plan, policy: &Policy) -> Option<&Document> {
        self.policies
            .get(&(plan.id.clone(), policy.id.clone()))
            .map(Arc::as_ref)
    }

    /// Every text of the site.
    pub fn all(&self) -> impl Iterator<Item = &Document> {
        let own = self.home.iter().chain(self.plans.values());
        let of_things = self.projects.values().chain(self.policies.values());
        let all = own.chain(of_things).chain(self.pages.values());
        all.map(Arc::as_ref)
    }

    pub fn project(&self, plan: &Plan, project: &Project) -> Option<&Document> {
        self.projects
            .get(&(plan.id.clone(), project.id.clone()))
            .map(Arc::as_ref)
    }
}

/// One Markdown file.
#[derive(Clone, Debug)]
pub struct Document {
    pub title: String,
    pub summary: String,
    /// やさしい日本語, sentence by sentence.
    pub plain: Vec<String>,
    pub pieces: Vec<Piece>,
    pub headings: Vec<markdown::Heading>,
    pub links: Vec<markdown::Link>,
    pub hold: Hold,
    pub file: SourcePath,
}

/// A stretch of prose, or the place of a table or chart in it.
#[derive(Clone, Debug)]
pub enum Piece {
    Prose { html: Markup, markdown: String },
    Slot(Slot),
}

/// A plan with its projects by id: there is a file of prose for nearly each of them.
struct Shelf<'a> {
    plan: &'a Plan,
    projects: BTreeMap<&'a str, &'a Arc<Project>>,
}

/// Whose prose a file is.
enum Owner<'a> {
    Home,
    Plan(&'a Plan),
    Project(&'a Plan, &'a Arc<Project>),
    Policy(&'a Plan, &'a Policy),
    Page(SitePath),
}

pub fn load(
    inputs: &mut Inputs,
    plans: &[Plan],
    (lang, squeeze): (Lang, fn(&str) -> String),
    kept: Option<&mut Kept>,
) -> (Documents, Findings) {
    let shelves: Vec<Shelf<'_>> = plans.iter().map(Shelf::new).collect();
    let files = inputs.take_below("content");
    let names = &*inputs;
    let mut findings = Findings::new();
    let list = |name: &str| files.iter().find(|(path, _)| path.as_str() == name);
    let readings_file = list(readings::FILE);
    let known = KnownOfSite {
        lang,
        readings: readings_file.map(|(_, bytes)| bytes.clone()),
    };
    let readings = readings_file
        .map(|(path, bytes)| readings::load(path, bytes, &mut findings))
        .unwrap_or_default();
    let synonyms = list(synonyms::FILE)
        .map(|(path, bytes)| synonyms::load(path, bytes, &mut findings))
        .unwrap_or_default();
    let mut gone = list(addresses::FILE)
        .map(|(path, bytes)| addresses::load(path, bytes, &mut findings))
        .unwrap_or_default();
    let lists = [
        SETTINGS,
        readings::FILE,
        synonyms::FILE,
        addresses::FILE,
        changes::FILE,
    ];
    let kept = kept.map(|kept| {
        kept.prose.open(known);
        &mut kept.prose
    });
    let before = kept.as_deref();
    let read_one = |place: usize, (path, bytes): File| {
        let mut findings = Findings::new();
        let owner = owner(&path, names, &shelves, &mut findings);
        let by = Owned::by(owner.as_ref());
        let known = before.and_then(|shelf| shelf.find(place, (&path, &bytes), &by));
        let read = known.unwrap_or_else(|| {
            let document = owner.as_ref().and_then(|owner| {
                read_document(&path, &bytes, (owner, lang, &readings), &mut findings)
            });
            let document = document.map(|document| document.squeezed(squeeze));
            let bytes = before.map_or_else(Default::default, |_| bytes);
            Read::new((path, bytes), by, document, findings)
        });
        (owner, read)
    };
    let (owners, read): (Vec<Option<Owner<'_>>>, Vec<Read<Owned, Document>>) = files
        .into_par_iter()
        .filter(|(path, _)| !lists.contains(&path.as_str()))
        .collect::<Vec<File>>()
        .into_par_iter()
        .enumerate()
        .map(|(place, file)| read_one(place, file))
        .unzip();
    if let Some(kept) = kept {
        kept.keep(&read);
    }
    let mut documents = Documents::default();
    // There are so many that they are put in order once, and not one by one.
    let mut of_projects = Vec::new();
    for (owner, read) in owners.into_iter().zip(read) {
        findings.append(read.findings);
        if let Some((owner, document)) = owner.zip(read.value) {
            documents.put(owner, document, &mut of_projects);
        }
    }
    documents.projects = of_projects.into_iter().collect();
    documents.readings = readings;
    documents.synonyms = synonyms;
    documents.renumbered = addresses::renumbered(&mut gone, plans, &mut findings);
    documents.gone = gone;
    plainly::missing(plans, &documents, &mut findings);
    (documents, findings)
}

impl Document {
    /// Makes long prose smaller by a pass that changes nothing that is seen.
    fn squeezed(mut self, by: fn(&str) -> String) -> Self {
        for piece in &mut self.pieces {
            if let Piece::Prose { html, .. } = piece
                && html.as_str().len() > LONG_PROSE
            {
                *html = html.rewritten(by);
            }
        }
        self
    }
}

impl Owned {
    fn by(owner: Option<&Owner<'_>>) -> Self {
        match owner {
            Some(Owner::Project(_, project)) => Self::Project(Arc::clone(project)),
            Some(Owner::Home) => Self::Other("home"),
            Some(Owner::Plan(_)) => Self::Other("plan"),
            Some(Owner::Policy(..)) => Self::Other("policy"),
            Some(Owner::Page(_)) => Self::Other("page"),
            None => Self::Nobody,
        }
    }
}

impl<'a> Shelf<'a> {
    fn new(plan: &'a Plan) -> Self {
        let projects = plan.projects.iter();
        Self {
            plan,
            projects: projects
                .map(|project| (project.id.as_str(), project))
                .collect(),
        }
    }
}

impl Documents {
    fn put(
        &mut self,
        owner: Owner<'_>,
        document: Arc<Document>,
        of_projects: &mut Vec<((Id, Id), Arc<Document>)>,
    ) {
        match owner {
            Owner::Home => self.home = Some(document),
            Owner::Plan(plan) => {
                self.plans.insert(plan.id.clone(), document);
            }
            Owner::Project(plan, project) => {
                of_projects.push(((plan.id.clone(), project.id.clone()), document));
            }
            Owner::Policy(plan, policy) => {
                let key = (plan.id.clone(), policy.id.clone());
                self.policies.insert(key, document);
            }
            Owner::Page(address) => {
                self.pages.insert(address, document);
            }
        }
    }
}

fn owner<'a>(
    path: &SourcePath,
    inputs: &Inputs,
    shelves: &[Shelf<'a>],
    findings: &mut Findings,
) -> Option<Owner<'a>> {
    let inside = path.as_str().strip_prefix("content/")?;
    let Some(name) = inside.strip_suffix(".md") else {
        findings.push(unused(path));
        return None;
    };
    if name == "index" {
        return Some(Owner::Home);
    }
    if let Some((folder, stem)) = name.split_once('/')
        && let Some(shelf) = shelves.iter().find(|one| one.plan.id.as_str() == folder)
    {
        return owner_in_plan(path, shelf, (stem, inputs), findings);
    }
    // The prose of a plan that could not be read is no page of its own.
    let folder = name.split('/').next().unwrap_or_default();
    if name.contains('/') && !inputs.below(&format!("seeds/{folder}")).is_empty() {
        return None;
    }
    let address = format!("{name}.html");
    if SitePath::is_valid(&address) {
        return Some(Owner::Page(SitePath::new(address)));
    }
    findings.push(Diagnostic::error("CONTENT-NAME", Place::file(path)));
    None
}

fn owner_in_plan<'a>(
    path: &SourcePath,
    shelf: &Shelf<'a>,
    (stem, inputs): (&str, &Inputs),
    findings: &mut Findings,
) -> Option<Owner<'a>> {
    let plan = shelf.plan;
    if stem == "index" {
        return Some(Owner::Plan(plan));
    }
    if let Some(project) = shelf.projects.get(stem) {
        return Some(Owner::Project(plan, project));
    }
    // A project whose file is there but could not be read has been told already.
    let file = format!("seeds/{}/projects/{stem}.yaml", plan.id);
    if inputs.find(&file).is_some() {
        return None;
    }
    if let Some(id) = stem.strip_prefix("policies/") {
        let policy = plan.policies.iter().find(|policy| policy.id.as_str() == id);
        if let Some(policy) = policy {
            return Some(Owner::Policy(plan, policy));
        }
        let ids = plan.policies.iter().map(|policy| policy.id.as_str());
        let mut nobody = Diagnostic::error("CONTENT-NO-POLICY", Place::file(path))
            .with("id", text::visible(id))
            .with("plan", plan.id.as_str());
        if let Some(near) = text::did_you_mean(id, ids) {
            nobody = nobody.with("near", near);
        }
        findings.push(nobody);
        return None;
    }
    let ids = shelf.projects.keys().copied();
    let mut nobody = Diagnostic::error("CONTENT-NO-PROJECT", Place::file(path))
        .with("id", text::visible(stem))
        .with("plan", plan.id.as_str());
    if let Some(near) = text::did_you_mean(stem, ids) {
        nobody = nobody.with("near", near);
    }
    findings.push(nobody);
    None
}

fn read_document(
    path: &SourcePath,
    bytes: &[u8],
    (owner, lang, readings): (&Owner<'_>, Lang, &Readings),
    findings: &mut Findings,
) -> Option<Document> {
    let text = decode::decode(bytes, path, findings)?;
    let split = yaml::split_front_matter(&text, path, findings)?;
    let front: FrontRecord = match split.front {
        Some(front) => yaml::read_from(front.text, front.first_line, path, findings)?,
        None => FrontRecord::default(),
    };
    let origin = Origin {
        file: path,
        first_line: split.body_line,
        // A page of its own has its title as h1, so that `##` is h2; prose in a section is one deeper.
        base_level: if matches!(owner, Owner::Page(_)) {
            1
        } else {
            2
        },
        lang,
        // Free pages may show how such a block is written.
        slots: if matches!(owner, Owner::Page(_)) {
            &[]
        } else {
            &slots::KINDS
        },
    };
    let prose = markdown::parse(split.body, origin, findings);
    let mut reader = Reader::new(path, findings);
    let is_page = matches!(owner, Owner::Page(_));
    for title in &prose.titles {
        note_title(title, is_page, &mut reader);
    }
    if is_page {
        reader.required(front.title.as_ref(), "title", Spot::new(1, 1, 0));
    }
    Some(Document {
        title: plain(front.title.as_ref()),
        summary: plain(front.summary.as_ref()),
        plain: plain_words(&front.plain.0, owner, readings, &mut reader),
        pieces: pieces(prose.parts, owner, &mut reader),
        headings: prose.headings,
        links: prose.links,
        hold: reader.hold(&front.draft, &front.publish_at),
        file: path.clone(),
    })
}

/// A page has one title. In prose that stands below the title of something else a `#` is lowered; who
/// wrote it will not see what he expects, so he is told.
fn note_title(title: &markdown::Title, is_page: bool, reader: &mut Reader<'_>) {
    if is_page {
        reader.error("CONTENT-SECOND-TITLE", title.at, &[("title", &title.text)]);
        return;
    }
    let lowered = Diagnostic::warning("CONTENT-TOP-HEADING", reader.place(title.at))
        .with("title", text::shorten(&text::visible(&title.text), 80));
    reader.findings.push(lowered);
}

/// Plain words belong to a project; elsewhere no page would show them.
fn plain_words(
    sentences: &[Text],
    owner: &Owner<'_>,
    readings: &Readings,
    reader: &mut Reader<'_>,
) -> Vec<String> {
    match (owner, sentences.first()) {
        (Owner::Project(..), _) => plainly::check(sentences, readings, reader),
        (_, Some(first)) => reader.error("PLAIN-PLACE", first.at, &[]),
        (_, None) => {}
    }
    let sentences = sentences.iter().map(|sentence| sentence.text.trim());
    sentences
        .filter(|sentence| !sentence.is_empty())
        .map(str::to_owned)
        .collect()
}

fn pieces(parts: Vec<Part>, owner: &Owner<'_>, reader: &mut Reader<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in parts {
        match (part, owner) {
            (Part::Html { html, markdown }, _) => pieces.push(Piece::Prose { html, markdown }),
            (Part::Slot { kind, argument, at }, Owner::Project(_, project)) => {
                let slot = slots::resolve(&kind, &argument, at, project, reader);
                if let Some(slot) = slot {
                    let again = pieces
                        .iter()
                        .any(|piece| matches!(piece, Piece::Slot(known) if *known == slot));
                    if again {
                        reader.error("CONTENT-SLOT-TWICE", at, &[("found", &argument)]);
                    }
                    pieces.push(Piece::Slot(slot));
                }
            }
            (Part::Slot { kind, at, .. }, _) => {
                reader.error("CONTENT-SLOT-PLACE", at, &[("kind", &kind)]);
            }
        }
    }
    pieces
}
