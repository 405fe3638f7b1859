//! What of a drawing lies outside its frame, and which labels stand on an outline: texts by the width they
//! are reckoned to have, paths point by point. It reads only what the pen writes.

use mieruka::chart::label_width;

const WIDTH: f64 = 320.0;
/// Half of a stroke, and the rounding of coordinates.
const SLACK: f64 = 2.0;

/// Every text and point of a figure that leaves its drawing or is cut by the edge of a window, as it was
/// found.
pub fn outside(html: &str) -> Vec<String> {
    let drawings: Vec<&str> = html.split("<svg ").skip(1).collect();
    let mut found = Vec::new();
    for (at, svg) in drawings.iter().enumerate() {
        if svg.contains("<use ") {
            continue;
        }
        // The windows that follow show the rest of the same drawing.
        let rest = drawings[at + 1..].iter();
        let rest = rest.take_while(|svg| svg.contains("<use ")).copied();
        let mut edges = vec![0.0];
        for window in std::iter::once(*svg).chain(rest) {
            let (top, height) = window_of(window);
            if edges.last() != Some(&top) {
                found.push(format!("a window begins at {top}: {edges:?}"));
            }
            edges.push(top + height);
        }
        found.extend(outside_of(svg, &edges));
    }
    found
}

/// Where a window begins, and how high it is.
fn window_of(svg: &str) -> (f64, f64) {
    let numbers: Vec<f64> = between(svg, "viewBox=\"", "\"")
        .expect("a drawing has a window")
        .split(' ')
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers.as_slice() {
        [_, top, _, height] => (*top, *height),
        other => panic!("a window has four numbers: {other:?}"),
    }
}

/// A text of a drawing, with the room that it is reckoned to take.
struct Text<'a> {
    class: &'a str,
    text: &'a str,
    across: [f64; 2],
    baseline: f64,
}

impl Text<'_> {
    /// From the top of its letters to the end of those that hang below the line.
    fn down(&self) -> [f64; 2] {
        [self.baseline - 11.0, self.baseline + 3.0]
    }
}

fn texts(svg: &str) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    let mut class = "";
    for tag in svg.split('<').skip(1) {
        if let Some(name) = tag.strip_prefix("g class=\"") {
            class = name.split('"').next().unwrap_or_default();
        } else if tag.starts_with("text ") {
            let text = tag.split_once('>').map_or("", |(_, text)| text);
            let number = |name| between(tag, name, "\"").and_then(|n| n.parse::<f64>().ok());
            let x = number("x=\"").expect("a text has a place");
            let width = label_width(&plain(text));
            let left = match class {
                "name" => x - width,
                "tick" => x - width / 2.0,
                _ => x,
            };
            texts.push(Text {
                class,
                text,
                across: [left, left + width],
                baseline: number("y=\"").expect("a text has a place"),
            });
        }
    }
    texts
}

/// The classes and the course of every path that is no ground for others.
fn paths(svg: &str) -> impl Iterator<Item = (&str, &str)> {
    let tags = svg.split('<').filter(|tag| tag.starts_with("path "));
    let named = tags.filter_map(|tag| Some((between(tag, "class=\"", "\"")?, tag)));
    let drawn = named.filter(|(class, _)| !matches!(*class, "tile" | "ground"));
    drawn.map(|(class, tag)| {
        let path = between(tag, " d=\"", "\"").expect("a path has points");
        (class, path)
    })
}

fn outside_of(svg: &str, edges: &[f64]) -> Vec<String> {
    let height = edges[edges.len() - 1];
    let mut found = Vec::new();
    for text in texts(svg) {
        let ([left, right], [top, bottom]) = (text.across, text.down());
        let is_cut = |edge: &f64| (top..bottom).contains(edge);
        let is_out = left < -SLACK || right > WIDTH + SLACK;
        let y = text.baseline;
        let is_out = is_out || y < 8.0 || y > height + SLACK;
        if is_out || edges[1..edges.len() - 1].iter().any(is_cut) {
            let (class, text) = (text.class, text.text);
            found.push(format!("{class} {left} to {right} at {y}: {text}"));
        }
    }
    for (_, path) in paths(svg) {
        for (x, y) in points(path) {
            let is_in = (-SLACK..=WIDTH + SLACK).contains(&x);
            if !is_in || !(-SLACK..=height + SLACK).contains(&y) {
                found.push(format!("{x} {y} in {path}"));
            }
        }
    }
    found
}

