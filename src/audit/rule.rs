//! What a rule is, what it may look at, and how it tells what it found.
//!
//! The rules themselves stand below [`rules`](super::rules).

use std::collections::BTreeSet;
use std::ops::Range;

use super::identity::{Identity, Sheet};
use super::key::Printed;
pub use super::subject::{About, Bearer, Subject};
use super::{Finding, Rests};
use crate::base::decimal::Decimal;
use crate::base::diag::{Diagnostic, Part, Severity, listed};
use crate::base::era::Date;
use crate::base::moment::Moment;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::text;
use crate::base::words::Lang;
use crate::model::{Acknowledgement, FiscalYear, Plan, SiteInfo, Value};

/// One entry of the table of rules.
#[derive(Debug)]
pub struct Rule {
    pub code: &'static str,
    /// How much a finding weighs as a rule; an error that rests on an uncertain value is a warning.
    pub severity: Severity,
    pub audience: Audience,
    pub checks: &'static [Check],
}

/// Whom a finding is for. What is hidden and could be worked out is told to staff, not to the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Everybody,
    Staff,
}

#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Looks at each project, each policy and the plan's own indicators by themselves.
    Sheets(fn(&Scope<'_>, &mut Report<'_>)),
    /// The same, but what several of them lack is told once, of the plan.
    Lacks(fn(&Scope<'_>, &mut Report<'_>)),
    /// Looks at the index table, or at all projects together.
    Plan(fn(&Scope<'_>, &mut Report<'_>)),
    /// Looks at each further table by itself.
    Tables(fn(&Scope<'_>, &mut Report<'_>)),
    /// Looks at what the other rules found.
    Findings(fn(&Scope<'_>, &[Finding], &mut Report<'_>)),
}

impl Check {
    pub(super) const fn rests(self) -> Rests {
        match self {
            Check::Sheets(_) | Check::Tables(_) | Check::Findings(_) => Rests::OnFile,
            Check::Plan(_) | Check::Lacks(_) => Rests::OnPlan,
        }
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    pub plan: &'a Plan,
    /// The day the figures are true for.
    pub as_of: Date,
    /// The moment up to which what waits for one is public.
    pub released: Option<Moment>,
    /// Places among all that has figures of its own: projects, policies, the plan.
    first: usize,
    end: usize,
}

impl<'a> Scope<'a> {
    pub(super) const fn new(plan: &'a Plan, info: &SiteInfo) -> Self {
        Self {
            plan,
            as_of: info.as_of,
            released: info.released,
            first: 0,
            end: plan.projects.len() + plan.policies.len() + 1,
        }
    }

    /// The same, cut into stretches of so many projects and policies.
    pub(super) fn stretches(self, length: usize) -> impl Iterator<Item = Self> {
        (self.first..self.end)
            .step_by(length)
            .map(move |first| Self {
                first,
                end: self.end.min(first + length),
                ..self
            })
    }

    /// Whether a project is not for the public yet: nothing of it is in a release, while a preview has it.
    pub fn is_held(&self, project: usize) -> bool {
        let project = self.plan.projects.get(project);
        project.is_some_and(|project| !project.hold.is_open(self.released))
    }

    /// The places of the projects to be looked at.
    pub(super) fn projects(&self) -> Range<usize> {
        let count = self.plan.projects.len();
        self.first.min(count)..self.end.min(count)
    }

    /// The projects to be looked at, in the plan's order.
    pub fn sheets(&self) -> impl Iterator<Item = Sheet<'a>> + use<'a> {
        let plan = self.plan;
        self.projects().map(move |ix| Sheet {
            plan,
            ix,
            project: &plan.projects[ix],
        })
    }

    /// A list that lies beside the plan's file.
    pub fn list(&self, name: &str) -> SourcePath {
        let plan = self.plan.file.as_str();
        let folder = plan.strip_suffix(self.plan.file.file_name());
        SourcePath::new(format!("{}{name}", folder.unwrap_or_default()))
    }

    /// Whatever bears indicators, in the order of findings: projects, policies, the plan.
    pub fn bearers(&self) -> impl Iterator<Item = Bearer<'a>> + use<'a> {
        let plan = self.plan;
        (self.first..self.end).map(move |place| Bearer::at(plan, place))
    }
}

/// Gathers what one rule finds in one plan, and counts what it compared.
#[derive(Debug)]
pub struct Report<'a> {
    rule: &'static Rule,
    plan_ix: usize,
    plan: &'a Plan,
    findings: Vec<Finding>,
    lacks: Vec<Part>,
    rests: Rests,
    /// The subjects of the findings, so that asking for one costs no walk through all of them.
    told: BTreeSet<Subject>,
    count: usize,
}

/// A quoted text of a file is cut at so many characters, a calculation at twice as many.
const QUOTED: usize = 80;

impl<'a> Report<'a> {
    pub(super) const fn new(rule: &'static Rule, plan_ix: usize, plan: &'a Plan) -> Self {
        Self {
            rule,
            plan_ix,
            plan,
            findings: Vec::new(),
            lacks: Vec::new(),
            rests: Rests::OnFile,
            told: BTreeSet::new(),
            count: 0,
        }
    }

    pub(super) fn into_parts(self) -> (Vec<Finding>, Vec<Part>, usize) {
        (self.findings, self.lacks, self.count)
    }

    /// Says what all that is told from now on rests on.
    pub const fn rest(&mut self, rests: Rests) {
        self.rests = rests;
    }

    /// Counts one comparison, whatever its outcome.
    pub const fn count(&mut self) {
        self.count += 1;
    }

    /// Whether this rule has already told something of this project and year.
    pub fn has_told_of(&self, subject: Subject) -> bool {
        self.told.contains(&subject)
    }

