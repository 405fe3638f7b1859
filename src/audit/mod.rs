//! What the figures of a plan say about one another: a table of rules, one file a rule.
//!
//! A rule holds printed figures against printed figures and tells where they disagree. It changes
//! nothing, fills nothing in, and knows no plan by name. A disagreement that staff have explained in
//! the data ([`Acknowledgement`](crate::model::Acknowledgement)) stays a finding and carries the
//! explanation, so that pages can show both.

pub mod counted;
pub mod identity;
pub mod key;
pub mod owners;
pub mod rule;
pub mod rules;
pub mod subject;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diag::{Diagnostic, Part};
use crate::model::{FiscalYear, Plan, Site};

pub use rule::{About, Audience, Check, Report, Rule, Scope};
pub use rules::RULES;

/// Everything the rules found, and how much they looked at.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// By plan, then by what they are about, then by rule; acknowledgements that nothing calls for at the end.
    pub findings: Vec<Finding>,
    /// One for each plan and rule, also where there was nothing to compare.
    pub checked: Vec<Checked>,
}

/// One disagreement.
#[derive(Clone, Debug)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    /// The place of the plan in [`Site::plans`].
    pub plan: usize,
    pub about: About,
    pub year: Option<FiscalYear>,
    pub rests: Rests,
    /// Why staff say that it is as it is.
    pub acknowledged: Option<String>,
}

/// What must have been read for a finding to be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rests {
    /// The file that it names.
    OnFile,
    /// All files of its plan: a project that could not be read is missing from every count.
    OnPlan,
}

impl Finding {
    /// The place of the project in [`Plan::projects`], where it is about one.
    pub const fn project(&self) -> Option<usize> {
        match self.about {
            About::Project(ix) => Some(ix),
            About::Policy(_) | About::Plan => None,
        }
    }
}

/// How many comparisons a rule made in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    pub plan: usize,
    pub code: &'static str,
    pub count: usize,
}

/// Applies every rule to every plan.
pub fn audit(site: &Site) -> Audit {
    audit_with(site, None).0
}

/// The same for whoever does it again and again: what was looked at before is not looked at again.
pub fn audit_again(site: &Arc<Site>, kept: &mut Kept) -> Audit {
    let (audit, stretches) = audit_with(site, kept.0.as_ref());
    kept.0 = Some(Before {
        site: Arc::clone(site),
        stretches,
    });
    audit
}

/// What was found before, for whoever audits one state of a site after another.
#[derive(Debug, Default)]
pub struct Kept(Option<Before>);

#[derive(Debug)]
struct Before {
    site: Arc<Site>,
    /// Of each plan.
    stretches: Vec<Vec<Arc<Outcome>>>,
}

impl Before {
    /// What was found in a stretch, when it would be found again: all in it is the same, and so is all of its
    /// plan that is no project.
    fn find(&self, plan_ix: usize, stretch: usize, scope: &Scope<'_>) -> Option<Arc<Outcome>> {
        let (before, now) = (&self.site.plans[plan_ix].projects, &scope.plan.projects);
        let is_same = scope
            .projects()
            .all(|ix| Arc::ptr_eq(&before[ix], &now[ix]));
        is_same.then(|| Arc::clone(&self.stretches[plan_ix][stretch]))
    }

    /// Whether stretches of this plan begin and end where they did, and see the same beside projects.
    fn knows(&self, plan_ix: usize, scope: &Scope<'_>) -> bool {
        let plan = self.site.plans.get(plan_ix);
        self.site.info.as_of == scope.as_of
            && self.site.info.released == scope.released
            && plan.is_some_and(|plan| plan.is_same_beside_projects(scope.plan))
    }
}

fn audit_with(site: &Site, before: Option<&Before>) -> (Audit, Vec<Vec<Arc<Outcome>>>) {
    let mut audit = Audit::default();
    let plans = site.plans.iter().enumerate();
    let stretches = plans.map(|(plan_ix, plan)| {
        let scope = Scope::new(plan, &site.info);
        let before = before.filter(|before| before.knows(plan_ix, &scope));
        let stretches = look_at_stretches(plan_ix, &scope, before);
        audit_plan(plan_ix, &scope, &stretches, &mut audit);
        stretches
    });
    let stretches = stretches.collect();
    (audit, stretches)
}

impl Audit {
    /// What nobody has explained.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        let all = self.findings.iter();
        all.filter(|finding| finding.acknowledged.is_none())
    }
}

/// Whether findings of this rule stand on public pages.
pub fn is_public(code: &str) -> bool {
    let mut rules = RULES.iter();
    rules.any(|rule| rule.code == code && rule.audience == Audience::Everybody)
}

/// So many projects and policies are looked at by all rules in one go, while they are at hand.
const STRETCH: usize = 32;

/// A finding with the place of its rule in the table.
type Told = (usize, Finding);

/// What was found and counted, over one stretch or the whole plan.
#[derive(Debug)]
struct Outcome {
    told: Vec<Told>,
    /// What is to be told of the plan in one finding, with the place of its rule.
    lacks: Vec<(usize, Vec<Part>)>,
    /// One for each rule.
    counts: Vec<usize>,
}

