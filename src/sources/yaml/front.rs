//! Front matter: the settings between `---` lines at the head of a Markdown file.
//!
//! What other tools would take for settings and we would print as text is refused, because a draft
//! mark in it would be lost. It does not read the settings.

use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::Spot;
use crate::base::text;

/// A Markdown file in its two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split<'a> {
    /// Nothing when the file has no front matter, or an empty one.
    pub front: Option<Front<'a>>,
    pub body: &'a str,
    /// The line of the file on which the body begins.
    pub body_line: u32,
}

/// The YAML text between the fences and the line of the file on which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front<'a> {
    pub text: &'a str,
    pub first_line: u32,
}

/// Splits a decoded Markdown file; nothing when its head is a form we refuse.
pub fn split_front_matter<'a>(
    text: &'a str,
    file: &SourcePath,
    findings: &mut Findings,
) -> Option<Split<'a>> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let head = Spot::new(1, 1, 3).in_file(file);
    if !is_fence(first) {
        if let Some(refused) = foreign(text, file) {
            findings.push(refused);
            return None;
        }
        return Some(Split {
            front: None,
            body: text,
            body_line: 1,
        });
    }
    let mut at = 0;
    for (line, text) in (2..).zip(rest.split_inclusive('\n')) {
        if is_fence(text) {
            let settings = &rest[..at];
            let front = (!settings.trim().is_empty()).then_some(Front {
                text: settings,
                first_line: 2,
            });
            let body = &rest[at + text.len()..];
            warn_second(body, line + 1, file, findings);
            return Some(Split {
                front,
                body,
                body_line: line + 1,
            });
        }
        at += text.len();
    }
    findings.push(Diagnostic::error("FRONT-OPEN", head));
    None
}

/// Blanks behind the dashes cannot be seen, so they do not count.
fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// Settings in a form or at a place where only other tools look for them.
fn foreign(text: &str, file: &SourcePath) -> Option<Diagnostic> {
    let (number, line) = (1..)
        .zip(text.lines())
        .find(|(_, line)| !line.trim().is_empty())?;
    let at = Spot::new(number, 1, 3).in_file(file);
    let start = line.trim();
    if start == "+++" {
        return Some(Diagnostic::error("FRONT-TOML", at));
    }
    if is_mark_like(start) {
        let found = text::shorten(&text::visible(start), 40);
        return Some(Diagnostic::error("FRONT-MARK", at).with("found", found));
    }
    let inside = start.strip_prefix('{').map(str::trim_start);
    if inside.is_some_and(|inside| inside.is_empty() || inside.starts_with('"')) {
        return Some(Diagnostic::error("FRONT-JSON", at));
    }
    (start == "---").then(|| Diagnostic::error("FRONT-LATE", at))
}

/// Whether a line is nothing but dashes of any kind, which a word processor makes of `---`.
fn is_mark_like(line: &str) -> bool {
    let is_dash = |c: char| "-－‐‑‒–—―⸺⸻−─━ーｰ﹣﹘⁃﹉﹍＿_".contains(c);
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    line != "---" && line.chars().count() > 1 && signs.all(is_dash)
}

/// A second block of settings is text to us; its author may think otherwise.
fn warn_second(body: &str, body_line: u32, file: &SourcePath, findings: &mut Findings) {
    let mut lines = (body_line..).zip(body.lines()).peekable();
    let mut code = None;
    while let Some((number, line)) = lines.next() {
        let next = lines.peek().map(|(_, line)| *line).unwrap_or_default();
        match (code, code_fence(line)) {
            (None, Some(opened)) => code = Some(opened),
            // A block of code ends with at least as many of the signs that began it.
            (Some((sign, count)), Some((other, more))) if sign == other && more >= count => {
                code = None;
            }
            (None, None) if is_fence(line) && looks_like_setting(next) => {
                let at = Spot::new(number, 1, 3).in_file(file);
                findings.push(Diagnostic::warning("FRONT-SECOND", at));
                return;
            }
            _ => {}
        }
    }
}

/// The sign and the length of a line that begins or ends a block of code.
fn code_fence(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = line.chars().take_while(|c| *c == sign).count();
    (count >= 3).then_some((sign, count))
}

fn looks_like_setting(line: &str) -> bool {
    let key = line.split_once(':').map_or("", |(key, _)| key);
    !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}
