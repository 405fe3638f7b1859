//! What surrounds every page: the city's name, the source, what search engines are told, the page on
//! accessibility.

use std::collections::BTreeSet;
use std::path::Path;

use mieruka::base::path::SitePath;
use mieruka::base::words::Lang;
use mieruka::model::Purpose;
use mieruka::pages::accessibility::criteria;
use mieruka::pages::view::{Block, Link};
use mieruka::pages::{self, Page};
use mieruka::pipeline::Prepared;
use mieruka::world::Disk;

use crate::kept::ROOT;
use crate::pages::prepared;
use crate::town;

const BASE: &str = "https://example.jp/plans/";

fn own_site(base_url: Option<&str>) -> Prepared {
    prepared(&Disk::new(Path::new(ROOT)), base_url)
}

fn file<'a>(prepared: &'a Prepared, name: &str) -> Option<&'a str> {
    let name = SitePath::new(name);
    let found = prepared.files.iter().find(|(address, _)| *address == name);
    found.map(|(_, bytes)| std::str::from_utf8(bytes).unwrap())
}

fn labels(links: &[Link]) -> Vec<&str> {
    links.iter().map(|link| &*link.label).collect()
}

#[test]
fn every_page_of_a_plan_names_its_city_once_in_the_title_and_above_the_heading() {
    let prepared = own_site(None);
    let mut seen = 0;
    for page in &prepared.pages {
        let Some(ix) = pages::book::plan_of(page) else {
            continue;
        };
        let city = &prepared.book.plan(ix).municipality;
        let frame = pages::view(&prepared.book, page).frame;
        assert!(frame.title.contains(&**city), "{page:?}: {}", frame.title);
        let parts: Vec<&str> = frame.title.split('｜').collect();
        assert!(
            parts.iter().filter(|part| part == &city).count() <= 1,
            "{}",
            frame.title
        );
        assert_eq!(
            parts.iter().collect::<BTreeSet<_>>().len(),
            parts.len(),
            "{}",
            frame.title
        );
        assert!(frame.kicker.contains(&**city), "{page:?}: {}", frame.kicker);
        let doubled = format!("{city}　{city}");
        assert!(!frame.kicker.contains(&doubled), "{}", frame.kicker);
        seen += 1;
    }
    assert!(seen > 600, "{seen}");
}

#[test]
fn the_source_of_a_project_comes_first_and_the_other_documents_follow_once() {
    let prepared = own_site(None);
    let mut with_place = 0;
    for page in &prepared.pages {
        let Page::Project(plan, project) = page else {
            continue;
        };
        let plan = prepared.book.plan(*plan);
        let colophon = pages::view(&prepared.book, page).frame.colophon;
        let source = colophon.source.unwrap();
        assert_eq!(colophon.documents.len() + 1, plan.sources.len());
        if let Some(own) = &plan.projects[*project].source {
            let said = prepared.book.source_page(plan, own);
            let html = mieruka::base::markup::Markup::from_text(&said);
            assert!(source.html.as_str().contains(html.as_str()), "{said}");
            with_place += 1;
        }
        assert!(colophon.cite.contains(&*plan.projects[*project].title));
        assert!(colophon.cite.contains(&*plan.municipality));
    }
    assert!(with_place > 200, "{with_place}");
}

#[test]
fn the_site_map_lists_every_page_once_and_only_where_the_address_is_known() {
    let here = own_site(None);
    assert_eq!(file(&here, "sitemap.xml"), None);
    let there = own_site(Some(BASE));
    let map = file(&there, "sitemap.xml").unwrap();
    let mut listed: Vec<&str> = map
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap())
        .collect();
    let mut wanted: Vec<String> = Vec::new();
    for edition in there.editions() {
        let pages = edition.pages.iter();
        let pages = pages.filter(|page| **page != Page::NotFound);
        wanted.extend(pages.map(|page| format!("{BASE}{}", edition.address(page))));
    }
    listed.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(listed, wanted);
    assert!(map.contains("<lastmod>2026-04-01</lastmod>"));
}

