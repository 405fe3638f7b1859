//! Full disks, missing rights, few open files, closed outputs, and folders that must not be written to.

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::{
    BIN, Sites, assert_fails, assert_next_build_works, assert_tree, build, build_after, finish,
    published, told,
};
use crate::tree::{self, Thing, Tree};

const AS_BEFORE: &str = "The output folder is as it was before the build.";

/// The switches with which `unshare` lets us mount, as root or as a user with a namespace of his own.
/// Nothing where neither is permitted; then the limits on files and rights below have to do.
fn mounting() -> Option<&'static [&'static str]> {
    let temp = TempDir::new().unwrap();
    let ways: [&[&str]; 2] = [&["-m"], &["-r", "-m"]];
    let found = ways.into_iter().find(|way| {
        let mut command = Command::new("unshare");
        command.args(*way).args(["mount", "-t", "tmpfs", "tmpfs"]);
        let output = command.arg(temp.path()).output();
        output.is_ok_and(|output| output.status.success())
    });
    if found.is_none() {
        eprintln!("mounting is not permitted here: nothing was tried on a mounted disk");
    }
    found
}

/// Runs a script of the shell where it may mount, with these variables.
fn mounted(way: &[&str], script: &str, variables: &[(&str, &Path)]) {
    let mut command = Command::new("unshare");
    command.args(way).args(["sh", "-ec", script]);
    super::quietly(&mut command);
    command.env("BIN", BIN);
    for (name, value) in variables {
        command.env(name, value);
    }
    let output = finish(&mut command);
    assert!(output.status.success(), "{script}{}", told(&output));
}

/// How many blocks of 4 KiB the files of a site need.
fn blocks(tree: &Tree) -> usize {
    let size = |thing: &Thing| match thing {
        Thing::File(bytes) => bytes.len().div_ceil(4096),
        _ => 0,
    };
    tree.values().map(size).sum()
}

const FULL: &str = r#"
mount -t tmpfs -o "size=$SIZE" tmpfs "$DISK"
"$BIN" build "$A" --out "$DISK/public"
code=0; "$BIN" build "$B" --out "$DISK/public" 2> "$TO/message" || code=$?
echo $code > "$TO/code"
ls -A "$DISK" > "$TO/names"
cp -R "$DISK/public" "$TO/full"
mount -o remount,size=64m "$DISK"
"$BIN" build "$B" --out "$DISK/public"
ls -A "$DISK" > "$TO/names-after"
cp -R "$DISK/public" "$TO/roomy"
"#;

#[test]
fn a_full_disk_keeps_the_old_site() {
    let Some(way) = mounting() else { return };
    let sites = Sites::starter();
    let whole = blocks(&sites.tree_a);
    // From no room at all, not even for the lock, to one block too few for the manifest.
    let rooms = [
        0,
        1,
        2,
        whole / 4,
        whole / 2,
        whole * 3 / 4,
        whole - 3,
        whole - 1,
    ];
    let disk = sites.place("disk");
    for room in rooms {
        let to = sites.place(&format!("full-{room}"));
        // The first build needs one block more than its files, for its lock.
        let size = ((whole + 1).max(whole + room) * 4096).to_string();
        let variables = [
            ("SIZE", Path::new(&size)),
            ("DISK", &disk),
            ("A", &sites.a),
            ("B", &sites.b),
            ("TO", &to),
        ];
        mounted(way, FULL, &variables);
        let text = |name: &str| std::fs::read_to_string(to.join(name)).unwrap();
        let message = text("message");
        let when = format!("{room} blocks too many: {message}");
        assert_eq!(text("code"), "2\n", "{when}");
        assert!(message.contains("the disk is full"), "{when}");
        assert!(message.contains(AS_BEFORE), "{when}");
        assert!(!text("names").contains("mieruka-new"), "{}", text("names"));
        assert_tree(&published(&to.join("full")), &sites.tree_a, &when);
        assert_eq!(
            text("names-after"),
            ".public.mieruka-inputs\npublic\n",
            "{when}"
        );
        assert_tree(&published(&to.join("roomy")), &sites.tree_b, &when);
    }
}

const READ_ONLY: &str = r#"
mount --bind "$DISK" "$DISK"
mount -o remount,bind,ro "$DISK"
code=0; "$BIN" build "$B" --out "$DISK/public" 2> "$TO/message" || code=$?
echo $code > "$TO/code"
code=0; "$BIN" build "$B" --out "$DISK" 2> "$TO/message-mount" || code=$?
echo $code > "$TO/code-mount"
"#;

