//! The list of what is still to be done: what was left by oversight, what concerns one section, the forms
//! for programs, and the page of the preview.

use std::path::Path;

use mieruka::base::era::Date;
use mieruka::base::words::Lang;
use mieruka::sources::{Chosen, gather, load};
use mieruka::world::{Disk, Memory, World};
use serde_json::{Value, json};

use crate::cli::{mieruka, replace, seen, town};
use crate::kept;

const JA: &str = "ja_JP.UTF-8";

fn leaks(world: &dyn World) -> Vec<String> {
    let loaded = load(&mut gather(world), &Chosen::default(), world.today());
    let is_ours = |code: &str| {
        ["LEAK-", "TEXT-"].iter().any(|kind| code.starts_with(kind))
            || ["LINK-INSIDE", "LINK-HTTP"].contains(&code)
    };
    let ours = loaded.findings.iter().filter(|found| is_ours(found.code));
    ours.map(|found| {
        let message = found.message(Lang::Ja);
        let quoted = message
            .split_once('「')
            .map_or("", |(_, rest)| rest.trim_end_matches('」'));
        let severity = found.severity.key();
        format!("{} {} {severity} {quoted}", found.place, found.code)
    })
    .collect()
}

/// What is found in one file of these lines.
fn found(file: &str, text: &str) -> Vec<String> {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    world.put(file, text.to_owned());
    let prefix = format!("{file}:");
    let found = leaks(&world).into_iter();
    found.map(|line| line.replace(&prefix, "")).collect()
}

fn in_yaml(value: &str) -> Vec<String> {
    let all = found("seeds/machi/plan.yaml", &format!("title: {value}\n"));
    let short = |line: String| {
        let mut words = line.splitn(4, ' ').skip(1);
        let (code, _) = (words.next().unwrap().to_owned(), words.next());
        format!("{code} {}", words.next().unwrap_or_default())
    };
    all.into_iter().map(short).collect()
}

#[test]
fn names_beside_posts_are_found_and_posts_places_and_sections_are_not() {
    for (text, expected) in [
        ("担当：鈴木", "担当：鈴木"),
        ("担当者: 佐藤まで", "担当者: 佐藤"),
        ("（課長　山田太郎）", "課長　山田太郎"),
        ("課長 田中 一郎、係長", "課長 田中 一郎"),
        ("企画課長 山田太郎", "課長 山田太郎"),
        ("課長：山田太郎", "課長：山田太郎"),
        ("担当：山田", "担当：山田"),
        ("企画課 山田太郎 主査", "山田太郎 主査"),
        ("総務課　鈴木　花子係長", "鈴木　花子係長"),
        ("デジタル推進課の高橋係長が説明", "高橋係長"),
        ("作成者：勅使河原 花子", "作成者：勅使河原 花子"),
        ("課長の山田太郎が担当します", "課長の山田太郎"),
        ("係長の長谷川健氏より説明", "係長の長谷川健"),
        ("課長 山田太郎が担当します", "課長 山田太郎"),
        ("担当：山田花子まで", "担当：山田花子"),
        ("担当：山田花子が答えます", "担当：山田花子"),
        ("山田太郎課長", "山田太郎課長"),
        ("説明は佐々木健太郎主査が行う", "佐々木健太郎主査"),
    ] {
        assert_eq!(in_yaml(text), [format!("LEAK-NAME {expected}")], "{text}");
    }
    for text in [
        "担当：デジタル推進課",
        "担当：福島支所",
        "担当課長会議を開く",
        "市長 山田太郎",
        "課長会議",
        "各部長 中野区役所",
        "担当 石川県",
        "担当石川さん",
        "主任 大野台小学校",
        "係長級 5人",
        "担当：区政推進課 広報係",
        "小山田課長補佐級",
        "防災担当 上野公園",
        "課長の会議が続く",
        "部長の中山間地域が対象",
        "次長の石川県が行う",
        "石川商工課長",
        "川口第一課長",
        "福島中央次長",
        "千葉行政係長",
        "中野区民係長",
        "担当の山田太郎湖を訪ねる",
        "主任の小川町通りが会場",
    ] {
        assert_eq!(in_yaml(text), [""; 0], "{text}");
    }
}

