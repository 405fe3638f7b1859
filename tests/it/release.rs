//! A release from the first paper to what is uploaded, as a clerk makes it.

use std::io::Read;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::{mieruka, seen};
use crate::diff::{done, edit, first_edition, made, second_edition, without_sizes};
use crate::kept;
use crate::{tree, workbook};

const DAY: [&str; 2] = ["--as-of", "2026-04-01"];

/// Held against what lies in the folder, approved or not.
fn release(town: &Path) -> String {
    let named = ["release", "--last", "public"];
    let said = done(town, &[&named[..], &DAY].concat());
    workbook::is_as_printed(&town.join("release"));
    said
}

fn told(town: &Path, arguments: &[&str]) -> String {
    without_sizes(&seen(&mieruka(town, "ja_JP.UTF-8", arguments)))
}

fn text(town: &Path, file: &str) -> String {
    std::fs::read_to_string(town.join("release").join(file)).unwrap()
}

/// What became of the pages that the second edition has no more.
fn with_addresses(town: &Path) {
    let rows = "address,to,what\n\
                midorino-dx-r8/projects/02-koza.html,koza-r8/index.html,教室を新しい計画に移しました。\n\
                midorino-dx-r8/projects/03-madoguchi.html,,令和7年度で終わりました。\n";
    std::fs::write(town.join("content/addresses.csv"), rows).unwrap();
}

/// The second edition with a reason for one of its changes, and one for a change that is not made.
fn prepared() -> TempDir {
    let folder = first_edition();
    let town = folder.path().join("town");
    second_edition(&town);
    let reasons = "changes:\n  - on: midorino-dx-r8/projects/01-online\n    measure: 実績\n    year: R6\n    \
                   reason: 集計のまちがいを直したため\n  - on: koza-r8\n    reason: 教室を新しい計画に移したため\n  \
                   - on: midorino-dx-r8/projects/99-naiyo\n    reason: 使われない理由\n";
    std::fs::write(town.join("content/changes.yaml"), reasons).unwrap();
    with_addresses(&town);
    folder
}

#[test]
fn a_release_is_proposed_on_paper_approved_and_put_in_place() {
    let folder = prepared();
    let town = folder.path().join("town");
    let before = tree::read(&town.join("public"));
    kept::check("it/release/proposed.txt", &without_sizes(&release(&town)));
    assert!(
        tree::read(&town.join("public")) == before,
        "nothing is published yet"
    );
    for paper in ["approval.html", "approval.md"] {
        kept::check(
            &format!("it/release/{paper}.txt"),
            &without_sizes(&without_day(&text(&town, paper))),
        );
    }
    let upload = text(&town, "upload.txt");
    kept::check("it/release/upload.txt", &without_assets(&upload));
    kept::check(
        "it/release/delete.txt",
        &without_assets(&text(&town, "delete.txt")),
    );
    // Made again, it is the same, papers and all.
    let proposed = tree::read(&town.join("release"));
    release(&town);
    let again = tree::difference(&tree::read(&town.join("release")), &proposed);
    assert_eq!(again, "");
    // A reason is no part of the site: the hash stays.
    let changes = std::fs::read_to_string(town.join("content/changes.yaml")).unwrap();
    std::fs::write(
        town.join("content/changes.yaml"),
        changes.replace("使われない", "だれも使わない"),
    )
    .unwrap();
    release(&town);
    assert!(tree::read(&town.join("release/site")) == tree::read(&town.join("release/site")));
    let site = tree::read(&town.join("release/site"));
    let day = made(&town.join("release"));
    let moment = format!("{day}T09:00+09:00");
    let approve = ["release", "--approve", "課長", "--at", &*moment];
    kept::check("it/release/approved.txt", &told(&town, &approve));
    assert!(
        tree::read(&town.join("public")) == site,
        "exactly that is published"
    );
    let approved: serde_json::Value = serde_json::from_str(&text(&town, "approved.json")).unwrap();
    let verified = done(
        &town,
        &[
            "verify",
            "public",
            "--hash",
            approved[0]["hash"].as_str().unwrap(),
        ],
    );
    assert!(verified.contains("作ったときのままです"), "{verified}");
    assert_eq!(approved[0]["by"], "課長");
    assert_eq!(approved[0]["at"], format!("{day}T09:00:00+09:00"));
    // Once is enough, and nothing is left to change.
    done(&town, &approve);
    let twice: serde_json::Value = serde_json::from_str(&text(&town, "approved.json")).unwrap();
    assert_eq!(twice, approved);
    let same = done(&town, &[&["diff", "public", "."][..], &DAY].concat());
    assert!(same.contains("ちがうところはありません"), "{same}");
    let zip = std::fs::File::open(town.join("release/site.zip")).unwrap();
    let mut zip = zip::ZipArchive::new(zip).unwrap();
    let mut files = 0;
    for (path, thing) in &site {
        if let tree::Thing::File(bytes) = thing {
            let mut packed = Vec::new();
            let mut file = zip.by_name(path.to_str().unwrap()).unwrap();
            file.read_to_end(&mut packed).unwrap();
            assert!(packed == *bytes, "{}", path.display());
            files += 1;
        }
    }
    assert_eq!(zip.len(), files);
    // The archive is of what is approved: it stays while that is so, and goes with the next proposal.
    release(&town);
    assert!(town.join("release/site.zip").is_file());
    let project = "seeds/midorino-dx-r8/projects/01-online.yaml";
    edit(&town, project, "actual: \"29\"", "actual: \"30\"");
    release(&town);
    assert!(!town.join("release/site.zip").exists());
}

