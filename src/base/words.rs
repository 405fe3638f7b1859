//! The message catalogues: every sentence that a person reads, in Japanese and in English.
//!
//! A catalogue is a folder of TOML tables embedded in the binary (`words/ja`, `words/en`), one file a
//! room. Keys are `table.name`; an array is several lines. `{name}` is filled in; a line whose
//! placeholder has no value is left out, so that a message can carry help that only sometimes applies.
//! It does not choose the language.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    Ja,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// Reads `ja`, `ja_JP.UTF-8`, `en-GB` and the like; anything else is no language of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let head = text.split(['_', '-', '.']).next().unwrap_or_default();
        match head.to_ascii_lowercase().as_str() {
            "ja" => Some(Lang::Ja),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    pub const fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

macro_rules! tables {
    ($lang:literal: $($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("words/", $lang, "/", $name, ".toml")))),+]
    };
}

static JA: LazyLock<Words> = LazyLock::new(|| {
    Words::parse(
        &tables!["ja": "audit", "chart", "cli", "markdown", "publish", "site", "sources", "value", "yaml"],
    )
});
static EN: LazyLock<Words> = LazyLock::new(|| {
    Words::parse(
        &tables!["en": "audit", "chart", "cli", "markdown", "publish", "site", "sources", "value", "yaml"],
    )
});

/// One language's catalogue.
pub struct Words(BTreeMap<String, String>);

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }

    fn parse(files: &[(&str, &str)]) -> Self {
        let mut entries = BTreeMap::new();
        for (name, text) in files {
            let table: toml::Table = text
                .parse()
                .unwrap_or_else(|error| panic!("the built-in catalogue {name}.toml is TOML: {error}"));
            flatten(&table, "", &mut entries);
        }
        Self(entries)
    }

    /// The sentence as written, or nothing when the catalogue has no such key.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The sentence for a key of this program. A missing key shows itself; a test looks for those.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The sentence with its placeholders filled; lines that lack a value are left out.
    pub fn fill<V: AsRef<str>>(&self, key: &str, args: &[(&str, V)]) -> String {
        let lines = self.get(key).lines();
        let filled: Vec<String> = lines.filter_map(|line| fill_line(line, args)).collect();
        filled.join("\n")
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn flatten(table: &toml::Table, prefix: &str, entries: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            toml::Value::Table(inner) => flatten(inner, &key, entries),
            toml::Value::Array(lines) => {
                let lines: Vec<&str> = lines.iter().filter_map(toml::Value::as_str).collect();
                entries.insert(key, lines.join("\n"));
            }
            toml::Value::String(text) => {
                entries.insert(key, text.trim_end().to_owned());
            }
            other => panic!("the built-in catalogue holds text only, not {other} at {key}"),
        }
    }
}

fn fill_line<V: AsRef<str>>(line: &str, args: &[(&str, V)]) -> Option<String> {
    let mut out = String::with_capacity(line.len() + 16);
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let inside = &rest[open + 1..];
        let name_end = inside
            .find(|c: char| !(c.is_ascii_lowercase() || c == '_'))
            .unwrap_or(inside.len());
        if name_end > 0 && inside[name_end..].starts_with('}') {
            let name = &inside[..name_end];
            let (_, value) = args.iter().find(|(key, _)| *key == name)?;
            out.push_str(value.as_ref());
            rest = &inside[name_end + 1..];
        } else {
            out.push('{');
            rest = inside;
        }
    }
    out.push_str(rest);
    Some(out)
}
