//! What single kinds of page say: the lists hold every value, and the page for addresses that do not
//! exist finds home from anywhere.

use std::collections::BTreeSet;
use std::path::Path;

use mieruka::base::era::Date;
use mieruka::base::moment::Moment;
use mieruka::base::text::escape_markdown;
use mieruka::base::words::Lang;
use mieruka::figures::tally::latest_verdict;
use mieruka::model::value::Kind;
use mieruka::model::{FiscalYear, Plan, Project, Stage, Value};
use mieruka::pages::view::{Block, Row, View};
use mieruka::pages::{self, Page};
use mieruka::pipeline::{self, Prepared, Timings};
use mieruka::sources::{self, Chosen};
use mieruka::world::{Disk, Memory, World};

use crate::kept::ROOT;

pub fn prepared(world: &dyn World, base_url: Option<&str>) -> Prepared {
    let chosen = Chosen {
        as_of: Date::parse("2026-04-01").map(Moment::start_of),
        base_url: base_url.map(str::to_owned),
        ..Chosen::default()
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

/// Every dense list of a page, wherever it stands.
fn rows(view: &View) -> Vec<Row> {
    fn inside(blocks: &[Block], found: &mut Vec<Row>) {
        for block in blocks {
            match block {
                Block::Rows { items } => found.extend(items.iter().cloned()),
                Block::Fold { blocks, .. } | Block::Group { blocks, .. } => inside(blocks, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for section in &view.sections {
        inside(&section.blocks, &mut found);
    }
    found
}

/// The rows of all parts of a list.
fn rows_of(prepared: &Prepared, is_wanted: impl Fn(&Page) -> bool) -> Vec<Row> {
    let wanted = prepared.pages.iter().filter(|page| is_wanted(page));
    let views = wanted.map(|page| {
        let mut view = pages::view(&prepared.book, page);
        // Some of the rows once more: what was missed, and by the way that they went.
        let again = ["missed", "ways"];
        view.sections
            .retain(|section| !again.contains(&&*section.id));
        view
    });
    views.flat_map(|view| rows(&view)).collect()
}

/// What was missed lies open before the lists that are folded, and all of it; that there is no result is
/// one tap away.
#[test]
fn missed_indicators_come_first_and_those_without_a_result_are_folded() {
    let (prepared, _) = budget_plan();
    let is_plan = |plan: usize| prepared.book.plan(plan).id.as_str() == "hachioji-dx-r7";
    let page = |page: &Page| matches!(page, Page::Indicators(plan, _) if is_plan(*plan));
    let pages: Vec<&Page> = prepared.pages.iter().filter(|one| page(one)).collect();
    let first = pages::view(&prepared.book, pages[0]);
    assert_eq!(first.sections[0].id, "missed");
    let Some(Block::Rows { items }) = first.sections[0].blocks.last() else {
        panic!("{:?}", first.sections[0].blocks);
    };
    let told: BTreeSet<&str> = items.iter().map(|row| &*row.href).collect();
    let all = rows_of(&prepared, page);
    // A mark that is the whole project's tells nothing of an indicator without a target.
    let with = |is_missed: &dyn Fn(&str) -> bool| -> BTreeSet<&str> {
        let rows = all.iter();
        let missed = rows.filter(|row| row.chips.iter().any(|chip| is_missed(&chip.label)));
        missed.map(|row| &*row.href).collect()
    };
    assert!(told.is_superset(&with(&|label| label == "未達成")));
    assert!(told.is_subset(&with(&|label| label.ends_with("未達成"))));
    assert_eq!(told.len(), 25);
    let views = pages.iter().map(|page| pages::view(&prepared.book, page));
    let sections = views.flat_map(|view| view.sections);
    let silent = sections.filter(|section| section.id == "indicators-silent");
    let blocks: Vec<Block> = silent.flat_map(|section| section.blocks).collect();
    let is_folded = |block: &Block| match block {
        Block::Fold { .. } | Block::Notes { .. } => true,
        Block::Group { blocks, .. } => blocks
            .iter()
            .all(|block| matches!(block, Block::Fold { .. })),
        _ => false,
    };
    assert!(
        !blocks.is_empty() && blocks.iter().all(is_folded),
        "{blocks:?}"
    );
}

fn distinct(rows: &[Row]) -> usize {
    let hrefs: BTreeSet<&str> = rows.iter().map(|row| &*row.href).collect();
    hrefs.len()
}

#[test]
fn every_indicator_is_listed_once_and_says_what_is_printed_of_its_newest_year() {
    let (prepared, budget) = budget_plan();
    let plans = prepared.book.site.plans.iter().enumerate();
    let mut counts = Vec::new();
    for (ix, plan) in plans {
        let listed = rows_of(
            &prepared,
            |page| matches!(page, Page::Indicators(plan, _) if *plan == ix),
        );
        let policies = plan.policies.iter().flat_map(|policy| &policy.indicators);
        let projects = plan.projects.iter().flat_map(|project| &project.indicators);
        assert_eq!(
            listed.len(),
            policies.chain(projects).count(),
            "{}",
            plan.id
        );
        assert_eq!(distinct(&listed), listed.len(), "{}", plan.id);
        counts.push(listed.len());
    }
    assert_eq!(counts.iter().sum::<usize>(), 457);
    let listed = rows_of(
        &prepared,
        |page| matches!(page, Page::Indicators(plan, _) if *plan == budget),
    );
    let (mut judged, mut compared) = (0, 0);
    for project in &prepared.book.site.plans[budget].projects {
        for indicator in &project.indicators {
            let end = format!("{}.html#indicator-{}", project.id, indicator.slot);
            let row = listed.iter().find(|row| row.href.ends_with(&end)).unwrap();
            assert_eq!(
                (&row.title, &row.context),
                (&indicator.name, &project.title)
            );
            let Some((year, _)) = latest_verdict(indicator) else {
                continue;
            };
            let values = indicator.years.get(&year).unwrap();
            let text = &row.text.markdown;
            for value in [&values.target, &values.actual] {
                // A list says it in one form.
                let printed = shown(value.as_ref()).replace("\\~", "～");
                assert!(text.contains(&printed), "{text}: {printed}");
            }
            let (_, after) = text.split_once(&format!("（{}）", year.era())).unwrap();
            let before = year.previous();
            let of_before = indicator.years.get(&before);
            let of_before = of_before.and_then(|values| values.actual.as_ref());
            match of_before.filter(|value| value.quantity().is_some()) {
                Some(value) => {
                    let printed = after.strip_prefix(&format!("、{}は", before.era()));
                    let printed = printed.unwrap_or_else(|| panic!("{text}"));
                    assert!(printed.starts_with(&shown(Some(value))), "{text}");
                    compared += 1;
                }
                None => assert_eq!(after, "", "{text}"),
            }
            judged += 1;
        }
    }
    assert_eq!((judged, compared), (16, 14));
}

/// What is judged by us and not by the document says so, wherever it is read.
#[test]
fn a_verdict_that_no_document_prints_says_that_it_is_computed() {
    const REMARK: &str = "実績と目標を比べて計算したものです。";
    let (prepared, _) = budget_plan();
    let (mut ours, mut printed, mut tables) = (0, 0, 0);
    for (ix, plan) in prepared.book.site.plans.iter().enumerate() {
        let policies = plan.policies.iter().flat_map(|policy| &policy.indicators);
        let projects = plan.projects.iter().flat_map(|project| &project.indicators);
        let is_ours = policies.chain(projects).any(|indicator| {
            let mut years = indicator.years.values();
            years.all(|values| values.judged().is_none()) && latest_verdict(indicator).is_some()
        });
        let is_printed = prepared.book.plan_figures(ix).whole.newest().is_some();
        for page in &prepared.pages {
            let (Page::Status(of, _) | Page::Indicators(of, _)) = page else {
                continue;
            };
            if *of != ix {
                continue;
            }
            let said = markdown(&prepared, page).contains(REMARK);
            assert_eq!(said, is_ours && !is_printed, "{page:?}");
            *if said { &mut ours } else { &mut printed } += 1;
        }
    }
    for page in &prepared.pages {
        if let Page::Project(..) = page {
            let text = markdown(&prepared, page);
            assert!(!text.contains("| 判定 |"), "{page:?}");
            let heads = text.matches("| 判定（計算した値） |").count();
            assert!(heads >= text.matches(REMARK).count(), "{page:?}");
            tables += text.matches(REMARK).count();
        }
    }
    assert!(
        ours >= 2 && printed >= 2 && tables >= 10,
        "{ours} {printed} {tables}"
    );
}

/// Where the document is silent of most projects, few are not all that a section does.
#[test]
fn a_section_says_of_how_many_projects_the_document_names_one() {
    let (prepared, _) = budget_plan();
    let plans = &prepared.book.site.plans;
    let (mut told, mut silent) = (0, 0);
    for page in &prepared.pages {
        let Page::Section(plan, _) = page else {
            continue;
        };
        let projects = &plans[*plan].projects;
        let is_named =
            |one: &Project| !one.departments.is_empty() || !one.departments_printed.is_empty();
        let named = projects.iter().filter(|one| is_named(one)).count();
        let sentence = format!(
            "資料に所管が書かれているのは、この計画の{}事業のうち{named}事業です。",
            projects.len()
        );
        let text = markdown(&prepared, page);
        let is_some = named > 0 && named < projects.len();
        assert_eq!(text.contains(&sentence), is_some, "{page:?}");
        assert_eq!(text.contains("資料に所管が書かれているのは"), is_some);
        *if is_some { &mut told } else { &mut silent } += 1;
    }
    assert!(told > 0 && silent > 0, "{told} {silent}");
}

/// A better year does not hide one in which more was spent than planned.
#[test]
fn a_chart_of_money_tells_every_year_whose_accounts_exceeded_the_budget() {
    let (prepared, budget) = budget_plan();
    let plan = &prepared.book.site.plans[budget];
    let said = |id: &str| {
        let place = plan.projects.iter().position(|one| one.id.as_str() == id);
        markdown(&prepared, &Page::Project(budget, place.unwrap()))
    };
    for id in ["02", "08"] {
        assert!(
            said(id).contains(
                "令和5年度は、決算額が予算額を上回っています。令和6年度は、決算額が予算額を下回っています。"
            ),
            "{id}"
        );
    }
    let never = "決算額が予算額を上回って";
    assert!(!said("14").contains(never));
}

#[test]
fn every_year_of_every_indicator_is_in_the_tables_of_its_page() {
    let (prepared, _) = budget_plan();
    let mut cells = 0;
    for page in &prepared.pages {
        let (indicators, what) = match page {
            Page::Project(plan, ix) => {
                let project = &prepared.book.site.plans[*plan].projects[*ix];
                (&project.indicators, &project.id)
            }
            Page::Policy(plan, ix) => {
                let policy = &prepared.book.site.plans[*plan].policies[*ix];
                (&policy.indicators, &policy.id)
            }
            _ => continue,
        };
        if indicators.is_empty() {
            continue;
        }
        let html = prepared.render(page).unwrap().html.as_str().to_owned();
        for indicator in indicators.iter().filter(|one| !one.years.is_empty()) {
            cells += crate::document::indicator_cells(&html, indicator, what.as_str());
        }
    }
    assert_eq!(cells, 1828, "cells that were compared");
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
    let page = markdown(&prepared, &Page::Money(ix, 0));
    assert!(page.contains("ほかに金額が示されていないもの4件"));
    let rows = table(&page, MONEY, &mut 0);
    assert_eq!(rows.len(), 1 + plan.projects.len() + 2);
    let (computed, printed) = (&rows[15], &rows[16]);
    assert_eq!(computed[0], "合計（計算したもの）");
    assert_eq!(printed[0], "合計（資料に印刷されたもの）");
    let mut columns = 0;
    for sums in prepared.book.figures.plans[ix].years.iter() {
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
            assert_eq!(computed[place].contains("注"), sum.missing == 4);
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
    for (base_url, expected) in [(Some(base), base), (None, "#")] {
        let html = page(base_url);
        let all = addresses(&html);
        let is_right = |to: &&str| *to == "#main" || to.starts_with(expected);
        let wrong: Vec<_> = all.iter().filter(|to| !is_right(to)).collect();
        assert!(wrong.is_empty(), "{base_url:?}: {wrong:?}");
        // Shown at any address, it finds no style sheet beside it, and may not be given one of a host.
        assert!(html.contains("<style>:root{"), "{base_url:?}");
        assert!(html.contains("style-src 'unsafe-inline'"));
    }
    let (bound, free) = (page(Some(base)), page(None));
    for to in ["search.html", "index.html", "midorino-dx-r8/index.html"] {
        assert!(addresses(&bound).contains(&&*format!("{base}{to}")), "{to}");
    }
    assert!(free.contains("「/」のところまでを消して"), "{free}");
    assert!(
        !free.contains("言葉でさがす"),
        "nothing is promised that is not there"
    );
}

/// A word that no catalogue has shows as a mark, and a slot that nobody fills as it stands there.
#[test]
fn no_page_shows_a_word_that_is_missing() {
    let (prepared, _) = budget_plan();
    for page in &prepared.pages {
        let html = prepared.render(page).unwrap().html;
        let html = html.as_str();
        assert!(!html.contains("pages.?"), "{page:?}");
        // The guide for authors shows YAML, which has braces of its own; the search fills some by its script,
        // and a page that brings its style has those of CSS.
        let is_ours = !matches!(page, Page::Free(_) | Page::Search | Page::NotFound);
        assert!(!is_ours || !html.contains('{'), "{page:?}");
    }
}

#[test]
fn every_project_is_on_every_list_of_all_projects() {
    let (prepared, _) = budget_plan();
    let mut all = 0;
    for (ix, plan) in prepared.book.site.plans.iter().enumerate() {
        let by_tree = rows_of(
            &prepared,
            |page| matches!(page, Page::Projects(plan, _) if *plan == ix),
        );
        let by_sound = rows_of(
            &prepared,
            |page| matches!(page, Page::Kana(plan, _) if *plan == ix),
        );
        for listed in [&by_tree, &by_sound] {
            assert_eq!(listed.len(), plan.projects.len(), "{}", plan.id);
            assert_eq!(distinct(listed), listed.len(), "{}", plan.id);
        }
        all += plan.projects.len();
    }
    let by_sound = rows_of(&prepared, |page| matches!(page, Page::AllKana(_)));
    assert_eq!((by_sound.len(), distinct(&by_sound)), (all, all));
    assert_eq!(all, 291);
}

#[test]
fn projects_stand_under_the_sound_of_their_titles() {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    world.put("content/mieruka.yaml", "title: 町\nowner: 町\n");
    world.put(
        "seeds/town/plan.yaml",
        "id: town\ntitle: 計画\nmunicipality: { name: 町 }\npolicies: [{ id: a, title: 方針 }]\n",
    );
    let titles = [
        ("窓口の改革", "まどぐちのかいかく"),
        ("観光", ""),
        ("ごみの収集", ""),
        ("AI電話応答", "えーあいでんわおうとう"),
        ("カード", ""),
    ];
    for (at, (title, reading)) in titles.iter().enumerate() {
        let reading = if reading.is_empty() {
            String::new()
        } else {
            format!("reading: {reading}\n")
        };
        world.put(
            &format!("seeds/town/projects/p{at}.yaml"),
            format!("id: p{at}\ntitle: {title}\n{reading}policy: a\n"),
        );
    }
    let prepared = prepared(&world, None);
    let view = pages::view(&prepared.book, &Page::Kana(0, 0));
    let found: Vec<(&str, Vec<String>)> = view
        .sections
        .iter()
        .map(|section| {
            let own = View {
                sections: vec![section.clone()],
                ..view.clone()
            };
            let titles = rows(&own).into_iter().map(|row| row.title).collect();
            (&*section.heading, titles)
        })
        .collect();
    let expected: [(&str, &[&str]); 4] = [
        ("あ行", &["AI電話応答"]),
        ("か行", &["カード", "ごみの収集"]),
        ("ま行", &["窓口の改革"]),
        ("読みの記載がない事業", &["観光"]),
    ];
    assert_eq!(found.len(), expected.len());
    for ((heading, titles), (expected, listed)) in found.iter().zip(expected) {
        assert_eq!(
            (*heading, &titles[..]),
            (
                expected,
                &listed.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>()[..]
            )
        );
    }
}

fn page<'a>(prepared: &'a Prepared, address: &str) -> &'a Page {
    let found = prepared.find(address);
    found.unwrap_or_else(|| panic!("no page {address}"))
}

/// The facts under the heading of a page.
fn glance(prepared: &Prepared, address: &str) -> Vec<(String, String)> {
    let facts = pages::view(&prepared.book, page(prepared, address)).glance;
    facts
        .into_iter()
        .map(|fact| (fact.label, fact.value.markdown))
        .collect()
}

#[test]
fn a_figure_that_is_older_than_the_judgement_stands_after_the_newer_words() {
    let (prepared, _) = budget_plan();
    let of = |id: &str| {
        let facts = glance(&prepared, &format!("hachioji-dx-r7/projects/{id}.html"));
        let two = facts.into_iter().take(2);
        two.map(|(label, value)| format!("{label}：{value}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("2-5-2"),
        [
            "窓口（発行機で印刷）の対応件数：約14%の低減（令和6年度（2024））",
            "窓口閲覧件数の低減：58%（令和4年度（2022）の実績。令和7年度（2025）の目標は2%・注あり）",
        ]
    );
    assert_eq!(
        of("1-4-3"),
        [
            "言葉で示された取組：ジョブボラマッチング、独立採算化に向けた検討を継続 市他事業との連携拡大（令和6年度（2024））",
            "累計登録者数：3,200（目標5,000）（令和4年度（2022）・目標まで1,800・目標は計算した値）",
        ]
    );
    assert_eq!(
        of("3-6-2")[0],
        "ペーパレス化：約100万枚削減（令和6年度（2024））",
        "short words before long ones"
    );
}

#[test]
fn money_of_years_before_a_project_began_is_no_part_of_its_course() {
    let (prepared, _) = budget_plan();
    let of = |id: &str| {
        let address = format!("yokohama-budget-r8/projects/{id}.html");
        let labels = glance(&prepared, &address).into_iter();
        let is_compared = labels.map(|(label, _)| label).any(|l| l == "前年度から");
        (is_compared, markdown(&prepared, page(&prepared, &address)))
    };
    let (is_compared, new) = of("09");
    assert!(!is_compared && !new.contains("決算額は1年で"));
    assert!(new.contains("図と増減には入れていません"));
    // The table has every year all the same.
    assert!(new.contains("172,895") && new.contains("63,441"));
    let (is_compared, young) = of("12");
    assert!(is_compared && !young.contains("0千円から"), "{young}");
    let (is_compared, old) = of("08");
    assert!(is_compared && !old.contains("図と増減には入れていません"));
}

#[test]
fn sections_and_policies_say_what_they_are_in_charge_of() {
    let (prepared, _) = budget_plan();
    let of = |address: &str| {
        let frame = pages::view(&prepared.book, page(&prepared, address)).frame;
        frame.summary
    };
    assert_eq!(
        of("yokohama-data-plan/sections/seisaku.html"),
        "施策を5件受け持ちます。受け持つ施策に付いた指標は、合わせて18件です。"
    );
    assert_eq!(
        of("yokohama-data-plan/sections/doro.html"),
        "この計画の主な事例1件に名前があります。受け持つものは、ほかに示されていません。"
    );
    assert_eq!(
        of("hachioji-dx-r7/policies/2-4-i3.html"),
        "資料は、ここに事業を挙げていません。"
    );
    for page in &prepared.pages {
        let summary = pages::view(&prepared.book, page).frame.summary;
        assert!(!summary.starts_with("0事業"), "{page:?}");
        assert!(!summary.contains("。0事業"), "{page:?}");
    }
    let standing = markdown(
        &prepared,
        page(&prepared, "yokohama-budget-r8/indicators.html"),
    );
    assert!(standing.contains("目標99～100%"), "{standing}");
}

/// The sentence under the heading of a page and the facts beside it, as text.
fn opening(
    prepared: &Prepared,
    plan: &str,
    page_of: impl Fn(usize) -> Page,
) -> (String, Vec<String>) {
    let mut plans = prepared.book.site.plans.iter();
    let ix = plans.position(|one| one.id.as_str() == plan).unwrap();
    let view = pages::view(&prepared.book, &page_of(ix));
    let facts = view.glance.iter();
    let facts = facts.map(|fact| format!("{} {}", fact.label, fact.value.markdown));
    (view.frame.summary, facts.collect())
}

#[test]
fn a_plan_whose_remarks_tell_of_disagreements_does_not_say_that_there_are_none() {
    let (prepared, _) = budget_plan();
    let (summary, facts) = opening(&prepared, "yokohama-data-plan", Page::Findings);
    let remarks = &prepared.book.site.plans.iter();
    let plan = remarks
        .clone()
        .find(|plan| plan.id.as_str() == "yokohama-data-plan");
    let remarks = plan.unwrap().notes.len();
    let told = format!("計算では確かめられない、資料全体についての注意が{remarks}件あります。");
    assert!(summary.contains("計算で照らし合わせた"), "{summary}");
    assert!(remarks > 0 && summary.ends_with(&told), "{summary}");
    assert_eq!(facts[3], format!("資料全体についての注意 {remarks}件"));
}

/// What was counted is named, no line is in two of the counts, and nothing is to come in a plan whose
/// years are over.
#[test]
fn the_counts_of_indicators_add_up_to_their_list() {
    let (prepared, _) = budget_plan();
    let of = |plan: &str| opening(&prepared, plan, |ix| Page::Indicators(ix, 0));
    let only = "（前の年度の数があり、比べられるものだけ。増減の良し悪しは示していません）";
    // The document lists one of them twice, and two have two numbers each.
    let once = "（前の年度の数があり、比べられるものだけ。再掲は除き、一つの欄を分けた数は別々に数えています。増減の良し悪しは示していません）";
    assert_eq!(
        of("yokohama-data-plan"),
        (
            "26件の指標（再掲や、一つの欄を分けたものを含めて29行）があります。数の実績があるものは26行です。"
                .to_owned(),
            vec![
                "結果のある指標 26行".to_owned(),
                "言葉で示された目標 3行".to_owned(),
                format!("↑ 前の年度より増えた [15行](#ways){once}"),
                "→ 前の年度と同じ [5行](#ways)".to_owned(),
                "↓ 前の年度より減った [4行](#ways)".to_owned(),
            ],
        )
    );
    let (summary, facts) = of("hachioji-dx-r7");
    assert_eq!(
        summary,
        "247件の指標があります。達成かどうかを言える135件のうち、110件が達成、25件が未達成です。"
    );
    assert_eq!(
        facts,
        [
            "結果のある指標 89件（うち達成47件、未達成18件、判定なし24件）",
            "未達成の指標 [25件](indicators.html#missed)",
            "資料に結果のない指標 35件",
            "言葉で示された目標 123件（うち達成63件、未達成7件、判定なし53件）",
            &*format!("↑ 前の年度より増えた [32件](#ways){only}"),
            "→ 前の年度と同じ [5件](#ways)",
            "↓ 前の年度より減った [11件](#ways)",
        ]
    );
    // Of some, the plan has no more than the name.
    assert_eq!(
        of("hadano-dx-r8").1,
        [
            "これからの指標 133行",
            "目標も実績も示されていない指標 15行"
        ]
    );
    assert_eq!(
        of("yokohama-dx-action").1,
        [
            "結果のある指標 3件",
            "資料に結果のない指標 5件",
            "言葉で示された目標 1件",
        ]
    );
}

#[test]
fn a_project_whose_years_are_over_is_not_told_to_wait_for_a_result() {
    let (prepared, _) = budget_plan();
    let mut told = Vec::new();
    for (plan_ix, plan) in prepared.book.site.plans.iter().enumerate() {
        for (ix, project) in plan.projects.iter().enumerate() {
            let view = pages::view(&prepared.book, &Page::Project(plan_ix, ix));
            for chip in view
                .chips
                .iter()
                .filter(|chip| chip.label.contains("結果は"))
            {
                told.push(format!("{} {} {}", plan.id, project.id, chip.label));
            }
        }
    }
    told.retain(|one| one.starts_with("yokohama-dx-action"));
    let expected = ["p1-1-3", "p6-1-2"];
    let expected = expected.map(|id| format!("yokohama-dx-action {id} 資料に結果はありません"));
    assert_eq!(told, expected);
}

/// Still to be decided is not the same as not told.
#[test]
fn what_is_still_to_be_decided_is_not_said_to_be_missing() {
    let (prepared, _) = budget_plan();
    let facts = glance(&prepared, "hadano-dx-r8/projects/j1-4.html");
    assert!(
        facts
            .iter()
            .any(|(_, value)| value == "値はこれから決まります"),
        "{facts:?}"
    );
    let facts = glance(&prepared, "hadano-dx-r8/projects/1-1.html");
    assert!(
        facts
            .iter()
            .all(|(_, value)| value != "値はこれから決まります"),
        "{facts:?}"
    );
}

/// Where nothing is counted yet, when it comes is the answer.
#[test]
fn a_roadmap_is_told_in_one_glance() {
    let (prepared, _) = budget_plan();
    let told = |address: &str| {
        let facts = glance(&prepared, address).into_iter();
        let planned = |(label, value): (String, String)| (label == "予定").then_some(value);
        facts.map(planned).collect::<Vec<_>>()
    };
    let to_the_end = "令和8年度 先進事例研究 → 令和9年度 構築・試行 → 令和10〜令和12年度 \
                      本格運用・改善※（工程表にはほかに1行） ※：矢印の終わりの年は、前後の欄から読みました（確かではありません）。";
    let facts = told("hadano-dx-r8/projects/j1-4.html");
    assert_eq!(facts[1].as_deref(), Some(to_the_end), "{facts:?}");
    // Of many steps the first and the last.
    let ends = "令和8年度 教育 → 令和12年度 評価検討（間の予定は工程表に）";
    let facts = told("hadano-dx-r8/projects/3-14.html");
    assert_eq!(facts[1].as_deref(), Some(ends), "{facts:?}");
    // An arrow in the years behind a step is the same step.
    let goes_on = "1Q・令和4年度〜4Q・令和7年度 運用（資料にある予定）";
    let facts = told("yokohama-dx-action/projects/p1-2-1.html");
    assert_eq!(facts[0].as_deref(), Some(goes_on), "{facts:?}");
    // All over on the day of the site, and nothing counted: it comes first.
    let over =
        "令和3年度 開発・公開 → 4Q・令和7年度 検証・改善、普及促進（資料の最初と最後の予定）";
    let facts = told("yokohama-dx-action/projects/p4-1-hinan.html");
    assert_eq!(facts[0].as_deref(), Some(over), "{facts:?}");
    // Words that fill the screen stand in the roadmap only.
    let facts = told("hachioji-dx-r7/projects/1-1-1.html");
    assert!(facts.iter().all(Option::is_none), "{facts:?}");
}
