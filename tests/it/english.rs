//! The English edition: the same pages and figures in another language, and Japanese that says so.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use mieruka::base::era::Date;
use mieruka::base::japanese::{is_japanese, stretches};
use mieruka::base::path::SitePath;
use mieruka::pages::{self, Page};
use mieruka::pipeline::{self, Prepared};
use mieruka::publish::MemorySink;
use mieruka::sources::Chosen;
use mieruka::world::{Disk, Memory, World};

use crate::kept::{self, ROOT};
use crate::pages::prepared;
use crate::tree::{self, Thing};

static SITE: LazyLock<Prepared> = LazyLock::new(|| prepared(&Disk::new(Path::new(ROOT)), None));

fn english() -> &'static Prepared {
    SITE.english.as_deref().expect("our own site has both")
}

/// The starter site with other settings and files.
pub fn changed(changes: &[(&str, &str)]) -> Memory {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    for (path, thing) in tree::read(&Path::new(ROOT).join("src/cli/starter")) {
        if let Thing::File(bytes) = thing {
            world.put(&path.to_str().unwrap().replace('\\', "/"), bytes);
        }
    }
    for (path, text) in changes {
        world.put(path, *text);
    }
    world
}

#[test]
fn every_page_but_prose_is_there_in_both_languages() {
    let doubled = SITE
        .pages
        .iter()
        .filter(|page| !matches!(page, Page::Free(_) | Page::NotFound));
    assert_eq!(
        doubled.collect::<Vec<_>>(),
        english().pages.iter().collect::<Vec<_>>()
    );
    for page in &english().pages {
        let own = SITE.book.address(page);
        assert_eq!(english().address(page).as_str(), format!("en/{own}"));
    }
}

/// An element that is open, with the language of what stands in it.
struct Open<'a> {
    name: &'a str,
    is_japanese: bool,
}

/// The texts of a page that are in Japanese and in no element that says so.
fn unmarked(html: &str) -> Vec<String> {
    const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut bad = Vec::new();
    let mut rest = &html[html.find("<head").expect("a page has a head")..];
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        let end = tag.find('>').expect("a tag ends") + 1;
        let (tag, after) = tag.split_at(end);
        if text.contains(is_japanese) && !open.last().is_some_and(|one| one.is_japanese) {
            bad.push(text.to_owned());
        }
        rest = after;
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len())];
        if tag.starts_with("</") {
            while open.pop().is_some_and(|one| one.name != name) {}
        } else if !tag.ends_with("/>")
            && !VOID.contains(&name)
            && !tag.starts_with("<meta")
            && !tag.starts_with("<link")
        {
            let above = open.last().is_some_and(|one| one.is_japanese);
            let is_japanese = match tag.split_once(" lang=\"") {
                Some((_, lang)) => lang.starts_with("ja"),
                None => above,
            };
            open.push(Open { name, is_japanese });
            if matches!(name, "script" | "style") {
                rest = &rest[rest.find("</").expect("a script ends")..];
            }
        }
    }
    bad
}

#[test]
fn every_japanese_text_of_an_english_page_says_that_it_is() {
    let mut marked = 0;
    for page in &english().pages {
        let html = english().render(page).unwrap().html;
        let html = html.as_str();
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\" data-sheet=\""));
        let bad = unmarked(html);
        assert!(bad.is_empty(), "{}: {bad:?}", english().address(page));
        marked += html.matches(" lang=\"ja\"").count();
    }
    assert!(marked > 10_000, "{marked}");
    // The law itself finds what is not marked.
    let fault = unmarked("<html lang=\"en\"><head></head><p>In <b>防災</b> 課</p></html>");
    assert_eq!(fault, ["防災", " 課"]);
}

