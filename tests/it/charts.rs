//! Charts and tables: whole drawings against kept ones, and the laws that any drawing keeps.
//!
//! The kept files lie in `tests/it/charts/`; `UPDATE=1` writes them anew. What a browser makes of them
//! is looked at by the browser test.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read and write the files they compare with"
)]

mod cases;
mod contrast;
mod frame;
mod headlines;
mod inputs;
mod laws;
mod told;

use std::path::PathBuf;

use cases::{datum, decimal};
use mieruka::base::decimal::Decimal;
use mieruka::base::words::{Lang, Words};
use mieruka::chart::table::{Cell, Column, Row, Table, Tone};
use mieruka::chart::{
    Certainty, Datum, Figure, Point, Series, Short, Spec, bars, before_after, fit_label,
    label_width, nice_ticks, pairs, progress, ranking, split, wrap_label,
};
use proptest::prelude::*;

/// Compares with the kept file; with `UPDATE=1` keeps what there is now.
fn check(name: &str, now: &str) {
    let path = PathBuf::from(file!()).with_extension("").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, now).expect("the kept file can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == now,
        "{name} is not as it was kept (UPDATE=1 accepts it):\n{now}"
    );
}

/// One tag a line, so that a difference can be read.
fn lines(html: &str) -> String {
    format!("{}\n", html.replace("><", ">\n<"))
}

fn page(figure: &Figure<'_>, words: &Words) -> String {
    lines(figure.html().as_str()) + &lines(figure.table().html(words).as_str())
}

#[test]
fn every_chart_is_drawn_as_kept() {
    for (name, draw, spec) in cases::all() {
        let figure = draw(&spec).unwrap_or_else(|| panic!("{name} is a chart"));
        let touched = frame::touched(figure.html().as_str());
        assert!(touched.is_empty(), "{name}: {touched:?}");
        check(&format!("{name}.html"), &page(&figure, spec.words));
        let markdown = figure.markdown() + "\n" + &figure.table().markdown(spec.words);
        check(&format!("{name}.md"), &markdown);
    }
}

#[test]
fn every_chart_with_an_input_of_its_own_is_drawn_as_kept() {
    for (name, words, input) in inputs::all() {
        let figure = input.draw().unwrap_or_else(|| panic!("{name} is a chart"));
        check(&format!("{name}.html"), &page(&figure, words));
        let markdown = figure.markdown() + "\n" + &figure.table().markdown(words);
        check(&format!("{name}.md"), &markdown);
    }
}

/// A table with everything that a cell can hold.
fn full_table(lang: Lang) -> (Table<'static>, Lang) {
    let table = Table {
        id: "t<1>".to_owned(),
        caption: "指標 & 実績".to_owned(),
        unit: "人".to_owned(),
        columns: vec![
            Column::text("年度"),
            Column::number("目標"),
            Column::number("実績"),
            Column::text("状況"),
        ],
        rows: vec![
            Row::new(
                Cell::text("令和5年度（2023年度）"),
                vec![
                    Cell::number("3,200", None),
                    Cell::number("▲29,282", None),
                    Cell::only_chip("達成", Tone::Good),
                ],
            ),
            Row::new(
                Cell::link("令和6年度|R6", "../r6.html?a=1&b=2"),
                vec![
                    Cell::number("4,000", None).unsure("表の列がずれています。"),
                    Cell::absent("非公開"),
                    Cell::text("見直し")
                        .chip("一部未達成", Tone::Mixed)
                        .note("令和6年*10月*から"),
                ],
            ),
            Row::total(
                Cell::text("合計"),
                vec![
                    Cell::number("約2,360", Some("およそ2,360".to_owned())).unsure(""),
                    Cell::number("▲", None),
                    Cell::text("<script>\n二行目"),
                ],
            ),
        ],
        notes: vec!["四捨五入のため合計が一致しないことがあります。".to_owned()],
    };
    (table, lang)
}

#[test]
fn a_table_with_every_kind_of_cell_is_written_as_kept() {
    for (table, lang) in [full_table(Lang::Ja), full_table(Lang::En)] {
        check(
            &format!("table-{lang}.html"),
            &lines(table.html(Words::of(lang)).as_str()),
        );
        check(
            &format!("table-{lang}.md"),
            &table.markdown(Words::of(lang)),
        );
    }
}

