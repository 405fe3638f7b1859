//! Which chart shows what: the figures of a plan as points and series of a chart.
//!
//! The drawing, its sentence and its description are made by `chart`; here the words and numbers are
//! chosen. A chart without a single number is left out, because its table says more.

use std::borrow::Cow;

use super::book::Book;
use super::said::signed;
use super::tables::{item_name, item_years};
use super::view::Block;
use super::yen;
use crate::base::decimal::Decimal;
use crate::base::words::Lang;
use crate::chart::{
    self, Certainty, Datum, Figure, Heading, Label, Multiples, Panel, Point, Series, Short, Spec,
};
use crate::figures::{self, Sum, Verdict, judged, money::YearSums, verdict};
use crate::model::{Amount, Better, FiscalYear, Indicator, Plan, Project, Stage, YearValues};

/// Which of target and result an indicator has in any year.
#[derive(Clone, Copy)]
struct Shape {
    targets: bool,
    actuals: bool,
}

/// Fewer values are told by their table alone.
const DRAWN_FROM: usize = 3;
/// So many targets without a result yet are a table; more are easier to see than to read.
const TARGETS_IN_A_TABLE: usize = 5;
/// Two line items side by side are a table.
const ITEMS_FROM: usize = 3;

/// Takes points from both ends that have nothing to draw; says whether enough values are left.
fn cut(spec: &mut Spec<'_>, least: usize) -> bool {
    let is_drawn = |point: &Point<'_>| point.values.iter().any(Datum::can_be_drawn);
    let values = spec.points.iter().flat_map(|point| &point.values);
    let count = values.filter(|datum| datum.can_be_drawn()).count();
    let last = spec.points.iter().rposition(is_drawn);
    spec.points.truncate(last.map_or(0, |last| last + 1));
    let first = spec.points.iter().position(is_drawn);
    spec.points.drain(..first.unwrap_or(0));
    count >= least
}

impl Book {
    fn figure(&self, figure: Option<Figure<'_>>) -> Option<Block> {
        let figure = figure?;
        Some(Block::Figure {
            html: figure.html(),
            markdown: figure.markdown(),
        })
    }

