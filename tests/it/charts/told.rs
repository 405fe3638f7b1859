//! What a chart says below its headline: never more than its values say.

use mieruka::chart::{Bar, Figure, bars, ranking, ranking_top};

use super::headlines::{items, years_of};
use super::inputs;

#[test]
fn what_a_document_left_empty_is_neither_an_end_nor_a_plan() {
    let mut chart = inputs::long_periods();
    let bars = ["検討", "導入", "記載なし"].into_iter().enumerate();
    chart.rows[0].bars = bars.map(|(at, text)| Bar::new(at, at, text)).collect();
    let last = chart.rows[0].bars.pop().expect("three bars");
    chart.rows[0].bars.push(last.empty());
    let figure = mieruka::chart::gantt(&chart).expect("there are bars");
    assert_eq!(figure.headline, "「検討」から「導入」へ");
    assert_eq!(
        figure.sentence,
        "1件の項目について、令和3年度（2021年度）から1Q・令和4年度（2022年度）までの2個の帯を示しています。"
    );
}

#[test]
fn of_the_first_of_many_no_smallest_is_told() {
    let mut spec = items(&[("あ", "50", "1"), ("い", "40", "1"), ("う", "27", "1")]);
    spec.series.truncate(1);
    let said = |figure: Option<Figure<'_>>| figure.expect("there are numbers").sentence;
    assert!(said(ranking(&spec)).contains("最も小さいのは「う」"));
    let top = said(ranking_top(&spec));
    assert!(
        top.contains("最も大きいのは「あ」") && !top.contains("最も小さい"),
        "{top}"
    );
}

#[test]
fn a_largest_that_is_not_sure_is_told_as_such() {
    let of = |value| {
        let years = [
            (7, "—", "50", None),
            (8, "—", value, None),
            (9, "—", "40", None),
        ];
        let spec = years_of("件", &years);
        bars(&spec).expect("there are numbers").sentence
    };
    assert!(
        of("90").contains("最も大きいのは令和8年度の90件です。"),
        "{}",
        of("90")
    );
    assert!(
        of("90?").contains("最も大きいのは令和8年度の90件ですが、確かでない値です（※）。"),
        "{}",
        of("90?")
    );
}
