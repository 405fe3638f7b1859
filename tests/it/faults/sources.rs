//! Sources that are no plain files: told with their code, never waited for, and nothing is written.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Sites, assert_next_build_works, assert_tree, build, finish, published, told};
use crate::tree;

/// Something that is put among the sources, and the code that it is told with.
struct Case {
    name: &'static [u8],
    put: fn(&Path),
    code: &'static str,
}

const CASES: [Case; 9] = [
    Case {
        name: b"pipe.yaml",
        put: |path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
        code: "SOURCE-NOT-A-FILE",
    },
    Case {
        name: b"socket.yaml",
        put: |path| drop(UnixListener::bind(path).unwrap()),
        code: "SOURCE-NOT-A-FILE",
    },
    Case {
        name: b"link.yaml",
        put: |path| symlink("/etc/passwd", path).unwrap(),
        code: "SOURCE-LINK",
    },
    Case {
        name: b"dangling.yaml",
        put: |path| symlink("nowhere", path).unwrap(),
        code: "SOURCE-LINK",
    },
    Case {
        name: b"loop.yaml",
        put: |path| symlink("loop.yaml", path).unwrap(),
        code: "SOURCE-LINK",
    },
    Case {
        name: b"folder",
        put: |path| symlink("..", path).unwrap(),
        code: "SOURCE-LINK",
    },
    Case {
        name: b"\x96\xbc.yaml",
        put: |path| std::fs::write(path, "").unwrap(),
        code: "SOURCE-NAME",
    },
    Case {
        name: b"large.yaml",
        put: |path| {
            std::fs::File::create(path)
                .unwrap()
                .set_len(21 << 20)
                .unwrap()
        },
        code: "SOURCE-TOO-LARGE",
    },
    Case {
        name: b"02-Koza.yaml",
        put: |path| {
            std::fs::write(
                path,
                "id: koza
",
            )
            .unwrap()
        },
        code: "SOURCE-TWIN",
    },
];

fn path_of(site: &Path, name: &[u8]) -> PathBuf {
    let folder = site.join("seeds/midorino-dx-r8/projects");
    folder.join(OsStr::from_bytes(name))
}

#[test]
fn what_is_no_plain_file_is_told_and_nothing_is_written() {
    let sites = Sites::starter();
    let (with, without) = (sites.place("with"), sites.place("without"));
    assert_next_build_works(&sites.a, &with, &sites.tree_a, "first");
    for case in &CASES {
        // Over the site of the same sources, which would be unchanged otherwise; over another; over none.
        for (site, place) in [(&sites.a, &with), (&sites.b, &with), (&sites.a, &without)] {
            let path = path_of(site, case.name);
            (case.put)(&path);
            let output = finish(&mut build(site, &place.join("public")));
            std::fs::remove_file(&path).unwrap();
            let text = told(&output);
            assert_eq!(output.status.code(), Some(1), "{}: {text}", case.code);
            assert!(text.contains(case.code), "{}: {text}", case.code);
            assert!(!text.contains("root:"), "{text}");
        }
        assert_tree(&published(&with.join("public")), &sites.tree_a, case.code);
        assert_eq!(tree::names(&with), ["public"]);
        assert_eq!(tree::names(&without), [""; 0]);
    }
    assert_next_build_works(&sites.b, &with, &sites.tree_b, "once all is mended");
}

#[test]
fn all_of_them_are_told_in_one_run() {
    let sites = Sites::starter();
    let place = sites.place("all");
    for case in &CASES {
        (case.put)(&path_of(&sites.a, case.name));
    }
    let output = finish(&mut build(&sites.a, &place.join("public")));
    let text = told(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for case in &CASES {
        assert!(text.contains(case.code), "{}: {text}", case.code);
    }
    assert_eq!(text.matches("SOURCE-LINK").count(), 4, "{text}");
    assert_eq!(tree::names(&place), [""; 0]);
}
