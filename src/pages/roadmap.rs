//! Roadmaps: rows of words over years, as a chart and as the table with all words in it.

use std::borrow::Cow;

use super::book::Book;
use super::indicators::paragraph;
use super::standing::DOUBT;
use super::tables::value_cell;
use super::view::{Block, Inline};
use crate::base::plain::{plain_figures, without_bullets};
use crate::chart::table::{Cell, Column, Row, Table};
use crate::chart::{Bar as Drawn, Gantt, GanttRow, Heading, Label, gantt};
use crate::model::{Bar, FiscalYear, Indicator, Plan, Track, Value};

impl Book {
    /// A year as the plan's own document calls it: `1Q（令和4年度）`.
    pub fn plan_year(&self, plan: &Plan, year: FiscalYear) -> String {
        match plan.year_names.get(&year) {
            Some(name) => self.fill("named-year", &[("name", name), ("year", &self.year(year))]),
            None => self.year(year),
        }
    }

    /// For a narrow column, line by line: `4Q/令和7`.
    fn brief_plan_year(&self, plan: &Plan, year: FiscalYear) -> String {
        let short = self.short_year(year);
        let brief = short.trim_start_matches("FY").trim_end_matches("年度");
        match plan.year_names.get(&year) {
            Some(name) => format!("{name}/{brief}"),
            None => brief.to_owned(),
        }
    }

    fn short_plan_year(&self, plan: &Plan, year: FiscalYear) -> String {
        match plan.year_names.get(&year) {
            Some(name) => self.fill(
                "named-year",
                &[("name", name), ("year", &self.short_year(year))],
            ),
            None => self.short_year(year),
        }
    }
}

/// The blocks of a roadmap; nothing when there is none. Words that a table of these indicators prints
/// for the same year are not printed again.
pub fn blocks(book: &Book, plan: &Plan, tracks: &[Track], indicators: &[Indicator]) -> Vec<Block> {
    let (tracks, repeated) = news(tracks, indicators);
    let tracks = &*tracks;
    let mut blocks = Vec::new();
    if repeated > 0 {
        let args = [("count", &*repeated.to_string())];
        let said = book.fill("roadmap-repeated", &args);
        blocks.push(paragraph(&Inline::text(&said)));
    }
    if tracks.is_empty() {
        return blocks;
    }
    let years = years(plan, tracks);
    let chart = Gantt {
        heading: Heading {
            id: "roadmap-chart".to_owned(),
            title: book.say("roadmap-title").to_owned(),
            words: book.words(),
            head: book.say("roadmap-row").into(),
            notes: remarks(tracks),
        },
        periods: years
            .iter()
            .map(|year| {
                let label = Label::new(
                    book.plan_year(plan, *year),
                    book.short_plan_year(plan, *year),
                );
                book.in_both(label.brief(book.brief_plan_year(plan, *year)), *year)
            })
            .collect(),
        rows: tracks
            .iter()
            .zip(names(book, tracks))
            .map(|(track, name)| row(book, (track, name), &years))
            .collect(),
    };
    if let Some(figure) = gantt(&chart) {
        blocks.push(Block::Figure {
            html: figure.html(),
            markdown: figure.markdown(),
        });
        let table = figure.table();
        let args = [("count", &*table.rows.len().to_string())];
        blocks.push(Block::Fold {
            label: book.fill("fold-roadmap", &args),
            blocks: vec![super::tables::block(book, &table)],
        });
    } else {
        blocks.push(super::tables::block(book, &unplaced(book, tracks)));
    }
    blocks
}

/// Words that are longer stand in the roadmap only.
const WORDS_UP_TO: usize = 40;

