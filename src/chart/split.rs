//! The parts of a whole: one stacked bar a series, all on one scale, each with its parts named below.
//!
//! More than two colours cannot all be told apart from their neighbours, so there are two, and parts
//! differ by pattern; two units of surface lie between them. The largest part is the plain one. Only
//! parts that are more than zero are drawn. A part without a number is named in the key but takes no length: the bar is then shorter than
//! the whole, and nothing is filled in.

use super::figure::Figure;
use super::headline;
use super::legend::{self, Entry, Sample};
use super::pen::{PARTS, Path, Pen, WIDTH};
use super::sentence::{Kind, Teller};
use super::spec::{Datum, Spec};

const BAR: f64 = 26.0;
const TITLE_LINE: f64 = 22.0;
const GAP: f64 = 2.0;
const THINNEST: f64 = 3.0;

/// `None` when there is not one part to draw, or when one is below zero and so no part of a whole.
pub fn split<'a>(spec: &'a Spec<'a>) -> Option<Figure<'a>> {
    let widest = (0..spec.drawn().len())
        .map(|series| total(spec, series))
        .fold(0.0, f64::max);
    if widest <= 0.0 || has_negative(spec) {
        return None;
    }
    let mut teller = Teller::new(spec, Kind::Items);
    for series in 0..spec.drawn().len() {
        teller.largest_item(series);
    }
    if (0..spec.drawn().len()).any(|series| values(spec, series).any(|(_, value)| value == 0.0)) {
        teller.remark("chart.zero_parts");
    }
    let drawing = draw(spec, widest);
    Some(Figure::new(
        spec,
        "chart.kind_split",
        headline::split(spec),
        teller,
        drawing.into(),
    ))
}

fn draw<'a>(spec: &'a Spec<'_>, widest: f64) -> (Pen<'a>, f64) {
    let mut pen = Pen::new(&spec.id);
    let looks = looks(spec);
    for number in 0..PARTS {
        if looks.contains(&Some(number)) {
            pen.pattern(number);
        }
    }
    // The thinnest parts and the gaps are taken off first, so that the longest bar just fits.
    let parts = f64::from(u8::try_from(spec.points.len()).unwrap_or(u8::MAX));
    let per_unit = (WIDTH - parts * (GAP + THINNEST)).max(WIDTH / 2.0) / widest;
    let mut y = 0.0;
    for (series, one) in spec.drawn().iter().enumerate() {
        let whole = spec
            .total
            .as_ref()
            .and_then(|total| total.values.get(series));
        pen.text(
            "title",
            0.0,
            y + TITLE_LINE / 2.0,
            &heading(&one.name, whole),
        );
        y += TITLE_LINE;
        let mut x = 0.0;
        for (part, value) in values(spec, series) {
            if let (Some(look), true) = (looks[part], value > 0.0) {
                let width = (value * per_unit).max(THINNEST);
                let mut path = Path::default();
                path.rect((x + 1.0, y + 1.0), (x + width - 1.0, y + BAR - 1.0));
                pen.part(look, &path);
                x += width + GAP;
            }
        }
        y = legend::draw(&mut pen, &entries(spec, series, &looks), y + BAR + 4.0) + 12.0;
    }
    (pen, y - 12.0)
}

/// The pattern of each part that is drawn, by size: a part keeps its pattern in every bar.
fn looks(spec: &Spec<'_>) -> Vec<Option<usize>> {
    let largest = |part: usize| {
        let values = (0..spec.drawn().len()).filter_map(|series| spec.datum(part, series)?.value());
        values.max().filter(|value| !value.is_zero())
    };
    let mut parts: Vec<usize> = (0..spec.points.len())
        .filter(|part| largest(*part).is_some())
        .collect();
    parts.sort_by_key(|part| std::cmp::Reverse(largest(*part)));
    let mut looks = vec![None; spec.points.len()];
    for (rank, part) in parts.into_iter().enumerate() {
        looks[part] = Some(rank % PARTS);
    }
    looks
}

/// The name of the bar, with the whole if it was given.
fn heading(name: &str, whole: Option<&Datum<'_>>) -> String {
    match whole {
        Some(whole) => format!("{name}　{}", whole.label()),
        None => name.to_owned(),
    }
}

/// The parts of one bar in words: those that are drawn with their pattern, those without a number without.
fn entries(spec: &Spec<'_>, series: usize, looks: &[Option<usize>]) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(spec.points.len());
    for (part, point) in spec.points.iter().enumerate() {
        let Some(datum) = point.values.get(series) else {
            continue;
        };
        let sample = match (datum.value(), looks[part]) {
            (Some(value), _) if value.is_zero() => continue,
            (Some(_), Some(look)) => Sample::Part(look),
            _ => Sample::Nothing,
        };
        let text = format!("{} {}", point.label.short, datum.label());
        entries.push(Entry { sample, text });
    }
    if entries.is_empty() {
        let text = spec.words.get("chart.no_parts").to_owned();
        entries.push(Entry {
            sample: Sample::Nothing,
            text,
        });
    }
    entries
}

/// The numbers of one bar with the positions of their parts.
fn values(spec: &Spec<'_>, series: usize) -> impl Iterator<Item = (usize, f64)> {
    (0..spec.points.len())
        .filter_map(move |part| Some((part, spec.datum(part, series)?.value()?.to_f64())))
}

fn total(spec: &Spec<'_>, series: usize) -> f64 {
    values(spec, series).map(|(_, value)| value).sum()
}

fn has_negative(spec: &Spec<'_>) -> bool {
    (0..spec.drawn().len()).any(|series| values(spec, series).any(|(_, value)| value < 0.0))
}
