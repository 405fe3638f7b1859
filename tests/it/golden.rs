//! Whole sites against kept ones, and the laws that any built site keeps.

use std::collections::BTreeMap;
use std::path::Path;

use mieruka::base::era::Date;
use mieruka::base::moment::Moment;
use mieruka::base::path::SitePath;
use mieruka::base::words::Lang;
use mieruka::pipeline::{self, Timings};
use mieruka::publish::{MemorySink, minify};
use mieruka::sources::{self, Chosen};
use mieruka::world::{Disk, Memory, World};

use crate::kept::{self, ROOT};

type Files = BTreeMap<SitePath, Vec<u8>>;

/// The starter site, as `init` writes it.
fn starter() -> Disk {
    Disk::new(Path::new(ROOT).join("src/cli/starter"))
}

fn chosen() -> Chosen {
    Chosen {
        as_of: Date::parse("2026-04-01").map(Moment::start_of),
        base_url: None,
        ..Chosen::default()
    }
}

/// Every file that a build of this world publishes.
fn built(world: &dyn World) -> Files {
    let sink = MemorySink::new();
    let mut timings = Timings::default();
    let prepared = match pipeline::prepare(sources::gather(world), &chosen(), world, &mut timings) {
        Ok(prepared) => prepared,
        Err(findings) => panic!("{}", told(findings.iter())),
    };
    let findings = pipeline::write_pages(&prepared, &sink, world).unwrap();
    assert!(findings.is_empty(), "{}", told(findings.iter()));
    sink.into_files()
}

fn told<'a>(findings: impl Iterator<Item = &'a mieruka::base::diag::Diagnostic>) -> String {
    findings
        .map(|d| format!("{} {} {}\n", d.place, d.code, d.message(Lang::Ja)))
        .collect()
}

/// One line a tag, so that a difference can be read.
fn by_tag(html: &str) -> String {
    html.replace('<', "\n<").trim_start().to_owned()
}

#[test]
fn the_starter_site_is_as_it_was_looked_at() {
    let files = built(&starter());
    let list: String = files.keys().map(|path| format!("{path}\n")).collect();
    kept::check("golden/starter/files.txt", &without_hashes(&list));
    for (path, bytes) in &files {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let text = match path.as_str().rsplit('.').next() {
            Some("html") => by_tag(&text),
            Some("md") => text,
            _ => continue,
        };
        kept::check(
            &format!("golden/starter/expected/{path}.txt"),
            &without_hashes(&text),
        );
    }
}

/// Names of assets carry a piece of their hash, which changes with every colour.
fn without_hashes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("assets/") {
        let (before, name) = rest.split_at(at);
        out.push_str(before);
        let end = name
            .find(['"', '\'', '\n', ' ', '>', ')'])
            .unwrap_or(name.len());
        let parts: Vec<&str> = name[..end].split('.').collect();
        match parts.as_slice() {
            [stem, _, extension] => out.push_str(&format!("{stem}.HASH.{extension}")),
            _ => out.push_str(&name[..end]),
        }
        rest = &name[end..];
    }
    out.push_str(rest);
    // A page may have all of the style sheet in it.
    if let (Some(from), Some(to)) = (out.find("<style>"), out.find("</style>")) {
        out.replace_range(from + "<style>".len()..to, "…");
    }
    out
}

#[test]
fn the_same_inputs_give_the_same_bytes_on_any_number_of_threads() {
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| built(&starter()))
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(8));
}

#[test]
fn minifying_a_finished_page_again_changes_nothing_that_is_seen() {
    for (path, bytes) in built(&starter()) {
        if path.as_str().ends_with(".html") {
            let page = String::from_utf8(bytes).unwrap();
            let small = minify::page(&page);
            assert_eq!(minify::seen(&page), minify::seen(&small), "{path}");
            let spared = (page.len() - small.len()) * 100 / page.len();
            assert!(spared <= 10, "{path}: {spared} % could still be saved");
        }
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere_and_nothing_runs() {
    for (path, bytes) in built(&starter()) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.as_str().ends_with(".html") {
            // Files of its own site only: one for every page, and one for the search on its page.
            // A page that is shown at any address has none.
            let searches = usize::from(path.as_str() == "search.html");
            let own = usize::from(path.as_str() != "404.html");
            assert_eq!(text.matches("<script").count(), own + searches, "{path}");
            for (file, count) in [("page", own), ("search", searches)] {
                let address = format!("assets/{file}.");
                assert_eq!(text.matches(&address).count(), count, "{path}");
            }
            for tag in ["<iframe", "style=\"", " onclick", "javascript:"] {
                assert!(!text.contains(tag), "{path} has {tag}");
            }
            for part in text.split("<link").skip(1) {
                let tag = part.split('>').next().unwrap();
                assert!(!tag.contains("//"), "{path} loads {tag}");
            }
        }
        if path.as_str().ends_with(".css") {
            assert!(
                !text.contains("url(") && !text.contains("@import"),
                "{path} loads something"
            );
        }
    }
}

#[test]
fn a_generated_site_has_no_finding_and_its_tables_turn_pages() {
    let today = Date::parse("2026-04-01").unwrap();
    let mut world = Memory::new(today);
    for (path, text) in crate::generator::site(200) {
        world.put(&path, text);
    }
    let files = built(&world);
    let has = |path: &str| files.contains_key(&SitePath::new(path));
    assert!(
        has("big/indicators.html") && has("big/indicators-2.html") && has("big/indicators-3.html")
    );
    assert!(!has("big/indicators-4.html") && !has("big/money-2.html"));
    // How projects stand: each of the 600 indicators once, over both parts.
    assert!(!has("big/status-3.html"));
    let lines: usize = ["big/status.md", "big/status-2.md"]
        .iter()
        .map(|path| {
            let text = std::str::from_utf8(&files[&SitePath::new(path)]).unwrap();
            text.matches("#indicator-").count()
        })
        .sum();
    assert_eq!(lines, 600);
    assert_eq!(crate::generator::id(7), "p00007");
}