#[test]
fn addresses_of_staff_notes_and_extensions_are_found_where_they_would_be_published() {
    for (text, expected) in [
        (
            "問合せは a-b@city.midorino.lg.jp へ",
            "LEAK-MAIL a-b@city.midorino.lg.jp",
        ),
        ("電話 000（内線 2345）", "LEAK-EXTENSION 内線 2345"),
        ("内線：２３４５", "LEAK-EXTENSION 内線：２３４５"),
        ("電話 000 (内)2346", "LEAK-EXTENSION (内)2346"),
        ("電話（内）２３４６、", "LEAK-EXTENSION （内）２３４６"),
        (
            "この行は消去しないようお願いします",
            "LEAK-NOTE 消去しないよう",
        ),
        ("数字は TODO", "LEAK-NOTE TODO"),
        (
            "<span style='color: white'>x</span>",
            "LEAK-HIDDEN color: white",
        ),
    ] {
        assert_eq!(in_yaml(text), [expected], "{text}");
    }
    for text in [
        "Twitter の @midorino",
        "例: name@example.jp",
        "内線電話を更新する",
        "(内)2346件",
        "（内）1,234",
        "(内)12",
        "(内)訳",
        "TODOリスト機能",
        "非公開の会議で検討中",
        "数字 # TODO 消去しないよう",
    ] {
        assert_eq!(in_yaml(text), [""; 0], "{text}");
    }
    // Keys that say how to reach an office, also in the lines that go on.
    let yaml = "departments:\n  - { id: a, name: 課, phone: 000 内線 12, contact: a@b.lg.jp }\n\
                contact:\n  email: c@d.lg.jp\n  note: e@f.lg.jp\n# g@h.lg.jp\n";
    assert_eq!(
        found("seeds/machi/plan.yaml", yaml),
        ["5:9 LEAK-MAIL warning e@f.lg.jp"]
    );
    // In prose an address is meant; code and comments are not published as text.
    let prose = "---\ntitle: a@b.lg.jp\n---\nc@d.lg.jp と `e@f.lg.jp`\n\n```\nTODO\n```\n\
                 <!-- TODO -->\n担当：鈴木\n";
    assert_eq!(
        found("content/page.md", prose),
        [
            "2:8 LEAK-MAIL warning a@b.lg.jp",
            "4:1 LEAK-MAIL notice c@d.lg.jp",
            "10:1 LEAK-NAME warning 担当：鈴木",
        ]
    );
    // One that has the shape of a person's is told as a slip there, too.
    for (address, severity) in [
        ("a-suzuki@city.lg.jp", "warning"),
        ("yamada.t@city.lg.jp", "warning"),
        ("taro.yamada@city.lg.jp", "warning"),
        ("suzuki@city.lg.jp", "warning"),
        ("joho-seisaku@city.lg.jp", "notice"),
        ("dx.suishin@city.lg.jp", "notice"),
        ("nakano@city.lg.jp", "notice"),
        ("e-gov@city.lg.jp", "notice"),
    ] {
        let told = found(
            "content/page.md",
            &format!("---\ntitle: 題\n---\n問合せ {address} へ\n"),
        );
        assert_eq!(told, [format!("4:5 LEAK-MAIL {severity} {address}")]);
    }
    let csv = "address,what\nx.html,\"課長,山田\"\ny.html,内線 12\n";
    assert_eq!(
        found("content/addresses.csv", csv),
        [
            "2:9 LEAK-NAME warning 課長,山田",
            "3:8 LEAK-EXTENSION warning 内線 12"
        ]
    );
}

