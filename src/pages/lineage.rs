//! The plan before this one: what became of each of its projects, and which projects are new.
//!
//! The counts come from `figures`. One file below tells of a single former project, one draws the chart;
//! blocks for the pages of projects and policies are here.

mod drawing;
mod former;

pub use former::view as former;

use super::book::{Book, Head, fact};
use super::datasets::policy_name;
use super::indicators::{paragraph, part_heading, turn};
use super::route::{self, Page, ROWS_PER_PAGE};
use super::tables::{block, value_cell};
use super::view::{Block, Fact, Inline, LinkItem, Row as Entry, Section, View};
use crate::audit::counted::printed_of_before;
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};
use crate::model::{Former, Plan, PolicyIx, Relation, Successor, lineage};

/// A longer list of new projects is left to the list of all projects.
const NEWCOMERS_UP_TO: usize = ROWS_PER_PAGE;

pub fn view(book: &Book, plan_ix: usize, part: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Lineage(plan_ix, part);
    let here = book.address(&page);
    let mut frame = book.frame(Head {
        page: &page,
        kind: "lineage",
        heading: part_heading(book, "lineage-heading", part),
        kicker: plan.short.clone(),
        summary: summary(book, plan_ix),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let parts = route::parts(plan.former.len());
    let page_of = |part| Page::Lineage(plan_ix, part);
    turn(book, &mut frame, (part, parts), page_of, &page);
    let mut sections = Vec::new();
    if part == 0 {
        sections.push(section(book, "lineage-counts", fates(book, plan_ix, &here)));
        sections.extend(newcomers(book, plan_ix, &here));
        let figure = drawing::figure(book, plan_ix, &here);
        sections.extend(figure.map(|figure| section(book, "lineage-chart", vec![figure])));
    }
    let table = table(book, plan_ix, part, &here);
    let label = book.fill("fold-rows", &[("count", &table.rows.len().to_string())]);
    let mut blocks = vec![Block::Fold {
        label,
        blocks: vec![block(book, &table)],
    }];
    if part == 0 && !book.plan(plan_ix).partial.former {
        blocks.insert(0, block(book, &counts(book, plan_ix)));
    }
    sections.push(section(book, "lineage-table", blocks));
    View {
        frame,
        glance: glance(book, plan_ix),
        chips: Vec::new(),
        sections,
    }
}

/// 「前の計画の58事業のうち、28が続き、30が終わりました。」
fn summary(book: &Book, plan_ix: usize) -> String {
    let lineage = &book.plan_figures(plan_ix).lineage;
    if book.plan(plan_ix).partial.former {
        let count = lineage.projects().to_string();
        return book.fill("lineage-summary-part", &[("count", &count)]);
    }
    let numbers = [
        lineage.projects(),
        lineage.going_on(),
        lineage.ended(),
        lineage.newcomers().count(),
    ];
    let [all, on, ended, new] = numbers.map(|number| number.to_string());
    let args = [
        ("count", &*all),
        ("on", &*on),
        ("ended", &*ended),
        ("new", &*new),
    ];
    book.fill("lineage-summary", &args)
}

/// A longer list of fates is left to the table, which turns pages.
const FATES_UP_TO: usize = ROWS_PER_PAGE;

/// What became of each project, those of one fate together: where it went, and why it ended.
fn fates(book: &Book, plan_ix: usize, here: &SitePath) -> Vec<Block> {
    let plan = book.plan(plan_ix);
    let lineage = &book.plan_figures(plan_ix).lineage;
    if lineage.projects() > FATES_UP_TO {
        return Vec::new();
    }
    let folds = lineage.relations.iter().map(|(relation, count)| {
        let all = plan.former.iter().enumerate();
        let own = all.filter(|(_, former)| former.relation == *relation);
        let rows = own.map(|(ix, former)| Entry {
            title: numbered(former),
            href: here.link_to(&route::former(plan, ix)),
            context: String::new(),
            text: fate(book, plan, former, here),
            chips: Vec::new(),
        });
        let args = [
            ("name", book.relation(*relation)),
            ("count", &*count.to_string()),
        ];
        Block::Fold {
            label: book.fill("fold-projects", &args),
            blocks: vec![Block::Rows {
                items: rows.collect(),
            }],
        }
    });
    folds.collect()
}

/// 「→ 新しい名前。理由：…」
fn fate(book: &Book, plan: &Plan, former: &Former, here: &SitePath) -> Inline {
    let mut said = Inline::default();
    for (count, successor) in former.successors.iter().enumerate() {
        let sign = if count == 0 {
            "→ "
        } else {
            book.say("list-separator")
        };
        let (label, href) = destination(plan, *successor, here);
        said.push(&Inline::text(sign));
        said.push(&Inline::link(&label, &href));
    }
    if !former.sure {
        said.push(&Inline::text("※"));
    }
    if !former.reason.is_missing() {
        if !said.markdown.is_empty() {
            said.push(&Inline::text(book.say("sentence-separator")));
        }
        let reason = book.value_text(&former.reason);
        said.push(&Inline::text(
            &book.fill("former-because", &[("reason", &reason)]),
        ));
    }
    said
}

fn section(book: &Book, id: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading: book.say(id).to_owned(),
        blocks,
    }
}

fn count(book: &Book, count: usize) -> String {
    book.fill("count-projects", &[("count", &count.to_string())])
}

/// Nothing where some are not told of yet: what the others come to is not the plan before.
fn glance(book: &Book, plan_ix: usize) -> Vec<Fact> {
    if book.plan(plan_ix).partial.former {
        return Vec::new();
    }
    let lineage = &book.plan_figures(plan_ix).lineage;
    let said = |key: &str, number: usize| fact(book.say(key), Inline::text(&count(book, number)));
    let mut before = Inline::text(&count(book, lineage.projects()));
    if lineage.relisted > 0 {
        let args = [
            ("rows", &*lineage.rows.to_string()),
            ("relisted", &*lineage.relisted.to_string()),
        ];
        before.push(&Inline::small(&book.fill("lineage-relisted", &args)));
    }
    let mut facts = vec![
        fact(book.say("lineage-before"), before),
        said("lineage-going-on", lineage.going_on()),
        said("lineage-ended", lineage.ended()),
        said("lineage-new", lineage.newcomers().count()),
    ];
    facts.extend(printed(book, plan_ix));
    facts
}

/// What the document itself counts, where that is not what stands beside it: both are shown, and why they
/// differ where the rows tell.
fn printed(book: &Book, plan_ix: usize) -> Option<Fact> {
    let plan = book.plan(plan_ix);
    let counts = printed_of_before(plan);
    let lineage = &book.plan_figures(plan_ix).lineage;
    let ours = lineage.projects().to_string();
    if counts.first()?.0.printed.raw() == ours {
        return None;
    }
    let items = counts.iter().map(|(one, _)| {
        let args = [("label", &*one.what), ("amount", one.printed.raw())];
        book.fill("label-amount", &args)
    });
    let items: Vec<String> = items.collect();
    let mut said = Inline::text(&items.join(book.say("list-separator")));
    if counts.iter().all(|(_, is_same)| *is_same) {
        let before = plan.former.iter();
        let before = before.filter(|one| one.relation == Relation::EndedBefore);
        let before = before.count();
        let how = match before {
            0 => book.say("lineage-printed-how-rows").to_owned(),
            before => book.fill("lineage-printed-how", &[("before", &*before.to_string())]),
        };
        said.push(&Inline::small(&how));
    }
    Some(fact(book.say("lineage-printed"), said))
}

/// How many projects stand in each relation.
fn counts(book: &Book, plan_ix: usize) -> Table<'_> {
    let lineage = &book.plan_figures(plan_ix).lineage;
    let columns = vec![
        Column::text(book.say("lineage-relation")),
        Column::number(book.say("projects")),
    ];
    let caption = book.say("lineage-counts-caption").to_owned();
    let mut table = Table::new("counts-table".to_owned(), caption, columns);
    let number = |count: usize| vec![Cell::number(count.to_string(), None)];
    for (relation, count) in &lineage.relations {
        let head = Cell::text(book.relation(*relation));
        table.rows.push(Row::new(head, number(*count)));
    }
    table.rows.push(Row::total(
        Cell::text(book.say("lineage-total")),
        number(lineage.projects()),
    ));
    if lineage.relisted > 0 {
        let args = [("count", &*lineage.relisted.to_string())];
        table.notes.push(book.fill("lineage-counts-note", &args));
    }
    table
}

