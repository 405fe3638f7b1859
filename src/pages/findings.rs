//! What a reader should know of a plan's figures: what was checked, what does not agree, what is
//! uncertain, and how the figures that no document prints are computed.

mod differences;
mod doubts;

use super::book::{Book, Head, fact};
use super::indicators::paragraph;
use super::project::notes;
use super::route::{self, Page, ROWS_PER_PAGE};
use super::tables::block;
use super::view::{Block, Fact, Inline, Section, Tone, View};
use crate::audit::{self, Finding};
use crate::base::path::SitePath;
use crate::chart::table::{Cell, Column, Row, Table};

pub fn view(book: &Book, plan_ix: usize) -> View {
    let plan = book.plan(plan_ix);
    let page = Page::Findings(plan_ix);
    let here = book.address(&page);
    let doubts = doubts::Doubts::of(plan, plan_ix);
    let frame = book.frame(Head {
        page: &page,
        kind: "findings",
        heading: book.say("findings-heading").to_owned(),
        kicker: plan.short.clone(),
        summary: summary(book, plan_ix, &doubts),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let open = |label: String, blocks: Vec<Block>| vec![Block::Fold { label, blocks }];
    let counted = |key: &str, count: usize| book.fill(key, &[("count", &count.to_string())]);
    let mut sections = vec![section(
        book,
        "disagreements",
        disagreements(book, plan_ix, &here),
    )];
    sections.push(section(book, "doubtful", doubts.blocks(book, &here)));
    if let Some((titles, count)) = doubts::titles(book, plan_ix, &here) {
        let blocks = open(counted("fold-titles", count), vec![titles]);
        sections.push(section(book, "titles", blocks));
    }
    if let Some(notes) = notes(&plan.notes) {
        let blocks = open(counted("fold-notes", plan.notes.len()), vec![notes]);
        sections.push(section(book, "document", blocks));
    }
    let table = checked(book, plan_ix);
    if !table.rows.is_empty() {
        let label = counted("fold-rules", table.rows.len());
        let table = block(book, &table);
        sections.push(section(book, "checked", open(label, vec![table])));
    }
    sections.push(section(book, "method", method(book, plan_ix)));
    View {
        frame,
        glance: glance(book, plan_ix, &doubts),
        chips: Vec::new(),
        sections,
    }
}

/// How many comparisons were made in all.
fn comparisons(book: &Book, plan_ix: usize) -> usize {
    let checked = book.audit.checked.iter();
    let own = checked.filter(|one| one.plan == plan_ix && audit::is_public(one.code));
    own.map(|one| one.count).sum()
}

/// What was compared and what came of it, in one sentence.
fn summary(book: &Book, plan_ix: usize, doubts: &doubts::Doubts<'_>) -> String {
    let found = findings_of(book, plan_ix).count();
    let checked = comparisons(book, plan_ix);
    let args = [
        ("checked", &*checked.to_string()),
        ("found", &*found.to_string()),
        ("unsure", &*doubts.total().to_string()),
    ];
    let key = match (checked, found) {
        (0, 0) => "findings-summary-nothing",
        (_, 0) => "findings-summary-none",
        _ => "findings-summary",
    };
    let mut said = book.fill(key, &args);
    let remarks = book.plan(plan_ix).notes.len();
    if remarks > 0 {
        let args = [("count", &*remarks.to_string())];
        said.push_str(&book.fill("findings-summary-remarks", &args));
    }
    said
}

fn glance(book: &Book, plan_ix: usize, doubts: &doubts::Doubts<'_>) -> Vec<Fact> {
    let explained = findings_of(book, plan_ix).filter(|f| f.acknowledged.is_some());
    let explained = explained.count();
    let count = |key: &str, number: usize| {
        let said = book.fill("count-things", &[("count", &number.to_string())]);
        fact(book.say(key), Inline::text(&said))
    };
    let mut found = count("findings-disagreements", findings_of(book, plan_ix).count());
    if explained > 0 {
        let args = [("count", &*explained.to_string())];
        let said = book.fill("findings-explained", &args);
        found.value.push(&Inline::small(&said));
    }
    let mut facts = vec![count("rule-count", comparisons(book, plan_ix)), found];
    if doubts.total() == 0 {
        facts.push(count("doubtful-total", 0));
    }
    facts.extend(doubts.states().map(|state| {
        let said = Inline::link(&state.counted(book), &format!("#{}", state.id()));
        fact(state.name(book), said)
    }));
    let remarks = book.plan(plan_ix).notes.len();
    if remarks > 0 {
        facts.push(count("findings-document", remarks));
    }
    facts
}

fn section(book: &Book, id: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading: book.say(&format!("findings-{id}")).to_owned(),
        blocks,
    }
}

/// Every rule with how often it was applied and what it found.
fn checked(book: &Book, plan_ix: usize) -> Table<'_> {
    let columns = vec![
        Column::text(book.say("rule")),
        Column::number(book.say("rule-count")),
        Column::number(book.say("rule-open")),
        Column::number(book.say("rule-known")),
    ];
    let caption = book.say("rules-caption").to_owned();
    let mut table = Table::new("rules-table".to_owned(), caption, columns);
    for checked in book
        .audit
        .checked
        .iter()
        .filter(|checked| checked.plan == plan_ix && checked.count > 0)
        .filter(|checked| audit::is_public(checked.code))
    {
        let of_rule = |known: bool| {
            let count = findings_of(book, plan_ix)
                .filter(|f| f.diagnostic.code == checked.code && f.acknowledged.is_some() == known)
                .count();
            Cell::number(count.to_string(), None)
        };
        let what = book
            .words()
            .get(&format!("{}.what", checked.code))
            .to_owned();
        let cells = vec![
            Cell::number(checked.count.to_string(), None),
            of_rule(false),
            of_rule(true),
        ];
        table.rows.push(Row::new(Cell::text(what), cells));
    }
    table
}

