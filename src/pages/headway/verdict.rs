//! How a project was judged, as a chip: what lists, the project's page and the search say alike.

use crate::base::words::Words;
use crate::figures::{self, Outcome, Verdict, tally::latest_verdict};
use crate::model::{FiscalYear, Indicator, Project};
use crate::pages::book::{Book, say_in};
use crate::pages::view::{Chip, Tone};
use crate::pages::when::year_in;

/// By its document where that judges, else by us; in the words of a language.
pub fn verdict(book: &Book, words: &Words, plan_ix: usize, project: &Project) -> Option<Chip> {
    let newest = book.plan_figures(plan_ix).whole.newest();
    let newest = newest.map(|(year, _)| year);
    printed(words, newest, project).or_else(|| computed(words, project))
}

fn fill(words: &Words, key: &str, args: &[(&str, &str)]) -> String {
    words.fill_in("pages", key, args)
}

/// What the document says of the plan's newest judged year, and for how long it has been so.
fn printed(words: &Words, newest: Option<FiscalYear>, project: &Project) -> Option<Chip> {
    let year = newest?;
    let newest = figures::outcome(project, year)?;
    let (key, tone) = match newest {
        Outcome::Met => ("outcome-met", Tone::Good),
        Outcome::Partly => ("outcome-partly", Tone::Mixed),
        Outcome::Missed => ("outcome-missed", Tone::Bad),
    };
    let mut count = 1;
    let mut before = year.previous();
    while figures::outcome(project, before) == Some(newest) {
        count += 1;
        before = before.previous();
    }
    let year = year_in(words, year);
    let args = [
        ("year", &*year),
        ("verdict", say_in(words, key)),
        ("count", &*count.to_string()),
    ];
    let label = if count > 1 {
        fill(words, "chip-verdict-again", &args)
    } else {
        fill(words, "chip-verdict", &args[..2])
    };
    Some(Chip { label, tone })
}

/// What our own comparison of all the project's indicators says, each by its newest comparable year.
fn computed(words: &Words, project: &Project) -> Option<Chip> {
    let verdicts: Vec<(&Indicator, FiscalYear, bool)> = project
        .indicators
        .iter()
        .filter_map(|indicator| {
            let (year, verdict) = latest_verdict(indicator)?;
            Some((indicator, year, verdict == Verdict::Achieved))
        })
        .collect();
    let (_, newest, _) = *verdicts.iter().max_by_key(|(_, year, _)| *year)?;
    let met = verdicts.iter().filter(|(.., met)| *met).count();
    let tone = match met {
        0 => Tone::Bad,
        met if met == verdicts.len() => Tone::Good,
        _ => Tone::Mixed,
    };
    let total = project.indicators.len();
    let (all, judged, reached) = (
        total.to_string(),
        verdicts.len().to_string(),
        met.to_string(),
    );
    let year = year_in(words, newest);
    let args = [
        ("year", &*year),
        ("all", &*all),
        ("judged", &*judged),
        ("met", &*reached),
    ];
    let key = match (verdicts.len(), met) {
        (1, _) if total == 1 => match tone {
            Tone::Good => "chip-met",
            _ => "chip-missed",
        },
        (judged, met) if judged == total && met == judged => "chip-all-met",
        (judged, 0) if judged == total => "chip-all-missed",
        (judged, _) if judged == total => "chip-some-met",
        (1, 1) => "chip-one-met",
        (1, _) => "chip-one-missed",
        _ => "chip-judged-met",
    };
    let mut label = fill(words, key, &args);
    if verdicts.iter().any(|(_, year, _)| *year != newest) {
        label = fill(words, "chip-newest", &[("label", &label)]);
    } else {
        label = fill(words, "chip-in-year", &[("year", &year), ("label", &label)]);
    }
    let is_unsure = verdicts.iter().any(|(indicator, year, _)| {
        let values = indicator.years.get(year);
        let both = values.map(|values| [&values.target, &values.actual]);
        both.is_some_and(|both| both.into_iter().flatten().any(|value| !value.sure))
    });
    if is_unsure {
        label = fill(words, "chip-unsure", &[("label", &label)]);
    }
    Some(Chip { label, tone })
}
