//! Digits: plain and grouped numbers, scale words (億, 万, 千), and times in hours, minutes, seconds.
//!
//! Works on folded text and looks at the beginning only; what stands around a number is for
//! `grammar`. A malformed number is still measured, so that the whole cell can be refused with a
//! reason instead of passing as text.

use super::flaw::Fault;
use crate::base::decimal::Decimal;

/// A number at the beginning of a text.
pub(super) struct Amount<'a> {
    pub number: Decimal,
    /// Its scale words in their order: `億千万`.
    pub scale: String,
    /// Seconds, read from hours, minutes and seconds.
    pub is_time: bool,
    pub fault: Option<Fault>,
    pub rest: &'a str,
}

/// Scale words and their zeros, the longer words first.
pub const SCALES: [(&str, u8); 7] = [
    ("兆", 12),
    ("億", 8),
    ("千万", 7),
    ("百万", 6),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

/// Units that most cells have; the slow way knows all others.
const COMMON_UNITS: [(&str, &str); 9] = [
    ("%", "%"),
    ("％", "%"),
    ("円", "円"),
    ("件", "件"),
    ("人", "人"),
    ("回", "回"),
    ("日", "日"),
    ("台", "台"),
    ("時間", "時間"),
];

/// A text that is nothing but an ordinary number, perhaps with a sign and a common unit: `42,535`,
/// `▲1.5`, `82%`. Everything else, good or bad, is left to the slow way, which must agree.
pub(super) fn fast(text: &str) -> Option<(Decimal, Option<&'static str>)> {
    let unsigned = text.strip_prefix(['▲', '△', '-', '－', '−']);
    let number = unsigned.unwrap_or(text);
    let length = number
        .bytes()
        .position(|b| !matches!(b, b'0'..=b'9' | b',' | b'.'))
        .unwrap_or(number.len());
    let (digits, unit) = number.split_at(length);
    let unit = match unit {
        "" => None,
        unit => Some(COMMON_UNITS.iter().find(|(printed, _)| *printed == unit)?.1),
    };
    let size = fast_size(digits.as_bytes())?;
    Some((if unsigned.is_some() { size.neg() } else { size }, unit))
}

/// Digits with commas between the thousands and a point, all where they belong.
fn fast_size(digits: &[u8]) -> Option<Decimal> {
    let first = *digits.first()?;
    // 18 digits always fit; a leading zero is fine only before a point or alone.
    if digits.len() > 18 || first == b'0' && digits.len() > 1 && digits[1] != b'.' {
        return None;
    }
    let mut mantissa: i64 = 0;
    let mut group = 0;
    let (mut has_comma, mut has_point) = (false, false);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                group += 1;
            }
            b',' if !has_point && group <= 3 && is_group(group, has_comma) => {
                (has_comma, group) = (true, 0);
            }
            b'.' if !has_point && is_group(group, has_comma) => {
                (has_point, group) = (true, 0);
            }
            _ => return None,
        }
    }
    is_group(group, has_comma && !has_point).then_some(())?;
    let scale = if has_point { group } else { 0 };
    Decimal::of(i128::from(mantissa), u8::try_from(scale).ok()?)
}

/// Whether so many digits may stand before a separator or the end: three after a comma, else any.
const fn is_group(digits: usize, after_comma: bool) -> bool {
    if after_comma { digits == 3 } else { digits > 0 }
}

/// Reads a number with its scale words, or a time of at least two parts.
pub(super) fn amount(text: &str) -> Option<Amount<'_>> {
    if let Some(time) = time(text) {
        return Some(time);
    }
    let mut found = scan(text)?;
    let Some((word, zeros, rest)) = scale_word(found.rest) else {
        return Some(found);
    };
    found.rest = rest;
    found.scale.push_str(word);
    found.scaled(zeros);
    let mut zeros_before = zeros;
    while found.rest.starts_with(|c: char| c.is_ascii_digit()) {
        let mut part = scan(found.rest)?;
        let mut zeros = 0;
        if let Some((word, more, rest)) = scale_word(part.rest) {
            found.scale.push_str(word);
            part.rest = rest;
            zeros = more;
        }
        part.scaled(zeros);
        found.add(&part, zeros_before);
        if zeros == 0 {
            break;
        }
        zeros_before = zeros;
    }
    Some(found)
}

impl Amount<'_> {
    fn scaled(&mut self, zeros: u8) {
        match self.number.times_ten_to(zeros) {
            Some(number) => self.number = number,
            None => self.fault = self.fault.or(Some(Fault::TooLong)),
        }
    }
}

impl<'a> Amount<'a> {
    /// Adds the next lower part: 20億 and 4千万. It must stay below one unit of the part before, and
    /// only whole parts can be followed.
    fn add(&mut self, part: &Amount<'a>, zeros_before: u8) {
        let limit = Decimal::from_int(1).times_ten_to(zeros_before);
        let fits = limit.is_some_and(|limit| part.number < limit)
            && self.number.places() == 0
            && part.number.places() == 0;
        match self.number.checked_add(part.number) {
            Some(sum) if fits => self.number = sum,
            _ => self.fault = self.fault.or(Some(Fault::Malformed)),
        }
        self.fault = self.fault.or(part.fault);
        self.rest = part.rest;
    }
}

