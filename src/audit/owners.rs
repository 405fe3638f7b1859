//! Whose findings are whose: which section answers for the file, or the place, that a finding names.
//!
//! A section of one name is one section, whichever plans it stands in.

use std::collections::{BTreeMap, BTreeSet};

use super::{About, Audit};
use crate::base::diag::Diagnostic;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::text::did_you_mean;
use crate::model::{Department, Plan, PolicyIx, Project, Site};

use super::counted::folded;

/// The place of a section in [`Owners::sections`].
type Section = usize;

/// The sections of a site with what is theirs.
#[derive(Debug, Default)]
pub struct Owners {
    /// Names in the order in which the plans name them first.
    sections: Vec<String>,
    /// Every spelling of a section, folded: name, alias, id.
    spellings: BTreeMap<String, BTreeSet<Section>>,
    files: BTreeMap<SourcePath, BTreeSet<Section>>,
    /// What each file is about.
    titles: BTreeMap<SourcePath, String>,
    /// Whom the sections answer: who makes the site.
    contact: String,
    /// Places in files that belong to nobody or to several, for example a row of the index.
    places: BTreeMap<Place, BTreeSet<Section>>,
}

/// A name that belongs to no section, or to several.
#[derive(Debug, PartialEq, Eq)]
pub enum Unclear {
    Nobody { near: Option<String> },
    Several(Vec<String>),
}

impl Owners {
    pub fn new(site: &Site, audit: &Audit) -> Self {
        let mut owners = Self::of_files(site);
        owners.learn(site, audit);
        owners
    }

    /// Whom to answer, where the site says who makes it.
    pub fn contact(&self) -> &str {
        &self.contact
    }

    /// Whose files are whose.
    pub fn of_files(site: &Site) -> Self {
        let mut owners = Self {
            contact: contact(site),
            ..Self::default()
        };
        for plan in &site.plans {
            let own: Vec<Section> = plan
                .departments
                .iter()
                .map(|one| owners.enter(one))
                .collect();
            owners.take_in(plan, &own);
        }
        owners
    }

    /// Takes in whose the places are that an audit names, also one of a part of the site.
    pub fn learn(&mut self, site: &Site, audit: &Audit) {
        for finding in &audit.findings {
            let plan = &site.plans[finding.plan];
            let departments = match finding.about {
                About::Project(ix) => of_project(plan, &plan.projects[ix]),
                About::Policy(ix) => of_policy(plan, ix),
                About::Plan => continue,
            };
            let sections = self.known(plan, departments);
            let place = finding.diagnostic.place.clone();
            self.places.entry(place).or_default().extend(sections);
        }
    }

    /// The names of all sections.
    pub fn sections(&self) -> &[String] {
        &self.sections
    }

    /// The section that is meant by a name, an alias or an id.
    ///
    /// # Errors
    /// When it is the name of none, or of several.
    pub fn find(&self, name: &str) -> Result<&str, Unclear> {
        let wanted = folded(name);
        let found = self.spellings.get(&wanted).cloned().unwrap_or_default();
        // What one section is called now may be what another was called once.
        let named = found
            .iter()
            .find(|ix| folded(&self.sections[**ix]) == wanted);
        let mut all = found.iter();
        match (named, all.next(), all.next()) {
            (Some(ix), ..) | (None, Some(ix), None) => Ok(&self.sections[*ix]),
            (None, None, _) => {
                let known = self.spellings.keys().map(String::as_str);
                let near = did_you_mean(&wanted, known).and_then(|near| {
                    let first = self.spellings.get(near)?.first()?;
                    Some(self.sections[*first].clone())
                });
                Err(Unclear::Nobody { near })
            }
            (None, Some(_), Some(_)) => {
                let names = found.iter().map(|ix| self.sections[*ix].clone());
                Err(Unclear::Several(names.collect()))
            }
        }
    }

    /// What people call the thing that a file is of; nothing where it is of none.
    pub fn title(&self, file: &SourcePath) -> Option<&str> {
        self.titles.get(file).map(String::as_str)
    }

