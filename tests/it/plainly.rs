//! Projects in plain words: how they stand on their page, and what staff are told of them.

use mieruka::base::era::Date;
use mieruka::model::readings::{Part, Reading, Readings};
use mieruka::pages::Page;
use mieruka::sources::{Chosen, gather, load};
use mieruka::world::Memory;

use crate::pages::prepared;

fn readings(list: &[(&str, &str)]) -> Readings {
    let list = list.iter().map(|(word, reading)| Reading {
        word: (*word).into(),
        reading: (*reading).into(),
    });
    Readings::new(list.collect())
}

/// The text with readings in brackets.
fn laid(readings: &Readings, text: &str) -> String {
    let parts = readings.split(text).into_iter().map(|part| match part {
        Part::Bare(text) => text.to_owned(),
        Part::Read { base, reading } => format!("{base}[{reading}]"),
    });
    parts.collect()
}

#[test]
fn readings_are_laid_over_the_longest_words_and_over_kanji_only() {
    let list = readings(&[
        ("市", "し"),
        ("役所", "やくしょ"),
        ("市役所", "しやくしょ"),
        ("お金", "おかね"),
        ("届け出", "とどけで"),
        ("使い方", "つかいかた"),
        ("ビルの中", "びるのなか"),
    ]);
    for (text, expected) in [
        ("市役所へ", "市役所[しやくしょ]へ"),
        ("市の役所", "市[し]の役所[やくしょ]"),
        ("お金です", "お金[かね]です"),
        // Kana between kanji stay inside the one reading.
        ("届け出の使い方", "届け出[とどけで]の使い方[つかいかた]"),
        ("ビルの中", "ビルの中[なか]"),
        // Half a reading may be a wrong one.
        ("都市の", "都市の"),
        ("市役所前", "市役所前"),
        ("", ""),
    ] {
        assert_eq!(laid(&list, text), expected, "{text}");
    }
    assert_eq!(list.unread("都市と市役所の前"), ["都市", "前"]);
    assert_eq!(list.spoken("市役所へ").as_deref(), Some("しやくしょへ"));
    assert_eq!(list.spoken("都市と市役所"), None);
    assert!(Readings::default().is_empty());
}

/// A town whose one project has a text in plain words, and its list of readings.
fn town(front: &str, list: &str) -> Memory {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    for (path, text) in [
        ("content/mieruka.yaml", "title: 町\nowner: 町\n"),
        (
            "seeds/machi/plan.yaml",
            "id: machi\ntitle: 計画\nmunicipality: { name: 町 }\nyears: { from: R8, to: R8 }\n\
             levels: [施策]\nsources: [{ id: main, title: 計画書 }]\n\
             departments: [{ id: a, name: 課 }]\npolicies: [{ id: t, title: 体系 }]\n",
        ),
        (
            "seeds/machi/projects/p1.yaml",
            "id: p1\ntitle: 窓口の改善\npolicy: t\ndepartment: a\n",
        ),
        (
            "content/machi/p1.md",
            &format!("---\n{front}\n---\n地の文\n\n続き\n"),
        ),
        ("content/readings.csv", list),
    ] {
        world.put(path, text.to_owned());
    }
    world
}

/// What is said of plain words and readings, as `file:line CODE`.
fn told(world: &Memory) -> Vec<String> {
    let mut inputs = gather(world);
    let chosen = Chosen::default();
    let loaded = load(&mut inputs, &chosen, Date::parse("2026-04-01").unwrap());
    let findings = loaded.findings.sorted();
    let ours = findings.iter().filter(|found| {
        found.code.starts_with("PLAIN-")
            || found.code.starts_with("READING-")
            || found.code.starts_with("SYNONYM-")
            || found.code == "DATA-DUPLICATE"
    });
    ours.map(|found| {
        let line = found.place.spot.map_or(0, |spot| spot.line);
        format!("{}:{line} {}", found.place.file, found.code)
    })
    .collect()
}

const LIST: &str =
    "word,reading\n窓口,まどぐち\n待つ,まつ\n時間,じかん\n短く,みじかく\n改善,かいぜん\n";

#[test]
fn a_project_says_what_it_is_and_then_the_same_in_plain_words_with_their_readings() {
    let world = town(
        "plain:\n  - 窓口で待つ時間を短くします。\n  - お金<は>いりません。",
        LIST,
    );
    let prepared = prepared(&world, None);
    let page = prepared.render(&Page::Project(0, 0)).unwrap();
    let html = page.html.as_str();
    let start = html.find("<details class=\"fold\">").unwrap();
    let end = start + html[start..].find("</details>").unwrap();
    let ruby = |word: &str, reading: &str| {
        format!("<ruby>{word}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>")
    };
    let words = format!(
        "{}で{}つ{}を{}くします。<br>お金&lt;は&gt;いりません。",
        ruby("窓口", "まどぐち"),
        ruby("待", "ま"),
        ruby("時間", "じかん"),
        ruby("短", "みじか"),
    );
    let inside = &html[start..end];
    assert!(
        inside.contains("<summary>やさしい日本語（ふりがなつき）</summary>"),
        "{inside}"
    );
    assert!(inside.contains(&words), "{inside}");
    let title = format!("{}の{}", ruby("窓口", "まどぐち"), ruby("改善", "かいぜん"));
    assert!(inside.contains(&title), "{inside}");
    // What it is comes first, then the ways to read it otherwise, then the rest.
    let prose = |words: &str| html.find(&format!("<p>{words}")).unwrap();
    assert!(prose("地の文") < start && end < prose("続き"), "{html}");
    let markdown = page.markdown.unwrap();
    assert!(
        markdown.contains("窓口で待つ時間を短くします。  \nお金\\<は\\>いりません。"),
        "{markdown}"
    );
}

