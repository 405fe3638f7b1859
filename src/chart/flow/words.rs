//! What a chart of two lists says: how many of each side have a line, and how many have none.

use super::{Flow, FlowLink};
use crate::chart::headline::Choice;
use crate::chart::sentence::{Told, append};
use crate::chart::spec::Certainty;

/// How many of the left go on, and as how many of the right. Only some of a plan may be shown, so it says
/// that it speaks of those.
pub(super) fn headline(chart: &Flow<'_>) -> String {
    let mut choice = Choice::new(chart.heading.lang);
    let (all, linked) = (chart.left.len(), goes_on(chart));
    let is_target = |node: &usize| {
        let mut links = chart.links();
        links.any(|link| link.to == *node && !is_end(chart, link))
    };
    let targets = (0..chart.right.len()).filter(is_target).count();
    if linked > 0 {
        let args = [
            ("all", all.to_string()),
            ("linked", linked.to_string()),
            ("targets", targets.to_string()),
        ];
        let keys = ["chart.head_flow", "chart.head_flow_all"];
        choice.offer(keys[usize::from(linked == all)], &args);
    }
    choice.or_count(chart.left.len() + chart.right.len())
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
    let words = chart.heading.words();
    let lang = chart.heading.lang;
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
            append(&mut told.finding, lang, &words.fill(key, &args));
        }
        if all > linked + alone {
            let ended = (all - linked - alone).to_string();
            let mut ends = chart.links().filter(|link| is_end(chart, link));
            let name = ends.find_map(|link| chart.relations.get(link.relation));
            let name = name.map_or("", |relation| &*relation.name);
            let args = [("count", &*ended), ("relation", name)];
            append(
                &mut told.finding,
                lang,
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
        append(&mut told.remarks, lang, &sentence);
    }
    told
}