    /// Tells something. An uncertain value among `involved` takes the edge off an error, and the
    /// message says so.
    pub fn tell<'v>(
        &mut self,
        subject: Subject,
        place: Place,
        involved: impl IntoIterator<Item = &'v Value>,
        fill: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.tell_as(self.rule.severity, (subject, place), involved, fill);
    }

    /// The same for what has to be mended before it is published, and not before it is looked at.
    pub fn warn<'v>(
        &mut self,
        subject: Subject,
        place: Place,
        involved: impl IntoIterator<Item = &'v Value>,
        fill: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.tell_as(Severity::Warning, (subject, place), involved, fill);
    }

    /// The same for what is worth knowing and no mistake.
    pub fn inform<'v>(
        &mut self,
        subject: Subject,
        place: Place,
        involved: impl IntoIterator<Item = &'v Value>,
        fill: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.tell_as(Severity::Notice, (subject, place), involved, fill);
    }

    /// Keeps what a project lacks until the plan is told of all of them.
    pub fn lack(&mut self, part: Part) {
        self.lacks.push(part);
    }

    /// Tells of the plan what several of its projects lack, in one finding.
    pub(super) fn sum_up(&mut self, parts: Vec<Part>) {
        let place = Place::file(&self.plan.file);
        let (plan, all) = (quoted(&self.plan.short), self.plan.projects.len());
        self.inform(Subject::plan(None), place, [], |diagnostic| {
            let diagnostic = diagnostic.with("plan", plan).with("all", all);
            diagnostic.summing(parts)
        });
    }

    fn tell_as<'v>(
        &mut self,
        severity: Severity,
        (subject, place): (Subject, Place),
        involved: impl IntoIterator<Item = &'v Value>,
        fill: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let unsure: Vec<&str> = involved
            .into_iter()
            .filter(|v| !v.sure)
            .map(Value::raw)
            .collect();
        let severity = match severity {
            Severity::Error if !unsure.is_empty() => Severity::Warning,
            usual => usual,
        };
        let mut diagnostic = Diagnostic::new(severity, self.rule.code, place);
        diagnostic = match self.title_of(subject.about) {
            Some(title) => diagnostic.with("project", quoted(title)),
            // Sentences about the plan as a whole are chosen by this empty word.
            None => diagnostic.with("whole", ""),
        };
        if let Some(year) = subject.year {
            diagnostic = diagnostic.with_each("year", |lang| year_in(lang, year));
        }
        if !unsure.is_empty() {
            diagnostic = diagnostic.with_each("unsure", |lang| quoted(&listed(lang, &unsure)));
        }
        self.told.insert(subject);
        self.findings.push(Finding {
            diagnostic: fill(diagnostic),
            plan: self.plan_ix,
            about: subject.about,
            year: subject.year,
            rests: self.rests,
            acknowledged: None,
        });
    }

    fn title_of(&self, about: About) -> Option<&'a str> {
        match about {
            About::Project(ix) => Some(&self.plan.projects.get(ix)?.title),
            About::Policy(ix) => Some(&self.plan.policies.get(ix)?.title),
            About::Plan => None,
        }
    }

    /// Counts an identity whose figures are all numbers, and tells when it does not hold.
    ///
    /// One that cannot be worked out is passed over: the amounts that are too large for it are told
    /// by a rule of their own.
    pub fn hold(&mut self, identity: &Identity<'_, '_>) {
        self.hold_as(self.rule.severity, identity);
    }

    /// The same at another weight.
    pub fn hold_as(&mut self, severity: Severity, identity: &Identity<'_, '_>) {
        let (Some(said), Some(computed)) = (identity.said.value.number(), identity.work_out())
        else {
            return;
        };
        self.count();
        if said == computed {
            return;
        }
        let Some(difference) = said.checked_sub(computed) else {
            return;
        };
        let involved = identity.printed().map(|printed| printed.value);
        let subject = identity.said.subject();
        let unit = self.plan.unit.label();
        let at = (subject, identity.said.place());
        self.tell_as(severity, at, involved, |diagnostic| {
            let shown = with_said(diagnostic, &identity.said)
                .with("computed", computed.grouped())
                .with("difference", difference.abs().grouped())
                .with(
                    "terms",
                    text::shorten(&text::visible(&identity.calculation()), QUOTED * 2),
                )
                .with("unit", unit);
            match identity.terms {
                [only] => shown.and_at(only.place()),
                _ => shown,
            }
        });
    }
}

/// The printed figure and its key; the name of the placeholder tells the sentences what it is.
pub fn with_said(diagnostic: Diagnostic, said: &Printed<'_>) -> Diagnostic {
    let shown = diagnostic
        .with(said.key.placeholder(), quoted(said.value.raw()))
        .with("key", quoted(&said.key.to_string()));
    match said.key.part() {
        Some(part) => shown.with("part", quoted(part)),
        None => shown,
    }
}

/// Text of a file, made harmless and short enough to stand in a sentence.
pub fn quoted(words: &str) -> String {
    text::shorten(&text::visible(words), QUOTED)
}

/// A year as a sentence of that language says it: `令和8年度（2026年度）`, `FY2026`.
pub fn year_in(lang: Lang, year: FiscalYear) -> String {
    match lang {
        Lang::Ja => year.both(),
        Lang::En => year.english(),
    }
}

/// Whether an acknowledgement means this finding.
pub fn covers(known: &Acknowledgement, finding: &Finding) -> bool {
    known.code == finding.diagnostic.code && (known.year.is_none() || known.year == finding.year)
}

/// Σ of exact numbers; nothing when one of them is none, or when it does not fit.
pub fn sum<'v>(values: impl IntoIterator<Item = Option<&'v Value>>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, |sum, value| {
        sum.checked_add(value?.number()?)
    })
}
