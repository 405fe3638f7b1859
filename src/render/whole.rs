//! Keeps a figure on one line with its sign and unit: 「▲約1億3,577万円」, `−¥135.77 million`.
//!
//! Lines may break between a sign and a currency, and between a digit and a Japanese letter, wherever
//! sentences are. It works on the finished page, because only there all of them are. Tables and drawings
//! have rules of their own; what theme and width make of a kept figure is for the style sheet.

use std::ops::Range;

use memchr::memchr;

use crate::base::tag;

/// What holds no running text.
const SKIPPED: [(&str, &str); 8] = [
    ("table", "</table"),
    ("svg", "</svg"),
    ("script", "</script"),
    ("style", "</style"),
    ("select", "</select"),
    ("textarea", "</textarea"),
    ("pre", "</pre"),
    ("code", "</code"),
];

/// Signs in front of a figure.
const SIGNS: [&str; 7] = ["▲", "△", "−", "＋", "+", "±", "マイナス"];

/// Parts of a number that are written as letters.
const POWERS: [char; 5] = ['兆', '億', '万', '千', '百'];

/// Days and years are no figures: there are many, and they are read in pieces.
const DATES: [char; 4] = ['年', '月', '日', '時'];

/// From this width on, a figure in large print needs more room than half a phone has.
const LONG: usize = 13;

/// English units that stand behind a blank.
const ENGLISH: [&str; 6] = [
    " thousand yen",
    " million yen",
    " yen",
    " million",
    " billion",
    " trillion",
];

/// The page with every such figure in an element of its own.
pub fn kept(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 32);
    let (head, mut rest) = html.split_at(html.find("<body").unwrap_or(html.len()));
    out.push_str(head);
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (text, tag) = rest.split_at(at);
        write(&mut out, text);
        let name = tag::name(tag);
        let skipped = SKIPPED.iter().find(|(skipped, _)| *skipped == name);
        let length = match skipped.filter(|_| !tag.starts_with("</")) {
            Some((_, end)) => tag.find(end).unwrap_or(tag.len()),
            None => tag::length(tag),
        };
        out.push_str(&tag[..length]);
        rest = &tag[length..];
    }
    write(&mut out, rest);
    out
}

fn write(out: &mut String, text: &str) {
    let mut written = 0;
    while let Some(figure) = next(text, written) {
        let inside = &text[figure.clone()];
        out.push_str(&text[written..figure.start]);
        if is_kept(inside) {
            out.push_str(match width(inside) {
                0..LONG => "<span class=\"whole\">",
                _ => "<span class=\"whole long\">",
            });
            out.push_str(inside);
            out.push_str("</span>");
        } else {
            out.push_str(inside);
        }
        written = figure.end;
    }
    out.push_str(&text[written..]);
}

/// Whether a line that parted it would be misread: money, what has a sign, what has a long number. Small
/// counts and ordinals stand in every sentence and are read in pieces as well.
fn is_kept(figure: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '％');
    let has_parts = |c: char| POWERS.contains(&c) || matches!(c, '円' | ' ' | ',' | '.');
    let is_signed = !figure.starts_with(|c: char| c.is_ascii_digit());
    is_signed || !figure.chars().all(is_plain) && figure.contains(has_parts)
}

/// The first figure that begins at or after a place.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut bytes = text.as_bytes()[from..].iter();
    let digit = from + bytes.position(u8::is_ascii_digit)?;
    let before = |end: usize, sign: &str| text[from..end].ends_with(sign).then(|| end - sign.len());
    let mut start = digit;
    for sign in ["¥", "約"] {
        start = before(start, sign).unwrap_or(start);
    }
    let sign = SIGNS.iter().find_map(|sign| before(start, sign));
    Some(sign.unwrap_or(start)..end_of(text, digit))
}

/// Where a figure ends that has its first digit here.
fn end_of(text: &str, digit: usize) -> usize {
    let after = |at: usize| text[at..].chars().next();
    let mut end = digit;
    loop {
        let is_inside = |c: char| c.is_ascii_digit() || POWERS.contains(&c);
        match after(end) {
            Some(c) if is_inside(c) => end += c.len_utf8(),
            Some(',' | '.') if after(end + 1).is_some_and(|c| c.is_ascii_digit()) => end += 1,
            _ => break,
        }
    }
    let unit = ENGLISH.iter().find(|unit| text[end..].starts_with(**unit));
    end + match (unit, after(end)) {
        (Some(unit), _) => unit.len(),
        (None, Some(c)) if DATES.contains(&c) => 0,
        (None, Some(c)) if is_katakana(c) => {
            let rest = &text[end..];
            rest.find(|c| !is_katakana(c)).unwrap_or(rest.len())
        }
        (None, Some(c @ ('%' | '％' | '\u{3400}'..='\u{9FFF}'))) => c.len_utf8(),
        _ => 0,
    }
}

/// In digits; a Japanese letter is as wide as two.
fn width(figure: &str) -> usize {
    let widths = figure.chars().map(|c| if c.is_ascii() { 1 } else { 2 });
    widths.sum()
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::kept;

    /// A page with this text, the figures in brackets.
    fn shown(text: &str) -> String {
        let page = kept(&format!("<head><title>1円</title><body><p>{text}</p>"));
        let text = page.strip_prefix("<head><title>1円</title><body><p>");
        let text = text.and_then(|text| text.strip_suffix("</p>"));
        let text = text.expect("nothing else is changed");
        text.replace("<span class=\"whole long\">", "[")
            .replace("<span class=\"whole\">", "[")
            .replace("</span>", "]")
    }

    #[test]
    fn a_figure_is_kept_with_its_sign_and_unit() {
        for (text, expected) in [
            (
                "前年度から▲約1億3,577万円です",
                "前年度から[▲約1億3,577万円]です",
            ),
            ("マイナス3.5ポイント、5件。", "[マイナス3.5ポイント]、5件。"),
            (
                "about −¥135.77 million less",
                "about [−¥135.77 million] less",
            ),
            ("−135,773 thousand yen.", "[−135,773 thousand yen]."),
            ("12.3%減・▲622,826千円", "12.3%減・[▲622,826千円]"),
            (
                "令和6年度は98.6％、160,000件",
                "令和6年度は98.6％、[160,000件]",
            ),
            ("3,000、2.", "3,000、2."),
            ("±0、＋約5,957万円", "[±0]、[＋約5,957万円]"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn tables_and_drawings_stay_as_they_are() {
        for page in [
            "<body><table><td>5円</table>",
            "<body><svg><text>5円</text></svg>",
            "<body><a title=\"5円\">五円</a>",
            "<p>5円</p>",
        ] {
            assert_eq!(kept(page), page);
        }
        let after = kept("<body><table><td>5円</table><p>5円");
        assert!(
            after.ends_with("</table><p><span class=\"whole\">5円</span>"),
            "{after}"
        );
    }
}
