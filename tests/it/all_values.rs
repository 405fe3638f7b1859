//! The file of all values of a plan: every value of the model is in it, once and as printed.

use std::collections::{BTreeMap, BTreeSet};

use mieruka::base::path::SitePath;
use mieruka::model::Plan;
use mieruka::pages::values;
use mieruka::pipeline::{self, Prepared, Timings};
use mieruka::publish::MemorySink;
use mieruka::sources::{self, Chosen};
use mieruka::world::{Disk, World};

use crate::kept::{self, ROOT};
use crate::real;

fn prepared(world: &dyn World) -> Prepared {
    let inputs = sources::gather(world);
    pipeline::prepare(inputs, &Chosen::default(), world, &mut Timings::default())
        .unwrap_or_else(|findings| panic!("{findings:?}"))
}

/// How often each text stands in the model as a value, read off what the model shows of itself: a place
/// for values that is added to it is seen here without a word.
fn in_model(plan: &Plan) -> BTreeMap<String, usize> {
    let shown = format!("{plan:?}");
    let mut counts = BTreeMap::new();
    let mut rest = &*shown;
    // How many lists are open, and from which of them on all values are parts of one cell.
    let (mut depth, mut cell) = (0_usize, None);
    let mut begins = None;
    while let Some(c) = rest.chars().next() {
        let length = c.len_utf8();
        match c {
            '"' => {
                let text = literal(rest);
                if begins.take().is_some() && cell.is_none() {
                    *counts.entry(text.to_owned()).or_default() += 1;
                }
                rest = &rest[text.len()..];
                continue;
            }
            '[' => {
                if shown[..shown.len() - rest.len()].ends_with("Several(") && cell.is_none() {
                    cell = Some(depth);
                }
                depth += 1;
            }
            ']' => {
                depth -= 1;
                cell = cell.filter(|at| *at < depth);
            }
            _ => {}
        }
        for value in ["Value { raw: ", "Judgement { raw: ", ", fate: "] {
            if rest.starts_with(value) {
                begins = Some(());
            }
        }
        rest = &rest[length..];
    }
    if let Some(population) = &plan.population {
        *counts
            .entry(format!("{:?}", population.people.to_string()))
            .or_default() += 1;
    }
    // What is printed once for a project is one value, though several indicators carry it.
    for project in &plan.projects {
        let mut known = BTreeSet::new();
        for (year, values) in project.indicators.iter().flat_map(|one| &one.years) {
            let shared = values.judged().filter(|judged| judged.is_shared);
            if let Some(judged) = shared
                && !known.insert(*year)
            {
                *counts
                    .get_mut(&format!("{:?}", judged.raw))
                    .expect("counted") -= 1;
            }
        }
    }
    counts
}

/// The literal that a text begins with, quotes and all.
fn literal(text: &str) -> &str {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return &text[..=at],
            _ => {}
        }
    }
    panic!("an open literal: {text}");
}

fn rows(prepared: &Prepared, plan: usize) -> Vec<csv::StringRecord> {
    let bytes: Vec<u8> = values::pieces(&prepared.book, plan)
        .flat_map(|piece| piece.bytes)
        .collect();
    let text = std::str::from_utf8(&bytes).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("a mark for Excel");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), values::COLUMNS.len());
    reader.records().map(Result::unwrap).collect()
}

#[test]
fn every_value_of_the_model_is_in_the_file_as_printed() {
    let prepared = prepared(&real::world(&real::PLANS));
    let mut all = 0;
    for (ix, plan) in prepared.book.site.plans.iter().enumerate() {
        let mut in_file: BTreeMap<String, usize> = BTreeMap::new();
        // Names are the head of what follows, and no values.
        let is_value = |row: &csv::StringRecord| {
            row[1] == *"表" && !row[7].is_empty() || !["名前", "指標の名前"].contains(&&row[6])
        };
        for row in rows(&prepared, ix).into_iter().filter(is_value) {
            *in_file.entry(format!("{:?}", &row[11])).or_default() += 1;
            all += 1;
        }
        // A sign at the head is written in full width, so that it begins no formula.
        let mut written: BTreeMap<String, usize> = BTreeMap::new();
        for (text, count) in in_model(plan) {
            let printed = text.trim_matches('"');
            let is_number = printed.parse::<f64>().is_ok();
            let text = match printed.chars().next() {
                Some('+') => text.replacen('+', "＋", 1),
                Some('-') if !is_number => text.replacen('-', "－", 1),
                _ => text,
            };
            *written.entry(text).or_default() += count;
        }
        let in_model = written;
        let differs: Vec<_> = in_model
            .iter()
            .filter(|(text, count)| in_file.get(*text) != Some(*count))
            .map(|(text, count)| format!("{text}: {count} in the model, {:?}", in_file.get(text)))
            .collect();
        assert_eq!(differs, [""; 0], "{}", plan.id);
        assert_eq!(in_file.len(), in_model.len(), "{}", plan.id);
    }
    assert!(all > 9_000, "{all}");
}

