//! The charts with an input of their own that the tests draw: plain ones, and what is hard to draw.

use mieruka::base::words::{Lang, Words};
use mieruka::chart::table::Tone;
use mieruka::chart::{
    Bar, Datum, Figure, Flow, FlowLink, FlowNode, FlowRelation, Gantt, GanttRow, Group, Heading,
    Heat, HeatRow, Kind, Label, Mark, Multiples, Panel, Series, Verdicts, flow, gantt, heat,
    multiples, verdicts,
};

/// One chart before it is drawn.
#[derive(Clone, Debug)]
pub enum Input {
    Verdicts(Verdicts<'static>),
    Heat(Heat<'static>),
    Gantt(Gantt<'static>),
    Flow(Flow<'static>),
    Multiples(Multiples<'static>),
}

impl Input {
    pub fn draw(&self) -> Option<Figure<'_>> {
        match self {
            Input::Verdicts(chart) => verdicts(chart),
            Input::Heat(chart) => heat(chart),
            Input::Gantt(chart) => gantt(chart),
            Input::Flow(chart) => flow(chart),
            Input::Multiples(chart) => multiples(chart),
        }
    }
}

/// Name of the golden file, words, what is drawn.
pub fn all() -> Vec<(&'static str, &'static Words, Input)> {
    let ja = |name, input| (name, Words::of(Lang::Ja), input);
    vec![
        ja("verdicts-groups", Input::Verdicts(groups())),
        ja("verdicts-one", Input::Verdicts(one_group())),
        ja("verdicts-equal", Input::Verdicts(equal_groups())),
        ja("verdicts-years", Input::Verdicts(judged_years())),
        ja("verdicts-hard", Input::Verdicts(hard_groups())),
        (
            "verdicts-english",
            Words::of(Lang::En),
            Input::Verdicts(english_groups()),
        ),
        ja("heat-years", Input::Heat(years())),
        ja("heat-one", Input::Heat(one_mark())),
        ja("heat-sixty", Input::Heat(sixty_rows())),
        ja("heat-many-columns", Input::Heat(many_columns())),
        ja("gantt-roadmap", Input::Gantt(roadmap())),
        ja("gantt-quarters", Input::Gantt(quarters())),
        ja("gantt-long-names", Input::Gantt(long_periods())),
        ja("gantt-one", Input::Gantt(one_bar())),
        ja("gantt-sixty", Input::Gantt(sixty_bars())),
        ja("flow-lineage", Input::Flow(lineage())),
        ja("flow-one", Input::Flow(ended())),
        ja("flow-seventy", Input::Flow(seventy())),
        ja("multiples-four", Input::Multiples(four_indicators())),
        ja("multiples-targets", Input::Multiples(targets_only())),
    ]
}

pub fn heading(id: &str, title: &str, head: &'static str) -> Heading<'static> {
    Heading {
        id: id.to_owned(),
        title: title.to_owned(),
        words: Words::of(Lang::Ja),
        head: head.into(),
        notes: Vec::new(),
    }
}

pub fn kinds() -> Vec<Kind<'static>> {
    vec![
        Kind::new("達成", Tone::Good),
        Kind::new("一部未達成", Tone::Mixed),
        Kind::new("未達成", Tone::Bad),
    ]
}

fn groups() -> Verdicts<'static> {
    Verdicts {
        heading: heading("policies", "令和6年度の判定", "基本方針"),
        unit: ["件".into(), "件".into()],
        kinds: kinds(),
        groups: vec![
            Group::new("1　行政サービスのデジタル化", vec![37, 0, 7]),
            Group::new("2　行政運営の効率化", vec![20, 2, 7]),
            Group::new(
                Label::from("3　誰もがデジタルの恩恵を受けられる環境づくりと地域のデジタル化")
                    .link("3.html"),
                vec![37, 1, 1],
            ),
        ],
        is_order: false,
        whole: Some(Group::new("全体", vec![94, 3, 15])),
    }
}

fn one_group() -> Verdicts<'static> {
    Verdicts {
        groups: vec![Group::new("窓口", vec![1, 0, 0])],
        whole: None,
        ..groups()
    }
}

fn equal_groups() -> Verdicts<'static> {
    Verdicts {
        groups: vec![
            Group::new("甲", vec![1, 1, 0]),
            Group::new("乙", vec![20, 0, 20]),
        ],
        whole: None,
        ..groups()
    }
}

/// Groups that follow one another.
fn judged_years() -> Verdicts<'static> {
    let counts = [vec![57, 2, 16], vec![83, 6, 18], vec![94, 3, 15]];
    Verdicts {
        groups: (4..=6)
            .zip(counts)
            .map(|(at, counts)| Group::new(year(at), counts))
            .collect(),
        is_order: true,
        whole: None,
        ..groups()
    }
}

