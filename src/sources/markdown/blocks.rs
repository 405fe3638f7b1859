//! The blocks of a text: paragraphs, headings, lists, quotes, code, slots, notes, raw HTML.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, HeadingLevel, Tag, TagEnd};

use super::emphasis::unmark;
use super::inline::{Run, first_visible, joins, last_visible};
use super::raw::strip_comments;
use super::render::{Writer, quote};
use super::slots::{self, Fence};
use super::{Heading, Part, Title};
use crate::base::diag::Diagnostic;
use crate::base::markup::Markup;

/// The lowest heading of HTML.
const LOWEST_LEVEL: u8 = 6;

/// The heading that is being written.
pub struct OpenHeading {
    pub level: u8,
    /// The id that the text itself asks for.
    id: Option<String>,
    /// The words without any markup.
    pub text: String,
    /// Written with a line under it, and at the top level, so that the edition can rewrite it.
    pub underlined: bool,
}

/// The fenced or indented block that is being read.
pub struct Code {
    fence: Fence,
    pub run: Run,
}

/// The block of raw HTML that is being read.
#[derive(Default)]
pub struct RawBlock {
    pub html: String,
}

impl<'a> Writer<'a> {
    pub fn open(&mut self, tag: Tag<'a>, range: Range<usize>, closes: Option<TagEnd>) {
        if is_block(&tag) {
            self.last = None;
        }
        match tag {
            Tag::Paragraph => self.lit("<p>"),
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let ignored = !classes.is_empty() || !attrs.is_empty();
                self.open_heading(level, id, ignored, range);
            }
            Tag::BlockQuote(kind) => self.open_quote(kind),
            Tag::CodeBlock(kind) => self.open_code(kind),
            Tag::HtmlBlock => self.raw = Some(RawBlock::default()),
            Tag::List(None) => self.lit("<ul>\n"),
            Tag::List(Some(1)) => self.lit("<ol>\n"),
            Tag::List(Some(start)) => {
                self.out().lit("<ol start=\"").show(start).lit("\">\n");
            }
            Tag::Item => self.lit("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.note_labels.push(unmark(label).into_string());
                self.frames.push(Markup::new());
            }
            Tag::DefinitionList => self.lit("<dl>\n"),
            Tag::DefinitionListTitle => self.lit("<dt>"),
            Tag::DefinitionListDefinition => self.lit("<dd>"),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => self.open_table_head(&range),
            Tag::TableRow => self.open_row(&range),
            Tag::TableCell => self.open_cell(&range, closes == Some(TagEnd::TableCell)),
            Tag::Emphasis => self.lit("<em>"),
            Tag::Strong => self.lit("<strong>"),
            Tag::Strikethrough => self.strike("<del>", &range),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.open_link(link_type, &unmark(dest_url), &unmark(title), range);
            }
            Tag::Image { dest_url, .. } => self.refuse_image(&unmark(dest_url), range),
            // Switched off in the options.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    pub fn close(&mut self, end: TagEnd, range: Range<usize>, closes: Option<TagEnd>) {
        match end {
            TagEnd::Paragraph if closes == Some(TagEnd::FootnoteDefinition) => {
                self.open_paragraph = true;
            }
            TagEnd::Paragraph => self.lit("</p>\n"),
            TagEnd::Heading(_) => self.close_heading(range),
            TagEnd::BlockQuote(None) => self.lit("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.lit("</div>\n"),
            TagEnd::CodeBlock => self.close_code(range),
            TagEnd::HtmlBlock => self.close_raw(range),
            TagEnd::List(false) => self.lit("</ul>\n"),
            TagEnd::List(true) => self.lit("</ol>\n"),
            TagEnd::Item => self.lit("</li>\n"),
            TagEnd::FootnoteDefinition => self.close_note(range),
            TagEnd::DefinitionList => self.lit("</dl>\n"),
            TagEnd::DefinitionListTitle => self.lit("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.lit("</dd>\n"),
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => self.close_table_head(),
            TagEnd::TableRow => self.close_row(range),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Emphasis => self.lit("</em>"),
            TagEnd::Strong => self.lit("</strong>"),
            TagEnd::Strikethrough => self.strike("</del>", &range),
            TagEnd::Link => self.close_link(),
            TagEnd::Image | TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            return self.lit("<blockquote>\n");
        };
        let (class, key) = match kind {
            BlockQuoteKind::Note => ("alert alert-note", "markdown.alert_note"),
            BlockQuoteKind::Tip => ("alert alert-tip", "markdown.alert_tip"),
            BlockQuoteKind::Important => ("alert alert-important", "markdown.alert_important"),
            BlockQuoteKind::Warning => ("alert alert-warning", "markdown.alert_warning"),
            BlockQuoteKind::Caution => ("alert alert-caution", "markdown.alert_caution"),
        };
        let label = self.words.get(key);
        self.out()
            .lit("<div class=\"")
            .lit(class)
            .lit("\" role=\"note\">\n<p class=\"alert-label\">")
            .text(label)
            .lit("</p>\n");
    }

    fn open_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'a>>,
        ignored: bool,
        range: Range<usize>,
    ) {
        let original = self.spots.original(range.clone());
        let written = self.edition.source(original.clone());
        let underlined = !is_hashed(written);
        self.look_for_settings(&range, underlined);
        let plain = level as u8;
        let level = plain
            .saturating_add(self.origin.base_level.saturating_sub(1))
            .min(LOWEST_LEVEL);
        let at_top = self.depth == 1;
        if underlined && at_top {
            let hashes = format!("{} ", "#".repeat(usize::from(level)));
            self.edition.replace(original.start..original.start, hashes);
        } else if !underlined {
            let hashes = "#".repeat(usize::from(level - plain.min(level)));
            self.edition.replace(original.start..original.start, hashes);
        }
        if ignored {
            let place = self.place(range.clone());
            let found = Diagnostic::warning("MARKDOWN-ATTRIBUTES", place);
            self.findings.push(found);
        }
        if ignored || id.is_some() {
            self.cut_attributes(&original, written);
        }
        self.heading = Some(OpenHeading {
            level,
            id: id.map(|id| unmark(id).into_string()),
            text: String::new(),
            underlined: underlined && at_top,
        });
        self.frames.push(Markup::new());
    }

