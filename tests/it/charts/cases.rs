//! The charts that the tests draw: figures of a real document, and values that are hard to draw.

use mieruka::base::decimal::Decimal;
use mieruka::base::words::{Lang, Words};
use mieruka::chart::{
    Certainty, Datum, Figure, Label, Point, Series, Short, Spec, bars, before_after, pairs,
    progress, ranking, split,
};

pub type Draw = for<'a> fn(&'a Spec<'a>) -> Option<Figure<'a>>;

/// Name of the golden file, kind of chart, what is drawn.
pub fn all() -> Vec<(&'static str, Draw, Spec<'static>)> {
    vec![
        ("bars-seven-years", bars as Draw, seven_years()),
        ("bars-unsure-years", bars, unsure_years()),
        ("bars-english", bars, english()),
        ("bars-one-point", bars, one_point()),
        ("bars-all-equal", bars, all_equal()),
        ("bars-below-zero", bars, below_zero()),
        ("bars-thousandfold", bars, thousandfold()),
        ("bars-zeros", bars, zeros()),
        ("bars-long-names", bars, long_names()),
        ("split-two-parts", split, two_parts()),
        ("split-five-parts", split, five_parts()),
        ("split-hidden-part", split, hidden_part()),
        ("pairs-hidden-items", pairs, hidden_items()),
        ("pairs-long-names", pairs, long_items()),
        ("progress-numbers", progress, numbers()),
        ("progress-range", progress, range()),
        ("progress-bound", progress, bound()),
        ("progress-upper-bound", progress, upper_bound()),
        ("progress-targets-only", progress, targets_only()),
        ("ranking-hundred", ranking, hundred()),
        ("ranking-few", ranking, few()),
        ("ranking-one", ranking, one_name()),
        ("before-after-minutes", before_after, minutes()),
        ("before-after-one", before_after, one_change()),
    ]
}

pub fn decimal(text: &str) -> Decimal {
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    Decimal::parse(&plain.replace('▲', "-")).expect("the tests write numbers that can be read")
}

/// A number as printed; `(…)` is foreseen, `…?` unsure, `/` begins its short form.
pub fn datum(text: &str) -> Datum<'static> {
    let (printed, short) = text
        .split_once('/')
        .map_or((text, None), |(a, b)| (a, Some(b.to_owned())));
    let (printed, certainty) = match (printed.strip_prefix('('), printed.strip_suffix('?')) {
        (Some(inner), _) => (inner.trim_end_matches(')'), Certainty::Forecast),
        (None, Some(inner)) => (inner, Certainty::Unsure),
        _ => (printed, Certainty::Sure),
    };
    if printed.starts_with(|c: char| c.is_ascii_digit() || c == '▲') {
        Datum::Number {
            value: decimal(printed.trim_end_matches('%')),
            shown: printed.to_owned().into(),
            spoken: printed
                .strip_prefix('▲')
                .map(|rest| format!("マイナス{rest}")),
            short: short.map(|label| Short {
                said: match label.starts_with('¥') {
                    true => format!("about {label}"),
                    false => format!("約{label}"),
                },
                label,
                is_rounded: true,
            }),
            certainty,
        }
    } else {
        Datum::absent(printed.to_owned())
    }
}

fn spec(
    id: &str,
    title: &str,
    unit: &str,
    series: [Series<'static>; 2],
    points: Vec<Point<'static>>,
) -> Spec<'static> {
    Spec {
        id: id.to_owned(),
        title: title.to_owned(),
        unit: unit.to_owned().into(),
        words: Words::of(Lang::Ja),
        head: "年度".into(),
        series: series.into(),
        points,
        total: None,
        notes: Vec::new(),
    }
}

/// A point of the year 令和`era_year`年度.
fn year(era_year: u16, values: &[&str]) -> Point<'static> {
    let label = Label::new(
        format!("令和{era_year}年度（{}年度）", 2018 + era_year),
        format!("令和{era_year}年度"),
    );
    let values = values.iter().map(|value| datum(value)).collect();
    Point::new(label, values).of_year(2018 + i32::from(era_year))
}

