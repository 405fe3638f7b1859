//! What pages tell at one glance and in one sentence: of each project, of what changed, of which values
//! are not plain facts, and of the documents.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mieruka::figures::course::{self, Way};
use mieruka::figures::{Outcome, outcome};
use mieruka::model::FiscalYear;
use mieruka::pages::view::{Block, Chip, Section, View};
use mieruka::pages::{self, Page};
use mieruka::pipeline::Prepared;

use crate::further::SITE;
use crate::kept;
use crate::pages::markdown;
use crate::real;

fn english() -> &'static Prepared {
    SITE.english.as_deref().expect("our own site has both")
}

fn find(address: &str) -> &'static Page {
    SITE.find(address).unwrap_or_else(|| panic!("{address}"))
}

fn view(site: &Prepared, address: &str) -> View {
    pages::view(&site.book, find(address))
}

fn of_projects(site: &'static Prepared) -> impl Iterator<Item = (String, View)> {
    let projects = site.pages.iter();
    let projects = projects.filter(|page| matches!(page, Page::Project(..)));
    projects.map(|page| {
        let address = SITE.book.address(page).to_string();
        (address, pages::view(&site.book, page))
    })
}

#[test]
fn every_project_tells_the_same_at_a_glance_as_before() {
    let mut said = String::new();
    for (address, view) in of_projects(&SITE) {
        writeln!(said, "{address}").unwrap();
        for fact in &view.glance {
            let value = fact.value.markdown.replace('\n', " ");
            writeln!(said, "  {}: {value}", fact.label).unwrap();
        }
    }
    kept::check("it/told/glances.txt", &said);
}

/// The words for what a page holds, with the sections that hold it.
const HELD: [(&str, &str, &[&str]); 8] = [
    ("説明", "description", &["about"]),
    ("指標", "indicators", &["indicators"]),
    ("年度ごとの取組", "activities of each year", &["activities"]),
    ("予算と決算", "budgets and settled amounts", &["money"]),
    ("予算", "budget", &["money"]),
    ("予定", "schedule", &["roadmap", "schedule"]),
    ("根拠", "basis", &["basis"]),
    ("説明", "description", &["about"]),
];

/// What a sentence of ours says that the page holds.
fn held(summary: &str, is_japanese: bool) -> Option<Vec<&str>> {
    if is_japanese {
        let rest = summary.strip_suffix("を示します。")?;
        Some(rest.rsplit_once("」の")?.1.split('、').collect())
    } else {
        let rest = summary.strip_suffix('.')?;
        let (title, held) = rest.rsplit_once(": ")?;
        title.starts_with('"').then(|| held.split(", ").collect())
    }
}

#[test]
fn a_page_without_words_of_its_own_promises_only_what_it_has() {
    let mut seen = [0, 0];
    for (at, site) in [&*SITE, english()].into_iter().enumerate() {
        for (address, view) in of_projects(site) {
            let Some(words) = held(&view.frame.summary, at == 0) else {
                continue;
            };
            seen[at] += 1;
            for word in words {
                let known = HELD.iter().find(|held| [held.0, held.1][at] == word);
                let (.., ids) = known.unwrap_or_else(|| panic!("{address}: {word}"));
                let is_there = |section: &Section| ids.contains(&&*section.id);
                assert!(view.sections.iter().any(is_there), "{address}: {word}");
            }
        }
    }
    assert_eq!(seen, [2, 2]);
    let said = |id: &str| {
        let address = format!("yokohama-dx-action/projects/{id}.html");
        [&*SITE, english()].map(|site| view(site, &address).frame.summary)
    };
    assert_eq!(
        said("p1-2-1"),
        [
            "横浜DX戦略 アクション編に載っている「おくやみ手続ナビ」の予定を示します。",
            "\"Guide to procedures after a death in the family\" in Yokohama DX Strategy: action volume: schedule."
        ]
    );
    assert_eq!(
        said("p6-1-2")[0],
        "横浜DX戦略 アクション編に載っている「YOKOHAMA Hack! 参加者数」の指標を示します。"
    );
}

/// Which way an indicator went in 令和6年度, when these words stand for the year before.
fn way(before: &str) -> Option<Way> {
    let plan = "hachioji-dx-r7";
    let mut world = real::world(&[plan]);
    let path = format!("seeds/{plan}/projects/2-6-5.yaml");
    let (_, bytes) = world.files().find(|(file, _)| file.as_str() == path)?;
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(text.matches("年約30万回").count(), 1);
    world.put(&path, text.replace("年約30万回", &format!("\"{before}\"")));
    let site = real::site(&world);
    let indicator = site.plans[0].project("2-6-5")?.indicator(2)?;
    Some(course::step(indicator, FiscalYear::new(2024))?.way)
}

