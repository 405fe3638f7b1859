//! One row of the file: what its columns are, and how a value is written into them.

use super::super::book::Book;
use super::super::cells::{end_line, push_cell, push_printed, push_words};
use super::super::corrections;
use crate::base::path::SitePath;
use crate::base::place::Spot;
use crate::base::words::Words;
use crate::model::correction::{self, Correction, CorrectionKind};
use crate::model::value::{BoundOp, Kind};
use crate::model::{FiscalYear, Plan, SourceRef, Value};

/// The columns, by the keys of their names. Whoever reads the file counts on this order.
pub const COLUMNS: [&str; 19] = [
    "values-page",
    "values-kind",
    "values-id",
    "values-title",
    "values-sections",
    "values-policies",
    "values-measure",
    "values-key",
    "values-item",
    "values-year",
    "values-when",
    "values-printed",
    "values-number",
    "values-unit",
    "values-state",
    "values-doubt",
    "values-note",
    "values-document",
    "values-place",
];

/// What a row is about, beside the thing that it is of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Of<'a> {
    /// The key of its word.
    pub measure: &'static str,
    /// A measure that the data name, in the place of that word.
    pub named: &'a str,
    /// What tells it from others of the same thing, whatever it is called.
    pub key: &'a str,
    pub item: &'a str,
    pub year: Option<FiscalYear>,
    /// The time as the document has it, where it is no year.
    pub when: &'a str,
    /// The unit where the value has none of its own.
    pub unit: &'a str,
    /// What else is to be known of it.
    pub note: &'a str,
}

/// The rows that were written last.
pub struct Rows<'a> {
    pub book: &'a Book,
    pub plan: &'a Plan,
    /// Not the site's own: those who read the file know these.
    words: &'static Words,
    pub out: String,
    /// What the rows of one thing have in common.
    thing: String,
    source: Option<&'a SourceRef>,
    /// What was corrected on it.
    corrected: Vec<&'a Correction>,
    /// The one row that is looked for, where nothing is to be written.
    pub sought: Option<Sought<'a>>,
}

/// A row by what its cells say, and where its value is written once it was met.
pub struct Sought<'a> {
    pub page: &'a str,
    pub measure: &'a str,
    pub key: &'a str,
    /// The western year.
    pub year: &'a str,
    pub found: Option<Spot>,
}

/// What values are of: a project, a policy, a table.
pub struct Thing<'a> {
    pub page: SitePath,
    /// The key of its word.
    pub kind: &'static str,
    pub id: &'a str,
    pub title: &'a str,
    pub sections: String,
    pub policies: String,
    pub source: Option<&'a SourceRef>,
}

/// What stands beside a value that an entry names.
pub fn corrected(words: &Words, one: &Correction) -> String {
    let key = match one.kind {
        CorrectionKind::Error => "values-corrected",
        CorrectionKind::Revision => "values-revised",
    };
    let args = [("day", &*one.date.iso()), ("old", &*one.old)];
    words.fill_in("pages", key, &args)
}

impl<'a> Rows<'a> {
    pub fn new(book: &'a Book, plan: &'a Plan) -> Self {
        Self {
            book,
            plan,
            words: Words::of(book.site.info.lang),
            out: String::new(),
            thing: String::new(),
            source: None,
            corrected: Vec::new(),
            sought: None,
        }
    }

    pub fn say(&self, key: &str) -> &'static str {
        self.words.find_in("pages", key).unwrap_or("pages.?")
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    /// What the rows from here on are of.
    ///
    /// Its name is a row of its own, so that what has no value is in the file, too.
    pub fn begin(&mut self, thing: &Thing<'a>) {
        self.begin_read(thing, "");
    }

    /// The same for what says how its name is read.
    pub fn begin_read(&mut self, thing: &Thing<'a>, reading: &str) {
        self.go_on(thing);
        let note = match reading {
            "" => String::new(),
            reading => self
                .words
                .fill_in("pages", "values-reading", &[("reading", reading)]),
        };
        let of = Of {
            measure: "values-name",
            note: &note,
            ..Of::default()
        };
        self.words(&of, thing.title);
    }

    /// The same for further rows of a thing that has its name already.
    pub fn go_on(&mut self, thing: &Thing<'a>) {
        self.thing.clear();
        self.source = thing.source;
        let (plan, is) = (self.plan, (thing.kind, thing.id));
        let own = plan.corrections.iter();
        self.corrected = own
            .filter(|one| corrections::thing(plan, one) == is)
            .collect();
        let said = [
            thing.page.as_str(),
            self.say(thing.kind),
            thing.id,
            thing.title,
            &thing.sections,
            &thing.policies,
        ];
        for cell in said {
            push_words(&mut self.thing, cell);
            self.thing.push(',');
        }
    }

    pub fn value(&mut self, of: &Of<'_>, value: &Value) {
        // As long as it is held back it has no row: the file holds what is told.
        if value.is_unpublished() {
            return;
        }
        if let Some(mut sought) = self.sought.take() {
            if sought.found.is_none() && self.is_it(&sought, of) {
                sought.found = Some(value.at);
            }
            self.sought = Some(sought);
            return;
        }
        let note = value.note().unwrap_or_default();
        let (number, unit) = number(value, of.unit);
        let said = Said {
            printed: value.raw(),
            number: &number,
            unit: &unit,
            state: state(value),
            is_sure: value.sure,
            note: &[of.note, note],
            place: value.page(),
        };
        self.row(of, &said);
    }