fn item(name: &str, values: &[&str]) -> Point<'static> {
    Point::new(
        name.to_owned(),
        values.iter().map(|value| datum(value)).collect(),
    )
}

fn money() -> [Series<'static>; 2] {
    [Series::outline("予算"), Series::solid("決算")]
}

fn aims() -> [Series<'static>; 2] {
    [Series::outline("目標"), Series::solid("実績")]
}

fn years() -> [Series<'static>; 2] {
    [Series::solid("令和8年度"), Series::outline("令和7年度")]
}

pub fn seven_years() -> Spec<'static> {
    let points = vec![
        year(5, &["2,695,711/27.0億円", "2,580,681/25.8億円"]),
        year(6, &["2,630,372/26.3億円", "2,530,225/25.3億円"]),
        year(7, &["2,521,497/25.2億円", "記載なし"]),
        year(8, &["3,054,807/30.5億円", "記載なし"]),
        year(9, &["(5,194,081)/51.9億円", "記載なし"]),
        year(10, &["(5,424,081)/54.2億円", "記載なし"]),
        year(11, &["(4,844,081)/48.4億円", "記載なし"]),
    ];
    spec("money", "予算と決算", "千円", money(), points)
}

fn unsure_years() -> Spec<'static> {
    let points = vec![
        year(5, &["20,000/2,000万円", "18,871/1,887万円"]),
        year(6, &["20,000/2,000万円", "17,032/1,703万円"]),
        year(7, &["12,529/1,253万円", "記載なし"]),
        year(8, &["12,529/1,253万円", "記載なし"]),
        year(9, &["12,529?/1,253万円", "記載なし"]),
        year(10, &["12,529?/1,253万円", "記載なし"]),
        year(11, &["読み取れず", "18,000?/1,800万円"]),
    ];
    spec("unsure", "予算と決算", "千円", money(), points)
}

fn english() -> Spec<'static> {
    let value = |text: &str| datum(text);
    let point =
        |label: &str, values: [&str; 2]| Point::new(label.to_owned(), values.map(value).into());
    Spec {
        words: Words::of(Lang::En),
        head: "Fiscal year".into(),
        ..spec(
            "en",
            "Budget and settled amounts",
            "thousand yen",
            [Series::outline("Budget"), Series::solid("Settled")],
            vec![
                point("FY2023", ["49,000/¥49m", "36,247/¥36m"]),
                point("FY2024", ["53,000/¥53m", "36,208/¥36m"]),
                point("FY2025", ["42,627/¥43m", "not stated"]),
                point("FY2026", ["42,535/¥43m", "not stated"]),
                point("FY2027", ["(48,000)/¥48m", "not stated"]),
            ],
        )
    }
}

fn one_point() -> Spec<'static> {
    let points = vec![year(8, &["119,524/1.2億円", "記載なし"])];
    spec("one", "予算と決算", "千円", money(), points)
}

fn all_equal() -> Spec<'static> {
    let points = (5..=7).map(|n| year(n, &["42,000", "42,000"])).collect();
    spec("equal", "予算と決算", "千円", money(), points)
}

fn below_zero() -> Spec<'static> {
    let points = vec![
        year(5, &["▲3,046", "1,200"]),
        year(6, &["▲12", "0"]),
        year(7, &["2,500", "▲1,800"]),
    ];
    spec("minus", "増減", "千円", money(), points)
}

fn thousandfold() -> Spec<'static> {
    let points = vec![year(5, &["5,541,778", "5"]), year(6, &["1", "0"])];
    spec("huge", "予算と決算", "千円", money(), points)
}

fn zeros() -> Spec<'static> {
    let points = vec![year(5, &["0", "0"]), year(6, &["0", "未公表"])];
    spec("zeros", "予算と決算", "千円", money(), points)
}

fn long_names() -> Spec<'static> {
    let points = vec![
        item("第1四半期から第2四半期まで（4月から9月）", &["120", "98"]),
        item(
            "第3四半期から第4四半期まで（10月から翌年3月）",
            &["110", "約100件程度の見通しで精査中"],
        ),
    ];
    spec("long", "相談件数", "件", aims(), points)
}

