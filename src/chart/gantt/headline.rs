//! What stands above a chart of spans: what is planned, in the words of the document.
//!
//! The way of the only row, else its first words; of several rows when something is planned. A way is told
//! without a reserve only where every place is sure; long words are cut with a sign, and the table has them.

use super::words::{extent, planned, short_span};
use super::{Bar, Gantt, GanttRow};
use crate::base::text::shorten;
use crate::base::words::Lang;
use crate::chart::headline::Choice;
use crate::chart::spec::Certainty;

/// Words that are longer are cut for a headline; in letters, which say less each.
const CUT: usize = 24;
const CUT_LETTERS: usize = 48;

/// Between the items of one bar.
const ITEMS: &str = " ／ ";

pub(super) fn headline(chart: &Gantt<'_>) -> String {
    let mut choice = Choice::long(chart.heading.words);
    let rows = chart.rows.iter();
    let rows: Vec<&GanttRow<'_>> = rows.filter(|row| planned(row).next().is_some()).collect();
    match rows.as_slice() {
        [] => {}
        [row] => offer_row(&mut choice, chart, row),
        [first, others @ ..] => offer_rows(&mut choice, chart, (first, others)),
    }
    if let Some(extent) = extent(chart) {
        let args = [
            ("rows", rows.len().to_string()),
            ("when", short_span(chart, extent)),
        ];
        let is_sure = rows.iter().copied().flat_map(planned);
        let is_sure = is_sure
            .into_iter()
            .all(|bar| bar.certainty == Certainty::Sure);
        if !is_sure {
            choice.offer("chart.head_gantt_unsure", &args);
        }
        choice.offer("chart.head_gantt", &args);
    }
    choice.or_count(rows.len())
}

/// The bars that say more than that something goes on (an arrow does not), in the order of their time.
fn said<'c, 'a>(row: &'c GanttRow<'a>) -> Vec<&'c Bar<'a>> {
    let has_words = |bar: &&Bar<'_>| bar.text.contains(char::is_alphanumeric);
    let mut bars: Vec<_> = planned(row).filter(has_words).collect();
    bars.sort_by_key(|bar| start(bar));
    bars
}

fn start(bar: &Bar<'_>) -> usize {
    bar.from.min(bar.to)
}

fn offer_row(choice: &mut Choice<'_>, chart: &Gantt<'_>, row: &GanttRow<'_>) {
    let bars = said(row);
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else {
        return;
    };
    let is_sure = planned(row).all(|bar| bar.certainty == Certainty::Sure);
    let args = [
        ("when", short_span(chart, (first.from, first.to))),
        ("first", quoted(chart, &first.text)),
        ("last", quoted(chart, &last.text)),
    ];
    let is_way = start(first) < start(last) && first.text.trim() != last.text.trim();
    match (planned(row).count(), is_sure) {
        (1, true) => choice.offer("chart.head_gantt_one", &args),
        (_, true) if is_way => choice.offer("chart.head_gantt_way", &args),
        (_, false) if is_way => choice.offer("chart.head_gantt_way_unsure", &args),
        _ => choice,
    };
    let is_only = bars.iter().all(|bar| bar.text.trim() == first.text.trim());
    for words in shorter(chart, &first.text) {
        let is_whole = is_only && (words == args[1].1 || !first.text.contains(ITEMS));
        let args = [("first", words)];
        if !is_sure {
            let keys = [
                "chart.head_gantt_first_unsure",
                "chart.head_gantt_only_unsure",
            ];
            choice.offer(keys[usize::from(is_whole)], &args);
        }
        let keys = ["chart.head_gantt_first", "chart.head_gantt_only"];
        choice.offer(keys[usize::from(is_whole)], &args);
    }
}

fn offer_rows(
    choice: &mut Choice<'_>,
    chart: &Gantt<'_>,
    (first, others): (&GanttRow<'_>, &[&GanttRow<'_>]),
) {
    let name = |row: &GanttRow<'_>| match has_name(row) {
        true => Some(row.label.short.to_string()),
        false => said(row).first().map(|bar| bar.text.to_string()),
    };
    let Some(words) = name(first) else { return };
    // A name of a row and what is planned in another are no list.
    if let [second] = others
        && has_name(first) == has_name(second)
        && [first, *second].into_iter().all(is_told_whole)
        && let Some(other) = name(second)
    {
        let args = [
            ("first", quoted(chart, &words)),
            ("second", quoted(chart, &other)),
        ];
        choice.offer("chart.head_gantt_two", &args);
    }
}

fn has_name(row: &GanttRow<'_>) -> bool {
    row.is_named && !row.label.short.trim().is_empty()
}

/// Whether its name says all of it, or its only words do.
fn is_told_whole(row: &GanttRow<'_>) -> bool {
    has_name(row) || said(row).len() == 1
}

/// The words in quotation marks: whole, their first item, that one cut.
fn shorter(chart: &Gantt<'_>, words: &str) -> [String; 3] {
    let first = words.split(ITEMS).next().unwrap_or(words);
    let most = match chart.heading.words.lang() {
        Lang::Ja => CUT,
        Lang::En => CUT_LETTERS,
    };
    [
        quoted(chart, words),
        quoted(chart, first),
        cut(quoted(chart, first), most),
    ]
}

/// The beginning of words with a sign where something is missing, and no quotation in it left open.
fn cut(words: String, most: usize) -> String {
    let short = shorten(&words, most);
    if short == words {
        return words;
    }
    match short.rfind('『') {
        Some(open) if open > 0 && !short[open..].contains('』') => format!("{}…", &short[..open]),
        _ => short,
    }
}

/// Words as they stand inside quotation marks: without a sign in front of them (★), and with marks of their
/// own of the second kind.
fn quoted(chart: &Gantt<'_>, words: &str) -> String {
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '「' | '『' | '（' | '(' | '【');
    let trimmed = words.trim().trim_start_matches(is_sign);
    match chart.heading.words.lang() {
        Lang::Ja => trimmed
            .replace('「', "『")
            .replace('」', "』")
            .replace(ITEMS, "、"),
        Lang::En => trimmed.replace(ITEMS, "; "),
    }
}
