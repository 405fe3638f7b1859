//! From the parser's events to [`Markup`]: the walk through a text, and what it carries along.
//!
//! Blocks stand in [`blocks`](super::blocks), running text in [`spans`](super::spans), tables in
//! [`tables`](super::tables). The parser's own HTML writer is not used: it would take over raw
//! HTML, write inline styles, and leave notes where they were written.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::blocks::{Code, OpenHeading, RawBlock};
use super::edition::Edition;
use super::emphasis::Mended;
use super::headings::{Anchors, Ids};
use super::inline::Run;
use super::notes::Notes;
use super::spots::Spots;
use super::tables::Table;
use super::{Heading, Link, Origin, Part, Prose, Title, links, settings};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::markup::Markup;
use crate::base::place::Place;
use crate::base::text::{shorten, visible};
use crate::base::words::Words;

/// Elements inside one another. Nobody writes 64; whoever nests 50,000 quotes means harm.
const DEPTH_LIMIT: usize = 64;

/// Characters of the source that a message quotes.
const QUOTE_LIMIT: usize = 40;

pub struct Outcome {
    pub prose: Prose,
    pub findings: Findings,
    /// There are links to places on the page, and the headings were not known.
    pub asked_for_headings: bool,
}

pub struct Writer<'a> {
    pub origin: Origin<'a>,
    /// The text that was parsed, with its marks; all ranges are of this text.
    pub source: &'a str,
    pub words: &'static Words,
    pub spots: Spots<'a>,
    pub findings: Findings,
    pub edition: Edition<'a>,
    /// What is being written; the last one on top. A heading, a table head and a note are written
    /// aside, because what stands before them is known only at their end.
    pub frames: Vec<Markup>,
    parts: Vec<Part>,
    /// Open elements around the current event.
    pub depth: usize,
    pub run: Run,
    /// The last visible character of the current line, for line breaks between Japanese.
    pub last: Option<char>,
    pub heading: Option<OpenHeading>,
    pub table: Option<Table>,
    /// How many tables there have been: each is named by its number.
    pub tables: usize,
    pub code: Option<Code>,
    pub raw: Option<RawBlock>,
    /// For every open link whether it became one.
    pub links: Vec<bool>,
    /// Links into this site.
    pub inner: Vec<Link>,
    /// Names of the notes that are being written.
    pub note_labels: Vec<String>,
    /// The paragraph that just ended is a note's last.
    pub open_paragraph: bool,
    pub notes: Notes,
    pub ids: Ids,
    pub headings: Vec<Heading>,
    /// Headings of the first level.
    pub titles: Vec<Title>,
    /// Where links to headings lead, when an earlier walk has found the headings.
    pub known: Option<Anchors>,
    pub asked_for_headings: bool,
    pub last_raw_line: u32,
    /// Where a rule ended that might open a second block of settings.
    pub rule: Option<Range<usize>>,
}

/// Writes a text; `known` are its headings where an earlier walk has found them.
pub fn render<'a>(
    body: &'a str,
    mended: &'a Mended<'a>,
    origin: Origin<'a>,
    known: Option<&'a [Heading]>,
) -> Outcome {
    let mut writer = Writer::new(body, mended, origin, known);
    let parser = Parser::new_ext(writer.source, options());
    let mut definitions: Vec<_> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.span.clone(), definition.dest.to_string()))
        .collect();
    // The parser keeps them in the order of a hash.
    definitions.sort_by_key(|(span, _)| span.start);
    let mut events = parser.into_offset_iter().peekable();
    let mut code = Vec::new();
    while let Some((event, range)) = events.next() {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) | Event::Code(_) = event {
            code.push(range.clone());
        }
        let closes = match events.peek() {
            Some((Event::End(end), _)) => Some(*end),
            _ => None,
        };
        writer.event(event, range, closes);
    }
    for (span, address) in definitions {
        if let Err(refusal) = links::classify(&address) {
            writer.refuse_link(refusal, &address, span);
        }
    }
    writer.refuse_settings(&code);
    writer.finish(body.len())
}

