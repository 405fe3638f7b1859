//! One mistake of each kind, planted in a copy of a real plan, is reported with its file and line, and
//! nothing else changes.

use std::collections::BTreeSet;

use mieruka::audit::audit;
use mieruka::world::Memory;

use crate::real;

/// What the audit says of a world: file and line, code, weight.
fn said(world: &Memory) -> BTreeSet<String> {
    let findings = audit(&real::site(world)).findings;
    findings
        .iter()
        .map(|finding| {
            let place = &finding.diagnostic.place;
            let line = place.spot.map_or(0, |spot| spot.line);
            let severity = finding.diagnostic.severity.key();
            format!(
                "{}:{line} {} {severity}",
                place.file, finding.diagnostic.code
            )
        })
        .collect()
}

/// Changes the line in which `at` is found first; the old words stand once from there to its end.
fn plant(world: &mut Memory, path: &str, at: &str, (old, new): (&str, &str)) {
    let (_, bytes) = world
        .files()
        .find(|(known, _)| known.as_str() == path)
        .unwrap();
    let text = std::str::from_utf8(bytes).unwrap();
    let start = text.find(at).unwrap_or_else(|| panic!("{path}: {at}"));
    let end = start + text[start..].find('\n').unwrap();
    let line = &text[start..end];
    assert_eq!(line.matches(old).count(), 1, "{path}: {line}");
    let planted = format!(
        "{}{}{}",
        &text[..start],
        line.replace(old, new),
        &text[end..]
    );
    world.put(path, planted);
}

/// What is said of a plan with one mistake more than before, and what is no longer said.
fn told(plan: &str, (file, at): (&str, &str), change: (&str, &str)) -> Vec<String> {
    let mut world = real::world(&[plan]);
    let before = said(&world);
    plant(&mut world, &format!("seeds/{plan}/{file}"), at, change);
    let after = said(&world);
    let new = after.difference(&before).map(|told| format!("+ {told}"));
    let gone = before.difference(&after).map(|told| format!("- {told}"));
    let prefix = format!("seeds/{plan}/");
    new.chain(gone)
        .map(|told| told.replacen(&prefix, "", 1))
        .collect()
}

/// A plan, where in it, what is changed, and all that is told of it.
type Planted = (
    &'static str,
    (&'static str, &'static str),
    (&'static str, &'static str),
    &'static [&'static str],
);

const BUDGET: &str = "yokohama-budget-r8";
const ACTION: &str = "yokohama-dx-action";
const DATA: &str = "yokohama-data-plan";
const HACHIOJI: &str = "hachioji-dx-r7";
const HADANO: &str = "hadano-dx-r8";

fn assert_told(planted: &[Planted]) {
    for (plan, place, change, expected) in planted {
        assert_eq!(
            told(plan, *place, *change),
            *expected,
            "{plan} {place:?}: {change:?}"
        );
    }
}

#[test]
fn a_wrong_sum_is_found() {
    assert_told(&[(
        BUDGET,
        ("projects/04.yaml", "      budget: { total: \"40,932\""),
        ("general: \"40,762\"", "general: \"40,726\""),
        &[
            "+ index.csv:5 AUDIT-INDEX-PROJECT error",
            "+ projects/04.yaml:73 AUDIT-FUNDING-SUM error",
            "+ projects/04.yaml:83 AUDIT-CHANGE error",
        ],
    )]);
}

