//! What a chart of outcomes says: the share of the first kind in the whole, and where it is largest and
//! smallest, each with its two numbers.
//!
//! Shares are compared exactly, by multiplying crosswise. Groups in which nothing could be counted are
//! named and left out of the comparison, and so are groups of one, of which there is no share; a share that
//! several groups have is not given to one of them.

use super::{Group, Verdicts};
use crate::chart::headline::Choice;
use crate::chart::label;
use crate::chart::sentence::{Told, append};

/// A group with the two numbers of its share.
#[derive(Clone, Copy)]
struct Share<'a> {
    group: &'a Group<'a>,
    count: u64,
    base: u64,
}

/// Sentences that count groups: of any kind, and years.
type Counting = [&'static str; 2];

const SHARE_SAME_HEAD: Counting = ["chart.head_share_same", "chart.head_share_same_years"];
const SHARE_SAME: Counting = ["chart.share_same", "chart.share_same_years"];
const TOP_TIES: Counting = ["chart.share_top_ties", "chart.share_top_ties_years"];
const LEAST_TIES: Counting = ["chart.share_least_ties", "chart.share_least_ties_years"];
const ONE_MANY: Counting = ["chart.share_one_many", "chart.share_one_many_years"];
const NONE_MANY: Counting = ["chart.share_none_many", "chart.share_none_many_years"];

fn counted(chart: &Verdicts<'_>, keys: Counting) -> &'static str {
    keys[usize::from(chart.is_order)]
}

/// The newest group of an order, the whole, the only group, or where the share is largest.
pub(super) fn headline(chart: &Verdicts<'_>) -> String {
    let mut choice = Choice::new(chart.heading.words);
    let Some(kind) = chart.kinds.first() else {
        return choice.or_count(chart.groups.len());
    };
    let shares = || chart.groups.iter().filter_map(|group| share(chart, group));
    let compared = || shares().filter(|share| share.base > 1);
    let whole = chart.whole.as_ref().and_then(|whole| share(chart, whole));
    let newest = chart.groups.last().and_then(|group| share(chart, group));
    let one = match chart.is_order {
        true => newest.or_else(|| shares().next_back()),
        false => whole.or_else(|| shares().next().filter(|_| shares().count() == 1)),
    };
    if let Some(one) = one {
        let args = [
            ("kind", kind.name.to_string()),
            ("label", one.group.label.short.to_string()),
            ("count", chart.unit_of(one.count)),
            ("base", chart.unit_of(one.base)),
        ];
        if let (Some(only), 1) = (only_kind(chart, one.group), one.base) {
            let mut args = args.clone();
            args[0].1 = only;
            choice.offer("chart.head_only_of", &args);
        }
        let keys = match one.count {
            0 => ["chart.head_none_of", "chart.head_none_of_short"],
            all if all == one.base => ["chart.head_all_of", "chart.head_all_of_short"],
            _ => ["chart.head_count_of", "chart.head_count_of_short"],
        };
        for key in keys {
            choice.offer(key, &args);
        }
    } else {
        let shares: Vec<Share<'_>> = compared().collect();
        let top = extreme(&shares, is_larger);
        if shares.len() > 1 && top.len() == shares.len() {
            let args = [
                ("kind", kind.name.to_string()),
                ("groups", shares.len().to_string()),
            ];
            choice.offer(counted(chart, SHARE_SAME_HEAD), &args);
        }
        if let ([top], true) = (top.as_slice(), shares.len() > 1) {
            let args = [
                ("kind", kind.name.to_string()),
                ("label", named(chart, &top.group.label.short)),
            ];
            choice.offer("chart.head_share_top", &args);
        }
    }
    choice.or_count(chart.groups.len())
}

/// What the only one of a group came out as.
fn only_kind(chart: &Verdicts<'_>, group: &Group<'_>) -> Option<String> {
    let is_it =
        |at: &usize| chart.kinds[*at].counted == super::Counted::Inside && group.count(*at) == 1;
    let at = (0..chart.kinds.len()).find(is_it)?;
    Some(chart.kinds[at].name.to_string())
}

pub(super) fn told(chart: &Verdicts<'_>) -> Told {
    let mut told = Told::default();
    let shares = chart.groups.iter().filter_map(|group| share(chart, group));
    // Of one there is no share: it is everything or nothing.
    let (ones, shares): (Vec<_>, Vec<_>) = shares.partition(|share| share.base == 1);
    let whole = chart.whole.as_ref().and_then(|whole| share(chart, whole));
    if let Some(whole) = whole.filter(|whole| whole.base > 1) {
        add(chart, &mut told.finding, "chart.share_whole", &[whole]);
    }
    match shares.as_slice() {
        [] => {
            let told_of = if chart.is_order {
                ones.last()
            } else {
                ones.first()
            };
            if let (Some(one), true) = (told_of, told.finding.is_empty()) {
                add(chart, &mut told.finding, "chart.share_only", &[*one]);
            }
        }
        [one] => {
            if chart.whole.is_none() {
                add(chart, &mut told.finding, "chart.share_single", &[*one]);
            }
        }
        [first, rest @ ..] => {
            if rest.iter().all(|other| is_same(*other, *first)) {
                add(
                    chart,
                    &mut told.finding,
                    counted(chart, SHARE_SAME),
                    &shares,
                );
            } else {
                let top = extreme(&shares, is_larger);
                let keys = ["chart.share_top", counted(chart, TOP_TIES)];
                add(
                    chart,
                    &mut told.finding,
                    keys[usize::from(top.len() > 1)],
                    &top,
                );
                let least = extreme(&shares, |one, other| is_larger(other, one));
                let keys = ["chart.share_least", counted(chart, LEAST_TIES)];
                add(
                    chart,
                    &mut told.finding,
                    keys[usize::from(least.len() > 1)],
                    &least,
                );
            }
        }
    }
    if told.finding.is_empty() {
        told.finding = chart.heading.words.get("chart.share_nothing").to_owned();
    }
    if !shares.is_empty() {
        let keys = ["chart.share_one", counted(chart, ONE_MANY)];
        let key = keys[usize::from(ones.len() > 1)];
        add(chart, &mut told.remarks, key, &ones);
    }
    remarks(chart, &mut told.remarks);
    told
}

fn share<'a>(chart: &Verdicts<'_>, group: &'a Group<'a>) -> Option<Share<'a>> {
    let base = chart.base(group);
    let count = u64::from(group.count(0));
    (base > 0).then_some(Share { group, count, base })
}

