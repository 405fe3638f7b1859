//! Whether an actual reached its target, by the direction in which "better" lies.
//!
//! This is the *computed* verdict; one that a document states is a value of the model. Where the data
//! do not say enough there is no verdict, and the reason is told.

use crate::base::decimal::Decimal;
use crate::model::value::{BoundOp, Kind};
use crate::model::{Better, Value, YearValues};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Achieved,
    Missed,
    Unjudged(Unjudged),
}

/// Why there is no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unjudged {
    NoTarget,
    NoActual,
    /// One of them is a sentence, approximate, a redaction or the like.
    NotComparable,
    /// Both are numbers but nothing says which way is better.
    NoDirection,
}

/// The computed verdict of one year.
///
/// - target is a bound (50%以上): achieved when the actual lies on its side;
/// - target is a range (99～100): achieved when the actual lies in it, or beyond it on the better side;
/// - target is a number: achieved when actual ≥ target (better: up), ≤ (down), = (keep).
pub fn verdict(values: &YearValues, better: Option<Better>) -> Verdict {
    let Some(target) = values.target.as_ref().filter(|v| !v.is_missing()) else {
        return Verdict::Unjudged(Unjudged::NoTarget);
    };
    let Some(actual) = values.actual.as_ref().filter(|v| !v.is_missing()) else {
        return Verdict::Unjudged(Unjudged::NoActual);
    };
    let Some(reached) = single_number(actual) else {
        return Verdict::Unjudged(Unjudged::NotComparable);
    };
    match target.kind() {
        Kind::Bound { op, quantity } => said(on_side(*op, reached, quantity.number)),
        Kind::Range(range) => said(in_range(reached, (range.low, range.high), better)),
        _ => match single_number(target) {
            None => Verdict::Unjudged(Unjudged::NotComparable),
            Some(target) => match better {
                Some(Better::Up) => said(reached >= target),
                Some(Better::Down) => said(reached <= target),
                Some(Better::Keep) => said(reached == target),
                None => Verdict::Unjudged(Unjudged::NoDirection),
            },
        },
    }
}

/// The one exact number of a value; what is only approximate (約) proves nothing.
fn single_number(value: &Value) -> Option<Decimal> {
    let quantity = value.quantity().filter(|quantity| !quantity.approximate)?;
    Some(quantity.number)
}

fn said(achieved: bool) -> Verdict {
    if achieved {
        Verdict::Achieved
    } else {
        Verdict::Missed
    }
}

fn on_side(op: BoundOp, reached: Decimal, bound: Decimal) -> bool {
    match op {
        BoundOp::AtLeast => reached >= bound,
        BoundOp::AtMost => reached <= bound,
        BoundOp::Below => reached < bound,
        BoundOp::Above => reached > bound,
    }
}

fn in_range(reached: Decimal, (low, high): (Decimal, Decimal), better: Option<Better>) -> bool {
    let (above_low, below_high) = (reached >= low, reached <= high);
    match better {
        Some(Better::Up) => above_low,
        Some(Better::Down) => below_high,
        Some(Better::Keep) | None => above_low && below_high,
    }
}
