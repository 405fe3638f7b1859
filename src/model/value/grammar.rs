//! One value: a number with what belongs to it, a range, a bound, a change, a ratio, a duration.
//!
//! Values that refer to another one are in `compared`. Works on folded text. Text that is none of
//! these gives `None` and is taken as words by `parse`; a cell that is one but holds a malformed
//! number is a fault.

use super::Value;
use super::cell::Cell;
use super::compared::{ratio, relative};
use super::flaw::Fault;
use super::kind::{BoundOp, Details, Kind, Measure, Quantity, Range, Relative, Why};
use super::number::{Amount, amount, zeros_of};
use super::tail::{Head, Sign, Tail, bracket_length, head, tail};
use crate::base::decimal::Decimal;
use crate::base::place::Spot;

/// A value, and whether a sign was printed before its number.
pub(super) struct Found {
    pub kind: Kind,
    pub is_signed: bool,
}

impl Found {
    pub fn unsigned(kind: Kind) -> Self {
        Self {
            kind,
            is_signed: false,
        }
    }
}

pub(super) type Reading = Result<Option<Found>, Fault>;

/// Reads one value from a part of a cell.
pub(super) fn piece<'a>(cell: &'a Cell<'_>, text: &'a str, at: Spot) -> Reading {
    let text = text.trim();
    if let Some(found) = relative(text)? {
        return Ok(Some(found));
    }
    if let Some(kind) = ratio(text) {
        return Ok(Some(Found::unsigned(kind)));
    }
    let Some((found, parts)) = measure(text)? else {
        return Ok(None);
    };
    let kind = match parts.as_slice() {
        [remark] => with_remark(cell, (text, remark), found.kind, at),
        _ => found.kind,
    };
    Ok(Some(Found { kind, ..found }))
}

/// Reads a value without asking what its remarks mean; gives them along.
pub(super) fn measure(text: &str) -> Result<Option<(Found, Vec<&str>)>, Fault> {
    let alone = |found: Option<Found>| Ok(found.map(|found| (found, Vec::new())));
    if text.starts_with('(') && bracket_length(text) == Some(text.len()) {
        return alone(bracketed(&text[1..text.len() - 1])?);
    }
    if let Some(limit) = text.strip_prefix('~') {
        return alone(up_to(limit)?);
    }
    counted(text)
}

/// The same without a bracket or a range mark before it. What stands inside of those is read by this
/// one, so that a cell full of brackets cannot nest the reader as deep as it is long.
fn counted(text: &str) -> Result<Option<(Found, Vec<&str>)>, Fault> {
    let alone = |found: Option<Found>| Ok(found.map(|found| (found, Vec::new())));
    let (head, rest) = head(text);
    let Some(amount) = amount(rest) else {
        return Ok(None);
    };
    let after = amount.rest.trim();
    if matches!(after.strip_prefix('円').unwrap_or(after), "-" | "▲" | "ー") {
        return Err(Fault::TrailingSign);
    }
    if let Some(why) = two_numbers(&amount) {
        let kind = Kind::Ambiguous {
            as_number: None,
            why,
        };
        return alone(Some(Found::unsigned(kind)));
    }
    if let Some((left, right)) = split_range(amount.rest) {
        return alone(range((&head, &amount), left, right)?);
    }
    let Some(tail) = tail(amount.rest, amount.number) else {
        return Ok(None);
    };
    if let Some(fault) = amount.fault {
        return Err(fault);
    }
    let remarks = tail.remarks.clone();
    let found = Parts { head, amount, tail }.value();
    Ok(found.map(|found| (found, remarks)))
}

/// `(1,234)` can be negative, or a part of the figure above it.
fn bracketed(inside: &str) -> Result<Option<Found>, Fault> {
    let Some((found, _)) = counted(inside.trim())? else {
        return Ok(None);
    };
    let Kind::Number(quantity) = found.kind else {
        return Ok(None);
    };
    let is_plain = !found.is_signed && !quantity.approximate;
    Ok(Some(Found::unsigned(Kind::Ambiguous {
        as_number: is_plain.then(|| quantity.number.neg()),
        why: Why::Bracketed,
    })))
}

