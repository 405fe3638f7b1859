//! What things are called in English: titles and summaries for the English edition.

use super::{Reader, plain, texts};
use crate::base::diag::Diagnostic;
use crate::base::japanese::has_japanese;
use crate::base::text;
use crate::model::{Names, OtherNames, PlanNames, SiteNames};
use crate::sources::record::{
    DepartmentEnglishRecord, EnglishRecord, PlanEnglishRecord, PolicyEnglishRecord,
    SiteEnglishRecord,
};
use crate::sources::yaml::{OneOrMany, Text};

pub fn names(record: &EnglishRecord, reader: &mut Reader<'_>) -> OtherNames {
    all(
        [record.title.as_ref(), record.summary.as_ref(), None],
        reader,
    )
}

pub fn policy_names(record: &PolicyEnglishRecord, reader: &mut Reader<'_>) -> OtherNames {
    let [title, summary, number] = [&record.title, &record.summary, &record.number];
    all([title, summary, number].map(Option::as_ref), reader)
}

pub fn section_names(record: &DepartmentEnglishRecord, reader: &mut Reader<'_>) -> OtherNames {
    all(
        [record.title.as_ref(), None, record.office.as_ref()],
        reader,
    )
}

pub fn site_names(record: &SiteEnglishRecord, reader: &mut Reader<'_>) -> SiteNames {
    SiteNames {
        title: in_english(record.title.as_ref(), reader),
        summary: in_english(record.summary.as_ref(), reader),
        owner: in_english(record.owner.as_ref(), reader),
        licence: in_english(record.licence.as_ref(), reader),
        contact: in_english(record.contact.as_ref(), reader),
    }
}

/// `levels` are the plan's own, in Japanese.
pub fn plan_names(
    record: &PlanEnglishRecord,
    city: &EnglishRecord,
    levels: &OneOrMany<Text>,
    reader: &mut Reader<'_>,
) -> PlanNames {
    let (own, english) = (levels.0.len(), &record.levels.0);
    if let Some(first) = english.first()
        && english.len() != own
    {
        let (found, expected) = (english.len().to_string(), own.to_string());
        let args = [("found", &*found), ("expected", &expected)];
        reader.error("DATA-ENGLISH-LEVELS", first.at, &args);
    }
    for level in english {
        let _ = in_english(Some(level), reader);
    }
    let own = [&record.title, &record.summary, &record.short];
    PlanNames {
        names: all(own.map(Option::as_ref), reader),
        city: names(city, reader),
        levels: texts(&record.levels),
    }
}

/// A title, a summary and what stands beside the title.
pub fn all(parts: [Option<&Text>; 3], reader: &mut Reader<'_>) -> OtherNames {
    let [title, summary, beside] = parts.map(|part| in_english(part, reader));
    let names = Names {
        title,
        summary,
        beside,
    };
    (names != Names::default()).then(|| Box::new(names))
}

/// Japanese under `en:` is most likely a line that was copied and not yet translated; it would be shown
/// as English.
pub fn in_english(text: Option<&Text>, reader: &mut Reader<'_>) -> String {
    if let Some(text) = text.filter(|text| has_japanese(&text.text)) {
        let found = text::shorten(&text::visible(&text.text), 80);
        let untranslated = Diagnostic::warning("DATA-ENGLISH", reader.place(text.at));
        reader.findings.push(untranslated.with("found", found));
    }
    plain(text)
}
