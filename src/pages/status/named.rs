//! Projects by name in a sentence: the first few, and how many more.

use crate::figures::{Outcome, outcome};
use crate::model::FiscalYear;
use crate::pages::book::Book;

/// So many are named in a sentence.
const NAMED: usize = 3;

/// 「「甲」「乙」「丙」ほか12件」
pub(super) fn names(book: &Book, plan_ix: usize, projects: &[usize]) -> String {
    let named = projects.iter().take(NAMED).map(|ix| {
        let title = &book.plan(plan_ix).projects[*ix].title;
        book.fill("named", &[("title", title)])
    });
    let named: Vec<String> = named.collect();
    let names = named.join(book.say("named-separator"));
    match projects.len() - named.len() {
        0 => names,
        more => {
            let args = [("names", &*names), ("count", &*more.to_string())];
            book.fill("named-more", &args)
        }
    }
}

/// Which of some projects missed their targets in a year: the first of them by name.
pub fn missed(book: &Book, plan_ix: usize, projects: &[usize], year: FiscalYear) -> String {
    let plan = book.plan(plan_ix);
    let is_missed = |ix: &usize| outcome(&plan.projects[*ix], year) == Some(Outcome::Missed);
    let missed: Vec<usize> = projects.iter().copied().filter(is_missed).collect();
    if missed.is_empty() {
        return String::new();
    }
    let args = [("names", &*names(book, plan_ix, &missed))];
    book.fill("missed-names", &args)
}
