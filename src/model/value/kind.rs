//! The kinds of value, and what a quantity is made of.
//!
//! Types only; they are made by the reader in this room.

use crate::base::decimal::Decimal;

/// What the text of a cell is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A single number; approximate and provisional ones say so.
    Number(Quantity),
    /// `99～100`
    Range(Box<Range>),
    /// `50%以上`
    Bound {
        op: BoundOp,
        quantity: Box<Quantity>,
    },
    /// `前年比＋5％`, `10%増加`: means nothing without the value it refers to.
    Relative(Box<Relative>),
    /// `24種中1種`
    Ratio(Box<Ratio>),
    /// `20分34秒`, as seconds.
    Duration(Box<Quantity>),
    /// `24回 約2,360名`: several values in one cell, each with its part of the text.
    Several(Box<[super::Value]>),
    /// Words, dates, codes.
    Text,
    /// Nothing was entered.
    Blank,
    /// `―`, `n/a`, 不明: not measured or not applicable.
    Dash,
    /// 調査中, 後日公表, 「…後に決定」: there will be a value.
    Undecided,
    /// `■■■`: there is a value, and it is not public.
    Redacted,
    /// The conversion of the document ate it.
    Lost,
    /// There is one, and it is held back for now. No document prints that; a release puts it in its place.
    Unpublished,
    /// Looks like a number but can be read in more than one way: shown, never counted.
    Ambiguous {
        as_number: Option<Decimal>,
        why: Why,
    },
}

/// From one number to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub low: Decimal,
    pub high: Decimal,
    pub unit: Option<Box<str>>,
    pub approximate: bool,
}

/// On which side of its number a bound lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoundOp {
    /// 以上
    AtLeast,
    /// 以下
    AtMost,
    /// 未満
    Below,
    /// 超
    Above,
}

/// A number with what was printed around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Worked out with its scale word: 3.5万人 is 35000 人.
    pub number: Decimal,
    /// In half width: `%`, `件`. The scale word is not part of it.
    pub unit: Option<Box<str>>,
    /// 約, 余, 程度
    pub approximate: bool,
    /// 見込, 暫定
    pub provisional: bool,
    /// 累計
    pub cumulative: bool,
    pub(super) details: Option<Box<Details>>,
}

/// What few cells have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Details {
    pub scale: Option<Box<str>>,
    pub per: Option<Box<str>>,
    pub as_of: Option<Box<str>>,
    pub remark: Option<Box<str>>,
}

impl Quantity {
    /// The scale word that was printed: `万`, `億千万`.
    pub fn scale(&self) -> Option<&str> {
        self.details.as_ref()?.scale.as_deref()
    }

    /// The last of its scale words, with its zeros: 千万 of 2億4千万.
    pub fn last_scale(&self) -> Option<(&'static str, u8)> {
        let scale = self.scale()?;
        let mut known = super::number::SCALES.into_iter();
        known.find(|(word, _)| scale.ends_with(word))
    }

    /// The period or thing it counts by: `年` of 件/年 and of 年1回.
    pub fn per(&self) -> Option<&str> {
        self.details.as_ref()?.per.as_deref()
    }

    /// The date of a count: `11月末時点`.
    pub fn as_of(&self) -> Option<&str> {
        self.details.as_ref()?.as_of.as_deref()
    }

    /// Remarks and footnote marks that are printed in the cell: `見込`, `*注`.
    pub fn remark(&self) -> Option<&str> {
        self.details.as_ref()?.remark.as_deref()
    }
}

/// A change against, or a share of, another value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// What it refers to, as printed: `前年比`. `10%増加` does not say.
    pub base: Option<Box<str>>,
    pub measure: Measure,
    pub op: Option<BoundOp>,
    /// A decrease is negative. 前年度以上 has no number.
    pub quantity: Option<Quantity>,
}

/// How a relative value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// +5%, 10%増: the difference.
    Change,
    /// 前年比105%: the value itself, as a share.
    Level,
}

/// So many of so many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratio {
    pub part: Decimal,
    pub whole: Decimal,
    pub unit: Option<Box<str>>,
}

/// Why a text that looks like a number is not taken as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// `(1,234)`: negative, or "of which" (内数).
    Bracketed,
    /// `▼5`: "fell by", or a mark.
    FallMark,
    /// `ー5`: a long-vowel mark or a dash where a minus is expected.
    DashBefore,
    /// `±5`
    PlusMinus,
    /// `1.2億`: of what?
    ScaleOnly,
    /// `99-100`: a range, a code or a date.
    Hyphen,
    /// `1,234/5,678`, `10(3)`
    TwoFigures,
    /// `100～50`
    Reversed,
}