/// Every row of the document's list, repeated ones too: old project, what became of it, where it is now.
fn table<'a>(book: &'a Book, plan_ix: usize, part: usize, here: &SitePath) -> Table<'a> {
    let plan = book.plan(plan_ix);
    // Where the work is now comes second: it is what most people look for, and a phone shows little more.
    let columns = vec![
        Column::text(book.say("former-title")),
        Column::text(book.say("former-successors")),
        Column::text(book.say("lineage-relation")),
        Column::text(book.say("former-fate")),
        Column::text(book.say("former-reason")),
    ];
    let caption = book.say("lineage-table-caption").to_owned();
    let mut table = Table::new("lineage-rows".to_owned(), caption, columns);
    let rows = plan.former.iter().enumerate();
    for (ix, former) in rows.skip(part * ROWS_PER_PAGE).take(ROWS_PER_PAGE) {
        table.rows.push(row(book, plan, (ix, former), here));
        // Below the table; inside a narrow cell a remark would make its whole row tall.
        if former.sure && !former.note.is_empty() {
            let args = [("value", &*name(former)), ("note", &*former.note)];
            table.notes.push(book.fill("cell-remark", &args));
        }
    }
    table
}

fn row<'a>(
    book: &'a Book,
    plan: &'a Plan,
    (ix, former): (usize, &'a Former),
    here: &SitePath,
) -> Row<'a> {
    let or_blank = |text: &'a str| {
        if text.is_empty() {
            Cell::absent(book.say("value-blank"))
        } else {
            Cell::text(text)
        }
    };
    let head = Cell::link(numbered(former), here.link_to(&route::former(plan, ix)));
    let mut relation = Cell::text(book.relation(former.relation));
    if !former.sure {
        relation = relation.unsure(&*former.note);
    }
    Row::new(
        head,
        vec![
            successors_cell(book, plan, ix, here),
            relation,
            or_blank(&former.fate),
            value_cell(book, Some(&former.reason)),
        ],
    )
}