#[test]
fn a_wrong_count_is_found() {
    assert_told(&[
        (
            HACHIOJI,
            ("counts.csv", "進捗,合計,達成,"),
            ("94", "95"),
            &["+ counts.csv:18 AUDIT-COUNT warning"],
        ),
        (
            HACHIOJI,
            ("counts.csv", "進捗,基本方針2,達成率,"),
            ("69.0", "60.9"),
            &["+ counts.csv:11 AUDIT-COUNT warning"],
        ),
        (
            HADANO,
            ("counts.csv", "現行計画の個別事業数,合計,継続,"),
            ("29", "28"),
            &["+ counts.csv:32 AUDIT-COUNT warning"],
        ),
        (
            HADANO,
            (
                "counts.csv",
                "現行計画の個別事業数,ICT環境の最適化の推進,終了,",
            ),
            (",,2,", ",,7,"),
            &["+ counts.csv:21 AUDIT-COUNT warning"],
        ),
        (
            HADANO,
            ("counts.csv", "次期計画の事業数,個別事業 ③"),
            (",,15,", ",,51,"),
            &["+ counts.csv:50 AUDIT-COUNT warning"],
        ),
        (
            HADANO,
            ("counts.csv", "現行計画の一覧,合計,"),
            ("59", "61"),
            &["+ counts.csv:56 AUDIT-COUNT warning"],
        ),
        (
            DATA,
            ("counts.csv", "評価指標の進捗状況,全体,達成（完了）"),
            (",2,", ",3,"),
            &["+ counts.csv:11 AUDIT-COUNT warning"],
        ),
        (
            DATA,
            ("counts.csv", "計画の構成,全体,施策"),
            (",9,", ",8,"),
            &["+ counts.csv:15 AUDIT-COUNT warning"],
        ),
    ]);
}

/// Otherwise the count of the row would silently drop out of what is compared.
#[test]
fn a_mistyped_name_in_a_row_of_counts_is_found() {
    assert_told(&[
        (
            HADANO,
            (
                "counts.csv",
                "現行計画の個別事業数,ICT環境の最適化の推進,終了,",
            ),
            ("最適化", "最的化"),
            &["+ counts.csv:21 AUDIT-COUNT-WORD warning"],
        ),
        (
            HACHIOJI,
            ("counts.csv", "進捗,合計,一部未達成,"),
            ("一部未達成", "一部末達成"),
            &["+ counts.csv:20 AUDIT-COUNT-WORD warning"],
        ),
        (
            DATA,
            ("counts.csv", "評価指標の進捗状況,全体,達成（完了）"),
            ("達成（完了）", "達戌（完了）"),
            &["+ counts.csv:11 AUDIT-COUNT-WORD warning"],
        ),
    ]);
}

/// It is missing in one group and too many in the other, and both shares are off.
#[test]
fn a_project_under_the_wrong_policy_is_found() {
    assert_told(&[(
        HACHIOJI,
        ("projects/1-2-2.yaml", "policy:"),
        ("1-2", "2-2"),
        &[
            "+ counts.csv:11 AUDIT-COUNT warning",
            "+ counts.csv:2 AUDIT-COUNT warning",
            "+ counts.csv:3 AUDIT-COUNT warning",
            "+ counts.csv:6 AUDIT-COUNT warning",
            "+ counts.csv:7 AUDIT-COUNT warning",
            "+ counts.csv:8 AUDIT-COUNT warning",
        ],
    )]);
}

#[test]
fn a_wrong_difference_is_found() {
    assert_told(&[
        (
            BUDGET,
            ("projects/03.yaml", "      amount: {"),
            ("▲92\", national", "92\", national"),
            &[
                "+ index.csv:4 AUDIT-INDEX-PROJECT error",
                "+ projects/03.yaml:69 AUDIT-CHANGE error",
                "+ projects/03.yaml:69 AUDIT-FUNDING-SUM error",
            ],
        ),
        (
            HACHIOJI,
            ("projects/1-1-3.yaml", "      R6: {"),
            (
                "actual: \"39.4％\", difference: \"＋4.4％\"",
                "target: \"35％\", actual: \"39.4％\", difference: \"＋4.5％\"",
            ),
            &["+ projects/1-1-3.yaml:21 AUDIT-DIFFERENCE error"],
        ),
        (
            HACHIOJI,
            ("projects/1-1-3.yaml", "      R6: {"),
            ("＋4.4％", "▲4.4％"),
            &["+ projects/1-1-3.yaml:21 AUDIT-JUDGED warning"],
        ),
        (
            HACHIOJI,
            ("projects/1-4-8.yaml", "      R6: { actual: \"＋"),
            ("＋19.4％", "＋14.9％"),
            &[
                "+ projects/1-4-8.yaml:25 AUDIT-RATE warning",
                "- projects/1-4-8.yaml:25 AUDIT-RATE notice",
            ],
        ),
        (
            ACTION,
            (
                "tables/time-savings.csv",
                "新税務システム再構築とAI-OCR.RPAの活用：AI",
            ),
            ("46,000", "64,000"),
            &["+ tables/time-savings.csv:6 AUDIT-REDUCTION warning"],
        ),
        (
            ACTION,
            ("tables/time-savings.csv", "住民票"),
            ("9０％", "7０％"),
            &["+ tables/time-savings.csv:2 AUDIT-REDUCTION warning"],
        ),
    ]);
}

