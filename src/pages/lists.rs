//! The lists of all projects: by the plan's tree, by the sound of their titles, by the marks that the
//! document gives them. They need no script and no search.

use super::book::{Book, Head};
use super::datasets::policy_name;
use super::group;
use super::headway;
use super::indicators::{part_heading, turn};
use super::route::{self, LINES_PER_PAGE, Page};
use super::status;
use super::view::{Block, Inline, Row, Section, Tone, View};
use crate::base::kana;
use crate::base::path::SitePath;
use crate::base::words::Lang;
use crate::figures::orders::Branch;
use crate::model::{FiscalYear, Plan};

mod judged;
mod tags;

pub use tags::{parts as tag_parts, view as tags};

/// How many pages a list of so many lines fills; an empty one fills none.
pub fn parts(lines: usize) -> usize {
    lines.div_ceil(LINES_PER_PAGE)
}

/// A longer list by sounds is folded row by row.
const FOLDED_FROM: usize = 100;

/// A shorter list lies open.
const OPEN_UP_TO: usize = 20;

/// Entries under a name: one tap away, or open where the page has few.
pub fn titled(is_open: bool, id: String, name: String, blocks: Vec<Block>) -> Block {
    if !is_open {
        return Block::Fold {
            label: name,
            blocks,
        };
    }
    Block::Group {
        id,
        heading: name,
        chips: Vec::new(),
        blocks,
    }
}

/// Whether a list of so many lines lies open.
pub fn is_short(lines: usize) -> bool {
    lines <= OPEN_UP_TO
}

/// The lines of one part of a list.
fn part_of<T>(lines: &[T], part: usize) -> &[T] {
    lines.chunks(LINES_PER_PAGE).nth(part).unwrap_or_default()
}

/// All projects by the tree: a section for each node at the top, a fold for each below it.
pub fn projects(book: &Book, plan_ix: usize, part: usize) -> View {
    let page = Page::Projects(plan_ix, part);
    let plan = book.plan(plan_ix);
    let here = book.address(&page);
    let lines = &book.plan_figures(plan_ix).orders.by_policy;
    let shown = part_of(lines, part);
    let sections = shown.chunk_by(|(one, _), (next, _)| one.0 == next.0);
    let sections = sections.map(|lines| {
        let (top, _) = lines[0].0;
        let groups = lines.chunk_by(|(one, _), (next, _)| one.1 == next.1);
        let blocks = groups.map(|lines| {
            let projects: Vec<usize> = lines.iter().map(|(_, project)| *project).collect();
            let rows = projects.iter().map(|ix| row(book, plan_ix, *ix, &here));
            let rows = Block::Rows {
                items: rows.collect(),
            };
            match lines[0].0.1 {
                Some(node) => titled(
                    is_short(shown.len()),
                    branch_id(plan, lines[0].0),
                    judged::label(book, plan_ix, &policy_name(&plan.policies[node]), &projects),
                    vec![rows],
                ),
                None => rows,
            }
        });
        Section {
            id: branch_id(plan, (top, None)),
            heading: top.map_or_else(
                || book.say("projects-heading").to_owned(),
                |top| policy_name(&plan.policies[top]),
            ),
            blocks: blocks.collect(),
        }
    });
    let mut view = View {
        sections: sections.collect(),
        ..frame(book, &page, "projects-heading", (part, parts(lines.len())))
    };
    view.frame.summary = book.fill(
        "projects-summary",
        &[("count", &plan.projects.len().to_string())],
    );
    if let Some((year, outcomes)) = book.plan_figures(plan_ix).whole.newest() {
        let said = status::answer(book, year, outcomes);
        view.frame.summary.push_str(book.say("sentence-gap"));
        view.frame.summary.push_str(&said);
        view.glance = status::counts(book, plan_ix, &here);
    }
    view
}

/// The id of a section for a node of the tree.
pub fn branch_id(plan: &Plan, branch: Branch) -> String {
    match branch.1.or(branch.0) {
        Some(ix) => format!("policy-{}", plan.policies[ix].id),
        None => "all".to_owned(),
    }
}

/// 「申請のオンライン化（15事業）」
fn counted(book: &Book, name: &str, count: usize) -> String {
    let args = [("name", name), ("count", &*count.to_string())];
    book.fill("fold-projects", &args)
}

/// A project in a list: its number and title, whose it is, its marks, how it was judged or why it was not.
pub fn row(book: &Book, plan_ix: usize, project_ix: usize, here: &SitePath) -> Row {
    let plan = book.plan(plan_ix);
    let project = &plan.projects[project_ix];
    let mut chips = group::flag_chips(book, &project.flags);
    // Where nothing is judged at all, every row would say so.
    if status::is_there(book, plan_ix) {
        chips.push(headway::verdict_chip(book, plan_ix, project_ix));
    }
    Row {
        title: group::join(&[&project.number, &project.title]),
        href: here.link_to(&route::project(plan, project)),
        context: departments(book, plan, project),
        text: Inline::default(),
        chips,
    }
}

/// The sections of a project by name, as printed where that says more.
pub fn departments(book: &Book, plan: &Plan, project: &crate::model::Project) -> String {
    if !project.departments_printed.is_empty() {
        return project.departments_printed.clone();
    }
    let names: Vec<&str> = project
        .departments
        .iter()
        .map(|ix| plan.departments[*ix].name.as_str())
        .collect();
    names.join(book.say("list-separator"))
}

