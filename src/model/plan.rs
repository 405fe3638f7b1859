//! A plan: one document of one municipality, in one edition.

use std::sync::Arc;

use super::Id;
use super::correction::{Correction, Superseded};
use super::dataset::Dataset;
use super::extras::{Count, Term};
use super::hold::Hold;
use super::index::Index;
use super::lineage::Former;
use super::names::{OtherNames, PlanNames};
use super::project::{Acknowledgement, Evidence, Indicator, Project, SourceRef};
use super::roadmap::Track;
use super::year::FiscalYear;
use super::years::Years;
use crate::base::decimal::Decimal;
use crate::base::path::SourcePath;
use crate::base::place::Spot;

/// The place of a policy in [`Plan::policies`].
pub type PolicyIx = usize;
/// The place of a department in [`Plan::departments`].
pub type DepartmentIx = usize;

#[derive(Clone, Debug)]
pub struct Plan {
    pub id: Id,
    pub title: String,
    /// The title for narrow places; the title itself when none is given.
    pub short: String,
    pub summary: String,
    pub municipality: String,
    pub english: PlanNames,
    pub municipality_code: Option<String>,
    /// How many people live there; nothing when the plan's data do not say.
    pub population: Option<Population>,
    /// The fiscal year that the plan is made for.
    pub edition: Option<FiscalYear>,
    /// The years that the plan's tables span.
    pub span: Option<(FiscalYear, FiscalYear)>,
    /// What its years do not tell.
    pub state: Option<State>,
    /// The unit of all money in this plan, as printed: `千円`.
    pub unit: MoneyUnit,
    pub levels: Vec<String>,
    pub sources: Vec<Source>,
    /// An edition of the same plan that is newer than these data.
    pub newer: Option<Newer>,
    pub funding: Vec<Funding>,
    pub departments: Vec<Department>,
    /// All nodes of the tree, parents before children, in the document's order.
    pub policies: Vec<Policy>,
    pub codes: Vec<CodeName>,
    pub index: Option<Index>,
    /// Shared by every state of a site in which a project is the same.
    pub projects: Vec<Arc<Project>>,
    /// How the document itself calls some years: `1Q`.
    pub year_names: Years<String>,
    /// Indicators of the plan as a whole.
    pub indicators: Vec<Indicator>,
    /// Projects of the plan before this one.
    pub former: Vec<Former>,
    pub datasets: Vec<Dataset>,
    pub glossary: Vec<Term>,
    pub counts: Vec<Count>,
    pub notes: Vec<String>,
    /// What was changed after it was published, newest first.
    pub corrections: Vec<Correction>,
    pub superseded: Vec<Superseded>,
    /// What staff know of the plan as a whole: its counts, its index table, its other tables.
    pub acknowledged: Vec<Acknowledgement>,
    pub hold: Hold,
    pub partial: Partial,
    pub file: SourcePath,
}

/// Of what a release tells only a part, so that no sentence may speak of the whole of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Partial {
    /// Projects that were decided and are not public: what the others have together is not all.
    pub projects: bool,
    /// Projects of the plan before, because of what they became.
    pub former: bool,
}

/// What a plan is, where that is not told by its years and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is not decided yet.
    Draft,
    /// No plan but a document of a budget, whose tables span more years than it is about.
    Budget,
}

impl Plan {
    pub fn project(&self, id: &str) -> Option<&Project> {
        let mut projects = self.projects.iter();
        projects
            .find(|project| project.id.as_str() == id)
            .map(Arc::as_ref)
    }

    /// Whether all that is no project is the same, and there are as many projects.
    pub fn is_same_beside_projects(&self, other: &Self) -> bool {
        // Every field is named, so that a new one cannot be forgotten here.
        let Self {
            id,
            title,
            short,
            summary,
            municipality,
            english,
            municipality_code,
            population,
            edition,
            span,
            state,
            unit,
            levels,
            sources,
            newer,
            funding,
            departments,
            policies,
            codes,
            index,
            year_names,
            indicators,
            former,
            datasets,
            glossary,
            counts,
            notes,
            corrections,
            superseded,
            acknowledged,
            hold,
            partial,
            file,
            projects,
        } = self;
        *id == other.id
            && *title == other.title
            && *short == other.short
            && *summary == other.summary
            && *municipality == other.municipality
            && *english == other.english
            && *municipality_code == other.municipality_code
            && *population == other.population
            && *edition == other.edition
            && *span == other.span
            && *state == other.state
            && *unit == other.unit
            && *levels == other.levels
            && *sources == other.sources
            && *newer == other.newer
            && *funding == other.funding
            && *departments == other.departments
            && *policies == other.policies
            && *codes == other.codes
            && *index == other.index
            && *year_names == other.year_names
            && *indicators == other.indicators
            && *former == other.former
            && *datasets == other.datasets
            && *glossary == other.glossary
            && *counts == other.counts
            && *notes == other.notes
            && *corrections == other.corrections
            && *superseded == other.superseded
            && *acknowledged == other.acknowledged
            && *hold == other.hold
            && *partial == other.partial
            && *file == other.file
            && projects.len() == other.projects.len()
    }

    /// The plan of this site that is the next edition of this one.
    pub const fn superseded_by(&self) -> Option<&Id> {
        match &self.newer {
            Some(Newer::Plan { id, .. }) => Some(id),
            _ => None,
        }
    }

