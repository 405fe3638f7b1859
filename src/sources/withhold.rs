//! Takes out of the model what is not for the public yet.
//!
//! It happens here, before anything is counted, drawn or written, so that no later room can forget it: a
//! page, a sum, a search index or a list cannot tell what it has never seen. What would give a held value
//! away by subtraction goes with it.

use std::collections::{BTreeMap, BTreeSet};

use super::content::{Document, Documents, Piece};
use super::slots;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::moment::Moment;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::model::{
    ColumnKind, FiscalYear, HeldYears, Hold, Index, IndexPeriod, Indicator, Plan, PolicyIx,
    Project, Site, Successor, Value, Years,
};

/// What was taken out.
#[derive(Debug, Default)]
pub struct Withheld {
    /// A notice for each thing that is held back, and for what had to go with it.
    pub findings: Findings,
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
/// Figures with fewer digits are everywhere.
const TELLING_DIGITS: usize = 4;

/// Leaves only what may be published at the moment that the site names.
pub fn withhold(site: &mut Site, documents: &mut Documents) -> Withheld {
    let mut desk = Desk {
        released: site.info.released,
        out: Withheld::default(),
    };
    site.plans.retain(|plan| {
        let is_open = desk.lets(&plan.hold, &plan.file);
        if !is_open {
            desk.word(&plan.title, plan.hold.at.in_file(&plan.file));
        }
        is_open
    });
    for plan in &mut site.plans {
        desk.plan(plan);
    }
    desk.documents(site, documents);
    let public = titles(site);
    let mut out = desk.out;
    // The same project in an earlier edition bears the same title in public.
    out.words
        .retain(|word| word.on.is_some() || !public.iter().any(|title| title.contains(&word.text)));
    out
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
    fn lets(&mut self, hold: &Hold, file: &SourcePath) -> bool {
        if hold.is_open(self.released) {
            return true;
        }
        let place = hold.at.in_file(file);
        let told = match hold.until {
            Some(until) if !hold.draft => {
                Diagnostic::notice("HELD-UNTIL", place).with("until", until)
            }
            _ => Diagnostic::notice("HELD-DRAFT", place),
        };
        self.out.findings.push(told);
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
        self.projects(plan);
        let mut closed = Closed::new();
        let id = plan.id.to_string();
        for project in &mut plan.projects {
            closed.extend(self.project(&id, project));
        }
        if let Some(index) = &mut plan.index {
            self.index_years(index, &closed);
        }
        self.policies(plan);
        let file = plan.file.clone();
        plan.indicators
            .retain_mut(|indicator| self.indicator(indicator, &file, &Closed::new(), None));
        loosen(&mut plan.indicators);
        plan.datasets.retain(|dataset| {
            let is_open = self.lets(&dataset.hold, &dataset.file);
            if !is_open {
                self.word(&dataset.title, dataset.hold.at.in_file(&dataset.file));
            }
            is_open
        });
    }

    /// Projects that are held back as a whole, and every row of a list that names one.
    fn projects(&mut self, plan: &mut Plan) {
        let mut places: Vec<Option<usize>> = Vec::with_capacity(plan.projects.len());
        let mut kept = 0;
        for project in &plan.projects {
            let is_open = self.lets(&project.hold, &project.file);
            if !is_open {
                let place = project.place(project.hold.at);
                let titles = std::iter::once(&project.title).chain(&project.printed_titles);
                titles.for_each(|title| self.word(title, place.clone()));
            }
            places.push(is_open.then_some(kept));
            kept += usize::from(is_open);
        }
        if kept == plan.projects.len() {
            return;
        }
        // The document counts them, so that its counts would tell how many there are.
        plan.counts.clear();
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
            // From a total and all other rows the one that is left out can be worked out.
            if let Some(total) = index.total.take() {
                self.with("total", &total.title, total.at.in_file(&index.file));
            }
        }
        self.former(plan, &places);
        for dataset in &mut plan.datasets {
            let is_project = |column: &usize| dataset.columns[*column].kind == ColumnKind::Project;
            let columns: Vec<usize> = (0..dataset.columns.len()).filter(is_project).collect();
            let file = &dataset.cells;
            dataset.rows.retain(|row| {
                let cells = columns.iter().map(|column| &row[*column]);
                let mut naming = cells.filter(|cell| {
                    let mut ids = cell.raw().split('|').map(str::trim);
                    ids.any(|id| gone.contains(id))
                });
                let Some(cell) = naming.next() else {
                    return true;
                };
                self.with("row", cell.raw(), cell.at.in_file(file));
                false
            });
        }
    }

