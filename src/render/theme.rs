//! A theme: templates, components, style sheets and static files, read once.
//!
//! The default theme is part of the program. A site's own `themes/<name>/` lies over it file by file,
//! so that a city changes one colour or one component by writing one file.

use std::collections::BTreeMap;

use rust_embed::Embed;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};
use tera::Tera;

use super::filters;
use super::settings::{self, Set, Settings, Site};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::base::words::Words;
use crate::pages::book::Parts;
use crate::sources::gather::File;

#[derive(Embed)]
#[folder = "themes/default"]
struct Default;

/// How templates, styles and scripts are made smaller; given by the caller, who owns the means.
#[derive(Clone, Copy)]
pub struct Squeeze {
    pub template: fn(&str, &str) -> Result<String, Box<Diagnostic>>,
    pub style: fn(&str) -> String,
    pub script: fn(&str) -> String,
}

pub struct Theme {
    pub(super) tera: Tera,
    /// The one style sheet and the static files, under their published addresses.
    pub assets: Vec<Asset>,
    pub parts: Parts,
    /// What it says at the end of every page: the name that it gives the site, and a line of its own.
    pub said: Vec<String>,
}

/// A style sheet inside a page, which templates print as it is.
struct Inlined<'a>(&'a [u8]);

impl Serialize for Inlined<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

type Files = BTreeMap<String, Vec<u8>>;
/// A file of the theme under its published address.
type Asset = (SitePath, Vec<u8>);

impl Theme {
    /// Reads the theme of that name. `own` are the site's files below `themes/`.
    pub fn load(
        name: &str,
        own: &[File],
        words: &Words,
        squeeze: Squeeze,
    ) -> Result<Theme, Findings> {
        let files = overlay(name, own);
        let at = SourcePath::new(format!("themes/{name}/theme.toml"));
        let broken = |file: &str, why: String| {
            let mut findings = Findings::new();
            let path = SourcePath::new(format!("themes/{name}/{file}"));
            findings.push(Diagnostic::error("THEME-BROKEN", Place::file(&path)).with("why", why));
            findings
        };
        if name != "default" && !own.iter().any(|(path, _)| is_below(path, name)) {
            let mut findings = Findings::new();
            findings.push(Diagnostic::error("THEME-MISSING", Place::file(&at)).with("name", name));
            return Err(findings);
        }
        let text = text_of(&files, "theme.toml").map_err(|why| broken("theme.toml", why))?;
        let settings = settings::read(text, &at)?;
        let style = stylesheet(&settings, &files).map_err(|why| broken("theme.toml", why))?;
        let style = (squeeze.style)(&style).into_bytes();
        let mut tera =
            templates(&files, &settings, words, squeeze).map_err(|fault| match fault {
                Fault::Text(file, why) => broken(&file, why),
                Fault::Told(diagnostic) => {
                    let mut findings = Findings::new();
                    findings.push(*diagnostic);
                    findings
                }
            })?;
        // For a page that is shown at addresses from which no other file is found.
        tera.global_context().insert("style", &Inlined(&style));
        let stylesheet = hashed("style", "css", &style);
        let assets = statics(&files, squeeze).map_err(|why| broken("static", why))?;
        let part = |file: &str| {
            let found = assets.iter().find(|(name, _)| *name == file);
            let missing = || broken("static", format!("static/{file}: no such file"));
            found
                .map(|(_, (address, _))| address.clone())
                .ok_or_else(missing)
        };
        let parts = Parts {
            stylesheet: stylesheet.clone(),
            icon: part(&settings.site.mark)?,
            script: part("search.js")?,
            page: part("page.js")?,
        };
        let Site { name, footer, .. } = settings.site;
        let said = [name, footer]
            .into_iter()
            .filter(|said| !said.is_empty())
            .collect();
        let mut assets: Vec<Asset> = assets.into_iter().map(|(_, asset)| asset).collect();
        assets.push((stylesheet, style));
        Ok(Theme {
            tera,
            assets,
            parts,
            said,
        })
    }

    /// The same theme saying its fixed words in another language. Its files are published once.
    pub fn in_words(&self, words: &Words) -> Self {
        let mut tera = self.tera.clone();
        say(&mut tera, words);
        Self {
            tera,
            assets: Vec::new(),
            parts: self.parts.clone(),
            said: self.said.clone(),
        }
    }
}

/// Gives templates the words that stand on every page.
fn say(tera: &mut Tera, words: &Words) {
    let fixed: BTreeMap<&str, &str> = words
        .keys()
        .filter_map(|key| Some((key.strip_prefix("site.")?, words.get(key))))
        .collect();
    tera.global_context().insert("words", &fixed);
}

/// What a city changes first, as the built-in theme has it: `theme.toml`, with what each part is in the
/// words of whoever changes it.
pub fn settings_file(words: &Words) -> String {
    let own = Default::get("theme.toml").map_or_else(Vec::new, |file| file.data.into_owned());
    let own = String::from_utf8_lossy(&own).into_owned();
    let say = |key: &str| words.find_in("theme-file", key);
    let mut out = String::new();
    let comment = |out: &mut String, key: &str| {
        let lines = say(key).into_iter().flat_map(str::lines);
        lines.for_each(|line| out.push_str(&format!("# {line}\n")));
    };
    comment(&mut out, "head");
    let mut part = String::new();
    for line in own.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split([' ', '=']).next().unwrap_or_default();
        let name = name.trim_matches(['[', ']']);
        if line.starts_with('[') {
            name.clone_into(&mut part);
        }
        if line.starts_with('[') || name == "css" {
            comment(&mut out, name);
        }
        // What stands behind a value says it in English.
        let value = line.rfind("\" ").map_or(line, |end| &line[..=end]);
        out.push_str(value);
        if part == "colours.light" && !line.starts_with('[') {
            let said = say(name).map(|said| format!("  # {said}"));
            out.push_str(&said.unwrap_or_default());
        }
        out.push('\n');
    }
    out
}

