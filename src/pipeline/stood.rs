//! What stood on published pages and is in no file of all values: words that would be hidden again, and the day
//! of the data.

use super::Prepared;
use super::corrected::Known;
use super::freed::pages_of;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::era::Date;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::words::{Lang, Words};
use crate::pages;
use crate::publish::PublishError;
use crate::sources;
use crate::sources::withhold::What;

/// A page that stays, of which a text is held back.
#[derive(Debug)]
pub(super) struct Beside {
    /// Among what is held back.
    thing: usize,
    /// The address of the page as text.
    markdown: String,
    /// What it says without the text.
    now: String,
    /// The heading that texts stand below.
    heading: String,
}

impl Beside {
    /// The pages that texts which are held back stand on.
    pub(super) fn all(prepared: &Prepared) -> Vec<Self> {
        let texts = prepared.held.iter().enumerate();
        let texts = texts.filter(|(_, thing)| thing.what == What::Text);
        let pages = texts.flat_map(|(ix, thing)| {
            let pages = pages_of(thing).into_iter();
            pages.filter_map(move |page| Self::of(prepared, ix, &page))
        });
        pages.collect()
    }

    fn of(prepared: &Prepared, thing: usize, address: &str) -> Option<Self> {
        let page = prepared.find(address)?;
        Some(Self {
            thing,
            markdown: address.replace(".html", ".md"),
            now: prepared.markdown(page).ok()??,
            heading: pages::prose_heading(&prepared.book, page)?,
        })
    }

    /// Words that a page had where now nobody says anything: whatever the text says now, another one was
    /// published there.
    fn lost<'a>(&self, was: &'a str) -> Option<&'a str> {
        let old = paragraphs(was, &self.heading);
        let new = paragraphs(&self.now, &self.heading);
        let lost: Vec<&str> = old
            .iter()
            .filter(|line| !new.contains(line))
            .copied()
            .collect();
        let gained = new.iter().filter(|line| !old.contains(line)).count();
        // Figures may be those of a table or chart that the text has placed.
        let is_said = |line: &&&str| !line.contains(char::is_numeric);
        let first = lost.iter().find(is_said).or_else(|| lost.first());
        first.filter(|_| lost.len() > gained).copied()
    }
}

/// The paragraphs of a section.
fn paragraphs<'a>(page: &'a str, heading: &str) -> Vec<&'a str> {
    let own = page
        .lines()
        .skip_while(|line| line.strip_prefix("## ") != Some(heading));
    let own = own.skip(1).take_while(|line| !line.starts_with("## "));
    let own = own.map(str::trim);
    own.filter(|line| !line.is_empty() && !line.starts_with(NO_PARAGRAPH))
        .collect()
}

/// How lines of a page begin that are no paragraphs: headings, lists, tables, captions, chips.
const NO_PARAGRAPH: [char; 5] = ['#', '-', '|', '*', '［'];

/// Tells of texts that are held back although pages show them, and of a day that goes back.
///
/// # Errors
/// When a page cannot be read.
pub fn stood(
    now: &Known,
    read: impl Fn(&str) -> Result<Option<Vec<u8>>, PublishError>,
) -> Result<Findings, PublishError> {
    let text = |path: &str| {
        let bytes = read(path)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    };
    let mut findings = Findings::new();
    // A page that is nothing but the text goes with it, and is told as a page.
    for page in &now.beside {
        let Some(shown) = text(&page.markdown)? else {
            continue;
        };
        let thing = &now.held[page.thing];
        let same = thing.values.iter().find(|words| shown.contains(&***words));
        if let Some(words) = same.map(String::as_str).or_else(|| page.lost(&shown)) {
            let told = Diagnostic::warning("HELD-TOO", thing.place.clone());
            findings.push(thing.named(told).with("values", words).with("of_text", ""));
        }
    }
    if let Some(was) = day_online(read)?
        && was > now.day
    {
        let settings = Place::file(&SourcePath::new(sources::SETTINGS));
        let told = Diagnostic::warning("AS-OF-BACK", settings);
        findings.push(told.with("was", was.iso()).with("is", now.day.iso()));
    }
    Ok(findings)
}

/// The day of the data of a published site.
///
/// # Errors
/// When its front page cannot be read.
pub fn day_online(
    read: impl Fn(&str) -> Result<Option<Vec<u8>>, PublishError>,
) -> Result<Option<Date>, PublishError> {
    let page = read("index.md")?;
    Ok(page.and_then(|page| day_of(&String::from_utf8_lossy(&page))))
}

/// The day that a page in Japanese bears.
fn day_of(page: &str) -> Option<Date> {
    let label = Words::of(Lang::Ja).find_in("pages", "updated")?;
    let label = format!("- {label}: ");
    let day = page.lines().find_map(|line| line.strip_prefix(&*label))?;
    Date::parse(day.trim_end_matches("現在"))
}
