//! What was changed after it was published: on the page that it is about, on a page of the site, and in a
//! feed for those who want to be told.

use std::collections::BTreeMap;

use super::book::{Book, Head, plan_of};
use super::feed::{self, Entry};
use super::group::join;
use super::route::{self, Page};
use super::view::{Block, Chip, Inline, Row, Section, Tone, View};
use crate::base::path::SitePath;
use crate::model::{Correction, CorrectionKind, Plan, Subject};

/// The place of corrections on the page that they are about.
const ID: &str = "corrections";

/// A correction with the plan that it belongs to.
type Told<'a> = (usize, &'a Correction);

/// The page that a correction is about. What is held back has taken its corrections with it.
fn subject(plan_ix: usize, plan: &Plan, correction: &Correction) -> Option<Page> {
    Some(match &correction.on {
        Subject::Plan => Page::Plan(plan_ix),
        Subject::Policy(id) => {
            let ix = plan.policies.iter().position(|one| one.id == *id)?;
            Page::Policy(plan_ix, ix)
        }
        Subject::Project(id) => {
            let ix = plan.projects.iter().position(|one| one.id == *id)?;
            Page::Project(plan_ix, ix)
        }
        Subject::Table(id) => {
            let ix = plan.datasets.iter().position(|one| one.id == *id)?;
            Page::Table(plan_ix, ix, 0)
        }
    })
}

/// All corrections of the site, newest first.
fn all(book: &Book) -> Vec<Told<'_>> {
    let plans = book.site.plans.iter().enumerate();
    let mut all: Vec<Told<'_>> = plans
        .flat_map(|(ix, plan)| plan.corrections.iter().map(move |one| (ix, one)))
        .collect();
    all.sort_by_key(|(_, correction)| std::cmp::Reverse(correction.date));
    all
}

/// Every correction of what is there, with the plan that it belongs to.
pub fn told(book: &Book) -> impl Iterator<Item = (&Plan, &Correction)> {
    let all = all(book).into_iter();
    let all = all.map(|(ix, one)| (ix, book.plan(ix), one));
    all.filter_map(|(ix, plan, one)| subject(ix, plan, one).map(|_| (plan, one)))
}

/// What a correction is about as the file of all values names it: the key of its kind, and its id.
pub fn thing<'a>(plan: &'a Plan, correction: &'a Correction) -> (&'static str, &'a str) {
    match &correction.on {
        Subject::Plan => ("values-kind-plan", plan.id.as_str()),
        Subject::Policy(id) => ("values-kind-policy", id.as_str()),
        Subject::Project(id) => ("values-kind-project", id.as_str()),
        Subject::Table(id) => ("values-kind-table", id.as_str()),
    }
}

/// What was corrected on a page, newest first.
pub fn of<'a>(book: &'a Book, page: &Page) -> impl Iterator<Item = Told<'a>> {
    let plan_ix = plan_of(page);
    let page = page.clone();
    plan_ix.into_iter().flat_map(move |ix| {
        let plan = book.plan(ix);
        let page = page.clone();
        let own = move |one: &&Correction| subject(ix, plan, one).as_ref() == Some(&page);
        plan.corrections
            .iter()
            .filter(own)
            .map(move |one| (ix, one))
    })
}

/// Adds to a page what was corrected on it: a line under the heading, and what, why and when at its end.
pub fn put_on(book: &Book, page: &Page, view: &mut View) {
    let own: Vec<Told<'_>> = of(book, page).collect();
    let Some((_, newest)) = own.first() else {
        return;
    };
    let day = book.day(newest.date);
    let key = match newest.kind {
        CorrectionKind::Error => "corrected-on",
        CorrectionKind::Revision => "revised-on",
    };
    let said = book.fill(key, &[("day", &day)]);
    let mut note = Inline::text(&said);
    note.push(&Inline::link(book.say("correction-see"), &format!("#{ID}")));
    view.frame.warnings.push(note);
    let here = book.address(page);
    let list = Block::Rows {
        items: own
            .iter()
            .map(|told| row(book, *told, &here, None))
            .collect(),
    };
    view.sections.push(Section {
        id: ID.to_owned(),
        heading: book.say("corrections-here").to_owned(),
        blocks: vec![list],
    });
}

/// The page of the site: everything that was corrected.
pub fn view(book: &Book) -> View {
    let page = Page::Corrections;
    let here = book.address(&page);
    let all = all(book);
    let summary = match all.len() {
        0 => book.say("corrections-none").to_owned(),
        count => book.fill("corrections-count", &[("count", &count.to_string())]),
    };
    let mut frame = book.frame(Head {
        page: &page,
        kind: "page",
        heading: book.say("corrections-heading").to_owned(),
        kicker: String::new(),
        summary,
        above: Vec::new(),
    });
    let feed = book.link_to_shared(&here, &feed_file());
    frame.feed = Some(feed.clone());
    let mut sections = Vec::new();
    if !all.is_empty() {
        let items = all.iter().map(|told| {
            let (plan, correction) = *told;
            let page = subject(plan, book.plan(plan), correction);
            row(book, *told, &here, page.as_ref())
        });
        sections.push(Section {
            id: "list".to_owned(),
            heading: book.say("corrections-list").to_owned(),
            blocks: vec![Block::Rows {
                items: items.collect(),
            }],
        });
    }
    let mut follow = Inline::text(book.say("corrections-follow"));
    follow.push(&Inline::link(book.say("corrections-feed"), &feed));
    let how = ["corrections-how", "corrections-kinds"].map(|key| Inline::text(book.say(key)));
    sections.push(Section {
        id: "how".to_owned(),
        heading: book.say("corrections-about").to_owned(),
        blocks: vec![Block::List {
            items: how.into_iter().chain([follow]).collect(),
        }],
    });
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections,
    }
}

