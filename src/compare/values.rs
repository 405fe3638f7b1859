//! The rows of the files of all values, and which of them differ.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use super::corrected::{is_other, words};
use super::editions::Editions;
use super::subjects::Subjects;
use super::{Change, Seen, Side, Subject, SubjectChange, ValueChange, side};
use crate::base::words::{Lang, Words};
use crate::pages::values::COLUMNS;

/// All rows of a release, in the order of its files.
#[derive(Debug)]
pub struct Rows(pub Vec<Row>);

#[derive(Debug)]
pub struct Row {
    cells: StringRecord,
    pub is: Is,
}

/// What a row tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// What something is called.
    Name,
    /// What an indicator is called.
    Indicator,
    Value,
}

/// What tells a value from all others of a release.
pub type Key<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a str);

impl Rows {
    pub fn of(side: &Side) -> Self {
        let files = side.texts.iter().filter(|(path, _)| side::is_values(path));
        let named = |key: &str| Lang::ALL.map(|lang| Words::of(lang).find_in("pages", key));
        let [name, indicator] = ["values-name", "values-indicator"].map(named);
        let mut rows = Vec::new();
        for (_, text) in files {
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
            let mut reader = csv::ReaderBuilder::new()
                .flexible(true)
                .from_reader(text.as_bytes());
            // Every row of text is one: the files are ours, and were held against their list.
            for cells in reader.records().filter_map(Result::ok) {
                let mut row = Row {
                    cells,
                    is: Is::Value,
                };
                let (measure, key) = (Some(row.cell("values-measure")), row.key_of_item());
                // A column of a table may be called anything, but its cells always have a key.
                if name.contains(&measure) && key.is_empty() {
                    row.is = Is::Name;
                } else if indicator.contains(&measure) && key.parse::<u32>().is_ok() {
                    row.is = Is::Indicator;
                }
                rows.push(row);
            }
        }
        Self(rows)
    }
}

impl Row {
    fn cell(&self, column: &str) -> &str {
        let at = COLUMNS.iter().position(|known| *known == column);
        let cell = at.and_then(|at| self.cells.get(at)).unwrap_or_default();
        // What keeps a spreadsheet from calculating is no part of the words.
        match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(crate::pages::begins_formula) => rest,
            _ => cell,
        }
    }

    pub fn page(&self) -> &str {
        self.cell("values-page")
    }

    pub fn id(&self) -> &str {
        self.cell("values-id")
    }

    pub fn item(&self) -> &str {
        self.cell("values-item")
    }

    pub fn note(&self) -> &str {
        self.cell("values-note")
    }

    pub fn key_of_item(&self) -> &str {
        self.cell("values-key")
    }

    pub fn subject(&self) -> Subject {
        let cell = |column| self.cell(column).to_owned();
        Subject {
            page: cell("values-page"),
            kind: cell("values-kind"),
            id: cell("values-id"),
            title: cell("values-title"),
            sections: cell("values-sections"),
            policies: cell("values-policies"),
        }
    }

    pub fn seen(&self) -> Seen {
        let cell = |column| self.cell(column).to_owned();
        Seen {
            printed: cell("values-printed"),
            number: cell("values-number"),
            unit: cell("values-unit"),
            state: cell("values-state"),
            doubt: cell("values-doubt"),
            note: cell("values-note"),
            document: cell("values-document"),
            place: cell("values-place"),
        }
    }

    fn key<'a>(&'a self, page: &'a str, id: &'a str) -> Key<'a> {
        (
            page,
            self.cell("values-kind"),
            id,
            self.cell("values-measure"),
            self.key_of_item(),
            self.cell("values-year"),
        )
    }

    /// The value, where it is marked as not certain.
    pub fn doubtful(&self) -> Option<ValueChange> {
        let is_doubtful = !self.cell("values-doubt").is_empty();
        is_doubtful.then(|| self.change(None, Some(self.seen())))
    }

    fn change(&self, old: Option<Seen>, new: Option<Seen>) -> ValueChange {
        let cell = |column| self.cell(column).to_owned();
        ValueChange {
            on: self.subject(),
            measure: cell("values-measure"),
            key: cell("values-key"),
            item: cell("values-item"),
            year: cell("values-year"),
            when: cell("values-when"),
            old,
            new,
            edition: false,
            settled: false,
        }
    }
}

impl Seen {
    /// Whether it is the same value, wherever it stands in its document.
    fn is_as(&self, other: &Self) -> bool {
        let at = |seen: &Self| Self {
            document: String::new(),
            place: String::new(),
            ..seen.clone()
        };
        at(self) == at(other)
    }

    fn source(&self) -> String {
        format!("{} {}", self.document, self.place)
            .trim()
            .to_owned()
    }
}

