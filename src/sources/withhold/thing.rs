//! What is held back: as a message names it, and as a published value of it is known by.

use crate::base::diag::Diagnostic;
use crate::base::moment::Moment;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::words::Lang;
use crate::model::{FiscalYear, HeldPart, Hold};

/// Something that a release leaves out because its file says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldThing {
    pub what: What,
    /// The plan that it is of, and itself or what it stands in; empty where it is of none.
    pub plan: String,
    pub id: String,
    pub name: String,
    pub year: Option<FiscalYear>,
    /// How much of the year.
    pub part: HeldPart,
    /// The values of the year or the part of it as they are written, but for those that are none.
    pub values: Vec<String>,
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

impl HeldThing {
    pub fn new(what: What, (plan, id): (&str, &str), name: &str, file: &SourcePath) -> Self {
        Self {
            what,
            plan: plan.to_owned(),
            id: id.to_owned(),
            name: name.to_owned(),
            year: None,
            part: HeldPart::Whole,
            values: Vec::new(),
            until: None,
            place: Place::file(file),
        }
    }

    pub fn of_year(self, year: FiscalYear, part: HeldPart, values: Vec<String>) -> Self {
        Self {
            year: Some(year),
            part,
            values,
            ..self
        }
    }

    /// The placeholder of its sentence.
    const fn key(&self) -> &'static str {
        match (self.what, self.part) {
            (What::Plan, _) => "is_plan",
            (What::Project, _) => "is_project",
            (What::Table, _) => "is_table",
            (What::Indicator(..), HeldPart::Whole) => "is_indicator",
            (What::Indicator(..), HeldPart::Planned) => "is_target",
            (What::Indicator(..), HeldPart::Done) => "is_actual",
            (What::Money, HeldPart::Whole) => "is_money",
            (What::Money, HeldPart::Planned) => "is_budget",
            (What::Money, HeldPart::Done) => "is_settled",
            (What::Text, _) => "is_text",
            (What::Correction, _) => "is_correction",
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
        let finding = finding.with(self.key(), "").with("name", &self.name);
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

    /// That it is published now.
    pub fn freed(&self) -> Diagnostic {
        let bare = Self {
            until: None,
            ..self.clone()
        };
        let told = bare.named(Diagnostic::notice("HELD-FREED", self.place.clone()));
        let day = self
            .until
            .and_then(|until| Some((until.day()?, until.time())));
        let Some((day, (hour, minute))) = day else {
            return told;
        };
        told.with_each("until", |lang| match lang {
            Lang::Ja => format!("{} {hour}:{minute:02}", day.japanese()),
            Lang::En => format!("{} {hour}:{minute:02}", day.english()),
        })
    }

    /// That nothing holds it back any more, though it says that something does.
    pub fn opens(&self) -> Diagnostic {
        self.named(Diagnostic::notice("HELD-OPEN", self.place.clone()))
    }

    pub(super) fn told(&self) -> Diagnostic {
        let code = match self.until {
            Some(_) => "HELD-UNTIL",
            None => "HELD-DRAFT",
        };
        self.named(Diagnostic::notice(code, self.place.clone()))
    }
}
