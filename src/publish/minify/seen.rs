//! What a reader sees of markup, so that it can be compared before and after minifying.
//!
//! That is its text with entities decoded and white space as a browser shows it, and the names of its
//! tags. It is no renderer: attributes are compared by the link scanner, style is not looked at.

/// Elements that begin and end a line, so that white space beside their tags is not shown.
pub(super) const BLOCKS: [&str; 66] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "circle",
    "clippath",
    "col",
    "colgroup",
    "dd",
    "defs",
    "desc",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "ellipse",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "marker",
    "meta",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "pre",
    "rect",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements whose text is shown, or read by a program, exactly as it stands.
pub(super) const VERBATIM: [&str; 4] = ["pre", "script", "style", "textarea"];

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// Elements without a closing tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// The text and the tags of some markup, in a form in which two pieces that look alike are equal.
pub fn seen(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut verbatim: Option<&str> = None;
    // A space is held back until it is known that something follows it on the same line.
    let mut space = false;
    let mut line_is_empty = true;
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) if verbatim.is_some() => {
                decode_into(&mut out, text);
                line_is_empty = false;
            }
            Piece::Text(text) => {
                let mut words = text.split(|c: char| c.is_ascii_whitespace());
                if let Some(first) = words.next() {
                    push_word(&mut out, first, &mut space, &mut line_is_empty);
                }
                for word in words {
                    space = !line_is_empty;
                    push_word(&mut out, word, &mut space, &mut line_is_empty);
                }
            }
            Piece::Tag { name, closing } => {
                let name = name.to_ascii_lowercase();
                if is_block(&name) {
                    space = false;
                    line_is_empty = true;
                }
                if let Some(kept) = VERBATIM.iter().find(|kept| **kept == name) {
                    verbatim = (!closing).then_some(kept);
                }
                // Where exactly a space stands at the edge of an inline tag cannot be seen: it is
                // written before the next word. Closing tags may be implied, so only openings count.
                if !closing {
                    out.push_str("\u{1}<");
                    out.push_str(&name);
                    out.push_str(">\u{1}");
                }
            }
        }
    }
    out
}

fn push_word(out: &mut String, word: &str, space: &mut bool, line_is_empty: &mut bool) {
    if word.is_empty() {
        return;
    }
    if *space {
        out.push(' ');
    }
    decode_into(out, word);
    *space = false;
    *line_is_empty = false;
}

/// How deep elements are nested at most. Where tags do not match, the answer is rather too high.
pub(super) fn depth(html: &str) -> usize {
    let mut open: Vec<&str> = Vec::new();
    let mut deepest = 0;
    for piece in pieces(html) {
        let Piece::Tag { name, closing } = piece else {
            continue;
        };
        if !closing && !VOID.contains(&name) {
            open.push(name);
            deepest = deepest.max(open.len());
        } else if closing
            && open
                .last()
                .is_some_and(|last| last.eq_ignore_ascii_case(name))
        {
            open.pop();
        }
    }
    deepest
}

enum Piece<'a> {
    Text(&'a str),
    Tag { name: &'a str, closing: bool },
}

/// Markup cut into text and tags; comments and declarations are left out.
fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let Some(inner) = rest.strip_prefix('<') else {
                let end = rest.find('<').unwrap_or(rest.len());
                return Some(Piece::Text(cut(&mut rest, end)));
            };
            if inner.starts_with('!') {
                let end = end_of_declaration(rest);
                cut(&mut rest, end);
                continue;
            }
            let closing = inner.starts_with('/');
            let name = inner.strip_prefix('/').unwrap_or(inner);
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let end = 1 + inner.find('<').unwrap_or(inner.len());
                return Some(Piece::Text(cut(&mut rest, end)));
            }
            let length = name
                .find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/')
                .unwrap_or(name.len());
            let name = &name[..length];
            let end = end_of_tag(rest);
            cut(&mut rest, end);
            return Some(Piece::Tag { name, closing });
        }
    })
}

fn cut<'a>(rest: &mut &'a str, end: usize) -> &'a str {
    let (piece, after) = rest.split_at(end);
    *rest = after;
    piece
}

fn end_of_declaration(rest: &str) -> usize {
    let end = match rest.strip_prefix("<!--") {
        Some(_) => rest.find("-->").map(|at| at + 3),
        None => rest.find('>').map(|at| at + 1),
    };
    end.unwrap_or(rest.len())
}

/// The end of a tag; a `>` inside a quoted value does not end it.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// Appends text with the entities that our writers and minify-html make decoded.
fn decode_into(out: &mut String, text: &str) {
    const NAMED: [(&str, &str); 6] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("nbsp", "\u{A0}"),
        ("apos", "'"),
    ];
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let entity = &rest[at + 1..];
        // minify-html leaves the semicolon out where a browser does not need it, as in `&LT b`.
        let named = NAMED.iter().find(|(name, _)| {
            entity
                .get(..name.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(name))
        });
        let after = if let Some((name, meaning)) = named {
            out.push_str(meaning);
            &entity[name.len()..]
        } else if let Some((c, after)) = numbered(entity) {
            out.push(c);
            after
        } else {
            out.push('&');
            rest = entity;
            continue;
        };
        rest = after.strip_prefix(';').unwrap_or(after);
    }
    out.push_str(rest);
}

fn numbered(entity: &str) -> Option<(char, &str)> {
    let digits = entity.strip_prefix('#')?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    let end = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    let code = u32::from_str_radix(&digits[..end], radix).ok()?;
    Some((char::from_u32(code)?, &digits[end..]))
}