/// `～100`
fn up_to(limit: &str) -> Result<Option<Found>, Fault> {
    let found = counted(limit.trim_start())?;
    Ok(match found {
        Some((
            Found {
                kind: Kind::Number(quantity),
                ..
            },
            _,
        )) => Some(Found::unsigned(bound(BoundOp::AtMost, quantity))),
        _ => None,
    })
}

/// `99-100` and `1,234/5,678`. More than two are a date, a code or a telephone number: words.
fn two_numbers(first: &Amount<'_>) -> Option<Why> {
    let at = first.rest.find(['-', '/'])?;
    let (unit, rest) = first.rest.split_at(at);
    let second = amount(rest[1..].trim_start())?;
    let is_hyphen = rest.starts_with('-');
    let after = tail(second.rest, second.number)?;
    let is_sound = first.fault.is_none() && second.fault.is_none() && after.remarks.is_empty();
    let is_pair = if is_hyphen {
        tail(unit, first.number).is_some_and(|tail| tail.remarks.is_empty())
    } else {
        // 1/0 is no figure of anything.
        unit.is_empty() && second.rest.is_empty() && !second.number.is_zero()
    };
    let why = if is_hyphen {
        Why::Hyphen
    } else {
        Why::TwoFigures
    };
    (is_sound && is_pair).then_some(why)
}

/// The texts on both sides of a range mark that stands outside of brackets.
fn split_range(text: &str) -> Option<(&str, &str)> {
    let outside = &text[..text.find('(').unwrap_or(text.len())];
    ["~", "から"].iter().find_map(|mark| {
        let at = outside.find(mark)?;
        Some((&text[..at], &text[at + mark.len()..]))
    })
}

/// A range, or with nothing behind the mark a lower bound.
fn range(
    (head, first): (&Head<'_>, &Amount<'_>),
    left: &str,
    right: &str,
) -> Result<Option<Found>, Fault> {
    let Some(left) = tail(left, first.number).filter(is_bare) else {
        return Ok(None);
    };
    let right = right.trim_start();
    if right.is_empty() || right.starts_with('(') {
        return open_range((head, first), left);
    }
    let (second_head, rest) = super::tail::head(right);
    let Some(second) = amount(rest) else {
        return Ok(None);
    };
    let Some(right) = tail(second.rest, second.number).filter(is_bare) else {
        return Ok(None);
    };
    if let Some(fault) = first.fault.or(second.fault) {
        return Err(fault);
    }
    if first.is_time != second.is_time {
        return Ok(None);
    }
    let unit = match (left.unit, right.unit) {
        (Some(one), Some(other)) if one != other => return Ok(None),
        (one, other) => other.or(one),
    };
    let (Some(mut low), Some(high)) = (head.sign.applied(first), second_head.sign.applied(&second))
    else {
        return Ok(None);
    };
    // 3～5万人 is from 30,000, but 5,000～1万人 from 5,000.
    if first.scale.is_empty() && left.unit.is_none() && !second.scale.is_empty() {
        let scaled = zeros_of(&second.scale).and_then(|zeros| low.times_ten_to(zeros));
        low = scaled.filter(|scaled| *scaled <= high).unwrap_or(low);
    }
    let unit = unit.or(first.is_time.then_some("秒"));
    let doubt = |why| Kind::Ambiguous {
        as_number: None,
        why,
    };
    let kind = if low > high {
        doubt(Why::Reversed)
    } else if unit.is_none() && !second.scale.is_empty() {
        doubt(Why::ScaleOnly)
    } else {
        Kind::Range(Box::new(Range {
            low,
            high,
            unit: unit.map(Into::into),
            approximate: head.approximate || left.approximate || right.approximate,
        }))
    };
    Ok(Some(Found::unsigned(kind)))
}

