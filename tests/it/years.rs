//! The pages of a plan's years: what the data have of a year is on it, and nothing else.

use std::collections::BTreeSet;

use mieruka::model::{FiscalYear, Indicator, Plan, Value};
use mieruka::pages::{self, Page, route, years};

use crate::further::SITE;
use crate::pages::markdown;

/// What has a target, a result, a judgement or money in a year, by its address; roadmaps and words apart.
fn told(plan_ix: usize, plan: &Plan, year: FiscalYear) -> BTreeSet<String> {
    let is_there = |value: Option<&Value>| value.is_some_and(|value| !value.is_missing());
    let has = |indicators: &[Indicator]| {
        indicators.iter().any(|one| {
            one.years.get(&year).is_some_and(|values| {
                is_there(values.target.as_ref())
                    || is_there(values.actual.as_ref())
                    || values.judged().is_some()
            })
        })
    };
    let spends = |ix: usize| {
        let money = plan.projects[ix].budget.years.get(&year);
        money.is_some_and(|money| {
            let mut both = [&money.budget, &money.settled].into_iter().flatten();
            both.any(|amount| is_there(amount.total.as_ref()))
        })
    };
    let projects = (0..plan.projects.len())
        .filter(|ix| has(&plan.projects[*ix].indicators) || spends(*ix))
        .map(|ix| Page::Project(plan_ix, ix));
    let policies = (0..plan.policies.len())
        .filter(|ix| has(&plan.policies[*ix].indicators))
        .map(|ix| Page::Policy(plan_ix, ix));
    let there = projects.chain(policies);
    there
        .map(|page| route::address(&SITE.book.site, &page).to_string())
        .collect()
}

#[test]
fn a_year_lists_all_that_has_a_value_in_it() {
    let mut seen = 0;
    for (ix, plan) in SITE.book.site.plans.iter().enumerate() {
        for western in 2010..2040 {
            let year = FiscalYear::new(western);
            let expected = told(ix, plan, year);
            let own = years::pages(&SITE.book, ix);
            let own = own.filter(|page| matches!(page, Page::Year(_, of, _) if *of == year));
            let text: String = own.map(|page| markdown(&SITE, &page)).collect();
            for address in &expected {
                let (_, inside) = address.split_once('/').unwrap();
                assert!(text.contains(&format!("]({inside})")), "{year}: {address}");
                seen += 1;
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn a_line_tells_the_result_the_verdict_and_the_money_of_its_year() {
    let line = |address: &str, project: &str| {
        let text = markdown(&SITE, SITE.find(address).unwrap());
        let link = format!("]({project})");
        let mut lines = text.lines();
        lines.find(|line| line.contains(&link)).unwrap().to_owned()
    };
    assert_eq!(
        line("hachioji-dx-r7/year-2024.html", "projects/1-1-1.html"),
        "- [オンライン申請推進のサポート](projects/1-1-1.html) (1-1-1) ［未達成］ — \
         年間1,000件以上の手続のオンライン申請化率：28.7%（目標80.0%に51.3ポイント足りない）"
    );
    assert_eq!(
        line("yokohama-budget-r8/year-2024.html", "projects/04.html"),
        "- [情報セキュリティ対策推進事業](projects/04.html) ［判定のある2指標のうち1つ達成］ — \
         インシデント報告件数：33件（目標0件を33件超えた）（ほかに1指標）／予算額：約2,220万円／決算額：約2,178万円"
    );
    // What only a roadmap says of it.
    assert_eq!(
        line("yokohama-dx-action/year-2022.html", "projects/p1-2-1.html"),
        "- [おくやみ手続ナビ](projects/p1-2-1.html) — 予定：運用"
    );
}

#[test]
fn one_begins_with_the_newest_results_and_reaches_every_other_year() {
    let mut found = Vec::new();
    for (ix, plan) in SITE.book.site.plans.iter().enumerate() {
        let first = years::first(&SITE.book, ix).unwrap();
        let here = SITE.book.address(&first);
        found.push(here.to_string());
        let view = pages::view(&SITE.book, &first);
        let json = serde_json::to_string(&view.sections[0].blocks).unwrap();
        for page in years::pages(&SITE.book, ix).filter(|page| *page != first) {
            let link = here.link_to(&SITE.book.address(&page));
            assert!(
                json.contains(&format!("\"href\":\"{link}\"")),
                "{}: {link}",
                plan.id
            );
        }
    }
    found.sort();
    assert_eq!(
        found,
        [
            "hachioji-dx-r7/year-2024.html",
            "hadano-dx-r8/year-2026.html",
            "yokohama-budget-r8/year-2024.html",
            "yokohama-data-plan/year-2021.html",
            "yokohama-dx-action/year-2021.html",
        ]
    );
}
