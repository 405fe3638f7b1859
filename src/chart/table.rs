//! Tables: the form in which every number of a page can be read by everybody.
//!
//! One header row and one header column, a caption, and a box that scrolls sideways, by keyboard too,
//! where a table does not fit a phone; one of many columns has its rows stacked there. A cell
//! is never empty: what is missing is a word. The HTML has no white space between tags, so it needs no
//! minifying. It does not sort, add or round; cells come in as they are to be read.

mod shape;
mod writer;

use std::borrow::Cow;
use std::ops::Range;

use crate::base::markup::Markup;
use crate::base::words::Words;
use writer::Writer;

#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// Unique on its page; the caption's id is made from it.
    pub id: String,
    pub caption: String,
    /// The unit of all numbers, said once beside the caption; empty when there is none.
    pub unit: String,
    /// The first column is that of the row heads.
    pub columns: Vec<Column<'a>>,
    pub rows: Vec<Row<'a>>,
    /// Sentences below the table. Those on ▲ and ※ come by themselves.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Column<'a> {
    pub label: Cow<'a, str>,
    /// Set to the right, in figures of one width.
    pub numeric: bool,
}

#[derive(Clone, Debug)]
pub struct Row<'a> {
    pub head: Cell<'a>,
    pub cells: Vec<Cell<'a>>,
    pub kind: RowKind,
    /// For links that lead to the row; empty where none does.
    pub id: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Plain,
    /// A sum or an end result: set apart by a rule.
    Total,
}

/// What stands in one place of a table. Texts are borrowed where they stand in the data already: a page
/// has hundreds of cells.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    content: Content<'a>,
    chips: Vec<(Cow<'a, str>, Tone)>,
    /// Why the value is not sure; an empty text when no more than that is known.
    unsure: Option<Cow<'a, str>>,
    note: Cow<'a, str>,
    /// How deep it stands in a tree.
    depth: usize,
    /// A part and its whole, drawn as a bar beside the words that say them.
    share: Option<(usize, usize)>,
    /// What to mark in a text or link, in bytes, ascending.
    marks: Vec<Range<usize>>,
}

#[derive(Clone, Debug)]
enum Content<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Number {
        shown: Cow<'a, str>,
        spoken: Option<String>,
    },
    Absent(Cow<'a, str>),
    /// Absent, and nothing was printed that could tell why.
    Blank(Cow<'a, str>),
    Link {
        text: Cow<'a, str>,
        href: Cow<'a, str>,
    },
    Links(Vec<(Cow<'a, str>, Cow<'a, str>)>),
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

impl<'a> Column<'a> {
    pub fn text(label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            label: label.into(),
            numeric: false,
        }
    }

    pub fn number(label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            label: label.into(),
            numeric: true,
        }
    }
}

impl<'a> Row<'a> {
    pub fn new(head: Cell<'a>, cells: Vec<Cell<'a>>) -> Self {
        Self {
            head,
            cells,
            kind: RowKind::Plain,
            id: String::new(),
        }
    }

    /// The row under an id of its own.
    pub fn named(mut self, id: String) -> Self {
        self.id = id;
        self
    }

    pub fn total(head: Cell<'a>, cells: Vec<Cell<'a>>) -> Self {
        Self {
            head,
            cells,
            kind: RowKind::Total,
            id: String::new(),
        }
    }
}

