//! Markdown of a department, turned into safe HTML and into places for tables and charts.
//!
//! [`parse`] takes the text behind the front matter and gives back a [`Prose`]: stretches of
//! [`Markup`] and, between them, slots that a page fills. Nothing of the text can become a tag: raw
//! HTML is shown as text, link addresses pass an allow-list, and neither class, style nor id is
//! taken from it. What is doubtful or refused is a finding with its line and column.
//!
//! It does not read files, does not split off front matter, and does not know which tables or
//! charts exist; a slot is only a word and an argument.

mod blocks;
mod characters;
mod edition;
mod emphasis;
mod headings;
mod inline;
mod links;
mod notes;
mod raw;
mod render;
mod settings;
mod slots;
mod spans;
mod spots;
mod tables;

use crate::base::diag::{Diagnostic, Findings};
use crate::base::markup::Markup;
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::base::words::Lang;

pub use links::percent_decode;

/// Beyond this the text is published, with a warning: nobody reads a page of 2 MiB.
pub const LARGE_BYTES: usize = 2 << 20;
/// Beyond this the text is not read at all.
pub const LIMIT_BYTES: usize = 5 << 20;

/// Where the text comes from and what surrounds it.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    pub file: &'a SourcePath,
    /// The line of the file on which the text begins, counted from 1.
    pub first_line: u32,
    /// The HTML level of the text's `#`: 2 on a page that has its own `h1`.
    pub base_level: u8,
    /// The language of the labels that are added (`注意`, `注1`).
    pub lang: Lang,
    /// The info words of fenced blocks that are slots, for example `indicator` and `chart`.
    pub slots: &'a [&'a str],
}

/// A text as a page needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    pub parts: Vec<Part>,
    pub headings: Vec<Heading>,
    /// Those of the first level, which a page may have no use for.
    pub titles: Vec<Title>,
    /// Links to pages of this site and to places on them.
    pub links: Vec<Link>,
}

/// A heading written with a single `#`, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    pub text: String,
    pub at: Spot,
}

/// A link that only the finished site can tell to be broken, with where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As it stands in the HTML.
    pub address: String,
    pub at: Spot,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Finished HTML, and the same stretch of Markdown in a form that may be published again: no
    /// raw HTML but `<br>`, no comments, headings at the level they have on the page.
    Html { html: Markup, markdown: String },
    /// A place for a table or a chart.
    Slot {
        kind: String,
        argument: String,
        /// Where the argument stands.
        at: Spot,
    },
}

/// A heading with the id under which links find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// Reads Markdown. Every problem goes to `findings`; the prose is as whole as it can be.
pub fn parse(body: &str, origin: Origin<'_>, findings: &mut Findings) -> Prose {
    if body.len() > LARGE_BYTES {
        let refused = body.len() > LIMIT_BYTES;
        findings.push(size_finding(body.len(), &origin, refused));
        if refused {
            return Prose::default();
        }
    }
    let screened = characters::screen(body, &origin, findings);
    let mended = emphasis::mend(&screened);
    let mut outcome = render::render(&screened, &mended, origin, None);
    if outcome.asked_for_headings {
        // A link to a heading may stand before the heading, whose id is only known at the end.
        let headings = std::mem::take(&mut outcome.prose.headings);
        outcome = render::render(&screened, &mended, origin, Some(&headings));
    }
    findings.append(outcome.findings);
    outcome.prose
}

fn size_finding(bytes: usize, origin: &Origin<'_>, refused: bool) -> Diagnostic {
    let place = Place::file(origin.file);
    let (diagnostic, limit) = if refused {
        (Diagnostic::error("MARKDOWN-TOO-LARGE", place), LIMIT_BYTES)
    } else {
        (Diagnostic::warning("MARKDOWN-LARGE", place), LARGE_BYTES)
    };
    diagnostic
        .with("size", bytes.div_ceil(1 << 20))
        .with("limit", limit >> 20)
}
