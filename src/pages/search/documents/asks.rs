//! What people ask for beside names of things: how much, which target, which result. Such words find what
//! has such figures, whether or not its text says the word, and of a year what has one of that year.

use super::Maker;
use super::figures::{is_shown, is_undecided};
use crate::model::{FiscalYear, Indicator};
use crate::pages::book::{Book, say_in};
use crate::search::{Label, Questions};

/// The kinds of figures, in the order of their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Budget,
    Settled,
    Target,
    Actual,
}

const KINDS: [&str; 4] = [
    "search-ask-budget",
    "search-ask-settled",
    "search-ask-target",
    "search-ask-actual",
];

/// A kind of figures, and the label of the year.
pub(super) type Told = (usize, Option<usize>);

/// The words of both editions, which search in one index.
pub(super) fn questions(book: &Book) -> Questions {
    let others = super::super::others(book);
    let words = |key: &str| -> Label {
        let other = others.as_ref().map_or("", |words| say_in(words, key));
        let both = book.say(key).split('|').chain(other.split('|'));
        let both = both.filter(|word| !word.is_empty());
        both.map(str::to_owned).collect()
    };
    let money = vec![Kind::Budget as usize, Kind::Settled as usize];
    Questions {
        kinds: KINDS.map(words).to_vec(),
        others: vec![
            (words("search-ask-money"), money),
            (words("search-ask-nothing"), Vec::new()),
        ],
    }
}

impl Maker<'_> {
    /// There is such a figure of that year.
    pub(super) fn tell(&mut self, kind: Kind, year: FiscalYear) {
        self.told.insert((kind as usize, self.years.place(year)));
    }

    /// Its targets and results. One that will be found later is of no year.
    pub(super) fn tell_indicator(&mut self, indicator: &Indicator) {
        for (year, values) in &indicator.years {
            let both = [
                (Kind::Target, &values.target),
                (Kind::Actual, &values.actual),
            ];
            for (kind, value) in both {
                match value {
                    Some(value) if is_shown(value) => self.tell(kind, *year),
                    Some(value) if is_undecided(value) => {
                        self.told.insert((kind as usize, None));
                    }
                    _ => {}
                }
            }
        }
    }

    /// What is told of a page is told of its plan, too.
    pub(super) fn remember(&mut self, plan: usize) {
        self.of_plans.entry(plan).or_default().extend(&self.told);
    }

    /// What the page of a year has: the figures of that year that the pages of its plan tell.
    pub(super) fn tell_all_of(&mut self, plan: usize, year: FiscalYear) {
        let label = self.years.place(year);
        let told = self.of_plans.get(&plan).into_iter().flatten();
        let told = told.filter(|(_, of)| of.is_some() && *of == label);
        self.told.extend(told.copied().collect::<Vec<_>>());
    }
}
