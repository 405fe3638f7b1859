//! From records as typed to the model: ids, years, values and references are checked here, once.
//!
//! Nothing stops at the first fault: each reader notes what is wrong and goes on, and whoever called
//! it looks at the findings before anything is published. It computes no figure.

mod correction;
mod dataset;
mod english;
mod index;
pub mod judged;
mod lists;
mod money;
mod plan;
mod policy;
mod project;
mod roadmap;
pub mod site;
mod words;

use unicode_normalization::UnicodeNormalization;

use crate::base::diag::{Diagnostic, Findings, listed};
use crate::base::moment::{Fault, Moment};
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::base::text;
use crate::base::words::{Lang, Words};
use crate::model::{FiscalYear, Hold, Id, Value};
use crate::sources::record::{Draft, PublishAt};
use crate::sources::yaml::{Cell, OneOrMany, Text};

pub use correction::{Subjects, resolve_corrections};
pub use dataset::{fill_dataset, resolve_dataset};
pub use index::resolve_index;
pub use lists::{resolve_counts, resolve_former, resolve_glossary, rows};
pub use plan::{PlanKeys, Titled, resolve_plan};
pub use policy::resolve_policy;
pub use project::resolve_project;
pub use site::{Chosen, resolve_site};
pub use words::own_words;

/// So many ids are listed in a message at most.
const USABLE: usize = 8;

/// So many years before a plan are taken for the state that it started from.
const BEFORE: i32 = 3;

/// Reads the parts of one file and notes what is wrong with them.
pub struct Reader<'a> {
    pub file: &'a SourcePath,
    pub findings: &'a mut Findings,
    /// The years that the plan's tables span, where a plan says so.
    pub span: Option<(FiscalYear, FiscalYear)>,
}

impl<'a> Reader<'a> {
    pub fn new(file: &'a SourcePath, findings: &'a mut Findings) -> Self {
        Self {
            file,
            findings,
            span: None,
        }
    }

    /// The year of a row of a table; one that the plan's tables do not have is most likely a slip.
    pub fn table_year(&mut self, text: &Text) -> Option<FiscalYear> {
        let year = self.year(text)?;
        self.note_outside(year, text.at);
        Some(year)
    }

    /// Tells of a year that the plan's tables do not have.
    pub fn note_outside(&mut self, year: FiscalYear, at: Spot) {
        if let Some((from, to)) = self.span.filter(|(from, to)| year < *from || year > *to) {
            // Documents print how things stood before the plan began; that is worth a look, and no slip.
            let is_before = (1..=BEFORE).contains(&(from.western() - year.western()));
            let place = self.place(at);
            let outside = if is_before {
                Diagnostic::notice("DATA-YEAR-OUTSIDE", place).with("before", "")
            } else {
                Diagnostic::warning("DATA-YEAR-OUTSIDE", place)
            };
            self.findings
                .push(outside.with("year", year).with("from", from).with("to", to));
        }
    }

    pub fn place(&self, spot: Spot) -> Place {
        spot.in_file(self.file)
    }