/// Takes out the values of which nothing differs but where they stand in which document: that is told once of
/// what they are of, with how many they are.
pub fn sources(values: &mut Vec<ValueChange>) -> Vec<SubjectChange> {
    let mut found: Vec<SubjectChange> = Vec::new();
    values.retain(|one| {
        let (Some(old), Some(new)) = (&one.old, &one.new) else {
            return true;
        };
        if !old.is_as(new) {
            return true;
        }
        let (from, to) = (old.source(), new.source());
        let known = found.iter_mut().find_map(|told| match &mut told.change {
            Change::Source {
                from: was,
                to: is,
                values,
            } if told.on.page == one.on.page && (&*was, &*is) == (&from, &to) => Some(values),
            _ => None,
        });
        match known {
            Some(values) => *values += 1,
            None => found.push(SubjectChange {
                on: one.on.clone(),
                indicator: None,
                change: Change::Source {
                    from,
                    to,
                    values: 1,
                },
            }),
        }
        false
    });
    found
}

/// The years of each plan for which it tells what was done or spent.
fn results(rows: &Rows) -> BTreeSet<(&str, &str)> {
    let is_result = |row: &&Row| {
        let measure = row.cell("values-measure");
        let mut results = ["actual", "values-settled"].into_iter().flat_map(words);
        results.any(|word| word == measure) && !row.cell("values-number").is_empty()
    };
    let done = rows.0.iter().filter(is_result);
    done.map(|row| (plan_of(row.page()), row.cell("values-year")))
        .collect()
}

fn plan_of(page: &str) -> &str {
    page.split('/').next().unwrap_or_default()
}

/// Values that differ, in the order of the new release; those that are gone come last. Beside them the page of
/// every value of a new edition that is as it was in the one before.
pub fn changes<'a>(
    rows: &'a [Rows; 2],
    subjects: &Subjects,
    editions: &Editions,
) -> (Vec<ValueChange>, Vec<&'a str>) {
    let [old, new] = rows;
    let pages: Vec<Option<String>> = new
        .0
        .iter()
        .map(|row| editions.former(row.page()))
        .collect();
    let mut former: BTreeMap<Key<'_>, Vec<&Row>> = BTreeMap::new();
    for row in old.0.iter().rev().filter(|row| row.is == Is::Value) {
        if editions.next(row.page()).is_some() {
            former
                .entry(row.key(row.page(), row.id()))
                .or_default()
                .push(row);
        }
    }
    let results = results(new);
    let mut same = Vec::new();
    let mut known: BTreeMap<Key<'_>, Vec<(usize, &Row)>> = BTreeMap::new();
    for (place, row) in old.0.iter().enumerate().rev() {
        if row.is == Is::Value {
            let page = subjects.page_now(row.page());
            // Two with one key are told apart by their order.
            let id = subjects.id_now(row.page(), row.id());
            known
                .entry(row.key(page, id))
                .or_default()
                .push((place, row));
        }
    }
    let mut found = Vec::new();
    for (row, page) in new
        .0
        .iter()
        .zip(&pages)
        .filter(|(row, _)| row.is == Is::Value)
    {
        if let Some(page) = page {
            let key = row.key(page, editions.former_id(row.page(), row.id()));
            let was = former.get_mut(&key).and_then(Vec::pop).map(Row::seen);
            let is = row.seen();
            // Another edition is another document: where a value stands in it is not told of each.
            if was.as_ref().is_some_and(|was| was.is_as(&is)) {
                same.push(row.page());
            } else {
                let is_past = results.contains(&(plan_of(row.page()), row.cell("values-year")));
                let other = was.as_ref().filter(|was| !was.is_nothing());
                found.push(ValueChange {
                    edition: was.is_some(),
                    settled: is_past && other.is_some_and(|was| is_other(was, &is)),
                    ..row.change(was, Some(is))
                });
            }
            continue;
        }
        let before = known
            .get_mut(&row.key(row.page(), row.id()))
            .and_then(Vec::pop);
        let (was, is) = (before.map(|(_, before)| before.seen()), row.seen());
        if was.as_ref() != Some(&is) {
            found.push(row.change(was, Some(is)));
        }
    }
    let mut gone: Vec<(usize, &Row)> = known.into_values().flatten().collect();
    gone.sort_by_key(|(place, _)| *place);
    found.extend(gone.into_iter().map(|(_, row)| {
        let mut change = row.change(Some(row.seen()), None);
        // What is gone of something that moved is told where that is now.
        let now = subjects.page_now(row.page());
        if let Some(on) = subjects.on(now).filter(|_| now != row.page()) {
            change.on = on.clone();
        }
        change
    }));
    // What the edition before has of the same things and the new one has not.
    for row in former.into_values().flatten() {
        let next = editions.next(row.page()).unwrap_or_default();
        if let Some(on) = subjects.on(&next) {
            found.push(ValueChange {
                on: on.clone(),
                edition: true,
                ..row.change(Some(row.seen()), None)
            });
        }
    }
    (found, same)
}
