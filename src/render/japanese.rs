//! Marks what is Japanese on a page in another language, so that it is read aloud and drawn as Japanese.
//!
//! Titles, names and terms without a translation can stand anywhere on an English page: in sentences,
//! cells, drawings. Each gets `lang="ja"`, on its own element where it is all that the element says, else
//! on an element made for it. It works on the finished page, because only there all of them are.

use memchr::memchr;

use crate::base::japanese::{has_japanese, stretches};
use crate::base::tag;

/// Elements without an end.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that hold text and nothing else: the whole of it is marked.
const TEXT_ONLY: [&str; 4] = ["title", "desc", "option", "textarea"];

/// Attributes that are read to people.
const SAID: [&str; 5] = ["content", "alt", "aria-label", "title", "placeholder"];

/// The page with every Japanese text in an element that says so.
pub fn marked(html: &str) -> String {
    let mut writer = Writer {
        out: String::with_capacity(html.len() + html.len() / 16),
        languages: Vec::new(),
        in_picture: false,
        open: None,
    };
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (text, tag) = rest.split_at(at);
        let length = tag::length(tag);
        writer.text(text, &tag[..length]);
        rest = &tag[length..];
        if let Some(raw) = writer.tag(&tag[..length]) {
            // What a script or a style holds is no text of the page.
            let end = rest.find(raw).unwrap_or(rest.len());
            writer.out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    writer.text(rest, "");
    writer.out
}

/// An element that says its language and is open.
struct Open<'a> {
    name: &'a str,
    is_japanese: bool,
    /// How many of its name are open inside it.
    depth: usize,
}

struct Writer<'a> {
    out: String,
    /// Those in Japanese, and those inside them that are not.
    languages: Vec<Open<'a>>,
    in_picture: bool,
    /// The opening tag that was written last, when nothing has followed it yet.
    open: Option<&'a str>,
}

impl<'a> Writer<'a> {
    /// Writes a text; `next` is the tag that ends it.
    fn text(&mut self, text: &'a str, next: &str) {
        if text.is_empty() {
            return;
        }
        if self.is_in_japanese() || !has_japanese(text) {
            self.out.push_str(text);
            self.open = None;
            return;
        }
        let found = stretches(text);
        let is_whole = matches!(&found[..], [one] if text[..one.start].trim().is_empty()
            && text[one.end..].trim().is_empty());
        let own = self.open.take().map(tag::name);
        let has_end = next.starts_with("</") && own == Some(tag::name(next));
        if has_end && (is_whole || own.is_some_and(|name| TEXT_ONLY.contains(&name))) {
            // The tag that was just written gets the mark; nothing stands behind it yet.
            if self.out.ends_with('>') {
                self.out.pop();
                self.out.push_str(" lang=\"ja\">");
            }
            self.out.push_str(text);
            return;
        }
        let (open, close) = if self.in_picture {
            ("<tspan lang=\"ja\">", "</tspan>")
        } else {
            ("<span lang=\"ja\">", "</span>")
        };
        let mut at = 0;
        for one in found {
            self.out.push_str(&text[at..one.start]);
            self.out.push_str(open);
            self.out.push_str(&text[one.clone()]);
            self.out.push_str(close);
            at = one.end;
        }
        self.out.push_str(&text[at..]);
    }

    /// Writes a tag; answers how the end of the element begins, where it holds no text of the page.
    fn tag(&mut self, tag: &'a str) -> Option<&'static str> {
        self.open = None;
        if tag.starts_with("</") {
            self.close(tag::name(tag));
            self.out.push_str(tag);
            return None;
        }
        let name = tag::name(tag);
        let is_closed = tag.ends_with("/>") || VOID.contains(&name) || tag.starts_with("<!");
        let language = tag::attribute(tag, "lang");
        let is_japanese = language == Some("ja");
        if is_closed {
            if language.is_none() && !self.is_in_japanese() && says_japanese(tag) {
                let end = if tag.ends_with("/>") { 2 } else { 1 };
                self.out.push_str(&tag[..tag.len() - end]);
                self.out.push_str(" lang=\"ja\"");
                self.out.push_str(&tag[tag.len() - end..]);
                return None;
            }
        } else if language.is_some() && is_japanese != self.is_in_japanese() {
            self.languages.push(Open {
                name,
                is_japanese,
                depth: 0,
            });
        } else if let Some(open) = self.languages.last_mut().filter(|open| open.name == name) {
            open.depth += 1;
        }
        if name == "svg" {
            self.in_picture = true;
        }
        self.out.push_str(tag);
        if !is_closed && language.is_none() {
            self.open = Some(tag);
        }
        match name {
            "script" => Some("</script"),
            "style" => Some("</style"),
            _ => None,
        }
    }

    fn close(&mut self, name: &str) {
        if name == "svg" {
            self.in_picture = false;
        }
        if let Some(open) = self.languages.last_mut().filter(|open| open.name == name) {
            if open.depth == 0 {
                self.languages.pop();
            } else {
                open.depth -= 1;
            }
        }
    }

    fn is_in_japanese(&self) -> bool {
        self.languages.last().is_some_and(|open| open.is_japanese)
    }
}

/// Whether an element says something Japanese without holding any text.
fn says_japanese(tag: &str) -> bool {
    has_japanese(tag)
        && SAID
            .iter()
            .any(|name| tag::attribute(tag, name).is_some_and(has_japanese))
}