/// By its own figures, and by the counts of its policy and of the whole plan.
#[test]
fn a_wrong_judgement_is_found() {
    assert_told(&[
        (
            HACHIOJI,
            ("projects/1-1-3.yaml", "      R6: {"),
            ("judged: 達成", "judged: 未達成"),
            &[
                "+ counts.csv:18 AUDIT-COUNT warning",
                "+ counts.csv:19 AUDIT-COUNT warning",
                "+ counts.csv:21 AUDIT-COUNT warning",
                "+ counts.csv:3 AUDIT-COUNT warning",
                "+ counts.csv:4 AUDIT-COUNT warning",
                "+ counts.csv:6 AUDIT-COUNT warning",
                "+ projects/1-1-3.yaml:21 AUDIT-JUDGED warning",
            ],
        ),
        (
            HACHIOJI,
            ("projects/1-6-9.yaml", "      R6: {"),
            ("judged: 達成", "judged: 未達成"),
            &[
                "+ counts.csv:18 AUDIT-COUNT warning",
                "+ counts.csv:19 AUDIT-COUNT warning",
                "+ counts.csv:21 AUDIT-COUNT warning",
                "+ counts.csv:3 AUDIT-COUNT warning",
                "+ counts.csv:4 AUDIT-COUNT warning",
                "+ counts.csv:6 AUDIT-COUNT warning",
                "+ projects/1-6-9.yaml:21 AUDIT-JUDGED warning",
            ],
        ),
    ]);
}

#[test]
fn a_wrong_fate_is_found() {
    assert_told(&[
        (
            HADANO,
            ("former.csv", "k1-1-01,"),
            ("renamed,j1-1,", "renamed,,"),
            &["+ former.csv:2 AUDIT-FATE warning"],
        ),
        (
            HADANO,
            ("former.csv", "k1-1-03,"),
            ("same,1-1,", "same,1-2,"),
            &[
                "+ projects/1-1.yaml:1 AUDIT-FATE warning",
                "+ projects/1-2.yaml:1 AUDIT-FATE warning",
            ],
        ),
        (
            HADANO,
            ("former.csv", "k2-3-02,"),
            ("k2-2-02", "k2-2-03"),
            &["+ former.csv:49 AUDIT-FATE warning"],
        ),
        (
            HADANO,
            ("former.csv", "k1-1-04,"),
            ("終了", "継続"),
            &[
                "+ counts.csv:2 AUDIT-COUNT warning",
                "+ counts.csv:3 AUDIT-COUNT warning",
                "+ counts.csv:32 AUDIT-COUNT warning",
                "+ counts.csv:33 AUDIT-COUNT warning",
                "+ former.csv:5 AUDIT-FATE warning",
            ],
        ),
        (
            HADANO,
            ("projects/1-1.yaml", "flags:"),
            ("継続", "新規"),
            &[
                "+ counts.csv:44 AUDIT-COUNT warning",
                "+ counts.csv:45 AUDIT-COUNT warning",
                "+ counts.csv:53 AUDIT-COUNT warning",
                "+ counts.csv:54 AUDIT-COUNT warning",
                "+ projects/1-1.yaml:1 AUDIT-FATE warning",
            ],
        ),
    ]);
}

#[test]
fn a_figure_that_differs_in_its_other_place_is_found() {
    assert_told(&[(
        DATA,
        ("policies/s4.yaml", "      R2: {"),
        ("4", "6"),
        &["+ policies/s4.yaml:16 AUDIT-SAME-AS error"],
    )]);
}

#[test]
fn an_actual_before_its_time_is_found() {
    assert_told(&[(
        HADANO,
        ("projects/1-3.yaml", "      R8: {"),
        ("target", "actual"),
        &["+ projects/1-3.yaml:15 AUDIT-EARLY error"],
    )]);
}
