//! Years that are held back: of indicators, wherever the same one stands, and of money.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Closed, Desk, HeldThing, HeldWord, Of, TELLING_DIGITS, What};
use crate::base::moment::Moment;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::model::{FiscalYear, HeldYears, Indicator, Plan, PolicyIx, Project, Years};

/// The held years of each indicator of a policy, with those of all that say they are the same.
pub(super) struct Twins(BTreeMap<(PolicyIx, u32), Closed>);

impl Twins {
    pub fn of(plan: &Plan, released: Option<Moment>) -> Self {
        let mut closed: BTreeMap<(PolicyIx, u32), Closed> = BTreeMap::new();
        let own = plan.policies.iter().enumerate().flat_map(|(ix, policy)| {
            let indicators = policy.indicators.iter();
            indicators.map(move |one| (Some((ix, one.slot)), one))
        });
        let projects = plan.projects.iter().flat_map(|one| &one.indicators);
        let others = projects.chain(&plan.indicators).map(|one| (None, one));
        let all: Vec<_> = own.chain(others).collect();
        // One that repeats names the first, so that two rounds carry its years there and to all others.
        for _ in 0..2 {
            for (own, indicator) in &all {
                let places = || own.iter().copied().chain(twin(indicator));
                let held = indicator.held.iter();
                let held = held.filter(|(_, hold)| !hold.is_open(released));
                let mut years: Closed = held.map(|(year, _)| *year).collect();
                for place in places() {
                    years.extend(closed.get(&place).into_iter().flatten());
                }
                for place in places() {
                    closed.entry(place).or_default().extend(&years);
                }
            }
        }
        Self(closed)
    }

    fn at(&self, place: (PolicyIx, u32)) -> Option<&Closed> {
        self.0.get(&place)
    }

    fn of_twin(&self, indicator: &Indicator) -> Option<&Closed> {
        self.at(twin(indicator)?)
    }
}

fn twin(indicator: &Indicator) -> Option<(PolicyIx, u32)> {
    let same = indicator.same_as.as_ref()?;
    Some((same.policy, same.slot))
}

impl Desk {
    /// The years of a project that are held back; answers those of its money.
    pub(super) fn project(&mut self, plan: &str, project: &mut Project, twins: &Twins) -> Closed {
        let on = (plan.to_owned(), project.id.to_string());
        let file = project.file.clone();
        let mut of_indicators = Closed::new();
        project.indicators.retain_mut(|indicator| {
            let also = twins.of_twin(indicator);
            let own = (Of::Project, &*on.0, &*on.1);
            let closed = self.indicator(indicator, also, (own, &file), Some(&on));
            of_indicators.extend(&closed);
            is_left(indicator, &closed)
        });
        loosen(&mut project.indicators);
        let thing = HeldThing::new(What::Money, (&on.0, &on.1), &project.title, &file);
        let closed = self.tell_closed(&project.budget.held, &thing);
        self.budget(project, &closed, &on);
        let is_held = |year: FiscalYear| of_indicators.contains(&year) || closed.contains(&year);
        // What was done in a year is told in words that often hold its figures.
        for year in project.activities.keys().filter(|year| is_held(**year)) {
            self.with("is_activity", &year.both(), project.place(project.at));
        }
        let activities = std::mem::take(&mut project.activities).into_iter();
        project.activities = activities.filter(|(year, _)| !is_held(*year)).collect();
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
        // Changes are between the two newest years that any item has, whichever of them an item has.
        let amounts = items.list.iter().map(|item| &item.amounts);
        let amounts = amounts.chain(items.total.iter().map(|total| &total.amounts));
        let years: Closed = amounts.flat_map(Years::keys).copied().collect();
        let tells = years.iter().rev().take(2).any(|year| closed.contains(year));
        items.list.retain_mut(|item| {
            let had = item.amounts.len();
            without(&mut item.amounts, closed);
            if tells {
                (item.change, item.reason) = (None, None);
            }
            had == 0 || !item.amounts.is_empty()
        });
        if let Some(total) = &mut items.total {
            without(&mut total.amounts, closed);
            total.change.take_if(|_| tells);
        }
        items.total.take_if(|total| total.amounts.is_empty());
    }

