//! Kept outputs: what a test saw once, was looked at, and must be seen again.

use std::path::{Path, PathBuf};

pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Compares a whole output with the kept one; with `UPDATE=1` keeps what there is now.
pub fn check(path: &str, now: &str) {
    let path = PathBuf::from(ROOT).join("tests").join(path);
    if updating() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == now, "{}", difference(&path, &kept, now));
}

pub fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// The first lines that differ, with the line before them.
fn difference(path: &Path, kept: &str, now: &str) -> String {
    let at = kept
        .lines()
        .zip(now.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let show = |text: &str| {
        let lines = text.lines().skip(at.saturating_sub(1)).take(4);
        lines
            .map(|line| format!("    {}\n", line.chars().take(300).collect::<String>()))
            .collect::<String>()
    };
    format!(
        "{} differs from line {}\n  kept:\n{}  now:\n{}(UPDATE=1 accepts)",
        path.display(),
        at + 1,
        show(kept),
        show(now)
    )
}
