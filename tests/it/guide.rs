//! The guide is read by people who type what it prints: every command in it works as it stands.

use std::collections::BTreeSet;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::{mieruka, seen};
use crate::diff::done;
use crate::kept::ROOT;
use crate::tree::{self, Thing};

const JA: &str = "ja_JP.UTF-8";
const TOWN: &str = "わたしのまち";

/// The pages of the guide by name, and the one for those who build the program.
fn pages() -> Vec<(String, String)> {
    let guide = Path::new(ROOT).join("content/guide");
    let mut pages: Vec<(String, String)> = tree::read(&guide)
        .into_iter()
        .filter_map(|(path, thing)| match thing {
            Thing::File(bytes) => Some((
                path.display().to_string(),
                String::from_utf8(bytes).unwrap(),
            )),
            _ => None,
        })
        .collect();
    let readme = std::fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    pages.push(("README.md".to_owned(), readme));
    pages
}

/// What is printed as code: whole lines between fences, and words of a sentence.
fn code(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_fenced = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        } else if is_fenced {
            found.push(
                line.split(" #")
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
            );
        } else {
            found.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found
}

/// Every command of ours that is printed somewhere, once.
fn commands() -> BTreeSet<Vec<String>> {
    let pages = pages();
    let all = pages.iter().flat_map(|(_, page)| code(page));
    let ours = all.filter(|line| line == "mieruka" || line.starts_with("mieruka "));
    // A fenced sentence of the guide's own Japanese is no command.
    let ours = ours.filter(|line| !line.contains(['、', '。', '…']));
    ours.map(|line| line.split_whitespace().skip(1).map(str::to_owned).collect())
        .collect()
}

/// A published town, with what the guide speaks of lying beside it.
fn desk() -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", TOWN]);
    let town = folder.path().join(TOWN);
    done(&town, &["release"]);
    done(&town, &["release", "--approve", "課長"]);
    for copy in ["去年", "写し", "公開中のサイト"] {
        copied(&town.join("public"), &town.join(copy));
    }
    folder
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for (path, thing) in tree::read(from) {
        let to = to.join(&path);
        match thing {
            Thing::File(bytes) => {
                std::fs::create_dir_all(to.parent().unwrap()).unwrap();
                std::fs::write(to, bytes).unwrap();
            }
            _ => std::fs::create_dir_all(to).unwrap(),
        }
    }
}

/// What stands in the guide for something of one's own.
fn own(word: &str, hash: &str) -> String {
    match word {
        "職名" | "POST" => "課長",
        "指紋" => hash,
        "dx-r8" | "PLAN" => "midorino-dx-r8",
        "dx-r9" | "NEXT" => "midorino-dx-r9",
        "資産税課" => "企画課",
        "my-town" => "another-town",
        word => word,
    }
    .to_owned()
}

#[test]
fn every_command_of_the_guide_works_as_it_is_printed() {
    let desk = desk();
    let record = desk.path().join(TOWN).join("release/approved.json");
    let record: serde_json::Value =
        serde_json::from_slice(&std::fs::read(record).unwrap()).unwrap();
    let hash = record[0]["hash"].as_str().unwrap();
    let mut run = 0;
    for command in commands() {
        let mut words: Vec<String> = command.iter().map(|word| own(word, hash)).collect();
        let place = TempDir::new().unwrap();
        copied(desk.path(), place.path());
        let town = place.path().join(TOWN);
        match &*words.iter().map(String::as_str).collect::<Vec<_>>() {
            // It serves until it is stopped, and changes nothing: that it is understood has to do.
            ["serve", ..] => words.push("--help".to_owned()),
            ["init", _] => std::fs::rename(&town, place.path().join("before")).unwrap(),
            // Named without what has to follow.
            ["init"] | [.., "--as-of"] => continue,
            _ => {}
        }
        let here = match words.first().map(String::as_str) {
            Some("init") => place.path(),
            _ => &town,
        };
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let said = mieruka(here, JA, &words);
        assert_eq!(said.status.code(), Some(0), "{command:?}: {}", seen(&said));
        run += 1;
    }
    assert!(run >= 25, "only {run} commands were found");
}

#[test]
fn every_option_that_is_named_anywhere_is_one() {
    let folder = TempDir::new().unwrap();
    let mut known = String::new();
    let commands = [
        "build", "check", "serve", "init", "schema", "diff", "release", "verify", "freeze",
    ];
    for command in commands {
        known += &done(folder.path(), &[command, "--help"]);
    }
    known += &done(folder.path(), &["--help"]);
    let known = options(&known);
    let words = ["ja", "en"].map(|lang| Path::new(ROOT).join(format!("src/base/words/{lang}")));
    let words = words.iter().flat_map(|folder| tree::read(folder));
    let words = words.filter_map(|(path, thing)| match thing {
        Thing::File(bytes) => Some((
            path.display().to_string(),
            String::from_utf8(bytes).unwrap(),
        )),
        _ => None,
    });
    let mut named = 0;
    for (page, text) in pages().into_iter().chain(words) {
        // Other programs have their own.
        let ours = text.lines().filter(|line| {
            let others = ["aws ", "cargo ", "`--delete`", "npm "];
            !others.iter().any(|other| line.contains(other))
        });
        for option in ours.flat_map(options) {
            assert!(known.contains(&option), "{page}: --{option}");
            named += 1;
        }
    }
    assert!(named > 60, "only {named} options were found");
}

/// What begins with two hyphens and a letter.
fn options(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("--") {
        let is_inside = text[..at].ends_with(|c: char| c == '-' || c.is_ascii_alphanumeric());
        let name: String = text[at + 2..]
            .chars()
            .take_while(|c| c.is_ascii_lowercase() || *c == '-')
            .collect();
        if !is_inside && name.starts_with(|c: char| c.is_ascii_lowercase()) {
            found.insert(name.trim_end_matches('-').to_owned());
        }
    }
    found
}

/// Tools of Windows read lists whose lines end as its own do.
#[test]
fn lists_for_the_server_are_read_by_tools_of_windows() {
    let desk = desk();
    let folder = desk.path().join(TOWN);
    change(&folder);
    done(&folder, &["release"]);
    for (list, least) in [("upload.txt", 3), ("delete.txt", 1)] {
        let text = std::fs::read_to_string(folder.join("release").join(list)).unwrap();
        let lines = text.split_inclusive('\n');
        assert!(lines.clone().count() >= least, "{list}: {text}");
        for line in lines {
            assert!(line.ends_with("\r\n"), "{list}: {line:?}");
            assert!(!line.trim_end().contains(['\\', '\r']), "{list}: {line:?}");
        }
    }
}

/// Something changes, and a page goes.
fn change(town: &Path) {
    std::fs::write(
        town.join("content/addresses.csv"),
        "address,to,what\nmidorino-dx-r8/projects/02-koza.html,,終わりました。\n",
    )
    .unwrap();
    let project = town.join("seeds/midorino-dx-r8/projects/02-koza.yaml");
    let text = std::fs::read_to_string(&project).unwrap();
    std::fs::write(
        &project,
        text.replacen("id: 02-koza\n", "id: 02-koza\ndraft: true\n", 1),
    )
    .unwrap();
}
