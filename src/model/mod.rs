//! What a plan is: its tree, its projects, what they promised, reached and cost.
//!
//! Everything in here has been checked: ids are well formed, references lead somewhere, years are
//! years. Values keep the text as printed. There is no reading, no HTML and no figure that the
//! documents do not print.

pub mod correction;
pub mod dataset;
pub mod extras;
pub mod hold;
pub mod id;
pub mod index;
pub mod lineage;
pub mod money;
pub mod names;
pub mod plan;
pub mod project;
pub mod readings;
pub mod roadmap;
pub mod site;
pub mod value;
pub mod year;
pub mod years;

pub use correction::{Correction, CorrectionKind, Subject, Superseded};
pub use dataset::{ColumnKind, Dataset, DatasetChart, DatasetColumn};
pub use extras::{Count, Term};
pub use hold::{HeldPart, HeldYear, Hold};
pub use id::Id;
pub use index::{Index, IndexColumn, IndexMeasure, IndexPeriod, IndexRow};
pub use lineage::{Former, Relation, Successor};
pub use money::{Amount, Budget, Change, FundingIx, Item, ItemTotal, Items, Stage, YearMoney};
pub use names::{Names, OtherNames, PlanNames, SiteNames};
pub use plan::{
    CodeName, Department, DepartmentIx, Example, Funding, MoneyUnit, Partial, Plan, Policy,
    PolicyIx, PolicyLink, Population, Source,
};
pub use project::{
    Acknowledgement, Better, Evidence, Indicator, Judgement, Milestone, NoIndicator, Printed,
    Project, Role, Same, SourceRef, YearValues,
};
pub use roadmap::{Bar, Track};
pub use site::{Contact, Purpose, Site, SiteInfo};
pub use value::Value;
pub use year::FiscalYear;
pub use years::Years;