/// All projects of a plan by the sound of their titles.
pub fn kana(book: &Book, plan_ix: usize, part: usize) -> View {
    let page = Page::Kana(plan_ix, part);
    let lines = &book.plan_figures(plan_ix).orders.by_sound;
    let here = book.address(&page);
    let lines = lines.iter().map(|(row, project)| (*row, plan_ix, *project));
    let lines: Vec<_> = lines.skip(part * LINES_PER_PAGE).collect();
    let all = book.plan(plan_ix).projects.len();
    let mut view = View {
        sections: by_sound(book, part_of(&lines, 0), &here, false),
        ..frame(book, &page, "kana-heading", (part, parts(all)))
    };
    view.frame.summary = book.fill("kana-summary", &[("count", &all.to_string())]);
    view
}

/// All projects of all plans by the sound of their titles; each says which plan it is of.
pub fn all_kana(book: &Book, part: usize) -> View {
    let page = Page::AllKana(part);
    let lines = &book.figures.by_sound;
    let here = book.address(&page);
    let mut view = View {
        sections: by_sound(book, part_of(lines, part), &here, true),
        ..frame(book, &page, "kana-heading", (part, parts(lines.len())))
    };
    let count = lines.len().to_string();
    view.frame.summary = book.fill("kana-all-summary", &[("count", &count)]);
    view
}

fn by_sound(
    book: &Book,
    lines: &[(kana::Row, usize, usize)],
    here: &SitePath,
    names_plan: bool,
) -> Vec<Section> {
    // English titles stand under their letters.
    let letter = |(row, plan, ix): &(kana::Row, usize, usize)| {
        let title = &book.plan(*plan).projects[*ix].title;
        let is_english = book.site.info.lang == Lang::En && *row == kana::Row::Latin;
        let first = title.chars().find(char::is_ascii_alphanumeric);
        first.filter(|_| is_english).map(|c| c.to_ascii_uppercase())
    };
    let rows = lines.chunk_by(|one, next| one.0 == next.0 && letter(one) == letter(next));
    // From a long page one goes to a row and opens it.
    let is_long = lines.len() > FOLDED_FROM;
    let sections = rows.map(|own| {
        let items = own.iter().map(|(_, plan_ix, ix)| {
            let plan = book.plan(*plan_ix);
            let project = &plan.projects[*ix];
            let context = if names_plan {
                plan.short.clone()
            } else {
                departments(book, plan, project)
            };
            Row {
                title: project.title.clone(),
                href: here.link_to(&route::project(plan, project)),
                context,
                text: Inline::default(),
                chips: Vec::new(),
            }
        });
        let mut blocks = vec![Block::Rows {
            items: items.collect(),
        }];
        if is_long {
            let count = own.len().to_string();
            blocks = vec![Block::Fold {
                label: book.fill("kana-fold", &[("count", &count)]),
                blocks,
            }];
        }
        if own[0].0 == kana::Row::Other {
            blocks.insert(
                0,
                Block::Notes {
                    tone: Tone::Note,
                    items: vec![Inline::text(book.say("kana-other-note"))],
                },
            );
        }
        Section {
            id: match letter(&own[0]) {
                Some(letter) => format!("row-{}", letter.to_ascii_lowercase()),
                None => format!("row-{}", own[0].0.word()),
            },
            heading: match letter(&own[0]) {
                Some(letter) => letter.to_string(),
                None => row_heading(book, own[0].0),
            },
            blocks,
        }
    });
    sections.collect()
}

fn row_heading(book: &Book, row: kana::Row) -> String {
    match row {
        kana::Row::Kana(first) => {
            let kana = first.to_string();
            book.fill("glossary-kana", &[("kana", &kana)])
        }
        kana::Row::Latin => book.say("glossary-latin").to_owned(),
        kana::Row::Other => book.say("kana-other").to_owned(),
    }
}

/// A list's page without its sections.
fn frame(book: &Book, page: &Page, heading: &str, (part, parts): (usize, usize)) -> View {
    let plan_ix = super::book::plan_of(page);
    let above = plan_ix.map(|ix| (book.plan(ix).short.clone(), book.address(&Page::Plan(ix))));
    let mut frame = book.frame(Head {
        page,
        kind: "projects",
        heading: part_heading(book, heading, part),
        kicker: plan_ix.map_or_else(String::new, |ix| book.plan(ix).short.clone()),
        summary: String::new(),
        above: above.into_iter().collect(),
    });
    let page_of = |part| match page {
        Page::Projects(plan, _) => Page::Projects(*plan, part),
        Page::Kana(plan, _) => Page::Kana(*plan, part),
        Page::Tags(plan, _) => Page::Tags(*plan, part),
        _ => Page::AllKana(part),
    };
    turn(book, &mut frame, (part, parts), page_of, page);
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections: Vec::new(),
    }
}

/// The years that something spans in both calendars: 「令和8〜令和12年度（2026〜2030年度）」.
pub fn span_in_both(book: &Book, (from, to): (FiscalYear, FiscalYear)) -> String {
    if from == to {
        return book.year(from);
    }
    // English years are western ones.
    if book.is_english() {
        return span(book, (from, to));
    }
    let western = [from, to].map(|year| year.western().to_string());
    let args = [
        ("years", &*span(book, (from, to))),
        ("from", &*western[0]),
        ("to", &*western[1]),
    ];
    book.fill("span-both", &args)
}

/// 「令和4〜7年度」: the years that something spans, said as short as both calendars of an era allow.
pub fn span(book: &Book, (from, to): (FiscalYear, FiscalYear)) -> String {
    let (from, to) = (book.short_year(from), book.short_year(to));
    if from == to {
        return from;
    }
    book.fill(
        "span",
        &[("from", from.trim_end_matches("年度")), ("to", &to)],
    )
}
