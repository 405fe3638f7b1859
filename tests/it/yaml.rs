//! YAML, encodings and front matter: what is read, what is refused, and in which words.

#![expect(
    clippy::disallowed_methods,
    reason = "the tables and files of tests are read from the disk"
)]

use std::fmt::Write as _;

use mieruka::base::diag::{Diagnostic, Findings, Severity};
use mieruka::base::path::SourcePath;
use mieruka::base::text;
use mieruka::base::words::{Lang, Words};
use mieruka::sources::decode::{decode, is_looked_at};
use mieruka::sources::yaml::{
    At, Cell, Content, Entries, Node, OneOrMany, Source, Style, Text, flag, parse, parse_full,
    parse_plain, read, split_front_matter,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use schemars::{JsonSchema, schema_for};
use serde::Deserialize;

const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile/yaml");
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");

fn file() -> SourcePath {
    SourcePath::new("a.yaml")
}

// ---- the table of hostile files ----

/// The table says what each file gives: verdict, findings with their places, and the tree.
#[test]
fn hostile_files_give_what_the_table_says() {
    let table =
        std::fs::read_to_string(format!("{HOSTILE}/expect.tsv")).expect("the table is there");
    let mut expected = String::new();
    let mut actual = String::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let bytes =
            std::fs::read(format!("{HOSTILE}/{}", cells[0])).expect("each row has its file");
        let _ = writeln!(expected, "{}", cells[..4].join("\t"));
        let _ = writeln!(actual, "{}\t{}", cells[0], outcome(&bytes));
    }
    assert_eq!(actual, expected);
    assert_eq!(
        table.lines().count() - 1,
        files_below(HOSTILE, "yaml").len(),
        "each file has its row"
    );
}

fn outcome(bytes: &[u8]) -> String {
    let mut findings = Findings::new();
    let file = file();
    let text = decode(bytes, &file, &mut findings);
    let tree = text
        .as_deref()
        .and_then(|text| parse(Source::whole(text, &file), &mut findings));
    let shown = tree.map_or_else(String::new, |tree| {
        text::shorten(&text::visible(&show(&tree)), 80)
    });
    format!("{}\t{}\t{shown}", verdict(&findings), codes(&findings))
}

pub fn verdict(findings: &Findings) -> &'static str {
    if findings.has_errors() {
        "REJECT"
    } else if findings.is_empty() {
        "ACCEPT"
    } else {
        "WARN"
    }
}

/// The findings' codes and places, of which each must have its words in both languages.
pub fn codes(findings: &Findings) -> String {
    for diagnostic in findings.iter() {
        for lang in Lang::ALL {
            for part in ["message", "help", "why"] {
                let key = format!("{}.{part}", diagnostic.code);
                assert!(Words::of(lang).find(&key).is_some(), "{lang} has {key}");
            }
            assert_ne!(
                diagnostic.message(lang),
                "",
                "{} has all values of its {lang} message",
                diagnostic.code
            );
            assert_ne!(
                diagnostic.help(lang),
                "",
                "{} has a {lang} cure",
                diagnostic.code
            );
        }
    }
    let mut codes: Vec<String> = findings.iter().map(code_and_place).collect();
    if codes.len() > 3 {
        let more = format!("… {} in all", codes.len());
        codes.truncate(3);
        codes.push(more);
    }
    codes.join(" ")
}

fn code_and_place(diagnostic: &Diagnostic) -> String {
    match diagnostic.place.spot {
        Some(at) => format!("{}@{}:{}", diagnostic.code, at.line, at.column),
        None => diagnostic.code.to_owned(),
    }
}

