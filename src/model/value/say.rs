//! A value as text: the canonical form, and what is said aloud.
//!
//! Both are made from the kind and the printed text; neither ever stands in for the printed text on a
//! page.

use super::Value;
use super::kind::{BoundOp, Kind, Measure, Quantity, Relative};

/// See [`Value::plain`].
pub(super) fn plain(value: &Value) -> String {
    match value.kind() {
        Kind::Number(quantity) => {
            let mut text = with_unit(quantity);
            if quantity.cumulative {
                text.push_str("（累計）");
            }
            if quantity.provisional {
                text.push_str("（見込）");
            }
            text
        }
        Kind::Range(range) => {
            let unit = range.unit.as_deref().unwrap_or_default();
            format!(
                "{}{}～{}{unit}",
                about(range.approximate),
                range.low,
                range.high
            )
        }
        Kind::Bound { op, quantity } => with_unit(quantity) + op.word(),
        Kind::Relative(relative) => plain_relative(relative),
        Kind::Ratio(ratio) => {
            let unit = ratio.unit.as_deref().unwrap_or_default();
            format!("{}{unit}中{}{unit}", ratio.whole, ratio.part)
        }
        Kind::Duration(quantity) => plain_duration(quantity),
        Kind::Several(values) => {
            let texts: Vec<String> = values.iter().map(plain).collect();
            texts.join("、")
        }
        Kind::Dash => "－".to_owned(),
        Kind::Redacted => "■■■".to_owned(),
        Kind::Blank | Kind::Lost | Kind::Unpublished => String::new(),
        Kind::Text | Kind::Undecided | Kind::Ambiguous { .. } => value.raw().to_owned(),
    }
}

const fn about(approximate: bool) -> &'static str {
    if approximate { "約" } else { "" }
}

fn with_unit(quantity: &Quantity) -> String {
    let about = about(quantity.approximate);
    let unit = quantity.unit.as_deref().unwrap_or_default();
    // What counts by a period always has a unit.
    let per = quantity
        .per()
        .map_or(String::new(), |per| format!("/{per}"));
    format!("{about}{}{unit}{per}", quantity.number)
}

fn plain_relative(relative: &Relative) -> String {
    let base = relative.base.as_deref().unwrap_or_default();
    let Some(quantity) = &relative.quantity else {
        return format!("{base}{}", relative.op.map_or("並み", BoundOp::word));
    };
    let op = relative.op.map_or("", BoundOp::word);
    if relative.measure == Measure::Level {
        return format!("{base}{}{op}", with_unit(quantity));
    }
    let (size, direction) = if quantity.number.is_negative() {
        (quantity.number.neg(), "減")
    } else {
        (quantity.number, "増")
    };
    let size = Quantity {
        number: size,
        ..quantity.clone()
    };
    format!("{base}{}{op}{direction}", with_unit(&size))
}

/// At least two parts, so that it reads back as a duration.
fn plain_duration(quantity: &Quantity) -> String {
    // A duration is made from whole seconds that fit.
    let seconds: u64 = quantity
        .number
        .abs()
        .to_string()
        .parse()
        .unwrap_or_default();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = about(quantity.approximate).to_owned();
    if quantity.number.is_negative() {
        text.push('-');
    }
    if hours > 0 {
        text.push_str(&format!("{hours}時間"));
    }
    text.push_str(&format!("{minutes}分"));
    if hours == 0 || seconds > 0 {
        text.push_str(&format!("{seconds}秒"));
    }
    text
}

impl BoundOp {
    /// The word that a document prints after the number.
    pub const fn word(self) -> &'static str {
        match self {
            BoundOp::AtLeast => "以上",
            BoundOp::AtMost => "以下",
            BoundOp::Below => "未満",
            BoundOp::Above => "超",
        }
    }
}

/// See [`Value::spoken`].
pub(super) fn spoken(value: &Value) -> Option<String> {
    match value.kind() {
        Kind::Redacted => Some("非公開".to_owned()),
        Kind::Number(_)
        | Kind::Range(_)
        | Kind::Bound { .. }
        | Kind::Relative(_)
        | Kind::Several(_) => say_signs(value.raw()),
        _ => None,
    }
}

/// Minus signs before digits, and range marks, in words.
fn say_signs(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(raw.len() + 12);
    let mut changed = false;
    let mut rest = raw;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if is_minus(c) && !is_digit(before) && rest.trim_start().starts_with(is_digit_or_yen) {
            out.push_str("マイナス");
            rest = rest.trim_start();
            changed = true;
        } else if matches!(c, '~' | '～' | '〜' | '∼') {
            out.push_str("から");
            changed = true;
        } else {
            out.push(c);
        }
        before = c;
    }
    changed.then_some(out)
}

const fn is_minus(c: char) -> bool {
    matches!(
        c,
        '▲' | '△' | '-' | '－' | '−' | '\u{2010}'..='\u{2013}' | '﹣'
    )
}

fn is_digit(c: char) -> bool {
    crate::base::era::narrow(c).is_ascii_digit()
}

fn is_digit_or_yen(c: char) -> bool {
    is_digit(c) || matches!(c, '¥' | '￥')
}
