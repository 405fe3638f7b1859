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
    spec: &'a Spec,
    pub id: String,
    /// With the unit: 予算と決算（千円）.
    pub title: String,
    /// What the chart shows, in one to a few sentences.
    pub sentence: String,
    /// What is missing, unsure or only foreseen; empty when nothing is.
    pub remarks: String,
    /// What kind of picture it is, for those who do not see it.
    pub description: String,
    pub svg: Markup,
}

impl<'a> Figure<'a> {
    /// The figure without its table, which is placed by whoever makes the page.
    pub fn html(&self) -> Markup {
        let mut out = Markup::with_capacity(self.svg.as_str().len() + 1024);
        out.lit("<figure aria-labelledby=\"").text(&self.id);
        out.lit("-cap\"><figcaption id=\"")
            .text(&self.id)
            .lit("-cap\">")
            .text(&self.title);
        out.lit("</figcaption><p id=\"")
            .text(&self.id)
            .lit("-sum\">")
            .text(&self.sentence);
        out.lit("</p>").push(&self.svg);
        if !self.remarks.is_empty() {
            out.lit("<p class=\"remark\">")
                .text(&self.remarks)
                .lit("</p>");
        }
        out.lit("</figure>");
        out
    }

    /// The same numbers, all of them, as they were printed. A page may place a fuller one instead.
    pub fn table(&self) -> Table {
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
        spec: &'a Spec,
        kind: &str,
        teller: Teller<'_>,
        (pen, height): (Pen<'_>, f64),
    ) -> Self {
        let words = Words::of(spec.lang);
        let told = teller.finish();
        let description = describe(spec, words, kind);
        Self {
            spec,
            svg: frame(spec, &description, (pen, height)),
            id: spec.id.clone(),
            title: titled(spec, words, "chart.title"),
            sentence: told.finding,
            remarks: told.remarks,
            description,
        }
    }
}

fn frame(spec: &Spec, description: &str, (pen, height): (Pen<'_>, f64)) -> Markup {
    let body = pen.finish();
    let mut out = Markup::with_capacity(body.as_str().len() + 512);
    out.lit("<svg class=\"chart\" viewBox=\"0 0 320 ")
        .show(Coord(height.ceil()));
    out.lit("\" role=\"img\" aria-labelledby=\"").text(&spec.id);
    out.lit("-t\" aria-describedby=\"").text(&spec.id);
    out.lit("-sum\"><title id=\"")
        .text(&spec.id)
        .lit("-t\">")
        .text(description);
    out.lit("</title><g aria-hidden=\"true\">")
        .push(&body)
        .lit("</g></svg>");
    out
}

fn describe(spec: &Spec, words: &Words, kind: &str) -> String {
    let names: Vec<&str> = spec
        .drawn()
        .iter()
        .map(|series| series.name.as_str())
        .collect();
    let series = match names.as_slice() {
        [one, two] => words.fill("chart.two", &[("first", one), ("second", two)]),
        names => names.concat(),
    };
    let name = |point: Option<&Point>| point.map(|p| p.label.short.clone()).unwrap_or_default();
    let args = [
        ("title", spec.title.clone()),
        ("series", series),
        ("first", name(spec.points.first())),
        ("last", name(spec.points.last())),
        ("count", spec.points.len().to_string()),
    ];
    words.fill(kind, &args)
}

fn titled(spec: &Spec, words: &Words, key: &str) -> String {
    if spec.unit.is_empty() {
        spec.title.clone()
    } else {
        words.fill(key, &[("title", &spec.title), ("unit", &spec.unit)])
    }
}

/// Every value of the chart, with nothing left out that the drawing could not show.
fn table(spec: &Spec, words: &Words) -> Table {
    let mut columns = vec![Column::text(spec.head.clone())];
    columns.extend(
        spec.series
            .iter()
            .map(|series| Column::number(series.name.clone())),
    );
    let cells = |values: &[Datum]| values.iter().map(|datum| cell(datum, spec.lang)).collect();
    let row = |point: &Point| (Cell::text(point.label.full.clone()), cells(&point.values));
    let mut rows: Vec<Row> = spec
        .points
        .iter()
        .map(row)
        .map(|(head, cells)| Row::new(head, cells))
        .collect();
    rows.extend(
        spec.total
            .iter()
            .map(row)
            .map(|(head, cells)| Row::total(head, cells)),
    );
    Table {
        id: format!("{}-table", spec.id),
        caption: words.fill("chart.table_title", &[("title", &spec.title)]),
        unit: spec.unit.clone(),
        columns,
        rows,
        notes: spec.notes.clone(),
    }
}

/// A value as a cell.
fn cell(datum: &Datum, lang: Lang) -> Cell {
    let cell = match datum {
        Datum::Number { shown, spoken, .. } => Cell::number(shown.clone(), spoken.clone()),
        Datum::Interval { shown, .. } => Cell::number(shown.clone(), None),
        Datum::Absent { word } => Cell::absent(word.clone()),
    };
    match datum.certainty() {
        Some(Certainty::Unsure) => cell.unsure(""),
        Some(Certainty::Forecast) => cell.note(Words::of(lang).get("chart.cell_forecast")),
        _ => cell,
    }
}
