//! A published edition is kept as it is, and the next one begun beside it.

use std::path::Path;

use tempfile::TempDir;

use crate::cli::{mieruka, replace, seen, town};
use crate::kept;
use crate::tree::{self, Thing};

const OLD: &str = "midorino-dx-r8";
const NEW: &str = "midorino-dx-r9";

fn says(folder: &TempDir, arguments: &[&str]) -> String {
    seen(&mieruka(folder.path(), "ja_JP.UTF-8", arguments))
}

fn read(folder: &TempDir, file: &str) -> String {
    std::fs::read_to_string(folder.path().join("town").join(file)).unwrap()
}

/// The names and bytes of all sources.
fn sources(folder: &TempDir) -> Vec<(String, Vec<u8>)> {
    ["seeds", "content"]
        .iter()
        .flat_map(|room| {
            let root = folder.path().join("town").join(room);
            tree::read(&root)
                .into_iter()
                .filter_map(move |(path, thing)| match thing {
                    Thing::File(bytes) => {
                        Some((Path::new(room).join(path).display().to_string(), bytes))
                    }
                    _ => None,
                })
        })
        .collect()
}

/// The line of an older edition under the heading of a page, in Markdown.
fn note(folder: &TempDir, page: &str) -> String {
    let text = read(folder, &format!("public/{page}"));
    let line = text.lines().find(|line| line.contains("最新の版"));
    line.unwrap_or("none").to_owned()
}

#[test]
fn an_edition_is_kept_and_the_next_one_begun_as_a_draft() {
    let folder = town();
    let freeze = ["freeze", OLD, NEW, "--folder", "town"];
    let before = sources(&folder);
    let mut said = String::new();
    // Nothing is published yet; then the sources have changed since.
    said.push_str(&says(&folder, &freeze));
    says(&folder, &["build", "town"]);
    let summary = format!("seeds/{OLD}/plan.yaml");
    replace(&folder, &summary, "title: 令和8年度", "title: 令和８年度");
    said.push_str(&says(&folder, &freeze));
    replace(&folder, &summary, "title: 令和８年度", "title: 令和8年度");
    // A slip in each argument, a plan with something that nobody has seen.
    said.push_str(&says(
        &folder,
        &["freeze", "midorino-dx-r7", NEW, "--folder", "town"],
    ));
    said.push_str(&says(
        &folder,
        &["freeze", OLD, "Midorino 9", "--folder", "town"],
    ));
    said.push_str(&says(&folder, &["freeze", OLD, OLD, "--folder", "town"]));
    let project = format!("seeds/{OLD}/projects/02-koza.yaml");
    replace(
        &folder,
        &project,
        "id: 02-koza\n",
        "id: 02-koza\ndraft: true\n",
    );
    said.push_str(&says(&folder, &freeze));
    replace(
        &folder,
        &project,
        "id: 02-koza\ndraft: true\n",
        "id: 02-koza\n",
    );
    // With an earlier day of the data, to publish would be the wrong way.
    let settings = "content/mieruka.yaml";
    let days = ["as_of: 2026-04-01", "as_of: 2026-04-02"];
    replace(&folder, settings, days[0], days[1]);
    says(&folder, &["build", "town"]);
    replace(&folder, settings, days[1], days[0]);
    said.push_str(&says(&folder, &freeze));
    says(&folder, &["build", "town"]);
    assert!(before == sources(&folder), "a refusal changed the sources");
    let published = read(&folder, "public/manifest.json");
    // What changes nothing of the site keeps nobody from keeping it.
    replace(
        &folder,
        &summary,
        "title: 令和8年度",
        "# メモ\ntitle: 令和8年度",
    );
    let before = sources(&folder);
    said.push_str(&says(&folder, &freeze));
    said.push_str(&says(&folder, &freeze));
    // Of a draft there is no edition to be kept; and one edition has one that follows it.
    said.push_str(&says(
        &folder,
        &["freeze", NEW, "midorino-dx-r10", "--folder", "town"],
    ));
    said.push_str(&says(
        &folder,
        &["freeze", OLD, "midorino-dx-r10", "--folder", "town"],
    ));
    says(&folder, &["build", "town"]);
    said.push_str(&says(
        &folder,
        &["freeze", OLD, "midorino-dx-r10", "--folder", "town"],
    ));
    kept::check("golden/freeze.txt", &said);

    // Every file of the old edition is there twice; its own file says what is new, and nothing else changed.
    let after = sources(&folder);
    assert_eq!(
        after.len() - before.len(),
        before.iter().filter(|(name, _)| name.contains(OLD)).count()
    );
    for (name, bytes) in &before {
        let now = |name: &str| &after.iter().find(|(known, _)| known == name).unwrap().1;
        if *name != summary {
            assert_eq!(now(name), bytes, "{name}");
            if name.contains(OLD) {
                assert_eq!(now(&name.replace(OLD, NEW)), bytes, "{name}");
            }
        }
    }
    let own = String::from_utf8(
        before
            .iter()
            .find(|(name, _)| *name == summary)
            .unwrap()
            .1
            .clone(),
    )
    .unwrap();
    assert_eq!(
        read(&folder, &summary),
        format!("{own}newer:\n  plan: {NEW}\n")
    );
    let begun = own.replacen(
        &format!("\nid: {OLD}\n"),
        &format!("\nid: {NEW}\ndraft: true\n"),
        1,
    );
    assert_eq!(read(&folder, &format!("seeds/{NEW}/plan.yaml")), begun);

    // As long as the next one is a draft, the published site is the same, byte for byte.
    says(&folder, &["build", "town"]);
    let list = |manifest: &str| manifest.split("\"files\"").nth(1).unwrap().to_owned();
    assert_eq!(
        list(&read(&folder, "public/manifest.json")),
        list(&published)
    );

    // Once it is public, every page of the old one says so and leads on.
    let next = format!("seeds/{NEW}/plan.yaml");
    replace(&folder, &next, "draft: true\n", "");
    replace(
        &folder,
        &next,
        "\nedition: 令和8年度",
        "\nedition: 令和9年度",
    );
    let koza = folder
        .path()
        .join("town/seeds")
        .join(NEW)
        .join("projects/02-koza.yaml");
    let text = std::fs::read_to_string(&koza).unwrap();
    std::fs::write(&koza, text.replace("title: ", "title: 新しい")).unwrap();
    let built = says(&folder, &["build", "town"]);
    assert!(built.starts_with("exit 0"), "{built}");
    let mut pages = String::new();
    for (path, thing) in tree::read(&folder.path().join("town/public").join(OLD)) {
        let path = path.display().to_string();
        if let (Thing::File(_), Some(stem)) = (thing, path.strip_suffix(".md")) {
            pages.push_str(&format!(
                "{stem}: {}\n",
                note(&folder, &format!("{OLD}/{path}"))
            ));
            assert_eq!(note(&folder, &format!("{NEW}/{path}")), "none");
        }
    }
    kept::check("golden/editions.txt", &pages);
    let home = read(&folder, "public/index.md");
    let (newest, earlier) = home.split_once("## これまでの版").unwrap();
    assert!(
        newest.contains(&format!("]({NEW}/index.html)")) && !newest.contains(&format!("({OLD}/")),
        "{home}"
    );
    assert!(earlier.contains(&format!("]({OLD}/index.html)")), "{home}");
    // The newest leads back; who searches or looks by name means the newest.
    let project = read(&folder, &format!("public/{NEW}/projects/02-koza.md"));
    assert!(
        project.contains(&format!(
            "これまでの版: [令和8年度版](../../{OLD}/projects/02-koza.html)"
        )),
        "{project}"
    );
    assert!(!read(&folder, "public/kana.md").contains(OLD));
    for (path, thing) in tree::read(&folder.path().join("town/public/search")) {
        if let Thing::File(bytes) = thing {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(&format!("{OLD}/")), "{}", path.display());
        }
    }
}