/// Where the work is now; a repeated row leads to the row that it repeats.
fn successors_cell<'a>(book: &'a Book, plan: &'a Plan, ix: usize, here: &SitePath) -> Cell<'a> {
    let former = &plan.former[ix];
    if former.relisted_of.is_some() {
        let original = &plan.former[lineage::original(&plan.former, ix)];
        let args = [("number", &*name(original))];
        let href = here.link_to(&route::former(plan, ix));
        return Cell::link(book.fill("former-see", &args), href);
    }
    let links: Vec<_> = former
        .successors
        .iter()
        .map(|successor| destination(plan, *successor, here))
        .map(|(label, href)| (label.into(), href.into()))
        .collect();
    if links.is_empty() {
        Cell::absent(book.say("former-none"))
    } else {
        Cell::links(links)
    }
}

/// The name and the way to where the work went.
fn destination(plan: &Plan, successor: Successor, here: &SitePath) -> (String, String) {
    match successor {
        Successor::Project(ix) => {
            let project = &plan.projects[ix];
            let name = if project.number.is_empty() {
                project.title.clone()
            } else {
                format!("{}　{}", project.number, project.title)
            };
            (name, here.link_to(&route::project(plan, project)))
        }
        Successor::Policy(ix) => (
            policy_name(&plan.policies[ix]),
            here.link_to(&route::policy(plan, ix)),
        ),
    }
}