/// Inside a range there is no room for bounds and changes.
fn is_bare(tail: &Tail<'_>) -> bool {
    tail.op.is_none() && tail.rises.is_none() && tail.per.is_none()
}

/// `10局程度～`
fn open_range(
    (head, first): (&Head<'_>, &Amount<'_>),
    left: Tail<'_>,
) -> Result<Option<Found>, Fault> {
    if let Some(fault) = first.fault {
        return Err(fault);
    }
    let Some(number) = head.sign.applied(first) else {
        return Ok(None);
    };
    let quantity = Quantity {
        number,
        unit: left.unit.map(Into::into),
        approximate: head.approximate || left.approximate,
        provisional: head.provisional || left.provisional,
        cumulative: head.cumulative || left.cumulative,
        details: None,
    };
    Ok(Some(Found::unsigned(bound(BoundOp::AtLeast, quantity))))
}

fn bound(op: BoundOp, quantity: Quantity) -> Kind {
    Kind::Bound {
        op,
        quantity: Box::new(quantity),
    }
}

impl Sign {
    /// The number with its sign; `None` for signs whose meaning is open.
    fn applied(self, amount: &Amount<'_>) -> Option<Decimal> {
        match self {
            Sign::None | Sign::Plus => Some(amount.number),
            Sign::Minus => Some(amount.number.neg()),
            Sign::PlusMinus | Sign::Fall | Sign::Dash => None,
        }
    }
}

/// What one value is made of.
struct Parts<'a> {
    head: Head<'a>,
    amount: Amount<'a>,
    tail: Tail<'a>,
}

impl Parts<'_> {
    /// `None` when the parts contradict one another, such as ▲5減, or leave open what is meant (年5).
    fn value(&self) -> Option<Found> {
        let op = match (self.head.op, self.tail.op) {
            (Some(before), Some(after)) if before != after => return None,
            (before, after) => after.or(before),
        };
        let unit = self.unit()?;
        if self.head.per.is_some() && (unit.is_none() || self.tail.per.is_some()) {
            return None;
        }
        let is_signed = self.head.sign != Sign::None;
        let kind = if let Some((as_number, why)) = self.doubt(unit) {
            Kind::Ambiguous { as_number, why }
        } else if let Some(rises) = self.tail.rises {
            if is_signed {
                return None;
            }
            change(self.quantity(unit), rises, op)
        } else {
            match op {
                Some(op) => bound(op, self.quantity(unit)),
                None if self.amount.is_time => Kind::Duration(Box::new(self.quantity(unit))),
                None => Kind::Number(self.quantity(unit)),
            }
        };
        Some(Found { kind, is_signed })
    }

    /// The unit, if any. ¥ and 円 are the same; a time is in seconds and can have no other unit.
    fn unit(&self) -> Option<Option<&str>> {
        match (self.tail.unit, self.head.is_yen, self.amount.is_time) {
            (None, true, false) => Some(Some("円")),
            (None, false, true) => Some(Some("秒")),
            (Some(_), _, true) | (None, true, true) => None,
            (Some(unit), true, false) => (unit == "円").then_some(Some(unit)),
            (unit, false, false) => Some(unit),
        }
    }

    fn doubt(&self, unit: Option<&str>) -> Option<(Option<Decimal>, Why)> {
        let number = self.amount.number;
        match self.head.sign {
            Sign::Fall => return Some((None, Why::FallMark)),
            Sign::Dash => return Some((Some(number.neg()), Why::DashBefore)),
            // ±0 is a zero.
            Sign::PlusMinus if !number.is_zero() => return Some((None, Why::PlusMinus)),
            Sign::None | Sign::Plus | Sign::Minus | Sign::PlusMinus => {}
        }
        let is_scale_only = unit.is_none() && !self.amount.scale.is_empty();
        is_scale_only.then(|| (self.head.sign.applied(&self.amount), Why::ScaleOnly))
    }

    fn quantity(&self, unit: Option<&str>) -> Quantity {
        let Self { head, amount, tail } = self;
        let mut details = Details::default();
        if !amount.scale.is_empty() {
            details.scale = Some(amount.scale.as_str().into());
        }
        details.per = tail.per.or(head.per).map(Into::into);
        let mut quantity = Quantity {
            number: head.sign.applied(amount).unwrap_or(amount.number),
            unit: unit.map(Into::into),
            approximate: head.approximate || tail.approximate,
            provisional: head.provisional || tail.provisional,
            cumulative: head.cumulative || tail.cumulative,
            details: None,
        };
        let remarks: Vec<&str> = head.remarks.iter().chain(&tail.remarks).copied().collect();
        for remark in &remarks {
            note(&mut quantity, &mut details, remark);
        }
        if !remarks.is_empty() {
            let texts: Vec<&str> = remarks
                .iter()
                .map(|text| inside(text).unwrap_or(text))
                .collect();
            details.remark = Some(texts.join(" ").into());
        }
        if details != Details::default() {
            quantity.details = Some(Box::new(details));
        }
        quantity
    }
}

