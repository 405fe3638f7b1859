//! Builds that are ended from outside at many moments.

use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus};
use std::sync::mpsc;
use std::time::Instant;

use notify::{RecursiveMode, Watcher};

use super::{PATIENCE, Sites, assert_next_build_works, assert_tree, build, published, send};
use crate::tree::{self, Tree};

/// A moment of a build that can be seen from outside.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// The output folder is locked.
    Locked,
    /// So many files lie in the staging folder.
    Staged(usize),
    /// The staging folder has its manifest: the disk is waited for.
    Listed,
    /// The output folder is not whole. This is never seen, unless while the displaced one is listed.
    Cut,
    /// The new folder stands in the place of the old one.
    Swapped,
    /// So many files of the displaced folder are removed.
    Removed(usize),
}

/// How a build is ended.
#[derive(Clone, Copy, Debug)]
enum End {
    Kill,
    Terminate,
    Interrupt,
}

impl End {
    fn apply(self, child: &mut Child) {
        let pid = child.id().to_string();
        match self {
            End::Kill => child.kill().unwrap(),
            End::Terminate => send("TERM", &pid),
            End::Interrupt => send("INT", &pid),
        }
    }

    /// With what a build ends that is asked to stop; one that is killed is not asked.
    const fn exit_code(self) -> Option<i32> {
        match self {
            End::Kill => None,
            End::Terminate => Some(143),
            End::Interrupt => Some(130),
        }
    }
}

/// A running build, looked at from outside.
struct Build {
    child: Child,
    place: PathBuf,
    staging: PathBuf,
    /// The identity of the folder that stood there before.
    before: Option<u64>,
    files_before: usize,
}

impl Build {
    fn start(site: &Path, place: &Path) -> Self {
        let out = place.join("public");
        let before = inode(&out);
        let files_before = count(&out);
        let child = build(site, &out).spawn().unwrap();
        let staging = place.join(format!(".public.mieruka-new-{}", child.id()));
        Self {
            child,
            place: place.to_owned(),
            staging,
            before,
            files_before,
        }
    }

    fn is_at(&self, moment: Moment) -> bool {
        let is_swapped = || {
            let now = inode(&self.place.join("public"));
            now.is_some() && now != self.before
        };
        match moment {
            Moment::Locked => self.place.join(".public.mieruka-lock").exists(),
            Moment::Staged(files) => count(&self.staging) >= files,
            Moment::Listed => self.staging.join("manifest.json").exists() || is_swapped(),
            Moment::Cut => count(&self.place.join("public")) < self.files_before,
            Moment::Swapped => is_swapped(),
            Moment::Removed(files) => {
                is_swapped() && count(&self.staging) + files <= self.files_before
            }
        }
    }

    /// Waits for the moment and ends the build then, unless it has ended by itself.
    fn end_at(mut self, moment: Moment, end: End) -> ExitStatus {
        let start = Instant::now();
        while !self.is_at(moment) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            if start.elapsed() > PATIENCE {
                self.child.kill().unwrap();
                panic!("the build hangs before {moment:?}");
            }
            std::thread::yield_now();
        }
        end.apply(&mut self.child);
        self.child.wait().unwrap()
    }
}

fn inode(path: &Path) -> Option<u64> {
    std::fs::symlink_metadata(path)
        .ok()
        .map(|about| about.ino())
}

/// How many files lie below a folder, which may change or vanish meanwhile.
fn count(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => count(&entry.path()),
            Ok(_) => 1,
            Err(_) => 0,
        })
        .sum()
}

/// A place in which variants are built over one another, and what stands there now.
struct Bench<'a> {
    sites: &'a Sites,
    place: PathBuf,
    stands_a: bool,
}

impl<'a> Bench<'a> {
    fn new(sites: &'a Sites, name: &str) -> Self {
        let place = sites.place(name);
        assert_next_build_works(&sites.a, &place, &sites.tree_a, "first");
        Self {
            sites,
            place,
            stands_a: true,
        }
    }

    /// Ends a build of the other variant at the moment, and holds what was promised. Answers how the
    /// build ended.
    fn try_at(&mut self, moment: Moment, end: End) -> ExitStatus {
        let when = format!("{end:?} at {moment:?}");
        let Sites {
            a,
            b,
            tree_a,
            tree_b,
            ..
        } = self.sites;
        let (site, old, new) = if self.stands_a {
            (b, tree_a, tree_b)
        } else {
            (a, tree_b, tree_a)
        };
        let status = Build::start(site, &self.place).end_at(moment, end);
        if let Some(code) = end.exit_code() {
            // It was through already, or it cleared away what it had begun.
            assert!(
                matches!(status.code(), Some(0)) || status.code() == Some(code),
                "{when}: {status}"
            );
            assert_eq!(tree::names(&self.place), ["public"], "{when}");
        }
        let found = published(&self.place.join("public"));
        if status.success() || matches!(moment, Moment::Swapped | Moment::Removed(_)) {
            assert_tree(&found, new, &when);
        } else if &found != new {
            assert_tree(&found, old, &when);
        }
        assert_next_build_works(site, &self.place, new, &when);
        self.stands_a = !self.stands_a;
        status
    }

