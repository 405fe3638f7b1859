//! What the preview adds to a page and to no release, and a preview that has seen much against a new one.

use std::collections::BTreeSet;

use super::{Answer, FIGURE, PAGE, PROJECT, Server, mieruka, town};
use crate::tree::{self, Thing};

/// A page without the name of the state that it was made from.
fn bare(answer: &Answer) -> String {
    answer.text().replace(answer.state(), "")
}

/// The pages that a page links to, in the same folder or below.
fn links(page: &str) -> BTreeSet<String> {
    let parts = page.split("href=\"").skip(1);
    let links = parts.filter_map(|part| part.split('"').next());
    let pages = links.filter(|link| link.ends_with(".html") && !link.contains(':'));
    pages
        .filter(|link| !link.starts_with('.'))
        .map(|link| format!("/{link}"))
        .collect()
}

#[test]
fn findings_stand_beside_the_page_they_are_about() {
    let folder = town();
    let server = Server::start(&folder);
    let (prose, page) = (
        "content/midorino-dx-r8/02-koza.md",
        "/midorino-dx-r8/projects/02-koza.html",
    );
    let code = "CONTENT-TOP-HEADING";
    assert!(!server.get(page).text().contains(code));
    // A title where there is one already is told, and stops nothing.
    let text = server.edited(prose, "", "") + "\n# もう一つの題\n";
    std::fs::write(server.town.join(prose), text).unwrap();
    let seen = server.follow(page, |answer| answer.text().contains("もう一つの題"));
    let text = seen.last().unwrap().text();
    let start = text.find("<aside class=\"mieruka-note\"").expect("a note");
    for part in [code, &format!("<code>{prose}:"), "指摘が"] {
        assert!(text[start..].contains(part), "{part} in {}", &text[start..]);
    }
    assert!(!server.get(PAGE).text().contains(code), "of another file");
    assert_eq!(server.get("/__mieruka/note.css").status, 200);
    // The same data as files: neither a release nor a preview on disk has anything of it, though a preview
    // has its own list of what is to be done.
    for build in [&["build", "town"][..], &["build", "town", "--preview"]] {
        let built = mieruka(folder.path(), build).output().unwrap();
        assert_eq!(built.status.code(), Some(0), "{built:?}");
    }
    let of_server = ["__mieruka/note", "__mieruka/live", "__mieruka/overlay"];
    for (public, words) in [
        ("town/public", &["__mieruka"][..]),
        ("town/public-preview", &of_server[..]),
    ] {
        let files = tree::read(&folder.path().join(public));
        assert!(!files.is_empty());
        for (path, thing) in files {
            let Thing::File(bytes) = thing else { continue };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            for word in words.iter().chain(&["mieruka-note"]) {
                assert!(!text.contains(word), "{word} in {}", path.display());
            }
        }
    }
}

#[test]
fn what_changes_of_a_published_page_without_a_word_stands_beside_it() {
    let folder = town();
    let server = Server::start(&folder);
    let asked = |page: &str| server.get(page).text().contains("CORRECTION-MISSING");
    server.replace(PROJECT, FIGURE, "約181人");
    server.follow(PAGE, |answer| answer.text().contains("約181人"));
    // Nothing is published, so there is nothing to be corrected.
    assert!(!asked(PAGE));
    server.replace(PROJECT, "約181人", FIGURE);
    server.follow(PAGE, |answer| answer.text().contains(FIGURE));
    let build = || {
        let built = mieruka(folder.path(), &["build", "town"]).output().unwrap();
        assert_eq!(built.status.code(), Some(0), "{built:?}");
    };
    build();
    assert!(!asked(PAGE));
    server.replace(PROJECT, FIGURE, "約181人");
    server.follow(PAGE, |answer| answer.text().contains("約181人"));
    let text = server.get(PAGE).text().to_owned();
    let note = &text[text.find("<aside class=\"mieruka-note\"").expect("a note")..];
    for part in ["CORRECTION-MISSING", FIGURE, "約181人", "corrections.yaml"] {
        assert!(note.contains(part), "{part} in {note}");
    }
    // No other page is of it, though others print the figure.
    for page in [
        "/",
        "/midorino-dx-r8/index.html",
        "/midorino-dx-r8/projects/02-koza.html",
    ] {
        assert!(!asked(page), "{page}");
    }
    // What is published meanwhile is what it is held against from then on.
    build();
    assert!(!asked(PAGE));
}

