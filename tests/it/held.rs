//! What is not for the public yet is in no file of a release; a preview shows it, marked.
//!
//! Every kind of thing that can be held back is planted in the starter site with words and figures that
//! stand nowhere else, and all bytes of all published files are searched for them.

use mieruka::base::diag::Severity;
use mieruka::base::era::Date;
use mieruka::base::moment::Moment;
use mieruka::base::path::{SitePath, SourcePath};
use mieruka::base::place::Place;
use mieruka::base::words::Lang;
use mieruka::model::Purpose;
use mieruka::pipeline::{self, Berth, Timings};
use mieruka::publish::leaks::{Leaks, Of, Secret};
use mieruka::sources::markdown::percent_decode;
use mieruka::sources::{self, Chosen};
use mieruka::world::Memory;

use crate::town::{
    Files, PLAN, PROSE, build, edit, errors, faults, moment, said, starter, text,
    with_address_and_english,
};

const OPENS: &str = "2027-03-31T09:00+09:00";

/// Stands in everything that is a draft, and in nothing else.
const DRAFT: &str = "まるひあん";
/// Stands in everything that waits for its moment.
const EMBARGO: &str = "まるひまち";

/// A number that stands nowhere else: 73737.
fn figure(digit: char, length: usize) -> String {
    [digit, '3'].into_iter().cycle().take(length).collect()
}

/// A project whose every text and figure is a mark; `how` holds it back.
fn project(id: &str, mark: &str, digit: char, how: &str) -> String {
    let (large, small) = (figure(digit, 7), figure(digit, 5));
    format!(
        "id: {id}\ntitle: {mark}の事業\nreading: {mark}のじぎょう\npolicy: online\ndepartment: kikaku\n\
         {how}\nflags: [{mark}の印]\nsource: {{ doc: main, page: \"{mark}\" }}\nnotes: {mark}の注\n\
         en: {{ title: Secret {id} }}\nindicators:\n  - slot: 1\n    name: {mark}の指標\n    unit: 件\n    \
         better: up\n    years:\n      R7: {{ target: \"{small}\", actual: \"{small}\" }}\n\
         budget:\n  years:\n    R8: {{ budget: {{ total: \"{large}\" }} }}\n\
         items:\n  list:\n    - {{ no: \"1\", name: {mark}の細事業, amounts: {{ R8: \"{large}\" }} }}\n\
         evidence:\n  - {{ label: {mark}の根拠, value: \"{small}\" }}\n\
         schedule:\n  - {{ when: {mark}の月, what: {mark}の工程 }}\n"
    )
}

/// The starter with everything that can be held back, once as a draft and once until a moment.
fn planted() -> Memory {
    let mut world = starter();
    with_address_and_english(&mut world);
    let until = format!("publish_at: {OPENS}");
    // Their counts and totals are the document's, with all projects.
    let index = text(&world, &format!("{PLAN}/index.csv"));
    let rows = format!(
        "04-himitsu,{DRAFT}の事業,7373737,,,{DRAFT}の印\n05-himitsu,{EMBARGO}の事業,8383838,,,{EMBARGO}の印\n計,合計,\"15775575\""
    );
    let index = index.replace("計,合計,\"18,000\"", &rows);
    world.put(&format!("{PLAN}/index.csv"), index);
    for (ix, mark, digit, how) in [(4, DRAFT, '7', "draft: true"), (5, EMBARGO, '8', &*until)] {
        let id = format!("0{ix}-himitsu");
        world.put(
            &format!("{PLAN}/projects/{id}.yaml"),
            project(&id, mark, digit, how),
        );
        world.put(
            &format!("{PROSE}/{id}.md"),
            format!("---\nsummary: {mark}の要約\nplain: {mark}のこと。\n---\n{mark}の本文\n"),
        );
        // A page of its own, the prose of a project, a table, a whole plan.
        world.put(
            &format!("content/himitsu-{ix}.md"),
            format!("---\ntitle: {mark}のページ\n{how}\n---\n## {mark}の見出し\n\n{mark}の文\n"),
        );
        world.put(
            &format!("{PLAN}/tables/himitsu-{ix}.yaml"),
            format!(
                "id: himitsu-{ix}\ntitle: {mark}の表\n{how}\ncolumns:\n  - {{ id: name, title: {mark}の列, \
                 kind: name }}\n  - {{ id: value, title: 数, kind: number }}\n"
            ),
        );
        let figure = figure(digit, 6);
        world.put(
            &format!("{PLAN}/tables/himitsu-{ix}.csv"),
            format!("name,value\n{mark}の行,{figure}\n"),
        );
        world.put(
            &format!("seeds/himitsu-{ix}/plan.yaml"),
            format!(
                "id: himitsu-{ix}\ntitle: {mark}の計画\nmunicipality: {{ name: みどり野町 }}\n{how}\n\
                 unit: 千円\nsources:\n  - {{ id: main, title: {mark}の資料 }}\ndepartments:\n  - {{ id: kikaku, \
                 name: {mark}課 }}\npolicies:\n  - {{ id: online, title: {mark}の方針 }}\n"
            ),
        );
        world.put(
            &format!("seeds/himitsu-{ix}/projects/01.yaml"),
            project("01", mark, digit, ""),
        );
        world.put(
            &format!("content/himitsu-{ix}/01.md"),
            format!("{mark}の計画の本文\n"),
        );
    }
    // A table that names projects, and a project of before that became one that is held back.
    world.put(
        &format!("{PLAN}/tables/list.yaml"),
        "id: list\ntitle: 一覧\ncolumns:\n  - { id: name, title: 名前, kind: name }\n  \
         - { id: project, title: 事業, kind: project }\n",
    );
    world.put(
        &format!("{PLAN}/tables/list.csv"),
        format!("name,project\n教室,02-koza\n{DRAFT},04-himitsu\n{EMBARGO},02-koza|05-himitsu\n"),
    );
    world.put(
        &format!("{PLAN}/former.csv"),
        format!(
            "key,number,title,printed_titles,group,department,fate,reason,relation,successors,relisted_of,sure,note\n\
             k1,1,前の教室,,,,継続,,renamed,02-koza,,,\n\
             k2,2,{DRAFT}の前,,,,継続,,renamed,04-himitsu,,,\n\
             k3,3,{EMBARGO}の前,,,,継続,,renamed,05-himitsu,,,\n"
        ),
    );
    // Years of an indicator and of a budget, on projects that are public.
    let first = format!("{PLAN}/projects/01-online.yaml");
    for (file, year, how, digit, mark) in [
        (&first, "R9", "draft: true", '6', DRAFT),
        (&first, "R10", &*until, '9', EMBARGO),
    ] {
        let (small, large) = (figure(digit, 5), figure(digit, 7));
        edit(
            &mut world,
            file,
            "      R8: { target: \"50\", actual: \"\" }\n",
            &format!(
                "      R8: {{ target: \"50\", actual: \"\" }}\n      {year}: {{ target: \"{small}\", actual: \
                 {{ value: \"{mark}\", note: {mark}の注 }}, {how} }}\n"
            ),
        );
        edit(
            &mut world,
            file,
            "  # 資料に印刷されている増減。from",
            &format!(
                "    {year}: {{ budget: {{ total: {{ value: \"{large}\", note: {mark}の注 }} }}, {how} }}\n  \
                 # 資料に印刷されている増減。from"
            ),
        );
        edit(
            &mut world,
            file,
            "  list:\n",
            &format!(
                "  list:\n    - {{ no: \"9\", name: {mark}の細事業, amounts: {{ {year}: \"{large}\" }} }}\n    \
                 - no: \"8\"\n      name: 続く細事業\n      amounts:\n        R8: \"0\"\n        \
                 {year}: \"{large}\" # {mark}\n      change: \"{large}\" # {mark}\n      reason: {mark}による増\n"
            ),
        );
    }
    edit(
        &mut world,
        &format!("{PROSE}/02-koza.md"),
        "---\n電話のかけ方から",
        &format!("draft: true\n---\n{DRAFT}の文。電話のかけ方から"),
    );
    world
}

/// Everything that a reader of a file could make of its bytes: references and escapes read, digits
/// without their marks, full width as half width.
fn readings(bytes: &[u8]) -> Vec<String> {
    let plain = String::from_utf8_lossy(bytes).into_owned();
    let percent = percent_decode(&plain);
    let escaped = unescape(&plain);
    let mut all = vec![plain, percent, escaped];
    let digits: Vec<String> = all
        .iter()
        .map(|text| {
            let kept = text.chars().filter(|c| !matches!(c, ',' | '，' | ' '));
            kept.map(|c| match c {
                '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap(),
                c => c,
            })
            .collect()
        })
        .collect();
    all.extend(digits);
    all
}

