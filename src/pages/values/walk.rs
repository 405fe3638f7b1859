//! Through everything of a plan that holds values, in the order of the model.

use std::collections::BTreeMap;

use super::super::datasets::policy_name;
use super::super::route;
use super::row::{Of, Rows, Thing};
use crate::base::path::SitePath;
use crate::model::{
    Amount, Better, Dataset, DepartmentIx, Evidence, FiscalYear, IndexColumn, IndexMeasure,
    IndexPeriod, IndexRow, Indicator, Item, Plan, PolicyIx, Project, Stage, Track, Value,
};

/// Between names of one cell.
const AND: &str = "、";

/// The plan as a whole: its indicators, its counts, its population, the totals of its list of projects.
pub fn plan(rows: &mut Rows<'_>, plan_ix: usize) {
    let (book, plan) = (rows.book, rows.plan);
    let home = book.address(&super::Page::Plan(plan_ix));
    let whole = |page: SitePath| Thing {
        page,
        kind: "values-kind-plan",
        id: plan.id.as_str(),
        title: &plan.title,
        sections: String::new(),
        policies: String::new(),
        source: None,
    };
    rows.begin(&whole(home.clone()));
    indicators(rows, &plan.indicators);
    if let Some(population) = &plan.population {
        let of = Of {
            measure: "values-population",
            when: &population.as_of,
            note: &population.source,
            ..Of::default()
        };
        rows.number(&of, &population.people.to_string());
    }
    for count in &plan.counts {
        let item = [&*count.table, &*count.row, &*count.what].join(" ");
        let of = Of {
            measure: "values-count",
            key: &item,
            item: &item,
            year: count.year,
            ..Of::default()
        };
        rows.value(&of, &count.printed);
    }
    let Some(index) = &plan.index else { return };
    for row in index.rows.iter().chain(&index.total) {
        let thing = match row.project {
            Some(ix) => project_thing(plan, &plan.projects[ix]),
            None => whole(home.clone()),
        };
        // The table stands elsewhere in the document than its projects.
        rows.go_on(&Thing {
            source: None,
            ..thing
        });
        index_row(rows, &index.columns, row);
    }
}

fn index_row(rows: &mut Rows<'_>, columns: &[IndexColumn], row: &IndexRow) {
    let plan = rows.plan;
    let (key, item) = match row.project {
        Some(_) => ("", ""),
        None => (&*row.title, &*row.title),
    };
    for (column, cell) in columns.iter().zip(&row.cells) {
        let (year, from) = match column.period {
            IndexPeriod::Year(year) => (year, None),
            IndexPeriod::Change { from, to } => (to, Some(from)),
        };
        let (part, name) = match column.measure {
            IndexMeasure::Total => ("", rows.say("total")),
            IndexMeasure::Part(ix) => (plan.funding[ix].id.as_str(), &*plan.funding[ix].name),
        };
        let of = Of {
            measure: match from {
                None => "values-index",
                Some(_) => "values-index-change",
            },
            key: &keyed([key, part, &since(from)]),
            item: if item.is_empty() { name } else { item },
            year: Some(year),
            unit: plan.unit.label(),
            ..Of::default()
        };
        rows.value(&of, cell);
    }
    if let Some(flag) = &row.flag {
        let of = Of {
            measure: "values-index-flag",
            key,
            item,
            ..Of::default()
        };
        rows.value(&of, flag);
    }
}

pub fn policy(rows: &mut Rows<'_>, ix: PolicyIx) {
    let plan = rows.plan;
    let policy = &plan.policies[ix];
    rows.begin(&Thing {
        page: route::policy(plan, ix),
        kind: "values-kind-policy",
        id: policy.id.as_str(),
        title: &policy.title,
        sections: sections(plan, &policy.departments),
        policies: policies(plan, policy.parent.as_slice()),
        source: policy.source.as_ref(),
    });
    indicators(rows, &policy.indicators);
    roadmap(rows, &policy.roadmap);
    evidence(rows, &policy.evidence);
}

pub fn former(rows: &mut Rows<'_>) {
    let plan = rows.plan;
    for (ix, former) in plan.former.iter().enumerate() {
        rows.begin(&Thing {
            page: route::former(plan, ix),
            kind: "values-kind-former",
            id: former.id.as_str(),
            title: &former.title,
            sections: former.departments.join(AND),
            policies: former.group.clone(),
            source: None,
        });
        let of = |measure| Of {
            measure,
            ..Of::default()
        };
        rows.words(&of("values-fate"), &former.fate);
        rows.value(&of("values-fate-reason"), &former.reason);
    }
}

