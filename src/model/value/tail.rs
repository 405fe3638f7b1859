//! What stands before and after a number: 約, signs, units, 以上, 減, remarks in brackets.
//!
//! Works on folded text. A unit is whatever a clerk may count in, so there is no list of them; what
//! reads like a date, an ordinal or an action (3業務導入) is none, and makes the cell words.

use super::kind::BoundOp;
use crate::base::decimal::Decimal;

/// The sign before a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sign {
    #[default]
    None,
    Plus,
    Minus,
    PlusMinus,
    /// `▼`
    Fall,
    /// A dash or a long-vowel mark.
    Dash,
}

/// What stands before a number.
#[derive(Debug, Default)]
pub(super) struct Head<'a> {
    pub sign: Sign,
    pub is_yen: bool,
    pub op: Option<BoundOp>,
    pub per: Option<&'a str>,
    pub approximate: bool,
    pub provisional: bool,
    pub cumulative: bool,
    pub remarks: Vec<&'a str>,
}

/// What stands after a number.
#[derive(Debug, Default)]
pub(super) struct Tail<'a> {
    pub unit: Option<&'a str>,
    pub per: Option<&'a str>,
    pub op: Option<BoundOp>,
    /// True for 増, false for 減.
    pub rises: Option<bool>,
    pub approximate: bool,
    pub provisional: bool,
    pub cumulative: bool,
    pub remarks: Vec<&'a str>,
}

#[derive(Clone, Copy)]
enum Word {
    About,
    Provisional,
    Cumulative,
    Remark,
    Op(BoundOp),
    Rises(bool),
}

const BEFORE: [(&str, Word); 29] = [
    ("おおよそ", Word::About),
    ("およそ", Word::About),
    ("おおむね", Word::About),
    ("概ね", Word::About),
    ("ほぼ", Word::About),
    ("約", Word::About),
    ("見込み", Word::Provisional),
    ("見込", Word::Provisional),
    ("暫定値", Word::Provisional),
    ("暫定", Word::Provisional),
    ("速報値", Word::Provisional),
    ("累計", Word::Cumulative),
    ("累積", Word::Cumulative),
    ("年平均", Word::Remark),
    ("月平均", Word::Remark),
    ("平均", Word::Remark),
    ("延べ", Word::Remark),
    ("延", Word::Remark),
    ("合計", Word::Remark),
    ("計", Word::Remark),
    ("最大", Word::Op(BoundOp::AtMost)),
    ("少なくとも", Word::Op(BoundOp::AtLeast)),
    ("最低", Word::Op(BoundOp::AtLeast)),
    ("≤", Word::Op(BoundOp::AtMost)),
    ("<=", Word::Op(BoundOp::AtMost)),
    ("≥", Word::Op(BoundOp::AtLeast)),
    (">=", Word::Op(BoundOp::AtLeast)),
    ("<", Word::Op(BoundOp::Below)),
    (">", Word::Op(BoundOp::Above)),
];

/// 年1回, 週3回以上: the period comes first.
const PERIODS: [&str; 9] = [
    "年間", "毎年", "年", "月間", "毎月", "月", "毎週", "週", "毎日",
];

/// Longer words before the words they end with.
const AFTER: [(&str, Word); 40] = [
    ("以上", Word::Op(BoundOp::AtLeast)),
    ("以下", Word::Op(BoundOp::AtMost)),
    ("以内", Word::Op(BoundOp::AtMost)),
    ("まで", Word::Op(BoundOp::AtMost)),
    ("未満", Word::Op(BoundOp::Below)),
    ("を下回る", Word::Op(BoundOp::Below)),
    ("を上回る", Word::Op(BoundOp::Above)),
    ("を超える", Word::Op(BoundOp::Above)),
    ("超え", Word::Op(BoundOp::Above)),
    ("超", Word::Op(BoundOp::Above)),
    ("程度", Word::About),
    ("前後", Word::About),
    ("近く", Word::About),
    ("近い", Word::About),
    ("余り", Word::About),
    ("余", Word::About),
    ("くらい", Word::About),
    ("ぐらい", Word::About),
    ("ほど", Word::About),
    ("弱", Word::About),
    ("強", Word::About),
    ("の見込み", Word::Provisional),
    ("見込み", Word::Provisional),
    ("見込", Word::Provisional),
    ("の増加", Word::Rises(true)),
    ("の増", Word::Rises(true)),
    ("増加", Word::Rises(true)),
    ("増", Word::Rises(true)),
    ("上昇", Word::Rises(true)),
    ("向上", Word::Rises(true)),
    ("の減少", Word::Rises(false)),
    ("の減", Word::Rises(false)),
    ("減少", Word::Rises(false)),
    ("削減", Word::Rises(false)),
    ("減", Word::Rises(false)),
    ("低減", Word::Rises(false)),
    ("縮減", Word::Rises(false)),
    ("短縮", Word::Rises(false)),
    ("低下", Word::Rises(false)),
    ("累計", Word::Cumulative),
];

