//! The pages that only some plans have: further tables with their files, the plan before, the glossary
//! and the links to it from prose.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use mieruka::base::kana::Row;
use mieruka::base::markup::{Markup, Part};
use mieruka::base::text::escape_markdown;
use mieruka::model::readings::{Reading, Readings};
use mieruka::model::value::Kind;
use mieruka::model::{
    ColumnKind, Dataset, DatasetChart, Former, Relation, Successor, Term, Value, lineage,
};
use mieruka::pages::glossary::{self, Terms};
use mieruka::pages::view::{Block, View};
use mieruka::pages::{self, Page, route, ways};
use mieruka::pipeline::Prepared;
use mieruka::world::Disk;
use proptest::prelude::*;

use crate::kept::ROOT;
use crate::pages::{markdown, prepared, shown, table};

pub static SITE: LazyLock<Prepared> = LazyLock::new(|| prepared(&Disk::new(Path::new(ROOT)), None));

/// Every table of every plan, with the place of its plan and its own.
fn datasets() -> Vec<(usize, usize, &'static Dataset)> {
    let plans = SITE.book.site.plans.iter().enumerate();
    plans
        .flat_map(|(plan_ix, plan)| {
            let tables = plan.datasets.iter().enumerate();
            tables.map(move |(ix, dataset)| (plan_ix, ix, dataset))
        })
        .collect()
}

/// The places of the columns as the page has them: the one that names the rows first, then its rank, then
/// what is drawn of them, then the others.
fn order(dataset: &Dataset) -> Vec<usize> {
    let mut order = vec![dataset.name_column()];
    let before = dataset.columns[..order[0]].iter();
    order.extend(before.enumerate().filter_map(|(ix, column)| {
        (column.kind == ColumnKind::Number && column.unit.is_empty()).then_some(ix)
    }));
    match dataset.chart {
        Some(DatasetChart::Ranking { value, .. }) => order.push(value),
        Some(DatasetChart::BeforeAfter { before, after, .. }) => order.extend([before, after]),
        None => {}
    }
    let others = (0..dataset.columns.len()).filter(|ix| !order.contains(ix));
    let others: Vec<usize> = others.collect();
    order.extend(others);
    order.retain(|ix| Some(*ix) != dataset.group && dataset.columns[*ix].kind != ColumnKind::File);
    order
}

/// A cell holds the value, the mark of a value that is not sure, and what is said of it.
fn assert_shown(cell: &str, value: &Value, what: &str) {
    let expected = shown(Some(value));
    let rest = cell.strip_prefix(&*expected);
    let rest = rest.unwrap_or_else(|| panic!("{what}: {cell} for {expected}"));
    let note = value.note().filter(|note| value.sure && !note.is_empty());
    match note {
        Some(note) => assert_eq!(rest, format!(" ({})", escape_markdown(note)), "{what}"),
        None if value.sure => assert_eq!(rest, "", "{what}: {cell}"),
        None => {
            let number = rest.strip_prefix('※').map(str::parse::<usize>);
            assert!(
                rest == "※" || matches!(number, Some(Ok(_))),
                "{what}: {cell}"
            );
        }
    }
}

/// A cell of ids leads to the page of each, under its title.
fn assert_leads(cell: &str, value: &Value, plan_ix: usize, what: &str) {
    let plan = &SITE.book.site.plans[plan_ix];
    for id in value.raw().split('|').filter(|id| !id.is_empty()) {
        let title = match plan.project(id) {
            Some(project) => &project.title,
            None => {
                let policy = plan.policies.iter().find(|policy| policy.id.as_str() == id);
                &policy.unwrap_or_else(|| panic!("{what}: {id}")).title
            }
        };
        let link = format!("[{}](<", escape_markdown(title));
        assert!(cell.contains(&link) && cell.contains(id), "{what}: {cell}");
    }
}