#[test]
fn addresses_that_only_the_office_opens_are_found_without_a_network() {
    for (text, code) in [
        ("http://www.city.midorino.lg.jp/dx/", "LINK-HTTP"),
        ("https://localhost:4000/", "LINK-INSIDE"),
        ("http://192.168.1.5/dx/", "LINK-INSIDE"),
        ("https://172.16.0.1/", "LINK-INSIDE"),
        ("https://dx.midorino.lgwan.jp/", "LINK-INSIDE"),
        ("https://test-www.city.midorino.lg.jp/", "LINK-INSIDE"),
        ("https://stg2.city.midorino.lg.jp/", "LINK-INSIDE"),
        ("http://fileserver/dx/", "LINK-INSIDE"),
        (r"\\nas01\デジタル推進課\plan.xlsx", "LINK-INSIDE"),
        (r"C:\Users\dx\plan.xlsx", "LINK-INSIDE"),
    ] {
        assert_eq!(
            in_yaml(&format!("'{text}'")),
            [format!("{code} {text}")],
            "{text}"
        );
    }
    for text in [
        "https://www.city.midorino.lg.jp/test/",
        "https://www.example.jp/",
        "http://example.com/",
        "https://testcity.lg.jp/",
        "https://8.8.8.8/",
        "１：\\\\ 円",
        "a\\\\b",
    ] {
        assert_eq!(in_yaml(&format!("'{text}'")), [""; 0], "{text}");
    }
}

#[test]
fn characters_that_others_see_differently_are_found_and_circled_numbers_are_not() {
    for (text, expected) in [
        ("ｼｽﾃﾑ①", "TEXT-HALF-KANA"),
        ("施策\u{E001}", "TEXT-GAIJI"),
        ("施策\u{0378}", "TEXT-UNASSIGNED"),
        ("葛\u{E0100}", "TEXT-VARIANT"),
    ] {
        let codes: Vec<String> = in_yaml(text);
        let codes: Vec<&str> = codes
            .iter()
            .map(|one| one.split(' ').next().unwrap())
            .collect();
        assert_eq!(codes, [expected], "{text}");
    }
    for text in ["①㈱㍻㎡Ⅲ～−", "髙﨑𠮷", "👍️", "▲1,234"] {
        assert_eq!(in_yaml(text), [""; 0], "{text}");
    }
}

#[test]
fn the_published_plans_hold_nothing_of_the_kind() {
    assert_eq!(leaks(&Disk::new(Path::new(kept::ROOT))), [""; 0]);
}

// ---- one section, and programs ----

/// A town in which two sections have something to do.
fn town_with_work() -> tempfile::TempDir {
    let folder = town();
    let seeds = "seeds/midorino-dx-r8";
    let project = format!("{seeds}/projects/01-online.yaml");
    replace(
        &folder,
        &project,
        "notes:\n",
        "notes:\n  - 担当：鈴木（内線 2345）\n",
    );
    let other = format!("{seeds}/projects/02-koza.yaml");
    replace(
        &folder,
        &other,
        "title: ",
        "notes: ['http://192.168.1.5/dx/ を見る']\ntitle: ",
    );
    replace(&folder, &other, "department: kikaku", "department: jumin");
    let plan = format!("{seeds}/plan.yaml");
    replace(
        &folder,
        &plan,
        "office: 住民部",
        "office: 住民部, aliases: [町民課]",
    );
    folder
}

