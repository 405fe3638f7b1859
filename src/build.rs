//! Names the program's own state: a hash of everything the program is made of.
//!
//! A build is skipped when nothing has changed since the last one, and the program is one of the things
//! that can change. A hash of the sources is the same on every machine, which a hash of the binary is not.

#![expect(
    clippy::disallowed_methods,
    reason = "runs before the program and has no world"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["src", "themes"] {
        collect(Path::new(folder), &mut files);
        println!("cargo::rerun-if-changed={folder}");
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    files.sort();
    // FNV-1a with 64 bits: enough to tell one state of a source tree from the next.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&file).unwrap_or_default();
        for byte in name.bytes().chain([0]).chain(bytes) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo::rustc-env=MIERUKA_STATE={hash:016x}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
