//! A comparison for a terminal.

use super::grouped::{Thing, grouped};
use super::marked::lines;
use super::said::{NAMED_FILES, Said};
use super::{Change, Comparison, PageChange};
use crate::base::words::Lang;

/// The whole comparison; one line where nothing differs.
pub fn text(comparison: &Comparison, lang: Lang) -> String {
    let said = Said { lang };
    if comparison.is_empty() {
        return said.nothing(comparison) + "\n";
    }
    let mut out = said.title(comparison) + "\n";
    for sum in said.sums(comparison) {
        line(&mut out, 1, &sum);
    }
    let hashes = [
        ("old", &*comparison.old.hash),
        ("new", &*comparison.new.hash),
    ];
    line(&mut out, 1, &said.fill("hashes", &hashes));
    let freed = said.freed(comparison);
    if !freed.is_empty() {
        let count = freed.len().to_string();
        out.push('\n');
        line(
            &mut out,
            0,
            &said.fill("freed-heading", &[("count", &count)]),
        );
    }
    for one in freed {
        line(&mut out, 1, &one);
    }
    if !comparison.settings.is_empty() {
        out.push('\n');
        let heading = said.say("settings-heading");
        line(&mut out, 0, &said.fill("section", &[("name", heading)]));
    }
    for change in &comparison.settings {
        let args = [
            ("what", &*said.setting(change)),
            ("old", said.set(&change.from)),
            ("new", said.set(&change.to)),
            ("unit", ""),
        ];
        line(&mut out, 1, &said.fill("value", &args));
    }
    for group in grouped(comparison) {
        let name = match group.sections {
            "" => said.say("no-section"),
            sections => sections,
        };
        out.push('\n');
        line(&mut out, 0, &said.fill("section", &[("name", name)]));
        for under in &group.policies {
            if let Some(name) = said.under(under) {
                line(&mut out, 1, &said.fill("policy", &[("name", name)]));
            }
            for one in &under.things {
                thing(&mut out, said, one);
            }
        }
    }
    if let Some(listed) = said.listed(comparison) {
        out.push('\n');
        line(
            &mut out,
            0,
            &said.fill("section", &[("name", said.say("listed-heading"))]),
        );
        line(&mut out, 1, &listed);
    }
    pages(&mut out, said, &comparison.pages);
    files(&mut out, said, comparison);
    out
}

fn thing(out: &mut String, said: Said, thing: &Thing<'_>) {
    if let Some(on) = thing.on {
        line(out, 2, &said.subject(on));
    }
    for change in &thing.changes {
        line(out, 3, &said.change(change));
    }
    let mut last: Option<String> = None;
    for change in &thing.values {
        let args = [
            ("what", &*said.what(change)),
            ("old", said.value(change.old.as_ref())),
            ("new", said.value(change.new.as_ref())),
            ("unit", &*said.unit(change)),
        ];
        line(out, 3, &said.fill("value", &args));
        let beside = said.beside(change);
        for more in beside.iter().filter(|more| last.as_ref() != Some(*more)) {
            line(out, 4, more);
        }
        // A source is told once for values in a row that stand in the same place.
        last = beside.into_iter().next_back();
    }
    for change in &thing.words {
        for words in lines(&change.words) {
            line(out, 3, &said.fill("words", &[("line", &*said.line(words))]));
        }
        if thing.on.is_none() || change.pages.iter().any(|page| page.starts_with("en/")) {
            line(out, 4, &said.pages(&change.pages));
        }
    }
}

fn pages(out: &mut String, said: Said, pages: &[PageChange]) {
    if pages.is_empty() {
        return;
    }
    out.push('\n');
    let heading = said.say("pages-heading");
    line(out, 0, &said.fill("section", &[("name", heading)]));
    for page in pages {
        let (key, from) = match &page.change {
            Change::Added => ("page-new", ""),
            Change::Removed => ("page-gone", ""),
            Change::Moved { from } if page.redirect => ("page-led", &**from),
            Change::Moved { from } => ("page-moved", &**from),
            _ => continue,
        };
        let args = [
            ("page", &*page.page),
            ("title", &*page.title),
            ("from", from),
        ];
        line(out, 1, &said.fill(key, &args));
    }
}

fn files(out: &mut String, said: Said, comparison: &Comparison) {
    out.push('\n');
    let heading = said.say("files-heading");
    line(out, 0, &said.fill("section", &[("name", heading)]));
    for file in comparison.files.iter().take(NAMED_FILES) {
        line(out, 1, &said.file(file));
    }
    let rest = comparison.files.len().saturating_sub(NAMED_FILES);
    if rest > 0 {
        line(
            out,
            1,
            &said.fill("more", &[("count", &said.count("files", rest))]),
        );
    }
}

/// One line; what a file said cannot steer the terminal.
fn line(out: &mut String, depth: usize, text: &str) {
    for one in text.lines() {
        out.push_str(&"  ".repeat(depth));
        out.push_str(&crate::base::text::visible(one));
        out.push('\n');
    }
}
