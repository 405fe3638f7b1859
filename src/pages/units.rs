//! Printed values in English: a number with a unit and a bound that the catalogue has words for.
//!
//! The list of units is closed. Signs and digits stay as they are printed, in their order; 万 and 億, which
//! English has no words for, become digits. A value that is more than number, unit, period and bound stays
//! Japanese. The Japanese edition shows all as printed.

use std::borrow::Cow;

use super::book::Book;
use super::said::signed;
use crate::base::decimal::Decimal;
use crate::base::era::narrow;
use crate::base::plain::plain_figures;
use crate::base::words::Words;
use crate::figures::judged;
use crate::model::value::{Kind, SCALES};
use crate::model::{Judgement, Value, YearValues};

/// How a document writes bounds and changes, and the key of their sentence.
const BOUNDS: [(&str, &str); 9] = [
    ("増加", "value-more"),
    ("増", "value-more"),
    ("減少", "value-less"),
    ("削減", "value-less"),
    ("減", "value-less"),
    ("以上", "value-at-least"),
    ("以下", "value-at-most"),
    ("未満", "value-below"),
    ("超", "value-above"),
];

/// 「2割」 is 20%.
const TENTHS: &str = "割";

/// Before a scale word, what is computed has so many decimal places at most.
const PLACES: u8 = 2;

/// Scale words with so many zeros are said in digits. 千 and 百 alone are parts of units, too.
const SAID_IN_DIGITS: u8 = 4;

const SIGNS: [char; 7] = ['+', '＋', '-', '−', '▲', '△', '±'];

impl Book {
    /// The words in which printed values are said, where that is not as printed.
    fn words_of_values(&self) -> Option<&Words> {
        self.is_english().then(|| self.words())
    }

    /// A value as printed, or the same in English.
    pub fn printed<'a>(&self, value: &'a Value) -> Cow<'a, str> {
        let is_figure = matches!(
            value.kind(),
            Kind::Number(_) | Kind::Duration(_) | Kind::Bound { .. } | Kind::Relative(_)
        );
        let words = self.words_of_values().filter(|_| is_figure);
        match words.and_then(|words| in_english(words, value.raw())) {
            Some(text) => Cow::Owned(text),
            None => Cow::Borrowed(value.raw()),
        }
    }

    /// A unit that stands apart from its numbers: in a caption, over a column.
    pub fn unit<'a>(&self, unit: &'a str) -> Cow<'a, str> {
        match self
            .words_of_values()
            .and_then(|words| named(words, "2", unit))
        {
            Some(unit) => Cow::Owned(unit),
            None => plain_figures(unit),
        }
    }

    /// A number with the unit behind it.
    pub fn with_unit(&self, figure: &str, unit: &str) -> String {
        match self.words_of_values() {
            Some(words) => joined(words, figure, unit),
            None => [figure, &plain_figures(unit)].concat(),
        }
    }

    /// The target that a result and its printed difference leave, written as the result is: 年30万回 beside
    /// 年27万回, in both editions.
    pub fn implied_target(&self, values: &YearValues) -> Option<String> {
        let (target, unit) = judged::implied_target(values)?;
        let actual = values.actual.as_ref()?;
        let per = actual.quantity().and_then(|quantity| quantity.per());
        let per = per.filter(|per| actual.raw().starts_with(*per));
        let figure = scaled(target, actual).unwrap_or_else(|| signed(target));
        Some(self.said([per.unwrap_or_default(), &figure, unit].concat()))
    }

    /// A computed number with its unit, with the scale word of a printed one: 3万回 beside 27万回.
    pub fn in_style_of(&self, number: Decimal, unit: &str, printed: &Value) -> String {
        let figure = scaled(number, printed).unwrap_or_else(|| signed(number));
        self.said(figure + unit)
    }

    /// What is written as a document prints it, or the same in English.
    fn said(&self, printed: String) -> String {
        let words = self.words_of_values();
        let english = words.and_then(|words| in_english(words, &printed));
        english.unwrap_or(printed)
    }

    /// A share in percent, with the sign of the edition.
    pub fn percent(&self, share: Decimal) -> String {
        self.with_unit(&share.to_string(), "%")
    }

    /// The judgement as printed; in English what it means, and the printed word behind it.
    pub fn judged(&self, judged: &Judgement) -> String {
        let word = self.judged_word(judged);
        match judged.is_shared {
            true => self.fill("judged-shared", &[("judged", &word)]),
            false => word,
        }
    }

    /// The same where it is clear that it is the project's.
    pub fn judged_word(&self, judged: &Judgement) -> String {
        let key = match judged.met {
            Some(true) => "outcome-met",
            Some(false) => "outcome-missed",
            None => return judged.raw.clone(),
        };
        if self.words_of_values().is_none() {
            return judged.raw.clone();
        }
        let args = [("meaning", self.say(key)), ("printed", &*judged.raw)];
        self.fill("judged-meaning", &args)
    }
}

/// A number with the one scale word of a printed value; nothing where it would have many places.
fn scaled(number: Decimal, printed: &Value) -> Option<String> {
    let quantity = printed.quantity()?;
    let (scale, zeros) = quantity.last_scale()?;
    let one = Decimal::from_int(1).times_ten_to(zeros)?;
    let mut scaled = (0..=PLACES).filter_map(|places| number.ratio(one, places));
    let exact = scaled.find(|scaled| scaled.checked_mul(one) == Some(number))?;
    (quantity.scale() == Some(scale)).then(|| signed(exact) + scale)
}

