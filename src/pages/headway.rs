//! How a project stands, in a few words made from its figures: the newest result of its first indicator
//! against the target, and how it was judged. Headline, lists and related projects all say it the same.
//!
//! A distance is told only between two exact numbers of one unit, and without praise: that a number is
//! lower than another is a fact, whether that is good is the verdict's to say.

mod measured;
pub mod told;
mod unmeasured;
pub mod verdict;
mod words;

use self::measured::{Measured, measured};
use self::unmeasured::unmeasured;
use self::words::{missed_in_words, worded};
use super::book::Book;
use super::view::{Chip, Fact, Inline, Tone};
use crate::base::decimal::Decimal;
use crate::base::plain::plain_figures;
use crate::figures::course::{self, Step, Way};
use crate::figures::standings::Why;
use crate::figures::{self, Verdict, judged};
use crate::model::value::Kind;
use crate::model::{FiscalYear, Indicator, Project, Value, YearValues};

/// A remark longer than this stands by its table only.
const NOTE_UP_TO: usize = 12;

/// What an indicator says in short: the figure, and when and how far.
struct Short {
    value: String,
    about: Vec<String>,
}

/// For the headline of a project: its first measured indicator, after a newer result in words; or why
/// there is none, and the first figure that the document gives beside its indicators.
pub fn headline(book: &Book, project: &Project) -> Vec<Fact> {
    let Some(measured) = measured(book, &project.indicators) else {
        return unmeasured(book, project);
    };
    let mut facts = Vec::with_capacity(2);
    let words =
        worded(project, Some(measured.year)).or_else(|| missed_in_words(project, &measured));
    facts.extend(words.map(|words| words.fact(book)));
    facts.push(measured.fact(book));
    facts
}

/// The same of a policy's own indicators.
pub fn of_policy(book: &Book, indicators: &[Indicator]) -> Option<Fact> {
    measured(book, indicators).map(|measured| measured.fact(book))
}

/// For lists: the same in one line; nothing when nothing is measured, or when the newest result is words
/// that are too long for a line.
fn line(book: &Book, project: &Project) -> Option<Inline> {
    let measured = measured(book, &project.indicators)?;
    if let Some(newer) = worded(project, Some(measured.year)) {
        return newer.told(book);
    }
    if let Some(missed) = missed_in_words(project, &measured) {
        return missed.judgement(book);
    }
    let mut said = Inline::text(&measured.indicator.name);
    said.push(&Inline::text(book.say("colon")));
    match super::standing::newest(measured.indicator) {
        Some(standing) => said.push(&standing.line(book)),
        None => {
            let short = &measured.short;
            let args = [("value", &*short.value), ("about", &*short.about[0])];
            said.push(&Inline::text(&book.fill("standing-line", &args)))
        }
    };
    Some(said)
}

/// By the document's own verdict, else by ours.
fn is_missed(values: &YearValues, indicator: &Indicator) -> bool {
    match values.judged().and_then(|judged| judged.met) {
        Some(met) => !met,
        None => figures::verdict(values, indicator.better) == Verdict::Missed,
    }
}

/// A value that can be told as a figure. Words, blanks and what is hidden cannot.
fn is_figure(value: &Value) -> bool {
    matches!(
        value.kind(),
        Kind::Number(_) | Kind::Range(_) | Kind::Bound { .. } | Kind::Duration(_) | Kind::Ratio(_)
    )
}

fn figure(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| is_figure(value))
}

/// Whether a year's target is a figure.
fn is_aimed(values: &YearValues) -> bool {
    figure(values.target.as_ref()).is_some() || judged::implied_target(values).is_some()
}

/// The newest year with a result, preferably one with a target beside it.
fn result(indicator: &Indicator) -> Option<(FiscalYear, &YearValues)> {
    let newest = |is_wanted: &dyn Fn(&YearValues) -> bool| {
        let mut years = indicator.years.iter().rev();
        years.find(|(_, values)| figure(values.actual.as_ref()).is_some() && is_wanted(values))
    };
    let found = newest(&is_aimed).or_else(|| newest(&|_| true));
    found.map(|(year, values)| (*year, values))
}

