//! A note beside a page: what was found in the files that the page is made from, and what of it is asked for
//! because it was published otherwise.
//!
//! It is for those who prepare a release, and put on a page by the preview's server alone, so that no
//! release can have it.

use super::overlay;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::markup::Markup;
use crate::base::path::SourcePath;
use crate::base::words::{Lang, Words};

/// A page that has more is best mended from the list of the whole site.
const SHOWN: usize = 30;

/// What to put before the end of a page; nothing where nothing was found.
pub fn beside((found, asked): (&Findings, &Findings), files: &[SourcePath], lang: Lang) -> String {
    let is_here = |finding: &&Diagnostic| files.contains(&finding.place.file);
    let here = asked.iter().chain(found.iter().filter(is_here));
    let here: Vec<&Diagnostic> = here.collect();
    if here.is_empty() {
        return String::new();
    }
    let words = Words::of(lang);
    let count = here.len().to_string();
    let mut out = Markup::new();
    out.lit("<link rel=\"stylesheet\" href=\"/__mieruka/note.css\">")
        .lit("<aside class=\"mieruka-note\" lang=\"")
        .text(lang.code())
        .lit("\"><details id=\"mieruka-note\"><summary>")
        .text(&words.fill("preview.note", &[("count", count)]))
        .lit("</summary><ol>");
    for finding in here.iter().take(SHOWN) {
        out.lit("<li>");
        overlay::one(&mut out, finding, lang, None);
        out.lit("</li>");
    }
    out.lit("</ol>");
    if here.len() > SHOWN {
        let more = (here.len() - SHOWN).to_string();
        out.lit("<p>")
            .text(&words.fill("preview.more", &[("count", more)]))
            .lit("</p>");
    }
    out.lit("</details></aside>");
    out.into_string()
}

pub const STYLE: &str = include_str!("note.css");