fn show(node: &Node<'_>) -> String {
    match &node.content {
        Content::Scalar {
            style: Style::Missing,
            ..
        } => "nothing".to_owned(),
        Content::Scalar { text, .. } => format!("\"{text}\""),
        Content::List(items) => {
            let items: Vec<String> = items.iter().map(show).collect();
            format!("[{}]", items.join(", "))
        }
        Content::Map(entries) => {
            let entries = entries
                .iter()
                .map(|entry| format!("{}: {}", entry.key.text, show(&entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn files_below(folder: &str, extension: &str) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_below(&path.to_string_lossy(), extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files.sort();
    files
}

// ---- records ----

#[derive(Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct Plan {
    title: Option<Text>,
    flags: OneOrMany<Text>,
    sources: Vec<At<Document>>,
    contact: Document,
    years: Entries<Cell>,
    better: Option<Better>,
    draft: bool,
}

#[derive(Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct Document {
    id: Option<Text>,
    page: Option<Text>,
}

#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Better {
    Up,
    Down,
}

fn text(content: &str, line: u32, column: u32, length: u32) -> Text {
    Text::new(
        content,
        mieruka::base::place::Spot::new(line, column, length),
    )
}

#[test]
fn a_record_keeps_texts_order_and_places() {
    let source = "\
# 計画
title: \"計画 \\\"あ\\\"\"   # 題
flags: 新規
sources:
- id: main
  page: 0003
- { id: second, page: '4' }
years:
  R8: 1,234
  R5: { value: \"▲ 92\", sure: false, note: 推定 }
  令和6年度: { lost: true, note: 欠け }
better: down
";
    let mut findings = Findings::new();
    let plan: Plan = read(source, &file(), &mut findings).expect("the record is sound");
    assert_eq!(
        findings.iter().collect::<Vec<_>>(),
        Vec::<&Diagnostic>::new()
    );
    let cell = |value: Text| Cell {
        value,
        ..Cell::default()
    };
    let spot = mieruka::base::place::Spot::new;
    let expected = Plan {
        title: Some(text("計画 \"あ\"", 2, 8, 10)),
        flags: OneOrMany(vec![text("新規", 3, 8, 2)]),
        sources: vec![
            At {
                at: spot(5, 3, 0),
                value: Document {
                    id: Some(text("main", 5, 7, 4)),
                    page: Some(text("0003", 6, 9, 4)),
                },
            },
            At {
                at: spot(7, 3, 0),
                value: Document {
                    id: Some(text("second", 7, 9, 6)),
                    page: Some(text("4", 7, 23, 3)),
                },
            },
        ],
        contact: Document::default(),
        years: Entries(vec![
            (text("R8", 9, 3, 2), cell(text("1,234", 9, 7, 5))),
            (
                text("R5", 10, 3, 2),
                Cell {
                    sure: Some(text("false", 10, 30, 5)),
                    note: Some(text("推定", 10, 43, 2)),
                    ..cell(text("▲ 92", 10, 16, 6))
                },
            ),
            (
                text("令和6年度", 11, 3, 5),
                Cell {
                    lost: Some(text("true", 11, 18, 4)),
                    note: Some(text("欠け", 11, 30, 2)),
                    ..cell(text("", 11, 10, 0))
                },
            ),
        ]),
        better: Some(Better::Down),
        draft: false,
    };
    assert_eq!(plan, expected);
}

/// Everything wrong in one file is told in one run, each with its place, its words and its cure.
#[test]
fn all_faults_of_a_record_are_told_at_once() {
    let source = "\
titel: 計画
title: [a, b]
flags:
  新規: 1
sources: 資料
contact:
  - a
years:
  R8: [1]
  R7: { note: 推定 }
  R6: { value: 1, shure: false }
better: upp
draft: yes
zzz: 1
";
    assert_eq!(report::<Plan>(source, Lang::Ja), RECORD_FAULTS_JA);
    assert_eq!(report::<Plan>(source, Lang::En), RECORD_FAULTS_EN);
}

const RECORD_FAULTS_JA: &str = r#"a.yaml:1:1: 知らない項目「titel」があります [YAML-UNKNOWN-KEY]
  → 「title」ではありませんか。
  → ここで使える項目: title, flags, sources, contact, years, better, draft
a.yaml:2:8: 項目「title」には値を 1 つ書きますが、一覧になっています [YAML-LIST-FOR-TEXT]
  → 「- 」や [ ] を使わず、値を 1 つだけ書いてください。
a.yaml:4:3: 項目「flags」には値を 1 つ書きますが、「項目: 値」の形が入っています [YAML-MAP-FOR-TEXT]
  → 値を 1 つだけ書いてください。
  → 値の中に「: 」があるときは、全体を "…" で囲んでください。
a.yaml:5:10: 項目「sources」は一覧で書きますが、「資料」という値が入っています [YAML-TEXT-FOR-LIST]
  → 次の行から「- 」を付けて、1 つずつ書いてください。
a.yaml:7:5: 項目「contact」には「項目: 値」の形で書きますが、一覧になっています [YAML-LIST-FOR-MAP]
  → 「- 」や [ ] を外し、「項目: 値」の形で書いてください。
a.yaml:9:7: 項目「R8」には値を 1 つ書きますが、一覧になっています [YAML-LIST-FOR-TEXT]
  → 「- 」や [ ] を使わず、値を 1 つだけ書いてください。
a.yaml:10:7: 項目「R7」に value（値）も lost（失われた値）もありません [YAML-CELL-EMPTY]
  → value を書いてください。空欄なら value: ""、変換で失われた値なら lost: true とします。
a.yaml:11:19: 知らない項目「shure」があります [YAML-UNKNOWN-KEY]
  → 「sure」ではありませんか。
  → ここで使える項目: value, sure, note, page, lost, undecided
a.yaml:12:9: 項目「better」に「upp」は使えません [YAML-CHOICE]
  → 「up」ではありませんか。
  → 使える値: up, down
a.yaml:13:8: 「yes」は true でも false でもありません [YAML-FLAG]
  → true か false と書いてください。
a.yaml:14:1: 知らない項目「zzz」があります [YAML-UNKNOWN-KEY]
  → ここで使える項目: title, flags, sources, contact, years, better, draft
"#;
const RECORD_FAULTS_EN: &str = r#"a.yaml:1:1: There is an unknown key “titel” [YAML-UNKNOWN-KEY]
  → Did you mean “title”?
  → Keys that can be used here: title, flags, sources, contact, years, better, draft
a.yaml:2:8: The key “title” takes one value and has a list [YAML-LIST-FOR-TEXT]
  → Write one value, without “- ” or [ ].
a.yaml:4:3: The key “flags” takes one value and has “key: value” [YAML-MAP-FOR-TEXT]
  → Write one value.
  → A value that holds “: ” must stand in "…".
a.yaml:5:10: The key “sources” takes a list and has the value “資料” [YAML-TEXT-FOR-LIST]
  → Write one item a line below it, each behind “- ”.
a.yaml:7:5: The key “contact” takes “key: value” and has a list [YAML-LIST-FOR-MAP]
  → Write “key: value”, without “- ” or [ ].
a.yaml:9:7: The key “R8” takes one value and has a list [YAML-LIST-FOR-TEXT]
  → Write one value, without “- ” or [ ].
a.yaml:10:7: The key “R7” has neither value nor lost [YAML-CELL-EMPTY]
  → Add value. A blank is value: ""; a value that the conversion lost is lost: true.
a.yaml:11:19: There is an unknown key “shure” [YAML-UNKNOWN-KEY]
  → Did you mean “sure”?
  → Keys that can be used here: value, sure, note, page, lost, undecided
a.yaml:12:9: “upp” cannot be used for the key “better” [YAML-CHOICE]
  → Did you mean “up”?
  → Values that can be used: up, down
a.yaml:13:8: “yes” is neither true nor false [YAML-FLAG]
  → Write true or false.
a.yaml:14:1: There is an unknown key “zzz” [YAML-UNKNOWN-KEY]
  → Keys that can be used here: title, flags, sources, contact, years, better, draft
"#;

fn report<T: for<'de> Deserialize<'de>>(source: &str, lang: Lang) -> String {
    let mut findings = Findings::new();
    let _: Option<T> = read(source, &file(), &mut findings);
    told(findings, lang)
}

/// Findings as a report shows them: place, severity, message, then each line of help.
pub fn told(findings: Findings, lang: Lang) -> String {
    let mut out = String::new();
    for finding in findings.sorted().iter() {
        let severity = if finding.severity == Severity::Error {
            ""
        } else {
            " (warning)"
        };
        let _ = writeln!(
            out,
            "{}{severity}: {} [{}]",
            finding.place,
            finding.message(lang),
            finding.code
        );
        for line in finding.help(lang).lines() {
            let _ = writeln!(out, "  → {line}");
        }
        if let Some(other) = &finding.other {
            let _ = writeln!(out, "  {other}");
        }
    }
    out
}

/// One slip a line, as people make them; the file is read no further than its first syntax error.
#[test]
fn slips_of_the_pen_are_told_in_plain_words() {
    let slips = [
        "title：計画\n",
        "title:　計画\nid: a\n",
        "title: \"計画\n",
        "a:\n  title: '計画\n  note: 1\n",
        "name: \"「つながる」\"事業\n",
        "R8: { target: \"10, actual: \"集計中\" }\n",
        "R8: { actual: \"44 }\nR7: { actual: \"3\" }\n",
        "a: \"44\n# 欄はあるが\"\"記載なし\nb: 1\n",
        "flags: [新規, 拡充\nid: a\n",
        "codes: { a: 1, b: 2\nid: a\n",
        "flags: [新規, 拡充",
        "note: 参考: 令和7年度\n",
        "years:\n  R8: 1\n R7: 2\n",
        "title: 計画\n本文\nid: a\n",
        "path: \"C:\\計画\"\n",
        "rate: %50\n",
        "　title: 計画\n",
        "a: 1\na: 2\n",
        "budget: 1200 #百万円\n",
        "a: *b\n",
        "",
    ];
    let mut actual = String::new();
    for slip in slips {
        let mut findings = Findings::new();
        let _ = parse(Source::whole(slip, &file()), &mut findings);
        let _ = write!(actual, "{slip:?}\n{}", told(findings, Lang::Ja));
    }
    assert_eq!(actual, SLIPS);
}

const SLIPS: &str = r#""title：計画\n"
a.yaml:1:6: 項目名「title」のあとのコロンか空白が全角です [YAML-WIDE-COLON]
  → 半角のコロンと半角の空白（「: 」）にしてください。
"title:\u{3000}計画\nid: a\n"
a.yaml:1:6: 項目名「title」のあとのコロンか空白が全角です [YAML-WIDE-COLON]
  → 半角のコロンと半角の空白（「: 」）にしてください。
"title: \"計画\n"
a.yaml:1:8: 引用符が閉じられていません [YAML-QUOTE-OPEN]
  → 値の終わりに、始まりと同じ引用符（" または '）を付けてください。
"a:\n  title: '計画\n  note: 1\n"
a.yaml:2:10: 引用符が閉じられていません [YAML-QUOTE-OPEN]
  → 値の終わりに、始まりと同じ引用符（" または '）を付けてください。
"name: \"「つながる」\"事業\n"
a.yaml:1:15: 閉じた引用符のあとに文字が続いています [YAML-AFTER-QUOTE]
  → 値の全体を引用符で囲んでください。値の中の " は \" と書きます。
"R8: { target: \"10, actual: \"集計中\" }\n"
a.yaml:1:15: 引用符が閉じられていません [YAML-QUOTE-OPEN]
  → 値の終わりに、始まりと同じ引用符（" または '）を付けてください。
"R8: { actual: \"44 }\nR7: { actual: \"3\" }\n"
a.yaml:1:15: 引用符が閉じられていません [YAML-QUOTE-OPEN]
  → 値の終わりに、始まりと同じ引用符（" または '）を付けてください。
"a: \"44\n# 欄はあるが\"\"記載なし\nb: 1\n"
a.yaml:1:4: 引用符が閉じられていません [YAML-QUOTE-OPEN]
  → 値の終わりに、始まりと同じ引用符（" または '）を付けてください。
"flags: [新規, 拡充\nid: a\n"
a.yaml:1:8: かっこ [ ] や { } の対応か、コンマの位置が正しくありません [YAML-BRACKET]
  → 開いたかっこを閉じ、値と値の間を半角のコンマで区切ってください。
  → 値の中でかっこ、コンマ、「: 」を使うときは、値を "…" で囲んでください。
"codes: { a: 1, b: 2\nid: a\n"
a.yaml:1:8: かっこ [ ] や { } の対応か、コンマの位置が正しくありません [YAML-BRACKET]
  → 開いたかっこを閉じ、値と値の間を半角のコンマで区切ってください。
  → 値の中でかっこ、コンマ、「: 」を使うときは、値を "…" で囲んでください。
"flags: [新規, 拡充"
a.yaml:1:8: かっこ [ ] や { } の対応か、コンマの位置が正しくありません [YAML-BRACKET]
  → 開いたかっこを閉じ、値と値の間を半角のコンマで区切ってください。
  → 値の中でかっこ、コンマ、「: 」を使うときは、値を "…" で囲んでください。
"note: 参考: 令和7年度\n"
a.yaml:1:9: この場所に「: 」は書けません [YAML-COLON]
  → 値の中に「: 」があるときは、値の全体を "…" で囲んでください。
  → 新しい項目なら、行を分けて字下げをそろえてください。
"years:\n  R8: 1\n R7: 2\n"
a.yaml:3:2: 字下げの深さが前の行と合っていません [YAML-INDENT]
  → 同じ段の項目は行の始まりをそろえてください。下の段は半角の空白 2 つ分だけ右に置きます。
"title: 計画\n本文\nid: a\n"
a.yaml:2:1: 項目名のあとに「: 」がありません [YAML-NO-COLON]
  → 「項目: 値」の形で、半角のコロンと半角の空白を入れてください。
  → 前の行の値の続きなら、前の行より深く字下げしてください。
"path: \"C:\\計画\"\n"
a.yaml:1:7: "…" の中の「\」のあとの文字が正しくありません [YAML-ESCAPE]
  → 「\」をそのまま書くときは「\\」とするか、値を '…' で囲んでください。
"rate: %50\n"
a.yaml:1:7: 値の始まりに「%」は使えません [YAML-START]
  → 値の全体を "…" で囲んでください。
"\u{3000}title: 計画\n"
a.yaml:1:1: 字下げに、半角の空白ではない空白（U+3000）が使われています [YAML-INDENT-BLANK]
  → 半角の空白に置き換えてください（1 段につき空白 2 つ）。
"a: 1\na: 2\n"
a.yaml:2:1: 項目「a」が 2 回書かれています（1 回目は 1 行目） [YAML-DUPLICATE]
  → 正しいほうを残し、もう一方を削除してください。
  a.yaml:1:1
"budget: 1200 #百万円\n"
a.yaml:1:9 (warning): 「1200」の後ろの「#百万円」は、注釈として読み飛ばされます [YAML-HASH]
  → 値の一部なら、全体を "…" で囲んでください。
  → 注釈なら、「#」のあとに半角の空白を入れてください。
"a: *b\n"
a.yaml:1:4: 目印（&）や参照（*）が使われています [YAML-ANCHOR]
  → 参照をやめて、値をその場所に書いてください。
  → 「*」や「&」で始まる文字を書きたいときは、"…" で囲んでください。
""
a.yaml:1:1: ファイルに何も書かれていません [YAML-EMPTY]
  → 「項目: 値」の形で内容を書くか、使わないファイルなら削除してください。
"#;

/// Commas inside brackets: numbers that they cut, and those that are missing.
#[test]
fn slips_with_commas_in_brackets_are_told_with_their_cure() {
    let slips = [
        "budget: { R8: 8,000 }\n",
        "budget: { R8: 8,000, R7: ▲1,234,567千円, R6: ９,０００ }\n",
        "budget: { R8: 1,200 R7: 5 }\n",
        "notes: [総額は1,200千円, 20, 1,234,567]\n",
        "budget: { R8: 1 R7: 2 }\n",
        "budget: { R8: \"8,000\" R7: \"9\" }\n",
        "budget: { R8: 1、R7: 2 }\n",
        "budget: { R8: { total: \"1\" } R7: 2 }\n",
        "years: {\n  R8: 1, # 注\n  R7: 計 画\n  R6: 3\n}\n",
        "flags: [\"新規\" \"拡充\"]\n",
        "years:\n  R8: { target: \"1\", actual: \"2\"\n  R7: { target: \"3\" }\n",
        "list:\n  - { a: \"1\"\n  - { a: \"2\" }\n",
        "name: { a: \"「つながる」\"事業, b: 1 }\n",
        "codes: { note: 参考: 令和7年度 }\n",
    ];
    for (lang, expected) in [(Lang::Ja, COMMAS_JA), (Lang::En, COMMAS_EN)] {
        let mut actual = String::new();
        for slip in slips {
            let mut findings = Findings::new();
            let _ = parse(Source::whole(slip, &file()), &mut findings);
            let _ = write!(actual, "{slip:?}\n{}", told(findings, lang));
        }
        assert_eq!(actual, expected);
    }
}

/// A number that a comma has cut is put together again, so that one slip is told once.
#[test]
fn a_cut_number_leaves_a_whole_tree() {
    let mut findings = Findings::new();
    let source = "budget: { total: 1,234,567, own: 8,000 other: 1 }\n";
    let file = file();
    let tree = parse(Source::whole(source, &file), &mut findings).expect("it has a tree");
    assert_eq!(
        show(&tree),
        r#"{budget: {total: "1,234,567", own: "8,000", other: "1"}}"#
    );
    assert_eq!(
        codes(&findings),
        "YAML-NUMBER-COMMA@1:18 YAML-NUMBER-COMMA@1:34"
    );
}

#[test]
fn commas_that_cut_no_number_are_let_be() {
    for source in [
        "a: 8,000\n",
        "a: { R8: \"8,000\", R7: \"9\" }\n",
        "a: [1, 200, 300]\n",
        "a: [2025,2026]\n",
        "a: [p1,p2]\n",
        "a: { b: 1,c: 200 }\n",
        "a: [\"1\",200]\n",
    ] {
        let mut findings = Findings::new();
        assert!(parse(Source::whole(source, &file()), &mut findings).is_some());
        assert_eq!(codes(&findings), "", "{source:?}");
    }
}

const COMMAS_JA: &str = r#""budget: { R8: 8,000 }\n"
a.yaml:1:15: かっこ { } の中の「8,000」は、コンマのところで分かれてしまいます [YAML-NUMBER-COMMA]
  → "8,000" のように、引用符で囲んでください。
"budget: { R8: 8,000, R7: ▲1,234,567千円, R6: ９,０００ }\n"
a.yaml:1:15: かっこ { } の中の「8,000」は、コンマのところで分かれてしまいます [YAML-NUMBER-COMMA]
  → "8,000" のように、引用符で囲んでください。
a.yaml:1:26: かっこ { } の中の「▲1,234,567千円」は、コンマのところで分かれてしまいます [YAML-NUMBER-COMMA]
  → "▲1,234,567千円" のように、引用符で囲んでください。
a.yaml:1:44: かっこ { } の中の「９,０００」は、コンマのところで分かれてしまいます [YAML-NUMBER-COMMA]
  → "９,０００" のように、引用符で囲んでください。
"budget: { R8: 1,200 R7: 5 }\n"
a.yaml:1:15: かっこ { } の中の「1,200」は、コンマのところで分かれてしまいます [YAML-NUMBER-COMMA]
  → "1,200" のように、引用符で囲んでください。
"notes: [総額は1,200千円, 20, 1,234,567]\n"
a.yaml:1:9 (warning): かっこ [ ] の中の「総額は1,200千円」は、コンマのところで分けて読みました [YAML-LIST-COMMA]
  → 一つの値なら、"総額は1,200千円" のように引用符で囲んでください。
  → 別々の値なら、「総額は1, 200千円」のようにコンマのあとに空白を入れてください。
a.yaml:1:25 (warning): かっこ [ ] の中の「1,234,567」は、コンマのところで分けて読みました [YAML-LIST-COMMA]
  → 一つの値なら、"1,234,567" のように引用符で囲んでください。
  → 別々の値なら、「1, 234, 567」のようにコンマのあとに空白を入れてください。
"budget: { R8: 1 R7: 2 }\n"
a.yaml:1:16: 「1」のあとに、区切りのコンマがありません [YAML-COMMA]
  → 「1, R7」のように、半角のコンマと空白を入れてください。
  → 全体で一つの値なら、"…" で囲んでください。
"budget: { R8: \"8,000\" R7: \"9\" }\n"
a.yaml:1:22: 「"8,000"」のあとに、区切りのコンマがありません [YAML-COMMA]
  → 「"8,000", R7」のように、半角のコンマと空白を入れてください。
  → 全体で一つの値なら、"…" で囲んでください。
"budget: { R8: 1、R7: 2 }\n"
a.yaml:1:16: 「1」のあとに、区切りのコンマがありません [YAML-COMMA]
  → 「、」は区切りになりません。
  → 「1, R7」のように、半角のコンマと空白を入れてください。
  → 全体で一つの値なら、"…" で囲んでください。
"budget: { R8: { total: \"1\" } R7: 2 }\n"
a.yaml:1:29: 「}」のあとに、区切りのコンマがありません [YAML-COMMA]
  → 「}, R7」のように、半角のコンマと空白を入れてください。
  → 全体で一つの値なら、"…" で囲んでください。
"years: {\n  R8: 1, # 注\n  R7: 計 画\n  R6: 3\n}\n"
a.yaml:3:10: 「計 画」のあとに、区切りのコンマがありません [YAML-COMMA]
  → 「計 画, R6」のように、半角のコンマと空白を入れてください。
  → 全体で一つの値なら、"…" で囲んでください。
"flags: [\"新規\" \"拡充\"]\n"
a.yaml:1:13: 「"新規"」のあとに、区切りのコンマがありません [YAML-COMMA]
  → 「"新規", "拡充"」のように、半角のコンマと空白を入れてください。
  → 全体で一つの値なら、"…" で囲んでください。
"years:\n  R8: { target: \"1\", actual: \"2\"\n  R7: { target: \"3\" }\n"
a.yaml:2:7: かっこ [ ] や { } の対応か、コンマの位置が正しくありません [YAML-BRACKET]
  → 開いたかっこを閉じ、値と値の間を半角のコンマで区切ってください。
  → 値の中でかっこ、コンマ、「: 」を使うときは、値を "…" で囲んでください。
"list:\n  - { a: \"1\"\n  - { a: \"2\" }\n"
a.yaml:2:5: かっこ [ ] や { } の対応か、コンマの位置が正しくありません [YAML-BRACKET]
  → 開いたかっこを閉じ、値と値の間を半角のコンマで区切ってください。
  → 値の中でかっこ、コンマ、「: 」を使うときは、値を "…" で囲んでください。
"name: { a: \"「つながる」\"事業, b: 1 }\n"
a.yaml:1:20: 閉じた引用符のあとに文字が続いています [YAML-AFTER-QUOTE]
  → 値の全体を引用符で囲んでください。値の中の " は \" と書きます。
"codes: { note: 参考: 令和7年度 }\n"
a.yaml:1:18: かっこ [ ] や { } の対応か、コンマの位置が正しくありません [YAML-BRACKET]
  → 開いたかっこを閉じ、値と値の間を半角のコンマで区切ってください。
  → 値の中でかっこ、コンマ、「: 」を使うときは、値を "…" で囲んでください。
"#;
const COMMAS_EN: &str = r#""budget: { R8: 8,000 }\n"
a.yaml:1:15: “8,000” inside brackets { } falls apart at its comma [YAML-NUMBER-COMMA]
  → Put it in quotation marks: "8,000".
"budget: { R8: 8,000, R7: ▲1,234,567千円, R6: ９,０００ }\n"
a.yaml:1:15: “8,000” inside brackets { } falls apart at its comma [YAML-NUMBER-COMMA]
  → Put it in quotation marks: "8,000".
a.yaml:1:26: “▲1,234,567千円” inside brackets { } falls apart at its comma [YAML-NUMBER-COMMA]
  → Put it in quotation marks: "▲1,234,567千円".
a.yaml:1:44: “９,０００” inside brackets { } falls apart at its comma [YAML-NUMBER-COMMA]
  → Put it in quotation marks: "９,０００".
"budget: { R8: 1,200 R7: 5 }\n"
a.yaml:1:15: “1,200” inside brackets { } falls apart at its comma [YAML-NUMBER-COMMA]
  → Put it in quotation marks: "1,200".
"notes: [総額は1,200千円, 20, 1,234,567]\n"
a.yaml:1:9 (warning): “総額は1,200千円” inside brackets [ ] was read as several values, because of its comma [YAML-LIST-COMMA]
  → If it is one value, put it in quotation marks: "総額は1,200千円".
  → If there are several, put a blank behind each comma: “総額は1, 200千円”.
a.yaml:1:25 (warning): “1,234,567” inside brackets [ ] was read as several values, because of its comma [YAML-LIST-COMMA]
  → If it is one value, put it in quotation marks: "1,234,567".
  → If there are several, put a blank behind each comma: “1, 234, 567”.
"budget: { R8: 1 R7: 2 }\n"
a.yaml:1:16: A comma is missing behind “1” [YAML-COMMA]
  → Put a plain comma and a blank there: “1, R7”.
  → If the whole is one value, it must stand in "…".
"budget: { R8: \"8,000\" R7: \"9\" }\n"
a.yaml:1:22: A comma is missing behind “"8,000"” [YAML-COMMA]
  → Put a plain comma and a blank there: “"8,000", R7”.
  → If the whole is one value, it must stand in "…".
"budget: { R8: 1、R7: 2 }\n"
a.yaml:1:16: A comma is missing behind “1” [YAML-COMMA]
  → “、” separates nothing.
  → Put a plain comma and a blank there: “1, R7”.
  → If the whole is one value, it must stand in "…".
"budget: { R8: { total: \"1\" } R7: 2 }\n"
a.yaml:1:29: A comma is missing behind “}” [YAML-COMMA]
  → Put a plain comma and a blank there: “}, R7”.
  → If the whole is one value, it must stand in "…".