/// `\u307e` and `&#12414;` as letters.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let found = tail
            .strip_prefix("\\u")
            .and_then(|hex| Some((u32::from_str_radix(hex.get(..4)?, 16).ok()?, at + 6)))
            .or_else(|| {
                let inner = tail.strip_prefix("&#")?;
                let end = inner.find(';')?;
                let code = match inner[..end].strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => inner[..end].parse().ok()?,
                };
                Some((code, at + 3 + end))
            })
            .and_then(|(code, end)| Some((char::from_u32(code)?, end)));
        match found {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end..];
            }
            None => {
                out.push_str(&tail[..1]);
                rest = &tail[1..];
            }
        }
    }
    out + rest
}

/// Where any of the marks can be read.
fn seen(files: &Files, marks: &[&str]) -> Vec<String> {
    let mut seen = Vec::new();
    for (path, bytes) in files {
        let mut texts = readings(bytes);
        texts.push(path.to_string());
        for mark in marks {
            if texts.iter().any(|text| text.contains(mark)) {
                seen.push(format!("{path}: {mark}"));
            }
        }
    }
    seen
}

const DRAFTS: [&str; 6] = [
    DRAFT,
    "73737",
    "63636",
    "04-himitsu",
    "himitsu-4",
    "Secret 04",
];
const EMBARGOES: [&str; 6] = [
    EMBARGO,
    "83838",
    "93939",
    "05-himitsu",
    "himitsu-5",
    "Secret 05",
];

/// What the notice of a preview's page names.
fn listed(page: &str) -> Vec<&str> {
    page.lines()
        .skip_while(|line| !line.contains("案（未決裁）"))
        .skip(2)
        .take_while(|line| !line.is_empty())
        .collect()
}

#[test]
fn a_release_shows_nothing_that_is_held_back_in_any_byte() {
    let world = planted();
    let all: Vec<&str> = DRAFTS.into_iter().chain(EMBARGOES).collect();
    // By the site's own day, long before, and one second before the moment.
    for as_of in [
        None,
        Some("2026-04-01T00:00+09:00"),
        Some("2027-03-31T08:59:59+09:00"),
        Some("2027-03-30T23:59:59Z"),
    ] {
        let (files, _) = build(&world, Purpose::Release, as_of);
        assert_eq!(seen(&files, &all), [""; 0], "{as_of:?}");
        // What gives it away by subtraction is gone, too; the rest is there.
        assert_eq!(seen(&files, &["15775575"]), [""; 0], "{as_of:?}");
        assert!(!seen(&files, &["前の教室"]).is_empty());
        assert!(files.contains_key("midorino-dx-r8/projects/02-koza.html"));
    }
}

#[test]
fn what_waits_for_a_moment_opens_at_that_moment_and_drafts_never() {
    let world = planted();
    for as_of in [OPENS, "2027-03-31T00:00Z", "2030-01-01T00:00+09:00"] {
        let (files, _) = build(&world, Purpose::Release, Some(as_of));
        assert_eq!(seen(&files, &DRAFTS), [""; 0], "{as_of}");
        let found = seen(&files, &EMBARGOES);
        for expected in [
            "midorino-dx-r8/projects/05-himitsu.html: まるひまち",
            "midorino-dx-r8/projects/05-himitsu.md: 83838",
            "midorino-dx-r8/projects/01-online.html: 93939",
            "midorino-dx-r8/tables/himitsu-5.csv: 83838",
            "midorino-dx-r8/former/k3.html: まるひまち",
            "himitsu-5/index.html: まるひまち",
            "himitsu-5.html: まるひまち",
            "sitemap.xml: 05-himitsu",
            "en/midorino-dx-r8/projects/05-himitsu.html: Secret 05",
        ] {
            assert!(
                found.iter().any(|one| one == expected),
                "{expected}: {found:#?}"
            );
        }
    }
}

#[test]
fn the_clock_of_the_machine_opens_nothing() {
    let mut world = planted();
    edit(
        &mut world,
        "content/mieruka.yaml",
        "\nas_of: 2026-04-01\n",
        "\n",
    );
    let mut late = Memory::new(Date::parse("2099-01-01").unwrap());
    for (path, bytes) in world.files() {
        late.put(path.as_str(), bytes);
    }
    let (files, _) = build(&late, Purpose::Release, None);
    assert_eq!(seen(&files, &EMBARGOES), [""; 0]);
}

#[test]
fn staff_are_told_of_all_that_is_held_back_and_of_what_goes_with_it() {
    let (_, findings) = build(&planted(), Purpose::Release, None);
    let held = findings.iter().filter(|one| one.code.starts_with("HELD-"));
    let held = said(held).join("\n") + "\n";
    crate::kept::check("held/told.txt", &held);
}

#[test]
fn nothing_false_is_said_because_a_budget_is_held_back() {
    let mut world = starter();
    let file = format!("{PLAN}/projects/01-online.yaml");
    let budget = "    R8:\n";
    edit(&mut world, &file, budget, "    R8:\n      draft: true\n");
    let (files, _) = build(&world, Purpose::Release, None);
    let page = text_of(&files, "midorino-dx-r8/projects/01-online.md");
    let (_, items) = page
        .split_once("事業の内訳")
        .unwrap_or_else(|| panic!("{page}"));
    let items: Vec<&str> = items.lines().filter(|line| line.starts_with('|')).collect();
    assert!(
        !items[0].contains("増減") && !items[0].contains("理由"),
        "{items:#?}"
    );
    let money = text_of(&files, "midorino-dx-r8/money.md");
    let own = money
        .lines()
        .find(|line| line.starts_with("| [オンライン申請推進事業]"));
    let own = own.unwrap_or_else(|| panic!("{money}"));
    assert!(own.contains("| まだ公開していません | 計算せず |"), "{own}");
    // The others are not all of it.
    let other = money
        .lines()
        .find(|line| line.starts_with("| [スマホ教室]"))
        .unwrap();
    assert!(other.contains("| 1,800 | 計算せず |"), "{other}");
    assert!(
        money.contains("ほかに、金額が示されていない事業が1あります。"),
        "{money}"
    );
}

/// A sum of which all is held back is not one that the document lacks.
#[test]
fn sums_of_what_is_held_back_are_not_told_yet() {
    let mut world = starter();
    let file = format!("{PLAN}/projects/02-koza.yaml");
    let year = "    R8:\n";
    let settled = format!(
        "      settled: {{ total: \"1,717\", publish_at: {OPENS} }}\n{year}      draft: true\n"
    );
    edit(&mut world, &file, year, &settled);
    let (files, _) = build(&world, Purpose::Release, None);
    for page in ["index", "money", "policies/tetsudai", "sections/kikaku"] {
        let text = text_of(&files, &format!("midorino-dx-r8/{page}.md"));
        assert!(!text.contains("令和7年度は「欄なし」"), "{page}: {text}");
        let year = text.lines().find(|line| {
            line.starts_with("| 令和7年度（2025年度） |") && line.contains("まだ公開していません")
        });
        assert!(year.is_some(), "{page}: {text}");
    }
    let money = text_of(&files, "midorino-dx-r8/money.md");
    let row = |name: &str| {
        let mut rows = money
            .lines()
            .filter(|line| line.starts_with(&format!("| {name}")));
        rows.next_back()
            .unwrap_or_else(|| panic!("{money}"))
            .to_owned()
    };
    assert!(
        row("合計（計算したもの）").contains("16,700 | まだ公開していません | 16,200"),
        "{money}"
    );
    let printed = row("合計（資料に印刷されたもの）");
    assert!(
        printed.ends_with("16,700 | 欄なし | まだ公開していません |"),
        "{printed}"
    );
}

#[test]
fn money_of_before_stays_until_then() {
    let mut world = starter();
    let file = format!("{PLAN}/projects/01-online.yaml");
    let budget = "bonds: \"0\", general: \"7,000\" }\n    R8:";
    let settled = format!(
        "bonds: \"0\", general: \"7,000\" }}\n      settled: {{ total: \"9,696,969\", publish_at: {OPENS}, \
         until_then: 集計中 }}\n    R8:"
    );
    edit(&mut world, &file, budget, &settled);
    let list = format!("{PLAN}/projects/02-koza.yaml");
    edit(
        &mut world,
        &list,
        "budget: { total: \"1,800\", national: \"900\", prefecture: \"0\", other: \"0\", bonds: \"0\", general: \"900\" }",
        &format!("budget: {{ total: \"9,393,939\", publish_at: {OPENS}, until_then: \"1,800\" }}"),
    );
    let (files, _) = build(&world, Purpose::Release, None);
    assert_eq!(seen(&files, &["9696969", "9393939"]), [""; 0]);
    let page = text_of(&files, "midorino-dx-r8/projects/01-online.md");
    assert!(
        page.contains("| 令和7年度（2025年度） | 10,200 | 集計中 |"),
        "{page}"
    );
    let values = text_of(&files, "midorino-dx-r8/values.csv");
    assert!(
        values.contains("集計中") && values.contains("1,800"),
        "{values}"
    );
    let other = text_of(&files, "midorino-dx-r8/money.md");
    assert!(
        other.contains("| [スマホ教室](<projects/02-koza.html>) | 1,800 | 10.0% |"),
        "{other}"
    );
    // Without anything that holds it back it has no meaning.
    edit(&mut world, &list, &format!("publish_at: {OPENS}, "), "");
    let told = faults(&world);
    assert!(
        told.iter().any(|one| one.contains("DATA-UNTIL-THEN")),
        "{told:#?}"
    );
}

