//! How a table is written, as HTML and as Markdown.
//!
//! Both editions hold the same words; only what is said to the eye alone or to the ear alone differs.

use std::borrow::Cow;
use std::ops::Range;

use super::shape::{Shape, is_day, is_text, stands_below};
use super::{Cell, Content, Row, RowKind, Table};
use crate::base::japanese::has_japanese;
use crate::base::markup::Markup;
use crate::base::text::escape_markdown;
use crate::base::words::{Lang, Words};
use crate::chart::share;

/// A table with what its cells need to know of one another: the numbers of the doubts.
pub(super) struct Writer<'a> {
    table: &'a Table<'a>,
    words: &'a Words,
    /// The reasons for doubt, each once, in the order in which they are met.
    doubts: Vec<&'a str>,
    /// The notes that stand below the table, because a column of figures is too narrow for them.
    remarks: Vec<&'a str>,
    shape: Shape,
}

impl<'a> Writer<'a> {
    pub fn new(table: &'a Table<'a>, words: &'a Words) -> Self {
        let mut doubts: Vec<&str> = Vec::new();
        for reason in table.cells().filter_map(|cell| cell.unsure.as_deref()) {
            if !doubts.contains(&reason) {
                doubts.push(reason);
            }
        }
        // In the order in which they are read.
        let mut remarks: Vec<&str> = Vec::new();
        for row in &table.rows {
            let cells = row.cells.iter().zip(table.columns.iter().skip(1));
            for (cell, _) in cells.filter(|(_, column)| column.numeric) {
                if stands_below(&cell.note) && !remarks.contains(&&*cell.note) {
                    remarks.push(&cell.note);
                }
            }
        }
        Self {
            table,
            words,
            doubts,
            remarks,
            shape: Shape::of(table),
        }
    }

    pub fn html(&self) -> Markup {
        let table = self.table;
        let cells = table.rows.len() * (table.columns.len() + 1);
        let mut out = Markup::with_capacity(512 + cells * 64);
        if self.shape.scrolls {
            out.lit("<div class=\"scroll\" role=\"region\" aria-labelledby=\"");
            out.text(&table.id).lit("-cap\" tabindex=\"0\">");
        } else {
            out.lit("<div class=\"scroll\">");
        }
        out.lit(if self.shape.stacks {
            "<table class=\"stack\"><caption id=\""
        } else {
            "<table><caption id=\""
        });
        out.text(&table.id).lit("-cap\">").text(&table.caption);
        if !table.unit.is_empty() {
            let unit = self.words.fill("table.unit", &[("unit", &table.unit)]);
            out.lit("<span class=\"unit\">").text(&unit).lit("</span>");
        }
        out.lit("</caption><thead><tr>");
        for column in &table.columns {
            out.lit(if column.numeric {
                "<th scope=\"col\" class=\"n\">"
            } else {
                "<th scope=\"col\">"
            });
            out.text(&column.label).lit("</th>");
        }
        out.lit("</tr></thead><tbody>");
        for row in &table.rows {
            self.row(&mut out, row);
        }
        out.lit("</tbody></table></div>");
        self.notes(&mut out);
        out
    }

    pub fn markdown(&self) -> String {
        let table = self.table;
        let mut out = String::with_capacity(256 + table.rows.len() * 64);
        out.push_str("**");
        out.push_str(&one_line(&table.caption));
        if !table.unit.is_empty() {
            out.push_str(&one_line(
                &self.words.fill("table.unit", &[("unit", &table.unit)]),
            ));
        }
        out.push_str("**\n\n|");
        for column in &table.columns {
            out.push(' ');
            out.push_str(&one_line(&column.label));
            out.push_str(" |");
        }
        out.push_str("\n|");
        for column in &table.columns {
            out.push_str(if column.numeric { " ---: |" } else { " --- |" });
        }
        out.push('\n');
        for row in &table.rows {
            out.push('|');
            for cell in std::iter::once(&row.head).chain(&row.cells) {
                self.markdown_cell(&mut out, cell);
            }
            out.push('\n');
        }
        for (at, (mark, note)) in self.all_notes().iter().enumerate() {
            out.push_str(if at == 0 { "\n- " } else { "- " });
            if !mark.is_empty() {
                out.push_str(mark);
                out.push(' ');
            }
            out.push_str(&one_line(note));
            out.push('\n');
        }
        out
    }