#[test]
fn errors_can_be_asked_for_only_while_there_are_some() {
    let folder = town();
    let server = Server::start(&folder);
    let errors = || server.get("/__mieruka/errors");
    assert_eq!(errors().status, 404);
    server.replace(PROJECT, "title: 窓口", "titel: 窓口");
    let seen = server.follow("/", |answer| answer.status == 500);
    let sheet = errors();
    assert_eq!(sheet.status, 200);
    assert!(
        sheet.text().contains("YAML-UNKNOWN-KEY"),
        "{}",
        sheet.text()
    );
    assert!(!sheet.text().contains("<html"), "it is laid over a page");
    // A page that shows errors itself is loaded anew with other errors, and needs no sheet.
    assert!(seen.last().unwrap().text().contains("data-stale"));
    server.replace(PROJECT, "titel: 窓口", "title: 窓口");
    server.follow("/", |answer| answer.status == 200);
    assert_eq!(errors().status, 404);
}

/// The folder of another branch, a plan that is new, one that is gone: as when one checks out.
#[test]
fn after_a_checkout_the_pages_are_those_of_a_new_preview() {
    let folder = town();
    let server = Server::start(&folder);
    let seeds = server.town.join("seeds");
    let other = seeds.join("other-plan");
    std::fs::create_dir_all(other.join("projects")).unwrap();
    for (path, thing) in tree::read(&seeds.join("midorino-dx-r8")) {
        let Thing::File(bytes) = thing else { continue };
        let text = String::from_utf8(bytes).unwrap();
        let text = text.replace("id: midorino-dx-r8", "id: other-plan");
        let path = other.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    server.replace("content/mieruka.yaml", "title: ", "title: 別の枝の");
    server.rewrite(PROJECT, FIGURE, "約181人");
    let there = "/other-plan/index.html";
    server.follow(there, |answer| answer.status == 200);
    server.follow(PAGE, |answer| answer.text().contains("約181人"));
    server.follow("/", |answer| answer.text().contains("別の枝の"));
    let new = Server::start(&folder);
    let home = server.get("/");
    let mut pages = links(&home.text());
    pages.extend(["/", PAGE, there].map(str::to_owned));
    assert!(pages.len() > 4, "{pages:?}");
    for page in &pages {
        assert_eq!(bare(&server.get(page)), bare(&new.get(page)), "{page}");
    }
    // And back: what is no more in the sources is no more shown.
    std::fs::remove_dir_all(&other).unwrap();
    server.follow(there, |answer| answer.status == 404);
}

#[test]
fn what_differs_from_the_published_site_is_told_as_it_is_now() {
    let folder = town();
    let server = Server::start(&folder);
    let list = "/__mieruka/review.html";
    let of_project = "/__mieruka/review/midorino-dx-r8/projects/03-madoguchi.html";
    let text = server.get(list).text().to_owned();
    assert!(text.contains("まだ公開したサイトがありません"), "{text}");
    assert_eq!(server.get(of_project).status, 404);
    // Published while the preview goes on; no source has changed.
    let built = mieruka(folder.path(), &["build", "town"]).output().unwrap();
    assert_eq!(built.status.code(), Some(0), "{built:?}");
    let text = server.get(list).text().to_owned();
    assert!(text.contains("変わるページはありません"), "{text}");
    assert_eq!(server.get(of_project).status, 404);
    server.replace(PROJECT, FIGURE, "約181人");
    server.follow(PAGE, |answer| answer.text().contains("約181人"));
    let text = server.get(list).text().to_owned();
    assert!(text.contains("href=\"review/midorino-dx-r8/"), "{text}");
    let page = server.get(of_project);
    assert_eq!(page.status, 200);
    for part in ["<del>", "<ins>", "約181人", "live.js"] {
        assert!(page.text().contains(part), "{part} in {}", page.text());
    }
    let todo = server.get("/__mieruka/todo.html").text().to_owned();
    assert!(todo.contains("CORRECTION-MISSING"), "{todo}");
    for path in [
        "/__mieruka/review/",
        "/__mieruka/review/..",
        "/__mieruka/review/x.html",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}
