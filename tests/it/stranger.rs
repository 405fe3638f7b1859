//! What a citizen who reads the pages of the repository's own site must not be told wrongly.

use std::path::Path;
use std::sync::OnceLock;

use mieruka::base::path::SitePath;
use mieruka::pipeline::Prepared;
use mieruka::world::Disk;

use crate::kept::ROOT;
use crate::pages::{markdown, prepared};

fn site() -> &'static Prepared {
    static SITE: OnceLock<Prepared> = OnceLock::new();
    SITE.get_or_init(|| prepared(&Disk::new(Path::new(ROOT)), None))
}

fn text(address: &str) -> String {
    let wanted = SitePath::new(address);
    let mut pages = site().pages.iter();
    let page = pages.find(|page| site().book.address(page) == wanted);
    markdown(site(), page.unwrap_or_else(|| panic!("no page {address}")))
}

#[test]
fn a_chart_of_money_does_not_compare_with_a_year_before_the_project_began() {
    let page = text("yokohama-budget-r8/projects/09.html");
    assert!(
        page.contains("開始年度（令和8年度）より前の年度の金額"),
        "{page}"
    );
    assert!(!page.contains("99.4"), "{page}");
}

#[test]
fn sources_that_are_equally_large_are_named_together() {
    let page = text("yokohama-budget-r8/projects/09.html");
    let said = "令和8年度予算で最も大きいのは「国」と「市債」で、どれも4,000万円です。";
    assert!(page.contains(said), "{page}");
}

#[test]
fn what_moves_with_its_target_has_neither_risen_nor_fallen() {
    for number in ["10", "11"] {
        let page = text(&format!("yokohama-budget-r8/projects/{number}.html"));
        assert!(page.contains("366") && page.contains("365"), "{page}");
        for said in ["366日より少ない", "365日へ減りました"] {
            assert!(!page.contains(said), "{said}: {page}");
        }
    }
    let list = text("yokohama-budget-r8/indicators.html");
    assert!(list.contains("↓ 前の年度より減った（4指標）"), "{list}");
}

#[test]
fn what_was_missed_comes_first_on_the_pages_that_tell_of_it() {
    let page = text("hachioji-dx-r7/status.html");
    let at = |heading: &str| {
        page.find(&format!("\n## {heading}"))
            .unwrap_or_else(|| panic!("{page}"))
    };
    let missed = at("令和6年度に未達成だった事業");
    assert!(missed < at("令和6年度に一部未達成だった事業"));
    assert!(at("令和6年度に一部未達成だった事業") < at("年度ごとの達成の割合"));
    assert!(page.contains("[15事業](status.html#missed)"), "{page}");
    let year = text("hachioji-dx-r7/year-2024.html");
    let missed = year
        .find("\n## 令和6年度に未達成だった事業")
        .expect("its own section");
    assert!(
        missed < year.find("\n## 基本方針").unwrap_or(usize::MAX),
        "{year}"
    );
    assert!(year.contains("#missed)"), "{year}");
}

#[test]
fn what_is_listed_twice_went_its_way_once() {
    let said = "再掲を除いて、前の年度と比べられる24の数字のうち、15が増え、4が減り、5は変わっていません。";
    assert!(text("yokohama-data-plan/index.html").contains(said));
    let list = text("yokohama-data-plan/indicators.html");
    assert!(list.contains("↓ 前の年度より減った（4行）"), "{list}");
}

#[test]
fn a_time_that_is_not_certain_is_said_to_be_so_at_the_head() {
    let page = text("hadano-dx-r8/projects/1-6.html");
    let head = page.split("\n## ").next().unwrap_or_default();
    assert!(
        head.contains("欄がずれた可能性があり、年度は確かではありません。"),
        "{head}"
    );
}

#[test]
fn what_is_only_expected_is_headed_as_such() {
    let page = text("yokohama-dx-action/tables/time-savings.html");
    assert!(
        page.contains("後の見込みは、比べられる4件すべてで前より少ない"),
        "{page}"
    );
}

/// What a result of the search says of a project is what its page says.
#[test]
fn the_search_says_of_each_project_what_its_page_says() {
    let book = &site().book;
    let files = &book.search_index().files;
    let core = files
        .iter()
        .find(|(name, _)| name == "core.js")
        .expect("the core");
    let core = std::str::from_utf8(&core.1).expect("text");
    let mut told = 0;
    for (ix, plan) in book.site.plans.iter().enumerate() {
        for at in 0..plan.projects.len() {
            if let Some(chip) = &book.told(ix, at).verdict {
                assert!(
                    core.contains(&format!("\"{}\"", chip.label)),
                    "{}",
                    chip.label
                );
                told += 1;
            }
        }
    }
    assert!(told > 100, "{told}");
    assert!(
        core.contains("判定できる1つの指標は達成") && !core.contains("計算："),
        "{core}"
    );
}

#[test]
fn what_it_cost_is_told_at_the_head() {
    let page = text("yokohama-budget-r8/projects/02.html");
    let head = page.split("\n## ").next().unwrap_or_default();
    assert!(head.contains("令和6年度（2024） 決算: 約"), "{head}");
    assert!(head.contains("予算の"), "{head}");
}

#[test]
fn bureaux_are_counted_by_what_the_plan_puts_in_their_charge() {
    let page = text("yokohama-data-plan/index.html");
    let mut at = 0;
    let rows = crate::pages::table(&page, "所管の組織ごとのまとめ", &mut at);
    let policies: usize = rows
        .iter()
        .filter_map(|row| row[1].parse::<usize>().ok())
        .sum();
    let plan = site()
        .book
        .site
        .plans
        .iter()
        .find(|plan| plan.id.as_str() == "yokohama-data-plan");
    let named = plan.expect("the plan").policies.iter();
    let named: usize = named.map(|policy| policy.departments.len()).sum();
    assert_eq!(policies, named, "{rows:?}");
    assert!(!page.contains("所管課"), "{page}");
}

#[test]
fn a_result_before_all_targets_is_told_with_the_last_of_them() {
    let page = text("yokohama-dx-action/projects/p1-1-4.html");
    assert!(
        page.contains("令和3年度の約100万件から、令和7年度の目標200万件へ"),
        "{page}"
    );
}

#[test]
fn sections_that_are_not_named_are_told_at_the_head() {
    let page = text("hachioji-dx-r7/projects/1-1-17.html");
    let head = page.split("\n## ").next().unwrap_or_default();
    assert!(head.contains("デジタル推進課ほか"), "{head}");
}

#[test]
fn years_of_plans_stand_in_both_calendars_on_the_home_page() {
    let page = text("index.html");
    assert!(
        page.contains("令和8〜令和12年度（2026〜2030年度）"),
        "{page}"
    );
}