    /// Indicators of policies and of the plan; one that stands in two places is held back in both.
    pub(super) fn indicators(&mut self, plan: &mut Plan, twins: &Twins) {
        let id = plan.id.to_string();
        for (ix, policy) in plan.policies.iter_mut().enumerate() {
            let (file, own) = (policy.file.clone(), policy.id.to_string());
            policy.indicators.retain_mut(|indicator| {
                let also = twins.at((ix, indicator.slot));
                let own = (Of::Policy, &*id, &*own);
                let closed = self.indicator(indicator, also, (own, &file), None);
                is_left(indicator, &closed)
            });
            loosen(&mut policy.indicators);
        }
        let file = plan.file.clone();
        plan.indicators.retain_mut(|indicator| {
            let (also, own) = (twins.of_twin(indicator), (Of::Plan, &*id, &*id));
            let closed = self.indicator(indicator, also, (own, &file), None);
            is_left(indicator, &closed)
        });
        loosen(&mut plan.indicators);
        let slots: Vec<BTreeSet<u32>> = plan
            .policies
            .iter()
            .map(|policy| policy.indicators.iter().map(|one| one.slot).collect())
            .collect();
        let of_policies = plan
            .policies
            .iter_mut()
            .map(|policy| &mut policy.indicators);
        let of_projects = plan
            .projects
            .iter_mut()
            .map(|project| &mut Arc::make_mut(project).indicators);
        let lists = of_policies.chain(of_projects).chain([&mut plan.indicators]);
        for indicator in lists.flatten() {
            indicator
                .same_as
                .take_if(|same| !slots[same.policy].contains(&same.slot));
        }
    }

    /// Takes the held years out of an indicator, and those that are held where the same one stands
    /// elsewhere; answers which they were.
    fn indicator(
        &mut self,
        indicator: &mut Indicator,
        elsewhere: Option<&Closed>,
        ((of, plan, id), file): ((Of, &str, &str), &SourcePath),
        on: Option<&(String, String)>,
    ) -> Closed {
        let what = What::Indicator(of, indicator.slot);
        let thing = HeldThing::new(what, (plan, id), &indicator.name, file);
        let mut closed = self.tell_closed(&indicator.held, &thing);
        if let Some(also) = elsewhere.filter(|also| !also.is_subset(&closed)) {
            closed.extend(also);
            self.with("is_indicator", &indicator.name, indicator.at.in_file(file));
        }
        if closed.is_empty() {
            return closed;
        }
        let years = indicator.years.iter();
        for (_, values) in years.filter(|(year, _)| closed.contains(year)) {
            for value in [&values.target, &values.actual].into_iter().flatten() {
                if let Some(on) = on {
                    self.figure(value.raw(), value.at.in_file(file), on);
                }
            }
        }
        let entries = std::mem::take(&mut indicator.years).into_iter();
        let open = entries.filter(|(year, _)| !closed.contains(year));
        indicator.years = open
            .map(|(year, mut values)| {
                // A printed difference from the year before tells that year's value.
                let is_from_held = closed.contains(&year.previous()) && !values.base().is_empty();
                if let Some(printed) = values.printed.as_mut().filter(|_| is_from_held) {
                    printed.difference = None;
                    printed.base.clear();
                }
                (year, values)
            })
            .collect();
        closed
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

    fn tell_closed(&mut self, held: &HeldYears, thing: &HeldThing) -> Closed {
        let mut closed = Closed::new();
        for (year, hold) in held {
            if !self.lets(hold, || thing.clone().of_year(*year)) {
                closed.insert(*year);
            }
        }
        closed
    }
}

/// An indicator of which every year is held back is held back as a whole.
fn is_left(indicator: &Indicator, closed: &Closed) -> bool {
    closed.is_empty() || !indicator.years.is_empty()
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