/// The result, its target, the distance, and where it came from.
fn so_far(book: &Book, indicator: &Indicator) -> Option<Short> {
    let (year, values) = result(indicator)?;
    let actual = values.actual.as_ref()?;
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let shown = said(book, actual, unit);
    let when = book.brief_year(year);
    let mut about = Vec::new();
    let value = if let Some(target) = book.implied_target(values) {
        let target = with_unit(book, &target, "", unit);
        about.push(when);
        let args = [("actual", &*shown), ("target", &*target)];
        book.fill("standing-of-target", &args)
    } else if let Some(target) = figure(values.target.as_ref()) {
        about.push(when);
        let args = [("actual", &*shown), ("target", &said(book, target, unit))];
        book.fill("standing-of-target", &args)
    } else if let Some((later, target)) = last_target(indicator, year) {
        // Side by side, values of two years would be compared.
        let args = [
            ("actual", &*when),
            ("year", &*book.brief_year(later)),
            ("target", &said(book, target, unit)),
        ];
        about.push(book.fill("standing-years", &args));
        shown
    } else {
        about.push(book.fill("standing-no-target", &[("year", &when)]));
        shown
    };
    about.extend(distance(book, indicator, values));
    about.extend(course(book, indicator, year));
    if judged::implied_target(values).is_some() {
        about.push(book.say("implied-target").to_owned());
    }
    about.extend(doubt(
        book,
        &[values.actual.as_ref(), values.target.as_ref()],
    ));
    Some(Short { value, about })
}

/// From the first target to the last, where nothing was reached yet.
fn ahead(book: &Book, indicator: &Indicator) -> Option<(FiscalYear, Short)> {
    let targets = || {
        let years = indicator.years.iter();
        years.filter_map(|(year, values)| Some((*year, figure(values.target.as_ref())?)))
    };
    let (from, first) = targets().next()?;
    let (to, last) = targets().next_back()?;
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let (first_said, last_said) = (said(book, first, unit), said(book, last, unit));
    let (from_said, to_said) = (book.brief_year(from), book.brief_year(to));
    let years = [("from", &*from_said), ("to", &*to_said)];
    let (value, when) = if from == to {
        (
            book.fill("standing-target", &[("target", &first_said)]),
            from_said,
        )
    } else if targets().all(|(_, target)| said(book, target, unit) == first_said) {
        (
            book.fill("standing-target", &[("target", &first_said)]),
            book.fill("standing-throughout", &years),
        )
    } else {
        let ends = [("first", &*first_said), ("last", &*last_said)];
        (
            book.fill("standing-path", &ends),
            book.fill("standing-from-to", &years),
        )
    };
    let mut about = vec![when];
    about.extend(doubt(book, &[Some(first), Some(last)]));
    Some((to, Short { value, about }))
}

/// The last target after a year.
fn last_target(indicator: &Indicator, after: FiscalYear) -> Option<(FiscalYear, &Value)> {
    let years = indicator.years.iter().rev();
    let mut later = years.take_while(|(year, _)| **year > after);
    later.find_map(|(year, values)| Some((*year, figure(values.target.as_ref())?)))
}

/// A printed figure with its unit; wide figures and signs become narrow so that one line has one form.
fn said(book: &Book, value: &Value, unit: &str) -> String {
    let mut text = with_unit(book, &book.printed(value), "", unit);
    if !value.sure {
        text.push('※');
    }
    text
}

fn with_unit(book: &Book, figure: &str, own: &str, unit: &str) -> String {
    let text = plain_figures(figure).into_owned();
    if !text.ends_with(|c: char| c.is_ascii_digit()) {
        return text;
    }
    let unit = if own.is_empty() { unit } else { own };
    book.with_unit(&text, unit)
}

fn is_percent(unit: &str) -> bool {
    matches!(unit, "%" | "％")
}

/// An exact number with its unit.
fn exact<'a>(value: Option<&'a Value>, unit: &'a str) -> Option<(Decimal, &'a str)> {
    let Kind::Number(quantity) = value?.kind() else {
        return None;
    };
    let own = quantity.unit.as_deref().unwrap_or(unit);
    (!quantity.approximate).then_some((quantity.number, own))
}

