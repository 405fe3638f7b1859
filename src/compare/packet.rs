//! What an approver reads, as headings, tables and lines; `html`, `markdown` and `sheets` write it.

use std::collections::BTreeMap;

use super::grouped::{Thing, grouped};
use super::marked::lines;
use super::reasons::{Meant, Missing, Reasons};
use super::said::{SETTING_HEAD, Said};
use super::{Change, Comparison, Mark, PageChange, ValueChange, WordChange};
use crate::base::words::Lang;

/// A comparison to be printed, with what else an approver has to see.
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    pub comparison: &'a Comparison,
    /// Nothing where it is only looked at.
    pub desk: Option<&'a Desk<'a>>,
    pub lang: Lang,
}

/// What a release that is to be approved is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    There,
    /// It was published, and is not at hand.
    Lost,
    /// This is the first.
    Nothing,
}

/// What stands behind a release that is to be approved.
#[derive(Debug)]
pub struct Desk<'a> {
    pub site: String,
    pub before: Before,
    /// The day that its figures are true for, and the day of this paper.
    pub days: [String; 2],
    /// Its plans, each with the number of its projects.
    pub plans: Vec<(String, usize)>,
    /// How much there is of what.
    pub counts: Vec<String>,
    /// How much has to be uploaded and deleted.
    pub lists: String,
    /// From when on they may be, where that is still to come.
    pub not_before: Option<String>,
    pub reasons: Reasons<'a>,
    /// What the checks found and nobody has explained.
    pub findings: Vec<String>,
    /// What they found, and why it is so.
    pub acknowledged: Vec<(String, String)>,
    /// Values that are marked as not certain.
    pub doubtful: Vec<ValueChange>,
}

/// A part of the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// From 1, the title.
    Heading(u8, String),
    Line(String),
    /// Marked words, each a line of its own.
    Words(Vec<Vec<Mark>>),
    List(Vec<String>),
    /// Marked words that may be passed over, under the line that says what they are.
    Folded(String, Vec<Vec<Mark>>),
    Table {
        head: Vec<&'static str>,
        rows: Vec<Vec<String>>,
    },
    /// Where those who propose and approve sign: the headings of the boxes.
    Boxes(Vec<&'static str>),
}

/// So many files, pages or values are named one by one where it is printed; the workbook has all of them.
pub const NAMED: usize = 300;

/// The paper from its title on, its lists up to so many lines.
pub fn blocks(packet: &Packet<'_>, named: usize) -> Vec<Block> {
    let said = Said { lang: packet.lang };
    let comparison = packet.comparison;
    let mut out = Vec::new();
    match packet.desk {
        Some(desk) => head(&mut out, said, comparison, desk),
        None => out.push(Block::Heading(1, said.title(comparison))),
    }
    let freed = said.freed(comparison);
    if !freed.is_empty() {
        let count = freed.len().to_string();
        let heading = said.fill("freed-heading", &[("count", &count)]);
        out.push(Block::Heading(2, heading));
        out.push(Block::List(freed));
    }
    if comparison.is_empty() {
        out.push(Block::Line(said.nothing(comparison)));
    } else if packet.desk.is_none_or(|desk| desk.before == Before::There) {
        changes(&mut out, said, packet);
    }
    if let Some(desk) = packet.desk {
        rest(&mut out, said, desk);
    }
    for block in &mut out {
        if let Block::List(lines) = block {
            shorten(said, lines, named);
        }
    }
    out
}