"years: {\n  R8: 1, # 注\n  R7: 計 画\n  R6: 3\n}\n"
a.yaml:3:10: A comma is missing behind “計 画” [YAML-COMMA]
  → Put a plain comma and a blank there: “計 画, R6”.
  → If the whole is one value, it must stand in "…".
"flags: [\"新規\" \"拡充\"]\n"
a.yaml:1:13: A comma is missing behind “"新規"” [YAML-COMMA]
  → Put a plain comma and a blank there: “"新規", "拡充"”.
  → If the whole is one value, it must stand in "…".
"years:\n  R8: { target: \"1\", actual: \"2\"\n  R7: { target: \"3\" }\n"
a.yaml:2:7: Brackets [ ] or { } do not match, or a comma is missing [YAML-BRACKET]
  → Close each bracket and put a plain comma between values.
  → A value that holds brackets, commas or “: ” must stand in "…".
"list:\n  - { a: \"1\"\n  - { a: \"2\" }\n"
a.yaml:2:5: Brackets [ ] or { } do not match, or a comma is missing [YAML-BRACKET]
  → Close each bracket and put a plain comma between values.
  → A value that holds brackets, commas or “: ” must stand in "…".
"name: { a: \"「つながる」\"事業, b: 1 }\n"
a.yaml:1:20: Text follows a closed quotation mark [YAML-AFTER-QUOTE]
  → Put the whole value in quotation marks. A " inside is written \".