/// Files travel without the page that they were loaded from.
#[test]
fn files_of_a_preview_say_that_they_are_drafts() {
    let world = planted();
    let files = ["values.csv", "tables/himitsu-4.csv"].map(|file| format!("midorino-dx-r8/{file}"));
    let (preview, _) = build(&world, Purpose::Preview, None);
    for file in &files {
        let text = text_of(&preview, file);
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        assert_eq!(
            reader.headers().unwrap().iter().next_back(),
            Some("案"),
            "{file}"
        );
        let mut rows = reader.records().map(Result::unwrap).peekable();
        assert!(rows.peek().is_some(), "{file}");
        assert!(
            rows.all(|row| row.iter().next_back() == Some("案（未決裁）")),
            "{file}"
        );
        assert!(text.contains("\r\n"), "{file}");
    }
    assert!(text_of(&preview, "corrections.xml").contains("<title>【案】"));
    let (release, _) = build(&world, Purpose::Release, Some("2030-01-01T00:00+09:00"));
    for file in [
        &*files[0],
        "midorino-dx-r8/tables/himitsu-5.csv",
        "corrections.xml",
    ] {
        let text = text_of(&release, file);
        assert!(
            !text.contains(",案\r\n") && !text.contains("未決裁") && !text.contains("【案】"),
            "{file}"
        );
    }
}

#[test]
fn a_correction_of_a_day_to_come_is_told() {
    let mut world = starter();
    let list = |more: &str| {
        format!(
            "corrections:\n  - date: 2027-05-10\n    kind: error\n    project: 01-online\n    what: 実績\n    \
             old: 27件\n    new: 28件\n    reason: 数えまちがい\n{more}"
        )
    };
    let told = |world: &Memory, as_of: Option<&str>| {
        let (_, findings) = build(world, Purpose::Release, as_of);
        said(findings.iter().filter(|one| one.code == "CORRECTION-AHEAD"))
    };
    let file = format!("{PLAN}/corrections.yaml");
    world.put(&file, list(""));
    let now = told(&world, None);
    assert!(
        now.len() == 1
            && now[0].contains("訂正の日（2027-05-10）が、データの基準日（2026-04-01）より後です"),
        "{now:?}"
    );
    assert_eq!(told(&world, Some("2027-05-10T00:00+09:00")), [""; 0]);
    world.put(&file, list("    publish_at: 2027-05-10T00:00+09:00\n"));
    assert_eq!(told(&world, None), [""; 0]);
}

/// A draft that the printed list does not have yet, or has in a row of its own.
fn with_new_project(row: &str) -> Memory {
    let mut world = starter();
    world.put(
        &format!("{PLAN}/projects/04-himitsu.yaml"),
        project("04-himitsu", DRAFT, '7', "draft: true"),
    );
    let index = format!("{PLAN}/index.csv");
    edit(&mut world, &index, "計,合計,", &format!("{row}計,合計,"));
    world
}

#[test]
fn a_printed_total_of_what_is_public_stays_beside_a_draft() {
    for row in ["", "04-himitsu,まるひあんの事業,7373737,,,まるひあんの印\n"] {
        let world = with_new_project(row);
        let (files, findings) = build(&world, Purpose::Release, None);
        let with = findings.iter().filter(|one| one.code == "HELD-WITH");
        assert_eq!(said(with), [""; 0], "{row}");
        let printed = |mark: &str| !seen(&files, &[mark]).is_empty();
        assert!(printed("\"18,000\"") && !printed("7373737"), "{row}");
        // The preview shows the draft all the same, and says what is due on the day.
        let (files, findings) = build(&world, Purpose::Preview, None);
        assert!(!seen(&files, &[DRAFT]).is_empty(), "{row}");
        let told = findings
            .iter()
            .filter(|one| one.code.starts_with("AUDIT-INDEX"));
        let told = said(told);
        match row {
            "" => {
                let [told] = &*told else { panic!("{told:?}") };
                assert!(
                    told.contains("まだ公開しない事業「まるひあんの事業」"),
                    "{told}"
                );
            }
            _ => assert_eq!(told, [""; 0]),
        }
    }
    // What comes out on a day is told before that day what would stop it then.
    let mut world = with_new_project("");
    let file = format!("{PLAN}/projects/04-himitsu.yaml");
    edit(
        &mut world,
        &file,
        "draft: true",
        &format!("publish_at: {OPENS}"),
    );
    let (_, findings) = build(&world, Purpose::Release, None);
    let due = findings
        .iter()
        .filter(|one| one.code == "AUDIT-INDEX-MISSING");
    let due: Vec<String> = due
        .map(|one| format!("{} {}", one.place, one.severity.key()))
        .collect();
    assert_eq!(due, [format!("{file}:1:5 warning")]);
    // A total that counts it tells it, whether the row is there or not; the preview is not stopped by one
    // that fits neither.
    for (row, total) in [
        ("", "7,391,737"),
        (
            "04-himitsu,まるひあんの事業,7373737,,,まるひあんの印\n",
            "7,391,737",
        ),
    ] {
        let mut world = with_new_project(row);
        edit(
            &mut world,
            &format!("{PLAN}/index.csv"),
            "\"18,000\"",
            &format!("\"{total}\""),
        );
        let (files, findings) = build(&world, Purpose::Release, None);
        assert_eq!(seen(&files, &[total, "7391737"]), [""; 0], "{row}");
        assert!(findings.iter().any(|one| one.code == "HELD-WITH"), "{row}");
    }
    let mut world = with_new_project("04-himitsu,まるひあんの事業,7373737,,,まるひあんの印\n");
    edit(
        &mut world,
        &format!("{PLAN}/index.csv"),
        "\"18,000\"",
        "\"18,001\"",
    );
    let (files, findings) = build(&world, Purpose::Preview, None);
    assert!(!seen(&files, &[DRAFT]).is_empty());
    let weights = findings
        .iter()
        .filter(|one| one.code == "AUDIT-INDEX-TOTAL");
    let weights: Vec<Severity> = weights.map(|one| one.severity).collect();
    assert_eq!(weights, [Severity::Warning]);
}

#[test]
fn a_preview_shows_everything_and_says_on_every_page_what_it_is() {
    let (files, _) = build(&planted(), Purpose::Preview, None);
    for mark in DRAFTS.into_iter().chain(EMBARGOES) {
        assert!(!seen(&files, &[mark]).is_empty(), "{mark}");
    }
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        let notice = if path.as_str().starts_with("en/") {
            "Draft (not approved)."
        } else {
            "案（未決裁）"
        };
        match path.as_str().rsplit('.').next().unwrap_or_default() {
            "html" => {
                let (_, title) = text.split_once("<title").unwrap();
                let (_, title) = title.split_once('>').unwrap();
                let marks = ["【案】", "[Draft] "];
                assert!(marks.iter().any(|mark| title.starts_with(mark)), "{path}");
                assert!(
                    text.contains("content=\"noindex, nofollow, noarchive\""),
                    "{path}"
                );
                assert!(text.contains(notice), "{path}");
            }
            "md" => assert!(text.contains(notice), "{path}"),
            _ => {}
        }
    }
    assert!(!files.contains_key("sitemap.xml"));
    let page = String::from_utf8(files["midorino-dx-r8/projects/01-online.md"].clone()).unwrap();
    let held = listed(&page);
    assert_eq!(
        held,
        [
            "- 指標1「オンラインでできる手続の数」の令和10年度（2028年度）：2027年3月31日（令和9年）9時00分に公開",
            "- 指標1「オンラインでできる手続の数」の令和9年度（2027年度）：案",
            "- 令和9年度（2027年度）の予算と決算：案",
            "- 令和10年度（2028年度）の予算と決算：2027年3月31日（令和9年）9時00分に公開",
        ]
    );
}

