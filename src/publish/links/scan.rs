//! Reads the tags of a finished page: its ids, its links, and the ids it refers to.
//!
//! It is made for pages of our own templates, minified or not: attributes may be quoted or not, and a
//! stray `<` in text is text. It builds no tree and checks no nesting; that is the validator's work.

use std::borrow::Cow;

use crate::base::tag::{self, Attributes};

/// What a link is for, which decides where it may lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// To be followed by the reader: `<a href>`, and what a `<link>` only names.
    Follow,
    /// Loaded together with the page: a picture, a style sheet, a script.
    Load,
}

/// An address as it is written in the page, entities decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    pub address: Cow<'a, str>,
    pub used: Use,
}

/// All that one page says about links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLinks<'a> {
    pub links: Vec<Link<'a>>,
    pub ids: Vec<Cow<'a, str>>,
    /// Ids that `for`, `headers`, `aria-labelledby` and their like refer to, on the same page.
    pub references: Vec<Cow<'a, str>>,
}

/// How the drawing of a chart begins. It is hidden from assistive technology and holds neither links nor
/// ids, and it is half of a page.
const DRAWING: &str = "g aria-hidden=\"true\">";

/// Reads one finished page.
pub fn scan(html: &str) -> PageLinks<'_> {
    let mut page = PageLinks::default();
    let mut at = 0;
    let end_of_drawing = memchr::memmem::Finder::new("</svg>");
    while let Some(open) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + open + 1;
        at = match html.as_bytes().get(start) {
            Some(b'!') => skip_declaration(html, start),
            Some(b'g') if html[start..].starts_with(DRAWING) => end_of_drawing
                .find(&html.as_bytes()[start..])
                .map_or(html.len(), |end| start + end),
            Some(b'/') => start,
            Some(letter) if letter.is_ascii_alphabetic() => {
                let end = scan_tag(html, at + open, &mut page);
                skip_raw_text(html, at + open, end)
            }
            // A closing tag has nothing to tell, and anything else is a `<` in the text.
            _ => start,
        };
    }
    page
}

fn skip_declaration(html: &str, start: usize) -> usize {
    let rest = &html[start..];
    let end = if rest.starts_with("!--") {
        rest.find("-->").map(|end| end + 3)
    } else {
        rest.find('>').map(|end| end + 1)
    };
    end.map_or(html.len(), |end| start + end)
}

/// Scripts, styles and the like hold text in which a `<` means nothing.
fn skip_raw_text(html: &str, start: usize, tag_end: usize) -> usize {
    const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
    let name = tag::name(&html[start..]);
    let is_raw = RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name));
    // `<title/>` inside a picture is closed at once; in HTML the slash means nothing, and we write none.
    if !is_raw || html.as_bytes().get(tag_end.wrapping_sub(2)) == Some(&b'/') {
        return tag_end;
    }
    let mut at = tag_end;
    while let Some(close) = html[at..].find("</") {
        let end = at + close;
        if tag::name(&html[end..]).eq_ignore_ascii_case(name) {
            return end;
        }
        at = end + 2;
    }
    html.len()
}

/// Notes the attributes of the opening tag at `start`; answers where it ends.
fn scan_tag<'a>(html: &'a str, start: usize, page: &mut PageLinks<'a>) -> usize {
    let text = &html[start..];
    let mut tag = Tag::new(tag::name(text));
    let mut attributes = Attributes::of(text);
    for (attribute, value) in attributes.by_ref() {
        tag.note(attribute, value, page);
    }
    tag.finish(page);
    start + attributes.end()
}

/// One opening tag while its attributes are read. `<link>` can only be judged at its end, since `rel`
/// may follow `href`.
struct Tag<'a> {
    kind: TagKind,
    address: Option<&'a str>,
    rel: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TagKind {
    Anchor,
    Link,
    Other,
}

impl<'a> Tag<'a> {
    fn new(name: &str) -> Self {
        let kind = match name {
            "a" | "area" => TagKind::Anchor,
            "link" => TagKind::Link,
            _ => TagKind::Other,
        };
        Self {
            kind,
            address: None,
            rel: "",
        }
    }

    fn note(&mut self, attribute: &str, value: &'a str, page: &mut PageLinks<'a>) {
        match attribute {
            "id" => page.ids.push(decode(value)),
            "href" | "xlink:href" => self.address = Some(value),
            "rel" => self.rel = value,
            "src" | "poster" | "data" | "action" | "formaction" => page.load(value),
            "srcset" | "imagesrcset" => {
                let candidates = value
                    .split(',')
                    .filter_map(|one| one.split_whitespace().next());
                candidates.for_each(|address| page.load(address));
            }
            "for"
            | "headers"
            | "list"
            | "form"
            | "popovertarget"
            | "aria-labelledby"
            | "aria-describedby"
            | "aria-controls"
            | "aria-owns"
            | "aria-details"
            | "aria-flowto"
            | "aria-activedescendant"
            | "aria-errormessage" => {
                let names = value.split_ascii_whitespace().map(decode);
                page.references.extend(names);
            }
            _ => {}
        }
    }

    fn finish(self, page: &mut PageLinks<'a>) {
        let Some(address) = self.address else { return };
        let used = match self.kind {
            TagKind::Anchor => Use::Follow,
            TagKind::Link if is_only_named(self.rel) => Use::Follow,
            TagKind::Link | TagKind::Other => Use::Load,
        };
        let address = decode(address);
        page.links.push(Link { address, used });
    }
}

impl<'a> PageLinks<'a> {
    fn load(&mut self, address: &'a str) {
        self.links.push(Link {
            address: decode(address),
            used: Use::Load,
        });
    }
}

/// Kinds of `<link>` that a browser does not load.
fn is_only_named(rel: &str) -> bool {
    const NAMED: [&str; 8] = [
        "canonical",
        "alternate",
        "license",
        "author",
        "help",
        "next",
        "prev",
        "describedby",
    ];
    let mut kinds = rel.split_ascii_whitespace().peekable();
    kinds.peek().is_some() && kinds.all(|kind| NAMED.contains(&kind))
}

/// An attribute's text without entities. Only those that our writers and minify-html make are known.
fn decode(value: &str) -> Cow<'_, str> {
    const NAMED: [(&str, char); 5] = [
        ("amp;", '&'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("apos;", '\''),
    ];
    let Some(first) = value.find('&') else {
        return Cow::Borrowed(value);
    };
    let mut text = value[..first].to_owned();
    let mut rest = &value[first..];
    while let Some(inner) = rest.strip_prefix('&') {
        let named = NAMED.iter().find(|(name, _)| inner.starts_with(name));
        let (c, after) = match named {
            Some((name, c)) => (*c, &inner[name.len()..]),
            None => numbered(inner).unwrap_or(('&', inner)),
        };
        text.push(c);
        let next = after.find('&').unwrap_or(after.len());
        text.push_str(&after[..next]);
        rest = &after[next..];
    }
    Cow::Owned(text)
}

/// The character of `#39;` or `#x27;`, and what follows it.
fn numbered(entity: &str) -> Option<(char, &str)> {
    let (digits, after) = entity.strip_prefix('#')?.split_once(';')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    Some((char::from_u32(code)?, after))
}
