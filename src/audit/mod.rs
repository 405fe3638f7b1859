//! What the figures of a plan say about one another: a table of rules, one file a rule.
//!
//! A rule holds printed figures against printed figures and tells where they disagree. It changes
//! nothing, fills nothing in, and knows no plan by name. A disagreement that staff have explained in
//! the data ([`Acknowledgement`](crate::model::Acknowledgement)) stays a finding and carries the
//! explanation, so that pages can show both.

pub mod identity;
pub mod key;
pub mod rule;
pub mod rules;

use rayon::prelude::*;

use crate::base::diag::{Diagnostic, Findings};
use crate::model::{FiscalYear, Plan, Site};

pub use rule::{Check, Report, Rule, Scope};
pub use rules::RULES;

/// Everything the rules found, and how much they looked at.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// By plan, then by project, then by rule.
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
    /// The place of the project in [`Plan::projects`]; none where it is about the plan as a whole.
    pub project: Option<usize>,
    pub year: Option<FiscalYear>,
    /// Why staff say that it is as it is.
    pub acknowledged: Option<String>,
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
    let mut audit = Audit::default();
    for (plan_ix, plan) in site.plans.iter().enumerate() {
        let scope = Scope {
            plan,
            as_of: site.info.as_of,
        };
        audit_plan(plan_ix, &scope, &mut audit);
    }
    audit
}

impl Audit {
    /// What nobody has explained, as diagnostics.
    pub fn open(&self) -> Findings {
        let mut open = Findings::new();
        for finding in &self.findings {
            if finding.acknowledged.is_none() {
                open.push(finding.diagnostic.clone());
            }
        }
        open
    }
}

/// Rules are independent of one another, so those that look at the data run side by side; those that
/// look at the findings run after them.
fn audit_plan(plan_ix: usize, scope: &Scope<'_>, audit: &mut Audit) {
    let done: Vec<Option<(Vec<Finding>, usize)>> = RULES
        .par_iter()
        .map(|rule| match rule.check {
            Check::Data(check) => {
                let mut report = Report::new(rule, plan_ix, scope.plan);
                check(scope, &mut report);
                Some(report.into_parts())
            }
            Check::Findings(_) => None,
        })
        .collect();
    let mut findings = Vec::new();
    let mut checked = Vec::with_capacity(RULES.len());
    for (rule, outcome) in RULES.iter().zip(done) {
        let (found, count) = outcome.unwrap_or_default();
        findings.extend(found);
        checked.push(Checked {
            plan: plan_ix,
            code: rule.code,
            count,
        });
    }
    in_order(&mut findings);
    acknowledge(scope.plan, &mut findings);
    let of_data = findings.len();
    for (rule, checked) in RULES.iter().zip(&mut checked) {
        if let Check::Findings(check) = rule.check {
            let mut report = Report::new(rule, plan_ix, scope.plan);
            check(scope, &findings[..of_data], &mut report);
            let (found, count) = report.into_parts();
            findings.extend(found);
            checked.count = count;
        }
    }
    in_order(&mut findings);
    audit.findings.append(&mut findings);
    audit.checked.append(&mut checked);
}

/// By project, those of the plan as a whole last. The sort is stable, so the order of the rules holds
/// within a project.
fn in_order(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| finding.project.unwrap_or(usize::MAX));
}

/// Gives each finding the reason that its project's file states for it.
fn acknowledge(plan: &Plan, findings: &mut [Finding]) {
    for finding in findings {
        let Some(project) = finding.project.and_then(|ix| plan.projects.get(ix)) else {
            continue;
        };
        finding.acknowledged = project
            .acknowledged
            .iter()
            .find(|known| rule::covers(known, finding))
            .map(|known| known.reason.clone());
    }
}
