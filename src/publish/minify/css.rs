//! Style sheets without comments and without the white space that means nothing.
//!
//! It rewrites no value, no query and no selector; what the theme's author wrote is what a browser gets.

/// Strips a style sheet.
pub fn css(sheet: &str) -> String {
    let mut out = Output {
        text: String::with_capacity(sheet.len()),
        gap: Gap::None,
        last: None,
    };
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        let (length, kind) = token(rest, first);
        let (token, after) = rest.split_at(length);
        rest = after;
        match kind {
            Token::Space => out.gap = out.gap.max(Gap::Space),
            Token::Comment => out.gap = out.gap.max(Gap::Comment),
            Token::Text => out.push(token, first),
        }
    }
    out.text
}

enum Token {
    Space,
    Comment,
    Text,
}

/// What stood between two tokens. A comment separates them without being a space.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Comment,
    Space,
}

struct Output {
    text: String,
    gap: Gap,
    /// The last character, unless it was escaped or quoted and so means itself.
    last: Option<char>,
}

impl Output {
    fn push(&mut self, token: &str, first: char) {
        self.push_gap(first);
        let is_spare_semicolon = first == '}' && self.last == Some(';');
        if is_spare_semicolon && !self.text.ends_with(":;") && !self.text.ends_with(": ;") {
            self.text.pop();
        }
        self.text.push_str(token);
        let means_itself = matches!(first, '\\' | '"' | '\'');
        self.last = if means_itself {
            Some('x')
        } else {
            token.chars().next_back()
        };
    }

    fn push_gap(&mut self, after: char) {
        let is_shown = match self.last {
            None => false,
            // `--x: ;` is a variable that holds nothing; old browsers need its space.
            Some(':') => matches!(after, ';' | '}'),
            Some(before) => !closes(before) && !opens(after),
        };
        match self.gap {
            Gap::Space if is_shown => self.text.push(' '),
            Gap::Comment if is_shown => self.text.push_str("/**/"),
            _ => {}
        }
        self.gap = Gap::None;
    }
}

/// Characters after which white space means nothing, wherever they stand outside strings. A colon is not
/// one of them before a selector (`a :hover`), a plus or minus not in `calc()`.
fn closes(c: char) -> bool {
    matches!(c, '{' | '}' | ';' | ',' | '>' | '(' | '[')
}

/// Characters before which white space means nothing.
fn opens(c: char) -> bool {
    matches!(c, '{' | '}' | ';' | ',' | '>' | ')' | ']')
}

/// The length and the kind of the token at the beginning. Text tokens are single characters, except
/// where several must stay together.
fn token(rest: &str, first: char) -> (usize, Token) {
    let whole = |end: Option<usize>, and: usize| end.map_or(rest.len(), |end| end + and);
    match first {
        c if c.is_ascii_whitespace() => {
            let end = rest.find(|c: char| !c.is_ascii_whitespace());
            (whole(end, 0), Token::Space)
        }
        '/' if rest.starts_with("/*") => {
            let end = rest[2..].find("*/").map(|end| end + 2);
            (whole(end, 2), Token::Comment)
        }
        '"' | '\'' => (string_length(rest, first), Token::Text),
        '\\' => (escape_length(rest), Token::Text),
        'u' | 'U' if is_bare_url(rest) => (whole(rest.find(')'), 1), Token::Text),
        c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') => {
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
            (whole(end, 0), Token::Text)
        }
        c => (c.len_utf8(), Token::Text),
    }
}

fn string_length(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// `\` with the character it stands before, or with up to six digits and the space that ends them.
fn escape_length(rest: &str) -> usize {
    let digits = rest[1..]
        .bytes()
        .take(6)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    let next = rest[1 + digits..].chars().next();
    match next {
        Some(c) if digits == 0 || c.is_ascii_whitespace() => 1 + digits + c.len_utf8(),
        _ => 1 + digits,
    }
}

/// `url(` without a quote: its text is no string, yet must stay as it is.
fn is_bare_url(rest: &str) -> bool {
    let Some(head) = rest.get(..4) else {
        return false;
    };
    let inner = rest[4..].trim_start();
    head.eq_ignore_ascii_case("url(") && !inner.starts_with(['"', '\''])
}
