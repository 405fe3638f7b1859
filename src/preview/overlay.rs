//! What is shown while there is no site: the errors of the data, each with its place, an excerpt and its
//! cure, or the fault of a template or of the program. It is a page, and for a page that is open already
//! a sheet over it.
//!
//! It uses nothing of the theme, which may be what is broken.

use super::excerpt::Excerpt;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::markup::Markup;
use crate::base::path::SourcePath;
use crate::base::text::visible;
use crate::base::words::{Lang, Words};

/// Nobody mends more than this at once.
const SHOWN: usize = 50;

/// One error with the lines that it is about.
struct Fault {
    diagnostic: Diagnostic,
    excerpt: Option<Excerpt>,
}

/// All errors, and the first of them with the lines that they are about.
pub struct Faults {
    pub all: Findings,
    first: Vec<Fault>,
}

impl Faults {
    /// `text` gives the text of a source.
    pub fn of(findings: Findings, text: impl Fn(&SourcePath) -> Option<String>) -> Self {
        let first = findings.iter().take(SHOWN).map(|diagnostic| Fault {
            excerpt: Excerpt::of(&diagnostic.place, &text),
            diagnostic: diagnostic.clone(),
        });
        Self {
            first: first.collect(),
            all: findings,
        }
    }
}

/// What is wrong with the data.
pub fn errors(faults: &Faults, lang: Lang) -> Sheet {
    let words = Words::of(lang);
    let mut list = Markup::new();
    list.lit("<ol>");
    for fault in &faults.first {
        list.lit("<li class=\"")
            .text(fault.diagnostic.severity.key())
            .lit("\">");
        one(&mut list, &fault.diagnostic, lang, fault.excerpt.as_ref());
        list.lit("</li>");
    }
    list.lit("</ol>");
    if faults.all.len() > faults.first.len() {
        let more = (faults.all.len() - faults.first.len()).to_string();
        list.lit("<p>")
            .text(&words.fill("preview.more", &[("count", more)]))
            .lit("</p>");
    }
    sheet(words.get("preview.errors"), list, lang)
}

/// A page that could not be made.
pub fn broken(why: &str, lang: Lang) -> Sheet {
    let mut body = Markup::new();
    body.lit("<pre>").text(&visible(why)).lit("</pre>");
    sheet(Words::of(lang).get("preview.broken"), body, lang)
}

/// A fault of the program itself.
pub fn bug(what: &str, lang: Lang) -> Sheet {
    let mut body = Markup::new();
    let said = Words::of(lang).fill("preview.bug", &[("why", visible(what))]);
    for line in said.lines() {
        body.lit("<p>").text(line).lit("</p>");
    }
    sheet(Words::of(lang).get("preview.broken"), body, lang)
}

/// What somebody from the network sees who has just come in; it leads on by itself.
pub fn entered(lang: Lang) -> String {
    let words = Words::of(lang);
    let mut out = Markup::new();
    out.lit("<!DOCTYPE html><html lang=\"").text(lang.code());
    out.lit("\"><head><meta charset=\"utf-8\">")
        .lit("<meta name=\"viewport\" content=\"width=device-width\">")
        .lit("<meta http-equiv=\"refresh\" content=\"0;url=/\">")
        .lit("<link rel=\"icon\" href=\"data:,\"><title>")
        .text(words.get("preview.entered"))
        .lit("</title></head><body><p><a href=\"/\">")
        .text(words.get("preview.entered"))
        .lit("</a></p></body></html>");
    out.into_string()
}

/// What is told, without a page around it.
pub struct Sheet {
    heading: String,
    body: Markup,
    lang: Lang,
}

fn sheet(heading: &str, body: Markup, lang: Lang) -> Sheet {
    Sheet {
        heading: heading.to_owned(),
        body,
        lang,
    }
}

impl Sheet {
    /// For a page that is open already, which can be read again when the sheet is closed.
    pub fn part(&self) -> String {
        let mut close = Markup::new();
        close
            .lit("<button type=\"button\">")
            .text(Words::of(self.lang).get("preview.close"))
            .lit("</button>");
        let mut out = Markup::new();
        out.lit(STYLE_LINK);
        self.write(&mut out, &close);
        out.into_string()
    }

    pub fn page(&self) -> String {
        let mut out = Markup::new();
        out.lit("<!DOCTYPE html><html lang=\"")
            .text(self.lang.code());
        out.lit("\"><head><meta charset=\"utf-8\">")
            .lit("<meta name=\"viewport\" content=\"width=device-width\">")
            .lit("<link rel=\"icon\" href=\"data:,\"><title>")
            .text(&self.heading)
            .lit("</title>")
            .lit(STYLE_LINK)
            .lit("</head><body>");
        self.write(&mut out, &Markup::new());
        out.lit("</body></html>");
        out.into_string()
    }

    fn write(&self, out: &mut Markup, before: &Markup) {
        out.lit("<main tabindex=\"-1\" role=\"alert\" lang=\"")
            .text(self.lang.code())
            .lit("\">")
            .push(before)
            .lit("<h1>")
            .text(&self.heading)
            .lit("</h1><p>")
            .text(Words::of(self.lang).get("preview.waiting"))
            .lit("</p>")
            .push(&self.body)
            .lit("</main>");
    }
}

const STYLE_LINK: &str = "<link rel=\"stylesheet\" href=\"/__mieruka/overlay.css\">";

/// One finding: where it is, what is wrong, what to do.
pub fn one(out: &mut Markup, diagnostic: &Diagnostic, lang: Lang, excerpt: Option<&Excerpt>) {
    let words = Words::of(lang);
    let severity = words.get(diagnostic.severity.word());
    out.lit("<p><code>")
        .show(&diagnostic.place)
        .lit("</code></p><p><strong>")
        .text(severity)
        .lit("</strong> ")
        .text(&diagnostic.message(lang))
        .lit("</p>");
    if let Some(excerpt) = excerpt {
        excerpt.write(out);
    }
    if let Some(other) = &diagnostic.other {
        out.lit("<p>")
            .text(words.get("cli.other-place"))
            .lit(" <code>")
            .show(other)
            .lit("</code></p>");
    }
    for line in diagnostic.help(lang).lines() {
        out.lit("<p>").text(line).lit("</p>");
    }
    out.lit("<p><small>")
        .text(diagnostic.code)
        .lit("</small></p>");
}

pub const STYLE: &str = include_str!("overlay.css");
