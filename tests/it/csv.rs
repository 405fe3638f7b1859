//! CSV tables: cells with their places, and every way in which a number could slip refused.

#![expect(
    clippy::disallowed_methods,
    reason = "the tables and files of tests are read from the disk"
)]

use std::fmt::Write as _;

use mieruka::base::diag::Findings;
use mieruka::base::path::SourcePath;
use mieruka::base::text;
use mieruka::base::words::Lang;
use mieruka::sources::csv::{MAX_CELL, MAX_COLUMNS, Sheet, read};
use mieruka::sources::decode::decode;
use mieruka::sources::yaml::Text;
use proptest::prelude::*;

use crate::yaml::{codes, told, verdict};

const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile/csv");

fn file() -> SourcePath {
    SourcePath::new("a.csv")
}

/// The table says what each file gives: verdict, findings with their places, and the cells.
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
    let files = std::fs::read_dir(HOSTILE)
        .expect("the folder is there")
        .flatten();
    let files = files.filter(|file| file.path().extension().is_some_and(|found| found == "csv"));
    assert_eq!(
        table.lines().count() - 1,
        files.count(),
        "each file has its row"
    );
}

fn outcome(bytes: &[u8]) -> String {
    let mut findings = Findings::new();
    let text = decode(bytes, &file(), &mut findings);
    let sheet = text.and_then(|text| read(&text, &file(), &mut findings));
    let shown = sheet.map_or_else(String::new, |sheet| {
        text::shorten(&text::visible(&show(&sheet)), 80)
    });
    format!("{}\t{}\t{shown}", verdict(&findings), codes(&findings))
}

fn show(sheet: &Sheet) -> String {
    let row = |cells: &Vec<Text>| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:?}")).collect();
        cells.join(" ")
    };
    let rows: Vec<String> = sheet.rows.iter().map(row).collect();
    format!("{} / {}", row(&sheet.header), rows.join(" / "))
}

#[test]
fn cells_keep_their_text_and_place() {
    let source = "id,金額,備考\n1,\"1,200\",\"二\n行\"\n\n2,△ 92, ○ \n,,\n3,\"\",\"a\"\"b\"\n";
    let mut findings = Findings::new();
    let sheet = read(source, &file(), &mut findings).expect("the table is sound");
    let expected = "\"id\"@1:1 \"金額\"@1:4 \"備考\"@1:7 / \
        \"1\"@2:1 \"1,200\"@2:3 \"二\\n行\"@2:11 / \
        \"2\"@5:1 \"△ 92\"@5:3 \" ○ \"@5:8 / \
        \"3\"@7:1 \"\"@7:3 \"a\\\"b\"@7:6";
    assert_eq!(show(&sheet), expected);
    assert_eq!(codes(&findings), "CSV-BLANK-ROW@6:1");
    let lengths: Vec<u32> = sheet.rows[0].iter().map(|cell| cell.at.length).collect();
    assert_eq!(lengths, [1, 7, 0]);
}

#[test]
fn slips_are_told_in_plain_words() {
    let slips = [
        "施策,予算\n道路,1,234,567\n",
        "施策,予算\n道路,1200,市内,全域\n橋\n",
        "施策,予算,予算,\n,当初,補正,\n",
        "令和8年度予算一覧\n単位：千円\n施策,予算\n道路,1200\n",
        "一覧表,,単位：千円,\n施策,課,予算,決算\n道路,土木課,1200,\n",
        "施策\t予算\n道路\t1200\n",
        "施策,備考\n道路,\"開いたまま\n橋,○\n",
        "施策,備考\n道路, \"市内,全域\"\n",
    ];
    let mut actual = String::new();
    for slip in slips {
        let mut findings = Findings::new();
        assert_eq!(read(slip, &file(), &mut findings), None);
        let _ = write!(actual, "{slip:?}\n{}", told(findings, Lang::Ja));
    }
    assert_eq!(actual, SLIPS);
}

const SLIPS: &str = r#""施策,予算\n道路,1,234,567\n"
a.csv:2:4: この行には値が 4 個あります（列は 2 個） [CSV-ROW-LONG]
  → 「1,234,567」のような桁区切りのコンマなら、"1,234,567" と引用符で囲んでください。
  → 値の中にコンマがあるときは、値の全体を "…" で囲んでください。
"施策,予算\n道路,1200,市内,全域\n橋\n"
a.csv:2:9: この行には値が 4 個あります（列は 2 個） [CSV-ROW-LONG]
  → 値の中にコンマがあるときは、値の全体を "…" で囲んでください。
