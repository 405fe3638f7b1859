//! What the words of a printed count mean, and how many of it there are.
//!
//! It knows the words that tables of counts use for their rows (計, a number or a title of a policy, a
//! group of the plan before) and for what they count (事業数, 達成, 継続). A word that means nothing
//! certain is not counted: `None` is the answer that claims nothing.

mod near;

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::base::decimal::Decimal;
use crate::figures::{Outcome, outcome};
use crate::model::dataset::WHOLE;
use crate::model::{Count, FiscalYear, Former, Plan, PolicyIx, Project, Relation};

pub use near::{Unknown, misread};

/// The table that gives the groups of the plan before their names.
const GROUPS: &str = "former-groups";

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub number: usize,
    /// Of how many, where the document prints a share.
    pub whole: Option<usize>,
}

/// One width, one form, no blanks.
pub fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Counts what a printed count is about.
pub fn count(plan: &Plan, printed: &Count) -> Option<Counted> {
    let what = folded(&printed.what);
    let number = match group(plan, printed)? {
        Group::Former(id) => former(plan, id.as_deref(), &what)?,
        Group::Policy(top) => {
            let now = Now {
                plan,
                top,
                year: printed.year,
            };
            if matches!(&*what, "達成率") {
                let whole = now.number("設定事業")?;
                let number = now.number("達成")?;
                return Some(Counted {
                    number,
                    whole: Some(whole),
                });
            }
            now.number(&what)?
        }
    };
    let whole = None;
    Some(Counted { number, whole })
}

/// What a document prints of the plan before as a whole: each printed count with the word of what it counts,
/// and whether the rows here give the same; of several tables the first that counts all of them, and that
/// count first.
pub fn printed_of_before(plan: &Plan) -> Vec<(&Count, bool)> {
    let whole = plan.counts.iter().filter_map(|printed| {
        matches!(group(plan, printed)?, Group::Former(None)).then_some(printed)
    });
    let all = |printed: &&Count| is_all(&folded(&printed.what));
    let Some(first) = whole.clone().find(all) else {
        return Vec::new();
    };
    let own = whole.filter(|printed| printed.table == first.table);
    let same = |printed: &Count| {
        let found = count(plan, printed)?.number;
        Some(printed.printed.number()? == Decimal::from_int(i64::try_from(found).ok()?))
    };
    let mut own: Vec<(&Count, bool)> = own
        .map(|printed| (printed, same(printed) == Some(true)))
        .collect();
    own.sort_by_key(|(printed, _)| !all(printed));
    own
}

// ---- whose ----

/// What the rows of a table stand for.
enum Group {
    /// Projects of the plan before, of one group or all.
    Former(Option<String>),
    /// This plan, below one policy or whole.
    Policy(Option<PolicyIx>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Now,
}

fn group(plan: &Plan, printed: &Count) -> Option<Group> {
    let row = folded(&printed.row);
    if is_whole(&row) {
        return Some(match side(plan, &printed.table)? {
            Side::Before => Group::Former(None),
            Side::Now => Group::Policy(None),
        });
    }
    match (policy_named(plan, &row), group_named(plan, &row)) {
        (Some(policy), None) => Some(Group::Policy(Some(policy))),
        (None, Some(group)) => Some(Group::Former(Some(group))),
        (Some(policy), Some(group)) => Some(match side_by_words(&printed.table)? {
            Side::Before => Group::Former(Some(group)),
            Side::Now => Group::Policy(Some(policy)),
        }),
        (None, None) => None,
    }
}

fn is_whole(row: &str) -> bool {
    WHOLE.contains(&row)
}

/// Which plan the row of totals of a table is about: that of its other rows, else that which its name
/// says.
fn side(plan: &Plan, table: &str) -> Option<Side> {
    if plan.former.is_empty() {
        return Some(Side::Now);
    }
    let others = plan.counts.iter().filter(|count| count.table == table);
    let rows: Vec<String> = others.map(|count| folded(&count.row)).collect();
    let now = rows.iter().any(|row| policy_named(plan, row).is_some());
    let before = rows.iter().any(|row| group_named(plan, row).is_some());
    match (before, now) {
        (true, false) => Some(Side::Before),
        (false, true) => Some(Side::Now),
        _ => side_by_words(table),
    }
}

/// A plan that is about to be made calls the one before it 現行, and itself 次期.
fn side_by_words(table: &str) -> Option<Side> {
    let has = |words: &[&str]| words.iter().any(|word| table.contains(word));
    let before = has(&["現行", "旧計画", "前計画", "前の計画"]);
    let now = has(&["次期", "新計画", "本計画", "この計画"]);
    match (before, now) {
        (true, false) => Some(Side::Before),
        (false, true) => Some(Side::Now),
        _ => None,
    }
}

/// The one policy that goes by a name: its title, its number, both, or a heading and its title.
fn policy_named(plan: &Plan, row: &str) -> Option<PolicyIx> {
    let only = |matches: &dyn Fn(&crate::model::Policy) -> bool| {
        let mut found = (0..plan.policies.len()).filter(|ix| matches(&plan.policies[*ix]));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    };
    let exact = only(&|policy| {
        let (title, number) = (folded(&policy.title), folded(&policy.number));
        let printed = policy.printed_titles.iter().map(|title| folded(title));
        let mut forms = printed.chain([format!("{number}{title}"), number, title]);
        forms.any(|form| !form.is_empty() && form == row)
    });
    exact.or_else(|| {
        only(&|policy| {
            let title = folded(&policy.title);
            title.chars().count() >= 6 && row.ends_with(&title)
        })
    })
}

/// The group of the plan before that goes by a name. Rows carry the name itself, or an id whose names
/// stand in the table [`GROUPS`].
fn group_named(plan: &Plan, row: &str) -> Option<String> {
    let has_group = |group: &str| plan.former.iter().any(|former| former.group == group);
    let direct = plan
        .former
        .iter()
        .find(|former| folded(&former.group) == row);
    if let Some(former) = direct {
        return Some(former.group.clone());
    }
    let table = plan
        .datasets
        .iter()
        .find(|table| table.id.as_str() == GROUPS)?;
    let named = table.rows.iter().find(|cells| {
        let id = cells.first().is_some_and(|id| has_group(id.raw()));
        id && cells.iter().any(|cell| folded(cell.raw()) == row)
    })?;
    named.first().map(|id| id.raw().to_owned())
}

// ---- what ----

/// Rows of the plan before. A repeated row counts, as it does in the tables that are printed; one that
/// ended before the count does not.
fn former(plan: &Plan, group: Option<&str>, what: &str) -> Option<usize> {
    let counts = |former: &&Former| former.relation != Relation::EndedBefore;
    let inside = plan
        .former
        .iter()
        .filter(counts)
        .filter(|former| group.is_none_or(|group| former.group == group));
    if is_all(what) {
        return Some(inside.count());
    }
    let is_fate = |former: &Former| folded(&former.fate) == what;
    plan.former
        .iter()
        .any(is_fate)
        .then(|| inside.filter(|former| is_fate(former)).count())
}

/// What all projects are called.
const ALL: [&str; 3] = ["事業数", "事業", "個別事業数"];

fn is_all(what: &str) -> bool {
    ALL.contains(&what)
}

/// This plan below a policy, in one year.
struct Now<'a> {
    plan: &'a Plan,
    top: Option<PolicyIx>,
    year: Option<FiscalYear>,
}

