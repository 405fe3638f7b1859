//! What people wrote for the whole site: its settings, which stand at the end of every page, and the looks
//! that its theme has. Each is told once, and somebody has to say why.

use std::collections::BTreeMap;

use serde::Serialize;

use super::paragraphs::plain;
use super::{FileChange, Side};
use crate::base::words::{Lang, Words};

/// The files in which people write them, as a reason names them.
pub const SETTINGS: &str = "mieruka.yaml";
pub const THEME: &str = "theme.toml";

/// A setting that is another. Nothing stands for one that is not set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SettingChange {
    /// The file that it is written in.
    pub file: &'static str,
    /// Its name there.
    pub key: String,
    pub from: String,
    pub to: String,
}

/// The labels of what stands at the end of every page, and the key of each.
const FACTS: [(&str, &str); 5] = [
    ("licence", "licence"),
    ("contact-department", "contact.department"),
    ("contact-phone", "contact.phone"),
    ("contact-email", "contact.email"),
    ("contact-url", "contact.url"),
];

/// Where the two releases differ in what ends every page.
pub(super) struct Ends {
    changes: Vec<SettingChange>,
    /// What the lines begin with that are told here, in either release.
    told: Vec<String>,
    /// The names of the site before and after.
    titles: Vec<[String; 2]>,
    /// What lines within a page begin with that only name the site's contact.
    contact: Vec<String>,
}

impl Ends {
    pub fn of(old: &Side, new: &Side) -> Self {
        let mut ends = Self {
            changes: Vec::new(),
            told: Vec::new(),
            titles: Vec::new(),
            contact: Vec::new(),
        };
        for lang in Lang::ALL {
            let words = Words::of(lang);
            let mistake = words.find_in("pages", "contact-mistake");
            ends.contact.extend(mistake.map(str::to_owned));
            let label = |room, key| words.find_in(room, key).map(|label| format!("- {label}: "));
            let Some(updated) = label("pages", "updated") else {
                continue;
            };
            ends.told.extend(label("site", "cite"));
            let both = |path: &&String| {
                let has = |side: &Side| {
                    side.texts
                        .get(*path)
                        .is_some_and(|text| end(text).contains(&updated))
                };
                has(old) && has(new)
            };
            let Some(path) = old.texts.keys().find(both) else {
                continue;
            };
            let texts = [old, new].map(|side| &*side.texts[path]);
            for (word, key) in FACTS {
                let Some(label) = label("pages", word) else {
                    continue;
                };
                let values = texts.map(|text| line_of(text, &label).map(plain).unwrap_or_default());
                if ends.add(SETTINGS, key, values) {
                    ends.told.push(label);
                }
            }
            ends.add(THEME, "site", texts.map(after_link));
        }
        let bases = bases(old, new);
        ends.add(SETTINGS, "base_url", bases);
        for home in ["index.md", "en/index.md"] {
            let title = |side: &Side| line_of(side.texts.get(home)?, "# ").map(plain);
            if let (Some(was), Some(is)) = (title(old), title(new))
                && ends.add(SETTINGS, "title", [was.clone(), is.clone()])
            {
                ends.titles.push([was, is]);
            }
        }
        ends
    }

    /// Whether it differs; what both languages say is told once.
    fn add(&mut self, file: &'static str, key: &str, [from, to]: [String; 2]) -> bool {
        if from == to {
            return false;
        }
        let key = key.to_owned();
        let change = SettingChange {
            file,
            key,
            from,
            to,
        };
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
        true
    }

    pub fn into_changes(self) -> Vec<SettingChange> {
        self.changes
    }

    /// The lines of a page that are there in both releases, without those that are told here.
    pub fn rest(&self, text: &str) -> String {
        let start = text.len() - end(text).len();
        let (body, end) = text.split_at(start);
        let mut out = String::with_capacity(text.len());
        for line in body.split_inclusive('\n') {
            let title = line.strip_prefix("# ").map(plain);
            let is_title = |title: &String| self.titles.iter().flatten().any(|one| one == title);
            let is_contact = |begin: &String| line.starts_with(&**begin);
            if !title.as_ref().is_some_and(is_title) && !self.contact.iter().any(is_contact) {
                out.push_str(line);
            }
        }
        let mut lines = end.split_inclusive('\n');
        let is_link = |line: &str| line.starts_with("- [");
        out.extend(
            lines
                .by_ref()
                .take_while(|line| !is_link(line))
                .filter(|line| !self.told.iter().any(|label| line.starts_with(&**label))),
        );
        out
    }
}

/// What stands at the end of a page about the page itself.
fn end(text: &str) -> &str {
    text.rfind("\n---\n").map_or("", |at| &text[at..])
}

fn line_of<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.lines().rev().find_map(|line| line.strip_prefix(label))
}

/// What the theme says below the link that ends a page.
fn after_link(text: &str) -> String {
    let lines = end(text)
        .lines()
        .skip_while(|line| !line.starts_with("- ["));
    let lines: Vec<String> = lines.skip(1).map(plain).collect();
    lines.join("　")
}