pub fn project<'a>(rows: &mut Rows<'a>, project: &'a Project) {
    let plan = rows.plan;
    rows.begin_read(&project_thing(plan, project), &project.reading);
    for (code, value) in &project.codes {
        let code = &plan.codes[*code];
        let of = Of {
            measure: "values-code",
            key: &code.id,
            item: &code.name,
            ..Of::default()
        };
        rows.value(&of, value);
    }
    indicators(rows, &project.indicators);
    money(rows, project);
    items(rows, project);
    for (year, value) in &project.activities {
        let of = Of {
            measure: "values-activity",
            year: Some(*year),
            ..Of::default()
        };
        rows.value(&of, value);
    }
    roadmap(rows, &project.roadmap);
    evidence(rows, &project.evidence);
}

fn project_thing<'a>(plan: &'a Plan, project: &'a Project) -> Thing<'a> {
    Thing {
        page: route::project(plan, project),
        kind: "values-kind-project",
        id: project.id.as_str(),
        title: &project.title,
        sections: sections(plan, &project.departments),
        policies: policies(plan, &project.policies),
        source: project.source.as_ref(),
    }
}

pub fn dataset(rows: &mut Rows<'_>, ix: usize) {
    let plan = rows.plan;
    let dataset = &plan.datasets[ix];
    let thing = |part| Thing {
        page: route::table(plan, ix, part),
        kind: "values-kind-table",
        id: dataset.id.as_str(),
        title: &dataset.title,
        sections: String::new(),
        policies: policies(plan, &dataset.policies),
        source: dataset.source.as_ref(),
    };
    rows.begin(&thing(0));
    let mut named = BTreeMap::new();
    for (place, row) in dataset.rows.iter().enumerate() {
        if place % route::ROWS_PER_PAGE == 0 {
            rows.go_on(&thing(place / route::ROWS_PER_PAGE));
        }
        let name = row_name(dataset, row);
        let same: &mut usize = named.entry(name.clone()).or_default();
        *same += 1;
        for (column, value) in dataset.columns.iter().zip(row) {
            let of = Of {
                named: &column.title,
                key: &keyed([&column.id, &name, &again(*same)]),
                item: &name,
                unit: &column.unit,
                ..Of::default()
            };
            rows.value(&of, value);
        }
    }
}

/// What a row of a table is called by all of its cells that are names.
fn row_name(dataset: &Dataset, row: &[Value]) -> String {
    let columns = dataset.columns.iter().zip(row);
    let names: Vec<&str> = columns
        .filter(|(column, _)| column.kind == crate::model::ColumnKind::Name)
        .map(|(_, value)| value.raw())
        .filter(|name| !name.is_empty())
        .collect();
    match names.as_slice() {
        [] => row.first().map_or("", Value::raw).to_owned(),
        names => names.join(" "),
    }
}

/// Which way is good: whoever judges the figures has to know.
fn way(better: Better) -> &'static str {
    match better {
        Better::Up => "values-better-up",
        Better::Down => "values-better-down",
        Better::Keep => "values-better-keep",
    }
}

fn indicators(rows: &mut Rows<'_>, list: &[Indicator]) {
    let mut shared = BTreeMap::new();
    for indicator in list {
        let key = indicator.slot.to_string();
        let of = Of {
            measure: "values-indicator",
            key: &key,
            item: &indicator.name,
            unit: indicator.unit.as_deref().unwrap_or_default(),
            note: indicator.better.map_or("", |better| rows.say(way(better))),
            ..Of::default()
        };
        rows.words(&of, &indicator.name);
        for (year, values) in &indicator.years {
            let of = |measure| Of {
                measure,
                key: &key,
                item: &indicator.name,
                year: Some(*year),
                unit: indicator.unit.as_deref().unwrap_or_default(),
                ..Of::default()
            };
            for (measure, value) in [("target", &values.target), ("actual", &values.actual)] {
                if let Some(value) = value {
                    rows.value(&of(measure), value);
                }
            }
            if let Some(difference) = values.difference() {
                let note = values.base();
                let of = of("values-difference");
                rows.value(&Of { note, ..of }, difference);
            }
            if let Some(judged) = values.judged() {
                // A verdict is counted in nothing.
                let of = of("values-judged");
                let of = Of { unit: "", ..of };
                match judged.is_shared {
                    true => _ = shared.insert(*year, &judged.raw),
                    false => rows.words(&of, &judged.raw),
                }
            }
        }
    }
    // What is printed once for the project stands in one row, of no indicator.
    for (year, judged) in shared {
        let of = Of {
            measure: "values-judged",
            year: Some(year),
            ..Of::default()
        };
        rows.words(&of, judged);
    }
}

fn money(rows: &mut Rows<'_>, project: &Project) {
    for (year, money) in &project.budget.years {
        for (stage, measure) in [
            (Stage::Budget, "values-budget"),
            (Stage::Settled, "values-settled"),
        ] {
            if let Some(of_stage) = money.stage(stage) {
                amount(rows, (measure, *year, None), of_stage);
            }
        }
    }
    for change in &project.budget.changes {
        let place = ("values-budget-change", change.to, Some(change.from));
        amount(rows, place, &change.amount);
    }
}

