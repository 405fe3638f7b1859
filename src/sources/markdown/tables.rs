//! Tables: header cells with a scope, alignment as a class, a box of its own that may scroll.
//!
//! Markdown drops what stands in a row beyond the last column. A number that vanishes without a
//! word is what this program is against, so such a row is an error.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::render::Writer;
use crate::base::diag::Diagnostic;
use crate::base::markup::Markup;
use crate::base::text::shorten;

/// Characters of the column names that name a table for a screen reader.
const NAME_LIMIT: usize = 60;

/// The table that is being written.
pub struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    pub in_head: bool,
    /// The words of the header cells, joined.
    pub name: String,
    has_body: bool,
    cell: &'static str,
    row_end: usize,
    last_cell_end: usize,
    missing_cells: usize,
}

impl Table {
    pub fn new(alignments: Vec<Alignment>) -> Self {
        Self {
            alignments,
            column: 0,
            in_head: false,
            name: String::new(),
            has_body: false,
            cell: "",
            row_end: 0,
            last_cell_end: 0,
            missing_cells: 0,
        }
    }
}

impl Writer<'_> {
    pub fn open_table(&mut self, alignments: Vec<Alignment>) {
        self.table = Some(Table::new(alignments));
        // The box is named after the columns, which are only known at the end of the header.
        self.frames.push(Markup::new());
    }

    pub fn open_table_head(&mut self, range: &Range<usize>) {
        if let Some(table) = &mut self.table {
            table.in_head = true;
            table.row_end = range.end;
        }
        self.lit("<thead>\n<tr>");
    }

    pub fn close_table_head(&mut self) {
        self.lit("</tr>\n</thead>\n");
        let head = self.frames.pop().unwrap_or_default();
        let name = self.table.as_mut().map_or_else(String::new, |table| {
            table.in_head = false;
            table.column = 0;
            std::mem::take(&mut table.name)
        });
        self.tables += 1;
        let number = self.tables.to_string();
        let label = if name.is_empty() {
            self.words.fill("markdown.table", &[("number", number)])
        } else {
            let args = [("number", number), ("columns", shorten(&name, NAME_LIMIT))];
            self.words.fill("markdown.table_of", &args)
        };
        self.lit("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.out().text(&label);
        self.lit("\">\n<table>\n<caption class=\"visually-hidden\">");
        self.out().text(&label).lit("</caption>\n").push(&head);
    }

    pub fn open_row(&mut self, range: &Range<usize>) {
        if let Some(table) = &mut self.table {
            table.column = 0;
            table.row_end = range.end;
            table.missing_cells = 0;
            let first = !std::mem::replace(&mut table.has_body, true);
            self.lit(if first { "<tbody>\n<tr>" } else { "<tr>" });
        }
    }

    pub fn open_cell(&mut self, range: &Range<usize>, empty: bool) {
        let between = self.words.get("said.between");
        let Some(table) = &mut self.table else { return };
        let alignment = table.alignments.get(table.column).copied();
        table.column += 1;
        table.last_cell_end = range.end;
        table.missing_cells += usize::from(range.start >= table.row_end);
        // An empty header cell names nothing.
        let head = table.in_head && !empty;
        table.cell = if head { "</th>" } else { "</td>" };
        if head && !table.name.is_empty() {
            table.name.push_str(between);
        }
        self.lit(if head { "<th scope=\"col\"" } else { "<td" });
        self.lit(match alignment {
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            _ => ">",
        });
    }

    pub fn close_cell(&mut self) {
        let end = self.table.as_ref().map_or("", |table| table.cell);
        self.lit(end);
        self.last = None;
    }

    pub fn close_row(&mut self, range: Range<usize>) {
        self.lit("</tr>\n");
        let Some(table) = &self.table else { return };
        let columns = table.alignments.len();
        let missing = table.missing_cells;
        let behind = self
            .source
            .get(table.last_cell_end..range.end)
            .unwrap_or_default();
        let beyond = behind.trim().trim_matches('|').trim();
        if !beyond.is_empty() {
            let text = super::render::quote(beyond);
            let start = range.end - behind.len() + behind.find(beyond).unwrap_or_default();
            let place = self.place(start..start + beyond.len());
            self.findings.push(
                Diagnostic::error("MARKDOWN-TABLE-WIDE", place)
                    .with("columns", columns)
                    .with("text", text),
            );
        } else if missing > 0 {
            let place = self.place(range);
            self.findings.push(
                Diagnostic::warning("MARKDOWN-TABLE-SHORT", place)
                    .with("columns", columns)
                    .with("cells", columns.saturating_sub(missing)),
            );
        }
    }

    pub fn close_table(&mut self) {
        let has_body = self.table.take().is_some_and(|table| table.has_body);
        self.lit(if has_body {
            "</tbody>\n</table>\n</div>\n"
        } else {
            "</table>\n</div>\n"
        });
    }
}