/// A kind outside the share, nothing counted, thin parts side by side, ties, counts left out.
fn hard_groups() -> Verdicts<'static> {
    let mut kinds = kinds();
    kinds.push(Kind::new("未判定", Tone::Plain).outside());
    Verdicts {
        kinds,
        groups: vec![
            Group::new("細い帯が並ぶもの", vec![996, 1, 1, 2]),
            Group::new("判定のないもの", vec![0, 0, 0, 4]),
            Group::new("何もないもの", vec![0]),
            Group::new("すべて達成したもの", vec![2]),
            Group::new("これもすべて達成したもの", vec![40]),
            Group::new("達成のないもの", vec![0, 0, 3]),
        ],
        whole: None,
        ..groups()
    }
}

fn english_groups() -> Verdicts<'static> {
    let mut heading = heading("policies", "Results of FY2024", "Policy");
    heading.words = Words::of(Lang::En);
    Verdicts {
        heading,
        unit: ["project".into(), "projects".into()],
        kinds: vec![
            Kind::new("met", Tone::Good),
            Kind::new("partly met", Tone::Mixed),
            Kind::new("missed", Tone::Bad),
        ],
        groups: vec![
            Group::new("Services", vec![37, 0, 7]),
            Group::new("Administration", vec![20, 2, 7]),
        ],
        is_order: false,
        whole: Some(Group::new("All", vec![57, 2, 14])),
    }
}

/// `o`, `v`, `x` are the kinds, all else is absent.
fn row(name: &str, signs: &str) -> HeatRow<'static> {
    let marks = signs.chars().map(|sign| match sign {
        'o' => Mark::Kind(0),
        'v' => Mark::Kind(1),
        'x' => Mark::Kind(2),
        _ => Mark::Absent("指標なし".into()),
    });
    HeatRow::new(name.to_owned(), marks.collect())
}

fn year(year: u16) -> Label<'static> {
    Label::new(
        format!("令和{year}年度（{}年度）", 2018 + year),
        format!("令和{year}年度"),
    )
}

fn years() -> Heat<'static> {
    Heat {
        heading: heading("projects", "事業と年度ごとの判定", "事業"),
        kinds: kinds(),
        columns: (4..=6).map(year).collect(),
        rows: vec![
            row("オンライン申請推進のサポート", "xxx").under("1-1　申請のオンライン化"),
            row("RPAの導入", "-oo").under("1-1　申請のオンライン化"),
            row("公共施設予約のオンライン化と利用者登録の電子化", "ovo")
                .under("1-1　申請のオンライン化"),
            row("おくやみコーナー", "oov").under("1-2　窓口サービスの改革"),
            row("オンライン相談", "---").under("1-2　窓口サービスの改革"),
        ],
    }
}

fn one_mark() -> Heat<'static> {
    Heat {
        columns: vec![year(6)],
        rows: vec![row("窓口", "o")],
        ..years()
    }
}

fn sixty_rows() -> Heat<'static> {
    let rows = (1..=60).map(|number: usize| {
        let signs: String = (0..3)
            .map(|year| ['o', 'o', 'x', 'v', '-'][(number * 7 + year * year) % 5])
            .collect();
        let name = [
            "システムの標準化",
            "申請",
            "とても長い名前が二行を超えてもなお続いていく事業の例",
        ];
        row(&format!("{number}　{}", name[number % 3]), &signs)
            .under(format!("第{}章", number / 20 + 1))
    });
    Heat {
        rows: rows.collect(),
        ..years()
    }
}

fn many_columns() -> Heat<'static> {
    Heat {
        columns: (1..=12).map(year).collect(),
        rows: vec![row("窓口", "oooovvvvxxx"), row("相談", "-")],
        ..years()
    }
}

