//! What differs from the published site, page by page, in a preview and nowhere else.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cli::{mieruka, seen};
use crate::diff::{done, edit, first_edition, second_edition};
use crate::kept;
use crate::tree::{self, Thing};

const JA: &str = "ja_JP.UTF-8";
const DAY: [&str; 2] = ["--as-of", "2026-04-01"];

fn build_preview(town: &Path) -> String {
    done(town, &[&["build", "--preview"][..], &DAY].concat())
}

fn page(town: &Path, name: &str) -> String {
    let path = town.join("public-preview/__mieruka").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}", path.display()))
}

fn main_of(page: &str) -> String {
    let (_, main) = page.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    main.replace("><", ">\n<")
}

/// How many words differ changes with every sentence that the program writes; figures do not.
fn without_counts(list: &str) -> String {
    let lines = list.lines().map(|line| match line.contains("言葉") {
        true => line.replace(|c: char| c.is_ascii_digit(), "N"),
        false => line.to_owned(),
    });
    lines
        .collect::<Vec<String>>()
        .join("\n")
        .replace("NN", "N")
        .replace("NN", "N")
}

#[test]
fn a_preview_shows_which_pages_change_and_each_before_and_after() {
    let folder = first_edition();
    let town = folder.path().join("town");
    second_edition(&town);
    build_preview(&town);
    let list = page(&town, "review.html");
    kept::check("it/review/list.html", &without_counts(&main_of(&list)));
    for name in [
        "midorino-dx-r8/projects/01-online.html",
        "midorino-dx-r8/projects/03-madoguchi.html",
        "koza-r8/projects/02-koza.html",
    ] {
        let page = page(&town, &format!("review/{name}"));
        let kept = name.rsplit('/').next().unwrap();
        kept::check(&format!("it/review/{kept}"), &main_of(&page));
    }
    // Every page has the way there, and every way on these pages leads to a file.
    let preview = town.join("public-preview");
    let home = std::fs::read_to_string(preview.join("midorino-dx-r8/projects.html")).unwrap();
    assert!(home.contains("href=\"../__mieruka/review.html\""));
    let mut seen_pages = 0;
    for (path, thing) in tree::read(&preview) {
        let Thing::File(bytes) = thing else { continue };
        if !path.starts_with("__mieruka") {
            continue;
        }
        seen_pages += 1;
        let text = String::from_utf8(bytes).unwrap();
        // Nothing runs but what every page has.
        let scripts = text.matches("<script").count();
        assert_eq!(
            scripts,
            text.matches("/page.").count(),
            "{}",
            path.display()
        );
        for link in text.split(" href=\"").skip(1) {
            let link = link.split(['"', '#']).next().unwrap();
            if link.is_empty() || link.contains(':') {
                continue;
            }
            let to = preview.join(&path).parent().unwrap().join(link);
            assert!(to.is_file(), "{link} on {}", path.display());
        }
    }
    assert!(seen_pages > 10, "{seen_pages}");
    // In English, as the site may be.
    let settings = town.join("content/mieruka.yaml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, format!("{text}\nenglish: true\n")).unwrap();
    build_preview(&town);
    assert!(page(&town, "review.html").contains("href=\"review/en/index.html\""));
    assert!(page(&town, "review/en/index.html").contains("<ins>"));
    assert!(!preview.join("en/__mieruka").exists());
    let english = std::fs::read_to_string(preview.join("en/index.html")).unwrap();
    assert!(
        english.contains("href=\"../__mieruka/review.html\""),
        "{english}"
    );
}

#[test]
fn nothing_of_it_is_in_a_release() {
    let folder = first_edition();
    let town = folder.path().join("town");
    second_edition(&town);
    done(&town, &[&["build", "--out", "next"][..], &DAY].concat());
    for (path, thing) in tree::read(&town.join("next")) {
        let Thing::File(bytes) = thing else { continue };
        let text = String::from_utf8_lossy(&bytes);
        for word in ["__mieruka", "公開中のサイトとのちがい", "<del", "<ins"] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
}

#[test]
fn what_is_published_decides() {
    let folder = first_edition();
    let town = folder.path().join("town");
    let review = || {
        build_preview(&town);
        main_of(&page(&town, "review.html"))
    };
    let same = review();
    assert!(same.contains("変わるページはありません"), "{same}");
    // Other inputs are not needed: the published site alone has changed.
    std::fs::rename(town.join("public"), town.join("online")).unwrap();
    let nothing = review();
    assert!(
        nothing.contains("まだ公開したサイトがありません"),
        "{nothing}"
    );
    std::fs::rename(town.join("online"), town.join("public")).unwrap();
    edit(
        &town,
        "seeds/midorino-dx-r8/projects/01-online.yaml",
        "actual: \"28\"",
        "actual: \"29\", publish_at: 2027-03-31T09:00+09:00",
    );
    // A draft counts: it is what the preview shows.
    let draft = review();
    assert!(draft.contains("オンライン申請推進事業"), "{draft}");
    // And what is asked for by the checks is on the list of what is to be done.
    let todo = page(&town, "todo.html");
    assert!(todo.contains("CORRECTION-MISSING"), "{todo}");
    let checked = mieruka(&town, JA, &[&["check"][..], &DAY].concat());
    let checked = seen(&checked);
    assert!(
        checked.contains("HELD-TOO") && !checked.contains("CORRECTION-GONE"),
        "{checked}"
    );
    let pages: BTreeSet<_> = tree::read(&town.join("public-preview/__mieruka/review"))
        .into_keys()
        .collect();
    assert!(pages.contains(Path::new("midorino-dx-r8/projects/01-online.html")));
}
