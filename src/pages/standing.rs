//! How an indicator stands, in one line: target, result, year, how far apart, and the judgement.
//!
//! Every value is said as printed, in one width, with the indicator's unit behind a bare number. A distance is only
//! told between exact numbers of one unit that are sure.

use super::book::Book;
use super::view::{Block, Chip, Inline, Tone};
use crate::base::decimal::Decimal;
use crate::figures::course::{self, Step, Way};
use crate::figures::orders::{newest_told, reached};
use crate::figures::{judged, verdict};
use crate::model::value::Kind;
use crate::model::{Better, FiscalYear, Indicator, Value, YearValues};

/// A year of an indicator.
#[derive(Clone, Copy)]
pub struct Standing<'a> {
    pub indicator: &'a Indicator,
    pub year: FiscalYear,
    pub values: &'a YearValues,
}

/// The newest year that is judged, by the document or by us, else the newest with a result.
pub fn newest(indicator: &Indicator) -> Option<Standing<'_>> {
    standing(indicator, newest_told(indicator)?)
}

/// One year, where the indicator has it.
pub fn standing(indicator: &Indicator, year: FiscalYear) -> Option<Standing<'_>> {
    Some(Standing {
        indicator,
        year,
        values: indicator.years.get(&year)?,
    })
}

pub fn is_there(value: Option<&Value>) -> bool {
    value.is_some_and(|value| !value.is_missing())
}

impl Standing<'_> {
    /// 「目標80.0％ → 実績28.7％（令和6年度）」
    pub fn line(&self, book: &Book) -> Inline {
        let mut said = Inline::default();
        if let Some(target) = self.target(book) {
            said.push(&Inline::text(book.say("target")));
            said.push(&colon(book, self.values.target.as_ref()))
                .push(&target);
        }
        if let Some(actual) = &self.values.actual {
            if !said.markdown.is_empty() {
                said.push(&Inline::text(" → "));
            }
            said.push(&Inline::text(book.say("actual")));
            said.push(&colon(book, Some(actual)));
            said.push(&shown(book, self.indicator, actual));
        }
        if said.markdown.is_empty() {
            return said;
        }
        let args = [("year", &*book.short_year(self.year))];
        said.push(&Inline::text(&book.fill("in-year", &args)));
        said
    }

    /// 「28.7％（目標80.0％に51.3ポイント足りない）」
    pub fn shortfall(&self, book: &Book) -> Inline {
        let mut said = match &self.values.actual {
            Some(actual) => shown(book, self.indicator, actual),
            None => Inline::text(book.say("value-none")),
        };
        let Some(aim) = self.aim(book) else {
            return said;
        };
        let gap = self.gap(book);
        said.push(&Inline::text(book.say("bracket-open")))
            .push(&aim);
        if let Some(gap) = gap {
            said.push(&Inline::text(&gap));
        }
        said.push(&Inline::text(book.say("bracket-close")));
        said
    }

    /// 「目標80.0%」; words, which would run into the one before them, in quotation marks: 「目標「実施 3件」」.
    pub fn aim(&self, book: &Book) -> Option<Inline> {
        let mut said = Inline::text(book.say("target-lead"));
        let words = self.values.target.as_ref();
        match words.filter(|target| matches!(target.kind(), Kind::Text | Kind::Undecided)) {
            Some(target) => {
                let words = in_words(book, self.indicator, target);
                said.push(&Inline::text(&book.fill("named", &[("title", &words)])))
            }
            None => said.push(&self.target(book)?),
        };
        Some(said)
    }

    /// The target as printed, or the one that result and printed difference leave, of which a page tells
    /// once: [`Book::remarks`].
    pub fn target(&self, book: &Book) -> Option<Inline> {
        if let Some(target) = &self.values.target {
            return Some(shown(book, self.indicator, target));
        }
        let value = book.implied_target(self.values)?;
        let mut said = Inline::text(&value);
        if !self.is_sure() {
            said.push(&Inline::text(DOUBT));
        }
        Some(said)
    }

    /// Whether every value of the year is sure.
    pub fn is_sure(&self) -> bool {
        let values = self.values;
        let mut all = values.target.iter().chain(&values.actual);
        all.all(|value| value.sure) && values.difference().is_none_or(|value| value.sure)
    }

    /// How far the result is from the target: 「に51.3ポイント足りない」.
    fn gap(&self, book: &Book) -> Option<String> {
        if !self.is_sure() {
            return None;
        }
        let (actual, unit) = exact(self.values.actual.as_ref()?)?;
        let (target, of_target) = match &self.values.target {
            Some(target) => exact(target)?,
            None => {
                let (target, unit) = judged::implied_target(self.values)?;
                (target, Some(unit).filter(|unit| !unit.is_empty()))
            }
        };
        if unit.is_some() && of_target.is_some() && unit != of_target {
            return None;
        }
        let distance = actual.checked_sub(target)?;
        let key = match (self.indicator.better?, distance.is_negative()) {
            _ if distance.is_zero() => "gap-none",
            (Better::Up, true) => "gap-short",
            (Better::Up, false) => "gap-over",
            (Better::Down, false) => "gap-above",
            (Better::Down, true) => "gap-below",
            (Better::Keep, _) => return None,
        };
        let unit = unit.or(of_target).or(self.indicator.unit.as_deref());
        let distance = match unit.unwrap_or_default() {
            // What lies between two shares is no share.
            "%" | "％" => format!("{}{}", distance.abs().grouped(), book.say("points")),
            unit => book.in_style_of(distance.abs(), unit, self.values.actual.as_ref()?),
        };
        Some(book.fill(key, &[("distance", &distance)]))
    }

    /// The result of the year before, and which way it went.
    pub fn step(&self) -> Option<Step<'_>> {
        course::step(self.indicator, self.year)
    }

    /// The judgement: as printed, else as computed; nothing where there is none.
    pub fn chip(&self, book: &Book) -> Option<Chip> {
        if let Some(judged) = self.values.judged() {
            return Some(Chip {
                label: book.judged(judged),
                tone: tone(judged.met),
            });
        }
        book.verdict_chip(verdict(self.values, self.indicator.better))
    }

    /// Whether its judgement is ours, not the document's.
    pub fn is_computed(&self) -> bool {
        self.values.judged().is_none() && self.reached().is_some()
    }

    /// Whether it reached its target, where that can be said.
    pub fn reached(&self) -> Option<bool> {
        reached(self.values, self.indicator.better)
    }
}

