//! What one section has to do, as a letter: plain lines that any mail program shows as they are.
//!
//! The frames and arrows of a terminal fall apart in a mail, so that each file has its heading and each
//! finding its lines. Nothing is cut off: whoever gets it has no other list.

use std::collections::BTreeMap;

use super::report;
use crate::audit::owners::Owners;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::text::visible;
use crate::base::words::{Lang, Words};

pub fn to(section: &str, findings: &Findings, owners: &Owners, lang: Lang) -> String {
    let section = visible(section);
    let words = Words::of(lang);
    if findings.is_empty() {
        return words.fill("cli.letter-none", &[("section", &section)]);
    }
    let counts = report::counts(findings, lang);
    let mut out = words.fill(
        "cli.letter-head",
        &[("section", &section), ("counts", &counts)],
    );
    let mut files: BTreeMap<&SourcePath, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings.iter() {
        files.entry(&finding.place.file).or_default().push(finding);
    }
    for (file, findings) in files {
        let name = file.as_str();
        let heading = match owners.title(file) {
            Some(title) => {
                let args = [("title", &*visible(title)), ("file", name)];
                words.fill("cli.letter-file", &args)
            }
            None => name.to_owned(),
        };
        out.push_str(&format!("\n\n■ {heading}"));
        for finding in findings {
            out.push_str(&entry(finding, words, lang));
        }
    }
    out
}

fn entry(finding: &Diagnostic, words: &Words, lang: Lang) -> String {
    let severity = words.get(finding.severity.word());
    let line = finding.place.spot.map(|spot| {
        let line = spot.line.to_string();
        words.fill("cli.letter-line", &[("line", &line)])
    });
    let line = line.map(|line| format!(" {line}")).unwrap_or_default();
    let mut out = format!("\n\n[{severity}]{line} ({})\n", finding.code);
    let mut say = |text: &str| {
        for line in text.lines() {
            out.push_str("  ");
            out.push_str(&visible(line));
            out.push('\n');
        }
    };
    say(&finding.message(lang));
    if let Some(other) = &finding.other {
        say(&words.fill("cli.letter-other", &[("place", &short(other))]));
    }
    say(&finding.help(lang));
    // The sentence names the first few; where all of them are is told once, line by line.
    for part in finding.parts() {
        let args = [("name", part.name.clone()), ("place", short(&part.place))];
        say(&words.fill("cli.letter-part", &args));
    }
    out.truncate(out.trim_end().len());
    out
}

fn short(place: &Place) -> String {
    match place.spot {
        Some(spot) => format!("{}:{}", place.file, spot.line),
        None => place.file.to_string(),
    }
}
