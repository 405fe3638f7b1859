//! The audit: what each rule finds, and that no rule finds what another has to find.
//!
//! `tests/audit/town` is a small sound site. Each `tests/audit/<CODE>.txt` plants one fault in it and
//! holds the whole of what the audit then says; `UPDATE=1` writes that part anew.

#![expect(
    clippy::disallowed_methods,
    reason = "the fixtures of tests are read from the disk and written to it"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use mieruka::audit::{About, Audit, Check, RULES, audit};
use mieruka::base::diag::{Diagnostic, Severity};
use mieruka::base::era::Date;
use mieruka::base::words::{Lang, Words};
use mieruka::sources::{Chosen, gather, load};
use mieruka::world::{Memory, World};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/audit");
const SOURCES: [&str; 13] = [
    "content/mieruka.yaml",
    "seeds/town/counts.csv",
    "seeds/town/former.csv",
    "seeds/town/index.csv",
    "seeds/town/plan.yaml",
    "seeds/town/policies/life.yaml",
    "seeds/town/projects/01.yaml",
    "seeds/town/projects/02.yaml",
    "seeds/town/projects/03.yaml",
    "seeds/town/tables/former-groups.csv",
    "seeds/town/tables/former-groups.yaml",
    "seeds/town/tables/times.csv",
    "seeds/town/tables/times.yaml",
];

fn town() -> Memory {
    let today = Date::new(2026, 4, 1).expect("a day of the calendar");
    let mut world = Memory::new(today);
    for path in SOURCES {
        let bytes = std::fs::read(format!("{FIXTURES}/town/{path}")).expect("the town is complete");
        world.put(path, bytes);
    }
    world
}

/// The audit of a world whose sources can be read.
fn audited(world: &dyn World) -> Audit {
    let loaded = load(&mut gather(world), &Chosen::default(), world.today());
    let errors: Vec<String> = loaded
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| {
            format!(
                "{} {}: {}",
                finding.place,
                finding.code,
                finding.message(Lang::En)
            )
        })
        .collect();
    assert_eq!(errors, [""; 0], "the sources can be read");
    audit(&loaded.site.expect("the site has its settings"))
}

fn shown(audit: &Audit) -> String {
    let mut out = String::new();
    for finding in &audit.findings {
        let Diagnostic {
            code,
            severity,
            place,
            other,
            ..
        } = &finding.diagnostic;
        let _ = write!(out, "{place} {code} {}", severity.key());
        if let Some(other) = other {
            let _ = write!(out, " ({other})");
        }
        match finding.about {
            About::Project(ix) => _ = write!(out, " project {ix}"),
            About::Policy(ix) => _ = write!(out, " policy {ix}"),
            About::Plan => {}
        }
        if let Some(year) = finding.year {
            let _ = write!(out, " {}", year.short());
        }
        out.push('\n');
        if let Some(reason) = &finding.acknowledged {
            let _ = writeln!(out, "  = {reason}");
        }
        for lang in Lang::ALL {
            for line in finding.diagnostic.message(lang).lines() {
                let _ = writeln!(out, "  {line}");
            }
            for line in finding.diagnostic.help(lang).lines() {
                let _ = writeln!(out, "    {line}");
            }
        }
    }
    out
}

fn put(world: &mut Memory, path: &str, old: &str, new: &str) {
    let (_, bytes) = world
        .files()
        .find(|(known, _)| known.as_str() == path)
        .expect("a file of the town");
    let text = std::str::from_utf8(bytes).expect("the town is UTF-8");
    assert_eq!(text.matches(old).count(), 1, "{path} holds once: {old:?}");
    world.put(path, text.replacen(old, new, 1));
}

// ---- fixtures ----

/// Lines `file:`, `-` and `+` (one or several of each), then `finds:` and the whole of the findings.
struct Fixture {
    file: String,
    world: Memory,
    faults: String,
    expected: String,
}

impl Fixture {
    /// The name of the file up to its first point.
    fn code(&self) -> &str {
        self.file.split('.').next().unwrap_or_default()
    }
}

fn fixtures() -> Vec<Fixture> {
    let folder = std::fs::read_dir(FIXTURES).expect("the fixtures are there");
    let mut files: Vec<String> = folder
        .map(|entry| {
            entry
                .expect("a readable folder")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "txt"))
        .collect();
    files.sort();
    files.into_iter().map(read).collect()
}

