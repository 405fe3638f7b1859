//! A finished chart: its title, its sentence, its description, its drawing and the table of its numbers.
//!
//! The drawing is one picture to assistive technology: its name says what it is and where the numbers
//! stand, its description is the sentence everybody reads, and nothing inside it is read out.

use super::pen::{Coord, Pen};
use super::sentence::Teller;
use super::spec::{Certainty, Datum, Point, Spec};
use super::table::{Cell, Column, Row, Table};
use crate::base::markup::Markup;
use crate::base::text::escape_markdown;
use crate::base::words::{Lang, Words};

#[derive(Clone, Debug)]
pub struct Figure<'a> {
    spec: &'a Spec<'a>,
    pub id: String,
    /// With the unit: 予算と決算（千円）.
    pub title: String,
    /// What the chart shows, in one to a few sentences.
    pub sentence: String,
    /// What is missing, unsure or only foreseen; empty when nothing is.
    pub remarks: String,
    /// What kind of picture it is, for those who do not see it.
    pub description: String,
    height: f64,
    drawing: Markup,
}

impl<'a> Figure<'a> {
    /// The figure without its table, which is placed by whoever makes the page.
    pub fn html(&self) -> Markup {
        let mut out = Markup::with_capacity(self.drawing.as_str().len() + 2048);
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

    /// The drawing alone.
    fn svg(&self, out: &mut Markup) {
        out.lit("<svg class=\"chart\" viewBox=\"0 0 320 ")
            .show(Coord(self.height.ceil()));
        out.lit("\" role=\"img\" aria-labelledby=\"").text(&self.id);
        out.lit("-t\" aria-describedby=\"").text(&self.id);
        out.lit("-sum\"><title id=\"")
            .text(&self.id)
            .lit("-t\">")
            .text(&self.description);
        out.lit("</title><g aria-hidden=\"true\">")
            .push(&self.drawing)
            .lit("</g></svg>");
    }

    /// The same numbers, all of them, as they were printed. A page may place a fuller one instead.
    pub fn table(&self) -> Table<'_> {
        table(self.spec, Words::of(self.spec.lang))
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
        (pen, height): (Pen<'_>, f64),
    ) -> Self {
        let words = Words::of(spec.lang);
        let told = teller.finish();
        let description = describe(spec, words, kind);
        Self {
            spec,
            drawing: pen.finish(),
            height,
            id: spec.id.clone(),
            title: titled(spec, words, "chart.title"),
            sentence: told.finding,
            remarks: told.remarks,
            description,
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
    Cell::text(&*point.label.full)
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
