//! What differs between two editions of a site, as a clerk and an approver read it: whole outputs.

use std::path::Path;

use mieruka::base::era::Date;
use mieruka::base::words::Lang;
use mieruka::compare;
use mieruka::pipeline::{self, Edition, Glanced};
use mieruka::sources::Chosen;
use mieruka::world::Memory;
use tempfile::TempDir;

use crate::cli::{mieruka, seen};
use crate::kept;

const PLAN: &str = "seeds/midorino-dx-r8";
const PROSE: &str = "content/midorino-dx-r8";

pub fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = mieruka(folder, "ja_JP.UTF-8", arguments);
    assert_eq!(output.status.code(), Some(0), "{}", seen(&output));
    seen(&output)
}

/// The day on which papers were made: nobody can approve them before, nor tomorrow.
pub fn made(papers: &Path) -> String {
    let record = std::fs::read_to_string(papers.join("packet.json"));
    let record: Option<serde_json::Value> =
        record.ok().map(|text| serde_json::from_str(&text).unwrap());
    record.map_or_else(
        || "no papers".to_owned(),
        |record| record["made"].as_str().unwrap().to_owned(),
    )
}

pub fn edit(folder: &Path, file: &str, old: &str, new: &str) {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{file}: {old}");
    std::fs::write(path, text.replace(old, new)).unwrap();
}

/// A site whose first edition is published in `public`.
pub fn first_edition() -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    done(folder.path(), &["build", "town", "--as-of", "2026-04-01"]);
    folder
}

/// The second: a value changes, a sentence is reworded, a project is new, one is gone, one moves to a plan
/// of its own.
pub fn second_edition(town: &Path) {
    let online = format!("{PLAN}/projects/01-online.yaml");
    edit(town, &online, "actual: \"28\"", "actual: \"29\"");
    let prose = format!("{PROSE}/01-online.md");
    edit(
        town,
        &prose,
        "寄せられた声をもとに毎年直します",
        "届いた声をもとに半年ごとに直します",
    );
    let new = "id: 04-annai\ntitle: 案内チャット事業\nreading: あんないちゃっとじぎょう\npolicy: online\n\
               department: jumin\nsince: 令和8年度\nflags: [新規]\nsource: { doc: main, page: \"9\" }\n\
               indicators:\n  - slot: 1\n    name: 答えた質問の数\n    unit: 件\n    better: up\n    years:\n      \
               R8: { target: \"500\" }\n\
               budget:\n  years:\n    R8:\n      budget: { total: \"900\" }\n";
    std::fs::write(town.join(format!("{PLAN}/projects/04-annai.yaml")), new).unwrap();
    let index = "project,title,budget@R8,budget@R7,budget@R8-R7,flag\n\
                 01-online,オンライン申請推進事業,\"12,000\",\"10,200\",\"1,800\",拡充\n\
                 04-annai,案内チャット事業,900,,,新規\n計,合計,\"12,900\",\"10,200\",,\n";
    std::fs::write(town.join(format!("{PLAN}/index.csv")), index).unwrap();
    std::fs::remove_file(town.join(format!("{PLAN}/projects/03-madoguchi.yaml"))).unwrap();
    std::fs::remove_file(town.join(format!("{PROSE}/03-madoguchi.md"))).unwrap();
    let (seeds, content) = (town.join("seeds/koza-r8"), town.join("content/koza-r8"));
    std::fs::create_dir_all(seeds.join("projects")).unwrap();
    std::fs::create_dir_all(&content).unwrap();
    let plan = std::fs::read_to_string(town.join(format!("{PLAN}/plan.yaml"))).unwrap();
    let plan = plan
        .replace("id: midorino-dx-r8", "id: koza-r8")
        .replace(
            "title: 令和8年度 みどり野町デジタル化推進計画\n",
            "title: 教室の計画\n",
        )
        .replace("short: デジタル化推進計画", "short: 教室の計画");
    let (head, tail) = plan.split_once("index:").unwrap();
    let (_, tail) = tail.split_once("# 資料の全体について").unwrap();
    std::fs::write(seeds.join("plan.yaml"), format!("{head}# {tail}")).unwrap();
    let koza = "projects/02-koza.yaml";
    std::fs::rename(town.join(format!("{PLAN}/{koza}")), seeds.join(koza)).unwrap();
    std::fs::rename(
        town.join(format!("{PROSE}/02-koza.md")),
        content.join("02-koza.md"),
    )
    .unwrap();
}

