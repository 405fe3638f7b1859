//! Tables: the form in which every number of a page can be read by everybody.
//!
//! One header row and one header column, a caption, a box that scrolls sideways by keyboard too. A cell
//! is never empty: what is missing is a word. The HTML has no white space between tags, so it needs no
//! minifying. It does not sort, add or round; cells come in as they are to be read.

use crate::base::markup::Markup;
use crate::base::text::escape_markdown;
use crate::base::words::{Lang, Words};

#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Unique on its page; the caption's id is made from it.
    pub id: String,
    pub caption: String,
    /// The unit of all numbers, said once beside the caption; empty when there is none.
    pub unit: String,
    /// The first column is that of the row heads.
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Sentences below the table. Those on ▲ and ※ come by themselves.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub label: String,
    /// Set to the right, in figures of one width.
    pub numeric: bool,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub head: Cell,
    pub cells: Vec<Cell>,
    pub kind: RowKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Plain,
    /// A sum or an end result: set apart by a rule.
    Total,
}

/// What stands in one place of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    content: Content,
    chips: Vec<(String, Tone)>,
    /// Why the value is not sure; an empty text when no more than that is known.
    unsure: Option<String>,
    note: String,
}

#[derive(Clone, Debug)]
enum Content {
    Nothing,
    Text(String),
    Number {
        shown: String,
        spoken: Option<String>,
    },
    Absent(String),
    Link {
        text: String,
        href: String,
    },
}

/// What a word in a frame stands for. It is never told by its colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Mixed,
    Bad,
    Note,
}

impl Column {
    pub fn text(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: false,
        }
    }

    pub fn number(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: true,
        }
    }
}

impl Row {
    pub fn new(head: Cell, cells: Vec<Cell>) -> Self {
        Self {
            head,
            cells,
            kind: RowKind::Plain,
        }
    }

    pub fn total(head: Cell, cells: Vec<Cell>) -> Self {
        Self {
            head,
            cells,
            kind: RowKind::Total,
        }
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::of(Content::Text(text.into()))
    }

    /// A number as printed. A sign of minus in front of it is read aloud as a word; `spoken` is for
    /// numbers that are read otherwise than they look.
    pub fn number(shown: impl Into<String>, spoken: Option<String>) -> Self {
        Self::of(Content::Number {
            shown: shown.into(),
            spoken,
        })
    }

    /// No value: the word says why, for example 非公開 or 記載なし.
    pub fn absent(word: impl Into<String>) -> Self {
        Self::of(Content::Absent(word.into()))
    }

    /// A link inside the site.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self::of(Content::Link {
            text: text.into(),
            href: href.into(),
        })
    }

    /// A cell that holds nothing but a word in a frame.
    pub fn only_chip(label: impl Into<String>, tone: Tone) -> Self {
        Self::of(Content::Nothing).chip(label, tone)
    }

    #[must_use]
    pub fn chip(mut self, label: impl Into<String>, tone: Tone) -> Self {
        self.chips.push((label.into(), tone));
        self
    }

    /// Marks the value as doubtful. The reason becomes a note under the table; without one (an empty
    /// text) the note only says so.
    #[must_use]
    pub fn unsure(mut self, reason: impl Into<String>) -> Self {
        self.unsure = Some(reason.into());
        self
    }

    /// A remark in small print under the value.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.note = text.into();
        self
    }

    fn of(content: Content) -> Self {
        Self {
            content,
            chips: Vec::new(),
            unsure: None,
            note: String::new(),
        }
    }

    fn shown(&self) -> &str {
        match &self.content {
            Content::Nothing => "",
            Content::Text(text) | Content::Absent(text) | Content::Link { text, .. } => text,
            Content::Number { shown, .. } => shown,
        }
    }
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Tone::Plain => "chip chip-plain",
            Tone::Good => "chip chip-good",
            Tone::Mixed => "chip chip-mixed",
            Tone::Bad => "chip chip-bad",
            Tone::Note => "chip chip-note",
        }
    }
}

impl Table {
    /// A table without rows.
    pub fn new(id: String, caption: String, columns: Vec<Column>) -> Self {
        Self {
            id,
            caption,
            columns,
            ..Self::default()
        }
    }

    /// The table in its scrolling box, with its notes below.
    pub fn html(&self, lang: Lang) -> Markup {
        let cells = self.rows.len() * (self.columns.len() + 1);
        let mut out = Markup::with_capacity(512 + cells * 64);
        let writer = Writer::new(self, lang);
        out.lit("<div class=\"scroll\" role=\"region\" aria-labelledby=\"");
        out.text(&self.id)
            .lit("-cap\" tabindex=\"0\"><table><caption id=\"");
        out.text(&self.id).lit("-cap\">").text(&self.caption);
        if !self.unit.is_empty() {
            let unit = writer.words.fill("table.unit", &[("unit", &self.unit)]);
            out.lit("<span class=\"unit\">").text(&unit).lit("</span>");
        }
        out.lit("</caption><thead><tr>");
        for column in &self.columns {
            out.lit(if column.numeric {
                "<th scope=\"col\" class=\"n\">"
            } else {
                "<th scope=\"col\">"
            });
            out.text(&column.label).lit("</th>");
        }
        out.lit("</tr></thead><tbody>");
        for row in &self.rows {
            writer.row(&mut out, row);
        }
        out.lit("</tbody></table></div>");
        writer.notes(&mut out);
        out
    }