fn read(file: String) -> Fixture {
    let text = std::fs::read_to_string(format!("{FIXTURES}/{file}")).expect("a readable fixture");
    let (faults, expected) = text
        .split_once("finds:\n")
        .expect("a fixture says what it finds");
    let mut world = town();
    let (mut path, mut old, mut new) = (String::new(), String::new(), String::new());
    for line in faults.lines().chain(["file: end"]) {
        let starts_anew = line.starts_with("file:") || (line.starts_with("- ") && !new.is_empty());
        if starts_anew && !old.is_empty() {
            put(
                &mut world,
                &path,
                old.trim_end_matches('\n'),
                new.trim_end_matches('\n'),
            );
            old.clear();
            new.clear();
        }
        match line.split_at_checked(2) {
            Some(("- ", part)) => old.extend([part, "\n"]),
            Some(("+ ", part)) => new.extend([part, "\n"]),
            _ => line
                .trim_start_matches("file:")
                .trim()
                .clone_into(&mut path),
        }
    }
    Fixture {
        faults: faults.to_owned(),
        expected: expected.to_owned(),
        file,
        world,
    }
}

#[test]
fn each_fault_gives_its_finding_and_no_other() {
    let update = std::env::var_os("UPDATE").is_some();
    let (mut expected, mut actual) = (String::new(), String::new());
    for fixture in fixtures() {
        let found = shown(&audited(&fixture.world));
        if update {
            let text = format!("{}finds:\n{found}", fixture.faults);
            std::fs::write(Path::new(FIXTURES).join(&fixture.file), text)
                .expect("a fixture can be written");
        }
        let _ = writeln!(expected, "== {}\n{}", fixture.file, fixture.expected);
        let _ = writeln!(actual, "== {}\n{found}", fixture.file);
    }
    assert!(
        update || actual == expected,
        "expected:\n{expected}\nactual:\n{actual}"
    );
}

#[test]
fn each_fixture_shows_the_rule_of_its_name_first() {
    for fixture in fixtures() {
        let first = fixture.expected.lines().next().unwrap_or_default();
        assert_eq!(
            first.split(' ').nth(1),
            Some(fixture.code()),
            "{}",
            fixture.file
        );
    }
}

/// A sentence that no fault brings to light may hold a placeholder that nothing fills.
#[test]
fn each_sentence_of_the_catalogue_is_shown_by_a_fixture() {
    let said: Vec<Audit> = fixtures()
        .iter()
        .map(|fixture| audited(&fixture.world))
        .collect();
    let words = Words::of(Lang::Ja);
    let mut never = Vec::new();
    for rule in RULES {
        let found = said
            .iter()
            .flat_map(|audit| &audit.findings)
            .map(|finding| &finding.diagnostic);
        let of_rule: Vec<&Diagnostic> = found
            .filter(|diagnostic| diagnostic.code == rule.code)
            .collect();
        for part in ["message", "help"] {
            for line in words.get(&format!("{}.{part}", rule.code)).lines() {
                let is_filled = |diagnostic: &&Diagnostic| {
                    let names = placeholders(line);
                    names.iter().all(|name| diagnostic.fills(name))
                };
                if !of_rule.iter().any(is_filled) {
                    never.push(format!("{}.{part}: {line}", rule.code));
                }
            }
        }
    }
    assert_eq!(never, [""; 0]);
}

fn placeholders(text: &str) -> BTreeSet<String> {
    let inside = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    inside.map(|(name, _)| name.to_owned()).collect()
}

// ---- the town ----