/// Projects and policies are independent of one another, so stretches of them are looked at side by side.
fn look_at_stretches(
    plan_ix: usize,
    scope: &Scope<'_>,
    before: Option<&Before>,
) -> Vec<Arc<Outcome>> {
    let scopes: Vec<Scope<'_>> = scope.stretches(STRETCH).collect();
    let outcomes = scopes.into_par_iter().enumerate().map(|(ix, scope)| {
        let known = before.and_then(|before| before.find(plan_ix, ix, &scope));
        known.unwrap_or_else(|| {
            let outcome = apply(plan_ix, scope.plan, |check, report| {
                if let Check::Sheets(check) | Check::Lacks(check) = check {
                    check(&scope, report);
                }
            });
            Arc::new(outcome)
        })
    });
    outcomes.collect()
}

/// Looks at the plan as a whole, then at what was found.
fn audit_plan(plan_ix: usize, scope: &Scope<'_>, stretches: &[Arc<Outcome>], audit: &mut Audit) {
    let mut whole = apply(plan_ix, scope.plan, |check, report| {
        if let Check::Plan(check) | Check::Tables(check) = check {
            check(scope, report);
        }
    });
    for stretch in stretches {
        whole.add(stretch);
    }
    whole.tell_lacks(plan_ix, scope.plan);
    let mut findings = in_order(whole.told);
    acknowledge(scope.plan, &mut findings);
    let last = apply(plan_ix, scope.plan, |check, report| {
        if let Check::Findings(check) = check {
            check(scope, &findings, report);
        }
    });
    let later: Vec<Finding> = last.told.into_iter().map(|(_, finding)| finding).collect();
    audit.findings.append(&mut findings);
    audit.findings.extend(later);
    for (place, rule) in RULES.iter().enumerate() {
        audit.checked.push(Checked {
            plan: plan_ix,
            code: rule.code,
            count: whole.counts[place] + last.counts[place],
        });
    }
}

/// Runs one kind of check of every rule that has it.
fn apply(plan_ix: usize, plan: &Plan, run: impl Fn(Check, &mut Report<'_>)) -> Outcome {
    let mut outcome = Outcome {
        told: Vec::new(),
        lacks: Vec::new(),
        counts: Vec::with_capacity(RULES.len()),
    };
    for (place, rule) in RULES.iter().enumerate() {
        let mut report = Report::new(rule, plan_ix, plan);
        for check in rule.checks {
            report.rest(check.rests());
            run(*check, &mut report);
        }
        let (found, lacks, count) = report.into_parts();
        if !lacks.is_empty() {
            outcome.lacks.push((place, lacks));
        }
        outcome
            .told
            .extend(found.into_iter().map(|finding| (place, finding)));
        outcome.counts.push(count);
    }
    outcome
}

impl Outcome {
    fn add(&mut self, other: &Outcome) {
        self.told.extend_from_slice(&other.told);
        self.lacks.extend_from_slice(&other.lacks);
        for (sum, count) in self.counts.iter_mut().zip(&other.counts) {
            *sum += count;
        }
    }

    /// Tells of the plan what was found in all its stretches.
    fn tell_lacks(&mut self, plan_ix: usize, plan: &Plan) {
        let mut by_rule: BTreeMap<usize, Vec<Part>> = BTreeMap::new();
        for (place, mut parts) in self.lacks.drain(..) {
            by_rule.entry(place).or_default().append(&mut parts);
        }
        for (place, parts) in by_rule {
            let mut report = Report::new(&RULES[place], plan_ix, plan);
            report.rest(Rests::OnPlan);
            report.sum_up(parts);
            let (found, ..) = report.into_parts();
            let told = found.into_iter().map(|finding| (place, finding));
            self.told.extend(told);
        }
    }
}

/// By project and policy, those of the plan as a whole last, and by rule within each. What a rule tells
/// of one place by several ways is kept once.
fn in_order(mut told: Vec<Told>) -> Vec<Finding> {
    told.sort_by(|(rule, finding), (other_rule, other)| {
        let (place, other_place) = (&finding.diagnostic.place, &other.diagnostic.place);
        (finding.about, rule, place).cmp(&(other.about, other_rule, other_place))
    });
    told.dedup_by(|(_, later), (_, first)| {
        let (later, first) = (&later.diagnostic, &first.diagnostic);
        later.code == first.code && later.place == first.place
    });
    told.into_iter().map(|(_, finding)| finding).collect()
}

/// Gives each finding the reason that the file of its project, its policy or its plan states for it.
fn acknowledge(plan: &Plan, findings: &mut [Finding]) {
    for finding in findings {
        let known = match finding.about {
            About::Project(ix) => &plan.projects[ix].acknowledged,
            About::Policy(ix) => &plan.policies[ix].acknowledged,
            About::Plan => &plan.acknowledged,
        };
        finding.acknowledged = known
            .iter()
            .find(|known| rule::covers(known, finding))
            .map(|known| known.reason.clone());
    }
}
