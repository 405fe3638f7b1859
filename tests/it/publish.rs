//! The published folder, at the level of the library: what is refused, what is written, what is swapped.
//!
//! What the whole program makes of kills, full disks and hostile sources is in `faults`.

mod links;
mod minify;

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use mieruka::base::path::{SitePath, SourcePath};
use mieruka::base::place::Place;
use mieruka::base::words::Lang;
use mieruka::model::Purpose;
use mieruka::publish::error::{AddressFault, Doing, Outcome, Refusal};
use mieruka::publish::manifest::Changes;
use mieruka::publish::{MemorySink, PublishError, Published, Sink, Target, addresses, unchanged};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::tree;

const SITE: [(&str, &str); 4] = [
    ("index.html", "<p>ホーム"),
    ("plan/projects/01.html", "<p>一"),
    ("plan/projects/02.html", "<p>二"),
    ("assets/style.css", "p{color:red}"),
];

fn open(out: &Path) -> Target {
    Target::open(out, &[], Purpose::Release).unwrap()
}

fn write(sink: &dyn Sink, files: &[(&str, &str)]) {
    for (path, text) in files {
        sink.write(&SitePath::new(path), text.as_bytes()).unwrap();
    }
}

fn publish(out: &Path, files: &[(&str, &str)], fingerprint: &str) -> Published {
    let staging = open(out).stage().unwrap();
    write(&staging, files);
    staging.finish(fingerprint).unwrap()
}

fn refusal<T: std::fmt::Debug>(result: Result<T, PublishError>) -> Refusal {
    match result {
        Err(PublishError::Refused { why, .. }) => why,
        other => panic!("not refused: {other:?}"),
    }
}

fn address_fault(result: Result<(), PublishError>) -> Option<AddressFault> {
    match result {
        Ok(()) => None,
        Err(PublishError::Address { why, .. }) => Some(why),
        Err(other) => panic!("{other}"),
    }
}

/// Opens the output, and holds that nothing in the whole folder changed by it.
fn refused_in(top: &Path, out: &str, inputs: &[&str]) -> Refusal {
    let inputs: Vec<PathBuf> = inputs.iter().map(|input| top.join(input)).collect();
    let inputs: Vec<&Path> = inputs.iter().map(|input| &**input).collect();
    let before = tree::read(top);
    let why = refusal(Target::open(&top.join(out), &inputs, Purpose::Release));
    let after = tree::read(top);
    assert_eq!(
        before,
        after,
        "{out}:\n{}",
        tree::difference(&after, &before)
    );
    why
}

fn foreign(names: &[&str], count: usize) -> Refusal {
    Refusal::Foreign {
        names: names.iter().map(|&name| name.to_owned()).collect(),
        count,
    }
}

#[test]
fn what_is_not_a_folder_is_refused() {
    let temp = TempDir::new().unwrap();
    let top = temp.path();
    tree::write(top, [("real/keep.txt", "keep"), ("file", "text")]);
    symlink("real", top.join("link")).unwrap();
    symlink("nowhere", top.join("dangling")).unwrap();
    assert_eq!(refused_in(top, "link", &[]), Refusal::Link);
    assert_eq!(refused_in(top, "link/", &[]), Refusal::Link);
    assert_eq!(refused_in(top, "dangling", &[]), Refusal::Link);
    assert_eq!(refused_in(top, "file", &[]), Refusal::NotAFolder);
    let parent = |name: &str| Refusal::NoParent(top.join(name));
    assert_eq!(refused_in(top, "a/b/out", &[]), parent("a/b"));
    assert_eq!(refused_in(top, "a/out", &[]), parent("a"));
    assert_eq!(refused_in(top, "file/out", &[]), parent("file"));
    assert_eq!(refused_in(top, "dangling/out", &[]), parent("dangling"));
}

