//! Templates without comments and without the white space that is never shown.
//!
//! It reads just enough of HTML and of Tera to leave alone what it does not understand: everything in
//! braces, quoted values, scripts, styles and preformatted text stay byte for byte. A space between
//! words, links or anything else that stands in a line stays a space; beside the tags of blocks it goes.
//! It checks neither language; Tera does that, with better messages.

use super::seen::{VERBATIM, is_block};
use crate::base::diag::Diagnostic;
use crate::base::path::SourcePath;
use crate::base::place::Spot;

/// Strips the template `name`. What is opened and never closed is an error with its place.
pub fn template(name: &str, text: &str) -> Result<String, Box<Diagnostic>> {
    let mut reader = Reader {
        rest: text,
        out: String::with_capacity(text.len()),
        has_space: false,
        after_block: true,
    };
    match reader.read_all() {
        Ok(()) => Ok(reader.out),
        Err(what) => {
            let at = text.len() - reader.rest.len();
            let finding = Diagnostic::error(
                "THEME-TEMPLATE-OPEN",
                spot(text, at).in_file(&SourcePath::new(name)),
            );
            Err(Box::new(finding.with("what", what)))
        }
    }
}

/// What was opened and not closed, as it stands in the template.
type Unclosed = &'static str;

struct Reader<'a> {
    rest: &'a str,
    out: String,
    /// White space was read and not yet written.
    has_space: bool,
    /// What was written last ends a line, so that white space after it is not shown.
    after_block: bool,
}

impl Reader<'_> {
    fn read_all(&mut self) -> Result<(), Unclosed> {
        while let Some(first) = self.rest.as_bytes().first() {
            let second = self.rest.as_bytes().get(1);
            match (first, second) {
                (b'{', Some(b'#')) => self.tera_comment()?,
                (b'{', Some(b'{' | b'%')) => self.braces()?,
                (b'<', Some(b'!')) if self.rest.starts_with("<!--") => self.comment()?,
                (b'<', Some(c)) if c.is_ascii_alphabetic() || matches!(c, b'/' | b'!') => {
                    self.tag()?
                }
                (c, _) if c.is_ascii_whitespace() => {
                    self.rest = self
                        .rest
                        .trim_start_matches(|c: char| c.is_ascii_whitespace());
                    self.has_space = true;
                }
                _ => self.text(),
            }
        }
        // What follows an included template may be a word.
        self.write_space(self.after_block);
        Ok(())
    }

    fn text(&mut self) {
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '<' | '{');
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let end = self.rest[first..]
            .find(ends)
            .map_or(self.rest.len(), |end| first + end);
        self.write_space(self.after_block);
        self.copy(end);
        self.after_block = false;
    }

    /// An expression or a statement stays as it is; `{% raw %}` and all in it too.
    fn braces(&mut self) -> Result<(), Unclosed> {
        let mut end = end_of_braces(self.rest)?;
        let inside = self.rest[2..end].trim_start_matches(['-', ' ', '\t', '\n', '\r']);
        if self.rest.starts_with("{%") && inside.starts_with("raw") {
            end = end_of_raw(self.rest, end)?;
        }
        self.write_space(self.after_block);
        // Before the text of an `if` stands what stands before the `if`; before that of a loop or after
        // an include there may be a word.
        let is_transparent = self.rest.starts_with("{%")
            && (inside.starts_with("if ") || inside.starts_with("set "));
        self.copy(end);
        self.after_block = self.after_block && is_transparent;
        Ok(())
    }

    /// Tera's comments go, except those with a minus, which eat the white space around them.
    fn tera_comment(&mut self) -> Result<(), Unclosed> {
        let end = self.rest.find("#}").ok_or("{#")? + 2;
        if self.rest.starts_with("{#-") || self.rest[..end].ends_with("-#}") {
            self.write_space(self.after_block);
            self.copy(end);
        } else {
            self.rest = &self.rest[end..];
        }
        Ok(())
    }

    fn comment(&mut self) -> Result<(), Unclosed> {
        let end = self.rest.find("-->").ok_or("<!--")? + 3;
        let comment = &self.rest[..end];
        if comment.contains("{{") || comment.contains("{%") {
            // A statement in a comment still works; its author may not know.
            self.write_space(self.after_block);
            self.copy(end);
        } else {
            self.rest = &self.rest[end..];
        }
        Ok(())
    }

    fn tag(&mut self) -> Result<(), Unclosed> {
        let name_start = if self.rest[1..].starts_with('/') {
            2
        } else {
            1
        };
        let name_end = self.rest[name_start..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '{'))
            .map_or(self.rest.len(), |end| name_start + end);
        let name = self.rest[name_start..name_end].to_ascii_lowercase();
        let is_line_end = is_block(&name) || name == "!doctype";
        self.write_space(self.after_block || is_line_end);
        self.tag_inside()?;
        self.after_block = is_line_end;
        if name_start == 1 && VERBATIM.contains(&name.as_str()) && !self.out.ends_with("/>") {
            let end =
                end_of_element(self.rest, &name).ok_or("<script>, <style>, <pre>, <textarea>")?;
            self.copy(end);
            self.after_block = false;
        }
        Ok(())
    }

    /// Copies a tag up to its `>`, with one space where there was any between attributes.
    fn tag_inside(&mut self) -> Result<(), Unclosed> {
        loop {
            let first = self.rest.as_bytes().first().ok_or("<")?;
            match first {
                b'>' => {
                    self.copy(1);
                    return Ok(());
                }
                b'"' | b'\'' => {
                    let end = end_of_quoted(self.rest, char::from(*first))?;
                    self.copy(end);
                }
                b'{' if self.rest.starts_with("{#") => {
                    let end = self.rest.find("#}").ok_or("{#")? + 2;
                    self.copy(end);
                }
                b'{' if self.rest.starts_with("{{") || self.rest.starts_with("{%") => {
                    let end = end_of_braces(self.rest)?;
                    self.copy(end);
                }
                c if c.is_ascii_whitespace() => {
                    self.rest = self
                        .rest
                        .trim_start_matches(|c: char| c.is_ascii_whitespace());
                    if !self.rest.starts_with('>') {
                        self.out.push(' ');
                    }
                }
                _ => self.copy(self.rest.chars().next().map_or(1, char::len_utf8)),
            }
        }
    }

    /// Writes the space that was read, unless it is not shown.
    fn write_space(&mut self, is_hidden: bool) {
        if self.has_space && !is_hidden {
            self.out.push(' ');
        }
        self.has_space = false;
    }

    fn copy(&mut self, end: usize) {
        let (piece, rest) = self.rest.split_at(end);
        self.out.push_str(piece);
        self.rest = rest;
    }
}