    /// The table as a pipe table, its caption in front and its notes behind.
    pub fn markdown(&self, lang: Lang) -> String {
        let writer = Writer::new(self, lang);
        let mut out = String::with_capacity(256 + self.rows.len() * 64);
        out.push_str("**");
        out.push_str(&one_line(&self.caption));
        if !self.unit.is_empty() {
            out.push_str(&one_line(
                &writer.words.fill("table.unit", &[("unit", &self.unit)]),
            ));
        }
        out.push_str("**\n\n|");
        for column in &self.columns {
            out.push_str(&format!(" {} |", one_line(&column.label)));
        }
        out.push_str("\n|");
        for column in &self.columns {
            out.push_str(if column.numeric { " ---: |" } else { " --- |" });
        }
        out.push('\n');
        for row in &self.rows {
            out.push('|');
            for cell in std::iter::once(&row.head).chain(&row.cells) {
                writer.markdown_cell(&mut out, cell);
            }
            out.push('\n');
        }
        for (at, (mark, note)) in writer.all_notes().iter().enumerate() {
            let gap = if mark.is_empty() { "" } else { " " };
            out.push_str(if at == 0 { "\n- " } else { "- " });
            out.push_str(&format!("{mark}{gap}{}\n", one_line(note)));
        }
        out
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows
            .iter()
            .flat_map(|row| std::iter::once(&row.head).chain(&row.cells))
    }
}

/// A table with what its cells need to know of one another: the numbers of the doubts.
struct Writer<'a> {
    table: &'a Table,
    lang: Lang,
    words: &'static Words,
    /// The reasons for doubt, each once, in the order in which they are met.
    doubts: Vec<&'a str>,
}

impl<'a> Writer<'a> {
    fn new(table: &'a Table, lang: Lang) -> Self {
        let words = Words::of(lang);
        let mut doubts: Vec<&str> = Vec::new();
        for reason in table.cells().filter_map(|cell| cell.unsure.as_deref()) {
            if !doubts.contains(&reason) {
                doubts.push(reason);
            }
        }
        Self {
            table,
            lang,
            words,
            doubts,
        }
    }

    fn row(&self, out: &mut Markup, row: &Row) {
        match row.kind {
            RowKind::Plain => out.lit("<tr><th scope=\"row\">"),
            RowKind::Total => out.lit("<tr class=\"total\"><th scope=\"row\">"),
        };
        self.inside(out, &row.head);
        out.lit("</th>");
        for (at, cell) in row.cells.iter().enumerate() {
            let is_absent = matches!(cell.content, Content::Absent(_));
            let is_numeric = self
                .table
                .columns
                .get(at + 1)
                .is_some_and(|column| column.numeric);
            out.lit(match (is_numeric, is_absent) {
                (true, false) => "<td class=\"n\">",
                (true, true) => "<td class=\"n absent\">",
                (false, true) => "<td class=\"absent\">",
                (false, false) => "<td>",
            });
            self.inside(out, cell);
            out.lit("</td>");
        }
        out.lit("</tr>");
    }

    fn inside(&self, out: &mut Markup, cell: &Cell) {
        match &cell.content {
            Content::Nothing => {}
            Content::Text(text) | Content::Absent(text) => {
                out.text(text);
            }
            Content::Link { text, href } => {
                out.lit("<a href=\"")
                    .text(href)
                    .lit("\">")
                    .text(text)
                    .lit("</a>");
            }
            Content::Number { shown, spoken } => self.number(out, shown, spoken.as_deref()),
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
        if !cell.note.is_empty() {
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
            out.lit(if self.lang == Lang::En {
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
        let is_printed_minus = |cell: &Cell| {
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
        if notes.is_empty() {
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
        out.lit("</ul>");
    }

    fn markdown_cell(&self, out: &mut String, cell: &Cell) {
        let mut parts = Vec::with_capacity(1);
        match &cell.content {
            Content::Nothing => {}
            Content::Link { text, href } => {
                let href = href.replace('|', "%7C");
                parts.push(format!("[{}](<{href}>)", one_line(text)));
            }
            _ => parts.push(one_line(cell.shown())),
        }
        if let (Some(reason), Some(last)) = (&cell.unsure, parts.last_mut()) {
            last.push_str(&self.mark(reason));
        }
        parts.extend(cell.chips.iter().map(|(label, _)| one_line(label)));
        if !cell.note.is_empty() {
            parts.push(format!("({})", one_line(&cell.note)));
        }
        out.push(' ');
        out.push_str(&parts.join(" "));
        out.push_str(" |");
    }
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
fn one_line(text: &str) -> String {
    let escaped = escape_markdown(text);
    if escaped.contains(['\n', '\r']) {
        return escaped
            .split(['\n', '\r'])
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
    escaped
}