/// Whoever follows the lists has the new release, and no page is there before its parts.
#[test]
fn the_lists_make_the_new_release_out_of_the_old() {
    let folder = prepared();
    let town = folder.path().join("town");
    release(&town);
    let (site, online) = (town.join("release/site"), town.join("public"));
    let mut last = 0;
    for path in text(&town, "upload.txt").lines() {
        let rank = match path {
            "manifest.json" => 4,
            "index.html" => 3,
            path if path.ends_with("/index.html") => 2,
            path if path.ends_with(".html") => 1,
            _ => 0,
        };
        assert!(last <= rank, "{path}");
        last = rank;
        let to = online.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(site.join(path), to).unwrap();
    }
    for path in text(&town, "delete.txt").lines() {
        std::fs::remove_file(online.join(path)).unwrap();
    }
    let files = |tree: tree::Tree| -> tree::Tree {
        let all = tree.into_iter();
        all.filter(|(_, thing)| matches!(thing, tree::Thing::File(_)))
            .collect()
    };
    let difference = tree::difference(&files(tree::read(&online)), &files(tree::read(&site)));
    assert_eq!(difference, "");
}

#[test]
fn nothing_is_approved_that_the_paper_does_not_show() {
    let folder = prepared();
    let town = folder.path().join("town");
    let approve = ["release", "--approve", "課長"];
    let public = tree::read(&town.join("public"));
    let mut all = told(&town, &approve);
    release(&town);
    for name in ["approval.html", "delete.txt"] {
        let paper = town.join("release").join(name);
        let good = std::fs::read(&paper).unwrap();
        std::fs::write(&paper, "別の資料").unwrap();
        all += &told(&town, &approve);
        std::fs::write(&paper, &good).unwrap();
    }
    // The site was built anew after the paper was written.
    let project = "seeds/midorino-dx-r8/projects/01-online.yaml";
    edit(&town, project, "actual: \"29\"", "actual: \"30\"");
    done(
        &town,
        &[&["build", "--out", "release/site"][..], &DAY].concat(),
    );
    let other = told(&town, &approve);
    assert!(
        other.contains("資料の指紋　 HASH") && other.contains("サイトの指紋 HASH"),
        "{other}"
    );
    all += &other;
    release(&town);
    std::fs::write(town.join("release/site/index.html"), "別のページ").unwrap();
    all += &told(&town, &approve);
    std::fs::remove_dir_all(town.join("release/site")).unwrap();
    release(&town);
    assert!(
        tree::read(&town.join("public")) == public,
        "nothing was published"
    );
    // The folder that is online is not the one that the paper compares with.
    done(&town, &[&["build"][..], &DAY].concat());
    edit(&town, project, "actual: \"30\"", "actual: \"31\"");
    done(&town, &[&["build"][..], &DAY].concat());
    all += &told(&town, &approve);
    assert!(!town.join("release/approved.json").exists());
    edit(&town, project, "actual: \"31\"", "actual: 31a\nx: 1 #\"");
    let refused = told(&town, &[&["release"][..], &DAY].concat());
    assert!(
        refused.starts_with("exit 1") && refused.contains("決裁の資料を作りませんでした"),
        "{refused}"
    );
    kept::check("it/release/refused.txt", &all);
}

