//! A comparison in the order in which it is read: by the sections that answer for it, by policy, and
//! then thing by thing.

use std::collections::BTreeMap;

use super::{Comparison, Subject, SubjectChange, ValueChange, WordChange};

/// What one group of sections answers for.
#[derive(Debug)]
pub struct Group<'a> {
    /// Nothing for what is no section's own: overviews, prose of the site.
    pub sections: &'a str,
    pub policies: Vec<UnderPolicy<'a>>,
}

#[derive(Debug)]
pub struct UnderPolicy<'a> {
    pub policies: &'a str,
    pub things: Vec<Thing<'a>>,
}

/// All that changed of one thing.
#[derive(Debug)]
pub struct Thing<'a> {
    /// Nothing for words of pages that are of no one thing.
    pub on: Option<&'a Subject>,
    pub changes: Vec<&'a SubjectChange>,
    pub values: Vec<&'a ValueChange>,
    pub words: Vec<&'a WordChange>,
}

type Place<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Groups in the order in which the new release names them first; what is no section's comes last.
pub fn grouped(comparison: &Comparison) -> Vec<Group<'_>> {
    let mut things: BTreeMap<Place<'_>, Thing<'_>> = BTreeMap::new();
    for change in &comparison.subjects {
        thing(&mut things, Some(&change.on)).changes.push(change);
    }
    for change in &comparison.values {
        thing(&mut things, Some(&change.on)).values.push(change);
    }
    for change in comparison.words.iter().filter(|change| change.is_written()) {
        thing(&mut things, change.on.as_ref()).words.push(change);
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    let (own, rest): (Vec<_>, Vec<_>) = things.into_iter().partition(|(at, _)| !at.0.is_empty());
    for ((sections, policies, ..), thing) in own.into_iter().chain(rest) {
        if groups.last().is_none_or(|last| last.sections != sections) {
            groups.push(Group {
                sections,
                policies: Vec::new(),
            });
        }
        let Some(group) = groups.last_mut() else {
            continue;
        };
        if group
            .policies
            .last()
            .is_none_or(|last| last.policies != policies)
        {
            group.policies.push(UnderPolicy {
                policies,
                things: Vec::new(),
            });
        }
        if let Some(under) = group.policies.last_mut() {
            under.things.push(thing);
        }
    }
    groups
}

fn thing<'a, 'b>(
    things: &'b mut BTreeMap<Place<'a>, Thing<'a>>,
    on: Option<&'a Subject>,
) -> &'b mut Thing<'a> {
    let place = on.map_or(("", "\u{10FFFF}", "", ""), |on| {
        (&*on.sections, &*on.policies, &*on.page, &*on.id)
    });
    things.entry(place).or_insert_with(|| Thing {
        on,
        changes: Vec::new(),
        values: Vec::new(),
        words: Vec::new(),
    })
}
