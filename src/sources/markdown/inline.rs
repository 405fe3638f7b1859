//! Running text: furigana, bare web addresses, references to notes that do not exist, line breaks.
//!
//! The parser cuts a text wherever a character could have meant something; a [`Run`] joins the
//! pieces again, so that an address or a reading is seen whole, and still knows where each piece
//! stands in the source.

use std::ops::Range;

use super::emphasis::MARK;

/// Longest base and reading of furigana, in bytes; a forgotten `｜` must not search a whole text.
const RUBY_LIMIT: usize = 150;

/// Longest name of a note that is looked for, in bytes.
const LABEL_LIMIT: usize = 150;

/// Text pieces that follow each other, and where they come from.
#[derive(Default)]
pub struct Run {
    pub text: String,
    /// Offsets in `text` with the offsets in the source they stand for.
    pieces: Vec<(usize, usize)>,
}

impl Run {
    pub fn push(&mut self, text: &str, source: usize) {
        let mut at = source;
        for piece in text.split(MARK) {
            if !piece.is_empty() {
                self.pieces.push((self.text.len(), at));
                self.text.push_str(piece);
            }
            at += piece.len() + MARK.len_utf8();
        }
    }

    /// Where a piece of the run, which begins at this offset, stands in the source. There it may be
    /// longer: `&lt;` is one character.
    pub fn range(&self, offset: usize, piece: &str) -> Range<usize> {
        let last = piece.chars().next_back().map_or(0, char::len_utf8);
        let end = offset + piece.len();
        self.source(offset)..self.source(end - last) + last
    }

    fn source(&self, offset: usize) -> usize {
        let index = self.pieces.partition_point(|(text, _)| *text <= offset);
        let (text, source) = self.pieces[index.saturating_sub(1)];
        source + (offset - text)
    }

    pub fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }
}

#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    Text(&'a str),
    /// `｜漢字《かんじ》`
    Ruby {
        base: &'a str,
        reading: &'a str,
    },
    /// `http://…` or `https://…` without angle brackets around it.
    Url(&'a str),
    /// `[^a]` that the parser did not take for a reference, with its offset in the run.
    Note {
        written: &'a str,
        at: usize,
    },
}

pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// The special token that ended the last plain stretch.
    held: Option<(Token<'a>, usize)>,
}

pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        at: 0,
        held: None,
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some((token, length)) = self.held.take() {
            self.at += length;
            return Some(token);
        }
        let start = self.at;
        let mut look = start;
        let bytes = self.text.as_bytes();
        // 0xEF begins the full-width forms, `｜` among them.
        while let Some(found) = bytes[look..]
            .iter()
            .position(|b| matches!(b, b'h' | b'[' | 0xEF))
        {
            let at = look + found;
            if let Some((token, length)) = special(self.text, at) {
                if at == start {
                    self.at += length;
                    return Some(token);
                }
                self.held = Some((token, length));
                self.at = at;
                return Some(Token::Text(&self.text[start..at]));
            }
            look = at + 1;
        }
        self.at = self.text.len();
        (start < self.at).then(|| Token::Text(&self.text[start..]))
    }
}

fn special(text: &str, at: usize) -> Option<(Token<'_>, usize)> {
    let rest = &text[at..];
    match rest.as_bytes()[0] {
        b'h' => {
            let before = text[..at].chars().next_back();
            let url =
                bare_url(rest).filter(|_| !before.is_some_and(|c| c.is_ascii_alphanumeric()))?;
            Some((Token::Url(url), url.len()))
        }
        b'[' => {
            let label = rest.strip_prefix("[^")?;
            let end = find_near(label, ']', LABEL_LIMIT)?;
            let is_label = |c: char| !c.is_whitespace() && c != '[';
            let written = &rest[..end + 3];
            (end > 0 && label[..end].chars().all(is_label))
                .then_some((Token::Note { written, at }, written.len()))
        }
        _ => ruby(rest),
    }
}

fn ruby(rest: &str) -> Option<(Token<'_>, usize)> {
    let inside = rest.strip_prefix('｜')?;
    let open = find_near(inside, '《', RUBY_LIMIT)?;
    let base = &inside[..open];
    let reading = &inside[open + '《'.len_utf8()..];
    let close = find_near(reading, '》', RUBY_LIMIT)?;
    let reading = &reading[..close];
    if base.is_empty() || base.contains('｜') || reading.is_empty() {
        return None;
    }
    let length = '｜'.len_utf8() + base.len() + '《'.len_utf8() + reading.len() + '》'.len_utf8();
    Some((Token::Ruby { base, reading }, length))
}

fn find_near(text: &str, wanted: char, limit: usize) -> Option<usize> {
    text.char_indices()
        .take_while(|(at, _)| *at < limit)
        .find(|(_, c)| *c == wanted)
        .map(|(at, _)| at)
}

/// The address at the start of this text. It ends before Japanese, blanks and brackets, and
/// leaves the full stop of the sentence out.
fn bare_url(text: &str) -> Option<&str> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let host = text.len() - rest.len();
    let is_part = |b: &u8| {
        b.is_ascii_graphic()
            && !matches!(
                b,
                b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^'
            )
    };
    let length = rest.bytes().take_while(is_part).count();
    let mut url = &text[..host + length];
    let mut surplus = balance(url);
    while let Some(last) = url.bytes().next_back() {
        match last {
            b')' if surplus > 0 => surplus -= 1,
            b'.' | b',' | b':' | b';' | b'!' | b'?' | b'\'' | b'*' | b'_' | b'~' | b'[' | b']'
            | b'(' => {}
            _ => break,
        }
        url = &url[..url.len() - 1];
    }
    (url.len() > host).then_some(url)
}

/// How many closing round brackets have no opening one.
fn balance(text: &str) -> usize {
    let closing = text.bytes().filter(|b| *b == b')').count();
    let opening = text.bytes().filter(|b| *b == b'(').count();
    closing.saturating_sub(opening)
}

/// True when a line break between these two characters stands for nothing. Japanese knows no
/// blanks between words; a line break between Latin words or figures is one.
pub fn joins(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return true;
    };
    let wide = |c| is_wide(c) || is_wide_sign(c);
    wide(before) && wide(after) && (is_wide(before) || is_wide(after))
}

/// The first character that will be visible in the source behind a line break.
pub fn first_visible(source: &str) -> Option<char> {
    source
        .chars()
        .find(|c| !c.is_whitespace() && !is_syntax(*c))
}

/// The last character that will be visible in the source before a line break.
pub fn last_visible(source: &str) -> Option<char> {
    source
        .chars()
        .rfind(|c| !c.is_whitespace() && !is_syntax(*c))
}

fn is_syntax(c: char) -> bool {
    matches!(c, '>' | '*' | '_' | '~' | '`' | '[' | '\\' | MARK)
}

fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x33FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF01..=0xFF9F | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD
        | 0x203B | 0x2460..=0x24FF | 0x25A0..=0x26FF)
}

/// Signs that both Japanese and Western texts use: they follow their neighbour.
fn is_wide_sign(c: char) -> bool {
    matches!(
        c,
        '…' | '‥' | '―' | '—' | '→' | '←' | '↑' | '↓' | '“' | '”' | '‘' | '’' | '×'
    )
}