#[test]
fn a_section_gets_what_is_its_own_as_a_letter() {
    let folder = town_with_work();
    for (name, section, lang) in [
        ("kikaku", "企画課", JA),
        ("kikaku.en", "kikaku", "en_GB.UTF-8"),
        ("jumin", "jumin", JA),
        ("alias", "町民課", JA),
        ("typo", "企劃課", JA),
        ("typo.en", "企劃課", "en_GB.UTF-8"),
    ] {
        let output = mieruka(
            folder.path(),
            lang,
            &["check", "town", "--department", section],
        );
        kept::check(&format!("it/desk/{name}.txt"), &seen(&output));
    }
    let whole = mieruka(folder.path(), JA, &["check", "town", "--format", "json"]);
    let whole: Value = serde_json::from_slice(&whole.stdout).unwrap();
    let own = [
        "check",
        "town",
        "--format",
        "json",
        "--department",
        "企画課",
    ];
    let own = mieruka(folder.path(), JA, &own);
    let own: Value = serde_json::from_slice(&own.stdout).unwrap();
    let count = |of: &Value| of["findings"].as_array().unwrap().len();
    assert!(count(&own) > 0 && count(&own) < count(&whole));
}

#[test]
fn a_section_hears_of_errors_too() {
    let folder = town_with_work();
    let project = "seeds/midorino-dx-r8/projects/01-online.yaml";
    replace(&folder, project, "R8:", "R88x:");
    let own = ["check", "town", "--department", "企画課"];
    let own = mieruka(folder.path(), JA, &own);
    assert_eq!(own.status.code(), Some(1), "{}", seen(&own));
    assert!(seen(&own).contains("DATA-YEAR"), "{}", seen(&own));
}

/// What the standard (SARIF 2.1.0, OASIS) asks of the parts that are used, and nothing besides them.
fn sarif_schema() -> Value {
    let message = json!({ "type": "object", "required": ["text"], "additionalProperties": false,
        "properties": { "text": { "type": "string", "minLength": 1 } } });
    let location = json!({ "type": "object", "required": ["physicalLocation"],
        "additionalProperties": false, "properties": { "physicalLocation": {
            "type": "object", "required": ["artifactLocation"], "additionalProperties": false,
            "properties": {
                "artifactLocation": { "type": "object", "required": ["uri"],
                    "additionalProperties": false,
                    "properties": { "uri": { "type": "string",
                        "pattern": "^([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$" } } },
                "region": { "type": "object", "required": ["startLine"],
                    "additionalProperties": false, "properties": {
                        "startLine": { "type": "integer", "minimum": 1 },
                        "startColumn": { "type": "integer", "minimum": 1 },
                        "endColumn": { "type": "integer", "minimum": 1 } } },
            } } } });
    let rule = json!({ "type": "object", "required": ["id"], "additionalProperties": false,
        "properties": { "id": { "type": "string" }, "shortDescription": message,
            "fullDescription": message, "help": message } });
    let result = json!({ "type": "object", "required": ["message", "ruleId", "level", "locations"],
        "additionalProperties": false, "properties": {
            "ruleId": { "type": "string" }, "ruleIndex": { "type": "integer", "minimum": 0 },
            "level": { "enum": ["none", "note", "warning", "error"] }, "message": message,
            "locations": { "type": "array", "minItems": 1, "items": location },
            "relatedLocations": { "type": "array", "items": location } } });
    json!({ "type": "object", "required": ["version", "runs"], "additionalProperties": false,
        "properties": { "$schema": { "type": "string", "format": "uri" },
            "version": { "const": "2.1.0" },
            "runs": { "type": "array", "minItems": 1, "maxItems": 1, "items": { "type": "object",
                "required": ["tool", "results"], "additionalProperties": false, "properties": {
                    "tool": { "type": "object", "required": ["driver"],
                        "additionalProperties": false, "properties": { "driver": {
                            "type": "object", "required": ["name"],
                            "additionalProperties": false, "properties": {
                                "name": { "type": "string" }, "version": { "type": "string" },
                                "rules": { "type": "array", "uniqueItems": true,
                                    "items": rule } } } } },
                    "language": { "type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$" },
                    "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
                    "results": { "type": "array", "items": result } } } } } })
}