#[test]
fn the_town_is_sound_and_looked_at() {
    let audit = audited(&town());
    assert_eq!(shown(&audit), "");
    assert!(audit.open().next().is_none());
    let counts: Vec<String> = audit
        .checked
        .iter()
        .map(|checked| format!("{} {} {}", checked.plan, checked.code, checked.count))
        .collect();
    assert_eq!(
        counts,
        [
            "0 AUDIT-FUNDING-SUM 7",
            "0 AUDIT-FUNDING-COMBINED 1",
            "0 AUDIT-PART-OVER 6",
            "0 AUDIT-CHANGE 6",
            "0 AUDIT-SETTLED-OVER 2",
            "0 AUDIT-TOO-LARGE 83",
            "0 AUDIT-ITEM-SUM 7",
            "0 AUDIT-ITEM-TOTAL 4",
            "0 AUDIT-ITEM-CHANGE 5",
            "0 AUDIT-INDEX-PROJECT 15",
            "0 AUDIT-INDEX-TOTAL 4",
            "0 AUDIT-INDEX-FLAG 3",
            "0 AUDIT-INDEX-MISSING 3",
            "0 AUDIT-INDEX-TITLE 3",
            "0 AUDIT-REDACTED-SINGLE 0",
            "0 AUDIT-REDACTED-SEVERAL 0",
            "0 AUDIT-EARLY 18",
            "0 AUDIT-JUMP 14",
            "0 AUDIT-DAYS 5",
            "0 AUDIT-DIFFERENCE 3",
            "0 AUDIT-JUDGED 3",
            "0 AUDIT-RATE 1",
            "0 AUDIT-SAME-AS 2",
            "0 AUDIT-REDUCTION 2",
            "0 AUDIT-COUNT 12",
            "0 AUDIT-COUNT-WORD 13",
            "0 AUDIT-FATE 8",
            "0 AUDIT-NOTHING-NEW 1",
            "0 AUDIT-ACTUAL-MISSING 5",
            "0 AUDIT-NO-PAGE 3",
            "0 AUDIT-NO-SECTION 3",
            "0 AUDIT-ACK-UNKNOWN 0",
            "0 AUDIT-ACK-UNUSED 0",
        ]
    );
}

#[test]
fn the_order_does_not_hang_on_the_number_of_threads() {
    let mut world = town();
    for list in ["counts", "former"] {
        world.remove(&format!("seeds/town/{list}.csv"));
    }
    put(
        &mut world,
        BUDGET,
        "settled: { total: \"90\",",
        "settled: { total: \"130\",",
    );
    let (_, bytes) = world
        .files()
        .find(|(path, _)| path.as_str() == BUDGET)
        .expect("a project of the town");
    let text = std::str::from_utf8(bytes)
        .expect("the town is UTF-8")
        .to_owned();
    for number in 10..99 {
        let copy = text.replace("id: \"01\"", &format!("id: \"{number}\""));
        world.put(&format!("seeds/town/projects/{number}.yaml"), copy);
    }
    let with_threads = |count| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(count)
            .build()
            .expect("threads can be had");
        pool.install(|| audited(&world))
    };
    let (one, four) = (with_threads(1), with_threads(4));
    assert_eq!(
        one.findings.len(),
        1 + 89 * 2,
        "each is settled over budget, and 89 are not in the index"
    );
    assert_eq!(shown(&one), shown(&four));
    assert_eq!(one.checked, four.checked);
}

// ---- a real document ----

