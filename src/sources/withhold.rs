//! Takes out of the model what is not for the public yet.
//!
//! It happens here, before anything is counted, drawn or written, so that no later room can forget it: a
//! page, a sum, a search index or a list cannot tell what it has never seen. What would give a held value
//! away by subtraction goes with it.

mod errors;
mod sums;
mod thing;
mod unsaid;
mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use self::errors::{ease, excuse, has_drafts};
pub use self::thing::{HeldThing, Of, What};
pub use self::unsaid::kept;
use self::years::Twins;
use super::content::{Document, Documents, Piece};
use super::{Inputs, slots};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::moment::Moment;
use crate::base::place::Place;
use crate::model::dataset::WHOLE;
use crate::model::{
    ColumnKind, FiscalYear, Former, Hold, Id, Index, IndexPeriod, IndexRow, Plan, Project,
    Relation, Site, Subject, Successor, Value,
};

/// What was taken out.
#[derive(Debug, Default)]
pub struct Withheld {
    /// A notice for each thing that is held back, and for what had to go with it.
    pub findings: Findings,
    /// What is held back by its own word, in the order in which it was found.
    pub things: Vec<HeldThing>,
    /// What waited for a moment that has come.
    pub opened: Vec<HeldThing>,
    /// Words that must not be seen on any page.
    pub words: Vec<HeldWord>,
}

/// A title or a figure that is held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldWord {
    pub text: String,
    pub place: Place,
    /// The plan and the project on whose page it would tell something. A title does anywhere, while a
    /// figure can be another thing's, too.
    pub on: Option<(String, String)>,
}

/// Titles shorter than this are words of the language.
const TELLING_TITLE: usize = 5;
/// Shorter lines can stand anywhere.
const TELLING_LINE: usize = 8;
/// Figures with fewer digits are everywhere.
const TELLING_DIGITS: usize = 4;

/// Leaves only what may be published at the moment that the site names; `inputs` is what both are made from.
pub fn withhold(site: &mut Site, documents: &mut Documents, inputs: &Inputs) -> Withheld {
    let mut desk = Desk {
        released: site.info.released,
        out: Withheld::default(),
    };
    site.plans.retain(|plan| {
        let is_open = {
            let id = plan.id.as_str();
            let thing = || HeldThing::new(What::Plan, (id, id), &plan.title, &plan.file);
            desk.lets(&plan.hold, thing)
        };
        if !is_open {
            desk.word(&plan.title, plan.hold.at.in_file(&plan.file));
        }
        is_open
    });
    let there: BTreeSet<Id> = site.plans.iter().map(|plan| plan.id.clone()).collect();
    for plan in &mut site.plans {
        // As long as the next edition is not public, this one is the newest.
        if plan.superseded_by().is_some_and(|id| !there.contains(id)) {
            plan.newer = None;
        }
        desk.plan(plan);
    }
    desk.documents(site, documents);
    let public = titles(site);
    let is_public = |word: &str| public.iter().any(|title| title.contains(word));
    let mut out = desk.out;
    // The same project in an earlier edition bears the same title in public.
    out.words
        .retain(|word| word.on.is_some() || !is_public(&word.text));
    unsaid::leave_out(&mut out, &mut documents.synonyms, inputs);
    out
}

/// Lines of a text by which it is known where it was published.
fn telling(document: &Document) -> Vec<String> {
    let prose = document.pieces.iter().filter_map(|piece| match piece {
        Piece::Prose { markdown, .. } => Some(markdown.lines()),
        Piece::Slot(_) => None,
    });
    let plain = document.plain.iter().map(String::as_str);
    let lines = [&*document.summary]
        .into_iter()
        .chain(plain)
        .chain(prose.flatten());
    let lines = lines.map(str::trim);
    let telling = lines.filter(|line| line.chars().count() >= TELLING_LINE);
    telling.map(str::to_owned).collect()
}

/// How an old project stands to what is left of its successors: into how many it was split, and that the one
/// that is left goes by another name for it, would tell that there is another.
const fn left_of(former: &Former) -> Relation {
    match (former.relation, former.successors.len()) {
        (Relation::Split, 1) => Relation::GoesOn,
        (relation, _) => relation,
    }
}