a.csv:3:1: この行には値が 1 個しかありません（列は 2 個） [CSV-ROW-SHORT]
  → 空欄の列にも、区切りのコンマを入れてください。
"施策,予算,予算,\n,当初,補正,\n"
a.csv:1:7: 列の名前「予算」が 2 回使われています（1 回目は 2 列目） [CSV-DUPLICATE]
  → 列ごとにちがう名前を付けてください。
  → 見出しが 2 行（2 行目まで）ある表は、1 行にまとめてください（例: 予算（当初）、予算（補正））。
  a.csv:1:4
a.csv:1:10: 4 列目に名前がありません [CSV-NO-NAME]
  → 1 行目に列の名前を書くか、使わない列なら列ごと消してください。
"令和8年度予算一覧\n単位：千円\n施策,予算\n道路,1200\n"
a.csv:1:1: 1 行目が列の名前ではなく、表題のようです（列の名前は 3 行目にあるようです） [CSV-TITLE-ROWS]
  → 列の名前が 1 行目に来るように、上の行を消してください。
  → 単位や注は、計画の YAML に書いてください。
"一覧表,,単位：千円,\n施策,課,予算,決算\n道路,土木課,1200,\n"
a.csv:1:1: 1 行目が列の名前ではなく、表題のようです（列の名前は 2 行目にあるようです） [CSV-TITLE-ROWS]
  → 列の名前が 1 行目に来るように、上の行を消してください。
  → 単位や注は、計画の YAML に書いてください。
"施策\t予算\n道路\t1200\n"
a.csv:1:3: 列が半角のコンマではなく「TAB」で区切られています [CSV-SEPARATOR]
  → 半角のコンマ区切りの「CSV UTF-8（コンマ区切り）」で保存し直してください。
"施策,備考\n道路,\"開いたまま\n橋,○\n"
a.csv:2:4: 引用符 " が閉じられていません [CSV-QUOTE-OPEN]
  → 値の終わりに " を付けてください。値の中の " は "" と 2 つ続けて書きます。
"施策,備考\n道路, \"市内,全域\"\n"
a.csv:2:5: 引用符 " の前に空白があります [CSV-BEFORE-QUOTE]
  → コンマのすぐあとに " を書いてください。
"#;

#[test]
fn tables_beyond_the_caps_are_refused() {
    let wide = vec!["c"; MAX_COLUMNS + 1].join(",");
    let large = format!("a,b\n1,{}\n", "x".repeat(MAX_CELL + 1));
    let mut told = Vec::new();
    for text in [wide, large] {
        let mut findings = Findings::new();
        assert_eq!(read(&text, &file(), &mut findings), None);
        told.push(codes(&findings));
    }
    assert_eq!(told, ["CSV-TOO-WIDE@1:1", "CSV-CELL-TOO-LARGE@2:3"]);
}

/// A cell's raw text, as a careful or a careless program writes it.
fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// What was written is what is read, in every cell, and each place points at the cell's first letter.
    #[test]
    fn a_written_table_is_read_as_it_was(rows in proptest::collection::vec(proptest::array::uniform3("[a-z0-9あ△ ]{0,4}[\",\n]{0,2}[a-z0-9あ△]"), 0..6)) {
        let mut text = String::from("一,二,三\n");
        for row in &rows {
            text += &row.each_ref().map(|cell| quoted(cell)).join(",");
            text.push('\n');
        }
        let mut findings = Findings::new();
        let sheet = read(&text, &file(), &mut findings);
        let sheet = sheet.ok_or_else(|| TestCaseError::fail(format!("{text:?} {}", codes(&findings))))?;
        let read: Vec<Vec<String>> = sheet.rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let written: Vec<Vec<String>> = rows.iter().map(|row| row.to_vec()).collect();
        prop_assert_eq!(read, written);
        let lines: Vec<&str> = text.split('\n').collect();
        for cell in sheet.rows.iter().flatten() {
            let (line, column) = (cell.at.line as usize, cell.at.column as usize);
            let found: String = lines[line - 1].chars().skip(column - 1).collect();
            let raw = quoted(&cell.text);
            prop_assert!(found.starts_with(raw.split('\n').next().unwrap_or_default()), "{cell:?} in {text:?}");
        }
    }

    #[test]
    fn any_text_gives_a_table_or_an_error(text in "[a,\"\n; 1あ]{0,60}") {
        let mut findings = Findings::new();
        match read(&text, &file(), &mut findings) {
            Some(sheet) => {
                prop_assert!(!findings.has_errors());
                prop_assert!(sheet.rows.iter().all(|row| row.len() == sheet.header.len()));
            }
            None => prop_assert!(findings.has_errors()),
        }
    }
}