/// Two releases are compared by this key.
#[test]
fn no_two_values_have_the_same_key() {
    let prepared = prepared(&real::world(&real::PLANS));
    for ix in 0..prepared.book.site.plans.len() {
        let mut known: BTreeMap<Vec<String>, String> = BTreeMap::new();
        for row in rows(&prepared, ix) {
            let key: Vec<String> = [0, 1, 2, 6, 7, 9]
                .iter()
                .map(|at| row[*at].to_owned())
                .collect();
            let value = row[11].to_owned();
            if let Some(other) = known.insert(key.clone(), value) {
                panic!("{key:?}: {other} and {}", &row[11]);
            }
        }
    }
}

/// A release folder and a preview in the browser have the same file.
#[test]
fn the_file_of_the_starter_is_as_it_was_looked_at() {
    let world = Disk::new(std::path::Path::new(ROOT).join("src/cli/starter"));
    let prepared = prepared(&world);
    let sink = MemorySink::new();
    pipeline::write_pages(&prepared, &sink, &world).unwrap();
    let files = sink.into_files();
    let written = &files[&SitePath::new("midorino-dx-r8/values.csv")];
    let asked = values::file(&prepared.book, "midorino-dx-r8/values.csv").unwrap();
    assert!(*written == asked);
    assert_eq!(
        values::file(&prepared.book, "midorino-dx-r8/value.csv"),
        None
    );
    let text = String::from_utf8(asked).unwrap();
    kept::check(
        "golden/starter/expected/midorino-dx-r8/values.csv.txt",
        &text,
    );
}

/// A document that judges projects: one mark in a year is the project's, two that differ are of one indicator
/// each.
#[test]
fn a_judgement_that_is_printed_once_is_of_no_indicator() {
    let prepared = prepared(&real::world(&real::PLANS));
    let plans = &prepared.book.site.plans;
    let plan = plans
        .iter()
        .position(|plan| plan.id.as_str() == "hachioji-dx-r7");
    let plan = plan.expect("the plan");
    let rows = rows(&prepared, plan);
    let judged = |project: &str| {
        let own = rows
            .iter()
            .filter(|row| &row[2] == project && row[6].starts_with("判定"));
        own.map(|row| format!("{}{}：{}", &row[8], &row[10], &row[11]))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        judged("1-6-7"),
        [
            "言葉で示された取組令和4年度：達成",
            "令和5年度：達成",
            "令和6年度：達成"
        ]
    );
    assert_eq!(
        judged("2-4-2"),
        [
            "収蔵資料のデータベース化令和6年度：達成",
            "主要な資料のオンライン公開令和6年度：未達成",
            "令和4年度：達成",
            "令和5年度：達成"
        ]
    );
    let projects = &plans[plan].projects;
    let ix = projects
        .iter()
        .position(|one| one.id.as_str() == "1-6-7")
        .expect("the project");
    let page = crate::pages::markdown(&prepared, &mieruka::pages::Page::Project(plan, ix));
    assert_eq!(page.matches("| 事業の判定：達成 |").count(), 6, "{page}");
    assert!(page.contains("約1,382万円 | 事業の判定：達成"), "{page}");
    // What has no target has not reached it.
    let effect = &projects[ix].indicators[2];
    for values in effect.years.values() {
        assert_eq!(
            mieruka::figures::orders::reached(values, effect.better),
            None
        );
    }
}
