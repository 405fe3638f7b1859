//! What a clerk and an approver met at the desk: papers that tell what comes out and why, commands that name
//! the next one, and refusals that say what was meant.

use std::path::Path;

use tempfile::TempDir;

use crate::cli::{mieruka, seen};
use crate::diff::{done, edit, without_sizes};
use crate::tree;

const PROJECT: &str = "seeds/midorino-dx-r8/projects/01-online.yaml";
const OPENS: &str = "2099-03-31T09:00+09:00";

/// A site with a first release that was approved.
fn town() -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    done(&town, &["release", "--as-of", "2026-04-01"]);
    done(&town, &["release", "--approve", "課長"]);
    folder
}

fn told(town: &Path, arguments: &[&str]) -> String {
    without_sizes(&seen(&mieruka(town, "ja_JP.UTF-8", arguments)))
}

fn paper(town: &Path) -> String {
    std::fs::read_to_string(town.join("release/approval.md")).unwrap()
}

#[test]
fn the_papers_list_what_an_embargo_sets_free() {
    let folder = town();
    let town = folder.path().join("town");
    let project = std::fs::read_to_string(town.join(PROJECT)).unwrap();
    let project = project
        .replace("01-online", "04-himitsu")
        .replace("オンライン申請推進事業", "夜間窓口事業");
    let project = project.replacen("policy:", &format!("publish_at: {OPENS}\npolicy:"), 1);
    std::fs::write(
        town.join("seeds/midorino-dx-r8/projects/04-himitsu.yaml"),
        project,
    )
    .unwrap();
    edit(
        &town,
        PROJECT,
        "R7: { target: \"40\", actual: \"集計中\" }",
        &format!(
            "R7: {{ target: \"40\", actual: {{ value: \"39471\", publish_at: {OPENS}, until_then: 集計中 }} }}"
        ),
    );
    // Before its moment nothing of it is told.
    let early = told(&town, &["release", "--as-of", "2026-04-02"]);
    assert!(!early.contains("公開の日時が来て"), "{early}");
    let index = "seeds/midorino-dx-r8/index.csv";
    edit(
        &town,
        index,
        "計,合計,\"18,000\"",
        "04-himitsu,夜間窓口事業,\"12,000\",\"10,200\",\"1,800\",拡充\n計,合計,\"30,000\"",
    );
    edit(&town, index, "\"16,700\",\"1,300\"", "\"26,900\",\"3,100\"");
    let heading = "公開の日時が来て、この公開で出るもの（2件）";
    let lines = [
        "事業「夜間窓口事業」（公開の日時: 2099年3月31日（令和81年） 9:00）",
        "指標「オンラインでできる手続の数」の令和7年度（2025年度）の実績（公開の日時: 2099年3月31日（令和81年） 9:00）",
    ];
    let screen = told(&town, &["release", "--as-of", OPENS]);
    let paper_now = paper(&town);
    let diff = told(&town, &["diff", "public", ".", "--as-of", OPENS]);
    for text in [&screen, &paper_now, &diff] {
        assert!(text.contains(heading), "{text}");
        for line in lines {
            assert!(text.contains(line), "{line}: {text}");
        }
    }
    let json = told(
        &town,
        &["diff", "public", ".", "--as-of", OPENS, "--format", "json"],
    );
    assert!(
        json.contains("\"until\": \"2099-03-31T09:00:00+09:00\""),
        "{json}"
    );
    let later = "公開するのは2099年3月31日（令和81年）の9:00です。それより前に、サーバーに上げないでください。";
    assert!(
        screen.contains(later) && paper_now.contains(later),
        "{screen}"
    );
    assert!(done(&town, &["release", "--approve", "課長"]).contains(later));
    // Once it is public, the line that is left behind sets nothing free.
    edit(&town, PROJECT, "value: \"39471\"", "value: \"39472\"");
    let again = told(&town, &["release", "--as-of", "2099-04-01"]);
    assert!(!again.contains("公開の日時が来て"), "{again}");
}

#[test]
fn a_moment_that_has_passed_today_is_not_told_as_to_come() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    let now = jiff::Timestamp::now();
    let minute = jiff::SignedDuration::from_mins(1);
    let past = (now - minute).to_string();
    let said = told(&town, &["release", "--as-of", &past]);
    assert!(
        said.contains("--approve") && !said.contains("それより前に"),
        "{said}"
    );
    let later = (now + minute * 60).to_string();
    let said = told(&town, &["release", "--as-of", &later]);
    assert!(said.contains("それより前に"), "{said}");
}