#[test]
fn editions_lead_to_one_that_is_there_and_in_no_circle() {
    let folder = town();
    let write = |plan: &str, newer: &str| {
        let root = folder.path().join("town/seeds").join(plan);
        std::fs::create_dir_all(&root).unwrap();
        let text = format!(
            "id: {plan}\ntitle: 計画{plan}\nmunicipality: {{ name: 町 }}\nunit: 千円\n\
             departments:\n  - {{ id: kikaku, name: 企画課 }}\npolicies:\n  - {{ id: a, title: 方針 }}\n\
             sources:\n  - {{ id: main, title: 資料 }}\nnewer: {newer}\n"
        );
        std::fs::write(root.join("plan.yaml"), text).unwrap();
    };
    write("a", "{ plan: b }");
    write("b", "{ plan: c }");
    write("c", "{ plan: a }");
    write("d", "{ plan: midorino-dx-r8 }");
    write("e", "{ plan: midorino-dx-r8 }");
    write("f", "{ plan: midorino-dx-r7 }");
    write("g", "{ plan: b, title: 次の計画 }");
    let said = says(&folder, &["check", "town", "--format", "github"]);
    let told: Vec<&str> = said.lines().filter(|line| line.contains("error")).collect();
    kept::check("golden/editions-slips.txt", &(told.join("\n") + "\n"));
}