#[test]
fn search_engines_are_told_only_where_the_address_is_known() {
    let find = |prepared: &Prepared, address: &str| {
        let page = prepared.find(address).unwrap().clone();
        prepared.render(&page).unwrap().html
    };
    let project = "hachioji-dx-r7/projects/1-1-1.html";
    let table = "yokohama-dx-action/tables/procedures.html";
    let here = own_site(None);
    for address in [project, table] {
        let html = find(&here, address);
        assert!(!html.as_str().contains("ld+json"));
        assert!(!html.as_str().contains("og:url"));
        assert!(html.as_str().contains("og:title"));
    }
    let there = own_site(Some(BASE));
    let data = |address: &str| {
        let html = find(&there, address);
        let (_, rest) = html.as_str().split_once("application/ld+json\">").unwrap();
        let (json, _) = rest.split_once("</script>").unwrap();
        assert!(!json.contains(['<', '>', '&']));
        serde_json::from_str::<serde_json::Value>(json).unwrap()
    };
    let crumbs = data(project);
    let steps = crumbs["itemListElement"].as_array().unwrap();
    assert_eq!(steps[0]["item"], format!("{BASE}index.html"));
    let last = steps.last().unwrap();
    assert_eq!(last["item"], format!("{BASE}{project}"));
    assert_eq!(last["position"], steps.len());
    let graph = &data(table)["@graph"];
    assert_eq!(graph[0]["@type"], "BreadcrumbList");
    assert_eq!(graph[1]["@type"], "Dataset");
    let csv = format!("{BASE}yokohama-dx-action/tables/procedures.csv");
    assert_eq!(graph[1]["distribution"][0]["contentUrl"], csv);
    // The home of a plan has all its values to take away, and its tables.
    let graph = &data("yokohama-dx-action/index.html")["@graph"];
    assert_eq!(graph[0]["itemListElement"].as_array().unwrap().len(), 2);
    let set = &graph[1];
    assert_eq!(set["@type"], "Dataset");
    assert_eq!(set["temporalCoverage"], "2022-04-01/2026-03-31");
    let files = set["distribution"].as_array().unwrap();
    let values = format!("{BASE}yokohama-dx-action/values.csv");
    assert_eq!(files[0]["contentUrl"], values);
    assert!(files.iter().any(|file| file["contentUrl"] == csv));
}

#[test]
fn the_page_on_accessibility_has_the_form_and_its_sample_and_claims_nothing() {
    let prepared = own_site(None);
    let page = Page::Accessibility;
    let view = pages::view(&prepared.book, &page);
    let lists: Vec<usize> = view
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Fold { blocks, .. } => match &blocks[..] {
                [Block::List { items }] => Some(items.len()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let kinds: BTreeSet<_> = prepared
        .pages
        .iter()
        .map(|page| format!("{:?}", std::mem::discriminant(page)))
        .collect();
    // Prose and what is not found are there once.
    assert_eq!(lists, [kinds.len() + kinds.len() - 2, 40]);
    let rendered = prepared.render(&page).unwrap();
    let again = prepared.render(&page).unwrap();
    assert_eq!(rendered.html.as_str(), again.html.as_str());
    assert!(!rendered.html.as_str().contains("準拠しています"));
    assert!(
        rendered
            .html
            .as_str()
            .contains("accessibility-criteria.csv")
    );
    // Every page leads there.
    let project = prepared.find("hachioji-dx-r7/projects/1-1-1.html").unwrap();
    let footer = pages::view(&prepared.book, project).frame.site.footer;
    assert_eq!(
        labels(&footer),
        [
            "このサイトについて",
            "訂正と見直しの記録",
            "アクセシビリティ"
        ]
    );
}

/// The links of the folds on the page on accessibility: where each leads, and by which words.
fn sampled(prepared: &Prepared) -> Vec<Vec<(String, String)>> {
    let view = pages::view(&prepared.book, &Page::Accessibility);
    let here = prepared.address(&Page::Accessibility);
    let blocks = view.sections.iter().flat_map(|section| &section.blocks);
    let link = |html: &str| {
        let (_, rest) = html.split_once("href=\"").unwrap();
        let (href, rest) = rest.split_once("\">").unwrap();
        let label = rest.split('<').next().unwrap().to_owned();
        (here.resolve(href).unwrap().as_str().to_owned(), label)
    };
    let folds = blocks.filter_map(|block| match block {
        Block::Fold { blocks, .. } => Some(&blocks[..]),
        _ => None,
    });
    folds
        .map(|blocks| match blocks {
            [Block::List { items }] => items.iter().map(|one| link(one.html.as_str())).collect(),
            _ => panic!("a fold holds one list"),
        })
        .collect()
}

#[test]
fn the_sample_on_the_page_on_accessibility_is_of_both_editions() {
    let prepared = own_site(None);
    let english = prepared.english.as_deref().unwrap();
    let there: BTreeSet<String> = [&prepared, english]
        .iter()
        .flat_map(|one| {
            one.pages
                .iter()
                .map(|page| one.address(page).as_str().to_owned())
        })
        .collect();
    let (ours, theirs) = (sampled(&prepared), sampled(english));
    for (ours, theirs) in ours.iter().zip(&theirs) {
        let addresses = |links: &[(String, String)]| -> Vec<String> {
            links.iter().map(|(address, _)| address.clone()).collect()
        };
        assert_eq!(addresses(ours), addresses(theirs));
        assert!(addresses(ours).iter().all(|one| there.contains(one)));
        let own = ours
            .iter()
            .filter(|(address, _)| !address.starts_with("en/"));
        assert!(own.clone().count() > 5 && own.count() + 5 < ours.len());
        for ((address, label), (_, beside)) in ours.iter().zip(theirs) {
            let is_english = address.starts_with("en/");
            assert_eq!(
                label.ends_with("（英語版）"),
                is_english,
                "{address}: {label}"
            );
            assert_eq!(
                beside.ends_with(" (Japanese edition)"),
                !is_english,
                "{address}"
            );
        }
    }
    assert_eq!(ours.len(), 2);
    let html = prepared.render(&Page::Accessibility).unwrap().html;
    let scope = format!(
        "このサイトの{}ページ。そのうち英語版は{}ページです",
        there.len(),
        english.pages.len()
    );
    assert!(html.as_str().contains(&scope), "{scope}");
}

#[test]
fn the_list_of_criteria_has_all_of_both_standards() {
    let all: Vec<_> = criteria().collect();
    assert_eq!(all.iter().filter(|one| one.is_in_wcag).count(), 55);
    assert_eq!(all.iter().filter(|one| one.is_in_jis).count(), 38);
    let numbers: BTreeSet<&str> = all.iter().map(|one| one.number).collect();
    assert_eq!(numbers.len(), all.len());
    let prepared = own_site(None);
    let text = file(&prepared, "accessibility-criteria.csv").unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 8);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), all.len());
    for (row, one) in rows.iter().zip(&all) {
        assert_eq!(&row[0], one.number);
        assert_eq!(&row[1], one.name(Lang::Ja));
        assert_eq!(&row[2], one.level);
        assert_eq!(
            (&row[3] == "○", &row[4] == "○"),
            (one.is_in_jis, one.is_in_wcag)
        );
        assert_eq!((&row[5], &row[6], &row[7]), ("", "", ""));
    }
}