#[test]
fn a_number_that_is_only_about_right_is_compared_as_far_as_it_goes() {
    for (before, wanted) in [
        ("年約30万回", Some(Way::Less)),
        ("年約27万回", Some(Way::Unclear)),
        // Somewhere between 25万 and 35万.
        ("年約300,000回", Some(Way::Unclear)),
        ("年約100,000回", Some(Way::More)),
        ("年27万回", Some(Way::Same)),
        ("年269,999回", Some(Way::More)),
        ("月27万回", None),
        ("年27万人", None),
        ("増加", None),
    ] {
        assert_eq!(way(before), wanted, "{before}");
    }
}

#[test]
fn computed_targets_are_written_as_the_result_beside_them() {
    let text = markdown(&SITE, find("hachioji-dx-r7/projects/2-6-5.html"));
    assert!(
        text.contains("| 年30万回 (計算した値) | 年27万回 | ▲3万回 | 未達成 |"),
        "{text}"
    );
    let text = markdown(&SITE, find("hachioji-dx-r7/projects/2-4-3.html"));
    assert!(
        text.contains("| 5.5万件 (計算した値) | 43.5万件 | +38万件 | 事業の判定：達成 |"),
        "{text}"
    );
    let english = english().render(find("hachioji-dx-r7/projects/2-6-5.html"));
    let english = english.unwrap().markdown.unwrap();
    assert!(
        english.contains("| 300,000 times a year (computed) | 270,000 times a year |"),
        "{english}"
    );
}

/// The rows of all lists in a block, with the heading above each.
fn rows<'a>(blocks: &'a [Block], heading: &'a str, found: &mut Vec<(&'a str, &'a str)>) {
    for block in blocks {
        match block {
            Block::Rows { items } => {
                found.extend(items.iter().map(|row| (heading, &*row.title)));
            }
            Block::Group {
                heading, blocks, ..
            } => rows(blocks, heading, found),
            Block::Fold { label, blocks } => rows(blocks, label, found),
            _ => {}
        }
    }
}

#[test]
fn projects_whose_verdict_changed_are_listed_by_how() {
    let view = view(&SITE, "hachioji-dx-r7/status.html");
    let section = view.sections.iter().find(|section| section.id == "changed");
    let section = section.unwrap();
    assert_eq!(section.heading, "令和5年度から判定が変わった事業");
    let mut shown = Vec::new();
    rows(&section.blocks, "", &mut shown);
    let plan = SITE
        .book
        .site
        .plans
        .iter()
        .find(|plan| plan.id.as_str() == "hachioji-dx-r7");
    let word = |outcome| match outcome {
        Outcome::Met => "達成",
        Outcome::Partly => "一部未達成",
        Outcome::Missed => "未達成",
    };
    let mut wanted: Vec<(String, &str)> = Vec::new();
    for project in &plan.unwrap().projects {
        let of = |year| outcome(project, FiscalYear::new(year));
        if let (Some(before), Some(now)) = (of(2023), of(2024))
            && before != now
        {
            let pair = format!("{}から{}へ", word(before), word(now));
            wanted.push((pair, &*project.title));
        }
    }
    let kinds: BTreeSet<&String> = wanted.iter().map(|(kind, _)| kind).collect();
    let counted = kinds.iter().map(|kind| {
        let count = wanted.iter().filter(|(known, _)| *known == **kind).count();
        format!("{kind}（{count}事業）")
    });
    let counted: BTreeSet<String> = counted.collect();
    let headings: BTreeSet<String> = shown.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    assert_eq!(headings, counted);
    let shown: BTreeSet<(&str, &str)> = shown
        .iter()
        .map(|(kind, title)| (kind.split_once('（').unwrap().0, *title))
        .collect();
    let wanted: BTreeSet<(&str, &str)> = wanted.iter().map(|(k, title)| (&**k, *title)).collect();
    assert_eq!(shown, wanted);
    assert_eq!(wanted.len(), 29);
    // Where no year is judged, nothing has changed.
    let computed = pages::view(&SITE.book, find("yokohama-budget-r8/status.html"));
    assert!(
        computed
            .sections
            .iter()
            .all(|section| section.id != "changed")
    );
}

