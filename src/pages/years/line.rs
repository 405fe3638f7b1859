//! What one year says of a project or a policy, in a line: how its indicators went or what they were to
//! reach, its money, else what was to be done.

use crate::base::plain::without_bullets;
use crate::figures::money;
use crate::model::value::Kind;
use crate::model::{FiscalYear, Indicator, Policy, Stage, Track, Value};
use crate::pages::book::Book;
use crate::pages::standing::{self, Standing, is_there, standing};
use crate::pages::view::{Chip, Inline, Tone};

/// Longer words stand on the page of their own only.
const WORDS_UP_TO: usize = 40;

pub fn of_project(book: &Book, (plan_ix, ix): (usize, usize), year: FiscalYear) -> Inline {
    let project = &book.plan(plan_ix).projects[ix];
    let mut said: Vec<Inline> = indicators(book, &project.indicators, year)
        .into_iter()
        .collect();
    for (stage, key) in [(Stage::Budget, "budget"), (Stage::Settled, "settled")] {
        let total = project.budget.total(year, stage);
        if let Some(value) = total.filter(|value| !value.is_missing()) {
            let sum = money::total_in(book.plan(plan_ix), &[ix], year, stage);
            let amount = match sum.is_empty() {
                true => book.value_text(value),
                false => book.rounded(sum.total, book.plan(plan_ix).unit),
            };
            said.push(labelled(book, key, &amount, value.sure));
        }
    }
    if said.is_empty() {
        said.extend(planned(book, &project.roadmap, year));
    }
    if said.is_empty() {
        let words = project.activities.get(&year);
        let words = words.and_then(|words| short(book, words));
        said.extend(words.map(|words| labelled(book, "years-activity", &words, true)));
    }
    joined(book, &said)
}

pub fn of_policy(book: &Book, policy: &Policy, year: FiscalYear) -> Inline {
    let indicators = indicators(book, &policy.indicators, year);
    let said = indicators.or_else(|| planned(book, &policy.roadmap, year));
    said.unwrap_or_default()
}

/// How the document judged the year, else how we do; with several indicators how many reached their
/// targets.
pub fn chip(book: &Book, indicators: &[Indicator], year: FiscalYear) -> Vec<Chip> {
    let standings = || indicators.iter().filter_map(|one| standing(one, year));
    let shared = standings().find_map(|one| one.values.judged().filter(|judged| judged.is_shared));
    if let Some(judged) = shared {
        let label = book.judged_word(judged);
        let tone = standing::tone(judged.met);
        return vec![Chip { label, tone }];
    }
    let reached: Vec<bool> = standings().filter_map(|one| one.reached()).collect();
    let met = reached.iter().filter(|met| **met).count();
    if let [_] = *reached {
        let only = standings().find(|one| one.reached().is_some());
        return only.and_then(|one| one.chip(book)).into_iter().collect();
    }
    if reached.is_empty() {
        // A judgement in other words counts nothing; where all are one, it can be said.
        let mut chips = standings().filter_map(|one| one.chip(book));
        let first = chips.next();
        let is_one = first
            .as_ref()
            .is_some_and(|first| chips.all(|chip| chip.label == first.label));
        return first.filter(|_| is_one).into_iter().collect();
    }
    let args = [
        ("judged", &*reached.len().to_string()),
        ("met", &*met.to_string()),
    ];
    let (label, tone) = match met {
        0 => (book.say("outcome-missed").to_owned(), Tone::Bad),
        met if met == reached.len() => (book.say("outcome-met").to_owned(), Tone::Good),
        _ => (book.fill("years-some-met", &args), Tone::Mixed),
    };
    vec![Chip { label, tone }]
}

/// The first of the indicators that missed its target, else the first with a result, else with a target.
fn indicators(book: &Book, indicators: &[Indicator], year: FiscalYear) -> Option<Inline> {
    let rank = |one: &Standing<'_>| {
        let values = one.values;
        let told = [&values.actual, &values.target];
        let mut told = told
            .into_iter()
            .flatten()
            .filter(|value| !value.is_missing());
        let has_words = told.clone().any(is_long);
        let has_result = is_there(values.actual.as_ref());
        told.next()?;
        Some((
            has_result && !has_words,
            one.reached() == Some(false),
            has_result,
        ))
    };
    let told = indicators.iter().filter_map(|one| standing(one, year));
    let told: Vec<_> = told.filter_map(|one| Some((rank(&one)?, one))).collect();
    let best = told.iter().map(|(rank, _)| *rank).max()?;
    let (_, found) = told.iter().find(|(rank, _)| *rank == best)?;
    let mut said = Inline::text(&found.indicator.name);
    said.push(&Inline::text(book.say("colon")));
    said.push(&values(book, found));
    if told.len() > 1 {
        let count = (told.len() - 1).to_string();
        said.push(&Inline::small(
            &book.fill("years-others", &[("count", &count)]),
        ));
    }
    Some(said)
}

fn values(book: &Book, found: &Standing<'_>) -> Inline {
    let values = found.values;
    let shown = match &values.actual {
        Some(actual) if !actual.is_missing() => Some(actual),
        _ => None,
    };
    if shown.or(values.target.as_ref()).is_some_and(is_long) {
        return Inline::text(book.say("standing-words"));
    }
    if let Some(actual) = shown {
        return match values.target.as_ref().is_some_and(is_long) {
            true => standing::shown(book, found.indicator, actual),
            false => found.shortfall(book),
        };
    }
    found.aim(book).unwrap_or_default()
}

fn is_long(value: &Value) -> bool {
    matches!(value.kind(), Kind::Text) && value.raw().chars().count() > WORDS_UP_TO
}

fn short(book: &Book, value: &Value) -> Option<String> {
    let is_told = !value.is_missing() && !is_long(value);
    let text = || book.sentence_text(value);
    is_told.then(|| without_bullets(&text(), book.say("list-separator")).into_owned())
}

/// What the roadmap has for the year, in the first row that says it in few words.
fn planned(book: &Book, roadmap: &[Track], year: FiscalYear) -> Option<Inline> {
    let bars = roadmap.iter().filter_map(|track| track.bar_in(year));
    let mut items = bars.flat_map(|bar| bar.items.iter().map(move |item| (bar, item)));
    items.find_map(|(bar, item)| {
        // An arrow says only that what stands before it goes on.
        let words = short(book, item).filter(|_| item.raw() != "→")?;
        // Whether it is still going on in a later year, the document does not say.
        let is_told = !bar.is_open || bar.span.is_some_and(|(from, _)| from == year);
        let is_sure = item.sure && is_told;
        Some(labelled(book, "glance-outlook", &words, is_sure))
    })
}

fn labelled(book: &Book, key: &str, words: &str, is_sure: bool) -> Inline {
    let mut said = Inline::text(book.say(key));
    said.push(&Inline::text(book.say("colon")));
    said.push(&Inline::text(words));
    if !is_sure {
        said.push(&Inline::text(standing::DOUBT));
    }
    said
}

fn joined(book: &Book, parts: &[Inline]) -> Inline {
    let mut said = Inline::default();
    for part in parts {
        if !said.markdown.is_empty() {
            said.push(&Inline::text(book.say("sentence-separator")));
        }
        said.push(part);
    }
    said
}
