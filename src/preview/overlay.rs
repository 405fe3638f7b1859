//! The page that is shown while the data have errors: each with its place and its cure.

use crate::base::diag::{Diagnostic, Findings};
use crate::base::markup::Markup;
use crate::base::words::{Lang, Words};

/// Nobody mends more than this at once.
const SHOWN: usize = 50;

pub fn page(findings: &Findings, lang: Lang) -> String {
    let words = Words::of(lang);
    let mut out = Markup::new();
    out.lit("<!DOCTYPE html><html lang=\"").text(lang.code());
    out.lit(
        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">",
    );
    out.lit("<link rel=\"icon\" href=\"data:,\"><title>")
        .text(words.get("preview.errors"));
    out.lit(
        "</title><link rel=\"stylesheet\" href=\"/__mieruka/overlay.css\"></head><body><main><h1>",
    );
    out.text(words.get("preview.errors")).lit("</h1><p>");
    out.text(words.get("preview.waiting")).lit("</p><ol>");
    for diagnostic in findings.iter().take(SHOWN) {
        one(&mut out, diagnostic, lang);
    }
    out.lit("</ol>");
    if findings.len() > SHOWN {
        let more = (findings.len() - SHOWN).to_string();
        out.lit("<p>")
            .text(&words.fill("preview.more", &[("count", more)]))
            .lit("</p>");
    }
    out.lit("</main></body></html>");
    out.into_string()
}

fn one(out: &mut Markup, diagnostic: &Diagnostic, lang: Lang) {
    let severity = Words::of(lang).get(match diagnostic.severity.key() {
        "error" => "cli.severity.error",
        "warning" => "cli.severity.warning",
        _ => "cli.severity.notice",
    });
    out.lit("<li class=\"")
        .text(diagnostic.severity.key())
        .lit("\"><p><code>");
    out.show(&diagnostic.place)
        .lit("</code></p><p><strong>")
        .text(severity)
        .lit("</strong> ");
    out.text(&diagnostic.message(lang)).lit("</p>");
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
li p{margin:.25rem 0;overflow-wrap:anywhere}code{font-size:1rem}";
