//! The table of one indicator, and in words what it leaves out.
//!
//! Years at either end and whole columns that hold nothing but words for "nothing" are not rows and
//! columns but sentences below the table, which name the year, what is missing and the word for it: a
//! reader sees what is there, and no kind of nothing is lost.

mod together;

use super::book::Book;
use super::lists::span;
use super::standing;
use super::tables::{ends, parted, value_cell};
use super::view::Inline;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::figures::{Unjudged, Verdict, judged, verdict};
use crate::model::value::Kind;
use crate::model::{FiscalYear, Indicator, Plan, Value, YearValues};

/// A word for nothing over a run of years, and of which measures it is said.
struct Gap<'a> {
    measures: Vec<&'a str>,
    from: FiscalYear,
    to: FiscalYear,
    word: &'a str,
}

/// The targets of the years behind the last result, and what they are in one line.
pub struct Ahead<'a> {
    pub label: String,
    pub table: Table<'a>,
}

/// Which columns an indicator's table has: those of which its document says anything.
#[derive(Default)]
struct Shape {
    target: bool,
    actual: bool,
    difference: bool,
    judged: bool,
    /// Our own verdict, where target and actual stand side by side.
    verdict: bool,
    /// A target is worked out from result and difference; and all of them are.
    implied: bool,
    all_implied: bool,
    /// Targets or results are told in words, which must be able to wrap.
    words: bool,
    /// Differences are of percentages.
    points: bool,
}

impl Shape {
    fn of(book: &Book, indicator: &Indicator) -> Self {
        let any = |is: &dyn Fn(&YearValues) -> bool| indicator.years.values().any(is);
        let implied = any(&|values| judged::implied_target(values).is_some());
        let target = implied || any(&|values| is_told(book, values.target.as_ref()));
        let actual = any(&|values| is_told(book, values.actual.as_ref()));
        let judged = any(&|values| values.judged().is_some());
        let is_percent = |value: &Value| value.raw().ends_with(['%', '％']);
        Self {
            target,
            actual,
            difference: any(&|values| is_told(book, values.difference())),
            judged,
            verdict: target && actual && !judged,
            implied,
            all_implied: judged::implies_all(indicator),
            words: any(&has_words),
            points: any(&|values| values.difference().is_some_and(is_percent)),
        }
    }
}

/// Whether a cell says more than that there is nothing. A word that is doubtful or has a remark does.
fn is_told(book: &Book, value: Option<&Value>) -> bool {
    value.is_some_and(|value| {
        book.missing_word(value).is_none() || !value.sure || value.note().is_some()
    })
}

fn has_words(values: &YearValues) -> bool {
    let mut both = values.target.iter().chain(&values.actual);
    both.any(|value| matches!(value.kind(), Kind::Text | Kind::Undecided))
}

/// Years that say the same words one after the other are one row.
fn runs<'y, 'a>(
    years: &'y [(FiscalYear, &'a YearValues)],
    is_plain: bool,
) -> impl Iterator<Item = &'y [(FiscalYear, &'a YearValues)]> {
    years.chunk_by(move |(year, one), (next, other)| {
        is_plain && year.next() == *next && is_repeated(one, other)
    })
}

/// Whether a year repeats the words of another; figures are never put together.
fn is_repeated(one: &YearValues, other: &YearValues) -> bool {
    let mut both = one.target.iter().chain(&one.actual);
    let are_words = both.all(|value| matches!(value.kind(), Kind::Text | Kind::Undecided));
    let is_plain = one.printed.is_none() && other.printed.is_none();
    has_words(one) && are_words && is_plain && is_equal(one, other)
}

/// Whether targets and results are the same, wherever they stand.
fn is_equal(one: &YearValues, other: &YearValues) -> bool {
    let is_same = |one: &Option<Value>, other: &Option<Value>| match (one, other) {
        (Some(one), Some(other)) => {
            let is_said =
                (one.raw(), one.kind(), one.note()) == (other.raw(), other.kind(), other.note());
            is_said && one.sure == other.sure
        }
        (one, other) => one.is_none() && other.is_none(),
    };
    is_same(&one.target, &other.target) && is_same(&one.actual, &other.actual)
}

