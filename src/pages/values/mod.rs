//! Every value of a plan in one long file: a row for each, with what it is of, how it is printed, what
//! number it is, and where it stands.
//!
//! It is made from the model, after all that is held back was taken out. A reader finds in it what is on
//! the pages; a comparison of two releases reads nothing else of their figures. Derived figures are not
//! in it: they follow from these. It is made part by part, so that no plan stands in memory twice.

mod row;
mod walk;

pub use row::{COLUMNS, corrected};

use std::sync::Arc;

use super::book::Book;
use super::cells::{MARK, end_line, push_cell, push_line};
use super::route::{self, Page};
use crate::base::path::SitePath;
use crate::base::place::Place;
use crate::base::words::Words;
use crate::model::Project;
use row::{Rows, Sought};

/// A piece of the file, and the page on which its values are seen.
pub struct Piece {
    pub page: SitePath,
    pub bytes: Vec<u8>,
}

/// Where each plan's file is published. What is the same in every edition is there once.
pub fn addresses(book: &Book) -> Vec<SitePath> {
    if book.is_english() {
        return Vec::new();
    }
    book.site.plans.iter().map(route::values_file).collect()
}

/// The file of a plan, piece by piece.
pub fn pieces(book: &Book, plan_ix: usize) -> impl Iterator<Item = Piece> + '_ {
    let plan = book.plan(plan_ix);
    let home = book.address(&Page::Plan(plan_ix));
    let head = std::iter::once_with(move || Piece {
        page: home,
        bytes: head(book, plan_ix),
    });
    let projects = plan.projects.iter().map(move |project| {
        let mut rows = Rows::new(book, plan);
        walk::project(&mut rows, project);
        Piece {
            page: route::project(plan, project),
            bytes: rows.into_bytes(),
        }
    });
    let rest = (0..plan.datasets.len()).map(move |ix| {
        let mut rows = Rows::new(book, plan);
        walk::dataset(&mut rows, ix);
        Piece {
            page: route::table(plan, ix, 0),
            bytes: rows.into_bytes(),
        }
    });
    head.chain(projects).chain(rest)
}

/// The whole file at an address, for whoever renders only what is asked for.
pub fn file(book: &Book, address: &str) -> Option<Vec<u8>> {
    let is_it = |one: &SitePath| one.as_str() == address;
    let plan = addresses(book).iter().position(is_it)?;
    Some(pieces(book, plan).flat_map(|piece| piece.bytes).collect())
}

/// A piece of the file, or all of it, as it is shown: in a preview each row says in a column behind all
/// others that it is a draft. What is compared and counted has no such column.
pub fn shown(book: &Book, bytes: Vec<u8>) -> Vec<u8> {
    if !book.is_preview() {
        return bytes;
    }
    let mark = MARK.as_bytes();
    let (has_head, rows) = match bytes.strip_prefix(mark) {
        Some(rows) => (true, rows),
        None => (false, &*bytes),
    };
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).from_reader(rows);
    let mut out = String::new();
    if has_head {
        out.push_str(MARK);
    }
    for (place, row) in reader.records().filter_map(Result::ok).enumerate() {
        let key = match has_head && place == 0 {
            true => "file-draft",
            false => "file-draft-mark",
        };
        push_line(&mut out, row.iter().chain([book.say(key)]));
    }
    out.into_bytes()
}

/// The rows of the one thing that a page is of, below the names of the columns.
pub fn of_page(book: &Book, page: &Page) -> Option<Vec<u8>> {
    let (Page::Plan(plan_ix)
    | Page::Policy(plan_ix, _)
    | Page::Project(plan_ix, _)
    | Page::Table(plan_ix, ..)) = page
    else {
        return None;
    };
    let plan = book.plan(*plan_ix);
    let mut rows = Rows::new(book, plan);
    columns(&mut rows);
    match page {
        Page::Policy(_, ix) => walk::policy(&mut rows, *ix),
        Page::Project(_, ix) => walk::project(&mut rows, &plan.projects[*ix]),
        Page::Table(_, ix, _) => walk::dataset(&mut rows, *ix),
        _ => walk::plan(&mut rows, *plan_ix),
    }
    Some(rows.into_bytes())
}

/// Where a value is written, by the cells of its row in that file.
pub fn place(book: &Book, page: &str, measure: &str, (key, year): (&str, &str)) -> Option<Place> {
    let id = page.split('/').next()?;
    let plan_ix = book
        .site
        .plans
        .iter()
        .position(|plan| plan.id.as_str() == id)?;
    let plan = book.plan(plan_ix);
    let rows = || {
        let mut rows = Rows::new(book, plan);
        rows.sought = Some(Sought {
            page,
            measure,
            key,
            year,
            found: None,
        });
        rows
    };
    let spot = |rows: Rows<'_>| rows.sought.and_then(|sought| sought.found);
    let index = plan.index.as_ref().map(|index| &index.file);
    let is_index = ["values-index", "values-index-change", "values-index-flag"]
        .iter()
        .any(|key| Words::of(book.site.info.lang).find_in("pages", key) == Some(measure));
    let mut seeking = rows();
    walk::plan(&mut seeking, plan_ix);
    if let Some(spot) = spot(seeking) {
        let file = index.filter(|_| is_index).unwrap_or(&plan.file);
        return Some(spot.in_file(file));
    }
    let policies = plan.policies.iter().enumerate().find_map(|(ix, policy)| {
        let mut seeking = rows();
        walk::policy(&mut seeking, ix);
        spot(seeking).map(|spot| spot.in_file(&policy.file))
    });
    let is_here = |project: &&Arc<Project>| route::project(plan, project).as_str() == page;
    let projects = || {
        let project = plan.projects.iter().find(is_here)?;
        let mut seeking = rows();
        walk::project(&mut seeking, project);
        spot(seeking).map(|spot| spot.in_file(&project.file))
    };
    let tables = || {
        plan.datasets.iter().enumerate().find_map(|(ix, table)| {
            let mut seeking = rows();
            walk::dataset(&mut seeking, ix);
            spot(seeking).map(|spot| spot.in_file(&table.cells))
        })
    };
    let former = || {
        let mut seeking = rows();
        walk::former(&mut seeking);
        spot(seeking).map(|spot| spot.in_file(&plan.beside("former.csv")))
    };
    policies.or_else(projects).or_else(tables).or_else(former)
}

/// The names of the columns, and the values of the plan and its policies.
fn head(book: &Book, plan_ix: usize) -> Vec<u8> {
    let plan = book.plan(plan_ix);
    let mut rows = Rows::new(book, plan);
    columns(&mut rows);
    walk::plan(&mut rows, plan_ix);
    for ix in 0..plan.policies.len() {
        walk::policy(&mut rows, ix);
    }
    walk::former(&mut rows);
    rows.into_bytes()
}

/// The line with the names of the columns.
fn columns(rows: &mut Rows<'_>) {
    rows.out.push_str(MARK);
    for (count, key) in COLUMNS.iter().enumerate() {
        if count > 0 {
            rows.out.push(',');
        }
        let name = rows.say(key);
        push_cell(&mut rows.out, name);
    }
    end_line(&mut rows.out);
}