/// What nobody has read on a paper is new, whatever was built before the first one.
#[test]
fn what_was_never_approved_is_told_as_new() {
    let folder = first_edition();
    let town = folder.path().join("town");
    let propose = [&["release"][..], &DAY].concat();
    let screen = done(&town, &propose);
    let why = "まだ一度も決裁を受けていないので、すべてを新しいものとして";
    for said in [
        &screen,
        &text(&town, "approval.md"),
        &text(&town, "approval.html"),
    ] {
        assert!(said.contains(why), "{said}");
        assert!(!said.contains("ちがうところはありません"), "{said}");
        assert!(said.contains("mieruka release --last public"), "{said}");
    }
    let all = tree::read(&town.join("release/site")).into_values();
    let all = all.filter(|thing| matches!(thing, tree::Thing::File(_)));
    assert_eq!(text(&town, "upload.txt").lines().count(), all.count());
    // The folder holds something else by then, which nobody has approved either.
    let project = "seeds/midorino-dx-r8/projects/01-online.yaml";
    edit(&town, project, "actual: \"28\"", "actual: \"77\"");
    done(&town, &[&["build"][..], &DAY].concat());
    assert!(done(&town, &propose).contains(why));
    done(&town, &["release", "--approve", "課長"]);
    edit(&town, project, "actual: \"77\"", "actual: \"78\"");
    let next = done(&town, &propose);
    assert!(!next.contains(why), "{next}");
    assert!(text(&town, "approval.md").contains("77"));
}

/// What people wrote behind a label of the program is theirs, and is not folded away.
#[test]
fn words_of_people_behind_a_label_are_not_passed_over() {
    let folder = first_edition();
    let town = folder.path().join("town");
    let project = "seeds/midorino-dx-r8/projects/01-online.yaml";
    edit(&town, project, "what: 様式の見直し", "what: 様式の廃止");
    edit(&town, project, "予算は当初予算です", "予算は補正後予算です");
    edit(&town, project, "since: 令和4年度", "since: 令和3年度");
    release(&town);
    let paper = text(&town, "approval.md");
    let folded = paper.split_once("自動で変わる言葉");
    let (read, folded) = folded.unwrap_or((&paper, ""));
    for word in ["廃止", "補正後", "開始年度"] {
        assert!(read.contains(word), "{word}: {paper}");
        assert!(!folded.contains(word), "{word}: {paper}");
    }
}

#[test]
fn a_wrong_file_of_reasons_is_told_with_its_line() {
    let folder = first_edition();
    let town = folder.path().join("town");
    let wrong = "changes:\n  - on: midorino-dx-r8\n    year: 来年\n    reason: よい\n  - reason: どこかが足りない\n  - onn: x\n";
    std::fs::write(town.join("content/changes.yaml"), wrong).unwrap();
    let release = told(&town, &[&["release"][..], &DAY].concat());
    assert!(release.starts_with("exit 1"), "{release}");
    assert!(!town.join("release").exists());
    kept::check("it/release/reasons.txt", &release);
}

#[test]
fn a_first_release_and_the_other_forms_of_a_comparison() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    kept::check("it/release/first.txt", &without_sizes(&release(&town)));
    let paper = text(&town, "approval.md");
    assert!(
        paper.contains("初めての公開です") && !paper.contains("→"),
        "{paper}"
    );
    done(&town, &["release", "--approve", "部長"]);
    second_edition(&town);
    for format in ["html", "md"] {
        let out = format!("changes.{format}");
        let arguments = [&["diff", "--format", format, "--out", &out][..], &DAY].concat();
        done(&town, &arguments);
        let written = std::fs::read_to_string(town.join(&out)).unwrap();
        let shown = done(&town, &[&["diff", "--format", format][..], &DAY].concat());
        assert!(shown.contains(written.trim_end()), "{format}");
        assert!(!written.contains("決裁（職名"), "{format}");
    }
    let none = told(&town, &[&["diff", "--format", "xlsx"][..], &DAY].concat());
    assert!(none.starts_with("exit 2"), "{none}");
    let sheets = [
        &["diff", "--format", "xlsx", "--out", "changes.xlsx"][..],
        &DAY,
    ]
    .concat();
    done(&town, &sheets);
    let once = std::fs::read(town.join("changes.xlsx")).unwrap();
    done(&town, &sheets);
    assert!(
        once == std::fs::read(town.join("changes.xlsx")).unwrap(),
        "the same bytes"
    );
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(once)).unwrap();
    let mut strings = String::new();
    book.by_name("xl/sharedStrings.xml")
        .unwrap()
        .read_to_string(&mut strings)
        .unwrap();
    for text in [
        "窓口の待ち時間短縮事業",
        "オンラインでできる手続の数",
        "［−28−］［＋29＋］",
    ] {
        assert!(strings.contains(text), "{text}");
    }
    let mut first = String::new();
    book.by_name("xl/worksheets/sheet1.xml")
        .unwrap()
        .read_to_string(&mut first)
        .unwrap();
    assert!(!first.contains("<f>"), "no formula");
}

