//! Where in a source a text stands: whether it will be published, and as what.

use std::ops::Range;

use crate::base::place::Spot;

/// What becomes of the text at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A comment, or code that shows how something is written.
    Unpublished,
    /// A key that says how to reach an office.
    Contact,
    /// Running text in Markdown.
    Prose,
    Data,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Yaml,
    Csv,
    Markdown,
}

/// Keys whose values say how to reach an office.
const CONTACTS: [&str; 4] = ["contact", "phone", "email", "url"];

pub struct SourcePage<'a> {
    pub text: &'a str,
    format: Format,
    /// Where the settings at the head of a Markdown file end; they are YAML.
    front: usize,
    /// Blocks of code and comments in Markdown.
    unpublished: Vec<Range<usize>>,
}

impl<'a> SourcePage<'a> {
    pub fn new(text: &'a str, extension: &str) -> Option<Self> {
        let format = match extension {
            "yaml" => Format::Yaml,
            "csv" => Format::Csv,
            "md" => Format::Markdown,
            _ => return None,
        };
        let is_prose = format == Format::Markdown;
        let front = if is_prose { front_end(text) } else { 0 };
        let unpublished = if is_prose {
            unpublished(text, front)
        } else {
            Vec::new()
        };
        Some(Self {
            text,
            format,
            front,
            unpublished,
        })
    }

    pub fn ground(&self, at: usize) -> Ground {
        match self.format {
            Format::Csv => Ground::Data,
            Format::Markdown if at >= self.front => {
                let mut hidden = self.unpublished.iter();
                let is_code = self.before(at).matches('`').count() % 2 == 1;
                match is_code || hidden.any(|range| range.contains(&at)) {
                    true => Ground::Unpublished,
                    false => Ground::Prose,
                }
            }
            Format::Markdown | Format::Yaml => self.in_yaml(at),
        }
    }

    /// Whether a place stands in running text.
    pub fn is_prose(&self, at: usize) -> bool {
        self.format == Format::Markdown && at >= self.front
    }

    pub fn spot(&self, at: &Range<usize>) -> Spot {
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let lines = self.text[..at.start].matches('\n').count();
        let line = u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1);
        let column = count(self.before(at.start)).saturating_add(1);
        Spot::new(line, column, count(&self.text[at.clone()]))
    }

    /// The line up to a place.
    fn before(&self, at: usize) -> &'a str {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        &self.text[start..at]
    }

    fn in_yaml(&self, at: usize) -> Ground {
        let before = self.before(at);
        if is_comment(before) {
            return Ground::Unpublished;
        }
        // A text that goes on in the next line belongs to the key above it.
        let mut line = before;
        let mut start = at - before.len();
        while key_of(line).is_none() && start > 0 {
            line = self.before(start - 1);
            start -= line.len() + 1;
        }
        let is_contact = CONTACTS.iter().any(|key| names_key(line, key));
        if is_contact {
            Ground::Contact
        } else {
            Ground::Data
        }
    }
}

/// Whether a sign that begins a comment stands before, outside quotes.
fn is_comment(before: &str) -> bool {
    let mut quote = None;
    let mut last = ' ';
    for c in before.chars() {
        match (c, quote) {
            ('"' | '\'', None) if !last.is_alphanumeric() => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('#', None) if last.is_whitespace() => return true,
            _ => {}
        }
        last = c;
    }
    false
}

/// The key that a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let line = line
        .trim_start()
        .trim_start_matches("- ")
        .trim_start_matches("{ ");
    let (key, _) = line.split_once(':')?;
    let is_key = !key.is_empty() && !key.contains(char::is_whitespace);
    is_key.then_some(key)
}

fn names_key(line: &str, key: &str) -> bool {
    let mut places = line.match_indices(key);
    places.any(|(at, _)| {
        let before = line[..at].chars().next_back();
        line[at + key.len()..].starts_with(':') && !before.is_some_and(char::is_alphanumeric)
    })
}

fn front_end(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---\n") else {
        return 0;
    };
    rest.find("\n---").map_or(0, |end| "---\n".len() + end)
}

fn unpublished(text: &str, front: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut at = front;
    for line in text[front..].split_inclusive('\n') {
        let trimmed = line.trim_start();
        let fence = ["```", "~~~"]
            .into_iter()
            .find(|fence| trimmed.starts_with(fence));
        match (open, fence) {
            (None, Some(fence)) => open = Some((at, fence)),
            (Some((start, known)), Some(fence)) if known == fence => {
                ranges.push(start..at + line.len());
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    ranges.extend(open.map(|(start, _)| start..text.len()));
    let mut from = front;
    while let Some(start) = text[from..].find("<!--").map(|start| from + start) {
        let end = text[start..]
            .find("-->")
            .map_or(text.len(), |end| start + end + 3);
        ranges.push(start..end);
        from = end;
    }
    ranges
}