    fn spec<'a>(
        &'a self,
        id: String,
        title: String,
        unit: Cow<'a, str>,
        series: Vec<Series<'a>>,
    ) -> Spec<'a> {
        Spec {
            id,
            title,
            unit,
            words: self.words(),
            head: self.say("year").into(),
            series,
            points: Vec::new(),
            total: None,
            notes: Vec::new(),
        }
    }

    /// A year as a chart names it. Its axis has one calendar, the line above it both.
    pub(super) fn year_label(&self, year: FiscalYear) -> Label<'static> {
        let short = self.short_year(year);
        let brief = short.strip_suffix("年度").unwrap_or(&short).to_owned();
        self.in_both(Label::new(self.year(year), short).brief(brief), year)
    }

    pub(super) fn in_both<'a>(&self, label: Label<'a>, year: FiscalYear) -> Label<'a> {
        match self.site.info.lang {
            Lang::Ja => label.western(year.western()),
            Lang::En => label,
        }
    }

    fn year_point<'a>(&self, year: FiscalYear, values: Vec<Datum<'a>>) -> Point<'a> {
        Point::new(self.year_label(year), values).of_year(year.western())
    }

    /// Money that a document prints for years after its own is a forecast.
    fn certainty(plan: &Plan, year: FiscalYear) -> Certainty {
        match figures::budget_year(plan) {
            Some(edition) if year > edition => Certainty::Forecast,
            _ => Certainty::Sure,
        }
    }

    /// Budget outlined and settled money filled, year by year from the one in which the project began; the
    /// table has the years before as well.
    pub fn budget_chart(&self, plan: &Plan, project: &Project, is_asked: bool) -> Option<Block> {
        let series = vec![
            Series::outline(self.say("budget")),
            Series::solid(self.say("settled")),
        ];
        let title = self.say("budget-chart").to_owned();
        let mut spec = self.spec(
            "budget-chart".to_owned(),
            title,
            self.money_unit(plan.unit).into(),
            series,
        );
        for (year, money) in &project.budget.years {
            if !project.has_begun(*year) {
                continue;
            }
            let certainty = Self::certainty(plan, *year);
            let total = |stage| {
                money
                    .stage(stage)
                    .and_then(|amount: &Amount| amount.total.as_ref())
            };
            let values = vec![
                self.datum(total(Stage::Budget), certainty),
                self.datum(total(Stage::Settled), Certainty::Sure),
            ];
            spec.points.push(self.year_point(*year, values));
        }
        if !cut(&mut spec, if is_asked { 1 } else { DRAWN_FROM }) {
            return None;
        }
        yen::label(&mut spec, plan.unit);
        let exact = |year| {
            let total = project.budget.total(year, Stage::Budget);
            let total = total.filter(|value| value.sure && project.has_begun(year));
            total?.number()
        };
        let findings = self.budget_findings(plan, exact);
        self.figure(chart::bars(&spec).map(|figure| figure.headed(findings)))
    }

    /// What a chart of money is looked at for: the budget of the plan's own year against the one before, at
    /// length and in short.
    fn budget_findings(
        &self,
        plan: &Plan,
        budget: impl Fn(FiscalYear) -> Option<Decimal>,
    ) -> Vec<String> {
        let change = || {
            let year = figures::budget_year(plan)?;
            let (now, before) = (budget(year)?, budget(year.previous())?);
            let change = now.checked_sub(before)?;
            let share = figures::money::percent(change.abs(), before)?;
            // A change that rounds to nothing is neither more nor less.
            (change.is_zero() || !share.is_zero()).then_some((year, now, change, share))
        };
        let Some((year, now, change, share)) = change() else {
            return Vec::new();
        };
        let keys = match (change.is_zero(), change.is_negative()) {
            (true, _) => ["head-budget-same", "head-budget-same-short"],
            (_, true) => ["head-budget-less", "head-budget-less-short"],
            (_, false) => ["head-budget-more", "head-budget-more-short"],
        };
        let args = [
            ("year", &*self.short_year(year)),
            ("amount", &*self.rounded(now, plan.unit)),
            ("share", &*self.percent(share)),
        ];
        keys.map(|key| self.fill(key, &args)).into()
    }

    /// The same for the sums over a group of projects.
    pub fn sums_chart(&self, plan: &Plan, years: &[YearSums]) -> Option<Block> {
        let series = vec![
            Series::outline(self.say("budget")),
            Series::solid(self.say("settled")),
        ];
        let title = self.say("sums-chart").to_owned();
        let mut spec = self.spec(
            "sums-chart".to_owned(),
            title,
            self.money_unit(plan.unit).into(),
            series,
        );
        let most = super::money::most_counted(years);
        for sums in years {
            let values = vec![
                self.sum_datum(&sums.budget, most, Self::certainty(plan, sums.year)),
                self.sum_datum(&sums.settled, most, Certainty::Sure),
            ];
            spec.points.push(self.year_point(sums.year, values));
        }
        yen::label(&mut spec, plan.unit);
        // Sums of different projects are no change.
        let of = |year| {
            years
                .iter()
                .find(|sums| sums.year == year)
                .map(|sums| sums.budget)
        };
        let counted = |year| of(year).map(|sum| sum.counted);
        let edition = figures::budget_year(plan);
        let is_one = edition.is_some_and(|year| counted(year) == counted(year.previous()));
        let exact = |year| {
            let sum = of(year).filter(|sum| is_one && sum.missing == 0 && sum.unsure == 0)?;
            Some(sum.total)
        };
        let findings = self.budget_findings(plan, exact);
        self.figure(chart::bars(&spec).map(|figure| figure.headed(findings)))
    }

    fn sum_datum(&self, sum: &Sum, most: usize, certainty: Certainty) -> Datum<'_> {
        if sum.is_empty() {
            return Datum::absent(self.no_sum(sum));
        }
        // A bar that lacks some projects would be read as the whole.
        if sum.missing > 0 {
            let count = sum.missing.to_string();
            return Datum::absent(self.fill("sum-partial", &[("count", &count)]));
        }
        if sum.counted < most {
            return Datum::absent(self.say("sum-only"));
        }
        Datum::Number {
            value: sum.total,
            shown: signed(sum.total).into(),
            spoken: None,
            short: None,
            certainty: if sum.unsure > 0 {
                Certainty::Unsure
            } else {
                certainty
            },
        }
    }

    /// Where the money comes from: one stacked bar for this year, one for the year before.
    pub fn funding_chart(&self, plan: &Plan, project: &Project) -> Option<Block> {
        let year = figures::budget_year(plan)?;
        let amount = |year| project.budget.years.get(&year)?.budget.as_ref();
        let (now, before) = (amount(year)?, amount(year.previous()));
        let parts: Vec<usize> = (0..plan.funding.len())
            .filter(|ix| plan.funding[*ix].sum.is_empty() && now.part(*ix).is_some())
            .collect();
        // A single source is told by the table; a bar of one colour shows nothing.
        let is_positive = |ix: &&usize| {
            let number = |amount: &Amount| amount.part(**ix).and_then(|value| value.number());
            let some = |amount: Option<&Amount>| {
                amount
                    .and_then(number)
                    .is_some_and(|n| !n.is_zero() && !n.is_negative())
            };
            some(Some(now)) || some(before)
        };
        if parts.iter().filter(is_positive).count() < 2 {
            return None;
        }
        let name = |year: FiscalYear| self.fill("year-budget", &[("year", &self.short_year(year))]);
        let mut series = vec![Series::solid(name(year))];
        series.extend(before.map(|_| Series::outline(name(year.previous()))));
        let title = self.say("funding-chart").to_owned();
        let mut spec = self.spec(
            "funding-chart".to_owned(),
            title,
            self.money_unit(plan.unit).into(),
            series,
        );
        spec.head = self.say("funding").into();
        for ix in parts {
            let mut values = vec![self.datum(now.part(ix), Certainty::Sure)];
            values.extend(before.map(|amount| self.datum(amount.part(ix), Certainty::Sure)));
            spec.points
                .push(Point::new(plan.funding[ix].name.as_str(), values));
        }
        yen::label(&mut spec, plan.unit);
        self.figure(chart::split(&spec))
    }

    /// The line items, this year against the year before.
    pub fn items_chart(&self, plan: &Plan, project: &Project, is_asked: bool) -> Option<Block> {
        if project.items.list.len() < ITEMS_FROM && !is_asked {
            return None;
        }
        let mut years = item_years(project);
        years.truncate(2);
        let mut series = Vec::new();
        for (place, year) in years.iter().enumerate() {
            let name = self.fill("year-budget", &[("year", &self.short_year(*year))]);
            series.push(if place == 0 {
                Series::solid(name)
            } else {
                Series::outline(name)
            });
        }
        let title = self.say("items-chart").to_owned();
        let mut spec = self.spec(
            "items-chart".to_owned(),
            title,
            self.money_unit(plan.unit).into(),
            series,
        );
        spec.head = self.say("item").into();
        for item in &project.items.list {
            let values = years
                .iter()
                .map(|year| self.datum(item.amounts.get(year), Certainty::Sure))
                .collect();
            spec.points.push(Point::new(item_name(item), values));
        }
        yen::label(&mut spec, plan.unit);
        self.figure(chart::pairs(&spec))
    }

    /// Targets against actuals, year by year, without years at either end that have nothing to draw. A
    /// few values are told by their table alone, unless prose asks for the chart.
    pub fn indicator_chart(&self, indicator: &Indicator, is_asked: bool) -> Option<Block> {
        let shape = self.shape(indicator.years.values());
        // Each target says so in the table; here it would break every sentence.
        let mut years = indicator.years.values();
        let key = if judged::implies_all(indicator) {
            "indicator-chart-implied"
        } else if years.any(|values| judged::implied_target(values).is_some()) {
            "indicator-chart-partly-implied"
        } else {
            "indicator-chart"
        };
        let title = self.fill(key, &[("name", &indicator.name)]);
        let unit = self.unit(indicator.unit.as_deref().unwrap_or_default());
        let id = format!("indicator-{}-chart", indicator.slot);
        let mut spec = self.spec(id, title, unit, self.measures(shape));
        for (year, values) in &indicator.years {
            let point = self.year_point(*year, self.data(Some(values), shape));
            spec.points
                .push(point.reached(reached(values, indicator.better)));
        }
        // Aims alone are a short list; what happened has a course.
        let least = if shape.actuals {
            DRAWN_FROM
        } else {
            TARGETS_IN_A_TABLE + 1
        };
        if !cut(&mut spec, if is_asked { 1 } else { least }) {
            return None;
        }
        self.figure(chart::progress(&spec))
    }

    /// Whether a chart can show anything of an indicator. Of noughts alone it has words only.
    pub fn can_be_drawn(&self, indicator: &Indicator) -> bool {
        indicator.years.values().any(|values| {
            let target = self.target_datum(values);
            let actual = self.datum(values.actual.as_ref(), Certainty::Sure);
            target.is_some_and(|target| target.has_length()) || actual.has_length()
        })
    }

    /// Whether any year has a target to draw, and whether any has such a result.
    fn shape<'a>(&self, years: impl Iterator<Item = &'a YearValues> + Clone) -> Shape {
        Shape {
            targets: years.clone().any(|values| {
                let target = self.target_datum(values);
                target.is_some_and(|target| target.can_be_drawn())
            }),
            actuals: years.clone().any(|values| {
                let actual = values.actual.as_ref();
                self.datum(actual, Certainty::Sure).can_be_drawn()
            }),
        }
    }

    fn measures(&self, shape: Shape) -> Vec<Series<'_>> {
        let mut series = Vec::with_capacity(2);
        series.extend(shape.targets.then(|| Series::outline(self.say("target"))));
        series.extend(shape.actuals.then(|| Series::solid(self.say("actual"))));
        series
    }

    /// Target and result of a year, as far as the chart has them at all.
    fn data<'a>(&'a self, values: Option<&'a YearValues>, shape: Shape) -> Vec<Datum<'a>> {
        let mut data = Vec::with_capacity(2);
        if shape.targets {
            let target = values.and_then(|values| self.target_datum(values));
            data.push(target.unwrap_or_else(|| self.datum(None, Certainty::Sure)));
        }
        if shape.actuals {
            let actual = values.and_then(|values| values.actual.as_ref());
            data.push(self.datum(actual, Certainty::Sure));
        }
        data
    }

    /// Several indicators at once, each as a small drawing over the years that any of them has.
    pub fn indicators_chart(&self, list: &[&Indicator]) -> Option<Block> {
        let all = list.iter().flat_map(|indicator| indicator.years.iter());
        let mut years: Vec<FiscalYear> = all.clone().map(|(year, _)| *year).collect();
        years.sort_unstable();
        years.dedup();
        let shape = self.shape(all.map(|(_, values)| values));
        let mut panels = Vec::with_capacity(list.len());
        for indicator in list {
            let of = |year| self.data(indicator.years.get(year), shape);
            panels.push(Panel {
                label: indicator.name.as_str().into(),
                unit: self.unit(indicator.unit.as_deref().unwrap_or_default()),
                values: years.iter().map(of).collect(),
                reached: newest_reached(indicator),
            });
        }
        let chart = Multiples {
            heading: Heading {
                id: "indicators-chart".to_owned(),
                title: self.say("indicators-chart").to_owned(),
                words: self.words(),
                head: self.say("indicator").into(),
                notes: Vec::new(),
            },
            series: self.measures(shape),
            periods: years.iter().map(|year| self.year_label(*year)).collect(),
            panels,
        };
        self.figure(chart::multiples(&chart))
    }

    /// The target as printed, or the one that result and printed difference leave.
    fn target_datum<'a>(&'a self, values: &'a YearValues) -> Option<Datum<'a>> {
        let implied = judged::implied_target(values).zip(self.implied_target(values));
        let Some(((value, _), label)) = implied else {
            return values
                .target
                .as_ref()
                .map(|target| self.datum(Some(target), Certainty::Sure));
        };
        Some(Datum::Number {
            value,
            shown: label.clone().into(),
            spoken: None,
            short: Some(Short {
                said: label.clone(),
                label,
                is_rounded: false,
            }),
            certainty: Certainty::Sure,
        })
    }
}

/// Whether the newest result reached its target.
fn newest_reached(indicator: &Indicator) -> Option<bool> {
    let has_number = |values: &&YearValues| {
        let actual = values.actual.as_ref();
        actual.is_some_and(|actual| actual.number().is_some())
    };
    let newest = indicator.years.values().rev().find(has_number)?;
    reached(newest, indicator.better)
}

/// Whether a target was reached: what the document says and what the numbers say, where they do not
/// contradict each other.
fn reached(values: &YearValues, better: Option<Better>) -> Option<bool> {
    let stated = values.own_judged().and_then(|judgement| judgement.met);
    let computed = match verdict(values, better) {
        Verdict::Achieved => Some(true),
        Verdict::Missed => Some(false),
        Verdict::Unjudged(_) => None,
    };
    match (stated, computed) {
        (Some(stated), Some(computed)) if stated != computed => None,
        (stated, computed) => stated.or(computed),
    }
}
