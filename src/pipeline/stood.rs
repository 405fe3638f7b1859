//! What stood on published pages and is in no file of all values: words that would be hidden again, and the day
//! of the data.

use super::corrected::Known;
use super::freed::is_beside;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::era::Date;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::words::{Lang, Words};
use crate::publish::PublishError;
use crate::publish::manifest::Manifest;
use crate::sources;
use crate::sources::withhold::What;

/// Tells of texts that are held back although pages show them, and of a day that goes back.
///
/// # Errors
/// When a page cannot be read.
pub fn stood(
    before: &Manifest,
    now: &Known,
    read: impl Fn(&str) -> Result<Option<Vec<u8>>, PublishError>,
) -> Result<Findings, PublishError> {
    let text = |path: &str| {
        let bytes = read(path)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    };
    let mut findings = Findings::new();
    for thing in now.held.iter().filter(|one| one.what == What::Text) {
        let pages = before.files().iter().map(|file| file.path.as_str());
        // A page that is nothing but the text goes with it, and is told as a page.
        for page in pages.filter(|page| is_beside(thing, page) && now.pages.contains(*page)) {
            let shown = text(&page.replace(".html", ".md"))?.unwrap_or_default();
            let mut words = thing.values.iter();
            if let Some(words) = words.find(|words| shown.contains(&***words)) {
                let told = Diagnostic::warning("HELD-TOO", thing.place.clone());
                findings.push(thing.named(told).with("values", words).with("of_text", ""));
            }
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
