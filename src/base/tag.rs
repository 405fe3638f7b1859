//! How a tag of HTML reads: how long it is, its name, its attributes.
//!
//! For pages and drawings of this program, minified or not: attributes may be quoted or not. What is asked
//! about is text that begins at the tag's `<`.

/// How long the tag or comment at the beginning is. A `>` in a quoted attribute does not end it.
pub fn length(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |end| end + 3);
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return at + 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The name in an opening or a closing tag.
pub fn name(tag: &str) -> &str {
    let name = tag.strip_prefix('<').unwrap_or(tag);
    let name = name.strip_prefix('/').unwrap_or(name);
    &name[..end_of(name.as_bytes(), 0, ends_name)]
}

/// The value of an attribute, empty where it has none.
pub fn attribute<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
    let mut attributes = Attributes::of(tag);
    attributes.find_map(|(name, value)| (name == wanted).then_some(value))
}

/// The attributes of an opening tag, as pairs of name and value.
pub struct Attributes<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Attributes<'a> {
    /// `text` may go on behind the tag.
    pub fn of(text: &'a str) -> Self {
        let at = 1 + name(text).len();
        Self { text, at }
    }

    /// Where the tag ends, once all of them are read.
    pub fn end(&self) -> usize {
        (self.at + 1).min(self.text.len())
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let between = |b: &u8| b.is_ascii_whitespace() || *b == b'/';
        let start = end_of(bytes, self.at, |b| !between(b));
        self.at = start;
        if matches!(bytes.get(start), None | Some(b'>')) {
            return None;
        }
        // A name has at least one character, so that a stray `=` cannot hold us up.
        let name_end = end_of(bytes, start + 1, |b| *b == b'=' || ends_name(b));
        let name = text.get(start..name_end).unwrap_or_default();
        let equals = end_of(bytes, name_end, |b| !b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            self.at = name_end;
            return Some((name, ""));
        }
        let value = end_of(bytes, equals + 1, |b| !b.is_ascii_whitespace());
        let (from, to, after) = match bytes.get(value) {
            Some(&quote @ (b'"' | b'\'')) => {
                let close = end_of(bytes, value + 1, |b| *b == quote);
                (value + 1, close, (close + 1).min(text.len()))
            }
            _ => {
                let end = end_of(bytes, value, |b| b.is_ascii_whitespace() || *b == b'>');
                (value, end, end)
            }
        };
        self.at = after;
        Some((name, &text[from..to]))
    }
}

fn ends_name(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')
}

fn end_of(bytes: &[u8], start: usize, ends: impl Fn(&u8) -> bool) -> usize {
    let found = bytes
        .get(start..)
        .and_then(|rest| rest.iter().position(ends));
    found.map_or(bytes.len(), |length| start + length)
}