fn findings_of(book: &Book, plan_ix: usize) -> impl Iterator<Item = &Finding> {
    book.audit
        .findings
        .iter()
        .filter(move |finding| finding.plan == plan_ix)
        .filter(|finding| audit::is_public(finding.diagnostic.code))
}

/// What does not agree: known and explained, or open. What many have in common is explained once.
fn disagreements(book: &Book, plan_ix: usize, here: &SitePath) -> Vec<Block> {
    let shown = findings_of(book, plan_ix).take(ROWS_PER_PAGE);
    let mut groups: Vec<(Option<&str>, Vec<Inline>)> = Vec::new();
    for finding in shown {
        let why = finding.acknowledged.as_deref();
        let said = linked(book, plan_ix, finding, here);
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, items)) => items.push(said),
            None => groups.push((why, vec![said])),
        }
    }
    if groups.is_empty() && comparisons(book, plan_ix) == 0 {
        // Where nothing can be compared, nothing was found to agree.
        let items = vec![Inline::text(book.say("findings-nothing"))];
        let tone = Tone::Plain;
        return vec![Block::Notes { tone, items }];
    }
    if groups.is_empty() {
        let none = Inline::text(book.say("findings-none"));
        let (tone, items) = if book.plan(plan_ix).notes.is_empty() {
            (Tone::Good, vec![none])
        } else {
            let rest = Inline::text(book.say("findings-none-remarks"));
            (Tone::Note, vec![none, rest])
        };
        return vec![Block::Notes { tone, items }];
    }
    let mut blocks = Vec::with_capacity(2 * groups.len() + 1);
    for (why, items) in groups {
        blocks.push(Block::List { items });
        blocks.extend(why.map(|why| paragraph(&explained(book, why))));
    }
    let more = findings_of(book, plan_ix)
        .count()
        .saturating_sub(ROWS_PER_PAGE);
    if more > 0 {
        let said = book.fill("findings-more", &[("count", &more.to_string())]);
        blocks.push(Block::Notes {
            tone: Tone::Note,
            items: vec![Inline::text(&said)],
        });
    }
    blocks
}

fn explained(book: &Book, why: &str) -> Inline {
    Inline::text(&book.fill("finding-why", &[("reason", why)]))
}

/// A finding with the way to its project: the message names it already, or it stands in front.
fn linked(book: &Book, plan_ix: usize, finding: &Finding, here: &SitePath) -> Inline {
    let message = finding.diagnostic.message(book.site.info.lang);
    let Some(project) = finding.project() else {
        return Inline::text(&message);
    };
    let project = &book.plan(plan_ix).projects[project];
    let link = here.link_to(&route::project(book.plan(plan_ix), project));
    let link = Inline::link(&project.title, &link);
    let mut said = Inline::default();
    match message.split_once(&project.title) {
        Some((before, after)) => said
            .push(&Inline::text(before))
            .push(&link)
            .push(&Inline::text(after)),
        None => said
            .push(&link)
            .push(&Inline::text(book.say("colon")))
            .push(&Inline::text(&message)),
    };
    said
}

/// A finding in the reader's words: what was found, and what there is to say about it.
fn told(book: &Book, finding: &Finding) -> Vec<Inline> {
    let message = finding.diagnostic.message(book.site.info.lang);
    let why = finding.acknowledged.as_deref();
    let why = why.map(|why| explained(book, why));
    std::iter::once(Inline::text(&message)).chain(why).collect()
}

impl Book {
    /// What the audit has to say about one project, for its own page.
    pub fn known_findings(&self, plan_ix: usize, project: Option<usize>) -> Vec<Inline> {
        findings_of(self, plan_ix)
            .filter(|finding| project.is_some() && finding.project() == project)
            .flat_map(|finding| told(self, finding))
            .collect()
    }
}

/// How the figures that no document prints come about, as far as the plan has such figures.
fn method(book: &Book, plan_ix: usize) -> Vec<Block> {
    let figures = book.plan_figures(plan_ix);
    let has_money = figures.has_money();
    let is_judged = figures.whole.newest().is_some();
    let keys = [
        ("method-printed", is_judged),
        ("method-implied", is_judged),
        ("method-verdict", figures.whole.judged() > 0 && !is_judged),
        ("method-rate", has_money),
        ("method-sum", has_money),
        ("method-round", has_money),
        ("method-missing", true),
        ("method-unsure", true),
        ("method-years", !figures.calendar.years.is_empty()),
    ];
    let items = keys.into_iter().filter(|(_, is_so)| *is_so);
    vec![Block::List {
        items: items.map(|(key, _)| Inline::text(book.say(key))).collect(),
    }]
}
