//! The default theme: its examples are tried, and every kind of block has one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mieruka::base::words::{Lang, Words};
use mieruka::publish::minify;
use mieruka::render::{Squeeze, Theme};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::kept::{self, ROOT};

const COMPONENTS: &str = "themes/default/components";

/// One `<component>.yaml`: gallery, test and documentation at once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    component: String,
    about: String,
    examples: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    name: String,
    /// Another component of the same file.
    component: Option<String>,
    arguments: BTreeMap<String, Value>,
    /// With these arguments nothing is to be seen.
    #[serde(default)]
    empty: bool,
}

/// An argument as views hand it over: what stands under the key `html` is finished markup.
struct Argument<'a>(&'a Value, bool);

impl Serialize for Argument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) if self.1 => serializer.serialize_bytes(text.as_bytes()),
            Value::Array(items) => {
                serializer.collect_seq(items.iter().map(|item| Argument(item, false)))
            }
            Value::Object(fields) => serializer.collect_map(
                fields
                    .iter()
                    .map(|(key, value)| (key, Argument(value, key == "html"))),
            ),
            plain => plain.serialize(serializer),
        }
    }
}

fn theme() -> Theme {
    let squeeze = Squeeze {
        template: minify::template,
        style: minify::css,
    };
    match Theme::load("default", &[], Words::of(Lang::Ja), squeeze) {
        Ok(theme) => theme,
        Err(findings) => panic!(
            "{:?}",
            findings
                .iter()
                .map(|found| found.message(Lang::Ja))
                .collect::<Vec<_>>()
        ),
    }
}

fn render(theme: &Theme, component: &str, arguments: &BTreeMap<String, Value>) -> String {
    let arguments: BTreeMap<&String, Argument<'_>> = arguments
        .iter()
        .map(|(key, value)| (key, Argument(value, false)))
        .collect();
    theme
        .component(component, &arguments)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The text of a component's file, where it has one of this kind.
fn file_of(component: &str, extension: &str) -> Option<String> {
    let path = Path::new(ROOT).join(COMPONENTS).join(component);
    std::fs::read_to_string(path.join(format!("{component}.{extension}"))).ok()
}

fn folders() -> Vec<String> {
    let entries = std::fs::read_dir(Path::new(ROOT).join(COMPONENTS)).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The examples of every component that has some.
fn all_examples() -> BTreeMap<String, Examples> {
    let texts = folders()
        .into_iter()
        .filter_map(|name| Some((file_of(&name, "yaml")?, name)));
    texts
        .map(|(text, name)| {
            let examples: Examples =
                serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}.yaml: {error}"));
            assert!(
                !examples.about.is_empty(),
                "{name}.yaml says nothing about it"
            );
            assert!(!examples.examples.is_empty(), "{name}.yaml shows nothing");
            (name, examples)
        })
        .collect()
}

/// The components that a template file defines.
fn defined(html: &str) -> Vec<String> {
    html.split("{% component ")
        .skip(1)
        .map(|part| part.split('(').next().unwrap().trim().to_owned())
        .collect()
}

#[test]
fn every_component_has_an_example_of_its_own() {
    let all = all_examples();
    let mut without = Vec::new();
    for folder in folders() {
        let Some(html) = file_of(&folder, "html") else {
            continue;
        };
        let shown: BTreeSet<&str> = all.get(&folder).map_or_else(BTreeSet::new, |file| {
            let names = file.examples.iter().map(|example| &example.component);
            names
                .map(|own| own.as_deref().unwrap_or(&file.component))
                .collect()
        });
        let missing = defined(&html)
            .into_iter()
            .filter(|name| !shown.contains(&**name));
        without.extend(missing.map(|name| format!("{folder}: {name}")));
    }
    assert!(without.is_empty(), "without an example: {without:?}");
    assert!(all.len() > 15, "the search finds the components");
}

#[test]
fn examples_look_as_they_were_looked_at() {
    let theme = theme();
    for (folder, file) in all_examples() {
        let mut seen = format!("{}\n", file.about);
        for example in &file.examples {
            let component = example.component.as_deref().unwrap_or(&file.component);
            let html = render(&theme, component, &example.arguments);
            assert_eq!(
                html.trim().is_empty(),
                example.empty,
                "{folder}: {}",
                example.name
            );
            let by_tag = html.trim().replace('<', "\n<");
            seen.push_str(&format!("\n== {} ({component}){by_tag}\n", example.name));
        }
        kept::check(&format!("golden/theme/{folder}.txt"), &seen);
    }
}

/// The kinds of block that the code has, as templates name them.
fn kinds() -> BTreeSet<String> {
    let code = std::fs::read_to_string(Path::new(ROOT).join("src/pages/view.rs")).unwrap();
    let start = code.find("pub enum Block {").unwrap();
    let body = &code[start..start + code[start..].find("\n}").unwrap()];
    let variants = body
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.strip_suffix(" {"));
    variants
        .filter(|name| name.starts_with(char::is_uppercase))
        .map(str::to_lowercase)
        .collect()
}

/// Every block that an argument holds, at any depth.
fn blocks_in<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| blocks_in(item, found)),
        Value::Object(fields) => {
            if fields.contains_key("kind") {
                found.push(value);
            }
            fields.values().for_each(|value| blocks_in(value, found));
        }
        _ => {}
    }
}

#[test]
fn every_kind_of_block_has_an_example_and_is_shown() {
    let theme = theme();
    let all = all_examples();
    let mut blocks = Vec::new();
    for file in all.values() {
        for argument in file.examples.iter().flat_map(|e| e.arguments.values()) {
            blocks_in(argument, &mut blocks);
        }
    }
    let shown: BTreeSet<String> = blocks
        .iter()
        .map(|block| block["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(shown, kinds());
    // A kind that the template does not know would be left out without a word.
    let empty = render(&theme, "blocks", &arguments_of(Vec::new()));
    for block in blocks {
        let html = render(&theme, "blocks", &arguments_of(vec![block.clone()]));
        assert!(html.len() > empty.len(), "{block} is not shown");
    }
}

fn arguments_of(blocks: Vec<Value>) -> BTreeMap<String, Value> {
    BTreeMap::from([
        ("blocks".to_owned(), Value::Array(blocks)),
        ("level".to_owned(), Value::from(3)),
    ])
}

#[test]
fn text_in_an_example_cannot_become_a_tag() {
    let theme = theme();
    let arguments = BTreeMap::from([(
        "items".to_owned(),
        serde_json::json!([{ "html": "<b>可</b>" }]),
    )]);
    assert!(render(&theme, "list", &arguments).contains("<b>可</b>"));
    let as_text: BTreeMap<&str, &Value> = arguments
        .iter()
        .map(|(key, value)| (&**key, value))
        .collect();
    let error = theme.component("list", &as_text).unwrap_err();
    assert!(error.why.contains("markup, not text"), "{error}");
}
