//! The quiet parts of a drawing: the line that bars start from, and round numbers along the bottom.

use super::label;
use super::pen::{Path, Pen, WIDTH};
use super::scale::{Scale, Ticks, nice_ticks};

const TICK_LINE: f64 = 18.0;
const TICK: f64 = 4.0;

/// The line at zero, in one or several pieces: where zero lies, and from where to where the line runs.
pub(super) fn baseline(pen: &mut Pen<'_>, pieces: impl Iterator<Item = (f64, (f64, f64))>) {
    let mut path = Path::default();
    for (zero, (top, bottom)) in pieces {
        path.move_to(zero, top).down(bottom - top);
    }
    pen.path("axis", &path);
}

/// Draws round numbers below the bars with a short line each, which no label can meet; returns where
/// they end. Without two that have room there are none.
pub(super) fn ticks(pen: &mut Pen<'_>, scale: &Scale, (low, high): (f64, f64), bottom: f64) -> f64 {
    let Some(ticks) = roomy_ticks(scale, low, high) else {
        return bottom;
    };
    let mut path = Path::default();
    let top = bottom + TICK;
    for (value, text) in ticks.iter() {
        let x = scale.at(value);
        path.move_to(x, bottom).down(TICK);
        let half = label::width(&text) / 2.0;
        pen.text(
            "tick",
            x.clamp(half, WIDTH - half),
            top + TICK_LINE / 2.0,
            &text,
        );
    }
    pen.path("axis", &path);
    top + TICK_LINE
}

/// As many ticks as can stand side by side, three at most: every bar has its number beside it.
fn roomy_ticks(scale: &Scale, low: f64, high: f64) -> Option<Ticks> {
    (2..=3).rev().find_map(|most| {
        let ticks = nice_ticks(low, high, most)?;
        has_room(scale, &ticks).then_some(ticks)
    })
}

fn has_room(scale: &Scale, ticks: &Ticks) -> bool {
    let mut end = f64::NEG_INFINITY;
    ticks.iter().all(|(value, text)| {
        let half = label::width(&text) / 2.0;
        let x = scale.at(value).clamp(half, WIDTH - half);
        let is_free = x - half >= end + 8.0;
        end = x + half;
        is_free
    })
}