/// The end of `{{ … }}`, `{{<… />}}` or `{% … %}`; strings and inner braces do not end it.
fn end_of_braces(rest: &str) -> Result<usize, Unclosed> {
    let is_statement = rest.starts_with("{%");
    let bytes = rest.as_bytes();
    let mut quote = None;
    let mut depth = 0_usize;
    let mut at = 2;
    while at < bytes.len() {
        let byte = bytes[at];
        match (quote, byte) {
            (Some(open), _) => {
                if byte == open {
                    quote = None;
                } else if byte == b'\\' {
                    at += 1;
                }
            }
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'%') if is_statement && bytes.get(at + 1) == Some(&b'}') => return Ok(at + 2),
            (None, b'{') => depth += 1,
            (None, b'}') if depth > 0 => depth -= 1,
            (None, b'}') if !is_statement && bytes.get(at + 1) == Some(&b'}') => return Ok(at + 2),
            _ => {}
        }
        at += 1;
    }
    Err(if is_statement { "{%" } else { "{{" })
}

fn end_of_raw(rest: &str, start: usize) -> Result<usize, Unclosed> {
    let mut at = start;
    while let Some(open) = rest[at..].find("{%") {
        at += open;
        let statement = rest[at + 2..].trim_start_matches(['-', ' ', '\t', '\n', '\r']);
        let end = at + rest[at..].find("%}").ok_or("{%")? + 2;
        if statement.starts_with("endraw") {
            return Ok(end);
        }
        at = end;
    }
    Err("{% raw %}")
}

/// The end of a quoted value. Braces inside it may hold the same quote: `href="{{ f(a="b") }}"`.
fn end_of_quoted(rest: &str, quote: char) -> Result<usize, Unclosed> {
    let mut at = 1;
    while let Some(c) = rest[at..].chars().next() {
        if c == quote {
            return Ok(at + 1);
        }
        at += match rest.get(at..at + 2) {
            Some("{{" | "{%") => end_of_braces(&rest[at..])?,
            _ => c.len_utf8(),
        };
    }
    Err("\"")
}

/// The end of the text of an element, before its closing tag.
fn end_of_element(rest: &str, name: &str) -> Option<usize> {
    rest.match_indices("</").map(|(at, _)| at).find(|at| {
        let found = rest.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    })
}

fn spot(text: &str, at: usize) -> Spot {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Spot::new(count(line), count(column), 0)
}
