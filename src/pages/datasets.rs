//! The further tables of a plan: the list of them, and a page for each with its chart, its cells, its
//! notes and its file.
//!
//! Every cell of the data is in the table as it was printed, in the order of the document; only the
//! column that names the rows is moved to the front. Drawing is in `chart`, the file in `file`.

mod answer;
mod chart;
mod file;

pub use file::file;

use std::borrow::Cow;

use super::book::{Book, Head, link};
use super::indicators::{paragraph, turn};
use super::project::notes;
use super::route::{self, Page, ROWS_PER_PAGE};
use super::tables::{block, value_cell};
use super::view::{Block, Inline, LinkItem, Section, View};
use super::wording;
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::model::value::Kind;
use crate::model::{
    ColumnKind, Dataset, DatasetChart, DatasetColumn, Plan, Policy, PolicyIx, Value,
};

/// The list of a plan's tables, by the top policy that each belongs to first.
pub fn list(book: &Book, plan_ix: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Tables(plan_ix);
    let here = book.address(&page);
    let frame = book.frame(Head {
        page: &page,
        kind: "tables",
        heading: book.say("tables-heading").to_owned(),
        kicker: plan.short.clone(),
        summary: book.fill(
            "tables-summary",
            &[("count", &plan.datasets.len().to_string())],
        ),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let mut homes: Vec<Option<PolicyIx>> =
        plan.datasets.iter().map(|one| home(plan, one)).collect();
    homes.sort_unstable();
    homes.dedup();
    let sections = homes
        .iter()
        .map(|policy| Section {
            id: match policy {
                Some(ix) => format!("policy-{}", plan.policies[*ix].id),
                None => "whole".to_owned(),
            },
            heading: match policy {
                Some(ix) => policy_name(&plan.policies[*ix]),
                None => book.say("tables-whole").to_owned(),
            },
            blocks: vec![Block::Links {
                items: entries(book, plan_ix, *policy, &here),
            }],
        })
        .collect();
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections,
    }
}

/// The policy under which a table is listed: the one at the top of the tree, because the numbers of
/// those below it mean nothing without it.
fn home(plan: &Plan, dataset: &Dataset) -> Option<PolicyIx> {
    let policy = dataset.policies.first()?;
    plan.path_to(*policy).first().copied()
}

fn entries(
    book: &Book,
    plan_ix: usize,
    policy: Option<PolicyIx>,
    here: &SitePath,
) -> Vec<LinkItem> {
    let plan = book.plan(plan_ix);
    let all = plan.datasets.iter().enumerate();
    all.filter(|(_, dataset)| home(plan, dataset) == policy)
        .map(|(ix, dataset)| {
            let size = size(book, dataset);
            let args = [("summary", &*dataset.summary), ("size", &*size)];
            let key = match dataset.summary.is_empty() {
                true => "table-entry-bare",
                false => "table-entry",
            };
            LinkItem {
                label: dataset.title.clone(),
                href: here.link_to(&route::table(plan, ix, 0)),
                note: book.fill(key, &args),
            }
        })
        .collect()
}

fn size(book: &Book, dataset: &Dataset) -> String {
    book.fill("table-rows", &[("count", &dataset.rows.len().to_string())])
}

/// A longer table is one tap away where a chart shows its head.
const FOLDED_FROM: usize = 20;

/// One table, or a part of it.
pub fn view(book: &Book, plan_ix: usize, dataset_ix: usize, part: usize) -> View {
    let plan = book.plan(plan_ix);
    let dataset = &plan.datasets[dataset_ix];
    let page = Page::Table(plan_ix, dataset_ix, part);
    let here = book.address(&page);
    let plan_home = (plan.short.clone(), book.address(&Page::Plan(plan_ix)));
    let tables = (
        book.say("tables-heading").to_owned(),
        book.address(&Page::Tables(plan_ix)),
    );
    let mut frame = book.frame(Head {
        page: &page,
        kind: "table",
        heading: heading(book, dataset, part),
        kicker: plan.short.clone(),
        summary: dataset.summary.clone(),
        above: vec![plan_home, tables],
    });
    let parts = route::parts(dataset.rows.len());
    let page_of = |part| Page::Table(plan_ix, dataset_ix, part);
    turn(book, &mut frame, (part, parts), page_of, &page);
    let is_first = part == 0;
    let figure = chart::figure(book, dataset).filter(|_| is_first);
    let mut sections: Vec<Section> = figure
        .map(|figure| section(book, "table-chart", vec![figure]))
        .into_iter()
        .collect();
    let is_drawn = !sections.is_empty();
    let mut grouped = grouped(book, plan, dataset, (part, &here));
    let cells = match (dataset.group, grouped.pop()) {
        (None, Some((_, table))) => {
            let cells = block(book, &table);
            if is_drawn && dataset.rows.len() > FOLDED_FROM {
                let count = table.rows.len().to_string();
                let label = book.fill("fold-rows", &[("count", &count)]);
                vec![fold(label, cells)]
            } else {
                vec![cells]
            }
        }
        (_, last) => {
            let all = grouped.into_iter().chain(last);
            all.map(|(name, table)| {
                let count = table.rows.len().to_string();
                let args = [("name", &*name), ("count", &*count)];
                fold(book.fill("fold-group", &args), block(book, &table))
            })
            .collect()
        }
    };
    sections.push(section(book, "table-cells", cells));
    wording::explain_years(book, plan, &mut sections);
    sections.extend(notes(&dataset.notes).map(|notes| section(book, "table-notes", vec![notes])));
    sections.push(take(book, plan_ix, dataset_ix, &here));
    sections.extend(policies(book, plan_ix, dataset, &here));
    View {
        frame,
        glance: answer::answer(book, dataset).into_iter().collect(),
        chips: Vec::new(),
        sections,
    }
}

fn heading(book: &Book, dataset: &Dataset, part: usize) -> String {
    match part {
        0 => dataset.title.clone(),
        part => {
            let args = [
                ("heading", &*dataset.title),
                ("part", &*(part + 1).to_string()),
            ];
            book.fill("part-heading", &args)
        }
    }
}

fn section(book: &Book, id: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading: book.say(id).to_owned(),
        blocks,
    }
}