/// `約50件以上` is "about 50 items or more"; nothing where a part of it is not known.
fn in_english(words: &Words, printed: &str) -> Option<String> {
    // Digits of full width are the same digits.
    let narrowed = |sign| match narrow(sign) {
        of_number @ ('0'..='9' | ',' | '.') => of_number,
        _ => sign,
    };
    let printed: String = printed.chars().map(narrowed).collect();
    let rest = printed.trim_start_matches(['約', '年']);
    let before = &printed[..printed.len() - rest.len()];
    let (is_about, is_yearly) = (before.contains('約'), before.contains('年'));
    if before.chars().count() > usize::from(is_about) + usize::from(is_yearly) {
        return None;
    }
    let (figure, after) = figure(rest)?;
    let bound = BOUNDS
        .iter()
        .find_map(|(bound, key)| Some((after.strip_suffix(bound)?, *key)));
    let (unit, bound) = match bound {
        Some((unit, key)) => (unit, Some(key)),
        None => (after, None),
    };
    let (unit, bound) = match unit.strip_suffix("程度") {
        Some(unit) if !is_about => (unit, bound.or(Some("value-about"))),
        _ => (unit, bound),
    };
    let mut said = match unit.trim_start() {
        "" => figure.into_owned(),
        // Tenths, which English has no word for; what is printed stays beside them.
        TENTHS => {
            let percent = Decimal::parse(&figure)?.checked_mul(Decimal::from_int(10))?;
            format!("{percent}% ({figure}{TENTHS})")
        }
        unit => {
            named(words, &figure, unit)?;
            joined(words, &figure, unit)
        }
    };
    let yearly = is_yearly.then_some("value-yearly");
    let about = is_about.then_some("value-about");
    for key in yearly.into_iter().chain(about).chain(bound) {
        said = words.fill_in("pages", key, &[("value", &*said)]);
    }
    Some(said)
}

/// The number at the head of a text, in digits, and what stands behind it.
fn figure(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let unsigned = text.trim_start_matches(SIGNS);
    let sign = &text[..text.len() - unsigned.len()];
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let run = |text: &str| text.len() - text.trim_start_matches(is_of_number).len();
    let (mut sum, mut rest, mut is_scaled) = (Decimal::ZERO, unsigned, false);
    loop {
        let (digits, after) = rest.split_at(run(rest));
        // 27万回: nothing more follows the scale word.
        if digits.is_empty() && is_scaled {
            break;
        }
        if !digits.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let number = Decimal::parse(&digits.replace(',', ""))?;
        let scales = SCALES.into_iter();
        let mut scales = scales.filter(|(_, zeros)| *zeros >= SAID_IN_DIGITS);
        let scale = scales.find_map(|(word, zeros)| Some((after.strip_prefix(word)?, zeros)));
        let Some((behind, zeros)) = scale else {
            sum = sum.checked_add(number)?;
            rest = after;
            break;
        };
        sum = sum.checked_add(number.times_ten_to(zeros)?)?;
        (rest, is_scaled) = (behind, true);
    }
    let figure = if is_scaled {
        Cow::Owned([sign, &sum.grouped()].concat())
    } else {
        Cow::Borrowed(&text[..text.len() - rest.len()])
    };
    Some((figure, rest))
}

/// The unit in English, in the form that fits its number.
fn named(words: &Words, figure: &str, unit: &str) -> Option<String> {
    if matches!(unit, "%" | "％") {
        return Some("%".to_owned());
    }
    words.find_in("unit", unit)?;
    let count = figure.trim_start_matches(SIGNS);
    Some(words.fill_in("unit", unit, &[("count", count)]))
}

fn joined(words: &Words, figure: &str, unit: &str) -> String {
    match named(words, figure, unit) {
        Some(unit) if unit == "%" => format!("{figure}%"),
        Some(unit) => format!("{figure} {unit}"),
        None => format!("{figure}{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::in_english;
    use crate::base::words::{Lang, Words};

    #[test]
    fn known_units_and_bounds_are_said_in_english_and_others_are_not() {
        let said = |text: &str| in_english(Words::of(Lang::En), text).unwrap_or_default();
        for (printed, english) in [
            ("1,071件", "1,071 items"),
            ("1件", "1 item"),
            ("0回", "0 times"),
            ("+1回", "+1 time"),
            ("68.3％", "68.3%"),
            ("50%以上", "50% or more"),
            ("3件以下", "3 items or less"),
            ("90％未満", "less than 90%"),
            ("80%超", "more than 80%"),
            ("約2,360人", "about 2,360 people"),
            ("+12人", "+12 people"),
            ("▲3.5％", "▲3.5%"),
            ("80以上", "80 or more"),
            ("1,000円", "1,000 yen"),
            ("3.5万件", "35,000 items"),
            ("年27万回", "270,000 times a year"),
            ("年約30万回", "about 300,000 times a year"),
            ("約年1.1万件以上", "about 11,000 items a year or more"),
            ("26万4,894人", "264,894 people"),
            ("▲2億4千万円", "▲240,000,000 yen"),
            ("年1回", "1 time a year"),
            ("１３中学校区", "13 junior high school districts"),
            ("＋６２回", "＋62 times"),
            ("7 手続", "7 procedures"),
            ("2割", "20% (2割)"),
            ("約7割", "about 70% (7割)"),
            ("3割程度", "about 30% (3割)"),
            ("1割以上", "10% (1割) or more"),
            ("8％減", "8% less"),
            ("31.5%増加", "31.5% more"),
            // More than number, unit, period and bound.
            ("3万5千件", ""),
            ("万件", ""),
            ("約約3件", ""),
            ("約約10%増", ""),
            ("約50％以上（見込）", ""),
            ("令和6年", ""),
            ("5社", ""),
            ("以上", ""),
            ("約", ""),
            ("", ""),
        ] {
            assert_eq!(said(printed), english, "{printed}");
        }
    }
}