#[test]
fn figures_are_the_same_in_both_languages() {
    let cells = |text: &str| -> Vec<String> {
        // Heads of columns name years, each calendar in its way.
        let below = text.lines().skip(1).map(|line| line.starts_with("| --"));
        let lines = text.lines().zip(below.chain([false]));
        let rows = lines.filter(|(line, is_head)| line.starts_with('|') && !is_head);
        let cells = rows.flat_map(|(line, _)| line.split('|').skip(2));
        cells.map(str::to_owned).collect()
    };
    let digits = |cell: &str| -> Vec<char> {
        // Full width is narrow in English.
        let digits = cell.chars().filter_map(|sign| match sign {
            '０'..='９' => char::from_u32(sign as u32 - 0xFEE0),
            sign => sign.is_ascii_digit().then_some(sign),
        });
        digits.collect()
    };
    let is_compared =
        |page: &&Page| matches!(page, Page::Project(..) | Page::Money(..) | Page::Status(..));
    let mut compared = 0;
    for page in SITE.pages.iter().filter(is_compared) {
        let [ja, en] = [&*SITE, english()]
            .map(|edition| cells(&edition.render(page).unwrap().markdown.unwrap()));
        assert_eq!(ja.len(), en.len(), "{}", SITE.address(page));
        for (ja, en) in ja.iter().zip(&en) {
            // 27万 is written as 270,000 where the unit is said in English, too.
            let is_spelled = !en.contains(['万', '億']);
            let ja = &if is_spelled { spelled(ja) } else { ja.clone() };
            let [mut own, mut other] = [digits(ja), digits(&as_tenths(en))];
            // Where a cell names a year in both calendars, they change places.
            if en.contains("(Reiwa") || en.contains("(Heisei") {
                own.sort_unstable();
                other.sort_unstable();
            }
            assert_eq!(own, other, "{}: {ja} / {en}", SITE.address(page));
        }
        compared += ja.len();
    }
    assert!(compared > 5_000, "{compared}");
}

/// `about 20% (2割)` as 2割, where both say the same.
fn as_tenths(en: &str) -> String {
    let Some((percent, tenths)) = en.split_once("% (").filter(|(_, rest)| rest.contains('割'))
    else {
        return en.to_owned();
    };
    let number = |text: &str| -> u32 {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().expect("a number stands there")
    };
    assert_eq!(number(percent), 10 * number(tenths), "{en}");
    tenths.to_owned()
}

/// 27万 as 270000, 26万4,894 as 264894, 2億4千万 as 240000000; nothing else changes.
fn spelled(text: &str) -> String {
    let text = text.replace("千万", "000万");
    spelled_by(&spelled_by(&text, '万', 4), '億', 8)
}

fn spelled_by(text: &str, scale: char, zeros: usize) -> String {
    let is_digit = |sign: char| sign.is_ascii_digit() || matches!(sign, ',' | '.');
    let Some((before, after)) = text.split_once(scale) else {
        return text.to_owned();
    };
    let head = before.trim_end_matches(is_digit);
    let rest = after.trim_start_matches(is_digit);
    let high = before[head.len()..].replace(',', "");
    let low = after[..after.len() - rest.len()].replace(',', "");
    let (whole, part) = high.split_once('.').unwrap_or((&high, ""));
    let zeros_left = "0".repeat(zeros - part.len() - low.len());
    let rest = spelled_by(rest, scale, zeros);
    format!("{head}{whole}{part}{zeros_left}{low}{rest}")
}

#[test]
fn units_and_verdicts_that_are_known_are_said_in_english() {
    let text = |address: &str| {
        let page = english().find(address).unwrap();
        english().render(page).unwrap().markdown.unwrap()
    };
    let missed = text("en/hachioji-dx-r7/projects/1-1-1.html");
    assert!(missed.contains("missed (未達成)"), "{missed}");
    let budget = text("en/yokohama-budget-r8/projects/03.html");
    assert!(!budget.contains('％') && budget.contains("% or more"));
    // No figure is left with a unit that the list has.
    let known = ["件", "人", "回", "時間", "％"];
    for page in english()
        .pages
        .iter()
        .filter(|p| matches!(p, Page::Project(..)))
    {
        let page_text = english().render(page).unwrap().markdown.unwrap();
        let cells = page_text.lines().filter(|line| line.starts_with('|'));
        for cell in cells.flat_map(|line| line.split('|')).map(str::trim) {
            let left = cell.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
            assert!(left.len() == cell.len() || !known.contains(&left), "{cell}");
        }
    }
}

/// Words that the English edition has given up for another of the same meaning.
const GIVEN_UP: [&str; 6] = [
    "judgement",
    "worked out",
    "plan before",
    "years are over",
    "targets were reached",
    "reached their",
];