#[test]
fn every_cell_of_every_further_table_is_on_its_page() {
    let (mut tables, mut rows, mut cells) = (0, 0, 0);
    for (plan_ix, ix, dataset) in datasets() {
        let text = markdown(&SITE, &Page::Table(plan_ix, ix, 0));
        let what = format!("{} {}", SITE.book.site.plans[plan_ix].id, dataset.id);
        // In one table, or in one for each name of a group, which the caption says.
        let name = |row: &[Value]| dataset.group.map(|ix| row[ix].raw().to_owned());
        let mut names: Vec<Option<String>> = Vec::new();
        for row in &dataset.rows {
            if !names.contains(&name(row)) {
                names.push(name(row));
            }
        }
        let grouped = names.iter().flat_map(|group| {
            let caption = match group {
                Some(name) => format!("{name}（{}）", dataset.title),
                None => dataset.title.clone(),
            };
            let own = dataset.rows.iter().filter(|row| name(row) == *group);
            let own: Vec<_> = own.collect();
            let printed = table(&text, &caption, &mut 0);
            assert_eq!(printed.len(), own.len() + 1, "{what} {caption}");
            own.into_iter().zip(printed.into_iter().skip(1))
        });
        let order = order(dataset);
        for (at, (row, printed)) in grouped.enumerate() {
            assert_eq!(printed.len(), order.len(), "{what} row {at}: {printed:?}");
            for (column, cell) in order.iter().zip(&printed) {
                let value = &row[*column];
                if dataset.columns[*column].kind == ColumnKind::Project {
                    assert_leads(cell, value, plan_ix, &what);
                } else {
                    assert_shown(cell, value, &what);
                }
                cells += 1;
            }
            rows += 1;
        }
        tables += 1;
    }
    assert_eq!((tables, rows, cells), (44, 807, 4340), "compared");
}

#[test]
fn the_file_of_a_table_holds_the_same_cells() {
    let files: BTreeMap<_, _> = SITE.files.iter().cloned().collect();
    let mut cells = 0;
    for (plan_ix, ix, dataset) in datasets() {
        let address = route::table_file(&SITE.book.site.plans[plan_ix], ix);
        let bytes = &files[&address];
        let text = std::str::from_utf8(bytes).unwrap();
        let text = text.strip_prefix('\u{FEFF}').expect("Excel needs the mark");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let width = dataset.columns.len();
        let headers = reader.headers().unwrap().clone();
        for (column, head) in dataset.columns.iter().zip(&headers) {
            assert!(head.starts_with(&column.title), "{address}: {head}");
        }
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), dataset.rows.len(), "{address}");
        for (row, record) in dataset.rows.iter().zip(&records) {
            for (value, cell) in row.iter().zip(record) {
                let expected = match value.kind() {
                    Kind::Lost => "読み取れず",
                    _ => value.raw(),
                };
                assert_eq!(cell, expected, "{address}");
                cells += 1;
            }
            let beside: Vec<&str> = record.iter().skip(width).collect();
            let is_sure = row.iter().all(|value| value.sure);
            assert_eq!(!is_sure, beside.contains(&"確かでない"), "{address}");
            for note in row.iter().filter_map(Value::note) {
                assert!(beside.contains(&note), "{address}: {note}");
            }
        }
    }
    assert_eq!(cells, 4636);
    assert_eq!(files.len(), SITE.files.len(), "no file is published twice");
    let tables = files
        .keys()
        .filter(|name| name.as_str().contains("/tables/"));
    assert_eq!(tables.count(), datasets().len());
}

/// The plan that tells of a plan before, with its place.
fn succeeding() -> (usize, &'static [Former]) {
    let plans = SITE.book.site.plans.iter();
    let mut told = plans
        .enumerate()
        .filter(|(_, plan)| !plan.former.is_empty());
    let (ix, plan) = told.next().unwrap();
    assert!(told.next().is_none(), "look at both");
    (ix, &plan.former)
}

