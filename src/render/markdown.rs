//! The Markdown edition of a page: the same view as its HTML, for people and programs that read text.
//!
//! It is written here and not by the theme, because it has no looks to choose. Every part begins with an
//! empty line of its own and ends without one.

use std::fmt::Write;

use crate::base::text::escape_markdown;
use crate::base::words::Words;
use crate::pages::view::{Block, Card, Chip, Fact, Inline, Row, Tone, View};

/// The page as Markdown, ending with a line break; `theme` is what the theme says on every page.
pub fn page(view: &View, words: &Words, theme: &[String]) -> String {
    let mut out = String::with_capacity(8 << 10);
    let frame = &view.frame;
    heading(&mut out, 1, &frame.heading);
    for warning in &frame.warnings {
        let _ = write!(out, "\n\n{}", warning.markdown);
    }
    if let Some(preview) = &frame.preview {
        paragraph(&mut out, &preview.text);
        let held = preview
            .held
            .iter()
            .map(|line| format!("- {}", escape_markdown(line)));
        let held: Vec<String> = held.collect();
        if !held.is_empty() {
            let _ = write!(out, "\n\n{}", held.join("\n"));
        }
    }
    paragraph(&mut out, &frame.original);
    paragraph(&mut out, &frame.kicker);
    chips(&mut out, "\n\n", &view.chips);
    paragraph(&mut out, &frame.summary);
    if let Some(note) = &frame.note {
        let _ = write!(out, "\n\n{}", note.markdown);
    }
    facts(&mut out, &view.glance);
    for section in &view.sections {
        if !section.heading.is_empty() {
            heading(&mut out, 2, &section.heading);
        }
        blocks(&mut out, &section.blocks, 3, words);
    }
    out.push_str("\n\n---");
    colophon(&mut out, view, words);
    for fact in &frame.site.contact {
        item(&mut out, fact, "");
    }
    let _ = write!(
        out,
        "\n- [{}]({})",
        escape_markdown(&frame.site.name),
        frame.site.home
    );
    for line in theme {
        let _ = write!(out, "\n- {}", escape_markdown(line));
    }
    out.push('\n');
    out
}

/// Where the page comes from and how to name it.
fn colophon(out: &mut String, view: &View, words: &Words) {
    let colophon = &view.frame.colophon;
    let documents = colophon.source.iter().chain(&colophon.documents);
    out.push('\n');
    for document in documents {
        let label = words.get("site.source");
        let _ = write!(out, "\n- {label}: {}", document.markdown);
    }
    for fact in &colophon.facts {
        item(out, fact, "");
    }
    if !colophon.cite.is_empty() {
        let label = words.get("site.cite");
        let _ = write!(out, "\n- {label}: {}", escape_markdown(&colophon.cite));
    }
}

fn heading(out: &mut String, level: usize, text: &str) {
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    let _ = write!(
        out,
        "{} {}",
        "#".repeat(level.min(6)),
        escape_markdown(text)
    );
}

fn paragraph(out: &mut String, text: &str) {
    if !text.is_empty() {
        let _ = write!(out, "\n\n{}", escape_markdown(text));
    }
}

fn chips(out: &mut String, before: &str, chips: &[Chip]) {
    for (place, chip) in chips.iter().enumerate() {
        let before = if place == 0 { before } else { "" };
        let _ = write!(out, "{before}［{}］", escape_markdown(&chip.label));
    }
}

fn facts(out: &mut String, facts: &[Fact]) {
    if !facts.is_empty() {
        out.push('\n');
    }
    for fact in facts {
        item(out, fact, "");
    }
}

fn item(out: &mut String, fact: &Fact, indent: &str) {
    let _ = write!(
        out,
        "\n{indent}- {}: {}",
        escape_markdown(&fact.label),
        fact.value.markdown
    );
}

fn blocks(out: &mut String, blocks: &[Block], level: usize, words: &Words) {
    for block in blocks {
        one(out, block, level, words);
    }
}

fn one(out: &mut String, block: &Block, level: usize, words: &Words) {
    match block {
        Block::Prose { markdown, .. }
        | Block::Table { markdown, .. }
        | Block::Figure { markdown, .. } => {
            let _ = write!(out, "\n\n{}", markdown.trim());
        }
        Block::Facts { items } => facts(out, items),
        Block::Cards { items } => cards(out, items),
        Block::Links { items } => list(out, items, |out, link| {
            let _ = write!(out, "[{}]({})", escape_markdown(&link.label), link.href);
            after_dash(out, &link.note);
        }),
        // Text cannot search; the lists stand below.
        Block::Search { .. } => {}
        Block::Rows { items } => rows(out, items),
        Block::Fold {
            label,
            blocks: inside,
        } => {
            // What only looks different has no words of its own here.
            let is_bare = |block: &Block| matches!(block, Block::Prose { markdown, .. } if markdown.is_empty());
            if !inside.iter().all(is_bare) {
                let _ = write!(out, "\n\n**{}**", escape_markdown(label));
                blocks(out, inside, level, words);
            }
        }
        Block::Steps { items } => list(out, items, |out, step| {
            let _ = write!(out, "{}: ", escape_markdown(&step.when));
            for (at, what) in step.what.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "\n  - " });
                out.push_str(&what.markdown);
            }
        }),
        Block::List { items } => list(out, items, |out, inline| out.push_str(&inline.markdown)),
        Block::Notes { tone, items } => notes(out, *tone, items, words),
        Block::Group {
            heading: text,
            chips: words_in_frames,
            blocks: inside,
            ..
        } => {
            heading(out, level, text);
            chips(out, "\n\n", words_in_frames);
            blocks(out, inside, level + 1, words);
        }
    }
}

fn list<T>(out: &mut String, items: &[T], mut write: impl FnMut(&mut String, &T)) {
    out.push('\n');
    for item in items {
        out.push_str("\n- ");
        write(out, item);
    }
}

fn cards(out: &mut String, cards: &[Card]) {
    list(out, cards, |out, card| {
        let _ = write!(out, "[{}]({})", escape_markdown(&card.title), card.href);
        chips(out, " ", &card.chips);
        after_dash(out, &card.text);
        for fact in &card.facts {
            item(out, fact, "  ");
        }
    });
}

fn rows(out: &mut String, rows: &[Row]) {
    list(out, rows, |out, row| {
        let title = escape_markdown(&row.title);
        let _ = match &*row.href {
            "" => write!(out, "**{title}**"),
            href => write!(out, "[{title}]({href})"),
        };
        if !row.context.is_empty() {
            let _ = write!(out, " ({})", escape_markdown(&row.context));
        }
        chips(out, " ", &row.chips);
        if !row.text.markdown.is_empty() {
            let _ = write!(out, " — {}", row.text.markdown);
        }
    });
}

fn after_dash(out: &mut String, text: &str) {
    if !text.is_empty() {
        let _ = write!(out, " — {}", escape_markdown(text));
    }
}

fn notes(out: &mut String, tone: Tone, items: &[Inline], words: &Words) {
    let label = words.get(match tone {
        Tone::Bad => "site.notes_bad",
        Tone::Mixed => "site.notes_mixed",
        Tone::Good => "site.notes_good",
        Tone::Plain | Tone::Note => "site.notes",
    });
    out.push('\n');
    for (place, inline) in items.iter().enumerate() {
        let between = if place == 0 { "" } else { "\n>" };
        let _ = write!(out, "{between}\n> {label}: {}", inline.markdown);
    }
}