#[test]
fn staff_are_told_of_long_and_hard_sentences_and_of_projects_without_any() {
    let long = "あ".repeat(51);
    let front = format!("plain:\n  - {long}\n  - 窓口を整備します。\n  - 時間です。");
    assert_eq!(
        told(&town(&front, LIST)),
        [
            "content/machi/p1.md:3 PLAIN-LONG",
            "content/machi/p1.md:4 PLAIN-HARD",
            "content/machi/p1.md:4 PLAIN-UNREAD",
        ]
    );
    assert_eq!(
        told(&town("summary: 要約", LIST)),
        ["seeds/machi/plan.yaml:0 PLAIN-MISSING"]
    );
    let mut world = town("plain: 時間です。", LIST);
    world.put(
        "content/machi/index.md",
        "---\nplain: 時間です。\n---\n".to_owned(),
    );
    assert_eq!(told(&world), ["content/machi/index.md:2 PLAIN-PLACE"]);
}

#[test]
fn a_list_of_readings_with_slips_is_refused_line_by_line() {
    let list =
        "word,reading\n窓口,マドグチ\nうけつけ,うけつけ\n届け出,とどで\n時間,じかん\n時間,とき\n";
    assert_eq!(
        told(&town("plain: まち", list)),
        [
            "content/readings.csv:2 READING-KANA",
            "content/readings.csv:3 READING-WORD",
            "content/readings.csv:4 READING-FIT",
            "content/readings.csv:6 DATA-DUPLICATE",
        ]
    );
}

#[test]
fn a_list_of_other_words_with_slips_is_refused_line_by_line() {
    let mut world = town("plain: 時間です。", LIST);
    let list = "word,also\nスマホ,スマートフォン|携帯\n役所,市役所\n税 金,市税\n手続,届|申請\nごみ,\nｽﾏﾎ,端末\n";
    world.put("content/synonyms.csv", list.to_owned());
    assert_eq!(
        told(&world),
        [
            "content/synonyms.csv:3 SYNONYM-SAME",
            "content/synonyms.csv:4 SYNONYM-WORD",
            "content/synonyms.csv:5 SYNONYM-WORD",
            "content/synonyms.csv:6 SYNONYM-WORD",
            "content/synonyms.csv:7 DATA-DUPLICATE",
        ]
    );
    world.put(
        "content/synonyms.csv",
        "word,also\nスマホ,スマートフォン|携帯\n".to_owned(),
    );
    assert_eq!(told(&world), [""; 0]);
}

#[test]
fn title_summary_and_prose_can_be_read_with_furigana_where_the_list_has_them() {
    let front = "summary: 窓口の時間を短くします。上手な窓口です。";
    let list = format!("{LIST}上手,-\n手,て\n");
    let world = town(front, &list);
    assert_eq!(told(&world), ["seeds/machi/plan.yaml:0 PLAIN-MISSING"]);
    let prepared = prepared(&world, None);
    let page = prepared.render(&Page::Project(0, 0)).unwrap();
    let html = page.html.as_str();
    let start = html
        .find("<summary>ふりがなをつけて読む</summary>")
        .unwrap();
    let fold = &html[start..start + html[start..].find("</details>").unwrap()];
    let ruby = |word: &str, reading: &str| {
        format!("<ruby>{word}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>")
    };
    for wanted in [
        format!(
            "{}の{}</p>",
            ruby("窓口", "まどぐち"),
            ruby("改善", "かいぜん")
        ),
        // A word of several readings is left bare, and so is what is in it.
        format!("上手な{}です。</p>", ruby("窓口", "まどぐち")),
        "<p class=\"read\" lang=\"ja\">地の文</p>".to_owned(),
    ] {
        assert!(fold.contains(&wanted), "{wanted}: {fold}");
    }
    // The page itself stays as it is: one piece for those who listen, search and copy.
    assert!(html.contains("<h1>窓口の改善</h1>"));
    assert!(!page.markdown.unwrap().contains("ふりがな"));
    let bare = town(front, "word,reading\n");
    let page = crate::pages::prepared(&bare, None)
        .render(&Page::Project(0, 0))
        .unwrap();
    assert!(!page.html.as_str().contains("ふりがな"));
}
