//! The targets of several indicators of which nothing else is known yet: side by side in one table, an
//! indicator a line and a year a column, below a small drawing of each that changes.

use super::Shape;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::model::value::Kind;
use crate::model::{FiscalYear, Indicator, Plan, Value, YearValues};
use crate::pages::book::Book;
use crate::pages::project::notes;
use crate::pages::tables::{block, value_cell};
use crate::pages::view::Block;

/// More columns do not fit a sheet of paper beside the names.
const YEARS_ACROSS: usize = 6;
/// What is told in words stands in a column of figures only where it is this short.
const WORDS_IN_A_COLUMN: usize = 8;

impl Book {
    /// Those of them that have short targets alone, in one table, and the others; `None` where fewer than
    /// two have, or over more years than fit.
    pub fn targets_together<'a>(
        &self,
        plan: &Plan,
        list: &'a [Indicator],
    ) -> Option<(Vec<Block>, Vec<&'a Indicator>)> {
        let (aims, others): (Vec<&Indicator>, Vec<&Indicator>) =
            list.iter().partition(|one| self.is_aim_alone(one));
        let years = aims.iter().flat_map(|one| one.years.keys());
        let mut years: Vec<FiscalYear> = years.copied().collect();
        years.sort_unstable();
        years.dedup();
        let fits = aims.len() > 1 && years.len() <= YEARS_ACROSS;
        fits.then(|| (self.aims(plan, &aims, &years), others))
    }

    fn aims(&self, plan: &Plan, list: &[&Indicator], years: &[FiscalYear]) -> Vec<Block> {
        let args = [("count", &*list.len().to_string())];
        let caption = self.fill("targets-together", &args);
        let mut columns = vec![Column::text(self.say("indicator"))];
        columns.extend(
            years
                .iter()
                .map(|year| Column::number(self.plan_year(plan, *year))),
        );
        let mut table = Table::new("indicators-table".to_owned(), caption, columns);
        for &indicator in list {
            let target = |year: &FiscalYear| indicator.years.get(year)?.target.as_ref();
            let cells = years.iter().map(|year| value_cell(self, target(year)));
            let row = Row::new(self.aim_head(indicator), cells.collect());
            table
                .rows
                .push(row.named(format!("indicator-{}", indicator.slot)));
        }
        let mut blocks: Vec<Block> = Vec::new();
        let course: Vec<&Indicator> = list.iter().copied().filter(|one| has_course(one)).collect();
        let is_drawn = course.len() > 1;
        blocks.extend(is_drawn.then(|| self.indicators_chart(&course)).flatten());
        blocks.push(block(self, &table));
        blocks.extend(notes(&self.said_of_each(plan, list)));
        blocks
    }

    /// Whether short targets are all that there is.
    fn is_aim_alone(&self, indicator: &Indicator) -> bool {
        let Shape {
            target,
            actual,
            difference,
            judged,
            implied,
            ..
        } = Shape::of(self, indicator);
        let mut targets = indicator
            .years
            .values()
            .filter_map(|values| values.target.as_ref());
        let is_alone = target && !(actual || difference || judged || implied);
        is_alone && targets.all(is_short)
    }

    /// Its name, its unit, and what kind of indicator it is.
    fn aim_head<'a>(&'a self, indicator: &'a Indicator) -> Cell<'a> {
        let chips = self.indicator_chips(indicator);
        let kinds: Vec<&str> = chips.iter().map(|chip| &*chip.label).collect();
        Cell::text(self.indicator_heading(indicator)).note(kinds.join(self.say("list-separator")))
    }

    /// Remarks on single indicators, each with its number; what all of them have in common once.
    fn said_of_each(&self, plan: &Plan, list: &[&Indicator]) -> Vec<String> {
        let mut said: Vec<(Vec<String>, String)> = Vec::new();
        for indicator in list {
            let shape = Shape::of(self, indicator);
            let of_table = self.left_out(indicator, &shape, &|_, key| key == "target");
            let of_it = self.said_of(plan, indicator);
            for text in of_table.into_iter().chain(of_it) {
                let slot = indicator.slot.to_string();
                match said.iter_mut().find(|(_, known)| *known == text) {
                    Some((slots, _)) => slots.push(slot),
                    None => said.push((vec![slot], text)),
                }
            }
        }
        let lines = said.into_iter().map(|(slots, text)| {
            if slots.len() == list.len() {
                return text;
            }
            let slots = slots.join(self.say("list-separator"));
            self.fill("targets-said", &[("slots", &*slots), ("text", &*text)])
        });
        lines.collect()
    }
}

fn is_short(target: &Value) -> bool {
    match target.kind() {
        Kind::Text | Kind::Undecided => target.raw().chars().count() <= WORDS_IN_A_COLUMN,
        _ => true,
    }
}

/// Whether its targets differ from year to year.
fn has_course(indicator: &Indicator) -> bool {
    let of_year = |values: &YearValues| values.target.as_ref()?.number();
    let mut numbers = indicator.years.values().filter_map(of_year);
    let Some(first) = numbers.next() else {
        return false;
    };
    numbers.any(|number| number != first)
}
