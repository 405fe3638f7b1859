//! Reads the tags of a finished page: its ids, its links, and the ids it refers to.
//!
//! It is made for pages of our own templates, minified or not: attributes may be quoted or not, and a
//! stray `<` in text is text. It builds no tree and checks no nesting; that is the validator's work.

use std::borrow::Cow;

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
                let end = scan_tag(html, start, &mut page);
                skip_raw_text(html, start, end)
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
fn skip_raw_text(html: &str, name_start: usize, tag_end: usize) -> usize {
    const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
    let name = tag_name(html, name_start);
    let is_raw = RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name));
    // `<title/>` inside a picture is closed at once; in HTML the slash means nothing, and we write none.
    if !is_raw || html.as_bytes().get(tag_end.wrapping_sub(2)) == Some(&b'/') {
        return tag_end;
    }
    let mut at = tag_end;
    while let Some(close) = html[at..].find("</") {
        let inner = at + close + 2;
        if tag_name(html, inner).eq_ignore_ascii_case(name) {
            return inner;
        }
        at = inner;
    }
    html.len()
}

fn tag_name(html: &str, start: usize) -> &str {
    let rest = &html[start..];
    let end = rest
        .bytes()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        .unwrap_or(rest.len());
    &rest[..end]
}

/// Notes the attributes of one opening tag; answers where the tag ends.
fn scan_tag<'a>(html: &'a str, start: usize, page: &mut PageLinks<'a>) -> usize {
    let name = tag_name(html, start);
    let mut tag = Tag::new(name);
    let bytes = html.as_bytes();
    let mut at = start + name.len();
    loop {
        while bytes
            .get(at)
            .is_some_and(|b| b.is_ascii_whitespace() || *b == b'/')
        {
            at += 1;
        }
        match bytes.get(at) {
            None => break,
            Some(b'>') => {
                at += 1;
                break;
            }
            Some(_) => {}
        }
        let (attribute, value, next) = read_attribute(html, at);
        tag.note(attribute, value, page);
        at = next;
    }
    tag.finish(page);
    at
}

/// Name, value and end of the attribute that begins here.
fn read_attribute(html: &str, start: usize) -> (&str, &str, usize) {
    let bytes = html.as_bytes();
    let ends_name = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/');
    // A name has at least one character, so that a stray `=` cannot hold us up.
    let name_end = end_of(bytes, start + 1, ends_name);
    let name = html.get(start..name_end).unwrap_or_default();
    let equals = end_of(bytes, name_end, |b| !b.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        return (name, "", name_end);
    }
    let value_start = end_of(bytes, equals + 1, |b| !b.is_ascii_whitespace());
    match bytes.get(value_start) {
        Some(&quote @ (b'"' | b'\'')) => {
            let inner = value_start + 1;
            let close = end_of(bytes, inner, |b| *b == quote);
            (name, &html[inner..close], (close + 1).min(html.len()))
        }
        _ => {
            let end = end_of(bytes, value_start, |b| {
                b.is_ascii_whitespace() || *b == b'>'
            });
            (name, &html[value_start..end], end)
        }
    }
}

fn end_of(bytes: &[u8], start: usize, ends: impl Fn(&u8) -> bool) -> usize {
    let found = bytes
        .get(start..)
        .and_then(|rest| rest.iter().position(ends));
    found.map_or(bytes.len(), |length| start + length)
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