#[test]
fn no_two_pages_are_described_alike_to_search_engines() {
    let site = own_site(None);
    for prepared in [
        &site,
        site.english.as_deref().expect("our own site has both"),
    ] {
        let mut known = std::collections::BTreeMap::new();
        for page in &prepared.pages {
            let frame = pages::view(&prepared.book, page).frame;
            assert_eq!(frame.summary.is_empty(), frame.description.is_empty());
            if frame.description.is_empty() {
                continue;
            }
            let before = known.insert(frame.description.clone(), page);
            assert!(
                before.is_none(),
                "{}: {page:?}, {before:?}",
                frame.description
            );
        }
        assert!(known.len() > 500, "{}", known.len());
    }
}

#[test]
fn every_project_says_whom_to_ask_how_to_name_it_and_where_a_wrong_figure_is_told() {
    let mut world = town::starter();
    for way in ["phone", "email"] {
        let (told, said) = (format!("  # {way}: "), format!("  {way}: "));
        town::edit(&mut world, "content/mieruka.yaml", &told, &said);
    }
    let project = "seeds/midorino-dx-r8/projects/03-madoguchi.yaml";
    for result in ["\"17\"", "試行 }"] {
        let (told, counted) = (format!("actual: {result}"), "actual: 集計中");
        let end = if result.ends_with('}') { " }" } else { "" };
        town::edit(&mut world, project, &told, &format!("{counted}{end}"));
    }
    let text = town::text(&world, project);
    let without: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("department:"))
        .collect();
    assert!(without.len() < text.lines().count());
    world.put(project, without.join("\n"));
    let (files, _) = town::build(&world, Purpose::Release, None);
    let page = |name: &str| {
        let path = SitePath::new(format!("midorino-dx-r8/projects/{name}.html"));
        String::from_utf8(files[&path].clone()).unwrap()
    };
    let told = page("03-madoguchi");
    assert!(
        told.contains("みどり野町へお問い合わせください。担当の課は、資料に書かれていません。")
    );
    let known = page("01-online");
    assert!(known.contains("問い合わせるときは「") && known.contains("オンライン申請推進事業」（"));
    let subject: String = "数字の誤りについて：オンライン申請推進事業"
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect();
    let mail = format!("<a href=\"mailto:kikaku@example.jp?subject={subject}\">");
    assert!(known.contains(&mail) && known.contains("<a href=\"tel:000-000-0000\">"));
    // What is still being counted is no result yet.
    let until = "指標の実績と決算は、令和6年度（2024年度）までです。";
    let at = known.find("数字の時点").unwrap();
    assert!(
        known[at..].starts_with(&format!("数字の時点</dt><dd>{until}")),
        "{}",
        known[at..].chars().take(60).collect::<String>()
    );
    // All values are one tap away from every page of a plan.
    for name in ["projects/01-online", "indicators", "status", "money"] {
        let path = SitePath::new(format!("midorino-dx-r8/{name}.html"));
        let page = String::from_utf8(files[&path].clone()).unwrap();
        assert!(
            page.contains("values.csv\">この計画のすべての値（CSV）</a>"),
            "{name}"
        );
    }
}

/// A title that is quoted there may hold words of the glossary.
#[test]
fn whom_to_ask_leads_to_no_glossary() {
    let prepared = own_site(None);
    let mut seen = 0;
    for page in prepared
        .pages
        .iter()
        .filter(|page| matches!(page, Page::Project(..)))
    {
        let html = prepared.render(page).unwrap().html.as_str().to_owned();
        let start = html.find("id=\"contact\"").unwrap();
        let contact = &html[start..start + html[start..].find("</section>").unwrap()];
        assert!(!contact.contains("glossary.html"), "{contact}");
        seen += usize::from(html.contains("glossary.html#"));
    }
    assert!(seen > 50, "{seen} lead to it elsewhere");
}
