//! Where inside brackets a comma is missing.
//!
//! The parser notices it a word or a line later, and says only that it is lost. This walks the brackets
//! once more, from the line they open on to where the parser stopped.

/// A comma belongs behind `before`.
#[derive(Debug, PartialEq, Eq)]
pub struct Gap<'a> {
    /// The byte where it belongs.
    pub at: usize,
    pub before: &'a str,
    pub after: &'a str,
    /// A sign that stands there and separates nothing, such as 、.
    pub sign: Option<char>,
}

/// Signs that people type for a comma.
const NO_COMMAS: [char; 5] = ['、', '，', '､', ';', '；'];

/// The first missing comma of the brackets that are open at the end of the text.
///
/// They open on one of the last lines: `lines_back` says of how many.
pub fn missing_comma(text: &str, lines_back: usize) -> Option<Gap<'_>> {
    let mut end = text.len();
    for _ in 0..lines_back {
        let start = text[..end].rfind('\n').map_or(0, |line_end| line_end + 1);
        if let Some(opening) = opening(&text[start..end])
            && let Walked::Open(gap) = walk(text, start, start + opening)
        {
            return gap;
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// Where on a line a value in brackets begins.
fn opening(line: &str) -> Option<usize> {
    let is_bracket = |at: &usize| line[*at..].starts_with(['[', '{']);
    let skip = |at: usize| at + line[at..].len() - line[at..].trim_start_matches([' ', '-']).len();
    let behind_colon = line.find(": ").map(|colon| skip(colon + 1));
    [Some(skip(0)), behind_colon]
        .into_iter()
        .flatten()
        .find(is_bracket)
}

/// How a walk from an opening bracket ended.
enum Walked<'a> {
    /// The brackets are still open at the end of the text, or a comma is missing in them.
    Open(Option<Gap<'a>>),
    Closed,
}

/// What has been read since the last comma or bracket.
#[derive(Clone, Copy, Default)]
struct Part {
    /// Where its first and behind its last letter.
    words: Option<(usize, usize)>,
    /// It is a quotation or brackets, and complete.
    is_done: bool,
    has_colon: bool,
}

struct Walk<'a> {
    text: &'a str,
    /// The indentation of the line that opened the brackets.
    indent: usize,
    part: Part,
    /// The parts around the brackets that are open.
    around: Vec<Part>,
}

fn walk(text: &str, line: usize, opening: usize) -> Walked<'_> {
    let mut walk = Walk {
        text,
        indent: indent(&text[line..]),
        part: Part::default(),
        around: Vec::new(),
    };
    let mut at = opening;
    while at < text.len() {
        match walk.step(at) {
            Step::To(next) => at = next,
            Step::Found(gap) => return Walked::Open(Some(gap)),
            Step::Closed => return Walked::Closed,
            Step::Lost => break,
        }
    }
    Walked::Open(None)
}

enum Step<'a> {
    To(usize),
    Found(Gap<'a>),
    Closed,
    /// Something else is wrong.
    Lost,
}