#[test]
fn sarif_is_as_the_standard_wants_it() {
    let folder = town_with_work();
    let output = mieruka(folder.path(), JA, &["check", "town", "--format", "sarif"]);
    kept::check("it/desk/sarif.txt", &seen(&output));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let validator = jsonschema::validator_for(&sarif_schema()).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&told)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(wrong, [""; 0]);
    // What no schema can say: a result names the rule that its number stands for.
    let run = &told["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 2);
    for result in results {
        let ix = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][ix]["id"], result["ruleId"]);
    }
    let nothing = mieruka(town().path(), JA, &["check", "town", "--format", "sarif"]);
    let nothing: Value = serde_json::from_slice(&nothing.stdout).unwrap();
    assert!(validator.is_valid(&nothing) && nothing["runs"][0]["results"] == json!([]));
}

// ---- the page of the preview ----

#[test]
fn the_list_is_in_a_preview_and_in_no_byte_of_a_release() {
    let folder = town_with_work();
    let built = mieruka(folder.path(), JA, &["build", "town", "--preview"]);
    assert_eq!(built.status.code(), Some(0), "{}", seen(&built));
    let preview = folder.path().join("town/public-preview");
    let page = std::fs::read_to_string(preview.join("__mieruka/todo.html")).unwrap();
    let (_, main) = page.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    kept::check("it/desk/todo.html", &main.replace("><", ">\n<"));
    for (file, link) in [
        ("index.html", "href=\"__mieruka/todo.html\""),
        (
            "midorino-dx-r8/projects/01-online.html",
            "href=\"../../__mieruka/todo.html\"",
        ),
    ] {
        let page = std::fs::read_to_string(preview.join(file)).unwrap();
        assert!(page.contains(link), "{file}");
    }
    let built = mieruka(folder.path(), JA, &["build", "town"]);
    assert_eq!(built.status.code(), Some(0), "{}", seen(&built));
    let release = crate::tree::read(&folder.path().join("town/public"));
    assert!(release.len() > 20);
    for (path, thing) in release {
        let crate::tree::Thing::File(bytes) = thing else {
            continue;
        };
        let text = String::from_utf8_lossy(&bytes);
        for word in ["__mieruka", "LEAK-", "直すところの一覧"] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
}

/// A heading says what is the matter, and what has to be copied stays as it is written.
#[test]
fn the_list_is_headed_in_words_and_shows_entries_line_by_line() {
    let folder = town();
    for arguments in [&["build", "town"][..], &["build", "town", "--preview"]] {
        let built = mieruka(folder.path(), JA, arguments);
        assert_eq!(built.status.code(), Some(0), "{}", seen(&built));
        let project = "seeds/midorino-dx-r8/projects/01-online.yaml";
        if arguments.len() == 2 {
            replace(&folder, project, "actual: \"28\"", "actual: \"29\"");
        }
    }
    let page = folder
        .path()
        .join("town/public-preview/__mieruka/todo.html");
    let page = std::fs::read_to_string(page).unwrap();
    let entry = "<pre><code>  - date: 2026-04-01\n    kind: error\n    project: 01-online\n";
    assert!(page.contains(entry), "{page}");
    assert_eq!(page.matches("kind: error").count(), 1, "{page}");
    let headings = page.split("<h3").skip(1);
    let headings: Vec<&str> = headings
        .map(|rest| rest.split("</h3>").next().unwrap())
        .collect();
    assert!(!headings.is_empty());
    for heading in headings {
        assert!(!heading.contains("CORRECTION-"), "{heading}");
        assert!(!heading.contains('{'), "{heading}");
    }
}

#[test]
fn no_page_of_a_release_can_lie_where_a_preview_has_its_own() {
    let folder = town();
    let own = folder.path().join("town/content/__mieruka");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("todo.md"), "---\ntitle: 見る\n---\nあ\n").unwrap();
    let built = mieruka(folder.path(), JA, &["build", "town"]);
    assert_eq!(built.status.code(), Some(1), "{}", seen(&built));
    assert!(
        seen(&built).contains("PAGE-ADDRESS-RESERVED"),
        "{}",
        seen(&built)
    );
}
