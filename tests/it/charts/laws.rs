//! Laws of the charts with an input of their own: nothing leaves the frame, nothing is left out of the
//! table, no sentence has a gap, and places that do not exist harm nobody.

use mieruka::base::words::{Lang, Words};
use mieruka::chart::table::Tone;
use mieruka::chart::{
    Bar, Flow, FlowLink, FlowNode, FlowRelation, Gantt, GanttRow, Group, Heading, Heat, HeatRow,
    Kind, Label, Mark, Multiples, Panel, Series, Verdicts,
};
use proptest::collection::vec;
use proptest::prelude::*;

use super::frame;
use super::inputs::{self, Input, heading, kinds};

const NAME: &str = "[ -~ぁ-ん亜-腕]{0,60}";

fn any_heading() -> impl Strategy<Value = Heading<'static>> {
    any::<bool>().prop_map(|is_japanese| {
        let mut heading = heading("c", "図", "名前");
        heading.words = Words::of(if is_japanese { Lang::Ja } else { Lang::En });
        heading
    })
}

fn any_kinds() -> impl Strategy<Value = Vec<Kind<'static>>> {
    let tones = [Tone::Good, Tone::Mixed, Tone::Bad, Tone::Plain, Tone::Note];
    let kind = (NAME, 0..5_usize, any::<bool>()).prop_map(move |(name, tone, is_inside)| {
        let kind = Kind::new(name, tones[tone]);
        if is_inside { kind } else { kind.outside() }
    });
    vec(kind, 0..7)
}

fn any_verdicts() -> impl Strategy<Value = Input> {
    let group = (NAME, vec(0..2000_u32, 0..8))
        .prop_map(|(name, counts)| Group::new(name, counts))
        .boxed();
    let whole = proptest::option::of(group.clone());
    let inputs = (
        any_heading(),
        any_kinds(),
        vec(group, 0..6),
        any::<bool>(),
        whole,
    );
    inputs.prop_map(|(heading, kinds, groups, is_order, whole)| {
        Input::Verdicts(Verdicts {
            heading,
            unit: ["件".into(), "件".into()],
            kinds,
            groups,
            is_order,
            whole,
        })
    })
}

fn any_heat() -> impl Strategy<Value = Input> {
    let mark = prop_oneof![
        (0..9_usize).prop_map(Mark::Kind),
        NAME.prop_map(|word| Mark::Absent(word.into())),
    ];
    let row = (NAME, NAME, vec(mark, 0..20))
        .prop_map(|(name, group, marks)| HeatRow::new(name, marks).under(group));
    let columns = vec(NAME.prop_map(Label::from), 0..20);
    let inputs = (any_heading(), any_kinds(), columns, vec(row, 0..40));
    inputs.prop_map(|(heading, kinds, columns, rows)| {
        Input::Heat(Heat {
            heading,
            kinds,
            columns,
            rows,
        })
    })
}

fn any_gantt() -> impl Strategy<Value = Input> {
    let bar = (
        0..20_usize,
        0..20_usize,
        prop_oneof!["[ -~ぁ-ん亜-腕]{0,200}", Just("→".to_owned())],
        any::<(bool, bool)>(),
    );
    let bar = bar.prop_map(|(from, to, text, (is_sure, is_open))| {
        let bar = Bar::new(from, to, text);
        let bar = if is_open { bar.open() } else { bar };
        if is_sure { bar } else { bar.unsure() }
    });
    let row = (NAME, vec(bar, 0..5), vec(NAME, 0..3)).prop_map(|(name, bars, unplaced)| {
        let mut row = GanttRow::new(name);
        row.bars = bars;
        row.unplaced = unplaced.into_iter().map(Into::into).collect();
        row
    });
    let brief = proptest::option::of("[0-9A-Z]{1,3}/[ -~ぁ-ん亜-腕]{1,5}");
    let period = (NAME, brief).prop_map(|(name, brief)| match brief {
        Some(brief) => Label::from(name).brief(brief),
        None => Label::from(name),
    });
    let periods = vec(period, 0..18);
    let inputs = (any_heading(), periods, vec(row, 0..20));
    inputs.prop_map(|(heading, periods, rows)| {
        Input::Gantt(Gantt {
            heading,
            periods,
            rows,
        })
    })
}