fn amount(
    rows: &mut Rows<'_>,
    (measure, year, from): (&'static str, FiscalYear, Option<FiscalYear>),
    amount: &Amount,
) {
    let plan = rows.plan;
    let whole = rows.say("total");
    let total = amount.total.iter().map(|total| ("", whole, total));
    let parts = amount.parts.iter().map(|(ix, value)| {
        let funding = &plan.funding[*ix];
        (funding.id.as_str(), &*funding.name, value)
    });
    for (part, item, value) in total.chain(parts) {
        let of = Of {
            measure,
            key: &keyed(["", part, &since(from)]),
            item,
            year: Some(year),
            unit: plan.unit.label(),
            ..Of::default()
        };
        rows.value(&of, value);
    }
}

fn items(rows: &mut Rows<'_>, project: &Project) {
    let mut known = BTreeMap::new();
    for item in &project.items.list {
        let own = if item.no.is_empty() {
            &item.name
        } else {
            &item.no
        };
        let same: &mut usize = known.entry(own).or_default();
        *same += 1;
        let key = keyed([own, "", &again(*same)]);
        item_values(rows, &key, item);
    }
    if let Some(total) = &project.items.total {
        let name = rows.say("item-total");
        let amounts = total.amounts.iter();
        let amounts = amounts.map(|(year, value)| ("values-item-amount", Some(*year), value));
        let change = total.change.iter();
        let change = change.map(|value| ("values-item-change", None, value));
        for (measure, year, value) in amounts.chain(change) {
            let of = Of {
                measure,
                key: "#total",
                item: name,
                year,
                unit: rows.plan.unit.label(),
                ..Of::default()
            };
            rows.value(&of, value);
        }
    }
}

fn item_values(rows: &mut Rows<'_>, key: &str, item: &Item) {
    let amounts = item.amounts.iter();
    let amounts = amounts.map(|(year, value)| ("values-item-amount", Some(*year), value));
    let rest = [
        ("values-item-change", &item.change),
        ("values-item-reason", &item.reason),
    ];
    let rest = rest
        .into_iter()
        .filter_map(|(measure, value)| Some((measure, None, value.as_ref()?)));
    for (measure, year, value) in amounts.chain(rest) {
        let of = Of {
            measure,
            key,
            item: &item.name,
            year,
            unit: rows.plan.unit.label(),
            ..Of::default()
        };
        rows.value(&of, value);
    }
}

fn roadmap(rows: &mut Rows<'_>, tracks: &[Track]) {
    for (place, track) in tracks.iter().enumerate() {
        for bar in &track.bars {
            let when = match bar.span {
                Some((from, _)) if bar.is_open => format!("{}～", from.era()),
                Some((from, to)) if from != to => format!("{}～{}", from.era(), to.era()),
                Some((from, _)) => from.era(),
                None => String::new(),
            };
            for (at, value) in bar.items.iter().enumerate() {
                let of = Of {
                    measure: "values-roadmap",
                    key: &keyed([&(place + 1).to_string(), &(at + 1).to_string(), &when]),
                    item: &track.label,
                    year: bar.span.map(|(from, _)| from),
                    when: &when,
                    ..Of::default()
                };
                rows.value(&of, value);
            }
        }
    }
}

fn evidence(rows: &mut Rows<'_>, list: &[Evidence]) {
    let mut known = BTreeMap::new();
    for evidence in list {
        let key = keyed([&evidence.label, &evidence.period, ""]);
        let same: &mut usize = known.entry(key.clone()).or_default();
        *same += 1;
        let of = Of {
            measure: "values-evidence",
            key: &keyed([&key, "", &again(*same)]),
            item: &evidence.label,
            when: &evidence.period,
            ..Of::default()
        };
        rows.value(&of, &evidence.value);
    }
}

fn sections(plan: &Plan, of: &[DepartmentIx]) -> String {
    let names = of.iter().map(|ix| &*plan.departments[*ix].name);
    names.collect::<Vec<&str>>().join(AND)
}

fn policies(plan: &Plan, of: &[PolicyIx]) -> String {
    let names = of.iter().map(|ix| policy_name(&plan.policies[*ix]));
    names.collect::<Vec<String>>().join(AND)
}

/// What tells a row from others, in one word; parts that say nothing are left out.
fn keyed(parts: [&str; 3]) -> String {
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join("/")
}

/// The year that a change counts from.
fn since(from: Option<FiscalYear>) -> String {
    from.map_or_else(String::new, |from| from.western().to_string())
}

/// The second and every further one of the same name bears a number.
fn again(count: usize) -> String {
    match count {
        1 => String::new(),
        count => format!("#{count}"),
    }
}
