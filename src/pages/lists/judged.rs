//! What a fold of projects holds: how many, and how its document judged them in its newest judged year.

use super::super::book::Book;
use super::super::group::only_verdict;
use super::counted;
use crate::figures::{Outcomes, outcome};

/// 「申請のオンライン化（15事業、判定のある12のうち10達成）」
pub(super) fn label(book: &Book, plan_ix: usize, name: &str, projects: &[usize]) -> String {
    let plan = book.plan(plan_ix);
    let Some((year, _)) = book.plan_figures(plan_ix).whole.newest() else {
        return counted(book, name, projects.len());
    };
    let mut outcomes = Outcomes::default();
    let found = projects.iter();
    for found in found.filter_map(|ix| outcome(&plan.projects[*ix], year)) {
        outcomes.add(found);
    }
    let is_all = outcomes.judged() == projects.len();
    let only = only_verdict(book, outcomes);
    let key = match (only, is_all) {
        _ if outcomes.judged() == 0 => return counted(book, name, projects.len()),
        (Some(_), true) => "fold-projects-one",
        (Some(_), false) => "fold-projects-judged-one",
        (None, true) => "fold-projects-all-judged",
        (None, false) => "fold-projects-judged",
    };
    let args = [
        ("name", name),
        ("count", &*projects.len().to_string()),
        ("judged", &*outcomes.judged().to_string()),
        ("met", &*outcomes.met.to_string()),
        ("verdict", only.unwrap_or_default()),
    ];
    book.fill(key, &args)
}
