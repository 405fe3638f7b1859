//! Document 000 on its pages: every value of the plan data is found in the cell that its headers name.

use std::path::Path;

use mieruka::base::era::Date;
use mieruka::base::moment::Moment;
use mieruka::base::words::Lang;
use mieruka::figures::judged;
use mieruka::model::value::Kind;
use mieruka::model::{FiscalYear, Indicator, Plan, Stage, Value};
use mieruka::pages::{Book, Page};
use mieruka::pipeline::{self, Prepared, Timings};
use mieruka::sources::{self, Chosen};
use mieruka::world::Disk;

use crate::kept::{self, ROOT};

fn prepared() -> Prepared {
    let world = Disk::new(Path::new(ROOT));
    let chosen = Chosen {
        as_of: Date::parse("2026-04-01").map(Moment::start_of),
        base_url: None,
        ..Chosen::default()
    };
    let mut timings = Timings::default();
    match pipeline::prepare(sources::gather(&world), &chosen, &world, &mut timings) {
        Ok(prepared) => prepared,
        Err(findings) => panic!(
            "{:?}",
            findings
                .iter()
                .map(|d| d.message(Lang::Ja))
                .collect::<Vec<_>>()
        ),
    }
}

fn budget_plan(book: &Book) -> (usize, &Plan) {
    let plans = book.site.plans.iter().enumerate();
    plans
        .into_iter()
        .find(|(_, plan)| plan.id.as_str() == "yokohama-budget-r8")
        .unwrap()
}

/// The rows of the table with this caption id, as texts; the first row is the header.
pub fn table(html: &str, id: &str) -> Vec<Vec<String>> {
    let start = html
        .find(&format!("id=\"{id}-cap\""))
        .unwrap_or_else(|| panic!("no table {id}"));
    let end = start + html[start..].find("</table>").unwrap();
    let mut rows = Vec::new();
    for row in html[start..end].split("<tr").skip(1) {
        let cells = row.split("<th").flat_map(|part| part.split("<td")).skip(1);
        rows.push(cells.map(text_of).collect());
    }
    rows
}

/// What a sighted reader sees of a cell: no tags, and nothing that is only said aloud.
fn text_of(cell: &str) -> String {
    let mut cell = cell
        .split_once('>')
        .map_or("", |(_, inside)| inside)
        .to_owned();
    while let Some(start) = cell.find("<span class=\"visually-hidden\">") {
        let end = start + cell[start..].find("</span>").unwrap() + "</span>".len();
        cell.replace_range(start..end, "");
    }
    let mut out = String::new();
    let mut inside = false;
    for c in cell.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&amp;", "&")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
}

/// How a value must be shown: as printed, or as the word for why it is not there.
fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "欄なし".to_owned();
    };
    match value.kind() {
        Kind::Blank => "記載なし".to_owned(),
        Kind::Dash => "数値なし（－）".to_owned(),
        Kind::Redacted => "非公開".to_owned(),
        Kind::Lost => "読み取れず".to_owned(),
        _ => value.raw().to_owned(),
    }
}

/// A cell holds the value, and a mark when the value is not sure.
fn assert_cell(cell: &str, value: Option<&Value>, what: &str) {
    let expected = shown(value);
    assert!(
        cell.starts_with(&expected),
        "{what}: 「{cell}」 is not 「{expected}」"
    );
    let rest = &cell[expected.len()..];
    let sure = value.is_none_or(|value| value.sure);
    assert_eq!(
        !rest.starts_with('※'),
        sure,
        "{what}: 「{cell}」 is marked when it is not sure"
    );
}

