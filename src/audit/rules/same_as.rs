//! Holds indicators that stand in two places against one another.

use super::super::Rests;
use super::super::counted::folded;
use super::super::rule::{Audience, Bearer, Check, Report, Rule, Scope, quoted};
use crate::base::diag::Severity;
use crate::base::place::Place;
use crate::base::words::Words;
use crate::model::{FiscalYear, Indicator, Policy, Value};

/// An indicator that says that it is the same as another (`same_as`) has the other's targets and actuals
/// in every year.
///
/// It matters because both are counted once: whichever of two unlike figures is right, one page would
/// show the wrong one. Width and blanks do not count.
pub const RULE: Rule = Rule {
    code: "AUDIT-SAME-AS",
    severity: Severity::Error,
    audience: Audience::Everybody,
    checks: &[Check::Sheets(check)],
};

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    // The other place is another file, which may not have been read.
    report.rest(Rests::OnPlan);
    for bearer in scope.bearers() {
        for indicator in bearer.indicators {
            let Some(same) = &indicator.same_as else {
                continue;
            };
            let there = &scope.plan.policies[same.policy];
            let mut known = there.indicators.iter();
            match known.find(|known| known.slot == same.slot) {
                Some(other) => {
                    let pair = Pair {
                        bearer,
                        indicator,
                        there,
                        other,
                    };
                    pair.look(report);
                }
                None => tell_missing(bearer, indicator, (there, same.slot), report),
            }
        }
    }
}

fn tell_missing(
    bearer: Bearer<'_>,
    indicator: &Indicator,
    (there, slot): (&Policy, u32),
    report: &mut Report<'_>,
) {
    report.count();
    let place = indicator.at.in_file(bearer.file);
    report.tell(bearer.subject(None), place, [], |diagnostic| {
        bearer
            .named(diagnostic)
            .with("indicator", quoted(&indicator.name))
            .with("missing", format!("{}/{slot}", there.id.as_str()))
            .and_at(there.at.in_file(&there.file))
    });
}

/// An indicator and the one that it names.
struct Pair<'a> {
    bearer: Bearer<'a>,
    indicator: &'a Indicator,
    there: &'a Policy,
    other: &'a Indicator,
}

impl Pair<'_> {
    fn look(&self, report: &mut Report<'_>) {
        let mut years: Vec<FiscalYear> = self.indicator.years.keys().copied().collect();
        years.extend(self.other.years.keys().copied());
        years.sort_unstable();
        years.dedup();
        for year in years {
            let (own, other) = (self.indicator.years.get(&year), self.other.years.get(&year));
            let targets = [own, other].map(|values| values?.target.as_ref());
            let actuals = [own, other].map(|values| values?.actual.as_ref());
            self.hold(year, ("target", targets), report);
            self.hold(year, ("actual", actuals), report);
        }
    }

    fn hold(
        &self,
        year: FiscalYear,
        (what, [own, other]): (&'static str, [Option<&Value>; 2]),
        report: &mut Report<'_>,
    ) {
        if own.is_none() && other.is_none() {
            return;
        }
        report.count();
        if text(own) == text(other) {
            return;
        }
        let place = self.place(own);
        let subject = self.bearer.subject(Some(year));
        let involved = own.into_iter().chain(other);
        report.tell(subject, place, involved, |diagnostic| {
            let (slot, short) = (self.indicator.slot, year.short());
            let raw = |lang, value: Option<&Value>| match value.map_or("", Value::raw) {
                "" => Words::of(lang).get("audit.nothing").to_owned(),
                printed => quoted(printed),
            };
            let named = self.bearer.named(diagnostic);
            let shown = named
                .with("indicator", quoted(&self.indicator.name))
                .with_each(what, |lang| raw(lang, own))
                .with_each("other", |lang| raw(lang, other))
                .with("policy", quoted(&self.there.title))
                .with("key", format!("indicators({slot}).years.{short}.{what}"));
            let spot = other.map_or(self.other.at, |value| value.at);
            shown.and_at(spot.in_file(&self.there.file))
        });
    }

    fn place(&self, own: Option<&Value>) -> Place {
        let spot = own.map_or(self.indicator.at, |value| value.at);
        spot.in_file(self.bearer.file)
    }
}

/// A printed text without what says nothing; a blank is as good as nothing at all.
fn text(value: Option<&Value>) -> String {
    folded(value.map_or("", Value::raw))
}
