//! That what was published is not changed without a word: asked of a release, and before there is one.

use std::collections::{BTreeMap, BTreeSet};

use super::Prepared;
use super::missed::again;
use super::stood::Beside;
use super::withdrawn::{Records, withdrawn};
use crate::base::diag::{Diagnostic, Findings, listed};
use crate::base::era::Date;
use crate::base::fold::fold;
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::base::words::{Lang, Words};
use crate::compare::{
    self, Comparison, Corrected, HeldBack, Seen, Side, Untold, ValueChange, side,
};
use crate::model::HeldPart;
use crate::pages::{self, Book, Page, values};
use crate::publish::{PublishError, Shelf};
use crate::sources;
use crate::sources::withhold::{HeldThing, Of, What};

/// So many figures are named one by one.
const NAMED: usize = 20;
/// From so many on only the first ones of what is hidden along are named.
const NAMED_HELD: usize = 6;

/// What a site says of its values beside the values: what was corrected, what is held back.
#[derive(Debug)]
pub struct Known {
    corrected: Vec<Corrected>,
    /// By address, what is said to have become of pages that went or moved.
    pub left: BTreeMap<String, String>,
    pub held: Vec<HeldThing>,
    pub opened: Vec<HeldThing>,
    /// Parallel to those things that are a part of something.
    hiding: Vec<(HeldBack, usize)>,
    /// Plans that have a list of corrections.
    listed: BTreeSet<String>,
    pub(super) day: Date,
    pub(super) beside: Vec<Beside>,
    /// The addresses of all pages, in all editions.
    pub pages: BTreeSet<SitePath>,
    lang: Lang,
}

impl Known {
    pub fn of(prepared: &Prepared) -> Self {
        let site = &prepared.book.site;
        let plans = site.plans.iter();
        let listed = plans.filter(|plan| !plan.corrections.is_empty());
        let held = prepared.held.iter().enumerate();
        let words = Words::of(site.info.lang);
        Self {
            corrected: corrected(&prepared.book),
            left: left(&prepared.book),
            held: prepared.held.clone(),
            opened: prepared.opened.clone(),
            hiding: held
                .filter_map(|(ix, thing)| Some((hiding(thing, words)?, ix)))
                .collect(),
            listed: listed.map(|plan| plan.id.to_string()).collect(),
            day: site.info.as_of,
            beside: Beside::all(prepared),
            pages: prepared
                .all_pages()
                .map(|(edition, page)| edition.address(page))
                .collect(),
            lang: site.info.lang,
        }
    }

    /// What lists of corrections tell.
    pub fn corrected(&self) -> &[Corrected] {
        &self.corrected
    }

    /// What follows in a message from there being a list already or not, and the entry that is missing.
    fn with_entry(
        &self,
        mut told: Diagnostic,
        change: &ValueChange,
        values: (&str, &str),
    ) -> Diagnostic {
        let list = list_of(&change.on.page);
        if !self.listed.contains(plan_of(&change.on.page)) {
            told = told.with("is_new", "");
        }
        let mut nearly = self.corrected.iter().filter(|one| one.nearly_tells(change));
        if let Some(near) = nearly.next() {
            told = told
                .with("near", near.line)
                .with("near_old", &near.old)
                .with("near_new", &near.new);
        }
        told.with("list", &list.file)
            .with("entry", self.entry(change, values))
    }

    /// An entry for a list of corrections, as it is written there but for the reason.
    fn entry(&self, change: &ValueChange, (old, new): (&str, &str)) -> String {
        let words = Words::of(self.lang);
        let kinds = [
            ("values-kind-project", "project"),
            ("values-kind-policy", "policy"),
            ("values-kind-table", "table"),
        ];
        let mut kinds = kinds.into_iter();
        let kind = kinds.find(|(kind, _)| words.find_in("pages", kind) == Some(&*change.on.kind));
        let what = [&change.item, &change.when, &change.measure];
        let what: Vec<&str> = what
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let mut lines = vec![
            format!("  - date: {}", self.day.iso()),
            "    kind: error".to_owned(),
        ];
        lines.extend(kind.map(|(_, key)| format!("    {key}: {}", change.on.id)));
        lines.push(format!("    what: {}", scalar(&what.join("　"))));
        for (key, value) in [("old", old), ("new", new)] {
            if !value.is_empty() {
                lines.push(format!("    {key}: {}", scalar(value)));
            }
        }
        let reason = words.find_in("CORRECTION-MISSING", "reason");
        lines.push(format!("    reason: {}", reason.unwrap_or_default()));
        lines.join("\n")
    }
}

