//! The rows of a roadmap: words over years and spans of years.

use super::{Reader, plain};
use crate::base::diag::Diagnostic;
use crate::base::text;
use crate::model::{Bar, FiscalYear, Track};
use crate::sources::record::TrackRecord;
use crate::sources::yaml::{At, Text};

/// The key for words whose year the document does not show.
const UNPLACED: &str = "unplaced";

pub fn tracks(records: &[At<TrackRecord>], reader: &mut Reader<'_>) -> Vec<Track> {
    records.iter().map(|record| track(record, reader)).collect()
}

fn track(record: &At<TrackRecord>, reader: &mut Reader<'_>) -> Track {
    let mut bars: Vec<Bar> = Vec::new();
    let mut placed: Vec<(Span, &Text)> = Vec::new();
    for (key, cells) in &record.value.cells.0 {
        let (span, is_open) = if &*key.text == UNPLACED {
            (None, false)
        } else {
            let Some((span, is_open)) = span(key, reader) else {
                continue;
            };
            if let Some((_, before)) = placed.iter().find(|(known, _)| overlap(*known, span)) {
                note_overlap(before, key, reader);
            }
            placed.push((span, key));
            (Some(span), is_open)
        };
        let items = cells.0.iter().filter_map(|cell| reader.words(cell));
        bars.push(Bar {
            span,
            is_open,
            items: items.collect(),
        });
    }
    bars.sort_by_key(|bar| (bar.span.is_none(), bar.span));
    Track {
        label: plain(record.value.row.as_ref()),
        is_repeat: reader.flag(record.value.printed_again.as_ref()) == Some(true),
        bars,
        at: record.at,
    }
}

/// The first and the last year of a bar.
type Span = (FiscalYear, FiscalYear);

fn overlap(known: Span, new: Span) -> bool {
    known.0 <= new.1 && new.0 <= known.1
}

/// Both keys are named as they were typed, because either may be the slip.
fn note_overlap(before: &Text, key: &Text, reader: &mut Reader<'_>) {
    let shown = |text: &str| text::shorten(&text::visible(text), 40);
    let twice = Diagnostic::error("DATA-ROADMAP-OVERLAP", reader.place(key.at))
        .with("found", shown(&key.text))
        .with("other", shown(&before.text))
        .with("line", before.at.line)
        .and_at(reader.place(before.at));
    reader.findings.push(twice);
}

/// `R8`, `R8-R10`, or `R8-` where the document gives no end; whether it is such a one comes second.
fn span(key: &Text, reader: &mut Reader<'_>) -> Option<(Span, bool)> {
    if let Some(year) = FiscalYear::parse(&key.text) {
        reader.note_outside(year, key.at);
        return Some(((year, year), false));
    }
    let ends = key.text.split_once(['-', '~', '～', '〜']);
    if let Some((from, "")) = ends
        && let Some(year) = FiscalYear::parse(from)
    {
        reader.note_outside(year, key.at);
        let last = reader.span.map_or(year, |(_, last)| last.max(year));
        return Some(((year, last), true));
    }
    let parsed =
        ends.and_then(|(from, to)| Some((FiscalYear::parse(from)?, FiscalYear::parse(to)?)));
    let span = parsed.filter(|(from, to)| from < to);
    if let Some((from, to)) = span {
        reader.note_outside(from, key.at);
        reader.note_outside(to, key.at);
    } else {
        reader.error("DATA-ROADMAP-KEY", key.at, &[("found", &key.text)]);
    }
    span.map(|span| (span, false))
}
