//! Findings for people and for machines: with excerpt and caret, as JSON, as annotations of a CI.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};
use serde_json::json;

use crate::base::diag::{Diagnostic, Findings, Severity, counted};
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::base::text::{is_forbidden, visible};
use crate::base::words::{Lang, Words};
use crate::world::World;

/// More findings than this are counted, not shown: nobody reads the fifty-first.
const SHOWN: usize = 50;
/// An excerpt shows at most so many characters of a line.
const EXCERPT: usize = 80;

/// Findings as a clerk reads them.
pub fn text(findings: &Findings, world: &dyn World, lang: Lang) -> String {
    let renderer = Renderer::styled()
        .decor_style(DecorStyle::Unicode)
        .term_width(100);
    let mut out = String::new();
    for diagnostic in findings.iter().take(SHOWN) {
        out.push_str(&one(diagnostic, world, lang, &renderer));
        out.push_str("\n\n");
    }
    if findings.len() > SHOWN {
        let more = (findings.len() - SHOWN).to_string();
        out.push_str(&Words::of(lang).fill("cli.more-findings", &[("count", &more)]));
    }
    out
}

fn one(diagnostic: &Diagnostic, world: &dyn World, lang: Lang, renderer: &Renderer) -> String {
    let words = Words::of(lang);
    let name = words.get(diagnostic.severity.word());
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE,
    };
    let title = level
        .with_name(name)
        .primary_title(diagnostic.message(lang))
        .id(diagnostic.code);
    let excerpt = Excerpt::at(&diagnostic.place, world);
    let mut group = title.elements(excerpt.snippet());
    let other = diagnostic
        .other
        .as_ref()
        .map(|place| Excerpt::at(place, world));
    if let Some(other) = &other {
        group = match other.text {
            Some(_) => group.element(other.as_other(words.get("cli.other-place"))),
            // A whole file has no line to be shown.
            None => group.element(annotate_snippets::Origin::path(&other.path)),
        };
    }
    let help = diagnostic.help(lang);
    if !help.is_empty() {
        group = group.element(Level::HELP.with_name(words.get("cli.help")).message(help));
    }
    let report: &[Group<'_>] = &[group];
    renderer.render(report)
}

/// The line of a place, made harmless for a terminal, and where in it the caret stands.
struct Excerpt {
    path: String,
    line: usize,
    /// Where the caret stands in the whole line, when the excerpt begins later: the renderer counts in what
    /// it is shown, so that it must be told.
    column: Option<usize>,
    text: Option<String>,
    caret: std::ops::Range<usize>,
}

impl Excerpt {
    fn at(place: &Place, world: &dyn World) -> Self {
        let path = place.file.to_string();
        let line = place
            .spot
            .and_then(|spot| line_of(world, &place.file, spot));
        let (Some(spot), Some(line)) = (place.spot, line) else {
            let line = place.spot.map_or(1, |spot| spot.line as usize);
            return Self {
                path,
                line,
                column: None,
                text: None,
                caret: 0..0,
            };
        };
        let (text, caret) = window(&line, spot);
        Self {
            path,
            line: spot.line as usize,
            column: text.starts_with('…').then_some(spot.column as usize),
            text: Some(text),
            caret,
        }
    }

    fn snippet(&self) -> Vec<annotate_snippets::Element<'_>> {
        match (&self.text, self.column) {
            (Some(_), Some(column)) => {
                let origin = annotate_snippets::Origin::path(&self.path)
                    .line(self.line)
                    .char_column(column);
                vec![origin.into(), self.as_other("").into()]
            }
            (Some(_), None) => vec![self.as_other("").into()],
            (None, _) => vec![annotate_snippets::Origin::path(&self.path).into()],
        }
    }

    fn as_other<'a>(&'a self, label: &'a str) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let kind = if label.is_empty() {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let mut annotation = kind.span(self.caret.clone());
        if !label.is_empty() {
            annotation = annotation.label(label);
        }
        let snippet = Snippet::source(self.text.as_deref().unwrap_or_default())
            .line_start(self.line)
            .annotation(annotation);
        match self.column {
            Some(_) if label.is_empty() => snippet,
            _ => snippet.path(self.path.as_str()),
        }
    }
}

fn line_of(world: &dyn World, file: &SourcePath, spot: Spot) -> Option<String> {
    let bytes = world.read(file).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let index = (spot.line as usize).checked_sub(1)?;
    Some(text.lines().nth(index)?.trim_end_matches('\r').to_owned())
}

/// At most [`EXCERPT`] characters round the caret, with nothing in them that a terminal would obey.
fn window(line: &str, spot: Spot) -> (String, std::ops::Range<usize>) {
    let column = (spot.column as usize).saturating_sub(1);
    let chars: Vec<char> = line.chars().collect();
    let start = column.saturating_sub(EXCERPT / 2).min(chars.len());
    let end = (start + EXCERPT).min(chars.len());
    let mut text = String::new();
    let mut caret = None;
    let length = (spot.length as usize).max(1);
    let mut caret_end = 0;
    if start > 0 {
        text.push('…');
    }
    for (index, c) in chars[start..end]
        .iter()
        .enumerate()
        .map(|(i, c)| (start + i, c))
    {
        if index == column {
            caret = Some(text.len());
        }
        if *c == '\t' {
            text.push(' ');
        } else if is_forbidden(*c) {
            text.push_str(&visible(&c.to_string()));
        } else {
            text.push(*c);
        }
        if index < column + length {
            caret_end = text.len();
        }
    }
    if end < chars.len() {
        text.push('…');
    }
    let caret = caret.unwrap_or(text.len());
    let caret_end = caret_end.max(caret);
    (text, caret..caret_end)
}

/// Findings as one JSON document.
pub fn json(findings: &Findings, lang: Lang) -> String {
    let list: Vec<serde_json::Value> = findings.iter().map(|d| entry(d, lang)).collect();
    let count = |severity| findings.count(severity);
    let whole = json!({
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "notices": count(Severity::Notice),
        "findings": list,
    });
    // A value made of strings and numbers always serialises.
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

fn entry(diagnostic: &Diagnostic, lang: Lang) -> serde_json::Value {
    let place = |place: &Place| {
        json!({
            "file": place.file.as_str(),
            "line": place.spot.map(|spot| spot.line),
            "column": place.spot.map(|spot| spot.column),
        })
    };
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.key(),
        "place": place(&diagnostic.place),
        "other": diagnostic.other.as_ref().map(place),
        "message": diagnostic.message(lang),
        "help": diagnostic.help(lang),
    })
}

/// Findings as workflow commands that GitHub shows beside the changed lines.
pub fn github(findings: &Findings, lang: Lang) -> String {
    let mut out = String::new();
    for diagnostic in findings.iter() {
        let spot = diagnostic.place.spot.unwrap_or(Spot::new(1, 1, 0));
        let body = format!("{}\n{}", diagnostic.message(lang), diagnostic.help(lang));
        out.push_str(&format!(
            "::{} file={},line={},col={},title={}::{}\n",
            diagnostic.severity.key(),
            property(diagnostic.place.file.as_str()),
            spot.line,
            spot.column,
            property(diagnostic.code),
            data(body.trim_end()),
        ));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// One line that counts what was found.
pub fn counts(findings: &Findings, lang: Lang) -> String {
    let count = |key, severity| counted(lang, key, findings.count(severity));
    Words::of(lang).fill(
        "cli.counts",
        &[
            ("errors", count("cli.count.errors", Severity::Error)),
            ("warnings", count("cli.count.warnings", Severity::Warning)),
            ("notices", count("cli.count.notices", Severity::Notice)),
        ],
    )
}
