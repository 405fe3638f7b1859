//! Other words for the search stand on no page, and people wrote them: what changes of them is told as words.

use super::side::SEARCH;
use super::{Mark, Side, WordChange};

/// Lines of the list that are new or gone.
pub(super) fn changes(old: &Side, new: &Side) -> Vec<WordChange> {
    let [before, after] = [old, new].map(list);
    let (Some(before), Some(after)) = (before, after) else {
        return Vec::new();
    };
    let gone = before.iter().filter(|one| !after.contains(one));
    let new = after.iter().filter(|one| !before.contains(one));
    let gone = gone.map(|one| Mark::Removed(one.clone()));
    let marks = gone.chain(new.map(|one| Mark::Added(one.clone())));
    marks
        .map(|mark| WordChange {
            on: None,
            pages: vec![SEARCH.to_owned()],
            words: vec![mark],
            listed: false,
            follows: false,
        })
        .collect()
}

/// The list as the search has it: each line a word and what else is said for it.
fn list(side: &Side) -> Option<Vec<String>> {
    let text = side.texts.get(SEARCH)?;
    let Some((_, list)) = text.split_once("\"synonyms\":") else {
        return Some(Vec::new());
    };
    let mut lists = serde_json::Deserializer::from_str(list).into_iter::<Vec<Vec<String>>>();
    let list = lists.next()?.ok()?;
    Some(list.into_iter().map(|words| words.join("、")).collect())
}