    fn row(&self, out: &mut Markup, row: &Row<'_>) {
        out.lit(match row.kind {
            RowKind::Plain => "<tr",
            RowKind::Total => "<tr class=\"total\"",
        });
        if !row.id.is_empty() {
            out.lit(" id=\"").text(&row.id).lit("\"");
        }
        out.lit("><th scope=\"row\"");
        // A sheet has room for so many steps; deeper ones stand under the last.
        out.lit(match row.head.depth {
            0 => ">",
            1 => " class=\"in-1\">",
            2 => " class=\"in-2\">",
            3 => " class=\"in-3\">",
            _ => " class=\"in-4\">",
        });
        self.inside(out, &row.head);
        out.lit("</th>");
        for (at, cell) in row.cells.iter().enumerate() {
            let is_absent = matches!(cell.content, Content::Absent(_) | Content::Blank(_));
            let column = self.table.columns.get(at + 1);
            let is_numeric = column.is_some_and(|column| column.numeric) && !is_text(cell);
            let is_day = matches!(&cell.content, Content::Text(text) if is_day(text));
            let is_left_out = self.shape.thins && matches!(cell.content, Content::Blank(_));
            out.lit(match (is_numeric, is_absent) {
                (_, true) if is_left_out => "<td class=\"absent blank\"",
                (true, false) => "<td class=\"n\"",
                (true, true) => "<td class=\"n absent\"",
                (false, true) => "<td class=\"absent\"",
                (false, false) if is_day => "<td class=\"day\"",
                (false, false) => "<td",
            });
            let label = column.filter(|_| self.shape.stacks);
            if let Some(column) = label {
                out.lit(" data-label=\"").text(&column.label).lit("\"");
            }
            let lang = self.words.lang();
            let is_foreign =
                lang != Lang::Ja && label.is_some_and(|column| has_japanese(&column.label));
            // The label has the language of its cell, so words of the page get one of their own.
            if is_foreign {
                out.lit(" lang=\"ja\"");
            }
            if is_foreign && says_words(cell) {
                out.lit("><span lang=\"").lit(lang.code());
                out.lit("\">");
                self.inside(out, cell);
                out.lit("</span></td>");
            } else {
                out.lit(">");
                self.inside(out, cell);
                out.lit("</td>");
            }
        }
        out.lit("</tr>");
    }

    fn inside(&self, out: &mut Markup, cell: &Cell<'_>) {
        match &cell.content {
            Content::Nothing => {}
            Content::Text(text) | Content::Absent(text) | Content::Blank(text) => {
                marked(out, text, &cell.marks);
            }
            Content::Link { text, href } => link(out, (text, &cell.marks), href),
            Content::Links(links) => {
                for (count, (text, href)) in links.iter().enumerate() {
                    if count > 0 {
                        out.lit("<br>");
                    }
                    link(out, (text, &[]), href);
                }
            }
            Content::Number { shown, spoken } => self.number(out, shown, spoken.as_deref()),
        }
        if let Some((part, whole)) = cell.share {
            out.lit(" ").push(&share(part, whole));
        }
        if let Some(reason) = &cell.unsure {
            self.doubt(out, reason);
        }
        for (label, tone) in &cell.chips {
            if !cell.shown().is_empty() {
                out.lit(" ");
            }
            out.lit("<span class=\"")
                .lit(tone.class())
                .lit("\">")
                .text(label)
                .lit("</span>");
        }
        if let Some(mark) = self.remark(&cell.note) {
            out.lit("<span class=\"doubt\">").text(&mark).lit("</span>");
        } else if !cell.note.is_empty() {
            out.lit("<span class=\"cell-note\">")
                .text(&cell.note)
                .lit("</span>");
        }
    }