fn fold(label: String, inside: Block) -> Block {
    Block::Fold {
        label,
        blocks: vec![inside],
    }
}

/// The rows of one part: in one table, or in one for each value of the column that they are grouped by.
fn grouped<'a>(
    book: &'a Book,
    plan: &'a Plan,
    dataset: &'a Dataset,
    (part, here): (usize, &SitePath),
) -> Vec<(String, Table<'a>)> {
    let order = order(dataset);
    let mut tables: Vec<(String, Table<'_>)> = Vec::new();
    let rows = dataset.rows.iter().enumerate().skip(part * ROWS_PER_PAGE);
    for (place, row) in rows.take(ROWS_PER_PAGE) {
        let mut cells = order.iter().map(|ix| match dataset.columns[*ix].kind {
            ColumnKind::Project => {
                links(plan, row.get(*ix), here).unwrap_or_else(|| value_cell(book, row.get(*ix)))
            }
            _ => value_cell(book, row.get(*ix)),
        });
        // A table has at least one column, which the reader of the data sees to.
        let Some(head) = cells.next() else { continue };
        let row_of_cells = Row::new(head, cells.collect()).named(row_id(place));
        let name = dataset.group.and_then(|ix| row.get(ix));
        let name = name.map(|value| book.value_text(value)).unwrap_or_default();
        match tables.iter_mut().find(|(known, _)| *known == name) {
            Some((_, table)) => table.rows.push(row_of_cells),
            None => {
                let mut table = empty(book, dataset, &order, (&name, tables.len()));
                table.rows.push(row_of_cells);
                tables.push((name, table));
            }
        }
    }
    if tables.is_empty() {
        tables.push((String::new(), empty(book, dataset, &order, ("", 0))));
    }
    tables
}

/// The id of a row on its page, to which the search leads.
pub fn row_id(place: usize) -> String {
    format!("row-{}", place + 1)
}

/// The column that says where in the document a row stands.
const PAGE: &str = "page";

/// What a row says in one line, the cell that names it first, figures with what they are; empty where it
/// has no words.
pub fn row_in_words(book: &Book, dataset: &Dataset, row: &[Value]) -> String {
    let cells = order(dataset).into_iter().chain(dataset.group);
    let cells = cells.filter_map(|ix| Some((dataset.columns.get(ix)?, row.get(ix)?)));
    // Ids of projects are for machines: the page has their titles.
    let told = cells.filter(|(column, value)| {
        let is_said = !matches!(column.kind, ColumnKind::Project | ColumnKind::File);
        is_said && column.id != PAGE && !value.is_missing()
    });
    let mut has_words = false;
    let mut parts: Vec<Cow<'_, str>> = Vec::new();
    for (column, value) in told {
        let is_word = matches!(value.kind(), Kind::Text) && value.raw().chars().nth(1).is_some();
        has_words |= is_word;
        let part = if is_word {
            Cow::Borrowed(value.raw())
        } else {
            // A figure or a mark alone says nothing.
            let (said, unit) = (book.value_text(value), book.unit(&column.unit));
            Cow::Owned([&*column.title, book.say("colon"), &*said, &*unit].concat())
        };
        // What was taken out of a cell stands in both.
        if !parts.iter().any(|known| known.contains(&*part)) {
            parts.push(part);
        }
    }
    if !has_words {
        return String::new();
    }
    parts.join(book.say("list-separator"))
}

/// A table for the rows of one name.
fn empty<'a>(
    book: &Book,
    dataset: &'a Dataset,
    order: &[usize],
    (name, place): (&str, usize),
) -> Table<'a> {
    let columns = order
        .iter()
        .map(|ix| column(book, &dataset.columns[*ix]))
        .collect();
    if name.is_empty() {
        return Table::new("cells".to_owned(), dataset.title.clone(), columns);
    }
    let args = [("label", name), ("amount", &*dataset.title)];
    let caption = book.fill("table-group", &args);
    Table::new(format!("cells-{}", place + 1), caption, columns)
}