fn is_larger(one: Share<'_>, other: Share<'_>) -> bool {
    one.count * other.base > other.count * one.base
}

fn is_same(one: Share<'_>, other: Share<'_>) -> bool {
    one.count * other.base == other.count * one.base
}

/// The groups that no other group is ahead of.
fn extreme<'a>(shares: &[Share<'a>], is_ahead: fn(Share<'_>, Share<'_>) -> bool) -> Vec<Share<'a>> {
    let is_beaten = |one: &Share<'_>| shares.iter().any(|other| is_ahead(*other, *one));
    shares
        .iter()
        .filter(|one| !is_beaten(one))
        .copied()
        .collect()
}

fn add(chart: &Verdicts<'_>, text: &mut String, key: &str, shares: &[Share<'_>]) {
    let (Some(first), Some(kind)) = (shares.first(), chart.kinds.first()) else {
        return;
    };
    let only = only_kind(chart, first.group).filter(|_| first.base == 1);
    let args = [
        ("kind", only.unwrap_or_else(|| kind.name.to_string())),
        (
            "label",
            named(chart, &label::fit(&first.group.label.short, 300.0)),
        ),
        ("count", chart.unit_of(first.count)),
        ("base", chart.unit_of(first.base)),
        ("groups", shares.len().to_string()),
    ];
    let sentence = chart.heading.words.fill(key, &args);
    append(text, chart.heading.words, &sentence);
}

/// A group as a sentence names it: names of things in quotation marks, years without.
fn named(chart: &Verdicts<'_>, label: &str) -> String {
    match chart.is_order {
        true => label.to_owned(),
        false => chart.heading.words.fill("chart.item", &[("label", label)]),
    }
}

/// What is in no share, and what has none.
fn remarks(chart: &Verdicts<'_>, text: &mut String) {
    let words = chart.heading.words;
    for (at, kind) in chart.kinds.iter().enumerate() {
        let is_outside = kind.counted == super::Counted::Outside;
        if is_outside && chart.drawn().any(|group| group.count(at) > 0) {
            let args = [("kind", &kind.name)];
            append(text, words, &words.fill("chart.share_outside", &args));
        }
    }
    let empty: Vec<&Group<'_>> = chart
        .groups
        .iter()
        .filter(|group| chart.base(group) == 0)
        .collect();
    if let Some(first) = empty.first() {
        let args = [
            ("label", named(chart, &first.label.short)),
            ("groups", empty.len().to_string()),
        ];
        let keys = ["chart.share_none", counted(chart, NONE_MANY)];
        let sentence = words.fill(keys[usize::from(empty.len() > 1)], &args);
        append(text, words, &sentence);
    }
}