#[test]
fn a_release_of_the_same_sources_without_drafts_is_the_same() {
    // What is held back leaves no gap, no number and no name: the site is as if it had never been there.
    let (with, _) = build(&planted(), Purpose::Release, None);
    let mut world = planted();
    let held: Vec<String> = world
        .files()
        .map(|(path, _)| path.to_string())
        .filter(|path| path.contains("himitsu"))
        .collect();
    for path in held {
        world.remove(&path);
    }
    let only = |path: &str, world: &mut Memory| {
        let text = text(world, path);
        let lines = text.lines().filter(|line| {
            !line.contains(DRAFT) && !line.contains(EMBARGO) && !line.contains("15775575")
        });
        let text: String = lines.map(|line| format!("{line}\n")).collect();
        world.put(path, text);
    };
    for list in ["index.csv", "former.csv", "tables/list.csv"] {
        only(&format!("{PLAN}/{list}"), &mut world);
    }
    only(&format!("{PLAN}/projects/01-online.yaml"), &mut world);
    // Their changes could be from one of the held years.
    let first = format!("{PLAN}/projects/01-online.yaml");
    let changes = text(&world, &first).replace(", change: \"1,800\" }", " }");
    let is_change =
        |line: &&str| line.starts_with("      change:") || line.starts_with("      reason:");
    let changes = changes.lines().filter(|line| !is_change(line));
    let changes: String = changes.map(|line| format!("{line}\n")).collect();
    world.put(&first, changes);
    world.remove(&format!("{PROSE}/02-koza.md"));
    let (without, _) = build(&world, Purpose::Release, None);
    let names = |files: &Files| files.keys().map(SitePath::to_string).collect::<Vec<_>>();
    assert_eq!(names(&with), names(&without));
    // Only that what is told is not all of it is said, on the pages that speak of the whole.
    let differ = with
        .iter()
        .filter(|(path, bytes)| **bytes != without[*path]);
    let differ: Vec<&str> = differ.map(|(path, _)| path.as_str()).collect();
    let of_whole = ["lineage.", "money.", "search"];
    let is_of_whole = |path: &&&str| of_whole.iter().any(|page| path.contains(page));
    let others: Vec<&&str> = differ.iter().filter(|path| !is_of_whole(path)).collect();
    assert_eq!(others, [&""; 0]);
    let lineage = text_of(&with, "midorino-dx-r8/lineage.md");
    assert!(
        lineage.contains("1事業がどうなったかです。ほかの事業は、まだ公開していません。"),
        "{lineage}"
    );
    for claim in ["事業が続き", "対応する事業がないものは", "合計"] {
        assert!(!lineage.contains(claim), "{claim}: {lineage}");
    }
    let money = text_of(&with, "midorino-dx-r8/money.md");
    assert!(money.contains("| 1,800 | 計算せず | 1,500 |"), "{money}");
    assert!(text_of(&without, "midorino-dx-r8/money.md").contains("| 1,800 | 10.0% | 1,500 |"));
}

#[test]
fn doubtful_words_are_errors_and_never_mean_public() {
    for (how, code) in [
        ("draft: yes", "DATA-FLAG"),
        ("draft: 1", "DATA-FLAG"),
        ("draft: True", "DATA-FLAG"),
        ("draft: \u{a0}true", "DATA-FLAG"),
        ("draft: true\ndraft: false", "YAML-DUPLICATE"),
        ("draft:", "DATA-FLAG"),
        ("drafts: true", "YAML-UNKNOWN-KEY"),
        ("publish: 2026-04-02T00:00+09:00", "YAML-UNKNOWN-KEY"),
        ("publish_at: 2026-04-02", "DATA-MOMENT"),
        ("publish_at: R8.4.2", "DATA-MOMENT"),
        ("publish_at: 2026-02-30T00:00+09:00", "DATA-MOMENT"),
        ("publish_at: あす", "DATA-MOMENT"),
        ("publish_at: 26-04-02T00:00+09:00", "DATA-MOMENT"),
        ("publish_at: 2026-04-02T00:00", "DATA-MOMENT"),
        ("publish_at:", "DATA-MOMENT"),
    ] {
        for (path, body) in [
            (
                "content/page.md",
                format!("---\ntitle: ページ\n{how}\n---\n文\n"),
            ),
            (
                "seeds/midorino-dx-r8/projects/04.yaml",
                project("04", "あき", '1', how),
            ),
        ] {
            let mut world = starter();
            world.put(path, body);
            let inputs = sources::gather(&world);
            let told =
                pipeline::prepare(inputs, &Chosen::default(), &world, &mut Timings::default());
            let findings = told
                .err()
                .unwrap_or_else(|| panic!("{path}: {how} was published"));
            let errors = findings
                .iter()
                .filter(|one| one.severity == Severity::Error);
            let codes: Vec<&str> = errors.map(|one| one.code).collect();
            assert_eq!(codes, [code], "{path}: {how}");
        }
    }
}

#[test]
fn a_link_to_something_held_back_stops_the_build() {
    let mut world = planted();
    world.put(
        "content/open.md",
        "---\ntitle: 開いたページ\n---\n[見る](himitsu-4.html)\n",
    );
    let (_, findings) = build(&world, Purpose::Release, None);
    assert_eq!(errors(&findings), ["content/open.md:4:1 LINK-HELD"]);
    // A row about a page that went leads to pages of the day, too.
    world.put(
        "content/open.md",
        "---\ntitle: 開いたページ\n---\n開いた文\n",
    );
    world.put(
        "content/addresses.csv",
        "address,to,what\nold.html,himitsu-5/index.html,\n\
         older.html,midorino-dx-r8/projects/04-himitsu.html,\noldest.html,nowhere.html,\n",
    );
    let (_, findings) = build(&world, Purpose::Release, None);
    let told = findings
        .iter()
        .filter(|one| one.severity == Severity::Error);
    let told: Vec<String> = told
        .map(|one| format!("{} {} {}", one.place, one.code, one.message(Lang::Ja)))
        .collect();
    let expected = [
        "content/addresses.csv:2:1 LINK-HELD リンク先「himitsu-5/index.html」は、まだ公開しないページです\
         （ページ old.html のリンク「himitsu-5/index.html」）\n（「まるひまちの計画」は、\
         2027-03-31T09:00:00+09:00 まで公開しません）",
        "content/addresses.csv:3:1 LINK-HELD リンク先「midorino-dx-r8/projects/04-himitsu.html」は、\
         まだ公開しないページです（ページ older.html のリンク「midorino-dx-r8/projects/04-himitsu.html」）\n\
         （「まるひあんの事業」には draft: true と書いてあります）",
        "content/addresses.csv:4:1 LINK-BROKEN リンク先「nowhere.html」がサイトにありません（ページ oldest.html \
         のリンク「nowhere.html」）",
    ];
    assert_eq!(told, expected);
    // On the day the row is right.
    world.put(
        "content/addresses.csv",
        "address,to,what\nold.html,himitsu-5/index.html,\n",
    );
    let (_, findings) = build(&world, Purpose::Release, Some(OPENS));
    assert_eq!(errors(&findings), [""; 0]);
}

#[test]
fn prose_that_tells_too_early_is_found() {
    let mut world = planted();
    world.put(
        "content/open.md",
        format!("---\ntitle: 開いたページ\n---\n来年は「{DRAFT}の事業」を始めます。\n"),
    );
    edit(
        &mut world,
        &format!("{PLAN}/projects/01-online.yaml"),
        "    notes: 一つの手続に様式が",
        "    notes: 目標は93939件で、163636件の一部です。一つの手続に様式が",
    );
    let (_, findings) = build(&world, Purpose::Release, None);
    let seen = findings.iter().filter(|one| one.code == "HELD-SEEN");
    let mut seen: Vec<String> = said(seen)
        .iter()
        .map(|line| line.replace(" HELD-SEEN まだ公開しない", " "))
        .collect();
    // At the lines that tell too early, each once, and not where it is held back.
    seen.sort();
    assert_eq!(
        seen,
        [
            "content/open.md:4:5 「まるひあんの事業」と同じ言葉が、公開するページ「open.html」にあります",
            "seeds/midorino-dx-r8/projects/01-online.yaml:78:15 「93939」と同じ言葉が、公開するページ「midorino-dx-r8/projects/01-online.html」にあります",
        ]
    );
    // It stops the build, unless public data have the same as the name of something or as a figure.
    let codes = |findings: &mieruka::base::diag::Findings, severity| {
        let all = findings.iter().filter(|one| one.severity == severity);
        all.filter(|one| one.code == "HELD-SEEN").count()
    };
    let (errors, warnings) = (
        codes(&findings, Severity::Error),
        codes(&findings, Severity::Warning),
    );
    assert!(errors == 2 && warnings == 0, "{errors} {warnings}");
    let more = format!(
        "evidence:\n  - {{ label: {DRAFT}の事業の利用者, period: 令和6年度, value: \"93939\" }}\n"
    );
    let online = format!("{PLAN}/projects/01-online.yaml");
    edit(&mut world, &online, "evidence:\n", &more);
    let (_, findings) = build(&world, Purpose::Release, None);
    assert_eq!(codes(&findings, Severity::Error), 0, "{findings:?}");
    assert!(
        codes(&findings, Severity::Warning) == 3,
        "{:?}",
        said(findings.iter())
    );
}