/// Result minus target, in words.
fn distance(book: &Book, indicator: &Indicator, values: &YearValues) -> Option<String> {
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let (actual, actual_unit) = exact(values.actual.as_ref(), unit)?;
    let (target, target_unit) = match judged::implied_target(values) {
        Some((target, _)) => (target, actual_unit),
        None => exact(values.target.as_ref(), unit)?,
    };
    let percent = is_percent(actual_unit);
    if actual_unit != target_unit && !(percent && is_percent(target_unit)) {
        return None;
    }
    let gap = actual.checked_sub(target)?;
    if gap.is_zero() {
        return Some(book.say("off-none").to_owned());
    }
    let missed = match values.judged() {
        Some(judged) => judged.met == Some(false),
        None => figures::verdict(values, indicator.better) == Verdict::Missed,
    };
    let key = match (missed, gap.is_negative(), percent) {
        (true, true, _) => "off-left",
        (_, true, true) => "off-lower",
        (_, true, false) => "off-less",
        (_, false, true) => "off-higher",
        (_, false, false) => "off-more",
    };
    let gap = if percent {
        format!("{}{}", gap.abs().grouped(), book.say("off-points"))
    } else {
        book.in_style_of(gap.abs(), actual_unit, values.actual.as_ref()?)
    };
    Some(book.fill(key, &[("gap", &gap)]))
}

/// The result of the year before, in words, so that one sees which way it went; else the first of the same
/// measure.
fn course(book: &Book, indicator: &Indicator, newest: FiscalYear) -> Vec<String> {
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let Some(first) = course::first(indicator, newest) else {
        return Vec::new();
    };
    let said = |step: &Step<'_>, key: &str| {
        let args = [
            ("year", &*book.short_year(step.year)),
            ("value", &*said(book, step.before, unit)),
        ];
        book.fill(key, &args)
    };
    let worded = |step: &Step<'_>| {
        let is_share = step.before.raw().ends_with(['%', '％']) || is_percent(unit);
        let key = match (step.way, is_share) {
            (Way::More, false) => "before-more",
            (Way::More, true) => "before-higher",
            (Way::Less, false) => "before-less",
            (Way::Less, true) => "before-lower",
            (Way::Same, _) => "before-same",
            (Way::Unclear, _) => "standing-before",
        };
        said(step, key)
    };
    // The year before says which way it went; the first is told where since then it went another way.
    let Some(step) = course::step(indicator, newest) else {
        return vec![said(&first, "standing-before")];
    };
    let start = (step.way != first.way).then(|| said(&first, "standing-before"));
    [worded(&step)].into_iter().chain(start).collect()
}

/// That a figure is not sure or has a remark, which matters as much in short as in full.
fn doubt(book: &Book, values: &[Option<&Value>]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let known = || values.iter().flatten();
    if known().any(|value| !value.sure) {
        said.push(book.say("standing-unsure").to_owned());
    }
    let notes = known().filter(|value| value.sure).filter_map(|v| v.note());
    for note in notes.filter(|note| !note.is_empty()) {
        let short = if note.chars().count() <= NOTE_UP_TO {
            note
        } else {
            book.say("standing-noted")
        };
        if !said.iter().any(|known| known == short) {
            said.push(short.to_owned());
        }
    }
    said
}

/// How a project was judged, for its own page, which also says that there is no verdict.
pub fn chips(book: &Book, plan_ix: usize, project_ix: usize) -> Vec<Chip> {
    let project = &book.plan(plan_ix).projects[project_ix];
    let mut chips: Vec<Chip> = project
        .flags
        .iter()
        .map(|flag| flag_chip(book, flag))
        .collect();
    chips.push(verdict_chip(book, plan_ix, project_ix));
    chips
}

/// How a project was judged, or why it was not.
pub fn verdict_chip(book: &Book, plan_ix: usize, project_ix: usize) -> Chip {
    let verdict = book.told(plan_ix, project_ix).verdict.clone();
    verdict.unwrap_or_else(|| unjudged(book, &book.plan(plan_ix).projects[project_ix]))
}

/// A mark of the document, written out where it is an abbreviation.
pub fn flag_chip(book: &Book, flag: &str) -> Chip {
    let key = match flag {
        "新" | "新規" => "flag-new",
        "拡充" => "flag-extended",
        "継続" => "flag-continued",
        "継続(名称変更)" | "継続（名称変更）" => "flag-renamed",
        _ => "",
    };
    Chip {
        label: if key.is_empty() {
            flag.to_owned()
        } else {
            book.say(key).to_owned()
        },
        tone: Tone::Note,
    }
}

fn unjudged(book: &Book, project: &Project) -> Chip {
    let key = match Why::of(project, book.site.info.as_of) {
        Why::Unmeasured => "chip-no-indicator",
        Why::Told => "chip-unjudged",
        Why::Bare => "chip-bare",
        Why::Ahead => "chip-no-result",
        Why::Silent => "chip-no-result-told",
    };
    Chip {
        label: book.say(key).to_owned(),
        tone: Tone::Plain,
    }
}
