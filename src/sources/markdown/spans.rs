//! Running text: words, line breaks, links, pictures, marks of notes, raw tags.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType};

use super::Link;
use super::emphasis::unmark;
use super::inline::{Token, first_visible, joins, tokens};
use super::links::{self, Refusal, Target};
use super::notes;
use super::raw::{is_line_break, strip_comments};
use super::render::{Writer, quote};
use crate::base::diag::Diagnostic;

impl<'a> Writer<'a> {
    /// Keeps a piece of text until the run is whole.
    pub fn text(&mut self, text: &str, source: usize) {
        if let Some(code) = &mut self.code {
            code.run.push(text, source);
        } else {
            self.run.push(text, source);
        }
    }

    /// Writes the text that was kept.
    pub fn flush(&mut self) {
        if self.run.text.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        for token in tokens(&run.text) {
            match token {
                Token::Text(text) => self.plain(text),
                Token::Ruby { base, reading } => {
                    self.lit("<ruby>");
                    self.plain(base);
                    self.out()
                        .lit("<rp>（</rp><rt>")
                        .text(reading)
                        .lit("</rt><rp>）</rp></ruby>");
                }
                Token::Url(url) => self.bare_url(url),
                Token::Note { written, at } => {
                    let place = run.range(at, written);
                    self.tell_missing_note(written, place);
                    self.plain(written);
                }
            }
        }
        self.run = run;
        self.run.clear();
    }

