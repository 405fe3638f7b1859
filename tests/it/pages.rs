//! What single kinds of page say: the lists hold every value, and the page for addresses that do not
//! exist finds home from anywhere.

use std::path::Path;

use mieruka::base::era::Date;
use mieruka::base::text::escape_markdown;
use mieruka::base::words::Lang;
use mieruka::model::value::Kind;
use mieruka::model::{FiscalYear, Plan, Stage, Value};
use mieruka::pages::Page;
use mieruka::pipeline::{self, Prepared, Timings};
use mieruka::sources::{self, Chosen};
use mieruka::world::{Disk, Memory, World};

use crate::kept::ROOT;

pub fn prepared(world: &dyn World, base_url: Option<&str>) -> Prepared {
    let chosen = Chosen {
        as_of: Date::parse("2026-04-01"),
        base_url: base_url.map(str::to_owned),
    };
    let mut timings = Timings::default();
    match pipeline::prepare(sources::gather(world), &chosen, world, &mut timings) {
        Ok(prepared) => prepared,
        Err(findings) => panic!(
            "{:?}",
            findings
                .iter()
                .take(5)
                .map(|found| found.message(Lang::Ja))
                .collect::<Vec<_>>()
        ),
    }
}

/// The repository's own site, with the place of document 000 in it.
fn budget_plan() -> (Prepared, usize) {
    let prepared = prepared(&Disk::new(Path::new(ROOT)), None);
    let mut plans = prepared.book.site.plans.iter();
    let ix = plans.position(|plan| plan.id.as_str() == "yokohama-budget-r8");
    (prepared, ix.unwrap())
}

pub fn markdown(prepared: &Prepared, page: &Page) -> String {
    prepared.render(page).unwrap().markdown.unwrap()
}

/// The first table of this caption from `at` on, as rows of cells; `at` moves behind it.
pub fn table(text: &str, caption: &str, at: &mut usize) -> Vec<Vec<String>> {
    let caption = format!("**{}**\n\n", escape_markdown(caption));
    let start = text[*at..].find(&caption);
    let start = *at + start.unwrap_or_else(|| panic!("no table {caption}")) + caption.len();
    let rows: Vec<&str> = text[start..]
        .lines()
        .take_while(|line| line.starts_with('|'))
        .collect();
    *at = start + rows.iter().map(|row| row.len() + 1).sum::<usize>();
    let cells = |row: &&str| {
        let inside = row.trim_start_matches("| ").trim_end_matches(" |");
        inside.split(" | ").map(str::to_owned).collect()
    };
    let rule = |row: &&&str| !row.starts_with("| --");
    rows.iter().filter(rule).map(cells).collect()
}

/// How a value must be shown: as printed, or as the word for why it is not there.
pub fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "欄なし".to_owned();
    };
    let word = match value.kind() {
        Kind::Blank => "記載なし",
        Kind::Dash => "数値なし（－）",
        Kind::Redacted => "非公開",
        Kind::Lost => "読み取れず",
        _ => value.raw(),
    };
    escape_markdown(word).into_owned()
}

/// A cell holds the value and nothing else but a mark when the value is not sure.
fn assert_cell(cell: &str, value: Option<&Value>, what: &str) {
    let bare = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let (bare, marked) = match bare.strip_suffix('※') {
        Some(bare) => (bare, true),
        None => (cell, false),
    };
    assert_eq!(bare, shown(value), "{what}");
    assert_eq!(
        marked,
        value.is_some_and(|value| !value.sure),
        "{what}: {cell}"
    );
}

#[test]
fn the_list_of_indicators_has_every_year_of_every_indicator() {
    let (prepared, ix) = budget_plan();
    let plan = &prepared.book.site.plans[ix];
    let text = markdown(&prepared, &Page::Indicators(ix, 0));
    let (mut at, mut tables, mut cells) = (0, 0, 0);
    for project in &plan.projects {
        if project.indicators.is_empty() {
            continue;
        }
        let caption = format!("{}の指標の目標と実績", project.title);
        let rows = table(&text, &caption, &mut at);
        let mut rows_left = rows[1..].chunks(2);
        for indicator in &project.indicators {
            let unit = indicator.unit.as_ref();
            let unit = unit.map_or(String::new(), |unit| format!("（{unit}）"));
            let name = format!("指標{}　{}{unit}", indicator.slot, indicator.name);
            let name = escape_markdown(&name);
            let pair = rows_left.next().unwrap();
            assert_eq!([&*pair[0][0], &*pair[0][1]], [&*name, "目標"]);
            assert_eq!([&*pair[1][0], &*pair[1][1]], [&*name, "実績"]);
            for (year, values) in &indicator.years {
                let what = format!("{} {name} {year}", project.id);
                let column = column(&rows, &year.both());
                assert_cell(&pair[0][column], values.target.as_ref(), &what);
                assert_cell(&pair[1][column], values.actual.as_ref(), &what);
                cells += 2;
            }
        }
        assert!(rows_left.next().is_none(), "{caption}: no row too many");
        tables += 1;
    }
    assert_eq!(
        (tables, cells),
        (12, 336),
        "tables and cells that were compared"
    );
}

