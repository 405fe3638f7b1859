//! The Markdown edition of a text: the source as written, with a few changes, cut into parts.
//!
//! The renderer says what to change while it goes. Whether the text still links only where it may
//! is looked at once more, where raw HTML was taken out of it.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::links;
use super::raw::is_line_break;
use super::render::options;

pub struct Edition<'a> {
    body: &'a str,
    edits: Vec<(Range<usize>, String)>,
    /// Where the part that is being written began.
    from: usize,
    /// A change may have altered what Markdown reads, so the part is looked at again.
    in_doubt: bool,
}

impl<'a> Edition<'a> {
    pub fn new(body: &'a str) -> Self {
        Self {
            body,
            edits: Vec::new(),
            from: 0,
            in_doubt: false,
        }
    }

    pub fn source(&self, range: Range<usize>) -> &'a str {
        &self.body[range]
    }

    /// Puts `text` in the place of a stretch. Stretches must not overlap.
    pub fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.edits.push((range, text.into()));
    }

    /// Puts text in the place of raw HTML.
    pub fn replace_raw(&mut self, range: Range<usize>, text: &str) {
        self.replace(range, inert(text));
        self.in_doubt = true;
    }

    /// The same for a line break that becomes a blank or nothing.
    pub fn replace_break(&mut self, range: Range<usize>, text: &str) {
        self.replace(range, text);
        self.in_doubt = true;
    }

    /// The part that ends at `until`; the next one begins at `next`.
    pub fn cut(&mut self, until: usize, next: usize) -> String {
        let mut out = String::with_capacity(until - self.from + 16);
        // A heading's changes are known in another order than they stand in.
        self.edits.sort_by_key(|(range, _)| range.start);
        let mut at = self.from;
        for (range, text) in self.edits.drain(..) {
            if range.start >= at && range.end <= until {
                out.push_str(&self.body[at..range.start]);
                out.push_str(&text);
                at = range.end;
            }
        }
        out.push_str(&self.body[at..until]);
        let source = &self.body[self.from..until];
        self.from = next;
        out.truncate(out.trim_end().len());
        // An indented first line is code; only whole empty lines go.
        let blank = out.len() - out.trim_start().len();
        let empty_lines = out[..blank].rfind('\n').map_or(0, |at| at + 1);
        out.drain(..empty_lines);
        if std::mem::take(&mut self.in_doubt) && !is_harmless(source, &out) {
            // `[a](<javascript:<b>x>)` is no link as long as there is a tag in it. Nobody writes
            // this by accident, and so it may lose its form.
            out = inert(&out);
        }
        out
    }
}

/// True when the changed text has no raw HTML, no picture, no link that would be refused, and no
/// definition that the source does not have: what became one would not be shown any more.
fn is_harmless(source: &str, changed: &str) -> bool {
    let definitions = |text| {
        let parser = Parser::new_ext(text, options());
        parser.reference_definitions().iter().count()
    };
    let is_allowed = |address: &str| links::classify(address).is_ok();
    definitions(changed) <= definitions(source)
        && Parser::new_ext(changed, options()).all(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => is_allowed(&dest_url),
            Event::InlineHtml(html) => is_line_break(&html),
            Event::Start(Tag::Image { .. }) | Event::Html(_) => false,
            _ => true,
        })
}

/// The same text with nothing in it that Markdown would read. The `>` of a quote stays at the
/// beginning of further lines, since what stands there is not part of the raw HTML.
fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut at_start = false;
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' if !at_start => out.push_str("&gt;"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            '*' => out.push_str("&#42;"),
            '_' => out.push_str("&#95;"),
            '`' => out.push_str("&#96;"),
            '~' => out.push_str("&#126;"),
            '\\' => out.push_str("&#92;"),
            _ => out.push(c),
        }
        at_start = c == '\n' || (at_start && (c.is_whitespace() || c == '>'));
    }
    out
}