    fn number(&self, out: &mut Markup, shown: &str, spoken: Option<&str>) {
        if let Some((sign, rest)) = split_minus(shown) {
            out.lit("<span aria-hidden=\"true\">").text(sign);
            out.lit("</span><span class=\"visually-hidden\">")
                .text(self.words.get("table.minus"));
            // An English word needs its space before the figure; Japanese has none there.
            out.lit(if self.words.lang() == Lang::En {
                " </span>"
            } else {
                "</span>"
            })
            .text(rest);
        } else if let Some(spoken) = spoken.filter(|spoken| *spoken != shown) {
            out.lit("<span aria-hidden=\"true\">").text(shown);
            out.lit("</span><span class=\"visually-hidden\">")
                .text(spoken)
                .lit("</span>");
        } else {
            out.text(shown);
        }
    }

    fn doubt(&self, out: &mut Markup, reason: &str) {
        let mark = self.mark(reason);
        let number = mark.trim_start_matches('※');
        out.lit("<span class=\"doubt\" aria-hidden=\"true\">")
            .text(&mark);
        out.lit("</span><span class=\"visually-hidden\">");
        if number.is_empty() {
            out.text(self.words.get("table.unsure"));
        } else {
            out.text(
                &self
                    .words
                    .fill("table.unsure_numbered", &[("number", number)]),
            );
        }
        out.lit("</span>");
    }

    /// `※`, with a number where the table has several reasons.
    fn mark(&self, reason: &str) -> String {
        let position = self.doubts.iter().position(|doubt| *doubt == reason);
        match position {
            Some(position) if self.doubts.len() > 1 => format!("※{}", position + 1),
            _ => "※".to_owned(),
        }
    }

    /// What stands in a cell for a sentence below the table, with a number where there are several.
    fn remark(&self, note: &str) -> Option<String> {
        let position = self.remarks.iter().position(|remark| *remark == note)?;
        Some(if self.remarks.len() > 1 {
            let number = (position + 1).to_string();
            self.words
                .fill("table.remark_numbered", &[("number", &number)])
        } else {
            self.words.get("table.remark").to_owned()
        })
    }