fn without_digits(text: &str) -> String {
    let words = text.split_inclusive(|c: char| !c.is_ascii_digit());
    let words = words.map(
        |word| match word.trim_start_matches(|c: char| c.is_ascii_digit()) {
            rest if rest.len() < word.len() => format!("N{rest}"),
            _ => word.to_owned(),
        },
    );
    words.collect()
}

/// Hashes change with the version of the program, sizes with every template.
pub fn without_sizes(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        // Where a size ends, and what opens it; a page of HTML has many of them on one line.
        let mut line = line.to_owned();
        for (end, open) in [("バイト）", '（'), (" bytes)", '('), (" kB）", '、')] {
            let pieces = line.split_inclusive(end).map(|piece| {
                let at = piece.rfind(open).filter(|_| piece.ends_with(end));
                let (before, size) = piece.split_at(at.unwrap_or(piece.len()));
                before.to_owned() + &without_digits(size)
            });
            line = pieces.collect();
        }
        let words = line.split_inclusive(|c: char| !c.is_ascii_hexdigit());
        out.extend(words.map(|word| {
            let hash = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
            if hash.len() == 64 {
                word.replace(hash, "HASH")
            } else {
                word.to_owned()
            }
        }));
        out.push('\n');
    }
    out
}

#[test]
fn a_second_edition_is_told_value_by_value_and_word_by_word() {
    let folder = first_edition();
    let town = folder.path().join("town");
    second_edition(&town);
    for (name, lang, format) in [
        ("story.txt", "ja_JP.UTF-8", "text"),
        ("story.en.txt", "en_GB.UTF-8", "text"),
    ] {
        let arguments = ["diff", "--as-of", "2026-04-01", "--format", format];
        let output = mieruka(&town, lang, &arguments);
        kept::check(&format!("it/diff/{name}"), &without_sizes(&seen(&output)));
    }
    // For programs: of things and values everything is looked at, of the rest that it is there.
    let json = mieruka(
        &town,
        "ja_JP.UTF-8",
        &["diff", "--as-of", "2026-04-01", "--format", "json"],
    );
    let mut json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    for (list, key) in [("words", "words"), ("files", "path")] {
        let list = json[list].take();
        let list = list.as_array().unwrap();
        assert!(list.len() > 50 && list.iter().all(|one| !one[key].is_null()));
    }
    let json = serde_json::to_string_pretty(&json).unwrap();
    kept::check("it/diff/story.json", &without_sizes(&json));
    // What the sources give now is what a build of them publishes.
    std::fs::rename(town.join("public"), town.join("one")).unwrap();
    done(&town, &["build", "--as-of", "2026-04-01"]);
    let told = done(&town, &["diff", "one", "public"]);
    let now = done(&town, &["diff", "one", ".", "--as-of", "2026-04-01"]);
    let named = now.replace(". の今のデータ", "public");
    assert_eq!(told, named);
    let same = done(&town, &["diff", "--as-of", "2026-04-01"]);
    assert_eq!(
        same,
        "exit 0\n--- out\n「public」と「. の今のデータ」に、ちがうところはありません。\n--- err\n"
    );
}

#[test]
fn only_whole_releases_are_compared() {
    let folder = first_edition();
    let town = folder.path().join("town");
    let told = |arguments: &[&str]| seen(&mieruka(&town, "ja_JP.UTF-8", arguments));
    let mut all = told(&["diff", "seeds"]);
    all += &told(&["diff", "nowhere"]);
    done(&town, &["build", "--preview", "--as-of", "2026-04-01"]);
    all += &told(&["diff", "public-preview", "public-preview"]);
    let page = town.join("public/index.html");
    std::fs::write(&page, "other").unwrap();
    std::fs::write(town.join("public/new.html"), "new").unwrap();
    all += &told(&["diff"]);
    edit(
        &town,
        &format!("{PLAN}/plan.yaml"),
        "unit: 千円\n",
        "unit: 万円\n",
    );
    all += &told(&["diff", "public-preview", ".", "--as-of", "2026-04-01"]);
    kept::check("it/diff/refused.txt", &without_sizes(&all));
}

/// The starter as a world in memory.
fn starter() -> Memory {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    let root = Path::new(kept::ROOT).join("src/cli/starter");
    for (path, thing) in crate::tree::read(&root) {
        if let crate::tree::Thing::File(bytes) = thing {
            world.put(path.to_str().unwrap(), bytes);
        }
    }
    world
}

fn glanced(world: &Memory) -> Glanced {
    pipeline::glance(world, &Chosen::default(), None)
        .unwrap()
        .unwrap_or_else(|findings| panic!("{findings:?}"))
}