/// A project without a verdict says why, and the reasons are counted.
#[test]
fn projects_without_a_verdict_are_listed_by_why() {
    let view = view(&SITE, "hachioji-dx-r7/status.html");
    let section = view.sections.iter().find(|section| section.id == "none");
    let mut shown = Vec::new();
    rows(&section.unwrap().blocks, "", &mut shown);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (why, _) in &shown {
        match counts.iter_mut().find(|(known, _)| known == why) {
            Some((_, count)) => *count += 1,
            None => counts.push((*why, 1)),
        }
    }
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    assert_eq!(total, 58);
    for (why, count) in &counts {
        assert!(why.ends_with(&format!("（{count}事業）")), "{counts:?}");
    }
    let plan = SITE.book.site.plans.iter();
    let plan = plan
        .clone()
        .find(|plan| plan.id.as_str() == "hachioji-dx-r7");
    let without = plan.unwrap().projects.iter();
    let without = without.filter(|project| project.indicators.is_empty());
    let told = ("数の目標がない", without.count());
    let is_told = |(why, count): &(&str, usize)| why.starts_with(told.0) && *count == told.1;
    assert!(counts.iter().any(is_told), "{told:?} {counts:?}");
}

/// The list of projects says of each how it was judged, in words, and of each fold how many were.
#[test]
fn the_list_of_projects_tells_verdicts() {
    let view = view(&SITE, "hachioji-dx-r7/projects.html");
    let facts = view.glance.iter();
    let facts: Vec<_> = facts.map(|fact| &*fact.value.markdown).collect();
    assert_eq!(
        facts,
        [
            "[94事業](status.html#met)",
            "[3事業](status.html#partly)",
            "[15事業](status.html#missed)",
            "[58事業](status.html#none)",
        ]
    );
    let in_english = |address: &str| pages::view(&english().book, find(address)).frame.summary;
    let list = in_english("hachioji-dx-r7/projects.html");
    assert!(list.contains("tree. In FY2024"), "{list}");
    let year = in_english("hachioji-dx-r7/year-2023.html");
    assert!(year.contains("did not. "), "{year}");
    let blocks = view.sections.iter().flat_map(|section| &section.blocks);
    let (mut rows, mut met) = (0, 0);
    for block in blocks {
        let Block::Fold { label, blocks } = block else {
            panic!("{block:?}");
        };
        let [Block::Rows { items }] = &blocks[..] else {
            panic!("{blocks:?}");
        };
        let is_judged = |word: &str| {
            let of_year = |chip: &Chip| chip.label.starts_with(&format!("令和6年度 {word}"));
            items
                .iter()
                .filter(|row| row.chips.iter().any(of_year))
                .count()
        };
        let judged = is_judged("達成") + is_judged("一部未達成") + is_judged("未達成");
        assert!(items.iter().all(|row| !row.chips.is_empty()), "{label}");
        assert!(label.contains(&format!("{}事業", items.len())), "{label}");
        if judged < items.len() && judged > 1 {
            let told = format!("判定のある{judged}のうち{}達成）", is_judged("達成"));
            assert!(label.ends_with(&told), "{label} {told}");
        }
        rows += items.len();
        met += is_judged("達成");
    }
    assert_eq!((rows, met), (170, 94));
}

/// A change of money leads to its reasons where the document gives any; the list of all line items has them.
#[test]
fn a_change_of_money_leads_to_its_reasons() {
    let plan = SITE.book.site.plans.iter();
    let plan = plan
        .clone()
        .find(|plan| plan.id.as_str() == "yokohama-budget-r8");
    let mut counts = [0, 0];
    for project in &plan.unwrap().projects {
        let address = format!("yokohama-budget-r8/projects/{}.html", project.id.as_str());
        let view = view(&SITE, &address);
        let mut facts = view.glance.iter();
        let Some(change) = facts.find(|fact| fact.label == "前年度から") else {
            continue;
        };
        let mut reasons = project
            .items
            .list
            .iter()
            .filter_map(|item| item.reason.as_ref());
        let has_any = reasons.any(|reason| !reason.is_missing());
        let leads = change
            .value
            .markdown
            .ends_with("[増減の理由](#items-table-cap)");
        assert_eq!(leads, has_any, "{address}");
        counts[usize::from(leads)] += 1;
    }
    assert!(counts[1] > 0, "{counts:?}");
    let money = markdown(&SITE, find("yokohama-budget-r8/money.html"));
    assert!(money.contains("| 増減 | 増減の理由 |"));
    assert!(money.contains("標準準拠システムへの移行に伴う委託規模縮小による減"));
}

