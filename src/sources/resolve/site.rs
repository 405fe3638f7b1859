//! The site's own settings.

use super::english;
use super::plan::web_address;
use super::words;
use super::{Reader, plain};
use crate::base::era::Date;
use crate::base::moment::Moment;
use crate::base::place::Spot;
use crate::base::words::Lang;
use crate::model::{Contact, Purpose, SiteInfo};
use crate::sources::record::SiteRecord;
use crate::sources::yaml::Text;

/// What is not in the file but decided by whoever calls: the day and the address of this build.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// The moment of the release; its day is the one that figures are true for.
    pub as_of: Option<Moment>,
    /// An empty one means nowhere, whatever the settings say.
    pub base_url: Option<String>,
    pub purpose: Purpose,
}

pub fn resolve_site(
    record: &SiteRecord,
    chosen: &Chosen,
    today: Date,
    reader: &mut Reader<'_>,
) -> SiteInfo {
    let top = Spot::new(1, 1, 0);
    let as_of = record.as_of.as_ref().and_then(|text| date(text, reader));
    // Never the machine's clock: what is held back must not open by itself.
    let released = chosen.as_of.or(as_of.map(Moment::start_of));
    let base_url = Some(web_address(record.base_url.as_ref(), reader)).filter(|a| !a.is_empty());
    let contact = &record.contact;
    let lang = lang(record.lang.as_ref(), reader);
    SiteInfo {
        title: reader.required(record.title.as_ref(), "title", top),
        summary: plain(record.summary.as_ref()),
        owner: reader.required(record.owner.as_ref(), "owner", top),
        lang,
        english: english_edition(record.english.as_ref(), lang, reader),
        other: english::site_names(&record.en, reader),
        theme: theme(record.theme.as_ref(), reader),
        as_of: released.and_then(Moment::day).unwrap_or(today),
        released,
        purpose: chosen.purpose,
        base_url: chosen
            .base_url
            .clone()
            .or(base_url)
            .filter(|base| !base.is_empty())
            .map(with_slash),
        licence: plain(record.licence.as_ref()),
        contact: Contact {
            department: plain(contact.department.as_ref()),
            phone: plain(contact.phone.as_ref()),
            email: plain(contact.email.as_ref()),
            url: web_address(contact.url.as_ref(), reader),
        },
        own_words: words::resolve_words(&record.words, reader),
    }
}

fn date(text: &Text, reader: &mut Reader<'_>) -> Option<Date> {
    let date = Date::parse(&text.text);
    if date.is_none() {
        reader.error("DATA-DATE", text.at, &[("found", &text.text)]);
    }
    date
}

fn lang(text: Option<&Text>, reader: &mut Reader<'_>) -> Lang {
    let Some(text) = text else {
        return Lang::default();
    };
    Lang::parse(&text.text).unwrap_or_else(|| {
        reader.error("DATA-LANG", text.at, &[("found", &text.text)]);
        Lang::default()
    })
}

/// A site that is in English has no further edition.
fn english_edition(text: Option<&Text>, lang: Lang, reader: &mut Reader<'_>) -> bool {
    let wanted = reader.flag(text) == Some(true);
    if let (Some(text), true, Lang::En) = (text, wanted, lang) {
        reader.error("DATA-ENGLISH-TWICE", text.at, &[]);
    }
    wanted && lang == Lang::Ja
}

fn theme(text: Option<&Text>, reader: &mut Reader<'_>) -> String {
    let name = plain(text);
    if let (Some(text), true) = (text, crate::model::Id::parse(&name).is_none()) {
        reader.error("DATA-ID", text.at, &[("id", &text.text)]);
    }
    if name.is_empty() {
        "default".to_owned()
    } else {
        name
    }
}

fn with_slash(mut address: String) -> String {
    if !address.ends_with('/') {
        address.push('/');
    }
    address
}
