//! The commands as a clerk types them: whole outputs, exit codes, and what is left on the disk.

use std::path::Path;
use std::process::{Command, Output};

use mieruka::base::diag::Findings;
use mieruka::base::path::SourcePath;
use mieruka::base::place::Spot;
use mieruka::base::words::{Lang, Words};
use mieruka::cli::explain;
use mieruka::model::Value;
use mieruka::model::value::Flaw;
use mieruka::sources::yaml::{Source, parse};
use tempfile::TempDir;

use crate::kept;

/// One call of the program: arguments, in a folder, in a language.
pub fn mieruka(folder: &Path, lang: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mieruka"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("LANG", lang)
        .output()
        .unwrap()
}

/// What the user sees, with the exit code, as one text.
pub fn seen(output: &Output) -> String {
    format!(
        "exit {}\n--- out\n{}--- err\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

pub fn town() -> TempDir {
    let folder = TempDir::new().unwrap();
    let made = mieruka(folder.path(), "ja_JP.UTF-8", &["init", "town"]);
    assert_eq!(made.status.code(), Some(0), "{}", seen(&made));
    folder
}

pub fn replace(folder: &TempDir, file: &str, from: &str, to: &str) {
    let path = folder.path().join("town").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has {from}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn help_and_complaints() {
    let folder = TempDir::new().unwrap();
    let cases: [(&str, &[&str]); 26] = [
        ("help", &["--help"]),
        ("help-build", &["build", "--help"]),
        ("help-check", &["check", "--help"]),
        ("help-serve", &["serve", "--help"]),
        ("help-init", &["init", "--help"]),
        ("help-schema", &["schema", "--help"]),
        ("help-verify", &["verify", "--help"]),
        ("help-freeze", &["freeze", "--help"]),
        ("help-diff", &["diff", "--help"]),
        ("help-release", &["release", "--help"]),
        ("typo-command", &["chekc"]),
        ("typo-option", &["build", "--ot", "x"]),
        ("typo-value", &["check", "--format", "jsn"]),
        ("wrong-number", &["build", "--jobs", "0"]),
        ("wrong-argument", &["schema", "plam"]),
        ("missing-value", &["check", "--format"]),
        ("missing-argument", &["init"]),
        ("extra-argument", &["check", "here", "there"]),
        ("option-twice", &["build", "--out", "a", "--out", "b"]),
        ("wrong-date", &["build", "--as-of", "2026-02-30"]),
        ("no-folder", &["check", "nowhere"]),
        ("lan-apart", &["serve", "--lan", "192.168.1.10"]),
        ("lan-wrong", &["serve", "--lan=192.168.1"]),
        ("lan-empty", &["serve", "--lan="]),
        ("diff-first", &["diff"]),
        (
            "diff-first-named",
            &["diff", "--format", "html", "public", "."],
        ),
    ];
    for (name, arguments) in cases {
        for (lang, code) in [("ja", "ja_JP.UTF-8"), ("en", "en_GB.UTF-8")] {
            let output = mieruka(folder.path(), code, arguments);
            kept::check(&format!("it/cli/{name}.{lang}.txt"), &seen(&output));
        }
    }
}

#[test]
fn the_language_can_be_asked_for() {
    let folder = TempDir::new().unwrap();
    let english = mieruka(
        folder.path(),
        "ja_JP.UTF-8",
        &["--lang", "en", "check", "nowhere"],
    );
    let same = mieruka(folder.path(), "en_US.UTF-8", &["check", "nowhere"]);
    assert_eq!(seen(&english), seen(&same));
}

#[test]
fn a_starter_builds_without_a_finding_and_is_never_overwritten() {
    let folder = town();
    let again = mieruka(folder.path(), "ja_JP.UTF-8", &["init", "town"]);
    kept::check("it/cli/init-again.txt", &seen(&again));
    let checked = mieruka(folder.path(), "ja_JP.UTF-8", &["check", "town"]);
    kept::check("it/cli/check-town.txt", &seen(&checked));
    let built = mieruka(folder.path(), "ja_JP.UTF-8", &["build", "town"]);
    assert_eq!(built.status.code(), Some(0), "{}", seen(&built));
    assert!(folder.path().join("town/public/index.html").is_file());
    let unchanged = mieruka(folder.path(), "ja_JP.UTF-8", &["town-is-no-command"]);
    assert_eq!(unchanged.status.code(), Some(2));
    let unchanged = mieruka(folder.path(), "ja_JP.UTF-8", &["build", "town"]);
    kept::check("it/cli/build-unchanged.txt", &seen(&unchanged));
}

#[test]
fn all_mistakes_are_told_in_one_run_and_nothing_is_written() {
    let folder = town();
    let project = "seeds/midorino-dx-r8/projects/01-online.yaml";
    replace(&folder, project, "title:", "titel:");
    replace(
        &folder,
        "seeds/midorino-dx-r8/projects/02-koza.yaml",
        "policy:",
        "policy: nobody #",
    );
    for format in ["text", "json", "github"] {
        let output = mieruka(
            folder.path(),
            "ja_JP.UTF-8",
            &["check", "town", "--format", format],
        );
        assert_eq!(output.status.code(), Some(1));
        kept::check(&format!("it/cli/mistakes.{format}.txt"), &seen(&output));
    }
    let built = mieruka(folder.path(), "ja_JP.UTF-8", &["build", "town"]);
    assert_eq!(built.status.code(), Some(1), "{}", seen(&built));
    assert!(!folder.path().join("town/public").exists());
}

#[test]
fn codes_are_explained() {
    let folder = TempDir::new().unwrap();
    for (name, code) in [
        ("rule", "audit-funding-sum"),
        ("data", "DATA-YEAR"),
        ("slip", "YAML-COMMA"),
        ("unknown", "DATA-YAER"),
    ] {
        for lang in ["ja", "en"] {
            let arguments = ["check", "--explain", code, "--lang", lang];
            let output = mieruka(folder.path(), "C", &arguments);
            kept::check(&format!("it/cli/explain-{name}.{lang}.txt"), &seen(&output));
        }
    }
}

/// A reader of an explanation sees sentences, not the names of what a finding would fill in.
#[test]
fn explanations_show_whole_sentences() {
    for lang in Lang::ALL {
        let words = Words::of(lang);
        for code in explain::codes(lang) {
            let told = explain::explained(code, lang).unwrap();
            let raw = told.split('{').skip(1).find(|rest| {
                let name = rest.split('}').next().unwrap_or_default();
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
            });
            assert_eq!(raw, None, "{lang} {code}");
            // Every line of the sentences is there, whatever it asks for.
            let mut lines = 1;
            for part in ["what", "message", "why", "example", "cure", "help"] {
                let text = words.find_in(code, part);
                lines += text.map_or(0, |text| text.lines().count() + 2);
            }
            assert_eq!(told.lines().count(), lines, "{lang} {code}");
        }
    }
}

/// The codes of a file of words.
fn codes_of(room: &str, lang: Lang) -> Vec<String> {
    let path = format!("{}/src/base/words/{lang}/{room}.toml", kept::ROOT);
    let table: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let codes = table.keys().filter(|key| key.contains('-')).cloned();
    codes.collect()
}

#[test]
fn what_is_wrong_with_data_is_explained_by_an_example() {
    for lang in Lang::ALL {
        let words = Words::of(lang);
        for room in ["yaml", "sources", "value"] {
            let codes = codes_of(room, lang);
            assert!(codes.len() > 25, "{room} has its codes");
            for code in codes {
                let example = words.find_in(&code, "example").unwrap_or_default();
                let (wrong, right) = example.split_once('→').unwrap_or_default();
                assert!(
                    !wrong.trim().is_empty() && !right.trim().is_empty(),
                    "{lang} {code}: wrong → right, not {example:?}"
                );
            }
        }
        for code in codes_of("audit", lang) {
            let example = words.find_in(&code, "example").unwrap_or_default();
            assert_ne!(example, "", "{lang} {code}");
        }
    }
}

/// Examples of which the wrong side is sound YAML, or of which a side is described rather than written.
const NOT_SYNTAX: [&str; 16] = [
    "VALUE-TOO-LONG",
    "YAML-CELL-EMPTY",
    "YAML-CHOICE",
    "YAML-DOCUMENTS",
    "YAML-FLAG",
    "YAML-LIST-FOR-MAP",
    "YAML-LIST-FOR-TEXT",
    "YAML-MAP-FOR-LIST",
    "YAML-MAP-FOR-TEXT",
    "YAML-MISSING-KEY",
    "YAML-TEXT-FOR-LIST",
    "YAML-TEXT-FOR-MAP",
    "YAML-TOO-DEEP",
    "YAML-TOO-MANY",
    "YAML-UNKNOWN-KEY",
    "YAML-VALUE",
];

/// What an example calls wrong is told under its code, and what it calls right is not.
#[test]
fn examples_are_true() {
    for lang in Lang::ALL {
        for code in explain::codes(lang) {
            let read = match code.split('-').next() {
                Some("VALUE") => codes_of_value,
                Some("YAML") => codes_of_yaml,
                _ => continue,
            };
            let example = Words::of(lang).find_in(code, "example").unwrap_or_default();
            let (wrong, right) = example.split_once('→').unwrap_or_default();
            if NOT_SYNTAX.contains(&code) || has_note(wrong) || has_note(right) {
                continue;
            }
            let both = [read(wrong), read(right)];
            assert_eq!(both, [vec![code], vec![]], "{lang} {code}: {example}");
        }
    }
}

/// Whether something stands there in brackets for the reader.
fn has_note(example: &str) -> bool {
    example.contains(['（', '<']) || format!(" {example}").contains(" (")
}

/// What is told of the value in quotation marks.
fn codes_of_value(example: &str) -> Vec<&'static str> {
    let raw = example.split('"').nth(1).unwrap();
    let read = Value::parse(raw, Spot::new(1, 1, 0));
    let flaw = read.map_or_else(Some, |(_, flaw)| flaw);
    flaw.iter().map(Flaw::code).collect()
}

/// What is told of a text of YAML.
fn codes_of_yaml(example: &str) -> Vec<&'static str> {
    let mut findings = Findings::new();
    let file = SourcePath::new("a.yaml");
    let _ = parse(Source::whole(example.trim(), &file), &mut findings);
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_changed_number_is_seen_on_the_page() {
    let folder = town();
    let build = || mieruka(folder.path(), "ja_JP.UTF-8", &["build", "town"]);
    assert_eq!(build().status.code(), Some(0));
    let page = folder
        .path()
        .join("town/public/midorino-dx-r8/projects/01-online.html");
    let before = std::fs::read_to_string(&page).unwrap();
    assert!(!before.contains("みどり町の新しい題名"));
    replace(
        &folder,
        "content/midorino-dx-r8/01-online.md",
        "summary: ",
        "summary: みどり町の新しい題名。",
    );
    let output = build();
    assert_eq!(output.status.code(), Some(0), "{}", seen(&output));
    assert!(
        std::fs::read_to_string(&page)
            .unwrap()
            .contains("みどり町の新しい題名")
    );
}

#[test]
fn schemas_are_json_and_fit_the_sources() {
    let folder = town();
    for (kind, file) in [
        ("plan", "seeds/midorino-dx-r8/plan.yaml"),
        ("project", "seeds/midorino-dx-r8/projects/01-online.yaml"),
        ("site", "content/mieruka.yaml"),
    ] {
        let output = mieruka(folder.path(), "ja_JP.UTF-8", &["schema", kind]);
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = std::fs::read_to_string(folder.path().join("town").join(file)).unwrap();
        let data: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&data)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{file}: {errors:?}");
        let mut broken = data.clone();
        broken["no-such-key"] = serde_json::Value::from(1);
        assert!(
            !validator.is_valid(&broken),
            "{kind}: an unknown key is refused"
        );
    }
}

/// The stages need more stack than a thread has by itself.
#[test]
fn deep_prose_is_checked_on_threads_with_the_stack_it_needs() {
    let folder = town();
    let prose = format!("---\nsummary: a\n---\n{}a\n", "> ".repeat(60));
    let path = folder.path().join("town/content/midorino-dx-r8/02-koza.md");
    std::fs::write(path, prose).unwrap();
    for arguments in [["check", "town"], ["build", "town"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_mieruka"))
            .args(arguments)
            .current_dir(folder.path())
            .env_clear()
            .env("LANG", "ja_JP.UTF-8")
            // What threads get that ask for nothing else.
            .env("RUST_MIN_STACK", "65536")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", seen(&output));
    }
}

#[test]
fn one_thing_is_not_counted_like_several() {
    let folder = town();
    for lang in ["ja", "en"] {
        let built = mieruka(folder.path(), lang, &["build", "town", "--out", lang]);
        let told = seen(&built);
        let plans = if lang == "ja" {
            "  計画1・事業3・"
        } else {
            "  1 plan, 3 projects, "
        };
        assert!(told.contains(plans), "{told}");
    }
    let project = "seeds/midorino-dx-r8/projects/02-koza.yaml";
    replace(&folder, project, "since: ", "since: 8年度 # ");
    for lang in ["ja", "en"] {
        let checked = mieruka(folder.path(), lang, &["check", "town"]);
        kept::check(&format!("it/cli/mistake.{lang}.txt"), &seen(&checked));
    }
}

#[test]
fn a_closed_pipe_or_a_bare_environment_does_not_matter() {
    let folder = town();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mieruka"))
        .args(["build", "town"])
        .current_dir(folder.path())
        .env_clear()
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(folder.path().join("town/public/manifest.json").is_file());
}

#[test]
fn a_touched_site_is_told_from_the_one_that_was_built() {
    let folder = town();
    let at = |arguments: &[&str]| mieruka(&folder.path().join("town"), "ja_JP.UTF-8", arguments);
    let built = at(&["build"]);
    let said = String::from_utf8_lossy(&built.stdout).into_owned();
    let (_, hash) = said.trim_end().rsplit_once("指紋 ").unwrap();
    // Hash and size are others with every change of the program, and of no interest here.
    let masked = |output: &Output| {
        let seen = seen(output).replace(hash, "<hash>");
        let lines = seen.lines().filter(|line| !line.ends_with(" kB）"));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    let mut told = masked(&at(&["verify"]));
    told += &masked(&at(&["verify", "--hash", hash]));
    told += &masked(&at(&["verify", "public", "--hash", "0123"]));
    let public = folder.path().join("town/public");
    let page = public.join("midorino-dx-r8/projects/02-koza.html");
    let text = std::fs::read_to_string(&page).unwrap();
    // The same length, and another number.
    std::fs::write(&page, text.replacen("1,480", "1,490", 1)).unwrap();
    std::fs::remove_file(public.join("midorino-dx-r8/money.html")).unwrap();
    std::fs::write(public.join("memo.txt"), "覚え書き").unwrap();
    std::fs::create_dir(public.join("old")).unwrap();
    told += &masked(&at(&["verify", "public", "--hash", hash]));
    std::fs::write(public.join("manifest.json"), "{}").unwrap();
    told += &masked(&at(&["verify"]));
    told += &masked(&at(&["build", "--preview"]));
    told += &masked(&at(&["verify", "public-preview"]));
    told += &masked(&at(&["build", "--out", "public-preview"]));
    told += &masked(&at(&["verify", "nowhere"]));
    let preview_hash = told
        .match_indices("指紋 ")
        .map(|(at, mark)| at + mark.len());
    let mut others: Vec<String> = preview_hash
        .map(|at| {
            told[at..]
                .chars()
                .take_while(char::is_ascii_hexdigit)
                .collect()
        })
        .filter(|hash: &String| hash.len() == 64)
        .collect();
    others.dedup();
    for other in &others {
        told = told.replace(other.as_str(), "<other hash>");
    }
    assert_eq!(others.len(), 1, "one preview");
    kept::check("it/cli/verify.txt", &told);
}