#[test]
fn every_value_is_in_the_cell_that_its_headers_name() {
    let prepared = prepared();
    let book = &prepared.book;
    let (plan_ix, plan) = budget_plan(book);
    let mut cells = 0;
    for (ix, project) in plan.projects.iter().enumerate() {
        let html = prepared
            .render(&Page::Project(plan_ix, ix))
            .unwrap()
            .html
            .as_str()
            .to_owned();
        for indicator in &project.indicators {
            cells += indicator_cells(&html, indicator, project.id.as_str());
        }
        let (settled, open) = (
            table(&html, "budget-table"),
            table(&html, "budget-open-table"),
        );
        assert_eq!(settled[0][1..3], ["予算額", "決算額"]);
        assert_eq!(open[0], ["年度", "予算額"]);
        let rows: Vec<&Vec<String>> = settled[1..].iter().chain(&open[1..]).collect();
        assert_eq!(rows.len(), project.budget.years.len());
        for (row, (year, money)) in rows.into_iter().zip(&project.budget.years) {
            let total = |stage| money.stage(stage).and_then(|amount| amount.total.as_ref());
            let what = format!("{} {year}", project.id);
            assert!(row[0].starts_with(&year.both()));
            assert_cell(&row[1], total(Stage::Budget), &what);
            match row.get(2) {
                Some(cell) => assert_cell(cell, total(Stage::Settled), &what),
                None => assert!(total(Stage::Settled).is_none(), "{what}"),
            }
            cells += 2;
        }
        assert!(html.contains("決算額は、令和7年度から令和11年度まで「欄なし」です。"));
        cells += funding(&html, plan, project);
        let rows = table(&html, "items-table");
        assert_eq!(
            rows[0][1..],
            [
                "令和8年度（2026年度）",
                "令和7年度（2025年度）",
                "増減",
                "増減の理由"
            ]
        );
        for (row, item) in rows[1..].iter().zip(&project.items.list) {
            assert!(row[0].ends_with(&item.name), "{}", row[0]);
            for (cell, value) in row[1..3].iter().zip(item.amounts.values().rev()) {
                assert_cell(cell, Some(value), &item.name);
            }
            assert_cell(&row[3], item.change.as_ref(), &item.name);
            assert_cell(&row[4], item.reason.as_ref(), &item.name);
            cells += 4;
        }
    }
    assert_eq!(cells, 898, "cells that were compared");
}

/// What a sentence below a table says of a measure: from which year to which it is this word.
struct Said {
    measures: String,
    years: (FiscalYear, FiscalYear),
    word: String,
}

/// 「目標と実績は、令和5年度から令和7年度まで「記載なし」です。」
fn in_words(group: &str) -> Vec<Said> {
    let text = text_of(&format!(">{group}"));
    let sentence = |said: &str| {
        let said = said.strip_suffix("」です")?;
        let (before, word) = said.rsplit_once('「')?;
        let (measures, years) = before.rsplit_once("は、")?;
        let (from, to) = match years.strip_suffix("まで") {
            Some(years) => years.split_once("から")?,
            None => (years.strip_suffix('が')?, years.strip_suffix('が')?),
        };
        Some(Said {
            measures: measures.to_owned(),
            years: (FiscalYear::parse(from)?, FiscalYear::parse(to)?),
            word: word.to_owned(),
        })
    };
    text.split('。').filter_map(sentence).collect()
}

/// Whether a list of measures, which text may stand before, names this one.
fn names(measures: &str, measure: &str) -> bool {
    let mut rest = measures;
    for known in ["差（資料の値）", "実績", "目標"] {
        let Some(before) = rest.strip_suffix(known) else {
            continue;
        };
        if known == measure {
            return true;
        }
        let Some(before) = before.strip_suffix('と') else {
            return false;
        };
        rest = before;
    }
    false
}

/// Whether the head of a row names a year, alone or among others: 「令和9〜令和12年度」.
fn covers(head: &str, year: FiscalYear) -> bool {
    let ends = head.split_once('〜').and_then(|(from, to)| {
        let from = FiscalYear::parse(&format!("{from}年度"))?;
        Some((from, FiscalYear::parse(to)?))
    });
    match ends {
        Some((from, to)) => from <= year && year <= to,
        None => head.contains(&year.both()),
    }
}