/// The day on which a paper is made is that of the machine.
fn without_day(paper: &str) -> String {
    let sign = "この資料を作った日: ";
    let (before, after) = paper.split_once(sign).expect("a paper says its day");
    let (day, after) = after.split_once('）').expect("a day has its year");
    assert!(day.contains("年") && day.contains("月"), "{day}");
    format!("{before}{sign}DAY{after}")
}

/// Names of assets carry a piece of their hash.
fn without_assets(list: &str) -> String {
    let lines = list.lines().filter(|line| !line.contains("assets/"));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_published_figure_that_changes_wants_an_entry_in_the_list_of_corrections() {
    let folder = first_edition();
    let town = folder.path().join("town");
    let first = "seeds/midorino-dx-r8/projects/01-online.yaml";
    edit(&town, first, "actual: \"28\"", "actual: \"29\"");
    // A figure where there was none is a new year's, and wants nothing.
    edit(
        &town,
        first,
        "R7: { target: \"40\", actual: \"集計中\" }",
        "R7: { target: \"40\", actual: \"41\" }",
    );
    release(&town);
    let asked = |town: &Path| {
        let paper = text(town, "approval.md");
        let lines = paper
            .lines()
            .filter(|line| line.contains("訂正の記録がありません"));
        lines.map(str::to_owned).collect::<Vec<String>>()
    };
    let missing = asked(&town);
    assert_eq!(missing.len(), 1, "{missing:#?}");
    assert!(missing[0].contains("28件 → 29件"), "{missing:#?}");
    let list = "corrections:\n  - { date: 2026-05-10, kind: error, project: 01-online, what: 実績, old: 28件, new: 29件, \
                reason: 漏れ }\n";
    std::fs::write(town.join("seeds/midorino-dx-r8/corrections.yaml"), list).unwrap();
    release(&town);
    assert_eq!(asked(&town), [""; 0]);
}

/// A paper goes through many hands: what is taken off the site is not spread by it.
#[test]
fn a_paper_lists_no_words_of_a_page_that_is_held_back_again() {
    let folder = first_edition();
    let town = folder.path().join("town");
    let project = "seeds/midorino-dx-r8/projects/02-koza.yaml";
    edit(
        &town,
        project,
        "id: 02-koza\n",
        "id: 02-koza\ndraft: true\n",
    );
    let list = town.join("content/addresses.csv");
    let row = "address,to,what\nmidorino-dx-r8/projects/02-koza.html,,終わりました。\n";
    std::fs::write(&list, row).unwrap();
    release(&town);
    let diff = done(&town, &[&["diff"][..], &DAY].concat());
    for paper in [
        diff,
        text(&town, "approval.md"),
        text(&town, "approval.html"),
    ] {
        assert!(
            paper.contains("midorino-dx-r8/projects/02-koza.html"),
            "{paper}"
        );
        assert!(paper.contains("並べません"), "{paper}");
        // A figure and a sentence of that page alone.
        for word in ["1,480", "電話のかけ方から"] {
            assert!(!paper.contains(word), "{word}: {paper}");
        }
    }
    // What is gone for good is told whole.
    std::fs::remove_file(&list).unwrap();
    edit(&town, project, "draft: true\n", "");
    std::fs::remove_file(town.join(project)).unwrap();
    std::fs::remove_file(town.join("content/midorino-dx-r8/02-koza.md")).unwrap();
    let index = std::fs::read_to_string(town.join("seeds/midorino-dx-r8/index.csv")).unwrap();
    let rows = index
        .lines()
        .filter(|row| !row.starts_with("02-koza") && !row.starts_with("計"));
    let rows: String = rows.map(|row| format!("{row}\n")).collect();
    std::fs::write(town.join("seeds/midorino-dx-r8/index.csv"), rows).unwrap();
    let gone = told(&town, &[&["diff"][..], &DAY].concat());
    assert!(
        gone.contains("電話のかけ方から") && !gone.contains("並べません"),
        "{gone}"
    );
}
