//! What pages say first where data give little: tables of any kind, and a plan without a single year.

use mieruka::base::era::Date;
use mieruka::base::path::SitePath;
use mieruka::model::Purpose;
use mieruka::world::Memory;

use crate::further::SITE;
use crate::kept;
use crate::pages::markdown;
use crate::town::{Files, build, errors};

const PLAN: &str = "\
id: machi
title: みどり野町 まちの計画
municipality: { name: みどり野町 }
";

fn town(plan: &str, files: &[(&str, &str)]) -> Memory {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    world.put(
        "content/mieruka.yaml",
        "title: みどり野町の計画\nowner: みどり野町\nas_of: 2026-04-01\n",
    );
    world.put("seeds/machi/plan.yaml", plan);
    for (path, text) in files {
        world.put(&format!("seeds/machi/{path}"), *text);
    }
    world
}

fn text(files: &Files, address: &str) -> String {
    String::from_utf8(files[&SitePath::new(address)].clone()).unwrap()
}

/// What the page of a table says first.
fn answer(columns: &str, more: &str, cells: &str) -> String {
    let about = format!("id: t\ntitle: 表\nsource: {{ doc: main, page: \"1\" }}\n{columns}{more}");
    let sources = "sources: [{ id: main, title: 資料 }]\n";
    let world = town(
        &format!("{PLAN}{sources}"),
        &[("tables/t.yaml", &about), ("tables/t.csv", cells)],
    );
    let (files, findings) = build(&world, Purpose::Release, None);
    assert_eq!(errors(&findings), [""; 0]);
    let page = text(&files, "machi/tables/t.md");
    let first = page.lines().find(|line| line.starts_with("- "));
    first.unwrap().trim_start_matches("- ").to_owned()
}

const MEASURED: &str = "\
columns:
  - { id: name, title: 駅, kind: name }
  - { id: order, title: 順, kind: number }
  - { id: count, title: 利用者, unit: 人, kind: number }
";

#[test]
fn a_table_without_a_chart_says_what_is_largest_only_where_all_can_be_compared() {
    let of = |cells: &str| answer(MEASURED, "", &format!("name,order,count\n{cells}"));
    let largest = "利用者が最も大きいもの: 北駅：1,200人";
    assert_eq!(
        of("南駅,9,800\n北駅,1,\"1,200\"\n計,10,\"2,000\"\n"),
        largest
    );
    // What is hidden, missing or about right may be larger.
    for other in ["■■■", "", "約900", "800以上", "未定"] {
        let said = of(&format!("南駅,9,{other}\n北駅,1,\"1,200\"\n"));
        assert_eq!(said, "この表にあるもの: 南駅、北駅の2行", "{other}");
    }
    assert_eq!(
        of("北駅,1,\"1,200\"\n"),
        "この表にあるもの: 1行。行ごとに、駅、順、利用者"
    );
}

#[test]
fn a_table_of_years_says_from_when_to_when() {
    let columns = "\
columns:
  - { id: year, title: 年, kind: year }
  - { id: what, title: できごと, kind: text }
";
    let of = |cells: &str| answer(columns, "", &format!("year,what\n{cells}"));
    // Which comes first is not a matter of the alphabet, nor of the order of rows.
    let years = "年: 昭和44年から令和2年まで（3行）";
    assert_eq!(of("平成3年,a\n昭和44年,b\n令和2年,c\n"), years);
    assert_eq!(
        of("昭和44年,a\n,b\n"),
        "この表にあるもの: 2行。行ごとに、年、できごと"
    );
}

#[test]
fn a_table_of_kinds_says_how_many_rows_are_of_each() {
    let columns = "\
columns:
  - { id: name, title: 名前, kind: name }
  - { id: kind, title: 区分, kind: text }
  - { id: note, title: 説明, kind: text }
";
    let of = |more: &str, cells: &str| answer(columns, more, &format!("name,kind,note\n{cells}"));
    let rows = "あ,国,1\nい,県,2\nう,国,3\nえ,県,4\nお,国,5\n";
    assert_eq!(of("", rows), "区分ごとの行の数: 国 3行、県 2行");
    assert_eq!(
        of("group: kind\n", rows),
        "区分ごとの行の数: 国 3行、県 2行"
    );
    let shape = "この表にあるもの: あ、い、うなど5行";
    // Nobody knows of what kind a row without one is; a name that comes once is no kind.
    assert_eq!(of("", &rows.replacen('県', "", 1)), shape);
    assert_eq!(of("", &rows.replacen('県', "町", 1)), shape);
    // Rows of which one has a sentence for its name are told by what each has.
    let shape = "この表にあるもの: 5行。行ごとに、名前、区分、説明";
    let unkind = rows.replacen('県', "町", 1);
    let long = "市民が窓口で待つ時間を短くするための仕組みをつくります";
    assert_eq!(of("", &unkind.replacen('あ', long, 1)), shape);
}

