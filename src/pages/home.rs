//! The home page of the site, and the page for addresses that do not exist.

use super::book::{Book, Head};
use super::group;
use super::indicators::paragraph;
use super::lists::span_in_both;
use super::plan::{answer, free_blocks, state};
use super::route::Page;
use super::view::{Block, Frame, Inline, LinkItem, Row, Section, View};
use crate::base::path::SitePath;
use crate::chart::share;

pub fn view(book: &Book) -> View {
    let info = &book.site.info;
    let frame = book.frame(Head {
        page: &Page::Home,
        kind: "home",
        heading: info.title.clone(),
        kicker: info.owner.clone(),
        summary: info.summary.clone(),
        above: Vec::new(),
    });
    let mut sections = plans(book);
    sections.extend(ways(book));
    if let Some(document) = &book.documents.home {
        sections.push(Section {
            id: "about".to_owned(),
            heading: book.prose_heading("home-about"),
            blocks: free_blocks(book, &document.pieces),
        });
    }
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections,
    }
}

/// The lists over all plans.
fn ways(book: &Book) -> Option<Section> {
    let count = book.figures.newest;
    let here = book.address(&Page::Home);
    let item = LinkItem {
        label: book.say("kana-heading").to_owned(),
        href: here.link_to(&book.address(&Page::AllKana(0))),
        note: book.fill("way-kana", &[("count", &count.to_string())]),
    };
    (count > 0).then(|| Section {
        id: "ways".to_owned(),
        heading: book.say("plan-ways").to_owned(),
        blocks: vec![Block::Links { items: vec![item] }],
    })
}

/// A city: its code, where its plans have it, its name, and its plans with their places.
struct City<'a> {
    code: Option<&'a str>,
    name: &'a str,
    rows: Vec<(u8, Row)>,
}

/// The plans, city by city, in an order that no plan changes by coming to its end.
fn plans(book: &Book) -> Vec<Section> {
    let here = book.address(&Page::Home);
    let mut cities: Vec<City<'_>> = Vec::new();
    let mut older = Vec::new();
    for (ix, plan) in book.site.plans.iter().enumerate() {
        let row = row(book, ix, &here);
        if book.newest(ix).is_some() {
            let edition = book.edition_name(plan);
            let context = group::join(&[&edition, &row.1.context]);
            older.push(Row { context, ..row.1 });
            continue;
        }
        let code = plan.municipality_code.as_deref();
        let mut known = cities.iter_mut();
        match known.find(|city| city.name == plan.municipality) {
            Some(city) => {
                city.code = city.code.or(code);
                city.rows.push(row);
            }
            None => cities.push(City {
                code,
                name: &plan.municipality,
                rows: vec![row],
            }),
        }
    }
    for city in &mut cities {
        city.rows.sort_by_key(|(place, _)| *place);
    }
    // Without a code they stay in the order of their addresses, behind those with one.
    cities.sort_by_key(|city| (city.code.is_none(), city.code));
    let order = order(book, &cities);
    let is_one = cities.len() == 1;
    let mut sections: Vec<Section> = cities
        .into_iter()
        .enumerate()
        .map(|(at, City { name, rows, .. })| Section {
            id: if at == 0 {
                "plans".to_owned()
            } else {
                format!("plans-{}", at + 1)
            },
            heading: if is_one {
                book.say("home-plans").to_owned()
            } else {
                book.fill("home-city", &[("city", name)])
            },
            blocks: vec![Block::Rows {
                items: rows.into_iter().map(|(_, row)| row).collect(),
            }],
        })
        .collect();
    if let Some(last) = sections.last_mut() {
        last.blocks.extend(order);
    }
    let older = (!older.is_empty()).then(|| Section {
        id: "earlier".to_owned(),
        heading: book.say("earlier-editions").to_owned(),
        blocks: vec![Block::Rows { items: older }],
    });
    sections.extend(older);
    sections
}