    pub fn leaf(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Code(code) => {
                self.lit("<code>");
                self.plain(&unmark(code));
                self.lit("</code>");
            }
            Event::Html(html) => {
                if let Some(block) = &mut self.raw {
                    block.html.push_str(&unmark(html));
                }
            }
            Event::InlineHtml(html) => self.inline_html(&unmark(html), range),
            Event::FootnoteReference(label) => {
                let reference = self.notes.refer(&unmark(label));
                let words = self.words;
                notes::write_reference(self.out(), reference, words);
                self.last = None;
            }
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => {
                self.lit("<br>\n");
                self.last = None;
                self.heading_blank();
            }
            Event::Rule => {
                self.lit("<hr>\n");
                self.rule = (self.depth == 0).then_some(range);
            }
            Event::TaskListMarker(done) => self.task(done),
            // Mathematics is off; the others are handled where the events come in.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.plain(&unmark(text)),
            Event::Text(_) | Event::Start(_) | Event::End(_) => {}
        }
    }

    /// Text that is shown as it is.
    fn plain(&mut self, text: &str) {
        self.out().text(text);
        self.last = text.chars().next_back().or(self.last);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        if let Some(table) = &mut self.table
            && table.in_head
        {
            table.name.push_str(text);
        }
    }

    /// Struck text has two tildes. A single one stands between numbers (`~10人、20人~`), and a
    /// number must not look deleted.
    pub fn strike(&mut self, literal: &'static str, range: &Range<usize>) {
        if self.source[range.start..].starts_with("~~") {
            self.lit(literal);
        } else {
            self.plain("~");
        }
    }

    fn heading_blank(&mut self) {
        if let Some(heading) = &mut self.heading {
            heading.text.push(' ');
        }
    }

    fn soft_break(&mut self, range: Range<usize>) {
        let joined = joins(self.last, first_visible(&self.source[range.end..]));
        if !joined {
            self.lit("\n");
            self.heading_blank();
        }
    }

    fn task(&mut self, done: bool) {
        let (key, sign) = if done {
            ("markdown.task_done", "☑")
        } else {
            ("markdown.task_open", "☐")
        };
        let label = self.words.get(key);
        self.out()
            .lit("<span class=\"task\" role=\"img\" aria-label=\"")
            .text(label)
            .lit("\">")
            .lit(sign)
            .lit("</span> ");
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if is_line_break(html) {
            self.lit("<br>");
            self.last = None;
            self.heading_blank();
            return;
        }
        let original = self.spots.original(range.clone());
        let mut written = strip_comments(self.edition.source(original.clone())).text;
        if self
            .heading
            .as_ref()
            .is_some_and(|heading| heading.underlined)
        {
            written = written.replace('\n', " ");
        }
        self.edition.replace_raw(original, &written);
        let shown = strip_comments(html).text;
        if !shown.is_empty() {
            self.tell_raw(&shown, range);
            self.plain(&shown);
        }
    }

    /// Tells that raw HTML is only shown; once a line, since tags come in pairs.
    pub fn tell_raw(&mut self, html: &str, range: Range<usize>) {
        let spot = self.spots.spot(range);
        if spot.line == self.last_raw_line {
            return;
        }
        self.last_raw_line = spot.line;
        let found = Diagnostic::warning("MARKDOWN-RAW-HTML", spot.in_file(self.origin.file))
            .with("html", quote(html.lines().next().unwrap_or_default()));
        self.findings.push(found);
    }

    fn tell_missing_note(&mut self, written: &str, range: Range<usize>) {
        // `\[^a]` says that no note is meant.
        let escaped = self.source[..range.start].ends_with('\\');
        if escaped || !self.source[range.start..].starts_with("[^") {
            return;
        }
        let place = self.place(range);
        let found =
            Diagnostic::warning("MARKDOWN-NOTE-MISSING", place).with("label", quote(written));
        self.findings.push(found);
    }

    fn bare_url(&mut self, url: &str) {
        match links::classify(url) {
            Ok(target) if self.links.is_empty() => {
                self.write_link(&target, "", None);
                self.plain(url);
                self.lit("</a>");
            }
            // Text that was not written as a link is only text.
            _ => self.plain(url),
        }
    }

    pub fn open_link(&mut self, kind: LinkType, address: &str, title: &str, range: Range<usize>) {
        let mail;
        let address = if kind == LinkType::Email {
            mail = format!("mailto:{address}");
            &mail
        } else {
            address
        };
        // A link inside a link cannot be; the inner one stays text.
        let inside = self.links.contains(&true);
        let target = links::classify(address);
        // A link by name is told where the name is defined.
        let here = matches!(
            kind,
            LinkType::Inline | LinkType::Autolink | LinkType::Email
        );
        match target {
            Ok(target) if !inside => {
                self.links.push(true);
                self.write_link(&target, title, Some(range));
            }
            Ok(_) => self.links.push(false),
            Err(refusal) => {
                self.links.push(false);
                if here {
                    self.refuse_link(refusal, address, range);
                }
            }
        }
    }

    pub fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.lit("</a>");
        }
    }

    /// `written` is where a link stands that was written as one; a bare address leads out of the site.
    fn write_link(&mut self, target: &Target, title: &str, written: Option<Range<usize>>) {
        let address = match target {
            Target::Outside(address) | Target::Plain(address) => address.clone(),
            Target::Fragment(fragment) => format!("#{}", self.resolve(fragment)),
        };
        let outside = matches!(target, Target::Outside(_));
        if let (false, Some(range)) = (outside, written) {
            let at = self.spots.spot(range);
            self.inner.push(Link {
                address: address.clone(),
                at,
            });
        }
        self.out().lit("<a href=\"").text(&address).lit("\"");
        if outside {
            self.lit(" class=\"external\" rel=\"noopener\"");
        }
        if !title.is_empty() {
            self.out().lit(" title=\"").text(title).lit("\"");
        }
        self.lit(">");
    }

    /// The id that a link to a place means: a heading of this text, or else one of the page's own.
    fn resolve(&mut self, fragment: &str) -> String {
        let Some(known) = &self.known else {
            self.asked_for_headings = true;
            return fragment.to_owned();
        };
        known.find(fragment).unwrap_or(fragment).to_owned()
    }

    pub fn refuse_link(&mut self, refusal: Refusal, address: &str, range: Range<usize>) {
        let place = self.place(range);
        let found = Diagnostic::error(refusal.code(), place).with("address", quote(address));
        self.findings.push(found);
    }

    /// Pictures in a text are not published; what they show in words stays.
    pub fn refuse_image(&mut self, address: &str, range: Range<usize>) {
        let code = match links::classify(address) {
            Ok(Target::Plain(path)) if is_picture(&path) => "MARKDOWN-IMAGE",
            Ok(Target::Outside(_)) => "MARKDOWN-IMAGE-OUTSIDE",
            _ => "MARKDOWN-IMAGE-ADDRESS",
        };
        let place = self.place(range);
        let found = Diagnostic::error(code, place).with("address", quote(address));
        self.findings.push(found);
    }
}

/// A file name with an ending that browsers show as a picture.
fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let pictures = ["png", "jpg", "jpeg", "webp", "svg", "gif"];
    pictures
        .iter()
        .any(|picture| ending.eq_ignore_ascii_case(picture))
}
