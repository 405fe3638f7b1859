//! The program under faults: whatever happens, the published folder is the old site or the new one.
//!
//! Every test drives the real binary. Two variants of a site, A and B, differ in one number, the day of
//! the data, which stands on every page: a folder that mixes them cannot pass for either. Moments of a
//! build are waited for by looking at its files, so no test relies on how fast a machine is.

mod kill;
mod lock;
mod machine;
mod same;
mod sources;

use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::tree::{self, Thing, Tree};

const BIN: &str = env!("CARGO_BIN_EXE_mieruka");

/// No build of these sites takes this long; one that does hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// The two variants of a site, and what each of them gives.
struct Sites {
    temp: TempDir,
    a: PathBuf,
    b: PathBuf,
    tree_a: Tree,
    tree_b: Tree,
}

impl Sites {
    /// A generated site with so many projects.
    fn generated(projects: usize) -> Self {
        Self::of(&crate::generator::site(projects).collect::<Vec<_>>())
    }

    /// The small site that `init` writes.
    fn starter() -> Self {
        let folder = Path::new(crate::kept::ROOT).join("src/cli/starter");
        let files = tree::read(&folder)
            .into_iter()
            .filter_map(|(path, thing)| match thing {
                Thing::File(bytes) => Some((
                    path.to_str().unwrap().to_owned(),
                    String::from_utf8(bytes).unwrap(),
                )),
                _ => None,
            });
        Self::of(&files.collect::<Vec<_>>())
    }

    fn of(files: &[(String, String)]) -> Self {
        let temp = TempDir::new().unwrap();
        let variant = |name: &str, day: &str| {
            let site = temp.path().join(name);
            let files = files.iter().map(|(path, text)| (&**path, &**text));
            tree::write(&site, files);
            let settings = site.join("content/mieruka.yaml");
            let text = std::fs::read_to_string(&settings).unwrap();
            assert!(text.contains("as_of: 2026-04-01"));
            std::fs::write(&settings, text.replace("2026-04-01", day)).unwrap();
            let out = temp.path().join(format!("{name}-expected"));
            let output = finish(&mut build(&site, &out));
            assert_eq!(output.status.code(), Some(0), "{}", told(&output));
            (site, published(&out))
        };
        let (a, tree_a) = variant("a", "2026-04-01");
        let (b, tree_b) = variant("b", "2026-04-02");
        // Every page names the day; what pages load is the same.
        let is_page = |path: &&PathBuf| path.extension().is_some_and(|e| e == "html" || e == "md");
        let mut pages = tree_a.keys().filter(is_page);
        assert!(
            pages.all(|path| tree_a.get(path) != tree_b.get(path)),
            "A and B differ"
        );
        Self {
            temp,
            a,
            b,
            tree_a,
            tree_b,
        }
    }

    /// A fresh folder that only the output and what a build puts beside it lie in.
    fn place(&self, name: &str) -> PathBuf {
        let place = self.temp.path().join(name);
        std::fs::create_dir(&place).unwrap();
        place
    }
}

/// `mieruka build SITE --out OUT`, in English.
fn build(site: &Path, out: &Path) -> Command {
    let mut command = Command::new(BIN);
    command.arg("build").arg(site).arg("--out").arg(out);
    quietly(&mut command);
    command
}

/// The same after some words of the shell, which end in front of the program: `ulimit -n 64;`.
fn build_after(shell: &str, site: &Path, out: &Path) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("{shell} exec \"$@\""), "sh", BIN, "build"])
        .arg(site)
        .arg("--out")
        .arg(out);
    quietly(&mut command);
    command
}

fn quietly(command: &mut Command) {
    command
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "en_GB.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0);
}

/// Runs a command to its end. One that hangs is killed, and fails the test.
fn finish(command: &mut Command) -> Output {
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let group = format!("-{}", child.id());
    let (ended, waiting) = mpsc::channel();
    let watchdog = std::thread::spawn(move || {
        let hangs = waiting.recv_timeout(PATIENCE).is_err();
        if hangs {
            send("KILL", &group);
        }
        hangs
    });
    let output = child.wait_with_output().unwrap();
    ended.send(()).ok();
    assert!(!watchdog.join().unwrap(), "{command:?} hangs");
    output
}

/// Sends a signal to a process, or with a minus to its group.
fn send(signal: &str, process: &str) {
    let line = format!("kill -s {signal} -- {process}");
    Command::new("sh").args(["-c", &line]).status().unwrap();
}

fn told(output: &Output) -> String {
    format!(
        "{}\n{}{}",
        ending(output.status),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn ending(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit {code}"),
        (_, signal) => format!("signal {signal:?}"),
    }
}

/// A published folder, which is what its own manifest says: nothing more, less or other.
fn published(out: &Path) -> Tree {
    let tree = tree::read(out);
    let Some(Thing::File(json)) = tree.get(Path::new("manifest.json")) else {
        panic!("{} has no manifest: {tree:?}", out.display());
    };
    let manifest: serde_json::Value = serde_json::from_slice(json).unwrap();
    let mut listed: Vec<(String, u64, String)> = Vec::new();
    for entry in manifest["files"].as_array().unwrap() {
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        listed.push((
            text("path"),
            entry["bytes"].as_u64().unwrap(),
            text("sha256"),
        ));
    }
    let mut found = Vec::new();
    for (path, thing) in &tree {
        match thing {
            Thing::Folder => {}
            Thing::File(_) if path == Path::new("manifest.json") => {}
            Thing::File(bytes) => {
                let path = path.to_str().unwrap().to_owned();
                found.push((path, bytes.len() as u64, hex(&Sha256::digest(bytes))));
            }
            other => panic!("{} is {other:?}", path.display()),
        }
    }
    found.sort();
    assert_eq!(listed, found, "{} is as its manifest says", out.display());
    tree
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Holds that the folder is the site, byte for byte.
fn assert_tree(found: &Tree, expected: &Tree, when: &str) {
    assert!(
        found == expected,
        "{when}:\n{}",
        tree::difference(found, expected)
    );
}

/// A plain build into the place, after which only the new site stands there.
fn assert_next_build_works(site: &Path, place: &Path, expected: &Tree, when: &str) {
    let output = finish(&mut build(site, &place.join("public")));
    assert_eq!(output.status.code(), Some(0), "{when}: {}", told(&output));
    assert_tree(&published(&place.join("public")), expected, when);
    assert_eq!(tree::names(place), ["public"], "{when}");
}

/// Runs a build that must end with exit 2 and say all these words.
fn assert_fails(command: &mut Command, words: &[&str]) {
    let output = finish(command);
    assert_eq!(
        output.status.code(),
        Some(2),
        "{command:?} {}",
        told(&output)
    );
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    for word in words {
        assert!(
            text.contains(word),
            "{command:?} does not say {word:?}: {text}"
        );
    }
}