pub fn tone(met: Option<bool>) -> Tone {
    match met {
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None => Tone::Plain,
    }
}

impl Book {
    /// For the head of a list: that verdicts in it are ours, and that targets in it may be worked out.
    pub fn remarks(&self, plan_ix: usize, has_computed: bool) -> Option<Block> {
        let implies = **self.plan_figures(plan_ix).implies_targets;
        let remarks = [
            ("computed-remark", has_computed),
            ("implied-remark", implies),
        ];
        let said = remarks.into_iter().filter(|(_, is_so)| *is_so);
        let items: Vec<Inline> = said.map(|(key, _)| Inline::text(self.say(key))).collect();
        (!items.is_empty()).then_some(Block::Notes {
            tone: Tone::Note,
            items,
        })
    }
}

/// The word and the form of a way; what is more may be better or worse.
pub fn way_chip(book: &Book, way: Way) -> Option<Chip> {
    let key = match way {
        Way::More => "way-more",
        Way::Same => "way-same",
        Way::Less => "way-less",
        Way::Unclear => return None,
    };
    Some(Chip {
        label: book.say(key).to_owned(),
        tone: Tone::Plain,
    })
}

/// The mark of a value that is not sure, as in tables.
pub const DOUBT: &str = "※";

/// A value as a sentence says it, with the indicator's unit behind a bare number or range; or the word for why there is
/// none.
pub fn shown(book: &Book, indicator: &Indicator, value: &Value) -> Inline {
    Inline::text(&in_words(book, indicator, value))
}

/// The same as bare text.
pub fn in_words(book: &Book, indicator: &Indicator, value: &Value) -> String {
    let mut text = book.sentence_text(value);
    let is_bare = match value.kind() {
        Kind::Number(quantity) => quantity.unit.is_none(),
        Kind::Range(range) => range.unit.is_none(),
        _ => false,
    };
    if let Some(unit) = indicator.unit.as_ref().filter(|_| is_bare)
        && text.ends_with(|c: char| c.is_ascii_digit())
    {
        text = book.with_unit(&text, unit);
    }
    if !value.sure {
        text.push_str(DOUBT);
    }
    text
}

/// Between a word and a value that is words itself.
pub fn colon(book: &Book, value: Option<&Value>) -> Inline {
    match value.map(Value::kind) {
        Some(Kind::Text | Kind::Undecided) => Inline::text(book.say("colon")),
        _ => Inline::text(book.say("value-lead")),
    }
}

fn exact(value: &Value) -> Option<(Decimal, Option<&str>)> {
    let quantity = value.quantity().filter(|quantity| !quantity.approximate)?;
    Some((quantity.number, quantity.unit.as_deref()))
}
