//! Words that a site says in its own way, in the place of the program's.

use mieruka::base::words::Lang;
use mieruka::pipeline;
use mieruka::sources::{Chosen, schema};
use mieruka::world::Memory;

use crate::english::{SETTINGS, changed, published, settings};

fn with(more: &str) -> Memory {
    let own = settings(&changed(&[]));
    changed(&[(SETTINGS, &format!("{own}\n{more}"))])
}

const OWN: &str = "english: true
words:
  ja:
    department: 担当の課
    site.skip: 本文へ進む
    count-projects: \"全{count}事業\"
  en:
    department: Who does it
";

/// How often pages have a word as a label of its own, in Japanese and in English.
fn labels(world: &Memory, label: &str) -> (usize, usize) {
    texts(world, &format!(">{label}<"))
}

/// How often pages have a text, in Japanese and in English.
fn texts(world: &Memory, text: &str) -> (usize, usize) {
    let mut counts = (0, 0);
    for (path, bytes) in published(world) {
        if path.as_str().ends_with(".html") {
            let page = String::from_utf8(bytes).unwrap();
            let found = page.matches(text).count();
            match path.as_str().strip_prefix("en/") {
                Some(_) => counts.1 += found,
                None => counts.0 += found,
            }
        }
    }
    counts
}

#[test]
fn own_words_stand_on_every_page_of_their_language() {
    let (plain, own) = (with("english: true"), with(OWN));
    for (key, old, new) in [
        ("department", "所管課", "担当の課"),
        ("skip", "本文へ移動", "本文へ進む"),
        ("count-projects", "3事業", "全3事業"),
    ] {
        let (before, _) = labels(&plain, old);
        assert!(before > 0, "{key}");
        assert_eq!(labels(&own, old).0, 0, "{key}");
        assert_eq!(labels(&own, new).0, before, "{key}");
    }
    let (_, before) = labels(&plain, "Section");
    assert!(before > 0);
    assert_eq!(labels(&own, "Section").1, 0);
    assert_eq!(labels(&own, "Who does it"), (0, before));
}

#[test]
fn charts_say_it_in_the_words_of_the_site() {
    let plain = with("english: true");
    let own = with(
        "english: true
words:
  ja:
    chart.rise: \"{series}は、{from}の{first}が{to}に{last}になりました。\"
    chart.kind_bars: 棒の図
  en:
    chart.rise: \"{series}: {first} in {from}, up to {last} in {to}.\"
",
    );
    for (old, new) in [
        ("へ増えました。", "になりました。"),
        (
            "aria-roledescription=\"棒グラフ\"",
            "aria-roledescription=\"棒の図\"",
        ),
    ] {
        let ((before, _), (left, _)) = (texts(&plain, old), texts(&own, old));
        assert!(before > 0 && left == 0, "{old}: {before}, {left}");
        assert_eq!(texts(&own, new).0, before, "{new}");
    }
    let (old, new) = (" rose from ", ", up to ");
    let ((_, before), (_, left)) = (texts(&plain, old), texts(&own, old));
    assert!(before > 0 && left == 0, "{before}, {left}");
    assert_eq!(texts(&own, new).1, before);
}

#[test]
fn wrong_own_words_are_told_with_place_and_cure() {
    let wrong = "words:
  ja:
    departmnt: 担当課
    cli.build: 作る
    department: \"  \"
    count-projects: 事業
    home: \"{place}のトップ\"
  en:
    home: [Top]
    since: From
    since: Since
";
    let before = settings(&changed(&[])).lines().count() + 1;
    let checked = pipeline::check(&with(wrong), &Chosen::default(), None).unwrap();
    let findings = checked.findings;
    let told: Vec<String> = findings
        .iter()
        .map(|one| {
            let place = one.place.spot.map_or(0, |spot| spot.line as usize - before);
            format!("{place} {} {}", one.code, one.message(Lang::Ja))
        })
        .collect();
    let expected = [
        "3 WORDS-KEY 「departmnt」という言葉のキーはありません",
        "4 WORDS-KEY 「cli.build」という言葉のキーはありません",
        "5 WORDS-EMPTY 「department」の言葉が空です",
        "6 WORDS-MISSING 「count-projects」の言葉に、{count} がありません",
        "7 WORDS-FOREIGN 「home」の言葉に、使えない {place} があります",
        "9 YAML-LIST-FOR-TEXT 項目「home」には値を 1 つ書きますが、一覧になっています",
        "11 YAML-DUPLICATE 項目「since」が 2 回書かれています（1 回目は 51 行目）",
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_schema_of_the_settings_names_every_word_with_what_it_says() {
    let site = schema::schema("site").unwrap();
    for (lang, department) in [("ja", "所管課"), ("en", "Section")] {
        let words = &site["$defs"]["OwnWordsRecord"]["properties"][lang];
        assert_eq!(words["properties"]["department"]["default"], department);
        assert_eq!(words["additionalProperties"], false);
        let keys = words["properties"].as_object().unwrap();
        for known in ["site.skip", "chart.rise", "table.unit"] {
            assert!(keys.contains_key(known), "{known}");
        }
        assert!(!keys.contains_key("cli.build"));
    }
}