    /// The sections that a place belongs to, by name; none when it is everybody's.
    pub fn of_place(&self, place: &Place) -> impl Iterator<Item = &str> {
        let exact = self.places.get(place);
        let found = exact.filter(|own| !own.is_empty());
        let found = found.or_else(|| self.files.get(&place.file));
        found.into_iter().flatten().map(|ix| &*self.sections[*ix])
    }

    /// What of a finding is a section's own.
    pub fn part_of(&self, section: &str, finding: &Diagnostic) -> Option<Diagnostic> {
        finding.within(|place| self.of_place(place).any(|own| own == section))
    }

    /// Whether any section answers for it.
    pub fn has_owner(&self, finding: &Diagnostic) -> bool {
        let places = finding.other.iter().chain([&finding.place]);
        let parts = finding.parts().iter().map(|part| &part.place);
        let mut all = places.chain(parts);
        all.any(|place| self.of_place(place).next().is_some())
    }

    fn enter(&mut self, department: &Department) -> Section {
        let known = self
            .sections
            .iter()
            .position(|name| *name == department.name);
        let ix = known.unwrap_or_else(|| {
            self.sections.push(department.name.clone());
            self.sections.len() - 1
        });
        let also = department.aliases.iter().map(String::as_str);
        for spelling in [department.name.as_str(), department.id.as_str()]
            .into_iter()
            .chain(also)
        {
            self.spellings
                .entry(folded(spelling))
                .or_default()
                .insert(ix);
        }
        ix
    }

    fn take_in(&mut self, plan: &Plan, own: &[Section]) {
        self.titles.insert(plan.file.clone(), plan.title.clone());
        let mut put = |file: SourcePath, title: &str, departments: BTreeSet<usize>| {
            self.titles.insert(file.clone(), title.to_owned());
            let sections = departments.into_iter().map(|ix| own[ix]);
            self.files.entry(file).or_default().extend(sections);
        };
        let prose = |inside: &str| SourcePath::new(format!("content/{}/{inside}.md", plan.id));
        for project in &plan.projects {
            let departments = of_project(plan, project);
            let title = &*project.title;
            put(prose(project.id.as_str()), title, departments.clone());
            put(project.file.clone(), title, departments);
        }
        for (ix, policy) in plan.policies.iter().enumerate() {
            let text = prose(&format!("policies/{}", policy.id));
            put(text, &policy.title, of_policy(plan, ix));
            if policy.file != plan.file {
                put(policy.file.clone(), &policy.title, of_policy(plan, ix));
            }
        }
        for dataset in &plan.datasets {
            let policies = dataset.policies.iter();
            let departments: BTreeSet<usize> =
                policies.flat_map(|ix| of_policy(plan, *ix)).collect();
            put(dataset.file.clone(), &dataset.title, departments.clone());
            put(dataset.cells.clone(), &dataset.title, departments);
        }
    }

    fn known(&self, plan: &Plan, departments: BTreeSet<usize>) -> BTreeSet<Section> {
        let place = |ix: usize| {
            let name = &plan.departments[ix].name;
            self.sections.iter().position(|known| known == name)
        };
        departments.into_iter().filter_map(place).collect()
    }
}

/// Its own sections, else those of the policies that it belongs to.
fn of_project(plan: &Plan, project: &Project) -> BTreeSet<usize> {
    if !project.departments.is_empty() {
        return project.departments.iter().copied().collect();
    }
    let policies = project.policies.iter();
    policies.flat_map(|ix| of_policy(plan, *ix)).collect()
}

/// Its own sections, else those of the nearest policy above that has some.
fn of_policy(plan: &Plan, ix: PolicyIx) -> BTreeSet<usize> {
    let path = plan.path_to(ix);
    let mut up = path
        .into_iter()
        .rev()
        .map(|ix| &plan.policies[ix].departments);
    let nearest = up.find(|departments| !departments.is_empty());
    nearest.into_iter().flatten().copied().collect()
}

/// The section that makes the site, and how to reach it.
fn contact(site: &Site) -> String {
    let contact = &site.info.contact;
    let parts = [&contact.department, &contact.phone, &contact.email];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}