/// Every text that the line around what was aimed at runs through or touches.
pub fn touched(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for svg in html.split("<svg ").skip(1) {
        let texts = texts(svg);
        let outlines = paths(svg).filter(|(class, _)| class.starts_with("outline"));
        for stroke in outlines.flat_map(|(_, path)| strokes(path)) {
            // Half of the line lies on either side; sums of decimals are not exact.
            let half = 1.0 - 1e-9;
            let meets = |one: f64, other: f64, [start, end]: [f64; 2]| {
                one.min(other) - half < end && one.max(other) + half > start
            };
            let [from, to] = stroke;
            let is_touched = |text: &&Text<'_>| {
                meets(from.0, to.0, text.across) && meets(from.1, to.1, text.down())
            };
            let touched = texts.iter().filter(is_touched);
            found.extend(touched.map(|text| format!("{} on {stroke:?}", text.text)));
        }
    }
    found
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split(after).next()
}

fn plain(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">");
    plain
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The places that a path runs through.
fn points(path: &str) -> Vec<(f64, f64)> {
    walk(path).into_iter().map(|(place, _)| place).collect()
}

/// The lines that a path draws.
fn strokes(path: &str) -> impl Iterator<Item = [(f64, f64); 2]> {
    let walk = walk(path);
    let ends: Vec<_> = walk.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    let drawn = ends.into_iter().filter(|[_, (_, is_drawn)]| *is_drawn);
    drawn.map(|[(from, _), (to, _)]| [from, to])
}

/// The same places, and whether a line leads to each.
fn walk(path: &str) -> Vec<((f64, f64), bool)> {
    let mut points = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    let mut start = (0.0, 0.0);
    let commands = path.split_inclusive(|c: char| c.is_ascii_alphabetic());
    let mut command = ' ';
    for piece in commands.chain(std::iter::once("")) {
        let (numbers, next) = match piece.char_indices().next_back() {
            Some((at, c)) if c.is_ascii_alphabetic() => (&piece[..at], c),
            _ => (piece, ' '),
        };
        let numbers: Vec<f64> = numbers.split(' ').filter_map(|n| n.parse().ok()).collect();
        match (command, numbers.as_slice()) {
            ('M', [to_x, to_y]) => (x, y) = (*to_x, *to_y),
            ('l' | 'm', [dx, dy]) => (x, y) = (x + dx, y + dy),
            ('a', [_, _, _, _, _, dx, dy]) => (x, y) = (x + dx, y + dy),
            ('h', [dx]) => x += dx,
            ('v', [dy]) => y += dy,
            ('z', []) => (x, y) = start,
            (' ', []) => {}
            other => panic!("the pen does not write {other:?} in {path}"),
        }
        if matches!(command, 'M' | 'm') {
            start = (x, y);
        }
        points.push(((x, y), !matches!(command, 'M' | 'm' | ' ')));
        command = next;
    }
    points
}

#[test]
fn what_leaves_the_frame_is_found() {
    let svg = |inside: &str| format!("<svg class=\"chart\" viewBox=\"0 0 320 40\">{inside}</svg>");
    let good = "<path class=\"a\" d=\"M0 0h320v40l-10 -3z\"/><g class=\"name\">\
                <text x=\"320\" y=\"14\">名前</text></g>";
    assert_eq!(outside(&svg(good)), Vec::<String>::new());
    let two = "<g class=\"value\"><text x=\"0\" y=\"14\">名</text><text x=\"0\" y=\"60\">名</text></g></svg>\
               <svg class=\"chart next\" viewBox=\"0 40 320 40\"><use href=\"#d\"/>";
    assert_eq!(outside(&svg(two)), Vec::<String>::new());
    let cut = two.replace("y=\"60\"", "y=\"45\"");
    assert_eq!(outside(&svg(&cut)).len(), 1);
    let gap = two.replace("0 40 320", "0 50 320");
    assert_eq!(outside(&svg(&gap)).len(), 1);
    for bad in [
        "<path class=\"a\" d=\"M0 0h330\"/>",
        "<path class=\"a\" d=\"M0 0m10 10v90\"/>",
        "<g class=\"value\"><text x=\"310\" y=\"14\">名前</text></g>",
        "<g class=\"name\"><text x=\"10\" y=\"14\">名前</text></g>",
        "<g class=\"value\"><text x=\"0\" y=\"90\">名</text></g>",
    ] {
        assert!(!outside(&svg(bad)).is_empty(), "{bad}");
    }
}

#[test]
fn a_label_on_an_outline_is_found() {
    let svg = |y: u8| {
        format!(
            "<svg class=\"chart\" viewBox=\"0 0 320 40\"><path class=\"outline\" d=\"M10 3h200v30h-200z\"/>\
             <g class=\"value\"><text x=\"40\" y=\"{y}\">24.8%</text></g>"
        )
    };
    assert_eq!(touched(&svg(26)), Vec::<String>::new());
    assert_eq!(touched(&svg(31)).len(), 1);
    assert_eq!(touched(&svg(8)).len(), 1);
}
