//! The paper as one page that needs nothing else and prints well.

use super::Mark;
use super::packet::{Block, NAMED, Packet, blocks};
use crate::base::markup::Markup;

const STYLE: &str = "<style>:root{color-scheme:light}body{font:16px/1.7 \"Hiragino Sans\",\"Yu Gothic\",Meiryo,sans-serif;\
max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#111;background:#fff;overflow-wrap:anywhere}\
h1{font-size:1.5rem}h2{font-size:1.2rem;border-bottom:2px solid #333;margin-top:2rem}\
h3{font-size:1.05rem}h4{font-size:1rem;margin:1rem 0 .3rem}\
table{border-collapse:collapse;width:100%;margin:.4rem 0}\
th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;white-space:pre-line;overflow-wrap:break-word}\
td:last-child{overflow-wrap:anywhere}\
thead{display:table-header-group}tr{break-inside:avoid}h2,h3,h4{break-after:avoid}\
th{background:#f0f0f0}ul{padding-left:1.4rem;margin:.3rem 0}\
del{background:#ffe3e0;text-decoration:line-through 2px}ins{background:#d9f2df;text-decoration:underline 2px}\
.boxes td{height:4.5rem}@page{size:A4;margin:14mm 12mm}\
@media print{details::details-content{content-visibility:visible;block-size:auto}body{font-size:10pt;margin:0;max-width:none;padding:0}}</style>";

/// The whole page.
pub fn html(packet: &Packet<'_>) -> String {
    let blocks = blocks(packet, NAMED);
    let mut out = Markup::new();
    out.lit("<!DOCTYPE html>\n<html lang=\"");
    out.text(packet.lang.code());
    out.lit(
        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">",
    );
    out.lit("<meta name=\"robots\" content=\"noindex\"><title>");
    if let Some(Block::Heading(_, title)) = blocks.first() {
        out.text(title);
    }
    out.lit("</title>").lit(STYLE).lit("</head>\n<body>\n");
    for one in &blocks {
        block(&mut out, one);
        out.lit("\n");
    }
    out.lit("</body></html>\n");
    out.into_string()
}

fn block(out: &mut Markup, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            let (open, close) = match level {
                1 => ("<h1>", "</h1>"),
                2 => ("<h2>", "</h2>"),
                3 => ("<h3>", "</h3>"),
                _ => ("<h4>", "</h4>"),
            };
            out.lit(open).text(text).lit(close);
        }
        Block::Line(text) => {
            out.lit("<p>").text(text).lit("</p>");
        }
        Block::List(lines) => {
            out.lit("<ul>");
            for line in lines {
                out.lit("<li>").text(line).lit("</li>");
            }
            out.lit("</ul>");
        }
        Block::Words(lines) => list(out, lines),
        Block::Folded(summary, lines) => {
            out.lit("<details><summary>")
                .text(summary)
                .lit("</summary>");
            list(out, lines);
            out.lit("</details>");
        }
        Block::Table { head, rows } => table(out, head, rows),
        Block::Boxes(names) => {
            out.lit("<table class=\"boxes\">");
            columns(out, names);
            out.lit("<tr>");
            for _ in names {
                out.lit("<td></td>");
            }
            out.lit("</tr></tbody></table>");
        }
    }
}

fn list(out: &mut Markup, lines: &[Vec<Mark>]) {
    out.lit("<ul>");
    for line in lines {
        out.lit("<li>");
        line.iter().for_each(|mark| words(out, mark));
        out.lit("</li>");
    }
    out.lit("</ul>");
}

fn words(out: &mut Markup, mark: &Mark) {
    match mark {
        Mark::Same(text) => out.text(text),
        Mark::Removed(text) => out.lit("<del>").text(text).lit("</del>"),
        Mark::Added(text) => out.lit("<ins>").text(text).lit("</ins>"),
    };
}

/// The names of a table's columns, up to where its rows begin.
fn columns(out: &mut Markup, names: &[impl AsRef<str>]) {
    out.lit("<thead><tr>");
    for name in names {
        out.lit("<th scope=\"col\">")
            .text(name.as_ref())
            .lit("</th>");
    }
    out.lit("</tr></thead><tbody>");
}

fn table(out: &mut Markup, head: &[&str], rows: &[Vec<String>]) {
    out.lit("<table>");
    columns(out, head);
    for row in rows {
        out.lit("<tr>");
        for (place, cell) in row.iter().enumerate() {
            match place {
                0 => out.lit("<th scope=\"row\">").text(cell).lit("</th>"),
                _ => out.lit("<td>").text(cell).lit("</td>"),
            };
        }
        out.lit("</tr>");
    }
    out.lit("</tbody></table>");
}