fn titles(site: &Site) -> BTreeSet<String> {
    let mut titles = BTreeSet::new();
    for plan in &site.plans {
        titles.insert(plan.title.clone());
        for project in &plan.projects {
            titles.insert(project.title.clone());
            titles.extend(project.printed_titles.iter().cloned());
        }
        titles.extend(plan.former.iter().map(|former| former.title.clone()));
        titles.extend(plan.policies.iter().map(|policy| policy.title.clone()));
        titles.extend(plan.datasets.iter().map(|dataset| dataset.title.clone()));
    }
    titles
}

struct Desk {
    released: Option<Moment>,
    out: Withheld,
}

/// Years that are held back.
type Closed = BTreeSet<FiscalYear>;

impl Desk {
    /// Whether something may be published; if not, that is told.
    fn lets(&mut self, hold: &Hold, thing: impl FnOnce() -> HeldThing) -> bool {
        if hold.is_open(self.released) {
            if hold.until.is_some() {
                self.out.opened.push(thing().held(hold));
            }
            return true;
        }
        let thing = thing().held(hold);
        self.out.findings.push(thing.told());
        self.out.things.push(thing);
        false
    }

    /// Tells of something that had to go with what is held back.
    fn with(&mut self, what: &'static str, name: &str, place: Place) {
        let told = Diagnostic::notice("HELD-WITH", place)
            .with(what, "")
            .with("name", name);
        self.out.findings.push(told);
    }

    fn word(&mut self, title: &str, place: Place) {
        if title.chars().count() >= TELLING_TITLE {
            self.out.words.push(HeldWord {
                text: title.to_owned(),
                place,
                on: None,
            });
        }
    }

    fn plan(&mut self, plan: &mut Plan) {
        let told = self.out.findings.len();
        let twins = Twins::of(plan, self.released);
        self.projects(plan);
        let mut closed = Closed::new();
        let id = plan.id.to_string();
        for project in &mut plan.projects {
            closed.extend(self.project(&id, Arc::make_mut(project), &twins));
        }
        if let Some(index) = &mut plan.index {
            self.index_years(index, &closed);
        }
        self.indicators(plan, &twins);
        plan.datasets.retain(|dataset| {
            let own = (id.as_str(), dataset.id.as_str());
            let thing = || HeldThing::new(What::Table, own, &dataset.title, &dataset.file);
            let is_open = self.lets(&dataset.hold, thing);
            if !is_open {
                self.word(&dataset.title, dataset.hold.at.in_file(&dataset.file));
            }
            is_open
        });
        // The document counts what is left out, too, so that its counts would tell of it.
        if self.out.findings.len() > told {
            plan.counts.clear();
        }
        self.corrections(plan);
    }

