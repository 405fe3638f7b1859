//! Years that are held back: of indicators, wherever the same one stands, and of money.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Closed, Desk, HeldThing, HeldWord, Of, TELLING_DIGITS, What};
use crate::base::moment::Moment;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::model::{
    Amount, FiscalYear, HeldPart, HeldYear, Indicator, Plan, PolicyIx, Project, Stage, Value,
    YearMoney, YearValues, Years,
};

/// What is held back of years: all of one, or one value, with what stands in its place until then.
type Parts = BTreeMap<(FiscalYear, HeldPart), Option<Value>>;

/// What is held back of the years of each indicator of a policy, with those of all that say they are the
/// same.
pub(super) struct Twins(BTreeMap<(PolicyIx, u32), Parts>);

impl Twins {
    pub fn of(plan: &Plan, released: Option<Moment>) -> Self {
        let mut closed: BTreeMap<(PolicyIx, u32), Parts> = BTreeMap::new();
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
                let held = held.filter(|held| !held.hold.is_open(released));
                let mut parts: Parts = held.map(part).collect();
                for place in places() {
                    join(&mut parts, closed.get(&place).into_iter().flatten());
                }
                for place in places() {
                    join(closed.entry(place).or_default(), &parts);
                }
            }
        }
        Self(closed)
    }

    fn at(&self, place: (PolicyIx, u32)) -> Option<&Parts> {
        self.0.get(&place)
    }

    fn of_twin(&self, indicator: &Indicator) -> Option<&Parts> {
        self.at(twin(indicator)?)
    }
}

fn part(held: &HeldYear) -> ((FiscalYear, HeldPart), Option<Value>) {
    ((held.year, held.part), held.until_then.clone())
}

