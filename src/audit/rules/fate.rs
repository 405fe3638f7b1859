//! Holds the projects of the plan before against what is said to have become of them.

use super::super::counted::folded;
use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, quoted};
use crate::base::diag::{Diagnostic, Severity, listed};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::model::value::Kind;
use crate::model::{Former, Plan, Project, Relation, Successor};

/// Every project of the plan before has a fate: one that goes on leads somewhere, one that ended leads
/// nowhere and has a reason, a repeated row points to the row that it repeats and is followed there only.
/// A project of this plan that is marked as new follows none, and any other follows one at least.
///
/// It matters because what has no fate has vanished without anybody being told. A reason that the
/// document does not give, or that can no longer be read, is only worth knowing. Without a plan before,
/// or without marks for what is new, there is nothing to compare.
pub const RULE: Rule = Rule {
    code: "AUDIT-FATE",
    severity: Severity::Warning,
    audience: Audience::Everybody,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let plan = scope.plan;
    let file = scope.list("former.csv");
    for former in &plan.former {
        report.count();
        let row = Row {
            plan,
            former,
            file: &file,
        };
        for slip in row.slips() {
            row.tell(&slip, report);
        }
    }
    look_at_projects(scope, &file, report);
}

/// One row of the plan before.
struct Row<'a> {
    plan: &'a Plan,
    former: &'a Former,
    file: &'a SourcePath,
}

/// What is wrong with a row, and what more the sentence says of it; the name chooses the sentence.
enum Slip<'a> {
    NoFate,
    Fate,
    NoReason,
    LostReason,
    NoSuccessor { least: usize },
    Successors,
    Repeat,
    RepeatTitle(&'a Former),
    RepeatFate(&'a Former),
    RepeatSuccessors,
}

impl<'a> Row<'a> {
    fn slips(&self) -> Vec<Slip<'a>> {
        let former = self.former;
        if former.fate.is_empty() {
            return vec![Slip::NoFate];
        }
        let mut slips = self.repeat();
        if self.contradicts_fate() {
            slips.push(Slip::Fate);
        }
        let has_ended = matches!(
            former.relation,
            Relation::Ended | Relation::EndedBefore | Relation::EndedMerged
        );
        let least = least_successors(former.relation);
        if former.successors.len() < least {
            slips.push(Slip::NoSuccessor { least });
        }
        if has_ended && least == 0 && !former.successors.is_empty() {
            slips.push(Slip::Successors);
        }
        // Of several slips of one row the first is told, so what is no mistake comes last.
        match former.reason.kind() {
            Kind::Blank if has_ended => slips.push(Slip::NoReason),
            Kind::Lost if has_ended => slips.push(Slip::LostReason),
            _ => {}
        }
        slips
    }

    /// A row is a repeat if and only if it names the row that it repeats.
    fn repeat(&self) -> Vec<Slip<'a>> {
        let former = self.former;
        let original = former.relisted_of.map(|ix| &self.plan.former[ix]);
        match (former.relation, original) {
            (Relation::Relisted, Some(original)) if original.relation == Relation::Relisted => {
                vec![Slip::Repeat]
            }
            (Relation::Relisted, Some(original)) if !is_same_title(former, original) => {
                vec![Slip::RepeatTitle(original)]
            }
            (Relation::Relisted, Some(original))
                if folded(&original.fate) != folded(&former.fate) =>
            {
                vec![Slip::RepeatFate(original)]
            }
            (Relation::Relisted, Some(_)) if !former.successors.is_empty() => {
                vec![Slip::RepeatSuccessors]
            }
            (Relation::Relisted, None) => vec![Slip::Repeat],
            (Relation::Relisted, Some(_)) | (_, None) => Vec::new(),
            (_, Some(_)) => vec![Slip::Repeat],
        }
    }

    /// The printed word says that it goes on and the relation that it ended, or the reverse.
    fn contradicts_fate(&self) -> bool {
        let ends = ["終了", "廃止", "完了"]
            .iter()
            .any(|word| self.former.fate.contains(word));
        let goes_on = self.former.fate.contains("継続");
        match self.former.relation {
            Relation::Ended | Relation::EndedBefore | Relation::EndedMerged => goes_on && !ends,
            relation => relation.goes_on() && ends && !goes_on,
        }
    }

    fn tell(&self, slip: &Slip<'_>, report: &mut Report<'_>) {
        let former = self.former;
        let subject = Subject::plan(None);
        let place = self.place(former);
        let fill = |diagnostic: Diagnostic| {
            let shown = diagnostic
                .with("number", quoted(&former.number))
                .with("id", former.id.as_str())
                .with(slip.name(), quoted(&former.title));
            match slip {
                Slip::Fate => shown
                    .with("fate", quoted(&former.fate))
                    .with("relation", former.relation.word()),
                Slip::NoSuccessor { least } => shown
                    .with("relation", former.relation.word())
                    .with("least", least)
                    .with("found", former.successors.len()),
                Slip::Successors => shown.with_each("successors", |lang| {
                    quoted(&listed(lang, &self.successors()))
                }),
                Slip::RepeatFate(original) => shown
                    .with("fate", quoted(&former.fate))
                    .with("original", quoted(&original.fate))
                    .and_at(self.place(original)),
                Slip::RepeatTitle(original) => shown
                    .with("original", quoted(&original.title))
                    .and_at(self.place(original)),
                _ => shown,
            }
        };
        if matches!(slip, Slip::NoReason | Slip::LostReason) {
            report.inform(subject, place, [], fill);
        } else {
            report.tell(subject, place, [], fill);
        }
    }

    fn place(&self, former: &Former) -> Place {
        former.at.in_file(self.file)
    }

    fn successors(&self) -> Vec<&'a str> {
        let title = |successor: &Successor| match successor {
            Successor::Project(ix) => self.plan.projects[*ix].title.as_str(),
            Successor::Policy(ix) => self.plan.policies[*ix].title.as_str(),
        };
        self.former.successors.iter().map(title).collect()
    }
}