    /// `{#id}` is for this program only; elsewhere it would be shown.
    fn cut_attributes(&mut self, original: &Range<usize>, written: &str) {
        if let (Some(open), Some(close)) = (written.rfind('{'), written.rfind('}')) {
            let open = written[..open].trim_end_matches([' ', '\t']).len();
            if open <= close {
                self.edition
                    .replace(original.start + open..original.start + close + 1, "");
            }
        }
    }

    fn close_heading(&mut self, range: Range<usize>) {
        let html = self.frames.pop().unwrap_or_default();
        let Some(heading) = self.heading.take() else {
            return;
        };
        if heading.underlined {
            self.rewrite_underlined(range.clone());
        }
        let text = heading.text.trim().to_owned();
        if text.is_empty() {
            let place = self.place(range);
            self.findings
                .push(Diagnostic::warning("MARKDOWN-HEADING-EMPTY", place));
            return;
        }
        let (id, free) = self.ids.claim(heading.id.as_deref().unwrap_or(&text));
        if let (Some(asked), false) = (&heading.id, free) {
            let place = self.place(range.clone());
            let found = Diagnostic::warning("MARKDOWN-ID-TWICE", place).with("id", quote(asked));
            self.findings.push(found);
        }
        let level = heading.level;
        if level == self.origin.base_level {
            let at = self.spots.spot(range);
            self.titles.push(Title {
                text: text.clone(),
                at,
            });
        }
        self.out()
            .lit("<h")
            .show(level)
            .lit(" id=\"")
            .text(&id)
            .lit("\">")
            .push(&html)
            .lit("</h")
            .show(level)
            .lit(">\n");
        self.headings.push(Heading { level, id, text });
    }

    /// A heading with a line under it becomes one with hashes, on a single line.
    fn rewrite_underlined(&mut self, range: Range<usize>) {
        let original = self.spots.original(range);
        let written = self.edition.source(original.clone()).trim_end();
        let Some(end) = written.rfind('\n') else {
            return;
        };
        let words = &written[..end];
        for (at, _) in words.match_indices('\n') {
            let (before, after) = words.split_at(at);
            let indent = after.len() - after.trim_start().len();
            // An odd backslash at the end of a line is the sign of a forced break.
            let signs = before.len() - before.trim_end_matches('\\').len();
            let joined = signs == 0 && joins(last_visible(before), first_visible(after));
            let place = original.start + at - signs % 2..original.start + at + indent;
            self.edition
                .replace_break(place, if joined { "" } else { " " });
        }
        self.edition
            .replace(original.start + end..original.start + written.len(), "");
    }