#[test]
fn every_former_project_is_told_of_and_repeated_rows_are_counted_once() {
    let (ix, former) = succeeding();
    let plan = &SITE.book.site.plans[ix];
    let page = Page::Lineage(ix, 0);
    let here = SITE.book.address(&page);
    let text = markdown(&SITE, &page);
    let rows = table(&text, "前の計画の事業と、その後", &mut 0);
    assert_eq!(rows.len(), former.len() + 1);
    assert_eq!(former.len(), 61);
    for (at, (row, one)) in rows[1..].iter().zip(former).enumerate() {
        let to = here.link_to(&route::former(plan, at));
        let label = format!("{}　{}", one.number, one.title);
        let label = escape_markdown(&label);
        assert_eq!(row[0], format!("[{label}](<{to}>)"));
        let mut places: Vec<String> = one
            .successors
            .iter()
            .map(|successor| match successor {
                Successor::Project(ix) => route::project(plan, &plan.projects[*ix]),
                Successor::Policy(ix) => route::policy(plan, *ix),
            })
            .map(|address| format!("(<{}>)", here.link_to(&address)))
            .collect();
        // A row that repeats another leads to the page of the other.
        if one.relation == Relation::Relisted {
            let original = lineage::original(former, at);
            assert_ne!(original, at);
            assert!(to.ends_with(&format!("{}.html", former[original].id)));
            places.push(format!("(<{to}>)"));
        }
        assert_eq!(row[1].matches("](<").count(), places.len(), "{}", one.id);
        for place in places {
            assert!(row[1].contains(&place), "{}: {}", one.id, row[1]);
        }
        assert_shown(&row[4], &one.reason, one.id.as_str());
        if !one.note.is_empty() {
            assert!(text.contains(&*escape_markdown(&one.note)), "{}", one.id);
        }
    }
    let counts = table(&text, "前の計画の事業がどうなったか（件）", &mut 0);
    let number = |row: &Vec<String>| row[1].parse::<usize>().unwrap();
    let (total, parts) = counts[1..].split_last().unwrap();
    let distinct = former
        .iter()
        .filter(|one| one.relisted_of.is_none())
        .count();
    assert_eq!((number(total), distinct), (58, 58));
    assert_eq!(parts.iter().map(number).sum::<usize>(), distinct);
    let pages = SITE.pages.iter();
    let own = pages.filter(|page| matches!(page, Page::Former(..)));
    assert_eq!(
        own.count(),
        distinct,
        "a repeated row has no page of its own"
    );
}

/// Every address that the links of a block lead to.
fn hrefs(blocks: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Links { items } => found.extend(items.iter().map(|link| link.href.clone())),
            Block::Group { blocks, .. } => found.extend(hrefs(blocks)),
            _ => {}
        }
    }
    found
}

fn view(page: &Page) -> View {
    pages::view(&SITE.book, page)
}

#[test]
fn lineage_is_told_at_both_ends() {
    let (ix, former) = succeeding();
    let plan = &SITE.book.site.plans[ix];
    let mut links = 0;
    for (at, one) in former.iter().enumerate() {
        if one.relisted_of.is_some() {
            continue;
        }
        let own = Page::Former(ix, at);
        let after: Vec<String> = view(&own)
            .sections
            .iter()
            .flat_map(|section| hrefs(&section.blocks))
            .collect();
        assert_eq!(after.len(), one.successors.len(), "{}", one.id);
        for successor in &one.successors {
            let (blocks, address) = match successor {
                Successor::Project(project) => (
                    pages::lineage::predecessors(&SITE.book, ix, *project),
                    route::project(plan, &plan.projects[*project]),
                ),
                Successor::Policy(policy) => (
                    pages::lineage::policy_predecessors(&SITE.book, ix, *policy),
                    route::policy(plan, *policy),
                ),
            };
            let to = SITE.book.address(&own).link_to(&address);
            assert!(after.contains(&to), "{}: {after:?}", one.id);
            let back = address.link_to(&SITE.book.address(&own));
            assert!(hrefs(&blocks).contains(&back), "{}", one.id);
            links += 1;
        }
    }
    assert_eq!(links, 31);
}

#[test]
fn a_new_project_says_that_nothing_is_told_of_before() {
    let (ix, former) = succeeding();
    let plan = &SITE.book.site.plans[ix];
    let mut gone_into = BTreeSet::new();
    for one in former {
        gone_into.extend(one.successors.iter().copied());
    }
    let new: Vec<usize> = (0..plan.projects.len())
        .filter(|project| !gone_into.contains(&Successor::Project(*project)))
        .collect();
    assert_eq!(new.len(), 13, "as the document counts them");
    let here = SITE.book.address(&Page::Lineage(ix, 0));
    let listed: Vec<String> = view(&Page::Lineage(ix, 0))
        .sections
        .iter()
        .flat_map(|section| hrefs(&section.blocks))
        .collect();
    let expected: Vec<String> = new
        .iter()
        .map(|project| here.link_to(&route::project(plan, &plan.projects[*project])))
        .collect();
    assert_eq!(listed, expected);
    for project in new {
        let blocks = pages::lineage::predecessors(&SITE.book, ix, project);
        assert_eq!(blocks.len(), 2, "a sentence and the way to the whole list");
        assert_eq!(hrefs(&blocks), [""; 0]);
    }
}

