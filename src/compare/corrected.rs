//! What was published and is other now, of which no list of corrections tells.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Comparison, Seen, Subject, ValueChange, sums};
use crate::base::fold::fold;
use crate::base::words::{Lang, Words};
use crate::model::correction;

/// An entry of a list of corrections: what it is about, and what it says was changed.
#[derive(Clone, Debug)]
pub struct Corrected {
    pub plan: String,
    /// The kind of thing as the file of all values names it.
    pub kind: &'static str,
    pub id: String,
    pub what: String,
    pub old: String,
    pub new: String,
    /// Why, as it is told in the open.
    pub reason: String,
    /// What the file of all values says of it beside the value.
    pub note: String,
    /// Of the list.
    pub line: u32,
}

/// Something that the data hold back, by what its values are in the file of all values.
#[derive(Clone, Debug)]
pub struct HeldBack {
    pub plan: String,
    /// Nothing for a plan as a whole.
    pub thing: Option<(&'static str, String)>,
    /// The one indicator.
    pub key: Option<String>,
    /// The one year.
    pub year: Option<String>,
    /// The keys of what is measured, where it is not all of the year.
    pub measures: &'static [&'static str],
    /// Whether the list of projects, with their money, has it too.
    pub is_listed: bool,
    /// As they are written.
    pub values: Vec<String>,
}

/// A change that nobody has told of.
#[derive(Clone, Copy, Debug)]
pub struct Untold<'a> {
    pub change: &'a ValueChange,
    /// How many values went with it, itself among them: all of one row, or of one indicator.
    pub count: usize,
    /// Which of the things that are held back has taken it away.
    pub held: Option<usize>,
}

/// A thing, wherever its pages are.
pub(super) type Thing<'a> = (&'a str, &'a str, &'a str);

/// What values of one list have in common; the place in the list is no part of it.
type List<'a> = (Thing<'a>, &'a str, &'a str, &'a str);

/// A value that was not there before, or of which nothing was known, is new; one that was published is
/// corrected in the open or not at all. What is gone as a whole is told by its address.
pub fn untold<'a>(
    comparison: &'a Comparison,
    told: &[Corrected],
    held: &[HeldBack],
) -> Vec<Untold<'a>> {
    let gone = comparison.subjects.iter();
    let gone: BTreeSet<Thing<'_>> = gone
        .filter(|one| one.change == Change::Removed && one.indicator.is_none())
        .map(|one| one.on.thing())
        .collect();
    // What only has another place in its list is the same.
    let mut elsewhere: BTreeMap<(List<'_>, &str), usize> = BTreeMap::new();
    // The edition before keeps its values; the next one has its own, but tells what was done as it was told.
    let values = || {
        let values = comparison.values.iter();
        values.filter(|change| !change.edition || change.settled)
    };
    for change in values() {
        if let Some(new) = change.new.as_ref().filter(|_| change.is_reworded()) {
            *elsewhere.entry((change.list(), &new.printed)).or_default() += 1;
        }
    }
    let mut found: Vec<Untold<'a>> = Vec::new();
    for change in values() {
        let Some(old) = change.old.as_ref().filter(|old| !old.is_nothing()) else {
            continue;
        };
        let is_told = || told.iter().any(|one| one.tells(change, old));
        // An entry may tell of what is shown until then, but not of a value that only waits once more.
        let hides = |one: &HeldBack| {
            one.hides(change) && (change.new.is_none() || one.has(old) || !is_told())
        };
        let hidden = held.iter().position(hides);
        if hidden.is_some() {
            match found.iter_mut().find(|one| one.held == hidden) {
                Some(one) => one.count += 1,
                None => found.push(Untold {
                    change,
                    count: 1,
                    held: hidden,
                }),
            }
            continue;
        }
        let is_other = match &change.new {
            Some(new) => is_other(old, new) && !sums::follows(comparison, change),
            None => !gone.contains(&change.on.thing()),
        };
        if !is_other || is_told() {
            continue;
        }
        if let Some(left) = elsewhere.get_mut(&(change.list(), &*old.printed))
            && change.is_reworded()
            && *left > 0
        {
            *left -= 1;
            continue;
        }
        let with = |last: &Untold<'_>| {
            let both = last.change.new.is_none() && change.new.is_none();
            let is_row = !change.item.is_empty() && last.change.row() == change.row();
            both && last.held.is_none() && is_row
        };
        match found.last_mut().filter(|last| with(last)) {
            Some(last) => last.count += 1,
            None => found.push(Untold {
                change,
                count: 1,
                held: None,
            }),
        }
    }
    found
}

