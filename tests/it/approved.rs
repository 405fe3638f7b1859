//! What was approved stays what is published, whatever is built meanwhile; and what is told of it.

use std::path::Path;

use tempfile::TempDir;

use crate::cli::{mieruka, seen};
use crate::diff::{done, edit, made, without_sizes};
use crate::kept;
use crate::tree::{self, Thing, Tree};

const DAY: [&str; 2] = ["--as-of", "2026-04-01"];
const PROJECT: &str = "seeds/midorino-dx-r8/projects/01-online.yaml";

/// A site of which nothing is published yet.
fn town() -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    folder
}

fn told(town: &Path, arguments: &[&str]) -> String {
    let said = without_sizes(&seen(&mieruka(town, "ja_JP.UTF-8", arguments)));
    let all = format!("$ mieruka {}\n{said}\n", arguments.join(" "));
    all.replace(&made(&town.join("release")), "2026-04-02")
}

fn proposed(town: &Path) -> String {
    told(town, &[&["release"][..], &DAY].concat())
}

fn approved(town: &Path, by: &str) -> String {
    let made = made(&town.join("release"));
    told(town, &["release", "--approve", by, "--at", &made])
}

/// Does on the server what the lists say.
fn upload(town: &Path) {
    let server = town.parent().unwrap().join("server");
    let list = |name: &str| std::fs::read_to_string(town.join("release").join(name)).unwrap();
    for path in list("upload.txt").lines() {
        let to = server.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(town.join("release/site").join(path), to).unwrap();
    }
    for path in list("delete.txt").lines() {
        std::fs::remove_file(server.join(path)).unwrap();
    }
}

fn files(folder: &Path) -> Tree {
    let all = tree::read(folder).into_iter();
    all.filter(|(_, thing)| matches!(thing, Thing::File(_)))
        .collect()
}

fn is_online(town: &Path) {
    let server = files(&town.parent().unwrap().join("server"));
    let difference = tree::difference(&server, &files(&town.join("release/site")));
    assert_eq!(difference, "");
}

/// Somebody puts a site that was built without papers in the place of the one that was approved.
fn replaced(town: &Path) {
    done(town, &[&["build", "--out", "elsewhere"][..], &DAY].concat());
    std::fs::remove_dir_all(town.join("public")).unwrap();
    std::fs::rename(town.join("elsewhere"), town.join("public")).unwrap();
}

