//! What findings are about: a project, a policy or the plan, and the indicators that each of them bears.

use super::rule::quoted;
use crate::base::diag::Diagnostic;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::model::{Acknowledgement, FiscalYear, Indicator, Plan, PolicyIx, Value, YearValues};

/// What a finding is about, in the order of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The place of a project in [`Plan::projects`].
    Project(usize),
    Policy(PolicyIx),
    Plan,
}

/// What a finding is about, and for which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    pub about: About,
    pub year: Option<FiscalYear>,
}

impl Subject {
    pub const fn project(ix: usize, year: Option<FiscalYear>) -> Self {
        let about = About::Project(ix);
        Self { about, year }
    }

    pub const fn plan(year: Option<FiscalYear>) -> Self {
        let about = About::Plan;
        Self { about, year }
    }
}

/// A project, a policy or the plan with the indicators that stand in its file.
#[derive(Clone, Copy, Debug)]
pub struct Bearer<'a> {
    pub about: About,
    pub title: &'a str,
    pub indicators: &'a [Indicator],
    pub acknowledged: &'a [Acknowledgement],
    pub file: &'a SourcePath,
}

impl<'a> Bearer<'a> {
    /// The one at a place among all projects, policies and the plan.
    pub(super) fn at(plan: &'a Plan, place: usize) -> Self {
        if let Some(project) = plan.projects.get(place) {
            return Self {
                about: About::Project(place),
                title: &project.title,
                indicators: &project.indicators,
                acknowledged: &project.acknowledged,
                file: &project.file,
            };
        }
        let place = place - plan.projects.len();
        match plan.policies.get(place) {
            Some(policy) => Self {
                about: About::Policy(place),
                title: &policy.title,
                indicators: &policy.indicators,
                acknowledged: &policy.acknowledged,
                file: &policy.file,
            },
            None => Self {
                about: About::Plan,
                title: &plan.short,
                indicators: &plan.indicators,
                acknowledged: &plan.acknowledged,
                file: &plan.file,
            },
        }
    }

    pub const fn subject(&self, year: Option<FiscalYear>) -> Subject {
        let about = self.about;
        Subject { about, year }
    }

    /// Names the bearer in a sentence about one of its figures.
    pub fn named(&self, diagnostic: Diagnostic) -> Diagnostic {
        match self.about {
            About::Plan => diagnostic.with("project", quoted(self.title)),
            // Every sentence about one of these names it already.
            About::Project(_) | About::Policy(_) => diagnostic,
        }
    }

    /// One entry for each indicator and year.
    pub fn years(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let bearer = *self;
        self.indicators.iter().flat_map(move |indicator| {
            indicator.years.iter().map(move |(year, values)| Entry {
                bearer,
                indicator,
                year: *year,
                values,
            })
        })
    }
}

/// What an indicator has in one year.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub bearer: Bearer<'a>,
    pub indicator: &'a Indicator,
    pub year: FiscalYear,
    pub values: &'a YearValues,
}

impl Entry<'_> {
    pub const fn subject(&self) -> Subject {
        self.bearer.subject(Some(self.year))
    }

    pub fn place(&self, value: &Value) -> Place {
        value.at.in_file(self.bearer.file)
    }

    /// Says whose figure it is, and by which keys it is found in the file.
    pub fn named(&self, diagnostic: Diagnostic, what: &str) -> Diagnostic {
        let (slot, year) = (self.indicator.slot, self.year.short());
        self.bearer
            .named(diagnostic)
            .with("indicator", quoted(&self.indicator.name))
            .with("key", format!("indicators({slot}).years.{year}.{what}"))
    }
}