pub(super) fn is_other(old: &Seen, new: &Seen) -> bool {
    if old.unit != new.unit {
        return true;
    }
    if old.number.is_empty() || new.number.is_empty() {
        return fold(&old.printed) != fold(&new.printed);
    }
    old.number != new.number || old.bound() != new.bound()
}

/// The words of both languages for a key of the file.
pub(super) fn words(key: &str) -> impl Iterator<Item = &'static str> {
    let said = Lang::ALL.map(|lang| Words::of(lang).find_in("pages", key));
    said.into_iter().flatten()
}

impl Seen {
    /// Whether it says that there is no value, or none that is known.
    pub fn is_nothing(&self) -> bool {
        let nothing = [
            "value-blank",
            "value-dash",
            "value-redacted",
            "value-lost",
            "values-state-undecided",
        ];
        let mut nothing = nothing.into_iter().flat_map(words);
        nothing.any(|word| word == self.state)
    }

    fn is_withheld(&self) -> bool {
        words("value-redacted").any(|word| word == self.state)
    }

    /// Which kind of number it is; an expected one becomes the number that it was expected to be.
    fn bound(&self) -> &str {
        let is_expected = words("values-state-provisional").any(|word| word == self.state);
        let number = words("values-state-number").next().unwrap_or_default();
        let is_number = words("values-state-number").any(|word| word == self.state);
        match is_expected || is_number {
            true => number,
            false => &self.state,
        }
    }

    /// The value with its unit, as a list of corrections has it; what kind of nothing it is where it is none.
    pub fn said(&self) -> String {
        match (&*self.printed, &*self.unit) {
            ("", _) => self.state.clone(),
            (printed, "") => printed.to_owned(),
            (printed, unit) if self.is_nothing() || printed.contains(unit) => printed.to_owned(),
            (printed, unit) => format!("{printed}{unit}"),
        }
    }
}

impl Subject {
    pub(super) fn thing(&self) -> Thing<'_> {
        let plan = self.page.split('/').next().unwrap_or_default();
        (plan, &self.kind, &self.id)
    }
}

impl ValueChange {
    fn list(&self) -> List<'_> {
        (self.on.thing(), &self.measure, &self.item, &self.when)
    }

    /// Whether it was withheld and is told now.
    pub fn shows(&self) -> bool {
        let was = self.old.as_ref().is_some_and(Seen::is_withheld);
        was && self.new.as_ref().is_some_and(|new| !new.is_nothing())
    }

    /// Whether it is not printed as it was.
    fn is_reworded(&self) -> bool {
        let [was, is] = [&self.old, &self.new].map(|seen| seen.as_ref().map(|seen| &seen.printed));
        was != is
    }

    fn row(&self) -> (Thing<'_>, &str) {
        (self.on.thing(), &self.item)
    }
}

impl HeldBack {
    /// Whether a value is gone because of it, or another one shown in its place until then.
    pub fn hides(&self, change: &ValueChange) -> bool {
        match (&change.old, &change.new) {
            (_, None) => self.is_about(change),
            (Some(old), Some(new)) => is_other(old, new) && self.is_value(change),
            (None, Some(_)) => false,
        }
    }

    /// Whether it is the one value that is held back, and nothing that follows from it.
    fn is_value(&self, change: &ValueChange) -> bool {
        let is_it = |key: &&str| words(key).any(|word| word == change.measure);
        let is_measure = self.measures.first().is_some_and(is_it);
        let (_, kind, id) = change.on.thing();
        let mut thing = self.thing.iter();
        is_measure && thing.any(|(of, own)| *of == kind && own == id) && self.is_about(change)
    }

    /// Whether what it holds back was published.
    fn has(&self, old: &Seen) -> bool {
        let mut values = self.values.iter();
        values.any(|value| fold(value) == fold(&old.printed))
    }