#[test]
fn what_the_settings_open_early_is_not_uploaded_before_its_moment() {
    let folder = town();
    let town = folder.path().join("town");
    let settings = std::fs::read_to_string(town.join("content/mieruka.yaml")).unwrap();
    assert!(settings.contains("as_of: "), "{settings}");
    let old = settings
        .lines()
        .find(|line| line.starts_with("as_of: "))
        .unwrap()
        .to_owned();
    edit(&town, "content/mieruka.yaml", &old, "as_of: 2099-04-01");
    edit(
        &town,
        PROJECT,
        "R7: { target: \"40\", actual: \"集計中\" }",
        &format!(
            "R7: {{ target: \"40\", actual: {{ value: \"39\", publish_at: {OPENS}, until_then: 集計中 }} }}"
        ),
    );
    let said = told(&town, &["release"]);
    assert!(
        said.contains("公開するのは2099年3月31日（令和81年）の9:00です"),
        "{said}"
    );
}

/// What is told in the open is what the approver reads first; a reason for all of a page comes after it.
#[test]
fn a_corrections_own_reason_comes_first() {
    let folder = town();
    let town = folder.path().join("town");
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    edit(
        &town,
        PROJECT,
        "R8: { target: \"50\"",
        "R8: { target: \"51\"",
    );
    let corrections = "corrections:\n  - date: 2026-04-02\n    kind: error\n    project: 01-online\n    \
                       what: オンラインでできる手続の数　実績　令和6年度\n    old: 28件\n    new: 29件\n    \
                       reason: 集計のときに数えもらしたため\n";
    std::fs::write(
        town.join("seeds/midorino-dx-r8/corrections.yaml"),
        corrections,
    )
    .unwrap();
    let proposed = || {
        told(&town, &["release", "--as-of", "2026-04-02"]);
        let paper = paper(&town);
        let of = |value: &str| {
            let mut lines = paper
                .lines()
                .filter(|line| line.contains("実績") || line.contains("目標"));
            let line = lines.find(|line| line.starts_with('|') && line.contains(value));
            line.unwrap_or_else(|| panic!("{value}: {paper}"))
                .to_owned()
        };
        [of("| 29"), of("| 51")]
    };
    let [corrected, other] = proposed();
    assert!(
        corrected.contains("理由: 集計のときに数えもらしたため"),
        "{corrected}"
    );
    assert!(!other.contains("理由"), "{other}");
    let changes = "changes:\n  - on: midorino-dx-r8\n    reason: 令和8年度の版にしたため\n";
    std::fs::write(town.join("content/changes.yaml"), changes).unwrap();
    let [corrected, other] = proposed();
    let both = corrected
        .split("理由: ")
        .skip(1)
        .map(str::trim)
        .collect::<Vec<_>>();
    assert!(
        both[0].starts_with("集計のときに数えもらしたため"),
        "{corrected}"
    );
    assert!(
        both[1].starts_with("令和8年度の版にしたため"),
        "{corrected}"
    );
    assert!(other.contains("理由: 令和8年度の版にしたため"), "{other}");
}

/// Who keeps his papers elsewhere need not say so each time, and the command that is printed is the one to type.
#[test]
fn commands_without_a_folder_go_where_the_papers_lie() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    std::fs::create_dir(town.join("決裁")).unwrap();
    done(
        &town,
        &["release", "--out", "決裁/r8", "--as-of", "2026-04-01"],
    );
    let none = told(&town, &["release", "--approve", "課長"]);
    assert!(
        none.contains("同じ「--out フォルダー」を付けてください"),
        "{none}"
    );
    done(&town, &["release", "--out", "決裁/r8", "--approve", "課長"]);
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    for from in [&town, &folder.path().to_owned()] {
        let site: &[&str] = if *from == town { &[] } else { &["town"] };
        let said = told(
            from,
            &[&["release"], site, &["--as-of", "2026-04-01"]].concat(),
        );
        assert!(said.contains("決裁/r8」に、決裁の資料"), "{said}");
        let command = said
            .lines()
            .find(|line| line.starts_with("決裁が済んだら: "));
        let command = command.unwrap_or_else(|| panic!("{said}"));
        assert!(
            command.contains("--out ") && command.contains("決裁/r8 --approve"),
            "{command}"
        );
        assert!(!from.join("release").exists());
    }
    let said = done(&town, &["release", "--approve", "部長"]);
    assert!(
        said.contains("部長の決裁を approved.json に記録し"),
        "{said}"
    );
    let record = std::fs::read_to_string(town.join("決裁/r8/approved.json")).unwrap();
    assert_eq!(record.matches("\"by\"").count(), 2, "{record}");
}

