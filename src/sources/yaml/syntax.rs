//! What the thorough reader's syntax errors mean to somebody who typed the file.
//!
//! It only chooses the message; the place is the parser's, mended where ours is nearer to the slip.

use serde_yaml::granit_parser::{ErrorKind, Marker, ScanError};

use super::{Source, flow};
use crate::base::diag::Diagnostic;
use crate::base::place::{Place, Spot};
use crate::base::text;

/// How many lines back a slip is looked for; what is open longer is told where it is noticed.
const LINES_BACK: usize = 30;

/// The diagnostic for a file that cannot be parsed.
pub fn explain(error: &ScanError, source: Source<'_>) -> Diagnostic {
    let kind = error.kind();
    let at = spot(error.marker(), source);
    let lines = Lines::up_to(error.marker().line(), source);
    let nearer = lines.odd_indent().or_else(|| match code(kind) {
        "YAML-QUOTE-OPEN" => lines.open_quote(),
        "YAML-AFTER-QUOTE" => {
            let column = error.marker().col();
            let quote = lines.quote_closed_by_the_next(column);
            quote.or_else(|| lines.missing_comma())
        }
        "YAML-BRACKET" | "YAML-COLON" | "YAML-NO-COLON" => lines.missing_comma(),
        _ => None,
    });
    let nearer = nearer.or_else(|| match code(kind) {
        "YAML-BRACKET" if is_unclosed(kind) => lines.open_bracket(),
        "YAML-BRACKET" => lines.before().open_bracket(),
        "YAML-COLON" | "YAML-NO-COLON" | "YAML-INDENT" => {
            lines.wide_colon().or_else(|| lines.before().open_bracket())
        }
        "YAML-SYNTAX" => lines.before().open_bracket(),
        _ => None,
    });
    nearer.unwrap_or_else(|| described(kind, error, at.in_file(source.file)))
}

/// The diagnostic at the parser's own place.
fn described(kind: &ErrorKind, error: &ScanError, place: Place) -> Diagnostic {
    let diagnostic = Diagnostic::error(code(kind), place);
    match (kind, diagnostic.code) {
        (ErrorKind::UnexpectedCharacter { character }, _) => {
            diagnostic.with("found", text::visible(&character.to_string()))
        }
        (_, "YAML-SYNTAX") => diagnostic.with("detail", error.info()),
        (_, "YAML-TOO-DEEP") => diagnostic.with("limit", super::MAX_DEPTH),
        _ => diagnostic,
    }
}

/// Where a marker points in the file: front matter begins on a later line.
pub fn spot(marker: &Marker, source: Source<'_>) -> Spot {
    let line = narrow(marker.line()) + source.first_line - 1;
    Spot::new(line, narrow(marker.col()) + 1, 1)
}

/// Lines and columns of a file below the size cap always fit.
pub fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The text ended inside brackets; elsewhere the parser's place is where the slip is.
fn is_unclosed(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
    )
}

fn code(kind: &ErrorKind) -> &'static str {
    use ErrorKind as Kind;
    match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => "YAML-TAB",
        Kind::InvalidIndentation
        | Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidFlowScalarIndent => "YAML-INDENT",
        Kind::UnclosedQuotedScalar
        | Kind::InvalidQuotedScalarIndent
        | Kind::DocumentIndicatorInQuotedScalar => "YAML-QUOTE-OPEN",
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            "YAML-AFTER-QUOTE"
        }
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MismatchedFlowCollectionEnd { .. }
        | Kind::UnclosedFlowCollection { .. } => "YAML-BRACKET",
        Kind::MappingValueNotAllowed
        | Kind::InvalidColonPlacement
        | Kind::InvalidMappingValueWhitespace
        | Kind::FlowMappingValueAdjacentCollection => "YAML-COLON",
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => "YAML-NO-COLON",
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => "YAML-ESCAPE",
        Kind::UnexpectedCharacter { .. } => "YAML-START",
        Kind::RecursionLimitExceeded => "YAML-TOO-DEEP",
        Kind::DirectiveDisallowed => "YAML-DIRECTIVE",
        Kind::UndeclaredTagHandle
        | Kind::InvalidGlobalTagCharacter
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape
        | Kind::ExpectedTagBang => "YAML-TAG",
        Kind::MissingAnchorOrAliasName => "YAML-ANCHOR",
        _ => "YAML-SYNTAX",
    }
}

/// The lines up to the one where the parser noticed that something is wrong, nearest first.
///
/// The parser often notices a line or more after the slip; these guesses find it for the slips that
/// people make most. Where none fits, the parser's place stands.
#[derive(Clone, Copy)]
pub struct Lines<'a> {
    source: Source<'a>,
    /// The last line to look at, counted from 1 within the source.
    last: usize,
}

impl<'a> Lines<'a> {
    fn up_to(last: usize, source: Source<'a>) -> Self {
        Self { source, last }
    }

    /// All lines of a text, for one that parses and is no map.
    pub fn all(source: Source<'a>) -> Self {
        Self::up_to(source.text.split('\n').count(), source)
    }

    /// Without the last line.
    fn before(self) -> Self {
        Self::up_to(self.last.saturating_sub(1), self.source)
    }

