//! What a page is made of: the small vocabulary that every page kind is said in.
//!
//! A page kind decides *what* is said and in which order; the theme decides *how* it looks, with one
//! component for each kind of [`Block`]. The same view is written twice, as HTML and as Markdown, so
//! every block carries what both need. It holds no figure that could still be computed: views are
//! finished words.

use serde::Serialize;

use super::editions::{Alternate, OtherEdition};
use super::unpublished::Notice;
use crate::base::markup::Markup;
use crate::base::text::escape_markdown;
use crate::chart::table;

/// One page, ready for the theme.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    pub frame: Frame,
    /// The answer in one glance: a few facts under the heading.
    pub glance: Vec<Fact>,
    pub chips: Vec<Chip>,
    pub sections: Vec<Section>,
}

/// What surrounds the page: its names, the way to it, and where things lie, all links relative.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The page kind, which is also the name of its template: `project`, `policy`, …
    pub kind: &'static str,
    pub lang: &'static str,
    /// The same page in the other language, where the site has it.
    pub other: Option<OtherEdition>,
    pub alternates: Vec<Alternate>,
    /// That this is a preview, where it is one.
    pub preview: Option<Notice>,
    /// What a reader must know before anything else: that there is a newer edition, that something was
    /// corrected.
    pub warnings: Vec<Inline>,
    /// What a reader of a translated edition must know.
    pub note: Option<Inline>,
    /// For the window and for search engines: `項目｜計画名｜市名`.
    pub title: String,
    pub heading: String,
    /// The heading in the language of the documents, where it is translated.
    pub original: String,
    /// A small line above the heading, for example the plan's name.
    pub kicker: String,
    /// One or two sentences for the head of the page.
    pub summary: String,
    /// The same for search engines, where nothing stands around it.
    pub description: String,
    pub site: SiteFrame,
    /// From the home page down to the page above this one.
    pub crumbs: Vec<Link>,
    /// The plan that the menu leads through; empty on pages of the site itself.
    pub menu_title: String,
    /// The ways through the plan that this page belongs to.
    pub menu: Vec<Link>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
    /// Where the page stands between them: 「申請のオンライン化 2／15」; may be empty.
    pub position: String,
    /// The Markdown edition of this page.
    pub markdown: Option<String>,
    /// The file of all values of the plan that the page belongs to.
    pub values: Option<String>,
    /// A feed that tells of what is new on this page.
    pub feed: Option<String>,
    /// The page that took the place of this one, where a browser goes at once.
    pub refresh: Option<String>,
    /// The base for the page's own address, only when the site says where it will be online.
    pub canonical: Option<String>,
    /// Which edition this is and when it was true: 「令和7年度版　2026年4月1日現在」.
    pub meta: String,
    pub colophon: Colophon,
    /// What search engines read: schema.org as JSON-LD. Only with an address of its own.
    pub data: Option<Markup>,
}

/// What stands at the end of a page: where it comes from and how to speak of it.
#[derive(Clone, Debug, Serialize)]
pub struct Colophon {
    /// The document and the page of it that this page is made from.
    pub source: Option<Inline>,
    /// The plan's further documents.
    pub documents: Vec<Inline>,
    /// Edition, day, terms.
    pub facts: Vec<Fact>,
    /// How to name this page as a source.
    pub cite: String,
    /// The day of the data, for the foot of every sheet of paper: 「2026年4月1日（令和8年）現在」.
    pub as_of: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct SiteFrame {
    pub name: String,
    pub home: String,
    /// The page that searches; on that page itself nothing.
    pub search: Option<String>,
    pub stylesheet: String,
    pub icon: String,
    /// What makes the page handier.
    pub script: String,
    pub contact: Vec<Fact>,
    /// Pages for everybody: about the site, accessibility.
    pub footer: Vec<Link>,
    /// Pages for those who write plans; told quietly.
    pub authors: Vec<Link>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub label: String,
    pub href: String,
    pub current: bool,
}

/// A heading with what stands under it.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    pub id: String,
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// A word in a frame: a status, a flag, a mark of doubt. Never told by its colour alone.
#[derive(Clone, Debug, Serialize)]
pub struct Chip {
    pub label: String,
    pub tone: Tone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    Plain,
    Good,
    Mixed,
    Bad,
    Note,
}

impl Tone {
    /// As themes and scripts know it.
    pub const fn name(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Mixed => "mixed",
            Tone::Bad => "bad",
            Tone::Note => "note",
        }
    }
}

impl From<Tone> for table::Tone {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Plain => Self::Plain,
            Tone::Good => Self::Good,
            Tone::Mixed => Self::Mixed,
            Tone::Bad => Self::Bad,
            Tone::Note => Self::Note,
        }
    }
}

/// A label and what is said of it.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    pub label: String,
    pub value: Inline,
}

