//! The page that is shown while there is no site: the errors of the data, each with its place and its
//! cure, or the fault of a template or of the program.
//!
//! It uses nothing of the theme, which may be what is broken.

use crate::base::diag::{Diagnostic, Findings, Severity};
use crate::base::markup::Markup;
use crate::base::text::visible;
use crate::base::words::{Lang, Words};

/// Nobody mends more than this at once.
const SHOWN: usize = 50;

/// What is wrong with the data.
pub fn errors(findings: &Findings, lang: Lang) -> String {
    let words = Words::of(lang);
    let mut list = Markup::new();
    list.lit("<ol>");
    for diagnostic in findings.iter().take(SHOWN) {
        one(&mut list, diagnostic, lang);
    }
    list.lit("</ol>");
    if findings.len() > SHOWN {
        let more = (findings.len() - SHOWN).to_string();
        list.lit("<p>")
            .text(&words.fill("preview.more", &[("count", more)]))
            .lit("</p>");
    }
    page(words.get("preview.errors"), &list, lang)
}

/// A page that could not be made.
pub fn broken(why: &str, lang: Lang) -> String {
    let mut body = Markup::new();
    body.lit("<pre>").text(&visible(why)).lit("</pre>");
    page(Words::of(lang).get("preview.broken"), &body, lang)
}

/// A fault of the program itself.
pub fn bug(what: &str, lang: Lang) -> String {
    let mut body = Markup::new();
    let said = Words::of(lang).fill("preview.bug", &[("why", visible(what))]);
    for line in said.lines() {
        body.lit("<p>").text(line).lit("</p>");
    }
    page(Words::of(lang).get("preview.broken"), &body, lang)
}

fn page(heading: &str, body: &Markup, lang: Lang) -> String {
    let mut out = Markup::new();
    out.lit("<!DOCTYPE html><html lang=\"").text(lang.code());
    out.lit("\"><head><meta charset=\"utf-8\">")
        .lit("<meta name=\"viewport\" content=\"width=device-width\">")
        .lit("<link rel=\"icon\" href=\"data:,\"><title>")
        .text(heading)
        .lit("</title><link rel=\"stylesheet\" href=\"/__mieruka/overlay.css\">")
        .lit("</head><body><main><h1>")
        .text(heading)
        .lit("</h1><p>")
        .text(Words::of(lang).get("preview.waiting"))
        .lit("</p>")
        .push(body)
        .lit("</main></body></html>");
    out.into_string()
}

fn one(out: &mut Markup, diagnostic: &Diagnostic, lang: Lang) {
    let words = Words::of(lang);
    let severity = words.get(match diagnostic.severity {
        Severity::Error => "cli.severity.error",
        Severity::Warning => "cli.severity.warning",
        Severity::Notice => "cli.severity.notice",
    });
    out.lit("<li class=\"")
        .text(diagnostic.severity.key())
        .lit("\"><p><code>")
        .show(&diagnostic.place)
        .lit("</code></p><p><strong>")
        .text(severity)
        .lit("</strong> ")
        .text(&diagnostic.message(lang))
        .lit("</p>");
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
        .lit("</small></p></li>");
}

pub const STYLE: &str = ":root{color-scheme:light dark}\
body{font:17px/1.7 \"BIZ UDPGothic\",\"Noto Sans JP\",sans-serif;margin:0}\
main{max-width:48rem;margin:0 auto;padding:1.5rem}\
h1{font-size:1.5rem;border-left:.5rem solid #ce0000;padding-left:.75rem}\
ol{padding-left:1.5rem}li{margin:0 0 1rem;padding:.5rem 1rem;border:1px solid #7f7f7f;border-radius:8px}\
li p{margin:.25rem 0;overflow-wrap:anywhere}code{font-size:1rem}\
pre{white-space:pre-wrap;overflow-wrap:anywhere}";
