//! A new edition of a plan, beside the one before it, which is kept: it is held against that one, so that
//! what is the same is counted and only what differs is read.

use std::collections::BTreeMap;

use serde::Serialize;

use super::moved::resolved;
use super::{Side, side};

/// How many values of a new edition are as they were in the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Carried {
    pub plan: String,
    pub former: String,
    pub values: usize,
}

/// New editions and those before them.
#[derive(Debug)]
pub(super) struct Editions {
    /// From the folder of each new edition to that of the one before.
    plans: BTreeMap<String, String>,
    /// From pages of the edition before to those of the new one that are called otherwise and are of the same.
    renumbered: BTreeMap<String, String>,
}

impl Editions {
    /// The edition before says on its own first page that there is a newer one, and did not before.
    pub fn of(old: &Side, new: &Side) -> Self {
        let plans = |side: &Side| -> Vec<String> {
            let values = side.texts.keys().filter(|path| side::is_values(path));
            let plans = values.filter_map(|path| path.split('/').next());
            plans.map(str::to_owned).collect()
        };
        let (before, after) = (plans(old), plans(new));
        let leads = |side: &Side, from: &str, to: &str| {
            let text = side.texts.get(&format!("{from}/index.md"));
            text.is_some_and(|text| head(text).contains(&format!("](../{to}/index.html)")))
        };
        // Older ones have led to another edition all along.
        let is_last = |plan: &&String| !before.iter().any(|to| to != *plan && leads(old, plan, to));
        let mut found = Self {
            plans: BTreeMap::new(),
            renumbered: BTreeMap::new(),
        };
        for plan in after.into_iter().filter(|plan| !before.contains(plan)) {
            let former = |former: &&String| leads(new, former, &plan);
            let mut formers = before.iter().filter(former).filter(is_last);
            if let (Some(former), None) = (formers.next(), formers.next()) {
                found.renumber(new, former, &plan);
                found.plans.insert(plan, former.clone());
            }
        }
        found
    }

    /// Finds the pages that lead to one in the new edition which is called otherwise, and that no other leads to.
    fn renumber(&mut self, new: &Side, former: &str, plan: &str) {
        let mut by_target: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, text) in &new.texts {
            let inside = path.strip_prefix(former);
            let inside = inside.and_then(|path| path.strip_prefix('/')?.strip_suffix(".md"));
            let Some((folder, id)) = inside.and_then(|path| path.split_once('/')) else {
                continue;
            };
            let page = format!("{former}/{folder}/{id}.html");
            let links = head(text).split("](").skip(1);
            let mut links =
                links.filter_map(|link| resolved(&page, link.split([')', '#']).next()?));
            let begin = format!("{plan}/{folder}/");
            if let Some(to) = links.find(|to| to.starts_with(&begin)) {
                by_target.entry(to).or_default().push(page);
            }
        }
        for (to, from) in by_target {
            if let [from] = &from[..]
                && from[former.len()..] != to[plan.len()..]
            {
                self.renumbered.insert(from.clone(), to);
            }
        }
    }

    /// The address that a page of a new edition has in the one before.
    pub fn former(&self, page: &str) -> Option<String> {
        let (language, inside) = match page.strip_prefix("en/") {
            Some(inside) => ("en/", inside),
            None => ("", page),
        };
        let (plan, rest) = inside.split_once('/')?;
        let former = format!("{}/{rest}", self.plans.get(plan)?);
        // A page of text is the page that it is of.
        let html = |page: &str| page.strip_suffix(".md").map(|stem| format!("{stem}.html"));
        let asked = html(inside).unwrap_or_else(|| inside.to_owned());
        let mut known = self.renumbered.iter();
        let known = known.find_map(|(from, to)| (*to == asked).then_some(from));
        let inside = match known {
            Some(from) if asked != inside => from
                .strip_suffix(".html")
                .map(|stem| format!("{stem}.md"))?,
            Some(from) => from.clone(),
            // What was called so is something else now.
            None if self
                .renumbered
                .contains_key(&html(&former).unwrap_or_else(|| former.clone())) =>
            {
                return None;
            }
            None => former,
        };
        Some(format!("{language}{inside}"))
    }

    /// What a thing of a new edition, on its page, is called in the one before.
    pub fn former_id<'a>(&'a self, page: &str, id: &'a str) -> &'a str {
        if stem(page) == id
            && let Some((from, _)) = self.renumbered.iter().find(|(_, to)| *to == page)
        {
            return stem(from);
        }
        self.plans.get(id).map_or(id, |former| former)
    }

    /// The address that a page of the edition before has in the new one.
    pub fn next(&self, page: &str) -> Option<String> {
        if let Some(to) = self.renumbered.get(page) {
            return Some(to.clone());
        }
        let (plan, rest) = page.split_once('/')?;
        let next = self.plans.iter().find(|(_, former)| *former == plan);
        let next = next.map(|(next, _)| format!("{next}/{rest}"))?;
        let is_other = self.renumbered.values().any(|to| *to == next);
        (!is_other).then_some(next)
    }

    /// How many values are the same, of the pages that they stand on.
    pub fn carried<'a>(&self, pages: impl Iterator<Item = &'a str>) -> Vec<Carried> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for page in pages {
            *counts
                .entry(page.split('/').next().unwrap_or_default())
                .or_default() += 1;
        }
        let all = self.plans.iter().map(|(plan, former)| Carried {
            plan: plan.clone(),
            former: former.clone(),
            values: counts.get(&**plan).copied().unwrap_or_default(),
        });
        all.collect()
    }
}

/// A page up to its first part, in which an older edition says where the newest is.
fn head(text: &str) -> &str {
    text.split("\n## ").next().unwrap_or_default()
}

/// The name of a page in its folder.
fn stem(page: &str) -> &str {
    let name = page.rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".html").unwrap_or(name)
}