/// Where the site is published before and after, from the first page that is quoted by a line of its own.
fn bases(old: &Side, new: &Side) -> [String; 2] {
    let words = Lang::ALL.map(|lang| Words::of(lang).find_in("site", "cite"));
    let labels = words
        .into_iter()
        .flatten()
        .map(|label| format!("- {label}: "));
    let labels: Vec<String> = labels.collect();
    let quoted = |(path, was): (&String, &String)| {
        let is = new.texts.get(path)?;
        let line = |text| labels.iter().find_map(|label| line_of(text, label));
        Some([base(line(end(was))?, path), base(line(end(is))?, path)])
    };
    old.texts.iter().find_map(quoted).unwrap_or_default()
}

/// Nothing where no address ends the line.
fn base(cite: &str, path: &str) -> String {
    let address = plain(cite.rsplit(' ').next().unwrap_or_default());
    let page = format!("{}.html", path.strip_suffix(".md").unwrap_or(path));
    let is_address = address.starts_with("http");
    let base = address.strip_suffix(&*page).filter(|_| is_address);
    base.unwrap_or_default().to_owned()
}

/// Whether a file is the style sheet, whatever its hash.
pub(super) fn is_style(path: &str) -> bool {
    path.starts_with("assets/style.") && path.ends_with(".css")
}

/// What the theme looks like: colours, letters, pictures.
pub(super) fn looks(old: &Side, new: &Side, files: &[FileChange]) -> Vec<SettingChange> {
    let mut found = Vec::new();
    if old.files.is_empty() || new.files.is_empty() {
        return found;
    }
    let mut add = |key: String, from: &str, to: &str| {
        found.push(SettingChange {
            file: THEME,
            key,
            from: from.to_owned(),
            to: to.to_owned(),
        });
    };
    if let (Some(before), Some(after)) = (style(old), style(new)) {
        for (part, (was, is)) in ["light", "dark"].into_iter().zip(before.iter().zip(&after)) {
            let names = was
                .keys()
                .chain(is.keys().filter(|name| !was.contains_key(*name)));
            for name in names {
                let [from, to] = [was, is].map(|all| all.get(name).copied().unwrap_or_default());
                let key = match *name {
                    "font" => "font".to_owned(),
                    name => format!("colours.{part}.{name}"),
                };
                if from != to {
                    add(key, from, to);
                }
            }
        }
    }
    let pictures = |is_there: fn(&FileChange) -> bool| -> BTreeMap<String, &str> {
        let files = files.iter().filter(|file| is_there(file));
        files
            .filter_map(|file| Some((picture(&file.path)?, &*file.path)))
            .collect()
    };
    let before = pictures(|file| file.new_bytes.is_none());
    let after = pictures(|file| file.old_bytes.is_none());
    for name in before
        .keys()
        .chain(after.keys().filter(|name| !before.contains_key(*name)))
    {
        let [from, to] = [&before, &after].map(|all| all.get(name).copied().unwrap_or_default());
        add(format!("static/{name}"), from, to);
    }
    found
}

/// Pages of which nothing is read otherwise: their Markdown is the same, and only what is seen differs, such
/// as a colour or how a word is read aloud.
pub(super) fn seen_only(old: &Side, new: &Side, files: &[FileChange]) -> Vec<String> {
    let is_there = |side: &Side, path: &str| {
        let place = side.files.binary_search_by(|file| (*file.path).cmp(path));
        place.is_ok()
    };
    let changed = |path: &str| {
        files
            .binary_search_by(|file| (*file.path).cmp(path))
            .is_ok()
    };
    let pages = files.iter().filter_map(|file| {
        let markdown = format!("{}.md", file.path.strip_suffix(".html")?);
        // It names the parts of the index, which are others whenever a word is.
        let is_search = file.path.ends_with("search.html");
        let is_same = !is_search
            && is_there(old, &markdown)
            && is_there(new, &markdown)
            && !changed(&markdown);
        is_same.then(|| file.path.clone())
    });
    pages.collect()
}

/// The colours and letters of light screens, and the colours of dark ones.
fn style(side: &Side) -> Option<[Properties<'_>; 2]> {
    let mut texts = side.texts.iter();
    let style = texts.find(|(path, _)| is_style(path));
    style.map(|(_, css)| [light(css), dark(css)])
}

/// The name of a picture of the theme without the piece of its hash.
fn picture(path: &str) -> Option<String> {
    let name = path.strip_prefix("assets/")?;
    let (stem, ending) = name.rsplit_once('.')?;
    let (stem, _) = stem.rsplit_once('.')?;
    let is_picture = ["svg", "png", "jpg", "jpeg", "webp", "gif", "ico"].contains(&ending);
    is_picture.then(|| format!("{stem}.{ending}"))
}

type Properties<'a> = BTreeMap<&'a str, &'a str>;

fn light(css: &str) -> Properties<'_> {
    properties(css.split_once(":root{").map_or("", |(_, rest)| rest))
}

fn dark(css: &str) -> Properties<'_> {
    let dark = css.split_once("prefers-color-scheme:dark){:root{");
    properties(dark.map_or("", |(_, rest)| rest))
}

/// The custom properties up to where their rule ends.
fn properties(rule: &str) -> Properties<'_> {
    let own = rule.split('}').next().unwrap_or_default();
    let pairs = own.split(';').filter_map(|one| one.split_once(':'));
    pairs
        .filter_map(|(name, value)| Some((name.trim().strip_prefix("--")?, value.trim())))
        .collect()
}
