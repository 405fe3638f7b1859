//! A year at the desk, played from the first publication to the next edition, each claim held against the
//! bytes of the published folder.

use std::path::Path;

use tempfile::TempDir;

use crate::cli::{mieruka, seen};
use crate::diff::{done, edit, made};
use crate::tree::{self, Thing, Tree};

const PLAN: &str = "seeds/midorino-dx-r8";
const BEFORE: &str = "2027-03-31T08:59+09:00";
const OPENS: &str = "2027-03-31T09:00+09:00";

/// A call at a moment.
fn at(town: &Path, moment: &str, arguments: &[&str]) -> String {
    done(town, &[arguments, &["--as-of", moment]].concat())
}

/// Proposes and approves; answers the hash of what is published then.
fn publish(town: &Path, moment: &str) -> String {
    at(town, moment, &["release"]);
    let made = made(&town.join("release"));
    // What is made for a day to come is approved up to that day.
    let day = if moment > &*made { moment } else { &made };
    done(town, &["release", "--approve", "課長", "--at", day]);
    let approved = std::fs::read_to_string(town.join("release/approved.json")).unwrap();
    let approved: serde_json::Value = serde_json::from_str(&approved).unwrap();
    let last = approved.as_array().unwrap().last().unwrap();
    let hash = last["hash"].as_str().unwrap().to_owned();
    done(town, &["verify", "public", "--hash", &hash]);
    hash
}

/// The files that have a word in their bytes.
fn holding(folder: &Path, word: &str) -> Vec<String> {
    let files = tree::read(folder)
        .into_iter()
        .filter_map(|(path, thing)| match thing {
            Thing::File(bytes) => Some((path, bytes)),
            _ => None,
        });
    let held = files.filter(|(_, bytes)| {
        String::from_utf8_lossy(bytes)
            .replace(',', "")
            .contains(word)
    });
    held.map(|(path, _)| path.display().to_string()).collect()
}

fn pages(tree: &Tree) -> Vec<String> {
    let paths = tree.keys().map(|path| path.display().to_string());
    paths.filter(|path| path.ends_with(".html")).collect()
}

