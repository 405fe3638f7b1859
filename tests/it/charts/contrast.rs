//! The colours of charts, as the default theme has them: shapes stand out from the page by 3:1 and texts
//! by 4.5:1, in the light and in the dark set, whatever rule of `chart.css` gives them their colour.

use std::collections::BTreeMap;

use crate::kept::ROOT;

const CSS: &str = "themes/default/components/chart/chart.css";

/// The colours of one set; what the dark one lacks it takes from the light one.
fn colours(set: &str) -> BTreeMap<String, String> {
    let text = read("themes/default/theme.toml");
    let theme: toml::Table = text.parse().expect("the theme is TOML");
    let mut found = BTreeMap::new();
    for name in ["light", set] {
        let colours = theme["colours"][name].as_table().expect("a set of colours");
        for (key, value) in colours {
            let value = value.as_str().expect("a colour");
            found.insert(key.clone(), value.to_owned());
        }
    }
    found
}

fn read(path: &str) -> String {
    let path = std::path::Path::new(ROOT).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// Every rule outside of `@media` and the like: its selectors and its declarations.
fn rules(css: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut plain = String::new();
    for part in css.split("*/") {
        plain.push_str(part.split("/*").next().unwrap_or_default());
    }
    let plain = plain.split("\n@").next().unwrap_or_default().to_owned();
    let blocks = plain.split('}').filter_map(|block| block.split_once('{'));
    let declarations = |body: &str| -> Vec<(String, String)> {
        let one = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        };
        body.split(';').filter_map(one).collect()
    };
    blocks
        .map(|(selector, body)| (selector.trim().to_owned(), declarations(body)))
        .collect()
}

/// The contrast of two colours, as WCAG reckons it.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour of six digits");
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

/// What is said of a colour: the rule that uses it, and its ratio to the page.
fn ratios(set: &str) -> Vec<(String, f64)> {
    let css = read(CSS);
    let rules = rules(&css);
    let colours = colours(set);
    let mut own = BTreeMap::new();
    for (_, declarations) in &rules {
        for (name, value) in declarations {
            if let Some(name) = name.strip_prefix("--") {
                own.entry(name.to_owned())
                    .or_insert_with(Vec::new)
                    .push(value.clone());
            }
        }
    }
    let resolve = |value: &str| -> Vec<String> {
        let mut open = vec![value.to_owned()];
        let mut found = Vec::new();
        while let Some(value) = open.pop() {
            let Some(name) = value
                .strip_prefix("var(--")
                .and_then(|v| v.strip_suffix(')'))
            else {
                continue;
            };
            match (own.get(name), colours.get(name)) {
                (Some(values), _) => open.extend(values.iter().cloned()),
                (None, Some(colour)) => found.push(colour.clone()),
                (None, None) => panic!("{name} is no colour of the theme"),
            }
        }
        found
    };
    let page = &colours["page"];
    let mut ratios = Vec::new();
    for (selector, declarations) in &rules {
        // Hairlines only divide, and what is painted with the page is meant not to be seen.
        if !selector.starts_with(".chart") || selector.contains(".grid") {
            continue;
        }
        for (name, value) in declarations {
            if name != "fill" && name != "stroke" || value.contains("surface") {
                continue;
            }
            for colour in resolve(value) {
                if colour != *page {
                    ratios.push((
                        format!("{selector} {name} {colour}"),
                        contrast(&colour, page),
                    ));
                }
            }
        }
    }
    ratios
}

#[test]
fn every_shape_and_text_of_a_chart_stands_out_from_the_page() {
    for set in ["light", "dark"] {
        let ratios = ratios(set);
        assert!(ratios.len() > 15, "{set}: {ratios:?}");
        for (what, ratio) in ratios {
            let is_text = what.contains("fill")
                && [".name", ".tick", ".absent"]
                    .iter()
                    .any(|class| what.contains(class));
            let least = if is_text { 4.5 } else { 3.0 };
            assert!(
                ratio >= least,
                "{set}: {what} has {ratio:.2}, {least} is needed"
            );
        }
    }
}

#[test]
fn contrast_is_reckoned_as_wcag_does() {
    let is_near = |one: f64, other: f64| (one - other).abs() < 0.01;
    assert!(is_near(contrast("#000000", "#ffffff"), 21.0));
    assert!(is_near(contrast("#767676", "#ffffff"), 4.54));
    assert!(is_near(contrast("#ffffff", "#ffffff"), 1.0));
}

#[test]
fn what_is_filled_and_what_is_outlined_is_told_apart_without_colour() {
    let css = read(CSS);
    let rules = rules(&css);
    let of = |selector: &str, name: &str| {
        let found = rules.iter().find(|(known, _)| known == selector);
        let (_, declarations) = found.unwrap_or_else(|| panic!("{selector} has a rule"));
        let value = declarations.iter().find(|(known, _)| known == name);
        value.map(|(_, value)| value.clone())
    };
    assert_eq!(
        of(".chart .outline", "fill").as_deref(),
        Some("var(--chart-surface)")
    );
    assert!(of(".chart .outline", "stroke").is_some());
    assert_ne!(of(".chart .solid", "fill"), of(".chart .outline", "fill"));
    // Six relations, six forms of a line: dash and width together.
    let forms: Vec<_> = (0..6)
        .map(|at| {
            let selector = format!(".chart .f{at}");
            let has = rules.iter().any(|(known, _)| *known == selector);
            has.then(|| {
                (
                    of(&selector, "stroke-dasharray"),
                    of(&selector, "stroke-width"),
                )
            })
        })
        .collect();
    for (at, form) in forms.iter().enumerate() {
        assert!(
            !forms[..at].contains(form),
            "f{at} looks like another: {form:?}"
        );
    }
}