/// Running text that may hold a link, in both editions.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Inline {
    pub html: Markup,
    // Themes write HTML only; see `render::markdown`.
    #[serde(skip)]
    pub markdown: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// Prose of a department, already turned from Markdown into safe HTML.
    Prose {
        html: Markup,
        #[serde(skip)]
        markdown: String,
        /// Where it is not that of the page.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<&'static str>,
    },
    /// A table with its caption, in a box of its own that may scroll sideways.
    Table {
        html: Markup,
        #[serde(skip)]
        markdown: String,
    },
    /// A chart: `<figure>` with its title, its sentence and its drawing. Its table follows as a block.
    Figure {
        html: Markup,
        #[serde(skip)]
        markdown: String,
    },
    Facts {
        items: Vec<Fact>,
    },
    Cards {
        items: Vec<Card>,
    },
    Links {
        items: Vec<LinkItem>,
    },
    /// A dense list: one or two lines an entry.
    Rows {
        items: Vec<Row>,
    },
    /// The form that searches the site by its index; without JavaScript it is not there.
    Search {
        /// Where the index lies, ending in `/`.
        folder: String,
        /// The page itself, for addresses that carry a question.
        page: String,
        /// The way to pages that are made once, from an edition that is not the first.
        shared: Option<&'static str>,
        version: String,
        script: String,
    },
    /// Detail that is one tap away; the label says what is inside and how much of it.
    Fold {
        label: String,
        blocks: Vec<Block>,
    },
    Steps {
        items: Vec<Step>,
    },
    List {
        items: Vec<Inline>,
    },
    /// Something the reader must know about the figures nearby.
    Notes {
        tone: Tone,
        items: Vec<Inline>,
    },
    /// A smaller heading with what belongs to it, for example one indicator.
    Group {
        id: String,
        heading: String,
        chips: Vec<Chip>,
        blocks: Vec<Block>,
    },
}

/// A project or a plan in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    pub title: String,
    pub href: String,
    pub text: String,
    pub chips: Vec<Chip>,
    pub facts: Vec<Fact>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LinkItem {
    pub label: String,
    pub href: String,
    pub note: String,
}

/// An entry of a dense list, for example an indicator with what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub title: String,
    /// Empty where there is no further page.
    pub href: String,
    /// What the title belongs to, in small print; may be empty.
    pub context: String,
    /// The second line; may be empty.
    pub text: Inline,
    pub chips: Vec<Chip>,
}

/// What is due when; a time that several things share is said once.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    pub when: String,
    pub what: Vec<Inline>,
}

impl Inline {
    pub fn text(text: &str) -> Self {
        Self {
            html: Markup::from_text(text),
            markdown: escape_markdown(text).into_owned(),
        }
    }

    /// Text in small print, which follows something weightier.
    pub fn small(text: &str) -> Self {
        let mut html = Markup::new();
        html.lit(" <small>").text(text).lit("</small>");
        Self {
            html,
            markdown: escape_markdown(text).into_owned(),
        }
    }

    /// Words in the place of a figure, which need no large print.
    pub fn words(text: &str) -> Self {
        let mut html = Markup::new();
        html.lit("<span class=\"words\">").text(text).lit("</span>");
        Self {
            html,
            markdown: escape_markdown(text).into_owned(),
        }
    }

    /// A link inside the site.
    pub fn link(label: &str, href: &str) -> Self {
        let mut html = Markup::new();
        html.lit("<a href=\"")
            .text(href)
            .lit("\">")
            .text(label)
            .lit("</a>");
        Self {
            html,
            markdown: format!("[{}]({href})", escape_markdown(label)),
        }
    }

    /// The part of its own page to which it leads.
    pub fn part(&self) -> Option<&str> {
        let (_, behind) = self.html.as_str().split_once("<a href=\"#")?;
        behind.split_once('"').map(|(id, _)| id)
    }

    /// A link that a telephone or a mail program follows. What is dialled has no blanks or brackets.
    pub fn scheme(scheme: &'static str, shown: &str) -> Self {
        let bare: String = shown
            .chars()
            .filter(|c| !" ()（）　".contains(*c))
            .collect();
        let mut html = Markup::new();
        html.lit("<a href=\"")
            .lit(scheme)
            .text(&bare)
            .lit("\">")
            .text(shown)
            .lit("</a>");
        Self {
            html,
            markdown: format!("[{}](<{scheme}{bare}>)", escape_markdown(shown)),
        }
    }

    /// A link that begins a mail with its subject written already.
    pub fn mail(address: &str, subject: &str) -> Self {
        let subject: String = subject.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let mut html = Markup::new();
        html.lit("<a href=\"mailto:")
            .text(address)
            .lit("?subject=")
            .text(&subject)
            .lit("\">")
            .text(address)
            .lit("</a>");
        Self {
            html,
            markdown: format!(
                "[{}](<mailto:{address}?subject={subject}>)",
                escape_markdown(address)
            ),
        }
    }

    /// A link to another site.
    pub fn outside(label: &str, address: &str) -> Self {
        let mut html = Markup::new();
        html.lit("<a class=\"external\" rel=\"noopener\" href=\"")
            .text(address)
            .lit("\">")
            .text(label)
            .lit("</a>");
        Self {
            html,
            markdown: format!("[{}](<{address}>)", escape_markdown(label)),
        }
    }

    /// A number to call; what dials knows digits and a leading plus.
    pub fn phone(number: &str) -> Self {
        let dialled: String = number
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        let mut html = Markup::new();
        html.lit("<a href=\"tel:")
            .text(&dialled)
            .lit("\">")
            .text(number)
            .lit("</a>");
        Self {
            html,
            markdown: format!("[{}](tel:{dialled})", escape_markdown(number)),
        }
    }

    pub fn push(&mut self, other: &Inline) -> &mut Self {
        self.html.push(&other.html);
        self.markdown.push_str(&other.markdown);
        self
    }
}
