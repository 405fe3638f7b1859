//! What stands above a chart of spans: what is planned, in the words of the document.
//!
//! The way of the only row, else its last step; of several rows what begins last, or when they begin and
//! end. A row that repeats another is not counted. All is told without a reserve only where every place is
//! sure; long words are cut with a sign, and the table has them.

use super::strips::runs;
use super::words::{extent, planned, short_span};
use super::{Bar, Gantt, GanttRow};
use crate::base::text::shorten;
use crate::base::words::Lang;
use crate::chart::headline::Choice;
use crate::chart::spec::Certainty;

/// Words that are longer are cut for a headline; in letters, which say less each.
const CUT: usize = 18;
const CUT_LETTERS: usize = 36;

/// Between the items of one bar.
const ITEMS: &str = " ／ ";

pub(super) fn headline(chart: &Gantt<'_>) -> String {
    let mut choice = Choice::long(chart.heading.words);
    let rows = chart.rows.iter();
    let rows = rows.filter(|row| !row.is_repeat && planned(row).next().is_some());
    let rows: Vec<&GanttRow<'_>> = rows.collect();
    match rows.as_slice() {
        [] => {}
        [row] => offer_row(&mut choice, chart, row),
        several => offer_rows(&mut choice, chart, several),
    }
    if let Some(extent) = extent(chart, chart.rows.iter().flat_map(planned)) {
        let args = [
            ("rows", rows.len().to_string()),
            ("when", short_span(chart, extent)),
        ];
        offer(&mut choice, "head_gantt", is_sure(&rows), &args);
    }
    choice.or_count(rows.len())
}

fn is_sure(rows: &[&GanttRow<'_>]) -> bool {
    let mut bars = rows.iter().copied().flat_map(planned);
    bars.all(|bar| bar.certainty == Certainty::Sure)
}

/// Every sentence has a second form with the reserve that the times are not certain.
fn offer(choice: &mut Choice<'_>, key: &str, is_sure: bool, args: &[(&str, String)]) {
    let reserve = if is_sure { "" } else { "_unsure" };
    choice.offer(&format!("chart.{key}{reserve}"), args);
}

/// When a bar is, in short, with the time over which arrows say that it goes on.
fn when(chart: &Gantt<'_>, row: &GanttRow<'_>, bar: &Bar<'_>) -> String {
    if bar.is_open {
        let from = short_span(chart, (start(bar), start(bar)));
        let words = chart.heading.words;
        return words.fill("chart.short_span_open", &[("from", from)]);
    }
    let runs = runs(row);
    let own = runs
        .iter()
        .find(|(at, _)| std::ptr::eq(&row.bars[*at], bar));
    short_span(chart, own.map_or((bar.from, bar.to), |(_, span)| *span))
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
    let is_sure = is_sure(&[row]);
    let offer = |choice: &mut Choice<'_>, key, args: &[_]| offer(choice, key, is_sure, args);
    let way = |first: String, last: String| [("first", first), ("last", last)];
    if let [(only, _)] = &*runs(row) {
        let only = &row.bars[*only];
        for words in shorter(chart, &only.text) {
            let args = [("when", when(chart, row, only)), ("first", words)];
            offer(choice, "head_gantt_one", &args);
        }
    }
    if start(first) < start(last) && first.text.trim() != last.text.trim() {
        let args = way(quoted(chart, &first.text), quoted(chart, &last.text));
        offer(choice, "head_gantt_way", &args);
        offer_last(choice, chart, (row, last), is_sure);
    }
    let extent = extent(chart, planned(row)).filter(|_| !bars.iter().any(|bar| bar.is_open));
    let is_only = bars.iter().all(|bar| bar.text.trim() == first.text.trim());
    for words in shorter(chart, &first.text) {
        let is_whole =
            is_only && (words == quoted(chart, &first.text) || !first.text.contains(ITEMS));
        let key = match is_whole {
            true => "head_gantt_only",
            false => "head_gantt_first",
        };
        if let (Some(extent), false) = (extent, is_whole) {
            let args = [
                ("when", short_span(chart, extent)),
                ("first", words.clone()),
            ];
            offer(choice, "head_gantt_first_when", &args);
        }
        offer(choice, key, &[("first", words)]);
    }
}

/// What comes last, and when: whole, else its first item, else that one cut.
fn offer_last(
    choice: &mut Choice<'_>,
    chart: &Gantt<'_>,
    (row, last): (&GanttRow<'_>, &Bar<'_>),
    is_sure: bool,
) {
    let key = match last.is_open {
        true => "head_gantt_last_open",
        false => "head_gantt_last",
    };
    let is_list = last.text.contains(ITEMS);
    for (place, words) in shorter(chart, &last.text).into_iter().enumerate() {
        let args = [("when", when(chart, row, last)), ("last", words)];
        match is_list && place > 0 {
            true => offer(choice, &format!("{key}_more"), is_sure, &args),
            false => offer(choice, key, is_sure, &args),
        }
    }
}

fn offer_rows(choice: &mut Choice<'_>, chart: &Gantt<'_>, rows: &[&GanttRow<'_>]) {
    let name = |row: &GanttRow<'_>| match has_name(row) {
        true => Some(row.label.short.to_string()),
        false => said(row).first().map(|bar| bar.text.to_string()),
    };
    // A name of a row and what is planned in another are no list.
    if let [first, second] = rows
        && has_name(first) == has_name(second)
        && [*first, *second].into_iter().all(is_told_whole)
        && let (Some(words), Some(other)) = (name(first), name(second))
    {
        let args = [
            ("first", quoted(chart, &words)),
            ("second", quoted(chart, &other)),
        ];
        choice.offer("chart.head_gantt_two", &args);
    }
    let is_sure = is_sure(rows);
    let bars = rows
        .iter()
        .flat_map(|row| said(row).into_iter().map(|bar| (*row, bar)));
    let mut bars: Vec<(&GanttRow<'_>, &Bar<'_>)> = bars.collect();
    bars.sort_by_key(|(_, bar)| start(bar));
    if let [.., (_, before), last] = &*bars
        && start(before) < start(last.1)
    {
        offer_last(choice, chart, *last, is_sure);
    }
    offer_ends(choice, chart, rows, is_sure);
}

/// When several rows begin and end.
fn offer_ends(choice: &mut Choice<'_>, chart: &Gantt<'_>, rows: &[&GanttRow<'_>], is_sure: bool) {
    let Some((from, to)) = extent(chart, chart.rows.iter().flat_map(planned)) else {
        return;
    };
    let begins = |row: &GanttRow<'_>| planned(row).any(|bar| start(bar) == from);
    let ends =
        |row: &GanttRow<'_>| planned(row).any(|bar| !bar.is_open && bar.to.max(bar.from) >= to);
    let counts = [
        rows.iter().filter(|row| begins(row)).count(),
        rows.iter().filter(|row| ends(row)).count(),
    ];
    let args = |count: usize, when: (usize, usize)| {
        [
            ("rows", rows.len().to_string()),
            ("count", count.to_string()),
            ("when", short_span(chart, when)),
        ]
    };
    let all = rows.len();
    if counts == [all, all] {
        let args = args(all, (from, to));
        offer(choice, "head_gantt_all", is_sure, &args);
    } else if counts[1] < all && counts[1] > 0 {
        offer(
            choice,
            "head_gantt_till",
            is_sure,
            &args(counts[1], (to, to)),
        );
    } else if counts[0] < all {
        offer(
            choice,
            "head_gantt_from",
            is_sure,
            &args(counts[0], (from, from)),
        );
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