fn column(rows: &[Vec<String>], label: &str) -> usize {
    let found = rows[0].iter().position(|head| head == label);
    found.unwrap_or_else(|| panic!("no column {label} in {:?}", rows[0]))
}

const MONEY: &str = "事業ごとの予算額と決算額（千円）";

fn total(plan: &Plan, project: usize, year: FiscalYear, stage: Stage) -> Option<&Value> {
    let money = plan.projects[project].budget.years.get(&year)?;
    money.stage(stage)?.total.as_ref()
}

#[test]
fn the_list_of_money_has_every_year_of_every_project_and_both_sums() {
    let (prepared, ix) = budget_plan();
    let plan = &prepared.book.site.plans[ix];
    let rows = table(&markdown(&prepared, &Page::Money(ix, 0)), MONEY, &mut 0);
    assert_eq!(rows.len(), 1 + plan.projects.len() + 2);
    let (computed, printed) = (&rows[15], &rows[16]);
    assert_eq!(computed[0], "合計（計算したもの）");
    assert_eq!(printed[0], "合計（資料に印刷されたもの）");
    let mut columns = 0;
    for sums in &prepared.book.figures.plans[ix].years {
        let year = sums.year;
        let forecast = if year > plan.edition.unwrap() {
            "（見込み）"
        } else {
            ""
        };
        for (stage, word) in [(Stage::Budget, "予算"), (Stage::Settled, "決算")] {
            let values: Vec<_> = (0..plan.projects.len())
                .map(|project| total(plan, project, year, stage))
                .collect();
            if values.iter().all(Option::is_none) {
                continue;
            }
            let place = column(&rows, &format!("{}{word}{forecast}", year.both()));
            for (row, (project, value)) in rows[1..].iter().zip(plan.projects.iter().zip(values)) {
                assert!(row[0].contains(&project.title), "{}", row[0]);
                assert_cell(&row[place], value, &format!("{} {year} {word}", project.id));
            }
            let sum = match stage {
                Stage::Budget => sums.budget,
                Stage::Settled => sums.settled,
            };
            assert!(computed[place].starts_with(&sum.total.grouped()));
            assert_eq!(computed[place].contains("もの4件"), sum.missing == 4);
            columns += 1;
        }
    }
    assert_eq!(columns, 9);
    assert_eq!(rows[0].len(), 10, "no column is empty");
    let said: Vec<&str> = printed[1..].iter().map(String::as_str).collect();
    let none = "欄なし";
    assert_eq!(
        said,
        [
            none,
            none,
            none,
            none,
            "11,241,476",
            "11,105,703",
            none,
            none,
            none
        ]
    );
}

#[test]
fn sums_end_the_last_part_of_a_long_list_and_nothing_is_listed_twice() {
    let today = Date::parse("2026-04-01").unwrap();
    let mut world = Memory::new(today);
    for (path, text) in crate::generator::site(210) {
        world.put(&path, text);
    }
    let prepared = prepared(&world, None);
    let parts: Vec<Page> = prepared
        .pages
        .iter()
        .filter(|page| matches!(page, Page::Money(..)))
        .cloned()
        .collect();
    let rows: Vec<_> = parts
        .iter()
        .map(|page| table(&markdown(&prepared, page), MONEY, &mut 0))
        .collect();
    let lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
    // A head and 200 projects; a head, the other ten, and their sum.
    assert_eq!(lengths, [201, 12]);
    assert_eq!(rows[0][0], rows[1][0], "all parts have the same columns");
    let plan = &prepared.book.site.plans[0];
    let listed = rows.iter().flat_map(|rows| &rows[1..]);
    for (project, row) in plan.projects.iter().zip(listed) {
        assert!(
            row[0].contains(&format!("{}.html", project.id)),
            "{}",
            row[0]
        );
    }
}

/// Every address that the page for missing addresses leads to or loads.
fn addresses(html: &str) -> Vec<&str> {
    html.split('<')
        .filter_map(|tag| {
            let tag = tag.split('>').next()?;
            let from = tag.find("href=").or_else(|| tag.find("src="))?;
            tag[from..].split('"').nth(1)
        })
        .collect()
}

#[test]
fn the_page_for_missing_addresses_finds_home_from_anywhere() {
    let starter = Disk::new(Path::new(ROOT).join("src/cli/starter"));
    let base = "https://example.jp/town/plan/";
    let page = |base_url| {
        let prepared = prepared(&starter, base_url);
        let html = prepared.render(&Page::NotFound).unwrap().html;
        html.as_str().to_owned()
    };
    let (bound, free) = (page(Some(base)), page(None));
    let (bound, free) = (addresses(&bound), addresses(&free));
    assert!(free.iter().any(|to| to.ends_with(".css")), "{free:?}");
    assert!(free.len() > 8, "{free:?}");
    // The page names its own address only when it knows it.
    let bound: Vec<_> = bound
        .into_iter()
        .filter(|to| *to != format!("{base}404.html"))
        .collect();
    for (bound, free) in bound.iter().zip(&free) {
        let expected = match *free {
            "#main" => "#main".to_owned(),
            other => format!("{base}{other}"),
        };
        assert_eq!(*bound, expected);
    }
    assert_eq!(bound.len(), free.len());
}