fn any_flow() -> impl Strategy<Value = Input> {
    let node = |(name, word): (String, String)| FlowNode::new(name).alone(word);
    let nodes = || vec((NAME, NAME).prop_map(node), 0..20);
    let link = (0..22_usize, 0..22_usize, 0..6_usize, any::<bool>());
    let link = link.prop_map(|(from, to, relation, is_sure)| {
        let link = FlowLink::new(from, to, relation);
        if is_sure { link } else { link.unsure() }
    });
    let relation = (NAME, any::<bool>()).prop_map(|(name, is_end)| {
        let relation = FlowRelation::new(name);
        if is_end { relation.end() } else { relation }
    });
    let relations = vec(relation, 0..8);
    let inputs = (any_heading(), nodes(), nodes(), relations, vec(link, 0..25));
    inputs.prop_map(|(heading, left, right, relations, links)| {
        Input::Flow(Flow {
            heading,
            right_name: "右".into(),
            relation_name: "関係".into(),
            left,
            right,
            relations,
            links,
        })
    })
}

fn any_multiples() -> impl Strategy<Value = Input> {
    let values = vec(vec(super::any_datum(), 0..4), 0..9);
    let panel = (NAME, NAME, values, any::<Option<bool>>());
    let panel = panel.prop_map(|(name, unit, values, reached)| Panel {
        label: name.into(),
        unit: unit.into(),
        values,
        reached,
    });
    let periods = vec(NAME.prop_map(Label::from), 0..8);
    let inputs = (any_heading(), 0..4_usize, periods, vec(panel, 0..7));
    inputs.prop_map(|(heading, series, periods, panels)| {
        let series = (0..series).map(|at| match at {
            0 => Series::outline("目標"),
            _ => Series::solid("実績"),
        });
        Input::Multiples(Multiples {
            heading,
            series: series.collect(),
            periods,
            panels,
        })
    })
}

/// How many rows the table must have so that nothing is lost.
fn rows(input: &Input) -> usize {
    match input {
        Input::Verdicts(chart) => chart.groups.len() + usize::from(chart.whole.is_some()),
        Input::Heat(chart) => chart.rows.len(),
        Input::Gantt(chart) => {
            let words = |row: &GanttRow<'_>| (row.bars.len() + row.unplaced.len()).max(1);
            chart.rows.iter().map(words).sum()
        }
        Input::Flow(chart) => {
            let is_link =
                |link: &&FlowLink<'_>| link.from < chart.left.len() && link.to < chart.right.len();
            let links = || chart.links.iter().filter(is_link);
            let left = (0..chart.left.len()).filter(|node| links().all(|l| l.from != *node));
            let right = (0..chart.right.len()).filter(|node| links().all(|l| l.to != *node));
            links().count() + left.count() + right.count()
        }
        Input::Multiples(chart) => chart.panels.len() * chart.series.len(),
    }
}

proptest! {
    #[test]
    fn any_input_makes_a_chart_that_stays_in_its_frame(
        input in prop_oneof![any_verdicts(), any_heat(), any_gantt(), any_flow(), any_multiples()]
    ) {
        let Some(figure) = input.draw() else { return Ok(()) };
        let html = figure.html();
        let svg = html.as_str();
        let outside = frame::outside(svg);
        prop_assert!(outside.is_empty(), "{outside:?} in {svg}");
        let touched = frame::touched(svg);
        prop_assert!(touched.is_empty(), "{touched:?} in {svg}");
        // Labels may hold any words; what is drawn stands inside tags.
        let tags: String = svg.split('<').filter_map(|part| Some(part.split_once('>')?.0)).collect();
        prop_assert!(!tags.contains("-0\"") && !tags.contains("NaN") && !tags.contains("style="));
        prop_assert_eq!(svg.matches('<').count(), svg.matches('>').count());
        prop_assert_eq!(svg.matches("role=\"img\"").count(), 1);
        for text in [&figure.sentence, &figure.remarks, &figure.headline, &figure.title] {
            prop_assert!(!text.contains("chart."), "{text}");
        }
        prop_assert!(!figure.headline.is_empty() && figure.headline.chars().count() <= 90);
        prop_assert!(!figure.sentence.is_empty());
        prop_assert_eq!(figure.table().rows.len(), rows(&input));
        let again = input.draw().expect("the same input is the same chart");
        prop_assert_eq!(again.html(), figure.html());
    }
}

