//! Exact decimal numbers: what money, rates and counts are made of.
//!
//! A number keeps the digits behind its point as they were written (`12.50` is shown as `12.50`),
//! and compares by its value. Nothing rounds unless it is asked to, and whatever does not fit gives
//! `None`. It knows no units, no signs other than `-`, and no binary fractions.

use std::cmp::Ordering;
use std::fmt;

/// An exact decimal number: a whole mantissa, and how many of its digits stand behind the point.
///
/// The size of `mantissa` never reaches `i128::MIN`, so that a sign can always be turned. The packing
/// saves a quarter of the memory of a plan's values.
#[derive(Clone, Copy)]
#[repr(Rust, packed(8))]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

/// The most digits behind the point: the largest power of ten that an `i128` holds.
const MAX_SCALE: u8 = 38;

impl Decimal {
    pub const ZERO: Decimal = Decimal {
        mantissa: 0,
        scale: 0,
    };

    pub const fn from_int(number: i64) -> Self {
        Self {
            mantissa: number as i128,
            scale: 0,
        }
    }

    /// Reads plain ASCII such as `-12.50`: no commas, no `+`, no exponent, digits on both sides of a
    /// point.
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, negative) = match text.strip_prefix('-') {
            Some(digits) => (digits, true),
            None => (text, false),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (digits, ""),
        };
        if whole.is_empty() {
            return None;
        }
        let mut mantissa: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            if !digit.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa
                .checked_mul(10)?
                .checked_add(i128::from(digit - b'0'))?;
        }
        let scale = u8::try_from(fraction.len()).ok()?;
        Self::of(if negative { -mantissa } else { mantissa }, scale)
    }

    /// The number `mantissa` × 10^-`scale`, where it can be held.
    pub(crate) fn of(mantissa: i128, scale: u8) -> Option<Self> {
        let holds = mantissa != i128::MIN && scale <= MAX_SCALE;
        holds.then_some(Self { mantissa, scale })
    }

    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let sum = self
            .stretched(scale)?
            .checked_add(other.stretched(scale)?)?;
        Self::of(sum, scale)
    }

    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.neg())
    }

    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let (left, right) = (self.mantissa, other.mantissa);
        Self::of(
            left.checked_mul(right)?,
            self.scale.checked_add(other.scale)?,
        )
    }

    /// The number times 10^`zeros`; digits behind the point move before it, so `3.5` and four zeros
    /// give `35000`.
    pub fn times_ten_to(self, zeros: u8) -> Option<Self> {
        let moved = self.scale.min(zeros);
        let factor = power(zeros - moved)?;
        let mantissa = self.mantissa;
        Self::of(mantissa.checked_mul(factor)?, self.scale - moved)
    }

    pub const fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// Below zero. There is no negative zero.
    pub const fn is_negative(&self) -> bool {
        self.mantissa < 0
    }

    pub const fn abs(self) -> Self {
        Self {
            mantissa: self.mantissa.abs(),
            scale: self.scale,
        }
    }

    pub const fn neg(self) -> Self {
        Self {
            mantissa: -self.mantissa,
            scale: self.scale,
        }
    }

    /// How many digits stand behind the point.
    pub const fn places(&self) -> u8 {
        self.scale
    }

    /// Rounds half away from zero (四捨五入): 2.5 → 3, -2.5 → -3.
    ///
    /// It only takes digits away: a number that is shorter already stays as it is, because added
    /// zeros would claim an exactness that nobody printed.
    pub fn round(self, places: u8) -> Self {
        if self.scale <= places {
            return self;
        }
        // Both powers exist, because a scale never exceeds 38.
        let divisor = power(self.scale - places).expect("a scale is at most 38");
        Self {
            mantissa: divide_half_up(self.mantissa, divisor),
            scale: places,
        }
    }

    /// self ÷ other with exactly `places` digits behind the point, rounded half away from zero from
    /// the exact quotient. `None` for a zero divisor, and where the digits do not fit.
    pub fn ratio(self, other: Self, places: u8) -> Option<Self> {
        let (dividend, divisor) = self.fraction(other, places)?;
        Self::of(divide_half_up(dividend, divisor), places)
    }

    /// The same, with the further digits cut off (切捨て) instead of rounded.
    pub fn truncated_ratio(self, other: Self, places: u8) -> Option<Self> {
        let (dividend, divisor) = self.fraction(other, places)?;
        Self::of(dividend / divisor, places)
    }

    /// Whole numbers whose quotient is self ÷ other × 10^places; the divisor is positive.
    fn fraction(self, other: Self, places: u8) -> Option<(i128, i128)> {
        if other.is_zero() {
            return None;
        }
        let (left, right) = (self.trimmed(), other.trimmed());
        let (mut dividend, mut divisor) = (left.mantissa, right.mantissa);
        let zeros = i32::from(places) + i32::from(right.scale) - i32::from(left.scale);
        let factor = power(u8::try_from(zeros.unsigned_abs()).ok()?)?;
        if zeros >= 0 {
            dividend = dividend.checked_mul(factor)?;
        } else {
            divisor = divisor.checked_mul(factor)?;
        }
        if divisor < 0 {
            (dividend, divisor) = (dividend.checked_neg()?, divisor.checked_neg()?);
        }
        Some((dividend, divisor))
    }

    /// With commas between the thousands: `1,234,567.50`.
    pub fn grouped(&self) -> String {
        let plain = self.to_string();
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", &*plain),
        };
        let whole = digits.find('.').unwrap_or(digits.len());
        let mut out = String::with_capacity(plain.len() + whole / 3);
        out.push_str(sign);
        for (at, digit) in digits.char_indices() {
            if at > 0 && at < whole && (whole - at) % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    /// The nearest binary fraction. Only for the coordinates of drawings: no figure that is printed,
    /// summed or compared may go through it.
    #[expect(clippy::cast_precision_loss, reason = "a coordinate may lose digits")]
    pub fn to_f64(self) -> f64 {
        let mantissa = self.mantissa;
        mantissa as f64 / 10f64.powi(i32::from(self.scale))
    }

    fn stretched(self, scale: u8) -> Option<i128> {
        let mantissa = self.mantissa;
        mantissa.checked_mul(power(scale - self.scale)?)
    }

    /// The same value without zeros at the end of its fraction.
    fn trimmed(self) -> Self {
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa, scale }
    }
}

