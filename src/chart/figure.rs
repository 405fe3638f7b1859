//! A finished chart: its headline, what it shows, its drawing, its sentence and the table of its numbers.
//!
//! The drawing is one picture to assistive technology: its name is what it shows and the finding, its
//! description is the sentence everybody reads, and nothing inside it is read out. The name is made of
//! what stands above the drawing anyway, so that no text is sent twice.

use super::heading::Heading;
use super::headline::has_room;
use super::pen::{Coord, Pen};
use super::sentence::{Teller, Told};
use super::spec::{Certainty, Datum, Label, Point, Spec};
use super::table::{Cell, Column, Row, Table};
use crate::base::markup::Markup;
use crate::base::text::escape_markdown;
use crate::base::words::{Lang, Words};

/// Drawings up to this height stay in one window: a sheet of paper holds it.
const SHEET: f64 = 700.0;
/// Longer ones are seen through windows of about this height, of which a sheet holds several.
const WINDOW: f64 = 330.0;

#[derive(Clone, Debug)]
pub struct Figure<'a> {
    numbers: Numbers<'a>,
    words: &'a Words,
    pub id: String,
    /// The finding, in a few words.
    pub headline: String,
    /// What is shown, with unit and years: 予算と決算（千円）、令和5年度〜令和11年度.
    pub title: String,
    /// The finding at length, in one to a few sentences; empty where the headline has said all.
    pub sentence: String,
    /// What is missing, unsure or only foreseen; empty when nothing is.
    pub remarks: String,
    /// What kind of picture it is, for those who do not see it: 棒グラフ.
    pub kind: &'a str,
    /// Whether it gains by more room than bars need.
    is_wide: bool,
    /// The pieces behind the first may stand side by side.
    is_grid: bool,
    /// Long drawings come in pieces, so that paper can break between them. None where there is nothing to see.
    pieces: Vec<Piece>,
}

/// Where the table comes from: most pages place one of their own, so it is made only when asked for.
#[derive(Clone, Debug)]
enum Numbers<'a> {
    Spec(&'a Spec<'a>),
    Ready(Table<'a>),
}

#[derive(Clone, Debug)]
struct Piece {
    drawing: Markup,
    /// From where to where the windows reach through which it is seen: one, or several when it is
    /// longer than a sheet of paper.
    windows: Vec<(f64, f64)>,
}

/// A finished drawing, and where it may be cut without cutting a text.
#[derive(Debug)]
pub(super) struct Drawing<'a> {
    pub pen: Pen<'a>,
    pub height: f64,
    /// From above to below.
    pub cuts: Vec<f64>,
}

/// What a chart that is not made from a [`Spec`] hands over.
pub(super) struct Made<'a> {
    pub headline: String,
    pub told: Told,
    /// The first and the last label of an order such as years.
    pub span: Option<(&'a Label<'a>, &'a Label<'a>)>,
    /// The key of its kind.
    pub kind: &'static str,
    pub pieces: Vec<Drawing<'a>>,
    pub table: Table<'a>,
}

impl<'a> Figure<'a> {
    /// The figure without its table, which is placed by whoever makes the page.
    pub fn html(&self) -> Markup {
        let mut out = Markup::with_capacity(self.size() + 2048);
        out.lit("<figure aria-labelledby=\"").text(&self.id);
        out.lit("-cap\"><figcaption id=\"")
            .text(&self.id)
            .lit("-cap\">")
            .text(&self.headline);
        out.lit("</figcaption><p id=\"")
            .text(&self.id)
            .lit("-of\">")
            .text(&self.title);
        self.svg(out.lit("</p>"));
        if self.is_described() {
            out.lit("<p class=\"remark\" id=\"").text(&self.id);
            out.lit("-sum\">").text(&self.sentence);
            let has_both = !self.sentence.is_empty() && !self.remarks.is_empty();
            if self.words.lang() == Lang::En && has_both {
                out.lit(" ");
            }
            out.text(&self.remarks).lit("</p>");
        }
        out.lit("</figure>");
        out
    }

    /// Another finding for its headline, from somebody who knows what the chart is looked at for; the first
    /// that has room is taken.
    #[must_use]
    pub fn headed(mut self, findings: impl IntoIterator<Item = String>) -> Self {
        let mut findings = findings.into_iter();
        if let Some(finding) = findings.find(|text| has_room(text, self.words)) {
            self.headline = finding;
        }
        self
    }

