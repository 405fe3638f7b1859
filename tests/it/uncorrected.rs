//! What was published does not change without a word: `check` and `release` ask for the same entries.

use std::fmt::Write;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::{mieruka, seen};
use crate::diff::{done, edit};
use crate::kept;
use crate::tree;

const JA: &str = "ja_JP.UTF-8";
const PLAN: &str = "seeds/midorino-dx-r8";
const ONLINE: &str = "seeds/midorino-dx-r8/projects/01-online.yaml";
const TABLE: &str = "seeds/midorino-dx-r8/tables/desks";

/// A table of more rows than one page holds.
fn desks(counts: impl Fn(usize) -> String) -> String {
    let mut csv = "desk,count\n".to_owned();
    for row in 1..=250 {
        writeln!(csv, "窓口{row},{}", counts(row)).unwrap();
    }
    csv
}

fn published() -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    std::fs::create_dir(town.join(PLAN).join("tables")).unwrap();
    let described = "id: desks\ntitle: 窓口の件数\nsource: { doc: main, page: \"9\" }\ncolumns:\n  \
                     - { id: desk, title: 窓口, kind: name }\n  \
                     - { id: count, title: 件数, kind: number, unit: 件 }\n";
    std::fs::write(town.join(format!("{TABLE}.yaml")), described).unwrap();
    let rows = desks(|row| row.to_string());
    std::fs::write(town.join(format!("{TABLE}.csv")), rows).unwrap();
    done(folder.path(), &["build", "town", "--as-of", "2026-04-01"]);
    folder
}