#[test]
fn one_idea_has_one_word_in_english() {
    for file in ["pages", "site", "chart"] {
        let path = format!("{ROOT}/src/base/words/en/{file}.toml");
        let words = std::fs::read_to_string(path).unwrap().to_lowercase();
        for word in GIVEN_UP {
            assert!(!words.contains(word), "{file}: {word}");
        }
    }
}

#[test]
fn each_edition_leads_to_the_other() {
    let page = SITE.find("hadano-dx-r8/projects/1-1.html").unwrap().clone();
    let [ja, en] = [&*SITE, english()].map(|edition| pages::view(&edition.book, &page).frame);
    let other = |frame: &pages::view::Frame| frame.other.clone().unwrap();
    assert_eq!(other(&ja).href, "../../en/hadano-dx-r8/projects/1-1.html");
    assert_eq!((other(&ja).lang, other(&ja).label), ("en", "English"));
    assert_eq!(other(&en).href, "../../../hadano-dx-r8/projects/1-1.html");
    assert_eq!((other(&en).lang, other(&en).label), ("ja", "日本語"));
    assert_eq!(en.site.stylesheet, format!("../{}", ja.site.stylesheet));
    assert_eq!(en.heading, "Smoother issuing of My Number Cards");
    assert_eq!(en.original, ja.heading);
    // Words in Japanese have the Japanese title over them.
    let html = english().render(&page).unwrap().html;
    let over = "<p class=\"plain-title\" lang=\"ja\">";
    let titles: Vec<&str> = html.as_str().split(over).skip(1).collect();
    assert!(!titles.is_empty() && titles.iter().all(|title| !title.starts_with("Smoother")));
    assert_eq!(ja.original, "");
    assert!(ja.note.is_none());

    // Prose is there once; it leads to the front door of the English edition, and English pages to it.
    let about = SITE.find("about.html").unwrap();
    let frame = pages::view(&SITE.book, about).frame;
    assert_eq!(other(&frame).href, "en/index.html");
    assert!(frame.alternates.is_empty());
    let home = english().render(&Page::Home).unwrap();
    assert!(home.html.as_str().contains("href=\"../about.html\""));
    assert!(home.markdown.unwrap().contains("](../about.html)"));
}

#[test]
fn search_engines_learn_of_both_languages() {
    let there = prepared(
        &Disk::new(Path::new(ROOT)),
        Some("https://example.jp/plan/"),
    );
    let page = there
        .find("hadano-dx-r8/projects/1-1.html")
        .unwrap()
        .clone();
    let ja = "https://example.jp/plan/hadano-dx-r8/projects/1-1.html";
    let en = "https://example.jp/plan/en/hadano-dx-r8/projects/1-1.html";
    for edition in there.editions() {
        let frame = pages::view(&edition.book, &page).frame;
        let alternates: Vec<_> = frame
            .alternates
            .iter()
            .map(|one| (one.lang, &*one.href))
            .collect();
        assert_eq!(alternates, [("ja", ja), ("en", en)]);
    }
    let frame = pages::view(&there.english.as_ref().unwrap().book, &page).frame;
    assert_eq!(frame.canonical.as_deref(), Some(en));
    let map = there
        .files
        .iter()
        .find(|(path, _)| path.as_str() == "sitemap.xml")
        .unwrap();
    let map = std::str::from_utf8(&map.1).unwrap();
    let links = format!(
        "<xhtml:link rel=\"alternate\" hreflang=\"ja\" href=\"{ja}\"/>\
         <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"{en}\"/></url>"
    );
    for address in [ja, en] {
        let line = map
            .lines()
            .find(|line| line.contains(&format!("<loc>{address}</loc>")))
            .unwrap();
        assert!(line.ends_with(&links), "{line}");
    }
    assert_eq!(map.matches("about.html</loc>").count(), 1);
}

#[test]
fn an_english_page_of_a_project_is_as_it_was_looked_at() {
    let page = english()
        .find("en/yokohama-budget-r8/projects/03.html")
        .unwrap();
    let rendered = english().render(page).unwrap();
    kept::check("golden/english/project.md.txt", &rendered.markdown.unwrap());
}