fn roadmap() -> Gantt<'static> {
    Gantt {
        heading: heading("roadmap", "主なスケジュール", "取組"),
        periods: (4..=7).map(year).collect(),
        rows: vec![
            GanttRow::new("窓口のキャッシュレス化")
                .bar(Bar::new(0, 0, "調査"))
                .bar(Bar::new(1, 1, "導入"))
                .bar(Bar::new(2, 3, "利用率の向上")),
            GanttRow::new("ワンストップ窓口")
                .bar(
                    Bar::new(
                        0,
                        1,
                        "ライフイベント別のワンストップ化の検討と、対象とする手続の洗い出し",
                    )
                    .unsure(),
                )
                .bar(Bar::new(1, 3, "システム標準化に合わせた導入").unsure())
                .bar(Bar::new(3, 3, "全庁への展開と効果の検証"))
                .unplaced("データ連携・運用方法を検討"),
            GanttRow::new("オンライン相談")
                .unplaced("対象調査")
                .unplaced("統一した相談システムの検討"),
            GanttRow::new("").bar(Bar::new(0, 3, "業務の合理化")),
            GanttRow::new("予定の書かれていない取組"),
        ],
    }
}

fn quarters() -> Gantt<'static> {
    let periods = (4..=7).flat_map(|year| {
        (1..=4).map(move |quarter| {
            Label::new(
                format!("令和{year}年度第{quarter}四半期"),
                format!("R{year} {quarter}Q"),
            )
        })
    });
    Gantt {
        periods: periods.collect(),
        rows: vec![
            GanttRow::new("庁内ネットワーク")
                .bar(Bar::new(0, 0, "機器の整備"))
                .bar(Bar::new(1, 1, "→"))
                .bar(Bar::new(2, 9, "新しい働き方の試行"))
                .bar(Bar::new(15, 15, "全区での本格稼働と検証")),
            GanttRow::new("デジタル区役所").bar(Bar::new(0, 15, "試行区を広げる")),
        ],
        ..roadmap()
    }
}

/// Periods with the long names of a plan that calls its years quarters.
pub fn long_periods() -> Gantt<'static> {
    let periods = (3..=7).map(|year| match year {
        3 => Label::new("令和3年度（2021年度）", "令和3年度").brief("令和3"),
        _ => Label::new(
            format!("{}Q・令和{year}年度（{}年度）", year - 3, 2018 + year),
            format!("{}Q・令和{year}年度", year - 3),
        )
        .brief(format!("{}Q/令和{year}", year - 3)),
    });
    Gantt {
        periods: periods.collect(),
        rows: vec![
            GanttRow::new("上位100手続のうち対応済手続数")
                .bar(Bar::new(0, 0, "31/100"))
                .bar(Bar::new(1, 2, "43/100"))
                .bar(Bar::new(4, 4, "継続して改善を実施")),
        ],
        ..roadmap()
    }
}

/// A single bar, whose words are far too long, in places that do not exist.
fn one_bar() -> Gantt<'static> {
    let text =
        "関係する各課と協議し、国の示す手順に沿って対象となる手続を洗い出し、優先順位を付けて、"
            .repeat(3);
    Gantt {
        periods: vec![year(7)],
        rows: vec![
            GanttRow::new(
                "とても長い名前の取組が二行に収まらないときは終わりを切り、表に全体を示すという例",
            )
            .bar(Bar::new(9, 4, text)),
        ],
        ..roadmap()
    }
}

fn sixty_bars() -> Gantt<'static> {
    let rows = (0..60).map(|number: usize| {
        GanttRow::new(format!("取組{number}"))
            .bar(Bar::new(number % 4, number % 4, "検討"))
            .bar(Bar::new(number % 4, 3, "導入と運用の開始、効果の検証"))
    });
    Gantt {
        rows: rows.collect(),
        ..roadmap()
    }
}

