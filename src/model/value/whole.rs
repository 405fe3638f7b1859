//! Cells that are one mark or one word as a whole: dashes, redactions, "not decided yet", and what
//! spreadsheets and programs leave behind.
//!
//! Works on folded text. A mark inside a longer text means nothing here: `■` is also a heading mark
//! and a box to tick.

use super::flaw::Fault;
use super::kind::Kind;

/// Not measured, not known, not applicable.
const NONE: [&str; 14] = [
    "n/a",
    "N/A",
    "NA",
    "n.a.",
    "N.A.",
    "不明",
    "該当なし",
    "該当無し",
    "対象外",
    "未計測",
    "未測定",
    "測定不能",
    "計測不能",
    "算出不能",
];

/// There will be a value.
const LATER: [&str; 24] = [
    "調査中",
    "集計中",
    "算定中",
    "算出中",
    "精査中",
    "確認中",
    "検討中",
    "調整中",
    "作成中",
    "未定",
    "未確定",
    "未集計",
    "未公表",
    "未設定",
    "今後決定",
    "今後検討",
    "今後設定",
    "今後公表",
    "後日公表",
    "後日決定",
    "公表予定",
    "決定予定",
    "設定予定",
    "集計予定",
];

/// There is a value that is not public.
const SECRET: [&str; 8] = [
    "非公開",
    "非公表",
    "不開示",
    "非開示",
    "不公表",
    "秘匿",
    "黒塗り",
    "墨塗り",
];

/// What a program prints for something that is no number.
const PROGRAM: [&str; 11] = [
    "true",
    "false",
    "null",
    "nil",
    "none",
    "nan",
    "inf",
    "infinity",
    "undefined",
    "+infinity",
    "-infinity",
];

/// The kind of a cell that is nothing but a mark or a well-known word.
pub(super) fn mark(text: &str) -> Option<Kind> {
    let inside = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    let core = inside.unwrap_or(text).trim();
    if core.is_empty() {
        return None;
    }
    if NONE.contains(&core) || is_dash(core) {
        return Some(Kind::Dash);
    }
    if SECRET.contains(&core) || is_redaction(core) {
        return Some(Kind::Redacted);
    }
    let is_placeholder =
        core.chars().count() > 1 && core.chars().all(|c| matches!(c, '○' | '〇' | '◯'));
    if LATER.contains(&core) || is_placeholder || is_promise(core) {
        return Some(Kind::Undecided);
    }
    None
}

/// Why a cell cannot be meant as a value at all.
pub(super) fn refuse(text: &str) -> Option<Fault> {
    let lower = || text.to_ascii_lowercase();
    if text.len() <= 9 && PROGRAM.contains(&&*lower()) {
        return Some(Fault::ProgramWord);
    }
    if let Some(name) = text.strip_prefix('#') {
        if text.bytes().all(|b| b == b'#') {
            return Some(Fault::TooNarrow);
        }
        // A hash can also begin a name, so only the forms of spreadsheets count.
        let is_error = name == "N/A"
            || name.starts_with(|c: char| c.is_ascii_uppercase()) && name.ends_with(['!', '?']);
        return is_error.then_some(Fault::SpreadsheetError);
    }
    if let Some(formula) = text.strip_prefix('=') {
        let begins =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | '+' | '-' | '$' | '\'' | '@');
        return formula
            .trim_start()
            .starts_with(begins)
            .then_some(Fault::Formula);
    }
    if let Some(yen) = text.strip_prefix('\\') {
        let number = yen.trim_start_matches(['\\', ' ', '-', '▲']);
        return number
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(Fault::BackslashYen);
    }
    is_misspelt_number(text).then_some(Fault::LetterForDigit)
}

fn is_dash(text: &str) -> bool {
    let of_dashes = text.chars().all(|c| {
        matches!(
            c,
            '-' | 'ー' | 'ｰ' | '—' | '―' | '─' | '━' | '⸺' | '⸻' | ' '
        )
    });
    let of_dots = text.chars().all(|c| matches!(c, '…' | '‥')) || matches!(text, "..." | "・・・");
    of_dashes || of_dots || matches!(text, "▲" | "▼")
}

/// Black boxes, or x for a withheld figure of statistics; a unit or a sign may stand beside them. One
/// `●` or `×` alone is a mark of its own (yes, no), not a redaction.
fn is_redaction(text: &str) -> bool {
    if text.len() <= 6 && text.bytes().all(|b| b == b'x' || b == b'X') {
        return true;
    }
    let only = |signs: &[char]| text.chars().all(|c| signs.contains(&c));
    if only(&['■', '█', '▇', '▓', ' '])
        || text.chars().count() > 1 && only(&['●', '*', '〓', '＊', ' '])
    {
        return true;
    }
    // ▲■■■千円, 1,2■■: a part that can still be seen does not make it a number.
    text.contains("■■")
        && text.chars().count() <= 16
        && text.trim_matches('■').chars().all(|c| {
            matches!(
                c,
                '■' | '▲'
                    | '-'
                    | ','
                    | '.'
                    | ' '
                    | '%'
                    | '円'
                    | '千'
                    | '百'
                    | '万'
                    | '億'
                    | '件'
                    | '人'
            ) || c.is_ascii_digit()
        })
}

/// 「目標値は令和8年度の試行運用後に決定」
fn is_promise(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '.', ' ']);
    let text = ["する予定", "の予定", "予定", "する"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let Some(before) = ["決定", "設定", "確定", "公表"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
    else {
        return false;
    };
    ["後に", "今後", "以降に", "踏まえ"]
        .iter()
        .any(|when| before.contains(when))
}

/// `O` for `0`, `l` and `I` for `1`, alone (`3,2OO`) or with a unit behind (`17O分`).
fn is_misspelt_number(text: &str) -> bool {
    let is_like = |c: char| matches!(c, 'O' | 'o' | 'I' | 'l');
    let is_part = |c: char| c.is_ascii_digit() || is_like(c) || matches!(c, ',' | '.');
    if matches!(text, "O" | "o") {
        return true;
    }
    let is_mixed = |run: &str| {
        // 5l can be five litres.
        run.contains(|c: char| c.is_ascii_digit()) && run.contains(is_like) && !run.ends_with('l')
    };
    if text.chars().all(is_part) {
        return is_mixed(text);
    }
    // A number is short; in a sentence such letters belong to names.
    text.chars().count() <= LONGEST_NUMBER && is_misspelt_inside(text, is_part, is_mixed)
}

const LONGEST_NUMBER: usize = 16;

/// Whether a run of digits and letters begins with a digit and stands between other signs than letters:
/// `CO2` and `IoT` are words.
fn is_misspelt_inside(
    text: &str,
    is_part: impl Fn(char) -> bool,
    is_mixed: impl Fn(&str) -> bool,
) -> bool {
    let mut rest = text;
    let mut before = None;
    while let Some(start) = rest.find(&is_part) {
        before = rest[..start].chars().next_back().or(before);
        let run = &rest[start..];
        let end = run.find(|c| !is_part(c)).unwrap_or(run.len());
        let after = run[end..].chars().next();
        let is_word = [before, after]
            .iter()
            .flatten()
            .any(|c: &char| c.is_ascii_alphabetic());
        let run = &run[..end];
        if !is_word && run.starts_with(|c: char| c.is_ascii_digit()) && is_mixed(run) {
            return true;
        }
        before = run.chars().next_back();
        rest = &rest[start + end..];
    }
    false
}