/// Papers lie in a folder of their own.
#[test]
fn papers_are_mixed_into_no_site() {
    let folder = town();
    let town = folder.path().join("town");
    done(folder.path(), &["init", "other"]);
    done(&town, &["build", "--preview"]);
    let before = tree::read(folder.path());
    for (command, out, why) in [
        ("release", "../other", "サイトのフォルダーなので"),
        ("release", "../other/seeds/papers", "の中にあります"),
        ("release", "public-preview", "サイトのフォルダーなので"),
        (
            "release",
            "public-preview/papers",
            "作ったサイトのフォルダー",
        ),
        ("release", "release/site/papers", "作ったサイトのフォルダー"),
        ("release", "release/papers", "決裁の資料のフォルダー"),
        ("build", "../other/seeds/site", "の中にあります"),
        ("build", "release/site/more", "作ったサイトのフォルダー"),
    ] {
        let said = told(&town, &[command, "--out", out]);
        assert!(
            said.starts_with("exit 2") && said.contains(why),
            "{out}: {said}"
        );
    }
    assert_eq!(tree::difference(&tree::read(folder.path()), &before), "");
}

/// Why files are to be uploaded though nothing differs, and why all of them.
#[test]
fn it_is_said_why_files_are_to_be_uploaded() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    let release = ["release", "--as-of", "2026-04-01"];
    let first = told(&town, &release);
    assert!(
        first.contains("はじめての公開なので、すべてのファイルを上げる一覧です"),
        "{first}"
    );
    done(&town, &["release", "--approve", "課長"]);
    let same = told(&town, &release);
    assert!(
        same.contains("もう上げてあれば、することはありません"),
        "{same}"
    );
    assert!(paper(&town).contains("もう上げてあれば、することはありません"));
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    let other = told(&town, &release);
    assert!(!other.contains("すべて上げる"), "{other}");
    std::fs::remove_dir_all(town.join("release")).unwrap();
    std::fs::remove_file(town.join(".public.mieruka-approved")).unwrap();
    let lost = told(&town, &release);
    assert!(
        lost.contains("今サーバーにあるファイルの記録がないので、すべて上げる一覧にしました"),
        "{lost}"
    );
}

#[test]
fn a_wrong_day_is_told_by_the_option_that_has_it() {
    let folder = town();
    let town = folder.path().join("town");
    let said = told(
        &town,
        &["release", "--approve", "課長", "--at", "2026-13-01"],
    );
    assert!(
        said.contains("「--at 2026-04-01」") && !said.contains("--as-of"),
        "{said}"
    );
}

/// Another day of the data stands on every page, and is told once.
#[test]
fn another_day_is_told_once_and_other_words_for_the_search_one_by_one() {
    let folder = town();
    let town = folder.path().join("town");
    let said = told(&town, &["release", "--as-of", "2027-03-31"]);
    let day = "データの基準日が、2026年4月1日（令和8年）現在から2027年3月31日（令和9年）現在に変わります。";
    assert!(said.contains(day), "{said}");
    let told_now = paper(&town);
    assert!(told_now.contains(day), "{told_now}");
    assert!(!told_now.contains("［−2026年4月1日"), "{told_now}");
    assert_eq!(told_now.matches("引用のしかた").count(), 1, "{told_now}");
    // What people write of a day is their word.
    let prose = "content/midorino-dx-r8/02-koza.md";
    let text = std::fs::read_to_string(town.join(prose)).unwrap();
    std::fs::write(
        town.join(prose),
        text + "\n2026年4月1日（令和8年）現在、教室は休みです。\n",
    )
    .unwrap();
    std::fs::write(
        town.join("content/synonyms.csv"),
        "word,also\nクズリ,ハクビシン\n",
    )
    .unwrap();
    for text in [
        told(&town, &["diff", "public", ".", "--as-of", "2026-04-01"]),
        {
            told(&town, &["release", "--as-of", "2026-04-01"]);
            paper(&town)
        },
    ] {
        assert!(text.contains("教室は休みです"), "{text}");
        assert!(text.contains("クズリ、ハクビシン"), "{text}");
        assert!(
            text.contains("検索の言いかえ（content/synonyms.csv）"),
            "{text}"
        );
        assert!(!text.contains("データの基準日が、"), "{text}");
    }
}

