//! The default theme: its examples are tried, and every kind of block has one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mieruka::base::path::SourcePath;
use mieruka::base::words::{Lang, Words};
use mieruka::publish::minify;
use mieruka::render::{Colour, Squeeze, Theme};
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
        script: minify::js,
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

/// Loads the default theme with another `theme.toml`; what is wrong with it, as a person reads it.
fn complaints(change: impl Fn(&str) -> String) -> Vec<(String, &'static str, String)> {
    let text = std::fs::read_to_string(Path::new(ROOT).join("themes/default/theme.toml")).unwrap();
    let changed = change(&text);
    assert_ne!(changed, text, "the change is one");
    let squeeze = Squeeze {
        template: minify::template,
        style: minify::css,
        script: minify::js,
    };
    let path = SourcePath::new("themes/default/theme.toml");
    let own = [(path, changed.into_bytes().into())];
    match Theme::load("default", &own, Words::of(Lang::Ja), squeeze) {
        Ok(_) => Vec::new(),
        Err(findings) => findings
            .iter()
            .map(|found| {
                let said = format!("{} {}", found.message(Lang::Ja), found.help(Lang::Ja));
                (found.place.to_string(), found.code, said)
            })
            .collect(),
    }
}

fn line_of(needle: &str) -> usize {
    let text = std::fs::read_to_string(Path::new(ROOT).join("themes/default/theme.toml")).unwrap();
    text.lines()
        .position(|line| line.starts_with(needle))
        .unwrap()
        + 1
}

#[test]
fn a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can() {
    let faint = complaints(|text| text.replacen("quiet = \"#4d4d4d\"", "quiet = \"#909090\"", 1));
    assert_eq!(faint.len(), 2, "{faint:?}");
    let (place, code, said) = &faint[0];
    assert_eq!(
        *place,
        format!("themes/default/theme.toml:{}:9", line_of("quiet"))
    );
    assert_eq!(*code, "THEME-CONTRAST");
    assert!(
        said.contains("quiet（#909090）と page（#ffffff）"),
        "{said}"
    );
    assert!(said.contains("3.19:1") && said.contains("4.5:1"), "{said}");
    let nearest = said.split("quiet を ").nth(1).unwrap();
    let nearest = nearest.split(" に").next().unwrap();
    let mended = complaints(|text| {
        text.replacen("quiet = \"#4d4d4d\"", &format!("quiet = \"{nearest}\""), 1)
    });
    assert_eq!(mended, []);
    // One step lighter is not enough: it is the nearest.
    let grey = u8::from_str_radix(&nearest[1..3], 16).unwrap() + 1;
    let lighter = format!("quiet = \"#{grey:02x}{grey:02x}{grey:02x}\"");
    let faint = complaints(|text| text.replacen("quiet = \"#4d4d4d\"", &lighter, 1));
    assert_eq!(faint.len(), 1, "{faint:?}");
}

#[test]
fn the_dark_set_is_looked_at_by_itself_and_shapes_need_less_than_text() {
    let faint =
        complaints(|text| text.replacen("chart-1 = \"#7096f8\"", "chart-1 = \"#2040a0\"", 1));
    assert!(ratio("#2040a0", "#1a1a1a") < 3.0);
    assert_eq!(faint.len(), 1, "{faint:?}");
    assert!(faint[0].2.contains("暗い画面"), "{faint:?}");
    // 3:1 is enough for what is drawn, though it would not do for text.
    assert!((3.0..4.5).contains(&ratio("#0080d0", "#ffffff")));
    let drawn = complaints(|text| text.replacen("part-2 = \"#008bf2\"", "part-2 = \"#0080d0\"", 1));
    assert_eq!(drawn, []);
}

fn ratio(one: &str, other: &str) -> f64 {
    let colour = |code| Colour::parse(code).unwrap();
    colour(one).contrast(colour(other))
}

#[test]
fn contrast_is_measured_as_the_standard_does() {
    assert_eq!(ratio("#000000", "#ffffff"), 21.0);
    assert_eq!(ratio("#fff", "#ffffff"), 1.0);
    // Both sides of the threshold, as the standard's own notes have them.
    assert!(ratio("#767676", "#ffffff") >= 4.5 && ratio("#777777", "#ffffff") < 4.5);
    let red = Colour::parse("#ff0000").unwrap();
    let white = Colour::parse("#ffffff").unwrap();
    let dark = red.nearest(&[(white, 450)]).unwrap();
    assert!(dark.contrast(white) >= 4.5);
    let code = dark.code();
    assert!(
        code.ends_with("0000") && code.as_str() > "#e0",
        "{code} is a red still, and not much darker"
    );
}

#[test]
fn what_is_wrong_with_the_settings_is_told_with_its_line() {
    type Case = (&'static str, &'static str, &'static str, &'static str);
    let cases: [Case; 5] = [
        (
            "mark = ",
            "marc = ",
            "mark",
            "「marc」という項目はありません",
        ),
        (
            "name = \"default\"",
            "name = default",
            "name",
            "TOML の書き方",
        ),
        ("name = \"default\"", "name = 3", "name", "値の形が違います"),
        (
            "main = \"#0017c1\"",
            "main = \"blue\"",
            "main",
            "main の「blue」は色の書き方ではありません",
        ),
        (
            "main = \"#0017c1\"",
            "page = \"#ffffff\"",
            "page",
            "同じ項目が二度",
        ),
    ];
    for (from, to, line, why) in cases {
        let told = complaints(|text| text.replacen(from, to, 1));
        assert_eq!(told.len(), 1, "{told:?}");
        let (place, code, said) = &told[0];
        assert_eq!(*code, "THEME-BROKEN", "{said}");
        assert!(said.contains(why), "{said}");
        let at = format!("themes/default/theme.toml:{}:", line_of(line));
        assert!(place.starts_with(&at), "{to}: {place}");
    }
    let missing = complaints(|text| text.replacen("css = [", "[x]\ncss = [", 1));
    assert!(
        missing[0].2.contains("「x」という項目はありません"),
        "{missing:?}"
    );
}

#[test]
fn every_brace_of_a_style_file_is_closed() {
    // What stands after an open one would be lost without a word.
    let mut looked_at = 0;
    for folder in folders() {
        let Some(css) = file_of(&folder, "css") else {
            continue;
        };
        assert_eq!(
            css.matches('{').count(),
            css.matches('}').count(),
            "{folder}"
        );
        looked_at += 1;
    }
    assert!(looked_at > 15);
}