/// Ends of words that tell what was done with so many things, or which of them is meant.
const NO_UNIT_ENDS: [&str; 46] = [
    "導入",
    "実施",
    "完了",
    "開始",
    "開催",
    "検討",
    "設置",
    "整備",
    "対応",
    "予定",
    "達成",
    "運用",
    "構築",
    "移行",
    "改善",
    "拡大",
    "拡充",
    "継続",
    "維持",
    "策定",
    "作成",
    "公開",
    "公表",
    "新設",
    "新規",
    "廃止",
    "終了",
    "調査",
    "補強",
    "増強",
    "増減",
    "半減",
    "加減",
    "見直し",
    "番目",
    "回目",
    "年目",
    "日目",
    "人目",
    "代目",
    "丁目",
    "半",
    "時点",
    "現在",
    "年生",
    "世紀",
];

/// Dates and ordinals.
const NO_UNITS: [&str; 17] = [
    "月", "時", "号", "番", "条", "章", "節", "款", "項", "丁", "期", "月末", "年末", "年中",
    "番地", "G", "Q",
];

/// Units in Latin letters; others are names (5G, 3D, 1st).
const LATIN_UNITS: [&str; 53] = [
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "L", "l", "kL", "kl", "mL", "ml", "ha", "a", "KB",
    "MB", "GB", "TB", "PB", "bps", "kbps", "Kbps", "Mbps", "Gbps", "W", "kW", "MW", "GW", "Wh",
    "kWh", "MWh", "GWh", "MJ", "GJ", "TJ", "dB", "Hz", "ppm", "pt", "pp", "h", "min", "s", "sec",
    "ms", "km2", "m2", "m3", "t-CO2", "kg-CO2", "CO2",
];

/// Takes everything that can stand before a number.
pub(super) fn head(text: &str) -> (Head<'_>, &str) {
    let mut head = Head::default();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else {
            return (head, rest);
        };
        if first.is_ascii_digit() {
            return (head, rest);
        }
        let after = &rest[first.len_utf8()..];
        let sign = match first {
            '▲' | '-' => Sign::Minus,
            '+' => Sign::Plus,
            '±' => Sign::PlusMinus,
            '▼' => Sign::Fall,
            'ー' | 'ｰ' | '—' | '―' | '─' => Sign::Dash,
            _ => Sign::None,
        };
        if sign != Sign::None {
            if head.sign != Sign::None {
                return (head, rest);
            }
            (head.sign, rest) = (sign, after);
        } else if first == '¥' && !head.is_yen {
            (head.is_yen, rest) = (true, after);
        } else if matches!(first, '*' | '※' | '†') {
            head.remarks.push(&rest[..first.len_utf8()]);
            rest = after;
        } else if let Some(after) = word_before(&mut head, rest) {
            rest = after;
        } else {
            return (head, rest);
        }
    }
}

fn word_before<'a>(head: &mut Head<'a>, text: &'a str) -> Option<&'a str> {
    let is_digit = |c: char| c.is_ascii_digit();
    // 年1回, 年約30万回
    let begins_number = |text: &str| {
        let mut about = BEFORE
            .iter()
            .filter(|(_, word)| matches!(word, Word::About));
        let after = about.find_map(|(word, _)| text.strip_prefix(word));
        after.map_or(text, str::trim_start).starts_with(is_digit)
    };
    for period in PERIODS {
        let after = text.strip_prefix(period).map(str::trim_start);
        if let Some(after) = after.filter(|after| begins_number(after)) {
            // 毎年 and 年間 count by the same year.
            head.per = Some(period.trim_start_matches('毎').trim_end_matches('間'));
            return Some(after);
        }
    }
    let (word, meaning) = BEFORE.iter().find(|(word, _)| text.starts_with(word))?;
    match meaning {
        Word::About => head.approximate = true,
        Word::Provisional => head.provisional = true,
        Word::Cumulative => head.cumulative = true,
        Word::Op(op) => head.op = Some(*op),
        Word::Remark | Word::Rises(_) => head.remarks.push(&text[..word.len()]),
    }
    let after = text[word.len()..].trim_start();
    Some(after.strip_prefix(':').unwrap_or(after))
}

/// Reads all that follows a number, up to the end of the text; `None` when there is more than a unit
/// and what belongs to it.
pub(super) fn tail(text: &str, number: Decimal) -> Option<Tail<'_>> {
    let mut tail = Tail::default();
    let mut text = text.trim_start();
    for more in ["余り", "余"] {
        if let Some(after) = text.strip_prefix(more) {
            (tail.approximate, text) = (true, after);
            break;
        }
    }
    let text = text.trim_start();
    let length = unit_length(text);
    let unit = words_after(&mut tail, &text[..length])?;
    let (unit, per) = match unit.split_once('/') {
        Some((unit, per)) => (words_after(&mut tail, unit)?, Some(per)),
        None => (unit, None),
    };
    if per.is_some_and(|per| unit.is_empty() || !is_word(per)) {
        return None;
    }
    if !unit.is_empty() {
        is_unit(unit, number).then_some(())?;
        tail.unit = Some(unit);
    }
    tail.per = per;
    remarks(&mut tail, &text[length..])?;
    Some(tail)
}

