//! What the document marks projects and policies with: what is new or continued, since when, and which
//! of the Sustainable Development Goals a policy serves. One list in the order of its pages, made once,
//! because a long list is cut into many of them.

use std::collections::BTreeMap;

use crate::model::{FiscalYear, Plan};

/// What a line is listed under, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A word of the document, by its place among [`Marks::flags`].
    Flag(usize),
    Since(FiscalYear),
    Goal(u8),
}

/// What bears a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearer {
    Policy(usize),
    Project(usize),
}

#[derive(Debug, Default)]
pub struct Marks {
    pub lines: Vec<(Mark, Bearer)>,
    /// The words in the order in which the document has them first.
    pub flags: Vec<String>,
}

impl Marks {
    pub fn of(plan: &Plan) -> Self {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut marks = Self::default();
        for (ix, project) in plan.projects.iter().enumerate() {
            let bearer = Bearer::Project(ix);
            for flag in &project.flags {
                let place = *places.entry(flag).or_insert_with(|| {
                    marks.flags.push(flag.clone());
                    marks.flags.len() - 1
                });
                marks.lines.push((Mark::Flag(place), bearer));
            }
            let since = project.since.map(|year| (Mark::Since(year), bearer));
            marks.lines.extend(since);
        }
        for (ix, policy) in plan.policies.iter().enumerate() {
            let goals = policy.sdgs.iter();
            let bearer = Bearer::Policy(ix);
            marks
                .lines
                .extend(goals.map(|goal| (Mark::Goal(*goal), bearer)));
        }
        marks.lines.sort_unstable();
        marks
    }
}
