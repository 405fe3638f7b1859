//! The search index: what its files say, read back, against the texts that went in.

use mieruka::base::fold::{VARIANTS, fold, unmark};
use mieruka::search::{
    Amount, Builder, Document, Facet, FacetValue, Index, Kinds, Places, Questions, Synonym,
    Text as Words, Values, write_string,
};

fn facets() -> Vec<Facet> {
    let value = |id: &str, group| FacetValue {
        other_label: None,
        id: id.into(),
        label: format!("{id}の名"),
        group,
        tone: None,
    };
    vec![
        Facet {
            key: "plan".into(),
            is_chip: true,
            values: vec![value("a", None), value("b", None)],
        },
        Facet {
            key: "section".into(),
            is_chip: false,
            values: vec![value("s", Some(1))],
        },
    ]
}

type Text = (&'static str, Vec<&'static str>, Vec<&'static str>);

fn texts() -> Vec<Text> {
    vec![
        (
            "窓口の改革",
            vec!["市民課", "窓口の件数"],
            vec!["市民が来る窓口です。", "ﾏｲﾅﾝﾊﾞｰ と マイナンバ―"],
        ),
        ("オンライン申請", vec![], vec![]),
        ("窓", vec!["口"], vec!["口", "「\"\\」\u{2028}窓 口"]),
    ]
}

fn index_of(texts: &[Text]) -> Index {
    let synonyms = [Synonym {
        word: "マイナカード".into(),
        also: vec!["\"個人\"".into(), "番号".into()],
    }];
    let kinds = Kinds {
        names: vec!["事業".into()],
        other_names: Vec::new(),
    };
    let mut builder = Builder::new(kinds, facets(), texts.len()).with_synonyms(&synonyms);
    for (number, (title, heads, paragraphs)) in texts.iter().enumerate() {
        builder.add(&Document {
            summary: "",
            lead: "",
            other: ["", ""],
            address: &format!("p{number}.html"),
            title,
            kind: 0,
            heads: &words(heads, ""),
            variants: &[],
            paragraphs: &words(paragraphs, ""),
            values: &[],
            amounts: &[],
            facets: &[vec![number % 2], vec![]],
            labels: &[],
            told: &[],
        });
    }
    builder.finish()
}

fn words(texts: &[&str], section: &'static str) -> Vec<Words> {
    let texts = texts.iter().map(|text| Words {
        text: (*text).to_owned(),
        section: section.into(),
        figures: Vec::new(),
    });
    texts.collect()
}

fn data(index: &Index, name: &str) -> serde_json::Value {
    let (_, bytes) = index
        .files
        .iter()
        .find(|file| file.0 == format!("{name}.js"))
        .expect("a file");
    let text = std::str::from_utf8(bytes).expect("text");
    let head = format!("mierukaSearch(\"{name}\",\"{}\",", index.version);
    let body = text
        .strip_prefix(&head)
        .and_then(|rest| rest.strip_suffix(");\n"));
    serde_json::from_str(body.expect("a call with the version")).expect("JSON")
}

fn numbers(text: &str) -> Vec<u32> {
    let (mut value, mut sum, mut out) = (0, 0, Vec::new());
    for byte in text.bytes() {
        if byte > b'\\' {
            value = value * 34 + u32::from(byte - b']');
        } else {
            sum += value * 57 + u32::from(byte - b'#');
            value = 0;
            out.push(sum);
        }
    }
    out
}

/// The places of a pair, as the files tell them.
fn places(index: &Index, pair: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for number in 0.. {
        let name = format!("p-{number}");
        if !index
            .files
            .iter()
            .any(|file| file.0 == format!("{name}.js"))
        {
            found.sort_unstable();
            return found;
        }
        let shard = data(index, &name);
        for entry in shard.as_str().expect("a string").split(' ') {
            let signs: String = entry.chars().take(2).collect();
            if signs.chars().map(unmark).eq(pair.chars()) {
                found.extend(numbers(&entry[signs.len()..]));
            }
        }
    }
    unreachable!("files are numbered without end");
}

#[test]
fn numbers_come_back() {
    let mut out = Vec::new();
    let edges = [
        0,
        1,
        56,
        57,
        1937,
        1938,
        65_891,
        65_892,
        2_240_363,
        76_172_375,
        4_000_000_000,
    ];
    let mut places = Places::default();
    for edge in edges {
        places.push(edge);
    }
    out.extend(&places.bytes);
    let text = String::from_utf8(out).expect("ASCII");
    assert!(!text.contains(['"', '\\', ' ']));
    assert_eq!(numbers(&text), edges);
}

#[test]
fn every_pair_is_where_the_text_has_it_and_nowhere_else() {
    let texts = texts();
    let index = index_of(&texts);
    let mut line = String::new();
    for (title, heads, paragraphs) in &texts {
        for head in std::iter::once(title).chain(heads) {
            line.push('\n');
            line.push_str(&fold(head));
        }
        for paragraph in paragraphs {
            line.push(' ');
            line.push_str(&fold(paragraph));
        }
    }
    let signs: Vec<char> = line.chars().collect();
    let mut seen = 0;
    for pair in signs.windows(2) {
        let wanted: Vec<u32> = (0..signs.len() - 1)
            .filter(|at| signs[*at] == pair[0] && signs[at + 1] == pair[1])
            .map(|at| u32::try_from(at).unwrap())
            .collect();
        let text: String = pair.iter().collect();
        let is_kept = pair[0] != ' ' && pair[1] != ' ' && pair[1] != '\n';
        // An ideograph that nothing follows is asked for with a line break.
        if pair[1] != '\n' {
            assert_eq!(
                places(&index, &text),
                if is_kept { wanted } else { Vec::new() },
                "{pair:?}"
            );
        }
        seen += usize::from(is_kept);
    }
    assert!(seen > 40);
    line.push('\n');
    let signs: Vec<char> = line.chars().collect();
    let mut closed = 0;
    for sign in signs.iter().filter(|sign| **sign != '\n') {
        let wanted: Vec<u32> = (0..signs.len() - 1)
            .filter(|at| signs[*at] == *sign && matches!(signs[at + 1], ' ' | '\n'))
            .map(|at| u32::try_from(at).unwrap())
            .collect();
        let is_ideograph = ('\u{3400}'..='\u{9FFF}').contains(sign);
        let found = places(&index, &format!("{sign}\n"));
        assert_eq!(
            found,
            if is_ideograph { wanted } else { Vec::new() },
            "{sign:?}"
        );
        closed += found.len();
    }
    assert!(closed > 3, "窓, 革, 課, 数 and more stand at ends");
}

#[test]
fn fields_and_texts_are_where_the_core_says() {
    let texts = texts();
    let index = index_of(&texts);
    let core = data(&index, "core");
    let ends = numbers(core["lengths"].as_str().expect("a string"));
    assert_eq!(ends.len(), 4 * texts.len());
    assert_eq!(
        ends[..4],
        [6, 16, 43, 43],
        "a separator and the folded text, for each text of a field"
    );
    assert_eq!(core["facets"][0]["values"][1][0], "bの名");
    let synonyms = serde_json::json!([["マイナカード", "\"個人\"", "番号"]]);
    assert_eq!(core["synonyms"], synonyms);
    let file = data(&index, "d-0");
    assert_eq!(file[0][1][1], "窓口の改革");
    assert_eq!(file[0][1][4], "市民課\n窓口の件数");
    assert_eq!(file[2][3], "「\"\\」\u{2028}窓 口");
    assert_eq!(file[2][0], 2);
    let facets = data(&index, "facets");
    assert_eq!(
        numbers(facets[0]["lists"][0].as_str().expect("a string")),
        [0, 2]
    );
    assert_eq!(facets[1]["values"][0], serde_json::json!(["s", "sの名", 1]));
}

#[test]
fn a_long_document_goes_on_in_the_next_file() {
    let paragraph: &'static str = "長い文章です。".repeat(60).leak();
    let index = index_of(&[("題", vec![], vec![paragraph; 5])]);
    let core = data(&index, "core");
    let starts = numbers(core["texts"].as_str().expect("a string"));
    assert!(
        starts.len() > 2,
        "a paragraph has 1,260 bytes and a file 2,048"
    );
    assert_eq!(starts[0], 0);
    for (number, start) in starts.iter().enumerate().skip(1) {
        let file = data(&index, &format!("d-{number}"));
        assert_eq!((&file[0][0], &file[0][1]), (&0.into(), &0.into()));
        // The title and its separator, then paragraphs with theirs.
        assert_eq!((start - 2) % 421, 0);
    }
}

#[test]
fn sections_values_and_the_background_are_told() {
    let kinds = Kinds {
        names: vec!["事業".into(), "用語".into()],
        other_names: Vec::new(),
    };
    let mut builder = Builder::new(kinds, facets(), 2);
    let heads = [words(&["利用件数"], "indicator-1"), words(&["市民課"], "")].concat();
    // 1,260 bytes each, so that every paragraph but the first opens a file.
    let long = "長い文章です。".repeat(60);
    let paragraphs = [
        words(&["要約です。"], ""),
        words(&[&long, &long], "about"),
        words(&["注です。"], "doubts"),
        words(&["市です。"], ""),
    ];
    let values = Values {
        section: "indicator-1".into(),
        name: "利用件数".into(),
        list: vec![
            ("令和6年度の目標".into(), "1,200件".into()),
            ("令和6年度の実績".into(), "非公開".into()),
        ],
    };
    for (number, title) in ["事業", "用語"].into_iter().enumerate() {
        if number == 1 {
            builder.begin_background();
        }
        builder.add(&Document {
            summary: "",
            lead: "",
            other: ["", ""],
            address: "p.html",
            title,
            kind: number,
            heads: &heads,
            variants: &[],
            paragraphs: &paragraphs.concat(),
            values: std::slice::from_ref(&values),
            amounts: &[],
            facets: &[vec![], vec![]],
            labels: &[],
            told: &[],
        });
    }
    let index = builder.finish();
    assert_eq!(data(&index, "core")["background"], 1);
    let files = (0..).map_while(|number| {
        let name = format!("d-{number}");
        let is_there = index
            .files
            .iter()
            .any(|(known, _)| *known == format!("{name}.js"));
        is_there.then(|| data(&index, &name))
    });
    let mut items = Vec::new();
    let mut again = 0;
    for file in files {
        for document in file.as_array().expect("documents") {
            let document = document.as_array().expect("a list");
            // What goes on in another file says once more where it stands.
            again += usize::from(document[1] == 0 && document[2] == serde_json::json!(["about"]));
            items.extend(document[1..].iter().filter(|item| **item != 0).cloned());
        }
    }
    assert!(again > 0);
    items.dedup();
    let record = serde_json::json!(["p.html", "事業", 0, [[]], "利用件数\tindicator-1\n市民課"]);
    assert_eq!(items[0], record);
    let first: Vec<_> = items.iter().take_while(|item| item[1] != "用語").collect();
    let mut wanted = vec![
        record,
        serde_json::json!("要約です。"),
        serde_json::json!(["about"]),
        serde_json::json!(long),
        serde_json::json!(["about"]),
        serde_json::json!(long),
        serde_json::json!(["doubts"]),
        serde_json::json!("注です。"),
        serde_json::json!([""]),
        serde_json::json!("市です。"),
        serde_json::json!(["indicator-1"]),
        serde_json::json!([
            "利用件数",
            "令和6年度の目標",
            "1,200件",
            "令和6年度の実績",
            "非公開"
        ]),
    ];
    wanted.dedup();
    assert_eq!(first, wanted.iter().collect::<Vec<_>>());
    // Each value is a text of its own, without the separator of thousands.
    assert_eq!(places(&index, "1200件").len(), 0, "a pair has two signs");
    assert_eq!(places(&index, "12").len(), 2);
    assert_eq!(places(&index, "1,").len(), 0);
    assert_eq!(places(&index, "件非").len(), 0);
}

#[test]
fn a_summary_is_told_with_the_title_and_found_in_both_languages() {
    let kinds = Kinds {
        names: vec!["事業".into()],
        other_names: Vec::new(),
    };
    let mut builder = Builder::new(kinds, facets(), 3);
    for (summary, other) in [
        ("要約です。", ["Title", "Summary."]),
        ("", ["Title", ""]),
        ("要約です。", ["", ""]),
    ] {
        builder.add(&Document {
            address: "p.html",
            title: "題",
            summary,
            lead: "規則の文です。",
            other,
            kind: 0,
            heads: &[],
            variants: &[],
            paragraphs: &words(&["本文です。"], "about"),
            values: &[],
            amounts: &[],
            facets: &[vec![], vec![]],
            labels: &[],
            told: &[],
        });
    }
    let index = builder.finish();
    let file = data(&index, "d-0");
    let record = |ix: usize| &file[ix][1].as_array().expect("a record")[5..];
    assert_eq!(record(0), ["要約です。", "Title", "Summary."]);
    // What was made by rule is shown, in a list of its own, and not searched.
    assert_eq!(record(1)[0], serde_json::json!(["規則の文です。"]));
    assert_eq!(record(1)[1], "Title");
    assert!(places(&index, "規則").is_empty());
    assert_eq!(record(2), ["要約です。"]);
    assert_eq!(file[0][3], "本文です。");
    let ends = numbers(data(&index, "core")["lengths"].as_str().unwrap());
    let texts: Vec<std::ops::Range<u32>> = ends.chunks(4).map(|of| of[1]..of[2]).collect();
    let others = ends.chunks(4).map(|of| of[2]..of[3]).collect();
    for (pair, fields, wanted) in [
        ("要約", &texts, vec![0, 2]),
        ("本文", &texts, vec![0, 1, 2]),
        ("ti", &others, vec![0, 1]),
        ("su", &others, vec![0]),
    ] {
        let found = places(&index, pair).into_iter();
        let found = found.map(|place| fields.iter().position(|text| text.contains(&place)));
        assert_eq!(found.collect::<Option<Vec<_>>>(), Some(wanted), "{pair}");
    }
}

#[test]
fn pairs_say_in_which_kana_they_stand_and_where_words_begin() {
    let index = index_of(&[("路線バス、伸ばす", vec!["LINE、online、e-Tax"], vec![])]);
    let shards: Vec<String> = (0..)
        .map(|number| format!("p-{number}"))
        .take_while(|name| {
            let file = format!("{name}.js");
            index.files.iter().any(|(known, _)| *known == file)
        })
        .map(|name| data(&index, &name).as_str().expect("a string").to_owned())
        .collect();
    let entries: Vec<(usize, String)> = shards
        .iter()
        .enumerate()
        .flat_map(|(file, shard)| {
            let pairs = shard
                .split(' ')
                .map(|entry| entry.chars().take(2).collect());
            pairs.map(move |pair: String| (file, pair))
        })
        .collect();
    let at = |pair: &str| entries.iter().position(|(_, known)| known == pair);
    for (one, other) in [("ばす", "バス"), ("Li", "li")] {
        let (one, other) = (at(one).expect(one), at(other).expect(other));
        assert_eq!(one.abs_diff(other), 1, "side by side: {entries:?}");
        assert_eq!(entries[one].0, entries[other].0, "in one file");
    }
    // A hyphen between letters is no end of a word.
    assert!(at("Et").is_some() && at("Ta").is_none() && at("On").is_some());
    assert_eq!(places(&index, "ばす").len(), 2);
    // A file is found by what its first pair is compared as.
    let firsts = data(&index, "core")["pairs"].as_str().unwrap().to_owned();
    let first: String = entries[0].1.chars().map(unmark).collect();
    assert_eq!(firsts, first);
}

#[test]
fn labels_are_told_of_runs_of_documents() {
    let kinds = Kinds {
        names: vec!["事業".into()],
        other_names: Vec::new(),
    };
    let words = vec![vec!["令和6年度".into(), "2024".into()], vec!["R7".into()]];
    let mut builder = Builder::new(kinds, facets(), 3).with_labels(words, 1);
    for labels in [&[0][..], &[0, 1], &[], &[0], &[0]] {
        builder.add(&Document {
            address: "p.html",
            title: "題",
            summary: "",
            lead: "",
            other: ["", ""],
            kind: 0,
            heads: &[],
            variants: &[],
            paragraphs: &[],
            values: &[],
            amounts: &[],
            facets: &[vec![], vec![]],
            labels,
            told: &[],
        });
    }
    builder.begin_aside();
    let index = builder.finish();
    let bounds = data(&index, "labels");
    let bounds = |label: usize| numbers(bounds[label].as_str().expect("a string"));
    assert_eq!(bounds(0), [0, 2, 3, 5]);
    assert_eq!(bounds(1), [1, 2]);
    let core = data(&index, "core");
    let words = serde_json::json!([["令和6年度", "2024"], ["R7"]]);
    assert_eq!(core["labels"], words);
    assert_eq!(core["aside"], 5);
    assert_eq!(
        core["firm"], 1,
        "the last one says what a document is about"
    );
}

#[test]
fn questions_find_figures_of_a_kind_and_of_a_year() {
    let kinds = Kinds {
        names: vec!["事業".into()],
        other_names: Vec::new(),
    };
    let labels = vec![
        vec!["令和6年度".into()],
        vec!["令和7年度".into()],
        vec!["達成".into()],
    ];
    let questions = Questions {
        kinds: vec![vec!["予算".into(), "budget".into()], vec!["決算".into()]],
        others: vec![
            (vec!["いくら".into()], vec![0, 1]),
            (vec!["なぜ".into()], vec![]),
        ],
    };
    let mut builder = Builder::new(kinds, facets(), 3)
        .with_labels(labels, 1)
        .with_questions(questions);
    let head = Words {
        text: "予算".into(),
        section: "money".into(),
        figures: vec![
            ("令和7年度".into(), "2円".into()),
            ("令和6年度".into(), "1円".into()),
        ],
    };
    let told: [&[(usize, Option<usize>)]; 4] = [
        &[(0, Some(0)), (0, Some(1)), (1, Some(0))],
        &[(0, None), (0, Some(1))],
        &[],
        &[(1, None)],
    ];
    for told in told {
        builder.add(&Document {
            address: "p.html",
            title: "題",
            summary: "",
            lead: "",
            other: ["", ""],
            kind: 0,
            heads: std::slice::from_ref(&head),
            variants: &[],
            paragraphs: &[],
            values: &[],
            amounts: &[],
            facets: &[vec![], vec![]],
            labels: &[],
            told,
        });
    }
    let index = builder.finish();
    let core = data(&index, "core");
    assert_eq!(
        core["asks"],
        serde_json::json!([["予算", "budget"], ["決算"]])
    );
    let questions = serde_json::json!([[["いくら"], 0, 1], [["なぜ"]]]);
    assert_eq!(core["questions"], questions);
    let lists = data(&index, "labels");
    let bounds = |list: usize| numbers(lists[list].as_str().expect("a string"));
    // Behind the three labels the two kinds, then each kind in each of the two years.
    let all: Vec<Vec<u32>> = (3..9).map(bounds).collect();
    let wanted: [&[u32]; 6] = [&[0, 2], &[0, 1, 3, 4], &[0, 1], &[0, 2], &[0, 1], &[]];
    assert_eq!(all, wanted);
    assert!(lists.get(9).is_none());
    let heads = data(&index, "d-0")[0][1][4].clone();
    assert_eq!(heads, "予算\tmoney\t令和7年度\t2円\t令和6年度\t1円");
}

#[test]
fn the_version_changes_with_the_text_and_only_then() {
    let texts = texts();
    assert_eq!(index_of(&texts).version, index_of(&texts).version);
    assert_ne!(index_of(&texts).version, index_of(&texts[1..]).version);
}

#[test]
fn nothing_in_is_an_index_of_nothing() {
    let index = index_of(&[]);
    assert_eq!(data(&index, "core")["pairs"], "");
    assert_eq!(index.files.len(), 4);
}

#[test]
fn any_string_survives_the_way_into_a_script() {
    let all: String = ('\0'..=char::MAX)
        .filter(|c| (*c as u32) < 0x3100)
        .collect();
    let mut out = Vec::new();
    write_string(&mut out, &all);
    let text = String::from_utf8(out).expect("text");
    assert!(!text.contains(['\u{2028}', '\u{2029}']));
    assert_eq!(serde_json::from_str::<String>(&text).expect("JSON"), all);
}

#[test]
fn more_signs_than_a_small_number_holds_are_found_as_well() {
    let all: String = ('\u{4E00}'..='\u{9FFF}')
        .chain('\u{20000}'..='\u{2FFFF}')
        .collect();
    let title: &'static str = all.leak();
    let index = index_of(&[(title, vec![], vec![]), (title, vec![], vec![])]);
    let signs: Vec<char> = fold(title).chars().collect();
    assert!(signs.len() > 1 << 16);
    let mut files = index.files.iter();
    let all: String = files
        .by_ref()
        .filter(|(name, _)| name.starts_with("p-"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for at in [0, 20_000, signs.len() - 2] {
        let pair: String = signs[at..at + 2].iter().collect();
        let entries = all.split([' ', '"']);
        let found: Vec<u32> = entries
            .filter_map(|entry| entry.strip_prefix(&pair))
            .flat_map(numbers)
            .collect();
        let wanted = (0..2u32).flat_map(|round| {
            let begin = round * (u32::try_from(signs.len()).unwrap() + 1) + 1;
            let here = signs.windows(2).enumerate();
            here.filter(|(_, two)| **two == signs[at..at + 2])
                .map(move |(at, _)| begin + u32::try_from(at).unwrap())
                .collect::<Vec<u32>>()
        });
        assert_eq!(found, wanted.collect::<Vec<u32>>(), "{pair}");
    }
}

#[test]
fn folding_is_the_same_here_and_in_the_browser() {
    let vectors: Vec<(String, String)> =
        serde_json::from_str(include_str!("../browser/fold-vectors.json")).expect("pairs of texts");
    assert!(vectors.len() > 50);
    for (written, folded) in vectors {
        assert_eq!(fold(&written), folded, "{written:?}");
    }
}

#[test]
fn folding_is_settled_after_once() {
    for sign in '\0'..=char::MAX {
        let once = fold(&sign.to_string());
        assert_eq!(fold(&once), once, "U+{:04X}", sign as u32);
    }
}

#[test]
fn each_variant_stands_once_and_leads_to_no_other() {
    let pairs: Vec<Vec<char>> = VARIANTS
        .split(' ')
        .map(|pair| pair.chars().collect())
        .collect();
    for (at, pair) in pairs.iter().enumerate() {
        assert_eq!(pair.len(), 2, "{pair:?}");
        assert!(
            pairs[at + 1..].iter().all(|other| other[0] != pair[0]),
            "{pair:?} twice"
        );
        assert_eq!(
            fold(&pair[1].to_string()),
            pair[1].to_string(),
            "{pair:?} leads on"
        );
        assert_eq!(fold(&pair[0].to_string()), pair[1].to_string());
    }
}

/// The texts of the index of the repository's own site, by the addresses of their documents.
fn indexed() -> std::collections::BTreeMap<String, String> {
    let world = mieruka::world::Disk::new(std::path::Path::new(crate::kept::ROOT));
    let prepared = crate::pages::prepared(&world, None);
    let mut found = std::collections::BTreeMap::new();
    let mut address = String::new();
    let index = prepared.book.search_index();
    for number in 0.. {
        if !index
            .files
            .iter()
            .any(|(name, _)| *name == format!("d-{number}.js"))
        {
            return found;
        }
        for document in data(index, &format!("d-{number}")).as_array().unwrap() {
            if let Some(record) = document[1].as_array() {
                address = record[0].as_str().unwrap().to_owned();
            }
            let text: &mut String = found.entry(address.clone()).or_default();
            text.push_str(&document.to_string());
        }
    }
    found
}

#[test]
fn every_project_policy_term_and_section_of_the_five_plans_can_be_found() {
    let found = indexed();
    let count = |part: &str| {
        found
            .keys()
            .filter(|address| address.contains(part))
            .count()
    };
    assert_eq!(count("/projects/"), 291);
    assert_eq!(count("/former/"), 58);
    assert!(
        count("/policies/") > 100 && count("/sections/") > 100 && count("glossary.html#") > 100
    );
    let project = &found["hadano-dx-r8/projects/1-2.html"];
    // Its summary, an indicator, its city; readings over words do not tear them apart.
    for word in ["避難所　受付時間の短縮率", "公共施設の予約", "秦野市"] {
        assert!(project.contains(word), "{word}: {project}");
    }
    // The code that the guide shows is no prose.
    let guide = &found["guide/index.html"];
    assert!(
        guide.contains("やさしい日本語") && !guide.contains("summary:"),
        "{guide}"
    );
}

#[test]
fn names_of_sections_as_documents_print_them_lead_to_the_sections() {
    let found = indexed();
    let of = |word: &str| {
        let sections = found
            .iter()
            .filter(|(address, _)| address.contains("/sections/"));
        sections
            .filter(|(_, text)| text.contains(word))
            .map(|(address, _)| address.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("デジタル推進課・行政経営課・戸籍住民課・各窓口所管課").len(),
        3
    );
    assert!(of("保育幼稚園課ほか").len() == 1);
}

#[test]
fn money_and_years_lead_to_what_has_them() {
    let world = mieruka::world::Disk::new(std::path::Path::new(crate::kept::ROOT));
    let prepared = crate::pages::prepared(&world, None);
    let index = prepared.book.search_index();
    let core = data(index, "core");
    let labels = core["labels"].as_array().unwrap();
    let place = labels.iter().position(|forms| forms[0] == "令和6年度");
    let place = place.expect("a label");
    for form in ["令和6年", "R6", "2024年度", "2024", "FY2024"] {
        assert!(labels[place].as_array().unwrap().contains(&form.into()));
    }
    let first = labels.iter().find(|forms| forms[0] == "令和元年度");
    let first = first.expect("a label").as_array().unwrap();
    assert!(first.contains(&"平成31年度".into()) && first.contains(&"令和1年度".into()));
    let bounds = data(index, "labels");
    let bounds = numbers(bounds[place].as_str().unwrap());
    let is_labelled = |number: u64| bounds.partition_point(|bound| u64::from(*bound) <= number) % 2;
    let mut heads = std::collections::BTreeMap::new();
    for (name, _) in index
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("d-"))
    {
        for document in data(index, name.trim_end_matches(".js"))
            .as_array()
            .unwrap()
        {
            if let Some(record) = document[1].as_array() {
                let found = (
                    document[0].as_u64().unwrap(),
                    record[4].as_str().unwrap().to_owned(),
                );
                heads.insert(record[0].as_str().unwrap().to_owned(), found);
            }
        }
    }
    for (address, is_there) in [
        ("hachioji-dx-r7/projects/2-3-4.html", 1),
        ("yokohama-budget-r8/projects/05.html", 1),
        ("hachioji-dx-r7/year-2024.html", 1),
        ("hachioji-dx-r7/year-2023.html", 0),
        ("hadano-dx-r8/projects/1-6.html", 0),
    ] {
        assert_eq!(is_labelled(heads[address].0), is_there, "{address}");
    }
    let of = |address: &str| heads[address].1.clone();
    let money = of("yokohama-budget-r8/projects/05.html");
    assert!(
        money.contains("\n決算\tgroup-budget\t令和6年度\t約1,703万円"),
        "{money}"
    );
    assert!(
        money.contains("\n予算\tgroup-budget\t令和8年度\t"),
        "{money}"
    );
    assert!(!of("hadano-dx-r8/projects/1-6.html").contains("予算"));
    // Who asks about a plan is not sent to the guide.
    let aside = core["aside"].as_u64().unwrap();
    for (address, (number, _)) in &heads {
        assert_eq!(*number >= aside, address.starts_with("guide/"), "{address}");
    }
}

#[test]
fn words_and_rows_are_told_with_what_they_are() {
    let found = indexed();
    let words = &found["hachioji-dx-r7/projects/1-2-1.html"];
    assert!(
        words.contains("\"令和4年度の実績\",\"機器調達完了・未運用\""),
        "{words}"
    );
    let row = &found["yokohama-dx-action/tables/procedures.html"];
    let told =
        "要介護・要支援認定の区分変更申請、順位：97、年間件数（令和元年度）：2万件、マイナポータル";
    assert!(row.contains(told) && !row.contains("記載なし"), "{row}");
    // Nothing is said twice: 備考 has what the columns behind it take out of it.
    assert!(!row.contains("新システム稼働予定、R6.1"), "{row}");
    let section = &found["hadano-dx-r8/sections/kodomo-ikusei.html"];
    assert!(section.contains("[\"1事業を受け持ちます。"), "{section}");
}

/// Which amounts the index has of each address.
fn amounts(index: &Index, addresses: &[String]) -> Vec<(String, Vec<(u64, String)>)> {
    let is_of = |name: &str| name.starts_with("m-");
    let files = index.files.iter().filter(|(name, _)| is_of(name));
    let files = files.map(|(name, _)| data(index, name.trim_end_matches(".js")));
    let all: Vec<serde_json::Value> = files
        .flat_map(|file| file.as_array().unwrap().clone())
        .collect();
    let told = all.iter().map(|of| {
        let list = of[1].as_array().unwrap().iter();
        let list = list.map(|one| {
            (
                one[0].as_u64().unwrap(),
                one[4].as_str().unwrap().to_owned(),
            )
        });
        let document = usize::try_from(of[0].as_u64().unwrap()).unwrap();
        (addresses[document].clone(), list.collect())
    });
    told.collect()
}

#[test]
fn amounts_are_in_order_of_size_and_told_by_document() {
    let kinds = Kinds {
        names: vec!["事業".into()],
        other_names: Vec::new(),
    };
    let mut builder = Builder::new(kinds, facets(), 3).with_units(vec![1000]);
    for number in 0..200u64 {
        let amount = |size: u64, name: &str| Amount {
            size,
            section: "money".into(),
            name: name.to_owned(),
            label: "令和6年度".to_owned(),
            value: format!("{size}円"),
        };
        let amounts = [
            amount(5_000_000_000_000 - number * 1000, "額"),
            amount(7000, "国"),
            amount(7000, "同じ額"),
        ];
        builder.add(&Document {
            address: "p.html",
            title: "題",
            summary: "",
            lead: "",
            other: ["", ""],
            kind: 0,
            heads: &[],
            variants: &["別の題".to_owned()],
            paragraphs: &[],
            values: &[],
            amounts: &amounts,
            facets: &[vec![], vec![]],
            labels: &[],
            told: &[],
        });
    }
    let index = builder.finish();
    let list = data(&index, "amounts");
    let numbers = |key: &str| -> Vec<u64> {
        let all = list[key].as_array().unwrap().iter();
        all.map(|one| one.as_u64().unwrap()).collect()
    };
    assert_eq!(numbers("units"), [1000]);
    let mut all = Vec::new();
    for (ix, first) in numbers("sizes").into_iter().enumerate() {
        let file = data(&index, &format!("a-{ix}"));
        let file: Vec<u64> = file
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_u64().unwrap())
            .collect();
        assert_eq!(file[0], first);
        all.extend(file.chunks(2).map(|pair| (pair[0], pair[1])));
    }
    assert!(all.is_sorted() && numbers("sizes").len() > 1);
    // One size is told once of each document, by the first that has it.
    let wanted = (0..200).map(|number| (7000, number));
    let large = (0..200)
        .rev()
        .map(|number| (5_000_000_000_000 - number * 1000, number));
    assert_eq!(all, wanted.chain(large).collect::<Vec<_>>());
    let mut told = 0;
    for (ix, first) in numbers("documents").into_iter().enumerate() {
        let file = data(&index, &format!("m-{ix}"));
        let file = file.as_array().unwrap();
        assert_eq!(file[0][0], first);
        for document in file {
            assert_eq!(
                document[1][1],
                serde_json::json!([7000, "money", "国", "令和6年度", "7000円"])
            );
            told += 1;
        }
    }
    assert!(told == 200 && numbers("documents").len() > 1);
    // Digits of amounts are no text, another form of a title is, and is not shown as one.
    assert!(places(&index, "70").is_empty());
    assert_eq!(places(&index, "別の").len(), 200);
    assert_eq!(data(&index, "d-0")[0][1][4], "別の題\t\t");
}

#[test]
fn every_amount_of_money_of_every_project_is_found_by_its_number() {
    let world = mieruka::world::Disk::new(std::path::Path::new(crate::kept::ROOT));
    let prepared = crate::pages::prepared(&world, None);
    let book = &prepared.book;
    let index = book.search_index();
    let files = index
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("d-"));
    let mut addresses = Vec::new();
    for ix in 0..files.count() {
        let file = data(index, &format!("d-{ix}"));
        let records = file.as_array().unwrap().iter();
        let records = records.filter_map(|document| document[1].as_array());
        addresses.extend(records.map(|record| record[0].as_str().unwrap().to_owned()));
    }
    let found: std::collections::BTreeMap<_, _> = amounts(index, &addresses).into_iter().collect();
    let mut seen = 0;
    for (ix, plan) in book.site.plans.iter().enumerate() {
        for (place, project) in plan.projects.iter().enumerate() {
            let address = book.address(&mieruka::pages::Page::Project(ix, place));
            let years = project.budget.years.values();
            let stages = years.flat_map(|year| year.budget.iter().chain(&year.settled));
            let changes = project.budget.changes.iter().map(|change| &change.amount);
            let sums = stages.chain(changes).flat_map(|amount| {
                let parts = amount.parts.iter().map(|(_, value)| value);
                amount.total.iter().chain(parts)
            });
            let items = project.items.list.iter();
            let items = items.flat_map(|item| item.amounts.values().chain(&item.change));
            let total = project.items.total.iter();
            let total = total.flat_map(|total| total.amounts.values().chain(&total.change));
            let all = sums.chain(items).chain(total);
            for value in all.filter(|value| value.number().is_some_and(|number| !number.is_zero()))
            {
                let here = found
                    .get(address.as_str())
                    .unwrap_or_else(|| panic!("{address}"));
                let number: String = value.raw().chars().filter(char::is_ascii_digit).collect();
                let size: u64 = number.parse::<u64>().unwrap() * plan.unit.yen().unsigned_abs();
                let said = here.iter().find(|(known, _)| *known == size);
                let (_, said) = said.unwrap_or_else(|| panic!("{address}: {}", value.raw()));
                assert!(
                    said.trim_start_matches('▲')
                        .starts_with(value.raw().trim_start_matches('▲')),
                    "{said}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 400, "{seen}");
}
