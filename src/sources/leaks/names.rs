//! Names of people beside their posts, mail addresses, extensions.
//!
//! A name is told by what stands beside it and by a list of family names: a post alone is public, and so
//! is a place of the same name.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Posts of staff. Mayors, governors and those who speak for a body are named in public.
pub const POSTS: [&str; 15] = [
    "課長",
    "課長補佐",
    "係長",
    "部長",
    "次長",
    "室長",
    "主任",
    "主任主事",
    "主査",
    "主幹",
    "主事",
    "参事",
    "副主幹",
    "専門官",
    "補佐官",
];
/// What a person does for the paper; the name follows a colon or a blank.
pub const ROLES: [&str; 7] = [
    "担当",
    "担当者",
    "作成者",
    "記入者",
    "入力者",
    "起案者",
    "担当職員",
];

static SURNAMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("surnames.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Ends of words that name a place, an office or a group and no person.
const NO_PERSON: &str =
    "市県町村区駅港線道都府郡課部局室係所館園校院会社班局隊団寺社店長者名員様式別制数";
const BLANK: [char; 2] = [' ', '　'];
/// The last characters of given names, but for those that end words of the office as often.
const GIVEN_ENDS: &str = "郎太朗三子美香恵男夫雄介輔哉樹之司治志彦博代江枝奈菜乃花絵沙織紀典雅浩幸孝義勝豊茂誠隆健翔斗吾悟宏洋";
/// What follows the name of a person in a sentence.
const PARTICLES: [&str; 11] = [
    "が", "は", "を", "に", "と", "も", "へ", "の", "より", "から", "氏",
];
/// The most characters of a given name.
const GIVEN: usize = 3;
const LONGEST_SURNAME: usize = 3;

/// Whether a text is a family name and nothing else.
pub fn is_surname(text: &str) -> bool {
    SURNAMES.contains(text)
}

/// The name with its post, where a post has one beside it.
pub fn beside(text: &str, post: Range<usize>) -> Option<Range<usize>> {
    let is_role = ROLES.contains(&&text[post.clone()]);
    let after = &text[post.end..];
    let gap = gap(after);
    if !(is_role && gap == 0)
        && let Some(length) = name_at(&after[gap..])
    {
        return Some(post.start..post.end + gap + length);
    }
    let is_named =
        |text: &str| is_role && after.starts_with(['：', ':']) && full_name_at(text).is_some();
    if is_named(&after[gap..]) {
        let length = full_name_at(&after[gap..])?;
        return Some(post.start..post.end + gap + length);
    }
    // 「課長の山田太郎が」: words may go on behind a whole name.
    let link = gap.max(after.find(|c| c != 'の').unwrap_or(0));
    if (!is_role || gap > 0)
        && let Some(length) = whole_name_at(&after[link..])
    {
        return Some(post.start..post.end + link + length);
    }
    if is_role {
        return None;
    }
    let start = name_before(&text[..post.start])?;
    Some(start..post.end)
}

/// Blanks and signs between a post and a name.
fn gap(after: &str) -> usize {
    let signs = after.chars().take(3);
    let signs = signs.take_while(|c| "：: 　・、（(,".contains(*c));
    signs.map(char::len_utf8).sum()
}

/// How long a family name is, with the given name after it where there is one.
fn name_at(text: &str) -> Option<usize> {
    let run = kanji(text);
    let surname = (2..=LONGEST_SURNAME).rev().find_map(|length| {
        let part = first(run, length)?;
        SURNAMES.contains(part).then_some(part)
    })?;
    let given = run[surname.len()..].chars().count();
    if given > GIVEN || given > 0 && is_no_person(run) {
        return None;
    }
    let rest = &text[run.len()..];
    // Kana and figures go on with the word: 「主任 大野台」, 「担当：中野ブロック」.
    if rest.starts_with(|c: char| c.is_alphanumeric() && !is_kanji(c)) && !is_honorific(rest) {
        return None;
    }
    let blank: usize = rest
        .chars()
        .next()
        .filter(|c| BLANK.contains(c))
        .map_or(0, char::len_utf8);
    let second = kanji(&rest[blank..]);
    let is_given = blank > 0 && given == 0 && (1..=GIVEN).contains(&second.chars().count());
    match is_given && !is_no_person(second) {
        true => Some(run.len() + blank + second.len()),
        false => Some(run.len()),
    }
}

/// How long a whole name is that is written without a blank, where words may go on behind it: there the given
/// name has to end as given names do, or 「中山間地域が」 would be one.
fn whole_name_at(text: &str) -> Option<usize> {
    let run = kanji(text);
    let run = run.strip_suffix('氏').unwrap_or(run);
    let rest = &text[run.len()..];
    let is_end = !rest.starts_with(char::is_alphanumeric);
    let goes_on = || PARTICLES.iter().any(|particle| rest.starts_with(particle));
    (is_whole_name(run) && (is_end || goes_on())).then_some(run.len())
}

fn is_whole_name(run: &str) -> bool {
    (2..=LONGEST_SURNAME).any(|length| {
        let surname = first(run, length).filter(|surname| SURNAMES.contains(surname));
        let given = surname.map_or("", |surname| &run[surname.len()..]);
        let is_long = given.chars().count() == GIVEN;
        (1..=GIVEN).contains(&given.chars().count())
            && given.ends_with(|c| GIVEN_ENDS.contains(c))
            && !given.starts_with('第')
            && (!is_long || given.ends_with('郎'))
    })
}

/// A family name and a given name with a blank between them, whatever the names are.
fn full_name_at(text: &str) -> Option<usize> {
    let family = kanji(text);
    let rest = &text[family.len()..];
    let blank = rest
        .chars()
        .next()
        .filter(|c| BLANK.contains(c))?
        .len_utf8();
    let given = kanji(&rest[blank..]);
    let (families, givens) = (family.chars().count(), given.chars().count());
    let is_name = (1..=4).contains(&families) && (1..=GIVEN).contains(&givens);
    let after = &rest[blank + given.len()..];
    let ends = !after.starts_with(char::is_alphanumeric);
    (is_name && ends && !is_no_person(family) && !is_no_person(given))
        .then_some(family.len() + blank + given.len())
}

/// Where a name begins that ends the text: 山田 of 「山田課長」, but not of 「小山田課長」; before a blank also
/// a whole name, as in 「山田太郎 主査」 and 「山田　太郎係長」.
fn name_before(text: &str) -> Option<usize> {
    let before = text.trim_end_matches(BLANK);
    let last = last_kanji(before);
    let start = before.len() - last.len();
    if SURNAMES.contains(last) || is_whole_name(last) {
        return Some(start);
    }
    let has_blank = before.len() < text.len();
    let is_name = |run: &str| name_at(run) == Some(run.len()) && !is_no_person(run);
    if has_blank && is_name(last) {
        return Some(start);
    }
    let above = before[..start].strip_suffix(BLANK)?;
    let family = last_kanji(above);
    let name = above.len() - family.len();
    (SURNAMES.contains(family) && is_name(&before[name..])).then_some(name)
}

/// The Chinese characters at the end of a text.
fn last_kanji(text: &str) -> &str {
    let chars = text.chars().rev().take_while(|c| is_kanji(*c));
    let length: usize = chars.map(char::len_utf8).sum();
    &text[text.len() - length..]
}

fn kanji(text: &str) -> &str {
    let end = text.find(|c| !is_kanji(c)).unwrap_or(text.len());
    &text[..end]
}

fn first(text: &str, count: usize) -> Option<&str> {
    let end = text.char_indices().map(|(at, c)| at + c.len_utf8());
    Some(&text[..end.take(count).nth(count - 1)?])
}

const fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '々' | 'ヶ')
}

