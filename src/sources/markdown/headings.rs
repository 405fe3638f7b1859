//! Ids of headings: Japanese is kept, every id is unique and begins with `h-`.
//!
//! The prefix keeps a department's words apart from the ids of the page itself.

use std::collections::{BTreeMap, BTreeSet};

use super::Heading;

/// Characters of a heading that go into its id.
const LIMIT: usize = 80;

#[derive(Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// The last number given to a name; without it, 40,000 equal headings would take forever.
    numbers: BTreeMap<String, u32>,
}

impl Ids {
    /// An id that nobody has yet, and whether the plain one was still free.
    pub fn claim(&mut self, name: &str) -> (String, bool) {
        let plain = id_of(name);
        if self.taken.insert(plain.clone()) {
            return (plain, true);
        }
        let number = self.numbers.entry(plain.clone()).or_default();
        loop {
            *number += 1;
            let id = format!("{plain}-{number}");
            if self.taken.insert(id.clone()) {
                return (id, false);
            }
        }
    }
}

/// What a link `#…` may say to mean a heading: its id, or its words.
pub struct Anchors(BTreeMap<String, String>);

impl Anchors {
    pub fn new(headings: &[Heading]) -> Self {
        let mut anchors = BTreeMap::new();
        for heading in headings {
            anchors.insert(heading.id.clone(), heading.id.clone());
        }
        for heading in headings {
            anchors
                .entry(id_of(&heading.text))
                .or_insert_with(|| heading.id.clone());
        }
        Self(anchors)
    }

    pub fn find(&self, fragment: &str) -> Option<&str> {
        self.0.get(&id_of(fragment)).map(String::as_str)
    }
}

/// The id that a heading of this name has when it is the first of that name.
fn id_of(name: &str) -> String {
    let mut id = String::from("h-");
    let plain = id.len();
    for c in name.trim().chars().flat_map(char::to_lowercase).take(LIMIT) {
        if c.is_alphanumeric() || matches!(c, '-' | '_') {
            id.push(c);
        } else if c.is_whitespace() {
            id.push('-');
        }
    }
    if id.len() == plain {
        id.push_str("section");
    }
    id
}