impl<'a> Cell<'a> {
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::of(Content::Text(text.into()))
    }

    /// A number as printed. A sign of minus in front of it is read aloud as a word; `spoken` is for
    /// numbers that are read otherwise than they look.
    pub fn number(shown: impl Into<Cow<'a, str>>, spoken: Option<String>) -> Self {
        Self::of(Content::Number {
            shown: shown.into(),
            spoken,
        })
    }

    /// No value: the word says why, for example 非公開 or 記載なし.
    pub fn absent(word: impl Into<Cow<'a, str>>) -> Self {
        Self::of(Content::Absent(word.into()))
    }

    /// The same where the document left the cell empty: on a narrow screen rows of many cells leave it out.
    pub fn blank(word: impl Into<Cow<'a, str>>) -> Self {
        Self::of(Content::Blank(word.into()))
    }

    /// A link inside the site.
    pub fn link(text: impl Into<Cow<'a, str>>, href: impl Into<Cow<'a, str>>) -> Self {
        Self::of(Content::Link {
            text: text.into(),
            href: href.into(),
        })
    }

    /// Several links, one below the other.
    pub fn links(links: Vec<(Cow<'a, str>, Cow<'a, str>)>) -> Self {
        Self::of(Content::Links(links))
    }

    /// A cell that holds nothing but a word in a frame.
    pub fn only_chip(label: impl Into<Cow<'a, str>>, tone: Tone) -> Self {
        Self::of(Content::Nothing).chip(label, tone)
    }

    #[must_use]
    pub fn chip(mut self, label: impl Into<Cow<'a, str>>, tone: Tone) -> Self {
        self.chips.push((label.into(), tone));
        self
    }

    /// Marks the value as doubtful. The reason becomes a note under the table; without one (an empty
    /// text) the note only says so.
    #[must_use]
    pub fn unsure(mut self, reason: impl Into<Cow<'a, str>>) -> Self {
        self.unsure = Some(reason.into());
        self
    }

    /// Sets the head of a row in by its depth in a tree.
    #[must_use]
    pub fn indented(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Draws beside a value how large a part of a whole it is.
    #[must_use]
    pub fn share(mut self, part: usize, whole: usize) -> Self {
        self.share = Some((part, whole));
        self
    }

    /// Marks parts of a text or of a link, in bytes, ascending.
    #[must_use]
    pub fn marked(mut self, marks: Vec<Range<usize>>) -> Self {
        self.marks = marks;
        self
    }

    /// A remark in small print under the value.
    #[must_use]
    pub fn note(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.note = text.into();
        self
    }

    /// The same cell with texts of its own.
    pub fn into_owned(self) -> Cell<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Cell {
            content: match self.content {
                Content::Nothing => Content::Nothing,
                Content::Text(text) => Content::Text(own(text)),
                Content::Number { shown, spoken } => Content::Number {
                    shown: own(shown),
                    spoken,
                },
                Content::Absent(text) => Content::Absent(own(text)),
                Content::Blank(text) => Content::Blank(own(text)),
                Content::Link { text, href } => Content::Link {
                    text: own(text),
                    href: own(href),
                },
                Content::Links(links) => Content::Links(
                    links
                        .into_iter()
                        .map(|(text, href)| (own(text), own(href)))
                        .collect(),
                ),
            },
            chips: self
                .chips
                .into_iter()
                .map(|(label, tone)| (own(label), tone))
                .collect(),
            unsure: self.unsure.map(own),
            note: own(self.note),
            depth: self.depth,
            share: self.share,
            marks: self.marks,
        }
    }

    fn of(content: Content<'a>) -> Self {
        Self {
            content,
            chips: Vec::new(),
            unsure: None,
            note: Cow::Borrowed(""),
            depth: 0,
            share: None,
            marks: Vec::new(),
        }
    }

    fn shown(&self) -> &str {
        match &self.content {
            Content::Nothing => "",
            Content::Text(text)
            | Content::Absent(text)
            | Content::Blank(text)
            | Content::Link { text, .. } => text,
            Content::Number { shown, .. } => shown,
            Content::Links(links) => links.first().map_or("", |(text, _)| text),
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

impl<'a> Table<'a> {
    /// A table without rows.
    pub fn new(id: String, caption: String, columns: Vec<Column<'a>>) -> Self {
        Self {
            id,
            caption,
            columns,
            ..Self::default()
        }
    }

    /// The table in its scrolling box, with its notes below.
    pub fn html(&self, words: &Words) -> Markup {
        Writer::new(self, words).html()
    }

    /// The table as a pipe table, its caption in front and its notes behind.
    pub fn markdown(&self, words: &Words) -> String {
        Writer::new(self, words).markdown()
    }

    fn cells(&self) -> impl Iterator<Item = &Cell<'a>> {
        self.rows
            .iter()
            .flat_map(|row| std::iter::once(&row.head).chain(&row.cells))
    }
}
