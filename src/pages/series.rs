//! The table of one indicator, and in words what it leaves out.
//!
//! Years at either end and whole columns that hold nothing but words for "nothing" are not rows and
//! columns but sentences below the table, which name the year, what is missing and the word for it: a
//! reader sees what is there, and no kind of nothing is lost.

use super::book::Book;
use super::tables::value_cell;
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

/// Which columns an indicator's table has: those of which its document says anything.
struct Shape {
    target: bool,
    actual: bool,
    difference: bool,
    judged: bool,
    /// Our own verdict, where target and actual stand side by side.
    verdict: bool,
    /// A target is worked out from result and difference.
    implied: bool,
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
            words: any(&|values| {
                let mut both = values.target.iter().chain(&values.actual);
                both.any(|value| matches!(value.kind(), Kind::Text | Kind::Undecided))
            }),
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
    /// of differences and judgements. No rows when the document has nothing but words for "nothing".
    pub fn indicator_table<'a>(&'a self, plan: &Plan, indicator: &'a Indicator) -> Table<'a> {
        let shape = Shape::of(self, indicator);
        let mut table = self.empty_table(indicator, &shape);
        let told = |(_, values): &(&FiscalYear, &YearValues)| says_anything(self, values);
        let first = indicator.years.iter().find(told).map(|(year, _)| *year);
        let last = indicator.years.iter().rfind(told).map(|(year, _)| *year);
        let shown = |year: FiscalYear| {
            first.is_some_and(|first| year >= first) && last.is_some_and(|last| year <= last)
        };
        for (year, values) in indicator.years.iter().filter(|(year, _)| shown(**year)) {
            let mut cells = Vec::with_capacity(5);
            if shape.target {
                cells.push(self.target_cell(values));
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
                cells.push(self.verdict_cell(*year, values, indicator));
            }
            let head = Cell::text(self.plan_year(plan, *year));
            table.rows.push(Row::new(head, cells));
        }
        if shape.implied {
            table.notes.push(self.say("implied-note").to_owned());
        }
        if shape.points {
            table.notes.push(self.say("points-note").to_owned());
        }
        table.notes.extend(self.left_out(indicator, &shape, &shown));
        table
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
        let wanted = [
            (shape.target, column(self.say("target"))),
            (shape.actual, column(self.say("actual"))),
            (shape.difference, Column::number(self.say("difference"))),
            (shape.judged, Column::text(self.say("verdict-printed"))),
            (shape.verdict, Column::text(self.say("verdict"))),
        ];
        let there = wanted.into_iter().filter(|(is_there, _)| *is_there);
        columns.extend(there.map(|(_, column)| column));
        Table::new(format!("indicator-{slot}-table"), caption, columns)
    }

    /// 「実績は、令和7年度から令和11年度まで「記載なし」です。」
    fn left_out(
        &self,
        indicator: &Indicator,
        shape: &Shape,
        shown: &dyn Fn(FiscalYear) -> bool,
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
                if has_column && shown(*year) {
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
        gaps.iter().map(|gap| self.gap(gap)).collect()
    }

    fn gap(&self, gap: &Gap<'_>) -> String {
        let (from, to) = (self.short_year(gap.from), self.short_year(gap.to));
        let args = [
            ("measures", &*gap.measures.join(self.say("and"))),
            ("from", &*from),
            ("to", &*to),
            ("word", gap.word),
        ];
        let key = if gap.from == gap.to {
            "gap-in-year"
        } else {
            "gap-in-years"
        };
        self.fill(key, &args)
    }

    /// The target, or the one that result and printed difference leave.
    fn target_cell<'a>(&'a self, values: &'a YearValues) -> Cell<'a> {
        match self.implied_target(values) {
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