/// By what the plans stand in their order, where there are several to be put into one.
fn order(book: &Book, cities: &[City<'_>]) -> Option<Block> {
    let mut said = Vec::new();
    if cities.len() > 1 {
        let coded = cities.iter().filter(|city| city.code.is_some()).count();
        said.push(match coded {
            0 => "home-order-address",
            _ if coded < cities.len() => "home-order-both",
            _ => "home-order-code",
        });
    }
    if cities.iter().any(|city| city.rows.len() > 1) {
        said.push("home-order-state");
    }
    let said: String = said.into_iter().map(|key| book.say(key)).collect();
    (!said.is_empty()).then(|| paragraph(&Inline::small(&said)))
}

/// A plan in one fixed form: its name, how it stands, its years, and what its figures say.
fn row(book: &Book, plan_ix: usize, here: &SitePath) -> (u8, Row) {
    let plan = book.plan(plan_ix);
    let state = state(book, plan);
    // Those that say nothing of themselves stand among those that run.
    let place = state.as_ref().map_or(0, |(_, place)| *place);
    let mut text = Inline::default();
    if let Some((_, outcomes)) = book.plan_figures(plan_ix).whole.newest() {
        text.html.push(&share(outcomes.met, outcomes.judged()));
        let args = [("count", &*plan.projects.len().to_string())];
        text.push(&Inline::text(&book.fill("count-projects", &args)));
        text.push(&Inline::text(book.say("answer-separator")));
    }
    text.push(&Inline::text(&answer(book, plan_ix)));
    let row = Row {
        title: plan.short.clone(),
        href: here.link_to(&book.address(&Page::Plan(plan_ix))),
        context: plan
            .span
            .map_or_else(String::new, |years| span_in_both(book, years)),
        text,
        chips: state.map(|(chip, _)| chip).into_iter().collect(),
    };
    (place, row)
}

/// A host shows this page at every address that it does not have, however deep. Where the site knows its
/// own base, links start from there; where it does not, every link would be wrong, and words lead on.
pub fn not_found(book: &Book) -> View {
    let base = book.site.info.base_url.as_ref();
    let here = book.address(&Page::NotFound);
    let summary = match base {
        Some(_) => "not-found-summary",
        None => "not-found-summary-bare",
    };
    let mut frame = book.frame(Head {
        page: &Page::NotFound,
        kind: "notfound",
        heading: book.say("not-found").to_owned(),
        kicker: String::new(),
        summary: book.say(summary).to_owned(),
        above: Vec::new(),
    });
    let Some(base) = base else {
        frame.site.home.clear();
        frame.menu.clear();
        let ways = ["not-found-up", "not-found-back", "not-found-ask"];
        let args = [("site", &*book.site.info.title)];
        let items = ways.map(|key| Inline::text(&book.fill(key, &args)));
        let items = items.into();
        return leads_by(book, frame, Block::List { items });
    };
    let item = |label: &str, page: Page| LinkItem {
        label: label.to_owned(),
        href: here.link_to(&book.address(&page)),
        note: String::new(),
    };
    let plans = book.site.plans.iter().enumerate();
    let mut items = vec![
        item(book.say("not-found-search"), Page::Search),
        item(book.say("home"), Page::Home),
    ];
    items.extend(plans.map(|(ix, plan)| item(&book.name_of(plan), Page::Plan(ix))));
    if book.figures.newest > 0 {
        items.push(item(book.say("kana-heading"), Page::AllKana(0)));
    }
    let site = &mut frame.site;
    let links = site.footer.iter_mut().chain(&mut site.authors);
    let links = links.chain(&mut frame.menu).chain(&mut frame.crumbs);
    let hrefs = links.map(|link| &mut link.href);
    let hrefs = hrefs.chain(items.iter_mut().map(|item| &mut item.href));
    let hrefs = hrefs.chain(&mut site.search);
    for href in hrefs.chain([&mut site.home, &mut site.icon, &mut site.script]) {
        // The page lies at the top, so that a link from it is an address.
        href.insert_str(0, base);
    }
    leads(book, frame, items)
}

/// A page that only leads on to others.
pub(super) fn leads(book: &Book, frame: Frame, items: Vec<LinkItem>) -> View {
    leads_by(book, frame, Block::Links { items })
}

fn leads_by(book: &Book, frame: Frame, ways: Block) -> View {
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections: vec![Section {
            id: "ways".to_owned(),
            heading: book.say("not-found-ways").to_owned(),
            blocks: vec![ways],
        }],
    }
}
