//! Footnotes: numbered in the order in which they are first referred to, shown together at the end.
//!
//! Nothing that was written as a note vanishes: a second note of the same name is joined to the
//! first, and one that nobody refers to is shown after the others. Both are told.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::markup::Markup;
use crate::base::words::Words;

#[derive(Default)]
pub struct Notes {
    written: Vec<Note>,
    by_label: BTreeMap<String, usize>,
    numbered: u32,
}

pub struct Note {
    pub label: String,
    /// 0 while nobody has referred to it.
    pub number: u32,
    references: u32,
    body: Option<Body>,
}

struct Body {
    html: Markup,
    /// The last paragraph still waits for its end, so that the way back can stand inside it.
    open: bool,
    at: Range<usize>,
}

/// A note's number, and which reference to it this is.
#[derive(Clone, Copy)]
pub struct Reference {
    pub number: u32,
    pub count: u32,
}

impl Notes {
    pub fn refer(&mut self, label: &str) -> Reference {
        let index = self.index(label);
        let note = &mut self.written[index];
        if note.number == 0 {
            self.numbered += 1;
            note.number = self.numbered;
        }
        note.references += 1;
        Reference {
            number: note.number,
            count: note.references,
        }
    }

    /// Keeps a note's text. Where the name is taken, tells where it was used first.
    pub fn define(
        &mut self,
        label: &str,
        html: Markup,
        open: bool,
        at: Range<usize>,
    ) -> Option<Range<usize>> {
        let index = self.index(label);
        let note = &mut self.written[index];
        let Some(first) = &mut note.body else {
            note.body = Some(Body { html, open, at });
            return None;
        };
        if first.open {
            first.html.lit("</p>");
        }
        first.html.push(&html);
        first.open = open;
        Some(first.at.clone())
    }

    /// Numbers the notes that nobody refers to, and tells which those are.
    pub fn number_the_rest(&mut self) -> Vec<(String, Range<usize>)> {
        let mut unused = Vec::new();
        for note in &mut self.written {
            if let (0, Some(body)) = (note.number, &note.body) {
                self.numbered += 1;
                note.number = self.numbered;
                unused.push((note.label.clone(), body.at.clone()));
            }
        }
        unused
    }

    /// The section at the end, with the ways back.
    pub fn write(mut self, out: &mut Markup, words: &Words) {
        self.written.sort_by_key(|note| note.number);
        out.lit("<section class=\"footnotes\" aria-label=\"")
            .text(words.get("markdown.notes"))
            .lit("\">\n<ol>\n");
        for note in &self.written {
            let Some(body) = &note.body else { continue };
            out.lit("<li id=\"fn-").show(note.number).lit("\">");
            out.push(&body.html);
            write_ways_back(out, note, words);
            out.lit(if body.open { "</p></li>\n" } else { "</li>\n" });
        }
        out.lit("</ol>\n</section>\n");
    }

    pub fn is_empty(&self) -> bool {
        self.written.iter().all(|note| note.body.is_none())
    }

    fn index(&mut self, label: &str) -> usize {
        // The parser compares names without regard to case.
        let key = label.to_lowercase();
        if let Some(index) = self.by_label.get(&key) {
            return *index;
        }
        let index = self.written.len();
        self.by_label.insert(key, index);
        self.written.push(Note {
            label: label.to_owned(),
            number: 0,
            references: 0,
            body: None,
        });
        index
    }
}

/// The mark in the text that leads to a note.
pub fn write_reference(out: &mut Markup, reference: Reference, words: &Words) {
    out.lit("<sup><a href=\"#fn-")
        .show(reference.number)
        .lit("\" id=\"");
    write_reference_id(out, reference);
    out.lit("\">")
        .text(&words.fill("markdown.note", &[("number", reference.number.to_string())]))
        .lit("</a></sup>");
}

fn write_reference_id(out: &mut Markup, reference: Reference) {
    out.lit("fnref-").show(reference.number);
    if reference.count > 1 {
        out.lit("-").show(reference.count);
    }
}

fn write_ways_back(out: &mut Markup, note: &Note, words: &Words) {
    for count in 1..=note.references {
        let reference = Reference {
            number: note.number,
            count,
        };
        out.lit(" <a href=\"#");
        write_reference_id(out, reference);
        out.lit("\" aria-label=\"")
            .text(&words.fill("markdown.note_back", &[("number", note.number.to_string())]))
            .lit("\">↩</a>");
    }
}
