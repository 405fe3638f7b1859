//! Arithmetic that a document prints: one figure, and the figures it should follow from.
//!
//! The rules that add up and the rules that look for blacked-out amounts read the same identities:
//! whatever can be checked by a calculation can be worked out by it.

use std::fmt::Write;

use super::key::{Key, Printed, Sign};
use super::rule::Scope;
use crate::base::decimal::Decimal;
use crate::base::path::SourcePath;
use crate::model::{Amount, FundingIx, Plan, Project, Value};

/// `said` = Σ `terms`, by their signs.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a, 't> {
    pub kind: Kind,
    pub said: Printed<'a>,
    pub terms: &'t [Printed<'a>],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A total and its parts.
    Sum,
    /// This year less last year.
    Difference,
    /// The same figure, printed in two places; one of them may have to be added up.
    Same,
}

/// Shows a plan's identities of one rule, one after the other. Only those of which every figure is
/// printed somehow are shown; a figure may still be redacted or blank.
pub type Each = for<'a> fn(&Scope<'a>, &mut dyn FnMut(&Identity<'a, '_>));

impl<'a> Identity<'a, '_> {
    /// Σ of the terms, when each is an exact number and the sum fits.
    pub fn work_out(&self) -> Option<Decimal> {
        self.terms.iter().try_fold(Decimal::ZERO, |sum, term| {
            let number = term.value.number()?;
            match term.sign {
                Sign::Plus => sum.checked_add(number),
                Sign::Minus => sum.checked_sub(number),
            }
        })
    }

    /// Whether it holds, to the last digit.
    pub fn is_true(&self) -> bool {
        let computed = self.work_out();
        computed.is_some() && computed == self.said.value.number()
    }

    /// All its figures, the printed result first.
    pub fn printed(&self) -> impl Iterator<Item = &Printed<'a>> {
        std::iter::once(&self.said).chain(self.terms)
    }

    /// The terms as a reader would jot them down: `国 0 ＋ 一般財源 42,535`.
    pub fn calculation(&self) -> String {
        let mut out = String::new();
        for (place, term) in self.terms.iter().enumerate() {
            let sign = match (place, term.sign) {
                (0, Sign::Plus) => "",
                (_, Sign::Plus) => " ＋ ",
                (_, Sign::Minus) => " － ",
            };
            // Writing to a string cannot fail.
            let _ = write!(out, "{sign}{} {}", self.name(&term.key), term.value.raw());
        }
        out
    }

    /// What tells one term from the next.
    fn name(&self, key: &Key<'_>) -> String {
        let part = key.part();
        match (self.kind, part) {
            (Kind::Sum, Some(part)) => part.to_owned(),
            (Kind::Same, Some(part)) => format!("{} {part}", key.year().short()),
            _ => key.year().short(),
        }
    }
}

/// The printed amounts of one project, each with what it is.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    pub plan: &'a Plan,
    pub ix: usize,
    pub project: &'a Project,
}

impl<'a> Sheet<'a> {
    pub fn printed(&self, value: &'a Value, key: Key<'a>) -> Printed<'a> {
        Printed {
            value,
            key,
            project: Some(self.ix),
            file: self.file(),
            sign: Sign::Plus,
        }
    }

    pub fn file(&self) -> &'a SourcePath {
        &self.project.file
    }

    /// Every amount of the sheet with the key of its total: the years by stage, then the differences.
    pub fn amounts(&self) -> impl Iterator<Item = (&'a Amount, Key<'a>)> {
        use crate::model::Stage::{Budget, Settled};
        let budget = &self.project.budget;
        let years = budget.years.iter().flat_map(|(year, money)| {
            [Budget, Settled].into_iter().filter_map(|stage| {
                let part = None;
                let year = *year;
                Some((money.stage(stage)?, Key::Money { year, stage, part }))
            })
        });
        let changes = budget.changes.iter().map(|change| {
            let (from, to, part) = (change.from, change.to, None);
            (&change.amount, Key::Change { from, to, part })
        });
        years.chain(changes)
    }

    /// The key of a part of the amount whose total has this key.
    pub fn part_key(&self, total: Key<'a>, funding: FundingIx) -> Key<'a> {
        let part = self.plan.funding.get(funding);
        match total {
            Key::Money { year, stage, .. } => Key::Money { year, stage, part },
            Key::Change { from, to, .. } => Key::Change { from, to, part },
            other => other,
        }
    }

    /// Adds the parts of these sources; false when one of them is not printed.
    pub fn push_parts(
        &self,
        (amount, total): (&'a Amount, Key<'a>),
        sources: impl IntoIterator<Item = FundingIx>,
        terms: &mut Vec<Printed<'a>>,
    ) -> bool {
        for funding in sources {
            let Some(value) = amount.part(funding) else {
                return false;
            };
            terms.push(self.printed(value, self.part_key(total, funding)));
        }
        true
    }
}

/// The sources of money that are no combination of others.
pub fn base_sources(plan: &Plan) -> impl Iterator<Item = FundingIx> {
    let sources = plan.funding.iter().enumerate();
    sources
        .filter(|(_, funding)| funding.sum.is_empty())
        .map(|(ix, _)| ix)
}