/// Every value of an indicator is a cell under its head, or, where the table would hold nothing but a
/// word for nothing there, said below it with the year and the word; never both.
pub fn indicator_cells(html: &str, indicator: &Indicator, project: &str) -> usize {
    let id = format!("indicator-{}", indicator.slot);
    let start = html.find(&format!("id=\"{id}\"")).unwrap();
    let group = &html[start..start + html[start..].find("</section>").unwrap()];
    let mut words = in_words(group);
    // Years with results, and the targets of those to come.
    let ids = ["-table", "-table-told", "-table-ahead"].map(|end| format!("{id}{end}"));
    let there = ids
        .iter()
        .filter(|id| group.contains(&format!("id=\"{id}-cap\"")));
    let mut tables: Vec<Vec<Vec<String>>> = there.map(|id| table(group, id)).collect();
    if html.contains(&format!("<tr id=\"{id}\"")) {
        assert!(tables.is_empty(), "{project} {id} has one table");
        tables.push(among_others(html, indicator));
        words.retain(|said| is_of(&said.measures, indicator.slot));
    }
    let mut told: Vec<&str> = Vec::new();
    for row in tables.iter().flat_map(|rows| &rows[1..]) {
        let mut years = indicator.years.keys();
        let is_known = years.any(|year| covers(&row[0], *year));
        assert!(is_known, "{project}: {}", row[0]);
        assert!(!told.contains(&&*row[0]), "{project}: {} twice", row[0]);
        told.push(&row[0]);
    }
    let mut cells = 0;
    for (year, values) in indicator.years.iter() {
        let found = tables.iter().find_map(|rows| {
            let row = rows[1..].iter().find(|row| covers(&row[0], *year))?;
            Some((&rows[0], row))
        });
        for (measure, value) in [("目標", &values.target), ("実績", &values.actual)] {
            let what = format!("{project} {} {measure} {year}", indicator.name);
            let implied = format!("{measure}（計算した値）");
            let column = found.and_then(|(head, _)| {
                head.iter()
                    .position(|one| one == measure || *one == implied)
            });
            let covering: Vec<&Said> = words
                .iter()
                .filter(|said| said.years.0 <= *year && *year <= said.years.1)
                .filter(|said| names(&said.measures, measure))
                .collect();
            match (found, column) {
                (Some((_, row)), Some(column)) => {
                    // Several years in one row are words, never figures.
                    let is_figure = value.as_ref().is_some_and(|one| one.quantity().is_some());
                    assert!(row[0].contains(&year.both()) || !is_figure, "{what}");
                    // A target that is not printed may be worked out from what is.
                    if value.is_some() || judged::implied_target(values).is_none() {
                        assert_cell(&row[column], value.as_ref(), &what);
                    }
                    assert!(covering.is_empty(), "{what} is said twice");
                }
                _ => {
                    let value = value.as_ref();
                    assert!(
                        value.is_none_or(|value| value.is_missing() && value.sure),
                        "{what}"
                    );
                    let mut years = indicator.years.values();
                    let has_cell = years.any(|values| match measure {
                        "目標" => values.target.is_some(),
                        _ => values.actual.is_some(),
                    });
                    let said: Vec<&str> = covering.iter().map(|said| &*said.word).collect();
                    let expected = shown(value);
                    let expected = has_cell.then_some(&*expected);
                    assert_eq!(said, expected.as_slice(), "{what}");
                }
            }
            cells += usize::from(value.is_some());
        }
    }
    cells
}

/// Its targets out of the table that has a line for each indicator, as if it had a table of its own.
fn among_others(html: &str, indicator: &Indicator) -> Vec<Vec<String>> {
    let rows = table(html, "indicators-table");
    let name = format!("指標{}　{}", indicator.slot, indicator.name);
    let row = rows.iter().find(|row| row[0].starts_with(&name)).unwrap();
    let mut own = vec![vec!["年度".to_owned(), "目標".to_owned()]];
    for (head, cell) in rows[0].iter().zip(row).skip(1) {
        if indicator.years.keys().any(|year| covers(head, *year)) {
            own.push(vec![head.clone(), cell.clone()]);
        } else {
            assert_eq!(cell, "欄なし", "{name} {head}");
        }
    }
    own
}

/// Whether a remark below that table is of this indicator: 「指標1、3: 実績は、…」, or of all.
fn is_of(measures: &str, slot: u32) -> bool {
    let named = measures.rsplit_once(": ").and_then(|(before, _)| {
        let (_, slots) = before.rsplit_once("指標")?;
        let slots = slots.split('、').map(|slot| slot.parse().ok());
        slots.collect::<Option<Vec<u32>>>()
    });
    named.is_none_or(|slots| slots.contains(&slot))
}