impl<'a> Walk<'a> {
    /// Reads what begins at this byte.
    fn step(&mut self, at: usize) -> Step<'a> {
        let rest = &self.text[at..];
        let sign = rest.chars().next().unwrap_or('\n');
        let next = at + sign.len_utf8();
        let is_first = self.part.words.is_none();
        match sign {
            ' ' | '\n' => return Step::To(next),
            '#' if self.text[..at].ends_with([' ', '\n']) => {
                let length = rest.find('\n').unwrap_or(rest.len());
                return Step::To(at + length);
            }
            ',' => self.part = Part::default(),
            ']' | '}' => match self.around.pop() {
                Some(part) if !self.around.is_empty() => self.part = part.done(next),
                _ => return Step::Closed,
            },
            ':' if self.is_colon(next) => return self.colon(next),
            _ if self.part.is_done => return self.behind_done(at),
            '[' | '{' if is_first => {
                let mut part = std::mem::take(&mut self.part);
                part.words = Some((at, next));
                self.around.push(part);
            }
            '[' | '{' => return Step::Lost,
            '"' | '\'' if is_first => {
                let Some(end) = quote_end(self.text, at) else {
                    return Step::Lost;
                };
                self.part.words = Some((at, end));
                self.part = self.part.done(end);
                return Step::To(end);
            }
            _ => {
                let start = self.part.words.map_or(at, |(start, _)| start);
                self.part.words = Some((start, next));
            }
        }
        Step::To(next)
    }

    /// Whether the colon before this byte ends a key.
    fn is_colon(&self, next: usize) -> bool {
        let ends_key = self.text[next..].is_empty() || self.text[next..].starts_with([' ', '\n']);
        ends_key || self.part.is_done && !self.part.has_colon
    }

    /// A second key without a comma before it holds the value of the first.
    fn colon(&mut self, next: usize) -> Step<'a> {
        if !self.part.has_colon {
            self.part = Part {
                has_colon: true,
                ..Part::default()
            };
            return Step::To(next);
        }
        let Some((start, end)) = self.part.words.filter(|_| !self.part.is_done) else {
            return Step::Lost;
        };
        let words = &self.text[start..end];
        let is_between = |c: char| c.is_whitespace() || NO_COMMAS.contains(&c);
        let before = words.trim_end_matches(|c| !is_between(c));
        let (before, key) = (before.trim_end_matches(is_between), start + before.len());
        self.gap(start + before.len(), (before, key))
    }

    /// Something follows a quotation or brackets.
    fn behind_done(&mut self, at: usize) -> Step<'a> {
        let Some((start, end)) = self.part.words else {
            return Step::Lost;
        };
        let rest = &self.text[at..];
        let is_quoted = !self.text[..end].ends_with([']', '}']);
        let touches = at == end && !rest.starts_with(NO_COMMAS);
        // What touches a quotation belongs into it.
        if is_quoted && touches && !rest.starts_with(['[', '{', '"', '\'']) {
            return Step::Lost;
        }
        let before = if is_quoted {
            &self.text[start..end]
        } else {
            &self.text[end - 1..end]
        };
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || NO_COMMAS.contains(&c));
        let behind = next[first_word(next).len()..].trim_start();
        if self.part.has_colon && !behind.starts_with(':') {
            return Step::Lost;
        }
        self.gap(end, (before, at + rest.len() - next.len()))
    }

    /// The missing comma, unless what follows shows that a bracket is missing instead.
    fn gap(&self, at: usize, (before, after): (&'a str, usize)) -> Step<'a> {
        let line = self.text[..after].rfind('\n').map_or(0, |end| end + 1);
        let is_outside = line > at && indent(&self.text[line..]) <= self.indent;
        let word = first_word(&self.text[after..]);
        if before.is_empty() || word.is_empty() || is_outside {
            return Step::Lost;
        }
        let between = &self.text[at..after];
        Step::Found(Gap {
            at,
            before,
            after: word,
            sign: between.chars().find(|c| NO_COMMAS.contains(c)),
        })
    }
}

impl Part {
    /// The same, when its quotation or brackets end here.
    fn done(mut self, end: usize) -> Self {
        self.words = self.words.map(|(start, _)| (start, end));
        self.is_done = true;
        self
    }
}

/// What a reader recognises the next value by: a quotation, a bracket or a word.
fn first_word(text: &str) -> &str {
    let end = match text.chars().next() {
        Some('"' | '\'') => quote_end(text, 0),
        Some('[' | '{') => Some(1),
        _ => text.find([' ', '\n', ',', ']', '}', ':']),
    };
    &text[..end.unwrap_or(text.len())]
}

/// Behind the closing mark of the quotation that begins here.
fn quote_end(text: &str, start: usize) -> Option<usize> {
    let mark = text[start..].chars().next()?;
    let mut signs = text[start + 1..].char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if mark == '"' => {
                signs.next();
            }
            _ if sign == mark => return Some(start + 1 + at + 1),
            _ => {}
        }
    }
    None
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