#[test]
fn complaints_say_what_was_meant() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let (above, town) = (folder.path(), folder.path().join("town"));
    for (from, typed, meant) in [
        (
            &*town,
            &["freeze", "midorino-dx-r8"][..],
            "「次の版の ID」が足りません",
        ),
        (
            above,
            &["freeze", "town", "a", "b"],
            "mieruka freeze --folder わたしのまち",
        ),
        (
            above,
            &["release", "--approve", "town", "課長"],
            "mieruka release town --approve 課長",
        ),
        (
            &town,
            &["release", "--approve"],
            "職名を書いてください（例: mieruka release --approve 課長）",
        ),
        (&town, &["verify"], "はじめて公開するとき: mieruka release"),
        (&town.join("seeds"), &["check"], "たとえば: cd .."),
        (&town.join("seeds"), &["verify"], "たとえば: cd .."),
        (
            &town.join("seeds/midorino-dx-r8"),
            &["build"],
            "たとえば: cd ../..",
        ),
    ] {
        let said = told(from, typed);
        assert!(
            said.starts_with("exit 2") && said.contains(meant),
            "{typed:?}: {said}"
        );
    }
}

/// A cure never leads further away from what was meant.
#[test]
fn cures_lead_to_what_was_meant() {
    let folder = town();
    let town = folder.path().join("town");
    // What the city put on its server stays there.
    std::fs::write(town.join("public/.htaccess"), "Options -Indexes\n").unwrap();
    let said = told(&town, &["verify"]);
    assert!(said.contains("サーバーの設定ファイル（.htaccess）は、役所がサーバーに置いたものなら、消さずに残してください。"), "{said}");
    std::fs::remove_file(town.join("public/.htaccess")).unwrap();
    // A copy that was altered is copied once more, not built round the approval.
    let copy = folder.path().join("copy");
    copied(&town.join("public"), &copy);
    std::fs::write(copy.join("index.html"), "x").unwrap();
    let said = told(folder.path(), &["verify", "copy"]);
    assert!(said.contains("release/site"), "{said}");
    // The marks that surround a value are told, and no correction is asked for.
    edit(&town, PROJECT, "actual: \"28\"", "actual: “28”");
    let said = told(&town, &["check"]);
    assert!(
        said.contains("YAML-TYPOGRAPHIC-QUOTES") && !said.contains("CORRECTION-MISSING"),
        "{said}"
    );
    // A plan that was put away inside seeds/ is told as that, and nothing else is.
    std::fs::create_dir(town.join("seeds/旧")).unwrap();
    std::fs::rename(
        town.join("seeds/midorino-dx-r8"),
        town.join("seeds/旧/midorino-dx-r8"),
    )
    .unwrap();
    let said = told(&town, &["check"]);
    assert!(
        said.contains("計画のフォルダー「seeds/旧/midorino-dx-r8」が、一段深い所にあります"),
        "{said}"
    );
    assert!(said.contains("誤り1件"), "{said}");
}

/// A letter is for people who have neither the files nor their words.
#[test]
fn a_letter_greets_names_no_keys_and_says_whom_to_answer() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    // A result far above those before.
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"28000\"");
    let said = told(&town, &["check", "--department", "kikaku"]);
    assert!(said.contains("企画課　ご担当者様"), "{said}");
    assert!(
        said.contains("この値と前の年度の値を資料と見くらべてください。"),
        "{said}"
    );
    assert!(
        said.contains("資料でもそうなっているときは、そのわけをお知らせください。"),
        "{said}"
    );
    for word in ["acknowledge", "indicators(", "years.", "0件"] {
        assert!(!said.contains(word), "{word}: {said}");
    }
    assert!(said.contains("お返事は、企画課"), "{said}");
    let settings = std::fs::read_to_string(town.join("content/mieruka.yaml")).unwrap();
    let at = settings
        .find("\ncontact:")
        .unwrap_or_else(|| panic!("{settings}"));
    std::fs::write(town.join("content/mieruka.yaml"), &settings[..=at]).unwrap();
    let said = told(&town, &["check", "--department", "kikaku"]);
    assert!(said.contains("お返事は、この文を送った人へ"), "{said}");
}