/// 令和8年度 事業計画書: the counts were made by hand, on paper, before there was a program. Its
/// arithmetic is sound; 5 of its 9 amounts settled above the budget are totals.
#[test]
fn the_arithmetic_of_a_real_document_is_checked_whole() {
    let mut world = town();
    for path in SOURCES.iter().filter(|path| path.starts_with("seeds/")) {
        world.remove(path);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let plan = "seeds/yokohama-budget-r8";
    let projects = (1..=14).map(|number| format!("{plan}/projects/{number:02}.yaml"));
    for path in projects.chain(["plan.yaml", "index.csv"].map(|name| format!("{plan}/{name}"))) {
        let bytes = std::fs::read(root.join(&path)).expect("the plan is complete");
        world.put(&path, bytes);
    }
    let audit = audited(&world);
    let count = |code| {
        audit
            .checked
            .iter()
            .find(|checked| checked.code == code)
            .map(|checked| checked.count)
    };
    for (code, by_hand) in [
        ("AUDIT-FUNDING-SUM", 42),
        ("AUDIT-CHANGE", 84),
        ("AUDIT-SETTLED-OVER", 47 + 9),
        ("AUDIT-ITEM-SUM", 36),
        ("AUDIT-ITEM-TOTAL", 28),
        ("AUDIT-ITEM-CHANGE", 40),
        ("AUDIT-INDEX-PROJECT", 42 + 42),
        ("AUDIT-INDEX-TOTAL", 6),
        ("AUDIT-INDEX-FLAG", 14),
        ("AUDIT-DAYS", 24),
    ] {
        assert_eq!(count(code), Some(by_hand), "{code}");
    }
    let found = |code| {
        audit
            .findings
            .iter()
            .filter(|finding| finding.diagnostic.code == code)
            .count()
    };
    assert_eq!(found("AUDIT-SETTLED-OVER"), 5);
    assert_eq!(found("AUDIT-REDACTED-SEVERAL"), 3);
    assert_eq!(
        audit
            .open()
            .filter(|one| one.diagnostic.severity == Severity::Error)
            .count(),
        0
    );
}

// ---- acknowledgements ----

const BUDGET: &str = "seeds/town/projects/01.yaml";

#[test]
fn an_explained_finding_stays_and_no_longer_counts() {
    let mut world = town();
    put(
        &mut world,
        BUDGET,
        "settled: { total: \"90\",",
        "settled: { total: \"130\",",
    );
    acknowledge(
        &mut world,
        "{ code: AUDIT-SETTLED-OVER, year: R6, reason: 補正予算による }",
    );
    let audit = audited(&world);
    assert!(audit.open().next().is_none());
    let [finding] = &audit.findings[..] else {
        panic!("one finding, not\n{}", shown(&audit));
    };
    assert_eq!(finding.diagnostic.code, "AUDIT-SETTLED-OVER");
    assert_eq!(finding.acknowledged.as_deref(), Some("補正予算による"));
}

#[test]
fn an_explanation_without_a_year_covers_every_year() {
    let mut world = town();
    put(
        &mut world,
        BUDGET,
        "R5:\n      budget: { total: \"100\"",
        "R5:\n      budget: { total: \"101\"",
    );
    put(&mut world, BUDGET, "R5: \"100\" }", "R5: \"101\" }");
    acknowledge(
        &mut world,
        "{ code: AUDIT-FUNDING-SUM, reason: 端数による }",
    );
    let audit = audited(&world);
    let codes: Vec<_> = audit
        .findings
        .iter()
        .map(|finding| finding.diagnostic.code)
        .collect();
    assert_eq!(
        codes,
        ["AUDIT-FUNDING-SUM"],
        "an error of arithmetic can be explained too"
    );
    assert!(audit.open().next().is_none());
}

#[test]
fn an_explanation_of_another_year_explains_nothing() {
    let mut world = town();
    put(
        &mut world,
        BUDGET,
        "settled: { total: \"90\",",
        "settled: { total: \"130\",",
    );
    acknowledge(
        &mut world,
        "{ code: AUDIT-SETTLED-OVER, year: R7, reason: 補正予算による }",
    );
    let audit = audited(&world);
    let codes: Vec<_> = audit.open().map(|one| one.diagnostic.code).collect();
    assert_eq!(codes, ["AUDIT-SETTLED-OVER", "AUDIT-ACK-UNUSED"]);
}

#[test]
fn a_finding_of_a_policy_is_explained_in_the_policys_file() {
    let mut world = town();
    let path = "seeds/town/policies/life.yaml";
    put(
        &mut world,
        path,
        "R8: { target: \"40件\" }",
        "R8: { target: \"40件\", actual: \"12件\" }",
    );
    put(
        &mut world,
        path,
        "id: life\n",
        "id: life\nacknowledge: [{ code: AUDIT-EARLY, year: R8, reason: 4月分だけの数 }]\n",
    );
    let audit = audited(&world);
    let [finding] = &audit.findings[..] else {
        panic!("one finding, not\n{}", shown(&audit));
    };
    assert_eq!(finding.about, About::Policy(0));
    assert_eq!(finding.acknowledged.as_deref(), Some("4月分だけの数"));
    assert!(audit.open().next().is_none());
    put(&mut world, path, ", actual: \"12件\"", "");
    let audit = audited(&world);
    let codes: Vec<_> = audit.open().map(|one| one.diagnostic.code).collect();
    assert_eq!(codes, ["AUDIT-ACK-UNUSED"]);
}

#[test]
fn a_finding_of_the_whole_plan_is_explained_in_the_plans_file() {
    const PLAN: &str = "seeds/town/plan.yaml";
    let explained = |entry: &str| {
        let mut world = town();
        let count = "くらし,達成,R6,2,2";
        put(
            &mut world,
            "seeds/town/counts.csv",
            count,
            "くらし,達成,R6,3,2",
        );
        let acknowledge =
            format!("unit: 千円\nacknowledge:\n  - {{ {entry}, reason: 表の数えまちがい }}\n");
        put(&mut world, PLAN, "unit: 千円\n", &acknowledge);
        world
    };
    for year in ["", ", year: R6"] {
        let world = explained(&format!("code: AUDIT-COUNT{year}"));
        let audit = audited(&world);
        let [finding] = &audit.findings[..] else {
            panic!("one finding, not\n{}", shown(&audit));
        };
        assert_eq!(finding.about, About::Plan);
        assert_eq!(finding.acknowledged.as_deref(), Some("表の数えまちがい"));
        assert!(audit.open().next().is_none());
        let site = crate::pages::prepared(&world, None);
        let page = crate::pages::markdown(&site, &mieruka::pages::Page::Findings(0));
        assert!(page.contains("表の数えまちがい"), "{page}");
    }
    let of = |entry: &str| {
        let audit = audited(&explained(entry));
        let open = audit.open().map(|one| &one.diagnostic);
        open.map(|one| {
            // A sentence without the name of its plan would be left out.
            assert!(!one.message(Lang::Ja).trim().is_empty());
            (one.code, one.place.to_string())
        })
        .collect::<Vec<_>>()
    };
    let count = ("AUDIT-COUNT", "seeds/town/counts.csv:11:14".to_owned());
    let at = |code| (code, format!("{PLAN}:7:5"));
    assert_eq!(
        of("code: AUDIT-COUNT, year: R5"),
        [count.clone(), at("AUDIT-ACK-UNUSED")]
    );
    assert_eq!(of("code: AUDIT-CUONT"), [count, at("AUDIT-ACK-UNKNOWN")]);
}

fn acknowledge(world: &mut Memory, entry: &str) {
    let end = "title: 見守り事業\n";
    put(
        world,
        BUDGET,
        end,
        &format!("{end}acknowledge:\n  - {entry}\n"),
    );
}

// ---- nothing is filled in ----

#[test]
fn no_sentence_gives_a_redacted_amount_away() {
    let mut world = town();
    let path = "seeds/town/projects/02.yaml";
    put(
        &mut world,
        path,
        "name: 研修, amounts: { R8: \"20\" }",
        "name: 研修, amounts: { R8: \"■■■\" }",
    );
    put(&mut world, path, "R8: \"30\"", "R8: \"33\"");
    // 50 - 33: nowhere may the 17 be said.
    let found = shown(&audited(&world));
    assert!(
        found.contains("AUDIT-REDACTED-SINGLE") && !found.contains("17"),
        "{found}"
    );
}

// ---- what languages say differently ----

/// Years, lists and counted things are said in English where the sentence is English.
#[test]
fn english_sentences_hold_no_japanese_years_and_lists() {
    for fixture in fixtures() {
        for finding in audited(&fixture.world).findings {
            let told = finding.diagnostic.message(Lang::En) + &finding.diagnostic.help(Lang::En);
            for mark in ["、", "年度", "令和"] {
                assert!(!told.contains(mark), "{}: {mark} in {told}", fixture.file);
            }
        }
    }
}

#[test]
fn usable_columns_are_listed_in_both_languages() {
    let mut world = town();
    put(&mut world, "seeds/town/index.csv", "own@R8,", "onw@R8,");
    let loaded = load(&mut gather(&world), &Chosen::default(), world.today());
    let found: Vec<[String; 2]> = loaded
        .findings
        .iter()
        .filter(|finding| finding.code == "INDEX-COLUMN")
        .map(|finding| Lang::ALL.map(|lang| finding.help(lang)))
        .collect();
    let last = |help: &String| help.lines().last().unwrap_or_default().to_owned();
    let usable = found.first().map(|help| help.each_ref().map(last));
    let expected = [
        "使える財源: national、bonds、general、own。",
        "Funding ids: national, bonds, general, own.",
    ];
    assert_eq!(usable, Some(expected.map(str::to_owned)));
}

#[test]
fn one_thing_is_not_said_like_several() {
    let mut world = town();
    let index = "seeds/town/index.csv";
    put(&mut world, index, "02,窓口改善事業,50,45,40,30,10,○\n", "");
    put(
        &mut world,
        index,
        "03,道路 台帳事業,\"1,000\",\"1,000\",\"1,100\",\"1,100\",▲100,\n",
        "",
    );
    let missing: Vec<[String; 2]> = audited(&world)
        .findings
        .into_iter()
        .filter(|finding| finding.diagnostic.code == "AUDIT-INDEX-MISSING")
        .map(|finding| Lang::ALL.map(|lang| finding.diagnostic.message(lang)))
        .collect();
    let expected = [
        [
            "事業「窓口改善事業」（02）が一覧表にありません（一覧表 1行、事業 3件）",
            "The project 窓口改善事業 (02) is not in the index table (1 row, 3 projects)",
        ],
        [
            "事業「道路台帳事業」（03）が一覧表にありません（一覧表 1行、事業 3件）",
            "The project 道路台帳事業 (03) is not in the index table (1 row, 3 projects)",
        ],
    ];
    assert_eq!(missing, expected);
}

// ---- marks of the index table ----

/// Width, order, brackets and what stands between do not matter; which words are printed does.
#[test]
fn marks_of_the_index_table_are_read_as_they_are_meant() {
    let cases = [
        ("[新規]", "○", true),
        ("[新規]", "〇", true),
        ("[新規]", "新規", true),
        ("[新規]", "【新規】", true),
        ("[新規]", "○新規", true),
        ("[新規, 拡充]", "拡充・新規", true),
        ("[新規, 拡充]", "新規 拡充", true),
        ("[DX, カイゼン]", "ｶｲｾﾞﾝ、ＤＸ", true),
        ("[新規]", "拡充", false),
        ("[新規]", "新規・拡充", false),
        ("[新規, 拡充]", "新規", false),
        ("[新規]", "－", false),
        ("[新規]", "", false),
        ("[]", "－", true),
        ("[]", "廃止", false),
    ];
    for (flags, printed, agrees) in cases {
        let mut world = town();
        put(
            &mut world,
            "seeds/town/projects/02.yaml",
            "flags: [新規]",
            &format!("flags: {flags}"),
        );
        put(
            &mut world,
            "seeds/town/index.csv",
            "10,○",
            &format!("10,{printed}"),
        );
        let codes: Vec<&str> = audited(&world)
            .findings
            .iter()
            .map(|finding| finding.diagnostic.code)
            .collect();
        let expected: &[&str] = if agrees { &[] } else { &["AUDIT-INDEX-FLAG"] };
        assert_eq!(codes, expected, "{flags} against {printed}");
    }
}

// ---- the table of rules ----

#[test]
fn every_rule_has_a_code_of_its_own_words_and_a_fixture() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len(), "no code is used twice");
    let fixtures = fixtures();
    let shown: BTreeSet<&str> = fixtures.iter().map(Fixture::code).collect();
    assert_eq!(
        shown, codes,
        "one fixture at least for each rule, and none besides"
    );
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let mut wanted = BTreeSet::new();
        for code in &codes {
            for part in ["message", "help", "what", "why", "example", "cure"] {
                wanted.insert(format!("{code}.{part}"));
            }
        }
        let there: BTreeSet<String> = words
            .keys()
            .filter(|key| key.starts_with("AUDIT-"))
            .map(str::to_owned)
            .collect();
        assert_eq!(there, wanted, "{lang}");
    }
}

#[test]
fn the_rules_that_look_at_findings_come_last() {
    let kinds: Vec<bool> = RULES
        .iter()
        .map(|rule| {
            rule.checks
                .iter()
                .any(|check| matches!(check, Check::Findings(_)))
        })
        .collect();
    assert!(kinds.is_sorted());
}

#[test]
fn both_languages_say_the_same_things() {
    let (ja, en) = (Words::of(Lang::Ja), Words::of(Lang::En));
    for key in ja.keys().filter(|key| key.starts_with("AUDIT-")) {
        assert_eq!(
            placeholders(ja.get(key)),
            placeholders(en.get(key)),
            "{key}"
        );
        assert_eq!(
            ja.get(key).lines().count(),
            en.get(key).lines().count(),
            "{key}"
        );
    }
}