"codes: { note: 参考: 令和7年度 }\n"
a.yaml:1:18: Brackets [ ] or { } do not match, or a comma is missing [YAML-BRACKET]
  → Close each bracket and put a plain comma between values.
  → A value that holds brackets, commas or “: ” must stand in "…".
"#;

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only the faults are looked at")]
struct Strict {
    id: Text,
    inner: Vec<Inner>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only the faults are looked at")]
struct Inner {
    id: Text,
}

#[test]
fn a_missing_field_is_told_at_its_map() {
    let source = "id: a\ninner:\n  - id: x\n  - {}\n";
    let expected = "\
a.yaml:4:5: 必要な項目「id」がありません [YAML-MISSING-KEY]
  → 「id: 」を書き足してください。
";
    assert_eq!(report::<Strict>(source, Lang::Ja), expected);
}

#[test]
fn an_empty_value_is_no_blank() {
    let source = "title:\nflags:\ncontact:\nyears:\n  R8:\n  R7: \"\"\n";
    let mut findings = Findings::new();
    let plan: Plan = read(source, &file(), &mut findings).expect("warnings leave a record");
    assert_eq!(
        codes(&findings),
        "YAML-NO-VALUE@1:1 YAML-NO-VALUE@2:1 YAML-NO-VALUE@3:1 … 4 in all"
    );
    let blank = |at: Text| Cell {
        value: at,
        ..Cell::default()
    };
    let years = vec![
        (text("R8", 5, 3, 2), blank(text("", 5, 3, 2))),
        (text("R7", 6, 3, 2), blank(text("", 6, 7, 2))),
    ];
    let expected = Plan {
        years: Entries(years),
        ..Plan::default()
    };
    assert_eq!(plan, expected);
}

#[test]
fn a_flag_is_true_or_false_and_nothing_else() {
    let mut findings = Findings::new();
    let flags = ["true", "false", "yes", "True", ""]
        .map(|word| flag(&text(word, 1, 1, 1), &mut findings, &file()));
    assert_eq!(flags, [true, false, false, false, false]);
    assert_eq!(findings.count(Severity::Error), 3);
}

#[test]
fn the_schema_accepts_what_the_reader_accepts() {
    let schema =
        jsonschema::validator_for(&schema_for!(Plan).to_value()).expect("the schema is sound");
    let sound = [
        serde_json::json!({ "title": "計画", "flags": "新規", "years": { "R8": 1234, "R7": { "value": "1", "sure": false } } }),
        serde_json::json!({ "title": 8, "flags": ["新規", "拡充"], "sources": [{ "id": "main" }], "better": "up" }),
        serde_json::json!({ "years": { "R8": { "lost": true, "note": "欠け" } } }),
    ];
    let faulty = [
        serde_json::json!({ "titel": "計画" }),
        serde_json::json!({ "title": ["計画"] }),
        serde_json::json!({ "years": { "R8": { "value": "1", "shure": false } } }),
        serde_json::json!({ "years": { "R8": { "note": "推定" } } }),
        serde_json::json!({ "sources": [{ "id": "main", "pages": 1 }] }),
        serde_json::json!({ "better": "sideways" }),
    ];
    let wrong: Vec<_> = sound
        .iter()
        .filter(|value| !schema.is_valid(value))
        .collect();
    assert!(wrong.is_empty(), "refused although sound: {wrong:?}");
    let wrong: Vec<_> = faulty
        .iter()
        .filter(|value| schema.is_valid(value))
        .collect();
    assert!(wrong.is_empty(), "accepted although faulty: {wrong:?}");
}

// ---- front matter ----

#[test]
fn front_matter_begins_on_the_first_line_and_is_closed() {
    let cases = [
        "---\ntitle: 計画\n---\n本文\n",
        "--- \ntitle: 計画\n---\t\n本文\n",
        "---\n---\n本文\n",
        "---\ntitle: 計画\n---",
        "本文\n\n---\n\n続き\n",
        "---\ntitle: 計画\n---\n本文\n\n---\ndraft: true\n---\n",
        "---\ntitle: 計画\n",
        "\n---\ndraft: true\n---\n本文\n",
        "+++\ndraft = true\n+++\n",
        "{\"draft\": true}\n\n本文\n",
        "－－－\ndraft: true\n－－－\n本文\n",
        "\n—-\ndraft: true\n—-\n本文\n",
        "----\ndraft: true\n----\n本文\n",
        "***\n本文\n",
        "",
    ];
    let mut actual = String::new();
    for case in cases {
        let mut findings = Findings::new();
        let split = split_front_matter(case, &SourcePath::new("a.md"), &mut findings);
        let split = split.map(|split| {
            (
                split.front.map(|front| (front.first_line, front.text)),
                split.body_line,
                split.body,
            )
        });
        let _ = writeln!(actual, "{case:?}\n  {split:?} {}", codes(&findings));
    }
    assert_eq!(actual, FRONT_MATTER);
}

const FRONT_MATTER: &str = r#""---\ntitle: 計画\n---\n本文\n"
  Some((Some((2, "title: 計画\n")), 4, "本文\n")) 
"--- \ntitle: 計画\n---\t\n本文\n"
  Some((Some((2, "title: 計画\n")), 4, "本文\n")) 
"---\n---\n本文\n"
  Some((None, 3, "本文\n")) 
"---\ntitle: 計画\n---"
  Some((Some((2, "title: 計画\n")), 4, "")) 
"本文\n\n---\n\n続き\n"
  Some((None, 1, "本文\n\n---\n\n続き\n")) 
"---\ntitle: 計画\n---\n本文\n\n---\ndraft: true\n---\n"
  Some((Some((2, "title: 計画\n")), 4, "本文\n\n---\ndraft: true\n---\n")) FRONT-SECOND@6:1
"---\ntitle: 計画\n"
  None FRONT-OPEN@1:1
"\n---\ndraft: true\n---\n本文\n"
  None FRONT-LATE@2:1
"+++\ndraft = true\n+++\n"
  None FRONT-TOML@1:1
"{\"draft\": true}\n\n本文\n"
  None FRONT-JSON@1:1
"－－－\ndraft: true\n－－－\n本文\n"
  None FRONT-MARK@1:1
"\n—-\ndraft: true\n—-\n本文\n"
  None FRONT-MARK@2:1
"----\ndraft: true\n----\n本文\n"
  None FRONT-MARK@1:1
"***\n本文\n"
  Some((None, 1, "***\n本文\n")) 
""
  Some((None, 1, "")) 
"#;

#[test]
fn places_in_front_matter_are_places_in_the_file() {
    for source in ["title: a\nflag: b\n", "title: a\nflag: !!str b\n"] {
        let file = SourcePath::new("a.md");
        let mut findings = Findings::new();
        let source = Source {
            text: source,
            file: &file,
            first_line: 2,
        };
        let tree = parse(source, &mut findings).expect("it is a map");
        let Content::Map(entries) = tree.content else {
            panic!("it is a map")
        };
        assert_eq!(
            (
                tree.at.line,
                entries[1].key.at.line,
                entries[1].value.at.line
            ),
            (2, 3, 3)
        );
    }
}

// ---- laws ----

/// The fast reader is allowed to give up and never to differ, in no place and by no missing warning.
fn hold_plain_against_full(text: &str) {
    let file = file();
    let source = Source {
        first_line: 7,
        ..Source::whole(text, &file)
    };
    if let Some(plain) = parse_plain(source) {
        let mut findings = Findings::new();
        let full = parse_full(source, &mut findings);
        assert_eq!(Some(plain), full, "{text:?} gives {}", codes(&findings));
        assert!(findings.is_empty(), "{text:?} gives {}", codes(&findings));
    }
}

#[test]
fn the_fast_reader_reads_every_plan_file_as_the_thorough_one() {
    let mut files = files_below(HOSTILE, "yaml");
    files.extend(files_below(SEEDS, "yaml"));
    for path in files {
        let bytes = std::fs::read(&path).expect("the file was just listed");
        if let Some(text) = decode(&bytes, &file(), &mut Findings::new()) {
            hold_plain_against_full(&text);
        }
    }
}

#[test]
fn the_fast_reader_takes_what_plan_files_are_written_in() {
    let source = "\
# yaml-language-server: $schema=../plan.schema.json

id: \"03\"
title: DX推進事業（令和8年度）
flags: [拡充, \"新規\"]   # 印
codes: { evaluation: \"2\", account: 一般会計, empty: {} }
indicators:
  - slot: 1
    name: '参加者''数'

    years:
      R5: { target: \"3,200\", actual: { value: \"5,500\", sure: false } }
      # 途中の注
      R6:
        target: -1.5
  -
    slot: 2
children: []
basis:
- a:b
- http://example.jp/#top
\"引用 符\": 1
null: 1
last:
";
    let file = file();
    let plain = parse_plain(Source::whole(source, &file));
    assert_eq!(
        plain,
        parse_full(Source::whole(source, &file), &mut Findings::new())
    );
    assert!(plain.is_some());
}

fn fragment() -> impl Strategy<Value = String> {
    let words = [
        "a",
        "b",
        "key",
        "あ",
        "計画",
        "1,200",
        "R8",
        "-1",
        ".5",
        "~",
        "null",
        "#",
        "# c",
        "#c",
        ":",
        ": ",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        "\n ",
        "  ",
        " ",
        "[",
        "]",
        "{",
        "}",
        ",",
        ", ",
        "\"",
        "'",
        "''",
        "\\\"",
        "\\n",
        "\\",
        "|",
        ">",
        "&a",
        "*a",
        "!",
        "!!str ",
        "%",
        "@",
        "`",
        "?",
        "? ",
        "---",
        "...",
        "<<",
        "“",
        "”",
        "\t",
        "\u{3000}",
        "\u{a0}",
        "\u{85}",
        "\u{2028}",
        "：",
        "a: ",
        "b: 1",
        "\n- ",
        "\na: ",
        "\n  b: ",
        "\n  - ",
        "key: [a, b]",
        "{a: b}",
        "\"q\"",
        "'q'",
        "x #y",
    ];
    proptest::sample::select(words.to_vec()).prop_map(str::to_owned)
}

fn soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(fragment(), 0..24).prop_map(|parts| parts.concat())
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9あ計（▲][a-z0-9あ計 ,（）▲・]{0,8}(:[a-z/])?[a-z0-9あ計]",
        "\"[a-z あ:#{,-]{0,6}\"",
        "'[a-z あ:#{,-]{0,6}'",
        "\\[[a-z0-9あ]{1,3}(, [a-z0-9あ]{1,3}){0,3}\\]",
        "\\{ ?k1: [a-z0-9あ]{1,3}(, k2: \"[a-z ,]{0,3}\")? ?\\}",
    ]
}

/// A block of the simple form, indented by so many blanks.
fn block(indent: usize, depth: u32) -> BoxedStrategy<String> {
    let pad = " ".repeat(indent);
    let comment = prop_oneof![4 => Just(""), 1 => Just(" # 注"), 1 => Just("\n\n  # 注")];
    let line =
        move |key: usize, value: &str, comment: &str| format!("{pad}k{key}: {value}{comment}\n");
    let leaf = proptest::collection::vec((scalar(), comment), 1..4).prop_map(move |values| {
        let lines = values
            .iter()
            .enumerate()
            .map(|(key, (value, comment))| line(key, value, comment));
        lines.collect::<String>()
    });
    if depth == 0 {
        return leaf.boxed();
    }
    let pad = " ".repeat(indent);
    let nested = (
        block(indent + 2, depth - 1),
        block(indent + 2, depth - 1),
        leaf,
        any::<bool>(),
    );
    nested
        .prop_map(move |(map, list, leaf, has_list)| {
            let list = if has_list {
                format!("{pad}list:\n{pad}- {}", list.trim_start())
            } else {
                String::new()
            };
            format!("{pad}map:\n{map}{list}{leaf}")
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_two_readers_agree_on_any_soup(text in soup()) {
        hold_plain_against_full(&text);
    }

    #[test]
    fn the_two_readers_agree_on_mutated_plans(text in block(0, 2), fragment in fragment(), at in any::<prop::sample::Index>()) {
        let cuts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        let at = cuts[at.index(cuts.len())];
        hold_plain_against_full(&format!("{}{fragment}{}", &text[..at], &text[at..]));
    }

    #[test]
    fn reading_any_text_ends_in_a_tree_or_an_error(text in soup()) {
        let file = file();
        let mut findings = Findings::new();
        let tree = parse(Source::whole(&text, &file), &mut findings);
        prop_assert!(tree.is_some() || findings.has_errors());
    }

    #[test]
    fn decoding_any_bytes_gives_text_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut findings = Findings::new();
        match decode(&bytes, &file(), &mut findings) {
            Some(text) => {
                let hidden = text.chars().find(|c| text::is_forbidden(*c) && *c != '\u{85}');
                prop_assert_eq!((hidden, findings.has_errors()), (None, false));
            }
            None => prop_assert!(findings.has_errors()),
        }
    }

    #[test]
    fn line_ends_and_a_mark_change_nothing(text in "[a-z：あ\"\n]{0,40}") {
        let decoded = |bytes: &[u8]| decode(bytes, &file(), &mut Findings::new()).map(std::borrow::Cow::into_owned);
        let plain = decoded(text.as_bytes());
        prop_assert_eq!(plain.as_deref(), Some(text.as_str()));
        prop_assert_eq!(&decoded(text.replace('\n', "\r\n").as_bytes()), &plain);
        prop_assert_eq!(&decoded(text.replace('\n', "\r").as_bytes()), &plain);
        prop_assert_eq!(&decoded(format!("\u{feff}{text}").as_bytes()), &plain);
    }
}

/// The decoder looks only at characters its table names; none that matters may be missing from it.
#[test]
fn the_decoder_looks_at_every_character_that_matters() {
    let missed = (0..=u32::from(char::MAX))
        .filter_map(char::from_u32)
        .filter(|c| (text::is_forbidden(*c) || text::is_invisible(*c)) && !is_looked_at(*c))
        .map(u32::from);
    assert_eq!(missed.collect::<Vec<_>>(), Vec::<u32>::new());
}

#[test]
fn the_simple_form_is_what_the_fast_reader_accepts() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..300 {
        let text = block(0, 2)
            .new_tree(&mut runner)
            .expect("it can be made")
            .current();
        let file = file();
        assert!(
            parse_plain(Source::whole(&text, &file)).is_some(),
            "the fast reader gave up on\n{text}"
        );
    }
}

#[test]
fn settings_in_a_block_of_code_are_only_shown() {
    use mieruka::sources::yaml::split_front_matter;
    let file = SourcePath::new("content/guide/index.md");
    let codes = |body: &str| {
        let text = format!("---\ntitle: 手引き\n---\n{body}");
        let mut findings = Findings::new();
        split_front_matter(&text, &file, &mut findings).expect("it has front matter");
        findings
            .iter()
            .map(|finding| finding.code)
            .collect::<Vec<_>>()
    };
    let settings = "---\ntitle: もう一つ\n---\n";
    assert_eq!(codes(&format!("文章\n\n{settings}")), ["FRONT-SECOND"]);
    assert_eq!(
        codes(&format!("````markdown\n```\n{settings}````\n")),
        Vec::<&str>::new()
    );
    assert_eq!(codes(&format!("```\nx\n```\n{settings}")), ["FRONT-SECOND"]);
}
