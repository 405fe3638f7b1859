//! How many reached their target in each judged year, with the ways to the years.

use super::super::book::Book;
use super::super::tables::block;
use super::super::view::Section;
use super::super::years;
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};

pub(super) fn section(book: &Book, plan_ix: usize, here: &SitePath) -> Section {
    let columns = vec![
        Column::text(book.say("year")),
        Column::number(book.say("status-rate")),
        Column::number(book.say("outcome-met")),
        Column::number(book.say("outcome-missed")),
        Column::number(book.say("status-judged")),
    ];
    let caption = book.say("status-rates").to_owned();
    let mut table = Table::new("rates-table".to_owned(), caption.clone(), columns);
    for (year, outcomes) in &book.plan_figures(plan_ix).whole.outcomes {
        let rate = match outcomes.rate() {
            Some(rate) => Cell::number(book.percent(rate), None),
            None => Cell::absent(book.say("value-no-rate")),
        };
        let count = |number: usize| Cell::number(number.to_string(), None);
        let missed = match years::way_to_missed(book, plan_ix, *year, here) {
            Some(href) => Cell::link(outcomes.missed.to_string(), href),
            None => count(outcomes.missed),
        };
        let cells = vec![rate, count(outcomes.met), missed, count(outcomes.judged())];
        let head = match years::way_to(book, plan_ix, *year, here) {
            Some(href) => Cell::link(book.year(*year), href),
            None => Cell::text(book.year(*year)),
        };
        table.rows.push(Row::new(head, cells));
    }
    table.notes.push(book.say("verdicts-note").to_owned());
    Section {
        id: "rates".to_owned(),
        heading: caption,
        blocks: vec![block(book, &table)],
    }
}
