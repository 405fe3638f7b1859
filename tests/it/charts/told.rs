//! What a chart says below its headline: never more than its values say.

use mieruka::chart::{
    Bar, Datum, Figure, GanttRow, Series, bars, gantt, progress, ranking, ranking_top, split,
};

use super::cases::decimal;
use super::headlines::{items, years_of};
use super::inputs;

#[test]
fn what_a_document_left_empty_is_neither_an_end_nor_a_plan() {
    let mut chart = inputs::long_periods();
    let bars = ["検討", "導入", "記載なし"].into_iter().enumerate();
    chart.rows[0].bars = bars.map(|(at, text)| Bar::new(at, at, text)).collect();
    let last = chart.rows[0].bars.pop().expect("three bars");
    chart.rows[0].bars.push(last.empty());
    let figure = gantt(&chart).expect("there are bars");
    assert_eq!(figure.headline, "「検討」から「導入」へ");
    assert_eq!(
        figure.sentence,
        "1項目の予定を、令和3年度（2021年度）から1Q・令和4年度（2022年度）までの2本の帯で示しています。"
    );
}

#[test]
fn the_line_above_a_chart_of_years_names_them_in_both_calendars() {
    let mut spec = years_of("件", &[(6, "50", "1", None), (7, "60", "2", None)]);
    let title = |spec: &_| bars(spec).expect("there are numbers").title;
    assert_eq!(title(&spec), "件数（件）、令和6年度〜令和7年度");
    for (point, year) in spec.points.iter_mut().zip(2024..) {
        point.label = point.label.clone().western(year);
    }
    assert_eq!(
        title(&spec),
        "件数（件）、令和6年度〜令和7年度（2024〜2025）"
    );
    spec.points.truncate(1);
    assert_eq!(title(&spec), "件数（件）、令和6年度（2024）");
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

/// The headline of rows of bars: whether the row has a name, and what its bars say; 「?」 where it is not sure.
fn planned(rows: &[(&'static str, &[&'static str])]) -> String {
    let mut chart = inputs::long_periods();
    let row = |(name, bars): &(&'static str, &[&'static str])| {
        let mut row = match *name {
            "" => GanttRow::new("予定1").unnamed(),
            name => GanttRow::new(name),
        };
        for (at, text) in bars.iter().enumerate() {
            row = row.bar(match text.strip_suffix('?') {
                Some(text) => Bar::new(at, at, text).unsure(),
                None => Bar::new(at, at, *text),
            });
        }
        row
    };
    chart.rows = rows.iter().map(row).collect();
    gantt(&chart).expect("there are bars").headline
}

#[test]
fn a_roadmap_is_headed_by_what_is_planned() {
    for (rows, headline) in [
        (&[("", &["検討", "導入"][..])][..], "「検討」から「導入」へ"),
        (
            &[("", &["運用", "→", "→"])],
            "令和3年度〜2Q・令和5年度に「運用」",
        ),
        (
            &[("", &["検討?"])],
            "令和3年度に「検討」（時期は確かでない）",
        ),
        (
            &[("", &["検討", "導入?"])],
            "「検討」から「導入」へ（時期は確かでない）",
        ),
        // Without room for the way, its last step is told.
        (
            &[("", &["先進的な事例の研究とその試行", "研修と導入の補助?"])],
            "最後の予定は1Q・令和4年度の「研修と導入の補助」（時期は確かでない）",
        ),
        (
            &[("", &["★「やさしい窓口」 ／ 調査を始める", "→"])],
            "令和3年度〜1Q・令和4年度に「『やさしい窓口』、調査を始める」",
        ),
        (
            &[("", &["検討"]), ("", &["調査"])],
            "予定は「検討」と「調査」",
        ),
        (
            &[("", &["検討", "導入"]), ("", &["調査?"])],
            "最後の予定は1Q・令和4年度の「導入」（時期は確かでない）",
        ),
        (
            &[("窓口", &["検討", "導入"]), ("無線LAN", &["調査"])],
            "予定は「窓口」と「無線LAN」",
        ),
        (
            &[("", &["調査", "導入"]), ("窓口", &["検討", "試行"])],
            "2項目とも予定は令和3年度〜1Q・令和4年度",
        ),
        // What is planned and the name of a row are no list.
        (
            &[("", &["調査"]), ("窓口", &["検討", "導入"])],
            "最後の予定は1Q・令和4年度の「導入」",
        ),
        (
            &[("", &["調査", "→"]), ("窓口", &["検討"]), ("", &["導入"])],
            "3項目のうち1項目の予定が1Q・令和4年度まで",
        ),
        // Long words are cut with a sign, and no quotation stays open.
        (
            &[(
                "",
                &[
                    "市民の声を聞くための「みんなのまどぐち」「なんでもそうだんしつ」の仕組みを使う実証実験",
                    "→",
                ],
            )],
            "令和3年度〜1Q・令和4年度に「市民の声を聞くための…」",
        ),
    ] {
        assert_eq!(planned(rows), headline);
    }
}

