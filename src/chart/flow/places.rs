//! Where the names of both lists stand.
//!
//! The left list runs down in its order. Each name on the right would like to stand beside the middle
//! one of those that lead to it; they are set in that order, as close to it as the names above allow. A
//! left name that ends has its word among them, and what is new stands below all others.

use super::Flow;
use crate::chart::label;
use crate::chart::pen::WIDTH;

pub(super) const LINE: f64 = 17.0;
const GAP: f64 = 9.0;
/// The width of either list.
pub(super) const SIDE: f64 = (WIDTH - 56.0) / 2.0;
const MOST_LINES: usize = 3;

/// A name with its place.
#[derive(Debug)]
pub(super) struct Place {
    pub top: f64,
    pub lines: Vec<String>,
}

/// What stands in a place on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Right {
    Node(usize),
    /// The word for the end of this left name.
    Ended(usize),
}

#[derive(Debug)]
pub(super) struct Places {
    pub left: Vec<Place>,
    pub right: Vec<(Place, Right)>,
    pub bottom: f64,
}

impl Place {
    pub fn middle(&self) -> f64 {
        self.top + self.height() / 2.0
    }

    fn height(&self) -> f64 {
        LINE * length(self.lines.len().max(1))
    }

    fn bottom(&self) -> f64 {
        self.top + self.height()
    }
}

/// A count as a length.
pub(super) fn length(count: usize) -> f64 {
    f64::from(u16::try_from(count).unwrap_or(u16::MAX))
}

impl Places {
    pub fn new(chart: &Flow<'_>, top: f64) -> Self {
        let mut left = Vec::with_capacity(chart.left.len());
        let mut y = top;
        for node in &chart.left {
            let place = Place {
                top: y,
                lines: label::wrap_evenly(&node.label.short, SIDE, MOST_LINES),
            };
            y = place.bottom() + GAP;
            left.push(place);
        }
        let right = right(chart, &left, top);
        let bottom = left
            .iter()
            .chain(right.iter().map(|(place, _)| place))
            .map(Place::bottom)
            .fold(top, f64::max);
        Self {
            left,
            right,
            bottom: bottom + 2.0,
        }
    }

    pub fn left_middle(&self, node: usize) -> Option<f64> {
        self.left.get(node).map(Place::middle)
    }

    pub fn right_middle(&self, node: usize) -> Option<f64> {
        let found = self
            .right
            .iter()
            .find(|(_, what)| *what == Right::Node(node));
        found.map(|(place, _)| place.middle())
    }
}

impl Places {
    /// The heights at which no name of either list stands.
    pub fn cuts(&self) -> Vec<f64> {
        let right = self.right.iter().map(|(place, _)| place);
        let all: Vec<&Place> = self.left.iter().chain(right).collect();
        let is_free = |y: &f64| {
            all.iter()
                .all(|place| *y < place.top || *y > place.bottom())
        };
        let below = all.iter().map(|place| place.bottom() + GAP / 2.0);
        let below = below.filter(|y| *y < self.bottom);
        let mut cuts: Vec<f64> = below.filter(is_free).collect();
        cuts.sort_by(f64::total_cmp);
        cuts
    }
}

/// The right list, from above to below.
fn right(chart: &Flow<'_>, left: &[Place], top: f64) -> Vec<(Place, Right)> {
    let mut wishes: Vec<(f64, Right)> = Vec::with_capacity(chart.right.len() + left.len());
    for node in 0..chart.right.len() {
        let mut middles: Vec<f64> = chart
            .links()
            .filter(|link| link.to == node)
            .filter_map(|link| left.get(link.from).map(Place::middle))
            .collect();
        // Beside one of them, the middle one: half-way between two, both lines would be long.
        middles.sort_by(f64::total_cmp);
        let middle = middles.len().saturating_sub(1) / 2;
        let wish = middles.get(middle).copied().unwrap_or(f64::INFINITY);
        wishes.push((wish, Right::Node(node)));
    }
    for (node, place) in left.iter().enumerate() {
        if chart.is_alone_left(node) && !chart.left[node].alone.is_empty() {
            wishes.push((place.middle(), Right::Ended(node)));
        }
    }
    wishes.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mut places: Vec<(Place, Right)> = Vec::with_capacity(wishes.len());
    let mut free = top;
    for (wish, what) in wishes {
        let mut place = Place {
            top: free,
            lines: lines(chart, what),
        };
        if wish.is_finite() {
            place.top = free.max(wish - place.height() / 2.0);
        }
        free = place.bottom() + GAP;
        places.push((place, what));
    }
    places
}

/// The name on the right, with its word in front when nothing leads to it.
fn lines(chart: &Flow<'_>, what: Right) -> Vec<String> {
    match what {
        Right::Ended(node) => vec![label::fit(&chart.left[node].alone, SIDE)],
        Right::Node(node) => {
            let one = &chart.right[node];
            let is_new = chart.is_alone_right(node) && !one.alone.is_empty();
            if is_new {
                let args = [("word", &one.alone), ("label", &one.label.short)];
                let text = chart.heading.words.fill("chart.alone", &args);
                return label::wrap_evenly(&text, SIDE, MOST_LINES);
            }
            label::wrap_evenly(&one.label.short, SIDE, MOST_LINES)
        }
    }
}
