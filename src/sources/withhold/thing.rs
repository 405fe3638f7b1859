//! What is held back: as a message names it, and as a published value of it is known by.

use crate::base::diag::Diagnostic;
use crate::base::moment::Moment;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::words::Lang;
use crate::model::{FiscalYear, Hold};

/// Something that a release leaves out because its file says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldThing {
    pub what: What,
    /// The plan that it is of, and itself or what it stands in; empty where it is of none.
    pub plan: String,
    pub id: String,
    pub name: String,
    pub year: Option<FiscalYear>,
    /// Nothing for a draft.
    pub until: Option<Moment>,
    /// Where its file says so.
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Plan,
    Project,
    Table,
    /// A year of an indicator, by its slot, of a plan, a policy or a project.
    Indicator(Of, u32),
    /// A year of a project's money.
    Money,
    Text,
    Correction,
}

/// What an indicator stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Plan,
    Policy,
    Project,
}

impl What {
    /// The placeholder of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            What::Plan => "is_plan",
            What::Project => "is_project",
            What::Table => "is_table",
            What::Indicator(..) => "is_indicator",
            What::Money => "is_money",
            What::Text => "is_text",
            What::Correction => "is_correction",
        }
    }
}

impl HeldThing {
    pub fn new(what: What, (plan, id): (&str, &str), name: &str, file: &SourcePath) -> Self {
        Self {
            what,
            plan: plan.to_owned(),
            id: id.to_owned(),
            name: name.to_owned(),
            year: None,
            until: None,
            place: Place::file(file),
        }
    }

    pub fn of_year(self, year: FiscalYear) -> Self {
        Self {
            year: Some(year),
            ..self
        }
    }

    pub(super) fn held(self, hold: &Hold) -> Self {
        Self {
            until: hold.until.filter(|_| !hold.draft),
            place: hold.at.in_file(&self.place.file),
            ..self
        }
    }

    /// A finding that names it.
    pub fn named(&self, finding: Diagnostic) -> Diagnostic {
        let finding = finding.with(self.what.key(), "").with("name", &self.name);
        let finding = match self.year {
            Some(year) => finding.with_each("year", |lang| match lang {
                Lang::Ja => year.both(),
                Lang::En => year.both_in_english(),
            }),
            None => finding,
        };
        match self.until {
            Some(until) => finding.with("until", until),
            None => finding,
        }
    }

    pub(super) fn told(&self) -> Diagnostic {
        let code = match self.until {
            Some(_) => "HELD-UNTIL",
            None => "HELD-DRAFT",
        };
        self.named(Diagnostic::notice(code, self.place.clone()))
    }
}