    /// Projects that are held back as a whole, and every row of a list that names one.
    fn projects(&mut self, plan: &mut Plan) {
        let mut places: Vec<Option<usize>> = Vec::with_capacity(plan.projects.len());
        let mut kept = 0;
        for project in &plan.projects {
            let is_decided = !project.hold.draft;
            let own = (plan.id.as_str(), project.id.as_str());
            let thing = || HeldThing::new(What::Project, own, &project.title, &project.file);
            let is_open = self.lets(&project.hold, thing);
            if !is_open {
                // A draft is no part of the plan yet.
                plan.partial.projects |= is_decided;
                let place = project.place(project.hold.at);
                let titles = std::iter::once(&project.title).chain(&project.printed_titles);
                titles.for_each(|title| self.word(title, place.clone()));
                let on = (plan.id.to_string(), project.id.to_string());
                self.figures_of(project, &on);
                // It would stop the release of the day on which it comes out.
                let place = places.len();
                let is_listed =
                    |index: &Index| index.rows.iter().any(|row| row.project == Some(place));
                if let Some(index) = plan
                    .index
                    .as_ref()
                    .filter(|index| is_decided && !is_listed(index))
                {
                    let due = Diagnostic::warning("AUDIT-INDEX-MISSING", project.place(project.at));
                    let due = due.with("project", &project.title);
                    let due = due.with("is_held", project.id.as_str());
                    self.out.findings.push(due.with("later", &index.file));
                }
            }
            places.push(is_open.then_some(kept));
            kept += usize::from(is_open);
        }
        if kept == plan.projects.len() {
            return;
        }
        let gone: BTreeSet<String> = places
            .iter()
            .zip(&plan.projects)
            .filter(|(place, _)| place.is_none())
            .map(|(_, project)| project.id.to_string())
            .collect();
        plan.projects
            .retain(|project| !gone.contains(project.id.as_str()));
        if let Some(index) = &mut plan.index {
            index.rows.retain_mut(|row| {
                let new = row.project.map(|project| places[project]);
                row.project = new.flatten();
                new != Some(None)
            });
            // From a total and all other rows the one that is left out can be worked out, where it was counted.
            let tells = |total: &mut IndexRow| {
                let rows = index.rows.iter().map(|row| &*row.cells);
                !sums::is_of(&total.cells, rows)
            };
            if let Some(total) = index.total.take_if(tells) {
                plan.partial.projects = true;
                self.with("is_total", &total.title, total.at.in_file(&index.file));
            }
        }
        self.former(plan, &places);
        for dataset in &mut plan.datasets {
            let is_project = |column: &usize| dataset.columns[*column].kind == ColumnKind::Project;
            let columns: Vec<usize> = (0..dataset.columns.len()).filter(is_project).collect();
            let file = &dataset.cells;
            let had = dataset.rows.len();
            dataset.rows.retain(|row| {
                let cells = columns.iter().map(|column| &row[*column]);
                let mut naming = cells.filter(|cell| {
                    let mut ids = cell.raw().split('|').map(str::trim);
                    ids.any(|id| gone.contains(id))
                });
                let Some(cell) = naming.next() else {
                    return true;
                };
                self.with("is_row", cell.raw(), cell.at.in_file(file));
                false
            });
            if dataset.rows.len() == had {
                continue;
            }
            // From their sum the row that is left out can be worked out.
            let name = dataset.name_column();
            let is_sum = |row: &[Value]| WHOLE.contains(&row[name].raw().trim());
            let rows = dataset.rows.iter().map(|row| &**row);
            let parts = rows.filter(|row| !is_sum(row)).map(<[Value]>::to_vec);
            let parts: Vec<Vec<Value>> = parts.collect();
            dataset.rows.retain(|row| {
                let tells = is_sum(row) && !sums::is_of(row, parts.iter().map(|row| &**row));
                if tells {
                    self.with("is_row", row[name].raw(), row[name].at.in_file(file));
                }
                !tells
            });
        }
    }

    /// What became of an old project is told as far as it did not become something that is held back.
    fn former(&mut self, plan: &mut Plan, projects: &[Option<usize>]) {
        let is_held = |successor: &Successor| match successor {
            Successor::Project(ix) => projects[*ix].is_none(),
            Successor::Policy(_) => false,
        };
        let is_hidden = |former: &Former| {
            !former.successors.is_empty() && former.successors.iter().all(is_held)
        };
        let file = plan.beside("former.csv");
        let mut places: Vec<Option<usize>> = Vec::with_capacity(plan.former.len());
        let mut kept = 0;
        for (ix, former) in plan.former.iter().enumerate() {
            let original = &plan.former[crate::model::lineage::original(&plan.former, ix)];
            let is_open = ![former, original].into_iter().any(is_hidden);
            let what = match is_open {
                true => "is_successor",
                false => "is_former",
            };
            if !is_open || former.successors.iter().any(is_held) {
                self.with(what, &former.title, former.at.in_file(&file));
            }
            places.push(is_open.then_some(kept));
            kept += usize::from(is_open);
        }
        plan.partial.former = kept < plan.former.len();
        let mut at = 0;
        plan.former.retain_mut(|former| {
            let is_open = places[at].is_some();
            at += 1;
            former.relisted_of = former.relisted_of.and_then(|of| places[of]);
            let had = former.successors.len();
            former.successors.retain(|successor| !is_held(successor));
            for successor in &mut former.successors {
                if let Successor::Project(ix) = successor {
                    *ix = projects[*ix].unwrap_or(*ix);
                }
            }
            if had > former.successors.len() && is_open {
                former.relation = left_of(former);
            }
            is_open
        });
    }

