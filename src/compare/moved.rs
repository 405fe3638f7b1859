//! Where things went that are no longer where they were: by the page that was left there and leads on, or
//! because they are called the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Side, Subject};
use crate::base::words::{Lang, Words};

/// From what was to what is.
pub(super) type Moves<'a> = Vec<(&'a Subject, &'a Subject)>;

/// Things that have another address now.
pub(super) fn moves<'a>(old: &'a [Subject], new: &'a [Subject], site: &Side) -> Moves<'a> {
    let pages = |of: &'a [Subject]| of.iter().map(|one| &*one.page).collect::<BTreeSet<&str>>();
    let [before, after] = [pages(old), pages(new)];
    let gone: Vec<&Subject> = old
        .iter()
        .filter(|one| !after.contains(&*one.page))
        .collect();
    let there: Vec<&Subject> = new
        .iter()
        .filter(|one| !before.contains(&*one.page))
        .collect();
    let mut led = led(&gone, &there, site);
    let rest = |all: Vec<&'a Subject>, is: fn(&(&'a Subject, &'a Subject)) -> &'a Subject| {
        let known: BTreeSet<&str> = led.iter().map(|one| &*is(one).page).collect();
        let rest = all.into_iter().filter(|one| !known.contains(&*one.page));
        rest.collect::<Vec<&Subject>>()
    };
    let same = alike(&rest(gone, |one| one.0), &rest(there, |one| one.1));
    led.extend(same);
    led
}

/// Those whose old page leads to one that is new, and to which no other leads.
fn led<'a>(gone: &[&'a Subject], there: &[&'a Subject], site: &Side) -> Moves<'a> {
    let mut by_target: BTreeMap<String, Vec<&Subject>> = BTreeMap::new();
    for one in gone {
        if let Some(to) = leads(site, &one.page) {
            by_target.entry(to).or_default().push(one);
        }
    }
    let of = |one: &&'a Subject| match by_target.get(&one.page).map(Vec::as_slice) {
        Some([from]) if from.kind == one.kind => Some((*from, *one)),
        _ => None,
    };
    there.iter().filter_map(of).collect()
}

/// What people wrote for a page that leads on; nothing where it says what all of them do.
pub(super) fn left(text: &str) -> &str {
    let lines = text.lines().take_while(|line| !line.starts_with("## "));
    let said = Lang::ALL.map(|lang| Words::of(lang).find_in("pages", "gone-moved-summary"));
    let last = lines.filter(|line| !line.is_empty()).last();
    last.filter(|line| !said.contains(&Some(*line)))
        .unwrap_or_default()
}

/// Where the page at an address leads to, where it says that its subject moved.
fn leads(site: &Side, page: &str) -> Option<String> {
    let text = site
        .texts
        .get(&format!("{}.md", page.strip_suffix(".html")?))?;
    let said = Lang::ALL.map(|lang| Words::of(lang).find_in("pages", "gone-moved"));
    let heading = text.lines().next()?.strip_prefix("# ")?;
    if !said.into_iter().flatten().any(|said| said == heading) {
        return None;
    }
    let link = text.lines().find(|line| line.starts_with("- ["))?;
    let (_, target) = link.split_once("](")?;
    resolved(page, target.split([')', '#']).next()?)
}

/// Once gone and once new with the same kind, id and title, or it could be any of several.
fn alike<'a>(gone: &[&'a Subject], there: &[&'a Subject]) -> Moves<'a> {
    let by_name = |of: &[&'a Subject]| {
        let mut found: BTreeMap<_, Vec<&'a Subject>> = BTreeMap::new();
        for one in of {
            let key = (&*one.kind, &*one.id, &*one.title);
            found.entry(key).or_default().push(one);
        }
        found
    };
    let there = by_name(there);
    let pairs = by_name(gone).into_iter().filter_map(|(key, from)| {
        match (&*from, there.get(&key).map(Vec::as_slice)) {
            ([from], Some([to])) => Some((*from, *to)),
            _ => None,
        }
    });
    pairs.collect()
}

/// The address that a link on a page leads to inside the site.
pub(super) fn resolved(page: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A line of Markdown with links to where things are now.
pub(super) fn relinked(page: &str, line: &str, moved: &BTreeMap<String, String>) -> String {
    let here = moved.get(page).map_or(page, |now| now);
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("](") {
        let (before, after) = rest.split_at(at + "](".len());
        out.push_str(before);
        let end = after.find([')', '#']).unwrap_or(after.len());
        let (target, more) = after.split_at(end);
        match resolved(page, target).and_then(|address| moved.get(&address)) {
            Some(to) => out.push_str(&linking(here, to)),
            None => out.push_str(target),
        }
        rest = more;
    }
    out + rest
}

/// The link from one page to another.
fn linking(page: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (page.split('/').collect(), to.split('/').collect());
    let folders = from.len() - 1;
    let same = from[..folders].iter().zip(&to[..to.len() - 1]);
    let same = same.take_while(|(one, other)| one == other).count();
    let up = "../".repeat(folders - same);
    up + &to[same..].join("/")
}
