//! What a chart of two lists says: how many of each side have a line, and how many have none.

use super::Flow;
use crate::chart::sentence::{Told, append};
use crate::chart::spec::Certainty;

pub(super) fn told(chart: &Flow<'_>) -> Told {
    let words = chart.heading.words();
    let lang = chart.heading.lang;
    let mut told = Told::default();
    let left_alone = (0..chart.left.len()).filter(|node| chart.is_alone_left(*node));
    let right_alone = (0..chart.right.len()).filter(|node| chart.is_alone_right(*node));
    let sides = [
        (chart.left.len(), left_alone.count(), "chart.flow_left"),
        (chart.right.len(), right_alone.count(), "chart.flow_right"),
    ];
    for (all, alone, key) in sides {
        if all > 0 {
            let args = [
                ("left", chart.heading.head.to_string()),
                ("right", chart.right_name.to_string()),
                ("all", all.to_string()),
                ("linked", (all - alone).to_string()),
                ("alone", alone.to_string()),
            ];
            append(&mut told.finding, lang, &words.fill(key, &args));
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
