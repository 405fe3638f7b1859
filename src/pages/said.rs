//! How values, amounts and verdicts are put into words.
//!
//! A value is shown as it was printed; a value that is none is shown as the word for its kind. Amounts
//! get a second, rounded form in 億 and 万 beside the exact one, never in its place.

use super::book::{Book, fact};
use super::view::{Chip, Fact, Inline, Tone};
use super::yen::{exact, exact_change, rough, rough_change, rounded, unit_name};
use crate::base::decimal::Decimal;
use crate::base::plain::plain_figures;
use crate::chart::{Certainty, Datum};
use crate::figures::{Sum, Unjudged, Verdict};
use crate::model::plan::MoneyUnit;
use crate::model::value::Kind;
use crate::model::{Plan, Value};

impl Book {
    /// The words for a value: as printed, or what kind of nothing it is.
    pub fn value_text(&self, value: &Value) -> String {
        match self.missing_word(value) {
            Some(word) => word.to_owned(),
            None => self.printed(value).into_owned(),
        }
    }

    /// The same in a sentence of ours: figures in one width, without the marks of footnotes.
    pub fn sentence_text(&self, value: &Value) -> String {
        plain_figures(&self.value_text(value)).into_owned()
    }

    /// The word for a value that is not there; undecided ones keep their own words.
    pub fn missing_word(&self, value: &Value) -> Option<&str> {
        match value.kind() {
            Kind::Blank => Some(self.say("value-blank")),
            Kind::Dash => Some(self.say("value-dash")),
            Kind::Redacted => Some(self.say("value-redacted")),
            Kind::Lost => Some(self.say("value-lost")),
            Kind::Unpublished => Some(self.say("value-unpublished")),
            _ => None,
        }
    }

    /// A value as a chart takes it. `None` means that the document has no such cell.
    pub fn datum<'a>(&'a self, value: Option<&'a Value>, certainty: Certainty) -> Datum<'a> {
        let Some(value) = value else {
            return Datum::absent(self.say("value-none"));
        };
        if let Some(word) = self.missing_word(value) {
            return Datum::absent(word);
        }
        let certainty = if value.sure {
            certainty
        } else {
            Certainty::Unsure
        };
        match value.kind() {
            Kind::Number(quantity) => Datum::Number {
                value: quantity.number,
                shown: self.printed(value),
                spoken: value.spoken(),
                short: None,
                certainty,
            },
            Kind::Range(range) => {
                Datum::interval(Some(range.low), Some(range.high), value.raw(), certainty)
            }
            Kind::Bound { .. } => {
                let (low, high) = value.interval().unwrap_or((None, None));
                Datum::interval(low, high, self.printed(value), certainty)
            }
            _ => Datum::absent(value.raw()),
        }
    }

    /// 「約4,254万円」, and in small print the exact 「42,535千円」.
    pub fn amount(&self, number: Decimal, unit: MoneyUnit) -> Inline {
        let exact = exact(number, unit, self.site.info.lang);
        let Some(round) = rough(number, unit, self.site.info.lang) else {
            return Inline::text(&exact);
        };
        let mut said = Inline::text(&round);
        said.push(&self.aside(&[&exact]));
        said
    }

    /// An amount in a sentence: 「約4,254万円」, `about ¥42.54 million`.
    pub fn rounded(&self, number: Decimal, unit: MoneyUnit) -> String {
        rounded(number, unit, self.site.info.lang)
    }