/// What is planned from now to the end, in the first row that says so; the first step and the last where
/// all are over.
pub fn outlook(
    book: &Book,
    plan: &Plan,
    tracks: &[Track],
    indicators: &[Indicator],
) -> Option<Inline> {
    // What the indicators say, they say.
    let (tracks, told) = news(tracks, indicators);
    let mut ahead = tracks.iter().map(|track| steps_ahead(book, track));
    let (words, key) = ahead
        .find_map(|steps| whole(book, plan, &steps))
        .or_else(|| tracks.iter().find_map(|track| ends(book, plan, track)))?;
    let key = if told > 0 { Some("outlook-told") } else { key };
    let because = words.contains(DOUBT).then(|| doubt(&tracks)).flatten();
    let unsure = words.contains(DOUBT) && because.is_none();
    let unsure = unsure.then_some("outlook-unsure");
    let about = unsure.into_iter().chain(key);
    let mut about: Vec<String> = about.map(|key| book.say(key).to_owned()).collect();
    let rows = tracks.iter().filter(|track| !track.is_repeat).count();
    if rows > 1 {
        let more = (rows - 1).to_string();
        about.push(book.fill("outlook-more", &[("count", &more)]));
    }
    let mut said = Inline::words(&words);
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    said.push(&book.aside(&about));
    if let Some(note) = because {
        let note = book.fill("outlook-because", &[("note", note)]);
        said.push(&Inline::small(&note));
    }
    Some(said)
}

/// Why places in time are not certain, where all that are not have one reason.
fn doubt(tracks: &[Track]) -> Option<&str> {
    let bars = tracks.iter().flat_map(|track| &track.bars);
    let unsure = bars.flat_map(|bar| &bar.items).filter(|item| !item.sure);
    let mut notes = unsure.map(|item| item.note().unwrap_or_default());
    let first = notes.next().filter(|note| !note.is_empty())?;
    notes.all(|note| note == first).then_some(first)
}

const ARROW: &str = " → ";

/// More steps than these are told by their first and last.
const STEPS_UP_TO: usize = 3;

/// Words over the years that they hold, with those in which an arrow says that they go on.
struct Step<'a> {
    span: (FiscalYear, FiscalYear),
    /// Whether the document gives no end.
    is_open: bool,
    items: &'a [Value],
}

fn is_arrow(item: &Value) -> bool {
    item.raw() == "→"
}

/// The steps of a row in the order of their years.
fn steps(track: &Track) -> Vec<Step<'_>> {
    let placed = track.bars.iter().filter_map(|bar| Some((bar.span?, bar)));
    let mut bars: Vec<_> = placed.collect();
    bars.sort_by_key(|(span, _)| *span);
    let mut steps: Vec<Step<'_>> = Vec::with_capacity(bars.len());
    for (span, bar) in bars {
        let goes_on = !bar.items.is_empty() && bar.items.iter().all(is_arrow);
        match steps.last_mut() {
            Some(last) if goes_on && last.span.1 == span.0.previous() => last.span.1 = span.1,
            _ if goes_on => {}
            _ => steps.push(Step {
                span,
                is_open: bar.is_open,
                items: &bar.items,
            }),
        }
    }
    steps
}

/// The steps of a row that are not over.
fn steps_ahead<'a>(book: &Book, track: &'a Track) -> Vec<Step<'a>> {
    let mut steps = steps(track);
    steps.retain(|step| !step.span.1.has_ended(book.site.info.as_of));
    steps
}