#[test]
fn a_table_of_three_columns_becomes_a_list_where_its_words_would_be_pillars() {
    let html = |text: &str, chip: Option<&str>| {
        let mut verdict = Cell::text("");
        if let Some(label) = chip {
            verdict = Cell::only_chip(label, Tone::Plain);
        }
        let row = Row::new(
            Cell::text("令和5年度（2023年度）"),
            vec![Cell::text(text), verdict],
        );
        let columns = ["年度", "実績", "判定"].map(Column::text).to_vec();
        let mut table = Table::new("t".to_owned(), "表".to_owned(), columns);
        table.rows.push(row);
        table.html(Words::of(Lang::Ja)).into_string()
    };
    let sentence = "新たな指針を踏まえた現状調査を実施";
    for (text, chip, stacks) in [
        ("50件", Some("達成"), false),
        (sentence, None, false),
        ("50件", Some("取組が進んでいるもの"), true),
        (sentence, Some("一部未達成"), false),
        (sentence, Some("資料の判定なし"), true),
    ] {
        assert_eq!(
            html(text, chip).contains("class=\"stack\""),
            stacks,
            "{text} {chip:?}"
        );
    }
}

#[test]
fn a_day_in_few_signs_is_one_word() {
    let html = |text: &str| {
        let mut table = Table::new("t".to_owned(), String::new(), vec![Column::text("a")]);
        table
            .rows
            .push(Row::new(Cell::text("b"), vec![Cell::text(text)]));
        table.html(Words::of(Lang::Ja)).into_string()
    };
    for day in ["R3.5.1現在", "R３.5.1現在", "H30.4.1", "R5年度末"] {
        assert!(html(day).contains("<td class=\"day\">"), "{day}");
    }
    for words in [
        "R",
        "令和4年5月現在",
        "RPA",
        "R3.5.1現在の児童",
        "R10.10.31〜R11.10.31",
        "3.5.1",
    ] {
        assert!(!html(words).contains("class=\"day\""), "{words}");
    }
}

#[test]
fn a_table_loses_no_cell_that_has_no_column() {
    let table = Table {
        columns: vec![Column::text("a")],
        rows: vec![Row::new(
            Cell::text("head"),
            vec![Cell::text("one"), Cell::text("two")],
        )],
        ..Table::default()
    };
    assert!(
        table
            .html(Words::of(Lang::Ja))
            .as_str()
            .contains("<td>one</td><td>two</td>")
    );
    assert!(
        table
            .markdown(Words::of(Lang::Ja))
            .contains("| head | one | two |")
    );
}

#[test]
fn a_japanese_label_of_a_cell_in_english_gets_its_language_right() {
    let table = Table {
        columns: ["Place", "頁", "Line", "説明", "Note"]
            .map(Column::text)
            .into(),
        rows: vec![Row::new(
            Cell::text("List"),
            vec![
                Cell::absent("not stated"),
                Cell::number("12", None),
                Cell::text("長い説明の文がここに入り、表は電話の幅に入りません。"),
                Cell::text("Seen"),
            ],
        )],
        ..Table::default()
    };
    let html = table.html(Words::of(Lang::En));
    for cell in [
        "<td class=\"absent\" data-label=\"頁\" lang=\"ja\"><span lang=\"en\">not stated</span></td>",
        "<td data-label=\"Line\">12</td>",
        "<td data-label=\"説明\" lang=\"ja\">長い説明",
        "<td data-label=\"Note\">Seen</td>",
    ] {
        assert!(html.as_str().contains(cell), "{cell}: {}", html.as_str());
    }
    assert!(!table.html(Words::of(Lang::Ja)).as_str().contains("lang="));
}

#[test]
fn what_has_no_number_is_no_chart() {
    let points = vec![Point::new(
        "令和5年度",
        vec![datum("未公表"), datum("計画の策定")],
    )];
    let spec = spec_of(points);
    for draw in [bars, pairs, progress, split, ranking, before_after] {
        assert!(draw(&spec).is_none());
        assert!(draw(&spec_of(Vec::new())).is_none());
    }
}

#[test]
fn parts_below_zero_are_no_parts_of_a_whole() {
    let points = vec![
        Point::new("国", vec![datum("12")]),
        Point::new("市債", vec![datum("▲3")]),
    ];
    assert!(split(&spec_of(points)).is_none());
}

#[test]
fn a_chart_never_names_the_largest_of_what_it_does_not_know() {
    let points = vec![
        Point::new("甲", vec![datum("10")]),
        Point::new("乙", vec![datum("20")]),
        Point::new("丙", vec![datum("非公開")]),
    ];
    let spec = spec_of(points);
    let figure = pairs(&spec).expect("two numbers are a chart");
    assert_eq!(
        figure.sentence,
        "実績のうち、数値のあるもので最も大きいのは「乙」の20件です。"
    );
    assert_eq!(figure.remarks, "実績の「丙」は「非公開」です。");
}