/// The machine stops after the site was put in its place and before its approval was recorded: whatever is
/// typed next says so, and the same command ends what was begun.
#[test]
fn an_approval_that_was_stopped_half_way_is_told_and_ended() {
    let folder = town();
    let town = folder.path().join("town");
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    done(&town, &["release", "--as-of", "2026-04-01"]);
    let records = [
        "release/approved.json",
        "release/approved-manifest.json",
        ".public.mieruka-approved",
    ];
    let before = records.map(|file| std::fs::read(town.join(file)).unwrap());
    done(&town, &["release", "--approve", "部長"]);
    for (file, bytes) in records.iter().zip(&before) {
        std::fs::write(town.join(file), bytes).unwrap();
    }
    let public = tree::read(&town.join("public"));
    let said = told(&town, &["verify"]);
    assert!(
        said.starts_with("exit 1") && said.contains("記録する前に止まったときで"),
        "{said}"
    );
    let said = told(&town, &["release", "--as-of", "2026-04-01"]);
    assert!(
        said.starts_with("exit 1") && said.contains("もう一度: mieruka release --approve 職名"),
        "{said}"
    );
    assert!(said.contains("記録を取り消したとき"), "{said}");
    assert!(
        tree::read(&town.join("public")) == public,
        "nothing is written"
    );
    let said = done(&town, &["release", "--approve", "部長"]);
    assert!(
        said.contains("部長の決裁を approved.json に記録し"),
        "{said}"
    );
    assert!(done(&town, &["verify"]).contains("部長（"));
    let server = std::fs::read_to_string(town.join("release/upload.txt")).unwrap();
    assert!(
        server.contains("midorino-dx-r8/projects/01-online.html"),
        "{server}"
    );
    done(&town, &["release", "--as-of", "2026-04-01"]);
    // Between the two renames of a crash nothing else may be believed: another site is no pending one.
    edit(&town, PROJECT, "actual: \"29\"", "actual: \"30\"");
    done(&town, &["build", "--out", "other", "--as-of", "2026-04-01"]);
    let said = told(&town, &["verify", "other"]);
    assert!(!said.contains("止まったようです"), "{said}");
}

/// What a city changes first is told in its own language, and is the theme as it was.
#[test]
fn the_theme_of_a_new_site_is_explained_in_japanese() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    let text = std::fs::read_to_string(town.join("themes/default/theme.toml")).unwrap();
    let said = |line: &str| line.split_once("# ").map(|(_, said)| said.to_owned());
    let comments: Vec<String> = text.lines().filter_map(said).collect();
    assert!(comments.len() > 30, "{text}");
    let is_japanese = |said: &String| {
        said.chars()
            .any(|c| ('ぁ'..='ヶ').contains(&c) || ('一'..='龠').contains(&c))
    };
    let other: Vec<&String> = comments
        .iter()
        .filter(|said| !said.is_empty() && !is_japanese(said))
        .collect();
    assert_eq!(other, [""; 0]);
    assert!(text.contains("main = \"#0017c1\"  # 市の色"), "{text}");
    let own: toml::Table = toml::from_str(&text).unwrap();
    let built_in = std::fs::read_to_string("themes/default/theme.toml").unwrap();
    assert_eq!(own, toml::from_str::<toml::Table>(&built_in).unwrap());
}

fn copied(from: &Path, to: &Path) {
    for (path, thing) in tree::read(from) {
        if let tree::Thing::File(bytes) = thing {
            let to = to.join(path);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, bytes).unwrap();
        }
    }
}

