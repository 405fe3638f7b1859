//! A value that refers to another one: to last year (`前年比＋5％`), or to a whole (`24種中1種`).
//!
//! Works on folded text, like `grammar`, from which it has the single values.

use super::grammar::{Found, Reading, measure};
use super::kind::{BoundOp, Kind, Measure, Ratio, Relative};

/// What a value can refer to, the longer names first.
const BASES: [&str; 26] = [
    "対前年同月比",
    "対前年同期比",
    "対前年度比",
    "対前年度",
    "対前年比",
    "対前年",
    "前年同月比",
    "前年同期比",
    "前年度比",
    "前年度",
    "前年比",
    "前年",
    "昨年度比",
    "昨年度",
    "昨年比",
    "昨年",
    "前回比",
    "前回",
    "対目標比",
    "対目標",
    "目標比",
    "計画比",
    "全国平均",
    "都道府県平均",
    "県平均",
    "国平均",
];

/// `前年比＋5％`, `前年度以上`, `令和3年度比25%増`.
pub(super) fn relative(text: &str) -> Reading {
    let Some((base, rest)) = split_base(text) else {
        return Ok(None);
    };
    let relative = |measure, op, quantity| {
        Ok(Some(Found::unsigned(Kind::Relative(Box::new(Relative {
            base: Some(base.into()),
            measure,
            op,
            quantity,
        })))))
    };
    let without_number = match rest {
        "以上" => Some(Some(BoundOp::AtLeast)),
        "以下" => Some(Some(BoundOp::AtMost)),
        "未満" | "を下回る" => Some(Some(BoundOp::Below)),
        "超" | "を上回る" | "を超える" => Some(Some(BoundOp::Above)),
        "並み" | "並" | "同" | "と同程度" | "と同水準" => Some(None),
        _ => None,
    };
    if let Some(op) = without_number {
        return relative(Measure::Level, op, None);
    }
    let Some((found, _)) = measure(rest)? else {
        return Ok(None);
    };
    let is_share = base.ends_with('比');
    let measure = if found.is_signed {
        Measure::Change
    } else {
        Measure::Level
    };
    match found.kind {
        Kind::Relative(inner) => relative(inner.measure, inner.op, inner.quantity),
        Kind::Number(quantity) if found.is_signed || is_share => {
            relative(measure, None, Some(quantity))
        }
        Kind::Bound { op, quantity } if found.is_signed || is_share => {
            relative(measure, Some(op), Some(*quantity))
        }
        _ => Ok(None),
    }
}

/// The value referred to at the beginning, and the rest.
fn split_base(text: &str) -> Option<(&str, &str)> {
    let named = BASES
        .iter()
        .find(|base| text.starts_with(**base))
        .map(|base| base.len());
    let length = named.or_else(|| {
        // R3年度比: a year of its own.
        let end = text.find('比')?;
        crate::model::year::FiscalYear::parse(&text[..end])?;
        Some(end + '比'.len_utf8())
    })?;
    let rest = text[length..].trim_start_matches([' ', ':']);
    let rest = rest.strip_prefix("より").unwrap_or(rest);
    Some((&text[..length], rest))
}

/// `24種中1種`, `100件のうち43件`, `4分の1`.
pub(super) fn ratio(text: &str) -> Option<Kind> {
    let number = |text: &str| match measure(text.trim()) {
        Ok(Some((
            Found {
                kind: Kind::Number(quantity),
                is_signed: false,
            },
            remarks,
        ))) if remarks.is_empty() && !quantity.approximate => Some(quantity),
        _ => None,
    };
    for mark in ["のうち", "分の", "中"] {
        let Some((whole, part)) = text.split_once(mark) else {
            continue;
        };
        let (Some(whole), Some(part)) = (number(whole), number(part)) else {
            continue;
        };
        let unit = match (whole.unit, part.unit) {
            (Some(one), Some(other)) if one != other => return None,
            (one, other) => one.or(other),
        };
        return Some(Kind::Ratio(Box::new(Ratio {
            part: part.number,
            whole: whole.number,
            unit,
        })));
    }
    None
}
