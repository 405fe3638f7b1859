//! Counts and links between the projects of the plan before and those of this one.
//!
//! A row that repeats another is no project of its own: it is counted as repeated, and nowhere else.

use crate::model::{Plan, Relation, Successor};

/// How the plan before went over into this one.
#[derive(Debug, Default)]
pub struct Lineage {
    /// Rows of the document's list, repeated ones included.
    pub rows: usize,
    /// Rows that repeat another.
    pub relisted: usize,
    /// How many projects stand in each relation, in the order of [`Relation::ALL`]; only those that occur.
    pub relations: Vec<(Relation, usize)>,
    /// By the project's place: the former projects that went into it, in the order of their list.
    pub into_projects: Vec<Vec<usize>>,
    /// By the policy's place, likewise.
    pub into_policies: Vec<Vec<usize>>,
}

impl Lineage {
    pub fn of(plan: &Plan) -> Self {
        // Most plans tell of no plan before; a list for each project would be spent on nothing.
        if plan.former.is_empty() {
            return Self::default();
        }
        let mut lineage = Self {
            rows: plan.former.len(),
            into_projects: vec![Vec::new(); plan.projects.len()],
            into_policies: vec![Vec::new(); plan.policies.len()],
            ..Self::default()
        };
        for (ix, former) in plan.former.iter().enumerate() {
            if former.relisted_of.is_some() {
                lineage.relisted += 1;
                continue;
            }
            for successor in &former.successors {
                match successor {
                    Successor::Project(project) => lineage.into_projects[*project].push(ix),
                    Successor::Policy(policy) => lineage.into_policies[*policy].push(ix),
                }
            }
        }
        let count = |relation| {
            let once = plan.former.iter().filter(|row| row.relisted_of.is_none());
            once.filter(|row| row.relation == relation).count()
        };
        lineage.relations = Relation::ALL
            .iter()
            .map(|(_, relation)| (*relation, count(*relation)))
            .filter(|(_, count)| *count > 0)
            .collect();
        lineage
    }

    /// Projects of the plan before, each once: rows − repeated rows.
    pub fn projects(&self) -> usize {
        self.rows - self.relisted
    }

    /// Those whose work goes on in this plan: the sum over the relations that go on.
    pub fn going_on(&self) -> usize {
        let going_on = self.relations.iter().filter(|(one, _)| one.goes_on());
        going_on.map(|(_, count)| count).sum()
    }

    /// Those that ended: projects − those that go on.
    pub fn ended(&self) -> usize {
        self.projects() - self.going_on()
    }

    /// Projects of this plan into which none of the plan before went.
    pub fn newcomers(&self) -> impl Iterator<Item = usize> {
        let all = self.into_projects.iter().enumerate();
        all.filter(|(_, former)| former.is_empty())
            .map(|(ix, _)| ix)
    }

    /// The former projects that went into a project.
    pub fn before_project(&self, project: usize) -> &[usize] {
        self.into_projects.get(project).map_or(&[], Vec::as_slice)
    }

    /// The former projects that went into a policy, where the document names no project.
    pub fn before_policy(&self, policy: usize) -> &[usize] {
        self.into_policies.get(policy).map_or(&[], Vec::as_slice)
    }
}