#[test]
fn a_bound_whose_edge_is_met_is_judged_only_by_its_words() {
    let sentence = |shown: &str, reached: &str| {
        let aim = Datum::interval(Some(decimal("50")), None, shown.to_owned(), Certainty::Sure);
        let points = vec![Point::new("令和6年度", vec![aim, datum(reached)])];
        let mut spec = spec_of(points);
        spec.series = vec![Series::outline("目標"), Series::solid("実績")];
        progress(&spec).expect("a number is a chart").sentence
    };
    let single = "令和6年度の実績は50件です。";
    assert_eq!(sentence("50超", "50"), single);
    let inside = format!("{single}令和6年度の実績50件は、目標50以上の範囲に入っています。");
    assert_eq!(sentence("50以上", "50"), inside);
    let outside = "令和6年度の実績は49件です。令和6年度の実績49件は、目標50超の範囲の外です。";
    assert_eq!(sentence("50超", "49"), outside);
}

#[test]
fn long_names_are_wrapped_without_loss_or_cut_with_a_sign() {
    let name = "伴走支援の体制及び環境等の整備（研修、ツールを含む）";
    let two = wrap_label(name, 320.0, 2);
    assert_eq!(two.concat(), name);
    assert!(two.iter().all(|line| label_width(line) <= 320.0));
    assert_eq!(fit_label(name, 100.0), "伴走支援の体…");
    assert_eq!(wrap_label("長い名前", 1.0, 9).concat(), "長い名前");
}

fn spec_of(points: Vec<Point<'static>>) -> Spec<'static> {
    Spec {
        id: "c".to_owned(),
        title: "件数".to_owned(),
        unit: "件".into(),
        words: Words::of(Lang::Ja),
        head: "年度".into(),
        series: vec![Series::solid("実績"), Series::outline("目標")],
        points,
        total: None,
        notes: Vec::new(),
    }
}

#[test]
fn ticks_are_the_round_numbers_one_would_choose() {
    let ticks = |low, high, most| -> Vec<String> {
        nice_ticks(low, high, most)
            .expect("there is a span")
            .iter()
            .map(|(_, text)| text)
            .collect()
    };
    assert_eq!(ticks(0.0, 100.0, 5), ["0", "25", "50", "75", "100"]);
    assert_eq!(ticks(0.0, 5500.0, 4), ["0", "2,000", "4,000"]);
    assert_eq!(ticks(-3.0, 4.0, 4), ["▲2", "0", "2", "4"]);
    assert_eq!(ticks(0.0, 0.3, 4), ["0", "0.1", "0.2", "0.3"]);
    assert_eq!(ticks(0.0, 5_541_778.0, 3), ["0", "2,000,000", "4,000,000"]);
    assert_eq!(nice_ticks(7.0, 7.0, 5), None);
    assert_eq!(nice_ticks(0.0, f64::NAN, 5), None);
    assert_eq!(nice_ticks(0.0, f64::INFINITY, 5), None);
}

/// Any value that a chart can be given.
fn any_datum() -> impl Strategy<Value = Datum<'static>> {
    let number = (-10_000_000_i64..10_000_000, 0..3_u8).prop_map(|(number, kind)| Datum::Number {
        value: Decimal::from_int(number),
        shown: number.to_string().into(),
        spoken: None,
        short: (kind == 0).then(|| Short {
            label: "短い".to_owned(),
            said: "▲約3".to_owned(),
            is_rounded: number % 2 == 0,
        }),
        certainty: [Certainty::Sure, Certainty::Unsure, Certainty::Forecast][usize::from(kind)],
    });
    let end = proptest::option::of((-1000_i64..1000).prop_map(Decimal::from_int));
    let interval = (end.clone(), end)
        .prop_map(|(low, high)| Datum::interval(low, high, "a<b>～\"c\"", Certainty::Sure));
    let absent = "[ -~ぁ-ん亜-腕]{1,40}".prop_map(Datum::absent);
    prop_oneof![4 => number, 1 => interval, 1 => absent]
}