/// All steps to the last one; where they are too many or too long the first and the last, with the key of
/// where the others are.
fn whole(book: &Book, plan: &Plan, steps: &[Step<'_>]) -> Option<(String, Option<&'static str>)> {
    if steps.len() <= STEPS_UP_TO {
        let said = steps.iter().map(|step| said(book, plan, step));
        if let Some(said) = said
            .collect::<Option<Vec<_>>>()
            .filter(|all| !all.is_empty())
        {
            return Some((said.join(ARROW), None));
        }
    }
    let [first, .., last] = steps else {
        return None;
    };
    match (said(book, plan, first), said(book, plan, last)) {
        (Some(first), Some(last)) => {
            Some(([&*first, ARROW, &*last].concat(), Some("outlook-between")))
        }
        (Some(first), None) => Some((first, Some("outlook-then"))),
        (None, Some(last)) => Some((last, Some("outlook-before"))),
        (None, None) => None,
    }
}

/// The first step of a row and its last one, with the key of what they are. One that is too long or has
/// no words is not told, and no other is told in its place.
fn ends(book: &Book, plan: &Plan, track: &Track) -> Option<(String, Option<&'static str>)> {
    let steps = steps(track);
    if let [only] = &*steps {
        return Some((said(book, plan, only)?, Some("outlook-only")));
    }
    let (first, last) = (steps.first()?, steps.last()?);
    match (said(book, plan, first), said(book, plan, last)) {
        (Some(first), Some(last)) => {
            Some(([&*first, ARROW, &*last].concat(), Some("outlook-ends")))
        }
        (None, Some(last)) => Some((last, Some("outlook-last"))),
        (Some(first), None) => Some((first, Some("outlook-first"))),
        (None, None) => None,
    }
}

/// 「令和8年度：調整」, where the words are there and short.
fn said(book: &Book, plan: &Plan, step: &Step<'_>) -> Option<String> {
    let mut words = String::new();
    for item in step.items.iter().filter(|item| !is_arrow(item)) {
        if item.is_missing() {
            return None;
        }
        if !words.is_empty() {
            words.push_str(book.say("list-separator"));
        }
        let plain = plain_figures(item.raw());
        words.push_str(&without_bullets(&plain, book.say("list-separator")));
        if !item.sure {
            words.push_str(DOUBT);
        }
    }
    if words.is_empty() || words.chars().count() > WORDS_UP_TO {
        return None;
    }
    let (from, to) = step.span;
    let year = |year| book.short_plan_year(plan, year);
    let when = if step.is_open {
        book.fill("span-open", &[("from", &*year(from))])
    } else if from == to {
        year(from)
    } else if plan.year_names.is_empty() {
        super::lists::span(book, step.span)
    } else {
        book.fill("span", &[("from", &*year(from)), ("to", &*year(to))])
    };
    let args = [("label", &*when), ("amount", &*words)];
    Some(book.fill("label-amount", &args))
}

/// The rows without what the indicators print of the same single year, and how many words that were.
fn news<'a>(tracks: &'a [Track], indicators: &[Indicator]) -> (Cow<'a, [Track]>, usize) {
    let is_known = |bar: &Bar| {
        let (Some((from, to)), [item]) = (bar.span, &*bar.items) else {
            return false;
        };
        from == to
            && item.sure
            && item.note().is_none()
            && indicators.iter().any(|indicator| {
                let values = indicator.years.get(&from);
                let both = values.map(|values| [&values.target, &values.actual]);
                both.is_some_and(|both| {
                    let mut both = both.into_iter().flatten();
                    both.any(|value| value.raw() == item.raw() && !item.raw().is_empty())
                })
            })
    };
    // An arrow says that what stands before it goes on, so a row with one stays whole.
    let has_arrow = |track: &Track| {
        let mut items = track.bars.iter().flat_map(|bar| &bar.items);
        items.any(|item| item.raw().contains('→'))
    };
    let loose = tracks.iter().filter(|track| !has_arrow(track));
    let bars = loose.flat_map(|track| &track.bars);
    let repeated = bars.filter(|bar| is_known(bar)).count();
    if repeated == 0 {
        return (Cow::Borrowed(tracks), 0);
    }
    let mut left = tracks.to_vec();
    for track in left.iter_mut().filter(|track| !has_arrow(track)) {
        track.bars.retain(|bar| !is_known(bar));
    }
    left.retain(|track| !track.bars.is_empty());
    (Cow::Owned(left), repeated)
}