/// Puts back what is online.
fn restored(town: &Path) {
    let public = town.join("public");
    if public.exists() {
        std::fs::remove_dir_all(&public).unwrap();
    }
    let server = town.parent().unwrap().join("server");
    for (path, thing) in files(&server) {
        let Thing::File(bytes) = thing else { continue };
        let to = public.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
}

#[test]
fn no_build_takes_the_place_of_what_was_approved_and_the_lists_are_for_the_server() {
    let folder = town();
    let town = folder.path().join("town");
    // Where nothing was approved nobody notices, however often he builds.
    let build = [&["build"][..], &DAY].concat();
    let mut all = told(&town, &build) + &told(&town, &build);
    all += &proposed(&town);
    all += &approved(&town, "課長");
    upload(&town);
    is_online(&town);
    let public = tree::read(&town.join("public"));
    all += &told(&town, &build);
    // A draft is no part of the site.
    edit(
        &town,
        PROJECT,
        "      R8: { target: \"50\", actual: \"\" }\n",
        "      R8: { target: \"50\", actual: \"\" }\n      R9: { target: \"77377\", draft: true }\n",
    );
    done(&town, &build);
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    all += &told(&town, &build);
    assert!(
        tree::read(&town.join("public")) == public,
        "the approved site was replaced"
    );
    all += &told(&town, &["build", "--lang", "en", "--as-of", "2026-04-01"]);
    // It happened all the same: no paper is made that would not tell all that changes.
    replaced(&town);
    all += &proposed(&town);
    done(&town, &[&["build", "--out", "other"][..], &DAY].concat());
    all += &told(&town, &[&["release", "--last", "other"][..], &DAY].concat());
    restored(&town);
    all += &proposed(&town);
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    assert!(paper.contains("28") && paper.contains("29"), "{paper}");
    all += &approved(&town, "部長");
    upload(&town);
    is_online(&town);
    // The list for what was approved stays until something changes, unless somebody has touched it.
    all += &proposed(&town);
    std::fs::write(town.join("release/upload.txt"), "junk\r\n").unwrap();
    all += &proposed(&town);
    upload(&town);
    is_online(&town);
    // Nothing is left of what was published.
    edit(&town, PROJECT, "actual: \"29\"", "actual: \"30\"");
    std::fs::remove_dir_all(town.join("public")).unwrap();
    all += &proposed(&town);
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    assert!(!paper.contains("初めての公開"), "{paper}");
    all += &approved(&town, "課長");
    upload(&town);
    is_online(&town);
    // An approval is taken back before anything was uploaded.
    edit(&town, PROJECT, "actual: \"30\"", "actual: \"31\"");
    proposed(&town);
    approved(&town, "課長");
    let record = town.join("release/approved.json");
    let json = std::fs::read_to_string(&record).unwrap();
    let mut list: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    list.pop();
    std::fs::write(&record, serde_json::to_string(&list).unwrap()).unwrap();
    edit(&town, PROJECT, "actual: \"31\"", "actual: \"32\"");
    restored(&town);
    all += &proposed(&town);
    all += &approved(&town, "課長");
    upload(&town);
    is_online(&town);
    std::fs::write(&record, &json[1..]).unwrap();
    for arguments in [&["build"][..], &["release"], &["verify"]] {
        let broken = told(&town, arguments);
        assert!(broken.contains("決裁の記録「"), "{broken}");
    }
    kept::check("it/release/stays.txt", &all);
}

#[test]
fn an_approval_is_a_posts_and_is_recorded_once() {
    let folder = town();
    let town = folder.path().join("town");
    proposed(&town);
    let mut all = String::new();
    for by in [
        "",
        " ",
        "山田太郎",
        "阿部",
        "課長 山田太郎",
        "山田課長",
        "はい",
        "<b>課長",
    ] {
        all += &approved(&town, by);
    }
    assert!(!town.join("release/approved.json").exists());
    assert!(!town.join("public").exists());
    all += &approved(&town, "デジタル推進課長");
    all += &approved(&town, "デジタル推進課長");
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    all += &approved(&town, "ＣＩＯ");
    // Data that cannot be built are no longer those of the papers either.
    edit(&town, PROJECT, "actual: \"29\"", "actual: 29a\nx: 1 #\"");
    let made = made(&town.join("release"));
    let moment = format!("{made}T09:00+09:00");
    let english = ["--at", &*moment, "--lang", "en"];
    let chief = ["release", "--approve", "section chief"];
    all += &told(&town, &[&chief[..], &english].concat());
    let record = std::fs::read_to_string(town.join("release/approved.json")).unwrap();
    all += &without_sizes(&record).replace(&made, "2026-04-02");
    kept::check("it/release/posts.txt", &all);
}

#[test]
fn a_folder_is_held_against_what_was_approved() {
    let folder = town();
    let town = folder.path().join("town");
    proposed(&town);
    approved(&town, "課長");
    let json = std::fs::read_to_string(town.join("release/approved.json")).unwrap();
    let first: serde_json::Value = serde_json::from_str(&json).unwrap();
    let hash = first[0]["hash"].as_str().unwrap();
    let verify = |more: &[&str]| {
        let said = told(&town, &[&["verify"], more].concat());
        said.replace(hash, "HASH")
            .replace(&hash[..12], "HASH12")
            .replace(&hash[..8], "HASH8")
    };
    let mut all = verify(&[]);
    for given in [
        &hash[..8],
        &hash[..12],
        &format!("{}…", &hash[..12]),
        "zz",
        hash,
    ] {
        all += &verify(&["--hash", given]);
    }
    all += &verify(&["--hash", "0123456789ab"]);
    let copy = town.join("copy");
    let copied = |from: &Path| {
        let _ = std::fs::remove_dir_all(&copy);
        for (path, thing) in files(from) {
            let Thing::File(bytes) = thing else { continue };
            let to = copy.join(path);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, bytes).unwrap();
        }
    };
    copied(&town.join("public"));
    std::fs::write(copy.join("index.html"), "別のページ").unwrap();
    std::fs::write(copy.join("memo.txt"), "メモ").unwrap();
    all += &verify(&["copy", "--hash", hash]);
    std::fs::remove_file(town.join("release/site.zip")).unwrap();
    all += &verify(&["copy"]);
    // The server still has what was approved before.
    copied(&town.join("public"));
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    proposed(&town);
    std::fs::write(town.join("public/memo.txt"), "メモ").unwrap();
    all += &verify(&[]);
    all += &proposed(&town);
    std::fs::remove_file(town.join("public/memo.txt")).unwrap();
    approved(&town, "部長");
    all += &verify(&["copy"]);
    std::fs::remove_file(copy.join("manifest.json")).unwrap();
    all += &verify(&["copy"]);
    // Nobody has approved what was only built.
    edit(&town, PROJECT, "actual: \"29\"", "actual: \"30\"");
    done(&town, &[&["build", "--out", "other"][..], &DAY].concat());
    all += &verify(&["other"]);
    kept::check("it/release/verified.txt", &all);
}