    /// Whether there is more to say than the headline does.
    fn is_described(&self) -> bool {
        !self.sentence.is_empty() || !self.remarks.is_empty()
    }

    fn size(&self) -> usize {
        let sizes = self.pieces.iter().map(|piece| piece.drawing.as_str().len());
        sizes.sum()
    }

    /// The drawing alone. Its first window stands for all of them where pictures are named; the
    /// further windows of a piece show the same marks by reference.
    fn svg(&self, out: &mut Markup) {
        for (at, piece) in self.pieces.iter().enumerate() {
            let has_more = piece.windows.len() > 1;
            for (window, (top, bottom)) in piece.windows.iter().enumerate() {
                out.lit("<svg class=\"chart");
                if self.is_wide {
                    out.lit(" wide");
                }
                if self.is_grid && at > 0 {
                    out.lit(" cell");
                }
                out.lit(if window == 0 { "" } else { " next" });
                out.lit("\" viewBox=\"0 ");
                out.show(Coord(*top)).lit(" 320 ");
                out.show(Coord((bottom - top).ceil()));
                if at == 0 && window == 0 {
                    self.name_picture(out.lit("\" role=\"img\""));
                    out.lit("<g aria-hidden=\"true\"");
                } else {
                    out.lit("\" aria-hidden=\"true\"><g");
                }
                if has_more && window == 0 {
                    // What is shown by reference is styled by rules that match inside it alone.
                    out.lit(" class=\"chart\" id=\"").text(&self.id);
                    out.lit("-d").show(at).lit("\"");
                }
                out.lit(">");
                if window == 0 {
                    out.push(&piece.drawing);
                } else {
                    out.lit("<use href=\"#").text(&self.id).lit("-d").show(at);
                    out.lit("\"/>");
                }
                out.lit("</g></svg>");
            }
        }
    }

    /// What it shows and the finding as the name of the picture, the sentence as its description.
    fn name_picture(&self, out: &mut Markup) {
        out.lit(" aria-roledescription=\"").text(self.kind);
        out.lit("\" aria-labelledby=\"").text(&self.id);
        out.lit("-of ").text(&self.id);
        out.lit("-cap");
        if self.is_described() {
            out.lit("\" aria-describedby=\"").text(&self.id).lit("-sum");
        }
        out.lit("\">");
    }

    /// The same numbers, all of them, as they were printed. A page may place a fuller one instead.
    pub fn table(&self) -> Table<'_> {
        match &self.numbers {
            Numbers::Spec(spec) => table(spec),
            Numbers::Ready(table) => table.clone(),
        }
    }

    /// Headline, title and sentences; the numbers follow as the table.
    pub fn markdown(&self) -> String {
        let mut out = format!("**{}**\n", escape_markdown(&self.headline));
        for text in [&self.title, &self.sentence, &self.remarks] {
            if !text.is_empty() {
                out.push('\n');
                out.push_str(&escape_markdown(text));
                out.push('\n');
            }
        }
        out
    }

    /// Puts together what every chart has.
    pub(super) fn new(
        spec: &'a Spec<'a>,
        kind: &'static str,
        headline: String,
        teller: Teller<'_>,
        drawing: Drawing<'_>,
    ) -> Self {
        let words = spec.words;
        let is_order = teller.is_order();
        let told = teller.finish();
        Self {
            numbers: Numbers::Spec(spec),
            pieces: match spec.has_length() {
                true => vec![Piece::from(drawing)],
                false => Vec::new(),
            },
            words,
            id: spec.id.clone(),
            headline,
            title: titled(spec, words, is_order),
            sentence: told.finding,
            remarks: told.remarks,
            kind: words.get(kind),
            is_wide: false,
            is_grid: false,
        }
    }

    /// The same for a chart with an input of its own.
    pub(super) fn made(heading: &Heading<'a>, made: Made<'a>) -> Self {
        Self {
            numbers: Numbers::Ready(made.table),
            pieces: made.pieces.into_iter().map(Piece::from).collect(),
            words: heading.words,
            id: heading.id.clone(),
            headline: made.headline,
            title: match made.span {
                Some(ends) => spanned(&heading.title, heading.words, ends),
                None => heading.title.clone(),
            },
            sentence: made.told.finding,
            remarks: made.told.remarks,
            kind: heading.words.get(made.kind),
            is_wide: matches!(made.kind, "chart.kind_gantt" | "chart.kind_flow"),
            is_grid: made.kind == "chart.kind_multiples",
        }
    }
}

