//! What is served: the site of a build, page for page, and the live script that no build has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Answer, PAGE, Server, mieruka, town};
use crate::tree::{self, Thing};

const POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The page as a build writes it: without the script, with the policy of the theme.
fn as_built(page: &str) -> String {
    let templates = [
        include_str!("../../../themes/default/templates/base.html"),
        include_str!("../../../themes/default/templates/notfound.html"),
    ];
    // The one page that brings its style along has a policy of its own.
    let theme = templates[usize::from(page.contains("<style>"))];
    let policy = theme
        .lines()
        .find(|line| line.contains("http-equiv"))
        .unwrap();
    let (_, policy) = policy.split_once("%}").unwrap();
    let (policy, _) = policy.split_once("{%").unwrap();
    let (before, script) = page
        .split_once("<script src=\"/__mieruka/live.js\"")
        .unwrap();
    let (_, after) = script.split_once("</script>").unwrap();
    let page = format!("{before}{after}");
    // The policy stands before the title, where the preview took it away.
    page.replacen("<title>", &format!("{policy}<title>"), 1)
}

fn assert_private(answer: &Answer, path: &str) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", POLICY),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name} of {path}");
    }
    for name in ["server", "access-control-allow-origin", "location"] {
        assert_eq!(answer.header(name), None, "{name} of {path}");
    }
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap() {
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "js" => "text/javascript; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        other => panic!("a file .{other} in a build"),
    }
}

#[test]
fn every_file_of_a_build_is_served_as_it_is_but_for_the_script() {
    let folder = town();
    let built = mieruka(
        folder.path(),
        &["build", "town", "--preview", "--out", "built"],
    )
    .output();
    assert!(built.unwrap().status.success());
    let server = Server::start(&folder);
    let files = tree::read(&folder.path().join("built"));
    let mut compared = 0;
    for (path, thing) in &files {
        let (Some(path), Thing::File(bytes)) = (path.to_str(), thing) else {
            continue;
        };
        let answer = server.get(&format!("/{path}"));
        assert_private(&answer, path);
        if path == "manifest.json" {
            assert_eq!(answer.status, 404, "no page and no asset");
            continue;
        }
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(kind_of(path)));
        let should = String::from_utf8(bytes.clone()).unwrap();
        assert!(
            !should.contains("__mieruka/live"),
            "the build of {path} is clean"
        );
        if path.ends_with(".html") {
            assert_eq!(as_built(&answer.text()), should, "{path}");
        } else {
            assert_eq!(answer.text(), should, "{path}");
        }
        compared += 1;
    }
    assert!(compared > 30, "{compared} files");
}

#[test]
fn folders_have_an_index_and_unknown_addresses_the_page_of_the_site() {
    let folder = town();
    let server = Server::start(&folder);
    assert_eq!(server.get("/").text(), server.get("/index.html").text());
    assert_eq!(
        server.get("/midorino-dx-r8/?from=mail").text(),
        server.get("/midorino-dx-r8/index.html").text()
    );
    let not_found = server.get("/404.html");
    assert_eq!(not_found.status, 200);
    for path in [
        "/nothing.html",
        "/nothing.md",
        "/404.md",
        "/nothing/",
        "/INDEX.HTML",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.text(), not_found.text(), "{path}");
        assert_private(&answer, path);
    }
}

#[test]
fn head_says_what_get_would_and_sends_nothing() {
    let folder = town();
    let server = Server::start(&folder);
    let undated = |answer: &Answer| {
        let lines = answer.head.lines();
        lines
            .filter(|line| !line.starts_with("date:"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for path in ["/", PAGE, "/midorino-dx-r8/index.md", "/nothing"] {
        let (head, get) = (server.ask(&format!("HEAD {path}"), ""), server.get(path));
        assert_eq!(undated(&head), undated(&get), "{path}");
        assert!(head.body.is_empty() && !get.body.is_empty(), "{path}");
    }
}

#[test]
fn the_script_listens_to_its_own_server_only() {
    let folder = town();
    let server = Server::start(&folder);
    let script = server.get("/__mieruka/live.js");
    assert_eq!(script.status, 200);
    assert_eq!(
        script.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert!(script.text().contains("EventSource('/__mieruka/live?'"));
    assert!(!script.text().contains("//"), "no other host");
    assert_private(&script, "the script");
}

type Stamps = BTreeMap<PathBuf, (SystemTime, u64)>;

fn stamps(top: &Path) -> Stamps {
    let stamp = |path: &PathBuf| {
        let about = std::fs::symlink_metadata(top.join(path)).unwrap();
        (about.modified().unwrap(), about.len())
    };
    let tree = tree::read(top);
    tree.keys()
        .map(|path| (path.clone(), stamp(path)))
        .chain([(PathBuf::new(), stamp(&PathBuf::new()))])
        .collect()
}

#[test]
fn nothing_is_written_anywhere_beside_the_sources() {
    let folder = town();
    let built = mieruka(folder.path(), &["build", "town"]).output();
    assert!(built.unwrap().status.success());
    let before = (stamps(folder.path()), tree::read(folder.path()));
    let server = Server::start(&folder);
    for path in ["/", PAGE, "/midorino-dx-r8/money.html", "/nothing"] {
        server.get(path);
    }
    assert_eq!(stamps(folder.path()), before.0);
    drop(server);
    assert_eq!(stamps(folder.path()), before.0);
    let after = tree::read(folder.path());
    assert!(after == before.1, "{}", tree::difference(&after, &before.1));
}