/// What `check` says of corrections, one line each.
fn asked(town: &Path) -> Vec<String> {
    let output = mieruka(
        town,
        JA,
        &["check", "--format", "json", "--as-of", "2026-04-01"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", seen(&output));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = told["findings"].as_array().unwrap();
    let said = |finding: &serde_json::Value| {
        let [code, message] = ["code", "message"].map(|key| finding[key].as_str().unwrap());
        let ours = code.strip_prefix("CORRECTION-")?;
        Some(format!("{ours} {}", message.replace('\n', " ")))
    };
    findings.iter().filter_map(said).collect()
}

/// One change, and what has to be told then: the words after the last colon.
fn after(change: impl Fn(&Path)) -> Vec<String> {
    let folder = published();
    let town = folder.path().join("town");
    change(&town);
    asked(&town)
}

fn online(old: &'static str, new: &'static str) -> Vec<String> {
    after(|town| edit(town, ONLINE, old, new))
}

const ACTUAL: &str = "オンライン申請推進事業　オンラインでできる手続の数　実績　令和6年度";

#[test]
fn numbers_units_ranges_and_words_that_were_published_are_asked_for() {
    let missing = "MISSING 公開した値が変わりますが、訂正の記録がありません: ";
    assert_eq!(
        online("actual: \"28\"", "actual: \"29\""),
        [format!("{missing}{ACTUAL}　28件 → 29件")]
    );
    assert_eq!(
        online("actual: \"28\"", "actual: \"約28\""),
        [format!("{missing}{ACTUAL}　28件 → 約28件")]
    );
    assert_eq!(
        online("actual: \"28\"", "actual: \"26～28\""),
        [format!("{missing}{ACTUAL}　28件 → 26～28件")]
    );
    assert_eq!(
        online("actual: \"28\"", "actual: \"－\""),
        [format!("{missing}{ACTUAL}　28件 → －")]
    );
    let unit = online("    unit: 件\n", "    unit: 種類\n");
    assert_eq!(unit.len(), 6, "{unit:?}");
    assert!(
        unit.contains(&format!("{missing}{ACTUAL}　28件 → 28種類")),
        "{unit:?}"
    );
    assert_eq!(
        online("契約の見直しによる減", "契約の見直しと件数の減による減"),
        [format!(
            "{missing}オンライン申請推進事業　電子申請システムの利用料　細事業の増減の理由　\
             契約の見直しによる減 → 契約の見直しと件数の減による減"
        )]
    );
}

#[test]
fn what_is_new_written_otherwise_or_in_another_place_is_not() {
    for (old, new) in [
        // A result that was awaited, a year that is new.
        (
            "R7: { target: \"40\", actual: \"集計中\" }",
            "R7: { target: \"40\", actual: \"41\" }",
        ),
        (
            "R8: { target: \"50\", actual: \"\" }",
            "R8: { target: \"50\", actual: \"\" }\n      R9: { target: \"60\", actual: \"\" }",
        ),
        // The same, in signs of another width.
        ("actual: \"28\"", "actual: \"２８\""),
        // One more in a list: the others follow later.
        (
            "  - { when: 4月～9月, what: 様式の見直し }",
            "  - { when: 通年, what: 声を聞く }\n  - { when: 4月～9月, what: 様式の見直し }",
        ),
    ] {
        assert_eq!(online(old, new), [""; 0], "{new}");
    }
    // A row more in a table, before all others; a table that is gone as a whole.
    let none = after(|town| {
        let rows = desks(|row| row.to_string()).replace("count\n", "count\n総合窓口,9\n");
        std::fs::write(town.join(format!("{TABLE}.csv")), rows).unwrap();
    });
    assert_eq!(none, [""; 0]);
    let gone = after(|town| {
        std::fs::remove_dir_all(town.join(PLAN).join("tables")).unwrap();
        let pages = ["index", "desks", "desks-2"]
            .map(|page| format!("midorino-dx-r8/tables/{page}.html,midorino-dx-r8/index.html,\n"));
        let rows = format!("address,to,what\n{}", pages.concat());
        std::fs::write(town.join("content/addresses.csv"), rows).unwrap();
    });
    assert_eq!(gone, [""; 0]);
}

#[test]
fn values_that_vanish_are_asked_for_once_a_row() {
    let gone = "GONE 公開した値がなくなりますが、訂正の記録がありません: ";
    assert_eq!(
        online(", actual: \"28\" }", " }"),
        [format!("{gone}{ACTUAL}　28件")]
    );
    let indicator = after(|town| {
        let text = std::fs::read_to_string(town.join(ONLINE)).unwrap();
        let (start, end) = (
            text.find("  - slot: 2").unwrap(),
            text.find("# 予算と決算。").unwrap(),
        );
        std::fs::write(
            town.join(ONLINE),
            format!("{}\n{}", &text[..start], &text[end..]),
        )
        .unwrap();
    });
    assert_eq!(
        indicator,
        [format!(
            "{gone}オンライン申請推進事業　オンラインで申請された割合　目標　令和5年度　25%以上 \
             （同じ行のほかの値5個も、なくなります）"
        )]
    );
}

#[test]
fn an_entry_answers_for_its_thing_wherever_the_page_of_it_is() {
    let folder = published();
    let town = folder.path().join("town");
    edit(&town, ONLINE, "actual: \"28\"", "actual: \"29\"");
    edit(
        &town,
        ONLINE,
        "target: \"20\", actual: \"22\"",
        "target: \"20\"",
    );
    let reason = "契約の見直しによる減";
    let long = "契約の見直しによる減。詳しくは、令和7年度の第3回の会議の資料の別紙を見てください。利用者の数による";
    edit(&town, ONLINE, reason, long);
    let rows = desks(|row| match row {
        230 => "999".to_owned(),
        row => row.to_string(),
    });
    std::fs::write(town.join(format!("{TABLE}.csv")), rows).unwrap();
    let day = ["--as-of", "2026-04-01"];
    let check = |more: &[&str]| {
        let arguments = [&["check"][..], &day, more].concat();
        seen(&mieruka(&town, JA, &arguments))
    };
    kept::check("it/uncorrected/asked.txt", &check(&[]));
    kept::check("it/uncorrected/asked.en.txt", &check(&["--lang", "en"]));
    kept::check(
        "it/uncorrected/kikaku.txt",
        &check(&["--department", "企画課"]),
    );
    // A release asks for the same.
    let asked_for = asked(&town);
    assert_eq!(asked_for.len(), 4, "{asked_for:?}");
    done(
        &town,
        &[&["release", "--last", "public"][..], &day].concat(),
    );
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    for (count, one) in asked_for.iter().enumerate() {
        let (_, what) = one.split_once(": ").unwrap();
        let (what, _) = what.split_once('　').unwrap();
        assert!(paper.contains(what), "{count} {what} in {paper}");
    }
    assert_eq!(paper.matches("訂正の記録がありません").count(), 4);
    let entries = "corrections:\n  \
        - { date: 2026-03-01, kind: error, project: 01-online, what: 令和6年度の実績, old: 28件, new: 29件, reason: 数え直し }\n  \
        - { date: 2026-03-01, kind: error, project: 01-online, what: オンラインでできる手続の数, old: 令和5年度の実績, reason: 別の事業の数 }\n  \
        - { date: 2026-03-01, kind: revision, project: 01-online, what: 理由, new: 別紙を見てください, reason: 言葉を足した }\n  \
        - { date: 2026-03-01, kind: error, table: desks, what: 窓口230, old: 230件, new: \"999\", reason: 写しまちがい }\n";
    for (count, _) in entries.match_indices("  - {").enumerate().skip(1) {
        // Each entry answers for one of them.
        let some: Vec<&str> = entries.split_inclusive('\n').take(count + 1).collect();
        std::fs::write(town.join(PLAN).join("corrections.yaml"), some.concat()).unwrap();
        assert_eq!(asked(&town).len(), 4 - count, "{:?}", asked(&town));
    }
    std::fs::write(town.join(PLAN).join("corrections.yaml"), entries).unwrap();
    assert_eq!(asked(&town), [""; 0]);
    // Of another thing it says nothing.
    let other = entries.replace("project: 01-online", "project: 02-koza");
    std::fs::write(town.join(PLAN).join("corrections.yaml"), other).unwrap();
    assert_eq!(asked(&town).len(), 3, "{:?}", asked(&town));
}

/// What moved is the same thing: its figures are held against those of its old address.
#[test]
fn a_figure_of_something_that_moved_is_asked_for() {
    let asked = after(|town| {
        let moved = format!("{PLAN}/projects/07-mado.yaml");
        std::fs::rename(
            town.join(PLAN).join("projects/03-madoguchi.yaml"),
            town.join(&moved),
        )
        .unwrap();
        let prose = town.join("content/midorino-dx-r8");
        std::fs::rename(prose.join("03-madoguchi.md"), prose.join("07-mado.md")).unwrap();
        edit(town, &moved, "id: 03-madoguchi", "id: 07-mado");
        edit(town, &moved, "actual: \"24\"", "actual: \"23\"");
        edit(
            town,
            &format!("{PLAN}/index.csv"),
            "03-madoguchi",
            "07-mado",
        );
        let row = "address,to,what\nmidorino-dx-r8/projects/03-madoguchi.html,midorino-dx-r8/projects/07-mado.html,\n";
        std::fs::write(town.join("content/addresses.csv"), row).unwrap();
    });
    let [missing] = &asked[..] else {
        panic!("{asked:#?}")
    };
    assert!(missing.starts_with("MISSING"), "{missing}");
    assert!(missing.ends_with("24分 → 23分"), "{missing}");
}

#[test]
fn it_is_held_against_what_is_published_and_nothing_else() {
    let folder = published();
    let town = folder.path().join("town");
    edit(&town, ONLINE, "actual: \"28\"", "actual: \"29\"");
    assert_eq!(asked(&town).len(), 1);
    let check = |against: &str| {
        let output = mieruka(
            &town,
            JA,
            &[
                "check",
                "--as-of",
                "2026-04-01",
                "--format",
                "json",
                "--against",
                against,
            ],
        );
        seen(&output)
    };
    let is_asked = |said: &str| said.contains("CORRECTION-MISSING");
    // Another folder, when one is named.
    std::fs::rename(town.join("public"), town.join("online")).unwrap();
    assert_eq!(asked(&town), [""; 0], "a folder that is not there");
    assert!(is_asked(&check("online")));
    // What has no list of ours, and a preview, are nothing that was published.
    kept::check("it/uncorrected/foreign.txt", &check("content"));
    std::fs::create_dir(town.join("public")).unwrap();
    std::fs::write(town.join("public/index.html"), "x").unwrap();
    assert_eq!(asked(&town), [""; 0]);
    std::fs::remove_dir_all(town.join("public")).unwrap();
    done(&town, &["build", "--preview", "--out", "public"]);
    assert_eq!(asked(&town), [""; 0]);
    std::fs::remove_dir_all(town.join("public")).unwrap();
    // A file that somebody has touched is told, and no figure of it is believed.
    let values = town.join("online/midorino-dx-r8/values.csv");
    let text = std::fs::read_to_string(&values).unwrap();
    std::fs::write(&values, text.replace(",28,", ",27,")).unwrap();
    std::fs::rename(town.join("online"), town.join("public")).unwrap();
    assert_eq!(
        asked(&town),
        [
            "ALTERED 公開中のサイトの「midorino-dx-r8/values.csv」が作ったときのままではないので、\
             値をくらべられません"
        ]
    );
}

/// The findings of a check, as they are read by programs.
fn checked(town: &Path, day: &str) -> Vec<serde_json::Value> {
    let output = mieruka(town, JA, &["check", "--format", "json", "--as-of", day]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = told["findings"].as_array().unwrap().clone();
    let is_wrong = findings.iter().any(|one| one["severity"] == "error");
    assert_eq!(
        output.status.code(),
        Some(i32::from(is_wrong)),
        "{}",
        seen(&output)
    );
    findings
}

fn codes(town: &Path, day: &str) -> Vec<String> {
    let findings = checked(town, day);
    let codes = findings.iter().map(|one| one["code"].as_str().unwrap());
    let codes = codes.filter(|code| !code.starts_with("AUDIT-"));
    codes.map(str::to_owned).collect()
}

/// Whoever copies the entry that is shown has told of the change.
#[test]
fn the_entry_that_is_shown_answers_what_is_asked() {
    let folder = published();
    let town = folder.path().join("town");
    edit(&town, ONLINE, "actual: \"28\"", "actual: \"29\"");
    edit(
        &town,
        ONLINE,
        "      R5: { target: \"20\", actual: \"22\" }\n",
        "",
    );
    edit(
        &town,
        ONLINE,
        "契約の見直しによる減",
        "契約の「見直し」#1 による減, 100%",
    );
    let rows = desks(|row| if row == 230 { "999" } else { "1" }.replace('1', &row.to_string()));
    std::fs::write(town.join(format!("{TABLE}.csv")), rows).unwrap();
    let list = town.join(PLAN).join("corrections.yaml");
    let mut text = "corrections:\n".to_owned();
    let findings = checked(&town, "2026-04-01");
    for finding in &findings {
        let help = finding["help"].as_str().unwrap();
        let is_entry = |line: &&str| line.starts_with("  - ") || line.starts_with("    ");
        for line in help.lines().filter(is_entry) {
            writeln!(text, "{line}").unwrap();
        }
    }
    assert!(text.matches("  - date: ").count() >= 4, "{text}");
    std::fs::write(&list, &text).unwrap();
    assert_eq!(asked(&town), [""; 0], "{text}");
    // One that names other figures is near, and said to be.
    std::fs::write(&list, text.replace("new: 29件", "new: 30件")).unwrap();
    let near = checked(&town, "2026-04-01");
    let near = near.iter().find(|one| one["code"] == "CORRECTION-MISSING");
    let help = near.unwrap()["help"].as_str().unwrap();
    assert!(
        help.contains("近い記録がありますが、old が「28件」、new が「30件」"),
        "{help}"
    );
    assert!(!help.contains("このファイルがなければ作り"), "{help}");
}

#[test]
fn what_only_follows_from_a_project_that_is_gone_wants_no_entry() {
    let folder = published();
    let town = folder.path().join("town");
    let gone = ["seeds/midorino-dx-r8/projects", "content/midorino-dx-r8"];
    for (folder, end) in gone.into_iter().zip(["yaml", "md"]) {
        std::fs::remove_file(town.join(format!("{folder}/03-madoguchi.{end}"))).unwrap();
    }
    let index = format!("{PLAN}/index.csv");
    edit(
        &town,
        &index,
        "03-madoguchi,窓口の待ち時間短縮事業,\"4,200\",\"5,000\",\"▲800\",\n",
        "",
    );
    let total = "\"18,000\",\"16,700\",\"1,300\"";
    edit(&town, &index, total, "\"13,800\",\"11,700\",\"2,100\"");
    // The page is gone, which a check says like a release.
    let check = ["check", "--format", "json", "--as-of", "2026-04-01"];
    let stopped = seen(&mieruka(&town, JA, &check));
    assert!(
        stopped.starts_with("exit 1") && stopped.contains("ADDRESS-GONE"),
        "{stopped}"
    );
    let stopped = seen(&mieruka(
        &town,
        JA,
        &["release", "--last", "public", "--as-of", "2026-04-01"],
    ));
    assert!(
        stopped.starts_with("exit 1") && stopped.contains("ADDRESS-GONE"),
        "{stopped}"
    );
    let addresses = "address,to,what\nmidorino-dx-r8/projects/03-madoguchi.html,,終わりました。\n";
    std::fs::write(town.join("content/addresses.csv"), addresses).unwrap();
    assert_eq!(codes(&town, "2026-04-01"), [""; 0]);
    // A figure that is corrected at the same time changes the total, too.
    edit(
        &town,
        &index,
        "\"1,800\",\"1,500\",\"300\"",
        "\"1,900\",\"1,500\",\"400\"",
    );
    edit(&town, &index, "\"13,800\"", "\"13,900\"");
    edit(&town, &index, "\"2,100\"", "\"2,200\"");
    let koza = format!("{PLAN}/projects/02-koza.yaml");
    for (old, new) in [
        (
            "{ total: \"1,800\", national: \"900\"",
            "{ total: \"1,900\", national: \"1,000\"",
        ),
        (
            "{ total: \"300\", national: \"150\"",
            "{ total: \"400\", national: \"250\"",
        ),
        (
            "{ R8: \"1,800\", R7: \"1,500\" }, change: \"300\"",
            "{ R8: \"1,900\", R7: \"1,500\" }, change: \"400\"",
        ),
        (
            "{ R8: \"1,500\", R7: \"1,300\" }, change: \"200\"",
            "{ R8: \"1,600\", R7: \"1,300\" }, change: \"300\"",
        ),
    ] {
        edit(&town, &koza, old, new);
    }
    let asked = asked(&town);
    let totals = asked.iter().filter(|one| one.contains("合計　")).count();
    assert!(totals >= 2 && asked.len() > totals, "{asked:?}");
}

#[test]
fn what_is_hidden_again_is_told_as_that() {
    let folder = published();
    let town = folder.path().join("town");
    let until = "publish_at: 2027-03-31T09:00+09:00";
    edit(
        &town,
        ONLINE,
        "actual: \"28\"",
        &format!("actual: \"28\", {until}"),
    );
    let koza = format!("{PLAN}/projects/02-koza.yaml");
    edit(
        &town,
        &koza,
        "id: 02-koza\n",
        &format!("id: 02-koza\n{until}\n"),
    );
    let table = format!("{TABLE}.yaml");
    edit(&town, &table, "id: desks\n", "id: desks\ndraft: true\n");
    let before = checked(&town, "2026-04-01");
    let is_told =
        |one: &&serde_json::Value| one["code"] == "HELD-AGAIN" || one["code"] == "ADDRESS-GONE";
    let again: Vec<&serde_json::Value> = before.iter().filter(is_told).collect();
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    let said: Vec<String> = again
        .iter()
        .map(|one| {
            let told = [text(one, "message"), text(one, "help")].join("\n");
            let place = &one["place"];
            format!(
                "{} {}:{} {told}\n",
                one["severity"], place["file"], place["line"]
            )
        })
        .collect();
    kept::check("it/uncorrected/again.txt", &said.concat());
    let others = codes(&town, "2026-04-01");
    let is_other = |code: &&String| !code.starts_with("HELD-") && *code != "ADDRESS-GONE";
    assert_eq!(others.iter().find(is_other), None, "{others:?}");
    // No page goes without a row for whoever comes to it; with the rows that are shown, it may.
    let release = ["release", "--last", "public", "--as-of", "2026-04-01"];
    let stopped = mieruka(&town, JA, &release);
    assert_eq!(stopped.status.code(), Some(1), "{}", seen(&stopped));
    assert!(seen(&stopped).contains("ADDRESS-GONE"));
    let gone = again.iter().find(|one| one["code"] == "ADDRESS-GONE");
    let help = text(gone.unwrap(), "help");
    let rows = help.lines().filter(|line| line.contains(".html,"));
    let rows: String = rows.map(|row| format!("{row}\n")).collect();
    let list = town.join("content/addresses.csv");
    std::fs::write(&list, format!("address,to,what\n{rows}")).unwrap();
    let proposed = mieruka(&town, JA, &release);
    assert_eq!(proposed.status.code(), Some(0), "{}", seen(&proposed));
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    assert_eq!(paper.matches("また伏せられます").count(), 1, "{paper}");
    std::fs::remove_file(&list).unwrap();
    // When its moment has come, nothing is hidden but the draft.
    let after = codes(&town, "2027-04-01");
    assert_eq!(
        after.iter().filter(|code| *code == "HELD-AGAIN").count(),
        1,
        "{after:?}"
    );
    let open = after.iter().filter(|code| *code == "HELD-OPEN");
    assert_eq!(open.count(), 2, "{after:?}");
}

/// A page of prose and a whole plan are no less missed.
#[test]
fn no_published_page_is_hidden_without_a_row_for_its_address() {
    let folder = published();
    let town = folder.path().join("town");
    let gone = || {
        let found = checked(&town, "2026-04-01");
        let gone = found.iter().find(|one| one["code"] == "ADDRESS-GONE");
        gone.map(|one| one["help"].as_str().unwrap().to_owned())
    };
    std::fs::write(
        town.join("content/news.md"),
        "---\ntitle: お知らせ\n---\n文\n",
    )
    .unwrap();
    done(folder.path(), &["build", "town", "--as-of", "2026-04-01"]);
    assert_eq!(gone(), None);
    edit(&town, "content/news.md", "title:", "draft: true\ntitle:");
    let help = gone().unwrap();
    assert!(help.contains("\nnews.html,,"), "{help}");
    // It is told as a page, and not once more as something that has never been published.
    let held = |town: &Path| -> Vec<[String; 3]> {
        let found = checked(town, "2026-04-01").into_iter();
        let found = found.filter(|one| one["code"].as_str().unwrap().starts_with("HELD-"));
        let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
        found
            .map(|one| ["code", "message", "help"].map(|key| text(&one, key)))
            .collect()
    };
    let told = held(&town);
    let [[code, message, help]] = &told[..] else {
        panic!("{told:?}")
    };
    assert_eq!(code, "HELD-AGAIN");
    assert_eq!(
        message,
        "公開した文章「お知らせ」が、また伏せられます\n（draft: true と書いてあります）"
    );
    assert_eq!(
        help.lines().collect::<Vec<_>>(),
        [
            "書きかえの途中なら、公開している文章に戻し、書きかえは公開する日に行ってください。新しい文章は content と seeds の外に置いておきます。",
            "公開したままにするなら、draft: true を消してください。",
            "ページを取り下げるのなら、どうなったかを content/addresses.csv に書いてください。そのアドレスに、そのことを書いたページができます。",
        ]
    );
    edit(&town, "content/news.md", "draft: true\n", "");
    let plan = format!("{PLAN}/plan.yaml");
    let id = "id: midorino-dx-r8\n";
    edit(&town, &plan, id, &format!("{id}draft: true\n"));
    let help = gone().unwrap();
    let pages = tree::read(&town.join("public/midorino-dx-r8"));
    let pages = pages.keys().map(|path| path.to_string_lossy().into_owned());
    let pages: Vec<String> = pages.filter(|path| path.ends_with(".html")).collect();
    assert!(pages.len() > 5, "{pages:?}");
    for page in pages {
        let row = format!("\nmidorino-dx-r8/{page},,");
        assert!(help.contains(&row), "{row}: {help}");
    }
}

/// Nobody is told to set a value free that was never published, and what goes with it is named.
#[test]
fn a_new_value_that_takes_published_ones_along_is_told_as_that() {
    let folder = published();
    let town = folder.path().join("town");
    let until = "publish_at: 2027-03-31T09:00+09:00";
    let awaited = "R7: { target: \"40\", actual: \"集計中\" }";
    let too = |new: &str| {
        edit(&town, ONLINE, awaited, new);
        let found = checked(&town, "2026-04-01");
        edit(&town, ONLINE, new, awaited);
        let found = found.iter().filter(|one| {
            let code = one["code"].as_str().unwrap();
            code.starts_with("HELD-")
                || code.starts_with("CORRECTION-")
                || code == "AUDIT-ACTUAL-MISSING"
        });
        let said = found.map(|one| {
            let text = |key: &str| one[key].as_str().unwrap().to_owned();
            format!("{} {}\n{}\n", text("code"), text("message"), text("help"))
        });
        said.collect::<String>()
    };
    let said = [
        format!("R7: {{ target: \"40\", actual: \"39471\", {until} }}"),
        format!("R7: {{ target: \"40\", actual: {{ value: \"39471\", {until} }} }}"),
        format!("R7: {{ target: {{ value: \"45\", {until} }}, actual: \"集計中\" }}"),
        format!(
            "R7: {{ target: {{ value: \"45\", {until}, until_then: \"40\" }}, actual: \"集計中\" }}"
        ),
        format!("R7: {{ target: {{ value: \"40\", {until} }}, actual: \"集計中\" }}"),
        format!(
            "R7: {{ target: {{ value: \"40\", {until}, until_then: 調整中 }}, actual: \"集計中\" }}"
        ),
        format!(
            "R7: {{ target: {{ value: \"45\", {until}, until_then: \"38\" }}, actual: \"集計中\" }}"
        ),
    ];
    let said: Vec<String> = said
        .iter()
        .map(|new| format!("== {new}\n{}", too(new)))
        .collect();
    kept::check("it/uncorrected/too.txt", &said.concat());
    // An entry may tell of what is shown until then, and not that a published value is to wait once more.
    let list = town.join(PLAN).join("corrections.yaml");
    let entry = |new: &str| {
        let entry = format!(
            "corrections:\n  - {{ date: 2026-04-01, kind: error, project: 01-online, what: 目標, \
             old: 40件, new: {new}, reason: 写しまちがい }}\n"
        );
        std::fs::write(&list, entry).unwrap();
    };
    let waiting = |value: &str, then: &str| {
        let value = format!("value: \"{value}\", {until}, until_then: \"{then}\"");
        too(&format!(
            "R7: {{ target: {{ {value} }}, actual: \"集計中\" }}"
        ))
    };
    entry("38件");
    let told = waiting("45", "38");
    assert!(
        !told.contains("HELD-TOO") && !told.contains("CORRECTION-MISSING"),
        "{told}"
    );
    let told = waiting("40", "38");
    assert!(told.contains("HELD-AGAIN"), "{told}");
    std::fs::remove_file(&list).unwrap();
    // The same of money: a published budget goes with what is new beside it, or is written anew.
    let koza = "seeds/midorino-dx-r8/projects/02-koza.yaml";
    let awaited = "budget: { total: \"1,800\", national: \"900\", prefecture: \"0\", other: \"0\", bonds: \"0\", general: \"900\" }";
    let money = |new: &str| {
        edit(&town, koza, awaited, new);
        let found = checked(&town, "2026-04-01");
        edit(&town, koza, new, awaited);
        let told = found.iter().filter(|one| one["code"] == "HELD-TOO");
        let told = told.map(|one| {
            let text = |key: &str| one[key].as_str().unwrap().to_owned();
            text("message") + &text("help")
        });
        told.collect::<Vec<_>>()
    };
    let year = money(&format!(
        "{awaited}\n      settled: {{ total: \"1,717\" }}\n      {until}"
    ));
    for part in [
        "公開している事業「スマホ教室」の令和8年度（2026年度）の予算や決算（12,000千円、1,800千円、",
        "など23か所）まで、伏せられます",
        "その値の { } の中に移してください",
    ] {
        assert!(year[0].contains(part), "{year:?}");
    }
    let amount = money(&format!("budget: {{ total: \"1,999\", {until} }}"));
    assert!(
        amount[0].contains("令和8年度（2026年度）の予算（")
            && amount[0].contains("その額を until_then に"),
        "{amount:?}"
    );
}

/// What was corrected in public stays told in public.
#[test]
fn a_published_correction_cannot_vanish_without_a_word() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    let list = town.join(PLAN).join("corrections.yaml");
    let entry = |about: &str, reason: &str, more: &str| {
        format!(
            "corrections:\n  - {{ date: 2026-03-01, kind: error, {about}what: 令和6年度の実績 <1>, \
             old: 27件, new: 28件, reason: {reason}{more} }}\n"
        )
    };
    let file = ", superseded: before.csv";
    std::fs::create_dir(town.join(PLAN).join("superseded")).unwrap();
    let before = town.join(PLAN).join("superseded/before.csv");
    std::fs::write(&before, "年度,実績\n令和6年度,27\n").unwrap();
    let project = "project: 01-online, ";
    let write = |text: String| std::fs::write(&list, text).unwrap();
    write(entry(project, "数え直し", file));
    done(folder.path(), &["build", "town", "--as-of", "2026-04-01"]);
    assert_eq!(asked(&town), [""; 0]);
    // The same record of the plan, for a project that is gone.
    write(entry("", "数え直し", file));
    assert_eq!(asked(&town), [""; 0]);
    write(entry(project, "数えなおし", file));
    let [reworded] = &*asked(&town) else {
        panic!("{:?}", asked(&town))
    };
    for part in [
        "REWORDED",
        "令和6年度の実績 <1>",
        "理由：数え直し",
        "理由：数えなおし",
    ] {
        assert!(reworded.contains(part), "{part}: {reworded}");
    }
    write(entry(project, "数え直し", file));
    std::fs::write(&before, "年度,実績\n令和6年度,26\n").unwrap();
    let [other] = &*asked(&town) else {
        panic!("{:?}", asked(&town))
    };
    assert!(
        other.contains("FILE-GONE") && other.contains("中身が"),
        "{other}"
    );
    std::fs::remove_file(&before).unwrap();
    std::fs::remove_file(&list).unwrap();
    let told = asked(&town);
    let codes: Vec<&str> = told
        .iter()
        .filter_map(|one| one.split(' ').next())
        .collect();
    assert_eq!(codes, ["FILE-GONE", "WITHDRAWN"], "{told:?}");
    assert!(
        told[1].contains("2026-03-01") && told[1].contains("「27件」"),
        "{told:?}"
    );
    done(
        &town,
        &["release", "--last", "public", "--as-of", "2026-04-01"],
    );
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    assert!(
        paper.contains("公開した訂正の記録がなくなっています"),
        "{paper}"
    );
    assert!(paper.contains("公開した訂正前のファイル"), "{paper}");
}

#[test]
fn words_that_would_be_hidden_and_a_day_that_goes_back_are_told() {
    let folder = published();
    let town = folder.path().join("town");
    let prose = "content/midorino-dx-r8/02-koza.md";
    done(&town, &["build", "--as-of", "2026-06-01"]);
    assert_eq!(codes(&town, "2026-06-01"), [""; 0]);
    edit(&town, prose, "---\nsummary", "---\ndraft: true\nsummary");
    // A day before the one that is online hides what has come out since.
    let told = codes(&town, "2026-04-01");
    assert_eq!(told, ["HELD-TOO", "AS-OF-BACK", "HELD-DRAFT"]);
    assert_eq!(codes(&town, "2026-06-01"), ["HELD-TOO", "HELD-DRAFT"]);
    let found = checked(&town, "2026-04-01");
    let too = found.iter().find(|one| one["code"] == "HELD-TOO").unwrap();
    let [message, help] = ["message", "help"].map(|key| too[key].as_str().unwrap());
    assert!(message.contains("公民館で学べる教室"), "{message}");
    assert!(
        help.contains("公開している文章を残すには") && !help.contains("すぐに公開されます"),
        "{help}"
    );
    done(
        &town,
        &["release", "--last", "public", "--as-of", "2026-04-01"],
    );
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    for part in [
        "公開している文章「",
        "サイトの基準日（2026-06-01）より前です",
    ] {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    // Written anew from its first word to its last, it hides what is online all the same.
    let was = std::fs::read_to_string(town.join(prose)).unwrap();
    let other = "---\nsummary: べつの要約です。\ndraft: true\n---\nべつの文章です。\n";
    std::fs::write(town.join(prose), other).unwrap();
    let too = |found: &[serde_json::Value]| -> Vec<String> {
        let too = found.iter().filter(|one| one["code"] == "HELD-TOO");
        too.map(|one| one["message"].as_str().unwrap().to_owned())
            .collect()
    };
    let told = too(&checked(&town, "2026-06-01"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("電話のかけ方から"), "{told:?}");
    std::fs::write(town.join(prose), was).unwrap();
    for page in ["content/index.md", "content/midorino-dx-r8/index.md"] {
        let was = std::fs::read_to_string(town.join(page)).unwrap();
        std::fs::write(town.join(page), "---\ndraft: true\n---\nべつの文章です。\n").unwrap();
        let told = too(&checked(&town, "2026-06-01"));
        assert_eq!(told.len(), 2, "{page}: {told:?}");
        std::fs::write(town.join(page), was).unwrap();
    }
    // A text that nobody has seen may wait.
    let new = "content/midorino-dx-r8/policies/online.md";
    edit(&town, prose, "---\ndraft: true\nsummary", "---\nsummary");
    std::fs::create_dir_all(town.join("content/midorino-dx-r8/policies")).unwrap();
    std::fs::write(
        town.join(new),
        "---\ndraft: true\n---\nまだ誰も読んでいない文章です。\n",
    )
    .unwrap();
    assert_eq!(codes(&town, "2026-06-01"), ["HELD-DRAFT"]);
}