    /// What became of an old project is not told where it became something that is held back.
    fn former(&mut self, plan: &mut Plan, projects: &[Option<usize>]) {
        let named = |successor: &Successor| match successor {
            Successor::Project(ix) => projects[*ix].is_none(),
            Successor::Policy(_) => false,
        };
        let file = plan.file.as_str().replace("plan.yaml", "former.csv");
        let file = SourcePath::new(file);
        let mut places: Vec<Option<usize>> = Vec::with_capacity(plan.former.len());
        let mut kept = 0;
        for (ix, former) in plan.former.iter().enumerate() {
            let original = &plan.former[crate::model::lineage::original(&plan.former, ix)];
            let rows = [former, original];
            let is_open = !rows.iter().any(|row| row.successors.iter().any(named));
            if !is_open {
                self.with("former", &former.title, former.at.in_file(&file));
            }
            places.push(is_open.then_some(kept));
            kept += usize::from(is_open);
        }
        let mut at = 0;
        plan.former.retain_mut(|former| {
            let is_open = places[at].is_some();
            at += 1;
            former.relisted_of = former.relisted_of.and_then(|of| places[of]);
            for successor in &mut former.successors {
                if let Successor::Project(ix) = successor {
                    *ix = projects[*ix].unwrap_or(*ix);
                }
            }
            is_open
        });
    }

    /// The years of a project that are held back; answers those of its money.
    fn project(&mut self, plan: &str, project: &mut Project) -> Closed {
        let on = (plan.to_owned(), project.id.to_string());
        let file = project.file.clone();
        let mut of_indicators = Closed::new();
        project.indicators.retain_mut(|indicator| {
            of_indicators.extend(self.closed(&indicator.held));
            self.indicator(indicator, &file, &Closed::new(), Some(&on))
        });
        loosen(&mut project.indicators);
        let closed = self.tell_closed(&project.budget.held, &file);
        self.budget(project, &closed, &on);
        let is_held = |year: FiscalYear| of_indicators.contains(&year) || closed.contains(&year);
        project
            .acknowledged
            .retain(|known| !known.year.is_some_and(is_held));
        closed
    }

