//! What a finding's code means: what is checked, what is said, why it matters, an example and the cure.
//!
//! The sentences are those of the catalogues; it adds none of its own.

use super::Ending;
use super::terminal::Terminal;
use crate::base::text::{did_you_mean, visible};
use crate::base::words::{Lang, Words};

pub fn run(code: &str, terminal: &Terminal) -> Ending {
    let wanted = code.trim().to_uppercase();
    if let Some(told) = explained(&wanted, terminal.lang) {
        terminal.say(&told);
        return Ending::Done;
    }
    let found = visible(code);
    let codes = codes(terminal.lang);
    let near = did_you_mean(&wanted, codes.iter().copied());
    let mut args = vec![("found", found.as_str())];
    args.extend(near.map(|near| ("near", near)));
    terminal.complain(&terminal.fill("no-code", &args));
    Ending::Failed
}

/// The whole explanation of a code, if there is such a code.
pub fn explained(code: &str, lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    words.find_in(code, "message").filter(|_| is_code(code))?;
    // A rule's cure says more than the help beside its findings; other codes have the help alone.
    let help = match words.find_in(code, "cure") {
        Some(_) => "cli.explain.help",
        None => "cli.explain.cure",
    };
    let parts = [
        ("what", "cli.explain.what"),
        ("message", "cli.explain.message"),
        ("why", "cli.explain.why"),
        ("example", "cli.explain.example"),
        ("cure", "cli.explain.cure"),
        ("help", help),
    ];
    let mut told = format!("{code}\n");
    for (part, heading) in parts {
        let Some(text) = words.find_in(code, part) else {
            continue;
        };
        told.push_str(&format!("\n{}\n", words.get(heading)));
        for line in text.lines() {
            told.push_str(&format!("  {}\n", words.bare(line)));
        }
    }
    Some(told)
}

/// Every code that a finding can have: the tables of the catalogue with a message.
pub fn codes(lang: Lang) -> Vec<&'static str> {
    let keys = Words::of(lang).keys();
    keys.filter_map(|key| key.strip_suffix(".message"))
        .filter(|code| is_code(code))
        .collect()
}

fn is_code(name: &str) -> bool {
    name.bytes()
        .all(|b| b.is_ascii_uppercase() || b == b'-' || b.is_ascii_digit())
}
