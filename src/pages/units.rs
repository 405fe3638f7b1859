//! Printed values in English: a number with a unit and a bound that the catalogue has words for.
//!
//! The list of units is closed. Signs and digits stay as they are printed, in their order; a value that
//! is more than number, unit and bound stays Japanese. The Japanese edition shows all as printed.

use std::borrow::Cow;

use super::book::Book;
use super::said::signed;
use crate::base::decimal::Decimal;
use crate::base::words::Words;
use crate::figures::judged;
use crate::model::value::Kind;
use crate::model::{Judgement, Value, YearValues};

/// How a document writes bounds, and the key of their sentence.
const BOUNDS: [(&str, &str); 4] = [
    ("以上", "value-at-least"),
    ("以下", "value-at-most"),
    ("未満", "value-below"),
    ("超", "value-above"),
];

/// Before a scale word, what is computed has so many decimal places at most.
const PLACES: u8 = 2;

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
            Kind::Number(_) | Kind::Duration(_) | Kind::Bound { .. }
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
            None => Cow::Borrowed(unit),
        }
    }

    /// A number with the unit behind it.
    pub fn with_unit(&self, figure: &str, unit: &str) -> String {
        match self.words_of_values() {
            Some(words) => joined(words, figure, unit),
            None => format!("{figure}{unit}"),
        }
    }

    /// The target that a result and its printed difference leave, written as the result is: 年30万回 beside
    /// 年27万回, in both editions.
    pub fn implied_target(&self, values: &YearValues) -> Option<String> {
        let (target, unit) = judged::implied_target(values)?;
        let actual = values.actual.as_ref()?;
        let per = actual.quantity().and_then(|quantity| quantity.per());
        let per = per.filter(|per| actual.raw().starts_with(*per));
        let said = match (per, scaled(target, actual)) {
            (per, Some(scaled)) => [per.unwrap_or_default(), &scaled, unit].concat(),
            (Some(per), None) => [per, &signed(target), unit].concat(),
            (None, None) => self.with_unit(&signed(target), unit),
        };
        Some(said)
    }

    /// A computed number with its unit, with the scale word of a printed one: 3万回 beside 27万回.
    pub fn in_style_of(&self, number: Decimal, unit: &str, printed: &Value) -> String {
        match scaled(number, printed) {
            Some(scaled) => scaled + unit,
            None => self.with_unit(&signed(number), unit),
        }
    }

    /// A share in percent, with the sign of the edition.
    pub fn percent(&self, share: Decimal) -> String {
        self.with_unit(&share.to_string(), "％")
    }

    /// The judgement as printed; in English what it means, and the printed word behind it.
    pub fn judged(&self, judged: &Judgement) -> String {
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
    let (is_about, rest) = match printed.strip_prefix('約') {
        Some(rest) => (true, rest),
        None => (false, printed),
    };
    let unsigned = rest.trim_start_matches(SIGNS);
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let after = unsigned.trim_start_matches(is_of_number);
    let (figure, after) = rest.split_at(rest.len() - after.len());
    if !figure.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bound = BOUNDS
        .iter()
        .find_map(|(bound, key)| Some((after.strip_suffix(bound)?, *key)));
    let (unit, bound) = match bound {
        Some((unit, key)) => (unit, Some(key)),
        None => (after, None),
    };
    let mut said = match unit {
        "" => figure.to_owned(),
        unit => {
            named(words, figure, unit)?;
            joined(words, figure, unit)
        }
    };
    let about = is_about.then_some("value-about");
    for key in about.into_iter().chain(bound) {
        said = words.fill_in("pages", key, &[("value", &*said)]);
    }
    Some(said)
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
            // More than number, unit and bound.
            ("3.5万件", ""),
            ("10%増", ""),
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