#[test]
fn figures_of_before_are_looked_through_for_what_is_held_back() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_number(0, 0, 93939).unwrap();
    let book = book.save_to_buffer().unwrap();
    let own = "project: 01-online, ";
    let csv = |text: &str| text.as_bytes().to_vec();
    for (name, of, bytes, expected) in [
        (
            "before.csv",
            own,
            csv("年度,実績\n令和9年度,93939\n"),
            "error :2:7",
        ),
        (
            "wide.csv",
            own,
            csv("年度,実績\n令和9年度,\"９３，９３９\"\n"),
            "error :2:8",
        ),
        ("book.xlsx", own, book, "error "),
        ("fine.csv", own, csv("年度,実績\n令和9年度,193939\n"), ""),
        // In a file of many projects the row has to name it.
        (
            "plan.csv",
            "",
            csv("事業,実績\nスマホ教室,93939\n"),
            "warning :2:7",
        ),
        (
            "rows.csv",
            "",
            csv("事業,実績\nスマホ教室,93939\nオンライン申請推進事業,93939\n"),
            "error :2:7",
        ),
        (
            "other.csv",
            "project: 02-koza, ",
            csv("年度,実績\n令和9年度,93939\n"),
            "warning :2:7",
        ),
    ] {
        let mut world = planted();
        let file = format!("{PLAN}/superseded/{name}");
        world.put(&file, bytes);
        let entry = format!(
            "corrections:\n  - {{ date: 2026-03-01, kind: error, {of}what: 実績, old: 1件, new: 2件, \
             reason: 誤り, superseded: {name} }}\n"
        );
        world.put(&format!("{PLAN}/corrections.yaml"), entry);
        let (_, findings) = build(&world, Purpose::Release, None);
        let seen = findings.iter().filter(|one| one.code == "HELD-SEEN");
        let seen: Vec<String> = seen
            .map(|one| {
                format!(
                    "{} {} {}",
                    one.severity.key(),
                    one.place,
                    one.message(Lang::Ja)
                )
            })
            .collect();
        let expected = expected.split_once(' ').map(|(severity, spot)| {
            format!(
                "{severity} {file}{spot} まだ公開しない「93939」と同じ言葉が、公開するページ\
                 「midorino-dx-r8/superseded/{name}」にあります"
            )
        });
        assert_eq!(seen, Vec::from_iter(expected), "{name}");
    }
}

#[test]
fn a_moment_has_its_zone_and_a_day_begins_at_midnight_in_japan() {
    let nine = moment(OPENS);
    assert_eq!(nine.to_string(), "2027-03-31T09:00:00+09:00");
    assert_eq!(
        (nine.day(), nine.time()),
        (Date::parse("2027-03-31"), (9, 0))
    );
    for same in [
        "2027-03-31T00:00Z",
        "2027-03-31T00:00:00Z",
        "2027-03-30T19:00:00-05:00",
    ] {
        assert_eq!(moment(same), nine, "{same}");
    }
    for day in ["1999-12-31", "2000-02-29", "2026-04-01", "2100-03-01"] {
        let date = Date::parse(day).unwrap();
        let start = Moment::start_of(date);
        assert_eq!(start, moment(&format!("{day}T00:00+09:00")));
        assert_eq!((start.day(), start.time()), (Some(date), (0, 0)));
    }
}

#[test]
fn what_would_give_a_held_value_away_goes_with_it() {
    let mut world = starter();
    let koza = format!("{PLAN}/projects/02-koza.yaml");
    edit(
        &mut world,
        &koza,
        "\nid: 02-koza\n",
        "\nid: 02-koza\ndraft: true\n",
    );
    world.put(
        "content/synonyms.csv",
        "word,also\nらくらく,スマホ教室\nまどぐち,窓口\n",
    );
    // A table with a row of the project, and its sum.
    world.put(
        &format!("{PLAN}/tables/list.yaml"),
        "id: list\ntitle: 一覧\ncolumns:\n  - { id: name, title: 名前, kind: name }\n  \
         - { id: project, title: 事業, kind: project }\n  - { id: value, title: 数, kind: number }\n",
    );
    world.put(
        &format!("{PLAN}/tables/list.csv"),
        "name,project,value\n教室,02-koza,51617\n窓口,03-madoguchi,52627\n計,,104244\n",
    );
    // A year of a budget, an indicator's year and what hangs on them.
    let desk = format!("{PLAN}/projects/03-madoguchi.yaml");
    edit(
        &mut world,
        &desk,
        "    R8:\n      budget: { total: \"4,200\"",
        "    R8:\n      draft: true\n      budget: { total: \"4,200\"",
    );
    edit(
        &mut world,
        &desk,
        "    - { no: \"2\", name: 案内の見直し,",
        "    - { no: \"3\", name: 終わる細事業, amounts: { R7: \"0\" }, change: \"▲61626\", reason: すべて終わる }\n    \
         - { no: \"2\", name: 案内の見直し,",
    );
    edit(
        &mut world,
        &desk,
        "R7: { target: \"18\", actual: \"17\" }\n      R8: { target: \"15\", actual: \"\" }",
        "R7: { target: \"18\", actual: \"17\", draft: true }\n      \
         R8: { target: \"15\", actual: \"\", difference: \"▲71727\", base: 前年度 }",
    );
    edit(
        &mut world,
        &desk,
        "since: 令和6年度\n",
        "since: 令和6年度\nactivities: { R6: 調べた, R7: まるひの取組 }\n",
    );
    let (files, findings) = build(&world, Purpose::Release, None);
    let gone = [
        "スマホ教室",
        "らくらく",
        "51617",
        "104244",
        "▲61626",
        "すべて終わる",
        "導入が終わること",
        "71727",
        "まるひの取組",
    ];
    assert_eq!(seen(&files, &gone), [""; 0]);
    for there in ["まどぐち", "52627", "終わる細事業", "調べた"] {
        assert!(!seen(&files, &[there]).is_empty(), "{there}");
    }
    let held = findings.iter().filter(|one| one.code.starts_with("HELD-"));
    crate::kept::check("held/with.txt", &(said(held).join("\n") + "\n"));
}

#[test]
fn the_hash_of_a_release_does_not_hang_on_the_day_of_the_machine() {
    let temp = tempfile::TempDir::new().unwrap();
    let [one, other] = ["2026-04-01", "2027-12-31"].map(|day| {
        let mut world = Memory::new(Date::parse(day).unwrap());
        let starter = starter();
        for (path, bytes) in starter.files() {
            world.put(path.as_str(), bytes);
        }
        let out = temp.path().join(day);
        pipeline::build(&world, &Chosen::default(), Berth::free(&out, &[]), None).unwrap();
        std::fs::read(out.join("manifest.json")).unwrap()
    });
    assert!(one == other);
}

#[test]
fn what_is_held_back_does_not_change_the_hash_of_a_release() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let hash = |world: &Memory| {
        let report =
            pipeline::build(world, &Chosen::default(), Berth::free(&out, &[]), None).unwrap();
        match report.outcome {
            pipeline::Outcome::Published { published, .. } => published.hash,
            _ => panic!("it was not built"),
        }
    };
    let world = planted();
    let before = hash(&world);
    let mut other = world.clone();
    edit(
        &mut other,
        &format!("{PLAN}/projects/04-himitsu.yaml"),
        &format!("notes: {DRAFT}の注"),
        &format!("notes: {DRAFT}の別の注"),
    );
    assert_eq!(hash(&other), before);
    // The same sources are known again without building, other ones are not.
    let again = |world: &Memory| {
        let report =
            pipeline::build(world, &Chosen::default(), Berth::free(&out, &[]), None).unwrap();
        matches!(report.outcome, pipeline::Outcome::Unchanged)
    };
    assert!(again(&other));
    assert!(!again(&world));
}

/// The starter with an old project that became one that is public and one that is a draft.
fn split(relation: &str, successors: &str) -> Memory {
    let mut world = starter();
    // A printed total would go with what is held back.
    let index = text(&world, &format!("{PLAN}/index.csv"));
    let rows = index.lines().filter(|row| !row.starts_with('計'));
    let rows: String = rows.map(|row| format!("{row}\n")).collect();
    world.put(&format!("{PLAN}/index.csv"), rows);
    world.put(
        &format!("{PLAN}/projects/04-himitsu.yaml"),
        project("04-himitsu", DRAFT, '7', "draft: true"),
    );
    world.put(
        &format!("{PLAN}/former.csv"),
        format!(
            "key,number,title,printed_titles,group,department,fate,reason,relation,successors,relisted_of,sure,note\n\
             k1,1,前の教室,,,,継続,,{relation},{successors},,,\n\
             k2,2,前の教室,,,,継続,,relisted,,k1,,\n"
        ),
    );
    world
}

#[test]
fn what_became_of_an_old_project_is_told_as_far_as_it_is_public() {
    let (files, findings) = build(
        &split("split", "02-koza|04-himitsu"),
        Purpose::Release,
        None,
    );
    assert_eq!(seen(&files, &[DRAFT, "04-himitsu", "73737"]), [""; 0]);
    let page = String::from_utf8(files["midorino-dx-r8/former/k1.md"].clone()).unwrap();
    assert!(page.contains("../projects/02-koza.html"), "{page}");
    let list = format!("{PLAN}/former.csv");
    let told = findings
        .iter()
        .filter(|one| one.place.file.as_str() == list);
    assert_eq!(
        said(told),
        [format!(
            "{PLAN}/former.csv:2:1 HELD-WITH 前の計画の事業「前の教室」がどうなったかのうち、まだ公開しない事業は、\
             公開するサイトには出しません"
        )]
    );
    // The audit has nothing to say of a split into one, and the site is as if the other had never been there.
    assert!(!findings.iter().any(|one| one.code == "AUDIT-FATE"));
    let mut without = split("goes-on", "02-koza");
    without.remove(&format!("{PLAN}/projects/04-himitsu.yaml"));
    let (without, _) = build(&without, Purpose::Release, None);
    for (path, bytes) in &files {
        assert!(bytes == &without[path], "{path}");
    }
    // Where all that it became is held back, the row goes, and those that repeat it.
    let (files, _) = build(&split("renamed", "04-himitsu"), Purpose::Release, None);
    assert_eq!(seen(&files, &["前の教室"]), [""; 0]);
}

