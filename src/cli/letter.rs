//! What one section has to do, as a letter: plain lines that any mail program shows as they are.
//!
//! The frames and arrows of a terminal fall apart in a mail, so that each file has its heading and each
//! finding its lines. Nothing is cut off: whoever gets it has no other list.

use std::collections::BTreeMap;

use crate::audit::owners::Owners;
use crate::base::diag::{Diagnostic, Findings, Severity, counted, listed};
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
    let there = Severity::ALL
        .into_iter()
        .map(|severity| (severity, findings.count(severity)));
    let there: Vec<(Severity, usize)> = there.filter(|(_, count)| *count > 0).collect();
    let counts = there.iter().map(|(severity, count)| {
        let key = match severity {
            Severity::Error => "cli.count.errors",
            Severity::Warning => "cli.count.warnings",
            Severity::Notice => "cli.count.notices",
        };
        counted(lang, key, *count)
    });
    let counts = listed(lang, &counts.collect::<Vec<_>>());
    let mut args = vec![("section", &*section), ("counts", &*counts)];
    args.extend(there.iter().map(|(severity, _)| (severity.key(), "")));
    let mut out = words.fill("cli.letter-head", &args);
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
    let contact = visible(owners.contact());
    let contact = Some(&*contact).filter(|contact| !contact.is_empty());
    let args: Vec<(&str, &str)> = match contact {
        Some(contact) => vec![("contact", contact)],
        None => vec![("sender", "")],
    };
    out.push_str("\n\n");
    out.push_str(&words.fill("cli.letter-end", &args));
    out
}

/// What is said of a finding, for people who have neither the file nor its words.
fn plainly(finding: &Diagnostic, text: &str, words: &Words) -> String {
    let mut args = finding.args().iter();
    let key = args.find(|(name, _)| *name == "key").map(|(_, key)| &**key);
    let this = words.get("cli.letter-this");
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = match key {
            _ if line.contains("acknowledge") => words.get("cli.letter-explain").to_owned(),
            Some(key) => {
                let line = line.replace(&format!("（{key}）"), "");
                let line = line.replace(&format!(" ({key})"), "");
                line.replace(&format!("{key} と"), &format!("{this}と"))
                    .replace(key, this)
            }
            None => line.to_owned(),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
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
    say(&plainly(finding, &finding.message(lang), words));
    if let Some(other) = &finding.other {
        say(&words.fill("cli.letter-other", &[("place", &short(other))]));
    }
    say(&plainly(finding, &finding.help(lang), words));
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
