//! Which change has its reason, which has none, and which reason has no change.

use std::collections::BTreeMap;

use super::{
    Change, Comparison, Corrected, SettingChange, Subject, SubjectChange, ValueChange, WordChange,
};
use crate::base::text;
use crate::sources::changes::Reason;

/// The reasons that were written, held against what changes.
#[derive(Debug)]
pub struct Reasons<'a> {
    list: &'a [Reason],
    /// Those that were given for something that changes now.
    given: Vec<&'a Reason>,
    /// What lists of corrections say of changes, which is published as well.
    corrected: &'a [Corrected],
    /// What is published of pages that went or moved, by their addresses.
    left: &'a BTreeMap<String, String>,
    /// Changes of figures, and of what there is, that nobody has given a reason for.
    pub missing: Vec<Missing<'a>>,
    /// Reasons for what does not change, each with what may be meant.
    pub stale: Vec<(&'a Reason, Option<Meant<'a>>)>,
}

/// A change without a reason.
#[derive(Clone, Copy, Debug)]
pub enum Missing<'a> {
    Subject(&'a SubjectChange),
    Value(&'a ValueChange),
    Setting(&'a SettingChange),
}

impl<'a> Reasons<'a> {
    pub fn of(
        comparison: &'a Comparison,
        list: &'a [Reason],
        (corrected, left): (&'a [Corrected], &'a BTreeMap<String, String>),
    ) -> Self {
        let mut reasons = Self {
            list,
            given: Vec::new(),
            corrected,
            left,
            missing: Vec::new(),
            stale: Vec::new(),
        };
        let subjects = comparison
            .subjects
            .iter()
            .filter(|one| reasons.for_subject(one).is_none() && !comparison.only_follows(one));
        let values = comparison.values.iter();
        // What is new or gone says so itself: its values need no reasons of their own.
        let whole = |on: &Subject| comparison.subjects.iter().any(|one| one.is_whole(on));
        let values = values.filter(|one| !one.edition || one.settled);
        let values = values.filter(|one| reasons.for_value(one).is_empty() && !whole(&one.on));
        let settings = comparison.settings.iter();
        let settings = settings.filter(|one| reasons.for_setting(one).is_none());
        let missing = subjects
            .map(Missing::Subject)
            .chain(values.map(Missing::Value))
            .chain(settings.map(Missing::Setting))
            .collect();
        let is_stale = |reason: &&Reason| {
            !comparison
                .subjects
                .iter()
                .any(|one| reason.is_for_subject(one))
                && !comparison.values.iter().any(|one| reason.is_for_value(one))
                && !comparison.words.iter().any(|one| reason.is_for_words(one))
                && !comparison
                    .settings
                    .iter()
                    .any(|one| reason.is_for_setting(one))
        };
        let (stale, given): (Vec<&Reason>, Vec<&Reason>) = list.iter().partition(is_stale);
        let stale = stale
            .into_iter()
            .map(|reason| (reason, meant(reason, comparison)))
            .collect();
        reasons.given = given;
        reasons.missing = missing;
        reasons.stale = stale;
        reasons
    }

    /// Those that were written for these changes, and are used up by their approval.
    pub fn given(&self) -> &[&'a Reason] {
        &self.given
    }

    /// What is told in the open comes first: it was written for this value alone.
    pub fn for_value(&self, change: &ValueChange) -> Vec<&'a str> {
        let old = change.old.as_ref().filter(|old| !old.is_nothing());
        let tells = |one: &&Corrected| {
            old.is_some_and(|old| one.tells(change, old)) || one.comes_late(change)
        };
        let own = self.corrected.iter().find(tells).map(|one| &*one.reason);
        let given = self.closest(|reason| reason.is_for_value(change));
        let given = given.filter(|given| own != Some(*given));
        own.into_iter().chain(given).collect()
    }

    pub fn for_subject(&self, change: &SubjectChange) -> Option<&'a str> {
        let given = self.closest(|reason| reason.is_for_subject(change));
        // What became of a page is told in the open.
        let page = match &change.change {
            Change::Moved { from } | Change::Renumbered { from } => from,
            Change::Removed => &change.on.page,
            _ => return given,
        };
        let own = self.left.get(page).filter(|_| change.indicator.is_none());
        given.or(own.map(|what| &**what))
    }

    pub fn for_setting(&self, change: &SettingChange) -> Option<&'a str> {
        let own = self
            .list
            .iter()
            .filter(|reason| reason.is_for_setting(change));
        let own = own.max_by_key(|reason| (!reason.is_whole(), reason.line));
        own.map(|reason| &*reason.reason)
    }

    pub fn for_words(&self, change: &WordChange) -> Option<&'a str> {
        self.closest(|reason| reason.is_for_words(change))
    }

    fn closest(&self, is_for: impl Fn(&Reason) -> bool) -> Option<&'a str> {
        let closest = self.list.iter().filter(|reason| is_for(reason));
        let closest = closest.max_by_key(|reason| reason.weight());
        closest.map(|reason| &*reason.reason)
    }
}