/// Papers that are kept elsewhere are known by the folder that was approved.
#[test]
fn what_was_approved_on_papers_elsewhere_is_not_replaced_either() {
    let folder = town();
    let town = folder.path().join("town");
    std::fs::create_dir(folder.path().join("desk")).unwrap();
    let papers = ["--out", "../desk/令和8年"];
    done(&town, &[&["release"][..], &papers, &DAY].concat());
    let made = made(&folder.path().join("desk/令和8年"));
    done(
        &town,
        &[
            &["release", "--approve", "課長"][..],
            &papers,
            &["--at", &made],
        ]
        .concat(),
    );
    let public = tree::read(&town.join("public"));
    let verified = done(&town, &["verify"]);
    assert!(
        verified.contains(&format!("課長（{made}）の決裁を受けたサイトです")),
        "{verified}"
    );
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    let build = [&["build"][..], &DAY].concat();
    let refused = |said: &str| {
        assert!(
            said.contains("exit 2") && said.contains(&format!("課長（{made}）の決裁")),
            "{said}"
        );
        assert!(
            tree::read(&town.join("public")) == public,
            "it was replaced"
        );
    };
    refused(&told(&town, &build));
    // From another folder, and after the papers were moved away.
    let from = mieruka(
        folder.path(),
        "ja_JP.UTF-8",
        &["build", "town", "--as-of", "2026-04-01"],
    );
    refused(&seen(&from));
    std::fs::rename(folder.path().join("desk"), folder.path().join("archive")).unwrap();
    refused(&told(&town, &build));
    // An approval that was taken back there is taken back.
    std::fs::rename(folder.path().join("archive"), folder.path().join("desk")).unwrap();
    let record = folder.path().join("desk/令和8年/approved.json");
    let list = std::fs::read_to_string(&record).unwrap();
    let other = list.replace(
        &list[list.find("hash\": \"").unwrap() + 8..][..8],
        "00000000",
    );
    std::fs::write(&record, other).unwrap();
    done(&town, &build);
}