#[test]
fn a_plan_without_a_single_year_reads_well() {
    let plan = format!(
        "{PLAN}levels: [方針]\npolicies:\n  - {{ id: kurashi, title: くらし }}\n  - {{ id: shigoto, title: しごと }}\n\
         departments:\n  - {{ id: kikaku, name: 企画課 }}\n  - {{ id: jumin, name: 住民課 }}\n"
    );
    let files = [
        (
            "projects/madoguchi.yaml",
            "id: madoguchi\ntitle: 窓口の案内\npolicy: kurashi\ndepartment: kikaku\n\
             indicators:\n  - { slot: 1, name: 案内した人の数, unit: 人 }\n",
        ),
        (
            "projects/soudan.yaml",
            "id: soudan\ntitle: 相談会\npolicy: kurashi\n",
        ),
        (
            "tables/t.yaml",
            "id: t\ntitle: 表\ncolumns:\n  - { id: name, title: 名前, kind: name }\n",
        ),
        ("tables/t.csv", "name\nあ\nい\n"),
        (
            "glossary.csv",
            "term,reading,definition,page\n窓口,まどぐち,役場の入口です。,\n",
        ),
    ];
    let (files, findings) = build(&town(&plan, &files), Purpose::Release, None);
    assert_eq!(errors(&findings), [""; 0]);
    let mut all = String::new();
    for (address, bytes) in &files {
        let is_read = address.as_str() == "index.md" || address.as_str().starts_with("machi/");
        if !is_read || !address.as_str().ends_with(".md") {
            continue;
        }
        let page = String::from_utf8(bytes.clone()).unwrap();
        let (said, _) = page.split_once("\n---\n").unwrap();
        for hole in ["（）", "{", "。。", "、、", "：。", "令和", "None"] {
            assert!(!said.contains(hole), "{address}: {hole}\n{said}");
        }
        all.push_str(&format!("=== {address}\n{said}\n"));
    }
    kept::check("it/yearless.txt", &all);
}

#[test]
fn a_year_that_the_document_calls_by_a_name_is_explained_where_a_table_has_it() {
    let said =
        "「1Q」は令和4年度、「2Q」は令和5年度、「3Q」は令和6年度、「4Q」は令和7年度のことです。";
    let of = |address: &str| markdown(&SITE, SITE.find(address).unwrap());
    for address in [
        "yokohama-dx-action/projects/p1-2-1.html",
        "yokohama-dx-action/policies/p1.html",
        "yokohama-dx-action/tables/core-index.html",
    ] {
        assert_eq!(of(address).matches(said).count(), 1, "{address}");
    }
    for page in &SITE.pages {
        let Some(text) = SITE.render(page).unwrap().markdown else {
            continue;
        };
        let mut rows = text.lines().filter(|line| line.starts_with('|'));
        let has_name = rows.any(|row| ["1Q", "2Q", "3Q", "4Q"].iter().any(|one| row.contains(one)));
        assert!(has_name || !text.contains(said), "{}", SITE.address(page));
    }
}

#[test]
fn many_small_drawings_are_pieces_that_a_wide_screen_sets_side_by_side() {
    let of = |address: &str| {
        let page = SITE.find(address).unwrap();
        let html = SITE.render(page).unwrap().html.as_str().to_owned();
        html.matches("<svg class=\"chart cell\"").count()
    };
    // Eight indicators in rows of two; three of another policy fit into one drawing.
    assert_eq!(of("yokohama-data-plan/policies/s8.html"), 4);
    assert_eq!(of("yokohama-data-plan/policies/s6.html"), 0);
}