fn power(zeros: u8) -> Option<i128> {
    10i128.checked_pow(u32::from(zeros))
}

/// Divides by a positive number and rounds half away from zero.
fn divide_half_up(dividend: i128, divisor: i128) -> i128 {
    let (quotient, rest) = (dividend / divisor, (dividend % divisor).abs());
    // The same as 2 × rest ≥ divisor, which could overflow.
    if rest >= divisor - rest {
        quotient + dividend.signum()
    } else {
        quotient
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self::from_int(number)
    }
}

impl Ord for Decimal {
    /// By value: first the whole parts, then the fractions brought to one length, so that nothing can
    /// overflow however far apart the scales are.
    fn cmp(&self, other: &Self) -> Ordering {
        let split = |number: &Self| {
            let one = power(number.scale).expect("a scale is at most 38");
            let longer = power(MAX_SCALE - number.scale).expect("a scale is at most 38");
            let mantissa = number.mantissa;
            (mantissa / one, mantissa % one * longer)
        };
        if self.scale == other.scale {
            let (left, right) = (self.mantissa, other.mantissa);
            return left.cmp(&right);
        }
        split(self).cmp(&split(other))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl fmt::Debug for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mantissa, scale) = (self.mantissa, usize::from(self.scale));
        let digits = mantissa.unsigned_abs().to_string();
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let point = if fraction.is_empty() { "" } else { "." };
        out.pad_integral(mantissa >= 0, "", &format!("{whole}{point}{fraction}"))
    }
}