fn two_parts() -> Spec<'static> {
    let points = vec![
        item("国", &["0", "0"]),
        item("県", &["0", "0"]),
        item("その他", &["134,214/1.3億円", "142,544/1.4億円"]),
        item("市債", &["0", "0"]),
        item("一般財源", &["2,920,593/29.2億円", "2,378,953/23.8億円"]),
    ];
    Spec {
        head: "財源".into(),
        total: Some(item("合計", &["3,054,807/30.5億円", "2,521,497/25.2億円"])),
        ..spec("funding", "財源の内訳", "千円", years(), points)
    }
}

fn five_parts() -> Spec<'static> {
    let points = vec![
        item("国", &["97,912/9,791万円", "114,704/1.1億円"]),
        item("県", &["12,000/1,200万円", "0"]),
        item("その他", &["3,100/310万円", "2,900/290万円"]),
        item("市債", &["40,000/4,000万円", "25,000/2,500万円"]),
        item("一般財源", &["13,182/1,318万円", "1,064/106万円"]),
    ];
    Spec {
        head: "財源".into(),
        ..spec("five", "財源の内訳", "千円", years(), points)
    }
}

fn hidden_part() -> Spec<'static> {
    let points = vec![
        item("国", &["非公開", "114,704/1.1億円"]),
        item("一般財源", &["13,182/1,318万円", "1,064?/106万円"]),
    ];
    Spec {
        head: "財源".into(),
        ..spec("hidden", "財源の内訳", "千円", years(), points)
    }
}

pub fn hidden_items() -> Spec<'static> {
    let points = vec![
        item("デジタル人材育成", &["非公開", "34,615/3,462万円"]),
        item("民間人材の活用", &["0/0円", "2,000/200万円"]),
        item("DX実証・調査", &["非公開", "6,012/601万円"]),
    ];
    Spec {
        head: "細事業".into(),
        total: Some(item("細事業合計", &["42,535", "42,627"])),
        ..spec("items", "細事業の内訳", "千円", years(), points)
    }
}

fn long_items() -> Spec<'static> {
    let points = vec![
        item(
            "システム導入等庁内伴走支援事業",
            &["3,000/300万円", "24,000/2,400万円"],
        ),
        item(
            "伴走支援の体制及び環境等の整備（研修、ツール、外部の専門人材による支援を含む）とその評価の仕組みづくり",
            &["16,500/1,650万円", "6,500/650万円"],
        ),
        item("広報", &["500/50万円", "500/50万円"]),
    ];
    Spec {
        head: "細事業".into(),
        ..spec("long-items", "細事業の内訳", "千円", years(), points)
    }
}

fn numbers() -> Spec<'static> {
    let points = vec![
        year(5, &["3,200", "5,500"]),
        year(6, &["4,000?", "3,950"]),
        year(7, &["5,000", "未公表"]),
        year(8, &["5,000", "未公表"]),
        year(9, &["5,000?", "未公表"]),
    ];
    spec(
        "training",
        "デジタル人材育成事業に関する参加者",
        "人",
        aims(),
        points,
    )
}

fn range() -> Spec<'static> {
    let aim = || {
        Datum::interval(
            Some(decimal("99")),
            Some(decimal("100")),
            "99～100",
            Certainty::Sure,
        )
    };
    let points = (5..=8).map(|n| {
        let reached = if n < 7 {
            datum("100")
        } else {
            Datum::absent("未公表")
        };
        Point {
            values: vec![aim(), reached],
            ..year(n, &[])
        }
    });
    spec(
        "uptime",
        "インターネット接続稼働率",
        "%",
        aims(),
        points.collect(),
    )
}

fn bound() -> Spec<'static> {
    let aim = || Datum::interval(Some(decimal("50")), None, "50%以上", Certainty::Sure);
    let points = ["78.58%", "82%", "未公表", "50%"].iter().zip(5..);
    let points = points.map(|(reached, n)| Point {
        values: vec![aim(), datum(reached)],
        ..year(n, &[])
    });
    spec(
        "understanding",
        "DX施策に関する理解度",
        "%",
        aims(),
        points.collect(),
    )
}

