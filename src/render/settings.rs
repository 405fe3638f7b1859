//! What `theme.toml` says, and what can be wrong with it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::contrast::{Colour, pairs};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::base::words::Words;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    #[expect(dead_code, reason = "the name is for readers of the file")]
    name: String,
    pub css: Vec<String>,
    #[serde(default)]
    pub site: Site,
    pub font: Font,
    pub colours: Colours,
}

/// How the city shows itself.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Site {
    /// Beside the mark; the site's title when empty.
    pub name: String,
    /// A file in `static/`.
    pub mark: String,
    /// A line at the very end of every page.
    pub footer: String,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: String::new(),
            mark: "icon.svg".to_owned(),
            footer: String::new(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Font {
    pub text: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Colours {
    pub light: Set,
    pub dark: Set,
}

pub(super) type Set = BTreeMap<String, Spanned<String>>;

/// Reads the file and holds its colours against one another.
pub(super) fn read(text: &str, file: &SourcePath) -> Result<Settings, Findings> {
    let mut findings = Findings::new();
    let settings: Settings = match toml::from_str(text) {
        Ok(settings) => settings,
        Err(error) => {
            findings.push(fault(&error, text, file));
            return Err(findings);
        }
    };
    let Colours { light, dark } = &settings.colours;
    for (name, colour) in light.iter().chain(dark) {
        if Colour::parse(colour.get_ref()).is_none() {
            let place = spot(text, colour.span().start).in_file(file);
            let (name, colour) = (name.clone(), colour.get_ref().clone());
            let args = [("name", name), ("found", colour)];
            findings.push(broken(place, "theme.why-colour", &args));
        }
    }
    if !findings.has_errors() {
        let both = dark_over_light(light, dark);
        faint(&mut findings, "light", light, (text, file));
        faint(&mut findings, "dark", &both, (text, file));
    }
    if findings.has_errors() {
        return Err(findings);
    }
    Ok(settings)
}

/// A colour that is missing from the dark set keeps its light value.
fn dark_over_light(light: &Set, dark: &Set) -> Set {
    let mut both = light.clone();
    both.extend(
        dark.iter()
            .map(|(name, colour)| (name.clone(), colour.clone())),
    );
    both
}

/// Tells the pairs that lie too near to each other.
fn faint(findings: &mut Findings, scheme: &'static str, set: &Set, at: (&str, &SourcePath)) {
    let colour = |name: &str| {
        let written = set.get(name)?;
        Some((Colour::parse(written.get_ref())?, written))
    };
    for pair in pairs() {
        let (Some((front, written)), Some((ground, _))) = (colour(pair.front), colour(pair.ground))
        else {
            continue;
        };
        if front.is_far_from((ground, pair.needed)) {
            continue;
        }
        // The colour to take instead must do everywhere the old one stands.
        let wants: Vec<(Colour, u32)> = pairs()
            .filter(|other| other.front == pair.front)
            .filter_map(|other| Some((colour(other.ground)?.0, other.needed)))
            .collect();
        let nearest = front
            .nearest(&wants)
            .or_else(|| front.nearest(&[(ground, pair.needed)]))
            .unwrap_or(front);
        // Cut, not rounded: 4.499 is not enough and must not be shown as if it were.
        let ratio = (front.contrast(ground) * 100.0).floor() / 100.0;
        let place = spot(at.0, written.span().start).in_file(at.1);
        findings.push(
            Diagnostic::error("THEME-CONTRAST", place)
                .with_each("scheme", |lang| {
                    let words = Words::of(lang);
                    let key = if scheme == "dark" {
                        "theme.dark"
                    } else {
                        "theme.light"
                    };
                    words.get(key).to_owned()
                })
                .with("front", pair.front)
                .with("colour", front.code())
                .with("ground", pair.ground)
                .with("other", ground.code())
                .with("ratio", format!("{ratio:.2}"))
                .with("needed", format!("{:.1}", f64::from(pair.needed) / 100.0))
                .with("nearest", nearest.code()),
        );
    }
}

/// What the reader of TOML found, in words of ours.
fn fault(error: &toml::de::Error, text: &str, file: &SourcePath) -> Diagnostic {
    let place = match error.span() {
        Some(span) => spot(text, span.start).in_file(file),
        None => Place::file(file),
    };
    let said = error.message();
    let quoted = said.split('`').nth(1).unwrap_or_default().to_owned();
    let key = if said.starts_with("unknown field") {
        "theme.why-unknown"
    } else if said.starts_with("missing field") {
        "theme.why-missing"
    } else if said.starts_with("duplicate key") {
        "theme.why-twice"
    } else if said.starts_with("invalid type") {
        "theme.why-kind"
    } else {
        "theme.why-syntax"
    };
    broken(place, key, &[("name", quoted)])
}

fn broken(place: Place, key: &'static str, args: &[(&'static str, String)]) -> Diagnostic {
    Diagnostic::error("THEME-BROKEN", place).with_each("why", |lang| {
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, &**value)).collect();
        Words::of(lang).fill(key, &args)
    })
}

fn spot(text: &str, byte: usize) -> Spot {
    let before = &text[..byte.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    // A settings file of so many lines cannot be read at all.
    Spot::new(
        u32::try_from(line).unwrap_or(u32::MAX),
        u32::try_from(column).unwrap_or(u32::MAX),
        0,
    )
}