impl Now<'_> {
    fn number(&self, what: &str) -> Option<usize> {
        let judged_as = match what {
            "達成" => Some(Outcome::Met),
            "未達成" => Some(Outcome::Missed),
            "一部未達成" => Some(Outcome::Partly),
            _ => None,
        };
        if let (Some(judged), Some(year)) = (judged_as, self.year)
            && self.is_judged(year)
        {
            return self.projects(|project| outcome(project, year) == Some(judged));
        }
        match what {
            _ if is_all(what) => self.projects(|_| true),
            "設定事業" | "KPI設定事業" => {
                self.projects(|project| !project.indicators.is_empty())
            }
            "評価指標" | "指標" => self.judgements(|_| true),
            _ => self
                .level(what)
                .or_else(|| self.flagged(what))
                .or_else(|| self.judgements(|printed| printed == what)),
        }
    }

    /// Whether the policy stands at or below the top.
    fn is_inside(&self, policy: PolicyIx) -> bool {
        let Some(top) = self.top else { return true };
        let mut ways = vec![policy];
        let mut seen = 0;
        while let Some(one) = ways.get(seen).copied() {
            if one == top {
                return true;
            }
            let node = &self.plan.policies[one];
            let above = node.parent.iter().chain(&node.also_under);
            let new: Vec<PolicyIx> = above.filter(|ix| !ways.contains(ix)).copied().collect();
            ways.extend(new);
            seen += 1;
        }
        false
    }

    fn all_projects(&self) -> impl Iterator<Item = &Project> {
        let inside = |project: &&Project| {
            let mut policies = project.policies.iter();
            self.top.is_none() || policies.any(|policy| self.is_inside(*policy))
        };
        let projects = self.plan.projects.iter().map(Arc::as_ref);
        projects.filter(inside)
    }

    /// Where a plan has no list of its projects, the number of them is nothing that can be counted.
    fn projects(&self, which: impl Fn(&Project) -> bool) -> Option<usize> {
        let has_any = !self.plan.projects.is_empty();
        has_any.then(|| self.all_projects().filter(|project| which(project)).count())
    }

    fn is_judged(&self, year: FiscalYear) -> bool {
        let mut projects = self.plan.projects.iter();
        projects.any(|project| outcome(project, year).is_some())
    }

    /// Nodes of the level that is called so.
    fn level(&self, what: &str) -> Option<usize> {
        let mut names = self.plan.levels.iter();
        let depth = names.position(|name| folded(name) == what)?;
        let nodes = 0..self.plan.policies.len();
        let inside = nodes.filter(|ix| Some(*ix) != self.top && self.is_inside(*ix));
        let policies = &self.plan.policies;
        Some(inside.filter(|ix| policies[*ix].depth == depth).count())
    }

    /// Projects that bear this mark, also with a remark in brackets behind it.
    fn flagged(&self, what: &str) -> Option<usize> {
        let bears = |project: &Project| {
            let mut flags = project.flags.iter().map(|flag| folded(flag));
            flags.any(|flag| {
                let rest = flag.strip_prefix(what);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
            })
        };
        let known = self.plan.projects.iter().any(|project| bears(project));
        known.then(|| self.all_projects().filter(|project| bears(project)).count())
    }

    /// Indicators of policies that the document judged so in the year; each judgement is printed once.
    fn judgements(&self, which: impl Fn(&str) -> bool) -> Option<usize> {
        let year = self.year?;
        let judged = |policy: &crate::model::Policy| {
            let indicators = policy.indicators.iter();
            let printed = indicators.filter_map(|i| i.years.get(&year)?.judged());
            printed.filter(|judged| which(&folded(&judged.raw))).count()
        };
        let nodes = (0..self.plan.policies.len()).filter(|ix| self.is_inside(*ix));
        let number = nodes.map(|ix| judged(&self.plan.policies[ix])).sum();
        let everywhere: usize = self.plan.policies.iter().map(judged).sum();
        (everywhere > 0).then_some(number)
    }
}