#[test]
fn a_plan_without_an_end_and_one_printed_twice_are_told_as_such() {
    let mut chart = inputs::long_periods();
    let bars = || vec![Bar::new(0, 0, "整備"), Bar::new(2, 4, "活用").open()];
    chart.rows = ["", "42ページの表"]
        .map(|name| {
            let mut row = GanttRow::new(name);
            row.bars = bars();
            row
        })
        .into();
    let last = chart.rows.pop().expect("two rows");
    chart.rows.push(last.repeat());
    let figure = gantt(&chart).expect("there are bars");
    assert_eq!(figure.headline, "「整備」から「活用」へ");
    assert_eq!(
        figure.sentence,
        "1項目の予定を、令和3年度（2021年度）から2Q・令和5年度（2023年度）までの2本の帯で示しています。"
    );
    assert_eq!(
        figure.remarks,
        "ほかの1行は、同じ予定が資料の別の場所にも書かれているものです。2本の帯は終わりが示されていません（点線の先）。"
    );
    let html = figure.html();
    let html = html.as_str();
    assert!(html.contains("点線：終わりが示されていない"), "{html}");
    let table = format!("{:?}", figure.table().rows);
    let open = "2Q・令和5年度（2023年度）から（終わりは示されていません）";
    assert!(table.contains(open), "{table}");
    assert!(!table.contains("4Q"), "{table}");
    // One sure period each, the rest of the bar dashed.
    let path = |class: &str| {
        let (_, rest) = html
            .rsplit_once(&format!("<path class=\"{class}\""))
            .expect(class);
        let (path, _) = rest.split_once('>').expect(class);
        path.matches('M').count()
    };
    assert_eq!((path("solid"), path("solid maybe")), (4, 2), "{html}");
    // A long last step is told by its beginning, without an end.
    chart.rows[0].bars[0].text = "窓口の整備とその運用の見直し".into();
    chart.rows[0].bars[1].text = "一人ひとりに合った学びのための環境の整備とその見直し".into();
    assert_eq!(
        gantt(&chart).expect("there are bars").headline,
        "2Q・令和5年度から「一人ひとりに合った学びのための環境…」"
    );
}

#[test]
fn a_word_in_letters_is_not_torn() {
    let mut chart = inputs::long_periods();
    let bar = Bar::new(0, 1, "業務の流れの調査AI-OCRの活用");
    chart.rows = vec![GanttRow::new("").bar(bar)];
    let html = gantt(&chart).expect("there are bars").html();
    assert!(
        html.as_str().contains(">AI-OCRの活用<"),
        "{}",
        html.as_str()
    );
}

#[test]
fn an_arrow_makes_the_bar_before_it_longer() {
    let mut chart = inputs::long_periods();
    chart.rows = vec![GanttRow::new("")];
    chart.rows[0].bars = ["検討", "→", "○", "→"]
        .into_iter()
        .enumerate()
        .map(|(at, text)| Bar::new(at, at, text))
        .collect();
    let drawn = |chart: &_| {
        let html = gantt(chart).expect("there are bars").html();
        html.as_str().matches(">→</text>").count()
    };
    assert_eq!(drawn(&chart), 0);
    let figure = gantt(&chart).expect("there are bars");
    assert!(
        figure.sentence.contains("までの2本の帯"),
        "{}",
        figure.sentence
    );
    assert_eq!(figure.table().rows.len(), 4);
    // Nothing stands before it.
    chart.rows[0].bars.remove(0);
    assert_eq!(drawn(&chart), 1);
}

#[test]
fn a_result_is_no_way_to_an_aim_that_was_judged_by_another() {
    let of = |reached| {
        let years = [
            (4, "—", "58", None),
            (5, "2", "—", reached),
            (7, "2", "—", None),
        ];
        let mut spec = years_of("%", &years);
        spec.series = vec![Series::outline("目標"), Series::solid("実績")];
        progress(&spec).expect("there are numbers").headline
    };
    assert_eq!(of(None), "令和4年度の58%から、令和7年度の目標2%へ");
    assert_eq!(of(Some(true)), "目標は令和5年度も令和7年度も2%");
}

#[test]
fn a_result_that_is_the_aim_is_on_no_way_to_it() {
    let mut spec = years_of("か月", &[(6, "—", "7", None), (7, "7", "—", None)]);
    spec.series = vec![Series::outline("目標"), Series::solid("実績")];
    let headline = progress(&spec).expect("there are numbers").headline;
    assert_eq!(headline, "令和6年度の実績も、令和7年度の目標も7か月");
}

#[test]
fn two_that_are_the_largest_together_are_both_named() {
    let of = |values: [&str; 3]| {
        let names = ["国", "市債", "その他"];
        let list: Vec<_> = names
            .iter()
            .zip(values)
            .map(|(name, value)| (*name, value, "—"))
            .collect();
        let mut spec = items(&list);
        spec.unit = "千円".into();
        spec.series = vec![Series::solid("予算")];
        split(&spec).expect("there are parts").headline
    };
    assert_eq!(
        of(["40", "40", "9"]),
        "予算は「国」と「市債」が同じ40千円で最大"
    );
    // Of "all else" nobody learns anything.
    assert_eq!(of(["50", "30", "120"]), "予算の25%は国");
    assert_eq!(of(["50", "50", "100"]), "財源ごとの予算");
    assert_eq!(of(["40", "40", "40"]), "財源ごとの予算");
    assert_eq!(of(["40?", "40", "9"]), "財源ごとの予算");
}

#[test]
fn beside_labels_in_ten_thousands_no_axis_counts_in_ones() {
    let of = |values: [&'static str; 2]| {
        let mut spec = years_of("", &[(6, "—", "—", None), (7, "—", "—", None)]);
        spec.series = vec![Series::outline("目標"), Series::solid("実績")];
        for (point, shown) in spec.points.iter_mut().zip(values) {
            let number = decimal(&shown.replace("万件", "0000").replace('件', ""));
            point.values[1] = Datum::number(number, shown);
        }
        progress(&spec).expect("there are numbers").html()
    };
    let has_ticks = |values| of(values).as_str().contains("class=\"tick\"");
    assert!(has_ticks(["100件", "200件"]));
    assert!(!has_ticks(["100万件", "200万件"]));
}