/// Everything that a build publishes.
pub fn published(world: &dyn World) -> BTreeMap<SitePath, Vec<u8>> {
    let sink = MemorySink::new();
    let prepared = prepared(world, None);
    let findings = pipeline::write_pages(&prepared, &sink, world).unwrap();
    assert!(!findings.has_errors());
    sink.into_files()
}

pub const SETTINGS: &str = "content/mieruka.yaml";

pub fn settings(world: &Memory) -> String {
    let bytes = world
        .read(&mieruka::base::path::SourcePath::new(SETTINGS))
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The Japanese page without what leads to the other edition.
fn without_links(html: &str) -> String {
    let mut out = html.to_owned();
    while let Some(at) = out.find("<link rel=\"alternate\" hreflang=") {
        let end = out[at..].find('>').unwrap() + at + 1;
        out.replace_range(at..end, "");
    }
    if let Some(at) = out.find("<p class=\"header-edition\">") {
        let end = out[at..].find("</p>").unwrap() + at + 4;
        out.replace_range(at..end, "");
    }
    out
}

#[test]
fn the_japanese_pages_differ_by_their_links_only() {
    let plain = changed(&[]);
    let with = format!("{}\nenglish: true\n", settings(&plain));
    let (alone, both) = (published(&plain), published(&changed(&[(SETTINGS, &with)])));
    let mut pages = 0;
    for (path, bytes) in &alone {
        // The index knows English names, and its version stands on the page that asks it; the page on
        // accessibility counts the pages of both.
        if path.as_str().starts_with("search") || path.as_str().starts_with("accessibility.") {
            continue;
        }
        if !path.as_str().ends_with(".html") {
            assert_eq!(both.get(path), Some(bytes), "{path}");
            continue;
        }
        let page = std::str::from_utf8(bytes).unwrap();
        let beside = std::str::from_utf8(&both[path]).unwrap();
        // The page for missing addresses leads nowhere without an address of the site.
        let ways = usize::from(path.as_str() != "404.html");
        let found = beside.matches("class=\"header-edition\"").count();
        assert_eq!(found, ways, "{path}");
        assert_eq!(without_links(beside), page, "{path}");
        pages += 1;
    }
    assert!(pages > 10);
    let english = both.keys().filter(|path| path.as_str().starts_with("en/"));
    assert!(english.count() > pages);
}

/// What is found in a site, as code and place.
fn found(world: &Memory) -> Vec<String> {
    let findings = pipeline::check(world, &Chosen::default(), None)
        .unwrap()
        .findings;
    let wanted = ["DATA-ENGLISH", "YAML-UNKNOWN-KEY", "PAGE-ADDRESS", "WORDS-"];
    let findings = findings
        .iter()
        .filter(|one| wanted.iter().any(|code| one.code.starts_with(code)));
    findings
        .map(|one| format!("{} {}", one.code, one.place))
        .collect()
}

#[test]
fn slips_in_english_names_are_told_with_their_places() {
    let own = settings(&changed(&[]));
    let site = |more: &str| format!("{own}\n{more}");
    assert_eq!(
        found(&changed(&[(SETTINGS, &site("english: true"))])),
        [""; 0]
    );
    let wrong = site("en: { title: 見える化 }");
    assert_eq!(found(&changed(&[(SETTINGS, &wrong)])).len(), 1);
    let english = site("english: true").replace("lang: ja", "lang: en");
    let told = found(&changed(&[(SETTINGS, &english)]));
    assert!(told[0].starts_with("DATA-ENGLISH-TWICE"), "{told:?}");
}

#[test]
fn stretches_of_japanese_leave_the_signs_of_the_sentence() {
    let cut = |text: &'static str| -> Vec<&str> {
        stretches(text).into_iter().map(|one| &text[one]).collect()
    };
    assert_eq!(cut("Plain English, 5 words (and “signs”)."), [""; 0]);
    assert_eq!(cut("Ask 戸籍 住民課, about 防災."), ["戸籍 住民課", "防災"]);
    assert_eq!(
        cut("「AI-OCRの導入」 (80人): RPA"),
        ["「AI-OCRの導入」 (80人)"]
    );
    assert_eq!(
        cut("&quot;防災&quot;, A &amp; 課(係)"),
        ["&quot;防災&quot;", "課(係)"]
    );
    assert_eq!(cut("約111億円 for 14"), ["約111億円"]);
}
