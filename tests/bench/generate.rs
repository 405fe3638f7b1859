//! Writes a generated site to a folder: `cargo run --release --example generate -- DIR 10000`.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a tool beside the program"
)]

mod generator;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from);
    let projects = arguments
        .next()
        .and_then(|count| count.parse::<usize>().ok());
    let (Some(folder), Some(projects)) = (folder, projects) else {
        eprintln!("usage: generate DIR NUMBER-OF-PROJECTS");
        return ExitCode::from(2);
    };
    match write(&folder, projects) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &std::path::Path, projects: usize) -> std::io::Result<()> {
    for (path, text) in generator::site(projects) {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}