/// Words of which none has a place in time: there is nothing to draw, and the table says so.
fn unplaced<'a>(book: &'a Book, tracks: &'a [Track]) -> Table<'a> {
    let columns = vec![
        Column::text(book.say("roadmap-row")),
        Column::text(book.say("roadmap-words")),
    ];
    let caption = book.say("roadmap-unplaced").to_owned();
    let mut table = Table::new("roadmap-table".to_owned(), caption, columns);
    for (track, name) in tracks.iter().zip(names(book, tracks)) {
        for item in track.bars.iter().flat_map(|bar| &bar.items) {
            let head = Cell::text(name.clone());
            table
                .rows
                .push(Row::new(head, vec![value_cell(book, Some(item))]));
        }
    }
    table
}

/// What the rows are called; several without a name are told apart by a number.
fn names<'a>(book: &'a Book, tracks: &'a [Track]) -> Vec<Cow<'a, str>> {
    let unnamed = tracks.iter().filter(|track| track.label.is_empty()).count();
    let mut number = 0;
    let mut name = |track: &'a Track| -> Cow<'a, str> {
        if !track.label.is_empty() {
            return Cow::Borrowed(&track.label);
        }
        number += 1;
        let plain = book.say("roadmap-unnamed");
        if unnamed == 1 {
            return Cow::Borrowed(plain);
        }
        let args = [("name", plain), ("number", &*number.to_string())];
        book.fill("roadmap-unnamed-numbered", &args).into()
    };
    tracks.iter().map(&mut name).collect()
}

/// The years of the plan's tables and those that a bar reaches beside them.
fn years(plan: &Plan, tracks: &[Track]) -> Vec<FiscalYear> {
    let mut years: Vec<FiscalYear> = Vec::new();
    let spans = tracks
        .iter()
        .flat_map(|track| &track.bars)
        .filter_map(|bar| bar.span)
        .chain(plan.span);
    for (from, to) in spans {
        let mut year = from;
        while year <= to {
            years.push(year);
            year = year.next();
        }
    }
    years.sort_unstable();
    years.dedup();
    years
}

fn row<'a>(
    book: &Book,
    (track, name): (&'a Track, Cow<'a, str>),
    years: &[FiscalYear],
) -> GanttRow<'a> {
    let mut row = GanttRow::new(Label::new(name.clone(), name));
    if track.label.is_empty() {
        row = row.unnamed();
    }
    if track.is_repeat {
        row = row.repeat();
    }
    for bar in &track.bars {
        let words = words(book, bar);
        match bar.span.and_then(|span| places(span, years)) {
            Some((from, to)) => {
                let mut drawn = Drawn::new(from, to, words);
                if bar
                    .items
                    .iter()
                    .all(|item| book.missing_word(item).is_some())
                {
                    drawn = drawn.empty();
                }
                if bar.is_open {
                    drawn = drawn.open();
                }
                row = row.bar(if bar.items.iter().all(|item| item.sure) {
                    drawn
                } else {
                    drawn.unsure()
                });
            }
            None => {
                for item in &bar.items {
                    row = row.unplaced(book.value_text(item));
                }
            }
        }
    }
    row
}

fn places((from, to): (FiscalYear, FiscalYear), years: &[FiscalYear]) -> Option<(usize, usize)> {
    Some((
        years.binary_search(&from).ok()?,
        years.binary_search(&to).ok()?,
    ))
}

fn words(book: &Book, bar: &Bar) -> String {
    let items: Vec<String> = bar.items.iter().map(|item| book.value_text(item)).collect();
    items.join(" ／ ")
}

/// What is said of single cells, each once.
fn remarks(tracks: &[Track]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let items = tracks
        .iter()
        .flat_map(|track| &track.bars)
        .flat_map(|bar| &bar.items);
    for note in items.filter_map(Value::note) {
        if !note.is_empty() && !notes.iter().any(|known| known == note) {
            notes.push(note.to_owned());
        }
    }
    notes
}