/// What is held back in one place is in the other; what either says of a value until then stays.
fn join<'a>(
    parts: &mut Parts,
    others: impl IntoIterator<Item = (&'a (FiscalYear, HeldPart), &'a Option<Value>)>,
) {
    for (part, until_then) in others {
        match parts.entry(*part) {
            Entry::Vacant(free) => {
                free.insert(until_then.clone());
            }
            Entry::Occupied(mut own) if own.get().is_none() => {
                own.insert(until_then.clone());
            }
            Entry::Occupied(_) => {}
        }
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
        let mut of_indicators: BTreeSet<(FiscalYear, HeldPart)> = BTreeSet::new();
        project.indicators.retain_mut(|indicator| {
            let also = twins.of_twin(indicator);
            let own = (Of::Project, &*on.0, &*on.1);
            let closed = self.indicator(indicator, also, (own, &file), Some(&on));
            of_indicators.extend(closed.keys());
            is_left(indicator, &closed)
        });
        loosen(&mut project.indicators);
        let thing = HeldThing::new(What::Money, (&on.0, &on.1), &project.title, &file);
        let years = &project.budget.years;
        let parts = self.tell_closed(&project.budget.held, &thing, |year, part| {
            let amounts = years.get(&year).map(|money| amounts_of(money, part));
            let amounts = amounts.into_iter().flatten();
            let values = amounts.flat_map(|one| {
                one.total
                    .iter()
                    .chain(one.parts.iter().map(|(_, value)| value))
            });
            values.collect()
        });
        let closed = self.budget(project, &parts, &on);
        let whole = |year| (year, HeldPart::Whole);
        let is_held =
            |year| of_indicators.contains(&whole(year)) || parts.contains_key(&whole(year));
        // What was done in a year is told in words that often hold its figures.
        for year in project.activities.keys().filter(|year| is_held(**year)) {
            self.with("is_activity", &year.both(), project.place(project.at));
        }
        let activities = std::mem::take(&mut project.activities).into_iter();
        project.activities = activities.filter(|(year, _)| !is_held(*year)).collect();
        let touched: Closed = of_indicators
            .iter()
            .chain(parts.keys())
            .map(|(year, _)| *year)
            .collect();
        project
            .acknowledged
            .retain(|known| !known.year.is_some_and(|year| touched.contains(&year)));
        closed
    }

    /// Takes out what is held back of a project's money; answers the years whose budget is.
    fn budget(&mut self, project: &mut Project, parts: &Parts, on: &(String, String)) -> Closed {
        let is_budget = |part: &HeldPart| *part != HeldPart::Done;
        let closed = parts.keys().filter(|(_, part)| is_budget(part));
        let closed: Closed = closed.map(|(year, _)| *year).collect();
        if parts.is_empty() {
            return closed;
        }
        let Project { budget, items, .. } = project;
        for (year, part) in parts.keys() {
            let money = budget.years.get(year).into_iter();
            for total in money
                .flat_map(|money| amounts_of(money, *part))
                .filter_map(|one| one.total.as_ref())
            {
                self.figure(total.raw(), total.at.in_file(&project.file), on);
            }
        }
        let stages = [
            (Stage::Budget, HeldPart::Planned),
            (Stage::Settled, HeldPart::Done),
        ];
        // What something stands in the place of is told.
        let untold = parts.iter().filter(|(_, until_then)| until_then.is_none());
        let of_stages = untold.flat_map(|((year, part), _)| {
            let held = stages
                .iter()
                .filter(|(_, of)| [HeldPart::Whole, *of].contains(part));
            held.map(|(stage, _)| (*year, *stage))
        });
        let there = of_stages.filter(|(year, stage)| budget.total(*year, *stage).is_some());
        budget.closed = there.collect();
        hide(&mut budget.years, parts, |part, until_then, money| {
            let amount = match part {
                HeldPart::Planned => &mut money.budget,
                _ => &mut money.settled,
            };
            if let Some(amount) = amount {
                let at = amount.total.as_ref().map(|total| total.at);
                amount.parts.clear();
                let before = until_then.cloned().zip(at);
                let before = before.map(|(mut before, at)| {
                    before.at = at;
                    before
                });
                amount.total = before.or_else(|| at.map(Value::unpublished));
            }
            let both = [&money.budget, &money.settled].into_iter().flatten();
            let mut totals = both.filter_map(|amount| amount.total.as_ref());
            totals.any(|total| !total.is_unpublished())
        });
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
            without(&mut item.amounts, &closed);
            if tells {
                (item.change, item.reason) = (None, None);
            }
            had == 0 || !item.amounts.is_empty()
        });
        if let Some(total) = &mut items.total {
            without(&mut total.amounts, &closed);
            total.change.take_if(|_| tells);
        }
        items.total.take_if(|total| total.amounts.is_empty());
        closed
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

    /// Takes out of an indicator what is held back of its years, and of those where the same one stands
    /// elsewhere; answers what it was.
    fn indicator(
        &mut self,
        indicator: &mut Indicator,
        elsewhere: Option<&Parts>,
        ((of, plan, id), file): ((Of, &str, &str), &SourcePath),
        on: Option<&(String, String)>,
    ) -> Parts {
        let Indicator { years, held, .. } = indicator;
        let what = What::Indicator(of, indicator.slot);
        let thing = HeldThing::new(what, (plan, id), &indicator.name, file);
        let mut closed = self.tell_closed(held, &thing, |year, part| {
            let values = years.get(&year).into_iter();
            values.flat_map(|values| values_of(values, part)).collect()
        });
        let is_more = |also: &&Parts| also.keys().any(|part| !closed.contains_key(part));
        if let Some(also) = elsewhere.filter(is_more) {
            join(&mut closed, also);
            self.with("is_indicator", &indicator.name, indicator.at.in_file(file));
        }
        // What is held back of a policy has no project's page.
        let on = on.cloned().unwrap_or_default();
        for (year, part) in closed.keys() {
            let values = years.get(year).into_iter();
            for value in values.flat_map(|values| values_of(values, *part)) {
                self.figure(value.raw(), value.at.in_file(file), &on);
            }
        }
        hide(years, &closed, |part, until_then, values| {
            let value = match part {
                HeldPart::Planned => &mut values.target,
                _ => &mut values.actual,
            };
            // In the place of the value: what the same indicator says elsewhere is written elsewhere.
            let place = value.as_ref().map(|value| value.at);
            *value = until_then
                .cloned()
                .or_else(|| Some(Value::unpublished(place?)));
            if let Some((value, at)) = value.as_mut().zip(place) {
                value.at = at;
            }
            // What is printed of both tells the one from the other.
            values.printed = None;
            let mut both = [&values.target, &values.actual].into_iter().flatten();
            both.any(|value| !value.is_unpublished())
        });
        let tells = |year: FiscalYear| {
            [HeldPart::Whole, HeldPart::Done]
                .iter()
                .any(|part| closed.contains_key(&(year, *part)))
        };
        for (year, values) in years.iter_mut() {
            // A printed difference from the year before tells that year's value.
            let is_from_held = tells(year.previous()) && !values.base().is_empty();
            if let Some(printed) = values.printed.as_mut().filter(|_| is_from_held) {
                printed.difference = None;
                printed.base.clear();
            }
        }
        closed
    }

    /// What nobody is to read anywhere of a project that is held back as a whole.
    pub(super) fn figures_of(&mut self, project: &Project, on: &(String, String)) {
        let file = &project.file;
        let years = project.indicators.iter().flat_map(|one| one.years.values());
        for value in years.flat_map(|values| values_of(values, HeldPart::Whole)) {
            self.figure(value.raw(), value.at.in_file(file), on);
        }
        let money = project.budget.years.values();
        let amounts = money.flat_map(|money| amounts_of(money, HeldPart::Whole));
        for total in amounts.filter_map(|one| one.total.as_ref()) {
            self.figure(total.raw(), total.at.in_file(file), on);
        }
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

    /// Tells of what is held back of the years of a thing, with the values that it has there.
    fn tell_closed<'v>(
        &mut self,
        held: &[HeldYear],
        thing: &HeldThing,
        values: impl Fn(FiscalYear, HeldPart) -> Vec<&'v Value>,
    ) -> Parts {
        let mut closed = Parts::new();
        for one in held {
            let HeldYear { year, part, .. } = one;
            let named = || {
                let values = values(*year, *part).into_iter();
                let values = values.filter(|value| !value.is_missing());
                let values = values.map(|value| value.raw().to_owned());
                thing.clone().of_year(*year, *part, values.collect())
            };
            if !self.lets(&one.hold, named) {
                closed.extend([self::part(one)]);
            }
        }
        closed
    }
}

