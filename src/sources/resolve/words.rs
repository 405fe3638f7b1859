//! Words of the site in the place of the program's.

use std::collections::BTreeMap;

use super::Reader;
use crate::base::text;
use crate::base::words::{Lang, Words, placeholders};
use crate::model::site::OwnWords;
use crate::sources::record::OwnWordsRecord;
use crate::sources::yaml::{Entries, Text};

/// The table of a key that names none.
const USUAL: &str = "pages";

/// The tables whose words stand on pages.
const TABLES: [&str; 4] = [USUAL, "site", "chart", "table"];

pub fn resolve_words(record: &OwnWordsRecord, reader: &mut Reader<'_>) -> OwnWords {
    OwnWords {
        ja: of(&record.ja, Lang::Ja, reader),
        en: of(&record.en, Lang::En, reader),
    }
}

fn of(entries: &Entries<Text>, lang: Lang, reader: &mut Reader<'_>) -> BTreeMap<String, String> {
    let words = Words::of(lang);
    let mut own = BTreeMap::new();
    for (key, sentence) in &entries.0 {
        let full = match key.text.split_once('.') {
            Some(_) => key.text.to_string(),
            None => format!("{USUAL}.{}", key.text),
        };
        let original = words.find(&full).filter(|_| is_word_of_pages(&full));
        let Some(original) = original else {
            unknown(key, lang, reader);
            continue;
        };
        if sentence.text.trim().is_empty() {
            // What is no text has been told, and reads as an empty one.
            if !reader.has_told(sentence.at) {
                reader.error("WORDS-EMPTY", sentence.at, &[("key", &key.text)]);
            }
            continue;
        }
        let (wanted, found) = (placeholders(original), placeholders(&sentence.text));
        let listed = |names: Vec<&&str>| {
            let names = names.into_iter().map(|name| format!("{{{name}}}"));
            names.collect::<Vec<_>>().join(" ")
        };
        let missing = listed(wanted.difference(&found).collect());
        let foreign = listed(found.difference(&wanted).collect());
        for (code, names) in [("WORDS-MISSING", missing), ("WORDS-FOREIGN", foreign)] {
            if !names.is_empty() {
                let args = [
                    ("key", &*key.text),
                    ("names", &*names),
                    ("original", original),
                ];
                reader.error(code, sentence.at, &args);
            }
        }
        own.insert(full, sentence.text.to_string());
    }
    own
}

/// The keys that a site may say in its own words, as it writes them, with what stands there otherwise.
pub fn own_words(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let words = Words::of(lang);
    let keys = words.keys().filter(|key| is_word_of_pages(key));
    keys.map(|key| (short(key), words.get(key)))
}

fn is_word_of_pages(key: &str) -> bool {
    let table = key.split_once('.').map_or("", |(table, _)| table);
    TABLES.contains(&table)
}

/// The key without the table that it need not name.
fn short(key: &str) -> &str {
    let rest = key
        .strip_prefix(USUAL)
        .and_then(|rest| rest.strip_prefix('.'));
    rest.unwrap_or(key)
}

fn unknown(key: &Text, lang: Lang, reader: &mut Reader<'_>) {
    let mut args = vec![("found", &*key.text)];
    let known = own_words(lang).map(|(known, _)| known);
    args.extend(text::did_you_mean(&key.text, known).map(|near| ("near", near)));
    reader.error("WORDS-KEY", key.at, &args);
}
