//! Two builds at once in one folder.

use std::path::Path;
use std::process::Child;
use std::time::Instant;

use super::{
    PATIENCE, Sites, assert_fails, assert_next_build_works, assert_tree, build, published, send,
};
use crate::tree;

/// Starts a build and halts it while it holds the lock; nothing if it was through before that.
fn halted(site: &Path, place: &Path) -> Option<Child> {
    let mut child = build(site, &place.join("public")).spawn().unwrap();
    let pid = child.id().to_string();
    let start = Instant::now();
    let lock = place.join(".public.mieruka-lock");
    let has_lock = || std::fs::read_to_string(&lock).is_ok_and(|text| text.trim() == pid);
    let mut is_asked = false;
    while !is_halted(&pid) {
        if child.try_wait().unwrap().is_some() {
            return None;
        }
        if !is_asked && has_lock() {
            send("STOP", &pid);
            is_asked = true;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("the build takes no lock");
        }
        std::thread::yield_now();
    }
    if has_lock() {
        return Some(child);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    None
}

fn is_halted(pid: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = stat.rsplit(')').next().unwrap_or_default();
    state.trim_start().starts_with('T')
}

#[test]
fn a_second_build_is_turned_away_and_the_first_goes_on() {
    let sites = Sites::generated(10);
    let place = sites.place("turned-away");
    let out = place.join("public");
    assert_next_build_works(&sites.a, &place, &sites.tree_a, "first");
    let mut first = (0..20)
        .find_map(|_| halted(&sites.b, &place))
        .expect("in 20 rounds a build is caught while it holds the lock");
    let pid = first.id().to_string();
    let before = tree::read(&place);
    for _ in 0..5 {
        let words = ["another build is writing", "public", &pid];
        assert_fails(&mut build(&sites.a, &out), &words);
    }
    assert_tree(&tree::read(&place), &before, "while the first is halted");
    send("CONT", &pid);
    assert_eq!(first.wait().unwrap().code(), Some(0));
    assert_tree(&published(&out), &sites.tree_b, "after the first went on");
    assert_eq!(tree::names(&place), ["public"]);
}

#[test]
fn a_holder_that_is_killed_frees_the_lock() {
    let sites = Sites::generated(10);
    let place = sites.place("freed");
    assert_next_build_works(&sites.a, &place, &sites.tree_a, "first");
    let mut first = (0..20)
        .find_map(|_| halted(&sites.b, &place))
        .expect("in 20 rounds a build is caught while it holds the lock");
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(
        tree::names(&place)
            .iter()
            .filter(|name| name.ends_with("-lock"))
            .count(),
        1,
        "its file stays behind"
    );
    assert_next_build_works(
        &sites.b,
        &place,
        &sites.tree_b,
        "after the holder was killed",
    );
}

#[test]
fn builds_that_race_never_mix() {
    let sites = Sites::starter();
    let place = sites.place("race");
    let out = place.join("public");
    for round in 0..20 {
        let mut racers = [&sites.a, &sites.b].map(|site| {
            let mut command = build(site, &out);
            command.stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        });
        if round % 2 == 1 {
            racers.reverse();
        }
        let ends = racers.map(|racer| racer.wait_with_output().unwrap());
        let mut done = 0;
        for end in &ends {
            let text = String::from_utf8_lossy(&end.stderr);
            match end.status.code() {
                Some(0) => done += 1,
                Some(2) => assert!(text.contains("another build is writing"), "{text}"),
                _ => panic!("{}", super::told(end)),
            }
        }
        assert!(
            done >= 1,
            "one of two gets the lock: {}",
            super::told(&ends[0])
        );
        let found = published(&out);
        if found != sites.tree_a {
            assert_tree(&found, &sites.tree_b, "after a race");
        }
        assert_eq!(tree::names(&place), ["public"]);
    }
}
