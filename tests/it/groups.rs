//! What pages of policies and lists say of a group of projects, on the five plans of the repository.

use mieruka::model::Id;
use mieruka::pages::Page;

use crate::further::SITE;

fn plan_of(id: &str) -> usize {
    let plans = &SITE.book.site.plans;
    plans
        .iter()
        .position(|plan| plan.id.as_str() == id)
        .unwrap()
}

fn policy_of(plan: &str, id: &str) -> Page {
    let plan = plan_of(plan);
    let policies = &SITE.book.site.plans[plan].policies;
    let is_it = |policy: &Id| policy.as_str() == id;
    let at = policies.iter().position(|policy| is_it(&policy.id));
    Page::Policy(plan, at.unwrap())
}

fn html(page: &Page) -> String {
    let page = SITE.render(page).unwrap();
    page.html.as_str().to_owned()
}

/// What stands between two marks, the first one after `from`.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap_or_else(|| panic!("{from}")) + from.len();
    &text[start..start + text[start..].find(to).unwrap()]
}

#[test]
fn a_share_stands_as_words_with_a_bar_behind_that_nobody_hears() {
    let home = html(&Page::Plan(plan_of("hachioji-dx-r7")));
    let bar = "<svg class=\"share\" viewBox=\"0 0 44 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"M0 0h37v1H0z\"/></svg>";
    assert!(home.contains(&format!("<td class=\"n\">44のうち37 {bar}</td>")));
}

#[test]
fn each_project_of_a_small_group_is_marked_year_by_year() {
    let page = html(&policy_of("hachioji-dx-r7", "1-1"));
    let fold = between(
        &page,
        "事業ごと、年度ごとの判定（14事業）</summary>",
        "</details>",
    );
    assert!(fold.contains("令和6年度は達成が12件、未達成が2件"));
    let row = between(fold, "オンライン申請推進のサポート</th>", "</tr>");
    assert_eq!(row.matches("chip-bad").count(), 3, "{row}");
    // A large one leads on to those that it falls into.
    let top = html(&policy_of("hachioji-dx-r7", "1"));
    assert!(!top.contains("事業ごと、年度ごとの判定"));
}

#[test]
fn money_printed_for_years_before_a_project_began_is_told_with_a_warning() {
    let page = html(&policy_of("yokohama-budget-r8", "design"));
    let section = between(
        &page,
        "<section class=\"section\" id=\"money\"",
        "</section>",
    );
    let figure = between(section, "<figure", "</figure>");
    // All pages that tell of sums draw the same years.
    for year in ["令和6年度", "令和7年度", "令和8年度"] {
        assert!(figure.contains(year), "{year}: {figure}");
    }
    for year in ["令和6年度（2024年度）", "令和7年度（2025年度）"] {
        assert!(section.contains(year), "{year}");
    }
    let warning = "令和7年度の合計には、開始年度より前の事業の金額も入っています";
    assert!(section.contains(warning), "{section}");
    // Nothing was printed before these began but nothing.
    let page = html(&policy_of("yokohama-budget-r8", "kiban"));
    assert!(between(&page, "<figure", "</figure>").contains("令和6年度"));
    assert!(!page.contains("開始年度より前の事業の金額"));
}

#[test]
fn a_result_in_words_is_told_with_its_year_and_without_a_name_that_says_nothing() {
    let page = html(&policy_of("hachioji-dx-r7", "1-1"));
    let wanted = "令和6年度の実績：オンライン申請の拡大／国・都の情報収集継続／導入準備";
    assert!(page.contains(wanted));
    assert!(!page.contains("言葉で示された取組：実績"));
}

#[test]
fn titles_that_differ_are_marked_where_they_do() {
    let page = html(&Page::Findings(plan_of("hadano-dx-r8")));
    for cell in [
        ">生成AI・RPAの利活用<mark>の</mark>推進</a></th><td>生成AI・RPAの利活用推進</td>",
        ">母子健康手帳アプリで子育てサポート</a></th><td>母子健康手帳アプリで子育て<mark>を</mark>サポート</td>",
        ">はだのWEBマップ<mark>の拡充・活用推進</mark></a></th><td>はだのWEBマップ<mark>における地図情報の公開</mark></td>",
    ] {
        assert!(page.contains(cell), "{cell}");
    }
}

#[test]
fn no_page_sums_itself_up_by_saying_nothing() {
    let mut seen = 0;
    for page in &SITE.pages {
        let html = html(page);
        seen += 1;
        for empty in [
            "についてまとめました",
            "content=\"\"",
            "\"0事業があります",
            "1つの指標の目標",
        ] {
            assert!(!html.contains(empty), "{page:?}: {empty}");
        }
        // The heading of the section stands above it already.
        assert!(!html.contains("<h3>この事業について</h3>"), "{page:?}");
    }
    assert!(seen > 600);
}

#[test]
fn a_ranking_that_is_cut_says_where() {
    let plan = plan_of("yokohama-dx-action");
    let datasets = &SITE.book.site.plans[plan].datasets;
    let at = datasets
        .iter()
        .position(|one| one.id.as_str() == "procedures");
    let page = html(&Page::Table(plan, at.unwrap(), 0));
    assert!(between(&page, "<figure", "</figure>").contains("10位まで"));
}

#[test]
fn a_policy_shows_what_missed_its_target_and_folds_the_rest() {
    let page = html(&policy_of("hachioji-dx-r7", "1"));
    let list = between(&page, "id=\"projects\"", "<section class=\"section\"");
    let open = between(list, "id=\"list-missed\"", "<details");
    assert_eq!(open.matches("<li><p class=\"row-title\">").count(), 7);
    let folds: Vec<&str> = list
        .split("<summary>")
        .skip(1)
        .map(|rest| rest.split_once("</summary>").unwrap().0)
        .collect();
    assert_eq!(
        folds,
        ["令和6年度に達成した37事業", "令和6年度の判定がない25事業"]
    );
    assert_eq!(list.matches("<li><p class=\"row-title\">").count(), 69);
}
