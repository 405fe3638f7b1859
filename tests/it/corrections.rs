//! What was changed after publication is told on its page, on a page of the site and in a feed.

use mieruka::base::path::SitePath;
use mieruka::model::Purpose;
use mieruka::world::Memory;

use crate::kept;
use crate::town::{Files, PLAN, build, edit, faults, said, starter, with_address_and_english};

const FILE: &str = "corrections.yaml";

const ENTRIES: &str = "\
corrections:
  - date: 2027-05-10
    kind: error
    project: 01-online
    what: 指標1の令和7年度の実績
    old: 384件
    new: 390件
    reason: 窓口の分が漏れていたため
    superseded: figures-2027-03.csv
  - date: 2027-06-01
    kind: revision
    what: 計画の説明 <b> & 引用符 \"
    new: 対象の年度
    reason: 予定していた見直し
  - date: 令和9年5月10日
    kind: error
    policy: online
    what: 方針の説明
    old: 全部の手続
    reason: 誤って広く書いていたため
";

fn corrected() -> Memory {
    let mut world = starter();
    world.put(&format!("{PLAN}/{FILE}"), ENTRIES);
    world.put(
        &format!("{PLAN}/superseded/figures-2027-03.csv"),
        "年度,実績\n令和7年度,384\n",
    );
    world
}

fn page(files: &Files, address: &str) -> String {
    let bytes = &files[&SitePath::new(address)];
    String::from_utf8(bytes.clone()).unwrap()
}

/// The part of a page that begins with this line.
fn from<'a>(page: &'a str, line: &str) -> &'a str {
    &page[page
        .find(line)
        .unwrap_or_else(|| panic!("{line} in {page}"))..]
}

#[test]
fn corrections_are_told_on_their_page_on_the_site_and_in_a_feed() {
    let mut world = corrected();
    with_address_and_english(&mut world);
    let (files, findings) = build(&world, Purpose::Release, None);
    // Their days are behind that of the town's data.
    let others = findings.iter().filter(|one| one.code != "CORRECTION-AHEAD");
    assert_eq!(said(others), [""; 0]);
    let mut all = String::new();
    for (address, from_line) in [
        ("corrections.md", "# "),
        ("corrections.xml", "<?xml"),
        ("midorino-dx-r8/index.md", "## 訂正"),
        ("midorino-dx-r8/projects/01-online.md", "## 訂正"),
        ("midorino-dx-r8/policies/online.md", "## 訂正"),
        ("en/corrections.md", "# "),
    ] {
        let page = page(&files, address);
        all.push_str(&format!("=== {address}\n{}\n", from(&page, from_line)));
    }
    kept::check("golden/corrections.txt", &all);
    assert_eq!(
        page(&files, "midorino-dx-r8/superseded/figures-2027-03.csv"),
        "年度,実績\n令和7年度,384\n"
    );
    // A line under the heading leads to it.
    let html = page(&files, "midorino-dx-r8/projects/01-online.html");
    assert!(html.contains("<p class=\"page-warning\">2027年5月10日（令和9年）に、このページの内容を訂正しました。<a href=\"#corrections\">"));
    assert!(!page(&files, "midorino-dx-r8/projects/02-koza.html").contains("#corrections"));
}

#[test]
fn a_site_without_corrections_says_so_and_has_a_feed_all_the_same() {
    let (files, _) = build(&starter(), Purpose::Release, None);
    let said = page(&files, "corrections.md");
    assert!(
        said.contains("数字や言葉を変えたことはありません"),
        "{said}"
    );
    let feed = page(&files, "corrections.xml");
    assert!(!feed.contains("<entry>"), "{feed}");
    assert!(
        feed.contains("<updated>2026-04-01T00:00:00+09:00</updated>"),
        "{feed}"
    );
}

#[test]
fn a_correction_of_something_that_is_held_back_is_held_back_with_its_file() {
    let mut world = corrected();
    edit(
        &mut world,
        &format!("{PLAN}/projects/01-online.yaml"),
        "id: 01-online\n",
        "id: 01-online\ndraft: true\n",
    );
    let (files, findings) = build(&world, Purpose::Release, None);
    let told = said(findings.iter());
    assert!(
        told.iter()
            .any(|one| one.contains("HELD-WITH") && one.contains("corrections.yaml:2")),
        "{told:#?}"
    );
    for (address, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("384件") && !text.contains("窓口の分が漏れ"),
            "{address}"
        );
    }
    assert!(
        !files
            .keys()
            .any(|address| address.as_str().contains("superseded"))
    );
    // The others stay.
    assert!(page(&files, "corrections.md").contains("全部の手続"));
}

#[test]
fn each_slip_in_the_list_is_told_at_its_line() {
    let mut world = starter();
    world.put(
        &format!("{PLAN}/{FILE}"),
        "corrections:\n  - date: 2027-02-30\n    kind: mistake\n    project: 01-onlin\n    what: 実績\n    old: 1\n    \
         new: 1\n    reason: 誤り\n  - what: 実績\n    policy: online\n    project: 02-koza\n    new: 2\n    \
         superseded: 修正前.csv\n  - date: 2027-05-10\n    kind: error\n    what: 実績\n    new: 2\n    reason: \
         誤り\n    superseded: nowhere.csv\n    whoo: x\n",
    );
    world.put(&format!("{PLAN}/superseded/left.csv"), "a\n");
    kept::check(
        "golden/corrections-slips.txt",
        &(faults(&world).join("\n") + "\n"),
    );
}

#[test]
fn a_figure_of_the_download_says_that_it_was_corrected() {
    let mut world = starter();
    let first = format!("{PLAN}/projects/01-online.yaml");
    edit(&mut world, &first, "actual: \"28\"", "actual: \"29\"");
    world.put(
        &format!("{PLAN}/{FILE}"),
        "corrections:\n  - { date: 2026-05-10, kind: error, project: 01-online, what: 令和6年度の実績, old: 28件, new: 29件, \
         reason: 漏れ }\n",
    );
    let (files, _) = build(&world, Purpose::Release, None);
    let values = page(&files, "midorino-dx-r8/values.csv");
    let told: Vec<&str> = values
        .lines()
        .filter(|line| line.contains("に訂正"))
        .collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].contains(",実績,")
            && told[0].contains(",29,29,件,")
            && told[0].contains("2026-05-10 に訂正（公開していた値: 28件）"),
        "{told:#?}"
    );
}

#[test]
fn a_pdf_is_named_since_nobody_has_looked_into_it() {
    let mut world = starter();
    let entry = |file: &str| {
        format!(
            "  - date: 2026-05-10\n    kind: error\n    what: 実績\n    new: \"29\"\n    reason: 漏れ\n    \
             superseded: {file}\n"
        )
    };
    let list = format!(
        "corrections:\n{0}{0}{1}",
        entry("old.pdf"),
        entry("old.csv")
    );
    world.put(&format!("{PLAN}/{FILE}"), list);
    for file in ["old.pdf", "old.csv"] {
        world.put(&format!("{PLAN}/superseded/{file}"), "x\n");
    }
    let (_, findings) = build(&world, Purpose::Release, None);
    let told = findings.iter().filter(|one| one.code == "CORRECTION-PDF");
    assert_eq!(
        said(told),
        [format!(
            "{PLAN}/{FILE}:2:5 CORRECTION-PDF 「superseded/old.pdf」は PDF なので、中を調べていません"
        )]
    );
}
