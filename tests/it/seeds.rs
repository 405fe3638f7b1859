//! The plan data against the documents: counts that were made by hand, from the documents' text, before
//! there were data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use mieruka::audit::audit;
use mieruka::base::decimal::Decimal;
use mieruka::figures::judged::{Outcome, outcome};
use mieruka::model::value::Kind;
use mieruka::model::{
    Dataset, FiscalYear, Indicator, Plan, Project, Relation, Role, Successor, Value,
};

use crate::real::{self, PLANS};

fn plan(id: &str) -> &'static Plan {
    let mut plans = real::all().plans.iter();
    plans.find(|plan| plan.id.as_str() == id).unwrap()
}

fn table(plan: &'static Plan, id: &str) -> &'static Dataset {
    let mut tables = plan.datasets.iter();
    tables.find(|table| table.id.as_str() == id).unwrap()
}

fn column(table: &'static Dataset, id: &str) -> Vec<&'static Value> {
    let at = table.columns.iter().position(|column| column.id == id);
    let at = at.unwrap();
    table.rows.iter().map(|cells| &cells[at]).collect()
}

fn year(text: &str) -> FiscalYear {
    FiscalYear::parse(text).unwrap()
}

/// The node of the top level that a project stands under, and the one below it.
fn branch(plan: &Plan, project: &Project) -> (String, String) {
    let path = plan.path_to(project.policies[0]);
    let id = |depth: usize| {
        let policy = path.get(depth);
        policy.map_or(String::new(), |ix| {
            plan.policies[*ix].id.as_str().to_owned()
        })
    };
    (id(0), id(1))
}

fn in_projects(plan: &Plan) -> impl Iterator<Item = &Indicator> {
    plan.projects.iter().flat_map(|project| &project.indicators)
}

// ---- 000: 令和8年度 事業計画書 ----

#[test]
fn the_budget_sheets_are_complete() {
    let plan = plan("yokohama-budget-r8");
    assert_eq!(plan.projects.len(), 14);
    let by_section = |id: &str| {
        let of = |project: &&Arc<Project>| {
            let policies = project.policies.iter();
            policies
                .clone()
                .any(|ix| plan.policies[*ix].id.as_str() == id)
        };
        plan.projects.iter().filter(of).count()
    };
    let sections: Vec<usize> = plan
        .policies
        .iter()
        .map(|policy| by_section(policy.id.as_str()))
        .filter(|count| *count > 0)
        .collect();
    assert_eq!(sections, [4, 5, 3, 2]);
    let items: usize = plan.projects.iter().map(|p| p.items.list.len()).sum();
    assert_eq!(items, 32);
    let with_two = plan.projects.iter().filter(|p| p.indicators.len() == 2);
    assert_eq!(with_two.count(), 12);
    assert_eq!(in_projects(plan).count(), 24);
    assert!(
        in_projects(plan).all(|indicator| indicator.years.len() == 7),
        "R5 to R11"
    );
    assert_eq!(plan.index.as_ref().map(|index| index.rows.len()), Some(14));
}

// ---- 001: 横浜DX戦略 アクション編 ----

#[test]
fn the_action_plan_is_complete() {
    let plan = plan("yokohama-dx-action");
    let starts = |id: &str, sign: char| {
        let rest = id.strip_prefix(sign);
        rest.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
    };
    let nodes = |sign| {
        let ids = plan.policies.iter().map(|policy| policy.id.as_str());
        ids.filter(|id| starts(id, sign)).count()
    };
    assert_eq!([nodes('p'), nodes('v'), nodes('s')], [7, 2, 8]);
    let tables = plan
        .policies
        .iter()
        .filter(|policy| policy.id.as_str().contains('-'));
    assert_eq!(
        tables.count(),
        13,
        "重点方針5 and 6 have one table without a title"
    );
    assert_eq!(plan.indicators.len(), 3, "効果INDEX");
    assert_eq!(table(plan, "core-index").rows.len(), 8, "❻ has two series");
    assert_eq!(table(plan, "quarter-codes").rows.len(), 3);
    assert_eq!(table(plan, "time-savings").rows.len(), 7);
    let names: Vec<&String> = plan.year_names.values().collect();
    assert_eq!(names, ["1Q", "2Q", "3Q", "4Q"]);
}

/// By 重点方針 as in the tables, and 施策1.
#[test]
fn every_action_row_has_its_quarters() {
    let plan = plan("yokohama-dx-action");
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for project in &plan.projects {
        let (top, _) = branch(plan, project);
        *rows.entry(top).or_default() += project.roadmap.len();
    }
    let counts: Vec<(&str, usize)> = rows.iter().map(|(id, count)| (&**id, *count)).collect();
    let printed = [
        ("data", 4),
        ("p1", 7),
        ("p2", 9),
        ("p3", 10),
        ("p4", 12),
        ("p5", 2),
        ("p6", 3),
        // A sentence below the table of open data is kept as a row.
        ("p7", 13 + 1),
    ];
    assert_eq!(counts, printed);
}

#[test]
fn the_hundred_procedures_are_complete() {
    let table = table(plan("yokohama-dx-action"), "procedures");
    let number = |value: &Value| value.number().unwrap();
    let ranks: Vec<Decimal> = column(table, "rank").into_iter().map(number).collect();
    assert_eq!(ranks, (1..=100).map(Decimal::from_int).collect::<Vec<_>>());
    let counts: Vec<Decimal> = column(table, "count").into_iter().map(number).collect();
    let by_slide: Vec<Decimal> = counts
        .chunks(20)
        .map(|slide| {
            let add = |sum: Decimal, count: &Decimal| sum.checked_add(*count);
            slide.iter().try_fold(Decimal::ZERO, add).unwrap()
        })
        .collect();
    assert_eq!(by_slide, [1_335, 169, 90, 51, 40].map(Decimal::from_int));
    let filled = |id: &str| {
        let cells = column(table, id).into_iter();
        cells.filter(|value| !value.is_missing()).count()
    };
    assert_eq!(filled("started"), 13, "サービス開始 with a month");
    assert_eq!(filled("priority24"), 12, "優先手続（24手続）");
    assert_eq!(filled("standardisation"), 31, "システム標準化");
}

// ---- 002: 官民データ活用推進計画の取組状況 ----

#[test]
fn the_progress_report_is_complete() {
    let plan = plan("yokohama-data-plan");
    let depth = |depth| plan.policies.iter().filter(|p| p.depth == depth).count();
    assert_eq!([depth(0), depth(1)], [3, 9]);
    let links: usize = plan.policies.iter().map(|p| p.also_under.len()).sum();
    assert_eq!(9 + links, 11, "施策1 is under all three");
    let rows = table(plan, "indicators");
    assert_eq!(rows.rows.len(), 27);
    let mut by_measure: Vec<(String, usize)> = Vec::new();
    for policy in column(rows, "policy") {
        match by_measure.last_mut() {
            Some((known, count)) if known == policy.raw() => *count += 1,
            _ => by_measure.push((policy.raw().to_owned(), 1)),
        }
    }
    let counts: Vec<usize> = by_measure.iter().map(|(_, count)| *count).collect();
    assert_eq!(counts, [2, 2, 3, 1, 3, 3, 2, 7, 4]);
    let slots: Vec<&Indicator> = plan.policies.iter().flat_map(|p| &p.indicators).collect();
    assert_eq!(slots.len(), 29, "two rows hold two series");
    let again = slots.iter().filter(|slot| slot.same_as.is_some()).count();
    assert_eq!(27 - again, 26, "different indicators");
    for slot in &slots {
        assert_eq!(slot.years.len(), 4, "H30 to R3: {}", slot.name);
        assert!(slot.years.values().all(|values| values.actual.is_some()));
        assert!(slot.years.values().all(|values| values.target.is_none()));
    }
    let judged = |words: &str| {
        let printed = slots.iter().filter_map(|slot| slot.years.get(&year("R3")));
        let judged = printed.filter_map(|values| values.judged());
        judged.filter(|judged| judged.raw == words).count()
    };
    assert_eq!(
        [judged("達成（完了）"), judged("取組が進んでいるもの")],
        [2, 25]
    );
}

#[test]
fn the_examples_and_opinions_of_the_progress_report_are_complete() {
    let plan = plan("yokohama-data-plan");
    let mut measures: Vec<_> = plan.policies.iter().filter(|p| p.depth == 1).collect();
    measures.sort_by_key(|policy| policy.id.as_str());
    let examples: Vec<usize> = measures
        .iter()
        .map(|policy| policy.examples.len())
        .collect();
    assert_eq!(examples, [5, 1, 1, 1, 2, 2, 4, 6, 4]);
    let again = measures.iter().flat_map(|policy| &policy.examples);
    assert_eq!(
        again
            .filter(|example| example.relisted_from.is_some())
            .count(),
        4
    );
    let related: Vec<&str> = plan
        .counts
        .iter()
        .filter(|count| count.table == "関連する事業")
        .map(|count| count.printed.raw())
        .collect();
    assert_eq!(related, ["38", "16", "25", "7", "15", "12", "19", "6", "6"]);
    let opinions = table(plan, "opinions");
    let themes: BTreeSet<&str> = column(opinions, "theme").iter().map(|v| v.raw()).collect();
    assert_eq!((themes.len(), opinions.rows.len()), (7, 14));
}

// ---- 003: 八王子市DX推進計画アクションプラン ----

const MEASURES: [(&str, [usize; 5]); 18] = [
    ("1-1", [19, 14, 12, 2, 0]),
    ("1-2", [12, 6, 5, 1, 0]),
    ("1-3", [5, 3, 2, 1, 0]),
    ("1-4", [15, 9, 7, 2, 0]),
    ("1-5", [4, 3, 2, 1, 0]),
    ("1-6", [14, 9, 9, 0, 0]),
    ("2-1", [4, 4, 2, 2, 0]),
    ("2-2", [10, 5, 4, 1, 0]),
    ("2-3", [9, 6, 5, 1, 0]),
    ("2-4", [7, 4, 2, 1, 1]),
    ("2-5", [5, 3, 2, 1, 0]),
    ("2-6", [16, 7, 5, 1, 1]),
    ("3-1", [13, 13, 12, 1, 0]),
    ("3-2", [2, 2, 2, 0, 0]),
    ("3-3", [21, 13, 12, 0, 1]),
    ("3-4", [4, 2, 2, 0, 0]),
    ("3-5", [4, 4, 4, 0, 0]),
    ("3-6", [6, 5, 5, 0, 0]),
];

/// Projects, with an indicator, met, missed, partly met in R6.
fn tally<'a>(projects: impl Iterator<Item = &'a Arc<Project>>) -> [usize; 5] {
    let mut counts = [0; 5];
    for project in projects {
        counts[0] += 1;
        counts[1] += usize::from(!project.indicators.is_empty());
        match outcome(project, year("R6")) {
            Some(Outcome::Met) => counts[2] += 1,
            Some(Outcome::Missed) => counts[3] += 1,
            Some(Outcome::Partly) => counts[4] += 1,
            None => {}
        }
    }
    counts
}

#[test]
fn hachioji_has_its_projects_and_verdicts_by_measure() {
    let plan = plan("hachioji-dx-r7");
    for (measure, counts) in MEASURES {
        let inside = plan.projects.iter();
        let inside = inside.filter(|project| branch(plan, project).1 == measure);
        assert_eq!(tally(inside), counts, "{measure}");
    }
    for (policy, counts) in [
        ("1", [69, 44, 37, 7, 0]),
        ("2", [51, 29, 20, 7, 2]),
        ("3", [50, 39, 37, 1, 1]),
    ] {
        let inside = plan.projects.iter();
        let inside = inside.filter(|project| branch(plan, project).0 == policy);
        assert_eq!(tally(inside), counts, "{policy}");
    }
    assert_eq!(tally(plan.projects.iter()), [170, 112, 94, 15, 3]);
}

#[test]
fn hachioji_has_its_verdicts_of_the_years_before() {
    let plan = plan("hachioji-dx-r7");
    for (text, expected) in [("R4", [57, 16, 2, 37]), ("R5", [83, 18, 6, 5])] {
        let mut counts = [0; 4];
        for project in plan.projects.iter().filter(|p| !p.indicators.is_empty()) {
            let at = match outcome(project, year(text)) {
                Some(Outcome::Met) => 0,
                Some(Outcome::Missed) => 1,
                Some(Outcome::Partly) => 2,
                None => 3,
            };
            counts[at] += 1;
        }
        assert_eq!(counts, expected, "{text}");
    }
}

/// Of the 11 cells with two tags, some have two that say the same.
#[test]
fn hachioji_has_its_marks_cells_and_sections() {
    let plan = plan("hachioji-dx-r7");
    let new = plan
        .projects
        .iter()
        .filter(|project| project.flags == ["新"]);
    let new: BTreeSet<&str> = new.map(|project| project.id.as_str()).collect();
    let expected = ["1-1-13", "1-1-14", "1-4-15", "3-3-21", "3-3-9"];
    assert_eq!(new, BTreeSet::from(expected));
    for text in ["R6", "R7"] {
        let with_cell = plan.projects.iter().filter(|project| {
            let mut years = project.indicators.iter().map(|i| i.years.get(&year(text)));
            years.any(|values| values.is_some())
        });
        assert_eq!(with_cell.count(), 112, "{text}");
    }
    let of_digital = |projects: &mut dyn Iterator<Item = &Arc<Project>>| {
        let is_digital = |ix: &usize| plan.departments[*ix].name == "デジタル推進課";
        projects
            .filter(|p| p.departments.iter().any(is_digital))
            .count()
    };
    let with_kpi = plan.projects.iter().filter(|p| !p.indicators.is_empty());
    assert_eq!(of_digital(&mut plan.projects.iter()), 35);
    assert_eq!(of_digital(&mut { with_kpi }), 23);
    assert_eq!(plan.departments.len(), 79);
    let without = plan.projects.iter().filter(|p| p.no_indicator.is_some());
    assert_eq!(without.count(), 58);
}

// ---- 004: はだのDX推進計画（案） ----

#[test]
fn hadano_has_its_old_and_new_projects() {
    let plan = plan("hadano-dx-r8");
    let relation = |relation| {
        plan.former
            .iter()
            .filter(|f| f.relation == relation)
            .count()
    };
    assert_eq!(plan.former.len(), 61);
    assert_eq!(61 - relation(Relation::EndedBefore), 59);
    let counts = Relation::ALL.map(|(word, one)| (word, relation(one)));
    assert_eq!(
        counts,
        [
            ("same", 4),
            ("renamed", 20),
            ("goes-on", 0),
            ("split", 1),
            ("merged", 2),
            ("absorbed", 1),
            ("relisted", 3),
            ("ended-merged", 1),
            ("ended-before", 2),
            ("ended", 27),
        ]
    );
    let fate = |fate: &str| plan.former.iter().filter(|f| f.fate == fate).count();
    assert_eq!([fate("継続"), fate("終了"), fate("計画終了")], [29, 30, 2]);
    let new = |project: &&Arc<Project>| project.flags == ["新規"];
    assert_eq!(plan.projects.len(), 40);
    let ids: BTreeSet<&str> = plan
        .projects
        .iter()
        .filter(new)
        .map(|p| p.id.as_str())
        .collect();
    let expected = [
        "1-2", "1-4", "1-6", "1-7", "2-1", "2-5", "2-8", "3-15", "3-17", "j1-2", "j1-3", "j1-4",
        "j3-2",
    ];
    assert_eq!(ids, BTreeSet::from(expected));
    let followed: BTreeSet<usize> = plan
        .former
        .iter()
        .flat_map(|former| &former.successors)
        .filter_map(|successor| match successor {
            Successor::Project(ix) => Some(*ix),
            Successor::Policy(_) => None,
        })
        .collect();
    assert_eq!(followed.len(), 27, "each continued project, and no new one");
}

#[test]
fn hadano_has_its_groups_goals_and_indicators() {
    let plan = plan("hadano-dx-r8");
    let by_group: Vec<usize> = plan
        .policies
        .iter()
        .map(|policy| {
            let inside = |project: &&Arc<Project>| branch(plan, project).0 == policy.id.as_str();
            plan.projects.iter().filter(inside).count()
        })
        .collect();
    assert_eq!(by_group, [4, 2, 2, 7, 8, 17]);
    let goals: Vec<usize> = plan
        .policies
        .iter()
        .map(|policy| policy.sdgs.len())
        .collect();
    assert_eq!(goals, [0, 0, 0, 2, 4, 5]);
    let all: BTreeSet<u8> = plan.policies.iter().flat_map(|p| p.sdgs.clone()).collect();
    assert_eq!(all.len(), 9);
    // 127 rows with a name; the cells of some hold two series, and three are remarks only.
    assert_eq!(in_projects(plan).count(), 133);
    let role = |role| in_projects(plan).filter(|i| i.role == Some(role)).count();
    assert_eq!([role(Role::Outcome), role(Role::Output)], [61, 71]);
    let numbers = |indicator: &&Indicator| {
        let targets = indicator
            .years
            .values()
            .filter_map(|values| values.target.as_ref());
        targets.filter(|value| holds_number(value)).count()
    };
    let cells: Vec<usize> = in_projects(plan).map(|i| numbers(&i)).collect();
    let all = cells.iter().filter(|count| **count == 5).count();
    let none = cells.iter().filter(|count| **count == 0).count();
    assert_eq!([all, cells.len() - all - none, none], [95, 15, 23]);
    assert_eq!(cells.iter().sum::<usize>(), 521);
    assert!(in_projects(plan).all(|i| i.years.values().all(|values| values.actual.is_none())));
}

/// 全国平均以上 is a target without a number.
fn holds_number(value: &Value) -> bool {
    match value.kind() {
        Kind::Relative(relative) => relative.quantity.is_some(),
        kind => !value.is_missing() && *kind != Kind::Text,
    }
}

// ---- all ----

#[test]
fn the_glossaries_are_complete() {
    let terms = |id: &str| plan(id).glossary.len();
    assert_eq!(terms("yokohama-dx-action"), 65);
    let readings = plan("yokohama-dx-action").glossary.iter();
    assert_eq!(readings.filter(|term| !term.reading.is_empty()).count(), 22);
    let hadano = plan("hadano-dx-r8").glossary.iter();
    let listed: Vec<&str> = hadano
        .filter(|term| term.page == "本編 6-4")
        .map(|term| term.term.as_str())
        .collect();
    // Four with a head of their own; the fifth is explained within the fourth.
    let heads = [
        "官民データ活用推進基本法",
        "BPR",
        "サービス設計12箇条",
        "OODAループ",
    ];
    assert_eq!(listed[..4], heads);
    assert_eq!(listed[4..], ["PDCAサイクル"]);
}

/// What was found by reading, and nothing else; the five amounts settled over budget are explained in
/// the data. Both leaps are printed so. Of the rates and reductions those are told that the documents
/// cut off, and two that they print lower still; of the old projects those whose reason is not printed
/// or was lost.
#[test]
fn the_audit_finds_what_was_found_by_reading() {
    let audit = audit(real::all());
    let open = audit.findings.iter().filter(|f| f.acknowledged.is_none());
    let said: BTreeSet<String> = open
        .map(|finding| {
            let place = &finding.diagnostic.place;
            let (code, severity) = (finding.diagnostic.code, finding.diagnostic.severity);
            let line = place.spot.map_or(0, |spot| spot.line);
            format!("{}:{line} {code} {}", place.file, severity.key())
        })
        .collect();
    let expected = [
        "hachioji-dx-r7/plan.yaml:0 AUDIT-ACTUAL-MISSING notice",
        "hachioji-dx-r7/projects/1-4-8.yaml:24 AUDIT-RATE notice",
        "hachioji-dx-r7/projects/1-4-8.yaml:25 AUDIT-RATE notice",
        "hadano-dx-r8/former.csv:41 AUDIT-FATE notice",
        "hadano-dx-r8/former.csv:45 AUDIT-FATE notice",
        "hadano-dx-r8/former.csv:48 AUDIT-FATE notice",
        "yokohama-budget-r8/projects/03.yaml:72 AUDIT-REDACTED-SEVERAL notice",
        "yokohama-budget-r8/projects/07.yaml:72 AUDIT-REDACTED-SEVERAL notice",
        "yokohama-budget-r8/projects/13.yaml:75 AUDIT-REDACTED-SEVERAL notice",
        "yokohama-data-plan/plan.yaml:0 AUDIT-NOTHING-NEW notice",
        "yokohama-dx-action/plan.yaml:0 AUDIT-NO-SECTION notice",
        "yokohama-dx-action/tables/time-savings.csv:3 AUDIT-REDUCTION notice",
        "yokohama-dx-action/tables/time-savings.csv:4 AUDIT-REDUCTION warning",
        "yokohama-dx-action/tables/time-savings.csv:7 AUDIT-REDUCTION notice",
        "yokohama-dx-action/tables/time-savings.csv:8 AUDIT-REDUCTION warning",
    ];
    let expected = expected.map(|place| format!("seeds/{place}"));
    assert_eq!(said, BTreeSet::from(expected));
    let known = audit.findings.iter().filter(|f| f.acknowledged.is_some());
    let mut known: Vec<&str> = known.map(|finding| finding.diagnostic.code).collect();
    known.sort_unstable();
    let leaps = ["AUDIT-JUMP"; 2].into_iter();
    let over = ["AUDIT-SETTLED-OVER"; 5];
    assert_eq!(known, leaps.chain(over).collect::<Vec<_>>());
}

/// How much the rules that came with these plans could compare.
#[test]
fn the_new_rules_compare_what_is_printed() {
    let audit = audit(real::all());
    let counts = |code: &str| {
        PLANS.map(|id| {
            let at = real::all()
                .plans
                .iter()
                .position(|plan| plan.id.as_str() == id);
            let mut checked = audit.checked.iter();
            let found = checked.find(|one| Some(one.plan) == at && one.code == code);
            found.map_or(0, |checked| checked.count)
        })
    };
    // 121 differences are printed. One is against the year before; one judgement has both figures.
    assert_eq!(counts("AUDIT-JUDGED"), [121, 0, 0, 0, 0]);
    assert_eq!(counts("AUDIT-RATE"), [2, 0, 0, 0, 0]);
    // Not counted: 38 and 61 of an introduction, 3 重点事業, and 関連する事業, of which there is no list.
    assert_eq!(counts("AUDIT-COUNT"), [20, 56, 0, 5, 0]);
    assert_eq!(counts("AUDIT-FATE"), [0, 61 + 40, 0, 0, 0]);
    assert_eq!(counts("AUDIT-SAME-AS"), [0, 0, 0, 4, 0]);
    // Six shares and two numbers of hours.
    assert_eq!(counts("AUDIT-REDUCTION"), [0, 0, 0, 0, 8]);
}
