//! The commands as a clerk types them: whole outputs, exit codes, and what is left on the disk.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::kept;

/// One call of the program: arguments, in a folder, in a language.
fn mieruka(folder: &Path, lang: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mieruka"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("LANG", lang)
        .output()
        .unwrap()
}

/// What the user sees, with the exit code, as one text.
fn seen(output: &Output) -> String {
    format!(
        "exit {}\n--- out\n{}--- err\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

fn town() -> TempDir {
    let folder = TempDir::new().unwrap();
    let made = mieruka(folder.path(), "ja_JP.UTF-8", &["init", "town"]);
    assert_eq!(made.status.code(), Some(0), "{}", seen(&made));
    folder
}

fn replace(folder: &TempDir, file: &str, from: &str, to: &str) {
    let path = folder.path().join("town").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has {from}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn help_and_complaints() {
    let folder = TempDir::new().unwrap();
    let cases: [(&str, &[&str]); 11] = [
        ("help", &["--help"]),
        ("help-build", &["build", "--help"]),
        ("help-check", &["check", "--help"]),
        ("help-serve", &["serve", "--help"]),
        ("help-init", &["init", "--help"]),
        ("help-schema", &["schema", "--help"]),
        ("typo-command", &["chekc"]),
        ("typo-option", &["build", "--ot", "x"]),
        ("typo-value", &["check", "--format", "jsn"]),
        ("wrong-date", &["build", "--as-of", "2026-02-30"]),
        ("no-folder", &["check", "nowhere"]),
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
        ("unknown", "DATA-YAER"),
    ] {
        let output = mieruka(folder.path(), "ja_JP.UTF-8", &["check", "--explain", code]);
        kept::check(&format!("it/cli/explain-{name}.txt"), &seen(&output));
    }
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