/// What a hurried clerk types is told as what it is, and changes nothing.
#[test]
fn slips_of_the_hand_at_the_papers_are_told() {
    let folder = town();
    let town = folder.path().join("town");
    let before = tree::read(&town);
    // Folders that are not there.
    let no_folder = "フォルダー「nai」がありません";
    let said = told(&town, &["check", "--against", "nai"]);
    assert!(
        said.contains(no_folder) && !said.contains("出力フォルダー"),
        "{said}"
    );
    let said = told(&town, &["release", "--last", "nai"]);
    assert!(
        said.contains(no_folder) && said.contains("「public」にあります"),
        "{said}"
    );
    let said = told(&town, &["release", "--out", "public"]);
    assert!(said.contains("公開しているサイトのフォルダー"), "{said}");
    assert!(tree::read(&town) == before);
    // Papers in another folder wait, while the usual ones are approved already.
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    done(
        &town,
        &["release", "--out", "課の資料", "--as-of", "2026-04-01"],
    );
    let public = tree::read(&town.join("public"));
    let said = told(&town, &["release", "--approve", "課長"]);
    assert!(
        said.contains("exit 1") && said.contains("mieruka release --approve 職名 --out 課の資料"),
        "{said}"
    );
    // Nobody approves what was not yet on paper, nor on a day to come.
    for (day, why) in [
        ("2019-01-01", "資料を作った日"),
        ("2999-01-01", "まだ来ていません"),
    ] {
        let approve = [
            "release",
            "--out",
            "課の資料",
            "--approve",
            "課長",
            "--at",
            day,
        ];
        let said = told(&town, &approve);
        assert!(said.contains("exit 1") && said.contains(why), "{said}");
    }
    assert!(tree::read(&town.join("public")) == public);
    let hash = |town: &Path, papers: &str| {
        let record = std::fs::read_to_string(town.join(papers).join("packet.json")).unwrap();
        let record: serde_json::Value = serde_json::from_str(&record).unwrap();
        record["hash"].as_str().unwrap().to_owned()
    };
    let first = hash(&town, "release");
    done(
        &town,
        &["release", "--approve", "部長", "--out", "課の資料"],
    );
    // With the hash of an earlier approval nothing is wrong with the site.
    let said = told(&town, &["verify", "public", "--hash", &first]);
    assert!(
        said.contains("exit 1") && said.contains("前の、課長") && said.contains("その後の、部長"),
        "{said}"
    );
    assert!(
        said.contains("直すところはありません") && !said.contains("上げ直し"),
        "{said}"
    );
}

/// The ending of a file says which form is wanted, unless that is said.
#[test]
fn a_comparison_takes_its_form_from_the_name_of_the_file() {
    let folder = town();
    let town = folder.path().join("town");
    edit(&town, PROJECT, "actual: \"28\"", "actual: \"29\"");
    let begins = |out: &str, more: &[&str]| {
        done(
            &town,
            &[&["diff", "--as-of", "2026-04-01", "--out", out][..], more].concat(),
        );
        let bytes = std::fs::read(town.join(out)).unwrap();
        String::from_utf8_lossy(&bytes)
            .chars()
            .take(4)
            .collect::<String>()
    };
    assert_eq!(begins("変更.html", &[]), "<!DO");
    assert_eq!(begins("変更.md", &[]), "# 「p");
    assert_eq!(begins("変更.json", &[]), "{\n  ");
    assert_eq!(begins("変更.XLSX", &[]), "PK\u{3}\u{4}");
    assert_eq!(begins("変更.txt", &[]), "「pub");
    assert_eq!(begins("変更.html", &["--format", "md"]), "# 「p");
}

/// A moment that cannot be read says which part of it; a colon of full width is seen between braces, too.
#[test]
fn the_wrong_part_is_named() {
    let folder = town();
    let town = folder.path().join("town");
    let path = town.join(PROJECT);
    let sound = std::fs::read_to_string(&path).unwrap();
    let held = |moment: &str| format!("actual: {{ value: \"28\", publish_at: {moment} }}");
    for (line, why) in [
        (
            held("2027-02-30T09:00+09:00"),
            "「2027-02-30」は、暦の日として読めません",
        ),
        (
            held("2027-03-31T25:00+09:00"),
            "「25:00」は、時刻として読めません",
        ),
        (
            held("2027-03-31T09:00"),
            "時刻「09:00」のあとに、時差がありません",
        ),
        ("actual： \"28\"".to_owned(), "コロンが全角です"),
    ] {
        std::fs::write(&path, sound.replace("actual: \"28\"", &line)).unwrap();
        let said = told(&town, &["check"]);
        assert!(
            said.contains("exit 1") && said.contains(why),
            "{line}\n{said}"
        );
    }
}