#[test]
fn the_root_the_home_and_the_working_folder_are_refused() {
    let refused = |out: &Path| refusal(Target::open(out, &[], Purpose::Release));
    assert_eq!(refused(Path::new("/")), Refusal::Root);
    assert_eq!(refused(Path::new("/usr/..")), Refusal::Root);
    assert_eq!(refused(Path::new(".")), Refusal::WorkingFolder);
    assert_eq!(refused(Path::new("src/..")), Refusal::WorkingFolder);
    assert_eq!(
        refused(&std::env::current_dir().unwrap()),
        Refusal::WorkingFolder
    );
    if let Some(home) = std::env::home_dir().filter(|home| home.is_dir()) {
        let found = refused(&home);
        // Where the home folder is `/`, that is the reason which is told.
        assert!(matches!(found, Refusal::Home | Refusal::Root), "{found:?}");
    }
}

#[test]
fn files_of_others_are_named_and_stay() {
    let temp = TempDir::new().unwrap();
    let top = temp.path();
    tree::write(top, [("one/keep.txt", "keep")]);
    assert_eq!(refused_in(top, "one", &[]), foreign(&["keep.txt"], 1));
    for name in ["g", "f", "e", "c", "b", ".a"] {
        tree::write(top, [(&*format!("many/{name}"), "")]);
    }
    tree::write(top, [("many/d/inside", "")]);
    let five = [".a", "b", "c", "d/", "e"];
    assert_eq!(refused_in(top, "many", &[]), foreign(&five, 7));
    tree::write(top, [("fake/manifest.json", "{\"tool\": \"mieruka\"}")]);
    assert_eq!(refused_in(top, "fake", &[]), foreign(&["manifest.json"], 1));
}

#[test]
fn files_added_to_a_published_folder_are_named() {
    let temp = TempDir::new().unwrap();
    let top = temp.path();
    let out = top.join("out");
    publish(&out, &SITE, "a");
    tree::write(
        &out,
        [("plan/note.txt", "note"), ("mine/page.html", "page")],
    );
    std::fs::remove_file(out.join("index.html")).unwrap();
    symlink("assets/style.css", out.join("index.html")).unwrap();
    let named = ["index.html", "mine/", "plan/note.txt"];
    assert_eq!(refused_in(top, "out", &[]), foreign(&named, 3));
    std::fs::remove_file(out.join("index.html")).unwrap();
    std::fs::remove_file(out.join("plan/note.txt")).unwrap();
    std::fs::remove_dir_all(out.join("mine")).unwrap();
    publish(&out, &SITE, "a");
    assert_eq!(
        std::fs::read(out.join("index.html")).unwrap(),
        SITE[0].1.as_bytes()
    );
}

#[test]
fn folders_of_the_sources_are_refused_however_they_are_named() {
    let temp = TempDir::new().unwrap();
    let top = temp.path();
    tree::write(top, [("site/content/deep/page.md", "text")]);
    symlink("site/content", top.join("door")).unwrap();
    symlink("content", top.join("site/other")).unwrap();
    let content = ["site/content"];
    let same = Refusal::SameAsInput(top.join("site/content"));
    for out in [
        "site/content",
        "site/content/",
        "site/content/.",
        "site/../site/content",
        "site/content/deep/..",
        "door",
        "door/deep/..",
    ] {
        assert_eq!(refused_in(top, out, &content), same, "{out}");
    }
    let inside = Refusal::InsideInput(top.join("site/content"));
    for out in [
        "site/content/new",
        "site/content/deep",
        "site/content/deep/new",
        "site/content/deep/../new",
        "door/new",
        "door/deep/new",
        "site/other/new",
    ] {
        assert_eq!(refused_in(top, out, &content), inside, "{out}");
    }
    let around = Refusal::AroundInput(top.join("site/content"));
    for out in [
        "site",
        "site/content/..",
        "door/..",
        "site/content/deep/../..",
    ] {
        assert_eq!(refused_in(top, out, &content), around, "{out}");
    }
    let by_link = Refusal::SameAsInput(top.join("door"));
    assert_eq!(refused_in(top, "site/content", &["door"]), by_link);
    let missing = Refusal::SameAsInput(top.join("site/themes"));
    assert_eq!(refused_in(top, "site/themes", &["site/themes"]), missing);
    // A neighbour whose name only begins alike is no source.
    Target::open(
        &top.join("site/content-public"),
        &[&top.join("site/content")],
        Purpose::Release,
    )
    .unwrap();
}

