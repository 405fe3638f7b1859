//! What is told of a project of which nothing is measured: why that is so, and the first figures that its
//! document gives beside indicators.

use super::words::worded;
use super::{doubt, is_figure};
use crate::base::era::Date;
use crate::model::value::Kind;
use crate::model::{Evidence, NoIndicator, Project};
use crate::pages::book::{Book, fact};
use crate::pages::view::{Fact, Inline};

/// Two figures of one thing are told together, for example before and after.
const TOGETHER: usize = 2;
/// Of several things the first is often the smaller part of the answer.
const THINGS: usize = 2;

/// That there is no target stands beside the title already, so that it is only told with its reason.
pub(super) fn unmeasured(book: &Book, project: &Project) -> Vec<Fact> {
    let is_told = !project.indicators.is_empty() || project.no_indicator.is_some();
    // What was done says more than that it is told in words.
    let done = worded(project, None).filter(|done| done.is_short());
    let why = match done {
        Some(done) => Some(done.fact(book)),
        None => is_told.then(|| untold(book, project)),
    };
    why.into_iter().chain(evidence(book, project)).collect()
}

/// The label of a figure and, behind a colon, which of several it is: 「時間：前（想定）」.
fn parts(evidence: &Evidence) -> (&str, &str) {
    let label = evidence.label.as_str();
    label.rsplit_once('：').unwrap_or((label, ""))
}

/// The first figures, each with those of the same thing that follow it.
fn evidence(book: &Book, project: &Project) -> Vec<Fact> {
    let figures = project.evidence.iter().filter(|one| is_figure(&one.value));
    let figures: Vec<&Evidence> = figures.collect();
    let things = figures.chunk_by(|one, next| {
        let (thing, which) = parts(one);
        !which.is_empty() && thing == parts(next).0
    });
    things.take(THINGS).map(|told| thing(book, told)).collect()
}

fn thing(book: &Book, told: &[&Evidence]) -> Fact {
    let told = &told[..told.len().min(TOGETHER)];
    let values = told.iter().map(|one| {
        let value = book.printed(&one.value);
        match parts(one).1 {
            "" => value.into_owned(),
            which => book.fill("label-amount", &[("label", which), ("amount", &value)]),
        }
    });
    let values: Vec<String> = values.collect();
    let mut about: Vec<String> = vec![when(book, &told[0].period)];
    about.retain(|period| !period.is_empty());
    about.push(book.say("glance-evidence").to_owned());
    let printed: Vec<_> = told.iter().map(|one| Some(&one.value)).collect();
    about.extend(doubt(book, &printed));
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    let mut said = Inline::text(&values.join(book.say("list-separator")));
    said.push(&book.aside(&about));
    fact(parts(told[0]).0, said)
}

/// A day in words, where it is printed in a form for insiders: 「R３.5.1現在」.
fn when(book: &Book, period: &str) -> String {
    let day = period.strip_suffix("現在").and_then(Date::parse);
    match day {
        Some(day) => book.fill("as-of", &[("date", &book.day(day))]),
        None => period.to_owned(),
    }
}

/// Why no figure of an indicator can be told.
fn untold(book: &Book, project: &Project) -> Fact {
    let (key, why) = match project.no_indicator {
        _ if !project.indicators.is_empty() => {
            let years = project.indicators.iter().flat_map(|one| one.years.values());
            let values = years.flat_map(|year| year.target.iter().chain(&year.actual));
            let (mut is_told, mut is_to_come) = (false, false);
            for value in values {
                is_told |= !value.is_missing();
                is_to_come |= matches!(value.kind(), Kind::Undecided);
            }
            let key = match (is_told, is_to_come) {
                (true, _) => "standing-words",
                (false, true) => "standing-undecided",
                (false, false) => "standing-no-values",
            };
            (key, None)
        }
        Some(NoIndicator::Concept) => ("standing-none", Some("standing-concept")),
        Some(NoIndicator::Continuing) => ("standing-none", Some("standing-continuing")),
        Some(NoIndicator::Unknown) => ("standing-none", Some("standing-unknown")),
        None => ("standing-none", None),
    };
    let mut said = Inline::text(book.say(key));
    if let Some(why) = why {
        said.push(&book.aside(&[book.say(why)]));
    }
    fact(book.say("standing-label"), said)
}