/// What a remark says of the number before it.
fn note(quantity: &mut Quantity, details: &mut Details, remark: &str) {
    let has = |words: &[&str]| words.iter().any(|word| remark.contains(word));
    quantity.provisional |= has(&["見込", "暫定", "速報", "推計", "推定", "想定", "予定"]);
    quantity.cumulative |= has(&["累計", "累積"]);
    quantity.approximate |= has(&["概数", "概算"]);
    if has(&["時点", "現在", "まで", "末現"]) {
        details.as_of = Some(inside(remark).unwrap_or(remark).into());
    }
}

/// What stands between the brackets of a remark.
fn inside(remark: &str) -> Option<&str> {
    let first = remark
        .chars()
        .next()
        .filter(|c| matches!(c, '(' | '[' | '【'))?;
    let last = remark.chars().next_back()?;
    let text = &remark[first.len_utf8()..remark.len() - last.len_utf8()];
    Some(text.trim())
}

/// 320件 (1,290人) is two values, 61%(+6) one with a remark, and 10(3) could be either.
fn with_remark<'a>(
    cell: &'a Cell<'_>,
    (text, remark): (&'a str, &'a str),
    kind: Kind,
    at: Spot,
) -> Kind {
    let Some((second, _)) = inside(remark).and_then(|text| measure(text).ok().flatten()) else {
        return kind;
    };
    match &second.kind {
        Kind::Number(_) if second.is_signed => return kind,
        Kind::Number(quantity) if quantity.unit.is_none() => {
            return Kind::Ambiguous {
                as_number: None,
                why: Why::TwoFigures,
            };
        }
        Kind::Number(_) | Kind::Range(_) | Kind::Bound { .. } | Kind::Duration(_) => {}
        _ => return kind,
    }
    let start = remark.as_ptr() as usize - text.as_ptr() as usize;
    // The number before the bracket is read again, so that the bracket is no remark of it.
    let Ok(Some((first, _))) = measure(text[..start].trim_end()) else {
        return kind;
    };
    let part = |text: &'a str, kind| Value::new(cell.printed(text), kind, at);
    let second_text = inside(remark).unwrap_or(remark);
    Kind::Several(Box::new([
        part(text[..start].trim_end(), first.kind),
        part(second_text, second.kind),
    ]))
}

/// `10%増`; of a decrease the number is negative, and a bound means its size (最大90%減).
fn change(quantity: Quantity, rises: bool, op: Option<BoundOp>) -> Kind {
    let number = if rises {
        quantity.number
    } else {
        quantity.number.neg()
    };
    Kind::Relative(Box::new(Relative {
        base: None,
        measure: Measure::Change,
        op,
        quantity: Some(Quantity { number, ..quantity }),
    }))
}
