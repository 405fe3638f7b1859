//! Text that is already escaped: the only writer of HTML and SVG in the program.
//!
//! A [`Markup`] grows from three things only: literals of this program (`&'static str`), other
//! markup, and text, which is escaped on the way in. There is no way to make markup out of a
//! `String`, so nothing that a file said can become a tag. It serialises as *bytes*: the theme's
//! `html` filter takes bytes and refuses strings, which keeps the rule inside templates too.

use std::fmt::{self, Write};

use super::tag;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Markup that shows this text.
    pub fn from_text(text: &str) -> Self {
        let mut markup = Self::new();
        markup.text(text);
        markup
    }

    /// Appends markup written in this program's source.
    pub fn lit(&mut self, literal: &'static str) -> &mut Self {
        self.0.push_str(literal);
        self
    }

    /// Appends text, escaped; safe between tags and inside quoted attribute values alike.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape_into(&mut self.0, text);
        self
    }

    /// Appends what something displays as, escaped.
    pub fn show(&mut self, value: impl fmt::Display) -> &mut Self {
        // Writing to a string cannot fail, and `Escaper` adds no failure of its own.
        let _ = write!(Escaper(&mut self.0), "{value}");
        self
    }

    /// Appends data for a script element that is only read. No sign that could end the element or start
    /// a tag is left as it is.
    pub fn json(&mut self, value: &serde_json::Value) -> &mut Self {
        for c in value.to_string().chars() {
            match c {
                '<' => self.0.push_str("\\u003c"),
                '>' => self.0.push_str("\\u003e"),
                '&' => self.0.push_str("\\u0026"),
                _ => self.0.push(c),
            }
        }
        self
    }

    pub fn push(&mut self, other: &Markup) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// The same markup after a pass of this program that keeps its meaning, such as a minifier.
    pub fn rewritten(&self, by: fn(&str) -> String) -> Self {
        Self(by(&self.0))
    }

    /// The markup as a row of tags and of the texts between them, as it stands.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let mut rest = self.as_str();
        std::iter::from_fn(move || {
            let is_tag = rest.as_bytes().first()? == &b'<';
            let length = if is_tag {
                tag::length(rest)
            } else {
                rest.find('<').unwrap_or(rest.len())
            };
            let (part, after) = rest.split_at(length);
            rest = after;
            Some(if is_tag {
                Part::Tag(Tag(part))
            } else {
                Part::Text(Escaped(part))
            })
        })
    }

    /// The same markup, with the links for which `to` has another address leading there.
    pub fn with_links(&self, to: impl Fn(&str) -> Option<String>) -> Self {
        const HREF: &str = " href=\"";
        let mut out = Self::with_capacity(self.0.len());
        for part in self.parts() {
            if let Part::Tag(Tag(tag)) = part
                && let Some(at) = tag.find(HREF)
                && let (before, rest) = tag.split_at(at + HREF.len())
                && let Some((link, after)) = rest.split_once('"')
                && let Some(link) = to(link)
            {
                out.0.push_str(before);
                out.text(&link);
                out.0.push('"');
                out.0.push_str(after);
            } else {
                out.part(part);
            }
        }
        out
    }

    /// Appends a part of other markup.
    pub fn part(&mut self, part: Part<'_>) -> &mut Self {
        match part {
            Part::Tag(Tag(part)) | Part::Text(Escaped(part)) => self.0.push_str(part),
        }
        self
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

/// A part of markup: a whole tag, or the text between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    Tag(Tag<'a>),
    Text(Escaped<'a>),
}

/// A tag as it stands in markup. It cannot be cut, or what follows would be read as a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a>(&'a str);

/// Text as it stands in markup, escaped. It comes out of markup only, so it may go into it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Escaped<'a>(&'a str);

impl<'a> Tag<'a> {
    /// The name in small letters, and whether the tag closes.
    pub fn name(self) -> (String, bool) {
        (
            tag::name(self.0).to_ascii_lowercase(),
            self.0.starts_with("</"),
        )
    }
}

impl<'a> Escaped<'a> {
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// The text before a place and the text from there on. The place must not lie in a reference such
    /// as `&amp;`: cut in two, it shows as the signs that it is made of.
    pub fn split_at(self, at: usize) -> (Self, Self) {
        let (before, after) = self.0.split_at(at);
        (Self(before), Self(after))
    }
}

struct Escaper<'a>(&'a mut String);

impl Write for Escaper<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape_into(self.0, text);
        Ok(())
    }
}

fn escape_into(out: &mut String, text: &str) {
    // Nearly every text is clean, and to see that without a branch a byte takes a fraction of the time.
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    if !text
        .bytes()
        .fold(false, |found, byte| found | special(byte))
    {
        out.push_str(text);
        return;
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

impl serde::Serialize for Markup {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_bytes())
    }
}