#[test]
fn a_year_at_the_desk() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    let public = town.join("public");
    let first = publish(&town, "2026-04-01");
    let published = tree::read(&public);

    // The yearly update is prepared: one year as a draft, one that waits for its moment.
    let online = format!("{PLAN}/projects/01-online.yaml");
    edit(
        &town,
        &online,
        "      R8: { target: \"50\", actual: \"\" }\n",
        &format!(
            "      R8: {{ target: \"50\", actual: \"\" }}\n      R9: {{ target: \"77377\", draft: true }}\n      \
             R10: {{ target: \"88488\", publish_at: {OPENS} }}\n"
        ),
    );
    at(&town, "2026-04-01", &["build"]);
    assert!(
        tree::read(&public) == published,
        "a draft changed what is published"
    );
    done(&town, &["verify", "public", "--hash", &first]);
    let same = at(&town, "2026-04-01", &["diff"]);
    assert!(same.contains("ちがうところはありません"), "{same}");
    // A preview shows it, says what it is, and is no release.
    at(&town, "2026-04-01", &["build", "--preview"]);
    let preview = town.join("public-preview");
    for figure in ["77377", "88488", "案（未決裁）"] {
        let page = "midorino-dx-r8/projects/01-online.html".to_owned();
        assert!(holding(&preview, figure).contains(&page), "{figure}");
    }
    let refused = mieruka(&town, "ja_JP.UTF-8", &["verify", "public-preview"]);
    assert_eq!(refused.status.code(), Some(1), "{}", seen(&refused));

    // Decided: the paper shows it, and nothing is online before it is approved.
    edit(&town, &online, ", draft: true", "");
    at(&town, BEFORE, &["release"]);
    assert!(
        tree::read(&public) == published,
        "a proposal changed what is published"
    );
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    assert!(
        paper.contains("77,377") || paper.contains("77377"),
        "{paper}"
    );
    assert!(
        !paper.contains("88488") && !paper.contains("88,488"),
        "{paper}"
    );
    let second = publish(&town, BEFORE);
    assert_ne!(second, first);
    assert!(!holding(&public, "77377").is_empty());
    assert_eq!(holding(&public, "88488"), [""; 0]);
    // Its moment comes, to the minute.
    publish(&town, OPENS);
    assert!(!holding(&public, "88488").is_empty());

    // A figure was wrong: it is asked for in the open, and what was online is kept.
    let values = std::fs::read(public.join("midorino-dx-r8/values.csv")).unwrap();
    edit(&town, &online, "actual: \"28\"", "actual: \"29\"");
    at(&town, OPENS, &["release"]);
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    assert!(
        paper.contains("訂正の記録がありません") && paper.contains("28件 → 29件"),
        "{paper}"
    );
    let kept = town.join(PLAN).join("superseded");
    std::fs::create_dir_all(&kept).unwrap();
    std::fs::write(kept.join("values-2027-03.csv"), &values).unwrap();
    std::fs::write(
        town.join(PLAN).join("corrections.yaml"),
        "corrections:\n  - date: 2027-05-10\n    kind: error\n    project: 01-online\n    what: 指標1の令和6年度の実績\n    \
         old: 28件\n    new: 29件\n    reason: 窓口の分が漏れていたため\n    superseded: values-2027-03.csv\n",
    )
    .unwrap();
    publish(&town, "2027-05-10");
    let paper = std::fs::read_to_string(town.join("release/approval.md")).unwrap();
    assert!(!paper.contains("訂正の記録がありません"), "{paper}");
    let told = holding(&public, "窓口の分が漏れていたため");
    for file in [
        "corrections.html",
        "corrections.xml",
        "midorino-dx-r8/projects/01-online.html",
    ] {
        assert!(told.contains(&file.to_owned()), "{file} of {told:?}");
    }
    let superseded = public.join("midorino-dx-r8/superseded/values-2027-03.csv");
    assert!(std::fs::read(superseded).unwrap() == values);

    // Built without a paper meanwhile: there is no paper that would not show what was changed then.
    edit(&town, &online, "actual: \"29\"", "actual: \"30\"");
    let refused = mieruka(&town, "ja_JP.UTF-8", &["build", "--as-of", "2027-05-10"]);
    assert_eq!(refused.status.code(), Some(2), "{}", seen(&refused));
    at(&town, "2027-05-10", &["build", "--out", "elsewhere"]);
    std::fs::remove_dir_all(&public).unwrap();
    std::fs::rename(town.join("elsewhere"), &public).unwrap();
    let refused = mieruka(&town, "ja_JP.UTF-8", &["release", "--as-of", "2027-05-10"]);
    assert_eq!(refused.status.code(), Some(1), "{}", seen(&refused));
    assert!(seen(&refused).contains("決裁を受けたサイトではありません"));
    // What was approved is put back, as the message says.
    std::fs::remove_dir_all(&public).unwrap();
    for (path, thing) in tree::read(&town.join("release/site")) {
        if let Thing::File(bytes) = thing {
            let to = public.join(path);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, bytes).unwrap();
        }
    }
    edit(&town, &online, "actual: \"30\"", "actual: \"29\"");
    publish(&town, "2027-05-10");
    // What is to be uploaded stays known until something changes again.
    let lists = std::fs::read(town.join("release/upload.txt")).unwrap();
    assert!(!lists.is_empty());
    at(&town, "2027-05-10", &["release"]);
    assert!(std::fs::read(town.join("release/upload.txt")).unwrap() == lists);

    // The next edition is begun beside it. As long as it is a draft, nothing changes.
    let now = tree::read(&public);
    at(
        &town,
        "2027-05-10",
        &["freeze", "midorino-dx-r8", "midorino-dx-r9"],
    );
    at(&town, "2027-05-10", &["build"]);
    assert!(tree::read(&public) == now, "a frozen edition changed");
    let next = "seeds/midorino-dx-r9/plan.yaml";
    edit(&town, next, "draft: true\n", "");
    edit(&town, next, "\nedition: 令和8年度", "\nedition: 令和9年度");
    let other = "seeds/midorino-dx-r9/projects/02-koza.yaml";
    let text = std::fs::read_to_string(town.join(other)).unwrap();
    std::fs::write(
        town.join(other),
        text.replace("\nid: 02-koza\n", "\nid: 02-koza\n# 令和9年度\n"),
    )
    .unwrap();
    publish(&town, "2027-05-10");
    let last = tree::read(&public);
    let older = holding(&public, "最新の版ではありません");
    for page in pages(&now)
        .iter()
        .filter(|page| page.starts_with("midorino-dx-r8/"))
    {
        assert!(older.contains(page), "{page} does not say that it is older");
    }
    // Every page that was ever online still is.
    let there = pages(&last);
    for page in pages(&published).iter().chain(&pages(&now)) {
        assert!(there.contains(page), "{page} is gone");
    }
}