    /// The unit of a table of money: 千円, `thousand yen`.
    pub fn money_unit(&self, unit: MoneyUnit) -> &'static str {
        unit_name(unit, self.site.info.lang)
    }

    /// What follows a figure in small print; on paper without small print in brackets.
    pub fn aside(&self, parts: &[&str]) -> Inline {
        if parts.is_empty() {
            return Inline::default();
        }
        let mut aside = Inline::small(parts.join(self.say("standing-separator")).trim_start());
        let [open, close] = ["bracket-open", "bracket-close"].map(|key| self.say(key));
        aside.markdown = format!("{open}{}{close}", aside.markdown);
        aside
    }

    /// From one year's amount to the next: 「＋約5,957万円」, 「前年度の約2倍」, 「＋59,574千円」.
    pub fn change(&self, now: Decimal, before: Decimal, unit: MoneyUnit) -> Option<Inline> {
        let change = now.checked_sub(before)?;
        if change.is_zero() {
            return Some(Inline::text(self.say("change-none")));
        }
        let lang = self.site.info.lang;
        let exact = exact_change(change, unit, lang);
        let growth = self.growth(now, before);
        let (value, mut parts) = match rough_change(change, unit, lang) {
            Some(round) => (round, vec![&*exact]),
            None => (exact.clone(), Vec::new()),
        };
        if let Some(growth) = &growth {
            parts.insert(0, growth);
        }
        let mut said = Inline::text(&value);
        if !parts.is_empty() {
            said.push(&self.aside(&parts));
        }
        Some(said)
    }

    /// An amount against the one before, in words: 「前年度の約2倍」, 「0.2%減」.
    fn growth(&self, now: Decimal, before: Decimal) -> Option<String> {
        // A rate of a negative or zero amount would say nothing.
        if before.is_zero() || before.is_negative() || now.is_negative() {
            return None;
        }
        let change = now.checked_sub(before)?;
        let hundredfold = now.checked_mul(Decimal::from_int(100))?;
        // From 1.95 on, a multiple is easier to grasp than a percentage.
        if hundredfold >= before.checked_mul(Decimal::from_int(195))? {
            let times = now.ratio(before, 1)?;
            let is_exact = before.checked_mul(times) == Some(now);
            let times = times.to_string();
            let times = times.strip_suffix(".0").unwrap_or(&times);
            let key = if is_exact { "times" } else { "times-about" };
            return Some(self.fill(key, &[("times", times)]));
        }
        let percent = crate::figures::money::percent(change.abs(), before)?;
        if percent.is_zero() {
            return Some(self.say("almost-same").to_owned());
        }
        let key = if change.is_negative() {
            "percent-less"
        } else {
            "percent-more"
        };
        Some(self.fill(key, &[("percent", &percent.to_string())]))
    }

    /// What an amount is for each resident, where the plan gives the population and its source.
    pub fn per_resident(&self, plan: &Plan, amount: Decimal) -> Option<Fact> {
        let population = plan.population.as_ref()?;
        let each = crate::figures::money::per_resident(plan, amount)?;
        let mut said = Inline::text(&self.fill("per-resident", &[("yen", &signed(each))]));
        let args = [
            ("people", &*population.people.grouped()),
            ("as_of", &*population.as_of),
            ("source", &*population.source),
        ];
        said.push(&self.aside(&[&self.fill("per-resident-of", &args)]));
        Some(fact(self.say("per-resident-label"), said))
    }

    /// Why there is no sum: its amounts are none, are not told yet, or do not exist in the document.
    pub fn no_sum(&self, sum: &Sum) -> &str {
        self.say(match (sum.closed, sum.missing) {
            (0, 0) => "value-none",
            (0, _) => "sum-none",
            _ => "value-unpublished",
        })
    }

    /// A sum, and what it leaves out.
    pub fn sum(&self, sum: &Sum, unit: MoneyUnit) -> Inline {
        if sum.is_empty() {
            let word = match sum.closed {
                0 => "sum-none",
                _ => "value-unpublished",
            };
            return Inline::text(self.say(word));
        }
        let mut said = self.amount(sum.total, unit);
        for (key, count) in [("sum-missing", sum.missing), ("sum-unsure", sum.unsure)] {
            if count > 0 {
                let note = self.fill(key, &[("count", &count.to_string())]);
                said.push(&Inline::small(&note));
            }
        }
        said
    }

    pub fn verdict_chip(&self, verdict: Verdict) -> Option<Chip> {
        let (key, tone) = match verdict {
            Verdict::Achieved => ("verdict-achieved", Tone::Good),
            Verdict::Missed => ("verdict-missed", Tone::Bad),
            Verdict::Unjudged(_) => return None,
        };
        Some(Chip {
            label: self.say(key).to_owned(),
            tone,
        })
    }

    /// Why there is no verdict, or the verdict, in words.
    pub fn verdict_text(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::Achieved => self.say("verdict-achieved"),
            Verdict::Missed => self.say("verdict-missed"),
            Verdict::Unjudged(Unjudged::NoTarget) => self.say("verdict-no-target"),
            Verdict::Unjudged(Unjudged::NoActual) => self.say("verdict-no-actual"),
            Verdict::Unjudged(Unjudged::NotComparable) => self.say("verdict-not-comparable"),
            Verdict::Unjudged(Unjudged::NoDirection) => self.say("verdict-no-direction"),
        }
    }
}

/// A number with thousands set apart and a Japanese minus: `▲29,282`.
pub fn signed(number: Decimal) -> String {
    if number.is_negative() {
        format!("▲{}", number.abs().grouped())
    } else {
        number.grouped()
    }
}

/// A change: its sign is said in both directions.
pub fn plus(number: Decimal) -> String {
    if number.is_zero() || number.is_negative() {
        signed(number)
    } else {
        format!("+{}", number.grouped())
    }
}
