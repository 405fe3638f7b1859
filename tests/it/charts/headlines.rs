//! What stands above a chart: the finding by rule, never more than the values say.

use std::collections::BTreeSet;
use std::path::Path;

use mieruka::chart::{
    Bar, Certainty, Datum, Figure, Point, Series, Short, Spec, bars, before_after, pairs, progress,
    ranking, split,
};
use mieruka::pages;
use mieruka::pages::view::Block;
use mieruka::world::Disk;

use super::cases::{datum, decimal};
use super::inputs::{self, Input};
use crate::kept::ROOT;

/// A chart of years: target, result, and whether it was reached.
fn progress_of(unit: &'static str, years: &[(i32, &str, &str, Option<bool>)]) -> String {
    let mut spec = years_of(unit, years);
    spec.series = vec![Series::outline("目標"), Series::solid("実績")];
    progress(&spec).expect("there are numbers").headline
}

pub fn years_of(unit: &'static str, years: &[(i32, &str, &str, Option<bool>)]) -> Spec<'static> {
    let point = |(year, aim, value, reached): &(i32, &str, &str, Option<bool>)| {
        let values = vec![datum(aim), datum(value)];
        let point = Point::new(format!("令和{year}年度"), values);
        point.of_year(2018 + year).reached(*reached)
    };
    Spec {
        unit: unit.into(),
        ..super::spec_of(years.iter().map(point).collect())
    }
}

#[test]
fn a_target_is_said_to_be_reached_or_missed_only_where_that_is_known() {
    let (met, missed) = (Some(true), Some(false));
    let of = |years: &[_]| progress_of("%", years);
    assert_eq!(
        of(&[
            (4, "30.0", "19.9", missed),
            (5, "60.0", "24.8", missed),
            (6, "80.0", "28.7", missed)
        ]),
        "3年続けて目標に届かず（令和6年度は28.7%）"
    );
    // The years before do not count when one between is not known, was reached, or is missing.
    assert_eq!(
        of(&[
            (4, "30", "19", missed),
            (5, "60", "24", None),
            (6, "80", "28", missed)
        ]),
        "令和6年度は28%、目標80%に届かず"
    );
    assert_eq!(
        of(&[(4, "30", "19", missed), (6, "80", "28", missed)]),
        "令和6年度は28%、目標80%に届かず"
    );
    assert_eq!(
        of(&[(5, "30", "19", missed), (6, "20", "28", met)]),
        "令和6年度は28%、目標20%に届いた"
    );
    assert_eq!(
        of(&[(6, "20", "28", met), (7, "40", "未公表", None)]),
        "令和6年度は28%、目標20%に届いた"
    );
    // More than was allowed does not fall short.
    assert_eq!(
        of(&[(6, "0", "28", missed)]),
        "令和6年度は28%、目標0%を守れず"
    );
    assert_eq!(
        of(&[(5, "0", "7", missed), (6, "0", "28", missed)]),
        "2年続けて目標を守れず（令和6年度は28%）"
    );
    // Less than was allowed is no way up that came to its end.
    assert_eq!(
        of(&[(5, "10", "12", missed), (6, "10", "10", met)]),
        "令和6年度は10%、目標10%を守った"
    );
    assert_eq!(
        of(&[(5, "10", "9", met), (6, "10", "8", met)]),
        "2年続けて目標を守った（令和6年度は8%）"
    );
    assert_eq!(of(&[(6, "0", "0", met)]), "令和6年度は0%、目標0%を守った");
    // Below its target may be good: it is not known here.
    assert_eq!(
        of(&[(6, "80", "28", None)]),
        "令和6年度の実績は28%、目標は80%"
    );
    // Nothing is claimed from a value that is not sure.
    assert_eq!(
        of(&[(6, "80", "28?", missed)]),
        "令和6年度の実績は28%※、目標は80%"
    );
    assert_eq!(
        of(&[(6, "80?", "28", missed)]),
        "令和6年度の実績は28%、目標は80%※"
    );
    let long = "年間1,000件以上の手続のうち28";
    let spec = Datum::number(decimal("28"), long);
    let mut chart = years_of("", &[(6, "80", "1", missed)]);
    chart.points[0].values[1] = spec;
    chart.series = vec![Series::outline("目標"), Series::solid("実績")];
    let headline = progress(&chart).expect("a number").headline;
    assert_eq!(headline, "令和6年度は目標に届かず");
}

#[test]
fn years_are_counted_only_when_none_between_is_missing() {
    let of = |unit, years: &[(i32, &str)]| {
        let years: Vec<_> = years
            .iter()
            .map(|(at, aim)| (*at, *aim, "—", None))
            .collect();
        progress_of(unit, &years)
    };
    assert_eq!(
        of("件", &[(8, "50"), (9, "65"), (10, "120"), (11, "150")]),
        "目標は3年で3倍の150件へ"
    );
    assert_eq!(
        of("件", &[(8, "48"), (9, "65"), (10, "110")]),
        "目標は2年で約2.3倍の110件へ"
    );
    assert_eq!(
        of("件", &[(8, "50"), (9, "99")]),
        "目標は1年で50件から99件へ"
    );
    assert_eq!(of("%", &[(8, "20"), (9, "60")]), "目標は1年で20%から60%へ");
    assert_eq!(of("件", &[(8, "0"), (9, "60")]), "目標は1年で0件から60件へ");
    assert_eq!(
        of("件", &[(8, "60"), (9, "20")]),
        "目標は1年で60件から20件へ"
    );
    // Up and down again, or of a handful: no multiple.
    assert_eq!(
        of("件", &[(8, "10"), (9, "40"), (10, "30")]),
        "目標は2年で10件から30件へ"
    );
    assert_eq!(of("件", &[(8, "1"), (9, "3")]), "目標は1年で1件から3件へ");
    // A gap, as a year without a value or without a place.
    assert_eq!(
        of("件", &[(8, "50"), (9, "未定"), (10, "150")]),
        "目標は令和8年度に50件、令和10年度に150件"
    );
    assert_eq!(
        of("件", &[(8, "50"), (10, "150")]),
        "目標は令和8年度に50件、令和10年度に150件"
    );
    assert_eq!(of("件", &[(8, "50?"), (9, "150")]), "年度ごとの目標");
    assert_eq!(
        of("件", &[(8, "5"), (9, "5"), (10, "5")]),
        "目標は3年とも5件"
    );
    assert_eq!(
        of("件", &[(8, "5"), (9, "未定"), (10, "5")]),
        "目標は令和8年度も令和10年度も5件"
    );
    assert_eq!(
        of("件", &[(8, "5"), (9, "3"), (10, "5")]),
        "目標は令和8年度も令和10年度も5件"
    );
    assert_eq!(of("件", &[(8, "5"), (9, "未定")]), "令和8年度の目標は5件");
}

#[test]
fn money_is_said_to_be_rounded_or_foreseen() {
    let money = |value: i64, label: &str, certainty| Datum::Number {
        value: decimal(&value.to_string()),
        shown: value.to_string().into(),
        spoken: None,
        short: Some(Short {
            label: label.to_owned(),
            said: format!("約{value}千円"),
            is_rounded: true,
        }),
        certainty,
    };
    let of = |values: Vec<[Datum<'static>; 2]>| {
        let mut spec = years_of("千円", &[]);
        spec.series = vec![Series::outline("予算"), Series::solid("決算")];
        for (at, pair) in (6..).zip(values) {
            let point = Point::new(format!("令和{at}年度"), pair.into());
            spec.points.push(point.of_year(2018 + at));
        }
        bars(&spec).expect("there are amounts").headline
    };
    let sure = |value, label| money(value, label, Certainty::Sure);
    let none = || Datum::absent("記載なし");
    assert_eq!(
        of(vec![
            [sure(172_895, "1.73億円"), sure(116_799, "1.17億円")],
            [sure(200_000, "2.00億円"), sure(153_441, "1.53億円")],
        ]),
        "決算は1年で約1.17億円から約1.53億円へ"
    );
    // Labels that are the same hide a difference: the headline says it.
    assert_eq!(
        of(vec![
            [none(), sure(36_251, "0.36億円")],
            [none(), sure(36_208, "0.36億円")],
        ]),
        "決算は1年で約36251千円から約36208千円へ"
    );
    // A label in 万 for what is more than one 億, to be beside smaller ones.
    let mut large = sure(323_128, "32,313万円");
    if let Datum::Number {
        short: Some(short), ..
    } = &mut large
    {
        short.said = "約3億2,313万円".to_owned();
    }
    assert_eq!(
        of(vec![[none(), large], [none(), sure(26_721, "2,672万円")]]),
        "決算は1年で約3億2,313万円から約2,672万円へ"
    );
    let foreseen = money(109_064, "1.09億円", Certainty::Forecast);
    assert_eq!(
        of(vec![
            [sure(172_895, "1.73億円"), none()],
            [foreseen, none()]
        ]),
        "予算は1年で約1.73億円から約1.09億円へ（見込み）"
    );
    assert_eq!(
        of(vec![[sure(80_000, "8千万円"), sure(79_000, "7千万円")]]),
        "令和6年度の決算は約7千万円、予算は約8千万円"
    );
}

pub fn items(values: &[(&'static str, &str, &str)]) -> Spec<'static> {
    let point = |(name, one, two): &(&'static str, &str, &str)| {
        Point::new(*name, vec![datum(one), datum(two)])
    };
    Spec {
        head: "財源".into(),
        series: vec![Series::solid("今年"), Series::outline("前の年")],
        ..super::spec_of(values.iter().map(point).collect())
    }
}

#[test]
fn a_share_is_told_only_of_a_whole_that_is_known() {
    let of = |spec: &Spec<'_>| split(spec).expect("there are parts").headline;
    let three = [
        ("国", "200", "1"),
        ("県", "100", "1"),
        ("一般財源", "700", "1"),
    ];
    assert_eq!(of(&items(&three)), "今年の70%は一般財源");
    let uneven = [("国", "1", "1"), ("県", "1", "1"), ("一般財源", "4", "1")];
    assert_eq!(of(&items(&uneven)), "今年の約67%は一般財源");
    let nearly = [("国", "1", "1"), ("一般財源", "999", "1")];
    assert_eq!(of(&items(&nearly)), "今年は「一般財源」が最大の999件");
    let one = [("国", "0", "1"), ("一般財源", "999", "1")];
    assert_eq!(of(&items(&one)), "今年はすべて一般財源");
    let hidden = [("国", "非公開", "1"), ("一般財源", "999", "1")];
    assert_eq!(of(&items(&hidden)), "財源ごとの今年");
    let tie = [("国", "5", "1"), ("一般財源", "5", "1")];
    assert_eq!(of(&items(&tie)), "財源ごとの今年");
    let mut other = items(&three);
    other.total = Some(Point::new("合計", vec![datum("1,200"), datum("3")]));
    assert_eq!(of(&other), "今年は「一般財源」が最大の700件");
}

#[test]
fn things_are_compared_only_where_both_numbers_are_known() {
    let of = |draw: fn(&Spec<'static>) -> Option<String>, values: &[_]| {
        draw(&items(values)).expect("there are numbers")
    };
    let pairs_of = |spec: &Spec<'static>| pairs(spec).map(|figure: Figure<'_>| figure.headline);
    let before = |spec: &Spec<'static>| before_after(spec).map(|figure| figure.headline);
    let top = |spec: &Spec<'static>| ranking(spec).map(|figure| figure.headline);
    let both = [("甲", "5", "3"), ("乙", "1", "2"), ("丙", "4", "4")];
    assert_eq!(of(pairs_of, &both), "今年は「甲」が最大の5件");
    assert_eq!(
        of(before, &both),
        "今年は、前の年より多いもの1件、少ないもの1件"
    );
    let fewer = [("甲", "1", "3"), ("乙", "1", "2"), ("丙", "即時", "4")];
    assert_eq!(
        of(before, &fewer),
        "今年は、比べられる2件すべてで前の年より少ない"
    );
    assert_eq!(
        of(pairs_of, &fewer),
        "今年は、比べられる2件すべてで前の年より少ない"
    );
    assert_eq!(of(before, &fewer[1..]), "財源ごとの今年");
    assert_eq!(of(top, &both), "最も大きいのは「甲」の5件");
    assert_eq!(of(top, &fewer), "財源ごとの今年");
}

#[test]
fn charts_with_an_input_of_their_own_say_their_finding() {
    let told = |name: &str| {
        let all = inputs::all();
        let (_, _, input) = all.iter().find(|(known, ..)| *known == name).expect(name);
        input.draw().expect("the kept ones are charts").headline
    };
    for (name, expected) in [
        ("verdicts-groups", "全体は112件のうち94件が達成"),
        ("verdicts-one", "窓口の1件は達成"),
        ("verdicts-years", "令和6年度は112件のうち94件が達成"),
        ("verdicts-equal", "達成の割合は2区分とも同じ"),
        (
            "heat-years",
            "令和6年度は達成が2件、一部未達成が1件、未達成が1件",
        ),
        (
            "gantt-roadmap",
            "最後の予定は令和7年度の「全庁への展開と効果の検証」（時期は確かでない）",
        ),
        ("gantt-long-names", "「31/100」から「継続して改善を実施」へ"),
        ("flow-lineage", "「救急活動のデジタル化」は2件に分かれた"),
        ("multiples-four", "判定できる2指標のうち1つが目標に届いた"),
        ("multiples-targets", "3つの指標の目標"),
    ] {
        assert_eq!(told(name), expected, "{name}");
    }
}

#[test]
fn what_ends_into_something_else_is_not_counted_as_going_on() {
    let all = inputs::all();
    let found = all.iter().find(|(name, ..)| *name == "flow-lineage");
    let Some((_, _, Input::Flow(chart))) = found else {
        panic!("the kept one is a flow")
    };
    let mut chart = chart.clone();
    chart.relations[0] = chart.relations[0].clone().end();
    let figure = mieruka::chart::flow(&chart).expect("there are lists");
    assert!(
        figure.sentence.starts_with(
            "図にある前の計画の事業は6件です。そのうち3件が今の計画の事業へ続き、2件はつながりがありません。ほかの1件は「同じ」です。"
        ),
        "{}",
        figure.sentence
    );
}

#[test]
fn a_roadmap_of_one_row_tells_its_way_and_arrows_are_no_words() {
    let headline = |texts: &[&'static str]| {
        let mut chart = inputs::long_periods();
        let bars = texts.iter().enumerate();
        chart.rows[0].bars = bars.map(|(at, text)| Bar::new(at, at, *text)).collect();
        mieruka::chart::gantt(&chart)
            .expect("there are bars")
            .headline
    };
    assert_eq!(
        headline(&["検討", "→", "導入", "→"]),
        "「検討」から「導入」へ"
    );
    assert_eq!(headline(&["検討"]), "令和3年度に「検討」");
    assert_eq!(headline(&["検討", "検討"]), "予定は「検討」");
    assert_eq!(
        headline(&["検討", "→"]),
        "令和3年度〜1Q・令和4年度に「検討」"
    );
    assert_eq!(
        headline(&[
            "検討",
            "関係する各課と協議し、手順に沿って一つずつすべての手続を洗い出す"
        ]),
        "最後の予定は1Q・令和4年度の「関係する各課と協議し、手順に沿って…」"
    );
    assert_eq!(
        headline(&["→", "→"]),
        "令和3年度〜1Q・令和4年度に1項目の予定"
    );
}

#[test]
fn what_the_headline_has_told_is_not_told_again() {
    let of = |years: &[_]| {
        let mut spec = years_of("件", years);
        spec.series = vec![Series::outline("目標"), Series::solid("実績")];
        let figure = progress(&spec).expect("there are numbers");
        let html = figure.html();
        assert_eq!(
            html.as_str().contains("aria-describedby"),
            !html.as_str().contains("</svg></figure>")
        );
        (figure.sentence.clone(), figure.remarks.clone())
    };
    let all = [(8, "50", "—", None), (9, "65", "—", None)];
    let missing = "実績の令和8年度と令和9年度は「—」です。";
    assert_eq!(of(&all), (String::new(), missing.to_owned()));
    let ends = "目標は令和9年度が50件、令和10年度が65件です。";
    let some = [
        (8, "未定", "—", None),
        (9, "50", "—", None),
        (10, "65", "—", None),
    ];
    assert_eq!(of(&some).0, ends);
    let mut spec = years_of("件", &all);
    spec.series = vec![Series::outline("目標")];
    let html = progress(&spec).expect("there are numbers").html();
    assert!(html.as_str().ends_with("</svg></figure>") && !html.as_str().contains("-sum"));
}

#[test]
fn every_period_of_a_plan_with_long_names_keeps_its_name() {
    let chart = inputs::long_periods();
    let figure = mieruka::chart::gantt(&chart).expect("there are bars");
    let html = figure.html();
    for line in [
        "令和3", "1Q", "令和4", "2Q", "令和5", "3Q", "令和6", "4Q", "令和7",
    ] {
        assert!(
            html.as_str().contains(&format!(">{line}</text>")),
            "{line} in {}",
            html.as_str()
        );
    }
    assert_eq!(figure.remarks, "");
}

#[test]
fn quarters_share_the_name_of_their_year_and_the_chart_says_how_many_are_named() {
    let mut chart = inputs::long_periods();
    chart.periods = (4..=7)
        .flat_map(|year| (1..=4).map(move |quarter| (year, quarter)))
        .map(|(year, quarter)| {
            let full = format!("令和{year}年度第{quarter}四半期");
            mieruka::chart::Label::from(full).brief(format!("{quarter}Q/令和{year}"))
        })
        .collect();
    let figure = mieruka::chart::gantt(&chart).expect("there are bars");
    let html = figure.html();
    for (line, count) in [("令和4", 1), ("令和7", 1), ("1Q", 4), ("2Q", 0), ("3Q", 4)] {
        assert_eq!(
            html.as_str().matches(&format!(">{line}</text>")).count(),
            count,
            "{line}"
        );
    }
    assert_eq!(figure.remarks, "時期の名前は、2つおきに書いています。");
}

/// Every figure of every page of the five plans: its headline is short, its picture has a name of its own.
#[test]
fn figures_of_the_five_plans_are_named_apart() {
    let site = crate::pages::prepared(&Disk::new(Path::new(ROOT)), None);
    let mut seen = 0;
    for page in pages::all(&site.book) {
        let shown = pages::view(&site.book, &page);
        let mut figures = Vec::new();
        for section in &shown.sections {
            collect(&section.blocks, &mut figures);
        }
        let mut names = BTreeSet::new();
        for html in &figures {
            let inside = html
                .split_once("<figcaption")
                .expect("a figure has a headline")
                .1;
            let between = |from: &str, to: &str| {
                let rest = inside.split_once(from).map(|(_, rest)| rest);
                rest.and_then(|rest| rest.split_once(to))
                    .expect("a figure has it")
                    .0
                    .to_owned()
            };
            let headline = between("-cap\">", "</figcaption>");
            let title = between("-of\">", "</p>");
            // What is planned is quoted, which takes more room.
            let most = if html.contains("\"roadmap-chart-cap\"") {
                37
            } else {
                30
            };
            assert!(headline.chars().count() <= most, "{headline}");
            assert!(
                !headline.contains("の図") && !headline.contains("chart."),
                "{headline}"
            );
            assert!(
                names.insert((title.clone(), headline.clone())),
                "{title}: {headline} twice"
            );
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

fn collect(blocks: &[Block], into: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Figure { html, .. } => into.push(html.as_str().to_owned()),
            Block::Group { blocks, .. } | Block::Fold { blocks, .. } => collect(blocks, into),
            _ => {}
        }
    }
}