/// A share is drawn beside its figure.
#[test]
fn shares_of_money_are_drawn() {
    let page = SITE.render(find("yokohama-budget-r8/money.html")).unwrap();
    let html = page.html.as_str();
    let drawn = |permille: u32| {
        html.contains(&format!("0 0 1000 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"M0 0h{permille}v"))
    };
    assert!(html.contains("39.1%") && drawn(391));
    assert!(html.contains("75.2%") && drawn(752));
}

/// From how it went year by year one gets to the years, and to what was missed in each.
#[test]
fn judged_years_lead_to_their_pages() {
    let view = view(&SITE, "hachioji-dx-r7/status.html");
    let rates = view.sections.iter().find(|section| section.id == "rates");
    let Block::Table { markdown, .. } = &rates.unwrap().blocks[0] else {
        panic!("no table");
    };
    for year in [2022, 2023, 2024] {
        assert!(
            markdown.contains(&format!("(<year-{year}.html>)")),
            "{markdown}"
        );
        let missed = format!("(<year-{year}.html#missed>)");
        assert!(markdown.contains(&missed), "{markdown}");
        let target = pages::view(
            &SITE.book,
            find(&format!("hachioji-dx-r7/year-{year}.html")),
        );
        assert!(target.sections.iter().any(|section| section.id == "missed"));
    }
}

#[test]
fn missed_projects_are_named_in_the_sentence() {
    let summary = |address: &str| view(&SITE, address).frame.summary;
    assert!(summary("hachioji-dx-r7/index.html").ends_with(
        "未達成は、「オンライン申請推進のサポート」「オンラインを活用した乳幼児健診の日程変更管理」「オンラインを活用した学習支援・生活支援」ほか12件です。"
    ));
    assert!(summary("hachioji-dx-r7/policies/1-1.html").ends_with(
        "判定のある14事業のうち12事業が達成です。未達成は、「オンライン申請推進のサポート」「オンラインを活用した乳幼児健診の日程変更管理」です。"
    ));
    assert!(
        summary("hachioji-dx-r7/status.html")
            .ends_with("3年続けて未達成の事業は、「オンライン申請推進のサポート」です（1件）。")
    );
    // Nothing was missed here.
    assert!(
        summary("hachioji-dx-r7/policies/3-2.html").ends_with("判定のある2事業すべてが達成です。")
    );
}

#[test]
fn the_list_of_indicators_says_which_way_each_went() {
    let said = |plan: &str| {
        let view = view(&SITE, &format!("{plan}/indicators.html"));
        let facts = view.glance.into_iter();
        let ways = facts.filter(|fact| fact.label.contains("前の年度"));
        ways.map(|fact| format!("{} {}", fact.label, fact.value.markdown))
            .collect::<Vec<_>>()
    };
    let note = "（前の年度の数があり、比べられるものだけ。再掲は除き、一つの欄を分けた数は別々に数えています。増減の良し悪しは示していません）";
    assert_eq!(
        said("yokohama-data-plan"),
        [
            &*format!("↑ 前の年度より増えた [15行](#ways){note}"),
            "→ 前の年度と同じ [5行](#ways)",
            "↓ 前の年度より減った [4行](#ways)",
        ]
    );
    // Each is named where its count leads.
    let view_of_ways = view(&SITE, "yokohama-data-plan/indicators.html");
    let section = view_of_ways.sections.iter().find(|one| one.id == "ways");
    let folds = section.unwrap().blocks.iter().map(|block| match block {
        Block::Fold { label, blocks } => match &blocks[..] {
            [Block::Rows { items }] => format!("{label} {}", items.len()),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    });
    assert_eq!(
        folds.collect::<Vec<_>>(),
        [
            "↓ 前の年度より減った（4行） 4",
            "↑ 前の年度より増えた（15行） 15",
            "→ 前の年度と同じ（5指標） 5",
        ]
    );
    // Nothing but targets.
    assert_eq!(said("hadano-dx-r8"), [""; 0]);
    let answer = |plan: &str| view(&SITE, &format!("{plan}/index.html")).frame.summary;
    assert!(answer("yokohama-data-plan").ends_with(
        "再掲を除いて、前の年度と比べられる24の数字のうち、15が増え、4が減り、5は変わっていません。"
    ));
    assert!(answer("hadano-dx-r8").ends_with("数で示された結果は、この資料にありません。"));
    let text = markdown(&SITE, find("yokohama-data-plan/indicators.html"));
    // Behind the list they stand once more, by their ways.
    let (text, _) = text.split_once("## 前の年度からの増減").unwrap();
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("［↓ 減った］"))
        .collect();
    kept::check("it/told/less.txt", &(rows.join("\n") + "\n"));
    assert_eq!(rows.len(), 5);
    for (form, count) in [("［↑ 増えた］", 15), ("［→ 同じ］", 5)] {
        assert_eq!(text.matches(form).count(), count, "{form}");
    }
}

#[test]
fn values_that_are_no_plain_facts_are_listed_by_what_they_are() {
    let lists = |plan: &str| {
        let text = markdown(&SITE, find(&format!("{plan}/findings.html")));
        let from = text.find("## 非公開・読み取れない").unwrap();
        let section = &text[from..];
        let end = section[3..].find("\n## ").unwrap() + 3;
        section[..end].to_owned()
    };
    let all = real::PLANS.map(|plan| format!("# {plan}\n\n{}\n", lists(plan)));
    kept::check("it/told/states.md.txt", &all.concat());
    let view = view(&SITE, "yokohama-budget-r8/findings.html");
    let facts = view
        .glance
        .iter()
        .map(|fact| (&*fact.label, &*fact.value.markdown));
    let facts: Vec<(&str, &str)> = facts.collect();
    for fact in [
        ("非公開の値", "[16件（3ページ）](#doubtful-redacted)"),
        ("読み取れない値", "[25件（11ページ）](#doubtful-lost)"),
        ("確かでない値", "[75件（12ページ）](#doubtful-unsure)"),
    ] {
        assert!(facts.contains(&fact), "{fact:?}: {facts:?}");
    }
}

#[test]
fn a_plan_names_its_documents_and_a_newer_edition() {
    const URL: &str = "https://www.city.yokohama.lg.jp/city-info/gyosei-kansa/yokohamadx/dx-strategy/dx-strategy.files/0013_20240327.txt";
    let newer = format!("この資料より新しい版: [横浜DX戦略 アクション編（令和6年4月）](<{URL}>)");
    for (address, count) in [
        // At a glance, and at the end as on every page of the plan.
        ("yokohama-dx-action/index.html", 2),
        ("yokohama-dx-action/projects/p1-2-1.html", 1),
        ("yokohama-data-plan/index.html", 0),
    ] {
        let text = markdown(&SITE, find(address));
        assert_eq!(text.matches(&newer).count(), count, "{address}: {text}");
    }
    let text = markdown(&SITE, find("hadano-dx-r8/index.html"));
    let list = text.split("### もとの資料（10）\n\n").nth(1).unwrap();
    let list: Vec<&str> = list.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(list.len(), 10);
    assert_eq!(
        list[1],
        "- はだのDX推進計画（案） 計画本編（秦野市・令和8年4月）"
    );
    let text = markdown(&SITE, find("hachioji-dx-r7/index.html"));
    // Its years stand at its head, its edition with its other names.
    let (head, rest) = text.split_once("\n## ").unwrap();
    assert!(head.contains("- 計画の期間: 令和4〜令和7年度\n"), "{head}");
    assert!(rest.contains("- 版: 令和7年度（2025年度）版\n"), "{rest}");
}

/// Where the document counts the plan before otherwise than its own list gives, both counts are in the head.
#[test]
fn what_the_document_counts_stands_beside_what_we_count() {
    let text = markdown(&SITE, find("hadano-dx-r8/lineage.html"));
    let (head, _) = text.split_once("\n## ").expect("sections");
    assert!(
        head.contains("前の計画の事業: 58事業") && head.contains(
            "- 資料が数えた前の計画の事業: 事業数 59、継続 29、終了 30（再掲の行も一つと数え、数える前に終わった2事業は入っていません）"
        ),
        "{head}"
    );
}

#[test]
fn a_project_of_the_plan_before_begins_with_why_it_ended_and_has_its_place_and_whom_to_ask() {
    let text = markdown(&SITE, find("hadano-dx-r8/former/k1-2-08.html"));
    for said in [
        "\n［終了］\n\n終了。市内の小中学校全22校に導入しました。\n",
        "前の計画での担当はスポーツ推進課です。",
        "- 出典: 「現行計画「はだのICT活用推進計画」個別事業（備考（終了理由等）つきの一覧）」1-2-(8)\n",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // Nothing is said in place of a reason that is lost.
    let text = markdown(&SITE, find("hadano-dx-r8/former/k2-3-01.html"));
    assert!(
        text.contains("\n終了。この計画に行き先は示されていません。\n"),
        "{text}"
    );
}

#[test]
fn a_policy_says_whom_to_ask() {
    for (page, said) in [
        (
            "yokohama-data-plan/policies/s1.html",
            "このページの内容は、横浜市の[政策局]",
        ),
        (
            "hachioji-dx-r7/policies/1-6-i1.html",
            "このページの内容は、八王子市へお問い合わせください。担当の課は、事業ごとのページにあります。",
        ),
    ] {
        let text = markdown(&SITE, find(page));
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn tables_without_a_chart_begin_with_their_figures() {
    for (page, said) in [
        (
            "hadano-dx-r8/tables/surveys-staff.html",
            "「そう思う」と「どちらかと言えばそう思う」の合計: R3 73.7% → R7 81.6%\n",
        ),
        (
            "hadano-dx-r8/tables/outcome-hours.html",
            "- 削減時間(見込): 生成AI 11,200時間/年間、RPA 8,800時間/年間（ほかに2行）\n",
        ),
        (
            "yokohama-dx-action/tables/time-savings.html",
            "- 市民利用施設予約システムの再構築: 170分 → 15分（前から後の見込みへ）\n",
        ),
        // The number of a row measures nothing.
        (
            "hachioji-dx-r7/tables/points.html",
            "- この表にあるもの: スモールスタート、",
        ),
    ] {
        let text = markdown(&SITE, find(page));
        let (head, _) = text.split_once("\n## ").expect("sections");
        assert!(head.contains(said), "{head}");
    }
}

#[test]
fn why_a_plan_is_not_certain_stands_beside_it() {
    let text = markdown(&SITE, find("hadano-dx-r8/projects/1-6.html"));
    let (head, _) = text.split_once("\n## ").expect("sections");
    assert!(
        head.contains("導入準備※")
            && head.contains("欄がずれた可能性があり、年度は確かではありません。"),
        "{head}"
    );
}

#[test]
fn a_year_without_any_budget_is_not_said_to_have_one() {
    let text = markdown(&SITE, find("hadano-dx-r8/year-2026.html"));
    assert!(
        text.contains("この年度の目標や予定を示している40件"),
        "{text}"
    );
    assert!(
        text.contains("予定：県内近隣図書館の導入状況の調査実施、サービスの提供方法等の検討※"),
        "{text}"
    );
    let text = markdown(&SITE, find("yokohama-budget-r8/year-2029.html"));
    assert!(text.contains("目標や予定、予算を示している"), "{text}");
}

/// What rose and what fell most stands open, with the reason that the document gives.
#[test]
fn the_largest_changes_of_money_are_told_with_their_reasons() {
    let money = markdown(&SITE, find("yokohama-budget-r8/money.html"));
    let table = money
        .split("**増減の大きい細事業（千円）**")
        .nth(1)
        .unwrap();
    let rows = table
        .lines()
        .skip(4)
        .take_while(|line| line.starts_with('|'));
    let cells = |row: &str| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        [
            cells[1].to_owned(),
            cells[3].to_owned(),
            cells[4].to_owned(),
        ]
        .join(": ")
    };
    assert_eq!(
        rows.map(cells).collect::<Vec<_>>(),
        [
            "2　行政情報ネットワーク基盤運用事業: 390,450: 次期職員業務基盤グランドデザインの検討による増",
            "2　情報共有基盤: 361,859: 仮想基盤の機器更新に伴う委託料等の増",
            "1　行政情報ネットワーク基本サービス提供事業: 232,631: 統合ファイルサーバーの機器更新作業による増",
            "1　基幹情報システム: ▲1,016,672: 一部システムの標準準拠システムへの移行に伴う委託規模縮小による減",
            "1　行政情報クラウド基盤運用管理事業: ▲306,504: 利用実績を踏まえた回線及びライセンス費用の見直しに伴う減",
            "3　行政情報ネットワーク資産管理事業: ▲89,771: 端末調達費の実績に基づく減",
        ]
    );
}
