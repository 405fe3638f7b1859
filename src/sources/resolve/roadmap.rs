//! The rows of a roadmap: words over years and spans of years.

use super::{Reader, plain};
use crate::model::{Bar, FiscalYear, Track};
use crate::sources::record::TrackRecord;
use crate::sources::yaml::{At, Text};

/// The key for words whose year the document does not show.
const UNPLACED: &str = "unplaced";

pub fn tracks(records: &[At<TrackRecord>], reader: &mut Reader<'_>) -> Vec<Track> {
    records
        .iter()
        .map(|record| {
            let mut bars: Vec<Bar> = Vec::new();
            for (key, cells) in &record.value.cells.0 {
                let span = if &*key.text == UNPLACED {
                    None
                } else if let Some(span) = span(key, reader) {
                    if let Some(before) = bars.iter().find(|bar| overlaps(bar.span, span)) {
                        let first = before.items.first().map_or(record.at, |item| item.at);
                        reader.duplicate(&key.text, key.at, first);
                    }
                    Some(span)
                } else {
                    continue;
                };
                let items = cells.0.iter().filter_map(|cell| reader.words(cell));
                bars.push(Bar {
                    span,
                    items: items.collect(),
                });
            }
            bars.sort_by_key(|bar| (bar.span.is_none(), bar.span));
            Track {
                label: plain(record.value.row.as_ref()),
                bars,
                at: record.at,
            }
        })
        .collect()
}

fn overlaps(known: Option<(FiscalYear, FiscalYear)>, new: (FiscalYear, FiscalYear)) -> bool {
    known.is_some_and(|(from, to)| from <= new.1 && new.0 <= to)
}

/// `R8` or `R8-R10`.
fn span(key: &Text, reader: &mut Reader<'_>) -> Option<(FiscalYear, FiscalYear)> {
    if let Some(year) = FiscalYear::parse(&key.text) {
        return Some((year, year));
    }
    let parsed = key
        .text
        .split_once(['-', '~', '～'])
        .and_then(|(from, to)| Some((FiscalYear::parse(from)?, FiscalYear::parse(to)?)));
    let span = parsed.filter(|(from, to)| from < to);
    if span.is_none() {
        reader.error("DATA-ROADMAP-KEY", key.at, &[("found", &key.text)]);
    }
    span
}
