//! `mieruka check`: everything a build would check, without the build.

use super::arguments::{CheckWish, Format};
use super::terminal::Terminal;
use super::{Ending, open_site, report};
use crate::base::text::{did_you_mean, visible};
use crate::pipeline;

pub fn run(wish: &CheckWish, terminal: &Terminal) -> Ending {
    if let Some(code) = &wish.explain {
        return explain(code, terminal);
    }
    let Some(world) = open_site(&wish.folder, terminal) else {
        return Ending::Failed;
    };
    let (findings, _) = match pipeline::check(&world, &wish.chosen) {
        Ok(result) => result,
        Err(error) => {
            super::build::complain(&error, terminal);
            return Ending::Failed;
        }
    };
    match wish.format {
        Format::Json => terminal.say(&report::json(&findings, terminal.lang)),
        Format::Github => terminal.say(&report::github(&findings, terminal.lang)),
        Format::Text => {
            let mut told = report::text(&findings, &world, terminal.lang);
            told.push_str(&report::counts(&findings, terminal.lang));
            terminal.say(&told);
        }
    }
    if findings.has_errors() {
        Ending::DataErrors
    } else {
        Ending::Done
    }
}

/// What a finding means, why it matters, an example, and its cure.
fn explain(code: &str, terminal: &Terminal) -> Ending {
    let words = terminal.words();
    let wanted = code.trim().to_uppercase();
    let codes = codes(words);
    if !codes.contains(&wanted.as_str()) {
        let found = visible(code);
        let near = did_you_mean(&wanted, codes.iter().copied());
        let mut args = vec![("found", found.as_str())];
        args.extend(near.map(|near| ("near", near)));
        terminal.complain(&terminal.fill("no-code", &args));
        return Ending::Failed;
    }
    let mut told = format!("{wanted}\n");
    for part in ["what", "why", "example", "cure", "message", "help"] {
        if let Some(text) = words.find(&format!("{wanted}.{part}")) {
            let heading = words.get(match part {
                "what" => "cli.explain.what",
                "why" => "cli.explain.why",
                "example" => "cli.explain.example",
                "cure" => "cli.explain.cure",
                "message" => "cli.explain.message",
                _ => "cli.explain.help",
            });
            told.push_str(&format!("\n{heading}\n"));
            for line in text.lines() {
                told.push_str(&format!("  {line}\n"));
            }
        }
    }
    terminal.say(&told);
    Ending::Done
}

/// Every code that a finding can have: the tables of the catalogue with a message.
fn codes(words: &crate::base::words::Words) -> Vec<&str> {
    words
        .keys()
        .filter_map(|key| key.strip_suffix(".message"))
        .filter(|code| {
            code.bytes()
                .all(|b| b.is_ascii_uppercase() || b == b'-' || b.is_ascii_digit())
        })
        .collect()
}
