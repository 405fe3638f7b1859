//! What a chart of two lists says: what went apart and came together, how many of each side have a line,
//! and how many have none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Flow, FlowLink, FlowNode};
use crate::chart::headline::Choice;
use crate::chart::sentence::{Told, append};
use crate::chart::spec::Certainty;

/// What went apart and what came together, else how many of the left go on. Only some of a plan may be
/// shown, so it says that it speaks of those.
pub(super) fn headline(chart: &Flow<'_>) -> String {
    let mut choice = Choice::new(chart.heading.words);
    let (all, linked) = (chart.left.len(), goes_on(chart));
    let splits = apart(chart, |link| (link.from, link.to));
    let merges = apart(chart, |link| (link.to, link.from));
    let [(split, parts), (wholes, merged)] = [&splits, &merges].map(counts);
    // Where it is one, it has a name, and that one says more than how many there are.
    let name = |ends: &Ends, side: &[FlowNode<'_>]| {
        let one = ends.keys().next().and_then(|at| side.get(*at));
        one.map_or_else(String::new, |node| node.label.short.to_string())
    };
    let mut args = vec![
        ("parts", parts.to_string()),
        ("merged", merged.to_string()),
        ("split", split.to_string()),
        ("wholes", wholes.to_string()),
        ("all", all.to_string()),
        ("linked", linked.to_string()),
    ];
    for (key, count, named) in [
        (
            "chart.head_flow_split_one",
            split,
            name(&splits, &chart.left),
        ),
        (
            "chart.head_flow_merged_one",
            wholes,
            name(&merges, &chart.right),
        ),
    ] {
        if count == 1 && !named.is_empty() {
            args.push(("name", named));
            choice.offer(key, &args);
            args.pop();
        }
    }
    for (key, is_found) in [
        ("chart.head_flow_split", split > 0),
        ("chart.head_flow_merged", wholes > 0),
        ("chart.head_flow_all", linked > 0 && linked == all),
        ("chart.head_flow", linked > 0),
    ] {
        if is_found {
            choice.offer(key, &args);
        }
    }
    choice.or_count(chart.left.len() + chart.right.len())
}

/// Those of one side, each with those of the other side to which its lines lead.
type Ends = BTreeMap<usize, BTreeSet<usize>>;

/// What of one side has several lines that are sure and no end.
fn apart(chart: &Flow<'_>, ends: impl Fn(&FlowLink<'_>) -> (usize, usize)) -> Ends {
    let mut others = Ends::new();
    for link in chart.links() {
        if link.certainty == Certainty::Sure && !is_end(chart, link) {
            let (one, other) = ends(link);
            others.entry(one).or_default().insert(other);
        }
    }
    others.retain(|_, others| others.len() > 1);
    others
}

/// How many have several lines, and to how many of the other side those lead.
fn counts(ends: &Ends) -> (usize, usize) {
    let reached: BTreeSet<usize> = ends.values().flatten().copied().collect();
    (ends.len(), reached.len())
}

/// How many of the left have a line that is not an end.
fn goes_on(chart: &Flow<'_>) -> usize {
    let goes_on = |node: &usize| {
        chart
            .links()
            .any(|link| link.from == *node && !is_end(chart, link))
    };
    (0..chart.left.len()).filter(goes_on).count()
}

fn is_end(chart: &Flow<'_>, link: &FlowLink<'_>) -> bool {
    let relation = chart.relations.get(link.relation);
    relation.is_some_and(|relation| relation.is_end)
}

pub(super) fn told(chart: &Flow<'_>) -> Told {
    let words = chart.heading.words;
    let mut told = Told::default();
    let left_alone = (0..chart.left.len()).filter(|node| chart.is_alone_left(*node));
    let right_alone = (0..chart.right.len()).filter(|node| chart.is_alone_right(*node));
    let left = (chart.left.len(), goes_on(chart), left_alone.count());
    let right_alone = right_alone.count();
    let linked = chart.right.len() - right_alone;
    let right = (chart.right.len(), linked, right_alone);
    for ((all, linked, alone), keys) in [
        (left, ["chart.flow_left", "chart.flow_left_all"]),
        (right, ["chart.flow_right", "chart.flow_right_all"]),
    ] {
        let key = match alone {
            0 if linked == all => keys[1],
            0 => "chart.flow_left_some",
            _ => keys[0],
        };
        if all > 0 {
            let args = [
                ("left", chart.heading.head.to_string()),
                ("right", chart.right_name.to_string()),
                ("all", all.to_string()),
                ("linked", linked.to_string()),
                ("alone", alone.to_string()),
            ];
            append(&mut told.finding, words, &words.fill(key, &args));
        }
        if all > linked + alone {
            let ended = (all - linked - alone).to_string();
            let mut ends = chart.links().filter(|link| is_end(chart, link));
            let name = ends.find_map(|link| chart.relations.get(link.relation));
            let name = name.map_or("", |relation| &*relation.name);
            let args = [("count", &*ended), ("relation", name)];
            append(
                &mut told.finding,
                words,
                &words.fill("chart.flow_ended", &args),
            );
        }
    }
    let unsure = chart
        .links()
        .filter(|link| link.certainty != Certainty::Sure);
    let unsure = unsure.count();
    if unsure > 0 {
        let args = [("count", unsure.to_string())];
        let sentence = words.fill("chart.flow_unsure", &args);
        append(&mut told.remarks, words, &sentence);
    }
    told
}