/// A text as YAML reads it back, in quotation marks only where it needs them.
fn scalar(text: &str) -> String {
    let is_sign = |c: char| ":#\"'[]{}&*!|>%@`,".contains(c);
    if text.contains(is_sign) || text.starts_with(['-', '?', '~']) {
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
        return format!("\"{quoted}\"");
    }
    text.to_owned()
}

/// What the lists of corrections of a site tell.
fn corrected(book: &Book) -> Vec<Corrected> {
    let words = Words::of(book.site.info.lang);
    let told = pages::corrections::told(book);
    told.map(|(plan, one)| {
        let (kind, id) = pages::corrections::thing(plan, one);
        Corrected {
            plan: plan.id.to_string(),
            kind: words.find_in("pages", kind).unwrap_or_default(),
            id: id.to_owned(),
            what: one.what.clone(),
            old: one.old.clone(),
            new: one.new.clone(),
            reason: one.reason.clone(),
            note: values::corrected(words, one),
            line: one.at.line,
        }
    })
    .collect()
}

/// What the list of addresses says.
fn left(book: &Book) -> BTreeMap<String, String> {
    let documents = &book.documents;
    let rows = documents.gone.iter().chain(&documents.renumbered);
    let rows = rows.filter(|(_, row)| !row.what.is_empty());
    rows.map(|(address, row)| (address.to_string(), row.what.clone()))
        .collect()
}

/// What is held back as the file of all values would name it; prose has no values.
pub(super) fn hiding(thing: &HeldThing, words: &'static Words) -> Option<HeldBack> {
    let kind = |key| words.find_in("pages", key).unwrap_or_default();
    let of = match thing.what {
        What::Plan => None,
        What::Project | What::Money | What::Indicator(Of::Project, _) => {
            Some(kind("values-kind-project"))
        }
        What::Indicator(Of::Policy, _) => Some(kind("values-kind-policy")),
        What::Indicator(Of::Plan, _) => Some(kind("values-kind-plan")),
        What::Table => Some(kind("values-kind-table")),
        What::Text | What::Correction => return None,
    };
    let key = match thing.what {
        What::Indicator(_, slot) => Some(slot.to_string()),
        _ => None,
    };
    Some(HeldBack {
        plan: thing.plan.clone(),
        thing: of.map(|kind| (kind, thing.id.clone())),
        key,
        measures: measures(thing),
        year: thing.year.map(|year| year.western().to_string()),
        is_listed: matches!(thing.what, What::Project | What::Money),
        values: thing.values.clone(),
    })
}

/// What is measured by the part of a year that is held back, and what tells of it.
fn measures(thing: &HeldThing) -> &'static [&'static str] {
    match (thing.what, thing.part) {
        (_, HeldPart::Whole) => &[],
        (What::Money, HeldPart::Planned) => &[
            "values-budget",
            "values-budget-change",
            "values-index",
            "values-index-change",
        ],
        (What::Money, HeldPart::Done) => &["values-settled"],
        (_, HeldPart::Planned) => &["target", "values-difference", "values-judged"],
        (_, HeldPart::Done) => &["actual", "values-difference", "values-judged"],
    }
}