#[test]
fn a_folder_of_papers_is_none_that_is_read_or_worked_in() {
    let folder = town();
    let town = folder.path().join("town");
    done(&town, &[&["build"][..], &DAY].concat());
    let before = tree::read(&town);
    for (out, said) in [
        (".", "今いるフォルダー"),
        ("..", "今いるフォルダー"),
        ("/", "最上位"),
        ("public", "同じ場所"),
        ("seeds/papers", "の中にあります"),
        ("nowhere/papers", "がありません"),
    ] {
        let told = seen(&mieruka(&town, "ja_JP.UTF-8", &["release", "--out", out]));
        assert!(
            told.starts_with("exit 2") && told.contains(said),
            "{out}: {told}"
        );
        assert!(!told.contains("os error"), "{out}: {told}");
    }
    assert!(tree::read(&town) == before, "nothing is written");
}

/// What was approved is what the paper shows: neither it nor its record is mended by hand.
#[test]
fn a_record_of_papers_that_somebody_has_mended_is_refused() {
    let folder = town();
    let town = folder.path().join("town");
    let first = told(
        &town,
        &[&["release", "--out", "paper", "--last", "online"][..], &DAY].concat(),
    );
    let typed = "mieruka release --out paper --last online --approve 職名";
    assert!(first.contains(typed), "{first}");
    // Another site in the place of the one that the papers are about, and its hash in their record.
    let packet = town.join("paper/packet.json");
    let record = std::fs::read_to_string(&packet).unwrap();
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"888\"");
    std::fs::remove_dir_all(town.join("paper/site")).unwrap();
    done(&town, &[&["build", "--out", "other"][..], &DAY].concat());
    std::fs::rename(town.join("other"), town.join("paper/site")).unwrap();
    let hash = |json: &str| {
        let json: serde_json::Value = serde_json::from_str(json).unwrap();
        json["hash"].as_str().unwrap().to_owned()
    };
    let verified = told(&town, &["verify", "paper/site"]);
    let (_, other) = verified.split_once("指紋 ").unwrap();
    let other = other.lines().next().unwrap().trim();
    std::fs::write(&packet, record.replace(&hash(&record), other)).unwrap();
    let approve = [
        "release",
        "--out",
        "paper",
        "--last",
        "online",
        "--approve",
        "課長",
    ];
    let said = told(&town, &approve);
    assert!(
        said.contains("「packet.json」が、作ったときのままではない"),
        "{said}"
    );
    assert!(!town.join("online").exists() && !town.join("paper/approved.json").exists());
    // As it was written, it is about a site that is not there any more.
    std::fs::write(&packet, &record).unwrap();
    let said = told(&town, &approve);
    assert!(said.contains("指紋がちがう"), "{said}");
}

#[test]
fn what_is_to_be_published_later_is_not_uploaded_before() {
    let folder = town();
    let town = folder.path().join("town");
    edit(
        &town,
        PROJECT,
        "actual: \"28\"",
        "actual: { value: \"28\", publish_at: 2099-03-31T09:00+09:00 }",
    );
    let later = "公開するのは2099年3月31日（令和81年）の9:00です。それより前に、サーバーに上げないでください。";
    let on_screen = told(&town, &["release", "--as-of", "2099-03-31T09:00+09:00"]);
    assert!(on_screen.contains(later), "{on_screen}");
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    assert!(paper.contains(later), "{paper}");
    let other = told(
        &town,
        &["release", "--approve", "課長", "--as-of", "2026-04-01"],
    );
    assert!(other.contains("何も記録していません"), "{other}");
    assert!(!town.join("release/approved.json").exists());
    let said = approved(&town, "課長");
    assert!(said.contains(later), "{said}");
    // What is true for a day that has gone may be uploaded at once.
    let now = proposed(&town);
    assert!(!now.contains("それより前に"), "{now}");
}

