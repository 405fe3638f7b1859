//! What goes into a chart: one shape for every kind.
//!
//! A chart is a grid of values: points (years, items, parts) down, one or two series across. It holds
//! texts as they were printed beside the exact numbers, because labels and tables show the former and
//! only lengths are drawn from the latter.

use std::borrow::Cow;

use super::table::Cell;
use crate::base::decimal::Decimal;
use crate::base::plain::plain_figures;
use crate::base::words::Words;

/// The order for one chart.
#[derive(Clone, Debug)]
pub struct Spec<'a> {
    /// Stands in front of every id inside the figure and its table; must be unique on its page.
    pub id: String,
    pub title: String,
    /// The unit of all values, said once in the title; empty when there is none.
    pub unit: Cow<'a, str>,
    /// Of its own sentences, in the language of the page.
    pub words: &'a Words,
    /// What the points are, for example 年度: the head of the table's first column.
    pub head: Cow<'a, str>,
    /// One or two. Further ones stand in the table only.
    pub series: Vec<Series<'a>>,
    pub points: Vec<Point<'a>>,
    /// The whole of the points as it was printed; a last row of the table.
    pub total: Option<Point<'a>>,
    /// Sentences under the table.
    pub notes: Vec<String>,
}

/// A name for a column of values, and the form in which it is drawn in every chart.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    pub name: Cow<'a, str>,
    pub form: Form,
}

/// Form carries the meaning where colour does not: on paper, in forced colours, for colour-blind eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// What one compares with: planned, aimed at, the year before.
    Outline,
    /// What one looks at: spent, reached, this year.
    Solid,
}

/// One place of the chart with its value in each series, in the order of the series.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    pub label: Label<'a>,
    pub values: Vec<Datum<'a>>,
    /// The year it stands for: only years that follow one another are counted (「3年で」「2年続けて」).
    pub year: Option<i32>,
    /// Whether the solid value reached the outlined one, where whoever asks for the chart knows that.
    pub reached: Option<bool>,
}

/// A name in two lengths or three.
#[derive(Clone, Debug, Default)]
pub struct Label<'a> {
    /// For the table: 令和5年度（2023年度）.
    pub full: Cow<'a, str>,
    /// For the drawing and the sentence: 令和5年度.
    pub short: Cow<'a, str>,
    /// For the narrowest place, on lines that `/` divides, the most special first: 4Q/令和7. Empty where
    /// the short name is the shortest.
    pub brief: Cow<'a, str>,
    /// The year in the other calendar, where the name is one: 2023.
    pub western: Option<i32>,
    /// Where the name leads from the table; empty when nowhere.
    pub href: Cow<'a, str>,
}

/// One value, or the reason why there is none.
#[derive(Clone, Debug)]
pub enum Datum<'a> {
    Number {
        value: Decimal,
        /// As printed: what the table shows.
        shown: Cow<'a, str>,
        /// How it is read aloud, when that differs from what is shown.
        spoken: Option<String>,
        /// For narrow places and for sentences. What is printed stands in the table.
        short: Option<Short>,
        certainty: Certainty,
    },
    /// A range, or a bound when one side is open.
    Interval {
        low: Option<Decimal>,
        high: Option<Decimal>,
        shown: Cow<'a, str>,
        certainty: Certainty,
    },
    /// No number: the word says why (非公開, 記載なし), or is what stands there instead of one.
    Absent { word: Cow<'a, str> },
}

/// A number in other words than it was printed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// Beside a bar: 1.20億円.
    pub label: String,
    /// In running text: 約1億1,952万円.
    pub said: String,
    /// Whether the label is only about right; what is said tells that itself.
    pub is_rounded: bool,
}

/// How far a value can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    Sure,
    /// The source leaves doubt: dashed, and marked ※.
    Unsure,
    /// Said in advance: dashed.
    Forecast,
}

impl<'a> Series<'a> {
    pub fn outline(name: impl Into<Cow<'a, str>>) -> Self {
        Self {
            name: name.into(),
            form: Form::Outline,
        }
    }

    pub fn solid(name: impl Into<Cow<'a, str>>) -> Self {
        Self {
            name: name.into(),
            form: Form::Solid,
        }
    }
}

impl<'a> Point<'a> {
    pub fn new(label: impl Into<Label<'a>>, values: Vec<Datum<'a>>) -> Self {
        Self {
            label: label.into(),
            values,
            year: None,
            reached: None,
        }
    }

    #[must_use]
    pub fn of_year(mut self, year: i32) -> Self {
        self.year = Some(year);
        self
    }

    #[must_use]
    pub fn reached(mut self, reached: Option<bool>) -> Self {
        self.reached = reached;
        self
    }
}

impl<'a> Label<'a> {
    pub fn new(full: impl Into<Cow<'a, str>>, short: impl Into<Cow<'a, str>>) -> Self {
        Self {
            full: full.into(),
            short: short.into(),
            brief: Cow::Borrowed(""),
            western: None,
            href: Cow::Borrowed(""),
        }
    }

    #[must_use]
    pub fn brief(mut self, lines: impl Into<Cow<'a, str>>) -> Self {
        self.brief = lines.into();
        self
    }