    /// What was corrected on something that is held back, and entries that are held back themselves.
    fn corrections(&mut self, plan: &mut Plan) {
        let file = plan.beside("corrections.yaml");
        let id = plan.id.to_string();
        let mut corrections = std::mem::take(&mut plan.corrections);
        corrections.retain(|one| {
            let is_there = match &one.on {
                Subject::Project(id) => plan.project(id.as_str()).is_some(),
                Subject::Table(id) => plan.datasets.iter().any(|table| table.id == *id),
                Subject::Plan | Subject::Policy(_) => true,
            };
            if !is_there {
                self.with("is_correction", &one.what, one.at.in_file(&file));
            }
            let thing = || HeldThing::new(What::Correction, (&id, ""), &one.what, &file);
            is_there && self.lets(&one.hold, thing)
        });
        plan.superseded.retain(|kept| {
            let mut named = corrections.iter().filter_map(|one| one.superseded.as_ref());
            named.any(|name| *name == kept.name)
        });
        plan.corrections = corrections;
    }

    /// An index table prints amounts of every project, and their totals.
    fn index_years(&mut self, index: &mut Index, closed: &Closed) {
        let is_open: Vec<bool> = index
            .columns
            .iter()
            .map(|column| match column.period {
                IndexPeriod::Year(year) => !closed.contains(&year),
                IndexPeriod::Change { from, to } => {
                    !closed.contains(&from) && !closed.contains(&to)
                }
            })
            .collect();
        if is_open.iter().all(|open| *open) {
            return;
        }
        if let Some(total) = &index.total {
            self.with("is_total", &total.title, total.at.in_file(&index.file));
        }
        for row in index.rows.iter_mut().chain(&mut index.total) {
            keep(&mut row.cells, &is_open);
        }
        let closed = index.columns.iter().zip(&is_open);
        let closed = closed.filter(|(_, open)| !**open);
        index.closed = closed.map(|(column, _)| *column).collect();
        keep(&mut index.columns, &is_open);
    }

    fn documents(&mut self, site: &Site, documents: &mut Documents) {
        let mut lets = |document: &Document| {
            let name = match &*document.title {
                "" => document.file.as_str(),
                title => title,
            };
            let thing = || {
                let thing = HeldThing::new(What::Text, ("", ""), name, &document.file);
                HeldThing {
                    values: telling(document),
                    ..thing
                }
            };
            let is_open = self.lets(&document.hold, thing);
            if !is_open && !document.title.is_empty() {
                self.word(&document.title, document.hold.at.in_file(&document.file));
            }
            is_open
        };
        documents.home.take_if(|document| !lets(document));
        documents.pages.retain(|_, document| lets(document));
        let plans: BTreeMap<&str, &Plan> = site
            .plans
            .iter()
            .map(|plan| (plan.id.as_str(), plan))
            .collect();
        let is_there = |plan: &Id| plans.contains_key(plan.as_str());
        documents
            .plans
            .retain(|plan, document| is_there(plan) && lets(document));
        documents
            .policies
            .retain(|(plan, _), document| is_there(plan) && lets(document));
        let projects: BTreeMap<(&str, &str), &Project> = plans
            .iter()
            .flat_map(|(id, plan)| {
                let projects = plan.projects.iter();
                projects.map(|project| ((*id, project.id.as_str()), &**project))
            })
            .collect();
        documents.projects.retain(|(plan, project), document| {
            let Some(project) = projects.get(&(plan.as_str(), project.as_str())) else {
                return false;
            };
            // A table of which nothing is left has no place in the prose.
            Arc::make_mut(document).pieces.retain(|piece| match piece {
                Piece::Slot(slot) => slots::is_there(*slot, project),
                Piece::Prose { .. } => true,
            });
            lets(document)
        });
    }
}

fn keep<T>(list: &mut Vec<T>, is_kept: &[bool]) {
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        is_kept[at - 1]
    });
}