    /// A file in the plan's own folder.
    pub fn beside(&self, name: &str) -> SourcePath {
        let own = self.file.file_name();
        let folder = self.file.as_str().strip_suffix(own);
        SourcePath::new(format!("{}{name}", folder.unwrap_or_default()))
    }

    /// The policies at the top of the tree.
    pub fn roots(&self) -> impl Iterator<Item = PolicyIx> {
        (0..self.policies.len()).filter(|&ix| self.policies[ix].parent.is_none())
    }

    /// Nodes below this one: its children, and those that also stand under it.
    pub fn below(&self, policy: PolicyIx) -> Vec<PolicyIx> {
        let also = |ix: &PolicyIx| self.policies[*ix].also_under.contains(&policy);
        let mut below = self.policies[policy].children.clone();
        below.extend((0..self.policies.len()).filter(also));
        below
    }

    /// From the top of the tree down to this policy.
    pub fn path_to(&self, policy: PolicyIx) -> Vec<PolicyIx> {
        let mut path = vec![policy];
        while let Some(parent) = self.policies[path[path.len() - 1]].parent {
            path.push(parent);
        }
        path.reverse();
        path
    }

    /// What nodes at this depth are called, for example 局 or 課.
    pub fn level_name(&self, depth: usize) -> Option<&str> {
        self.levels.get(depth).map(String::as_str)
    }
}

/// The residents that amounts of money are divided by. Never counted here, always from somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Population {
    /// Greater than zero.
    pub people: Decimal,
    /// The day it was counted, as printed.
    pub as_of: String,
    pub source: String,
}

/// A node of the plan's tree, at any depth.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    pub id: Id,
    pub title: String,
    pub summary: String,
    pub other: OtherNames,
    pub depth: usize,
    pub parent: Option<PolicyIx>,
    pub children: Vec<PolicyIx>,
    /// As printed, where it is not the id: 施策1-1, ①.
    pub number: String,
    pub printed_titles: Vec<String>,
    /// Further nodes that it stands under.
    pub also_under: Vec<PolicyIx>,
    /// Nodes of another axis that it corresponds to.
    pub links: Vec<PolicyLink>,
    pub departments: Vec<DepartmentIx>,
    /// The sections as printed, where that says more than the list: 「ほか」, 「全区局」.
    pub departments_printed: String,
    /// Sustainable Development Goals, 1 to 17.
    pub sdgs: Vec<u8>,
    pub source: Option<SourceRef>,
    pub indicators: Vec<Indicator>,
    pub roadmap: Vec<Track>,
    pub examples: Vec<Example>,
    pub evidence: Vec<Evidence>,
    pub notes: Vec<String>,
    /// How it was read from its document, for those who check.
    pub records: Vec<String>,
    pub acknowledged: Vec<Acknowledgement>,
    /// Its own file, where it has one, else the plan's.
    pub file: SourcePath,
    pub at: Spot,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PolicyLink {
    pub to: PolicyIx,
    pub note: String,
}

/// Something a department did, told under a policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// As printed.
    pub department: String,
    pub text: String,
    /// The policy under which the same example stands first.
    pub relisted_from: Option<PolicyIx>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Department {
    pub id: Id,
    pub name: String,
    pub other: OtherNames,
    /// The larger unit it belongs to, for example a bureau.
    pub office: String,
    /// Other names that documents use for it.
    pub aliases: Vec<String>,
    /// The first and the last year in which it bore this name, where that is known.
    pub valid: (Option<FiscalYear>, Option<FiscalYear>),
    pub phone: String,
    /// How else to reach it: a counter, an address, hours. A post, never a person.
    pub contact: String,
}

/// A source of money (財源). One with `sum` is a printed combination of others.
#[derive(Clone, Debug, PartialEq)]
pub struct Funding {
    pub id: Id,
    pub name: String,
    pub other: OtherNames,
    pub sum: Vec<usize>,
}

/// The name of a number that projects carry, for example 事業評価書番号.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeName {
    pub id: String,
    pub name: String,
}

/// A document that figures come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub id: Id,
    pub title: String,
    pub publisher: String,
    pub published: String,
    pub licence: String,
    pub url: String,
}

/// What took the place of the document that a plan was read from.
#[derive(Clone, Debug, PartialEq)]
pub enum Newer {
    /// A plan of this site.
    Plan { id: Id, at: Spot },
    /// A document elsewhere.
    Document {
        title: String,
        published: String,
        url: String,
    },
}

/// The unit that money is printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MoneyUnit {
    Yen,
    #[default]
    ThousandYen,
    MillionYen,
}

impl MoneyUnit {
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "円" => Some(Self::Yen),
            "千円" => Some(Self::ThousandYen),
            "百万円" => Some(Self::MillionYen),
            _ => None,
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Yen => "円",
            Self::ThousandYen => "千円",
            Self::MillionYen => "百万円",
        }
    }

    pub const fn english(self) -> &'static str {
        match self {
            Self::Yen => "yen",
            Self::ThousandYen => "thousand yen",
            Self::MillionYen => "million yen",
        }
    }

    /// How many yen one of it is.
    pub const fn yen(self) -> i64 {
        match self {
            Self::Yen => 1,
            Self::ThousandYen => 1_000,
            Self::MillionYen => 1_000_000,
        }
    }
}