    /// Whether it is a value of it.
    pub fn is_about(&self, change: &ValueChange) -> bool {
        let (plan, kind, id) = change.on.thing();
        if self.plan != plan {
            return false;
        }
        let is_thing = self
            .thing
            .as_ref()
            .is_none_or(|(of, own)| *of == kind && own == id);
        let mut listed = ["values-index", "values-index-change"].into_iter();
        let is_listed = listed.any(|key| words(key).any(|word| word == change.measure));
        let Some(year) = &self.year else {
            // A total of the list would tell what is left out of it.
            let is_plan = words("values-kind-plan").any(|word| word == kind);
            return is_thing || (self.is_listed && is_listed && is_plan);
        };
        // A change from the year before tells that year's value.
        let since = change.key.rsplit('/').next() == Some(&**year);
        let is_year = change.year == *year || since;
        let is_measure = |key: &&str| words(key).any(|word| word == change.measure);
        if !self.measures.is_empty() && !self.measures.iter().any(is_measure) {
            return false;
        }
        // What was done in a year goes with any figure of it.
        let is_key = self.key.as_ref().is_none_or(|key| *key == change.key);
        let is_own = is_thing && (is_key || change.key.is_empty());
        is_year && (is_own || (self.is_listed && is_listed))
    }
}

impl Corrected {
    /// Whether it means to tell of this change: one of its two values is the one that was asked for.
    pub fn nearly_tells(&self, change: &ValueChange) -> bool {
        let (Some(old), Some(new)) = (&change.old, &change.new) else {
            return false;
        };
        let is = |said: &str, seen: &Seen| correction::names(said, &seen.printed, &seen.unit);
        self.is_on(&change.on) && (is(&self.old, old) || is(&self.new, new))
    }

    /// Whether it was brought after the value had changed, and only stands beside it now.
    pub(super) fn comes_late(&self, change: &ValueChange) -> bool {
        let (Some(old), Some(new)) = (&change.old, &change.new) else {
            return false;
        };
        let is_new = new.note.contains(&self.note) && !old.note.contains(&self.note);
        self.is_on(&change.on) && !self.note.is_empty() && is_new && !is_other(old, new)
    }

    pub(super) fn tells(&self, change: &ValueChange, old: &Seen) -> bool {
        if !self.is_on(&change.on) {
            return false;
        }
        match &change.new {
            Some(new) => says(&self.old, old) && says(&self.new, new),
            None => says(&self.old, old) || self.takes_away(&change.item),
        }
    }

    /// An entry that names no thing is about the plan, and about what no entry can name.
    fn is_on(&self, on: &Subject) -> bool {
        let (plan, kind, id) = on.thing();
        let is_it = self.kind == kind && self.id == id;
        let is_of_plan = words("values-kind-plan").any(|word| word == self.kind)
            && words("values-kind-former").any(|word| word == kind);
        self.plan == plan && (is_it || is_of_plan)
    }

    /// Whether it says that all of a row or an indicator was taken away.
    fn takes_away(&self, item: &str) -> bool {
        let item = fold(item);
        let names = |said: &str| fold(said).contains(&*item);
        self.new.is_empty() && !item.is_empty() && (names(&self.what) || names(&self.old))
    }
}

/// What is no value is said in the entry's own words; of words it is enough to have those that changed.
fn says(said: &str, seen: &Seen) -> bool {
    if seen.is_nothing() || correction::names(said, &seen.printed, &seen.unit) {
        return true;
    }
    let part = said.trim_matches(CUT);
    seen.number.is_empty() && fold(&seen.printed).contains(&*fold(part))
}

/// Stands where a text goes on.
const CUT: char = '…';
/// Texts up to this length are told whole, in characters.
const WHOLE: usize = 40;
/// What is left of the same words beside those that differ.
const BESIDE: usize = 8;

/// Two texts as far as they differ, with a little of what stands round it.
pub fn differing(old: &str, new: &str) -> (String, String) {
    let [was, is] = [old, new].map(|text| text.chars().collect::<Vec<char>>());
    if was.len().max(is.len()) <= WHOLE {
        return (old.to_owned(), new.to_owned());
    }
    let same = was.iter().zip(&is).take_while(|(one, other)| one == other);
    let start = same.count();
    let (rest_was, rest_is) = (&was[start..], &is[start..]);
    let ends = rest_was.iter().rev().zip(rest_is.iter().rev());
    let end = ends.take_while(|(one, other)| one == other).count();
    let (start, end) = (start.saturating_sub(BESIDE), end.saturating_sub(BESIDE));
    let cut = |text: &[char]| {
        let middle: String = text[start..text.len() - end].iter().collect();
        let [before, after] = [start, end].map(|cut| if cut > 0 { "…" } else { "" });
        format!("{before}{middle}{after}")
    };
    (cut(&was), cut(&is))
}
