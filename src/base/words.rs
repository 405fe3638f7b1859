//! The message catalogues: every sentence that a person reads, in Japanese and in English.
//!
//! A catalogue is a folder of TOML tables embedded in the binary (`words/ja`, `words/en`), one file a
//! room. Keys are `table.name`; an array is several lines. `{name}` is filled in, `{name:one|others}` is
//! the form of a word that fits the number; a line whose placeholder has no value is left out, so that a
//! message can carry help that only sometimes applies.
//! It does not choose the language.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
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

/// The rooms that have a file of words, named once for both languages.
macro_rules! catalogues {
    ($($name:literal),+ $(,)?) => {
        static JA: LazyLock<Words> = LazyLock::new(|| {
            Words::parse(Lang::Ja, &[$(($name, include_str!(concat!("words/ja/", $name, ".toml")))),+])
        });
        static EN: LazyLock<Words> = LazyLock::new(|| {
            Words::parse(Lang::En, &[$(($name, include_str!(concat!("words/en/", $name, ".toml")))),+])
        });
    };
}

catalogues!(
    "audit", "chart", "cli", "compare", "markdown", "pages", "preview", "publish", "render",
    "site", "sources", "value", "yaml",
);

/// One language's catalogue.
///
/// Pages ask for hundreds of sentences each, so a sentence is found by a hash of its key.
#[derive(Clone)]
pub struct Words {
    lang: Lang,
    /// In the order of their keys.
    entries: Vec<Entry>,
    /// Open addressing: where the entry of a hash stands, or the next free slot after it.
    slots: Vec<Option<u16>>,
}

/// By its language: thousands of sentences would hide whatever else is shown.
impl fmt::Debug for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Words({})", self.lang)
    }
}

#[derive(Clone)]
struct Entry {
    key: String,
    sentence: String,
}

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }

    /// The catalogue with sentences of one's own in the place of some; keys that it does not have are
    /// left out.
    pub fn with(lang: Lang, own: &BTreeMap<String, String>) -> Cow<'static, Words> {
        let mut words = Cow::Borrowed(Self::of(lang));
        for (key, sentence) in own {
            if let Some(place) = words.place(key) {
                words.to_mut().entries[place].sentence.clone_from(sentence);
            }
        }
        words
    }

    fn parse(lang: Lang, files: &[(&str, &str)]) -> Self {
        let mut entries = BTreeMap::new();
        for (name, text) in files {
            let table: toml::Table = text.parse().unwrap_or_else(|error| {
                panic!("the built-in catalogue {name}.toml is TOML: {error}")
            });
            flatten(&table, "", &mut entries);
        }
        let entries: Vec<Entry> = entries
            .into_iter()
            .map(|(key, sentence)| Entry { key, sentence })
            .collect();
        // At most a quarter full, so that a search is one step or two.
        let mut slots = vec![None; (entries.len() * 4).next_power_of_two()];
        for (place, entry) in entries.iter().enumerate() {
            let (table, name) = entry.key.split_once('.').unwrap_or(("", &entry.key));
            let mut slot = slot_of(table, name, slots.len());
            while slots[slot].is_some() {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = Some(u16::try_from(place).expect("a catalogue has few thousand entries"));
        }
        Self {
            lang,
            entries,
            slots,
        }
    }

    /// A sentence with something to read where a finding fills in its own words: `…`, or what the catalogue
    /// has under `cli.stand-in`.
    pub fn bare(&self, sentence: &str) -> String {
        let mut said = String::with_capacity(sentence.len());
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            rest = after;
            match after.split_once('}').filter(|(name, _)| is_name(name)) {
                Some((name, after)) => {
                    let stand_in = self.find(&format!("cli.stand-in.{name}"));
                    // One that only chooses among sentences says nothing itself.
                    let chooses = name.starts_with("is_");
                    said.push_str(stand_in.unwrap_or(if chooses { "" } else { "…" }));
                    rest = after;
                }
                None => said.push('{'),
            }
        }
        said.push_str(rest);
        said
    }

    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The sentence as written, or nothing when the catalogue has no such key.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.place(key).map(|place| &*self.entries[place].sentence)
    }

    fn place(&self, key: &str) -> Option<usize> {
        let (table, name) = key.split_once('.')?;
        self.place_in(table, name)
    }

    /// The same for a key in a table: `find_in("pages", "home")` is `find("pages.home")`.
    pub fn find_in(&self, table: &str, key: &str) -> Option<&str> {
        let place = self.place_in(table, key)?;
        Some(&self.entries[place].sentence)
    }

    fn place_in(&self, table: &str, key: &str) -> Option<usize> {
        let mut slot = slot_of(table, key, self.slots.len());
        while let Some(place) = self.slots[slot] {
            let place = usize::from(place);
            let after = self.entries[place].key.strip_prefix(table);
            if after.and_then(|after| after.strip_prefix('.')) == Some(key) {
                return Some(place);
            }
            slot = (slot + 1) % self.slots.len();
        }
        None
    }

    /// The sentence for a key of this program. A missing key shows itself; a test looks for those.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The sentence with its placeholders filled; lines that lack a value are left out.
    pub fn fill<V: AsRef<str>>(&self, key: &str, args: &[(&str, V)]) -> String {
        fill_lines(self.get(key), args)
    }

    /// The same for a key in a table.
    pub fn fill_in<V: AsRef<str>>(&self, table: &str, key: &str, args: &[(&str, V)]) -> String {
        fill_lines(self.find_in(table, key).unwrap_or(key), args)
    }

    /// All keys in the order of the alphabet.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }
}

