//! Where a document belongs: the values of the facets by which results are narrowed down.

use super::Judged;
use crate::model::{Plan, PolicyIx};

/// The facets, in their order; the first one groups the others.
const PLAN: usize = 0;
const POLICY: usize = 1;
const SECTION: usize = 2;
const VERDICT: usize = 3;
const STANDING: usize = 4;

#[derive(Clone, Copy)]
pub(super) struct Belongs<'a> {
    pub plan: Option<usize>,
    pub policies: &'a [PolicyIx],
    pub sections: &'a [usize],
    /// Of what is judged, how it was.
    pub verdict: Option<Judged>,
    /// The place among the values of this facet.
    pub standing: Option<usize>,
    /// The years of which it has something, by the places of their labels.
    pub labels: &'a [usize],
}

impl Belongs<'_> {
    pub const NOWHERE: Belongs<'static> = Belongs {
        plan: None,
        policies: &[],
        sections: &[],
        verdict: None,
        standing: None,
        labels: &[],
    };

    pub const fn to(plan: usize) -> Self {
        Self {
            plan: Some(plan),
            ..Belongs::NOWHERE
        }
    }

    /// The values of each facet, by their places in its list.
    pub fn facets(self, plans: &[Plan]) -> [Vec<usize>; 5] {
        let mut facets: [Vec<usize>; 5] = Default::default();
        let Some(ix) = self.plan else {
            return facets;
        };
        let before = |count: fn(&Plan) -> usize| plans[..ix].iter().map(count).sum::<usize>();
        let policies = before(|plan| plan.policies.len());
        let sections = before(|plan| plan.departments.len());
        facets[PLAN].push(ix);
        let above = self.policies.iter();
        facets[POLICY].extend(above.flat_map(|policy| plans[ix].path_to(*policy)));
        facets[POLICY].iter_mut().for_each(|at| *at += policies);
        facets[SECTION].extend(self.sections.iter().map(|at| at + sections));
        for values in &mut facets {
            values.sort_unstable();
            values.dedup();
        }
        facets[VERDICT].extend(self.verdict.map(Judged::place));
        facets[STANDING].extend(self.standing);
        facets
    }
}