/// That what was published goes with something that is held back: itself once more, or beside a value that
/// is not published yet, which nobody may be told to set free.
fn along(thing: &HeldThing, hiding: &HeldBack, comparison: &Comparison) -> Diagnostic {
    let changes = comparison.values.iter().filter(|one| hiding.hides(one));
    let published: Vec<&Seen> = changes.filter_map(|one| one.old.as_ref()).collect();
    let is_published = |value: &String| {
        let mut published = published.iter();
        published.any(|seen| fold(&seen.printed) == fold(value))
    };
    if thing.values.iter().all(is_published) {
        return again(thing);
    }
    let gone = published.iter().filter(|seen| !seen.is_nothing());
    let gone: Vec<String> = gone.map(|seen| seen.said()).collect();
    let told = thing.named(Diagnostic::warning("HELD-TOO", thing.place.clone()));
    let of = match (thing.part, thing.what) {
        (HeldPart::Whole, _) => "of_year",
        (_, What::Money) => "of_amount",
        _ => "of_value",
    };
    told.with_each("values", move |lang| match (lang, gone.get(..NAMED_HELD)) {
        (Lang::Ja, Some(first)) => format!("{}など{}か所", listed(lang, first), gone.len()),
        (Lang::En, Some(first)) => {
            format!("{} and more, {} in all", listed(lang, first), gone.len())
        }
        (_, None) => listed(lang, &gone),
    })
    .with(of, "")
    .with("is_value", "")
}

/// Tells of values that were published and are others now without a word in the plan's list. `origin` says
/// where a value is written, or what its page is made from, where that is known.
pub fn uncorrected(
    comparison: &Comparison,
    known: &Known,
    origin: impl Fn(&ValueChange) -> Option<Place>,
) -> Findings {
    let mut findings = Findings::new();
    let (hiding, things): (Vec<HeldBack>, Vec<usize>) = known.hiding.iter().cloned().unzip();
    let untold = compare::untold(comparison, &known.corrected, &hiding);
    let (hidden, untold): (Vec<Untold<'_>>, Vec<Untold<'_>>) =
        untold.into_iter().partition(|one| one.held.is_some());
    for at in hidden.iter().filter_map(|one| one.held) {
        let thing = &known.held[things[at]];
        // What is hidden as a whole is told by its page.
        if thing.year.is_some() {
            findings.push(along(thing, &hiding[at], comparison));
        }
    }
    let shown = comparison.values.iter().filter(|one| one.shows());
    findings.extend(shown.map(|one| shown_now(one, &origin)));
    for one in untold.iter().take(NAMED) {
        findings.push(told(one, known, &origin));
    }
    if untold.len() > NAMED {
        let list = Place::file(&SourcePath::new("seeds"));
        let more = Diagnostic::warning("CORRECTION-MISSING-MORE", list);
        findings.push(more.with("count", untold.len() - NAMED));
    }
    findings
}

/// That a value was withheld and is to be published.
fn shown_now(change: &ValueChange, origin: &impl Fn(&ValueChange) -> Option<Place>) -> Diagnostic {
    let list = || Place::file(&SourcePath::new(sources::changes::FILE));
    Diagnostic::warning("REDACTED-SHOWN", origin(change).unwrap_or_else(list))
        .with("what", what(change))
        .with(
            "new",
            change.new.as_ref().map_or_else(String::new, Seen::said),
        )
        .with("on", change.on.stem())
}

/// A value by all that it is of.
fn what(change: &ValueChange) -> String {
    let what = [
        &change.on.title,
        &change.item,
        &change.measure,
        &change.when,
    ];
    let what = what.map(|part| part.as_str());
    let what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
    what.join("　")
}

fn told(
    one: &Untold<'_>,
    known: &Known,
    origin: &impl Fn(&ValueChange) -> Option<Place>,
) -> Diagnostic {
    let change = one.change;
    let said = |seen: &Option<Seen>| seen.as_ref().map_or_else(String::new, Seen::said);
    let (old, new) = (said(&change.old), said(&change.new));
    let code = match change.new {
        Some(_) => "CORRECTION-MISSING",
        None => "CORRECTION-GONE",
    };
    let (old, new) = compare::differing(&old, &new);
    let place = origin(change).unwrap_or_else(|| list_of(&change.on.page));
    let told = Diagnostic::warning(code, place).with("what", what(change));
    let mut told = known
        .with_entry(told, change, (&old, &new))
        .with("old", old);
    if change.new.is_some() {
        told = told.with("new", new);
    } else if one.count > 1 {
        told = told.with("more", one.count - 1);
    }
    told
}