#[test]
fn the_home_of_a_plan_can_lead_to_every_further_page() {
    let mut found = Vec::new();
    for (ix, plan) in SITE.book.site.plans.iter().enumerate() {
        let here = SITE.book.address(&Page::Plan(ix));
        let links = ways::extra_links(&SITE.book, ix, &here);
        let links = links.into_iter().map(|link| link.href);
        // Which year one begins with is another test's.
        let hrefs = links
            .filter(|href| !href.starts_with("year-"))
            .collect::<Vec<_>>();
        found.push((plan.id.as_str(), hrefs));
    }
    let lists = ["projects.html", "kana.html"];
    let with = |others: &[&'static str]| [&lists[..], others].concat();
    let all = with(&[
        "tags.html",
        "tables/index.html",
        "lineage.html",
        "glossary.html",
    ]);
    let tagged = with(&["tags.html", "tables/index.html", "glossary.html"]);
    let budget = with(&["tags.html"]);
    let policies = ["tables/index.html", "glossary.html"];
    let expected: Vec<(&str, &[&str])> = vec![
        ("hachioji-dx-r7", &tagged),
        ("hadano-dx-r8", &all),
        ("yokohama-budget-r8", &budget),
        ("yokohama-data-plan", &policies),
        ("yokohama-dx-action", &tagged),
    ];
    found.sort();
    for ((plan, found), (expected_plan, expected)) in found.iter().zip(expected) {
        assert_eq!(
            (*plan, &found[..]),
            (
                expected_plan,
                &expected
                    .iter()
                    .map(|way| (*way).to_owned())
                    .collect::<Vec<_>>()[..]
            )
        );
    }
    // Every table is in the list of its plan.
    for (plan_ix, ix, dataset) in datasets() {
        let plan = &SITE.book.site.plans[plan_ix];
        let here = SITE.book.address(&Page::Tables(plan_ix));
        let to = here.link_to(&route::table(plan, ix, 0));
        let cards = view(&Page::Tables(plan_ix)).sections.into_iter();
        let count = cards
            .flat_map(|section| section.blocks)
            .filter_map(|block| match block {
                Block::Links { items } => Some(items),
                _ => None,
            })
            .flatten()
            .filter(|link| link.href == to)
            .count();
        assert_eq!(count, 1, "{}", dataset.id);
    }
}

fn term(term: &str, reading: &str) -> Term {
    Term {
        term: term.to_owned(),
        reading: reading.to_owned(),
        definition: "意味".to_owned(),
        page: String::new(),
    }
}

#[test]
fn words_stand_in_the_order_of_a_dictionary() {
    let sorted = [
        term("アーキテクチャ", ""),
        term("AI", "えーあい"),
        term("えき", ""),
        term("カード", ""),
        term("ガード", ""),
        term("官民データ", "かんみんでーた"),
        term("GIGAスクール", "ぎがすくーる"),
        term("キャッシュレス", ""),
        term("でえた", ""),
        term("データ", ""),
        term("バス", ""),
        term("パス", ""),
        term("わ", ""),
        term("5G", ""),
        term("DX", ""),
        // Without a reading nobody can tell where they belong.
        term("標準準拠システム", ""),
        term("横浜DX戦略", ""),
    ];
    let mut places: Vec<(mieruka::base::kana::Place, &str)> = sorted
        .iter()
        .rev()
        .map(|term| (glossary::place(term, &Readings::default()), &*term.term))
        .collect();
    places.sort();
    // With every kanji of it in our list somebody can.
    let readings = ["標準", "準拠"]
        .into_iter()
        .zip(["ひょうじゅん", "じゅんきょ"]);
    let readings = readings.map(|(word, reading)| Reading {
        word: word.into(),
        reading: reading.into(),
    });
    let readings = Readings::new(readings.collect());
    let row = |term: &str| glossary::place(&self::term(term, ""), &readings).row;
    assert_eq!(row("標準準拠システム"), Row::Kana('は'));
    assert_eq!(row("標準移行システム"), Row::Other);
    let words: Vec<&str> = places.iter().map(|(_, word)| *word).collect();
    let expected: Vec<&str> = sorted.iter().map(|term| &*term.term).collect();
    assert_eq!(words, expected);
}

#[test]
fn every_term_is_on_the_page_of_the_glossary() {
    let mut count = 0;
    for (ix, plan) in SITE.book.site.plans.iter().enumerate() {
        if plan.glossary.is_empty() {
            continue;
        }
        let html = SITE.render(&Page::Glossary(ix)).unwrap().html;
        let html = html.as_str();
        for (term, id) in plan.glossary.iter().zip(glossary::ids(&plan.glossary)) {
            let own = html.split(&format!("id=\"{id}\"")).collect::<Vec<_>>();
            assert_eq!(own.len(), 2, "{id} stands once");
            let shown = |text: &str| Markup::from_text(text).into_string();
            assert!(own[1].contains(&shown(&term.term)));
            assert!(own[1].contains(&shown(&term.definition)));
            count += 1;
        }
    }
    assert_eq!(count, 169);
}

const HREF: &str = "glossary.html";

fn linked(terms: &[&str], prose: &Markup) -> Markup {
    let glossary: Vec<Term> = terms.iter().map(|word| term(word, "")).collect();
    glossary::link_terms(prose, &Terms::new(&glossary), HREF)
}

/// The texts of the links to the glossary, and the markup without these links. Panics when one stands
/// where none may.
fn unlinked(markup: &Markup) -> (Vec<(String, String)>, String) {
    let (mut found, mut rest) = (Vec::new(), String::new());
    let (mut open, mut closed): (Option<String>, Vec<String>) = (None, Vec::new());
    for part in markup.parts() {
        let mut alone = Markup::new();
        let text = alone.part(part).as_str().to_owned();
        let Part::Tag(tag) = part else {
            if let Some(id) = &open {
                found.push((id.clone(), text.clone()));
            }
            rest.push_str(&text);
            continue;
        };
        let ours = "<a class=\"term\" href=\"glossary.html#";
        if let Some(id) = text.strip_prefix(ours) {
            assert!(open.is_none() && closed.is_empty(), "{}", markup.as_str());
            open = Some(id.trim_end_matches("\">").to_owned());
            continue;
        }
        let (name, closes) = tag.name();
        if closes && name == "a" && open.take().is_some() {
            continue;
        }
        assert!(
            open.is_none(),
            "a link holds text only: {}",
            markup.as_str()
        );
        if ["a", "code", "h2"].contains(&&*name) {
            if closes {
                assert_eq!(closed.pop(), Some(name));
            } else {
                closed.push(name);
            }
        }
        rest.push_str(&text);
    }
    assert!(open.is_none() && closed.is_empty());
    (found, rest)
}

#[test]
fn the_first_mention_of_a_term_is_linked() {
    let link = |word: &str| {
        let mut out = Markup::new();
        out.lit("<a class=\"term\" href=\"glossary.html#term-")
            .text(word)
            .lit("\">")
            .text(word)
            .lit("</a>");
        out.into_string()
    };
    let terms = [
        "DX",
        "AI",
        "AI-OCR",
        "データ",
        "横浜DX推進本部",
        "Q&A",
        "アウトカム（成果）",
    ];
    let cases = [
        ("DXとは、DXです", format!("{}とは、DXです", link("DX"))),
        // The longest wins, and nothing is found inside it, then or later.
        ("AI-OCRとAI", format!("{}と{}", link("AI-OCR"), link("AI"))),
        (
            "横浜DX推進本部は横浜DX推進本部、DX",
            format!("{}は横浜DX推進本部、{}", link("横浜DX推進本部"), link("DX")),
        ),
        // A word that goes on in its script is another word.
        (
            "FAIR DXing AI-x ビッグデータ データベース",
            "FAIR DXing AI-x ビッグデータ データベース".to_owned(),
        ),
        (
            "Q&Aの&amp;",
            format!(
                "{}の&amp;amp;",
                link("Q&A").replace("term-Q&amp;A", "term-Q-A")
            ),
        ),
    ];
    for (text, expected) in cases {
        let found = linked(&terms, &Markup::from_text(text));
        assert_eq!(found.as_str(), expected);
    }
    let outcome = linked(&terms, &Markup::from_text("アウトカムの成果"));
    let expected =
        "<a class=\"term\" href=\"glossary.html#term-アウトカム-成果-\">アウトカム</a>の成果";
    assert_eq!(outcome.as_str(), expected);
    let mut prose = Markup::new();
    prose.lit(
        "<h2 id=\"h-DX\">DX</h2><p title=\"a > DX\"><code>DX</code><a href=\"#h-DX\">DX</a>も</p>",
    );
    assert_eq!(linked(&terms, &prose), prose, "nothing there may be linked");
    assert_eq!(
        linked(&["amp", "quot"], &Markup::from_text("&\"")).as_str(),
        "&amp;&quot;"
    );
}

#[test]
fn the_prose_of_the_plans_is_linked_and_otherwise_as_it_was() {
    let mut links = 0;
    for page in &SITE.pages {
        let (Page::Plan(_) | Page::Policy(..) | Page::Project(..)) = page else {
            continue;
        };
        let mut seen = BTreeSet::new();
        for section in view(page).sections {
            for block in section.blocks {
                let Block::Prose { html, .. } = block else {
                    continue;
                };
                let mut rest = html.as_str();
                while let Some(at) = rest.find("<a class=\"term\" href=\"") {
                    let (href, after) = rest[at + 22..].split_once('"').unwrap();
                    assert!(seen.insert(href.to_owned()), "{href} is linked twice");
                    rest = after;
                    links += 1;
                }
            }
        }
    }
    assert!(links > 0, "the plans' prose has words of their glossaries");
}

/// A stretch of prose: an element with text in it, or bare text.
fn stretch() -> impl Strategy<Value = (usize, String)> {
    let text = prop::collection::vec(
        prop::sample::select(vec![
            "AI",
            "-",
            "OCR",
            "DX",
            "データ",
            "ベース",
            "ー",
            "Q&A",
            "&",
            "amp",
            ";",
            "<b>",
            "\"",
            "'",
            "#39",
            "lt",
            "の",
            "、",
            " ",
            "x",
        ]),
        0..8,
    );
    (0..6_usize, text.prop_map(|words| words.concat()))
}

fn prose(stretches: &[(usize, String)]) -> Markup {
    let mut out = Markup::new();
    for (kind, text) in stretches {
        match kind {
            0 => out.lit("<p>").text(text).lit("</p>"),
            1 => out.lit("<h2>").text(text).lit("</h2>"),
            2 => out.lit("<code>").text(text).lit("</code>"),
            3 => out
                .lit("<a href=\"")
                .text(text)
                .lit("\">")
                .text(text)
                .lit("</a>"),
            4 => out
                .lit("<em title='")
                .text(text)
                .lit("'>")
                .text(text)
                .lit("</em><br>"),
            _ => out.text(text),
        };
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn linking_adds_links_and_changes_nothing_else(
        stretches in prop::collection::vec(stretch(), 0..12),
        terms in prop::collection::btree_set(prop::sample::select(vec![
            "AI", "AI-OCR", "OCR", "DX", "データ", "データベース", "Q&A", "A", "amp", "lt", "#39", "&", "<b>", "'", "b>",
        ]), 0..15),
    ) {
        let terms: Vec<&str> = terms.into_iter().collect();
        let prose = prose(&stretches);
        let linked = linked(&terms, &prose);
        let (found, rest) = unlinked(&linked);
        prop_assert_eq!(rest, prose.as_str());
        let ids: BTreeSet<&String> = found.iter().map(|(id, _)| id).collect();
        prop_assert_eq!(ids.len(), found.len(), "each term once");
        let escaped: Vec<String> = terms.iter().map(|term| Markup::from_text(term).into_string()).collect();
        for (_, text) in &found {
            prop_assert!(escaped.contains(text), "{}", text);
        }
    }
}

#[test]
fn a_table_page_begins_with_what_the_table_says_and_ends_with_its_file() {
    let head = |address: &str| {
        let text = markdown(&SITE, SITE.find(address).unwrap());
        let (before, rest) = text.split_once("\n## ").unwrap();
        let file = rest.find(".csv)").unwrap();
        assert!(!before.contains(".csv"), "{address}");
        assert!(rest.find("## 取り出す").unwrap() < file, "{address}");
        let mut lines = before.lines();
        lines.find(|line| line.starts_with("- ")).map(str::to_owned)
    };
    assert_eq!(
        head("yokohama-dx-action/tables/procedures.html").as_deref(),
        Some("- 年間件数（令和元年度）が最も大きいもの: 図書の予約申し込み：310万件")
    );
    assert_eq!(
        head("yokohama-data-plan/tables/workplace.html").as_deref(),
        Some("- 事業が中心: 62.47% → 66.28%（令和2年度から令和3年度へ・差が最も大きいもの）")
    );
    // Durations, shares and counts of one table are not held against one another.
    assert_eq!(
        head("yokohama-dx-action/tables/time-savings.html").as_deref(),
        Some("- 市民利用施設予約システムの再構築: 170分 → 15分（前から後の見込みへ）")
    );
    for (plan_ix, dataset_ix, dataset) in datasets() {
        let address = SITE.book.address(&Page::Table(plan_ix, dataset_ix, 0));
        assert!(head(address.as_str()).is_some(), "{}", dataset.title);
    }
}

#[test]
fn a_note_that_names_the_sheet_of_a_project_leads_to_its_page() {
    let plans = SITE.book.site.plans.iter();
    let place = |plan: &str| plans.clone().position(|one| one.id.as_str() == plan);
    let plan = place("hadano-dx-r8").unwrap();
    let policies = &SITE.book.site.plans[plan].policies;
    let policy = policies.iter().position(|one| one.id.as_str() == "j1");
    let html = SITE
        .render(&Page::Policy(plan, policy.unwrap()))
        .unwrap()
        .html;
    let html = html.as_str();
    assert!(html.contains("値は<a href=\"../projects/j1-1.html\">①-1の頁</a>にあります"));
    assert!(html.contains("事業<a href=\"../projects/j1-2.html\">①-2の頁</a>にある"));
    assert!(
        !html.contains("<a href=\"../projects/j1-1.html\">①-1の頁</a>では"),
        "once a note"
    );
}

#[test]
fn a_short_table_is_headed_by_what_its_rows_are_called() {
    let plans = SITE.book.site.plans.iter();
    for (id, table, wanted) in [
        (
            "yokohama-dx-action",
            "core-index",
            "行政手続オンライン化、マイナンバーカード普及活用、新たな庁内ネットワーク環境とワークスタイル創造など8行",
        ),
        ("hadano-dx-r8", "survey-to-vision", "市民、行政、地域の3行"),
        ("hadano-dx-r8", "slips", "110行。行ごとに、印刷された形、"),
    ] {
        let plan = plans.clone().position(|one| one.id.as_str() == id).unwrap();
        let datasets = &SITE.book.site.plans[plan].datasets;
        let place = datasets
            .iter()
            .position(|one| one.id.as_str() == table)
            .unwrap();
        let html = SITE.render(&Page::Table(plan, place, 0)).unwrap().html;
        assert!(html.as_str().contains(wanted), "{table}");
    }
}

#[test]
fn the_month_of_a_step_is_told_in_english_on_english_pages() {
    let english = SITE.english.as_deref().expect("our own site has both");
    let plans = english.book.site.plans.iter();
    let plan = plans
        .clone()
        .position(|one| one.id.as_str() == "hachioji-dx-r7")
        .unwrap();
    let projects = &english.book.site.plans[plan].projects;
    let place = projects
        .iter()
        .position(|one| one.id.as_str() == "1-1-7")
        .unwrap();
    let html = english.render(&Page::Project(plan, place)).unwrap().html;
    assert!(html.as_str().contains("March 2024") && !html.as_str().contains("令和6年3月"));
}