/// What is told of copies, as `severity message`.
fn copies(folder: &TempDir, arguments: &[&str]) -> Vec<String> {
    let arguments = [&["check", "town", "--format", "json"], arguments].concat();
    let output = mieruka(folder.path(), "ja_JP.UTF-8", &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", seen(&output));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = told["findings"].as_array().unwrap().iter();
    let copies = findings.filter(|one| one["code"] == "EDITION-COPY");
    copies
        .map(|one| {
            let [severity, message] = ["severity", "message"].map(|key| one[key].as_str().unwrap());
            format!("{severity} {}", message.replace('\n', " "))
        })
        .collect()
}

#[test]
fn a_next_edition_that_nobody_has_filled_is_told() {
    let folder = town();
    says(&folder, &["build", "town"]);
    says(&folder, &["freeze", OLD, NEW, "--folder", "town"]);
    let (all, none) = (
        "前の版「midorino-dx-r8」の写しのままのところが4か所あります: title, edition、オンライン申請推進事業、\
         スマホ教室、窓口の待ち時間短縮事業",
        "新しい数字が、まだ一つも書かれていません。",
    );
    // Whoever is writing it is told what is left to do.
    assert_eq!(copies(&folder, &[]), [format!("notice {all} {none}")]);
    // Published as it is, it passes old figures off as new ones.
    let plan = format!("seeds/{NEW}/plan.yaml");
    replace(&folder, &plan, "draft: true\n", "");
    assert_eq!(copies(&folder, &[]), [format!("warning {all} {none}")]);
    let own = copies(&folder, &["--department", "住民課"]);
    assert_eq!(
        own,
        [
            "warning 前の版「midorino-dx-r8」の写しのままのところが1か所あります: 窓口の待ち時間短縮事業"
        ]
    );
    // A title is no new figure; a target is.
    let online = format!("seeds/{NEW}/projects/01-online.yaml");
    replace(&folder, &online, "title: ", "title: 新しい");
    assert!(copies(&folder, &[])[0].starts_with("warning"));
    replace(&folder, &plan, "edition: 令和8年度", "edition: 令和9年度");
    replace(
        &folder,
        &online,
        "R8: { target: \"50\", actual: \"\" }",
        "R8: { target: \"55\", actual: \"\" }",
    );
    assert_eq!(
        copies(&folder, &[]),
        [
            "notice 前の版「midorino-dx-r8」の写しのままのところが2か所あります: スマホ教室、窓口の待ち時間短縮事業"
        ]
    );
    for project in ["02-koza", "03-madoguchi"] {
        let file = format!("town/seeds/{NEW}/projects/{project}.yaml");
        let file = folder.path().join(file);
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replacen("actual: \"", "actual: \"1", 1)).unwrap();
    }
    assert_eq!(copies(&folder, &[]), [""; 0]);
}

/// A new edition has its own plans for years to come; what was done was published for good.
#[test]
fn a_past_figure_that_a_new_edition_tells_otherwise_is_a_correction() {
    let folder = town();
    says(&folder, &["build", "town"]);
    says(&folder, &["freeze", OLD, NEW, "--folder", "town"]);
    let plan = format!("seeds/{NEW}/plan.yaml");
    replace(&folder, &plan, "draft: true\n", "");
    let online = format!("seeds/{NEW}/projects/01-online.yaml");
    replace(&folder, &online, "actual: \"28\"", "actual: \"27\"");
    replace(
        &folder,
        &online,
        "R8: { target: \"50\", actual: \"\" }",
        "R8: { target: \"55\", actual: \"\" }",
    );
    let checked = says(&folder, &["check", "town"]);
    let asked: Vec<&str> = checked
        .lines()
        .filter(|line| line.contains("訂正の記録がありません"))
        .collect();
    assert_eq!(asked.len(), 1, "{checked}");
    assert!(asked[0].contains("28件 → 27件"), "{asked:?}");
    assert!(checked.contains(&format!("seeds/{NEW}/corrections.yaml")));
    says(&folder, &["release", "town", "--last", "town/public"]);
    let paper = read(&folder, "release/approval.md");
    let (_, missing) = paper.split_once("理由が書かれていない変更").unwrap();
    let (missing, _) = missing.split_once("\n## ").unwrap();
    assert!(
        missing.contains("実績　オンラインでできる手続の数　令和6年度"),
        "{missing}"
    );
    assert!(!missing.contains("目標"), "{missing}");
}

#[test]
fn what_was_approved_for_another_day_is_kept_as_it_was_published() {
    let folder = town();
    says(
        &folder,
        &["release", "town", "--as-of", "2027-03-31T09:00+09:00"],
    );
    says(&folder, &["release", "town", "--approve", "課長"]);
    let said = says(&folder, &["freeze", OLD, NEW, "--folder", "town"]);
    assert!(said.starts_with("exit 0"), "{said}");
}