impl Slip<'_> {
    const fn name(&self) -> &'static str {
        match self {
            Slip::NoFate => "no_fate",
            Slip::Fate => "of_fate",
            Slip::NoReason => "no_reason",
            Slip::LostReason => "lost_reason",
            Slip::NoSuccessor { .. } => "going_on",
            Slip::Successors => "ended",
            Slip::Repeat => "repeat",
            Slip::RepeatTitle(_) => "repeat_title",
            Slip::RepeatFate(_) => "repeat_fate",
            Slip::RepeatSuccessors => "repeat_successors",
        }
    }
}

const fn least_successors(relation: Relation) -> usize {
    match relation {
        Relation::Split => 2,
        Relation::Same
        | Relation::Renamed
        | Relation::GoesOn
        | Relation::Merged
        | Relation::Absorbed
        | Relation::EndedMerged => 1,
        Relation::Relisted | Relation::EndedBefore | Relation::Ended => 0,
    }
}

fn is_same_title(one: &Former, other: &Former) -> bool {
    let forms = |former: &Former| {
        let printed = former.printed_titles.iter().map(|title| folded(title));
        let mut forms: Vec<String> = printed.collect();
        forms.push(folded(&former.title));
        forms
    };
    let others = forms(other);
    forms(one).iter().any(|form| others.contains(form))
}

/// The mark of what is new, as plans print it.
const NEW: &str = "新規";

fn look_at_projects(scope: &Scope<'_>, file: &SourcePath, report: &mut Report<'_>) {
    let plan = scope.plan;
    let is_new = |project: &Project| project.flags.iter().any(|flag| folded(flag) == NEW);
    if plan.former.is_empty() || !plan.projects.iter().any(|project| is_new(project)) {
        return;
    }
    let followed = Followed::of(plan);
    for (ix, project) in plan.projects.iter().enumerate() {
        report.count();
        let (subject, place) = (Subject::project(ix, None), project.place(project.at));
        match followed.by_project[ix] {
            Some(before) if is_new(project) => {
                report.tell(subject, place, [], |diagnostic| {
                    diagnostic
                        .with("before", quoted(&before.title))
                        .with("mark", NEW)
                        .with("of_project", "")
                        .and_at(before.at.in_file(file))
                });
            }
            // Whatever went into a group of projects went into each of them.
            None if !is_new(project) && !project.policies.iter().any(|ix| followed.groups[*ix]) => {
                report.tell(subject, place, [], |diagnostic| {
                    diagnostic.with("unmarked", NEW).with("of_project", "")
                });
            }
            _ => {}
        }
    }
}

/// What the plan before leads to.
struct Followed<'a> {
    /// By the project's place, the first row that leads there.
    by_project: Vec<Option<&'a Former>>,
    /// By the policy's place, whether a row leads there.
    groups: Vec<bool>,
}

impl<'a> Followed<'a> {
    fn of(plan: &'a Plan) -> Self {
        let mut by_project = vec![None; plan.projects.len()];
        let mut groups = vec![false; plan.policies.len()];
        for former in &plan.former {
            for successor in &former.successors {
                match successor {
                    Successor::Project(ix) => by_project[*ix] = by_project[*ix].or(Some(former)),
                    Successor::Policy(ix) => groups[*ix] = true,
                }
            }
        }
        Self { by_project, groups }
    }
}
