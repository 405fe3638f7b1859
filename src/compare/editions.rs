//! A new edition of a plan, beside the one before it, which is kept: it is held against that one, so that
//! what is the same is counted and only what differs is read.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Side, side};

/// How many values of a new edition are as they were in the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Carried {
    pub plan: String,
    pub former: String,
    pub values: usize,
}

/// From the folder of each new edition to that of the one before.
#[derive(Debug)]
pub(super) struct Editions(BTreeMap<String, String>);

impl Editions {
    /// The edition before says on its own first page that there is a newer one, and did not before.
    pub fn of(old: &Side, new: &Side) -> Self {
        let plans = |side: &Side| -> Vec<String> {
            let values = side.texts.keys().filter(|path| side::is_values(path));
            let plans = values.filter_map(|path| path.split('/').next());
            plans.map(str::to_owned).collect()
        };
        let (before, after) = (plans(old), plans(new));
        let head = |side: &Side, plan: &str| {
            let text = side.texts.get(&format!("{plan}/index.md"));
            let head = text.and_then(|text| text.split("\n## ").next());
            head.unwrap_or_default().to_owned()
        };
        let mut found = BTreeMap::new();
        for plan in after.into_iter().filter(|plan| !before.contains(plan)) {
            let link = format!("](../{plan}/index.html)");
            let leads = |former: &&String| head(new, former).contains(&link);
            let mut formers = before.iter().filter(leads);
            if let (Some(former), None) = (formers.next(), formers.next()) {
                found.insert(plan, former.clone());
            }
        }
        Self(found)
    }

    /// The address that a page of a new edition has in the one before.
    pub fn former(&self, page: &str) -> Option<String> {
        let (language, inside) = match page.strip_prefix("en/") {
            Some(inside) => ("en/", inside),
            None => ("", page),
        };
        let (plan, rest) = inside.split_once('/')?;
        Some(format!("{language}{}/{rest}", self.0.get(plan)?))
    }

    /// What a thing of a new edition is called in the one before: only the plan is called otherwise.
    pub fn former_id<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, |former| former)
    }

    /// The address that a page of the edition before has in the new one.
    pub fn next(&self, page: &str) -> Option<String> {
        let (plan, rest) = page.split_once('/')?;
        let next = self.0.iter().find(|(_, former)| *former == plan);
        next.map(|(next, _)| format!("{next}/{rest}"))
    }

    /// How many values are the same, of the pages that they stand on.
    pub fn carried<'a>(&self, pages: impl Iterator<Item = &'a str>) -> Vec<Carried> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for page in pages {
            *counts
                .entry(page.split('/').next().unwrap_or_default())
                .or_default() += 1;
        }
        let all = self.0.iter().map(|(plan, former)| Carried {
            plan: plan.clone(),
            former: former.clone(),
            values: counts.get(&**plan).copied().unwrap_or_default(),
        });
        all.collect()
    }
}
