//! Laws of the source tree: the layers, the words, the themes, and what must not be left lying about.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mieruka::base::words::{Lang, Words};

use crate::kept::ROOT;

/// The rooms from low to high, as the table at the head of `lib.rs` has them.
const LAYERS: [(&str, usize); 16] = [
    ("base", 0),
    ("world", 1),
    ("chart", 1),
    ("search", 1),
    ("model", 2),
    ("sources", 3),
    ("figures", 4),
    ("audit", 5),
    ("pages", 6),
    ("render", 7),
    ("compare", 7),
    ("publish", 8),
    ("pipeline", 9),
    ("preview", 10),
    ("cli", 11),
    ("main", 12),
];

fn layer(room: &str) -> Option<usize> {
    LAYERS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, layer)| *layer)
}

/// Every file below a folder of the repository, as (path from the root, text).
fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(ROOT).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                let name = path
                    .strip_prefix(ROOT)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The room that a file of `src` belongs to.
fn room(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let first = inside.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first))
}

/// The rooms that a text imports from, by `crate::room` or `crate::{room, …}`.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.collect::<Vec<_>>().join("\n");
    let mut rooms = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => word.clear(),
                    c if depth == 0 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    _ if depth == 0 && !word.is_empty() => {
                        rooms.insert(std::mem::take(&mut word));
                    }
                    _ => {}
                }
            }
            rooms.extend(Some(word).filter(|word| !word.is_empty()));
        } else {
            rooms.insert(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    rooms
}

/// What is wrong with the imports of one file.
fn faults(path: &str, text: &str) -> Vec<String> {
    let Some(here) = room(path) else {
        return Vec::new();
    };
    let Some(own) = layer(here) else {
        return Vec::new();
    };
    imports(text)
        .into_iter()
        .filter(|other| other != here)
        .filter(|other| layer(other).is_some_and(|other| other >= own))
        .map(|other| format!("{path}: {here} may not import {other}"))
        .collect()
}

#[test]
fn no_room_imports_sideways_or_up() {
    let found: Vec<String> = files("src", "rs")
        .iter()
        .flat_map(|(path, text)| faults(path, text))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn an_import_that_goes_up_or_sideways_is_seen() {
    assert_eq!(
        faults(
            "src/figures/money.rs",
            "use crate::pages::Page;\nuse crate::model::Plan;"
        ),
        ["src/figures/money.rs: figures may not import pages"],
    );
    assert_eq!(
        faults("src/chart/mod.rs", "fn f() { crate::world::Disk::new(); }"),
        ["src/chart/mod.rs: chart may not import world"],
    );
    assert_eq!(
        faults(
            "src/model/plan.rs",
            "use crate::{base::{path, text}, sources::yaml};"
        ),
        ["src/model/plan.rs: model may not import sources"],
    );
    assert_eq!(
        faults("src/cli/mod.rs", "// crate::main\nuse crate::pipeline;"),
        Vec::<String>::new()
    );
}

#[test]
fn every_room_has_its_layer() {
    for (path, _) in files("src", "rs") {
        let room = room(&path).unwrap();
        assert!(
            room == "lib" || room == "build" || layer(room).is_some(),
            "{path}: no layer for {room}"
        );
    }
}

#[test]
fn files_say_what_they_are_for_and_stay_short() {
    for (path, text) in files("src", "rs") {
        assert!(text.starts_with("//!"), "{path} does not open with //!");
        assert!(
            text.lines().count() <= 500,
            "{path} has more than 500 lines"
        );
    }
}

#[test]
fn nothing_is_left_half_done() {
    let marks = [
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[", "ignore"),
        concat!("dbg", "!("),
    ];
    for (path, text) in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        for mark in marks {
            assert!(!text.contains(mark), "{path} has {mark}");
        }
    }
}

#[test]
fn only_markup_goes_into_a_template_unescaped() {
    for (path, text) in files("themes", "html") {
        for pipe in text.split('|').skip(1) {
            let filter = pipe.trim_start();
            assert!(!filter.starts_with("safe"), "{path} uses `safe`");
        }
    }
}

/// The placeholders of a sentence.
fn placeholders(sentence: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in sentence.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        {
            found.insert(name.to_owned());
        }
    }
    found
}

#[test]
fn both_languages_say_the_same_things() {
    let (ja, en) = (Words::of(Lang::Ja), Words::of(Lang::En));
    let keys = |words: &'static Words| words.keys().map(str::to_owned).collect::<BTreeSet<_>>();
    let only: Vec<_> = keys(ja).symmetric_difference(&keys(en)).cloned().collect();
    assert!(only.is_empty(), "in one language only: {only:?}");
    for key in ja.keys() {
        assert_eq!(
            placeholders(ja.get(key)),
            placeholders(en.get(key)),
            "placeholders of {key}"
        );
    }
}

#[test]
fn every_code_has_its_words() {
    let words = Words::of(Lang::Ja);
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in files("src", "rs") {
        for literal in text.split('"').skip(1).step_by(2) {
            let is_code = literal.contains('-')
                && literal.len() > 6
                && literal
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
                && literal
                    .bytes()
                    .next()
                    .is_some_and(|b| b.is_ascii_uppercase());
            if is_code
                && !matches!(
                    literal,
                    "UTF-8" | "UTF-16" | "UTF-32" | "ISO-2022-JP" | "EUC-JP"
                )
            {
                codes.insert(literal.to_owned(), path.clone());
            }
        }
    }
    assert!(
        codes.len() > 60,
        "the search finds the codes: {}",
        codes.len()
    );
    for (code, path) in codes {
        for part in ["message", "help", "why"] {
            let key = format!("{code}.{part}");
            assert!(
                words.find(&key).is_some(),
                "{path}: {key} is in no catalogue"
            );
        }
    }
}

#[test]
fn every_word_that_pages_ask_for_exists() {
    let words = Words::of(Lang::Ja);
    for (path, text) in files("src/pages", "rs") {
        for call in ["say(", "fill("] {
            for part in text.split(call).skip(1) {
                // The key may stand on a line of its own; one that is no literal is left to the pages.
                let Some(literal) = part.trim_start().strip_prefix('"') else {
                    continue;
                };
                let key = literal.split('"').next().unwrap();
                let key = format!("pages.{key}");
                assert!(
                    words.find(&key).is_some(),
                    "{path}: {key} is in no catalogue"
                );
            }
        }
    }
}

#[test]
fn the_top_level_is_the_design_card() {
    let known = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "src",
        "content",
        "themes",
        "seeds",
        "tests",
    ];
    for entry in std::fs::read_dir(ROOT).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let built = matches!(&*name, "target" | "public" | "release");
        assert!(
            known.contains(&&*name) || name.starts_with('.') || built,
            "{name} at the top level"
        );
    }
}
