//! Amounts of a chart in one unit of money, so that what stands side by side can be compared by eye.
//!
//! 億円 where every amount reaches one, else 万円 or 円: the largest unit in which each still has figures
//! that mean something. What is said in sentences is 億 and 万; what was printed stands in tables.

use super::said::rounded;
use crate::base::decimal::Decimal;
use crate::chart::{Datum, Point, Short, Spec};
use crate::model::plan::MoneyUnit;

/// A unit of money, to how many decimals it is written, and the least amount that is.
#[derive(Clone, Copy)]
struct Scale {
    yen: i64,
    decimals: u8,
    least: i64,
    name: &'static str,
}

const OKU: i64 = 100_000_000;
const MAN: i64 = 10_000;

/// From the roughest to the exact one.
const SCALES: [Scale; 5] = [
    Scale {
        yen: OKU,
        decimals: 1,
        least: OKU * 10,
        name: "億円",
    },
    Scale {
        yen: OKU,
        decimals: 2,
        least: OKU,
        name: "億円",
    },
    Scale {
        yen: MAN,
        decimals: 0,
        least: MAN * 10,
        name: "万円",
    },
    Scale {
        yen: MAN,
        decimals: 1,
        least: MAN,
        name: "万円",
    },
    Scale {
        yen: 1,
        decimals: 0,
        least: 0,
        name: "円",
    },
];

/// Gives every number of a chart a label in the same unit; the title needs none then.
pub fn label(spec: &mut Spec<'_>, unit: MoneyUnit) {
    let fits = |scale: &&Scale| numbers(spec).all(|number| is_legible(number, unit, **scale));
    let scale = SCALES.iter().find(fits).unwrap_or(&SCALES[4]);
    let points = spec.points.iter_mut().chain(&mut spec.total);
    let mut is_whole = true;
    for datum in points.flat_map(|point| &mut point.values) {
        if let Datum::Number { value, short, .. } = datum {
            *short = written(*value, unit, *scale);
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

fn written(number: Decimal, unit: MoneyUnit, scale: Scale) -> Option<Short> {
    let yen = number.checked_mul(Decimal::from_int(unit.yen()))?;
    let one = Decimal::from_int(scale.yen);
    let name = if yen.is_zero() { "円" } else { scale.name };
    let size = match yen.is_zero() {
        true => Decimal::ZERO,
        false => yen.abs().ratio(one, scale.decimals)?,
    };
    let sign = if number.is_negative() { "▲" } else { "" };
    Some(Short {
        label: format!("{sign}{}{name}", size.grouped()),
        said: match yen.is_zero() {
            true => format!("0{name}"),
            false => rounded(number, unit),
        },
        is_rounded: size.checked_mul(one)? != yen.abs(),
    })
}