fn funding(html: &str, plan: &Plan, project: &mieruka::model::Project) -> usize {
    let tables: Vec<_> = (1..=4)
        .map(|number| format!("funding-table-{number}"))
        .chain(["funding-told".to_owned()])
        .filter(|id| html.contains(&format!("id=\"{id}-cap\"")))
        .map(|id| table(html, &id))
        .collect();
    let mut cells = 0;
    for (year, money) in &project.budget.years {
        for (stage, word) in [(Stage::Budget, "予算"), (Stage::Settled, "決算")] {
            let Some(amount) = money.stage(stage).filter(|amount| !amount.parts.is_empty()) else {
                continue;
            };
            let name = format!("{}{word}", year.both());
            let found = tables.iter().filter_map(|rows| {
                let row = rows.iter().find(|row| row[0] == name)?;
                Some((&rows[0], row))
            });
            let found: Vec<_> = found.collect();
            assert!(!found.is_empty(), "no row {name}");
            for (_, row) in &found {
                assert_cell(&row[1], amount.total.as_ref(), &name);
            }
            for (ix, value) in &amount.parts {
                let name = &plan.funding[*ix].name;
                let cells_of = found.iter().filter_map(|(header, row)| {
                    Some(&row[header.iter().position(|head| head == name)?])
                });
                let cells_of: Vec<_> = cells_of.collect();
                assert_eq!(cells_of.len(), 1, "{name}");
                assert_cell(cells_of[0], Some(value), name);
                cells += 1;
            }
        }
    }
    cells
}

#[test]
fn what_is_redacted_is_never_a_number() {
    let prepared = prepared();
    let (plan_ix, plan) = budget_plan(&prepared.book);
    let mut redacted = 0;
    for (ix, project) in plan.projects.iter().enumerate() {
        let rendered = prepared.render(&Page::Project(plan_ix, ix)).unwrap();
        let hidden = project.items.list.iter().filter(|item| {
            item.amounts
                .values()
                .any(|value| matches!(value.kind(), Kind::Redacted))
        });
        for item in hidden {
            let rows = table(rendered.html.as_str(), "items-table");
            let row = rows
                .iter()
                .find(|row| row[0].ends_with(&item.name))
                .unwrap();
            assert_eq!(row[1], "非公開");
            assert_eq!(row[3], "非公開");
            redacted += 1;
        }
        assert!(
            !rendered.html.as_str().contains("NaN") && !rendered.html.as_str().contains("pages.?")
        );
    }
    assert_eq!(redacted, 6, "items that the document hides");
}

#[test]
fn the_document_is_counted_whole() {
    let prepared = prepared();
    let (plan_ix, plan) = budget_plan(&prepared.book);
    let figures = &prepared.book.figures.plans[plan_ix];
    let mut told = String::new();
    told.push_str(&format!("projects {}\n", plan.projects.len()));
    told.push_str(&format!("indicators {}\n", figures.whole.indicators));
    told.push_str(&format!(
        "line items {}\n",
        plan.projects
            .iter()
            .map(|p| p.items.list.len())
            .sum::<usize>()
    ));
    told.push_str(&format!(
        "budget {} {}\n",
        figures.whole.budget.total,
        plan.unit.label()
    ));
    told.push_str(&format!(
        "before {} {}\n",
        figures.whole.before.total,
        plan.unit.label()
    ));
    for (department, tally) in plan.departments.iter().zip(figures.departments.iter()) {
        told.push_str(&format!(
            "{} {} projects\n",
            department.name,
            tally.projects.len()
        ));
    }
    for checked in prepared
        .book
        .audit
        .checked
        .iter()
        .filter(|checked| checked.plan == plan_ix)
    {
        told.push_str(&format!("{} {}\n", checked.code, checked.count));
    }
    for finding in prepared
        .book
        .audit
        .findings
        .iter()
        .filter(|finding| finding.plan == plan_ix)
    {
        let known = if finding.acknowledged.is_some() {
            "known"
        } else {
            "open"
        };
        told.push_str(&format!(
            "{known} {} {}\n",
            finding.diagnostic.code,
            finding.diagnostic.message(Lang::Ja)
        ));
    }
    kept::check("it/document/yokohama-budget-r8.txt", &told);
}

/// Posts with names behind them are the one thing that must never be carried over.
#[test]
fn no_official_is_named() {
    let prepared = prepared();
    for page in &prepared.pages {
        let rendered = prepared.render(page).unwrap();
        for post in ["課長", "係長", "局長"] {
            for part in rendered.html.as_str().split(post).skip(1) {
                let next = part.chars().next().unwrap_or(' ');
                assert!(
                    !matches!(next, ' ' | '　' | ':' | '：'),
                    "{}: {post}{next}",
                    rendered.address
                );
            }
        }
    }
}