fn any_spec() -> impl Strategy<Value = Spec<'static>> {
    let point = ("[ -~ぁ-ん亜-腕]{0,60}", any_datum(), any_datum());
    let points = proptest::collection::vec(point, 0..9).prop_map(|points| {
        let point = |(name, one, two): (String, _, _)| Point::new(name, vec![one, two]);
        points.into_iter().map(point).collect::<Vec<_>>()
    });
    (points, any::<bool>()).prop_map(|(points, is_reversed)| {
        let mut spec = spec_of(points);
        if is_reversed {
            spec.series.reverse();
        }
        spec
    })
}

/// Every coordinate of a drawing, from attributes and paths alike.
fn coordinates(svg: &str) -> Vec<f64> {
    let attributes = svg
        .split(['<', '>'])
        .filter(|tag| tag.starts_with("text ") || tag.starts_with("path "));
    let values = attributes.flat_map(|tag| tag.split('"').skip(1).step_by(2));
    let figures = values
        .filter(|value| value.starts_with(|c: char| c == 'M' || c == '-' || c.is_ascii_digit()));
    let numbers =
        figures.flat_map(|value| value.split(|c: char| c.is_ascii_alphabetic() || c == ' '));
    numbers.filter_map(|number| number.parse().ok()).collect()
}

proptest! {
    #[test]
    fn ticks_lie_inside_and_are_few(low in -1e9..1e9_f64, span in 1e-6..1e9_f64, most in 3..9_usize) {
        let ticks = nice_ticks(low, low + span, most);
        // A span that is lost in the size of its numbers has no ticks of its own.
        prop_assume!(span > low.abs() * 1e-9);
        let ticks: Vec<(f64, String)> = ticks.expect("a real span has ticks").iter().collect();
        prop_assert!((2..=most).contains(&ticks.len()));
        let slack = (low.abs() + span) * 1e-9;
        for (value, text) in &ticks {
            prop_assert!(*value >= low - slack && *value <= low + span + slack);
            let read: f64 = text.replace(',', "").replace('▲', "-").parse().expect("a tick is a number");
            prop_assert!((read - value).abs() <= slack);
        }
        let steps: Vec<f64> = ticks.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
        let lead = steps[0] / 10f64.powf(steps[0].log10().floor());
        let is_round = [1.0, 2.0, 2.5, 5.0, 10.0].iter().any(|round| (lead - round).abs() < 1e-3);
        prop_assert!(is_round, "a step of {}", steps[0]);
    }

    #[test]
    fn any_values_make_a_chart_that_stays_in_its_frame(spec in any_spec()) {
        for draw in [bars, pairs, progress, split, ranking, before_after] {
            let Some(figure) = draw(&spec) else { continue };
            let svg = figure.html();
            let svg = svg.as_str();
            let Some(start) = svg.find("<svg") else {
                let mut values = spec.points.iter().flat_map(|point| &point.values);
                prop_assert!(!values.any(Datum::has_length), "noughts alone have no drawing");
                continue;
            };
            let svg = &svg[start..];
            let svg = &svg[..svg.rfind("</svg>").expect("a drawing ends")];
            for number in coordinates(svg) {
                prop_assert!(number.is_finite() && number.abs() < 2000.0, "{number} in {svg}");
                prop_assert!((number * 100.0 - (number * 100.0).round()).abs() < 1e-6);
            }
            // Labels may hold any words; what is drawn stands inside tags.
            let tags: String = svg.split('<').filter_map(|part| Some(part.split_once('>')?.0)).collect();
            prop_assert!(!tags.contains("-0\"") && !tags.contains("NaN") && !tags.contains("style="));
            prop_assert_eq!(svg.matches('<').count(), svg.matches('>').count());
            let outside = frame::outside(svg);
            prop_assert!(outside.is_empty(), "{outside:?} in {svg}");
            let touched = frame::touched(svg);
            prop_assert!(touched.is_empty(), "{touched:?} in {svg}");
            let is_filled = |text: &str| !text.contains("{label}") && !text.contains("chart.");
            prop_assert!(is_filled(&figure.sentence) && is_filled(&figure.remarks));
            prop_assert!(is_filled(&figure.headline) && !figure.headline.is_empty());
            prop_assert!(figure.headline.chars().count() <= 30, "{}", figure.headline);
            prop_assert_eq!(figure.table().rows.len(), spec.points.len());
            let again = draw(&spec).expect("the same values are the same chart");
            prop_assert_eq!(again.html(), figure.html());
        }
    }

    #[test]
    fn labels_fit_their_room(text in "[ -~ぁ-ん亜-腕]{0,60}", room in 30.0..400.0_f64) {
        for line in wrap_label(&text, room, 2) {
            prop_assert!(label_width(&line) <= room + 1e-9, "{line}");
        }
    }
}
