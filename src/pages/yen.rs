//! Amounts of money in words, and those of a chart in one unit, so that what stands side by side can be
//! compared by eye.
//!
//! A chart has 億円 where every amount reaches one, else 万円 or 円: the largest unit in which each still
//! has figures that mean something; in English billions, millions or yen. Beside 万円, what reaches 億 is 億
//! and 万, as it is said in sentences; what was printed stands in tables.

use crate::base::decimal::Decimal;
use crate::base::words::Lang;
use crate::chart::{Datum, Point, Short, Spec};
use crate::model::plan::MoneyUnit;

/// A unit of money, to how many decimals it is written, and the least amount that is.
#[derive(Clone, Copy)]
struct Scale {
    yen: i64,
    decimals: u8,
    least: i64,
    /// What stands before and after the number.
    sign: &'static str,
    name: &'static str,
}

const OKU: i64 = 100_000_000;
const MAN: i64 = 10_000;

const MILLION: i64 = 1_000_000;
const BILLION: i64 = 1_000_000_000;

/// From the roughest to the exact one.
const JAPANESE: [Scale; 5] = [
    Scale {
        yen: OKU,
        decimals: 1,
        least: OKU * 10,
        sign: "",
        name: "億円",
    },
    Scale {
        yen: OKU,
        decimals: 2,
        least: OKU,
        sign: "",
        name: "億円",
    },
    Scale {
        yen: MAN,
        decimals: 0,
        least: MAN * 10,
        sign: "",
        name: "万円",
    },
    Scale {
        yen: MAN,
        decimals: 1,
        least: MAN,
        sign: "",
        name: "万円",
    },
    Scale {
        yen: 1,
        decimals: 0,
        least: 0,
        sign: "",
        name: "円",
    },
];

const ENGLISH: [Scale; 5] = [
    Scale {
        yen: BILLION,
        decimals: 1,
        least: BILLION * 10,
        sign: "¥",
        name: " bn",
    },
    Scale {
        yen: BILLION,
        decimals: 2,
        least: BILLION,
        sign: "¥",
        name: " bn",
    },
    Scale {
        yen: MILLION,
        decimals: 1,
        least: MILLION * 10,
        sign: "¥",
        name: " m",
    },
    Scale {
        yen: MILLION,
        decimals: 2,
        least: MILLION,
        sign: "¥",
        name: " m",
    },
    Scale {
        yen: 1,
        decimals: 0,
        least: 0,
        sign: "¥",
        name: "",
    },
];

/// Gives every number of a chart a label in the same unit; the title needs none then.
pub fn label(spec: &mut Spec<'_>, unit: MoneyUnit) {
    let fits = |scale: &&Scale| numbers(spec).all(|number| is_legible(number, unit, **scale));
    let lang = spec.words.lang();
    let scales = match lang {
        Lang::Ja => &JAPANESE,
        Lang::En => &ENGLISH,
    };
    let scale = scales.iter().find(fits).unwrap_or(&scales[4]);
    let points = spec.points.iter_mut().chain(&mut spec.total);
    let mut is_whole = true;
    for datum in points.flat_map(|point| &mut point.values) {
        if let Datum::Number { value, short, .. } = datum {
            *short = written(*value, unit, *scale, lang);
            is_whole &= short.is_some();
        }
    }
    if is_whole {
        spec.unit = "".into();
    }
}

fn numbers<'s>(spec: &'s Spec<'_>) -> impl Iterator<Item = Decimal> + 's {
    let points = spec.points.iter().chain(&spec.total);
    let values = points.flat_map(|point: &Point<'_>| &point.values);
    values.filter_map(Datum::value)
}

/// Zero in any unit.
fn is_legible(number: Decimal, unit: MoneyUnit, scale: Scale) -> bool {
    let yen = number.checked_mul(Decimal::from_int(unit.yen()));
    yen.is_some_and(|yen| yen.is_zero() || yen.abs() >= Decimal::from_int(scale.least))
}

fn written(number: Decimal, unit: MoneyUnit, scale: Scale, lang: Lang) -> Option<Short> {
    let yen = number.checked_mul(Decimal::from_int(unit.yen()))?;
    let one = Decimal::from_int(scale.yen);
    let name = match lang {
        Lang::Ja if yen.is_zero() => "円",
        Lang::En if yen.is_zero() => "",
        _ => scale.name,
    };
    let size = match yen.is_zero() {
        true => Decimal::ZERO,
        false => yen.abs().ratio(one, scale.decimals)?,
    };
    let sign = sign(number, "", lang);
    // Nobody reads 23,115万円 as 2億.
    let large = match lang {
        Lang::Ja if scale.yen < OKU => in_oku_and_man(yen.abs(), unit),
        _ => None,
    };
    let (size, is_exact) = match large.filter(|(said, _)| said.contains('億')) {
        Some(large) => large,
        None => (
            format!("{}{}{name}", scale.sign, size.grouped()),
            size.checked_mul(one)? == yen.abs(),
        ),
    };
    let label = format!("{sign}{size}");
    Some(Short {
        said: match yen.is_zero() {
            true => label.clone(),
            false => rounded(number, unit, lang),
        },
        label,
        is_rounded: !is_exact,
    })
}

const fn minus(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "▲",
        Lang::En => "−",
    }
}

/// The unit of a table: 千円, `thousand yen`.
pub const fn unit_name(unit: MoneyUnit, lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => unit.label(),
        Lang::En => unit.english(),
    }
}

