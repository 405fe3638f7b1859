//! What is still to be done before publication: every finding, by section and by kind, with its cure.
//!
//! It is in a preview only, for whoever prepares a release and for the sections that are asked to help.

use std::collections::BTreeMap;

use super::book::{Book, Head};
use super::route::Page;
use super::view::{Block, Chip, Inline, Row, Section, Tone, View};
use crate::audit::owners::Owners;
use crate::base::diag::{Diagnostic, Findings, Severity, counted, listed};
use crate::base::markup::Markup;
use crate::base::place::Place;
use crate::base::text::visible;

pub fn view(book: &Book) -> View {
    let found = &*book.found();
    let page = Page::Todo;
    let summary = if found.is_empty() {
        book.say("todo-none").to_owned()
    } else {
        let all: Vec<&Diagnostic> = found.iter().collect();
        book.fill("todo-summary", &[("counts", &counts(book, &all))])
    };
    let frame = book.own_frame(Head {
        page: &page,
        kind: "page",
        heading: book.say("todo-heading").to_owned(),
        kicker: String::new(),
        summary,
        above: Vec::new(),
    });
    View {
        frame,
        glance: Vec::new(),
        chips: Vec::new(),
        sections: sections(book, found),
    }
}

/// One for each section of the city that has something to do, and one for the rest.
fn sections(book: &Book, found: &Findings) -> Vec<Section> {
    let owners = Owners::new(&book.site, &book.audit);
    let mut sections = Vec::new();
    for name in owners.sections() {
        let own = found.iter().filter_map(|one| owners.part_of(name, one));
        let own: Vec<Diagnostic> = own.collect();
        if own.is_empty() {
            continue;
        }
        let command = format!("mieruka check --preview --department {name}");
        let mail = book.fill("todo-mail", &[("command", &command)]);
        let intro = vec![Inline::text(&mail)];
        let id = format!("section-{}", sections.len() + 1);
        let own: Vec<&Diagnostic> = own.iter().collect();
        sections.push(section(book, (id, name), &own, intro));
    }
    let common: Vec<&Diagnostic> = found.iter().filter(|one| !owners.has_owner(one)).collect();
    if !common.is_empty() {
        let name = book.say("todo-common");
        sections.push(section(
            book,
            ("common".to_owned(), name),
            &common,
            Vec::new(),
        ));
    }
    sections
}

fn section(
    book: &Book,
    (id, name): (String, &str),
    found: &[&Diagnostic],
    mut intro: Vec<Inline>,
) -> Section {
    let count = found.len().to_string();
    let heading = book.fill(
        "todo-section",
        &[("name", &visible(name)), ("count", &count)],
    );
    intro.insert(0, Inline::text(&counts(book, found)));
    let mut blocks = vec![Block::List { items: intro }];
    let mut kinds: BTreeMap<(Severity, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for one in found {
        kinds.entry((one.severity, one.code)).or_default().push(one);
    }
    for ((severity, code), found) in kinds {
        blocks.push(kind(book, (&id, severity, code), &found));
    }
    Section {
        id,
        heading,
        blocks,
    }
}

fn kind(book: &Book, (id, severity, code): (&str, Severity, &str), found: &[&Diagnostic]) -> Block {
    let tone = match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Mixed,
        Severity::Notice => Tone::Note,
    };
    let words = book.words();
    let count = found.len().to_string();
    // Rules of the audit say what they look at; of others the sentence has to do, without what it fills in.
    let what = words.find_in(code, "what").map(str::to_owned);
    let what = what.or_else(|| {
        let first = words.find_in(code, "message")?.lines().next()?;
        Some(words.bare(first))
    });
    let chip = |label: &str, tone| Chip {
        label: label.to_owned(),
        tone,
    };
    let chips = vec![
        chip(words.get(severity.word()), tone),
        chip(code, Tone::Plain),
    ];
    let mut blocks = Vec::new();
    let mut items = Vec::new();
    for one in found {
        items.push(row(book, one));
        if let Some(entry) = entry(one) {
            blocks.push(Block::Rows {
                items: std::mem::take(&mut items),
            });
            blocks.push(entry);
        }
    }
    if !items.is_empty() {
        blocks.push(Block::Rows { items });
    }
    blocks.extend(found.iter().filter_map(|one| all_parts(book, one)));
    Block::Group {
        id: format!("{id}-{}-{}", severity.key(), code.to_lowercase()),
        heading: book.fill(
            "todo-section",
            &[("name", what.as_deref().unwrap_or(code)), ("count", &count)],
        ),
        chips,
        blocks,
    }
}

/// The things that a finding sums up, where its sentence does not name all of them.
fn all_parts(book: &Book, found: &Diagnostic) -> Option<Block> {
    if found.names_all() {
        return None;
    }
    let parts = found.parts().iter().map(|part| {
        let place = place(book, &part.place);
        let args = [("name", &*part.name), ("place", &*place)];
        Inline::text(&visible(&book.fill("todo-part", &args)))
    });
    let items: Vec<Inline> = parts.collect();
    let count = items.len().to_string();
    Some(Block::Fold {
        label: book.fill("todo-all", &[("count", &count)]),
        blocks: vec![Block::List { items }],
    })
}

/// Lines to be copied into a file, which have to stay lines.
fn entry(found: &Diagnostic) -> Option<Block> {
    let mut args = found.args().iter();
    let (_, entry) = args.find(|(name, _)| *name == "entry")?;
    let mut html = Markup::new();
    html.lit("<pre><code>").text(entry).lit("</code></pre>");
    Some(Block::Prose {
        html,
        markdown: String::new(),
        lang: None,
    })
}

fn row(book: &Book, found: &Diagnostic) -> Row {
    let lang = book.site.info.lang;
    let help = found.help(lang);
    // Indented lines are to be copied, and follow by themselves.
    let lines = help.lines().filter(|line| !line.starts_with(' '));
    let text = lines.collect::<Vec<_>>().join(" ");
    Row {
        title: visible(&found.message(lang).replace('\n', " ")),
        href: String::new(),
        context: place(book, &found.place),
        text: Inline::text(&visible(&text)),
        chips: Vec::new(),
    }
}

fn place(book: &Book, place: &Place) -> String {
    let file = place.file.to_string();
    match place.spot {
        Some(spot) => {
            let line = spot.line.to_string();
            book.fill("todo-line", &[("file", &file), ("line", &line)])
        }
        None => file,
    }
}

fn counts(book: &Book, found: &[&Diagnostic]) -> String {
    let lang = book.site.info.lang;
    let count = |key, severity| {
        let some = found.iter().filter(|one| one.severity == severity);
        counted(lang, key, some.count())
    };
    let counts = [
        count("cli.count.errors", Severity::Error),
        count("cli.count.warnings", Severity::Warning),
        count("cli.count.notices", Severity::Notice),
    ];
    listed(lang, &counts)
}
