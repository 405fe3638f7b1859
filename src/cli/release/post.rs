//! Whether what was given for a post is one: a record of who approved names no people.

use unicode_normalization::UnicodeNormalization;

use crate::sources;

/// Ends of words by which a post or an office is known; of one sign, so that a name may end in it, too.
const ENDS: [&str; 17] = [
    "長", "監", "官", "部", "局", "課", "室", "係", "班", "査", "担当", "主任", "主幹", "主事",
    "参事", "理事", "補佐",
];
const MORE: [&str; 8] = [
    "代理",
    "職員",
    "管理者",
    "責任者",
    "代決",
    "専決",
    "委員",
    "委員会",
];
/// The same in English.
const ENGLISH: [&str; 9] = [
    "chief", "head", "director", "manager", "mayor", "officer", "leader", "section", "division",
];

/// Posts that are said by their first letters.
const SHORT: [&str; 6] = ["ceo", "cio", "cdo", "cdxo", "ciso", "cto"];
/// Signs that stand in no post.
const SIGNS: &str = "<>&\"'`\\{}[]|*#";

/// What is wrong with a post, as the key of a sentence.
pub(super) fn doubt(by: &str) -> Option<&'static str> {
    let by = by.trim();
    if by.is_empty() {
        return Some("approve-no-post");
    }
    if by.chars().any(|c| c.is_control() || SIGNS.contains(c)) {
        return Some("approve-person");
    }
    let parts = by.split(|c: char| c.is_whitespace() || "・、,（）()／/".contains(c));
    let mut parts = parts.filter(|part| !part.is_empty());
    let is_person = sources::names_person(by) || !parts.any(is_post);
    is_person.then_some("approve-person")
}

fn is_post(word: &str) -> bool {
    let lower: String = word.nfkc().flat_map(char::to_lowercase).collect();
    let ends = ENDS.iter().chain(&MORE).any(|end| word.ends_with(end));
    ends || SHORT.contains(&&*lower) || ENGLISH.iter().any(|post| lower.contains(post))
}
