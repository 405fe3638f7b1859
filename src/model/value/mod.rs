//! A value as a document prints it: the text, what kind of value it is, and how sure we are.
//!
//! The text is never lost and never rewritten; the kind says what the text can be used for. Blank,
//! zero, dash, undecided, redacted and lost are different kinds, and only a zero is a number. Reading
//! a cell is in `parse` and below it; comparing values and adding them up is for `figures`.

mod cell;
mod compared;
mod flaw;
mod grammar;
mod kind;
mod number;
mod parse;
mod say;
mod tail;
mod whole;

use crate::base::decimal::Decimal;
use crate::base::place::Spot;

pub use flaw::Flaw;
pub use kind::{BoundOp, Kind, Measure, Quantity, Range, Ratio, Relative, Why};
pub use number::SCALES;

/// One cell of a document.
///
/// A plan can hold a million of them, so what is rare is boxed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    raw: Box<str>,
    kind: Kind,
    pub at: Spot,
    /// False when staff marked the value as uncertain.
    pub sure: bool,
    aside: Option<Box<Aside>>,
}

/// What staff say of few cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Aside {
    note: Option<Box<str>>,
    page: Option<Box<str>>,
}

impl Value {
    /// Reads a cell. A warning comes beside a value, a fault instead of one.
    ///
    /// Any text is a value ([`Kind::Text`]); only what is meant as a number and cannot be one, or what
    /// cannot be shown safely, is a fault.
    pub fn parse(raw: &str, at: Spot) -> Result<(Self, Option<Flaw>), Flaw> {
        parse::value(raw, at)
    }

    /// A cell that the conversion of the document ate.
    pub fn lost(at: Spot) -> Self {
        Self::new("", Kind::Lost, at)
    }

    /// A cell of which nothing is told yet.
    pub fn unpublished(at: Spot) -> Self {
        Self::new("", Kind::Unpublished, at)
    }

    /// An empty cell.
    pub fn blank(at: Spot) -> Self {
        Self::new("", Kind::Blank, at)
    }

    /// Words that say that there will be a value, however they say it.
    pub fn undecided(raw: &str, at: Spot) -> Self {
        Self::new(&cell::tidy(raw), Kind::Undecided, at)
    }

    /// Words that are not to be read as anything else, for example a code such as `007`.
    pub fn text(raw: &str, at: Spot) -> Self {
        let raw = cell::tidy(raw);
        let kind = if raw.is_empty() {
            Kind::Blank
        } else {
            Kind::Text
        };
        Self::new(&raw, kind, at)
    }

    fn new(raw: &str, kind: Kind, at: Spot) -> Self {
        Self {
            raw: raw.into(),
            kind,
            at,
            sure: true,
            aside: None,
        }
    }

    /// The same value, marked as uncertain for a reason.
    #[must_use]
    pub fn with_doubt(mut self, note: &str) -> Self {
        self.sure = false;
        self.remark(Some(note), None);
        self
    }

    /// Sets what staff say of the cell: a remark, and its page.
    pub fn remark(&mut self, note: Option<&str>, page: Option<&str>) {
        let aside = Aside {
            note: note.map(Into::into),
            page: page.map(Into::into),
        };
        self.aside = (aside != Aside::default()).then(|| Box::new(aside));
    }

    /// What staff remark on it; remarks that are printed in the cell are in [`Quantity::remark`].
    pub fn note(&self) -> Option<&str> {
        self.aside.as_ref()?.note.as_deref()
    }

    /// The page of the document it stands on, where it differs from that of its table.
    pub fn page(&self) -> Option<&str> {
        self.aside.as_ref()?.page.as_deref()
    }

    /// The text as printed, in composed characters and without blanks around it.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    pub const fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The one exact number that may take part in a sum or a difference: neither approximate (約) nor
    /// a bound, a range or ambiguous. Provisional and cumulative numbers are exact.
    pub fn number(&self) -> Option<Decimal> {
        match &self.kind {
            Kind::Number(quantity) if !quantity.approximate => Some(quantity.number),
            _ => None,
        }
    }

    /// The single quantity, approximate or not; a duration is one in seconds.
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.kind {
            Kind::Number(quantity) => Some(quantity),
            Kind::Duration(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The lowest and the highest number it can be; `None` at an end that is open.
    ///
    /// The number of a bound belongs to it only for 以上 and 以下, which the [`BoundOp`] tells. What is
    /// approximate has no ends.
    pub fn interval(&self) -> Option<(Option<Decimal>, Option<Decimal>)> {
        match &self.kind {
            Kind::Number(quantity) if !quantity.approximate => {
                Some((Some(quantity.number), Some(quantity.number)))
            }
            Kind::Duration(quantity) if !quantity.approximate => {
                Some((Some(quantity.number), Some(quantity.number)))
            }
            Kind::Range(range) if !range.approximate => Some((Some(range.low), Some(range.high))),
            Kind::Bound { op, quantity } if !quantity.approximate => Some(match op {
                BoundOp::AtLeast | BoundOp::Above => (Some(quantity.number), None),
                BoundOp::AtMost | BoundOp::Below => (None, Some(quantity.number)),
            }),
            _ => None,
        }
    }

    /// Whether there is no value to be had: blank, dash, undecided, redacted, lost or held back. Never zero.
    pub const fn is_missing(&self) -> bool {
        matches!(
            self.kind,
            Kind::Blank
                | Kind::Dash
                | Kind::Undecided
                | Kind::Redacted
                | Kind::Lost
                | Kind::Unpublished
        )
    }

    /// Whether it only says that there will be one.
    pub const fn is_unpublished(&self) -> bool {
        matches!(self.kind, Kind::Unpublished)
    }

    /// What a screen reader should say where the printed signs would mislead it: `▲29,282` is
    /// 「マイナス29,282」, `99～100` is 「99から100」. `None` where the text can be read as it stands.
    pub fn spoken(&self) -> Option<String> {
        say::spoken(self)
    }

    /// The value in one canonical form, which reads back as the same value: `-29282`, `50%以上`.
    ///
    /// Scale words are worked out (`20億4千万円` is `2040000000円`); remarks are left out. A lost value
    /// has no text at all.
    pub fn plain(&self) -> String {
        say::plain(self)
    }
}
