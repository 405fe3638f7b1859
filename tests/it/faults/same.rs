//! The same sources give the same bytes, wherever, whenever and however they are built.

use std::path::Path;
use std::process::Command;

use super::{BIN, Sites, assert_tree, build, build_after, finish, published, told};
use crate::tree;

fn assert_same(sites: &Sites, name: &str, command: &mut Command) {
    let output = finish(command);
    assert_eq!(output.status.code(), Some(0), "{name}: {}", told(&output));
    let found = published(&sites.temp.path().join(name));
    assert_tree(&found, &sites.tree_a, name);
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let sites = Sites::generated(40);
    let out = |name: &str| sites.temp.path().join(name);
    for jobs in ["1", "2", "8"] {
        let name = format!("jobs-{jobs}");
        let mut command = build(&sites.a, &out(&name));
        assert_same(&sites, &name, command.args(["--jobs", jobs]));
    }
}

#[test]
fn zone_language_home_and_rights_make_no_difference() {
    let sites = Sites::starter();
    let out = |name: &str| sites.temp.path().join(name);
    let environments = [
        ("east", "TZ", "Pacific/Kiritimati"),
        ("west", "TZ", "America/Los_Angeles"),
        ("c", "LC_ALL", "C"),
        ("turkish", "LC_ALL", "tr_TR.UTF-8"),
        ("japanese", "LC_ALL", "ja_JP.EUC-JP"),
        ("homeless", "HOME", "/nonexistent"),
    ];
    for (name, key, value) in environments {
        assert_same(&sites, name, build(&sites.a, &out(name)).env(key, value));
    }
    let mut bare = build(&sites.a, &out("bare"));
    assert_same(&sites, "bare", bare.env_clear());
    for mask in ["077", "000"] {
        let name = format!("umask-{mask}");
        let shell = format!("umask {mask};");
        assert_same(
            &sites,
            &name,
            &mut build_after(&shell, &sites.a, &out(&name)),
        );
    }
}

#[test]
fn the_place_and_the_age_of_the_sources_make_no_difference() {
    let sites = Sites::generated(10);
    let copy = sites.temp.path().join("deeper/やや 深い/copy");
    let mut files: Vec<_> = tree::read(&sites.a).into_iter().collect();
    files.reverse();
    for (path, thing) in &files {
        if let tree::Thing::File(bytes) = thing {
            tree::write(
                &copy,
                [(path.to_str().unwrap(), std::str::from_utf8(bytes).unwrap())],
            );
            let file = std::fs::File::options()
                .write(true)
                .open(copy.join(path))
                .unwrap();
            file.set_modified(std::time::UNIX_EPOCH).unwrap();
        }
    }
    // What editors and version control leave lying about is no source.
    tree::write(
        &copy,
        [
            ("seeds/big/.p00001.yaml.swp", "x"),
            ("seeds/big/plan.yaml~", "x"),
        ],
    );
    let elsewhere = sites.temp.path().join("elsewhere");
    assert_same(&sites, "elsewhere", &mut build(&copy, &elsewhere));
    let mut relative = build(Path::new("../copy"), Path::new("../../../relative"));
    assert_same(&sites, "relative", relative.current_dir(&copy));
    // Without any argument, from inside the site.
    let output = finish(Command::new(BIN).env_clear().current_dir(&copy));
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_tree(&published(&copy.join("public")), &sites.tree_a, "alone");
    // Built again over another state, it is as if built for the first time.
    for site in [&sites.b, &sites.a] {
        let output = finish(&mut build(site, &elsewhere));
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    }
    assert_tree(&published(&elsewhere), &sites.tree_a, "there and back");
}
