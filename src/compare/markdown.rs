//! The paper as Markdown, for whoever pastes it into another document.

use super::Mark;
use super::packet::{Block, NAMED, Packet, blocks};

/// The whole paper.
pub fn markdown(packet: &Packet<'_>) -> String {
    let mut out = String::new();
    for one in blocks(packet, NAMED) {
        block(&mut out, &one);
        out.push('\n');
    }
    out
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            let signs = "#".repeat(usize::from(*level));
            out.push_str(&format!("{signs} {}\n", plain(text)));
        }
        Block::Line(text) => out.push_str(&format!("{}\n", plain(text))),
        Block::List(lines) => {
            for line in lines {
                out.push_str(&format!("- {}\n", plain(line)));
            }
        }
        Block::Words(lines) => list(out, lines),
        Block::Folded(summary, lines) => {
            out.push_str(&format!("{}\n\n", plain(summary)));
            list(out, lines);
        }
        Block::Table { head, rows } => {
            row(out, head.iter().copied());
            row(out, head.iter().map(|_| "---"));
            for cells in rows {
                row(out, cells.iter().map(String::as_str));
            }
        }
        Block::Boxes(names) => {
            row(out, names.iter().copied());
            row(out, names.iter().map(|_| "---"));
            row(out, names.iter().map(|_| "　"));
        }
    }
}

fn list(out: &mut String, lines: &[Vec<Mark>]) {
    for line in lines {
        let line: String = line.iter().map(words).collect();
        out.push_str(&format!("- {line}\n"));
    }
}

fn words(mark: &Mark) -> String {
    match mark {
        Mark::Same(text) => plain(text),
        Mark::Removed(text) => format!("<del>{}</del>", plain(text)),
        Mark::Added(text) => format!("<ins>{}</ins>", plain(text)),
    }
}

fn row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    out.push('|');
    for cell in cells {
        let cell = match cell {
            "---" => cell.to_owned(),
            cell => plain(cell).replace('\n', "<br>"),
        };
        out.push_str(&format!(" {cell} |"));
    }
    out.push('\n');
}

/// Text in which no sign means anything but itself.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