fn is_no_person(run: &str) -> bool {
    run.ends_with(|c| NO_PERSON.contains(c))
}

fn is_honorific(text: &str) -> bool {
    text.starts_with("さん") || text.starts_with("まで") || text.starts_with("へ")
}

/// Addresses that stand for any other, as texts about addresses use them.
const EXAMPLES: [&str; 3] = ["example.", "example", "invalid"];

/// The whole of a mail address round its sign.
pub fn mail(text: &str, sign: Range<usize>) -> Option<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let before = &text[..sign.start];
    let name: usize = before
        .chars()
        .rev()
        .take_while(|c| is_part(*c))
        .map(char::len_utf8)
        .sum();
    let host = text[sign.end..]
        .split(|c| !is_part(c))
        .next()
        .unwrap_or_default();
    let host = host.trim_end_matches(['.', '-']);
    let start = sign.start - name;
    // What stands before the host of an address is told by the reader of links.
    let is_user = text[..start].ends_with("//");
    let is_example = EXAMPLES.iter().any(|word| {
        host.split('.')
            .any(|part| part == word.trim_end_matches('.'))
    });
    let is_mail = name > 0 && host.contains('.') && !is_user && !is_example;
    is_mail.then_some(start..sign.end + host.len())
}

/// Family names as people write them in addresses, but for those that places bear as well.
const LATIN: &str = "sato satoh suzuki takahashi tanaka ito itoh watanabe yamamoto nakamura kobayashi kato katoh yoshida yamada sasaki matsumoto inoue kimura hayashi \
    saito saitoh shimizu yamazaki mori ikeda hashimoto abe yamashita nakajima maeda okada hasegawa fujita goto kondo murakami endo aoki fujii";

/// Whether a mail address is of a person, by a family name before its sign; one letter beside a word may as well
/// stand for a section.
pub fn is_personal(address: &str) -> bool {
    let name = address.split('@').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let mut parts = name.split(['.', '-', '_', '+']);
    parts.any(|part| {
        let word = part.trim_end_matches(|c: char| c.is_ascii_digit());
        LATIN.split(' ').any(|surname| surname == word)
    })
}

/// The word with the number after it: 「内線 2345」, and 「(内)2345」 where no other word follows the number.
pub fn extension(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let after = &text[word.end..];
    let gap: usize = after
        .chars()
        .take(4)
        .take_while(|c| "：: 　（(番号".contains(*c))
        .map(char::len_utf8)
        .sum();
    let digits: usize = after[gap..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .map(char::len_utf8)
        .sum();
    let rest = &after[gap + digits..];
    let is_short = ["(内)", "（内）"].contains(&&text[word.clone()]);
    let is_number = || {
        let count = after[gap..][..digits].chars().count();
        let goes_on = |c: char| c.is_alphanumeric() || ",.，．".contains(c);
        (3..=5).contains(&count) && !rest.starts_with(goes_on)
    };
    (digits > 0 && (!is_short || is_number())).then_some(word.start..word.end + gap + digits)
}
