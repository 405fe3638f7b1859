//! The ways in which one figure is written, and whether a figure that is met is a part of another.

/// The ways to write a word: a figure with signs or blanks between its digits or without, with signs for its
/// tens of thousands, each of these in full width, and in Chinese numerals.
pub(super) fn writings(word: &str) -> Vec<String> {
    let plain: String = word.chars().map(half).collect();
    let (sign, digits) = plain.split_at(plain.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
    let is_whole = |c: char| c.is_ascii_digit() || c == ',';
    let is_signed = sign.chars().all(|c| "▲△+-".contains(c));
    let (whole, rest) = digits.split_at(digits.find(|c| !is_whole(c)).unwrap_or(digits.len()));
    let is_decimal = |rest: &str| rest.chars().all(|c| c == '.' || c.is_ascii_digit());
    if whole.is_empty() || !is_signed || !is_decimal(rest) {
        let mut all = vec![word.to_owned(), word.replace(',', "")];
        all.dedup();
        return all;
    }
    let bare = whole.replace(',', "");
    let with_signs = parted(&bare, ',');
    let mut wholes = vec![whole.to_owned(), bare.clone(), with_signs];
    wholes.extend(BLANKS.map(|blank| parted(&bare, blank)));
    if rest.is_empty() {
        wholes.extend(in_myriads(&bare));
    }
    let mut all = vec![word.to_owned()];
    for whole in wholes {
        let half = format!("{sign}{whole}{rest}");
        let full: String = half.chars().map(full).collect();
        // Many write the digits in full width and the signs between them not, or the other way.
        let mixed = [
            full.replace('，', ",").replace('．', "."),
            half.replace(',', "，"),
        ];
        all.extend(mixed);
        all.extend([half, full]);
    }
    if rest.is_empty() {
        let kanji = in_kanji(&bare).into_iter();
        all.extend(kanji.map(|whole| format!("{sign}{whole}")));
    }
    all.sort();
    all.dedup();
    all
}

/// Blanks between the digits of one figure: of a keyboard, those that keep a line together, narrow ones, and the
/// one of full width.
const BLANKS: [char; 5] = [' ', '\u{a0}', '\u{2009}', '\u{202f}', '\u{3000}'];

/// A figure with a sign after each three digits from its end.
fn parted(digits: &str, sign: char) -> String {
    let mut parted = String::new();
    for (ix, digit) in digits.chars().enumerate() {
        if ix > 0 && (digits.len() - ix).is_multiple_of(3) {
            parted.push(sign);
        }
        parted.push(digit);
    }
    parted
}

/// The parts of a number by tens of thousands, with the sign of each; those that are nothing are not said.
fn myriads(number: u64) -> Vec<(u64, &'static str)> {
    let parts = [
        (number / 100_000_000, "億"),
        (number / 10_000 % 10_000, "万"),
        (number % 10_000, ""),
    ];
    parts.into_iter().filter(|(part, _)| *part > 0).collect()
}

/// 123456 as 12万3,456 and 12万3456, 123000 as 12万3千 as well.
fn in_myriads(digits: &str) -> Vec<String> {
    let number = digits.parse::<u64>().ok();
    let Some(number) = number.filter(|number| *number >= 10_000) else {
        return Vec::new();
    };
    let written = |write: fn(u64) -> String| {
        let parts = myriads(number).into_iter();
        parts.map(|(part, unit)| write(part) + unit).collect()
    };
    let in_thousands = |part: u64| match part.is_multiple_of(1_000) {
        true => format!("{}千", part / 1_000),
        false => part.to_string(),
    };
    let mut all = vec![
        written(|part| part.to_string()),
        written(|part| parted(&part.to_string(), ',')),
        written(in_thousands),
    ];
    all.dedup();
    all
}

const KANJI: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const TENS: [(u64, &str); 3] = [(1_000, "千"), (100, "百"), (10, "十")];

/// 38765 as 三万八千七百六十五 and as 三八七六五; 1000 as 一千, since 千 alone is a part of words.
fn in_kanji(digits: &str) -> Vec<String> {
    let Some(number) = digits.parse::<u64>().ok().filter(|number| *number > 0) else {
        return Vec::new();
    };
    let digit = |digit: u64| KANJI[usize::try_from(digit % 10).unwrap_or(0)];
    let of_part = |part: u64, one: &str| {
        let mut said = String::new();
        for (ten, sign) in TENS {
            match part / ten % 10 {
                0 => {}
                1 if ten == 1_000 => said += &format!("{one}{sign}"),
                1 => said += sign,
                many => said += &format!("{}{sign}", digit(many)),
            }
        }
        match part % 10 {
            0 => said,
            last => said + digit(last),
        }
    };
    let said = |one: &str| -> String {
        let parts = myriads(number).into_iter();
        parts
            .map(|(part, unit)| of_part(part, one) + unit)
            .collect()
    };
    let in_a_row = digits.bytes().map(|byte| digit(u64::from(byte - b'0')));
    let mut all = vec![said("一"), said(""), in_a_row.collect()];
    all.retain(|said| said.chars().count() > 1);
    all.dedup();
    all
}

fn half(letter: char) -> char {
    match letter {
        '０'..='９' | '，' | '．' | '＋' | '－' => {
            char::from_u32(u32::from(letter) - WIDER).unwrap_or(letter)
        }
        _ => letter,
    }
}

fn full(letter: char) -> char {
    match letter {
        '0'..='9' | ',' | '.' | '+' | '-' => {
            char::from_u32(u32::from(letter) + WIDER).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// So much further in Unicode a letter stands in full width.
const WIDER: u32 = 0xfee0;

/// Whether a figure is only a part of a longer one: 1,234 in 51,234, in 5万1,234, in 51 234 567 and in
/// ５１，２３４.
pub(super) fn is_part(bytes: &[u8], start: usize, end: usize) -> bool {
    let (before, figure, after) = (&bytes[..start], &bytes[start..end], &bytes[end..]);
    let blank = BLANKS.iter().find(|blank| holds(figure, **blank));
    let goes_before = || {
        is_behind(before)
            || joined_before(before).is_some_and(is_behind)
            || blank.is_some_and(|blank| without_end(before, *blank).is_some_and(is_behind))
    };
    let goes_after = || {
        is_ahead(after)
            || joined_after(after).is_some_and(is_ahead)
            || blank.is_some_and(|blank| without_start(after, *blank).is_some_and(is_ahead))
            || (figure.ends_with("千".as_bytes()) && begins(after, &MYRIADS))
    };
    if is_numeral(figure) {
        return ends(before, &NUMERALS) || begins(after, &NUMERALS);
    }
    let has_end = is_behind(figure) || is_ahead(figure) && ends(figure, &["万", "億", "千"]);
    (is_ahead(figure) && goes_before()) || (has_end && goes_after())
}

/// Whether a figure is written in Chinese numerals alone.
fn is_numeral(figure: &[u8]) -> bool {
    let text = std::str::from_utf8(figure).unwrap_or_default();
    let text = text.trim_start_matches(['▲', '△', '+', '-']);
    let mut signs = text.chars();
    !text.is_empty() && signs.all(|c| NUMERALS.iter().any(|numeral| numeral.starts_with(c)))
}

const MYRIADS: [&str; 2] = ["万", "億"];
const NUMERALS: [&str; 16] = [
    "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "億", "兆",
];
/// What stands between the digits of one figure.
const JOINTS: [&str; 4] = [",", ".", "万", "億"];
/// The same between digits in full width: beside others they end what is said.
const WIDE_JOINTS: [&str; 2] = ["，", "．"];
/// How a digit in full width begins.
const FULL: [u8; 2] = [0xef, 0xbc];

fn begins(bytes: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| bytes.starts_with(word.as_bytes()))
}

fn ends(bytes: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| bytes.ends_with(word.as_bytes()))
}

fn holds(bytes: &[u8], sign: char) -> bool {
    let sign = sign.to_string();
    let mut windows = bytes.windows(sign.len());
    windows.any(|window| window == sign.as_bytes())
}

fn without_end(bytes: &[u8], sign: char) -> Option<&[u8]> {
    bytes.strip_suffix(sign.to_string().as_bytes())
}

fn without_start(bytes: &[u8], sign: char) -> Option<&[u8]> {
    bytes.strip_prefix(sign.to_string().as_bytes())
}

fn joined_before(bytes: &[u8]) -> Option<&[u8]> {
    let without = |joint: &&str| bytes.strip_suffix(joint.as_bytes());
    let wide = WIDE_JOINTS.iter().find_map(without);
    let wide = wide.filter(|bytes| bytes.last().is_some_and(|last| !last.is_ascii_digit()));
    wide.or_else(|| JOINTS.iter().find_map(without))
}

fn joined_after(bytes: &[u8]) -> Option<&[u8]> {
    let without = |joint: &&str| bytes.strip_prefix(joint.as_bytes());
    let wide = WIDE_JOINTS.iter().find_map(without);
    let wide = wide.filter(|bytes| bytes.first().is_some_and(|first| !first.is_ascii_digit()));
    wide.or_else(|| JOINTS.iter().find_map(without))
}

/// Whether a digit stands at the end.
fn is_behind(bytes: &[u8]) -> bool {
    match bytes {
        [.., a, b, 0x90..=0x99] if [*a, *b] == FULL => true,
        [.., last] => last.is_ascii_digit(),
        [] => false,
    }
}

/// Whether a digit stands at the beginning.
fn is_ahead(bytes: &[u8]) -> bool {
    match bytes {
        [a, b, 0x90..=0x99, ..] if [*a, *b] == FULL => true,
        [first, ..] => first.is_ascii_digit(),
        [] => false,
    }
}