fn head(out: &mut Vec<Block>, said: Said, comparison: &Comparison, desk: &Desk<'_>) {
    let title = said.fill("packet-title", &[("site", &desk.site)]);
    out.push(Block::Heading(1, title));
    let boxes = ["box-proposed", "box-checked", "box-approved"];
    out.push(Block::Boxes(boxes.map(|key| said.say(key)).to_vec()));
    let [as_of, made] = &desk.days;
    let plans: Vec<String> = desk
        .plans
        .iter()
        .map(|(title, count)| {
            let args = [("title", &**title), ("count", &*count.to_string())];
            said.fill("packet-plan", &args)
        })
        .collect();
    let mut lines = vec![
        said.fill("packet-as-of", &[("day", as_of)]),
        said.fill("packet-made", &[("day", made)]),
        said.fill(
            "packet-plans",
            &[("plans", &plans.join(said.say("between")))],
        ),
        said.fill("packet-hash", &[("hash", &comparison.new.hash)]),
    ];
    lines.push(match desk.before {
        Before::Nothing => said.say("packet-first").to_owned(),
        Before::Lost => said.say("packet-lost").to_owned(),
        Before::There => {
            let args = [
                ("name", &*comparison.old.name),
                ("hash", &*comparison.old.hash),
            ];
            said.fill("packet-before", &args)
        }
    });
    lines.push(desk.counts.join(said.say("between")));
    lines.push(desk.lists.clone());
    lines.extend(desk.not_before.clone());
    out.push(Block::List(lines));
    if desk.before != Before::There {
        contents(out, said, comparison);
    }
}

/// What a release without one before it has, policy by policy.
fn contents(out: &mut Vec<Block>, said: Said, comparison: &Comparison) {
    let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    let whole = comparison
        .subjects
        .iter()
        .filter(|one| one.indicator.is_none());
    for change in whole.filter(|one| said.is_project(&one.on)) {
        let plan = change.on.page.split('/').next().unwrap_or_default();
        let group = groups.entry((plan, &change.on.policies)).or_default();
        group.push(&change.on.title);
    }
    if groups.is_empty() {
        return;
    }
    out.push(Block::Heading(2, said.say("contents-heading").to_owned()));
    let lines = groups.into_iter().map(|((_, policies), titles)| {
        let args = [
            ("policies", policies),
            ("count", &*titles.len().to_string()),
            ("titles", &*titles.join(said.say("and"))),
        ];
        let key = if policies.is_empty() {
            "contents-none"
        } else {
            "contents"
        };
        said.fill(key, &args)
    });
    out.push(Block::List(lines.collect()));
}

fn changes(out: &mut Vec<Block>, said: Said, packet: &Packet<'_>) {
    let comparison = packet.comparison;
    out.push(Block::Heading(2, said.say("changes-heading").to_owned()));
    out.push(Block::List(said.sums(comparison)));
    if let Some(desk) = packet.desk {
        reasons(out, said, &desk.reasons);
    }
    settings(out, said, packet);
    for group in grouped(comparison) {
        let name = match group.sections {
            "" => said.say("no-section"),
            sections => sections,
        };
        out.push(Block::Heading(2, name.to_owned()));
        for under in &group.policies {
            if let Some(name) = said.under(under) {
                out.push(Block::Heading(3, name.to_owned()));
            }
            for one in &under.things {
                thing(out, said, packet.desk.map(|desk| &desk.reasons), one);
            }
        }
    }
    let follow = comparison.words.iter();
    let follow = follow.filter(|change| change.follows && !change.listed);
    let count = follow.clone().count();
    let follow: Vec<Vec<Mark>> = follow.flat_map(|change| with_pages(said, change)).collect();
    if !follow.is_empty() {
        let heading = said.say("follow-heading").to_owned();
        out.push(Block::Heading(2, heading));
        out.push(Block::Folded(
            said.fill("follow", &[("count", &count.to_string())]),
            follow,
        ));
    }
    if let Some(listed) = said.listed(comparison) {
        out.push(Block::Heading(2, said.say("listed-heading").to_owned()));
        out.push(Block::Line(listed));
    }
    pages(out, said, &comparison.pages);
    // Whoever uploads them has their list.
    if packet.desk.is_none() && !comparison.files.is_empty() {
        out.push(Block::Heading(2, said.say("files-heading").to_owned()));
        let files = comparison
            .files
            .iter()
            .map(|file| said.file(file))
            .collect();
        out.push(Block::List(files));
    }
}