impl<'a> From<(Pen<'a>, f64)> for Drawing<'a> {
    fn from((pen, height): (Pen<'a>, f64)) -> Self {
        Self {
            pen,
            height,
            cuts: Vec::new(),
        }
    }
}

impl From<Drawing<'_>> for Piece {
    fn from(drawing: Drawing<'_>) -> Self {
        let mut windows = Vec::new();
        let mut top = 0.0;
        let mut cuts = drawing.cuts.iter().map(|cut| cut.round()).peekable();
        while let Some(cut) = cuts.next() {
            let next = cuts.peek().copied().unwrap_or(drawing.height);
            if drawing.height > SHEET && next - top > WINDOW {
                windows.push((top, cut));
                top = cut;
            }
        }
        windows.push((top, drawing.height));
        Self {
            drawing: drawing.pen.finish(),
            windows,
        }
    }
}

/// The title with the unit, and from when to when where the points have an order.
fn titled(spec: &Spec<'_>, words: &Words, is_order: bool) -> String {
    let title = if spec.unit.is_empty() {
        spec.title.clone()
    } else {
        let args = [("title", &*spec.title), ("unit", &*spec.unit)];
        words.fill("chart.title", &args)
    };
    let (Some(first), Some(last), true) = (spec.points.first(), spec.points.last(), is_order)
    else {
        return title;
    };
    spanned(&title, words, (&first.label, &last.label))
}

/// A title with the years, or the one year, that are shown.
fn spanned(title: &str, words: &Words, (first, last): (&Label<'_>, &Label<'_>)) -> String {
    let args = [
        ("title", title),
        ("from", &*first.short),
        ("to", &*last.short),
    ];
    let is_span = usize::from(first.short != last.short);
    if let (Some(western), Some(end)) = (first.western, last.western) {
        let years = [("first", western.to_string()), ("last", end.to_string())];
        let years = years.each_ref().map(|(name, year)| (*name, &**year));
        let args = [&args[..], &years[..]].concat();
        return words.fill(
            ["chart.title_when_both", "chart.title_span_both"][is_span],
            &args,
        );
    }
    words.fill(["chart.title_when", "chart.title_span"][is_span], &args)
}

/// Every value of the chart, with nothing left out that the drawing could not show.
fn table<'a>(spec: &'a Spec<'_>) -> Table<'a> {
    let words = spec.words;
    let mut columns = vec![Column::text(&*spec.head)];
    columns.extend(
        spec.series
            .iter()
            .map(|series| Column::number(&*series.name)),
    );
    let mut rows: Vec<Row<'_>> = spec
        .points
        .iter()
        .map(|point| Row::new(head(point), cells(point, words)))
        .collect();
    rows.extend(
        spec.total
            .iter()
            .map(|point| Row::total(head(point), cells(point, words))),
    );
    Table {
        id: format!("{}-table", spec.id),
        caption: words.fill("chart.table_title", &[("title", &spec.title)]),
        unit: spec.unit.to_string(),
        columns,
        rows,
        notes: spec.notes.clone(),
    }
}

fn head<'a>(point: &'a Point<'_>) -> Cell<'a> {
    point.label.cell()
}

fn cells<'a>(point: &'a Point<'_>, words: &'a Words) -> Vec<Cell<'a>> {
    point
        .values
        .iter()
        .map(|datum| cell(datum, words))
        .collect()
}

/// A value as a cell.
pub(super) fn cell<'a>(datum: &'a Datum<'_>, words: &'a Words) -> Cell<'a> {
    let cell = match datum {
        Datum::Number { shown, spoken, .. } => Cell::number(&**shown, spoken.clone()),
        Datum::Interval { shown, .. } => Cell::number(&**shown, None),
        Datum::Absent { word } => Cell::absent(&**word),
    };
    match datum.certainty() {
        Some(Certainty::Unsure) => cell.unsure(""),
        Some(Certainty::Forecast) => cell.note(words.get("chart.cell_forecast")),
        _ => cell,
    }
}