    #[must_use]
    pub fn western(mut self, year: i32) -> Self {
        self.western = Some(year);
        self
    }

    /// Makes the name a link in the table; drawings have none.
    #[must_use]
    pub fn link(mut self, href: impl Into<Cow<'a, str>>) -> Self {
        self.href = href.into();
        self
    }

    /// The name as it stands in a table.
    pub(super) fn cell(&self) -> Cell<'_> {
        if self.href.is_empty() {
            Cell::text(&*self.full)
        } else {
            Cell::link(&*self.full, &*self.href)
        }
    }
}

impl<'a> From<&'a str> for Label<'a> {
    fn from(name: &'a str) -> Self {
        Self::new(name, name)
    }
}

impl From<String> for Label<'_> {
    fn from(name: String) -> Self {
        Self::new(name.clone(), name)
    }
}

impl<'a> Datum<'a> {
    /// A sure number that is read and labelled as it is shown.
    pub fn number(value: Decimal, shown: impl Into<Cow<'a, str>>) -> Self {
        Self::Number {
            value,
            shown: shown.into(),
            spoken: None,
            short: None,
            certainty: Certainty::Sure,
        }
    }

    pub fn interval(
        low: Option<Decimal>,
        high: Option<Decimal>,
        shown: impl Into<Cow<'a, str>>,
        certainty: Certainty,
    ) -> Self {
        Self::Interval {
            low,
            high,
            shown: shown.into(),
            certainty,
        }
    }

    pub fn absent(word: impl Into<Cow<'a, str>>) -> Self {
        Self::Absent { word: word.into() }
    }

    /// The exact number, when the value is a single one.
    pub fn value(&self) -> Option<Decimal> {
        match self {
            Self::Number { value, .. } => Some(*value),
            _ => None,
        }
    }

    /// `None` where there is no value that could be sure or unsure.
    pub fn certainty(&self) -> Option<Certainty> {
        match self {
            Self::Number { certainty, .. } | Self::Interval { certainty, .. } => Some(*certainty),
            Self::Absent { .. } => None,
        }
    }

    /// As printed, or the word that stands for the missing value.
    pub fn shown(&self) -> &str {
        match self {
            Self::Number { shown, .. } | Self::Interval { shown, .. } => shown,
            Self::Absent { word } => word,
        }
    }

    /// What stands beside its bar: the short form if there is one, marked when it is not sure.
    pub(super) fn label(&self) -> Cow<'_, str> {
        let text = match self {
            Self::Number {
                short: Some(short), ..
            } => Cow::Borrowed(&*short.label),
            other => plain_figures(other.shown()),
        };
        self.marked(text)
    }

    /// The same with the mark of a value that is not sure.
    pub(super) fn marked<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        match self.certainty() {
            Some(Certainty::Unsure) => format!("{text}※").into(),
            _ => text,
        }
    }

    /// Whether there is something to draw.
    pub fn can_be_drawn(&self) -> bool {
        match self {
            Self::Number { .. } => true,
            Self::Interval { low, high, .. } => low.is_some() || high.is_some(),
            Self::Absent { .. } => false,
        }
    }

    /// Whether a drawing of it has any length: nought has a label, but nothing to see.
    pub fn has_length(&self) -> bool {
        let is_some = |number: &Decimal| !number.is_zero();
        match self {
            Self::Number { value, .. } => is_some(value),
            Self::Interval { low, high, .. } => low.iter().chain(high).any(is_some),
            Self::Absent { .. } => false,
        }
    }
}

impl<'a> Spec<'a> {
    /// The value of a point in a series, if the point has one there.
    pub(super) fn datum(&self, point: usize, series: usize) -> Option<&Datum<'a>> {
        self.points.get(point)?.values.get(series)
    }

    /// The series that are drawn.
    pub(super) fn drawn(&self) -> &[Series<'a>] {
        &self.series[..self.series.len().min(2)]
    }

    /// Whether there is anything to draw, ranges and bounds included; a chart of nothing is no chart.
    pub(super) fn has_drawing(&self) -> bool {
        let series = self.drawn().len();
        let mut values = self
            .points
            .iter()
            .flat_map(|p| p.values.iter().take(series));
        values.any(Datum::can_be_drawn)
    }

    /// Whether there is anything to see in a drawing; of noughts alone, the headline and the sentence tell all.
    pub(super) fn has_length(&self) -> bool {
        let mut values = self.points.iter().flat_map(|point| &point.values);
        values.any(Datum::has_length)
    }

    /// Whether a label says 200万件: round numbers in digits beside it would be another notation.
    pub(super) fn has_scale_words(&self) -> bool {
        let values = self.points.iter().flat_map(|point| &point.values);
        let mut drawn = values.filter(|datum| datum.can_be_drawn());
        drawn.any(|datum| datum.label().contains(['千', '万', '億', '兆']))
    }

    /// The position of the series of this form among those that are drawn.
    pub(super) fn position(&self, form: Form) -> Option<usize> {
        self.drawn().iter().position(|series| series.form == form)
    }
}