/// What people set for the whole site.
fn settings(out: &mut Vec<Block>, said: Said, packet: &Packet<'_>) {
    let changes = &packet.comparison.settings;
    if changes.is_empty() {
        return;
    }
    out.push(Block::Heading(2, said.say("settings-heading").to_owned()));
    out.push(Block::Table {
        head: SETTING_HEAD.map(|key| said.say(key)).to_vec(),
        rows: said.settings(changes, packet.desk.map(|desk| &desk.reasons)),
    });
}

/// Changes that nobody has explained, each as it is written into the file of reasons.
fn reasons(out: &mut Vec<Block>, said: Said, reasons: &Reasons<'_>) {
    if !reasons.missing.is_empty() {
        let count = reasons.missing.len().to_string();
        let heading = said.fill("missing-heading", &[("count", &count)]);
        out.push(Block::Heading(3, heading));
        let missing = reasons
            .missing
            .iter()
            .map(|missing| missing_line(said, missing))
            .collect();
        out.push(Block::List(missing));
    }
    if !reasons.stale.is_empty() {
        out.push(Block::Heading(3, said.say("stale-heading").to_owned()));
        let stale = reasons.stale.iter().map(|(reason, meant)| {
            let line = reason.line.to_string();
            let args = [
                ("line", &*line),
                ("on", &*reason.on),
                ("reason", &*reason.reason),
            ];
            let told = said.fill("stale", &args);
            match meant {
                Some(Meant::Thing(on)) => {
                    told + &said.fill("stale-near", &[("on", on.stem()), ("title", &*on.title)])
                }
                Some(Meant::Word(key, word, near)) => {
                    let near = near.map(|near| said.fill("stale-word-near", &[("near", near)]));
                    let args = [("key", *key), ("word", *word)];
                    told + &said.fill("stale-word", &args) + &near.unwrap_or_default()
                }
                None => told,
            }
        });
        out.push(Block::List(stale.collect()));
    }
}

fn missing_line(said: Said, missing: &Missing<'_>) -> String {
    let (on, what) = match missing {
        Missing::Setting(change) => {
            let args = [
                ("on", &*format!("{}, item: {}", change.file, change.key)),
                ("title", said.say("settings-heading")),
                ("what", &*said.setting(change)),
            ];
            return said.fill("missing", &args);
        }
        Missing::Subject(change) => (&change.on, said.change(change)),
        Missing::Value(change) => (&change.on, said.what(change)),
    };
    let args = [("on", on.stem()), ("title", &*on.title), ("what", &*what)];
    said.fill("missing", &args)
}

