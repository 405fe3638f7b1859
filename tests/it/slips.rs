//! Slips in the files of a real plan that are told when it is read, each with its place.

use std::collections::BTreeSet;

use mieruka::base::diag::{Findings, Severity};
use mieruka::base::words::Lang;
use mieruka::sources::{Chosen, gather, load};
use mieruka::world::{Memory, World};

use crate::real;

/// The errors that one change in a plan's file brings, as `file:line CODE`.
fn told(plan: &str, file: &str, change: (&str, &str)) -> Vec<String> {
    errors(&changed(plan, file, change))
}

/// The warnings that one change in a plan's file brings.
fn warned(plan: &str, file: &str, change: (&str, &str)) -> Vec<String> {
    let before = said(&real::world(&[plan]), Severity::Warning);
    let mut after = said(&changed(plan, file, change), Severity::Warning);
    after.retain(|told| !before.contains(told));
    after
}

fn changed(plan: &str, file: &str, change: (&str, &str)) -> Memory {
    let mut world = real::world(&[plan]);
    replace(&mut world, &format!("seeds/{plan}/{file}"), change);
    world
}

fn replace(world: &mut Memory, path: &str, (old, new): (&str, &str)) {
    let (_, bytes) = world
        .files()
        .find(|(known, _)| known.as_str() == path)
        .unwrap_or_else(|| panic!("{path} is there"));
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains(old), "{path}: {old}");
    world.put(path, text.replacen(old, new, 1));
}

fn errors(world: &Memory) -> Vec<String> {
    said(world, Severity::Error)
}

fn said(world: &Memory, severity: Severity) -> Vec<String> {
    found(world)
        .iter()
        .filter(|finding| finding.severity == severity)
        .map(|finding| {
            let line = finding.place.spot.map_or(0, |spot| spot.line);
            format!("{}:{line} {}", finding.place.file, finding.code)
        })
        .collect()
}

fn found(world: &Memory) -> Findings {
    load(&mut gather(world), &Chosen::default(), world.today()).findings
}

#[test]
fn an_indicator_is_never_the_same_as_itself() {
    assert_eq!(
        told(
            "yokohama-data-plan",
            "policies/s1.yaml",
            ("  - slot: 1\n", "  - slot: 1\n    same_as: s1/1\n"),
        ),
        ["seeds/yokohama-data-plan/policies/s1.yaml:9 DATA-SAME-AS"]
    );
}

#[test]
fn an_indicator_never_stands_in_its_own_place() {
    let project = "projects/1-1-5.yaml";
    let file = "seeds/hachioji-dx-r7/projects/1-1-5.yaml";
    let of = |key: &str| {
        let new = format!("  - slot: 2\n    {key}: 2\n");
        told("hachioji-dx-r7", project, ("  - slot: 2\n", &new))
    };
    for key in ["replaces", "part_of"] {
        assert_eq!(of(key), [format!("{file}:20 DATA-REFERENCE")], "{key}");
    }
}

#[test]
fn a_letter_in_a_number_is_told_with_a_unit_behind_it_too() {
    let file = "projects/1-1-5.yaml";
    for slip in ["49.O%", "4I.5％", "約4O％"] {
        assert_eq!(
            told(
                "hachioji-dx-r7",
                file,
                ("\"49.5%\"", &format!("\"{slip}\""))
            ),
            ["seeds/hachioji-dx-r7/projects/1-1-5.yaml:15 VALUE-LETTER-FOR-DIGIT"],
            "{slip}"
        );
    }
}

#[test]
fn a_term_is_explained_once() {
    let plan = "yokohama-data-plan";
    let mut world = real::world(&[plan]);
    let path = format!("seeds/{plan}/glossary.csv");
    replace(
        &mut world,
        &path,
        (
            "term,reading,definition,page\n",
            "term,reading,definition,page\nあ,,一つ目,\nあ,,二つ目,\n",
        ),
    );
    assert_eq!(errors(&world), [format!("{path}:3 DATA-DUPLICATE")]);
}