    pub fn error(&mut self, code: &'static str, spot: Spot, args: &[(&'static str, &str)]) {
        let mut diagnostic = Diagnostic::error(code, self.place(spot));
        for (name, value) in args {
            diagnostic = diagnostic.with(name, text::shorten(&text::visible(value), 80));
        }
        self.findings.push(diagnostic);
    }

    /// Whether something was told of this place already.
    pub fn has_told(&self, spot: Spot) -> bool {
        let place = self.place(spot);
        self.findings.iter().any(|finding| finding.place == place)
    }

    /// Something worth knowing that stops nothing.
    pub fn notice(&mut self, code: &'static str, spot: Spot, args: &[(&'static str, &str)]) {
        let mut diagnostic = Diagnostic::notice(code, self.place(spot));
        for (name, value) in args {
            diagnostic = diagnostic.with(name, text::shorten(&text::visible(value), 80));
        }
        self.findings.push(diagnostic);
    }

    /// A text that must be there and must not be empty.
    pub fn required(&mut self, text: Option<&Text>, key: &'static str, parent: Spot) -> String {
        match text {
            Some(text) if !text.text.trim().is_empty() => text.text.trim().to_owned(),
            Some(text) => {
                self.error("DATA-EMPTY", text.at, &[("key", key)]);
                String::new()
            }
            None => {
                self.missing(key, parent);
                String::new()
            }
        }
    }

    /// Tells of a key that must be there, unless its slip was told: then nothing but the slip is wrong.
    pub fn missing(&mut self, key: &'static str, parent: Spot) {
        if !self.is_misspelt(key, parent) {
            self.error("DATA-REQUIRED", parent, &[("key", key)]);
        }
    }

    /// Whether a key of this record, or one on the way to it (`municipality.name`), was told as unknown.
    fn is_misspelt(&self, key: &str, parent: Spot) -> bool {
        let record = self.place(parent).to_string();
        let (first, inner) = key.split_once('.').unwrap_or((key, ""));
        let mut unknown = self.findings.iter().filter(|finding| {
            finding.code == "YAML-UNKNOWN-KEY" && finding.place.file == *self.file
        });
        unknown.any(|finding| {
            let is = |name, said: &str| finding.args().contains(&(name, said.to_owned()));
            is("near", first) && is("record", &record)
                || !inner.is_empty() && is("near", inner) && is("within", first)
        })
    }

    /// An id that must be there.
    pub fn id(&mut self, text: Option<&Text>, parent: Spot) -> Option<Id> {
        let Some(text) = text else {
            self.missing("id", parent);
            return None;
        };
        let id = Id::parse(&text.text);
        if id.is_none() {
            self.error("DATA-ID", text.at, &[("id", &text.text)]);
        }
        id
    }

    pub fn year(&mut self, text: &Text) -> Option<FiscalYear> {
        let year = FiscalYear::parse(&text.text);
        if year.is_none() {
            self.error("DATA-YEAR", text.at, &[("found", &text.text)]);
        }
        year
    }

    pub fn required_year(
        &mut self,
        text: Option<&Text>,
        key: &'static str,
        parent: Spot,
    ) -> Option<FiscalYear> {
        match text {
            Some(text) => self.year(text),
            None => {
                self.missing(key, parent);
                None
            }
        }
    }

    /// A value of any kind; a text that looks like a number but is none is a fault.
    pub fn value(&mut self, cell: &Cell) -> Option<Value> {
        let at = cell.value.at;
        let mut value = if self.flag(cell.lost.as_ref()) == Some(true) {
            if !cell.value.text.trim().is_empty() {
                self.error("DATA-LOST-WITH-VALUE", at, &[("found", &cell.value.text)]);
            }
            Value::lost(at)
        } else if self.flag(cell.undecided.as_ref()) == Some(true) {
            Value::undecided(&cell.value.text, at)
        } else {
            self.parse_value(&cell.value.text, at)?
        };
        value.sure = self.flag(cell.sure.as_ref()) != Some(false);
        value.remark(
            cell.note.as_ref().map(|note| note.text.trim()),
            cell.page.as_ref().map(|page| page.text.trim()),
        );
        Some(value)
    }

    /// Whether a row of a sheet is sure: an empty cell is; Excel writes `FALSE`.
    pub fn sure(&mut self, cell: &Text) -> bool {
        match cell.text.trim().to_ascii_lowercase().as_str() {
            "" | "true" => true,
            "false" => false,
            _ => {
                self.error("DATA-FLAG", cell.at, &[("found", &cell.text)]);
                true
            }
        }
    }

    /// Words, kept as they are: a cell of a roadmap or of activities is never typed as a number.
    pub fn words(&mut self, cell: &Cell) -> Option<Value> {
        let at = cell.value.at;
        let mut value = if self.flag(cell.lost.as_ref()) == Some(true) {
            Value::lost(at)
        } else if self.flag(cell.undecided.as_ref()) == Some(true) {
            Value::undecided(&cell.value.text, at)
        } else {
            Value::text(&cell.value.text, at)
        };
        value.sure = self.flag(cell.sure.as_ref()) != Some(false);
        value.remark(
            cell.note.as_ref().map(|note| note.text.trim()),
            cell.page.as_ref().map(|page| page.text.trim()),
        );
        Some(value)
    }

    /// Whether a cell of a sheet says `lost`. What only looks like that word would be published as a text.
    pub fn is_lost(&mut self, cell: &Text) -> bool {
        const LOST: &str = "lost";
        if &*cell.text == LOST {
            return true;
        }
        let folded: String = cell.text.nfkc().collect();
        if folded.trim().eq_ignore_ascii_case(LOST) {
            self.note_near(cell, LOST);
        }
        false
    }

    /// Tells of a word that is most likely a slip of one that means something here.
    pub fn note_near(&mut self, text: &Text, near: &'static str) {
        let slip = Diagnostic::warning("DATA-WORD-NEAR", self.place(text.at))
            .with("found", text::shorten(&text::visible(&text.text), 80))
            .with("near", near);
        self.findings.push(slip);
    }

    pub fn parse_value(&mut self, raw: &str, at: Spot) -> Option<Value> {
        match Value::parse(raw, at) {
            Ok((value, warning)) => {
                if let Some(flaw) = warning {
                    let place = self.place(at);
                    self.findings.push(flaw.diagnostic(place));
                }
                Some(value)
            }
            Err(flaw) => {
                let place = self.place(at);
                self.findings.push(flaw.diagnostic(place));
                None
            }
        }
    }

    /// An amount of money: a number, or a word that says why there is none.
    pub fn money(&mut self, cell: &Cell) -> Option<Value> {
        let value = self.value(cell)?;
        self.only_money(value)
    }

    /// Lets only amounts through that are printed in the plan's own unit: `1.2億円` in a table of 千円
    /// would be counted a thousand times too large.
    pub fn only_money(&mut self, value: Value) -> Option<Value> {
        let has_unit = value.quantity().is_some_and(|quantity| {
            quantity.unit.is_some() || quantity.scale().is_some() || quantity.per().is_some()
        });
        let code = match (value.number(), value.is_missing()) {
            (Some(_), _) if has_unit => "DATA-MONEY-UNIT",
            (None, false) => "DATA-MONEY",
            _ => return Some(value),
        };
        let raw = value.raw().to_owned();
        self.error(code, value.at, &[("found", &raw)]);
        None
    }

    /// Whether something is held back from the public. Doubtful words are errors: they must never mean
    /// that it is public.
    pub fn hold(&mut self, draft: &Draft, publish_at: &PublishAt) -> Hold {
        let (Draft(draft), PublishAt(publish_at)) = (draft, publish_at);
        let mut hold = Hold {
            draft: self.flag(draft.as_ref()) == Some(true),
            ..Hold::default()
        };
        if let Some(text) = draft {
            hold.at = text.at;
        }
        if let Some(text) = publish_at {
            hold.at = text.at;
            hold.until = Moment::parse(&text.text);
            if hold.until.is_none() {
                let part = match Moment::fault(&text.text) {
                    Some(Fault::Day(day)) => Some(("day", day)),
                    Some(Fault::Time(time)) => Some(("time", time)),
                    Some(Fault::Zone(time)) => Some(("zone", time)),
                    None => None,
                };
                let mut args = vec![("found", &*text.text)];
                args.extend(part.iter().map(|(name, part)| (*name, &**part)));
                self.error("DATA-MOMENT", text.at, &args);
            }
        }
        hold
    }

    fn flag(&mut self, text: Option<&Text>) -> Option<bool> {
        let text = text?;
        match &*text.text {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.error("DATA-FLAG", text.at, &[("found", &text.text)]);
                None
            }
        }
    }

    /// The place of a reference in a list of ids; a reference to nobody is a fault.
    pub fn reference(&mut self, text: &Text, what: &'static str, ids: &[&str]) -> Option<usize> {
        self.find(text, what, ids, &[])
    }

    /// The same, for something whose name people may have written instead of its id.
    pub fn reference_to(
        &mut self,
        text: &Text,
        what: &'static str,
        known: &Titled<'_>,
    ) -> Option<usize> {
        self.find(text, what, &known.ids, &known.titles)
    }

    fn find(
        &mut self,
        text: &Text,
        what: &'static str,
        ids: &[&str],
        titles: &[&str],
    ) -> Option<usize> {
        let found = ids.iter().position(|id| *id == &*text.text);
        if found.is_none() {
            // A plan has dozens of policies: the one that was meant is among those that look alike.
            let usable = match ids.len() > USABLE {
                true => text::nearest(&text.text, ids, USABLE),
                false => ids.to_vec(),
            };
            let usable: Vec<String> = usable
                .into_iter()
                .map(|id| named(id, ids, titles))
                .collect();
            let usable: Vec<&str> = usable.iter().map(String::as_str).collect();
            let key = match ids.len() > USABLE {
                true => "usable_near",
                false => "usable",
            };
            let mut diagnostic = Diagnostic::error("DATA-REFERENCE", self.place(text.at))
                .with("found", text::shorten(&text::visible(&text.text), 80))
                .with_each("what", |lang| kind(what, lang))
                .with_each(key, |lang| listed(lang, &usable));
            if ids.len() > USABLE {
                diagnostic = diagnostic.with("count", ids.len());
            }
            let meant = titles.iter().position(|title| *title == text.text.trim());
            let meant = meant.map(|place| ids[place]);
            let near = meant.or_else(|| text::did_you_mean(&text.text, ids.iter().copied()));
            if let Some(near) = near {
                diagnostic = diagnostic.with("near", named(near, ids, titles));
            }
            self.findings.push(diagnostic);
        }
        found
    }

    /// Notes a second use of the same id: where it is, and where it was used before.
    pub fn duplicate(&mut self, what: &'static str, id: &str, (at, first): (Spot, Spot)) {
        let twice = twice(what, id, self.place(at));
        self.findings.push(twice.and_at(self.place(first)));
    }
}

/// What an id is the id of, in a word.
fn kind(what: &str, lang: Lang) -> String {
    let word = Words::of(lang).find_in("ids", what);
    word.unwrap_or(what).to_owned()
}

/// An id that is used a second time.
pub fn twice(what: &'static str, id: &str, at: Place) -> Diagnostic {
    Diagnostic::error("DATA-DUPLICATE", at)
        .with("id", text::visible(id))
        .with_each("what", |lang| kind(what, lang))
}

/// An id with what it is the id of, where that is known.
fn named(id: &str, ids: &[&str], titles: &[&str]) -> String {
    let place = ids.iter().position(|known| *known == id);
    match place.and_then(|place| titles.get(place)) {
        Some(title) => format!("{id}（{title}）"),
        None => id.to_owned(),
    }
}

/// Trimmed text of something optional.
pub fn plain(text: Option<&Text>) -> String {
    text.map(|text| text.text.trim().to_owned())
        .unwrap_or_default()
}

/// Trimmed texts of a list, without empty ones.
pub fn texts(list: &OneOrMany<Text>) -> Vec<String> {
    list.0
        .iter()
        .map(|text| text.text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}