/// The pages of the projects and policies whose ids stand in a cell.
fn links<'a>(plan: &'a Plan, value: Option<&Value>, here: &SitePath) -> Option<Cell<'a>> {
    let mut links: Vec<(Cow<'a, str>, Cow<'a, str>)> = Vec::new();
    for id in value?.raw().split('|').map(str::trim) {
        if let Some(project) = plan.project(id) {
            let href = here.link_to(&route::project(plan, project));
            links.push((project.title.as_str().into(), href.into()));
        } else if let Some(ix) = plan.policies.iter().position(|p| p.id.as_str() == id) {
            let href = here.link_to(&route::policy(plan, ix));
            links.push((plan.policies[ix].title.as_str().into(), href.into()));
        }
    }
    (!links.is_empty()).then(|| Cell::links(links))
}

/// The places of the columns on the page: the one that names the rows first, then numbers that stand before
/// it in the document (its rank), then those that are drawn, which are what the table is about, then the rest.
/// What names a fold or is for the file is not there.
pub fn order(dataset: &Dataset) -> Vec<usize> {
    let name = dataset.name_column();
    let mut order: Vec<usize> = vec![name];
    let is_rank = |ix: &usize| {
        let column = &dataset.columns[*ix];
        column.kind == ColumnKind::Number && column.unit.is_empty()
    };
    order.extend((0..name).filter(is_rank));
    match dataset.chart {
        Some(DatasetChart::Ranking { value, .. }) => order.push(value),
        Some(DatasetChart::BeforeAfter { before, after, .. }) => order.extend([before, after]),
        None => {}
    }
    order.extend(0..dataset.columns.len());
    let mut known = Vec::with_capacity(order.len());
    for place in order {
        let is_shown = |column: &DatasetColumn| {
            column.kind != ColumnKind::File && dataset.group != Some(place)
        };
        if dataset.columns.get(place).is_some_and(is_shown) && !known.contains(&place) {
            known.push(place);
        }
    }
    known
}

fn column<'a>(book: &Book, column: &DatasetColumn) -> Column<'a> {
    let label = column_label(book, column);
    match column.kind {
        ColumnKind::Number => Column::number(label),
        ColumnKind::Name
        | ColumnKind::Text
        | ColumnKind::Year
        | ColumnKind::Project
        | ColumnKind::File => Column::text(label),
    }
}

/// The title of a column with its unit.
fn column_label(book: &Book, column: &DatasetColumn) -> String {
    if column.unit.is_empty() {
        return column.title.clone();
    }
    let args = [
        ("title", &*column.title),
        ("unit", &*book.unit(&column.unit)),
    ];
    book.fill("column-unit", &args)
}

/// The file to take away, behind what it holds.
fn take(book: &Book, plan_ix: usize, dataset_ix: usize, here: &SitePath) -> Section {
    let plan = book.plan(plan_ix);
    let size = size(book, &plan.datasets[dataset_ix]);
    let href = book.link_to_shared(here, &route::table_file(plan, dataset_ix));
    let mut said = Inline::link(&book.fill("table-file", &[("size", &size)]), &href);
    said.push(&Inline::small(book.say("table-file-note")));
    section(book, "table-take", vec![paragraph(&said)])
}

fn policies(book: &Book, plan_ix: usize, dataset: &Dataset, here: &SitePath) -> Option<Section> {
    let plan = book.plan(plan_ix);
    let items: Vec<LinkItem> = dataset
        .policies
        .iter()
        .map(|ix| LinkItem {
            label: policy_name(&plan.policies[*ix]),
            href: here.link_to(&route::policy(plan, *ix)),
            note: String::new(),
        })
        .collect();
    (!items.is_empty()).then(|| section(book, "table-policies", vec![Block::Links { items }]))
}

/// Links to the tables of a policy, for its page.
pub fn of_policy(book: &Book, plan_ix: usize, policy: PolicyIx, here: &SitePath) -> Option<Block> {
    let plan = book.plan(plan_ix);
    let all = plan.datasets.iter().enumerate();
    let items: Vec<LinkItem> = all
        .filter(|(_, dataset)| dataset.policies.contains(&policy))
        .map(|(ix, dataset)| {
            let to = link(here, &dataset.title, &route::table(plan, ix, 0));
            LinkItem {
                label: to.label,
                href: to.href,
                note: dataset.summary.clone(),
            }
        })
        .collect();
    (!items.is_empty()).then_some(Block::Links { items })
}

/// The title of a policy behind its number, where it bears one.
pub fn policy_name(policy: &Policy) -> String {
    if policy.number.is_empty() {
        policy.title.clone()
    } else {
        format!("{}　{}", policy.number, policy.title)
    }
}