fn upper_bound() -> Spec<'static> {
    let aim = || Datum::interval(None, Some(decimal("20")), "20件以下", Certainty::Unsure);
    let points = ["33", "18", "未公表"].iter().zip(5..);
    let points = points.map(|(reached, n)| Point {
        values: vec![aim(), datum(reached)],
        ..year(n, &[])
    });
    spec(
        "incidents",
        "インシデント報告件数",
        "件",
        aims(),
        points.collect(),
    )
}

fn targets_only() -> Spec<'static> {
    let points = vec![
        year(8, &["12", "計測前"]),
        year(9, &["24", "計測前"]),
        year(10, &["36", "計測前"]),
        year(11, &["48?", "計測前"]),
    ];
    spec(
        "hours",
        "先端技術の活用による業務削減",
        "万時間",
        aims(),
        points,
    )
}

fn numbers_of(id: &str, points: Vec<Point<'static>>) -> Spec<'static> {
    Spec {
        head: "手続".into(),
        series: vec![Series::solid("年間の件数")],
        ..spec(id, "手続の年間の件数", "千件", money(), points)
    }
}

/// More names than are drawn, some of them long, with ties and one without a number.
fn hundred() -> Spec<'static> {
    let points = (1..=100).map(|rank: u32| {
        let name = match rank % 7 {
            0 => "住民票の写し／住民票記載事項証明書の交付請求※コンビニ交付含む",
            1 => "図書の予約申し込み",
            _ => "印鑑登録",
        };
        let value = match rank {
            40 => "記載なし".to_owned(),
            _ => (310 / rank).to_string(),
        };
        item(&format!("{rank}　{name}"), &[&value])
    });
    numbers_of("hundred", points.collect())
}

fn few() -> Spec<'static> {
    let points = vec![
        item("図書", &["310"]),
        item("税", &["0"]),
        item("保育", &["12.5"]),
        item("防災", &["非公開"]),
    ];
    numbers_of("few", points)
}

fn one_name() -> Spec<'static> {
    numbers_of("one-name", vec![item("図書の予約申し込み", &["310"])])
}

/// Units differ from row to row; a range, words, nothing, zero, an increase.
fn minutes() -> Spec<'static> {
    let range = |low, high, shown: &'static str| {
        Datum::interval(
            Some(decimal(low)),
            Some(decimal(high)),
            shown,
            Certainty::Sure,
        )
    };
    let number = |value, shown: &'static str| Datum::number(decimal(value), shown);
    let printed = |text: &'static str| Datum::absent(text);
    let row = |name: &'static str, values: [Datum<'static>; 3]| Point::new(name, values.into());
    Spec {
        head: "業務".into(),
        series: vec![
            Series::outline("導入前"),
            Series::solid("導入後"),
            Series::solid("資料にある効果"),
        ],
        ..spec(
            "minutes",
            "導入前と導入後",
            "",
            aims(),
            vec![
                row(
                    "住民票の写し等の請求",
                    [
                        range("50", "150", "50～150分"),
                        number("15", "15分"),
                        printed("最大90％減"),
                    ],
                ),
                row(
                    "市民利用施設の新規利用者登録に要する時間（想定）",
                    [
                        number("170", "170分"),
                        number("15", "15分"),
                        printed("最大90％減"),
                    ],
                ),
                row(
                    "時間外勤務の年間の合計",
                    [
                        number("13000", "13,000時間"),
                        number("0", "0時間"),
                        printed("記載なし"),
                    ],
                ),
                row(
                    "予算編成業務",
                    [
                        printed("記載なし"),
                        printed("即時"),
                        printed("13,000時間／年"),
                    ],
                ),
                row(
                    "満足度",
                    [
                        number("8.6", "8.6%"),
                        number("50", "50%超"),
                        printed("記載なし"),
                    ],
                ),
            ],
        )
    }
}

fn one_change() -> Spec<'static> {
    let mut spec = minutes();
    spec.points.truncate(2);
    spec.points.remove(0);
    spec
}