/// Where the search for a sentence begins among so many slots, a power of two. Names are eaten eight
/// bytes at a time: a page asks hundreds of times.
#[expect(
    clippy::cast_possible_truncation,
    reason = "only the lowest bits are wanted"
)]
fn slot_of(table: &str, name: &str, slots: usize) -> usize {
    let mut hash = 0u64;
    let mut eat = |bytes: &[u8]| {
        let mut word = [0; 8];
        word[..bytes.len()].copy_from_slice(bytes);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    };
    for part in [table, name] {
        part.as_bytes().chunks(8).for_each(&mut eat);
    }
    (hash ^ (hash >> 32)) as usize & (slots - 1)
}

fn fill_lines<V: AsRef<str>>(sentence: &str, args: &[(&str, V)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    for line in sentence.lines() {
        let before = out.len();
        if before > 0 {
            out.push('\n');
        }
        if fill_line(&mut out, line, args).is_none() {
            out.truncate(before);
        }
    }
    out
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
                entries.insert(key, text.trim_end_matches('\n').to_owned());
            }
            other => panic!("the built-in catalogue holds text only, not {other} at {key}"),
        }
    }
}

/// What follows the name in `{count:project|projects}`: the form for one, the form for others, the rest.
fn forms_of(after: &str) -> Option<([&str; 2], &str)> {
    let (forms, rest) = after.strip_prefix(':')?.split_once('}')?;
    let (one, others) = forms.split_once('|')?;
    Some(([one, others], rest))
}

/// A part of a line, from the left.
enum Part<'a> {
    Text(&'a str),
    Value(&'a str),
    /// A word in the form that fits a number: the form for one, the form for others.
    Form(&'a str, [&'a str; 2]),
}

/// The first part of a line, and what follows it.
fn first_part(line: &str) -> Option<(Part<'_>, &str)> {
    let Some(inside) = line.strip_prefix('{') else {
        let end = line.find('{').unwrap_or(line.len());
        return (end > 0).then(|| (Part::Text(&line[..end]), &line[end..]));
    };
    let name_end = inside
        .find(|c: char| !(c.is_ascii_lowercase() || c == '_'))
        .unwrap_or(inside.len());
    let (name, after) = inside.split_at(name_end);
    if name.is_empty() {
        return Some((Part::Text("{"), inside));
    }
    if let Some(rest) = after.strip_prefix('}') {
        return Some((Part::Value(name), rest));
    }
    Some(match forms_of(after) {
        Some((forms, rest)) => (Part::Form(name, forms), rest),
        None => (Part::Text("{"), inside),
    })
}

/// The names of the values that a sentence is filled with.
pub fn placeholders(sentence: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut rest = sentence;
    while let Some((part, after)) = first_part(rest) {
        if let Part::Value(name) | Part::Form(name, _) = part {
            names.insert(name);
        }
        rest = after;
    }
    names
}

/// Appends the line; nothing when one of its placeholders has no value.
fn fill_line<V: AsRef<str>>(out: &mut String, line: &str, args: &[(&str, V)]) -> Option<()> {
    let value = |name: &str| {
        let found = args.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value.as_ref())
    };
    let mut rest = line;
    while let Some((part, after)) = first_part(rest) {
        out.push_str(match part {
            Part::Text(text) => text,
            Part::Value(name) => value(name)?,
            Part::Form(name, forms) => forms[usize::from(value(name)? != "1")],
        });
        rest = after;
    }
    Some(())
}

/// Whether a text between braces is the name of what is filled in.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}
