//! The thorough YAML reader: takes the parser's events and tells everything that is wrong.
//!
//! It keeps a stack of its own and stops at the caps, so that no file can cost more than its size.
//! What is refused here is refused for good: a file with anchors or tags gives no tree.

use std::borrow::Cow;

use serde_yaml::granit_parser::{
    Event, Marker, Options, Parser, ScalarStyle, Span, StructureStyle, Tag,
};

use super::commas;
use super::node::{Content, Entry, Key, Node, Style, twins};
use super::syntax::{self, narrow, point};
use super::{MAX_DEPTH, MAX_NODES, Source};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::place::Spot;
use crate::base::text;

/// How many refused things one file tells before reading stops.
const MAX_TOLD: usize = 20;

pub fn parse<'a>(source: Source<'a>, findings: &mut Findings) -> Option<Node<'a>> {
    let mut builder = Builder {
        source,
        findings,
        open: Vec::new(),
        root: None,
        documents: 0,
        nodes: 0,
        refused: 0,
    };
    if builder.run().is_err() {
        return None;
    }
    builder.whole()
}

/// Reading cannot go on, and the reason has been told.
struct Stopped;

struct Builder<'a, 'f> {
    source: Source<'a>,
    findings: &'f mut Findings,
    open: Vec<Open<'a>>,
    root: Option<Node<'a>>,
    documents: usize,
    nodes: usize,
    refused: usize,
}

/// A list or map that has not ended yet.
struct Open<'a> {
    /// Where it begins; a block begins with its first child.
    at: Option<Spot>,
    children: Children<'a>,
}

enum Children<'a> {
    List(Vec<Node<'a>>),
    /// Entries, and the key whose value comes next.
    Map(Vec<Entry<'a>>, Option<Key<'a>>),
}