    /// Every note below the table with its mark, if it has one.
    fn all_notes(&self) -> Vec<(String, String)> {
        let mut notes = Vec::new();
        for reason in &self.doubts {
            let text = match *reason {
                "" => self.words.get("table.unsure_note").to_owned(),
                reason => self
                    .words
                    .fill("table.unsure_reason", &[("reason", reason)]),
            };
            notes.push((self.mark(reason), text));
        }
        for remark in &self.remarks {
            let mark = self.remark(remark).unwrap_or_default();
            notes.push((mark.trim().to_owned(), (*remark).to_owned()));
        }
        let is_printed_minus = |cell: &Cell<'_>| {
            let sign = split_minus(cell.shown()).map(|(sign, _)| sign);
            sign.is_some_and(|sign| matches!(sign, "▲" | "△"))
                && matches!(cell.content, Content::Number { .. })
        };
        if let Some(cell) = self.table.cells().find(|cell| is_printed_minus(cell)) {
            let sign: String = cell.shown().chars().take(1).collect();
            let note = self.words.fill("table.minus_note", &[("sign", sign)]);
            notes.push((String::new(), note));
        }
        notes.extend(
            self.table
                .notes
                .iter()
                .map(|note| (String::new(), note.clone())),
        );
        notes
    }

    fn notes(&self, out: &mut Markup) {
        let notes = self.all_notes();
        let blank = self.table.cells().find_map(|cell| match &cell.content {
            Content::Blank(word) if self.shape.thins => Some(word),
            _ => None,
        });
        if notes.is_empty() && blank.is_none() {
            return;
        }
        out.lit("<ul class=\"table-notes\">");
        for (mark, note) in &notes {
            out.lit("<li>");
            if !mark.is_empty() {
                out.text(mark).lit(" ");
            }
            out.text(note).lit("</li>");
        }
        if let Some(word) = blank {
            let said = self.words.fill("table.blank_note", &[("word", word)]);
            out.lit("<li class=\"narrow\">").text(&said).lit("</li>");
        }
        out.lit("</ul>");
    }

    fn markdown_cell(&self, out: &mut String, cell: &Cell<'_>) {
        out.push(' ');
        out.extend(std::iter::repeat_n('　', cell.depth));
        let start = out.len();
        match &cell.content {
            Content::Nothing => {}
            Content::Link { text, href } => markdown_link(out, text, href),
            Content::Links(links) => {
                for (count, (text, href)) in links.iter().enumerate() {
                    if count > 0 {
                        out.push_str("<br>");
                    }
                    markdown_link(out, text, href);
                }
            }
            _ => out.push_str(&one_line(cell.shown())),
        }
        if let Some(reason) = &cell.unsure {
            out.push_str(&self.mark(reason));
        }
        let apart = |out: &mut String| {
            if out.len() > start {
                out.push(' ');
            }
        };
        for (label, _) in &cell.chips {
            apart(out);
            out.push_str(&one_line(label));
        }
        if let Some(mark) = self.remark(&cell.note) {
            out.push_str(&mark);
        } else if !cell.note.is_empty() {
            apart(out);
            out.push('(');
            out.push_str(&one_line(&cell.note));
            out.push(')');
        }
        out.push_str(" |");
    }
}

fn link(out: &mut Markup, (text, marks): (&str, &[Range<usize>]), href: &str) {
    out.lit("<a href=\"").text(href).lit("\">");
    marked(out, text, marks);
    out.lit("</a>");
}

fn marked(out: &mut Markup, text: &str, marks: &[Range<usize>]) {
    let mut done = 0;
    for mark in marks {
        out.text(&text[done..mark.start]).lit("<mark>");
        out.text(&text[mark.clone()]).lit("</mark>");
        done = mark.end;
    }
    out.text(&text[done..]);
}

fn markdown_link(out: &mut String, text: &str, href: &str) {
    out.push('[');
    out.push_str(&one_line(text));
    out.push_str("](<");
    for (count, part) in href.split('|').enumerate() {
        out.push_str(if count > 0 { "%7C" } else { "" });
        out.push_str(part);
    }
    out.push_str(">)");
}

/// A sign of minus and what it belongs to; the sign counts only in front of a figure.
fn split_minus(shown: &str) -> Option<(&str, &str)> {
    let sign = shown
        .chars()
        .next()
        .filter(|c| matches!(c, '▲' | '△' | '-' | '−' | '－'))?;
    let (sign, rest) = shown.split_at(sign.len_utf8());
    let figure = rest.trim_start().chars().next()?;
    let is_figure = figure.is_ascii_digit() || matches!(figure, '０'..='９' | '.');
    is_figure.then_some((sign, rest))
}

/// Text for a Markdown line: escaped, and without line breaks, which would end a row.
fn one_line(text: &str) -> Cow<'_, str> {
    let escaped = escape_markdown(text);
    if !escaped.contains(['\n', '\r']) {
        return escaped;
    }
    let lines = escaped.split(['\n', '\r']);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    Cow::Owned(lines.join(" "))
}

/// Whether a cell of a page in another language says more than figures and Japanese.
fn says_words(cell: &Cell<'_>) -> bool {
    let shown = cell.shown();
    let is_marked = cell.unsure.is_some() || !cell.chips.is_empty() || !cell.note.is_empty();
    let is_word = |c: char| c.is_ascii_alphabetic();
    is_marked || split_minus(shown).is_some() || !has_japanese(shown) && shown.contains(is_word)
}