fn lineage() -> Flow<'static> {
    let node = |name: &'static str| FlowNode::new(name);
    Flow {
        heading: heading("lineage", "前の計画からの移り変わり", "前の計画の事業"),
        right_name: "今の計画の事業".into(),
        relation_name: "関係".into(),
        left: vec![
            node("各種手続のオンライン化の推進"),
            node("住民異動届出等におけるスマート窓口の導入"),
            node("マイナンバーカードの図書館カード利用の検討").alone("終了"),
            node("RPAの導入による事務の効率化"),
            node("AI-OCRの導入検討").alone("終了"),
            node("救急活動のデジタル化"),
        ],
        right: vec![
            node("救急隊員の負担の軽減"),
            node("オンライン手続の充実"),
            node("RPAの導入による事務の効率化"),
            node("救急搬送の迅速化"),
            FlowNode::new(Label::from("生成AIの活用").link("g.html")).alone("新規"),
        ],
        relations: vec![
            FlowRelation::new("同じ"),
            FlowRelation::new("名称変更"),
            FlowRelation::new("統合"),
            FlowRelation::new("分割"),
        ],
        links: vec![
            FlowLink::new(0, 1, 2),
            FlowLink::new(1, 1, 2)
                .unsure()
                .note("引き継ぐ事業の名前は示されていません。"),
            FlowLink::new(3, 2, 0),
            FlowLink::new(5, 3, 3),
            FlowLink::new(5, 0, 3),
            FlowLink::new(9, 0, 3),
        ],
    }
}

fn ended() -> Flow<'static> {
    Flow {
        left: vec![FlowNode::new("電子書籍の導入検討").alone("終了")],
        right: Vec::new(),
        links: Vec::new(),
        ..lineage()
    }
}

fn seventy() -> Flow<'static> {
    let names = [
        "システムの標準化",
        "申請",
        "とても長い名前が三行を超えてもなお続いていく事業の例、その続き、さらに続き",
    ];
    let node =
        |number: usize| FlowNode::new(format!("{number}　{}", names[number % 3])).alone("終了");
    Flow {
        left: (0..70).map(node).collect(),
        right: (0..40).map(node).collect(),
        links: (0..70)
            .filter(|number| number % 3 != 1)
            .map(|number| FlowLink::new(number, (number * 17) % 37, number % 6))
            .collect(),
        ..lineage()
    }
}

fn panel(name: &'static str, unit: &'static str, values: &[[&str; 2]]) -> Panel<'static> {
    let pair = |pair: &[&str; 2]| pair.map(super::cases::datum).into();
    Panel {
        label: name.into(),
        unit: unit.into(),
        values: values.iter().map(pair).collect(),
        reached: None,
    }
}

/// A range, a bound, an unsure and a foreseen value, a number below zero, a year without one.
fn four_indicators() -> Multiples<'static> {
    let aim = |low: Option<&str>, high: Option<&str>, shown: &'static str| {
        let end = |text: &str| super::cases::decimal(text);
        let (low, high) = (low.map(end), high.map(end));
        Datum::interval(low, high, shown, mieruka::chart::Certainty::Sure)
    };
    let mut uptime = panel(
        "インターネット接続の稼働率",
        "%",
        &[["", "98"], ["", "100"], ["", "未公表"]],
    );
    let mut calls = panel(
        "インシデントの報告件数",
        "件",
        &[["", "33"], ["", "18?"], ["", "未公表"]],
    );
    for at in 0..3 {
        uptime.values[at][0] = aim(Some("99"), Some("100"), "99～100%");
        calls.values[at][0] = aim(None, Some("20"), "20件以下");
    }
    uptime.reached = Some(true);
    calls.reached = Some(false);
    Multiples {
        heading: heading("small", "指標ごとの移り変わり", "指標"),
        series: vec![Series::outline("目標"), Series::solid("実績")],
        periods: (5..=7)
            .map(|at| year(at).brief(format!("令和{at}")))
            .collect(),
        panels: vec![
            panel(
                "DX施策に関する理解度とその前の年からの増え方をたずねた、とても長い名前の指標の例で、まだ続く",
                "ポイント",
                &[["12", "▲3"], ["12", "0"], ["(15)", "未公表"]],
            ),
            uptime,
            calls,
            panel(
                "言葉だけの指標",
                "",
                &[["計画の策定", "策定"], ["—", "—"], ["—", "—"]],
            ),
        ],
    }
}

fn targets_only() -> Multiples<'static> {
    Multiples {
        series: vec![Series::outline("目標")],
        periods: vec![year(7)],
        panels: vec![
            panel("窓口の利用率", "％", &[["40%", "x"]]),
            panel("相談の件数", "件", &[["1200", "x"]]),
            panel("研修", "回", &[["0", "x"]]),
        ],
        ..four_indicators()
    }
}