impl<'a> Builder<'a, '_> {
    fn run(&mut self) -> Result<(), Stopped> {
        let mut options = Options::default();
        options.emit_comments = false;
        options.emit_anchor_events = true;
        options.emit_unresolved_aliases = true;
        options.disallow_directives = true;
        for event in Parser::new_from_str_with_options(self.source.text, options) {
            match event {
                Ok((event, span)) => self.take(event, &span)?,
                Err(error) => {
                    self.findings.push(syntax::explain(&error, self.source));
                    return Err(Stopped);
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, event: Event<'a>, span: &Span) -> Result<(), Stopped> {
        match event {
            Event::DocumentStart(..) => self.document(span),
            Event::Scalar(text, style, _, tag) => {
                self.tag(tag.as_deref(), span)?;
                let node = self.scalar(text, style, span)?;
                self.put(node)
            }
            Event::SequenceStart(style, _, tag) => {
                self.tag(tag.as_deref(), span)?;
                self.begin(Children::List(Vec::new()), style, span)
            }
            Event::MappingStart(style, _, tag) => {
                self.tag(tag.as_deref(), span)?;
                self.begin(Children::Map(Vec::new(), None), style, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse("YAML-ANCHOR", self.spot(span))?;
                self.put(Node::missing(self.spot(span)))
            }
            Event::Anchor(..) => self.refuse("YAML-ANCHOR", self.spot(span)),
            _ => Ok(()),
        }
    }

    fn document(&mut self, span: &Span) -> Result<(), Stopped> {
        self.documents += 1;
        if self.documents > 1 {
            self.tell_error("YAML-DOCUMENTS", self.spot(span));
            return Err(Stopped);
        }
        Ok(())
    }

    fn begin(
        &mut self,
        children: Children<'a>,
        style: StructureStyle,
        span: &Span,
    ) -> Result<(), Stopped> {
        let start = self.start(span);
        if self.open.len() >= MAX_DEPTH {
            let deep = Diagnostic::error("YAML-TOO-DEEP", start.in_file(self.source.file));
            self.findings.push(deep.with("limit", MAX_DEPTH));
            return Err(Stopped);
        }
        self.count(start)?;
        let at = (style == StructureStyle::Flow).then_some(start);
        self.open.push(Open { at, children });
        Ok(())
    }

    fn end(&mut self, span: &Span) -> Result<(), Stopped> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let at = open.at.unwrap_or_else(|| self.start(span));
        let file = self.source.file;
        let content = match open.children {
            Children::List(items) => {
                for cut in commas::cut_items(&items) {
                    self.findings.push(cut.warning(file));
                }
                Content::List(items)
            }
            Children::Map(entries, _) => {
                let (entries, cuts) = commas::join_numbers(entries);
                for cut in cuts {
                    self.findings.push(cut.error(file));
                }
                Content::Map(self.without_twins(entries))
            }
        };
        self.put(Node { at, content })
    }

    /// Puts a finished node where it belongs: the root, a list, a key or its value.
    fn put(&mut self, node: Node<'a>) -> Result<(), Stopped> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        let start = Spot {
            length: 0,
            ..node.at
        };
        open.at.get_or_insert(start);
        match &mut open.children {
            Children::List(items) => items.push(mend_missing_item(node)),
            Children::Map(entries, key @ Some(_)) => {
                let key = key.take().expect("the pattern asks for a key");
                let value = if is_missing(&node) {
                    Node::missing(key.at)
                } else {
                    node
                };
                entries.push(Entry { key, value });
            }
            Children::Map(_, None) => return self.key(node),
        }
        Ok(())
    }

    fn key(&mut self, node: Node<'a>) -> Result<(), Stopped> {
        let at = node.at;
        let text = match node.content {
            Content::Scalar { text, style } => {
                self.judge_key(&text, style, at)?;
                text
            }
            Content::List(_) | Content::Map(_) => {
                self.refuse("YAML-KEY-SHAPE", at)?;
                Cow::Borrowed("")
            }
        };
        if let Some(Children::Map(_, key)) = self.open.last_mut().map(|open| &mut open.children) {
            *key = Some(Key { text, at });
        }
        Ok(())
    }

    fn judge_key(&mut self, key: &str, style: Style, at: Spot) -> Result<(), Stopped> {
        let first = key.chars().next();
        if first.is_none() {
            return self.refuse("YAML-KEY-EMPTY", at);
        }
        if style == Style::Plain && key == "<<" {
            return self.refuse("YAML-MERGE", at);
        }
        match first {
            Some(blank) if style == Style::Plain && blank.is_whitespace() => {
                let place = at.in_file(self.source.file);
                let odd = Diagnostic::error("YAML-INDENT-BLANK", place).with("point", point(blank));
                self.refuse_with(odd)
            }
            _ => {
                if key.trim() != key {
                    self.warn("YAML-KEY-BLANK", at, key.trim());
                }
                Ok(())
            }
        }
    }

    /// Tells equal keys and keeps the first of them.
    fn without_twins(&mut self, mut entries: Vec<Entry<'a>>) -> Vec<Entry<'a>> {
        let twins = twins(&entries);
        for (first, later) in twins.iter().take(MAX_TOLD) {
            let file = self.source.file;
            let [first, later] = [&entries[*first].key, &entries[*later].key];
            let twin = Diagnostic::error("YAML-DUPLICATE", later.at.in_file(file))
                .with("key", quoted(&later.text))
                .with("line", first.at.line)
                .and_at(first.at.in_file(file));
            self.findings.push(twin);
        }
        let mut later = twins.iter().map(|(_, later)| *later).peekable();
        let mut ix = 0;
        entries.retain(|_| {
            ix += 1;
            later.next_if_eq(&(ix - 1)).is_none()
        });
        entries
    }

    fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        span: &Span,
    ) -> Result<Node<'a>, Stopped> {
        let at = self.spot(span);
        self.count(at)?;
        if style == ScalarStyle::Plain && offset(&span.start) == offset(&span.end) {
            return Ok(Node::missing(at));
        }
        if style == ScalarStyle::Plain {
            if !self.is_at_key() {
                self.judge_plain(&text, at, span);
            }
            return Ok(Node::scalar(text, Style::Plain, at));
        }
        // "Next line" alone has been told by the decoder and ends no line here.
        let hidden = text
            .chars()
            .find(|c| text::is_forbidden(*c) && *c != '\u{85}');
        if let Some(hidden) = hidden {
            let place = at.in_file(self.source.file);
            let refused = Diagnostic::error("YAML-HIDDEN-CHARACTER", place);
            self.refuse_with(refused.with("point", point(hidden)))?;
        }
        Ok(Node::scalar(text, Style::Quoted, at))
    }

    /// The next node is a key.
    fn is_at_key(&self) -> bool {
        let open = self.open.last().map(|open| &open.children);
        matches!(open, Some(Children::Map(_, None)))
    }

    /// What a bare value can be other than its author thinks.
    fn judge_plain(&mut self, value: &str, at: Spot, span: &Span) {
        if is_null_word(value) {
            self.warn("YAML-NULL-WORD", at, value);
        }
        if is_quote_like(value) {
            self.warn("YAML-TYPOGRAPHIC-QUOTES", at, value);
        }
        if let Some(comment) =
            offset(&span.end).and_then(|end| cut_by_hash(&self.source.text[end..]))
        {
            let comment = quoted(comment);
            let place = at.in_file(self.source.file);
            let cut = Diagnostic::warning("YAML-HASH", place).with("value", quoted(value));
            self.findings.push(cut.with("comment", comment));
        }
    }

    fn tag(&mut self, tag: Option<&Tag>, span: &Span) -> Result<(), Stopped> {
        let Some(tag) = tag else { return Ok(()) };
        let at = span
            .tag_start
            .map_or_else(|| self.start(span), |mark| self.mark(&mark));
        if tag.is_yaml_core_schema_tag("str") {
            self.warn("YAML-TAG-STR", at, "!!str");
            return Ok(());
        }
        let place = at.in_file(self.source.file);
        let found = quoted(&tag.to_string());
        self.refuse_with(Diagnostic::error("YAML-TAG", place).with("tag", found))
    }

    fn count(&mut self, at: Spot) -> Result<(), Stopped> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let place = at.in_file(self.source.file);
            let many = Diagnostic::error("YAML-TOO-MANY", place).with("limit", MAX_NODES);
            self.findings.push(many);
            return Err(Stopped);
        }
        Ok(())
    }

    /// The root, when the file holds a map and nothing in it was refused.
    fn whole(self) -> Option<Node<'a>> {
        let top = Spot::new(self.source.first_line, 1, 0).in_file(self.source.file);
        let wrong = match self.root.as_ref().map(|root| &root.content) {
            None
            | Some(Content::Scalar {
                style: Style::Missing,
                ..
            }) => Diagnostic::error("YAML-EMPTY", top),
            Some(Content::Map(_)) => return self.root.filter(|_| self.refused == 0),
            Some(Content::List(_)) => Diagnostic::error("YAML-ROOT-LIST", top),
            Some(Content::Scalar { text, .. }) => {
                let wide = syntax::Lines::all(self.source).wide_colon();
                wide.unwrap_or_else(|| {
                    Diagnostic::error("YAML-ROOT-TEXT", top).with("found", quoted(text))
                })
            }
        };
        self.findings.push(wrong);
        None
    }

    fn refuse(&mut self, code: &'static str, at: Spot) -> Result<(), Stopped> {
        self.refuse_with(Diagnostic::error(code, at.in_file(self.source.file)))
    }

    fn refuse_with(&mut self, diagnostic: Diagnostic) -> Result<(), Stopped> {
        self.findings.push(diagnostic);
        self.refused += 1;
        if self.refused >= MAX_TOLD {
            Err(Stopped)
        } else {
            Ok(())
        }
    }

    fn tell_error(&mut self, code: &'static str, at: Spot) {
        self.findings
            .push(Diagnostic::error(code, at.in_file(self.source.file)));
    }

    fn warn(&mut self, code: &'static str, at: Spot, found: &str) {
        let place = at.in_file(self.source.file);
        self.findings
            .push(Diagnostic::warning(code, place).with("found", quoted(found)));
    }

    fn mark(&self, marker: &Marker) -> Spot {
        let spot = syntax::spot(marker, self.source);
        Spot { length: 0, ..spot }
    }

    fn start(&self, span: &Span) -> Spot {
        self.mark(&span.start)
    }

    /// Where a scalar stands, with its length when it stands on one line.
    fn spot(&self, span: &Span) -> Spot {
        let one_line = span.start.line() == span.end.line();
        let length = if one_line {
            span.end.col() - span.start.col()
        } else {
            0
        };
        Spot {
            length: narrow(length),
            ..self.start(span)
        }
    }
}