    /// `---`, lines `key: value`, `---` behind the beginning: settings that are not read as such.
    fn look_for_settings(&mut self, range: &Range<usize>, underlined: bool) {
        let Some(rule) = self.rule.take() else { return };
        let written = &self.source[range.clone()];
        let mut lines = written.trim_end().lines();
        let fenced = lines
            .next_back()
            .is_some_and(|line| line.trim_end() == "---");
        let is_setting = |line: &str| {
            line.split_once(':')
                .is_some_and(|(key, _)| !key.contains(' '))
        };
        if !(underlined && fenced && rule.end == range.start && lines.all(is_setting)) {
            return;
        }
        let nothing_before = self.source[..rule.start].trim().is_empty();
        let first = nothing_before && self.origin.first_line == 1;
        let place = self.place(rule);
        self.findings.push(if first {
            Diagnostic::error("MARKDOWN-LATE-SETTINGS", place)
        } else {
            Diagnostic::warning("MARKDOWN-SECOND-SETTINGS", place)
        });
    }

    fn open_code(&mut self, kind: CodeBlockKind<'a>) {
        let fence = match kind {
            CodeBlockKind::Indented => Fence::Code,
            CodeBlockKind::Fenced(info) => slots::read_info(&unmark(info), self.origin.slots),
        };
        self.code = Some(Code {
            fence,
            run: Run::default(),
        });
    }

    fn close_code(&mut self, range: Range<usize>) {
        let Some(code) = self.code.take() else { return };
        match &code.fence {
            Fence::Code => {
                self.out()
                    .lit("<pre><code>")
                    .text(&code.run.text)
                    .lit("</code></pre>\n");
            }
            Fence::Slot(kind) => self.close_slot(kind, &code, range),
            Fence::Extra(kind) => {
                let place = self.place(range);
                let found = Diagnostic::error("MARKDOWN-SLOT-EXTRA", place).with("kind", kind);
                self.findings.push(found);
            }
            Fence::Near { word, near } => {
                let place = self.place(range);
                let found = Diagnostic::error("MARKDOWN-SLOT-UNKNOWN", place)
                    .with("word", quote(word))
                    .with("near", near);
                self.findings.push(found);
            }
        }
    }

    fn close_slot(&mut self, kind: &str, code: &Code, range: Range<usize>) {
        let mut lines = slots::filled_lines(&code.run.text);
        let fail = |writer: &mut Self, code: &'static str, range| {
            let place = writer.place(range);
            let found = Diagnostic::error(code, place).with("kind", kind);
            writer.findings.push(found);
        };
        let Some((first, argument)) = lines.next() else {
            return fail(self, "MARKDOWN-SLOT-EMPTY", range);
        };
        if let Some((second, line)) = lines.next() {
            let place = code.run.range(second, line);
            return fail(self, "MARKDOWN-SLOT-LINES", place);
        }
        if self.depth != 1 {
            return fail(self, "MARKDOWN-SLOT-INSIDE", range);
        }
        let at = self.spots.spot(code.run.range(first, argument));
        let original = self.spots.original(range);
        self.end_part(original.start, original.end);
        self.push_slot(Part::Slot {
            kind: kind.to_owned(),
            argument: argument.to_owned(),
            at,
        });
    }

    fn close_note(&mut self, range: Range<usize>) {
        let html = self.frames.pop().unwrap_or_default();
        let label = self.note_labels.pop().unwrap_or_default();
        let open = std::mem::take(&mut self.open_paragraph);
        if let Some(first) = self.notes.define(&label, html, open, range.clone()) {
            let (place, first) = (self.place(range), self.place(first));
            let found = Diagnostic::warning("MARKDOWN-NOTE-TWICE", place)
                .with("label", quote(&label))
                .and_at(first);
            self.findings.push(found);
        }
    }

    fn close_raw(&mut self, range: Range<usize>) {
        let Some(block) = self.raw.take() else { return };
        let shown = strip_comments(&block.html);
        let original = self.spots.original(range.clone());
        let mut written = strip_comments(self.edition.source(original.clone())).text;
        if self.source[range.clone()].ends_with('\n') && !written.ends_with('\n') {
            written.push('\n');
        }
        self.edition.replace_raw(original, &written);
        if shown.open {
            let place = self.place(range.clone());
            self.findings
                .push(Diagnostic::error("MARKDOWN-COMMENT-OPEN", place));
        }
        let text = shown.text.trim();
        if !text.is_empty() {
            self.tell_raw(text, range);
            self.out().lit("<p>").text(text).lit("</p>\n");
        }
    }
}

/// `# ` and the like; a text with a line under it may begin with `#` too.
fn is_hashed(written: &str) -> bool {
    let rest = written.trim_start_matches('#');
    let hashes = written.len() - rest.len();
    (1..=6).contains(&hashes) && (rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}
