//! The judgement that a document prints, and slips of the words that are counted.
//!
//! Only 達成 and 未達成 are held against figures and counted; every other word is kept as it is printed.
//! A slip of one of them would thus pass for a word of the document, so it is told.

use std::collections::BTreeMap;

use super::Reader;
use super::project::choice;
use crate::model::{FiscalYear, Judgement, Project};
use crate::sources::record::PlanRecord;
use crate::sources::yaml::Text;

const MET: &str = "達成";
const MISSED: &str = "未達成";

/// The words whose slips are looked for; those with 未 first, because a slip of theirs is near to 達成 too.
const KNOWN: [&str; 3] = [MISSED, "一部未達成", MET];

pub fn judgement(text: &Text, reader: &mut Reader<'_>) -> Judgement {
    let raw = text.text.trim().to_owned();
    let word = raw.trim_matches(['【', '】']);
    let met = match word {
        MET => Some(true),
        MISSED => Some(false),
        _ => None,
    };
    if let Some(near) = meant(word) {
        reader.note_near(text, near);
    }
    Judgement {
        raw,
        met,
        is_shared: false,
    }
}

const BY: [(&str, ()); 1] = [("project", ())];

/// Whether the document prints its judgements by project and year instead of by indicator.
pub fn is_by_project(record: &PlanRecord, reader: &mut Reader<'_>) -> bool {
    choice(record.judged_by.as_ref(), "judged_by", &BY, reader).is_some()
}

/// Marks what is printed once for a project: in a document that judges projects, the years in which several
/// of its indicators have the same judgement. Where they differ, each has one of its own.
pub fn share(project: &mut Project) {
    let mut by_year: BTreeMap<FiscalYear, Vec<&mut Judgement>> = BTreeMap::new();
    for (year, values) in project
        .indicators
        .iter_mut()
        .flat_map(|one| one.years.iter_mut())
    {
        let printed = values.printed.as_deref_mut();
        if let Some(judged) = printed.and_then(|printed| printed.judged.as_mut()) {
            by_year.entry(*year).or_default().push(judged);
        }
    }
    for judged in by_year.into_values() {
        let is_shared = judged.len() > 1 && judged.iter().all(|one| one.raw == judged[0].raw);
        for one in judged {
            one.is_shared = is_shared;
        }
    }
}

/// The known word that a word is a slip of.
///
/// Being near is not enough: 一部達成, 完成, 達成率 and 達成見込 are words of their own, one character away
/// from a known one. A slip is a sign that only looks like the right one, a character that was lost or
/// doubled, two that changed places, or another way to write the sound of 成.
fn meant(word: &str) -> Option<&'static str> {
    if KNOWN.contains(&word) {
        return None;
    }
    let word: Vec<char> = word
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(looks_like)
        .collect();
    KNOWN.into_iter().find(|known| {
        let known: Vec<char> = known.chars().collect();
        word == known
            || lost(&known, &word)
            || doubled(&word, &known)
            || swapped(&word, &known)
            || sounds_like(&word, &known)
    })
}

/// Signs that are taken for one another by eyes and by programs that read pictures.
const fn looks_like(c: char) -> char {
    match c {
        '逹' => '達',
        '戌' | '戍' | '戊' | '咸' => '成',
        '末' => '未',
        _ => c,
    }
}

fn without(word: &[char], at: usize) -> impl Iterator<Item = &char> {
    word[..at].iter().chain(&word[at + 1..])
}

/// One character is missing, but not 未: without it the word says the opposite, and is a word.
fn lost(known: &[char], word: &[char]) -> bool {
    word.len() > 1
        && (0..known.len()).any(|at| known[at] != '未' && without(known, at).eq(word.iter()))
}

fn doubled(word: &[char], known: &[char]) -> bool {
    (1..word.len()).any(|at| word[at] == word[at - 1] && without(word, at).eq(known))
}

fn swapped(word: &[char], known: &[char]) -> bool {
    (1..word.len()).any(|at| {
        let mut other = word.to_vec();
        other.swap(at - 1, at);
        other == known
    })
}

/// A program that turns sounds into characters offers 達製 for たっせい.
fn sounds_like(word: &[char], known: &[char]) -> bool {
    let Some((last, rest)) = word.split_last() else {
        return false;
    };
    matches!(last, '製' | '制' | '生' | '政' | '盛' | '正' | '性' | '勢')
        && known.split_last().is_some_and(|(_, known)| known == rest)
}
