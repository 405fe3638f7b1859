//! What all forms say of a change, in words of one language.

use std::collections::BTreeSet;

use super::grouped::UnderPolicy;
use super::reasons::Reasons;
use super::side::SEARCH;
use super::{
    Change, Comparison, FileChange, Mark, Seen, SettingChange, Subject, SubjectChange, ValueChange,
};
use crate::base::diag::counted;
use crate::base::words::{Lang, Words};

/// The sentences of this room.
#[derive(Clone, Copy)]
pub struct Said {
    pub lang: Lang,
}

/// So many files are named one by one where a person reads.
pub const NAMED_FILES: usize = 40;

pub const SETTING_HEAD: [&str; 4] = ["head-setting", "head-old", "head-new", "head-reason"];

impl Said {
    pub fn say(self, key: &str) -> &'static str {
        Words::of(self.lang)
            .find_in("compare", key)
            .unwrap_or("compare.?")
    }

    pub fn fill(self, key: &str, args: &[(&str, &str)]) -> String {
        Words::of(self.lang).fill_in("compare", key, args)
    }

    pub fn count(self, what: &str, count: usize) -> String {
        counted(self.lang, &format!("compare.count.{what}"), count)
    }

    pub fn title(self, comparison: &Comparison) -> String {
        let args = [
            ("old", &*comparison.old.name),
            ("new", &*comparison.new.name),
        ];
        self.fill("title", &args)
    }

    /// The one line for releases that are the same.
    pub fn nothing(self, comparison: &Comparison) -> String {
        let args = [
            ("old", &*comparison.old.name),
            ("new", &*comparison.new.name),
        ];
        self.fill("nothing", &args)
    }

    /// How much changed, kind by kind; kinds of which nothing did are left out.
    pub fn sums(self, comparison: &Comparison) -> Vec<String> {
        let values = &comparison.values;
        let other = values
            .iter()
            .filter(|one| one.old.is_some() && one.new.is_some());
        let (other, new) = (
            other.count(),
            values.iter().filter(|one| one.old.is_none()).count(),
        );
        let of = |is: fn(&Change) -> bool| {
            comparison
                .subjects
                .iter()
                .filter(|one| is(&one.change))
                .count()
        };
        let page = |is: fn(&Change) -> bool| {
            comparison
                .pages
                .iter()
                .filter(|one| is(&one.change))
                .count()
        };
        let renamed: fn(&Change) -> bool = |change| {
            matches!(
                change,
                Change::Renamed { .. }
                    | Change::Noted { .. }
                    | Change::Sections { .. }
                    | Change::Policies { .. }
                    | Change::Source { .. }
            )
        };
        let moved: fn(&Change) -> bool =
            |change| matches!(change, Change::Moved { .. } | Change::Renumbered { .. });
        let all = [
            (
                "values",
                vec![
                    ("other", other),
                    ("new", new),
                    ("gone", values.len() - other - new),
                ],
            ),
            (
                "subjects",
                vec![
                    ("new", of(|one| *one == Change::Added)),
                    ("gone", of(|one| *one == Change::Removed)),
                    ("moved", of(moved)),
                    ("other", of(renamed)),
                ],
            ),
            ("words", vec![("other", comparison.words.len())]),
            ("settings", vec![("other", comparison.settings.len())]),
            (
                "pages",
                vec![
                    ("new", page(|one| *one == Change::Added)),
                    ("gone", page(|one| *one == Change::Removed)),
                    ("moved", page(moved)),
                ],
            ),
            ("files", self.files(&comparison.files)),
        ];
        let sums = all
            .into_iter()
            .filter_map(|(what, counts)| self.sum(what, &counts));
        let hidden = comparison.hidden.to_string();
        let hidden = self.fill("hidden", &[("count", &hidden)]);
        let day = comparison.day.iter().map(|day| {
            let pages = self.count("pages", day.pages);
            let args = [("from", &*day.from), ("to", &*day.to), ("pages", &*pages)];
            self.fill("day", &args)
        });
        let carried = comparison.carried.iter().map(|one| {
            let count = one.values.to_string();
            let args = [
                ("plan", &*one.plan),
                ("former", &*one.former),
                ("count", &*count),
            ];
            self.fill("carried", &args)
        });
        let looks = self.fill("looks", &[("pages", &self.pages(&comparison.looks))]);
        sums.chain(carried)
            .chain((!comparison.looks.is_empty()).then_some(looks))
            .chain((comparison.hidden > 0).then_some(hidden))
            .chain(day)
            .collect()
    }

    /// What waited for its moment, a line each.
    pub fn freed(self, comparison: &Comparison) -> Vec<String> {
        let freed = comparison.freed.iter();
        let place = Lang::ALL.iter().position(|lang| *lang == self.lang);
        freed
            .map(|one| one.said[place.unwrap_or_default()].clone())
            .collect()
    }

    fn files(self, files: &[FileChange]) -> Vec<(&'static str, usize)> {
        let of = |is: fn(&FileChange) -> bool| files.iter().filter(|one| is(one)).count();
        vec![
            (
                "other",
                of(|one| one.old_bytes.is_some() && one.new_bytes.is_some()),
            ),
            ("new", of(|one| one.old_bytes.is_none())),
            ("gone", of(|one| one.new_bytes.is_none())),
        ]
    }

    fn sum(self, what: &str, counts: &[(&str, usize)]) -> Option<String> {
        let counts = counts.iter().filter(|(_, count)| *count > 0);
        let said: Vec<String> = counts
            .map(|(how, count)| {
                let places = self.count(&format!("of-{what}"), *count);
                self.fill(&format!("count-{how}"), &[("count", &places)])
            })
            .collect();
        let what = self.say(&format!("what.{what}"));
        let args = [("what", what), ("counts", &*said.join(self.say("between")))];
        (!said.is_empty()).then(|| self.fill("sum", &args))
    }

    /// What a group of things stands under: a policy, or that it is pages of no one thing.
    pub fn under<'a>(self, under: &UnderPolicy<'a>) -> Option<&'a str> {
        match under.things.iter().any(|one| one.on.is_some()) {
            true => Some(under.policies).filter(|name| !name.is_empty()),
            false => Some(self.say("other-pages")),
        }
    }

    /// 事業「オンライン申請」 with its page.
    pub fn subject(self, on: &Subject) -> String {
        let args = [
            ("kind", &*on.kind),
            ("title", &*on.title),
            ("page", &*on.page),
        ];
        self.fill("subject", &args)
    }

    /// What became of a thing as a whole.
    pub fn change(self, change: &SubjectChange) -> String {
        let indicator = change.indicator.as_deref().unwrap_or_default();
        let key = |whole: &'static str, part: &'static str| match change.indicator {
            None => whole,
            Some(_) => part,
        };
        match &change.change {
            Change::Added => self.fill(key("added", "indicator-added"), &[("name", indicator)]),
            Change::Removed => {
                self.fill(key("removed", "indicator-removed"), &[("name", indicator)])
            }
            Change::Moved { from } => self.fill("moved", &[("from", from)]),
            Change::Renumbered { from } => self.fill("renumbered", &[("from", from)]),
            Change::Renamed { from, to } => self.fill(
                key("renamed", "indicator-renamed"),
                &[("from", from), ("to", to)],
            ),
            Change::Noted { from, to } => {
                let [from, to] = [from, to].map(|said| self.set(said));
                let args = [("name", indicator), ("from", from), ("to", to)];
                self.fill(key("noted", "indicator-noted"), &args)
            }
            Change::Sections { from, to } => self.both("sections", from, to),
            Change::Policies { from, to } => self.both("policies", from, to),
            Change::Source { from, to, values } => {
                let args = [
                    ("from", &**from),
                    ("to", to),
                    ("count", &values.to_string()),
                ];
                self.fill("source-of", &args)
            }
        }
    }

    fn both(self, key: &str, from: &str, to: &str) -> String {
        let or_none = |said: &str| match said {
            "" => self.say("none").to_owned(),
            said => said.to_owned(),
        };
        self.fill(key, &[("from", &*or_none(from)), ("to", &*or_none(to))])
    }

    /// What a value is of: 実績　できる手続の数　令和6年度.
    pub fn what(self, change: &ValueChange) -> String {
        let said = [&*change.measure, &change.item, &change.when];
        let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(self.say("blank"))
    }

    /// A value as it is seen on a page: as printed, or what kind of nothing it is.
    pub fn value(self, seen: Option<&Seen>) -> &str {
        match seen {
            None => self.say("absent"),
            Some(seen) if seen.printed.is_empty() => &seen.state,
            Some(seen) => &seen.printed,
        }
    }

    /// The value of now; where it is printed as before, that something else of it changes.
    pub fn value_now(self, change: &ValueChange) -> String {
        let now = self.value(change.new.as_ref());
        let is_same = change.old.is_some() && self.value(change.old.as_ref()) == now;
        match is_same && change.new.is_some() {
            true => self.fill("value-same", &[("value", now)]),
            false => now.to_owned(),
        }
    }

    /// Whether something is a project.
    pub fn is_project(self, on: &Subject) -> bool {
        Lang::ALL
            .into_iter()
            .any(|lang| Words::of(lang).find_in("pages", "values-kind-project") == Some(&*on.kind))
    }

    /// What a setting is: by what it says on pages, or what a colour is for.
    pub fn setting(self, change: &SettingChange) -> String {
        let words = Words::of(self.lang);
        let own = change.key.replace('.', "-");
        if let Some(said) = words.find_in("compare", &format!("setting.{own}")) {
            return said.to_owned();
        }
        let (part, name) = change
            .key
            .split_once('/')
            .or(change.key.rsplit_once('.'))
            .unwrap_or(("", &change.key));
        let colour = words.find_in("theme-file", name).unwrap_or_default();
        let args = [("name", name), ("what", colour)];
        let key = match part {
            "colours.light" => "setting.light",
            "colours.dark" => "setting.dark",
            "static" => "setting.picture",
            _ => return change.key.clone(),
        };
        self.fill(key, &args)
    }

    /// A setting before or after.
    pub fn set(self, value: &str) -> &str {
        match value {
            "" => self.say("none"),
            value => value,
        }
    }

    /// A row a setting, under [`SETTING_HEAD`].
    pub fn settings(
        self,
        changes: &[SettingChange],
        reasons: Option<&Reasons<'_>>,
    ) -> Vec<Vec<String>> {
        let rows = changes.iter().map(|change| {
            let reason = reasons.and_then(|reasons| reasons.for_setting(change));
            vec![
                self.setting(change),
                self.set(&change.from).to_owned(),
                self.set(&change.to).to_owned(),
                reason.unwrap_or_default().to_owned(),
            ]
        });
        rows.collect()
    }

    /// The unit that stands beside both values, where they have one.
    pub fn unit(self, change: &ValueChange) -> String {
        let unit = change
            .new
            .as_ref()
            .or(change.old.as_ref())
            .map_or("", |seen| &seen.unit);
        let shown = [&change.old, &change.new];
        let is_shown = |seen: &Seen| seen.printed.contains(unit);
        if unit.is_empty() || shown.into_iter().flatten().all(is_shown) {
            return String::new();
        }
        self.fill("unit", &[("unit", unit)])
    }

    /// What else changed of a value beside its printed form, and where it stands.
    pub fn beside(self, change: &ValueChange) -> Vec<String> {
        let (Some(old), Some(new)) = (&change.old, &change.new) else {
            let seen = change.new.as_ref().or(change.old.as_ref());
            return seen
                .map(|seen| self.source(seen))
                .into_iter()
                .flatten()
                .collect();
        };
        let mut said = Vec::new();
        if change.shows() {
            said.push(self.say("shown").to_owned());
        }
        let sides = [
            ("column-unit", &old.unit, &new.unit),
            ("column-doubt", &old.doubt, &new.doubt),
            ("column-note", &old.note, &new.note),
        ];
        let is_same = old.printed == new.printed;
        let read = [
            ("column-state", &old.state, &new.state),
            ("column-number", &old.number, &new.number),
        ];
        for (key, from, to) in sides
            .into_iter()
            .chain(read.into_iter().filter(|_| is_same))
        {
            if from != to {
                said.push(self.both(key, from, to));
            }
        }
        let [was, is] = [old, new].map(|seen| self.source(seen));
        match (was, is) {
            (was, is) if was == is => said.extend(is),
            (was, is) => {
                let [was, is] = [was, is].map(Option::unwrap_or_default);
                said.push(self.both("column-source", &was, &is));
            }
        }
        said
    }

    /// Where a value is printed.
    fn source(self, seen: &Seen) -> Option<String> {
        let args = [("document", &*seen.document), ("place", &*seen.place)];
        let key = if seen.place.is_empty() {
            "source"
        } else {
            "source-page"
        };
        (!seen.document.is_empty()).then(|| self.fill(key, &args))
    }

    /// A line of words with its changes between signs.
    pub fn line(self, marks: &[Mark]) -> String {
        let mut line = String::new();
        for mark in marks {
            match mark {
                Mark::Same(text) => line.push_str(text),
                Mark::Removed(text) => line.push_str(&self.fill("mark-removed", &[("text", text)])),
                Mark::Added(text) => line.push_str(&self.fill("mark-added", &[("text", text)])),
            }
        }
        line
    }

    /// Where words stand that changed on several pages.
    pub fn pages(self, pages: &[String]) -> String {
        let first = match pages.first().map_or("", |page| page) {
            SEARCH => self.say("synonyms"),
            first => first,
        };
        if pages.len() < 2 {
            return first.to_owned();
        }
        let count = self.count("pages", pages.len());
        self.fill("on-pages", &[("page", first), ("count", &count)])
    }

    /// How many entries of lists changed, and on which pages; they are told by their number alone.
    pub fn listed(self, comparison: &Comparison) -> Option<String> {
        let listed = comparison.words.iter().filter(|change| change.listed);
        let pages: BTreeSet<&String> = listed.clone().flat_map(|change| &change.pages).collect();
        let pages: Vec<String> = pages.into_iter().cloned().collect();
        let (count, on) = (listed.count(), self.pages(&pages));
        let args = [("count", &*count.to_string()), ("pages", &*on)];
        (count > 0).then(|| self.fill("listed", &args))
    }

    /// A file with its size before and after.
    pub fn file(self, file: &FileChange) -> String {
        let bytes = |bytes: Option<u64>| bytes.map_or_else(String::new, |bytes| bytes.to_string());
        let (old, new) = (bytes(file.old_bytes), bytes(file.new_bytes));
        let key = match (file.old_bytes, file.new_bytes) {
            (None, _) => "file-new",
            (_, None) => "file-gone",
            _ => "file-other",
        };
        self.fill(
            key,
            &[("path", &*file.path), ("old", &*old), ("new", &*new)],
        )
    }
}