#[test]
fn a_read_only_disk_and_a_mount_point_are_told() {
    let Some(way) = mounting() else { return };
    let sites = Sites::starter();
    let (disk, to) = (sites.place("disk"), sites.place("to"));
    assert_next_build_works(&sites.a, &disk, &sites.tree_a, "first");
    let variables = [("DISK", &*disk), ("B", &*sites.b), ("TO", &*to)];
    mounted(way, READ_ONLY, &variables);
    let text = |name: &str| std::fs::read_to_string(to.join(name)).unwrap();
    assert_eq!((&*text("code"), &*text("code-mount")), ("2\n", "2\n"));
    let message = text("message");
    assert!(message.contains("the disk is read-only"), "{message}");
    assert!(message.contains(AS_BEFORE), "{message}");
    let message = text("message-mount");
    assert!(message.contains("another disk is mounted"), "{message}");
    assert_tree(&published(&disk.join("public")), &sites.tree_a, "read-only");
    assert_eq!(tree::names(&disk), ["public"]);
}

#[test]
fn a_limit_on_files_is_told_or_kills_and_keeps_the_old_site() {
    let sites = Sites::starter();
    let place = sites.place("limit");
    let out = place.join("public");
    assert_next_build_works(&sites.a, &place, &sites.tree_a, "first");
    // Blocks of 512 or 1024 bytes, by the shell; the style sheet is larger than either.
    let told = "trap '' XFSZ; ulimit -f 8;";
    assert_fails(
        &mut build_after(told, &sites.b, &out),
        &["the disk is full", "could not write", AS_BEFORE],
    );
    assert_tree(&published(&out), &sites.tree_a, "too large a file");
    assert_eq!(tree::names(&place), ["public"]);
    let killed = "ulimit -c 0; ulimit -f 8;";
    let output = finish(&mut build_after(killed, &sites.b, &out));
    assert!(!output.status.success());
    assert_tree(&published(&out), &sites.tree_a, "killed by the limit");
    assert_next_build_works(&sites.b, &place, &sites.tree_b, "after the limit");
}

const IMAGE: &str = r#"
mount -t tmpfs tmpfs "$DISK"
mkdir "$DISK/upper" "$DISK/work" "$DISK/place"
layers="lowerdir=$IMAGE,upperdir=$DISK/upper,workdir=$DISK/work"
mount -t overlay -o "redirect_dir=off,$layers" overlay "$DISK/place" || exit 0
code=0; "$BIN" build "$B" --out "$DISK/place/public" 2> "$TO/message" || code=$?
echo $code > "$TO/code"
cp -R "$DISK/place" "$TO/kept"
rm -r "$DISK/place/public"
"$BIN" build "$B" --out "$DISK/place/public"
cp -R "$DISK/place" "$TO/after"
"#;

#[test]
fn a_folder_of_a_container_image_is_told() {
    let Some(way) = mounting() else { return };
    let sites = Sites::starter();
    let (image, disk, to) = (sites.place("image"), sites.place("disk"), sites.place("to"));
    assert_next_build_works(&sites.a, &image, &sites.tree_a, "first");
    let variables = [
        ("IMAGE", &*image),
        ("DISK", &*disk),
        ("B", &*sites.b),
        ("TO", &*to),
    ];
    mounted(way, IMAGE, &variables);
    if !to.join("code").exists() {
        eprintln!("overlays are not permitted here: none was tried");
        return;
    }
    let text = |name: &str| std::fs::read_to_string(to.join(name)).unwrap();
    let message = text("message");
    assert_eq!(text("code"), "2\n", "{message}");
    assert!(
        message.contains("the folder cannot be renamed"),
        "{message}"
    );
    assert!(message.contains(AS_BEFORE), "{message}");
    for (name, expected) in [("kept", &sites.tree_a), ("after", &sites.tree_b)] {
        assert_tree(&published(&to.join(name).join("public")), expected, name);
        assert_eq!(tree::names(&to.join(name)), ["public"]);
    }
}

/// The build as somebody without rights: root passes over all modes, so it has to step down.
fn without_rights(site: &Path, out: &Path) -> Option<Command> {
    let is_root = std::fs::metadata("/proc/self").unwrap().uid() == 0;
    if !is_root {
        return Some(build(site, out));
    }
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let mut probe = Command::new("setpriv");
    let can_run = probe.args(nobody).args([BIN, "--version"]).output();
    if !can_run.is_ok_and(|output| output.status.success()) {
        eprintln!("root cannot step down here: missing rights were not tried");
        return None;
    }
    let mut command = Command::new("setpriv");
    command
        .args(nobody)
        .args([BIN, "build"])
        .arg(site)
        .arg("--out")
        .arg(out);
    super::quietly(&mut command);
    Some(command)
}