#[test]
fn every_kept_chart_stays_in_its_frame() {
    for (name, _, input) in inputs::all() {
        let html = input.draw().expect("the kept ones are charts").html();
        assert_eq!(
            frame::outside(html.as_str()),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

#[test]
fn what_has_nothing_to_draw_is_no_chart() {
    let heading = || heading("c", "図", "名前");
    let nothing = [
        Input::Verdicts(Verdicts {
            heading: heading(),
            unit: ["件".into(), "件".into()],
            kinds: kinds(),
            groups: vec![Group::new("窓口", vec![0, 0, 0])],
            is_order: false,
            whole: None,
        }),
        Input::Heat(Heat {
            heading: heading(),
            kinds: kinds(),
            columns: vec!["令和6年度".into()],
            rows: vec![HeatRow::new("窓口", vec![Mark::Absent("なし".into())])],
        }),
        Input::Gantt(Gantt {
            heading: heading(),
            periods: vec!["令和6年度".into()],
            rows: vec![GanttRow::new("窓口").unplaced("検討")],
        }),
        Input::Flow(Flow {
            heading: heading(),
            right_name: "右".into(),
            relation_name: "関係".into(),
            left: Vec::new(),
            right: Vec::new(),
            relations: Vec::new(),
            links: Vec::new(),
        }),
        Input::Multiples(Multiples {
            heading: heading(),
            series: vec![Series::outline("目標")],
            periods: vec!["令和6年度".into()],
            panels: vec![Panel {
                label: "窓口".into(),
                unit: "".into(),
                values: vec![vec![mieruka::chart::Datum::absent("検討")]],
                reached: None,
            }],
        }),
    ];
    for input in nothing {
        assert!(input.draw().is_none(), "{input:?}");
    }
}

/// The sentence on shares for groups of (achieved, missed).
fn sentence(groups: &[(&'static str, u32, u32)]) -> String {
    shares(groups).draw().expect("there are counts").sentence
}

fn shares(groups: &[(&'static str, u32, u32)]) -> Input {
    let group = |(name, good, bad): &(&'static str, u32, u32)| Group::new(*name, vec![*good, *bad]);
    Input::Verdicts(Verdicts {
        heading: heading("c", "図", "名前"),
        unit: ["件".into(), "件".into()],
        kinds: vec![
            Kind::new("達成", Tone::Good),
            Kind::new("未達成", Tone::Bad),
        ],
        groups: groups.iter().map(group).collect(),
        is_order: false,
        whole: None,
    })
}

#[test]
fn a_share_is_said_with_both_numbers_and_never_given_to_one_of_many() {
    assert_eq!(
        sentence(&[("甲", 9, 1), ("乙", 1, 1), ("丙", 0, 0)]),
        "達成の割合が最も大きいのは「甲」で、10件のうち9件です。最も小さいのは「乙」で、2件のうち1件です。"
    );
    assert_eq!(
        sentence(&[("甲", 2, 0), ("乙", 40, 0), ("丙", 1, 2)]),
        "達成の割合が最も大きいのは「甲」（2件のうち2件）など2区分で、割合は同じです。\
         最も小さいのは「丙」で、3件のうち1件です。"
    );
    // One third is one third, whatever a rounded percentage would say.
    assert_eq!(
        sentence(&[("甲", 1, 2), ("乙", 333, 666)]),
        "達成の割合は、2区分がどれも同じです。"
    );
    assert_eq!(
        sentence(&[("甲", 1, 2), ("乙", 333, 667)]),
        "達成の割合が最も大きいのは「甲」で、3件のうち1件です。最も小さいのは「乙」で、1,000件のうち333件です。"
    );
}

#[test]
fn of_one_there_is_no_share() {
    assert_eq!(sentence(&[("甲", 0, 1)]), "「甲」の1件は未達成です。");
    assert_eq!(
        sentence(&[("甲", 1, 0), ("乙", 0, 1)]),
        "「甲」の1件は達成です。"
    );
    let only_one = [("甲", 1, 0), ("乙", 2, 1), ("丙", 1, 3), ("丁", 0, 1)];
    assert_eq!(
        sentence(&only_one),
        "達成の割合が最も大きいのは「乙」で、3件のうち2件です。最も小さいのは「丙」で、4件のうち1件です。"
    );
    let chart = shares(&only_one);
    let figure = chart.draw().expect("there are counts");
    assert_eq!(
        figure.remarks,
        "「甲」など2区分は、どれも1件だけなので、割合を比べていません。"
    );
    let chart = shares(&only_one[..2]);
    let figure = chart.draw().expect("there are counts");
    assert_eq!(figure.sentence, "「乙」は、3件のうち2件が達成です。");
    assert_eq!(
        figure.remarks,
        "「甲」は1件だけなので、割合を比べていません。"
    );
}

#[test]
fn a_chart_of_two_lists_tells_what_went_apart_and_what_came_together() {
    let told = |words: &'static Words, links: &[(usize, usize, usize)]| {
        let all = inputs::all();
        let found = all.into_iter().find(|(name, ..)| *name == "flow-lineage");
        let Some((_, _, Input::Flow(mut chart))) = found else {
            panic!("the kept one is a flow")
        };
        chart.heading.words = words;
        chart.relations[3] = chart.relations[3].clone().end();
        let link =
            |(from, to, relation): &(usize, usize, usize)| FlowLink::new(*from, *to, *relation);
        chart.links = links.iter().map(link).collect();
        // What is not sure, and what came to its end, neither divides nor joins.
        chart.links.push(FlowLink::new(0, 4, 0).unsure());
        chart.links.push(FlowLink::new(1, 2, 3));
        let figure = mieruka::chart::flow(&chart).expect("there are lists");
        figure.headline
    };
    let both = [(0, 0, 0), (0, 1, 0), (2, 2, 0), (3, 2, 0), (4, 3, 0)];
    for (links, ja, en) in [
        (
            &both[..],
            "「各種手続のオンライン化の推進」は2件に分かれた",
            "“各種手続のオンライン化の推進” was split into 2",
        ),
        (
            &both[..2],
            "「各種手続のオンライン化の推進」は2件に分かれた",
            "“各種手続のオンライン化の推進” was split into 2",
        ),
        (
            &both[2..],
            "2件が「RPAの導入による事務の効率化」にまとまった",
            "2 items were joined into “RPAの導入による事務の効率化”",
        ),
        (
            &both[4..],
            "図の6件のうち2件が続く",
            "2 of the 6 shown go on",
        ),
        (
            &[
                (0, 0, 0),
                (1, 1, 0),
                (2, 2, 0),
                (3, 3, 0),
                (4, 4, 0),
                (5, 4, 0),
            ],
            "2件が「生成AIの活用」にまとまった",
            "2 items were joined into “生成AIの活用”",
        ),
    ] {
        assert_eq!(told(Words::of(Lang::Ja), links), ja);
        assert_eq!(told(Words::of(Lang::En), links), en);
    }
}

/// What a document left empty is a word in its place: a bar would say that something is planned.
#[test]
fn an_empty_cell_of_a_roadmap_has_no_bar() {
    let bars = |bars: Vec<Bar<'static>>| {
        let mut row = GanttRow::new("窓口");
        row.bars = bars;
        let chart = Input::Gantt(Gantt {
            heading: heading("c", "図", "名前"),
            periods: vec!["令和5年度".into(), "令和6年度".into()],
            rows: vec![row],
        });
        let html = chart.draw().expect("there are words").html().into_string();
        let drawn = ["solid", "solid maybe"].map(|class| {
            let path = format!("class=\"{class}\" d=\"");
            let path = html.split_once(&path).map_or("", |(_, rest)| rest);
            let path = path.split('"').next().unwrap_or_default();
            path.matches('z').count()
        });
        assert!(html.contains("検討"), "{html}");
        drawn
    };
    let plan = || Bar::new(0, 0, "検討");
    assert_eq!(bars(vec![plan()]), [1, 0]);
    assert_eq!(bars(vec![plan(), Bar::new(1, 1, "実施")]), [2, 0]);
    let empty = || Bar::new(1, 1, "記載なし").empty();
    assert_eq!(bars(vec![plan(), empty()]), [1, 0]);
    assert_eq!(bars(vec![plan(), empty().unsure()]), [1, 0]);
    let unsure = Bar::new(1, 1, "実施").unsure();
    assert_eq!(bars(vec![plan(), unsure]), [1, 1]);
}