fn offset(marker: &Marker) -> Option<usize> {
    marker.byte_offset()
}

fn is_missing(node: &Node<'_>) -> bool {
    matches!(
        node.content,
        Content::Scalar {
            style: Style::Missing,
            ..
        }
    )
}

/// An item that is missing has the place of its dash, which stands directly before.
fn mend_missing_item(node: Node<'_>) -> Node<'_> {
    if !is_missing(&node) {
        return node;
    }
    Node::missing(Spot::new(
        node.at.line,
        node.at.column.saturating_sub(1).max(1),
        1,
    ))
}

/// Words that mean "nothing" to other YAML readers.
pub fn is_null_word(value: &str) -> bool {
    matches!(value, "~" | "null" | "Null" | "NULL")
}

/// Quotation marks of a word processor, which YAML takes for letters.
pub fn is_quote_like(value: &str) -> bool {
    let marks = ['“', '”', '‘', '’', '＂', '＇'];
    value.starts_with(marks) && value.ends_with(marks)
}

/// The comment that begins right behind a bare value, when its `#` touches the next word.
fn cut_by_hash(rest: &str) -> Option<&str> {
    let line = rest.split('\n').next().unwrap_or_default();
    let comment = line.trim_start_matches([' ', '\t']);
    let after = comment.strip_prefix('#')?;
    let touches = after
        .chars()
        .next()
        .is_some_and(|c| !c.is_whitespace() && c != '#');
    touches.then_some(comment)
}

fn quoted(found: &str) -> String {
    text::shorten(&text::visible(found), 60)
}