    fn budget(&mut self, project: &mut Project, closed: &Closed, on: &(String, String)) {
        if closed.is_empty() {
            return;
        }
        let Project { budget, items, .. } = project;
        for (year, money) in &budget.years {
            let amounts = [&money.budget, &money.settled].into_iter().flatten();
            for total in amounts.filter_map(|amount| amount.total.as_ref()) {
                if closed.contains(year) {
                    self.figure(total.raw(), total.at.in_file(&project.file), on);
                }
            }
        }
        without(&mut budget.years, closed);
        budget
            .changes
            .retain(|change| !closed.contains(&change.from) && !closed.contains(&change.to));
        // A change and its reason tell of the year that is held back.
        let is_held = |amounts: &Years<Value>| amounts.keys().any(|year| closed.contains(year));
        items.list.retain_mut(|item| {
            if is_held(&item.amounts) {
                without(&mut item.amounts, closed);
                (item.change, item.reason) = (None, None);
                return !item.amounts.is_empty();
            }
            true
        });
        if let Some(total) = items.total.as_mut().filter(|total| is_held(&total.amounts)) {
            without(&mut total.amounts, closed);
            total.change = None;
        }
        items.total.take_if(|total| total.amounts.is_empty());
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
            self.with("total", &total.title, total.at.in_file(&index.file));
        }
        for row in index.rows.iter_mut().chain(&mut index.total) {
            keep(&mut row.cells, &is_open);
        }
        keep(&mut index.columns, &is_open);
    }

    /// Indicators of policies; one that stands in two places is held back in both.
    fn policies(&mut self, plan: &mut Plan) {
        let mut closed: BTreeMap<(PolicyIx, u32), Closed> = BTreeMap::new();
        for _ in 0..2 {
            for (ix, policy) in plan.policies.iter().enumerate() {
                for indicator in &policy.indicators {
                    let own = (ix, indicator.slot);
                    let twin = indicator.same_as.as_ref();
                    let twin = twin.map(|same| (same.policy, same.slot));
                    let mut years = self.closed(&indicator.held);
                    for known in std::iter::once(own).chain(twin) {
                        years.extend(closed.get(&known).into_iter().flatten().copied());
                    }
                    for place in std::iter::once(own).chain(twin) {
                        closed
                            .entry(place)
                            .or_default()
                            .extend(years.iter().copied());
                    }
                }
            }
        }
        for (ix, policy) in plan.policies.iter_mut().enumerate() {
            let file = policy.file.clone();
            policy.indicators.retain_mut(|indicator| {
                let also = closed.remove(&(ix, indicator.slot)).unwrap_or_default();
                self.indicator(indicator, &file, &also, None)
            });
            loosen(&mut policy.indicators);
        }
        let slots: Vec<BTreeSet<u32>> = plan
            .policies
            .iter()
            .map(|policy| policy.indicators.iter().map(|one| one.slot).collect())
            .collect();
        for policy in &mut plan.policies {
            for indicator in &mut policy.indicators {
                indicator
                    .same_as
                    .take_if(|same| !slots[same.policy].contains(&same.slot));
            }
        }
    }

    /// Takes the held years out of an indicator; `also` are those that are held elsewhere. Answers
    /// whether anything is left of one that had something.
    fn indicator(
        &mut self,
        indicator: &mut Indicator,
        file: &SourcePath,
        also: &Closed,
        on: Option<&(String, String)>,
    ) -> bool {
        let mut closed = self.tell_closed(&indicator.held, file);
        if also.iter().any(|year| !closed.contains(year)) {
            self.with("indicator", &indicator.name, indicator.at.in_file(file));
            closed.extend(also);
        }
        if closed.is_empty() {
            return true;
        }
        for (_, values) in indicator.years.iter().filter(|(y, _)| closed.contains(y)) {
            for value in [&values.target, &values.actual].into_iter().flatten() {
                if let Some(on) = on {
                    self.figure(value.raw(), value.at.in_file(file), on);
                }
            }
        }
        without(&mut indicator.years, &closed);
        !indicator.years.is_empty()
    }

    fn figure(&mut self, raw: &str, place: Place, on: &(String, String)) {
        let digits = raw.chars().filter(|c| c.is_numeric()).count();
        if digits >= TELLING_DIGITS {
            self.out.words.push(HeldWord {
                text: raw.trim().to_owned(),
                place,
                on: Some(on.clone()),
            });
        }
    }

    fn closed(&self, held: &HeldYears) -> Closed {
        let closed = held.iter().filter(|(_, hold)| !hold.is_open(self.released));
        closed.map(|(year, _)| *year).collect()
    }

    fn tell_closed(&mut self, held: &HeldYears, file: &SourcePath) -> Closed {
        let mut closed = Closed::new();
        for (year, hold) in held {
            if !self.lets(hold, file) {
                closed.insert(*year);
            }
        }
        closed
    }

    fn documents(&mut self, site: &Site, documents: &mut Documents) {
        let mut lets = |document: &Document| {
            let is_open = self.lets(&document.hold, &document.file);
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
        let is_there = |plan: &String| plans.contains_key(plan.as_str());
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
                projects.map(|project| ((*id, project.id.as_str()), project))
            })
            .collect();
        documents.projects.retain(|(plan, project), document| {
            let Some(project) = projects.get(&(plan.as_str(), project.as_str())) else {
                return false;
            };
            // A table of which nothing is left has no place in the prose.
            document.pieces.retain(|piece| match piece {
                Piece::Slot(slot) => slots::is_there(*slot, project),
                Piece::Prose { .. } => true,
            });
            lets(document)
        });
    }
}

/// Lets go of the places of indicators that are gone.
fn loosen(indicators: &mut [Indicator]) {
    let slots: BTreeSet<u32> = indicators.iter().map(|one| one.slot).collect();
    for indicator in indicators {
        indicator.replaces.take_if(|slot| !slots.contains(slot));
        indicator.part_of.take_if(|slot| !slots.contains(slot));
    }
}

fn without<T>(years: &mut Years<T>, closed: &Closed) {
    let entries = std::mem::take(years).into_iter();
    *years = entries.filter(|(year, _)| !closed.contains(year)).collect();
}

fn keep<T>(list: &mut Vec<T>, is_kept: &[bool]) {
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        is_kept[at - 1]
    });
}