#[test]
fn missing_rights_are_told_and_nothing_is_touched() {
    let sites = Sites::starter();
    let set = |path: &Path, mode| {
        std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    };
    set(sites.temp.path(), 0o755);
    let place = sites.place("rights");
    let out = place.join("public");
    let Some(mut command) = without_rights(&sites.b, &out) else {
        return;
    };
    let mut assert_refused = |inside: Option<&Path>| {
        let before = tree::read(&place);
        assert_fails(&mut command, &["no permission to", "public", AS_BEFORE]);
        set(inside.unwrap_or(&place), 0o755);
        assert_tree(&tree::read(&place), &before, "without rights");
    };
    set(&place, 0o555);
    assert_refused(None);
    assert_next_build_works(&sites.a, &place, &sites.tree_a, "first");
    set(&place, 0o555);
    assert_refused(None);
    // The folder may be exchanged, yet not be cleared away afterwards.
    set(&place, 0o777);
    set(&out, 0o555);
    assert_refused(Some(&out));
    assert_next_build_works(&sites.b, &place, &sites.tree_b, "with rights");
}

#[test]
fn sixty_four_open_files_are_enough() {
    let sites = Sites::generated(10);
    let place = sites.place("few");
    for (site, expected) in [(&sites.a, &sites.tree_a), (&sites.b, &sites.tree_b)] {
        let mut command = build_after("ulimit -n 64;", site, &place.join("public"));
        let output = finish(command.args(["--jobs", "8"]));
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        assert_tree(&published(&place.join("public")), expected, "64 files");
        assert_eq!(tree::names(&place), ["public"]);
    }
}

#[test]
fn closed_and_full_outputs_do_not_spoil_a_build() {
    let sites = Sites::starter();
    let place = sites.place("closed");
    let out = place.join("public");
    let ways = [
        "exec >&-;",
        "exec 2>&-;",
        "exec <&- >&- 2>&-;",
        "exec >/dev/full;",
        "exec >/dev/full 2>&1;",
    ];
    for (number, way) in ways.into_iter().enumerate() {
        let (site, expected) = if number % 2 == 0 {
            (&sites.a, &sites.tree_a)
        } else {
            (&sites.b, &sites.tree_b)
        };
        let output = finish(build_after(way, site, &out).args(["--timings"]));
        assert_eq!(output.status.code(), Some(0), "{way} {}", told(&output));
        assert_tree(&published(&out), expected, way);
        assert_eq!(tree::names(&place), ["public"]);
    }
    // What fails, fails in the same way where nobody can read why.
    let output = finish(&mut build_after(
        "exec >/dev/full 2>&1;",
        &sites.a,
        &sites.a,
    ));
    assert_eq!(output.status.code(), Some(2));
    let mut child = build(&sites.b, &out)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_tree(&published(&out), &sites.tree_b, "a pipe nobody reads");
}

#[test]
fn outputs_that_would_hurt_are_refused() {
    let sites = Sites::starter();
    let site = &sites.a;
    symlink("content", site.join("door")).unwrap();
    tree::write(site, [("kept/note.txt", "note"), ("file", "text")]);
    let cases = [
        ("content", "is the source folder"),
        ("seeds", "is the source folder"),
        ("seeds/../seeds", "is the source folder"),
        ("themes", "is the source folder"),
        ("content/public", "lies inside the source folder"),
        (
            "seeds/midorino-dx-r8/projects",
            "lies inside the source folder",
        ),
        ("door/public", "lies inside the source folder"),
        ("door", "is the source folder"),
        (".", "holds the source folder"),
        ("content/..", "holds the source folder"),
        ("kept", "note.txt"),
        ("file", "is not a folder"),
        ("none/at/all", "does not exist"),
        ("/", "the root of the disk"),
    ];
    let before = tree::read(sites.temp.path());
    for (out, words) in cases {
        assert_fails(
            &mut build(site, &site.join(out)),
            &[words, "Nothing was changed."],
        );
        let mut here = build(Path::new("."), Path::new(out));
        let told = if site.join(out).canonicalize().is_ok_and(|out| out == *site) {
            "the folder you work in"
        } else {
            words
        };
        assert_fails(here.current_dir(site), &[told]);
        assert_tree(&tree::read(sites.temp.path()), &before, out);
    }
    symlink("public", site.join("link")).unwrap();
    let before = tree::read(sites.temp.path());
    assert_fails(
        &mut build(site, &site.join("link")),
        &["is a symbolic link"],
    );
    assert_tree(&tree::read(sites.temp.path()), &before, "a link to nothing");
    let output = finish(&mut build(site, &site.join("public")));
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let before = tree::read(sites.temp.path());
    assert_fails(
        &mut build(site, &site.join("link")),
        &["is a symbolic link"],
    );
    assert_tree(&tree::read(sites.temp.path()), &before, "a link to a site");
}
