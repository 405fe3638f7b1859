//! Where two titles differ: what stands in the one and not in the other, in bytes.

use std::ops::Range;

/// What to mark in each. Where little is the same between the first and the last difference, all of it is
/// marked, because a few signs that happen to agree would only be in the way.
pub fn differences(one: &str, other: &str) -> [Vec<Range<usize>>; 2] {
    let signs = [one, other].map(|text| text.char_indices().collect::<Vec<_>>());
    let sign = |which: usize, at: usize| signs[which][at].1;
    let lengths = [signs[0].len(), signs[1].len()];
    let shorter = lengths[0].min(lengths[1]);
    let front = (0..shorter).take_while(|at| sign(0, *at) == sign(1, *at));
    let front = front.count();
    let back = (0..shorter - front)
        .take_while(|at| sign(0, lengths[0] - 1 - at) == sign(1, lengths[1] - 1 - at))
        .count();
    let middle = |which: usize| &signs[which][front..lengths[which] - back];
    let same = common(middle(0), middle(1));
    let is_alike = 2 * same.len() >= middle(0).len().min(middle(1).len());
    [0, 1].map(|which| {
        let mut marks: Vec<Range<usize>> = Vec::new();
        for (at, (from, sign)) in middle(which).iter().enumerate() {
            if is_alike && same.iter().any(|pair| pair[which] == at) {
                continue;
            }
            let to = from + sign.len_utf8();
            match marks.last_mut() {
                Some(last) if last.end == *from => last.end = to,
                _ => marks.push(*from..to),
            }
        }
        marks
    })
}

/// The longest list of signs that stand in both in their order: their places in each.
fn common(one: &[(usize, char)], other: &[(usize, char)]) -> Vec<[usize; 2]> {
    // The length of that list for the rest from each pair of places on.
    let mut lengths = vec![vec![0; other.len() + 1]; one.len() + 1];
    for a in (0..one.len()).rev() {
        for b in (0..other.len()).rev() {
            lengths[a][b] = if one[a].1 == other[b].1 {
                lengths[a + 1][b + 1] + 1
            } else {
                lengths[a + 1][b].max(lengths[a][b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut pairs = Vec::new();
    while a < one.len() && b < other.len() {
        if one[a].1 == other[b].1 {
            pairs.push([a, b]);
            (a, b) = (a + 1, b + 1);
        } else if lengths[a + 1][b] >= lengths[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}
