//! Sentences and lines that rules make say figures in one form: narrow, with one sign of percent, without the
//! marks of footnotes that stand elsewhere. Tables show what is printed.

use mieruka::base::path::SitePath;
use mieruka::model::Purpose;
use mieruka::pages::view::{Block, Inline};
use mieruka::pages::{self, Page};

use crate::further::SITE;
use crate::town;

fn lines(blocks: &[Block], into: &mut Vec<Inline>) {
    for block in blocks {
        match block {
            Block::Rows { items } => into.extend(items.iter().map(|row| row.text.clone())),
            Block::Fold { blocks, .. } | Block::Group { blocks, .. } => lines(blocks, into),
            _ => {}
        }
    }
}

/// Without names, which stand before a colon, and without what is quoted.
fn said_of_values(line: &str) -> String {
    let said = line.rsplit_once('：').map_or(line, |(_, said)| said);
    let outside = said
        .split('「')
        .map(|part| part.rsplit_once('」').map_or(part, |(_, rest)| rest));
    outside.collect()
}

#[test]
fn lines_of_lists_have_figures_in_one_form() {
    let mut seen = 0;
    for page in &SITE.pages {
        let is_list = matches!(
            page,
            Page::Indicators(..) | Page::Status(..) | Page::Year(..) | Page::Policy(..)
        );
        if !is_list {
            continue;
        }
        let view = pages::view(&SITE.book, page);
        let mut all = Vec::new();
        for section in &view.sections {
            lines(&section.blocks, &mut all);
        }
        for line in all {
            let said = said_of_values(&line.markdown);
            let is_odd = |c: char| matches!(c, '０'..='９' | '％' | '＋');
            let odd = said.contains(is_odd) || said.contains("*注") || said.contains("件\\*");
            assert!(!odd, "{}: {}", SITE.book.address(page), line.markdown);
            seen += usize::from(said.contains('%'));
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn a_target_in_words_is_set_apart_from_the_word_before_it() {
    let page = SITE
        .find("hachioji-dx-r7/year-2023.html")
        .expect("it is there");
    let markdown = crate::pages::markdown(&SITE, page);
    assert!(markdown.contains("目標「実施　3件」"), "{markdown}");
}

#[test]
fn an_indicator_of_which_only_the_name_is_known_is_not_said_to_come() {
    let page = SITE
        .find("hadano-dx-r8/indicators.html")
        .expect("it is there");
    let view = pages::view(&SITE.book, page);
    let rows = |id: &str| {
        let section = view.sections.iter().find(|section| section.id == id);
        let mut all = Vec::new();
        lines(&section.unwrap_or_else(|| panic!("{id}")).blocks, &mut all);
        all
    };
    assert!(
        rows("indicators-ahead")
            .iter()
            .all(|line| !line.markdown.is_empty())
    );
    let bare = rows("indicators-bare");
    assert!(!bare.is_empty() && bare.iter().all(|line| line.markdown.is_empty()));
}

#[test]
fn a_row_of_many_cells_tells_its_rank_first_and_on_a_phone_only_what_is_printed() {
    let page = SITE
        .find("yokohama-dx-action/tables/procedures.html")
        .expect("it is there");
    let html = SITE.render(page).unwrap().html;
    let row = html.as_str().split_once("<tr id=\"row-1\">").unwrap().1;
    let row = row.split_once("</tr>").unwrap().0;
    assert!(
        row.contains("</th><td class=\"n\" data-label=\"順位\">1</td>"),
        "{row}"
    );
    assert!(
        row.contains("<td class=\"absent blank\" data-label=\"サービス開始\">記載なし</td>"),
        "{row}"
    );
    assert!(
        html.as_str()
            .contains("<li class=\"narrow\">せまい画面では、「記載なし」の欄を省いています。</li>")
    );
}

#[test]
fn citizens_are_told_pages_of_the_document_and_not_lines_of_our_files() {
    for name in ["actuals", "slips"] {
        let page = SITE
            .find(&format!("hadano-dx-r8/tables/{name}.html"))
            .expect("it is there");
        let markdown = crate::pages::markdown(&SITE, page);
        assert!(!markdown.contains("テキストの行"), "{name}");
    }
}

#[test]
fn a_table_without_a_summary_is_listed_with_its_size_alone() {
    let mut world = town::starter();
    let tables = format!("{}/tables", town::PLAN);
    world.put(
        &format!("{tables}/steps.yaml"),
        "id: steps\ntitle: 段階\nsource: { doc: main, page: \"1\" }\ncolumns:\n  - { id: name, title: 段階, kind: name }\nchart: { kind: none }\n",
    );
    world.put(&format!("{tables}/steps.csv"), "name\n一\n二\n");
    let (files, _) = town::build(&world, Purpose::Release, None);
    let list = &files[&SitePath::new("midorino-dx-r8/tables/index.md")];
    let list = std::str::from_utf8(list).unwrap();
    assert!(list.contains("[段階](steps.html) — 2行・CSV\n"), "{list}");
}

/// A town with so many sections in one project, each with what else is said of it.
fn sections(names: &[&str], more: &str, readings: &str) -> String {
    let mut world = town::starter();
    let ids: Vec<String> = (0..names.len()).map(|at| format!("x{at}")).collect();
    let list: String = names
        .iter()
        .zip(&ids)
        .map(|(name, id)| format!("  - {{ id: {id}, name: {name}{more} }}\n"))
        .collect();
    let plan = format!("{}/plan.yaml", town::PLAN);
    let text = town::text(&world, &plan);
    world.put(
        &plan,
        text.replacen("departments:\n", &format!("departments:\n{list}"), 1),
    );
    let project = format!("{}/projects/02-koza.yaml", town::PLAN);
    let text = town::text(&world, &project);
    let of = text.lines().find(|line| line.starts_with("department:"));
    let of = of.expect("the project has a section").to_owned();
    let all = format!("department: [{}]", ids.join(", "));
    world.put(&project, text.replacen(&of, &all, 1));
    world.put("content/readings.csv", format!("word,reading\n{readings}"));
    let (files, _) = town::build(&world, Purpose::Release, None);
    let page = &files[&SitePath::new("midorino-dx-r8/index.md")];
    String::from_utf8(page.clone()).unwrap()
}

#[test]
fn a_long_list_of_sections_has_an_order_that_people_know() {
    let names = [
        "わ課",
        "ろ課",
        "れ課",
        "る課",
        "り課",
        "ら課",
        "よ課",
        "ゆ課",
        "や課",
        "も課",
        "め課",
        "企画課",
        "あ課",
    ];
    let at = |page: &str, name: &str| page.find(&format!("[{name}](<")).expect("it is listed");
    let read = "課,か\n企画,きかく\n住民,じゅうみん\n税務,ぜいむ\n";
    let page = sections(&names, "", read);
    assert!(page.contains("五十音順です。"), "{page}");
    assert!(at(&page, "あ課") < at(&page, "企画課") && at(&page, "企画課") < at(&page, "め課"));
    assert!(at(&page, "も課") < at(&page, "や課") && at(&page, "ろ課") < at(&page, "わ課"));
    // A name that cannot be read has no place in it.
    let page = sections(&names, "", "課,か\n");
    assert!(!page.contains("五十音順") && at(&page, "わ課") < at(&page, "あ課"));
    // Where all have a larger unit, they stand by it.
    let page = sections(&names, ", office: 総務部", read);
    assert!(page.contains("部や局ごとに") && at(&page, "わ課") < at(&page, "あ課"));
    assert!(at(&page, "あ課") < at(&page, "住民課"));
    // A short list stays in the order of the document.
    let page = sections(&names[9..], "", read);
    assert!(!page.contains("五十音順") && at(&page, "も課") < at(&page, "あ課"));
}

fn text_of(address: &str) -> String {
    crate::pages::markdown(&SITE, SITE.find(address).expect("it is there"))
}

#[test]
fn nobody_reads_that_no_project_is_some_of_them() {
    let page = text_of("hachioji-dx-r7/sections/bunkazai.html");
    assert!(
        page.contains("判定のある2事業のうち、達成した事業はありません。"),
        "{page}"
    );
    assert!(!page.contains("0事業が達成です"), "{page}");
    // Years are no names of things.
    assert!(
        page.contains("最も大きいのは令和5年度で") && page.contains("令和4年度は1事業だけなので"),
        "{page}"
    );
}

#[test]
fn a_project_without_a_result_beside_a_target_is_not_asked_whether_it_reached_it() {
    let page = text_of("yokohama-dx-action/projects/p1-1-4.html");
    assert!(page.contains("## どんな目標か"), "{page}");
    assert!(text_of("yokohama-budget-r8/projects/13.html").contains("## 目標に届いたか"));
    // Where only results are printed, they are what there is.
    assert!(text_of("hachioji-dx-r7/projects/1-1-8.html").contains("## 目標に届いたか"));
}