#[test]
fn what_is_wrong_in_a_draft_does_not_stop_the_rest() {
    let clean = build(&split("renamed", "02-koza"), Purpose::Release, None).0;
    let draft = format!("{PLAN}/projects/04-himitsu.yaml");
    let mut world = split("renamed", "02-koza");
    // Half written: a year that is none, a section that nobody has, a key that is misspelt, prose with a slip.
    let text = text(&world, &draft)
        .replace("R7:", "R77x:")
        .replace("department: kikaku", "department: nobody")
        .replace("flags:", "flgas:");
    world.put(&draft, text.clone());
    world.put(
        &format!("{PROSE}/04-himitsu.md"),
        format!("{DRAFT}\n\n```indicator\n9\n```\n"),
    );
    world.put(
        &format!("{PLAN}/tables/himitsu.yaml"),
        format!("id: himitsu\ntitle: {DRAFT}の表\ndraft: true\ncolumns:\n  - {{ id: name, title: 名, kind: nmae }}\n"),
    );
    world.put(&format!("{PLAN}/tables/himitsu.csv"), "nam\n1,2\n");
    world.put(
        "content/himitsu.md",
        format!("---\ntitle: {DRAFT}のページ\ndraft: true\n---\n# 二つめの題\n"),
    );
    let (files, findings) = build(&world, Purpose::Release, None);
    assert_eq!(seen(&files, &[DRAFT, "himitsu"]), [""; 0]);
    for (path, bytes) in &files {
        assert!(bytes == &clean[path], "{path}");
    }
    assert_eq!(errors(&findings), [""; 0]);
    let told = findings.iter().filter(|one| one.code == "HELD-ERRORS");
    let told: Vec<String> = told
        .map(|one| format!("{} {}", one.place, one.severity.key()))
        .collect();
    assert_eq!(
        told,
        [
            "content/himitsu.md warning".to_owned(),
            format!("{PROSE}/04-himitsu.md warning"),
            format!("{draft} warning"),
            format!("{PLAN}/tables/himitsu.csv warning"),
            format!("{PLAN}/tables/himitsu.yaml warning"),
        ]
    );
    // Whoever prepares them sees every error.
    let chosen = Chosen {
        purpose: Purpose::Preview,
        ..Chosen::default()
    };
    let inputs = sources::gather(&world);
    let shown = pipeline::prepare(inputs, &chosen, &world, &mut Timings::default());
    let shown = errors(&shown.err().expect("a preview is stopped"));
    for code in [
        "DATA-YEAR",
        "DATA-REFERENCE",
        "YAML-UNKNOWN-KEY",
        "CONTENT-SLOT",
    ] {
        assert!(
            shown.iter().any(|one| one.ends_with(code)),
            "{code}: {shown:?}"
        );
    }
}

#[test]
fn what_may_not_be_a_draft_or_touches_what_is_public_stops_a_release() {
    let draft = format!("{PLAN}/projects/04-himitsu.yaml");
    let body = |how: &str| project("04-himitsu", DRAFT, '7', how);
    for (path, text, code) in [
        // Whether it is a draft is not sure, or cannot be read.
        (&*draft, body("draft: yes"), "DATA-FLAG"),
        (&*draft, body("draft: true\ndraft: false"), "YAML-DUPLICATE"),
        (&*draft, body("draft: true\nnotes: [あ"), "YAML-"),
        (
            &*draft,
            format!("draft: true\ntitle: {DRAFT}\n"),
            "DATA-REQUIRED",
        ),
        // It takes the place of a project that is public.
        (
            "seeds/midorino-dx-r8/projects/00.yaml",
            project("01-online", DRAFT, '7', "draft: true"),
            "DATA-DUPLICATE",
        ),
    ] {
        let mut world = starter();
        world.put(path, text);
        let inputs = sources::gather(&world);
        let told = pipeline::prepare(inputs, &Chosen::default(), &world, &mut Timings::default());
        let findings = told.err().unwrap_or_else(|| panic!("{code} was published"));
        let told = errors(&findings);
        let is_it = |one: &String| one.split(' ').next_back().unwrap().starts_with(code);
        assert!(told.iter().any(is_it), "{code}: {told:?}");
    }
}

/// Whoever has missed the form of a setting is told so; his draft is not published.
#[test]
fn a_draft_whose_settings_are_not_read_stops_everything() {
    let owners = [
        format!("{PROSE}/02-koza.md"),
        format!("{PROSE}/index.md"),
        format!("{PROSE}/policies/online.md"),
        "content/index.md".to_owned(),
        "content/himitsu.md".to_owned(),
    ];
    let until = format!("publish_at: {OPENS}");
    let heads = [
        "－－－\ndraft: true\n－－－\n",
        "—-\ndraft: true\n—-\n",
        "----\ndraft: true\n----\n",
        "draft: true\n\n",
        "- draft: true\n\n",
        "ｄｒａｆｔ：true\n\n",
        "---\ntitle: あ\ndraft: true\n",
        "---\ntitle: あ\n---\n---\ndraft: true\n---\n",
        &format!("---\ntitle: あ\n---\n\n---\nsummary: い\n{until}\n---\n"),
        &format!("## 見出し\n\n---\n{until}\n---\n"),
        &format!("<!-- メモ -->\n---\n{until}\n---\n"),
    ];
    for owner in &owners {
        for head in heads {
            let mut world = starter();
            world.put(owner, format!("{head}{DRAFT}です。\n"));
            let told = faults(&world);
            let is_told = |one: &String| {
                one.contains(&**owner)
                    && (one.contains(" FRONT-") || one.contains(" MARKDOWN-HOLD "))
            };
            assert!(told.iter().any(is_told), "{owner}: {head:?}: {told:?}");
        }
    }
}

/// The starter with a result, a share and an account that are new, in years that are public already.
fn with_new_values() -> Memory {
    let mut world = starter();
    with_address_and_english(&mut world);
    let file = format!("{PLAN}/projects/01-online.yaml");
    edit(
        &mut world,
        &file,
        "R7: { target: \"40\", actual: \"集計中\" }",
        &format!(
            "R7: {{ target: \"40\", actual: {{ value: \"39471\", note: {EMBARGO}, publish_at: {OPENS}, \
             until_then: 集計中 }} }}"
        ),
    );
    edit(
        &mut world,
        &file,
        "R7: { target: \"35%以上\", actual: \"集計中\" }",
        &format!(
            "R7: {{ target: \"35%以上\", actual: {{ value: \"57.313%\", note: {DRAFT}, draft: true }} }}"
        ),
    );
    let budget = "bonds: \"0\", general: \"7,000\" }\n    R8:";
    let settled = format!(
        "bonds: \"0\", general: \"7,000\" }}\n      settled: {{ total: {{ value: \"9,696,969\", note: {DRAFT} }}, \
         general: \"8,585,858\", draft: true }}\n    R8:"
    );
    edit(&mut world, &file, budget, &settled);
    world
}