/// Up to a digit, a blank or a mark; but `m2` and `t-CO2` have a digit of their own.
fn unit_length(text: &str) -> usize {
    let latin = LATIN_UNITS.iter().filter(|unit| unit.ends_with(['2', '3']));
    let with_digit = latin
        .filter(|unit| text.starts_with(**unit))
        .map(|unit| unit.len())
        .max();
    let start = with_digit.unwrap_or(0);
    let stops = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                ' ' | '(' | '[' | '【' | '*' | '※' | '†' | '^' | '~' | '、' | ',' | ';'
            )
    };
    text[start..]
        .find(stops)
        .map_or(text.len(), |at| start + at)
}

/// Takes 以上, 程度, 減 and the like from the end; what is left is the unit.
fn words_after<'a>(tail: &mut Tail<'a>, text: &'a str) -> Option<&'a str> {
    let mut rest = text;
    loop {
        if NO_UNIT_ENDS.iter().any(|end| rest.ends_with(end)) {
            return None;
        }
        let longest = AFTER
            .iter()
            .filter(|(word, _)| rest.ends_with(word))
            .max_by_key(|(word, _)| word.len());
        let Some((word, meaning)) = longest else {
            return Some(rest);
        };
        match meaning {
            Word::About => tail.approximate = true,
            Word::Provisional => tail.provisional = true,
            Word::Cumulative => tail.cumulative = true,
            Word::Op(op) if tail.op.is_none() => tail.op = Some(*op),
            Word::Rises(rises) if tail.rises.is_none() => tail.rises = Some(*rises),
            Word::Op(_) | Word::Rises(_) | Word::Remark => return None,
        }
        rest = &rest[..rest.len() - word.len()];
    }
}

/// Whether it is something to count in, and not a date, an ordinal or half a sentence.
fn is_unit(unit: &str, number: Decimal) -> bool {
    // 2026年 is a year, 3年 a number of years.
    let is_year = unit == "年" && number >= Decimal::from_int(1000);
    let is_dated = unit.starts_with("年度") || unit.starts_with("年代") || unit.starts_with('数');
    // A scale word that is none (5千葉, 3余万) must not become part of a unit.
    let is_scaled = unit.starts_with(['兆', '億', '万', '千', '百', '十', '余']);
    !is_year && !is_dated && !is_scaled && !NO_UNITS.contains(&unit) && is_word(unit)
}

fn is_word(text: &str) -> bool {
    if text.is_ascii() {
        return text == "%" || LATIN_UNITS.contains(&text);
    }
    let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309F}');
    // か所, か国, つ: hiragana inside a longer word makes it a phrase.
    let stem = text.strip_prefix('か').unwrap_or(text);
    let is_short = text.chars().count() <= 10;
    let begins_well = !text.starts_with(['・', 'ー', '-', '/', '.', ':']);
    is_short
        && begins_well
        && (matches!(text, "つ" | "こ" | "まち") || !stem.contains(is_hiragana))
        && !text.contains(|c: char| is_mark(c))
}

/// Signs that belong to sentences, lists and numbers, not to a unit.
fn is_mark(c: char) -> bool {
    c.is_control()
        || c.is_numeric() && !matches!(c, '²' | '³')
        || c.is_ascii_punctuation() && !matches!(c, '%' | '-')
        || matches!(
            c,
            '■' | '□'
                | '▲'
                | '▼'
                | '●'
                | '○'
                | '→'
                | '。'
                | '、'
                | '」'
                | '「'
                | '：'
                | '±'
                | '¥'
                | '…'
        )
        || crate::base::text::is_invisible(c)
}

/// Remarks in brackets and footnote marks, up to the end.
fn remarks<'a>(tail: &mut Tail<'a>, text: &'a str) -> Option<()> {
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | '[' | '【' => bracket_length(rest)?,
            '*' | '※' | '†' | '^' => rest.find(['(', ' ']).unwrap_or(rest.len()),
            _ => return None,
        };
        let remark = &rest[..length];
        if !remark.starts_with(['(', '[', '【']) && remark.chars().count() > 8 {
            return None;
        }
        tail.remarks.push(remark);
        rest = rest[length..].trim_start();
    }
    Some(())
}

/// The length of a bracket with all that is inside it; `None` when it is never closed.
pub(super) fn bracket_length(text: &str) -> Option<usize> {
    let mut depth = 0u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    None
}
