//! Words, folders, addresses and moments as they were typed.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::super::complaint::Told;
use crate::base::era::Date;
use crate::base::moment::Moment;
use crate::base::text::visible;
use crate::base::words::Lang;
use crate::model::Purpose;
use crate::sources::Chosen;

pub(super) fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

pub(super) fn path(matches: &ArgMatches, name: &str) -> PathBuf {
    matches.get_one(name).cloned().unwrap_or_else(|| ".".into())
}

pub(super) fn base_url(matches: &ArgMatches, lang: Lang) -> Result<Option<String>, Told> {
    let base_url = text(matches, "base-url");
    if let Some(address) = &base_url
        && !(address.starts_with("https://") || address.starts_with("http://"))
    {
        let found = visible(address);
        return Err(Told::complaint(lang, "wrong-address", &[("found", &found)]));
    }
    Ok(base_url)
}

pub(super) fn chosen(matches: &ArgMatches, lang: Lang) -> Result<Chosen, Told> {
    // Not every command that has the other two can be asked for a preview.
    let preview = matches.try_get_one::<bool>("preview").ok().flatten();
    let is_preview = preview.copied().unwrap_or(false);
    Ok(Chosen {
        as_of: moment(matches, "as-of", lang)?,
        base_url: base_url(matches, lang)?,
        purpose: if is_preview {
            Purpose::Preview
        } else {
            Purpose::Release
        },
    })
}

/// The form that was named, or that the name of the file has which is written.
pub(super) fn diff_format(matches: &ArgMatches) -> Option<String> {
    let is_named = matches.value_source("format") == Some(ValueSource::CommandLine);
    let out = matches.get_one::<PathBuf>("out").filter(|_| !is_named);
    match out.and_then(|out| out.extension()) {
        Some(ending) => ending.to_str().map(str::to_lowercase),
        None => text(matches, "format"),
    }
}

/// A day, or a moment where something is held back until a time of that day.
pub(super) fn moment(matches: &ArgMatches, name: &str, lang: Lang) -> Result<Option<Moment>, Told> {
    let Some(given) = text(matches, name) else {
        return Ok(None);
    };
    let start = Date::parse(&given).map(Moment::start_of);
    match start.or_else(|| Moment::parse(&given)) {
        Some(moment) => Ok(Some(moment)),
        None => {
            let found = visible(&given);
            let key = match name {
                "at" => "wrong-day",
                _ => "wrong-date",
            };
            Err(Told::complaint(lang, key, &[("found", &found)]))
        }
    }
}