#[test]
fn a_spreadsheet_may_write_false_in_capitals() {
    let plan = "hadano-dx-r8";
    let world = real::world(&[plan]);
    let path = format!("seeds/{plan}/former.csv");
    let text = |world: &Memory| {
        let (_, bytes) = world
            .files()
            .find(|(known, _)| known.as_str() == path)
            .unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    let unsure = |world: &Memory| {
        let site = real::site(world);
        site.plans[0].former.iter().filter(|one| !one.sure).count()
    };
    let mut capitals = real::world(&[plan]);
    capitals.put(&path, text(&world).replace(",false,", ",FALSE,"));
    assert!(unsure(&world) > 0);
    assert_eq!(unsure(&capitals), unsure(&world));
    let mut other = real::world(&[plan]);
    other.put(&path, text(&world).replacen(",false,", ",no,", 1));
    assert_eq!(errors(&other).len(), 1);
    assert!(errors(&other)[0].ends_with("DATA-FLAG"));
}

#[test]
fn a_chart_cannot_be_placed_in_the_prose_of_a_policy() {
    let plan = "hachioji-dx-r7";
    let mut world = real::world(&[plan]);
    let path = format!("content/{plan}/policies/1-1.md");
    world.put(
        &path,
        "---\nsummary: 要約\n---\n本文\n\n```chart\nbudget\n```\n",
    );
    assert_eq!(errors(&world), [format!("{path}:7 CONTENT-SLOT-PLACE")]);
}

/// In what a policy has, in the names of the years, and in every roadmap.
#[test]
fn a_year_that_the_tables_do_not_have_is_told_wherever_years_are_keys() {
    let cases = [
        (
            "hachioji-dx-r7",
            "policies/1-1.yaml",
            ("      R5: { target", "      R55: { target"),
            "policies/1-1.yaml:12",
        ),
        (
            "hachioji-dx-r7",
            "policies/1-1.yaml",
            ("      unplaced:", "      R77:"),
            "policies/1-1.yaml:59",
        ),
        (
            "hadano-dx-r8",
            "projects/1-1.yaml",
            ("      R8-R12: {", "      R8-R21: {"),
            "projects/1-1.yaml:44",
        ),
        (
            "yokohama-dx-action",
            "plan.yaml",
            ("R7: \"4Q\"", "R17: \"4Q\""),
            "plan.yaml:12",
        ),
    ];
    for (plan, file, change, place) in cases {
        assert_eq!(
            warned(plan, file, change),
            [format!("seeds/{plan}/{place} DATA-YEAR-OUTSIDE")],
            "{change:?}"
        );
    }
}

/// How things stood when the plan began is no slip, but R1 for R11 may be: it stays a notice.
#[test]
fn a_year_just_before_the_plan_is_a_notice() {
    let (plan, file) = ("hachioji-dx-r7", "policies/1-1.yaml");
    let path = format!("seeds/{plan}/{file}:12 DATA-YEAR-OUTSIDE");
    let of = |year: &str, severity| {
        let new = format!("      {year}: {{ target");
        let world = changed(plan, file, ("      R5: { target", &new));
        said(&world, severity).contains(&path)
    };
    for year in ["R1", "R3"] {
        assert!(of(year, Severity::Notice), "{year}");
        assert!(!of(year, Severity::Warning), "{year}");
    }
    for year in ["H30", "R8"] {
        assert!(of(year, Severity::Warning), "{year}");
        assert!(!of(year, Severity::Notice), "{year}");
    }
}

/// 「２Q（R5）～」 gives no end: every page says so, and no row of the data runs to the last year.
#[test]
fn an_end_that_is_not_given_is_not_made_up() {
    let plans = crate::further::SITE.book.site.plans.iter();
    let projects = plans.flat_map(|plan| &plan.projects);
    let mut giga = projects.filter(|one| one.id.as_str() == "p4-1-giga");
    let giga = giga.next().expect("the project");
    let ends = giga.roadmap.iter().map(|track| {
        let last = track.bars.last().expect("bars");
        (last.is_open, track.is_repeat)
    });
    assert_eq!(ends.collect::<Vec<_>>(), [(true, false), (true, true)]);
    let world = changed(
        "yokohama-dx-action",
        "projects/p4-1-giga.yaml",
        ("R5-: {", "R5-: 環境\n      R7: {"),
    );
    let path = "seeds/yokohama-dx-action/projects/p4-1-giga.yaml";
    // What has no end reaches every later year.
    assert_eq!(errors(&world), [format!("{path}:14 DATA-ROADMAP-OVERLAP")]);
}

#[test]
fn bars_that_overlap_are_both_named() {
    let plan = "hadano-dx-r8";
    let file = "projects/1-1.yaml";
    let world = changed(
        plan,
        file,
        ("      R8-R12: {", "      R9: 更新\n      R8-R12: {"),
    );
    let path = format!("seeds/{plan}/{file}");
    assert_eq!(errors(&world), [format!("{path}:45 DATA-ROADMAP-OVERLAP")]);
    let found = found(&world);
    let told = found.iter().find(|one| one.code == "DATA-ROADMAP-OVERLAP");
    let told = told.expect("it is told");
    assert_eq!(
        told.other.as_ref().map(ToString::to_string),
        Some(format!("{path}:44:7"))
    );
    for lang in Lang::ALL {
        let message = told.message(lang);
        for part in ["R8-R12", "R9", "44"] {
            assert!(message.contains(part), "{message}");
        }
    }
}

#[test]
fn lists_in_english_messages_are_written_in_english() {
    let plan = "hadano-dx-r8";
    let mut world = changed(plan, "projects/1-1.yaml", ("role: output", "role: result"));
    let path = format!("content/{plan}/1-1.md");
    world.put(&path, "---\nsummary: s\n---\n```chart\nmoney\n```\n");
    let found = found(&world);
    for (code, list) in [
        ("DATA-CHOICE", "output, outcome."),
        ("CONTENT-SLOT", "indicator-1, indicator-2"),
    ] {
        let told = found.iter().find(|one| one.code == code);
        let help = told.expect("it is told").help(Lang::En);
        assert!(help.contains(list), "{help}");
        assert!(!help.contains('、'), "{help}");
    }
}

#[test]
fn of_many_ids_those_are_listed_that_look_alike() {
    let plan = "hachioji-dx-r7";
    let world = changed(plan, "projects/1-1-5.yaml", ("policy: ", "policy: x"));
    let found = found(&world);
    let told = found.iter().find(|one| one.code == "DATA-REFERENCE");
    let help = told.expect("it is told").help(Lang::En);
    let list = help.lines().last().expect("a list");
    let policies = real::all().plans.iter().find(|one| one.id.as_str() == plan);
    let count = policies.expect("the plan is there").policies.len();
    assert!(list.starts_with(&format!("{count} can be used.")), "{list}");
    assert_eq!(list.matches(", ").count(), 7, "eight ids: {list}");
    assert!(list.contains("1-1-i2"), "the one that was meant: {list}");
}

/// Whoever finds a file unused must learn of every file that a plan may have.
#[test]
fn the_help_for_an_unused_file_knows_every_place() {
    let plan = "hadano-dx-r8";
    let mut world = real::world(&[plan]);
    world.put(&format!("seeds/{plan}/formr.csv"), "key\n");
    let found = found(&world);
    let told = found.iter().find(|one| one.code == "SOURCE-UNUSED");
    let told = told.expect("it is told");
    let folder = format!("seeds/{plan}/");
    let known: BTreeSet<String> = world
        .files()
        .filter_map(|(path, _)| path.as_str().strip_prefix(&folder))
        .filter(|name| *name != "formr.csv" && *name != "index.csv")
        .map(|name| match name.split_once('/') {
            Some((folder, _)) => format!("{folder}/"),
            None => name.to_owned(),
        })
        .collect();
    assert!(known.len() >= 6, "{known:?}");
    for lang in Lang::ALL {
        let help = told.help(lang);
        for name in &known {
            assert!(help.contains(name.as_str()), "{name}: {help}");
        }
    }
}

#[test]
fn a_chart_is_drawn_over_columns_of_numbers_that_exist() {
    let (plan, file) = ("yokohama-dx-action", "tables/time-savings.yaml");
    let of = |new: &str| {
        let old = "before: before, after: after }";
        told(plan, file, (old, new))
    };
    let at = |code: &str| [format!("seeds/{plan}/{file}:17 {code}")];
    let cases = [
        ("before: before, after: reduction }", "DATA-CHART-COLUMN"),
        ("before: what, after: after }", "DATA-CHART-COLUMN"),
        ("before: before, after: aftr }", "DATA-REFERENCE"),
        ("before: before }", "DATA-REQUIRED"),
    ];
    for (new, code) in cases {
        assert_eq!(of(new), at(code), "{new}");
    }
}

#[test]
fn one_column_names_the_rows_and_no_column_is_there_twice() {
    let (plan, file) = ("yokohama-dx-action", "tables/time-savings.yaml");
    let of = |old: &str, new: &str| told(plan, file, (old, new));
    let at = |line: u32, code: &str| format!("seeds/{plan}/{file}:{line} {code}");
    assert_eq!(of("kind: text", "kind: name"), [at(8, "DATA-NAME-TWICE")]);
    let twice = of("id: before", "id: what");
    assert!(twice.contains(&at(9, "DATA-DUPLICATE")), "{twice:?}");
}

#[test]
fn a_slip_of_a_judgement_is_told_and_another_word_is_kept() {
    let (plan, file) = ("hachioji-dx-r7", "projects/1-1-3.yaml");
    let of = |word: &str| warned(plan, file, ("judged: 達成", &format!("judged: {word}")));
    let at = format!("seeds/{plan}/{file}:13 DATA-WORD-NEAR");
    for slip in [
        "未達",
        "逹成",
        "末達成",
        "達成成",
        "成達",
        "達製",
        "一部未達",
        "【未達】",
        "\"達　成\"",
        "未達生",
    ] {
        assert_eq!(of(slip), [at.as_str()], "{slip}");
    }
    for word in [
        "未達成",
        "一部未達成",
        "【達成】",
        "一部達成",
        "完成",
        "未完成",
        "達成率",
        "達成（完了）",
        "達成見込",
        "未実施",
        "成果",
        "生成",
        "概ね達成",
        "不達成",
    ] {
        assert_eq!(of(word), [""; 0], "{word}");
    }
}

#[test]
fn a_cell_that_looks_lost_is_told() {
    let plan = "hadano-dx-r8";
    let path = format!("seeds/{plan}/former.csv");
    let lost = |word: &str| warned(plan, "former.csv", (",lost,", &format!(",{word},")));
    for slip in ["Lost", "LOST", "ｌｏｓｔ"] {
        let told = lost(slip);
        assert_eq!(told.len(), 1, "{slip}: {told:?}");
        assert!(told[0].starts_with(&path) && told[0].ends_with("DATA-WORD-NEAR"));
    }
    assert_eq!(lost("last"), [""; 0]);
}

#[test]
fn a_heading_of_the_first_level_in_prose_is_told() {
    let plan = "hachioji-dx-r7";
    let text = "---\nsummary: s\n---\n本文\n\n# 目的\n\n## 内容\n\n成果\n===\n";
    for file in ["index.md", "1-1-3.md", "policies/1-1.md"] {
        let mut world = real::world(&[plan]);
        let path = format!("content/{plan}/{file}");
        world.put(&path, text);
        let mut told = said(&world, Severity::Warning);
        told.retain(|told| told.starts_with(&path));
        let at = |line: u32| format!("{path}:{line} CONTENT-TOP-HEADING");
        assert_eq!(told, [at(6), at(10)], "{file}");
        assert_eq!(errors(&world), [""; 0], "it is published all the same");
    }
    let mut world = real::world(&[plan]);
    world.put("content/page.md", text.replace("summary", "title"));
    let at = |line: u32| format!("content/page.md:{line} CONTENT-SECOND-TITLE");
    assert_eq!(errors(&world), [at(6), at(10)]);
}

/// Menus and tables link too: only what the prose itself has is told at its line.
#[test]
fn a_broken_link_is_told_at_its_line_in_the_prose() {
    let plan = "hachioji-dx-r7";
    let mut world = real::world(&[plan]);
    let body = "一行目\n\n[開く](../nowhere.html) と [予算](#yosan)\n\n- [もう一つ](../index.html#h-nai)\n";
    let text = format!("---\nsummary: s\n---\n{body}");
    let files = [
        format!("content/{plan}/index.md"),
        format!("content/{plan}/policies/1-1.md"),
        format!("content/{plan}/1-1-3.md"),
        "content/guide/page.md".to_owned(),
    ];
    for file in &files {
        let deep = if file.ends_with("index.md") || file.starts_with("content/guide") {
            text.clone()
        } else {
            text.replace("../", "../../")
        };
        world.put(file, deep.replace("summary: s", "title: t\nsummary: s"));
    }
    let checked = mieruka::pipeline::check(&world, &Chosen::default(), None).expect("it is sound");
    let mut told: Vec<String> = checked
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| {
            let line = finding.place.spot.map_or(0, |spot| spot.line);
            format!("{}:{line} {}", finding.place.file, finding.code)
        })
        .collect();
    told.sort();
    let mut expected: Vec<String> = files
        .iter()
        .flat_map(|file| {
            [
                format!("{file}:7 LINK-BROKEN"),
                format!("{file}:7 LINK-ANCHOR-MISSING"),
                format!("{file}:9 LINK-ANCHOR-MISSING"),
            ]
        })
        .collect();
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn a_reading_is_written_in_hiragana() {
    let file = "seeds/hachioji-dx-r7/projects/1-1-2.yaml";
    let of = |reading: &str| {
        let new = format!("reading: {reading}\n");
        let old = "reading: しゅうがくてつづきのおんらいんしんせいか\n";
        told("hachioji-dx-r7", "projects/1-1-2.yaml", (old, &new))
    };
    for slip in [
        "就学手続",
        "シュウガク",
        "しゅうがく てつづき",
        "syuugaku",
        "\"\"",
    ] {
        assert_eq!(of(slip), [format!("{file}:4 DATA-READING")], "{slip}");
    }
    for good in ["しゅうがく", "ゔぁーちゃる"] {
        assert_eq!(of(good), [""; 0], "{good}");
    }
}

/// Whoever writes `titel:` has not forgotten the title: one slip is told once, and what is missing besides, too.
#[test]
fn a_misspelt_key_is_not_told_as_missing_too() {
    let plan = "hadano-dx-r8";
    let unknown = |file: &str, line: u32| format!("seeds/{plan}/{file}:{line} YAML-UNKNOWN-KEY");
    let of = |file: &str, old: &str, new: &str| told(plan, file, (old, new));
    let (file, line) = ("plan.yaml", line_of(plan, "plan.yaml", "municipality:"));
    assert_eq!(of(file, "\ntitle:", "\ntitel:").len(), 1);
    assert_eq!(
        of(file, "municipality:", "municipalty:"),
        [unknown(file, line)]
    );
    // In a list, in brackets, one step down.
    let name = of(file, "municipality: { name:", "municipality: { nane:");
    assert_eq!(name, [unknown(file, line)]);
    // Of two records one has the slip and the other has forgotten it.
    let mut world = real::world(&[plan]);
    let path = format!("seeds/{plan}/corrections.yaml");
    let entry = |key: &str| {
        format!("  - date: 2026-05-10\n    kind: error\n    what: 実績\n    new: \"1\"\n{key}")
    };
    let (slip, forgotten) = (entry("    reasn: 漏れ\n"), entry(""));
    world.put(&path, format!("corrections:\n{slip}{forgotten}"));
    let corrections = |world: &Memory| {
        let told = errors(world).into_iter();
        let own = told.filter(|one| one.starts_with(&path));
        own.collect::<BTreeSet<String>>()
    };
    let both = |one, other| BTreeSet::from([one, other]);
    let (unknown, missing) = ("YAML-UNKNOWN-KEY", "DATA-REQUIRED");
    assert_eq!(
        corrections(&world),
        both(format!("{path}:6 {unknown}"), format!("{path}:7 {missing}"))
    );
    world.put(&path, format!("corrections:\n{forgotten}{slip}"));
    assert_eq!(
        corrections(&world),
        both(
            format!("{path}:2 {missing}"),
            format!("{path}:10 {unknown}")
        )
    );
}

/// The line on which a text stands first.
fn line_of(plan: &str, file: &str, text: &str) -> u32 {
    let world = real::world(&[plan]);
    let path = format!("seeds/{plan}/{file}");
    let (_, bytes) = world
        .files()
        .find(|(known, _)| known.as_str() == path)
        .unwrap();
    let whole = std::str::from_utf8(bytes).unwrap();
    let lines = (1..).zip(whole.lines());
    let mut found = lines.filter(|(_, line)| line.contains(text));
    found.next().unwrap().0
}

/// A name that Windows or an editor made of the one that was meant is told with that one.
#[test]
fn files_with_another_ending_and_locks_of_office_are_told_as_what_they_are() {
    let plan = "hadano-dx-r8";
    let help = |name: &str| {
        let mut world = real::world(&[plan]);
        world.put(&format!("seeds/{plan}/{name}"), "id: x\n");
        let found = found(&world);
        let told = found.iter().find(|one| one.code == "SOURCE-UNUSED");
        let told = told.unwrap_or_else(|| panic!("{name} is told"));
        (told.severity, told.help(Lang::Ja))
    };
    for (name, meant) in [
        ("projects/9-9.yml", "9-9.yaml"),
        ("projects/9-9.YAML", "9-9.yaml"),
        ("projects/9-9.yaml.txt", "9-9.yaml"),
        ("tables/Times.CSV", "Times.csv"),
    ] {
        let (severity, help) = help(name);
        assert_eq!(severity, Severity::Warning, "{name}");
        assert!(help.contains(&format!("「{meant}」に")), "{name}: {help}");
        assert!(!help.contains("置けるもの"), "{name}: {help}");
    }
    let (severity, lock) = help("~$index.xlsx");
    assert_eq!(severity, Severity::Notice);
    assert!(
        lock.contains("閉じると消えます") && !lock.contains("置けるもの"),
        "{lock}"
    );
    // What is only read where it is named is in the list, too.
    let (_, other) = help("memo.txt");
    for known in [
        "corrections.yaml",
        "superseded/",
        "addresses.csv",
        "changes.yaml",
    ] {
        assert!(other.contains(known), "{known}: {other}");
    }
}
