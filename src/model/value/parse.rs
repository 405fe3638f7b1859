//! From the text of a cell to a value: the order in which the readings are tried.
//!
//! Marks and refusals come first, then one value, then several, and what is left is words.

use super::cell::{Cell, oddity, screen, tidy};
use super::flaw::{Fault, Flaw};
use super::grammar::piece;
use super::kind::Kind;
use super::tail::bracket_length;
use super::{Value, number, whole};
use crate::base::place::Spot;

/// More than this many values in a cell is a table that was pasted into one.
const MOST_PIECES: usize = 24;

/// A number with more digits behind its point than anybody measures; binary fractions print so.
const NOISE: u8 = 15;

pub(super) fn value(raw: &str, at: Spot) -> Result<(Value, Option<Flaw>), Flaw> {
    if let Some((number, unit)) = number::fast(raw) {
        let kind = Kind::Number(super::Quantity {
            number,
            unit: unit.map(Into::into),
            approximate: false,
            provisional: false,
            cumulative: false,
            details: None,
        });
        let warning = (number.places() >= NOISE).then(|| Fault::FloatNoise.of(raw));
        return Ok((Value::new(raw, kind, at), warning));
    }
    let text = tidy(raw);
    if text.is_empty() {
        return Ok((Value::blank(at), None));
    }
    let (kind, warning) = read(&text, at).map_err(|fault| fault.of(&text))?;
    let warning = warning.map(|fault| fault.of(&text));
    Ok((Value::new(&text, kind, at), warning))
}

fn read(text: &str, at: Spot) -> Result<(Kind, Option<Fault>), Fault> {
    if let Some(fault) = screen(text) {
        return Err(fault);
    }
    let cell = Cell::new(text);
    let folded = &*cell.folded;
    if let Some(kind) = whole::mark(folded) {
        return Ok((kind, None));
    }
    if let Some(fault) = whole::refuse(folded) {
        return Err(fault);
    }
    let kind = match piece(&cell, folded, at)? {
        Some(found) => found.kind,
        None => match several(&cell, at) {
            Some(kind) => kind,
            None if has_two_signs(folded) => return Err(Fault::Malformed),
            None => Kind::Text,
        },
    };
    let warning = doubt(&kind).or_else(|| oddity(text));
    Ok((kind, warning))
}

/// `--5` is a slip; `--` was a dash.
fn has_two_signs(folded: &str) -> bool {
    let is_sign = |c: char| matches!(c, '-' | '+' | '▲');
    let number = folded.trim_start_matches(is_sign);
    let signs = folded[..folded.len() - number.len()].chars().count();
    signs > 1
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
}

fn doubt(kind: &Kind) -> Option<Fault> {
    match kind {
        Kind::Ambiguous { why, .. } => Some(Fault::Ambiguous(*why)),
        Kind::Number(quantity) if quantity.number.places() >= NOISE => Some(Fault::FloatNoise),
        _ => None,
    }
}

/// `24回 約2,360名`: every part has to be a value, and one of them has to say what it counts, because
/// digits with blanks between them could be one number.
fn several(cell: &Cell<'_>, at: Spot) -> Option<Kind> {
    let texts = split(&cell.folded)?;
    let mut has_unit = false;
    let mut values = Vec::with_capacity(texts.len());
    for text in texts {
        let kind = piece(cell, text, at).ok()??.kind;
        has_unit |= match &kind {
            Kind::Number(quantity) => quantity.unit.is_some(),
            Kind::Range(range) => range.unit.is_some(),
            Kind::Bound { quantity, .. } => quantity.unit.is_some(),
            Kind::Relative(_) | Kind::Ratio(_) | Kind::Duration(_) => true,
            _ => return None,
        };
        values.push(Value::new(cell.printed(text), kind, at));
    }
    has_unit.then(|| Kind::Several(values.into_boxed_slice()))
}

/// The parts between blanks and separators outside of brackets, when there are at least two.
fn split(folded: &str) -> Option<Vec<&str>> {
    let mut texts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = folded[at..].chars().next() {
        let next = at + c.len_utf8();
        if matches!(c, '(' | '[' | '【') {
            at += bracket_length(&folded[at..])?;
            continue;
        }
        if is_separator(folded, at, c) {
            push_part(&mut texts, &folded[start..at])?;
            start = next;
        }
        at = next;
    }
    push_part(&mut texts, &folded[start..])?;
    (texts.len() > 1).then_some(texts)
}

/// A comma between digits belongs to a number; a blank before a bracket leads to a remark.
fn is_separator(folded: &str, at: usize, c: char) -> bool {
    let rest = &folded[at + c.len_utf8()..];
    match c {
        ' ' => !rest.trim_start().starts_with('('),
        '、' | ';' => true,
        ',' => {
            !rest.starts_with(|c: char| c.is_ascii_digit())
                || !folded[..at].ends_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

fn push_part<'a>(texts: &mut Vec<&'a str>, text: &'a str) -> Option<()> {
    let text = text.trim();
    if !text.is_empty() {
        texts.push(text);
    }
    (texts.len() <= MOST_PIECES).then_some(())
}