#[test]
fn an_empty_folder_is_accepted_and_keeps_its_rights() {
    let temp = TempDir::new().unwrap();
    let out = temp.path().join("out");
    std::fs::create_dir(&out).unwrap();
    std::fs::set_permissions(&out, PermissionsExt::from_mode(0o750)).unwrap();
    publish(&out, &SITE, "a");
    let mode = || std::fs::metadata(&out).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o750);
    publish(&out, &SITE[..2], "b");
    assert_eq!(mode(), 0o750);
    assert_eq!(tree::names(temp.path()), ["out"]);
}

#[test]
fn a_second_build_is_refused_while_the_first_lives() {
    let temp = TempDir::new().unwrap();
    let out = temp.path().join("out");
    let locked = Refusal::Locked {
        pid: Some(std::process::id()),
    };
    let first = open(&out);
    assert_eq!(refusal(Target::open(&out, &[], Purpose::Release)), locked);
    // The lock is of the folder, by whatever path it is reached.
    symlink(".", temp.path().join("here")).unwrap();
    let by_link = temp.path().join("here/out");
    assert_eq!(
        refusal(Target::open(&by_link, &[], Purpose::Release)),
        locked
    );
    open(&temp.path().join("other"));
    let staging = first.stage().unwrap();
    assert_eq!(refusal(Target::open(&out, &[], Purpose::Release)), locked);
    staging.finish("a").unwrap();
    drop(open(&out));
    open(&out);
    assert_eq!(tree::names(temp.path()), ["here", "out"]);
}

#[test]
fn a_build_that_is_given_up_leaves_nothing() {
    let temp = TempDir::new().unwrap();
    let out = temp.path().join("out");
    publish(&out, &SITE, "a");
    let (before, site) = (tree::read(temp.path()), tree::read(&out));
    let staging = open(&out).stage().unwrap();
    write(
        &staging,
        &[("index.html", "other"), ("new/deep/page.html", "new")],
    );
    assert_eq!(tree::read(&out), site);
    assert!(tree::names(temp.path()).len() > 1, "it is staged beside");
    drop(staging);
    let after = tree::read(temp.path());
    assert_eq!(after, before, "{}", tree::difference(&after, &before));
}

#[test]
fn the_same_addresses_are_refused_on_disk_and_in_memory() {
    let temp = TempDir::new().unwrap();
    let staging = open(&temp.path().join("out")).stage().unwrap();
    let memory = MemorySink::new();
    let sinks: [&dyn Sink; 2] = [&staging, &memory];
    let cases = [
        ("index.html", None),
        ("index.html", Some(AddressFault::Twice)),
        ("plan/manifest.json", None),
        ("manifest.json", Some(AddressFault::Reserved)),
        ("con.html", Some(AddressFault::Reserved)),
        ("plan/aux/index.html", Some(AddressFault::Reserved)),
        ("lpt1.tar.zip", Some(AddressFault::Reserved)),
        ("plan./index.html", Some(AddressFault::Malformed)),
        ("page.html.", Some(AddressFault::Malformed)),
        ("x.php", Some(AddressFault::Extension)),
        ("web.config", Some(AddressFault::Extension)),
        ("x.php.html", None),
        ("page", Some(AddressFault::Extension)),
        ("page.html/index", Some(AddressFault::Extension)),
        ("console.html", None),
    ];
    for sink in sinks {
        for (path, expected) in cases {
            let found = address_fault(sink.write(&SitePath::new(path), b"x"));
            assert_eq!(found, expected, "{path}");
        }
    }
    // Names that differ only by case cannot even be made, nor hidden ones or those that climb.
    for path in [
        "Index.html",
        ".htaccess",
        "a/../b.html",
        "/a.html",
        "計画.html",
        "a//b.html",
        "",
    ] {
        assert!(!SitePath::is_valid(path), "{path}");
    }
    staging.finish("a").unwrap();
    let published = [
        "console.html",
        "index.html",
        "manifest.json",
        "plan",
        "x.php.html",
    ];
    assert_eq!(tree::names(&temp.path().join("out")), published);
}