    fn is_it(&self, sought: &Sought<'_>, of: &Of<'_>) -> bool {
        let year = of.year.map(|year| year.western().to_string());
        sought.key == of.key
            && sought.year == year.unwrap_or_default()
            && sought.measure == self.measure(of)
            && self.thing.split(',').next() == Some(sought.page)
    }

    fn measure<'o>(&self, of: &Of<'o>) -> &'o str {
        match of.named {
            "" => self.say(of.measure),
            named => named,
        }
    }

    /// Words that are no value but say how something stands: a judgement, a fate.
    pub fn words(&mut self, of: &Of<'_>, words: &str) {
        let said = Said {
            printed: words,
            number: "",
            unit: of.unit,
            state: "values-state-text",
            is_sure: true,
            note: &[of.note],
            place: None,
        };
        self.row(of, &said);
    }

    /// A number that is not read from a cell.
    pub fn number(&mut self, of: &Of<'_>, number: &str) {
        let said = Said {
            printed: number,
            number,
            unit: of.unit,
            state: "values-state-number",
            is_sure: true,
            note: &[of.note],
            place: None,
        };
        self.row(of, &said);
    }

    /// That a value is not the one that was published before, where it is one that an entry names.
    fn corrected(&self, of: &Of<'_>, said: &Said<'_>) -> String {
        // The same figure can stand for several things; the entry's own words say which it means.
        let year = of.year.map(|year| year.era()).unwrap_or_default();
        let measure = self.measure(of);
        let named = |one: &&&Correction| {
            one.what.contains(&*year)
                && one.what.contains(measure)
                && correction::names(&one.new, said.printed, said.unit)
        };
        let Some(one) = self.corrected.iter().find(named) else {
            return String::new();
        };
        corrected(self.words, one)
    }

    fn row(&mut self, of: &Of<'_>, said: &Said<'_>) {
        let measure = self.measure(of);
        let (state, doubt) = (self.say(said.state), self.say("file-doubtful"));
        let corrected = self.corrected(of, said);
        let out = &mut self.out;
        out.push_str(&self.thing);
        for words in [measure, of.key, of.item] {
            push_words(out, words);
            out.push(',');
        }
        if let Some(year) = of.year {
            crate::base::text::push_number(out, u64::from(year.western().unsigned_abs()));
        }
        out.push(',');
        match of.year {
            Some(year) if of.when.is_empty() => out.push_str(&year.era()),
            _ => push_words(out, of.when),
        }
        out.push(',');
        push_printed(out, said.printed);
        out.push(',');
        for cell in [said.number, said.unit, state] {
            push_cell(out, cell);
            out.push(',');
        }
        if !said.is_sure {
            out.push_str(doubt);
        }
        out.push(',');
        match said.note {
            notes if !corrected.is_empty() => {
                let notes = notes.iter().copied().filter(|note| !note.is_empty());
                let notes: Vec<&str> = notes.chain([&*corrected]).collect();
                push_words(out, &notes.join(" "));
            }
            ["", note] | [note, ""] | [note] => push_words(out, note),
            notes => push_words(out, &notes.join(" ")),
        }
        out.push(',');
        let source = self.source;
        let document = source.map_or("", |source| &self.plan.sources[source.document].title);
        push_words(out, document);
        out.push(',');
        let place = said.place.or(source.and_then(|one| one.page.as_deref()));
        push_words(out, place.unwrap_or_default());
        end_line(out);
    }
}

/// What is said of one value.
struct Said<'a> {
    printed: &'a str,
    number: &'a str,
    unit: &'a str,
    state: &'static str,
    is_sure: bool,
    note: &'a [&'a str],
    place: Option<&'a str>,
}

/// The exact number of a value, and its unit. What is no single number has none.
fn number(value: &Value, unit: &str) -> (String, String) {
    let quantity = match value.kind() {
        Kind::Bound { quantity, .. } => Some(&**quantity),
        Kind::Relative(relative) => relative.quantity.as_ref(),
        _ => value.quantity(),
    };
    let Some(quantity) = quantity else {
        let is_plain = !matches!(value.kind(), Kind::Text);
        let unit = if is_plain { unit } else { "" };
        return (String::new(), unit.to_owned());
    };
    let unit = quantity.unit.as_deref().unwrap_or(unit);
    let unit = match quantity.per() {
        Some(per) => format!("{unit}/{per}"),
        None => unit.to_owned(),
    };
    (quantity.number.to_string(), unit)
}

/// What kind of value it is, by the key of its word.
fn state(value: &Value) -> &'static str {
    match value.kind() {
        Kind::Number(quantity) if quantity.provisional => "values-state-provisional",
        Kind::Number(quantity) if quantity.approximate => "values-state-about",
        Kind::Number(_) | Kind::Duration(_) => "values-state-number",
        Kind::Range(_) => "values-state-range",
        Kind::Bound { op, .. } => match op {
            BoundOp::AtLeast => "values-state-at-least",
            BoundOp::AtMost => "values-state-at-most",
            BoundOp::Below => "values-state-below",
            BoundOp::Above => "values-state-above",
        },
        Kind::Relative(_) => "values-state-relative",
        Kind::Ratio(_) => "values-state-ratio",
        Kind::Several(_) => "values-state-several",
        Kind::Text => "values-state-text",
        Kind::Blank => "value-blank",
        Kind::Dash => "value-dash",
        Kind::Undecided => "values-state-undecided",
        Kind::Redacted => "value-redacted",
        Kind::Lost => "value-lost",
        Kind::Unpublished => "value-unpublished",
        Kind::Ambiguous { .. } => "values-state-ambiguous",
    }
}