fn is_below(path: &SourcePath, name: &str) -> bool {
    path.as_str().starts_with(&format!("themes/{name}/"))
}

/// The built-in files with the site's own over them.
fn overlay(name: &str, own: &[File]) -> Files {
    let mut files: Files = Default::iter()
        .filter_map(|file| Some((file.to_string(), Default::get(&file)?.data.into_owned())))
        .collect();
    for (path, bytes) in own {
        if let Some(inside) = path.as_str().strip_prefix(&format!("themes/{name}/")) {
            files.insert(inside.to_owned(), bytes.to_vec());
        }
    }
    files
}

fn text_of<'a>(files: &'a Files, name: &str) -> Result<&'a str, String> {
    let bytes = files
        .get(name)
        .ok_or_else(|| format!("{name}: no such file"))?;
    std::str::from_utf8(bytes).map_err(|error| format!("{name}: {error}"))
}

/// The colours and the font as custom properties, then every style file in the theme's order.
fn stylesheet(settings: &Settings, files: &Files) -> Result<String, String> {
    let mut css = String::from(":root{");
    properties(&mut css, &settings.colours.light);
    css.push_str("--font:");
    css.push_str(
        &settings
            .font
            .text
            .iter()
            .map(|name| family(name))
            .collect::<Vec<_>>()
            .join(","),
    );
    css.push_str(";}\n@media screen and (prefers-color-scheme:dark){:root{");
    properties(&mut css, &settings.colours.dark);
    css.push_str("}}\n");
    // A site that has a list of its own keeps it for years, while components come that it cannot know.
    let is_unlisted = |name: &&String| {
        name.starts_with("components/") && name.ends_with(".css") && !settings.css.contains(name)
    };
    for name in settings.css.iter().chain(files.keys().filter(is_unlisted)) {
        css.push_str(text_of(files, name)?);
        css.push('\n');
    }
    Ok(css)
}

fn properties(css: &mut String, colours: &Set) {
    for (name, colour) in colours {
        css.push_str(&format!("--{name}:{};", colour.get_ref()));
    }
}

/// Generic families are words, all others names in quotes.
fn family(name: &str) -> String {
    match name {
        "sans-serif" | "serif" | "monospace" | "system-ui" => name.to_owned(),
        _ => format!("\"{}\"", name.replace(['"', '\\', '\n'], "")),
    }
}

/// What is wrong with a template: a file and a sentence, or a finding that says it all.
enum Fault {
    Text(String, String),
    Told(Box<Diagnostic>),
}

fn templates(
    files: &Files,
    settings: &Settings,
    words: &Words,
    squeeze: Squeeze,
) -> Result<Tera, Fault> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    filters::register(&mut tera);
    let mut sources = Vec::new();
    for file in files.keys() {
        let name = match file.strip_prefix("templates/") {
            Some(name) => name,
            None if file.starts_with("components/") && file.ends_with(".html") => file,
            None => continue,
        };
        let text = text_of(files, file).map_err(|why| Fault::Text(file.clone(), why))?;
        let text = (squeeze.template)(name, text).map_err(Fault::Told)?;
        sources.push((name.to_owned(), text));
    }
    tera.add_raw_templates(sources)
        .map_err(|error| Fault::Text("templates".to_owned(), filters::describe(&error)))?;
    say(&mut tera, words);
    let site = &settings.site;
    let shown = BTreeMap::from([("name", &site.name), ("footer", &site.footer)]);
    tera.global_context().insert("theme", &shown);
    Ok(tera)
}

/// Static files, by their names. They keep those and get a piece of their hash, so that old copies are never
/// shown.
fn statics(files: &Files, squeeze: Squeeze) -> Result<Vec<(&str, Asset)>, String> {
    let mut assets = Vec::new();
    for (file, bytes) in files {
        let Some(name) = file.strip_prefix("static/") else {
            continue;
        };
        let (stem, extension) = name
            .rsplit_once('.')
            .ok_or_else(|| format!("{name}: a static file needs an extension"))?;
        if !SitePath::is_valid(name) {
            return Err(format!(
                "{name}: only a-z 0-9 . _ - may stand in the name of a static file"
            ));
        }
        let bytes = match (extension, std::str::from_utf8(bytes)) {
            ("js", Ok(script)) => (squeeze.script)(script).into_bytes(),
            _ => bytes.clone(),
        };
        assets.push((name, (hashed(stem, extension, &bytes), bytes)));
    }
    Ok(assets)
}

fn hashed(stem: &str, extension: &str, bytes: &[u8]) -> SitePath {
    let digest = Sha256::digest(bytes);
    let short: String = digest[..5]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    SitePath::new(format!("assets/{stem}.{short}.{extension}"))
}