#[test]
fn a_page_and_a_folder_cannot_share_a_name() {
    let temp = TempDir::new().unwrap();
    let staging = open(&temp.path().join("out")).stage().unwrap();
    let write = |path: &str| address_fault(staging.write(&SitePath::new(path), b"x"));
    assert_eq!(write("a.html"), None);
    assert_eq!(write("a.html/b.html"), Some(AddressFault::Twice));
    assert_eq!(write("c/d.html/e.html"), None);
    assert_eq!(write("c/d.html"), Some(AddressFault::Twice));
}

#[test]
fn addresses_are_judged_before_anything_is_rendered() {
    let place = |file: &str| Place::file(&SourcePath::new(file));
    let paths = ["a.html", "con/b.html", "c.html.", "d.html"].map(SitePath::new);
    let wanted = [
        (&paths[0], place("seeds/2.yaml")),
        (&paths[3], place("seeds/5.yaml")),
        (&paths[1], place("seeds/3.yaml")),
        (&paths[2], place("seeds/4.yaml")),
        (&paths[0], place("seeds/1.yaml")),
    ];
    let found: Vec<String> = addresses::check(wanted, Place::clone)
        .iter()
        .map(|d| format!("{} {} {:?}", d.place, d.code, d.args()))
        .collect();
    assert_eq!(
        found,
        [
            r#"seeds/2.yaml PAGE-ADDRESS-TWICE [("path", "a.html"), ("other", "seeds/1.yaml"), ("is_id", "")]"#,
            r#"seeds/3.yaml PAGE-ADDRESS-RESERVED [("path", "con/b.html")]"#,
            r#"seeds/4.yaml PAGE-ADDRESS-MALFORMED [("path", "c.html.")]"#,
        ]
    );
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The manifest as it has to be, reckoned anew from what lies in the folder.
fn manifest_of(out: &Path) -> String {
    let mut lines = Vec::new();
    for (path, thing) in tree::read(out) {
        let path = path.to_str().unwrap();
        let tree::Thing::File(bytes) = thing else {
            continue;
        };
        if path != "manifest.json" {
            let hash = hash(&bytes);
            let size = bytes.len();
            lines.push(format!(
                "  {{\"path\": \"{path}\", \"bytes\": {size}, \"sha256\": \"{hash}\"}}"
            ));
        }
    }
    // Addresses are in the order of their bytes, paths in that of their parts.
    lines.sort();
    format!(
        "{{\n \"tool\": \"mieruka\",\n \"version\": \"{}\",\n \
         \"files\": [\n{}\n ]\n}}\n",
        env!("CARGO_PKG_VERSION"),
        lines.join(",\n")
    )
}

#[test]
fn the_manifest_is_whole_and_right() {
    let temp = TempDir::new().unwrap();
    let out = temp.path().join("out");
    let published = publish(&out, &SITE, "a \"quoted\" 名前");
    let json = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    assert_eq!(json, manifest_of(&out));
    let files = json.matches("\"path\"").count();
    assert_eq!(files, SITE.len());
    let text: usize = SITE.iter().map(|(_, text)| text.len()).sum();
    let expected = Published {
        files: SITE.len() + 1,
        bytes: (text + json.len()) as u64,
        hash: hash(json.as_bytes()),
        changed: true,
        changes: Changes {
            added: SITE.len(),
            replaced: 0,
            removed: 0,
        },
        left_behind: None,
    };
    assert_eq!(published, expected);
}

#[test]
fn order_and_threads_make_no_difference() {
    let texts: Vec<(String, String)> = (0..200)
        .map(|number| {
            (
                format!("p{}/a{number}.html", number % 7),
                format!("page {number}"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (&**a, &**b)).collect();
    let temp = TempDir::new().unwrap();
    let in_order = temp.path().join("in-order");
    publish(&in_order, &files, "a");
    let backwards: Vec<_> = files.iter().rev().copied().collect();
    publish(&temp.path().join("backwards"), &backwards, "a");
    let staging = open(&temp.path().join("threads")).stage().unwrap();
    std::thread::scope(|scope| {
        for part in files.chunks(50) {
            scope.spawn(|| write(&staging, part));
        }
    });
    staging.finish("a").unwrap();
    let expected = tree::read(&in_order);
    assert_eq!(expected.len(), 200 + 7 + 1);
    for other in ["backwards", "threads"] {
        let found = tree::read(&temp.path().join(other));
        assert_eq!(found, expected, "{}", tree::difference(&found, &expected));
    }
}

#[test]
fn a_second_build_replaces_the_first() {
    let temp = TempDir::new().unwrap();
    let out = temp.path().join("out");
    publish(&out, &SITE, "a");
    let next = [
        ("index.html", "<p>新しいホーム"),
        ("plan/projects/01.html", "<p>一"),
        ("news.html", "<p>新"),
    ];
    let published = publish(&out, &next, "b");
    let expected = Changes {
        added: 1,
        replaced: 1,
        removed: 2,
    };
    assert_eq!((published.changed, published.changes), (true, expected));
    assert_eq!(tree::names(temp.path()), ["out"]);
    assert_eq!(
        tree::names(&out),
        ["index.html", "manifest.json", "news.html", "plan"]
    );
    assert_eq!(tree::names(&out.join("plan/projects")), ["01.html"]);
    let json = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    assert_eq!(json, manifest_of(&out));
    let again = publish(&out, &next, "b");
    assert_eq!((again.changed, again.changes), (false, Changes::default()));
}

#[test]
fn a_folder_that_changes_hands_during_the_build_is_left_alone() {
    let temp = TempDir::new().unwrap();
    let top = temp.path();
    let out = top.join("out");
    publish(&out, &SITE, "a");
    let replaced = |change: &dyn Fn()| {
        let staging = open(&out).stage().unwrap();
        write(&staging, &SITE[..1]);
        change();
        let before = tree::read(&out);
        let why = refusal(staging.finish("b"));
        let after = tree::read(&out);
        assert_eq!(after, before, "{}", tree::difference(&after, &before));
        why
    };
    let why = replaced(&|| tree::write(&out, [("plan/mine.txt", "mine")]));
    assert_eq!(why, foreign(&["plan/mine.txt"], 1));
    std::fs::remove_file(out.join("plan/mine.txt")).unwrap();
    let why = replaced(&|| {
        std::fs::rename(&out, top.join("aside")).unwrap();
        std::fs::create_dir(&out).unwrap();
    });
    assert_eq!(why, Refusal::Replaced);
    let why = replaced(&|| {
        std::fs::remove_dir(&out).unwrap();
        symlink("aside", &out).unwrap();
    });
    assert_eq!(why, Refusal::Link);
    std::fs::remove_file(&out).unwrap();
    let why = replaced(&|| std::fs::create_dir(&out).unwrap());
    assert_eq!(why, Refusal::Replaced);
    assert_eq!(tree::names(top), ["aside", "out"]);
}

#[test]
fn only_an_untouched_folder_is_unchanged() {
    let temp = TempDir::new().unwrap();
    let out = temp.path().join("out");
    assert!(!unchanged(&out, "a"), "there is none");
    publish(&out, &SITE, "a");
    assert!(unchanged(&out, "a"));
    assert!(!unchanged(&out, "b"), "other inputs");
    let page = out.join("plan/projects/01.html");
    let whole = std::fs::read(&page).unwrap();
    for at in [0, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        std::fs::write(&page, flipped).unwrap();
        assert!(!unchanged(&out, "a"), "byte {at}");
    }
    for other in [&whole[..1], &[&whole[..], b"x"].concat(), b""] {
        std::fs::write(&page, other).unwrap();
        assert!(!unchanged(&out, "a"), "{} bytes", other.len());
    }
    std::fs::remove_file(&page).unwrap();
    assert!(!unchanged(&out, "a"), "a missing file");
    symlink("02.html", &page).unwrap();
    assert!(!unchanged(&out, "a"), "a link");
    std::fs::remove_file(&page).unwrap();
    std::fs::write(&page, &whole).unwrap();
    assert!(unchanged(&out, "a"));
    for stranger in ["x.html", "plan/x.html", "plan/projects/.x", "deep/x.html"] {
        tree::write(&out, [(stranger, "")]);
        assert!(!unchanged(&out, "a"), "{stranger}");
        std::fs::remove_file(out.join(stranger)).unwrap();
    }
    assert!(!unchanged(&out, "a"), "a folder of somebody's");
    std::fs::remove_dir(out.join("deep")).unwrap();
    assert!(unchanged(&out, "a"));
}

#[test]
fn an_edited_manifest_is_no_manifest() {
    let temp = TempDir::new().unwrap();
    let out = temp.path().join("out");
    publish(&out, &SITE, "a");
    let manifest = out.join("manifest.json");
    let json = std::fs::read_to_string(&manifest).unwrap();
    let edits = [
        json.replacen("  {", " {", 1),
        json.replacen("\"bytes\": ", "\"bytes\": 1", 1),
        json.replacen("index.html", "../index.html", 1),
        json.replacen("mieruka", "other", 1),
        json.replacen(env!("CARGO_PKG_VERSION"), "0.0.0", 1),
        json[..json.len() - 1].to_owned(),
        format!("{json}\n"),
        String::new(),
    ];
    for edit in edits {
        assert_ne!(edit, json);
        std::fs::write(&manifest, &edit).unwrap();
        assert!(!unchanged(&out, "a"), "{edit}");
    }
    let all = ["assets/", "index.html", "manifest.json", "plan/"];
    assert_eq!(refused_in(temp.path(), "out", &[]), foreign(&all, 4));
    std::fs::write(&manifest, &json).unwrap();
    assert!(unchanged(&out, "a"));
}

#[test]
fn leftovers_of_killed_builds_are_removed_and_nothing_else() {
    let temp = TempDir::new().unwrap();
    let top = temp.path();
    let out = top.join("out");
    publish(&out, &SITE, "a");
    // Half filled; finished but never swapped; swapped, its removal cut short; with a stranger in it.
    tree::write(
        top,
        [
            (".out.mieruka-new-11/plan/x.html", "half"),
            (".out.mieruka-new-11/y", ""),
        ],
    );
    for name in ["12", "13-2", "14"] {
        publish(&top.join(format!("made-{name}")), &SITE, "b");
        let leftover = top.join(format!(".out.mieruka-new-{name}"));
        std::fs::rename(top.join(format!("made-{name}")), leftover).unwrap();
    }
    std::fs::remove_file(top.join(".out.mieruka-new-13-2/index.html")).unwrap();
    std::fs::remove_dir_all(top.join(".out.mieruka-new-13-2/plan")).unwrap();
    tree::write(top, [(".out.mieruka-new-14/mine.txt", "mine")]);
    let others = [
        ".out.mieruka-new-abc",
        ".out.mieruka-new-",
        ".out2.mieruka-new-1",
        ".other.mieruka-new-1",
        "out.mieruka-new-1",
    ];
    for other in others {
        tree::write(top, [(&*format!("{other}/x"), "")]);
    }
    symlink("out", top.join(".out.mieruka-new-15")).unwrap();
    std::fs::write(top.join(".out.mieruka-lock"), "99999\n").unwrap();
    let published = tree::read(&out);
    drop(open(&out));
    assert_eq!(tree::read(&out), published);
    let mut kept = vec![".out.mieruka-new-14", ".out.mieruka-new-15", "out"];
    kept.extend(others);
    kept.sort_unstable();
    assert_eq!(tree::names(top), kept);
    // Of what a build made it takes its own; what somebody put in stays, with the list beside it.
    let stranger = top.join(".out.mieruka-new-14");
    assert_eq!(tree::names(&stranger), ["manifest.json", "mine.txt"]);
}

#[test]
fn an_old_site_that_was_set_aside_comes_back() {
    let temp = TempDir::new().unwrap();
    let out = temp.path().join("out");
    publish(&out, &SITE, "a");
    let site = tree::read(&out);
    // Killed between the two renames of a disk that cannot exchange: there is no folder.
    std::fs::rename(&out, temp.path().join(".out.mieruka-old-7")).unwrap();
    tree::write(temp.path(), [(".out.mieruka-new-7/index.html", "half")]);
    drop(open(&out));
    assert_eq!(tree::read(&out), site);
    assert_eq!(tree::names(temp.path()), ["out"]);
    // Killed after them: the new one stands, the old one goes.
    publish(&temp.path().join("old"), &SITE[..1], "b");
    std::fs::rename(
        temp.path().join("old"),
        temp.path().join(".out.mieruka-old-8"),
    )
    .unwrap();
    drop(open(&out));
    assert_eq!(tree::read(&out), site);
    assert_eq!(tree::names(temp.path()), ["out"]);
}

fn all_errors() -> Vec<PublishError> {
    let path = PathBuf::from("公開\u{1b}[31m/public");
    let refusals = [
        Refusal::Link,
        Refusal::NotAFolder,
        Refusal::MountPoint,
        Refusal::Root,
        Refusal::Home,
        Refusal::WorkingFolder,
        Refusal::SameAsInput("seeds".into()),
        Refusal::InsideInput("seeds".into()),
        Refusal::AroundInput("seeds".into()),
        Refusal::NoParent("parent".into()),
        foreign(&["a\u{7}b", "c"], 2),
        Refusal::Locked { pid: Some(42) },
        Refusal::Locked { pid: None },
        Refusal::Replaced,
    ];
    let faults = [
        AddressFault::Malformed,
        AddressFault::Reserved,
        AddressFault::Extension,
        AddressFault::Twice,
    ];
    let outcomes = [
        Outcome::AsBefore,
        Outcome::NewInPlace,
        Outcome::OldAside("aside".into()),
    ];
    // ENOSPC, EDQUOT, EFBIG, EACCES, EROFS, EXDEV, EIO.
    let causes = [28, 122, 27, 13, 30, 18, 5];
    let refused = refusals.into_iter().map(|why| PublishError::Refused {
        out: path.clone(),
        why,
    });
    let addresses = faults.into_iter().map(|why| PublishError::Address {
        path: SitePath::new("plan/index.html"),
        why,
    });
    let mut all: Vec<_> = refused.chain(addresses).collect();
    for doing in Doing::ALL {
        for outcome in &outcomes {
            all.extend(causes.map(|cause| PublishError::Machine {
                path: path.clone(),
                doing,
                outcome: outcome.clone(),
                source: std::io::Error::from_raw_os_error(cause),
            }));
        }
    }
    all
}

#[test]
fn every_error_has_its_sentences_in_both_languages() {
    let mut codes = std::collections::BTreeSet::new();
    for error in all_errors() {
        codes.insert(error.code());
        for lang in Lang::ALL {
            for text in [error.message(lang), error.help(lang)] {
                let told = format!("{error:?}: {text:?}");
                assert!(
                    !text.is_empty() && !text.contains(['{', '}', '\u{1b}', '\u{7}']),
                    "{told}"
                );
                assert!(
                    !text.contains(error.code()) && !text.contains("publish."),
                    "{told}"
                );
                let is_japanese = text.contains(|c: char| ('\u{3041}'..='\u{30ff}').contains(&c));
                assert_eq!(is_japanese, lang == Lang::Ja, "{told}");
            }
        }
    }
    assert_eq!(codes.len(), 13 + 4 + 5, "{codes:?}");
}

#[test]
fn what_matters_is_named_in_the_sentences() {
    let told =
        |error: &PublishError| format!("{}\n{}", error.message(Lang::En), error.help(Lang::En));
    for error in all_errors() {
        let text = told(&error);
        let parts: Vec<&str> = match &error {
            PublishError::Refused { why, .. } => match why {
                Refusal::Foreign { .. } => vec!["2", "c"],
                Refusal::Locked { pid: Some(_) } => vec!["public", "42"],
                Refusal::NoParent(_) => vec!["public", "parent"],
                Refusal::SameAsInput(_) | Refusal::InsideInput(_) | Refusal::AroundInput(_) => {
                    vec!["public", "seeds"]
                }
                _ => vec!["public"],
            },
            PublishError::Address { .. } => vec!["plan/index.html"],
            PublishError::Machine { outcome, .. } => match outcome {
                Outcome::AsBefore => vec!["public", "as it was before", "os error"],
                Outcome::NewInPlace => vec!["public", "holds the new site", "os error"],
                Outcome::OldAside(_) => vec!["public", "\"aside\"", "os error"],
            },
        };
        for part in parts {
            assert!(
                text.contains(part),
                "{error:?} does not name {part}: {text}"
            );
        }
    }
}