/// The list of the plan that a page or a file belongs to.
fn list_of(path: &str) -> Place {
    let plan = plan_of(path);
    Place::file(&SourcePath::new(format!("seeds/{plan}/corrections.yaml")))
}

fn plan_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// The files of all values as they would be published now.
pub fn values_of(book: &Book) -> impl Iterator<Item = (String, String)> {
    values::addresses(book).into_iter().map(|path| {
        let bytes = values::file(book, path.as_str()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (path.to_string(), text)
    })
}

/// The same for what would be published now, held against what is. Only figures are read of either.
///
/// # Errors
/// When a file of the folder cannot be read.
pub fn uncorrected_since(published: &Shelf, now: &Prepared) -> Result<Findings, PublishError> {
    let records = [Records::of_shelf(published)?, Records::of(&now.book)];
    let mut findings = withdrawn(&records[0], &records[1], &now.held);
    let mut old = BTreeMap::new();
    let files = published.manifest.files().iter().map(|file| &file.path);
    // The first page of a plan says whether there is a newer edition.
    let is_first = |path: &str| {
        path.strip_suffix("/index.md")
            .is_some_and(|plan| !plan.contains('/'))
    };
    let mut first = BTreeMap::new();
    for path in files.clone().filter(|path| is_first(path.as_str())) {
        if let Some(bytes) = published.read(path.as_str())? {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            first.insert(path.to_string(), text);
        }
    }
    for path in files.filter(|path| side::is_values(path.as_str())) {
        match published.read(path.as_str())? {
            Some(bytes) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                old.insert(path.to_string(), text);
            }
            None => findings.push(
                Diagnostic::warning("CORRECTION-ALTERED", list_of(path.as_str()))
                    .with("file", path),
            ),
        }
    }
    let new: BTreeMap<String, String> = values_of(&now.book).collect();
    if old == new {
        return Ok(findings);
    }
    old.append(&mut first);
    let mut sides = [old, new].map(Side::of_texts);
    sides[1].texts.extend(leads(&now.book));
    findings.append(asked(sides, now));
    Ok(findings)
}

/// What pages of a release say of where things went: from an address that was left, and from an edition to
/// the next one.
fn leads(book: &Book) -> impl Iterator<Item = (String, String)> {
    pages::leads(book).filter_map(|(heading, from, to)| {
        let stem = from.as_str().strip_suffix(".html")?;
        let link = from.link_to(&to);
        Some((
            format!("{stem}.md"),
            format!("# {heading}\n\n- [{link}]({link})\n"),
        ))
    })
}

/// What is asked of two files of all values, the new one made of what would be published now.
pub(super) fn asked([old, new]: [Side; 2], now: &Prepared) -> Findings {
    let origin = |change: &ValueChange| {
        let page = &*change.on.page;
        let written = (&*change.key, &*change.year);
        let place = values::place(&now.book, page, &change.measure, written);
        place.or_else(|| match now.find_in_any(page)? {
            (edition, Page::Project(plan, ix)) => {
                let project = &edition.book.plan(*plan).projects[*ix];
                Some(project.place(project.at))
            }
            _ => None,
        })
    };
    let comparison = compare::compare(&old, &new);
    let found = uncorrected(&comparison, &Known::of(now), origin);
    // A value in wrong quotation marks is another only because of them, and that is told already.
    let quoted = now.findings.iter();
    let quoted = quoted.filter(|one| one.code == "YAML-TYPOGRAPHIC-QUOTES");
    let quoted: BTreeSet<&Place> = quoted.map(|one| &one.place).collect();
    let is_own =
        |one: &&Diagnostic| one.code != "CORRECTION-MISSING" || !quoted.contains(&one.place);
    let mut left = Findings::new();
    left.extend(found.iter().filter(is_own).cloned());
    left
}
