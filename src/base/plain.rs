//! Figures as sentences say them: in one width, without the marks of footnotes that are not there.
//!
//! Documents mix ％ and %, ～ and ~, and hang `*注` on a number. A sentence made by rule stands beside others
//! and has one form; what is printed stands in the table, as printed.

use std::borrow::Cow;

/// The text in the form of a sentence.
pub fn plain_figures(text: &str) -> Cow<'_, str> {
    let text = without_mark(text);
    let is_plain = |c: char| narrow(c) == c && !matches!(c, '~' | '˜' | '〜' | '／');
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let follows_figure = plain.ends_with(|c: char| c.is_ascii_digit() || c == '%');
        let next = rest.peek().copied().map(narrow);
        plain.push(match c {
            '~' | '˜' | '〜' if follows_figure && next.is_some_and(ends_range) => '～',
            // 「件／年」 beside 「件/年」.
            '／' if matches!(next, Some('年' | '月' | '日')) => '/',
            c => narrow(c),
        });
    }
    Cow::Owned(plain)
}

/// 「・調査 ・検討」 on one line: the items without their bullets.
pub fn without_bullets<'a>(text: &'a str, separator: &str) -> Cow<'a, str> {
    let Some(list) = text.trim_start().strip_prefix('・') else {
        return Cow::Borrowed(text);
    };
    let mut joined = String::with_capacity(list.len());
    for (at, part) in list.split('・').enumerate() {
        // Between words without a gap it is no bullet.
        let is_item = at > 0 && joined.ends_with(char::is_whitespace);
        let kept = joined.trim_end().len();
        match (at, is_item) {
            (0, _) => {}
            (_, true) => {
                joined.truncate(kept);
                joined.push_str(separator);
            }
            (_, false) => joined.push('・'),
        }
        joined.push_str(part);
    }
    Cow::Owned(joined)
}

/// What stands behind the sign of a range: a figure, the year of an era, or nothing more.
const fn ends_range(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'H' | 'R' | ')' | '）')
}

/// The narrow form of what figures are written with.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '％' | '．' | '，' | '＋' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        other => other,
    }
}

/// The text before the mark of a footnote at its end: 「4件」 of 「4件*注」, 「13,000時間」 of 「13,000時間（※1）」.
fn without_mark(text: &str) -> &str {
    let is_mark = |c: char| matches!(c, '*' | '＊' | '※' | '注');
    let is_of_mark =
        |c: char| is_mark(c) || matches!(c, '(' | ')' | '（' | '）') || narrow(c).is_ascii_digit();
    let bracketed = || text.find("（注").or_else(|| text.find("(注"));
    let Some(start) = text.find(['*', '＊', '※']).or_else(bracketed) else {
        return text;
    };
    let before = text[..start].trim_end_matches(['(', '（']).trim_end();
    if before.is_empty() || !text[start..].chars().all(is_of_mark) {
        return text;
    }
    before
}

#[cfg(test)]
mod tests {
    use super::{plain_figures, without_bullets};

    #[test]
    fn bullets_on_one_line_are_a_list() {
        for (printed, said) in [
            ("・調査の実施 ・方法の検討", "調査の実施、方法の検討"),
            ("・窓口・電話の改善", "窓口・電話の改善"),
            ("窓口・電話", "窓口・電話"),
            ("・", ""),
        ] {
            assert_eq!(without_bullets(printed, "、"), said);
        }
    }

    #[test]
    fn a_sentence_says_figures_in_one_width_and_without_marks_of_footnotes() {
        for (printed, said) in [
            ("２8.3％", "28.3%"),
            ("＋1,234件", "+1,234件"),
            ("４２，146件", "42,146件"),
            ("99.9~100%", "99.9～100%"),
            ("60〜120分", "60～120分"),
            ("50˜150分", "50～150分"),
            ("50% (H20~R9)", "50% (H20～R9)"),
            ("経年異動判読(H20~)", "経年異動判読(H20～)"),
            ("241,123件／年", "241,123件/年"),
            ("4件*注", "4件"),
            ("4件＊注１", "4件"),
            ("13,000 時間/年（※）", "13,000 時間/年"),
            ("80%※2", "80%"),
            ("12件（注1）", "12件"),
            // Words of the document stay whole.
            ("構築開始※随時改版", "構築開始※随時改版"),
            ("注意", "注意"),
            ("要注意3件", "要注意3件"),
            ("発注", "発注"),
            ("調査／分析", "調査／分析"),
            ("~5月", "~5月"),
            ("※", "※"),
            ("", ""),
        ] {
            assert_eq!(plain_figures(printed), said, "{printed}");
        }
    }
}