/// One correction: what, its kind, when, old → new, why, and the file of the old figures. On the page of
/// the site it leads to the one that it is about.
fn row(book: &Book, (plan_ix, correction): Told<'_>, here: &SitePath, leads: Option<&Page>) -> Row {
    let plan = book.plan(plan_ix);
    let day = book.day(correction.date);
    let mut text = Inline::text(&change(book, correction));
    if let Some(name) = &correction.superseded {
        let file = book.link_to_shared(here, &superseded(plan, name));
        text.push(&Inline::text(book.say("correction-file-before")));
        text.push(&Inline::link(name, &file));
    }
    let (context, href) = match leads {
        Some(page) => (
            join(&[&day, &plan.short, title(plan, correction)]),
            format!("{}#{ID}", book.link_to(here, page)),
        ),
        None => (day, String::new()),
    };
    let tone = match correction.kind {
        CorrectionKind::Error => Tone::Note,
        CorrectionKind::Revision => Tone::Plain,
    };
    Row {
        title: correction.what.clone(),
        href,
        context,
        text,
        chips: vec![Chip {
            label: book.say(kind(correction)).to_owned(),
            tone,
        }],
    }
}

/// `「384件」を「390件」に改めました。理由：集計の対象に漏れがあったため。`
fn change(book: &Book, correction: &Correction) -> String {
    let (old, new) = (&*correction.old, &*correction.new);
    let key = match (old, new) {
        ("", _) => "correction-added",
        (_, "") => "correction-removed",
        _ => "correction-changed",
    };
    let reason = [("reason", &*correction.reason)];
    let said = book.fill(key, &[("old", old), ("new", new)]);
    [said, book.fill("correction-reason", &reason)].concat()
}

/// The title of what a correction is about, where it is not the plan itself.
fn title<'a>(plan: &'a Plan, correction: &Correction) -> &'a str {
    match &correction.on {
        Subject::Plan => None,
        Subject::Policy(id) => plan
            .policies
            .iter()
            .find(|one| one.id == *id)
            .map(|one| &one.title),
        Subject::Project(id) => plan.project(id.as_str()).map(|one| &one.title),
        Subject::Table(id) => plan
            .datasets
            .iter()
            .find(|one| one.id == *id)
            .map(|one| &one.title),
    }
    .map_or("", String::as_str)
}

const fn kind(correction: &Correction) -> &'static str {
    match correction.kind {
        CorrectionKind::Error => "correction-error",
        CorrectionKind::Revision => "correction-revision",
    }
}

/// Where the feed lies. `.xml`, because old hosts know no other ending that would do.
pub fn feed_file() -> SitePath {
    SitePath::new("corrections.xml")
}

/// The folder of a plan in which figures lie as they were before they were corrected.
const SUPERSEDED: &str = "/superseded/";

/// Whether an address is of such a file.
pub fn is_superseded(address: &str) -> bool {
    address.contains(SUPERSEDED)
}

/// Where such a file lies.
pub fn superseded(plan: &Plan, name: &str) -> SitePath {
    SitePath::new(format!("{}{SUPERSEDED}{name}", plan.id))
}

/// The feed, and every file of figures as it was before a correction.
pub fn files(book: &Book) -> Vec<(SitePath, Vec<u8>)> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let entries: Vec<Entry> = all(book)
        .into_iter()
        .map(|(ix, correction)| {
            let plan = book.plan(ix);
            let (is, id) = thing(plan, correction);
            let (old, new) = (&*correction.old, &*correction.new);
            let mut key = [plan.id.as_str(), is, id, old, new].join("\n");
            let same = known.entry(format!("{} {key}", correction.date.iso()));
            let count = same.and_modify(|count| *count += 1).or_insert(1);
            key.push_str(&format!("\n{count}"));
            let page = subject(ix, plan, correction).unwrap_or(Page::Plan(ix));
            let what = join(&[&plan.short, title(plan, correction), &correction.what]);
            let label = book.say(kind(correction));
            Entry {
                key,
                title: book.fill("correction-entry", &[("kind", label), ("what", &what)]),
                text: change(book, correction),
                address: format!("{}#{ID}", route::address(&book.site, &page)),
                day: correction.date,
            }
        })
        .collect();
    let title = book.marked_title(book.say("corrections-heading").to_owned());
    let mut files = vec![(feed_file(), feed::atom(&book.site.info, &title, &entries))];
    for plan in &book.site.plans {
        let kept = plan.superseded.iter();
        files.extend(kept.map(|one| (superseded(plan, &one.name), one.bytes.clone())));
    }
    files
}