fn values_of(values: &YearValues, part: HeldPart) -> impl Iterator<Item = &Value> {
    in_part((&values.target, &values.actual), part)
}

fn amounts_of(money: &YearMoney, part: HeldPart) -> impl Iterator<Item = &Amount> {
    in_part((&money.budget, &money.settled), part)
}

/// What was planned for a year and what came of it, as far as a part of the year has it.
fn in_part<'a, T>(
    (planned, done): (&'a Option<T>, &'a Option<T>),
    part: HeldPart,
) -> impl Iterator<Item = &'a T> {
    let planned = planned.iter().filter(move |_| part != HeldPart::Done);
    let done = done.iter().filter(move |_| part != HeldPart::Planned);
    planned.chain(done)
}

/// An indicator of which every year is held back is held back as a whole.
fn is_left(indicator: &Indicator, closed: &Parts) -> bool {
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

/// Takes whole years out, and parts of years by `take`, which says whether anything is left of the year.
fn hide<T>(
    years: &mut Years<T>,
    closed: &Parts,
    mut take: impl FnMut(HeldPart, Option<&Value>, &mut T) -> bool,
) {
    if closed.is_empty() {
        return;
    }
    let entries = std::mem::take(years).into_iter();
    let open = entries.filter_map(|(year, mut entry)| {
        let parts = (year, HeldPart::Whole)..=(year, HeldPart::Done);
        let is_left = closed.range(parts).all(|((_, part), until_then)| {
            *part != HeldPart::Whole && take(*part, until_then.as_ref(), &mut entry)
        });
        is_left.then_some((year, entry))
    });
    *years = open.collect();
}

fn without<T>(years: &mut Years<T>, closed: &Closed) {
    let entries = std::mem::take(years).into_iter();
    *years = entries.filter(|(year, _)| !closed.contains(year)).collect();
}