/// Whether all that two indicators say of their years is the same words.
pub fn says_the_same(one: &Indicator, other: &Indicator) -> bool {
    let is_word =
        |value: &Value| value.is_missing() || matches!(value.kind(), Kind::Text | Kind::Undecided);
    let is_same = |values: &YearValues, known: &YearValues| {
        let mut both = values.target.iter().chain(&values.actual);
        let is_plain = values.printed.is_none() && known.printed.is_none();
        is_plain && is_equal(values, known) && both.all(is_word)
    };
    one.years.values().any(has_words)
        && one.years.len() == other.years.len()
        && one
            .years
            .iter()
            .zip(&other.years)
            .all(|((year, values), (same, known))| year == same && is_same(values, known))
}

fn says_anything(book: &Book, values: &YearValues) -> bool {
    let told = [
        values.target.as_ref(),
        values.actual.as_ref(),
        values.difference(),
    ];
    told.into_iter().any(|value| is_told(book, value)) || values.judged().is_some()
}

impl Book {
    /// One indicator: years down; target, actual and verdict across, and what the document itself prints
    /// of differences and judgements. No rows when the document has nothing but words for "nothing". The
    /// targets of the years behind the last result are a table of their own.
    pub fn indicator_tables<'a>(
        &'a self,
        plan: &Plan,
        indicator: &'a Indicator,
    ) -> (Table<'a>, Option<Ahead<'a>>) {
        let shape = Shape::of(self, indicator);
        let mut table = self.empty_table(indicator, &shape);
        let told = |(_, values): &(&FiscalYear, &YearValues)| says_anything(self, values);
        let first = indicator.years.iter().find(told).map(|(year, _)| *year);
        let last = indicator.years.iter().rfind(told).map(|(year, _)| *year);
        let shown = |year: FiscalYear| {
            first.is_some_and(|first| year >= first) && last.is_some_and(|last| year <= last)
        };
        let years: Vec<(FiscalYear, &YearValues)> = indicator
            .years
            .iter()
            .map(|(year, values)| (*year, values))
            .filter(|(year, _)| shown(*year))
            .collect();
        let has_result = |(_, values): &(FiscalYear, &YearValues)| {
            is_told(self, values.actual.as_ref())
                || is_told(self, values.difference())
                || values.judged().is_some()
        };
        let (years, ahead) = if shape.target && shape.actual {
            parted(&years, has_result)
        } else {
            (&years[..], &[][..])
        };
        let is_plain = plan.year_names.is_empty() && !shape.verdict;
        for run in runs(years, is_plain) {
            let (year, values) = run[0];
            let mut cells = Vec::with_capacity(5);
            if shape.target {
                cells.push(self.target_cell(values, &shape));
            }
            if shape.actual {
                cells.push(value_cell(self, values.actual.as_ref()));
            }
            if shape.difference {
                cells.push(self.difference_cell(values));
            }
            if shape.judged {
                cells.push(self.judged_cell(values));
            }
            if shape.verdict {
                cells.push(self.verdict_cell(year, values, indicator));
            }
            let head = self.head_of(plan, run);
            table.rows.push(Row::new(head, cells));
        }
        let is_computed = |(_, values): &(_, &YearValues)| {
            matches!(
                verdict(values, indicator.better),
                Verdict::Achieved | Verdict::Missed
            )
        };
        if shape.verdict && years.iter().any(is_computed) {
            table.notes.push(self.say("computed-remark").to_owned());
        }
        if shape.implied {
            table.notes.push(self.say("implied-note").to_owned());
        }
        if shape.points {
            table.notes.push(self.say("points-note").to_owned());
        }
        let has_cell = |year: FiscalYear, key: &str| {
            shown(year) && (key == "target" || ahead.first().is_none_or(|(from, _)| year < *from))
        };
        table
            .notes
            .extend(self.left_out(indicator, &shape, &has_cell));
        (table, self.ahead(plan, indicator, ahead))
    }

    /// The year of a row, or the years.
    fn head_of(&self, plan: &Plan, run: &[(FiscalYear, &YearValues)]) -> Cell<'_> {
        match ends(run.iter().map(|(year, _)| *year)) {
            Some((from, to)) if from != to => Cell::text(span(self, (from, to))),
            _ => Cell::text(self.plan_year(plan, run[0].0)),
        }
    }

    /// What an indicator's numbers were from year to year, in one line: 「実績 310 → 422 → 49 → 217件」. For
    /// where neither a drawing nor an open table tells them.
    pub fn course_of(&self, indicator: &Indicator) -> Vec<Inline> {
        type Of = fn(&YearValues) -> Option<&Value>;
        let measures: [(&str, Of); 2] = [
            ("target", |values| values.target.as_ref()),
            ("actual", |values| values.actual.as_ref()),
        ];
        let line = |(key, of): (&str, Of)| {
            let years = indicator.years.iter();
            let told: Vec<(FiscalYear, &Value)> = years
                .filter_map(|(year, values)| Some((*year, of(values)?)))
                .collect();
            let (from, to) = ends(told.iter().map(|(year, _)| *year))?;
            if from == to || told.iter().any(|(_, value)| value.quantity().is_none()) {
                return None;
            }
            let mut said = format!("{} ", self.say(key));
            for (at, (_, value)) in told.iter().enumerate() {
                let is_last = at + 1 == told.len();
                if at > 0 {
                    said.push_str(" → ");
                }
                match value.quantity() {
                    Some(quantity) if quantity.unit.is_none() && !is_last && value.sure => {
                        said.push_str(&self.sentence_text(value));
                    }
                    _ => said.push_str(&standing::in_words(self, indicator, value)),
                }
            }
            let mut said = Inline::text(&said);
            said.push(&self.aside(&[&span(self, (from, to))]));
            Some(said)
        };
        measures.into_iter().filter_map(line).collect()
    }

    /// The targets of years that have nothing else.
    fn ahead<'a>(
        &'a self,
        plan: &Plan,
        indicator: &'a Indicator,
        years: &[(FiscalYear, &'a YearValues)],
    ) -> Option<Ahead<'a>> {
        let (from, to) = ends(years.iter().map(|(year, _)| *year))?;
        let shape = Shape {
            target: true,
            words: years.iter().any(|(_, values)| has_words(values)),
            ..Shape::default()
        };
        let mut table = self.empty_table(indicator, &shape);
        table.id.push_str("-ahead");
        let runs = runs(years, plan.year_names.is_empty());
        table.rows.extend(runs.map(|run| {
            let cell = self.target_cell(run[0].1, &shape);
            Row::new(self.head_of(plan, run), vec![cell])
        }));
        let label = self.ahead_label(indicator, years, (from, to));
        Some(Ahead { label, table })
    }

    /// 「令和8年度から令和11年度までの目標（どれも365日）」
    fn ahead_label(
        &self,
        indicator: &Indicator,
        years: &[(FiscalYear, &YearValues)],
        (from, to): (FiscalYear, FiscalYear),
    ) -> String {
        let target = |values: &YearValues| match values.target.as_ref() {
            Some(target) if !target.is_missing() => standing::in_words(self, indicator, target),
            _ => String::new(),
        };
        let targets: Vec<String> = years.iter().map(|(_, values)| target(values)).collect();
        let (first, last) = (&targets[0], &targets[targets.len() - 1]);
        // A line that told some of the years only would be taken for all of them.
        let is_told = targets.iter().all(|target| !target.is_empty());
        let key = match is_told && !years.iter().any(|(_, values)| has_words(values)) {
            true if targets.iter().all(|target| target == first) => "fold-targets-same",
            true if first != last => "fold-targets-path",
            _ => "fold-targets",
        };
        let args = [
            ("from", &*self.short_year(from)),
            ("to", &*self.short_year(to)),
            ("first", &**first),
            ("last", &**last),
        ];
        self.fill(key, &args)
    }

    fn empty_table<'a>(&'a self, indicator: &'a Indicator, shape: &Shape) -> Table<'a> {
        let slot = indicator.slot.to_string();
        let unit = self.unit(indicator.unit.as_deref().unwrap_or_default());
        let what = match (shape.target, shape.actual) {
            (true, false) => "targets-alone",
            (false, true) => "actuals-alone",
            _ => "targets-and-actuals",
        };
        let key = if unit.is_empty() {
            "indicator-caption"
        } else {
            "indicator-caption-unit"
        };
        let args = [
            ("slot", &*slot),
            ("name", &*indicator.name),
            ("unit", &*unit),
            ("what", self.say(what)),
        ];
        let caption = self.fill(key, &args);
        let mut columns = vec![Column::text(self.say("year"))];
        let column = if shape.words {
            Column::text
        } else {
            Column::number
        };
        let target = if shape.all_implied {
            "target-implied"
        } else {
            "target"
        };
        let wanted = [
            (shape.target, column(self.say(target))),
            (shape.actual, column(self.say("actual"))),
            (shape.difference, Column::number(self.say("difference"))),
            (shape.judged, Column::text(self.say("verdict-printed"))),
            (shape.verdict, Column::text(self.say("verdict"))),
        ];
        let there = wanted.into_iter().filter(|(is_there, _)| *is_there);
        columns.extend(there.map(|(_, column)| column));
        Table::new(format!("indicator-{slot}-table"), caption, columns)
    }

    /// A sentence for each run of years in which a measure has nothing but a word for that.
    fn left_out(
        &self,
        indicator: &Indicator,
        shape: &Shape,
        has_cell: &dyn Fn(FiscalYear, &str) -> bool,
    ) -> Vec<String> {
        type Of = fn(&YearValues) -> Option<&Value>;
        let measures: [(&str, bool, Of); 3] = [
            ("target", shape.target, |values| values.target.as_ref()),
            ("actual", shape.actual, |values| values.actual.as_ref()),
            ("difference", shape.difference, YearValues::difference),
        ];
        let mut gaps: Vec<Gap<'_>> = Vec::new();
        for (key, has_column, of) in measures {
            // What the document has no cell for anywhere is not missing from it.
            if !indicator.years.values().any(|values| of(values).is_some()) {
                continue;
            }
            let mut runs: Vec<Gap<'_>> = Vec::new();
            for (year, values) in indicator.years.iter() {
                if has_column && has_cell(*year, key) {
                    continue;
                }
                let word = match of(values) {
                    Some(value) => self.missing_word(value),
                    None => Some(self.say("value-none")),
                };
                let Some(word) = word else { continue };
                match runs.last_mut() {
                    Some(run) if run.word == word && run.to.next() == *year => run.to = *year,
                    _ => runs.push(Gap {
                        measures: vec![self.say(key)],
                        from: *year,
                        to: *year,
                        word,
                    }),
                }
            }
            for run in runs {
                let same = |gap: &&mut Gap<'_>| {
                    (gap.from, gap.to, gap.word) == (run.from, run.to, run.word)
                };
                match gaps.iter_mut().find(same) {
                    Some(gap) => gap.measures.extend(run.measures),
                    None => gaps.push(run),
                }
            }
        }
        let said = gaps.iter().map(|gap| {
            let measures = gap.measures.join(self.say("and"));
            self.gap(&measures, (gap.from, gap.to), gap.word)
        });
        said.collect()
    }

    /// 「実績は、令和7年度から令和11年度まで「記載なし」です。」
    pub fn gap(&self, measures: &str, years: (FiscalYear, FiscalYear), word: &str) -> String {
        let (from, to) = (self.short_year(years.0), self.short_year(years.1));
        let args = [
            ("measures", measures),
            ("from", &*from),
            ("to", &*to),
            ("word", word),
        ];
        let key = if years.0 == years.1 {
            "gap-in-year"
        } else {
            "gap-in-years"
        };
        self.fill(key, &args)
    }

    /// The target, or the one that result and printed difference leave, which says so unless the head of
    /// its column does.
    fn target_cell<'a>(&'a self, values: &'a YearValues, shape: &Shape) -> Cell<'a> {
        match self.implied_target(values) {
            Some(shown) if shape.all_implied => Cell::number(shown, None),
            Some(shown) => Cell::number(shown, None).note(self.say("implied")),
            None => value_cell(self, values.target.as_ref()),
        }
    }

    fn difference_cell<'a>(&'a self, values: &'a YearValues) -> Cell<'a> {
        let cell = value_cell(self, values.difference());
        if values.base().is_empty() {
            cell
        } else {
            cell.note(self.fill("difference-base", &[("base", values.base())]))
        }
    }

    fn judged_cell<'a>(&'a self, values: &'a YearValues) -> Cell<'a> {
        match values.judged() {
            Some(judged) => Cell::only_chip(self.judged(judged), super::status::tone(judged.met)),
            None => Cell::absent(self.say("value-none")),
        }
    }

    pub fn verdict_cell(
        &self,
        year: FiscalYear,
        values: &YearValues,
        indicator: &Indicator,
    ) -> Cell<'_> {
        let said = verdict(values, indicator.better);
        let is_ahead =
            said == Verdict::Unjudged(Unjudged::NoActual) && !year.has_ended(self.site.info.as_of);
        match self.verdict_chip(said) {
            Some(chip) => Cell::only_chip(chip.label, chip.tone.into()),
            None if is_ahead => Cell::text(self.say("verdict-not-yet")),
            None => Cell::text(self.verdict_text(said)),
        }
    }
}
