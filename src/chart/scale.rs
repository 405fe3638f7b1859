//! From values to lengths: the scale of a row of bars, and round numbers for its ticks.
//!
//! Lengths are the only place where floating point is used; no number that is read is made here.
//! Bars always start at zero, so their lengths can be compared honestly.

/// A linear scale that runs from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Where zero lies.
    pub zero: f64,
    per_unit: f64,
}

/// Something drawn on the scale: how far right its value reaches, and what must fit beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub value: f64,
    pub beside: f64,
}

/// Round numbers along a scale: whole multiples of one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticks {
    /// The step is `digits × 10^power`, digits being 1, 2, 5 or 25 (25 × 10^n is 2.5 × 10^(n+1)).
    digits: i64,
    power: i32,
    /// The first and the last multiple.
    first: i64,
    last: i64,
}

impl Scale {
    /// The longest scale between two edges that keeps everything inside, labels included.
    pub fn fitting((left, right): (f64, f64), lowest: f64, reaches: &[Reach]) -> Self {
        let below = (-lowest).max(0.0);
        let room = right - left;
        let mut per_unit = f64::INFINITY;
        for reach in reaches {
            let span = reach.value.max(0.0) + below;
            if span > 0.0 {
                per_unit = per_unit.min((room - reach.beside).max(room * 0.2) / span);
            }
        }
        if !per_unit.is_finite() {
            per_unit = 0.0;
        }
        Self {
            zero: left + below * per_unit,
            per_unit,
        }
    }

    pub fn at(&self, value: f64) -> f64 {
        self.zero + value * self.per_unit
    }
}

/// Ticks for values from `low` to `high`, at most `most` of them (two at least), all inside.
///
/// Steps are 1, 2, 2.5 and 5 times a power of ten. Values that are all alike or not finite have none.
pub fn nice_ticks(low: f64, high: f64, most: usize) -> Option<Ticks> {
    let span = high - low;
    if !span.is_finite() || span <= 0.0 {
        return None;
    }
    let most = most.max(2);
    let mut power = order_of(span) - 3;
    // Four orders of magnitude below the span is more than any sane `most`; the loop ends within it.
    while power < 300 {
        for (digits, shift) in [(1, 0), (2, 0), (25, -1), (5, 0)] {
            let ticks = Ticks::within(low, high, digits, power + shift)?;
            if ticks.count() <= most {
                return (ticks.count() >= 2).then_some(ticks);
            }
        }
        power += 1;
    }
    None
}

impl Ticks {
    fn within(low: f64, high: f64, digits: i64, power: i32) -> Option<Self> {
        let first = whole((low / step(digits, power) - 1e-9).ceil())?;
        let last = whole((high / step(digits, power) + 1e-9).floor())?;
        Some(Self {
            digits,
            power,
            first,
            last,
        })
    }

    pub fn count(&self) -> usize {
        usize::try_from(self.last - self.first + 1).unwrap_or(0)
    }

    /// Position and text of each tick, from low to high. The text is exact: it never passes through a
    /// floating point number.
    pub fn iter(&self) -> impl Iterator<Item = (f64, String)> + '_ {
        (self.first..=self.last).map(|multiple| {
            let digits = multiple * self.digits;
            (step(digits, self.power), decimal_text(digits, self.power))
        })
    }
}

/// The power of ten of a positive number: 0 for 1 to 9.99.
#[expect(
    clippy::cast_possible_truncation,
    reason = "powers of f64 lie between -308 and 308"
)]
fn order_of(number: f64) -> i32 {
    number.log10().floor() as i32
}

/// A multiple small enough to be counted exactly; ticks further out would be noise.
#[expect(clippy::cast_possible_truncation, reason = "checked in the same line")]
fn whole(number: f64) -> Option<i64> {
    (number.abs() < 1e15).then_some(number as i64)
}

#[expect(clippy::cast_precision_loss, reason = "multiples are below 2^53")]
fn step(digits: i64, power: i32) -> f64 {
    if power >= 0 {
        digits as f64 * 10f64.powi(power)
    } else {
        digits as f64 / 10f64.powi(-power)
    }
}

/// `digits × 10^power` in plain figures with thousands set apart: `12,500`, `0.25`, `▲40`.
fn decimal_text(digits: i64, power: i32) -> String {
    let mut figures = digits.unsigned_abs().to_string();
    let decimals = usize::try_from(-power).unwrap_or(0);
    if digits != 0 {
        figures.extend(std::iter::repeat_n(
            '0',
            usize::try_from(power).unwrap_or(0),
        ));
    }
    while figures.len() <= decimals {
        figures.insert(0, '0');
    }
    let (whole, fraction) = figures.split_at(figures.len() - decimals);
    let fraction = fraction.trim_end_matches('0');
    let mut text = String::with_capacity(figures.len() + 8);
    if digits < 0 {
        text.push('▲');
    }
    for (at, figure) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(figure);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}