    fn back(self) -> impl Iterator<Item = (usize, &'a str)> {
        let skipped = self.last.saturating_sub(LINES_BACK);
        let lines = (1..)
            .zip(self.source.text.split('\n'))
            .take(self.last)
            .skip(skipped);
        let mut lines: Vec<(usize, &str)> = lines.collect();
        lines.reverse();
        lines.into_iter()
    }

    fn error(self, code: &'static str, line: usize, byte: usize) -> Diagnostic {
        let text = self
            .source
            .text
            .split('\n')
            .nth(line - 1)
            .unwrap_or_default();
        let column = narrow(text[..byte].chars().count()) + 1;
        let at = Spot::new(narrow(line) + self.source.first_line - 1, column, 1);
        Diagnostic::error(code, at.in_file(self.source.file))
    }

    /// A blank in the last line's indentation that looks like a space and is none, or a tab there.
    fn odd_indent(self) -> Option<Diagnostic> {
        let (number, line) = self.back().next()?;
        let indent = &line[..line.len() - line.trim_start().len()];
        let (byte, odd) = indent.char_indices().find(|(_, c)| *c != ' ')?;
        Some(match odd {
            '\t' => self.error("YAML-TAB", number, byte),
            _ => self
                .error("YAML-INDENT-BLANK", number, byte)
                .with("point", point(odd)),
        })
    }

    /// A full-width colon, or a full-width blank behind a colon, on a line with nothing to end a key.
    pub fn wide_colon(self) -> Option<Diagnostic> {
        self.back().find_map(|(number, line)| {
            if line.contains(": ") || line.ends_with(':') || line.trim_start().starts_with('#') {
                return None;
            }
            let byte = line.find('：').or_else(|| line.find(":\u{3000}"))?;
            let key = text::shorten(&text::visible(line[..byte].trim()), 40);
            Some(self.error("YAML-WIDE-COLON", number, byte).with("key", key))
        })
    }

    /// A comma that is missing in the brackets that are open here.
    fn missing_comma(self) -> Option<Diagnostic> {
        let lines = self.source.text.split('\n').take(self.last);
        let end = lines
            .map(|line| line.len() + 1)
            .sum::<usize>()
            .saturating_sub(1);
        let gap = flow::missing_comma(&self.source.text[..end], LINES_BACK)?;
        let before = &self.source.text[..gap.at];
        let line = before.matches('\n').count() + 1;
        let byte = before.rfind('\n').map_or(gap.at, |end| gap.at - end - 1);
        let quoted = |words: &str| text::shorten(&text::visible(words), 40);
        let missing = self
            .error("YAML-COMMA", line, byte)
            .with("left", quoted(gap.before))
            .with("right", quoted(gap.after));
        Some(match gap.sign {
            Some(sign) => missing.with("sign", sign),
            None => missing,
        })
    }

    /// The nearest line with a quotation mark that it does not close.
    fn open_quote(self) -> Option<Diagnostic> {
        self.back().find_map(|(number, line)| {
            let left = leftovers(line);
            left.quote
                .map(|byte| self.error("YAML-QUOTE-OPEN", number, byte))
        })
    }

    /// A quotation mark that nobody closed, so that the one which was to open the next value closed it. What
    /// follows that one, at a column of the last line, is where the parser noticed.
    fn quote_closed_by_the_next(self, column: usize) -> Option<Diagnostic> {
        let (number, line) = self.back().next()?;
        let end = line.char_indices().nth(column).map(|(byte, _)| byte)?;
        let closing = line[..end].rfind(['"', '\''])?;
        let mark = char::from(line.as_bytes()[closing]);
        let mut above = self.before().back();
        let above = above.find(|(_, line)| line.contains(mark));
        if let Some((number, line)) = above
            && let Some(byte) = leftovers(line).quote
            && line[byte..].starts_with(mark)
        {
            return Some(self.error("YAML-QUOTE-OPEN", number, byte));
        }
        let opening = leftovers(&line[..closing]).quote?;
        let is_opening = line[..closing].ends_with(BEFORE_VALUE);
        is_opening.then(|| self.error("YAML-QUOTE-OPEN", number, opening))
    }

    /// The nearest line with a bracket that it does not close.
    fn open_bracket(self) -> Option<Diagnostic> {
        self.back().find_map(|(number, line)| {
            let left = leftovers(line);
            left.bracket
                .map(|byte| self.error("YAML-BRACKET", number, byte))
        })
    }
}

/// What may stand before the beginning of a value.
const BEFORE_VALUE: [char; 4] = [' ', '[', '{', ','];

/// What a line opens and does not close.
struct Leftovers {
    quote: Option<usize>,
    bracket: Option<usize>,
}

fn leftovers(line: &str) -> Leftovers {
    let mut quote: Option<(usize, char)> = None;
    let mut brackets = Vec::new();
    let mut before = ' ';
    for (byte, c) in line.char_indices() {
        let begins = BEFORE_VALUE.contains(&before);
        match (quote, c) {
            (Some((_, mark)), _) if c == mark && before != '\\' => quote = None,
            (None, '"' | '\'') if begins => quote = Some((byte, c)),
            (None, '[' | '{') if begins => brackets.push(byte),
            (None, ']' | '}') => {
                brackets.pop();
            }
            (None, '#') if before == ' ' => break,
            _ => {}
        }
        before = c;
    }
    Leftovers {
        quote: quote.map(|(byte, _)| byte),
        bracket: brackets.first().copied(),
    }
}

/// The name of a character that cannot be shown, such as U+00A0.
pub fn point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}