/// A reason is for the changes that it was approved with, not for whatever changes later on the same page.
#[test]
fn a_reason_is_used_up_by_the_approval() {
    let folder = town();
    let town = folder.path().join("town");
    proposed(&town);
    approved(&town, "課長");
    let file = town.join("content/changes.yaml");
    let reason = "changes:\n  - on: midorino-dx-r8\n    reason: 年度末の数に直したため\n";
    std::fs::write(&file, reason).unwrap();
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    let paper = || std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    for _ in 0..2 {
        // As often as the papers are made: until they are approved the reason is theirs.
        let said = proposed(&town);
        assert!(!said.contains("前の決裁で使った"), "{said}");
        assert!(paper().contains("年度末の数に直したため"), "{}", paper());
    }
    // What is written for something that does not change yet waits for it.
    let other = format!(
        "{reason}  - on: midorino-dx-r8/projects/02-koza\n    reason: 講座を増やしたため\n"
    );
    std::fs::write(&file, &other).unwrap();
    proposed(&town);
    approved(&town, "部長");
    edit(
        &town,
        "seeds/midorino-dx-r8/projects/02-koza.yaml",
        "actual: \"405\"",
        "actual: \"406\"",
    );
    proposed(&town);
    assert!(paper().contains("理由: 講座を増やしたため"), "{}", paper());
    edit(
        &town,
        "seeds/midorino-dx-r8/projects/02-koza.yaml",
        "actual: \"406\"",
        "actual: \"405\"",
    );
    std::fs::write(&file, reason).unwrap();
    edit(&town, PROJECT, "actual: \"29\"", "actual: \"30\"");
    let said = proposed(&town);
    assert!(said.contains("理由のうち1件は、前の決裁で使った"), "{said}");
    let made = made(&town.join("release"));
    let own = format!("変更の理由「年度末の数に直したため」は、部長（{made}）の決裁で使いました");
    let told: Vec<String> = paper()
        .lines()
        .filter(|line| line.contains("年度末の数に直したため"))
        .map(str::to_owned)
        .collect();
    assert!(told.len() == 1 && told[0].contains(&own), "{told:?}");
    std::fs::write(&file, reason.replace("年度末の数に", "写しまちがいを")).unwrap();
    let said = proposed(&town);
    assert!(!said.contains("前の決裁で使った"), "{said}");
    assert!(
        paper().contains("理由: 写しまちがいを直したため"),
        "{}",
        paper()
    );
}

/// Takes the last approval out of the record by hand, as the guide says: from its bracket to the end of it, and the
/// comma before.
fn taken_back(town: &Path) {
    let record = town.join("release/approved.json");
    let text = std::fs::read_to_string(&record).unwrap();
    let (before, rest) = text.split_at(text.rfind('{').unwrap());
    let (_, after) = rest.split_at(rest.rfind('}').unwrap() + 1);
    let before = before.trim_end().trim_end_matches(',');
    std::fs::write(record, format!("{before}{after}")).unwrap();
}

/// The steps of the guide, from the first approval and from the second; then without the step in the middle.
#[test]
fn an_approval_is_taken_back_by_the_steps_of_the_guide() {
    let folder = town();
    let town = folder.path().join("town");
    let aside = |name: &str| std::fs::rename(town.join("public"), folder.path().join(name));
    let check = || told(&town, &[&["check"][..], &DAY].concat());
    proposed(&town);
    approved(&town, "課長");
    taken_back(&town);
    aside("first").unwrap();
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"27\"");
    let mut said = check() + &proposed(&town) + &approved(&town, "課長");
    upload(&town);

    edit(&town, PROJECT, "actual: \"27\"", "actual: \"29\"");
    proposed(&town);
    said += &approved(&town, "部長");
    taken_back(&town);
    // Without the site that is online nobody can tell what changes.
    said += &told(&town, &["verify"]);
    said += &proposed(&town);
    aside("second").unwrap();
    restored(&town);
    edit(&town, PROJECT, "actual: \"29\"", "actual: \"30\"");
    said += &told(&town, &["verify"]);
    said += &(check() + &proposed(&town) + &approved(&town, "部長"));
    upload(&town);
    is_online(&town);
    said += &told(&town, &["verify"]);
    kept::check("it/approved/taken-back.txt", &said);
}
