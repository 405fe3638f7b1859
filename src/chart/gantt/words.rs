//! What a chart of spans says: how much begins and runs when, and what has no place.

use super::{Bar, Gantt, GanttRow};
use crate::chart::label;
use crate::chart::sentence::{Told, append};
use crate::chart::spec::Certainty;

/// What a row says; a cell that the document left empty says nothing.
pub(super) fn planned<'c, 'a>(row: &'c GanttRow<'a>) -> impl Iterator<Item = &'c Bar<'a>> + Clone {
    row.bars.iter().filter(|bar| !bar.is_empty)
}

/// The first and the last period for which these bars say anything.
pub(super) fn extent<'c, 'a: 'c>(
    chart: &Gantt<'_>,
    bars: impl Iterator<Item = &'c Bar<'a>> + Clone,
) -> Option<(usize, usize)> {
    let last = chart.periods.len() - 1;
    let from = bars
        .clone()
        .map(|bar| bar.from.min(bar.to).min(last))
        .min()?;
    // Of one without an end only the beginning is told.
    let end = |bar: &Bar<'_>| match bar.is_open {
        true => bar.from,
        false => bar.to.max(bar.from),
    };
    let to = bars.map(|bar| end(bar).min(last)).max()?;
    Some((from, to))
}

/// Periods by their short names.
pub(super) fn short_span(chart: &Gantt<'_>, (from, to): (usize, usize)) -> String {
    let last = chart.periods.len() - 1;
    let (from, to) = (from.min(to).min(last), to.max(from).min(last));
    let first = &chart.periods[from].short;
    if from == to {
        return first.to_string();
    }
    let args = [("from", first), ("to", &chart.periods[to].short)];
    chart.heading.words.fill("chart.short_span", &args)
}

pub(super) fn told(chart: &Gantt<'_>, step: usize) -> Told {
    let words = chart.heading.words;
    let mut told = Told::default();
    let bars = || chart.rows.iter().flat_map(|row| &row.bars);
    if let Some((from, to)) = extent(chart, chart.rows.iter().flat_map(planned)) {
        let counts = |is_repeat: bool| {
            let rows = chart
                .rows
                .iter()
                .filter(move |row| row.is_repeat == is_repeat);
            rows.map(drawn).filter(|count| *count > 0)
        };
        let args = [
            ("rows", counts(false).count().to_string()),
            ("bars", counts(false).sum::<usize>().to_string()),
            ("when", span(chart, (from, to))),
        ];
        append(&mut told.finding, words, &words.fill("chart.gantt", &args));
        let repeats = counts(true).count();
        if repeats > 0 {
            let args = [("count", repeats.to_string())];
            let said = words.fill("chart.gantt_repeats", &args);
            append(&mut told.remarks, words, &said);
        }
    }
    let open = bars().filter(|bar| bar.is_open && !bar.is_empty).count();
    if open > 0 {
        let said = words.fill("chart.gantt_open", &[("count", open.to_string())]);
        append(&mut told.remarks, words, &said);
    }
    let unsure = bars()
        .filter(|bar| bar.certainty != Certainty::Sure)
        .count();
    if unsure > 0 {
        let args = [("count", unsure.to_string())];
        append(
            &mut told.remarks,
            words,
            &words.fill("chart.gantt_unsure", &args),
        );
    }
    left_out(chart, &mut told.remarks);
    if step > 1 {
        let args = [("step", step.to_string())];
        append(
            &mut told.remarks,
            words,
            &words.fill("chart.gantt_step", &args),
        );
    }
    told
}

/// How many bars of a row are drawn.
fn drawn(row: &GanttRow<'_>) -> usize {
    let runs = super::strips::runs(row);
    runs.iter()
        .filter(|(bar, _)| !row.bars[*bar].is_empty)
        .count()
}

/// What is not in the drawing: words without a place, rows without words.
fn left_out(chart: &Gantt<'_>, remarks: &mut String) {
    let words = chart.heading.words;
    let unplaced: Vec<(&str, usize)> = chart
        .rows
        .iter()
        .filter(|row| !row.unplaced.is_empty())
        .map(|row| (&*row.label.short, row.unplaced.len()))
        .collect();
    if let Some((label, _)) = unplaced.first() {
        let count: usize = unplaced.iter().map(|(_, count)| count).sum();
        let args = [
            ("label", label::fit(label, 300.0)),
            ("rows", unplaced.len().to_string()),
            ("count", count.to_string()),
        ];
        let keys = ["chart.gantt_left_out", "chart.gantt_left_out_many"];
        let sentence = words.fill(keys[usize::from(unplaced.len() > 1)], &args);
        append(remarks, words, &sentence);
    }
    let is_bare = |row: &&GanttRow<'_>| row.bars.is_empty() && row.unplaced.is_empty();
    let bare = chart.rows.iter().filter(is_bare).count();
    if bare > 0 {
        let args = [("count", bare.to_string())];
        append(remarks, words, &words.fill("chart.gantt_bare", &args));
    }
}

/// The periods of a bar in words.
pub(super) fn when(chart: &Gantt<'_>, bar: &Bar<'_>) -> String {
    let last = chart.periods.len() - 1;
    let (from, to) = (bar.from.min(last), bar.to.min(last));
    if bar.is_open {
        let args = [("from", &chart.periods[from.min(to)].full)];
        return chart.heading.words.fill("chart.span_open", &args);
    }
    span(chart, (from.min(to), from.max(to)))
}

fn span(chart: &Gantt<'_>, (from, to): (usize, usize)) -> String {
    let first = &chart.periods[from].full;
    if from == to {
        return first.to_string();
    }
    let args = [("from", first), ("to", &chart.periods[to].full)];
    chart.heading.words.fill("chart.span", &args)
}
