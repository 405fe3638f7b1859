//! Words of printed counts that mean nothing here, but look like words that do.

use super::{ALL, count, folded, group, group_named, is_whole, policy_named};
use crate::base::text;
use crate::model::dataset::WHOLE;
use crate::model::{Count, Plan};

/// A word that is not understood, and what it most likely stands for.
pub enum Unknown {
    Row { near: String },
    What { near: String },
}

/// Shorter words differ by one character and mean different things: 小計 is no slip of 合計.
const SHORTEST: usize = 3;

/// Words that are counted whatever the plan holds; some of them only in a table that names a year.
const COUNTED: [&str; 8] = [
    "達成",
    "未達成",
    "一部未達成",
    "達成率",
    "設定事業",
    "KPI設定事業",
    "評価指標",
    "指標",
];

/// Which word of a printed count is most likely mistyped. One that looks like no other is none.
pub fn misread(plan: &Plan, printed: &Count) -> Option<Unknown> {
    let row = folded(&printed.row);
    let is_row_known =
        is_whole(&row) || policy_named(plan, &row).is_some() || group_named(plan, &row).is_some();
    if !is_row_known {
        return near(&row, rows(plan)).map(|near| Unknown::Row { near });
    }
    if group(plan, printed).is_none() || count(plan, printed).is_some() {
        return None;
    }
    near(&folded(&printed.what), words(plan)).map(|near| Unknown::What { near })
}

/// The name that a word is a slip of; none where it is a name itself.
fn near(word: &str, names: Vec<String>) -> Option<String> {
    if word.chars().count() < SHORTEST || names.iter().any(|name| name == word) {
        return None;
    }
    let near = text::did_you_mean(word, names.iter().map(String::as_str))?;
    Some(near.to_owned())
}

/// Every name that a row can have.
fn rows(plan: &Plan) -> Vec<String> {
    let mut names: Vec<String> = WHOLE.map(str::to_owned).into();
    for policy in &plan.policies {
        let (title, number) = (folded(&policy.title), folded(&policy.number));
        names.push(format!("{number}{title}"));
        names.extend([title, number]);
        names.extend(policy.printed_titles.iter().map(|title| folded(title)));
    }
    names.extend(plan.former.iter().map(|former| folded(&former.group)));
    let groups = plan.datasets.iter();
    for table in groups.filter(|table| table.id.as_str() == super::GROUPS) {
        names.extend(table.rows.iter().flatten().map(|cell| folded(cell.raw())));
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Everything that a plan's counts can be of.
fn words(plan: &Plan) -> Vec<String> {
    let mut words: Vec<String> = COUNTED
        .iter()
        .chain(&ALL)
        .copied()
        .map(str::to_owned)
        .collect();
    words.extend(plan.levels.iter().map(|level| folded(level)));
    words.extend(plan.former.iter().map(|former| folded(&former.fate)));
    let projects = plan.projects.iter();
    words.extend(
        projects
            .flat_map(|project| &project.flags)
            .map(|flag| folded(flag)),
    );
    let policies = plan.policies.iter().flat_map(|policy| &policy.indicators);
    let years = policies.flat_map(|indicator| indicator.years.values());
    let judged = years.filter_map(|year| year.judged());
    words.extend(judged.map(|judged| folded(&judged.raw)));
    words.retain(|word| !word.is_empty());
    words
}