/// Whatever a clerk changes, the approver sees it, and sees nothing told that did not change.
#[test]
fn every_kind_of_change_is_seen() {
    let project = format!("{PLAN}/projects/03-madoguchi.yaml");
    let prose = format!("{PROSE}/02-koza.md");
    // The file, what stands there, what will, and what must be told.
    let cases: [(&str, &str, &str, &str); 12] = [
        (
            &project,
            "target: \"15\"",
            "target: \"14\"",
            "目標　窓口で待つ時間の平均　令和8年度: 15 → 14（分）",
        ),
        (
            &project,
            "target: \"18\"",
            "target: \"▲18\"",
            "目標　窓口で待つ時間の平均　令和7年度: 18 → ▲18（分）",
        ),
        (&project, "unit: 分", "unit: 秒", "単位: 分 → 秒"),
        (
            &project,
            "actual: \"24\"",
            "actual: { value: \"24\", sure: false, note: うすい }",
            "確かさ: なし → 確かでない",
        ),
        (
            &project,
            "actual: \"24\"",
            "actual: \"\"",
            "実績　窓口で待つ時間の平均　令和6年度: 24 → 記載なし（分）",
        ),
        (
            &project,
            "value: \"■■■\"",
            "value: \"0\"",
            "根拠・データ　案内板の見積額　令和7年度: ■■■ → 0",
        ),
        (
            &project,
            "page: \"7\"",
            "page: \"8\"",
            "出典: 令和8年度 みどり野町デジタル化推進計画（見本） 7 → 令和8年度 みどり野町デジタル化推進計画（見本） 8（値56か所は同じ）",
        ),
        (
            &project,
            "name: 窓口で待つ時間の平均",
            "name: 待つ時間の平均",
            "指標の名前: 窓口で待つ時間の平均 → 待つ時間の平均",
        ),
        (
            &project,
            "title: 窓口の待ち時間短縮事業",
            "title: 待たない窓口事業",
            "名前: 窓口の待ち時間短縮事業 → 待たない窓口事業",
        ),
        (
            &project,
            "department: [jumin, kikaku]",
            "department: jumin",
            "担当: 住民課、企画課 → 住民課",
        ),
        (
            &prose,
            "料金はかかりません。**",
            "お金はいりません。**",
            "言葉: ",
        ),
        (
            &prose,
            "少人数で学びます。",
            "[少人数](https://example.jp/)で学びます。",
            "https://example.jp/",
        ),
    ];
    let before = glanced(&starter());
    for (file, from, to, expected) in cases {
        let mut world = starter();
        let (_, bytes) = world
            .files()
            .find(|(path, _)| path.as_str() == file)
            .unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        world.put(file, text.replacen(from, to, 1));
        // The audit would rather have the sums right; this is about what is told.
        let Ok(Ok(after)) = pipeline::glance(&world, &Chosen::default(), None) else {
            panic!("{from}");
        };
        let (old, new) = (Edition::Sources(&before), Edition::Sources(&after));
        let comparison = pipeline::differ(("a", old), ("b", new)).unwrap();
        let told = compare::text::text(&comparison, Lang::Ja);
        assert!(told.contains(expected), "{from} → {to}\n{told}");
        let back = pipeline::differ(("b", new), ("a", old)).unwrap();
        assert_eq!(back.values.len(), comparison.values.len(), "{from}");
        let others = comparison
            .values
            .iter()
            .filter(|one| one.on.id != "03-madoguchi");
        assert_eq!(others.count(), 0, "{told}");
    }
}

/// What is compared is never written over, nor what it is made of.
#[test]
fn a_comparison_is_written_beside_what_it_compares() {
    let folder = first_edition();
    let town = folder.path().join("town");
    let before = crate::tree::read(&town);
    for out in [
        "seeds/midorino-dx-r8/plan.yaml",
        "content/mieruka.yaml",
        "public/index.html",
        "public/new.md",
    ] {
        let arguments = ["diff", "public", ".", "--as-of", "2026-04-01", "--out", out];
        let told = mieruka(&town, "ja_JP.UTF-8", &arguments);
        assert_eq!(told.status.code(), Some(2), "{}", seen(&told));
        assert!(
            seen(&told).contains("何も変更していません"),
            "{}",
            seen(&told)
        );
    }
    assert!(crate::tree::read(&town) == before);
    let beside = [
        "diff",
        "public",
        ".",
        "--as-of",
        "2026-04-01",
        "--out",
        "changes.md",
    ];
    done(&town, &beside);
    assert!(town.join("changes.md").is_file());
}
