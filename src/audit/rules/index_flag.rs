//! Holds the marks of the index table against the projects' own.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::super::rule::{Audience, Check, Report, Rule, Scope, Subject, quoted};
use crate::base::diag::{Diagnostic, Severity, listed};
use crate::model::Project;
use crate::model::value::{Kind, Value};

/// The index table marks exactly the projects whose sheets are ticked as new, extended or the like, and
/// where it prints which (新規, 拡充, 廃止), it prints what the sheet ticks.
///
/// It matters because the mark is how readers find what is new this year. A bare sign such as ○ says only
/// that there is a mark. Width, order and brackets say nothing.
pub const RULE: Rule = Rule {
    code: "AUDIT-INDEX-FLAG",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Plan(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(index) = &scope.plan.index else {
        return;
    };
    for row in &index.rows {
        let (Some(ix), Some(flag)) = (row.project, &row.flag) else {
            continue;
        };
        let project = &scope.plan.projects[ix];
        report.count();
        let mark = Mark::of(flag);
        if mark.agrees_with(project) {
            continue;
        }
        let subject = Subject::project(ix, None);
        report.tell(subject, flag.at.in_file(&index.file), [], |diagnostic| {
            told(diagnostic, &mark, flag.raw(), project).and_at(project.place(project.at))
        });
    }
}

/// What a cell of the index table says of a project.
enum Mark {
    None,
    /// A sign that does not say which.
    Bare,
    Words(BTreeSet<String>),
}

impl Mark {
    fn of(flag: &Value) -> Self {
        // A dash says in print what a blank says.
        if matches!(flag.kind(), Kind::Blank | Kind::Dash) || is_dash(flag.raw()) {
            return Mark::None;
        }
        let words = words(flag.raw());
        if words.is_empty() {
            Mark::Bare
        } else {
            Mark::Words(words)
        }
    }

    fn agrees_with(&self, project: &Project) -> bool {
        match self {
            Mark::None => project.flags.is_empty(),
            Mark::Bare => !project.flags.is_empty(),
            Mark::Words(printed) => {
                let own = project.flags.iter().flat_map(|flag| words(flag));
                own.collect::<BTreeSet<String>>() == *printed
            }
        }
    }
}

/// Which of the rule's sentences is said is chosen by the names of what fills them.
fn told(diagnostic: Diagnostic, mark: &Mark, printed: &str, project: &Project) -> Diagnostic {
    let own = |lang| quoted(&listed(lang, &project.flags));
    match mark {
        _ if project.flags.is_empty() => diagnostic.with("mark", quoted(printed)),
        Mark::Words(_) => diagnostic
            .with("printed", quoted(printed))
            .with_each("own", own),
        Mark::None | Mark::Bare => diagnostic.with_each("flags", own),
    }
}

/// The words of a mark or a flag in one width, without what stands between and around them.
fn words(text: &str) -> BTreeSet<String> {
    let narrow: String = text.nfkc().collect();
    // 〇 counts as a letter and is the sign ○ as many people type it.
    narrow
        .split(|c: char| !c.is_alphanumeric() || c == '〇')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_dash(raw: &str) -> bool {
    matches!(raw, "-" | "－" | "―" | "—" | "–")
}