/// The title behind the number, where there is one.
fn numbered(former: &Former) -> String {
    if former.number.is_empty() {
        former.title.clone()
    } else {
        format!("{}　{}", former.number, former.title)
    }
}

/// What a row is called in a few signs: its number, or its title where it has none.
fn name(former: &Former) -> String {
    if former.number.is_empty() {
        former.title.clone()
    } else {
        former.number.clone()
    }
}

fn newcomers(book: &Book, plan_ix: usize, here: &SitePath) -> Option<Section> {
    let plan = book.plan(plan_ix);
    let lineage = &book.plan_figures(plan_ix).lineage;
    let mut items: Vec<LinkItem> = lineage
        .newcomers()
        .map(|ix| {
            let (label, href) = destination(plan, Successor::Project(ix), here);
            let note = plan.projects[ix].flags.join("・");
            LinkItem { label, href, note }
        })
        .collect();
    let rest = items.len().saturating_sub(NEWCOMERS_UP_TO);
    items.truncate(NEWCOMERS_UP_TO);
    if items.is_empty() {
        return None;
    }
    let mut blocks = vec![
        paragraph(&Inline::text(book.say("lineage-new-note"))),
        Block::Links { items },
    ];
    if rest > 0 {
        let said = book.fill("lineage-new-more", &[("count", &rest.to_string())]);
        blocks.push(paragraph(&Inline::text(&said)));
    }
    Some(section(book, "lineage-newcomers", blocks))
}

impl Book {
    /// How an old project stands to what came after it.
    pub fn relation(&self, relation: Relation) -> &str {
        self.say(match relation {
            Relation::Same => "relation-same",
            Relation::Renamed => "relation-renamed",
            Relation::GoesOn => "relation-goes-on",
            Relation::Split => "relation-split",
            Relation::Merged => "relation-merged",
            Relation::Absorbed => "relation-absorbed",
            Relation::Relisted => "relation-relisted",
            Relation::EndedMerged => "relation-ended-merged",
            Relation::EndedBefore => "relation-ended-before",
            Relation::Ended => "relation-ended",
        })
    }
}

/// For a project's page: the projects of the plan before that went into it, or that none is told of.
/// Nothing when the data tell of no plan before.
pub fn predecessors(book: &Book, plan_ix: usize, project_ix: usize) -> Vec<Block> {
    let page = Page::Project(plan_ix, project_ix);
    let before = book
        .plan_figures(plan_ix)
        .lineage
        .before_project(project_ix);
    if before.is_empty() && !book.plan(plan_ix).former.is_empty() {
        let none = paragraph(&Inline::text(book.say("predecessors-none")));
        return vec![none, whole(book, plan_ix, &page)];
    }
    links(book, plan_ix, before, &page)
}

/// The same for a policy, into which some went without a project being named.
pub fn policy_predecessors(book: &Book, plan_ix: usize, policy: PolicyIx) -> Vec<Block> {
    let before = book.plan_figures(plan_ix).lineage.before_policy(policy);
    links(book, plan_ix, before, &Page::Policy(plan_ix, policy))
}

fn links(book: &Book, plan_ix: usize, before: &[usize], page: &Page) -> Vec<Block> {
    if before.is_empty() {
        return Vec::new();
    }
    let plan = book.plan(plan_ix);
    let here = book.address(page);
    let items = before
        .iter()
        .map(|ix| {
            let former = &plan.former[*ix];
            LinkItem {
                label: numbered(former),
                href: here.link_to(&route::former(plan, *ix)),
                note: book.relation(former.relation).to_owned(),
            }
        })
        .collect();
    vec![Block::Links { items }, whole(book, plan_ix, page)]
}

/// The way to the whole list.
fn whole(book: &Book, plan_ix: usize, page: &Page) -> Block {
    let to = book.address(&Page::Lineage(plan_ix, 0));
    let href = book.address(page).link_to(&to);
    paragraph(&Inline::link(book.say("predecessors-all"), &href))
}