/// What a reason without a change may be for.
#[derive(Clone, Copy, Debug)]
pub enum Meant<'a> {
    /// Something that changes and is called nearly as the reason calls it.
    Thing(&'a Subject),
    /// What it is for changes, but nothing of it is called by this word of the reason; perhaps by the other.
    Word(&'static str, &'a str, Option<&'a str>),
}

fn meant<'a>(reason: &'a Reason, comparison: &'a Comparison) -> Option<Meant<'a>> {
    let own = comparison
        .values
        .iter()
        .filter(|one| reason.is_for(&one.on));
    let own: Vec<&ValueChange> = own.collect();
    if !own.is_empty() {
        return wrong_word(reason, &own);
    }
    let values = comparison.values.iter().map(|one| &one.on);
    let subjects = comparison.subjects.iter().map(|one| &one.on);
    let all: Vec<&Subject> = values.chain(subjects).collect();
    if all.iter().any(|on| reason.is_for(on)) {
        return None;
    }
    // Addresses of one folder are much alike: only their last part tells one from another.
    let (folder, name) = parts(&reason.on);
    let beside = all.iter().map(|on| on.stem());
    let beside = beside
        .filter(|stem| parts(stem).0 == folder)
        .map(|stem| parts(stem).1);
    let names = all.iter().flat_map(|on| [&*on.id, &*on.title]);
    let near = text::did_you_mean(name, beside.chain(names))?;
    let is_it = |on: &&&Subject| parts(on.stem()).1 == near || on.id == near || on.title == near;
    all.iter().find(is_it).copied().map(Meant::Thing)
}

/// An address in the folder that it lies in, and its last part.
fn parts(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or(("", name))
}

/// The first of its words that no change of the same page has.
fn wrong_word<'a>(reason: &'a Reason, own: &[&'a ValueChange]) -> Option<Meant<'a>> {
    let is_there = |word: &str, names: &dyn Fn(&ValueChange) -> [String; 2]| {
        word.is_empty()
            || own
                .iter()
                .any(|one| names(one).iter().any(|name| name == word))
    };
    if !is_there(&reason.measure, &|one| [one.measure.clone(), String::new()]) {
        let near = text::did_you_mean(&reason.measure, own.iter().map(|one| &*one.measure));
        return Some(Meant::Word("measure", &reason.measure, near));
    }
    if !is_there(&reason.item, &|one| [one.item.clone(), one.key.clone()]) {
        let near = text::did_you_mean(&reason.item, own.iter().map(|one| &*one.item));
        return Some(Meant::Word("item", &reason.item, near));
    }
    None
}

impl Subject {
    /// Its address as a reason has it.
    pub fn stem(&self) -> &str {
        self.page.strip_suffix(".html").unwrap_or(&self.page)
    }
}

impl Comparison {
    /// Whether something stands under what it stood under, which is only called otherwise, or stands elsewhere,
    /// by a change that is told of itself.
    fn only_follows(&self, change: &SubjectChange) -> bool {
        let Change::Policies { from, to } = &change.change else {
            return false;
        };
        let mut was = from.clone();
        for one in &self.subjects {
            if let (Change::Renamed { from, to }, None) = (&one.change, &one.indicator) {
                was = was.replace(from, to);
            }
        }
        was == *to
    }
}

impl SubjectChange {
    /// Whether it says of a thing that all of it is new or gone.
    fn is_whole(&self, on: &Subject) -> bool {
        let is_whole = matches!(self.change, Change::Added | Change::Removed);
        is_whole && self.indicator.is_none() && self.on.page == on.page
    }
}

impl Reason {
    /// Whether it names a thing: by its address, or by its title.
    fn is_for(&self, on: &Subject) -> bool {
        self.on == on.title || self.is_on(&on.page)
    }

    fn is_on(&self, page: &str) -> bool {
        let page = page.strip_prefix("en/").unwrap_or(page);
        let page = page.strip_suffix(".html").unwrap_or(page);
        page.strip_prefix(&*self.on)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether it is for a whole page or plan.
    fn is_whole(&self) -> bool {
        self.measure.is_empty() && self.item.is_empty() && self.year.is_none()
    }

    fn is_for_subject(&self, change: &SubjectChange) -> bool {
        let names_it = change
            .indicator
            .as_ref()
            .is_some_and(|name| *name == self.item);
        self.is_for(&change.on) && (self.is_whole() || names_it)
    }

    fn is_for_words(&self, change: &WordChange) -> bool {
        let is_own = change.on.as_ref().is_some_and(|on| self.on == on.title);
        self.is_whole() && (is_own || change.pages.iter().any(|page| self.is_on(page)))
    }

    /// The file may be named with the folders that it lies in.
    fn is_for_setting(&self, change: &SettingChange) -> bool {
        let file = self.on.rsplit('/').next().unwrap_or_default();
        file == change.file && (self.is_whole() || self.item == change.key)
    }

    fn is_for_value(&self, change: &ValueChange) -> bool {
        let is = |asked: &str, has: &str| asked.is_empty() || asked == has;
        self.is_for(&change.on)
            && is(&self.measure, &change.measure)
            && (is(&self.item, &change.item) || self.item == change.key)
            && self
                .year
                .is_none_or(|year| year.western().to_string() == change.year)
    }

    /// The one that says more exactly what it is for counts.
    fn weight(&self) -> (usize, usize, u32) {
        let given = [
            !self.measure.is_empty(),
            !self.item.is_empty(),
            self.year.is_some(),
        ];
        (
            self.on.len(),
            given.into_iter().filter(|given| *given).count(),
            self.line,
        )
    }
}