#[test]
fn one_value_is_held_back_and_the_rest_of_its_year_stays() {
    let world = with_new_values();
    let marks = [DRAFT, EMBARGO, "39471", "57.313", "9696969", "8585858"];
    let (files, findings) = build(&world, Purpose::Release, None);
    assert_eq!(seen(&files, &marks), [""; 0]);
    let held: Vec<&str> = findings
        .iter()
        .map(|one| one.code)
        .filter(|code| code.starts_with("HELD-"))
        .collect();
    assert_eq!(held, ["HELD-UNTIL", "HELD-DRAFT", "HELD-DRAFT"]);
    // The site is as if nobody had written them: what was awaited still is, and the rest is blank.
    let mut without = starter();
    with_address_and_english(&mut without);
    let file = format!("{PLAN}/projects/01-online.yaml");
    let share = "R7: { target: \"35%以上\"";
    edit(
        &mut without,
        &file,
        &format!("{share}, actual: \"集計中\" }}"),
        &format!("{share} }}"),
    );
    let (without, _) = build(&without, Purpose::Release, None);
    let [page, blank] = [&files, &without].map(|files| {
        let page = text_of(files, "midorino-dx-r8/projects/01-online.md");
        page.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    // But for the cells of which nobody may say that the document has none.
    let told: Vec<&String> = page.iter().filter(|line| !blank.contains(line)).collect();
    assert!(
        told.iter()
            .any(|line| **line == "- 実績は、令和7年度が「まだ公開していません」です。"),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .any(|line| line
                .starts_with("| 令和7年度（2025年度） | 10,200 | まだ公開していません |")),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .all(|line| !line.contains("令和7年度は「欄なし」"))
    );
    let values = |files: &Files| text_of(files, "midorino-dx-r8/values.csv");
    assert_eq!(values(&files), values(&without));
    // Wherever its money is told, nobody may say either that the document has none.
    let others = files
        .iter()
        .filter(|(path, bytes)| **bytes != without[*path]);
    let others = others.filter(|(path, _)| {
        let path = path.as_str();
        path.ends_with(".md") && !path.starts_with("en/")
    });
    for (path, bytes) in others {
        let text = String::from_utf8_lossy(bytes);
        let known = text_of(&without, path.as_str());
        let said = text
            .lines()
            .filter(|line| !known.lines().any(|one| one == *line));
        for line in said {
            let is_row = line.starts_with("| 令和7年度（2025年度） |");
            let is_told = line.contains("まだ公開していません");
            assert!(!is_row || is_told, "{path}: {line}");
            assert!(!line.contains("令和7年度は「欄なし」"), "{path}: {line}");
        }
    }
    // Each opens at its own time.
    let (files, _) = build(&world, Purpose::Release, Some(OPENS));
    assert_eq!(
        seen(&files, &[DRAFT, "57.313", "9696969", "8585858"]),
        [""; 0]
    );
    let found = seen(&files, &["39471"]);
    for page in ["values.csv", "projects/01-online.html", "findings.html"] {
        let expected = format!("midorino-dx-r8/{page}: 39471");
        assert!(found.contains(&expected), "{page}: {found:#?}");
    }
    let (preview, _) = build(&world, Purpose::Preview, None);
    let page = text_of(&preview, "midorino-dx-r8/projects/01-online.md");
    let held = listed(&page);
    assert_eq!(
        held,
        [
            "- 指標1「オンラインでできる手続の数」の令和7年度（2025年度）の実績：2027年3月31日（令和9年）9時00分に公開",
            "- 指標2「オンラインで申請された割合」の令和7年度（2025年度）の実績：案",
            "- 令和7年度（2025年度）の決算：案",
        ]
    );
}

fn text_of(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// The same indicator in the list of its policy is held back with it, and what tells a target from a result.
#[test]
fn a_value_is_held_back_wherever_it_stands() {
    let mut world = with_new_values();
    let file = format!("{PLAN}/projects/01-online.yaml");
    edit(
        &mut world,
        &file,
        "  - slot: 1\n",
        "  - slot: 1\n    same_as: online/1\n",
    );
    edit(
        &mut world,
        &file,
        "R6: { target: \"30\", actual: \"28\" }\n",
        "R6: { target: { value: \"60606\", draft: true }, actual: \"31313\", difference: \"▲29293\", \
         judged: 未達成 }\n",
    );
    world.put(
        &format!("{PLAN}/policies/online.yaml"),
        "id: online\nindicators:\n  - slot: 1\n    name: オンラインでできる手続の数\n    unit: 件\n    \
         better: up\n    years:\n      R5: { target: \"20\", actual: \"22\" }\n      R6: { target: \"60606\", actual: \"31313\" }\n      \
         R7: { target: \"40\", actual: \"39471\" }\n      \
         R8: { target: \"50\", actual: \"\", difference: \"▲8158\", base: 前年度 }\n",
    );
    let (files, _) = build(&world, Purpose::Release, Some("2027-03-31T08:59:59+09:00"));
    assert_eq!(seen(&files, &["39471", "60606", "29293", "8158"]), [""; 0]);
    let policy = text_of(&files, "midorino-dx-r8/policies/online.md");
    assert!(
        policy.contains("40") && policy.contains("31313"),
        "{policy}"
    );
}

#[test]
fn what_is_shown_until_then_needs_a_then() {
    let mut world = starter();
    let file = format!("{PLAN}/projects/01-online.yaml");
    edit(
        &mut world,
        &file,
        "R7: { target: \"40\", actual: \"集計中\" }",
        "R7: { target: \"40\", actual: { value: \"39471\", until_then: 集計中 } }",
    );
    let told = faults(&world);
    assert!(
        told.iter().any(|one| one.contains(" DATA-UNTIL-THEN ")),
        "{told:?}"
    );
    // A then that cannot be read is told as that, and as nothing else.
    for (then, code) in [
        ("publish_at: 2027-03-31", "DATA-MOMENT"),
        ("draft: はい", "DATA-FLAG"),
        ("draft: false", "DATA-UNTIL-THEN"),
    ] {
        let mut world = starter();
        let held = format!("{{ value: \"39471\", {then}, until_then: 集計中 }}");
        edit(
            &mut world,
            &file,
            "R7: { target: \"40\", actual: \"集計中\" }",
            &format!("R7: {{ target: \"40\", actual: {held} }}"),
        );
        let told = faults(&world);
        let is_it = |one: &String| one.contains(&format!(" {code} "));
        assert!(
            told.len() == 1 && told.iter().all(is_it),
            "{then}: {told:?}"
        );
    }
    // Nowhere else can a value be held back alone, and no value loses its year by a word that is not read.
    for (old, new) in [
        (
            "amounts: { R8: \"6,400\"",
            "amounts: { R8: { value: \"6,400\", draft: true }",
        ),
        (
            "total: \"1,800\", national",
            "total: \"1,800\", draft: true, national",
        ),
        (
            "    better: up\n    years:\n      R5: { target: \"25",
            "    better: up\n    draft: true\n    years:\n      R5: { target: \"25",
        ),
    ] {
        let mut world = starter();
        edit(&mut world, &file, old, new);
        let (stopped, told) = (faults(&world), new);
        let is_told = |one: &String| one.contains(" HELD-NOTHING ");
        assert!(stopped.iter().any(is_told), "{told}: {stopped:?}");
    }
}

/// A result that waits for the end of its year is no column that slid; on its day it is looked at as ever.
#[test]
fn a_result_that_waits_for_the_end_of_its_year_is_not_too_early() {
    let result = |until: &str| {
        let mut world = starter();
        let file = format!("{PLAN}/projects/01-online.yaml");
        edit(
            &mut world,
            &file,
            "R8: { target: \"50\", actual: \"\" }",
            &format!("R8: {{ target: \"50\", actual: {{ value: \"47\", {until} }} }}"),
        );
        let chosen = Chosen {
            purpose: Purpose::Preview,
            ..Chosen::default()
        };
        let inputs = sources::gather(&world);
        let made = pipeline::prepare(inputs, &chosen, &world, &mut Timings::default());
        let told = made.map_or_else(|told| told, |made| made.findings);
        let early = told.iter().find(|one| one.code == "AUDIT-EARLY");
        early.map(|one| one.severity)
    };
    assert_eq!(result("publish_at: 2027-05-31T09:00+09:00"), None);
    assert_eq!(
        result("publish_at: 2027-02-28T09:00+09:00"),
        Some(Severity::Error)
    );
    assert_eq!(result("draft: true"), Some(Severity::Warning));
    let shown = "publish_at: 2027-05-31T09:00+09:00, until_then: \"47\"";
    assert_eq!(result(shown), Some(Severity::Error));
}

/// Figures of a draft that do not agree: nobody has to be kept from looking at the rest, and nobody is told
/// that all is well.
#[test]
fn figures_of_a_draft_that_do_not_agree_stop_no_preview() {
    let mut world = split("renamed", "02-koza");
    let draft = format!("{PLAN}/projects/04-himitsu.yaml");
    let text = text(&world, &draft).replace(
        "items:\n  list:",
        "items:\n  total: { amounts: { R8: \"9,999,999\" } }\n  list:",
    );
    world.put(&draft, text);
    let (_, findings) = build(&world, Purpose::Release, None);
    assert_eq!(errors(&findings), [""; 0]);
    let told = findings.iter().filter(|one| one.code == "HELD-ERRORS");
    let told: Vec<String> = told.map(|one| one.place.to_string()).collect();
    assert_eq!(told, [&*draft]);
    let (files, findings) = build(&world, Purpose::Preview, None);
    assert!(!seen(&files, &["9,999,999"]).is_empty());
    assert_eq!(errors(&findings), [""; 0]);
    let told = findings
        .iter()
        .filter(|one| one.place.file.as_str() == draft);
    assert!(told.filter(|one| one.severity == Severity::Warning).count() > 0);
    // What is public stops both, as ever.
    let open = format!("{PLAN}/projects/02-koza.yaml");
    world.put(
        &open,
        self::text(&world, &open).replace("R8: \"1,", "R8: \"8,"),
    );
    for purpose in [Purpose::Release, Purpose::Preview] {
        let chosen = Chosen {
            purpose,
            ..Chosen::default()
        };
        let inputs = sources::gather(&world);
        let made = pipeline::prepare(inputs, &chosen, &world, &mut Timings::default());
        assert!(made.is_err(), "{purpose:?}");
    }
}

/// A sentence on another page may tell a figure too early; a figure that is printed of something else does not.
#[test]
fn a_held_figure_in_the_prose_of_another_page_is_told() {
    let mut world = planted();
    let open = |place: &str| format!("---\ntitle: 開いたページ\n---\n{place}\n");
    // Of an embargo in a public project, of a draft, and of one that is a part of a longer figure.
    world.put(
        "content/open.md",
        open("来年は93939件、7373737千円、163636件です。"),
    );
    let (_, findings) = build(&world, Purpose::Release, None);
    let told = findings
        .iter()
        .filter(|one| one.code.starts_with("HELD-SEEN") || one.code == "HELD-ELSEWHERE");
    let told: Vec<String> = told
        .map(|one| format!("{} {} {}", one.place, one.code, one.severity.key()))
        .collect();
    assert_eq!(
        told,
        [
            "content/open.md:4:4 HELD-ELSEWHERE warning",
            "content/open.md:4:11 HELD-ELSEWHERE warning",
        ]
    );
    let online = format!("{PLAN}/projects/02-koza.yaml");
    let also = text(&world, &online) + "evidence:\n  - { label: 利用者, value: \"93939\" }\n";
    world.put(&online, also);
    let (_, findings) = build(&world, Purpose::Release, None);
    let told = findings.iter().filter(|one| one.code == "HELD-ELSEWHERE");
    let told: Vec<String> = told.map(|one| one.place.to_string()).collect();
    assert_eq!(told, ["content/open.md:4:11"]);
}

/// Accounts of one of three projects are no accounts of all of them: neither the drawing nor its sentence may
/// say so beside a table that does not.
#[test]
fn a_sum_over_some_of_the_projects_is_compared_with_nothing() {
    let mut world = starter();
    let online = format!("{PLAN}/projects/01-online.yaml");
    edit(
        &mut world,
        &online,
        "    R7:\n      budget:",
        "    R7:\n      settled: { total: \"9,876\" }\n      budget:",
    );
    let (files, _) = build(&world, Purpose::Release, None);
    let money = files
        .iter()
        .find(|(path, _)| path.as_str().ends_with("r8/money.html"));
    let money = String::from_utf8_lossy(money.unwrap().1);
    assert!(money.contains("一部だけ"), "the table says so");
    let wrong = ["約988万円", "令和7年度は、決算額が予算額を下回って"];
    assert_eq!(wrong.map(|said| money.contains(said)), [false; 2]);
    // The figure itself is there.
    assert!(money.contains("9,876"));
}

/// A figure is the same figure in whatever way it is written, and another one where it is only a part.
#[test]
fn a_held_figure_is_found_in_every_writing() {
    let told = |prose: &str, file: &str| {
        let mut world = starter();
        let result = "R8: { target: \"50\", actual: \"\" }";
        let held = "R8: { target: \"50\", actual: { value: \"38,765\", publish_at: 2027-03-31T09:00+09:00 } }";
        edit(
            &mut world,
            &format!("{PLAN}/projects/01-online.yaml"),
            result,
            held,
        );
        let said = match file.strip_prefix("content/") {
            Some(_) => format!("---\ntitle: 題\n---\n{prose}\n"),
            None => format!(
                "corrections:\n  - {{ date: 2026-03-01, kind: error, project: 02-koza, what: 参加者, \
                 old: {prose}, new: 29人, reason: 写しまちがい }}\n"
            ),
        };
        world.put(file, said);
        let (_, findings) = build(&world, Purpose::Release, None);
        let told = findings.iter().filter(|one| one.code == "HELD-ELSEWHERE");
        told.map(|one| one.place.to_string()).collect::<Vec<_>>()
    };
    let page = "content/open.md";
    for written in [
        "38,765",
        "38765",
        "３８，７６５",
        "３８７６５",
        "３８,７６５",
        "38，765",
        "3万8,765",
        "3万8765",
        "３万８，７６５",
        "３万８７６５",
        "38 765",
        "38\u{a0}765",
        "38\u{2009}765",
        "38\u{202f}765",
        "３８　７６５",
        "三万八千七百六十五",
        "三八七六五",
    ] {
        let found = told(&format!("来年は{written}件です。"), page);
        assert_eq!(found, ["content/open.md:4:4"], "{written}");
    }
    for other in [
        "138,765",
        "１３８，７６５",
        "３８，７６５，０００",
        "３８７６５１",
        "13万8,765",
        "１３万８，７６５",
        "2万38765",
        "2億3万8,765",
        "3万8,765.5",
        "138 765",
        "38 765 000",
        "1 38 765",
        "十三万八千七百六十五",
        "三万八千七百六十五億",
        "二三八七六五",
    ] {
        let found = told(&format!("来年は{other}件です。"), page);
        assert_eq!(found, [""; 0], "{other}");
    }
    // Beside a sign that only ends what is said.
    let found = told("去年は３８，７６５，来年は1です。", page);
    assert_eq!(found, ["content/open.md:4:4"]);
    // A record of another thing tells it as well, on its own page and on the page of all records.
    let records = format!("{PLAN}/corrections.yaml");
    let found = told("３８，７６５件", &records);
    assert_eq!(found, [format!("{records}:2:72")]);
}

/// Other words for the search are published as they are: one that stands only in what is held back tells of it.
#[test]
fn words_of_what_is_held_back_are_not_published_with_the_search() {
    let mut world = planted();
    let words = [
        // In a row of a table that names a held project, of the index, of its prose, of a note of a held year.
        ("まるひれつ", "オンライン"),
        ("おんらいん申込", "まるひいちらん"),
        ("まるひほんぶん", "オンライン"),
        ("ﾏﾙﾋﾉｰﾄ", "オンライン"),
        ("まるひていせい", "オンライン"),
        // In a comment beside it, too, which is not published.
        ("まるひめも", "オンライン"),
    ];
    edit(
        &mut world,
        &format!("{PLAN}/tables/list.csv"),
        &format!("{DRAFT},04-himitsu"),
        "まるひれつ,04-himitsu",
    );
    edit(
        &mut world,
        &format!("{PLAN}/index.csv"),
        &format!("04-himitsu,{DRAFT}の事業"),
        "04-himitsu,まるひいちらん",
    );
    edit(
        &mut world,
        &format!("{PROSE}/04-himitsu.md"),
        "の本文",
        "の本文 まるひほんぶん まるひめも",
    );
    let online = format!("{PLAN}/projects/01-online.yaml");
    edit(
        &mut world,
        &online,
        &format!("note: {DRAFT}の注 }}, draft"),
        "note: マルヒノート }, draft",
    );
    edit(
        &mut world,
        &online,
        "\nid: 01-online\n",
        "\nid: 01-online # まるひめも\n",
    );
    world.put(
        &format!("{PLAN}/corrections.yaml"),
        "corrections:\n  - date: 2026-03-01\n    kind: error\n    what: まるひていせい\n    old: 1件\n    \
         new: 2件\n    reason: 誤り\n    draft: true\n  - { date: 2026-03-01, kind: error, what: 様式, \
         old: 1件, new: 2件, reason: 誤り }\n",
    );
    let open = [
        ("ネット", "オンライン"),
        ("かきまちがい", "様式"),
        ("どこにもない", "申請"),
    ];
    let rows = words
        .iter()
        .chain(&open)
        .map(|(word, also)| format!("{word},{also}\n"));
    let list = format!("word,also\n{}", rows.collect::<String>());
    world.put("content/synonyms.csv", list);
    let (files, findings) = build(&world, Purpose::Release, None);
    let marks: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let mut marks = [
        &*marks,
        &["まるひいちらん", "マルヒノート", "おんらいん申込"],
    ]
    .concat();
    assert_eq!(seen(&files, &marks), [""; 0]);
    let told = findings
        .iter()
        .filter(|one| one.place.file.as_str() == "content/synonyms.csv");
    let told: Vec<String> = told
        .map(|one| format!("{} {}", one.place, one.code))
        .collect();
    let rows = (2..8).map(|line| format!("content/synonyms.csv:{line}:1 HELD-WITH"));
    assert_eq!(told, rows.collect::<Vec<_>>());
    for (word, _) in open {
        assert!(!seen(&files, &[word]).is_empty(), "{word}");
    }
    // A preview has them all.
    let (files, _) = build(&world, Purpose::Preview, None);
    marks.retain(|mark| *mark != "まるひめも");
    for mark in marks {
        assert!(!seen(&files, &[mark]).is_empty(), "{mark}");
    }
}

/// Figures side by side inside a tag are drawn and not read.
#[test]
fn numbers_of_a_drawing_are_no_figure_with_a_blank() {
    let page = SitePath::new("p/projects/01.html");
    for (bytes, count) in [
        ("<path d=\"M38 765L0 1\"/>", 0),
        ("<p title=\"a\">38 765</p>", 1),
        ("<path d=\"M38 765L0 1\"/>38 765", 1),
        ("<p title=\"38,765\">", 1),
    ] {
        let leaks = Leaks::new(vec![Secret {
            text: "38,765".to_owned(),
            place: Place::file(&SourcePath::new("seeds/p/projects/01.yaml")),
            of: Of::Figure {
                page: Some(page.clone()),
                is_common: false,
                title: String::new(),
                before: Vec::new(),
            },
            is_public: false,
        }]);
        leaks.look(&page, bytes.as_bytes());
        assert_eq!(leaks.into_findings().len(), count, "{bytes}");
    }
}
