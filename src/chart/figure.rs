//! A finished chart: its title, its sentence, its description, its drawing and the table of its numbers.
//!
//! The drawing is one picture to assistive technology: its name says what it is and where the numbers
//! stand, its description is the sentence everybody reads, and nothing inside it is read out.

use super::heading::Heading;
use super::pen::{Coord, Pen};
use super::sentence::{Teller, Told};
use super::spec::{Certainty, Datum, Point, Spec};
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
    pub id: String,
    /// With the unit: 予算と決算（千円）.
    pub title: String,
    /// What the chart shows, in one to a few sentences.
    pub sentence: String,
    /// What is missing, unsure or only foreseen; empty when nothing is.
    pub remarks: String,
    /// What kind of picture it is, for those who do not see it.
    pub description: String,
    /// Long drawings come in pieces, so that paper can break between them.
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
    pub told: Told,
    pub description: String,
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
            .text(&self.title);
        out.lit("</figcaption><p id=\"")
            .text(&self.id)
            .lit("-sum\">")
            .text(&self.sentence);
        self.svg(out.lit("</p>"));
        if !self.remarks.is_empty() {
            out.lit("<p class=\"remark\">")
                .text(&self.remarks)
                .lit("</p>");
        }
        out.lit("</figure>");
        out
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
                out.lit(if window == 0 {
                    "<svg class=\"chart\" viewBox=\"0 "
                } else {
                    "<svg class=\"chart next\" viewBox=\"0 "
                });
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

    /// Name and description of the picture, inside and after the opening tag.
    fn name_picture(&self, out: &mut Markup) {
        out.lit(" aria-labelledby=\"").text(&self.id);
        out.lit("-t\" aria-describedby=\"").text(&self.id);
        out.lit("-sum\"><title id=\"")
            .text(&self.id)
            .lit("-t\">")
            .text(&self.description);
        out.lit("</title>");
    }

    /// The same numbers, all of them, as they were printed. A page may place a fuller one instead.
    pub fn table(&self) -> Table<'_> {
        match &self.numbers {
            Numbers::Spec(spec) => table(spec, Words::of(spec.lang)),
            Numbers::Ready(table) => table.clone(),
        }
    }

    /// Title and sentences; the numbers follow as the table.
    pub fn markdown(&self) -> String {
        let mut out = format!("**{}**\n", escape_markdown(&self.title));
        for text in [&self.sentence, &self.remarks] {
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
        kind: &str,
        teller: Teller<'_>,
        drawing: Drawing<'_>,
    ) -> Self {
        let words = Words::of(spec.lang);
        let told = teller.finish();
        let description = describe(spec, words, kind);
        Self {
            numbers: Numbers::Spec(spec),
            pieces: vec![Piece::from(drawing)],
            id: spec.id.clone(),
            title: titled(spec, words, "chart.title"),
            sentence: told.finding,
            remarks: told.remarks,
            description,
        }
    }

    /// The same for a chart with an input of its own.
    pub(super) fn made(heading: &Heading<'_>, made: Made<'a>) -> Self {
        Self {
            numbers: Numbers::Ready(made.table),
            pieces: made.pieces.into_iter().map(Piece::from).collect(),
            id: heading.id.clone(),
            title: heading.title.clone(),
            sentence: made.told.finding,
            remarks: made.told.remarks,
            description: made.description,
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

fn describe(spec: &Spec<'_>, words: &Words, kind: &str) -> String {
    let names: Vec<&str> = spec.drawn().iter().map(|series| &*series.name).collect();
    let series = match names.as_slice() {
        [one, two] => words.fill("chart.two", &[("first", one), ("second", two)]),
        names => names.concat(),
    };
    let name =
        |point: Option<&Point<'_>>| point.map(|p| p.label.short.to_string()).unwrap_or_default();
    let args = [
        ("title", spec.title.clone()),
        ("series", series),
        ("first", name(spec.points.first())),
        ("last", name(spec.points.last())),
        ("count", spec.points.len().to_string()),
    ];
    words.fill(kind, &args)
}

fn titled(spec: &Spec<'_>, words: &Words, key: &str) -> String {
    if spec.unit.is_empty() {
        spec.title.clone()
    } else {
        words.fill(key, &[("title", &*spec.title), ("unit", &*spec.unit)])
    }
}

/// Every value of the chart, with nothing left out that the drawing could not show.
fn table<'a>(spec: &'a Spec<'_>, words: &Words) -> Table<'a> {
    let mut columns = vec![Column::text(&*spec.head)];
    columns.extend(
        spec.series
            .iter()
            .map(|series| Column::number(&*series.name)),
    );
    let mut rows: Vec<Row<'_>> = spec
        .points
        .iter()
        .map(|point| Row::new(head(point), cells(point, spec.lang)))
        .collect();
    rows.extend(
        spec.total
            .iter()
            .map(|point| Row::total(head(point), cells(point, spec.lang))),
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

fn cells<'a>(point: &'a Point<'_>, lang: Lang) -> Vec<Cell<'a>> {
    point.values.iter().map(|datum| cell(datum, lang)).collect()
}

/// A value as a cell.
fn cell<'a>(datum: &'a Datum<'_>, lang: Lang) -> Cell<'a> {
    let cell = match datum {
        Datum::Number { shown, spoken, .. } => Cell::number(&**shown, spoken.clone()),
        Datum::Interval { shown, .. } => Cell::number(&**shown, None),
        Datum::Absent { word } => Cell::absent(&**word),
    };
    match datum.certainty() {
        Some(Certainty::Unsure) => cell.unsure(""),
        Some(Certainty::Forecast) => cell.note(Words::of(lang).get("chart.cell_forecast")),
        _ => cell,
    }
}