    /// Builds the other variant while one file is read all the time, as a web server would.
    fn read_meanwhile(&mut self, file: &str) {
        let Sites {
            a,
            b,
            tree_a,
            tree_b,
            ..
        } = self.sites;
        let path = self.place.join("public").join(file);
        let whole = [tree_a, tree_b].map(|tree| &tree[Path::new(file)]);
        let site = if self.stands_a { b } else { a };
        let mut build = Build::start(site, &self.place);
        let status = loop {
            let ended = build.child.try_wait().unwrap();
            let found = std::fs::read(&path)
                .map(tree::Thing::File)
                .unwrap_or_else(|error| panic!("{file} while it is replaced: {error}"));
            assert!(whole.contains(&&found), "{file} is {found:?}");
            if let Some(status) = ended {
                break status;
            }
        };
        assert!(status.success(), "{}", super::ending(status));
        self.stands_a = !self.stands_a;
        assert_eq!(tree::names(&self.place), ["public"]);
    }

    /// Tries again where the build was through before it could be killed.
    fn kill_at(&mut self, moment: Moment) -> bool {
        (0..10).any(|_| self.try_at(moment, End::Kill).signal() == Some(9))
    }
}

/// Moments spread over the whole of a build, closer together around the swap.
fn moments(files: usize, steps: usize) -> Vec<Moment> {
    let mut moments = vec![Moment::Locked];
    moments.extend((0..steps).map(|step| Moment::Staged(1 + step * (files - 2) / (steps - 1))));
    moments.extend([Moment::Listed; 3]);
    moments.extend([Moment::Swapped; 3]);
    moments.extend([1, files / 3, files - 2].map(Moment::Removed));
    moments
}

fn files(tree: &Tree) -> usize {
    let folders = tree.values().filter(|thing| **thing == tree::Thing::Folder);
    tree.len() - folders.count()
}

/// Kills one build at each of the moments, and holds that nearly all of them were hit.
fn kill_often(sites: &Sites, steps: usize) {
    let mut bench = Bench::new(sites, "kill");
    let moments = moments(files(&sites.tree_a), steps);
    let all = moments.len();
    let hit = moments
        .into_iter()
        .filter(|moment| bench.kill_at(*moment))
        .count();
    assert!(hit * 5 >= all * 4, "{hit} of {all} moments were hit");
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_site_or_the_new_one() {
    kill_often(&Sites::starter(), 30);
}

#[test]
fn a_kill_amid_many_pages_leaves_the_old_site_or_the_new_one() {
    kill_often(&Sites::generated(10), 5);
}

#[test]
fn whoever_reads_meanwhile_sees_the_old_site_or_the_new_one() {
    let sites = Sites::generated(10);
    let mut bench = Bench::new(&sites, "read");
    for _ in 0..3 {
        bench.try_at(Moment::Cut, End::Kill);
        bench.read_meanwhile("manifest.json");
        bench.read_meanwhile("big/projects/p00007.html");
    }
}

/// Where two renames follow one another there is no folder in between, for too short a moment to be
/// seen by looking; the kernel tells of every name that comes and goes.
#[test]
fn the_folders_change_places_in_one_step() {
    let sites = Sites::starter();
    let bench = Bench::new(&sites, "exchange");
    let (tell, told) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        tell.send(event.unwrap().paths).ok();
    })
    .unwrap();
    watcher
        .watch(&bench.place, RecursiveMode::NonRecursive)
        .unwrap();
    assert_next_build_works(&sites.b, &bench.place, &sites.tree_b, "exchanged");
    std::fs::write(bench.place.join("end"), "").unwrap();
    let mut names = BTreeSet::new();
    while !names.contains("end") {
        let paths = told.recv_timeout(PATIENCE).unwrap();
        let of = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        names.extend(paths.into_iter().map(of));
    }
    let staged = names.iter().filter(|name| name.contains(".mieruka-new-"));
    assert_eq!(staged.count(), 1, "{names:?}");
    let aside = names.iter().find(|name| name.contains(".mieruka-old-"));
    assert_eq!(
        aside, None,
        "the old site was set aside before the new one came"
    );
}

#[test]
fn a_kill_during_the_first_build_leaves_nothing_or_all() {
    let sites = Sites::generated(10);
    for (number, files) in [1, 50, 300].into_iter().enumerate() {
        let place = sites.place(&format!("first-{number}"));
        let build = Build::start(&sites.a, &place);
        build.end_at(Moment::Staged(files), End::Kill);
        let out = place.join("public");
        if out.exists() {
            assert_tree(&published(&out), &sites.tree_a, "first build");
        }
        assert_next_build_works(&sites.b, &place, &sites.tree_b, "after the first build");
    }
}

#[test]
fn signals_leave_the_old_site_or_the_new_one() {
    let sites = Sites::generated(10);
    let mut bench = Bench::new(&sites, "signals");
    let half = files(&sites.tree_a) / 2;
    let moments = [
        Moment::Locked,
        Moment::Staged(1),
        Moment::Staged(half),
        Moment::Listed,
        Moment::Swapped,
    ];
    for end in [End::Terminate, End::Interrupt] {
        let mut ended = 0;
        for moment in moments {
            let status = bench.try_at(moment, end);
            ended += usize::from(!status.success());
        }
        assert!(ended > 0, "{end:?} ends no build");
    }
}

/// Where nothing was published before, nothing is there after it.
#[test]
fn a_stopped_first_build_leaves_nothing() {
    let sites = Sites::generated(10);
    // A build that was through before the signal came says nothing: once more.
    let stopped = (0..10).any(|number| {
        let place = sites.place(&format!("stopped-{number}"));
        let build = Build::start(&sites.a, &place);
        let status = build.end_at(Moment::Staged(1), End::Interrupt);
        if status.success() {
            return false;
        }
        assert_eq!(status.code(), Some(130), "{status}");
        assert_eq!(tree::names(&place), [""; 0]);
        assert_next_build_works(&sites.a, &place, &sites.tree_a, "after a stop");
        true
    });
    assert!(stopped, "no build was stopped");
}