fn thing(out: &mut Vec<Block>, said: Said, reasons: Option<&Reasons<'_>>, thing: &Thing<'_>) {
    if let Some(on) = thing.on {
        out.push(Block::Heading(4, said.subject(on)));
    }
    let because = |reason: Option<&str>| {
        reason.map_or_else(String::new, |reason| {
            said.fill("because", &[("reason", reason)])
        })
    };
    let changes: Vec<String> = thing
        .changes
        .iter()
        .map(|change| {
            let reason = reasons.and_then(|reasons| reasons.for_subject(change));
            said.change(change) + &because(reason)
        })
        .collect();
    if !changes.is_empty() {
        out.push(Block::List(changes));
    }
    if !thing.values.is_empty() {
        let rows = thing.values.iter().map(|change| {
            let mut beside = said.beside(change);
            let told = reasons.map(|reasons| reasons.for_value(change));
            let told = told.into_iter().flatten();
            beside.extend(told.map(|reason| because(Some(reason)).trim().to_owned()));
            vec![
                said.what(change) + &said.unit(change),
                said.value(change.old.as_ref()).to_owned(),
                said.value_now(change),
                beside.join("\n"),
            ]
        });
        let head = ["head-what", "head-old", "head-new", "head-beside"];
        out.push(Block::Table {
            head: head.map(|key| said.say(key)).to_vec(),
            rows: rows.collect(),
        });
    }
    if !thing.words.is_empty() {
        let words = thing.words.iter().flat_map(|change| {
            let is_elsewhere = change.pages.iter().any(|page| page.starts_with("en/"));
            match thing.on.is_none() || is_elsewhere {
                true => with_pages(said, change),
                false => lines(&change.words)
                    .into_iter()
                    .map(<[Mark]>::to_vec)
                    .collect(),
            }
        });
        out.push(Block::Words(words.collect()));
        // What is said of the figures, too, stands beside them.
        let mut told: Vec<&str> = Vec::new();
        if let Some(reasons) = reasons.filter(|_| thing.values.is_empty()) {
            let words = thing.words.iter();
            told.extend(words.filter_map(|change| reasons.for_words(change)));
        }
        told.dedup();
        let lines = told.into_iter();
        let lines = lines.map(|reason| Block::Line(because(Some(reason)).trim().to_owned()));
        out.extend(lines);
    }
}

/// Words with the pages that they stand on.
fn with_pages(said: Said, change: &WordChange) -> Vec<Vec<Mark>> {
    let on = said.fill("in-brackets", &[("text", &said.pages(&change.pages))]);
    let lines = lines(&change.words).into_iter();
    lines
        .map(|line| [line, &[Mark::Same(on.clone())]].concat())
        .collect()
}

fn pages(out: &mut Vec<Block>, said: Said, pages: &[PageChange]) {
    if pages.is_empty() {
        return;
    }
    out.push(Block::Heading(2, said.say("pages-heading").to_owned()));
    let lines = pages.iter().map(|page| page_line(said, page)).collect();
    out.push(Block::List(lines));
}

fn page_line(said: Said, page: &PageChange) -> String {
    let (key, from) = match &page.change {
        Change::Removed => ("page-gone", ""),
        Change::Moved { from } if page.redirect => ("page-led", &**from),
        Change::Moved { from } => ("page-moved", &**from),
        _ => ("page-new", ""),
    };
    let args = [
        ("page", &*page.page),
        ("title", &*page.title),
        ("from", from),
    ];
    said.fill(key, &args)
}

/// What the approver has to know beside what changes.
fn rest(out: &mut Vec<Block>, said: Said, desk: &Desk<'_>) {
    let acknowledged = desk.acknowledged.iter().map(|(finding, reason)| {
        said.fill("acknowledged", &[("finding", finding), ("reason", reason)])
    });
    let doubtful = desk.doubtful.iter().map(|change| {
        let seen = change.new.as_ref();
        let args = [
            ("on", &*said.subject(&change.on)),
            ("what", &*said.what(change)),
            ("value", said.value(seen)),
            ("note", seen.map_or("", |seen| &seen.note)),
        ];
        said.fill("doubtful", &args)
    });
    let parts = [
        ("findings-heading", "findings-none", desk.findings.clone()),
        (
            "acknowledged-heading",
            "acknowledged-none",
            acknowledged.collect(),
        ),
        ("doubtful-heading", "doubtful-none", doubtful.collect()),
    ];
    for (heading, none, lines) in parts {
        let args = [("count", &*lines.len().to_string())];
        out.push(Block::Heading(2, said.fill(heading, &args)));
        if lines.is_empty() {
            out.push(Block::Line(said.say(none).to_owned()));
        } else {
            out.push(Block::List(lines));
        }
    }
}

fn shorten(said: Said, lines: &mut Vec<String>, named: usize) {
    let more = lines.len().saturating_sub(named);
    if more > 0 {
        lines.truncate(named);
        lines.push(said.fill("more-lines", &[("count", &more.to_string())]));
    }
}
