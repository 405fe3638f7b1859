//! How long it takes from a save to the new page in a preview:
//! `cargo run --release --example follow -- target/release/mieruka 10000 200`.
//!
//! It starts the program on a generated site, saves one project after the other as editors do, by renaming
//! a new file over the old one, listens as a browser does, and asks for the page of the project, for the
//! list of its policy, and for the home page. It fails when one of them is old.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool beside the program"
)]

#[path = "generator.rs"]
mod generator;

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What a browser shows between two saves, and a person who has only just begun to type again.
const PAUSE: Duration = Duration::from_millis(50);

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: follow PROGRAM NUMBER-OF-PROJECTS NUMBER-OF-SAVES";
    let program = PathBuf::from(arguments.next().ok_or(usage)?);
    let projects: usize = arguments.next().ok_or(usage)?.parse()?;
    let saves: usize = arguments.next().ok_or(usage)?.parse()?;
    let folder = tempfile::tempdir()?;
    for (path, text) in generator::site(projects) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().ok_or("a file lies in a folder")?)?;
        std::fs::write(path, text)?;
    }
    let start = Instant::now();
    let preview = Preview::start(&program, folder.path())?;
    println!(
        "{projects} projects: ready after {}",
        shown(start.elapsed())
    );
    let (mut page, mut all) = (Vec::new(), Vec::new());
    for save in 0..saves {
        let times = follow(&preview, folder.path(), save * 7_919 % projects, save)?;
        page.push(times.0);
        all.push(times.1);
        std::thread::sleep(PAUSE);
    }
    println!("  the page:                     {}", spread(&mut page));
    println!("  and its policy, and the home: {}", spread(&mut all));
    println!("  memory: {}", preview.memory()?);
    Ok(())
}

/// Saves one project; how long it took to its page, and to all pages.
fn follow(
    preview: &Preview,
    folder: &Path,
    number: usize,
    save: usize,
) -> Result<(Duration, Duration)> {
    let id = generator::id(number);
    let page = format!("/big/projects/{id}.html");
    let before = preview.get(&page)?;
    let (_, policy) = before.split_once("policies/").ok_or("a policy")?;
    let policy = format!(
        "/big/policies/{}",
        policy.split('"').next().unwrap_or_default()
    );
    let (_, state) = before.split_once("data-state=\"").ok_or("a state")?;
    let state = state.split('"').next().unwrap_or_default();
    let file = folder.join(format!("seeds/big/projects/{id}.yaml"));
    let mark = format!("保存{save}回目");
    let text = generator::project(number).replacen("号事業の推進", &format!("号{mark}"), 1);
    let new = file.with_extension("yaml~");
    std::fs::write(&new, text)?;
    let mut live = preview.ask(&format!("/__mieruka/live?{state}"), "")?;
    let start = Instant::now();
    std::fs::rename(new, file)?;
    let mut line = String::new();
    while line.trim_end() != "event: reload" {
        line.clear();
        if live.read_line(&mut line)? == 0 {
            return Err("the preview has ended".into());
        }
    }
    let is_new = |path: &str| -> Result<()> {
        let text = preview.get(path)?;
        text.contains(&mark)
            .then_some(())
            .ok_or_else(|| format!("{path} is old").into())
    };
    is_new(&page)?;
    let first = start.elapsed();
    is_new(&policy)?;
    preview.get("/")?;
    Ok((first, start.elapsed()))
}

struct Preview {
    child: Child,
    host: String,
}

impl Preview {
    fn start(program: &Path, folder: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .arg("serve")
            .arg(folder)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let out = child.stdout.take().ok_or("an output")?;
        let mut lines = BufReader::new(out).lines();
        let mut preview = Self {
            child,
            host: String::new(),
        };
        while preview.host.is_empty() {
            let line = lines.next().ok_or("the preview has ended")??;
            if let Some((_, rest)) = line.split_once("http://") {
                preview.host = rest.split('/').next().unwrap_or_default().to_owned();
            }
        }
        std::thread::spawn(move || lines.count());
        Ok(preview)
    }

    fn ask(&self, path: &str, header: &str) -> Result<BufReader<TcpStream>> {
        let mut stream = TcpStream::connect(&self.host)?;
        let host = &self.host;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\n{header}\r\n"
        )?;
        Ok(BufReader::new(stream))
    }

    fn get(&self, path: &str) -> Result<String> {
        let mut text = String::new();
        self.ask(path, "Connection: close\r\n")?
            .read_to_string(&mut text)?;
        Ok(text)
    }

    /// What it holds now, and the most that it ever held.
    fn memory(&self) -> Result<String> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let lines = status
            .lines()
            .filter(|line| line.starts_with("VmRSS") || line.starts_with("VmHWM"));
        let lines: Vec<String> = lines
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        Ok(lines.join(", "))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: usize| {
        let last = times.len().saturating_sub(1);
        times.get(last * share / 100).copied().unwrap_or_default()
    };
    let (median, most, worst) = (at(50), at(95), at(100));
    format!(
        "median {}, 95 % within {}, all within {}",
        shown(median),
        shown(most),
        shown(worst)
    )
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