/// The scale word at the beginning, perhaps after a blank (1.2 億円). 百 and 千 also begin ordinary words, so what follows must not be
/// one of those.
fn scale_word(text: &str) -> Option<(&'static str, u8, &str)> {
    let text = text.trim_start();
    let (word, zeros) = SCALES
        .into_iter()
        .find(|(word, _)| text.starts_with(word))?;
    let rest = &text[word.len()..];
    let is_word = word == "百"
        && !rest.starts_with(['円', '人', '件', '0'])
        && !rest.starts_with(|c: char| c.is_ascii_digit())
        || word == "千" && rest.starts_with(['葉', '代', '秋']);
    (!is_word).then_some((word, zeros, rest))
}

/// Reads digits with their separators, right or wrong.
fn scan(text: &str) -> Option<Amount<'_>> {
    let length = run_length(text);
    let (run, rest) = text.split_at(length);
    if !run.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let points = run.matches('.').count();
    let is_plain = run.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if points > 1 && is_plain && !run.contains("..") {
        // 8.4.1 is a date, a chapter or a version.
        return None;
    }
    let digits: String = run
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let mut fault = fault_in(run, points);
    let number = Decimal::parse(&digits).unwrap_or_else(|| {
        fault = fault.or(Some(Fault::TooLong));
        Decimal::ZERO
    });
    let mut found = Amount {
        number,
        scale: String::new(),
        is_time: false,
        fault,
        rest,
    };
    if let Some(rest) = exponent(rest) {
        (found.fault, found.rest) = (Some(Fault::Exponent), rest);
    }
    Some(found)
}

/// How many bytes belong to the number: digits, and separators that stand before a digit or, for a
/// comma and a point, at the very end of the text.
fn run_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let next = bytes.get(end + 1);
        let before_digit = next.is_some_and(u8::is_ascii_digit);
        let belongs = match bytes[end] {
            b'0'..=b'9' => true,
            b',' | b'.' => before_digit || next.is_none() || matches!(next, Some(b',' | b'.')),
            b'\'' | b'_' => before_digit,
            b' ' => {
                let blanks = bytes[end..].iter().take_while(|b| **b == b' ').count();
                bytes.get(end + blanks).is_some_and(u8::is_ascii_digit)
            }
            _ => false,
        };
        if !belongs {
            break;
        }
        end += 1;
    }
    end
}

fn fault_in(run: &str, points: usize) -> Option<Fault> {
    if run.contains(' ') {
        return Some(Fault::BlankInside);
    }
    if run.contains(['\'', '_']) {
        return Some(Fault::Separator);
    }
    let (whole, fraction) = run.split_once('.').unwrap_or((run, "0"));
    if points > 1 || fraction.contains(',') {
        return Some(Fault::Malformed);
    }
    if whole.is_empty() || fraction.is_empty() {
        return Some(Fault::BarePoint);
    }
    if !is_grouped(whole) {
        return Some(Fault::Grouping);
    }
    let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
    has_leading_zero.then_some(Fault::LeadingZero)
}

/// `1,234,567`, or digits without commas.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut has_comma = false;
    let all_three = groups.all(|group| {
        has_comma = true;
        group.len() == 3
    });
    all_three && (!has_comma || (1..=3).contains(&first.len()))
}

/// The `e5` of `1e5`, when it ends the text.
fn exponent(rest: &str) -> Option<&str> {
    let digits = rest.strip_prefix(['e', 'E'])?;
    let digits = digits.strip_prefix(['+', '-']).unwrap_or(digits);
    let is_exponent = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_exponent.then_some("")
}

/// `1時間30分`, `20分34秒`, `2時間半`: at least two parts, the smaller ones below sixty.
fn time(text: &str) -> Option<Amount<'_>> {
    let mut seconds: i64 = 0;
    let mut parts = 0;
    let mut rest = text;
    for (word, length) in [("時間", 3600), ("分", 60), ("秒", 1)] {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(after) = rest[digits..].strip_prefix(word) else {
            continue;
        };
        // Six digits of hours are more than a century.
        let count: i64 = rest[..digits]
            .parse()
            .ok()
            .filter(|count| *count < 1_000_000)?;
        if parts > 0 && count >= 60 || digits > 1 && rest.starts_with('0') && parts == 0 {
            return None;
        }
        seconds += count * length;
        parts += 1;
        rest = after;
        if let Some(after) = rest.strip_prefix('半').filter(|_| length == 3600) {
            (seconds, parts, rest) = (seconds + 1800, parts + 1, after);
            break;
        }
    }
    (parts > 1).then(|| Amount {
        number: Decimal::from_int(seconds),
        scale: String::new(),
        is_time: true,
        fault: None,
        rest,
    })
}

/// The zeros of one scale word.
pub(super) fn zeros_of(scale: &str) -> Option<u8> {
    SCALES
        .into_iter()
        .find(|(word, _)| *word == scale)
        .map(|(_, zeros)| zeros)
}