pub fn options() -> Options {
    // Not on: smart punctuation, sub- and superscript, mathematics and wiki links. Each of them
    // takes characters (`100$`, `10~20円`) that a plan uses as they are.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

impl<'a> Writer<'a> {
    fn new(
        body: &'a str,
        mended: &'a Mended<'a>,
        origin: Origin<'a>,
        known: Option<&'a [Heading]>,
    ) -> Self {
        Self {
            origin,
            source: &mended.text,
            words: Words::of(origin.lang),
            spots: Spots::new(body, mended, origin.first_line),
            findings: Findings::new(),
            edition: Edition::new(body),
            frames: vec![Markup::with_capacity(body.len() + body.len() / 2)],
            parts: Vec::new(),
            depth: 0,
            run: Run::default(),
            last: None,
            heading: None,
            table: None,
            tables: 0,
            code: None,
            raw: None,
            links: Vec::new(),
            inner: Vec::new(),
            note_labels: Vec::new(),
            open_paragraph: false,
            notes: Notes::default(),
            ids: Ids::default(),
            headings: Vec::new(),
            titles: Vec::new(),
            known: known.map(Anchors::new),
            asked_for_headings: false,
            last_raw_line: 0,
            rule: None,
        }
    }

    /// `closes` is the element that ends right behind this event, if one does.
    fn event(&mut self, event: Event<'a>, range: Range<usize>, closes: Option<TagEnd>) {
        match event {
            Event::Start(tag) => {
                self.flush();
                self.depth += 1;
                match self.depth {
                    ..=DEPTH_LIMIT => self.open(tag, range, closes),
                    depth if depth == DEPTH_LIMIT + 1 => self.refuse_depth(range),
                    _ => {}
                }
            }
            Event::End(end) => {
                self.flush();
                if self.depth <= DEPTH_LIMIT {
                    self.close(end, range, closes);
                }
                self.depth -= 1;
            }
            _ if self.depth > DEPTH_LIMIT => {}
            Event::Text(text) => self.text(&text, range.start),
            other => {
                self.flush();
                self.leaf(other, range);
            }
        }
    }

    fn refuse_depth(&mut self, range: Range<usize>) {
        // One message is enough for a text like this.
        if self
            .findings
            .iter()
            .any(|found| found.code == "MARKDOWN-TOO-DEEP")
        {
            return;
        }
        let place = self.place(range);
        let found = Diagnostic::error("MARKDOWN-TOO-DEEP", place).with("limit", DEPTH_LIMIT);
        self.findings.push(found);
    }

    /// Settings that would be published as text, while somebody believes that they hold the text back.
    fn refuse_settings(&mut self, code: &[Range<usize>]) {
        for range in settings::holding(self.source, code) {
            let line = quote(&self.source[range.clone()]);
            let place = self.place(range);
            let found = Diagnostic::error("MARKDOWN-HOLD", place).with("found", line);
            self.findings.push(found);
        }
    }

    pub fn out(&mut self) -> &mut Markup {
        if self.frames.is_empty() {
            self.frames.push(Markup::new());
        }
        self.frames.last_mut().expect("a frame was pushed above")
    }

    pub fn lit(&mut self, literal: &'static str) {
        self.out().lit(literal);
    }

    pub fn place(&mut self, range: Range<usize>) -> Place {
        self.spots.spot(range).in_file(self.origin.file)
    }

    /// Ends the part that is being written: before a slot, and at the end.
    pub fn end_part(&mut self, until: usize, next: usize) {
        let html = std::mem::take(self.out());
        let markdown = self.edition.cut(until, next);
        if !(html.is_empty() && markdown.is_empty()) {
            self.parts.push(Part::Html { html, markdown });
        }
    }

    pub fn push_slot(&mut self, slot: Part) {
        self.parts.push(slot);
    }

    fn finish(mut self, length: usize) -> Outcome {
        for (label, range) in self.notes.number_the_rest() {
            let place = self.place(range);
            let found =
                Diagnostic::warning("MARKDOWN-NOTE-UNUSED", place).with("label", quote(&label));
            self.findings.push(found);
        }
        let notes = std::mem::take(&mut self.notes);
        if !notes.is_empty() {
            let words = self.words;
            notes.write(self.out(), words);
        }
        self.end_part(length, length);
        Outcome {
            prose: Prose {
                parts: self.parts,
                headings: self.headings,
                titles: self.titles,
                links: self.inner,
            },
            findings: self.findings,
            asked_for_headings: self.asked_for_headings,
        }
    }
}

/// A piece of the source as a message may show it.
pub fn quote(text: &str) -> String {
    visible(&shorten(text.trim(), QUOTE_LIMIT))
}