/// A number in its own unit: 「42,535千円」, `42,535 thousand yen`.
pub fn exact(number: Decimal, unit: MoneyUnit, lang: Lang) -> String {
    in_unit(number, "", unit, lang)
}

/// The same of a change, whose sign is said in both directions.
pub fn exact_change(number: Decimal, unit: MoneyUnit, lang: Lang) -> String {
    in_unit(number, PLUS, unit, lang)
}

fn in_unit(number: Decimal, plus: &str, unit: MoneyUnit, lang: Lang) -> String {
    let sign = sign(number, plus, lang);
    let between = match lang {
        Lang::Ja => "",
        Lang::En => " ",
    };
    let number = number.abs().grouped();
    format!("{sign}{number}{between}{}", unit_name(unit, lang))
}

const PLUS: &str = "+";

fn sign(number: Decimal, plus: &str, lang: Lang) -> &str {
    match () {
        () if number.is_negative() => minus(lang),
        () if number.is_zero() => "",
        () => plus,
    }
}

/// The rounded amount, with a word where that is not exact; the exact amount where it is shorter.
pub fn rounded(number: Decimal, unit: MoneyUnit, lang: Lang) -> String {
    rough(number, unit, lang).unwrap_or_else(|| exact(number, unit, lang))
}

/// The rounded amount; nothing when that says no more than the exact form.
pub fn rough(number: Decimal, unit: MoneyUnit, lang: Lang) -> Option<String> {
    rough_with(number, "", unit, lang)
}

/// The same of a change.
pub fn rough_change(number: Decimal, unit: MoneyUnit, lang: Lang) -> Option<String> {
    rough_with(number, PLUS, unit, lang)
}

fn rough_with(number: Decimal, plus: &str, unit: MoneyUnit, lang: Lang) -> Option<String> {
    let yen = number.checked_mul(Decimal::from_int(unit.yen()))?;
    let (said, is_exact) = match lang {
        Lang::Ja => in_oku_and_man(yen.abs(), unit)?,
        Lang::En => in_billions(yen.abs(), unit)?,
    };
    let sign = sign(number, plus, lang);
    Some(match (lang, is_exact) {
        (_, true) => format!("{sign}{said}"),
        (Lang::Ja, false) => format!("{sign}約{said}"),
        (Lang::En, false) => format!("about {sign}{said}"),
    })
}

/// 億 and 万, rounded half up to 万, and whether that is exact.
fn in_oku_and_man(yen: Decimal, unit: MoneyUnit) -> Option<(String, bool)> {
    let one = Decimal::from_int(MAN);
    let man = yen.ratio(one, 0)?;
    if man.is_zero() || unit == MoneyUnit::Yen && yen < one {
        return None;
    }
    let oku = man.truncated_ratio(one, 0)?;
    let rest = man.checked_sub(oku.checked_mul(one)?)?;
    let mut said = String::new();
    if !oku.is_zero() {
        said.push_str(&format!("{}億", oku.grouped()));
    }
    if !rest.is_zero() {
        said.push_str(&format!("{}万", rest.grouped()));
    }
    said.push('円');
    Some((said, man.checked_mul(one)? == yen))
}

/// Billions or millions, rounded half up to two decimals, and whether that is exact; smaller amounts to
/// the yen.
fn in_billions(yen: Decimal, unit: MoneyUnit) -> Option<(String, bool)> {
    let (size, name) = match () {
        () if yen >= Decimal::from_int(BILLION) => (BILLION, "billion"),
        () if yen >= Decimal::from_int(MILLION) => (MILLION, "million"),
        () if unit == MoneyUnit::Yen || yen.is_zero() => return None,
        () => return Some((format!("¥{}", yen.grouped()), true)),
    };
    let one = Decimal::from_int(size);
    let said = yen.ratio(one, 2)?;
    Some((
        format!("¥{} {name}", short_decimals(&said.grouped())),
        said.checked_mul(one)? == yen,
    ))
}

/// A number without zeros at its end: `42.50` is 42.5.
fn short_decimals(number: &str) -> &str {
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.'),
        false => number,
    }
}

#[cfg(test)]
mod tests {
    use super::{JAPANESE, MoneyUnit, written};
    use crate::base::decimal::Decimal;
    use crate::base::words::Lang;

    #[test]
    fn what_reaches_one_hundred_million_is_labelled_so_in_every_scale() {
        let label = |number: i64, scale: usize| {
            let unit = MoneyUnit::ThousandYen;
            let said = written(Decimal::from_int(number), unit, JAPANESE[scale], Lang::Ja);
            said.map(|said| (said.label, said.is_rounded))
        };
        for (number, scale, said, is_rounded) in [
            (231_151, 2, "2億3,115万円", true),
            (2_169_840, 2, "21億6,984万円", false),
            (-231_150, 2, "▲2億3,115万円", false),
            (300_000, 3, "3億円", false),
            (231_151, 4, "2億3,115万円", true),
            (99_996, 2, "1億円", true),
            (94_680, 2, "9,468万円", false),
            (94, 3, "9.4万円", false),
            (5, 4, "5,000円", false),
            (0, 2, "0円", false),
            (231_151, 1, "2.31億円", true),
        ] {
            assert_eq!(
                label(number, scale),
                Some((said.to_owned(), is_rounded)),
                "{number}"
            );
        }
    }
}
